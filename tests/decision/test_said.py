"""What was said, valued by look-up: the same as every provider's answers valued one by one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from msp_select.decision.answer_value import values_of
from msp_select.decision.matching.said import said_by, valued
from msp_select.decision.scoring import answer_arrays
from msp_select.decision.scoring.answer_arrays import ANSWERED, AnswerColumns, answer_columns
from msp_select.engine.validation import Floats
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.evaluator import Mark
from msp_select.model.provider import Provider
from msp_select.model.questionnaire import Question
from msp_select.store.catalog import load_catalog
from tests import invented

CATALOG = load_catalog()
FEWER = Catalog(
    questionnaires=CATALOG.questionnaires[1:],
    business=CATALOG.business,
    profiles=CATALOG.profiles,
    assumptions=CATALOG.assumptions,
)


def one_by_one(providers: Sequence[Provider], catalog: Catalog) -> AnswerColumns:
    conditions = Conditions(catalog)
    answers = [conditions.answers(provider.as_candidate()) for provider in providers]
    return answer_columns(answers, list(catalog.questions.values()))


@pytest.mark.parametrize("catalog", [CATALOG, FEWER], ids=["whole", "without a pillar"])
def test_what_was_said_is_worth_the_same_as_one_by_one(catalog: Catalog) -> None:
    chance = random.Random(11)
    providers = [invented.provider(number, CATALOG, chance) for number in range(150)]
    # Without answers, and with what nobody else has said.
    providers += [providers[0].model_copy(update={"id": "silent", "answers": {}}), providers[1]]
    found, expected = valued(said_by(providers), catalog), one_by_one(providers, catalog)
    for name, theirs in vars(expected).items():
        ours = getattr(found.each, name).take(found.codes)
        assert (ours.tobytes(), ours.dtype) == (theirs.T.tobytes(), theirs.dtype), name
    limited = [place for place, q in enumerate(catalog.questions.values()) if q in catalog.limited]
    assert len(np.unique(expected.states[:, limited])) > 2


def test_the_day_of_an_answer_is_its_own_or_that_of_its_file() -> None:
    chance = random.Random(11)
    providers = [invented.provider(number, CATALOG, chance) for number in range(50)]
    providers += [one.model_copy(update={"dated": None}) for one in providers]
    found, days = valued(said_by(providers), CATALOG), set[bool]()
    for place, question in enumerate(CATALOG.questions):
        for at, provider in enumerate(providers):
            answer = provider.answers.get(question)
            if answer is not None and answer.counts_as == "answered":
                day = answer.dated or provider.dated
                assert found.days[place, at] == (0 if day is None else day.toordinal())
                days.add(day is None)
    assert days == {False, True}


def test_nobody_and_nothing_said_are_columns_all_the_same() -> None:
    assert valued(said_by([]), CATALOG).codes.shape == (len(CATALOG.questions), 0)
    silent = invented.provider(1, CATALOG, random.Random(1)).model_copy(update={"answers": {}})
    found = valued(said_by([silent]), CATALOG)
    assert not (found.each.states.take(found.codes) == ANSWERED).any()


def test_each_different_answer_is_there_once_and_a_number_is_no_text() -> None:
    asked = next(q.id for q in CATALOG.questions.values() if q.kind == "number" and q.none is not None)
    given = [Answer.model_validate({"value": value}) for value in (3, 3, "none", 4)]
    plain = invented.provider(1, CATALOG, random.Random(1))
    said = said_by([plain.model_copy(update={"answers": {asked: answer}}) for answer in given])
    assert said.codes.tolist() == [0, 0, 1, 2]
    assert [answer.value for _, answer in said.different] == [3, "none", 4]


def test_what_many_say_alike_is_valued_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    said = said_by([invented.provider(number, CATALOG, chance) for number in range(40)] * 3)
    given: list[Answer] = []

    def counted(question: Question, answers: Sequence[Answer | Mark]) -> Floats:
        given.extend(answers)  # type: ignore[arg-type]
        return values_of(question, answers)

    monkeypatch.setattr(answer_arrays, "values_of", counted)
    valued(said, CATALOG)
    assert len(given) == len(said.different) + len(CATALOG.limited) < len(said.codes) / 3
