"""A plain terminal is sent nothing but what it can draw, wherever one goes."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import pytest
from rich.cells import cell_len
from textual._border import BORDER_CHARS
from textual.keys import KEY_DISPLAY_ALIASES
from textual.scrollbar import ScrollBarRender

from msp_select.ui.plain_signs import ASCII, BLOCKS, CONSOLE, LINES, for_terminal
from tests.ui.test_result import a_copy

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

from tests.ui.pseudo_terminal import Terminal

# What the 256 signs of the PC's character set hold beside letters; the first 32 are signs on a screen.
ON_A_CONSOLE = {chr(at) for at in range(128)} | set(bytes(range(128, 256)).decode("cp437"))
ON_A_CONSOLE |= set("☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼")
EIGHTHS = set("▔▁▂▃▅▆▇▉▊▋▍▎▏▕▖▗▘▙▛▜▝▟")
DRAWN_BY_TEXTUAL = {sign for rows in BORDER_CHARS.values() for row in rows for sign in row}
DRAWN_BY_TEXTUAL |= {sign for sign in KEY_DISPLAY_ALIASES.values() if len(sign) == 1}
DRAWN_BY_TEXTUAL |= {*ScrollBarRender.VERTICAL_BARS, *ScrollBarRender.HORIZONTAL_BARS}

ASCII_ONLY = {"TERM": "vt100"}
LATIN = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}


def shown(told: Mapping[str, str]) -> str:
    """All that is written on a walk through places, dialogs, help, and messages."""
    terminal = Terminal(a_copy(), **told)
    terminal.press("f6", "tab", "right", "?", "escape", "f7", "t", "escape", "f8", "enter", "f3", "f4", "f5")
    terminal.press("n", "escape", "l", "escape", "f9", "y", "\x10", "escape", "\x07", "escape")
    terminal.close_window()
    return terminal.words.decode("latin-1" if "PYTHONIOENCODING" in told else "utf-8")


def signs(told: Mapping[str, str]) -> set[str]:
    return {letter for letter in shown(told) if not letter.isalnum()}


@pytest.mark.parametrize("told", [ASCII_ONLY, {"LC_ALL": "C"}, LATIN], ids=["vt100", "C", "latin-1"])
def test_where_no_signs_can_be_drawn_none_are(told: Mapping[str, str]) -> None:
    found = signs(told)
    assert all(letter < "\x80" for letter in found), found
    assert {"#", "=", "|", "-"} <= found


def test_a_console_is_sent_signs_its_font_has() -> None:
    found = signs({"TERM": "linux"})
    assert found <= ON_A_CONSOLE, found - ON_A_CONSOLE
    assert {"█", "─", "│"} <= found


def test_the_macs_terminal_is_sent_lines_of_one_weight_and_no_eighths() -> None:
    found = signs({"TERM_PROGRAM": "Apple_Terminal"})
    assert not found & (EIGHTHS | set(LINES)), found
    assert {"█", "─", "…"} <= found


def test_any_other_terminal_is_sent_them_all() -> None:
    assert for_terminal({"TERM": "xterm-256color", "LANG": "en_US.UTF-8"}, "UTF-8") is None
    assert for_terminal({}, "utf-8") is None
    assert {"━", "…"} <= signs({})


@pytest.mark.parametrize("told", [ASCII_ONLY, {"TERM": "linux"}, {"TERM_PROGRAM": "Apple_Terminal"}])
def test_every_border_and_bar_there_is_has_its_plain_sign(told: Mapping[str, str]) -> None:
    drawn = for_terminal(told, "utf-8")
    assert drawn is not None
    plain = {sign: drawn(sign) for sign in DRAWN_BY_TEXTUAL}
    allowed = {chr(at) for at in range(128)} if told is ASCII_ONLY else ON_A_CONSOLE
    if "TERM_PROGRAM" in told:
        allowed |= set(KEY_DISPLAY_ALIASES.values())
    assert {sign: into for sign, into in plain.items() if into not in allowed} == {}


def test_a_sign_takes_as_much_room_as_before() -> None:
    for table in (LINES, BLOCKS, CONSOLE, ASCII):
        assert all(cell_len(sign) == cell_len(plain) == 1 for sign, plain in table.items())


def test_letters_the_locale_has_not_are_question_marks_and_the_others_stay() -> None:
    drawn = for_terminal({"TERM": "xterm"}, "iso-8859-1")
    assert drawn is not None
    assert drawn("Söhne, Łódź │ 5 €") == "Söhne, ?ód? | 5 E"
