"""A bid far below the others or the budget: asked to explain itself, never rejected."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import ClassVar

from msp_select.decision.costing.choices import is_in_house
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.total_cost import cash_per_user_month
from msp_select.decision.fact import Fact
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

LOW = Decimal("0.8")  # below this share of the middle of the others
LOW_OF_BUDGET = Decimal("0.5")
FEWEST_OTHERS = 2  # one other bid is no middle


@dataclass(frozen=True, kw_only=True)
class LowPrice(Fact):
    """Cash far below the middle of the others, below half the budget, or both; None what is not known."""

    kind: ClassVar[str] = "low_price"
    cash_per_user_month: Decimal
    median_of_others_per_user_month: Decimal | None
    budget_month: Decimal | None
    below_others: bool
    below_budget: bool


def low_price_warnings(session: Session, business: BusinessInputs, catalog: Catalog) -> tuple[LowPrice, ...]:
    """Bids 20 % or more below the middle of the others, or at half the budget: asked, never rejected."""
    cash = {
        c.id: paid.middle
        for c in session.candidates
        if (bid := c.bid) is not None
        and not is_in_house(c, bid)
        and (paid := cash_per_user_month(c, business, catalog)) is not None
    }
    found = []
    for candidate in session.candidates:
        if candidate.id in cash:
            others = [amount for other, amount in cash.items() if other != candidate.id]
            found.append(_low_price(candidate, cash[candidate.id], others, business))
    return tuple(fact for fact in found if fact is not None)


def _low_price(
    candidate: Candidate, cash: Decimal, others: list[Decimal], business: BusinessInputs
) -> LowPrice | None:
    users, budget = business.users, business.budget_month
    middle = median(others) if len(others) >= FEWEST_OTHERS else None
    below_others = middle is not None and cash < LOW * middle
    below_budget = (
        budget is not None and users is not None and cash * users.middle < LOW_OF_BUDGET * budget.middle
    )
    if not below_others and not below_budget:
        return None
    return LowPrice(
        candidates=(candidate.id,),
        cash_per_user_month=cash,
        median_of_others_per_user_month=middle,
        budget_month=None if budget is None else budget.middle,
        below_others=below_others,
        below_budget=below_budget,
    )
