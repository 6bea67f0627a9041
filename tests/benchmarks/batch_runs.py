"""Many at once: whole runs of the command by processes and by Dask, with their bars.

    python -m tests.benchmarks.batch_runs          300 clients x 2,000 providers, once with a worker killed
    python -m tests.benchmarks.batch_runs PAIRS    1,000 x 10,000, so many times by processes and by Dask,
                                                   and what a worker holds of 100,000

Run by hand, on a machine at rest. Processor time of every process of a run, looked at again and again while
it lasts; a pass is that of `tests.benchmarks.batch`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msp_select.batch.chunks import Setup
from msp_select.batch.client_rows import Options
from msp_select.batch.cluster import Cluster
from msp_select.batch.engines import Processes
from msp_select.batch.pack import write_pack
from msp_select.batch.run import LOG, PAIRS_A_CHUNK, PARTS
from msp_select.store.catalog import load_catalog
from msp_select.store.library import open_library
from tests.batch.runs import PATIENCE, Place, contents
from tests.benchmarks.batch import TIMES, a_pass, exponent, least, tell

WORKERS = 2
POOL, DASK = ("--workers", str(WORKERS)), ("--cluster", f"local:{WORKERS}")
FEW = ("--chunk", "5")  # clients a chunk, so that there is a middle to kill a worker in


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


@dataclass(frozen=True)
class WholeRun:
    """Seconds by the clock, in all and of the run alone, and of processor; MiB; what came of it.

    `own`: of the clock, without the start of a Dask cluster. `workers`: processor seconds of every process
    but the `coordinator`. `repeated`: chunks that were under way when a worker of ours died.
    """

    wall: float
    own: float
    workers: float
    coordinator: float
    megabytes: float
    left_behind: bool
    repeated: int
    contents: Mapping[str, str]

    @property
    def share(self) -> float:
        """The coordinator's share of all that was worked."""
        return self.coordinator / (self.workers + self.coordinator)


def whole_run(place: Place, *how: str, kill: bool = False, clients: Path | None = None) -> WholeRun:
    """A run of the command, for all clients or those in a folder; with `kill` a worker is killed in it."""
    out, before, used = Path(tempfile.mkdtemp(dir=place.folder)), place.processes, Used(place)
    wall = time.perf_counter()
    process = place.start(
        "match", str(clients or place.clients), "--library", str(place.library), "-o", str(out), *how
    )
    if kill:
        parts = out / PARTS
        while not parts.is_dir() or len(list(parts.iterdir())) < 15:
            time.sleep(0.02)
        os.kill(place.workers(process.pid)[0], signal.SIGKILL)
    _, err = process.communicate(timeout=PATIENCE * 20)
    wall = time.perf_counter() - wall
    assert process.returncode == 0, err
    gone = place.nobody_left(before)
    used.stop()
    noted = (out / LOG).read_text("utf-8")
    (own,) = re.findall(r": ([0-9.]+) s$", noted, re.MULTILINE)
    repeated = re.search(r"(\d+) chunks are repeated", noted)
    coordinator = used.seconds.pop(process.pid)
    del used.megabytes[process.pid]
    found = WholeRun(
        wall=wall,
        own=float(own),
        workers=sum(used.seconds.values()),
        coordinator=coordinator,
        megabytes=max(used.megabytes.values()),
        left_behind=not gone,
        repeated=0 if repeated is None else int(repeated[1]),
        contents=contents(out),
    )
    print(f"  {' '.join(how) or 'by every processor'}{', one worker killed' if kill else ''}:", end="")
    print(
        "".join(f" {name} {getattr(found, name):.2f}" for name in ("wall", "own", "workers", "coordinator"))
    )
    return found


def empty_tasks(number: int = 500) -> float:
    """Processor seconds for handing out a chunk with nothing in it to Dask, its scheduler included."""
    cluster = Cluster(Setup(load_catalog()).packed(), "local:2", "", print)
    try:
        return least(lambda: list(cluster.results(dict.fromkeys(range(number), ()))), 3) / number
    finally:
        cluster.close()


def memory_bar(providers: int) -> float:
    """How many MiB a worker may hold at its peak."""
    return 110 + 0.003 * providers


def alone(place: Place, clients: Path, name: str) -> tuple[float, Mapping[str, str]]:
    """Processor seconds of a run in this process, and what came of it."""
    out, start = place.folder / name, time.process_time()
    place.run("match", str(clients), "--library", str(place.library), "-o", str(out), "--workers", "0")
    return time.process_time() - start, contents(out)


def a_few(place: Place, number: int) -> Path:
    """A folder of the first so many clients."""
    some = place.folder / f"clients-{number}"
    some.mkdir()
    for path in sorted(place.clients.iterdir())[:number]:
        shutil.copy(path, some)
    return some


