"""Your business: what you need, one question a page, each with what its answer moves."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.decision.business.downtime import standstill_hour
from msp_select.decision.business.rounds import (
    Asked,
    Round,
    can_be_worked_out,
    helpers_asked,
    open_in_next_round,
)
from msp_select.decision.weighting.resolved_weights import Step, resolve_weights
from msp_select.model.answer_kinds import KINDS
from msp_select.model.business import BusinessQuestion
from msp_select.model.edits import set_business, toggle_effect
from msp_select.model.session import BusinessValue
from msp_select.open_session import OpenSession
from msp_select.phrases.en.typed_numbers import settled_number
from msp_select.phrases.en.wanted_numbers import wanted_of_business
from msp_select.phrases.en.weighting import step_sentence, step_title
from msp_select.phrases.en.words import listed
from msp_select.ui.business_page import EFFECT, ON, WORKED_OUT, BusinessPage, business_lines, round_end
from msp_select.ui.components.keyboard_form import (
    NOTHING_CHOSEN,
    NOTHING_TYPED,
    NUMBER,
    ONE_KEY,
    STAYING,
    KeyboardForm,
)
from msp_select.ui.left_behind import leave_behind
from msp_select.ui.literal_text import fitted, on_one_line
from msp_select.ui.number_input import take_number
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskNote, Choose
from msp_select.ui.widgets.selectable_lines import LineList

MOST_MOVED = 4  # effects named in passing; the page of the question has them all
NONE = "none"  # the option that excludes the others


class BusinessScreen(Place):
    """The page of one question about the business."""

    PLACE = "business"
    COMPUTES = False
    GUIDE = (
        "What matters in a provider depends on you. Each answer may move what counts, draw a line that every "
        "candidate has to reach, or give the costs a figure of yours. All it moves is listed below it, "
        "and each line can be taken back on its own. Every question may stay open.\n\n"
        "Digits choose, Enter goes on. Type a number, then Enter. Of several, Space and digits tick. "
        "f lets digits go on at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Back", tooltip="The question before"),
        Binding("right", "move(1)", "Next", tooltip="The next question"),
        Binding("g", "open_one", "Next open", tooltip="The next question without an answer"),
        Binding(
            "u", "take_back", "Undo effect", tooltip="Take back the effect under the cursor, or the first"
        ),
        Binding("delete,backspace", "clear", "Clear", tooltip="Leave this question open"),
        Binding(
            "w", "work_out", "Work it out", tooltip="Work out the hour of standstill, question by question"
        ),
        Binding("l", "listed", "List", tooltip="All questions, to choose from"),
        Binding("space", "tick", "Choose", tooltip="Choose or tick what the cursor is on", show=False),
        Binding("f", "one_key", "Fast", tooltip=ONE_KEY, show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._at: str = ""
        self._working_out = False  # the helper questions come right after the hour of standstill
        self._ended: Round | None = None  # the round whose end is on show, in place of a question

    def body(self) -> ComposeResult:
        yield KeyboardForm(self.choose, id="sheet")

    def begin_with(self, *, subject: str | None = None, part: str = "") -> None:
        """Show that question from now on."""
        del part
        self._at, self._ended = subject or self._at, None

    @property
    def form(self) -> KeyboardForm:
        """The page, and what is being typed into it."""
        return self.query_one(KeyboardForm)

    @property
    def _asked(self) -> Asked:
        """What is asked after the answers so far, round by round."""
        return Asked(self.work.session, self.work.catalog, self._working_out)

    @property
    def question(self) -> BusinessQuestion:
        """The question on show: where one was, or the first without an answer."""
        questions = self._asked.all
        here = next((q for q in questions if q.id == self._at), None)
        if here is None:
            business = self.work.session.business
            here = next((q for q in questions if q.id not in business), questions[0])
            self._at = here.id
        return here

    @property
    def value(self) -> BusinessValue | None:
        """The answer so far."""
        return self.work.session.business.get(self.question.id)

    @on(KeyboardForm.Changed)
    def refresh_work(self) -> None:
        """Show the question as it is now."""
        form = self.form
        if self.focused is None:
            form.focus()
        question, session, catalog = self.question, self.work.session, self.work.catalog
        if self._ended is not None:
            more = open_in_next_round(session, catalog, self._ended)
            form.show_page(round_end(self._ended, more, form.space[0]))
            self.refresh_bindings()
            return
        weights = resolve_weights(session, catalog)
        questions = self._asked.in_round(self._asked.round_of(question))
        page = BusinessPage(
            question=question,
            group=next(g for g in catalog.business.criteria if g.id == question.criterion),
            number=questions.index(question) + 1,
            done=sum(q.id in session.business for q in questions),
            of=len(questions),
            value=self.value,
            typed=form.typed,
            fault=form.fault,
            steps=[(step_sentence(step, catalog), step.undone) for step in _steps(self.work, self.question)],
            notes=[note.sentence for note in weights.notes if note.question == question.id],
            standstill=standstill_hour(session, catalog),
            pillars={p.title: weights.pillars[p.id] for p in catalog.questionnaires},
            wanted=wanted_of_business(question, session, catalog),
            can_be_worked_out=can_be_worked_out(question, session) and not form.typed,
        )
        form.show_page(business_lines(page, *form.space), asks_number=KINDS[question.kind].figure)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was given can be taken back."""
        if self.select_app.work is None:
            return True
        if self._ended is not None:
            return action not in ("take_back", "clear", "tick", "work_out")
        if action == "work_out":
            return can_be_worked_out(self.question, self.work.session)
        if action == "take_back":
            return bool(_steps(self.work, self.question))
        return self.value is not None if action == "clear" else True

    # -- answering --------------------------------------------------------------------------------------

    def choose(self, number: int) -> bool:
        """A digit chooses an option, or turns one of several on and off."""
        options = self.question.options
        if self._ended is not None or not 1 <= number <= len(options):
            return False
        self.form.move_to(options[number - 1].id)
        self._give(options[number - 1].id)
        if not KINDS[self.question.kind].several and self.select_app.state.one_key:
            self._go_on()
        return True

    def _give(self, option: str) -> None:
        if not KINDS[self.question.kind].several:
            self._set(option)
            return
        now = self.value if isinstance(self.value, tuple) else ()
        if option in now:
            chosen = tuple(one for one in now if one != option)
        elif option == NONE:
            chosen = (NONE,)
        else:
            chosen = (*(one for one in now if one != NONE), option)
        order = [one.id for one in self.question.options]
        self._set(tuple(sorted(chosen, key=order.index)) or None)

    def _set(self, value: BusinessValue | None) -> None:
        self.form.begin()
        question = self.question
        what = f"answer to: {on_one_line(question.text)[:60]}"
        self.apply(set_business(self.work.session, question.id, value), what)
        self.refresh_work()

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: take the line meant or the number typed, and go on; what is there already stays."""
        form, question = self.form, self.question
        if self._ended is not None:
            self.select_app.go("weights") if event.key == ON else self.action_move(1)
        elif event.key.startswith(EFFECT):
            self.action_take_back()
        elif event.key == WORKED_OUT:
            self.action_work_out()
        elif event.key == "text":
            self._write()
        elif form.typed:

            def take(number: Decimal) -> None:
                self._set(number)
                self._go_on()

            wanted = wanted_of_business(question, self.work.session, self.work.catalog)
            take_number(self.app, form.typed, wanted, take, form.refuse)
        elif question.options and not KINDS[question.kind].several and form.touched:
            self._give(event.key)
            self._go_on()
        elif self.value is not None:
            self._go_on()
        else:
            options = question.options
            self.select_app.say(NOTHING_CHOSEN.format(len(options)) if options else NOTHING_TYPED)

    def _keep(self, typed: str) -> str:
        """Take the number typed, or say what is wrong with it or has to be asked first."""
        try:
            wanted = wanted_of_business(self.question, self.work.session, self.work.catalog)
            self._set(settled_number(typed, wanted))
        except ValueError as fault:
            return str(fault)
        return ""

    def keeps_typed(self, deed: str) -> bool:
        form, question = self.form, self.question.id
        if deed in STAYING:
            return True

        def back(typed: str) -> None:
            self.select_app.go(self.PLACE)
            self._show(question)
            form.type(typed)

        return form.keep(self._keep, lambda typed: leave_behind(self.select_app, typed, lambda: back(typed)))

    def _go_on(self) -> None:
        """To the next question, saying what the answer to this one moved."""
        moved = [
            step_title(step, self.work.catalog)
            for step in _steps(self.work, self.question)
            if not step.undone
        ]
        self.action_move(1)
        if moved:
            self.app.clear_notifications()  # who answers fast is not to read through a pile of them
            self.select_app.say(f"That moved: {listed(moved, most=MOST_MOVED)}.")

    def action_work_out(self) -> None:
        """Ask what the hour of standstill can be worked out from, one question after the other."""
        self._working_out = True
        self._show(helpers_asked(self.work.session, self.work.catalog)[0].id)

    def _write(self) -> None:
        def written(text: str | None) -> None:
            if text is not None:
                self._set(text or None)
                self.action_move(1)

        now = self.value if isinstance(self.value, str) else ""
        self.app.push_screen(AskNote(self.question.text, now), written)

    def action_tick(self) -> None:
        key = self.form.key
        if key and key not in (NUMBER, "text", WORKED_OUT) and not key.startswith(EFFECT):
            self._give(key)

    def action_clear(self) -> None:
        self._set(None)

    def action_take_back(self) -> None:
        key = self.form.key
        at = int(key.removeprefix(EFFECT)) if key.startswith(EFFECT) else 0
        steps = _steps(self.work, self.question)
        if at < len(steps):
            step = steps[at]
            what = "let act again" if step.undone else "took back"
            title = step_title(step, self.work.catalog)
            self.apply(toggle_effect(self.work.session, step.key), f"{what}: {title}")

    # -- moving -----------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        questions, here, ended = self._asked.all, self.question, self._ended
        at = questions.index(here) + by
        if ended is not None and by < 0:
            self._show(here.id)
        elif (
            ended is None
            and by > 0
            and (at == len(questions) or self._asked.round_of(questions[at]) != self._asked.round_of(here))
        ):
            self._ended = self._asked.round_of(here)
            self.form.begin()
            self.refresh_work()
        elif at >= len(questions):
            self.select_app.go("weights")
        elif at >= 0:
            self._show(questions[at].id)
        else:
            self.select_app.say("This is the first question.")

    def action_open_one(self) -> None:
        questions = self._asked.all
        at = questions.index(self.question) + 1
        for question in (*questions[at:], *questions[:at]):
            if question.id not in self.work.session.business:
                self._show(question.id)
                return
        self.select_app.say("Every question has an answer. F3 shows what matters now.")

    def action_listed(self) -> None:
        def chosen(question: str | None) -> None:
            if question is not None:
                self._show(question)

        given = self.work.session.business
        questions = self._asked.all
        options = [(q.id, f"{'●' if q.id in given else '·'} {fitted(q.text, 58)}") for q in questions]
        self.app.push_screen(Choose("Which question?", options, chosen=self.question.id), chosen)

    def _show(self, question: str) -> None:
        self._at, self._ended = question, None
        self.form.begin()
        self.refresh_work()


def _steps(work: OpenSession, question: BusinessQuestion) -> list[Step]:
    """What the answer to that question moves."""
    steps = resolve_weights(work.session, work.catalog).steps
    return [step for step in steps if step.question == question.id]
