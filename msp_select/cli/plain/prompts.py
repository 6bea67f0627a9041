"""Asking and telling on a plain terminal: one line in, lines out, nothing redrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from msp_select.cli.tables import wrapped
from msp_select.errors import visible
from msp_select.model.refused_value import sentence

T = TypeVar("T")


def tell(text: str = "", *, indent: str = "") -> None:
    """Print a paragraph, words whole."""
    for line in wrapped(visible(text), indent=indent) if text else [""]:
        click.echo(line)


def ask(prompt: str) -> str:
    """One line typed; the end of the input ends the walk as Control-C does (everything is saved by then)."""
    try:
        return input(f"{prompt}: ").strip()
    except EOFError:
        raise click.Abort from None


def answered(prompt: str, read: Callable[[str], T]) -> T | None:
    """What was typed as `read` understands it, asked again until it does; None on Enter alone."""
    while typed := ask(prompt):
        try:
            return read(typed)
        except ValueError as error:
            tell(sentence(error))
    return None


def choose(prompt: str, choices: Sequence[tuple[str, str]], *, default: str = "") -> str:
    """The key of one of `choices` (key, words), asked again until it is one; Enter takes the default."""
    for key, words in choices:
        tell(f"{key}  {words}", indent="     ")
    keys = [key for key, _ in choices]
    ending = f" [{default}]" if default else ""
    while True:
        typed = ask(f"{prompt}{ending}").lower() or default
        if typed in keys:
            return typed
        tell(
            f'"{typed}" is none of these: {", ".join(keys)}.' if typed else f"Type one of: {', '.join(keys)}."
        )


def counted(words: Sequence[str]) -> list[tuple[str, str]]:
    """Choices numbered from 1."""
    return [(str(number), text) for number, text in enumerate(words, 1)]
