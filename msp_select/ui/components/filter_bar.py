"""Who of a library is shown: a name that is searched for, and the filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from msp_select.ui.literal_text import fitted
from msp_select.ui.match_page import MUST_HAVES, MustHaves, filters_in_words, kept, offered
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Matches, Matching
    from msp_select.decision.matching.pool import Pool, Wanted
    from msp_select.model.provider import ProviderProfile

MOST = 1_000_000
NAMED: dict[str, Callable[[ProviderProfile], Sequence[str]]] = {
    "region": lambda profile: profile.regions,
    "sector": lambda profile: profile.sectors,
}


class FilterBar(Horizontal):
    """One line: what is searched for, and each filter with its key or what it asks for."""

    @dataclass
    class Sifted(Message):
        """Others are to be shown: of the same ranking, or (`again`) of another, of those now `wanted`."""

        again: bool

    class Entered(Message):
        """The search is done with."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._wanted: Wanted | None = None
        self._must_haves: MustHaves = "any"

    def compose(self) -> ComposeResult:
        yield Static("/ ", id="match-slash")
        yield Input(id="search", placeholder="name", compact=True, max_length=80)
        yield ChangingText(id="match-wanted")

    @property
    def search(self) -> Input:
        """Where a name is searched for."""
        return self.query_one("#search", Input)

    @property
    def wanted(self) -> Wanted | None:
        """Who is to be ranked; None for everybody."""
        return self._wanted

    def kept(self, matching: Matching) -> Matches:
        """Those of a matching that are shown, in rank order."""
        return kept(matching, self.search.value, self._must_haves)

    def show(self, wanted: Wanted | None) -> None:
        """Show the filters a ranking was made with; None where there is none."""
        words = Content("") if wanted is None else filters_in_words(wanted, self._must_haves)
        self.query_one("#match-wanted", ChangingText).say(words)

    # -- asking -----------------------------------------------------------------------------------------

    def ask_which(self, what: str, pool: Pool) -> bool:
        """Ask for a "region" or "sector"; False where no provider names one."""
        found = offered(pool, NAMED[what])
        if not found:
            return False
        width = self.app.size.width - 20
        options = [("", "any"), *((n, fitted(f"{n} ({number:,} on file)", width)) for n, number in found)]
        now = getattr(self._wanted, what) if self._wanted is not None else ""

        def chosen(name: str | None) -> None:
            if name is not None:
                self._want(**{what: name})

        self.app.push_screen(Choose(f"Which {what}?", options, chosen=now), chosen)
        return True

    def ask_users(self, known: object) -> None:
        """Ask how large the client is; `known` is what the session says."""
        now = self._wanted.users if self._wanted is not None else None

        def given(text: str | None) -> None:
            if text is not None:
                self._want(users=int(text) if text else None)

        hint = "Only those who take a client of that size. Empty: any size."
        title = "How many users has the client?"
        question = AskText(title, str(now or known), hint=hint, check=count_fault, blank=True)
        self.app.push_screen(question, given)

    def next_must_haves(self) -> None:
        """Any, none failed, all met, and round again."""
        self._must_haves = MUST_HAVES[(MUST_HAVES.index(self._must_haves) + 1) % len(MUST_HAVES)]
        self.post_message(self.Sifted(again=False))

    def clear(self) -> None:
        """Everybody, by any name."""
        self._must_haves = "any"
        self.search.value = ""
        self._want(region="", sector="", users=None)

    def _want(self, **fields: object) -> None:
        from msp_select.decision.matching.pool import Wanted

        self._wanted = replace(self._wanted or Wanted(), **fields)  # type: ignore[arg-type]
        self.post_message(self.Sifted(again=True))

    @on(Input.Changed)
    def searched(self, event: Input.Changed) -> None:
        """The list as it is typed."""
        event.stop()
        self.post_message(self.Sifted(again=False))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        event.stop()
        self.post_message(self.Entered())


def count_fault(text: str) -> str:
    """What is wrong with a number of users or of places on a list; none is left to whoever asks."""
    if not text or (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        return ""
    return "That is not a number such as 45."
