"""What only the whole catalog can tell: ids used once, and every name standing for something that exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msp_select.errors import FileFaults
from msp_select.model.answer_checks import must_have_fault, unknown, weight_faults
from msp_select.model.answer_kinds import KINDS
from msp_select.model.assumptions import Assumptions
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import FIELDS
from msp_select.model.business import BusinessQuestion, BusinessQuestionnaire, Effect, When
from msp_select.model.catalog import Catalog
from msp_select.model.cost_feeds import BID_INPUTS, BUSINESS_INPUTS, PROVIDER_INPUTS
from msp_select.model.questionnaire import Question, Questionnaire
from msp_select.model.reading_rules import TERMS, ReadingRules
from msp_select.model.reference_call import ReferenceCall
from msp_select.model.scalars import SIZES
from msp_select.model.service_agreement import Agreement
from msp_select.model.session import MustHaveChange
from msp_select.model.sizes import Sizes
from msp_select.model.usual_ranges import PRICE_MONTH, UsualRanges
from msp_select.model.weights import WeightProfile
from msp_select.store.toml import Document
from msp_select.store.toml_lines import KeyPath

Part = TypeVar(
    "Part",
    Questionnaire,
    BusinessQuestionnaire,
    Assumptions,
    Agreement,
    Sizes,
    UsualRanges,
    ReferenceCall,
    ReadingRules,
    WeightProfile,
)


class Sources:
    """The document each part of the catalog was read from, by the part's id."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    def add(self, document: Document, part: Part) -> Part:
        """Remember where `part` came from (FileFaults where its id is already taken, naming both files)."""
        first = self.documents.get(part.id)
        if first is not None:
            what = f'the id "{part.id}" is already used by {first.name}'
            raise FileFaults(
                [document.fault(("id",), what)], "Give one of the two files another id, or remove one."
            )
        self.documents[part.id] = document
        return part


def catalog_faults(catalog: Catalog, sources: Sources) -> Iterator[str]:
    """Every name in the catalog that stands for nothing, as `file:line: key: what is wrong`."""
    yield from _questions(catalog, sources)
    yield from _business(catalog, sources)
    yield from _profiles(catalog, sources)
    yield from _agreement(catalog, sources)
    yield from _usual_ranges(catalog, sources)
    yield from _reference_call(catalog, sources)
    yield from _reading(catalog, sources)


def _questions(catalog: Catalog, sources: Sources) -> Iterator[str]:
    known = PROVIDER_INPUTS | BID_INPUTS | _assumption_ids(catalog)
    # A pillar and a question are both called by their id alone: by effects, and by what is hidden as a price.
    first = {pillar.id: sources.documents[pillar.id].name for pillar in catalog.questionnaires}
    for pillar in catalog.questionnaires:
        document = sources.documents[pillar.id]
        for at, criterion in enumerate(pillar.criteria):
            if criterion.scored_from and f"{pillar.id}.{criterion.id}" != catalog.priced_criterion:
                what = f'"{catalog.priced_criterion}" is scored from the bid already; a bid has one price'
                yield document.fault(("criteria", at, "scored_from"), what)
        for at, question in enumerate(pillar.questions):
            place: KeyPath = ("questions", at)
            if question.id in first:
                what = f'the id "{question.id}" is already used in {first[question.id]}'
                yield document.fault((*place, "id"), what)
            first.setdefault(question.id, document.name)
            if question.feeds and question.feeds not in known:
                yield document.fault((*place, "feeds"), unknown("cost input", question.feeds, sorted(known)))
            for key, what in _condition(question, catalog):
                yield document.fault((*place, "only_if", key), what)
            gate = _own_must_have(question)
            if gate:
                yield document.fault((*place, "must_have"), gate)
        for at, retired in enumerate(pillar.retired):
            if retired.id in catalog.questions:
                yield document.fault(
                    ("retired", at, "id"), f'"{retired.id}" is still asked; expected one of them'
                )
            for heir in retired.into:
                if heir not in catalog.questions:
                    yield document.fault(
                        ("retired", at, "into"), unknown("question", heir, catalog.questions)
                    )


