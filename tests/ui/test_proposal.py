"""Read a proposal, by keys: each find taken, corrected or rejected, taken back, and where one is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from msp_select.model.edits import edit_candidate, set_business, set_settings
from msp_select.model.session import Session
from msp_select.phrases.en.proposals import without_text
from msp_select.reading.reading import Contradiction, Reading, Side
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui import clipboard
from msp_select.ui.clipboard import COPIED
from msp_select.ui.components import background_reader
from msp_select.ui.screens.proposal import ProposalScreen
from msp_select.ui.widgets.selectable_lines import LineList, Page
from msp_select.ui.widgets.text_dialog import Reading as Dialog
from tests.reading import made
from tests.ui.driving import NOON, SIZES, Driver, a_file, driving, read_back

FILE = "larkspan.pdf"


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is a reading made by hand, of which the file's bytes are the digest."""

    def read(_session: Any, _catalog: Any, candidate: str, files: Any, **told: Any) -> Reading:
        (file,) = files
        progress: Callable[[int, int], None] = told["progress"]
        progress(6, 6)
        document = made.document(name=file.name, role=file.role)
        return made.reading(candidate=candidate, documents=(document,))

    monkeypatch.setattr(background_reader, "read_documents", read)


def a_session(**settings: object) -> str:
    """Larkspan and another, prices open, and the proposal beside the file."""
    path = a_file("Larkspan", "Northgate")
    stored = load_session(path, load_catalog())
    session = set_settings(stored.session, **({"sealed": False} | settings))
    for key, number in (("biz_users", 38), ("biz_devices", 44), ("biz_servers", 2)):
        session = set_business(session, key, Decimal(number))
    save_session(stored, session, NOON)
    Path(FILE).write_bytes(b"%PDF-1.4 of nobody")
    return path


async def read(driver: Driver) -> None:
    """From the candidate to the first find."""
    await driver.press("f4", "r")
    await driver.shows("Which document is to be read?")
    await driver.press("1")
    await driver.shows("What is larkspan.pdf?")
    await driver.press("1")
    await driver.until(lambda: "1 of 10" in find(driver))


def find(driver: Driver) -> str:
    """What is shown of the find one is at."""
    return driver.app.screen.query_one("#find", Page).text


def larkspan(session: Session) -> Any:
    return session.candidates[0]


@pytest.mark.parametrize("size", SIZES)
async def test_finds_are_taken_one_by_one_and_carry_their_source(size: tuple[int, int]) -> None:
    path = a_session()
    async with driving(path, size=size) as driver:
        await read(driver)
        assert "start when all is down" in find(driver)
        assert larkspan(driver.session).sources == {}
        await driver.press("enter")  # two places differ: Enter takes neither
        await driver.says("This one needs your decision: a takes it, c corrects it, r rejects it.")
        assert larkspan(driver.session).sources == {}
        await driver.press("o")
        assert "→ 15 minutes" in find(driver)
        await driver.press("o", "a")
        assert larkspan(driver.session).answers["acc_p1_response"].value == 60
        assert "2 of 10" in find(driver)
        await driver.press("enter")  # plain: Enter takes it
        assert larkspan(driver.session).bid.per_user == 138
        await driver.shows("2 taken, 0 corrected, 0 rejected, 8 open, 3 not found.")
        await driver.press("ctrl+q")
    saved = larkspan(read_back(path))
    assert saved.sources["bid.per_user"].page == 5
    assert saved.sources["acc_p1_response"].against.value == 15
    assert saved.documents[0].unread == (2, 3)
    (entry,) = [one for one in read_back(path).log if one.kind == "proposal_read"]
    assert "2 taken, 0 corrected, 0 rejected; one contradiction." in entry.what


async def test_a_value_is_corrected_rejected_and_taken_back() -> None:
    path = a_session()
    async with driving(path, size=(120, 40)) as driver:
        await read(driver)
        await driver.press("n", "n", "n", "n")
        assert "To get started" in find(driver)
        await driver.press("c", *["backspace"] * 8, *"4500", "enter")
        assert larkspan(driver.session).bid.onboarding == 4500
        assert larkspan(driver.session).sources["bid.onboarding"].corrected
        await driver.press("u")
        assert larkspan(driver.session).bid is None
        await driver.press("N", "n")
        at = find(driver).split(" ·")[0]
        await driver.press("r")
        assert larkspan(driver.session).documents[0].rejected
        assert find(driver).split(" ·")[0] != at
        await driver.press("ctrl+z")
        assert larkspan(driver.session).documents == ()


