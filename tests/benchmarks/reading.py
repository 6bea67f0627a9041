"""How reading grows with the size of a file: `python tests/benchmarks/reading.py [SIZE]`.

Each part of a session is made SIZE and four times SIZE long; the exponent of the growth of the quickest of
three readings is 1 where reading grows in proportion, 2 where it grows with the square.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable

from msp_select.errors import MspSelectError
from msp_select.store.catalog import load_catalog
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


def seconds(text: str) -> tuple[float, str]:
    """The quickest of three readings, and what is said of the text."""
    data, best, said = text.encode(), math.inf, "read"
    for _ in range(3):
        start = time.perf_counter()
        try:
            parse_session(data, "s.toml", CATALOG)
        except MspSelectError as error:
            said = error.message.split("\n", 1)[0]
        best = min(best, time.perf_counter() - start)
    return best, said


def main(size: int) -> None:
    """Print a line for each part."""
    print(f"{'':<16} {size:>9,} {4 * size:>9,}  exponent")
    for name, part in PARTS.items():
        (small, _), (large, said) = (seconds(HEAD + part(n)) for n in (size, 4 * size))
        growth = math.log(large / small, 4)
        print(f"{name:<16} {1000 * small:>6.0f} ms {1000 * large:>6.0f} ms  {growth:>8.2f}  {said[:60]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
