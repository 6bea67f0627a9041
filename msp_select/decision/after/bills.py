"""The bill against the contract: what rose by it, what by size, and what is above it; the parts add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.decision.after.record import Record
from msp_select.model.months import first_day
from msp_select.model.service_agreement import AfterRule
from msp_select.model.signed import AgreedFee

LATEST = 12


@dataclass(frozen=True, kw_only=True)
class BillParts:
    """From the fee at the start to the fee of `month`, exactly: start + rise + units + above = now.

    From `least_found` on what is above the contract, or below it, is a finding.
    """

    month: str
    start: Decimal
    contract_rise: Decimal
    more_units: Decimal
    above_contract: Decimal
    now: Decimal
    units_start: Decimal
    units_now: Decimal
    per: Literal["user", "device", "month"]
    least_found: Decimal

    @property
    def is_above(self) -> bool:
        """Whether what is above the contract is more than a rounding."""
        return self.above_contract >= self.least_found

    @property
    def is_below(self) -> bool:
        """Whether less is billed than the contract allows."""
        return -self.above_contract >= self.least_found


@dataclass(frozen=True, kw_only=True)
class Bill:
    """The last bill taken apart, where a fee was agreed; and the share of extras in all bills of a year.

    `extras_percent` of all bills lie outside the fee; None with too few months of bills.
    """

    parts: BillParts | None
    extras: Decimal
    billed: Decimal
    months: int
    promised_percent: Decimal | None
    extras_percent: Decimal | None


def bill(record: Record) -> Bill | None:
    """What the bills say; None without any."""
    billed = [row for row in record.rows.values() if row.fee is not None]
    if not billed:
        return None
    agreed, last = record.signed.fee, max(billed, key=lambda row: row.month)
    latest = sorted(billed, key=lambda row: row.month)[-LATEST:]
    extras = sum((row.extras or Decimal(0) for row in latest), Decimal(0))
    fees = sum((row.fee or Decimal(0) for row in latest), Decimal(0))
    rule, whole = record.agreed.judging, fees + extras
    parts = None
    if agreed is not None and last.fee is not None and (agreed.per == "month" or last.units is not None):
        years = full_years(record, last.month)
        units = Decimal(1) if agreed.per == "month" else last.units or Decimal(0)
        parts = bill_parts(
            agreed, last.fee, units, years, record.signed.starts.year, last.month, least_found(rule, last.fee)
        )
    return Bill(
        parts=parts,
        extras=extras,
        billed=whole,
        months=len(latest),
        promised_percent=agreed.extra_share if agreed is not None else None,
        extras_percent=100 * extras / whole if len(latest) >= rule.extras_fewest and whole else None,
    )


def least_found(rule: AfterRule, fee: Decimal) -> Decimal:
    """From how much on a bill above or below the contract is more than a rounding."""
    return max(rule.above_amount, rule.above_percent * fee / 100)


def full_years(record: Record, month: str) -> int:
    """The full years of service when that month began."""
    start, day = record.signed.starts, first_day(month)
    whole = day.year - start.year - ((day.month, day.day) < (start.month, start.day))
    return max(0, whole)


def rise(agreed: AgreedFee, years: int, first_year: int) -> Decimal:
    """By what the price may be multiplied after so many full years; of an index each year's, capped."""
    factor = Decimal(1)
    for n in range(1, years + 1):
        most = agreed.rise_percent
        if agreed.rise == "index":
            found = next((one.percent for one in agreed.index if one.year == first_year + n), Decimal(0))
            percent = found if most is None else min(found, most)
        else:
            percent = most or Decimal(0)
        factor *= 1 + percent / 100
    return factor


def bill_parts(
    agreed: AgreedFee,
    now: Decimal,
    units: Decimal,
    years: int,
    first_year: int,
    month: str,
    least: Decimal = Decimal(0),
) -> BillParts:
    """One fee taken apart; all parts sum to the difference, exactly."""
    at_start = Decimal(1) if agreed.per == "month" else agreed.units or Decimal(0)
    fixed, factor = agreed.fixed or Decimal(0), rise(agreed, years, first_year)
    allowed, allowed_fixed = agreed.price * factor, fixed * factor
    return BillParts(
        month=month,
        start=at_start * agreed.price + fixed,
        contract_rise=at_start * (allowed - agreed.price) + allowed_fixed - fixed,
        more_units=(units - at_start) * allowed,
        above_contract=now - units * allowed - allowed_fixed,
        now=now,
        units_start=at_start,
        units_now=units,
        per=agreed.per,
        least_found=least,
    )
