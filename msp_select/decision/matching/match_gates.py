"""Must-haves held against many providers at once, each with the outcome `gates` gives for it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from msp_select.decision.answer_columns import ANSWERED, NOT_APPLICABLE, REFUSED, AnswerColumns
from msp_select.decision.gates import bid_states
from msp_select.engine.checked import Bools, Floats
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import MustHave, Question

Outcomes = npt.NDArray[np.str_]


def gate_outcomes(
    columns: AnswerColumns, bids: Sequence[Bid | None], rules: Mapping[str, MustHave], catalog: Catalog
) -> dict[str, Outcomes]:
    """For each must-have that is on, in the order of the questionnaires, the outcome `(providers,)`."""
    return {
        question.id: _of_bids(bids, question)
        if question.bid_field
        else _of_column(columns, place, question, rules[question.id])
        for place, question in enumerate(catalog.questions.values())
        if question.id in rules
    }


def failing(outcomes: Outcomes) -> Bools:
    """Where the must-have is failed."""
    failed: Bools = outcomes == "failed"
    return failed


def _of_bids(bids: Sequence[Bid | None], question: Question) -> Outcomes:
    stated = [bid is not None and bid_states(bid, question.bid_field) for bid in bids]
    return np.where(np.array(stated, bool), "passed", "open")


def _of_column(columns: AnswerColumns, place: int, question: Question, rule: MustHave) -> Outcomes:
    states = columns.states[:, place]
    outcomes = np.full(len(states), "open", dtype="U14")
    outcomes[states == REFUSED] = "failed"
    outcomes[states == NOT_APPLICABLE] = "not_applicable"
    answered = states == ANSWERED
    if rule.answered:
        outcomes[answered] = "passed"
        return outcomes
    numbers, values = columns.numbers[:, place], columns.claimed[:, place]
    is_number = ~np.isnan(numbers)
    if question.kind == "choice":
        passed = _within(values, rule)
    else:  # "none" instead of a number passes only as the best answer there is
        passed = np.where(is_number, _within(np.where(is_number, numbers, 0.0), rule), values >= 100)
    outcomes[answered] = np.where(passed[answered], "passed", "failed")
    return outcomes


def _within(numbers: Floats, rule: MustHave) -> Bools:
    """Which numbers keep the bounds, decided exactly: each different number once, as a decimal."""
    different, place = np.unique(numbers, return_inverse=True)
    kept = [
        (rule.at_least is None or number >= rule.at_least)
        and (rule.at_most is None or number <= rule.at_most)
        for number in (Decimal(repr(x)) for x in different.tolist())
    ]
    return np.array(kept, bool)[place]
