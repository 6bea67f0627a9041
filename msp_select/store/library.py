"""A provider library: a folder of provider files, with an index that can be deleted at any time."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msp_select.did_you_mean import did_you_mean
from msp_select.errors import FileError, FileFaults, MspSelectError, UsageError, shown_path
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.store.file_faults import file_faults
from msp_select.store.index_answers import Unsound, answer_from
from msp_select.store.library_index import Reading, Row, indexed
from msp_select.store.os_errors import file_error
from msp_select.store.providers import (
    StoredProvider,
    provider_files,
    provider_path,
    read_provider,
    write_provider,
)
from msp_select.store.toml import read_toml

if TYPE_CHECKING:
    from msp_select.decision.matching.pool import Pool

Outcome = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True)
class Library:
    """The sound providers of a folder by name, the files left out, and what happened to the index.

    `answers`: each different answer of the index, by the codes in its rows.
    """

    folder: Path
    rows: tuple[Row, ...]
    answers: tuple[tuple[str, Answer], ...]
    left_out: tuple[str, ...]
    told: tuple[str, ...]

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    def find(self, name: str) -> Row:
        """A provider by its id or its name (UsageError with the nearest where there is none)."""
        found = self._by_id.get(name) or next((row for row in self.rows if row.name == name), None)
        if found is not None:
            return found
        hint = did_you_mean(name.lower(), self._by_id, sentence=True)
        folder = shown_path(self.folder)
        raise UsageError(
            f'{folder}: there is no provider "{shown_path(name)}" on file',
            f"{hint}{' ' if hint else ''}msp-select library list --library {folder} shows who is.",
        )

    def get(self, provider_id: str) -> Row | None:
        """The provider of that id, if it is on file."""
        return self._by_id.get(provider_id)

    def provider(self, name: str, catalog: Catalog) -> StoredProvider:
        """A provider by id or name, read from its file (FileError, FileFaults, UsageError)."""
        return read_provider(self.folder / self.find(name).file, catalog)

    def pool(self, catalog: Catalog) -> Pool:
        """Everybody's answers as columns, for a match."""
        from msp_select.store.library_index_rows import pool_of_rows

        return pool_of_rows(self.rows, self.answers, catalog)


def open_library(folder: str | Path, catalog: Catalog, reading: Reading | None = None) -> Library:
    """The library in a folder, its index brought up to date (FileError where there is no such folder).

    `reading` is told how many of the new and changed files are read, and how many there are.
    """
    folder = Path(folder)
    found = indexed(folder, reading)
    answers = tuple(map(answer_from, found.answers))
    unsound = Unsound(answers, catalog)
    sound: dict[str, Row] = {}
    left_out = []
    for row in found.rows:
        if unsound(row) or row.id in sound:
            left_out.append(row.file)
        else:
            sound[row.id] = row
    ordered = sorted(sound.values(), key=lambda row: (row.name.casefold(), row.id))
    return Library(folder, tuple(ordered), answers, tuple(left_out), found.told)


def new_or_open(folder: str | Path, catalog: Catalog) -> Library:
    """The library in a folder, which is made where there is none."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except OSError as error:
        raise file_error(error, shown_path(folder), "save") from None
    return open_library(folder, catalog)


def put(
    library: Library,
    providers: Sequence[Provider],
    catalog: Catalog,
    *,
    replace: bool = False,
    now: dt.datetime | None = None,
) -> Iterator[tuple[Provider, Outcome]]:
    """Write providers into a library one by one, each file whole or not at all, saying what became of each.

    Refused before anything is written: two of one id, and without `replace` one that is on file and differs.
    One that is on file and the same is left alone, so that an import that was cut off can be repeated.
    """
    plan = list(_planned(library, providers, catalog, replace=replace))

    def written() -> Iterator[tuple[Provider, Outcome]]:
        for provider, path, outcome in plan:
            if outcome != "unchanged":
                write_provider(path, provider, now)
            yield provider, outcome

    return written()


def _planned(
    library: Library, providers: Iterable[Provider], catalog: Catalog, *, replace: bool
) -> Iterator[tuple[Provider, Path, Outcome]]:
    seen: set[str] = set()
    for provider in providers:
        if provider.id in seen:
            raise UsageError(
                f'Two of the providers have the id "{provider.id}".', "Give one of them another id."
            )
        seen.add(provider.id)
        row = library.get(provider.id)
        path = library.folder / row.file if row else provider_path(library.folder, provider.id)
        shown = shown_path(path)
        if row is None:
            if os.path.lexists(path):
                raise FileError(
                    f"{shown}: not saved: there is already a file of that name, with faults or another id",
                    "Mend or move that file: msp-select library check names its faults.",
                )
            yield provider, path, "added"
        elif read_provider(path, catalog).provider == provider:
            yield provider, path, "unchanged"
        elif replace:
            yield provider, path, "replaced"
        else:
            raise UsageError(
                f'{shown}: not saved: "{provider.id}" is on file and differs',
                "Add --replace to put the new one in its place; the old file is kept as a version.",
            )


def library_faults(folder: str | Path, catalog: Catalog) -> tuple[int, tuple[str, ...]]:
    """Every file read afresh: how many are sound, and every fault as `file:line: key: what is wrong`."""
    folder = Path(folder)
    first: dict[str, str] = {}
    faults: list[str] = []
    sound = 0
    for entry in provider_files(folder):
        path = folder / entry.name
        try:
            provider = read_provider(path, catalog).provider
        except MspSelectError as error:
            faults += error.faults if isinstance(error, FileFaults) else [error.message]
            continue
        if provider.id in first:
            used = f'id: "{provider.id}" is already used by {first[provider.id]}'
            faults.append(f"{shown_path(path)}:{_id_line(path)}: {used}")
            continue
        first[provider.id] = shown_path(path)
        sound += 1
    return sound, tuple(faults)


def _id_line(path: Path) -> int:
    return read_toml(path).line(("id",))


def providers_in_folder(folder: Path, catalog: Catalog) -> tuple[Provider, ...]:
    """Every provider of a folder, for an import (FileFaults naming every fault of every file)."""
    found, faults = [], list[str]()
    for entry in provider_files(folder):
        try:
            found.append(read_provider(folder / entry.name, catalog).provider)
        except MspSelectError as error:
            faults += error.faults if isinstance(error, FileFaults) else [error.message]
    if faults:
        raise file_faults(faults)
    return tuple(found)
