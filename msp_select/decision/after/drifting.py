"""Drift or noise: every figure against its own first months, month by month as it could be known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Literal

from msp_select.decision.after.calendar_entries import first_judged
from msp_select.decision.after.record import Measured, Record
from msp_select.engine.drift import (
    Figure,
    Judged,
    Kind,
    Rule,
    judged,
    least_noticed,
    level,
    spread,
    steps,
    together,
    usable,
)
from msp_select.model.months import month_after, month_name
from msp_select.model.reviews import Review
from msp_select.model.service_agreement import DriftRule
from msp_select.model.signed import Signed

State = Literal["too_early", "as_before", "look_closer", "drift", "one_bad_month", "better", "cannot_tell"]
RISING = 5
"""So many months in a row, each worse than the one before, are said inside the first six."""
YARDSTICK_AHEAD = 3
"""So many months after a review can begin what it chooses to hold figures against; further on is a slip."""


@dataclass(frozen=True, kw_only=True)
class MonthJudged:
    """What was known in one month: the state and `z` of each figure judged, and all of them `together`.

    `led_by` is what says drift: a figure, "two" or "together"; None where nothing does.
    """

    month: str
    states: Mapping[str, State]
    z: Mapping[str, float]
    together: float
    drift: bool
    watch: bool
    disagree: bool
    led_by: str | None
    began: str | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One figure now: its state, against what, since when, and the least that would have been noticed.

    `before` is the yardstick, `now` the stretch that led to the word: (so many, of so many) of a share, else
    (mean, months). `least_noticed` is a share from 0 to 1, or an amount, after so many months.
    """

    id: str
    measured: Measured
    state: State
    z: float | None
    months: int
    since: str | None
    base: int
    before: tuple[float, float] | None
    now: tuple[float, float] | None
    least_noticed: Mapping[int, float]
    usable_months: int
    last_usable: str | None
    worse_in_a_row: int
    worse_now: bool


@dataclass(frozen=True, kw_only=True)
class Drifting:
    """All figures over all months, and what is said now.

    `first_said` is the month drift was first said in, `led_by` what said it; `now` whether it still is, then
    `said_since`, of what `began` in that month. `together` is of the last month: (standard errors, months
    of the stretch, figures). `decided` is the review that chose the months figures are held against, if any.
    """

    history: tuple[MonthJudged, ...]
    changes: tuple[Change, ...]
    first_said: str | None
    said_since: str | None
    began: str | None
    watch_first_said: str | None
    disagree_first_said: str | None
    led_by: str | None
    now: bool
    disagrees: bool
    together: tuple[float, int, int]
    back: bool
    decided: Review | None

    def change(self, measure: str) -> Change | None:
        """What is said of one figure."""
        return next((change for change in self.changes if change.id == measure), None)

    @property
    def over(self) -> tuple[Change, ...]:
        """The figures that say drift, the furthest first."""
        found = [change for change in self.changes if change.state == "drift"]
        return tuple(sorted(found, key=lambda change: -(change.z or 0.0)))


@dataclass(frozen=True)
class _Rules(Rule):
    """What the engine counts by, and what is made of it."""

    quiet: float
    quiet_months: int
    not_worse: float
    stale_months: int


def engine_rule(rule: DriftRule) -> _Rules:
    """The constants of the content, as the engine takes them."""
    return _Rules(**{field.name: getattr(rule, field.name) for field in fields(_Rules)})


def drifting(record: Record, content: DriftRule, pulse_fell: Sequence[str] = ()) -> Drifting:
    """Every month judged from what was known by then; `pulse_fell` are the months in which the voices fell.

    From the month of a new yardstick, decided in a review, figures are held against months from it on.
    """
    rule = engine_rule(content)
    followed = {one.id: one for one in record.measures.values() if one.drifts}
    decided = yardstick_decided(record)
    yardstick = yardstick_from(record)
    old = {one: _judged(record, followed[one], rule, "") for one in followed}
    new = {one: _judged(record, followed[one], rule, yardstick) for one in followed} if yardstick else old
    history = tuple(_history(record, rule, followed, old, new, yardstick, pulse_fell))
    said = [month for month in history if month.drift]
    last = history[-1] if history else None
    latest = _latest(new, len(record.months))
    return Drifting(
        history=history,
        changes=tuple(_change(record, rule, followed[one], new[one], last, yardstick) for one in followed),
        first_said=said[0].month if said else None,
        said_since=_said_since(history),
        began=last.began if last else None,
        watch_first_said=next((month.month for month in history if month.watch), None),
        disagree_first_said=next((month.month for month in history if month.disagree), None),
        led_by=said[0].led_by if said else None,
        now=bool(last and last.drift),
        disagrees=bool(last and last.disagree),
        together=together(rule, list(latest.values())),
        back=bool(said) and not (last and last.drift),
        decided=decided,
    )


