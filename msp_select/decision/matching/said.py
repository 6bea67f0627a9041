"""What many providers have said, as it was said; what it is worth under a catalog is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select.decision.scoring.answer_arrays import (
    NOT_APPLICABLE,
    AnswerColumns,
    fill_answers,
    no_answers,
)
from msp_select.engine.validation import Bools, Ints
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.provider import Provider
from msp_select.model.questionnaire import Question

NOT_ASKED_OF_IT = Answer.model_construct(state="not_applicable", confirmed=True)
Days = npt.NDArray[np.int32]
Different = tuple[str, Answer]
"""A question and an answer to it: of an answer that is all which decides its worth beside its day."""


@dataclass(frozen=True, eq=False)
class Said:
    """Every answer of many providers: `codes (answers,)` positions in `different`, each there once.

    `providers (answers,)` whose it is, `days (answers,)` the ordinal of its day, 0 without one; `size` how
    many providers there are. Nobody answers a question twice.
    """

    different: Sequence[Different]
    codes: Ints
    providers: Ints
    days: Days
    size: int

    @cached_property
    def by_question(self) -> Mapping[str, list[int]]:
        """The positions of the different answers to each question."""
        found: dict[str, list[int]] = {}
        for code, (question, _) in enumerate(self.different):
            found.setdefault(question, []).append(code)
        return found


@dataclass(frozen=True, eq=False)
class AnswerCodes:
    """The answers of many providers: `codes (questions, providers)` are the places in `each (answers,)`.

    `days (questions, providers)`: ordinals of the days they are of, 0 without one. In `each` nothing said is
    the first, and that a question does not apply the last.
    """

    codes: npt.NDArray[np.unsignedinteger[Any]]
    days: Days
    each: AnswerColumns


def said_by(providers: Sequence[Provider]) -> Said:
    """What these providers have said."""
    codes: dict[tuple[str, object], int] = {}
    different: list[Different] = []
    said: list[tuple[int, int, int]] = []
    for at, provider in enumerate(providers):
        for question, answer in provider.answers.items():
            key = question, answer.deciding
            if key not in codes:
                codes[key] = len(different)
                different.append((question, answer.model_copy(update={"dated": None})))
            day = provider.day_of(answer)
            said.append((codes[key], at, 0 if day is None else day.toordinal()))
    table = np.array(said, np.int64).reshape(len(said), 3)
    return Said(different, table[:, 0], table[:, 1], table[:, 2].astype(np.int32), len(providers))


def valued(said: Said, catalog: Catalog) -> AnswerCodes:
    """What was said, with what each different answer is worth by its question in a catalog.

    KeyError where a level does not exist. A question that does not apply to a provider by what else it said
    is as if it had agreed so.
    """
    at = _positions(said, catalog)
    codes = _by_question(said, catalog, at, said.codes + 1, np.intp)
    outside = 1 + len(said.different)
    for number, (place, applies) in enumerate(list(_applying(said, catalog, codes))):
        codes[place, ~applies] = outside + number
    each = _each(said, catalog)
    return AnswerCodes(
        codes=codes.astype(np.min_scalar_type(len(each.states))),
        days=_by_question(said, catalog, at, said.days, np.int32),
        each=each,
    )


def feeding(said: Said, catalog: Catalog) -> list[dict[str, Answer]]:
    """Of each provider, the answers that the cost model reads."""
    feeds = [feeds_cost(catalog.questions.get(question)) for question, _ in said.different]
    found: list[dict[str, Answer]] = [{} for _ in range(said.size)]
    some = np.flatnonzero(np.array(feeds, bool)[said.codes])
    for code, at in zip(said.codes[some].tolist(), said.providers[some].tolist(), strict=True):
        question, answer = said.different[code]
        found[at][question] = answer
    return found


def feeds_cost(question: Question | None) -> bool:
    """Whether the cost model reads the answer to that question."""
    return question is not None and bool(question.feeds) and not question.bid_field


def _each(said: Said, catalog: Catalog) -> AnswerColumns:
    """Nothing said, each different answer, that each limited question does not apply, and any other."""
    outside = 1 + len(said.different)
    found = no_answers(outside + len(catalog.limited) + 1)
    for question in catalog.questions.values():
        codes = said.by_question.get(question.id, [])
        fill_answers(found, question, [(1 + code, said.different[code][1]) for code in codes])
    for number, question in enumerate(catalog.limited):
        fill_answers(found, question, [(outside + number, NOT_ASKED_OF_IT)])
    found.states[-1] = NOT_APPLICABLE
    return found


def _positions(said: Said, catalog: Catalog) -> Ints:
    """Where each answer stands in an array `(questions + 1, providers)`; the last row is of no question."""
    place_of = {question: place for place, question in enumerate(catalog.questions)}
    starts = [place_of.get(question, len(place_of)) * said.size for question, _ in said.different]
    at: Ints = np.array(starts, np.intp)[said.codes] + said.providers
    return at


def _by_question(said: Said, catalog: Catalog, at: Ints, values: Any, kind: Any) -> npt.NDArray[Any]:
    """Something of each answer, `(questions, providers)`; 0 where there is none."""
    found = np.zeros((len(catalog.questions) + 1, said.size), kind)
    found.ravel()[at] = values
    return found[:-1]


def _applying(said: Said, catalog: Catalog, codes: Ints) -> Iterator[tuple[int, Bools]]:
    """Each question that is not asked of all, by its position, and who it is asked of, `(providers,)`.

    It depends on what was said to the questions before it: whoever said the same there is asked the same.
    """
    conditions, place_of = Conditions(catalog), {key: place for place, key in enumerate(catalog.questions)}
    for question in catalog.limited:
        earlier = [place_of[one.id] for one in _earlier(question, catalog)]
        alike = np.zeros(said.size, np.intp)
        for place in earlier:
            alike = _numbered(alike * (1 + len(said.different)) + codes[place])
        first = np.zeros(alike.max(initial=-1) + 1, np.intp)
        first[alike] = np.arange(said.size)
        answers = [dict(said.different[code - 1] for code in codes[earlier, at] if code) for at in first]
        applies = [conditions.applies(question, _who_says(each)) for each in answers]
        yield place_of[question.id], np.array(applies, bool)[alike]


def _numbered(keys: Ints) -> Ints:
    """The same keys as 0, 1, 2, ..."""
    found: Ints = np.unique(keys, return_inverse=True)[1]
    return found


def _earlier(question: Question, catalog: Catalog) -> Iterator[Question]:
    """The questions on whose answers it depends whether this one is asked."""
    condition = question.only_if
    if condition is not None and (before := catalog.questions.get(condition.question)) is not None:
        yield before
        yield from _earlier(before, catalog)


def _who_says(answers: dict[str, Answer]) -> Candidate:
    return Candidate.model_construct(id="", name="", kind="provider", answers=answers)
