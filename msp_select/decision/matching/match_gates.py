"""Must-haves held against many providers at once, each different answer once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args

import numpy as np
import numpy.typing as npt

from msp_select.decision.scoring.answer_arrays import ANSWERED, AnswerColumns
from msp_select.decision.scoring.must_haves import outcome, outcome_of_bid
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.scalars import State

Outcomes = npt.NDArray[np.str_]


def gate_outcomes(
    columns: AnswerColumns, bids: Sequence[Bid | None], rules: Mapping[str, MustHave], catalog: Catalog
) -> dict[str, Outcomes]:
    """For each must-have that is on, in the order of the questionnaires, the outcome `(providers,)`."""
    return {
        question.id: np.array([outcome_of_bid(bid, question.bid_field) for bid in bids], str)
        if question.bid_field
        else _of_column(columns, place, question, rules[question.id])
        for place, question in enumerate(catalog.questions.values())
        if question.id in rules
    }


def _of_column(columns: AnswerColumns, place: int, question: Question, rule: MustHave) -> Outcomes:
    states = columns.states[:, place]
    figures = (columns.claimed if question.levels else columns.numbers)[:, place]
    silent = [outcome(question, rule, state, None) for state in (None, *get_args(State))]
    outcomes = np.array(silent)[states]
    answered = states == ANSWERED
    different, where = np.unique(figures[answered], return_inverse=True)
    said = [None if np.isnan(figure) else Decimal(repr(figure)) for figure in different.tolist()]
    held = [outcome(question, rule, "answered", figure) for figure in said]
    outcomes[answered] = np.array(held, str)[where]
    return outcomes
