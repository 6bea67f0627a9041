"""Questions: one a page, for one candidate after the other or for all of them in a row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from msp_select.decision.profile import ResolvedWeights, resolve_weights
from msp_select.model.answers import answer_fault
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.changes import set_answer, set_bid
from msp_select.model.fields import EVIDENCE, Evidence
from msp_select.model.questionnaire import Question
from msp_select.ui.literal import literal
from msp_select.ui.numbers import parse_number
from msp_select.ui.progress import asked_questions, is_settled, settled
from msp_select.ui.question_page import Page, page_lines
from msp_select.ui.screens.typing_page import NUMBER, TypingPage
from msp_select.ui.sealing import open_prices
from msp_select.ui.widgets.dialogs import AskNote, AskText, Choose
from msp_select.ui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from msp_select.model.session import Session

SEALED = "sealed"  # stands in the row of questions where the money would come
Stop = tuple[str, str]  # a candidate and a question (or SEALED)


class QuestionsScreen(TypingPage):
    """The page of one question about one candidate."""

    PLACE = "questions"
    COMPUTES = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "proof(1)", "Proof", tooltip="How do we know: one grade better"),
        Binding("E", "proof(-1)", "Proof", tooltip="How do we know: one grade weaker", show=False),
        Binding("n", "note", "Note", tooltip="A note that stays with the answer"),
        Binding("d", "state('unknown')", "Don't know", tooltip="They were asked and don't know", show=False),
        Binding("r", "state('refused')", "Won't say", tooltip="They were asked and won't say", show=False),
        Binding("x", "not_applicable", "Doesn't apply", show=False),
        Binding("delete,backspace", "clear", "Take back", tooltip="Back to: not asked yet", show=False),
        Binding("left", "move(-1)", "Back", tooltip="The question before"),
        Binding("right", "move(1)", "Next", tooltip="The next question"),
        Binding("g", "open_one", "Next open", tooltip="The next question without an answer"),
        Binding("t", "turn", "Turn", tooltip="One question for all candidates in a row, or all for one"),
        Binding("c", "whose", "Whose", tooltip="Another candidate, same question"),
        Binding("l", "listed", "List", tooltip="All questions, to choose from", show=False),
        Binding("w", "who", "Who said it", tooltip="Who gave the answer", show=False),
        Binding("o", "open_prices", "Open prices", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._across = False  # one question for all candidates in a row
        self._proofs: dict[Stop, Evidence] = {}  # chosen before there is an answer
        self._notes: dict[Stop, str] = {}
        self._rules: tuple[tuple[object, ...], ResolvedWeights] | None = None

    @property
    def guide(self) -> str:
        """What is behind the question on show."""
        question = self.question
        about = "Digits choose an answer and go on. Type a number, then Enter."
        if question is None:
            return about
        parts = [about, question.text, *([f"Why: {question.why}"] if question.why else [])]
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
        candidate = self.candidate
        ids = self._ids()
        question = self.select_app.question if self.select_app.question in ids else ids[0]
        return (candidate.id if candidate else "", question)

    def _ids(self) -> list[str]:
        """The questions in the order they are asked; money under seal is one stop at the end."""
        asked = asked_questions(self.work.session, self.work.catalog)
        if not self.work.session.settings.sealed:
            return [q.id for q in asked]
        return [*(q.id for q in asked if not q.bid_field), SEALED]

    def _stops(self) -> list[Stop]:
        ids, candidates = self._ids(), [c.id for c in self.work.session.candidates]
        if self._across:
            return [(candidate, question) for question in ids for candidate in candidates]
        return [(candidate, question) for candidate in candidates for question in ids]

    def _show(self, stop: Stop) -> None:
        self.select_app.candidate, self.select_app.question = stop
        self.clear_typed()
        self.refresh_work()

    # -- the page ---------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """Show the question on show as it is now."""
        sheet = self.sheet
        if self.focused is None:
            sheet.focus()
        if self.candidate is None:
            sheet.show(_nobody())
        elif self.question is None:
            sheet.show(_sealed(self.candidate))
        else:
            page = self._page(self.candidate, self.question)
            answered = page.answer.value if page.answer is not None else None
            cursor = answered if isinstance(answered, str) else sheet.key
            sheet.show(page_lines(page, *self.space()), cursor=cursor)

    def _page(self, candidate: Candidate, question: Question) -> Page:
        session, catalog = self.work.session, self.work.catalog
        asked = asked_questions(session, catalog)
        pillar = catalog.pillar_of[question.id]
        criterion = pillar.criterion(question.criterion)
        weights = self._weights()
        answer = candidate.answers.get(question.id)
        figure = getattr(candidate.bid, question.bid_field, None) if question.bid_field else None
        number = [q.id for q in asked].index(question.id) + 1
        names = [c.id for c in session.candidates]
        row = f" · {names.index(candidate.id) + 1} of {len(names)} candidates" if self._across else ""
        return Page(
            question=question,
            candidate=candidate,
            heading=f"{candidate.name} · {pillar.title} · {criterion.title}",
            progress=f"Question {number} of {len(asked)}{row}",
            done=settled(candidate, asked),
            of=len(asked),
            answer=answer,
            figure=figure,
            evidence=self._evidence(answer),
            note=answer.note if answer is not None and answer.note else self._notes.get(self.stop, ""),
            typed=self._typed,
            fault=self._fault,
            reliance=weights.evidence,
            must_have=weights.must_haves.get(question.id),
            currency=session.currency,
        )

    def _weights(self) -> ResolvedWeights:
        session = self.work.session
        key = (
            session.business,
            session.weights,
            session.must_haves,
        )  # an answer leaves these the same objects
        if self._rules is None or any(a is not b for a, b in zip(self._rules[0], key, strict=True)):
            self._rules = (key, resolve_weights(session, self.work.catalog))
        return self._rules[1]

    def _evidence(self, answer: Answer | None) -> Evidence:
        if answer is not None and answer.evidence is not None:
            return answer.evidence
        question = self.question
        return self._proofs.get(self.stop) or (question.default_evidence if question else "said")

    # -- answering --------------------------------------------------------------------------------------

    @property
    def asks_number(self) -> bool:
        """Everything but a choice is typed."""
        return self.question is not None and self.question.kind != "choice" and self.candidate is not None

    def choose(self, number: int) -> bool:
        """A digit chooses a level."""
        question = self.question
        if question is None or self.candidate is None or not 1 <= number <= len(question.levels):
            return False
        self._answer(question.levels[number - 1].id)
        return True

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: take the level under the cursor, or the number typed, and go on."""
        if self.candidate is None:
            self.select_app.go("candidates")
        elif self.question is None:
            self.action_open_prices()
        elif event.key != NUMBER:
            self._answer(event.key)
        elif self._typed:
            self._take_number()
        else:
            self.action_move(1)

    def _take_number(self) -> None:
        question, number = self.question, parse_number(self._typed)
        assert question is not None
        fault = "That is not a number." if number is None else self._number_fault(question, number)
        if fault or number is None:
            self.refuse(fault)
        elif question.bid_field:
            self._set_figure(question, number)
        else:
            self._answer(number)

    def _number_fault(self, question: Question, number: Decimal) -> str:
        if question.bid_field:
            low, high = question.range or (Decimal(0), Decimal(10) ** 12)
            return "" if low <= number <= high else f"{number} is outside {low} to {high} {question.unit}"
        return answer_fault(question, Answer(value=number)) or ""

    def _set_figure(self, question: Question, number: Decimal) -> None:
        assert self.candidate is not None
        session = set_bid(self.work.session, self.candidate.id, {question.bid_field: number})
        session = set_answer(session, self.candidate.id, question.id, None)
        self._take(session, question)

    def _answer(self, value: Decimal | str) -> None:
        question = self.question
        assert question is not None
        before = self._given()
        note = (before.note if before is not None else "") or self._notes.pop(self.stop, "")
        proof = before.evidence if before is not None else self._proofs.pop(self.stop, None)
        kept = before.model_dump(include={"by", "dated"}) if before is not None else {}
        answer = Answer(value=value, evidence=proof, note=note, **kept)
        self._take(self._with(answer), question)

    def _take(self, session: Session, question: Question) -> None:
        """Take the changed session and go on to the next question in the same stroke."""
        candidate = self.candidate
        assert candidate is not None
        self.clear_typed()
        stops = self._stops()
        at = stops.index(self.stop)
        if at + 1 < len(stops):
            self.select_app.candidate, self.select_app.question = stops[at + 1]
        self.apply(session, f"{question.short}, {candidate.name}")
        if at + 1 == len(stops):
            self.select_app.say("That was the last question. F6 shows the result.")

    def _given(self) -> Answer | None:
        candidate, question = self.candidate, self.question
        if candidate is None or question is None:
            return None
        return self.work.session.candidate(candidate.id).answers.get(question.id)

    def _with(self, answer: Answer | None) -> Session:
        session, (candidate, question) = self.work.session, self.stop
        field = self.work.catalog.questions[question].bid_field
        if field and session.candidate(candidate).bid is not None:
            session = set_bid(session, candidate, {field: None})  # a figure and a state would contradict
        return set_answer(session, candidate, question, answer)

    def action_state(self, state: str) -> None:
        if self.question is None or self.candidate is None:
            return
        before = self._given()
        note = (before.note if before is not None else "") or self._notes.pop(self.stop, "")
        self._take(self._with(Answer(state=state, note=note)), self.question)

    def action_not_applicable(self) -> None:
        question, before = self.question, self._given()
        if question is None or self.candidate is None:
            return

        def given(reason: str | None) -> None:
            if reason is not None:
                note = before.note if before is not None else ""
                answer = Answer(state="not_applicable", reason=reason, note=note)
                self._take(self._with(answer), question)

        reason = before.reason if before is not None else ""
        self.app.push_screen(AskText("Why does this not apply?", reason), given)

    def action_clear(self) -> None:
        question, candidate = self.question, self.candidate
        if question is None or candidate is None:
            return
        if self._given() is not None:
            self.apply(self._with(None), f"took back {question.short}, {candidate.name}")
        elif question.bid_field and candidate.bid is not None:
            session = set_bid(self.work.session, candidate.id, {question.bid_field: None})
            self.apply(session, f"took back {question.short}, {candidate.name}")

    def action_proof(self, by: int) -> None:
        question, before = self.question, self._given()
        if question is None or question.bid_field or self.candidate is None:
            return
        at = EVIDENCE.index(self._evidence(before)) + by
        grade = EVIDENCE[at % len(EVIDENCE)]
        if before is not None and before.state == "answered":
            changed = before.model_copy(update={"evidence": grade})
            self.apply(self._with(changed), f"proof of {question.short}, {self.candidate.name}")
        else:
            self._proofs[self.stop] = grade
            self.refresh_work()

    def action_note(self) -> None:
        question, before, stop = self.question, self._given(), self.stop
        if question is None or self.candidate is None:
            return

        def written(note: str | None) -> None:
            if note is None:
                return
            if before is None:
                self._notes[stop] = note
                self.refresh_work()
                self.select_app.say("The note is kept with your answer: answer now.")
            else:
                changed = Answer.model_validate(before.model_dump(exclude_none=True) | {"note": note})
                session = set_answer(self.work.session, *stop, changed)
                self.apply(session, f"note on {question.short}")

        note = before.note if before is not None else self._notes.get(stop, "")
        self.app.push_screen(AskNote("Note: clause, page, who said it", note), written)

    def action_who(self) -> None:
        before, stop, question = self._given(), self.stop, self.question
        if before is None or question is None:
            self.select_app.say("Answer first; then say who gave the answer.")
            return

        def named(name: str | None) -> None:
            if name is not None:
                changed = Answer.model_validate(before.model_dump(exclude_none=True) | {"by": name})
                self.apply(set_answer(self.work.session, *stop, changed), f"who answered {question.short}")

        self.app.push_screen(AskText("Who gave this answer?", before.by, blank=True), named)

    # -- moving -----------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        if self.candidate is None:
            return
        stops = self._stops()
        at = stops.index(self.stop) + by
        if 0 <= at < len(stops):
            self._show(stops[at])
        else:
            self.select_app.say("This is the first question." if at < 0 else "This is the last question.")

    def action_open_one(self) -> None:
        if self.candidate is None:
            return
        stops = self._stops()
        at = stops.index(self.stop) + 1
        for stop in (*stops[at:], *stops[:at]):
            question = self.work.catalog.questions.get(stop[1])
            if question is not None and not is_settled(self.work.session.candidate(stop[0]), question):
                self._show(stop)
                return
        self.select_app.say("Every question has an answer." + self._sealed_words())

    def _sealed_words(self) -> str:
        sealed = self.work.session.settings.sealed
        return " The prices can be opened now: o." if sealed else " F6 shows the result."

    def action_turn(self) -> None:
        self._across = not self._across
        one = (
            "This question for each candidate in turn." if self._across else "All questions of one candidate."
        )
        self.select_app.say(one)
        self.refresh_work()

    def action_whose(self) -> None:
        def chosen(candidate: str | None) -> None:
            if candidate is not None:
                self._show((candidate, self.stop[1]))

        if self.candidate is None:
            return
        options = [(c.id, c.name) for c in self.work.shown.candidates]
        self.app.push_screen(Choose("Whose answers?", options, chosen=self.candidate.id), chosen)

    def action_listed(self) -> None:
        candidate = self.candidate
        if candidate is None:
            return

        def chosen(question: str | None) -> None:
            if question is not None:
                self._show((self.stop[0], question))

        asked = [self.work.catalog.questions.get(key) for key in self._ids()]
        options = [
            (q.id, f"{'●' if is_settled(candidate, q) else '·'} {q.short}") for q in asked if q is not None
        ]
        self.app.push_screen(Choose("Which question?", options, chosen=self.stop[1]), chosen)

    def action_open_prices(self) -> None:
        open_prices(self)

    def action_back(self) -> None:
        self.select_app.go("candidates")


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
        Line(literal("   Enter or o: open the prices"), "open"),
        Line(literal("")),
        Line(literal(" g goes to the next question without an answer, → to the next candidate.", "dim")),
    ]
