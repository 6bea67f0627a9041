"""A match while names are hidden: every provider on file is "Firm A"; no figure and no order changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from msp_select.decision.matching.match import Matching
from msp_select.decision.matching.matches import Matches
from msp_select.decision.matching.pool import Pool
from msp_select.decision.panel.pseudonyms import hidden_id, letters


def hidden_firms(pool: Pool) -> Mapping[str, str]:
    """The name each provider on file goes by, by its id; the letters say nothing of the names."""
    ids = sorted((one.id for one in pool.listed), key=lambda key: sha256(key.encode()).hexdigest())
    return {key: f"Firm {letters(at)}" for at, key in enumerate(ids)}


def blind_matching(matching: Matching) -> Matching:
    """The matching as it may be shown while its session hides names, else the matching itself."""
    if not matching.session.settings.blind:
        return matching
    names = hidden_firms(matching.pool)
    hidden = {key: (hidden_id(name), name) for key, name in names.items()}
    matches = Matches(matching.pool, matching.matches.figures, matching.matches.at, hidden)
    return replace(matching, matches=matches)


def true_id(pool: Pool, shown: str) -> str:
    """The id behind a hidden name or its id; what is none of them as it is."""
    return next((key for key, name in hidden_firms(pool).items() if shown in (name, hidden_id(name))), shown)
