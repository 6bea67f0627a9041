"""After signing by ordinary prompts: files of figures, the market, requests drawn, the voices heard."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar

from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from tests.after.agreements import agreement, month, promise, session
from tests.after.files import written
from tests.after.years import year
from tests.cli.runs import Run, run
from tests.test_unsaved import walked

LIST = """month,measure,value,of,measured_by,received
2027-02,response_met,57,60,,2027-03-09
2027-03,response_met,50,60,,2027-04-09
"""
EXPORT = """Nr,Logged,SLA met
1,2027-02-03 09:00,yes
2,2027-02-04 09:00,no
3,2027-03-04 09:00,yes
"""
PEOPLE = """month,question,mark_1,mark_2,mark_3,mark_4,mark_5
2027-03,helped,0,1,2,5,4
2027-03,told,0,0,3,6,3
2027-03,lost_time,1,1,2,5,3
2027-06,helped,0,0,0,0,4
2027-06,told,0,0,0,0,4
2027-06,lost_time,4,0,0,0,0
"""
Walk = pytest.MonkeyPatch


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed session with one month, in the current folder."""
    monkeypatch.chdir(tmp_path)
    signed = session(agreement(promises=[promise("response_met", 95)]))
    return Path(written(tmp_path, signed))


def after(monkeypatch: pytest.MonkeyPatch, file: Path, *typed: str) -> Run:
    """In the place After, these lines; then back and out."""
    done = walked(monkeypatch, file, "a", *typed, "b", "q")
    assert (done.status, done.err) == (0, "")
    return Run(0, " ".join(done.out.split()).partition("Saved in")[0], "")


def stored(file: Path) -> Session:
    return load_session(file, load_catalog()).session


def test_a_month_is_typed_figure_by_figure_and_replaced_only_with_a_reason(
    file: Path, monkeypatch: Walk
) -> None:
    figures = ("2 h 30", "57", "61/60", "57/60", "", "4", "-", "", "", "", "", "y", "1", "3/60", "n")
    money = ("-5", "many", "6,140.50", "", "40")
    found = after(monkeypatch, file, "a", "", "2026-01-01", "9 Mar 2027", *figures, *money)
    for fault in (
        "That is before the month began.",
        "Write how many of how many, such as 57/60.",
        "is more than all",
        "is below zero",
        "That is not a number.",
        "Any other figure is not followed",
    ):
        assert fault in found.out
    (only,) = stored(file).months
    assert (only.month, only.received) == ("2027-02", dt.date(2027, 3, 9))
    assert (only.fee, only.units) == (Decimal("6140.50"), Decimal(40))
    assert [(one.id, one.value, one.measured_by) for one in only.actuals] == [
        ("hours_lost", Decimal("2.5"), "own_count"),
        ("response_met", 57, "provider_report"),
        ("repeats", 4, "provider_report"),
        ("patch_days", None, "provider_report"),
        ("reopened", 3, "provider_report"),
    ]
    again = ("a", "2027-02", "", "3", *[""] * 9, "", *[""] * 3)
    after(monkeypatch, file, *again, "")
    assert stored(file).months == (only,), "without a reason nothing is replaced"
    after(monkeypatch, file, *again, "counted anew")
    (changed,) = stored(file).months
    assert (changed.actuals[-1].value, changed.fee, changed.received) == (Decimal(3), only.fee, only.received)
    assert stored(file).log[-1].why == "counted anew"


def test_without_a_report_only_ones_own_count_is_asked(file: Path, monkeypatch: Walk) -> None:
    found = after(monkeypatch, file, "a", "", "", "12", "", "", "")
    assert "Work started in the promised time" not in found.out
    (only,) = stored(file).months
    assert (only.report, only.actuals[0].value) == ("none", Decimal(12))


