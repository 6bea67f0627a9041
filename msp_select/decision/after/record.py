"""What is known of the months since the start: which were due, what came, and every figure in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msp_select.decision.after.calendar_entries import first_judged, report_due
from msp_select.engine.drift import Figure
from msp_select.model.months import Actual, Month, last_day, month_name, months_between
from msp_select.model.service_agreement import Agreement, Measure
from msp_select.model.session import Session
from msp_select.model.signed import Kind, Promise, Signed, Worse

ReportState = Literal["came", "late", "none", "not_due", "awaited", "not_put_in"]
"""`none`: no report came, as written down or as a later month was put in without it; `not_put_in`: nobody
has come as far as that month."""


@dataclass(frozen=True)
class Measured:
    """One figure that is followed: what it is, which way is worse, and the promises made about it."""

    id: str
    kind: Kind
    worse: Worse
    promises: tuple[Promise, ...]
    measure: Measure | None

    @property
    def title(self) -> str:
        """What it is called: as the content calls it, else as the promise says."""
        return self.measure.title if self.measure is not None else self.promises[-1].says

    @property
    def each_time(self) -> bool:
        """Whether a month has a figure of it only where there was a case."""
        if self.promises:
            return any(one.period == "each_time" for one in self.promises)
        return self.measure is not None and self.measure.period == "each_time"

    @property
    def drifts(self) -> bool:
        """Whether there are enough of it in a year to speak of a drift."""
        monthly = all(one.judged in ("month", "each_time") for one in self.promises)
        return self.kind != "event" and monthly and (self.measure is None or self.measure.drifts)


@dataclass(frozen=True)
class Record:
    """The months from the first that was due to the last that is over and known, as of a day.

    `months` are in their order, `rows` what was noted of each; those before the start are in `too_early`.
    """

    session: Session
    signed: Signed
    agreed: Agreement
    as_of: dt.date
    months: tuple[str, ...]
    rows: Mapping[str, Month]
    too_early: tuple[str, ...]

    @cached_property
    def measures(self) -> Mapping[str, Measured]:
        """Every figure that is promised or was ever given, in the order of the agreement."""
        of_catalog = {measure.id: measure for measure in self.agreed.measures if measure.kind is not None}
        given = {actual.id for row in self.rows.values() for actual in row.actuals}
        promised: dict[str, list[Promise]] = {}
        for promise in self.signed.promises:
            promised.setdefault(promise.id, []).append(promise)
        ids = [one for one in of_catalog if one in given or one in promised]
        ids += [one for one in promised if one not in of_catalog]
        return {one: _measured(one, tuple(promised.get(one, ())), of_catalog.get(one)) for one in ids}

    @cached_property
    def reports(self) -> Mapping[str, ReportState]:
        """What became of the report of each month."""
        return {month: self._report(month) for month in self.months}

    def _report(self, month: str) -> ReportState:
        row, due = self.rows.get(month), report_due(self.signed, month)
        if row is None:
            if (self.as_of - due).days <= self.agreed.judging.given_up_days:
                return "awaited"
            return "none" if month < max(self.rows, default="") else "not_put_in"
        if row.report == "sent":
            return "late" if row.received is not None and row.received > due else "came"
        return row.report

    def actual(self, measure: str, month: str) -> Actual | None:
        """The row of that figure in that month, if there is one and the month was due."""
        row = self.rows.get(month)
        return None if row is None or row.report == "not_due" else row.actual(measure)

    def figures(self, measure: str) -> tuple[Figure, ...]:
        """The figure of every month, None where there is none."""
        return tuple(self._figure(measure, month) for month in self.months)

    def _figure(self, measure: str, month: str) -> Figure:
        actual = self.actual(measure, month)
        if actual is None or actual.value is None:
            return None
        return float(actual.value), None if actual.of is None else float(actual.of)

    @property
    def not_put_in(self) -> tuple[str, ...]:
        """The months nobody put in, though nobody waits for their report any more."""
        return tuple(month for month in self.months if self.reports[month] == "not_put_in")

    @property
    def due(self) -> tuple[str, ...]:
        """The months of which it is known whether the report that was due came."""
        return tuple(month for month in self.months if self.reports[month] in ("came", "late", "none"))


def _measured(one: str, promises: tuple[Promise, ...], measure: Measure | None) -> Measured:
    if promises:
        return Measured(one, promises[-1].kind, promises[-1].gets_worse, promises, measure)
    assert measure is not None
    assert measure.kind is not None
    return Measured(one, measure.kind, measure.worse, (), measure)


def record(
    session: Session, signed: Signed, agreed: Agreement, as_of: dt.date, *, upto: str | None = None
) -> Record:
    """The record as of a day, to the month `upto` at most: what came later is not known yet."""
    first = first_judged(signed)
    known = {row.month: row for row in session.months if _is_known(row, as_of, upto)}
    last = max((*known, *_given_up(signed, agreed, first, as_of, upto)), default="")
    end = month_name(signed.closed) if signed.closed is not None else last
    months = months_between(first, min(last, end)) if last >= first else ()
    kept = {month: known[month] for month in months if month in known}
    return Record(session, signed, agreed, as_of, months, kept, tuple(sorted(m for m in known if m < first)))


def _is_known(row: Month, as_of: dt.date, upto: str | None) -> bool:
    over = last_day(row.month) <= as_of and (row.received is None or row.received <= as_of)
    return over and (upto is None or row.month <= upto)


def _given_up(
    signed: Signed, agreed: Agreement, first: str, as_of: dt.date, upto: str | None
) -> Iterator[str]:
    """The months whose report nobody waits for any more."""
    last = min(month_name(as_of), upto or month_name(as_of))
    for month in months_between(first, last):
        if (as_of - report_due(signed, month)).days > agreed.judging.given_up_days:
            yield month
