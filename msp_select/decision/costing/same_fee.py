"""Whether a bid names one fee twice: as a sum of its prices, and as a fee of its own."""

from __future__ import annotations

from msp_select.decision import formulas
from msp_select.decision.costing.choices import fee_of, is_by_unit
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session


def is_the_sum(bid: Bid, session: Session, catalog: Catalog) -> bool:
    """Whether the fee as quoted is, to the unit, what the bid's other prices come to: the same money."""
    rest = bid.model_copy(update={"monthly": None})
    if bid.monthly is None or not is_by_unit(rest):
        return False
    weights = resolve_weights(session, catalog)
    fee = fee_of(rest, business_inputs(session, catalog, weights.inputs))
    sums = formulas.quoted(Estimate, fee), formulas.monthly_fee(Estimate, fee)
    return any(one.is_known and round(one.middle) == round(bid.monthly) for one in sums)
