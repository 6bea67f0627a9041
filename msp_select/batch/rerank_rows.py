"""What changes for one session under other questions or weights: both rankings, and what moved most."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from msp_select.batch.tables import Rows
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.redaction import Viewer
from msp_select.engine.ranking import kendall_tau
from msp_select.errors import FileFaults
from msp_select.model.answer_checks import Fault, session_faults
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

LIST = 3  # the first so many are the list whose change is told
T = TypeVar("T")


@dataclass(frozen=True)
class Sides:
    """The catalogs before and after, and the weight profile after, "" for each session's own."""

    before: Catalog
    after: Catalog
    profile: str = ""
    tries: int = 0
    seed: int | None = None


def session_rows(name: str, session: Session, sides: Sides) -> Rows:
    """The rows of one session by table (FileFaults where it is not sound on either side)."""
    before = _evaluated(name, "before", session, sides.before, sides)
    weights = session.weights
    changed = session
    if sides.profile:
        changed = session.model_copy(
            update={"weights": weights.model_copy(update={"profile": sides.profile})}
        )
    after = _evaluated(name, "after", changed, sides.after, sides)
    first_before, first_after = _first(before), _first(after)
    move, moved, moved_by = _largest_move(before, after)
    return {
        "changes": [
            [
                name, first_before, first_after, first_before != first_after, _tau(before, after),
                _list(before) != _list(after), _verdict(before), _verdict(after), move, moved, moved_by,
            ]
        ],
        "rankings": [
            [name, side, *_ranking(result, found.session.settings.sealed)]
            for side, found in (("before", before), ("after", after))
            for result in found.results
        ],
    }  # fmt: skip


def _evaluated(name: str, side: str, session: Session, catalog: Catalog, sides: Sides) -> Evaluation:
    other = sides.after if side == "before" else sides.before
    known = without_other(session, catalog, other)
    faults = [_told(name, side, fault) for fault in session_faults(known, catalog)]
    if faults:
        raise FileFaults(faults, "Mend the session, or keep what its answers need in the questionnaire.")
    within = catalog.within(known.weights)
    return evaluate(known, within, viewer=Viewer(ids=True), draws=sides.tries, seed=sides.seed)


def _told(name: str, side: str, fault: Fault) -> str:
    return f"{name}: {'.'.join(map(str, fault.path))}: {fault.what} ({side})"


def without_other(session: Session, catalog: Catalog, other: Catalog) -> Session:
    """The session without what it says of questions that the other side alone knows: they are not counted."""
    foreign = (
        (other.questions.keys() | other.retired.keys()) - catalog.questions.keys() - catalog.retired.keys()
    )
    if not foreign:
        return session
    weights = session.weights.model_copy(update={"questions": _but(session.weights.questions, foreign)})
    candidates = tuple(
        one.model_copy(
            update={
                "answers": _but(one.answers, foreign),
                "sheets": tuple(
                    sheet.model_copy(
                        update={"questions": tuple(q for q in sheet.questions if q not in foreign)}
                    )
                    for sheet in one.sheets
                ),
            }
        )
        for one in session.candidates
    )
    evaluators = tuple(
        one.model_copy(update={"marks": {key: _but(marks, foreign) for key, marks in one.marks.items()}})
        for one in session.evaluators
    )
    kept = {"candidates": candidates, "evaluators": evaluators, "weights": weights}
    return session.model_copy(update={**kept, "must_haves": _but(session.must_haves, foreign)})


def _but(found: Mapping[str, T], left_out: Collection[str]) -> dict[str, T]:
    return {key: value for key, value in found.items() if key not in left_out}


def _first(found: Evaluation) -> str | None:
    return next((result.id for result in found.results if result.group == "acceptable"), None)


def _list(found: Evaluation) -> set[str]:
    return {result.id for result in found.results if result.group == "acceptable"} & {
        result.id for result in found.results[:LIST]
    }


def _verdict(found: Evaluation) -> str | None:
    return None if found.verdict is None else found.verdict.kind


def _tau(before: Evaluation, after: Evaluation) -> float | None:
    ranks = [{result.id: -float(result.rank) for result in found.results} for found in (before, after)]
    both = sorted(ranks[0].keys() & ranks[1].keys())
    if len(both) < 2:
        return None
    return float(kendall_tau([ranks[0][one] for one in both], [ranks[1][one] for one in both]))


def _largest_move(before: Evaluation, after: Evaluation) -> tuple[float | None, str | None, str | None]:
    """The largest difference of one candidate, whose it is, and the question with the largest part in it."""
    moves = [(two.score - one.score, one.id) for one, two in _pairs(before, after)]
    if not moves:
        return None, None, None
    move, moved = max(moves, key=lambda found: (abs(found[0]), found[1]))
    parts = [_parts(found, moved) for found in (before, after)]
    rows = sorted(parts[0].keys() | parts[1].keys())
    by = max(rows, key=lambda row: abs(parts[1].get(row, 0.0) - parts[0].get(row, 0.0)), default=None)
    return move, moved, by if move else None


def _pairs(before: Evaluation, after: Evaluation) -> Iterator[tuple[Result, Result]]:
    later = {result.id: result for result in after.results}
    return ((one, later[one.id]) for one in before.results if one.id in later)


def _parts(found: Evaluation, candidate: str) -> dict[str, float]:
    """The points each question adds to the score: its share of the whole times its value."""
    problem, at = found.problem, found.problem.candidates.index(candidate)
    result = next(one for one in found.results if one.id == candidate)
    points = problem.point[at].tolist()
    return {row: result.effective[row] * value for row, value in zip(problem.rows, points, strict=True)}


def _ranking(result: Result, sealed: bool) -> list[Any]:
    score = None if sealed else result.score
    return [
        result.id, result.rank, result.group, score, result.quality, result.claimed, result.proven,
        result.coverage,
    ]  # fmt: skip
