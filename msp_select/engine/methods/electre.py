"""ELECTRE III: who is at least as good as whom, and against whom a veto speaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import in_blocks
from msp_select.engine.methods.kernel import kernel
from msp_select.engine.methods.thresholds import per_criterion
from msp_select.engine.ranking import TIE
from msp_select.engine.safe_division import ratio
from msp_select.engine.validation import Bools, Floats, InputError, share, values_and_weights

INDIFFERENCE, PREFERENCE, VETO = 5.0, 20.0, 60.0
"""The thresholds of `scores`, in points of values from 0 to 100."""


@dataclass(frozen=True, eq=False)
class Electre:
    """How far each row is at least as good as each column.

    `concordance`, `credibility (..., candidates, candidates)` from 0 to 1, the diagonal 1;
    `discordance (..., candidates, candidates, criteria)` from 0 to 1, read only; `net (..., candidates)`:
    credibility over the others less theirs over it; `kernel (..., candidates)`: the candidates
    that none of the others in the kernel outranks, while every other is outranked by one of them.
    """

    concordance: Floats
    discordance: Floats
    credibility: Floats
    net: Floats
    kernel: Bools


@dataclass(frozen=True, eq=False)
class _Thresholds:
    """Thresholds `(criteria,)`; an infinite veto is none."""

    indifference: Floats
    preference: Floats
    veto: Floats

    def with_veto(self) -> list[int]:
        """Positions of the criteria that can object."""
        return [int(one) for one in np.flatnonzero(np.isfinite(self.veto))]

    def agree(self, lag: Floats, criterion: int) -> Floats:
        """Concordance, given how far the row lags behind the column."""
        start, end = self.indifference[criterion], self.preference[criterion]
        if start == end:
            return np.asarray(np.where(lag <= start + TIE, 1.0, 0.0))
        return np.asarray(np.clip((end - lag) / (end - start), 0.0, 1.0))

    def object(self, lag: Floats, criterion: int) -> Floats:
        """Discordance, given how far the row lags behind the column."""
        start, end = self.preference[criterion], self.veto[criterion]
        if start == end:
            return np.asarray(np.where(lag > start + TIE, 1.0, 0.0))
        return np.asarray(np.clip((lag - start) / (end - start), 0.0, 1.0))


def electre(
    values: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    indifference: npt.ArrayLike,
    preference: npt.ArrayLike,
    veto: npt.ArrayLike | None = None,
    cut: float = 0.65,
) -> Electre:
    """Concordance, discordance, credibility, net credibility and kernel at the `cut`.

    `values (..., candidates, criteria)`, `weights (..., criteria)`. A lag up to the `indifference`
    agrees fully, from the `preference` not at all; beyond that it objects, fully from the `veto`
    (without one, never). Each threshold is one number or one a criterion, `indifference <=
    preference <= veto`; an infinite veto is none. Credibility is the concordance C times the
    product of (1 - d) / (1 - C) over the objections d above C; a criterion without weight cannot
    object.
    Source: Roy, "ELECTRE III", Cahiers du CERO 20 (1978) 3-24; for the kernel, Roy, "Classement et
    choix en présence de points de vue multiples", RIRO 2 (1968) 57-75.

    >>> found = electre([[90, 40], [60, 80]], [3, 1], indifference=5, preference=20, veto=80)
    >>> found.credibility.round(3).tolist(), found.kernel.tolist()
    ([[1.0, 0.75], [0.25, 1.0]], [True, False])
    """
    table, importance = values_and_weights(values, weights)
    limits = _thresholds(indifference, preference, veto, table.shape[-1])
    share("cut", cut)
    concordance = _concordance(table, importance, limits)
    credibility = _credibility(table, importance, concordance, limits)
    # Objections do not depend on the weights: draws of weights alone share one array of them.
    discordance = np.broadcast_to(_discordance(table, limits), (*concordance.shape, table.shape[-1]))
    at_least = credibility >= cut - TIE
    return Electre(concordance, discordance, credibility, _net(credibility), kernel(at_least))


def scores(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Net credibility `(..., candidates)` of values from 0 to 100.

    Up to 5 points behind is as good, from 20 clearly worse, 60 a veto.
    """
    table, importance = values_and_weights(values, weights)
    limits = _thresholds(INDIFFERENCE, PREFERENCE, VETO, table.shape[-1])

    def net(some_values: Floats, some_weights: Floats) -> Floats:
        concordance = _concordance(some_values, some_weights, limits)
        return _net(_credibility(some_values, some_weights, concordance, limits))

    return in_blocks(net, table, importance, cells_each=table.shape[-2] ** 2)


def _thresholds(
    indifference: npt.ArrayLike, preference: npt.ArrayLike, veto: npt.ArrayLike | None, criteria: int
) -> _Thresholds:
    none = np.inf if veto is None else veto
    limits = _Thresholds(
        per_criterion("indifference", indifference, criteria),
        per_criterion("preference", preference, criteria),
        per_criterion("veto", none, criteria, endless=True),
    )
    if (limits.indifference > limits.preference).any():
        raise InputError("the indifference must not be above the preference in any criterion")
    if (limits.preference > limits.veto).any():
        raise InputError("the preference must not be above the veto in any criterion")
    return limits


def _lag(values: Floats, criterion: int) -> Floats:
    """How far the row is behind the column `(..., candidates, candidates)`."""
    column = values[..., criterion]
    return np.asarray(column[..., None, :] - column[..., :, None])


def _concordance(values: Floats, weights: Floats, limits: _Thresholds) -> Floats:
    total: Floats = np.zeros(())
    for criterion in range(values.shape[-1]):
        weight = weights[..., criterion, None, None]
        total = total + weight * limits.agree(_lag(values, criterion), criterion)
    # Weights that add up to a hair more than 1 must not make anything more than certain.
    return np.minimum(total, 1.0)


def _discordance(values: Floats, limits: _Thresholds) -> Floats:
    discordance = np.zeros((*values.shape[:-1], *values.shape[-2:]))
    for criterion in limits.with_veto():
        discordance[..., criterion] = limits.object(_lag(values, criterion), criterion)
    return discordance


def _credibility(values: Floats, weights: Floats, concordance: Floats, limits: _Thresholds) -> Floats:
    credibility = concordance.copy()
    for criterion in limits.with_veto():
        against = limits.object(_lag(values, criterion), criterion)
        doubt = ratio(1.0 - against, 1.0 - concordance, otherwise=1.0)
        counts = (against > concordance) & (weights[..., criterion, None, None] > 0)
        credibility *= np.where(counts, doubt, 1.0)
    return credibility


def _net(credibility: Floats) -> Floats:
    return np.asarray(credibility.sum(axis=-1) - credibility.sum(axis=-2))
