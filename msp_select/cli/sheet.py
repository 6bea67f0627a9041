"""`sheet`: the questions that go to a bidder."""

from __future__ import annotations

from pathlib import Path

import click

from msp_select.cli.after import signed_file
from msp_select.cli.change_file import saved, writable
from msp_select.cli.load_file import load
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.redaction import seen
from msp_select.errors import UsageError, shown_path
from msp_select.exchange import bidder_csv, bidder_sheet
from msp_select.exchange.form import sent_questions
from msp_select.exchange.scorecard_form import card, card_csv, card_workbook
from msp_select.model.scalars import Size
from msp_select.model.sheets import with_sent
from msp_select.store.write_document import check_target, write_document

ENDINGS = (".xlsx", ".csv")


@click.command()
@click.argument("file")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="OUT.xlsx, or OUT.csv.")
@click.option("--candidate", metavar="ID", help="For whom; filled in with what is known. Blank without it.")
@click.option("--size", type=click.Choice(["quick", "core", "full"]), help="The session's own by default.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@click.option("--actuals", is_flag=True, help="After signing: the scorecard, for the provider to fill in.")
def sheet(
    file: str, *, out: Path, candidate: str | None, size: Size | None, replace: bool, actuals: bool
) -> None:
    """Write the questions of FILE as a spreadsheet for a bidder to fill in."""
    form = shown_path(out)
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"{shown_path(out)}: a form ends in .xlsx or .csv", "Use -o OUT.xlsx, or -o OUT.csv."
        )
    check_target(out, file, replace=True)
    if out.exists() and not replace:
        raise UsageError(
            f"{form}: not written: there is already a file of that name, perhaps with a bidder's answers",
            "Choose another name, or add --replace.",
        )
    if actuals:
        _scorecard(file, out)
        return
    stored, catalog = load(file)
    session = stored.session
    chosen = None if candidate is None else candidate_named(session, candidate)
    write = bidder_csv if out.suffix.lower() == ".csv" else bidder_sheet
    write_document(out, write(session, catalog, chosen, size or session.size), file, replace=True)
    for_whom = "for any bidder" if chosen is None else f"for {seen(session, catalog).candidate(chosen).name}"
    whom = None if chosen is None else session.candidate(chosen)
    count = len(sent_questions(session, catalog, whom, size or session.size))
    click.echo(f"{form}: {count} questions {for_whom}. Your own notes, budget and price range are not in it.")
    if chosen is not None and not stored.read_only:
        work = writable(file)
        name = work.shown.candidate(chosen).name
        size = size or session.size
        saved(work, with_sent(work.session, chosen, work.now().date(), size), f"sheet written for {name}")
    whose = "" if chosen else " --candidate ID"
    click.echo(f"When it comes back: msp-select receive {shown_path(file)} {form}{whose}")


def _scorecard(file: str, out: Path) -> None:
    """The scorecard of the next twelve months, to be read back by `actuals`."""
    found = signed_file(file, None)
    form = card(found.session, found.signed, found.catalog.agreed, found.name)
    write = card_csv if out.suffix.lower() == ".csv" else card_workbook
    write_document(out, write(form), file, replace=True)
    click.echo(f"{shown_path(out)}: the scorecard of {found.name}, {form.months[0]} to {form.months[-1]}.")
    click.echo(f"When it comes back: msp-select actuals {shown_path(file)} {shown_path(out)}")
