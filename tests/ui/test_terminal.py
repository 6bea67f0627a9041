"""The program in a real pseudo-terminal: told to end or its window closed, in the middle of the questions."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from tests.ui.driving import a_file, read_back

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

from tests.ui.pseudo_terminal import LEAVES, SHOWS_CURSOR, Terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_saves_and_puts_the_terminal_back(number: signal.Signals) -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    assert b"people use a computer" in terminal.words
    terminal.press("7", "enter")
    assert b"That moved: " in terminal.words  # the next question is there
    os.kill(terminal.pid, number)
    assert terminal.ended() == 128 + number
    assert LEAVES in terminal.output
    assert SHOWS_CURSOR in terminal.output[terminal.output.index(LEAVES) - 200 :]
    assert read_back(path).business["biz_users"] == 7


def test_a_closed_window_ends_it_with_everything_saved() -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    assert b"people use a computer" in terminal.words
    terminal.press("7", "enter")
    assert b"That moved: " in terminal.words  # the next question is there
    terminal.close_window()
    assert read_back(path).business["biz_users"] == 7
