"""Which few answers to ask for next, and what learning them is worth to the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from msp_select.decision.scoring.chances import chances
from msp_select.decision.scoring.evaluation import Evaluation, Result, eligible
from msp_select.decision.scoring.verdict import VerdictKind
from msp_select.engine.asking import suggestions
from msp_select.engine.learning import OpenAnswers, open_answers
from msp_select.engine.sampling import generator
from msp_select.engine.validation import Floats
from msp_select.model.scalars import Evidence, State

MOST = 5
TRIES = 2_000
WORTH_SAYING = 0.05
"""Points of 100 from which learning something is likely to change the choice."""


OpenKind = Literal["not_asked", "no_answer", "unproven", "defaults", "no_price"]
"""What is open: "defaults" where the price of a bid rests on them, "no_price" where there is no bid."""

Outcome = Literal["these", "all_of_one", "none", "little"]
"""What asking comes to: these answers may change the choice, only all of one candidate's, none, or little."""


@dataclass(frozen=True)
class OpenAnswer:
    """One answer that could be learned or proven: `alone` what that is worth to the choice, points of 100.

    `state`: why there is no answer, where one was asked for; `grade`: the evidence there is; `must_have`: it
    is open as one.
    """

    candidate: str
    row: str
    kind: OpenKind
    state: State | None
    grade: Evidence | None
    alone: float
    must_have: bool

    @property
    def worth_saying(self) -> bool:
        """Whether learning it alone is likely to change the choice."""
        return self.alone >= WORTH_SAYING


@dataclass(frozen=True)
class OpenGroup:
    """All open and unproven answers of one candidate, and what learning them is worth, in points."""

    candidate: str
    answers: int
    worth: float

    @property
    def worth_saying(self) -> bool:
        """Whether learning all of it is likely to change the choice."""
        return self.worth >= WORTH_SAYING


@dataclass(frozen=True)
class AskList:
    """What to ask for before choosing, worth measured in points of 100 (of quality while prices are sealed).

    `now`: the id of today's choice; `regret_now`: what it loses on average against the best choice;
    `together`: what learning all `answers` is worth, must-haves first; `groups`: the most worth first;
    `verdict`: on the ranking as it is; `open_must_haves`: that one of its leader's is a condition of it;
    `if_asked`: who would lead if asked alike.
    """

    now: str
    regret_now: float
    together: float
    answers: tuple[OpenAnswer, ...]
    groups: tuple[OpenGroup, ...]
    verdict: VerdictKind | None
    open_must_haves: bool
    if_asked: str | None = None

    @property
    def outcome(self) -> Outcome:
        """What asking comes to; no answer matters only where the verdict is clear and nothing is open."""
        if self.together >= WORTH_SAYING:
            return "these"
        if self.groups and self.groups[0].worth_saying:
            return "all_of_one"
        return "none" if self.verdict == "clear" and not self.open_must_haves else "little"

    @property
    def worth_asking(self) -> tuple[OpenAnswer, ...]:
        """Those of the answers that are to be asked for: all where they may change the choice together.

        Else what nobody has asked whoever would lead if asked alike, and none of anybody else.
        """
        if self.outcome == "these":
            return self.answers
        asked = (one for one in self.answers if one.candidate == self.if_asked)
        return tuple(one for one in asked if one.kind == "not_asked")

    @property
    def regret_after(self) -> float:
        """What the choice then made still loses on average, points."""
        return max(0.0, self.regret_now - self.together)


def ask_list(evaluation: Evaluation) -> AskList | None:
    """The few answers most worth asking of those who might be chosen; None with nobody to compare.

    Worth is how much the choice gains on average when the answers are known: drawn at the stated weights as
    in the simulation, must-haves included, and judged on what is then true of everybody.
    """
    group = eligible(evaluation)
    if len(group) < 2:
        return None
    found = open_answers_of(evaluation, group)
    verdict, alone = evaluation.verdict, found.worths()
    chosen = suggestions(found, most=MOST, order=range(len(group))).answers
    if verdict is not None and verdict.if_asked is not None:
        chosen = _with_one_of(evaluation.result(verdict.if_asked), chosen, evaluation, found, alone)
    groups = [_group(found, place, result) for place, result in enumerate(group)]
    return AskList(
        now=group[found.today].id,
        regret_now=float(found.losses()[found.today]),
        together=found.worth(chosen),
        answers=tuple(_answer(evaluation, group, found, k, float(alone[k])) for k in chosen),
        groups=tuple(sorted((one for one in groups if one.answers), key=lambda one: -one.worth)),
        verdict=verdict.kind if verdict else None,
        if_asked=verdict.if_asked if verdict else None,
        open_must_haves=any(one.kind == "open" for one in verdict.conditions) if verdict else False,
    )


def _with_one_of(
    result: Result, chosen: Sequence[int], evaluation: Evaluation, found: OpenAnswers, alone: Floats
) -> tuple[int, ...]:
    """The list with a question nobody asked whoever would lead if asked alike: its worthiest, at the end."""
    place, rows = eligible(evaluation).index(result), evaluation.problem.rows
    own = [
        k
        for k in np.flatnonzero(found.candidate == place).tolist()
        if rows[int(found.column[k])] in evaluation.catalog.questions
        and rows[int(found.column[k])] not in result.candidate.answers
    ]
    if not own or any(k in own for k in chosen):
        return tuple(chosen)
    return (*chosen, max(own, key=lambda k: float(alone[k])))


def open_answers_of(evaluation: Evaluation, group: tuple[Result, ...]) -> OpenAnswers:
    """The open and unproven answers of these candidates, drawn."""
    problem = evaluation.problem
    rows = [problem.candidates.index(result.id) for result in group]
    return open_answers(
        np.array([[result.effective[row] for row in problem.rows] for result in group]),
        problem.proven[rows],
        problem.possible[rows],
        problem.silent[rows],
        silence=problem.silence,
        draws=TRIES,
        rng=generator(evaluation.seed),
        chance=chances([result.gates for result in group], problem.rows),
    )


def _group(found: OpenAnswers, place: int, result: Result) -> OpenGroup:
    own = np.flatnonzero(found.candidate == place).tolist()
    return OpenGroup(result.id, len(own), found.worth(own) if own else 0.0)


def _answer(
    evaluation: Evaluation, group: tuple[Result, ...], found: OpenAnswers, k: int, alone: float
) -> OpenAnswer:
    result, row = group[int(found.candidate[k])], evaluation.problem.rows[int(found.column[k])]
    question = evaluation.catalog.questions.get(row)
    must_have = bool(found.chance[k] < 1)
    if question is None:
        kind: OpenKind = "no_price" if result.costs is None else "defaults"
        return OpenAnswer(result.id, row, kind, None, None, alone, must_have)
    answer = result.candidate.answers.get(row)
    if answer is None:
        return OpenAnswer(result.id, row, "not_asked", None, None, alone, must_have)
    if answer.state != "answered":
        return OpenAnswer(result.id, row, "no_answer", answer.state, None, alone, must_have)
    grade = answer.evidence or question.default_evidence
    return OpenAnswer(result.id, row, "unproven", None, grade, alone, must_have)