async def test_why_a_find_was_not_taken_stands_on_the_page_until_it_is_dealt_with() -> None:
    path = a_session()
    async with driving(path, size=(120, 40)) as driver:
        await read(driver)
        await driver.press("n")  # past the contradiction
        await driver.press("a", "a")  # per user and per server: the total is their sum
        await driver.until(lambda: larkspan(driver.session).bid.per_server == 95)
        await driver.press("a")
        await driver.until(lambda: "Not taken: This total is the sum of the prices" in find(driver))
        assert larkspan(driver.session).bid.monthly is None
        await driver.press("n")
        await driver.until(lambda: "Not taken" not in find(driver))
        await driver.press("N")
        await driver.until(lambda: "Not taken: This total is the sum of the prices" in find(driver))
        await driver.press("r")
        await driver.until(lambda: "Not taken" not in find(driver))


async def test_a_level_is_picked_by_the_person_and_pointed_at_by_the_program() -> None:
    path = a_session()
    async with driving(path, size=(120, 40)) as driver:
        await read(driver)
        await driver.press("tab", "end", "enter")
        assert "backups tested" in find(driver)
        assert "← its words are here" in find(driver)
        await driver.press("a")
        await driver.shows("How often do they restore data")
        await driver.press("enter")  # none is marked
        assert larkspan(driver.session).answers == {}
        await driver.press("2")
        assert larkspan(driver.session).answers["pro_backup_test"].value == "quarterly_sample"
        assert larkspan(driver.session).answers["pro_backup_test"].evidence == "written"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_stands_beside_the_find_or_takes_its_place(size: tuple[int, int]) -> None:
    path = a_session()
    async with driving(path, size=size) as driver:
        await read(driver)
        finds = driver.app.screen.query_one("#finds", LineList)
        assert finds.display is (size[0] >= 100)
        await driver.press("tab")
        assert finds.has_focus
        await driver.shows("Two places that do not agree", "Money", "Terms", "Service")
        await driver.press("down", "down", "enter")
        assert finds.display is (size[0] >= 100)
        assert "3 of 10" in find(driver)


async def test_the_page_and_a_search_show_the_documents_own_text() -> None:
    path = a_session()
    async with driving(path) as driver:
        await read(driver)
        await driver.press("n", "p")
        await driver.shows("larkspan.pdf, page 5", "One-time │ Amount")
        await driver.press("escape", "slash", *"anniversary", "enter")
        await driver.shows("page 6: On each anniversary")
        assert isinstance(driver.app.screen, Dialog)


async def test_what_was_left_open_is_asked_again_and_what_was_rejected_is_not() -> None:
    path = a_session()
    async with driving(path) as driver:
        await read(driver)
        await driver.press("n", "enter", "r")
        await driver.press("f4")
        assert larkspan(driver.session).sources["acc_p1_response"].undecided
        assert sum(one.kind == "proposal_read" for one in driver.session.log) == 1
        await driver.press("r")
        await driver.shows("1 taken, 0 corrected, 1 rejected, 8 open")
        await driver.press("f", "1", "1")
        await driver.until(lambda: "1 of 10" in find(driver))
        assert "start when all is down" in find(driver)  # the two places that differ, still open
        await driver.press("n")
        assert "4 of 10" in find(driver)  # the second is taken, the third was rejected


async def test_hidden_names_are_hidden_in_quotes_and_documents_and_the_file_keeps_them() -> None:
    path = a_session(blind=True)
    async with driving(path, size=(120, 40)) as driver:
        await read(driver)
        text = driver.text
        await driver.press("n", "n", "n", "n", "n")
        assert "Provider A may increase" in find(driver)
        assert "document A, page 6" in find(driver)
        for shown in (text, driver.text):
            assert "arkspan" not in shown
        await driver.press("enter")
        assert larkspan(driver.session).sources["bid.yearly_rise"].quote == made.RISE


async def test_while_prices_are_sealed_what_waits_is_counted_and_no_page_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sealed(_session: Any, _catalog: Any, candidate: str, _files: Any, **_told: Any) -> Reading:
        finds = tuple(one for one in made.reading().finds if not one.target.startswith("bid."))
        return made.reading(
            candidate=candidate, documents=(made.document(texts=()),), finds=finds, withheld=6
        )

    monkeypatch.setattr(background_reader, "read_documents", sealed)
    path = a_session(sealed=True)
    async with driving(path) as driver:
        await driver.press("f4", "r", "1", "1")
        await driver.shows("Six finds with prices", "until the prices are opened.")
        await driver.press("p")
        await driver.shows("While prices are sealed the text of a page is not shown")
        await driver.press("escape", "a")
        assert larkspan(driver.session).answers["acc_p1_response"].value == 60
        assert larkspan(driver.session).bid is None


