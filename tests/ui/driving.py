"""Driving the interface as a person does: keys in, the text of the screen out, the file read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from msp_select.model.changes import add_candidate, new_session
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from msp_select.ui.app import SelectApp

NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
ODD = "Acme [IT] [/] [@click=app.quit]x[/] Ltd"


class Driver:
    """A running application, its keyboard and its screen."""

    def __init__(self, app: SelectApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, letting each take effect."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until what is worked out in the background is shown."""
        for _ in range(50):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if "Working out" not in self.text:
                return

    async def write(self, text: str) -> None:
        """Put a text into the field that has the focus, as pasting it does."""
        field = self.app.screen.focused
        if isinstance(field, TextArea):
            field.insert(text)
        else:
            assert isinstance(field, Input)
            field.insert_text_at_cursor(text)

    @property
    def text(self) -> str:
        """What the screen shows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def says(self, message: str) -> bool:
        """Whether a passing message says this."""
        return any(note.message == message for note in self.app._notifications)

    @property
    def session(self) -> Session:
        """The session as the interface holds it."""
        assert self.app.work is not None
        return self.app.work.session


@asynccontextmanager
async def driving(reference: str | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """The interface with a session or none, at noon of the 21st of November 2026."""
    app = SelectApp(reference, clock=lambda: NOON)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)


def a_file(*names: str, path: str = "a.toml", title: str = "Acme") -> str:
    """A new session with these candidates in a file of the current folder."""
    session = new_session(title, dt.date(2026, 11, 20))
    for name in names:
        session = add_candidate(session, name)
    new_session_file(path, session)
    return path


def read_back(path: str = "a.toml") -> Session:
    """The session as the file holds it."""
    return load_session(path, load_catalog(Path(path).parent)).session
