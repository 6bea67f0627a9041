"""What stands above a ranking: which of four facts it is, and what the verdict's own rests on."""

from __future__ import annotations

import pytest

from msp_select.decision.fact import Fact
from msp_select.decision.findings.headline import NoCandidate, NotJudged, headline
from msp_select.decision.findings.leader import Sealed, Sureness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.headline import verdict_sentence
from tests.decision.sessions import answer, catalog, session
from tests.decision.test_verdict import DRAWN, best, firm, judged, weaker, worded


def of(draws: int, *, sealed: bool = False) -> Evaluation:
    """Two candidates after so many tries."""
    two = session(firm("a", best()), firm("b", weaker()), settings={"sealed": sealed})
    return evaluate(two, catalog(), draws=draws)


@pytest.mark.parametrize(
    ("evaluation", "fact"),
    [
        (evaluate(session(), catalog(), draws=0), NoCandidate()),
        (of(400, sealed=True), Sealed()),
        (of(99), NotJudged(candidates=("a",), leader="a", score=of(0).results[0].score, draws=99)),
    ],
    ids=["nobody", "sealed", "too few tries"],
)
def test_why_there_is_no_verdict_is_a_fact_of_its_own(evaluation: Evaluation, fact: Fact) -> None:
    assert headline(evaluation) == fact


def test_with_enough_tries_it_is_the_verdict() -> None:
    assert isinstance(headline(of(100)), Sureness)


def test_a_page_says_how_many_conditions_stand_below() -> None:
    found, verdict = judged(firm("a", best(evidence="said")), firm("b", weaker(), 260))
    assert verdict.kind in ("clear", "narrow")
    assert verdict_sentence(found).partition(" Before you sign: ")[2].endswith(" conditions below.")


def test_where_everybody_fails_it_is_told_who_fails_the_fewest() -> None:
    two, one = ({q.id: answer(state="refused") for q in DRAWN[:n]} for n in (2, 1))
    found, _ = judged(firm("a", best(two)), firm("b", best(one)))
    fact, _ = worded(found)
    assert (fact.fewest_failed, fact.fewest_failed_must_haves) == ("b", 1)
    assert verdict_sentence(found).endswith("B fails the fewest, one must-have.")


def test_whoever_answered_too_little_is_told_only_where_it_counts() -> None:
    """A leader, without a try too; a rival that may well be first; not one that could not win."""
    free = [q.id for q in catalog().questions.values() if q.must_have is None and not q.bid_field]
    few = {key: one for key, one in best().items() if key not in free[: 9 * len(free) // 10]}
    found, verdict = judged(firm("a", few), firm("b", few, 125), draws=0)
    assert verdict.kind == "incomplete"
    fact, _ = worded(found)
    assert fact.answered_too_little == ("a",)
    assert fact.answered_percent == pytest.approx([100 * found.results[0].coverage])
    fact, _ = worded(judged(firm("a", few), firm("b", few, 125))[0])
    assert fact.answered_too_little == ("a", "b")
    found, verdict = judged(firm("a", best(evidence="confirmed")), firm("b", few, 260))
    assert found.result("b").coverage < 0.6
    assert worded(found)[0].answered_too_little == ()


def test_who_loses_less_is_told_of_two_that_differ_and_nobody_of_two_that_do_not() -> None:
    same = best(evidence="confirmed")
    fact, _ = worded(judged(firm("a", same, 100), firm("b", same, 100))[0])
    assert fact.losses_known
    assert fact.loses_less is None
    fact, _ = worded(
        judged(firm("a", best(evidence="said"), 200), firm("b", best(evidence="written"), 220))[0]
    )
    assert (fact.leader, fact.rival, fact.loses_less) == ("b", "a", "b")
    fact, _ = worded(of(400))
    assert (fact.rival, fact.losses_known, fact.loses_less) == (None, False, None)
