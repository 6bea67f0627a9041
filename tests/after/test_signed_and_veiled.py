"""A signed session that is sealed or blind shows nothing hidden, and no asking of fewer than five."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import json
import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.exchange.scorecard_form import card, card_workbook
from msp_select.model.edits import set_settings
from msp_select.model.session import Session
from msp_select.report.options import FORMATS, Format, Options
from msp_select.report.rendering import Order
from msp_select.store.session import parse_session
from msp_select.store.session_text import dump_session
from tests.after.agreements import agreement, catalog, month, promise, session
from tests.after.files import written
from tests.cli.runs import run
from tests.veiled import AFTER_SIGNING, COMMANDS, FILE, example, renamed, shown_by

QUESTIONS = ("helped", "told", "lost_time")
DRAWN = ("html", "pdf", "docx", "md")  # the formats that draw the document and nothing else
DUMP = "dump"
REPORTS = tuple(
    ("report", FILE, "-o", f"out.{ending}")
    for ending in (DUMP, *(one for one in FORMATS if one not in DRAWN))
)
"""The document itself stands for those that only draw it, which take seconds each."""


def dumped(order: Order) -> bytes:
    """A format that holds the document, every part of it."""
    return repr(order.document).encode()


@pytest.fixture(autouse=True)
def _dumps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, DUMP, Format(DUMP, "The document itself", f"{__name__}:dumped"))


@cache
def signed_example(times: Decimal = Decimal(1), **fields: Any) -> Session:
    """An example that was signed and has a year of months; every sum of money is so many times as large."""
    whole = example()
    first, second = whole.candidates[0], whole.candidates[1]
    months = [
        month(
            f"2027-{n:02}", {"response_met": (50 + n % 9, 60)}, fee=6140 * times, extras=times * n, units=40
        )
        | {"credit_received": times}
        for n in range(1, 13)
    ]
    signed = agreement(
        candidate=first.id,
        starts=dt.date(2027, 1, 1),
        fee={"per": "user", "price": 148 * times, "units": 40, "fixed": 220 * times, "rise_percent": 3},
        credits={"cap_percent": 10, "claim_within_days": 30},
        promises=[promise("response_met", 95, credit_percent=5)],
        team=[{"name": "Priya N.", "role": "main engineer"}],
    )
    reviews = [
        {
            "held": dt.date(2027, 4, 6),
            "goals": "yes",
            "decisions": [{"what": f"Ask {first.name} about {second.name}", "side": "them"}],
        }
    ]
    after = session(signed | {"candidate": "vexley-pyke"}, months=months, reviews=reviews)
    bids = tuple(
        one.model_copy(update={"bid": one.bid.model_copy(update={"onboarding": 1000 * times})})
        if one.bid is not None
        else one
        for one in whole.candidates
    )
    assert after.agreement is not None
    kept = {
        "agreement": after.agreement.model_copy(update={"candidate": first.id}),
        "months": after.months,
        "reviews": after.reviews,
        "candidates": bids,
    }
    one = set_settings(whole.model_copy(update=kept), **fields)
    return parse_session(dump_session(one), FILE, catalog())


@cache
def other_names() -> Session:
    """The blind example as if everybody were called otherwise."""
    return renamed(signed_example(blind=True))


MORE = (
    *AFTER_SIGNING,
    *REPORTS,
    ("check", FILE),
    ("rank", FILE, "--json"),
    ("review", FILE, FILE),
    ("review", FILE, FILE, "--json"),
    ("calendar", FILE),
    ("stay", FILE),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def emptied(folder: Path) -> Path:
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    return folder


@pytest.mark.parametrize("command", MORE, ids=" ".join)
def test_under_the_seal_no_sum_of_what_was_signed_or_billed_changes_what_is_shown(
    command: tuple[str, ...], folder: Path
) -> None:
    twins = [signed_example(Decimal(times), sealed=True) for times in (1, 3)]
    called = [one.id for one in twins[0].candidates[:2]]
    assert dump_session(twins[0]) != dump_session(twins[1])
    shown = [shown_by(command, one, emptied(folder), *called) for one in twins]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("command", MORE, ids=" ".join)
def test_while_names_are_hidden_nobody_learns_with_whom_it_was_signed(
    command: tuple[str, ...], folder: Path
) -> None:
    one = signed_example(blind=True)
    called = ("provider-a", "provider-b")
    shown = [shown_by(command, twin, emptied(folder), *called) for twin in (one, other_names())]
    assert shown[0] == shown[1]


def test_the_other_formats_of_a_report_draw_the_document_and_nothing_else() -> None:
    assert set(FORMATS) == {*DRAWN, DUMP, *(command[-1].removeprefix("out.") for command in REPORTS)}
    one = evaluate(signed_example(), catalog(), draws=0)
    order = Order(one, Options())
    alone: Any = SimpleNamespace(document=order.document, look=order.look, options=order.options)
    for ending in DRAWN:
        module, function = FORMATS[ending].place.split(":")
        assert getattr(importlib.import_module(module), function)(alone)


def test_the_commands_that_are_compared_do_say_something_when_nothing_is_hidden(folder: Path) -> None:
    one, other = signed_example(), signed_example(Decimal(3))
    called = [candidate.id for candidate in one.candidates[:2]]
    command = ("review", FILE, "--json", "--as-of", "2028-01-10")
    assert shown_by(command, one, emptied(folder), *called) != shown_by(
        command, other, emptied(folder), *called
    )
    assert any(command[0] == "review" for command in COMMANDS.values())


# ---- Fewer than five ------------------------------------------------------------------------------

EXPORTS = (
    *REPORTS,
    ("review", FILE),
    ("review", FILE, "--short", "--pictures"),
    ("review", FILE, "--json"),
    ("review", FILE, FILE),
    ("review", FILE, FILE, "--json"),
    ("calendar", FILE, "-o", "dates.ics"),
    ("calendar", FILE, "--json"),
    ("stay", FILE),
    ("stay", FILE, "--json"),
    ("sheet", FILE, "-o", "card.xlsx", "--actuals"),
    ("sheet", FILE, "-o", "card.csv", "--actuals"),
    ("check", FILE),
    ("rank", FILE, "--json"),
    ("explain", FILE, "--json"),
)


@cache
def asked(helped: tuple[int, ...], told: tuple[int, ...], lost: tuple[int, ...]) -> Session:
    """The signed example with one asking of many, and one of which these marks were given."""
    many = [2, 3, 4, 5, 6]
    first = {"asked": dt.date(2027, 3, 28), "invited": 40, **dict.fromkeys(QUESTIONS, many)}
    marks = dict(zip(QUESTIONS, (helped, told, lost), strict=True))
    second = {"asked": dt.date(2027, 6, 28), "invited": 40, **marks}
    whole = signed_example()
    heard = session(pulses=[first, second])
    return whole.model_copy(update={"pulses": heard.pulses})


FOUR = ((4, 0, 0, 0, 0), (4, 0, 0, 0, 0), (4, 0, 0, 0, 0))
UNEVEN = ((1, 1, 1, 1, 1), (1, 0, 0, 0, 0), (0, 0, 0, 0, 5))  # five to one question, one to another


@pytest.mark.parametrize("command", EXPORTS, ids=" ".join)
def test_an_asking_of_fewer_than_five_is_the_same_whatever_and_however_many_said(
    command: tuple[str, ...], folder: Path
) -> None:
    said = [asked(*few) for few in (FOUR, UNEVEN)]
    for question in QUESTIONS:
        assert said[0].pulses[1].marks(question) != said[1].pulses[1].marks(question)  # type: ignore[arg-type]
    called = [one.id for one in said[0].candidates[:2]]
    shown = [shown_by(command, one, emptied(folder), *called) for one in said]
    assert shown[0] == shown[1]
    for data in shown[0].values():
        assert not re.search(r"\b[1-4] answered", read(data))


def test_the_scorecard_is_the_same_file_whenever_it_is_written() -> None:
    one = signed_example()
    assert one.agreement is not None
    data = card_workbook(card(one, one.agreement, catalog().agreed, "Somebody"))
    assert str(one.as_of) in read(data)


def read(data: bytes) -> str:
    """The text of an output; of a workbook or a document that of its parts."""
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_taking_in_what_few_said_says_that_it_is_not_shown(tmp_path: Path) -> None:
    file = written(tmp_path, signed_example())
    (tmp_path / "people.csv").write_text(
        "month,question,mark_1,mark_2,mark_3,mark_4,mark_5\n"
        + "".join(f"2027-09,{question},3,1,0,0,0\n" for question in QUESTIONS)
    )
    found = run("actuals", file, "--pulse", str(tmp_path / "people.csv"))
    assert found.status == 0, found.err
    said = f"{found.out} {found.err} {run('review', file).out}"
    assert "so that nobody is recognised" in " ".join(said.split())
    assert "mark fell" not in said
    document = json.loads(run("review", file, "--json").out)
    assert document["pulse"] == {"heard": [], "hidden": 1, "fell": False}
