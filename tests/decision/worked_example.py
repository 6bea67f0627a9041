"""The worked example of the cost model: a dental practice of forty, six bids and a person of its own.

All firms are invented. The figures were computed beforehand by an independent script.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.total_cost import Costs, costs
from msp_select.model.bid import Bid, Module, OwnPerson
from msp_select.model.candidate import Answer, Candidate, CandidateKind
from msp_select.model.catalog import Catalog
from msp_select.model.session import BusinessValue, Session
from msp_select.store.catalog import load_catalog


@cache
def catalog() -> Catalog:
    return load_catalog()


def number(text: str | float) -> Decimal:
    return Decimal(str(text))


def answers(**values: float) -> dict[str, Answer]:
    return {name: Answer(value=number(value)) for name, value in values.items()}


def candidate(
    name: str,
    bid: Bid | None,
    respond_minutes: float = 60,
    restore_hours: float = 8,
    ordinary_hours: float = 4,
    kind: CandidateKind = "provider",
) -> Candidate:
    return Candidate(
        id=name.split()[0].lower(),
        name=name,
        kind=kind,
        bid=bid,
        answers=answers(
            acc_p1_response=respond_minutes, acc_p1_restore=restore_hours, acc_avg_response=ordinary_hours
        ),
    )


def bid(basis: str, **amounts: object) -> Bid:
    """A bid with plain numbers for its amounts."""
    return Bid.model_validate({"basis": basis, **amounts})


GRENTWICK = candidate(
    "Grentwick Callout",
    bid(
        "hourly",
        onboarding=0,
        yearly_rise=5,
        hourly_rate=145,
        after_hours_multiple=2,
        after_hours=8,
        project_hours=45,
        licences_per_user=20,
        own_hours=12,
        exit_fee=1500,
        exit_months=0,
        credit_share=0,
    ),
    360,
    7,
    8,
)
QUILLMOOR = candidate(
    "Quillmoor Device",
    bid(
        "per_device",
        per_device=44,
        per_server=110,
        onboarding=0,
        yearly_rise=7,
        rise_capped=False,
        hourly_rate=165,
        outside_hours_share=30,
        after_hours_multiple=2,
        after_hours=8,
        project_hours=50,
        licences_per_user=14,
        own_hours=8,
        exit_fee=3500,
        exit_months=9,
        credit_share=0,
    ),
    240,
    7,
    6,
)
TARNHOLLOW = candidate(
    "Tarnhollow Basic",
    bid(
        "per_user",
        per_user=98,
        per_server=90,
        onboarding=4000,
        yearly_rise=5,
        hourly_rate=160,
        outside_hours_share=18,
        after_hours_multiple=1.5,
        after_hours=8,
        project_hours=45,
        licences_per_user=10,
        own_hours=6,
        exit_fee=2500,
        exit_months=3,
        credit_share=5,
        missed_share=20,
    ),
    90,
    7,
    4,
)
VEXLEY = candidate(
    "Vexley & Pyke",
    bid(
        "per_user",
        per_user=148,
        per_server=110,
        onboarding=8000,
        yearly_rise=3,
        rise_capped=True,
        hourly_rate=165,
        outside_hours_share=6,
        after_hours_multiple=1.5,
        after_hours=4,
        project_hours=35,
        licences_per_user=0,
        own_hours=3.5,
        exit_fee=0,
        exit_months=1,
        credit_share=10,
        missed_share=10,
    ),
    30,
    5,
    2,
)
OSTRABROOK = candidate(
    "Ostrabrook National",
    bid(
        "per_user",
        per_user=165,
        per_server=120,
        onboarding=9500,
        yearly_rise=5,
        hourly_rate=195,
        outside_hours_share=12,
        after_hours_multiple=1,
        after_hours=0,
        project_hours=45,
        licences_per_user=0,
        own_hours=6,
        exit_fee=4000,
        exit_months=6,
        credit_share=5,
        missed_share=10,
    ),
    15,
    6,
    3.5,
)
NINEFOLD = candidate(
    "Ninefold Harrow",
    bid(
        "flat",
        monthly=9200,
        onboarding=9000,
        yearly_rise=3,
        rise_capped=True,
        hourly_rate=190,
        outside_hours_share=2,
        after_hours_multiple=1,
        after_hours=0,
        project_hours=15,
        licences_per_user=0,
        own_hours=2.5,
        exit_fee=0,
        exit_months=0,
        credit_share=15,
        missed_share=5,
    ),
    15,
    4.5,
    1,
)
IN_HOUSE = candidate(
    "In-house person",
    Bid(
        basis="in_house",
        yearly_rise=number(0),
        own_hours=number(6),
        own_person=OwnPerson.model_validate(
            {
                "people": 1,
                "salary": 72000,
                "on_costs": 42,
                "recruiting": 20,
                "tenure_years": 2.5,
                "tools_per_user": 24,
                "training": 4000,
                "cover_days": 32,
                "cover_day": 640,
                "oncall_hours": 60,
                "oncall_rate": 75,
                "security_service": 9000,
            }
        ),
    ),
    45,
    7,
    1,
    kind="in_house",
)
BIDS = (GRENTWICK, QUILLMOOR, TARNHOLLOW, VEXLEY, OSTRABROOK, NINEFOLD)

# Points for proactivity, and the points for security that give the factor used in the example.
POINTS = {
    "grentwick": (10, 0),  # 1.5
    "quillmoor": (28, 30),  # 1.2
    "tarnhollow": (50, 50),  # 1.0
    "vexley": (84, 75),  # 0.9
    "ostrabrook": (66, 100),  # 0.8
    "ninefold": (90, 100),
    "in-house": (50, 40),  # 1.1
}
BUSINESS: Mapping[str, BusinessValue] = {
    "biz_users": number(40),
    "biz_devices": number(50),
    "biz_servers": number(2),
    "biz_sites": number(2),
    "biz_growth": "steady",
    "biz_hourly_pay": number(38),
    "biz_idle_share": number(70),
    "biz_sales_hour": number(2300),
    "biz_lost_share": number(40),
    "biz_margin": number(45),
    "biz_outages": number(3),
    "biz_event_cost": number(120_000),
    "biz_price_low": number(90),
    "biz_price_high": number(270),
}
ASSUMPTIONS: Mapping[str, Decimal] = {
    "hours_per_user": number("0.5"),
    "calls_made_when_hourly": number(60),
    "outage_share": number(70),
    "tickets_per_user": number(1),
    "blocking_share": number(22),
    "blocked_share": number(60),
    "ordinary_fix_hours": number(1),
    "security_chance": number(3),
    "leaving_chance": number(20),
    "licence_lock_months": number(0),  # the licences move with them
    "overlap_months": number("0.5"),
    "missed_percent": number(10),
    "owner_hour": number(75),
    "change_over_hours": number(1),
}


def session(
    business: Mapping[str, BusinessValue] | None = None,
    assumptions: Mapping[str, Decimal] | None = None,
    **fields: object,
) -> Session:
    """The example's session, with some answers and assumptions replaced."""
    values = {
        "title": "Dental practice",
        "created": dt.date(2026, 11, 20),
        "as_of": dt.date(2026, 11, 21),
        "business": {**BUSINESS, **(business or {})},
        "assumptions": {**ASSUMPTIONS, **(assumptions or {})},
        "candidates": (*BIDS, IN_HOUSE),
        **fields,
    }
    return Session.model_validate(values)


