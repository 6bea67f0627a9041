"""From a session of the first version to a new comparison: signed, a year of months, and round again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msp_select.store.session import load_session
from msp_select.store.session_text import dump_session
from tests.after.agreements import catalog
from tests.cli.runs import run

OLD = Path(__file__).parent.parent / "data" / "session-schema1.toml"
SIGN = ("--candidate", "vexley-pyke", "--signed", "2026-12-04", "--starts", "2027-02-01", "--months", "36")
NOTICE = ("--notice", "90", "--form", "letter", "--renews", "12", "--credit", "5", "--cap", "10")


def done(*arguments: str) -> str:
    """What a command that has to succeed prints."""
    found = run(*arguments)
    assert found.status == 0, f"{arguments}: {found.err}"
    return " ".join(found.out.split())


def kept(file: Path) -> None:
    """The file is written again as it is, byte for byte."""
    assert dump_session(load_session(file, catalog()).session) == file.read_bytes()


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """The oldest session there is, signed."""
    file = tmp_path / "old.toml"
    shutil.copy(OLD, file)
    done("sign", str(file), *SIGN, *NOTICE, "--claim-days", "30", "--leave", "2/4q")
    return file


def a_year(file: Path) -> None:
    """Twelve months, typed one after the other; no report came for the sixth."""
    for n in range(12):
        month = f"{2027 + (n + 1) // 12}-{(n + 1) % 12 + 1:02}"
        came = f"{2027 + (n + 2) // 12}-{(n + 2) % 12 + 1:02}-09"
        if n == 5:
            done("actuals", str(file), "--none", month)
            continue
        figures = (f"response_met={50 + n % 10}/60", f"patch_days={9 + n % 4}", f"repeats={n % 3}")
        typed = [part for figure in figures for part in ("--set", figure)]
        done(
            *("actuals", str(file), "--month", month, *typed, "--received", came),
            *("--measured-by", "provider_record", "--fee", "4100", "--units", "40"),
        )
        done("actuals", str(file), "--month", month, "--set", f"hours_lost={12 + n}")


def test_a_session_of_the_first_version_is_signed_gets_a_year_and_is_compared_anew(
    signed: Path, tmp_path: Path
) -> None:
    kept(signed)
    before = load_session(OLD, catalog()).session
    a_year(signed)
    kept(signed)
    year = load_session(signed, catalog()).session
    assert [month.month for month in year.months][::11] == ["2027-02", "2028-01"]
    assert year.months[5].report == "none"
    assert all(month.actual("hours_lost") for month in year.months if month.report == "sent")
    for one in before.candidates:
        assert year.candidate(one.id).answers == one.answers
    said = done("review", str(signed))
    assert "No report came for July 2027." in said
    assert "send the letter by 30 Oct 2029" in said
    done("calendar", str(signed), "-o", str(tmp_path / "dates.ics"))
    new = tmp_path / "new.toml"
    done("stay", str(signed), "--market", "example:law-firm", "--write", str(new))
    kept(new)
    again = load_session(new, catalog()).session
    today = again.candidate("vexley-pyke")
    assert (again.agreement, again.months, today.kind) == (None, (), "incumbent")
    assert "vexley-pyke" in done("rank", str(new), "--json")


def test_what_was_typed_month_by_month_is_the_same_in_whatever_order(tmp_path: Path, signed: Path) -> None:
    twin = tmp_path / "twin.toml"
    shutil.copy(signed, twin)
    one = ("--month", "2027-03", "--set", "repeats=2", "--received", "2027-04-09")
    other = ("--month", "2027-02", "--set", "repeats=1", "--received", "2027-03-09")
    for file, order in ((signed, (one, other)), (twin, (other, one))):
        for typed in order:
            done("actuals", str(file), *typed)
    first, second = (load_session(file, catalog()).session for file in (signed, twin))
    assert first.months == second.months
    assert done("review", str(signed)) == done("review", str(twin))
