"""`library`: the providers on file, one TOML file each in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from msp_select.cli.library_text import changes_lines, provider_lines, where
from msp_select.cli.load_file import load
from msp_select.cli.open_library import library_catalog, library_option, opened
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import fitted, table
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.redaction import seen, without_prices
from msp_select.errors import CheckFailed, UsageError, shown_path
from msp_select.exchange.provider_import import providers_in_csv
from msp_select.model.library_copy import provider_of
from msp_select.model.scalars import shown
from msp_select.store.library import library_faults, new_or_open, providers_in_folder, put
from msp_select.store.providers import read_provider
from msp_select.store.toml import read_bytes

LONGEST = 34  # cells of a name in a list


@click.group()
def library() -> None:
    """Keep providers on file: one TOML file each, in a folder of your own.

    The program keeps an index of them that can be deleted at any time; the files are what counts.
    """


@library.command(short_help="Add a provider, or a candidate.")
@click.argument("file")
@library_option
@click.option("--candidate", metavar="ID", help="FILE is a session: add this candidate of it.")
@click.option(
    "--replace", is_flag=True, help="Replace a provider on file; the old file is kept as a version."
)
def add(file: str, folder: Path, *, candidate: str | None, replace: bool) -> None:
    """Add the provider in FILE, or a candidate of the session FILE."""
    if candidate is not None:
        _add_candidate(file, candidate, folder, replace=replace)
        return
    catalog = library_catalog(folder)
    found = read_provider(Path(file), catalog).provider
    for provider, outcome in put(new_or_open(folder, catalog), [found], catalog, replace=replace):
        click.echo(f"{provider.name} ({provider.id}): {outcome}.")


@library.command(name="list")
@library_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_(folder: Path, *, as_json: bool) -> None:
    """List the providers on file."""
    catalog = library_catalog(folder)
    filed = opened(folder, catalog)
    if as_json:
        print_json({"schema": "msp-select/library/1", "providers": [*map(_plain, filed.rows)]})
        return
    rows = [
        (
            row.id,
            fitted(row.name, LONGEST).rstrip(),
            *where(row.profile),
            str(row.answers),
            row.oldest or "-",
        )
        for row in filed.rows
    ]
    header = ("id", "provider", "regions", "sectors", "clients (users)", "answers", "oldest")
    click.echo("\n".join(table(header, rows, right=(5,))) if rows else "There is no provider on file.")


@library.command(short_help="Show one provider with all its answers.")
@click.argument("provider")
@library_option
def show(provider: str, folder: Path) -> None:
    """Show one provider: profile, rate card, and every answer with its evidence and its date."""
    catalog = library_catalog(folder)
    click.echo(
        "\n".join(provider_lines(opened(folder, catalog).provider(provider, catalog).provider, catalog))
    )


@library.command(name="import", short_help="Import from a CSV file or a folder.")
@click.argument("source", type=click.Path(path_type=Path))
@library_option
@click.option("--replace", is_flag=True, help="Replace those on file that differ; old files are kept.")
def import_(source: Path, folder: Path, *, replace: bool) -> None:
    """Import providers from SOURCE: a CSV file with one row each, or a folder of provider files.

    Everything is checked before anything is written. An import that was cut off can be repeated.
    """
    catalog = library_catalog(folder)
    notes: tuple[str, ...] = ()
    if source.is_dir():
        found = providers_in_folder(source, catalog)
    else:
        found, notes = providers_in_csv(read_bytes(source, str(source)), shown_path(source), catalog)
    for note in notes:
        click.echo(note)
    counted = {"added": 0, "replaced": 0, "unchanged": 0}
    for _, outcome in put(new_or_open(folder, catalog), found, catalog, replace=replace):
        counted[outcome] += 1
    opened(folder, catalog)  # the index is brought up to date now, not when somebody waits for a match
    click.echo(", ".join(f"{number:,} {outcome}" for outcome, number in counted.items()) + ".")


@library.command(short_help="Name every fault in the provider files.")
@library_option
def check(folder: Path) -> None:
    """Read every provider file afresh and name every fault with its file and line."""
    sound, faults = library_faults(folder, library_catalog(folder))
    if faults:
        message = "\n".join(faults)
        raise CheckFailed(message, f"Mend the lines named above; {_providers(sound)} sound.")
    click.echo(f"{shown_path(folder)}: {_providers(sound)} sound.")


@library.command(short_help="What is new on file for a session.")
@click.argument("file")
@library_option
def changes(file: str, folder: Path) -> None:
    """Say what has changed on file since the candidates of the session FILE were taken from it."""
    stored, taken_in = load(file)
    catalog = taken_in.whole
    if stored.session.settings.blind:
        raise UsageError(
            f"{shown_path(file)}: names are hidden, and what is on file would show them",
            f"First msp-select reveal {shown_path(file)} names, or compare later.",
        )
    filed = opened(folder, catalog)
    taken = [candidate for candidate in stored.session.candidates if candidate.library is not None]
    if not taken:
        click.echo("No candidate of this session was taken from a library.")
    if stored.session.settings.sealed:
        click.echo("Prices are sealed: they are not compared.")
    for candidate in taken:
        click.echo("\n".join(changes_lines(stored.session, candidate, filed, catalog)))


def _plain(row: Any) -> dict[str, Any]:
    profile = row.profile
    return {
        "id": row.id,
        "name": row.name,
        "file": row.file,
        "regions": list(profile.regions),
        "sectors": list(profile.sectors),
        "smallest_client": profile.smallest_client,
        "largest_client": profile.largest_client,
        "answers": row.answers,
        "oldest_answer": row.oldest or None,
    }


def _add_candidate(file: str, name: str, folder: Path, *, replace: bool) -> None:
    stored, taken_in = load(file)
    session, catalog = stored.session, taken_in.whole
    key = candidate_named(session, name)
    if session.settings.sealed:
        session = without_prices(session, catalog)
    candidate = session.candidate(key)
    if candidate.kind == "in_house":
        raise UsageError(
            f"{shown_path(file)}: {shown(name)} is your own staff, not a provider", "Name a provider."
        )
    filed = new_or_open(folder, catalog)
    before = filed.get(candidate.library.id if candidate.library else candidate.id)
    on_file = filed.provider(before.id, catalog).provider if before else None
    provider = provider_of(candidate, session, on_file)
    if session.settings.sealed and on_file is not None:  # what is on file stays there
        prices = {key: answer for key, answer in on_file.answers.items() if catalog.is_price(key)}
        kept = {"answers": provider.answers | prices, "remarks": on_file.remarks}
        provider = provider.model_copy(update=kept)
    hidden = seen(session, catalog).candidate(key).name
    called = hidden if session.settings.blind else f"{provider.name} ({provider.id})"
    for _, outcome in put(filed, [provider], catalog, replace=replace):
        click.echo(f"{called}: {outcome}.")
    if session.settings.sealed:
        click.echo("Prices are sealed: they stay out of the library until you open them.")


def _providers(number: int) -> str:
    return f"{number:,} provider{' is' if number == 1 else 's are'}"
