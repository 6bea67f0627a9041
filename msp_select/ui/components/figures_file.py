"""A file of figures taken in: which file, the account row by row, why what was there is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.errors import FileFaults, MspSelectError
from msp_select.exchange.actuals import MonthsRead, Wanted, read_months
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.model.after_edits import clashes, with_months
from msp_select.model.scalars import MAX_TEXT
from msp_select.phrases.en.after import place, taken_in
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.month_figures import followed
from msp_select.ui.sheets import ENDINGS
from msp_select.ui.widgets.dialogs import AskText, Notice
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession


class FiguresFile:
    """One file, all of it or nothing; `apply` takes the session with its months."""

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._work, self._apply = app, work, apply

    def begin(self) -> None:
        """Ask which file."""
        ask_for_files(
            self._app,
            taken_in.WHICH_FILE,
            lambda paths: self._read(paths[0]),
            endings=ENDINGS,
            hint=taken_in.FILE_HINT,
        )

    def _read(self, path: Path) -> None:
        """Show what is in it, or every line that is at fault."""
        work, name = self._work, clean_name(path)
        signed = work.session.agreement
        assert signed is not None
        wanted = Wanted(today=work.now().date())
        try:
            read = read_months(first_bytes(path, MAX_FILE + 1), name, signed, work.catalog, wanted)
        except FileFaults as error:
            self._app.push_screen(Faults(name, (*error.faults, error.remedy)))
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
        else:
            self._app.push_screen(
                Account(name, read, work), lambda yes: self._take(read, name) if yes else None
            )

    def _take(self, read: MonthsRead, name: str) -> None:
        """Keep the months; with a reason where figures that were there are replaced."""

        def kept(why: str | None) -> None:
            if why is not None:
                what = taken_in.said(read.months, name)[:MAX_TEXT]
                session = with_months(self._work.session, read.months, self._work.now(), what, why)
                self._apply(session, what)

        if clashes(self._work.session, read.months):
            self._app.push_screen(AskText(place.WHY_FIGURE), kept)
        else:
            kept("")


class Faults(Reading):
    """Every line of a file that is at fault; nothing of it was taken in."""

    HINT = taken_in.MEND_FIRST
    WHOLE = "account"


class Account(Reading):
    """What a file says, month by month and row by row; Enter takes all of it, Esc leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Leave it"),
        Binding("enter", "answer(True)", "Take it"),
    ]
    WHOLE = "account"

    def __init__(self, name: str, read: MonthsRead, work: OpenSession) -> None:
        super().__init__(name, (taken_in.read_as(read.source), *read.notes))
        self._read, self._work = read, work
        replaces = clashes(work.session, read.months)
        self.HINT = taken_in.TAKES_WITH_REASON if replaces else taken_in.TAKES
        if not read.months:
            self.HINT = taken_in.NOTHING_IN_IT

    def lines(self, room: int) -> list[Content]:
        session, months = self._work.shown, self._read.months
        assert session.agreement is not None
        lines = super().lines(room)
        if early := taken_in.early(months, session.agreement):
            lines += _indented([early], room)
        for month in months:
            known = followed(session, session.agreement, self._work.catalog.agreed, month.month)
            titles = {key: title for key, (_, title, _) in known.items()}
            titles |= {one.id: one.title for one in self._work.catalog.agreed.measures}
            lines.append(literal(taken_in.month_title(month), "bold"))
            lines += _indented(taken_in.month_rows(month, session, titles), room)
        return lines

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes and bool(self._read.months))


def _indented(texts: Iterable[str], room: int) -> list[Content]:
    return [literal(f"  {line}") for text in texts for line in wrapped(text, room - 2)]
