"""What every command on a library does first: find the catalog beside it, and open it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from msp_select.errors import shown_path
from msp_select.model.catalog import Catalog
from msp_select.store.catalog import load_catalog
from msp_select.store.library import Library, open_library

MANY = 500  # files whose reading takes long enough to say so


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The folder that holds the provider files."""
    return click.option(
        "--library", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR",
        help="The folder with the provider files.",
    )(command)  # fmt: skip


def library_catalog(folder: Path) -> Catalog:
    """The catalog with what lies beside the library."""
    return load_catalog(folder if folder.is_dir() else None)


def opened(folder: Path, catalog: Catalog) -> Library:
    """The library; what was left out or happened to its index goes to standard error."""
    found = open_library(folder, catalog, _reading if sys.stderr.isatty() else None)
    for line in found.told:
        click.echo(line, err=True)
    if found.left_out:
        one = len(found.left_out) == 1
        names = ", ".join(map(shown_path, found.left_out[:3])) + (", ..." if len(found.left_out) > 3 else "")
        click.echo(
            f"{len(found.left_out)} file{'' if one else 's'} {'has' if one else 'have'} faults and "
            f"{'is' if one else 'are'} left out: {names}\n"
            f"msp-select library check --library {shown_path(folder)} names every fault.",
            err=True,
        )
    return found


def _reading(read: int, of: int) -> None:
    """Somebody is waiting for many files to be read for the first time."""
    if of > MANY:
        click.echo(f"Reading new provider files: {read:,} of {of:,}", err=True)
