"""The number asked for in place of a default of ours, with what is usual for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from msp_select.decision.costing.assumptions import assumption_of, currency_of
from msp_select.decision.costing.bid_defaults import COUNTED_OTHERWISE
from msp_select.decision.handouts.cost_sheet import Assumed
from msp_select.model.answer_checks import assumption_most
from msp_select.model.bid_keys import field_of
from msp_select.model.number_text import grouped
from msp_select.model.usual_ranges import Usual, UsualRange, usual_of_default
from msp_select.phrases.en.bid import refusal
from msp_select.phrases.en.origins import published_words
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_numbers import wanted_of_term
from msp_select.phrases.names import Names


def wanted_in_place(one: Assumed, candidate: str, names: Names, *, for_all: bool) -> Wanted:
    """The number asked for in place of a default: for everybody, or in the money terms of one candidate.

    Where both are counted in the same, what is usual is the default, unless somebody else's figures are.
    """
    if for_all:
        return _in_place_for_all(one, names)
    bid, field = names.session.candidate(candidate).bid, field_of(one.field)
    assert field is not None, "it goes to a field that is typed"
    wanted = wanted_of_term(
        one.field, field, bid, names.session, names.catalog, lambda number: refusal(one.field, number, bid)
    )
    if wanted.usual is not None or one.id in COUNTED_OTHERWISE:
        return wanted
    return replace(wanted, usual=_ours(one, wanted, names))


def _in_place_for_all(one: Assumed, names: Names) -> Wanted:
    assumption = assumption_of(one.id, names.currency, names.catalog.assumptions)
    assert assumption is not None, "it is one of the catalog's"
    most, currency = assumption_most(assumption), currency_of(assumption)

    def fault(number: Decimal) -> str:
        return f"It cannot be more than {grouped(most, names.currency)}." if number > most else ""

    unit = assumption.unit.removeprefix(currency).strip()
    wanted = Wanted(currency=names.currency, unit=unit, money=bool(currency), fault=fault)
    return replace(wanted, usual=_ours(one, wanted, names))


def _ours(one: Assumed, wanted: Wanted, names: Names) -> Usual | None:
    ranges, ours = names.catalog.whole.usual_ranges, one.usual
    if ranges is None or ours is None:
        return None
    found = UsualRange(
        field=one.id,
        unit=wanted.unit,
        currency=names.currency if wanted.money else None,
        low=ours.low,
        high=ours.high,
        source=published_words(ours, names),
        seller=None,
    )
    return usual_of_default(found, ranges.far)
