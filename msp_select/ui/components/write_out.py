"""A document written from a place: where to, whether over what is there, and what is said of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError, shown_path
from msp_select.phrases.en.after import place
from msp_select.store.write_document import check_target, write_document
from msp_select.ui.widgets.dialogs import AskText, Confirm

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is asked about a document, how it is made for an ending, and what is said once it is written."""

    title: str
    hint: str
    usual: Path
    endings: tuple[str, ...]
    other_ending: str
    made: Callable[[str], bytes]
    said: Callable[[str], str]


def write_out(app: SelectApp, work: OpenSession, document: Document) -> None:
    """Ask where to, and write it there; in a browser it is handed over under its usual name."""
    if app.is_web:
        data = document.made(document.usual.suffix)
        app.deliver_binary(io.BytesIO(data), save_filename=document.usual.name)
        return

    def check(text: str) -> str:
        path = Path(text).expanduser()
        if path.suffix.lower() not in document.endings:
            return document.other_ending
        try:
            check_target(path, work.stored.path, replace=True)
        except MspSelectError as error:
            return f"{error.message}. {error.remedy}"
        return ""

    def write(path: Path) -> None:
        try:
            write_document(path, document.made(path.suffix.lower()), work.stored.path, replace=True)
        except MspSelectError as error:
            app.say(f"{error.message} {error.remedy}", severity="error")
        else:
            app.say(document.said(shown_path(path)))

    def asked(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        if path.exists():
            question = Confirm(place.replace(shown_path(path.name)), place.REPLACE, place.LEAVE_IT)
            app.push_screen(question, lambda yes: write(path) if yes else None)
        else:
            write(path)

    app.push_screen(AskText(document.title, str(document.usual), hint=document.hint, check=check), asked)
