"""The figures of a month as they are put in by hand: which there are, who measured each, how one is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from msp_select.exchange.figure_cells import as_figure
from msp_select.model.catalog import Catalog
from msp_select.model.months import BY_THE_PROVIDER, MeasuredBy, Month
from msp_select.model.number_text import as_typed, understood
from msp_select.model.service_agreement import Agreement
from msp_select.model.session import Session
from msp_select.model.signed import Kind, Signed
from msp_select.model.voices import Pulse
from msp_select.phrases.en.after import asking, taken_in


class Followed(NamedTuple):
    """What a figure is, what it is called, what is asked, and the unit that may be typed behind it."""

    kind: Kind
    title: str
    asked: str
    unit: str


LATEST_BY = 6  # months back in which is looked who measured a figure


def followed(
    session: Session, signed: Signed, agreed: Agreement, month: str, added: Collection[str] = ()
) -> dict[str, Followed]:
    """The scorecard's figures, those that were given or are just `added`, and one's own promises."""
    given = {actual.id for one in session.months for actual in one.actuals} | set(added)
    given |= {promise.id for promise in signed.promises}
    found: dict[str, Followed] = {}
    for measure in agreed.measures:
        if measure.kind and (measure in agreed.scorecard or measure.id in given):
            asked = asking.figure_title(measure, month)
            found[measure.id] = Followed(measure.kind, measure.title, asked, first_word(measure.unit))
    for promise in signed.promises:
        if promise.id not in found:
            asked = asking.other_figure_title(promise, month)
            found[promise.id] = Followed(promise.kind, promise.says, asked, promise.unit)
    return found


def first_word(unit: str) -> str:
    """What may be typed behind a figure: "hours" of "hours a month, all your people together"."""
    return "" if unit.startswith("%") else unit.split(" ", 1)[0].rstrip(",")


def by_whom(session: Session, agreed: Agreement, measure: str, month: str) -> MeasuredBy:
    """Who measured it when it was last given; else the client where people feel it, else their report."""
    for one in reversed(session.months[-LATEST_BY:]):
        actual = one.actual(measure)
        if actual is not None and one.month != month:
            return actual.measured_by
    found = next((one for one in agreed.measures if one.id == measure), None)
    own = found is not None and found.felt and found.kind == "amount"
    return "own_count" if own else "provider_report"


def figure_from(
    text: str, kind: Kind, currency: str, unit: str = ""
) -> tuple[Decimal | None, Decimal | None]:
    """The figure and of how many, as it was typed (ValueError with what is wrong with it).

    Numbers are read as they are everywhere at a keyboard, in the way of the currency's place.
    """

    def number(part: str) -> Decimal:
        found = understood(part, currency, unit)
        if not found:
            raise ValueError(asking.NO_FIGURE[kind])
        if len(found) > 1:
            raise ValueError(asking.which_figure(part, [as_typed(one, currency) for one in found]))
        return found[0]

    value, of = as_figure(text, number=number)
    if value is not None and (of is None) == (kind == "share"):
        raise ValueError(asking.NO_FIGURE[kind])
    if value is not None and kind != "amount" and value != value.to_integral_value():
        raise ValueError(asking.NO_FIGURE[kind])
    return value, of


def not_followed(known: Collection[str], agreed: Agreement) -> dict[str, str]:
    """The figures of the content that have no line of their own yet, each with its title."""
    return {one.id: one.title for one in agreed.measures if one.kind and one.id not in known}


def account(
    session: Session, catalog: Catalog, months: Sequence[Month]
) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """What months of a file are too early, if any, and each of them as a heading with its rows."""
    assert session.agreement is not None
    found = []
    for month in months:
        known = followed(session, session.agreement, catalog.agreed, month.month)
        titles = {one.id: one.title for one in catalog.agreed.measures}
        titles |= {key: one.title for key, one in known.items()}
        rows = taken_in.month_rows(month, session, titles)
        found.append((taken_in.month_title(month), tuple(rows)))
    return taken_in.early(months, session.agreement), found


def askings_there(session: Session, pulses: Sequence[Pulse]) -> list[dt.date]:
    """The days of those askings that answers are there of already."""
    return sorted({one.asked for one in session.pulses} & {one.asked for one in pulses})


def has_theirs(month: Month | None) -> bool:
    """Whether a figure of theirs is there, which only comes with a report."""
    return month is not None and any(
        one.measured_by in BY_THE_PROVIDER and one.value is not None for one in month.actuals
    )
