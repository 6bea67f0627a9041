"""What matters how much, asked in four ways: each ends as the session's own figures in percent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Question

WHOLE = 100.0


def moved(
    own: Mapping[str, float], shares: Mapping[str, float], key: str, percent: float | None
) -> dict[str, float]:
    """The user's own figures after one of `shares` was moved to `percent`, or (None) given up.

    Figures set before stay as they are while there is room; where they leave none, they make room in
    proportion, so that the moved one is exactly what was asked for.
    """
    kept = {name: weight for name, weight in own.items() if name != key}
    if percent is None:
        return kept
    percent = min(max(percent, 0.0), WHOLE)
    room = WHOLE - percent
    free = [name for name in shares if name != key and name not in kept]
    taken = sum(kept.values())
    spare = sum(shares[name] for name in free)
    if taken > room or (kept and spare <= 0 and taken != room):
        kept = {name: weight * room / taken if taken else room / len(kept) for name, weight in kept.items()}
    elif not kept and spare <= 0 and free and room > 0:
        kept = {
            name: room / len(free) for name in free
        }  # everything stood on this one: the others share evenly
    return kept | {key: percent}


def shares_of_swing(points: Mapping[str, float]) -> dict[str, float]:
    """Shares in percent from what moving each from worst to best is worth, the top one being 100."""
    from msp_select.engine.weights import swing

    return _percent(points, swing(list(points.values())))


def shares_of_order(order: Sequence[str]) -> dict[str, float]:
    """Shares in percent from the order alone, most important first: rank order centroid."""
    from msp_select.engine.weights import rank_order_centroid

    return _percent(order, rank_order_centroid(list(range(1, len(order) + 1))))


@dataclass(frozen=True)
class Compared:
    """Shares from comparisons two by two; above 0.1 the answers contradict each other too much to use."""

    shares: Mapping[str, float]
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the answers agree well enough with each other (Saaty's rule: a ratio of at most 0.1)."""
        return self.consistency_ratio <= 0.1


def shares_of_pairs(keys: Sequence[str], judgements: Mapping[tuple[str, str], float]) -> Compared:
    """Shares in percent from "a matters so many times as much as b"; a pair not judged counts as equal."""
    from msp_select.engine.weights import pairwise

    matrix = [[_judged(judgements, a, b) for b in keys] for a in keys]
    found = pairwise(matrix)
    return Compared(_percent(keys, found.weights), float(found.consistency_ratio))


def _judged(judgements: Mapping[tuple[str, str], float], a: str, b: str) -> float:
    if a == b:
        return 1.0
    return judgements[a, b] if (a, b) in judgements else 1.0 / judgements.get((b, a), 1.0)


def _percent(keys: Sequence[str] | Mapping[str, float], weights: Iterable[float]) -> dict[str, float]:
    return {key: WHOLE * float(weight) for key, weight in zip(keys, weights, strict=True)}


def rounded(shares: Mapping[str, float], digits: int = 1) -> dict[str, float]:
    """Shares as a person would write them down, still summing to 100: the largest takes up the rest."""
    near = {key: round(share, digits) for key, share in shares.items()}
    if near:
        top = max(near, key=lambda key: near[key])
        near[top] = round(near[top] + WHOLE - sum(near.values()), digits)
    return near


@dataclass(frozen=True)
class End:
    """One end of a scale: what answers a question, or (None) a price per user and month.

    `option` is a level's id, or "none" for the answer that there is nothing of the kind.
    """

    question: str | None
    option: str | None = None
    figure: Decimal | None = None


@dataclass(frozen=True)
class Swing:
    """A pillar from its worst to its best, by its weightiest questions."""

    pillar: str
    worst: tuple[End, ...]
    best: tuple[End, ...]


def swings(
    catalog: Catalog,
    weights: Mapping[str, float],
    prices: tuple[Decimal, Decimal] | None = None,
    *,
    most: int = 3,
) -> tuple[Swing, ...]:
    """Each pillar with both ends of its scale; never what a candidate answered.

    `weights`: the weight of each question, by which the `most` telling ones are chosen, one a criterion
    first. `prices`: the low and the high end of the price scale, where they are known.
    """
    found = []
    for pillar in catalog.questionnaires:
        both = [ends(question) for question in _telling(pillar.questions, weights, most)]
        if pillar.id == catalog.price_pillar and prices is not None:
            both = [(End(None, figure=prices[1]), End(None, figure=prices[0])), *both][:most]
        found.append(Swing(pillar.id, tuple(worst for worst, _ in both), tuple(best for _, best in both)))
    return tuple(found)


def _telling(questions: Sequence[Question], weights: Mapping[str, float], most: int) -> list[Question]:
    scored = sorted(
        (q for q in questions if weights.get(q.id, q.weight) > 0), key=lambda q: -weights.get(q.id, q.weight)
    )
    firsts: dict[str, Question] = {}
    for question in scored:
        firsts.setdefault(question.criterion, question)
    chosen = list(firsts.values())[:most]
    return chosen + [question for question in scored if question not in chosen][: most - len(chosen)]


def ends(question: Question) -> tuple[End, End]:
    """The worst and the best answer a question knows."""
    if question.levels:
        ordered = sorted(question.levels, key=lambda level: level.value)
        return End(question.id, option=ordered[0].id), End(question.id, option=ordered[-1].id)
    values = [value for _, value in question.value]
    lowest, highest = ([x for x, y in question.value if y == end] for end in (min(values), max(values)))
    rising = values[-1] > values[0]  # the mildest figure that is already the worst, or already the best
    worst, best = (lowest[-1], highest[0]) if rising else (lowest[0], highest[-1])
    if question.none is not None and question.none.value <= min(values):
        return End(question.id, option="none"), End(question.id, figure=best)
    return End(question.id, figure=worst), End(question.id, figure=best)
