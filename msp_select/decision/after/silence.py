"""Silence is a finding: reports that did not come, came late, or left a figure out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msp_select.decision.after.record import Measured, Record
from msp_select.model.service_agreement import AfterRule

GIVEN_BEFORE, LAST_REPORTS, LEFT_OUT = 3, 3, 2
FEWEST_COMPARED = 3


@dataclass(frozen=True, kw_only=True)
class Silence:
    """The due reports and which did not come; of the latest due ones, those that did not and those late.

    `first_said` is the first month in which it is called silent. `left_out` are the figures missing now from
    reports that came, each with those months; `left_out_ever` all of them. `last_given` is the last month of
    each figure left out. `own_count` compares what the owner counts in silent months and in the others.
    """

    due: tuple[str, ...]
    missing: tuple[str, ...]
    latest_missing: tuple[str, ...]
    latest_late: tuple[str, ...]
    latest: int
    first_said: str | None
    left_out: Mapping[str, tuple[str, ...]]
    left_out_ever: Mapping[str, tuple[str, ...]]
    last_given: Mapping[str, str]
    own_count: tuple[float, float] | None
    silent: bool
    late: bool


def silence(record: Record) -> Silence:
    """What did not come, as facts: no chance is worked out for them."""
    due, reports = record.due, record.reports
    missing = tuple(month for month in due if reports[month] == "none")
    rule = record.agreed.judging
    latest = due[-rule.latest_reports :]
    latest_missing = tuple(month for month in latest if month in missing)
    latest_late = tuple(month for month in latest if reports[month] == "late")
    ever = {one: _left_out(record, one) for one in record.measures if _is_theirs(record, one)}
    now = {one: months for one, months in ever.items() if _is_left_out_now(record, one)}
    return Silence(
        due=due,
        missing=missing,
        latest_missing=latest_missing,
        latest_late=latest_late,
        latest=len(latest),
        first_said=_first_said(due, missing, rule),
        left_out=now,
        left_out_ever={one: months for one, months in ever.items() if months},
        last_given={one: given[-1] for one in now if (given := _given(record, one))},
        own_count=_own_count(record, missing),
        silent=len(latest_missing) >= rule.silent_from,
        late=len(latest_late) >= rule.late_from,
    )


def _first_said(due: tuple[str, ...], missing: tuple[str, ...], rule: AfterRule) -> str | None:
    for at in range(len(due)):
        latest = due[max(0, at + 1 - rule.latest_reports) : at + 1]
        if sum(month in missing for month in latest) >= rule.silent_from:
            return due[at]
    return None


def _is_theirs(record: Record, measure: str) -> bool:
    """Whether it is a figure of the provider's, given every month: not what the owner counts."""
    measured = record.measures[measure]
    monthly = measured.drifts and (measured.measure is None or measured.measure.period != "each_time")
    rows = [record.actual(measure, month) for month in record.months]
    own = [row for row in rows if row is not None and row.measured_by in ("own_count", "outsider")]
    return monthly and not own


def _given(record: Record, measure: str) -> tuple[str, ...]:
    return tuple(
        month
        for month, figure in zip(record.months, record.figures(measure), strict=True)
        if figure is not None
    )


def _left_out(record: Record, measure: str) -> tuple[str, ...]:
    """The months whose report came without the figure, once it had come or was promised."""
    given = _given(record, measure)
    if not given and not record.measures[measure].promises:
        return ()
    came = [month for month in record.months if record.reports[month] in ("came", "late")]
    return tuple(month for month in came if month not in given and (not given or month > given[0]))


def _is_left_out_now(record: Record, measure: str) -> bool:
    """Given three times, and missing from two of the last three reports that came."""
    given = _given(record, measure)
    came = [month for month in record.months if record.reports[month] in ("came", "late")]
    missing = [month for month in came[-LAST_REPORTS:] if month not in given]
    return len(given) >= GIVEN_BEFORE and len(missing) >= LEFT_OUT


def _own_count(record: Record, missing: tuple[str, ...]) -> tuple[float, float] | None:
    """What the owner counts on average in silent months, and in those reported since the first of them."""
    measured = next((m for m in record.measures.values() if _is_counted_by_owner(record, m)), None)
    if measured is None or not missing:
        return None
    found: dict[bool, list[float]] = {True: [], False: []}
    for month, figure in zip(record.months, record.figures(measured.id), strict=True):
        if figure is not None and month >= missing[0]:
            found[month in missing].append(figure[0])
    if any(len(values) < FEWEST_COMPARED for values in found.values()):
        return None
    silent, reported = (sum(values) / len(values) for values in (found[True], found[False]))
    return silent, reported


def _is_counted_by_owner(record: Record, measured: Measured) -> bool:
    rows = [record.actual(measured.id, month) for month in record.months]
    there = [row for row in rows if row is not None and row.value is not None]
    return measured.kind == "amount" and bool(there) and all(row.measured_by == "own_count" for row in there)
