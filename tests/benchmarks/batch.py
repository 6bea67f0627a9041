"""Many at once: what columns, kernel, index, processes and a Dask cluster cost, as ratios within one run.

    python -m tests.benchmarks.batch [PROVIDERS] [CLIENTS] [--runs | --whole]

10,000 providers and 300 clients by default; run by hand. Processor time, both sides in turns, the least of
five. A pass is `total += row * weight` over 86 rows of float64 in blocks of 4,096: it depends on none of our
code. With `--runs` whole runs of the command with processes and with Dask instead, CLIENTS x 2,000, one of
them with a worker killed; with `--whole` one run of CLIENTS x PROVIDERS by all processors.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from msp_select.batch.chunks import Setup, run_chunk
from msp_select.batch.client_rows import Options
from msp_select.batch.cluster import Cluster
from msp_select.batch.pack import write_pack
from msp_select.decision.costing.cash_columns import price_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.rate_columns import rate_columns
from msp_select.decision.costing.total_cost import cash_per_user_month, has_whole_bill, price_level
from msp_select.decision.matching.match import figures_of, match_library
from msp_select.decision.matching.pool import Pool, pool_of
from msp_select.decision.matching.said import valued
from msp_select.decision.matching.standings import client_of
from msp_select.decision.scoring.answer_arrays import AnswerColumns
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
from tests.batch.runs import PATIENCE, Place, contents

TIMES = 5
QUESTIONS, PASS_BLOCK = 86, 4_096


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
    columns = {name: np.tile(column.T, times).T for name, column in vars(pool.columns).items()}
    return Pool(tuple(pool.listed) * times, AnswerColumns(**columns), pool.catalog)


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


def kernel_in_passes(pool: Pool, catalog: Catalog) -> Iterator[float]:
    """One client against the library, in passes."""
    client = client_of(a_client(catalog), catalog)
    everybody = np.arange(len(pool))
    figures_of(client, pool, everybody)
    return in_turns(lambda: figures_of(client, pool, everybody), a_pass(len(pool)))


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


def library_figures(folder: Path, providers: int, catalog: Catalog) -> dict[str, float]:
    """First index, index read again, and a match, from files."""
    library = folder / "library"
    invented.make_library(library, providers, catalog)
    texts = [path.read_text("utf-8") for path in sorted(library.iterdir())[:500]]
    toml = least(lambda: [tomllib.loads(text) for text in texts], 3) / len(texts)
    time.sleep(2.1)  # a file younger than this when it is indexed is read again
    wall = time.perf_counter()
    open_library(library, catalog)
    wall = time.perf_counter() - wall
    shutil.rmtree(cache_folder())
    library_index.MANY = providers + 1  # by this process alone, whose time can be told
    first = least(lambda: open_library(library, catalog), 1)
    found = open_library(library, catalog)
    read = least(lambda: open_library(library, catalog).pool(catalog), 3)
    pool, session = found.pool(catalog), a_client(catalog)
    match_library(session, catalog, pool)
    match = least(lambda: match_library(session, catalog, pool))
    stamps = least(lambda: [entry.stat() for entry in os.scandir(library)])
    said = said_in(found.rows, found.answers)
    return {
        "nothing changed, against reading all stamps": least(lambda: open_library(library, catalog)) / stamps,
        "another catalog, in passes": next(in_turns(lambda: valued(said, catalog), a_pass(providers))),
        "first index by one process, processor s": first,
        "first index by all processors, wall s": wall,
        "first index against TOML alone": first / providers / toml,
        "match against an index read": match / read,
        "match, ms": match * 1e3,
    }


class Used:
    """What every process of a run has used so far, looked at again and again: some are nobody's children."""

    def __init__(self, place: Place) -> None:
        self.seconds: dict[int, float] = {}
        self.megabytes: dict[int, float] = {}
        self._place, self._over, self._before = place, threading.Event(), set(place.processes)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            for pid in set(self._place.processes) - self._before:
                try:
                    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                self.seconds[pid] = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
                if (most := re.search(r"VmHWM:\s+(\d+)", status)) is not None:
                    self.megabytes[pid] = int(most[1]) / 1024

    def stop(self) -> None:
        """No more of it."""
        self._over.set()
        self._thread.join()


