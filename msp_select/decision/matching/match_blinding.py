"""A match while names are hidden: every provider on file is "Firm A"; no figure and no order changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from msp_select.decision.matching.match import Matching
from msp_select.decision.matching.matches import Matches
from msp_select.decision.matching.pool import Pool
from msp_select.decision.panel.pseudonyms import hidden_id, letters


def hidden_names(ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """The id and the name each on file goes by, by its own id; the letters say nothing of the names."""
    ordered = sorted(ids, key=lambda key: sha256(key.encode()).hexdigest())
    names = {key: f"Firm {letters(at)}" for at, key in enumerate(ordered)}
    return {key: (hidden_id(name), name) for key, name in names.items()}


def blind_matching(matching: Matching) -> Matching:
    """The matching as it may be shown while its session hides names, else the matching itself."""
    if not matching.session.settings.blind:
        return matching
    hidden = hidden_names(matching.pool.ids)
    matches = Matches(matching.pool, matching.matches.figures, matching.matches.at, hidden)
    return replace(matching, matches=matches)


def true_id(pool: Pool, shown: str) -> str:
    """The id behind a hidden name or its id; what is none of them as it is."""
    hidden = hidden_names(pool.ids)
    return next((key for key, goes_by in hidden.items() if shown in goes_by), shown)
