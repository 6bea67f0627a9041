"""Shares of small numbers: ranges, tails, and how often chance alone falls short of a promise."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, exp, lgamma, log, log1p, sqrt

import numpy as np

from msp_select.engine.validation import Bools, Floats

Z_80 = 1.2816
"""Standard errors on either side of the middle that hold 80 of 100."""


def wilson(share: float, n: float, z: float = Z_80) -> tuple[float, float]:
    """The range of a share seen in `n` cases (Wilson 1927); `n` need not be whole, and is above 0."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(max(0.0, share * (1 - share) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def at_least(k: int, n: int, p: float) -> float:
    """The chance of `k` or more of `n` where each happens with chance `p`."""
    if k <= 0:
        return 1.0
    if p <= 0.0 or p >= 1.0:
        return float(p >= 1.0)
    terms = (exp(_ways(n, i) + i * log(p) + (n - i) * log1p(-p)) for i in range(k, n + 1))
    return min(1.0, sum(terms))


def _ways(n: int, k: int) -> float:
    """The logarithm of how many ways there are to choose `k` of `n`: as a number it may be too large."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def lowest_share(k: int, n: int, confidence: float = 0.9) -> float:
    """The lower end of Clopper and Pearson: at least this share, as sure as stated; 0 where `k` is 0."""
    if k == 0:
        return 0.0
    low, high = 0.0, k / n
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if at_least(k, n, middle) < 1 - confidence else (low, middle)
    return low


def chance_of_missing(share: float, promised_percent: float, n: int, spread: float = 1.0) -> float:
    """How often fewer than the promised percent of `n` cases are met by one whose true share is known.

    `spread` above 1 widens pure chance: the share itself moves as a beta does, from month to month, so that
    the variance is so many times the binomial one. 0 where there is no case.
    """
    needed = ceil(promised_percent * n / 100 - 1e-9)
    if n <= 0 or needed <= 0:
        return 0.0
    if share >= 1.0:
        return 0.0
    if share <= 0.0:
        return 1.0
    if spread <= 1.0 or n <= spread:
        return 1.0 - at_least(needed, n, share)
    size = (n - spread) / (spread - 1)
    a, b = share * size, (1 - share) * size
    whole = lgamma(a + b) - lgamma(a) - lgamma(b)
    met = sum(
        exp(_ways(n, k) + whole + lgamma(a + k) + lgamma(b + n - k) - lgamma(a + b + n))
        for k in range(needed, n + 1)
    )
    return min(1.0, max(0.0, 1.0 - met))


def drawn_cases(
    share: float, cases: Sequence[int] | float, periods: int, years: int, spread: float, seed: int
) -> tuple[Floats, Floats]:
    """So many drawn years of months, each array `(years, periods)`: how many were met, and of how many.

    `cases` are the numbers to draw from, or the expected number, around which a month's is Poisson.
    """
    rng = np.random.default_rng(seed)
    if isinstance(cases, int | float):
        n = np.maximum(1, rng.poisson(cases, (years, periods)))
        expected = np.full(n.shape, float(cases))
    else:
        n = np.maximum(1, rng.choice(np.asarray(cases), (years, periods)))
        expected = n.astype(float)
    p = np.full(n.shape, share)
    moves = (expected > spread) & (spread > 1.0) & (0.0 < share < 1.0)
    if moves.any():
        size = (expected[moves] - spread) / (spread - 1)
        p[moves] = rng.beta(share * size, (1 - share) * size)
    return rng.binomial(n, p).astype(float), n.astype(float)


def ever_reached(missed: Bools, least: int, within: int) -> Bools:
    """Which years `(years,)` have at least so many missed periods among so many in a row."""
    counts = np.cumsum(missed, axis=1, dtype=int)
    before = np.zeros_like(counts)
    before[:, within:] = counts[:, : max(0, counts.shape[1] - within)]
    reached: Bools = np.any(counts - before >= least, axis=1)
    return reached
