# ruff: noqa: E402 - the number of threads must be set before numpy is loaded
"""How fast the engine is, beside its peers and beside the parts of what cannot be done without.

    python -m tests.benchmarks.engine

Run by hand, on a quiet machine; every ratio is of two times taken in the same run. Nothing is
installed: where scikit-criteria or pymcdm is absent the script says so and goes on. It takes about a
minute and ends with status 1 if a bar is missed.
"""

from __future__ import annotations

import os

# One thread for all: the question is what the code costs, not how many cores are free.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select import engine
from msp_select.engine.rank_counts import block_size
from msp_select.engine.simulation import BLOCK as SESSION_BLOCK

Floats = npt.NDArray[np.float64]
Call = Callable[[], object]

missed: list[str] = []


def milliseconds(*calls: Call, runs: int = 9) -> list[float]:
    """The best times of the calls, taken in turns: what each costs when it is left alone."""
    for call in calls:
        call()
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for call, own in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            own.append((time.perf_counter() - start) * 1e3)
    return [min(own) for own in times]


def line(what: str, figure: str, bar: str = "", *, kept: bool = True) -> None:
    if not kept:
        missed.append(what)
    print(f"  {what:<58}{figure:>16}  {bar}{'' if kept else '  MISSED'}")


def table(candidates: int, criteria: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(20261121)
    return rng.random((candidates, criteria)) * 100, rng.random(criteria) + 0.1


def peer(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


# --- SMAA -------------------------------------------------------------------------------------


def smaa_floor(draws: int, candidates: int, criteria: int) -> dict[str, float]:
    """The parts that any simulation of this size must pay for, each in blocks that stay in cache."""
    values, _ = table(candidates, criteria)
    size = block_size(candidates, criteria)
    times = range(draws // size)
    rng = engine.generator(1)
    weights, scores = np.empty((size, criteria)), np.empty((size, candidates))
    bits = (candidates - 1).bit_length()

    def numbers() -> None:
        for _ in times:
            rng.standard_exponential(out=weights)

    def product() -> None:
        for _ in times:
            np.matmul(weights, values.T, out=scores)

    def sort() -> None:
        for _ in times:
            packed = (scores.view(np.int64) >> bits << bits) | np.arange(candidates)
            packed.sort(axis=1)

    best = np.random.default_rng(1).integers(0, candidates, (size, candidates))
    cells = best + candidates * np.arange(candidates)

    def count() -> None:
        for _ in times:
            np.bincount(cells.ravel(), minlength=candidates**2)

    names = ("random numbers", "matrix product", "64-bit sort", "counting")
    return dict(zip(names, milliseconds(numbers, product, sort, count), strict=True))


def smaa_loop(wsum: Callable[..., Any], draws: int) -> Call:
    """Rank acceptability and central weights by calling a peer's kernel once a draw."""
    values, _ = table(20, 40)
    weights = engine.uniform_weights(engine.generator(1), 40, draws)

    def run() -> None:
        shares, central = np.zeros((20, 20)), np.zeros((20, 40))
        for one in weights:
            order = np.argsort(-wsum(values, one))
            shares[order, np.arange(20)] += 1
            central[order[0]] += one

    return run


def measure_smaa() -> None:
    print("SMAA, 100,000 draws, 20 candidates x 40 criteria: acceptability and central weights")
    values, _ = table(20, 40)
    parts = smaa_floor(100_000, 20, 40)
    for name, part in parts.items():
        line(f"floor: {name}", f"{part:.1f} ms")
    floor = sum(parts.values())
    own, tenth = milliseconds(
        lambda: engine.smaa(values, draws=100_000, rng=engine.generator(1)),
        lambda: engine.smaa(values, draws=10_000, rng=engine.generator(1)),
    )
    line("this engine", f"{own:.1f} ms")
    line("the same, 10,000 draws", f"{tenth:.1f} ms")
    line("times the floor", f"{own / floor:.2f}", "bar 2", kept=own / floor <= 2)
    tracemalloc.start()
    engine.smaa(values, draws=100_000, rng=engine.generator(1))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    line("peak memory above the input", f"{peak:.1f} MiB", "bar 8 MiB", kept=peak < 8)
    loops: dict[str, Callable[..., Any]] = {}
    if simple := peer("skcriteria.agg.simple"):
        loops["scikit-criteria"] = lambda matrix, weights: simple.wsm(matrix, weights)[1]
    if pymcdm := peer("pymcdm.methods"):
        plain = pymcdm.WSM()
        ones = np.ones(40)
        loops["pymcdm"] = lambda matrix, weights: plain(matrix, weights, ones, validation=False)
    times = {name: milliseconds(smaa_loop(kernel, 2000), runs=3)[0] * 50 for name, kernel in loops.items()}
    for name, spent in times.items():
        line(f"a loop over {name}'s kernel (2,000 draws, times 50)", f"{spent:.0f} ms")
    if times:
        faster = min(times.values()) / own
        line("times faster than the best peer's loop", f"{faster:.0f}", "bar 100", kept=faster >= 100)


# --- methods ----------------------------------------------------------------------------------


def peer_calls(name: str, values: Floats, weights: Floats) -> dict[str, Call]:
    """The peers' ways to the same scores: their kernels and their classes."""
    calls: dict[str, Call] = {}
    ones = np.ones(values.shape[1])
    if core := peer("skcriteria"):
        problem = core.mkdm(values, [max] * values.shape[1], weights=weights)
        if name == "additive":
            model = peer("skcriteria.agg.simple")
            calls["scikit-criteria, kernel"] = lambda: model.wsm(values, weights)
            calls["scikit-criteria"] = lambda: model.WeightedSumModel().evaluate(problem)
        if name == "topsis":
            scaler = peer("skcriteria.preprocessing.scalers").VectorScaler(target="matrix")
            method = peer("skcriteria.agg.topsis").TOPSIS()
            calls["scikit-criteria"] = lambda: method.evaluate(scaler.transform(problem))
        if name == "vikor":
            method = peer("skcriteria.agg.vikor").VIKOR()
            calls["scikit-criteria"] = lambda: method.evaluate(problem)
    if pymcdm := peer("pymcdm.methods"):
        norm = peer("pymcdm.normalizations").vector_normalization
        makers: dict[str, Call] = {
            "additive": lambda: pymcdm.WSM(),
            "topsis": lambda: pymcdm.TOPSIS(normalization_function=norm),
            "vikor": lambda: pymcdm.VIKOR(),
            "promethee": lambda: pymcdm.PROMETHEE_II("usual"),
        }
        theirs: Any = makers[name]()
        calls["pymcdm"] = lambda: theirs(values, weights, ones)
    return calls


def measure_methods() -> None:
    print("Methods, 2,000 candidates x 40 criteria")
    values, raw = table(2000, 40)
    weights = raw / raw.sum()
    own: dict[str, Call] = {
        "additive": lambda: engine.additive(values, weights),
        "topsis": lambda: engine.topsis(values, weights),
        "vikor": lambda: engine.vikor(values, weights),
    }
    for name, call in own.items():
        others = peer_calls(name, values, weights)
        spent, *theirs = milliseconds(call, *others.values())
        line(name, f"{spent:.2f} ms")
        for other, time_spent in zip(others, theirs, strict=True):
            line(f"{name}, {other}", f"{time_spent:.2f} ms")
        if theirs:
            ratio = min(theirs) / spent
            line(f"{name}: times the fastest peer's speed", f"{ratio:.2f}", "bar 1", kept=ratio >= 1)
    for candidates in (200, 2000):
        some = values[:candidates]
        others = peer_calls("promethee", some, weights)
        spent = milliseconds(partial(engine.promethee, some, weights))[0]
        line(f"PROMETHEE II, {candidates} candidates", f"{spent:.2f} ms")
        for other, their_call in others.items():
            theirs_once = milliseconds(their_call, runs=1)[0]
            ratio = theirs_once / spent
            line(f"PROMETHEE II, {candidates} candidates, {other}", f"{theirs_once:.0f} ms")
            bar = "bar 50" if candidates == 2000 else ""
            kept = ratio >= 50 or not bar
            line("times faster", f"{ratio:.0f}", bar, kept=kept)


# --- growth -----------------------------------------------------------------------------------


def exponent(sizes: list[int], call: Callable[[int], object]) -> float:
    """The power of the size with which the time grows: the slope in logarithms."""
    times = milliseconds(*[partial(call, size) for size in sizes], runs=5)
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def measure_growth() -> None:
    print("Growth of the time of SMAA: exponents, 1 being in proportion")

    def smaa(draws: int, candidates: int, criteria: int) -> object:
        values, _ = table(candidates, criteria)
        return engine.smaa(values, draws=draws, rng=engine.generator(1))

    by_draws = exponent([20_000, 40_000, 80_000, 160_000], lambda n: smaa(n, 20, 40))
    line("draws, 20,000 to 160,000", f"{by_draws:.2f}", "bar 1.15", kept=by_draws <= 1.15)
    by_candidates = exponent([5, 10, 20, 40], lambda n: smaa(40_000, n, 40))
    line("candidates, 5 to 40", f"{by_candidates:.2f}", "bar 1.15", kept=by_candidates <= 1.15)
    line(
        "candidates, 40 to 160 (all pairs are counted)",
        f"{exponent([40, 80, 160], lambda n: smaa(20_000, n, 40)):.2f}",
    )
    by_criteria = exponent([10, 20, 40, 80], lambda n: smaa(40_000, 20, n))
    line("criteria, 10 to 80", f"{by_criteria:.2f}", "bar 1.15", kept=by_criteria <= 1.15)


# --- the session's own simulation -------------------------------------------------------------


def session(candidates: int, questions: int) -> tuple[engine.Tree, dict[str, Any]]:
    """A session like a real one: 20 criteria, 5 pillars, a tenth silent, a twentieth not asked."""
    rng = np.random.default_rng(20261121)
    under = np.sort(np.concatenate([np.arange(20), rng.integers(0, 20, questions - 20)]))
    above = np.sort(np.concatenate([np.arange(5), rng.integers(0, 5, 15)]))
    weights = rng.integers(1, 4, questions).astype(float)
    tree = engine.Tree(under, above, weights, rng.random(20) + 0.2, rng.random(5) + 0.2)
    shape = (candidates, questions)
    high = rng.choice([25.0, 50, 75, 100], shape)
    return tree, {
        "low": high * rng.choice([0.6, 0.75, 0.9], shape),
        "high": high,
        "applies": rng.random(shape) > 0.05,
        "silence_mask": rng.random(shape) < 0.1,
    }


def session_numbers(answers: int, candidates: int, questions: int, draws: int) -> Call:
    """The session's random numbers alone, in the same blocks and precision as it draws them."""
    rng = engine.generator(1)

    def run() -> None:
        for start in range(0, draws, SESSION_BLOCK):
            size = min(SESSION_BLOCK, draws - start)
            rng.random((answers, size), dtype=np.float32)
            rng.random((candidates, size), dtype=np.float32)
            rng.standard_gamma(np.full(questions + 25, 10.0), size=(size, questions + 25))

    return run


def measure_session() -> None:
    print("A session's simulation, 7 candidates, 86 questions, weights drawn at every level")
    tree, given = session(7, 86)

    def simulated(draws: int) -> object:
        rng = engine.generator(1)
        return engine.simulate(tree, **given, silence=25, concentration=50, draws=draws, rng=rng)

    for draws in (10_000, 2_000):
        own, numbers = milliseconds(
            partial(simulated, draws),
            session_numbers(int(given["applies"].sum()), 7, 86, draws),
        )
        line(f"{draws:,} draws", f"{own:.1f} ms")
        line(f"{draws:,} draws, the random numbers alone", f"{numbers:.1f} ms")
        ratio = own / numbers
        line("times its random numbers", f"{ratio:.2f}", "bar 2.5", kept=ratio <= 2.5)


# --- what to ask next -------------------------------------------------------------------------


def measure_asking() -> None:
    print("What to ask next, 5 candidates, 200 open answers, 2,000 draws")
    tree, given = session(5, 86)
    rng = np.random.default_rng(20261121)
    weights = np.array([engine.effective_weights(tree, applies) for applies in given["applies"]])
    lots = np.where(weights > 0, rng.random(weights.shape), 2.0)
    settled = lots > np.sort(lots, axis=None)[199]
    silent = given["silence_mask"] & ~settled
    found = engine.open_answers(
        weights,
        np.where(settled, given["high"], given["low"]),
        given["high"],
        silent,
        silence=15,
        draws=2000,
        rng=engine.generator(1),
        chance=np.where(silent & (rng.random(weights.shape) < 0.2), 0.44, 1.0),
    )
    found.utility  # noqa: B018 - drawn once, used by all that follows
    singles, listed = milliseconds(found.worths, partial(engine.suggestions, found))
    line(f"all {len(found.candidate)} single worths", f"{singles:.1f} ms", "bar 20", kept=singles <= 20)
    line("the list of five", f"{listed:.1f} ms", "bar 50", kept=listed <= 50)


def main() -> int:
    for name, package in (("skcriteria", "scikit-criteria"), ("pymcdm", "pymcdm")):
        print(f"{package}: {version(package) if peer(name) else 'absent'}")
    print(f"numpy: {np.__version__}")
    measure_smaa()
    measure_methods()
    measure_growth()
    measure_session()
    measure_asking()
    print("missed: " + ", ".join(missed) if missed else "every bar kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
