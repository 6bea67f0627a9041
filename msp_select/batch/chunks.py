"""Some files at a time: a pure function of their bytes and of what every worker was set up with."""

from __future__ import annotations

import json
import pickle
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

import numpy as np

from msp_select.batch.client_rows import Counts, Options, client_rows
from msp_select.batch.pack import Pack, open_pack
from msp_select.batch.rerank_rows import Sides, session_rows
from msp_select.batch.tables import Rows
from msp_select.errors import MspSelectError
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.store.session import parse_session, read_session

Chunk = Sequence[tuple[str, bytes]]
"""Files: each by its name and its bytes."""
COUNTED = "counts"
_HEAD = struct.Struct("<II")
_SENT = np.dtype("<i4")  # no chunk has more clients than that


@dataclass(frozen=True)
class Setup:
    """What every worker has beside its chunks: the questions, and the library or the other side."""

    catalog: Catalog
    pack: str = ""  # the digest of the library's pack
    options: Options = field(default_factory=Options)
    sides: Sides | None = None

    def packed(self) -> bytes:
        """As bytes, always the same for the same questions, library and options on one version of Python."""
        return zlib.compress(pickle.dumps(self, protocol=5), 1)


def unpacked(data: bytes) -> Setup:
    """The setup that a run of this very program has packed."""
    found: Setup = pickle.loads(zlib.decompress(data))
    return found


@lru_cache(maxsize=2)
def _ready(data: bytes) -> tuple[Setup, Pack | None]:
    """The setup with its library, opened once in each process."""
    setup = unpacked(data)
    return setup, open_pack(setup.pack, setup.catalog) if setup.pack else None


def run_chunk(setup: bytes, chunk: Chunk) -> bytes:
    """The rows of these files by table, as one piece; what is wrong with one file is a row and no more."""
    ready, pack = _ready(setup)
    found: Rows = {"failures": []}
    counts = Counts.none(len(ready.catalog.questions), len(pack)) if pack is not None else None
    for name, data in chunk:
        stage = "read"
        try:
            session = _session(data, name, ready)
            stage = "score"
            rows = _rows(name, data, session, ready, pack, counts)
        except MspSelectError as error:
            found["failures"].append([name, stage, error.message])
        except Exception as error:
            found["failures"].append([name, stage, f"msp-select itself failed: {type(error).__name__}"])
        else:
            for table, more in rows.items():
                found.setdefault(table, []).extend(more)
    return pack_rows(found, counts)


_remembered: list[bytes] = []


def remember(setup: bytes) -> None:
    """Keep the setup in this process: data sent once to a cluster would die with the workers that hold it."""
    _remembered[:] = [setup]


def run_remembered(chunk: Chunk) -> bytes:
    """A chunk under the setup that this process was told to keep."""
    return run_chunk(_remembered[0], chunk)


def _session(data: bytes, name: str, ready: Setup) -> Session:
    if ready.sides is None:
        return parse_session(data, name, ready.catalog)
    return read_session(data, name)


def _rows(
    name: str, data: bytes, session: Session, ready: Setup, pack: Pack | None, counts: Counts | None
) -> Rows:
    if ready.sides is not None:
        return session_rows(name, session, ready.sides)
    assert pack is not None
    assert counts is not None
    digest = sha256(data).hexdigest()
    return client_rows(name, digest, session, ready.catalog, pack, ready.options, counts)


def pack_rows(rows: Rows, counts: Counts | None) -> bytes:
    """Rows and sums as one piece; before them stands how many failures are among the rows.

    Of the sums only the lines that count anybody are sent: most questions are nobody's must-have.
    """
    whole: dict[str, Any] = dict(rows)
    arrays = b""
    if counts is not None:
        whole[COUNTED] = {}
        for name, array in vars(counts).items():
            lines = array.reshape(-1, array.shape[-1])
            some = np.flatnonzero(lines.any(axis=1))
            whole[COUNTED][name] = [list(array.shape), some.tolist()]
            arrays += lines[some].astype(_SENT).tobytes()
    text = json.dumps(whole, separators=(",", ":")).encode()
    head = _HEAD.pack(len(rows["failures"]), len(text))
    return head + zlib.compress(text + arrays, 1)


def failures_in(data: bytes) -> int:
    """How many failures are among the rows of one piece (struct.error where it is none)."""
    return int(_HEAD.unpack_from(data)[0])


def unpack_rows(data: bytes) -> tuple[Rows, Counts | None]:
    """The rows and sums of one piece (ValueError, zlib.error, struct.error where it is none)."""
    _, length = _HEAD.unpack_from(data)
    body = zlib.decompress(data[_HEAD.size :])
    whole = json.loads(body[:length])
    counts = whole.pop(COUNTED, None)
    if counts is None:
        return whole, None
    arrays, at = dict[str, Any](), length
    for name, (shape, some) in counts.items():
        array = np.zeros(shape, np.int32)
        lines, size = array.reshape(-1, shape[-1]), len(some) * shape[-1]
        lines[some] = np.frombuffer(body, _SENT, size, at).reshape(-1, shape[-1])
        arrays[name], at = array, at + size * _SENT.itemsize
    return whole, Counts(**arrays)
