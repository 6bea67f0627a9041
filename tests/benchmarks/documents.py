"""How long a report takes, as a multiple of `msp-select rank` on the same session.

Run: python tests/benchmarks/documents.py [RUNS]. Each row is the median over pairs run one after the
other, in processor time: on a shared machine the clock says how busy the others are.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from msp_select.report import FORMATS

COMMAND = [sys.executable, "-m", "msp_select"]
EXAMPLE = "example:dental-practice"
BARS = {"html": 2.0, "pdf": 4.0, "xlsx": 3.0, "docx": 4.0}


def seconds(*arguments: str) -> float:
    """The processor time of one run of a command, start to end, on all processors together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(runs: int) -> None:
    """Print each format's median, its ratio to the ranking and the bar it is held against."""
    print(f"{'report':<8} {'this':>8} {'rank':>8} {'ratio':>6} {'bar':>5} {'size':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for ending in FORMATS:
            out = Path(folder) / f"report.{ending}"
            report = ("report", EXAMPLE, "-o", str(out), "--replace")
            seconds(*report), seconds("rank", EXAMPLE)
            pairs = [(seconds(*report), seconds("rank", EXAMPLE)) for _ in range(runs)]
            ratio = statistics.median(a / b for a, b in pairs)
            this, that = (statistics.median(column) for column in zip(*pairs, strict=True))
            bar, size = BARS.get(ending), out.stat().st_size / 1000
            print(
                f".{ending:<7} {this * 1000:6.0f}ms {that * 1000:6.0f}ms {ratio:6.2f} "
                f"{f'{bar:.1f}' if bar else '-':>5} {size:6.0f}kB"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
