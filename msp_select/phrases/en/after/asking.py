"""What is asked after signing: terms, a month, a review, the people; and what the log says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msp_select.decision.after.keeping import PeriodState
from msp_select.model.months import Actual, MeasuredBy, Month
from msp_select.model.reviews import ReviewQuestion, Said
from msp_select.model.service_agreement import Measure
from msp_select.model.signed import (
    Kind,
    NamedPerson,
    NoticeTo,
    Promise,
    Renewal,
    RightToLeave,
    Signed,
)
from msp_select.model.voices import Check, Pulse, PulseQuestion
from msp_select.phrases.en.after.review import FEW_ANSWERED, target
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.words import count

DAY_HINT = "Write it as 2027-04-09, or 9 Apr 2027."
EMPTY_TAKES_OUT = "Empty takes it out."
YES_NO: Mapping[str, str] = {"yes": "yes", "no": "no"}

# ---- What was signed --------------------------------------------------------------------------------

WITH_WHOM = "With whom was it signed?"
FIRST_DAY = "First day of service: every date counts from it"
TERM = "How many months does it run?"
NOTICE = "How long is the notice?"
NOTICE_HINT = "Such as 90 days, 3 months, 10 working days, or 90 clear days."
NOT_A_NOTICE = "Write it as 90 days, 3 months, 10 working days or 90 clear days."
HOW_GIVEN = "How has notice to be given?"
RENEWS = "By how many months does it renew itself?"
RENEWS_HINT = "0: it does not. open: it runs on until somebody gives notice."
NOT_A_RENEWAL = "Write a number of months, 0 where it does not renew itself, or open."
NOT_A_NUMBER = "Write a whole number, such as 36."
EACH_ITS_OWN = "each its own"
NOT_A_RIGHT = "Write it as 3 of 6 months, or 2 of 4 quarters."
NOT_AN_HOUR = "Write the hour and its zone, such as 17:00 Europe/London."
TO_WHAT_END: Mapping[NoticeTo, str] = {
    "end_of_term": "to the end of the term",
    "end_of_month": "to the end of a month",
    "end_of_quarter": "to the end of a quarter",
    "end_of_year": "to the end of a year",
    "any_day": "to any day",
}
COUNTS: Mapping[Literal["received", "sent"], str] = {
    "received": "the day it is received",
    "sent": "the day it is sent",
}
PER: Mapping[Literal["user", "device", "month"], str] = {
    "user": "for each user",
    "device": "for each device",
    "month": "for the whole month",
}
AUTOMATIC: Mapping[str, str] = {"yes": "comes off the bill by itself", "no": "you have to claim it"}
UNREPORTED: Mapping[Literal["missed", "kept", "unknown"], str] = {
    "unknown": "it does not say",
    "missed": "counts as missed",
    "kept": "counts as kept",
}
TERMS: Mapping[str, tuple[str, str]] = {
    "signed": ("Signed on", DAY_HINT),
    "starts": ("First day of service", f"{DAY_HINT} Every date counts from it."),
    "term_months": ("Months of the term", "As the contract says."),
    "ends_on": ("Last day, where the contract names it", f"{DAY_HINT} Then it wins over the months."),
    "renewal": ("Renews itself", RENEWS_HINT),
    "closed": ("Ended on", f"{DAY_HINT} Once it is over; nothing is deleted."),
    "notice": ("Notice", NOTICE_HINT),
    "notice.is": ("What counts is", "Received is the careful one."),
    "notice.to": ("Notice is given", "To what end the contract can be ended."),
    "notice.form": ("How it has to be given", "As the contract says."),
    "notice.travel": ("Working days on the way", "Empty: what is usual for its form."),
    "notice.until": ("Hour that still counts", "The hour and its zone, such as 17:00 Europe/London."),
    "notice.to_whom": ("To whom it goes", "Who, and where."),
    "notice.clause": ("Clause about notice", "Its number in the contract."),
    "report_due_days": ("Report is due after", "Calendar days after the month's end."),
    "fee.per": ("The fee is agreed", "What a price stands for."),
    "fee.price": ("Price agreed", "As agreed, not as billed."),
    "fee.units": ("How many of them at the start", "Users or devices."),
    "fee.fixed": ("Fixed on top, a month", "Whatever the number."),
    "fee.rise_percent": ("May rise each year by at most", "Percent, at each anniversary."),
    "fee.extra_share": ("Promised share outside the fee", "Percent of all bills."),
    "credit": ("Off the fee for a missed promise", "Percent of the month's fee, for each promise missed."),
    "credits.cap": ("At most, all together", "Percent of the month's fee."),
    "credits.automatic": ("What is owed", "By itself, or only when you claim it."),
    "credits.claim": ("Claimed within", "Days after the month's end."),
    "credits.unreported": ("A figure that does not come", "What the contract says of it."),
    "leave": ("You may leave after", "Missed periods, such as 3 of 6 months, or 2 of 4 quarters."),
    "leave.notice": ("with so many days' notice", "Days."),
    "holidays": ("Days without business", "Such as 2027-12-27, 2028-01-01: no notice travels on them."),
}
TERMS_GROUPS: Mapping[str, tuple[str, ...]] = {
    "How long": ("signed", "starts", "term_months", "ends_on", "renewal", "closed"),
    "Notice": (
        *("notice", "notice.is", "notice.to", "notice.form", "notice.travel"),
        *("notice.until", "notice.to_whom", "notice.clause", "holidays"),
    ),
    "Money": (
        *("fee.per", "fee.price", "fee.units", "fee.fixed", "fee.rise_percent", "fee.extra_share"),
        *("credit", "credits.cap", "credits.automatic", "credits.claim", "credits.unreported"),
    ),
    "Reports, and the right to leave": ("report_due_days", "leave", "leave.notice"),
}
PROMISES = "Promises: Space ticks whether it stands in the contract, Enter changes the figure"
TEAM = "Your named people at the provider"
ADD_PERSON = "Add a person"
PERSON_HINT = "Name and role, such as Priya N., main engineer."
PERSON_LEFT = "{name}: left on which day?"
PERSON_TOLD = "{name}: on which day were you told?"
PERSON_HERE = f"{DAY_HINT} Empty: still there."
PERSON_UNTOLD = f"{DAY_HINT} Empty: nobody told you."
FIRM: Mapping[bool, str] = {True: GRADES["contract"].words, False: "best effort"}


def renewal_words(renewal: Renewal) -> str:
    """What happens at the end of the term."""
    if renewal.kind == "months":
        return f"by {count(renewal.months or 0, 'month')}"
    return "it runs on until notice" if renewal.kind == "open" else "it does not"


def renewal_typed(renewal: Renewal) -> str:
    """The same as it is typed."""
    return {"months": str(renewal.months), "open": "open", "none": "0"}[renewal.kind]


def leave_typed(right: RightToLeave) -> str:
    """After what one may leave, as it is typed."""
    return f"{right.missed} of {right.within} {right.of}"


def days_words(days: int) -> str:
    """So many days."""
    return count(days, "day")


def person_left(one: NamedPerson) -> str:
    """Until when somebody was there, and whether that was told."""
    if one.until is None:
        return ""
    told = f", told on {date_words(one.told)}" if one.told else ", nobody told you"
    return f"left on {date_words(one.until)}{told}"


def promise_line(promise: Promise, title: str) -> str:
    """A promise with its target."""
    said = "no target" if promise.target is None else target(promise)
    return f"{title}: {said}"


def signed_with(name: str) -> str:
    """What was done, for undo."""
    return f"signed with {name}"


def term_changed(title: str) -> str:
    """What was changed of the terms, for undo."""
    return f"terms: {title}"


# ---- A month ----------------------------------------------------------------------------------------

MEASURED_BY: Mapping[MeasuredBy, str] = {
    "provider_report": "from their report, nothing behind it",
    "provider_record": "from their record of requests, which you hold",
    "own_sample": "their record, ten or more checked by you",
    "own_count": "counted by you",
    "outsider": "an auditor, or a tool that is yours",
}
BY_SHORT: Mapping[MeasuredBy, str] = {
    "provider_report": "their report",
    "provider_record": "their record",
    "own_sample": "their record, checked",
    "own_count": "your count",
    "outsider": "an outsider",
}
STATES: Mapping[PeriodState, str] = {
    "kept": "kept",
    "missed": "missed",
    "not_reported": "not reported",
    "nothing_to_judge": "nothing to judge",
    "not_due": "not due",
    "awaited": "awaited",
    "not_put_in": "not put in",
}
REPORT = "Their report"
REPORT_ASKED = "{month}: on which day did their report come?"
REPORT_HINT = f"{DAY_HINT} Empty: nothing came."
BEFORE_MONTH = "That is before the month began."
NOT_DUE_ASKED = "{month}: why was no report due?"
NOT_DUE_HINT = "Such as an agreed pause. The month is then judged by nothing."
WHO_MEASURED = "{title}: who measured it?"
REPORT_NAMED = "{title} was missed. Did their report say so itself?"
NAMED: Mapping[str, str] = {
    "": "nobody looked",
    "no": "no, it said nothing of it",
    "yes": "yes, without its cause",
    "cause": "yes, with its cause",
    "put_right": "yes, with its cause and the day it was put right",
}
PUT_RIGHT = "On which day was it put right?"
FIGURE_HINTS: Mapping[Kind, str] = {
    "share": "How many of how many, such as 57/60.",
    "count": "A whole number.",
    "amount": "A number, or hours such as 2 h 30.",
    "event": "How many were held.",
}
EACH_TIME = "Else the longest case of the month: a number, or hours such as 2 h 30."
NO_CASE = "Empty: nothing was down."
LEFT_OUT = "A dash (-) where their report left it out."
SKIPS = "Empty: not put in, and goes on; it can be added later."
NO_FIGURE: Mapping[Kind, str] = {
    "share": "Write how many of how many, such as 57/60. A percentage alone cannot be judged: ask for both.",
    "count": "Write a whole number, such as 3: it is counted.",
    "amount": "Write one number, such as 7.9, or hours such as 2 h 30.",
    "event": "Write how many were held, a whole number such as 1.",
}
WHICH_TERM = "Which term is changed?"
IN_CONTRACT = "whether it stands in the contract"
WHICH_MONTH = "Which month, such as 2027-03"
WHAT_OF_MONTH = "What of the month?"
WHO_MEASURED_ONE = "Who measured a figure"
NAMED_ONE = "Whether their report named a miss"
WHICH_FIGURE = "Which figure?"
TAKE_OUT = "Take out a figure"
NOTHING_DECIDED = "No review has decided anything yet."
ADD_FIGURE = "Another figure of theirs"
ADD_FIGURE_VALUE = "Enter: which can be added"
ADD_FIGURE_ASKED = "Which figure of theirs is followed too?"
WHICH_FOLLOWED = (
    "Followed are the figures of the scorecard and those the contract promises. One that is added has its "
    "line in every month from now on, and is held against its own first months."
)
NOT_LISTED = (
    "Any other figure is not followed: nothing was promised about it, and nothing is known of which way is "
    "worse. It can stand in the note."
)
TO_THE_NOTE = "None of these: write it into the note"
NO_OTHER = "none"
YES_ANOTHER = "which are followed, and which can be added"
ALL_FOLLOWED = "Every figure that can be followed has its line already; any other can stand in the note."
REPORT_FIRST = "Say on which day their report came first: that is the first line."
MONEY: Mapping[str, tuple[str, str]] = {
    "fee": ("Billed for the month", "without extras"),
    "extras": ("Billed on top", "outside the fee"),
    "units": ("Users or devices billed", ""),
    "credit_received": ("Credited on this bill", ""),
}
CLAIMED = "Credit of this month claimed on"
NOTE = "Note"
REPORT_GONE = "There are figures of theirs: empty them first (delete)."
ONLY_MISSED = "That is asked of a promise that was missed."
WHOSE_FIGURE = "Mark a figure first."


def month_figures(month: str, before: Actual | None = None) -> str:
    """What goes into the log when figures of a month are typed, with the figure they replace."""
    said = f"figures for {month}, typed"
    if before is None:
        return said
    of = "" if before.of is None else f" of {before.of}"
    was = "not reported" if before.value is None else f"{before.value}{of}"
    return f"{said} (before: {before.id} was {was})"


def which_figure(text: str, readings: Sequence[str]) -> str:
    """That a mark can part thousands or begin the decimals, and how each is typed."""
    return f"{text.strip()} can be {' or '.join(readings)}: write which."


def figure_hint(kind: Kind, *, each_time: bool, there: bool) -> str:
    """How a figure is typed, and what leaving it empty does."""
    if each_time:
        return f"{EMPTY_TAKES_OUT if there else NO_CASE} {EACH_TIME} {LEFT_OUT}"
    return f"{FIGURE_HINTS[kind]} {LEFT_OUT} {EMPTY_TAKES_OUT if there else SKIPS}"


def amount_hint(currency: str, *, there: bool) -> str:
    """In which currency an amount is typed, and what leaving it empty does."""
    empty = EMPTY_TAKES_OUT if there else SKIPS
    return f"In {currency}. {empty}" if currency else empty


def no_report(month: str) -> str:
    """What goes into the log where nothing came, or nothing was due."""
    return f"no report for {month}"


def report_words(month: Month | None, due: str) -> str:
    """What became of the report of a month."""
    if month is None:
        return f"not put in yet; due by {due}"
    if month.report == "sent":
        assert month.received is not None
        return f"came on {date_words(month.received)}"
    return "nothing came" if month.report == "none" else f"none was due: {month.why}"


def figure_title(measure: Measure, month: str) -> str:
    """What is asked of a figure."""
    return f"{measure.title}, {month_words(month)}: {measure.unit}"


def other_figure_title(promise: Promise, month: str) -> str:
    """The same of a promise with a measure of one's own."""
    return f"{promise.says}, {month_words(month)}{f': {promise.unit}' if promise.unit else ''}"


