"""Every edit of a session as a pure function: a change is a new session, checked like one that was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate, CandidateKind
from msp_select.model.catalog import Catalog
from msp_select.model.log import LogKind, chained
from msp_select.model.scalars import Size, name_fault
from msp_select.model.session import BusinessValue, Confidence, Session
from msp_select.model.slug import free_slug
from msp_select.model.weights import OwnWeights


def with_fields(session: Session, **fields: Any) -> Session:
    """The session with some of its own fields replaced, checked again as a whole."""
    return Session.model_validate(dict(session) | fields, by_name=True, by_alias=True)


def candidate_name_fault(session: Session, name: str, candidate_id: str = "") -> str:
    """What is wrong with a name for that candidate, or for a new one, in a sentence; nothing if it is good.

    Two of one name could not be told apart; capitals and blanks make no difference.
    """
    taken = {_alike(one.name) for one in session.candidates if one.id != candidate_id}
    return name_fault(name) or ("There is already a candidate of that name." if _alike(name) in taken else "")


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def add_candidate(session: Session, name: str, kind: CandidateKind = "provider") -> Session:
    """A new candidate at the end, with an id of its own."""
    candidate = Candidate(id=_free_id(session, name), name=name, kind=kind)
    return _with_candidates(session, (*session.candidates, candidate))


def duplicate_candidate(session: Session, candidate_id: str, name: str) -> Session:
    """A copy of a candidate, answers and bid included, behind the original; no sheet was sent for it."""
    copy = session.candidate(candidate_id).model_copy(update={"id": _free_id(session, name), "sheets": ()})
    copy = Candidate.model_validate(dict(copy) | {"name": name})
    at = [c.id for c in session.candidates].index(candidate_id) + 1
    return _with_candidates(session, (*session.candidates[:at], copy, *session.candidates[at:]))


def removal_fault(session: Session, candidate_id: str) -> str:
    """Why that candidate cannot be removed, in a sentence; nothing if it can."""
    if session.agreement is None or session.agreement.candidate != candidate_id:
        return ""
    return "An agreement was signed with this candidate, and its dates and months are kept here: it stays."


def remove_candidate(session: Session, candidate_id: str) -> Session:
    """The session without that candidate, the marks it was given, and the wish for it."""
    session.candidate(candidate_id)
    left = _with_candidates(session, tuple(c for c in session.candidates if c.id != candidate_id))
    evaluators = tuple(
        evaluator.model_copy(
            update={"marks": {key: given for key, given in evaluator.marks.items() if key != candidate_id}}
        )
        for evaluator in session.evaluators
    )
    favourite = "" if left.favourite == candidate_id else left.favourite
    return left.model_copy(update={"evaluators": evaluators, "favourite": favourite})


def edit_candidate(session: Session, candidate_id: str, **fields: Any) -> Session:
    """One candidate with some fields replaced; its id stays."""

    def edited(candidate: Candidate) -> Candidate:
        return Candidate.model_validate(dict(candidate) | fields)

    return _edited(session, candidate_id, edited)


def set_answer(session: Session, candidate_id: str, question_id: str, answer: Answer | None) -> Session:
    """One answer given, replaced, or (None) taken back to "not asked yet"; nor is it to be asked any more."""

    def answered(candidate: Candidate) -> Candidate:
        answers = {key: value for key, value in candidate.answers.items() if key != question_id}
        if answer is not None:
            answers[question_id] = answer
        to_ask = {key: note for key, note in candidate.to_ask.items() if key != question_id}
        return candidate.model_copy(update={"answers": answers, "to_ask": to_ask})

    return _edited(session, candidate_id, answered)


def set_to_ask(session: Session, candidate_id: str, question_id: str, note: str = "") -> Session:
    """One question to be put to the bidder, in place of any answer there was."""

    def asked(candidate: Candidate) -> Candidate:
        answers = {key: value for key, value in candidate.answers.items() if key != question_id}
        return Candidate.model_validate(
            dict(candidate) | {"answers": answers, "to_ask": {**candidate.to_ask, question_id: note}}
        )

    return _edited(session, candidate_id, asked)


def set_bid(session: Session, candidate_id: str, fields: Mapping[str, Any]) -> Session:
    """Some fields of a bid given or (None) taken back; a bid begins as a flat fee, or as own staff."""

    def priced(candidate: Candidate) -> Candidate:
        begun = {"basis": "in_house" if candidate.kind == "in_house" else "flat"}
        before: dict[str, Any] = begun if candidate.bid is None else dict(candidate.bid)
        kept = {key: value for key, value in (before | dict(fields)).items() if value is not None}
        return candidate.model_copy(update={"bid": Bid.model_validate(kept)})

    return _edited(session, candidate_id, priced)


def set_assumption(session: Session, name: str, number: Decimal | None) -> Session:
    """The owner's own figure in place of a default, by its plain id, or (None) the default again."""
    same = (name, f"{name}_{session.currency.lower()}")
    own = {key: value for key, value in session.assumptions.items() if key not in same}
    if number is not None:
        own[name] = number
    return with_fields(session, assumptions=own)


