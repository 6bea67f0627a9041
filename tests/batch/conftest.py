"""A place with clients and a library, made once for all tests of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.runs import Place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("batch"), clients=24, providers=120)


@pytest.fixture(scope="module")
def alone(place: Place) -> Path:
    """What one process writes: every other way must come to the same."""
    return place.match("alone", "--workers", "0")
