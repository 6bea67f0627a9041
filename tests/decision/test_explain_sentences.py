"""Each finding's whole sentence on bids small enough to check by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from msp_select.decision.refusal import Refusal
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.log import LogEntry, LogKind
from msp_select.phrases.en.refusals import refusal_in_words
from msp_select.phrases.explanation import explain
from tests.decision.three_bids import (
    ALPINE,
    BUDGETIX,
    NORTHWIND,
    bidder,
    scored,
    sentence,
    tiny_catalog,
)


def textbook(**fields: Any) -> Evaluation:
    return scored(NORTHWIND, BUDGETIX, ALPINE, **fields)


def at_least_60(*candidates: Any) -> Evaluation:
    return scored(*candidates, catalog=tiny_catalog(at_least=60, cure="Get 60 marks in writing."))


TEXTBOOK = {
    "first_sentence": (
        "Northwind costs USD 12,960 more cash over three years than Budgetix, the cheapest, or "
        "USD 36 per user "
        "and month. It buys 12.4 points of 100, most of it in Proactivity care."
    ),
    "differences": ("Northwind is 12.4 points ahead of Budgetix, of 100: most of it in Proactivity care."),
    "pros_and_cons": (
        "Proactivity care alone gives Northwind 9.9 points. All that Budgetix does better makes 9 points."
    ),
    "better_at": (
        "Budgetix does better in one of four criteria: Price: How much. Northwind does better in three: "
        "Proactivity care, Transparency care and Staffing care."
    ),
    "does_badly": ("Northwind is weakest in Price: How much (52 of 100)."),
    "value_for_money": (
        "Each of the three priced candidates buys more quality for more cash: nobody is both "
        "cheaper and better."
    ),
    "dearer_not_safer": (
        "Alpine, the dearest provider, scores 68.2 of 100. Northwind scores 70.9 for USD 13,320 "
        "less cash over "
        "three years."
    ),
    "premium": (
        "Northwind costs USD 36 more per user and month than Budgetix. "
        "Its lead of 21.4 points in all else is worth about USD 86 per user and month to you. On "
        "your price scale, "
        "one point of 100 is worth USD 4 per user and month."
    ),
    "even_swaps": (
        "The four differences, turned into money, put Northwind about USD 50 per user and month ahead of "
        "Budgetix."
    ),
    "break_even_price": (
        "Northwind stays first up to a monthly fee of USD 1,088 (now USD 980); above that Alpine leads."
    ),
    "price_needed": (
        "No price puts Budgetix first: even for nothing it would stay 9.4 points behind "
        "Northwind. Below USD 50 per user and month, the best end of the price scale, a lower price earns "
        "no points."
    ),
    "flip_weights": (
        "The lead turns soonest with price. Price (now 25 %) can weigh from 19.1 % to 44.2 %; beyond that "
        "Alpine overtakes below, Budgetix above."
    ),
    "price_weight_flip": (
        "Budgetix scores more than Northwind only where price weighs more than 44.2 %; now it weighs 25 %."
    ),
    "price_weights": (
        "By the weight of price, first comes Alpine at 10 %, Northwind from 20 to 40 % and "
        "Budgetix from 50 to "
        "60 %."
    ),
    "other_weights": (
        "Who would win: on price alone (must-haves kept) Budgetix; with equal pillars Northwind; "
        "by the order "
        "of your pillars Alpine."
    ),
    "fewest_changes": (
        "Alpine would pass Northwind by bringing one answer to its best, proven. Any one of three answers "
        "would do."
    ),
    "fewest_changes_against": (
        "Budgetix would pass Northwind by bringing one answer to its best, proven. Only this one does it "
        'alone: "proactivity mark".'
    ),
    "coverage": (
        "100 % of what matters is answered by Northwind and 100 % by Budgetix. From what is "
        "proven to the best possible: Northwind 71 and Budgetix 58 of 100."
    ),
    "ask_next": "Asking more would add little to the choice, less than 0.05 points of 100.",
    "words_alone": (
        "No part of Northwind's advantage over Budgetix rests on words alone. Counting only what is proven, "
        "Northwind is 12.4 points ahead of Budgetix."
    ),
    "risks": "Every answer of Northwind is in the contract, seen or confirmed.",
    "negotiation": 'With Northwind, ask about "staffing mark" (worth 5.2 points).',
    "make_acceptable": (
        'With Budgetix, ask about "proactivity mark" (worth 15 points) and two other things. '
        "Together that is "
        "worth 34.8 points of 100."
    ),
    "when_right": (
        "Budgetix would be right if price weighed more than 44.2 % to you (now 25 %). Another "
        "condition is below."
    ),
    "record": "The log does not say when prices were opened.",
}


@pytest.mark.parametrize("kind", TEXTBOOK)
def test_the_textbook_case_in_whole_sentences(kind: str) -> None:
    assert sentence(textbook(), kind) == TEXTBOOK[kind]


def test_nothing_that_needs_draws_is_said_without_draws() -> None:
    kinds = {finding.kind for finding in explain(textbook()).findings}

    assert not kinds & {"verdict", "first_places"}


def test_first_places_and_verdict_say_how_often() -> None:
    evaluation = textbook(draws=400)
    share = round(100 * (evaluation.results[0].first_share or 0))

    assert sentence(evaluation, "verdict") == (
        f"Clear: Northwind is first in {share} of 100 tries with weights, unproven answers and open "
        "must-haves varied."
    )
    assert sentence(evaluation, "first_places") == (
        f"First place goes to Northwind in {share} of 100 tries and Alpine in {100 - share} of 100 tries, "
        "with weights and open answers varied at random."
    )


# ---- the cheapest leads


def cheapest_leads() -> Evaluation:
    return scored(bidder("Cheap", (80, 80, 80), 60), bidder("Dear", (70, 90, 80), 120))


CHEAPEST = {
    "first_sentence": (
        "Cheap is the cheapest. It costs USD 21,600 less cash over three years than Dear, or USD 60 per user "
        "and month. It is also 16 points of 100 ahead, most of it in Price: How much."
    ),
    "premium": (
        "Cheap costs USD 60 less per user and month than Dear. "
        "Its lead of 1 point in all else is worth USD 4 per user and month to you. On your price scale, "
        "one point of 100 is worth USD 4 per user and month."
    ),
    "break_even_price": (
        "Cheap stays first up to a monthly fee of USD 1,240 (now USD 600); above that Dear leads."
    ),
    "price_needed": "Dear would come first below a monthly fee of USD 560 (now USD 1,200).",
    "price_weight_flip": "No weight of price puts Dear ahead of Cheap, not even 100 %.",
    "price_weights": "Cheap comes first wherever price weighs between 10 % and 60 %.",
    "other_weights": (
        "Cheap would also win on price alone (must-haves kept), on equal pillars and on the order of your "
        "pillars alone."
    ),
    "fewest_changes": ("Even with every answer at its best and proven, Dear would only be level with Cheap."),
    "even_swaps": (
        "The three differences, turned into money, put Cheap USD 64 per user and month ahead of Dear. "
        "Left out: one criterion in which both are alike."
    ),
    "value_for_money": "Nobody is both cheaper and better than Cheap.",
    "when_right": (
        "Cheap, the cheapest, stays first unless it costs more than USD 124 cash per user and month, "
        "as scored, without the effect of foresight."
    ),
}


@pytest.mark.parametrize("kind", CHEAPEST)
def test_where_the_cheapest_leads_the_page_argues_for_it(kind: str) -> None:
    assert sentence(cheapest_leads(), kind) == CHEAPEST[kind]


# ---- negative gaps, ties, one alone, no price


def test_a_negative_gap_is_turned_round_in_words() -> None:
    dear_first = {"subject": "budgetix", "against": "northwind"}

    assert sentence(textbook(), "first_sentence", **dear_first) == (
        "Budgetix is the cheapest. It costs USD 12,960 less cash over three years than "
        "Northwind, or USD 36 per "
        "user and month. It is 12.4 points of 100 behind."
    )
    assert sentence(textbook(), "differences", **dear_first) == (
        "Budgetix is 12.4 points behind Northwind, of 100: most of it in Proactivity care."
    )
    assert sentence(textbook(), "premium", **dear_first) == (
        "Budgetix costs USD 36 less per user and month than Northwind. But it is 21.4 points behind in all "
        "else, which is worth about USD 86 per user and month to you. On your "
        "price scale, one point of 100 is worth USD 4 per user and month."
    )


def test_against_another_than_the_cheapest() -> None:
    assert sentence(textbook(), "first_sentence", against="alpine") == (
        "Northwind costs USD 13,320 less cash over three years than Alpine, or USD 37 per user "
        "and month. It is "
        "also 2.7 points of 100 ahead, most of it in Price: How much; "
        "9.2 points one way and 6.5 the other."
    )


def twins() -> Evaluation:
    return scored(NORTHWIND, bidder("Twin", (78, 80, 74), 98))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "first_sentence",
            "Northwind costs the same cash over three years as Twin. Both score the same: 70.9 of 100.",
        ),
        (
            "differences",
            "Northwind and Twin are level: no more than 0.05 of 100 points lie between them.",
        ),
        ("pros_and_cons", "Northwind and Twin do not differ in any criterion that weighs something."),
        ("better_at", "Twin does nothing better than Northwind, on four criteria."),
        (
            "premium",
            "Northwind costs the same per user and month as Twin. "
            "The two are alike in all else. On your price scale, one point of 100 is worth "
            "USD 4 per user "
            "and month.",
        ),
        (
            "even_swaps",
            "Northwind and Twin are alike in every criterion: nothing is left to trade.",
        ),
        (
            "words_alone",
            "Northwind has no advantage over Twin that could rest on words. Counting only what is proven, "
            "Northwind and Twin are level.",
        ),
        (
            "when_right",
            "Northwind, one of the cheapest, stays first unless it costs more than USD 98 cash per "
            "user and month, as scored, "
            "without the effect of foresight.",
        ),
    ],
)
def test_equal_candidates(kind: str, words: str) -> None:
    assert sentence(twins(), kind) == words


def test_two_that_differ_in_price_alone_change_places_at_no_weight_of_price() -> None:
    dearer = scored(NORTHWIND, bidder("Twin", (78, 80, 74), 140))
    assert sentence(dearer, "price_weight_flip") == (
        "No weight of price puts Twin ahead of Northwind, not even 100 %."
    )
    assert "price weigh" not in sentence(dearer, "when_right")


@pytest.mark.parametrize("kind", ["pros_and_cons", "even_swaps", "price_weight_flip", "words_alone"])
def test_what_is_said_of_two_does_not_hang_on_who_is_named_first(kind: str) -> None:
    first, second = (
        explain(textbook(), subject=one, against=other).finding(kind)
        for one, other in (("northwind", "budgetix"), ("budgetix", "northwind"))
    )
    assert first is not None
    assert second is not None
    assert (first.figures["ahead"], first.figures["behind"]) == ("northwind", "budgetix")
    assert first.sentence == second.sentence


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    namesake = bidder("Twin", (78, 80, 74), 98).model_copy(update={"name": "northwind"})
    assert sentence(scored(NORTHWIND, namesake), "differences") == (
        "Northwind (northwind) and northwind (twin) are level: no more than 0.05 of 100 points "
        "lie between them."
    )


def test_what_nobody_has_answered_is_nothing_that_is_done_badly() -> None:
    silent = NORTHWIND.model_copy(update={"answers": {}, "bid": None})
    assert sentence(scored(silent), "does_badly") == "No criterion of Northwind can be judged yet."


def test_one_candidate_alone() -> None:
    found = explain(scored(NORTHWIND))

    assert found.against is None
    assert found.findings[0].sentence == (
        "Northwind is the only candidate, with 70.9 points of 100: there is nobody to compare it with."
    )
    assert not {finding.kind for finding in found.findings} & {"differences", "premium", "when_right"}


def test_without_a_price_nothing_is_said_in_money() -> None:
    evaluation = scored(NORTHWIND, bidder("Unpriced", (60, 60, 60), None))

    assert sentence(evaluation, "first_sentence") == (
        "Unpriced has no price yet, so nothing can be said in money. Northwind is 21.8 points "
        "ahead of Unpriced."
    )
    assert sentence(evaluation, "break_even_price") == (
        "Northwind stays first at any price: beyond the end of the price scale, USD 150 per user "
        "and month, a "
        "higher price costs no more points. That end is also the price at which you walk away."
    )
    assert not sentence(evaluation, "premium")
    assert not sentence(evaluation, "price_needed")


def test_a_bid_without_the_number_of_users_says_what_is_missing() -> None:
    assert sentence(scored(NORTHWIND, BUDGETIX, business={}), "first_sentence") == (
        "Northwind and Budgetix cannot be put in money yet: a price, or your number of users, is "
        "missing. "
        "Northwind is 28.5 points ahead of Budgetix."  # the price level counts for nobody
    )


def test_no_candidate_and_unknown_names_are_refused() -> None:
    def refused(evaluation: Evaluation, against: str | None = None) -> tuple[str, str]:
        with pytest.raises(Refusal) as found:
            explain(evaluation, against=against)
        return refusal_in_words(found.value)

    assert refused(scored()) == ("There is no candidate to explain.", "Add one first.")
    assert refused(textbook(), "nobody") == (
        'There is no candidate "nobody".',
        "Use one of: northwind, budgetix, alpine.",
    )
    itself = ('"Northwind" cannot be compared with itself.', "Name another candidate, or none at all.")
    assert refused(textbook(), "northwind") == itself


# ---- must-haves


def test_one_failed_must_have() -> None:
    evaluation = at_least_60(NORTHWIND, BUDGETIX)

    assert sentence(evaluation, "must_haves") == (
        "Budgetix does not yet meet one of your must-haves: staffing mark. Heard: 52 marks. "
        "Must be 60 marks or more."
    )
    assert sentence(evaluation, "own_must_haves") == "Northwind does not fail the one must-have."
    assert sentence(evaluation, "fewest_changes") == (
        "Budgetix would pass Northwind by curing its one failed must-have and bringing one more "
        "answer to its "
        "best, proven. Any one of two answers would do after that."
    )
    assert sentence(evaluation, "price_needed") == (
        "With its one failed must-have cured, no price puts Budgetix first: even for nothing it "
        "would stay 9.4 "
        "points behind Northwind. Below USD 50 per user and month, the best end of the price scale, a lower "
        "price earns no points."
    )
    assert sentence(evaluation, "when_right") == (
        "Budgetix would be right if price weighed more than 44.2 % to you (now 25 %). First it must cure one "
        "failed must-have. Another condition is below."
    )
    assert sentence(evaluation, "make_acceptable") == (
        'With Budgetix, get its one failed must-have cured, then ask about "proactivity mark" '
        "(worth 15 points) "
        "and one other thing. Together that is worth 24 points of 100."
    )


def test_a_must_have_nobody_can_judge_is_open() -> None:
    evaluation = at_least_60(NORTHWIND, bidder("Silent", (70, 70, None), 60))

    assert (
        sentence(evaluation, "must_haves")
        == "Silent does not fail the one must-have; one must-have is still open."
    )


def test_names_full_of_brackets_and_quotes_stay_as_they_are() -> None:
    name = 'Low [b]x[/b] "q" {0} %s'
    evaluation = at_least_60(NORTHWIND, bidder(name, (100, 100, 50), 60, id="low"))

    assert sentence(evaluation, "first_sentence") == (
        f"Northwind costs USD 13,680 more cash over three years than {name}, the cheapest, or USD "
        f"38 per user "
        f"and month. Yet it is 14.1 points of 100 behind; {name} fails one must-have."
    )
    assert sentence(evaluation, "when_right") == (
        f"{name} would be right as soon as it cured its one failed must-have: it already scores 14.1 points "
        "more than Northwind."
    )


# ---- what is not known or not proven


def test_the_part_that_rests_on_words_alone() -> None:
    talker = bidder("Talker", (95, 95, 95), 98, evidence="said")
    evaluation = scored(talker, bidder("Doer", (55, 55, 55), 98))

    assert sentence(evaluation, "words_alone") == (
        "100 % of what Talker's better answers bring rests on words alone: 5.1 of 5.1 points, said or "
        "written but not in the contract, seen or confirmed. Counting only what is proven, Doer is 19.9 "
        "points ahead of Talker."
    )
    assert sentence(evaluation, "risks") == (
        "Three promises that are only words remain with Talker; get them settled before you sign."
    )


def test_open_answers_their_reach_and_what_to_ask_for() -> None:
    open_one = bidder("Open", (95, 95, None), 98)
    evaluation = scored(open_one, bidder("Known", (70, 70, 70), 98))

    assert sentence(evaluation, "coverage") == (
        "100 % of what matters is answered by Known and 75 % by Open. From what is proven to the best "
        "possible: Known 66 and Open 60 to 86 of 100. A question without an answer counts at most 25 of 100, "
        "our default, and never more than the weakest answer."
    )
    asked = sentence(evaluation, "ask_next")
    assert asked.startswith("Ask this one: Open: staffing mark (alone ")
    assert "By so much is the choice better, on average, once it is known." in asked


def test_that_no_answer_matters_is_said_only_of_a_clear_verdict() -> None:
    evaluation = textbook(draws=400)
    assert evaluation.verdict is not None
    assert evaluation.verdict.kind == "clear"
    assert sentence(evaluation, "ask_next") == "No answer is likely to change the choice."


# ---- sealed


def test_while_sealed_no_price_no_money_and_no_score_is_shown() -> None:
    found = explain(textbook(settings={"sealed": True}, draws=50))
    text = " ".join(
        finding.sentence
        + repr(finding.rows)
        + repr({k: v for k, v in finding.figures.items() if v is not None})
        for finding in found.findings
    )

    assert found.subject == "alpine"
    assert found.findings[0].sentence == (
        "Prices are sealed. On quality alone Alpine is 8.7 points ahead of Northwind."
    )
    assert found.findings[1].sentence == (
        "Prices are sealed: scores, money and all that rests on a price are left out until you open them."
    )
    assert "USD" not in text.replace("'USD, tax", "")
    assert "cash" not in text
    assert not {finding.kind for finding in found.findings} & {
        "verdict",
        "premium",
        "price_weights",
        "price_weight_flip",
        "value_for_money",
        "when_right",
        "low_price",
    }


def test_price_over_half_is_warned_of() -> None:
    weights = {"pillars": {"proactivity": 20, "transparency": 10, "staffing": 10, "price": 60}}

    assert sentence(textbook(weights=weights), "heavy_price") == (
        "Price weighs 60 %, more than everything else together: a provider that does little can "
        "win by asking "
        "little."
    )
    assert not sentence(textbook(), "heavy_price")


def test_a_sentence_that_rests_on_a_default_names_it() -> None:
    leaves_out = bidder("Vague", (78, 80, 74), 98)
    assert leaves_out.bid is not None
    vague = leaves_out.model_copy(
        update={"bid": leaves_out.bid.model_copy(update={"licences_per_user": None, "yearly_rise": None})}
    )

    assert sentence(scored(vague, BUDGETIX), "first_sentence").endswith(
        'Our defaults in it: "Licences and security tools not in the fee" and '
        '"Yearly rise where the contract sets no limit".'
    )


def entry(hour: int, what: str, kind: LogKind = "changed") -> LogEntry:
    at = dt.datetime(2026, 11, 20, hour, 5, tzinfo=dt.UTC)
    return LogEntry(at=at, what=what, kind=kind, weights=kind == "changed")


def test_the_record_says_who_paid_and_what_was_changed_after_prices_were_opened() -> None:
    log = (entry(9, "weights set"), entry(12, "prices opened", "prices_opened"), entry(13, "weights changed"))
    evaluation = textbook(log=log, paid_by="the buyer")

    assert sentence(evaluation, "record") == (
        "Paid for by the buyer. Weights were set on 20 November 2026 at 09:05 (UTC); prices were "
        "opened on 20 "
        "November 2026 at 12:05 (UTC), with one change of weights since."
    )


@pytest.mark.parametrize(
    ("months", "words"), [(12, "one year"), (24, "two years"), (1, "one month"), (30, "30 months")]
)
def test_the_term_in_words(months: int, words: str) -> None:
    assert f"cash over {words} than" in sentence(textbook(term_months=months), "first_sentence")
