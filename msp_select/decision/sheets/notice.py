"""The last date on which notice can be given before the term ends."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.wording import term
from msp_select.decision.sheets.sheet import agreement_of


def notice_sentence(evaluation: Evaluation, candidate_id: str) -> str:
    """The date and what it is counted from; or that it is not known, and what to ask."""
    session = evaluation.session
    candidate = session.candidate(candidate_id)
    if candidate.kind == "in_house":
        return "Last date for notice: none to watch; notice follows the employment contract."
    days = _notice_days(evaluation, candidate_id)
    if days is None:
        return (
            "Last date for notice: not known yet. "
            "Ask how many days of notice the contract wants, and whether it renews itself."
        )
    ends = months_after(session.as_of, session.term_months)
    last = days_after(ends, -days)
    counted = f"{count_days(days)} before a term of {term(session.term_months)} from {session.as_of} ends"
    late = "" if last > session.as_of else " That day is past: ask for a shorter notice."
    return (
        f"Last date for notice: {last} ({counted}, on {ends}; put in the date of the signed contract).{late}"
    )


def _notice_days(evaluation: Evaluation, candidate_id: str) -> int | None:
    rule = agreement_of(evaluation).notice
    if rule is None:
        return None
    answer = evaluation.session.candidate(candidate_id).answers.get(rule.question)
    return rule.days.get(str(answer.value)) if answer is not None else None


def count_days(days: int) -> str:
    """Days as digits: "1 day", "90 days"."""
    return f"{days} day" if days == 1 else f"{days} days"


def months_after(start: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month (the calendar ends in 9999)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def days_after(start: dt.date, days: int) -> dt.date:
    """So many days later (or earlier), within what the calendar has."""
    ordinal = start.toordinal() + days
    return dt.date.fromordinal(min(max(ordinal, dt.date.min.toordinal()), dt.date.max.toordinal()))
