"""Simulated providers with known truth: how often drift is said of a steady one, and how late of another.

python -m tests.benchmarks.after [PROVIDERS]     1,000 a row by default; exit status 1 outside the bars
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from msp_select.decision.after.drifting import engine_rule
from msp_select.engine.drift import Figure, Judged, Kind, judged, together
from msp_select.store.catalog import load_catalog

MEASURES: dict[str, tuple[Kind, Any]] = {
    "response_met": ("share", -1),
    "satisfaction": ("share", -1),
    "reopened": ("share", 1),
    "repeats": ("count", 1),
    "hours_lost": ("amount", 1),
    "patch_days": ("amount", 1),
}
THEIRS, FELT = ("response_met", "satisfaction"), ("reopened", "repeats", "hours_lost")
BAD_WAY = np.array([-1, -1, 1, 1, 1, 1])
TRUTH: dict[str, Callable[[int], float]] = {
    "steady": lambda _: 0.0,
    "slow": lambda t: min(1.0, max(0.0, (t - 5) / 9)),
    "sudden": lambda t: 1.0 if t >= 8 else 0.0,
    "half": lambda t: 0.5 if t >= 8 else 0.0,
    "one_bad_month": lambda t: 1.5 if t == 9 else 0.0,
}
BEGIN = {"slow": 6, "sudden": 8, "half": 8, "gaming": 6}


@dataclass(frozen=True)
class World:
    """One kind of provider, for so many months; `missing` is the share of figures that do not come."""

    name: str
    truth: str
    months: int = 24
    seed: int = 0
    missing: float = 0.0
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """At most, or at least, so many in 100 by a month (counted from 1)."""

    world: str
    said: str
    by: int
    most: float | None = None
    least: float | None = None


WORLDS = (
    World("steady", "steady", seed=101),
    World("noisy, 25 requests a month", "steady", seed=102, more={"noise": 2.0, "requests": 25}),
    World("bad months hit all", "steady", seed=103, more={"common": 0.3}),
    World("bad months linger", "steady", seed=104, more={"lingers": 0.3}),
    World("one figure in five missing", "steady", seed=105, missing=0.2),
    World("one very bad month", "one_bad_month", seed=106),
    World("slow drift", "slow", seed=107),
    World("sudden drop", "sudden", seed=108),
    World("half a sudden drop", "half", seed=109),
    World("gaming", "steady", seed=110, more={"gaming": True}),
)
BARS = (
    Bar("steady", "drift", 24, most=3),
    Bar("noisy, 25 requests a month", "drift", 24, most=8),
    Bar("bad months hit all", "drift", 24, most=5),
    Bar("bad months linger", "drift", 24, most=10),
    Bar("one figure in five missing", "drift", 24, most=3),
    Bar("one very bad month", "drift", 24, most=10),
    Bar("slow drift", "drift", 6 + 12, least=95),
    Bar("slow drift", "drift", 6 + 7, least=50),
    Bar("sudden drop", "drift", 8 + 3, least=95),
    Bar("half a sudden drop", "drift", 18, least=65),
    Bar("gaming", "disagree", 18, least=80),
    Bar("steady", "disagree", 24, most=2),
)


def expit(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


def logit(p: float) -> float:
    return float(np.log(p / (1 - p)))


def figures(
    rng: np.random.Generator,
    months: int,
    truth: Callable[[int], float],
    *,
    noise: float = 1.0,
    requests: int = 60,
    lingers: float = 0.0,
    common: float = 0.0,
    gaming: bool = False,
) -> dict[str, list[Figure]]:
    """Six figures a month: month-to-month effects on top of chance, and how far gone the provider is."""
    step = 0.25 * noise
    found: dict[str, list[Figure]] = {measure: [] for measure in MEASURES}
    effect = np.zeros(6)
    for month in range(months):
        gone, play = truth(month), min(1.0, max(0.0, (month - 5) / 3)) if gaming else 0.0
        shock = np.sqrt(common) * rng.normal() * BAD_WAY + np.sqrt(1 - common) * rng.normal(size=6)
        effect = lingers * effect + np.sqrt(1 - lingers**2) * shock
        n = max(1, int(rng.poisson(requests)))
        in_time = expit(logit(0.965) + step * effect[0] - 1.6 * gone + 1.2 * play)
        found["response_met"].append((float(rng.binomial(n, in_time)), float(n)))
        asked = int(rng.binomial(n, 0.25 - 0.15 * play))
        content = expit(logit(0.92) + step * effect[1] - 1.2 * gone + 0.8 * play)
        found["satisfaction"].append((float(rng.binomial(asked, content)), float(asked)))
        again = expit(logit(0.05) + step * effect[2] + 1.1 * gone + 1.3 * play)
        found["reopened"].append((float(rng.binomial(n, again)), float(n)))
        mean = 3 * requests / 60 * np.exp(step * effect[3] + 0.7 * gone + 0.5 * play)
        found["repeats"].append((float(rng.poisson(mean)), None))
        hours = 12 * np.exp(0.35 * noise * effect[4] + 0.7 * gone + 0.5 * play)
        found["hours_lost"].append((round(float(hours), 1), None))
        days = 11 * np.exp(0.2 * noise * effect[5] + 0.6 * gone)
        found["patch_days"].append((float(round(float(days))), None))
    return found


RULE = engine_rule(load_catalog().agreed.drift)  # type: ignore[arg-type]


def first_said(data: dict[str, list[Figure]]) -> dict[str, int | None]:
    """The month, counted from 1, in which drift is first said, and that figures disagree."""
    judgements = {
        measure: {one.month: one for one in judged(RULE, kind, worse, data[measure])}
        for measure, (kind, worse) in MEASURES.items()
    }
    last: dict[str, Judged] = {}
    found: dict[str, int | None] = {"drift": None, "disagree": None}
    for month in range(len(data["response_met"])):
        fresh = {measure: by[month] for measure, by in judgements.items() if month in by}
        last |= fresh
        if not fresh:
            continue
        over = [one for one in last.values() if one.z >= RULE.watch]
        drifts = len(over) >= 2 or any(one.z >= RULE.drift for one in over)
        if drifts or together(RULE, list(last.values()))[0] >= RULE.together:
            found["drift"] = found["drift"] or month + 1
        if all(one in last and last[one].z < RULE.not_worse for one in THEIRS):
            felt = [last[one].z for one in FELT if one in last]
            if any(z >= RULE.drift for z in felt) or sum(z >= RULE.watch for z in felt) >= 2:
                found["disagree"] = found["disagree"] or month + 1
    return found


def row(world: World, providers: int) -> list[dict[str, int | None]]:
    """What is said of so many providers of one kind."""
    rng = np.random.default_rng(world.seed)
    said = []
    for _ in range(providers):
        data = figures(rng, world.months, TRUTH[world.truth], **world.more)
        if world.missing:
            data = {m: [None if rng.random() < world.missing else one for one in v] for m, v in data.items()}
        said.append(first_said(data))
    return said


def in_100(said: list[dict[str, int | None]], what: str, by: int) -> float:
    """Of how many in 100 it is said by that month."""
    return 100 * sum(one[what] is not None and (one[what] or 0) <= by for one in said) / len(said)


def table(providers: int) -> tuple[list[str], bool]:
    """The lines of the table, and whether every figure is within its bar."""
    with ProcessPoolExecutor(2) as pool:
        rows = dict(
            zip([w.name for w in WORLDS], pool.map(row, WORLDS, [providers] * len(WORLDS)), strict=True)
        )
    lines, good = [f"{providers} providers a row; of each 100, it is said by month N"], True
    for bar in BARS:
        found = in_100(rows[bar.world], bar.said, bar.by)
        limit = f"at most {bar.most:g}" if bar.most is not None else f"at least {bar.least:g}"
        within = found <= bar.most if bar.most is not None else found >= (bar.least or 0)
        good = good and within
        what = f"{bar.world}: {bar.said} by month {bar.by}"
        lines.append(f"{what:<55} {found:5.1f}   {limit:<12} {'' if within else 'OUTSIDE'}".rstrip())
    for name, said in rows.items():
        begin = BEGIN.get(name.split(",")[0].split()[0] if name != "half a sudden drop" else "half")
        if begin is not None:
            what = "disagree" if name == "gaming" else "drift"
            delays = sorted((one[what] or 999) - begin for one in said)
            half, nine = delays[len(delays) // 2], delays[int(len(delays) * 0.9)]
            often = f"half within {half}, nine in ten within {nine if nine < 900 else 'never'}"
            lines.append(f"{name}: months until {what} is said: {often}")
    return lines, good


if __name__ == "__main__":
    started = time.perf_counter()
    lines, good = table(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    print("\n".join(lines))
    print(f"{time.perf_counter() - started:.0f} s")
    sys.exit(0 if good else 1)
