"""What a candidate copied from the library and today's file say differently, side by side in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from msp_select.model.bid import Bid
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.library_copy import copied
from msp_select.model.provider import Provider
from msp_select.model.session import Session
from msp_select.phrases.en.notes import note_in_words

_PATHS = {"candidate": "", "remark": "remarks.", "bid": "bid.", "answer": "answers."}


@dataclass(frozen=True)
class Difference:
    """One place where the session's copy and the library differ, both sides in words; "" for not there.

    `key` is a field of the candidate or of its bid, of a remark too, or the id of a question.
    """

    part: Literal["candidate", "remark", "bid", "answer"]
    key: str
    here: str
    library: str

    @property
    def path(self) -> str:
        """The place as a file of the library has it."""
        return _PATHS[self.part] + self.key

    def is_price(self, catalog: Catalog) -> bool:
        """Whether it tells of a price."""
        return self.part in ("bid", "remark") or (self.part == "answer" and catalog.is_price(self.key))


def differences(
    session: Session, candidate: Candidate, now: Provider, catalog: Catalog
) -> tuple[Difference, ...]:
    """Where the session's copy and today's file differ, once the copy's age is counted on both sides."""
    assert candidate.library is not None
    there = copied(session, now, candidate.library.digest, catalog, candidate.library.taken)
    found = []
    for field in ("name", "note"):
        if getattr(candidate, field) != getattr(there, field):
            found.append(Difference("candidate", field, getattr(candidate, field), getattr(there, field)))
    for key in dict.fromkeys((*candidate.remarks, *there.remarks)):
        if (noted := candidate.remarks.get(key, "")) != (filed := there.remarks.get(key, "")):
            found.append(Difference("remark", key, noted, filed))
    found += _in_bids(candidate.bid, there.bid)
    for key in dict.fromkeys((*candidate.answers, *there.answers)):
        here, library = candidate.answers.get(key), there.answers.get(key)
        if here is not None and here.confirmed:
            here = here.model_copy(update={"confirmed": False})
        if here != library:
            found.append(Difference("answer", key, _said(here), _said(library)))
    return tuple(found)


def _in_bids(here: Bid | None, library: Bid | None) -> list[Difference]:
    return [
        Difference(
            "bid",
            field,
            _plain(getattr(here, field, None), field),
            _plain(getattr(library, field, None), field),
        )
        for field in Bid.model_fields
        if getattr(here, field, None) != getattr(library, field, None)
        and (getattr(here, field, None) or getattr(library, field, None)) not in ((), None)
    ]


def _plain(value: Any, field: str) -> str:
    if value and field in LISTED_FIELDS:
        return LISTED_FIELDS[field].write(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value}"


def _said(answer: Answer | None) -> str:
    """An answer in a few words: value or state, evidence, date, note."""
    if answer is None:
        return ""
    parts = [str(answer.value) if answer.state == "answered" else answer.state.replace("_", " ")]
    parts += [str(part) for part in (answer.evidence, answer.dated) if part is not None]
    parts += [text for text in (answer.reason, note_in_words(answer)) if text]
    return ", ".join(parts)
