"""From the library into a session and back: by reference plus copy, with the age of the answers counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msp_select.model.candidate import Answer, Candidate, LibraryReference
from msp_select.model.catalog import Catalog
from msp_select.model.edits import with_fields
from msp_select.model.provider import Provider, is_old
from msp_select.model.scalars import EVIDENCE, one_lower
from msp_select.model.session import Session
from msp_select.model.slug import slug


def take(session: Session, provider: Provider, digest: str, catalog: Catalog) -> Session:
    """The session with the provider as a candidate at its end (ValueError if it is already in it)."""
    if taken_as(session, provider.id) is not None:
        raise ValueError(provider.id)
    copy = copied(session, provider, digest, catalog)
    names = {candidate.id for candidate in session.candidates}
    free, number = copy.id, 2
    while free in names:
        free, number = f"{copy.id[:70]}-{number}", number + 1
    copy = copy.model_copy(update={"id": free})
    return with_fields(session, candidates=(*session.candidates, copy))


def taken_as(session: Session, provider_id: str) -> Candidate | None:
    """The candidate that came from that provider, if there is one."""
    return next(
        (c for c in session.candidates if c.library is not None and c.library.id == provider_id), None
    )


def copied(
    session: Session, provider: Provider, digest: str, catalog: Catalog, taken: dt.date | None = None
) -> Candidate:
    """The candidate a session gets: old answers one grade lower, with the grade on file, and its origin.

    Ages count to `taken`, the session's `as_of` where not given. A rate card in another currency, or with
    VAT where the session has none, is left out, and the reference says in which it is.
    """
    taken = taken or session.as_of
    as_filed = provider.as_candidate()
    fits = provider.fits_money(session.currency, session.vat)
    answers = {key: aged(answer, key, catalog, taken) for key, answer in as_filed.answers.items()}
    origin = LibraryReference(id=provider.id, digest=digest, taken=taken)
    if provider.bid is not None and not fits:
        origin = origin.model_copy(update={"currency": provider.currency, "vat": provider.vat})
    return as_filed.model_copy(
        update={
            "remarks": as_filed.remarks if fits else {},
            "bid": provider.bid if fits else None,
            "answers": answers,
            "library": origin,
        }
    )


def aged(answer: Answer, question_id: str, catalog: Catalog, as_of: dt.date) -> Answer:
    """The answer one evidence grade lower, with the grade it has on file, if it is older than a year."""
    if answer.state != "answered" or answer.dated is None or not is_old(answer.dated, as_of):
        return answer
    question = catalog.questions.get(question_id)
    grade = answer.evidence or (question.default_evidence if question else EVIDENCE[0])
    return answer.model_copy(update={"evidence": one_lower(grade), "filed": grade, "aged": as_of})


def as_filed(answer: Answer) -> Answer:
    """`aged` taken back: the true grade; what this client agreed to stays."""
    if answer.filed is not None:
        return answer.model_copy(update={"evidence": answer.filed, "filed": None, "aged": None})
    return answer.model_copy(update={"confirmed": False}) if answer.confirmed else answer


def provider_of(candidate: Candidate, session: Session, on_file: Provider | None = None) -> Provider:
    """A candidate as a provider for the library; what the file says beyond that is kept from `on_file`."""
    kept: dict[str, Any] = dict(on_file) if on_file is not None else {}
    answers = {key: as_filed(answer) for key, answer in candidate.answers.items()}
    own = {
        "id": on_file.id if on_file is not None else slug(candidate.id),
        "name": candidate.name,
        "note": candidate.note,
        "dated": session.as_of,
        "remarks": candidate.remarks,
        "bid": candidate.bid,
        "answers": answers,
    }
    if candidate.bid is not None or on_file is None:
        own |= {"currency": session.currency, "vat": session.vat}
    else:
        own |= {"bid": on_file.bid, "remarks": on_file.remarks | candidate.remarks}
    return Provider.model_validate(kept | own, by_name=True, by_alias=True)
