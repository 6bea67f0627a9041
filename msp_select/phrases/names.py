"""What ids are called in one session: candidates, criteria, questions, defaults."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from msp_select.decision.evaluation import Evaluation
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session


@dataclass(frozen=True, eq=False)
class Names:
    """The session as its viewer may see it, and the catalog it is asked by."""

    session: Session
    catalog: Catalog

    @classmethod
    def of(cls, evaluation: Evaluation) -> Names:
        """The names in what was evaluated, pseudonyms where names are hidden."""
        return cls(evaluation.session, evaluation.catalog)

    @property
    def currency(self) -> str:
        """The session's currency."""
        return self.session.currency

    @property
    def months(self) -> int:
        """The term compared."""
        return self.session.term_months

    @cached_property
    def _candidates(self) -> dict[str, Candidate]:
        return {candidate.id: candidate for candidate in self.session.candidates}

    def candidate(self, candidate_id: str) -> str:
        """A candidate's name, literally (KeyError if there is none)."""
        return self._candidates[candidate_id].name

    def criterion(self, key: str) -> str:
        """A criterion's title; one scored from the bid's cash names its pillar too: "Price: How much"."""
        title = self.catalog.criteria[key].title
        priced = key == self.catalog.priced_criterion
        return f"{self.catalog.pillar_of_criterion[key].title}: {title}" if priced else title

    def row(self, row: str) -> str:
        """A question's short name, or the title of the criterion that is scored from the bid."""
        question = self.catalog.questions.get(row)
        return self.criterion(row) if question is None else question.short
