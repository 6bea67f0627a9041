"""The program itself, which says to a terminal nobody sees after how many keys it is at rest.

Run as `python -m tests.ui.announcing open FILE` it is `msp-select open FILE` and one sequence more that shows
nothing: who types into it from outside learns when the last key has had its whole effect.
"""

from __future__ import annotations

import asyncio
import inspect

from textual import events

from msp_select.ui import app
from tests.ui.rest import at_rest

AT_REST = "\x1b]7777;{keys}\x07"  # an operating system command no terminal knows


class AnnouncingApp(app.SelectApp):
    """The application, announcing that it is at rest: once at the start, then after every key."""

    CSS_PATH = inspect.getfile(app.SelectApp).replace(".py", ".tcss")
    _keys = 0
    _announcing: asyncio.Task[None] | None = None

    def on_ready(self) -> None:
        self._announce()

    async def take(self, event: events.Event) -> None:
        await super().take(event)
        if isinstance(event, events.Key):
            self._keys += 1
            self._announce()

    def _announce(self) -> None:
        if self._announcing is not None:
            self._announcing.cancel()
        self._announcing = asyncio.create_task(self._at_rest(self._keys))

    async def _at_rest(self, keys: int) -> None:
        await at_rest(self)
        if self._driver is not None:
            self._driver.write(AT_REST.format(keys=keys))
            self._driver.flush()


if __name__ == "__main__":
    from msp_select.cli import main

    app.SelectApp = AnnouncingApp  # type: ignore[misc]
    raise SystemExit(main())
