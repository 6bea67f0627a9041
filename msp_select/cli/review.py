"""`review`: promises beside what happened, what got worse, and what to ask; of one client or of several."""

from __future__ import annotations

from collections.abc import Iterator

import click

from msp_select.cli.after import SignedFile, say_day, signed_file
from msp_select.cli.print_json import print_json
from msp_select.cli.record_review import check_requests, record_review
from msp_select.cli.tables import can_draw, table, width, wrapped
from msp_select.decision.after.pictures import measure_pictures
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.errors import CheckFailed, MspSelectError, UsageError, shown_path
from msp_select.phrases.en.after import pictures
from msp_select.phrases.en.after import review as words
from msp_select.phrases.en.after.deadlines import NOT_A_LAWYER, counted_from
from msp_select.phrases.en.after.place import COLUMNS
from msp_select.report.review_json import review_json
from msp_select.ui.typed_values import last_month_of


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--quarter", metavar="2027-Q2", help="Only up to the end of this quarter.")
@click.option("--short", is_flag=True, help="The sentences alone.")
@click.option("--pictures", "draw", is_flag=True, help="Draw the months of each figure, and who was driving.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--as-of", metavar="DAY", help="Count from this day, or from today.")
@click.option("--record", is_flag=True, help="Record a review that was held: five questions, decisions.")
@click.option("--check", type=click.IntRange(1, 1_000), metavar="N", help="Draw so many requests to check.")
@click.option("--month", metavar="2027-06", help="Of which month they are checked.")
@click.option("--wrong", type=click.IntRange(0), metavar="N", help="So many of those checked were wrong.")
def review(
    files: tuple[str, ...],
    *,
    quarter: str | None,
    short: bool,
    draw: bool,
    as_json: bool,
    as_of: str | None,
    record: bool,
    check: int | None,
    month: str | None,
    wrong: int | None,
) -> None:
    """Promises beside what happened in FILE, what changed, what is owed; of several clients a row each."""
    if record or check is not None:
        if len(files) > 1:
            raise UsageError("A review is recorded in one file at a time.", "Name one FILE.")
        if check is not None:
            check_requests(files[0], check, month, wrong)
        else:
            record_review(files[0])
        return
    upto = None if quarter is None else last_month(quarter)
    if len(files) > 1:
        if draw:
            raise UsageError("Pictures are drawn of one client at a time.", "Name one FILE.")
        _several(files, as_of, upto, as_json=as_json)
        return
    found = signed_file(files[0], as_of)
    after = _after(found, upto)
    if as_json:
        say_day(found.counted, only_if_stale=True)
        print_json(review_json(after))
        return
    say_day(found.counted)
    _tell(after, found.name, short=short)
    if draw:
        for line in drawn(after):
            click.echo(line)


def last_month(quarter: str) -> str:
    """The last month of a quarter such as 2027-Q2."""
    try:
        return last_month_of(quarter)
    except ValueError as error:
        raise UsageError(f'"{shown_path(quarter)}" is no quarter', str(error)) from None


def _after(found: SignedFile, upto: str | None) -> AfterSigning:
    return after_signing(found.session, found.signed, found.catalog, found.counted.day, upto=upto)


def _tell(after: AfterSigning, name: str, *, short: bool) -> None:
    click.echo("\n".join(wrapped(words.head(after, name))))
    if not short:
        click.echo()
        for line in table(COLUMNS, words.table_rows(after)):
            click.echo(line)
    for sentence in words.sentences(after):
        click.echo()
        click.echo("\n".join(wrapped(sentence)))
    click.echo()
    click.echo("\n".join(wrapped(NOT_A_LAWYER)))


def drawn(after: AfterSigning) -> Iterator[str]:
    """The pictures, each behind an empty line, in signs that can be printed here."""
    signs = pictures.BLOCKS if can_draw() else pictures.ASCII
    parts = [pictures.measure_lines(one, after, signs, width()) for one in measure_pictures(after)]
    parts.append(pictures.year_lines(after, signs, width()))
    parts.append([] if after.driving is None else pictures.driving_lines(after.driving, signs))
    for lines in parts:
        if lines:
            yield ""
            yield from lines


def _several(files: tuple[str, ...], as_of: str | None, upto: str | None, *, as_json: bool) -> None:
    """A row a client; a file that cannot be read is named, and the others are shown all the same."""
    rows, documents, stale, faults = [], [], [], list[MspSelectError]()
    for file in files:
        try:
            found = signed_file(file, as_of)
            after = _after(found, upto)
        except MspSelectError as error:
            faults.append(error)
            continue
        documents.append({"file": file, **review_json(after)})
        if found.counted.stale_on is not None:
            stale.append(f"{shown_path(file)}: {counted_from(found.counted)}")
        rows.append((shown_path(file), found.name, *words.one_row(after)))
    if as_json:
        print_json({"schema": "msp-select/reviews/1", "reviews": documents})
    elif rows:
        for line in table(words.ROW_COLUMNS, rows):
            click.echo(line)
    for line in stale:
        click.echo("\n".join(wrapped(line)), err=as_json)
    if faults:
        rest = "The others are shown; mend these and try again." if rows else "Mend these and try again."
        raise CheckFailed("\n".join(error.message for error in faults), rest)
