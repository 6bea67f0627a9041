"""One rule for keys: Enter never invents, what is typed is kept, a paste is a paste, a burst one dialog."""

from __future__ import annotations

import os
import re
import signal
import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste
from textual.theme import BUILTIN_THEMES
from textual.widgets import TextArea

from msp_select.ui.pasting import END, START, PasteParser
from msp_select.ui.widgets.dialogs import AskNote
from msp_select.ui.widgets.selectable_lines import LineList
from tests import counts
from tests.ui.driving import SIZES, Driver, a_file, driving, read_back

QUICK = counts.questions("quick")

sizes = pytest.mark.parametrize("size", SIZES)


@sizes
@pytest.mark.parametrize("leaving", ["right", "tab", "f5", "ctrl+g", "ctrl+p", "l", "ctrl+q"])
async def test_a_number_typed_about_the_business_is_kept_by_whatever_leads_away(
    size: tuple[int, int], leaving: str
) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.burst("f2", "1", "2", leaving)
    assert read_back(path).business == {"biz_users": Decimal(12)}


@sizes
async def test_a_wrong_number_stays_says_why_and_is_left_behind_by_the_second_arrow(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.press("f5", "right", "9", "9", "9", "9", "9", "right")
        await driver.shows("99999 is outside", f"Question 2 of {QUICK}")
        await driver.press("right")
        await driver.shows('Left behind: "99999". ctrl+z brings it back.', f"Question 3 of {QUICK}")
        await driver.press("f4", "ctrl+z")
        await driver.shows("99999_", f"Question 2 of {QUICK}")
        await driver.press("ctrl+z")  # what is typed is taken back before any answer
        await driver.shows("type a number")
        await driver.press("1", "4", "f6")
    assert read_back(path).candidates[0].answers["pro_patch_days"].value == Decimal(14)


@sizes
async def test_undo_while_a_number_is_typed_takes_back_the_number_and_no_answer(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.press("f5", "2", "enter", "1", "4", "ctrl+z")
        await driver.shows("type a number")
        assert list(driver.session.candidates[0].answers) == ["pro_backup_test"]


@sizes
async def test_enter_on_what_nobody_chose_says_how_to_choose_and_invents_nothing(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.burst("f5", *["enter"] * 5)
        await driver.says("Choose with 1-5, or press → to skip.")
        await driver.press("right", "enter")
        await driver.says("Type a number, or press → to skip.")
        await driver.burst("f2", "enter", "enter")
        await driver.shows(f"Question 1 of {counts.about_the_business()}")
        assert driver.session.business == {}
        await driver.press("f5", "left", "space")
        await driver.shows("●1")
    assert list(read_back(path).candidates[0].answers) == ["pro_backup_test"]


@sizes
async def test_a_burst_opens_one_dialog_and_the_rest_goes_into_it(size: tuple[int, int]) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.burst("f5", "2", "n", *"nnn2n", "enter", "enter", "3")
    answer = read_back(path).candidates[0].answers["pro_backup_test"]
    assert (answer.note, answer.value) == ("nnn2n", "once_or_twice_a_year")


@sizes
async def test_a_long_text_is_finished_by_enter_on_an_empty_line_and_thrown_away_only_twice(
    size: tuple[int, int],
) -> None:
    async with driving(a_file("Vexley"), size=size) as driver:
        await driver.press("f5", "2", "n")
        await driver.shows("Enter on an empty line keeps it, or ctrl+s.")
        await driver.press(*"one", "enter", *"two", "escape")
        assert isinstance(driver.app.screen, AskNote)
        await driver.shows("Esc again throws away what you wrote; ctrl+s keeps")
        await driver.press("enter", "enter")
        assert driver.session.candidates[0].answers["pro_backup_test"].note == "one\ntwo"
        await driver.press("n", *"x", "escape", "escape")
        assert driver.session.candidates[0].answers["pro_backup_test"].note == "one\ntwo"
        await driver.press("n", "escape")  # nothing written: nothing is asked
        assert not isinstance(driver.app.screen, AskNote)


@sizes
async def test_what_is_wrong_with_a_text_goes_once_one_types(size: tuple[int, int]) -> None:
    async with driving(a_file("Vexley"), size=size) as driver:
        await driver.press("f4", "a", "enter")
        await driver.shows("Type something, or press Esc.")
        await driver.press("v")
        assert "Type something" not in driver.text
        await driver.press(*"EXLEY", "enter")
        await driver.shows("There is already a candidate of that name.")


async def paste(driver: Driver, text: str) -> None:
    """Paste a text, as a terminal does that brackets it."""
    assert driver.app._driver is not None
    driver.app._driver.send_message(Paste(text))
    await driver.rest()


@sizes
async def test_a_paste_is_no_row_of_keys(size: tuple[int, int]) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as driver:
        await driver.press("f5")
        await paste(driver, "2nd offer\n3x")
        assert not driver.app.screen.query(TextArea)
        assert driver.session.candidates[0].answers == {}
        await driver.press("right")
        await paste(driver, " 14\n")
        await driver.press("right")
        await driver.press("f4", "a")
        await paste(driver, "Grent\nwick")
        await driver.press("enter", "1")
    session = read_back(path)
    assert session.candidates[0].answers["pro_patch_days"].value == Decimal(14)
    assert [one.name for one in session.candidates] == ["Vexley", "Grent"]


@given(st.lists(st.sampled_from(["a", "\x1b[C", "\x1b", "[201", START, END]), max_size=12), st.data())
def test_a_paste_in_pieces_is_read_as_in_one_piece_and_holds_no_escape(
    parts: list[str], data: st.DataObject
) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pieces = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
    whole, in_pieces = PasteParser(), PasteParser()
    read = whole.without_escapes(text)
    assert "".join(map(in_pieces.without_escapes, pieces)) == read
    for pasted in re.findall(r"\x1b\[200~(.*?)\x1b\[201~", read, re.DOTALL):
        assert "\x1b" not in pasted


THEMES = sorted(BUILTIN_THEMES)


@pytest.mark.parametrize("size", SIZES)
async def test_the_marked_row_can_be_seen_in_every_theme(size: tuple[int, int]) -> None:
    async with driving(a_file("Vexley"), size=size) as driver:
        await driver.press("f5", "down")
        for theme in THEMES:
            driver.app.theme = theme
            await driver.rest()
            marked, other = looks_of(driver, marked=True), looks_of(driver, marked=False)
            assert marked[0] == "▌"
            assert marked[1:] != other[1:], theme


async def test_without_colour_the_marked_row_is_in_reverse_in_dialogs_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f5", "down")
        assert looks_of(driver, marked=True)[2]
        assert not looks_of(driver, marked=False)[2]
        await driver.press("l")
        rows = driver.app.screen._compositor.render_strips()
        reversed_rows = [
            strip for strip in rows if any(s.style and s.style.reverse and s.text.strip() for s in strip)
        ]
        assert reversed_rows


def looks_of(driver: Driver, *, marked: bool) -> tuple[str, tuple[object, object], bool]:
    """The first cell, the colours and whether it is in reverse, of the marked row or of another."""
    sheet = driver.app.screen.query_one(LineList)
    rows = [row for row, line in enumerate(sheet.lines) if (line.key == sheet.key) is marked and line.key]
    strip = sheet.render_line(rows[0] - sheet.scroll_offset.y)
    cells = [segment for segment in strip if segment.text.strip()]
    style = cells[-1].style
    assert style is not None
    return strip.text[0], (style.color, style.bgcolor), bool(style.reverse)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_in_a_real_terminal_a_paste_that_holds_an_escape_is_text_and_a_stopped_program_is_drawn_again() -> (
    None
):
    from tests.ui.pseudo_terminal import Terminal

    path = a_file("Vexley")
    terminal = Terminal(path)
    terminal.press("f5", "n")
    terminal.paste("line one\r\x1bx2\x1b[Ctwo")
    terminal.press("\x13")  # ctrl+s
    terminal.press("2")
    terminal.suspend()
    terminal.output = b""
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.press("n")
    terminal.press("escape")
    assert f"Question 1 of {QUICK}".encode() in terminal.words
    terminal.close_window()
    answer = read_back(path).candidates[0].answers["pro_backup_test"]
    assert answer.note.startswith("line one\n")
    assert answer.value == "quarterly_sample"
