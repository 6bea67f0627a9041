"""Whether what a session says fits the catalog: every id known, every value one that the question allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from msp_select.did_you_mean import did_you_mean
from msp_select.model.answer_kinds import KINDS
from msp_select.model.assumptions import Assumption
from msp_select.model.bid_fields import BASIS, FIELDS
from msp_select.model.business import BusinessQuestion
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import BID
from msp_select.model.evaluator import Mark
from msp_select.model.months import Actual
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import shown
from msp_select.model.session import BusinessValue, MustHaveChange, Session
from msp_select.model.signed import Signed
from msp_select.model.weights import OwnWeights

if TYPE_CHECKING:
    from msp_select.model.provider import Provider  # a form of candidate, loaded where providers are

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of a session; list items in `path` count from 0."""

    path: Place
    what: str


def session_faults(session: Session, catalog: Catalog) -> Iterator[Fault]:
    """Everything in the session that the whole catalog does not know or does not allow, one after the other.

    What is left out for now is known, and so is what is no longer asked. Each fault asks what was meant,
    which takes its time: who shows a hundred need not ask for a hundred thousand.
    """
    catalog = catalog.whole
    if session.favourite and session.favourite not in (known := [one.id for one in session.candidates]):
        yield Fault(("favourite",), unknown("candidate", session.favourite, known))
    if session.agreement is not None:
        yield from _agreement(session, session.agreement, catalog)
    yield from _business(session, catalog)
    yield from _assumptions(session, catalog)
    yield from _must_haves(session, catalog)
    yield from _weights(session.weights, catalog)
    for at, candidate in enumerate(session.candidates):
        yield from _inside(("candidates", at), candidate_faults(candidate, catalog))
    for at, evaluator in enumerate(session.evaluators):
        yield from mark_faults(("evaluators", at), evaluator.pillars, evaluator.marks, session, catalog)


def _agreement(session: Session, signed: Signed, catalog: Catalog) -> Iterator[Fault]:
    """Whom it was signed with, and every figure that neither a promise nor the catalog knows."""
    known = [one.id for one in session.candidates]
    if signed.candidate not in known:
        yield Fault(("agreement", "candidate"), unknown("candidate", signed.candidate, known))
    for at, promise in enumerate(signed.promises):
        if promise.question and not (
            promise.question in catalog.questions or promise.question in catalog.retired
        ):
            what = unknown("question", promise.question, catalog.questions)
            yield Fault(("agreement", "promises", at, "question"), what)
    for at, month in enumerate(session.months):
        for place, actual in enumerate(month.actuals):
            if what := actual_fault(signed, catalog, actual):
                yield Fault(("months", at, "actuals", place, "id"), what)


def actual_fault(signed: Signed, catalog: Catalog, actual: Actual) -> str:
    """What is wrong with a figure, or nothing: nobody knows its id, or it is a share without of how many."""
    kinds = {
        measure.id: measure.kind for measure in catalog.whole.agreed.measures if measure.kind is not None
    }
    kinds |= {promise.id: promise.kind for promise in signed.promises}
    if actual.id not in kinds:
        return unknown("measure or promise", actual.id, kinds)
    kind, value = kinds[actual.id], actual.value
    if value is None:
        return ""
    if (actual.of is not None) != (kind == "share"):
        return "a share needs of = ..., of how many" if kind == "share" else "of = ... belongs to a share"
    if kind != "amount" and value != value.to_integral_value():
        return f"{value} is not a whole number, and {actual.id} is counted"
    return ""


def answer_fault(question: Question, answer: Answer) -> str | None:
    """What is wrong with an answer to that question, or None.

    Money and what else lives in the bid is refused with a value here: one figure, one place.
    """
    if answer.value is None:
        return None
    if question.bid_field:
        return f"this figure lives in the bid; write it there as {question.bid_field} = {answer.value}"
    if answer.value == "none" and not KINDS[question.kind].listed:
        allowed = question.none is not None
        return None if allowed else f'"none" is not an answer here; expected a number of {question.unit}'
    return KINDS[question.kind].fault(question, answer.value)


def business_fault(question: BusinessQuestion, value: BusinessValue) -> str | None:
    """What is wrong with an answer about the business, or None."""
    return KINDS[question.kind].fault(question, value)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """`there is no question "x"; did you mean "y"?`"""
    known = list(known)
    listed = f"there are: {', '.join(known)}" if 0 < len(known) <= 12 else ""
    hint = did_you_mean(word, known) or listed
    return f"there is no {kind} {shown(word)}{'; ' if hint else ''}{hint}"


