"""A run: what is to be done, what is done already, and what is written down once all is."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import platform
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import numpy as np

from msp_select import __version__
from msp_select.batch.chunks import Chunk, Setup, failures_in, unpack_rows
from msp_select.batch.client_rows import Counts, Options, provider_rows
from msp_select.batch.engines import Engine
from msp_select.batch.pack import open_pack, write_pack
from msp_select.batch.rerank_rows import Sides
from msp_select.batch.tables import (
    EVERYBODY,
    MATCH_TABLES,
    RERANK_TABLES,
    Column,
    Rows,
    Written,
    connected,
    write_table,
)
from msp_select.decision.matching.pool import Wanted
from msp_select.errors import FileError, UsageError, shown_path
from msp_select.model.catalog import Catalog
from msp_select.store.atomic_write import atomic_write
from msp_select.store.library import Library
from msp_select.store.os_errors import file_error
from msp_select.store.toml import read_bytes

SCHEMA = "msp-select/batch/1"
MANIFEST, LOG, PARTS = "run.json", "run.log", "parts"
PAIRS_A_CHUNK = 100_000  # about a second of work
MOST_A_CHUNK = 200
SESSIONS_A_CHUNK = 20
MOST_PROVIDERS = 100_000  # up to which each has a row over all clients
MOST_ROWS = 10**9  # of everybody, above which nobody could read them
SEEDS = "SeedSequence([seed, first 8 bytes of SHA-256 of the file's name without .toml]), PCG64"

Command = Literal["match", "rerank"]
Progress = Callable[[int, int, int], None]
"""Told how many files are done, how many there are, and how many of those done are failures."""


@dataclass(frozen=True)
class Plan:
    """All that decides a run: what workers are set up with, the files, the chunks, and the key of it all."""

    command: Command
    setup: Setup
    files: tuple[tuple[str, bytes], ...]
    per_chunk: int
    manifest: Mapping[str, Any]
    parquet: bool

    @property
    def key(self) -> str:
        """The digest of everything that decides the result: only parts of the same key are gone on from."""
        return str(self.manifest["key"])

    @property
    def chunks(self) -> list[Chunk]:
        """The files, some at a time."""
        size = self.per_chunk
        return [self.files[start : start + size] for start in range(0, len(self.files), size)]

    @property
    def tables(self) -> Mapping[str, tuple[Column, ...]]:
        """The tables that are written."""
        return MATCH_TABLES if self.command == "match" else RERANK_TABLES


def match_plan(
    folder: Path,
    library: Library,
    catalog: Catalog,
    options: Options,
    *,
    per_chunk: int | None,
    parquet: bool,
) -> Plan:
    """The plan of clients against a library (UsageError where nothing can be done)."""
    files = toml_files(folder)
    size = len(library.rows)
    if not size:
        raise UsageError(
            f"{shown_path(library.folder)}: there is no sound provider on file",
            f"msp-select library check --library {shown_path(library.folder)} names every fault.",
        )
    if options.everybody and size * len(files) > MOST_ROWS:
        raise UsageError(
            f"--everybody would write {size * len(files):,} rows; at most {MOST_ROWS:,} are written",
            "Leave it out: the shortlists and who came nearest are written anyway.",
        )
    unknown = sorted(options.wanted.keys() - {name for name, _ in files})
    if unknown:
        raise UsageError(
            f'--wanted names "{shown_path(unknown[0])}", which is no file of {shown_path(folder)}',
            "Give the names of the client files in the column file, with or without .toml.",
        )
    setup = Setup(catalog, write_pack(library, catalog), options)
    per_chunk = per_chunk or max(1, min(MOST_A_CHUNK, round(PAIRS_A_CHUNK / size)))
    listed = {
        "files": size,
        "left_out": len(library.left_out),
        "digest": _digest(f"{row.file} {row.digest}" for row in library.rows),
    }
    said = {**asdict(options), "wanted": {name: asdict(one) for name, one in sorted(options.wanted.items())}}
    return _plan("match", setup, files, per_chunk, parquet, {"options": said, "library": listed})


def rerank_plan(folder: Path, sides: Sides, *, per_chunk: int | None, parquet: bool) -> Plan:
    """The plan of sessions ranked again."""
    files = toml_files(folder)
    said = {"profile": sides.profile, "tries": sides.tries, "seed": sides.seed}
    setup = Setup(sides.before, sides=sides)
    more = {"options": said, "catalog_after": _catalog(sides.after)}
    return _plan("rerank", setup, files, per_chunk or SESSIONS_A_CHUNK, parquet, more)


def _plan(
    command: Command,
    setup: Setup,
    files: tuple[tuple[str, bytes], ...],
    per_chunk: int,
    parquet: bool,
    more: Mapping[str, Any],
) -> Plan:
    decides = {
        "command": command,
        "versions": {
            "msp-select": __version__,
            "Python": platform.python_version(),
            "numpy": np.__version__,
            "writer": _writer(parquet),
        },
        "catalog": _catalog(setup.catalog),
        "files": {
            "number": len(files),
            "digest": _digest(f"{name} {sha256(data).hexdigest()}" for name, data in files),
        },
        "seeds": SEEDS,
        "chunk": per_chunk,
        **more,
    }
    key = sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()
    return Plan(command, setup, files, per_chunk, {"schema": SCHEMA, "key": key, **decides}, parquet)


def _writer(parquet: bool) -> str:
    if not parquet:
        return "csv"
    import duckdb

    return f"duckdb {duckdb.__version__}"


def _catalog(catalog: Catalog) -> list[dict[str, Any]]:
    return [{"id": entry.id, "version": entry.version, "digest": entry.digest} for entry in catalog.entries]


def _digest(lines: Iterator[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def toml_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Every session of a folder by name, read as it is (UsageError where there is none)."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    except OSError as error:
        raise file_error(error, shown_path(folder), "read") from None
    found = tuple(
        (name.removesuffix(".toml"), _bytes(folder / name)) for name in names if not name.startswith(".")
    )
    if not found:
        raise UsageError(
            f"{shown_path(folder)}: there is no .toml file in it", "Name the folder of the session files."
        )
    return found


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, shown_path(path))
    except FileError:
        return b""  # what cannot be read becomes a failure row, as what is no session


def wanted_from(path: Path) -> dict[str, Wanted]:
    """What clients look for, from a CSV with the columns file, region, sector and users (FileError)."""
    name, found = shown_path(path), dict[str, Wanted]()
    text = read_bytes(path, name).decode("utf-8-sig", "replace")
    rows = csv.DictReader(text.splitlines())
    missing = {"file"} - set(rows.fieldnames or ())
    strange = set(rows.fieldnames or ()) - {"file", "region", "sector", "users"}
    if missing or strange:
        raise FileError(
            f"{name}:1: found the columns {', '.join(rows.fieldnames or ()) or 'none'}",
            "Give a first line with file, and of region, sector and users those you know.",
        )
    for row in rows:
        users = (row.get("users") or "").strip()
        if users and not (users.isascii() and users.isdecimal() and int(users)):
            raise FileError(f'{name}:{rows.line_num}: users is "{shown_path(users)}"', "Give a whole number.")
        key = (row.get("file") or "").strip().removesuffix(".toml")
        found[key] = Wanted(
            region=(row.get("region") or "").strip(),
            sector=(row.get("sector") or "").strip(),
            users=int(users) if users else None,
        )
    return found


def check_folder(out: Path) -> None:
    """Refuse a place where no run may be written: a file, or a folder that holds something else (FileError).

    A run takes away what an earlier one left in its folder, and would take somebody's `parts` with it.
    """
    name = shown_path(out)
    try:
        there = {entry.name for entry in os.scandir(out)}
        begun = {entry.name for entry in os.scandir(out / PARTS)} if PARTS in there else set()
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise FileError(
            f"{name}: not written: it is a file, and a run has a folder", "Name a folder."
        ) from None
    except OSError as error:
        raise file_error(error, str(out), "save") from None
    a_run = {MANIFEST, LOG} & there or "key" in begun or (there == {PARTS} and not begun)
    if there and not a_run:
        raise FileError(
            f"{name}: not written: it is a folder with something else in it",
            "Name a folder that is empty, or not there yet.",
        )


class Parts:
    """What a run that was cut off goes on from: the outcome of each chunk, written whole or not at all."""

    def __init__(self, out: Path, plan: Plan) -> None:
        self.folder = out / PARTS
        self._plan = plan
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._key() != plan.key:
                self.forget()
                self.folder.mkdir()
                atomic_write(self.folder / "key", plan.key.encode())
        except OSError as error:
            raise file_error(error, shown_path(out), "save") from None

    def _key(self) -> str:
        with suppress(OSError):
            return (self.folder / "key").read_text("utf-8")
        return ""

    def done(self) -> dict[int, int]:
        """The chunks that are there, each with its number of failures."""
        found: dict[int, int] = {}
        for at in range(len(self._plan.chunks)):
            with suppress(OSError, ValueError, zlib.error, struct.error):
                found[at] = len(self.read(at)[0]["failures"])
        return found

    def put(self, at: int, data: bytes) -> int:
        """Keep the outcome of a chunk; its number of failures."""
        atomic_write(self.folder / f"{at:06d}", data)
        return failures_in(data)

    def read(self, at: int) -> tuple[Rows, Counts | None]:
        """The rows and sums of a chunk."""
        return unpack_rows((self.folder / f"{at:06d}").read_bytes())

    def forget(self) -> None:
        """Away with all of them."""
        shutil.rmtree(self.folder, ignore_errors=True)


def failures_of(out: Path, plan: Plan) -> int | None:
    """How many files failed in this very run; None where it is not complete in that folder, file by file."""
    with suppress(OSError, ValueError, KeyError):
        found = json.loads((out / MANIFEST).read_text("utf-8"))
        tables = found["tables"]
        if found["key"] == plan.key and all(
            sha256((out / table["file"]).read_bytes()).hexdigest() == table["sha256"]
            for table in tables.values()
        ):
            return int(tables["failures"]["rows"])
    return None


def run(plan: Plan, out: Path, engine: Engine, progress: Progress) -> int:
    """Do what is left of a run and write everything down; how many files failed."""
    parts, chunks = Parts(out, plan), plan.chunks
    done = parts.done()
    total = len(plan.files)

    def told() -> None:
        progress(sum(len(chunks[at]) for at in done), total, sum(done.values()))

    told()
    for at, data in engine.results({at: chunk for at, chunk in enumerate(chunks) if at not in done}):
        done[at] = parts.put(at, data)
        told()
    with connected() if plan.parquet else nullcontext() as database:
        tables = _written(plan, out, parts, database)
    manifest = {**plan.manifest, "tables": {name: table._asdict() for name, table in tables.items()}}
    atomic_write(out / MANIFEST, (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode())
    parts.forget()
    return sum(done.values())


def _written(plan: Plan, out: Path, parts: Parts, database: Any) -> dict[str, Written]:
    """Every table in the order of the files, whoever did which chunk when."""
    rows: Rows = {name: [] for name in plan.tables}
    total: Counts | None = None
    tables: dict[str, Written] = {}
    everybody = out / "everybody"
    shutil.rmtree(everybody, ignore_errors=True)
    for at in range(len(plan.chunks)):
        found, counts = parts.read(at)
        if plan.setup.options.everybody:
            everybody.mkdir(exist_ok=True)
            name, some = f"part-{at:06d}", found.pop("everybody", [])
            table = write_table(everybody, name, EVERYBODY, some, database)
            tables[f"everybody/{name}"] = table._replace(file=f"everybody/{table.file}")
        for name, more in found.items():
            rows[name].extend(more)
        if total is None:
            total = counts
        elif counts is not None:
            total.add(counts)
    if total is not None and len(total.best_rank) <= MOST_PROVIDERS:
        pack = open_pack(plan.setup.pack, plan.setup.catalog)
        rows["providers"] = provider_rows(pack, list(plan.setup.catalog.questions), total)
    for other in (f"{name}.{end}" for name in plan.tables for end in ("csv", "parquet")):
        (out / other).unlink(missing_ok=True)
    for name, columns in plan.tables.items():
        tables[name] = write_table(out, name, columns, rows[name], database)
    return tables


def noted(out: Path, lines: Sequence[str]) -> None:
    """Add to the log of the runs in a folder: times and hosts, the only file in which two runs differ."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with open(out / LOG, "a", encoding="utf-8") as log:
        log.writelines(f"{now} {platform.node()} {line}\n" for line in lines)


def with_seed(options: Options, seed: int | None) -> Options:
    """The same with a seed for everybody in place of each session's own."""
    return options if seed is None else replace(options, seed=seed)
