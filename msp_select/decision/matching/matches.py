"""The outcome of a match provider by provider, made when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np

from msp_select.decision.fact import Fact
from msp_select.decision.matching.pool import Pool
from msp_select.decision.scoring.evaluation import GROUPS, Group
from msp_select.engine.validation import Bools, Floats, Ints


@dataclass(frozen=True)
class Match:
    """One provider's outcome, every figure the one `evaluate` gives for the same candidate.

    `score`, `quality`, `proven`, `claimed`, `possible` 0..100; `coverage` a share; `failed` and `open` the
    questions of must-haves; `aged` how many answers count one grade lower for their age; `at` its place in
    the pool. `why` are the reasons of `explained`, empty before.
    """

    rank: int
    id: str
    name: str
    group: Group
    score: float
    quality: float
    proven: float
    claimed: float
    possible: float
    coverage: float
    failed: tuple[str, ...]
    open: tuple[str, ...]
    aged: int
    at: int
    why: tuple[Fact, ...] = ()


@dataclass(frozen=True, eq=False)
class Figures:
    """Every outcome in columns, by place in the pool `(providers,)`; those left out have nothing.

    `group`: positions in `GROUPS`; `rank` counts on from group to group; `failed` and `open (providers,
    rules)` for the questions `must_haves`; `levels (providers, 2)` the price level, proven and claimed, NaN
    without one.
    """

    rank: Ints
    group: Ints
    score: Floats
    quality: Floats
    proven: Floats
    claimed: Floats
    possible: Floats
    coverage: Floats
    aged: Ints
    failed: Bools
    open: Bools
    levels: Floats
    must_haves: tuple[str, ...]

    @property
    def clear(self) -> Bools:
        """Who fails no must-have, `(providers,)`."""
        clear: Bools = ~np.any(self.failed, axis=1)
        return clear

    @property
    def settled(self) -> Bools:
        """Of whom every must-have is known, `(providers,)`."""
        settled: Bools = ~np.any(self.open, axis=1)
        return settled


@dataclass(frozen=True, eq=False)
class Matches(Sequence[Match]):
    """Matches in their order, `at` their places in the pool; equal to others with the same matches.

    `hidden`: the id and name each goes by while names are hidden, by its id on file.
    """

    pool: Pool
    figures: Figures
    at: Ints
    hidden: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    _made: dict[int, Match] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, place: int) -> Match: ...
    @overload
    def __getitem__(self, place: slice) -> Matches: ...
    def __getitem__(self, place: int | slice) -> Match | Matches:
        if isinstance(place, slice):
            return self._only(self.at[place])
        at = int(self.at[place])
        if at not in self._made:
            self._made[at] = self._match(at)
        return self._made[at]

    def __iter__(self) -> Iterator[Match]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    @property
    def keys(self) -> list[str]:
        """The ids on file."""
        keys: list[str] = self.pool.ids[self.at].tolist()
        return keys

    @property
    def called(self) -> Mapping[str, str]:
        """The name that is shown of each on file, by the id that is."""
        return dict(self.hidden.values()) if self.hidden else self.pool.called

    def gained(self, before: Matches) -> Ints:
        """How many places each is further ahead than `before`, by place in the pool `(providers,)`.

        0 of who is not in both.
        """
        was, now = (np.full(len(self.pool), -1) for _ in range(2))
        was[before.at], now[self.at] = np.arange(len(before)), np.arange(len(self))
        return np.where((was >= 0) & (now >= 0), was - now, 0)

    def of(self, group: Group) -> Matches:
        """Those of one group."""
        return self.where(lambda figures: figures.group == GROUPS.index(group))

    def where(self, holds: Callable[[Figures], Bools]) -> Matches:
        """Those for whom it holds, of what stands in the columns."""
        return self._only(self.at[holds(self.figures)[self.at]])

    def named(self, letters: str) -> Matches:
        """Those with these letters in the name that is shown."""
        hidden, names = self.hidden, self.pool.names[self.at].tolist()
        shown = [hidden[key][1] for key in self.keys] if hidden else names
        return self._only(self.at[np.array([letters in name.casefold() for name in shown], bool)])

    def _only(self, at: Ints) -> Matches:
        return Matches(self.pool, self.figures, at, self.hidden, self._made)

    def _match(self, at: int) -> Match:
        found, key = self.figures, self.pool.ids[at]
        shown_id, name = self.hidden.get(key) or (key, self.pool.names[at])
        failed, open_ = np.flatnonzero(found.failed[at]), np.flatnonzero(found.open[at])
        return Match(
            rank=int(found.rank[at]),
            id=shown_id,
            name=name,
            group=GROUPS[found.group[at]],
            score=float(found.score[at]),
            quality=float(found.quality[at]),
            proven=float(found.proven[at]),
            claimed=float(found.claimed[at]),
            possible=float(found.possible[at]),
            coverage=float(found.coverage[at]),
            failed=tuple(found.must_haves[rule] for rule in failed),
            open=tuple(found.must_haves[rule] for rule in open_),
            aged=int(found.aged[at]),
            at=at,
        )
