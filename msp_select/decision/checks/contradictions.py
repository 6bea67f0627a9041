"""Answers that do not go together: twelve facts, and when each of them is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median
from typing import ClassVar, Literal

from msp_select.decision.checks.answers_by_topic import CheckedAnswers
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.model.scalars import Evidence

QUICK_MINUTES, FEW_TECHNICIANS = 15, 6
VOICEMAIL = 20.0  # value of "voicemail, or best effort" after hours
MANY_DEVICES, NEARLY_ALWAYS_MET = 320, 98  # for each technician; percent
VAGUE_SCOPE = 30.0
LOWEST_PART = 5  # the lowest fifth
LONG_LOCK_MONTHS, A_YEAR = 3, 12
MANY_LEFT, NAMED_TEAM = 40, 75  # percent of technicians within a year; value of a named team
TESTED_QUARTERLY = 80
QUICK_UPDATE_DAYS, MOST_MACHINES = 14, 85
SHOWN_CERTIFICATE, MONTHS_VALID = 45, 12
LINE_DRAWN = 25
NOBODY_SENIOR = 40
PROMISED: tuple[Evidence, ...] = ("said", "written", "contract")  # and shown to nobody


@dataclass(frozen=True, kw_only=True)
class QuickWithoutPeople(Fact):
    """Work within so many minutes, with so few technicians, or (None) with nobody at night."""

    kind: ClassVar[str] = "quick_without_people"
    minutes: Decimal
    technicians: Decimal | None


@dataclass(frozen=True, kw_only=True)
class TooGoodAtThatLoad(Fact):
    """Promised times nearly always met, with that many devices for each technician."""

    kind: ClassVar[str] = "too_good_at_that_load"
    devices_per_technician: Decimal
    met_percent: Decimal


@dataclass(frozen=True, kw_only=True)
class CheapAndVague(Fact):
    """A fee far below the others', with no list of what is left out."""

    kind: ClassVar[str] = "cheap_and_vague"
    fee_per_user_month: Decimal


@dataclass(frozen=True, kw_only=True)
class FreeStartLongLock(Fact):
    """Nothing to start, and that many months of fees and that much money to leave."""

    kind: ClassVar[str] = "free_start_long_lock"
    exit_months: Decimal
    exit_fee: Decimal


@dataclass(frozen=True, kw_only=True)
class NamesWillChange(Fact):
    """A named team, of which so many leave within a year."""

    kind: ClassVar[str] = "names_will_change"
    left_percent_year: Decimal


@dataclass(frozen=True, kw_only=True)
class BackupTestNotSeen(Fact):
    """Quarterly restores, of which no report has been seen: they are only said, written or promised."""

    kind: ClassVar[str] = "backup_test_not_seen"
    evidence: Evidence = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class UpdatesWithoutResult(Fact):
    """Updates within so many days, on so few machines, or (None) on nobody knows how many."""

    kind: ClassVar[str] = "updates_without_result"
    days: Decimal
    reached_percent: Decimal | None


@dataclass(frozen=True, kw_only=True)
class HoursAboveFee(Fact):
    """Hours budgeted that cost more than the fee; whether an hour's cost is a default."""

    kind: ClassVar[str] = "hours_above_fee"
    hours_per_user_month: Decimal
    fee_per_user_month: Decimal
    cost_per_user_month: Decimal
    technician_hour: Decimal
    technician_hour_is_default: bool


@dataclass(frozen=True, kw_only=True)
class OldCertificate(Fact):
    """An outside check dated a year or more before the session's date."""

    kind: ClassVar[str] = "old_certificate"
    months_old: int


@dataclass(frozen=True, kw_only=True)
class PromiseOnAnything(Fact):
    """Anything is supported, with a time to restore it, and no line drawn between parts."""

    kind: ClassVar[str] = "promise_on_anything"
    restore_hours: Decimal


