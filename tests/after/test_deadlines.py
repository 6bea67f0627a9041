"""Deadlines, to the day: the published cases, and a slow twin that counts day by day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.decision.after.deadlines import Deadline, RunsOn, deadline, end_of_running_term
from msp_select.decision.term_dates import (
    end_of,
    last_day_of_term,
    received_by,
    sent_by,
    working_day_before,
)
from msp_select.model.signed import Signed
from tests.after.agreements import agreement
from tests.after.deadline_cases import CASES, signed_of

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))
HOLIDAYS = st.frozensets(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)), max_size=30)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_published_cases_are_right_to_the_day(case: dict[str, Any]) -> None:
    found = deadline(Signed.model_validate(signed_of(case)), dt.date.fromisoformat(case["as_of"]))
    assert found.figures == case["right"]


def _slow_last(start: dt.date, months: int) -> dt.date:
    """Month by month over the calendar, to the day before the start's number comes round again."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if start.day == 1:
        return dt.date(year, month, 1) - DAY
    return dt.date(year, month, min(start.day - 1, monthrange(year, month)[1]))


@given(DAYS, st.integers(1, 120))
def test_a_term_ends_where_counting_months_ends(start: dt.date, months: int) -> None:
    assert last_day_of_term(start, months) == _slow_last(start, months)


def _works(day: dt.date, holidays: frozenset[dt.date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def _enough(day: dt.date, last: dt.date, many: int, unit: str, clear: bool, holidays: Any) -> bool:
    """Whether notice received on that day leaves enough up to and with the last day."""
    after = [day + n * DAY for n in range(1, (last - day).days + 1)]
    if unit == "days":
        return len(after) - clear >= many
    if unit == "working_days":
        counted = after[:-1] if clear else after
        return sum(_works(one, holidays) for one in counted) >= many
    start = day + DAY if clear else day
    year, month = divmod(start.year * 12 + start.month - 1 + many, 12)
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])) <= last


@given(
    DAYS,
    st.sampled_from(["days", "working_days", "months"]),
    st.integers(1, 12),
    st.booleans(),
    HOLIDAYS,
)
def test_notice_is_received_on_the_latest_day_that_leaves_enough(
    last: dt.date, unit: Any, many: int, clear: bool, holidays: frozenset[dt.date]
) -> None:
    found = received_by(last, many, unit, clear=clear, holidays=holidays)
    assert _enough(found, last, many, unit, clear, holidays)
    assert not _enough(found + DAY, last, many, unit, clear, holidays) or found + DAY > last


@given(DAYS, st.integers(0, 6), HOLIDAYS)
def test_what_is_sent_has_its_working_days_on_the_way(
    day: dt.date, travel: int, holidays: frozenset[dt.date]
) -> None:
    safe = working_day_before(day, holidays)
    sent = sent_by(safe, travel, holidays)
    assert safe <= day
    assert _works(safe, holidays)
    assert _works(sent, holidays)
    on_the_way = [sent + n * DAY for n in range(1, (safe - sent).days + 1)]
    assert sum(_works(one, holidays) for one in on_the_way) == travel


def test_three_months_before_ends_of_months() -> None:
    def before(last: dt.date) -> dt.date:
        return received_by(last, 3, "months", clear=False, holidays=())

    assert before(dt.date(2027, 2, 28)) == dt.date(2026, 11, 30)
    assert before(dt.date(2027, 4, 30)) == dt.date(2027, 1, 31)
    assert before(dt.date(2027, 7, 31)) == dt.date(2027, 4, 30)


def test_terms_count_from_the_start_and_never_from_the_last_end() -> None:
    start = dt.date(2026, 3, 31)
    ends = [last_day_of_term(start, n) for n in (1, 2, 11, 12)]
    assert ends == [dt.date(2026, 4, 30), dt.date(2026, 5, 30), dt.date(2027, 2, 28), dt.date(2027, 3, 30)]


def _signed(**fields: Any) -> Signed:
    return Signed.model_validate(agreement(**fields))


def test_on_the_very_last_day_it_is_still_open_and_the_day_after_the_next_term_counts() -> None:
    renews = _signed(renewal={"kind": "months", "months": 12}, notice={"days": 90, "form": "hand"})
    open_still = deadline(renews, dt.date(2029, 11, 2))
    assert isinstance(open_still, Deadline)
    assert (open_still.received_by, open_still.renewals_passed) == (dt.date(2029, 11, 2), 0)
    later = deadline(renews, dt.date(2029, 11, 3))
    assert isinstance(later, Deadline)
    assert (later.first_missed, later.runs_until) == (dt.date(2029, 11, 2), dt.date(2031, 1, 31))
    assert end_of_running_term(renews, dt.date(2029, 11, 3)) == dt.date(2030, 1, 31)
    assert end_of_running_term(renews, dt.date(2030, 2, 1)) == dt.date(2031, 1, 31)


def test_without_a_renewal_a_date_past_is_missed_for_good() -> None:
    found = deadline(_signed(), dt.date(2029, 11, 3))
    assert isinstance(found, Deadline)
    assert found.missed_for_good
    assert found.days_left_to_send < 0


def test_what_runs_on_is_ended_from_any_day_once_its_term_could_not_be() -> None:
    runs_on = _signed(renewal={"kind": "open"}, notice={"days": 30, "form": "hand"})
    before = deadline(runs_on, dt.date(2029, 12, 31))
    assert isinstance(before, Deadline)
    found = deadline(runs_on, dt.date(2030, 3, 1))
    assert found == RunsOn(earliest_end=dt.date(2030, 3, 31), first_missed=dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("to", "end"),
    [
        ("end_of_month", "2027-03-31"),
        ("end_of_quarter", "2027-03-31"),
        ("end_of_year", "2027-12-31"),
        ("any_day", "2027-03-03"),
    ],
)
def test_notice_to_an_end_counts_from_its_receipt(to: str, end: str) -> None:
    found = deadline(_signed(notice={"days": 30, "to": to}), dt.date(2027, 2, 1))
    assert found.figures == {"earliest_end": end}


@given(DAYS, st.sampled_from(["end_of_month", "end_of_quarter", "end_of_year"]))
def test_an_end_is_the_first_of_its_kind(day: dt.date, what: Any) -> None:
    months = {"end_of_month": 1, "end_of_quarter": 3, "end_of_year": 12}[what]
    end = end_of(day, what)
    slow = day
    while (slow + DAY).day != 1 or slow.month % months:
        slow += DAY
    assert end == slow
