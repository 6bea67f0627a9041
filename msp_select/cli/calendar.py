"""`calendar`: the dates of what was signed, in words, as JSON, or as a file that calendars import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from msp_select.cli.after import SignedFile, say_day, signed_file
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import wrapped
from msp_select.decision.after.calendar_entries import Calendar
from msp_select.decision.after.calendar_entries import calendar as dates_of
from msp_select.decision.after.deadlines import deadline
from msp_select.decision.after.review import after_signing
from msp_select.errors import UsageError, shown_path
from msp_select.phrases.en.after import deadlines
from msp_select.phrases.en.dates import date_words
from msp_select.store.write_document import check_target, write_document

ENDING = ".ics"


@click.command()
@click.argument("file")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Write DATES.ics, to import.")
@click.option("--json", "as_json", is_flag=True, help="The next notice and every date, for other programs.")
@click.option("--as-of", metavar="DAY", help="Count from this day, or from today.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
def calendar(file: str, *, out: Path | None, as_json: bool, as_of: str | None, replace: bool) -> None:
    """The dates of what was signed in FILE: the notice that cannot be missed, reports, reviews, tasks."""
    if out is not None and out.suffix.lower() != ENDING:
        raise UsageError(f"{shown_path(out)}: a calendar ends in .ics", "Use -o DATES.ics.")
    if out is not None:
        check_target(out, file, replace=replace)
    found = signed_file(file, as_of)
    if out is not None:
        # Before anything is told: a pipe may close.
        write_document(out, calendar_bytes(found), file, replace=replace)
    if as_json:
        say_day(found.counted, only_if_stale=True)
        print_json({**deadline(found.signed, found.counted.day).figures, "dates": list(_listed(found))})
    else:
        say_day(found.counted)
        _tell(found)
    if out is not None:
        many = len(dates(found).entries)
        click.echo(f"{shown_path(out)}: {many} dates. {deadlines.OWN_CALENDAR}", err=as_json)


def dates(found: SignedFile) -> Calendar:
    """Every date, those for claiming money among them."""
    return dates_of(found.session, found.signed, found.catalog.agreed, found.counted.day, _claims(found))


def _claims(found: SignedFile) -> dict[str, dt.date]:
    """The months for which money can still be claimed, each with its last day."""
    if found.signed.credits is None:
        return {}
    credits = after_signing(found.session, found.signed, found.catalog, found.counted.day).credits
    return {} if credits is None else credits.claims


def _listed(found: SignedFile) -> Iterator[dict[str, str]]:
    """Every date as plain data, in the words that are printed too."""
    for entry in dates(found).entries:
        why = deadlines.entry_words(entry, found.signed, found.catalog.agreed, found.name).title
        yield {"kind": entry.kind, "key": entry.key, "day": entry.day.isoformat(), "why": why}


def _tell(found: SignedFile) -> None:
    day = found.counted.day
    said = deadlines.next_notice(found.signed, deadline(found.signed, day), day)
    reminder = [] if found.signed.renewal.kind == "none" else [deadlines.REMINDER]
    lines = [f"{found.name}, from {date_words(found.signed.starts)}", said]
    lines += [deadlines.NOT_A_LAWYER, *reminder]
    for line in lines:
        click.echo("\n".join(wrapped(line)))
    click.echo()
    for entry in dates(found).entries:
        title = deadlines.entry_words(entry, found.signed, found.catalog.agreed, found.name).title
        click.echo("\n".join(wrapped(title, indent=" " * 18, first=f"  {entry.day:%a} {entry.day}  ")))


def calendar_bytes(found: SignedFile) -> bytes:
    """Every date as a file for calendars."""
    from msp_select.exchange.calendar_file import calendar_file

    return calendar_file(dates(found), found.signed, found.catalog.agreed, found.name)
