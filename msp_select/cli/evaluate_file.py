"""What every command that scores does first: load FILE and evaluate it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from msp_select.cli.load_file import load, told
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import ADDITIVE, Evaluation
from msp_select.decision.scoring.redaction import Viewer
from msp_select.engine.methods import known_methods
from msp_select.errors import UsageError, shown_path


def evaluated(reference: str, *, method: str, samples: int | None, seed: int | None) -> Evaluation:
    """FILE loaded and scored as its owner may see it; where names are hidden, ids are letters too."""
    stored, catalog = load(reference)
    stored, changes = told(stored, catalog)
    if method != ADDITIVE:
        known_method(method)
    viewer = Viewer(ids=True)
    found = evaluate(stored.session, catalog, viewer=viewer, method=method, draws=samples, seed=seed)
    return replace(found, changed_outside=tuple(change.sentence for change in changes)) if changes else found


def named(evaluation: Evaluation, name: str | None) -> str | None:
    """The id, in the file itself, of the candidate that the user typed (UsageError where there is none)."""
    return None if name is None else candidate_named(evaluation.of, name)


def known_method(name: str) -> None:
    """Refuse the name of a method that does not exist, listing those that do."""
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
