"""The simulation of larger clusters, where what must come of it can be worked out by hand."""

from __future__ import annotations

import pytest

from tests.benchmarks.batch_simulation import Cluster, Measured, told, wall


def test_equal_chunks_take_their_share_and_the_scheduler_its_turn() -> None:
    assert wall([1.0] * 8, Cluster(2, task=0.0)) == 4.0
    assert wall([1.0] * 9, Cluster(2, task=0.0)) == 5.0
    assert wall([0.0] * 1000, Cluster(100, task=0.01)) == pytest.approx(10.0)


def test_a_death_repeats_what_was_under_way_and_loses_nothing() -> None:
    sound, deadly = Cluster(4, task=0.0), Cluster(4, task=0.0, deaths=60.0)
    assert wall([10.0] * 40, deadly) > wall([10.0] * 40, sound) == 100.0


def test_one_that_misses_what_was_measured_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(Measured([1.0] * 10, 5.1)) == 0
    assert "simulated: 64 workers" in capsys.readouterr().out
    assert told(Measured([1.0] * 10, 9.0)) == 1
    assert "not to be used" in capsys.readouterr().out
