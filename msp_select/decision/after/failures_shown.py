"""Whether the provider shows its failures: of the misses that are known, those its own reports named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from msp_select.decision.after.keeping import PromiseKept
from msp_select.decision.after.record import Record
from msp_select.model.months import month_after
from msp_select.model.service_agreement import AfterRule

Level = Literal["misses_with_cause", "misses_without_cause", "only_successes"]
MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class FailuresShown:
    """Misses known within a year, those named, and those named with cause and date; the level they show."""

    known: int
    named: int
    with_cause: int
    level: Level | None


def failures_shown(record: Record, kept: Sequence[PromiseKept]) -> FailuresShown:
    """Of the last twelve months; a report that does not come names nothing.

    No level with fewer than three misses, and none where nobody ever noted what the reports name.
    """
    since = month_after(record.months[-1], -MONTHS) if record.months else ""
    missed = [
        (one.id, period.months[-1])
        for one in kept
        for period in one.periods
        if period.state == "missed" and period.months[-1] > since
    ]
    named = with_cause = 0
    for measure, month in missed:
        actual = record.actual(measure, month)
        came = record.reports[month] in ("came", "late")
        if actual is not None and came and actual.named:
            named += 1
            with_cause += actual.cause and actual.put_right is not None
    noted = any(actual.named is not None for row in record.rows.values() for actual in row.actuals)
    level = _level(record.agreed.judging, len(missed), named, with_cause) if noted else None
    return FailuresShown(known=len(missed), named=named, with_cause=with_cause, level=level)


def _level(rule: AfterRule, known: int, named: int, with_cause: int) -> Level | None:
    if known < rule.failures_fewest:
        return None
    if 100 * named < rule.failures_named * known:
        return "only_successes"
    return "misses_with_cause" if 100 * with_cause >= rule.failures_named * named else "misses_without_cause"
