"""What a bid comes to, as its terms are typed: what is added to it and why, and the total with its range."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.costing.cost_line import CASH, Line
from msp_select.decision.costing.total_cost import Costs
from msp_select.phrases.en.amounts import figure_called, range_words
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.words import listed, term
from msp_select.phrases.names import Names

ADDED = "Added by us, because the bid leaves it open"


def added_in_words(costs: Costs, names: Names) -> tuple[str, ...]:
    """Each sum that holds something the bid leaves open, and what that is."""
    return tuple(_added(line, names) for line in costs.lines if line.kind in CASH and line.added_by_us)


def totals_in_words(costs: Costs, names: Names) -> tuple[str, ...]:
    """What is paid over the term, then the whole; or what is still needed to say so."""
    return tuple(_totals(costs, names))


def _added(line: Line, names: Names) -> str:
    assumed = dict.fromkeys(figure.id for figure in line.figures if figure.origin == "added")
    called = listed([figure_called(one, names).lower() for one in assumed])
    return f"{LINES[line.id]}: {range_words(line.amount, names)}. Left open: {called}."


def _totals(costs: Costs, names: Names) -> Iterator[str]:
    over = f"over {term(names.months)}"
    missing = [LINES[line.id].lower() for line in costs.missing if line.kind in CASH]
    if missing:
        yield f"What you pay {over} is not known yet. Still needed: {listed(missing)}."
        return
    yield f"You pay {over}: {range_words(costs.cash, names)}."
    if costs.total is not None:
        yield f"With your own time, leaving and risk: {range_words(costs.total, names)}."
