"""Every command of the program with its arguments and options, as the parser has them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from msp_select.cli.program import program


def every_option() -> Iterator[tuple[str, str]]:
    """Each command as it is typed, with one of its options by its long name, or "" for the command itself."""
    for path, command in _commands(program, ()):
        yield path, ""
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield path, max(parameter.opts, key=len)


def every_path() -> Iterator[tuple[str, str]]:
    """Each command as it is typed, with each option or argument of it that is a path."""
    for path, command in _commands(program, ()):
        for parameter in command.params:
            if isinstance(parameter.type, click.Path):
                yield path, "-o" if "-o" in parameter.opts else parameter.opts[0]


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _commands(child, (*path, name))
    else:
        yield " ".join(path), command


def used_in(words: tuple[str, ...], command: str, option: str) -> bool:
    """Whether what is typed is that command, with that option by any of its names."""
    head = tuple(command.split())
    short = {"--out": "-o", "--output": "-o"}.get(option, option)
    return words[: len(head)] == head and (not option or option in words or short in words)
