"""Every line of the cost table, and every figure worked out from several, has one title; none is idle."""

from __future__ import annotations

import ast
from pathlib import Path

import msp_select.decision.costing as cost
from msp_select.decision.costing.total_cost import MOVING
from msp_select.phrases.en.amounts import WORKED_OUT
from msp_select.phrases.en.cost_lines import LINES
from tests.strategies import shipped_catalog

MODULES = sorted(Path(cost.__path__[0]).glob("*.py"))


def ids_given_to(function: str, place: int) -> set[str]:
    """The ids written out where a function of the cost model is called, at that place of its arguments."""
    calls = (
        node
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function
    )
    given = (call.args[place] for call in calls if len(call.args) > place)
    return {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_every_line_has_a_title_and_no_title_is_idle() -> None:
    assert set(LINES) == ids_given_to("line", 0) | {MOVING}
    assert all(LINES.values())


def test_a_figure_has_its_title_from_the_catalog_or_here_and_never_from_both() -> None:
    assumptions = {one.id for one in shipped_catalog().assumptions.assumptions}
    assert not set(WORKED_OUT) & assumptions
    assert ids_given_to("worked_out", 2) <= set(WORKED_OUT)
