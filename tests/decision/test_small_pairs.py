"""Every finding on pairs small enough to check by hand, compared with `tests/data/pairs/`.

A change that alters them on purpose records them anew and says why:
`python -m tests.decision.test_small_pairs`, which prints the names of the files that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_select.model.candidate import Candidate
from msp_select.phrases.explanation import explain
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog

RECORDED = Path(__file__).parents[1] / "data" / "pairs"
GOOD = bidder("Good", (80, 80, 80), 98)
FAILS = bidder("Fails", (95, 95, 30), 50, evidence="said")
TODAY = bidder("Today", (60, 70, 65), 80, kind="incumbent")
OWN = bidder("Own", (70, 60, 75), None, kind="in_house")
VAGUE = bidder("Vague", (78, 80, 74), 98, evidence="written").model_copy(update={"bid": None})
TEXTBOOK = (NORTHWIND, BUDGETIX, ALPINE)
HEAVY = {"weights": {"pillars": {"proactivity": 20, "transparency": 10, "staffing": 10, "price": 60}}}
LIGHT = {"weights": {"pillars": {"proactivity": 30, "transparency": 30, "staffing": 40, "price": 0}}}
MUST = {"catalog": tiny_catalog(at_least=60, cure="Get 60 marks in writing.")}
SEALED = {"settings": {"sealed": True}}
OF_CONTENT = ("defaults", "headline_and_total", "carried_risk", "lowest_total")
"""Findings that tell the figures of the shipped defaults: they are recorded of the examples."""
PAIRS: dict[str, tuple[tuple[Candidate, ...], dict[str, Any], str, str | None]] = {
    "dearer-and-ahead": (TEXTBOOK, {}, "northwind", "budgetix"),
    "cheaper-and-behind": (TEXTBOOK, {}, "budgetix", "northwind"),
    "dearer-and-behind": (TEXTBOOK, {"draws": 200}, "alpine", "northwind"),
    "heavy-price": (TEXTBOOK, HEAVY | {"draws": 200}, "budgetix", "northwind"),
    "price-of-no-weight": (TEXTBOOK, LIGHT, "alpine", "budgetix"),
    "alike": ((GOOD, bidder("Twin", (80, 80, 80), 98)), {"draws": 200}, "good", "twin"),
    "level-and-dearer": ((GOOD, bidder("Twin", (74, 80, 80), 90.8)), {}, "good", "twin"),
    "same-price": ((GOOD, bidder("Other", (70, 80, 85), 98)), {}, "other", "good"),
    "cheapest-leads": ((GOOD, bidder("Dear", (70, 90, 80), 120)), {"draws": 200}, "good", "dear"),
    "words-alone": ((bidder("Talker", (95, 95, 95), 98, evidence="said"), GOOD), {}, "talker", "good"),
    "not-asked": ((GOOD, bidder("Open", (95, None, None), 90)), {"draws": 200}, "good", "open"),
    "without-a-price": ((GOOD, VAGUE, BUDGETIX), {}, "good", "vague"),
    "fails-a-must-have": ((GOOD, FAILS), MUST | {"draws": 200}, "fails", "good"),
    "all-fail": ((BUDGETIX, FAILS), MUST, "budgetix", "fails"),
    "open-must-have": ((GOOD, bidder("Open", (95, 95, None), 90)), MUST | {"draws": 200}, "open", "good"),
    "today-and-own": ((TODAY, OWN, GOOD), {}, "today", "own"),
    "against-today": ((GOOD, TODAY, ALPINE), {"draws": 200}, "good", "today"),
    "sealed": (TEXTBOOK, SEALED, "alpine", "northwind"),
    "favourite": (TEXTBOOK, {"favourite": "budgetix"}, "northwind", "alpine"),
    "alone": ((GOOD,), MUST, "good", None),
}


def told(name: str) -> Iterator[str]:
    """Each finding with its kind, its sentence, and its rows."""
    bids, fields, subject, against = PAIRS[name]
    found = explain(scored(*bids, **fields), subject=subject, against=against)
    for one in found.findings:
        if one.kind in OF_CONTENT:
            continue
        yield f"{one.kind}: {one.title}\n"
        yield f"  {one.sentence}\n"
        yield from (f"  - {row.label}: {row.text}\n" for row in one.rows)


@pytest.mark.parametrize("name", PAIRS)
def test_the_findings_are_as_recorded(name: str) -> None:
    recorded = (RECORDED / f"{name}.txt").read_text("utf-8")
    assert "".join(told(name)).splitlines() == recorded.splitlines()


def test_nothing_else_is_recorded() -> None:
    assert {path.stem for path in RECORDED.iterdir()} == set(PAIRS)


def _record() -> None:
    for name in PAIRS:
        path, text = RECORDED / f"{name}.txt", "".join(told(name))
        if not path.is_file() or path.read_text("utf-8") != text:
            print(path.name)  # noqa: T201 - a script that says what changed
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    _record()
