"""All candidates side by side: pillars, criteria and single answers, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from msp_select.decision.scoring.evaluation import Evaluation, Result, Values
from msp_select.decision.scoring.problem import scored_questions
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.phrases.en.answers import answer_in_words
from msp_select.phrases.en.labels import GRADES, NOT_ASKED
from msp_select.phrases.en.notes import note_in_words
from msp_select.phrases.en.sources import stands
from msp_select.phrases.names import Names

Mark = Literal["", "not_asked", "unknown", "refused", "not_applicable", "sealed"]


@dataclass(frozen=True)
class Cell:
    """One candidate in one row: `value` 0..100 as scored, None where there is none; `mark` says why.

    `words` is the answer, or what a criterion's value is made of; `evidence` how far it can be relied on.
    """

    candidate: str
    value: float | None
    mark: Mark = ""
    words: str = ""
    evidence: str = ""
    note: str = ""
    by: str = ""
    source: str = ""
    fails: bool = False
    best: bool = False


@dataclass(frozen=True)
class ComparedRow:
    """A pillar, a criterion or a question; `weight` percent of the whole, of the first candidate's shares."""

    kind: Literal["pillar", "criterion", "question"]
    key: str
    parent: str
    title: str
    text: str
    weight: float
    must_have: bool
    cells: tuple[Cell, ...]


def side_by_side(evaluation: Evaluation) -> tuple[ComparedRow, ...]:
    """Every row under its parent, candidates in rank order; of a sealed pillar only that it is sealed."""
    return tuple(_rows(evaluation))


def _rows(evaluation: Evaluation) -> Iterator[ComparedRow]:
    catalog, weights = evaluation.catalog, evaluation.weights
    asked: dict[str, list[Question]] = {}
    for question in scored_questions(evaluation.session, catalog, weights):
        asked.setdefault(catalog.criterion_key(question), []).append(question)
    for pillar in evaluation.whole.questionnaires:
        if catalog.pillar(pillar.id) is None:
            hidden = tuple(
                Cell(result.id, None, "sealed", "prices are sealed") for result in evaluation.results
            )
            yield ComparedRow("pillar", pillar.id, "", pillar.title, pillar.summary, 0.0, False, hidden)
            continue
        cells = [_cell(result, result.pillars[pillar.id]) for result in evaluation.results]
        share = weights.pillars[pillar.id]
        yield ComparedRow(
            "pillar", pillar.id, "", pillar.title, pillar.summary, share, False, _with_best(cells)
        )
        for criterion in pillar.criteria:
            key = f"{pillar.id}.{criterion.id}"
            cells = [_cell(result, result.criteria[key]) for result in evaluation.results]
            yield ComparedRow(
                "criterion",
                key,
                pillar.id,
                criterion.title,
                criterion.summary,
                share * weights.criteria[key] / 100,
                False,
                _with_best(cells),
            )
            for question in asked.get(key, ()):
                answers = [_answer_cell(evaluation, result, question) for result in evaluation.results]
                yield ComparedRow(
                    "question",
                    question.id,
                    key,
                    question.short,
                    question.text,
                    100 * max((r.effective.get(question.id, 0.0) for r in evaluation.results), default=0.0),
                    question.id in weights.must_haves,
                    _with_best(answers),
                )


def _cell(result: Result, values: Values | None) -> Cell:
    if values is None:
        return Cell(result.id, None, "not_applicable", "nothing in it applies")
    words = f"{values.point:.0f} of 100; proven {values.proven:.0f}, at best {values.possible:.0f}"
    return Cell(result.id, values.point, words=words)


def _answer_cell(evaluation: Evaluation, result: Result, question: Question) -> Cell:
    answer = result.candidate.answers.get(question.id)
    if answer is None:
        return Cell(result.id, None, "not_asked", NOT_ASKED)
    fails = any(gate.question == question.id for gate in result.failed)
    problem = evaluation.problem
    value = float(problem.point[problem.candidates.index(result.id), problem.row(question.id)])
    return Cell(
        result.id,
        None if answer.state in ("unknown", "not_applicable") else value,
        "" if answer.state == "answered" else answer.state,
        answer_in_words(question, answer),
        _evidence(question, answer),
        note_in_words(answer),
        answer.by,
        stands(Names.of(evaluation), result.id, question.id).strip(),
        fails,
    )


def _evidence(question: Question, answer: Answer) -> str:
    if answer.state != "answered":
        return ""
    return GRADES[answer.evidence or question.default_evidence].words


def _with_best(cells: list[Cell]) -> tuple[Cell, ...]:
    """The best value of a row is marked, unless all are alike."""
    values = [cell.value for cell in cells if cell.value is not None]
    if len(values) < 2 or max(values) - min(values) < 0.5:
        return tuple(cells)
    top = max(values) - 1e-9
    return tuple(
        replace(cell, best=True) if cell.value is not None and cell.value >= top else cell for cell in cells
    )
