"""The advice on one random decision, by the rules in plain form and the draws of the engine.

To be taken from `msp_select.decision` (`evaluate`, the verdict, what to ask next) once that follows the same
rules: then a decision becomes a session, and this module calls what a user gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from msp_select import engine
from tests.benchmarks.decisions import COMMON, CONCENTRATION, UNASKED, Floats, Form, Sheets, View, view

TRIES = 2000


@dataclass(frozen=True, eq=False)
class Page:
    """What the advice says of one decision: the verdict's kind, the leader, what the draws say of each."""

    seen: View
    kind: str
    leader: int
    first_and_acceptable: Floats
    simulation: engine.Simulation | None


def page(form: Form, given: Sheets, seed: int) -> Page:
    """The advice on these sheets."""
    seen = view(form, given)
    leader = seen.ranking()[0]
    shares = np.zeros(len(seen.score))
    if seen.fails.all():
        return Page(seen, "none_acceptable", leader, shares, None)
    found = simulated(form, seen, seed, CONCENTRATION)
    shares[found.eligible] = found.first_and_acceptable
    if_met = np.zeros(len(seen.score))
    if_met[found.eligible] = found.first_if_met
    return Page(seen, verdict(form, given, seen, leader, shares, if_met), leader, shares, found)


def simulated(form: Form, seen: View, seed: int, concentration: float | None) -> engine.Simulation:
    """The draws of those who fail nothing; without a concentration under any weights at all."""
    return engine.simulate(
        form.tree,
        seen.low,
        seen.high,
        np.ones(seen.low.shape, bool),
        seen.silent,
        silence=form.silence,
        concentration=concentration,
        draws=TRIES,
        rng=engine.generator(seed),
        eligible=~seen.fails,
        common=COMMON,
        chance=seen.chance,
    )


def verdict(form: Form, given: Sheets, seen: View, leader: int, shares: Floats, if_met: Floats) -> str:
    """The kind of a verdict where no money is at stake; the first that holds."""
    rivals = [c for c in range(len(seen.score)) if c != leader]
    if seen.coverage[leader] < 0.6:
        return "incomplete"
    if any(if_met[c] >= 0.1 and seen.coverage[c] < 0.6 for c in rivals):
        return "incomplete"
    if (seen.chance[leader] < 1).any():
        return "open_must_haves"
    if leads_if_asked(form, given, seen, leader) != leader:
        return "incomplete"
    return "clear" if shares[leader] >= 0.8 else "narrow" if shares[leader] >= 0.6 else "too_close"


def leads_if_asked(form: Form, given: Sheets, seen: View, leader: int) -> int:
    """Who leads if what nobody asked is left out, and all that is silent of those who answer too little."""
    means = np.full(len(seen.score), -np.inf)
    for c in range(len(seen.score)):
        if c == leader or (not seen.fails[c] and seen.chance[c].prod() >= 0.1):
            dropped = seen.silent[c] if seen.coverage[c] < 0.6 else given.states[c] == UNASKED
            weights = np.where(dropped, 0.0, form.weights)
            means[c] = weights @ seen.point[c] / weights.sum() if weights.any() else -np.inf
    return leader if means[leader] >= means.max() else int(means.argmax())


def asked(form: Form, seen: View, group: Sequence[int], seed: int) -> engine.OpenAnswers:
    """The open answers of those who fail nothing, in rank order."""
    return engine.open_answers(
        np.tile(form.weights, (len(group), 1)),
        seen.low[group],
        seen.high[group],
        seen.silent[group],
        silence=form.silence,
        draws=TRIES,
        rng=engine.generator(seed),
        chance=seen.chance[group],
        common=COMMON,
    )
