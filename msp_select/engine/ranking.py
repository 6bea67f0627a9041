"""Scores into ranks, and how far two rankings agree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.safe_division import ratio
from msp_select.engine.validation import Floats, InputError, Ints, floats

TIE = 1e-9
"""Scores no further apart than this are equal."""


def rank(scores: npt.ArrayLike) -> Ints:
    """Ranks of scores `(..., candidates)`: 1 is best, ties share the better rank.

    A candidate's rank is one more than the number of candidates better by more than 1e-9.

    >>> rank([70, 90, 90, 50]).tolist()
    [3, 1, 1, 4]
    """
    given = floats("scores", scores)
    ranks = np.empty(given.shape, dtype=np.intp)
    for row in np.ndindex(given.shape[:-1]):
        rising = np.sort(given[row])
        ranks[row] = 1 + len(rising) - np.searchsorted(rising, given[row] + TIE, side="right")
    return ranks


def kendall_tau(a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
    """Kendall's tau-b of two rankings (or two score lists) `(..., candidates)`, from -1 to 1.

    For two single rankings it is a plain number. Where one of the two ties all candidates tau-b is
    undefined: 1 if both do, 0 if only one does.
    Source: Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945).

    >>> float(round(kendall_tau([1, 2, 3, 4], [1, 2, 4, 3]), 4))
    0.6667
    """
    first, second = floats("a", a), floats("b", b)
    if first.shape[-1] != second.shape[-1]:
        raise InputError(
            f"a has shape {first.shape} and b {second.shape}; both must rank the same candidates"
        )
    try:
        np.broadcast_shapes(first.shape, second.shape)
    except ValueError as error:
        raise InputError(
            f"a has shape {first.shape} and b {second.shape}; the axes before the candidates must broadcast"
        ) from error
    signs_a, signs_b = _signs(first), _signs(second)
    agreement = (signs_a * signs_b).sum(axis=(-2, -1))
    pairs_a = np.abs(signs_a).sum(axis=(-2, -1))
    pairs_b = np.abs(signs_b).sum(axis=(-2, -1))
    untied = np.sqrt(pairs_a * pairs_b)
    both_tie = np.where((pairs_a == 0) & (pairs_b == 0), 1.0, 0.0)
    tau: Floats = np.where(untied > 0, ratio(agreement, untied, otherwise=0.0), both_tie)[()]
    return tau


def _signs(ranking: Floats) -> Floats:
    """For each pair, 1 where the row is above the column by more than a tie, -1 below, else 0."""
    gap = ranking[..., :, None] - ranking[..., None, :]
    return np.sign(np.where(np.abs(gap) > TIE, gap, 0.0))


def kendall_w(judgements: npt.ArrayLike) -> float:
    """Kendall's coefficient of concordance of several judges `(judges, items)`, from 0 to 1, ties corrected.

    Scores or ranks, all the same way round. 1 where every judge ties all items: nobody differs.
    Source: Siegel, "Nonparametric Statistics for the Behavioral Sciences" (1956), chapter 9.

    >>> round(kendall_w([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]), 3)
    0.162
    """
    given = floats("judgements", judgements)
    if given.ndim != 2 or given.shape[0] < 2 or given.shape[1] < 2:
        raise InputError(f"judgements has shape {given.shape}; expected two judges and two items at least")
    judges, items = given.shape
    signs = _signs(given)
    ranks = (items + 1 + signs.sum(axis=-1)) / 2  # ties share their mean rank
    spread = ((ranks.sum(axis=0) - judges * (items + 1) / 2) ** 2).sum()
    own = ((ranks - (items + 1) / 2) ** 2).sum()  # what full agreement would reach, divided by the judges
    return float(spread / (judges * own)) if own else 1.0
