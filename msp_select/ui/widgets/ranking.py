"""The ranking as lines of text: place, name, score, what moved, the three-part bar, first places, money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.words import share_percent
from msp_select.ui.literal_text import padded
from msp_select.ui.widgets.bars import right, three_part_bar
from msp_select.ui.widgets.selectable_lines import Line, LineList

LEAST_BAR = 8
LITTLE = "*"  # beside a score from which much was agreed not to apply


@dataclass(frozen=True)
class Standings:
    """What the ranking shows: the order, how often each is first (None while it is counted), what moved.

    `moved`: places gained by the last change, negative for lost.
    """

    evaluation: Evaluation
    shares: Mapping[str, float | None] = field(default_factory=dict)
    moved: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """How wide each column is, so that everything lines up in the room there is.

    `thousands`: whether cash and total are shown in thousands, to leave room for the picture.
    """

    name: int
    bar: int
    first: int
    money: Mapping[int, int]
    thousands: bool


ROOMY = 100  # cells from which sums are shown whole
TIGHT = 72  # cells below which the cash gives way


def money_columns(result: Result, *, thousands: bool) -> tuple[str, str, str]:
    """The monthly fee, the cash and the total cost over the term, as bare figures."""
    # numpy: not before the screen is painted
    from msp_select.phrases.en.amounts import at_least

    costs = result.costs
    if costs is None:
        return "-", "-", "-"
    unit = 1000 if thousands else 1
    return (
        _figure(costs.sticker_per_month),
        at_least(_figure(costs.cash.middle / unit), costs, CASH),
        at_least(_figure(costs.known.middle / unit), costs),
    )


def _figure(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:,.0f}"


def columns(standings: Standings, width: int) -> Columns:
    """Names and figures whole where there is room; the bar takes what is left."""
    evaluation, thousands = standings.evaluation, width < ROOMY
    results = evaluation.results
    names = max((len(result.name) for result in results), default=9)
    first = max((len(first_words(standings, result)) for result in results), default=5)
    money: dict[int, int] = {}
    if any(result.costs is not None for result in results):
        cells = [MONEY_TITLES, *(money_columns(result, thousands=thousands) for result in results)]
        shown = range(3) if width >= TIGHT else (0, 2)
        money = {k: max(len(row[k]) for row in cells) for k in shown}
    first = max(first, 5)
    fixed = 4 + 7 + 3 + 1 + first + sum(w + 2 for w in money.values())
    name = max(min(names, 40 if width >= ROOMY else 20, width - fixed - LEAST_BAR), 9)
    return Columns(name, max(width - fixed - name, LEAST_BAR), first, money, thousands)


MONEY_TITLES = ("a month", "cash", "total")


def heading(standings: Standings, width: int) -> str:
    """The titles over the columns."""
    at = columns(standings, width)
    figure = standings.evaluation.measure
    half = (at.bar - 6) // 2
    scale = f"0{'─' * half}50{'─' * (at.bar - 6 - half)}100"
    money = "".join("  " + right(MONEY_TITLES[k], w) for k, w in at.money.items())
    title = padded("candidate", at.name + 5 - len(figure))
    return f"  # {title}{figure}    {scale} {right('first', at.first)}{money}"


def ranking_lines(standings: Standings, width: int) -> list[Line]:
    """One line a candidate, in rank order, under a heading for each group after the first."""
    evaluation = standings.evaluation
    at = columns(standings, width)
    lines: list[Line] = []
    group = "acceptable"
    for result in evaluation.results:
        if result.group != group:
            group = result.group
            lines.append(Line(Content.styled(f" {GROUPS[group].heading}", "bold")))
        lines.append(Line(_line(standings, result, at), result.id))
    return lines


def _line(standings: Standings, result: Result, at: Columns) -> Content:
    moved = standings.moved.get(result.id, 0)
    mark = f"{'▲' if moved > 0 else '▼'}{abs(moved)}" if moved else ""
    cells = money_columns(result, thousands=at.thousands)
    return Content.assemble(
        f" {result.rank:>2} ",
        (padded(result.name, at.name), "bold" if result.group == "acceptable" else ""),
        f" {result.score:5.1f}{LITTLE if result.rests_on_little else ' '}",
        (padded(mark, 3), "$text-success" if moved > 0 else "$text-warning"),
        three_part_bar(result.proven, result.claimed, result.possible, at.bar),
        " ",
        right(first_words(standings, result), at.first),
        *("  " + right(cells[k], w) for k, w in at.money.items()),
    )


def first_words(standings: Standings, result: Result) -> str:
    """How often the candidate is first, or why it is not counted."""
    if result.failed:
        return f"fails {len(result.failed)}"
    share = standings.shares.get(result.id)
    if share is None:
        return "…" if result.id in standings.shares else "-"
    return share_percent(share, narrow=True)


def places_moved(before: Sequence[str], after: Sequence[str]) -> dict[str, int]:
    """How many places each has gained since; only those that moved."""
    was = {name: place for place, name in enumerate(before)}
    moved = {name: was[name] - place for place, name in enumerate(after) if name in was}
    return {name: by for name, by in moved.items() if by}


class Ranking(LineList):
    """The ranking; the cursor is on one candidate."""

    GUIDE = (
        "The candidates in order. The bar shows what is proven (█), what is only claimed (▓) and what nobody "
        "has answered yet (░). First: in how many of 100 tries, with weights and unproven answers varied, "
        "the candidate comes first. Enter says why."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Why", tooltip="Why this one")]

    standings: Standings | None = None

    def on_resize(self) -> None:
        """The bars are as long as there is room."""
        self.draw()

    def draw(self) -> None:
        """Show the standings in the room there is."""
        if self.standings is not None and self.room:
            lines = ranking_lines(self.standings, self.room)
            self.styles.max_height = len(lines)
            self.show(lines)
