"""The sheets of the bidders as files: where they go, which came back, and what is in them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from msp_select.errors import MspSelectError
from msp_select.exchange import form_of, read_answers
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.exchange.form_files import BIDDER_FORMS
from msp_select.model.sheets import with_sent
from msp_select.model.slug import slug
from msp_select.phrases.en.bidders import order_words
from msp_select.store.files import sheets_name
from msp_select.store.inbox import Inbox
from msp_select.store.letterhead import load_letterhead
from msp_select.store.os_errors import file_error
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.store.write_document import is_as_written, write_document
from msp_select.ui.folder import folder_of

if TYPE_CHECKING:
    from decimal import Decimal

    from msp_select.exchange.receipt import Received
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

LISTED_FILES = 8
SENT = (".html", ".xlsx")  # as a form goes out
ENDINGS = (".xlsx", ".ods", ".csv")  # as it may come back


@dataclass(frozen=True)
class Sent:
    """The session in which the sheets were sent, the files by candidate, and what stood in the way."""

    session: Session
    files: Mapping[str, tuple[Path, ...]]
    error: MspSelectError | None = None


def sheets_folder(work: OpenSession) -> Path:
    """Where the sheets go: a folder of their own beside the session."""
    return folder_of(work) / sheets_name(work.reference)


def send_sheets(
    work: OpenSession, candidates: Iterable[str], lists: Mapping[str, Sequence[str]] | None = None
) -> Sent:
    """Write the questions for each of them into the folder, over nothing that is there; whole or not at all.

    As a page for a browser and as a spreadsheet with the same questions: whichever comes back is read.
    `lists` are the questions of a second round, by candidate. Where one cannot be written the others before
    it stand.
    """
    session, folder, files = work.session, sheets_folder(work), dict[str, tuple[Path, ...]]()
    day = work.now().date()
    try:
        folder.mkdir(exist_ok=True)
        own = load_letterhead()
        for one in candidates:
            questions = tuple((lists or {}).get(one, ()))
            form = replace(form_of(session, work.catalog, one, session.size, questions), own=own)
            paths = free_paths(folder, slug(work.called(one)))
            for path in paths:
                data = BIDDER_FORMS[path.suffix](form, work.called(one))
                write_document(path, data, work.stored.path)
            files[one] = paths
            session = with_sent(session, one, day, session.size, questions)
    except OSError as error:
        return Sent(session, files, file_error(error, str(folder), "save"))
    except MspSelectError as error:
        return Sent(session, files, error)
    return Sent(session, files)


def free_paths(folder: Path, name: str, endings: Sequence[str] = SENT) -> tuple[Path, ...]:
    """A name that nothing has yet, with each of the endings."""
    for number in count(1):
        paths = tuple(folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}" for ending in endings)
        if not any(map(os.path.lexists, paths)):
            return paths
    raise AssertionError


def in_one_file(sent: Sent) -> bytes:
    """Everything that was written for them, as one .zip file."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as box:
        for path in (path for paths in sent.files.values() for path in paths):
            box.write(path, path.name)
    return packed.getvalue()


def returned_files(work: OpenSession) -> list[Path]:
    """The forms in the inbox, beside the session and among its sheets that have changed, newest first."""
    found: list[tuple[float, Path]] = []
    inbox = Inbox.of(Path(work.stored.path)).folder
    for folder in dict.fromkeys((inbox, sheets_folder(work), folder_of(work))):
        try:
            there = [entry for entry in os.scandir(folder) if entry.is_file()]
            sheets = [one for one in there if one.name.lower().endswith(ENDINGS) and one.name[0] not in ".~"]
            found += [
                (one.stat().st_mtime, folder / one.name)
                for one in sheets
                if not is_as_written(folder / one.name, work.stored.path)
            ]
        except OSError:
            continue
    return [path for _, path in sorted(found, reverse=True)[:LISTED_FILES]]


def read_returned(
    work: OpenSession,
    path: Path,
    candidate: str | None = None,
    readings: Mapping[str, Decimal] | None = None,
) -> Received:
    """A returned sheet held against the session; nothing is changed (FileError, UsageError)."""
    data, name = first_bytes(path, MAX_FILE + 1), clean_name(path)
    return read_answers(data, name, work.session, work.catalog, candidate, readings=readings)


def order_moved(work: OpenSession, before: Session) -> tuple[str, ...]:
    """The order before and now, in words; nothing where there is nobody to put in order."""
    if len(before.candidates) < 2:
        return ()
    was = work.evaluation(draws=0, of=before)
    return f"Order before: {order_words(was)}", f"Order now: {order_words(work.evaluation(draws=0))}"
