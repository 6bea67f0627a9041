"""The index of a provider library: derived from the files, rebuilt when in doubt, never the only copy."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from msp_select import __version__
from msp_select.errors import MspSelectError, shown_path
from msp_select.model.answer_checks import remark_faults
from msp_select.model.candidate import Deciding
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.store.files import cache_folder, name_of
from msp_select.store.index_answers import packed, text_of, unpacked
from msp_select.store.process_watch import leave_with_parent
from msp_select.store.providers import model_of, provider_files
from msp_select.store.toml import parse_toml, read_bytes
from msp_select.store.trusted_json import plain, profile_from

VERSION = 4  # of the tables; counted up with every change to them
MANY = 1000  # files from which on processes of their own are worth their start
BATCH = 250  # files read between two commits: a first build that is cut off goes on from there
WAIT = 30.0  # seconds for another program that is writing
SURE_AFTER = 2_000_000_000  # ns: a file changed later than this before it was read may have changed again

Reading = Callable[[int, int], None]

_TABLES = (
    """CREATE TABLE providers (
  file BLOB PRIMARY KEY, size INTEGER, changed INTEGER, read INTEGER, digest TEXT,
  id TEXT, name TEXT, faulty INTEGER, answers INTEGER, oldest TEXT,
  facts TEXT, bid TEXT, highest INTEGER, codes BLOB, days BLOB, seal INTEGER)""",
    "CREATE TABLE answers (code INTEGER PRIMARY KEY, said TEXT, seal INTEGER)",
)
_INSERT = f"INSERT OR REPLACE INTO providers VALUES ({', '.join('?' * 16)})"
# What SQLite says when the file is sound and only cannot be used now; all else is mended by a new index.
_IN_THE_WAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}


@dataclass(frozen=True)
class Row:
    """What the index holds of one file: its stamp, who it is, and what a match needs.

    `changed` and `read` in nanoseconds; `oldest` the date of the oldest answer, "" without any; `facts`
    (profile, currency, VAT) and `bid` as JSON; `codes` and `days` of its answers as `index_answers` packs
    them, `highest` the highest code. A `faulty` file, one that no catalog could make sound, has none of it.
    """

    file: str
    size: int
    changed: int
    read: int
    digest: str
    id: str = ""
    name: str = ""
    faulty: bool = False
    answers: int = 0
    oldest: str = ""
    facts: str = ""
    bid: str = ""
    highest: int = 0
    codes: bytes = b""
    days: bytes = b""
    seal: int = 0

    @property
    def profile(self) -> ProviderProfile:
        """Where the provider works and for whom."""
        return profile_from(json.loads(self.facts)[0])

    @property
    def own_seal(self) -> int:
        """The checksum of the whole row: SQLite does not notice a byte turned over."""
        fields = vars(self) | {"faulty": bool(self.faulty), "codes": b"", "days": b"", "seal": 0}
        return zlib.crc32(self.codes, zlib.crc32(self.days, _checksum(repr(fields))))


@dataclass(frozen=True)
class Indexed:
    """What the files of a library say: `rows` by file name, `answers` each different one, its code 1 the
    first, and what to tell."""

    rows: list[Row]
    answers: tuple[str, ...]
    told: tuple[str, ...] = ()


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class _Damaged(Exception):
    """The index is not what was written."""


def indexed(folder: Path, reading: Reading | None = None) -> Indexed:
    """Every file of a library as the index has it, brought up to date, by file name.

    `reading` is called with how many of the new and changed files are read, and how many there are.
    Whatever is wrong with the index, the rows are those of the files.
    """
    path = index_path(folder)
    told: tuple[str, ...] = ()
    for _ in range(2):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return replace(_up_to_date(str(path), folder, reading), told=told)
        except _Damaged as damage:
            told = (f"The library's index {damage}: it was built anew from the files.",)
        except (sqlite3.Error, UnicodeError) as error:  # SQLite quotes what it cannot read
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _IN_THE_WAY:
                break
            told = ("The library's index was damaged: it was built anew from the files.",)
        except OSError:
            break
        for part in (path, *(path.with_name(path.name + tail) for tail in ("-journal", "-wal", "-shm"))):
            with suppress(OSError):
                part.unlink()
    told = (f"The library's index cannot be kept in {shown_path(path.parent)}: every file was read instead.",)
    return replace(_up_to_date(":memory:", folder, reading), told=told)


def index_path(folder: Path) -> Path:
    """Where the index of a library lies."""
    return cache_folder() / "libraries" / f"{name_of(folder)}.sqlite"


def _up_to_date(path: str, folder: Path, reading: Reading | None) -> Indexed:
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as index:
        _prepare(index)
        known, codes = _rows(index), dict[str, int]()
        _read_answers(index, codes)
        if any(row.highest > len(codes) for row in known.values()):
            raise _Damaged("was damaged")
        stamps = {entry.name: _stamp(entry) for entry in provider_files(folder)}
        gone = [name for name in known if name not in stamps]
        if gone:
            with _changing(index):
                names = [(os.fsencode(name),) for name in gone]
                index.executemany("DELETE FROM providers WHERE file = ?", names)
        changed = [name for name, stamp in stamps.items() if not _is_sure(known.get(name), stamp)]
        done = 0
        for batch in _read_all(folder, changed, known):
            if reading is not None:
                reading(done, len(changed))
            with _changing(index):
                rows = [*batch.kept, *_with_codes(index, batch, codes)]
                index.executemany(_INSERT, ((os.fsencode(row.file), *astuple(row)[1:]) for row in rows))
            known |= {row.file: row for row in rows}
            done += len(rows)
        return Indexed([known[name] for name in stamps], tuple(codes))


def _prepare(index: sqlite3.Connection) -> None:
    """Make the tables in a new index; refuse one of another version."""
    index.execute("PRAGMA synchronous = OFF")  # a power cut may harm it: then it is built anew
    found = index.execute("PRAGMA user_version").fetchone()[0]
    stamp = zlib.crc32(f"{VERSION} {__version__}".encode()) & 0x7FFFFFFF
    if found == stamp:
        return
    if index.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _Damaged("came from another version of msp-select")
    with _changing(index):
        if not index.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for table in _TABLES:
                index.execute(table)
            index.execute(f"PRAGMA user_version = {stamp}")


def _rows(index: sqlite3.Connection) -> dict[str, Row]:
    """What the index holds by file name, each row as it was written (_Damaged where one is not)."""
    try:
        found = index.execute("SELECT * FROM providers")
        rows = [Row(os.fsdecode(file), *values) for file, *values in found]
        sound = all(row.seal == row.own_seal for row in rows)
    except (TypeError, ValueError):  # another number of columns, a value of another kind, bytes for text
        sound = False
    if not sound:
        raise _Damaged("was damaged")
    return {row.file: row for row in rows}


def _read_answers(index: sqlite3.Connection, codes: dict[str, int]) -> None:
    """Learn the codes of the different answers that are not known yet (_Damaged where one is not sound)."""
    for code, said, seal in index.execute(
        "SELECT code, said, seal FROM answers WHERE code > ? ORDER BY code", (len(codes),)
    ):
        codes[said] = code
        if len(codes) != code or not isinstance(said, str) or seal != _checksum(said):
            raise _Damaged("was damaged")


def _with_codes(index: sqlite3.Connection, batch: _Batch, codes: dict[str, int]) -> Iterator[Row]:
    """The new rows of a batch with the codes of this index; another program may have added some."""
    _read_answers(index, codes)
    for said in batch.answers:
        if said not in codes:
            codes[said] = len(codes) + 1
            index.execute("INSERT INTO answers VALUES (?, ?, ?)", (codes[said], said, _checksum(said)))
    code_of = [0, *(codes[said] for said in batch.answers)]
    for row in batch.new:
        ours = [code_of[code] for code in unpacked(row.codes)]
        yield _sealed(replace(row, codes=packed(ours), highest=max(ours, default=0)))


def _stamp(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Size and time of a file; None where it has just gone, or is a link to nothing."""
    with suppress(OSError):
        return entry.stat()
    return None


