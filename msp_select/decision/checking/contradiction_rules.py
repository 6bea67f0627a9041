"""When two answers do not go together: one rule a function, yielding what its sentence needs, else None."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from msp_select.decision.checking.checked_answers import CheckedAnswers
from msp_select.decision.cost.estimate import Figure
from msp_select.decision.findings.wording import count, exactly, plain
from msp_select.decision.names import GRADES

Said = Mapping[str, str | float] | None  # figures, and words for the sentence under keys ending in _text

VOICEMAIL = 20.0  # value of "voicemail, or best effort" after hours
VAGUE_SCOPE = 30.0
LOWEST_PART = 5  # the lowest fifth
MONTHS_VALID = 12


def quick_without_people(a: CheckedAnswers) -> Said:
    """Work within 15 minutes, with fewer than six technicians or nobody at night."""
    minutes, people = a.number("acc_p1_response"), a.number("sta_tech_count")
    nights = a.worth("sta_after_hours")
    if minutes is None or minutes > 15:
        return None
    figures: dict[str, str | float] = {"minutes": float(minutes), "minutes_text": _minutes(minutes)}
    if people is not None and people < 6:
        return {**figures, "technicians": float(people), "but_text": f"has only {_technicians(people)}"}
    if nights is not None and nights <= VOICEMAIL:
        return {**figures, "but_text": "has nobody on duty outside office hours"}
    return None


def too_good_at_that_load(a: CheckedAnswers) -> Said:
    """98 % of promised times met, with over 320 devices for each technician."""
    devices, met = a.number("sta_endpoints_per_tech"), a.number("acc_sla_met")
    if devices is None or met is None or devices <= 320 or met < 98:
        return None
    return {
        "devices_per_technician": float(devices),
        "met_percent": float(met),
        "devices_text": plain(float(devices)),
        "met_text": plain(float(met)),
    }


def cheap_and_vague(a: CheckedAnswers) -> Said:
    """A fee in the lowest fifth, or under half the middle one, with no list of what is left out."""
    fee, fees = a.fee_per_user_month, sorted(a.fees_per_user_month.values())
    scope = a.worth("tra_scope_list")
    if fee is None or scope is None or scope > VAGUE_SCOPE or len(fees) < 2:
        return None
    lowest_fifth = len(fees) >= LOWEST_PART and fee <= fees[len(fees) // LOWEST_PART - 1]
    if not lowest_fifth and fee >= median(fees) / 2:
        return None
    return {"fee_per_user_month": float(fee), "fee_text": exactly(fee, a.business.currency)}


def free_start_long_lock(a: CheckedAnswers) -> Said:
    """Nothing to start, and over three months to leave (any price at all in a term over a year)."""
    bid = a.candidate.bid
    if bid is None or a.candidate.kind != "provider" or bid.onboarding != 0 or bid.basis == "in_house":
        return None
    owed = bid.exit_months if bid.exit_months is not None else a.number("pri_exit_months")
    months, fee = owed or Decimal(0), bid.exit_fee or Decimal(0)
    if not (months > 3 or (a.session.term_months > 12 and (months > 0 or fee > 0))):
        return None
    parts = []
    if months:
        parts.append(f"{_amount(months, 'month')} of fees")
    if fee:
        parts.append(exactly(fee, a.business.currency))
    return {"exit_months": float(months), "exit_fee": float(fee), "exit_text": " and ".join(parts)}


def names_will_change(a: CheckedAnswers) -> Said:
    """A named team, where over 40 % of technicians left within a year."""
    left, team = a.number("sta_turnover"), a.worth("sta_named_team")
    if left is None or team is None or left <= 40 or team < 75:
        return None
    return {"left_percent_year": float(left), "left_text": plain(float(left))}


def backup_test_not_seen(a: CheckedAnswers) -> Said:
    """Quarterly restores, of which no report has been seen."""
    worth = a.worth("pro_backup_test")
    grade = a.grade("pro_backup_test")
    if worth is None or worth < 80 or grade is None or not GRADES[grade].says:
        return None
    return {"says_text": GRADES[grade].says}


def updates_without_result(a: CheckedAnswers) -> Said:
    """Updates within 14 days, on fewer than 85 % of machines or on nobody knows how many."""
    days, reached = a.number("pro_patch_days"), a.number("pro_patch_coverage")
    if days is None or days > 14:
        return None
    figures: dict[str, str | float] = {"days": float(days), "days_text": _amount(days, "day")}
    if reached is not None and reached < 85:
        share = plain(float(reached))
        return {
            **figures,
            "reached_percent": float(reached),
            "but_text": f"they reach only {share} % of machines",
        }
    if a.silent("pro_patch_coverage"):
        return {**figures, "but_text": "nobody shows how many machines they reach"}
    return None


def hours_above_fee(a: CheckedAnswers) -> Said:
    """Hours budgeted, times what a technician's hour costs, above the fee itself."""
    hours, fee = a.number("pri_hours_budget"), a.fee_per_user_month
    wage = a.business.defaults.get("technician_hour")
    if hours is None or wage is None or fee is None or fee == 0 or hours * wage.middle <= fee:
        return None
    currency = a.business.currency
    return {
        "hours_per_user_month": float(hours),
        "fee_per_user_month": float(fee),
        "cost_per_user_month": float(hours * wage.middle),
        "hours_text": _amount(hours, "hour"),
        "cost_text": exactly(hours * wage.middle, currency),
        "fee_text": exactly(fee, currency),
        "wage_text": exactly(wage.middle, currency),
        "whose_text": _whose(wage),
    }


