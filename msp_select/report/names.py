"""Names of candidates taken out of texts that people wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msp_select.model.candidate import Candidate

SHORT = 4  # letters from which a single word of a name gives it away
# Words that half of all firms in this trade carry: alone they point at nobody.
_COMMON = frozenset(
    (
        "advanced",
        "basic",
        "business",
        "cloud",
        "company",
        "computer",
        "computers",
        "computing",
        "consulting",
        "data",
        "device",
        "digital",
        "first",
        "global",
        "group",
        "information",
        "infrastructure",
        "internet",
        "local",
        "managed",
        "management",
        "national",
        "network",
        "networks",
        "office",
        "online",
        "partner",
        "partners",
        "person",
        "professional",
        "provider",
        "security",
        "service",
        "services",
        "solution",
        "solutions",
        "support",
        "system",
        "systems",
        "team",
        "tech",
        "technologies",
        "technology",
        "with",
        "your",
    )
)


def without_names(
    candidates: Iterable[Candidate], by: Callable[[Candidate], str], *, words: bool = False, kept: str = ""
) -> Callable[[str], str]:
    """A function that puts `by(candidate)` in place of each name and id, whatever its letters' size.

    With `words` also for single telling words of a name; `kept` is a name that stays, even inside others.
    """
    by_name: dict[str, str] = {}
    for candidate in candidates:
        for name in _spellings(candidate, words=words):
            by_name.setdefault(_folded(name), by(candidate))
    by_name.pop(_folded(kept), None)
    if not by_name:
        return lambda text: text
    longest = sorted([*by_name, *([_folded(kept)] if kept else [])], key=len, reverse=True)
    pattern = re.compile("|".join(_pattern(name) for name in longest if name), re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: by_name.get(_folded(found[0]), found[0]), text)


def _pattern(name: str) -> str:
    """The name as a whole, its words apart by any space."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"


def _spellings(candidate: Candidate, *, words: bool) -> Iterable[str]:
    yield candidate.name
    if "-" in candidate.id or len(candidate.id) > SHORT:
        yield candidate.id
    if words:
        for word in re.findall(r"\w+", candidate.name):
            if len(word) >= SHORT and word[0].isupper() and word.lower() not in _COMMON:
                yield word


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
