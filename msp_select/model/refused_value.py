"""What is wrong with a value that the model refused, in the model's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError


def said(detail: Mapping[str, Any]) -> str:
    """What one of pydantic's details says, without what pydantic puts before it."""
    return str(detail["msg"]).removeprefix("Value error, ")


def first_said(error: ValueError) -> str:
    """The first thing that is wrong; a ValueError of our own says it itself."""
    return said(error.errors(include_url=False)[0]) if isinstance(error, ValidationError) else str(error)


def sentence(error: ValueError) -> str:
    """The same as a sentence, for whoever typed the value."""
    told = first_said(error)
    return f"{told[:1].upper()}{told[1:]}." if isinstance(error, ValidationError) else told
