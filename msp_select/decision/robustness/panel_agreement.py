"""Several people at one choice: how far they are, where they differ, whether it changes the winner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msp_select.decision.panel.mean_marks import MarkedQuestion, as_seen_by, marked_questions
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.problem import scored_questions
from msp_select.engine.ranking import kendall_w
from msp_select.model.evaluator import Evaluator
from msp_select.model.questionnaire import Question


@dataclass(frozen=True)
class Progress:
    """How many of the marks asked of one evaluator are given."""

    id: str
    name: str
    given: int
    asked: int


@dataclass(frozen=True)
class View:
    """The ranking by one person's marks and weights alone: ids in its order, and each one's rank.

    `pillars`: the weights it was made with, in percent.

    `changes_winner`: whether somebody else than the panel's first comes first.
    """

    id: str
    name: str
    states_weights: bool
    pillars: Mapping[str, float]
    order: tuple[str, ...]
    ranks: tuple[int, ...]
    changes_winner: bool

    @property
    def winner(self) -> str:
        """Who comes first in this view."""
        return self.order[0]


@dataclass(frozen=True)
class Panel:
    """What several people's marks come to.

    Before the reveal only `progress` is filled. `agreement_*` are Kendall's W, 0..1, over the rankings of
    `views` and over the pillar weights of those who state any; None with fewer than two of them.
    """

    revealed: bool
    progress: tuple[Progress, ...]
    winner: str | None
    marked: tuple[MarkedQuestion, ...]
    views: tuple[View, ...]
    agreement_rankings: float | None
    agreement_weights: float | None

    @property
    def flagged(self) -> tuple[MarkedQuestion, ...]:
        """Where marks lie too far apart, the widest first."""
        return tuple(sorted((m for m in self.marked if m.flagged), key=lambda m: -m.spread))

    @property
    def other_winners(self) -> tuple[View, ...]:
        """The views that would choose somebody else."""
        return tuple(view for view in self.views if view.changes_winner)


def asked_of_evaluators(evaluation: Evaluation) -> tuple[Question, ...]:
    """The questions each evaluator marks: those asked of the owner that are scored in this session."""
    questions = scored_questions(evaluation.session, evaluation.catalog, evaluation.weights)
    return tuple(question for question in questions if question.asked_of == "owner")


def panel(evaluation: Evaluation) -> Panel | None:
    """The evaluators of a session; None where it has none."""
    session = evaluation.session
    if not session.evaluators:
        return None
    progress = _progress(evaluation)
    winner = evaluation.leader.id if evaluation.leader else None
    if not session.settings.marks_revealed:
        return Panel(False, progress, winner, (), (), None, None)
    people = [one for one in session.evaluators if one.marks or one.pillars]
    views = tuple(_view(evaluation, one) for one in people) if winner is not None else ()
    ids = [candidate.id for candidate in session.candidates]
    rankings = [[view.ranks[view.order.index(key)] for key in ids] for view in views]
    weights = [list(view.pillars.values()) for view in views if view.states_weights]
    return Panel(
        True,
        progress,
        winner,
        marked_questions(session, evaluation.catalog),
        views,
        _agreement(rankings),
        _agreement(weights),
    )


def _progress(evaluation: Evaluation) -> tuple[Progress, ...]:
    asked = [question.id for question in asked_of_evaluators(evaluation)]
    every = [candidate.id for candidate in evaluation.session.candidates]
    return tuple(
        Progress(
            one.id,
            one.name,
            sum(question in one.marks.get(candidate, {}) for candidate in every for question in asked),
            len(asked) * len(every),
        )
        for one in evaluation.session.evaluators
    )


def _view(evaluation: Evaluation, evaluator: Evaluator) -> View:
    seen = evaluate(
        as_seen_by(evaluation.session, evaluator, evaluation.catalog),
        evaluation.catalog,
        method=evaluation.method,
        draws=0,
        previous=evaluation,
    )
    # Who shares the first place with the panel's winner does not take it away.
    first = {result.id for result in seen.results if result.rank == 1}
    return View(
        evaluator.id,
        evaluator.name,
        bool(evaluator.pillars),
        seen.weights.pillars,
        tuple(result.id for result in seen.results),
        tuple(result.rank for result in seen.results),
        evaluation.results[0].id not in first,
    )


def _agreement(judgements: Sequence[Sequence[float]]) -> float | None:
    if len(judgements) < 2 or len(judgements[0]) < 2:
        return None
    return kendall_w(judgements)
