"""The value of an hour of standstill at which two candidates cost the same."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision import cost_formulas
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.total_cost import Costs


def break_even_standstill(one: Costs, other: Costs, business: BusinessInputs) -> Decimal | None:
    """Money an hour at which both totals are equal, everything else (weights and points too) as it is.

    The total is a straight line in that hour: TOTAL = a + b HD, with b the hours at a stop. The crossing is
    (a_other - a_one) / (b_one - b_other); None where the lines never cross at zero or above, or where a
    line of either is missing.
    """
    if business.standstill_hour is None or one.missing or other.missing:
        return None
    if one.standstill_hours.middle == other.standstill_hours.middle:
        return None
    crossing = cost_formulas.break_even_hour(
        total_without_standstill(one),
        one.standstill_hours.middle,
        total_without_standstill(other),
        other.standstill_hours.middle,
    )
    return crossing if crossing >= 0 else None


def total_without_standstill(costs: Costs) -> Decimal:
    """The sum of what is known if an hour of standstill cost nothing."""
    stops = costs.line("outages")
    return costs.known.middle - (stops.middle if stops is not None else Decimal(0))
