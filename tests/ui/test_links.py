"""A link in place of a file, by keys: made, shown once, opened, handed in, taken in, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from msp_select.exchange.form import form_of, with_nothing_known
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.instructions import marks_file, page_file
from msp_select.exchange.marks_form import marks_bytes, to_mark
from msp_select.exchange.page_answers import form_with, marks_with
from msp_select.model.edits import set_settings
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.catalog import load_catalog
from msp_select.store.inbox import Draft, Guest, Inbox
from msp_select.store.invitations import Invitation, Served, invitations, note_served, use
from msp_select.store.session import load_session, save_session
from msp_select.ui.widgets.selectable_lines import LineList
from tests.ui.driving import NOON, SIZES, Driver, a_file, driving, read_back
from tests.ui.test_bidders import told
from tests.ui.test_evaluators import add

LATER = NOON + dt.timedelta(days=2)
SECRET = "88776"  # a price nobody may see before the prices are opened
BACKUP = "pro_backup_test"


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msp_select.ui.guests.LOOKS", 0.02)


async def link_of(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a link for whoever is marked, copy it, and close it."""
    monkeypatch.setattr("msp_select.ui.components.guest_link.may_reach_clipboard", lambda _: True)
    await driver.press("i")
    await driver.shows("1  Make a link")
    await driver.press("1")
    await driver.shows("y copies the link")
    await driver.press("y", "escape")
    return driver.app.clipboard


def opened(link: str) -> Invitation:
    """Whom the link lets in, as whoever got it opens it."""
    origin, key = link.split("/enter#")
    assert origin == "http://127.0.0.1:8765"
    found = use(Path("a.toml"), key, LATER)
    assert found is not None
    return found


def handed_in(role: Guest, who: str, data: bytes, called: str = "") -> None:
    """What the server does once somebody hands in."""
    name = page_file(called or who) if role == "bidder" else marks_file(who)
    Inbox.of(Path("a.toml")).hand_in(role, who, name, data, LATER.isoformat())


