"""Random weights: around stated ones, by order alone, or knowing nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.hierarchy import Tree
from msp_select.engine.validation import Floats, InputError, Ints, floats, shares, whole
from msp_select.engine.weight_draws import SMALLEST, TreeParameters, weighty_criteria


def generator(seed: int) -> np.random.Generator:
    """The generator this engine is measured with: SFC64, the same stream on every platform.

    >>> generator(1).random(2).round(6).tolist()
    [0.99562, 0.37212]
    """
    return np.random.Generator(np.random.SFC64(whole("seed", seed, least=0)))


def dirichlet(rng: np.random.Generator, mean: npt.ArrayLike, concentration: float, draws: int) -> Floats:
    """Draws of weights `(draws, criteria)` around `mean (criteria,)`, each summing to 1.

    The larger the concentration, the closer to the mean: the variance of a weight w is
    w (1 - w) / (concentration + 1). A mean weight of 0 stays 0.

    >>> dirichlet(generator(1), [3, 1, 0], 50, draws=2).round(2).tolist()
    [[0.82, 0.18, 0.0], [0.8, 0.2, 0.0]]
    """
    parameters = dirichlet_parameters(mean, concentration)
    gammas = rng.standard_gamma(parameters, size=(whole("draws", draws), len(parameters)))
    return _to_one(np.where(parameters > 0, np.maximum(gammas, SMALLEST), 0.0))


def dirichlet_parameters(mean: npt.ArrayLike, concentration: float) -> Floats:
    """The Dirichlet's parameters `(criteria,)`: the mean, scaled to sum to the concentration."""
    return shares("mean", mean, axes=1) * positive_concentration(concentration)


def positive_concentration(concentration: float) -> float:
    """`concentration` if it is a finite number above 0."""
    if not 0 < concentration < np.inf:
        raise InputError(f"concentration is {concentration}; a number above 0 was expected")
    return float(concentration)


def uniform_weights(
    rng: np.random.Generator, criteria: int, draws: int, *, order: npt.ArrayLike | None = None
) -> Floats:
    """Draws of weights `(draws, criteria)`, uniform over all weights that sum to 1.

    `order (criteria,)` are ranks of importance, 1 the most important: only weights in that order
    are drawn, uniformly; criteria of one rank are in no order among themselves. Exponentials are
    normalised; independent uniforms, normalised, would crowd towards equal weights.
    Source: Devroye, "Non-Uniform Random Variate Generation" (1986), chapter V.

    >>> uniform_weights(generator(1), 3, draws=1, order=[2, 1, 3]).round(2).tolist()
    [[0.24, 0.52, 0.24]]
    """
    count = whole("criteria", criteria)
    exponentials = rng.standard_exponential((whole("draws", draws), count))
    if order is not None:
        put_in_order(rng, exponentials, checked_order(order, count))
    return _to_one(exponentials)


def checked_order(order: npt.ArrayLike, criteria: int) -> Floats:
    """Ranks of importance `(criteria,)`, from 1 on; only their order counts."""
    ranks = floats("order", order, axes=1)
    if ranks.shape != (criteria,):
        raise InputError(f"order has shape {ranks.shape}; ({criteria},) was expected")
    # Positions counted from 0 are not ranks; tied ranks given as their mean may start above 1.
    if ranks.min() < 1:
        raise InputError(f"order starts at {ranks.min():g}; ranks start at 1, the most important")
    return ranks


def put_in_order(rng: np.random.Generator, weights: Floats, ranks: Floats) -> None:
    """Rearrange each draw `(draws, criteria)` in place so that it follows the ranks."""
    weights.sort(axis=1)
    sorted_ranks = np.sort(ranks)
    falling = weights[:, ::-1].copy()
    for tied in np.unique(ranks):
        columns: Ints = np.flatnonzero(ranks == tied)
        start = int(np.searchsorted(sorted_ranks, tied))
        group = falling[:, start : start + len(columns)]
        weights[:, columns] = rng.permuted(group, axis=1) if len(columns) > 1 else group


def tree_weights(tree: Tree, rng: np.random.Generator, concentration: float, draws: int) -> Floats:
    """Draws of the criteria's weights in the whole `(draws, criteria)`, each summing to 1.

    Pillars, and criteria within each pillar, are drawn around the tree's weights with the same
    concentration, so that many criteria do not make a pillar heavier.

    >>> tree = Tree(np.array([0, 1, 2]), np.array([0, 0, 1]), np.ones(3), np.ones(3), np.ones(2))
    >>> tree_weights(tree, generator(1), 50, draws=20_000).mean(axis=0).round(2).tolist()
    [0.25, 0.25, 0.5]
    """
    parameters = TreeParameters.around(tree, positive_concentration(concentration))
    gammas = parameters.room(whole("draws", draws))
    parameters.draw(rng, gammas, questions=False)
    branches = weighty_criteria(tree)
    weights = np.zeros((draws, tree.criteria))
    weights[:, branches.criteria] = branches.criterion_weights(gammas).T
    return weights


def _to_one(weights: Floats) -> Floats:
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights
