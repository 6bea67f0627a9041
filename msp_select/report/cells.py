"""Cells of tables: the figure as a person reads it beside the figure itself."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.cost.estimate import Estimate
from msp_select.decision.cost.money import money
from msp_select.decision.findings.wording import plain
from msp_select.report.document import Cell

NONE = Cell("–")


def text(words: str) -> Cell:
    """Words; a dash where there are none."""
    return Cell(words) if words.strip() else NONE


def points(number: float | None) -> Cell:
    """A score or value, to one decimal."""
    return NONE if number is None else Cell(f"{number:.1f}", number)


def percent(share: float | None) -> Cell:
    """A share as whole percent."""
    return NONE if share is None else Cell(f"{100 * share:.0f} %", 100 * share)


def weight(number: float) -> Cell:
    """A weight in percent, to one decimal."""
    return Cell(f"{plain(number)} %", number)


def count(number: int) -> Cell:
    """A number of things."""
    return Cell(str(number), number)


def amount(sum_: Decimal | None, currency: str) -> Cell:
    """An amount in whole units; the currency stands in the heading."""
    if sum_ is None:
        return NONE
    return Cell(money(sum_, currency, cents=False).replace(f"{currency} ", ""), float(sum_))


def range_of(found: Estimate, currency: str) -> Cell:
    """From the cheapest to the dearest end; a dash where the sum is no range."""
    if not found.is_range:
        return NONE
    low, high = amount(found.low, currency).text, amount(found.high, currency).text
    return Cell(f"{low} to {high}")
