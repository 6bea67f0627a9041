"""Match: a library of providers ranked for this session, and the chosen ones taken into it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.errors import MspSelectError, shown_path
from msp_select.model.edits import logged
from msp_select.model.library_copy import take, taken_as
from msp_select.phrases.en.notes import money_left_out
from msp_select.phrases.names import Names
from msp_select.ui.components.background_matcher import BackgroundMatcher, Wish
from msp_select.ui.components.filter_bar import FilterBar, count_fault
from msp_select.ui.components.match_list import MatchList
from msp_select.ui.components.reasons_pane import ReasonsPane, all_reasons
from msp_select.ui.components.weight_editor import IDLE, WeightEditor
from msp_select.ui.literal_text import literal
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.dialogs import AskText, Notice
from msp_select.ui.widgets.selectable_lines import Line, LineList
from msp_select.ui.widgets.text_dialog import Reading
from msp_select.ui.widgets.weight_bars import Weight

if TYPE_CHECKING:
    from msp_select.store.library import Library
    from msp_select.store.providers import StoredProvider

TOP = 5
EMPTY = (
    "",
    " A library is a folder of provider files, one for each provider you know.",
    "",
    " f  chooses the folder; its providers are then ranked for this session.",
    "",
    " msp-select library add puts a provider on file.",
)
IN_ALREADY = "It is in the session already."
NOBODY = "There is nobody to sift. f chooses a folder of providers."
WEIGHTS = " What matters          share   ← → moves, digits type; w closes"


class MatchScreen(Place):
    """The library ranked, searched and filtered."""

    PLACE = "match"
    AUTO_FOCUS = "#matches"
    GUIDE = (
        "The providers of a folder, ranked for this session as if each were a candidate. Bold names are on "
        "the shortlist. / searches by name; r, s, u and m leave out who does not fit; w shows the weights: "
        "moving one ranks everybody again at once. t takes the marked ones as candidates."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", "Take", tooltip="Take the marked providers into the session"),
        Binding("slash", "filter('search')", "Search", tooltip="Search by name"),
        Binding("r", "filter('region')", "Region", show=False, tooltip="Only those who work in a region"),
        Binding("s", "filter('sector')", "Sector", show=False, tooltip="Only those who serve a sector"),
        Binding("u", "filter('users')", "Size", show=False, tooltip="Only those who take a client of a size"),
        Binding(
            "m",
            "filter('must_haves')",
            "Must-haves",
            show=False,
            tooltip="Only those who meet the must-haves",
        ),
        Binding("w", "weights", "Weights", tooltip="Move the weights, or show the reasons"),
        Binding("f", "folder", "Folder", tooltip="Choose the folder with the provider files"),
        Binding("n", "top", "Shortlist", tooltip="How many the shortlist has"),
        Binding("x", "clear", "Clear", show=False, tooltip="Clear search, filters and marks"),
    ]

    @dataclass
    class Found(Message):
        """Providers were read from their files, to be taken."""

        providers: Sequence[StoredProvider]
        error: MspSelectError | None

    def __init__(self) -> None:
        super().__init__()
        self.matcher = BackgroundMatcher(self)
        self._top = TOP

    def body(self) -> ComposeResult:
        yield ChangingText(id="match-head")
        yield FilterBar(id="match-filters")
        yield ChangingText(id="match-columns")
        yield MatchList(id="matches")
        with Vertical(id="match-weighing"):
            yield Static(literal(WEIGHTS), id="match-bars-head")
            yield WeightEditor(id="match-bars")
        yield ReasonsPane(id="match-why")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """The weights at once, the order as soon as it is counted."""
        if self.select_app.state.library:
            self._rank()
        else:
            self.matcher.forget()
            self._show_nothing("No library is chosen yet.")
        session, catalog = self.work.session, self.work.catalog
        shares = resolve_weights(session, catalog).pillars
        bars = [Weight(pillar.id, pillar.title, shares[pillar.id]) for pillar in catalog.questionnaires]
        self.query_one(WeightEditor).show_weights(self.work, bars)

    def _rank(self) -> None:
        """Wish what is to be ranked now."""
        folder, wanted = self.select_app.state.library, self.query_one(FilterBar).wanted
        self.matcher.want(Wish(self.work.session, self.work.catalog.whole, folder, wanted))
        if self.matcher.reading:
            self.query_one("#match-head", ChangingText).say(_waiting(self.matcher.reading))

    @on(BackgroundMatcher.Read)
    def read_so_far(self, event: BackgroundMatcher.Read) -> None:
        """Say how far the reading of new files is."""
        so_far = f"{_waiting(self.matcher.reading)} {event.read:,} of {event.of:,}"
        self.query_one("#match-head", ChangingText).say(so_far)

    @on(BackgroundMatcher.Opened)
    def opened(self, event: BackgroundMatcher.Opened) -> None:
        """Say what was found in the library, or why it cannot be read."""
        if event.error is not None:
            self._show_nothing(f"{event.error.message} {event.error.remedy}")
        for told in event.library.told if event.library is not None else ():
            self.select_app.say(told)

    def _show_nothing(self, why: str) -> None:
        self.query_one("#match-head", ChangingText).say(why)
        self.query_one("#match-columns", ChangingText).say("")
        self.query_one(FilterBar).show(None)
        self.query_one(MatchList).show_nothing([Line(literal(text)) for text in EMPTY])
        self.query_one(ReasonsPane).show_reasons(None, None)

    @on(BackgroundMatcher.Ranked)
    def show_matching(self) -> None:
        """The last matching with what is searched for, marked and taken as it is now."""
        from msp_select.decision.matching.match_reasons import summary
        from msp_select.phrases.en.match import match_summary

        matching, library = self.matcher.matching, self.matcher.library
        if matching is None or library is None:
            return
        filters, matches = self.query_one(FilterBar), self.query_one(MatchList)
        taken = {c.library.id for c in self.work.session.candidates if c.library is not None}
        matches.show_matching(matching, filters.kept(matching), places=self._top, taken=taken)
        left_out = len(library.left_out)
        note = f" {left_out} with faults left out." if left_out else ""
        counted = summary(matching, matching.acceptable[: self._top])
        words = match_summary(counted, Names.of_matching(matching)).sentence
        self.query_one("#match-head", ChangingText).say(words + note)
        self.query_one("#match-columns", ChangingText).say(matches.heading)
        filters.show(matching.wanted)
        self.query_one(ReasonsPane).show_reasons(matches.shown, matches.current)

    def on_resize(self) -> None:
        """Columns and texts are cut to the window."""
        if self._ready:
            self.call_after_refresh(self.show_matching)

    # -- the weights ------------------------------------------------------------------------------------

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        """Other weights are wanted: everybody is ranked again."""
        self.query_one(MatchList).hold()
        session = event.edit(self.work.session)
        self.apply(session, event.what, joined=event.joined, pause=IDLE, why=event.why)

    def on_screen_suspend(self) -> None:
        self.query_one(WeightEditor).leave()
        self.query_one(MatchList).let_go()

    def action_weights(self) -> None:
        weighing = not self.has_class("-weighing")
        self.set_class(weighing, "-weighing")
        self.query_one(WeightEditor if weighing else MatchList).focus()

    # -- the list ---------------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another line: its reasons, and the next move of a bar is one of its own."""
        matches = self.query_one(MatchList)
        matches.let_go()
        if event.lines is matches:
            self.query_one(WeightEditor).rest()
        if matches.seen():
            self.show_matching()
        elif event.lines is matches:
            self.query_one(ReasonsPane).show_reasons(matches.shown, matches.current)

    @on(LineList.Chosen, "#matches")
    def chosen(self) -> None:
        """Enter: all the reasons."""
        matches = self.query_one(MatchList)
        shown, match = matches.shown, matches.current
        if shown is not None and match is not None:
            self.app.push_screen(Reading(f"{match.rank:,}  {match.name}", all_reasons(shown, match)))

    @on(MatchList.Marked)
    def marked(self, event: MatchList.Marked) -> None:
        """How many are marked stands in the heading."""
        if event.taken:
            self.select_app.say(IN_ALREADY)
        self.query_one("#match-columns", ChangingText).say(self.query_one(MatchList).heading)

    def action_take(self) -> None:
        shown, library = self.query_one(MatchList).shown, self.matcher.library
        wanted = self.query_one(MatchList).wanted
        if shown is None or library is None or not wanted:
            self.select_app.say("There is nobody to take. f chooses a folder of providers.")
            return
        fresh = [key for key in wanted if key not in shown.taken]
        if fresh:
            self._read(library, fresh)
        else:
            self.select_app.say(IN_ALREADY)

    @work(thread=True, exclusive=True, group="taking", exit_on_error=False, description="")
    def _read(self, library: Library, ids: Sequence[str]) -> None:
        try:
            self.post_message(
                self.Found([library.provider(key, self.work.catalog.whole) for key in ids], None)
            )
        except MspSelectError as error:
            self.post_message(self.Found((), error))

    @on(Found)
    def found(self, message: MatchScreen.Found) -> None:
        """Put them into the session in one step, each with its entry in the log."""
        if message.error is not None:
            self.app.push_screen(Notice(message.error.message, f"Nobody was taken. {message.error.remedy}"))
            return
        session, notes, count = self.work.session, set[str](), 0
        for stored in message.providers:
            provider = stored.provider
            if taken_as(session, provider.id) is not None:
                continue
            session = take(session, provider, stored.digest, self.work.catalog.whole)
            session = logged(
                session, self.work.now(), "taken_from_library", f'taken from the library: "{provider.name}"'
            )
            count += 1
            notes.add(money_left_out(session.candidates[-1], session))
        self.query_one(MatchList).clear_marks()
        people = f"{count} {'provider' if count == 1 else 'providers'}"
        self.apply(session, f"took {people} from the library")
        self.select_app.say(f"Took {people} as candidates: F4 shows them, ctrl+z takes it back.")
        for note in sorted(filter(None, notes)):
            self.select_app.say(note, severity="warning")

    # -- searching --------------------------------------------------------------------------------------

    @on(FilterBar.Sifted)
    def sifted(self, event: FilterBar.Sifted) -> None:
        """Others are to be shown, at once of the ranking there is."""
        self.show_matching()
        if event.again and (self.matcher.pool is not None or self.matcher.reading):
            self._rank()

    @on(FilterBar.Entered)
    def focus_list(self) -> None:
        """From the search to the list."""
        self.query_one(MatchList).focus()

    def action_filter(self, what: str) -> None:
        """Change one filter."""
        filters, pool = self.query_one(FilterBar), self.matcher.pool
        if what == "search":
            filters.search.focus()
        elif what == "must_haves":
            filters.next_must_haves()
        elif pool is None:
            self.select_app.say(NOBODY)
        elif what == "users":
            filters.ask_users(self.work.session.business.get("biz_users", ""))
        elif not filters.ask_which(what, pool):
            self.select_app.say(f"No provider on file names a {what}.")

    def action_clear(self) -> None:
        self.query_one(MatchList).clear_marks()
        self.query_one(FilterBar).clear()

    def action_top(self) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._top = int(text)
                self.show_matching()

        self.app.push_screen(AskText("How many has the shortlist?", str(self._top), check=count_fault), given)

    def action_folder(self) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                folder = os.path.abspath(os.path.expanduser(text))
                self.select_app.prefer(library=folder)
                self.matcher.forget()
                self.refresh_work()

        now = self.select_app.state.library or str(Path.cwd() / "providers")
        if shown_path(now) != now:  # it goes into a line that is typed in
            now = "providers"
        hint = "A folder of provider files. It is read, never changed; the choice is remembered."
        self.app.push_screen(
            AskText("Where are the providers on file?", now, hint=hint, check=folder_fault), given
        )

    def action_back(self) -> None:
        """Out of the search, out of the weights, out of what was searched for, then away."""
        search = self.query_one(FilterBar).search
        if self.focused is search:
            self.query_one(MatchList).focus()
        elif self.has_class("-weighing"):
            self.action_weights()
        elif search.value:
            search.value = ""
        else:
            super().action_back()


def folder_fault(text: str) -> str:
    """What is wrong with a folder."""
    return "" if os.path.isdir(os.path.expanduser(text)) else "There is no such folder."


def _waiting(folder: str) -> str:
    """What is said while the files of a folder are read."""
    return f"Working out the match: reading {folder} …"
