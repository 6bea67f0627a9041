"""Reading a bidder's sheet back: which file, what is doubtful, the account row by row, and then taking it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.errors import MspSelectError, UsageError
from msp_select.exchange.account import nothing_taken, parts_of, rows, whose
from msp_select.model.number_text import in_digits
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.sheets import ENDINGS, read_returned, returned_files
from msp_select.ui.widgets.dialogs import Choose, Notice, Which
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.exchange.receipt import Received
    from msp_select.open_session import OpenSession

OTHER = ""  # no name of a file


class ReadBack:
    """One sheet read back, step by step; `take` is called with what is to be taken."""

    def __init__(self, app: App[int], work: OpenSession, take: Callable[[Received], None]) -> None:
        self._app, self._work, self._take = app, work, take
        self._readings: dict[str, Decimal] = {}

    def begin(self) -> None:
        """Ask which file came back."""
        found = returned_files(self._work)
        if not found:
            self._ask_path()
            return
        options = [*((str(path), path.name) for path in found), (OTHER, "Another file ...")]
        hint = f"In {found[0].parent}, the newest first."
        self._app.push_screen(Choose("Which sheet came back?", options, hint=hint), self._chosen)

    def _chosen(self, path: str | None) -> None:
        if path == OTHER:
            self._ask_path()
        elif path is not None:
            self._read(Path(path))

    def _ask_path(self) -> None:
        ask_for_files(
            self._app,
            "Which sheet came back?",
            lambda paths: self._read(paths[0]),
            endings=ENDINGS,
            hint="The spreadsheet as the bidder sent it, with its whole path: .xlsx, .ods or .csv.",
        )

    def _read(self, path: Path, candidate: str | None = None) -> None:
        try:
            received = read_returned(self._work, path, candidate, self._readings)
        except UsageError as error:
            if candidate is not None:
                self._app.push_screen(Notice(error.message, error.remedy))
                return
            self._ask_whose(path)
            return
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
            return
        doubt = next((one for one in received.doubts if one.cell not in self._readings), None)
        if doubt is None:
            self._app.push_screen(Account(received, self._work), self._decided(received))
            return
        options = [(str(number), in_digits(number)) for number in doubt.readings]
        options.append(("", "Neither: the row is refused"))

        def settled(number: str | None) -> None:
            if number is not None:
                self._readings[doubt.cell] = Decimal(number) if number else _NEITHER
                self._read(path, candidate)

        title = f"{doubt.cell}, {doubt.short}: {doubt.reason}."
        self._app.push_screen(Which(title, options, hint="Which is meant?"), settled)

    def _ask_whose(self, path: Path) -> None:
        options = [(one.id, one.name) for one in self._work.shown.candidates]

        def whose_it_is(candidate: str | None) -> None:
            if candidate is not None:
                self._read(path, candidate)

        title = f"{path.name} does not say which bidder it comes from."
        self._app.push_screen(Which(title, options, hint="Whose answers are they?"), whose_it_is)

    def _decided(self, received: Received) -> Callable[[bool | None], None]:
        def decided(yes: bool | None) -> None:
            if yes:
                self._take(received)

        return decided


_NEITHER = Decimal("NaN")


class Account(Reading):
    """The account of a returned sheet, row by row; Enter takes what is good, Esc leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Leave it"),
        Binding("enter", "answer(True)", "Take it"),
    ]
    WHOLE = "account"

    def __init__(self, received: Received, work: OpenSession) -> None:
        super().__init__(whose(received, work.shown), ())
        self._received = received
        self.HINT = self._what_now()

    @property
    def _takes(self) -> bool:
        return not self._received.blocked and bool(self._received.stored)

    def _what_now(self) -> str:
        received = self._received
        if received.blocked:
            return f"{'. '.join(nothing_taken(received))} Esc closes this."
        if not received.stored:
            return "There is nothing new in it. Esc closes this."
        if received.refused:
            return (
                f"Enter takes the {rows(len(received.stored))} that are good; what is refused is for the "
                "bidder to mend. Esc leaves all as it was."
            )
        return "Enter takes them, Esc leaves all as it was. ctrl+z takes them back later."

    def lines(self, room: int) -> list[Content]:
        lines: list[Content] = []
        for part in parts_of(self._received):
            lines += wrapped(part.title, room, style="bold", indent="  ")
            for cell, text in part.rows:
                first = f"  {cell:<6}" if cell else "  "
                lines += wrapped(text, room, first=first, indent=" " * len(first))
        return lines

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes and self._takes)
