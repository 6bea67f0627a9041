"""A batch on more machines than there are: measured times of chunks and tasks, replayed; all of it simulated.

    python -m tests.benchmarks.batch_simulation CHUNKS SECONDS [MEASURED_WALL]

CHUNKS of SECONDS of work each, as a run with one worker measured them. With the wall time that two workers
took for the same, the simulation is first held against that: more than 15 % off and it is not to be used.
Not in it: storage, network, and machines of unlike speed.
"""

from __future__ import annotations

import heapq
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

TASK = 0.0018  # processor seconds of client and scheduler for a task of Dask, measured
TRUSTED = 0.15
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


def main(arguments: Sequence[str]) -> int:
    """Print what it would take; 1 where the simulation misses what was measured."""
    number, seconds = int(arguments[0]), float(arguments[1])
    chunks = [seconds] * number
    if len(arguments) > 2:
        off = wall(chunks, Cluster(2)) / float(arguments[2]) - 1
        print(f"two workers, against what was measured: {off:+.0%}")
        if abs(off) > TRUSTED:
            print(f"That is more than {TRUSTED:.0%} off: the simulation is not to be used.")
            return 1
    for deaths in (0.0, 1.0):
        for workers in WORKERS:
            found = wall(chunks, Cluster(workers, deaths=deaths))
            used = sum(chunks) / found / workers
            print(f"simulated: {workers} workers, {deaths:g} deaths an hour: {found:.1f} s, {used:.0%} used")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
