"""How much of an answer counts as proven, and what no answer counts: no silence beats an honest answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Floats
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence

NEIGHBOURS = 0.6
"""Two levels are neighbours where the lower is worth at least this share of the upper."""

WEAK_NUMBER = 25.0
"""The value of a weak answer in figures, 0..100: figures have no least level above nothing."""


def said_reliance(question: Question, values: npt.ArrayLike, reliance: Mapping[Evidence, float]) -> Floats:
    """The share of each claimed value that counts where it is only said, like `values` (0..100).

    A bare word is worth at most the next level below it in writing, where the two are neighbours.
    """
    claimed = np.asarray(values, float)
    found = np.full(claimed.shape, reliance["said"])
    levels = np.array(sorted({level.value for level in question.levels}), float)
    if not len(levels):
        return found
    place = np.searchsorted(levels, claimed) - 1
    below = np.where(place >= 0, levels[np.maximum(place, 0)], 0.0)
    ratio = np.divide(below, claimed, out=np.zeros(claimed.shape), where=claimed > 0)
    capped = np.minimum(np.maximum((1 + reliance["written"]) * ratio - 1, 0.0), reliance["said"])
    capped_found: Floats = np.where(ratio >= NEIGHBOURS, capped, found)
    return capped_found


def reliance_on(
    question: Question, value: float, grade: Evidence, reliance: Mapping[Evidence, float]
) -> float:
    """The share of one claimed value that counts as proven."""
    return float(said_reliance(question, value, reliance)) if grade == "said" else reliance[grade]


def silence_value(question: Question, reliance: Mapping[Evidence, float], most: float) -> float:
    """What no answer to that question counts, 0..100: no more than the least honest one above nothing.

    `most` is the most that no answer can count anywhere.
    """
    if not question.levels:
        return silence_of_number(reliance, most)
    values = np.array([level.value for level in question.levels if level.value > 0])
    points = (1 + said_reliance(question, values, reliance)) * values / 2
    return min(most, float(points.min(initial=np.inf)))


def silence_of_number(reliance: Mapping[Evidence, float], most: float) -> float:
    """What no answer to a question of figures counts, and a bid without a price."""
    return min(most, WEAK_NUMBER * (1 + reliance["said"]) / 2)


def silence_values(questions: Sequence[Question], reliance: Mapping[Evidence, float], most: float) -> Floats:
    """What no answer counts, question by question `(questions,)`."""
    return np.array([silence_value(question, reliance, most) for question in questions], float)
