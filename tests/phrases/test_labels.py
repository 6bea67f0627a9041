"""Groups, states and grades have one name each, written in one place and read on every surface."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msp_select
from msp_select.decision.scoring.evaluation import GROUPS
from msp_select.model.scalars import EVIDENCE, State
from msp_select.phrases.en import labels

PACKAGE = Path(msp_select.__file__).parent
TABLES: tuple[dict[str, dict[str, str]], ...] = tuple(
    {key: vars(name) for key, name in table.items()}
    for table in (labels.GROUPS, labels.STATES, labels.GRADES)
)


def words() -> set[str]:
    """Every name of more than one word, so that ids and keys are none."""
    found = {labels.NOT_ASKED}
    for table in TABLES:
        for name in table.values():
            found |= {word for word in name.values() if " " in word}
    return found


def texts(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.strip(" ,.;:()")


def test_no_other_module_writes_a_name_again() -> None:
    again = {
        f"{module.relative_to(PACKAGE)}: {text}"
        for module in PACKAGE.rglob("*.py")
        if module.name != "labels.py"
        for text in set(texts(module)) & words()
    }
    assert again == set()


def test_everything_has_a_name_and_no_two_have_the_same() -> None:
    assert tuple(labels.GROUPS) == GROUPS
    assert tuple(labels.GRADES) == EVIDENCE
    assert {*labels.STATES, "answered"} == set(get_args(State))
    for table in TABLES:
        for field in next(iter(table.values())):
            named = [name[field] for name in table.values() if name[field]]
            assert len(set(named)) == len(named)
