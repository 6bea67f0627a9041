"""The providers on file as a list in which one marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from msp_select.ui.match_page import Shown, heading, row
from msp_select.ui.widgets.selectable_lines import Line
from msp_select.ui.widgets.virtual_list import LongList

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Match, Matches, Matching
    from msp_select.engine.validation import Ints


class MatchList(LongList):
    """The providers on file; space marks."""

    GUIDE = (
        "The providers on file in order. Space marks one, t takes the marked ones into the session as "
        "candidates. Enter shows all reasons: why it is on the shortlist, or what would have let it in."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", tooltip="Mark this provider, or take the mark away"),
        Binding("enter", "choose", "Why", show=False),
    ]

    @dataclass
    class Marked(Message):
        """A mark was set or taken away; or not, for who is `taken` into the session already."""

        taken: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._marked: set[str] = set()
        self._held: Matches | None = None  # in the order when the bar in hand was taken hold of
        self._moved: Ints | None = None  # places gained since then, by place in the pool

    @property
    def shown(self) -> Shown | None:
        """What of which matching is on the page."""
        return self._shown

    @property
    def current(self) -> Match | None:
        """The provider the cursor is on."""
        if self._shown is None or not 0 <= self.row < len(self._shown.rows):
            return None
        return self._shown.rows[self.row]

    @property
    def heading(self) -> str:
        """The titles over the columns."""
        return heading(self._shown, self.room or self.app.size.width - 3) if self._shown is not None else ""

    @property
    def wanted(self) -> list[str]:
        """The ids on file of those marked, in rank order; else of the one the cursor is on."""
        shown, match = self._shown, self.current
        if shown is None or match is None:
            return []
        return [key for key in shown.matching.matches.keys if key in self._marked] or [shown.key(match)]

    def show_matching(
        self, matching: Matching, rows: Matches, *, places: int, taken: Collection[str]
    ) -> None:
        """Show these rows; the shortlist has so many `places`, and `taken` are candidates, by id on file."""
        if self._shown is None or matching is not self._shown.matching:
            now, held = matching.matches, self._held
            self._moved = now.gained(held) if held is not None and held.pool is now.pool else None
        self._shown = shown = Shown(
            matching=matching,
            rows=rows,
            places=places,
            first={match.id for match in matching.acceptable[:places]},
            marked=self._marked,
            taken=taken,
            moved=self._moved,
        )
        self.show_rows(rows.keys, lambda at: row(shown, at, self.room))
        if self._held is None:  # while a bar is moved the top stays in view
            self.follow()

    def show_nothing(self, instead: Sequence[Line]) -> None:
        """There is no matching; show these lines."""
        self._shown = None
        self.show(instead)

    def clear_marks(self) -> None:
        """Nobody is marked."""
        self._marked.clear()

    def hold(self) -> None:
        """A bar is in hand: from now on it is shown how many places each has moved."""
        if self._held is None and self._shown is not None:
            self._held = self._shown.matching.matches

    def let_go(self) -> None:
        """The bar is let go."""
        self._held = None

    def seen(self) -> bool:
        """How far each has moved was seen; whether any has, so that the page is to be shown again."""
        moved, self._moved = self._moved, None
        return moved is not None and bool(moved.any())

    def action_mark(self) -> None:
        """Mark the provider under the cursor, or take the mark away, and go to the next."""
        shown, match = self._shown, self.current
        if shown is None or match is None:
            return
        key = shown.key(match)
        if key in shown.taken:
            self.post_message(self.Marked(taken=True))
            return
        self._marked ^= {key}
        self._repaint({self.row})
        self.post_message(self.Marked(taken=False))
        self.action_step(1)
