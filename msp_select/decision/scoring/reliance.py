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


def beneath(question: Question, values: npt.ArrayLike) -> Floats:
    """The share of each claimed value, 0..100, that the next level below it is worth, like `values`.

    0 below the least level, NaN where the question has none.
    """
    claimed = np.asarray(values, float)
    levels = np.array(sorted({level.value for level in question.levels}), float)
    if not len(levels):
        return np.full(claimed.shape, np.nan)
    place = np.searchsorted(levels, claimed) - 1
    below = np.where(place >= 0, levels[np.maximum(place, 0)], 0.0)
    shares: Floats = np.divide(below, claimed, out=np.zeros(claimed.shape), where=claimed > 0)
    return shares


def said_reliance(beneath: Floats, reliance: Mapping[Evidence, float]) -> Floats:
    """The share of claimed values that counts where they are only said, by what is `beneath` each.

    A bare word is worth at most the next level below it in writing, where the two are neighbours.
    """
    capped = np.minimum(np.maximum((1 + reliance["written"]) * beneath - 1, 0.0), reliance["said"])
    shares: Floats = np.where(beneath >= NEIGHBOURS, capped, reliance["said"])
    return shares


def reliance_on(
    question: Question, value: float, grade: Evidence, reliance: Mapping[Evidence, float]
) -> float:
    """The share of one claimed value that counts as proven."""
    return float(said_reliance(beneath(question, value), reliance)) if grade == "said" else reliance[grade]


def silence_value(question: Question, reliance: Mapping[Evidence, float], most: float) -> float:
    """What no answer to that question counts, 0..100."""
    return float(silence_values([question], reliance, most)[0])


def silence_of_number(reliance: Mapping[Evidence, float], most: float) -> float:
    """What no answer to a question of figures counts, and a bid without a price."""
    return min(most, WEAK_NUMBER * (1 + reliance["said"]) / 2)


def silence_values(questions: Sequence[Question], reliance: Mapping[Evidence, float], most: float) -> Floats:
    """What no answer counts, question by question `(questions,)`: no more than the least honest one above 0.

    `most` is the most that no answer can count anywhere.
    """
    found = np.full(len(questions), silence_of_number(reliance, most))
    places, values, below = [np.zeros(0, np.intp)], [np.zeros(0)], [np.zeros(0)]
    for place, question in enumerate(questions):
        if question.levels:
            found[place] = most
            values.append(np.array([level.value for level in question.levels if level.value > 0], float))
            below.append(beneath(question, values[-1]))
            places.append(np.full(len(values[-1]), place))
    points = (1 + said_reliance(np.concatenate(below), reliance)) * np.concatenate(values) / 2
    np.minimum.at(found, np.concatenate(places), points)
    return found
