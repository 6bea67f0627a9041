"""Ask the bidders, by keys: sheets out and back, what is refused, a second round, a call to a client."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer, set_settings
from msp_select.phrases.en.words import count
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.sheets import returned_files
from msp_select.ui.widgets.selectable_lines import LineList, Page
from tests.exchange.returned import fill
from tests.ui.driving import NOON, SIZES, Driver, a_file, driving, read_back
from tests.ui.test_owners_evening import filled_in

FOLDER = Path("a-sheets")


def told(driver: Driver) -> str:
    """What the page has said of what was done."""
    return " ".join(driver.app.screen.query_one("#told", Page).text.split())


def changed(path: str, **settings: object) -> None:
    """The file with other settings, and one answer of Vexley about what a client may confirm."""
    stored = load_session(path, load_catalog())
    session = set_settings(stored.session, **settings)
    for key in ("pro_backup_test", "pri_extra_share"):
        value = "once_or_twice_a_year" if key == "pro_backup_test" else Decimal(7)
        session = set_answer(session, "vexley", key, Answer(value=value, evidence="written"))
    save_session(stored, session, NOON)


@pytest.mark.parametrize("size", SIZES)
async def test_sheets_are_written_beside_the_session_and_over_nothing_that_is_there(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley", "Northgate", answers_by=None)
    FOLDER.mkdir()
    (FOLDER / "vexley.xlsx").write_text("mine", "utf-8")
    async with driving(path, size=size) as driver:
        await driver.press("f4", "s", "s")
        await driver.until(lambda: "northgate.xlsx, to be sent" in told(driver))
        assert (FOLDER / "vexley.xlsx").read_text("utf-8") == "mine"
        assert sorted(one.name for one in FOLDER.iterdir()) == [
            "northgate.html",
            "northgate.xlsx",
            "vexley-2.html",
            "vexley-2.xlsx",
            "vexley.xlsx",
        ]
        await driver.shows("sent 21 Nov, not back yet")
        await driver.press("s")
        await driver.says("Every bidder has a sheet. a writes that of the marked one again.")
        await driver.press("ctrl+z")
        assert not any(one.sheets for one in driver.session.candidates)
        await driver.press("ctrl+y")
    session = read_back(path)
    assert session.answers_by == "sheets"
    assert [one.sheets[0].sent for one in session.candidates] == [NOON.date()] * 2


@pytest.mark.parametrize("size", SIZES)
async def test_a_sheet_is_read_back_row_by_row_and_taken_back_by_undo(size: tuple[int, int]) -> None:
    path = a_file("Vexley", "Northgate", answers_by="sheets")
    async with driving(path, size=size) as driver:
        await driver.go("bidders")
        await driver.press("s")
        await driver.until(lambda: "northgate.xlsx, to be sent" in told(driver))
        sheet = FOLDER / "vexley.xlsx"
        data = fill(filled_in(sheet.read_bytes(), good=True), "pro_patch_days", answer="5,0")
        sheet.write_bytes(fill(data, "acc_sla", answer="nonsense"))
        await driver.press("r")
        await driver.shows("vexley.xlsx")
        assert "northgate.xlsx" not in driver.text.split("came back?")[1].split("Another")[0]
        await driver.press("1")
        await driver.shows("Which is meant?")
        await driver.press("1")
        await driver.shows("Enter takes the")
        await driver.press("escape")
        assert driver.session.candidates[0].answers == {}
        await driver.press("r", "1", "1", "enter")
        await driver.until(lambda: "1 row refused" in told(driver))
        one = driver.session.candidates[0]
        assert one.answers["pro_patch_days"].value == Decimal(5)
        assert "acc_sla" not in one.answers
        assert (one.sheets[0].sent, one.sheets[0].back) == (NOON.date(), NOON.date())
        assert "3800" not in driver.text.replace(",", "")  # prices are sealed
        assert one.bid is not None
        await driver.press("ctrl+z")
        one = driver.session.candidates[0]
        assert (one.answers, one.bid, one.sheets[0].back) == ({}, None, None)
        assert any(entry.kind == "answers_received" for entry in driver.session.log)


async def test_a_sheet_that_does_not_say_whose_it_is_is_asked_about_and_a_wrong_one_blocked() -> None:
    path = a_file("Vexley", "Northgate", answers_by="sheets")
    async with driving(path) as driver:
        await driver.go("bidders")
        await driver.press("r")
        await driver.shows("The spreadsheet as the bidder sent it")
        await driver.write("nowhere.xlsx")
        await driver.press("enter")
        await driver.shows("nowhere.xlsx: there is no such file.")
        Path("odd.csv").write_text("a,b\n1,2\n", "utf-8")
        await driver.press(*["backspace"] * 12)
        await driver.write("odd.csv")
        await driver.press("enter")
        await driver.shows("nothing was taken")
        await driver.press("enter")
        assert driver.session.candidates[0].answers == {}


async def test_hidden_names_stay_hidden_while_sheets_go_out_and_come_back() -> None:
    path = a_file("Vexley", "Northgate", answers_by="sheets")
    stored = load_session(path, load_catalog())
    save_session(stored, set_settings(stored.session, blind=True), NOON)
    async with driving(path) as driver:
        await driver.go("bidders")
        await driver.press("s")
        await driver.until(lambda: "to be sent" in told(driver))
        names = sorted(one.name for one in FOLDER.iterdir())
        assert not any("vexley" in name or "northgate" in name for name in names)
        sheet = FOLDER / next(name for name in names if name.endswith(".xlsx"))
        sheet.write_bytes(filled_in(sheet.read_bytes(), good=True))
        await driver.press("r", "1")
        await driver.shows("Enter takes them")
        for name in ("Vexley", "Northgate"):
            assert name not in driver.text
        await driver.press("enter")
        await driver.until(lambda: "rows taken" in told(driver))
        for name in ("Vexley", "Northgate"):
            assert name not in driver.text


async def test_a_second_round_asks_each_what_is_worth_most_and_shows_the_order_before_and_now() -> None:
    path = a_file("Vexley", "Northgate", answers_by="sheets")
    async with driving(path) as driver:
        await driver.go("bidders")
        await driver.press("n")
        await driver.says("Send the questions first: s.")
        await driver.press("s")
        await driver.until(lambda: "northgate.xlsx, to be sent" in told(driver))
        read = list[str]()
        for name in ("vexley", "northgate"):
            read.append(name)
            sheet = FOLDER / f"{name}.xlsx"
            data = filled_in(sheet.read_bytes(), good=name == "vexley")
            if name == "northgate":
                for question in ("acc_sla", "sec_mfa", "sta_turnover"):
                    data = fill(data, question, answer=None)
            sheet.write_bytes(data)
            await driver.press("r", "1", "enter")
            await driver.until(lambda: told(driver).count("taken and saved") == len(read))
        await driver.press("n")
        await driver.until(lambda: "Most worth first:" in told(driver))
        last = driver.session.candidate("northgate").sheets[-1]
        assert {"acc_sla", "sec_mfa", "sta_turnover"} <= set(last.questions)
        await driver.shows(
            f"not back yet, {count(len(last.questions), 'question')}", "0 of 1 sheet came back"
        )
        assert "Not asked now: Vexley. No single answer of theirs would move the choice." in told(driver)
        sheet = FOLDER / "northgate-2.xlsx"
        sheet.write_bytes(filled_in(sheet.read_bytes(), good=True))
        await driver.press("r")
        await driver.shows("northgate-2.xlsx")
        await driver.press("1", "enter")
        await driver.until(lambda: told(driver).count("Order now:") == 3)
        assert told(driver).count("Order before:") == 3
        await driver.shows(
            "Every sheet came back.", f"{len(last.questions)} of {len(last.questions)} answered"
        )
        answers = driver.session.candidate("northgate").answers
        assert answers["acc_sla"].state == "answered"
        assert driver.session.candidate("northgate").sheets[-1].back == NOON.date()


@pytest.mark.parametrize("size", SIZES)
async def test_a_client_confirms_an_answer_or_says_another_and_the_log_keeps_both(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley", "Northgate", answers_by="sheets")
    changed(path)
    async with driving(path, size=size) as driver:
        await driver.go("bidders")
        await driver.press("c")
        await driver.write("Ms Hill, Hill Dental")
        await driver.press("enter")
        await driver.shows("1 of 1:")  # the other answer is a price, and sealed
        await driver.press("1", "enter")
        await driver.until(lambda: "1 question answered" in told(driver))
        answer = driver.session.candidates[0].answers["pro_backup_test"]
        assert (answer.evidence, answer.value) == ("confirmed", "once_or_twice_a_year")
        assert "Hill Dental" in driver.session.log[-1].what
        await driver.press("c")
        await driver.write("Mr Lee")
        await driver.press("enter", "3", "1", "enter", "5")
        await driver.until(lambda: told(driver).count("1 question answered") == 2)
        answer = driver.session.candidates[0].answers["pro_backup_test"]
        assert answer.value == load_catalog().questions["pro_backup_test"].levels[3].id
        assert answer.by == "Mr Lee"
        assert "until then" in driver.session.log[-1].what
        await driver.press("ctrl+z", "ctrl+z")
    assert read_back(path).candidates[0].answers["pro_backup_test"].evidence == "written"


async def test_a_form_is_found_in_every_ending_it_may_come_back_with() -> None:
    async with driving(a_file("Vexley")) as driver:
        assert driver.app.work is not None
        for ending in ("xlsx", "ods", "csv", "txt"):
            Path(f"vexley.{ending}").write_bytes(b"came back")
        found = {path.name for path in returned_files(driver.app.work)}
    assert found == {"vexley.xlsx", "vexley.ods", "vexley.csv"}


@pytest.mark.parametrize("size", SIZES)
async def test_where_each_bidder_stands_is_read_whole_in_every_window_and_counts_what_its_sheet_asks(
    size: tuple[int, int],
) -> None:
    long = "Vexley, Pyke & Sons of the Old Harbour"
    async with driving(a_file(long, "Northgate", answers_by="sheets"), size=size) as driver:
        await driver.press("f4", "s", "s")
        await driver.until(lambda: all(one.sheets for one in driver.session.candidates))
        catalog, (first, second) = load_catalog(), driver.session.candidates
        asked = sent_questions(driver.session, catalog, first, driver.session.size)
        priced = sum(catalog.is_price(question.id) for question in asked)
        stands = f"sent 21 Nov, not back yet, 0 of {len(asked) - priced} answered"
        for place in ("bidders", "home"):
            await driver.go(place)
            lines = [line.content.plain for line in driver.app.screen.query(LineList).first().lines]
            assert max(map(cell_len, lines)) <= size[0]
            assert " ".join(" ".join(lines).replace(" s ", " ").split()).count(stands) == 2
        await driver.go("bidders")
        assert "Prices are sealed: the questions on them are not counted here." in " ".join(
            " ".join(line.content.plain for line in driver.app.screen.query(LineList).first().lines).split()
        )
        assert second.name == "Northgate"


async def test_a_second_round_that_asks_nobody_says_which_of_the_two_reasons_holds() -> None:
    async with driving(a_file("Vexley", "Northgate", answers_by="sheets")) as driver:
        await driver.press("f4", "s", "s")
        await driver.until(lambda: all(one.sheets for one in driver.session.candidates))
        await driver.press("n")
        await driver.until(lambda: "read back what came first" in told(driver))
        assert "no single answer" not in told(driver)
