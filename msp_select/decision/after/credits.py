"""Money back for missed promises, to the cent; and the right to leave, with what chance alone would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msp_select.decision.after.keeping import PromiseKept
from msp_select.decision.after.record import Record
from msp_select.decision.term_dates import days_after
from msp_select.model.months import last_day
from msp_select.model.signed import CreditTerms

CENT = Decimal("0.01")
CreditState = Literal["owed", "claimed", "received", "lapsed"]


@dataclass(frozen=True, kw_only=True)
class MonthCredit:
    """What is owed for one month, and up to how much more if what was not reported was missed.

    `credited` is what of it came, all or a part.
    """

    month: str
    fee: Decimal
    percent: Decimal
    owed: Decimal
    unknown_up_to: Decimal
    promises: tuple[str, ...]
    claim_by: dt.date | None
    state: CreditState
    credited: Decimal = Decimal(0)

    @property
    def open(self) -> Decimal:
        """What of it was not credited."""
        return self.owed - self.credited


@dataclass(frozen=True, kw_only=True)
class Credits:
    """All months for which something is owed or may be; `received` what was credited, oldest first."""

    months: tuple[MonthCredit, ...]
    received: Decimal

    def total(self, *states: CreditState) -> Decimal:
        """What is owed and was not credited in months of these states."""
        return sum((month.open for month in self.months if month.state in states), Decimal(0))

    @property
    def owed(self) -> Decimal:
        """What is owed in all, credited or not."""
        return sum((month.owed for month in self.months), Decimal(0))

    @property
    def unknown_up_to(self) -> Decimal:
        """Up to how much more, if everything that was not reported was missed."""
        return sum((month.unknown_up_to for month in self.months), Decimal(0))

    @property
    def claims(self) -> dict[str, dt.date]:
        """The months for which money can still be claimed, each with its last day."""
        return {m.month: m.claim_by for m in self.to_claim if m.claim_by is not None and m.open > 0}

    @property
    def to_claim(self) -> tuple[MonthCredit, ...]:
        """The months that are still to be claimed, the first to lapse first."""
        found = [month for month in self.months if month.state == "owed" and month.claim_by is not None]
        return tuple(sorted(found, key=lambda month: month.claim_by or dt.date.max))


def owed(fee: Decimal, percents: Sequence[Decimal], cap: Decimal | None) -> Decimal:
    """The fee times the percents of the promises missed, capped, rounded half up to the cent once."""
    percent = sum(percents, Decimal(0))
    percent = percent if cap is None else min(cap, percent)
    return max(Decimal(0), (fee * percent / 100).quantize(CENT, ROUND_HALF_UP))


def credits_owed(record: Record, kept: Sequence[PromiseKept]) -> Credits | None:
    """What every month earned; None where the contract has no credits."""
    terms = record.signed.credits
    if terms is None:
        return None
    received = sum((row.credit_received or Decimal(0) for row in record.rows.values()), Decimal(0))
    left, months = received, list[MonthCredit]()
    for month in _months(record, kept, terms):
        credited = min(left, month.owed)
        left -= credited
        state = "received" if 0 < credited == month.owed else month.state
        months.append(replace(month, credited=credited, state=state))
    return Credits(months=tuple(months), received=received)


def _months(record: Record, kept: Sequence[PromiseKept], terms: CreditTerms) -> Iterator[MonthCredit]:
    for month in record.months:
        row = record.rows.get(month)
        fee = row.fee if row is not None else None
        missed, unknown = _percents(kept, month, terms)
        if fee is None or not (missed or unknown):
            continue
        sure = owed(fee, list(missed.values()), terms.cap_percent)
        most = owed(fee, [*missed.values(), *unknown.values()], terms.cap_percent)
        claim_by = None if terms.automatic else days_after(last_day(month), terms.claim_within_days)
        claimed = row.credit_claimed if row is not None else None
        state: CreditState = "owed"
        if claimed is not None:
            state = "claimed"
        elif claim_by is not None and claim_by < record.as_of:
            state = "lapsed"
        yield MonthCredit(
            month=month,
            fee=fee,
            percent=sum(missed.values(), Decimal(0)),
            owed=sure,
            unknown_up_to=most - sure,
            promises=tuple(missed),
            claim_by=claim_by,
            state=state,
        )


def _percents(
    kept: Sequence[PromiseKept], month: str, terms: CreditTerms
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The percents that are sure, and those that hang on what was not reported, by promise."""
    missed: dict[str, Decimal] = {}
    unknown: dict[str, Decimal] = {}
    for one in kept:
        percent, period = one.promise.credit_percent, one.in_period(month)
        if not percent or period is None:
            continue
        if period.state == "missed" or (period.state == "not_reported" and terms.unreported == "missed"):
            missed[one.id] = percent
        elif period.state == "not_reported" and terms.unreported == "unknown":
            unknown[one.id] = percent
    return missed, unknown
