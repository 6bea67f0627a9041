"""Costs: what one candidate costs, line by line, and every figure of ours, which can be replaced here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from msp_select.model.session import Session
from msp_select.phrases.names import Names
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.number_input import AskNumber, is_typed
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.selectable_lines import Line, LineList
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.decision.handouts.cost_sheet import Assumed, CostSheet
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.ui.other_figure import OtherFigure

DETAIL = 4  # lines of what is said of the line under the cursor
NEED_LINES = ("everybody", "ours_again", "period")


class CostList(LineList):
    """The lines of the costs."""

    GUIDE = "Enter on an amount shows what it is worked out from; on a figure of ours it asks for another."

    class Resized(Message):
        """There is other room: columns are to take what there is."""

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Resized())


class CostsScreen(Place):
    """The costs of the candidate last looked at."""

    PLACE = "costs"
    JUDGES = True  # what another figure moves tells the order
    AUTO_FOCUS = "#sheet"
    GUIDE = (
        "What is quoted, what comes on top, what we had to add because nobody has said, and the time and "
        "risk no bill shows. Enter on a figure of ours puts another in its place, for this candidate where "
        "its money terms have a field for it, else for everybody; e does it for everybody. Empty it, or "
        "press delete, and our figure counts again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "period", "Period", tooltip="Over the term, a year, a month, a user and month"),
        Binding("n", "other", "Next", tooltip="The costs of the next candidate"),
        Binding("e", "everybody", "For all", tooltip="Your own figure, for all candidates"),
        Binding("delete,backspace", "ours_again", "Put back", tooltip="Our figure again"),
        Binding("b", "app.go('bid')", "Money terms", tooltip="What this candidate asks for, in money"),
        Binding("o", "open_prices", "Open prices"),
    ]

    @dataclass
    class Counted(Message):
        """The costs of a candidate are there."""

        evaluation: Evaluation
        sheet: CostSheet

    def __init__(self) -> None:
        super().__init__()
        self._counted: CostsScreen.Counted | None = None
        self._period = 0
        self._replaced = False  # what comes next was done here: say what it moves
        self._said = ""
        self._at = ""  # the line of the figure that was replaced last

    def body(self) -> ComposeResult:
        yield Static("Working out the costs …", id="cost-head")
        yield CostList(id="sheet")
        yield Static("", id="cost-detail")

    # -- showing ----------------------------------------------------------------------------------------

    @property
    def _of(self) -> str:
        """The id of whose costs they are."""
        ids = [candidate.id for candidate in self.work.session.candidates]
        return self.select_app.candidate if self.select_app.candidate in ids else ids[0]

    def refresh_work(self) -> None:
        """Work the costs out anew if anything is not as it was."""
        session, shown = self.work.session, self._counted
        if not session.candidates:
            self.select_app.go("candidates")
        elif shown is None or shown.evaluation.of is not session or shown.sheet.candidate != self._of:
            self._count(session, self._of)

    @work(thread=True, exclusive=True, group="costs", exit_on_error=False, description="")
    def _count(self, session: Session, candidate: str) -> None:
        from msp_select.decision.handouts.cost_sheet import cost_sheet

        evaluation = self.work.evaluation(draws=0)
        if evaluation.of is session and not get_current_worker().is_cancelled:
            self.post_message(self.Counted(evaluation, cost_sheet(evaluation, candidate)))

    @on(Counted)
    def counted(self, message: CostsScreen.Counted) -> None:
        """Show what was worked out, unless the session has moved on."""
        before = self._counted
        if message.evaluation.of is not self.work.session or message.sheet.candidate != self._of:
            return
        self._said = self._what_moved(before, message) if self._replaced and before is not None else ""
        self._counted, self._replaced = message, False
        self.draw()
        self.refresh_bindings()

    def _what_moved(self, before: CostsScreen.Counted, now: CostsScreen.Counted) -> str:
        from msp_select.decision.findings.changed_costs import changed_costs
        from msp_select.phrases.explanation import in_words

        if before.sheet.candidate != now.sheet.candidate or now.sheet.unpriced:
            return ""
        moved = changed_costs(before.evaluation, now.evaluation, now.sheet.candidate)
        return in_words(moved, Names.of(now.evaluation)).sentence

    @on(CostList.Resized)
    def draw(self) -> None:
        """The lines in the room there is."""
        from msp_select.phrases.en.cost_figures import UNPRICED, periods
        from msp_select.ui.cost_page import cost_lines, same_figure

        sheet = self.query_one(CostList)
        if self._counted is None or not sheet.room:
            return
        fact, names = self._counted.sheet, Names.of(self._counted.evaluation)
        head, width = names.candidate(fact.candidate), self.size.width - 4
        if fact.unpriced is None:
            period = periods(fact)[self._period]
            tax = "without tax" if names.session.vat == "excluded" else "with tax"
            unit = f"{names.currency} {period.words}, {tax}"
            room = max(width - len(unit) - 2, 12)
            self.query_one("#cost-head", Static).update(literal(f"{padded(head, room)}  {unit}", "bold"))
            lines = cost_lines(fact, names, period, sheet.room)
            at = same_figure(fact, sheet.key)
            sheet.show(lines)
            self._at = at or sheet.key
            sheet.move_to(self._at)
        else:
            self.query_one("#cost-head", Static).update(literal(head, "bold"))
            sheet.show([Line(literal(f" {w}")) for w in wrapped(UNPRICED[fact.unpriced], sheet.room - 2)])
        self._draw_detail()

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another line: what moved has been read."""
        self._said = self._said if event.key == self._at else ""
        self._draw_detail()

    def _draw_detail(self) -> None:
        from msp_select.ui.cost_page import detail

        text = self._said
        if not text and self._counted is not None:
            key, names = self.query_one(CostList).key, Names.of(self._counted.evaluation)
            text = detail(self._counted.sheet, key, names)
        where = self.query_one("#cost-detail", Static)
        lines = wrapped(text, max(where.size.width - 1, 1))
        if len(lines) > DETAIL:
            lines[DETAIL - 1 :] = [f"{lines[DETAIL - 1]} …"]
        where.update(literal("\n".join(lines)))

    # -- replacing --------------------------------------------------------------------------------------

    @property
    def _marked(self) -> Assumed | None:
        """The figure under the cursor, if it is one."""
        from msp_select.ui.cost_page import figure_of

        return None if self._counted is None else figure_of(self._counted.sheet, self.query_one(CostList).key)

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: another figure, or what the amount is worked out from."""
        from msp_select.ui.cost_page import called, whole_line

        if self._marked is not None:
            self._ask(self._marked)
        elif self._counted is not None:
            fact, names = self._counted.sheet, Names.of(self._counted.evaluation)
            self.app.push_screen(Reading(called(fact, event.key), tuple(whole_line(fact, event.key, names))))

    def on_key(self, event: Key) -> None:
        """A digit, or what else begins a number, begins to type a figure at once."""
        if event.character and is_typed(event.character) and self._marked is not None:
            event.stop()
            self._ask(self._marked, event.character)

    def on_paste(self, event: Paste) -> None:
        """What is pasted on a figure is typed into it."""
        if self._marked is not None and (text := " ".join(event.text.split())):
            event.stop()
            self._ask(self._marked, text)

    def _ask(self, one: Assumed, typed: str = "", *, for_all: bool = False) -> None:
        """Ask for another figure, for this candidate where that can be, else for everybody."""
        other = self._other(one, for_all=for_all)
        self.app.push_screen(
            AskNumber(other.question, other.wanted, typed or other.now, hint=other.hint, begun=bool(typed)),
            lambda answer: self._take(other, answer.number) if answer is not None else None,
        )

    def _other(self, one: Assumed, *, for_all: bool) -> OtherFigure:
        from msp_select.ui.other_figure import OtherFigure

        assert self._counted is not None
        return OtherFigure.of(one, self._of, Names.of(self._counted.evaluation), for_all=for_all)

    def _take(self, other: OtherFigure, number: Decimal | None) -> None:
        session = other.taken(self.work.session, number)
        if session != self.work.session:
            self._replaced = True
            self.apply(session, f"{other.asked}, {other.whom}")

    def action_everybody(self) -> None:
        if self._marked is not None:
            self._ask(self._marked, for_all=True)
        else:
            self.select_app.say("Mark a figure below first.")

    def action_ours_again(self) -> None:
        one = self._marked
        if one is None or one.held in ("ours", "not_known"):
            self.select_app.say("There is nothing of yours or theirs here to take back.")
        else:
            self._take(self._other(one, for_all=one.held == "everybody"), None)

    # -- elsewhere --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without lines there is nothing to replace; only sealed prices can be opened."""
        if self.select_app.work is None:
            return True
        if action == "open_prices":
            return self.work.shown.settings.sealed
        if action in NEED_LINES:
            return self._counted is not None and self._counted.sheet.unpriced is None
        return True

    def action_period(self) -> None:
        self._period = (self._period + 1) % 4
        self.draw()

    def action_other(self) -> None:
        ids = [candidate.id for candidate in self.work.session.candidates]
        self.select_app.candidate = ids[(ids.index(self._of) + 1) % len(ids)]
        self.refresh_work()

    def action_undo(self) -> None:
        self._replaced = True
        super().action_undo()

    def action_redo(self) -> None:
        self._replaced = True
        super().action_redo()
