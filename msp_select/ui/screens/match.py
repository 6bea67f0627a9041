"""Match: a library of providers ranked for this session, and the chosen ones taken into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from msp_select.decision.profile import resolve_weights
from msp_select.errors import MspSelectError
from msp_select.model.changes import logged
from msp_select.ui.components.weight_editor import IDLE, WeightEditor
from msp_select.ui.literal import literal
from msp_select.ui.match_page import Shown, filters_in_words, heading, kept, reason_lines, reasons, row
from msp_select.ui.screens.sifting import SiftingScreen
from msp_select.ui.widgets.dialogs import Notice
from msp_select.ui.widgets.line_list import Line, LineList, Page
from msp_select.ui.widgets.match_list import MatchList
from msp_select.ui.widgets.reading import Reading
from msp_select.ui.widgets.weight_bars import Weight

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Match
    from msp_select.store.library import Library
    from msp_select.store.providers import StoredProvider

EMPTY = (
    "",
    " A library is a folder of provider files, one for each provider you know.",
    "",
    " f  chooses the folder; its providers are then ranked for this session.",
    "",
    " msp-select library add puts a provider on file.",
)
IN_ALREADY = "It is in the session already."


class MatchScreen(SiftingScreen):
    """The library ranked, searched and filtered."""

    PLACE = "match"
    GUIDE = (
        "The providers of a folder, ranked for this session as if each were a candidate. Bold names are on "
        "the shortlist. / searches by name; r, s, u and m leave out who does not fit; w shows the weights: "
        "moving one ranks everybody again at once. t takes the marked ones as candidates."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", "Take", tooltip="Take the marked providers into the session"),
        Binding("slash", "search", "Search", tooltip="Search by name"),
        Binding("r", "region", "Region", show=False, tooltip="Only those who work in a region"),
        Binding("s", "sector", "Sector", show=False, tooltip="Only those who serve a sector"),
        Binding("u", "users", "Size", show=False, tooltip="Only those who take a client of a size"),
        Binding("m", "must_haves", "Must-haves", show=False, tooltip="Only those who meet the must-haves"),
        Binding("w", "weights", "Weights", tooltip="Move the weights, or show the reasons"),
        Binding("f", "folder", "Folder", tooltip="Choose the folder with the provider files"),
        Binding("n", "top", "Shortlist", tooltip="How many the shortlist has"),
        Binding("x", "clear", "Clear", tooltip="Clear search, filters and marks"),
    ]

    @dataclass
    class Found(Message):
        """Providers were read from their files, to be taken."""

        providers: Sequence[StoredProvider]
        error: MspSelectError | None

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="match-head")
        with Horizontal(id="match-filters"):
            yield Static("/ ", id="match-slash")
            yield Input(id="search", placeholder="name", compact=True, max_length=80)
            yield Static("", id="match-wanted")
        yield Static("", id="match-columns")
        yield MatchList(id="matches")
        with Vertical(id="match-weighing"):
            yield Static("", id="match-bars-head")
            yield WeightEditor(id="match-bars")
        yield Page(id="match-why")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(MatchList).focus()

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """The weights at once, the order as soon as it is counted."""
        if self.select_app.state.library:
            self.go_on()
        else:
            self.show_nothing("No library is chosen yet.")
        self._draw_weights()

    def say_waiting(self, what: str) -> None:
        self._say("#match-head", literal(what))

    def show_nothing(self, why: str) -> None:
        self.forget()
        self._shown = None
        self._say("#match-head", literal(why))
        for where in ("#match-wanted", "#match-columns"):
            self._say(where, Content(""))
        self.query_one(MatchList).show([Line(literal(text)) for text in EMPTY])
        self.query_one("#match-why", Page).show(())

    def show_matching(self) -> None:
        from msp_select.decision.matching.match_reasons import summary

        matching = self._matching
        assert matching is not None
        chosen = matching.acceptable[: self._top]
        taken = {c.library.id for c in self.work.session.candidates if c.library is not None}
        self._shown = shown = Shown(
            matching=matching,
            rows=kept(matching, self.search.value, self._must_haves),
            first={match.id for match in chosen},
            marked=self._marked,
            taken=taken,
            moved=self._moved,
        )
        matches = self.query_one(MatchList)
        matches.show_rows([shown.key(m) for m in shown.rows], lambda at: row(shown, at, matches.room))
        if not self._held:  # while a bar is moved the top stays in view
            matches.follow()
        left_out = len(self._library.left_out) if self._library is not None else 0
        note = f" {left_out} with faults left out." if left_out else ""
        self._say("#match-head", literal(summary(matching, chosen) + note))
        self._say("#match-wanted", filters_in_words(matching.wanted, self._must_haves))
        self._draw_heading()
        self._draw_reasons()

    def _draw_heading(self) -> None:
        if self._shown is not None:
            room = self.query_one(MatchList).room or self.size.width - 3
            self._say("#match-columns", literal(heading(self._shown, room)))

    def _draw_reasons(self) -> None:
        page, match = self.query_one("#match-why", Page), self._current()
        if match is None:
            page.show([Line(Content("Nobody fits. x clears search, filters and marks."))])
            return
        page.show(reason_lines(match.name, match.rank, self._reasons(match), max(page.room, 40)))
        page.scroll_home(animate=False)

    def _reasons(self, match: Match) -> list[str]:
        from msp_select.decision.matching.match_reasons import explained

        shown = self._shown
        assert shown is not None
        told = explained(shown.matching, match, self._top)
        return reasons(told, shown.matching.listed(match).profile, shown.key(match) in shown.taken)

    def _draw_weights(self) -> None:
        catalog = self.work.catalog
        shares = resolve_weights(self.work.session, catalog).pillars
        head = " What matters          share   ← → moves, digits type; w closes"
        self._say("#match-bars-head", literal(head))
        bars = [Weight(pillar.id, pillar.title, shares[pillar.id]) for pillar in catalog.questionnaires]
        self.query_one(WeightEditor).show_weights(self.work, bars)

    def _say(self, where: str, content: Content) -> None:
        """A text that changed, in place."""
        static = self.query_one(where, Static)
        if not (isinstance(static.content, Content) and static.content.is_same(content)):
            static.update(content)

    def _current(self) -> Match | None:
        if self._shown is None:
            return None
        row = self.query_one(MatchList).row
        return self._shown.rows[row] if 0 <= row < len(self._shown.rows) else None

    def on_resize(self) -> None:
        """Columns and texts are cut to the window."""
        if self._ready:
            self.call_after_refresh(self.show_again)

    # -- the weights ------------------------------------------------------------------------------------

    @on(WeightEditor.Weighed)
    def weighed(self, event: WeightEditor.Weighed) -> None:
        """Other weights are wanted: everybody is ranked again."""
        self._held = self._held or self.order()
        session = event.edit(self.work.session)
        self.apply(session, event.what, joined=event.joined, pause=IDLE, why=event.why)

    def on_screen_suspend(self) -> None:
        self.query_one(WeightEditor).leave()
        self._held = []

    def action_weights(self) -> None:
        weighing = not self.has_class("-weighing")
        self.set_class(weighing, "-weighing")
        self.query_one(WeightEditor if weighing else MatchList).focus()

    # -- the list ---------------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another line: its reasons, and the next move of a bar is one of its own."""
        self._held = []
        if not isinstance(event.lines, WeightEditor):
            self.query_one(WeightEditor).rest()
        if self._moved:
            self._moved = {}
            self.show_again()
        elif isinstance(event.lines, MatchList):
            self._draw_reasons()

    @on(LineList.Chosen, "#matches")
    def chosen(self) -> None:
        """Enter: all the reasons."""
        match = self._current()
        if match is not None:
            self.app.push_screen(Reading(f"{match.rank:,}  {match.name}", self._reasons(match)))

    def action_mark(self) -> None:
        shown, match = self._shown, self._current()
        if shown is None or match is None:
            return
        key = shown.key(match)
        if key in shown.taken:
            self.select_app.say(IN_ALREADY)
            return
        self._marked ^= {key}
        matches = self.query_one(MatchList)
        matches.paint(key)
        self._draw_heading()
        matches.action_step(1)

    def action_take(self) -> None:
        shown, match = self._shown, self._current()
        if shown is None or match is None or self._library is None:
            self.select_app.say("There is nobody to take. f chooses a folder of providers.")
            return
        wanted = [key for key in self.order() if key in self._marked] or [shown.key(match)]
        fresh = [key for key in wanted if key not in shown.taken]
        if fresh:
            self._read(self._library, fresh)
        else:
            self.select_app.say(IN_ALREADY)

    @work(thread=True, exclusive=True, group="taking", exit_on_error=False)
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
        from msp_select.decision.note_words import money_left_out
        from msp_select.model.taking import take, taken_as

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
        self._marked.clear()
        people = f"{count} {'provider' if count == 1 else 'providers'}"
        self.apply(session, f"took {people} from the library")
        self.select_app.say(f"Took {people} as candidates: F4 shows them, ctrl+z takes it back.")
        for note in sorted(filter(None, notes)):
            self.select_app.say(note, severity="warning")

    # -- searching --------------------------------------------------------------------------------------

    @on(Input.Changed, "#search")
    def searched(self) -> None:
        """The list as it is typed."""
        self.show_again()

    @on(Input.Submitted, "#search")
    def submitted(self) -> None:
        """Enter goes to the list."""
        self.query_one(MatchList).focus()

    def action_back(self) -> None:
        """Out of the search, out of the weights, out of what was searched for, then away."""
        if self.focused is self.search:
            self.query_one(MatchList).focus()
        elif self.has_class("-weighing"):
            self.action_weights()
        elif self.search.value:
            self.search.value = ""
        else:
            super().action_back()
