"""What a person is asked about a reading: one thing a target, contradictions first, then money and so on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Literal, get_args

from msp_select.model.bid_fields import SECTIONS
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import BID
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.reading.reading import Contradiction, Document, Find, OtherReading, Reading, Side, Value, Zone

Group = Literal["contradictions", "money", "terms", "service", "people", "security"]
State = Literal["open", "taken", "corrected", "rejected"]
GROUPS: tuple[Group, ...] = get_args(Group)
DOCUMENT_FIELDS: Mapping[str, str] = {
    "doc.term_months": "bid.term_months",
    "doc.notice_days": "bid.notice_days",
    "doc.tax": "bid.vat",
    "doc.valid_until": "bid.valid_until",
}
"""What a document says of itself, and the term of the bid it becomes."""
_PILLARS: Mapping[str, Group] = {"price": "money", "staffing": "people", "security": "security"}
_TERMS = frozenset(
    {"exit_fee", "exit_months"}
    | {field.name for one in SECTIONS if one.id == "years" for field in one.fields}
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place that can be accepted: what it says, and where; `digest` is remembered where it is rejected.

    `document` is "" for what the session's own file says already.
    """

    digest: str
    document: str
    value: Value | None
    level: str | None = None
    page: int = 0
    place: str = ""
    quote: str = ""
    zone: Zone = "body"
    worked: str = ""
    before: str = ""
    after: str = ""

    @property
    def says(self) -> Value | None:
        """The value, or the level that is pointed at."""
        return self.level if self.value is None else self.value


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing to accept, correct or reject; `key` is where it goes: a question, or "bid.<field>".

    `places` begins with what is proposed; `why` says what makes it doubtful, and a doubtful one has no
    default. With a `question` that has levels a person picks one: none is ever accepted by itself.
    """

    target: str
    key: str
    group: Group
    places: tuple[Place, ...]
    sure: Literal["plain", "doubtful"]
    why: tuple[str, ...]
    question: Question | None
    contradiction: Contradiction | None = None

    @property
    def levels(self) -> Mapping[str, str]:
        """The answers to pick from, by id; empty where a value is typed."""
        return self.question.listed if self.question is not None and self.field == "" else {}

    @property
    def field(self) -> str:
        """The field of the bid it goes to, or nothing."""
        return self.key.removeprefix(BID) if self.key.startswith(BID) else ""

    @property
    def has_default(self) -> bool:
        """Whether Enter may take what is proposed: a plain value with nothing against it."""
        return self.sure == "plain" and not self.levels and self.places[0].value is not None


def asked_of(reading: Reading, session: Session, catalog: Catalog) -> tuple[Asked, ...]:
    """Everything a person is asked about a reading, in the order of asking.

    Not a passage about a figure that it does not name, nor one about a question of a larger size that points
    at no answer: the list of a reading has them.
    """
    finds: dict[str, list[Find]] = {}
    for find in reading.finds:
        if _is_worth_asking(find, session, catalog):
            finds.setdefault(key_of(find.target, catalog), []).append(find)
    against: dict[str, Contradiction] = {}
    for one in reading.contradictions:
        against.setdefault(key_of(one.target, catalog), one)
    keys = list(dict.fromkeys([*finds, *against]))
    found = [_asked(key, finds.get(key, []), against.get(key), catalog) for key in keys]
    places = {key: at for at, key in enumerate(keys)}
    return tuple(sorted(found, key=lambda one: _rank(one, session, places, reading.not_found)))


def _is_worth_asking(find: Find, session: Session, catalog: Catalog) -> bool:
    question = catalog.questions.get(find.target)
    if find.kind == "value" or question is None:
        return True
    if question.bid_field:
        return False
    return question.in_size(session.size) or find.level is not None


def key_of(target: str, catalog: Catalog) -> str:
    """Where a target goes in the file: a question, or "bid.<field>"."""
    question = catalog.questions.get(target)
    if question is not None and question.bid_field:
        return f"{BID}{question.bid_field}"
    return DOCUMENT_FIELDS.get(target, target)


def by_group(asked: Sequence[Asked]) -> Iterator[tuple[Group, tuple[Asked, ...]]]:
    """The same, group after group."""
    for group, members in groupby(asked, key=lambda one: one.group):
        yield group, tuple(members)


def state_of(asked: Asked, candidate: Candidate, documents: Sequence[Document]) -> State:
    """What became of it in the file, whenever that was: by the documents' own digests."""
    read = {one.sha256: one for one in candidate.documents}
    named = {one.id: one.sha256 for one in documents}
    ours = [(named[place.document], place.digest) for place in asked.places if place.document]
    source = candidate.sources.get(asked.key)
    there = None if source is None or source.undecided else candidate.document(source.document)
    if source is not None and there is not None and there.sha256 in {sha256 for sha256, _ in ours}:
        return "corrected" if source.corrected else "taken"
    rejected = [sha256 in read and digest in read[sha256].rejected for sha256, digest in ours]
    return "rejected" if ours and all(rejected) else "open"