def _condition(question: Question, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What is wrong with the earlier answer a question depends on: the key of the condition, and why."""
    condition, order = question.only_if, list(catalog.questions)
    if condition is None:
        return
    earlier = catalog.questions.get(condition.question)
    if earlier is None:
        yield "question", unknown("question", condition.question, order)
        return
    if order.index(earlier.id) >= order.index(question.id):
        yield "question", f'"{earlier.id}" is not asked before "{question.id}"; expected an earlier question'
        return
    if missing := [size for size in SIZES if question.in_size(size) and not earlier.in_size(size)]:
        yield "question", f'"{earlier.id}" is not asked in the size {missing[0]}; this question is'
    if earlier.is_of_bid:
        yield "question", f'"{earlier.id}" is a figure of the bid; expected a choice or a number'
        return
    known = [level.id for level in earlier.levels] + (["none"] if earlier.none is not None else [])
    for value in condition.is_:
        if value not in known:
            yield "is", unknown(f'answer to "{earlier.id}"', value, known)
    if earlier.levels and (condition.at_least is not None or condition.at_most is not None):
        key = "at_least" if condition.at_least is not None else "at_most"
        yield key, f'"{earlier.id}" is a choice; expected is = [...] with some of: {", ".join(known)}'


def _own_must_have(question: Question) -> str | None:
    rule = question.must_have
    if rule is None or rule.answered:
        return None
    return must_have_fault(question, MustHaveChange(at_least=rule.at_least, at_most=rule.at_most))


def _business(catalog: Catalog, sources: Sources) -> Iterator[str]:
    document = sources.documents["business"]
    inputs = BUSINESS_INPUTS | _assumption_ids(catalog)
    ids = [question.id for question in catalog.business.questions]
    for at, question in enumerate(catalog.business.questions):
        place: KeyPath = ("questions", at)
        if question.id in ids[:at] or question.id in catalog.questions:
            yield document.fault((*place, "id"), f'the id "{question.id}" is used twice')
        if question.feeds and question.feeds not in inputs:
            yield document.fault((*place, "feeds"), unknown("cost input", question.feeds, sorted(inputs)))
        if question.per is not None and question.per not in ids:
            yield document.fault((*place, "per"), unknown("question", question.per, ids))
        if question.when is not None:
            for key, what in _when(question.when, catalog, ids[:at]):
                yield document.fault((*place, "when", key), what)
        for where, effect in _effects(question):
            for key, what in _effect(effect, catalog):
                yield document.fault((*place, *where, key), what)


def _when(when: When, catalog: Catalog, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the answer about the business that something depends on."""
    other = catalog.business.question(when.question)
    if other is None or other.id not in known:
        yield "question", unknown("earlier question about the business", when.question, known)
        return
    for key, options in (("any_of", when.any_of), ("none_of", when.none_of)):
        for option in options:
            if other.option(option) is None:
                yield key, unknown(f'option of "{other.id}"', option, [one.id for one in other.options])
    if when.at_least is not None and not KINDS[other.kind].figure:
        yield "at_least", f'"{other.id}" is no number; expected any_of or none_of'


def _effects(question: BusinessQuestion) -> Iterator[tuple[KeyPath, Effect]]:
    for at, option in enumerate(question.options):
        for number, effect in enumerate(option.effects):
            yield ("options", at, "effects", number), effect
    for at, span in enumerate(question.ranges):
        for number, effect in enumerate(span.effects):
            yield ("ranges", at, "effects", number), effect


def _effect(effect: Effect, catalog: Catalog) -> Iterator[tuple[str, str]]:
    if effect.weight:
        known = (
            {pillar.id for pillar in catalog.questionnaires} | set(catalog.criteria) | set(catalog.questions)
        )
        if effect.weight not in known:
            yield "weight", unknown("pillar, criterion or question", effect.weight, sorted(known))
    elif effect.must_have is not None:
        question = catalog.questions.get(effect.must_have)
        change = MustHaveChange(at_least=effect.at_least, at_most=effect.at_most, on=effect.on)
        if question is None:
            yield "must_have", unknown("question", effect.must_have, catalog.questions)
        elif what := must_have_fault(question, change):
            yield "must_have", f"{question.id}: {what}"
    elif effect.not_asked is not None:
        if effect.not_asked not in catalog.questions:
            yield "not_asked", unknown("question", effect.not_asked, catalog.questions)
    elif effect.input is not None:
        inputs = sorted(PROVIDER_INPUTS | BUSINESS_INPUTS | _assumption_ids(catalog))
        if effect.input not in inputs:
            yield "input", unknown("cost input", effect.input, inputs)


def _profiles(catalog: Catalog, sources: Sources) -> Iterator[str]:
    ids = [question.id for question in catalog.business.questions]
    for profile in catalog.profiles:
        document = sources.documents[profile.id]
        for at, covered in enumerate(profile.covers):
            if covered not in ids:
                yield document.fault(("covers", at), unknown("question about the business", covered, ids))
        for fault in weight_faults((), profile.pillars, profile.criteria, profile.questions, catalog):
            yield document.fault(fault.path, fault.what)


def _agreement(catalog: Catalog, sources: Sources) -> Iterator[str]:
    if catalog.agreement is None:
        return
    document = sources.documents[catalog.agreement.id]
    if (catalog.agreement.drift is None) != (catalog.agreement.after is None):
        yield document.fault((), "the tables drift and after belong together: there is one without the other")
    business = [question.id for question in catalog.business.questions]
    for known, named in (
        (list(catalog.questions), catalog.agreement.question_ids),
        (business, catalog.agreement.business_ids),
    ):
        for question in named:
            if question not in known:
                yield document.fault((), unknown("question", question, known))

    for at, task in enumerate(catalog.agreement.takeover):
        for name, when in (("unless", task.unless), ("needs", task.needs)):
            if when is not None:
                for key, what in _when(when, catalog, business):
                    yield document.fault(("takeover", at, name, key), what)


def _usual_ranges(catalog: Catalog, sources: Sources) -> Iterator[str]:
    if catalog.usual_ranges is None:
        return
    document = sources.documents[catalog.usual_ranges.id]
    business = [question.id for question in catalog.business.questions]
    known = [PRICE_MONTH, *catalog.questions, *business]
    fields = [*(f"bid.{name}" for name in FIELDS), *catalog.questions, *business]
    ranged = list(dict.fromkeys(row.field for row in catalog.usual_ranges.ranges))
    for at, row in enumerate(catalog.usual_ranges.ranges):
        if row.field not in known:
            yield document.fault(("ranges", at, "field"), unknown("field", row.field, known))
    for at, shown in enumerate(catalog.usual_ranges.shown_at):
        if shown.field not in fields:
            yield document.fault(("shown_at", at, "field"), unknown("field", shown.field, fields))
        if shown.range not in ranged:
            yield document.fault(("shown_at", at, "range"), unknown("range", shown.range, ranged))


def _reference_call(catalog: Catalog, sources: Sources) -> Iterator[str]:
    if catalog.reference_call is None:
        return
    document = sources.documents[catalog.reference_call.id]
    for at, call in enumerate(catalog.reference_call.calls):
        for number, question in enumerate(call.lifts):
            if question not in catalog.questions:
                what = unknown("question", question, catalog.questions)
                yield document.fault(("calls", at, "lifts", number), what)


def _reading(catalog: Catalog, sources: Sources) -> Iterator[str]:
    if catalog.reading is None:
        return
    document = sources.documents[catalog.reading.id]
    known = [*(f"bid.{name}" for name in Bid.model_fields), *TERMS, *catalog.questions]
    for at, rule in enumerate(catalog.reading.fields):
        if rule.target not in known:
            yield document.fault(("fields", at, "target"), unknown("field or question", rule.target, known))
        if rule.answers and rule.answers not in catalog.questions:
            what = unknown("question", rule.answers, catalog.questions)
            yield document.fault(("fields", at, "answers"), what)


def _assumption_ids(catalog: Catalog) -> frozenset[str]:
    return frozenset(assumption.id for assumption in catalog.assumptions.assumptions)