def promised_words(promise: Promise | None) -> str:
    """What was promised, where something was."""
    return "" if promise is None or promise.target is None else f"promised {target(promise)}"


# ---- Reviews and voices -----------------------------------------------------------------------------

REVIEW_QUESTIONS: Mapping[ReviewQuestion, str] = {
    "goals": "Did they ask where you are headed",
    "results": "Did they report on the results you chose",
    "nothing_broken": "Did they come although nothing was broken",
    "choices": "Did they give choices, with reasons",
    "you_decided": "Did you decide what is urgent and what is bought",
}
SAID: Mapping[Said, str] = {"yes": "yes", "partly": "partly", "no": "no"}
NOT_ASKED = "not asked"
REVIEW_KINDS: Mapping[str, str] = {
    "first": "the first one",
    "quarterly": "quarterly",
    "yearly": "yearly",
    "extra": "in between",
}
HELD = "On which day was the review held?"
WHO_WAS_THERE = "Who was there"
THERE_HINT = "Names with commas between."
DECIDER = "Was somebody there who decides for you"
YARDSTICK = "Hold figures against other months, from"
YARDSTICK_ASKED = "Figures are held against the first months. Hold them against others, from which month on?"
YARDSTICK_HINT = (
    "Only where a promise, an office or the way of counting changed: figures before it are then no measure. "
    "Such as 2028-04. Empty: as before."
)
WHY_YARDSTICK_ASKED = "Why are figures held against other months"
WHY_YARDSTICK = f"{WHY_YARDSTICK_ASKED}? The log keeps the reason."
CLOCK = "Days the clock stood still for you"
CLOCK_HINT = "Days on which they waited for you since the last review."
KIND = "Which review"
RECORD_REVIEW = "Record a review that was held"
DECISIONS = "Decided"
ADD_DECISION = "Add what was decided"
DECIDED = "What was decided?"
DECIDED_HINT = "One thing at a time. Empty: there is no more."
WHO_DOES_IT = "Who does it?"
SIDES: Mapping[Literal["them", "us"], str] = {"them": "the provider", "us": "you"}
WHICH_PERSON = "Which person?"
NOBODY_NAMED = "Empty: nobody by name."
BY_WHEN = "By when?"
BY_HINT = f"{DAY_HINT} Empty: no day was agreed."
DONE_ON = "{what}: on which day was it done?"
DONE_HINT = f"{DAY_HINT} Empty: it is not done yet."
THERE_ALREADY = "A review of that day is recorded already."
PULSE_QUESTIONS: Mapping[PulseQuestion, str] = {
    "helped": "When you needed IT help lately, was it solved?",
    "told": "Were you told what would happen and when?",
    "lost_time": "Could you do your work without losing time to IT?",
}
PULSE_ASKED = "On which day did you ask your people?"
PULSE_INVITED = "How many did you ask?"
INVITED_HINT = "Empty: not known."
PULSE_MARKS = "{question} How many gave mark 1 (no), 2, 3, 4, 5 (yes)?"
MARKS_HINT = "Five numbers, such as 0 1 2 5 4. No names are kept, only how many gave which mark."
NOT_MARKS = "Write five whole numbers, such as 0 1 2 5 4."
CHECK_MONTH = "Of which month were requests checked?"
CHECK_MANY = "How many did you check?"
CHECK_WRONG = "How many of those were wrong?"
WRONG_HINT = "Closed though it was not solved, or the clock stopped without reason."
NOT_A_MONTH = "Write it as 2027-06."
NOT_A_QUARTER = "Write it as 2027-Q2."
DRAWN = (
    "Of the {there} requests, in the order they were opened, check these: {places}. Ask whoever opened each; "
    "after Esc r goes on here."
)


