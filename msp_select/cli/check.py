"""`new`, `check`, `catalog`, `paths`: the files around a selection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from msp_select.cli.evaluate_file import load, usable
from msp_select.cli.tables import table, width, wrapped
from msp_select.errors import CheckFailed, MspSelectError, shown_path
from msp_select.model.fields import Size

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Questionnaire
    from msp_select.model.session import Session

BROKEN = "The session can still be used; look for an earlier copy of the file, or ask who changed it."
SMALLER: tuple[Size, Size] = ("quick", "core")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--title", help="What is being selected, such as the business's name; the file's name by default."
)
@click.option(
    "--size",
    type=click.Choice(["quick", "core", "full"]),
    default="quick",
    show_default=True,
    help="How many questions are asked; msp-select catalog counts them.",
)
@click.option("--currency", default="USD", show_default=True, help="Three letters; one currency a session.")
@click.option("--from", "source", metavar="example:NAME", help="Start from a copy of an example to work on.")
def new(file: Path, *, title: str | None, size: str, currency: str, source: str | None) -> None:
    """Start a session in FILE; it never overwrites one."""
    from msp_select.model.changes import new_session, with_fields
    from msp_select.store.session import new_session_file

    if source is None:
        with usable("--title"):
            session = new_session(title or file.stem.replace("-", " ").replace("_", " "), dt.date.today())
        with usable("--currency"):
            session = with_fields(session, size=size, currency=currency.upper())
    else:
        stored, _ = load(source)
        with usable("--title"):
            session = with_fields(stored.session, title=title) if title else stored.session
    new_session_file(file, session)
    click.echo(f"{shown_path(file)} is started. Comments you write into it do not survive a save.")
    click.echo(f"Go on with: msp-select open {shown_path(file)}")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Validate sessions, questionnaires and weight profiles, and name every fault."""
    faulty = 0
    for name in files:
        try:
            what = _checked(name)
        except MspSelectError as error:
            faulty += 1
            click.echo(f"{error.message}\n{error.remedy}", err=True)
        else:
            click.echo(f"{shown_path(name)}: {what}")
    if faulty:
        context.exit(1)


def _checked(name: str) -> str:
    """What a sound file is, in words."""
    from msp_select.model.evaluator import MarksForm
    from msp_select.model.fairness import log_disagrees
    from msp_select.model.log import GUARDS, check_log
    from msp_select.model.questionnaire import Questionnaire
    from msp_select.store.scored_with import changed_outside
    from msp_select.store.single_files import catalog_file

    found = None if name.startswith("example:") else catalog_file(Path(name))
    if isinstance(found, Questionnaire):
        return f"a sound questionnaire, {found.title}: {_count(len(found.questions), 'question')}"
    if isinstance(found, MarksForm):
        given = sum(len(marks) for marks in found.given.values())
        return f"a sound form for marks of {found.name}, with {_count(given, 'mark')}"
    if found is not None:
        return f"a sound catalog file, {getattr(found, 'title', shown_path(name))}"
    stored, catalog = load(name)
    session = stored.session
    log = check_log(session.log, session.log_chain)
    disagreeing = (*log.faults, *log_disagrees(session))
    if disagreeing:
        raise CheckFailed(
            "\n".join(f"{shown_path(name)}: log: {fault}" for fault in disagreeing), f"{BROKEN} {GUARDS}"
        )
    changes = changed_outside(session, catalog)
    asked = len(catalog.questions_in(session.size))
    sound = (
        f"a sound session, {session.title}: {_count(len(session.candidates), 'candidate')}, "
        f"{_count(asked, 'question')} each ({session.size})"
        + (f"; {log.sentence}" if log.entries else "")
        + "".join(f"\n{change.sentence}" for change in changes)
    )
    return "\n".join([sound, *_fees(session, catalog)])


def _fees(session: Session, catalog: Catalog) -> Iterator[str]:
    """The monthly fee of each bid, as the sum it is; none while prices are sealed."""
    from msp_select.decision.cost.fee_words import quoted_fee
    from msp_select.decision.redaction import seen

    for candidate in seen(session, catalog).candidates:
        fee = quoted_fee(candidate.bid, session, catalog) if candidate.bid is not None else ""
        if fee:
            yield f"  {candidate.name}: {fee}"


@click.command()
@click.option("--questions", is_flag=True, help="List every question with its id.")
def catalog(*, questions: bool) -> None:
    """List the questionnaires, the weight profiles and the examples there are."""
    from msp_select.store.catalog import load_catalog
    from msp_select.store.files import example_names

    found = load_catalog(Path())
    click.echo("Questionnaires: one is one pillar; so many questions in each size\n")
    click.echo("id             quick  core  full  what it asks")
    for pillar in found.questionnaires:
        quick, core, full = _sizes(pillar)
        first = f"{pillar.id:<13}  {quick:>5}  {core:>4}  {full:>4}  "
        click.echo("\n".join(wrapped(pillar.summary, indent=" " * len(first), first=first)))
    click.echo("\nWeight profiles\n")
    for profile in found.profiles:
        click.echo("\n".join(wrapped(profile.summary, indent=" " * 15, first=f"{profile.id:<13}  ")))
    click.echo("\nExamples, all firms invented\n")
    for name in example_names():
        click.echo(f"example:{name}")
    if questions:
        for pillar in found.questionnaires:
            click.echo(f"\n{pillar.title}\n")
            for question in pillar.questions:
                indent = " " * 26 if width() > 70 else "    "
                click.echo("\n".join(wrapped(question.text, indent=indent, first=f"{question.id:<24}  ")))


@click.command()
def paths() -> None:
    """Print where msp-select keeps what it keeps."""
    from msp_select.store import files

    rows = [
        ("your own questionnaires and weights", str(files.config_folder())),
        ("previous versions and recent files", str(files.state_folder())),
        ("derived files that may be deleted", str(files.cache_folder())),
    ]
    for line in table(("what", "where"), rows):
        click.echo(line)


def _sizes(pillar: Questionnaire) -> tuple[str, str, str]:
    """How many questions there are in each of the smaller sizes, and in full."""
    quick, core = (str(sum(q.in_size(size) for q in pillar.questions)) for size in SMALLER)
    return quick, core, str(len(pillar.questions))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
