"""A library of many providers: building its index, and matching a client against it.

    python -m tests.benchmarks.library [PROVIDERS ...]

Run by hand, on a quiet machine; 1,000 and 10,000 providers by default, which takes some minutes. `match`
is held against the imports it cannot do without, in runs one after the other, so that a shared machine
slows both sides alike. How processor time and memory grow is given as an exponent: 1 is linear.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE
from msp_select.store.catalog import load_catalog
from msp_select.store.providers import dump_provider

EXAMPLE = "example:dental-practice"
IMPORTS = [sys.executable, "-c", "import numpy; from pydantic import BaseModel"]
BAR = 5.0
PAIRS = 7


def invented(number: int, catalog: Catalog, chance: random.Random) -> Provider:
    """A provider that answers about nine questions in ten, some of them long ago."""
    care = chance.choice([1.0, 2.0, 4.0, 12.0])  # how well a firm works; the last sort passes must-haves
    answers = {
        question.id: _answer(question, chance, care)
        for question in catalog.questions.values()
        if not question.bid_field and chance.random() < 0.9
    }
    smallest = chance.choice([1, 5, 20, 50])
    return Provider.model_validate(
        {
            "id": f"firm-{number:05d}",
            "name": f"Firm {number:05d} of somewhere",
            "dated": dt.date(chance.choice([2025, 2026]), chance.randint(1, 9), 15),
            "profile": {
                "regions": chance.sample(["north", "south", "east", "west"], chance.randint(1, 2)),
                "sectors": chance.sample(["health", "legal", "retail", "building"], 2),
                "smallest_client": smallest,
                "largest_client": smallest * 20,
            },
            "bid": {
                "basis": "per_user",
                "per_user": Decimal(chance.randint(70, 260)),
                "per_server": Decimal(chance.randint(60, 160)),
                "onboarding": Decimal(chance.randint(0, 12) * 1000),
                "yearly_rise": Decimal(chance.randint(0, 6)),
                "hourly_rate": Decimal(chance.randint(90, 190)),
            },
            "answers": answers,
        }
    )


def _answer(question: Question, chance: random.Random, care: float) -> Answer:
    value: Decimal | str
    if question.kind == "choice":
        best_first = sorted(question.levels, key=lambda level: -level.value)
        value = best_first[min(int(chance.expovariate(care)), len(best_first) - 1)].id
    else:
        points = sorted(question.value, key=lambda point: -point[1])
        low, high = question.range or (Decimal(0), Decimal(100))
        at = min(int(chance.expovariate(care) * 2), len(points) - 1) if points else 0
        value = min(max(points[at][0], low), high) if points else low
    note = "As told in the yearly round of questions." if chance.random() < 0.3 else ""
    return Answer(value=value, evidence=chance.choice(EVIDENCE), note=note)


def make_library(folder: Path, count: int, catalog: Catalog) -> None:
    """A folder of that many provider files."""
    chance = random.Random(count)
    for number in range(count):
        provider = invented(number, catalog, chance)
        (folder / f"{provider.id}.toml").write_bytes(dump_provider(provider))


def seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """One run of a command, start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(environment))
    return time.perf_counter() - start


def cost(command: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Processor seconds of a command, which a busy machine hardly lengthens, and its most memory in MB."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, capture_output=True, env=dict(environment)
    )
    time_used, memory = map(float, done.stdout.split())
    return time_used, memory


def measured(count: int, catalog: Catalog) -> dict[str, float]:
    """All figures for a library of that many providers."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "library"
        folder.mkdir()
        make_library(folder, count, catalog)
        time.sleep(2.1)  # a file younger than this when it is indexed is read again
        environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        } | {"MSP_SELECT_CACHE_DIR": str(Path(top) / "cache")}
        program = [sys.executable, "-m", "msp_select"]
        command = [*program, "match", EXAMPLE, "--library", str(folder)]
        seconds([*program, "rank", EXAMPLE, "--samples", "0"], environment)
        build = seconds(
            [sys.executable, "-m", "msp_select", "library", "list", "--library", str(folder)], environment
        )
        first = seconds(command, environment)
        seconds(IMPORTS, environment)
        pairs = [(seconds(command, environment), seconds(IMPORTS, environment)) for _ in range(PAIRS)]
        index = sum(path.stat().st_size for path in Path(top).glob("cache/libraries/*"))
        return {
            "build": build,
            "first": first,
            "match": statistics.median(ours for ours, _ in pairs),
            "imports": statistics.median(theirs for _, theirs in pairs),
            "ratio": statistics.median(ours / theirs for ours, theirs in pairs),
            "cpu": min(cost(command, environment)[0] for _ in range(PAIRS)),
            "memory": cost(command, environment)[1],
            "index": index / 1e6,
        }


def exponent(small: float, large: float, times: float) -> float:
    """With which power of the number of providers a figure grows."""
    return math.log(large / small) / math.log(times)


def main(counts: list[int]) -> int:
    """Print the figures of each size and how they grow; 1 if the bar is missed at 1,000 providers."""
    catalog = load_catalog()
    rank = [sys.executable, "-m", "msp_select", "rank", EXAMPLE, "--samples", "0"]
    costs = [cost(rank, os.environ) for _ in range(PAIRS)]
    bare, empty = (min(column) for column in zip(*costs, strict=True))
    print(f"rank with 7 candidates, for comparison: {bare:.2f} s of processor time, {empty:.0f} MB")
    print(f"{'providers':>9} {'index built':>12} {'index':>9} {'first':>8} {'match':>8} {'imports':>8} "
          f"{'ratio':>6} {'memory':>8}")  # fmt: skip
    found: dict[int, dict[str, Any]] = {}
    for count in counts:
        one = found[count] = measured(count, catalog)
        print(
            f"{count:9,d} {one['build']:10.1f} s {one['index']:6.1f} MB {one['first']:6.2f} s "
            f"{one['match']:6.2f} s {one['imports']:6.2f} s {one['ratio']:6.2f} {one['memory']:5.0f} MB"
        )
    for small, large in pairwise(counts):
        a, b, times = found[small], found[large], large / small
        print(
            f"from {small:,} to {large:,}, beyond what an empty run costs: "
            f"index n^{exponent(a['build'] - bare, b['build'] - bare, times):.2f}, "
            f"match n^{exponent(a['cpu'] - bare, b['cpu'] - bare, times):.2f}, "
            f"memory n^{exponent(a['memory'] - empty, b['memory'] - empty, times):.2f}"
        )
    missed = 1000 in found and found[1000]["ratio"] > BAR
    print(f"match with 1,000 providers: at most {BAR:.0f} times the imports{' MISSED' if missed else ''}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [1000, 10000]))
