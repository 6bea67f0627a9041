"""When the interface is at rest: no message waits, everything is painted, no thread works.

That is a state of the program, not a time: on a machine however busy it is reached later, never missed.
Timers that run (a toast, the pause before a moved bar is saved) are no work: whoever wants what they bring
waits for that.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

LIMIT = 60.0  # seconds after which something has gone wrong, on a machine however busy


async def at_rest(app: App[Any]) -> None:
    """Wait until the program has nothing to do; AssertionError where it still has after `LIMIT` seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + LIMIT
    while True:
        await asyncio.sleep(0)
        if app._exception is not None or not app.is_running:
            return
        assert loop.time() < end, f"It never came to rest: {list(app.workers)}"
        if _waiting(loop):
            continue
        if app._batch_count or any(
            worker._thread_worker and not worker.is_finished for worker in app.workers
        ):
            await asyncio.sleep(0.002)
            continue
        painting = [s for s in (app.screen, *app._background_screens) if s._update_timer._active.is_set()]
        if not painting:
            return
        for screen in painting:  # what its timer does up to a sixtieth of a second later
            screen._on_timer_update()


def _waiting(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether the event loop has anything to call now: a message sent, a file ready, a timer due."""
    due = (handle for handle in loop._scheduled if not handle.cancelled())  # type: ignore[attr-defined]
    return bool(loop._ready) or any(handle.when() <= loop.time() for handle in due)  # type: ignore[attr-defined]
