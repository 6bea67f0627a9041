"""Who works: this process, processes of this machine, or a Dask cluster; always with the same bytes."""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import Protocol

from msp_select.batch.chunks import Chunk, pack_rows, run_chunk, unpack_rows
from msp_select.batch.tables import Rows
from msp_select.store.process_watch import leave_with_parent

TRIES = 3  # deaths of its worker after which a chunk's files are tried one by one
AHEAD = 2  # chunks a process has in hand: no more are repeated when it dies

Say = Callable[[str], None]


class Engine(Protocol):
    """What works through chunks."""

    def results(self, chunks: Mapping[int, Chunk]) -> Iterator[tuple[int, bytes]]:
        """The outcome of each chunk with its number, in any order."""

    def close(self) -> None:
        """Leave nothing behind."""


class Serial:
    """This process alone."""

    def __init__(self, setup: bytes) -> None:
        self._setup = setup

    def results(self, chunks: Mapping[int, Chunk]) -> Iterator[tuple[int, bytes]]:
        """The outcome of each chunk, in order."""
        for at, chunk in chunks.items():
            yield at, run_chunk(self._setup, chunk)

    def close(self) -> None:
        """There is nothing to leave."""


class Processes:
    """Processes of this machine; when one dies all are started anew, and what was under way is repeated."""

    def __init__(self, setup: bytes, workers: int, say: Say) -> None:
        self._setup, self._workers, self._say = setup, workers, say

    def results(self, chunks: Mapping[int, Chunk]) -> Iterator[tuple[int, bytes]]:
        """The outcome of each chunk, the first done first."""
        left, deaths = dict(chunks), Counter[int]()
        while left:
            running: dict[Future[bytes], int] = {}
            executor = _executor(self._workers)
            try:
                waiting = deque(left)
                while waiting or running:
                    while waiting and len(running) < AHEAD * self._workers:
                        at = waiting.popleft()
                        running[executor.submit(run_chunk, self._setup, left[at])] = at
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        data, at = future.result(), running[future]
                        del running[future], left[at]
                        yield at, data
            except BrokenProcessPool:
                deaths.update(running.values())
                self._say(f"A worker process died; {len(running)} chunks are repeated.")
            finally:
                executor.shutdown(wait=True, cancel_futures=True)
            for at in [at for at in left if deaths[at] >= TRIES]:
                yield at, one_by_one(self._setup, left.pop(at))

    def close(self) -> None:
        """Every process ends with its results."""


def _executor(workers: int) -> ProcessPoolExecutor:
    kind = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    return ProcessPoolExecutor(workers, mp_context=kind, initializer=_start)


def _start() -> None:
    """Whoever stops a run stops it with its last chunks done; its processes leave when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_with_parent()


def one_by_one(setup: bytes, chunk: Chunk) -> bytes:
    """A chunk whose workers died, each file in a process of its own: only the one that kills it is lost."""
    found: Rows = {"failures": []}
    total = None
    for name, data in chunk:
        try:
            with _executor(1) as executor:
                rows, counts = unpack_rows(executor.submit(run_chunk, setup, [(name, data)]).result())
        except BrokenProcessPool:
            found["failures"].append([name, "worker", "its worker died every time, alone too"])
            continue
        for table, more in rows.items():
            found.setdefault(table, []).extend(more)
        if total is None:
            total = counts
        elif counts is not None:
            total.add(counts)
    return pack_rows(found, total)
