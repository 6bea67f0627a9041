"""A client against a library of providers: gated, scored and ranked as an evaluation would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from msp_select.decision.matching.matches import Figures, Match, Matches
from msp_select.decision.matching.pool import Listed, Misfit, Pool, Wanted, sifted
from msp_select.decision.matching.standings import (
    BLOCK,
    Client,
    Standing,
    Valued,
    client_of,
    standings,
    valued,
    weighed,
)
from msp_select.decision.scoring.scores import in_order
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.engine.validation import Bools, Floats, Ints
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

__all__ = ["Match", "Matches", "Matching", "figures_of", "match_library"]

KEPT_BLOCK = 4096  # of what is kept to be weighed again: fewer steps, where memory is not what is short


@dataclass(frozen=True, eq=False)
class Matching:
    """A library ranked for one client: `matches` in rank order, `left_out` how many did not fit and why.

    `valued`: what everybody's answers are worth, block by block, where that was kept for other weights.
    """

    client: Client
    pool: Pool
    wanted: Wanted
    matches: Matches
    left_out: Mapping[Misfit, int]
    valued: tuple[Valued, ...] = ()

    @property
    def of(self) -> Session:
        """The session the matching is of."""
        return self.client.of

    @property
    def session(self) -> Session:
        """The session as its owner may see it."""
        return self.client.session

    @property
    def whole(self) -> Catalog:
        """The catalog, prices included."""
        return self.client.whole

    @property
    def weights(self) -> ResolvedWeights:
        """The weights of the session, as they count."""
        return self.client.weights

    @property
    def catalog(self) -> Catalog:
        """The catalog as it counts in this session."""
        return self.client.catalog

    @property
    def measure(self) -> Literal["score", "quality"]:
        """What providers are ordered by: while prices are sealed there is quality alone."""
        return "quality" if self.session.settings.sealed else "score"

    @property
    def acceptable(self) -> Matches:
        """Those that fail no must-have and have answered enough, in rank order."""
        return self.matches.of("acceptable")

    def listed(self, match: Match) -> Listed:
        """What the pool knows of a match."""
        return self.pool.listed[match.at]

    def standing(self, match: Match) -> Standing:
        """What one provider's figures are made of, the only row of it."""
        return next(self._standings(np.array([match.at])))

    def points(self, *matches: Match) -> Floats:
        """The points each criterion adds, `(matches, criteria)`, each row summing to the score."""
        (block,) = self._standings(np.array([match.at for match in matches]))
        return block.shares

    @cached_property
    def all_points(self) -> Floats:
        """The same of everybody, `(matches, criteria)`."""
        blocks = [block.shares for block in self._standings(self.matches.at)]
        return np.ascontiguousarray(np.concatenate(blocks))

    def _standings(self, places: Ints) -> Iterator[Standing]:
        return standings(self.client, self.pool, places, self.matches.figures.levels)


def match_library(
    session: Session,
    catalog: Catalog,
    pool: Pool,
    wanted: Wanted = Wanted(),  # noqa: B008 - a frozen value
    *,
    to_be_weighed: bool = False,
    before: Matching | None = None,
) -> Matching:
    """The whole pool against the session's profile and weights; nobody's figures depend on the others.

    With `to_be_weighed` it is kept what everybody's answers are worth (2.5 kB a provider): who gives such a
    matching as the one `before` is spared working that out again where only weights differ.
    """
    client = client_of(session, catalog)
    kept, left_out = sifted(pool, wanted)
    worth: Iterable[Valued] = valued(client, pool, kept, block=KEPT_BLOCK if to_be_weighed else BLOCK)
    if before is not None and (before.pool, before.wanted) == (pool, wanted) and before.valued:
        worth = before.valued if client.values_as(before.client) else worth
    if to_be_weighed:
        worth = tuple(worth)
    figures, order = figures_of(client, pool, kept, worth=worth)
    again = worth if isinstance(worth, tuple) else ()
    return Matching(client, pool, wanted, Matches(pool, figures, order), left_out, again)


def figures_of(
    client: Client,
    pool: Pool,
    kept: Ints,
    seen: Callable[[Standing], None] | None = None,
    *,
    worth: Iterable[Valued] | None = None,
) -> tuple[Figures, Ints]:
    """The outcome of those that fit, in columns, and their places in the pool in rank order.

    `worth`: what their answers are worth, block by block, where that is known. `seen` is shown every block
    of them, for what only its caller wants to know.
    """
    size = len(pool)
    score, quality, proven, claimed, possible, coverage = (np.zeros(size) for _ in range(6))
    aged = np.zeros(size, np.intp)
    failed, open_ = (_no_rule(size, len(client.rules)) for _ in range(2))
    price_levels = np.full((size, 2), np.nan)
    for one in valued(client, pool, kept) if worth is None else worth:
        block = weighed(client, one)
        at, found = block.places, block.scores
        score[at], quality[at], claimed[at] = found.point.total, found.quality, found.claimed
        proven[at], possible[at] = found.proven.total, found.possible.total
        coverage[at], aged[at], price_levels[at] = found.coverage, block.aged, block.levels
        failed[at], open_[at] = block.failed, block.open
        if seen is not None:
            seen(block)
        del one, block, found  # one of them at a time: the next would be worked out beside it
    order = in_order(score[kept], np.any(failed[kept], axis=1), coverage[kept])
    rank, group = np.zeros(size, np.intp), np.zeros(size, np.intp)
    rank[kept], group[kept] = order.ranks, order.numbers
    figures = Figures(
        rank=rank,
        group=group,
        score=score,
        quality=quality,
        proven=proven,
        claimed=claimed,
        possible=possible,
        coverage=coverage,
        aged=aged,
        failed=failed,
        open=open_,
        levels=price_levels,
        must_haves=client.must_haves,
    )
    return figures, kept[order.places]


def _no_rule(providers: int, rules: int) -> Bools:
    return np.zeros((providers, rules), bool)
