"""What is to be done next with what was signed, and in what earlier versions are said to differ."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.after.next_step import month_to_put_in, next_step
from msp_select.model.differences import ONLY_PRICES, contents, differences
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.session import Session
from tests.after.agreements import agreement, catalog, month, session

REVIEWED = [{"held": dt.date(2027, 5, 4), "kind": "first"}]


def signed(months: tuple[str, ...] = (), **fields: Any) -> Session:
    """36 months from 1 Feb 2027, with a report for each of these months."""
    return session(months=[month(name) for name in months], **fields)


def step(one: Session, today: dt.date) -> tuple[str, dt.date, str | None]:
    assert one.agreement is not None
    found = next_step(one, one.agreement, catalog().agreed, today)
    return found.kind, found.day, found.month


def through(last: str) -> tuple[str, ...]:
    """The months from the first to that one."""
    names = [f"2027-{at:02}" for at in range(2, 13)]
    return tuple(name for name in names if name <= last)


@pytest.mark.parametrize(
    ("one", "today", "expected"),
    [
        (signed(), dt.date(2026, 12, 10), ("begins", dt.date(2027, 2, 1), None)),
        (signed(), dt.date(2027, 2, 20), ("await_report", dt.date(2027, 3, 15), "2027-02")),
        (signed(), dt.date(2027, 3, 1), ("put_in", dt.date(2027, 3, 15), "2027-02")),
        (signed(through("2027-02")), dt.date(2027, 3, 31), ("await_report", dt.date(2027, 4, 15), "2027-03")),
        (signed(through("2027-04")), dt.date(2027, 5, 2), ("review", dt.date(2027, 5, 2), None)),
        (signed(through("2027-04")), dt.date(2027, 5, 1), ("await_report", dt.date(2027, 6, 15), "2027-05")),
        (
            signed(through("2027-04"), reviews=REVIEWED),
            dt.date(2027, 5, 20),
            ("await_report", dt.date(2027, 6, 15), "2027-05"),
        ),
        (
            signed(through("2027-07"), reviews=REVIEWED),
            dt.date(2027, 8, 2),
            ("review", dt.date(2027, 8, 1), None),
        ),
    ],
)
def test_what_is_due_comes_in_its_order(
    one: Session, today: dt.date, expected: tuple[str, dt.date, str | None]
) -> None:
    assert step(one, today) == expected


def test_the_notice_comes_before_everything_while_it_can_still_go_out() -> None:
    one = signed()
    kind, day, _ = step(one, dt.date(2029, 9, 30))
    assert (kind, day) == ("decide", dt.date(2029, 10, 30))
    assert step(one, dt.date(2029, 9, 29))[0] == "put_in"
    assert step(one, dt.date(2029, 11, 3))[0] == "put_in", "the day has passed"


def test_a_contract_that_is_over_asks_for_nothing() -> None:
    closed = session(agreement(closed=dt.date(2028, 1, 31)))
    assert step(closed, dt.date(2028, 2, 1)) == ("over", dt.date(2028, 1, 31), None)


def test_the_month_to_put_in_follows_the_last_and_never_lies_before_the_first() -> None:
    assert signed().agreement is not None
    late = session(agreement(starts=dt.date(2027, 2, 20)))
    for one, expected in ((signed(), "2027-02"), (signed(through("2027-05")), "2027-06"), (late, "2027-03")):
        assert one.agreement is not None
        assert month_to_put_in(one, one.agreement) == expected


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (session(agreement(term_months=24), months=[month("2027-02")]), "the agreement"),
        (session(), "the months"),
        (session(months=[month("2027-02")], reviews=REVIEWED), "the reviews"),
        (
            session(
                months=[month("2027-02")], pulses=[{"asked": dt.date(2027, 3, 1), "helped": [0, 1, 2, 5, 4]}]
            ),
            "people's voices",
        ),
    ],
)
def test_versions_say_in_what_of_it_they_differ(then: Session, words: str) -> None:
    now = session(months=[month("2027-02")])
    assert differences(then, now) == words
    assert "1 month" in contents(now)


def test_while_prices_are_sealed_versions_that_differ_in_an_amount_are_not_told_apart() -> None:
    def billed(fee: str) -> Session:
        one = session(
            agreement(fee={"per": "month", "price": Decimal(fee)}),
            months=[month("2027-02", fee=Decimal(fee))],
        )
        return set_settings(one, sealed=True)

    assert differences(billed("6140"), billed("7000")) == ONLY_PRICES
    changed = with_fields(billed("7000"), months=())
    assert differences(billed("6140"), changed) == "the months"
