"""F1: what this place is for, what the focused thing does, and every key that works now."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from msp_select.ui.literal_text import literal, padded

MOVES = (  # keys that move about are told once, in EVERYWHERE
    *("step", "end", "page", "choose", "select", "first", "last", "back", "undo", "redo"),
    *("cursor_", "page_", "scroll_", "app.focus_", "screen.copy_text"),
)
EVERYWHERE = (
    ("arrows, Tab", "Move"),
    ("Enter", "Choose or press what is marked"),
    ("Esc", "Back, or leave as it was"),
    ("ctrl+p", "Everything that can be done, by name"),
    ("ctrl+g", "Go to another place (also F2 to F9)"),
    ("ctrl+z, ctrl+y", "Undo, redo"),
    ("Shift and drag", "Select text with the mouse (on a Mac: fn in Terminal, Option in iTerm2)"),
    ("ctrl+q", "Quit: everything is saved already"),
)


class HelpDialog(ModalScreen[None]):
    """Help for the screen it was called from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,q", "leave", "Close"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._text = help_text(about)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"), VerticalScroll():
            yield Static(self._text)

    def action_leave(self) -> None:
        self.dismiss(None)


def help_text(screen: Screen[object]) -> Content:
    """The guide of the focused widget, of the screen, and of what a dialog is in front of; then the keys."""
    parts: list[Content] = []
    below = screen.app.screen_stack[-2:-1] if screen.is_modal else []
    for owner in (screen.focused, screen, *below):
        guide = getattr(owner, "guide", "") or getattr(owner, "GUIDE", "")
        if guide:
            parts.append(literal(guide))
    rows = [(screen.app.get_key_display(b), text) for b, text in _keys_of(screen)]
    parts.append(Content("\n").join([literal("Keys here", "bold"), *(_row(*row) for row in rows)]))
    parts.append(
        Content("\n").join([literal("Keys everywhere", "bold"), *(_row(*row) for row in EVERYWHERE)])
    )
    return Content("\n\n").join(parts)


def _row(key: str, what: str) -> Content:
    return Content.assemble((padded(key, 16), "bold"), literal(what))


def _keys_of(screen: Screen[object]) -> list[tuple[Binding, str]]:
    found: dict[str, tuple[Binding, str]] = {}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        text = tooltip or binding.description
        moves = binding.action.partition("(")[0].startswith(MOVES)
        if (
            enabled
            and text
            and not moves
            and node is not screen.app
            and binding.action not in ("back", "undo", "redo")
        ):
            found.setdefault(binding.action, (binding, text))
    return list(found.values())
