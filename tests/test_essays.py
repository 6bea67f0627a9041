"""Every claim of the essays is taken up: asked, measured, warned of, produced or weighed, by what exists."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import msp_select.decision
from msp_select.cli.program import COMMANDS
from msp_select.decision.fact import Fact
from msp_select.decision.handouts import HANDOUTS
from msp_select.model.session import Session, Settings
from msp_select.model.weights import WeightProfile
from msp_select.store.catalog import load_catalog

CLAIMS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "essays.toml").read_text("utf-8")
)["claims"]
POINTERS = ("asks", "measures", "warns", "produces", "weighs")


@cache
def known() -> dict[str, set[str]]:
    """The ids a claim may point to, by what they do."""
    catalog = load_catalog()
    facts = fact_kinds()
    return {
        "asks": {*catalog.questions, *(question.id for question in catalog.business.questions)},
        "measures": {
            *(measure.id for measure in catalog.agreed.measures),
            *(assumption.id for assumption in catalog.assumptions.assumptions),
        },
        "warns": facts,
        "produces": {*facts, *HANDOUTS, *COMMANDS},
        "weighs": {
            *(profile.id for profile in catalog.profiles),
            *Settings.model_fields,
            *Session.model_fields,
            *WeightProfile.model_fields,
        },
    }


def fact_kinds() -> set[str]:
    for module in pkgutil.walk_packages(msp_select.decision.__path__, "msp_select.decision."):
        importlib.import_module(module.name)
    found, waiting = set[str](), [Fact]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        found |= {one.kind} if "kind" in vars(one) else set()
    return found


def test_the_essays_make_128_claims() -> None:
    assert [claim["number"] for claim in CLAIMS] == list(range(1, 129))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim["number"]))
def test_every_claim_points_to_what_takes_it_up(claim: dict[str, Any]) -> None:
    pointers = {key: claim[key] for key in POINTERS if key in claim}
    assert claim.keys() == {"number", "essay", "claim", *pointers}
    assert pointers, "it points to nothing"
    missing = {f"{key}: {one}" for key, ids in pointers.items() for one in ids if one not in known()[key]}
    assert not missing


def test_no_question_is_retired_that_a_claim_rests_on_alone() -> None:
    retired = load_catalog().retired
    assert retired
    assert not {one for claim in CLAIMS for one in claim.get("asks", ()) if one in retired}
