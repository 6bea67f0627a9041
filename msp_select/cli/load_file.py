"""What every command does first: find the catalog and the session, and tell what was changed outside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from msp_select.cli.tables import wrapped
from msp_select.model.catalog import Catalog
from msp_select.open_session import OpenSession
from msp_select.store.catalog import load_catalog
from msp_select.store.scored_with import Outside, changed_outside
from msp_select.store.session import StoredSession, load_session


def load(reference: str) -> tuple[StoredSession, Catalog]:
    """The session FILE stands for, and what it takes in of the catalog with what lies beside it."""
    beside = None if reference.startswith("example:") else Path(reference).parent
    catalog = load_catalog(beside)
    stored = load_session(reference, catalog)
    return stored, catalog.within(stored.session.weights)


def tell_changes(changes: Iterable[Outside]) -> None:
    """What was changed outside since the session was saved, on standard error, before any result."""
    for change in changes:
        click.echo("\n".join(wrapped(change.sentence)), err=True)


def told(stored: StoredSession, catalog: Catalog) -> tuple[StoredSession, tuple[Outside, ...]]:
    """Tell what was changed outside of a session; where its weights are locked, log it before that."""
    changes = changed_outside(stored.session, catalog)
    tell_changes(changes)
    if changes and stored.session.settings.weights_locked is not None and not stored.read_only:
        work = OpenSession(stored, catalog)
        work.save(opened=True)
        if work.problem is not None:
            click.echo(f"This could not be put into the log: {work.problem.message}", err=True)
        return work.stored, changes
    return stored, changes
