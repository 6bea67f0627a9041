"""Stay or go: the published case to the cent, four situations, and both cases as long as each other."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from msp_select.decision.after.measured import MEASURED, as_measured, measured_answers
from msp_select.decision.after.review import after_signing
from msp_select.decision.after.staying import IncumbentState, MoneyAtStake, NewcomerState, money_outcome
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


def test_after_the_notice_date_the_first_sentence_says_so(tmp_path: Path) -> None:
    renews = {"renewal": {"kind": "months", "months": 12}, "term_months": 12}
    one = _signed(GOOD, GOOD, 59, 7, signed=renews)
    _, text = _stay(tmp_path, one, "--as-of", "2027-11-15")
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


def test_nobody_can_say_that_an_answer_was_measured() -> None:
    assert "measured" not in STATED
    assert set(get_args(IncumbentState)) == set(INCUMBENT.values())
