"""What an answer is worth by its question's value function."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from msp_select.engine.validation import Floats
from msp_select.engine.values import piecewise_linear
from msp_select.model.candidate import Answer
from msp_select.model.evaluator import Mark, MeanMark
from msp_select.model.questionnaire import Question


def values_of(question: Question, given: Sequence[Answer | Mark]) -> Floats:
    """The value function, `(given,)` in 0..100, for all who answered this question; 0 without a value.

    A level's value, a number on its straight lines (0 for an input that is not scored), the value of "none";
    of several people's marks the mean. KeyError where a level does not exist.
    """
    listed = question.listed_values
    values = np.array(
        [
            one.points
            if isinstance(one, MeanMark)
            else listed[one.value]
            if isinstance(one.value, str)
            else 0.0
            for one in given
        ]
    )
    on_lines = [
        (place, float(one.value))
        for place, one in enumerate(given)
        if isinstance(one.value, Decimal) and not isinstance(one, MeanMark)
    ]
    if on_lines and question.value:
        places, numbers = zip(*on_lines, strict=True)
        values[list(places)] = piecewise_linear(numbers, [(float(x), y) for x, y in question.value])
    return values


def value_of(question: Question, given: Answer | Mark) -> float:
    """The value function for one."""
    return float(values_of(question, [given])[0])
