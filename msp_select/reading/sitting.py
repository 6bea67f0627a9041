"""What a person decides about a reading: each decision a new session, from plain mode and interface alike.

Nothing is in the session before it was accepted here, one thing at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from msp_select.decision.costing.same_fee import is_the_sum
from msp_select.errors import UsageError
from msp_select.model.answer_checks import answer_fault
from msp_select.model.bid import Basis
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import BID, MAX_QUOTE, AcceptedValue, OtherPlace, ReadDocument, Source
from msp_select.model.edits import edit_candidate, logged, set_answer, set_bid, set_business
from msp_select.model.scalars import MAX_TEXT, Evidence, clean_text
from msp_select.model.session import Session
from msp_select.phrases.en.bid import bid_fault
from msp_select.phrases.en.reading import log_words
from msp_select.reading.asked import Asked, Place, State, state_of
from msp_select.reading.reading import Document, Reading

_BASES: Mapping[str, Basis] = {
    "per_user": "per_user", "minimum_users": "per_user", "bands": "per_user",
    "per_device": "per_device", "block_hours": "block", "block_rate": "block",
}  # fmt: skip
OTHER_VALUE = "Type another value, or reject it."
ABOUT_YOU = "This is about your own figures: change them under Your business if the document is right."
COUNTED_TWICE = (
    "This total is the sum of the prices you have taken: the bid has it, and would count it twice."
)


@dataclass(frozen=True)
class Tally:
    """How much of what was asked has become what."""

    taken: int
    corrected: int
    rejected: int
    open: int

    @property
    def decided(self) -> int:
        """How much was decided."""
        return self.taken + self.corrected + self.rejected


@dataclass(frozen=True)
class Sitting:
    """One reading decided upon by one person: who, on which day, and the session it began with."""

    reading: Reading
    asked: tuple[Asked, ...]
    catalog: Catalog
    day: dt.date
    began: Session

    def state(self, asked: Asked, session: Session) -> State:
        """What became of it; a count of your own is taken where the file counts as the document does."""
        if self._is_own_count(asked) and asked.places[0].value == session.business.get(asked.key):
            return "taken"
        return state_of(asked, session.candidate(self.reading.candidate), self.reading.documents)

    def tally(self, session: Session) -> Tally:
        """How much has become what, earlier readings of the same files included."""
        return _tally(self.state(one, session) for one in self.asked)

    def next_open(self, session: Session, at: int, step: int = 1) -> int | None:
        """The next thing nobody has decided, after or before the one at that place, round and round."""
        number = len(self.asked)
        places = [(at + step * k) % number for k in range(1, number + 1)] if number else []
        return next((k for k in places if self.state(self.asked[k], session) == "open"), None)

    # -- the decisions ----------------------------------------------------------------------------------

    def accepted(
        self, session: Session, asked: Asked, place: Place, *, value: AcceptedValue | None = None
    ) -> Session:
        """The session with what stands at that place, or with the `value` a person typed or chose instead.

        UsageError where it cannot be: the question has levels and none was chosen, no bid takes it, or it is
        counted already. What the session's own file says is kept by rejecting the documents' word.
        """
        if not place.document:
            return self.rejected(session, asked)
        said = place.value if value is None else value
        if said is None:
            raise UsageError("There is no value at this place.", "Choose or type one.")
        other = self._is_own_count(asked) and said != asked.places[0].value  # a third count, of your own
        session = self._remembered(self._with_documents(session), asked, rejected=other)
        corrected = value is not None and place.says is not None and place.says != value
        if self._is_own_count(asked) and isinstance(said, Decimal):
            return set_business(session, asked.key, said)
        source = self._source(session, asked, place, said, corrected=corrected)
        whose = self.reading.candidate
        if asked.field:
            session = self._with_figure(session, asked.field, said)
        else:
            session = self._with_answer(session, asked, said, place)
        sources = {**session.candidate(whose).sources, asked.key: source}
        return edit_candidate(session, whose, sources=sources)

    def rejected(self, session: Session, asked: Asked) -> Session:
        """The session that remembers that nobody wants any of these places; the file's own word stays.

        What was accepted from them before is taken out again.
        """
        whose = self.reading.candidate
        session = self._remembered(self._with_documents(session), asked, rejected=True)
        sources = dict(session.candidate(whose).sources)
        held = sources.pop(asked.key, None)
        if held is None:
            return session
        if not held.undecided:
            if self.state(asked, session) not in ("taken", "corrected"):
                return session
            if not session.candidate(whose).is_changed_since(asked.key):
                session = self._without(session, asked)
        elif held.against is not None and held.against.document:  # what was accepted before stays accepted
            sources[asked.key] = Source.model_validate(dict(held.against))
        return edit_candidate(session, whose, sources=sources)

    def finished(self, session: Session, by: str, at: dt.datetime) -> Session:
        """The session after the sitting: what contradicts and was left open is noted, and the log has a line.

        The session itself where nothing was decided since the sitting began.
        """
        now = self._done_here(session)
        if not now.decided:
            return session
        session = self._with_undecided(session)
        candidate = session.candidate(self.reading.candidate)
        read = [one for one in self.reading.documents if one.refused is None]
        files = [(one.name, one.sha256) for one in read]
        contradictions = len(self.reading.contradictions)
        what = log_words(files, candidate.name, by, now.taken, now.corrected, now.rejected, contradictions)
        return logged(session, at, "proposal_read", clean_text(what)[:MAX_TEXT])

    # -- what they are made of --------------------------------------------------------------------------

    def _is_own_count(self, asked: Asked) -> bool:
        return self.catalog.business.question(asked.key) is not None

    def _done_here(self, session: Session) -> Tally:
        states = [(self.state(one, self.began), self.state(one, session)) for one in self.asked]
        return _tally(after for before, after in states if after != before)

    def _with_documents(self, session: Session) -> Session:
        """The session that knows every document read; one that was read before keeps its id."""
        candidate = session.candidate(self.reading.candidate)
        known = {one.sha256: one for one in candidate.documents}
        read = [one for one in self.reading.documents if one.refused is None]
        documents = [self._read_again(known[one.sha256], one) for one in read if one.sha256 in known]
        again = {one.id: one for one in documents}
        kept = [again.get(one.id, one) for one in candidate.documents]
        taken = {one.id for one in kept}
        for one in read:
            if one.sha256 not in known:
                new = _free(candidate.id, taken)
                taken.add(new)
                kept.append(self._noted(new, one))
        return edit_candidate(session, candidate.id, documents=tuple(kept))

    def _noted(self, document_id: str, document: Document) -> ReadDocument:
        return ReadDocument(
            id=document_id,
            name=document.name,
            sha256=document.sha256,
            role=document.role,
            read=self.day,
            pages=document.pages,
            unread=document.unread,
        )

    def _read_again(self, before: ReadDocument, document: Document) -> ReadDocument:
        """Read as the same role it is the same; in another one, what rests on it rests on that."""
        return before.model_copy(update={"role": document.role, "unread": document.unread})

    def _remembered(self, session: Session, asked: Asked, *, rejected: bool) -> Session:
        """The session whose documents know these places as rejected, or do not."""
        candidate = session.candidate(self.reading.candidate)
        ids = self._ids(candidate)
        digests: dict[str, list[str]] = {}
        for place in asked.places:
            if place.document:
                digests.setdefault(ids[place.document], []).append(place.digest)
        documents = []
        for one in candidate.documents:
            ours = digests.get(one.id, [])
            others = tuple(digest for digest in one.rejected if digest not in ours)
            kept = tuple(dict.fromkeys((*others, *ours))) if rejected else others
            documents.append(one.model_copy(update={"rejected": kept}))
        return edit_candidate(session, candidate.id, documents=tuple(documents))

    def _without(self, session: Session, asked: Asked) -> Session:
        """The session without the answer or the figure that goes there."""
        whose = self.reading.candidate
        if asked.field:
            return set_bid(session, whose, {asked.field: None})
        return set_answer(session, whose, asked.key, None)

    def _ids(self, candidate: Candidate) -> Mapping[str, str]:
        """The id in the file of each document of the reading that is there."""
        there = {one.sha256: one.id for one in candidate.documents}
        return {one.id: there[one.sha256] for one in self.reading.documents if one.sha256 in there}

    def _source(
        self, session: Session, asked: Asked, place: Place, said: AcceptedValue, *, corrected: bool
    ) -> Source:
        other = None
        if asked.contradiction is not None:
            other = next((one for one in asked.places[:2] if one is not place), None)
        return self._source_at(session, place, other, value=said, worked=place.worked, corrected=corrected)

    def _source_at(self, session: Session, place: Place, other: Place | None, **fields: Any) -> Source:
        ids = self._ids(session.candidate(self.reading.candidate))
        against = None
        if other is not None:
            against = OtherPlace(
                document=ids[other.document] if other.document else "",
                page=other.page,
                place="" if other.page else other.place,
                value=other.says,
                quote=_short(other.quote),
            )
        return Source(
            document=ids[place.document],
            page=place.page,
            place="" if place.page else place.place,
            quote=_short(place.quote),
            against=against,
            **fields,
        )

    def _with_figure(self, session: Session, field: str, said: AcceptedValue) -> Session:
        whose, catalog = self.reading.candidate, self.catalog
        before = session.candidate(whose).bid
        fields: dict[str, Any] = {field: said}
        if field in _BASES and (before is None or before.basis == "flat"):
            fields["basis"] = _BASES[field]
        try:
            taken = set_bid(session, whose, fields)
        except ValidationError as error:
            raise UsageError(f"{bid_fault(error)}.", OTHER_VALUE) from None
        bid = taken.candidate(whose).bid
        if bid is not None and bid.monthly is not None and is_the_sum(bid, taken, catalog):
            if field == "monthly":
                raise UsageError(COUNTED_TWICE, "Reject it: the bid comes to this total all the same.")
            taken = set_bid(taken, whose, {"monthly": None})
            sources = {k: s for k, s in taken.candidate(whose).sources.items() if k != f"{BID}monthly"}
            taken = edit_candidate(taken, whose, sources=sources)
        return taken

    def _with_answer(self, session: Session, asked: Asked, said: AcceptedValue, place: Place) -> Session:
        candidate, question = session.candidate(self.reading.candidate), asked.question
        if question is None or isinstance(said, bool | dt.date):
            raise UsageError(ABOUT_YOU, "Reject it here once you have seen it.")
        before = candidate.answers.get(question.id)
        document = candidate.document(self._ids(candidate)[place.document])
        grade: Evidence = "contract" if document is not None and document.role == "contract" else "written"
        noted = {} if before is None else before.noted
        answer = Answer(value=said, evidence=grade, dated=self.day, **noted)
        if fault := answer_fault(question, answer):
            raise UsageError(f"{fault}.", OTHER_VALUE)
        return set_answer(session, candidate.id, question.id, answer)

    def _with_undecided(self, session: Session) -> Session:
        """Both places noted wherever they contradict each other and nobody has decided."""
        candidate = session.candidate(self.reading.candidate)
        sources = dict(candidate.sources)
        for one in self.asked:
            holds = one.field or one.question is not None
            if one.contradiction is None or not holds or self.state(one, session) != "open":
                continue
            places = [place for place in one.places[:2] if place.document]
            if places:
                other = next(place for place in one.places[:2] if place is not places[0])
                noted = self._source_at(session, places[0], other, value=places[0].says, undecided=True)
                before = candidate.sources.get(one.key)
                if before is not None and not before.undecided and not other.document:
                    stood = {name: getattr(before, name) for name in OtherPlace.model_fields}
                    noted = noted.model_copy(update={"against": OtherPlace.model_validate(stood)})
                sources[one.key] = noted
        return edit_candidate(session, candidate.id, sources=sources)


def _tally(states: Iterable[State]) -> Tally:
    found: Sequence[State] = list(states)
    return Tally(found.count("taken"), found.count("corrected"), found.count("rejected"), found.count("open"))


def _free(candidate: str, taken: Iterable[str]) -> str:
    """An id for a document that no other has: the candidate's with a number."""
    number, held = 1, set(taken)
    while f"{candidate[:70]}-{number}" in held:
        number += 1
    return f"{candidate[:70]}-{number}"


def _short(quote: str) -> str:
    """A quote as it is kept: as it stands, and no longer than a file takes."""
    return quote if len(quote) <= MAX_QUOTE else quote[:MAX_QUOTE]
