"""What a file of figures held, as it is told and logged, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msp_select.model.months import Actual, Month, last_day
from msp_select.model.signed import Signed
from msp_select.phrases.en.after.asking import BY_SHORT, MONEY
from msp_select.phrases.en.after.place import figure_in_words
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.labels import ENTERED_SEALED
from msp_select.phrases.en.words import count, listed, plain

if TYPE_CHECKING:
    from msp_select.model.session import Session

KINDS: Mapping[Literal["list", "scorecard", "requests"], str] = {
    "list": "a list of figures",
    "scorecard": "a scorecard",
    "requests": "an export of requests",
}
WHICH_FILE = "Which file has the figures?"
FILE_HINT = (
    "With its whole path, .csv, .xlsx or .ods: the sheet as it came back, a list (month, measure, value, of, "
    "received), or an export of requests."
)
NOTHING_IN_IT = "There is no figure in it. Esc closes this."
TAKES = "Enter takes them, Esc leaves all as it was. ctrl+z takes them back later."
TAKES_WITH_REASON = "Enter asks why figures are replaced, and takes them. Esc leaves all as it was."
MEND_FIRST = "Nothing was taken in. Esc closes this."
SHEET_TITLE = "A sheet for the provider to fill in: where to?"
SHEET_HINT = "It ends in .xlsx or .csv. When it comes back filled in, f takes it in."
SHEET_ENDING = "End the name in .xlsx or .csv."


def read_as(source: Literal["list", "scorecard", "requests"]) -> str:
    """What kind of file it was."""
    return f"Read as {KINDS[source]}."


def said(months: Sequence[Month], source: str) -> str:
    """What was taken in, for the log and the reader: "9 figures for 2027-03, by provider_record"."""
    figures = [one for month in months for one in month.actuals]
    span = months[0].month if len(months) == 1 else f"{months[0].month} to {months[-1].month}"
    if not figures:
        return f"{source} for {span}"
    by = listed(sorted({one.measured_by for one in figures}))
    return f"{count(len(figures), 'figure')} for {span}, by {by} ({source})"


def early(months: Sequence[Month], signed: Signed) -> str:
    """Which of the months lie before the service began; nothing where none does."""
    before = [month.month for month in months if last_day(month.month) < signed.starts]
    return f"Before the service began, and so not judged: {listed(before)}." if before else ""


def month_title(month: Month) -> str:
    """A month of the file, and what it says of the report."""
    came = (
        "no report came" if month.received is None else f"their report came on {date_words(month.received)}"
    )
    return f"{month_words(month.month)}, {came}"


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
