"""Read a proposal: what was found in a bidder's document, each thing accepted, corrected or rejected."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.errors import UsageError
from msp_select.model.documents import AcceptedValue
from msp_select.model.session import Session
from msp_select.phrases.en.reading import NOTHING_OPEN
from msp_select.phrases.en.sources import what_of
from msp_select.reading.asked import Asked, asked_of
from msp_select.reading.asked import Place as FoundPlace
from msp_select.reading.shown_names import ShownNames
from msp_select.reading.sitting import Sitting
from msp_select.ui.components.background_reader import BackgroundReader
from msp_select.ui.components.bidder_letter import show_letter
from msp_select.ui.components.found_value import ask_value
from msp_select.ui.components.not_taken import NotTaken
from msp_select.ui.components.proposal_files import ProposalFiles, ToRead
from msp_select.ui.components.proposal_view import ProposalView
from msp_select.ui.place_frame import Place
from msp_select.ui.proposal_page import ProposalPage, lines_with, name_of, page_text
from msp_select.ui.widgets.dialogs import AskText
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
        "leave open stays open for the next time. + reads another document of the same bidder beside it, and "
        "places that differ are shown together; l reads only some pages. "
        "e writes the e-mail that asks for what stands nowhere."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Take", tooltip="Take what is shown"),
        Binding("c", "correct", "Correct", tooltip="Type or pick another value"),
        Binding("o", "other", "Other", tooltip="The next place that says something of it"),
        Binding("r", "decide('reject')", "Reject", tooltip="Want none of it; it is not asked again"),
        Binding("p", "page", "Page", tooltip="The text of the page it stands on"),
        Binding("u", "undo", "Undo", tooltip="Take the last decision back"),
        Binding("n", "open_one(1)", "Next open", tooltip="The next that nobody has decided"),
        Binding("N", "open_one(-1)", "Open before", show=False),
        Binding("e", "letter", "E-mail", tooltip="What is still to be asked, as an e-mail", show=False),
        Binding("slash", "search", "Search", tooltip="Search in the document", show=False),
        Binding("f", "file", "File", tooltip="Read another document", show=False),
        Binding("plus", "file('beside')", "Add", tooltip="Read another document beside it", show=False),
        Binding("l", "file('pages')", "Pages", tooltip="Read only some pages of it", show=False),
        Binding("tab", "side", "List", tooltip="The list of finds, and back", show=False),
        Binding("enter", "accept(True)", "Take what is plain", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._reader = BackgroundReader(self)
        self._sitting: Sitting | None = None
        self._of = ""  # the candidate that is read for
        self._wanted = ToRead()
        self._asks = False  # whether to ask for a document on arrival
        self._at = self._place = 0
        self._not_taken = NotTaken()

    def begin_with(self, *, subject: str | None = None, part: str = "") -> None:
        """Read for that candidate: a document is asked for, where none is on show."""
        self.select_app.candidate, self._asks = subject or self.select_app.candidate, True

    def body(self) -> ComposeResult:
        yield ProposalView(id="view")

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
            self._of, self._sitting, self._wanted = candidate, None, ToRead()
            self._say(NO_FILE)
        if self._sitting is not None and self._sitting.reading.withheld and not session.settings.sealed:
            self._read()  # the prices it could not show are open now
        elif self._sitting is not None:
            self._show(self._sitting)
        elif self._asks:
            self.action_file()
        self._asks = False

    def _say(self, text: str) -> None:
        self.query_one(ProposalView).say(f"{name_of(self.work, self._of)}: {text}")

    def _page(self, sitting: Sitting) -> ProposalPage:
        session, catalog = self.work.session, self.work.catalog
        names = ShownNames.of(sitting.reading, session, catalog)
        called, pages = name_of(self.work, self._of), self._wanted.pages
        why_not = self._not_taken.why(sitting, session, self._at)
        called += f", only pages {pages[0]}-{pages[1]}" if pages else ""
        return ProposalPage(sitting, session, catalog, names, called, why_not)

    def _show(self, sitting: Sitting, at: int | None = None) -> None:
        """Show the find one is at, or go to another one."""
        if at is not None:
            self._at, self._place = at, 0
        self.query_one(ProposalView).show(self._page(sitting), self._at, self._place)

    # -- reading ----------------------------------------------------------------------------------------

    def action_file(self, what: Literal["another", "beside", "pages"] = "another") -> None:
        """Choose a document to read, alone or beside those that are read, or which pages of them."""
        if what == "pages" and not self._wanted.files:
            self.select_app.say(NO_FILE)
            return

        def chosen(wanted: ToRead) -> None:
            self._finish()
            self._wanted = wanted
            self._read()

        before = ToRead() if what == "another" else self._wanted
        files = ProposalFiles(self.app, self.work, self._of, before, chosen)
        if what == "pages":
            files.ask_pages()
        else:
            files.begin()

    def _read(self) -> None:
        """Read the documents that are wanted, in place of what is on show."""
        self._sitting, self._not_taken = None, NotTaken()
        self._say("the document is being read ...")
        files, pages = self._wanted.files, self._wanted.pages
        self._reader.want(self.work.session, self.work.catalog, self._of, files, pages)

    @on(BackgroundReader.Progress)
    def read_so_far(self, event: BackgroundReader.Progress) -> None:
        """Say how far the reading is."""
        self._say(f"page {event.page} of {event.of} is being read ...")

    @on(BackgroundReader.Read)
    def was_read(self, event: BackgroundReader.Read) -> None:
        """Begin to decide, at the first find nobody has decided."""
        session, catalog = self.work.session, self.work.catalog
        if event.reading.candidate != self._of:
            return
        asked = asked_of(event.reading, session, catalog)
        sitting = Sitting(event.reading, asked, catalog, self.work.now().date(), session)
        self._sitting = sitting
        self._show(sitting, sitting.next_open(session, -1) or 0)

    # -- moving -----------------------------------------------------------------------------------------

    @on(ProposalView.Moved)
    def moved(self, event: ProposalView.Moved) -> None:
        """Another find in the list."""
        keys = [one.key for one in self._sitting.asked] if self._sitting is not None else []
        if self._sitting is not None and event.key in keys and keys.index(event.key) != self._at:
            self._show(self._sitting, keys.index(event.key))

    def action_side(self) -> None:
        self.query_one(ProposalView).other_side()

    def action_open_one(self, step: int) -> None:
        if self._sitting is None:
            return
        found = self._sitting.next_open(self.work.session, self._at, step)
        if found is None:
            self.select_app.say(NOTHING_OPEN)
        else:
            self._show(self._sitting, found)

    # -- deciding ---------------------------------------------------------------------------------------

    @property
    def _here(self) -> tuple[Sitting, Asked, FoundPlace] | None:
        """The sitting, the find and the place one is at; None where nothing is shown."""
        if self._sitting is None or not self._sitting.asked:
            return None
        asked = self._sitting.asked[self._at]
        return self._sitting, asked, asked.places[self._place]

    def action_accept(self, plain: bool = False) -> None:
        """Take what is shown; with `plain`, as by Enter, only where it needs no look."""
        if (here := self._here) is None:
            return
        _, asked, place = here
        if plain and (self._place or not asked.has_default):
            self.select_app.say(CHOOSE_FIRST)
        elif place.document and (asked.levels or place.value is None):
            self.action_correct()
        else:
            self.action_decide("accept")

    def action_correct(self) -> None:
        if (here := self._here) is None:
            return
        _, asked, place = here
        ask_value(
            self.app, self.work, self._of, asked, place, lambda value: self.action_decide("accept", value)
        )

    def action_decide(self, what: Literal["accept", "reject"], value: AcceptedValue | None = None) -> None:
        if (here := self._here) is None:
            return
        sitting, asked, place = here
        session = self.work.session
        try:
            if what == "reject":
                decided = sitting.rejected(session, asked)
            else:
                decided = sitting.accepted(session, asked, place, value=value)
        except UsageError:
            self._not_taken.add(asked, place, value)
            self._show(sitting)
            return
        self._not_taken.forget(asked)
        at = self._at
        self.apply(decided, f"{what_of(asked.key, self.work.catalog)}: {what}ed")
        following = sitting.next_open(self.work.session, at)
        if following is None:
            self.select_app.say(NOTHING_OPEN)
        self._show(sitting, at if following is None else following)

    def action_other(self) -> None:
        if (here := self._here) is not None:
            self._place = (self._place + 1) % len(here[1].places)
            self._show(here[0])

    # -- the document itself ----------------------------------------------------------------------------

    def action_page(self) -> None:
        if (here := self._here) is None:
            return
        sitting, _, place = here
        page = self._page(sitting)
        lines = page_text(sitting, place, page.names) or [NOT_WHILE_SEALED]
        self.app.push_screen(Reading(page.where(place), lines))

    def action_letter(self) -> None:
        self._finish()  # what contradicts and was left open is asked too
        show_letter(self.select_app, self.work, self._of)

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