async def test_once_prices_are_open_what_waited_is_read_without_being_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def by_seal(session: Any, _catalog: Any, candidate: str, _files: Any, **_told: Any) -> Reading:
        if not session.settings.sealed:
            return made.reading(candidate=candidate)
        finds = tuple(one for one in made.reading().finds if not one.target.startswith("bid."))
        return made.reading(candidate=candidate, finds=finds, withheld=6)

    monkeypatch.setattr(background_reader, "read_documents", by_seal)
    path = a_session(sealed=True)
    async with driving(path) as driver:
        await driver.press("f4", "r", "1", "1")
        await driver.shows("Six finds with prices", "F5, then o, opens them.")
        await driver.press("f5", "o", *"papers", "enter", "f4", "r")
        await driver.until(lambda: "of 10" in find(driver))


async def test_a_reading_with_nothing_in_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_session: Any, _catalog: Any, candidate: str, _files: Any, **_told: Any) -> Reading:
        document = made.document(pages=2, pages_without_text=(1, 2), notes=(without_text((1, 2)),))
        return made.reading(candidate=candidate, documents=(document,), finds=(), contradictions=())

    monkeypatch.setattr(background_reader, "read_documents", nothing)
    path = a_session()
    async with driving(path) as driver:
        await driver.press("f4", "r", "1", "1")
        await driver.shows("Pages 1 and 2 are pictures.", "Nothing was found that answers a question.")
        await driver.press("a", "r", "c", "o", "p", "n", "u", "f4")
        assert driver.session.log == ()


async def test_a_candidate_that_is_gone_or_own_staff_is_not_read_for() -> None:
    path = a_session()
    stored = load_session(path, load_catalog())
    save_session(stored, edit_candidate(stored.session, "larkspan", kind="in_house"), NOON)
    async with driving(path) as driver:
        await driver.press("f4", "r")
        await driver.says("Your own staff send no proposal.")
        await driver.press("down", "r", "escape")
        await driver.shows("f chooses the document to read.")
        await driver.press("f4", "x", "y")
        await driver.go("proposal")
        await driver.shows("Read a proposal")


def own_count(candidate: str, document: Any) -> Reading:
    """The document counts 40 users, the file 38."""
    told = Contradiction(
        kind="sum",
        target="biz_users",
        one=Side(document="larkspan-1", page=5, place="", value=Decimal(40), quote="per user  40"),
        other=Side(document="", page=0, place="", value=Decimal(38), quote=""),
        sentence="It is priced for 40 users; you have 38.",
    )
    return made.reading(candidate=candidate, documents=(document,), finds=(), contradictions=(told,))


