"""`versions`: what a file held before its saves, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from msp_select.cli.tables import table
from msp_select.errors import FileError, UsageError, shown_path
from msp_select.model.differences import contents, counted, differences
from msp_select.open_session import OpenSession, put_back
from msp_select.store.catalog import load_catalog
from msp_select.store.earlier_versions import Version, previous_versions, version_numbered
from msp_select.store.files import is_installed, session_path
from msp_select.store.providers import is_provider, parse_provider
from msp_select.store.session import load_session, parse_session


@click.command()
@click.argument("file")
@click.option("--show", type=click.IntRange(1), metavar="N", help="Say what version N holds.")
@click.option("--restore", type=click.IntRange(1), metavar="N", help="Put version N back in place.")
@click.option("--why", default="", metavar="REASON", help="Why, where weights are locked; the log keeps it.")
def versions(file: str, *, show: int | None, restore: int | None, why: str) -> None:
    """List what FILE held before its saves; show one of these versions, or put it back.

    Kept are all of the last hour, the last of each hour for a day, and the last of each day for a month.
    FILE may be damaged or gone. What it holds now becomes a version itself, so that nothing is lost.
    """
    path = session_path(file)
    if is_installed(path):
        raise UsageError(
            f"{shown_path(file)}: it is part of the program, which never changes it",
            f"Work on a copy: msp-select new FILE --from {shown_path(file)}",
        )
    if show is not None and restore is not None:
        raise UsageError("--show and --restore are two different steps.", "Give one of them.")
    shown = shown_path(file)
    if restore is not None:
        click.echo(_restored(file, path, version_numbered(path, restore), why))
    elif show is not None:
        click.echo("\n".join(_account(path, version_numbered(path, show))))
    elif found := previous_versions(path):
        rows = [(str(version.number), version.when, told) for version, told in _told(path, found)]
        for line in table(("version", "what the file held until", "now differs in"), rows, right=(0,)):
            click.echo(line)
        click.echo(f"\nmsp-select versions {shown} --show N says more; --restore N puts one back.")
    else:
        click.echo(f"{shown}: no version of it is kept: each save here keeps what was there before.")


def _told(path: Path, versions: tuple[Version, ...]) -> Iterator[tuple[Version, str]]:
    """Each version and how the file differs from it by now, as far as both are sessions."""

    catalog = load_catalog(path.parent)
    try:
        now = load_session(path, catalog).session
    except FileError:  # damaged, gone, or a provider
        now = None
    for version in versions:
        told = ""
        if now is not None:
            with suppress(FileError):
                told = differences(parse_session(version.read(), "", catalog), now)
        yield version, told


def _restored(file: str, path: Path, version: Version, why: str) -> str:
    """Put a version back, through the session where the file still is one, and say so."""
    name = shown_path(file)
    try:
        work = OpenSession.open(file)
    except FileError:  # damaged, gone, or a provider: nothing to go on from, its bytes become a version
        put_back(path, version, load_catalog(path.parent))
    else:
        before = work.session
        work.restore(version, why=why)
        if work.problem is not None:
            raise work.problem
        if work.session == before:
            return f"{name}: it holds just what version {version.number} holds; nothing was changed."
    return f"{name}: version {version.number} of {version.when} is back. What was there is a version now."


def _account(path: Path, version: Version) -> list[str]:
    """What a version holds, in counts that show nothing hidden."""
    catalog, data, name = load_catalog(path.parent), version.read(), f"version {version.number}"
    head = f"Version {version.number}, what the file held until {version.when}"
    if is_provider(data, name):
        provider = parse_provider(data, name, catalog)
        return [head, f"A provider, {provider.name}: {counted(len(provider.answers), 'answer')}"]
    session = parse_session(data, name, catalog)
    lines = [head, f"{session.title}: {', '.join(contents(session))}"]
    try:
        now = load_session(path, catalog).session
    except FileError:
        return [*lines, "The file itself cannot be opened as it is now."]
    lines.append(f"{now.title} as it is now: {', '.join(contents(now))}")
    return [*lines, f"What differs between them: {differences(session, now)}"]
