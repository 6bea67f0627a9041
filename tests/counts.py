"""How many questions the shipped catalog asks, so that no test has to know."""

from __future__ import annotations

import datetime as dt

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.edits import new_session, set_business
from msp_select.model.scalars import Size
from msp_select.model.session import BusinessValue
from tests.strategies import shipped_catalog


def questions(size: Size, **business: BusinessValue) -> int:
    """How many questions a provider is asked in a session of that size, after these business answers."""
    catalog, session = shipped_catalog(), new_session("counted", dt.date(2026, 11, 20))
    for question, value in business.items():
        session = set_business(session, question, value)
    return len(catalog.questions_in(size, resolve_weights(session, catalog).must_haves))


def about_the_business() -> int:
    """How many questions a business is asked to begin with, in the first round."""
    return sum(question.round == 1 for question in shipped_catalog().business.asked({}))


def before_prices(size: Size) -> int:
    """How many of them come before those that the bid answers."""
    return sum(not question.bid_field for question in shipped_catalog().questions_in(size))


def without_prices(size: Size) -> int:
    """How many of them are not on prices."""
    catalog = shipped_catalog()
    return sum(not catalog.is_price(question.id) for question in catalog.questions_in(size))
