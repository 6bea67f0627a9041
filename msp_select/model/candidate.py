"""A candidate: who, what they ask for, and what they answered."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from msp_select.model.bid import Bid
from msp_select.model.documents import BID, ReadDocument, Source
from msp_select.model.scalars import (
    Day,
    Evidence,
    Flag,
    Frozen,
    Id,
    Name,
    Several,
    Size,
    State,
    Text,
    one_lower,
    shown,
    to_number,
    to_text,
)

CandidateKind = Literal["provider", "incumbent", "in_house", "shared"]


def _answer_value(value: Any) -> Decimal | str:
    if isinstance(value, str):
        return to_text(value)
    if isinstance(value, bool | list | dict):
        raise PydanticCustomError(
            "answer", "{found} is not a number or the id of a level", {"found": shown(value)}
        )
    return to_number(value)


AnswerValue = Annotated[Decimal | str, BeforeValidator(_answer_value)]
Deciding = tuple[State, str | None, bool, Evidence | None, bool]
"""Of an answer: its state, its value, whether that is a number, its grade, and whether it is confirmed."""


class Answer(Frozen):
    """What was said: `value` is a number, a level's id, or "none"; `by` names who gave it.

    `note` is the owner's and never goes to a bidder; `offer` is the grade of proof the bidder offers, which
    counts once the owner has it, and `bidder` what the bidder noted. `blank` is a silence: a question left
    empty in a form. Where the answer was too old on the day `aged`, it counts one grade lower than what it
    has on file, `filed`. `confirmed` is the owner's word that a question does not apply; nobody else can set
    it.
    """

    value: AnswerValue | None = None
    state: State = "answered"
    evidence: Evidence | None = None
    reason: Text = ""
    note: Text = ""
    offer: Evidence | None = None
    bidder: Text = ""
    by: Text = ""
    dated: Day | None = None
    filed: Evidence | None = None
    aged: Day | None = None
    blank: Flag = False
    confirmed: Flag = False

    @property
    def deciding(self) -> Deciding:
        """What decides its worth beside its day."""
        value = None if self.value is None else str(self.value)
        return self.state, value, isinstance(self.value, Decimal), self.evidence, self.confirmed

    @property
    def noted(self) -> dict[str, Any]:
        """What is noted beside it, for another answer in its place: the owner's part and the bidder's."""
        return {"note": self.note, "offer": self.offer, "bidder": self.bidder}

    @property
    def counts_as(self) -> State:
        """The state it counts as: "does not apply" is a silence until the owner agrees."""
        return "unknown" if self.state == "not_applicable" and not self.confirmed else self.state

    @model_validator(mode="after")
    def _state_has_its_parts(self) -> Self:
        if self.state == "answered" and self.value is None:
            raise ValueError('an answer needs value = ..., or state = "unknown", "refused", "not_applicable"')
        if self.state != "answered" and self.value is not None:
            raise ValueError(f'state = "{self.state}" and a value together; expected one of them')
        if self.state == "not_applicable" and not self.reason.strip():
            raise ValueError('not_applicable needs reason = "..."')
        if self.blank and self.state != "unknown":
            raise ValueError(f'blank = true with state = "{self.state}"; expected "unknown"')
        if (self.filed is None) != (self.aged is None):
            raise ValueError("filed and aged belong together; expected both or neither")
        if self.filed is not None and (self.dated is None or self.evidence != one_lower(self.filed)):
            raise ValueError(
                f'filed = "{self.filed}" needs the day, dated, and evidence = "{one_lower(self.filed)}"'
            )
        if self.confirmed and self.state != "not_applicable":
            raise ValueError(f'confirmed = true with state = "{self.state}"; expected "not_applicable"')
        return self


def _source_key(value: Any) -> str:
    """A question's id, or "bid." and the name of a field."""
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"(?:bid\.)?[a-z0-9][a-z0-9_-]{0,79}", text):
        raise PydanticCustomError(
            "source",
            '{found} is neither a question\'s id nor a term of the bid, such as "bid.onboarding"',
            {"found": shown(value)},
        )
    return text


SourceKey = Annotated[str, BeforeValidator(_source_key)]


class LibraryReference(Frozen):
    """Which provider on file a candidate was copied from: its id, the file's SHA-256, and the day.

    The answers' ages were counted to the day `taken`. `currency` and `vat` are those of a rate card on file
    that stayed behind, because the session counts in others.
    """

    id: Id
    digest: Text
    taken: Day
    currency: Text = ""
    vat: Text = ""


