"""The verdict: its kinds in their order, its conditions and reservations, and what it may never say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msp_select.decision.findings.leader import Sureness, how_sure
from msp_select.decision.scoring.chances import chance_of_open, chances
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.must_haves import gates
from msp_select.decision.scoring.verdict import LOWERING, Caveat, Verdict
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.scalars import Evidence
from msp_select.model.session import Session
from msp_select.phrases.en.headline import verdict_sentence
from msp_select.phrases.en.verdict import before_signing, beside, caveat_sentence
from msp_select.phrases.en.words import hundredths
from msp_select.phrases.names import Names
from tests.decision.sessions import answer, candidate, catalog, session
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog
from tests.strategies import sessions, shipped_catalog

MUST_HAVES = {q.id: q for q in catalog().questions.values() if q.must_have is not None and q.must_have.on}
Sheet = dict[str, Answer]
NOTHING: dict[str, Any] = {
    "outside_hours_share": 0, "after_hours": 0, "project_hours": 0, "licences_per_user": 0,
    "yearly_rise": 0, "rise_capped": True,
}  # fmt: skip
"""What a bid says that has nothing on top of its fee."""
DRAWN = [q for q in MUST_HAVES.values() if q.must_have is not None and not q.must_have.answered]


def best(changed: Mapping[str, Answer | None] | None = None, evidence: Evidence = "contract") -> Sheet:
    """Every question answered as well as can be, some changed or not asked (None)."""
    found: dict[str, Answer | None] = {}
    for question in catalog().questions.values():
        if question.kind == "choice":
            top = max(question.levels, key=lambda level: level.value)
            found[question.id] = answer(top.id, evidence=evidence)
        elif question.value:
            found[question.id] = answer(max(question.value, key=lambda p: p[1])[0], evidence=evidence)
    return {key: one for key, one in (found | dict(changed or {})).items() if one is not None}


def judged(*candidates: Candidate, draws: int = 400, **fields: Any) -> tuple[Evaluation, Verdict]:
    business = {"biz_users": 40, "biz_price_low": 90, "biz_price_high": 270} | fields.pop("business", {})
    found = evaluate(session(*candidates, business=business, **fields), catalog(), draws=draws)
    assert found.verdict is not None
    return found, found.verdict


def worded(found: Evaluation) -> tuple[Sureness, Names]:
    """What words are made of."""
    fact = how_sure(found)
    assert fact is not None
    return fact, Names.of(found)


def firm(name: str, answers: dict[str, Answer], per_user: float = 120, **bid: Any) -> Candidate:
    terms: dict[str, Any] = {"basis": "per_user", "per_user": per_user, "onboarding": 0, "hourly_rate": 150}
    terms |= {"evidence": "contract"} | bid
    return candidate(name, answers, bid=terms)


def weaker() -> Sheet:
    """Answers that keep every must-have and are worse where there is none."""
    worst = {
        q.id: answer(min(q.levels, key=lambda level: level.value).id, evidence="contract")
        for q in catalog().questions.values()
        if q.kind == "choice" and q.id not in MUST_HAVES
    }
    return best() | worst


# ---- the chance of an open must-have


def test_the_chance_of_an_open_must_have_is_taken_from_those_judged_and_halved_where_nothing_was_said() -> (
    None
):
    """Seven of seven met: 8/9, asked and silent 4/9; a must-have that only wants an answer is not drawn."""
    rules = {q.id: q.must_have for q in DRAWN[:9] if q.must_have is not None}
    asked, unasked = DRAWN[0].id, DRAWN[1].id
    someone = candidate("a", best({asked: answer(state="unknown"), unasked: None}))
    held = gates(someone, rules, catalog())
    assert chance_of_open(held) == pytest.approx(8 / 9)
    found = chances([held], [asked, unasked, DRAWN[2].id])
    assert found[0].tolist() == pytest.approx([4 / 9, 8 / 9, 1])
    everything = evaluate(session(someone), catalog(), draws=0).results[0]
    wants_an_answer = [gate for gate in everything.open if gate.rule.answered]
    assert wants_an_answer, "the fee is not stated"
    assert chances([everything.gates], list(catalog().questions))[0].min() > 0.4


# ---- kinds, in their order


def test_an_open_must_have_of_the_leader_is_never_clear_whatever_its_share() -> None:
    first = DRAWN[0].id
    found, verdict = judged(firm("a", best({first: answer(state="unknown")})), firm("b", weaker()))
    assert (verdict.kind, verdict.leader, verdict.rival) == ("open_must_haves", "a", None)
    assert verdict.first_if_met == 1
    assert verdict.first_and_acceptable == pytest.approx(found.results[0].first_share)
    assert verdict.first_and_acceptable is not None
    assert verdict.first_and_acceptable < 0.9
    assert [(c.kind, c.question) for c in verdict.conditions] == [("open", first)]
    assert verdict_sentence(found).startswith("Not yet: A leads, but one must-have is open (")
    assert before_signing(*worded(found))[0].endswith(DRAWN[0].must_have.cure if DRAWN[0].must_have else "")


def test_an_open_must_have_of_a_rival_is_only_drawn() -> None:
    first = DRAWN[0].id
    _, verdict = judged(firm("a", best()), firm("b", weaker() | {first: answer(state="unknown")}))
    assert verdict.kind == "clear"


def test_everybody_failing_is_nobody_acceptable_and_one_alone_needs_a_second_bid() -> None:
    fails = best({DRAWN[0].id: answer(state="refused")})
    assert judged(firm("a", fails), firm("b", fails))[1].kind == "none_acceptable"
    found, verdict = judged(firm("a", best()))
    assert (verdict.kind, verdict_sentence(found)) == ("single", "A is the only candidate: get a second bid.")
    assert judged(firm("a", best({DRAWN[0].id: None})))[1].kind == "open_must_haves"
    assert judged(firm("a", best(), 400))[1].kind == "over_limit"


def test_a_leader_without_a_price_is_incomplete_where_prices_are_measured() -> None:
    found, verdict = judged(candidate("a", best()), firm("b", weaker(), 260))
    assert found.results[0].id == "a"
    assert verdict.kind == "incomplete"
    assert verdict_sentence(found) == "Incomplete: A leads without a price. Ask for it before you choose."


def test_whoever_would_lead_if_everybody_were_asked_alike_makes_it_incomplete() -> None:
    free = [q.id for q in catalog().questions.values() if q.must_have is None and not q.bid_field]
    asked_less = {key: one for key, one in best().items() if key not in free[::2]}
    found, verdict = judged(firm("a", best(evidence="written")), firm("b", asked_less))
    assert (found.results[0].id, verdict.kind, verdict.if_asked) == ("a", "incomplete", "b")
    assert "B would lead if the questions nobody has asked were answered like the others" in verdict_sentence(
        found
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.795, "79"), (0.7999, "79"), (0.8, "80"), (0.596, "59"), (0.6, "60"), (0.556, "56")],
)
def test_a_share_is_not_rounded_over_a_line_of_the_verdict(share: float, words: str) -> None:
    assert hundredths(share) == words


def test_fewer_than_a_hundred_tries_say_nothing() -> None:
    two = session(firm("a", best()), firm("b", weaker()))
    assert evaluate(two, catalog(), draws=99).verdict is None


def test_candidates_that_are_alike_are_too_close_and_share_the_first_places() -> None:
    """Two that are level in every try each come first in half of them."""
    same = best(evidence="confirmed")
    found, verdict = judged(firm("a", same, 100, **NOTHING), firm("b", same, 100, **NOTHING))
    assert verdict.kind == "too_close"
    assert [result.first_share for result in found.results] == pytest.approx([0.5, 0.5])
    assert "money does not decide between equals" in verdict_sentence(found)


# ---- limits


@pytest.mark.parametrize(("limit", "kind"), [(120, "clear"), (119, "over_limit")])
def test_the_limit_turns_the_verdict_exactly_where_the_middle_passes_it(limit: int, kind: str) -> None:
    dear, near = firm("dear", best(), 120, **NOTHING), firm("near", weaker(), 100, **NOTHING)
    found, verdict = judged(dear, near, business={"biz_price_high": limit})
    middle = found.results[0].costs
    assert middle is not None
    assert middle.per_user_month(middle.cash).middle == 120
    assert (found.results[0].id, verdict.kind) == ("dear", kind)
    if kind == "over_limit":
        caveat = verdict.caveats[0]
        assert caveat == Caveat("over_walk_away", Decimal(120), Decimal(119), first_within="near")


@settings(max_examples=12, deadline=None)
@given(fee=st.integers(60, 200), limit=st.integers(60, 200))
@example(fee=120, limit=120)
@example(fee=121, limit=120)
def test_the_verdict_is_over_the_limit_exactly_where_the_middle_is_above(fee: int, limit: int) -> None:
    dear, near = firm("dear", best(), fee, **NOTHING), firm("near", weaker(), 200, **NOTHING)
    found, verdict = judged(dear, near, business={"biz_price_low": 50, "biz_price_high": limit})
    assert found.results[0].id == "dear"
    assert (verdict.kind == "over_limit") == (fee > limit)
    assert (verdict.caveat("over_walk_away") is not None) == (fee > limit)


def test_the_budget_is_a_limit_a_month_and_our_own_yardstick_is_none() -> None:
    found, verdict = judged(firm("a", best(), 200), firm("b", weaker(), 200), business={"biz_budget": 5000})
    assert verdict.caveats[0].kind == "over_budget"
    assert verdict_sentence(found).endswith("Nobody you could choose is within it.")
    plain = session(firm("a", best(), 400), firm("b", weaker(), 400), business={"biz_users": 40})
    default = evaluate(plain, catalog(), draws=400).verdict
    assert default is not None
    assert default.caveat("over_walk_away", "may_pass_walk_away") is None


def test_a_limit_is_held_against_the_least_it_can_be_and_nobody_of_unknown_cash_is_within_it() -> None:
    """Without a rate for hours in that currency, hours, after-hours and projects cannot be worked out."""
    silent = {"hourly_rate", "project_hours", "outside_hours_share", "after_hours"}
    bid = {**NOTHING, **dict.fromkeys(silent)}
    dear = firm("dear", best({"pri_extra_share": None}), 300, **bid)
    little = {key: one for key, one in weaker().items() if key != "pri_extra_share"}
    unknown = firm("unknown", little, 100, **bid)
    found, verdict = judged(dear, unknown, business={"biz_price_high": 119}, currency="CHF")
    caveat = verdict.caveat("over_walk_away")
    assert caveat is not None
    assert (caveat.first_within, bool(caveat.missing)) == (None, True)
    fact, names = worded(found)
    said = caveat_sentence(fact, caveat, names)
    assert "leads, but costs at least CHF 300 where" in said
    assert said.endswith("Nobody you could choose is known to be within it.")
    whole = firm("whole", weaker(), 100, **NOTHING)
    found, verdict = judged(dear, unknown, whole, business={"biz_price_high": 119}, currency="CHF")
    caveat = verdict.caveat("over_walk_away")
    assert caveat is not None
    assert caveat.first_within == "whole"


# ---- conditions and reservations


def test_a_must_have_met_by_word_alone_is_listed_and_one_in_the_contract_is_not() -> None:
    word = {
        DRAWN[0].id: best(evidence="said")[DRAWN[0].id],
        DRAWN[1].id: best(evidence="written")[DRAWN[1].id],
    }
    found, verdict = judged(firm("a", best() | word), firm("b", weaker()))
    listed = {(c.kind, c.question, c.evidence) for c in verdict.conditions}
    assert listed == {("word_only", DRAWN[0].id, "said"), ("word_only", DRAWN[1].id, "written")}
    assert verdict_sentence(found).endswith(" Before you sign: two conditions below.")
    assert "Get it in writing, in the contract." in before_signing(*worded(found))[0]


def test_zeros_that_only_the_bid_says_are_conditions_and_may_turn_the_order() -> None:
    """A dearer bid that states four zeros leads an honest cheaper one only by its zeros."""
    zeros = {"outside_hours_share": 0, "project_hours": 0, "licences_per_user": 0, "after_hours": 0}
    bold = firm("bold", best(), 135, **zeros, evidence="written")
    found, verdict = judged(bold, firm("honest", best(), 120))
    assert verdict.leader == "bold"
    assert {c.field for c in verdict.conditions if c.kind == "bid_word"} == set(zeros)
    caveat = verdict.caveat("bid_words")
    assert caveat is not None
    assert caveat.first_without == "honest"
    assert any("Honest would lead, not Bold" in one for one in beside(*worded(found))) or (
        "Honest would lead, not Bold" in verdict_sentence(found)
    )
    held = bold.model_copy(update={"bid": bold.bid and bold.bid.model_copy(update={"evidence": "contract"})})
    assert not [c for c in judged(held, firm("honest", best(), 120))[1].conditions if c.kind == "bid_word"]


def test_a_score_that_rests_on_little_says_so_and_is_never_clear() -> None:
    away = answer(state="not_applicable", reason="not with us", confirmed=True)
    left = {q.id: away for q in catalog().questions.values() if q.must_have is None and not q.bid_field}
    found, verdict = judged(firm("a", best() | left), firm("b", weaker(), 250))
    assert found.result("a").left_out > 0.3
    assert verdict.leader == "a"
    assert verdict.kind == "narrow"
    assert verdict.caveat("not_applicable") is not None


@pytest.mark.parametrize(("size", "percent"), [("quick", 100 * 11 / 215), ("core", 1), ("full", None)])
def test_a_small_set_says_how_often_such_a_verdict_turns(size: str, percent: float | None) -> None:
    _, verdict = judged(firm("a", best()), firm("b", weaker()), size=size)
    assert verdict.kind == "clear"
    caveat = verdict.caveat("size")
    assert (None if caveat is None else caveat.turned_percent) == pytest.approx(percent)


# ---- what holds for every session


@settings(max_examples=40)
@given(sessions(most=4))
def test_no_verdict_says_more_than_holds(any_session: Session) -> None:
    opened = any_session.model_copy(
        update={"settings": any_session.settings.model_copy(update={"sealed": False})}
    )
    found = evaluate(opened, shipped_catalog(), draws=150)
    shares = [r.first_share for r in found.results if r.first_share is not None]
    assert sum(shares) <= 1 + 1e-9
    verdict = found.verdict
    if verdict is None:
        return
    leader = found.results[0]
    if leader.open:
        assert verdict.kind in ("open_must_haves", "incomplete", "none_acceptable")
    if verdict.kind == "clear":
        assert not {caveat.kind for caveat in verdict.caveats} & {*LOWERING, "over_walk_away", "over_budget"}
    if not any(result.open for result in found.results[1:]) and leader.first_share is not None:
        assert leader.first_share <= (leader.first_if_met or 0.0) + 1e-9
    said = verdict_sentence(found)
    assert "cash" not in said
    assert "equal and" not in said
    words = {"clear": "Clear: ", "narrow": "Narrow: ", "too_close": "Too close to call: "}
    assert [kind for kind, begin in words.items() if said.startswith(begin)] == (
        [verdict.kind] if verdict.kind in words else []
    )


def test_while_sealed_there_is_no_verdict() -> None:
    sealed = session(firm("a", best()), firm("b", weaker()), settings={"sealed": True})
    assert evaluate(sealed, catalog(), draws=400).verdict is None


def test_nothing_is_said_of_limits_where_nobody_has_a_catalog_of_prices() -> None:
    tiny: Catalog = tiny_catalog()
    found = scored(NORTHWIND, BUDGETIX, ALPINE, catalog=tiny, draws=200)
    assert found.verdict is not None
    assert found.verdict.kind == "clear"
    assert bidder("Solo", (1, 1, 1), 98).id == "solo"
