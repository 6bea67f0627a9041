"""Lines of text that repaint only where they changed: a page to scroll, and a list with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

LINE_KEYS: list[BindingType] = [
    Binding("up,k", "step(-1)", "Up", show=False),
    Binding("down,j", "step(1)", "Down", show=False),
    Binding("home", "end(-1)", "First", show=False),
    Binding("end", "end(1)", "Last", show=False),
    Binding("pageup", "page(-1)", "Page up", show=False),
    Binding("pagedown", "page(1)", "Page down", show=False),
    Binding("enter", "choose", "Choose", show=False),
]


class Line(NamedTuple):
    """One line; a line with a key can hold the cursor, and so do the lines after it that are part `of` it."""

    content: Content
    key: str = ""
    of: str = ""


class Page(ScrollView, can_focus=True):
    """Lines to read, scrolled with the arrow and page keys."""

    DEFAULT_CSS = """
    Page {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
    ]

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = tuple(lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return tuple(self._lines)

    @property
    def room(self) -> int:
        """How many cells a line may have; one is kept free for the scroll bar."""
        return max(self.size.width - 1, 0)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(line.content.plain for line in self._lines)

    def on_mount(self) -> None:
        """Take the size of the lines given."""
        self._resize(())

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines instead; only those that differ are painted again."""
        before, self._lines = self._lines, tuple(lines)
        self._resize(before)

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._lines):
            return Strip.blank(width, self.get_visual_style().rich_style)
        content, base = self._look(self._lines[row])
        pieces = content.render(base, end="", parse_style=self.app.stylesheet.parse_style)
        strip = Strip([Segment(text, style.rich_style) for text, style in pieces])
        return strip.adjust_cell_length(width, base.rich_style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self._lines)

    def _look(self, line: Line) -> tuple[Content, Style]:
        """How a line is painted: its content and the style beneath it."""
        return line.content, self.get_visual_style()

    def _resize(self, before: Sequence[Line]) -> None:
        if len(before) != len(self._lines) or not before:
            self.virtual_size = Size(self.room, len(self._lines))
            self.refresh(layout=True)
            return
        pairs = enumerate(zip(before, self._lines, strict=True))
        self._repaint({row for row, (old, new) in pairs if not _same(old, new)})

    def _repaint(self, rows: set[int]) -> None:
        for row in rows:
            if row >= 0:
                self.refresh_line(row)


class LineList(Page):
    """Lines, one of which the cursor is on; the cursor follows its key when lines change places."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--resting"}
    DEFAULT_CSS = """
    LineList {
        & > .line-list--cursor {
            background: $primary-darken-2;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        & > .line-list--resting { background: $block-cursor-blurred-background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = LINE_KEYS

    @dataclass
    class Highlighted(Message):
        """The cursor moved to the line of that key."""

        lines: LineList
        key: str

        @property
        def control(self) -> LineList:
            """The list it moved in."""
            return self.lines

    @dataclass
    class Chosen(Message):
        """Enter or a second click on the line of that key."""

        lines: LineList
        key: str

        @property
        def control(self) -> LineList:
            """The list it was chosen in."""
            return self.lines

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(lines, id=id, classes=classes)
        self._key = next((line.key for line in self._lines if line.key), "")

    @property
    def key(self) -> str:
        """The key of the line the cursor is on, or nothing."""
        return self._key

    def show(self, lines: Sequence[Line], *, cursor: str | None = None) -> None:
        """Show these lines instead; only those that differ are painted again."""
        before, self._lines = self._lines, tuple(lines)
        keys = [line.key for line in self._lines if line.key]
        old_row, wanted = self._row_in(before), self._key if cursor is None else cursor
        self._key = wanted if wanted in keys else (keys[0] if keys else "")
        self._resize(before)
        if old_row != (row := self._row()):
            self._repaint({old_row, row})

    def move_to(self, key: str) -> None:
        """Put the cursor on the line of that key."""
        if key == self._key or key not in [line.key for line in self._lines]:
            return
        old, self._key = self._row(), key
        self._repaint({old, self._row()})
        self._follow()
        self.post_message(self.Highlighted(self, key))

    def _look(self, line: Line) -> tuple[Content, Style]:
        """The cursor's line in the cursor's colours, with a mark that needs none."""
        if not self._key or (line.key or line.of) != self._key:
            return super()._look(line)
        if not self.has_focus:
            return line.content, self.get_visual_style("line-list--resting")
        style = self.get_visual_style("line-list--cursor")
        if self.app.native_ansi_color:  # the terminal's own colours say nothing of which row it is
            style += Style(reverse=True)
        return Content("▌" + line.content.plain[1:]), style

    def on_focus(self) -> None:
        """The cursor looks different with and without the focus."""
        self._repaint({self._row()})

    def on_blur(self) -> None:
        """The cursor looks different with and without the focus."""
        self._repaint({self._row()})

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the cursor chooses."""
        row = event.y + self.scroll_offset.y
        if not 0 <= row < len(self._lines) or not (key := self._lines[row].key or self._lines[row].of):
            return
        if key == self._key:
            self.post_message(self.Chosen(self, key))
        else:
            self.move_to(key)

    def action_step(self, by: int) -> None:
        """The next line that can hold the cursor."""
        keys = [line.key for line in self._lines if line.key]
        if self._key in keys:
            self.move_to(keys[min(max(keys.index(self._key) + by, 0), len(keys) - 1)])

    def action_end(self, direction: int) -> None:
        """The first or the last line."""
        self.action_step(direction * len(self._lines))

    def action_page(self, direction: int) -> None:
        """A screenful."""
        self.action_step(direction * max(self.size.height - 1, 1))

    def action_choose(self) -> None:
        """Choose the line the cursor is on."""
        if self._key:
            self.post_message(self.Chosen(self, self._key))

    def _row(self) -> int:
        return self._row_in(self._lines)

    def _row_in(self, lines: Sequence[Line]) -> int:
        return next((row for row, line in enumerate(lines) if line.key and line.key == self._key), -1)

    def _follow(self) -> None:
        row = self._row()
        if row >= 0:
            first = row - 1 if row and not self._lines[row - 1].key else row  # a heading stays with its line
            self.scroll_to_region(Region(0, first, 1, max(self._whole(row)) - first + 1), animate=False)

    def _repaint(self, rows: set[int]) -> None:
        super()._repaint({part for row in rows for part in self._whole(row)})

    def _whole(self, row: int) -> set[int]:
        """The row and those that are part of it."""
        rows, last = {row}, row
        while 0 <= last < len(self._lines) - 1 and self._lines[last + 1].of:
            last += 1
            rows.add(last)
        return rows


def _same(old: Line, new: Line) -> bool:
    return (old.key, old.of) == (new.key, new.of) and old.content.is_same(new.content)
