"""Provider files: one TOML file a provider, read with line numbers, written so that none is ever half."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from msp_select.errors import FileError, FileInUse, shown_path
from msp_select.model.answer_checks import candidate_faults
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.store.atomic_write import PREFIX, atomic_write
from msp_select.store.earlier_versions import keep_version
from msp_select.store.file_faults import LOOKED_AT, document_faults, faults_of
from msp_select.store.locking import locked
from msp_select.store.migrations import with_notes_read
from msp_select.store.os_errors import file_error
from msp_select.store.session_text import answer_table, bid_table, given_fields, table_lines
from msp_select.store.toml import Document, parse_toml, read_bytes

FIRST_LINE = "# Written by msp-select: comments in this file do not survive a change made by it.\n"
LOCK_SECONDS = 5.0

# Names that Windows gives to devices: a file of that name cannot be made there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class StoredProvider:
    """A provider and the file it came from; `digest` is the SHA-256 of the file's bytes."""

    provider: Provider
    path: Path
    digest: str


def read_provider(path: Path, catalog: Catalog, name: str | None = None) -> StoredProvider:
    """The provider in a file, checked against the catalog; `name` is how messages call the file.

    Raises FileError (cannot be read) and FileFaults (what is wrong in it, line by line).
    """
    shown = shown_path(name or str(path))
    data = read_bytes(path, shown)
    provider = parse_provider(data, shown, catalog)
    return StoredProvider(provider, path, sha256(data).hexdigest())


def parse_provider(data: bytes, name: str, catalog: Catalog) -> Provider:
    """The provider in these bytes; `name` is how messages call them (FileError, FileFaults)."""
    document = parse_toml(data, name)
    provider = model_of(document)
    faults = tuple(islice(candidate_faults(provider, catalog), LOOKED_AT))
    if faults:
        raise document_faults(document, ((fault.path, fault.what) for fault in faults))
    return provider


def is_provider(data: bytes, name: str) -> bool:
    """Whether these bytes mean to be a provider and not a session (FileError, FileFaults)."""
    return "id" in parse_toml(data, name).data


def model_of(document: Document) -> Provider:
    """The provider in a document, held against no catalog yet (FileFaults)."""
    if "schema" not in document.data:
        raise document_faults(document, [(("schema",), "is missing; expected schema = 1")])
    try:
        return Provider.model_validate(with_notes_read(document.data))
    except ValidationError as error:
        raise faults_of(error, document, Provider) from None


def dump_provider(provider: Provider) -> bytes:
    """The provider as TOML: always the same text for the same provider."""
    document = {
        "schema": provider.schema_,
        "id": provider.id,
        "name": provider.name,
        "note": provider.note or None,
        "dated": provider.dated,
        "currency": provider.currency,
        "vat": provider.vat,
        "profile": given_fields(provider.profile),
        "remarks": provider.remarks,
        "bid": None if provider.bid is None else bid_table(provider.bid),
        "answers": {key: answer_table(answer) for key, answer in provider.answers.items()},
    }
    given = {name: value for name, value in document.items() if value is not None and value != {}}
    return (FIRST_LINE + "".join(table_lines("", given)).lstrip("\n")).encode()


def write_provider(path: Path, provider: Provider, now: dt.datetime | None = None) -> str:
    """Write a provider's file, whole or not at all, and return its digest.

    What was there is kept as a version. Raises FileError and FileInUse, with the old file as it was.
    """
    name = shown_path(path)
    data = dump_provider(provider)
    if Provider.model_validate(with_notes_read(parse_toml(data, name).data)) != provider:
        raise FileError(
            f"{name}: not saved: the text written would not read back as the same provider",
            "Please report this; what was in the file before is unchanged.",
        )
    try:
        with _locked(path.parent, name):
            if os.path.lexists(path):
                keep_version(path, read_bytes(path, name), now or dt.datetime.now(dt.UTC))
            atomic_write(path, data)
    except OSError as error:
        raise file_error(error, name, "save") from None
    return sha256(data).hexdigest()


def provider_path(folder: Path, provider_id: str) -> Path:
    """The file a new provider of that id is written to, safe as a name on every system."""
    return folder / (f"{provider_id}-.toml" if provider_id in _DEVICES else f"{provider_id}.toml")


def provider_files(folder: Path) -> list[os.DirEntry[str]]:
    """The TOML files of a library, by name (FileError where there is no such folder)."""
    try:
        with os.scandir(folder) as entries:
            found = [e for e in entries if e.name.endswith(".toml") and not e.name.startswith(".")]
    except OSError as error:
        fault = file_error(error, shown_path(folder), "read")
        remedy = "Name the folder of your provider files; msp-select library add makes a new one."
        raise FileError(fault.message, remedy) from None
    return sorted(found, key=lambda entry: entry.name)


def _locked(folder: Path, name: str) -> AbstractContextManager[None]:
    in_use = FileInUse(
        f"{name}: not saved: another program keeps this library locked",
        "Wait until it is done, then try again.",
    )
    return locked(folder / f"{PREFIX}library.lock", LOCK_SECONDS, in_use)
