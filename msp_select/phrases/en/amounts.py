"""Amounts with their ranges in words, and what they rest on."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.cost.estimate import Estimate
from msp_select.decision.findings.amounts import RestsOn, figure_title, rests_on
from msp_select.decision.findings.wording import about, exactly, in_round
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.names import Names

SCORED = "as scored, without the effect of foresight"


def range_words(amount: Estimate, names: Names) -> str:
    """A sum with its range: "about USD 143,600 (USD 120,300 to USD 171,000)"."""
    middle = about(amount.middle, names.currency)
    if not amount.is_range:
        return middle
    low, high = (in_round(end, names.currency) for end in (amount.low, amount.high))
    return f"{middle} ({low} to {high})"


def price(amount: float, names: Names) -> str:
    """A computed price; what is round but for the computer's last digits is printed as round."""
    return exactly(Decimal(repr(round(amount, 6))), names.currency)


def figure_called(figure_id: str, names: Names) -> str:
    """What a figure of the cost model is called, by its id."""
    return figure_title(figure_id, names.currency, names.catalog)


def what_it_rests_on(fact: RestsOn, names: Names) -> str:
    """ " Our defaults in it: ...", naming the two that matter most, behind what is left out as not known."""
    titles = [figure_called(one, names) for one in fact.default_ids]
    return rests_on(titles, [LINES[line] for line in fact.missing_line_ids])
