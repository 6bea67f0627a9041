"""Nothing reads its own prose: what the program has to know again is a field, never a word of a sentence.

Found by reading the source: a text made for people, by the name it goes by, is neither compared with words
nor searched nor taken apart. What comes from outside (cells, names, files) is another
matter, and goes by other names. The exceptions are named one by one, and each must still be there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import msp_select

PACKAGE = Path(msp_select.__file__).parent
PROSE = {
    "what", "why", "title", "sentence", "sentences", "heading", "words", "note", "bidder", "reason", "remark",
    "message", "remedy", "summary", "account", "short", "said",
}  # fmt: skip
NAMED = {"title", "sentence", "note", "summary", "message"}  # of a local name that is a text for people
SEARCHES = {
    "startswith", "endswith", "removeprefix", "removesuffix", "split", "rsplit", "partition", "rpartition",
    "splitlines", "find", "rfind", "index", "count", "replace", "match", "fullmatch", "search",
}  # fmt: skip
SAME = {"lower", "upper", "casefold", "strip", "rstrip", "lstrip", "title", "capitalize"}

# Module and expression: words from outside, unless it says otherwise.
ALLOWED = {
    ("exchange/find_columns.py", "page.title not in ('', 'Questions')"),  # a sheet of somebody's workbook
    ("decision/handouts/contract_checklist.py", "level in rule.words"),  # a mapping by the ids of levels
    ("ui/finder.py", "word in title"),  # what a person types to find a thing by its title
    ("store/toml.py", "_PLACE.fullmatch(message)"),
    ("store/session.py", "error.message.removeprefix(f'{stored.name}: ')"),  # the file is named once
    ("reading/word.py", "_tree(main).find(f'{W}body')"),  # an element of somebody's document
    ("store/toml.py", "found['what'].startswith(start)"),  # the reader's own English
}
KNOWS_OLD_WORDS = "store/migrations.py"


def prose(node: ast.expr) -> bool:
    """Whether it is a text made for people, by the name it goes by."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAME:
        node = node.func.value
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value in PROSE
    if isinstance(node, ast.Name):
        return node.id in NAMED
    return isinstance(node, ast.Attribute) and node.attr in PROSE


def made(node: ast.expr) -> bool:
    """Whether it is a text that a function or an f-string has just put together in words."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and words(part) for part in node.values)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id not in ("str", "visible")
    )


def words(node: ast.expr) -> bool:
    """Whether it is a word written down in the program, or a constant that may be one, or several."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(words(item) for item in node.elts)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and any(letter.isalpha() for letter in node.value)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Name) and node.id.isupper())


def reads(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that read a text made for people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _compares(node):
            yield node
        elif isinstance(node, ast.Subscript) and prose(node.value):
            if isinstance(node.slice, ast.Constant | ast.UnaryOp):
                yield node
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _searches(node, node.func)
        ):
            yield node


def _compares(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    if isinstance(node.ops[0], ast.In | ast.NotIn) and prose(node.comparators[0]):
        return True
    return any(map(prose, sides)) and any(map(words, sides))


def _searches(node: ast.Call, function: ast.Attribute) -> bool:
    if function.attr not in SEARCHES:
        return False
    if function.attr in ("match", "fullmatch", "search"):
        return any(map(prose, node.args))
    worded = any(map(words, node.args))
    if function.attr == "replace":  # a sign for a sign is typesetting
        return worded and (prose(function.value) or made(function.value))
    return (bool(node.args) and prose(function.value)) or (worded and made(function.value))


def found() -> set[tuple[str, str]]:
    """Every place of the program that reads a text made for people, by module."""
    return {
        (path.relative_to(PACKAGE).as_posix(), ast.unparse(node))
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in reads(ast.parse(path.read_text("utf-8")))
    }


def test_nothing_reads_its_own_prose() -> None:
    read = {one for one in found() if one[0] != KNOWS_OLD_WORDS}
    assert sorted(read - ALLOWED) == []
    assert sorted(ALLOWED - read) == [], "no longer there: take it off the list"


@pytest.mark.parametrize(
    "code",
    [
        "'weight' in entry.what.lower()",
        "entry.what == 'prices opened'",
        "entry.what in (OPENED, CLOSED)",
        "entry.what.startswith(('taken back: ', 'done again: '))",
        "line in answer.note",
        "answer.note == LEFT_BLANK",
        "answer.note.endswith('\\n' + line)",
        "{'P': 'price'}[title[0]]",
        "MARK.search(answer.note)",
        "sentence.removesuffix('.')",
        "section.title == OVER_THE_YEARS",
        "tries(share).removesuffix(' of 100 tries')",
        "f'{one} costs {cost} than {other}'.replace('the same than', 'the same as')",
        "figures['sentence'].split('. ')",
    ],
)
def test_reading_a_sentence_is_noticed(code: str) -> None:
    assert list(reads(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "entry.kind == 'prices_opened'",
        "cell.text.startswith('#')",
        "there.note == incoming.note",
        "f'{share:.0%}'.replace('%', ' %')",
        "there.title != here.title",
        "title[:69]",
        "answer.note or ''",
    ],
)
def test_what_reads_no_sentence_is_left_alone(code: str) -> None:
    assert not list(reads(ast.parse(code)))
