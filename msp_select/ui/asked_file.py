"""Which file is to be taken in: by its path, or in a browser from the device in front of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from msp_select.errors import shown_path
from msp_select.ui.literal_text import literal
from msp_select.ui.terminal_modes import TerminalApp
from msp_select.ui.widgets.dialogs import AskText

BELOW = "Choose the file at the foot of this page: one of this device that ends in {endings}."
LEAVES = "Esc leaves it as it was."
SEPARATOR = ";"  # between several


def ask_for_files(
    app: App[Any],
    title: str,
    taken: Callable[[Sequence[Path]], None],
    *,
    endings: Sequence[str],
    hint: str,
    begins: str = "",
    several: bool = False,
) -> None:
    """Ask for a file that is there, or for `several`; `taken` gets them, and nothing where Esc was pressed.

    `begins` is how the path that is typed begins.
    """
    if app.is_web:

        def brought(path: Path | None) -> None:
            if path is not None:
                taken((path,))

        app.push_screen(FromDevice(title, endings), brought)
        return

    def missing(text: str) -> str:
        lost = next((path for path in _paths(text, several=several) if not path.is_file()), None)
        return "" if lost is None else f"{shown_path(lost)}: there is no such file. Type its whole path."

    def typed(text: str | None) -> None:
        if text is not None:
            taken(_paths(text, several=several))

    app.push_screen(AskText(title, begins, hint=hint, begun=bool(begins), check=missing), typed)


def _paths(text: str, *, several: bool) -> list[Path]:
    """The one file that is called so, or each of those between semicolons."""
    whole = Path(text).expanduser()
    names = [] if not several or whole.is_file() else [name.strip() for name in text.split(SEPARATOR)]
    return [Path(name).expanduser() for name in names if name] or [whole]


class FromDevice(ModalScreen[Path | None]):
    """A file from the device in front of the browser, whose page has the field for it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    @dataclass
    class Came(Message):
        """It is there."""

        path: Path

    def __init__(self, title: str, endings: Sequence[str]) -> None:
        super().__init__()
        self._title, self._endings = title, endings

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            yield Static(literal(BELOW.format(endings=", ".join(self._endings))))
            yield Static(LEAVES, classes="hint")

    def on_mount(self) -> None:
        self._want(self._endings)

    @on(Came)
    def came(self, event: Came) -> None:
        """Go on with it."""
        self.dismiss(event.path)

    def action_leave(self) -> None:
        self._want(())
        self.dismiss(None)

    def _want(self, endings: Sequence[str]) -> None:
        def brought(path: Path) -> None:
            self.post_message(self.Came(path))

        assert isinstance(self.app, TerminalApp)
        self.app.want_file(endings, brought)
