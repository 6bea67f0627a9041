"""What is to be done next with what was signed: put in a month, hold a review, decide, or wait."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from msp_select.decision.after.calendar_entries import first_judged, report_due
from msp_select.decision.after.deadlines import Deadline, deadline
from msp_select.decision.term_dates import days_after, months_after
from msp_select.model.months import last_day, month_after, month_name, months_between
from msp_select.model.service_agreement import Agreement
from msp_select.model.session import Session
from msp_select.model.signed import Signed

EARLY_DAYS = 31
"""A review held so many days before it was due is that one."""


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One thing to do; `day` it is due on, `month` it is about where it is about one."""

    kind: Literal["over", "begins", "decide", "put_in", "review", "await_report"]
    day: dt.date
    month: str | None = None


def month_to_put_in(session: Session, signed: Signed) -> str:
    """The month after the last that was put in; the first one that is judged where there is none."""
    stored = [month.month for month in session.months]
    return max(month_after(max(stored)), first_judged(signed)) if stored else first_judged(signed)


def months_waiting(session: Session, signed: Signed, today: dt.date) -> tuple[str, ...]:
    """The months that are over and that nobody has come to put in, up to the last day of the contract.

    A month left out before one that was put in does not wait: its report did not come.
    """
    day = min(today, signed.closed or today)
    over = months_between(month_to_put_in(session, signed), month_name(day))
    return tuple(month for month in over if last_day(month) < day)


def next_step(session: Session, signed: Signed, agreed: Agreement, today: dt.date) -> NextStep:
    """What comes first: the notice while it can still go out, a month that is over, a review, a report."""
    if signed.closed is not None and signed.closed <= today:
        return NextStep(kind="over", day=signed.closed)
    found = deadline(signed, today)
    if isinstance(found, Deadline) and _is_to_decide(found, agreed, today):
        return NextStep(kind="decide", day=found.send_by)
    month = month_to_put_in(session, signed)
    if month in months_waiting(session, signed, today):
        return NextStep(kind="put_in", day=report_due(signed, month), month=month)
    due = _review_due(session, signed, agreed, today)
    if due is not None:
        return NextStep(kind="review", day=due)
    if today < signed.starts:
        return NextStep(kind="begins", day=signed.starts)
    return NextStep(kind="await_report", day=report_due(signed, month), month=month)


def _is_to_decide(found: Deadline, agreed: Agreement, today: dt.date) -> bool:
    begins = days_after(found.send_by, -agreed.reviews.decide_days)
    return not found.missed_for_good and begins <= today <= found.received_by


def _review_due(session: Session, signed: Signed, agreed: Agreement, today: dt.date) -> dt.date | None:
    """The latest day on which a review was due, where none was held for it."""
    rule = agreed.reviews
    due = [days_after(signed.starts, rule.first_days)]
    number = 2
    while (day := months_after(signed.starts, number * rule.meeting_every_months)) <= today:
        due.append(day)
        number += 1
    last = max((day for day in due if day <= today), default=None)
    if last is None or any(one.held >= days_after(last, -EARLY_DAYS) for one in session.reviews):
        return None
    return last
