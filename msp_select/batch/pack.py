"""A library as every worker of a machine sees it: flat arrays in one folder, mapped, never written again."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from msp_select import __version__
from msp_select.decision.costing.rate_columns import RateColumns, rate_columns
from msp_select.decision.matching.pool import Listed, Pool, Profiles, Texts
from msp_select.decision.matching.said import AnswerCodes
from msp_select.decision.scoring.answer_arrays import AnswerColumns
from msp_select.engine.validation import Bools, Ints
from msp_select.model.catalog import Catalog
from msp_select.store.files import cache_folder
from msp_select.store.index_answers import answer_from, text_of
from msp_select.store.library import Library
from msp_select.store.library_index import Row
from msp_select.store.library_index_rows import listed_of

FORMAT = 4  # counted up with every change to what lies in a pack
PROFILES = ("smallest", "largest", "some_region", "some_sector")
NAMED = ("regions", "sectors")
EACH = tuple(AnswerColumns.__dataclass_fields__)


class _ListedInPack(Sequence[Listed]):
    """The providers of a pack, each read when somebody looks at it."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def __len__(self) -> int:
        return len(self._arrays["blob_at"]) - 1

    @overload
    def __getitem__(self, place: int) -> Listed: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Listed]: ...
    def __getitem__(self, place: int | slice) -> Listed | Sequence[Listed]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        provider, name, digest, facts, bid, feeds = self.stored(range(len(self))[place])
        row = Row("", 0, 0, 0, digest, id=provider, name=name, facts=facts, bid=bid)
        return listed_of(row, dict(map(answer_from, feeds)))

    def stored(self, at: int) -> list[Any]:
        """What lies there of one: id, name, digest, facts, bid, and the answers that feed the cost model."""
        start, end = self._arrays["blob_at"][at : at + 2]
        found: list[Any] = json.loads(self._arrays["blob"][start:end].tobytes())
        return found


class Arrays(dict[str, "npt.NDArray[Any]"]):
    """The arrays of a folder by name, mapped into memory when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def __missing__(self, name: str) -> npt.NDArray[Any]:
        mapped: npt.NDArray[Any] = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        self[name] = mapped.view(np.ndarray)
        return self[name]


class Pack(Pool):
    """A pool whose columns were worked out once for all clients and lie in a folder."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        arrays, meta = Arrays(folder), json.loads((folder / "meta.json").read_text("utf-8"))
        each = AnswerColumns(**{name: arrays[f"each-{name}"] for name in EACH})
        answers = AnswerCodes(codes=arrays["codes"], days=arrays["days"], each=each)
        super().__init__(_ListedInPack(arrays), answers, catalog)
        vars(self).update(arrays=arrays, meta=meta)
        for place, (currency, vat) in enumerate(meta["money"]):
            rates = {name: arrays[f"rates-{place}-{name}"] for name in meta["rates"]}
            self._rates[currency, vat] = arrays[f"priced-{place}"], RateColumns(rates)
            for field in meta["fields"]:
                self._stating[currency, vat, field] = arrays[f"states-{place}-{field}"]

    arrays: Arrays
    meta: dict[str, Any]

    def rates(self, currency: str, vat: str) -> tuple[Ints, RateColumns]:
        """The rate cards that mean this money, and whose they are; in other money than the pack's, none."""
        nobody = np.zeros(0, np.intp)
        return self._rates.get((currency, vat)) or (nobody, rate_columns((), self.catalog))

    def stating(self, currency: str, vat: str, field: str) -> Bools:
        """Whose rate card in this money says what a must-have asks for there, `(providers,)`."""
        found = self._stating.get((currency, vat, field))
        return np.zeros(len(self), bool) if found is None else found

    @cached_property
    def profiles(self) -> Profiles:
        """For whom each works."""
        columns: dict[str, Any] = {name: self.arrays[name] for name in PROFILES}
        for name in NAMED:
            columns[name] = dict(zip(self.meta[name], self.arrays[name], strict=True))
        return Profiles(**columns)

    def named(self) -> Iterator[list[str]]:
        """Id, name and digest of each."""
        stored = _ListedInPack(self.arrays).stored
        return (stored(at)[:3] for at in range(len(self)))

    @cached_property
    def ids(self) -> Texts:
        """The ids on file, `(providers,)`."""
        return np.array(self.meta["ids"], object)

    @cached_property
    def names(self) -> Texts:
        """The names on file, `(providers,)`."""
        return np.array(self.meta["names"], object)


