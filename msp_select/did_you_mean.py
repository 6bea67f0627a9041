"""The known word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST = 80  # letters that are compared: nobody misspells more, and comparing takes their square


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None where none is like it.

    >>> nearest("securty", ["staffing", "security"])
    'security'
    """
    return next(iter(difflib.get_close_matches(word[:LONGEST], known, n=1)), None)


def did_you_mean(word: str, known: Iterable[str], *, sentence: bool = False) -> str:
    """The question after `word` that is unknown, alone as a `sentence` or not; "" where no word is near.

    >>> did_you_mean("securty", ["staffing", "security"])
    'did you mean "security"?'
    """
    found = nearest(word, known)
    return f'{"Did" if sentence else "did"} you mean "{found}"?' if found else ""
