"""What a candidate promised in its answers, as promises that can be kept beside what happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msp_select.decision.advice.answer_grades import relied_on
from msp_select.decision.after.leaving_right import ClauseChance, clause_chance
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.service_agreement import AfterRule, Agreement, Measure
from msp_select.model.session import Session
from msp_select.model.signed import AgreedFee, Promise, Signed

USERS = "biz_users"
USUAL_USERS = Decimal(40)


@dataclass(frozen=True, kw_only=True)
class PromisesTaken:
    """The promises of a candidate; `no_figure` are measures whose answer sets no target a figure can reach.

    `not_asked` are measures about which nothing was answered.
    """

    promises: tuple[Promise, ...]
    no_figure: tuple[str, ...]
    not_asked: tuple[str, ...]


def promises_taken(catalog: Catalog, candidate: Candidate) -> PromisesTaken:
    """The answer behind each measure as a target; firm where it is in the contract."""
    found, no_figure, not_asked = list[Promise](), list[str](), list[str]()
    for measure in catalog.agreed.measures:
        question = catalog.questions.get(measure.question or "")
        if question is None or measure.kind is None:
            continue
        answer = candidate.answers.get(question.id)
        if answer is None or answer.value is None:
            not_asked.append(measure.id)
            continue
        target = _target(measure, answer)
        if target is None:
            no_figure.append(measure.id)
            continue
        firm = relied_on(question, answer) == "contract"
        way = "at_least" if measure.worse == "less" else "at_most"
        fields: dict[str, Any] = {"says": question.promise or measure.title, "question": question.id}
        if isinstance(answer.value, Decimal):
            fields["unit"] = question.unit
        every = measure.every.get(str(answer.value))
        period = {"every": every} if measure.kind == "event" else {"period": measure.period}
        found.append(
            Promise.model_validate(
                {"id": measure.id, "kind": measure.kind, way: target, "firm": firm, **fields, **period}
            )
        )
    return PromisesTaken(promises=tuple(found), no_figure=tuple(no_figure), not_asked=tuple(not_asked))


def promises_signed(catalog: Catalog, candidate: Candidate, signed: Signed) -> PromisesTaken:
    """The promises of the contract; what is promised in it is not missing, whatever was answered."""
    taken = promises_taken(catalog, candidate)
    promised = {promise.id for promise in signed.promises}
    asked = {promise.question for promise in signed.promises if promise.question}
    promised |= {measure.id for measure in catalog.agreed.measures if measure.question in asked}
    return PromisesTaken(
        promises=signed.promises,
        no_figure=tuple(one for one in taken.no_figure if one not in promised),
        not_asked=tuple(one for one in taken.not_asked if one not in promised),
    )


def _target(measure: Measure, answer: Answer) -> Decimal | None:
    if isinstance(answer.value, Decimal):
        return answer.value if measure.target else None
    return measure.promised.get(str(answer.value))


def agreed_notice(catalog: Catalog, candidate: Candidate) -> int | None:
    """The days of notice its answer names."""
    rule = catalog.agreed.notice
    answer = candidate.answers.get(rule.question) if rule else None
    return rule.days.get(str(answer.value)) if rule and answer else None


def agreed_fee(session: Session, candidate: Candidate) -> AgreedFee | None:
    """The fee of the bid as far as one price makes it; None where it is made of several."""
    bid = candidate.bid
    if bid is None:
        return None
    users = session.business.get(USERS)
    rise: Mapping[str, Any] = {} if bid.yearly_rise is None else {"rise_percent": bid.yearly_rise}
    if bid.basis == "per_user" and bid.per_user is not None and isinstance(users, Decimal):
        return AgreedFee.model_validate({"per": "user", "price": bid.per_user, "units": users, **rise})
    if bid.basis == "flat" and bid.monthly is not None:
        return AgreedFee.model_validate({"per": "month", "price": bid.monthly, **rise})
    return None


def clauses_checked(session: Session, signed: Signed, agreed: Agreement) -> Iterator[ClauseChance]:
    """What the right to leave does by chance, for each promised share; nothing without a rule of drift."""
    if signed.leave is None or agreed.drift is None or agreed.after is None:
        return
    for promise in signed.promises:
        found = clause_chance(
            signed.leave,
            promise,
            expected_requests(session, agreed.after),
            agreed.drift.prior_spread,
            session.settings.seed,
            agreed.after,
        )
        if found is not None:
            yield found


def expected_requests(session: Session, rule: AfterRule) -> float:
    """Requests a month until there are figures: so many a user."""
    users = session.business.get(USERS)
    return rule.requests_a_user * float(users if isinstance(users, Decimal) else USUAL_USERS)