def inputs(
    business: Mapping[str, BusinessValue] | None = None,
    assumptions: Mapping[str, Decimal] | None = None,
    **fields: object,
) -> BusinessInputs:
    return business_inputs(session(business, assumptions, **fields), catalog())


def costed(one: Candidate, business: BusinessInputs | None = None) -> Costs:
    """The example's costs of one of its candidates."""
    proactivity, security = POINTS[one.id]
    found = costs(
        one,
        business or inputs(),
        catalog(),
        proactivity=proactivity,
        transparency=50,
        security=security,
    )
    assert found is not None
    return found


STUDIO_BUSINESS: Mapping[str, BusinessValue] = {
    "biz_users": number(6),
    "biz_devices": number(8),
    "biz_servers": number(0),
    "biz_sites": number(1),
    "biz_hourly_pay": number(35),
    "biz_idle_share": number(50),
    "biz_sales_hour": number(250),
    "biz_lost_share": number(10),
    "biz_margin": number(40),
    "biz_outages": number("1.2"),
    "biz_event_cost": number(20_000),
}
STUDIO_ASSUMPTIONS: Mapping[str, Decimal] = {
    "owner_hour": number(60),
    "tickets_per_user": number("0.6"),
    "hours_per_user": number("0.3"),
    "blocked_share": number(40),
    "security_chance": number(1),
}


def _changed(one: Candidate, **amounts: object) -> Candidate:
    assert one.bid is not None
    return one.model_copy(update={"bid": Bid.model_validate({**one.bid.model_dump(), **amounts})})


STUDIO_BIDS = (
    _changed(GRENTWICK, after_hours=1, project_hours=5, own_hours=1.5, exit_fee=200, licences_per_user=16),
    _changed(
        TARNHOLLOW,
        per_server=0,
        onboarding=900,
        after_hours=1,
        project_hours=5,
        own_hours=1,
        exit_fee=400,
    ),
    _changed(VEXLEY, per_server=0, onboarding=1500, after_hours=0, project_hours=4, own_hours=0.7),
)


def module(name: str, **prices: float) -> Module:
    return Module.model_validate({"name": name, **prices})
