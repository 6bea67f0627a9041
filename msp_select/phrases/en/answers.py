"""Answers in words: what was said, and how far it can be relied on."""

from __future__ import annotations

from msp_select.decision.advice.improvements import more_is_better
from msp_select.decision.gates import answer_in_words, found_in_words, with_unit
from msp_select.decision.names import GRADES
from msp_select.model.candidate import Answer, AnswerValue
from msp_select.model.fields import Evidence
from msp_select.phrases.names import Names


def found(names: Names, candidate: str, question: str) -> str:
    """The answer as a person would read it, or that there is none yet; of a bid, whether it states it."""
    return found_in_words(names.candidates[candidate], names.catalog.questions[question])


def wanted(names: Names, question_id: str, value: AnswerValue) -> str:
    """An answer to ask for: a level's words, or a figure as the bound it is, such as "14 days or less"."""
    question = names.catalog.questions[question_id]
    if isinstance(value, str):
        return answer_in_words(question, Answer(value=value))
    return f"{with_unit(value, question.unit)} or {'more' if more_is_better(question) else 'less'}"


def how_sure(evidence: Evidence | None) -> str:
    """How far an answer can be relied on; nothing where there is no answer."""
    return GRADES[evidence].words if evidence else ""
