"""Each promise beside what happened: kept, missed, not reported, and whether it is kept on the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Literal, get_args

from msp_select.decision.after.record import Measured, Record
from msp_select.engine.drift import Kind as DriftKind
from msp_select.engine.drift import Rule, spread, steps, usable
from msp_select.engine.proportions import chance_of_missing, wilson
from msp_select.model.months import first_day, month_after
from msp_select.model.service_agreement import AfterRule
from msp_select.model.signed import PERIOD_MONTHS, Kind, Promise

PeriodState = Literal[
    "kept", "missed", "not_reported", "nothing_to_judge", "not_due", "awaited", "not_put_in"
]
Verdict = Literal["keeps_it", "does_not_keep_it", "about_as_promised", "mixed", "too_few"]
GAPS: tuple[PeriodState, ...] = ("awaited", "not_put_in", "not_reported")
"""Why a month has no figure; of several in one longer period the first says it."""
MOSTLY, HARDLY = 5 / 6, 1 / 6


@dataclass(frozen=True, kw_only=True)
class PeriodKept:
    """One period of a promise: `value`, of a share `of` so many, its months added up."""

    period: str
    months: tuple[str, ...]
    state: PeriodState
    value: Decimal | None = None
    of: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseKept:
    """One promise over all periods; `pooled` are (so many, of so many), or (middle, months) of no share.

    `low` and `high` are the 80 % range of a share, from 0 to 1. `streak` is how many periods in a row were
    like the last judged one, and `chance_of_missed_month` how often a month is missed by chance at the share
    seen. `taken` is how many periods are taken together; events have no verdict.
    """

    id: str
    promise: Promise
    periods: tuple[PeriodKept, ...]
    pooled: tuple[Decimal, Decimal] | None
    low: float | None
    high: float | None
    verdict: Verdict | None
    streak: tuple[Literal["kept", "missed"], int] | None
    chance_of_missed_month: float | None
    phi: float | None = None
    cases: tuple[int, ...] = field(default=())
    taken: int = 0

    def many(self, *states: PeriodState) -> int:
        """How many periods were so."""
        return sum(period.state in states for period in self.periods)

    @property
    def kept(self) -> int:
        """How many periods it was kept in."""
        return self.many("kept")

    @property
    def missed(self) -> int:
        """How many periods it was missed in."""
        return self.many("missed")

    @property
    def not_reported(self) -> int:
        """How many due periods nobody can judge, because no figure came."""
        return self.many("not_reported")

    @property
    def due(self) -> int:
        """How many periods were due: kept, missed, not reported, or without a case."""
        return self.many("kept", "missed", "not_reported", "nothing_to_judge")

    def in_period(self, month: str) -> PeriodKept | None:
        """The period that ends with that month."""
        return next((period for period in self.periods if period.months[-1] == month), None)


def promises_kept(record: Record, rule: Rule) -> tuple[PromiseKept, ...]:
    """Every promise with a target, in the order of the agreement."""
    found = (_kept(record, measured, rule) for measured in record.measures.values() if measured.promises)
    return tuple(one for one in found if one is not None)


def _kept(record: Record, measured: Measured, rule: Rule) -> PromiseKept | None:
    latest = measured.promises[-1]
    if all(promise.target is None for promise in measured.promises):
        return None
    periods = tuple(_periods(record, measured))
    judged = [period for period in periods if period.state in ("kept", "missed")]
    of_kind = measured.kind if measured.kind in get_args(DriftKind) else None
    phi = None if of_kind is None else _phi(record, measured.id, measured.kind, rule)
    silent = sum(period.state == "not_reported" for period in periods)
    content = record.agreed.judging
    taken = judged[-content.latest_periods :]
    pooled, low, high, verdict = _together(measured.kind, taken, latest, phi, content)
    if verdict is not None and silent > len(judged):
        verdict = "too_few"
    cases = tuple(int(period.of) for period in taken if period.of) if measured.kind == "share" else ()
    return PromiseKept(
        id=measured.id,
        promise=latest,
        periods=periods,
        pooled=pooled,
        low=low,
        high=high,
        verdict=verdict,
        streak=streak(periods),
        chance_of_missed_month=_chance(cases, pooled, latest, phi),
        phi=phi,
        cases=cases,
        taken=len(taken),
    )


def _phi(record: Record, measure: str, kind: Kind, rule: Rule) -> float | None:
    if kind == "event":
        return None
    rows = usable(rule, kind, record.figures(measure))
    return spread(rule, kind, steps(rule, kind, rows))


def _periods(record: Record, measured: Measured) -> Iterator[PeriodKept]:
    """The periods of the promise that held in each, in their order."""
    done: set[str] = set()
    for month in record.months:
        if month in done:
            continue
        promise = record.signed.promise(measured.id, first_day(month))
        if promise is None or promise.target is None:
            continue
        many = PERIOD_MONTHS[promise.judged]
        start = start_of(month, many)
        months = tuple(month_after(start, n) for n in range(many))
        done.update(months)
        if many == 1:
            yield _month(record, promise, month)
        elif months[-1] in record.months:
            yield _longer(record, promise, months)


def start_of(month: str, many: int) -> str:
    """The first month of the quarter, half-year or year that a month is in."""
    return f"{month[:4]}-{(int(month[5:]) - 1) // many * many + 1:02}"


def period_name(months: Sequence[str]) -> str:
    """What a period is called: "2027-03", "2027-Q2", "2027-H1", "2027"."""
    year, at = months[0][:4], int(months[0][5:])
    return {
        1: months[0],
        3: f"{year}-Q{(at + 2) // 3}",
        6: f"{year}-H{(at + 5) // 6}",
    }.get(len(months), year)


def _month(record: Record, promise: Promise, month: str) -> PeriodKept:
    state, value, of = _figure(record, promise, month)
    if state == "kept":
        assert value is not None
        state = "kept" if reaches(promise, value, of) else "missed"
    return _period((month,), state, promise, value, of)


def _figure(
    record: Record, promise: Promise, month: str
) -> tuple[PeriodState, Decimal | None, Decimal | None]:
    """What is known of one month: "kept" stands for a figure that is still to be judged."""
    report = record.reports[month]
    if report == "not_due":
        return "not_due", None, None
    actual = record.actual(promise.id, month)
    if actual is None and report in ("came", "late"):
        if promise.kind == "event" and any(record.actual(promise.id, one) for one in record.months):
            return "kept", Decimal(0), None  # who notes them at all notes each that was held
        if promise.judged != "month" and promise.kind != "event":
            return "nothing_to_judge", None, None
    if actual is None or actual.value is None:
        return report if report == "awaited" or report == "not_put_in" else "not_reported", None, None
    if promise.kind == "share" and not actual.of:
        return "nothing_to_judge", actual.value, actual.of
    return "kept", actual.value, actual.of


def reaches(promise: Promise, value: Decimal, of: Decimal | None) -> bool:
    """Whether a figure keeps the promise, compared unrounded."""
    target = Decimal(promise.target)
    if promise.kind == "share":
        whole = of or Decimal(0)
        return (
            100 * value >= target * whole if promise.at_least is not None else 100 * value <= target * whole
        )
    return value >= target if promise.at_least is not None else value <= target


def _longer(record: Record, promise: Promise, months: tuple[str, ...]) -> PeriodKept:
    """A quarter or longer, its months added up; with one missing, judged only if that cannot change it."""
    outside = [month for month in months if month not in record.months]
    found = [_figure(record, promise, month) for month in months if month in record.months]
    states = [state for state, _, _ in found]
    if outside or all(state == "not_due" for state in states):
        return _period(months, "not_due", promise)
    there = [(value or Decimal(0), of) for state, value, of in found if state == "kept"]
    value = sum((one for one, _ in there), Decimal(0))
    of = sum((one for _, one in there if one is not None), Decimal(0)) if promise.kind == "share" else None
    gap = next((one for one in GAPS if one in states), None)
    settled = promise.kind == "event" and reaches(promise, value, of)
    if gap is not None and not settled:
        return _period(months, gap, promise)
    if not there or (promise.kind == "share" and not of):
        return _period(months, "nothing_to_judge", promise)
    return _period(months, "kept" if reaches(promise, value, of) else "missed", promise, value, of)


def _period(
    months: tuple[str, ...],
    state: PeriodState,
    promise: Promise,
    value: Decimal | None = None,
    of: Decimal | None = None,
) -> PeriodKept:
    return PeriodKept(
        period=period_name(months), months=months, state=state, value=value, of=of, target=promise.target
    )


def streak(periods: Sequence[PeriodKept]) -> tuple[Literal["kept", "missed"], int] | None:
    """How many judged periods in a row were like the last one.

    What was not reported ends a row of kept ones, and neither ends nor lengthens one of misses.
    """
    last: Literal["kept", "missed"] | None = None
    many = 0
    for period in reversed(periods):
        if period.state == "kept" or period.state == "missed":
            if last is not None and period.state != last:
                break
            last, many = period.state, many + 1
        elif period.state == "not_reported" and last == "kept":
            break
    return None if last is None else (last, many)


def _together(
    kind: Kind, taken: Sequence[PeriodKept], promise: Promise, phi: float | None, rule: AfterRule
) -> tuple[tuple[Decimal, Decimal] | None, float | None, float | None, Verdict | None]:
    """The latest judged periods taken together, and whether the promise is kept on the whole."""
    if kind == "event" or not taken:
        return None, None, None, None if kind == "event" else "too_few"
    values = [period.value or Decimal(0) for period in taken]
    if kind != "share":
        middle = (Decimal(median(values)), Decimal(len(values)))
        within = sum(period.state == "kept" for period in taken) / len(taken)
        if len(taken) < rule.fewest_periods:
            return middle, None, None, "too_few"
        verdict: Verdict = (
            "keeps_it" if within >= MOSTLY else "does_not_keep_it" if within <= HARDLY else "mixed"
        )
        return middle, None, None, verdict
    met = sum(values, Decimal(0))
    of = sum((period.of or Decimal(0) for period in taken), Decimal(0))
    low, high = wilson(float(met) / float(of), float(of) / (phi or 1.0))
    return (met, of), low, high, _of_share(len(taken), of, low, high, promise, rule)


def _of_share(
    periods: int, of: Decimal, low: float, high: float, promise: Promise, rule: AfterRule
) -> Verdict:
    if periods < rule.fewest_periods or of < rule.fewest_cases:
        return "too_few"
    target = float(promise.target) / 100
    better, worse = (
        (low >= target, high < target) if promise.at_least is not None else (high <= target, low > target)
    )
    return "keeps_it" if better else "does_not_keep_it" if worse else "about_as_promised"


def _chance(
    cases: Sequence[int],
    pooled: tuple[Decimal, Decimal] | None,
    promise: Promise,
    phi: float | None,
) -> float | None:
    """How often a month is missed by chance alone by one whose true share is the one seen."""
    if promise.kind != "share" or not cases or pooled is None:
        return None
    share, target = float(pooled[0] / pooled[1]), float(promise.target)
    if promise.at_least is None:
        share, target = 1 - share, 100 - target
    return sum(chance_of_missing(share, target, n, phi or 1.0) for n in cases) / len(cases)


def months_missed(kept: Sequence[PromiseKept]) -> Mapping[str, tuple[PromiseKept, ...]]:
    """For each period that was missed, by the month it ends with, the promises missed in it."""
    found: dict[str, list[PromiseKept]] = {}
    for one in kept:
        for period in one.periods:
            if period.state == "missed":
                found.setdefault(period.months[-1], []).append(one)
    return {month: tuple(found[month]) for month in sorted(found)}
