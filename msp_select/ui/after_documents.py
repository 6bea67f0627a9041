"""What is written from the place After: the dates as a file for calendars, the sheet for the provider."""

from __future__ import annotations

from msp_select.exchange.calendar_file import calendar_file
from msp_select.exchange.scorecard_form import card, card_csv, card_workbook
from msp_select.model.slug import slug
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import place, taken_in
from msp_select.phrases.en.after.deadlines import OWN_CALENDAR
from msp_select.ui.after_pages import Facts
from msp_select.ui.components.write_out import Document
from msp_select.ui.folder import folder_of

CALENDAR = ".ics"
SHEETS = (".xlsx", ".csv")


def calendar_document(work: OpenSession, found: Facts) -> Document:
    """The dates: the same bytes for the same dates."""
    return Document(
        title=place.CALENDAR_TITLE,
        hint=OWN_CALENDAR,
        usual=folder_of(work) / f"{slug(work.shown.title)}{CALENDAR}",
        endings=(CALENDAR,),
        other_ending=place.CALENDAR_ENDING,
        made=lambda _ending: calendar_file(found.dates, found.signed, found.catalog.agreed, found.name),
        said=lambda name: place.written(name, len(found.dates.entries)),
    )


def sheet_document(work: OpenSession) -> Document:
    """The scorecard of the next twelve months, to be filled in and read back."""
    shown = work.shown
    assert shown.agreement is not None
    name = shown.candidate(shown.agreement.candidate).name
    form = card(shown, shown.agreement, work.catalog.agreed, name)
    return Document(
        title=taken_in.SHEET_TITLE,
        hint=taken_in.SHEET_HINT,
        usual=folder_of(work) / f"scorecard-{slug(name)}{SHEETS[0]}",
        endings=SHEETS,
        other_ending=taken_in.SHEET_ENDING,
        made=lambda ending: (card_csv if ending == ".csv" else card_workbook)(form),
        said=lambda path: taken_in.sheet_written(path, form.months[0], form.months[-1]),
    )
