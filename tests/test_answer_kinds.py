"""Every kind of question has its place wherever questions are asked, drawn or read; nobody else asks it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msp_select
from msp_select.cli.plain.answer_prompts import PROMPTS
from msp_select.exchange.answer_cells import CELLS
from msp_select.model.answer_kinds import KINDS, BusinessKind, QuestionKind
from msp_select.ui import business_page, question_page

PACKAGE = Path(msp_select.__file__).parent
ABOUT_PROVIDERS = set(get_args(QuestionKind))
EVERY = set(get_args(BusinessKind))
OTHERS = {"cell", "column", "table.columns[k]"}
"""A cell of a sheet, and a column of a table, have kinds of their own that go by the same words."""


def test_every_kind_stands_in_every_table() -> None:
    assert set(KINDS) == EVERY >= ABOUT_PROVIDERS
    assert set(business_page.ANSWERS) == EVERY
    assert set(question_page.ANSWERS) == ABOUT_PROVIDERS
    assert set(PROMPTS) == EVERY
    assert set(CELLS) == {*ABOUT_PROVIDERS, "lines"}


def comparisons(source: str) -> Iterator[str]:
    """Where the kind of something is held against the name of a kind of question."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare):
            continue
        sides = (node.left, *node.comparators)
        words = {part.value for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant)}
        asked = {
            ast.unparse(side) for side in sides if isinstance(side, ast.Attribute) and side.attr == "kind"
        }
        if words & EVERY and not any(one.rpartition(".")[0] in OTHERS for one in asked) and asked:
            yield ast.unparse(node)


def test_a_comparison_is_found() -> None:
    assert list(comparisons('x = page.question.kind not in ("number", "money")'))
    assert list(comparisons('if q.kind == "choice": pass'))
    assert not list(comparisons('if cell.kind == "text" or step.kind == "weight": pass'))


def test_no_other_module_asks_for_a_kind() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix(): found
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "reading"  # figures found in a text have kinds of their own
        if (found := list(comparisons(path.read_text("utf-8"))))
    }
    assert asking == {}, "into the tables by kind with it, or look at the question's levels, options or unit"
