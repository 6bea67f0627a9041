"""`receive`: the answers that come back from a bidder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from msp_select.cli.load_file import tell_changes
from msp_select.cli.tables import wrapped
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import CheckFailed, FileError, UsageError, shown_path
from msp_select.exchange import read_answers, with_answers
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.model.number_text import in_digits
from msp_select.model.scalars import clean_text
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.store.os_errors import file_error

if TYPE_CHECKING:
    from msp_select.exchange.receipt import Item, Received


@click.command()
@click.argument("file")
@click.argument("returned", metavar="IN.xlsx", type=click.Path(path_type=Path))
@click.option("--candidate", metavar="ID", help="Whose answers they are, where the form does not say so.")
@click.option("--accept-good", is_flag=True, help="Take the good rows although others are refused.")
@click.option("--as", "by", metavar="NAME", default="the bidder", help="Who gave the answers.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
def receive(
    file: str, returned: Path, *, candidate: str | None, accept_good: bool, by: str, dry_run: bool
) -> None:
    """Read a bidder's filled-in form back into FILE: row by row, and nothing half.

    Exit status 1 where nothing was taken because of faults.
    """
    work = OpenSession.open(file)
    if work.read_only and not dry_run:
        raise UsageError(
            f"{shown_path(file)}: it is part of the program and stays as it is",
            f"Work on a copy: msp-select new FILE --from {shown_path(file)}; or add --dry-run.",
        )
    tell_changes(work.changed_outside)
    chosen = None if candidate is None else candidate_named(work.session, candidate)
    received = _settled(returned, work, chosen)
    click.echo("\n".join(account(received, work.shown)))
    if received.blocked or (received.refused and not accept_good):
        raise CheckFailed(*_nothing_taken(received))
    if dry_run or not received.stored:
        click.echo("Nothing was changed." if dry_run else "There is nothing new in it.")
        return
    work.change(with_answers(work.session, received, work.catalog, work.now(), by=by), "answers received")
    if work.problem is not None:
        raise work.problem
    left = f"; {_rows(len(received.refused))} refused" if received.refused else ""
    if received.left_blank:
        left += f"; {_rows(len(received.left_blank))} left blank count as not answered"
    click.echo(
        f"{shown_path(file)}: {_rows(len(received.good))} taken and saved{left}. The log names the file."
    )


def account(received: Received, shown: Session) -> list[str]:
    """The row-by-row account of a returned form, as lines of text."""
    whose = next((one.name for one in shown.candidates if one.id == received.candidate), "nobody here")
    lines = [f"{whose}, from {received.name}"]
    lines += _part("New", [(item, item.said) for item in received.accepted])
    lines += _part("Changed", [(item, f"{item.said} (before: {item.before})") for item in received.changed])
    if received.unchanged:
        lines += ["", f"As it was: {_rows(len(received.unchanged))}"]
    if received.left_blank:
        blank = ", ".join(item.short for item in received.left_blank)
        count = _rows(len(received.left_blank))
        lines += ["", *wrapped(f"Left blank, asked and not answered: {count}: {blank}", indent="  ")]
    lines += _part("Refused", [(item, item.reason) for item in received.refused])
    if received.notes:
        lines += ["", "To know"]
        lines += [line for note in received.notes for line in wrapped(note, indent="  ", first="  ")]
    return [*lines, ""]


def _part(title: str, rows: list[tuple[Item, str]]) -> list[str]:
    if not rows:
        return []
    lines = ["", f"{title}: {_rows(len(rows))}"]
    for item, text in rows:
        lines += wrapped(f"{item.short}: {text}", indent=" " * 10, first=f"  {item.cell:<8}")
    return lines


def _rows(count: int) -> str:
    return f"{count} {'row' if count == 1 else 'rows'}"


def _nothing_taken(received: Received) -> tuple[str, str]:
    if received.blocked:
        return (
            f"{received.name}: nothing was taken: {'; '.join(received.blocked)}",
            "Check that it is the right file for this session and candidate.",
        )
    good = len(received.good)
    offer = f", or add --accept-good to take the {_rows(good)} that {'is' if good == 1 else 'are'} good"
    refused = "1 row was" if len(received.refused) == 1 else f"{len(received.refused)} rows were"
    return (
        f"{received.name}: nothing was taken: {refused} refused",
        f"Ask the bidder to mend what is named above{offer if good else ''}.",
    )


def _settled(path: Path, work: OpenSession, candidate: str | None) -> Received:
    """The form as read; on a terminal a person chooses where a number has two readings."""
    data, name = read_returned(path), clean_name(path)
    received = read_answers(data, name, work.session, work.catalog, candidate)
    if not received.doubts or not on_terminal():
        return received
    readings = {}
    for item in received.doubts:
        one, other = map(in_digits, item.readings)
        click.echo("\n".join(wrapped(f"{item.cell}, {item.short}: {item.reason}.")))
        said = click.prompt("Which is meant", type=click.Choice([one, other, "neither"]))
        if said != "neither":
            readings[item.cell] = item.readings[0 if said == one else 1]
    return read_answers(data, name, work.session, work.catalog, candidate, readings=readings)


def on_terminal() -> bool:
    """Whether a person is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def clean_name(path: Path) -> str:
    """The file's own name, fit to be shown and logged."""
    return " ".join(clean_text(path.name).split())[:200]


def read_returned(path: Path) -> bytes:
    """The bytes of a returned file, no more than a form can have (FileError)."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(
                f"{shown_path(path)}: is not an ordinary file", "Give the name of the file that came back."
            )
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise file_error(error, str(path), "read") from None
