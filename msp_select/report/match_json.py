"""A match as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from typing import Any

from msp_select.decision.matching.match import Match, Matching
from msp_select.decision.matching.match_reasons import Shortlist
from msp_select.phrases.en.match import misfit_in_words, why_in_words
from msp_select.phrases.names import Names

MATCH_SCHEMA = "msp-select/match/1"


def match_document(matching: Matching, chosen: Shortlist) -> dict[str, Any]:
    """The whole library in rank order, scores unrounded; the score null while prices are sealed.

    `why` holds the sentences for the shortlist and for those nearest to it, and is empty for the others.
    """
    names, wanted = Names.of_matching(matching), matching.wanted
    why = {match.id: why_in_words(match, names) for match in (*chosen.chosen, *chosen.near)}
    return {
        "schema": MATCH_SCHEMA,
        "title": matching.session.title,
        "as_of": matching.session.as_of.isoformat(),
        "sealed": matching.session.settings.sealed,
        "wanted": {"region": wanted.region, "sector": wanted.sector, "users": wanted.users},
        "on_file": len(matching.pool.listed),
        "left_out": {misfit_in_words(one, wanted): number for one, number in matching.left_out.items()},
        "shortlist": [match.id for match in chosen.chosen],
        "matches": [_row(matching, match, why.get(match.id, ())) for match in matching.matches],
    }


def _row(matching: Matching, match: Match, why: tuple[str, ...]) -> dict[str, Any]:
    return {
        "rank": match.rank,
        "id": match.id,
        "name": match.name,
        "group": match.group,
        "score": match.score if matching.measure == "score" else None,
        "quality": match.quality,
        "claimed": match.claimed,
        "proven": match.proven,
        "possible": match.possible,
        "coverage": match.coverage,
        "failed_must_haves": list(match.failed),
        "open_must_haves": list(match.open),
        "aged_answers": match.aged,
        "why": list(why),
    }