@pytest.mark.parametrize(
    ("keys", "users", "told"),
    [
        (("a",), 40, "1 taken, 0 corrected, 0 rejected, 0 open"),
        (("o", "a"), 38, "0 taken, 0 corrected, 1 rejected, 0 open"),
        (("r",), 38, "0 taken, 0 corrected, 1 rejected, 0 open"),
        (("c", *["backspace"] * 4, "3", "9", "enter"), 39, "0 taken, 0 corrected, 1 rejected, 0 open"),
        (("a", "u"), 38, "0 taken, 0 corrected, 0 rejected, one open"),
    ],
)
async def test_a_count_of_ones_own_is_taken_from_the_document_kept_or_corrected(
    keys: tuple[str, ...], users: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_documents(_session: Any, _catalog: Any, candidate: str, _files: Any, **_told: Any) -> Reading:
        return own_count(candidate, made.document())

    monkeypatch.setattr(background_reader, "read_documents", read_documents)
    path = a_session()
    async with driving(path) as driver:
        await driver.press("f4", "r", "1", "1")
        await driver.until(lambda: "1 of 1" in find(driver))
        await driver.press("enter")  # two places differ: Enter takes neither
        assert driver.session.business["biz_users"] == 38
        await driver.press(*keys)
        assert driver.session.business["biz_users"] == users
        await driver.shows(told.replace("one open", "1 open"))
    assert read_back(path).business["biz_users"] == users


async def test_another_document_is_read_beside_the_first_and_pages_of_both_are_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[list[tuple[str, str]], object]] = []

    def read_documents(_session: Any, _catalog: Any, candidate: str, files: Any, **told: Any) -> Reading:
        asked.append(([(one.name, one.role) for one in files], told["pages"]))
        documents = tuple(
            made.document(id=f"larkspan-{at}", name=one.name, role=one.role, sha256=f"{at}" * 64)
            for at, one in enumerate(files, 1)
        )
        return made.reading(candidate=candidate, documents=documents)

    monkeypatch.setattr(background_reader, "read_documents", read_documents)
    path = a_session()
    Path("msa.txt").write_text("Terms", "utf-8")
    Path("prices 2.txt").write_text("Prices", "utf-8")
    os.utime(FILE, (2e9, 2e9))
    async with driving(path, size=(120, 40)) as driver:
        await read(driver)
        await driver.press("n", "enter", "plus")
        await driver.shows("msa.txt", "prices 2.txt")
        assert FILE not in driver.app.screen.query_one("OptionList").render_line(0).text
        await driver.press("3")
        await driver.shows("a semicolon between them")
        await driver.write("msa.txt; nowhere.txt")
        await driver.press("enter")
        await driver.shows("nowhere.txt: there is no such file.")
        await driver.press(*["backspace"] * len("nowhere.txt"))
        await driver.write("prices 2.txt")
        await driver.press("enter")
        await driver.shows("What is msa.txt?")
        await driver.press("2")
        await driver.shows("What is prices 2.txt?")
        await driver.press("4")
        await driver.shows("larkspan.pdf, msa.txt, prices 2.txt")
        assert sum(one.kind == "proposal_read" for one in driver.session.log) == 1
        await driver.press("l", *"9-2", "enter")
        await driver.shows("9-2: expected the first and the last page, such as 12-40.")
        await driver.press(*["backspace"] * 3, *"5-6", "enter")
        await driver.shows("only pages 5-6: larkspan.pdf, msa.txt, prices 2.txt")
        await driver.press("l", *["backspace"] * 3, "enter")
        await driver.until(lambda: "only pages" not in driver.text)
    first = (FILE, "proposal")
    three = [first, ("msa.txt", "contract"), ("prices 2.txt", "price_list")]
    assert asked == [([first], None), (three, None), (three, (5, 6)), (three, None)]


async def test_what_is_left_open_is_an_e_mail_to_copy_or_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "may_reach_clipboard", lambda _environ: True)
    path = a_session()
    async with driving(path) as driver:
        await read(driver)
        await driver.press("n", "enter", "e")
        await driver.shows("Larkspan: 27 questions;", "Thank you for your offer.")
        await driver.shows("Two places of your documents differ.")
        await driver.press("y")
        await driver.says(COPIED)
        assert "larkspan.pdf, page 4 says 60 minutes" in " ".join(driver.app.clipboard.split())
        await driver.press("w")
        await driver.shows("Write the e-mail to which file?")
        await driver.press("end", *["backspace"] * 3, *"pdf", "enter")
        await driver.shows("it ends in .txt")
        await driver.press(*["backspace"] * 3, *"txt", "enter")
        await driver.until(lambda: any(one.startswith("Written: ") for one in driver.app.messages))
        assert Path("questions-larkspan.txt").read_text("utf-8") == driver.app.clipboard
        await driver.press("w", "enter")
        await driver.shows("Replace questions-larkspan.txt?")
        await driver.press("n", "escape")
        await driver.shows("Read a proposal")


async def test_no_letter_names_a_document_while_names_are_hidden() -> None:
    path = a_session(blind=True)
    async with driving(path) as driver:
        await read(driver)
        await driver.press("e")
        await driver.says("While names are hidden no letter is shown: it names the documents of the bidder.")
        assert isinstance(driver.app.screen, ProposalScreen)


@pytest.mark.parametrize(("blind", "first"), [(False, FILE), (True, "northgate.txt")])
async def test_the_documents_called_like_the_bidder_come_first_unless_names_are_hidden(
    blind: bool, first: str
) -> None:
    path = a_session(blind=blind)
    Path("northgate.txt").write_text("Another firm", "utf-8")
    os.utime(FILE, (1e9, 1e9))
    async with driving(path) as driver:
        await driver.press("f4", "r")
        await driver.shows("Which document is to be read?", f"1  {first}")
