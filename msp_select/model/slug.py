"""Names as ids and file names: one rule for both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection


def slug(name: str, otherwise: str = "candidate") -> str:
    """Small letters, digits and dashes, at most 60: never empty, never a path, safe on every system.

    >>> slug("../../Öl & Söhne.toml")
    'ol-sohne-toml'
    >>> slug("***", otherwise="unnamed")
    'unnamed'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or otherwise


def free_slug(name: str, taken: Collection[str]) -> str:
    """The slug of the name, with a number behind it where it is taken.

    >>> free_slug("Acme", {"acme", "acme-2"})
    'acme-3'
    """
    wanted, number = slug(name), 2
    free = wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
