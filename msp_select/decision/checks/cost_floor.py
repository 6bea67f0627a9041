"""The floor: can this fee pay for the work at all?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from msp_select.decision import cost_formulas
from msp_select.decision.costing.bid_inputs import bid_inputs
from msp_select.decision.costing.choices import fee_of, has_price, is_in_house
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import Estimate, Figure, known
from msp_select.decision.fact import Fact
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog


@dataclass(frozen=True)
class Floor:
    """What the fee buys, hours per user and month: on our middle figures, and at the provider's cheapest.

    `needed` is what was promised, else the fewest hours with which more than answering calls is possible.
    """

    fee: Decimal
    hours: Decimal
    hours_at_best: Decimal
    needed: Decimal
    promised: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class FeeTooLow(Fact):
    """What the fee buys is less than is needed; `assumed_...` are the defaults used, None where given."""

    kind: ClassVar[str] = "floor"
    fee_per_user_month: Decimal
    hours_per_user_month: Decimal
    hours_per_user_month_at_best: Decimal
    hours_needed_per_user_month: Decimal
    promised: bool
    assumed_margin_percent: Decimal | None
    assumed_technician_hour: Decimal | None
    assumed_tools_per_user_month: Decimal | None


def support_fee(candidate: Candidate, business: BusinessInputs) -> Decimal | None:
    """The monthly fee that pays for support; None where support is billed by the hour or is one's own."""
    bid = candidate.bid
    if bid is None or business.users is None or not has_price(bid):
        return None
    if is_in_house(candidate, bid) or bid.basis in ("hourly", "block"):
        return None
    fee = cost_formulas.monthly_fee(Estimate, fee_of(bid, business))
    return fee.middle if fee.is_known else None


def floor(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Floor | None:
    """Hours = (fee per user - tools inside it) x (1 - margin) / cost of a technician's hour.

    None without a fee, or where a figure has no default in this currency.
    """
    fee, bid = support_fee(candidate, business), candidate.bid
    margin, wage = business.defaults["provider_margin"], business.defaults.get("technician_hour")
    if not fee or bid is None or business.users is None or wage is None or not wage.low:
        return None
    stated = bid.tools_included_per_user
    tools = business.defaults.get("tools_included_per_user") if stated is None else known(stated, "bid")
    if tools is None:
        return None
    per_user = fee / business.users.middle

    hours = cost_formulas.hours_paid_for(Estimate, Estimate.exact(per_user), tools, margin, wage)
    fewest = business.defaults["floor_hours"].middle
    promised = bid_inputs(candidate, bid, business, catalog).promised_hours
    short = promised is not None and hours.middle < promised.middle
    return Floor(
        fee=per_user,
        hours=hours.middle,
        hours_at_best=hours.low,
        needed=promised.middle if promised is not None and short else fewest,
        promised=short,
        figures=(margin, wage, tools),
    )


def floor_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> FeeTooLow | None:
    """A fee that buys fewer hours than promised, or too few for anything but answering calls."""
    found = floor(candidate, business, catalog)
    if found is None or found.hours >= found.needed:
        return None
    margin, wage, tools = (figure.middle if figure.is_default else None for figure in found.figures)
    return FeeTooLow(
        candidates=(candidate.id,),
        fee_per_user_month=found.fee,
        hours_per_user_month=found.hours,
        hours_per_user_month_at_best=found.hours_at_best,
        hours_needed_per_user_month=found.needed,
        promised=found.promised,
        assumed_margin_percent=margin,
        assumed_technician_hour=wage,
        assumed_tools_per_user_month=tools,
    )