def old_certificate(a: CheckedAnswers) -> Said:
    """An outside check dated a year or more before the session's date."""
    worth, dated = a.worth("sec_assurance"), a.dated("sec_assurance")
    if worth is None or worth < 45 or dated is None:
        return None
    today = a.session.as_of
    months = (today.year - dated.year) * 12 + today.month - dated.month - (today.day < dated.day)
    if months < MONTHS_VALID:
        return None
    return {"months_old": months, "months_text": count(months, "month")}


def promise_on_anything(a: CheckedAnswers) -> Said:
    """ "We support anything", with a time to restore and no line drawn between parts."""
    standards, hours = a.level("fit_standards"), a.number("acc_p1_restore")
    line = a.worth("fit_sla_scope")
    if standards is None or standards.id != "support_anything" or hours is None:
        return None
    if line is not None and line > 25:
        return None
    return {"restore_hours": float(hours), "hours_text": _amount(hours, "hour")}


def attention(a: CheckedAnswers) -> Said:
    """A very large or very small client with nobody senior in charge."""
    rank, team = a.level("sta_our_rank"), a.worth("sta_named_team")
    if rank is None:
        return None
    if rank.id == "smallest_nobody_named":
        return {"you_text": "among the smallest quarter of its clients"}
    if rank.id == "over_a_fifth" and team is not None and team <= 40:
        return {"you_text": "more than a fifth of its income"}
    return None


def own_duties(a: CheckedAnswers) -> Said:
    """Promised times, where the client cannot promise its own part."""
    refused = a.session.business.get("biz_own_duties")
    question = a.catalog.business.question("biz_own_duties")
    if question is None or not isinstance(refused, tuple) or not set(refused) - {"all_promised"}:
        return None
    promised = any(a.number(name) is not None for name in ("acc_p1_response", "acc_avg_response"))
    if not promised or a.candidate.kind == "in_house":
        return None
    missing = len(set(refused) - {"all_promised"})
    return {"duties_not_promised": missing, "duties_text": count(missing, "duty", "duties")}


def _amount(number: Decimal, one: str) -> str:
    return f"{plain(float(number), 2)} {one if number == 1 else one + 's'}"


def _minutes(number: Decimal) -> str:
    return _amount(number, "minute")


def _technicians(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return count(int(number), "technician") if whole else _amount(number, "technician")


def _whose(figure: Figure) -> str:
    return "by our assumption" if figure.is_default else "by your own figure"
