"""The costs of one candidate on a page: every line with its range, every figure of ours."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.handouts.cost_sheet import PAID, PARTS, Assumed, CostSheet
from msp_select.phrases.en import cost_figures
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.words import term
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = (
    "What is quoted, what comes on top of it, what we had to add because nobody has said, and the time and "
    "risk no bill shows. A figure of ours has three ends: low, likely and high."
)


def cost_sheet(fact: CostSheet, names: Names) -> Sheet:
    """Line by line over the term, the sums for other periods, and what was assumed."""
    over, tax = term(fact.months), "without tax" if names.session.vat == "excluded" else "with tax"
    intro = INTRO if fact.unpriced is None else cost_figures.UNPRICED[fact.unpriced]
    return Sheet(
        name=fact.name,
        title=f"Costs: {names.candidate(fact.candidate)}",
        intro=intro,
        tables=filled(
            Table(
                f"{names.currency} over {over}, {tax}",
                ("Line", "At least", "Likely", "At most", "Whose figures"),
                tuple(_lines(fact, names)),
            ),
            Table(
                f"The sums for other periods, in {names.currency}",
                ("Period", cost_figures.YOU_PAY, cost_figures.IN_ALL),
                tuple(_periods(fact, names)),
            ),
            Table(
                "The figures that are ours, or that you have put in the place of one",
                ("Figure", "Now", "Whose", "Moves the total by", "Where it comes from"),
                tuple(_figure(one, fact, names) for one in fact.assumed if one.held != "candidate"),
            ),
        ),
        notes=said(
            "" if fact.unpriced else cost_figures.rests_on_ours(fact, names),
            cost_figures.missing(fact),
        ),
    )


def _lines(fact: CostSheet, names: Names) -> Iterator[tuple[str, ...]]:
    for part in PARTS if fact.rows else ():
        rows = [row for row in fact.rows if row.part == part]
        title = cost_figures.part_called(part, fact)
        for row in rows:
            called = cost_figures.row_called(row)
            yield (f"{title}: {called}", *_ends(row.amount, names), cost_figures.whose(row, fact))
        if part == PAID[-1]:
            yield (cost_figures.YOU_PAY, *_ends(fact.paid, names), "")
    if fact.rows:
        yield (cost_figures.IN_ALL, *_ends(fact.total, names), "")


def _ends(amount: Estimate, names: Names) -> tuple[str, ...]:
    return tuple(figures(end, names.currency) for end in (amount.low, amount.middle, amount.high))


def _periods(fact: CostSheet, names: Names) -> Iterator[tuple[str, ...]]:
    for period in cost_figures.periods(fact)[1:] if fact.rows else ():
        sums = (_range(amount, period, names) for amount in (fact.paid, fact.total))
        yield (period.words, *sums)


def _range(amount: Estimate, period: cost_figures.Period, names: Names) -> str:
    """ "6,140", or "6,140 (5,980 to 7,020)"."""
    low, middle, high = (
        figures(end / period.times, names.currency) for end in (amount.low, amount.middle, amount.high)
    )
    return f"{middle} ({low} to {high})" if amount.is_range else middle


def _figure(one: Assumed, fact: CostSheet, names: Names) -> tuple[str, ...]:
    return (
        cost_figures.assumed_called(one, names),
        cost_figures.assumed_value(one, names),
        cost_figures.held_by(one, names, fact.candidate),
        cost_figures.swing(one, names),
        cost_figures.comes_from(one, names),
    )
