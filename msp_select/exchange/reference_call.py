"""The call to a client of a bidder: what is heard confirms the bidder's answers, or stands in their place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from msp_select.decision.answer_value import value_of
from msp_select.exchange.form_labels import listed
from msp_select.model.candidate import Answer, AnswerValue, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.edits import logged, set_answer
from msp_select.model.questionnaire import Question
from msp_select.model.reference_call import CallAnswer, CallQuestion
from msp_select.model.scalars import MAX_TEXT, clean_text
from msp_select.model.session import Session
from msp_select.phrases.en.answers import answer_in_words


@dataclass(frozen=True)
class Heard:
    """What a client said to one question of the call.

    `lived` are the questions about the bidder of which the client spoke from experience; `says` the client's
    own answer to some of them, where it is not the bidder's.
    """

    call: CallQuestion
    answer: CallAnswer
    lived: tuple[str, ...] = ()
    says: Mapping[str, AnswerValue] = field(default_factory=dict)


def lifted(candidate: Candidate, call: CallQuestion, catalog: Catalog) -> tuple[Question, ...]:
    """The questions that this one bears on and to which the bidder has given an answer."""
    answered = {key for key, one in candidate.answers.items() if one.state == "answered"}
    return tuple(q for key in call.lifts if key in answered and (q := catalog.questions.get(key)) is not None)


def with_heard(
    session: Session, catalog: Catalog, candidate_id: str, heard: Heard, client: str, at: dt.datetime
) -> Session:
    """The session after one question of a call to `client`, with one line in its log that keeps both words.

    What agrees, or is better, is confirmed as claimed; where another word of the client was taken, that
    stands, confirmed. Of two clients who differ the lower counts. Where a worse word was not taken, and
    where nothing was said, nothing moves (KeyError if there is no such candidate).
    """
    if heard.answer.verdict == "silent":
        return session
    candidate, questions = session.candidate(candidate_id), catalog.questions
    moved = list[str]()
    for key in heard.lived:
        before, question = candidate.answers[key], questions[key]
        after = _lifted(before, question, heard, client, at.date())
        if after != before:
            session = set_answer(session, candidate_id, key, after)
        moved.append(f"{question.short} ({_both(question, before, after, heard.says.get(key))})")
    said = f'{candidate.name}: a client of theirs, {client}, said "{heard.answer.label}" to: {heard.call.ask}'
    what = f"{said} {listed(moved, most=20)}." if moved else said
    return logged(session, at, "answers_received", clean_text(what)[:MAX_TEXT])


def _lifted(before: Answer, question: Question, heard: Heard, client: str, today: dt.date) -> Answer:
    says = heard.says.get(question.id)
    proven = {"evidence": "confirmed", "dated": today, "filed": None, "aged": None}
    if says is None:
        return before if heard.answer.verdict == "worse" else before.model_copy(update=proven)
    after = before.model_copy(update={**proven, "value": says, "by": client})
    twice = before.evidence == "confirmed"
    return before if twice and value_of(question, before) <= value_of(question, after) else after


def _both(question: Question, before: Answer, after: Answer, says: AnswerValue | None) -> str:
    was = answer_in_words(question, before)
    if says is None:
        return "confirmed" if after.evidence == "confirmed" else f"left as it was: {was}"
    heard = answer_in_words(question, before.model_copy(update={"value": says}))
    counts = "the client's counts" if after.value == says else "the lower counts"
    return f"the client: {heard}; until then: {was}; {counts}"
