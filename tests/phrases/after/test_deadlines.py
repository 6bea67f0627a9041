"""The dates of an agreement in words: the notice however it is due, and every entry of the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from msp_select.decision.after.as_of import CountedFrom
from msp_select.decision.after.calendar_entries import Entry
from msp_select.decision.after.deadlines import deadline
from msp_select.model.signed import Signed
from msp_select.phrases.en.after.deadlines import counted_from, entry_words, next_notice, notice_length
from msp_select.phrases.en.after.place import counted, notice_in_short
from tests.after.agreements import agreement, catalog

DAY = dt.date(2027, 5, 1)
HAND: dict[str, Any] = {"days": 90, "form": "hand"}
LONDON = {"until": "17:00", "zone": "Europe/London"}
YEARLY = {"renewal": {"kind": "months", "months": 12}}
RUNS_ON = {"renewal": {"kind": "open"}}


def signed(**fields: Any) -> Signed:
    """36 months from 1 Feb 2027, so to 31 Jan 2030, with 90 days of notice, so up to 2 Nov 2029."""
    return Signed.model_validate(agreement(**fields))


@pytest.mark.parametrize(
    ("fields", "day", "said", "short"),
    [
        (
            {},
            "2027-05-01",
            "Notice must be there by 2 Nov 2029; send the letter by 30 Oct 2029. It ends with 31 Jan 2030 "
            "and does not renew itself.",
            "Notice must be there by 2 Nov 2029 (send by 30 Oct 2029): 916 days.",
        ),
        (
            {"notice": HAND | {"form": "email", "clause": "19", "to_whom": "The secretary"}} | YEARLY,
            "2029-10-23",
            "Notice must be there by 2 Nov 2029; send it by e-mail by 1 Nov 2029, clause 19, to the "
            "secretary. Else the contract runs to 31 Jan 2031.",
            "Notice must be there by 2 Nov 2029 (send by 1 Nov 2029): ten days.",
        ),
        (
            {"notice": HAND | LONDON} | RUNS_ON,
            "2029-11-01",
            "Notice must be there by 2 Nov 2029. Else it runs on until somebody gives notice. On 2 Nov 2029 "
            "it counts until 17:00 there.",
            "Notice must be there by 2 Nov 2029: one day.",
        ),
        (
            {"notice": HAND | LONDON, "own_zone": "Europe/Berlin"},
            "2029-11-02",
            "Notice must be there by 2 Nov 2029. It ends with 31 Jan 2030 and does not renew itself. On "
            "2 Nov 2029 it counts until 17:00 there (18:00 where you are). That is today: only delivery by "
            "hand is left.",
            "Notice must be there by 2 Nov 2029: today.",
        ),
        (
            {"notice": {"days": 90, "form": "registered", "is": "sent"}},
            "2029-10-21",
            "Notice must be sent by 2 Nov 2029. It ends with 31 Jan 2030 and does not renew itself.",
            "Notice must be sent by 2 Nov 2029: twelve days.",
        ),
        (
            {"notice": {"days": 90, "form": "registered"}},
            "2029-10-30",
            "Notice must be there by 2 Nov 2029; send the letter by 26 Oct 2029. It ends with 31 Jan 2030 "
            "and does not renew itself. It is too late to send it by registered letter: bring it by hand, "
            "and keep the proof.",
            "Notice must be there by 2 Nov 2029: three days.",
        ),
        (
            {"notice": {"days": 88, "form": "letter"}},  # a Sunday: nobody is there after Friday
            "2029-11-03",
            "Notice can only be brought by hand now, until 4 Nov 2029. It ends with 31 Jan 2030 and does "
            "not renew itself.",
            "Notice can only be brought by hand now, until 4 Nov 2029.",
        ),
        (
            {},
            "2029-11-03",
            "The date for notice passed on 2 Nov 2029. The contract does not renew itself: it ends with "
            "31 Jan 2030.",
            "The date for notice passed; the contract ends with 31 Jan 2030.",
        ),
        (
            {"notice": HAND} | YEARLY,
            "2029-11-03",
            "The date for 31 Jan 2030 passed on 2 Nov 2029. The contract runs to 31 Jan 2031. Notice must be "
            "there by 1 Nov 2030. Else the contract runs to 31 Jan 2032.",
            "Notice must be there by 1 Nov 2030: 363 days.",
        ),
        (
            {"notice": HAND, "ends_on": dt.date(2030, 2, 15)} | YEARLY,
            "2029-11-20",
            "The date for 15 Feb 2030 passed on 17 Nov 2029. The contract runs to 31 Jan 2031. Notice must "
            "be there by 1 Nov 2030. Else the contract runs to 31 Jan 2032.",
            "Notice must be there by 1 Nov 2030: 346 days.",
        ),
        (
            {"notice": HAND} | RUNS_ON,
            "2029-11-03",
            "The date for the end of the term passed on 2 Nov 2029, and it runs on. There is no last date to "
            "miss: notice received on 3 Nov 2029 ends the contract on 1 Feb 2030.",
            "No last date for notice; given now it ends the contract on 1 Feb 2030.",
        ),
        (
            {"notice": HAND | {"to": "any_day"}},
            "2027-05-01",
            "There is no last date to miss: notice received on 1 May 2027 ends the contract on 30 Jul 2027. "
            "Its first term runs to 31 Jan 2030: read whether it can be ended before that.",
            "No last date for notice; given now it ends the contract on 30 Jul 2027.",
        ),
        (
            {"notice": HAND | {"to": "any_day"}, "ends_on": dt.date(2027, 7, 30)},
            "2027-05-01",
            "There is no last date to miss: notice received on 1 May 2027 ends the contract on 30 Jul 2027.",
            "No last date for notice; given now it ends the contract on 30 Jul 2027.",
        ),
        (
            {"closed": dt.date(2028, 6, 30)},
            "2028-07-01",
            "The contract ended on 30 Jun 2028.",
            "The contract ended on 30 Jun 2028.",
        ),
    ],
)
def test_the_date_that_cannot_be_missed(fields: dict[str, Any], day: str, said: str, short: str) -> None:
    as_of, one = dt.date.fromisoformat(day), signed(**fields)
    found = deadline(one, as_of)
    assert next_notice(one, found, as_of) == said
    assert notice_in_short(one, found, as_of) == short


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ({"days": 90}, "90 days"),
        ({"days": 1}, "1 day"),
        ({"working_days": 3, "counting": "clear"}, "3 clear working days"),
        ({"working_days": 1}, "1 working day"),
        ({"months": 3}, "3 months"),
    ],
)
def test_how_long_the_notice_is(notice: dict[str, Any], said: str) -> None:
    assert notice_length(signed(notice=notice).notice) == said


def test_from_which_day_it_is_counted() -> None:
    now, stale = CountedFrom(DAY), CountedFrom(DAY, dt.date(2027, 7, 2))
    assert counted_from(now) == "Counted from 1 May 2027."
    assert counted_from(stale) == ("Counted from 1 May 2027, and today is 2 Jul 2027. Add --as-of today.")
    assert counted(now) == "counted from 1 May 2027"
    assert counted(stale) == "counted from 1 May 2027, and today is 2 Jul 2027: t counts from today"


ENTRIES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("starts", {}, {}, "Vexley start. Today's figures written down? People told whom to call?"),
    ("review", {}, {}, "First review: Vexley. 90 days after the start: targets against results."),
    (
        "year",
        {},
        {},
        "Yearly review: Vexley. Score the provider anew with the same questions; look at the bill.",
    ),
    (
        "rise",
        {},
        {"fee": {"per": "month", "price": 6140, "rise_percent": 3}},
        "The price may rise: Vexley. By 3 % at most, as the contract says.",
    ),
    (
        "rise",
        {},
        {"fee": {"per": "month", "price": 6140, "rise": "index"}},
        "The price may rise: Vexley. By the index, as the contract says.",
    ),
    (
        "send",
        {},
        {"notice": {"days": 90, "form": "letter", "clause": "19", "to_whom": "The secretary"}},
        "Send the notice by today: Vexley. By letter, three working days on the way. Keep the proof. "
        "Clause 19. To: The secretary.",
    ),
    ("send", {}, {"notice": HAND}, "Send the notice by today: Vexley. By hand. Keep the proof."),
    (
        "send",
        {},
        {"notice": {"days": 90, "form": "registered", "is": "sent"}},
        "Send the notice by today: Vexley. By registered letter. Keep the proof.",
    ),
    (
        "receive",
        {},
        {},
        "Last day the notice may arrive: Vexley. The contract does not renew itself; notice makes it plain.",
    ),
    (
        "receive",
        {"key": "2"},
        YEARLY,
        "Last day the notice may arrive: Vexley. After that the contract runs to 31 Jan 2032.",
    ),
    (
        "receive",
        {},
        RUNS_ON,
        "Last day the notice may arrive: Vexley. After that it runs on until somebody gives notice.",
    ),
    ("ends", {}, {}, "Last day of the term: Vexley. 36 months from 1 Feb 2027."),
    ("ends", {"key": "2"}, YEARLY, "Last day of the term: Vexley. 48 months from 1 Feb 2027."),
    (
        "ends",
        {},
        {"ends_on": dt.date(2030, 2, 15)},
        "Last day of the term: Vexley. The contract names this day.",
    ),
    (
        "ends",
        {"key": "closed"},
        {"closed": dt.date(2028, 6, 30)},
        "Last day of the term: Vexley. The contract ends with this day.",
    ),
]


@pytest.mark.parametrize(("kind", "entry", "fields", "said"), ENTRIES)
def test_what_stands_in_the_calendar(
    kind: Any, entry: dict[str, Any], fields: dict[str, Any], said: str
) -> None:
    one = Entry(**{"kind": kind, "key": "1", "day": DAY} | entry)
    words = entry_words(one, signed(**fields), catalog().agreed, "Vexley")
    assert f"{words.title}. {words.in_calendar}" == said
    assert words.on_page == words.in_calendar


@pytest.mark.parametrize(
    ("kind", "typed", "here"),
    [
        (
            "report",
            "Report due: Vexley, March 2027. If it is not there, write down that it is missing: "
            "msp-select actuals FILE --none 2027-03",
            "If it is not there, write down that it is missing: n, on the page This month.",
        ),
        (
            "claim",
            "Claim the credit of March 2027: Vexley. After this day it lapses. Run: msp-select review FILE",
            "After this day it lapses. What is owed stands on the page This month.",
        ),
        (
            "quarter",
            "Quarterly review: Vexley. Run: msp-select review FILE, then --record.",
            "Read Promises and Drift before it; v records it.",
        ),
        (
            "decide",
            "Decide: stay or go. 30 days before the notice must be on its way. Run: msp-select stay FILE",
            "30 days before the notice must be on its way. The page Stay or go says what speaks for either.",
        ),
        (
            "market",
            "Look at the market: two bids besides Vexley. 90 days before the notice must be on its way.",
            "90 days before the notice must be on its way.",
        ),
    ],
)
def test_what_is_typed_elsewhere_is_one_key_in_the_interface(kind: Any, typed: str, here: str) -> None:
    words = entry_words(
        Entry(kind=kind, key="1", day=DAY, month="2027-03"), signed(), catalog().agreed, "Vexley"
    )
    assert f"{words.title}. {words.in_calendar}" == typed
    assert words.on_page == here


def test_what_is_done_at_takeover_and_at_leaving_names_who_does_it() -> None:
    def said(kind: Any, task: str, *who: Any) -> str:
        one = Entry(kind=kind, key="1", day=DAY, task=task, who=who)
        words = entry_words(one, signed(), catalog().agreed, "Vexley")
        return f"{words.title} {words.text}"

    assert said("takeover", "keys", "client", "new", "old") == (
        "Hand over every master login, the description of the systems and the list of equipment Who: you, "
        "Vexley and the old provider. Done when: Each login tried by Vexley, and ticked off."
    )
    assert said("leaving", "access", "new", "old") == (
        "Have every access of Vexley removed, and confirmed in writing Who: the new provider and Vexley. "
        "Done when: List signed by Vexley, checked by the successor."
    )
