"""The pictures of the months: the published ones as they were published, and nothing joined over silence."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from msp_select.decision.after.driving_over_time import driving_over_time
from msp_select.decision.after.pictures import MeasurePicture, measure_pictures
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.model.session import Session
from msp_select.phrases.en.after import pictures as words
from msp_select.phrases.en.after.review import DRIVERS
from tests.after.agreements import agreement, catalog, month, promise, session
from tests.after.files import written
from tests.after.years import EXPECTED, reviewed, year
from tests.cli.runs import run

SLOW = """\
100 % ┤    ●
 97 % ┤● ● ░░● ░░░░● ░░● ● ░░░░░░░░░░░░░░░░
 94 % ┤░░░░░░░░░░○ ░░○ ░░░░░░░░░░░░░░░░░░░░ promised 95
 91 % ┤░░░░░░░░○ ░░░░░░░░░░░░░░░░░░░░░░░░░░
 88 % ┤                      ○ ○       ○ ○
 85 % ┤                              ○
 82 % ┤                    ○
 79 % ┤
 76 % ┤                          ○
 73 % ┤                            ○
      └────────────────────────────────────
       J F M A M J J A S O N D J F M A M J
       ············              ══════════"""
SILENT = """\
100 % ┤        ●
 99 % ┤░░░░░░░░░░░░
 98 % ┤● ● ░░● ░░░░
 97 % ┤░░░░● ░░░░●
 96 % ┤░░░░░░░░░░░░
 95 % ┤░░░░░░░░░░░░──────────────────────── promised 95
 94 % ┤░░░░░░░░░░░░
 93 % ┤
 92 % ┤
 91 % ┤
      └────────────────────────────────────
       J F M A M J ? ? ? ? ? ? ? ? ? ? ? ?
       ············"""
"""As published, with the months marked below that led to the word."""


def picture(name: str, measure: str) -> MeasurePicture:
    return next(one for one in measure_pictures(reviewed(name)) if one.id == measure)


@pytest.mark.parametrize(("name", "published"), [("slow_drift_a", SLOW), ("silent_a", SILENT)])
def test_the_published_pictures_are_drawn_as_they_were_published(name: str, published: str) -> None:
    lines = words.measure_lines(picture(name, "response_met"), reviewed(name))
    assert published in "\n".join(lines)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("width", [60, 80, 110])
def test_every_picture_fits_and_shows_each_figure_once(name: str, width: int) -> None:
    after = reviewed(name)
    for one in measure_pictures(after):
        lines = words.measure_lines(one, after, words.BLOCKS, width)
        assert max(map(len, lines)) <= width
        drawn = "".join(line for line in lines if "┤" in line)
        assert drawn.count("●") + drawn.count("○") == sum(month.value is not None for month in one.months)
    assert max(map(len, words.year_lines(after, words.BLOCKS, width))) <= width


@pytest.mark.parametrize("name", EXPECTED)
def test_a_terminal_without_signs_gets_the_same_picture_in_plain_ones(name: str) -> None:
    after = reviewed(name)
    for one in measure_pictures(after):
        plain = words.measure_lines(one, after, words.ASCII)
        assert "\n".join(plain).isascii()
        usual = "\n".join(words.measure_lines(one, after))
        assert "".join(plain).count("o") >= usual.count("○")


def test_a_long_contract_shows_its_last_months_and_says_which() -> None:
    many = [month(f"{2027 + n // 12}-{n % 12 + 1:02}", {"response_met": (57, 60)}) for n in range(60)]
    signed = agreement(starts=dt.date(2027, 1, 1), term_months=60, promises=[promise("response_met", 95)])
    one = session(signed, months=many)
    after = _after(one, dt.date(2032, 1, 20))
    (found,) = measure_pictures(after)
    lines = words.measure_lines(found, after, words.BLOCKS, 60)
    assert max(map(len, lines)) <= 60
    head = " ".join(lines[:2])
    assert head.endswith("to December 2031")
    assert "January 2027" not in head


def _after(one: Session, as_of: dt.date) -> AfterSigning:
    assert one.agreement is not None
    return after_signing(one, one.agreement, catalog(), as_of)


def test_the_promise_of_each_month_is_the_one_that_held() -> None:
    first = promise("response_met", 90, until=dt.date(2027, 6, 30))
    second = promise("response_met", 95) | {"from": dt.date(2027, 7, 1)}
    months = [month(f"2027-{n:02}", {"response_met": (56, 60)}) for n in range(1, 13)]
    one = session(agreement(starts=dt.date(2027, 1, 1), promises=[first, second]), months=months)
    (found,) = measure_pictures(_after(one, dt.date(2028, 1, 20)))
    assert [month.promised for month in found.months] == [90.0] * 6 + [95.0] * 6
    assert [month.state for month in found.months] == ["kept"] * 6 + ["missed"] * 6


def test_the_report_draws_them_with_the_same_figures_below_and_in_words(tmp_path: Path) -> None:
    file = written(tmp_path, year("silent_a"))
    out = tmp_path / "out.json"
    assert run("report", file, "-o", str(out)).status == 0
    sections = json.loads(out.read_text("utf-8"))["sections"]
    blocks = next(section for section in sections if section["id"] == "after")["blocks"]
    charts = [block["chart"] for block in blocks if block["type"] == "picture"]
    assert len(charts) == len(measure_pictures(reviewed("silent_a")))
    in_time = next(chart for chart in charts if chart["title"].startswith("Work started"))
    assert "January 2027: 98.4, kept" in in_time["alternative"]
    assert "July 2027: not reported" in in_time["alternative"]
    assert "Promised: 95." in in_time["alternative"]
    table = next(block for block in blocks if block.get("name") == "Month by month")
    texts = [[cell["text"] for cell in row] for row in table["rows"]]
    assert [row[0] for row in texts][:2] == ["January 2027", "February 2027"]
    assert any("not reported" in row for row in texts)
    page = tmp_path / "out.html"
    assert run("report", file, "-o", str(page)).status == 0
    assert page.read_text("utf-8").count("nine of ten by chance") == len(charts)


def test_who_was_driving_is_drawn_review_by_review() -> None:
    said = [("yes", dt.date(2027, 5, 4)), ("partly", dt.date(2027, 8, 3)), ("no", dt.date(2027, 11, 2))]
    questions = ("goals", "results", "nothing_broken", "choices", "you_decided")
    reviews = [{"held": day, **dict.fromkeys(questions, answer)} for answer, day in said]
    found = driving_over_time(session(agreement(), reviews=reviews), dt.date(2028, 1, 1), 20)
    assert found is not None
    lines = words.driving_lines(found)
    dots = {line[:4].strip(): line.index("●") for line in lines if "●" in line}
    assert list(dots) == ["100", "50", "0"]
    assert sorted(dots.values()) == list(dots.values())
    assert next(line for line in lines if "You share the driving" in line).startswith("  60")
    assert "4 May" in lines[-1]
    words_at = {line.index(word) for word in DRIVERS.values() for line in lines if word in line}
    assert len(words_at) == 1  # one below the other, right of the last review
    assert words_at.pop() > max(dots.values())


def test_the_command_draws_them_and_plain_signs_go_where_others_cannot(tmp_path: Path) -> None:
    found = run("review", written(tmp_path, year("slow_drift_a")), "--short", "--pictures")
    assert found.status == 0
    assert "months that led to what is said" in found.out
    assert "The year on one page: July 2027 to June 2028" in found.out
    assert "o o drift" in found.out  # what is run here prints no signs
