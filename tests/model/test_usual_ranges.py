"""What is usual for a figure: whose range stands beside it, and from where on a figure is asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.decision.costing.usual import usual_in
from msp_select.model.bid import Bid
from msp_select.model.edits import new_session, set_business, set_settings
from msp_select.model.session import Session
from msp_select.model.usual_ranges import Usual, usual_for
from msp_select.phrases.en.usual_ranges import far_in_words, usual_in_words
from tests.strategies import shipped_catalog
from tests.ui.driving import NOON

PER_USER = Bid(basis="per_user", per_user=Decimal(135))


def firm(currency: str = "USD", users: int | None = 28, *, sealed: bool = False) -> Session:
    session = set_settings(new_session("Acme", NOON.date(), currency=currency), sealed=sealed)
    return session if users is None else set_business(session, "biz_users", Decimal(users))


def usual(field: str, session: Session, bid: Bid | None = PER_USER) -> Usual | None:
    return usual_in(session, shipped_catalog(), field, bid)


@pytest.mark.parametrize(
    ("field", "currency", "words"),
    [
        (
            "bid.per_user",
            "USD",
            "usual for 28 users: USD 100-200 per user and month; a seller's figure, 2026",
        ),
        (
            "bid.per_user",
            "GBP",
            "usual for 28 users: GBP 45-75 per user and month; not a seller's figure, 2026",
        ),
        ("bid.hourly_rate", "USD", "usual: USD 150-175 an hour; a seller's figure, 2025"),
        ("bid.onboarding", "EUR", "usual: EUR 1.890-5.670 once; a seller's figure, 2025"),
        ("biz_budget", "AUD", "usual for 28 users: AUD 2,800-7,000 a month; a seller's figure, 2026"),
        ("biz_devices", "SEK", "usual for 28 users: 28-42 devices; judgement"),
        ("biz_hourly_pay", "USD", "usual: 1.42 times the pay alone; not a seller's figure, 2024"),
    ],
)
def test_the_range_stands_with_its_origin_in_the_way_of_the_currencys_place(
    field: str, currency: str, words: str
) -> None:
    found = usual(field, firm(currency))
    assert found is not None
    assert usual_in_words(found, currency) == words
    assert found.found.source in usual_in_words(found, currency, source=True)


@pytest.mark.parametrize(
    ("field", "currency", "bid"),
    [
        ("bid.per_user", "JPY", PER_USER),  # nobody published one
        ("bid.per_user", "EUR", PER_USER),  # that one is for smaller firms
        ("bid.monthly", "USD", PER_USER),  # a fee beside unit prices is no whole price
        ("biz_downtime_hour", "USD", None),
    ],
)
def test_nothing_stands_where_nothing_fits(field: str, currency: str, bid: Bid | None) -> None:
    assert usual(field, firm(currency), bid) is None


def test_without_the_number_of_users_the_range_of_one_is_shown_and_nothing_measured() -> None:
    found = usual("biz_budget", firm(users=None))
    assert found is not None
    assert usual_in_words(found, "USD").startswith("usual: USD 75-350 per user and month")
    assert not found.is_far(Decimal(999_999))


def test_under_seal_the_fee_of_the_bid_turns_nothing_into_an_amount() -> None:
    found = usual("bid.onboarding", firm(sealed=True))
    assert found is not None
    assert usual_in_words(found, "USD") == "usual: 0.5-1.5 monthly fees, once; a seller's figure, 2025"


def test_far_is_beyond_all_that_is_known_and_free_is_never_far() -> None:
    found = usual("bid.per_user", firm())
    assert found is not None
    assert [found.is_far(Decimal(one)) for one in (0, 24, 25, 1050, 1051, 999_999)] == [
        False, True, False, False, True, True,
    ]  # fmt: skip
    assert far_in_words(Decimal(999_999), found, "USD").startswith(
        "USD 999,999 is far more than anybody is known to pay (usual for 28 users: USD 100-200"
    )


@given(users=st.integers(1, 300), currency=st.sampled_from(["USD", "GBP", "AUD", "CAD", "EUR"]))
def test_what_is_shown_as_usual_is_never_asked_about(users: int, currency: str) -> None:
    ranges = shipped_catalog().usual_ranges
    assert ranges is not None
    for one in ranges.ranges:
        found = usual_for(ranges, one.field, currency, users=Decimal(users))
        if found is not None:
            assert not found.is_far(found.low)
            assert not found.is_far(found.high)
