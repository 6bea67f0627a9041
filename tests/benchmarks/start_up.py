"""How long the commands take, as ratios to a bare interpreter and to the imports they cannot do without.

Run: python tests/benchmarks/start_up.py [RUNS]. Each row is the median over pairs run one after the
other, so that a shared machine slows both sides alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

PYTHON = sys.executable
# Modules are compiled once, as an installed program's are, even where the caller forbids it for itself.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
COMMAND = [PYTHON, "-m", "msp_select"]
EXAMPLE = "example:dental-practice"
NUMPY = [PYTHON, "-c", "import numpy; from pydantic import BaseModel"]
BARE = [PYTHON, "-c", "pass"]
PAIRS = [
    ("rank --samples 0 / numpy + pydantic", [*COMMAND, "rank", EXAMPLE, "--samples", "0"], NUMPY, 2.0),
    ("rank / numpy + pydantic", [*COMMAND, "rank", EXAMPLE], NUMPY, 3.0),
    ("--version / python -c pass", [*COMMAND, "--version"], BARE, 5.0),
]


def seconds(command: list[str]) -> float:
    """One run of a command, start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print each pair's medians, their ratio and the bar it is held against."""
    print(f"{'pair':<40} {'this':>8} {'that':>8} {'ratio':>6} {'bar':>5}")
    for title, ours, theirs, most in PAIRS:
        seconds(ours), seconds(theirs)
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
        ratio = statistics.median(a / b for a, b in pairs)
        this, that = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{title:<40} {this * 1000:6.0f}ms {that * 1000:6.0f}ms {ratio:6.2f} {most:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
