"""What is worked out without a language holds no text that a person would read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import msp_select.decision

WORDLESS = (
    "advice", "checking", "handouts", "matching", "sureness", "caveats.py", "conditions.py", "fact.py",
    "judging.py", "verdict.py", "findings/amounts.py", "findings/differences.py", "findings/evaluators.py",
    "findings/first_sentence.py", "findings/headline.py", "findings/market.py", "findings/money.py",
    "findings/moved_default.py", "findings/must_haves.py", "findings/prices.py", "findings/uncertainty.py",
    "findings/verdict.py", "findings/weights.py", "findings/what_if.py", "findings/worth.py",
)  # fmt: skip
"""The packages and modules of the decision that leave all wording to the phrases."""
FEWEST_WORDS = 3  # a code such as "not known" has two


def texts(source: str) -> Iterator[str]:
    """The strings of a module, without its docstrings and without the codes that a type of it names."""
    nodes = list(ast.walk(ast.parse(source)))
    idle = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    codes = {
        part.value
        for node in nodes
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
        for part in ast.walk(node.slice)
        if isinstance(part, ast.Constant)
    }
    for node in nodes:
        if id(node) in idle or not isinstance(node, ast.Constant) or node.value in codes:
            continue
        if isinstance(node.value, str):
            yield node.value


def sentences(source: str) -> list[str]:
    """Those that a person would read: of three words or more, or with the punctuation of a sentence."""
    return [
        text
        for text in texts(source)
        if len(text.split()) >= FEWEST_WORDS or text.rstrip().endswith((".", "?", ":", "!"))
    ]


def test_a_sentence_is_found_wherever_it_stands() -> None:
    named = 'Word = Literal["not known yet", "shared"]\nword: Word = "not known yet"'
    assert sentences(f'"""A docstring of a module."""\n{named}\nask = "Ask them now"') == ["Ask them now"]
    assert sentences('def f(n):\n    """One."""\n    return f"They have {n} open must-haves."')
    assert sentences('title = "Before you sign"') == ["Before you sign"]
    assert sentences('code = "in writing"') == []


@pytest.mark.parametrize("part", WORDLESS)
def test_no_sentence_stands_where_no_language_is_known(part: str) -> None:
    place = Path(msp_select.decision.__file__).parent / part
    modules = [place] if place.suffix else sorted(place.rglob("*.py"))
    assert modules
    assert {path.name: found for path in modules if (found := sentences(path.read_text("utf-8")))} == {}
