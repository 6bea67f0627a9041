"""Keys one after the other: the next is taken when the one before has had its whole effect.

Without this, keys typed or pasted while a dialog is still being put on the screen go to what was there
before, or nowhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 2.0  # seconds after which the next key is taken whatever still works on the one before


class Keyboard:
    """The keys typed and not yet taken; `take` handles one in the application's own queue."""

    def __init__(self, app: App[Any], take: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app, self._take = app, take
        self._typed: asyncio.Queue[events.Event] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def typed(self, event: events.Event) -> None:
        """Another key, or a text that was pasted."""
        self._typed.put_nowait(event)
        if self._task is None:
            self._task = asyncio.create_task(self._take_all(), name="keys")

    async def _take_all(self) -> None:
        while not self._typed.empty():
            event = self._typed.get_nowait()
            if self._app.call_later(self._take, event):
                with suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE):
                        await self._settled()
        self._task = None

    async def _settled(self) -> None:
        """Wait until nobody has a message left, and a screen that has come up is painted, its focus set."""
        screen = self._app.screen
        await self._handled()
        while True:
            if screen is not self._app.screen:
                screen = self._app.screen
                await screen.wait_for_refresh()
            await self._handled()
            if screen is self._app.screen and not any(pump.message_queue_size for pump in self._pumps()):
                return

    async def _handled(self) -> None:
        """Wait until everybody has handled what is in their queues now."""
        waited_for = []
        for pump in self._pumps():
            handled = asyncio.Event()
            if pump.call_later(handled.set):
                waited_for.append(handled.wait())
        await asyncio.gather(*waited_for)

    def _pumps(self) -> list[MessagePump]:
        screens = self._app.screen_stack
        return [self._app, *(node for screen in screens for node in screen.walk_children(with_self=True))]
