"""Which defaults stand in for something a bid leaves out, and the field in which it would say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from msp_select.decision.costing.choices import is_in_house, is_shared
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import Figure
from msp_select.model.candidate import Candidate

_OF_A_PROVIDER: Mapping[str, str] = {
    "yearly_rise": "bid.yearly_rise",
    "yearly_rise_uncapped": "bid.yearly_rise",
    "onboarding_multiple": "bid.onboarding",
    "hourly_rate": "bid.hourly_rate",
    "after_hours_multiple": "bid.after_hours_multiple",
    "after_hours_year": "bid.after_hours",
    "visits_year": "bid.visits",
    "project_hours_per_user": "bid.project_hours",
    "outside_hours_share": "bid.outside_hours_share",
    "hours_per_user": "bid.hours_known",
    "licences_per_user": "bid.licences_per_user",
    "exit_months": "bid.exit_months",
    "exit_fee_months": "bid.exit_fee",
    "credit_percent": "bid.credit_share",
    "missed_percent": "bid.missed_share",
    "own_hours_opaque": "bid.own_hours",
    "own_hours_open": "bid.own_hours",
}
_OF_A_PERSON: Mapping[str, str] = {
    "people": "own.people",
    "shared_people": "own.people",
    "users_per_person": "own.people",
    "salary": "own.salary",
    "on_costs": "own.on_costs",
    "recruiting": "own.recruiting",
    "tenure_years": "own.tenure_years",
    "in_house_tools_per_user": "own.tools_per_user",
    "training": "own.training",
    "cover_days": "own.cover_days",
    "cover_day": "own.cover_day",
    "oncall_hours": "own.oncall_hours",
    "oncall_rate": "own.oncall_rate",
    "security_service": "own.security_service",
}
_IN_HOUSE: Mapping[str, str] = {
    **_OF_A_PERSON,
    "pay_rise": "bid.yearly_rise",
    "manager_hours": "bid.own_hours",
}
_SHARED: Mapping[str, str] = {**_OF_A_PROVIDER, **_OF_A_PERSON}
COUNTED_OTHERWISE = frozenset({
    "onboarding_multiple", "project_hours_per_user", "hours_per_user", "exit_fee_months", "users_per_person",
    "own_hours_opaque", "own_hours_open",
})  # fmt: skip
"""The defaults that are in another unit than the field that takes their place."""
LEFT_OUT = frozenset({*_IN_HOUSE, *_SHARED})


def fields_instead(candidate: Candidate) -> Mapping[str, str]:
    """For each default that a figure of this candidate alone can replace, the key of the bid's figure."""
    bid = candidate.bid
    if bid is None:
        return {}
    if is_in_house(candidate, bid):
        return _IN_HOUSE
    return _SHARED if is_shared(candidate, bid) else _OF_A_PROVIDER


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
