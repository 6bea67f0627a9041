"""Must-haves held against many providers at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from msp_select.decision.matching.pool import Pool
from msp_select.decision.scoring.answer_arrays import ANSWERED, NOT_APPLICABLE, REFUSED, AnswerColumns
from msp_select.engine.validation import Bools, Floats, Ints
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.session import Session

Rule = tuple[int, Question, MustHave]


def must_have_columns(
    rules: Sequence[Rule], columns: AnswerColumns, pool: Pool, session: Session, at: slice | Ints
) -> tuple[Bools, Bools]:
    """Which providers fail which must-have, and of whom nobody can tell yet, each `(providers, rules)`.

    `rules`: each with the position of its question in `columns`, those of the providers `at` in the pool.
    What `outcome` says of one answer, of all at once.
    """
    failed = np.zeros((len(rules), len(columns.states)), bool)
    open_ = np.zeros_like(failed)
    for row, (place, question, rule) in enumerate(rules):
        if question.bid_field:
            open_[row] = ~pool.stating(session.currency, session.vat, question.bid_field)[at]
        else:
            failed[row], open_[row] = _of_answers(question, rule, columns, place)
    return failed.T, open_.T


def _of_answers(
    question: Question, rule: MustHave, columns: AnswerColumns, place: int
) -> tuple[Bools, Bools]:
    states = columns.states[:, place]
    refused, answered = states == REFUSED, states == ANSWERED
    open_ = ~refused & ~answered & (states != NOT_APPLICABLE)
    if rule.answered:
        return refused, open_
    figures = (columns.claimed if question.levels else columns.numbers)[:, place]
    # Of numbers with at most 15 digits, all that a file may hold, floats compare as decimals do.
    enough = _within(figures, rule)
    if not question.levels:  # "none" is no number to hold against: it passes only as the best answer
        best = question.none is not None and question.none.value >= 100
        enough = np.where(np.isnan(figures), best, enough)
    return refused | (answered & ~enough), open_


def _within(figures: Floats, rule: MustHave) -> Bools:
    within = np.ones(len(figures), bool)
    if rule.at_least is not None:
        within &= figures >= float(rule.at_least)
    if rule.at_most is not None:
        within &= figures <= float(rule.at_most)
    return within
