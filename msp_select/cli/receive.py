"""`receive`: the answers that come back from a bidder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from msp_select.cli.load_file import tell_changes
from msp_select.cli.tables import wrapped
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import CheckFailed, MspSelectError, UsageError, shown_path
from msp_select.exchange import read_answers, with_answers
from msp_select.exchange.account import nothing_taken, parts_of, rows, taken, whose
from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.model.number_text import in_digits
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from msp_select.store.returned_file import clean_name, first_bytes

if TYPE_CHECKING:
    from msp_select.exchange.receipt import Received


@click.command()
@click.argument("file")
@click.argument("returned", metavar="[IN]", required=False, type=click.Path(path_type=Path))
@click.option("--inbox", is_flag=True, help="Everything that was handed in where FILE is served.")
@click.option("--candidate", metavar="ID", help="Whose answers they are, where the form does not say so.")
@click.option("--accept-good", is_flag=True, help="Take the good rows although others are refused.")
@click.option("--as", "by", metavar="NAME", default="the bidder", help="Who gave the answers.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
def receive(
    file: str,
    returned: Path | None,
    *,
    inbox: bool,
    candidate: str | None,
    accept_good: bool,
    by: str,
    dry_run: bool,
) -> None:
    """Read a bidder's filled-in form back into FILE: row by row, and nothing half.

    Exit status 1 where nothing was taken because of faults.
    """
    if (returned is None) != inbox or (inbox and candidate is not None):
        raise UsageError("One form, or all of the inbox.", "Give the file that came back, or --inbox alone.")
    if returned is not None:
        _receive(file, returned, candidate, accept_good=accept_good, by=by, dry_run=dry_run)
        return
    forms = Inbox.of(Path(file)).handed_in("bidder")
    if not forms:
        click.echo(f"{shown_path(file)}: nobody has handed in.")
    problems = []
    for form in forms:  # each on its own: what is wrong with one keeps no other from being taken
        try:
            _receive(file, form, None, accept_good=accept_good, by=by, dry_run=dry_run)
        except MspSelectError as problem:
            problems.append(problem)
            click.echo(f"{problem.message}\n{problem.remedy}", err=True)
    if problems:
        failed = f"{len(problems)} of {len(forms)} forms were not taken"
        raise CheckFailed(failed, "What is wrong with each stands above.")


def _receive(
    file: str, returned: Path, candidate: str | None, *, accept_good: bool, by: str, dry_run: bool
) -> None:
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
    click.echo(f"{shown_path(file)}: {taken(received)}. The log names the file.")


def account(received: Received, shown: Session) -> list[str]:
    """The row-by-row account of a returned form, as lines of text."""
    lines = [whose(received, shown)]
    for part in parts_of(received):
        lines += ["", *wrapped(part.title, indent="  ", first="")]
        for cell, text in part.rows:
            deep = {"indent": " " * 10, "first": f"  {cell:<8}"} if cell else {"indent": "  ", "first": "  "}
            lines += wrapped(text, **deep)
    return [*lines, ""]


def _nothing_taken(received: Received) -> tuple[str, str]:
    message, remedy = nothing_taken(received)
    if received.blocked:
        return message, remedy
    good = len(received.good)
    offer = f", or add --accept-good to take the {rows(good)} that {'is' if good == 1 else 'are'} good"
    return message, f"{remedy}{offer if good else ''}."


def _settled(path: Path, work: OpenSession, candidate: str | None) -> Received:
    """The form as read; on a terminal a person chooses where a number has two readings."""
    data, name = first_bytes(path, MAX_FILE + 1), clean_name(path)
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