@dataclass(frozen=True, kw_only=True)
class Attention(Fact):
    """A very small or very large client, with nobody senior in charge of it."""

    kind: ClassVar[str] = "attention"
    client_is: Literal["among the smallest", "over a fifth of income"] = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class OwnDutiesNotPromised(Fact):
    """Everybody who promises times, where the client cannot promise so many duties of its own."""

    kind: ClassVar[str] = "own_duties"
    duties_not_promised: int


def contradictions(everyone: Sequence[CheckedAnswers]) -> tuple[Fact, ...]:
    """Every contradiction, candidate by candidate in the order of the table; the one shared by all last."""
    own = [found for one in everyone for rule in CONTRADICTIONS if (found := rule(one)) is not None]
    shared = [found for one in everyone if (found := own_duties(one)) is not None]
    whom = tuple(candidate for found in shared for candidate in found.candidates)
    return (*own, *(replace(found, candidates=whom) for found in shared[:1]))


def quick_without_people(a: CheckedAnswers) -> QuickWithoutPeople | None:
    """Work within 15 minutes, with fewer than six technicians or nobody at night."""
    minutes, people = a.number("acc_p1_response"), a.number("sta_tech_count")
    nights = a.worth("sta_after_hours")
    if minutes is None or minutes > QUICK_MINUTES:
        return None
    if people is not None and people < FEW_TECHNICIANS:
        return QuickWithoutPeople(candidates=a.whom, minutes=minutes, technicians=people)
    if nights is not None and nights <= VOICEMAIL:
        return QuickWithoutPeople(candidates=a.whom, minutes=minutes, technicians=None)
    return None


def too_good_at_that_load(a: CheckedAnswers) -> TooGoodAtThatLoad | None:
    """98 % of promised times met, with over 320 devices for each technician."""
    devices, met = a.number("sta_endpoints_per_tech"), a.number("acc_sla_met")
    if devices is None or met is None or devices <= MANY_DEVICES or met < NEARLY_ALWAYS_MET:
        return None
    return TooGoodAtThatLoad(candidates=a.whom, devices_per_technician=devices, met_percent=met)


