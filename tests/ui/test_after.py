"""After signing by keys: sign, put months in, read the review, the dates, stay or go, and the voices."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from textual.widgets import Static

from msp_select.decision.after.review import after_signing
from msp_select.model.disclosure import hide
from msp_select.model.edits import edit_candidate, with_fields
from msp_select.model.session import Session
from msp_select.phrases.en.after import review
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from msp_select.ui.after_pages import ENTRY, entry_texts, facts
from msp_select.ui.screens.after import AfterList
from msp_select.ui.widgets.dialogs import AskText, Choose, Confirm
from msp_select.ui.widgets.selectable_lines import Page
from tests.after.agreements import agreement, month, promise, session
from tests.after.years import year
from tests.cli.runs import run
from tests.ui.driving import NOON, ODD, SIZES, Driver, driving, read_back

sizes = pytest.mark.parametrize("size", SIZES)
MARKS = ("0 1 2 5 4", "0 0 3 6 3", "1 1 2 5 3")


def kept(one: Session, path: str = "a.toml") -> str:
    new_session_file(path, one)
    return path


def example() -> Session:
    """The practice with its bids, as they stand before anything is signed."""
    return load_session("example:dental-practice", load_catalog()).session


def plain(text: str) -> str:
    return " ".join(re.sub("[│▌]", " ", text).split())


async def says(driver: Driver, *texts: str) -> None:
    """Wait until the screen shows each of these, wherever its lines are broken."""
    for text in texts:
        await driver.until(lambda text=text: text in plain(driver.text))  # type: ignore[misc]


def page(driver: Driver) -> str:
    """The whole page, on the screen and below it."""
    return plain(driver.app.screen.query_one(AfterList).text)


async def lists(driver: Driver, *texts: str) -> None:
    """Wait until the page has each of these, on the screen or below it."""
    for text in texts:
        await driver.until(lambda text=text: text in page(driver))  # type: ignore[misc]


async def mark(driver: Driver, key: str) -> None:
    """Go down, key by key, to the line of that key."""
    sheet = driver.app.screen.query_one(AfterList)
    await driver.press("home")
    while sheet.key != key:
        before = sheet.key
        await driver.press("down")
        assert sheet.key != before, f"no line {key}"


async def type_in(driver: Driver, *texts: str) -> None:
    """Type each into the dialog in front, and Enter."""
    for text in texts:
        assert isinstance(driver.app.screen, AskText), driver.text
        await driver.write(text)
        await driver.press("enter")


async def retype(driver: Driver, text: str) -> None:
    """Another text in place of the one there."""
    await driver.press("ctrl+u")
    await type_in(driver, text)


def signed_from(starts: dt.date, **fields: Any) -> Session:
    """A session signed with two promises, nothing put in yet."""
    promises = [promise("response_met", 95), promise("patch_days", 14)]
    return session(agreement(signed=starts, starts=starts, promises=promises, **fields))


JULY = dt.date(2026, 7, 1)


# -- signing ------------------------------------------------------------------------------------------


async def test_from_a_chosen_bid_to_the_first_review_by_keys_alone() -> None:
    path = kept(example())
    async with driving(path) as driver:
        await driver.press("f9", "s")
        await lists(driver, "What was signed: nothing yet", "Press s when you have signed")
        await driver.press("s", "4")
        await type_in(driver, "2026-07-01")
        await driver.press("enter", "enter", "5")  # the months and days proposed; by letter
        await driver.press("enter")
        await lists(driver, "Signed with Vexley & Pyke", "Promises: Space ticks")
        signed = read_back(path).agreement
        assert signed is not None
        assert (signed.candidate, signed.starts, signed.notice.form) == ("vexley-pyke", JULY, "letter")
        assert signed.notice.days == 60, "as its answer says"
        assert signed.fee is not None
        assert [one.id for one in signed.promises] == [one.id for one in read_back(path).agreement.promises]  # type: ignore[union-attr]
        for name, came in (("July", "2026-08-07"), ("August", "2026-09-08"), ("September", "2026-10-09")):
            await driver.press("a")
            await says(driver, f"{name} 2026: on which day did their report come?")
            await type_in(driver, came, "14", "57/60")
            await driver.press("escape")
        await driver.press("v", "enter")
        await type_in(driver, "2026-10-12")
        await driver.press("1")
        await type_in(driver, "Marta, account lead")
        await driver.press("1", "1", "2", "3", "1", "1", "enter", "enter")
        await type_in(driver, "Spare switch")
        await driver.press("1", "enter")
        await type_in(driver, "2026-11-01")
        await driver.press("enter")
        await lists(
            driver, "You share the driving", "Spare switch: the provider, by 1 Nov 2026, not done yet"
        )
        await driver.press("2")
        await lists(
            driver, "Work started in the promised time ● ● ● 3 of 3", "Kept in 3 of 3 months, missed in 0"
        )
        await driver.press("3")
        await lists(driver, "It is too early to speak of drift: three months.")
    found = read_back(path)
    assert [one.month for one in found.months] == ["2026-07", "2026-08", "2026-09"]
    assert found.months[0].actuals[0].measured_by == "own_count"
    assert found.months[0].actuals[1].value == 57
    assert found.reviews[0].said("results") == "partly"
    assert found.reviews[0].decisions[0].what == "Spare switch"
    kinds = [entry.kind for entry in found.log]
    assert kinds.count("signed") == 1
    assert kinds.count("figures_entered") == 3, "one entry a month, however many figures"
    assert kinds.count("review_recorded") == 1


async def test_what_was_answered_stays_when_signing_is_begun_again() -> None:
    async with driving(kept(example())) as driver:
        await driver.go("after")
        await driver.press("enter", "4")
        await type_in(driver, "2026-07-01")
        await driver.press("escape", "s")
        await driver.press("enter")  # Vexley & Pyke is marked
        await says(driver, "2026-07-01")
        await retype(driver, "soon")
        await says(driver, "That is not a day such as 2027-04-09 or 9 Apr 2027.")
        assert driver.session.agreement is None


async def test_terms_are_looked_through_freely_and_changed_later_only_with_a_reason() -> None:
    path = kept(example())
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("s", "4")
        await type_in(driver, "2026-07-01")
        await driver.press("enter", "enter", "5", "enter")
        await mark(driver, "notice.clause")
        await driver.press("enter")
        await type_in(driver, "19")
        await mark(driver, "promise:0")
        firm = driver.session.agreement.promises[0].firm  # type: ignore[union-attr]
        await driver.press("space")
        await driver.press("1", "s")
        await mark(driver, "notice")
        await driver.press("enter")
        await retype(driver, "90 days")
        await says(driver, "This was signed. Why is it changed?")
        await driver.press("escape")
        assert driver.session.agreement.notice.days == 60  # type: ignore[union-attr]
        await driver.press("enter")
        await retype(driver, "90 days")
        await type_in(driver, "a supplement")
    found = read_back(path)
    assert found.agreement is not None
    assert found.agreement.notice.clause == "19"
    assert found.agreement.promises[0].firm is not firm
    assert found.agreement.notice.days == 90
    assert [entry.why for entry in found.log if entry.kind == "agreement_changed"] == ["a supplement"]


async def test_the_contract_does_not_miss_what_it_promises_though_no_answer_stands_behind_it() -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("s")
        await lists(driver, "Work started in the promised time: 95 % or more", "Nothing was promised about")
        missing = page(driver).split("Nothing was promised about")[1].split(":")[0]
        assert "working again in the promised time" in missing
        assert "work started in the promised time" not in missing
        assert "important security updates" not in missing


TERMS = {
    "term_months": ("24", ("term_months", 24)),
    "ends_on": ("2028-12-31", ("ends_on", dt.date(2028, 12, 31))),
    "renewal": ("open", ("renewal.kind", "open")),
    "notice": ("10 working days", ("notice.working_days", 10)),
    "notice.to_whom": ("Company secretary", ("notice.to_whom", "Company secretary")),
    "notice.until": ("17:00 Europe/London", ("notice.zone", "Europe/London")),
    "holidays": ("2026-12-28, 2026-12-24", ("holidays", (dt.date(2026, 12, 24), dt.date(2026, 12, 28)))),
    "fee.price": ("6,140.50", ("fee.price", Decimal("6140.50"))),
    "leave": ("2 of 4 quarters", ("leave.of", "quarters")),
    "credit": ("5", ("promises.0.credit_percent", 5)),
    "report_due_days": ("10", ("report_due_days", 10)),
    "promise:0": ("92", ("promises.0.at_least", 92)),
    "add_person": ("Priya N., main engineer", ("team.0.role", "main engineer")),
}


@pytest.mark.parametrize("key", TERMS)
async def test_each_term_can_be_typed_and_shows_what_was_typed(key: str) -> None:
    text, (where, value) = TERMS[key]
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("s")
        await mark(driver, key)
        await driver.press("enter")
        await retype(driver, text)
        await type_in(driver, "as the contract says")
    found: Any = read_back(path).agreement
    for part in where.split("."):
        found = found[int(part)] if part.isdecimal() else getattr(found, part)
    assert found == value


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("notice", "soon", "Write it as 90 days, 3 months"),
        ("renewal", "sometimes", "Write a number of months, 0 where"),
        ("leave", "often", "Write it as 3 of 6 months"),
        ("notice.until", "17:00 Atlantis/West", "is not a zone of time"),
        ("ends_on", "2026-01-01", "is before the start on"),
        ("term_months", "0", "is outside 1 to 600 months"),
        ("credit", "many", "Write a whole number"),
    ],
)
async def test_what_is_wrong_with_a_term_is_said_and_nothing_is_changed(
    key: str, text: str, fault: str
) -> None:
    before = signed_from(JULY)
    async with driving(kept(before)) as driver:
        await driver.go("after")
        await driver.press("s")
        await mark(driver, key)
        await driver.press("enter")
        await retype(driver, text)
        await says(driver, fault)
        assert driver.session.agreement == before.agreement


# -- a month ------------------------------------------------------------------------------------------


@sizes
async def test_a_month_is_put_in_figure_by_figure_and_undone_figure_by_figure(size: tuple[int, int]) -> None:
    path = kept(signed_from(JULY))
    async with driving(path, size=size) as driver:
        await driver.go("after")
        await lists(driver, "July 2026", "Not put in yet; due by 15 Aug 2026")
        await driver.press("a")
        await type_in(driver, "2026-08-07", "2 h 30", "56/60", "", "4", "12")
        await driver.press("escape")
        await lists(driver, "Came on 7 Aug 2026", "2.5", "56/60")
        assert [one.id for one in driver.session.months[0].actuals] == [
            "hours_lost",
            "response_met",
            "repeats",
            "patch_days",
        ]
        await driver.press("ctrl+z")
        await driver.says("Undone: July 2026")
        assert len(driver.session.months[0].actuals) == 3
        await driver.press("ctrl+y")
    actual = read_back(path).months[0].actual("patch_days")
    assert actual is not None
    assert actual.value == 12


async def test_a_burst_of_keys_fills_a_month_and_nothing_of_it_is_lost_when_it_ends_at_once() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.burst("a", *"2026-08-07", "enter", *"14", "enter", *"57/60", "enter", "escape", "ctrl+q")
    found = read_back(path).months[0]
    assert [(one.id, one.value, one.of) for one in found.actuals] == [
        ("hours_lost", Decimal(14), None),
        ("response_met", Decimal(57), Decimal(60)),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("57", "Write how many of how many, such as 57/60."),
        ("61/60", "is more than all"),
        ("many", "Write how many of how many, such as 57/60."),
        ("57,5/60", "Write how many of how many, such as 57/60."),
    ],
)
async def test_a_figure_that_cannot_be_is_refused_and_stays_to_be_put_right(text: str, fault: str) -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await mark(driver, "figure:response_met")
        await driver.press("enter")
        await type_in(driver, "2026-08-07", text)
        await says(driver, fault)
        await type_in(driver, "57/60")  # in place of what was refused
        assert driver.session.months[0].actuals[0].value == 57


async def test_a_asks_for_the_next_month_that_waits_and_says_when_none_does() -> None:
    months = session(months=[month(f"2026-{at:02}") for at in (7, 8)]).months
    async with driving(kept(with_fields(signed_from(JULY), months=months))) as driver:
        await driver.go("after")
        for name in ("September", "October"):
            await driver.press("a")
            await says(driver, f"{name} 2026: on which day did their report come?")
            await driver.press("enter", "escape")
        await driver.press("a")
        await driver.until(
            lambda: any("No month waits: November 2026 is over" in one for one in driver.app.messages)
        )
        assert not isinstance(driver.app.screen, AskText)


async def test_before_enter_it_is_said_what_empty_means() -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "2026-08-07")
        await says(driver, "Empty: not put in, and goes on")
        await driver.press("escape")
        await mark(driver, "figure:restore_met")
        await says(driver, "Empty: nothing was down.")
        await driver.press("enter")
        await says(driver, "Working again", "Empty: nothing was down.")


@pytest.mark.parametrize(
    ("page", "key", "where"),
    [
        ("5", "x", "This month"),
        ("2", "m", "This month"),
        ("1", "g", "Stay or go"),
        ("4", "q", "Promises or Drift"),
    ],
)
async def test_a_key_of_another_page_says_of_which(page: str, key: str, where: str) -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press(page, key)
        await driver.until(
            lambda: any(
                one.startswith(f"{key} does nothing here.") and f"on the page {where}." in one
                for one in driver.app.messages
            )
        )


async def test_where_nothing_was_down_it_is_not_said_that_nothing_was_reported() -> None:
    restore = {"id": "restore_met", "says": "Restored", "kind": "amount", "at_most": 8, "period": "each_time"}
    signed = agreement(signed=JULY, starts=JULY, promises=[restore])
    one = session(signed, months=[month("2026-07", {"hours_lost": 3})])
    async with driving(kept(one)) as driver:
        await driver.go("after")
        await driver.press("3")
        await lists(driver, "nothing to judge")
        assert "not reported" not in page(driver)


async def test_help_opens_in_a_question_and_comes_back_with_what_was_typed() -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("a", *"2026-08")
        await driver.press("f1")
        await says(driver, "on which day did their report come?", "Empty: nothing came.")
        await says(driver, "What was promised beside what happens", "an arrow keeps it.")
        await driver.press("f1")
        await driver.press(*"-07", "enter")
        assert driver.session.months[0].received == dt.date(2026, 8, 7)
        await driver.press("escape")
        await mark(driver, "figure:hours_lost")
        await driver.press("s")
        await mark(driver, "notice.form")
        await driver.press("enter", "f1")
        await says(driver, "How it has to be given", "A digit chooses at")
        await driver.press("escape")
        assert isinstance(driver.app.screen, Choose)


@pytest.mark.parametrize("arrow", ["end", "right"])
async def test_what_was_refused_is_typed_over_and_an_arrow_keeps_it(arrow: str) -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await mark(driver, "figure:response_met")
        await driver.press("enter")
        await type_in(driver, "2026-08-07", "57")
        await driver.press(arrow)
        await type_in(driver, "/60")
        assert driver.session.months[0].actuals[0].of == 60


@pytest.mark.parametrize(
    ("text", "value"),
    [("7,9", "7.9"), ("7.9", "7.9"), ("7 h 30", "7.5"), ("7.9 hours", "7.9"), ("1,250", "1250")],
)
async def test_hours_are_read_as_numbers_are_everywhere(text: str, value: str) -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "7 Aug", "1.234")
        await says(driver, "1.234 can be 1234 or 1.2340: write which.")
        await type_in(driver, "a lot")
        await says(driver, "Write one number, such as 7.9, or hours such as 2 h 30.")
        await type_in(driver, text)
        (july,) = driver.session.months
        assert july.received == dt.date(2026, 8, 7)
        assert july.actuals[0].value == Decimal(value)


async def test_a_day_in_numbers_that_could_be_two_is_refused_with_both_named() -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "8/7/2026")
        await says(driver, "8/7/2026 is 8 Jul 2026 or 7 Aug 2026: write which, such as 8 Jul 2026.")
        await type_in(driver, "August 7, 2026")
        assert driver.session.months[0].received == dt.date(2026, 8, 7)


async def test_a_figure_without_a_line_can_be_added_and_which_cannot_is_said() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "2026-08-07")
        await driver.press("escape")
        await mark(driver, "add_figure")
        await says(driver, "Followed are the figures of the scorecard and those the contract promises.")
        await driver.press("enter")
        await says(driver, "Any other figure is not followed", "Requests opened again", "the note")
        await driver.press("1")
        await type_in(driver, "3/60")
        await lists(driver, "Requests opened again 3/60")
        await driver.press("a")
        await type_in(driver, "2026-09-08")
        await driver.press("escape")
        await lists(driver, "August 2026", "Requests opened again ·")
        await mark(driver, "add_figure")
        await driver.press("enter")
        assert "Requests opened again" not in driver.text.split("Which figure of theirs")[1]
        await driver.press("6")
        await type_in(driver, "cloud bill 120")
    july, august = read_back(path).months
    assert [(one.id, one.value, one.of) for one in july.actuals] == [("reopened", Decimal(3), Decimal(60))]
    assert august.note == "cloud bill 120"


async def test_what_nobody_reported_is_no_figure_and_a_month_without_a_report_is_silence() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "2026-08-07", "", "-")
        await driver.press("escape", "right", "n")
        await lists(driver, "August 2026", "Nothing came")
        await driver.press("right", "u")
        await type_in(driver, "an agreed pause")
        await lists(driver, "None was due: an agreed pause")
        await driver.press("right", "right")
        await driver.says("That month has not begun to be reported yet.")
    july, august, september = read_back(path).months
    assert july.actuals[0].value is None
    assert (august.report, september.report, september.why) == ("none", "not_due", "an agreed pause")


async def test_where_no_report_came_only_what_one_counts_oneself_is_asked() -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("a", "enter")
        await says(driver, "Hours of work lost, July 2026")
        await type_in(driver, "20")
        await says(driver, "Billed for the month")
        await driver.press("escape")
        await mark(driver, "figure:response_met")
        await driver.press("enter")
        await type_in(driver, "57/60")
        await says(driver, "Say on which day their report came first")


async def test_a_figure_of_an_earlier_sitting_is_changed_only_with_a_reason_and_the_log_keeps_both() -> None:
    rows = [month("2026-07", {"response_met": (57, 60)}, received=dt.date(2026, 8, 7))]
    path = kept(with_fields(signed_from(JULY), months=session(months=rows).months))
    async with driving(path) as driver:
        await driver.go("after")
        await mark(driver, "figure:response_met")
        await driver.press("enter")
        await retype(driver, "50/60")
        await says(driver, "This figure was there before. Why is it changed?")
        await type_in(driver, "they sent another list")
        await mark(driver, "figure:patch_days")
        await driver.press("enter")
        await type_in(driver, "12")
        await driver.press("enter")  # typed in this sitting: no reason
        await retype(driver, "13")
    found = read_back(path)
    assert [one.value for one in found.months[0].actuals] == [50, 13]
    entry = next(one for one in found.log if one.kind == "figures_entered")
    assert "response_met was 57 of 60" in entry.what
    assert entry.why == "they sent another list"


async def test_who_measured_it_is_kept_for_the_next_month_and_whether_the_report_named_the_miss() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("a")
        await type_in(driver, "2026-08-07", "", "50/60")
        await driver.press("escape")
        await mark(driver, "figure:response_met")
        await lists(driver, "missed, promised 95 % or more")
        await driver.press("m", "2", "x", "5")
        await type_in(driver, "2026-08-20")
        await driver.press("a")
        await type_in(driver, "2026-09-07", "", "58/60")
        await driver.press("escape")
    july, august = read_back(path).months
    assert july.actuals[0].measured_by == "provider_record"
    assert (july.actuals[0].named, july.actuals[0].cause) == (True, True)
    assert july.actuals[0].put_right == dt.date(2026, 8, 20)
    assert august.actuals[0].measured_by == "provider_record"


# -- a file of figures --------------------------------------------------------------------------------

LIST = """month,measure,value,of,measured_by,received
2026-07,response_met,57,60,provider_record,2026-08-07
2026-07,patch_days,12,,provider_report,2026-08-07
2026-08,response_met,50,60,provider_record,2026-09-08
"""


@sizes
async def test_a_file_of_figures_is_taken_in_with_its_account_and_undone(size: tuple[int, int]) -> None:
    path = kept(signed_from(JULY))
    Path("figures.csv").write_text(LIST)
    async with driving(path, size=size) as driver:
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "no-such.csv")
        await says(driver, "no-such.csv: there is no such file.")
        await retype(driver, "figures.csv")
        await says(
            driver,
            "Read as a list of figures.",
            "July 2026, their report came on 7 Aug 2026",
            "57 of 60 (95 %)",
            "12, their",
            "August 2026",
        )
        await driver.press("escape")
        assert driver.session.months == (), "Esc leaves all as it was"
        await driver.press("f")
        await type_in(driver, "figures.csv")
        await driver.press("enter")
        await driver.until(lambda: len(driver.session.months) == 2)
        await driver.press("ctrl+z")
        assert driver.session.months == ()
        await driver.press("ctrl+y", "2")
        await lists(driver, "Kept in 1 of 2 months, missed in 1", "Not put in yet: September 2026.")
    july, august = read_back(path).months
    assert [(one.id, one.value, one.of) for one in july.actuals] == [
        ("response_met", Decimal(57), Decimal(60)),
        ("patch_days", Decimal(12), None),
    ]
    assert (july.received, august.received) == (dt.date(2026, 8, 7), dt.date(2026, 9, 8))
    told = [one.what for one in read_back(path).log if one.kind == "figures_entered"]
    assert told == ["three figures for 2026-07 to 2026-08, from their report and their record (figures.csv)"]


async def test_of_a_file_with_faults_each_is_named_by_its_line_and_nothing_is_taken_in() -> None:
    Path("figures.csv").write_text(LIST.replace("patch_days", "patch_day").replace("50,60", "70,60"))
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "figures.csv")
        await says(driver, 'figures.csv:3: there is no measure or promise "patch_day"', "figures.csv:4:")
        await driver.press("enter")
        assert driver.session.months == ()


async def test_figures_that_were_there_are_replaced_only_with_a_reason() -> None:
    path = kept(
        with_fields(
            signed_from(JULY), months=session(months=[month("2026-07", {"response_met": (51, 60)})]).months
        )
    )
    Path("figures.csv").write_text(LIST)
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "figures.csv")
        await says(driver, "in place of 51 of 60")
        await driver.press("enter")
        await says(driver, "Why is it changed?")
        await driver.press("escape")
        assert len(driver.session.months) == 1
        await driver.press("f")
        await type_in(driver, "figures.csv")
        await driver.press("enter")
        await type_in(driver, "they counted anew")
    found = read_back(path)
    assert found.months[0].actuals[0].value == 57
    assert [one.why for one in found.log if one.kind == "figures_entered"] == ["they counted anew"]


async def test_amounts_in_a_file_are_not_shown_while_prices_are_sealed() -> None:
    path = kept(hide(signed_from(JULY), "prices", NOON, "a new round"))
    Path("card.csv").write_text("id,2026-07\nreceived,2026-08-07\nresponse_met,57/60\nfee,6140.17\n")
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "card.csv")
        await says(driver, "57 of 60", "entered, sealed")
        assert "140.17" not in driver.text
        await driver.press("enter")
    assert read_back(path).months[0].fee == Decimal("6140.17")


async def test_the_sheet_for_the_provider_is_written_and_read_back_filled_in() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("e")
        await retype(driver, "card.pdf")
        await says(driver, "End the name in .xlsx or .csv.")
        await retype(driver, "card.xlsx")
        await driver.says("Written: card.xlsx, July 2026 to June 2027. f takes it in when it comes back.")
        book = load_workbook("card.xlsx")
        sheet: Any = book.active
        at = {str(row[0].value): row for row in sheet.iter_rows()}
        column = [str(one.value)[:7] for one in at["id"]].index("2026-07")
        at["received"][column].value = "2026-08-07"
        at["response_met"][column].value = "57/60"
        book.save("card.xlsx")
        await driver.press("f")
        await type_in(driver, "card.xlsx")
        await says(driver, "Read as a scorecard.", "57 of 60 (95 %)")
        await driver.press("enter")
    actual = read_back(path).months[0].actual("response_met")
    assert actual is not None
    assert (actual.value, actual.of) == (Decimal(57), Decimal(60))


EXPORT = """Nr,Logged,Closed,SLA met
1,2026-07-03 09:00,2026-07-04 09:00,yes
2,2026-07-04 09:00,2026-07-04 10:00,no
3,2026-08-04 09:00,2026-08-04 10:00,yes
"""


async def test_of_an_export_the_columns_are_named_and_what_it_leaves_open_is_settled() -> None:
    path = kept(signed_from(JULY))
    Path("export.csv").write_text(EXPORT)
    async with driving(path, size=SIZES[-1]) as driver:  # the smallest, in which all of it has to fit
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "export.csv")
        await says(driver, "no column says when a request was opened", "o says which column is which")
        assert "--" not in plain(driver.text), "no option of a command is named on a page"
        await driver.press("o", "4", "2", "2")  # opened is the second column
        await says(driver, "Read as an export of requests.", 'Opened is the column "Logged"', "1 of 2 (50")
        await driver.press("o", "1", "6", "o", "2")  # by an outsider
        await type_in(driver, "2026-09-20")
        await says(driver, "came on 20 Sep 2026", "an outsider")
        await driver.press("o", "3")
        await type_in(driver, "2026-08")
        await driver.until(lambda: "July 2026, their" not in plain(driver.text))
        await driver.press("o", "escape")
        await says(driver, "1 of 1 (100")
        await driver.press("enter")
        await driver.until(lambda: len(driver.session.months) == 1)
    (august,) = read_back(path).months
    assert (august.month, august.received) == ("2026-08", dt.date(2026, 9, 20))
    assert {one.measured_by for one in august.actuals} == {"outsider"}


PEOPLE = """month,question,mark_1,mark_2,mark_3,mark_4,mark_5
2026-07,helped,0,1,2,5,4
2026-07,told,0,0,3,6,3
2026-07,lost_time,1,1,2,5,3
2026-08,helped,0,0,0,0,4
2026-08,told,0,0,0,0,4
2026-08,lost_time,4,0,0,0,0
"""


async def test_a_file_of_what_the_people_say_is_taken_in_and_few_are_shown_nowhere() -> None:
    path = kept(signed_from(JULY))
    Path("people.csv").write_text(PEOPLE)
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        await driver.press("f")
        await type_in(driver, "people.csv")
        await says(driver, "July 2026: 12 answered", "August 2026: fewer than five answered: not shown")
        assert not re.search(r"\b4 answered", driver.text)
        await driver.press("enter")
        await driver.until(lambda: len(driver.session.pulses) == 2)
        await driver.press("f")
        await type_in(driver, "people.csv")
        await says(driver, "There are answers of 31 Jul 2026 and 31 Aug 2026 already.")
        await driver.press("escape", "ctrl+z")
        assert driver.session.pulses == ()
        Path("people.csv").write_text(PEOPLE.replace("told,0,0,3", "told,0,x,3"))
        await driver.press("f")
        await type_in(driver, "people.csv")
        await says(driver, "people.csv:3: ", "Nothing was taken in.")


# -- the pages ----------------------------------------------------------------------------------------

YEARS = ("slow_drift_a", "silent_a", "gaming_a", "sudden_drop_a", "steady_a", "noisy_steady_a")


@pytest.mark.parametrize("name", YEARS)
async def test_every_sentence_of_the_review_stands_on_one_of_the_pages(name: str) -> None:
    one = year(name)
    assert one.agreement is not None
    async with driving(kept(one), size=(120, 40)) as driver:
        await driver.go("after")
        shown = ""
        for key in ("1", "2", "3", "4"):
            await driver.press(key)
            await driver.until(lambda: "Working it out" not in page(driver))
            shown += page(driver) + " "
    after = after_signing(one, one.agreement, load_catalog(), read_day(one))
    for sentence in review.sentences(after):
        assert plain(sentence) in shown


def read_day(one: Session) -> dt.date:
    """The day the place counts from."""
    from msp_select.decision.after.as_of import counted_from

    return counted_from(one, NOON.date()).day


@sizes
async def test_the_promises_stand_beside_what_happened_and_enter_shows_the_picture(
    size: tuple[int, int],
) -> None:
    async with driving(kept(year("silent_a")), size=size) as driver:
        await driver.go("after")
        await driver.press("2")
        await lists(driver, "? ?", "kept", "not reported")
        await mark(driver, "measure:response_met")
        await driver.press("enter")
        await says(driver, "Work started in the promised time", "┤")
        seen = plain(driver.app.screen.query_one(Page).text)
        assert "● kept ? not reported" in seen
        assert "not reported" in seen[seen.index("Month by month") :]
        await driver.press("escape", "3", "w")
        await says(driver, "Month by month" if size[1] > 30 else "Hours of work lost")


@sizes
async def test_the_table_of_change_names_the_figures_that_drift(size: tuple[int, int]) -> None:
    async with driving(kept(year("slow_drift_a")), size=size) as driver:
        await driver.go("after")
        await driver.press("3")
        await lists(
            driver, "82.4 % of 353", "drift (since Nov)", "as before", "Drift, first said in January 2028"
        )
        assert not [line for line in driver.text.splitlines() if "…" in line], "nothing is cut"


async def test_promises_and_change_are_shown_up_to_the_end_of_a_quarter() -> None:
    async with driving(kept(year("slow_drift_a")), size=(120, 40)) as driver:
        await driver.go("after")
        await driver.press("3", "q")
        await type_in(driver, "2027-5")
        await says(driver, "Write it as 2027-Q2.")
        await retype(driver, "2027-q3")
        await lists(driver, "Only what happened up to September 2027", "as before")
        assert "Drift, first said" not in page(driver)
        await driver.press("2")
        await lists(driver, "January 2027 to September 2027")
        told = run("review", "a.toml", "--quarter", "2027-Q3", "--short").out
        assert plain(told).count("of 9 months") == page(driver).count("of 9 months") > 0
        await driver.press("4")
        await driver.until(lambda: "up to September" not in page(driver))
        await driver.press("3", "q", "enter")
        await lists(driver, "Drift, first said in January 2028")


@sizes
async def test_the_dates_are_listed_and_written_as_a_calendar_file(size: tuple[int, int]) -> None:
    path = kept(signed_from(JULY, renewal={"kind": "months", "months": 12}))
    async with driving(path, size=size) as driver:
        await driver.go("after")
        await driver.press("4")
        await says(driver, "Notice must be there by")
        await lists(driver, "Else the contract runs to", "What is due", "Look at the market")
        await mark(driver, "date:0")
        await driver.press("enter")
        assert not isinstance(driver.app.screen, AskText)
        await driver.press("escape", "c")
        await retype(driver, "dates.txt")
        await says(driver, "End the name in .ics.")
        await retype(driver, "dates.ics")
        await driver.until(lambda: Path("dates.ics").exists())
        await driver.press("c")
        await retype(driver, "dates.ics")
        assert isinstance(driver.app.screen, Confirm), "nothing is written over without a question"
        await driver.press("n")
    events = Calendar.from_ical(Path("dates.ics").read_bytes()).walk("VEVENT")
    assert any("Send the notice" in str(event["summary"]) for event in events)


@sizes
async def test_stay_or_go_gives_both_cases_as_long_as_each_other(size: tuple[int, int]) -> None:
    async with driving(kept(year("slow_drift_a")), size=size) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "Ninefold Harrow comes out ahead in", "For staying", "For leaving", "The rule:")
        sheet = driver.app.screen.query_one(AfterList)
        sides = [
            sum(line.key.startswith(f"{side}:") for line in sheet.lines)
            for side in ("For staying", "For leaving")
        ]
        assert sides[0] == sides[1] >= 3


def with_a_second_newcomer() -> Session:
    one = year("slow_drift_a")
    third = one.candidate("ninefold").model_copy(update={"id": "ostrabrook", "name": "Ostrabrook"})
    return one.model_copy(update={"candidates": (*one.candidates, third)})


async def test_it_is_held_against_some_of_several_newcomers() -> None:
    one = with_a_second_newcomer()
    more = one.candidate("ninefold").model_copy(update={"id": "quarrel", "name": "Quarrel"})
    async with driving(kept(one.model_copy(update={"candidates": (*one.candidates, more)}))) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "Held against the other candidates of this session", "For leaving")
        await driver.press("g", "5", "2", "3", "enter")
        await lists(driver, "Held against Ostrabrook and Quarrel, by what is promised.", "For leaving")
        assert "Ninefold Harrow" not in page(driver)
        await driver.press("g", "5")
        await says(driver, "[x] 2", "[x] 3")


async def test_promises_change_and_stay_or_go_say_how_they_fit() -> None:
    async with driving(kept(year("slow_drift_a"))) as driver:
        await driver.go("after")
        for number, follows in (
            ("2", "Whether to leave is a third question"),
            ("3", "Whether to leave is a third question"),
            ("5", "The word above holds that against what another promises"),
        ):
            await driver.press(number)
            await lists(driver, "Taken together: all three promises", "And it got worse", follows)


@sizes
async def test_it_is_held_against_one_newcomer_or_another_session(size: tuple[int, int]) -> None:
    market = with_fields(example(), candidates=example().candidates[1:3], favourite="")
    names = [one.name for one in market.candidates]
    kept(market, "market.toml")
    async with driving(kept(with_a_second_newcomer()), size=size) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "Held against the other candidates of this session", "For leaving")
        await driver.press("g", "3")
        await lists(driver, "Held against Ostrabrook", "Ostrabrook comes out ahead in", "For leaving")
        await driver.press("g", "4")
        await type_in(driver, "no-such.toml")
        await says(driver, "no-such.toml")
        await driver.press("escape", "g", "4")
        await type_in(driver, "market.toml")
        await lists(driver, "Held against market.toml", "For leaving")
        assert any(f"{name} comes out ahead in" in page(driver) for name in names)
        assert "Ostrabrook" not in page(driver)
        assert "Ninefold Harrow" not in page(driver)
        await driver.press("g", "1")
        await lists(driver, "Held against the other candidates", "For leaving")


async def test_another_session_whose_prices_are_sealed_is_not_compared_with() -> None:
    kept(hide(example(), "prices", NOON, "a round"), "market.toml")
    async with driving(kept(year("slow_drift_a"))) as driver:
        await driver.go("after")
        await driver.press("5", "g", "3")
        await type_in(driver, "market.toml")
        await says(driver, "Prices are sealed or names are hidden in that session.")
        await driver.press("escape")
        await lists(driver, "Held against the other candidates", "For leaving")


async def test_a_new_comparison_begins_with_what_was_measured() -> None:
    async with driving(kept(year("slow_drift_a"))) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "For leaving")
        await driver.press("b")
        await retype(driver, "a.toml")
        await says(driver, "There is already a file of that name.")
        await retype(driver, "anew.toml")
        await driver.says("Written: anew.toml. Open it from Start to go on with it.")
    found = load_session("anew.toml", load_catalog()).session
    today = found.candidate("vexley-pyke")
    assert found.agreement is None
    assert today.kind == "incumbent"
    assert "measured" in {one.evidence for one in today.answers.values()}


async def test_with_nobody_else_to_compare_with_it_says_so() -> None:
    alone = signed_from(JULY)
    path = kept(with_fields(alone, candidates=alone.candidates[:1]))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "There is nobody to hold Vexley & Pyke against.", "g names another session")
        assert "--" not in page(driver), "no option of a command is named on a page"


async def test_how_far_ahead_is_looked_can_be_said() -> None:
    signed = session(agreement(starts=JULY, term_months=60)).agreement
    async with driving(kept(with_fields(example(), agreement=signed))) as driver:
        await driver.go("after")
        await driver.press("5")
        await lists(driver, "Costs over 36 months")
        await driver.press("l")
        await type_in(driver, "300")
        await says(driver, "Write a number of months from 1 to 240.")
        await retype(driver, "24")
        await lists(driver, "Costs over 24 months")
        await driver.press("g", "2")
        await lists(driver, "Held against Grentwick Callout", "Costs over 24 months")


async def test_what_to_do_on_a_day_is_done_on_a_page_and_no_command_is_named_there() -> None:
    one = signed_from(JULY, renewal={"kind": "months", "months": 12})
    assert one.agreement is not None
    found = facts(one, one.agreement, load_catalog(), NOON.date())
    told = {entry.kind: entry_texts(found, f"{ENTRY}{at}") for at, entry in enumerate(found.dates.entries)}
    assert {"report", "quarter", "decide", "send", "receive"} <= set(told)
    assert not [kind for kind, texts in told.items() if re.search("msp-select|--|FILE", str(texts))]
    assert all(texts[1][-1] for texts in told.values()), "each says something"


# -- the people ---------------------------------------------------------------------------------------


async def ask_people(driver: Driver, day: str, marks: tuple[str, ...]) -> None:
    await driver.press("p")
    await type_in(driver, day, "40", *marks)


@sizes
async def test_the_voices_are_shown_from_five_on(size: tuple[int, int]) -> None:
    path = kept(signed_from(JULY))
    async with driving(path, size=size) as driver:
        await driver.go("after")
        await ask_people(driver, "2026-09-28", MARKS)
        await driver.says("Kept: 12 answered. What it says stands under Drift.")
        await driver.press("3")
        await lists(
            driver, "Your people's mark in September 2026: 3.9 of 5 (12 answered).", "4.0 of 5 (12 answered)"
        )
    assert read_back(path).pulses[0].helped == (0, 1, 2, 5, 4)


async def test_four_answers_are_kept_and_shown_on_no_page() -> None:
    path = kept(signed_from(JULY))
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        await ask_people(driver, "2026-09-28", ("0 1 1 1 1", "4 0 0 0 0", "0 0 0 0 4"))
        await driver.press("a")
        await type_in(driver, "2026-08-07", "14")
        await driver.press("escape")
        shown = []
        for key in ("1", "2", "3", "4", "5", "s", "v"):
            await driver.press(key)
            await driver.until(lambda: "Working it out" not in page(driver))
            shown.append(page(driver))
        assert any("fewer than five answered: not shown" in text for text in shown)
        assert not [text for text in shown if "of 5" in text or "4 answered" in text or "1.0" in text]
        assert not [text for text in driver.app.messages if "of 5" in text or "4 answered" in text]
        await driver.press("ctrl+z", "ctrl+z", "ctrl+z")
    assert read_back(path).pulses == ()


@pytest.mark.parametrize("marks", ["0 1 2 5", "0 1 2 5 x", "0 1 2 50 4"])
async def test_marks_that_cannot_be_are_refused(marks: str) -> None:
    async with driving(kept(signed_from(JULY))) as driver:
        await driver.go("after")
        await driver.press("p")
        await type_in(driver, "2026-09-28", "40", marks)
        await says(driver, "and 40 were invited" if "50" in marks else "Write five whole numbers")
        assert driver.session.pulses == ()


async def test_requests_that_were_checked_are_put_in() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("r")
        await type_in(driver, "2026-09", "10", "11")
        await says(driver, "11 wrong of 10 checked is not possible")
        await retype(driver, "3")
        await driver.press("3")
        await lists(driver, "Of 10 requests checked 3 were wrong: at least 11.6 % of all")
    assert read_back(path).checks[0].wrong == 3


def hint(driver: Driver) -> str:
    """What stands below the question in front."""
    return str(driver.app.screen.query_one(".hint", Static).render())


async def test_the_requests_to_check_are_drawn_at_random_and_drawn_the_same_again() -> None:
    months = session(months=[month("2026-07", {"response_met": (57, 60)})]).months
    path = kept(with_fields(signed_from(JULY), months=months))
    told = run("review", path, "--check", "10", "--month", "2026-07")
    places = next(line.strip() for line in told.out.splitlines() if line.count(", ") == 9)
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        await driver.press("r", "enter")  # the last month, as is proposed
        await type_in(driver, "10")
        assert f"Of the 60 requests, in the order they were opened, check these: {places}." in hint(driver)
        await driver.press("escape", "r", "enter", "enter")
        assert f"check these: {places}." in hint(driver), "the same again"
        await type_in(driver, "1")
    assert read_back(path).checks[0].seed == 20260701


async def test_a_decision_is_marked_done_and_another_review_is_turned_to() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        await driver.go("after")
        for day in ("2026-09-30", "2026-10-30"):
            await driver.press("v", "home", "enter")
            await type_in(driver, day)
            await driver.press("escape")
        await driver.press("left")
        await lists(driver, "Review of 30 Sep 2026 (1 of 2")
        await mark(driver, "add_decision")
        await driver.press("enter")
        await type_in(driver, "Spare switch")
        await driver.press("1")
        await type_in(driver, "Account lead", "2026-10-15")
        await driver.press("enter")
        await mark(driver, "decision:0")
        await driver.press("enter")
        await type_in(driver, "2026-10-10")
        await lists(driver, "Spare switch: the provider, Account lead, by 15 Oct 2026, done 10 Oct 2026")
        await driver.press("escape")
        assert driver.app.place_shown() == "after"
    first, second = read_back(path).reviews
    assert first.decisions[0].done == dt.date(2026, 10, 10)
    assert (first.kind, second.kind) == ("first", "quarterly")


async def test_a_review_decides_on_other_months_to_hold_figures_against_and_takes_it_back() -> None:
    one = year("slow_drift_a")
    path = kept(one.model_copy(update={"reviews": session(reviews=[{"held": dt.date(2027, 11, 4)}]).reviews}))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("v")
        await mark(driver, "yardstick_from")
        await driver.press("enter")
        for text, fault in (
            ("soon", "Write it as 2027-06."),
            ("2072-10", "Choose a month from January 2027 to"),
        ):
            await retype(driver, text)
            await says(driver, fault)
        await retype(driver, "2027-10")
        await says(driver, "Why are figures held against other months?")
        await type_in(driver, "a second office")
        await lists(driver, "October 2027: a second office")
        await driver.press("3")
        await lists(
            driver, "against the months from October 2027 on, as decided on 4 Nov 2027: a second office."
        )
        await driver.press("v")
        await mark(driver, "yardstick_from")
        await driver.press("delete")
        await type_in(driver, "it was counted as before after all")
        await driver.press("3")
        await driver.until(lambda: "as decided on" not in page(driver))
    found = read_back(path)
    assert (found.reviews[0].yardstick_from, found.reviews[0].why) == (None, "")
    assert [entry.why for entry in found.log] == ["a second office", "it was counted as before after all"]


# -- what counts as today -----------------------------------------------------------------------------


async def test_a_day_that_lies_behind_is_asked_about_once_and_then_moved() -> None:
    old = with_fields(
        signed_from(dt.date(2026, 1, 1)), as_of=dt.date(2026, 3, 1), created=dt.date(2026, 1, 1)
    )
    path = kept(old)
    async with driving(path) as driver:
        await driver.go("after")
        await says(driver, "Everything here was counted from 1 Mar 2026, and today is 21 Nov 2026.")
        await says(driver, "months that are over by now wait to be put in", "No figure is changed")
        await driver.press("n")
        await says(driver, "counted from 1 Mar 2026, and today is 21 Nov 2026: t counts from today")
        await driver.press("f4")
        await driver.go("after")
        assert not isinstance(driver.app.screen, Confirm)
        await driver.press("t")
        await driver.until(lambda: "t counts from today" not in driver.text)
    assert read_back(path).as_of == NOON.date()


async def test_while_months_wait_to_be_typed_no_report_is_said_not_to_have_come() -> None:
    old = with_fields(signed_from(dt.date(2026, 1, 1)), created=dt.date(2026, 1, 1))
    path = kept(old)
    async with driving(path) as driver:
        await driver.go("after")
        await lists(driver, "Not put in yet: nine months, from January 2026 to September 2026")
        await driver.press("2", "3")
        await lists(driver, "Report 15 days 9 not put in")
        for number in "12":
            await driver.press(number)
            assert "did not come" not in page(driver)
            assert "Ask why" not in page(driver)
        await driver.press("1", "n")
        await lists(
            driver, "Nothing came", "No report came for January 2026.", "Not put in yet: eight months"
        )
    silence = json.loads(run("review", path, "--json").out)["silence"]
    assert silence["missing"] == ["2026-01"]
    assert silence["not_put_in"] == [f"2026-0{at}" for at in range(2, 10)]


# -- how it is reached, and what is hidden -------------------------------------------------------------


async def test_start_leads_on_to_what_is_next_once_something_is_signed() -> None:
    path = kept(signed_from(JULY))
    async with driving(path) as driver:
        assert driver.app.place_shown() == "after", "a signed session begins there"
        await driver.press("escape")
        await driver.shows("Next: put in what happened in July 2026", "Notice must be there by 30 Mar 2029")
        assert "860 days" in driver.text, "in full, counted to the day that is named"
        await driver.press("home", "enter")
        assert driver.app.place_shown() == "after"
        await driver.press("f2", "ctrl+p", *"after signing", "enter")
        assert driver.app.place_shown() == "after"
        await driver.press("f1")
        await says(driver, "Put in a month: report, figures, bill")


@pytest.mark.parametrize("veil", ["names", "prices"])
async def test_nothing_is_signed_while_names_are_hidden_or_prices_sealed(veil: Any) -> None:
    path = kept(hide(example(), veil, NOON, "a trial"))
    async with driving(path) as driver:
        await driver.go("after")
        await driver.press("s", "enter")
        assert not isinstance(driver.app.screen, Choose | AskText)
        assert driver.session.agreement is None


async def test_while_names_are_hidden_nothing_of_what_was_signed_is_shown() -> None:
    path = kept(hide(year("slow_drift_a"), "names", NOON))
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        for key in ("1", "2", "3", "4", "5", "s", "v", "a", "n", "p", "r", "c", "t", "w", "left", "enter"):
            await driver.press(key)
            assert not isinstance(driver.app.screen, Choose | AskText)
            assert "Names are hidden" in page(driver)
            assert not re.search("Vexley|Ninefold|36 months|2027|2029", driver.text), key
        await driver.press("escape")
        await driver.shows("Start")
        assert not re.search("Notice must|put in what", driver.text)


async def test_while_prices_are_sealed_no_amount_is_shown_and_one_can_be_typed() -> None:
    rows = [
        month("2026-07", {"response_met": (50, 60)}, fee=Decimal("6140.17"), received=dt.date(2026, 8, 7))
    ]
    fee = {"per": "user", "price": Decimal("148.19"), "units": 40}
    credits = {"claim_within_days": 200}
    one = signed_from(JULY, fee=fee, credits=credits)
    one = with_fields(one, months=session(months=rows).months)
    path = kept(hide(one, "prices", NOON, "a new round"))
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("after")
        for key in ("1", "2", "3", "4", "5", "s", "v"):
            await driver.press(key)
            await driver.until(lambda: "Working it out" not in page(driver))
            assert not re.search("6,?140|148", page(driver) + driver.text), key
        await driver.press("1")
        await lists(driver, "entered, sealed")
        await mark(driver, "money:fee")
        await driver.press("enter")
        assert "6140" not in driver.text
        await type_in(driver, "7000")
        await lists(driver, "entered, sealed")
        await driver.press("5")
        await lists(driver, "Prices are sealed")
    assert read_back(path).months[0].fee == 7000


async def test_odd_names_are_shown_as_they_are_on_every_page() -> None:
    one = edit_candidate(signed_from(JULY, team=[{"name": ODD, "role": "[b]x[/b]"}]), "vexley-pyke", name=ODD)
    async with driving(kept(one), size=(120, 40)) as driver:
        await driver.go("after")
        await driver.press("n")
        for key in ("1", "2", "3", "4", "5", "s", "v"):
            await driver.press(key)
            await driver.until(lambda: "Working it out" not in page(driver))
            assert ODD in driver.text
        await driver.press("s")
        await lists(driver, "[b]x[/b]")
        await driver.press("v", "enter")
        await type_in(driver, "2026-09-30")
        await driver.press("1")
        await type_in(driver, ODD)
        await driver.press("escape")
        await lists(driver, ODD)


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "s", "v"])
@sizes
async def test_no_line_is_wider_than_the_window(key: str, size: tuple[int, int]) -> None:
    from rich.cells import cell_len

    async with driving(kept(year("gaming_a")), size=size) as driver:
        await driver.go("after")
        await driver.press(key)
        await driver.until(lambda: "Working it out" not in page(driver))
        sheet = driver.app.screen.query_one(AfterList)
        assert not [line.content.plain for line in sheet.lines if cell_len(line.content.plain) > sheet.room]


async def test_without_colour_the_page_on_show_and_the_marked_line_can_be_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(kept(year("slow_drift_a"))) as driver:
        await driver.go("after")
        await driver.press("3")
        await driver.shows("[3 Drift]", "▌")
        assert "[1 This month]" not in driver.text
