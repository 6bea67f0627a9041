"""What a file of figures held, as it is told and logged, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msp_select.model.months import Actual, MeasuredBy, Month, last_day, month_name
from msp_select.model.scalars import shown
from msp_select.model.signed import Signed
from msp_select.model.voices import Pulse
from msp_select.phrases.en.after.asking import BY_SHORT, DAY_HINT, MEASURED_BY, MONEY
from msp_select.phrases.en.after.place import figure_in_words
from msp_select.phrases.en.after.review import FEW_ANSWERED
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.labels import ENTERED_SEALED
from msp_select.phrases.en.words import count, listed, plain

if TYPE_CHECKING:
    from msp_select.model.session import Session

Setting = Literal["measured_by", "received", "month", "columns"]
"""What of the way a file is read can be changed."""
KINDS: Mapping[Literal["list", "scorecard", "requests"], str] = {
    "list": "a list of figures",
    "scorecard": "a scorecard",
    "requests": "an export of requests",
}
WHICH_FILE = "Which file has the figures?"
FILE_HINT = (
    "With its whole path, .csv, .xlsx or .ods: the sheet as it came back, a list (month, measure, value, of, "
    "received), an export of requests, or what your people say (month, question, mark_1 to mark_5)."
)
OTHERWISE = "o: read it otherwise."
NOTHING_IN_IT = f"There is no figure in it. {OTHERWISE} Esc closes this."
TAKES = f"Enter takes them, Esc leaves all as it was. {OTHERWISE} ctrl+z takes them back later."
TAKES_WITH_REASON = (
    f"Enter asks why figures are replaced, and takes them. {OTHERWISE} Esc leaves all as it was."
)
TAKES_VOICES = "Enter takes them, Esc leaves all as it was. ctrl+z takes them back later."
MEND_FIRST = f"Nothing was taken in. {OTHERWISE} Esc closes this."
MEND_VOICES = "Nothing was taken in. Esc closes this."
READ_VOICES = "Read as what your people say."
VOICES_THERE = "Take them out of the file first."
COLUMN_NAMED = "o says which column is which."
HOW_READ = "How is it read?"
SETTINGS: Mapping[Setting, str] = {
    "measured_by": "Who measured what does not say so itself",
    "received": "The day the report came, where it does not say so itself",
    "month": "Only one month of it",
    "columns": "Which column is which",
}
AS_IT_SAYS = "as it says, else from their report"
MONTH_HINT = "Such as 2027-06. Empty: all of them."
CAME_HINT = f"{DAY_HINT} Empty: as the file says."
WHICH_FIELD = "Which column is it about?"
WHICH_COLUMN = "{field}: which column of the file?"
NO_COLUMN = "none"
FIELDS: Mapping[str, str] = {
    "id": "Number of the request",
    "opened": "Opened",
    "started": "Work started",
    "solved": "Solved",
    "urgency": "How urgent it was",
    "reopened": "Reopened",
    "paused": "How long the clock was stopped",
    "in_time": "Begun in time",
    "breached": "Not begun in time",
    "content": "Whether the user was content",
    "found_by": "Who found the fault",
    "cause": "Its cause",
}
SHEET_TITLE = "A sheet for the provider to fill in: where to?"
SHEET_HINT = "It ends in .xlsx or .csv. When it comes back filled in, f takes it in."
SHEET_ENDING = "End the name in .xlsx or .csv."


def read_as(source: Literal["list", "scorecard", "requests"]) -> str:
    """What kind of file it was."""
    return f"Read as {KINDS[source]}."


def setting(name: Setting, now: str) -> str:
    """One of the settings, and how it stands."""
    return f"{SETTINGS[name]}: {now}" if now else SETTINGS[name]


def measured_by(by: MeasuredBy | None) -> str:
    """Who measured, as it is set for a whole file."""
    return AS_IT_SAYS if by is None else MEASURED_BY[by]


def field_column(field: str, column: str) -> str:
    """Which column of an export is that one."""
    return f"{FIELDS[field]}: {column or NO_COLUMN}"


def column_told(name: str, heading: str) -> str:
    """Which column was found to be that one."""
    return f"{name} is the column {shown(heading)}"


def voices_read(pulses: Sequence[Pulse]) -> Iterator[str]:
    """Asking by asking how many answered, and never what."""
    for one in pulses:
        told = f"{one.answered} answered" if one.shown else FEW_ANSWERED
        yield f"{month_words(month_name(one.asked))}: {told}"


def voices_there(days: Sequence[dt.date]) -> str:
    """That answers of these days are there already."""
    return f"There are answers of {listed([*map(date_words, days)])} already."


def voices_said(many: int) -> str:
    """What was taken in, for undo."""
    return f"{count(many, 'asking')} of your people"


def said(months: Sequence[Month], source: str) -> str:
    """What was taken in, for the log and the reader: "nine figures for 2027-03, from their record"."""
    figures = [one for month in months for one in month.actuals]
    span = months[0].month if len(months) == 1 else f"{months[0].month} to {months[-1].month}"
    if not figures:
        return f"{source} for {span}"
    by = listed([words for by, words in BY_SHORT.items() if any(one.measured_by == by for one in figures)])
    return f"{count(len(figures), 'figure')} for {span}, from {by} ({source})"


def early(months: Sequence[Month], signed: Signed) -> str:
    """Which of the months lie before the service began; nothing where none does."""
    before = [month.month for month in months if last_day(month.month) < signed.starts]
    return f"Before the service began, and so not judged: {listed(before)}." if before else ""


def month_title(month: Month) -> str:
    """A month of the file, and what it says of the report."""
    if month.report == "not_due":
        became = "no report was due"
    elif month.received is None:
        became = "no report came"
    else:
        became = f"their report came on {date_words(month.received)}"
    return f"{month_words(month.month)}, {became}"


def month_rows(month: Month, session: Session, titles: Mapping[str, str]) -> Iterator[str]:
    """Row by row what the file says of a month, and what of it stands in the place of something else."""
    there = next((one for one in session.months if one.month == month.month), None)
    for actual in month.actuals:
        before = None if there is None else there.actual(actual.id)
        title = titles.get(actual.id, actual.id)
        yield f"{title}: {_figure(actual)}{'' if before is None else f'; in place of {_figure(before)}'}"
    for name, (title, _) in MONEY.items():
        amount = getattr(month, name)
        if amount is not None:
            sealed = session.settings.sealed and name != "units"
            yield f"{title}: {ENTERED_SEALED if sealed else plain(float(amount), 2)}"


def _figure(actual: Actual) -> str:
    return f"{figure_in_words(actual)}, {BY_SHORT[actual.measured_by]}"


def sheet_written(name: str, first: str, last: str) -> str:
    """Which months the sheet that was written asks for."""
    return f"Written: {name}, {month_words(first)} to {month_words(last)}. f takes it in when it comes back."
