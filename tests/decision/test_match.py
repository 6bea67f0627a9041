"""A library matched against a client: the figures of an evaluation, and the reasons for the shortlist."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.choices import has_price
from msp_select.decision.matching.match import Match, Matching, match_library
from msp_select.decision.matching.match_blinding import blind_matching, true_id
from msp_select.decision.matching.match_reasons import (
    AgainstAverage,
    AheadIn,
    AheadOfNext,
    BehindIn,
    ShortOfList,
    explained,
    shortlist,
    summary,
)
from msp_select.decision.matching.pool import Wanted, pool_of
from msp_select.decision.matching.standings import valued
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.edits import set_pillar_weight, set_settings, with_fields
from msp_select.model.library_copy import take
from msp_select.model.provider import Provider
from msp_select.model.session import Session
from msp_select.phrases.en.match import match_summary, misfit_in_words, why_in_words
from msp_select.phrases.names import Names
from tests import invented
from tests.decision.sessions import answer, catalog, session
from tests.strategies import ids, providers, sessions

STANDINGS = (AheadOfNext, AgainstAverage, ShortOfList)
DAY = dt.date(2026, 11, 1)
MONEY = {"biz_users": 10, "biz_price_low": 90, "biz_price_high": 270}


def provider(provider_id: str, answers: dict[str, Any] | None = None, **fields: Any) -> Provider:
    given_answers = {key: a if hasattr(a, "state") else answer(a) for key, a in (answers or {}).items()}
    head = {"id": provider_id, "name": provider_id.title(), "dated": DAY, "answers": given_answers}
    return Provider.model_validate(head | fields)


def best(**others: Any) -> dict[str, Any]:
    """The best answer to every question, but for those named."""
    found: dict[str, Any] = {}
    for question in catalog().questions.values():
        if question.kind == "choice":
            found[question.id] = max(question.levels, key=lambda level: level.value).id
        elif question.value:
            found[question.id] = max(question.value, key=lambda point: point[1])[0]
    return found | others


def matched(given_session: Session, *on_file: Provider, **options: Any) -> Matching:
    return match_library(
        given_session, catalog(), pool_of([(one, "") for one in on_file], catalog()), **options
    )


def why(matching: Matching, match: Match) -> tuple[str, ...]:
    return why_in_words(match, Names.of_matching(matching))


def taken(given_session: Session, *on_file: Provider) -> Evaluation:
    for one in on_file:
        given_session = take(given_session, one, "", catalog())
    return evaluate(given_session, catalog(), draws=0)


def figures(match: Match) -> tuple[object, ...]:
    scores = match.score, match.quality, match.claimed, match.possible, match.proven, match.coverage
    return (*scores, match.group, match.failed, match.open)


@st.composite
def libraries(draw: st.DrawFn) -> list[Provider]:
    chosen = draw(st.lists(ids(), min_size=1, max_size=5, unique=True))
    return [draw(providers(catalog(), provider_id, most=40)) for provider_id in chosen]


@settings(max_examples=25)
@given(sessions(most=0), libraries())
def test_a_match_has_every_figure_that_an_evaluation_gives_to_the_digit(
    client: Session, on_file: list[Provider]
) -> None:
    client = with_fields(client, must_haves={"acc_avg_response": {"on": True}, "sec_mfa": {"on": True}})
    matching = matched(client, *on_file)
    evaluation = taken(client, *on_file)
    by_id = {r.candidate.library.id: r for r in evaluation.results if r.candidate.library}
    assert len(matching.matches) == len(on_file)
    for match in matching.matches:
        result = by_id[match.id]
        expected = (
            result.score,
            result.quality,
            result.claimed,
            result.possible,
            result.proven,
            result.coverage,
        )
        failed, open_ = (tuple(gate.question for gate in gates) for gates in (result.failed, result.open))
        assert figures(match) == (*expected, result.group, failed, open_)
        assert match.rank == result.rank


@settings(max_examples=8)
@given(sessions(most=0), libraries())
def test_the_points_by_criterion_add_up_to_what_the_order_goes_by(
    client: Session, on_file: list[Provider]
) -> None:
    matching = matched(client, *on_file)
    for match, points in zip(matching.matches, matching.all_points, strict=True):
        assert points.sum() == pytest.approx(match.score, abs=1e-9)
        assert [points.tolist()] == matching.points(match).tolist()


@pytest.mark.parametrize(
    "first",
    [
        *("same", "weights", "left out", "money", "currency", "sealed", "region", "others"),
        *("must-have", "silence", "day"),
    ],
)
def test_a_match_comes_to_the_same_whatever_the_one_before_was(first: str) -> None:
    priced = {"bid": {"basis": "per_user", "per_user": Decimal(120)}, "profile": {"regions": ["north"]}}
    some = {key: value for key, value in best().items() if not key.startswith("pro_")}
    on_file = [
        provider("dear", best(), **priced),
        provider("cheap", some, bid={"basis": "per_user", "per_user": 95}),
    ]
    pool = pool_of([(one, "") for one in on_file], catalog())
    client = set_settings(session(business=MONEY), sealed=False)
    other, wanted = client, Wanted(region="north") if first == "region" else Wanted()
    if first == "weights":
        other = set_pillar_weight(client, "price", 70)
    elif first == "left out":
        other = set_pillar_weight(client, "staffing", 0)
    elif first == "must-have":
        other = with_fields(client, must_haves={"pro_patch_days": {"at_most": 1}})
    elif first == "silence":
        other = set_settings(client, silence=0)
    elif first == "day":
        other = with_fields(client, as_of=client.as_of + dt.timedelta(days=2000))
    elif first == "money":
        other = with_fields(client, business={**client.business, "biz_price_high": Decimal(150)})
    elif first == "currency":
        other = with_fields(client, currency="CHF")
    elif first == "sealed":
        other = set_settings(client, sealed=True)
    elif first == "others":
        pool = pool_of([(on_file[1], "")], catalog())
    before = match_library(other, catalog(), pool, wanted, to_be_weighed=True)
    pool = pool if first != "others" else pool_of([(one, "") for one in on_file], catalog())
    alone = match_library(client, catalog(), pool)
    after = match_library(client, catalog(), pool, before=before)
    assert list(after.matches) == list(alone.matches)
    assert after.matches.figures.levels.tolist() == alone.matches.figures.levels.tolist()


@settings(max_examples=8)
@given(sessions(most=0), libraries(), st.data())
def test_nobodys_figures_depend_on_who_else_is_on_file(
    client: Session, on_file: list[Provider], data: st.DataObject
) -> None:
    all_of_them = {match.id: figures(match) for match in matched(client, *on_file).matches}
    some = data.draw(st.lists(st.sampled_from(on_file), unique_by=lambda one: one.id))
    for match in matched(client, *some).matches:
        assert figures(match) == all_of_them[match.id]


def test_prices_are_those_of_the_clients_money_whoever_is_left_out_and_in_blocks_of_any_size() -> None:
    chance = random.Random(7)
    on_file = [invented.provider(number, catalog(), chance) for number in range(150)]
    pool = pool_of([(one, "") for one in on_file], catalog())
    moneys = Counter(one.currency for one in on_file)
    assert len(moneys) == 3
    for currency in moneys:
        client = session(currency=currency, business=MONEY)
        whole = match_library(client, catalog(), pool)
        levels = whole.matches.figures.levels
        priced = [one.currency == currency and one.bid is not None and has_price(one.bid) for one in on_file]
        assert (~np.isnan(levels[:, 1])).tolist() == priced
        some = match_library(client, catalog(), pool, Wanted(search="1"))
        kept = np.sort(some.matches.at)
        assert 0 < len(kept) < len(on_file)
        assert some.matches.figures.levels[kept].tobytes() == levels[kept].tobytes()
        blocks = [block.levels for block in valued(whole.client, pool, np.arange(150), block=7)]
        assert np.concatenate(blocks).tobytes() == levels.tobytes()


@settings(max_examples=8)
@given(sessions(most=0), libraries(), st.sampled_from(["proactivity", "price"]), st.integers(1, 90))
def test_a_pool_that_was_matched_before_gives_what_a_new_one_gives(
    client: Session, on_file: list[Provider], pillar: str, percent: int
) -> None:
    pool = pool_of([(one, "") for one in on_file], catalog())
    match_library(client, catalog(), pool)
    moved = set_pillar_weight(client, pillar, percent)
    assert match_library(moved, catalog(), pool).matches == matched(moved, *on_file).matches


@settings(max_examples=8)
@given(sessions(most=0), libraries())
def test_hidden_names_change_no_figure_and_no_order(client: Session, on_file: list[Provider]) -> None:
    shown = matched(set_settings(client, blind=False), *on_file)
    hidden = blind_matching(matched(set_settings(client, blind=True), *on_file))
    assert [figures(m) for m in hidden.matches] == [figures(m) for m in shown.matches]
    assert [true_id(hidden.pool, m.id) for m in hidden.matches] == [m.id for m in shown.matches]
    assert all(m.name.startswith("Firm ") for m in hidden.matches)


@pytest.mark.parametrize(
    ("given_answer", "failed"),
    [
        (Decimal("4"), False),
        (Decimal("4.0"), False),
        (Decimal("4.00000000000001"), True),
        ("none", True),
        (answer(state="refused"), True),
        (answer(state="unknown"), False),
        (answer(state="not_applicable", reason="no help desk"), False),
    ],
)
def test_a_bound_is_held_exactly(given_answer: Any, failed: bool) -> None:
    client = session(must_haves={"acc_avg_response": {"at_most": 4, "on": True}})
    (match,) = matched(client, provider("a", {"acc_avg_response": given_answer})).matches
    assert ("acc_avg_response" in match.failed) == failed


def test_answers_over_a_year_old_count_one_grade_lower_and_are_counted() -> None:
    client = session(weights={"pillars": {"proactivity": 100}})
    fresh = provider("fresh", {"pro_patch_days": answer(2, evidence="contract")}, dated=dt.date(2025, 11, 21))
    old = provider("old", {"pro_patch_days": answer(2, evidence="contract")}, dated=dt.date(2025, 11, 20))
    written = provider("written", {"pro_patch_days": answer(2, evidence="written")})
    matching = matched(client, fresh, old, written)
    by_id = {m.id: m for m in matching.matches}
    assert by_id["old"].proven == by_id["written"].proven < by_id["fresh"].proven
    assert [by_id[key].aged for key in ("fresh", "old", "written")] == [0, 1, 0]
    assert "One answer is over a year old at 2026-11-21 and counts one evidence grade lower." in (
        why(matching, explained(matching, by_id["old"], 3))
    )


def test_filters_leave_out_and_say_how_many_for_which_reason() -> None:
    everywhere = {
        "regions": ["North", "South"],
        "sectors": ["health"],
        "smallest_client": 5,
        "largest_client": 50,
    }
    on_file = (
        provider("fits", profile=everywhere),
        provider("south", profile=everywhere | {"regions": ["south"]}),
        provider("silent", profile=everywhere | {"regions": []}),
        provider("small", profile=everywhere | {"largest_client": 9}),
        provider("large", profile=everywhere | {"smallest_client": 11}),
        provider("open", profile={"regions": ["north"], "sectors": ["Health"]}),
    )
    matching = matched(session(), *on_file, wanted=Wanted(region="north", sector="health", users=10))
    assert {m.id for m in matching.matches} == {"fits", "open"}
    assert {misfit_in_words(one, matching.wanted): n for one, n in matching.left_out.items()} == {
        'another region than "north"': 1,
        "the file names no region": 1,
        "no client as large as 10 users": 1,
        "no client as small as 10 users": 1,
    }
    searched = matched(session(), *on_file, wanted=Wanted(search="MAL"))
    assert [m.id for m in searched.matches] == ["small"]
    assert [misfit_in_words(one, searched.wanted) for one in searched.left_out] == [
        'the name has no "MAL" in it'
    ]


def test_an_empty_library_and_one_where_nobody_fits_are_matched_too() -> None:
    assert matched(session()).matches == ()
    nobody = matched(session(), provider("a"), wanted=Wanted(region="north"))
    assert nobody.matches == ()
    assert shortlist(nobody, 3).chosen == ()


def test_who_came_nearest_is_three_who_miss_the_list_two_with_few_answers_and_three_who_fail() -> None:
    worst = min(catalog().questions["sec_mfa"].levels, key=lambda level: level.value).id
    few = dict(list(best().items())[: len(best()) // 3])
    days = range(2, 30, 5)  # the more days, the further behind
    on_file = [provider(f"good-{n}", best(pro_patch_days=n)) for n in days]
    on_file += [provider(f"quiet-{n}", few | {"pro_patch_days": answer(n)}) for n in days]
    on_file += [provider(f"failing-{n}", best(pro_patch_days=n, sec_mfa=worst)) for n in days]
    matching = matched(session(), *reversed(on_file))
    found = shortlist(matching, 1)
    ranked = {
        group: [match.id for match in matching.matches if match.group == group]
        for group in ("acceptable", "too_few_answers", "not_acceptable")
    }
    assert all(len(ids) == len(days) for ids in ranked.values())
    assert [match.id for match in found.chosen] == ranked["acceptable"][:1]
    assert [match.id for match in found.near] == [
        *ranked["acceptable"][1:4],
        *ranked["too_few_answers"][:2],
        *ranked["not_acceptable"][:3],
    ]


@pytest.mark.parametrize("top", [1, 3, 9])
def test_what_speaks_for_the_place_is_told_first_and_of_more_criteria(top: int) -> None:
    chance = random.Random(7)
    must_haves = {q.id for q in catalog().questions.values() if q.must_have is not None}
    worst = {
        q.id: min(q.levels, key=lambda level: level.value).id
        for q in catalog().questions.values()
        if q.kind == "choice" and q.id not in must_haves
    }
    on_file = [
        provider(f"firm-{n}", best(**{key: end for key, end in worst.items() if chance.random() < 0.4}))
        for n in range(9)
    ]
    matching = matched(session(), *on_file)
    cut = 0
    assert len(matching.acceptable) == 9
    for match in matching.acceptable:
        reasons = explained(matching, match, top).why
        whole = next((one.gaps for one in reasons if isinstance(one, STANDINGS)), ())
        parts = [one for one in reasons if isinstance(one, AheadIn | BehindIn)]
        forward = sum(gap.points for gap in whole) >= 0
        for fact, way, first in ((AheadIn, 1, forward), (BehindIn, -1, not forward)):
            expected = tuple(gap for gap in whole if way * gap.points > 0.05)[: 3 if first else 2]
            assert [one.gaps for one in parts if isinstance(one, fact)] == ([expected] if expected else [])
            cut += len(expected) == (3 if first else 2)
        if len(parts) == 2:
            assert isinstance(parts[0], AheadIn) == forward
    assert cut >= 9, "most have more to tell than is told"


def test_who_is_on_the_list_is_told_by_how_much_and_why() -> None:
    worse = best(pro_patch_days=25)
    matching = matched(session(), provider("good", best()), provider("less", worse))
    (chosen,) = shortlist(matching, 1).chosen
    assert chosen.id == "good"
    ahead, part, *_ = why(matching, chosen)
    assert "points ahead of Less, the first not on the list, most of it in Prevention" in ahead
    assert part.startswith("It is ahead in Prevention (+")


def test_who_misses_the_list_is_told_by_how_much_and_whether_proof_would_do() -> None:
    matching = matched(session(), provider("good", best()), provider("less", best(pro_patch_days=25)))
    (missed,) = shortlist(matching, 1).near
    short, part, enough, *_ = why(matching, missed)
    assert "short of the list: Good, the last on it, has" in short
    assert short.endswith(", most of it in Prevention.")
    assert part.startswith("It is behind in Prevention (-")
    assert enough.endswith("enough for the list.")


def test_who_fails_a_must_have_is_told_the_cure_and_where_it_would_stand() -> None:
    mfa = catalog().questions["sec_mfa"]
    worst = min(mfa.levels, key=lambda level: level.value)
    failing = provider("failing", best(sec_mfa=worst.id))
    matching = matched(session(), provider("less", best(pro_patch_days=25, acc_sla_met="none")), failing)
    (missed,) = [m for m in shortlist(matching, 3).near if m.id == "failing"]
    fails, cured, *_ = why(matching, missed)
    assert fails.startswith(f'Fails the must-have "{mfa.short}": found "{worst.label}"')
    assert mfa.must_have is not None
    assert fails.endswith(f"Cure: {mfa.must_have.cure}")
    assert cured.startswith("With that cured it would stand at place ")


def test_who_has_too_few_answers_is_told_which_would_be_enough() -> None:
    everything = best()
    kept = list(everything)[: len(everything) // 3]
    matching = matched(session(), provider("quiet", {key: everything[key] for key in kept}))
    (quiet,) = shortlist(matching, 3).near
    assert quiet.group == "too_few_answers"
    little, enough, *_ = why(matching, quiet)
    assert little.startswith("Only ")
    assert "would be enough: " in enough


def test_a_rate_card_in_another_currency_is_not_counted_and_that_is_said() -> None:
    bid = {"basis": "flat", "monthly": 1000}
    euros = provider("euros", best(), bid=bid, currency="EUR")
    dollars = provider("dollars", best(), bid=bid)
    matching = matched(session(business=MONEY), euros, dollars)
    levels = {m.id: matching.matches.figures.levels[m.at] for m in matching.matches}
    assert np.isnan(levels["euros"]).all()
    assert not np.isnan(levels["dollars"]).any()
    said = {m.id: why(matching, explained(matching, m, 2)) for m in matching.matches}
    wanted = "Its rate card is in EUR, VAT excluded: its price is not counted in this session."
    assert wanted in said["euros"]
    assert wanted not in said["dollars"]


def test_while_prices_are_sealed_the_list_goes_by_quality_and_says_nothing_of_prices() -> None:
    cheap = provider("cheap", best(pro_patch_days=25), bid={"basis": "flat", "monthly": 100})
    dear = provider("dear", best(), bid={"basis": "flat", "monthly": 90_000})
    client = session(business=MONEY, weights={"pillars": {"price": 90}})
    sealed = set_settings(client, sealed=True)
    assert [m.id for m in matched(client, cheap, dear).matches] == ["cheap", "dear"]
    matching = matched(sealed, cheap, dear)
    assert [m.id for m in matching.matches] == ["dear", "cheap"]
    found = shortlist(matching, 1)
    said = " ".join(why(matching, found.chosen[0]) + why(matching, found.near[0]))
    level = catalog().criteria["price.level"].title
    assert level not in said


def test_the_summary_counts_everybody_once() -> None:
    mfa = min(catalog().questions["sec_mfa"].levels, key=lambda level: level.value).id
    north = {"regions": ["north"]}
    matching = matched(
        session(),
        provider("good", best(), profile=north),
        provider("failing", best(sec_mfa=mfa), profile=north),
        provider("quiet", profile=north),
        provider("away", best()),
        wanted=Wanted(region="north"),
    )
    counted = summary(matching, shortlist(matching, 5).chosen)
    assert match_summary(counted, Names.of_matching(matching)).sentence == (
        "4 providers on file, of which 3 fit; left out: the file names no region (1). Of those that fit, "
        "1 can be accepted, 1 answered too little and 1 failed a must-have. The shortlist has one provider."
    )
