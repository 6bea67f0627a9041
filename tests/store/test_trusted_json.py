"""What the index of a library keeps as JSON comes back as it was, to the last digit."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from pydantic import BaseModel

from msp_select.model.bid import Bid, Group, Module, OwnPerson
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.store.trusted_json import bid_from, plain, profile_from
from tests.strategies import providers, shipped_catalog

MONTHS = ("term_months", "price_held_months", "free_months", "first_months", "discount_months")


def through_json(model: ProviderProfile | Bid) -> Any:
    return json.loads(json.dumps(plain(model)))


def filled(model: type[BaseModel], **given: Any) -> dict[str, Any]:
    """A value for every field of a model; decimals with a zero at the end, which must not get lost."""
    amounts = {
        name: Decimal("12.50")
        for name, field in model.model_fields.items()
        if "Decimal" in str(field.annotation)
    }
    assert amounts.keys() | given.keys() == model.model_fields.keys()
    return amounts | given


def test_every_field_of_a_rate_card_comes_back() -> None:
    card: dict[str, Any] = filled(
        Bid,
        basis="shared",
        rise_capped=False,
        evidence="said",
        bands=[{"up_to": 25, "per_user": Decimal("12.50")}, {"per_user": Decimal("9.10")}],
        groups=[filled(Group, id="part-time", users=3)],
        **dict.fromkeys(MONTHS, 12),
        notice_days=90,
        vat="included",
        valid_until=dt.date(2027, 1, 31),
        modules=[filled(Module, name="Core"), filled(Module, name="12.50")],
        own_person=filled(OwnPerson),
    )
    for left_out in ("outside_hours_share", "outside_bill_share"):  # one of the two may be said
        bid = Bid.model_validate(card | {left_out: None, "per_user": None})
        assert repr(bid_from(through_json(bid))) == repr(bid)


@settings(max_examples=50)
@given(providers(shipped_catalog(), "acme"))
def test_any_profile_and_rate_card_come_back(provider: Provider) -> None:
    assert repr(profile_from(through_json(provider.profile))) == repr(provider.profile)
    if provider.bid is not None:
        assert repr(bid_from(through_json(provider.bid))) == repr(provider.bid)
