"""The application's dealings with the terminal: colours, signals, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal, cast

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.driver import Driver
from textual.theme import Theme, ThemeProvider

from msp_select.errors import visible
from msp_select.ui.browser import BrowserDriver
from msp_select.ui.crash import crash_message
from msp_select.ui.keyboard import Keyboard
from msp_select.ui.pasting import PasteParser
from msp_select.ui.plain_signs import Drawn, for_terminal

DARK = "textual-dark"
NO_COLOUR = "ansi-dark"
KEYS_IN_WORDS = {"⏎": "Enter", "⌫": "Backspace"}


class _Output:
    """The terminal, written to for as long as it is there: what nobody can see any more is dropped.

    Textual writes from a thread; were that to end with an error, its queue would fill and the program wait
    for ever, with answers not put away. Signs that the terminal cannot draw are written as those it can.
    """

    def __init__(self, file: IO[str], drawn: Drawn | None) -> None:
        self._file, self._drawn = file, drawn

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text if self._drawn is None else self._drawn(text))

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Themes(ThemeProvider):
    """The colours to choose from, each said to be light or dark."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """What it is called, and how it is chosen."""
        dark = {theme.name: theme.dark for theme in self.app.available_themes.values()}
        return [
            (f"{name} ({'dark' if dark[name] else 'light'})", chosen) for name, chosen in super().commands
        ]


class TerminalApp(App[int]):
    """An application that saves itself whatever ends it."""

    def __init__(self) -> None:
        self._drawn = for_terminal(os.environ, getattr(sys.__stderr__, "encoding", None) or "utf-8")
        # Said before the filters are chosen: without colour the terminal's own, never greys mapped to black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._keyboard = Keyboard(self, self.take)

    @abstractmethod
    def put_away(self) -> None:
        """Save what there is to save: the program ends now."""

    @abstractmethod
    def theme_chosen(self, theme: str) -> None:
        """Remember the colours chosen."""

    @abstractmethod
    def whereabouts(self) -> str:
        """Where the work is, for a last message; nothing if there is none."""

    def say(self, text: str, *, severity: Literal["information", "warning", "error"] = "information") -> None:
        """A passing message, shown literally."""
        self.notify(visible(text), markup=False, severity=severity, timeout=4)

    def choose_theme(self, remembered: str) -> None:
        """The colours remembered; the terminal's own where colours are not wanted."""
        if "NO_COLOR" in os.environ or self.no_color:
            self.theme = NO_COLOUR
        else:
            self.theme = remembered if remembered in self.available_themes else DARK
        if "SSH_CONNECTION" in os.environ:
            self.animation_level = "none"

    def search_themes(self) -> None:
        """Choose the colours by name."""
        self.push_screen(CommandPalette(providers=[Themes], placeholder="Which colours?"))

    def get_driver_class(self) -> type[Driver]:
        """The system's own driver, on a terminal that may go away, with pastes read as pastes."""
        usual: Any = super().get_driver_class()
        for module in (sys.modules[kind.__module__] for kind in usual.__mro__):
            if hasattr(module, "XTermParser"):
                module.XTermParser = PasteParser  # type: ignore[attr-defined]
        drawn = self._drawn

        class Lasting(usual):  # type: ignore[misc]
            _file: Any

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                if hasattr(self, "_file"):  # a browser at the other end takes packets, not a file
                    self._file = _Output(self._file, drawn)

        return cast(type[Driver], Lasting)

    def want_file(self, endings: Sequence[str], brought: Callable[[Path], None]) -> None:
        """Ask the browser for a file whose name ends so; with no endings, for none any more."""
        if isinstance(self._driver, BrowserDriver):
            self._driver.want_file(endings, brought)

    def get_key_display(self, binding: Binding) -> str:
        """What a key is called; in words where its sign may not be drawn."""
        sign = super().get_key_display(binding)
        return sign if self._drawn is None else KEYS_IN_WORDS.get(sign, sign)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted texts wait for those before them; what came back from a widget nobody held up."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keyboard.typed(event)
        else:
            await super().on_event(event)

    async def take(self, event: events.Event) -> None:
        """The next key or pasted text: to whatever has the focus now."""
        await super().on_event(event)

    def on_mount(self) -> None:
        """Listen for other colours, and for being told to end."""
        self.theme_changed_signal.subscribe(self, self._theme_chosen)
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, "SIGTERM", None), getattr(signal, "SIGHUP", None)):
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._stop, 128 + number)
                except (NotImplementedError, RuntimeError, ValueError):
                    return  # Windows, or a test outside the main thread

    def on_unmount(self) -> None:
        """The last thing that runs."""
        self.put_away()

    def end(self) -> None:
        """Put everything away and end."""
        self.put_away()
        self.exit(0)

    def _theme_chosen(self, theme: Theme) -> None:
        if not self.no_color:
            self.theme_chosen(theme.name)

    def _stop(self, code: int) -> None:
        """The window was closed or the program told to end: save, put the terminal back, go."""
        self.put_away()
        self.exit(return_code=code)

    def _fatal_error(self) -> None:
        """End with a report that holds no answer and no name, instead of a traceback with all of them."""
        self.bell()
        self._exit_renderables.append(crash_message(sys.exc_info()[1], self.whereabouts()))
        self._close_messages_no_wait()
