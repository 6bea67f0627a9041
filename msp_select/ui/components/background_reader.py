"""A bidder's documents read away from the keys: pages counted as they come, then the reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.message import Message

from msp_select.reading.read_documents import read_documents

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session
    from msp_select.reading.reading import Reading, SentFile


class BackgroundReader:
    """Reads in the background of its `host`; a new wish takes the place of an old one."""

    @dataclass
    class Progress(Message):
        """So many of so many pages are read."""

        page: int
        of: int

    @dataclass
    class Read(Message):
        """The documents are read."""

        reading: Reading

    def __init__(self, host: DOMNode) -> None:
        self._host = host
        self._wish = 0

    def want(
        self,
        session: Session,
        catalog: Catalog,
        candidate: str,
        files: Sequence[SentFile],
        pages: tuple[int, int] | None = None,
    ) -> None:
        """Read these files, or `pages` of them, for that candidate; an earlier wish is forgotten."""
        self._wish += 1
        wish, told = self._wish, [0]

        def progress(page: int, of: int) -> None:
            share = page * 100 // max(of, 1)
            if wish == self._wish and share != told[0]:  # a page of hundreds is not worth a message
                told[0] = share
                self._host.post_message(self.Progress(page, of))

        def run() -> None:
            reading = read_documents(session, catalog, candidate, files, pages=pages, progress=progress)
            if wish == self._wish:
                self._host.post_message(self.Read(reading))

        self._host.run_worker(run, thread=True, group="reading", exit_on_error=False)

    def forget(self) -> None:
        """Nothing is wished any more."""
        self._wish += 1
