"""What the match asks: which folder, and who of the library to show."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from msp_select.errors import shown_path
from msp_select.ui.literal import fitted
from msp_select.ui.match_page import MUST_HAVES, MustHaves, offered
from msp_select.ui.screens.matching import MatchingScreen
from msp_select.ui.state import store_state
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.model.provider import ProviderProfile

TOP = 5
MOST = 1_000_000
NOBODY = "There is nobody to sift. f chooses a folder of providers."


class SiftingScreen(MatchingScreen):
    """A matching with search, filters and the length of the shortlist."""

    def __init__(self) -> None:
        super().__init__()
        self._marked: set[str] = set()
        self._must_haves: MustHaves = "any"
        self._top = TOP

    @property
    def search(self) -> Input:
        """Where a name is searched for."""
        return self.query_one("#search", Input)

    def action_search(self) -> None:
        self.search.focus()

    def action_region(self) -> None:
        self._choose("Which region?", "region", lambda profile: profile.regions)

    def action_sector(self) -> None:
        self._choose("Which sector?", "sector", lambda profile: profile.sectors)

    def _choose(self, title: str, what: str, names: Callable[[ProviderProfile], Sequence[str]]) -> None:
        found = offered(self._pool, names) if self._pool is not None else []
        if not found:
            self.select_app.say(f"No provider on file names a {what}." if self._pool is not None else NOBODY)
            return
        width = self.size.width - 20
        options = [("", "any"), *((n, fitted(f"{n} ({number:,} on file)", width)) for n, number in found)]
        now = getattr(self._wanted, what) if self._wanted is not None else ""

        def chosen(name: str | None) -> None:
            if name is not None:
                self._want(**{what: name})

        self.app.push_screen(Choose(title, options, chosen=now), chosen)

    def action_users(self) -> None:
        if self._pool is None:
            self.select_app.say(NOBODY)
            return
        wanted = self._wanted.users if self._wanted is not None else None
        known = wanted or self.work.session.business.get("biz_users", "")

        def given(text: str | None) -> None:
            if text is not None:
                self._want(users=int(text) if text else None)

        hint = "Only those who take a client of that size. Empty: any size."
        self.app.push_screen(
            AskText("How many users has the client?", str(known), hint=hint, check=count_fault, blank=True),
            given,
        )

    def action_must_haves(self) -> None:
        self._must_haves = MUST_HAVES[(MUST_HAVES.index(self._must_haves) + 1) % len(MUST_HAVES)]
        self.show_again()

    def action_top(self) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._top = int(text)
                self.show_again()

        self.app.push_screen(AskText("How many has the shortlist?", str(self._top), check=count_fault), given)

    def action_clear(self) -> None:
        self._must_haves = "any"
        self._marked.clear()
        self.search.value = ""
        self._want(region="", sector="", users=None)

    def _want(self, **fields: object) -> None:
        from msp_select.decision.matching.pool import Wanted

        self._wanted = replace(self._wanted or Wanted(), **fields)  # type: ignore[arg-type]
        self.show_again()
        if self._pool is not None:
            self.go_on()

    def show_again(self) -> None:
        """The same matching with what is searched for, marked and taken as it is now."""
        if self._matching is not None:
            self.show_matching()

    def action_folder(self) -> None:
        now = self.select_app.state.library or str(Path.cwd() / "providers")
        if shown_path(now) != now:  # it goes into a line that is typed in
            now = "providers"
        hint = "A folder of provider files. It is read, never changed; the choice is remembered."
        self.app.push_screen(
            AskText("Where are the providers on file?", now, hint=hint, check=folder_fault),
            self._take_folder,
        )

    def _take_folder(self, text: str | None) -> None:
        if text is None:
            return
        app = self.select_app
        app.state = replace(app.state, library=os.path.abspath(os.path.expanduser(text)))
        store_state(app.state)
        self.forget()
        self.refresh_work()


def folder_fault(text: str) -> str:
    """What is wrong with a folder."""
    return "" if os.path.isdir(os.path.expanduser(text)) else "There is no such folder."


def count_fault(text: str) -> str:
    """What is wrong with a number of users or of places on a list; none is left to whoever asks."""
    if not text or (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        return ""
    return "That is not a number such as 45."
