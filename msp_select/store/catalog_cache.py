"""The checked catalog remembered as JSON, so that opening it again costs milliseconds.

Derived data: it can be deleted at any time, and whatever is not exactly what was written is ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msp_select import __version__
from msp_select.model.catalog import Catalog
from msp_select.store.files import cache_folder
from msp_select.store.frozen_json import plain, rebuilt

KEPT = 8


def key(*digests: Iterable[str]) -> str:
    """The name under which the catalog of these files is remembered, for this program and no other."""
    parts = [__version__, *_program_stamps(), *(digest for group in digests for digest in ("|", *group))]
    return sha256("\n".join(parts).encode()).hexdigest()


def _program_stamps() -> list[str]:
    """Size and time of the code that checks a catalog: a changed check forgets what passed the old one."""
    package = Path(__file__).resolve().parent.parent
    stamps = []
    for folder in (package / "model", package / "store"):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                found = entry.stat()
                stamps.append(f"{entry.name} {found.st_size} {found.st_mtime_ns}")
    return stamps


def fetch(name: str) -> Catalog | None:
    """The catalog stored under `name`, or None where there is none or it was tampered with."""
    try:
        with open(_path(name), "rb") as file:
            if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            digest, _, payload = file.read().partition(b"\n")
        if digest != _seal(name, payload):
            return None
        return rebuilt(Catalog, json.loads(payload))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError, AttributeError):
        return None


def store(name: str, catalog: Catalog) -> None:
    """Remember a catalog that passed every check; a folder that cannot be written is no fault."""
    from msp_select.store.atomic import atomic_write

    payload = json.dumps(plain(catalog), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        path = _path(name)
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        atomic_write(path, _seal(name, payload) + b"\n" + payload)
        _forget_oldest(path.parent)


def _path(name: str) -> Path:
    return cache_folder() / f"catalog-{name[:32]}.json"


def _seal(name: str, payload: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + payload).hexdigest().encode()


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("catalog-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink()