def _asked(key: str, finds: Sequence[Find], against: Contradiction | None, catalog: Catalog) -> Asked:
    target = finds[0].target if finds else against.target if against is not None else key
    places = _places(finds, against)
    values = {place.value for place in places if place.document and place.value is not None}
    doubtful = any(find.sure == "doubtful" for find in finds) or len(values) > 1
    return Asked(
        target=target,
        key=key,
        group="contradictions" if against is not None else _group(key, catalog),
        places=places,
        sure="doubtful" if doubtful or against is not None else "plain",
        why=tuple(dict.fromkeys(reason for find in finds for reason in find.why if find.rank == 1)),
        question=catalog.questions.get(target),
        contradiction=against,
    )


def _places(finds: Sequence[Find], against: Contradiction | None) -> tuple[Place, ...]:
    """Each place once, the two that contradict each other first, the more binding one before the other."""
    found: dict[tuple[str, int, str, str], Place] = {}

    def add(place: Place) -> None:
        found.setdefault((place.document, place.page, place.quote, str(place.value)), place)

    own = [place for find in finds for place in (_of_find(find), *map(_of_other, find.others))]
    for side in () if against is None else (against.one, against.other):
        add(next((one for one in own if _same(one, side)), None) or _of_side(against, side))
    for place in own:
        add(place)
    return tuple(found.values())


def _same(place: Place, side: Side) -> bool:
    here = (place.document, place.page, place.quote)
    return here == (side.document, side.page, side.quote) and side.value in (None, place.value)


def _of_find(find: Find) -> Place:
    return Place(
        digest=find.id,
        document=find.document,
        value=find.value,
        level=find.level,
        page=find.page,
        place=find.place,
        quote=find.quote,
        zone=find.zone,
        worked=find.worked,
        before=find.before,
        after=find.after,
    )


def _of_other(other: OtherReading) -> Place:
    return Place(
        digest=_digest(other.value, other.quote),
        document=other.document,
        value=other.value,
        page=other.page,
        place=other.place,
        quote=other.quote,
        zone=other.zone,
    )


def _of_side(against: Contradiction | None, side: Side) -> Place:
    return Place(
        digest=_digest(against and against.target, side.quote),
        document=side.document,
        value=side.value,
        page=side.page,
        place=side.place,
        quote=side.quote,
    )


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]


def _group(key: str, catalog: Catalog) -> Group:
    if key.startswith(BID):
        return "terms" if key.removeprefix(BID) in _TERMS else "money"
    pillar = catalog.pillar_of.get(key)
    return "service" if pillar is None else _PILLARS.get(pillar.id, "service")


def _rank(
    asked: Asked, session: Session, places: Mapping[str, int], not_found: Collection[str]
) -> tuple[int, bool, int]:
    """By group, then what stands there of the questions of the session's size, as the reading has them."""
    larger = asked.question is not None and not asked.question.in_size(session.size)
    later = larger or asked.target in not_found
    return GROUPS.index(asked.group), later, places[asked.key]
