"""Opening and saving a session: never half, never over someone else's change."""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from msp_select.errors import ChangedOutside, FileError, FileFaults, FileInUse, shown_path
from msp_select.model.answer_checks import session_faults
from msp_select.model.catalog import Catalog
from msp_select.model.session import SCHEMA, Session
from msp_select.store.atomic_write import PREFIX, atomic_write
from msp_select.store.earlier_versions import keep_version
from msp_select.store.file_faults import LOOKED_AT, document_faults, faults_of
from msp_select.store.files import EXAMPLE, is_installed, session_path
from msp_select.store.locking import locked
from msp_select.store.migrations import migrated, schema_of, with_log_read
from msp_select.store.os_errors import file_error
from msp_select.store.session_text import dump_session
from msp_select.store.toml import Document, parse_toml, read_bytes, read_toml

__all__ = [
    "StoredSession",
    "dump_session",
    "load_session",
    "new_session_file",
    "parse_session",
    "read_session",
    "replace_session_file",
    "save_session",
]

LOCK_SECONDS = 5.0
NO_SESSION = (
    "Give the name of a session: a .toml file that this program has written, or msp-select new writes."
)
_LIKE_A_SESSION = re.compile(rb"(?m)msp-select|^[ \t]*(?:schema|title|created|size)[ \t]*=|^\[\[?candidates")


@dataclass(frozen=True)
class StoredSession:
    """A session and the file it came from; `digest` is the SHA-256 of the file's bytes as loaded."""

    session: Session
    path: Path
    digest: str
    read_only: bool
    name: str
    schema_on_disk: int = SCHEMA


def load_session(ref: str | Path, catalog: Catalog) -> StoredSession:
    """The session in `FILE` or `example:NAME`, checked against the catalog.

    Raises FileError (cannot be read), FileFaults (what is wrong in it, line by line), UsageError (no such
    example).
    """
    path = session_path(ref)
    try:
        document = read_toml(path, str(ref))
    except (FileError, FileFaults):
        if _LIKE_A_SESSION.search(read_bytes(path, str(ref))):
            raise
        raise FileError(f"{shown_path(ref)}: this is no session file", NO_SESSION) from None
    session = _session(document, catalog)
    return StoredSession(
        session, path, document.digest, is_installed(path), document.name, schema_of(document)
    )


def parse_session(data: bytes, name: str, catalog: Catalog) -> Session:
    """The session in these bytes; `name` is how messages call them (FileError, FileFaults)."""
    return _session(parse_toml(data, name), catalog)


def read_session(data: bytes, name: str) -> Session:
    """The session in these bytes, not yet held against any catalog (FileError, FileFaults)."""
    return _read(parse_toml(data, name))


def _read(document: Document) -> Session:
    data = migrated(document)
    try:
        return with_log_read(Session.model_validate(data))
    except ValidationError as error:
        raise faults_of(error, document, Session) from None


def _session(document: Document, catalog: Catalog) -> Session:
    session = _read(document)
    faults = tuple(islice(session_faults(session, catalog), LOOKED_AT))
    if faults:
        raise document_faults(document, ((fault.path, fault.what) for fault in faults))
    return session


def save_session(
    stored: StoredSession, session: Session, now: dt.datetime | None = None, *, wait: bool = True
) -> StoredSession:
    """Save `session` where `stored` came from; whatever goes wrong, the old file stays whole.

    Raises FileError, ChangedOutside (someone else has saved it), and FileInUse: someone else is saving it,
    still after LOCK_SECONDS, or at once where nobody may `wait`.
    """
    if stored.read_only:
        raise _read_only(stored)
    data = _bytes(session, stored.name)
    try:
        with _locked(stored.path, stored.name, LOCK_SECONDS if wait else 0.0):
            before = _unchanged(stored, sha256(data).hexdigest())
            if stored.schema_on_disk < SCHEMA:
                _keep_old_schema(stored, before)
            keep_version(stored.path, before, now or dt.datetime.now(dt.UTC))
            atomic_write(stored.path, data)
    except OSError as error:
        now_there = _digest(stored.path)
        if now_there != sha256(data).hexdigest():  # else what failed came after the new file stood there
            fault = file_error(error, stored.name, "save")
            same = " The file itself is as it was before." if now_there == stored.digest else ""
            raise FileError(fault.message, f"{fault.remedy}{same}") from None
    return replace(stored, session=session, digest=sha256(data).hexdigest(), schema_on_disk=SCHEMA)


