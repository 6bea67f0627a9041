"""Questions: one a page, for one candidate after the other or for all of them in a row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.candidate import Candidate
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import STATED
from msp_select.phrases.en.bidders import TYPE_IN as TYPE_THEM_IN
from msp_select.phrases.en.bidders import the_others
from msp_select.phrases.en.labels import ASK_THEM, STATES
from msp_select.phrases.en.typed_numbers import settled_number
from msp_select.phrases.en.words import capital
from msp_select.ui.components.answer_dialogs import ask_note, ask_reason, ask_who
from msp_select.ui.components.answer_editor import AnswerEditor, Asked
from msp_select.ui.components.keyboard_form import (
    NOTHING_CHOSEN,
    NOTHING_TYPED,
    NUMBER,
    ONE_KEY,
    STAYING,
    KeyboardForm,
)
from msp_select.ui.left_behind import leave_behind
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.number_input import take_number
from msp_select.ui.place_frame import Place
from msp_select.ui.progress import is_settled, settled
from msp_select.ui.question_page import GRADE_KEYS, Page, page_lines
from msp_select.ui.question_stops import (
    SHEET,
    Stop,
    all_stops,
    counted_among,
    ids_of_each,
    on_sheet,
    open_of_each,
    question_ids,
)
from msp_select.ui.widgets.dialogs import Choose
from msp_select.ui.widgets.selectable_lines import Line, LineList

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

LAST = "That was the last question. F6 shows the result."
OPEN = "open"  # the row of the sealed page that opens the prices
TYPE_IN = "type in"  # the row that goes to the money terms
SEND, OTHERS = "send", "others"  # the rows that go to the sheets, and to what is open of the other bidders


class QuestionsScreen(Place):
    """The page of one question about one candidate."""

    PLACE = "questions"
    COMPUTES = False
    ANSWERS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "proof('')", "Proof", tooltip="How do we know: one grade better, round and round"),
        *(
            Binding(key, f"proof('{grade}')", "Proof", tooltip=f"How do we know: {grade}", show=False)
            for grade, key in GRADE_KEYS.items()
        ),
        Binding("n", "note", "Note", tooltip="A note that stays with the answer"),
        *(
            Binding(name.key, action, short, tooltip=capital(name.words), show=False)
            for name, action, short in (
                (STATES["unknown"], "state('unknown')", "Couldn't say"),
                (STATES["refused"], "state('refused')", "Preferred not to"),
                (STATES["not_applicable"], "not_applicable", "Doesn't apply"),
                (ASK_THEM, "state('to_ask')", "Ask them"),
            )
        ),
        Binding("space", "tick", "Choose", tooltip="Choose the answer under the cursor", show=False),
        Binding("f", "one_key", "Fast", tooltip=ONE_KEY, show=False),
        Binding("delete,backspace", "clear", "Take back", tooltip="Back to: not asked yet", show=False),
        Binding("left", "move(-1)", "Back", tooltip="The question before"),
        Binding("right", "move(1)", "Next", tooltip="The next question"),
        Binding("g", "open_one", "Next open", tooltip="The next question without an answer"),
        Binding("l", "jump('question')", "List", tooltip="All questions, to choose from"),
        Binding("c", "jump('candidate')", "Whose", tooltip="Another candidate, same question", show=False),
        Binding(
            "t",
            "turn",
            "Turn",
            tooltip="One question for all candidates in a row, or all for one",
            show=False,
        ),
        Binding("w", "who", "Who said it", tooltip="Who gave the answer", show=False),
        Binding("o", "open_prices", "Open prices", show=False),
        Binding("s", "app.go('bidders')", "Send", tooltip="Send the bidders the questions", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._answers = AnswerEditor()
        self._across = False  # one question for all candidates in a row

    def body(self) -> ComposeResult:
        yield KeyboardForm(self.choose, id="sheet")

    @property
    def guide(self) -> str:
        """What is behind the question on show."""
        question = self.question
        about = (
            "Digits choose an answer, a capital letter says how you know it, Enter goes on. "
            "Type a number, then Enter. f lets digits go on at once."
        )
        candidate = self.candidate
        if question is None or candidate is None:
            return about
        parts = [about, question.text_to(candidate.kind), *([f"Why: {question.why}"] if question.why else [])]
        parts += [f"Ask for: {question.evidence}"] if question.evidence else []
        parts += [f"Watch for: {question.red_flag}"] if question.red_flag else []
        levels = [f"{n}  {level.label} ({level.value:.0f})" for n, level in enumerate(question.levels, 1)]
        parts += ["\n".join(levels)] if levels else []
        parts += [f"Where this comes from: {question.source}"] if question.source else []
        return "\n\n".join(parts)

    # -- where we are -----------------------------------------------------------------------------------

    @property
    def candidate(self) -> Candidate | None:
        """Whose questions these are."""
        candidates = self.work.shown.candidates
        wanted = [c for c in candidates if c.id == self.select_app.candidate]
        return next(iter(wanted or candidates), None)

    @property
    def question(self) -> Question | None:
        """The question on show; None where the prices are sealed or nothing is asked."""
        return self.work.catalog.questions.get(self.stop[1])

    @property
    def stop(self) -> Stop:
        """The candidate and the question on show."""
        candidate = self.candidate.id if self.candidate is not None else ""
        ids = question_ids(self.work, candidate)
        return candidate, self.select_app.question if self.select_app.question in ids else ids[0]

    @property
    def asked(self) -> Asked | None:
        """The question on show as it is asked of its candidate; None where nothing is asked."""
        candidate, question = self.candidate, self.question
        if candidate is None or question is None:
            return None
        return Asked(self.work.session, self.work.catalog, candidate, question)

    # -- the page ---------------------------------------------------------------------------------------

    @on(KeyboardForm.Changed)
    def refresh_work(self) -> None:
        """Show the question on show as it is now."""
        form, candidate, asked = self.query_one(KeyboardForm), self.candidate, self.asked
        if self.focused is None:
            form.focus()
        if candidate is None:
            form.show_page(_nobody())
        elif asked is None:
            at_sheet = self.stop[1] == SHEET
            form.show_page(
                _before_sheet(self.work, candidate, form.space[0]) if at_sheet else _sealed(candidate)
            )
        else:
            page = _page(
                asked, counted_among(self.work, asked.stop), self._answers, form, across=self._across
            )
            answered = page.answer.value if page.answer is not None else None
            cursor = answered if isinstance(answered, str) and not form.touched else form.key
            number = not asked.question.levels
            form.show_page(page_lines(page, *form.space), asks_number=number, cursor=cursor)

    # -- answering --------------------------------------------------------------------------------------

    def choose(self, number: int) -> bool:
        """A digit chooses a level."""
        asked = self.asked
        if asked is None or not 1 <= number <= len(asked.question.levels):
            return False
        self._answer(asked, self._answers.valued(asked, asked.question.levels[number - 1].id))
        return True

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: take the line meant or the number typed, and go on; what is there already stays."""
        form, asked = self.query_one(KeyboardForm), self.asked
        if self.candidate is None:
            self.select_app.go("candidates")
        elif event.key == TYPE_IN:
            self.select_app.go("bid")
        elif event.key == OPEN:
            self.action_open_prices()
        elif event.key == SEND:
            self.select_app.go("bidders")
        elif event.key == OTHERS:
            self.action_open_one()
        elif asked is None:
            self.action_move(1)
        elif form.typed:

            def take(number: Decimal) -> None:
                form.begin()
                self.apply(self._answers.numbered(asked, number), asked.what)
                self.action_move(1)

            take_number(self.app, form.typed, asked.wanted, take, form.refuse)
        elif form.touched and event.key != NUMBER:
            self._answer(asked, self._answers.valued(asked, event.key))
            self.action_move(1)
        elif asked.is_settled:
            self.action_move(1)
        else:
            levels = asked.question.levels
            self.select_app.say(NOTHING_CHOSEN.format(len(levels)) if levels else NOTHING_TYPED)

    def _answer(self, asked: Asked, session: Session) -> None:
        """Take an answer; the page stays for its proof, unless who answers wants to go on at once."""
        self.query_one(KeyboardForm).begin()
        self.apply(session, asked.what)
        if self.select_app.state.one_key:
            self.action_move(1)

    def _keep(self, asked: Asked, typed: str) -> str:
        """Take the number typed, or say what is wrong with it or has to be asked first."""
        try:
            number = settled_number(typed, asked.wanted)
        except ValueError as fault:
            return str(fault)
        self.query_one(KeyboardForm).begin()
        self.apply(self._answers.numbered(asked, number), asked.what)
        return ""

    def keeps_typed(self, deed: str) -> bool:
        form = self.query_one(KeyboardForm)
        if deed in STAYING or not form.typed or (asked := self.asked) is None:
            return True

        def back(typed: str) -> None:
            self.select_app.go(self.PLACE)
            self._show(asked.stop)
            form.type(typed)

        return form.keep(
            lambda typed: self._keep(asked, typed),
            lambda typed: leave_behind(self.select_app, typed, lambda: back(typed)),
        )

    def action_tick(self) -> None:
        """Space chooses the line under the cursor."""
        asked, key = self.asked, self.query_one(KeyboardForm).key
        if asked is not None and key and key != NUMBER:
            self._answer(asked, self._answers.valued(asked, key))

    def action_state(self, state: str) -> None:
        if (asked := self.asked) is not None:
            ask = state == "to_ask"
            self._answer(
                asked, self._answers.to_be_asked(asked) if ask else self._answers.stated(asked, state)
            )

    def action_not_applicable(self) -> None:
        if (asked := self.asked) is not None:

            def take(reason: str, agreed: bool) -> None:
                self._answer(asked, self._answers.not_applicable(asked, reason, agreed=agreed))

            ask_reason(self.app, asked, take)

    def action_clear(self) -> None:
        asked = self.asked
        if asked is not None and (session := self._answers.cleared(asked)) is not asked.session:
            self.apply(session, f"took back {asked.what}")

    def action_proof(self, grade: str) -> None:
        """That grade of proof, or the next one."""
        asked = self.asked
        if asked is None or asked.question.bid_field:
            return
        to = next((one for one in STATED if one == grade), None)
        session = self._answers.proven(asked, 1) if to is None else self._answers.graded(asked, to)
        if session is not asked.session:
            self.apply(session, f"proof of {asked.what}")
        else:
            self.refresh_work()

    def action_note(self) -> None:
        if (asked := self.asked) is not None:

            def written(note: str) -> None:
                session = self._answers.noted(asked, note)
                if session is not asked.session:
                    self.apply(session, f"note on {asked.question.short}")
                else:
                    self.refresh_work()
                    self.select_app.say("Note kept. Now choose an answer.")

            ask_note(self.app, asked, self._answers.note(asked), written)

    def action_who(self) -> None:
        asked = self.asked
        if asked is None or asked.answer is None:
            self.select_app.say("Answer first; then say who gave the answer.")
            return

        def named(name: str) -> None:
            self.apply(self._answers.said_by(asked, name), f"who answered {asked.question.short}")

        ask_who(self.app, asked, named)

    # -- moving -----------------------------------------------------------------------------------------

    def _show(self, stop: Stop) -> None:
        self.select_app.candidate, self.select_app.question = stop
        self.query_one(KeyboardForm).begin()
        self.refresh_work()

    def action_move(self, by: int) -> None:
        if self.candidate is None:
            return
        stops = all_stops(self.work, across=self._across)
        at = stops.index(self.stop) + by
        if 0 <= at < len(stops):
            self._show(stops[at])
        else:
            self.select_app.say("This is the first question." if at < 0 else LAST)

    def action_open_one(self) -> None:
        if self.candidate is None:
            return
        stops = all_stops(self.work, across=self._across)
        at = stops.index(self.stop) + 1
        each = open_of_each(self.work, self.work.session.candidates)
        open_stops = {(one.id, question) for one, questions in each for question in questions}
        for stop in (*stops[at:], *stops[:at]):
            if stop in open_stops:
                self._show(stop)
                return
        each = ids_of_each(self.work, self.work.session.candidates)
        if any(SHEET in ids and not one.sheets for one, ids in each):
            self.select_app.say("What is yours is answered. Send the bidders the rest: s.")
            return
        sealed = self.work.shown.settings.sealed
        further = "The prices can be opened now: o." if sealed else "F6 shows the result."
        self.select_app.say(f"Every question has an answer. {further}")

    def action_turn(self) -> None:
        self._across = not self._across
        one = (
            "This question for each candidate in turn." if self._across else "All questions of one candidate."
        )
        self.select_app.say(one)
        self.refresh_work()

    def action_jump(self, to: str) -> None:
        """Choose another candidate, same question, or another question."""
        candidate, stop = self.candidate, self.stop
        if candidate is None:
            return

        def chosen(key: str | None) -> None:
            if key is not None:
                self._show((key, stop[1]) if to == "candidate" else (stop[0], key))

        if to == "candidate":
            options = [(c.id, c.name) for c in self.work.shown.candidates]
            self.app.push_screen(Choose("Whose answers?", options, chosen=candidate.id), chosen)
            return
        ids = question_ids(self.work, candidate.id)
        asked = [q for key in ids if (q := self.work.catalog.questions.get(key)) is not None]
        options = [(q.id, f"{'●' if is_settled(candidate, q) else '·'} {q.short}") for q in asked]
        self.app.push_screen(Choose("Which question?", options, chosen=stop[1]), chosen)


