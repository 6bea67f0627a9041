"""Every command of the program with its arguments and options, as the parser has them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from msp_select.cli.program import program


def every_option() -> Iterator[tuple[str, str]]:
    """Each command as it is typed, with one of its options by its long name, or "" for the command itself."""
    yield from _options(program, ())


def _options(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _options(child, (*path, name))
        return
    yield " ".join(path), ""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield " ".join(path), max(parameter.opts, key=len)


def used_in(words: tuple[str, ...], command: str, option: str) -> bool:
    """Whether what is typed is that command, with that option by any of its names."""
    head = tuple(command.split())
    short = {"--out": "-o", "--output": "-o"}.get(option, option)
    return words[: len(head)] == head and (not option or option in words or short in words)
