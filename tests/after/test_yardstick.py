"""A review may decide to hold figures against other months: what then counts, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.drifting import yardstick_months
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.model.reviews import Review
from msp_select.model.session import Session
from msp_select.phrases.en.after.review import sentences
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from tests.after.agreements import catalog
from tests.after.files import written
from tests.after.years import reviewed, year
from tests.cli.runs import run

NAME, MONTH, WHY = "slow_drift_a", "2027-10", "A second office, with 20 people more."


def decided(*reviews: tuple[dt.date, str]) -> Session:
    """The year that drifts, with reviews that chose these months."""
    held = [Review(held=day, yardstick_from=month, why=WHY) for day, month in reviews]
    return year(NAME).model_copy(update={"reviews": tuple(held)})


def judged(one: Session, as_of: dt.date | None = None) -> AfterSigning:
    assert one.agreement is not None
    return after_signing(one, one.agreement, catalog(), as_of or last_recorded(one))


def test_from_the_month_decided_on_figures_are_held_against_months_from_it_and_the_past_stays_said() -> None:
    found, before = judged(decided((dt.date(2027, 11, 4), MONTH))), reviewed(NAME)
    signed = found.record.signed.model_copy(update={"starts": dt.date(2027, 10, 1)})
    later = tuple(one for one in found.record.session.months if one.month >= MONTH)
    alone = found.record.session.model_copy(update={"agreement": signed, "months": later, "reviews": ()})
    assert [(one.id, one.state, one.z) for one in found.drifting.changes] == [
        (one.id, one.state, one.z) for one in judged(alone).drifting.changes
    ], "as if the service had begun with that month"
    past = [month for month in before.drifting.history if month.month < MONTH]
    assert list(found.drifting.history[: len(past)]) == past
    assert found.drifting.history != before.drifting.history


def test_it_is_said_since_when_and_why_and_against_which_months() -> None:
    text = " ".join(sentences(judged(decided((dt.date(2027, 11, 4), "2027-03")))))
    assert f"against the months from March 2027 on, as decided on 4 Nov 2027: {WHY}" in text
    assert f"{WHY}." not in text
    assert "in the first six months from March 2027 on" in text
    assert "as decided" not in " ".join(sentences(reviewed(NAME)))


def test_the_latest_decision_holds_and_one_that_was_not_made_yet_does_not() -> None:
    found = judged(decided((dt.date(2027, 11, 4), MONTH), (dt.date(2028, 2, 3), "2027-04")))
    assert found.drifting.decided is not None
    assert found.drifting.decided.yardstick_from == "2027-04"
    later = judged(decided((dt.date(2030, 1, 1), MONTH)), last_recorded(year(NAME)))
    assert later.drifting == reviewed(NAME).drifting


@pytest.mark.parametrize(
    ("typed", "refused", "kept"),
    [
        (["2027-10", WHY], "", "2027-10"),
        (["soon", "2027-10", WHY], "Write it as 2027-06.", "2027-10"),
        (["2026-12", "2072-10", "2027-10", "", "2027-10", WHY], "a month from January 2027 to", "2027-10"),
        ([""], "", None),
    ],
)
def test_a_review_is_recorded_with_its_decision(
    typed: list[str], refused: str, kept: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, year(NAME))
    lines: Iterator[str] = iter(["2027-11-04", "2", "Marta", "y", *"yyyyy", "", "", *typed])

    def typed_in(_prompt: Any = "") -> str:
        return next(lines)

    monkeypatch.setattr("builtins.input", typed_in)
    found = run("review", file, "--record")
    assert found.status == 0, found.err
    assert refused in " ".join(found.out.split())
    review = load_session(file, load_catalog()).session.reviews[0]
    assert (review.yardstick_from, review.why) == (kept, WHY if kept else "")
    assert not list(lines)


def test_a_month_far_ahead_or_before_the_service_cannot_be_chosen() -> None:
    signed = year(NAME).agreement
    assert signed is not None
    assert yardstick_months(signed, dt.date(2027, 11, 4)) == ("2027-01", "2028-02")
    assert yardstick_months(signed, dt.date(2026, 5, 1)) == ("2027-01", "2027-01")
