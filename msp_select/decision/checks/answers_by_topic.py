"""One candidate's answers as the checks read them: numbers, levels, grades and silences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.figure_sources import NO_NUMBER
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Level
from msp_select.model.scalars import Evidence
from msp_select.model.session import Session


@dataclass(frozen=True)
class CheckedAnswers:
    """A candidate with everything a check may look at.

    `fees_per_user_month` holds the fee of every provider that names one, by id, this one's among them.
    """

    candidate: Candidate
    session: Session
    catalog: Catalog
    business: BusinessInputs
    fees_per_user_month: Mapping[str, Decimal]

    @property
    def whom(self) -> tuple[str, ...]:
        """Whom a fact found here is about."""
        return (self.candidate.id,)

    def number(self, question_id: str) -> Decimal | None:
        """The number answered, if it is one."""
        value = self._value(question_id)
        return value if isinstance(value, Decimal) else None

    def level(self, question_id: str) -> Level | None:
        """The level answered, if it is one."""
        value = self._value(question_id)
        question = self.catalog.questions.get(question_id)
        if question is None or not isinstance(value, str):
            return None
        return question.level(value)

    def worth(self, question_id: str) -> float | None:
        """The value (0..100) of the level answered."""
        level = self.level(question_id)
        return None if level is None else level.value

    def silent(self, question_id: str) -> bool:
        """Asked, and no figure given: unknown, refused, or "no number"."""
        answer = self.candidate.answers.get(question_id)
        return answer is not None and (
            answer.counts_as in ("unknown", "refused") or answer.value == NO_NUMBER
        )

    def grade(self, question_id: str) -> Evidence | None:
        """How far the answer can be relied on."""
        answer, question = self.candidate.answers.get(question_id), self.catalog.questions.get(question_id)
        if answer is None or question is None:
            return None
        return answer.evidence or question.default_evidence

    def dated(self, question_id: str) -> dt.date | None:
        """The date on the paper behind the answer."""
        answer = self.candidate.answers.get(question_id)
        return None if answer is None else answer.dated

    @property
    def fee_per_user_month(self) -> Decimal | None:
        """The monthly fee divided by the users, where there is a fee."""
        return self.fees_per_user_month.get(self.candidate.id)

    def _value(self, question_id: str) -> Decimal | str | None:
        answer = self.candidate.answers.get(question_id)
        return None if answer is None else answer.value
