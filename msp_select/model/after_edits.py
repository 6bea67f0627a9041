"""What is added after signing, as pure functions; each leaves its entry in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from msp_select.model.edits import logged, with_fields
from msp_select.model.months import Month
from msp_select.model.reviews import Review
from msp_select.model.session import Session
from msp_select.model.signed import Signed
from msp_select.model.voices import Check, Pulse


def with_agreement(session: Session, signed: Signed, at: dt.datetime, why: str = "") -> Session:
    """What was signed, for the first time or with changed terms."""
    first = session.agreement is None
    if session.agreement == signed:
        return session
    changed = with_fields(session, agreement=signed)
    name = session.candidate(signed.candidate).name
    what = f"signed with {name}, from {signed.starts}" if first else f"terms of {name} changed"
    return logged(changed, at, "signed" if first else "agreement_changed", what, why)


def clashes(session: Session, months: Sequence[Month]) -> list[str]:
    """What is there already and would change, as "2027-03: response_met"."""
    stored = {month.month: month for month in session.months}
    found = []
    for month in months:
        there = stored.get(month.month)
        if there is None:
            continue
        found += [f"{month.month}: {one.id}" for one in month.actuals if there.actual(one.id) is not None]
        if there.report != month.report and not (there.report == "none" and not there.actuals):
            found.append(f"{month.month}: its report")
    return found


def with_months(
    session: Session, months: Sequence[Month], at: dt.datetime, what: str, why: str = ""
) -> Session:
    """Months added or joined to those there are; a figure that was there is replaced and kept in the log."""
    stored = {month.month: month for month in session.months}
    old = [
        f"{month.month} {actual.id} was {_written(actual.value, actual.of)}"
        for month in months
        if (there := stored.get(month.month)) is not None
        for actual in there.actuals
        if month.actual(actual.id) is not None
    ]
    for month in months:
        there = stored.get(month.month)
        stored[month.month] = month if there is None else _joined(there, month)
    changed = with_fields(session, months=tuple(stored[name] for name in sorted(stored)))
    said = f"{what} (before: {'; '.join(old)})" if old else what
    return logged(changed, at, "figures_entered", said[:4_000], why)


def _written(value: object, of: object) -> str:
    return "not reported" if value is None else f"{value}" if of is None else f"{value} of {of}"


def _joined(there: Month, new: Month) -> Month:
    """One month from two: the new figures and what else is new, the old ones that it says nothing of."""
    fields: dict[str, Any] = {name: getattr(there, name) for name in Month.model_fields}
    fields |= {name: getattr(new, name) for name in new.model_fields_set - {"actuals", "month"}}
    if new.report == "sent" or there.report == "sent":
        sent = new if new.report == "sent" else there
        fields |= {"report": "sent", "received": sent.received}
    else:
        fields |= {"received": None}
    ids = {actual.id for actual in new.actuals}
    fields["actuals"] = (*(one for one in there.actuals if one.id not in ids), *new.actuals)
    return Month.model_validate(fields)


def with_month(session: Session, month: Month, at: dt.datetime, what: str = "", why: str = "") -> Session:
    """That month in place of the one of its name; `what` goes into the log, if there is anything."""
    stored = {one.month: one for one in session.months} | {month.month: month}
    changed = with_fields(session, months=tuple(stored[name] for name in sorted(stored)))
    return logged(changed, at, "figures_entered", what, why) if what else changed


def without_month(session: Session, name: str) -> Session:
    """The session as if nothing had been put in for that month."""
    return with_fields(session, months=tuple(month for month in session.months if month.month != name))


def with_pulses(session: Session, pulses: Sequence[Pulse], at: dt.datetime) -> Session:
    """What the people said, in the order of the days they were asked."""
    found = {pulse.asked: pulse for pulse in (*session.pulses, *pulses)}
    changed = with_fields(session, pulses=tuple(found[day] for day in sorted(found)))
    return logged(changed, at, "figures_entered", f"{len(pulses)} askings of the people")


def with_review(session: Session, review: Review, at: dt.datetime) -> Session:
    """One more review held, with what was decided."""
    reviews = sorted((*session.reviews, review), key=lambda one: one.held)
    changed = with_fields(session, reviews=tuple(reviews))
    decided = len(review.decisions)
    what = f"review of {review.held} recorded, {decided} decision{'' if decided == 1 else 's'}"
    return logged(changed, at, "review_recorded", what)


def with_review_in_place(
    session: Session, before: Review, review: Review, at: dt.datetime, what: str = "", why: str = ""
) -> Session:
    """A review in place of what it was before; `what` goes into the log, where there is anything to say."""
    reviews = sorted((review if one == before else one for one in session.reviews), key=lambda one: one.held)
    changed = with_fields(session, reviews=tuple(reviews))
    return logged(changed, at, "review_recorded", what, why) if what else changed


def with_check(session: Session, check: Check, at: dt.datetime) -> Session:
    """Requests checked at random, and how many were wrong."""
    changed = with_fields(session, checks=(*session.checks, check))
    what = f"{check.checked} requests of {check.month} checked, {check.wrong} wrong"
    return logged(changed, at, "figures_entered", what)
