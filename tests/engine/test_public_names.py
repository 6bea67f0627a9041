"""The engine's public names, and methods that other packages add."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import msp_select.engine
from msp_select.engine import InputError, known_methods, method

NAMES = """
    Acceptability Bar Electre FewestChanges InputError Method OpenAnswers Pairwise Promethee Simulation
    Suggestions Tornado Tree TreeValues Vikor Worth acceptability additive confidence_factors
    contributions dirichlet dominates effective_weights electre fewest_changes flip_weight frontier
    generator information_from_draws kendall_tau kendall_w known_methods method normalise open_answers
    pairwise piecewise_linear promethee rank rank_order_centroid rank_sum roll_up simulate smaa
    stability_intervals suggestions swing topsis tornado tree_weights uniform_weights value_of_information
    vikor weighted_product
"""


def test_the_public_names_are_these_and_each_says_what_it_is() -> None:
    assert msp_select.engine.__all__ == NAMES.split()
    for name in NAMES.split():
        assert getattr(msp_select.engine, name).__doc__


def test_every_public_function_has_an_example() -> None:
    without = [
        name
        for name in NAMES.split()
        if name[0].islower() and ">>>" not in getattr(msp_select.engine, name).__doc__
    ]
    assert without == []


def installed(monkeypatch: pytest.MonkeyPatch, *entries: tuple[str, str]) -> None:
    found = [metadata.EntryPoint(name, value, "msp_select.methods") for name, value in entries]
    monkeypatch.setattr(metadata, "entry_points", lambda *, group: found)  # noqa: ARG005


def test_an_added_method_is_listed_without_being_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, ("lottery", "package_that_is_not_here:scores"))
    assert list(known_methods())[-1] == "lottery"


def test_an_added_method_is_loaded_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, ("mean", "msp_select.engine.methods.additive:additive"))
    assert method("mean").load()([[10, 30]], [1, 1]).tolist() == [20]


def test_an_added_method_cannot_take_a_built_in_name(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, ("topsis", "package_that_is_not_here:scores"))
    assert method("topsis").title == "TOPSIS"
    assert method("topsis").load()([[1, 2]], [1, 1]).tolist() == [0.5]


def test_an_added_method_that_is_no_function_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, ("odd", "msp_select.engine.methods:GROUP"))
    with pytest.raises(InputError) as caught:
        method("odd").load()
    sentence = "method 'odd' should be a function 'GROUP' in msp_select.engine.methods"
    assert str(caught.value) == sentence


def test_the_engine_loads_nothing_but_numpy_and_the_standard_library() -> None:
    script = (
        "import sys, msp_select.engine\n"
        "roots = {name.partition('.')[0] for name in sys.modules}\n"
        "foreign = roots - set(sys.stdlib_module_names) - {'numpy', 'msp_select'}\n"
        "inside = {n for n in sys.modules if n.startswith('msp_select.')}\n"
        "print(sorted(f for f in foreign if getattr(sys.modules[f], '__file__', None)\n"
        "             and 'site-packages' in str(sys.modules[f].__file__)\n"
        "             and not f.startswith('_')),\n"
        "      sorted(n for n in inside if not n.startswith('msp_select.engine')))\n"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[] []"