def _is_sure(row: Row | None, stamp: os.stat_result | None) -> bool:
    """Whether the file is the one that was read, by size and time; a time just before proves nothing."""
    return (
        row is not None
        and stamp is not None
        and (row.size, row.changed) == (stamp.st_size, stamp.st_mtime_ns)
        and row.changed + SURE_AFTER < row.read
    )


@dataclass(frozen=True)
class _Batch:
    """Some files as they are now: rows that are whole, and new ones, whose codes are those of `answers`."""

    kept: list[Row]
    new: list[Row]
    answers: tuple[str, ...]


_Task = tuple[Path, Sequence[str], Mapping[str, Row]]
"""A folder, the names of some files in it, and what was known of them."""
_Codes = dict[tuple[str, Deciding], int]
"""The different answers of some files, numbered from 1."""


def _read_all(folder: Path, names: Sequence[str], known: Mapping[str, Row]) -> Iterator[_Batch]:
    """These files as they are now, a batch at a time; many by all processors, in any order."""
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    left: dict[int, _Task] = {
        at: (folder, batch, {name: known[name] for name in batch if name in known})
        for at, batch in enumerate(batches)
    }
    processes = min(os.cpu_count() or 1, len(batches))
    if len(names) >= MANY and processes > 1:
        with suppress(BrokenProcessPool, OSError):  # what is left is then read here
            yield from _by_processes(left, processes)
    for task in left.values():
        yield _read_batch(*task)


