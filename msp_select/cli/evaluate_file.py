"""What every command that scores does first: find the catalog and the session, and evaluate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from msp_select.cli.tables import wrapped
from msp_select.errors import UNSAFE, UsageError, shown_path

if TYPE_CHECKING:
    from msp_select.decision.evaluation import Evaluation
    from msp_select.model.catalog import Catalog
    from msp_select.store.scored_with import Outside
    from msp_select.store.session import StoredSession


def load(reference: str) -> tuple[StoredSession, Catalog]:
    """The session FILE stands for, and what it takes in of the catalog with what lies beside it."""
    from msp_select.store.catalog import load_catalog
    from msp_select.store.session import load_session

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
    from msp_select.store.scored_with import changed_outside

    changes = changed_outside(stored.session, catalog)
    tell_changes(changes)
    if changes and stored.session.settings.weights_locked is not None and not stored.read_only:
        from msp_select.work import Work

        work = Work(stored, catalog)
        work.save(opened=True)
        if work.problem is not None:
            click.echo(f"This could not be put into the log: {work.problem.message}", err=True)
        return work.stored, changes
    return stored, changes


def evaluated(reference: str, *, method: str, samples: int | None, seed: int | None) -> Evaluation:
    """FILE loaded and scored as its owner may see it; where names are hidden, ids are letters too."""
    stored, catalog = load(reference)
    stored, changes = told(stored, catalog)
    from dataclasses import replace

    from msp_select.decision.evaluate import evaluate
    from msp_select.decision.evaluation import ADDITIVE
    from msp_select.decision.redaction import Viewer

    if method != ADDITIVE:
        known_method(method)
    viewer = Viewer(ids=True)
    found = evaluate(stored.session, catalog, viewer=viewer, method=method, draws=samples, seed=seed)
    return replace(found, changed_outside=tuple(change.sentence for change in changes)) if changes else found


def named(evaluation: Evaluation, name: str | None) -> str | None:
    """The id, in the file itself, of the candidate that the user typed (UsageError where there is none)."""
    from msp_select.decision.people.naming import candidate_named

    return None if name is None else candidate_named(evaluation.of, name)


def known_method(name: str) -> None:
    """Refuse the name of a method that does not exist, listing those that do."""
    from msp_select.engine.methods import known_methods

    if name not in known_methods():
        known = ", ".join(known_methods())
        raise UsageError(f'There is no method "{shown_path(name)}".', f"Use one of: {known}.")


def scoring_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every scoring command takes."""
    command = click.option(
        "--seed", type=click.IntRange(0), help="Seed of the tries; the session's own by default."
    )(command)
    command = click.option(
        "--samples",
        type=click.IntRange(0, 1_000_000),
        help="How many tries show how sure it is; 0 for none. The session's own by default.",
    )(command)
    return click.option("--method", default="additive", show_default=True, help="Order by this method.")(
        command
    )


@contextmanager
def usable(what: str) -> Iterator[None]:
    """Turn a value from the command line that no session takes into a UsageError naming `what` it was for."""
    from pydantic import ValidationError

    try:
        yield
    except ValidationError as error:
        found = error.errors(include_url=False)[0]["msg"]
        raise UsageError(f"{what}: {found}", "Give another one.") from None


def print_json(document: object) -> None:
    """A document as JSON, figures unrounded; nothing that JSON cannot hold."""
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo(re.sub(f"[{UNSAFE}]", lambda found: f"\\u{ord(found[0]):04x}", text))
