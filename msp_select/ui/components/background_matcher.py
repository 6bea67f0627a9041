"""A library ranked away from the keys: read once, and ranked again for every wish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.message import Message

from msp_select.errors import MspSelectError
from msp_select.store.library import Library, open_library

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Matching
    from msp_select.decision.matching.pool import Pool, Wanted
    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session


@dataclass(frozen=True, eq=False)
class Wish:
    """Which folder is to be ranked, for whom, and who of it is wanted."""

    session: Session
    catalog: Catalog
    folder: str
    wanted: Wanted | None = None

    def same(self, other: Wish | None) -> bool:
        """Whether that is the very same wish."""
        return (
            other is not None
            and self.session is other.session
            and self.catalog is other.catalog
            and self.folder == other.folder
            and self.wanted == other.wanted
        )


class BackgroundMatcher:
    """Reads and ranks in the background of its `host`: one thing at a time, and the newest wish wins.

    What it comes to is posted to the host. A fault of the program in it is the host's to name, as of all its
    workers; the next wish may try again.
    """

    @dataclass
    class Read(Message):
        """So many of the new and changed files are read, of so many."""

        read: int
        of: int

    @dataclass
    class Opened(Message):
        """The library wished for is read, or why it is not."""

        library: Library | None
        error: MspSelectError | None

    @dataclass
    class Ranked(Message):
        """The library is ranked, as it was wished."""

        matching: Matching

    def __init__(self, host: DOMNode) -> None:
        self._host = host
        self._wish: Wish | None = None  # the newest
        self._library: Library | None = None
        self._pool: Pool | None = None
        self._matching: Matching | None = None
        self._answered: Wish | None = None  # whose answer the matching is
        self._busy = False

    @property
    def library(self) -> Library | None:
        """The library that is ranked, once it is read."""
        return self._library

    @property
    def pool(self) -> Pool | None:
        """Everybody in it."""
        return self._pool

    @property
    def matching(self) -> Matching | None:
        """The last answer."""
        return self._matching

    @property
    def reading(self) -> str:
        """The folder whose providers are not read yet, or nothing."""
        return self._wish.folder if self._wish is not None and self._pool is None else ""

    def want(self, wish: Wish) -> None:
        """Rank this; while something runs the newest wish waits."""
        if self._wish is not None and self._wish.folder != wish.folder:
            self.forget()
        self._wish = wish
        self._go_on()

    def forget(self) -> None:
        """Nothing is wished; the next wish reads its folder again."""
        self._wish = self._library = self._pool = None
        self._matching = self._answered = None

    def _go_on(self) -> None:
        wish = self._wish
        if self._busy or wish is None:
            return
        if self._pool is None:
            self._run(self._open, wish)
        elif not wish.same(self._answered):
            self._run(self._rank, wish, self._pool, self._matching)

    def _run(self, what: Callable[..., None], *told: Any) -> None:
        def run() -> None:
            try:
                what(*told)
            except BaseException:
                self._host.call_later(self._failed)
                raise

        self._busy = True
        self._host.run_worker(run, thread=True, group="match", exit_on_error=False)

    def _failed(self) -> None:
        self._busy = False

    # -- in the background, and back again ----------------------------------------------------------------

    def _open(self, wish: Wish) -> None:
        try:
            library = open_library(wish.folder, wish.catalog, partial(self._tell, wish))
            done = partial(self._opened, wish, library, library.pool(wish.catalog))
        except MspSelectError as error:
            done = partial(self._unreadable, wish, error)
        self._host.call_later(done)

    def _tell(self, wish: Wish, read: int, of: int) -> None:
        self._host.call_later(self._told, wish, read, of)

    def _told(self, wish: Wish, read: int, of: int) -> None:
        if self.reading == wish.folder:
            self._host.post_message(self.Read(read, of))

    def _opened(self, wish: Wish, library: Library, pool: Pool) -> None:
        self._busy = False
        if self._wish is not None and self._wish.folder == wish.folder:
            self._library, self._pool = library, pool
            self._host.post_message(self.Opened(library, None))
        self._go_on()

    def _unreadable(self, wish: Wish, error: MspSelectError) -> None:
        self._busy = False
        if self._wish is not None and self._wish.folder == wish.folder:
            self.forget()
            self._host.post_message(self.Opened(None, error))
        self._go_on()

    def _rank(self, wish: Wish, pool: Pool, before: Matching | None) -> None:
        from msp_select.decision.matching.match import match_library
        from msp_select.decision.matching.match_blinding import blind_matching
        from msp_select.decision.matching.pool import Wanted
        from msp_select.phrases.en import match  # noqa: F401  (loaded while nobody waits)

        wanted = wish.wanted or Wanted()
        found = match_library(wish.session, wish.catalog, pool, wanted, to_be_weighed=True, before=before)
        self._host.call_later(self._ranked, wish, pool, blind_matching(found))

    def _ranked(self, wish: Wish, pool: Pool, matching: Matching) -> None:
        self._busy = False
        if pool is self._pool:
            self._matching, self._answered = matching, wish
            self._host.post_message(self.Ranked(matching))
        if pool is not self._pool or not wish.same(self._wish):
            self._go_on()
