"""Driving the interface as a person does: keys in, the text of the screen out, the file read back."""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from msp_select.model.edits import add_candidate, new_session, with_fields
from msp_select.model.favourite import set_favourite
from msp_select.model.session import AnswersBy, Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from msp_select.ui.app import SelectApp
from tests.ui.rest import LIMIT, at_rest

NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
SIZES = [(80, 24), (120, 40), (60, 20)]
Severity = Literal["information", "warning", "error"]
ODD = "Acme [IT] [/] [@click=app.quit]x[/] Ltd"


class HeardApp(SelectApp):
    """The application, with every passing message kept: on a busy machine one may have passed."""

    CSS_PATH = inspect.getfile(SelectApp).replace(".py", ".tcss")

    def __init__(self, reference: str | None) -> None:
        super().__init__(reference, clock=lambda: NOON)
        self.messages: list[str] = []
        self.animation_level = "none"

    def say(self, text: str, *, severity: Severity = "information") -> None:
        self.messages.append(text)
        super().say(text, severity=severity)


class Driver:
    """A running application, its keyboard and its screen."""

    def __init__(self, app: HeardApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, letting each take its whole effect."""
        for key in keys:
            await self.pilot.press(key)
            await at_rest(self.app)

    async def burst(self, *keys: str) -> None:
        """Press keys all at once, as who types ahead does; named keys, letters and digits."""
        assert self.app._driver is not None
        for key in keys:
            self.app._driver.send_message(Key(key, key if len(key) == 1 else None))
        await at_rest(self.app)

    async def go(self, place: str) -> None:
        """Go to a place and wait until it is all there."""
        self.app.go(place)
        await at_rest(self.app)

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.app.screen.size == (width, height))

    async def rest(self) -> None:
        """Wait until what was done to the program directly has had its whole effect."""
        await at_rest(self.app)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; AssertionError with the screen where it never does."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LIMIT
        while not condition():
            assert loop.time() < end, f"It never came to that. The screen shows:\n{self.text}"
            await asyncio.sleep(0.005)
            await at_rest(self.app)

    async def shows(self, *texts: str) -> None:
        """Wait until the screen shows each of these; AssertionError with the screen where it never does."""
        for text in texts:
            await self.until(lambda text=text: text in self.text)  # type: ignore[misc]

    async def says(self, message: str) -> None:
        """Wait until a passing message has said this."""
        await self.until(lambda: message in self.app.messages)

    async def write(self, text: str) -> None:
        """Put a text into the field that has the focus, as pasting it does."""
        field = self.app.screen.focused
        if isinstance(field, TextArea):
            field.insert(text)
        else:
            assert isinstance(field, Input)
            field.replace(text, *field.selection)
        await at_rest(self.app)

    @property
    def text(self) -> str:
        """What the screen shows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def session(self) -> Session:
        """The session as the interface holds it."""
        assert self.app.work is not None
        return self.app.work.session


@asynccontextmanager
async def driving(reference: str | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """The interface with a session or none, at noon of the 21st of November 2026."""
    app = HeardApp(reference)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at_rest(app)
        yield Driver(app, pilot)


def a_file(
    *names: str,
    path: str = "a.toml",
    title: str = "Acme",
    favourite_asked: bool = True,
    answers_by: AnswersBy | None = "hand",
) -> str:
    """A new session with these candidates in a file of the current folder; nobody in it is the favourite."""
    session = with_fields(new_session(title, dt.date(2026, 11, 20)), answers_by=answers_by)
    if favourite_asked:
        session = set_favourite(session, "")
    for name in names:
        session = add_candidate(session, name)
    new_session_file(path, session)
    return path


def read_back(path: str = "a.toml") -> Session:
    """The session as the file holds it."""
    return load_session(path, load_catalog(Path(path).parent)).session
