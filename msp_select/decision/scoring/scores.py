"""What answers come to and in which order: the one way to score, for a few candidates or a whole library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from msp_select.decision.scoring.answer_arrays import Worth
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, GROUPS, Group
from msp_select.engine.hierarchy import Tree, TreeValues, effective_weights, roll_ups, sums_within
from msp_select.engine.ranking import rank
from msp_select.engine.validation import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class Scores:
    """Candidates in the order of their rows, nobody's figures depending on the others.

    `proven`, `point`, `possible`: values at every level, 0..100. `quality (candidates,)`: the pillars other
    than price, scaled to 100. `effective (candidates, rows)`: the share of the total each row ends up with;
    `coverage (candidates,)`: the share of it that is answered, `silent (candidates,)` the share without an
    answer; what was refused is in neither.
    """

    proven: TreeValues
    point: TreeValues
    possible: TreeValues
    quality: Floats
    effective: Floats
    coverage: Floats
    silent: Floats

    @property
    def claimed(self) -> Floats:
        """The total if everything said were proven and what is not known counted nothing, `(candidates,)`."""
        return np.maximum(self.possible.total - 100.0 * self.silent, self.proven.total)


@dataclass(frozen=True, eq=False)
class Order:
    """Where each candidate stands, `(candidates,)`: its group, by position in `GROUPS`, and its rank.

    `places`: positions in rank order.
    """

    numbers: Ints
    ranks: Ints
    places: Ints

    @property
    def groups(self) -> tuple[Group, ...]:
        """The group of each."""
        return tuple(GROUPS[number] for number in self.numbers)


def scores(tree: Tree, pillars: Sequence[str], worth: Worth, price: str | None) -> Scores:
    """The scores of candidates whose answers are worth that.

    `pillars` are the ids of the tree's pillars, `price` the one of them that is about price, if there is one.
    """
    effective = effective_weights(tree, worth.applies)
    proven, point, possible = roll_ups(tree, (worth.proven, worth.point, worth.possible), worth.applies)
    return Scores(
        proven=proven,
        point=point,
        possible=possible,
        quality=_quality(tree, point, [pillar != price for pillar in pillars]),
        effective=effective,
        coverage=np.minimum(1.0, _sums(np.where(worth.known, effective, 0.0))),
        silent=_sums(np.where(worth.silent, effective, 0.0)),
    )


def in_order(values: Floats, failed: Bools, coverage: Floats) -> Order:
    """Group by group, each by its values `(candidates,)`, more is better; ranks count on.

    Equal values share a rank. `failed` marks who fails a must-have, `coverage` is the share answered.
    """
    numbers = np.where(failed, 2, np.where(coverage < ENOUGH_COVERAGE, 1, 0))
    ranks = np.zeros(len(values), np.intp)
    before = 0
    for number in range(len(GROUPS)):
        members = np.flatnonzero(numbers == number)
        if len(members):
            ranks[members] = before + rank(values[members])
            before += len(members)
    return Order(numbers, ranks, np.argsort(ranks, kind="stable"))


def _quality(tree: Tree, point: TreeValues, counted: Sequence[bool]) -> Floats:
    weights = np.where(point.pillar_filled & np.array(counted), tree.pillar_weights, 0.0)
    total, scale = _sums(weights * point.pillars), _sums(weights)
    return np.divide(total, scale, out=np.zeros(len(total)), where=scale > 0)


def _sums(rows: Floats) -> Floats:
    """The sum of each row, added from its first cell to its last."""
    return sums_within(rows, np.zeros(rows.shape[1], np.intp), 1)[:, 0]
