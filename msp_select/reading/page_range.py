"""Which pages of a long document are wanted: "12-40", or "12" alone."""

from __future__ import annotations

import re

WANTED = "expected the first and the last page, such as 12-40"


def page_range(text: str) -> tuple[int, int] | None:
    """First and last page, counted from 1; None where the text is not that."""
    found = re.fullmatch(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?", text.strip(), re.ASCII)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    return (first, last) if 1 <= first <= last else None
