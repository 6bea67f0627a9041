"""A value from the command line that no session takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from msp_select.errors import UsageError


@contextmanager
def usable(what: str) -> Iterator[None]:
    """Turn a value from the command line that no session takes into a UsageError naming `what` it was for."""
    try:
        yield
    except ValidationError as error:
        found = error.errors(include_url=False)[0]["msg"]
        raise UsageError(f"{what}: {found}", "Give another one.") from None
