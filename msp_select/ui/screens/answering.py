"""Answering: what the keys of a question's page do to the answer."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from textual import on

from msp_select.decision.names import DO_YOU_AGREE
from msp_select.decision.note_words import note_in_words
from msp_select.model.answers import answer_fault
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.changes import set_answer, set_bid
from msp_select.model.fields import EVIDENCE, Evidence
from msp_select.model.number_text import typed_number
from msp_select.model.questionnaire import Question
from msp_select.ui.progress import all_questions, asked_questions
from msp_select.ui.screens.typing_page import NUMBER, TypingPage
from msp_select.ui.sealing import open_prices
from msp_select.ui.widgets.dialogs import AskNote, AskText, Confirm
from msp_select.ui.widgets.line_list import LineList

if TYPE_CHECKING:
    from msp_select.model.session import Session

SEALED = "sealed"  # stands in the row of questions where the money would come
AGREE = f"{DO_YOU_AGREE} Until you do, it counts as not answered."
Stop = tuple[str, str]  # a candidate and a question (or SEALED)


class AnsweringPage(TypingPage):
    """A page about one question and one candidate, and every deed on its answer."""

    def __init__(self) -> None:
        super().__init__()
        self._across = False  # one question for all candidates in a row
        self._proofs: dict[Stop, Evidence] = {}  # chosen before there is an answer
        self._notes: dict[Stop, str] = {}

    @abstractmethod
    def action_move(self, by: int) -> None:
        """Go to the next stop, or the one before."""

    def action_open_prices(self) -> None:
        """Open the prices, with a reason while the rest is not scored."""
        open_prices(self)

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
        ids = self._ids(candidate and self.work.session.candidate(candidate.id))
        question = self.select_app.question if self.select_app.question in ids else ids[0]
        return (candidate.id if candidate else "", question)

    def _ids(self, candidate: Candidate | None = None) -> list[str]:
        """What that candidate, or anybody, is asked, in order; money under seal is one stop at the end."""
        session, catalog = self.work.session, self.work.catalog
        asked = all_questions(session, catalog)
        if candidate is not None:
            asked = asked_questions(session, catalog, candidate)
        if not self.work.shown.settings.sealed:
            return [q.id for q in asked]
        return [*(q.id for q in asked if not q.bid_field), SEALED]

    def _stops(self, session: Session | None = None) -> list[Stop]:
        """All questions of all candidates, as they are after the answers of that session, or of this one."""
        session = session or self.work.session
        asked = {candidate.id: self._ids(candidate) for candidate in session.candidates}
        if self._across:
            return [(one, question) for question in self._ids() for one in asked if question in asked[one]]
        return [(one, question) for one, questions in asked.items() for question in questions]

    def _show(self, stop: Stop) -> None:
        self.select_app.candidate, self.select_app.question = stop
        self.clear_typed()
        self.refresh_work()

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
        question, number = self.question, typed_number(self._typed)
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
        proof = before.evidence if before is not None else self._proofs.pop(self.stop, None)
        kept = before.model_dump(include={"by", "dated", "filed", "aged"}) if before is not None else {}
        answer = Answer(value=value, evidence=proof, **self._noted(before), **kept)
        self._take(self._with(answer), question)

    def _take(self, session: Session, question: Question) -> None:
        """Take the changed session and go on to the next question in the same stroke."""
        candidate = self.candidate
        assert candidate is not None
        self.clear_typed()
        stops = self._stops(session)
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
        self._take(self._with(Answer(state=state, **self._noted(before))), self.question)

    def _noted(self, before: Answer | None) -> dict[str, Any]:
        """What is noted beside the answer there is, or was noted before there is one."""
        noted = before.noted if before is not None else {}
        return noted if noted.get("note") else noted | {"note": self._notes.pop(self.stop, "")}

    def action_not_applicable(self) -> None:
        question, before, candidate = self.question, self._given(), self.candidate
        if question is None or candidate is None:
            return

        def take(reason: str, *, agreed: bool) -> None:
            noted = before.noted if before is not None else {}
            answer = Answer(state="not_applicable", reason=reason, confirmed=agreed, **noted)
            self._take(self._with(answer), question)

        def given(reason: str | None) -> None:
            if reason is None:
                return
            if candidate.kind == "in_house":  # of one's own people the owner speaks
                take(reason, agreed=True)
                return
            self.app.push_screen(
                Confirm(AGREE, "I agree", "Not yet"),
                lambda agreed: None if agreed is None else take(reason, agreed=agreed),
            )

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
            changed = before.model_copy(update={"evidence": grade, "filed": None, "aged": None})
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
        beside = note_in_words(before.model_copy(update={"note": ""})) if before is not None else ""
        self.app.push_screen(AskNote("Note: clause, page, who said it", note, beside=beside), written)

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
