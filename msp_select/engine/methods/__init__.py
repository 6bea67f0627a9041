"""The scoring methods, one a file, all called as `scores(values, weights)`.

A package adds its own through the entry-point group `msp_select.methods`: the entry's name is the
method's name, its object a function `(values (..., candidates, criteria), weights (..., criteria))
-> (..., candidates)` where more is better. It is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata

import numpy.typing as npt

from msp_select.engine.validation import Floats, InputError

GROUP = "msp_select.methods"

Scores = Callable[[npt.ArrayLike, npt.ArrayLike], Floats]


@dataclass(frozen=True)
class Method:
    """A scoring method: its name, its title for people, and where its function is."""

    name: str
    title: str
    module: str
    function: str = "scores"

    def load(self) -> Scores:
        """The function `scores(values, weights)`, more being better."""
        found = getattr(import_module(self.module), self.function, None)
        if not callable(found):
            raise InputError(f"method {self.name!r} should be a function {self.function!r} in {self.module}")
        scores: Scores = found
        return scores


BUILT_IN = (
    Method("additive", "Additive value model", f"{__name__}.additive"),
    Method("weighted_product", "Weighted product", f"{__name__}.weighted_product"),
    Method("topsis", "TOPSIS", f"{__name__}.topsis"),
    Method("vikor", "VIKOR", f"{__name__}.vikor"),
    Method("promethee", "PROMETHEE II", f"{__name__}.promethee"),
    Method("electre", "ELECTRE III, net credibility", f"{__name__}.electre"),
)


def known_methods() -> dict[str, Method]:
    """All methods by name, the built-in ones first; a built-in name cannot be taken over.

    >>> list(known_methods())[:3]
    ['additive', 'weighted_product', 'topsis']
    """
    table = {method.name: method for method in BUILT_IN}
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        module, _, function = entry.value.partition(":")
        table.setdefault(entry.name, Method(entry.name, entry.name, module.strip(), function.strip()))
    return table


def method(name: str) -> Method:
    """The method of that name; an unknown name is refused with the known ones.

    >>> method("topsis").title
    'TOPSIS'
    """
    table = known_methods()
    if name not in table:
        raise InputError(f"there is no method {name!r}; there are {', '.join(table)}")
    return table[name]
