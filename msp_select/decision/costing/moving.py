"""What leaving today's provider costs: paid by every choice that leaves, and by nobody who stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msp_select.decision import cost_formulas
from msp_select.decision.costing.choices import fee_of, has_price
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import NOTHING, UNKNOWN, Estimate, total_of, worked_out
from msp_select.decision.costing.figure_sources import Look
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog


def moving_costs(
    candidates: Sequence[Candidate], business: BusinessInputs, catalog: Catalog
) -> Mapping[str, Estimate]:
    """For each candidate's id what leaving the providers of today costs that are not itself, once.

    Unknown where one of them states neither what leaving costs nor the months it takes; an id is left out
    where there is nobody to leave.
    """
    left = {one.id: leaving_cost(one, business, catalog) for one in candidates if one.kind == "incumbent"}
    return {
        candidate.id: total_of(cost for of, cost in left.items() if of != candidate.id)
        for candidate in candidates
        if any(of != candidate.id for of in left)
    }


def leaving_cost(incumbent: Candidate, business: BusinessInputs, catalog: Catalog) -> Estimate:
    """The exit fee and the months of fees owed, as far as either is stated."""
    bid = incumbent.bid or Bid(basis="flat")
    look = Look(incumbent, bid, business, catalog)
    exit_fee = look.stated("exit_fee")
    months = look.stated("exit_months") or look.given("exit_months")
    if exit_fee is None and months is None:
        return UNKNOWN
    fee = cost_formulas.monthly_fee(Estimate, fee_of(bid, business)) if has_price(bid) else UNKNOWN
    if months is None or months.high == 0:
        fee = NOTHING
    cost = cost_formulas.moving(exit_fee or NOTHING, months or NOTHING, fee)
    return worked_out(cost, "leaving_today", "leaving_today", "once") if cost.is_known else UNKNOWN
