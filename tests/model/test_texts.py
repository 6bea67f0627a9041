"""Texts from outside: what could drive a terminal goes, and nothing else does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from msp_select.model.scalars import MAX_MARKS, Name, clean_text, name_fault
from tests.control_texts import CONTROLS, REACHES_A_TERMINAL, TEXTS

NAME = TypeAdapter(Name)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: f"{ord(c):02x}")
def test_a_lone_control_character_takes_nothing_of_the_note_with_it(control: str) -> None:
    note = f"He said so{control}the rest of what he said, 24 hours; [see] (their) offer."
    kept = " " if control == "\t" else control if control == "\n" else "\n" if control == "\r" else ""
    cleaned = clean_text(note)
    assert cleaned.replace("\t", " ") == note.replace(control, kept)
    again = clean_text(f"A \u201cquote{control} and another\u201c one{control}, and the end")
    assert again.endswith(", and the end")
    assert "and another" in again


def test_quotes_read_in_the_wrong_encoding_lose_no_word() -> None:
    note = "They said \u201cwe patch\u201d and \u201cwe test\u201d every week."
    cleaned = clean_text(note.encode("utf-8").decode("latin-1"))
    for word in ("They said ", "we patch", " and ", "we test", " every week."):
        assert word in cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[31mb", "ab"),
        ("a\x1b[2Jb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bP+q\x1b\\b", "ab"),
        ("a\x1b(0b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1b]0;never ended", "a]0;never ended"),
        ("a\x9dnever ended", "anever ended"),
        ("a\x9bword", "aword"),
        ("a\x1bword", "aword"),
    ],
)
def test_a_real_sequence_goes_as_a_whole_and_no_other(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(TEXTS)), max_size=12).map("".join))
def test_nothing_is_left_that_reaches_a_terminal_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert not REACHES_A_TERMINAL.search(cleaned)
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    "name",
    [
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\u2060\u200d",
        "\u3164",
        "\u2800",
        "\u0301",
        "\u00a0\u3000",
        "\u115f",
        "\U000e0041",
    ],
)
def test_a_name_of_which_nothing_is_seen_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(name)
    assert name_fault(name) == "A name needs at least one letter."
    assert NAME.validate_python(f"a {name}").startswith("a")


@pytest.mark.parametrize("name", ["Zeta & Söhne", "אקמה", "株式会社", "👩‍💻", "नि", "ไทย", "-", "7"])
def test_names_of_any_script_are_names(name: str) -> None:
    assert NAME.validate_python(name) == unicodedata.normalize("NFC", name)
    assert name_fault(name) == ""


def test_a_flood_of_marks_is_capped_and_what_scripts_need_is_not() -> None:
    flood = "Ac" + "\u0336\u0301\u0327" * 50 + "me"
    cleaned = clean_text(flood)
    marks = sum(unicodedata.category(letter) == "Mn" for letter in cleaned)
    assert marks <= MAX_MARKS
    assert cleaned.endswith("me")
    for text in ("בְּרֵאשִׁ֖ית", "Việt Nam", "กู้ที่", "ཧཱུྃ"):
        assert clean_text(text) == unicodedata.normalize("NFC", text)
