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


def outcomes_of_answers(rules: Sequence[Rule], each: AnswerColumns) -> tuple[Bools, Bools]:
    """Which answers `each (answers,)` fail which must-have, and which leave it open, `(rules, answers)`.

    What `outcome` says of one answer, of all at once. Of what a bid says, not an answer, it is neither.
    """
    failed = np.zeros((len(rules), len(each.states)), bool)
    open_ = np.zeros_like(failed)
    for row, (_, question, rule) in enumerate(rules):
        if not question.bid_field:
            failed[row], open_[row] = _outcomes(question, rule, each)
    return failed, open_


def must_have_columns(
    rules: Sequence[Rule],
    outcomes: tuple[Bools, Bools],
    said: Ints,
    pool: Pool,
    session: Session,
    at: slice | Ints,
) -> tuple[Bools, Bools]:
    """Which providers `at` in the pool fail which must-have, and of whom nobody can tell yet.

    Each `(providers, rules)`. `rules`: each with the position of its question; `outcomes`: what answers come
    to by them; `said (questions, providers)`: which answer each gave.
    """
    failed, open_ = np.zeros((2, len(rules), said.shape[1]), bool)
    for row, (place, question, _) in enumerate(rules):
        if question.bid_field:
            open_[row] = ~pool.stating(session.currency, session.vat, question.bid_field)[at]
        else:
            failed[row], open_[row] = (each[row].take(said[place]) for each in outcomes)
    return failed.T, open_.T


def _outcomes(question: Question, rule: MustHave, each: AnswerColumns) -> tuple[Bools, Bools]:
    refused, answered = each.states == REFUSED, each.states == ANSWERED
    open_ = ~refused & ~answered & (each.states != NOT_APPLICABLE)
    if rule.answered:
        return refused, open_
    figures = each.claimed if question.levels else each.numbers
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
