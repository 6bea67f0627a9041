"""The shipped catalog against the question bank it was made from: nothing lost, twice or misplaced."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from msp_select.model.usual_ranges import usual_for
from tests.strategies import shipped_catalog

BANK = tomllib.loads((Path(__file__).parent / "data" / "question_bank.toml").read_text("utf-8"))


def test_every_question_stands_in_its_criterion_exactly_once() -> None:
    found: dict[str, set[str]] = {}
    for question in shipped_catalog().questions.values():
        found.setdefault(shipped_catalog().criterion_key(question), set()).add(question.id)
    assert found == {place: set(ids) for place, ids in BANK["arrangement"].items()}
    everything = [q.id for pillar in shipped_catalog().questionnaires for q in pillar.questions]
    assert len(everything) == len(set(everything))
    assert set(shipped_catalog().retired) == set(BANK["retired"])


def test_the_sizes_are_those_of_the_bank() -> None:
    questions = shipped_catalog().questions.values()
    assert {q.id for q in questions if q.in_size("quick")} == set(BANK["quick"])
    assert {q.id for q in questions if q.in_size("core")} == set(BANK["core"])


def test_every_business_question_of_the_bank_is_asked() -> None:
    asked = [question.id for question in shipped_catalog().business.questions]
    assert set(asked) >= set(BANK["business"])
    assert len(asked) == len(set(asked))


def test_every_question_is_whole() -> None:
    for question in shipped_catalog().questions.values():
        for part in ("short", "text", "ask", "why", "evidence", "red_flag", "source"):
            assert getattr(question, part).strip(), f"{question.id} has no {part}"
        assert question.must_have is None or question.must_have.cure, f"{question.id} names no cure"


def test_no_level_means_that_nobody_answered() -> None:
    for question in shipped_catalog().questions.values():
        for level in question.levels:
            words = level.label.lower()
            for silence in ("won't say", "will not say", "cannot say", "unknown", "refuses to"):
                assert silence not in words, f"{question.id}: {level.label}"


def test_every_profile_names_pillars_that_sum_to_100() -> None:
    pillars = {pillar.id for pillar in shipped_catalog().questionnaires}
    shipped = "balanced regulated growing lean always_on hands_off four_pillars price_only"
    assert {profile.id for profile in shipped_catalog().profiles} == set(shipped.split())
    for profile in shipped_catalog().profiles:
        assert set(profile.pillars) == pillars, profile.id
        assert abs(sum(profile.pillars.values()) - 100) < 1e-9, profile.id


def test_every_effect_and_every_cover_names_something_that_exists() -> None:
    catalog = shipped_catalog()
    weighed = {p.id for p in catalog.questionnaires} | set(catalog.criteria) | set(catalog.questions)
    inputs = {a.id for a in catalog.assumptions.assumptions} | {q.feeds for q in catalog.business.questions}
    for question in catalog.business.questions:
        options = [option.effects for option in question.options] + [r.effects for r in question.ranges]
        for effect in (effect for effects in options for effect in effects):
            if effect.weight:
                assert effect.weight in weighed, f"{question.id}: {effect.weight}"
            if effect.must_have:
                rule = catalog.questions[effect.must_have].must_have
                assert rule is not None, f"{question.id}: {effect.must_have} has no cure to offer"
            if effect.not_asked:
                assert effect.not_asked in catalog.questions, f"{question.id}: {effect.not_asked}"
            if effect.input:
                assert effect.input in inputs, f"{question.id}: {effect.input}"
    asked = {question.id for question in catalog.business.questions}
    for profile in catalog.profiles:
        assert set(profile.covers) <= asked, profile.id
        assert set(profile.questions) <= set(catalog.questions), profile.id


def test_who_can_answer_is_said_of_every_question() -> None:
    for question in shipped_catalog().questions.values():
        assert question.answered_by, question.id
        if question.asked_of == "owner":
            assert question.best_source in ("owner", "papers"), question.id


def test_half_of_the_quick_questions_an_owner_can_answer() -> None:
    catalog = shipped_catalog()
    quick = catalog.questions_in("quick")
    own = catalog.answered_best_by("papers", "owner", size="quick")
    others = catalog.answered_best_by("bidder", "referee", size="quick")
    assert {q.id for q in own} | {q.id for q in others} == {q.id for q in quick}
    assert len(own) == len(others)
    assert [q.id for q in own if q.best_source == "owner"] == ["ali_asked_goals", "sta_named_team"]


def test_a_reworded_question_still_asks_and_what_is_no_question_of_a_kind_says_why() -> None:
    for question in shipped_catalog().questions.values():
        for kind, text in question.text_for.items():
            assert text.strip(), f"{question.id}: {kind}"
            assert text != question.text, f"{question.id}: {kind} is worded as everybody is"
        if question.not_for is not None:
            reason = question.not_for.because
            assert not reason.endswith("."), f"{question.id}: {reason}"
            assert reason[0].islower(), f"{question.id}: {reason}"


def test_the_quick_start_about_the_business_is_twelve_questions_that_depend_on_nothing() -> None:
    first = [question for question in shipped_catalog().business.questions if question.round == 1]
    assert len(first) == 12
    assert all(question.when is None for question in first)


def test_every_task_of_a_takeover_rests_on_an_answer_of_the_chosen_but_notice_on_todays_contract() -> None:
    for task in shipped_catalog().agreed.takeover:
        of = {by.of for by in task.secured_by}
        assert "old" in of if task.gives_notice else "new" in of, task.id
    assert sum(task.gives_notice for task in shipped_catalog().agreed.takeover) == 1


def test_names_keys_and_the_first_restore_stand_before_notice_and_the_change_after_what_it_rests_on() -> None:
    tasks = shipped_catalog().agreed.takeover_in_order
    order = [task.id for task in tasks]
    assert sorted(order) == sorted(task.id for task in shipped_catalog().agreed.takeover)
    assert {"owner_of_names", "keys", "new_backup", "restore_first"} <= set(order[: order.index("notice")])
    assert {"keys", "new_backup", "restore_first", "callers"} <= set(order[: order.index("change")])
    assert order.index("change") < order.index("change_keys") < order.index("old_out")


def test_what_secures_a_task_is_worth_that_much_at_one_of_its_answers() -> None:
    questions = shipped_catalog().questions
    for task in shipped_catalog().agreed.takeover:
        for by in task.secured_by:
            worth = {level.value for level in questions[by.question].levels}
            assert not by.at_least or float(by.at_least) in worth, (task.id, by.question)


def test_the_texts_of_a_takeover_name_the_two_providers_and_nothing_else() -> None:
    for task in shipped_catalog().agreed.takeover:
        for text in (task.task, task.done, task.settle):
            assert set(re.findall(r"\{.*?\}", text)) <= {"{new}", "{old}"}, text


def test_what_a_client_says_bears_on_questions_that_are_asked_and_some_are_for_a_client_alone() -> None:
    call = shipped_catalog().reference_call
    assert call is not None
    lifted = {question for one in call.calls for question in one.lifts}
    known = [q for q in shipped_catalog().questions.values() if q.best_source == "referee"]
    assert {q.id for q in known if q.id != "fit_main_app"} <= lifted
    for one in call.calls:
        assert {answer.verdict for answer in one.answers} >= {"agrees", "worse"}, one.id


def test_usual_figures_name_their_source_and_prices_their_currency() -> None:
    usual = shipped_catalog().usual_ranges
    assert usual is not None
    for row in usual.ranges:
        assert row.source.strip()
        assert (row.currency is not None) == (row.field in ("price_month", "pri_rate")), row
    users = Decimal(28)
    each, together, terms = (
        usual_for(usual, field, "GBP", users=users, basis="flat")
        for field in ("biz_price_low", "biz_budget", "bid.monthly")
    )
    assert each is not None
    assert (float(each.low), float(each.high), each.found.seller) == (45, 75, False)
    assert together is not None
    assert (float(together.low), float(together.high)) == (28 * 45, 28 * 75)
    assert terms == together
    assert usual_for(usual, "biz_price_low", "EUR", users=users) is None
    assert usual_for(usual, "biz_downtime_hour", "USD", users=users) is None
    assert usual_for(usual, "bid.monthly", "GBP", users=users, basis="per_user") is None
