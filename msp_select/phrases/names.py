"""What ids are called in one session, and what was answered and is wanted there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import MustHave
from msp_select.model.service_agreement import Agreement
from msp_select.model.session import Session

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Matching
    from msp_select.decision.scoring.evaluation import Evaluation


@dataclass(frozen=True, eq=False)
class Names:
    """The session as its viewer may see it, its catalog, the must-haves that are on, and who was judged.

    Without those two, of a session that nobody has evaluated: no must-haves, its candidates as they answered.
    """

    session: Session
    catalog: Catalog
    must_haves: Mapping[str, MustHave] = field(default_factory=dict)
    judged: tuple[Candidate, ...] | None = None
    on_file: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, evaluation: Evaluation) -> Names:
        """The names in what was evaluated, pseudonyms where names are hidden."""
        judged = tuple(result.candidate for result in evaluation.results)
        return cls(evaluation.session, evaluation.catalog, evaluation.weights.must_haves, judged)

    @classmethod
    def of_matching(cls, matching: Matching) -> Names:
        """The names in a match, where `on_file` is what each provider is called."""
        on_file = matching.matches.called
        return cls(matching.session, matching.catalog, matching.weights.must_haves, on_file=on_file)

    @property
    def currency(self) -> str:
        """The session's currency."""
        return self.session.currency

    @property
    def months(self) -> int:
        """The term compared."""
        return self.session.term_months

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """The candidates by their ids, as they were judged: with the mean of the marks they got."""
        judged = self.session.candidates if self.judged is None else self.judged
        return {candidate.id: candidate for candidate in judged}

    def candidate(self, candidate_id: str) -> str:
        """The name of a candidate, or of a provider in a match, literally (KeyError if there is none)."""
        named = self.on_file.get(candidate_id)
        return self.candidates[candidate_id].name if named is None else named

    def answer(self, candidate_id: str, question_id: str) -> Answer | None:
        """What a candidate answered there, if it was asked."""
        return self.candidates[candidate_id].answers.get(question_id)

    def question(self, candidate_id: str, question_id: str) -> str:
        """The question as the owner reads it of that candidate: of own staff it may read otherwise."""
        return self.catalog.questions[question_id].text_to(self.candidates[candidate_id].kind)

    @property
    def agreement(self) -> Agreement:
        """What both sides agree on, an empty one where the catalog has none."""
        return self.catalog.agreed

    def criterion(self, key: str) -> str:
        """A criterion's title; one scored from the bid's cash names its pillar too: "Price: How much"."""
        title = self.catalog.criteria[key].title
        priced = key == self.catalog.priced_criterion
        return f"{self.catalog.pillar_of_criterion[key].title}: {title}" if priced else title

    def pillar(self, pillar_id: str) -> str:
        """A pillar's title as its questionnaire gives it."""
        found = self.catalog.pillar(pillar_id)
        return found.title if found else pillar_id

    def row(self, row: str) -> str:
        """A question's short name, or the title of the criterion that is scored from the bid."""
        question = self.catalog.questions.get(row)
        return self.criterion(row) if question is None else question.short
