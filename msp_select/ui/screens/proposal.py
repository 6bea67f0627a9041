"""Read a proposal: what was found in a bidder's document, each thing accepted, corrected or rejected."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from msp_select.errors import UsageError
from msp_select.model.documents import AcceptedValue
from msp_select.model.session import Session
from msp_select.phrases.en.reading import NOTHING_FOUND, NOTHING_OPEN
from msp_select.phrases.en.sources import what_of
from msp_select.reading.asked import Asked, asked_of
from msp_select.reading.asked import Place as FoundPlace
from msp_select.reading.reading import SentFile
from msp_select.reading.shown_names import ShownNames
from msp_select.reading.sitting import Sitting
from msp_select.ui.components.background_reader import BackgroundReader
from msp_select.ui.components.found_value import ask_value
from msp_select.ui.components.proposal_files import ProposalFiles
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.place_frame import Place
from msp_select.ui.proposal_page import ProposalPage, lines_with, page_text
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.dialogs import AskText
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page
from msp_select.ui.widgets.text_dialog import Reading

OWNER = "the owner"
NO_FILE = "f chooses the document to read. Esc goes back to the candidates."
NOT_WHILE_SEALED = "While prices are sealed the text of a page is not shown: it may name them."
CHOOSE_FIRST = "This one needs your decision: a takes it, c corrects it, r rejects it."


class ProposalScreen(Place):
    """The finds on the left, one of them with its passage on the right."""

    PLACE = "proposal"
    COMPUTES = False
    AUTO_FOCUS = "#find"
    GUIDE = (
        "What was found in a bidder's own document, each with its page and its own words. Nothing counts "
        "before you take it. a takes what is shown, c lets you correct it, o shows another place that says "
        "something, r rejects it. What is plain is taken by Enter too; what is doubtful is not. What you "
        "leave open stays open for the next time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Take", tooltip="Take what is shown"),
        Binding("c", "correct", "Correct", tooltip="Type or pick another value"),
        Binding("o", "other", "Other", tooltip="The next place that says something of it"),
        Binding("r", "reject", "Reject", tooltip="Want none of it; it is not asked again"),
        Binding("p", "page", "Page", tooltip="The text of the page it stands on"),
        Binding("u", "undo", "Undo", tooltip="Take the last decision back"),
        Binding("n", "open_one(1)", "Next open", tooltip="The next that nobody has decided"),
        Binding("N", "open_one(-1)", "Open before", show=False),
        Binding("slash", "search", "Search", tooltip="Search in the document", show=False),
        Binding("f", "file", "File", tooltip="Read another document", show=False),
        Binding("tab", "side", "List", tooltip="The list of finds, and back", show=False),
        Binding("enter", "take_plain", "Take what is plain", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._reader = BackgroundReader(self)
        self._sitting: Sitting | None = None
        self._of = ""  # the candidate that is read for
        self._at = self._place = 0

    def body(self) -> ComposeResult:
        yield ChangingText(id="proposal-head")
        with Horizontal(id="proposal"):
            yield LineList(id="finds")
            yield Page(id="find")
        yield ChangingText(id="proposal-tally")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """Show the find one is at; whoever comes for another candidate is asked for a document."""
        session = self.work.shown
        if not session.candidates:
            self.select_app.go("candidates")
            return
        ids = [one.id for one in self.work.session.candidates]
        candidate = self.select_app.candidate if self.select_app.candidate in ids else ids[0]
        if self._of != candidate:
            self._reader.forget()
            self._of, self._sitting = candidate, None
            self._say_nothing(NO_FILE)
            self.action_file()
        elif self._sitting is not None:
            self._show()

    def _say_nothing(self, *texts: str) -> None:
        self.query_one("#proposal-head", ChangingText).say(f" {self._called}: {' '.join(texts)}")
        self.query_one("#finds", LineList).show(())
        self.query_one("#find", Page).show(())
        self.query_one("#proposal-tally", ChangingText).say("")

    @property
    def _called(self) -> str:
        """What the candidate goes by."""
        at = [one.id for one in self.work.session.candidates].index(self._of)
        return self.work.shown.candidates[at].name

    def _page(self, sitting: Sitting) -> ProposalPage:
        session, catalog = self.work.session, self.work.catalog
        names = ShownNames.of(sitting.reading, session, catalog)
        return ProposalPage(sitting, session, catalog, names, self._called)

    def _show(self) -> None:
        sitting = self._sitting
        if sitting is None or self._of not in [one.id for one in self.work.session.candidates]:
            return
        page = self._page(sitting)
        told = page.told()
        files = ", ".join(page.names.documents.values())
        head = f" {self._called}: {files}" + "".join(f"\n {line}" for line in told)
        self.query_one("#proposal-head", ChangingText).say(head)
        self.query_one("#proposal-tally", ChangingText).say(f" {page.bottom()}")
        finds, find = self.query_one("#finds", LineList), self.query_one("#find", Page)
        if not sitting.asked:
            find.show([Line(literal(f" {w}")) for w in wrapped(NOTHING_FOUND, max(find.room - 2, 20))])
            return
        finds.show(page.list_lines(max(finds.room, 24)), cursor=sitting.asked[self._at].key)
        find.show(page.find_lines(self._at, self._place, max(find.room, 30)))

    def on_resize(self) -> None:
        """Lines are cut and wrapped for the room there is."""
        if self.is_ready and self._sitting is not None:
            self.call_after_refresh(self._show)

    # -- reading ----------------------------------------------------------------------------------------

    def action_file(self) -> None:
        """Choose a document to read."""
        ProposalFiles(self.app, self.work, self._read, lambda: None).begin()

    def _read(self, file: SentFile) -> None:
        self._sitting = None
        self._say_nothing("the document is being read ...")
        self._reader.want(self.work.session, self.work.catalog, self._of, (file,))

    @on(BackgroundReader.Progress)
    def read_so_far(self, event: BackgroundReader.Progress) -> None:
        """Say how far the reading is."""
        self.query_one("#proposal-head", ChangingText).say(
            f" {self._called}: page {event.page} of {event.of} is being read ..."
        )

    @on(BackgroundReader.Read)
    def was_read(self, event: BackgroundReader.Read) -> None:
        """Begin to decide, at the first find nobody has decided."""
        session, catalog = self.work.session, self.work.catalog
        if event.reading.candidate != self._of:
            return
        asked = asked_of(event.reading, session, catalog)
        self._sitting = Sitting(event.reading, asked, catalog, self.work.now().date(), session)
        self._move(self._sitting.next_open(session, -1) or 0)

    # -- moving -----------------------------------------------------------------------------------------

    def _move(self, at: int) -> None:
        self._at, self._place = at, 0
        self.query_one("#find", Page).scroll_home(animate=False)
        self._show()

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another find in the list."""
        if self._sitting is not None:
            keys = [one.key for one in self._sitting.asked]
            if event.key in keys and keys.index(event.key) != self._at:
                self._move(keys.index(event.key))

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Enter in the list: to the find."""
        self.action_side()

    def action_side(self) -> None:
        """To the list of finds, and back to the find."""
        listing = not self.query_one("#finds", LineList).has_focus
        self.set_class(listing, "-listing")
        self.query_one("#finds" if listing else "#find", Page).focus()
        self.call_after_refresh(self._show)

    def action_open_one(self, step: int) -> None:
        if self._sitting is None:
            return
        found = self._sitting.next_open(self.work.session, self._at, step)
        if found is None:
            self.select_app.say(NOTHING_OPEN)
        else:
            self._move(found)

    # -- deciding ---------------------------------------------------------------------------------------

    @property
    def _here(self) -> tuple[Sitting, Asked, FoundPlace] | None:
        """The sitting, the find and the place one is at; None where nothing is shown."""
        if self._sitting is None or not self._sitting.asked:
            return None
        asked = self._sitting.asked[self._at]
        return self._sitting, asked, asked.places[self._place]

    def action_take_plain(self) -> None:
        """Enter: take what is plain; what is doubtful is only taken by a key of its own."""
        if self._here is None:
            self.action_file()
        elif self._here[1].has_default and self._place == 0:
            self.action_accept()
        else:
            self.select_app.say(CHOOSE_FIRST)

    def action_accept(self) -> None:
        if (here := self._here) is None:
            return
        _, asked, place = here
        if place.document and (asked.levels or place.value is None):
            self.action_correct()
        else:
            self._decide("accept")

    def action_correct(self) -> None:
        if (here := self._here) is None:
            return
        _, asked, place = here
        ask_value(self.app, self.work, self._of, asked, place, lambda value: self._decide("accept", value))

    def action_reject(self) -> None:
        self._decide("reject")

    def _decide(self, what: Literal["accept", "reject"], value: AcceptedValue | None = None) -> None:
        if (here := self._here) is None:
            return
        sitting, asked, place = here
        session = self.work.session
        try:
            if what == "reject":
                decided = sitting.rejected(session, asked)
            else:
                decided = sitting.accepted(session, asked, place, value=value)
        except UsageError as error:
            self.select_app.say(f"{error.message} {error.remedy}", severity="warning")
            return
        at = self._at
        self.apply(decided, f"{what_of(asked.key, self.work.catalog)}: {what}ed")
        following = sitting.next_open(self.work.session, at)
        if following is None:
            self.select_app.say(NOTHING_OPEN)
        self._move(at if following is None else following)

    def action_other(self) -> None:
        if (here := self._here) is not None:
            self._place = (self._place + 1) % len(here[1].places)
            self._show()

    # -- the document itself ----------------------------------------------------------------------------

    def action_page(self) -> None:
        if (here := self._here) is None:
            return
        sitting, _, place = here
        page = self._page(sitting)
        lines = page_text(sitting, place, page.names) or [NOT_WHILE_SEALED]
        self.app.push_screen(Reading(page.where(place), lines))

    def action_search(self) -> None:
        if self._sitting is None:
            return
        sitting, names = self._sitting, self._page(self._sitting).names

        def typed(words: str | None) -> None:
            if words:
                found = lines_with(sitting, words, names) or [f'Nothing in it says "{words}".']
                self.app.push_screen(Reading(f"Where it says: {words}", found))

        self.app.push_screen(AskText("Search in the document"), typed)

    # -- leaving ----------------------------------------------------------------------------------------

    def keeps_typed(self, deed: str) -> bool:
        """Before the program ends, the log is told what came of the reading."""
        if deed == "quit":
            self._finish()
        return True

    def on_screen_suspend(self) -> None:
        """Whoever goes to another place has finished for now; a question in front of this one is no place."""
        if isinstance(self.app.screen, Place) and self.app.screen is not self:
            self._finish()

    def _finish(self) -> None:
        if self._sitting is None:
            return
        done: Session = self._sitting.finished(self.work.session, OWNER, self.work.now())
        if done is not self.work.session:
            self.apply(done, "documents read")
            self._sitting = replace(self._sitting, began=self.work.session)