def candidate_faults(candidate: Candidate | Provider, catalog: Catalog) -> Iterator[Fault]:
    """Every answer that the whole catalog does not know or does not allow; paths begin at the candidate."""
    catalog = catalog.whole
    yield from remark_faults(candidate)
    for question_id, answer in candidate.answers.items():
        path: Place = ("answers", question_id)
        question = catalog.questions.get(question_id)
        if question_id in catalog.retired:
            continue
        if question is None:
            yield Fault(path, unknown("question", question_id, catalog.questions))
        elif _is_filled(candidate, question):
            yield Fault(path, f"the bid already has {question.bid_field}; keep only the figure in the bid")
        else:
            what = answer_fault(question, answer)
            if what:
                yield Fault((*path, "value"), what)
    for key in candidate.sources if isinstance(candidate, Candidate) else ():
        if key.startswith(BID):
            if key.removeprefix(BID) not in FIELDS:
                yield Fault(("sources", key), unknown("term of a bid", key.removeprefix(BID), FIELDS))
        elif key not in catalog.questions and key not in catalog.retired:
            yield Fault(("sources", key), unknown("question", key, catalog.questions))
    for question_id in candidate.to_ask if isinstance(candidate, Candidate) else ():
        if question_id not in catalog.questions:
            yield Fault(("answers", question_id), unknown("question", question_id, catalog.questions))
    for at, sheet in enumerate(candidate.sheets if isinstance(candidate, Candidate) else ()):
        for question_id in sheet.questions:
            if question_id not in catalog.questions and question_id not in catalog.retired:
                what = unknown("question", question_id, catalog.questions)
                yield Fault(("sheets", at, "questions"), what)


def remark_faults(candidate: Candidate | Provider) -> Iterator[Fault]:
    """Every remark that is to no term of a bid, whatever the catalog."""
    terms = (BASIS.name, *FIELDS)
    for term in candidate.remarks:
        if term not in terms:
            yield Fault(("remarks", term), unknown("term of a bid", term, terms))


def mark_faults(
    start: Place,
    pillars: Mapping[str, float],
    marks: Mapping[str, Mapping[str, Mark]],
    session: Session,
    catalog: Catalog,
) -> Iterator[Fault]:
    """What is wrong with one evaluator's weights and marks, held against the session's candidates."""
    catalog = catalog.whole
    yield from weight_faults(start, pillars, {}, (), catalog)
    if pillars and not any(pillars.values()):
        yield Fault((*start, "pillars"), "all pillars have the weight 0; at least one must count")
    known = [candidate.id for candidate in session.candidates]
    for candidate_id, given in marks.items():
        path: Place = (*start, "marks", candidate_id)
        if candidate_id not in known:
            yield Fault(path, unknown("candidate", candidate_id, known))
            continue
        for question_id, mark in given.items():
            what = _mark_fault(question_id, mark, catalog)
            if what:
                yield Fault((*path, question_id), what)


def _mark_fault(question_id: str, mark: Mark, catalog: Catalog) -> str | None:
    if question_id in catalog.retired:
        return None
    question = catalog.questions.get(question_id)
    asked = [q.id for q in catalog.questions.values() if q.asked_of == "owner"]
    if question is None:
        return unknown("question", question_id, asked)
    if question.asked_of != "owner":
        return "the bidder answers this question; evaluators mark only those asked of the owner"
    return answer_fault(question, Answer(value=mark.value))


