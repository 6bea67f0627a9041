"""A misspelt word is answered with the one that was meant, in the same words everywhere."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from msp_select.did_you_mean import did_you_mean, nearest
from tests.cli.runs import run

PILLARS = ("proactivity", "transparency", "staffing", "price", "security")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@given(st.sampled_from(PILLARS), st.data())
def test_one_wrong_letter_is_understood(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:at] + data.draw(st.sampled_from(ALPHABET)) + word[at + 1 :]
    assert nearest(wrong, PILLARS) == word
    assert did_you_mean(wrong, PILLARS) == f'did you mean "{word}"?'
    assert did_you_mean(wrong, PILLARS, sentence=True) == f'Did you mean "{word}"?'


@given(st.text(), st.lists(st.text(min_size=1)))
def test_only_what_is_known_is_offered(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert found is None or found in known
    assert (did_you_mean(word, known) == "") == (found is None)


def test_a_word_of_a_million_letters_is_not_compared_letter_by_letter() -> None:
    assert nearest("price" * 200_000, [*PILLARS, "price" * 16]) == "price" * 16


def test_every_surface_asks_the_same_way(tmp_path: Path) -> None:
    session = tmp_path / "s.toml"
    assert run("new", str(session), "--currency", "USD").status == 0
    text = session.read_text("utf-8")
    session.write_text(text.replace('profile = "balanced"', 'profile = "balancd"'), "utf-8")
    example = "example:dental-practice"
    asked = [
        (("rnak", "x.toml"), 'There is no command "rnak". Did you mean "rank"?'),
        (("rank", "example:dental-practise"), "Did you mean example:dental-practice?"),
        (("explain", example, "--of", "ninefald"), 'Did you mean "ninefold"?'),
        (("check", str(session)), 'there is no weight profile "balancd"; did you mean "balanced"?'),
    ]
    for command, words in asked:
        done = run(*command)
        assert done.status in (1, 2)
        assert words in done.err