def _page(
    asked: Asked, among: Sequence[str], answers: AnswerEditor, form: KeyboardForm, *, across: bool
) -> Page:
    session, catalog, candidate, question = asked.session, asked.catalog, asked.candidate, asked.question
    questions = tuple(catalog.questions[one] for one in among)
    pillar = catalog.pillar_of[question.id]
    criterion = pillar.criterion(question.criterion)
    weights = resolve_weights(session, catalog)
    names = [c.id for c in session.candidates]
    row = f" · {names.index(candidate.id) + 1} of {len(names)} candidates" if across else ""
    return Page(
        question=question,
        candidate=candidate,
        headings=(
            f"{candidate.name} · {pillar.title} · {criterion.title}",
            f"{candidate.name} · {criterion.title}",
            candidate.name,
        ),
        progress=f"Question {among.index(question.id) + 1} of {len(among)}{row}",
        done=settled(candidate, questions),
        of=len(questions),
        answer=candidate.answers.get(question.id),
        figure=getattr(candidate.bid, question.bid_field, None) if question.bid_field else None,
        evidence=answers.evidence(asked),
        note=answers.noted_in_words(asked),
        typed=form.typed,
        fault=form.fault,
        reliance=weights.evidence,
        silence=session.settings.silence,
        to_ask=question.id in session.candidate(candidate.id).to_ask,
        must_have=weights.must_haves.get(question.id),
        because=weights.switched_on_by(question.id),
        wanted=asked.wanted,
    )


