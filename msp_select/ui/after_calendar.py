"""The dates after signing as a file that calendars import."""

from __future__ import annotations

from pathlib import Path

from msp_select.errors import MspSelectError
from msp_select.exchange.calendar_file import calendar_file
from msp_select.model.slug import slug
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import place
from msp_select.store.write_document import check_target
from msp_select.ui.after_pages import Facts
from msp_select.ui.folder import folder_of

ENDING = ".ics"


def usual_path(work: OpenSession) -> Path:
    """Where the file goes unless told otherwise."""
    return folder_of(work) / f"{slug(work.shown.title)}{ENDING}"


def fault(text: str, work: OpenSession) -> str:
    """Why no calendar can be written there, in a sentence, or nothing."""
    path = Path(text).expanduser()
    if path.suffix.lower() != ENDING:
        return place.CALENDAR_ENDING
    try:
        check_target(path, work.stored.path, replace=True)
    except MspSelectError as error:
        return f"{error.message}. {error.remedy}"
    return ""


def made(found: Facts) -> bytes:
    """The file: the same bytes for the same dates."""
    return calendar_file(found.dates, found.signed, found.catalog.agreed, found.name)
