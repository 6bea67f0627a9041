"""SMAA: how often each candidate takes each rank when weights and values are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import blocks
from msp_select.engine.rank_counts import Tally, block_size
from msp_select.engine.sampling import (
    checked_order,
    dirichlet_parameters,
    put_in_order,
)
from msp_select.engine.validation import Floats, InputError, floats, low_and_high, non_negative, shares, whole
from msp_select.engine.weight_draws import SMALLEST

ALIKE = 1e-3
"""Differences in value under which a tie is worth looking for: 1e-9 apart once weighted."""


@dataclass(frozen=True, eq=False)
class Acceptability:
    """What the draws say, as shares of the draws.

    `rank_acceptability (candidates, ranks)`: how often each candidate takes each rank, the best
    first. `pairwise_wins (candidates, candidates)`: how often the row scores above the column.
    `expected_rank (candidates,)`. `central_weights (candidates, criteria)`: the mean of the
    weights that put a candidate first, NaN where it never is; None where no weights were given.
    `standard_error (candidates, ranks)` of the rank acceptabilities. `draws`: how many.
    """

    rank_acceptability: Floats
    pairwise_wins: Floats
    expected_rank: Floats
    central_weights: Floats | None
    standard_error: Floats
    draws: int


def acceptability(scores: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Acceptability:
    """Rank acceptability of drawn scores `(draws, candidates)`.

    `weights (draws, criteria)`, where given, are the weights of each draw, for the central weights;
    each row is scaled to sum to 1.
    Ties share the better rank, so with ties the columns need not sum to 1.
    Source: Lahdelma and Salminen, "SMAA-2", Operations Research 49 (2001) 444-454.

    >>> found = acceptability([[70, 60], [50, 60], [70, 65], [80, 60]])
    >>> found.rank_acceptability.tolist(), found.expected_rank.tolist()
    ([[0.75, 0.25], [0.25, 0.75]], [1.25, 1.75])
    """
    table = floats("scores", scores, axes=2)
    drawn = None if weights is None else non_negative("weights", weights, axes=2)
    if drawn is not None and len(drawn) != len(table):
        raise InputError(
            f"scores have shape {table.shape} and weights {drawn.shape}; both must have one row a draw"
        )
    draws, candidates = table.shape
    criteria = None if drawn is None else drawn.shape[1]
    tally = Tally(candidates, criteria)
    size = block_size(candidates, criteria or 0)
    for part in blocks(draws, cells_each=1, cells=size):
        some = np.ascontiguousarray(table[part].T)
        tally.add(some, None if drawn is None else shares("weights", drawn[part]))
    return summary(tally)


def smaa(
    values: npt.ArrayLike | tuple[npt.ArrayLike, npt.ArrayLike],
    *,
    draws: int,
    rng: np.random.Generator,
    mean: npt.ArrayLike | None = None,
    concentration: float | None = None,
    order: npt.ArrayLike | None = None,
) -> Acceptability:
    """Draw weights (and values), score by the additive model and count the ranks, in one go.

    `values (candidates, criteria)`, or a pair `(low, high)` of such arrays: then each value is
    drawn uniformly between the two. Weights are drawn uniformly over all that sum to 1, or around
    `mean (criteria,)` with that `concentration`, or by their `order (criteria,)` alone (ranks, 1
    the most important). Memory does not grow with the number of draws.
    Source: Lahdelma and Salminen, "SMAA-2", Operations Research 49 (2001) 444-454.

    >>> from msp_select.engine.sampling import generator
    >>> found = smaa([[100, 0], [40, 40]], draws=10_000, rng=generator(1))
    >>> found.rank_acceptability.round(1).tolist()
    [[0.6, 0.4], [0.4, 0.6]]
    """
    low, high = low_and_high(values)
    candidates, criteria = low.shape
    count = whole("draws", draws)
    size = min(block_size(candidates, criteria), count)
    draw_weights = _weight_source(rng, criteria, mean, concentration, order)
    drawn = np.empty((size, criteria))
    # One row of ones gives the sum of each draw's weights in the same matrix product.
    fixed = np.vstack([low, np.ones(criteria)])
    sums = np.empty((candidates + 1, size))
    tally = Tally(candidates, criteria)
    # Weights drawn around a mean may vanish, and with them all that sets two candidates apart.
    ties = mean is not None or _some_alike(low, high)
    for part in blocks(count, cells_each=1, cells=size):
        length = part.stop - part.start
        weights, scores = drawn[:length], sums[:, :length]
        draw_weights(weights)
        np.matmul(fixed, weights.T, out=scores)
        scale = 1.0 / scores[candidates]
        if (low != high).any():
            _add_drawn_values(rng, low, high, weights, scores)
        scores[:candidates] *= scale
        tally.add(scores[:candidates], weights, ties=ties, scale=scale)
    return summary(tally)


def summary(tally: Tally) -> Acceptability:
    """A finished tally as shares of its draws."""
    shares = tally.at_rank / tally.draws
    wins = tally.wins / tally.draws
    central = None
    if tally.weights_when_first is not None:
        firsts = tally.at_rank[:, :1]
        central = np.full(tally.weights_when_first.shape, np.nan)
        np.divide(tally.weights_when_first, firsts, out=central, where=firsts > 0)
    return Acceptability(
        rank_acceptability=shares,
        pairwise_wins=wins,
        expected_rank=1 + wins.sum(axis=0),
        central_weights=central,
        standard_error=np.sqrt(shares * (1 - shares) / tally.draws),
        draws=tally.draws,
    )


def _weight_source(
    rng: np.random.Generator,
    criteria: int,
    mean: npt.ArrayLike | None,
    concentration: float | None,
    order: npt.ArrayLike | None,
) -> Callable[[Floats], None]:
    """A function that fills `(draws, criteria)` with weights that do not yet sum to 1."""
    if (mean is None) != (concentration is None):
        raise InputError("mean and concentration belong together; only one of them was given")
    if mean is not None and order is not None:
        raise InputError("weights are drawn around a mean or by an order; both were given")
    if mean is not None and concentration is not None:
        parameters = dirichlet_parameters(mean, concentration)
        if parameters.shape != (criteria,):
            raise InputError(f"mean has shape {parameters.shape}; ({criteria},) was expected")
        return lambda weights: _fill_gammas(rng, parameters, weights)
    if order is not None:
        ranks = checked_order(order, criteria)
        return lambda weights: _fill_ordered(rng, ranks, weights)
    return lambda weights: _fill_exponentials(rng, weights)


def _fill_exponentials(rng: np.random.Generator, weights: Floats) -> None:
    rng.standard_exponential(out=weights)


def _fill_ordered(rng: np.random.Generator, ranks: Floats, weights: Floats) -> None:
    rng.standard_exponential(out=weights)
    put_in_order(rng, weights, ranks)


def _fill_gammas(rng: np.random.Generator, parameters: Floats, weights: Floats) -> None:
    gammas = rng.standard_gamma(parameters, size=weights.shape)
    weights[:] = np.where(parameters > 0, np.maximum(gammas, SMALLEST), 0.0)


def _add_drawn_values(
    rng: np.random.Generator, low: Floats, high: Floats, weights: Floats, scores: Floats
) -> None:
    """Add to each score what its uncertain values come to above their low ends."""
    by_criterion = np.ascontiguousarray(weights.T)
    for candidate, spread in enumerate(high - low):
        unsure = np.flatnonzero(spread)
        if unsure.size:
            extra = rng.random((unsure.size, len(weights)))
            extra *= spread[unsure, None]
            extra *= by_criterion[unsure]
            scores[candidate] += extra.sum(axis=0)


def _some_alike(low: Floats, high: Floats) -> bool:
    """Whether two candidates may have nearly the same values: only then do scores tie.

    Candidates that are alike have sums that are alike, whatever multiplies the criteria; roots keep
    different whole numbers from coming to the same sum. A false alarm costs only time.
    """
    ends = np.hstack([low, high])
    sums = np.sort(ends @ np.sqrt(np.arange(2.0, ends.shape[1] + 2)))
    return bool((np.diff(sums) < ALIKE).any())