def test_a_list_is_taken_in_with_its_account_and_what_it_leaves_open_is_settled(
    file: Path, monkeypatch: Walk
) -> None:
    Path("in.csv").write_text(LIST)
    found = after(monkeypatch, file, "f", "in.csv", "o", "1", "3", "o", "3", "soon", "2027-03", "y")
    assert "Read as a list of figures." in found.out
    assert "March 2027, their report came on 9 Apr 2027" in found.out
    assert "50 of 60 (83.3 %), their record" in found.out
    assert "Write it as 2027-06." in found.out
    (only,) = stored(file).months
    assert (only.month, only.actuals[0].measured_by) == ("2027-03", "provider_record")


def test_figures_that_were_there_are_replaced_only_with_a_reason(file: Path, monkeypatch: Walk) -> None:
    Path("in.csv").write_text(LIST)
    Path("new.csv").write_text(LIST.replace("50,60", "51,60"))
    after(monkeypatch, file, "f", "in.csv", "y", "f", "new.csv", "y", "")
    assert stored(file).months[1].actuals[0].value == 50
    after(monkeypatch, file, "f", "new.csv", "y", "counted anew", "f", "new.csv", "n")
    assert stored(file).months[1].actuals[0].value == 51
    assert [one.why for one in stored(file).log] == ["", "counted anew"]


def test_of_an_export_each_column_can_be_named(file: Path, monkeypatch: Walk) -> None:
    Path("in.csv").write_text(EXPORT)
    found = after(
        monkeypatch,
        file,
        *("f", "in.csv", "o", "4", "2", "2"),
        *("o", "2", "2027-04-20", "y"),
        "f",
        "in.csv",
        "n",
    )
    assert "no column says when a request was opened" in found.out
    assert "o says which column is which." in found.out
    assert "--" not in found.out, "no option of a command is named where none is typed"
    assert 'Opened is the column "Logged"' in found.out
    assert [(one.month, one.received) for one in stored(file).months] == [
        ("2027-02", dt.date(2027, 4, 20)),
        ("2027-03", dt.date(2027, 4, 20)),
    ]


def test_what_the_people_say_is_taken_in_and_typed_and_few_are_shown_nowhere(
    file: Path, monkeypatch: Walk
) -> None:
    Path("in.csv").write_text(PEOPLE)
    typed = ("w", "2027-09-28", "20", "0 1 2 5", "0 1 2 5 4", "0 9 9 9 9", "0 0 3 6 3", "1 1 2 5 3")
    found = after(monkeypatch, file, "f", "in.csv", "y", "f", "in.csv", *typed, "w", "2027-10-01", "", "")
    assert "March 2027: 12 answered" in found.out
    assert "June 2027: fewer than five answered: not shown" in found.out
    assert not re.findall(r".{60}\b4 answered", found.out)
    assert "There are answers of 31 Mar 2027 and 30 Jun 2027 already." in found.out
    assert "Write five whole numbers" in found.out
    assert "36 answered, and 20 were invited" in found.out
    assert [one.asked for one in stored(file).pulses] == [
        dt.date(2027, 3, 31),
        dt.date(2027, 6, 30),
        dt.date(2027, 9, 28),
    ]


def test_faults_of_a_file_are_named_by_their_lines_and_nothing_is_stored(
    file: Path, monkeypatch: Walk
) -> None:
    Path("in.csv").write_text(LIST.replace("50,60", "70,60"))
    Path("people.csv").write_text(PEOPLE.replace("told,0,0,3", "told,0,x,3"))
    before = file.read_bytes()
    found = after(monkeypatch, file, "f", "in.csv", "n", "f", "people.csv", "f", "no.csv", "f", "")
    assert "in.csv:3: " in found.out
    assert "people.csv:3: " in found.out
    assert "no.csv: " in found.out
    assert file.read_bytes() == before


def test_requests_to_check_are_those_that_the_command_draws(file: Path, monkeypatch: Walk) -> None:
    months = [month("2027-02", {"response_met": (57, 60)})]
    file.unlink()
    signed = agreement(promises=[promise("response_met", 95)])
    new_session_file(file, session(signed, months=months))
    told = run("review", str(file), "--check", "10")
    places = next(line.strip() for line in told.out.splitlines() if line.count(", ") == 9)
    found = after(monkeypatch, file, "k", "", "", "11", "3")
    assert places in found.out
    assert "11 wrong of 10 checked is not possible" in found.out
    check = stored(file).checks[0]
    assert (check.month, check.checked, check.wrong, check.seed) == ("2027-02", 10, 3, 20270201)
    assert (
        "How many requests 2027-05 had is not known" in after(monkeypatch, file, "k", "2027-05", "5", "").out
    )


def test_the_sheet_and_the_dates_are_written_and_nothing_else_is_written_over(
    file: Path, monkeypatch: Walk
) -> None:
    Path("mine.csv").write_text("mine")
    found = after(
        monkeypatch,
        file,
        *("e", "card.pdf", "mine.csv", "n", "card.csv"),
        *("c", ""),
        *("c", "b"),
        "e",
        "card.csv",
    )
    assert "End the name in .xlsx or .csv." in found.out
    assert Path("mine.csv").read_text() == "mine"
    assert Path("card.csv").read_text("utf-8-sig").startswith("id,")
    (calendar,) = Path().glob("*.ics")
    assert Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")