def set_business(session: Session, question_id: str, value: BusinessValue | None) -> Session:
    """One answer about the business, or (None) taken back."""
    business = {key: kept for key, kept in session.business.items() if key != question_id}
    if value is not None:
        business[question_id] = value
    return with_fields(session, business=business)


def set_weights(session: Session, **fields: Any) -> Session:
    """The session's weights with some parts replaced: profile, undone, pillars, criteria, questions."""
    return with_fields(session, weights=OwnWeights.model_validate(dict(session.weights) | fields))


def set_pillar_weight(session: Session, pillar_id: str, percent: float | None) -> Session:
    """The user's own figure for one pillar in percent, or (None) taken back."""
    pillars = {key: weight for key, weight in session.weights.pillars.items() if key != pillar_id}
    if percent is not None:
        pillars[pillar_id] = percent
    return set_weights(session, pillars=pillars)


def toggle_pillar(session: Session, catalog: Catalog, pillar_id: str) -> Session:
    """Leave a pillar out, or take it in again: at an even share where the profile gives it none."""
    weights = session.weights
    kept = tuple(pillar for pillar in weights.leave_out if pillar != pillar_id)
    if pillar_id not in catalog.left_out(weights):
        return set_weights(session, leave_out=(*kept, pillar_id))
    taken = set_weights(session, leave_out=kept)
    if pillar_id not in catalog.left_out(taken.weights):
        return taken
    even = 100.0 / (len(catalog.within(weights).questionnaires) + 1)
    return set_pillar_weight(taken, pillar_id, even)


def toggle_effect(session: Session, key: str) -> Session:
    """Take one effect of a business answer back, or let it act again."""
    undone = session.weights.undone
    return set_weights(
        session, undone=tuple(k for k in undone if k != key) if key in undone else (*undone, key)
    )


def set_settings(session: Session, **fields: Any) -> Session:
    """The settings with some replaced, such as silence, confidence, draws, seed.

    Prices, names and marks are opened and closed by `model.disclosure`, which logs it.
    """
    return with_fields(
        session, settings=type(session.settings).model_validate(dict(session.settings) | fields)
    )


def logged(
    session: Session, at: dt.datetime, kind: LogKind, what: str, why: str = "", *, weights: bool = False
) -> Session:
    """The session with one more entry in its log, tied to the one before; `at` in UTC.

    `weights` says that the weights moved with it.
    """
    log, chain = chained(session.log, session.log_chain, at, kind, what, why, weights=weights)
    return with_fields(session, log=log, log_chain=chain)


def new_session(
    title: str,
    today: dt.date,
    *,
    size: Size = "quick",
    confidence: Confidence = "fairly",
    currency: str = "USD",
) -> Session:
    """An empty session as a user starts it: prices sealed until the rest is scored, the seed its date."""
    settings = {"sealed": True, "confidence": confidence, "seed": Decimal(f"{today:%Y%m%d}")}
    fields = {
        "schema": 1,
        "title": title,
        "created": today,
        "as_of": today,
        "size": size,
        "currency": currency,
    }
    return Session.model_validate(fields | {"settings": settings})


def _free_id(session: Session, name: str) -> str:
    return free_slug(name, {candidate.id for candidate in session.candidates})


def _edited(session: Session, candidate_id: str, edit: Callable[[Candidate], Candidate]) -> Session:
    session.candidate(candidate_id)
    return _with_candidates(
        session, tuple(edit(c) if c.id == candidate_id else c for c in session.candidates)
    )


def _with_candidates(session: Session, candidates: tuple[Candidate, ...]) -> Session:
    # The parts were checked when they were made: checking 40 candidates again on each answer would be slow.
    return session.model_copy(update={"candidates": candidates})
