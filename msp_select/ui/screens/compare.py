"""Compare: criteria by candidates, down to single answers with their evidence and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from msp_select.phrases.en.labels import GROUPS, NOT_ASKED
from msp_select.ui.literal_text import literal, padded
from msp_select.ui.place_frame import CHEAPEST, TO_ASK, Place
from msp_select.ui.widgets.bars import right
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.model.session import Session
    from msp_select.phrases.en.comparison_table import Cell, ComparedRow

TITLES, ROOMY_TITLES, ROOMY = 25, 36, 96  # cells for the names of the rows, where there is room more
LEAST_COLUMN, MOST_COLUMN = 7, 16
MARKS = {"not_asked": "·", "unknown": "?", "refused": "no", "not_applicable": "-", "sealed": "sealed"}
LEGEND = (
    *("* best", f"! {GROUPS['not_acceptable'].short}", f"{MARKS['not_asked']} {NOT_ASKED}"),
    *(f"{MARKS['unknown']} asked, couldn't say", f"{MARKS['not_applicable']} doesn't apply"),
)


class Table(LineList):
    """The rows; the column in use belongs to one candidate."""

    GUIDE = (
        "Up and down go through the rows, left and right through the candidates. Enter opens a part: "
        "a pillar into its criteria, a criterion into its single answers. Below stands the same in words; "
        "Tab goes there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open or close", tooltip="Open or close a part"),
        Binding("left", "screen.column(-1)", "Candidate before", show=False),
        Binding("right", "screen.column(1)", "Next candidate", show=False),
    ]

    class Resized(Message):
        """There is other room: columns are to take what there is."""

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Resized())


class Words(Page):
    """The row under the cursor in words, for every candidate."""

    GUIDE = "The row in words, first for the candidate whose column is in use. Arrows scroll."


class CompareScreen(Place):
    """All candidates side by side."""

    PLACE = "compare"
    JUDGES = True
    AUTO_FOCUS = "#table"
    GUIDE = "The candidates side by side, in rank order: 0 to 100 as scored, and below in words."
    BINDINGS: ClassVar[list[BindingType]] = [
        TO_ASK,
        CHEAPEST,
        Binding("o", "all", "Open all", tooltip="Open everything, or close it"),
        Binding("q", "question", "Change answer", tooltip="Go to this question"),
        Binding("e", "why", "Explain", tooltip="Why: this candidate explained"),
    ]

    @dataclass
    class Scored(Message):
        """An evaluation is ready."""

        evaluation: Evaluation

    def __init__(self) -> None:
        super().__init__()
        self._evaluation: Evaluation | None = None
        self._rows: tuple[ComparedRow, ...] = ()
        self._open: set[str] | None = None
        self._column = 0

    def body(self) -> ComposeResult:
        yield Static("", id="compare-head")
        yield Table(id="table")
        yield Static("", id="compare-legend")
        yield Words(id="words")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        session = self.work.session
        if self._evaluation is not None and self._evaluation.of is session:
            return
        if not session.candidates:
            self._evaluation, self._rows = None, ()
            self.query_one(Table).show(())
            self.query_one(Words).show([Line(Content("Nobody to compare yet. F4 adds a candidate."))])
            return
        self._score(session)

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False, description="")
    def _score(self, session: Session) -> None:
        evaluation = self.work.evaluation(draws=0)
        if evaluation.of is session and not get_current_worker().is_cancelled:
            self.post_message(self.Scored(evaluation))

    @on(Scored)
    def scored(self, message: CompareScreen.Scored) -> None:
        """Show what was scored, unless the session has moved on."""
        from msp_select.phrases.en.comparison_table import side_by_side

        if message.evaluation.of is not self.work.session:
            return
        self._evaluation = message.evaluation
        self._rows = side_by_side(message.evaluation)
        if self._open is None:
            self._open = {row.key for row in self._rows if row.kind == "pillar"}
        self._column = min(self._column, len(message.evaluation.results) - 1)
        self.draw()

    @on(Table.Resized)
    def draw(self) -> None:
        """The table and the words beneath."""
        table = self.query_one(Table)
        if self._evaluation is None or not table.room:
            return
        results = self._evaluation.results
        shown, width = self._columns(len(results), table.room)
        names = [results[k].name for k in shown]
        in_use = shown.index(self._column)
        self.query_one("#compare-head", Static).update(_head(names, width, in_use, _titles(table.room)))
        visible = self._visible()
        open_ = self._open or set()
        titles = _titles(table.room)
        table.show(
            [
                Line(
                    Content.assemble(
                        _title(row, titles, open_=row.key in open_),
                        *_figures([row.cells[k] for k in shown], width, in_use),
                    ),
                    row.key,
                )
                for row in visible
            ]
        )
        self._draw_words()
        from msp_select.phrases.en.verdict import rests_on_little

        little = " ".join(filter(None, map(rests_on_little, results)))
        legend = [*_legend(table.room), *([f" {little}"] if little else [])]
        self.query_one("#compare-legend", Static).update(literal("\n".join(legend)))

    def _columns(self, count: int, room: int) -> tuple[list[int], int]:
        """Which candidates fit beside each other, the one in use among them, and how wide each is."""
        fits = max((room - _titles(room)) // LEAST_COLUMN, 1)
        first = min(max(self._column - fits + 1, 0), max(count - fits, 0)) if count > fits else 0
        shown = list(range(first, min(first + fits, count)))
        return shown, min(max((room - _titles(room)) // len(shown), LEAST_COLUMN), MOST_COLUMN)

    def _visible(self) -> list[ComparedRow]:
        """The rows under open ones; a row always comes after the one it belongs to."""
        visible: dict[str, ComparedRow] = {}
        for row in self._rows:
            if not row.parent or (row.parent in visible and row.parent in (self._open or ())):
                visible[row.key] = row
        return list(visible.values())

    def _draw_words(self) -> None:
        page, key = self.query_one(Words), self.query_one(Table).key
        row = next((row for row in self._rows if row.key == key), None)
        if row is None or self._evaluation is None:
            return
        names = {result.id: result.name for result in self._evaluation.results}
        mine = row.cells[self._column]
        others = [cell for cell in row.cells if cell is not mine]
        room = max(page.room, 40)
        title = f"{row.title}, {row.weight:.1f} % of the whole: {row.text}"
        lines = wrapped(title, room, style="$text-muted")
        lines += _words(mine, names[mine.candidate], room, full=True)
        for cell in others:
            lines += _words(cell, names[cell.candidate], room, full=False)
        page.scroll_home(animate=False)
        page.show([Line(line) for line in lines])

    # -- keys -------------------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another row: its words."""
        self._draw_words()

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Open or close a part; a single answer has nothing to open."""
        row = next(row for row in self._rows if row.key == event.key)
        if row.kind != "question":
            self._open = (self._open or set()) ^ {row.key}
            self.draw()
        else:
            self.query_one(Words).focus()

    def action_column(self, by: int) -> None:
        if self._evaluation is not None:
            self._column = min(max(self._column + by, 0), len(self._evaluation.results) - 1)
            self.draw()

    def action_all(self) -> None:
        every = {row.key for row in self._rows if row.kind != "question"}
        self._open = {row.key for row in self._rows if row.kind == "pillar"} if self._open == every else every
        self.draw()

    def action_why(self) -> None:
        results = self._evaluation.results if self._evaluation is not None else ()
        self.explain(subject=results[self._column].id if results else None)

    def action_question(self) -> None:
        row = next((row for row in self._rows if row.key == self.query_one(Table).key), None)
        if self._evaluation is None or row is None or row.kind != "question":
            self.select_app.say("Open a part with Enter and go to a single question first.")
            return
        self.select_app.candidate = self._evaluation.results[self._column].id
        self.select_app.question = row.key
        self.select_app.go("questions")


def _titles(room: int) -> int:
    return TITLES if room < ROOMY else ROOMY_TITLES


def _head(names: Sequence[str], width: int, in_use: int, titles: int) -> Content:
    """The names over the columns, on two lines."""
    lines = []
    for at in range(2):
        cells: list[Content | tuple[str, str]] = [Content(" " * titles)]
        for k, name in enumerate(names):
            text = _halves(name, width - 1)[at]
            cells.append((" " + padded(text, width - 1), "bold reverse" if k == in_use else "bold"))
        lines.append(Content.assemble(*cells))
    return Content("\n").join(lines)


def _legend(width: int) -> list[str]:
    """What the marks stand for, each whole, on as many lines as that takes."""
    lines = [f" {LEGEND[0]}"]
    for mark in LEGEND[1:]:
        if cell_len(f"{lines[-1]}  {mark}") > width:
            lines.append(f" {mark}")
        else:
            lines[-1] += f"  {mark}"
    return lines


def _halves(name: str, width: int) -> tuple[str, str]:
    """A name on two lines, broken between words."""
    words = name.split()
    first = words[0] if words else ""
    rest = words[1:]
    while rest and cell_len(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}"
    return first, " ".join(rest)


def _title(row: ComparedRow, width: int, *, open_: bool) -> Content:
    indent = {"pillar": " ", "criterion": "   ", "question": "     "}[row.kind]
    sign = "◆ " if row.must_have else "" if row.kind == "question" else "▾ " if open_ else "▸ "
    style = {"pillar": "bold", "criterion": "", "question": "$text-muted"}[row.kind]
    return Content.assemble(indent, (padded(f"{sign}{row.title}", width - len(indent)), style))


def _figures(cells: Sequence[Cell], width: int, in_use: int) -> list[Content]:
    return [
        Content.styled(right(_figure(cell), width), "bold" if k == in_use or cell.best else "")
        for k, cell in enumerate(cells)
    ]


def _figure(cell: Cell) -> str:
    figure = MARKS[cell.mark] if cell.mark else f"{cell.value or 0.0:.0f}"
    return figure + ("!" if cell.fails else "*" if cell.best else " ")


def _words(cell: Cell, name: str, room: int, *, full: bool) -> list[Content]:
    """One candidate's cell in words; with note and source for the candidate in use."""
    more = [cell.evidence] if cell.evidence else []
    if cell.fails:
        more.append(GROUPS["not_acceptable"].short)
    text = f"{name}: {cell.words}" + (f" ({', '.join(more)})" if more else "")
    lines = wrapped(text, room, first="▌ " if full else "  ", indent="  ", style="bold" if full else "")
    if full and cell.source:
        lines += wrapped(f"Where: {cell.source.strip('()')}", room, first="    ", indent="    ")
    if full and cell.note:
        lines += wrapped(f"Note: {cell.note}", room, first="    ", indent="    ")
    if full and cell.by:
        lines += wrapped(f"From: {cell.by}", room, first="    ", indent="    ")
    return lines
