"""What the match does in the background: reading the library, and ranking it again for every wish."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import Worker, WorkerState

from msp_select.errors import MspSelectError
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.ranking import places_moved

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Matching
    from msp_select.decision.matching.pool import Pool, Wanted
    from msp_select.model.session import Session
    from msp_select.store.library import Library


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be ranked, and for whom."""

    session: Session
    pool: Pool
    wanted: Wanted | None

    def same(self, other: Wish | None) -> bool:
        """Whether that is the very same wish."""
        return (
            other is not None
            and self.session is other.session
            and self.pool is other.pool
            and self.wanted == other.wanted
        )


class MatchingScreen(Place):
    """A place that ranks a library: one thing at a time, and the newest wish wins."""

    @dataclass
    class Opened(Message):
        """A library is read, or why it is not."""

        folder: str
        library: Library | None
        pool: Pool | None
        error: MspSelectError | None

    @dataclass
    class Ranked(Message):
        """A library is ranked, as it was wished."""

        matching: Matching
        wish: Wish

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._pool: Pool | None = None
        self._wanted: Wanted | None = None
        self._matching: Matching | None = None  # what is shown
        self._answered: Wish | None = None  # and whose answer it is
        self._everybody: Matching | None = None  # the last one without filters: its prices hold on
        self._held: list[str] = []  # the order when the bar in hand was taken hold of
        self._moved: dict[str, int] = {}  # places gained since then, by the id on file
        self._busy = False

    @abstractmethod
    def show_matching(self) -> None:
        """Show the matching."""

    @abstractmethod
    def show_nothing(self, why: str) -> None:
        """There is no matching, and this is why."""

    @abstractmethod
    def say_waiting(self, what: str) -> None:
        """Something takes longer: say what."""

    def go_on(self) -> None:
        """Read or rank what is wished now; while something runs the newest wish waits."""
        if self._busy:
            return
        folder = self.select_app.state.library
        if self._library is None or self._pool is None:
            self.say_waiting(f"Working out the match: reading {folder} …")
            self._busy = True
            self._open(folder)
            return
        wish = Wish(self.work.session, self._pool, self._wanted)
        if wish.same(self._answered):
            self.show_matching()  # something else may have changed, such as the window
        else:
            self._busy = True
            self._count(wish)

    def forget(self) -> None:
        """Another library, or the same read again."""
        self._library = self._pool = self._matching = self._answered = self._everybody = None

    def order(self) -> list[str]:
        """The ids on file in the order shown."""
        if self._matching is None:
            return []
        return [self._matching.pool.listed[match.at].id for match in self._matching.matches]

    @work(thread=True, group="match", exit_on_error=False)
    def _open(self, folder: str) -> None:
        from msp_select.store.library import open_library

        try:
            library = open_library(folder, self.work.catalog.whole)
            self.post_message(self.Opened(folder, library, library.pool(self.work.catalog.whole), None))
        except MspSelectError as error:
            self.post_message(self.Opened(folder, None, None, error))

    @on(Opened)
    def opened(self, message: MatchingScreen.Opened) -> None:
        """Rank it, or say why it cannot be read."""
        self._busy = False
        if message.folder != self.select_app.state.library:
            self.go_on()
        elif message.library is None or message.pool is None:
            error = message.error
            self.show_nothing(f"{error.message} {error.remedy}" if error is not None else "")
        else:
            self._library, self._pool = message.library, message.pool
            for told in message.library.told:
                self.select_app.say(told)
            self.go_on()

    @work(thread=True, group="match", exit_on_error=False)
    def _count(self, wish: Wish) -> None:
        from msp_select.decision.matching import match_reasons  # noqa: F401  (loaded while nobody waits)
        from msp_select.decision.matching.match import match_library
        from msp_select.decision.matching.match_blinding import blind_matching
        from msp_select.decision.matching.pool import Wanted

        wanted = wish.wanted or Wanted()
        found = match_library(wish.session, self.work.catalog.whole, wish.pool, wanted, self._everybody)
        if len(found.matches) == len(wish.pool.listed):
            self._everybody = found
        self.post_message(self.Ranked(blind_matching(found), wish))

    @on(Ranked)
    def ranked(self, message: MatchingScreen.Ranked) -> None:
        """Show it; if the session has moved on meanwhile, the next one is begun."""
        self._busy = False
        if message.wish.pool is self._pool:
            self._matching, self._answered = message.matching, message.wish
            self._moved = places_moved(self._held, self.order()) if self._held else {}
            self.show_matching()
        if self._pool is None or not message.wish.same(Wish(self.work.session, self._pool, self._wanted)):
            self.go_on()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What failed is named by every place; the next wish may try again."""
        if event.state is WorkerState.ERROR and event.worker.group == "match":
            self._busy = False