def _digest(path: Path) -> str | None:
    """The digest of what stands there now, if it can be read."""
    try:
        return sha256(read_bytes(path, str(path))).hexdigest()
    except FileError:
        return None


def new_session_file(path: str | Path, session: Session) -> StoredSession:
    """Write `session` to a file that does not exist yet (FileError, FileInUse)."""
    name = shown_path(path)
    path = Path(path)
    if str(path).startswith(EXAMPLE) or is_installed(path):
        raise FileError(f"{name}: not saved: that place belongs to the program", "Choose another folder.")
    data = _bytes(session, name)
    try:
        with _locked(path, name, LOCK_SECONDS):
            if os.path.lexists(path):
                raise FileError(
                    f"{name}: not saved: there is already a file of that name", "Choose another name."
                )
            atomic_write(path, data)
    except OSError as error:
        raise file_error(error, name, "save") from None
    return StoredSession(session, path, sha256(data).hexdigest(), False, name)


def replace_session_file(path: Path, session: Session, now: dt.datetime) -> None:
    """Write `session` over a file that holds no session any more; its bytes become a version.

    Raises FileError, FileInUse and ChangedOutside, as `save_session`.
    """
    name = shown_path(path)
    there = sha256(read_bytes(path, name)).hexdigest()
    save_session(StoredSession(session, path, there, is_installed(path), name), session, now)


def _bytes(session: Session, name: str) -> bytes:
    """The session as it will stand on disk, proved to read back as the same session."""
    data = dump_session(session)
    if with_log_read(Session.model_validate(migrated(parse_toml(data, name)))) != session:
        raise FileError(
            f"{name}: not saved: the text written would not read back as the same session",
            "Please report this; what was in the file before is unchanged.",
        )
    return data


def _read_only(stored: StoredSession) -> FileError:
    return FileError(
        f"{stored.name}: not saved: it is part of the program and stays as it is",
        f"Work on a copy: msp-select new FILE --from {EXAMPLE}{stored.path.stem}",
    )


def _unchanged(stored: StoredSession, wanted: str) -> bytes:
    """The bytes on disk, which must be those that were loaded, or already those `wanted`, by their digest.

    The latter stand there where a save was interrupted after it had replaced the file.
    """
    reopen = "Open it again to see the other change, or save yours under another name."
    try:
        data = read_bytes(stored.path, stored.name)
    except FileError as error:
        if os.path.lexists(stored.path):
            what = error.message.removeprefix(f"{stored.name}: ")
            raise FileError(f"{stored.name}: not saved: {what}", error.remedy) from None
        raise ChangedOutside(
            f"{stored.name}: not saved: the file was moved or deleted since it was opened",
            "Save yours under another name, or put the file back.",
        ) from None
    if sha256(data).hexdigest() not in (stored.digest, wanted):
        raise ChangedOutside(
            f"{stored.name}: not saved: another program changed the file since it was opened", reopen
        )
    return data


def _keep_old_schema(stored: StoredSession, data: bytes) -> None:
    """The file in its old schema, beside the new one: `acme.schema1.toml`."""
    old = stored.path.with_name(f"{stored.path.stem}.schema{stored.schema_on_disk}.toml")
    if not os.path.lexists(old):
        atomic_write(old, data)


def _locked(path: Path, name: str, seconds: float) -> AbstractContextManager[None]:
    real = Path(os.path.realpath(path))
    if not real.parent.is_dir():
        raise FileError(
            f"{name}: not saved: there is no folder {shown_path(real.parent)}",
            "Create the folder first, or choose another.",
        )
    in_use = FileInUse(
        f"{name}: not saved: another program keeps this file locked",
        "Close the other window or program that has it open, then save again.",
    )
    return locked(lock_of(real), seconds, in_use)


def lock_of(path: Path) -> Path:
    """The file by which whoever saves the session at that path keeps others from it."""
    digest = sha256(os.fsencode(path.name)).hexdigest()[:12]
    return path.with_name(f"{PREFIX}{digest}.lock")