def _said_since(history: Sequence[MonthJudged]) -> str | None:
    """Since which month drift is said without a break, where it is said now."""
    since = None
    for month in reversed(history):
        if not month.drift:
            break
        since = month.month
    return since


def yardstick_from(record: Record) -> str:
    """The month from which on a review decided to hold figures, if one did by then."""
    decided = yardstick_decided(record)
    return "" if decided is None else decided.yardstick_from or ""


def yardstick_decided(record: Record) -> Review | None:
    """The review whose decision about the yardstick holds by then: the latest that made one."""
    reviews = [one for one in record.session.reviews if one.yardstick_from and one.held <= record.as_of]
    return max(reviews, key=lambda one: one.held, default=None)


def yardstick_months(signed: Signed, held: dt.date) -> tuple[str, str]:
    """The first and the last month that a review held on that day can choose: of service, and not far off."""
    first = first_judged(signed)
    return first, max(first, month_after(month_name(held), YARDSTICK_AHEAD))


def figures_from(record: Record, measure: str, yardstick: str) -> tuple[Figure, ...]:
    """Its figures, without those of months before the yardstick and of months that were not due."""
    return tuple(
        None if month < yardstick else figure
        for month, figure in zip(record.months, record.figures(measure), strict=True)
    )


def _kind(measured: Measured) -> Kind:
    assert measured.kind != "event"
    return measured.kind


def _judged(record: Record, measured: Measured, rule: _Rules, yardstick: str) -> dict[int, Judged]:
    worse: Literal[1, -1] = 1 if measured.worse == "more" else -1
    found = judged(rule, _kind(measured), worse, figures_from(record, measured.id, yardstick))
    return {one.month: one for one in found}


def _latest(by_month: Mapping[str, Mapping[int, Judged]], upto: int) -> dict[str, Judged]:
    """The last judgement of each figure before the month at that place."""
    found = {}
    for measure, months in by_month.items():
        at = [month for month in months if month < upto]
        if at:
            found[measure] = months[max(at)]
    return found


def _history(
    record: Record,
    rule: _Rules,
    followed: Mapping[str, Measured],
    old: Mapping[str, Mapping[int, Judged]],
    new: Mapping[str, Mapping[int, Judged]],
    yardstick: str,
    pulse_fell: Sequence[str],
) -> Iterator[MonthJudged]:
    said, quiet = False, 0
    led: str | None = None
    began: str | None = None
    fell = min(pulse_fell, default="9999-12")
    last: dict[str, Judged] = {}
    for at, month in enumerate(record.months):
        held = new if yardstick and month >= yardstick else old
        if month == yardstick:
            last, said = {}, False
        fresh = {one: months[at] for one, months in held.items() if at in months}
        last |= fresh
        over = [one for one in last if last[one].z >= rule.watch]
        all_of_them = together(rule, list(last.values()))[0]
        leads = _leads(last, over, all_of_them, rule) if fresh else None
        if leads is not None:
            if not said:
                led, began = leads, _began(record, rule, last, over, at)
            said, quiet = True, 0
        elif fresh and said:
            calm = all(one.z < rule.quiet for one in last.values()) and all_of_them < rule.quiet
            quiet = quiet + 1 if calm else 0
            said = quiet < rule.quiet_months
        stale = {one for one in followed if _cannot_tell(record, one, at, rule)}
        yield MonthJudged(
            month=month,
            states={one: _state(record, rule, one, at, last.get(one), stale, said) for one in followed},
            z={one: judgement.z for one, judgement in fresh.items()},
            together=all_of_them,
            drift=said,
            watch=bool(over) or all_of_them >= rule.together,
            disagree=bool(fresh) and _disagree(followed, last, stale, rule, fell <= month),
            led_by=led if said else None,
            began=began if said else None,
        )


def _began(record: Record, rule: _Rules, last: Mapping[str, Judged], over: Sequence[str], at: int) -> str:
    """The first month of the stretch that led to the word."""
    if over:
        return record.months[min(last[one].since for one in over)]
    length = together(rule, list(last.values()))[1]
    return record.months[max(0, at + 1 - length)]


def _leads(last: Mapping[str, Judged], over: Sequence[str], all_of_them: float, rule: _Rules) -> str | None:
    """What says drift: a figure alone, two at once, or all taken together."""
    if any(last[one].z >= rule.drift for one in over):
        return max(over, key=lambda one: last[one].z)
    if len(over) >= 2:
        return "two"
    return "together" if all_of_them >= rule.together else None


def _cannot_tell(record: Record, measure: str, at: int, rule: _Rules) -> bool:
    """Whether fewer than half of the due months have that figure, or the last is too long ago.

    Before a first judgement could be made it is too early for that.
    """
    due = [n for n in range(at + 1) if record.reports[record.months[n]] != "not_due"]
    there = [n for n, figure in enumerate(record.figures(measure)[: at + 1]) if figure is not None]
    if len(due) < rule.yardstick + rule.shortest:
        return False
    if not there:
        return True
    return len(there) * 2 < len(due) or at - there[-1] > rule.stale_months


