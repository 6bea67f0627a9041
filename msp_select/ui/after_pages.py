"""What stands on the pages of After as lines: promises, change, dates, stay or go; pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from msp_select.decision.after.calendar_entries import Calendar, calendar
from msp_select.decision.after.deadlines import deadline
from msp_select.decision.after.leaving_right import ClauseChance
from msp_select.decision.after.people import Voices
from msp_select.decision.after.pictures import measure_pictures, year_rows
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.decision.after.stay_or_go import StayOrGo
from msp_select.decision.after.taking_promises import clauses_checked, promises_signed
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.model.signed import Signed
from msp_select.model.voices import PULSE_QUESTIONS
from msp_select.phrases.en.after import asking, deadlines, pictures, place, signing
from msp_select.phrases.en.after import review as words
from msp_select.phrases.en.after import stay as staying
from msp_select.phrases.en.after.together import together
from msp_select.phrases.en.dates import month_words
from msp_select.phrases.names import Names
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.widgets.selectable_lines import Line

MEASURE, ENTRY = "measure:", "date:"
MONTHS = 12
MOST_TITLE = 40  # cells


@dataclass(frozen=True)
class Facts:
    """What the pages tell: everything after signing, the calendar, and clauses a good provider trips over."""

    after: AfterSigning
    dates: Calendar
    clauses: tuple[ClauseChance, ...]
    name: str
    session: Session
    catalog: Catalog

    @property
    def signed(self) -> Signed:
        """What was signed."""
        return self.after.record.signed


def facts(
    session: Session, signed: Signed, catalog: Catalog, day: dt.date, *, upto: str | None = None
) -> Facts:
    """Everything as of that day, of the session as it may be seen (NoRuleOfDrift without a rule).

    With `upto` months after that one are left out.
    """
    after = after_signing(session, signed, catalog, day, upto=upto)
    claims = {} if after.credits is None else after.credits.claims
    checked = clauses_checked(session, signed, catalog.agreed)
    return Facts(
        after=after,
        dates=calendar(session, signed, catalog.agreed, day, claims),
        clauses=tuple(one for one in checked if one.unfair),
        name=session.candidate(signed.candidate).name,
        session=session,
        catalog=catalog,
    )


def spoken(texts: Iterable[str], width: int, *, key: str) -> Iterator[Line]:
    """Sentences one below the other, each a stop of the cursor, so that a long page can be read through."""
    for at, text in enumerate(texts):
        first, *rest = wrapped(text, width - 4)
        yield Line(literal(f"   {first}"), f"{key}{at}")
        yield from (Line(literal(f"   {line}"), of=f"{key}{at}") for line in rest)
        yield Line(literal(""))


def heading(text: str) -> Line:
    """What the lines below it are about."""
    return Line(literal(f" {text}", "bold"))


# ---- Promises ----------------------------------------------------------------------------------------


def promise_lines(found: Facts, width: int) -> list[Line]:
    """The year on one page, then what is said of promises, silence and money."""
    after = found.after
    record = after.record
    lines = list(_year(after, width)) if record.months and after.promises else []
    lines += spoken(_about_promises(after), width, key="promise-said:")
    return lines


def _year(after: AfterSigning, width: int) -> Iterator[Line]:
    months = after.record.months[-MONTHS:]
    title = max(16, min(MOST_TITLE, width - 2 * len(months) - 16))
    letters = " ".join(month_words(month)[0] for month in months)
    span = place.from_to(months[0], months[-1])
    yield Line(literal(f" {padded(span, title)}   {letters}   {place.KEPT}", "bold"))
    rows = list(year_rows(after, months))
    for one, shown in zip(after.promises, rows, strict=True):
        row = " ".join(pictures.cell(state, pictures.BLOCKS) for state in shown.states)
        kept = place.kept_of(one)
        first, *rest = wrapped(words.title(after.record, one.id), title)
        yield Line(literal(f"   {padded(first, title)} {row}   {kept}"), f"{MEASURE}{one.id}")
        yield from (Line(literal(f"   {line}"), of=f"{MEASURE}{one.id}") for line in rest)
    legend = f"{'  '.join(pictures.year_legend(rows))}. {place.A_QUARTER}"
    yield from (Line(literal(f"   {line}", "dim")) for line in wrapped(legend, width - 4))
    yield Line(literal(""))


def _about_promises(after: AfterSigning) -> Iterator[str]:
    record = after.record
    if not record.months:
        yield words.NOTHING_YET
        return
    if record.too_early:
        yield words.before_the_start(record)
    yield from words.silence(after.silence, after)
    if after.leave is not None:
        yield from words.leave(after.leave)
    if joined := together(after):
        yield joined
    for one in after.promises:
        yield words.promise(one, record)
    if after.credits is not None:
        yield from words.credits(after.credits)
    if after.bill is not None:
        yield from words.bill(after.bill)
    if after.team is not None:
        yield from words.team(after.team)
    yield from words.failures(after.failures)


# ---- Change ------------------------------------------------------------------------------------------


def drift_lines(found: Facts, width: int) -> list[Line]:
    """The table with what changed, then what is said of it, of the people and of who is driving."""
    after = found.after
    lines = list(_table(after, width)) if after.record.months else []
    lines += spoken(_about_change(after), width, key="change-said:")
    return lines


def _table(after: AfterSigning, width: int) -> Iterator[Line]:
    rows = [[row[at] for at in place.AMONG_CHANGES] for row in words.table_rows(after)]
    columns = [place.COLUMNS[at] for at in place.AMONG_CHANGES]
    sizes = [max(cell_len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    title = max(16, min(sizes[0], MOST_TITLE, width - sum(sizes[1:]) - 2 * len(sizes) - 2))
    if (
        title + sum(sizes[1:]) + 2 * len(sizes) > width
    ):  # too narrow for a table: a measure, its figures below
        yield from _stacked(after, columns, rows, width)
        return

    def cells(row: Sequence[str]) -> str:
        return "  ".join(padded(cell, size) for cell, size in zip(row[1:], sizes[1:], strict=True)).rstrip()

    yield Line(literal(f" {padded(columns[0], title + 2)}  {cells(columns)}", "bold"))
    for key, row in zip(_keys(after, rows), rows, strict=True):
        first, *rest = wrapped(row[0], title)
        yield Line(literal(f"   {padded(first, title)}  {cells(row)}"), key)
        yield from (Line(literal(f"   {line}"), of=key) for line in rest)
    yield Line(literal(""))


def _stacked(
    after: AfterSigning, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> Iterator[Line]:
    for key, row in zip(_keys(after, rows), rows, strict=True):
        for at, line in enumerate(wrapped(row[0], width - 4)):
            yield Line(literal(f"   {line}", "bold"), *((key,) if at == 0 else ("", key)))
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if cell and cell != "-":
                yield Line(literal(f"     {padded(column, 15)}{cell}"), of=key)
    yield Line(literal(""))


def _keys(after: AfterSigning, rows: Sequence[Sequence[str]]) -> list[str]:
    """The key of each row of the table: its measure; the last is about the reports."""
    measures = [f"{MEASURE}{one}" for one in after.record.measures]
    return [*measures, *["reports"] * (len(rows) - len(measures))]


def _about_change(after: AfterSigning) -> Iterator[str]:
    if not after.record.months:
        yield words.NOTHING_YET
    else:
        if joined := together(after):
            yield joined
        yield from words.change(after)
    yield from words.voices(after.voices)
    if after.signs.sample is not None and not after.drifting.disagrees:
        yield words.checked(after.signs.sample)
    if after.driving is not None:
        yield from words.driving(after.driving)


def driving_lines(after: AfterSigning, width: int) -> Iterator[Line]:
    """Who was driving, review by review, the words as bands."""
    if after.driving is None or not (drawn := pictures.driving_lines(after.driving)):
        return
    for at, text in enumerate(drawn):
        yield Line(literal(f" {text[: width - 2]}", "" if at else "bold"), f"driving:{at}")
    yield Line(literal(""))


def voice_lines(heard: Voices, width: int) -> Iterator[Line]:
    """What the people said, asking by asking, as far as enough of them answered."""
    if not heard.heard:
        return
    yield heading(place.VOICES)
    for question in PULSE_QUESTIONS:
        title = asking.PULSE_QUESTIONS[question]
        yield from (Line(literal(f"   {line}")) for line in wrapped(title, width - 4))
        for one in heard.heard:
            told = place.mark_words(one.asked, one.means[question], one.answered)
            yield Line(literal(f"     {told}"), f"voice:{question}/{one.asked}")
    yield Line(literal(""))


# ---- One measure -------------------------------------------------------------------------------------


def measure_texts(found: Facts, measure: str) -> Iterator[str]:
    """Everything that is said of one figure: why it stands as it does."""
    after = found.after
    one = after.promise(measure)
    if one is not None:
        yield words.promise(one, after.record)
    yield from words.change_of(after, measure)


def measure_drawn(found: Facts, measure: str, width: int) -> Sequence[str]:
    """The figure month by month; nothing where none came, or none can be drawn."""
    picture = next((one for one in measure_pictures(found.after) if one.id == measure), None)
    return () if picture is None else pictures.measure_lines(picture, found.after, width=width)


def figure_rows(found: Facts, measure: str) -> Iterator[tuple[str, str, str]]:
    """Month, figure and state, the latest first."""
    record, one = found.after.record, found.after.promise(measure)
    for month in reversed(record.months):
        actual = record.actual(measure, month)
        period = one.in_period(month) if one is not None else None
        state = asking.STATES[period.state] if period is not None else ""
        report = record.reports[month]
        figure = place.figure_in_words(actual)
        if report == "not_due" or report == "awaited" or report == "not_put_in":
            figure = pictures.WORDS[report]
        yield month_words(month), figure, "" if state == figure else state


# ---- Dates -------------------------------------------------------------------------------------------


def date_lines(found: Facts, width: int) -> list[Line]:
    """The notice in full, then every entry of the calendar."""
    signed, day = found.signed, found.after.as_of
    said = [deadlines.next_notice(signed, deadline(signed, day), day), deadlines.NOT_A_LAWYER]
    if signed.renewal.kind != "none":
        said.append(deadlines.REMINDER)
    lines = list(spoken(said, width, key="notice:"))
    lines.append(heading(place.ENTRIES))
    for at, entry in enumerate(found.dates.entries):
        title = deadlines.entry_words(entry, signed, found.catalog.agreed, found.name).title
        first, *rest = wrapped(title, width - 22)
        when = place.weekday_words(entry.day)
        lines.append(Line(literal(f"   {padded(when, 16)} {first}"), f"{ENTRY}{at}"))
        lines += [Line(literal(f"   {' ' * 16} {line}"), of=f"{ENTRY}{at}") for line in rest]
    return lines


def entry_texts(found: Facts, key: str) -> tuple[str, tuple[str, ...]]:
    """The title and the text of one entry."""
    entry = found.dates.entries[int(key.removeprefix(ENTRY))]
    said = deadlines.entry_words(entry, found.signed, found.catalog.agreed, found.name)
    return said.title, (place.weekday_words(entry.day), said.on_page)


# ---- Stay or go --------------------------------------------------------------------------------------


def stay_lines(fact: StayOrGo, width: int) -> list[Line]:
    """The verdict, both cases as long as each other, the money and what was measured."""
    names = Names.of(fact.evaluation)
    said = [staying.verdict(fact, names), staying.fits(fact), staying.what_would_change_it(fact)]
    lines = list(spoken(filter(None, said), width, key="verdict:"))
    for title, texts in (
        (place.FOR_STAYING, staying.for_staying(fact, names)),
        (place.FOR_LEAVING, staying.for_leaving(fact, names)),
    ):
        lines.append(heading(title))
        lines += spoken(texts, width, key=f"{title}:")
    if fact.money is not None:
        lines.append(heading(place.costs_over(fact.money.stake.window)))
        lines += _rows(staying.cost_head(fact.money), staying.cost_rows(fact.money), width, "cost")
        parts = ", ".join(f"{title} {amount}" for title, amount in staying.one_off_rows(fact.money))
        lines += spoken([place.switch_once(parts)], width, key="once:")
    if fact.measured:
        lines.append(heading(place.MEASURED))
        lines += _rows(place.MEASURED_COLUMNS, staying.measured_rows(fact, names), width, "measured")
    lines += spoken(
        [staying.rule(fact.after.record.agreed.judging), deadlines.NOT_A_LAWYER], width, key="rule:"
    )
    return lines


def _rows(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, key: str) -> Iterator[Line]:
    """A table where there is room for it, else each row under its first cell."""
    sizes = [max(cell_len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    fits = sum(sizes) + 2 * len(sizes) + 2 <= width
    if fits:
        yield Line(literal("   " + "  ".join(map(padded, columns, sizes)), "bold"))
    for number, row in enumerate(rows):
        name = f"{key}:{number}"
        if fits:
            yield Line(literal("   " + "  ".join(map(padded, row, sizes)).rstrip()), name)
            continue
        yield Line(literal(f"   {padded(row[0], width - 4)}", "bold"), name)
        for column, cell in zip(columns[1:], row[1:], strict=True):
            for at, line in enumerate(wrapped(cell, max(width - 34, 12)) if cell else []):
                yield Line(literal(f"     {padded(column if at == 0 else '', 26)}{line}"), of=name)
    yield Line(literal(""))


# ---- What was signed ---------------------------------------------------------------------------------


def taken_texts(found: Facts) -> Iterator[str]:
    """What of the promises has no figure, what nothing was promised about, and clauses that are unfair."""
    candidate = found.session.candidate(found.signed.candidate)
    taken = promises_signed(found.catalog, candidate, found.signed)
    yield from tuple(signing.taken(taken, found.catalog.agreed))[len(taken.promises) :]
    yield from map(signing.clause, found.clauses)
