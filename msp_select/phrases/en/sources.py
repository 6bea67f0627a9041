"""Where something stands, in words: the document, the page, and what stands there."""

from __future__ import annotations

from decimal import Decimal

from msp_select.model.bid_fields import FIELDS
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import BID, AcceptedValue, OtherPlace, Source
from msp_select.model.session import Session
from msp_select.phrases.en.answers import answer_in_words
from msp_select.phrases.en.bid import TAXES, words_of
from msp_select.phrases.en.proposals import title
from msp_select.phrases.en.typed_numbers import nothing_wrong
from msp_select.phrases.en.wanted_numbers import wanted_of_term
from msp_select.phrases.en.words import capital
from msp_select.phrases.names import Names

SHORT = 110  # of a quote inside a sentence
OWN_FILE = "your file"


def stands(names: Names, candidate_id: str, key: str) -> str:
    """Behind a fact: ' (larkspan.pdf, page 6: "On each anniversary ...")', or nothing without a source.

    What was changed by hand since says so, and what it was read as.
    """
    candidate = names.candidates[candidate_id]
    source = candidate.sources.get(key)
    if source is None or source.undecided:
        return ""
    if candidate.is_changed_since(key):
        return f" ({read_as(candidate, key, names.session, names.catalog)})"
    return f" ({where(candidate, source)}{quoted(source)})"


def read_as(candidate: Candidate, key: str, session: Session, catalog: Catalog) -> str:
    """Of what has another value now: "read as 60 minutes in larkspan.pdf, page 4, changed since"."""
    source = candidate.sources[key]
    was = said_value(key, source.value, session, catalog)
    return f"read as {was} in {where(candidate, source)}, changed since"


def changed_since(candidate: Candidate, key: str, session: Session, catalog: Catalog) -> str:
    """The same with what it is of and what it is now."""
    now = said_value(key, candidate.said_now(key), session, catalog) or "nothing"
    return f"{what_of(key, catalog)}: {now}; {read_as(candidate, key, session, catalog)}"


def quoted(place: Source | OtherPlace) -> str:
    """What stands there, behind where it stands: ': "On each anniversary ..."'."""
    return f': "{shortened(place.quote)}"' if place.quote else ""


def where(candidate: Candidate, place: Source | OtherPlace) -> str:
    """The document and the page, or what stands in for it: "larkspan.pdf, page 6"."""
    document = candidate.document(place.document) if place.document else None
    name = OWN_FILE if document is None else document.name
    at = place_in_words(place.page, place.place)
    return f"{name}, {at}" if at else name


def place_in_words(page: int, place: str) -> str:
    """The page, or the place where there are no pages."""
    return f"page {page}" if page else place


def shortened(quote: str, most: int = SHORT) -> str:
    """A quote on one line, whole words of its beginning where it is long."""
    words = " ".join(quote.split())
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0]} …"


def what_of(key: str, catalog: Catalog) -> str:
    """What a source is of: a question's short name, or the term of the bid."""
    if key.startswith(BID):
        return words_of(key).title
    question = catalog.questions.get(key)
    return capital(title(key)) if question is None else question.short


def said_value(key: str, value: AcceptedValue | None, session: Session, catalog: Catalog) -> str:
    """A value as a person reads it: "4,800.00 USD once", "every quarter", "yes"."""
    if value is None:
        return ""
    if key.startswith(BID):
        return _of_bid(key, value, session, catalog)
    question = catalog.questions.get(key)
    if question is None or isinstance(value, bool) or not isinstance(value, Decimal | str):
        return str(value)
    return answer_in_words(question, Answer(value=value))


def _of_bid(key: str, value: AcceptedValue, session: Session, catalog: Catalog) -> str:
    field = FIELDS[key.removeprefix(BID)]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return TAXES["included" if value == "included" else "excluded"] if field.entry == "tax" else value
    if not isinstance(value, Decimal):
        return value.isoformat()
    wanted = wanted_of_term(key, field, None, session, catalog, nothing_wrong)
    return f"{wanted.in_digits(value)} {wanted.after(value)}".strip()
