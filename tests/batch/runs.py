"""Running `msp-select batch` as a process of its own, watching it, and reading what it wrote."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from msp_select.cli import main
from msp_select.store.catalog import load_catalog
from tests import invented

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PATIENCE = 240.0  # seconds, on a busy machine
LEFT_BEHIND = 10.0  # seconds in which every process must have gone


class Place:
    """A folder with clients and a library, and a cache of its own."""

    def __init__(self, folder: Path, clients: int, providers: int) -> None:
        self.folder, self.clients, self.library = folder, folder / "clients", folder / "library"
        catalog = load_catalog()
        invented.make_clients(self.clients, clients, catalog)
        invented.make_library(self.library, providers, catalog)
        mark = str(folder / "cache")
        self.environment = {
            **os.environ,
            "MSP_SELECT_CACHE_DIR": mark,
            "MSP_SELECT_CONFIG_DIR": f"{mark}-config",
        }

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """The command, under way."""
        return subprocess.Popen(
            [sys.executable, "-m", "msp_select", "batch", *arguments],
            cwd=ROOT, env={**self.environment, **more}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *arguments: str, status: int = 0, **more: str) -> str:
        """The command to its end; what it printed. Where no other process works for it, it runs in ours."""
        if arguments[0] in ("report", "status") or "--workers 0" in " ".join(arguments):
            return self._run_here(arguments, status)
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == status, err
        return out + err

    def _run_here(self, arguments: tuple[str, ...], status: int) -> str:
        printed = io.StringIO()
        with (
            mock.patch.dict(os.environ, self.environment),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
        ):
            assert main(["batch", *arguments]) == status, printed.getvalue()
        return printed.getvalue()

    def match(self, out: str, *options: str, status: int = 0, **more: str) -> Path:
        """`batch match` into a folder of that name."""
        self.run("match", str(self.clients), "--library", str(self.library), "-o", str(self.folder / out),
                 *options, status=status, **more)  # fmt: skip
        return self.folder / out

    @property
    def processes(self) -> list[int]:
        """Every process that has our cache in its environment: ours, and all that they started."""
        mark = f"MSP_SELECT_CACHE_DIR={self.folder / 'cache'}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
        return found

    def workers(self, of: int) -> list[int]:
        """The processes that work for that one: its descendants that have none themselves."""
        parents = {pid: parent for pid in self.processes if (parent := _parent(pid)) is not None}
        below = {of}
        for _ in parents:
            below |= {pid for pid, parent in parents.items() if parent in below}
        return [pid for pid in below - {of} if pid not in parents.values() and _works(pid)]

    def nobody_left(self, before: Collection[int] = ()) -> bool:
        """Whether every process but those that were there before has gone within some seconds."""
        until = time.monotonic() + LEFT_BEHIND
        while (left := set(self.processes) - set(before)) and time.monotonic() < until:
            time.sleep(0.1)
        return not left


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _works(pid: int) -> bool:
    try:
        return b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "run.json").read_text("utf-8"))
    return found


def contents(out: Path) -> Mapping[str, str]:
    """The digest of each table's values."""
    return {name: table["contents"] for name, table in manifest(out)["tables"].items()}


def files(out: Path) -> Mapping[str, bytes]:
    """The bytes of every table."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".csv", ".parquet")}


def rows(out: Path, table: str) -> list[dict[str, str]]:
    """A table that was written as CSV."""
    with open(out / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
