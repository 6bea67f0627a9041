"""Documents and what an expert finds in them, read as `read` does and measured against that."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msp_select.model.candidate import Candidate
from msp_select.model.session import Session
from msp_select.reading.read_documents import read_documents
from msp_select.reading.reading import Find, Reading, SentFile
from tests.strategies import shipped_catalog

FOLDER = Path(__file__).parent
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": None})


def session(*, currency: str = "USD", vat: Any = "excluded", term_months: int = 36, **counts: int) -> Session:
    """A session of one bidder with nothing known of it."""
    day = dt.date(2027, 1, 1)
    return Session(
        title="Reading",
        created=day,
        as_of=day,
        currency=currency,
        vat=vat,
        term_months=term_months,
        business={f"biz_{name}": Decimal(count) for name, count in counts.items()},
        candidates=(Candidate(id="bidder", name="Bidder"),),
    )


def read_bytes(data: bytes, name: str = "proposal", of: Session | None = None) -> Reading:
    """One document read for that bidder."""
    sent = SentFile(name=name, data=data)
    return read_documents(of or session(users=20, devices=22), shipped_catalog(), "bidder", [sent])


def read_text(text: str, of: Session | None = None) -> Reading:
    """The same of a text."""
    return read_bytes(text.encode(), "proposal.txt", of)


def values(reading: Reading) -> dict[str, Any]:
    """The value proposed for each target."""
    return {find.target: find.value for find in reading.finds if find.kind == "value"}


def the(reading: Reading, target: str) -> Find:
    """The first find for that target."""
    return next(find for find in reading.finds if find.target == target)


@dataclass(frozen=True)
class Truth:
    """What an expert finds in a document, and the document itself."""

    path: Path
    data: dict[str, Any]

    @property
    def document(self) -> Path:
        return self.path.parent / str(self.data["document"])

    @property
    def session(self) -> Session:
        return session(**self.data["session"])


def truths(folder: str) -> tuple[Truth, ...]:
    """Those of one folder, by name."""
    paths = sorted((FOLDER / folder).glob("*.truth.toml"))
    return tuple(Truth(path, tomllib.loads(path.read_text("utf-8"))) for path in paths)


@cache
def reading_of(path: Path) -> Reading:
    """The reading of a document with a truth beside it."""
    truth = next(one for one in truths(path.parent.name) if one.path == path)
    return read_bytes(truth.document.read_bytes(), truth.document.name, truth.session)


def squashed(text: str) -> str:
    """A text without white space and cell bars, with plain quotes and dashes, in small letters."""
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text).translate(_PLAIN)).casefold()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w£$€%.]+", unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()))


def same_place(one: str, other: str) -> bool:
    """Whether two quotes are one place: one holds the other, or they share six words of ten."""
    a, b = squashed(one), squashed(other)
    if (a in b and len(a) >= min(12, len(b))) or b in a:
        return True
    x, y = _words(one), _words(other)
    return len(x & y) >= max(4.0, 0.6 * min(len(x), len(y)))


def verbatim(truth: Truth, find: Find) -> bool:
    """Whether an independent reading of the document has the quote on that page."""
    text = truth.document.with_name(f"{truth.document.name}.pages.json").read_text("utf-8")
    pages = [[squashed(page) for page in reading] for reading in json.loads(text)["readings"]]
    return any(
        squashed(find.quote) in page
        for reading in pages
        for at, page in enumerate(reading, 1)
        if find.page in (0, at) or len(reading) == 1
    )


def counts(truth: Truth, reading: Reading) -> Counter[str]:
    """How much of the truth was found, and how much of what was found is true."""
    n: Counter[str] = Counter()
    found = [find for find in reading.finds if find.kind == "value"]
    right: Mapping[str, list[Any]] = {
        one["target"]: [_plain(value) for value in (one["value"], *one.get("ok", ()))]
        for one in truth.data.get("values", ())
    }
    for one in truth.data.get("values", ()):
        hits = [f for f in found if f.target == one["target"] and _plain(f.value) in right[f.target]]
        n["values"] += 1
        n["values found"] += bool(hits)
        n["on the page"] += any(find.page == one["page"] for find in hits)
        if hits and one.get("needs"):
            n["needing a look"] += 1
            n["said to need a look"] += all(find.sure == "doubtful" and bool(find.why) for find in hits)
    for find in found:
        good = _plain(find.value) in right.get(find.target, [])
        n["proposed"] += 1
        n["proposed right"] += good
        n["plain"] += find.sure == "plain"
        n["plain right"] += find.sure == "plain" and good
    for trap in truth.data.get("traps", ()):
        taken = [f for f in found if f.target == trap["target"] and _plain(f.value) == _plain(trap["value"])]
        n["traps taken"] += sum(_plain(f.value) not in right.get(f.target, []) for f in taken)
    n += _of_passages(truth, reading)
    n += _of_contradictions(truth, reading)
    for target in truth.data.get("absent", ()):
        n["absent"] += 1
        n["absent told"] += target in reading.not_found
    return n


def _of_passages(truth: Truth, reading: Reading) -> Counter[str]:
    n: Counter[str] = Counter()
    for one in truth.data.get("passages", ()):
        finds = [f for f in reading.finds if f.kind == "passage" and f.target == one["question"]]
        ranks = [find.rank for find in finds if same_place(find.quote, one["quote"])]
        n["passages"] += 1
        n["passages in three"] += bool(ranks)
        n["passages first"] += 1 in ranks
        levels = [level for level in (one["level"], *one.get("ok", ())) if level]
        first = next((find for find in finds if find.rank == 1 and find.level), None)
        if first is not None and levels:
            n["levels"] += 1
            n["levels right"] += first.level in levels
    return n


def _of_contradictions(truth: Truth, reading: Reading) -> Counter[str]:
    n: Counter[str] = Counter()
    used = set()
    for one in truth.data.get("contradictions", ()):
        n["contradictions"] += 1
        for at, told in enumerate(reading.contradictions):
            pairs = ((told.one, told.other), (told.other, told.one))
            if any(
                same_place(a.quote, one["one"]["quote"]) and same_place(b.quote, one["other"]["quote"])
                for a, b in pairs
            ):
                n["contradictions found"] += 1
                used.add(at)
                break
    n["contradictions told"] = len(reading.contradictions)
    n["contradictions told right"] = len(used)
    return n


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return round(float(value), 4)


def measured(folder: str) -> Counter[str]:
    """The counts of all documents of a folder together."""
    total: Counter[str] = Counter()
    for truth in truths(folder):
        total.update(counts(truth, reading_of(truth.path)))
    return total


def quotes(folder: str) -> Iterator[tuple[Truth, Find]]:
    """Every find in the documents of a folder."""
    for truth in truths(folder):
        for find in reading_of(truth.path).finds:
            yield truth, find
