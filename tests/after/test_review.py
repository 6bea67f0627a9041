"""What is said of six simulated providers whose truth is known, and what is not said."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.cli import after as after_cli
from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.drifting import engine_rule
from msp_select.decision.after.keeping import PromiseKept, promises_kept
from msp_select.decision.after.record import record
from msp_select.decision.after.review import AfterSigning, after_signing, figures
from msp_select.engine import drift
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_settings
from msp_select.phrases.en.after.review import sentences
from tests.after.agreements import CANDIDATE, agreement, catalog, month, promise, session
from tests.after.files import written
from tests.after.years import EXPECTED, PROMISES, REFERENCE, reviewed, year
from tests.cli.runs import run

SAME = (
    "drift_first_said",
    "watch_first_said",
    "led_by",
    "figures_disagree_first_said",
    "pulse_fell",
    "whole_reports_missing",
    "figures_left_out",
    "promise",
    "months",
)


def said(name: str) -> str:
    return " ".join(sentences(reviewed(name)))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_year_is_found_to_be_what_it_is(name: str) -> None:
    found = figures(reviewed(name))
    assert {key: found[key] for key in SAME} == {key: EXPECTED[name][key] for key in SAME}


@pytest.mark.parametrize("name", REFERENCE)
def test_every_month_is_judged_as_by_the_reference(name: str) -> None:
    for month_, reference in zip(reviewed(name).drifting.history, REFERENCE[name], strict=True):
        assert month_.month == reference["month"]
        assert month_.z == pytest.approx(reference["z"], abs=1e-9)
        assert month_.together == pytest.approx(reference["together"], abs=1e-9)


@pytest.mark.parametrize("name", ["steady_a", "noisy_steady_a"])
def test_of_a_steady_provider_nothing_is_said_to_drift(name: str) -> None:
    text = said(name)
    assert "drift" not in text.lower()
    assert "Kept in" in text
    assert "misses" in text  # what chance does
    assert "As before: none of" in text or "Look closer: " in text
    assert "it keeps its promise" in text or "about as promised" in text


def test_of_a_noisy_one_it_is_said_how_much_would_be_noticed() -> None:
    assert "swings so much that only a fall to" in said("noisy_steady_a")


def test_a_slow_drift_is_said_with_its_beginning_and_its_figures() -> None:
    text = said("slow_drift_a")
    assert "Drift, first said in January 2028; it began about November 2027." in text
    assert "from 95.4 % (350 of 367 in the first six months)" in text
    assert "Your people's mark fell" in text
    assert "below what was promised, and not by chance" in text


def test_a_sudden_drop_is_dated_to_its_month() -> None:
    text = said("sudden_drop_a")
    assert "Drift, first said in October 2027; it began about September 2027." in text
    assert "slow" not in text


def test_where_the_clock_is_kept_and_the_work_is_not_that_comes_before_the_drift() -> None:
    text = said("gaming_a")
    assert text.index("The clock is kept and the work is not") < text.index("Drift, first said")
    assert "hours of work lost from" in text
    assert "requests opened again from 6.5 %" in text
    assert "Check ten requests together. There may be a good reason; ask for it." in text
    assert "fraud" not in text.lower()


@pytest.mark.parametrize(
    ("name", "promised", "turn", "follows"),
    [
        ("steady_a", "none is below", "as_before", "nothing got worse: there is nothing to raise"),
        ("slow_drift_a", "are below", "drift", "And it got worse than it was in its first months"),
        ("gaming_a", "none is below", "disagree", "But the work that your people feel got worse"),
    ],
)
def test_one_line_says_how_promises_and_change_fit(name: str, promised: str, turn: str, follows: str) -> None:
    line = next(one for one in sentences(reviewed(name)) if one.startswith("Taken together: "))
    assert promised in line
    assert reviewed(name).together.turn == turn
    assert follows in line
    assert "Whether to leave is a third question" in line


def test_below_from_the_start_is_told_apart_from_getting_worse() -> None:
    months = [month(f"2027-{at:02}", {"response_met": (50, 60)}) for at in range(2, 13)]
    below = session(agreement(promises=[promise("response_met", 95)]), months=months)
    assert below.agreement is not None
    found = after_signing(below, below.agreement, catalog(), dt.date(2028, 1, 20))
    line = next(one for one in sentences(found) if one.startswith("Taken together: "))
    assert "is below what was promised. That is not because it got worse" in line


def test_silence_is_named_by_its_months_and_kept_is_a_range() -> None:
    text, found = said("silent_a"), reviewed("silent_a")
    assert found.silence.first_said is not None
    assert found.silence.first_said <= "2027-12"
    assert "Silence: of the last six reports two did not come (March and April)." in text
    assert "Work started in the promised time: not reported since June 2027" in text
    assert "kept in between 6 and 18 of 18 months; nobody can say" in text
    assert "100 %" not in text
    change = found.drifting.change("response_met")
    assert change is not None
    assert change.state == "cannot_tell"
    drifting = text[text.index("Drift") : text.index("By chance")]
    assert "work started" not in drifting


def test_the_same_words_stand_in_the_terminal_and_in_json(tmp_path: Path) -> None:
    file = written(tmp_path, year("gaming_a"))
    document = json.loads(run("review", file, "--json").out)
    terminal = " ".join(run("review", file).out.split())
    for sentence in document["sentences"]:
        assert sentence in terminal
    assert document["schema"] == "msp-select/review/1"


def test_as_of_a_day_only_what_was_known_then_counts() -> None:
    early = reviewed("sudden_drop_a", dt.date(2027, 9, 12))
    assert len(early.record.months) == 8
    assert early.drifting.first_said is None
    assert reviewed("sudden_drop_a", dt.date(2027, 11, 12)).drifting.first_said == "2027-10"


def test_several_clients_stand_in_one_table_and_a_broken_file_hides_none(tmp_path: Path) -> None:
    files = [written(tmp_path, year(name), f"{name}.toml") for name in ("steady_a", "slow_drift_a")]
    found = run("review", *files)
    assert found.status == 0
    rows = found.out.splitlines()
    assert "as before" in rows[1]
    assert "drift" in rows[2]
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ")
    both = run("review", files[0], str(broken))
    assert both.status == 1
    assert "as before" in both.out
    assert "broken.toml" in both.err


def test_whatever_stands_in_a_row_of_clients_is_told_by_its_file(tmp_path: Path) -> None:
    hostile = "=cmd() | [bold]x[/] \u202e"
    one = year("steady_a")
    named = tuple(
        each.model_copy(update={"name": hostile}) if each.id == CANDIDATE else each for each in one.candidates
    )
    good = written(tmp_path, one.model_copy(update={"candidates": named}), "we ird;rm -rf.toml")
    hidden = written(tmp_path, set_settings(one, blind=True), "hidden.toml")
    unsigned = written(
        tmp_path, one.model_copy(update={"agreement": None, "months": (), "pulses": ()}), "u.toml"
    )
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    cut = tmp_path / "cut.toml"
    cut.write_bytes(Path(good).read_bytes()[:300])
    noise = tmp_path / "noise.toml"
    noise.write_bytes(bytes(range(256)) * 9)
    bad = {
        "no.toml": "no such file",
        "folder.toml": "a folder",
        "cut.toml": "too early",
        "noise.toml": "no session",
    }
    bad |= {"hidden.toml": "names are hidden", "u.toml": "nothing is signed"}
    found = run(
        "review", str(tmp_path / "no.toml"), str(folder), str(cut), str(noise), hidden, unsigned, good
    )
    assert found.status == 1
    assert "Traceback" not in found.err
    assert "=cmd() | [bold]x[/]" in found.out
    assert "\u202e" not in found.out
    assert "we ird;rm -rf.toml" in found.out
    assert len(found.out.splitlines()) == 2
    lines = found.err.splitlines()
    for file, why in bad.items():
        assert any(file in line and why in line for line in lines), (file, found.err)
    assert "The others are shown" in found.err
    document = json.loads(run("review", str(cut), good, "--json").out)
    assert [row["candidate"] for row in document["reviews"]] == [CANDIDATE]
    alone = run("review", str(cut), str(noise))
    assert alone.status == 1
    assert "The others" not in alone.err
    assert run("review", good, good, "--pictures").status == 2


def test_a_client_of_whom_nothing_was_noted_for_long_is_said_to_be_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_cli, "utc_now", lambda: dt.datetime(2029, 3, 3, tzinfo=dt.UTC))
    files = [written(tmp_path, year(name), f"{name}.toml") for name in ("steady_a", "slow_drift_a")]
    found = run("review", *files)
    assert " ".join(found.out.split()).count("and today is 3 Mar 2029. Add --as-of today.") == 2
    assert "Add --as-of" not in run("review", *files, "--as-of", "today").out
    machine = run("review", *files, "--json")
    assert json.loads(machine.out)["reviews"]
    assert "today is" in machine.err


def _judging(**changed: Any) -> Catalog:
    """The catalog with other numbers in the table of what is judged after signing."""
    whole = catalog()
    judging = whole.agreed.judging.model_copy(update=changed)
    return whole.model_copy(update={"agreement": whole.agreed.model_copy(update={"after": judging})})


@pytest.mark.parametrize(
    ("name", "changed", "before", "after"),
    [
        ("silent_a", {"silent_from": 3}, "Silence: of the last six reports two", "No report came for"),
        ("silent_a", {"latest_reports": 12}, "of the last six reports", "of the last twelve reports"),
        ("steady_a", {"fewest_cases": 9_999}, "about as promised", "too few to say"),
        ("steady_a", {"latest_periods": 12}, "In the last six months", "In the last twelve months"),
        ("noisy_steady_a", {"swings": 90}, "swings so much", ""),
    ],
)
def test_the_numbers_of_the_content_decide(
    name: str, changed: dict[str, Any], before: str, after: str
) -> None:
    one = year(name)
    assert one.agreement is not None
    said_usually, said_now = (
        " ".join(sentences(after_signing(one, one.agreement, of, last_recorded(one))))
        for of in (catalog(), _judging(**changed))
    )
    assert before in said_usually
    assert after in said_now
    assert before not in said_now


# ---- Properties ------------------------------------------------------------------------------------

RULE = engine_rule(catalog().agreed.drift)  # type: ignore[arg-type]
VALUES = st.integers(0, 60)


@settings(deadline=None)
@given(st.integers(30, 60), st.integers(0, 60), st.integers(6, 12), st.integers(2, 10))
def test_one_month_at_any_value_never_makes_a_drift(level: int, odd: int, before: int, after: int) -> None:
    steady = (float(level), 60.0)
    months = [*[steady] * before, (float(odd), 60.0), *[steady] * after]
    found = drift.judged(RULE, "share", -1, months)
    assert all(one.z < RULE.drift for one in found)


@settings(deadline=None)
@given(st.lists(VALUES, min_size=8, max_size=20), st.integers(2, 5))
def test_a_figure_that_did_not_come_never_counts_as_nothing(values: list[int], gap: int) -> None:
    months: list[drift.Figure] = [(float(value), 60.0) for value in values]
    gaps = [figure for one in months for figure in (one, *[None] * gap)]
    whole, holes = (drift.judged(RULE, "share", -1, some) for some in (months, gaps))
    assert [one.z for one in whole] == [one.z for one in holes]


def _of(months: list[dict[str, Any]], as_of: dt.date = dt.date(2028, 9, 1), **fields: Any) -> AfterSigning:
    one = session(agreement(**{"starts": dt.date(2027, 1, 1), "promises": PROMISES} | fields), months=months)
    assert one.agreement is not None
    return after_signing(one, one.agreement, catalog(), as_of)


YEAR = [month(f"2027-{n + 1:02}", {"response_met": (50 + n % 5, 60)}) for n in range(12)]


@cache
def _in_order() -> Any:
    return figures(_of(YEAR))


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(12)))
def test_the_order_in_which_months_are_typed_changes_nothing(order: list[int]) -> None:
    assert figures(_of([YEAR[n] for n in order])) == _in_order()


def test_a_promise_without_figures_changes_nothing_of_the_others() -> None:
    months = [month(f"2027-{n + 1:02}", {"response_met": (50 + n % 5, 60)}) for n in range(12)]
    more = [*PROMISES, promise("repeats", 3)]
    plain, with_more = _of(months), _of(months, promises=more)
    assert plain.drifting.history[-1].together == with_more.drifting.history[-1].together
    assert plain.promise("response_met") == with_more.promise("response_met")


def _kept(months: list[dict[str, Any]]) -> PromiseKept:
    """The first promise beside these months, and nothing else worked out."""
    one = session(agreement(starts=dt.date(2027, 1, 1), promises=PROMISES), months=months)
    rule = catalog().agreed.drift
    assert one.agreement is not None
    assert rule is not None
    found = record(one, one.agreement, catalog().agreed, dt.date(2027, 3, 1))
    return promises_kept(found, engine_rule(rule))[0]


@given(st.integers(1, 60), st.integers(1, 60), st.integers(2, 50))
def test_more_cases_at_the_same_share_keep_its_percent(met: int, of: int, times: int) -> None:
    met = min(met, of)
    one, many = (_kept([month("2027-01", {"response_met": (met * n, of * n)})]) for n in (1, times))
    assert (one.kept, one.missed) == (many.kept, many.missed)
    assert one.kept + one.missed == 1


# ---- Edges -----------------------------------------------------------------------------------------

EDGES: dict[str, list[dict[str, Any]]] = {
    "nothing yet": [],
    "one month": [month("2027-01", {"response_met": (57, 60)})],
    "two months": [month(f"2027-0{n}", {"response_met": (57, 60)}) for n in (1, 2)],
    "nobody asked": [month("2027-01", {"satisfaction": (0, 0)})],
    "all silent": [month(f"2027-{n:02}", report="none") for n in range(1, 13)],
    "all kept": [month(f"2027-{n:02}", {"response_met": (60, 60)}) for n in range(1, 13)],
    "all missed": [month(f"2027-{n:02}", {"response_met": (0, 60)}) for n in range(1, 13)],
    "before the start": [month("2026-12", {"response_met": (57, 60)})],
    "none due": [month("2027-01", report="not_due", why="The takeover")],
}


@pytest.mark.parametrize("name", EDGES)
def test_at_the_edges_there_is_a_sentence_and_no_traceback(name: str, tmp_path: Path) -> None:
    signed = agreement(starts=dt.date(2027, 1, 1), promises=PROMISES)
    file = written(tmp_path, session(signed, months=EDGES[name]))
    for arguments in (("review", file), ("review", file, "--json"), ("calendar", file)):
        found = run(*arguments)
        assert found.status == 0, found.err
        assert found.out


def test_what_cannot_be_judged_is_said_and_is_neither_kept_nor_missed() -> None:
    found = _of(EDGES["nobody asked"]).promise("satisfaction")
    assert found is not None
    assert (found.kept, found.missed, found.many("nothing_to_judge")) == (0, 0, 1)
    silent = _of(EDGES["all silent"]).promise("response_met")
    assert silent is not None
    assert (silent.kept, silent.missed) == (0, 0)
    assert silent.not_reported >= 12
    early = " ".join(sentences(_of(EDGES["before the start"])))
    assert "Before the service began, and so not judged: December 2026." in early


def test_it_is_too_early_to_speak_of_drift_before_month_eight() -> None:
    months = [month(f"2027-0{n}", {"response_met": (57, 60)}) for n in range(1, 6)]
    text = " ".join(sentences(_of(months, dt.date(2027, 6, 10))))
    assert "It is too early to speak of drift: five months." in text


def test_kept_is_compared_unrounded() -> None:
    found = _of(
        [month("2027-01", {"response_met": (57, 60)}), month("2027-02", {"response_met": (9499, 10000)})]
    ).promise("response_met")
    assert found is not None
    assert [period.state for period in found.periods[:2]] == ["kept", "missed"]


def test_a_report_left_out_did_not_come_and_what_nobody_has_come_to_is_not_put_in() -> None:
    found = _of(
        [month(name, {"response_met": (57, 60)}) for name in ("2027-02", "2027-05")],
        dt.date(2027, 8, 20),
        starts=dt.date(2027, 2, 1),
    )
    assert {name: state for name, state in found.record.reports.items() if state not in ("came", "late")} == {
        "2027-03": "none",
        "2027-04": "none",
        "2027-06": "not_put_in",  # its report was due on 15 July, over a month ago
    }
    said = " ".join(sentences(found))
    assert "Not put in yet: June 2027." in said
    assert "(March and April)" in said
