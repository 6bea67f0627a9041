"""What becomes of an answer: a value, a state, its proof and note; and what waits until there is one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_answer, set_bid, set_to_ask
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import STATED, Evidence
from msp_select.model.session import Session
from msp_select.phrases.en.notes import note_in_words
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_numbers import wanted_of_question
from msp_select.ui.progress import is_settled
from msp_select.ui.question_stops import Stop


@dataclass(frozen=True)
class Asked:
    """One question put to one candidate; `candidate` as it may be seen, the answer as the session has it."""

    session: Session
    catalog: Catalog
    candidate: Candidate
    question: Question

    @property
    def stop(self) -> Stop:
        """The candidate and the question by their ids."""
        return self.candidate.id, self.question.id

    @property
    def answer(self) -> Answer | None:
        """What was answered."""
        return self.session.candidate(self.candidate.id).answers.get(self.question.id)

    @property
    def wanted(self) -> Wanted:
        """The number it asks for."""
        bid = self.session.candidate(self.candidate.id).bid
        return wanted_of_question(self.question, bid, self.session, self.catalog)

    @property
    def is_settled(self) -> bool:
        """Whether there is an answer of any state, a figure in the bid, or the wish to ask them."""
        candidate = self.session.candidate(self.candidate.id)
        return self.question.id in candidate.to_ask or is_settled(candidate, self.question)

    @property
    def what(self) -> str:
        """What it is called where a change of it is told."""
        return f"{self.question.short}, {self.candidate.name}"

    def answered(self, answer: Answer | None) -> Session:
        """The session with that answer, or (None) without one."""
        session, (candidate, question) = self.session, self.stop
        field = self.question.bid_field
        if field and session.candidate(candidate).bid is not None:
            session = set_bid(session, candidate, {field: None})  # a figure and a state would contradict
        return set_answer(session, candidate, question, answer)


class AnswerEditor:
    """Makes sessions with another answer; a proof and a note chosen before there is an answer wait for it."""

    def __init__(self) -> None:
        self._proofs: dict[Stop, Evidence] = {}
        self._notes: dict[Stop, str] = {}

    def evidence(self, asked: Asked) -> Evidence:
        """How the answer is known, or how the next one will be."""
        answer = asked.answer
        if answer is not None and answer.evidence is not None:
            return answer.evidence
        return self._proofs.get(asked.stop) or asked.question.evidence_for(asked.candidate.kind)

    def note(self, asked: Asked) -> str:
        """The owner's note on the answer, or the one that waits for it."""
        return asked.answer.note if asked.answer is not None else self._waiting_note(asked)

    def noted_in_words(self, asked: Asked) -> str:
        """All that is noted beside the answer, the bidder's part too, or the note that waits for it."""
        noted = note_in_words(asked.answer) if asked.answer is not None else ""
        return noted or self._waiting_note(asked)

    def valued(self, asked: Asked, value: Decimal | str) -> Session:
        """The session with that value as the answer."""
        before = asked.answer
        proof = before.evidence if before is not None else self._proofs.pop(asked.stop, None)
        kept = before.model_dump(include={"by", "dated", "filed", "aged"}) if before is not None else {}
        return asked.answered(Answer(value=value, evidence=proof, **self._taken_note(asked), **kept))

    def numbered(self, asked: Asked, number: Decimal) -> Session:
        """The session with that number, in the answer or in the bid."""
        if not asked.question.bid_field:
            return self.valued(asked, number)
        session = set_bid(asked.session, asked.candidate.id, {asked.question.bid_field: number})
        return set_answer(session, *asked.stop, None)

    def stated(self, asked: Asked, state: str) -> Session:
        """The session with a state instead of a value: they couldn't say, or preferred not to."""
        return asked.answered(Answer(state=state, **self._taken_note(asked)))

    def to_be_asked(self, asked: Asked) -> Session:
        """The session in which this is to be put to the bidder, with the owner's note."""
        session, field = asked.session, asked.question.bid_field
        if field and session.candidate(asked.candidate.id).bid is not None:
            session = set_bid(session, asked.candidate.id, {field: None})
        return set_to_ask(session, *asked.stop, self.note(asked))

    def not_applicable(self, asked: Asked, reason: str, *, agreed: bool) -> Session:
        """The session in which the question does not apply; until that is `agreed` it is not answered."""
        noted = asked.answer.noted if asked.answer is not None else {}
        return asked.answered(Answer(state="not_applicable", reason=reason, confirmed=agreed, **noted))

    def cleared(self, asked: Asked) -> Session:
        """The session in which nothing was answered, in the answer or in the bid, nor is to be asked."""
        if asked.answer is not None or asked.question.id in asked.session.candidate(asked.stop[0]).to_ask:
            return asked.answered(None)
        if asked.question.bid_field and asked.candidate.bid is not None:
            return set_bid(asked.session, asked.candidate.id, {asked.question.bid_field: None})
        return asked.session

    def proven(self, asked: Asked, by: int) -> Session:
        """The session with so many grades better proof, round and round, as `graded`."""
        now = self.evidence(asked)
        at = STATED.index(now) if now in STATED else len(STATED) - 1
        return self.graded(asked, STATED[(at + by) % len(STATED)])

    def graded(self, asked: Asked, grade: Evidence) -> Session:
        """The session with that grade of proof; the same one where the proof waits for an answer."""
        before = asked.answer
        if before is not None and before.state == "answered":
            changed = before.model_copy(update={"evidence": grade, "filed": None, "aged": None})
            return asked.answered(changed)
        self._proofs[asked.stop] = grade
        return asked.session

    def noted(self, asked: Asked, note: str) -> Session:
        """The session with that note; the same one where the note waits for an answer."""
        if asked.answer is not None:
            return self._with(asked, {"note": note})
        if asked.question.id in asked.session.candidate(asked.stop[0]).to_ask:
            return set_to_ask(asked.session, *asked.stop, note)
        self._notes[asked.stop] = note
        return asked.session

    def said_by(self, asked: Asked, name: str) -> Session:
        """The session in which that person gave the answer."""
        return self._with(asked, {"by": name}) if asked.answer is not None else asked.session

    def _with(self, asked: Asked, fields: dict[str, str]) -> Session:
        assert asked.answer is not None
        changed = Answer.model_validate(asked.answer.model_dump(exclude_none=True) | fields)
        return set_answer(asked.session, *asked.stop, changed)

    def _taken_note(self, asked: Asked) -> dict[str, Any]:
        """What is noted beside the answer there is, or was noted before there is one."""
        noted = asked.answer.noted if asked.answer is not None else {}
        if noted.get("note"):
            return noted
        note = self._waiting_note(asked)
        self._notes.pop(asked.stop, None)
        return noted | {"note": note}

    def _waiting_note(self, asked: Asked) -> str:
        """The note written before there is an answer: beside the wish to ask them, or kept here."""
        to_ask = asked.session.candidate(asked.stop[0]).to_ask
        return to_ask.get(asked.question.id) or self._notes.get(asked.stop, "")
