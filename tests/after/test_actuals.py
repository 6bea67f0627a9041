"""Figures that come in: the same from three kinds of file, all or nothing, and typed by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from msp_select.exchange.figure_cells import as_figure, figure_words
from msp_select.exchange.requests import FIELDS
from msp_select.model.session import Session
from msp_select.phrases.en.after import taken_in
from msp_select.store.session import load_session
from tests.after.agreements import agreement, catalog, promise, session
from tests.after.files import written
from tests.after.years import path
from tests.cli.runs import run

SHARES = {  # a year of requests: so many, so many in time, reopened, asked, content
    f"2027-{n:02}": (40 + n, 38 + n % 3, n % 4, 10, 9 - n % 2) for n in range(1, 13)
}


@pytest.fixture
def file(tmp_path: Path) -> str:
    signed = agreement(starts=dt.date(2027, 1, 1), promises=[promise("response_met", 95)])
    return written(tmp_path, session(signed))


def stored(file: str) -> Session:
    return load_session(file, catalog()).session


def _due(name: str) -> dt.date:
    year, at = int(name[:4]), int(name[5:])
    return dt.date(year + at // 12, at % 12 + 1, 1) + dt.timedelta(days=14)


def _as_list() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["month", "measure", "value", "of", "measured_by", "received"])
    for name, (all_of, met, again, asked, content) in SHARES.items():
        for measure, value, of in (
            ("response_met", met, all_of),
            ("reopened", again, all_of),
            ("satisfaction", content, asked),
        ):
            writer.writerow([name, measure, value, of, "provider_record", _due(name)])
    return text.getvalue()


def _as_card() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "Measure", *SHARES])
    writer.writerow(["received", "", *[_due(name) for name in SHARES]])
    writer.writerow(["response_met", "", *[f"{met}/{n}" for n, met, *_ in SHARES.values()]])
    writer.writerow(["reopened", "", *[f"{again} of {n}" for n, _, again, *_ in SHARES.values()]])
    writer.writerow(["satisfaction", "", *[f"{good}/{asked}" for *_, asked, good in SHARES.values()]])
    return text.getvalue()


def _as_requests() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["Ticket ID", "Created at", "First response", "Resolved", "SLA met", "Reopen count", "CSAT"]
    )
    for name, (all_of, met, again, asked, content) in SHARES.items():
        for n in range(all_of):
            opened = f"{name}-{1 + n % 28:02} 09:{n % 60:02}"
            mark = "" if n >= asked else 5 if n < content else 2
            in_time = "yes" if n < met else "no"
            writer.writerow([n, opened, opened, opened, in_time, int(n < again), mark])
    return text.getvalue()


KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "list": (_as_list(), ()),
    "card": (_as_card(), ("--measured-by", "provider_record")),
    "requests": (_as_requests(), ()),
}


def _figures(one: Session) -> dict[str, Any]:
    return {
        month.month: {actual.id: (actual.value, actual.of, actual.measured_by) for actual in month.actuals}
        for month in one.months
    }


def test_twelve_months_are_the_same_from_three_kinds_of_file(tmp_path: Path) -> None:
    found = []
    for kind, (text, options) in KINDS.items():
        signed = agreement(starts=dt.date(2027, 1, 1), promises=[promise("response_met", 95)])
        one = written(tmp_path, session(signed), f"{kind}.toml")
        (tmp_path / f"{kind}.csv").write_text(text)
        told = run("actuals", one, str(tmp_path / f"{kind}.csv"), *options)
        assert told.status == 0, told.err
        found.append(stored(one))
    assert _figures(found[0]) == _figures(found[1]) == _figures(found[2])
    assert len(_figures(found[0])) == 12
    received = [[month.received for month in one.months] for one in found]
    assert received[0] == received[1] == received[2]


def test_what_was_mapped_and_left_out_is_told(file: str, tmp_path: Path) -> None:
    rows = [
        "Ticket ID,Date opened,Close time",
        "1,2027-01-05 10:00,2027-01-05 09:00",
        "2,2027-01-06,2027-01-07",
    ]
    given = tmp_path / "x.csv"
    given.write_text("\n".join(rows))
    found = run("actuals", file, str(given), "--map", "solved=Close time", "--dry-run")
    assert 'solved is the column "Close time"' in found.out
    assert "1 left out, solved before it was begun: line 2" in found.out
    wrong = run("actuals", file, str(given), "--map", "solved=Closing")
    assert wrong.status == 2
    assert '"Closing"' in wrong.err


def test_a_fault_in_line_seven_is_named_and_nothing_is_stored(file: str, tmp_path: Path) -> None:
    lines = _as_list().splitlines()
    lines[6] = lines[6].replace(",satisfaction,", ",satisfacton,")
    given = tmp_path / "months.csv"
    given.write_text("\n".join(lines))
    before = Path(file).read_bytes()
    found = run("actuals", file, str(given))
    assert found.status == 2
    assert (
        'months.csv:7: there is no measure or promise "satisfacton"; did you mean "satisfaction"?'
        in found.err
    )
    assert "Nothing was stored" in found.err
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2027-13,response_met,57,60,provider_record,2027-04-09", "is not a month"),
        ("2027-03,response_met,61,60,provider_record,2027-04-09", "more than all"),
        ("2027-03,response_met,57,,provider_record,2027-04-09", "of how many"),
        ("2027-03,response_met,some,60,provider_record,2027-04-09", '"some" is not a number'),
        ("2027-03,response_met,57,60,a_friend,2027-04-09", "there is no way of measuring"),
        ("2027-03,response_met,57,60,provider_record,soon", "is not a day"),
        ("2027-03,response_met,57,60,provider_record,", "the day on which the report came"),
        ("2027-03,repeats,2.5,,provider_record,2027-04-09", "not a whole number"),
    ],
)
def test_every_fault_is_a_sentence(line: str, said: str, file: str, tmp_path: Path) -> None:
    given = tmp_path / "months.csv"
    given.write_text(f"month,measure,value,of,measured_by,received\n{line}\n")
    found = run("actuals", file, str(given))
    assert found.status == 2
    assert said in found.err
    assert "months.csv:2:" in found.err


def test_a_month_stored_twice_is_refused_and_a_replaced_one_stays_in_the_log(
    file: str, tmp_path: Path
) -> None:
    given = tmp_path / "months.csv"
    given.write_text("month,measure,value,of,measured_by,received\n2027-03,response_met,57,60,,2027-04-09\n")
    assert run("actuals", file, str(given)).status == 0
    twice = run("actuals", file, str(given))
    assert twice.status == 1
    assert "2027-03: response_met" in twice.err
    given.write_text("month,measure,value,of,measured_by,received\n2027-03,response_met,56,60,,2027-04-09\n")
    assert run("actuals", file, str(given), "--replace").status == 2
    assert run("actuals", file, str(given), "--replace", "--why", "They miscounted").status == 0
    log = stored(file).log[-1]
    assert (log.kind, log.why) == ("figures_entered", "They miscounted")
    assert "2027-03 response_met was 57 of 60" in log.what
    assert run("check", file).status == 0


def test_a_month_is_typed_and_silence_is_written_down(file: str) -> None:
    typed = run(
        *("actuals", file, "--month", "2027-03", "--set", "response_met=57/60", "--set", "hours_lost=2 h 30"),
        *("--received", "2027-04-09", "--fee", "6140.00"),
    )
    assert typed.status == 0, typed.err
    assert run("actuals", file, "--none", "2027-04").status == 0
    assert run("actuals", file, "--not-due", "2027-02").status == 2
    assert run("actuals", file, "--not-due", "2027-02", "--why", "Takeover").status == 0
    months = {month.month: month for month in stored(file).months}
    assert [months[name].report for name in ("2027-02", "2027-03", "2027-04")] == ["not_due", "sent", "none"]
    own = months["2027-03"].actual("hours_lost")
    assert own is not None
    assert (own.measured_by, str(own.value)) == ("own_count", "2.5")
    late = run(
        "actuals", file, "--month", "2027-04", "--set", "response_met=50/60", "--received", "2027-06-01"
    )
    assert late.status == 0, late.err
    assert {month.month: month for month in stored(file).months}["2027-04"].report == "sent"


def test_an_empty_value_was_asked_for_and_not_given(file: str, tmp_path: Path) -> None:
    given = tmp_path / "months.csv"
    given.write_text(
        "month,measure,value,of,measured_by,received\n2027-03,response_met,,,provider_record,\n"
        "2027-03,hours_lost,12,,own_count,2027-04-02\n"
    )
    assert run("actuals", file, str(given)).status == 0
    month = stored(file).months[0]
    assert month.report == "none"
    asked = month.actual("response_met")
    assert asked is not None
    assert asked.value is None


def test_the_published_years_are_taken_in_as_they_are(file: str) -> None:
    found = run("actuals", file, str(path("silent_a")))
    assert found.status == 0, found.err
    assert [month.month for month in stored(file).months if month.report == "none"] == [
        "2027-07",
        "2027-09",
        "2027-11",
        "2027-12",
        "2028-03",
        "2028-04",
    ]
    assert run("actuals", file, "--pulse", str(path("silent_a_pulse"))).status == 0
    assert len(stored(file).pulses) == 6


@pytest.mark.parametrize("text", ["57/60", "14", "2.5", "-", "0/0"])
def test_a_figure_is_written_as_it_is_read(text: str) -> None:
    assert as_figure(figure_words(*as_figure(text))) == as_figure(text)


@pytest.mark.parametrize("text", ["many", "57/", "1,2,3/4", "h"])
def test_what_is_no_figure_is_said(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        as_figure(text)
    assert "is no figure" in str(caught.value) or "expected" in str(caught.value)


def test_every_column_of_an_export_has_a_name_on_the_page() -> None:
    assert set(taken_in.FIELDS) == set(FIELDS)
