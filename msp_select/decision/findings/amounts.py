"""Cash as the score counts it, and which defaults a sum rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.costing.total_cost import (
    MOVING,
    Costs,
    Estimate,
    Figure,
    Kind,
    Line,
    cash_per_user_month,
)
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluation import Result

Figures = Sequence[Decimal | float | None]


@dataclass(frozen=True, kw_only=True)
class RestsOn:
    """What the figures of a fact rest on, for the facts that say so.

    `default_ids`: the defaults of ours that move them, those of the least certain lines first;
    `missing_line_ids`: the lines that are not known for some and so left out for all.
    """

    default_ids: tuple[str, ...] = ()
    missing_line_ids: tuple[str, ...] = ()


def missing_lines(costs: Iterable[Costs], kinds: Iterable[Kind]) -> tuple[str, ...]:
    """The ids of the lines of these kinds that are not known for some, and left out for all."""
    wanted = tuple(kinds)
    return tuple(dict.fromkeys(line.id for one in costs for line in one.missing if line.kind in wanted))


def scored_cash(pair: Pair, result: Result) -> Estimate | None:
    """Cash per user and month as the price level scores it; None without a price or a line of the bill."""
    if result.costs is None or any(
        line.kind == "cash" and line.id != MOVING for line in result.costs.missing
    ):
        return None
    evaluation = pair.evaluation
    return cash_per_user_month(result.candidate, evaluation.business, evaluation.catalog)


def moving_defaults(
    pair: Pair,
    costs: Iterable[Costs],
    kinds: Iterable[Kind],
    figures: Callable[[Pair], Figures],
    others: Iterable[str] = (),
) -> tuple[str, ...]:
    """The ids of the defaults that move these figures, those of the least certain lines first.

    Looked for among the defaults that these kinds of lines rest on; the figures are of the pair and `others`.
    """
    wanted, others = tuple(kinds), tuple(others)
    lines: list[Line] = [line for one in costs for line in one.lines if line.kind in wanted]
    lines.sort(key=lambda line: line.low - line.high)
    ours = {one.id: one for line in lines for one in line.figures if one.is_default and one.id}
    now = _rounded(figures(pair))
    return tuple(
        figure_id
        for figure_id, one in ours.items()
        if any(
            _rounded(figures(moved)) != now
            for name in _names(pair, one)
            for moved in pair.moved(name, *others)
        )
    )


def _rounded(figures: Figures) -> list[float | None]:
    """Without what the last digits of a long sum leave over."""
    return [None if figure is None else round(float(figure), 6) for figure in figures]


def _names(pair: Pair, figure: Figure) -> list[str]:
    """The defaults that a figure is, or was worked out from."""
    ids = {one.id for one in (figure, *deep(figure.rests_on)) if one.is_default}
    return [name for name in pair.evaluation.business.defaults if name in ids]


def deep(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, and all those from which they were worked out."""
    for one in figures:
        yield one
        yield from deep(one.rests_on)
