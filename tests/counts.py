"""How many questions the shipped catalog asks, so that no test has to know."""

from __future__ import annotations

from msp_select.model.scalars import Size
from tests.strategies import shipped_catalog


def questions(size: Size) -> int:
    """How many questions a provider is asked in a session of that size."""
    return len(shipped_catalog().questions_in(size))


def about_the_business() -> int:
    """How many questions a business is asked that has answered none."""
    return len(shipped_catalog().business.asked({}))


def before_prices(size: Size) -> int:
    """How many of them come before those that the bid answers."""
    return sum(not question.bid_field for question in shipped_catalog().questions_in(size))
