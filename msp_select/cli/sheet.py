"""`sheet`: the questions that go to a bidder."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from msp_select.cli.after import signed_file
from msp_select.cli.change_file import saved, writable
from msp_select.cli.load_file import load
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.redaction import seen
from msp_select.errors import UsageError, shown_path
from msp_select.exchange.form import form_of, with_nothing_known
from msp_select.exchange.form_files import BIDDER_FORMS
from msp_select.exchange.instructions import page_file
from msp_select.exchange.scorecard_form import card, card_csv, card_workbook
from msp_select.model.scalars import Size
from msp_select.model.sheets import with_sent
from msp_select.store.letterhead import load_letterhead
from msp_select.store.write_document import check_target, write_document

WAYS = (
    "Many mail programs hold back a .html file: put it into a .zip, or into a shared folder, or send the "
    ".xlsx with it. Whichever comes back is read."
)


@click.command()
@click.argument("file")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="OUT.html, OUT.xlsx or OUT.csv."
)
@click.option("--candidate", metavar="ID", help="For whom; filled in with what is known. Blank without it.")
@click.option("--blank", is_flag=True, help="Fill in nothing, although something is known.")
@click.option("--size", type=click.Choice(["quick", "core", "full"]), help="The session's own by default.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your firm, logo and colour; letterhead.toml in your own folder by default.",
)
@click.option("--actuals", is_flag=True, help="After signing: the scorecard, for the provider to fill in.")
def sheet(
    file: str,
    *,
    out: Path,
    candidate: str | None,
    blank: bool,
    size: Size | None,
    replace: bool,
    letterhead: Path | None,
    actuals: bool,
) -> None:
    """Write the questions of FILE for a bidder to fill in: a page for any browser, or a spreadsheet."""
    form = shown_path(out)
    ending = out.suffix.lower()
    if ending not in BIDDER_FORMS:
        raise UsageError(
            f"{form}: a form ends in .html, .xlsx or .csv", "Use -o OUT.html, -o OUT.xlsx or -o OUT.csv."
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
    session, size = stored.session, size or stored.session.size
    chosen = None if candidate is None else candidate_named(session, candidate)
    empty = with_nothing_known(session, chosen) if blank and chosen is not None else session
    made = dataclasses.replace(form_of(empty, catalog, chosen, size), own=load_letterhead(letterhead))
    write_document(out, BIDDER_FORMS[ending](made, candidate or "bidder"), file, replace=True)
    for_whom = "for any bidder" if chosen is None else f"for {seen(session, catalog).candidate(chosen).name}"
    count = len(made.lines)
    click.echo(f"{form}: {count} questions {for_whom}. Your own notes, budget and price range are not in it.")
    if ending == ".html":
        click.echo(WAYS)
    if chosen is not None and not stored.read_only:
        work = writable(file)
        name = work.shown.candidate(chosen).name
        saved(work, with_sent(work.session, chosen, work.now().date(), size), f"sheet written for {name}")
    whose = "" if chosen else " --candidate ID"
    back = shown_path(out.with_name(page_file(candidate or "bidder"))) if ending == ".html" else form
    click.echo(f"When it comes back: msp-select receive {shown_path(file)} {back}{whose}")


def _scorecard(file: str, out: Path) -> None:
    """The scorecard of the next twelve months, to be read back by `actuals`."""
    if out.suffix.lower() == ".html":
        raise UsageError(
            f"{shown_path(out)}: a scorecard ends in .xlsx or .csv", "Use -o OUT.xlsx or -o OUT.csv."
        )
    found = signed_file(file, None)
    form = card(found.session, found.signed, found.catalog.agreed, found.name)
    write = card_csv if out.suffix.lower() == ".csv" else card_workbook
    write_document(out, write(form), file, replace=True)
    click.echo(f"{shown_path(out)}: the scorecard of {found.name}, {form.months[0]} to {form.months[-1]}.")
    click.echo(f"When it comes back: msp-select actuals {shown_path(file)} {shown_path(out)}")
