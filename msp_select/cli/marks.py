"""`marks`: several people at one choice, a form for each, and back."""

from __future__ import annotations

from pathlib import Path

import click

from msp_select.cli.change_file import saved, writable
from msp_select.cli.usable import usable
from msp_select.errors import CheckFailed, UsageError, shown_path
from msp_select.exchange.form_files import MARKS_FORMS
from msp_select.exchange.instructions import marks_file
from msp_select.exchange.marks import form_faults, merge_marks
from msp_select.exchange.marks_form import with_tokens
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.write_document import check_target, write_document
from msp_select.ui.brought_marks import brought_marks


@click.command()
@click.argument("file")
@click.option("--evaluator", metavar="NAME", help="Write the form of this person; a new one is welcome.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="OUT.html",
    help="The form: .html, .xlsx or .toml; a name without an ending gets .html.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="IN",
    help="Take a form that came back: .toml, .xlsx, .ods or .csv.",
)
@click.option("--newer", is_flag=True, help="Where the form says something else, it is right.")
def marks(file: str, *, evaluator: str | None, out: Path | None, source: Path | None, newer: bool) -> None:
    """Let several people mark the candidates of FILE: a form for each, and back.

    Alone it says how far each has got, and after `msp-select reveal FILE marks` where they differ.
    """
    if source is not None and (evaluator is not None or out is not None):
        raise UsageError("--from and --evaluator are two different steps.", "Give one of them.")
    if (evaluator is None) != (out is None):
        raise UsageError("A form needs a person and a file.", "Give --evaluator NAME and -o OUT.html.")
    if newer and source is None:
        raise UsageError("--newer says that a form is right.", "Give it together with --from IN.")
    if source is not None:
        _take(file, source, newer=newer)
    elif evaluator is not None and out is not None:
        _write_form(file, evaluator, out)
    else:
        from msp_select.cli.marks_so_far import marks_so_far

        click.echo("\n".join(marks_so_far(file)))


def _write_form(file: str, name: str, out: Path) -> None:
    out = out if out.suffix else out.with_suffix(".html")
    ending = out.suffix.lower()
    if ending not in MARKS_FORMS:
        raise UsageError(
            f"{shown_path(out)}: a form for marks ends in .html, .xlsx or .toml",
            "Use -o OUT.html, -o OUT.xlsx or -o OUT.toml.",
        )
    if out.is_file() and not out.is_symlink():
        raise UsageError(
            f"{shown_path(out)}: not written: there is already a file of that name, perhaps with marks in it",
            "Choose another name.",
        )
    check_target(out, file)
    work = OpenSession.open(file)
    with usable("--evaluator"):
        person = evaluator_of(work.session, name)
    if work.session.settings.blind:
        work = writable(file)
        saved(work, with_tokens(work.session), "tokens for the forms of evaluators")
    make, how = MARKS_FORMS[ending]
    write_document(out, make(work.session, work.catalog, person), file)
    new = "" if person in work.session.evaluators else f" {person.name} joins the session with it."
    click.echo(f"{shown_path(out)}: the form of {person.name}, to be filled in with any {how}.{new}")
    back = out.with_name(marks_file(person.id)) if ending == ".html" else out
    click.echo(f"When it comes back: msp-select marks {shown_path(file)} --from {shown_path(back)}")


def _take(file: str, source: Path, *, newer: bool) -> None:
    work = writable(file)
    brought = brought_marks(source, work.catalog)
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
    saved(work, merged.logged(work.now(), source.name, brought.digest), merged.what)
    click.echo(f"{shown_path(file)}: {merged.what}: {merged.account}.")
    for conflict in merged.conflicts:
        click.echo(f"replaced: {conflict.sentence}")
