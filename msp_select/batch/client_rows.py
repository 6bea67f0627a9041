"""What a run says of one client: who is on its list, which rules decide, which answers would help."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select.batch.pack import Pack
from msp_select.batch.tables import Rows
from msp_select.decision.business.downtime import business_numbers
from msp_select.decision.matching.match import figures_of
from msp_select.decision.matching.match_blinding import hidden_names
from msp_select.decision.matching.match_reasons import NEAR
from msp_select.decision.matching.matches import Figures, Matches
from msp_select.decision.matching.pool import Misfit, Wanted, sifted
from msp_select.decision.matching.standings import Client, Standing, client_of
from msp_select.decision.scoring.evaluation import GROUPS, Group
from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Floats, Ints
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

SMALLEST = 1e-3  # a pillar that weighs nothing is drawn all the same, hardly ever with any weight
AMONG = 20  # times as long as the list: who is looked at when weights are drawn
LEFT_OUT: Mapping[str, tuple[Misfit, ...]] = {
    "region": ("no_region", "other_region"),
    "sector": ("no_sector", "other_sector"),
    "size": ("client_too_small", "client_too_large"),
}
COUNTS = ("matched", "acceptable", "too_few_answers", "not_acceptable", "listed", "first", "alone")


@dataclass(frozen=True)
class Options:
    """What decides the rows of a client beside its file, the library and the questions."""

    top: int = 5
    tries: int = 0
    fit_size: bool = False
    everybody: bool = False
    seed: int | None = None
    wanted: Mapping[str, Wanted] = field(default_factory=dict)


@dataclass(eq=False)
class Counts:
    """Sums over clients for each provider: `sums (kinds, providers)`, `failed (questions, providers)`.

    `best_rank (providers,)` is 0 where it never had one. Clients that hide names are in none of it: what a
    provider comes to among them would give its name away.
    """

    sums: npt.NDArray[np.int32]
    failed: npt.NDArray[np.int32]
    best_rank: npt.NDArray[np.int32]

    @classmethod
    def none(cls, questions: int, providers: int) -> Counts:
        """Nobody was counted yet."""
        return cls(
            np.zeros((len(COUNTS), providers), np.int32),
            np.zeros((questions, providers), np.int32),
            np.zeros(providers, np.int32),
        )

    def add(self, other: Counts) -> None:
        """Count those of another in."""
        self.sums += other.sums
        self.failed += other.failed
        self.rank(other.best_rank)

    def rank(self, ranks: npt.NDArray[np.int32]) -> None:
        """Take the better rank, where there is one."""
        better = (ranks > 0) & ((self.best_rank == 0) | (ranks < self.best_rank))
        self.best_rank[better] = ranks[better]


def client_rows(
    name: str, digest: str, session: Session, catalog: Catalog, pack: Pack, options: Options, counts: Counts
) -> Rows:
    """The rows of one client by table; its part in the sums over all clients goes into `counts`."""
    client = client_of(session, catalog)
    wanted = _wanted(name, session, catalog, options)
    kept, left_out = sifted(pack, wanted)
    blocks = _Blocks(client, len(pack))
    figures, order = figures_of(client, pack, kept, blocks.seen)
    blind = client.session.settings.blind
    matches = Matches(pack, figures, order, hidden_names(pack.ids) if blind else {})
    groups = {group: matches.of(group) for group in GROUPS}
    acceptable = groups["acceptable"]
    chosen = acceptable[: options.top]
    near = [_near(group, members, options.top) for group, members in groups.items()]
    shares = _list_shares(name, client, blocks, acceptable.at[: AMONG * options.top], options)
    shown = [
        _shown(name, client, chosen, True, shares),
        *(_shown(name, client, m, False, shares) for m in near),
    ]
    if not blind:
        _count(counts, figures, order, chosen.at, client)
    sealed = client.session.settings.sealed
    score = figures.score  # while prices are sealed that is the quality
    on_list = [share for at in chosen.at.tolist() if (share := shares.get(at)) is not None]
    last = [float(score[at]) for at in acceptable.at[: options.top + 1]]
    users = business_numbers(session, catalog).get("users")
    rows: Rows = {
        "clients": [
            [
                name, session.title, digest, session.currency,
                None if users is None else float(users), sealed, blind, len(pack), len(kept),
                *(sum(left_out.get(one, 0) for one in kinds) for kinds in LEFT_OUT.values()),
                *(len(groups[group]) for group in GROUPS),
                chosen[0].id if len(chosen) else None,
                last[0] if last else None,
                last[0] - float(score[acceptable.at[1]]) if len(acceptable) > 1 else None,
                last[-2] - last[-1] if len(acceptable) > options.top else None,
                min(on_list, default=None),
            ]
        ],
        "shortlists": [row for each in shown for row in each],
        "must_haves": _must_haves(name, client, figures, order),
        "answers": _answers(name, client, blocks, acceptable.at, options.top, figures),
    }  # fmt: skip
    if options.everybody:
        rows["everybody"] = [_everybody(name, client, match) for match in matches]
    return rows


def _wanted(name: str, session: Session, catalog: Catalog, options: Options) -> Wanted:
    said = options.wanted.get(name, Wanted())
    if said.users is not None or not options.fit_size:
        return said
    users = business_numbers(session, catalog).get("users")
    return Wanted(said.region, said.sector, None if users is None else int(users))


def _near(group: Group, members: Matches, top: int) -> Matches:
    return members[top:][: NEAR[group]] if group == "acceptable" else members[: NEAR[group]]


def _shown(
    name: str, client: Client, matches: Matches, listed: bool, shares: Mapping[int, float]
) -> list[list[Any]]:
    sealed = client.session.settings.sealed
    rows: list[list[Any]] = []
    for match in matches:
        proven, claimed = matches.figures.levels[match.at].tolist()
        unpriced = sealed or math.isnan(claimed)
        rows.append(
            [
                name, match.id, match.name, listed, match.rank, match.group,
                None if sealed else match.score, match.quality, match.claimed, match.proven, match.coverage,
                None if unpriced else proven, None if unpriced else claimed,
                match.aged, len(match.failed), len(match.open), shares.get(match.at),
            ]
        )  # fmt: skip
    return rows


def _everybody(name: str, client: Client, match: Any) -> list[Any]:
    score = None if client.session.settings.sealed else match.score
    return [
        name, match.id, match.rank, match.group, score, match.quality, match.claimed, match.proven,
        match.coverage,
    ]  # fmt: skip


def _must_haves(name: str, client: Client, figures: Figures, order: Ints) -> list[list[Any]]:
    failed, open_ = figures.failed[order], figures.open[order]
    alone = failed & (failed.sum(axis=1) == 1)[:, None]
    sums = [column.sum(axis=0).tolist() for column in (failed, alone, open_)]
    return [[name, question, *counted] for question, *counted in zip(client.must_haves, *sums, strict=True)]


class _Blocks:
    """What else is kept of each block of providers that was worked out.

    `pillars (pillars, providers)`: the value of each pillar.
    """

    def __init__(self, client: Client, providers: int) -> None:
        self._asked = len(client.asked)
        self._clear: list[Ints] = []  # who fails no must-have: nobody else can be acceptable
        self._gains: list[Floats] = []
        self.pillars = np.zeros((len(client.catalog.questionnaires), providers))
        self.weights: Floats = np.zeros(len(self.pillars))

    def seen(self, block: Standing) -> None:
        """Keep it."""
        clear, asked = np.flatnonzero(~block.failed.any(axis=1)), slice(self._asked)
        missing = 100.0 - block.problem.point.T[asked, clear]
        self._clear.append(block.places[clear])
        self._gains.append(block.scores.effective.T[asked, clear] * missing)
        self.pillars[:, block.places] = block.scores.point.pillars.T
        self.weights = block.problem.tree.pillar_weights

    def gains(self, providers: Ints) -> Iterator[Floats]:
        """The points that an answer at its best and proven would add to each one's score, by question asked.

        Of providers that fail no must-have, in the order of their places.
        """
        at = np.searchsorted(np.concatenate(self._clear), providers)
        for question in range(self._asked):
            yield np.concatenate([gains[question] for gains in self._gains])[at]


def _answers(
    name: str, client: Client, blocks: _Blocks, acceptable: Ints, top: int, figures: Figures
) -> list[list[Any]]:
    """For each question, whom its answer at its best and proven would put on the list, and the mean gain."""
    if len(acceptable) <= top:
        return []
    outside, bar = np.sort(acceptable[top:]), float(figures.score[acceptable[top - 1]])
    score, questions = figures.score[outside], list(client.whole.questions)
    rows: list[list[Any]] = []
    for place, gain in zip(client.asked.tolist(), blocks.gains(outside), strict=True):
        lifted = int(np.count_nonzero(score + gain > bar + TIE))
        # Added one after the other, so that the bits are the same on every machine.
        rows.append([name, questions[place], lifted, float(np.add.accumulate(gain)[-1]) / len(outside)])
    return rows


def _list_shares(
    name: str, client: Client, blocks: _Blocks, among: Ints, options: Options
) -> dict[int, float]:
    """In which share of tries with other pillar weights each is on the list; the draws are the client's."""
    if not options.tries or not len(among):
        return {}
    settings = client.session.settings
    own = int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    seed = settings.seed if options.seed is None else options.seed
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, own])))
    stated = blocks.weights
    if not stated.any():
        return {}
    shares = stated / math.fsum(stated.tolist())
    drawn = chance.dirichlet(np.maximum(settings.concentration * shares, SMALLEST), options.tries)
    totals = np.zeros((len(among), options.tries))
    for pillar, values in enumerate(blocks.pillars[:, among]):
        totals += values[:, None] * drawn[None, :, pillar]
    best = np.argsort(-totals, axis=0, kind="stable")[: options.top]
    counts = np.bincount(best.ravel(), minlength=len(among)).tolist()
    return {at: count / options.tries for at, count in zip(among.tolist(), counts, strict=True)}


