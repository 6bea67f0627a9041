"""The menu of the plain walk, and the places that show rather than ask."""

from __future__ import annotations

from collections.abc import Callable

import click

from msp_select.cli.explaining import explanation_lines
from msp_select.cli.plain.business import walk_business, walk_weights
from msp_select.cli.plain.candidates import walk_candidates
from msp_select.cli.plain.prompts import ask, choose, tell
from msp_select.cli.plain.questions import walk_questions
from msp_select.cli.ranking import ranking_lines
from msp_select.errors import shown_path
from msp_select.model.fairness import reveal
from msp_select.ui.progress import answered_of_asked, left_before_prices
from msp_select.work import Work

PLACES: dict[str, tuple[str, Callable[[Work], None]]] = {}


def walk(work: Work) -> None:
    """Show the menu until the user leaves; every answer is saved when it is given."""
    session = work.session
    tell(session.title)
    tell(
        "Changes are not kept: this is an example."
        if work.read_only
        else f"Kept in {shown_path(work.reference)}."
    )
    while True:
        click.echo()
        choices = [(key, f"{words}{_how_far(work, key)}") for key, (words, _) in PLACES.items()]
        key = choose("Where to", [*choices, ("u", "Undo the last change"), ("q", "Leave")])
        if key == "q":
            return
        if key == "u":
            undone = work.undo()
            tell(f"Taken back: {undone}." if undone else "There is nothing to take back.")
        else:
            PLACES[key][1](work)
        report_saving(work)


def report_saving(work: Work) -> None:
    """Say when a change could not be saved; silence means that it was."""
    if work.problem is not None:
        tell(f"Not saved: {work.problem.message}")
        tell(work.problem.remedy)


def _result(work: Work) -> None:
    if not work.session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    for line in ranking_lines(work.evaluation(), bars=False):
        click.echo(line)


def _why(work: Work) -> None:
    from msp_select.decision.explain import explain

    if not work.session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    for line in explanation_lines(explain(work.evaluation())):
        click.echo(line)


def _open_prices(work: Work) -> None:
    if not work.session.settings.sealed:
        tell("The prices are open already.")
        return
    left = left_before_prices(work.session, work.catalog)
    why = ""
    if left:
        missing = "1 answer is" if left == 1 else f"{left} answers are"
        tell(f"{missing} still missing. A price once seen colours every answer after it.")
        why = ask("Why open the prices now (Enter alone leaves them sealed)")
        if not why:
            return
    work.change(reveal(work.session, "prices", work.now(), why), "prices opened")
    tell("The prices are open; the log says so.")


def _how_far(work: Work, key: str) -> str:
    session = work.session
    if key == "1":
        return f" ({len(session.business)} of {len(work.catalog.business.questions)} answered)"
    if key == "2":
        return f" (profile: {session.weights.profile})"
    if key == "3":
        return f" ({len(session.candidates)})"
    if key == "4":
        done, asked = answered_of_asked(session, work.catalog)
        return f" ({done} of {asked} answered)"
    return ""


PLACES |= {
    "1": ("Your business", walk_business),
    "2": ("What matters", walk_weights),
    "3": ("Candidates and their prices", walk_candidates),
    "4": ("Questions", walk_questions),
    "5": ("Result", _result),
    "6": ("Why, and why not the cheapest", _why),
    "7": ("Open the prices", _open_prices),
}
