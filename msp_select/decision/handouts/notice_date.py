"""The last date on which notice can be given before the term ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.term_dates import last_day_of_term, received_by


@dataclass(frozen=True)
class NoticeDate:
    """So many `days` before a term that starts and `ends`, on its last day; `past`: not ahead any more."""

    last: dt.date
    days: int
    starts: dt.date
    ends: dt.date
    term_months: int

    @property
    def past(self) -> bool:
        """Whether it is too late to give notice; on the day itself it is not."""
        return self.last < self.starts


def notice_date(evaluation: Evaluation, result: Result) -> NoticeDate | None:
    """The date and what it is counted from; None where neither the bid nor an answer names the days."""
    session, rule = evaluation.session, evaluation.catalog.agreed.notice
    answer = result.candidate.answers.get(rule.question) if rule else None
    stated = None if result.candidate.bid is None else result.candidate.bid.notice_days
    days = rule.days.get(str(answer.value)) if rule and answer and stated is None else stated
    if days is None:
        return None
    ends = last_day_of_term(session.as_of, session.term_months)
    return NoticeDate(
        last=received_by(ends, days, "days", clear=False, holidays=()),
        days=days,
        starts=session.as_of,
        ends=ends,
        term_months=session.term_months,
    )