def pack_digest(library: Library, catalog: Catalog) -> str:
    """What decides everything in a pack: the files, the questions, the version."""
    parts = [f"{FORMAT} {__version__} {_catalog_key(catalog)}"]
    parts += [f"{row.file} {row.digest}" for row in library.rows]
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _catalog_key(catalog: Catalog) -> str:
    """The digest of all questions."""
    pillars = {pillar.id for pillar in catalog.questionnaires}
    parts = [f"{entry.id} {entry.digest}" for entry in catalog.entries if entry.id in pillars]
    if len(parts) < len(pillars):  # a catalog made in memory has no files
        parts = [repr(catalog.questionnaires)]
    return sha256("\n".join(parts).encode()).hexdigest()


def pack_folder(digest: str) -> Path:
    """Where a pack lies on this machine."""
    return cache_folder() / "packs" / f"pack-{digest[:24]}"


def write_pack(library: Library, catalog: Catalog) -> str:
    """Write the pack of a library as it is now, unless it is there; its digest."""
    digest = pack_digest(library, catalog)
    if not has_pack(digest):
        _put(pack_folder(digest), _files_of(library, library.pool(catalog), digest))
    return digest


def has_pack(digest: str) -> bool:
    """Whether this machine has the pack, whole."""
    with suppress(OSError, ValueError):
        found = json.loads((pack_folder(digest) / "meta.json").read_text("utf-8"))
        return bool(found["digest"] == digest)
    return False


def archive_of(digest: str) -> bytes:
    """A pack as one piece, for a machine that has none."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(pack_folder(digest).iterdir()):
            archive.write(path, path.name)
    return held.getvalue()


def unpack(digest: str, data: bytes) -> None:
    """Put a pack that came as one piece where this machine keeps them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _put(pack_folder(digest), {name: archive.read(name) for name in archive.namelist()})


def open_pack(digest: str, catalog: Catalog) -> Pack:
    """The pack of that digest (OSError where there is none)."""
    return Pack(pack_folder(digest), catalog)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """All files, under their folder's name only once they are all there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=".pack-", dir=folder.parent))
    try:
        for name, data in files.items():
            (half / Path(name).name).write_bytes(data)
        with suppress(OSError):  # another process was first
            os.replace(half, folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _files_of(library: Library, pool: Pool, digest: str) -> dict[str, bytes]:
    answers = pool.answers
    arrays: dict[str, npt.NDArray[Any]] = {
        "codes": answers.codes,
        "days": answers.days,
        **{f"each-{name}": array for name, array in vars(answers.each).items()},
    }
    money = sorted({(one.currency, one.vat) for one in pool.listed if one.bid is not None})
    fields = sorted(
        {question.bid_field for question in pool.catalog.questions.values() if question.bid_field}
    )
    names: list[str] = []
    for place, (currency, vat) in enumerate(money):
        whose, rates = pool.rates(currency, vat)
        arrays[f"priced-{place}"] = whose
        names = list(rates.columns)
        arrays |= {f"rates-{place}-{name}": column for name, column in rates.columns.items()}
        arrays |= {f"states-{place}-{field}": pool.stating(currency, vat, field) for field in fields}
    arrays |= {name: getattr(pool.profiles, name) for name in PROFILES}
    for name in NAMED:
        named = getattr(pool.profiles, name)
        arrays[name] = np.array(list(named.values()), bool).reshape(len(named), len(pool))
    blobs = []
    for row, one in zip(library.rows, pool.listed, strict=True):
        feeds = [text_of(question, answer.deciding) for question, answer in one.feeding.items()]
        blobs.append(json.dumps([row.id, row.name, row.digest, row.facts, row.bid, feeds]))
    arrays["blob"] = np.frombuffer("".join(blobs).encode(), np.uint8)
    arrays["blob_at"] = np.cumsum([0, *map(len, blobs)])
    meta = {
        "digest": digest,
        "money": money,
        "fields": fields,
        "rates": names,
        "ids": [row.id for row in library.rows],
        "names": [row.name for row in library.rows],
        **{name: list(getattr(pool.profiles, name)) for name in NAMED},
    }
    return {f"{name}.npy": _npy(array) for name, array in arrays.items()} | {
        "meta.json": json.dumps(meta).encode()
    }


def _npy(array: npt.NDArray[Any]) -> bytes:
    held = io.BytesIO()
    np.save(held, array)
    return held.getvalue()
