"""How far a run is, from what lies in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msp_select.batch.run import MANIFEST, PARTS
from msp_select.errors import UsageError, shown_path


def status_lines(out: Path) -> list[str]:
    """What there is of a run, in lines (UsageError where there is none)."""
    found = [*_complete(out), *_begun(out)]
    if not found:
        raise UsageError(f"{shown_path(out)}: there is no run in it", "Name the folder that -o named.")
    return found


def _complete(out: Path) -> Iterator[str]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
        tables = manifest["tables"]
        yield f"{manifest['command']} of {manifest['files']['number']:,} files is complete."
        yield from (f"  {table['file']}: {table['rows']:,} rows" for table in tables.values())


def _begun(out: Path) -> Iterator[str]:
    parts = [path for path in (out / PARTS).glob("[0-9]*") if path.is_file()]
    if parts or (out / PARTS / "key").exists():
        yield f"A run is under way or was cut off: {len(parts):,} chunks are done. The same command goes on."
