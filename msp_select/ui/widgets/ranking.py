"""The ranking as lines of text: place, name, score, what moved, the bar, wins, must-haves, money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from msp_select.decision.costing.cost_line import CASH, EVERYTHING
from msp_select.phrases.en.labels import GROUPS, must_haves_in_short
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.words import share_percent
from msp_select.ui.literal_text import padded
from msp_select.ui.widgets.bars import right, three_part_bar
from msp_select.ui.widgets.selectable_lines import Line, LineList

if TYPE_CHECKING:
    from msp_select.decision.costing.estimate import Estimate
    from msp_select.decision.scoring.evaluation import Evaluation, Result

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

    `thousands`: whether money is shown in thousands, to leave room for the picture. `money` has the columns
    of money there is room for, by their place in MONEY_TITLES: one for which there is none is left out whole.
    """

    name: int
    bar: int
    wins: int
    must_haves: int
    money: Mapping[int, int]
    thousands: bool
    width: int


ROOMY = 100  # cells from which sums are shown whole
WIDE = 90  # cells from which the fee of a month stands beside the sums
TIGHT = 72  # cells below which only what one pays is left of the money
MONEY_TITLES = ("a month", "you pay", "with lost time and risk")
LEAST_WANTED = (0, 2, 1)  # which of them is given up first where there is no room
SHORT = {"with lost time and risk": ("with risk", ROOMY), "must-haves": ("musts", TIGHT)}
"""What a title is where there are fewer cells than that."""


def money_columns(result: Result, currency: str, *, thousands: bool) -> tuple[str, str, str]:
    """The monthly fee, the cash and the total cost over the term, as bare figures or as ranges."""
    costs = result.costs
    if costs is None:
        return "-", "-", "-"
    unit = 1000 if thousands else 1
    return (
        _figure(costs.sticker_per_month, currency),
        _range(costs.cash, unit, currency, whole=not costs.lacks(*CASH)),
        _range(costs.known, unit, currency, whole=not costs.lacks(*EVERYTHING)),
    )


def _range(estimate: Estimate, unit: int, currency: str, *, whole: bool) -> str:
    """An amount, or from where to where it may be; where a line of it is missing, from where on."""
    low, high = _figure(estimate.low / unit, currency), _figure(estimate.high / unit, currency)
    if not whole:
        return f"from {low}"
    return low if low == high else f"{low}-{high}"


def _figure(amount: Decimal | None, currency: str) -> str:
    return "-" if amount is None else figures(amount, currency, cents=False)


def columns(standings: Standings, width: int) -> Columns:
    """Names and figures whole where there is room; the bar takes what is left."""
    evaluation, thousands, tight = standings.evaluation, width < ROOMY, width < TIGHT
    results, currency = evaluation.results, evaluation.session.currency
    names = max((len(result.name) for result in results), default=9)
    wins = max((len(wins_in_words(standings, result)) for result in results), default=4)
    musts = max((len(must_haves_in_words(result)) for result in results), default=5)
    money: dict[int, int] = {}
    if any(result.costs is not None for result in results):
        shown = range(3) if width >= WIDE else (1,) if tight else (1, 2)
        titles = [_title(title, width) for title in MONEY_TITLES]
        cells = [titles, *(money_columns(result, currency, thousands=thousands) for result in results)]
        money = {k: max(len(row[k]) for row in cells) for k in shown}
    wins, musts = max(wins, 4), max(musts, len(_title("must-haves", width)))
    titled = len("candidate ") + len(evaluation.measure) - 5  # its title may reach into the score's column
    least = 4 + max(9, titled) + 7 + 3 + LEAST_BAR + 1 + wins + 2 + musts
    for last in LEAST_WANTED:
        if least + sum(w + 2 for w in money.values()) > width:
            money.pop(last, None)
    fixed = 4 + 7 + 3 + 1 + wins + 2 + musts + sum(w + 2 for w in money.values())
    most = 40 if width >= ROOMY or not money else 20
    name = max(min(names, most, width - fixed - LEAST_BAR), 9, titled)
    return Columns(name, max(width - fixed - name, LEAST_BAR), wins, musts, money, thousands, width)


def _title(title: str, width: int) -> str:
    """The title of a column, in short where there is less room."""
    short, enough = SHORT.get(title, (title, 0))
    return title if width >= enough else short


def heading(figure: str, at: Columns) -> str:
    """The titles over the columns; `figure` is what the bar measures."""
    half = (at.bar - 6) // 2
    scale = f"0{'─' * half}50{'─' * (at.bar - 6 - half)}100"
    money = "".join("  " + right(_title(MONEY_TITLES[k], at.width), w) for k, w in at.money.items())
    title = padded("candidate", at.name + 5 - len(figure))
    musts = right(_title("must-haves", at.width), at.must_haves)
    return f"  # {title}{figure}     {scale} {right('wins', at.wins)}  {musts}{money}"


def ranking_lines(standings: Standings, at: Columns) -> list[Line]:
    """One line a candidate, in rank order, under a heading for each group after the first."""
    evaluation = standings.evaluation
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
    cells = money_columns(result, standings.evaluation.session.currency, thousands=at.thousands)
    return Content.assemble(
        f" {result.rank:>2} ",
        (padded(result.name, at.name), "bold" if result.group == "acceptable" else ""),
        f" {result.score:5.1f}{LITTLE if result.rests_on_little else ' '}",
        (padded(mark, 3), "$text-success" if moved > 0 else "$text-warning"),
        three_part_bar(result.proven, result.claimed, result.possible, at.bar),
        " ",
        right(wins_in_words(standings, result), at.wins),
        "  ",
        right(must_haves_in_words(result), at.must_haves),
        *("  " + right(cells[k], w) for k, w in at.money.items()),
    )


def wins_in_words(standings: Standings, result: Result) -> str:
    """In how many of the tries the candidate is first, if that is counted."""
    share = standings.shares.get(result.id)
    if result.failed or share is None:
        return "…" if result.id in standings.shares and not result.failed else "-"
    return share_percent(share, narrow=True)


def must_haves_in_words(result: Result) -> str:
    """How many must-haves it does not meet, else how many are open."""
    return must_haves_in_short(len(result.failed), len(result.open))


def places_moved(before: Sequence[str], after: Sequence[str]) -> dict[str, int]:
    """How many places each has gained since; only those that moved."""
    was = {name: place for place, name in enumerate(before)}
    return {name: by for place, name in enumerate(after) if (by := was.get(name, place) - place)}


class Ranking(LineList):
    """The ranking; the cursor is on one candidate."""

    GUIDE = (
        "The candidates in order. The bar shows what is proven (█), what is only claimed (▓) and what nobody "
        "has answered yet (░). Wins: in how many of 100 tries, with weights and unproven answers varied, "
        "the candidate comes first. Enter says why."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Why", tooltip="Why this one")]

    standings: Standings | None = None

    class Resized(Message):
        """There is other room: columns, their titles and the legend change together."""

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Resized())

    def draw(self, standings: Standings, at: Columns) -> None:
        """Show these standings in these columns, once there is room."""
        self.standings = standings
        if self.room:
            lines = ranking_lines(standings, at)
            self.styles.max_height = len(lines)
            self.show(lines)
