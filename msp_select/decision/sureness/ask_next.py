"""Which few answers to ask for next, and what learning them is worth to the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from msp_select.decision.chances import chances
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.pair import eligible
from msp_select.decision.names import NOT_ASKED, STATES
from msp_select.engine.asking import suggestions
from msp_select.engine.learning import OpenAnswers, open_answers
from msp_select.engine.sampling import generator
from msp_select.model.fields import Evidence

MOST = 5
TRIES = 2_000
WORTH_SAYING = 0.05
"""Points of 100 from which learning something is likely to change the choice."""


OpenKind = Literal["not_asked", "no_answer", "unproven", "defaults", "no_price"]


@dataclass(frozen=True)
class OpenAnswer:
    """One answer that could be learned or proven: `alone` what that is worth to the choice, points of 100.

    `kind` is what is open and `why` its words: "not asked yet", "they do not know yet", "unproven", or "rests
    on defaults" for the price of a bid;
    `grade`: the evidence there is; `must_have`: it is open as one.
    """

    candidate: str
    name: str
    row: str
    title: str
    ask: str
    kind: OpenKind
    why: str
    grade: Evidence | None
    alone: float
    must_have: bool

    @property
    def sentence(self) -> str:
        """The question as something to do: "Ask Ninefold Harrow: ..."."""
        act = "Get proof from" if self.kind == "unproven" else "Ask"
        if self.kind == "defaults":
            return f"Get firm prices from {self.name}: {self.title}."
        return f"{act} {self.name}: {self.ask}"


@dataclass(frozen=True)
class OpenGroup:
    """All open and unproven answers of one candidate, and what learning them is worth, in points."""

    candidate: str
    name: str
    answers: int
    worth: float


@dataclass(frozen=True)
class AskList:
    """What to ask for before choosing, worth measured in points of 100 (of quality while prices are sealed).

    `now`: the id of today's choice; `regret_now`: what it loses on average against the best choice;
    `together`: what learning all `answers` is worth, must-haves first; `groups`: the most worth first.
    """

    now: str
    regret_now: float
    together: float
    answers: tuple[OpenAnswer, ...]
    groups: tuple[OpenGroup, ...]


def ask_list(evaluation: Evaluation) -> AskList | None:
    """The few answers most worth asking of those who might be chosen; None with nobody to compare.

    Worth is how much the choice gains on average when the answers are known: drawn at the stated weights as
    in the simulation, must-haves included, and judged on what is then true of everybody.
    """
    group = eligible(evaluation)
    if len(group) < 2:
        return None
    found = open_answers_of(evaluation, group)
    shown = suggestions(found, most=MOST, order=range(len(group)))
    alone = found.worths()
    groups = [_group(found, place, result) for place, result in enumerate(group)]
    return AskList(
        now=group[found.today].id,
        regret_now=float(found.losses()[found.today]),
        together=shown.worth,
        answers=tuple(_answer(evaluation, group, found, k, float(alone[k])) for k in shown.answers),
        groups=tuple(sorted((one for one in groups if one.answers), key=lambda one: -one.worth)),
    )


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
    return OpenGroup(result.id, result.name, len(own), found.worth(own) if own else 0.0)


def _answer(
    evaluation: Evaluation, group: tuple[Result, ...], found: OpenAnswers, k: int, alone: float
) -> OpenAnswer:
    catalog, result = evaluation.catalog, group[int(found.candidate[k])]
    row = evaluation.problem.rows[int(found.column[k])]
    question = catalog.questions.get(row)
    kind, why, grade = _why(result, row, is_question=question is not None)
    if question is not None and grade is None and kind == "unproven":
        grade = question.default_evidence
    title = catalog.criteria[row].title if question is None else question.short
    ask = title if question is None else question.asked_as
    must_have = bool(found.chance[k] < 1)
    return OpenAnswer(result.id, result.name, row, title, ask, kind, why, grade, alone, must_have)


def _why(result: Result, row: str, *, is_question: bool) -> tuple[OpenKind, str, Evidence | None]:
    if not is_question:
        if result.costs is None:
            return "no_price", "no price yet", None
        return "defaults", "rests on defaults", None
    answer = result.candidate.answers.get(row)
    if answer is None:
        return "not_asked", NOT_ASKED, None
    if answer.state == "answered":
        return "unproven", "unproven", answer.evidence
    return "no_answer", STATES[answer.state].words, None
