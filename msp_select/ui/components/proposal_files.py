"""Which of a bidder's documents is read, and as what: asked before a reading begins."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from textual.app import App

from msp_select.errors import MspSelectError
from msp_select.model.documents import DocumentRole
from msp_select.open_session import OpenSession
from msp_select.phrases.en.reading import ROLE_WORDS
from msp_select.phrases.en.words import capital
from msp_select.reading.reading import SentFile
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.ui.folder import folder_of
from msp_select.ui.widgets.dialogs import AskText, Choose, Notice, Which

ENDINGS = (".pdf", ".docx", ".eml", ".html", ".htm", ".txt")
MOST = 40 * 1024 * 1024 + 1  # one more than is read, so that a larger file is known as one
LISTED = 8
OTHER = ""  # no name of a file
ROLES: tuple[DocumentRole, ...] = get_args(DocumentRole)
WHICH = "Which document is to be read?"
ONLY_CONTRACT = "What stands in the contract counts as agreed; all else as written."


class ProposalFiles:
    """Asks for a document and what it is; `take` is called with it."""

    def __init__(self, app: App[Any], work: OpenSession, take: Callable[[SentFile], None]) -> None:
        self._app, self._work, self._take = app, work, take

    def begin(self) -> None:
        """Ask which document, of those beside the session."""
        found = documents_beside(self._work)
        if not found:
            self._ask_path()
            return
        options = [*((str(path), clean_name(path)) for path in found), (OTHER, "Another file ...")]
        hint = f"In {found[0].parent}, the newest first."
        self._app.push_screen(Choose(WHICH, options, hint=hint), self._chosen)

    def _chosen(self, path: str | None) -> None:
        if path == OTHER:
            self._ask_path()
        elif path is not None:
            self._ask_role(Path(path))

    def _ask_path(self) -> None:
        hint = "With its whole path: PDF, Word (.docx), an e-mail (.eml), a page (.html) or plain text."

        def typed(path: str | None) -> None:
            if path is not None:
                self._ask_role(Path(path).expanduser())

        self._app.push_screen(AskText(WHICH, hint=hint, check=_missing), typed)

    def _ask_role(self, path: Path) -> None:
        options = [(role, capital(ROLE_WORDS[role])) for role in ROLES]

        def chosen(role: str | None) -> None:
            if role is None:
                return
            try:
                data = first_bytes(path, MOST)
            except MspSelectError as error:
                self._app.push_screen(Notice(error.message, error.remedy))
                return
            known = next(one for one in ROLES if one == role)
            self._take(SentFile(name=clean_name(path), data=data, role=known))

        self._app.push_screen(Which(f"What is {clean_name(path)}?", options, hint=ONLY_CONTRACT), chosen)


def documents_beside(work: OpenSession) -> list[Path]:
    """The documents in the session's folder, the newest first."""
    try:
        there = [entry for entry in os.scandir(folder_of(work)) if entry.is_file()]
        found = [
            (entry.stat().st_mtime, Path(entry.path))
            for entry in there
            if entry.name.lower().endswith(ENDINGS) and entry.name[0] not in ".~"
        ]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)[:LISTED]]


def _missing(name: str) -> str:
    return "" if Path(name).expanduser().is_file() else "There is no such file."
