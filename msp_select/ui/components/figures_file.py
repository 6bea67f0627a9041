"""A file of figures taken in: which file, how it is read, its account, and why figures are replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.errors import FileFaults, MspSelectError
from msp_select.exchange.actuals import (
    MonthsRead,
    Wanted,
    is_of_people,
    read_months,
    read_pulses,
    request_columns,
)
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.model.after_edits import clashes, with_months, with_pulses
from msp_select.model.scalars import MAX_TEXT
from msp_select.phrases.en.after import asking, place, taken_in
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.components.field_form import checked
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.month_figures import account, askings_there
from msp_select.ui.sheets import ENDINGS
from msp_select.ui.typed_values import month_of
from msp_select.ui.widgets.dialogs import AskText, Choose, Notice
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.model.voices import Pulse
    from msp_select.open_session import OpenSession

Then = Callable[[], None]


@dataclass(frozen=True)
class Given:
    """A file as it was given, and what it leaves open as it was settled."""

    data: bytes
    name: str
    wanted: Wanted


class FiguresFile:
    """One file, all of it or nothing; `apply` takes the session with its months."""

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._work, self._apply = app, work, apply

    def begin(self) -> None:
        """Ask which file."""
        ask_for_files(
            self._app,
            taken_in.WHICH_FILE,
            lambda paths: self._open(paths[0]),
            endings=ENDINGS,
            hint=taken_in.FILE_HINT,
        )

    def _open(self, path: Path) -> None:
        """Read it as figures, or as voices where its heading says so."""
        wanted = Wanted(today=self._work.now().date(), to_name_columns=taken_in.COLUMN_NAMED)
        try:
            given = Given(first_bytes(path, MAX_FILE + 1), clean_name(path), wanted)
            voices = is_of_people(given.data, given.name)
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
        else:
            self._read_voices(given) if voices else self._read(given)

    def _read(self, given: Given) -> None:
        """Show what is in it, or every line that is at fault."""
        work = self._work
        signed = work.session.agreement
        assert signed is not None

        def otherwise() -> None:
            self._ask_how(given)

        try:
            read = read_months(given.data, given.name, signed, work.catalog, given.wanted)
        except FileFaults as error:
            faults = (*error.faults, error.remedy)
            self._app.push_screen(Faults(given.name, faults, taken_in.MEND_FIRST, otherwise))
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
        else:
            self._app.push_screen(
                Account(given.name, read, work, otherwise),
                lambda yes: self._take(read, given.name) if yes else None,
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

    # -- what the people say ---------------------------------------------------------------------------

    def _read_voices(self, given: Given) -> None:
        """Show how many answered, or every line that is at fault."""
        try:
            pulses = read_pulses(given.data, given.name)
        except FileFaults as error:
            self._app.push_screen(Faults(given.name, (*error.faults, error.remedy), taken_in.MEND_VOICES))
            return
        if there := askings_there(self._work.session, pulses):
            self._app.push_screen(Notice(taken_in.voices_there(there), taken_in.VOICES_THERE))
            return
        read = Voices(given.name, (taken_in.READ_VOICES, *taken_in.voices_read(pulses)))
        self._app.push_screen(read, lambda yes: self._take_voices(pulses) if yes else None)

    def _take_voices(self, pulses: tuple[Pulse, ...]) -> None:
        session = with_pulses(self._work.session, pulses, self._work.now())
        self._apply(session, taken_in.voices_said(len(pulses)))

    # -- how a file is read ----------------------------------------------------------------------------

    def _ask_how(self, given: Given) -> None:
        """Which of what the file leaves open is settled otherwise; Esc shows it as it was read before."""
        wanted = given.wanted
        columns = request_columns(given.data, given.name, wanted.columns)
        now: dict[taken_in.Setting, str] = {
            "measured_by": taken_in.measured_by(wanted.measured_by),
            "received": date_words(wanted.received) if wanted.received else "",
            "month": month_words(wanted.month) if wanted.month else "",
        }
        if columns is not None:
            now["columns"] = ""
        ask: dict[str, Callable[[Given], None]] = {
            "measured_by": self._ask_who,
            "received": self._ask_day,
            "month": self._ask_month,
            "columns": self._ask_field,
        }
        options = [(name, taken_in.setting(name, told)) for name, told in now.items()]
        self._app.push_screen(
            Choose(taken_in.HOW_READ, options),
            lambda name: self._read(given) if name is None else ask[name](given),
        )

    def _anew(self, given: Given, **settled: Any) -> None:
        self._read(replace(given, wanted=replace(given.wanted, **settled)))

    def _ask_who(self, given: Given) -> None:
        options = [("", taken_in.AS_IT_SAYS), *asking.MEASURED_BY.items()]
        dialog = Choose(
            taken_in.SETTINGS["measured_by"], options, chosen=given.wanted.measured_by or "", hint=""
        )
        self._app.push_screen(
            dialog,
            lambda by: self._ask_how(given) if by is None else self._anew(given, measured_by=by or None),
        )

    def _ask_day(self, given: Given) -> None:
        day = given.wanted.received
        self._ask_text("received", given, day.isoformat() if day else "", taken_in.CAME_HINT, day_from)

    def _ask_month(self, given: Given) -> None:
        self._ask_text("month", given, given.wanted.month or "", taken_in.MONTH_HINT, month_of)

    def _ask_text(
        self, name: taken_in.Setting, given: Given, now: str, hint: str, read: Callable[[str], Any]
    ) -> None:
        def settled(text: str) -> Any:
            return read(text) if text else None

        dialog = AskText(taken_in.SETTINGS[name], now, hint=hint, check=checked(settled), blank=True)
        self._app.push_screen(
            dialog,
            lambda text: self._ask_how(given) if text is None else self._anew(given, **{name: settled(text)}),
        )

    def _ask_field(self, given: Given) -> None:
        """Which column, then which of those that the file has."""
        columns = request_columns(given.data, given.name, given.wanted.columns)
        assert columns is not None
        found = columns.found
        fields = [(key, taken_in.field_column(key, found.get(key, ""))) for key in taken_in.FIELDS]

        def chosen(field: str | None) -> None:
            if field is None:
                self._ask_how(given)
                return
            title = taken_in.WHICH_COLUMN.format(field=taken_in.FIELDS[field])
            options = [(heading, heading) for heading in dict.fromkeys(columns.headings)]
            self._app.push_screen(
                Choose(title, options, chosen=found.get(field)),
                lambda heading: (
                    self._ask_field(given)
                    if heading is None
                    else self._anew(given, columns={**given.wanted.columns, field: heading})
                ),
            )

        self._app.push_screen(Choose(taken_in.WHICH_FIELD, fields), chosen)


class Read(Reading):
    """What a file says; where it can be read `otherwise`, o asks how."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "otherwise", "Read it otherwise", show=False)]
    WHOLE = "account"

    def __init__(self, title: str, texts: Iterable[str], hint: str, otherwise: Then | None = None) -> None:
        super().__init__(title, tuple(texts))
        self.HINT, self._otherwise = hint, otherwise

    def action_otherwise(self) -> None:
        if self._otherwise is not None:
            self.dismiss(False)
            self._otherwise()


