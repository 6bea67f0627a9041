"""Cells of tables: the figure as a person reads it beside the figure itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msp_select.decision.costing.estimate import Estimate, total_of
from msp_select.decision.costing.total_cost import Costs, Kind
from msp_select.model.number_text import grouped
from msp_select.phrases.en.amounts import at_least
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.words import plain, share_percent
from msp_select.report.document import Cell, RangeCell

NONE = Cell("–")


def text(words: str) -> Cell:
    """Words; a dash where there are none."""
    return Cell(words) if words.strip() else NONE


def points(number: float | None) -> Cell:
    """A score or value, to one decimal."""
    return NONE if number is None else Cell(f"{number:.1f}", number)


def percent(share: float | None) -> Cell:
    """A share as whole percent."""
    return NONE if share is None else Cell(share_percent(share, narrow=True), 100 * share)


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
    return Cell(figures(sum_, currency, cents=False), float(sum_))


def sum_of(costs: Costs, kinds: Sequence[Kind], currency: str) -> Cell:
    """A sum of these kinds of lines: at least what is known where one is missing, else a dash."""
    known = [line.amount for line in costs.lines if line.kind in kinds]
    shown = amount(total_of(known).middle, currency)
    if not costs.lacks(*kinds):
        return shown
    return Cell(at_least(shown.text, costs, kinds)) if known else NONE


def range_of(found: Estimate, currency: str) -> Cell:
    """From the cheapest to the dearest end; a dash in words where the sum is no range."""
    low, high = amount(found.low, currency).text, amount(found.high, currency).text
    words = f"{low} to {high}" if found.is_range else NONE.text
    return RangeCell(words, low=float(found.low), high=float(found.high))


def figure(found: Estimate, currency: str) -> Cell:
    """A figure of the business: low / middle / high where it is a range."""
    low, middle, high = (float(end) for end in (found.low, found.middle, found.high))
    ends = [grouped(Decimal(f"{end:.10g}"), currency, places=0) for end in (low, middle, high)]
    return RangeCell(ends[1] if low == high else " / ".join(ends), middle, low, high)
