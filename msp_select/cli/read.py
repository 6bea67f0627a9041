"""`read`: what a bidder's proposal says, with page and quote; nothing enters FILE by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from msp_select.cli.change_file import writable
from msp_select.cli.load_file import load
from msp_select.cli.plain.proposal import ProposalWalk
from msp_select.cli.receive import on_terminal
from msp_select.cli.tables import wrapped
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import FileError, UsageError, shown_path
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.phrases.en import proposals as words
from msp_select.reading.asked import asked_of
from msp_select.reading.limits import MAX_FILE
from msp_select.reading.page_range import WANTED, page_range
from msp_select.reading.read_documents import read_documents
from msp_select.reading.reading import Document, Find, Reading, Role, SentFile, Side
from msp_select.reading.reading_json import reading_document
from msp_select.reading.shown_names import ShownNames
from msp_select.reading.sitting import Sitting
from msp_select.reading.veils import as_shown
from msp_select.store.returned_file import clean_name, first_bytes

ROLES: tuple[Role, ...] = ("proposal", "contract", "mail", "price_list")


@click.command()
@click.argument("file")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...", type=click.Path(path_type=Path))
@click.option("--candidate", metavar="ID", required=True, help="Whose documents they are.")
@click.option(
    "--as", "roles", metavar="ROLE:DOCUMENT", multiple=True, help=f"What one is: {', '.join(ROLES)}."
)
@click.option("--list", "as_list", is_flag=True, help="Show everything that is found; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="The same for programs.")
@click.option("--pages", metavar="A-B", help="Of a long document, only these pages.")
@click.option("--by", metavar="NAME", default="the owner", help="Who decides, for the log.")
def read(
    file: str,
    documents: tuple[Path, ...],
    *,
    candidate: str,
    roles: tuple[str, ...],
    as_list: bool,
    as_json: bool,
    pages: str | None,
    by: str,
) -> None:
    """Find in a bidder's DOCUMENTs what the questions of FILE ask, each with its page and its own words.

    In a terminal each find is asked about, one after the other; else, and with --list or --json, nothing is
    changed.
    """
    if on_terminal() and not as_list and not as_json:
        _decided(file, documents, candidate, roles, pages, by)
        return
    stored, catalog = load(file)
    chosen = candidate_named(stored.session, candidate)
    files = _sent(documents, roles)
    reading = read_documents(stored.session, catalog, chosen, files, pages=_pages(pages))
    shown = as_shown(reading, stored.session, catalog)
    if as_json:
        click.echo(json.dumps(reading_document(shown), indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(listed_reading(shown, stored.session, catalog)))
    if refused := [document.refused for document in shown.documents if document.refused]:
        raise FileError("\n".join(refused), "Nothing was changed.")


def _decided(
    file: str, documents: tuple[Path, ...], candidate: str, roles: tuple[str, ...], pages: str | None, by: str
) -> None:
    """Ask about each find; what is accepted is in the file at once."""
    work = writable(file)
    session, catalog = work.session, work.catalog
    chosen = candidate_named(session, candidate)
    reading = read_documents(session, catalog, chosen, _sent(documents, roles), pages=_pages(pages))
    names = ShownNames.of(reading, session, catalog)
    for document in reading.documents:
        for line in (*_document(document), *([document.refused] if document.refused else [])):
            click.echo(names.text(line.replace(document.name, names.documents[document.id])))
    asked = asked_of(reading, session, catalog)
    sitting = Sitting(reading, asked, catalog, work.now().date(), session)
    ProposalWalk(work, sitting, names, by).walk()
    click.echo(f"What is still open, for the bidder: msp-select ask {shown_path(file)} --candidate "
               f"{work.called(chosen)} -o questions.txt")  # fmt: skip


def _sent(documents: tuple[Path, ...], roles: tuple[str, ...]) -> list[SentFile]:
    """The documents with their bytes, each in its role."""
    named: dict[str, Role] = {}
    for given in roles:
        role, _, which = given.partition(":")
        known = next((one for one in ROLES if one == role), None)
        if known is None:
            raise UsageError(
                f"--as {shown_path(given)}: there is no role {shown_path(role)}",
                f"Use --as ROLE:DOCUMENT with one of: {', '.join(ROLES)}.",
            )
        if which not in {name for path in documents for name in (str(path), path.name)}:
            raise UsageError(
                f"--as {shown_path(given)}: {shown_path(which)} is not among the documents to read",
                f"Name one of: {', '.join(shown_path(path.name) for path in documents)}.",
            )
        named[which] = known
    return [
        SentFile(
            name=clean_name(path),
            data=first_bytes(path, MAX_FILE + 1),
            role=named.get(str(path), named.get(path.name, "proposal")),
        )
        for path in documents
    ]


def _pages(given: str | None) -> tuple[int, int] | None:
    """The pages of --pages, or None for all."""
    wanted = None if given is None else page_range(given)
    if given is not None and wanted is None:
        raise UsageError(f"--pages {shown_path(given)}: {WANTED}", "Try again.")
    return wanted


def listed_reading(reading: Reading, session: Session, catalog: Catalog) -> list[str]:
    """All that was found as lines: documents, what contradicts, values, passages, what is not there."""
    names = {document.id: document.name for document in reading.documents}
    lines = [line for document in reading.documents for line in _document(document)]
    if reading.withheld:
        lines += ["", *wrapped(words.withheld(reading.withheld))]
    if reading.contradictions:
        lines += ["", words.CONTRADICTIONS]
        for one in reading.contradictions:
            lines += ["", *wrapped(f"{_title(one.target, catalog)}: {one.sentence}", indent="  ", first="")]
            lines += [line for side in (one.one, one.other) for line in _quoted(side, names)]
    for kind, heading in (("value", words.VALUES), ("passage", words.PASSAGES)):
        finds = [find for find in reading.finds if find.kind == kind and find.rank == 1]
        lines += ["", heading] if finds else []
        for find in finds:
            lines += ["", *_find(find, session, catalog), *_quoted(find, names)]
    if reading.not_found:
        missing = ", ".join(_title(target, catalog) for target in reading.not_found)
        lines += ["", *wrapped(f"{words.NOT_FOUND} {missing}.", indent="  ", first="")]
    return [*lines, "", words.NOTHING_CHANGED]


def _document(document: Document) -> list[str]:
    if document.refused:
        return []  # told as the error it is
    about = words.document(document.name, document.pages, document.kind or "")
    return [
        *wrapped(about),
        *(line for note in document.notes for line in wrapped(note, indent="  ", first="  ")),
    ]


def _find(find: Find, session: Session, catalog: Catalog) -> list[str]:
    question = catalog.questions.get(find.target)
    said = ""
    if find.value is not None:
        said = words.value_words(find.value)
    elif (
        question is not None and find.level is not None and (level := question.level(find.level)) is not None
    ):
        said = words.level(level.label)
    mark = words.MARKS[find.sure]
    title = f"{_title(find.target, catalog)}: {said}" if said else _title(find.target, catalog)
    unit = words.unit(find.target, session.currency, question)
    lines = wrapped(
        f"{mark} {title}{f' {unit}' if unit and find.value is not None else ''}", indent="  ", first=""
    )
    if find.worked:
        lines += wrapped(find.worked, indent="    ", first="    ")
    return lines + [
        line for reason in find.why for line in wrapped(f"? {reason}", indent="      ", first="    ")
    ]


def _quoted(place: Find | Side, names: Mapping[str, str]) -> list[str]:
    if not place.document:
        return []
    where = words.place(names[place.document], place.page, place.place)
    return wrapped(f"{where}: “{place.quote}”", indent="      ", first="    ")


def _title(target: str, catalog: Catalog) -> str:
    question = catalog.questions.get(target)
    return words.title(target) if question is None else question.short
