"""Killed in the middle of a save, as often as is wanted: `python -m tests.store.kills [500]`.

A child saves two sessions in turn, for ever, and is killed a few milliseconds after a save it has told of.
Each time the file must be one of the sessions, whole. Prints figures; status 1 where a file was not whole.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from msp_select.model.catalog import Catalog
from msp_select.store.session import StoredSession, dump_session, load_session, save_session


def killed(stored: StoredSession, catalog: Catalog, times: int, chance: random.Random) -> Counter[str]:
    """What the file held after each kill: "Old", "New" or "first", or "neither", which must never be."""
    sessions = [
        stored.session.model_copy(update={"title": title, "paid_by": "n" * 3000}) for title in ("Old", "New")
    ]
    whole = {stored.path.read_bytes(): "first"} | {dump_session(one): one.title for one in sessions}

    def save_for_ever(told: int) -> None:
        now = load_session(stored.path, catalog)
        while True:
            for session in sessions:
                now = save_session(now, session)
                os.write(told, b".")

    found = Counter[str]()
    for _ in range(times):
        heard, told = os.pipe()
        child = fork(save_for_ever, told)
        for _ in range(chance.randint(1, 4)):
            os.read(heard, 1)
        time.sleep(chance.uniform(0.0, 0.005))  # in the middle of the next
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(heard)
        os.close(told)
        found[whole.get(stored.path.read_bytes(), "neither")] += 1
    return found


def fork(act: Callable[[int], None], number: int) -> int:
    """A child that does this and ends."""
    child = os.fork()
    if child == 0:  # pragma: no cover
        status = 1
        try:
            act(number)
            status = 0
        finally:
            os._exit(status)
    return child


def main(times: int) -> int:
    """Print what the file held, and what was left beside it."""
    from tests.store.conftest import SMALL
    from tests.strategies import shipped_catalog

    with tempfile.TemporaryDirectory(prefix="msp-select-kills-") as folder:
        os.environ["MSP_SELECT_STATE_DIR"] = str(Path(folder, "state"))
        path = Path(folder, "small.toml")
        path.write_text(SMALL, "utf-8")
        start = time.perf_counter()
        found = killed(load_session(path, shipped_catalog()), shipped_catalog(), times, random.Random())
        load_session(path, shipped_catalog())
        left = sum(name.endswith(".tmp") for name in os.listdir(folder))
        seconds = time.perf_counter() - start
    held = ", ".join(f"{count} {name}" for name, count in sorted(found.items()))
    print(f"{times} kills in {seconds:.0f} s: {held}; {left} files left half written beside it")  # noqa: T201
    return 1 if found["neither"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
