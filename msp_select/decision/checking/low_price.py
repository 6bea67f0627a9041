"""A bid far below the others or the budget: asked to explain itself, never rejected."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from msp_select.decision.cost.choices import bid_of, is_in_house
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.costs import cash_per_user_month
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.wording import about, exactly, plain
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

LOW = Decimal("0.8")  # below this share of the middle of the others
LOW_OF_BUDGET = Decimal("0.5")
FEWEST_OTHERS = 2  # one other bid is no middle

LOW_PRICE_QUESTIONS = (
    "How many engineer hours per user and month does this price pay for?",
    "Who answers outside office hours, and what does that cost us?",
    "Which tools and licences are inside the price, and which shall we pay for besides?",
    "What shall we owe if we leave halfway, and what does the handover cost?",
    "What will you do in the first year to take over our equipment, and is it in the price?",
)


def low_price_warnings(session: Session, business: BusinessInputs, catalog: Catalog) -> tuple[Finding, ...]:
    """Bids 20 % or more below the middle of the others, or at half the budget: asked, never rejected."""
    cash = {
        c.id: paid.middle
        for c in session.candidates
        if (bid := bid_of(c)) is not None
        and not is_in_house(c, bid)
        and (paid := cash_per_user_month(c, business, catalog)) is not None
    }
    found = []
    for candidate in session.candidates:
        if candidate.id in cash:
            others = [amount for other, amount in cash.items() if other != candidate.id]
            found.append(_low_price(candidate, cash[candidate.id], others, business))
    return tuple(finding for finding in found if finding is not None)


def _low_price(
    candidate: Candidate, cash: Decimal, others: list[Decimal], business: BusinessInputs
) -> Finding | None:
    currency, users = business.currency, business.users
    middle = median(others) if len(others) >= FEWEST_OTHERS else None
    budget = business.budget_month
    parts = []
    if middle is not None and cash < LOW * middle:
        below = plain(float(100 * (1 - cash / middle)), 0)
        parts.append(f"{below} % less than the middle of the other bids ({exactly(middle, currency)})")
    if budget is not None and users is not None and cash * users.middle < LOW_OF_BUDGET * budget.middle:
        parts.append(f"less than half of your budget of {about(budget.middle, currency)} a month")
    if not parts:
        return None
    sentence = (
        f"{candidate.name} costs {exactly(cash, currency)} in cash per user and month, "
        f"{' and '.join(parts)}. There may be a good reason: ask for it, and keep the answer."
    )
    return Finding(
        "low_price",
        "A price that needs explaining",
        sentence,
        {
            "cash_per_user_month": float(cash),
            "median_of_others_per_user_month": None if middle is None else float(middle),
            "budget_month": None if budget is None else float(budget.middle),
        },
        (candidate.id,),
        tuple(Row(str(k), None, question) for k, question in enumerate(LOW_PRICE_QUESTIONS, start=1)),
    )
