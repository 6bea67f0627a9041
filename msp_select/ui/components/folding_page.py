"""The page of an explanation: one page to read, and everything behind it under headings that unfold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.message import Message

from msp_select.ui.widgets.findings_page import Heading, findings_page, wrapped
from msp_select.ui.widgets.one_page import one_page
from msp_select.ui.widgets.selectable_lines import Line, Page

if TYPE_CHECKING:
    from msp_select.phrases.explanation import Explanation

MORE = "More, under its headings: Enter unfolds the one marked, m all of them, / finds."
NOWHERE = -1


class WhyPage(Page):
    """The one page, and the findings behind it."""

    GUIDE = (
        "Arrows and page keys scroll; n and p go from heading to heading, Enter unfolds or folds the one "
        "marked, m all of them, t lists them, / finds a text and unfolds where it stands."
    )

    class Resized(Message):
        """There is other room: lines are to be broken for it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._explanation: Explanation | None = None
        self._names: Mapping[str, str] = {}
        self._headings: list[Heading] = []
        self._before = 0  # headings of the page itself, which do not fold
        self._unfolded: set[int] = set()
        self._marked = NOWHERE

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Where each part begins, those of the one page first."""
        return tuple(self._headings)

    def explain(self, explanation: Explanation, names: Mapping[str, str]) -> None:
        """Show this one from its beginning, everything behind the page folded."""
        self._explanation, self._names = explanation, names
        self._unfolded, self._marked = set(), NOWHERE
        self.draw()
        self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing."""
        self._explanation, self._headings = None, []
        self.show(())

    def draw(self) -> None:
        """Everything in the room there is."""
        if self._explanation is None or not self.room:
            return
        lines, self._headings = self._laid_out(self._explanation, self.room)
        if self._marked != NOWHERE:
            row = self._headings[self._marked].row
            lines[row] = Line(lines[row].content.stylize("reverse"))
        self.show(lines)

    def as_text(self, width: int) -> str:
        """What is on the page, and what is unfolded behind it, as text of that many cells."""
        lines = self._laid_out(self._explanation, width)[0] if self._explanation is not None else []
        return "\n".join(line.content.plain.rstrip() for line in lines)

    def _laid_out(self, explanation: Explanation, width: int) -> tuple[list[Line], list[Heading]]:
        """The page and what is behind it in so much room, and where each part begins."""
        lines, headings = one_page(explanation, width)
        self._before = len(headings)
        lines += [Line(Content("")), *(Line(line) for line in wrapped(MORE, width)), Line(Content(""))]
        more, behind = findings_page(explanation.findings, width, self._names, self._unfolded)
        return lines + more, [*headings, *(one.moved(len(lines)) for one in behind)]

    def go_to(self, place: int, *, unfold: bool = True) -> None:
        """Mark the heading of that place, unfolded where it folds, and bring it to the top."""
        if unfold and place >= self._before:
            self._unfolded.add(place - self._before)
        self._marked = place
        self.draw()
        self.scroll_to(y=self._headings[place].row, animate=False, force=True)  # no scroll bar yet

    def step(self, by: int) -> None:
        """Mark the next heading, or the one before; from where one is reading."""
        rows = [heading.row for heading in self._headings]
        top, seen = self.scroll_offset.y, range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        if self._marked != NOWHERE and rows[self._marked] in seen:
            place = self._marked + by
        elif by > 0:
            place = next((k for k, row in enumerate(rows) if row > top), len(rows))
        else:
            place = next((k for k in reversed(range(len(rows))) if rows[k] < top), NOWHERE)
        if 0 <= place < len(rows):
            self.go_to(place, unfold=False)

    def fold(self, place: int | None = None) -> bool:
        """Unfold what is folded at that place, or at the mark, and fold what is not; False if nothing can."""
        at = self._marked if place is None else place
        if at < self._before:
            return False
        self._marked = at
        self._unfolded ^= {at - self._before}
        self.draw()
        return True

    def fold_all(self) -> None:
        """Unfold everything; fold everything where nothing is folded."""
        if self._explanation is None:
            return
        every = set(range(len(self._explanation.findings)))
        self._unfolded = set() if self._unfolded == every else every
        self.draw()

    def find(self, text: str) -> bool:
        """Go to the next part that has this text, unfolded; False where none has it."""
        if self._explanation is None:
            return False
        parts = [*self._explanation.page, *self._explanation.findings]
        after = self._marked + 1
        order = [*range(after, len(parts)), *range(after)]
        for place in order:
            part = parts[place]
            rows = (f"{row.label}: {row.text}" for row in part.rows)
            if any(text.casefold() in one.casefold() for one in (part.title, part.sentence, *rows)):
                self.go_to(place)
                self._show_line(text, place)
                return True
        return False

    def _show_line(self, text: str, place: int) -> None:
        """Bring the first line of a part that has this text into view, its beginning where it is broken."""
        ends = [heading.row for heading in self._headings[place + 1 :]] or [len(self.lines)]
        begin = self._headings[place].row
        for row in range(begin, ends[0]):
            two = " ".join(line.content.plain.strip() for line in self.lines[row : row + 2])
            if text.casefold() in two.casefold():
                if row - begin >= self.size.height - 1:
                    self.scroll_to(y=row, animate=False)
                return

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Resized())

    def on_click(self, event: Click) -> None:
        """A click on a heading unfolds or folds it."""
        row = event.y + self.scroll_offset.y
        place = next((k for k, heading in enumerate(self._headings) if heading.row == row), None)
        if place is not None:
            self.fold(place)
