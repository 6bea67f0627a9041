"""The catalog: all questionnaires, weight profiles and defaults a session is scored with."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cached_property

from pydantic import PrivateAttr

from msp_select.model.assumptions import Assumptions
from msp_select.model.business import BusinessQuestionnaire
from msp_select.model.log import CatalogEntry
from msp_select.model.questionnaire import Criterion, Question, Questionnaire, Retired, Source
from msp_select.model.reading_rules import ReadingRules
from msp_select.model.reference_call import ReferenceCall
from msp_select.model.scalars import Frozen, Size
from msp_select.model.service_agreement import NO_AGREEMENT, Agreement
from msp_select.model.sizes import Sizes
from msp_select.model.usual_ranges import UsualRanges
from msp_select.model.weights import OwnWeights, WeightProfile

ABOUT_PRICES = ("price_low", "price_high", "budget_month")
"""The cost inputs by which the owner says what a price may be."""


class Catalog(Frozen):
    """Everything that is asked and how it is valued; `entries` name version and digest of each file."""

    questionnaires: tuple[Questionnaire, ...]
    business: BusinessQuestionnaire
    profiles: tuple[WeightProfile, ...]
    assumptions: Assumptions
    agreement: Agreement | None = None
    sizes: Sizes | None = None
    usual_ranges: UsualRanges | None = None
    reference_call: ReferenceCall | None = None
    reading: ReadingRules | None = None
    entries: tuple[CatalogEntry, ...] = ()
    _whole: Catalog | None = PrivateAttr(default=None)
    _load_cues: Callable[[], Catalog] | None = PrivateAttr(default=None)
    _parts: dict[frozenset[str], Catalog] = PrivateAttr(default_factory=dict)  # one part is one object

    @property
    def agreed(self) -> Agreement:
        """The agreement, or an empty one where there is none."""
        return self.agreement or NO_AGREEMENT

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question about a provider by its id, in the order they are asked."""
        return {q.id: q for questionnaire in self.questionnaires for q in questionnaire.questions}

    @cached_property
    def retired(self) -> dict[str, Retired]:
        """The questions no longer asked, by id: what a file says of one is kept and counted nowhere."""
        return {one.id: one for questionnaire in self.questionnaires for one in questionnaire.retired}

    @cached_property
    def limited(self) -> tuple[Question, ...]:
        """The questions that are not asked of everybody: after an earlier answer, or not of every kind."""
        return tuple(q for q in self.questions.values() if q.only_if is not None or q.not_for is not None)

    @cached_property
    def pillar_of(self) -> dict[str, Questionnaire]:
        """The pillar of each question."""
        return {q.id: questionnaire for questionnaire in self.questionnaires for q in questionnaire.questions}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by "pillar.criterion", in order."""
        return {f"{p.id}.{c.id}": c for p in self.questionnaires for c in p.criteria}

    @cached_property
    def pillar_of_criterion(self) -> dict[str, Questionnaire]:
        """The pillar of each "pillar.criterion"."""
        return {f"{p.id}.{c.id}": p for p in self.questionnaires for c in p.criteria}

    @cached_property
    def priced_criterion(self) -> str | None:
        """The "pillar.criterion" that no question scores, but the cash of the bid; None without one."""
        return next((key for key, one in self.criteria.items() if one.scored_from == "cash"), None)

    @cached_property
    def price_pillar(self) -> str | None:
        """The pillar that the priced criterion is in."""
        return self.pillar_of_criterion[self.priced_criterion].id if self.priced_criterion else None

    @property
    def knows_prices(self) -> bool:
        """Whether bids belong to it: not where the pillar that is scored from them is sealed or left out."""
        return self.price_pillar is not None or self.whole.price_pillar is None

    def is_price(self, row: str) -> bool:
        """Whether a question, a "pillar.criterion" or a pillar says what something costs.

        That is all of the pillar that is scored from the bid, and any amount of money or figure of the bid
        that is asked elsewhere: what is hidden while prices are sealed.
        """
        question = self.questions.get(row)
        if question is not None:
            return question.is_of_bid or self.pillar_of[row].id == self.price_pillar
        pillar = self.pillar_of_criterion.get(row)
        return (row if pillar is None else pillar.id) == self.price_pillar

    @property
    def whole(self) -> Catalog:
        """The catalog this one is a part of; itself where nothing is left out."""
        return self._whole or self

    def load_cues_by(self, load: Callable[[], Catalog]) -> None:
        """How the whole catalog is had with its cues, once somebody asks for them."""
        self._load_cues = load

    @property
    def with_cues(self) -> Catalog:
        """The whole catalog with what a document is read by."""
        whole = self.whole
        return whole if whole.reading is not None or whole._load_cues is None else whole._load_cues()

    def within(self, weights: OwnWeights) -> Catalog:
        """The catalog a session of these weights is asked and scored with: without what is left out.

        With a pillar go its questions and what the agreement says about them; with the price, what the owner
        is asked of prices.
        """
        whole = self.whole
        gone = frozenset(whole.left_out(weights))
        if not gone:
            return whole
        if gone not in whole._parts:
            questions = {key for key, pillar in whole.pillar_of.items() if pillar.id in gone}
            unasked = ABOUT_PRICES if whole.price_pillar in gone else ()
            whole._parts[gone] = whole._without(
                gone,
                business=whole.business.without(unasked),
                agreement=whole.agreement and whole.agreement.without(questions),
                entries=tuple(entry for entry in whole.entries if entry.id not in gone),
            )
        return whole._parts[gone]

    def left_out(self, weights: OwnWeights) -> tuple[str, ...]:
        """The pillars named so, and those named neither by the profile nor, with some weight, by the user."""
        profile = self.profile(weights.profile)
        known = self.whole.questionnaires
        named = {pillar.id for pillar in known} if profile is None else set(profile.pillars)
        named |= {key for key, weight in weights.pillars.items() if weight > 0}
        return tuple(p.id for p in known if p.id in weights.leave_out or p.id not in named)

    @cached_property
    def unpriced(self) -> Catalog:
        """The catalog without the price pillar: what a decision is made with while prices are sealed."""
        return self._without({self.price_pillar})

    def _without(self, pillars: Collection[str | None], **fields: object) -> Catalog:
        kept = tuple(pillar for pillar in self.questionnaires if pillar.id not in pillars)
        same = {name: getattr(self, name) for name in type(self).model_fields}
        part = Catalog.model_validate(same | fields | {"questionnaires": kept})
        part._whole = self.whole
        return part

    def criterion_key(self, question: Question) -> str:
        """The "pillar.criterion" a question belongs to."""
        return f"{self.pillar_of[question.id].id}.{question.criterion}"

    def criterion_of(self, row: str) -> str:
        """The "pillar.criterion" of a question; the row itself where it is scored from the bid."""
        question = self.questions.get(row)
        return row if question is None else self.criterion_key(question)

    def pillar(self, pillar_id: str) -> Questionnaire | None:
        """The questionnaire of that pillar, if there is one."""
        return next((p for p in self.questionnaires if p.id == pillar_id), None)

    def profile(self, profile_id: str) -> WeightProfile | None:
        """The weight profile of that id, if there is one."""
        return next((p for p in self.profiles if p.id == profile_id), None)

    def questions_in(self, size: Size, must_haves: Collection[str] = ()) -> tuple[Question, ...]:
        """The questions asked in a session of that size, in order, and every must-have that is on.

        With a must-have that is asked only after another answer goes the question for that.
        """
        wanted = set(must_haves)
        for question in reversed(self.limited):
            if question.id in wanted and question.only_if is not None:
                wanted.add(question.only_if.question)
        return tuple(q for q in self.questions.values() if q.in_size(size) or q.id in wanted)

    def answered_best_by(self, *sources: Source, size: Size = "full") -> tuple[Question, ...]:
        """The questions of that size that one of these can answer best, in order."""
        return tuple(q for q in self.questions_in(size) if q.best_source in sources)

    @cached_property
    def words(self) -> frozenset[str]:
        """The ordinary words of the questionnaires, in small letters as they are written there."""
        texts = [
            text
            for question in self.questions.values()
            for text in (
                question.text,
                question.ask,
                question.why,
                *(level.label for level in question.levels),
            )
        ]
        return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text) if word.islower())
