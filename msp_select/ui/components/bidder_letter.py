"""What a bidder's documents leave open, as the text of an e-mail: read, copied, or written to a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from msp_select.errors import MspSelectError, shown_path
from msp_select.model.sheets import is_bidder
from msp_select.model.slug import slug
from msp_select.phrases.names import Names
from msp_select.store.write_document import check_target, write_document
from msp_select.ui.clipboard import copy_page
from msp_select.ui.folder import folder_of
from msp_select.ui.widgets.dialogs import AskText, Confirm
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp

ENDING = ".txt"
PAGE = "questions"
WRITE = "Write the e-mail to which file?"
OWN_STAFF = "Your own staff are not asked by letter."
NAMES_ARE_HIDDEN = "While names are hidden no letter is shown: it names the documents of the bidder."


class BidderLetter(Reading):
    """The text on show; `copy` and `write` are what y and w do."""

    WHOLE = "whole"
    HINT = "y copies it for an e-mail, w writes it to a file. Esc closes this."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", tooltip="Copy it for an e-mail"),
        Binding("w", "write", "Write", tooltip="Write it to a file"),
    ]

    def __init__(self, title: str, text: str, copy: Callable[[], None], write: Callable[[], None]) -> None:
        super().__init__(title, _paragraphs(text))
        self._copy, self._write = copy, write

    def action_copy(self) -> None:
        self._copy()

    def action_write(self) -> None:
        self._write()


def _paragraphs(text: str) -> list[str]:
    """The paragraphs with a line between, to be broken for the room there is."""
    return [line for part in text.split("\n\n") for line in (" ".join(part.split()), "")]


def show_letter(app: SelectApp, work: OpenSession, candidate: str) -> None:
    """Work out what is still to be asked of that candidate, away from the keys, and show it."""
    if not is_bidder(work.session.candidate(candidate)):
        app.say(OWN_STAFF)
    elif work.session.settings.blind:
        app.say(NAMES_ARE_HIDDEN)
    else:
        app.run_worker(
            lambda: _worked_out(app, work, candidate), thread=True, group="letter", exit_on_error=False
        )


def _worked_out(app: SelectApp, work: OpenSession, candidate: str) -> None:
    from msp_select.decision.advice.still_to_ask import still_to_ask
    from msp_select.phrases.en.letter import NOTHING, letter

    evaluation = work.evaluation()
    name = evaluation.result(candidate).candidate.name
    fact = still_to_ask(evaluation, candidate)
    if fact.is_nothing:
        app.call_from_thread(app.say, f"{name}: {NOTHING}")
        return
    written = letter(fact, Names.of(evaluation))
    title = f"{name}: {written.account}, to paste into an e-mail"

    def show() -> None:
        file = f"{PAGE}-{slug(name)}"
        app.push_screen(
            BidderLetter(
                title,
                written.text,
                lambda: copy_page(app, file, written.text),
                lambda: _ask_where(app, work, f"{file}{ENDING}", written.text.encode()),
            )
        )

    app.call_from_thread(show)


def _ask_where(app: SelectApp, work: OpenSession, name: str, data: bytes) -> None:
    if app.is_web:
        app.deliver_binary(io.BytesIO(data), save_filename=name)
        return

    def check(text: str) -> str:
        path = Path(text).expanduser()
        if path.suffix.lower() != ENDING:
            return f"{shown_path(path)}: it ends in {ENDING}. Type such a name."
        try:
            check_target(path, work.stored.path, replace=True)
        except MspSelectError as error:
            return f"{error.message}. {error.remedy}"
        return ""

    def write(path: Path) -> None:
        try:
            write_document(path, data, work.stored.path, replace=True)
        except MspSelectError as error:
            app.say(f"{error.message} {error.remedy}", severity="error")
        else:
            app.say(f"Written: {shown_path(path)}")

    def asked(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        if path.exists():
            question = Confirm(f"Replace {shown_path(path.name)}?", "Replace it", "Leave it")
            app.push_screen(question, lambda yes: write(path) if yes else None)
        else:
            write(path)

    app.push_screen(AskText(WRITE, str(folder_of(work) / name), check=check), asked)