def test_stay_or_go_is_said_against_whom_one_likes_and_kept_as_a_session(
    tmp_path: Path, monkeypatch: Walk
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(written(tmp_path, year("slow_drift_a")))
    market = year("slow_drift_a").model_copy(update={"agreement": None, "months": (), "pulses": ()})
    other = market.candidate("ninefold").model_copy(update={"id": "ostrabrook", "name": "Ostrabrook"})
    written(tmp_path, market.model_copy(update={"candidates": (other,)}), "market.toml")
    found = after(
        monkeypatch,
        file,
        *("s", "", "", ""),
        *("s", "2", "12x", "300", "24", ""),
        *("s", "o", "market.toml", "", "anew"),
    )
    assert found.out.count("Ninefold Harrow comes out ahead in") == 2
    assert "Ostrabrook comes out ahead in" in found.out
    assert "Write a number of months from 1 to 240." in found.out
    kept = load_session("anew.toml", load_catalog()).session
    assert {one.name for one in kept.candidates} == {"Vexley & Pyke", "Ostrabrook"}
    assert kept.candidate("vexley-pyke").kind == "incumbent"


def test_stay_or_go_is_said_against_some_of_several(tmp_path: Path, monkeypatch: Walk) -> None:
    monkeypatch.chdir(tmp_path)
    one = year("slow_drift_a")
    more = [
        one.candidate("ninefold").model_copy(update={"id": name.lower(), "name": name})
        for name in ("Ostrabrook", "Quarrel")
    ]
    file = Path(written(tmp_path, one.model_copy(update={"candidates": (*one.candidates, *more)})))
    found = after(monkeypatch, file, "s", "s", "1 9", "3 4", "", "").out
    assert found.count("Which of them, by their numbers, such as 2 4") == 3, "refused with what is wanted"
    told = found.partition("For staying")[2]
    assert "Ostrabrook" in told or "Quarrel" in told
    assert "Ninefold Harrow" not in told


def test_where_it_stands_is_read_whole_or_up_to_a_quarter(tmp_path: Path, monkeypatch: Walk) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(written(tmp_path, year("slow_drift_a")))
    before = after(monkeypatch, file, "r", "2027-5", "2027-Q3").out
    assert "Write it as 2027-Q2." in before
    assert "nine months on record" in before
    assert "Drift, first said" not in before
    assert "Drift, first said in January 2028" in after(monkeypatch, file, "", "").out


def test_with_nobody_to_compare_with_it_says_what_to_do_and_names_no_option(
    tmp_path: Path, monkeypatch: Walk
) -> None:
    alone = session(agreement())
    file = Path(written(tmp_path, alone.model_copy(update={"candidates": alone.candidates[:1]})))
    found = after(monkeypatch, file, "s", "1", "")
    assert "There is nobody to hold Vexley & Pyke against." in found.out
    assert "--" not in found.out


def test_a_contract_is_signed_and_its_terms_are_changed_with_a_reason(
    tmp_path: Path, monkeypatch: Walk
) -> None:
    monkeypatch.chdir(tmp_path)
    unsigned = session().model_copy(update={"agreement": None})
    file = Path(written(tmp_path, unsigned))
    asked = ("s", "1", "1/2/2027", "1 Feb 2027", "24", "60", "2", "12", "")
    found = after(monkeypatch, file, *asked)
    assert "1/2/2027 is 2 Jan 2027 or 1 Feb 2027" in found.out
    signed = stored(file).agreement
    assert signed is not None
    assert (signed.candidate, signed.starts, signed.term_months) == ("vexley-pyke", dt.date(2027, 2, 1), 24)
    assert (signed.notice.days, signed.renewal.months) == (60, 12)
    term = next(
        line.split()[0]
        for line in walked(monkeypatch, file, "a", "g", "b", "b", "q").out.splitlines()
        if "Months of the term" in line
    )
    after(monkeypatch, file, "g", term, "36", "", term, "many", term, "36", "a supplement", "b")
    changed = stored(file)
    assert changed.agreement is not None
    assert changed.agreement.term_months == 36
    assert [one.why for one in changed.log if one.kind == "agreement_changed"] == ["a supplement"]


def test_a_promise_is_ticked_as_standing_in_the_contract(file: Path, monkeypatch: Walk) -> None:
    lines = walked(monkeypatch, file, "a", "g", "b", "b", "q").out.splitlines()
    firm = next(line.split()[0] for line in lines if "95 % or more, whether" in line)
    before = stored(file).agreement
    assert before is not None
    after(monkeypatch, file, "g", firm, "2" if before.promises[0].firm else "1", "read again", "b")
    signed = stored(file).agreement
    assert signed is not None
    assert signed.promises[0].firm is not before.promises[0].firm


def test_of_a_month_no_report_was_due_and_what_is_there_is_changed(file: Path, monkeypatch: Walk) -> None:
    after(monkeypatch, file, "u", "2027-02", "taking over")
    figures = {"response_met": (50, 60), "patch_days": 20}
    one = stored(file)
    assert (one.months[0].report, one.months[0].why) == ("not_due", "taking over")
    more = session(agreement(promises=[promise("response_met", 95)]), months=[month("2027-03", figures)])
    written(file.parent, more, file.name)
    ask = ("m", "2027-03")
    after(monkeypatch, file, *ask, "c", "12 apr", *ask, "n", "as agreed", *ask, "w", "1", "5")
    after(monkeypatch, file, *ask, "x", "1", "3", *ask, "t", "2", "", *ask, "t", "2", "typed twice")
    (march,) = stored(file).months
    assert (march.credit_claimed, march.note) == (dt.date(2027, 4, 12), "as agreed")
    (response,) = march.actuals
    assert (response.measured_by, response.named, response.cause) == ("outsider", True, True)
    assert stored(file).log[-1].why == "typed twice"


def test_what_was_decided_is_said_to_be_done(file: Path, monkeypatch: Walk) -> None:
    decided = [{"what": "Spare switch", "side": "them", "by": dt.date(2027, 6, 15)}]
    reviews = [{"held": dt.date(2027, 5, 4), "kind": "first", "decisions": decided}]
    written(file.parent, session(reviews=reviews), file.name)
    found = after(monkeypatch, file, "o", "1", "6/10/2027", "10 Jun 2027")
    assert "Spare switch: the provider, by 15 Jun 2027, not done yet" in found.out
    assert stored(file).reviews[0].decisions[0].done == dt.date(2027, 6, 10)
