"""Leaving with something not saved: asked about, kept apart whatever way it ends, and offered again."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from msp_select.store.recovery import recoveries
from msp_select.ui.leaving import last_words
from msp_select.ui.widgets.dialogs import Choose, Notice
from tests.ui.driving import SIZES, Driver, a_file, driving, read_back

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

from tests.ui.pseudo_terminal import LEAVES, Terminal
from tests.ui.rest import LIMIT


async def answered_in_vain(driver: Driver, path: str) -> None:
    """An answer that cannot be saved, because the file was changed outside."""
    await driver.press("f5")
    Path(path).write_text(Path(path).read_text("utf-8") + "\n", "utf-8")
    await driver.press("2")
    await driver.rest()
    assert "NOT SAVED" in driver.text


async def test_with_everything_saved_nothing_is_asked() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2", "ctrl+q")
        assert driver.app.return_code == 0
    assert read_back(path).candidates[0].answers
    assert recoveries() == ()


async def test_leaving_with_an_answer_not_saved_is_a_question_and_staying_is_the_safe_side() -> None:
    path = a_file("Vexley")
    async with driving(path, size=(120, 30)) as driver:
        await answered_in_vain(driver, path)
        await driver.press("ctrl+q")
        await driver.shows("another program changed the file", "1  Stay")
        await driver.press("ctrl+q", "enter")
        assert driver.app.return_code is None
        assert not isinstance(driver.app.screen, Choose)
        await driver.press("ctrl+q", "3")
        assert driver.app.return_code == 0
        assert last_words(driver.app).startswith("Not everything is saved in a.toml. What you answered since")
    (copy,) = recoveries(Path(path))
    assert copy.of == Path(path).resolve()


async def test_leaving_can_save_under_another_name_or_throw_away_what_is_not_saved() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await answered_in_vain(driver, path)
        await driver.shows("ctrl+s tries again, ctrl+q saves it under another name or leaves.")
        await driver.press("ctrl+q", "2", *["backspace"] * 9, *"mine", "enter")
        assert driver.app.return_code == 0
        assert last_words(driver.app) == "Saved in mine.toml. Go on with: msp-select open mine.toml"
    assert read_back("mine.toml").candidates[0].answers
    assert recoveries() == ()
    other = a_file("Harrow", path="b.toml")
    async with driving(other) as driver:
        await answered_in_vain(driver, other)
        await driver.press("ctrl+q", "4")
        assert driver.app.return_code == 0
    assert recoveries() == ()


@pytest.mark.parametrize("size", SIZES)
async def test_the_second_of_two_windows_on_one_file_loses_nothing(size: tuple[int, int]) -> None:
    path = a_file("Vexley")
    async with driving(path, size=size) as first:
        async with driving(path, size=size) as second:
            await second.press("f5", "2")
        await first.press("f5", "right", "1", "4")
        await first.press("ctrl+q")
        await first.shows("NOT SAVED", "another program changed the file", "Save it under another name")
        await first.press("2", *["backspace"] * 9, *"ours", "enter")
        assert first.app.return_code == 0
    assert list(read_back(path).candidates[0].answers) == ["pro_backup_test"]
    assert list(read_back("ours.toml").candidates[0].answers) == ["pro_patch_days"]


def test_the_end_leaves_a_line_on_the_terminal_that_says_how_to_go_on() -> None:
    terminal = Terminal(a_file("Vexley", path="my practice.toml"))
    terminal.send("\x11")  # ctrl+q
    assert terminal.ended() == 0
    after = terminal.output.rpartition(LEAVES)[2].decode()
    assert "Saved in my practice.toml. Go on with: msp-select open 'my practice.toml'" in after


async def test_the_next_start_offers_it_and_takes_it() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await answered_in_vain(driver, path)
    async with driving(path) as driver:
        assert isinstance(driver.app.screen, Choose)
        assert "Recovered: 1 answer of a.toml, " in driver.text
        await driver.press("1")
        await driver.rest()
        assert driver.session.candidates[0].answers
    assert read_back(path).candidates[0].answers
    assert recoveries() == ()


async def test_it_can_wait_and_it_can_be_thrown_away() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await answered_in_vain(driver, path)
    async with driving(path) as driver:
        await driver.press("2")
    assert len(recoveries()) == 1
    async with driving(path) as driver:
        await driver.press("3")
        assert not driver.session.candidates[0].answers
    assert recoveries() == ()


async def test_opening_another_session_keeps_it_and_says_so() -> None:
    path, other = a_file("Vexley"), a_file("Harrow", path="other.toml")
    async with driving(path) as driver:
        await answered_in_vain(driver, path)
        driver.app.try_open(other)
        await driver.rest()
        assert [c.name for c in driver.session.candidates] == ["Harrow"]
        notes = driver.app.messages
        assert any("a.toml: not saved" in note and "kept apart" in note for note in notes)
        assert "NOT SAVED" not in driver.text
        driver.app.try_open(path)
        await driver.rest()
        assert "Recovered: 1 answer of a.toml, " in driver.text
    assert not read_back(other).candidates[0].answers


@pytest.mark.parametrize("end", ["term", "hup", "window", "kill"])
def test_whatever_ends_it_the_answer_is_kept_apart(end: str) -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    Path(path).write_text(Path(path).read_text("utf-8") + "\n", "utf-8")
    terminal.press("7", "enter")
    assert b"NOT SAVED" in terminal.words
    if end == "window":
        terminal.close_window()
    else:
        os.kill(terminal.pid, {"term": signal.SIGTERM, "hup": signal.SIGHUP, "kill": signal.SIGKILL}[end])
        terminal.ended()
    (copy,) = recoveries(Path(path))
    assert b"biz_users = 7" in copy.path.read_bytes()
    assert "biz_users" not in read_back(path).business


def test_a_window_that_goes_while_nobody_reads_what_is_painted_ends_it_all_the_same() -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    for key in ("7", "enter", *("f4", "f2") * 40):
        terminal.send(key)
    end = time.monotonic() + LIMIT
    while terminal.unread < 1000:  # the terminal is full, and more is painted than the program can be rid of
        assert time.monotonic() < end
        time.sleep(0.01)
    terminal.close_window()
    assert read_back(path).business["biz_users"] == 7


async def test_what_was_changed_outside_is_told_at_the_opening_and_logged_with_the_first_change() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2")
        await driver.rest()
    text = Path(path).read_text("utf-8")
    Path(path).write_text(text.replace("silence = 25", "silence = 60"), "utf-8")
    async with driving(path) as driver:
        assert isinstance(driver.app.screen, Notice)
        assert "Changed since this session was last saved" in driver.text
        await driver.press("enter", "3", "enter")
        await driver.rest()
    assert read_back(path).log[-1].what.startswith("changed outside since the last save: this session's own")
    async with driving(path) as driver:
        assert not isinstance(driver.app.screen, Notice)
