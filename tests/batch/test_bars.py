"""What many at once may cost, as ratios within one run; more by `tests.benchmarks.batch` and `batch_runs`."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest

from msp_select.batch.chunks import Setup, run_chunk
from msp_select.batch.client_rows import Options
from msp_select.batch.pack import pack_folder, write_pack
from msp_select.decision.matching import standings
from msp_select.decision.matching.pool import Pool
from msp_select.decision.matching.standings import Valued
from msp_select.engine.validation import Floats, Ints
from msp_select.store.catalog import load_catalog
from msp_select.store.library import open_library
from msp_select.store.session import dump_session
from tests import invented
from tests.batch.runs import ROOT, Place
from tests.benchmarks.batch import (
    a_library,
    columns_against_decimals,
    kernel_in_passes,
    tiled,
)

PROVIDERS = 2_000
TURNS = 100  # in which a ratio may come down before it counts as missed: others use this machine too
CATALOG = load_catalog()


def comes_down_to(bar: float, ratios: Iterator[float]) -> bool:
    return any(ratio <= bar for ratio in islice(ratios, TURNS))


@pytest.fixture(scope="module")
def pool() -> Pool:
    return a_library(PROVIDERS, CATALOG)


def test_columns_are_fifty_times_as_fast_as_decimals(pool: Pool) -> None:
    assert comes_down_to(1 / 50, columns_against_decimals(pool, CATALOG))


def test_a_client_against_ten_thousand_costs_at_most_so_many_passes(pool: Pool) -> None:
    assert comes_down_to(130, kernel_in_passes(tiled(pool, 10_000 // PROVIDERS), CATALOG))


def test_a_roll_up_by_questions_takes_at_most_a_third() -> None:
    """In a process of its own, as a batch's: what ran in one before moves how memory is given out."""
    measured = """
from tests.batch.test_bars import comes_down_to
from tests.benchmarks.batch import roll_up_by_rows
assert comes_down_to(1 / 3, roll_up_by_rows(10_000))
"""
    done = subprocess.run([sys.executable, "-c", measured], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_worker_reads_at_most_so_many_bytes_a_provider(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What decides how much memory it needs: all but names and rate cards as they are, read of few."""
    monkeypatch.setenv("MSP_SELECT_CACHE_DIR", place.environment["MSP_SELECT_CACHE_DIR"])
    library = open_library(place.library, CATALOG)
    folder = pack_folder(write_pack(library, CATALOG))
    each = {path.stem: np.load(path).nbytes for path in folder.glob("*.npy")}
    read = sum(size for name, size in each.items() if not name.startswith(("blob", "each-")))
    assert read / len(library.rows) <= 1_300


def test_every_provider_is_worked_out_once_for_a_client(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = Counter[int]()
    plain = standings._Answers.valued

    def counted(answers: standings._Answers, places: Ints, at: slice | Ints, levels: Floats) -> Valued:
        worked_out.update(places.tolist())
        return plain(answers, places, at, levels)

    monkeypatch.setenv("MSP_SELECT_CACHE_DIR", place.environment["MSP_SELECT_CACHE_DIR"])
    monkeypatch.setattr(standings._Answers, "valued", counted)
    library = open_library(place.library, CATALOG)
    setup = Setup(CATALOG, write_pack(library, CATALOG), Options(tries=20)).packed()
    run_chunk(setup, [("one", dump_session(invented.client(3, CATALOG, random.Random(3))))])
    assert worked_out == dict.fromkeys(range(len(library.rows)), 1)