def pulse_of(day: str) -> str:
    """What was done, for undo: nothing of what they said."""
    return f"what your people said on {day}"


def pulse_kept(pulse: Pulse) -> str:
    """What became of what they said: it is shown, or too few answered for that."""
    if pulse.shown:
        return f"Kept: {pulse.answered} answered. What it says stands under Drift."
    return f"Kept, and {FEW_ANSWERED}."


def check_of(month: str) -> str:
    """What was done, for undo."""
    return f"requests of {month} checked"


def check_kept(check: Check) -> str:
    """What was kept of requests checked."""
    return f"Kept: {check.wrong} of {check.checked} wrong. What that proves stands under Drift."


def review_of(day: str) -> str:
    """What was done, for undo and for the log."""
    return f"review of {day}"


def review_changed(day: str) -> str:
    """What goes into the log where a review that was recorded is changed later."""
    return f"review of {day} changed"


def yardstick_outside(first: str, last: str) -> str:
    """Which months can be chosen to hold figures against."""
    return f"Choose a month from {month_words(first)} to {month_words(last)}."


def yardstick_changed(held: str, month: str) -> str:
    """What goes into the log where a review chooses the months figures are held against, or takes it back."""
    if not month:
        return f"review of {held}: figures are held against the first months again"
    return f"review of {held}: figures are held against the months from {month} on"


def decision_line(what: str, side: Literal["us", "them"], who: str, by: str, done: str) -> str:
    """One decision with who does it, by when, and whether it is done."""
    told = [SIDES[side], *([who] if who else []), *([f"by {by}"] if by else [])]
    told.append(f"done {done}" if done else "not done yet")
    return f"{what}: {', '.join(told)}"


def signed_head(signed: Signed, name: str) -> str:
    """Whom it was signed with, and when."""
    return f"Signed with {name}{f' on {date_words(signed.signed)}' if signed.signed else ''}"
