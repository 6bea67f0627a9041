"""After signing: what was promised beside what happens, the dates, the people, and whether to stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from msp_select.decision.after.as_of import counted_from
from msp_select.decision.refusal import Refusal
from msp_select.phrases.en.after import place
from msp_select.phrases.en.after.place import PAGES, PageName
from msp_select.phrases.en.refusals import refusal_in_words
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.selectable_lines import Line, LineList

if TYPE_CHECKING:
    from msp_select.decision.after.stay_or_go import StayOrGo
    from msp_select.model.session import Session
    from msp_select.ui.after_pages import Facts
    from msp_select.ui.components.after_deeds import AfterDeeds
    from msp_select.ui.components.stay_market import Market

NUMBERED: tuple[PageName, ...] = get_args(PageName)[:5]
DETAIL = 3  # lines
ANYWHERE: tuple[PageName, ...] = get_args(PageName)
QUARTERS: tuple[PageName, ...] = ("promises", "drift")
ONLY_ON: Mapping[str, tuple[PageName, ...]] = {
    "nothing": ("month",),
    "not_due": ("month",),
    "who": ("month",),
    "named": ("month",),
    "empty": ("month", "terms", "reviews"),
    "calendar": ("dates",),
    "quarter": QUARTERS,
    "against": ("stay",),
    "ahead": ("stay",),
    "anew": ("stay",),
}
"""Deeds of some pages; the others can be done from all of them."""


class AfterList(LineList):
    """The lines of a page."""

    GUIDE = "Enter asks for what stands on the line, or shows more of it."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "screen.space", "Tick", show=False)]

    class Resized(Message):
        """There is other room: the page is to be drawn again."""

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Resized())


class AfterScreen(Place):
    """Five pages, what was signed, and the reviews."""

    PLACE = "after"
    AUTO_FOCUS = "#sheet"
    GUIDE = (
        "What was promised beside what happens. Every month: a puts in what the report and the bill say, f "
        "takes in a file, n writes down that nothing came. Every quarter: v records the review that was "
        "held, p what your people say. 1 to 5 turn the pages; left and right another month or review. In the "
        "year ● is kept, ○ missed, ? not reported. One bad month is no drift: the page Drift says which "
        "figures got worse for good, and from when on it can tell."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(at), f"page('{name}')", PAGES[name], show=False, tooltip=f"The page {PAGES[name]}")
            for at, name in enumerate(NUMBERED, 1)
        ),
        Binding("s", "deed('sign')", "Contract", tooltip="Sign, or see what was signed and change it"),
        Binding("a", "deed('put_in')", "Put in", tooltip="Put in a month: report, figures, bill"),
        Binding("n", "deed('nothing')", "Nothing came", tooltip="Write down that no report came"),
        Binding("c", "deed('calendar')", "Calendar", tooltip="Write the dates as a file for calendars"),
        Binding("w", "why", "Why", tooltip="Everything that is said of the marked figure"),
        Binding("v", "page('reviews')", "Reviews", tooltip="Reviews held, and what your people say"),
        Binding("p", "deed('people')", "People", tooltip="Put in what your people say to three questions"),
        Binding("m", "deed('who')", "By whom", tooltip="Who measured the marked figure"),
        Binding("x", "deed('named')", "Named", tooltip="Whether their report itself named the miss"),
        Binding("u", "deed('not_due')", "None due", tooltip="Write down that no report was due, and why"),
        Binding("r", "deed('requests')", "Checked", tooltip="Put in how many requests checked were wrong"),
        Binding("left", "turn(-1)", "Before", show=False, tooltip="The month or the review before"),
        Binding("right", "turn(1)", "After", show=False, tooltip="The month or the review after"),
        Binding(
            "delete,backspace", "deed('empty')", "Empty", show=False, tooltip="Take out what stands there"
        ),
        Binding("t", "deed('today')", "Today", tooltip="Count from today"),
        Binding(
            "f",
            "deed('from_file')",
            "From a file",
            show=False,
            tooltip="Take in a file of figures: sheet, list, export",
        ),
        Binding(
            "e", "deed('sheet')", "Sheet", show=False, tooltip="Write the sheet that the provider fills in"
        ),
        Binding(
            "g",
            "deed('against')",
            "Against",
            show=False,
            tooltip="Stay or go against one newcomer, or those of another session",
        ),
        Binding(
            "q",
            "deed('quarter')",
            "Quarter",
            show=False,
            tooltip="Promises and change only up to the end of a quarter",
        ),
        Binding(
            "l",
            "deed('ahead')",
            "Look ahead",
            show=False,
            tooltip="Over how many months staying and leaving are compared",
        ),
        Binding(
            "b",
            "deed('anew')",
            "Begin anew",
            show=False,
            tooltip="Begin a new comparison with what was measured",
        ),
        Binding("o", "open_prices", "Open prices"),
    ]

    @dataclass
    class Counted(Message):
        """What there is to say is there, of that session; or why it is not."""

        of: Session
        found: Facts | None
        refused: str = ""
        upto: str | None = None
        quarter: Facts | None = None  # the same up to a month, where that was asked for

    @dataclass
    class Compared(Message):
        """Staying and leaving are compared, of that session; or why they are not."""

        of: Session
        against: Market
        fact: StayOrGo | None
        refused: str = ""

    def __init__(self) -> None:
        super().__init__()
        self._page: PageName = "month"
        self._under: PageName = "month"  # the numbered page that what was signed, or a review, lies on
        self._counted: AfterScreen.Counted | None = None
        self._compared: AfterScreen.Compared | None = None
        self._deeds: AfterDeeds | None = None
        self._asked_today = False

    def body(self) -> ComposeResult:
        yield Static("", id="after-head")
        yield AfterList(id="sheet")
        yield Static("", id="after-detail")

    # -- showing ---------------------------------------------------------------------------------------

    @property
    def _does(self) -> AfterDeeds:
        """What the keys do, of the session that is open."""
        from msp_select.ui.components.after_deeds import AfterDeeds

        if self._deeds is None or self._deeds.work is not self.work:
            self._deeds = AfterDeeds(
                self.select_app, self.work, self.apply, self.action_page, self.refresh_work
            )
        return self._deeds

    @property
    def _found(self) -> Facts | None:
        return self._counted.found if self._counted is not None else None

    @property
    def _found_here(self) -> Facts | None:
        """The same for the page on show: promises and change may be shown up to a quarter."""
        quarter = self._counted.quarter if self._counted is not None and self._page in QUARTERS else None
        return quarter or self._found

    @property
    def _is_counted(self) -> bool:
        counted = self._counted
        return counted is not None and counted.of is self.work.session and counted.upto == self._does.upto

    def refresh_work(self) -> None:
        """Show the page, and work out anew what has changed."""
        signed = self.work.shown.agreement
        if signed is None:
            self._counted = self._compared = None
            self._page = self._under = "month"
        elif not self._is_counted:
            self.call_after_refresh(self._count_unless_asking)
            if not self._asked_today:
                self._asked_today = True
                self._does.ask_today()
        self.draw()
        self.refresh_bindings()

    def _count_unless_asking(self) -> None:
        """While one question follows the other it is worked out once, after the last."""
        if self.is_current and not self._is_counted:
            self._count(self.work.session, self._does.upto)

    @work(thread=True, exclusive=True, group="after", exit_on_error=False, description="")
    def _count(self, session: Session, upto: str | None) -> None:
        """Promises, change, dates; away from the keys."""
        from msp_select.ui.after_pages import facts

        shown, today = self.work.shown, self.work.now().date()
        if shown.agreement is None or self.work.session is not session:
            return
        signed, catalog, day = shown.agreement, self.work.catalog, counted_from(shown, today).day
        try:
            found = facts(shown, signed, catalog, day)
            quarter = facts(shown, signed, catalog, day, upto=upto) if upto else None
            message = self.Counted(session, found, upto=upto, quarter=quarter)
        except Refusal as refusal:
            message = self.Counted(session, None, " ".join(refusal_in_words(refusal, "page")), upto)
        if not get_current_worker().is_cancelled:
            self.post_message(message)

    @on(Counted)
    def counted(self, message: AfterScreen.Counted) -> None:
        """Show what was worked out, unless the session has moved on."""
        if message.of is self.work.session and self.work.shown.agreement is not None:
            self._counted = message
            self._does.judged(message.found)
            self.draw()

    @work(thread=True, exclusive=True, group="stay", exit_on_error=False, description="")
    def _compare(self, found: Facts, session: Session, market: Market) -> None:
        """Staying and leaving, tried a few thousand times; away from the keys."""
        from msp_select.decision.after.stay_or_go import stay_or_go

        try:
            among = market.compared(found.session)
            fact = stay_or_go(found.after, among, found.catalog, against=market.only, window=market.months)
            message = self.Compared(session, market, fact)
        except Refusal as refusal:
            message = self.Compared(session, market, None, " ".join(refusal_in_words(refusal, "page")))
        if not get_current_worker().is_cancelled:
            self.post_message(message)

    @on(Compared)
    def compared(self, message: AfterScreen.Compared) -> None:
        """Show the verdict, unless the session has moved on."""
        if message.of is self.work.session and message.against is self._does.market.chosen:
            self._compared = message
            self.draw()

    @on(AfterList.Resized)
    def draw(self) -> None:
        """The page in the room there is: whom it is about, the date that cannot be missed, the lines."""
        from msp_select.ui.after_lines import head_lines

        sheet = self.query_one(AfterList)
        if not sheet.room or self.select_app.work is None:
            return
        sheet.show(self._lines(sheet.room))
        today, width = self.work.now().date(), max(self.size.width - 2, 40)
        head = head_lines(self.work.shown, today, self._page, NUMBERED, width)
        self.query_one("#after-head", Static).update(literal("\n".join(head)))
        self.draw_detail()

    def _lines(self, width: int) -> list[Line]:
        """The lines of the page on show."""
        from msp_select.ui.after_lines import page_lines, plain_lines, unsigned_lines

        work = self.work
        if work.shown.agreement is None:
            return unsigned_lines(work, width)
        if self._page == "stay":
            return self._stay_lines(width)
        refused = self._counted.refused if self._counted is not None else ""
        lines = page_lines(self._page, self._does, self._found_here, refused, width)
        if self._page in QUARTERS and self._does.upto is not None:
            return [*plain_lines(place.up_to(self._does.upto), width), *lines]
        return lines

    def _stay_lines(self, width: int) -> list[Line]:
        from msp_select.ui.after_lines import plain_lines
        from msp_select.ui.after_pages import stay_lines

        if self.work.shown.settings.sealed:
            return plain_lines(place.SEALED_SO_NO_COMPARISON, width)
        found, compared, market = self._found, self._compared, self._does.market
        market.settle()
        if compared is None or compared.of is not self.work.session or compared.against is not market.chosen:
            if found is not None and found.after.record.session is self.work.shown:
                self._compare(found, self.work.session, market.chosen)
            return plain_lines(place.WORKING, width)
        held = plain_lines(market.said(), width)
        if compared.fact is None:
            return [*held, *plain_lines(compared.refused, width)]
        return [*held, Line(literal("")), *stay_lines(compared.fact, width)]

    @on(LineList.Highlighted)
    def draw_detail(self) -> None:
        """What is said of the line under the cursor."""
        from msp_select.ui.after_lines import detail

        where = self.query_one("#after-detail", Static)
        text = ""
        if self.work.shown.agreement is not None:
            text = detail(self._page, self._does, self.query_one(AfterList).key)
        lines = wrapped(text, max(where.size.width - 1, 20))
        where.update(literal("\n".join(lines[:DETAIL])))

    # -- keys ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not signed can only be signed; some deeds belong to some pages."""
        if self.select_app.work is None:
            return True
        shown, name = self.work.shown, str(parameters[0]) if parameters else ""
        if action == "open_prices":
            return shown.settings.sealed
        if shown.agreement is None:
            hidden = self.work.session.agreement is not None
            return action not in ("page", "turn", "why", "space", "deed") or (name == "sign" and not hidden)
        if action == "deed" and name == "today":
            return counted_from(shown, self.work.now().date()).stale_on is not None
        if action == "why":
            return self._page in ("promises", "drift")
        if action == "turn":
            return self._page in ("month", "reviews")
        if name in ("against", "ahead", "anew") and shown.settings.sealed:
            return False
        return self._page in ONLY_ON.get(name, ANYWHERE) if action == "deed" else True

    def on_key(self, event: Key) -> None:
        """A key that does something on another page alone says on which."""
        if self.work.shown.agreement is None:
            return
        for name, binding in DEEDS.items():
            if event.key in binding.key.split(",") and self._page not in ONLY_ON.get(name, ANYWHERE):
                pages = [PAGES[one] for one in ONLY_ON[name]]
                self.select_app.say(place.belongs_to(event.key, binding.tooltip, pages))

    def action_page(self, name: PageName) -> None:
        """Turn to that page; the terms that were just signed have then been looked through."""
        if self._page == "terms" and name != "terms":
            self._does.signing.over()
        if name in NUMBERED:
            self._under = name
        self._page = name
        self.draw()
        sheet = self.query_one(AfterList)
        sheet.action_end(-1)
        sheet.scroll_to(y=0, animate=False)
        self.refresh_bindings()

    def action_deed(self, name: str) -> None:
        """What that key does on the page on show."""
        self._does.do(name, self._page, self.query_one(AfterList).key)

    def action_turn(self, by: int) -> None:
        """Another month, or another review."""
        if self._page == "reviews":
            self._does.reviews.turn(by)
        elif said := self._does.month.sheet.turn(by):
            self.select_app.say(said)
        self.draw()

    def action_space(self) -> None:
        """Tick the marked promise; elsewhere a screenful further."""
        sheet = self.query_one(AfterList)
        if self._page == "terms":
            self.action_deed("tick")
        else:
            sheet.action_page(1)

    def action_why(self) -> None:
        """The picture and the figures of the marked line, and all that is said of it."""
        from msp_select.ui.after_lines import picture

        dialog = picture(self._found_here, self.query_one(AfterList).key)
        if dialog is not None:
            self.app.push_screen(dialog)

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: what stands there is asked for, or more of it is shown."""
        from msp_select.ui.after_lines import entry_dialog

        if self.work.shown.agreement is None:
            self.action_deed("sign")
        elif self._page in ("month", "terms", "reviews"):
            self._does.do("ask", self._page, event.key)
        elif self._page == "dates" and (dialog := entry_dialog(self._found, event.key)) is not None:
            self.app.push_screen(dialog)
        else:
            self.action_why()

    def action_back(self) -> None:
        """From what was signed and from the reviews to the page below; else to where one came from."""
        if self._page in NUMBERED:
            super().action_back()
        else:
            self.action_page(self._under)


DEEDS: Mapping[str, Binding] = {
    binding.action.removeprefix("deed('").removesuffix("')"): binding
    for binding in AfterScreen.BINDINGS
    if isinstance(binding, Binding) and binding.action.startswith("deed(")
}
"""What each key does, by the name of the deed."""
