"""What a session was scored with when it was last saved, and what was changed since outside of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from msp_select.model.catalog import Catalog
from msp_select.model.log import CatalogEntry
from msp_select.model.questionnaire import Question, is_later
from msp_select.model.session import Session
from msp_select.phrases.en import editions
from msp_select.store.session_text import given_fields

OWN = "this session"  # no id of a file has a space
# What of the session itself decides how it is scored, besides answers, bids and marks.
_OWN_FIELDS = (
    "size", "currency", "vat", "term_months", "settings", "business", "assumptions", "must_haves", "weights",
)  # fmt: skip


@dataclass(frozen=True)
class Outside:
    """One thing changed outside: `name` for the log, `sentence` with what it changes for who reads on.

    `weights` says that weights rest on it.
    """

    name: str
    sentence: str
    weights: bool


def scored_with(session: Session, catalog: Catalog) -> tuple[CatalogEntry, ...]:
    """Version and digest of every file the session is scored with, and of its own weights and settings.

    Of the weight profiles only the one in use is among them, of the pillars those that are not left out.
    """
    catalog = catalog.within(session.weights)
    unused = {profile.id for profile in catalog.profiles} - {session.weights.profile}
    files = tuple(entry for entry in catalog.entries if entry.id not in unused)
    return (*files, CatalogEntry(id=OWN, version="1", digest=_own_digest(session))) if files else ()


def changed_outside(session: Session, catalog: Catalog) -> tuple[Outside, ...]:
    """What differs from what the session was last scored with.

    An older file does not say with what: of it only answers to questions no longer asked are told.
    """
    before = {entry.id: entry.digest for entry in session.catalog}
    now = {entry.id: entry.digest for entry in scored_with(session, catalog)}
    if not now:
        return ()
    if not before:
        return tuple(_edition_told(session, catalog, ()))
    # Which profile is in use is the session's own: one not used before is not new, one not used now not gone.
    profiles = {profile.id for profile in catalog.profiles}
    known = {entry.id for entry in catalog.whole.entries}
    ids = [one for one in now if one in before or one not in profiles]
    ids += [one for one in before if one not in known and one != OWN]
    newer = _newer_editions(session, catalog)
    others = [one for one in ids if before.get(one) != now.get(one) and one not in newer]
    return (
        *_edition_told(session, catalog, newer),
        *(_outside(one, before, now, catalog) for one in others),
    )


def _newer_editions(session: Session, catalog: Catalog) -> tuple[str, ...]:
    """The files that came with a later version than the session was last scored with."""
    before = {entry.id: entry.version for entry in session.catalog}
    return tuple(
        entry.id
        for entry in scored_with(session, catalog)
        if entry.id in before and is_later(entry.version, before[entry.id])
    )


def _edition_told(session: Session, catalog: Catalog, newer: tuple[str, ...]) -> Iterator[Outside]:
    """What a later edition of questions and figures means for this session."""
    if newer:
        told = editions.newer_edition([_named(one, catalog)[0] for one in newer])
        moved = any(_weights_rest_on(one, catalog) for one in newer)
        yield Outside("a newer edition of questions and figures", told, weights=moved)
    before = {entry.id: entry.version for entry in session.catalog}
    if gone := _retired(session, catalog, before):
        yield Outside("questions no longer asked", editions.retired(gone), weights=False)
    asked = [q for q in catalog.questions_in(session.size) if catalog.pillar_of[q.id].id in newer]
    answered = _answered(session)
    stricter = [q.short for q in asked if q.id in answered and _since(q.reworded, q, catalog, before)]
    if stricter:
        yield Outside("questions worded more strictly", editions.reworded(stricter), weights=False)
    if new := sum(_since(q.added, q, catalog, before) for q in asked):
        yield Outside("new questions", editions.added(new), weights=False)


def _retired(session: Session, catalog: Catalog, before: Mapping[str, str]) -> list[str]:
    """What the questions are called that are answered here and no longer asked.

    With the versions `before`, of the session's last save, only those retired since.
    """
    answered = _answered(session)
    return [
        one.short
        for pillar in catalog.whole.questionnaires
        for one in pillar.retired
        if one.id in answered and (not before or is_later(one.version, before.get(pillar.id, "")))
    ]


def _since(edition: str, question: Question, catalog: Catalog, before: Mapping[str, str]) -> bool:
    return is_later(edition, before[catalog.pillar_of[question.id].id])


def _answered(session: Session) -> set[str]:
    answered = {question for candidate in session.candidates for question in candidate.answers}
    marks = (given for evaluator in session.evaluators for given in evaluator.marks.values())
    return answered | {question for given in marks for question in given}


def as_scored(session: Session, catalog: Catalog) -> Session:
    """The session with the digests of what it is scored with now."""
    entries = scored_with(session, catalog)
    if not entries or entries == session.catalog:
        return session
    return session.model_copy(update={"catalog": entries})


def log_words(changes: tuple[Outside, ...]) -> str:
    """The entry for the log, so that who reads it knows under what the results after it came about."""
    return f"changed outside since the last save: {', '.join(change.name for change in changes)}"


def _weights_rest_on(one: str, catalog: Catalog) -> bool:
    return one in (OWN, catalog.business.id) or catalog.profile(one) is not None


def _outside(one: str, before: dict[str, str], now: dict[str, str], catalog: Catalog) -> Outside:
    name, moved = _named(one, catalog)
    weights = _weights_rest_on(one, catalog)
    if one not in now:
        return Outside(f"{name} (gone)", f"Gone since this session was last saved: {name}. {moved}", weights)
    if one not in before:
        return Outside(f"{name} (new)", f"New since this session was last saved: {name}. {moved}", weights)
    sentence = f"Changed since this session was last saved, not by msp-select: {name}. {moved}"
    return Outside(name, sentence, weights)


def _named(one: str, catalog: Catalog) -> tuple[str, str]:
    """What the file is called, and what rests on it."""
    if one == OWN:
        return (
            "this session's own weights, settings or answers about the business",
            "Weights, must-haves and scores are worked out from what stands there now.",
        )
    if one == catalog.business.id:
        return (
            "the questions about the business",
            "They move weights, must-haves and amounts.",
        )
    if one == catalog.assumptions.id:
        return "the figures taken where a bid says nothing", "Costs and scores of price rest on them."
    if catalog.agreement is not None and one == catalog.agreement.id:
        return "the terms of the agreement", "The sheets for the contract rest on them; scores do not."
    if (profile := catalog.profile(one)) is not None:
        return f'the weight profile "{profile.title}"', "The weights are those that stand there now."
    pillar = catalog.pillar(one)
    title = pillar.title if pillar is not None else one
    return (
        f'the questions "{title}"',
        "What is asked there, what an answer is worth and what must be met are as the file says now.",
    )


def _own_digest(session: Session) -> str:
    own = {name: _plain(getattr(session, name)) for name in _OWN_FIELDS}
    return sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """The same text for the same value, however it was written and in whatever order."""
    if isinstance(value, BaseModel):
        return _plain(given_fields(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return "0" if number.is_zero() else f"{number.normalize():f}"
    return value if isinstance(value, str | bool) or value is None else str(value)
