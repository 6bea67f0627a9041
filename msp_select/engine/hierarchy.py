"""Questions under criteria under pillars: values rolled up, weights re-shared over what applies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Bools, Floats, InputError, Ints, floats, non_negative


@dataclass(frozen=True, eq=False)
class Tree:
    """Which question belongs to which criterion and pillar, and what each weighs.

    `criterion_of (questions,)` and `pillar_of (criteria,)` are positions; `question_weights
    (questions,)`, `criterion_weights (criteria,)` and `pillar_weights (pillars,)` are non-negative,
    on any scale, and count within their parent. A criterion may be without questions.
    """

    criterion_of: Ints
    pillar_of: Ints
    question_weights: Floats
    criterion_weights: Floats
    pillar_weights: Floats

    def __post_init__(self) -> None:
        for name in ("question_weights", "criterion_weights", "pillar_weights"):
            self._set(name, non_negative(name, getattr(self, name), axes=1).copy())
        self._set_parents("criterion_of", len(self.question_weights), len(self.criterion_weights))
        self._set_parents("pillar_of", len(self.criterion_weights), len(self.pillar_weights))

    def _set_parents(self, name: str, children: int, parents: int) -> None:
        given = np.asarray(getattr(self, name))
        if given.shape != (children,):
            raise InputError(f"{name} has shape {given.shape}; ({children},) was expected")
        if given.dtype.kind not in "iu" or given.min() < 0 or given.max() >= parents:
            raise InputError(f"{name} must hold whole numbers from 0 to {parents - 1}")
        self._set(name, given.astype(np.intp))

    def _set(self, name: str, array: Floats | Ints) -> None:
        array.flags.writeable = False
        object.__setattr__(self, name, array)

    @property
    def questions(self) -> int:
        """How many questions there are."""
        return len(self.question_weights)

    @property
    def criteria(self) -> int:
        """How many criteria there are."""
        return len(self.criterion_weights)

    @property
    def pillars(self) -> int:
        """How many pillars there are."""
        return len(self.pillar_weights)


@dataclass(frozen=True, eq=False)
class TreeValues:
    """Values at every level, on the scale of the answers.

    `criteria (..., criteria)`, `pillars (..., pillars)`, `total (...)`: never NaN. What no applicable
    question fills takes its parent's value, and its mask in `criterion_filled` or `pillar_filled` is
    False. Where nothing at all applies every value is 0 and every mask False.
    """

    criteria: Floats
    pillars: Floats
    total: Floats
    criterion_filled: Bools
    pillar_filled: Bools


def roll_up(tree: Tree, values: npt.ArrayLike, applies: npt.ArrayLike) -> TreeValues:
    """Weighted means: questions into criteria, pillars and the total, candidate by candidate.

    `values (..., questions)`; `applies (..., questions)` is False where a question does not apply: its
    weight is re-shared within the criterion. Sums run in the order of a candidate's own questions, so
    its figures are the same to the last bit whoever stands beside it. The total of a single candidate
    is a plain number.

    >>> tree = Tree(np.array([0, 0, 1]), np.array([0, 1]), np.array([1.0, 3.0, 1.0]),
    ...             np.array([1.0, 1.0]), np.array([40.0, 60.0]))
    >>> roll_up(tree, [[0, 100, 50], [0, 100, 50]], [[True, True, True], [True, False, True]]).total.tolist()
    [60.0, 30.0]
    """
    return roll_ups(tree, [values], applies)[0]


def roll_ups(tree: Tree, values: Sequence[npt.ArrayLike], applies: npt.ArrayLike) -> list[TreeValues]:
    """`roll_up` of each of these values, what depends on `applies` alone worked out once."""
    counts = _mask(tree, applies)
    given = [np.asarray(one, dtype=np.float64) for one in values]
    for one in given:
        if one.shape != counts.shape:
            raise InputError(f"values have shape {one.shape}; {counts.shape} was expected")
    means, criterion_filled = _criteria(tree, given, counts)
    criterion_own = np.where(criterion_filled, tree.criterion_weights, 0.0)
    pillar_weight = sums_within(criterion_own, tree.pillar_of, tree.pillars)
    pillar_filled = pillar_weight > 0
    pillar_own = np.where(pillar_filled, tree.pillar_weights, 0.0)
    whole = np.zeros(tree.pillars, np.intp)
    total_weight = sums_within(pillar_own, whole, 1)
    found = []
    for criteria in means:
        pillars = _divided(sums_within(criterion_own * criteria, tree.pillar_of, tree.pillars), pillar_weight)
        total = _divided(sums_within(pillar_own * pillars, whole, 1), total_weight)
        pillars = np.where(pillar_filled, pillars, total)
        filled = np.where(criterion_filled, criteria, _under(pillars, tree.pillar_of))
        found.append(TreeValues(filled, pillars, total[..., 0], criterion_filled, pillar_filled))
    return found


def effective_weights(tree: Tree, applies: npt.ArrayLike) -> Floats:
    """The share of the total that each question ends up with, `(..., questions)`, summing to 1.

    The total of `roll_up` is the sum of these times the values. All zero where nothing applies.

    >>> tree = Tree(np.array([0, 0, 1]), np.array([0, 1]), np.array([1.0, 3.0, 1.0]),
    ...             np.array([1.0, 1.0]), np.array([40.0, 60.0]))
    >>> effective_weights(tree, [True, True, True]).round(12).tolist()
    [0.1, 0.3, 0.6]
    """
    own = np.where(_mask(tree, applies), tree.question_weights, 0.0)
    question = _shares(own, tree.criterion_of, tree.criteria)
    filled = sums_within(question, tree.criterion_of, tree.criteria) > 0
    own = np.where(filled, tree.criterion_weights, 0.0)
    criterion = _shares(own, tree.pillar_of, tree.pillars)
    filled = sums_within(criterion, tree.pillar_of, tree.pillars) > 0
    own = np.where(filled, tree.pillar_weights, 0.0)
    pillar = _shares(own, np.zeros(tree.pillars, np.intp), 1)
    question *= _under(criterion * _under(pillar, tree.pillar_of), tree.criterion_of)
    return question


def sums_within(children: Floats, parent: Ints, parents: int) -> Floats:
    """The sums of `children (..., children)` under each parent, `(..., parents)`, the same in any layout."""
    if _by_child(children):
        by_parent = np.zeros((parents, len(children)))
        for column, place in zip(children.T, parent, strict=True):
            by_parent[place] += column
        return by_parent.T
    rows = children.reshape(-1, children.shape[-1])
    # bincount adds in the order of its input: each row's children in theirs, nobody else's between.
    places = (np.arange(len(rows))[:, None] * parents + parent).ravel()
    sums: Floats = np.bincount(places, rows.ravel(), len(rows) * parents)  # type: ignore[assignment]
    return sums.reshape(*children.shape[:-1], parents)


def _by_child(array: Floats | Bools) -> bool:
    """Whether what many rows have of one child lies together, so that whole children can be added."""
    many = array.ndim == 2 and array.shape[0] > array.shape[1]
    return many and array.flags.f_contiguous and not array.flags.c_contiguous


def _under(parents: Floats, parent: Ints) -> Floats:
    """What each child has from its parent, `(..., children)`, in the layout of `parents (..., parents)`."""
    under: Floats = parents.T[parent].T if _by_child(parents) else parents[..., parent]
    return under


def _mask(tree: Tree, applies: npt.ArrayLike) -> Bools:
    mask = np.asarray(applies)
    if mask.shape[-1:] != (tree.questions,) or mask.dtype != np.bool_:
        raise InputError(
            f"applies has shape {mask.shape} of {mask.dtype}; (..., {tree.questions}) of bool was expected"
        )
    return mask


def _criteria(tree: Tree, given: Sequence[Floats], counts: Bools) -> tuple[list[Floats], Bools]:
    """The weighted means of what applies, `(..., criteria)` each, and which criteria have any weight."""
    if _by_child(counts) and all(map(_by_child, given)):
        weight = np.zeros((tree.criteria, len(counts)))
        totals = np.zeros((len(given), *weight.shape))
        own, product = np.empty((2, len(counts)))
        with np.errstate(invalid="ignore", over="ignore"):
            for question, place in enumerate(tree.criterion_of):
                np.multiply(counts[:, question], tree.question_weights[question], out=own)
                weight[place] += own
                for total, one in zip(totals, given, strict=True):
                    np.multiply(own, one[:, question], out=product)
                    total[place] += product
        if np.isfinite(totals).all():  # and so 0 where there is no weight
            np.divide(totals, weight, out=totals, where=weight > 0)
            return [means.T for means in totals], weight.T > 0
    # An answer that does not apply may be anything, even not a number: it is never read.
    read = [np.where(counts, one, 0.0) for one in given]
    for one in read:
        if one.size:
            floats("values", one)
    own = np.where(counts, tree.question_weights, 0.0)
    weight = sums_within(own, tree.criterion_of, tree.criteria)
    sums = (sums_within(own * one, tree.criterion_of, tree.criteria) for one in read)
    return [_divided(total, weight) for total in sums], weight > 0


def _divided(total: Floats, weight: Floats) -> Floats:
    means: Floats = np.divide(total, weight, out=np.zeros_like(weight, float), where=weight > 0)
    return means


def _shares(weights: Floats, parent: Ints, parents: int) -> Floats:
    """Weights scaled to 1 within each parent; zero in a parent that has none."""
    total = _under(sums_within(weights, parent, parents), parent)
    shares: Floats = np.divide(weights, total, out=np.zeros_like(weights, float), where=total > 0)
    return shares
