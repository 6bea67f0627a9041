"""The part "After signing" of the report: promises beside what happened, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.driving_over_time import SHARED, YOU
from msp_select.decision.after.pictures import MeasurePicture, MonthShown, measure_pictures, year_rows
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.after import pictures
from msp_select.phrases.en.after import review as words
from msp_select.phrases.en.after.deadlines import NOT_A_LAWYER
from msp_select.phrases.en.dates import date_words, month_alone, month_words
from msp_select.phrases.en.words import plain
from msp_select.report import table_cells
from msp_select.report.chart_data import DrivingByReview, MonthDot, MonthlyFigure, ReviewDot
from msp_select.report.document import Block, Bullets, Cell, Column, Paragraph, Picture, Section, Table

MONTHS = 12
DRAWN = 36
"""So many of the last months stand in a picture, and in the table of the same figures."""


def after_pages(evaluation: Evaluation) -> Iterator[Section]:
    """One section where something was signed and the reader may see it."""
    session = evaluation.session
    if session.agreement is None or evaluation.catalog.agreed.drift is None:
        return
    after = after_signing(session, session.agreement, evaluation.catalog, last_recorded(session))
    name = session.candidate(session.agreement.candidate).name
    yield Section("after", "After signing", tuple(_blocks(after, name)), new_page=True)


def _blocks(after: AfterSigning, name: str) -> Iterator[Block]:
    yield Paragraph(words.head(after, name), lead=True)
    yield Bullets((*words.sentences(after), NOT_A_LAWYER))
    yield Table(
        "Promises and change",
        "Promises beside what happened",
        tuple(Column(title) for title in ("Measure", "Promised", "Last six months", "Kept", "Change")),
        tuple(tuple(map(table_cells.text, row)) for row in words.table_rows(after)),
    )
    months = after.record.months[-MONTHS:]
    year = list(year_rows(after, months))
    rows = [
        (
            words.title(after.record, one.id),
            *(pictures.cell(state, pictures.BLOCKS).strip() for state in one.states),
            pictures.year_word(after, one.id),
        )
        for one in year
    ]
    legend = "  ".join(pictures.year_legend(year))
    if months and rows:
        yield Table(
            "The year",
            f"The year on one page, {month_words(months[0])} to {month_words(months[-1])}: {legend}",
            (Column("Measure"), *(Column(month_alone(month)[:3]) for month in months), Column("Change")),
            tuple(tuple(map(table_cells.text, row)) for row in rows),
        )
    yield from _pictures(after)


def _pictures(after: AfterSigning) -> Iterator[Block]:
    """A picture for each figure, the same figures as a table, and who was driving."""
    drawn = measure_pictures(after)
    for one in drawn:
        yield Picture(_chart(one, after))
    if drawn:
        yield _same_figures(drawn, after)
    known = [one for one in (after.driving.reviews if after.driving else ()) if one.index is not None]
    if known:
        dots = (
            ReviewDot(date_words(one.held), one.index, words.DRIVERS[one.word])
            for one in known
            if one.index is not None and one.word is not None
        )
        bands = (
            (words.DRIVERS["you"], YOU),
            (words.DRIVERS["shared"], SHARED),
            (words.DRIVERS["provider"], 0.0),
        )
        yield Picture(DrivingByReview("Who is driving, review by review", bands, tuple(dots)))


def _chart(one: MeasurePicture, after: AfterSigning) -> MonthlyFigure:
    unit = "Percent, month by month" if one.kind == "share" else "Month by month"
    dots = (_dot(month, one) for month in one.months[-DRAWN:])
    return MonthlyFigure(words.title(after.record, one.id), unit, tuple(dots))


def _dot(month: MonthShown, of: MeasurePicture) -> MonthDot:
    low, high = month.by_chance or (None, None)
    return MonthDot(
        label=month_words(month.month),
        letter=pictures.letter(month),
        state=month.state,
        words=pictures.WORDS[month.state],
        value=month.value,
        low=low,
        high=high,
        promised=month.promised,
        yardstick=month.month in of.yardstick,
        led=month.month in of.stretch,
    )


def _same_figures(drawn: Sequence[MeasurePicture], after: AfterSigning) -> Table:
    """The months down, the figures across."""
    months = [month.month for month in drawn[0].months][-DRAWN:]
    by_month = [{month.month: month for month in one.months} for one in drawn]
    rows = (
        (
            table_cells.text(month_words(name)),
            *(_figure(some[name], one) for some, one in zip(by_month, drawn, strict=True)),
        )
        for name in months
    )
    titles = (words.title(after.record, one.id) for one in drawn)
    return Table(
        "Month by month",
        "The figures of the pictures, month by month",
        (Column("Month"), *(Column(name) for name in titles)),
        tuple(rows),
    )


def _figure(month: MonthShown, of: MeasurePicture) -> Cell:
    state = pictures.WORDS[month.state]
    if month.value is None:
        return table_cells.text(state)
    share = f" % of {plain(month.of)}" if of.kind == "share" and month.of is not None else ""
    return Cell(f"{plain(month.value)}{share}{f', {state}' if state else ''}", month.value)
