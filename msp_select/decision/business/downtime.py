"""What one hour in which nothing works costs the whole firm."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision import cost_formulas
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

HOUR = "standstill_hour"
HELPERS = ("hourly_pay", "idle_share_percent", "sales_hour", "lost_share_percent", "margin_percent")
"""What feeds the hour where it is not stated, besides the number of users."""


def standstill_hour(session: Session, catalog: Catalog) -> Decimal | None:
    """Money an hour: as stated, else people idle x pay x share of work lost + sales x share lost x margin.

    None where neither is answered far enough. Missing sales figures count as no sales lost.
    """
    given = business_numbers(session, catalog)
    if HOUR in given:
        return given[HOUR]
    if not {"users", "hourly_pay", "idle_share_percent"} <= given.keys():
        return None
    work = (given["users"], given["hourly_pay"], given["idle_share_percent"])
    if not {"sales_hour", "lost_share_percent", "margin_percent"} <= given.keys():
        return cost_formulas.idle_hour(*work)
    sales = (given["sales_hour"], given["lost_share_percent"], given["margin_percent"])
    return cost_formulas.standstill_hour(*work, *sales)


def business_numbers(session: Session, catalog: Catalog) -> dict[str, Decimal]:
    """The cost inputs the business stated, by the name they feed: a number typed or an option's figure."""
    numbers: dict[str, Decimal] = {}
    given = catalog.business.counted(session.business)
    for question in catalog.business.questions:
        value = given.get(question.id)
        if not question.feeds or value is None:
            continue
        if isinstance(value, Decimal):
            numbers[question.feeds] = value
        elif isinstance(value, str) and (option := question.option(value)) and option.feeds is not None:
            numbers[question.feeds] = option.feeds
    return numbers
