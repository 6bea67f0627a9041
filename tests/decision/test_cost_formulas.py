"""Every formula of the cost model, over float64 columns as over decimals; and nowhere else any arithmetic."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from decimal import DivisionByZero, InvalidOperation
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import msp_select.decision.costing as cost
from msp_select.decision import cost_formulas
from msp_select.decision.cost_formulas import Charge, Fee, FeeYear
from msp_select.decision.costing.columns import Columns
from msp_select.decision.costing.estimate import UNKNOWN, Estimate

FORMULAS = {
    name: one
    for name, one in vars(cost_formulas).items()
    if inspect.isfunction(one) and one.__module__ == cost_formulas.__name__
}
TERMS = st.integers(1, 60)


# The three ends of an estimate are three rows of a column, each a client or a provider of its own.
ends = st.decimals(0, 60, places=2)
numbers = st.builds(Estimate, ends, ends, ends) | st.builds(Estimate.exact, ends) | st.just(UNKNOWN)
built_charges = st.builds(
    Charge,
    price=numbers,
    count=numbers,
    least=st.none() | numbers,
    others=st.lists(numbers, max_size=2),
    bands=st.lists(st.tuples(numbers, numbers), max_size=2),
)
charges = st.lists(built_charges, max_size=3)
counts = st.integers(0, 40)
built_fees = st.builds(
    Fee,
    with_people=charges,
    steady=charges,
    minimum=st.none() | numbers,
    growth=numbers,
    ceiling=st.none() | numbers,
    discount=st.none() | numbers,
    discount_months=counts,
    lasting=st.none() | numbers,
    free_months=counts,
    first_months=counts,
    first=st.none() | numbers,
).filter(lambda fee: bool(fee.with_people or fee.steady))
built_years = st.builds(FeeYear, numbers, numbers, counts, counts, counts, counts)


def arguments_of(formula: Callable[..., Any], draw: Any, term_months: int) -> dict[str, Any]:
    """Random arguments by the kind that each is said to be: numbers, a fee, the years of a term."""
    years = -(-term_months // 12)
    drawn: dict[str, Any] = {}
    for name, parameter in inspect.signature(formula).parameters.items():
        if name == "term_months":
            drawn[name] = term_months
        elif parameter.annotation in ("N", "N | int"):
            drawn[name] = draw(numbers)
        elif parameter.annotation == "N | None":
            drawn[name] = draw(st.none() | numbers)
        elif parameter.annotation == "Sequence[N]":
            drawn[name] = draw(st.lists(numbers, min_size=years, max_size=years))
        elif parameter.annotation == "Sequence[FeeYear[N]]":
            drawn[name] = draw(st.lists(built_years, min_size=years, max_size=years))
        elif parameter.annotation in ("int", "Months"):
            drawn[name] = draw(counts)
        elif parameter.annotation == "Charge[N]":
            drawn[name] = draw(built_charges)
        elif parameter.annotation == "Fee[N]":
            drawn[name] = draw(built_fees)
        else:
            assert parameter.annotation == "Kind[N]", f"{formula.__name__}: what is {name} over columns?"
    return drawn


def as_column(value: Any) -> Any:
    """The same with a column of three rows in place of each estimate."""
    if isinstance(value, Estimate):
        return np.array([float(end) for end in (value.low, value.middle, value.high)])
    if isinstance(value, Charge | Fee | FeeYear):
        parts = {field.name: as_column(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **parts)
    if isinstance(value, list | tuple):
        return [as_column(one) for one in value]
    return value


def run_over(formula: Callable[..., Any], kind: Any, given_ones: dict[str, Any]) -> Sequence[Any]:
    """The formula over that kind of number; its result, or its results year by year."""
    needed = {"kind": kind} if "kind" in inspect.signature(formula).parameters else {}
    found = formula(**needed, **given_ones)
    each = found if isinstance(found, list) else [found]
    return [part for one in each for part in (vars(one).values() if isinstance(one, FeeYear) else [one])]


@pytest.mark.parametrize("name", FORMULAS)
@settings(max_examples=40)
@given(data=st.data(), term_months=TERMS)
def test_columns_and_decimals_agree(name: str, data: st.DataObject, term_months: int) -> None:
    formula = FORMULAS[name]
    exact = arguments_of(formula, data.draw, term_months)
    try:
        expected = run_over(formula, Estimate, exact)
    except (DivisionByZero, InvalidOperation):  # by a difference of two that are the same, never for 0 users
        assume(False)
    columns = {argument: as_column(value) for argument, value in exact.items()}
    with np.errstate(invalid="ignore"):
        found = run_over(formula, Columns, columns)
    assert len(found) == len(expected)
    for rows, decimals in zip(found, expected, strict=True):
        assert rows == pytest.approx(as_column(decimals), rel=1e-9, abs=1e-4, nan_ok=True)


def test_all_formulas_are_there() -> None:
    assert {"fees", "extras", "pay", "leaving", "waiting", "security_factor", "price_level"} <= set(FORMULAS)


# What works out numbers: the formulas, what a number itself can do, and what reads the sums backwards.
WORKED_OUT = {
    "cost_formulas",
    "estimate",
    "columns",
    "assumptions",
    "break_even_downtime",
    "break_even_price",
}
FOLDER = Path(inspect.getfile(cost)).parent
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod)


@pytest.mark.parametrize("module", sorted({path.stem for path in FOLDER.glob("*.py")} - WORKED_OUT))
def test_nothing_is_worked_out_beside_the_formulas(module: str) -> None:
    """What is chosen, and what a line is called, stands apart from the arithmetic."""
    tree = ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))
    found = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ARITHMETIC))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("max", "min"))
    ]
    assert found == []
