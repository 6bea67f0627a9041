"""Multi-criteria decision analysis on numpy alone.

Values `(..., candidates, criteria)`, weights `(..., criteria)`, scores `(..., candidates)`: float64,
more is better everywhere, leading axes broadcast. Weights are scaled to 1. Randomness is an argument,
a `numpy.random.Generator`. Input without an answer raises `InputError`, a `ValueError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msp_select.engine.asking import Suggestions, suggestions
    from msp_select.engine.confidence import confidence_factors
    from msp_select.engine.difference import FewestChanges, contributions, fewest_changes
    from msp_select.engine.dominance import dominates, frontier
    from msp_select.engine.hierarchy import Tree, TreeValues, effective_weights, roll_up
    from msp_select.engine.information import Worth, information_from_draws, value_of_information
    from msp_select.engine.learning import OpenAnswers, open_answers
    from msp_select.engine.methods import Method, known_methods, method
    from msp_select.engine.methods.additive import additive
    from msp_select.engine.methods.electre import Electre, electre
    from msp_select.engine.methods.promethee import Promethee, promethee
    from msp_select.engine.methods.topsis import topsis
    from msp_select.engine.methods.vikor import Vikor, vikor
    from msp_select.engine.methods.weighted_product import weighted_product
    from msp_select.engine.rank_acceptability import Acceptability, acceptability, smaa
    from msp_select.engine.ranking import kendall_tau, kendall_w, rank
    from msp_select.engine.sampling import dirichlet, generator, tree_weights, uniform_weights
    from msp_select.engine.sensitivity import Bar, Tornado, flip_weight, stability_intervals, tornado
    from msp_select.engine.simulation import Simulation, simulate
    from msp_select.engine.validation import InputError
    from msp_select.engine.values import piecewise_linear
    from msp_select.engine.weights import (
        Pairwise,
        normalise,
        pairwise,
        rank_order_centroid,
        rank_sum,
        swing,
    )

__all__ = [
    "Acceptability",
    "Bar",
    "Electre",
    "FewestChanges",
    "InputError",
    "Method",
    "OpenAnswers",
    "Pairwise",
    "Promethee",
    "Simulation",
    "Suggestions",
    "Tornado",
    "Tree",
    "TreeValues",
    "Vikor",
    "Worth",
    "acceptability",
    "additive",
    "confidence_factors",
    "contributions",
    "dirichlet",
    "dominates",
    "effective_weights",
    "electre",
    "fewest_changes",
    "flip_weight",
    "frontier",
    "generator",
    "information_from_draws",
    "kendall_tau",
    "kendall_w",
    "known_methods",
    "method",
    "normalise",
    "open_answers",
    "pairwise",
    "piecewise_linear",
    "promethee",
    "rank",
    "rank_order_centroid",
    "rank_sum",
    "roll_up",
    "simulate",
    "smaa",
    "stability_intervals",
    "suggestions",
    "swing",
    "topsis",
    "tornado",
    "tree_weights",
    "uniform_weights",
    "value_of_information",
    "vikor",
    "weighted_product",
]

# Where each name lives: a module is loaded when one of its names is first used.
_HOMES = {
    "asking": ("Suggestions", "suggestions"),
    "rank_acceptability": ("Acceptability", "acceptability", "smaa"),
    "difference": ("FewestChanges", "contributions", "fewest_changes"),
    "validation": ("InputError",),
    "confidence": ("confidence_factors",),
    "dominance": ("dominates", "frontier"),
    "information": ("Worth", "information_from_draws", "value_of_information"),
    "hierarchy": ("Tree", "TreeValues", "effective_weights", "roll_up"),
    "learning": ("OpenAnswers", "open_answers"),
    "methods": ("Method", "known_methods", "method"),
    "methods.additive": ("additive",),
    "methods.electre": ("Electre", "electre"),
    "methods.promethee": ("Promethee", "promethee"),
    "methods.topsis": ("topsis",),
    "methods.vikor": ("Vikor", "vikor"),
    "methods.weighted_product": ("weighted_product",),
    "ranking": ("kendall_tau", "kendall_w", "rank"),
    "sampling": ("dirichlet", "generator", "tree_weights", "uniform_weights"),
    "sensitivity": ("Bar", "Tornado", "flip_weight", "stability_intervals", "tornado"),
    "simulation": ("Simulation", "simulate"),
    "values": ("piecewise_linear",),
    "weights": ("Pairwise", "normalise", "pairwise", "rank_order_centroid", "rank_sum", "swing"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