def _inside(start: Place, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (Fault((*start, *fault.path), fault.what) for fault in faults)


def _is_filled(candidate: Candidate | Provider, question: Question) -> bool:
    field = question.bid_field
    return bool(field and candidate.bid and getattr(candidate.bid, field, None) is not None)


def _business(session: Session, catalog: Catalog) -> Iterator[Fault]:
    for question_id, value in session.business.items():
        question = catalog.business.question(question_id)
        known = (q.id for q in catalog.business.questions)
        what = business_fault(question, value) if question else unknown("question", question_id, known)
        if what:
            yield Fault(("business", question_id), what)


def _assumptions(session: Session, catalog: Catalog) -> Iterator[Fault]:
    known = {assumption.id: assumption for assumption in catalog.assumptions.assumptions}
    for assumption_id, value in session.assumptions.items():
        assumption = known.get(assumption_id)
        if assumption is None:
            yield Fault(("assumptions", assumption_id), unknown("assumption", assumption_id, known))
        elif not -100 < value <= (most := assumption_most(assumption)):
            what = f"{shown(value)} is outside -100 to {most:f} {assumption.unit}"
            yield Fault(("assumptions", assumption_id), what)


def assumption_most(assumption: Assumption) -> Decimal:
    """The most that may be put in place of an assumption: a thousand times what it is at its highest."""
    return 1_000 * max(abs(assumption.high), Decimal(1))


def _must_haves(session: Session, catalog: Catalog) -> Iterator[Fault]:
    for question_id, change in session.must_haves.items():
        question = catalog.questions.get(question_id)
        if question_id in catalog.retired:
            continue
        if question is None:
            what: str | None = unknown("question", question_id, catalog.questions)
        else:
            what = must_have_fault(question, change)
        if what:
            yield Fault(("must_haves", question_id), what)


def must_have_fault(question: Question, change: MustHaveChange) -> str | None:
    """What is wrong with a threshold or a switch for that question's must-have, or None."""
    if change.at_least is None and change.at_most is None:
        nothing = question.must_have is None and change.on
        return "it has no must-have to switch on; expected at_least or at_most" if nothing else None
    if change.at_least is not None and change.at_most is not None:
        return "at_least and at_most together; expected one of them"
    if KINDS[question.kind].money:
        return "money has no threshold; expected on = true or on = false"
    if question.levels:
        if change.at_least is None:
            return "at_most is for numbers; a choice has at_least, held against its value of 0 to 100"
        if not 0 <= change.at_least <= 100:
            return f"at_least = {change.at_least} is not a value from 0 to 100"
    return None


def _weights(weights: OwnWeights, catalog: Catalog) -> Iterator[Fault]:
    profiles = [profile.id for profile in catalog.profiles]
    if weights.profile not in profiles:
        yield Fault(("weights", "profile"), unknown("weight profile", weights.profile, profiles))
    for at, effect in enumerate(weights.undone):
        gone = effect.partition(".")[2] in catalog.retired
        if not gone and effect not in effect_names(catalog):
            yield Fault(("weights", "undone", at), unknown("effect", effect, sorted(effect_names(catalog))))
    yield from left_out_faults(weights, catalog)
    yield from weight_faults(("weights",), weights.pillars, weights.criteria, weights.questions, catalog)


def left_out_faults(weights: OwnWeights, catalog: Catalog) -> Iterator[Fault]:
    """Pillars left out that are not there, and weights under which nothing that is left counts."""
    known = [pillar.id for pillar in catalog.questionnaires]
    for at, pillar in enumerate(weights.leave_out):
        if pillar not in known:
            yield Fault(("weights", "leave_out", at), unknown("pillar", pillar, known))
    profile = catalog.profile(weights.profile)
    if profile is None:
        return
    left = [pillar for pillar in known if pillar not in catalog.left_out(weights)]
    if not left:
        yield Fault(("weights", "leave_out"), "every pillar is left out; at least one must count")
    elif not any(weights.pillars.get(pillar, profile.pillars.get(pillar, 0.0)) for pillar in left):
        place = "pillars" if any(pillar in weights.pillars for pillar in left) else "leave_out"
        what = (
            "all pillars have the weight 0"
            if place == "pillars"
            else f"{', '.join(left)}: of what is left nothing weighs"
        )
        yield Fault(("weights", place), f"{what}; at least one must count")


def weight_faults(
    start: Place,
    pillars: Iterable[str],
    criteria: dict[str, dict[str, float]],
    questions: Iterable[str],
    catalog: Catalog,
) -> Iterator[Fault]:
    """Pillars, criteria and questions that a weighting names and the catalog does not have."""
    known = [pillar.id for pillar in catalog.questionnaires]
    for pillar in pillars:
        if pillar not in known:
            yield Fault((*start, "pillars", pillar), unknown("pillar", pillar, known))
    for pillar, shares in criteria.items():
        questionnaire = catalog.pillar(pillar)
        if questionnaire is None:
            yield Fault((*start, "criteria", pillar), unknown("pillar", pillar, known))
            continue
        inside = [criterion.id for criterion in questionnaire.criteria]
        for criterion in shares:
            if criterion not in inside:
                yield Fault((*start, "criteria", pillar, criterion), unknown("criterion", criterion, inside))
    for question in questions:
        if question not in catalog.questions and question not in catalog.retired:
            yield Fault((*start, "questions", question), unknown("question", question, catalog.questions))


def effect_names(catalog: Catalog) -> frozenset[str]:
    """Every effect a business answer can have, as `undone` names it: `biz_risk.price`."""
    return frozenset(
        f"{question.id}.{effect.target}"
        for question in catalog.business.questions
        for effects in (
            *(option.effects for option in question.options),
            *(span.effects for span in question.ranges),
        )
        for effect in effects
    )
