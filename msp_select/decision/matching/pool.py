"""Many providers as columns, and which of them a client's region, sector and size leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from msp_select.decision.costing.rate_columns import RateColumns, rate_columns
from msp_select.decision.scoring.answer_arrays import AnswerColumns, answer_columns
from msp_select.engine.validation import Ints
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.model.questionnaire import Question

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
class Pool:
    """Providers with their answers in columns, `(providers, questions of the catalog)`."""

    listed: tuple[Listed, ...]
    columns: AnswerColumns
    _rates: dict[tuple[str, str], RateColumns] = field(default_factory=dict, repr=False)

    def rates(self, currency: str, vat: str, catalog: Catalog) -> RateColumns:
        """The rate cards that mean this money, in columns; kept, since they are the same for every client."""
        if (currency, vat) not in self._rates:
            priced = [one.priced(currency, vat) for one in self.listed]
            self._rates[currency, vat] = rate_columns(priced, catalog)
        return self._rates[currency, vat]


@dataclass(frozen=True)
class Wanted:
    """What a client looks for; None and "" ask for nothing. `users` is the client's size."""

    region: str = ""
    sector: str = ""
    users: int | None = None
    search: str = ""


def pool_of(providers: Sequence[tuple[Provider, str]], catalog: Catalog) -> Pool:
    """Providers with the digests of their files as a pool, without any index."""
    candidates = [provider.as_candidate() for provider, _ in providers]
    return Pool(
        listed=tuple(listed(provider, digest, catalog) for provider, digest in providers),
        columns=answer_columns(
            [Conditions(catalog).answers(c) for c in candidates], list(catalog.questions.values())
        ),
    )


def listed(provider: Provider, digest: str, catalog: Catalog) -> Listed:
    """One provider without the answers that cost nothing."""
    return Listed(
        id=provider.id,
        name=provider.name,
        digest=digest,
        profile=provider.profile,
        currency=provider.currency,
        vat=provider.vat,
        bid=provider.bid,
        feeding={
            key: answer for key, answer in provider.answers.items() if feeds_cost(catalog.questions.get(key))
        },
    )


def feeds_cost(question: Question | None) -> bool:
    """Whether the cost model reads the answer to that question."""
    return question is not None and bool(question.feeds) and not question.bid_field


def sifted(pool: Pool, wanted: Wanted) -> tuple[Ints, dict[Misfit, int]]:
    """The positions of the providers that fit, and how many were left out for which reason."""
    kept, left_out = [], dict[Misfit, int]()
    for place, one in enumerate(pool.listed):
        reason = _misfit(one, wanted)
        if reason is not None:
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            kept.append(place)
    return np.array(kept, np.intp), left_out


def _misfit(one: Listed, wanted: Wanted) -> Misfit | None:
    profile = one.profile
    if wanted.region and not _named(wanted.region, profile.regions):
        return "other_region" if profile.regions else "no_region"
    if wanted.sector and not _named(wanted.sector, profile.sectors):
        return "other_sector" if profile.sectors else "no_sector"
    if wanted.users is not None:
        small, large = profile.smallest_client, profile.largest_client
        if small is not None and wanted.users < small:
            return "client_too_small"
        if large is not None and wanted.users > large:
            return "client_too_large"
    if wanted.search and wanted.search.casefold() not in f"{one.name} {one.id}".casefold():
        return "other_name"
    return None


def _named(word: str, known: Sequence[str]) -> bool:
    return word.casefold() in (name.casefold() for name in known)