def cheap_and_vague(a: CheckedAnswers) -> CheapAndVague | None:
    """A fee in the lowest fifth, or under half the middle one, with no list of what is left out."""
    fee, fees = a.fee_per_user_month, sorted(a.fees_per_user_month.values())
    scope = a.worth("tra_scope_list")
    if fee is None or scope is None or scope > VAGUE_SCOPE or len(fees) < 2:
        return None
    lowest_fifth = len(fees) >= LOWEST_PART and fee <= fees[len(fees) // LOWEST_PART - 1]
    if not lowest_fifth and fee >= median(fees) / 2:
        return None
    return CheapAndVague(candidates=a.whom, fee_per_user_month=fee)


def free_start_long_lock(a: CheckedAnswers) -> FreeStartLongLock | None:
    """Nothing to start, and over three months to leave (any price at all in a term over a year)."""
    bid = a.candidate.bid
    if bid is None or a.candidate.kind != "provider" or bid.onboarding != 0 or bid.basis == "in_house":
        return None
    owed = bid.exit_months if bid.exit_months is not None else a.number("pri_exit_months")
    months, fee = owed or Decimal(0), bid.exit_fee or Decimal(0)
    if not (months > LONG_LOCK_MONTHS or (a.session.term_months > A_YEAR and (months > 0 or fee > 0))):
        return None
    return FreeStartLongLock(candidates=a.whom, exit_months=months, exit_fee=fee)


def names_will_change(a: CheckedAnswers) -> NamesWillChange | None:
    """A named team, where over 40 % of technicians left within a year."""
    left, team = a.number("sta_turnover"), a.worth("sta_named_team")
    if left is None or team is None or left <= MANY_LEFT or team < NAMED_TEAM:
        return None
    return NamesWillChange(candidates=a.whom, left_percent_year=left)


def backup_test_not_seen(a: CheckedAnswers) -> BackupTestNotSeen | None:
    """Quarterly restores, of which no report has been seen."""
    worth = a.worth("pro_backup_test")
    grade = a.grade("pro_backup_test")
    if worth is None or worth < TESTED_QUARTERLY or grade not in PROMISED:
        return None
    return BackupTestNotSeen(candidates=a.whom, evidence=grade)


def updates_without_result(a: CheckedAnswers) -> UpdatesWithoutResult | None:
    """Updates within 14 days, on fewer than 85 % of machines or on nobody knows how many."""
    days, reached = a.number("pro_patch_days"), a.number("pro_patch_coverage")
    if days is None or days > QUICK_UPDATE_DAYS:
        return None
    if reached is not None and reached < MOST_MACHINES:
        return UpdatesWithoutResult(candidates=a.whom, days=days, reached_percent=reached)
    if a.silent("pro_patch_coverage"):
        return UpdatesWithoutResult(candidates=a.whom, days=days, reached_percent=None)
    return None


def hours_above_fee(a: CheckedAnswers) -> HoursAboveFee | None:
    """Hours budgeted, times what a technician's hour costs, above the fee itself."""
    hours, fee = a.number("pri_hours_budget"), a.fee_per_user_month
    wage = a.business.defaults.get("technician_hour")
    if hours is None or wage is None or fee is None or fee == 0 or hours * wage.middle <= fee:
        return None
    return HoursAboveFee(
        candidates=a.whom,
        hours_per_user_month=hours,
        fee_per_user_month=fee,
        cost_per_user_month=hours * wage.middle,
        technician_hour=wage.middle,
        technician_hour_is_default=wage.is_default,
    )


def old_certificate(a: CheckedAnswers) -> OldCertificate | None:
    """An outside check dated a year or more before the session's date."""
    worth, dated = a.worth("sec_assurance"), a.dated("sec_assurance")
    if worth is None or worth < SHOWN_CERTIFICATE or dated is None:
        return None
    today = a.session.as_of
    months = (today.year - dated.year) * 12 + today.month - dated.month - (today.day < dated.day)
    return OldCertificate(candidates=a.whom, months_old=months) if months >= MONTHS_VALID else None


def promise_on_anything(a: CheckedAnswers) -> PromiseOnAnything | None:
    """ "We support anything", with a time to restore and no line drawn between parts."""
    standards, hours = a.level("fit_standards"), a.number("acc_p1_restore")
    line = a.worth("fit_sla_scope")
    if standards is None or standards.id != "support_anything" or hours is None:
        return None
    if line is not None and line > LINE_DRAWN:
        return None
    return PromiseOnAnything(candidates=a.whom, restore_hours=hours)


def attention(a: CheckedAnswers) -> Attention | None:
    """A very large or very small client with nobody senior in charge."""
    rank, team = a.level("sta_our_rank"), a.worth("sta_named_team")
    if rank is None:
        return None
    if rank.id == "smallest_nobody_named":
        return Attention(candidates=a.whom, client_is="among the smallest")
    if rank.id == "over_a_fifth" and team is not None and team <= NOBODY_SENIOR:
        return Attention(candidates=a.whom, client_is="over a fifth of income")
    return None


def own_duties(a: CheckedAnswers) -> OwnDutiesNotPromised | None:
    """Promised times, where the client cannot promise its part; none where no contract holds them."""
    refused = a.session.business.get("biz_own_duties")
    question = a.catalog.business.question("biz_own_duties")
    if question is None or not isinstance(refused, tuple) or not set(refused) - {"all_promised"}:
        return None
    promised = any(a.number(name) is not None for name in ("acc_p1_response", "acc_avg_response"))
    if not promised or a.worth("acc_sla") == 0 or a.candidate.kind == "in_house":
        return None
    missing = len(set(refused) - {"all_promised"})
    return OwnDutiesNotPromised(candidates=a.whom, duties_not_promised=missing)


CONTRADICTIONS: tuple[Callable[[CheckedAnswers], Fact | None], ...] = (
    quick_without_people,
    too_good_at_that_load,
    cheap_and_vague,
    free_start_long_lock,
    names_will_change,
    backup_test_not_seen,
    updates_without_result,
    hours_above_fee,
    old_certificate,
    promise_on_anything,
    attention,
)
"""What is held against each candidate by itself, in the order in which it is said."""