class SentSheet(Frozen):
    """A sheet of questions that went out: those of that size, or `questions` alone, the most worth first.

    `sent` and `back` are the days it went and came; one that was not written here may only have come back.
    """

    size: Size
    sent: Day | None = None
    back: Day | None = None
    questions: tuple[Id, ...] = ()


class Candidate(Frozen):
    """One provider under consideration, today's provider, or the in-house person.

    `note` is the owner's; `remarks` are what the bidder noted beside prices, by field of the bid. `token`
    stands for it in the forms of evaluators who may not see its name: random, to tell nothing. `to_ask`:
    questions to be put to the bidder, each with the owner's note; in a file they are answers that say
    `ask = true` and no more. `sheets` are those that were sent, the first one first. `documents` are what it
    sent that was read, and `sources` where in them an answer (by its question) or a figure of the bid (as
    "bid.<field>") stands.
    """

    id: Id
    name: Name
    kind: CandidateKind = "provider"
    note: Text = ""
    token: Text = ""
    remarks: dict[Id, Text] = {}
    bid: Bid | None = None
    answers: dict[Id, Answer] = {}
    to_ask: dict[Id, Text] = {}
    sheets: tuple[SentSheet, ...] = ()
    documents: Several[ReadDocument] = ()
    sources: dict[SourceKey, Source] = {}
    library: LibraryReference | None = None

    def document(self, document_id: str) -> ReadDocument | None:
        """The document of that id, if it was read."""
        return next((one for one in self.documents if one.id == document_id), None)

    def said_now(self, key: str) -> AnswerValue | bool | dt.date | None:
        """What the file says now where that source stands: a figure of the bid, or an answer's value."""
        if key.startswith(BID):
            found = getattr(self.bid, key.removeprefix(BID), None)
            if isinstance(found, int) and not isinstance(found, bool):
                return Decimal(found)
            return None if found == () else found
        answer = self.answers.get(key)
        return None if answer is None else answer.value

    def is_changed_since(self, key: str) -> bool:
        """Whether what was accepted from a document was changed by hand later, or taken out."""
        source = self.sources[key]
        return not source.undecided and self.said_now(key) != source.value

    def grade_from(self, key: str) -> Evidence | None:
        """What rests on that source: on the contract or in writing; only said while two places differ.

        None without a source, or where it was changed since.
        """
        source = self.sources.get(key)
        if source is None or self.is_changed_since(key):
            return None
        if source.undecided:
            return "said"
        document = self.document(source.document)
        return "contract" if document is not None and document.role == "contract" else "written"

    def bid_grade(self, field: str) -> Evidence:
        """What a figure of the bid rests on: its own source, else what the whole bid rests on."""
        whole: Evidence = "written" if self.bid is None else self.bid.grade
        return self.grade_from(f"{BID}{field}") or whole

    @model_validator(mode="after")
    def _sources_stand_somewhere(self) -> Self:
        known = {document.id for document in self.documents}
        if len(known) < len(self.documents):
            raise ValueError("two documents have the same id")
        for key, source in self.sources.items():
            against = source.against
            named = [source.document, *([against.document] if against and against.document else [])]
            for unread in (one for one in named if one not in known):
                there = f"there are: {', '.join(sorted(known))}" if known else "there is none"
                raise PydanticCustomError(
                    "document",
                    "there is no document {found} among those read; {there}",
                    {"found": shown(unread), "there": there, "at": ("sources", key)},
                )
            if source.undecided and against is None:
                raise PydanticCustomError(
                    "undecided",
                    "undecided = true needs the other place, against = ...",
                    {"at": ("sources", key)},
                )
        return self

    @model_validator(mode="before")
    @classmethod
    def _asked_apart(cls, data: Any) -> Any:
        answers = data.get("answers") if isinstance(data, dict) else None
        if not isinstance(answers, dict):
            return data
        asked = {key: one for key, one in answers.items() if isinstance(one, dict) and "ask" in one}
        if not asked:
            return data
        for key, one in asked.items():
            if one["ask"] is not True or set(one) - {"ask", "note"}:
                raise PydanticCustomError(
                    "ask",
                    "ask belongs to an answer that is not there yet; expected ask = true, and maybe a note",
                    {"at": ("answers", key, "ask")},
                )
        notes = {key: one.get("note", "") for key, one in asked.items()}
        kept = {key: one for key, one in answers.items() if key not in asked}
        return {**data, "answers": kept, "to_ask": {**data.get("to_ask", {}), **notes}}
