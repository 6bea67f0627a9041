"""The calendar: the published entries, the same bytes twice, and what the command prints."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar as CalendarFile

from msp_select.decision.after.calendar_entries import calendar
from msp_select.exchange.calendar_file import calendar_file
from msp_select.model.edits import logged
from msp_select.model.log import LogKind
from msp_select.model.session import Session
from tests.after.agreements import agreement, catalog, month, promise, session
from tests.after.deadline_cases import CASES, signed_of
from tests.after.files import written
from tests.cli.runs import run

NAME = "Vexley & Pyke"
PUBLISHED = {  # the example file: kind, day and id of what the same agreement has
    "starts": ("2027-02-01", "1516f5cc3f25759ce14f676372dcedfc"),
    "market": ("2029-08-01", "930eee44a50fdb1759abd19df9ad40f3"),
    "decide": ("2029-09-28", "8ae23df0517a1580055a05139c82b2c7"),
    "send": ("2029-10-30", "36fc2f832e89200d1eed96885a46ea11"),
    "receive": ("2029-11-02", "13bd1f69b4e062098f2aff0dca06124e"),
    "ends": ("2030-01-31", "a8916498460ea19b479b57c2d614995f"),
}


def _file(one: Session, as_of: dt.date = dt.date(2026, 12, 4)) -> bytes:
    assert one.agreement is not None
    dates = calendar(one, one.agreement, catalog().agreed, as_of)
    return calendar_file(dates, one.agreement, catalog().agreed, NAME)


def _events(data: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in CalendarFile.from_ical(data).walk("VEVENT")}


def test_the_published_entries_fall_on_their_days_with_their_ids() -> None:
    events = _events(_file(session()))
    for kind, (day, uid) in PUBLISHED.items():
        found = events[f"{uid}@msp-select"]
        assert str(found.decoded("dtstart")) == day, kind
        assert type(found.decoded("dtstart")) is dt.date
    send = events[f"{PUBLISHED['send'][1]}@msp-select"]
    alarms = [alarm.decoded("trigger").days for alarm in send.walk("VALARM")]
    assert alarms == [-30, -14, -7, -1]


def test_the_file_is_the_same_bytes_and_as_the_format_wants_it() -> None:
    data = _file(session())
    assert data == _file(session())
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert len(_events(data)) == data.count(b"BEGIN:VEVENT")
    assert b"METHOD:PUBLISH" in data


def _dated(one: Session, kind: LogKind, day: int) -> Session:
    return logged(one, dt.datetime(2026, 12, day, 9, tzinfo=dt.UTC), kind, "dates")


def test_after_a_changed_date_the_sequence_is_higher_and_the_id_the_same() -> None:
    first = _dated(session(), "signed", 4)
    moved = session(agreement(notice={"days": 120, "form": "letter"})).model_copy(
        update={"log": first.log, "log_chain": first.log_chain}
    )
    second = _dated(moved, "agreement_changed", 8)
    uid = f"{PUBLISHED['send'][1]}@msp-select"
    before, after = _events(_file(first))[uid], _events(_file(second))[uid]
    assert before.decoded("dtstart") > after.decoded("dtstart")
    assert (before["sequence"], after["sequence"]) == (1, 2)
    assert after.decoded("dtstamp") == dt.datetime(2026, 12, 8, 9, tzinfo=dt.UTC)


def test_all_but_what_the_contract_dates_is_on_a_working_day() -> None:
    signed = agreement(holidays=[dt.date(2029, 9, 28)])
    one = session(signed)
    assert one.agreement is not None
    dates = calendar(one, one.agreement, catalog().agreed, dt.date(2026, 12, 4))
    days = {entry.kind: entry.day for entry in dates.entries}
    assert days["decide"] == dt.date(2029, 9, 27)
    off = {entry.kind for entry in dates.entries if entry.day.weekday() > 4}
    assert off <= {"receive", "ends", "claim"}
    assert days["ends"] == dt.date(2030, 1, 31)


def test_takeover_and_leaving_are_dated() -> None:
    one = session()
    assert one.agreement is not None
    dates = calendar(one, one.agreement, catalog().agreed, dt.date(2026, 12, 4))
    tasks = {entry.task: entry.day for entry in dates.entries if entry.task}
    assert tasks["today_figures"] == dt.date(2027, 1, 18)  # 14 days before the start
    assert tasks["first_review"] == dt.date(2027, 4, 30)  # day 90 is a Sunday
    assert tasks["keys"] == dt.date(2026, 12, 14)  # ten days after the signature
    assert tasks["successor"] == dt.date(2029, 11, 2)  # 90 days before the last day
    assert tasks["copies"] == dt.date(2030, 3, 1)  # the 2nd is a Saturday


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_command_prints_exactly_what_the_next_notice_is(case: dict[str, Any], tmp_path: Path) -> None:
    file = written(tmp_path, session(signed_of(case), as_of=dt.date.fromisoformat(case["as_of"])))
    found = run("calendar", file, "--json")
    assert found.status == 0
    told = json.loads(found.out)
    dates = told.pop("dates")
    assert told == case["right"]
    days = [one["day"] for one in dates if one["kind"] == "receive"]
    assert days in ([], [case["right"].get("received_by")])


def test_the_command_prints_every_date_that_it_lists_in_words(tmp_path: Path) -> None:
    file = written(tmp_path, session(agreement(renewal={"kind": "months", "months": 12})))
    dates = json.loads(run("calendar", file, "--json").out)["dates"]
    words = " ".join(run("calendar", file).out.split())
    assert {"send", "receive", "decide", "ends", "takeover", "leaving"} <= {one["kind"] for one in dates}
    assert len({(one["kind"], one["key"]) for one in dates}) == len(dates)
    assert [one["day"] for one in dates] == sorted(one["day"] for one in dates)
    for one in dates:
        assert f"{one['day']} {one['why']}" in words


def test_the_command_says_the_notice_and_writes_the_file(tmp_path: Path) -> None:
    notice = {"days": 90, "form": "letter", "clause": "19", "to_whom": "Company secretary"}
    file = written(tmp_path, session(agreement(notice=notice, renewal={"kind": "months", "months": 12})))
    found = run("calendar", file, "-o", str(tmp_path / "dates.ics"), "--as-of", "2027-05-01")
    words = " ".join(found.out.split())
    assert found.status == 0
    assert words.startswith("Counted from 1 May 2027.")
    assert (
        "Notice must be there by 2 Nov 2029; send the letter by 30 Oct 2029, clause 19, to company "
        "secretary. Else the contract runs to 31 Jan 2031." in words
    )
    assert "a lawyer decides" in words
    assert "Import it into a calendar of its own" in words
    assert len(_events((tmp_path / "dates.ics").read_bytes())) > 20
    assert run("calendar", file, "-o", str(tmp_path / "dates.txt")).status == 2


def test_a_date_that_passed_is_said_with_the_next(tmp_path: Path) -> None:
    case = next(case for case in CASES if case["id"] == "chain-one-missed")
    file = written(tmp_path, session(signed_of(case)))
    words = " ".join(run("calendar", file, "--as-of", "2026-07-03").out.split())
    assert "The date for 31 Aug 2026 passed on 2 Jul 2026. The contract runs to 31 Aug 2027." in words


def test_nothing_signed_is_a_sentence(tmp_path: Path) -> None:
    one = session().model_copy(update={"agreement": None})
    found = run("calendar", written(tmp_path, one))
    assert found.status == 2
    assert "nothing is signed yet" in found.err
    assert "msp-select sign" in found.err


def test_what_can_still_be_claimed_stands_in_the_calendar_on_its_last_day(tmp_path: Path) -> None:
    signed = agreement(
        credits={"cap_percent": 10, "claim_within_days": 32},
        promises=[promise("response_met", 95, credit_percent=5)],
    )
    months = [month("2027-03", {"response_met": (50, 60)}, fee=6140)]
    file = written(tmp_path, session(signed, months=months))
    out = tmp_path / "dates.ics"
    assert run("calendar", file, "-o", str(out), "--as-of", "2027-04-20").status == 0
    claims = [one for one in _events(out.read_bytes()).values() if "Claim the credit" in str(one["summary"])]
    assert [str(one.decoded("dtstart")) for one in claims] == ["2027-05-02"]  # a Sunday: never moved


def test_while_names_are_hidden_nobody_is_named(tmp_path: Path) -> None:
    hidden = session(settings={"blind": True})
    for command in ("calendar", "review", "stay"):
        found = run(command, written(tmp_path, hidden))
        assert found.status == 2
        assert "names are hidden" in found.err
        assert "Vexley" not in found.out + found.err
