"""The last date on which notice can be given before the term ends."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from msp_select.decision.scoring.evaluation import Evaluation, Result


@dataclass(frozen=True)
class NoticeDate:
    """So many `days` before a term that starts and ends on these days; `past`: that is not ahead any more."""

    last: dt.date
    days: int
    starts: dt.date
    ends: dt.date
    term_months: int

    @property
    def past(self) -> bool:
        """Whether it is too late to give notice."""
        return self.last <= self.starts


def notice_date(evaluation: Evaluation, result: Result) -> NoticeDate | None:
    """The date and what it is counted from; None where neither the bid nor an answer names the days."""
    session, rule = evaluation.session, evaluation.catalog.agreed.notice
    answer = result.candidate.answers.get(rule.question) if rule else None
    stated = None if result.candidate.bid is None else result.candidate.bid.notice_days
    days = rule.days.get(str(answer.value)) if rule and answer and stated is None else stated
    if days is None:
        return None
    ends = months_after(session.as_of, session.term_months)
    return NoticeDate(
        last=days_after(ends, -days),
        days=days,
        starts=session.as_of,
        ends=ends,
        term_months=session.term_months,
    )


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
