"""The catalog: all questionnaires, weight profiles and defaults a session is scored with."""

from __future__ import annotations

from functools import cached_property

from msp_select.model.agreement import Agreement
from msp_select.model.assumptions import Assumptions
from msp_select.model.business import BusinessQuestionnaire
from msp_select.model.fields import Frozen, Size
from msp_select.model.log import CatalogEntry
from msp_select.model.questionnaire import Criterion, Question, Questionnaire
from msp_select.model.weights import WeightProfile


class Catalog(Frozen):
    """Everything that is asked and how it is valued; `entries` name version and digest of each file."""

    questionnaires: tuple[Questionnaire, ...]
    business: BusinessQuestionnaire
    profiles: tuple[WeightProfile, ...]
    assumptions: Assumptions
    agreement: Agreement | None = None
    entries: tuple[CatalogEntry, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question about a provider by its id, in the order they are asked."""
        return {q.id: q for questionnaire in self.questionnaires for q in questionnaire.questions}

    @cached_property
    def pillar_of(self) -> dict[str, Questionnaire]:
        """The pillar of each question."""
        return {q.id: questionnaire for questionnaire in self.questionnaires for q in questionnaire.questions}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by "pillar.criterion", in order."""
        return {f"{p.id}.{c.id}": c for p in self.questionnaires for c in p.criteria}

    def criterion_key(self, question: Question) -> str:
        """The "pillar.criterion" a question belongs to."""
        return f"{self.pillar_of[question.id].id}.{question.criterion}"

    def pillar(self, pillar_id: str) -> Questionnaire | None:
        """The questionnaire of that pillar, if there is one."""
        return next((p for p in self.questionnaires if p.id == pillar_id), None)

    def profile(self, profile_id: str) -> WeightProfile | None:
        """The weight profile of that id, if there is one."""
        return next((p for p in self.profiles if p.id == profile_id), None)

    def questions_in(self, size: Size) -> tuple[Question, ...]:
        """The questions asked in a session of that size, in order."""
        return tuple(q for q in self.questions.values() if q.in_size(size))
