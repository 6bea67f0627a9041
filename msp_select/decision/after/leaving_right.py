"""The right to leave after repeated misses, and how often it strikes a good provider by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from msp_select.decision.after.keeping import PeriodKept, PromiseKept, reaches, start_of
from msp_select.decision.after.record import Record
from msp_select.engine.proportions import drawn_cases, ever_reached
from msp_select.engine.validation import Bools
from msp_select.model.months import month_after
from msp_select.model.service_agreement import AfterRule
from msp_select.model.signed import Promise, RightToLeave

YEARS, MONTHS, QUARTER = 4_000, 12, 3


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Whether the right is there, since the month `reached`; and how often chance alone gives it."""

    right: RightToLeave
    reached: str | None
    by_chance: float | None


@dataclass(frozen=True, kw_only=True)
class ClauseChance:
    """How often a clause strikes within a year: a good provider, and a bad one, each with its true share.

    `requests` a month. `quarters` is the same of two missed quarters in four; an `unfair` one is warned of.
    """

    right: RightToLeave
    promise: Promise
    requests: float
    good_share: float
    bad_share: float
    good: float
    bad: float
    quarters_good: float
    quarters_bad: float
    unfair: bool


def leave(record: Record, kept: Sequence[PromiseKept], phi: float) -> Leave | None:
    """The right as the contract words it; None where it has none. A period counts once."""
    right = record.signed.leave
    if right is None:
        return None
    with_consequences = [one for one in kept if one.promise.credit_percent]
    with_consequences = with_consequences or [one for one in kept if one.promise.firm]
    share = next((one for one in with_consequences if one.cases), None)
    chance = None
    if share is not None:
        good = _good(share.promise, record.agreed.judging)
        chance = _strikes(right, share.promise, good, list(share.cases), share.phi or phi, record)
    return Leave(right=right, reached=_reached(record, with_consequences, right), by_chance=chance)


def _strikes(
    right: RightToLeave, promise: Promise, share: float, cases: list[int], phi: float, record: Record
) -> float:
    missed = _missed(promise, share, cases, phi, record.session.settings.seed, right.of == "quarters")
    return float(ever_reached(missed, right.missed, right.within).mean())


def _reached(record: Record, kept: Sequence[PromiseKept], right: RightToLeave) -> str | None:
    """The month in which so many of so many had been missed, if those of now still have."""
    missed = {unit for one in kept for unit in _missed_units(one, right)}
    units = list(dict.fromkeys(_unit(month, right) for month in record.months))
    reached: str | None = None
    for at, unit in enumerate(units):
        window = units[max(0, at + 1 - right.within) : at + 1]
        if sum(one in missed for one in window) >= right.missed:
            reached = reached if reached is not None else unit
        else:
            reached = None
    if reached is None:
        return None
    return max(month for month in record.months if _unit(month, right) == reached)


def _missed_units(one: PromiseKept, right: RightToLeave) -> Iterator[str]:
    """The months or quarters in which it was missed; a whole quarter is judged on all its cases."""
    if right.of == "months":
        yield from (period.months[-1] for period in one.periods if period.state == "missed")
        return
    quarters: dict[str, list[PeriodKept]] = {}
    for period in one.periods:
        quarters.setdefault(start_of(period.months[-1], QUARTER), []).append(period)
    for quarter, periods in quarters.items():
        judged = [period for period in periods if period.state in ("kept", "missed")]
        whole = periods[-1].months[-1] == month_after(quarter, QUARTER - 1)
        if whole and judged and _is_missed(one.promise, judged):
            yield quarter


def _is_missed(promise: Promise, judged: Sequence[PeriodKept]) -> bool:
    if promise.kind != "share":
        return sum(period.state == "missed" for period in judged) * 2 > len(judged)
    value = sum((period.value or Decimal(0) for period in judged), Decimal(0))
    return not reaches(promise, value, sum((period.of or Decimal(0) for period in judged), Decimal(0)))


def _unit(month: str, right: RightToLeave) -> str:
    return start_of(month, QUARTER) if right.of == "quarters" else month


def clause_chance(
    right: RightToLeave, promise: Promise, requests: float, phi: float, seed: int, rule: AfterRule
) -> ClauseChance | None:
    """What the clause does by chance to a good and to a bad provider; None where no share is promised."""
    if promise.kind != "share" or promise.target is None:
        return None
    good, bad = _good(promise, rule), _bad(promise, rule)

    def strikes(share: float, least: int, within: int, quarters: bool) -> float:
        return float(
            ever_reached(_missed(promise, share, requests, phi, seed, quarters), least, within).mean()
        )

    own = right.of == "quarters"
    good_strikes = strikes(good, right.missed, right.within, own)
    return ClauseChance(
        right=right,
        promise=promise,
        requests=requests,
        good_share=good,
        bad_share=bad,
        good=good_strikes,
        bad=strikes(bad, right.missed, right.within, own),
        quarters_good=strikes(good, 2, 4, True),
        quarters_bad=strikes(bad, 2, 4, True),
        unfair=100 * good_strikes >= rule.warn_from,
    )


def _allowed(promise: Promise) -> float:
    """The share of failures that the promise allows, from 0 to 1."""
    target = float(promise.target) / 100
    return 1 - target if promise.at_least is not None else target


def _good(promise: Promise, rule: AfterRule) -> float:
    return 1 - rule.good_fails / 100 * _allowed(promise)


def _bad(promise: Promise, rule: AfterRule) -> float:
    return max(0.0, 1 - rule.bad_fails / 100 * _allowed(promise))


def _missed(
    promise: Promise, share: float, cases: Sequence[int] | float, phi: float, seed: int, quarters: bool
) -> Bools:
    """Which periods of drawn years are missed, `(years, periods)`; `share` is of what succeeds."""
    met, of = drawn_cases(share, cases, MONTHS, YEARS, phi, seed)
    if quarters:
        shape = (YEARS, MONTHS // QUARTER, QUARTER)
        met, of = met.reshape(shape).sum(2), of.reshape(shape).sum(2)
    missed: Bools = np.less(met, (1 - _allowed(promise)) * of - 1e-9)
    return missed
