"""Which defaults stand in for something a bid leaves out, and the field in which it would say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from msp_select.decision.costing.choices import is_in_house, is_shared
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import Figure
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate

OWN_PERSON = "own_person/"  # before the fields of the person of one's own
_OF_A_PROVIDER: Mapping[str, str] = {
    "yearly_rise": "yearly_rise",
    "yearly_rise_uncapped": "yearly_rise",
    "onboarding_multiple": "onboarding",
    "hourly_rate": "hourly_rate",
    "after_hours_multiple": "after_hours_multiple",
    "after_hours_year": "after_hours",
    "visits_year": "visits",
    "project_hours_per_user": "project_hours",
    "outside_hours_share": "outside_hours_share",
    "hours_per_user": "hours_known",
    "licences_per_user": "licences_per_user",
    "exit_months": "exit_months",
    "exit_fee_months": "exit_fee",
    "credit_percent": "credit_share",
    "missed_percent": "missed_share",
    "own_hours_opaque": "own_hours",
    "own_hours_open": "own_hours",
}
_OF_A_PERSON: Mapping[str, str] = {
    "people": "own_person/people",
    "shared_people": "own_person/people",
    "users_per_person": "own_person/people",
    "salary": "own_person/salary",
    "on_costs": "own_person/on_costs",
    "recruiting": "own_person/recruiting",
    "tenure_years": "own_person/tenure_years",
    "in_house_tools_per_user": "own_person/tools_per_user",
    "training": "own_person/training",
    "cover_days": "own_person/cover_days",
    "cover_day": "own_person/cover_day",
    "oncall_hours": "own_person/oncall_hours",
    "oncall_rate": "own_person/oncall_rate",
    "security_service": "own_person/security_service",
}
_IN_HOUSE: Mapping[str, str] = {**_OF_A_PERSON, "pay_rise": "yearly_rise", "manager_hours": "own_hours"}
_SHARED: Mapping[str, str] = {**_OF_A_PROVIDER, **_OF_A_PERSON}
LEFT_OUT = frozenset({*_IN_HOUSE, *_SHARED})


def fields_instead(candidate: Candidate) -> Mapping[str, str]:
    """For each default that a figure of this candidate alone can replace, the field of the bid it goes to."""
    bid = candidate.bid
    if bid is None:
        return {}
    if is_in_house(candidate, bid):
        return _IN_HOUSE
    return _SHARED if is_shared(candidate, bid) else _OF_A_PROVIDER


def value_of(bid: Bid, field: str) -> Decimal | None:
    """What a bid says in that field, or in that of its person."""
    of = bid.own_person if field.startswith(OWN_PERSON) else bid
    value: Decimal | None = getattr(of, field.removeprefix(OWN_PERSON), None)
    return value


def nothing_added(business: BusinessInputs) -> BusinessInputs:
    """The same with nothing of ours for what a bid leaves out: what is left is what somebody has said."""
    return replace(
        business,
        defaults={
            name: _nothing(figure) if name in LEFT_OUT and figure.is_default else figure
            for name, figure in business.defaults.items()
        },
    )


def _nothing(figure: Figure) -> Figure:
    return replace(figure, low=Decimal(0), middle=Decimal(0), high=Decimal(0))