def _before_sheet(work: OpenSession, candidate: Candidate, width: int) -> list[Line]:
    """What is the owner's of that candidate is done with: the rest goes to it, or is typed all the same."""
    rivals = (one for one in work.session.candidates if one.id != candidate.id)
    others = any(questions for _, questions in open_of_each(work, rivals))
    sheet = candidate.sheets[-1] if candidate.sheets else None
    came = sheet is not None and sheet.back is not None
    what = the_others(len(on_sheet(work.session, work.catalog, candidate, sheet)), candidate.name)
    stands = "" if sheet is None else " Its sheet came back." if came else " Its sheet was sent."
    other = Line(literal("   Go on with the other bidders"), OTHERS)
    send = Line(
        literal(f"   {'Send the sheets' if sheet is None else 'See where each bidder stands'} (s)"), SEND
    )
    return [
        Line(literal(f" {candidate.name} · The bidder's sheet", "bold")),
        Line(literal("")),
        *(Line(literal(f" {line}")) for line in wrapped(f"{what}{stands}", width - 2)),
        Line(literal("")),
        *([other, send] if others else [send]),
        Line(literal(f"   {'Look through them' if came else TYPE_THEM_IN}"), "on"),
    ]


def _nobody() -> list[Line]:
    return [
        Line(literal("")),
        Line(literal(" There is nobody to ask about yet.")),
        Line(literal("")),
        Line(literal("   Enter: go to the candidates and add the first (also F4)"), "add"),
    ]


def _sealed(candidate: Candidate) -> list[Line]:
    return [
        Line(literal(f" {candidate.name} · Price", "bold")),
        Line(literal("")),
        Line(literal(" Prices are sealed until everything else is scored,")),
        Line(literal(" so that no price colours an answer.")),
        Line(literal("")),
        Line(literal("   Go on with the prices sealed"), "on"),
        Line(literal("   Type the prices in: they are kept and not shown"), TYPE_IN),
        Line(literal("   Open the prices now (o)"), OPEN),
        Line(literal("")),
        Line(literal(" g goes to the next question without an answer.", "dim")),
    ]
