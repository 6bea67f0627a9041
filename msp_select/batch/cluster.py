"""A Dask cluster as the one who works: of this machine, or at an address."""

from __future__ import annotations

import platform
import re
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np

from msp_select import __version__
from msp_select.batch.chunks import Chunk, remember, run_remembered, unpacked
from msp_select.batch.engines import TRIES, Say, one_by_one
from msp_select.batch.pack import archive_of, has_pack, unpack
from msp_select.errors import UsageError
from msp_select.store.process_watch import leave_with_parent

AHEAD = 4  # chunks a worker has in hand
START_SECONDS = 120
# Dask has its workers give memory back at every 64 KiB: every temporary array would be paged in anew.
SETTINGS = {
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 268435456,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 33554432,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    # What it looks after many times a second costs the coordinator more than handing out chunks of a second.
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "500ms",
    "distributed.scheduler.work-stealing-interval": "500ms",
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.scheduler.allowed-failures": TRIES,
}


def has_dask() -> bool:
    """Whether what a cluster needs is installed."""
    return find_spec("distributed") is not None


class Cluster:
    """Workers of a Dask cluster; the chunks of one that dies are given to others by the scheduler."""

    def __init__(self, setup: bytes, where: str, memory: str, say: Say) -> None:
        local = re.fullmatch(r"local:([1-9][0-9]{0,3})", where)
        if local is None and not re.fullmatch(r"(tcp|tls)://\S+", where):
            raise UsageError(
                f'--cluster: "{where}" is no cluster',
                "Give local:N for N processes here, or the scheduler's tcp:// or tls:// address.",
            )
        if not has_dask():
            raise UsageError(
                "--cluster needs Dask, which is not installed.",
                'pip install "msp-select[cluster]" brings it; without --cluster this machine works.',
            )
        import dask
        from distributed import Client, LocalCluster

        self._setup, self._say = setup, say
        self._cluster: Any = None
        self._restore = dask.config.set(SETTINGS)
        if local is not None:
            self._cluster = LocalCluster(
                n_workers=int(local[1]),
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None if find_spec("bokeh") is None else ":0",
                silence_logs=50,
                memory_limit=memory or "auto",
            )
        elif where.startswith("tcp://") and not re.match(r"tcp://(127\.0\.0\.1|localhost|\[::1\])", where):
            say("The scheduler is reached without encryption: whoever reaches it can run code; use tls://.")
        try:
            self._client = Client(self._cluster or where, timeout=START_SECONDS)
            self._client.wait_for_workers(1, timeout=START_SECONDS)
        except (OSError, TimeoutError) as error:
            self.close()
            raise UsageError(
                f"--cluster {where}: no worker answers ({type(error).__name__})",
                "Start the scheduler and its workers, then try again.",
            ) from None
        if self._client.dashboard_link and find_spec("bokeh") is not None:
            say(f"Dashboard: {self._client.dashboard_link}")
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        """Every worker has our versions and the library; one that joins later is held to the same."""
        from distributed.diagnostics.plugin import WorkerPlugin

        ours = versions()
        for worker, theirs in self._client.run(versions).items():
            if theirs != ours:
                raise UsageError(
                    f"Worker {worker} has {theirs}; this run has {ours}",
                    "Install the same versions on every machine: pip install msp-select==... says which.",
                )
        setup, pack = self._setup, unpacked(self._setup).pack
        missing = bool(pack) and not all(self._client.run(has_pack, pack).values())
        archive = archive_of(pack) if missing else None

        class Ready(WorkerPlugin):  # type: ignore[misc]
            name = "msp-select"

            def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's own signature
                ready(ours, pack, archive)
                remember(setup)

        self._client.register_plugin(Ready())

    def results(self, chunks: Mapping[int, Chunk]) -> Iterator[tuple[int, bytes]]:
        """The outcome of each chunk, the first done first."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        waiting, running = deque(chunks), dict[str, int]()
        done = as_completed()

        def give() -> None:
            if waiting:
                at = waiting.popleft()
                future = self._client.submit(run_remembered, chunks[at], pure=False)
                running[future.key] = at
                done.add(future)

        for _ in range(AHEAD * max(len(self._client.nthreads()), 1)):
            give()
        for future in done:
            at = running.pop(future.key)
            try:
                data: bytes = future.result()
            except KilledWorker:
                self._say(f"Chunk {at + 1} killed its workers: its files are tried one by one.")
                data = one_by_one(self._setup, chunks[at])
            future.release()
            give()
            yield at, data

    def close(self) -> None:
        """Leave no process of ours behind; a cluster at an address stays as it was."""
        for one in (getattr(self, "_client", None), self._cluster):
            if one is not None:
                one.close()
        self._client = self._cluster = None


def versions() -> str:
    """What must be the same everywhere for the same bytes."""
    ours, python = f"msp-select {__version__}", f"Python {sys.version.split()[0]}"
    return f"{ours}, {python}, numpy {np.__version__}, {platform.machine()}"


def ready(expected: str, pack: str, archive: bytes | None) -> None:
    """Make a worker ready, or say why it cannot be."""
    leave_with_parent()
    if versions() != expected:
        raise RuntimeError(f"this worker has {versions()}; the run has {expected}")
    if pack and not has_pack(pack):
        if archive is None:
            raise RuntimeError("this worker does not see the library that the others share")
        unpack(pack, archive)
