"""The dates of an agreement in words: the one that cannot be missed, and every entry of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msp_select.decision.after.as_of import CountedFrom
from msp_select.decision.after.calendar_entries import Entry
from msp_select.decision.after.deadlines import Deadline, RunsOn
from msp_select.decision.term_dates import last_day_of_term
from msp_select.model.service_agreement import Agreement, Party
from msp_select.model.signed import Form, Signed, TermsOfNotice
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.words import count, listed

NOT_A_LAWYER = "Counted as written above; a lawyer decides where the contract says otherwise."
REMINDER = (
    "In some places the provider must remind you before a contract renews itself in silence; ask whether "
    "yours must."
)
OWN_CALENDAR = "Import it into a calendar of its own, so that a new one can replace it."
FORMS: Mapping[Form, str] = {
    "hand": "by hand",
    "email": "by e-mail",
    "portal": "through their portal",
    "courier": "by courier",
    "letter": "by letter",
    "registered": "by registered letter",
}
PARTIES: Mapping[Party, str] = {"client": "you", "new": "the new provider", "old": "the old provider"}


@dataclass(frozen=True)
class EntryWords:
    """What stands in the calendar: a title, and what to do on that day; what is typed for it, or done `here`.

    `here` is said on a page of the interface, `typed` everywhere else.
    """

    title: str
    text: str = ""
    typed: str = ""
    here: str = ""

    @property
    def on_page(self) -> str:
        """What to do on that day, for one who reads it in the interface."""
        return f"{self.text} {self.here}".strip()

    @property
    def in_calendar(self) -> str:
        """What to do on that day, for one who reads it in a calendar."""
        return f"{self.text} {self.typed}".strip()


def counted_from(fact: CountedFrom) -> str:
    """The day everything is counted from, and where it lies behind, what to add."""
    if fact.stale_on is None:
        return f"Counted from {date_words(fact.day)}."
    return (
        f"Counted from {date_words(fact.day)}, and today is {date_words(fact.stale_on)}. Add --as-of today."
    )


def notice_length(notice: TermsOfNotice) -> str:
    """How long the notice is: "90 days", "three clear working days", "3 months"."""
    unit = {"days": "day", "working_days": "working day", "months": "month"}[notice.unit]
    clear = "clear " if notice.counting == "clear" else ""
    return f"{notice.length} {clear}{unit if notice.length == 1 else f'{unit}s'}"


def next_notice(signed: Signed, found: Deadline | RunsOn, as_of: dt.date) -> str:
    """The one date that cannot be missed, in a sentence or two."""
    if signed.closed is not None:
        return f"The contract ended on {date_words(signed.closed)}."
    if isinstance(found, RunsOn):
        return _runs_on(signed, found, as_of)
    return " ".join(_ends(signed, found, as_of))


def _runs_on(signed: Signed, found: RunsOn, as_of: dt.date) -> str:
    missed = (
        f"The date for the end of the term passed on {date_words(found.first_missed)}, and it runs on. "
        if found.first_missed
        else ""
    )
    first_end = signed.ends_on or last_day_of_term(signed.starts, signed.term_months)
    bound = (
        f" Its first term runs to {date_words(first_end)}: read whether it can be ended before that."
        if first_end > found.earliest_end
        else ""
    )
    return (
        f"{missed}There is no last date to miss: notice received on {date_words(as_of)} ends the contract "
        f"on {date_words(found.earliest_end)}.{bound}"
    )


def _ends(signed: Signed, found: Deadline, as_of: dt.date) -> Iterator[str]:
    if found.first_missed is not None:
        ran_to = signed.ends_on or last_day_of_term(signed.starts, signed.term_months)
        yield f"The date for {date_words(ran_to)} passed on {date_words(found.first_missed)}."
        yield f"The contract runs to {date_words(found.last_day)}."
    if found.missed_for_good:
        yield (
            f"The date for notice passed on {date_words(found.received_by)}. The contract does not renew "
            f"itself: it ends with {date_words(found.last_day)}."
        )
        return
    if as_of > found.safe_by:
        yield by_hand_now(found)
        yield _else(signed, found)
        return
    yield _by_when(signed.notice, found)
    yield _else(signed, found)
    if found.cutoff_here is not None:
        here = f" ({found.cutoff_here[11:]} where you are)" if signed.own_zone else ""
        yield f"On {date_words(found.safe_by)} it counts until {signed.notice.until} there{here}."
    if as_of == found.received_by:
        yield "That is today: only delivery by hand is left."
    elif found.days_left_to_send < 0:
        way = FORMS[signed.notice.form]
        yield f"It is too late to send it {way}: bring it by hand, and keep the proof."


def by_hand_now(found: Deadline) -> str:
    """What is left on a day without business between the last working day and the last day for notice."""
    return f"Notice can only be brought by hand now, until {date_words(found.received_by)}."


def _by_when(notice: TermsOfNotice, found: Deadline) -> str:
    day, how = date_words(found.safe_by), _how(notice)
    if notice.is_ == "sent":
        return f"Notice must be sent by {day}{how}."
    if notice.travel == 0:
        return f"Notice must be there by {day}{how}."
    thing = "the letter" if notice.form in ("letter", "registered") else f"it {FORMS[notice.form]}"
    return f"Notice must be there by {day}; send {thing} by {date_words(found.send_by)}{how}."


def _how(notice: TermsOfNotice) -> str:
    """The clause and whom to send it to, as far as they are noted."""
    clause = f", clause {notice.clause}" if notice.clause else ""
    whom = f", to {notice.to_whom[:1].lower() + notice.to_whom[1:]}" if notice.to_whom else ""
    return f"{clause}{whom}"


def _else(signed: Signed, found: Deadline) -> str:
    if signed.renewal.kind == "months":
        months = signed.term_months + (found.renewals_passed + 1) * (signed.renewal.months or 0)
        return f"Else the contract runs to {date_words(last_day_of_term(signed.starts, months))}."
    if signed.renewal.kind == "open":
        return "Else it runs on until somebody gives notice."
    return f"It ends with {date_words(found.last_day)} and does not renew itself."


def entry_words(entry: Entry, signed: Signed, agreed: Agreement, name: str) -> EntryWords:
    """One entry of the calendar, with the provider by its name."""
    match entry.kind:
        case "starts":
            return EntryWords(f"{name} start", "Today's figures written down? People told whom to call?")
        case "report":
            return EntryWords(
                f"Report due: {name}, {month_words(str(entry.month))}",
                typed="If it is not there, write down that it is missing: "
                f"msp-select actuals FILE --none {entry.month}",
                here="If it is not there, write down that it is missing: n, on the page This month.",
            )
        case "review":
            days = agreed.reviews.first_days
            return EntryWords(
                f"First review: {name}", f"{days} days after the start: targets against results."
            )
        case "quarter":
            return EntryWords(
                f"Quarterly review: {name}",
                typed="Run: msp-select review FILE, then --record.",
                here="Read Promises and Drift before it; v records it.",
            )
        case "year":
            return EntryWords(
                f"Yearly review: {name}", "Score the provider anew with the same questions; look at the bill."
            )
        case "rise":
            return EntryWords(f"The price may rise: {name}", _rise(signed))
        case "claim":
            return EntryWords(
                f"Claim the credit of {month_words(str(entry.month))}: {name}",
                "After this day it lapses.",
                "Run: msp-select review FILE",
                "What is owed stands on the page This month.",
            )
        case "market":
            return EntryWords(
                f"Look at the market: two bids besides {name}",
                f"{agreed.reviews.market_days} days before the notice must be on its way.",
            )
        case "decide":
            return EntryWords(
                "Decide: stay or go",
                f"{agreed.reviews.decide_days} days before the notice must be on its way.",
                "Run: msp-select stay FILE",
                "The page Stay or go says what speaks for either.",
            )
        case "send":
            return EntryWords(f"Send the notice by today: {name}", _send(signed.notice))
        case "receive":
            return EntryWords(f"Last day the notice may arrive: {name}", _after(signed, entry))
        case "ends":
            return EntryWords(f"Last day of the term: {name}", _last_day(signed, entry))
        case "takeover":
            return _task(entry, {task.id: (task.task, task.done) for task in agreed.takeover}, new=name)
        case "leaving":
            tasks = {task.id: (task.task, task.done) for task in agreed.leaving}
            return _task(entry, tasks, old=name)


def _rise(signed: Signed) -> str:
    fee = signed.fee
    if fee is None or fee.rise_percent is None:
        return "By the index, as the contract says."
    return f"By {fee.rise_percent.normalize():f} % at most, as the contract says."


def _send(notice: TermsOfNotice) -> str:
    way = FORMS[notice.form]
    travel = "" if notice.is_ == "sent" else f", {count(notice.travel, 'working day')} on the way"
    clause = f" Clause {notice.clause}." if notice.clause else ""
    whom = f" To: {notice.to_whom}." if notice.to_whom else ""
    return f"{way[:1].upper()}{way[1:]}{travel if notice.travel else ''}. Keep the proof.{clause}{whom}"


def _after(signed: Signed, entry: Entry) -> str:
    if signed.renewal.kind == "months":
        months = signed.term_months + int(entry.key) * (signed.renewal.months or 0)
        return f"After that the contract runs to {date_words(last_day_of_term(signed.starts, months))}."
    if signed.renewal.kind == "open":
        return "After that it runs on until somebody gives notice."
    return "The contract does not renew itself; notice makes it plain."


def _last_day(signed: Signed, entry: Entry) -> str:
    if entry.key == "closed":
        return "The contract ends with this day."
    if entry.key == "1" and signed.ends_on is not None:
        return "The contract names this day."
    months = signed.term_months + (int(entry.key) - 1) * (signed.renewal.months or 0)
    return f"{count(months, 'month')} from {date_words(signed.starts)}."


def _task(entry: Entry, tasks: Mapping[str, tuple[str, str]], *, new: str = "", old: str = "") -> EntryWords:
    task, done = (_named(text, new, old) for text in tasks[str(entry.task)])
    named: dict[Party, str] = {**PARTIES, "new": new or PARTIES["new"], "old": old or PARTIES["old"]}
    who = listed([named[party] for party in entry.who])
    return EntryWords(task, f"Who: {who}. Done when: {done}.")


def _named(text: str, new: str, old: str) -> str:
    return text.replace("{new}", new or PARTIES["new"]).replace("{old}", old or PARTIES["old"])
