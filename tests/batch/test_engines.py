"""Whoever works, and whatever dies: the same bytes, and nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.runs import HERE, Place, contents, files, manifest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="watches processes by /proc")
HOOKED = str(HERE / "hooked")


def held(place: Place) -> dict[str, str]:
    """The environment of a run that does not end before somebody ends it."""
    (place.folder / "hold").touch()
    return {"HOLD": str(place.folder / "hold"), "PYTHONPATH": HOOKED}


def wait_for_parts(place: Place, out: str, least: int, process: subprocess.Popen[str]) -> None:
    """Until so many chunks are done."""
    until = time.monotonic() + 120
    parts = place.folder / out / "parts"
    while time.monotonic() < until and process.poll() is None:
        if parts.is_dir() and sum(path.name.isdigit() for path in parts.iterdir()) >= least:
            return
        time.sleep(0.01)


@pytest.mark.parametrize(
    "how", [("--workers", "1", "--chunk", "7"), ("--workers", "2", "--chunk", "1"), ("--cluster", "local:2")]
)
def test_the_same_bytes_whoever_works_and_in_whatever_chunks(
    place: Place, alone: Path, how: tuple[str, ...]
) -> None:
    out = place.match("-".join(how).replace(":", ""), *how)
    assert files(out) == files(alone)
    assert place.nobody_left()


@pytest.mark.parametrize("how", [("--workers", "2"), ("--cluster", "local:2")])
def test_a_killed_worker_costs_four_chunks_at_most(place: Place, alone: Path, how: tuple[str, str]) -> None:
    out, read = f"killed{how[0]}", place.folder / f"read{how[0]}"
    process = place.start(
        "match", str(place.clients), "--library", str(place.library), "-o", str(place.folder / out),
        "--chunk", "1", *how, **held(place), READ=str(read),
    )  # fmt: skip
    wait_for_parts(place, out, 2, process)
    victims = place.workers(process.pid)
    assert victims
    os.kill(victims[0], signal.SIGKILL)
    (place.folder / "hold").unlink()
    _, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert files(place.folder / out) == files(alone)
    assert place.nobody_left()
    repeated = read.stat().st_size - len(list(place.clients.iterdir()))
    assert 0 <= repeated <= 2 * 2


@pytest.mark.parametrize(
    ("first", "then"),
    [(("--workers", "2"), ("--cluster", "local:2")), (("--cluster", "local:2"), ("--workers", "2"))],
)
def test_a_killed_run_goes_on_from_its_parts_with_whoever_works_then(
    place: Place, alone: Path, first: tuple[str, str], then: tuple[str, str]
) -> None:
    out = f"cut-off{first[0]}"
    process = place.start(
        "match", str(place.clients), "--library", str(place.library), "-o", str(place.folder / out),
        "--chunk", "1", *first, **held(place),
    )  # fmt: skip
    wait_for_parts(place, out, 3, process)
    process.kill()
    (place.folder / "hold").unlink()
    process.communicate()
    assert place.nobody_left()
    parts = [path for path in (place.folder / out / "parts").iterdir() if path.name.isdigit()]
    stamps = {path.name: path.stat().st_mtime_ns for path in parts}
    assert 3 <= len(stamps) < 24
    assert "was cut off" in place.run("status", str(place.folder / out))
    other = place.start(
        "match", str(place.clients), "--library", str(place.library), "-o", str(place.folder / out),
        "--chunk", "1", *then,
    )  # fmt: skip
    wait_for_parts(place, out, len(stamps) + 1, other)
    kept = {path.name: path.stat().st_mtime_ns for path in parts if path.exists()}
    assert kept.items() <= stamps.items()
    _, err = other.communicate(timeout=240)
    assert other.returncode == 0, err
    assert files(place.folder / out) == files(alone)
    assert place.nobody_left()


@pytest.mark.parametrize("how", [("--workers", "2"), ("--cluster", "local:2")])
def test_a_client_that_ends_every_worker_is_one_row_of_failures(tmp_path: Path, how: tuple[str, str]) -> None:
    small = Place(tmp_path, clients=6, providers=40)
    guilty = small.clients / "client-00002.toml"
    sound = guilty.read_text("utf-8")
    guilty.write_text(sound.replace("Client 00002", "Ends whoever reads it"), "utf-8")
    out = small.match("killer", *how, "--csv", status=1, PYTHONPATH=HOOKED)
    failures = (out / "failures.csv").read_text("utf-8").splitlines()[1:]
    assert len(failures) == 1
    assert failures[0].startswith('"client-00002","worker",')
    guilty.unlink()
    others = small.match("others", "--workers", "0", "--csv")
    assert {**files(out), "failures.csv": b""} == {**files(others), "failures.csv": b""}
    assert small.nobody_left()


def test_a_run_that_is_stopped_by_hand_says_how_to_go_on(place: Place, alone: Path) -> None:
    command = ("match", str(place.clients), "--library", str(place.library), "-o",
               str(place.folder / "stopped"), "--chunk", "1", "--workers", "2")  # fmt: skip
    process = place.start(*command, **held(place))
    wait_for_parts(place, "stopped", 2, process)
    os.kill(process.pid, signal.SIGINT)
    (place.folder / "hold").unlink()
    _, err = process.communicate(timeout=240)
    assert process.returncode == 2
    assert "Stopped.\nGive the same command again: it goes on from here." in err
    assert "Traceback" not in err
    assert place.nobody_left()
    place.run(*command)
    assert files(place.folder / "stopped") == files(alone)


def test_chunks_do_not_change_the_contents_but_other_options_make_another_run(
    place: Place, alone: Path
) -> None:
    out = place.match("again", "--workers", "0", "--chunk", "5")
    assert contents(out) == contents(alone)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.suffix == ".parquet"}
    assert "done already" in place.run(
        "match", str(place.clients), "--library", str(place.library), "-o", str(out), "--workers", "0",
        "--chunk", "5",
    )  # fmt: skip
    assert before == {p.name: p.stat().st_mtime_ns for p in out.iterdir() if p.suffix == ".parquet"}
    place.match("again", "--workers", "0", "--chunk", "5", "--seed", "3")
    assert manifest(out)["key"] != manifest(alone)["key"]
    assert contents(out)["shortlists"] != contents(alone)["shortlists"]
    assert contents(out)["must_haves"] == contents(alone)["must_haves"]
