"""What a client of a bidder says: confirmed, in the place of the claim, or left; the log keeps both."""

from __future__ import annotations

import datetime as dt

from msp_select.exchange.reference_call import Heard, lifted, with_heard
from msp_select.model.candidate import Answer, AnswerValue
from msp_select.model.reference_call import CallAnswer, CallQuestion
from msp_select.model.session import Session
from tests.exchange.returned import one
from tests.strategies import shipped_catalog

AT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
QUESTION = "pro_backup_test"
LEVELS = [level.id for level in shipped_catalog().questions[QUESTION].levels]  # the best first


def _call() -> CallQuestion:
    call = shipped_catalog().reference_call
    assert call is not None
    return next(found for found in call.calls if QUESTION in found.lifts)


def _heard(
    session: Session, verdict: str, says: AnswerValue | None = None, client: str = "Ms Hill"
) -> Session:
    answer = CallAnswer.model_validate({"id": "x", "verdict": verdict, "label": "So they say"})
    word = {} if says is None else {QUESTION: says}
    heard = Heard(_call(), answer, (QUESTION,), word)
    return with_heard(session, shipped_catalog(), "acme", heard, client, AT)


def _answer(session: Session) -> Answer:
    return session.candidate("acme").answers[QUESTION]


def _claimed(level: int = 1) -> Session:
    return one({QUESTION: Answer(value=LEVELS[level], evidence="written", by="the bidder", note="mine")})


def test_what_agrees_is_confirmed_as_claimed_and_the_owners_note_stays() -> None:
    for verdict in ("agrees", "better"):
        after = _answer(_heard(_claimed(), verdict))
        assert (after.value, after.evidence, after.by) == (LEVELS[1], "confirmed", "the bidder")
        assert (after.note, after.dated) == ("mine", AT.date())


def test_a_better_word_may_raise_the_answer_and_a_worse_one_lower_it() -> None:
    assert _answer(_heard(_claimed(), "better", LEVELS[0])).value == LEVELS[0]
    after = _answer(_heard(_claimed(), "worse", LEVELS[3]))
    assert (after.value, after.evidence, after.by) == (LEVELS[3], "confirmed", "Ms Hill")


def test_a_worse_word_that_the_owner_does_not_take_moves_nothing_but_is_in_the_log() -> None:
    before = _claimed()
    after = _heard(before, "worse")
    assert _answer(after) == _answer(before)
    assert "So they say" in after.log[-1].what
    assert "left as it was" in after.log[-1].what


def test_silence_moves_nothing_at_all() -> None:
    before = _claimed()
    assert _heard(before, "silent") is before


def test_of_two_clients_who_differ_the_lower_counts_and_both_are_in_the_log() -> None:
    for first, second in ((LEVELS[2], LEVELS[3]), (LEVELS[3], LEVELS[2])):
        session = _heard(_claimed(0), "worse", first, client="Ms Hill")
        session = _heard(session, "worse", second, client="Mr Lee")
        assert _answer(session).value == LEVELS[3]
        log = " ".join(entry.what for entry in session.log)
        assert "Ms Hill" in log
        assert "Mr Lee" in log


def test_only_what_the_bidder_answered_can_be_confirmed() -> None:
    catalog = shipped_catalog()
    assert [q.id for q in lifted(_claimed().candidate("acme"), _call(), catalog)] == [QUESTION]
    silent = one({QUESTION: Answer(state="unknown")}).candidate("acme")
    assert lifted(silent, _call(), catalog) == ()