def _count(counts: Counts, figures: Figures, order: Ints, chosen: Ints, client: Client) -> None:
    row = {kind: place for place, kind in enumerate(COUNTS)}
    counts.sums[row["matched"], order] += 1
    for place, group in enumerate(GROUPS):
        counts.sums[row[group], order[figures.group[order] == place]] += 1
    counts.sums[row["listed"], chosen] += 1
    counts.sums[row["first"], chosen[:1]] += 1
    failed = figures.failed[order]
    counts.sums[row["alone"], order[failed.sum(axis=1) == 1]] += 1
    for column, (place, _, _) in enumerate(client.rules):
        counts.failed[place, order[failed[:, column]]] += 1
    ranks = np.zeros_like(counts.best_rank)
    ranks[order] = figures.rank[order]
    counts.rank(ranks)


def provider_rows(pack: Pack, questions: Sequence[str], counts: Counts) -> list[list[Any]]:
    """One row a provider, over all clients that show names."""
    hardest = counts.failed.argmax(axis=0)
    fails = counts.failed.max(axis=0, initial=0)
    *sums, alone = counts.sums
    return [
        [
            *named, *(int(column[at]) for column in sums),
            int(counts.best_rank[at]) or None, questions[hardest[at]] if fails[at] else None, int(alone[at]),
        ]
        for at, named in enumerate(pack.named())
    ]  # fmt: skip
