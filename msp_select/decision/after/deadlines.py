"""The next notice that can still be given: when it must arrive, when it must leave, and what was missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from msp_select.decision.term_dates import (
    earliest_after,
    end_of,
    last_day_of_term,
    received_by,
    sent_by,
    working_day_before,
)
from msp_select.model.signed import Signed


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last days of the notice that ends the running term, or the next that can still be ended.

    `renewals_passed` terms could have been ended before, `first_missed` the date of the first. `cutoff_here`
    and `cutoff_utc` are the last minute, in the owner's zone and in UTC. `missed_for_good`: the date is past
    and nothing renews itself.
    """

    last_day: dt.date
    received_by: dt.date
    safe_by: dt.date
    send_by: dt.date
    renewals_passed: int
    first_missed: dt.date | None = None
    runs_until: dt.date | None = None
    missed_for_good: bool
    days_left_to_send: int
    cutoff_here: str | None = None
    cutoff_utc: str | None = None

    @property
    def figures(self) -> dict[str, Any]:
        """Everything that applies, as plain data."""
        return _figures(self)


@dataclass(frozen=True, kw_only=True)
class RunsOn:
    """A contract without a last date to miss: notice received on the day counted from ends it then.

    `first_missed` is the date missed of a term that runs on since.
    """

    earliest_end: dt.date
    first_missed: dt.date | None = None

    @property
    def figures(self) -> dict[str, Any]:
        """Everything that applies, as plain data."""
        return _figures(self)


def _figures(found: Deadline | RunsOn) -> dict[str, Any]:
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    return {
        name: str(value) if isinstance(value, dt.date) else value
        for name, value in values.items()
        if value is not None
    }


def deadline(signed: Signed, as_of: dt.date) -> Deadline | RunsOn:
    """The next notice, counted from that day; on the very last day it is still open."""
    notice, holidays = signed.notice, frozenset(signed.holidays)
    if notice.to != "end_of_term":
        return RunsOn(earliest_end=_rolling(signed, as_of))
    ends = list(_ends_until_open(signed, as_of))
    last, arrive = ends[-1]
    if signed.renewal.kind == "open" and as_of > arrive:
        return RunsOn(earliest_end=_rolling(signed, as_of), first_missed=arrive)
    safe = working_day_before(arrive, holidays)
    send = sent_by(safe, 0 if notice.is_ == "sent" else notice.travel, holidays)
    passed = len(ends) - 1
    here, utc = _cutoff(signed, safe)
    return Deadline(
        last_day=last,
        received_by=arrive,
        safe_by=safe,
        send_by=send,
        renewals_passed=passed,
        first_missed=ends[0][1] if passed else None,
        runs_until=last if passed else None,
        missed_for_good=as_of > arrive,
        days_left_to_send=(send - as_of).days,
        cutoff_here=here,
        cutoff_utc=utc,
    )


def end_of_running_term(signed: Signed, as_of: dt.date) -> dt.date:
    """The last day of the term that runs on that day, whatever can still be ended."""
    last = _last_day(signed, 0)
    renewed = 0
    while last < as_of and signed.renewal.kind == "months":
        renewed += 1
        last = _last_day(signed, renewed)
    return last


def _ends_until_open(signed: Signed, as_of: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The last day and the last day for notice of each term, up to the first that is still open."""
    renewed = 0
    while True:
        last = _last_day(signed, renewed)
        arrive = received_by(
            last,
            signed.notice.length,
            signed.notice.unit,
            clear=signed.notice.counting == "clear",
            holidays=frozenset(signed.holidays),
        )
        yield last, arrive
        if as_of <= arrive or signed.renewal.kind != "months":
            return
        renewed += 1


def _last_day(signed: Signed, renewed: int) -> dt.date:
    """The last day of the term renewed so often; always counted from the start."""
    if renewed == 0 and signed.ends_on is not None:
        return signed.ends_on
    return last_day_of_term(signed.starts, signed.term_months + renewed * (signed.renewal.months or 0))


def _rolling(signed: Signed, received: dt.date) -> dt.date:
    notice = signed.notice
    earliest = earliest_after(
        received,
        notice.length,
        notice.unit,
        clear=notice.counting == "clear",
        holidays=frozenset(signed.holidays),
    )
    if notice.to == "end_of_term" or notice.to == "any_day":
        return earliest
    return end_of(earliest, notice.to)


def _cutoff(signed: Signed, safe: dt.date) -> tuple[str | None, str | None]:
    """The last minute that counts, in the owner's zone (else the provider's) and in UTC."""
    notice = signed.notice
    if notice.until is None or notice.zone is None:
        return None, None
    there = dt.datetime.combine(safe, dt.time.fromisoformat(notice.until), ZoneInfo(notice.zone))
    here = there.astimezone(ZoneInfo(signed.own_zone or notice.zone))
    return f"{here:%Y-%m-%d %H:%M}", f"{there.astimezone(dt.UTC):%Y-%m-%d %H:%M}"
