"""The dates of an agreement, as entries of a calendar: what is due when, and how long before to warn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from msp_select.decision.after.deadlines import Deadline, deadline, end_of_running_term
from msp_select.decision.term_dates import days_after, months_after, working_day_before
from msp_select.model.months import last_day, month_after, month_name, months_between
from msp_select.model.service_agreement import Agreement, Party
from msp_select.model.session import Session
from msp_select.model.signed import Signed

Kind = Literal[
    "starts", "report", "review", "quarter", "year", "rise", "claim", "market", "decide", "send", "receive",
    "ends", "takeover", "leaving",
]  # fmt: skip
WARNINGS: Mapping[Kind, tuple[int, ...]] = {
    "starts": (14,),
    "review": (7,),
    "quarter": (7,),
    "year": (14,),
    "claim": (7,),
    "market": (14,),
    "decide": (14, 3),
    "send": (30, 14, 7, 1),
    "receive": (3,),
    "ends": (30,),
}
AS_THEY_FALL: tuple[Kind, ...] = ("receive", "ends", "claim")
"""What the contract dates to the day; everything else is moved to the working day before."""
REPORTS = 12
LATE_START = 15  # a first month that began after this day of it is no whole month


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One whole day of the calendar; `kind` and `key` say which one it is, whenever it falls.

    `month` is what a report or a claim is for, `task` of the takeover or of leaving, with `who` does it.
    """

    kind: Kind
    key: str
    day: dt.date
    month: str | None = None
    task: str | None = None
    who: tuple[Party, ...] = ()

    @property
    def warnings(self) -> tuple[int, ...]:
        """How many days before to warn."""
        return WARNINGS.get(self.kind, ())


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The entries from `as_of` on, in order; `sequence` counts the changes of dates, `stamp` is the last."""

    agreement: str
    as_of: dt.date
    entries: tuple[Entry, ...]
    sequence: int
    stamp: dt.datetime

    def uid(self, entry: Entry) -> str:
        """What calendars know an entry by: the same after every change of its day."""
        name = f"{self.agreement}/{entry.kind}/{entry.key}"
        return f"{sha256(name.encode()).hexdigest()[:32]}@msp-select"


def calendar(
    session: Session,
    signed: Signed,
    agreed: Agreement,
    as_of: dt.date,
    claims: Mapping[str, dt.date] | None = None,
) -> Calendar:
    """What is due from that day on; `claims` are months for which money is owed, each with its last day."""
    holidays = frozenset(signed.holidays)
    found = [*_of_service(signed, agreed, as_of), *_of_notice(signed, agreed, as_of)]
    found += _of_takeover(signed, agreed)
    found += [Entry(kind="claim", key=month, day=day, month=month) for month, day in (claims or {}).items()]
    moved = [
        entry if entry.kind in AS_THEY_FALL else replace(entry, day=working_day_before(entry.day, holidays))
        for entry in found
    ]
    kept = [entry for entry in moved if entry.day >= as_of]
    dated = [one.at for one in session.log if one.kind in ("signed", "agreement_changed")]
    begun = dt.datetime.combine(signed.signed or signed.starts, dt.time(), dt.UTC)
    return Calendar(
        agreement=signed.id,
        as_of=as_of,
        entries=tuple(sorted(kept, key=lambda entry: (entry.day, entry.kind, entry.key))),
        sequence=len(dated),
        stamp=max(dated, default=begun),
    )


def first_judged(signed: Signed) -> str:
    """The first month that a report is due for: that of the start, unless it began late in it."""
    start = month_name(signed.starts)
    return start if signed.starts.day <= LATE_START else month_after(start)


def report_due(signed: Signed, month: str) -> dt.date:
    """The day by which the report of that month has to come."""
    return days_after(last_day(month), signed.report_due_days)


def _of_service(signed: Signed, agreed: Agreement, as_of: dt.date) -> Iterator[Entry]:
    """The start, reports, reviews and anniversaries, up to the end of the running term."""
    yield Entry(kind="starts", key="1", day=signed.starts)
    end = signed.closed or end_of_running_term(signed, as_of)
    first = max(first_judged(signed), month_after(month_name(as_of), -2))
    due = [m for m in months_between(first, month_name(end)) if report_due(signed, m) >= as_of]
    for month in due[:REPORTS]:
        yield Entry(kind="report", key=month, day=report_due(signed, month), month=month)
    reviews = agreed.reviews
    yield Entry(kind="review", key="first", day=days_after(signed.starts, reviews.first_days))
    year_on = months_after(as_of, 12)
    every, yearly = reviews.meeting_every_months, reviews.every_months
    for n in range(2, 4_800 // every):
        day = months_after(signed.starts, n * every)
        if day > min(end, year_on):
            break
        if day >= as_of and n * every % yearly:
            yield Entry(kind="quarter", key=str(n), day=day)
    rises = signed.fee is not None and bool(signed.fee.rise_percent or signed.fee.rise)
    for n in range(1, 4_800 // yearly):
        day = months_after(signed.starts, n * yearly)
        if day > end:
            break
        yield Entry(kind="year", key=str(n), day=day)
        if rises:
            yield Entry(kind="rise", key=str(n), day=day)


def _of_notice(signed: Signed, agreed: Agreement, as_of: dt.date) -> Iterator[Entry]:
    """From the look at the market to the last day; what follows the last day where it is not too late."""
    found = deadline(signed, as_of)
    if signed.closed is not None or not isinstance(found, Deadline):
        last = signed.closed
        if last is not None:
            yield Entry(kind="ends", key="closed", day=last)
            yield from _of_leaving(agreed, last, "closed")
        return
    key = str(found.renewals_passed + 1)
    if not found.missed_for_good:
        yield Entry(kind="market", key=key, day=days_after(found.send_by, -agreed.reviews.market_days))
        yield Entry(kind="decide", key=key, day=days_after(found.send_by, -agreed.reviews.decide_days))
        yield Entry(kind="send", key=key, day=found.send_by)
        yield Entry(kind="receive", key=key, day=found.received_by)
    yield Entry(kind="ends", key=key, day=found.last_day)
    yield from _of_leaving(agreed, found.last_day, key)


def _of_leaving(agreed: Agreement, last: dt.date, key: str) -> Iterator[Entry]:
    for task in agreed.leaving:
        day = days_after(last, task.day)
        yield Entry(kind="leaving", key=f"{key}/{task.id}", day=day, task=task.id, who=task.who)


def _of_takeover(signed: Signed, agreed: Agreement) -> Iterator[Entry]:
    """The tasks of the takeover by their last day; those from the signature only where its day is known."""
    starts = {"start": signed.starts, "signature": signed.signed}
    for task in agreed.takeover_in_order:
        start = starts[task.last.from_]
        if start is not None:
            day = days_after(start, task.last.day)
            yield Entry(kind="takeover", key=task.id, day=day, task=task.id, who=task.who)