def _state(
    record: Record,
    rule: _Rules,
    measure: str,
    at: int,
    last: Judged | None,
    stale: set[str],
    drift: bool,
) -> State:
    if measure in stale:
        return "cannot_tell"
    if last is None or not last.by_length:
        return "too_early"
    if drift and last.z >= rule.watch:
        return "drift"
    if last.z >= rule.watch:
        return "look_closer"
    if last.one >= rule.one_month and not drift:
        return "one_bad_month"
    return "better" if _better(record, rule, measure, at, last) else "as_before"


def _better(record: Record, rule: _Rules, measure: str, at: int, last: Judged) -> bool:
    """The same with the sign turned: as far the other way."""
    if max(-z for z in last.by_length.values()) < rule.watch:
        return False
    measured = record.measures[measure]
    turned: Literal[1, -1] = -1 if measured.worse == "more" else 1
    months = figures_from(record, measure, yardstick_from(record))[: at + 1]
    found = judged(rule, _kind(measured), turned, months)
    return bool(found) and found[-1].z >= rule.watch


def _disagree(
    followed: Mapping[str, Measured],
    last: Mapping[str, Judged],
    stale: set[str],
    rule: _Rules,
    pulse_fell: bool,
) -> bool:
    """Whether the provider's own figures are well while those that are felt got worse."""
    theirs = [one for one, m in followed.items() if m.measure is not None and m.measure.theirs]
    felt = [one for one, m in followed.items() if m.measure is not None and m.measure.felt]
    if not theirs or any(one not in last or last[one].z >= rule.not_worse for one in theirs):
        return False
    over = [last[one].z for one in felt if one in last and last[one].z >= rule.watch]
    if any(z >= rule.drift for z in over) or len(over) >= 2:
        return True
    return pulse_fell and bool(over) and not stale & set(theirs)


def _change(
    record: Record,
    rule: _Rules,
    measured: Measured,
    found: Mapping[int, Judged],
    last: MonthJudged | None,
    yardstick: str,
) -> Change:
    kind = _kind(measured)
    rows = usable(rule, kind, figures_from(record, measured.id, yardstick))
    now = found[max(found)] if found else None
    base = now.base if now is not None else rule.yardstick
    stretch = [row for row in rows if now is not None and now.stretch and now.since <= row[0] <= now.month]
    phi = spread(rule, kind, steps(rule, kind, rows))
    return Change(
        id=measured.id,
        measured=measured,
        state=last.states[measured.id] if last else "too_early",
        z=None if now is None else now.z,
        months=0 if now is None else now.stretch,
        since=_since(record, rule, found),
        base=base,
        before=_taken(kind, rows[:base]),
        now=_taken(kind, stretch),
        least_noticed=_least(rule, measured, rows[:base], phi) if len(rows) >= rule.yardstick else {},
        usable_months=len(rows),
        last_usable=record.months[rows[-1][0]] if rows else None,
        worse_now=now is not None and now.z >= rule.not_worse,
        worse_in_a_row=_in_a_row(rule, measured, rows[: rule.yardstick]),
    )


def _since(record: Record, rule: _Rules, found: Mapping[int, Judged]) -> str | None:
    """Since when it is worse: the first month of the stretch by which that was first seen."""
    since = None
    for judgement in found.values():
        if judgement.z < rule.quiet:
            since = None
        elif judgement.z >= rule.watch and since is None:
            since = record.months[judgement.since]
    return since


def _taken(kind: Kind, rows: Sequence[tuple[int, float, float]]) -> tuple[float, float] | None:
    if not rows:
        return None
    if kind == "share":
        return sum(row[1] for row in rows), sum(row[2] for row in rows)
    return sum(row[1] for row in rows) / len(rows), float(len(rows))


def _least(
    rule: _Rules, measured: Measured, rows: Sequence[tuple[int, float, float]], phi: float
) -> Mapping[int, float]:
    """The level that would be noticed nine times in ten after three months, and after six."""
    kind = _kind(measured)
    taken = _taken(kind, rows)
    assert taken is not None
    start = taken[0] / taken[1] if kind == "share" else taken[0]
    of = taken[1] / len(rows) if kind == "share" else 1.0
    worse: Literal[1, -1] = 1 if measured.worse == "more" else -1
    return {
        months: least_noticed(rule, kind, worse, start, of, phi, months=months, base=len(rows))
        for months in (rule.longest // 2, rule.longest)
    }


def _in_a_row(rule: _Rules, measured: Measured, rows: Sequence[tuple[int, float, float]]) -> int:
    """How many of the first months in a row were each worse than the one before."""
    levels = [level(rule, _kind(measured), [row])[0] for row in rows]
    turned = [y if measured.worse == "more" else -y for y in levels]
    most = many = 0
    for before, after in pairwise(turned):
        many = many + 1 if after > before else 0
        most = max(most, many)
    return most
