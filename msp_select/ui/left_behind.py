"""What was typed somewhere, refused, and left there: the top line says so, and undo brings it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msp_select.ui.app import SelectApp


class LeftBehind(NamedTuple):
    """A text typed and refused; `bring_back` goes to where that was and types it again."""

    typed: str
    bring_back: Callable[[], None]


def leave_behind(app: SelectApp, typed: str, bring_back: Callable[[], None]) -> None:
    """Leave it, and say so until something else is changed."""
    app.left_behind = LeftBehind(typed, bring_back)
    for place in app.navigation.to_refresh():
        place.refresh_frame()
