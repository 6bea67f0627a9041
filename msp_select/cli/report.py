"""`report`: the decision as a document for a partner, a board, an auditor, or one bidder."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from msp_select.cli.evaluate_file import evaluated, named, scoring_options
from msp_select.errors import UsageError, shown_path
from msp_select.phrases.handout import HANDOUTS
from msp_select.report import Options, render
from msp_select.report.options import Length, offered
from msp_select.store.letterhead import load_letterhead
from msp_select.store.write_document import check_target, write_document


@click.command()
@click.argument("file")
@click.option(
    "-o",
    "--out",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help=f"Name it .{', .'.join(offered()[:-1])} or .{offered()[-1]}.",
)
@click.option(
    "--for", "reader", nargs=2, metavar="bidder CANDIDATE", help="Feedback for one: nothing of the others."
)
@click.option(
    "--sheet", type=click.Choice(list(HANDOUTS)), help="A sheet to take along instead of the report."
)
@click.option("--candidate", metavar="CANDIDATE", help="Whose sheet; the first in the ranking by default.")
@click.option(
    "--against",
    metavar="CANDIDATE",
    help="Compare with this candidate; the closest rival or the cheapest by default.",
)
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your firm, logo and colour; letterhead.toml in your own folder by default.",
)
@click.option("--anonymous", is_flag=True, help='Call the candidates "Provider A" and so on.')
@click.option("--replace", is_flag=True, help="Write over a file that is something else.")
@click.option(
    "--length",
    type=click.Choice(get_args(Length)),
    default="full",
    show_default=True,
    help="The decision in four pages, or with a page a candidate and an appendix.",
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N in the tables.")
@scoring_options
def report(
    file: str,
    *,
    out: Path,
    reader: tuple[str, str] | None,
    sheet: str | None,
    candidate: str | None,
    against: str | None,
    letterhead: Path | None,
    anonymous: bool,
    replace: bool,
    length: Length,
    top: int | None,
    method: str,
    samples: int | None,
    seed: int | None,
) -> None:
    """Write the decision on FILE as a document to OUT."""
    check_target(out, file, replace=replace)  # before anything is worked out
    if reader is not None and reader[0] != "bidder":
        raise UsageError(f'There is no report for "{reader[0]}".', "Use --for bidder CANDIDATE.")
    if reader is not None and sheet is not None:
        raise UsageError("--for and --sheet are two different documents.", "Ask for one at a time.")
    if candidate is not None and sheet is None:
        raise UsageError(
            "--candidate says whose sheet is wanted, and there is no --sheet.",
            f"Add --sheet {next(iter(HANDOUTS))}, or use --for bidder {shown_path(candidate)} for feedback.",
        )
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    own = load_letterhead(letterhead) if reader is None else None
    options = Options(
        bidder=named(evaluation, reader[1] if reader else None),
        sheet=sheet,
        candidate=named(evaluation, candidate),
        anonymous=anonymous,
        top=top,
        against=named(evaluation, against),
        length=length,
        letterhead=own[0] if own else None,
        logo=own[1] if own else b"",
    )
    data = render(evaluation, out.suffix, options=options)
    write_document(out, data, file, replace=replace)
    click.echo(f"Written: {shown_path(out)} ({_size(len(data))}).")


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} kB" if count >= 1000 else f"{count} bytes"
