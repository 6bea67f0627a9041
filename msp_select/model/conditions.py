"""Which questions are asked of one candidate: by its kind, by the business, by its earlier answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question

if TYPE_CHECKING:
    from msp_select.model.session import Session


class OutsideCondition(Answer):
    """Stands for the answer to a question that is not asked of a candidate; it never stands in a file."""


@dataclass(frozen=True)
class Conditions:
    """On what it depends whether a question is asked.

    `off` are the questions that make no sense for the business, each with the reason; none of them, nor any
    question that is not for a candidate's kind or depends on another answer of it, applies to a candidate.
    """

    catalog: Catalog
    off: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, catalog: Catalog) -> Conditions:
        """Those of a session, by what its business has answered."""
        return cls(catalog, catalog.business.not_asked_of_providers(session.business, session.weights.undone))

    def applies(self, question: Question, candidate: Candidate) -> bool:
        """Whether it is asked after the candidate's answers: one with a condition, once that holds."""
        return self._holds(question, candidate, open_counts=False)

    def may_apply(self, question: Question, candidate: Candidate) -> bool:
        """Whether it is asked, or would be after an answer that is not there yet."""
        return self._holds(question, candidate, open_counts=True)

    def answers(self, candidate: Candidate) -> Mapping[str, Answer]:
        """The candidate's answers with "does not apply" to every question that is not asked of it."""
        catalog = self.catalog
        limited = [
            *catalog.limited,
            *(q for key in self.off if (q := catalog.questions.get(key)) is not None),
        ]
        outside = {q.id: self._outside(q, candidate) for q in limited if not self.applies(q, candidate)}
        return {**candidate.answers, **outside} if outside else candidate.answers

    def why_not(self, question: Question, candidate: Candidate) -> str:
        """Why it is not asked of the candidate, as the reason why it does not apply; "" where it may be."""
        unfit = question.not_for
        if unfit is not None and candidate.kind in unfit.kinds:
            return unfit.because
        if question.id in self.off:
            return self.off[question.id]
        return condition_in_words(question, self.catalog)

    def _holds(self, question: Question, candidate: Candidate, *, open_counts: bool) -> bool:
        unfit = question.not_for
        if question.id in self.off or (unfit is not None and candidate.kind in unfit.kinds):
            return False
        condition = question.only_if
        if condition is None:
            return True
        earlier = self.catalog.questions.get(condition.question)  # None where its pillar is left out
        if earlier is None or not self._holds(earlier, candidate, open_counts=open_counts):
            return False
        answer = candidate.answers.get(earlier.id)
        if answer is None:
            return open_counts
        return answer.value is not None and condition.holds(answer.value)

    def _outside(self, question: Question, candidate: Candidate) -> OutsideCondition:
        return OutsideCondition(
            state="not_applicable", confirmed=True, reason=self.why_not(question, candidate)
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
