"""What the place After says in the interface: its pages, what stands above them, and what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msp_select.decision.after.as_of import CountedFrom
from msp_select.decision.after.deadlines import Deadline, RunsOn
from msp_select.decision.after.next_step import NextStep
from msp_select.model.months import Actual, last_day
from msp_select.model.signed import Signed
from msp_select.phrases.en.after.deadlines import OWN_CALENDAR, by_hand_now
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.words import count, listed, percent, plain

if TYPE_CHECKING:
    from msp_select.decision.after.keeping import PromiseKept

PageName = Literal["month", "promises", "drift", "dates", "stay", "terms", "reviews"]
PAGES: Mapping[PageName, str] = {
    "month": "This month",
    "promises": "Promises",
    "drift": "Drift",
    "dates": "Dates",
    "stay": "Stay or go",
    "terms": "What was signed",
    "reviews": "Reviews and voices",
}
NOT_SIGNED = (
    "Once a contract is signed, this is where its promises stand beside what happens: whether they are kept, "
    "whether anything gets worse, what you can claim, and the one date that cannot be missed.",
    "It takes ten minutes a month: the provider's report comes, you put its figures in, and read what they "
    "say. Every quarter you hold a review, and ask your people three questions.",
    "Press s when you have signed: it takes the promises from the answers of the bid, and asks for the dates "
    "in the contract.",
)
NOBODY_TO_SIGN_WITH = "There is no candidate to sign with yet: F4 adds one."
NAMES_HIDDEN = (
    "Names are hidden, and what was signed names the one chosen. Show them again under Evaluators, with a "
    "reason that the log keeps."
)
HIDDEN_SO_UNSIGNED = (
    "Names are hidden: whom it is signed with can be said once they are shown, under Evaluators."
)
SEALED_SO_UNSIGNED = "Prices are sealed, and what is signed has a price: o opens them, then s signs."
NOT_TO_BE_SIGNED_YET = (
    "It can be signed once there is a candidate, the names are shown and the prices are open: all three are "
    "in the menu."
)
SEALED_SO_NO_COMPARISON = (
    "Prices are sealed: staying and leaving can be compared once they are open. o opens them."
)
WORKING = "Working it out …"
NO_REVIEW = "No review is recorded yet. Enter on the line above records one that was held."
NO_VOICES = "Nobody has been asked yet. p puts in what your people answered to three questions."
BEYOND = "There is no month before the first that a report is due for."
NOT_YET = "That month has not begun to be reported yet."
ASK_TODAY = (
    "Everything here was counted from {day}, and today is {today}. Count from today? Then months that are "
    "over by now wait to be put in, claims and dates that passed are said to have passed, and the next date "
    "is counted from today. No figure is changed; ctrl+z takes it back."
)
SIGNED_WITH = "Signed with {name}. Look through the terms below; Enter changes one, Space the promises."
WHY_TERMS = "This was signed. Why is it changed? The log keeps the reason."
WHY_FIGURE = "This figure was there before. Why is it changed? The log keeps both."
NOTHING = "nothing yet"
SIGN = "Sign: say with whom, from when, and how notice is given"
BACK = "Esc goes back"
COUNTED_TODAY = "counted from today"
FROM_TODAY = "Count from today"
AS_IT_IS = "Leave it"
REPLACE = "Replace"
LEAVE_IT = "Leave it"
MONTH_KEYS = (
    "a: put in. f: from a file. n: nothing came. u: none due. e: their sheet. ← →: another month. "
    "Delete: takes out."
)
FIGURE_KEYS = "m: who measured it. x: whether their report named the miss"
BELOW: Mapping[PageName, str] = {
    "promises": "Enter or w: the picture and the figures of the marked promise. q: as of a quarter.",
    "drift": "Enter or w: the picture and the figures, and why. q: as of a quarter.",
    "dates": "Enter: what to do on that day. c: the dates as a file for your calendar.",
    "stay": "g: against one, or another session. l: how many months. b: begin anew with what was measured.",
    "reviews": "Enter changes the marked line. p: what your people say. r: requests you checked.",
}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KEPT = "kept"
COLUMNS = ("Measure", "promised", "last 6 months", "kept", "change")
AMONG_CHANGES = (0, 1, 2, 4)
"""Those of the columns that stand beside a change; in how many months it was kept stands elsewhere."""
A_QUARTER = "A quarter stands in its last month."
VOICES = "What your people say, mark 1 to 5"
ENTRIES = "What is due"
FOR_STAYING = "For staying"
FOR_LEAVING = "For leaving"
MEASURED = "Measured"
MEASURED_COLUMNS = ("Question", "promised", "measured", "how sure")
FIGURES = "Month by month"
AGAINST_WHOM = "Against whom?"
AGAINST_ALL = "Held against the other candidates of this session, by what they promise."
ALL_OTHERS = "All other candidates of this session"
SOME_OTHERS = "Some of them ..."
WHICH_OTHERS = "Which of them, by their numbers, such as 2 4"
OTHER_SESSION = "Those of another session file ..."
WHICH_MARKET = "Which session file has the newcomers?"
MARKET_HINT = "With its whole path, .toml: who stands in it, and what matters there, are taken from it."
MARKET_HIDDEN = "Prices are sealed or names are hidden in that session."
MARKET_HIDDEN_SO = "Open them there first; then it can be compared."
WHICH_QUARTER = "Up to the end of which quarter?"
QUARTER_HINT = "Such as 2027-Q2. Empty: everything there is."
HOW_FAR_AHEAD = "Over how many months are staying and leaving compared?"
MONTHS_HINT = "Empty: {usual}, as is usual."
MONTHS_OUTSIDE = "Write a number of months from 1 to {most}."
KEEP_WHERE = "Begin a new comparison: in which file?"
KEEP_HINT = "Today's provider stands in it by what was measured, the others by what they promise."
SESSION_ENDING = "End the name in .toml."
TAKEN_NAME = "There is already a file of that name."
CALENDAR_TITLE = "The dates as a calendar file: where to?"
CALENDAR_ENDING = "End the name in .ics."


def counted(fact: CountedFrom) -> str:
    """From which day it is counted, and where that lies behind, which key counts from today."""
    if fact.stale_on is None:
        return f"counted from {date_words(fact.day)}"
    return (
        f"counted from {date_words(fact.day)}, and today is {date_words(fact.stale_on)}: t counts from today"
    )


def ask_today(fact: CountedFrom) -> str:
    """Whether to count from today."""
    assert fact.stale_on is not None
    return ASK_TODAY.format(day=date_words(fact.day), today=date_words(fact.stale_on))


def none_waits(month: str, signed: Signed) -> str:
    """That every month that is over was put in, when the next one is, and how one is changed."""
    changes = "To change a month, turn to it and press Enter on its line."
    if signed.closed is not None and last_day(month) > signed.closed:
        return f"No month waits: the contract is over. {changes}"
    return f"No month waits: {month_words(month)} is over on {date_words(last_day(month))}. {changes}"


def term_in_short(signed: Signed) -> str:
    """For how long, and from when."""
    return f"{count(signed.term_months, 'month')} from {date_words(signed.starts)}"


def notice_in_short(signed: Signed, found: Deadline | RunsOn, as_of: dt.date) -> str:
    """The one date that cannot be missed, on one line; the whole of it stands among the dates."""
    if signed.closed is not None:
        return f"The contract ended on {date_words(signed.closed)}."
    if isinstance(found, RunsOn):
        return f"No last date for notice; given now it ends the contract on {date_words(found.earliest_end)}."
    if found.missed_for_good:
        return f"The date for notice passed; the contract ends with {date_words(found.last_day)}."
    in_time = found.days_left_to_send >= 0 and found.send_by != found.safe_by
    sent = f" (send by {date_words(found.send_by)})" if in_time else ""
    left = (found.safe_by - as_of).days
    if left < 0:
        return by_hand_now(found)
    days = "today" if left == 0 else count(left, "day") if left < 13 else f"{left} days"
    verb = "sent" if signed.notice.is_ == "sent" else "there"
    return f"Notice must be {verb} by {date_words(found.safe_by)}{sent}: {days}."


def next_in_words(step: NextStep) -> str:
    """What to do next with what was signed, as Start shows it."""
    match step.kind:
        case "over":
            return "Next: the contract is over; what happened can be read"
        case "begins":
            return f"Next: service begins on {date_words(step.day)}; what comes before is among the dates"
        case "decide":
            return f"Next: stay or go; notice has to be on its way by {date_words(step.day)}"
        case "put_in":
            assert step.month is not None
            return f"Next: put in what happened in {month_words(step.month)}"
        case "review":
            return f"Next: hold the review that was due on {date_words(step.day)}, and put it in"
        case "await_report":
            assert step.month is not None
            return f"Next: the report for {month_words(step.month)} is due by {date_words(step.day)}"


def from_to(first: str, last: str) -> str:
    """From which month to which."""
    return month_words(first) if first == last else f"{month_words(first)} to {month_words(last)}"


def kept_of(one: PromiseKept) -> str:
    """In how many of its periods it was kept."""
    judged = one.kept + one.missed + one.not_reported
    return f"{one.kept} of {judged}" if judged else "-"


def mark_words(asked: dt.date, mean: float, answered: int) -> str:
    """The mark of one question on one day."""
    return f"{date_words(asked):<13}{mean:.1f} of 5 ({answered} answered)"


def figure_in_words(actual: Actual | None) -> str:
    """A figure as it was given: "57 of 60 (95 %)", "14", "not reported"."""
    if actual is None or actual.value is None:
        return "not reported"
    value = plain(float(actual.value), 2)
    if actual.of is None:
        return value
    share = f" ({percent(float(100 * actual.value / actual.of))})" if actual.of else ""
    return f"{value} of {plain(float(actual.of), 0)}{share}"


def weekday_words(day: dt.date) -> str:
    """A day with the day of the week: "Mon 2 Nov 2029"."""
    return f"{WEEKDAYS[day.weekday()]} {date_words(day)}"


def up_to(month: str) -> str:
    """That later months are left out."""
    return f"Only what happened up to {month_words(month)}; q changes it."


def held_against(name: str) -> str:
    """Whom today's provider is held against: one of them, those of a file, or all here without a name."""
    return f"Held against {name}, by what is promised." if name else AGAINST_ALL


def kept_anew(name: str) -> str:
    """Where the new comparison is."""
    return f"Written: {name}. Open it from Start to go on with it."


def costs_over(months: int) -> str:
    """Over how long staying and leaving are compared."""
    return f"Costs over {months} months (* the cheapest)"


def switch_once(parts: str) -> str:
    """What a switch costs once, part by part."""
    return f"A switch, once: {parts}."


def belongs_to(key: str, what: str, pages: Sequence[str]) -> str:
    """On which page a key does something."""
    return f"{key} does nothing here. {what}: that is on the page {listed(pages, last='or')}."


def review_head(held: dt.date, at: int, many: int) -> str:
    """Which of the reviews is on show."""
    return f"Review of {date_words(held)} ({at} of {many}; left and right turn to another)"


def replace(name: str) -> str:
    """Whether a file that is there is to be replaced."""
    return f"{name} is there already. Replace it?"


def written(name: str, dates: int) -> str:
    """What was written, and what to do with it."""
    return f"Written: {name}, {dates} dates. {OWN_CALENDAR}"