def whole_run(place: Place, *how: str, kill: bool = False) -> dict[str, Any]:
    """A run of the command: wall and processor seconds of all processes, the most memory of one.

    `kill`: one worker is killed in the middle.
    """
    name = " ".join([*how, *(["one worker killed"] if kill else [])])
    out, before, used = place.folder / f"out {name}", place.processes, Used(place)
    wall = time.perf_counter()
    process = place.start("match", str(place.clients), "--library", str(place.library), "-o", str(out), *how)
    if kill:
        parts = out / "parts"
        while not parts.is_dir() or len(list(parts.iterdir())) < 15:
            time.sleep(0.02)
        os.kill(place.workers(process.pid)[0], signal.SIGKILL)
    _, err = process.communicate(timeout=PATIENCE * 20)
    wall = time.perf_counter() - wall
    assert process.returncode == 0, err
    gone = place.nobody_left(before)
    used.stop()
    work = sum(used.seconds.values())
    return {
        "how": name,
        "wall s": wall,
        "processor s": work,
        "coordinator s": used.seconds[process.pid],
        "coordinator's share": used.seconds[process.pid] / work,
        "MB of a worker": max([0.0, *(most for pid, most in used.megabytes.items() if pid != process.pid)]),
        "MB of the coordinator": used.megabytes[process.pid],
        "left behind": not gone,
        "contents": contents(out),
    }


def chunk_seconds(folder: Path, clients: int, catalog: Catalog) -> float:
    """Processor seconds of one client of a chunk, its library open."""
    library = open_library(folder / "library", catalog)
    setup = Setup(catalog, write_pack(library, catalog), Options(tries=200)).packed()
    chance = random.Random("clients")
    chunk = [(f"c{n}", dump_session(invented.client(n, catalog, chance))) for n in range(clients)]
    run_chunk(setup, chunk[:1])
    return least(lambda: run_chunk(setup, chunk), 2) / clients


def empty_tasks(number: int = 500) -> float:
    """Processor seconds for handing out a chunk with nothing in it to Dask, its scheduler included."""
    cluster = Cluster(Setup(load_catalog()).packed(), "local:2", "", print)
    try:
        return least(lambda: list(cluster.results(dict.fromkeys(range(number), ()))), 3) / number
    finally:
        cluster.close()


RUNS: Sequence[tuple[tuple[str, ...], bool]] = (
    (("--workers", "1"), False),
    (("--workers", "2"), False),
    (("--cluster", "local:2"), False),
    (("--cluster", "local:2", "--chunk", "5"), True),
)
"""How whole runs are worked through, and whether a worker is killed in the middle."""


def tell(name: str, value: object) -> None:
    """One figure, as soon as it is known."""
    print(f"{name}: {value:.4g}" if isinstance(value, float) else f"{name}: {value}", flush=True)


def figures(providers: int) -> None:
    """Every ratio that needs no run of the command."""
    catalog = load_catalog()
    tell("roll-up by rows, share of the time", next(roll_up_by_rows(providers)))
    times: dict[int, float] = {}
    for size in sorted({2_000, providers}):
        pool = a_library(size, catalog)
        tell(f"columns against decimals, {size:,}", next(columns_against_decimals(pool, catalog)))
        passes = next(kernel_in_passes(pool, catalog))
        times[size] = passes * least(a_pass(size), 9)
        tell(f"a client in passes, {size:,}", passes)
    if len(times) == 2:
        small, large = sorted(times)
        growth = math.log(times[large] / times[small]) / math.log(large / small)
        tell("growth of a client with providers, exponent", growth)
    with tempfile.TemporaryDirectory() as top:
        os.environ["MSP_SELECT_CACHE_DIR"] = str(Path(top) / "cache")
        for name, value in library_figures(Path(top), providers, catalog).items():
            tell(f"{name}, {providers:,}", value)
        each = chunk_seconds(Path(top), 10, catalog)
        tell(f"a client of a batch, ms, {providers:,}", each * 1e3)
        tell("1,000 clients, in passes", 1000 * each / least(a_pass(providers), 9))


def main(arguments: Sequence[str]) -> None:
    sizes = [int(one) for one in arguments if one.isdecimal()]
    providers, clients = (*sizes, *(10_000, 300)[len(sizes) :])[:2]
    if "--whole" in arguments:
        with tempfile.TemporaryDirectory() as top:
            place = Place(Path(top), clients, providers)
            os.environ |= place.environment
            catalog, start = load_catalog(), time.perf_counter()
            write_pack(open_library(place.library, catalog), catalog)
            tell("first index and pack, wall s", time.perf_counter() - start)
            found = whole_run(place)
            found["work, in passes"] = found["processor s"] / least(a_pass(providers), 9)
            print(json.dumps(found), flush=True)
    elif "--runs" in arguments:
        each = empty_tasks()
        tell("an empty task of Dask, ms", each * 1e3)
        tell("an empty task of Dask, in passes", each / least(a_pass(providers), 9))
        with tempfile.TemporaryDirectory() as top:
            place = Place(Path(top), clients, 2_000)
            place.match("alone", "--workers", "0", "--csv")  # index and pack are there
            alone = contents(place.folder / "alone")
            for how, kill in RUNS:
                found = whole_run(place, *how, kill=kill)
                found["same as alone"] = found.pop("contents") == alone
                print(json.dumps(found), flush=True)
    else:
        figures(providers)


if __name__ == "__main__":
    main(sys.argv[1:])
