"""Older sessions brought to today's schema, and what older programs said in words alone read from them.

Only this module knows those words; what a file says by keys is never read from words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from msp_select.errors import FileFaults
from msp_select.model.log import EntryByWords, LogEntry, LogKind, says_kind
from msp_select.model.scalars import EVIDENCE, Evidence, clean_text, one_lower
from msp_select.model.session import SCHEMA, Session
from msp_select.store.toml import Document

Step = Callable[[dict[str, Any]], dict[str, Any]]

# STEPS[n] turns the data of schema n into schema n + 1.
STEPS: Mapping[int, Step] = {}


def schema_of(document: Document) -> int:
    """The schema a document says it has (FileFaults where it says none)."""
    found = document.data.get("schema")
    if isinstance(found, int) and not isinstance(found, bool) and found >= 1:
        return found
    what = "is missing; expected schema = 1" if found is None else "is not a schema number; expected 1"
    raise FileFaults([document.fault(("schema",), what)], "Write schema = 1 as the first line.")


def migrated(document: Document, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA) -> dict[str, Any]:
    """The document's data in schema `newest` (FileFaults for a newer one, naming both numbers)."""
    found = schema_of(document)
    if found > newest:
        raise FileFaults(
            [document.fault(("schema",), f"the file has schema {found}, this program knows up to {newest}")],
            "Update msp-select, then open the file again.",
        )
    data = document.data
    for schema in range(found, newest):
        data = {**steps[schema](data), "schema": schema + 1}
    candidates = data.get("candidates")
    if not isinstance(candidates, list):
        return data
    return {**data, "candidates": [_money_read(with_notes_read(candidate)) for candidate in candidates]}


_OPENED = "prices opened"
_SAID: Mapping[str, LogKind] = {
    _OPENED: "prices_opened",
    "prices sealed again": "prices_sealed",
    "names shown": "names_shown",
    "names hidden": "names_hidden",
    "marks revealed": "marks_revealed",
    "marks hidden again": "marks_hidden",
}
_BEGUN: Mapping[str, LogKind] = {"taken back: ": "taken_back", "done again: ": "done_again"}


def with_log_read(session: Session) -> Session:
    """The session with the kind of every entry of its log that says none read from the entry's words."""
    log = tuple(_by_words(entry) for entry in session.log)
    if all(read is entry for read, entry in zip(log, session.log, strict=True)):
        return session
    return session.model_copy(update={"log": log})


def _by_words(entry: LogEntry) -> LogEntry:
    words = entry.what.lower()
    begun = next((kind for start, kind in _BEGUN.items() if entry.what.startswith(start)), None)
    kind = begun or _SAID.get(entry.what) or ("prices_opened" if _OPENED in words else None)
    weights = "weight" in words
    if says_kind(entry) or not (kind or weights):
        return entry
    return EntryByWords.model_validate(dict(entry) | {"kind": kind, "weights": weights})


# Keys of an answer that say what stood in its note: where one of them is, the note is the owner's alone.
NOTED = ("offer", "bidder", "blank", "filed", "aged")
_BLANK = "left blank"
_OFFER, _FROM = "Offered as proof: ", "From the bidder: "
_BIDDERS_PART = re.compile(rf"^(?:{_OFFER}|{_FROM})", re.MULTILINE)
_OFFERED: Mapping[str, Evidence] = {
    "our word in this sheet": "written",
    "a term in the contract": "contract",
    "you may come and look at it": "seen",
    "somebody outside confirms it": "confirmed",
}
_AGE = re.compile(
    r"(?:^|\n)Answered on (?P<dated>[0-9-]{10}), over a year before (?P<aged>[0-9-]{10}): "
    r"(?:counts as [a-z]+ instead of (?P<grade>[a-z]+)|(?P<lowest>[a-z]+) is the lowest grade)\.\Z"
)


def with_notes_read(table: Any) -> Any:
    """A candidate's or provider's table with what stood in the notes of its answers in keys of its own."""
    answers = table.get("answers") if isinstance(table, dict) else None
    if not isinstance(answers, dict):
        return table
    return {**table, "answers": {key: _note_read(answer) for key, answer in answers.items()}}


def is_read(answer: Mapping[str, Any]) -> bool:
    """Whether an answer with these keys would be read by the words of its note."""
    return _note_read(answer) is not answer


def _note_read(answer: Any) -> Any:
    note = answer.get("note") if isinstance(answer, Mapping) else None
    if not isinstance(note, str) or "ask" in answer or any(key in answer for key in NOTED):
        return answer
    if note == _BLANK and answer.get("state") == "unknown":
        return _replaced(answer, "", {"blank": True})
    rest, age = _without_age(clean_text(note), answer)
    owner, bidders = _parts(rest)
    if not age:  # once something came back from the bidder, the age stands before it
        owner, age = _without_age(owner, answer)
    return _replaced(answer, owner, bidders | age) if bidders or age else answer


def _replaced(answer: Mapping[str, Any], owner: str, said: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in answer.items() if key != "note"}
    return kept | ({"note": owner} if owner else {}) | dict(said)


def _without_age(note: str, answer: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The note without the line of the age at its end, and the keys that say it."""
    found = _AGE.search(note)
    grade = next((g for g in EVIDENCE if found and g in (found["grade"], found["lowest"])), None)
    if found is None or grade is None or answer.get("evidence") != one_lower(grade):
        return note, {}
    with suppress(ValueError):
        if str(answer.get("dated")) == found["dated"]:
            return note[: found.start()], {"filed": grade, "aged": dt.date.fromisoformat(found["aged"])}
    return note, {}


def _parts(note: str) -> tuple[str, dict[str, Any]]:
    """What the owner noted, and the keys that say what the bidder offered and noted."""
    found = _BIDDERS_PART.search(note)
    if found is None:
        return note, {}
    owner, rest = note[: found.start()].removesuffix("\n"), note[found.start() :]
    said: dict[str, Any] = {"bidder": ""}
    if rest.startswith(_OFFER):
        words, _, after = rest.removeprefix(_OFFER).partition("\n")
        offer = _OFFERED.get(" ".join(words.casefold().split()).rstrip("."))
        if offer is None:  # words of nobody's form: they stay with the bidder, so that nothing is lost
            return owner, {"bidder": rest.strip()}
        said |= {"offer": offer} if offer != "written" else {}
        rest = after
    return owner, said | {"bidder": rest.removeprefix(_FROM).strip()}


_LEFT_OUT = re.compile(
    r"(?:^|\n)The rate card on file is in (?P<currency>[A-Z]{3}), VAT (?P<vat>excluded|included); "
    r"this session counts in [A-Z]{3}, VAT (?:excluded|included): ask for prices\.\Z"
)


def is_left_out(candidate: Mapping[str, Any]) -> bool:
    """Whether a candidate with these keys would be read by the words of its note."""
    return _money_read(candidate) is not candidate


def _money_read(candidate: Any) -> Any:
    """A candidate's table with the rate card that was left out in the reference and not in the note."""
    note, origin = (
        candidate.get(key) if isinstance(candidate, dict) else None for key in ("note", "library")
    )
    if not isinstance(note, str) or not isinstance(origin, dict) or "currency" in origin:
        return candidate
    found = _LEFT_OUT.search(note)
    if found is None:
        return candidate
    return {**candidate, "note": note[: found.start()], "library": origin | found.groupdict()}