def many_small(place: Place) -> None:
    """300 x 2,000: by one process, by two, by Dask, and with a worker killed."""
    some, two = (a_few(place, number) for number in (75, WORKERS))
    alone(place, some, "first")  # index and pack are there
    quarter, _ = alone(place, some, "quarter")
    whole, same = alone(place, place.clients, "alone")
    tell("growth of a run from 75 to 300 clients, exponent", exponent(quarter, whole, 4), 1.05)
    in_turns = [(whole_run(place, *POOL), whole_run(place, *DASK)) for _ in range(TIMES)]
    pool, dask = (min(runs, key=lambda run: run.workers) for runs in zip(*in_turns, strict=True))
    tell("work of the pool's workers against one process", pool.workers / whole, 1.4)
    tell("processor of Dask's workers against the pool's, their start included", dask.workers / pool.workers)
    one_each = [
        [whole_run(place, *how, "--chunk", "1", clients=two) for how in (POOL, DASK)] for _ in range(TIMES)
    ]
    starts = [min(run.workers for run in runs) for runs in zip(*one_each, strict=True)]
    work = (dask.workers - starts[1]) / (pool.workers - starts[0])
    tell("work of Dask's workers against the pool's, without their start", work, 1.15)
    tell("MiB of a worker of the pool", pool.megabytes, memory_bar(2_000))
    tell("MiB of a worker of Dask", dask.megabytes, memory_bar(2_000))
    tell("Dask, coordinator's share of a run as short as this", dask.share)
    killed = [whole_run(place, *how, *FEW, kill=True) for how in (POOL, DASK)]
    tell("chunks repeated by the pool for a killed worker", killed[0].repeated, 2 * WORKERS)
    runs = (*(run for pair in in_turns for run in pair), *killed)
    tell("runs with other contents than one process's", sum(run.contents != same for run in runs), 0)
    tell("runs that left a process behind for ten seconds", sum(run.left_behind for run in runs), 0)


def megabytes_of_many(place: Place, times: int) -> float:
    """MiB of a worker at its peak, against the providers of a place as many times over."""
    catalog = load_catalog()
    library = open_library(place.library, catalog)
    rows = [replace(row, id=f"{row.id}-{turn}") for turn in range(times) for row in library.rows]
    pack = write_pack(replace(library, rows=tuple(rows)), catalog)
    clients = [(path.name, path.read_bytes()) for path in sorted(place.clients.iterdir())[:80]]
    few = round(PAIRS_A_CHUNK / len(rows))
    chunks = {at: clients[at : at + few] for at in range(0, len(clients), few)}
    setup, used = Setup(catalog, pack, Options(tries=200)).packed(), Used(place)
    assert len(list(Processes(setup, WORKERS, print).results(chunks))) == len(chunks)
    used.stop()
    return max(used.megabytes.values())


def large(place: Place, pairs: int) -> None:
    """1,000 x 10,000 by processes and by Dask in turns."""
    catalog, start = load_catalog(), time.perf_counter()
    write_pack(open_library(place.library, catalog), catalog)
    tell("first index and pack, wall s", time.perf_counter() - start)
    found = [(whole_run(place, *POOL), whole_run(place, *DASK)) for _ in range(pairs)]
    work = min(pool.workers + pool.coordinator for pool, _ in found)
    tell("work, in passes", work / least(a_pass(10_000), 9), 150_000)
    least_work = [min(run.workers for run in runs) for runs in zip(*found, strict=True)]
    tell("work of Dask's workers against the pool's", least_work[1] / least_work[0], 1.15)
    tell("MiB of a worker of the pool", max(pool.megabytes for pool, _ in found), memory_bar(10_000))
    tell("MiB of a worker of Dask", max(dask.megabytes for _, dask in found), memory_bar(10_000))
    tell("Dask, coordinator's share", min(dask.share for _, dask in found), 0.08)
    walls = statistics.median(dask.own / pool.own for pool, dask in found)
    tell(f"Dask, wall without start, against the pool with its own, median of {pairs}", walls, 1.25)
    tell("pairs with unlike contents", sum(pool.contents != dask.contents for pool, dask in found), 0)
    tell("MiB of a worker, 100,000 providers", megabytes_of_many(place, 10), memory_bar(100_000))


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as top:
        if arguments:
            place = Place(Path(top), 1_000, 10_000)
            os.environ |= place.environment
            large(place, int(arguments[0]))
            return
        each = empty_tasks()
        tell("Dask, coordinator for an empty task, ms", each * 1e3)
        tell("the same in passes over 10,000", each / least(a_pass(10_000), 9), 12)
        many_small(Place(Path(top), 300, 2_000))


if __name__ == "__main__":
    main(sys.argv[1:])
