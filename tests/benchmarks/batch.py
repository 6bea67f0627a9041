"""Many at once: what columns, kernel and index cost, as ratios within one run, each with its bar.

    python -m tests.benchmarks.batch [PROVIDERS]

10,000 providers by default, from files, and 100,000 without; run by hand, on a machine at rest. Processor
time, both sides in turns, the least of five. A pass is `total += row * weight` over 86 rows of float64 in
blocks of 4,096: it depends on none of our code. Whole runs of the command: `tests.benchmarks.batch_runs`.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count, pairwise
from pathlib import Path

import numpy as np

from msp_select.batch.chunks import Setup, run_chunk
from msp_select.batch.client_rows import Options
from msp_select.batch.pack import write_pack
from msp_select.decision.costing.cash_columns import price_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.rate_columns import rate_columns
from msp_select.decision.costing.total_cost import cash_per_user_month, has_whole_bill, price_level
from msp_select.decision.matching.match import figures_of, match_library
from msp_select.decision.matching.pool import Pool, pool_of
from msp_select.decision.matching.said import valued
from msp_select.decision.matching.standings import client_of
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.engine.hierarchy import Tree, roll_up
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.store import library_index
from msp_select.store.catalog import load_catalog
from msp_select.store.files import cache_folder
from msp_select.store.library import open_library
from msp_select.store.library_index_rows import said_in
from msp_select.store.session import dump_session
from tests import invented

TIMES = 5
QUESTIONS, PASS_BLOCK = 86, 4_096
SMALL = 2_000  # providers


def least(work: Callable[[], object], times: int = TIMES) -> float:
    """Processor seconds of the quickest of some."""
    found = math.inf
    for _ in range(times):
        start = time.process_time()
        work()
        found = min(found, time.process_time() - start)
    return found


def in_turns(one: Callable[[], object], other: Callable[[], object], times: int = TIMES) -> Iterator[float]:
    """How many times as long `one` takes, by the quickest of each so far, first after so many turns.

    They take turns, so that whatever else uses the machine slows both down; it goes on for as long as it is
    asked, and comes closer to what each takes alone.
    """
    quickest, against = math.inf, math.inf
    for turn in count(1):
        quickest, against = min(quickest, least(one, 1)), min(against, least(other, 1))
        if turn >= times:
            yield quickest / against


def a_pass(providers: int) -> Callable[[], None]:
    """The yardstick: a weighted sum over as many rows as there are questions."""
    rows, weights = np.random.default_rng(1).random((QUESTIONS, providers)), np.full(QUESTIONS, 0.3).tolist()

    def work() -> None:
        for start in range(0, providers, PASS_BLOCK):
            total = np.zeros(min(PASS_BLOCK, providers - start))
            for row, weight in zip(rows[:, start : start + PASS_BLOCK], weights, strict=True):
                total += row * weight

    work()
    return work


def a_library(size: int, catalog: Catalog) -> Pool:
    """Invented providers as a pool, without any files."""
    chance = random.Random(size)
    return pool_of([(invented.provider(number, catalog, chance), "") for number in range(size)], catalog)


def tiled(pool: Pool, times: int) -> Pool:
    """The same providers again and again."""
    codes, days = (np.tile(rows, times) for rows in (pool.answers.codes, pool.answers.days))
    return Pool(tuple(pool.listed) * times, replace(pool.answers, codes=codes, days=days), pool.catalog)


def a_client(catalog: Catalog, number: int = 5) -> Session:
    """An invented client with users and a yardstick."""
    made = invented.client(number, catalog, random.Random(number))
    settings = made.settings.model_copy(update={"sealed": False})
    business = {**made.business, "biz_price_low": Decimal(90), "biz_price_high": Decimal(270)}
    return made.model_copy(update={"currency": "USD", "settings": settings, "business": business})


def business_of(session: Session, catalog: Catalog) -> BusinessInputs:
    return business_inputs(session, catalog, resolve_weights(session, catalog).inputs)


def in_decimals(candidates: Sequence[Candidate], business: BusinessInputs, catalog: Catalog) -> None:
    """The price levels bid by bid in decimals, as they are for money that is shown."""
    for candidate in candidates:
        cash = cash_per_user_month(candidate, business, catalog)
        if cash is not None and business.price_low is not None and business.price_high is not None:
            price_level(cash, business.price_low.middle, business.price_high.middle)
            has_whole_bill(candidate, business, catalog)


def columns_against_decimals(pool: Pool, catalog: Catalog) -> Iterator[float]:
    """The share of the time of decimals that columns take for as many bids."""
    session = a_client(catalog)
    business = business_of(session, catalog)
    candidates = [one.priced(session.currency, session.vat) for one in pool.listed]
    rates = rate_columns(candidates, catalog)
    price_levels(rates, business)
    some = candidates[: max(100, len(candidates) // 20)]
    turns = in_turns(lambda: price_levels(rates, business), lambda: in_decimals(some, business, catalog))
    return (ratio * len(some) / len(candidates) for ratio in turns)


def a_kernel(pool: Pool, catalog: Catalog) -> Callable[[], object]:
    """One client against the library."""
    client, everybody = client_of(a_client(catalog), catalog), np.arange(len(pool))
    figures_of(client, pool, everybody)
    return lambda: figures_of(client, pool, everybody)


def kernel_in_passes(pool: Pool, catalog: Catalog) -> Iterator[float]:
    """One client against the library, in passes."""
    return in_turns(a_kernel(pool, catalog), a_pass(len(pool)))


def roll_up_by_rows(providers: int) -> Iterator[float]:
    """The share of time that a roll-up takes where what is said to one question lies together."""
    chance = np.random.default_rng(2)
    tree = Tree(
        np.sort(np.r_[np.arange(25), chance.integers(0, 25, QUESTIONS - 25)]),
        np.arange(25) // 5,
        chance.random(QUESTIONS) + 0.1,
        np.ones(25),
        np.ones(5),
    )
    values, applies = chance.random((providers, QUESTIONS)), chance.random((providers, QUESTIONS)) < 0.9
    by_question = np.asfortranarray(values), np.asfortranarray(applies)
    assert roll_up(tree, values, applies).total.tolist() == roll_up(tree, *by_question).total.tolist()
    return in_turns(lambda: roll_up(tree, *by_question), lambda: roll_up(tree, values, applies))


def index_figures(library: Path, providers: int, catalog: Catalog) -> None:
    """The first index by every processor and by one, and one that is there already."""
    texts = [path.read_text("utf-8") for path in sorted(library.iterdir())[:500]]
    toml = least(lambda: [tomllib.loads(text) for text in texts], 3) / len(texts) * providers
    time.sleep(2.1)  # a file younger than this when it is indexed is read again
    wall = time.perf_counter()
    open_library(library, catalog)
    wall = time.perf_counter() - wall
    shutil.rmtree(cache_folder())
    library_index.MANY = providers + 1  # by this process alone, whose time can be told
    first = least(lambda: open_library(library, catalog), 1)
    tell("first index by one process, processor s", first)
    tell("the same, against tomllib alone on the same texts", first / toml, 1.3)
    tell(f"first index by {os.cpu_count()} processes, wall, against the same", wall / toml, 0.8)
    found = open_library(library, catalog)
    stamps = least(lambda: [entry.stat() for entry in os.scandir(library)])
    same = least(lambda: open_library(library, catalog))
    tell("nothing changed, against reading all stamps", same / stamps, 10)
    said = said_in(found.rows, found.answers)
    tell("another catalog, in passes", next(in_turns(lambda: valued(said, catalog), a_pass(providers))), 40)


def match_figures(library: Path, catalog: Catalog) -> None:
    """One client against a library whose index is read."""
    found = open_library(library, catalog)
    pool, session = found.pool(catalog), a_client(catalog)
    client, everybody = client_of(session, catalog), np.arange(len(pool))
    match_library(session, catalog, pool)
    read = least(lambda: open_library(library, catalog).pool(catalog), 3)
    tell("a client against an index read", least(lambda: figures_of(client, pool, everybody)) / read, 0.25)
    match = least(lambda: match_library(session, catalog, pool))
    tell("a whole match against an index read", match / read, 0.5)
    tell("a whole match, ms", match * 1e3)


def chunk_seconds(library: Path, clients: int, catalog: Catalog) -> float:
    """Processor seconds of one client of a chunk, its library open."""
    pack = write_pack(open_library(library, catalog), catalog)
    setup = Setup(catalog, pack, Options(tries=200)).packed()
    chance = random.Random("clients")
    chunk = [(f"c{n}", dump_session(invented.client(n, catalog, chance))) for n in range(clients)]
    run_chunk(setup, chunk[:1])
    return least(lambda: run_chunk(setup, chunk), 2) / clients


def tell(name: str, value: float, most: float | None = None) -> None:
    """One figure, as soon as it is known, and whether it is at most what it may be."""
    bar = "" if most is None else f"  (at most {most:.4g}: {'held' if value <= most else 'MISSED'})"
    print(f"{name}: {value:.4g}{bar}", flush=True)


def exponent(small: float, large: float, times: float) -> float:
    """With which power what took so long grows, where there is so many times as much of it."""
    return math.log(large / small) / math.log(times)


def columns_and_kernel(providers: int, catalog: Catalog) -> None:
    """What needs no files: the price levels, and one client against 2,000 to 100,000 providers."""
    pools = {size: a_library(size, catalog) for size in sorted({SMALL, providers})}
    pools[providers * 10] = tiled(pools[providers], 10)
    for size, pool in pools.items():
        if size <= providers:
            most = 1 / 50 if size <= SMALL else 1 / 100
            ratio = next(columns_against_decimals(pool, catalog))
            tell(f"columns against decimals, {size:,}", ratio, most)
        passes = next(kernel_in_passes(pool, catalog))
        tell(f"a client in passes, {size:,}", passes, 130 if size == providers else None)
    for small, large in pairwise(pools):
        times = next(in_turns(a_kernel(pools[large], catalog), a_kernel(pools[small], catalog)))
        grown = exponent(1.0, times, large / small)
        tell(f"growth of a client from {small:,} to {large:,} providers, exponent", grown, 1.05)


def main(arguments: Sequence[str]) -> None:
    providers, catalog = int(arguments[0]) if arguments else 10_000, load_catalog()
    tell("roll-up by rows, share of the time", next(roll_up_by_rows(providers)), 1 / 3)
    columns_and_kernel(providers, catalog)
    with tempfile.TemporaryDirectory() as top:
        os.environ["MSP_SELECT_CACHE_DIR"] = str(Path(top) / "cache")
        library = Path(top) / "library"
        invented.make_library(library, providers, catalog)
        index_figures(library, providers, catalog)
        match_figures(library, catalog)
        each = chunk_seconds(library, 10, catalog)
        tell("a client of a batch, ms", each * 1e3)
        tell("1,000 clients, in passes", 1000 * each / least(a_pass(providers), 9), 150_000)


if __name__ == "__main__":
    main(sys.argv[1:])
