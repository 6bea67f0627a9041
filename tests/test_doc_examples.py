"""Every example in a docstring of the program runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import msp_select

ROOT = Path(msp_select.__file__).parent.parent
EXAMPLES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): written
    for path in sorted(ROOT.glob("msp_select/**/*.py"))
    if (written := path.read_text("utf-8").count(">>> "))
}


@pytest.mark.parametrize(("name", "written"), EXAMPLES.items())
def test_the_examples_of_a_module_print_what_they_say(name: str, written: int) -> None:
    module = importlib.import_module(name.removesuffix(".__init__"))
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome == (0, written)
