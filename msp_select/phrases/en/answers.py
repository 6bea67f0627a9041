"""Answers in words: what was said, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msp_select.decision.scoring.must_haves import bid_outcome
from msp_select.model.candidate import Answer, AnswerValue, Candidate
from msp_select.model.evaluator import MeanMark
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.scalars import Evidence, State
from msp_select.phrases.en.labels import GRADES, NOT_AGREED, NOT_ASKED, STATES
from msp_select.phrases.en.words import plain, unit_for
from msp_select.phrases.names import Names


def found(names: Names, candidate: str, question: str) -> str:
    """The answer as a person would read it, or that there is none yet; of a bid, whether it states it."""
    return found_in_words(names.candidates[candidate], names.catalog.questions[question])


def wanted(names: Names, question_id: str, value: AnswerValue) -> str:
    """An answer to ask for: a level's words, or a figure as the bound it is, such as "14 days or less"."""
    question = names.catalog.questions[question_id]
    if isinstance(value, str):
        return answer_in_words(question, Answer(value=value))
    return f"{with_unit(value, question.unit)} or {'more' if question.more_is_better else 'less'}"


def how_sure(evidence: Evidence | None) -> str:
    """How far an answer can be relied on; nothing where there is no answer."""
    return GRADES[evidence].words if evidence else ""


def found_in_words(candidate: Candidate, question: Question) -> str:
    """What stands where a must-have is looked for: the answer, or whether the bid states it."""
    if question.bid_field:
        return {
            "not_applicable": f"{STATES['not_applicable'].words}: one's own people have no price list",
            "passed": "stated in the bid",
        }.get(bid_outcome(candidate, question), "not in the bid yet")
    answer = candidate.answers.get(question.id)
    return NOT_ASKED if answer is None else answer_in_words(question, answer)


def what_follows(question: Question, state: State, reliance: Mapping[Evidence, float], most: float) -> str:
    """What a state counts in place of an answer; nothing of a question that is not scored by its answer.

    `most` is the most that no answer can count anywhere.
    """
    if state == "answered" or not (question.levels or question.value):
        return ""
    from msp_select.decision.scoring.reliance import silence_value  # numpy, once there is a page to fill

    return STATES[state].hint.format(silence=plain(silence_value(question, reliance, most)))


def answer_in_words(question: Question, answer: Answer) -> str:
    """An answer as a person would read it: the level's words, or the number with its unit."""
    if answer.state in ("unknown", "refused"):
        return STATES[answer.state].words
    if answer.state == "not_applicable":
        words = STATES[answer.state].words
        agreed = "" if answer.confirmed else f", {NOT_AGREED}"
        return f"{words}: {answer.reason}{agreed}"
    if isinstance(answer, MeanMark):
        nearest = answer_in_words(question, Answer(value=answer.value))
        return f"{nearest} (mean of {answer.marks} marks, {answer.points:.0f} of 100 points)"
    if isinstance(answer.value, Decimal):
        return with_unit(answer.value, question.unit)
    if answer.value == "none" and question.none is not None:
        return question.none.label
    level = question.level(answer.value or "")
    return level.label if level is not None else str(answer.value)


def wanted_in_words(question: Question, rule: MustHave) -> str:
    """What passes: the least level that does, or the bound with its unit."""
    if rule.answered:
        return "an answer"
    if question.levels and rule.at_least is not None:
        passing = [level for level in question.levels if level.value >= float(rule.at_least)]
        least = min(passing, key=lambda level: level.value).label if passing else "no level passes"
        return f"{least}, or better" if len(passing) > 1 else least
    if rule.at_most is not None:
        return f"{with_unit(rule.at_most, question.unit)} or less"
    return f"{with_unit(rule.at_least or Decimal(0), question.unit)} or more"


def must_be(question: Question, rule: MustHave) -> str:
    """What a must-have asks for where it is asked: the least that passes, as one option."""
    if rule.answered:
        return "Must be answered"
    passing = [level for level in question.levels if level.value >= float(rule.at_least or 0)]
    if passing:
        return f"Must be at least: {min(passing, key=lambda level: level.value).label}"
    return f"Must be {wanted_in_words(question, rule)}"


def must_be_why(because: str) -> str:
    """Why a must-have is on, where an answer about the business switched it on."""
    return f"Because {because}." if because else ""


def with_unit(number: Decimal, unit: str) -> str:
    """A number with its unit: "14 days", "1 day", "1 working hour", "95 % of machines"."""
    return f"{number.normalize():f} {unit_for(number, unit)}".strip()
