"""Text that a spreadsheet would run: one rule for every sheet that goes out."""

from __future__ import annotations

import unicodedata

_BEGINNINGS = "=+-@\t\r\n"
_BLANKS = " \u00a0\u200b\ufeff"  # a spreadsheet looks past them, and so must we


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula, also after blanks and in full-width forms.

    >>> [looks_like_formula(text) for text in ("=1+1", " \\u200b＝1", "\\tx", "plain", "a=b", "")]
    [True, True, True, False, False, False]
    """
    seen = unicodedata.normalize("NFKC", text).lstrip(_BLANKS)[:1]
    return any(start and start in _BEGINNINGS for start in (text[:1], seen))
