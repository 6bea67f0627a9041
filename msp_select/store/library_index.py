"""The index of a provider library: derived from the files, rebuilt when in doubt, never the only copy."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from msp_select import __version__
from msp_select.errors import MspSelectError, shown_path
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.store.files import cache_folder, name_of
from msp_select.store.process_watch import leave_with_parent
from msp_select.store.providers import parse_provider, provider_files
from msp_select.store.toml import read_bytes
from msp_select.store.trusted_json import profile_from

VERSION = 3  # of the tables; counted up with every change to them
KEPT = 3  # indexes a library may have, one for each catalog it was opened with
MANY = 1000  # files from which on processes of their own are worth their start
BATCH = 250  # files read between two commits: a first build that is cut off goes on from there
WAIT = 30.0  # seconds for another program that is writing
SURE_AFTER = 2_000_000_000  # ns: a file changed later than this before it was read may have changed again

Reading = Callable[[int, int], None]

_TABLE = """CREATE TABLE providers (
  file BLOB PRIMARY KEY, size INTEGER, changed INTEGER, read INTEGER, digest TEXT,
  id TEXT, name TEXT, faulty INTEGER, answers INTEGER, oldest TEXT,
  facts TEXT, rates TEXT, columns BLOB, seal INTEGER)"""
_INSERT = f"INSERT OR REPLACE INTO providers VALUES ({', '.join('?' * 14)})"
# What SQLite says when the file is sound and only cannot be used now; all else is mended by a new index.
_IN_THE_WAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}


@dataclass(frozen=True)
class Row:
    """What the index holds of one file: its stamp, who it is, and what a match needs.

    `changed` and `read` in nanoseconds; `oldest` the date of the oldest answer, "" without any; `facts`,
    `rates` and `columns` as `library_columns` packs them; a `faulty` file has none of it.
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
    rates: str = ""
    columns: bytes = b""
    seal: int = 0

    @property
    def profile(self) -> ProviderProfile:
        """Where the provider works and for whom."""
        return profile_from(json.loads(self.facts)[0])

    @property
    def own_seal(self) -> int:
        """The checksum of the whole row: SQLite does not notice a byte turned over."""
        fields = vars(self) | {"faulty": bool(self.faulty), "columns": b"", "seal": 0}
        return zlib.crc32(self.columns, zlib.crc32(repr(fields).encode("utf-8", "surrogatepass")))


class _Damaged(Exception):
    """The index is not what was written."""


def indexed_rows(
    folder: Path, catalog: Catalog, reading: Reading | None = None
) -> tuple[list[Row], tuple[str, ...]]:
    """Every file of a library as the index has it, brought up to date, by file name; and what to tell.

    `reading` is called with how many of the new and changed files are read, and how many there are.
    Whatever is wrong with the index, the rows are those of the files.
    """
    path = index_path(folder, catalog)
    told: tuple[str, ...] = ()
    for _ in range(2):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _up_to_date(str(path), folder, catalog, reading), told
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
    return _up_to_date(":memory:", folder, catalog, reading), told


def index_path(folder: Path, catalog: Catalog) -> Path:
    """Where the index of a library lies: one for each folder and catalog."""
    key = catalog_key(catalog)
    return cache_folder() / "libraries" / f"{name_of(folder)}-{key[:12]}.sqlite"


def catalog_key(catalog: Catalog) -> str:
    """The digest of all questions: other questions or values make another index."""
    pillars = {pillar.id for pillar in catalog.questionnaires}
    parts = [f"{entry.id} {entry.digest}" for entry in catalog.entries if entry.id in pillars]
    if len(parts) < len(pillars):  # a catalog made in memory has no files
        parts = [repr(catalog.questionnaires)]
    return sha256("\n".join(parts).encode()).hexdigest()


def _up_to_date(path: str, folder: Path, catalog: Catalog, reading: Reading | None) -> list[Row]:
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as index:
        _prepare(index, path)
        known = _rows(index)
        stamps = {entry.name: _stamp(entry) for entry in provider_files(folder)}
        gone = [name for name in known if name not in stamps]
        if gone:
            _change(index, "DELETE FROM providers WHERE file = ?", [(os.fsencode(name),) for name in gone])
        changed = [name for name, stamp in stamps.items() if not _is_sure(known.get(name), stamp)]
        done = 0
        for read in _read_all(folder, changed, known, catalog):
            if reading is not None:
                reading(done, len(changed))
            _change(index, _INSERT, ((os.fsencode(row.file), *astuple(row)[1:]) for row in read))
            known |= {row.file: row for row in read}
            done += len(read)
        return [known[name] for name in stamps]


