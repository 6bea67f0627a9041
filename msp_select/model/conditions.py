"""Which questions apply to one candidate: a question may depend on an earlier answer of the same one."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question


class OutsideCondition(Answer):
    """Stands for the answer to a question whose condition does not hold; it never stands in a file."""


def applies(question: Question, answers: Mapping[str, Answer], catalog: Catalog) -> bool:
    """Whether it is asked after these answers: without a condition always, else once that is answered so."""
    return _holds(question, answers, catalog, open_counts=False)


def may_apply(question: Question, answers: Mapping[str, Answer], catalog: Catalog) -> bool:
    """Whether it is asked, or would be after an answer that is not there yet."""
    return _holds(question, answers, catalog, open_counts=True)


def _holds(question: Question, answers: Mapping[str, Answer], catalog: Catalog, *, open_counts: bool) -> bool:
    condition = question.only_if
    if condition is None:
        return True
    earlier = catalog.questions.get(condition.question)  # None where its pillar is left out
    if earlier is None or not _holds(earlier, answers, catalog, open_counts=open_counts):
        return False
    answer = answers.get(earlier.id)
    if answer is None:
        return open_counts
    return answer.value is not None and condition.holds(answer.value)


def under_conditions(answers: Mapping[str, Answer], catalog: Catalog) -> Mapping[str, Answer]:
    """The answers with "does not apply" to every question whose condition does not hold."""
    outside = {q.id: _outside(q, catalog) for q in catalog.conditional if not applies(q, answers, catalog)}
    return {**answers, **outside} if outside else answers


def _outside(question: Question, catalog: Catalog) -> OutsideCondition:
    return OutsideCondition(
        state="not_applicable", confirmed=True, reason=condition_in_words(question, catalog)
    )


def condition_in_words(question: Question, catalog: Catalog) -> str:
    """On what it depends, such as `asked only if "backups" is "in their own building" or "rented"`."""
    condition = question.only_if
    earlier = None if condition is None else catalog.questions.get(condition.question)
    if condition is None or earlier is None:
        return "asked only after an answer that is not there" if condition else ""
    words = [f'"{_label(earlier, key)}"' for key in condition.is_]
    low, high, unit = condition.at_least, condition.at_most, f" {earlier.unit}" if earlier.unit else ""
    if low is not None and high is not None:
        words.append(f"{low} to {high}{unit}")
    elif low is not None or high is not None:
        words.append(f"{low}{unit} or more" if low is not None else f"{high}{unit} or less")
    return f'asked only if "{earlier.short}" is {" or ".join(words)}'


def _label(question: Question, key: str) -> str:
    if key == "none" and question.none is not None:
        return question.none.label
    level = question.level(key)
    return key if level is None else level.label
