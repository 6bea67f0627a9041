"""`ask`: what one bidder is still to be asked, as a letter or as a short form."""

from __future__ import annotations

from pathlib import Path

import click

from msp_select.cli.change_file import saved, writable
from msp_select.decision.advice.still_to_ask import still_to_ask
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import UsageError, shown_path
from msp_select.exchange import bidder_sheet
from msp_select.model.sheets import is_bidder, with_sent
from msp_select.phrases.en.letter import NOTHING, letter
from msp_select.phrases.en.words import count
from msp_select.phrases.names import Names
from msp_select.store.letterhead import load_letterhead
from msp_select.store.write_document import check_target, write_document

ENDINGS = (".txt", ".xlsx")


@click.command()
@click.argument("file")
@click.option("--candidate", metavar="ID", required=True, help="Whom to ask.")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="OUT.txt, a letter; OUT.xlsx, a form."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
def ask(file: str, *, candidate: str, out: Path, replace: bool) -> None:
    """Write what a bidder's documents leave open: what differs in them, and what they do not say.

    A letter has at most two pages and goes into an e-mail; a form comes back by msp-select receive.
    """
    name = shown_path(out)
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(f"{name}: it ends in .txt or .xlsx", "Use -o OUT.txt for a letter, or -o OUT.xlsx.")
    check_target(out, file, replace=True)
    if out.exists() and not replace:
        raise UsageError(
            f"{name}: not written: there is already a file of that name", "Choose another, or add --replace."
        )
    work = writable(file)
    chosen = candidate_named(work.session, candidate)
    called = work.shown.candidate(chosen).name
    if not is_bidder(work.session.candidate(chosen)):
        raise UsageError(f"{called}: your own staff are not asked by letter", "Name a bidder.")
    evaluation = work.evaluation()
    fact = still_to_ask(evaluation, chosen)
    if fact.is_nothing:
        click.echo(f"{called}: {NOTHING}")
        return
    if out.suffix.lower() == ".txt":
        written = letter(fact, Names.of(evaluation))
        write_document(out, written.text.encode(), file, replace=True)
        click.echo(f"{name}: {written.account} for {called}, to paste into an e-mail.")
        return
    questions = fact.all_questions(work.catalog)
    data = bidder_sheet(work.session, work.catalog, chosen, work.session.size, questions, load_letterhead())
    write_document(out, data, file, replace=True)
    sent = with_sent(work.session, chosen, work.now().date(), work.session.size, questions)
    saved(work, sent, f"questions written for {called}")
    click.echo(f"{name}: {count(len(questions), 'question')} for {called}.")
    click.echo(f"When it comes back: msp-select receive {shown_path(file)} {name}")
