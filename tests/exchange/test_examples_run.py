"""Every example in a docstring of the exchange runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import msp_select.exchange

MODULES = [
    found.name for found in pkgutil.walk_packages(msp_select.exchange.__path__, prefix="msp_select.exchange.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_print_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
