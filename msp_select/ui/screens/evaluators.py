"""Evaluators: several people mark the candidates; what is hidden; where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from msp_select.exchange.marks_form import with_tokens
from msp_select.model.evaluator import Evaluator
from msp_select.model.evaluator_edits import add_evaluator, edit_evaluator, remove_evaluator
from msp_select.model.number_text import typed_number
from msp_select.model.scalars import name_fault
from msp_select.phrases.names import Names
from msp_select.ui.agree_mark import agree
from msp_select.ui.components.guest_link import GuestLink
from msp_select.ui.evaluators_page import Judged, key_of, log_paragraphs, page
from msp_select.ui.guests import GuestWatch
from msp_select.ui.hide_and_reveal import BY_ID, turn
from msp_select.ui.marks_files import hand_out, take_in
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskText, Confirm
from msp_select.ui.widgets.selectable_lines import LineList
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.model.disclosure import Hidden
    from msp_select.model.session import Session

HEAVIEST = 1000
NOBODY = "Add a person first, with the key a."


class EvaluatorsScreen(Place):
    """Several people at one choice, and no favourites."""

    PLACE = "evaluators"
    GUIDE = (
        "Several people mark the candidates, each without seeing the others' marks. h writes a form for the "
        "marked person, a page for any browser, and i gives them a link to one instead; t takes it in when "
        "it comes back or was handed in. Until the marks are revealed only your own answers "
        "count; afterwards the mean of the marks counts wherever you have not agreed on one. Enter on a line "
        "acts on it: hides or shows, opens the log, agrees on a mark."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", tooltip="Add a person who marks"),
        Binding("h", "hand_out", "Hand out", tooltip="Write the form this person fills in"),
        Binding("t", "take_in", "Take in", tooltip="Take in a form that came back"),
        Binding("i", "link", "Link", tooltip="A link to a form for this person, in place of a file"),
        Binding("v", "turn('marks')", "Reveal", tooltip="Reveal the marks, or hide them again"),
        Binding("r", "rename", "Rename", tooltip="Rename this person", show=False),
        Binding("w", "weight", "Counts", tooltip="How much this person's marks count"),
        Binding("x,delete", "remove", "Remove", tooltip="Remove this person and their marks"),
        Binding("l", "log", "Log", tooltip="Read the log, and whether it is whole", show=False),
        Binding("n", "turn('names')", "Names", show=False, tooltip="Hide or show the candidates' names"),
        Binding("p", "turn('prices')", "Prices", show=False, tooltip="Open the prices, or seal them again"),
        Binding("e", "everything", "Everything", show=False, tooltip="All marks, or those far apart"),
    ]

    @dataclass
    class Counted(Message):
        """What the marks come to."""

        judged: Judged
        session: Session

    def __init__(self) -> None:
        super().__init__()
        self._judged: Judged | None = None
        self._of: Session | None = None  # what it was judged from
        self._account: list[str] = []
        self._everything = False
        self._guests = GuestWatch(self, self._draw)

    def on_mount(self) -> None:
        """People come in and hand in while the page is open."""
        self._guests.begin()

    def body(self) -> ComposeResult:
        yield LineList(id="sheet")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """The people at once, what their marks come to as soon as it is counted."""
        session = self.work.session
        if self._of is not session and session.evaluators:
            self._count(session)
        elif not session.evaluators:
            self._judged = self._of = None
        self._draw()
        if self.focused is None:
            self.query_one(LineList).focus()

    @work(thread=True, exclusive=True, group="marks", exit_on_error=False, description="")
    def _count(self, session: Session) -> None:
        judged = _judged(self.work.evaluation(draws=0))
        if self.work.session is session and not get_current_worker().is_cancelled:
            self.post_message(self.Counted(judged, session))

    @on(Counted)
    def counted(self, message: EvaluatorsScreen.Counted) -> None:
        """Show it, unless the session has moved on."""
        if message.session is self.work.session:
            self._judged, self._of = message.judged, message.session
            self._draw()

    def _draw(self) -> None:
        sheet = self.query_one(LineList)
        width = max(sheet.room or self.size.width - 3, 40)
        now, of = self.work.session.settings, self._of.settings if self._of is not None else None
        # What was counted last stands until the next is there, unless something is hidden now.
        same = of is not None and (now.marks_revealed, now.sealed, now.blind) == (
            of.marks_revealed,
            of.sealed,
            of.blind,
        )
        guests = self._guests.look()
        lines = page(
            self.work.session,
            self._judged if same else None,
            self._account,
            width,
            {who: visit.words for (role, who), visit in guests.items() if role == "evaluator"},
            everything=self._everything,
        )
        sheet.show(lines)

    def on_resize(self) -> None:
        """Texts are cut to the window."""
        if self._ready:
            self.call_after_refresh(self._draw)

    def tell(self, what: str) -> None:
        """One more line of the account."""
        self._account = [*self._account[-2:], what]
        self._draw()

    # -- the lines --------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter on a line acts on it."""
        kind, _, rest = event.key.partition(":")
        if kind == "person":
            self.action_hand_out()
        elif kind == "veil":
            self.action_turn(rest)
        elif kind == "log":
            self.action_log()
        elif self._judged is not None:
            marked = next((m for m in self._judged.marked if key_of(m) == event.key), None)
            if marked is not None:
                agree(self, marked, self._judged.names.candidate(marked.candidate))

    def _person(self) -> Evaluator | None:
        """The person under the cursor, the only one, or a word on why nothing happens."""
        kind, _, key = self.query_one(LineList).key.partition(":")
        people = self.work.session.evaluators
        if kind == "person":
            return next((one for one in people if one.id == key), None)
        if len(people) == 1:
            return people[0]
        self.select_app.say("Move to a person first." if people else NOBODY)
        return None

    def action_add(self) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                before = {one.id for one in self.work.session.evaluators}
                session = add_evaluator(self.work.session, name)
                self.apply(session, f"added {name}")
                added = next((e.id for e in self.work.session.evaluators if e.id not in before), "")
                self.query_one(LineList).move_to(f"person:{added}")

        self.app.push_screen(AskText("Who marks too?", hint="The person's name.", check=name_fault), named)

    def action_rename(self) -> None:
        person = self._person()
        if person is None:
            return

        def named(name: str | None) -> None:
            if name is not None:
                self.apply(edit_evaluator(self.work.session, person.id, name=name), f"renamed {person.name}")

        self.app.push_screen(AskText("What is the name?", person.name, check=name_fault), named)

    def action_weight(self) -> None:
        person = self._person()
        if person is None:
            return

        def given(text: str | None) -> None:
            number = typed_number(text) if text is not None else None
            if number is not None:
                session = edit_evaluator(self.work.session, person.id, weight=number)
                self.apply(session, f"how much {person.name} counts")

        hint = "1 is like everybody else, 2 is twice as much, 0 not at all."
        title = f"How much do {person.name}'s marks count?"
        self.app.push_screen(AskText(title, f"{person.weight:g}", hint=hint, check=weight_fault), given)

    def action_remove(self) -> None:
        person = self._person()
        if person is None:
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.apply(remove_evaluator(self.work.session, person.id), f"removed {person.name}")
                self.select_app.say("Removed. ctrl+z brings it back.")

        marks = f"{person.given} {'mark' if person.given == 1 else 'marks'}"
        self.app.push_screen(Confirm(f"Remove {person.name} with {marks}?", "Remove", "Keep"), confirmed)

    def action_hand_out(self) -> None:
        person = self._person()
        if person is not None:
            hand_out(self, person, self.tell)

    def action_link(self) -> None:
        person = self._person()
        if person is None:
            return

        def made() -> None:
            if self.work.session.settings.blind:
                self.apply(with_tokens(self.work.session), "tokens for the forms of evaluators")
            self.refresh_work()

        GuestLink(self.select_app, self.work, ("evaluator", person.id), person.name, made, self.tell).begin()

    def action_take_in(self) -> None:
        take_in(self, self.tell)

    def action_turn(self, what: str) -> None:
        hidden: Hidden = BY_ID[what]
        missing = ""
        if what == "marks":
            if not self.work.session.evaluators:
                self.select_app.say(NOBODY)
                return
            missing = self._judged.missing if self._judged is not None else "Not everybody is counted yet. "
        turn(self, hidden, missing=missing)

    def action_log(self) -> None:
        self.app.push_screen(Reading("The log", log_paragraphs(self.work.session, self.work.shown)))

    def action_everything(self) -> None:
        self._everything = not self._everything
        self._draw()


def weight_fault(text: str) -> str:
    """What is wrong with how much somebody counts."""
    number = typed_number(text)
    return "" if number is not None and number <= HEAVIEST else "That is not a number such as 1 or 2."


def _judged(evaluation: Evaluation) -> Judged:
    """What the evaluation says of its evaluators."""
    from msp_select.decision.robustness.panel_agreement import panel
    from msp_select.phrases.explanation import evaluators_in_words

    found, names = panel(evaluation), Names.of(evaluation)
    if evaluation.leader is None or found is None:
        return Judged(evaluation.session, found, None, (), names)
    return Judged(evaluation.of, found, evaluators_in_words(evaluation), found.marked, names)
