"""`catalog`: the questionnaires, the weight profiles and the examples there are."""

from __future__ import annotations

from pathlib import Path

import click

from msp_select.cli.tables import width, wrapped
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.scalars import Size
from msp_select.store.catalog import load_catalog
from msp_select.store.files import example_names

SMALLER: tuple[Size, Size] = ("quick", "core")


@click.command()
@click.option("--questions", is_flag=True, help="List every question with its id.")
def catalog(*, questions: bool) -> None:
    """List the questionnaires, the weight profiles and the examples there are."""
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


def _sizes(pillar: Questionnaire) -> tuple[str, str, str]:
    """How many questions there are in each of the smaller sizes, and in full."""
    quick, core = (str(sum(q.in_size(size) for q in pillar.questions)) for size in SMALLER)
    return quick, core, str(len(pillar.questions))
