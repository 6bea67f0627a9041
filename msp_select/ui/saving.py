"""Saving beside the keys: one save at a time, each of the newest state, and no key waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp

PAINTING = 0.05  # seconds left to the terminal for what was changed: saving at once would hold it up
PATIENCE = 0.5  # seconds after which who waits for a save is told why
HELD = "Another program is saving this file. Yours is saved as soon as it lets go."


class Saving:
    """The saves of the session that is open in the application."""

    def __init__(self, app: SelectApp) -> None:
        self._app = app
        self._worker: Worker[None] | None = None
        self._saved: Session | None = None  # what the save that runs began with
        self._then: list[Callable[[], None]] = []

    def start(self, then: Callable[[], None] | None = None) -> None:
        """Save what is not saved; `then` is called once that was done or tried."""
        work = self._app.work
        if self._worker is None and work is not None and work.unsaved:
            self._saved = work.session
            self._worker = self._app.run_worker(partial(_save, work), group="saving", thread=True)
        if then is not None:
            self.wait(then)

    def wait(self, then: Callable[[], None]) -> None:
        """Call `then` once no save runs."""
        if self._worker is None:
            then()
        else:
            self._then.append(then)
            self._app.set_timer(PATIENCE, self._tell)

    def ended(self, worker: Worker[object]) -> None:
        """A save has ended: tell it, save what was changed meanwhile, and go on with what waited."""
        if worker is not self._worker:
            return
        self._worker = None
        self._app.remember()
        for place in self._app.navigation.to_refresh():
            place.refresh_frame()
        if self._app.work is not None and self._app.work.session is not self._saved:
            self.start()
        while self._then and self._worker is None:
            self._then.pop(0)()

    def _tell(self) -> None:
        if self._then:
            self._app.say(HELD)


def _save(work: OpenSession) -> None:
    time.sleep(PAINTING)
    work.save()
