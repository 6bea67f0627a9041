"""What is usual for a figure of this business or of this bid."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision import cost_formulas
from msp_select.decision.business.downtime import business_numbers
from msp_select.decision.costing.choices import fee_of
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.model.usual_ranges import Usual, usual_for


def usual_in(session: Session, catalog: Catalog, field: str, bid: Bid | None = None) -> Usual | None:
    """What is usual for a question by its id, or for "bid.<field>" of that bid; None where unknown.

    While prices are sealed nothing of the bid turns a range into figures but its basis.
    """
    ranges = catalog.whole.usual_ranges
    if ranges is None or ranges.shown(field) is None:
        return None
    return usual_for(
        ranges,
        field,
        session.currency,
        basis=bid.basis if bid is not None else "",
        users=business_numbers(session, catalog).get("users"),
        fee=_fee(session, catalog, bid) if bid is not None and not session.settings.sealed else None,
    )


def _fee(session: Session, catalog: Catalog, bid: Bid) -> Decimal | None:
    weights = resolve_weights(session, catalog)
    fee = cost_formulas.monthly_fee(Estimate, fee_of(bid, business_inputs(session, catalog, weights.inputs)))
    return fee.middle if fee.is_known and fee.middle > 0 else None
