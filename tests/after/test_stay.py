"""Stay or go: the published case to the cent, four situations, and both cases as long as each other."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from msp_select.decision.after.measured import (
    MEASURED,
    Gap,
    MeasuredAnswer,
    as_measured,
    gap,
    measured_answers,
)
from msp_select.decision.after.review import after_signing
from msp_select.decision.after.stay_or_go import as_short, compared_session, stay_or_go, with_ranges
from msp_select.decision.after.staying import IncumbentState, MoneyAtStake, NewcomerState, money_outcome
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.scalars import STATED
from msp_select.model.session import Session
from msp_select.store.session import load_session
from tests.after.agreements import CANDIDATE, agreement, catalog, month, promise, session
from tests.after.files import written
from tests.after.years import FOLDER
from tests.cli.runs import run

CASE: dict[str, Any] = json.loads((FOLDER / "stay_case.json").read_text())
OPTIONS = {
    "stay and renew": "stay",
    "notice, leave at the end of the term": "notice",
    "leave at once": "at_once",
}
INCUMBENT: dict[str, IncumbentState] = {
    "as measured": "as_measured",
    "falls on": "falls_on",
    "back to the promise": "back_to_promise",
}
NEWCOMER: dict[str, NewcomerState] = {
    "as promised": "as_promised",
    "only what is proven": "only_proven",
    "as much short of it as yours was": "short_as_yours",
}


def _monthly(states: dict[str, Any], costs: tuple[str, str, str]) -> dict[Any, Decimal]:
    return {state: Decimal(cost) for state, cost in zip(states.values(), costs, strict=True)}


def test_the_published_case_is_right_to_the_cent() -> None:
    found = money_outcome(
        MoneyAtStake(
            window=CASE["window_months"],
            to_end=Decimal(CASE["months_to_end_of_term"]),
            incumbent=_monthly(INCUMBENT, ("9120.00", "10480.00", "8330.00")),
            newcomer=_monthly(NEWCOMER, ("8470.00", "9260.00", "8905.00")),
            one_off={key: Decimal(value) for key, value in CASE["one_off"].items()},
            exit_early=Decimal(CASE["exit_early"]),
        )
    )
    assert f"{found.one_off:.2f}" == CASE["one_off_sum"]
    for row in CASE["costs"]:
        cell = found.cell(INCUMBENT[row["incumbent"]], NEWCOMER[row["newcomer"]])
        assert {option: f"{cell.costs[name]:.2f}" for option, name in OPTIONS.items()} == {  # type: ignore[index]
            option: row[option] for option in OPTIONS
        }
        assert cell.best == OPTIONS[row["best"]]
        assert cell.earned_back == CASE["months_until_paid_back"][f"{row['incumbent']} / {row['newcomer']}"]
    regret = {option: f"{found.largest_regret[name]:.2f}" for option, name in OPTIONS.items()}  # type: ignore[index]
    assert regret == CASE["largest_regret"]
    assert found.least_regret == OPTIONS[CASE["least_regret"]]
    assert found.too_close


GOOD: dict[str, dict[str, Any]] = {
    "acc_sla_met": {"value": Decimal(98), "evidence": "contract"},
    "pro_patch_days": {"value": Decimal(7), "evidence": "contract"},
    "pro_backup_test": {"value": "quarterly_with_drill", "evidence": "seen"},
    "tra_report_frequency": {"value": "monthly", "evidence": "contract"},
    "tra_failures_shown": {"value": "misses_with_cause", "evidence": "said"},
    "ali_asked_goals": {"value": "offer_quotes_goals", "evidence": "seen"},
}
POOR: dict[str, dict[str, Any]] = {
    "acc_sla_met": {"value": Decimal(85), "evidence": "said"},
    "pro_patch_days": {"value": Decimal(60), "evidence": "said"},
    "pro_backup_test": {"value": "never", "evidence": "said"},
    "tra_report_frequency": {"value": "never", "evidence": "said"},
    "tra_failures_shown": {"value": "only_successes", "evidence": "said"},
    "ali_asked_goals": {"value": "price_list", "evidence": "said"},
}
BEST: dict[str, Any] = {key: {**answer, "evidence": "confirmed"} for key, answer in GOOD.items()}


def _signed(today: dict[str, Any], newcomer: dict[str, Any], met: int, days: int, **fields: Any) -> Session:
    months = [
        month(f"2027-{n:02}", {"response_met": (met, 60), "patch_days": days}, fee=6140, units=40)
        for n in range(1, 13)
    ]
    bid = {"basis": "per_user", "per_user": 150, "onboarding": 3000}
    signed = agreement(starts=dt.date(2027, 1, 1), promises=[promise("response_met", 95)])
    one = session(signed | fields.pop("signed", {}), months=months, business={"biz_users": Decimal(40)})
    candidates = [
        {"id": CANDIDATE, "name": "Vexley & Pyke", "answers": today, "bid": bid},
        {"id": "ninefold", "name": "Ninefold Harrow", "answers": newcomer, "bid": bid},
    ]
    return Session.model_validate(dict(one) | {"candidates": candidates} | fields, by_name=True)


def _stay(tmp_path: Path, one: Session, *options: str) -> tuple[dict[str, Any], str]:
    file = written(tmp_path, one)
    found = run("stay", file, "--json", *options)
    assert found.status == 0, found.err
    return json.loads(found.out), " ".join(run("stay", file, *options).out.split())


def _levels(at: int) -> dict[str, dict[str, Any]]:
    """Every question with levels answered by the level at that place, the best first, and confirmed."""
    return {
        question.id: {"value": sorted(question.levels, key=lambda level: -level.value)[at].id}
        | {"evidence": "confirmed"}
        for question in catalog().questions.values()
        if len(question.levels) > 2 and question.asked_of == "bidder"
    }


SITUATIONS = {
    "incumbent best": (_signed(_levels(0), _levels(1), 59, 7), "stay"),
    "newcomer best": (_signed(_levels(1), _levels(0), 57, 14), "go_at_the_end"),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_word_follows_who_is_ahead(name: str, tmp_path: Path) -> None:
    one, word = SITUATIONS[name]
    document, text = _stay(tmp_path, one)
    assert document["verdict"] in ((word, "go_now") if word.startswith("go") else (word,))
    assert len(document["for_staying"]) == len(document["for_leaving"]) >= 3
    assert "For staying" in text
    assert "For leaving" in text
    assert document["schema"] == "msp-select/stay/1"


def test_two_alike_are_asked_about_first(tmp_path: Path) -> None:
    document, _ = _stay(tmp_path, _signed(GOOD, GOOD, 59, 7))
    assert document["verdict"] in ("stay", "ask_first")
    assert len(document["for_staying"]) == len(document["for_leaving"]) >= 3


def test_where_it_is_too_close_it_says_ask_first_and_that_money_hangs_on_whether_they_fall_on(
    tmp_path: Path,
) -> None:
    best, next_best = _levels(0), _levels(1)
    newcomer = {
        key: {**(best if at < len(best) // 2 else next_best)[key], "evidence": "seen"}
        for at, key in enumerate(best)
    }
    one = _signed(next_best, newcomer, 57, 14)
    today, other = one.candidates
    assert other.bid is not None
    cheaper = other.bid.model_copy(update={"per_user": Decimal(120)})
    candidates = (today, other.model_copy(update={"bid": cheaper}))
    document, text = _stay(tmp_path, one.model_copy(update={"candidates": candidates}))
    assert document["verdict"] == "ask_first"
    assert "By money it is too close: it hangs on whether they fall on." in text
    assert len(document["for_staying"]) == len(document["for_leaving"]) >= 3


def test_after_the_notice_date_the_first_sentence_says_so(tmp_path: Path) -> None:
    renews = {"renewal": {"kind": "months", "months": 12}, "term_months": 12}
    one = _signed(GOOD, GOOD, 59, 7, signed=renews)
    document, text = _stay(tmp_path, one, "--as-of", "2027-11-15")
    assert len(document["for_staying"]) == len(document["for_leaving"]) >= 3
    assert "The date for notice passed on 2 Oct 2027: what can be chosen is to leave from 31 Dec 2028" in text


def test_before_six_months_it_is_too_early(tmp_path: Path) -> None:
    one = _signed(GOOD, POOR, 59, 7)
    document, _ = _stay(tmp_path, one.model_copy(update={"months": one.months[:4]}))
    assert document["verdict"] == "too_early"


def test_nobody_to_compare_with_is_a_sentence(tmp_path: Path) -> None:
    one = _signed(GOOD, POOR, 59, 7)
    alone = one.model_copy(update={"candidates": one.candidates[:1]})
    found = run("stay", written(tmp_path, alone))
    assert found.status == 2
    assert "nobody to hold Vexley & Pyke against" in found.err


def test_what_was_measured_stands_in_place_of_what_was_promised() -> None:
    one = _signed(GOOD, POOR, 54, 20)
    assert one.agreement is not None
    after = after_signing(one, one.agreement, catalog(), dt.date(2028, 1, 20))
    found = {answer.question: answer for answer in measured_answers(after, one.candidates[0], catalog())}
    assert found["acc_sla_met"].measured == Decimal("90.0")
    assert found["acc_sla_met"].promised == 98
    assert found["acc_sla_met"].evidence == "seen"  # from their record of requests
    assert found["acc_sla_met"].low < found["acc_sla_met"].worth < found["acc_sla_met"].high
    assert found["pro_patch_days"].measured == 20
    today = as_measured(one.candidates[0], tuple(found.values()))
    assert today.kind == "incumbent"
    assert today.answers["acc_sla_met"].value == Decimal("90.0")
    assert today.answers["pro_backup_test"] == one.candidates[0].answers["pro_backup_test"]


def test_today_enters_a_new_comparison_with_what_was_measured(tmp_path: Path) -> None:
    counted = [
        month(f"2027-{n:02}", {"response_met": (54, 60)}) | {"report": "none", "received": None}
        for n in range(1, 13)
    ]
    for one in counted:
        one.pop("received")
        one["actuals"][0]["measured_by"] = "own_count"
    signed = agreement(starts=dt.date(2027, 1, 1), promises=[promise("response_met", 95)])
    base = _signed(GOOD, POOR, 54, 20)
    months = session(signed, months=counted).months
    file = written(tmp_path, base.model_copy(update={"months": months}))
    new = tmp_path / "new.toml"
    assert run("stay", file, "--write", str(new)).status == 0
    kept = load_session(new, catalog()).session
    today = kept.candidate(CANDIDATE)
    assert kept.agreement is None
    assert today.kind == "incumbent"
    assert today.answers["acc_sla_met"].evidence == "measured"
    ranked = run("rank", str(new))
    assert ranked.status == 0, ranked.err
    assert "Vexley & Pyke" in ranked.out


def test_the_market_may_stand_in_another_file(tmp_path: Path) -> None:
    one = _signed(GOOD, POOR, 59, 7)
    market = Session.model_validate(
        dict(one)
        | {
            "agreement": None,
            "months": (),
            "candidates": [{"id": "other", "name": "Otherwise IT", "answers": BEST}],
        },
        by_name=True,
    )
    other = written(tmp_path, market, "market.toml")
    document, _ = _stay(tmp_path, one, "--market", other)
    assert document["newcomer"] == "other"
    assert document["costs"] is None  # no price of theirs is known
    assert len(document["for_staying"]) == len(document["for_leaving"]) >= 3


def test_every_measured_question_is_asked_and_gets_answers_it_allows() -> None:
    for question in MEASURED:
        assert question in catalog().questions


def _answer(question: str, promised: float, worth: float, **fields: Any) -> MeasuredAnswer:
    known: dict[str, Any] = {"promised": None, "measured": Decimal(1), "evidence": "measured", "months": 12}
    ends = {"low": worth, "high": worth}
    return MeasuredAnswer(
        question=question, promised_worth=promised, worth=worth, **{**known, **ends, **fields}
    )


def test_promise_and_reality_are_one_figure_until_ten_questions_and_then_one_a_pillar() -> None:
    pillars = catalog().pillar_of
    nine = [key for key in MEASURED if pillars[key].id in ("proactivity", "transparency")][:9]
    found = gap([_answer(key, 100, 75) for key in nine], catalog())
    assert found == Gap(share=0.75, questions=9, pillars={})
    tenth = "sta_turnover"
    more = [_answer(key, 100, 75) for key in nine] + [_answer(tenth, 100, 60)]
    by_pillar = gap(more, catalog())
    assert by_pillar is not None
    assert by_pillar.of("staffing") == 0.6
    assert by_pillar.of("proactivity") == 0.75
    assert by_pillar.of("security") == by_pillar.share == pytest.approx(0.735)
    assert sum(many for _, many in by_pillar.pillars.values()) == by_pillar.questions == 10
    assert gap([_answer(key, 100, 80) for key in nine[:3]], catalog()) is None
    assert gap([_answer(key, 10, 1) for key in nine], catalog()) is None  # hardly anything was promised
    worst = gap([_answer(key, 100, 1) for key in nine], catalog())
    assert worst is not None
    assert worst.share == 0.5


@pytest.mark.parametrize("by", ["provider_report", "provider_record", "own_sample"])
def test_a_measured_share_may_be_as_good_as_the_better_end_of_its_range(by: str) -> None:
    one = _signed({**GOOD, "acc_sla_met": {"value": Decimal(90), "evidence": "contract"}}, POOR, 58, 7)
    months = [
        row.model_copy(
            update={"actuals": tuple(a.model_copy(update={"measured_by": by}) for a in row.actuals)}
        )
        for row in one.months
    ]
    one = one.model_copy(update={"months": tuple(months)})
    assert one.agreement is not None
    after = after_signing(one, one.agreement, catalog(), dt.date(2028, 1, 20))
    answers = measured_answers(after, one.candidates[0], catalog())
    share = next(answer for answer in answers if answer.question == "acc_sla_met")
    assert share.measured > share.promised  # type: ignore[operator]
    today = as_measured(one.candidates[0], answers)
    problem = evaluate(compared_session(one, today, ["ninefold"]), catalog(), draws=0).problem
    at, row = problem.candidates.index(CANDIDATE), problem.row("acc_sla_met")
    ranged = with_ranges(problem, CANDIDATE, answers)
    assert ranged.possible[at, row] == share.high
    assert share.high > share.worth
    measured = share.evidence == "measured"
    assert ranged.proven[at, row] == (share.low if measured else problem.proven[at, row])
    assert ranged.point[at, row] == (share.worth if measured else problem.point[at, row])


def test_what_was_promised_of_a_price_is_not_taken_for_shorter() -> None:
    poor = {**POOR, "pri_extra_share": {"value": Decimal(2), "evidence": "said"}}
    one = _signed(GOOD, poor, 48, 40)
    assert one.agreement is not None
    after = after_signing(one, one.agreement, catalog(), dt.date(2028, 1, 20))
    fact = stay_or_go(after, one, catalog())
    problem, kept = fact.evaluation.problem, Gap(share=0.5, questions=4, pillars={})
    best = fact.evaluation.result("ninefold")
    short = as_short(fact.evaluation, problem, best, kept)
    at = problem.candidates.index("ninefold")
    price, sla = problem.row("pri_extra_share"), problem.row("acc_sla_met")
    assert short.possible[at, price] == problem.possible[at, price] > 0
    assert short.possible[at, sla] == problem.possible[at, sla] / 2 > 0


def test_nobody_can_say_that_an_answer_was_measured() -> None:
    assert "measured" not in STATED
    assert set(get_args(IncumbentState)) == set(INCUMBENT.values())
