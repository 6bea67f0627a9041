"""What to ask each bidder in a second round: one list a bidder, the most worth to the choice first."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.robustness.value_of_information import open_answers_of
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.sheets import awaits, is_bidder

MOST = 10
"""Questions in a list, besides those the owner wants asked: a bidder answers ten with care."""


def second_round(evaluation: Evaluation) -> Mapping[str, tuple[str, ...]]:
    """For each bidder the questions to ask next, by id; nobody of whom everything is known and proven.

    First those the owner marked to be asked, then open must-haves, then what is worth most to the choice
    when it is known or proven. Nobody is asked what only the owner can judge, nor who has a sheet out.
    """
    return {
        result.id: found
        for result in evaluation.results
        if is_bidder(result.candidate)
        and not awaits(result.candidate)
        and (found := _list_of(result, evaluation))
    }


def _list_of(result: Result, evaluation: Evaluation) -> tuple[str, ...]:
    wanted = [q for q in result.candidate.to_ask if q in evaluation.catalog.questions]
    others = [q for q in by_worth(result, evaluation) if q not in wanted]
    return (*wanted, *others[:MOST])


def by_worth(result: Result, evaluation: Evaluation) -> tuple[str, ...]:
    """Every question whose answer a bidder could still give or prove: open must-haves, then by worth."""
    questions = evaluation.catalog.questions
    asked = [q for q in result.effective if q in questions and questions[q].asked_of == "bidder"]
    gates = [gate.question for gate in result.gates if gate.outcome == "open"]
    must_haves = [q for q in gates if q in questions and questions[q].asked_of == "bidder"]
    worth = _worth(result, evaluation)
    ordered = sorted((q for q in asked if worth.get(q, 0.0) > 0), key=lambda q: -worth[q])
    return tuple(dict.fromkeys((*must_haves, *ordered)))


def _worth(result: Result, evaluation: Evaluation) -> Mapping[str, float]:
    """What learning each open or unproven answer is worth: to the choice, or alone by its share.

    The share breaks ties, and stands alone where there is nobody to choose from.
    """
    rows = evaluation.problem.rows
    known = {q: answer for q, answer in result.candidate.answers.items() if answer.state == "answered"}
    shares = {q: share * 1e-6 for q, share in result.effective.items() if q not in known}
    group = tuple(one for one in evaluation.results if one.group != "not_acceptable") or evaluation.results
    if result not in group or len(group) < 2:
        return shares
    found = open_answers_of(evaluation, group)
    place, alone = group.index(result), found.worths()
    learned = {
        rows[int(found.column[k])]: float(alone[k])
        for k in range(len(alone))
        if int(found.candidate[k]) == place
    }
    return {q: learned.get(q, 0.0) + shares.get(q, 0.0) for q in {*learned, *shares}}
