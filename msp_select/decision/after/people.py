"""The people: who left the named team, what those who work there say, and requests checked at random."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.term_dates import months_after
from msp_select.engine.drift import marks_fell
from msp_select.engine.proportions import at_least, lowest_share
from msp_select.model.months import month_name
from msp_select.model.service_agreement import DriftRule
from msp_select.model.session import Session
from msp_select.model.signed import NamedPerson, Signed
from msp_select.model.voices import PULSE_QUESTIONS, Pulse, PulseQuestion


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who of the named left within a year, who of them untold, and the chance of so many or more.

    `unrest`: more left than the promised turnover explains.
    """

    named: int
    left: tuple[NamedPerson, ...]
    untold: tuple[NamedPerson, ...]
    turnover_percent: Decimal
    chance: float
    unrest: bool


def team(signed: Signed, as_of: dt.date, turnover_percent: Decimal, unrest_below: float) -> Team | None:
    """The named team of the last twelve months; None where nobody was named."""
    since = months_after(as_of, -12)
    there = [
        one
        for one in signed.team
        if (one.from_ is None or one.from_ <= as_of) and (one.until is None or one.until > since)
    ]
    if not there:
        return None
    left = tuple(one for one in there if one.until is not None and one.until <= as_of)
    untold = tuple(one for one in left if one.told is None or (one.until and one.told > one.until))
    named = len(there) - sum(one.from_ is not None and one.from_ > since for one in there)
    named = max(named, len(left), 1)
    chance = at_least(len(left), named, min(1.0, float(turnover_percent) / 100))
    return Team(
        named=named,
        left=left,
        untold=untold,
        turnover_percent=turnover_percent,
        chance=chance,
        unrest=bool(left) and 100 * chance < unrest_below,
    )


@dataclass(frozen=True, kw_only=True)
class PulseHeard:
    """One asking that may be shown: how many answered, the mean mark of each question, and whether it fell.

    `fell_by` marks and `z` are against the first that may be shown; None of that one itself.
    """

    asked: dt.date
    month: str
    answered: int
    means: Mapping[PulseQuestion, float]
    mean: float
    fell_by: float | None
    z: float | None
    fell: bool


@dataclass(frozen=True, kw_only=True)
class Voices:
    """The askings that may be shown, oldest first; `hidden` were answered by fewer than five."""

    heard: tuple[PulseHeard, ...]
    hidden: int

    @property
    def fell_in(self) -> tuple[str, ...]:
        """The months in which the voices had fallen."""
        return tuple(one.month for one in self.heard if one.fell)

    @property
    def fell(self) -> bool:
        """Whether they have fallen by the last asking."""
        return bool(self.heard) and self.heard[-1].fell


def voices(session: Session, as_of: dt.date, rule: DriftRule) -> Voices:
    """What the people say, as far as nobody can be recognised."""
    asked = sorted((one for one in session.pulses if one.asked <= as_of), key=lambda one: one.asked)
    shown = [one for one in asked if one.shown]
    heard = tuple(_heard(one, shown[0] if at else None, rule) for at, one in enumerate(shown))
    return Voices(heard=heard, hidden=len(asked) - len(shown))


def _heard(pulse: Pulse, first: Pulse | None, rule: DriftRule) -> PulseHeard:
    against = None if first is None else marks_fell(first.together, pulse.together)
    by, z = (None, None) if against is None else against
    return PulseHeard(
        asked=pulse.asked,
        month=month_name(pulse.asked),
        answered=pulse.answered,
        means={question: _mean(pulse.marks(question)) for question in PULSE_QUESTIONS},
        mean=_mean(pulse.together),
        fell_by=by,
        z=z,
        fell=by is not None and z is not None and z >= rule.pulse_z and by >= rule.pulse_marks,
    )


def _mean(counts: Sequence[int]) -> float:
    return sum((at + 1) * many for at, many in enumerate(counts)) / sum(counts)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Requests checked at random in the last year: at least this share wrong, nine times in ten."""

    checked: int
    wrong: int
    at_least_wrong: float

    @property
    def proves(self) -> bool:
        """Whether it proves anything against them: none or one of ten does not."""
        return self.wrong >= 2


def sample(session: Session, as_of: dt.date) -> Sample | None:
    """The requests checked in the last twelve months; None without any."""
    since, last = month_name(months_after(as_of, -12)), month_name(as_of)
    found = [check for check in session.checks if since < check.month <= last]
    if not found:
        return None
    wrong, checked = sum(check.wrong for check in found), sum(check.checked for check in found)
    return Sample(checked=checked, wrong=wrong, at_least_wrong=lowest_share(wrong, checked))
