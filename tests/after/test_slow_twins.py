"""Money after signing counted once more in the slowest way: cent by cent, user by user, slice by slice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from msp_select.decision.after.bills import bill
from msp_select.decision.after.credits import credits_owed
from msp_select.decision.after.drifting import engine_rule
from msp_select.decision.after.keeping import promises_kept
from msp_select.decision.after.record import Record, record
from msp_select.decision.after.review import after_signing
from msp_select.decision.after.stay_or_go import billed
from msp_select.decision.after.staying import INCUMBENT, NEWCOMER, MoneyAtStake, money_outcome
from msp_select.model.months import last_day
from msp_select.model.session import Session
from tests.after.agreements import CANDIDATE, agreement, catalog, month, promise, session

SEEDS = range(12)
LATEST = 47  # days after the last month at which all is told, so that no report is waited for any more
PERCENTS = {"response_met": 5, "patch_days": 4, "satisfaction": 3}  # off the fee; the last one by the quarter


def drawn(seed: int) -> tuple[Session, dict[str, Any], list[dict[str, Any]]]:
    """A contract and its months by chance: users come and go, figures are missed, and some do not come."""
    rng = Random(seed)
    starts = dt.date(2027, 1, rng.randint(1, 15))
    terms = {
        "automatic": False,
        "cap_percent": rng.choice([4, 8, 10]),
        "claim_within_days": rng.choice([7, LATEST, 400]),
        "unreported": rng.choice(["missed", "kept", "unknown"]),
    }
    fee = {
        "per": "user",
        "price": Decimal(rng.randint(9_000, 20_000)) / 100,
        "units": rng.randint(1, 90),
        "fixed": Decimal(rng.randint(0, 40_000)) / 100,
        "rise_percent": rng.choice([0, 2, 3]),
    }
    promises = [
        promise(one, {"response_met": 95, "patch_days": 14, "satisfaction": 90}[one], credit_percent=percent)
        for one, percent in PERCENTS.items()
    ]
    promises[-1]["period"] = "quarter"
    rows = []
    for at in range(rng.randint(9, 27)):
        name = f"{2027 + at // 12}-{at % 12 + 1:02}"
        bill_of = {"fee": Decimal(rng.randint(0, 900_000)) / 100, "units": rng.randint(0, 120)}
        bill_of["extras"] = Decimal(rng.randint(0, 90_000)) / 100
        if rng.random() < 0.15:
            rows.append({"month": name, "report": "none", "actuals": [], **bill_of})
            continue
        asked = rng.choice([0, 5, 20])
        figures: dict[str, Any] = {"satisfaction": (rng.randint(asked * 4 // 5, asked), asked)}
        if rng.random() < 0.85:
            figures["response_met"] = (rng.randint(54, 60), 60)
        if rng.random() < 0.85:
            figures["patch_days"] = rng.randint(12, 16)
        rows.append(month(name, figures, **bill_of))
    signed = agreement(starts=starts, credits=terms, fee=fee, promises=promises)
    return session(signed, months=rows), signed, rows


def known(one: Session, rows: list[dict[str, Any]]) -> Record:
    assert one.agreement is not None
    return record(one, one.agreement, catalog().agreed, as_of(rows))


def as_of(rows: list[dict[str, Any]]) -> dt.date:
    """A day on which every report came or is waited for no more."""
    return last_day(rows[-1]["month"]) + dt.timedelta(days=LATEST)


def figure(row: dict[str, Any], measure: str) -> tuple[Fraction, Fraction | None] | None:
    for actual in row["actuals"]:
        if actual["id"] == measure:
            return Fraction(actual["value"]), Fraction(actual["of"]) if "of" in actual else None
    return None


def missed(rows: list[dict[str, Any]], at: int, measure: str) -> bool | None:
    """Whether the promise that ends with that month was missed; None where nobody can say."""
    if measure == "satisfaction":
        quarter = [figure(row, measure) for row in rows[at - 2 : at + 1]]
        if None in quarter:
            return None
        content = sum((one[0] for one in quarter if one), Fraction(0))
        asked = sum((one[1] or Fraction(0) for one in quarter if one), Fraction(0))
        return bool(asked) and content / asked < Fraction(90, 100)
    found = figure(rows[at], measure)
    if found is None:
        return None
    return found[0] / found[1] < Fraction(95, 100) if found[1] else found[0] > 14


def to_the_cent(amount: Fraction) -> Decimal:
    """Rounded half up, found by trying one cent after the other from just below."""
    cents = int(100 * amount)
    while Fraction(2 * cents + 1, 2) <= 100 * amount:
        cents += 1
    return Decimal(cents) / 100


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_owed_is_what_counting_month_by_month_gives(seed: int) -> None:
    one, signed, rows = drawn(seed)
    found = known(one, rows)
    rule = catalog().agreed.drift
    assert rule is not None
    credits = credits_owed(found, promises_kept(found, engine_rule(rule)))
    assert credits is not None
    told = {row.month: row for row in credits.months}
    terms = signed["credits"]
    expected: dict[str, object] = {}
    for at, row in enumerate(rows):
        sure = unsure = 0
        for measure, percent in PERCENTS.items():
            if measure == "satisfaction" and (at + 1) % 3:
                continue
            known_missed = missed(rows, at, measure)
            if known_missed or (known_missed is None and terms["unreported"] == "missed"):
                sure += percent
            elif known_missed is None and terms["unreported"] == "unknown":
                unsure += percent
        if not sure + unsure:
            continue
        fee, cap = Fraction(row["fee"]), terms["cap_percent"]
        owed = to_the_cent(fee * min(sure, cap) / 100)
        most = to_the_cent(fee * min(sure + unsure, cap) / 100)
        claim_by = last_day(row["month"]).toordinal() + terms["claim_within_days"]
        state = "lapsed" if claim_by < as_of(rows).toordinal() else "owed"
        expected[row["month"]] = (owed, most - owed, claim_by, state)
    assert {
        name: (row.owed, row.unknown_up_to, row.claim_by.toordinal() if row.claim_by else None, row.state)
        for name, row in told.items()
    } == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bill_is_taken_apart_as_user_by_user(seed: int) -> None:
    one, signed, rows = drawn(seed)
    found = bill(known(one, rows))
    assert found is not None
    assert found.parts is not None
    fee, last, starts = signed["fee"], rows[-1], signed["starts"]
    price, fixed = Fraction(fee["price"]), Fraction(fee["fixed"])
    first_price, first_fixed = price, fixed
    begun = dt.date(int(last["month"][:4]), int(last["month"][5:]), 1)
    day = starts
    while day < begun:  # every day on which a year of service is full, the price may rise
        day += dt.timedelta(days=1)
        if (day.month, day.day) == (starts.month, starts.day):
            price *= Fraction(100 + fee["rise_percent"], 100)
            fixed *= Fraction(100 + fee["rise_percent"], 100)
    start = sum((first_price for _ in range(fee["units"])), first_fixed)
    rise = sum((price - first_price for _ in range(fee["units"])), fixed - first_fixed)
    came = sum((price for _ in range(fee["units"], last["units"])), Fraction(0))
    went = sum((price for _ in range(last["units"], fee["units"])), Fraction(0))
    parts = found.parts
    assert [Fraction(part) for part in (parts.start, parts.contract_rise, parts.more_units)] == [
        start,
        rise,
        came - went,
    ]
    assert Fraction(parts.above_contract) == Fraction(last["fee"]) - start - rise - came + went


@pytest.mark.parametrize("seed", [0, 1])
def test_today_costs_what_was_billed_on_average_of_the_last_year_however_many_users(seed: int) -> None:
    one, _, rows = drawn(seed)
    assert one.agreement is not None
    found = billed(one.candidate(CANDIDATE), after_signing(one, one.agreement, catalog(), as_of(rows)))
    fees = [Fraction(row["fee"]) for row in rows[-12:]]
    assert found.bid is not None
    assert found.bid.monthly is not None
    assert abs(Fraction(found.bid.monthly) - sum(fees, Fraction(0)) / len(fees)) <= Fraction(1, 200)


SLICES = 4  # a month is paid in so many parts, so that a term may end within it


@pytest.mark.parametrize("seed", range(40))
def test_staying_and_leaving_cost_what_paying_slice_by_slice_costs(seed: int) -> None:
    rng = Random(seed)
    window, to_end, cause = rng.randint(1, 60), rng.randint(0, 200), rng.choice([None, rng.randint(0, 90)])
    old = {one: Decimal(rng.randint(100, 2_000)) for one in INCUMBENT}
    new = {one: Decimal(rng.randint(100, 2_000)) for one in NEWCOMER}
    parts = {name: Decimal(rng.randint(0, 9_000)) for name in ("takeover", "overlap", "own_time")}
    exit_early, close = Decimal(rng.randint(0, 9_000)), rng.choice([1, 10, 50])
    found = money_outcome(
        MoneyAtStake(
            window=window,
            to_end=Decimal(to_end) / SLICES,
            incumbent=old,
            newcomer=new,
            one_off=parts,
            exit_early=exit_early,
            cause_months=None if cause is None else Decimal(cause) / SLICES,
            too_close_percent=Decimal(close),
        )
    )
    once = sum(parts.values(), Decimal(0))
    leaves = {"notice": (to_end, once), "at_once": (0, once + exit_early)}
    if cause is not None:
        leaves["for_cause"] = (cause, once)
    largest: dict[str, Decimal] = {}
    sooner = 0
    for one in INCUMBENT:
        for other in NEWCOMER:
            paid = {"stay": sum((old[one] / SLICES for _ in range(window * SLICES)), Decimal(0))}
            for option, (until, extra) in leaves.items():
                paid[option] = extra
                for at in range(window * SLICES):
                    paid[option] += (old[one] if at < until else new[other]) / SLICES
            cell = found.cell(one, other)
            assert dict(cell.costs) == paid
            cheapest = min(paid.values())
            assert paid[cell.best] == cheapest
            for option, cost in paid.items():
                largest[option] = max(largest.get(option, Decimal(0)), cost - cheapest)
            sooner += any(paid[way] < paid["notice"] for way in ("at_once", "for_cause") if way in paid)
            months, saved = 0, Decimal(0)
            while old[one] > new[other] and saved < once:
                months, saved = months + 1, saved + old[one] - new[other]
            assert cell.earned_back == (months if old[one] > new[other] else None)
    assert dict(found.largest_regret) == largest
    assert found.sooner_is_cheaper == sooner
    assert largest[found.least_regret] == min(largest.values())
    stay, leave = found.expected.costs["stay"], found.expected.costs["notice"]
    assert found.too_close == (abs(stay - leave) / min(stay, leave) * 100 <= close)
