"""The costs of one candidate as lines: every amount with its ends, every figure of ours; pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich.cells import cell_len

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.handouts.cost_sheet import PAID, PARTS, Assumed, CostRow, CostSheet, Part
from msp_select.phrases.en import cost_figures
from msp_select.phrases.en.cost_figures import Period
from msp_select.phrases.en.money import figures
from msp_select.phrases.names import Names
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.other_figure import OtherFigure
from msp_select.ui.widgets.selectable_lines import Line

ENDS = ("at least", "likely", "at most")
LEAST_COLUMN, WHOSE = 10, 15  # cells of an amount, and of whose figures it rests on where there is room
ROOMY = 90
SUM, ROW, FIGURE = "sum:", "row:", "figure:"
PAID_KEY, TOTAL_KEY = "paid", "total"
NEWLY = {
    "everybody": "Your own figures, for everybody",
    "not_known": "Not known: Enter gives it",
    "ours": "What we assume (low / likely / high)",
    "candidate": "What the money terms say in place of a figure of ours",
}


def cost_lines(fact: CostSheet, names: Names, period: Period, width: int) -> list[Line]:
    """The parts with their lines and sums for that period, then the figures of ours."""
    table = _Table(names, period, width, _column(fact, names, period))
    lines = [table.head()]
    for part in PARTS:
        lines += _part(fact, part, table)
        if part == PAID[-1]:
            lines += table.row(cost_figures.YOU_PAY, fact.paid, f"{SUM}{PAID_KEY}", bold=True)
    lines += table.row(cost_figures.IN_ALL, fact.total, f"{SUM}{TOTAL_KEY}", bold=True)
    for text in (cost_figures.missing(fact), cost_figures.rests_on_ours(fact, names)):
        if text:
            lines += [Line(literal("")), *(Line(literal(f" {w}", "dim")) for w in wrapped(text, width - 2))]
    for held, title in NEWLY.items():
        some = [one for one in fact.assumed if one.held == held]
        if some:
            lines += [Line(literal("")), table.figures_head(title, moves=held == "ours")]
            lines += [line for one in some for line in table.figure(one)]
    return lines


def amount_of(fact: CostSheet, key: str) -> Estimate | None:
    """The amount on the line of that key; None on a line without one."""
    kind, _, of = key.partition(":")
    if f"{kind}:" == ROW:
        row = row_of(fact, key)
        return None if row is None else row.amount
    if f"{kind}:" == SUM:
        sums = {PAID_KEY: fact.paid, TOTAL_KEY: fact.total}
        return sums.get(of) or total_of_part(fact, of)
    return None


def total_of_part(fact: CostSheet, of: str) -> Estimate | None:
    """The sum of a part by its name; None for another name."""
    return next((fact.sum_of(part) for part in PARTS if part == of), None)


def row_of(fact: CostSheet, key: str) -> CostRow | None:
    """The row on the line of that key."""
    return next((row for row in fact.rows if f"{ROW}{row.key}" == key), None)


def figure_of(fact: CostSheet, key: str) -> Assumed | None:
    """The figure on the line of that key."""
    return next((one for one in fact.assumed if figure_key(one) == key), None)


def figure_key(one: Assumed) -> str:
    """The key of the line of a figure."""
    return f"{FIGURE}{one.held}/{one.id}"


def same_figure(fact: CostSheet, key: str) -> str:
    """The key under which a figure stands after it was replaced or put back; the same for other lines."""
    kind, _, of = key.partition(":")
    if f"{kind}:" != FIGURE or figure_of(fact, key) is not None:
        return key
    same = [one for one in fact.assumed if one.id == of.partition("/")[2]]
    return figure_key(same[0]) if same else key


def called(fact: CostSheet, key: str) -> str:
    """What the line of that key is called."""
    row = row_of(fact, key)
    if row is not None:
        return cost_figures.row_called(row)
    of = key.removeprefix(SUM)
    sums = {PAID_KEY: cost_figures.YOU_PAY, TOTAL_KEY: cost_figures.IN_ALL}
    return sums.get(of) or next(cost_figures.part_called(part, fact) for part in PARTS if part == of)


def detail(fact: CostSheet, key: str, names: Names) -> str:
    """The line under the cursor in a sentence or two."""
    one = figure_of(fact, key)
    if one is not None:
        whose, origin = cost_figures.held_by(one, names, fact.candidate), cost_figures.comes_from(one, names)
        told = ("; " if one.held == "ours" else ", ").join(filter(None, (whose, origin)))
        return f"Enter: another figure, {OtherFigure.of(one, fact.candidate, names).whom}. Now: {told}."
    amount = amount_of(fact, key)
    if amount is None:
        return ""
    likely = "likely " if amount.is_range else ""
    row = row_of(fact, key)
    more = f" ({cost_figures.whose(row, fact)})" if row is not None else ""
    said = cost_figures.in_all_periods(amount.middle, fact, names.currency)
    return f"{called(fact, key)}{more}: {likely}{said}."


def whole_line(fact: CostSheet, key: str, names: Names) -> Iterator[str]:
    """A line in paragraphs: its amount for every period, and each figure it was worked out from."""
    amount, row = amount_of(fact, key), row_of(fact, key)
    if amount is not None:
        yield from cost_figures.ends_in_words(amount, fact, names.currency)
    if row is not None:
        yield ""
        yield from cost_figures.made_of(row, fact, names)


def _column(fact: CostSheet, names: Names, period: Period) -> int:
    ends = (end for sum_ in (fact.paid, fact.total) for end in (sum_.low, sum_.middle, sum_.high))
    longest = max(len(figures(end / period.times, names.currency)) for end in ends)
    return max(LEAST_COLUMN, longest + 2)


def _part(fact: CostSheet, part: Part, table: _Table) -> Iterator[Line]:
    rows = [row for row in fact.rows if row.part == part]
    if not rows:
        return
    title = cost_figures.part_called(part, fact)
    if part == "fee" and len(rows) == 1:
        yield from table.row(
            title, rows[0].amount, f"{ROW}{rows[0].key}", cost_figures.whose(rows[0], fact), bold=True
        )
        return
    yield from table.row(title, fact.sum_of(part), f"{SUM}{part}", bold=True)
    for row in rows:
        called = cost_figures.row_called(row)
        yield from table.row(called, row.amount, f"{ROW}{row.key}", cost_figures.whose(row, fact))


class _Table:
    """Columns of one width: titles, three amounts, and whose figures they rest on where there is room."""

    def __init__(self, names: Names, period: Period, width: int, column: int) -> None:
        self._names, self._period, self._width, self._column = names, period, width, column
        self._whose = WHOSE if width >= ROOMY else 0
        self._title = width - 1 - 3 * column - self._whose

    def head(self) -> Line:
        """What the columns are."""
        ends = "".join(f"{end:>{self._column}}" for end in ENDS)
        return Line(
            literal(f" {padded('', self._title)}{ends}{'  whose figures' * bool(self._whose)}", "bold")
        )

    def row(
        self, title: str, amount: Estimate, key: str, whose: str = "", *, bold: bool = False
    ) -> Iterator[Line]:
        """A title and its amount for the period, low, likely and high; what is not `bold` is set in."""
        ends = "".join(f"{self._said(e):>{self._column}}" for e in (amount.low, amount.middle, amount.high))
        tail = f"  {whose}" if self._whose else ""
        begin = " " if bold else "   "
        room, style = self._title + 1 - len(begin), "bold" if bold else ""
        *above, last = wrapped(title, room - 1)
        texts = [f"{begin}{words}" for words in above] + [f"{begin}{padded(last, room)}{ends}{tail}"]
        for at, text in enumerate(texts):
            yield Line(literal(text, style), *((key,) if at == 0 else ("", key)))

    def figures_head(self, title: str, *, moves: bool) -> Line:
        """The heading of some figures; `moves`: beside each stands how far the total moves."""
        what = "moves the total by" if moves else ""
        return Line(literal(f" {padded(title, self._width - 2 - cell_len(what))}{what}", "bold"))

    def figure(self, one: Assumed) -> Iterator[Line]:
        """A figure on two lines or more: its title and what it moves; its value, and whose it is."""
        key, moves = figure_key(one), self._said(one.swing) if one.swing else ""
        room = self._width - 4 - len(moves)
        title, *more = wrapped(cost_figures.assumed_called(one, self._names), room - 1)
        yield Line(literal(f"   {padded(title, room)}{moves}"), key)
        yield from (Line(literal(f"   {words}"), of=key) for words in more)
        for words in wrapped(cost_figures.assumed_value(one, self._names), self._width - 8):
            yield Line(literal(f"       {words}", "dim"), of=key)

    def _said(self, amount: Decimal) -> str:
        return figures(amount / self._period.times, self._names.currency)
