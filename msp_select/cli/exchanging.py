"""`sheet` and `receive`: the questions that go to a bidder, and the answers that come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from msp_select.cli.loading import load
from msp_select.errors import UsageError

if TYPE_CHECKING:
    from msp_select.model.fields import Size
    from msp_select.model.session import Session

ENDINGS = (".xlsx", ".csv")


@click.command()
@click.argument("file")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="OUT.xlsx, or OUT.csv.")
@click.option("--candidate", metavar="ID", help="For whom; filled in with what is known. Blank without it.")
@click.option("--size", type=click.Choice(["quick", "core", "full"]), help="The session's own by default.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
def sheet(file: str, *, out: Path, candidate: str | None, size: Size | None, replace: bool) -> None:
    """Write the questions of FILE as a spreadsheet for a bidder to fill in."""
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(f"{out}: a form ends in .xlsx or .csv.", "Use -o OUT.xlsx, or -o OUT.csv.")
    if out.exists() and not replace:
        raise UsageError(
            f"{out}: not written: there is already a file of that name, perhaps with a bidder's answers.",
            "Choose another name, or add --replace.",
        )
    stored, catalog = load(file)
    session = stored.session
    chosen = None if candidate is None else known_candidate(session, candidate)
    from msp_select.exchange import bidder_csv, bidder_sheet

    write = bidder_csv if out.suffix.lower() == ".csv" else bidder_sheet
    _save(out, write(session, catalog, chosen, size or session.size))
    for_whom = "for any bidder" if chosen is None else f"for {display_name(session, chosen)}"
    count = sum(q.asked_of == "bidder" for q in catalog.questions_in(size or session.size))
    click.echo(f"{out}: {count} questions {for_whom}. Your own notes, budget and price range are not in it.")
    click.echo(f"When it comes back: msp-select receive {file} {out}{'' if chosen else ' --candidate ID'}")


def known_candidate(session: Session, name: str) -> str:
    """The id of the candidate of that id or name (UsageError listing those there are)."""
    for candidate in session.candidates:
        if name == candidate.id or name.casefold() == candidate.name.casefold():
            return candidate.id
    from difflib import get_close_matches

    ids = [candidate.id for candidate in session.candidates]
    near = get_close_matches(name.casefold(), ids, 1)
    hint = f'Did you mean "{near[0]}"? ' if near else ""
    listed = ", ".join(ids) or "none yet"
    raise UsageError(f'There is no candidate "{name[:80]}".', f"{hint}There are: {listed}.")


def display_name(session: Session, candidate_id: str) -> str:
    """The candidate's name, or its letter while names are hidden."""
    if not session.settings.blind:
        return session.candidate(candidate_id).name
    at = [candidate.id for candidate in session.candidates].index(candidate_id)
    return f"Provider {chr(ord('A') + at)}" if at < 26 else f"Provider {at + 1}"


def _save(path: Path, data: bytes) -> None:
    from msp_select.store.atomic import atomic_write
    from msp_select.store.os_errors import file_error

    try:
        atomic_write(path, data)
    except OSError as error:
        raise file_error(error, str(path), "save") from None
