"""Names hidden: a candidate is "Provider A" wherever its name would stand; no figure changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import OtherPlace, Source
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session

Hide = Callable[[str], str]

_OPTION = re.compile(r"[a-z0-9][a-z0-9_-]*")  # the id of an option is no text
NOBODY = "one of the providers"  # a word that two firms share names neither
_LETTER = r"[^\W\d_]"
LEAST = 4  # letters a single word of a name needs to be taken for the name itself
# Words that firms share: alone they name nobody, and replacing them would garble a sentence.
_GENERIC = frozenset({
    "account", "basic", "business", "care", "client", "cloud", "company", "computer", "computers",
    "computing", "consulting", "data", "device", "devices", "digital", "direct", "expert", "experts",
    "first", "global", "group", "help", "house", "incumbent", "information", "internal",
    "international", "line", "local", "managed", "management", "national", "network", "networks",
    "office", "online", "partner", "partners", "people", "person", "plus", "prime", "professional",
    "provider", "reliable", "secure", "security", "service", "services", "simple", "smart", "software",
    "solution", "solutions", "studio", "support", "system", "systems", "team", "tech", "technical",
    "technologies", "technology", "that", "their", "they", "this", "today", "today's", "trust", "with",
    "your",
})  # fmt: skip


def letters(at: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def hidden_names(session: Session) -> dict[str, str]:
    """The name each candidate goes by while names are hidden, by its id: in the order of the session."""
    return {candidate.id: f"Provider {letters(at)}" for at, candidate in enumerate(session.candidates)}


def hidden_id(name: str) -> str:
    """The id that goes with a hidden name: "provider-a"."""
    return name.lower().replace(" ", "-")


def without_names(
    session: Session, catalog: Catalog, *, ids: bool = False, but: str | None = None
) -> Session:
    """The session with every candidate's name replaced, in all texts; `ids` hides the ids too.

    The candidate `but` keeps its name and id. The session itself where all go by their letters already.

    In a text these count as the name: the whole name, the id, the name run together as in an address, and
    each telling word of it: in capitals or beginning with one, and in any case where the questionnaires do
    not use it as an ordinary word. Only letters end a word, so that names of files and addresses are found.
    A nickname or a misspelt name stays.
    """
    names = hidden_names(session)
    if all(c.name == names[c.id] and (not ids or c.id == hidden_id(c.name)) for c in session.candidates):
        return session
    names |= {c.id: c.name for c in session.candidates if c.id == but}
    called = {key: hidden_id(name) if ids and key != but else key for key, name in names.items()}
    hide = hiding([c for c in session.candidates if c.id != but], names, catalog.words)
    return session.model_copy(
        update={
            "title": hide(session.title),
            "paid_by": hide(session.paid_by),
            "favourite": None if session.favourite is None else called.get(session.favourite, ""),
            "business": {
                key: hide(value) if isinstance(value, str) and not _OPTION.fullmatch(value) else value
                for key, value in session.business.items()
            },
            "candidates": tuple(_candidate(c, called[c.id], names[c.id], hide) for c in session.candidates),
            "evaluators": tuple(_evaluator(one, called, hide) for one in session.evaluators),
            "log": tuple(
                entry.model_copy(update={"what": hide(entry.what), "why": hide(entry.why)})
                for entry in session.log
            ),
            "log_chain": None,  # it vouches for the names
        }
    )


def _candidate(candidate: Candidate, called: str, name: str, hide: Hide) -> Candidate:
    bid = candidate.bid
    if bid is not None and bid.modules:
        modules = tuple(module.model_copy(update={"name": hide(module.name)}) for module in bid.modules)
        bid = bid.model_copy(update={"modules": modules})
    return candidate.model_copy(
        update={
            "id": called,
            "name": name,
            "note": hide(candidate.note),
            "remarks": {key: hide(words) for key, words in candidate.remarks.items()},
            "bid": bid,
            "answers": {key: _answer(answer, hide) for key, answer in candidate.answers.items()},
            **_documents(candidate, called, hide),
            "library": candidate.library if called == candidate.id else None,
        }
    )


def document_letters(candidate: Candidate) -> dict[str, str]:
    """What each document of a candidate goes by while names are hidden, by its id: "document A"."""
    return {one.id: f"document {letters(at)}" for at, one in enumerate(candidate.documents)}


def _documents(candidate: Candidate, called: str, hide: Hide) -> dict[str, Any]:
    """The documents and sources of a candidate without names; its documents' ids go by the candidate's."""
    if not candidate.documents:
        return {}
    named = document_letters(candidate)
    ids = {one.id: f"{called}-{at}" for at, one in enumerate(candidate.documents, 1)}
    documents = tuple(
        one.model_copy(update={"id": ids[one.id], "name": named[one.id]}) for one in candidate.documents
    )
    return {
        "documents": documents,
        "sources": {key: _source(source, ids, hide) for key, source in candidate.sources.items()},
    }


def _source(source: Source, ids: Mapping[str, str], hide: Hide) -> Source:
    """A place that says no name: of a mail's attachment the place is the name of its file."""

    def words(one: Source | OtherPlace) -> dict[str, Any]:
        own = {"quote": hide(one.quote), "place": hide(one.place)}
        return own | ({"document": ids[one.document]} if one.document else {})

    against = source.against
    other = None if against is None else against.model_copy(update=words(against))
    return source.model_copy(update={**words(source), "against": other})


