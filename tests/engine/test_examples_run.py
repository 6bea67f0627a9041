"""Every example in a docstring of the engine runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import msp_select.engine

MODULES = [
    found.name for found in pkgutil.walk_packages(msp_select.engine.__path__, prefix="msp_select.engine.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_print_what_they_say(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0
