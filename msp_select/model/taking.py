"""From the library into a session and back: by reference plus copy, with the age of the answers counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from msp_select.model.bid import Bid
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import Answer, Candidate, LibraryReference
from msp_select.model.catalog import Catalog
from msp_select.model.changes import with_fields
from msp_select.model.fields import EVIDENCE, MAX_TEXT, Evidence
from msp_select.model.provider import Provider, is_old, one_lower
from msp_select.model.session import Session
from msp_select.model.slug import slug


@dataclass(frozen=True)
class Difference:
    """One place where the session's copy and the library differ, both sides in words; "" for not there."""

    what: str
    here: str
    library: str


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
    """The candidate a session gets: old answers one grade lower and saying so, and where it came from.

    Ages count to `taken`, the session's `as_of` where not given. A rate card in another currency, or with
    VAT where the session has none, is left out, and the note says so.
    """
    taken = taken or session.as_of
    as_filed = provider.as_candidate()
    fits = provider.fits_money(session.currency, session.vat)
    answers = {key: aged(answer, key, catalog, taken) for key, answer in as_filed.answers.items()}
    note = as_filed.note
    if provider.bid is not None and not fits:
        note = _with_line(note, money_left_out(provider, session))
    return as_filed.model_copy(
        update={
            "note": note,
            "bid": provider.bid if fits else None,
            "answers": answers,
            "library": LibraryReference(id=provider.id, digest=digest, taken=taken),
        }
    )


def money_left_out(provider: Provider, session: Session) -> str:
    """Why the rate card did not come along."""
    return (
        f"The rate card on file is in {provider.currency}, VAT {provider.vat}; this session counts in "
        f"{session.currency}, VAT {session.vat}: ask for prices."
    )


def aged(answer: Answer, question_id: str, catalog: Catalog, as_of: dt.date) -> Answer:
    """The answer one evidence grade lower, with a line in its note, if it is older than a year."""
    if answer.state != "answered" or answer.dated is None or not is_old(answer.dated, as_of):
        return answer
    question = catalog.questions.get(question_id)
    grade = answer.evidence or (question.default_evidence if question else EVIDENCE[0])
    line = age_in_words(grade, answer.dated, as_of)
    return answer.model_copy(update={"evidence": one_lower(grade), "note": _with_line(answer.note, line)})


def age_in_words(grade: Evidence, dated: dt.date, as_of: dt.date) -> str:
    """What age does to an answer of that grade, as one sentence."""
    lower = one_lower(grade)
    counts = f"counts as {lower} instead of {grade}" if lower != grade else f"{grade} is the lowest grade"
    return f"Answered on {dated}, over a year before {as_of}: {counts}."


def as_filed(answer: Answer, as_of: dt.date) -> Answer:
    """`aged` taken back: the true grade, and the note without its line; what this client agreed to stays."""
    for grade in EVIDENCE:
        if answer.dated is None or answer.evidence != one_lower(grade):
            continue
        line = age_in_words(grade, answer.dated, as_of)
        if answer.note == line or answer.note.endswith("\n" + line):
            note = answer.note.removesuffix(line).removesuffix("\n")
            return answer.model_copy(update={"evidence": grade, "note": note})
    return answer.model_copy(update={"confirmed": False}) if answer.confirmed else answer


def provider_of(candidate: Candidate, session: Session, on_file: Provider | None = None) -> Provider:
    """A candidate as a provider for the library; what the file says beyond that is kept from `on_file`."""
    taken = candidate.library.taken if candidate.library else session.as_of
    kept: dict[str, Any] = dict(on_file) if on_file is not None else {}
    answers = {key: as_filed(answer, taken) for key, answer in candidate.answers.items()}
    note = candidate.note if on_file is None else _without(candidate.note, money_left_out(on_file, session))
    own = {
        "id": on_file.id if on_file is not None else slug(candidate.id),
        "name": candidate.name,
        "note": note,
        "dated": session.as_of,
        "bid": candidate.bid,
        "answers": answers,
    }
    if candidate.bid is not None or on_file is None:
        own |= {"currency": session.currency, "vat": session.vat}
    else:
        own["bid"] = on_file.bid
    return Provider.model_validate(kept | own, by_name=True, by_alias=True)


def differences(
    session: Session, candidate: Candidate, now: Provider, catalog: Catalog
) -> tuple[Difference, ...]:
    """Where the session's copy and today's file differ, once the copy's age is counted on both sides."""
    assert candidate.library is not None
    there = copied(session, now, candidate.library.digest, catalog, candidate.library.taken)
    found = []
    for field in ("name", "note"):
        if getattr(candidate, field) != getattr(there, field):
            found.append(Difference(field, getattr(candidate, field), getattr(there, field)))
    found += _in_bids(candidate.bid, there.bid)
    for key in dict.fromkeys((*candidate.answers, *there.answers)):
        here, library = candidate.answers.get(key), there.answers.get(key)
        if here is not None and here.confirmed:
            here = here.model_copy(update={"confirmed": False})
        if here != library:
            found.append(Difference(f"answers.{key}", _said(here), _said(library)))
    return tuple(found)


def _in_bids(here: Bid | None, library: Bid | None) -> list[Difference]:
    return [
        Difference(
            f"bid.{field}",
            _plain(getattr(here, field, None), field),
            _plain(getattr(library, field, None), field),
        )
        for field in Bid.model_fields
        if getattr(here, field, None) != getattr(library, field, None)
        and (getattr(here, field, None) or getattr(library, field, None)) not in ((), None)
    ]


def _plain(value: Any, field: str) -> str:
    if value and field in LISTED_FIELDS:
        return LISTED_FIELDS[field][1](value)
    if isinstance(value, tuple):
        return ", ".join(f"{module.name}" for module in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value}"


def _said(answer: Answer | None) -> str:
    """An answer in a few words: value or state, evidence, date, note."""
    if answer is None:
        return ""
    parts = [str(answer.value) if answer.state == "answered" else answer.state.replace("_", " ")]
    parts += [str(part) for part in (answer.evidence, answer.dated) if part is not None]
    parts += [text for text in (answer.reason, answer.note) if text]
    return ", ".join(parts)


def _without(note: str, line: str) -> str:
    return note.removesuffix(line).removesuffix("\n") if note.endswith(line) else note


def _with_line(note: str, line: str) -> str:
    room = MAX_TEXT - len(line) - 1
    return f"{note[:room]}\n{line}" if note else line
