"""Names as ids and file names: one rule for both."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str, otherwise: str = "candidate") -> str:
    """Small letters, digits and dashes, at most 60: never empty, never a path, safe on every system.

    >>> slug("../../Öl & Söhne.toml")
    'ol-sohne-toml'
    >>> slug("***", otherwise="unnamed")
    'unnamed'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or otherwise