def _prepare(index: sqlite3.Connection, path: str) -> None:
    """Make the table in a new index; refuse one of another version."""
    index.execute("PRAGMA synchronous = OFF")  # a power cut may harm it: then it is built anew
    found = index.execute("PRAGMA user_version").fetchone()[0]
    stamp = zlib.crc32(f"{VERSION} {__version__}".encode()) & 0x7FFFFFFF
    if found == stamp:
        return
    if index.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _Damaged("came from another version of msp-select")
    index.execute("BEGIN IMMEDIATE")
    if not index.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        index.execute(_TABLE)
        index.execute(f"PRAGMA user_version = {stamp}")
    index.execute("COMMIT")
    if path != ":memory:":
        _forget_oldest(Path(path))


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


_Task = tuple[Path, Sequence[str], Mapping[str, Row]]
"""A folder, the names of some files in it, and what was known of them."""


def _read_all(
    folder: Path, names: Sequence[str], known: Mapping[str, Row], catalog: Catalog
) -> Iterator[list[Row]]:
    """The rows of these files as they are now, a batch at a time; many by all processors, in any order."""
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    left: dict[int, _Task] = {
        at: (folder, batch, {name: known[name] for name in batch if name in known})
        for at, batch in enumerate(batches)
    }
    processes = min(os.cpu_count() or 1, len(batches))
    if len(names) >= MANY and processes > 1:
        with suppress(BrokenProcessPool, OSError):  # what is left is then read here
            yield from _by_processes(left, processes, catalog)
    for told in left.values():
        yield _read_batch(*told, catalog)


def _by_processes(left: dict[int, _Task], processes: int, catalog: Catalog) -> Iterator[list[Row]]:
    """Batch by batch in processes of their own, each taken out of `left` once it is read."""
    kind = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    with ProcessPoolExecutor(processes, mp_context=kind, initializer=_start, initargs=(catalog,)) as pool:
        try:
            running = {pool.submit(_read_here, *told): at for at, told in left.items()}
            for future in as_completed(running):
                rows = future.result()
                del left[running[future]]
                yield rows
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_catalog_here: list[Catalog] = []
"""The catalog of a process that reads for another."""


def _start(catalog: Catalog) -> None:
    _catalog_here[:] = [catalog]
    leave_with_parent()


def _read_here(folder: Path, names: Sequence[str], known: Mapping[str, Row]) -> list[Row]:
    return _read_batch(folder, names, known, _catalog_here[0])


def _read_batch(folder: Path, names: Sequence[str], known: Mapping[str, Row], catalog: Catalog) -> list[Row]:
    return _with_columns([_read(folder / name, known.get(name), catalog) for name in names], catalog)


def _change(index: sqlite3.Connection, statement: str, rows: Iterable[Sequence[object]]) -> None:
    """One transaction, written whole or not at all."""
    index.execute("BEGIN IMMEDIATE")
    try:
        index.executemany(statement, rows)
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _read(path: Path, before: Row | None, catalog: Catalog) -> tuple[Row, Provider | None]:
    """The row of a file as it is now, with the provider if it has to be packed.

    Where the bytes are the same, it is the row before with a new stamp.
    """
    now = time.time_ns()
    try:
        stamp = path.stat()
        data = read_bytes(path, path.name)
    except (OSError, MspSelectError):
        return _sealed(Row(path.name, 0, 0, now, "", faulty=True)), None
    head = Row(path.name, stamp.st_size, stamp.st_mtime_ns, now, sha256(data).hexdigest())
    if before is not None and before.digest == head.digest:
        return _sealed(replace(before, size=head.size, changed=head.changed, read=now)), None
    try:
        provider = parse_provider(data, path.name, catalog)
    except MspSelectError:
        return _sealed(replace(head, faulty=True)), None
    return head, provider


def _with_columns(read: Sequence[tuple[Row, Provider | None]], catalog: Catalog) -> list[Row]:
    """The rows, those of new and changed providers with all that a match needs."""
    providers = [provider for _, provider in read if provider is not None]
    if not providers:
        return [row for row, _ in read]
    from msp_select.store.library_index_rows import facts, packed, rates

    columns = iter(packed(providers, catalog))

    def filled(row: Row, provider: Provider) -> Row:
        days = [d.isoformat() for a in provider.answers.values() if (d := provider.day_of(a)) is not None]
        return _sealed(
            replace(
                row,
                id=provider.id,
                name=provider.name,
                answers=len(provider.answers),
                oldest=min(days, default=""),
                facts=facts(provider),
                rates=rates(provider, catalog),
                columns=next(columns),
            )
        )

    return [row if provider is None else filled(row, provider) for row, provider in read]


def _sealed(row: Row) -> Row:
    return replace(row, seal=row.own_seal)


def _forget_oldest(path: Path) -> None:
    """Indexes of catalogs this library was last opened with long ago go first."""
    own = path.name.rpartition("-")[0]
    with suppress(OSError):
        found = sorted(path.parent.glob(f"{own}-*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in found[KEPT:]:
            old.unlink()
