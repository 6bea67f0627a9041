"""Many providers as columns, and which of them a client's region, sector and size leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from msp_select.decision.costing.rate_columns import RateColumns, rate_columns
from msp_select.decision.matching.said import AnswerCodes, feeding, said_by, valued
from msp_select.decision.scoring.must_haves import bid_states
from msp_select.engine.validation import Bools, Floats, Ints
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider, ProviderProfile

Texts = npt.NDArray[np.object_]
Misfit = Literal[
    "no_region",
    "other_region",
    "no_sector",
    "other_sector",
    "client_too_small",
    "client_too_large",
    "other_name",
]
"""Why a provider does not fit: what its file does not name, or what it names instead of what is wanted."""


@dataclass(frozen=True, eq=False)
class Listed:
    """One provider of a pool: who it is, its rate card, and the answers that feed the cost model."""

    id: str
    name: str
    digest: str
    profile: ProviderProfile
    currency: str
    vat: str
    bid: Bid | None
    feeding: dict[str, Answer]

    def bid_for(self, currency: str, vat: str) -> Bid | None:
        """The rate card, where its amounts mean the same as the session's."""
        return self.bid if (self.currency, self.vat) == (currency, vat) else None

    def priced(self, currency: str, vat: str) -> Candidate:
        """As much of a candidate as its cash depends on."""
        return Candidate.model_construct(
            id=self.id,
            name=self.name,
            kind="provider",
            bid=self.bid_for(currency, vat),
            answers=self.feeding,
        )


@dataclass(frozen=True, eq=False)
class Profiles:
    """For whom providers work, in columns `(providers,)`: sizes NaN where none is named.

    `regions` and `sectors`: by name in small letters, who names it; `some_...`: who names any.
    """

    smallest: Floats
    largest: Floats
    regions: Mapping[str, Bools]
    sectors: Mapping[str, Bools]
    some_region: Bools
    some_sector: Bools


@dataclass(frozen=True, eq=False)
class Pool:
    """Providers with their answers to the questions of a catalog.

    What is the same for every client is worked out once and kept.
    """

    listed: Sequence[Listed]
    answers: AnswerCodes
    catalog: Catalog
    _rates: dict[tuple[str, str], tuple[Ints, RateColumns]] = field(default_factory=dict, repr=False)
    _stating: dict[tuple[str, str, str], Bools] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.listed)

    def rates(self, currency: str, vat: str) -> tuple[Ints, RateColumns]:
        """The rate cards that mean this money, in columns, and whose they are: places in rising order."""
        if (currency, vat) not in self._rates:
            whose = [at for at, one in enumerate(self.listed) if one.bid_for(currency, vat) is not None]
            priced = [self.listed[at].priced(currency, vat) for at in whose]
            self._rates[currency, vat] = np.array(whose, np.intp), rate_columns(priced, self.catalog)
        return self._rates[currency, vat]

    def stating(self, currency: str, vat: str, field: str) -> Bools:
        """Whose rate card in this money says what a must-have asks for there, `(providers,)`."""
        key = currency, vat, field
        if key not in self._stating:
            bids = [one.bid_for(currency, vat) for one in self.listed]
            self._stating[key] = np.array([bid is not None and bid_states(bid, field) for bid in bids], bool)
        return self._stating[key]

    @cached_property
    def ids(self) -> Texts:
        """The ids on file, `(providers,)`."""
        return np.array([one.id for one in self.listed], object)

    @cached_property
    def names(self) -> Texts:
        """The names on file, `(providers,)`."""
        return np.array([one.name for one in self.listed], object)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The name on file of each, by its id."""
        return dict(zip(self.ids.tolist(), self.names.tolist(), strict=True))

    @cached_property
    def profiles(self) -> Profiles:
        """For whom each works."""
        profiles = [one.profile for one in self.listed]
        regions, sectors = (_named([getattr(p, kind) for p in profiles]) for kind in ("regions", "sectors"))
        return Profiles(
            smallest=np.array([p.smallest_client for p in profiles], float),
            largest=np.array([p.largest_client for p in profiles], float),
            regions=regions,
            sectors=sectors,
            some_region=np.array([bool(p.regions) for p in profiles], bool),
            some_sector=np.array([bool(p.sectors) for p in profiles], bool),
        )


def _named(lists: Sequence[Sequence[str]]) -> dict[str, Bools]:
    found: dict[str, Bools] = {}
    for place, names in enumerate(lists):
        for name in names:
            found.setdefault(name.casefold(), np.zeros(len(lists), bool))[place] = True
    return found


@dataclass(frozen=True)
class Wanted:
    """What a client looks for; None and "" ask for nothing. `users` is the client's size."""

    region: str = ""
    sector: str = ""
    users: int | None = None
    search: str = ""


def pool_of(providers: Sequence[tuple[Provider, str]], catalog: Catalog) -> Pool:
    """Providers with the digests of their files as a pool, without any index."""
    said = said_by([provider for provider, _ in providers])
    listed = [
        Listed(
            id=provider.id,
            name=provider.name,
            digest=digest,
            profile=provider.profile,
            currency=provider.currency,
            vat=provider.vat,
            bid=provider.bid,
            feeding=answers,
        )
        for (provider, digest), answers in zip(providers, feeding(said, catalog), strict=True)
    ]
    return Pool(tuple(listed), valued(said, catalog), catalog)


def sifted(pool: Pool, wanted: Wanted) -> tuple[Ints, dict[Misfit, int]]:
    """The positions of the providers that fit, and how many were left out for which reason, their first."""
    kept, left_out = np.ones(len(pool), bool), dict[Misfit, int]()
    for reason, misfits in _misfits(pool, wanted):
        out = kept & misfits()
        if out.any():
            left_out[reason] = int(out.sum())
            kept &= ~out
    return np.flatnonzero(kept), left_out


def _misfits(pool: Pool, wanted: Wanted) -> list[tuple[Misfit, Callable[[], Bools]]]:
    found: list[tuple[Misfit, Callable[[], Bools]]] = []
    nobody = np.zeros(len(pool), bool)
    if region := wanted.region.casefold():
        found.append(("no_region", lambda: ~pool.profiles.some_region))
        found.append(("other_region", lambda: ~pool.profiles.regions.get(region, nobody)))
    if sector := wanted.sector.casefold():
        found.append(("no_sector", lambda: ~pool.profiles.some_sector))
        found.append(("other_sector", lambda: ~pool.profiles.sectors.get(sector, nobody)))
    if (users := wanted.users) is not None:
        found.append(("client_too_small", lambda: pool.profiles.smallest > users))
        found.append(("client_too_large", lambda: pool.profiles.largest < users))
    if search := wanted.search.casefold():
        found.append(
            (
                "other_name",
                lambda: np.array([search not in f"{o.name} {o.id}".casefold() for o in pool.listed], bool),
            )
        )
    return found
