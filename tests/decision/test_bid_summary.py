"""One paragraph a bid: what you get, what you do not, what you must do, in at most 90 words."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from msp_select.decision.advice import bid_summary as advice
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.session import Session
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from tests.decision.sessions import answer, candidate, catalog, session
from tests.strategies import sessions

GOOD_AND_BAD = {
    "pro_backup_test": answer("quarterly_with_drill", evidence="contract"),
    "pro_patch_days": answer(60, evidence="contract"),
    "acc_escalation": answer(state="refused"),
}


def bid_summary(evaluation: Evaluation, candidate_id: str) -> str:
    said = in_words(advice.bid_summary(evaluation, candidate_id), Names.of(evaluation))
    return f"{said.title}. {said.sentence}"


def summary(answers: dict[str, Any], *, sealed: bool = False, **fields: Any) -> str:
    someone = candidate("alpine", answers, **({"name": "Alpine"} | fields))
    one = session(
        someone, size="quick", business={"biz_users": 10, "biz_sponsor": "owner"}, settings={"sealed": sealed}
    )
    return bid_summary(evaluate(one, catalog(), draws=0), "alpine")


def test_strengths_before_gaps_then_the_clients_part() -> None:
    text = summary(GOOD_AND_BAD)
    scored = [q for q in catalog().questions_in("quick") if not q.bid_field]
    must_haves = [q for q in catalog().questions.values() if q.must_have is not None and q.must_have.on]
    asked = {q.id for q in (*scored, *must_haves) if not q.bid_field}
    assert text == (
        "Alpine. What you get: backups proved by restoring. What you do not get, or not enough of: quick "
        "security updates (60 days). The price is not known yet. What you must do: give access and answers "
        f"on time, get one must-have put right first and ask {len(asked - set(GOOD_AND_BAD))} open questions."
    )


def test_a_refusal_is_named() -> None:
    text = summary({"pro_root_cause": answer(state="refused")})
    assert "not enough of: faults mended for good (they preferred not to say)." in text


def test_strengths_that_rest_on_words_alone_say_so() -> None:
    assert "What you get, by their word: backups proved by restoring." in summary(
        {"pro_backup_test": "quarterly_sample"}
    )


def test_nothing_answered() -> None:
    assert summary({}).startswith(
        "Alpine. What you get: no answer stands out yet. Nothing scored weak. The price is not known yet."
    )


def test_the_price_is_all_cash_over_the_term() -> None:
    text = summary(GOOD_AND_BAD, bid={"basis": "flat", "monthly": 1000, "own_hours": 1})
    assert "Everything you would pay over three years: about USD " in text
    assert ", partly from default figures." in text
    assert "spend 1 hour a month on it" in text


def test_sealed_prices_are_not_told() -> None:
    bid = {"basis": "flat", "monthly": 1000}
    text = summary(GOOD_AND_BAD | {"pri_escalator": 0}, bid=bid, sealed=True)
    assert "Prices are sealed." in text
    assert "USD" not in text
    assert "price rises" not in text


def test_ones_own_people_need_cover() -> None:
    assert "find cover for holidays and illness" in summary(GOOD_AND_BAD, kind="in_house")


def test_somebody_must_be_named() -> None:
    one = session(candidate("alpine"), size="quick")
    text = bid_summary(evaluate(one, catalog(), draws=0), "alpine")
    assert "What you must do: name a person who decides, give access and answers on time" in text


@given(sessions(most=2))
@settings(max_examples=25)
def test_never_more_than_90_words(one: Session) -> None:
    evaluation = evaluate(one, catalog(), draws=0)
    for result in evaluation.results:
        text = bid_summary(evaluation, result.id)
        assert len(text.split()) <= 90
        assert text.startswith(result.name[:20].strip())
