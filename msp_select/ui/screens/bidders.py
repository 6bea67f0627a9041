"""Ask the bidders: send each the questions, read the answers back, ask again, call a client of theirs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.decision.advice.owners_part import who_can_answer
from msp_select.errors import shown_path
from msp_select.exchange import with_answers
from msp_select.exchange.account import taken
from msp_select.model.edits import with_fields
from msp_select.model.favourite import is_to_be_asked
from msp_select.model.sheets import is_bidder
from msp_select.phrases.en.bidders import (
    ALL_SENT,
    PRICES_APART,
    SEND_FIRST,
    not_asked_again,
    nothing_to_ask,
    sheets_stand,
    to_be_sent,
    who_answers,
)
from msp_select.phrases.en.reference_call import NOTHING_TO_LIFT, call_over
from msp_select.ui.components.guest_link import GuestLink
from msp_select.ui.components.read_back import ReadBack
from msp_select.ui.components.reference_call import ReferenceCall
from msp_select.ui.guests import GuestWatch, with_link
from msp_select.ui.literal_text import literal, padded
from msp_select.ui.place_frame import Place
from msp_select.ui.place_status import bidders_standing
from msp_select.ui.sheets import Sent, in_one_file, order_moved, send_sheets, sheets_folder
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page

if TYPE_CHECKING:
    from msp_select.exchange.receipt import Received

NAME = 24


class BiddersScreen(Place):
    """Where each bidder stands, and everything that goes to them and comes back."""

    PLACE = "bidders"
    AUTO_FOCUS = "#bidders"
    GUIDE = (
        "Most questions only the bidders can answer. A sheet has your questions, as a page for any browser "
        "and as a spreadsheet: send both by e-mail, and read back whichever comes. Instead of files you can "
        "give a bidder a link to a form; what is handed in there waits here to be read back. Nothing is "
        "taken before you have seen it row by row. A "
        "second round asks each bidder only what is worth most to the choice. A client of theirs who "
        "confirms an answer makes it count in full."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "send", "Send", tooltip="Write a sheet for each bidder who has none yet"),
        Binding("r", "read", "Read back", tooltip="Read an answer back"),
        Binding("n", "second", "Next round", tooltip="Ask each bidder what is worth most to know now"),
        Binding("i", "link", "Link", tooltip="A link to a form for the marked bidder, in place of files"),
        Binding("c", "call", "Call a client", tooltip="Note what a client of the marked bidder says"),
        Binding("a", "again", "Again", tooltip="Write the sheet of the marked bidder again", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._told: list[str] = []
        self._guests = GuestWatch(self, self.refresh_work)

    def on_mount(self) -> None:
        """Bidders come in and hand in while the page is open."""
        self._guests.begin()

    def body(self) -> ComposeResult:
        yield LineList(id="bidders")
        yield Page(id="told")

    def refresh_work(self) -> None:
        """Show where each bidder stands."""
        session, catalog = self.work.shown, self.work.catalog
        self._guests.look()
        bidders = self.query_one("#bidders", LineList)
        room = max(self.app.size.width - 3, 40)
        who = sheets_stand([one for one in session.candidates if is_bidder(one)])
        who = f"{who} {PRICES_APART}" if who and session.settings.sealed else who
        who = who or who_answers(who_can_answer(session, catalog))
        lines = [Line(literal(f" {line.plain}")) for line in wrapped(who, room)]
        lines.append(Line(Content("")))
        names = {one.id: one.name for one in session.candidates}
        stands = bidders_standing(self.work)
        name = min(max((cell_len(names[one]) for one in stands), default=0), NAME)
        for one, words in stands.items():
            first, indent = f"   {padded(names[one], name)}  ", " " * (name + 5)
            begin, *rest = wrapped(words, room, first=first, indent=indent)
            lines += [Line(begin, one), *(Line(line, of=one) for line in rest)]
        if not stands:
            lines.append(Line(literal("   There is no bidder yet: F4 adds one.")))
        lines += [Line(Content("")), *self._hints(room)]
        bidders.show(lines, cursor=bidders.key or self.select_app.candidate)
        self._tell()

    def _hints(self, room: int) -> list[Line]:
        folder = shown_path(sheets_folder(self.work).name)
        hints = (
            f"s writes a sheet for each who has none yet, into {folder}.",
            "i gives the marked bidder a link to a form, where you serve this session.",
            "r reads an answer back: you see every row before it counts.",
            "n asks each what is worth most to know now, in a short sheet.",
            "c notes a call to a client of the marked bidder; F9 has the page for it.",
        )
        return [
            Line(line) for hint in hints for line in wrapped(hint, room, first=" ", indent="   ", style="dim")
        ]

    def _tell(self, *said: str) -> None:
        self._told += said
        page = self.query_one("#told", Page)
        room = max(page.room, 40)
        page.show([Line(line) for text in reversed(self._told) for line in wrapped(text, room)])

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """The bidder under the cursor is the one other places begin with."""
        self.select_app.candidate = event.key

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: what is next for this bidder."""
        if self.work.session.candidate(event.key).sheets:
            self.action_read()
        else:
            self._send((event.key,))

    # -- sending ----------------------------------------------------------------------------------------

    def action_send(self) -> None:
        bidders = [one for one in self.work.session.candidates if is_bidder(one)]
        unsent = tuple(one.id for one in bidders if not one.sheets)
        if unsent:
            self._send(unsent)
        elif bidders:
            self.select_app.say(f"{ALL_SENT} a writes that of the marked one again.")
        else:
            self.select_app.say("There is no bidder yet: F4 adds one.")

    def action_again(self) -> None:
        if key := self.query_one("#bidders", LineList).key:
            self._send((key,))

    def _send(self, candidates: Sequence[str]) -> None:
        self._write_out(tuple(candidates), {})

    def action_second(self) -> None:
        """A list for each, the most worth first; worked out away from the keys."""
        if any(one.sheets for one in self.work.session.candidates):
            self._ask_again()
        else:
            self.select_app.say(SEND_FIRST)

    @work(thread=True, group="sheets", exit_on_error=False, description="")
    def _ask_again(self) -> None:
        from msp_select.decision.robustness.second_round import second_round

        lists = second_round(self.work.evaluation())
        sent = send_sheets(self.work, lists, lists)
        self.app.call_from_thread(self._sent, sent, lists)

    @work(thread=True, group="sheets", exit_on_error=False, description="")
    def _write_out(self, candidates: tuple[str, ...], lists: Mapping[str, Sequence[str]]) -> None:
        sent = send_sheets(self.work, candidates, lists)
        self.app.call_from_thread(self._sent, sent, lists)

    def _sent(self, sent: Sent, lists: Mapping[str, Sequence[str]]) -> None:
        """Remember what was written, and say where it is."""
        names = {one.id: one.name for one in self.work.shown.candidates}
        if sent.files:
            session = with_fields(sent.session, answers_by="sheets")
            self.apply(session, f"sheets written for {', '.join(names[one] for one in sent.files)}")
        questions = self.work.catalog.questions
        for one, paths in sent.files.items():
            listed = ", ".join(questions[q].short for q in lists.get(one, ()))
            first = f" Most worth first: {listed}." if listed else ""
            files = to_be_sent(names[one], [f"{path.parent.name}/{path.name}" for path in paths])
            self._tell(f"{files}{first}")
        if sent.files and self.app.is_web:
            box = f"{sheets_folder(self.work).name}.zip"
            self.app.deliver_binary(io.BytesIO(in_one_file(sent)), save_filename=box)
            self._tell(f"Sent to your browser: {box}.")
        if sent.error is not None:
            self._tell(f"Not written: {sent.error.message} {sent.error.remedy}")
        elif not sent.files:
            self._tell(nothing_to_ask(self.work.session.candidates))
        elif others := not_asked_again(self.work.shown.candidates, lists):
            self._tell(others)

    # -- by a link --------------------------------------------------------------------------------------

    def action_link(self) -> None:
        """A link for the marked bidder, in place of the files."""
        key = self.query_one("#bidders", LineList).key
        if not key:
            self.select_app.say("There is no bidder yet: F4 adds one.")
            return
        name = self.work.shown.candidate(key).name

        def made() -> None:
            linked = with_link(self.work.session, key, self.work.now().date())
            self.apply(linked, f"link made for {name}")

        def told(words: str) -> None:
            self._tell(words)
            self.refresh_work()

        GuestLink(self.select_app, self.work, ("bidder", key), name, made, told).begin()

    # -- reading back -----------------------------------------------------------------------------------

    def action_read(self) -> None:
        ReadBack(self.app, self.work, self._take).begin()

    def _take(self, received: Received) -> None:
        before = self.work.session
        session = with_answers(before, received, self.work.catalog, self.work.now())
        name = next(one.name for one in self.work.shown.candidates if one.id == received.candidate)
        self.apply(session, f"answers of {name}")
        self._tell(f"{name}: {taken(received)}. ctrl+z takes them back.")
        if not is_to_be_asked(self.work.session):
            self._tell(*reversed(order_moved(self.work, before)))

    # -- a client of theirs -----------------------------------------------------------------------------

    def action_call(self) -> None:
        """Note a call to a client of the marked bidder; the sheet for it is among those to hand over."""
        key = self.query_one("#bidders", LineList).key
        if not key:
            self.select_app.say("There is no bidder yet: F4 adds one.")
            return
        name = self.work.shown.candidate(key).name
        call = ReferenceCall(
            self.app,
            self.work,
            key,
            self.apply,
            lambda noted: self._tell(call_over(noted, name)),
        )
        if call.is_of_use:
            call.begin()
        else:
            self.select_app.say(f"{name}: {NOTHING_TO_LIFT}")