class Faults(Read):
    """Every line of a file that is at fault; nothing of it was taken in."""


class Taken(Read):
    """What a file says: Enter takes all of it, Esc leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Leave it"),
        Binding("enter", "answer(True)", "Take it"),
    ]

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class Voices(Taken):
    """How many answered, asking by asking."""

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        super().__init__(title, texts, taken_in.TAKES_VOICES)


class Account(Taken):
    """What a file says, month by month and row by row."""

    def __init__(self, name: str, read: MonthsRead, work: OpenSession, otherwise: Then) -> None:
        hint = taken_in.TAKES_WITH_REASON if clashes(work.session, read.months) else taken_in.TAKES
        if not read.months:
            hint = taken_in.NOTHING_IN_IT
        mapped = [taken_in.column_told(taken_in.FIELDS[one], text) for one, text in read.columns.items()]
        super().__init__(name, (taken_in.read_as(read.source), *mapped, *read.notes), hint, otherwise)
        self._read, self._work = read, work

    def lines(self, room: int) -> list[Content]:
        lines = super().lines(room)
        early, months = account(self._work.shown, self._work.catalog, self._read.months)
        if early:
            lines += _indented([early], room)
        for title, rows in months:
            lines.append(literal(title, "bold"))
            lines += _indented(rows, room)
        return lines

    def action_answer(self, yes: bool) -> None:
        super().action_answer(yes and bool(self._read.months))


def _indented(texts: Iterable[str], room: int) -> list[Content]:
    return [literal(f"  {line}") for text in texts for line in wrapped(text, room - 2)]
