"""`marks`, `reveal` and `hide`: several people at one choice, and what stays hidden until it is judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from msp_select.cli.evaluate_file import evaluated, tell_changes, usable
from msp_select.cli.tables import wrapped
from msp_select.errors import CheckFailed, UsageError, shown_path

if TYPE_CHECKING:
    from msp_select.model.fairness import Hidden
    from msp_select.model.session import Session
    from msp_select.work import Work

HIDDEN = ("prices", "names", "marks")


@click.command()
@click.argument("file")
@click.option("--evaluator", metavar="NAME", help="Write the form of this person; a new one is welcome.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="OUT.toml", help="Where the form goes.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="IN.toml", help="Take a form that came back."
)
@click.option("--newer", is_flag=True, help="Where the form says something else, it is right.")
def marks(file: str, *, evaluator: str | None, out: Path | None, source: Path | None, newer: bool) -> None:
    """Let several people mark the candidates of FILE: a form for each, and back.

    Alone it says how far each has got, and after `msp-select reveal FILE marks` where they differ.
    """
    if source is not None and (evaluator is not None or out is not None):
        raise UsageError("--from and --evaluator are two different steps.", "Give one of them.")
    if (evaluator is None) != (out is None):
        raise UsageError("A form needs a person and a file.", "Give --evaluator NAME and -o OUT.toml.")
    if newer and source is None:
        raise UsageError("--newer says that a form is right.", "Give it together with --from IN.toml.")
    if source is not None:
        _take(file, source, newer=newer)
    elif evaluator is not None and out is not None:
        _write_form(file, evaluator, out)
    else:
        click.echo("\n".join(_state(file)))


@click.command()
@click.argument("file")
@click.argument("what", type=click.Choice(HIDDEN))
@click.option("--why", default="", metavar="REASON", help="Why now; it is kept in the log.")
def reveal(file: str, what: str, *, why: str) -> None:
    """Show prices, names or marks of FILE that were hidden; asks why, and logs it."""
    click.echo("\n".join(wrapped(revealed(file, cast("Hidden", what), why))))


@click.command()
@click.argument("file")
@click.argument("what", type=click.Choice(HIDDEN))
@click.option("--why", default="", metavar="REASON", help="Why; it is kept in the log.")
def hide(file: str, what: str, *, why: str) -> None:
    """Hide prices, names or marks of FILE, or seal them again; asks why, and logs it."""
    from msp_select.model.fairness import VEILS, is_hidden
    from msp_select.model.fairness import hide as hidden

    hide_what = cast("Hidden", what)
    work = _writable(file)
    if is_hidden(work.session, hide_what):
        click.echo(f"{shown_path(file)}: {what} are hidden already; nothing was changed.")
        return
    with usable("--why"):
        session = hidden(work.session, hide_what, work.now(), _reason(why))
    _saved(work, session, VEILS[hide_what].closed)
    closed = VEILS[hide_what].closed
    click.echo(f"{shown_path(file)}: {closed}. The log keeps it, and who has seen them has seen them.")


def revealed(file: str, what: Hidden, why: str) -> str:
    """Open prices, names or marks in the file and say so in a sentence."""
    from msp_select.model.fairness import VEILS, is_hidden
    from msp_select.model.fairness import reveal as opened

    work = _writable(file)
    if not is_hidden(work.session, what):
        return f"{shown_path(file)}: {what} are not hidden; nothing was changed."
    with usable("--why"):
        session = opened(work.session, what, work.now(), _reason(why))
    _saved(work, session, VEILS[what].opened)
    locked = " From now on a change of weights needs a reason." if what == "prices" else ""
    return f"{shown_path(file)}: {VEILS[what].opened}. The log keeps when and why.{locked}"


def _writable(file: str) -> Work:
    from msp_select.work import Work

    work = Work.open(file)
    if work.read_only:
        raise UsageError(
            f"{shown_path(file)}: it is part of the program and stays as it is",
            f"Work on a copy: msp-select new FILE --from {shown_path(file)}",
        )
    tell_changes(work.changed_outside)
    return work


def _reason(why: str) -> str:
    """The reason given, or asked for where somebody can answer."""
    if not why.strip() and sys.stdin.isatty() and sys.stdout.isatty():
        why = str(click.prompt("Why"))
    if not why.strip():
        raise UsageError("This needs a reason; the log keeps it.", 'Add --why "..."')
    return why.strip()


def _saved(work: Work, session: Session, what: str) -> None:
    work.change(session, what)
    if work.problem is not None:
        raise work.problem


def _write_form(file: str, name: str, out: Path) -> None:
    from msp_select.exchange.marks_form import evaluator_of, marks_form, with_tokens
    from msp_select.store.documents import check_target, write_document

    if out.is_file() and not out.is_symlink():
        raise UsageError(
            f"{shown_path(out)}: not written: there is already a file of that name, perhaps with marks in it",
            "Choose another name.",
        )
    from msp_select.work import Work

    check_target(out, file)
    work = Work.open(file)
    with usable("--evaluator"):
        person = evaluator_of(work.session, name)
    if work.session.settings.blind:
        work = _writable(file)
        _saved(work, with_tokens(work.session), "tokens for the forms of evaluators")
    write_document(out, marks_form(work.session, work.catalog, person), file)
    new = "" if person in work.session.evaluators else f" {person.name} joins the session with it."
    click.echo(f"{shown_path(out)}: the form of {person.name}, to be filled in with any text editor.{new}")
    click.echo(f"When it comes back: msp-select marks {shown_path(file)} --from {shown_path(out)}")


def _take(file: str, source: Path, *, newer: bool) -> None:
    from msp_select.exchange.marks import form_faults, merge_marks
    from msp_select.store.marks import read_marks

    work = _writable(file)
    brought = read_marks(source)
    faults = form_faults(work.session, work.catalog, brought.form)
    if faults:
        raise brought.refused(faults)
    merged = merge_marks(work.session, brought.form, newer=newer)
    if merged.conflicts and not newer:
        raise CheckFailed(
            "\n".join(f"{shown_path(source)}: {conflict.sentence}" for conflict in merged.conflicts),
            "Nothing was taken. If the form is right, add --newer; if not, mend it.",
        )
    if merged.session == work.session:
        click.echo(f"{shown_path(source)}: nothing new in it.")
        return
    _saved(work, merged.logged(work.now(), source.name, brought.digest), merged.what)
    click.echo(f"{shown_path(file)}: {merged.what}: {merged.account}.")
    for conflict in merged.conflicts:
        click.echo(f"replaced: {conflict.sentence}")


def _state(file: str) -> list[str]:
    """How far each evaluator has got; after the reveal, where they differ."""
    from msp_select.cli.explain import explanation_lines
    from msp_select.phrases.explanation import Explanation, evaluators_in_words

    evaluation = evaluated(file, method="additive", samples=0, seed=None)
    if evaluation.leader is None:
        return ["There is no candidate to mark yet."]
    finding = evaluators_in_words(evaluation)
    if finding is None:
        return wrapped(
            f"There is no evaluator yet. msp-select marks {shown_path(file)} --evaluator NAME -o NAME.toml "
            "writes a form."
        )
    return explanation_lines(Explanation(evaluation.leader.id, None, (finding,)))
