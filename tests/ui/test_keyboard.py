"""Keys typed ahead of the screen: each goes to what the keys before it have brought."""

from __future__ import annotations

import sys

import pytest

from tests.ui.driving import a_file, driving, read_back


async def test_a_whole_dialogue_typed_ahead_is_understood_key_by_key() -> None:
    async with driving() as driver:
        await driver.burst("n", *"Hilltop", "enter", "enter", "2", "2", "f4", "a", *"Vexley", "enter", "1")
        assert driver.app.place_shown() == "candidates"
    session = read_back("hilltop.toml")
    assert (session.title, session.size, session.currency) == ("Hilltop", "core", "EUR")
    assert [(one.name, one.kind) for one in session.candidates] == [("Vexley", "provider")]


async def test_numbers_typed_ahead_across_places_and_their_fields_are_all_taken() -> None:
    path = a_file("Vexley", "Harrow")
    async with driving(path) as driver:
        await driver.burst("f2", *"40", "enter", "f5", "2", "f2", "f5", "right", "1", "f4")
    session = read_back(path)
    assert session.business["biz_users"] == 40
    assert [len(one.answers) for one in session.candidates] == [2, 0]


async def test_keys_typed_while_a_question_is_asked_answer_it_and_the_next() -> None:
    path = a_file("Vexley", "Harrow", "Grentwick")
    async with driving(path) as driver:
        await driver.burst("f4", "x", "y", "x", "n", "x", "y")
    assert [one.name for one in read_back(path).candidates] == ["Grentwick"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_in_a_real_terminal_as_well() -> None:
    from tests.ui.pseudo_terminal import Terminal

    path = a_file("Vexley")
    terminal = Terminal(path)
    for key in ("f4", "a", *"Harrow", "enter", "1", "f2", *"40"):
        terminal.send(key)
    terminal.press("enter")
    terminal.close_window()
    session = read_back(path)
    assert [one.name for one in session.candidates] == ["Vexley", "Harrow"]
    assert session.business["biz_users"] == 40
