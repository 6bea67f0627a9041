"""Which of a bidder's documents are read together, as what, and which pages of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from textual.app import App

from msp_select.errors import MspSelectError, shown_path
from msp_select.model.documents import DocumentRole
from msp_select.model.slug import slug
from msp_select.open_session import OpenSession
from msp_select.phrases.en.reading import ROLE_WORDS
from msp_select.phrases.en.words import capital
from msp_select.reading.page_range import WANTED, page_range
from msp_select.reading.reading import SentFile
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.folder import folder_of
from msp_select.ui.widgets.dialogs import AskText, Choose, Notice, Which

ENDINGS = (".pdf", ".docx", ".eml", ".html", ".htm", ".txt")
MOST = 40 * 1024 * 1024 + 1  # one more than is read, so that a larger file is known as one
LISTED = 8
OWN = 4  # letters of a word that tells a bidder from others
OTHER = ""  # no name of a file
ROLES: tuple[DocumentRole, ...] = get_args(DocumentRole)
WHICH = "Which document is to be read?"
SEVERAL = "With its whole path; of several, a semicolon between them. PDF, Word, e-mail, web page or text."
PAGES = "Which pages of the document?"
PAGES_HINT = "First and last, such as 12-40; nothing for all of them."
ONLY_CONTRACT = "What stands in the contract counts as agreed; all else as written."


@dataclass(frozen=True)
class ToRead:
    """What is read together: the documents, and of each only these pages where they are given."""

    files: tuple[SentFile, ...] = ()
    pages: tuple[int, int] | None = None


class ProposalFiles:
    """Asks for documents and what they are; `take` is called with all that is to be read then."""

    def __init__(
        self, app: App[Any], work: OpenSession, of: str, before: ToRead, take: Callable[[ToRead], None]
    ) -> None:
        self._app, self._work, self._of, self._before, self._take = app, work, of, before, take

    def begin(self) -> None:
        """Ask which document, of those beside the session, is read beside those before."""
        read = {one.name for one in self._before.files}
        found = [path for path in documents_beside(self._work, self._of) if clean_name(path) not in read]
        if not found:
            self._ask_path()
            return
        options = [*((str(path), clean_name(path)) for path in found), (OTHER, "Another file ...")]
        hint = f"In {found[0].parent}; other files by their path."
        self._app.push_screen(Choose(WHICH, options, hint=hint), self._chosen)

    def _chosen(self, path: str | None) -> None:
        if path == OTHER:
            self._ask_path()
        elif path is not None:
            self._ask_role((Path(path),))

    def ask_pages(self) -> None:
        """Ask which pages of what is read."""
        first, last = self._before.pages or ("", "")
        initial = f"{first}-{last}" if first else ""

        def check(text: str) -> str:
            return "" if not text or page_range(text) else f"{shown_path(text)}: {WANTED}."

        def typed(text: str | None) -> None:
            if text is not None:
                self._take(replace(self._before, pages=page_range(text)))

        self._app.push_screen(AskText(PAGES, initial, hint=PAGES_HINT, check=check, blank=True), typed)

    def _ask_path(self) -> None:
        ask_for_files(self._app, WHICH, self._ask_role, endings=ENDINGS, hint=SEVERAL, several=True)

    def _ask_role(self, paths: Sequence[Path], sent: tuple[SentFile, ...] = ()) -> None:
        """Ask what each is, one after the other; then they are taken."""
        if not paths:
            self._take(replace(self._before, files=(*self._before.files, *sent)))
            return
        path, *others = paths
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
            self._ask_role(others, (*sent, SentFile(name=clean_name(path), data=data, role=known)))

        self._app.push_screen(Which(f"What is {clean_name(path)}?", options, hint=ONLY_CONTRACT), chosen)


def documents_beside(work: OpenSession, candidate: str) -> list[Path]:
    """The documents in the session's folder: those called like the candidate first, then the newest.

    While names are hidden no name comes into it: the order would tell whose they are.
    """
    names = slug(work.session.candidate(candidate).name).split("-")
    own = () if work.session.settings.blind else tuple(name for name in names if len(name) >= OWN)
    try:
        there = [entry for entry in os.scandir(folder_of(work)) if entry.is_file()]
        found = [
            (any(name in slug(entry.name) for name in own), entry.stat().st_mtime, Path(entry.path))
            for entry in there
            if entry.name.lower().endswith(ENDINGS) and entry.name[0] not in ".~"
        ]
    except OSError:
        return []
    return [path for *_, path in sorted(found, reverse=True)[:LISTED]]
