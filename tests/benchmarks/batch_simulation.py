"""A batch on more machines than there are: measured times of chunks and tasks, replayed; all of it simulated.

    python -m tests.benchmarks.batch_simulation [CLIENTS] [PROVIDERS] [PER_CHUNK]

First two workers of Dask do such a run, and the times of its chunks, as each worker measured them, are
replayed: where the simulation misses the wall time of that run by more than 15 % it is not to be used, and
nothing is simulated. 300 clients, 2,000 providers and 5 clients a chunk by default. Not in it: storage,
network, the start of the workers, and machines of unlike speed.
"""

from __future__ import annotations

import heapq
import os
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from msp_select.batch import cluster as engine
from msp_select.batch.chunks import Chunk, Setup
from msp_select.batch.client_rows import Options
from msp_select.batch.pack import write_pack
from msp_select.store.catalog import load_catalog
from msp_select.store.library import open_library
from msp_select.store.session import dump_session
from tests import invented

TASK = 0.0018  # processor seconds of client and scheduler for a task of Dask, measured
TRUSTED = 0.15
RUNS = 3
WORKERS = (2, 8, 32, 64, 128, 256, 512, 1000)


@dataclass(frozen=True)
class Cluster:
    """`task`: seconds of the one scheduler for each task; `deaths`: of one worker, an hour; `back`: seconds
    until another is there in its place."""

    workers: int
    task: float = TASK
    deaths: float = 0.0
    back: float = 2.5


def wall(chunks: Sequence[float], cluster: Cluster, seed: int = 1) -> float:
    """Seconds until every chunk is done; one that was under way when its worker died is done again."""
    chance = random.Random(seed)
    free = [0.0] * cluster.workers
    left, scheduler, end = list(reversed(chunks)), 0.0, 0.0
    while left:
        ready = heapq.heappop(free)
        scheduler = max(scheduler, ready) + cluster.task
        seconds = left.pop()
        dies = chance.expovariate(cluster.deaths / 3600) if cluster.deaths else float("inf")
        if dies < seconds:
            left.append(seconds)
            heapq.heappush(free, scheduler + dies + cluster.back)
            continue
        end = max(end, scheduler + seconds)
        heapq.heappush(free, scheduler + seconds)
    return end


class Measured(NamedTuple):
    """Seconds by the clock: of each chunk, as its worker measured it, and of the run by two workers."""

    chunks: list[float]
    two_workers: float


def measured(folder: Path, clients: int, providers: int, per_chunk: int) -> Measured:
    """A run by two workers that are ready; the quickest of some, since others use this machine too."""
    catalog = load_catalog()
    invented.make_library(folder / "library", providers, catalog)
    library = open_library(folder / "library", catalog)
    setup = Setup(catalog, write_pack(library, catalog), Options(tries=200)).packed()
    chance = random.Random("clients")
    files = [(f"c{n}", dump_session(invented.client(n, catalog, chance))) for n in range(clients)]
    chunks = dict(enumerate(files[at : at + per_chunk] for at in range(0, clients, per_chunk)))
    cluster = engine.Cluster(setup, "local:2", "", print)
    try:
        list(cluster.results(dict.fromkeys(range(8), files[:1])))  # both have opened the library
        return min((_run(cluster, chunks) for _ in range(RUNS)), key=lambda found: found.two_workers)
    finally:
        cluster.close()


def _run(cluster: engine.Cluster, chunks: Mapping[int, Chunk]) -> Measured:
    from distributed import default_client, get_task_stream

    with get_task_stream(default_client()) as stream:
        start = time.perf_counter()
        list(cluster.results(chunks))
        took = time.perf_counter() - start
    spans = [span for task in stream.data for span in task["startstops"] if span["action"] == "compute"]
    return Measured([one["stop"] - one["start"] for one in sorted(spans, key=itemgetter("start"))], took)


def told(found: Measured) -> int:
    """Print how far off it is, and what larger clusters would take; 1 where it is not to be used."""
    expected = wall(found.chunks, Cluster(2))
    off = expected / found.two_workers - 1
    print(
        f"{len(found.chunks)} chunks of {sum(found.chunks):.2f} s in all by two workers: simulated"
        f" {expected:.2f} s, measured {found.two_workers:.2f} s: {off:+.0%}"
    )
    if abs(off) > TRUSTED:
        print(f"That is more than {TRUSTED:.0%} off: the simulation is not to be used.")
        return 1
    for deaths in (0.0, 1.0):
        for workers in WORKERS:
            seconds = wall(found.chunks, Cluster(workers, deaths=deaths))
            used = sum(found.chunks) / seconds / workers
            print(
                f"simulated: {workers} workers, {deaths:g} deaths an hour: {seconds:.1f} s, {used:.0%} used"
            )
    return 0


def main(arguments: Sequence[str]) -> int:
    """Measure, hold the simulation against it, and simulate."""
    clients, providers, per_chunk = (*map(int, arguments), *(300, 2_000, 5)[len(arguments) :])
    with tempfile.TemporaryDirectory() as top:
        os.environ["MSP_SELECT_CACHE_DIR"] = str(Path(top) / "cache")
        return told(measured(Path(top), clients, providers, per_chunk))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
