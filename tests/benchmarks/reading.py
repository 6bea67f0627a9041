"""How reading grows, in time and in memory: `python tests/benchmarks/reading.py [SIZE]`.

Each part of a session, a catalog of one's own, and a library are made SIZE and four times SIZE long. The
exponent of the growth of the quickest of three readings, and of the memory at its peak, is 1 where reading
grows in proportion, 2 where it grows with the square. Status 1 where one is above BAR.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from msp_select.errors import MspSelectError
from msp_select.store.catalog import load_catalog
from msp_select.store.library import open_library
from msp_select.store.session import parse_session

HEAD = 'schema = 1\ntitle = "S"\ncreated = 2026-11-20\nas_of = 2026-11-21\n'
ONE = '\n[[candidates]]\nid = "c"\nname = "C"\n'
CATALOG = load_catalog()


def listed(count: int) -> str:
    """So many different words in quotes."""
    return ", ".join(f'"o{i}"' for i in range(count))


Parts = dict[str, Callable[[int], str]]
PARTS: Parts = {
    "candidates": lambda n: "".join(f'\n[[candidates]]\nid = "c{i}"\nname = "C {i}"\n' for i in range(n)),
    "evaluators": lambda n: "".join(f'\n[[evaluators]]\nid = "c{i}"\nname = "C {i}"\n' for i in range(n)),
    "options": lambda n: f"[business]\nbiz_plans = [{listed(n)}]\n",
    "one option over": lambda n: '[business]\nbiz_plans = ["grow"' + ', "grow"' * (n - 1) + "]\n",
    "effects undone": lambda n: f"[weights]\nundone = [{listed(n)}]\n",
    "answers": lambda n: ONE + "".join(f"[candidates.answers.q{i}]\nvalue = 1\n" for i in range(n)),
    "modules": lambda n: (
        ONE
        + '[candidates.bid]\nbasis = "tiered"\n'
        + "".join(f'[[candidates.bid.modules]]\nname = "m{i}"\n' for i in range(n))
    ),
    "must-haves": lambda n: "".join(f"[must_haves.q{i}]\non = true\n" for i in range(n)),
    "assumptions": lambda n: "[assumptions]\n" + "".join(f"q{i} = 1\n" for i in range(n)),
    "weights": lambda n: "[weights.questions]\n" + "".join(f"q{i} = 1\n" for i in range(n)),
    "log": lambda n: "".join(f'\n[[log]]\nat = 2026-11-21T14:02:11Z\nwhat = "x{i}"\n' for i in range(n)),
    "unknown keys": lambda n: "".join(f"q{i} = 1\n" for i in range(n)),
    "a note": lambda n: f'paid_by = "{"x" * n}"\n',
    "lines": lambda n: "\n" * n,
}


OWN = """
schema = 1
id = "own-part"
version = "1.0"
title = "Own"
summary = "Questions of one's own."

[[criteria]]
id = "own"
title = "Own"
"""
BAR = 1.35  # of an exponent: in proportion, with some room for what a machine does beside it
WORTH_A_BAR = 0.02  # seconds: below, the exponent is that of noise
WORTH_MEGABYTES = 1.0


def measured(read: Callable[[], object]) -> tuple[float, float, str]:
    """Processor seconds of the quickest of three readings, megabytes at a peak, and what is said."""
    best, said = math.inf, "read"
    for _ in range(3):
        start = time.process_time()
        try:
            read()
        except MspSelectError as error:
            said = error.message.split("\n", 1)[0]
        best = min(best, time.process_time() - start)
    tracemalloc.start()
    with suppress(MspSelectError):
        read()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return best, peak, said


def a_session(part: Callable[[int], str], size: int) -> Callable[[], object]:
    """Reading a session whose part is so long."""
    data = (HEAD + part(size)).encode()
    return lambda: parse_session(data, "s.toml", CATALOG)


def a_catalog(folder: Path, size: int) -> Callable[[], object]:
    """Reading the catalog with a questionnaire of one's own of so many questions."""
    beside = folder / f"catalog-{size}"
    (beside / "questionnaires").mkdir(parents=True)
    questions = "".join(
        f"""
[[questions]]
id = "own_{i}"
criterion = "own"
weight = 1
sizes = ["quick", "core"]
asked_of = "owner"
text = "How many, of kind {i}?"
short = "kind {i}"
why = "To be counted."
kind = "number"
unit = "points"
value = [[0, 0], [2500, 100]]
"""
        for i in range(size)
    )
    (beside / "questionnaires" / "own.toml").write_text(OWN + questions, "utf-8")
    return lambda: load_catalog(beside)


def a_library(folder: Path, size: int) -> Callable[[], object]:
    """Reading a folder of so many providers, none of them indexed yet."""
    place = folder / f"library-{size}"
    place.mkdir()
    for i in range(size):
        head = f'schema = 1\nid = "firm-{i}"\nname = "Firm {i}"\ndated = 2026-11-20\n'
        (place / f"firm-{i}.toml").write_text(head, "utf-8")

    def read() -> object:
        shutil.rmtree(os.environ["MSP_SELECT_CACHE_DIR"], ignore_errors=True)
        return open_library(place, CATALOG)

    return read


def exponent(small: float, large: float, worth: float) -> float:
    """Of the growth from SIZE to four times SIZE; 0 where it is too small to tell."""
    return math.log(large / small, 4) if large >= worth and small > 0 else 0.0


def main(size: int) -> int:
    """Print a line for each part."""
    over = []
    with tempfile.TemporaryDirectory(prefix="msp-select-reading-") as name:
        folder = Path(name)
        for kind in ("CACHE", "STATE", "CONFIG"):
            os.environ[f"MSP_SELECT_{kind}_DIR"] = str(folder / kind)
        few = max(size // 20, 10)
        rows = [(part, size, partial(a_session, make)) for part, make in PARTS.items()]
        rows += [
            ("a catalog", few, partial(a_catalog, folder)),
            ("a library", few, partial(a_library, folder)),
        ]
        print(f"{'':<16} {'size':>6}  {'time':>17} exponent  {'memory':>17} exponent")
        for part, least, make in rows:
            small, large = (measured(make(n)) for n in (least, 4 * least))
            slower = exponent(small[0], large[0], WORTH_A_BAR)
            fuller = exponent(small[1], large[1], WORTH_MEGABYTES)
            over += [part] if max(slower, fuller) > BAR else []
            print(
                f"{part:<16} {least:>6,}  {1000 * small[0]:>5.0f} {1000 * large[0]:>8.0f} ms {slower:>8.2f}"
                f"  {small[1]:>5.1f} {large[1]:>8.1f} MB {fuller:>8.2f}  {large[2][:60]}"
            )
    print(f"Bar: no exponent above {BAR}: {'missed by ' + ', '.join(over) if over else 'met'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
