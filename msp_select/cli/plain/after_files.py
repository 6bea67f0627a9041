"""Files after signing, by ordinary prompts: figures taken in, the provider's sheet and the dates written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from msp_select.cli.after import SignedFile
from msp_select.cli.calendar import calendar_bytes, dates
from msp_select.cli.plain.prompts import answered, ask, choose, counted, tell
from msp_select.errors import FileFaults, MspSelectError, shown_path
from msp_select.exchange.actuals import (
    MonthsRead,
    Wanted,
    is_of_people,
    read_months,
    read_pulses,
    request_columns,
)
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.exchange.scorecard_form import card, card_csv, card_workbook
from msp_select.model.after_edits import clashes, with_months, with_pulses
from msp_select.model.scalars import MAX_TEXT
from msp_select.model.slug import slug
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import asking, place, taken_in
from msp_select.phrases.en.dates import day_from
from msp_select.store.returned_file import clean_name, first_bytes
from msp_select.store.write_document import check_target, is_as_written, write_document
from msp_select.ui.folder import folder_of
from msp_select.ui.month_figures import account, askings_there
from msp_select.ui.typed_values import month_of

LEAVE = ("n", "no, leave all as it was")
OTHERWISE = ("o", "read it otherwise")


def take_file(work: OpenSession) -> None:
    """A list, a scorecard, an export of requests, or what the people say: all of it or nothing."""
    tell(taken_in.FILE_HINT)
    typed = ask("Which file (Enter: none)")
    if not typed:
        return
    path = Path(typed).expanduser()
    data, name = first_bytes(path, MAX_FILE + 1), clean_name(path)
    if is_of_people(data, name):
        _take_voices(work, data, name)
        return
    wanted: Wanted | None = Wanted(today=work.now().date(), to_name_columns=taken_in.COLUMN_NAMED)
    while wanted is not None:
        wanted = _take_months(work, data, name, wanted)


def _take_months(work: OpenSession, data: bytes, name: str, wanted: Wanted) -> Wanted | None:
    """Show what is in it and ask; how it is to be read otherwise, or None once that is done."""
    signed = work.session.agreement
    assert signed is not None
    try:
        read = read_months(data, name, signed, work.catalog, wanted)
    except FileFaults as error:
        for fault in error.faults:
            tell(fault)
        tell(error.remedy)
        options = [OTHERWISE, LEAVE]
        said = choose("What now", options, default="n")
    else:
        _tell(work, read)
        options = [("y", "yes"), OTHERWISE, LEAVE]
        said = choose("Take them", options, default="y")
        if said == "y":
            _keep(work, read, name)
    return _otherwise(data, name, wanted) if said == "o" else None


def _tell(work: OpenSession, read: MonthsRead) -> None:
    tell(taken_in.read_as(read.source))
    mapped = [taken_in.column_told(taken_in.FIELDS[one], text) for one, text in read.columns.items()]
    for note in (*mapped, *read.notes):
        tell(note, indent="  ")
    early, months = account(work.shown, work.catalog, read.months)
    if early:
        tell(early)
    for title, rows in months:
        tell(title)
        for row in rows:
            tell(row, indent="  ")


def _keep(work: OpenSession, read: MonthsRead, name: str) -> None:
    why = ""
    if clashes(work.session, read.months):
        why = ask(f"{place.WHY_FIGURE} (Enter alone leaves all as it was)")
        if not why:
            return
    what = taken_in.said(read.months, name)[:MAX_TEXT]
    work.change(with_months(work.session, read.months, work.now(), what, why), what)
    tell(f"Taken in: {what}.")


def _otherwise(data: bytes, name: str, wanted: Wanted) -> Wanted:
    """One of what the file leaves open, settled."""
    columns = request_columns(data, name, wanted.columns)
    names = [one for one in taken_in.SETTINGS if one != "columns" or columns is not None]
    numbers = counted([taken_in.SETTINGS[one] for one in names])
    chosen = names[int(choose(taken_in.HOW_READ, numbers)) - 1]
    if chosen == "received":
        return replace(wanted, received=answered(f"{asking.DAY_HINT} Enter: as the file says", day_from))
    if chosen == "month":
        return replace(wanted, month=answered("Which month, such as 2027-06 (Enter: all)", month_of))
    if chosen == "measured_by":
        people = ["", *asking.MEASURED_BY]
        who = [taken_in.AS_IT_SAYS, *asking.MEASURED_BY.values()]
        by: Any = people[int(choose("Who measured", counted(who), default="1")) - 1] or None
        return replace(wanted, measured_by=by)
    assert columns is not None
    fields = list(taken_in.FIELDS)
    shown = [taken_in.field_column(one, columns.found.get(one, "")) for one in fields]
    field = fields[int(choose(taken_in.WHICH_FIELD, counted(shown))) - 1]
    headings = list(dict.fromkeys(columns.headings))
    title = taken_in.WHICH_COLUMN.format(field=taken_in.FIELDS[field])
    column = headings[int(choose(title, counted(headings))) - 1]
    return replace(wanted, columns={**wanted.columns, field: column})


def _take_voices(work: OpenSession, data: bytes, name: str) -> None:
    pulses = read_pulses(data, name)
    if there := askings_there(work.session, pulses):
        tell(f"{taken_in.voices_there(there)} {taken_in.VOICES_THERE}")
        return
    tell(taken_in.READ_VOICES)
    for line in taken_in.voices_read(pulses):
        tell(line, indent="  ")
    if choose("Take them", [("y", "yes"), LEAVE], default="y") == "y":
        what = taken_in.voices_said(len(pulses))
        work.change(with_pulses(work.session, pulses, work.now()), what)
        tell(f"Taken in: {what}.")


# ---- What is written ---------------------------------------------------------------------------------


def write_sheet(found: SignedFile, work: OpenSession) -> None:
    """The scorecard of the next twelve months, for the provider to fill in."""
    form = card(found.session, found.signed, found.catalog.agreed, found.name)

    def made(ending: str) -> bytes:
        return (card_csv if ending == ".csv" else card_workbook)(form)

    usual = folder_of(work) / f"scorecard-{slug(found.name)}.xlsx"
    path = _write(work, usual, (".xlsx", ".csv"), taken_in.SHEET_ENDING, made)
    if path is not None:
        tell(taken_in.sheet_written(shown_path(path), form.months[0], form.months[-1]))


def write_calendar(found: SignedFile, work: OpenSession) -> None:
    """The dates as a file for calendars."""
    usual = folder_of(work) / f"{slug(work.shown.title)}.ics"
    path = _write(work, usual, (".ics",), place.CALENDAR_ENDING, lambda _ending: calendar_bytes(found))
    if path is not None:
        tell(place.written(shown_path(path), len(dates(found).entries)))


def _write(
    work: OpenSession, usual: Path, endings: tuple[str, ...], other: str, made: Callable[[str], bytes]
) -> Path | None:
    """Where it was written; None where the user went back."""
    where = f"Where to, ending in {' or '.join(endings)} (Enter: {shown_path(usual)}, b: nowhere)"
    while True:
        typed = ask(where) or str(usual)
        if typed == "b":
            return None
        path = Path(typed).expanduser()
        if path.suffix.lower() not in endings:
            tell(other)
            continue
        try:
            check_target(path, work.stored.path, replace=True)
            if path.exists() and not is_as_written(path, work.stored.path):
                tell(place.replace(shown_path(path)))
                if choose("Replace it", [("y", "yes"), ("n", "no")], default="n") == "n":
                    continue
            write_document(path, made(path.suffix.lower()), work.stored.path, replace=True)
        except MspSelectError as error:
            tell(f"{error.message} {error.remedy}")
        else:
            return path