def _answer(answer: Answer, hide: Hide) -> Answer:
    texts = {name: getattr(answer, name) for name in ("note", "bidder", "reason", "by")}
    if not any(texts.values()):
        return answer
    return answer.model_copy(update={key: hide(text) for key, text in texts.items()})


def _evaluator(evaluator: Evaluator, called: Mapping[str, str], hide: Hide) -> Evaluator:
    marks = {
        called[candidate]: {
            question: mark.model_copy(update={"note": hide(mark.note)}) for question, mark in given.items()
        }
        for candidate, given in evaluator.marks.items()
    }
    return evaluator.model_copy(update={"marks": marks})


def hiding(candidates: Iterable[Candidate], names: Mapping[str, str], ordinary: Collection[str]) -> Hide:
    """One pass over a text, so that what has been put in is never replaced again."""
    whole: dict[str, str] = {}  # in any case
    words: dict[str, str] = {}  # in any case
    capital: dict[str, str] = {}  # as written
    for candidate in candidates:
        name, hidden = candidate.name, names[candidate.id]
        run_together = re.sub(r"[\W_]+", "", name).lower()
        for written in (name.lower(), candidate.id, run_together):
            if len(written) >= LEAST:
                whole.setdefault(written, hidden)
        _means(capital, name, hidden)
        for word in dict.fromkeys(filter(_tells, re.findall(r"[^\W_]+", name))):
            if word.lower() not in ordinary:
                _means(words, word.lower(), hidden)
            else:
                _means(capital, word, hidden)
                _means(capital, word.upper(), hidden)
    if not capital:
        return lambda text: text
    found = re.compile(rf"(?<!{_LETTER})(?:(?i:{_any_of((*whole, *words))})|{_any_of(capital)})(?!{_LETTER})")

    def replaced(match: re.Match[str]) -> str:
        text = " ".join(match.group().split())
        return whole.get(text.lower()) or words.get(text.lower()) or capital.get(text) or NOBODY

    return lambda text: found.sub(replaced, text)


def _means(table: dict[str, str], written: str, hidden: str) -> None:
    """Let the word mean that candidate, or none of them where it means another already."""
    table[written] = hidden if table.get(written, hidden) == hidden else NOBODY


def _tells(word: str) -> bool:
    return len(word) >= LEAST and word[0].isupper() and word.lower() not in _GENERIC


def _any_of(written: Iterable[str]) -> str:
    """A pattern for any of them, the longest first; of none, what matches nothing."""
    longest = sorted(written, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest) or r"(?!)"
