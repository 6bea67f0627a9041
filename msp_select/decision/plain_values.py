"""Frozen values as what JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any


def as_plain(value: Any) -> Any:
    """Dataclasses as objects, but for fields for words only; amounts as numbers, nothing infinite.

    TypeError, naming the type, for what has no place in it.
    """
    if is_dataclass(value) and not isinstance(value, type):
        told = (field for field in fields(value) if field.metadata.get("told", True))
        return {field.name: as_plain(getattr(value, field.name)) for field in told}
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, Decimal | float):
        return float(value) if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [as_plain(item) for item in value]
    raise TypeError(type(value).__name__)
