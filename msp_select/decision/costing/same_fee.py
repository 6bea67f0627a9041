"""Whether a bid names one fee twice: as a sum of its prices, and as a fee of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isclose

from msp_select.decision import cost_formulas
from msp_select.decision.costing.choices import fee_of, is_by_unit
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

NEAR = Decimal("0.01")
"""A fee that differs from the sum by no more than this share of it may be the same: the owner is asked."""


def other_prices(bid: Bid, business: BusinessInputs, within: Decimal = Decimal(0)) -> Decimal | None:
    """What the bid's other prices come to a month, where the fee as quoted says the same; None elsewhere.

    The same is to the unit, or `within` a share of the fee. The sum may be before or after a discount, with
    or without hours bought in advance; the least and the most billed are no prices.
    """
    if not bid.monthly:
        return None
    for month in _sums(bid, business):
        if round(month) == round(bid.monthly) or isclose(month, bid.monthly, rel_tol=within):
            return month
    return None


def _sums(bid: Bid, business: BusinessInputs) -> Iterator[Decimal]:
    prices = bid.model_copy(update={"monthly": None, "minimum_monthly": None, "ceiling_monthly": None})
    if not is_by_unit(prices):
        return
    for named in (prices.model_copy(update={"block_hours": None}), prices):
        fee = fee_of(named, business)
        for one in (cost_formulas.monthly_fee(Estimate, fee), cost_formulas.quoted(Estimate, fee)):
            if one.is_known:
                yield one.middle


def is_the_sum(bid: Bid, session: Session, catalog: Catalog) -> bool:
    """Whether it is the same money beyond doubt, to the unit, so that it may be counted once unasked."""
    weights = resolve_weights(session, catalog)
    return other_prices(bid, business_inputs(session, catalog, weights.inputs)) is not None
