"""The providers on file as a list in which one marks."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from msp_select.ui.widgets.long_list import LongList


class MatchList(LongList):
    """The providers on file; space marks."""

    GUIDE = (
        "The providers on file in order. Space marks one, t takes the marked ones into the session as "
        "candidates. Enter shows all reasons: why it is on the shortlist, or what would have let it in."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.mark", "Mark", tooltip="Mark this provider, or take the mark away"),
        Binding("enter", "choose", "Why", show=False),
    ]