def answered(who: str, given: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file that a served form makes."""
    work = OpenSession.open("a.toml")
    blank = with_nothing_known(work.session, who)
    return csv_bytes(form_with(form_of(blank, work.catalog, who, blank.size), given))


def page(driver: Driver) -> str:
    """Everything on the list of the place, also what is not in view."""
    return " ".join(driver.app.screen.query(LineList).first().text.split())


@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_a_bidder_gets_a_link_hands_in_and_is_taken_in_row_by_row(
    size: tuple[int, int], blind: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file("Vexley", "Northgate", answers_by=None)
    stored = load_session(path, load_catalog())
    save_session(stored, set_settings(stored.session, blind=blind, sealed=True), NOON)
    seen = list[str]()
    async with driving(path, size=size) as driver:
        await driver.go("bidders")
        driver.app.screen.query(LineList).first().move_to("vexley")
        link = await link_of(driver, monkeypatch)
        await driver.shows("link not opened yet")
        seen.append(driver.text)
        one = driver.session.candidate("vexley")
        assert [(sheet.sent, sheet.back) for sheet in one.sheets] == [(NOON.date(), None)]
        assert driver.session.answers_by == "sheets"
        invitation = opened(link)
        assert (invitation.role, invitation.who) == ("bidder", "vexley")
        await driver.until(lambda: "link opened 23 Nov" in page(driver))
        level = load_catalog().questions[BACKUP].levels[0].id
        work = driver.app.work
        assert work is not None
        called = work.called("vexley")
        given = {BACKUP: {"answer": level}, fee_row(work): {"answer": SECRET}}
        handed_in("bidder", "vexley", answered("vexley", given), called)
        await driver.until(lambda: "handed in 23 Nov: read it back" in page(driver))
        assert max(cell_len(line) for line in driver.text.splitlines()) <= size[0]
        await driver.press("r")
        await driver.shows(f"1  answers-{called}.csv")
        seen.append(driver.text)
        await driver.press("1")
        await driver.shows("Enter takes them")
        seen.append(driver.text)
        assert driver.session.candidate("vexley").answers == {}
        await driver.press("enter")
        await driver.until(lambda: "taken and saved" in told(driver))
        assert driver.session.candidate("vexley").answers[BACKUP].value == level
        await driver.until(lambda: "back 21 Nov" in page(driver))
        assert "handed in" not in page(driver)
        seen.append(driver.text)
        await driver.go("home")
        await driver.until(lambda: "back 21 Nov" in page(driver).replace(" s ", " "))
        seen.append(driver.text)
    assert not [text for text in seen if SECRET in text.replace(",", "")]
    if blind:
        assert not [text for text in seen if "vexley" in text.casefold() or "northgate" in text.casefold()]
    assert link.partition("#")[2] not in Path("a.toml").read_text("utf-8")
    assert link.partition("#")[2] not in Path("a.toml.invitations.json").read_text("utf-8")


def fee_row(work: OpenSession) -> str:
    """A row of the form that asks for money."""
    form = form_of(work.session, work.catalog, "vexley", work.session.size)
    return next(line.question.id for line in form.prices if not line.question.levels)


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_is_opened_again_and_a_link_taken_back(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(a_file("Vexley", answers_by="sheets"), size=size) as driver:
        await driver.go("bidders")
        link = await link_of(driver, monkeypatch)
        opened(link)
        handed_in("bidder", "vexley", answered("vexley", {}))
        await driver.until(lambda: "handed in 23 Nov" in page(driver))
        await driver.press("i")
        await driver.shows("Handed in 23 Nov", "2  Open their form again", "3  Take their link back")
        await driver.press("2")
        await driver.until(lambda: "the form is open again" in told(driver))
        draft = Inbox.of(Path("a.toml")).draft("bidder", "vexley")
        assert draft == Draft(form="answers-vexley.csv")
        await driver.until(lambda: "link opened 23 Nov" in page(driver))
        await driver.press("i")
        await driver.shows("2  Take their link back")
        await driver.press("2")
        await driver.until(lambda: "opens nothing any more" in told(driver))
        assert invitations(Path("a.toml")) == ()
        assert use(Path("a.toml"), link.partition("#")[2], LATER) is None
        assert "link" not in page(driver).split("writes a sheet")[0]


@pytest.mark.parametrize("size", SIZES)
async def test_an_evaluator_gets_a_link_and_the_marks_are_taken_in(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file("Vexley", "Northgate")
    async with driving(path, size=size) as driver:
        await driver.go("evaluators")
        await add(driver, "Bob", "Marta")
        driver.app.screen.query(LineList).first().move_to("person:bob")
        link = await link_of(driver, monkeypatch)
        await driver.until(lambda: "link not opened yet" in page(driver))
        assert opened(link).who == "bob"
        await driver.until(lambda: "link opened 23 Nov" in page(driver))
        await driver.press("r", *["backspace"] * 3)
        await driver.write("Robert")
        await driver.press("enter")  # the link is for the person, whatever they are called
        await driver.until(lambda: page(driver).count("link opened 23 Nov") == 1)
        work = OpenSession.open(path)
        form = to_mark(work.session, work.catalog, evaluator_of(work.session, "bob"))
        place = next(one for one in form.places if one.question.levels)
        key, level = f"{place.candidate}/{place.question.id}", place.question.levels[0].id
        handed_in("evaluator", "bob", marks_bytes(marks_with(form, {key: {"answer": level}})[0]))
        await driver.until(lambda: "handed in 23 Nov: read it back" in page(driver))
        assert max(cell_len(line) for line in driver.text.splitlines()) <= size[0]
        await driver.press("t")
        await driver.shows("1  marks-bob.toml", "2  Another file")
        await driver.press("1")
        await driver.until(lambda: driver.session.evaluator("bob").given == 1)
        await driver.until(lambda: "handed in" not in page(driver))
        await driver.press("t")
        await driver.shows("The file that came back")
    assert read_back(path).evaluator("bob").marks[place.candidate][place.question.id].value == level


async def test_hidden_names_get_their_tokens_before_an_evaluator_has_a_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = a_file("Vexley", "Northgate")
    stored = load_session(path, load_catalog())
    save_session(stored, set_settings(stored.session, blind=True), NOON)
    async with driving(path) as driver:
        await driver.go("evaluators")
        await add(driver, "Bob")
        await link_of(driver, monkeypatch)
    assert all(one.token for one in read_back(path).candidates)


async def test_a_terminal_without_a_clipboard_writes_the_link_for_its_owner_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("msp_select.ui.components.guest_link.may_reach_clipboard", lambda _: False)
    async with driving(a_file("Vexley")) as driver:
        await driver.go("bidders")
        await driver.press("i", "1", "y")
        await driver.shows("This terminal passes nothing on")
        await driver.press("escape", "i", "1", "y")
        await driver.shows("link-vexley-2.txt")
    for name in ("link-vexley.txt", "link-vexley-2.txt"):
        file = Path("a-sheets") / name
        assert opened(file.read_text("utf-8").strip()).who == "vexley"
        assert file.stat().st_mode & 0o777 == 0o600


async def test_a_link_leads_where_the_session_is_served_and_is_refused_where_it_opens_nothing() -> None:
    path = a_file("Vexley")
    note_served(Path(path), Served("https://choose.example.com"))
    async with driving(path, size=(120, 40)) as driver:
        await driver.go("bidders")
        await driver.press("i", "1")
        await driver.shows("https://choose.example.com/enter#", "msp-select serve a.toml")
        await driver.press("escape")
        note_served(Path(path), replace(Served(), invited=False))
        before = invitations(Path(path))
        await driver.press("i")
        await driver.shows("links are switched off")
        await driver.press("escape")
        assert invitations(Path(path)) == before


async def test_an_example_is_served_to_nobody() -> None:
    async with driving("example:dental-practice") as driver:
        await driver.go("bidders")
        await driver.press("i")
        await driver.shows("An example or a session without a file cannot be served")