def _by_processes(left: dict[int, _Task], processes: int) -> Iterator[_Batch]:
    """Batch by batch in processes of their own, each taken out of `left` once it is read."""
    kind = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    with ProcessPoolExecutor(processes, mp_context=kind, initializer=leave_with_parent) as pool:
        try:
            running = {pool.submit(_read_batch, *task): at for at, task in left.items()}
            for future in as_completed(running):
                batch = future.result()
                del left[running[future]]
                yield batch
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _read_batch(folder: Path, names: Sequence[str], known: Mapping[str, Row]) -> _Batch:
    codes: _Codes = {}
    read = [_read(folder / name, known.get(name), codes) for name in names]
    answers = tuple(text_of(*one) for one in codes)
    return _Batch([row for row in read if row.seal], [row for row in read if not row.seal], answers)


@contextmanager
def _changing(index: sqlite3.Connection) -> Iterator[None]:
    """One transaction, written whole or not at all."""
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _read(path: Path, before: Row | None, codes: _Codes) -> Row:
    """The row of a file as it is now; a new one has no seal yet, and `codes` of its own.

    Where the bytes are the same, it is the row before with a new stamp.
    """
    now = time.time_ns()
    try:
        stamp = path.stat()
        data = read_bytes(path, path.name)
    except (OSError, MspSelectError):
        return _sealed(Row(path.name, 0, 0, now, "", faulty=True))
    head = Row(path.name, stamp.st_size, stamp.st_mtime_ns, now, sha256(data).hexdigest())
    if before is not None and before.digest == head.digest:
        return _sealed(replace(before, size=head.size, changed=head.changed, read=now))
    try:
        provider = model_of(parse_toml(data, path.name))
    except MspSelectError:
        return _sealed(replace(head, faulty=True))
    if any(remark_faults(provider)):
        return _sealed(replace(head, faulty=True))
    return _filled(head, provider, codes)


def _filled(head: Row, provider: Provider, codes: _Codes) -> Row:
    said = [codes.setdefault((q, one.deciding), len(codes) + 1) for q, one in provider.answers.items()]
    days = [provider.day_of(answer) for answer in provider.answers.values()]
    return replace(
        head,
        id=provider.id,
        name=provider.name,
        answers=len(said),
        oldest=min((day.isoformat() for day in days if day is not None), default=""),
        facts=_json([plain(provider.profile), provider.currency, provider.vat]),
        bid=_json(None if provider.bid is None else plain(provider.bid)),
        codes=packed(said),
        days=packed([0 if day is None else day.toordinal() for day in days]),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sealed(row: Row) -> Row:
    return replace(row, seal=row.own_seal)
