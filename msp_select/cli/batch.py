"""`batch`: many clients against a library, many sessions ranked again, and what comes of it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from msp_select.cli.open_library import library_option, opened
from msp_select.cli.print_json import print_json
from msp_select.errors import UsageError, shown_path
from msp_select.store.catalog import load_catalog
from msp_select.store.write_document import check_target, write_document

EVERY = 60.0  # seconds between two lines where nobody watches


@click.group()
def batch() -> None:
    """Many at once: clients against a library, sessions ranked again."""


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--seed", type=click.IntRange(0), help="One seed for all; each session's own by default."
        ),
        click.option("--fresh", is_flag=True, help="Begin anew instead of going on from what is there."),
        click.option("--csv", "as_csv", is_flag=True, help="Write CSV, also where Parquet could be written."),
        click.option("--chunk", "per_chunk", type=click.IntRange(1, 10_000), help="Files a task."),
        click.option("--memory", default="", metavar="SIZE", help="Memory a worker of local:N has, as 1GB."),
        click.option("--cluster", default="", metavar="ADDRESS|local:N", help="Work on a Dask cluster."),
        click.option("--workers", type=click.IntRange(0, 1024), help="Processes; 0 for this one alone."),
        click.option("--out", "-o", required=True, type=click.Path(path_type=Path), help="Folder to write."),
    ):
        command = option(command)
    return command


@batch.command("match")
@click.argument("clients", type=click.Path(path_type=Path))
@library_option
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 1000), help="Length of a list.")
@click.option("--wanted", type=click.Path(path_type=Path), help="CSV with file,region,sector,users.")
@click.option("--fit-size", is_flag=True, help="Only providers that take a client of that size.")
@click.option(
    "--tries", default=200, show_default=True, type=click.IntRange(0, 100_000), help="Other weights."
)
@click.option("--everybody", is_flag=True, help="Write every client with every provider too.")
@_common
def match_many(
    clients: Path,
    folder: Path,
    *,
    top: int,
    wanted: Path | None,
    fit_size: bool,
    tries: int,
    everybody: bool,
    seed: int | None,
    per_chunk: int | None,
    as_csv: bool,
    **how: Any,
) -> int:
    """Match every session of the folder CLIENTS with a library."""
    from msp_select.batch.client_rows import Options
    from msp_select.batch.run import check_folder, match_plan, wanted_from

    check_folder(how["out"])
    catalog = load_catalog(clients if clients.is_dir() else None)
    library = opened(folder, catalog)
    options = Options(top, tries, fit_size, everybody, seed, wanted_from(wanted) if wanted else {})
    plan = match_plan(clients, library, catalog, options, per_chunk=per_chunk, parquet=_parquet(as_csv))
    return _done(plan, **how)


@batch.command("rerank")
@click.argument("sessions", type=click.Path(path_type=Path))
@click.option("--catalog", "over", type=click.Path(path_type=Path), help="Folder with the changed files.")
@click.option("--weights", "profile", default="", metavar="PROFILE", help="Weigh by this profile afterwards.")
@click.option(
    "--tries", default=0, show_default=True, type=click.IntRange(0, 1_000_000), help="For verdicts."
)
@_common
def rerank(
    sessions: Path,
    *,
    over: Path | None,
    profile: str,
    tries: int,
    seed: int | None,
    per_chunk: int | None,
    as_csv: bool,
    **how: Any,
) -> int:
    """Rank every session of the folder SESSIONS as it is, and under changed questions or weights."""
    from msp_select.batch.rerank_rows import Sides
    from msp_select.batch.run import check_folder, rerank_plan

    check_folder(how["out"])
    if over is None and not profile:
        raise UsageError("Nothing is changed.", "Give --catalog DIR, --weights PROFILE, or both.")
    if over is not None and not any((over / kind).is_dir() for kind in ("questionnaires", "weights")):
        raise UsageError(
            f"{shown_path(over)}: there is neither a folder questionnaires nor a folder weights in it",
            "Put the changed files into such a folder there.",
        )
    before = load_catalog(sessions if sessions.is_dir() else None)
    after = load_catalog(sessions if sessions.is_dir() else None, over)
    known = [one.id for one in after.profiles]
    if profile and profile not in known:
        raise UsageError(
            f'There is no weight profile "{shown_path(profile)}".', f"Use one of: {', '.join(known)}."
        )
    sides = Sides(before, after, profile, tries, seed)
    return _done(rerank_plan(sessions, sides, per_chunk=per_chunk, parquet=_parquet(as_csv)), **how)


@batch.command("report")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--out", "-o", "target", type=click.Path(path_type=Path), help="An .html or .json file.")
@click.option("--against", type=click.Path(path_type=Path), help="An earlier run, to say what changed.")
@click.option("--replace", is_flag=True, help="Write over a file that is something else.")
def report(out: Path, target: Path | None, against: Path | None, *, replace: bool) -> None:
    """Say what came of the run in OUT: as JSON, or as a page for a browser."""
    from msp_select.batch.report import batch_report, report_page
    from msp_select.batch.run import MANIFEST

    if target is None:
        print_json(batch_report(out, against))
        return
    if target.suffix not in (".json", ".html"):
        raise UsageError(f"{shown_path(target)}: no such form", "Give a name that ends in .html or .json.")
    run = out / MANIFEST
    check_target(target, run, replace=replace)
    found = batch_report(out, against)
    as_json = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    text = as_json if target.suffix == ".json" else report_page(found)
    write_document(target, text.encode(), run, replace=replace)


@batch.command("status")
@click.argument("out", type=click.Path(path_type=Path))
def status(out: Path) -> None:
    """Say how far the run in OUT is."""
    from msp_select.batch.status import status_lines

    click.echo("\n".join(status_lines(out)))


def _parquet(as_csv: bool) -> bool:
    from msp_select.batch.tables import has_parquet

    return not as_csv and has_parquet()


def _done(plan: Any, *, out: Path, fresh: bool, workers: int | None, cluster: str, memory: str) -> int:
    """Do the run, or what is left of it; exit status 1 where some files failed."""
    from msp_select.batch.cluster import Cluster
    from msp_select.batch.engines import Engine, Processes, Serial
    from msp_select.batch.run import MANIFEST, Parts, failures_of, noted, run

    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        click.echo(line, err=True)

    if fresh:
        Parts(out, plan).forget()
        (out / MANIFEST).unlink(missing_ok=True)
    if (failed := failures_of(out, plan)) is not None:
        click.echo(f"{shown_path(out)}: this very run is done already; --fresh does it again.")
        return 1 if failed else 0
    data = plan.setup.packed()
    processes = os.cpu_count() or 1 if workers is None else workers
    engine: Engine
    if cluster:
        engine = Cluster(data, cluster, memory, say)
    else:
        engine = Processes(data, processes, say) if processes else Serial(data)
    start = time.monotonic()
    progress = _Progress(start, int(plan.manifest.get("library", {}).get("files", 1)))
    try:
        failures = run(plan, out, engine, progress)
    except KeyboardInterrupt:
        raise UsageError("Stopped.", "Give the same command again: it goes on from here.") from None
    finally:
        engine.close()
        progress.end()
        out.mkdir(parents=True, exist_ok=True)
        how = cluster or f"{processes} processes"
        noted(out, [f"{plan.command} with {how}: {time.monotonic() - start:.1f} s", *said])
    done = len(plan.files) - failures
    click.echo(f"{done:,} of {len(plan.files):,} done, {failures:,} failed: {shown_path(out)}")
    return 1 if failures else 0


class _Progress:
    """One line that changes on a terminal, one line a minute elsewhere."""

    def __init__(self, start: float, each: int) -> None:
        self._start, self._each = start, each
        self._first: int | None = None
        self._told, self._shown = start, False

    def __call__(self, done: int, of: int, failed: int) -> None:
        now = time.monotonic()
        if self._first is None:
            self._first = done
        watched = sys.stderr.isatty()
        if not watched and now - self._told < EVERY:
            return
        self._told, self._shown = now, watched
        new, took = done - self._first, max(now - self._start, 1e-9)
        left = f", {(of - done) * took / new:,.0f} s left" if new else ""
        pairs = f", {new * self._each / took:,.0f} pairs a second" if self._each > 1 and new else ""
        line = f"{done:,} of {of:,}, {failed:,} failed{pairs}{left}"
        click.echo(f"\r{line:<79}" if watched else line, err=True, nl=not watched)

    def end(self) -> None:
        """Go on in a new line."""
        if self._shown:
            click.echo(err=True)
