"""What would turn the choice: the fewest changes, and the answers most worth getting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.robustness.value_of_information import AskList, ask_list
from msp_select.decision.scoring.evaluation import Result
from msp_select.engine.difference import fewest_changes

VISIBLE = 0.05  # points: what differs by less is level


@dataclass(frozen=True)
class Changes:
    """The fewest answers that put one candidate ahead: rows, the gain in points, and which suffice alone.

    `forced` are the failed must-haves among them; `enough` is False where even all answers at their best fall
    short.
    """

    rows: tuple[str, ...]
    forced: tuple[str, ...]
    singles: tuple[str, ...]
    gain: float
    gap: float
    enough: bool


@dataclass(frozen=True, kw_only=True)
class FewestChanges(Fact):
    """What the runner-up has to change to pass the other of `candidates`: `answers`, their gains and the gap.

    `must_haves`: the failed ones, which come first; `enough` is False where even all answers at their best
    fall short.
    """

    kind: ClassVar[str] = "fewest_changes"
    enough: bool
    answers: tuple[str, ...]
    must_haves: tuple[str, ...]
    single_answers_that_suffice: tuple[str, ...]
    gain_points: float
    gap_points: float
    gains_points: tuple[float, ...]

    @property
    def only_level(self) -> bool:
        """Whether all answers at their best would do no more than make it level with the other."""
        return not self.enough and self.gap_points - self.gain_points < VISIBLE


@dataclass(frozen=True, kw_only=True)
class FewestChangesAgainst(FewestChanges):
    """The same of the candidate compared with."""

    kind: ClassVar[str] = "fewest_changes_against"


@dataclass(frozen=True, kw_only=True)
class AskNext(Fact):
    """The answers most worth having: each of `questions` `asked_of` whom, and what knowing it is worth."""

    kind: ClassVar[str] = "ask_next"
    now: str
    regret_now_points: float
    together_points: float
    asked_of: tuple[str, ...]
    questions: tuple[str, ...]
    alone_points: tuple[float, ...]
    group_candidates: tuple[str, ...]
    group_points: tuple[float, ...]
    found: AskList = field(metadata=FOR_WORDS_ONLY)

    @property
    def figures(self) -> Mapping[str, Any]:
        """Every figure; in machine outputs whom to ask are the `candidates` beside the `questions`."""
        told = super().figures
        return {"candidates" if name == "asked_of" else name: figure for name, figure in told.items()}


def fewest(pair: Pair, behind: Result, ahead: Result) -> Changes:
    """The fewest answers of `behind`, raised to a proven 100, that put it ahead; failed must-haves first."""
    problem = pair.evaluation.problem
    i = problem.candidates.index(behind.id)
    rows = [
        row
        for k, row in enumerate(problem.rows)
        if row in pair.evaluation.catalog.questions and problem.applies[i][k]
    ]
    weights = behind.effective
    gains = [max(0.0, weights[row] * (100.0 - float(problem.point[i][problem.row(row)]))) for row in rows]
    failed = [gate.question for gate in behind.failed if gate.question in rows]
    gap = ahead.score - behind.score
    found = fewest_changes(gains, gap, forced=[rows.index(row) for row in failed])
    if found is None:
        return Changes((), tuple(failed), (), sum(gains), gap, enough=False)
    return Changes(
        tuple(rows[k] for k in found.chosen),
        tuple(failed),
        tuple(rows[k] for k in found.singles),
        found.gain,
        gap,
        enough=True,
    )


def runner_up(pair: Pair) -> Result | None:
    """Whoever would be chosen without the subject; the other candidate where nobody else could be."""
    return pair.rivals[0] if pair.rivals else pair.against


def fewest_changes_of_runner_up(pair: Pair) -> FewestChanges | None:
    """What the runner-up would have to change."""
    rival = runner_up(pair)
    return None if rival is None else _changes(pair, rival, FewestChanges)


def fewest_changes_of_against(pair: Pair) -> FewestChanges | None:
    """What the other candidate would have to change, where it is not the runner-up."""
    if pair.against is None or pair.against is runner_up(pair):
        return None
    return _changes(pair, pair.against, FewestChangesAgainst)


def _changes(pair: Pair, behind: Result, fact: type[FewestChanges]) -> FewestChanges:
    found = fewest(pair, behind, pair.subject)
    problem = pair.evaluation.problem
    point = problem.point[problem.candidates.index(behind.id)]
    return fact(
        candidates=(behind.id, pair.subject.id),
        enough=found.enough,
        answers=found.rows,
        must_haves=found.forced,
        single_answers_that_suffice=found.singles,
        gain_points=found.gain,
        gap_points=found.gap,
        gains_points=tuple(
            behind.effective[row] * (100.0 - float(point[problem.row(row)])) for row in found.rows
        ),
    )


def worth_asking(pair: Pair) -> AskNext | None:
    """The few answers most worth having before deciding, and what all of one candidate's are worth."""
    evaluation = pair.evaluation
    found = ask_list(evaluation) if len(evaluation.results) > 1 else None
    if found is None:
        return None
    return AskNext(
        candidates=tuple(dict.fromkeys(one.candidate for one in found.answers)),
        now=found.now,
        regret_now_points=found.regret_now,
        together_points=found.together,
        asked_of=tuple(one.candidate for one in found.answers),
        questions=tuple(one.row for one in found.answers),
        alone_points=tuple(one.alone for one in found.answers),
        group_candidates=tuple(group.candidate for group in found.groups),
        group_points=tuple(group.worth for group in found.groups),
        found=found,
    )
