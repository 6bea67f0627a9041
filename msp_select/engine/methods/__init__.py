"""The scoring methods, one a file, all called as `scores(values, weights)`.

A package adds its own through the entry-point group `msp_select.methods`: the entry's name is the
method's name, its object a function `(values (..., candidates, criteria), weights (..., criteria))
-> (..., candidates)` where more is better. It is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

import numpy.typing as npt

from msp_select.engine.checked import Floats, InputError

GROUP = "msp_select.methods"

Scores = Callable[[npt.ArrayLike, npt.ArrayLike], Floats]


@dataclass(frozen=True)
class Method:
    """A scoring method: its name, its title for people and where its function is."""

    name: str
    title: str
    entry: EntryPoint

    def load(self) -> Scores:
        """The function `scores(values, weights)`, more being better."""
        found = self.entry.load()
        if not callable(found):
            raise InputError(f"method {self.name!r} ({self.entry.value}) is not a function")
        scores: Scores = found
        return scores


def _built_in(name: str, title: str) -> Method:
    return Method(name, title, EntryPoint(name, f"{__name__}.{name}:scores", GROUP))


BUILT_IN = (
    _built_in("additive", "Additive value model"),
    _built_in("weighted_product", "Weighted product"),
    _built_in("topsis", "TOPSIS"),
    _built_in("vikor", "VIKOR"),
    _built_in("promethee", "PROMETHEE II"),
    _built_in("electre", "ELECTRE III, net credibility"),
)


def methods() -> dict[str, Method]:
    """All methods by name, the built-in ones first; a built-in name cannot be taken over.

    >>> list(methods())[:3]
    ['additive', 'weighted_product', 'topsis']
    """
    table = {method.name: method for method in BUILT_IN}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        table.setdefault(entry.name, Method(entry.name, entry.name, entry))
    return table


def method(name: str) -> Method:
    """The method of that name; an unknown name is refused with the known ones."""
    table = methods()
    if name not in table:
        raise InputError(f"there is no method {name!r}; there are {', '.join(table)}")
    return table[name]
