"""What was moved of the weights and why, and the ends of a scale, in every way it is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.weighting.elicitation import End
from msp_select.decision.weighting.resolved_weights import Step
from msp_select.phrases.en.weighting import end_in_words, profile_in_words, step_sentence
from tests.strategies import shipped_catalog

BACKUP, PATCH = "pro_backup_test", "pro_patch_days"


@pytest.mark.parametrize(
    ("kind", "target", "before", "after", "said"),
    [
        ("weight", "price", 25.0, 18.5, "price from 25 % to 18.5 %"),
        ("weight", PATCH, 1.0, 2.0, '"{}" counts 2 times as much'),
        ("weight", PATCH, 1.0, 2.5, '"{}" counts 2.5 times as much'),
        ("weight", PATCH, 2.0, 3.0, '"{}" counts 50 % more'),
        ("weight", PATCH, 2.0, 1.0, '"{}" counts 50 % less'),
        ("weight", PATCH, 2.0, 2.0, '"{}" counts as before'),
        ("weight", PATCH, 0.0, 2.0, '"{}" counts now'),
        ("weight", PATCH, 2.0, 0.0, '"{}" does not count any more'),
        ("must_have", PATCH, None, 14.0, 'must-have "{}" on, limit 14 days'),
        ("must_have", PATCH, 30.0, 14.0, 'must-have "{}" from 30 to 14 days'),
        ("must_have", PATCH, 30.0, None, 'must-have "{}" off'),
        ("must_have", BACKUP, None, 60.0, 'must-have "{}" on, at least 60 of 100'),
        ("not_asked", PATCH, None, None, '"{}" is not asked of anybody'),
    ],
)
def test_what_was_moved_and_why(
    kind: Any, target: str, before: float | None, after: float | None, said: str
) -> None:
    catalog = shipped_catalog()
    short = catalog.questions[target].short if target in catalog.questions else ""
    step = Step("key", "biz", kind, target, before, after, "you said so")
    assert step_sentence(step, catalog) == f"{said.format(short)} because you said so"
    undone = Step("key", "biz", kind, target, before, after, "you said so", undone=True)
    assert step_sentence(undone, catalog) == f"{said.format(short)} because you said so (taken back)"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (End(None, figure=Decimal(120)), "USD 120 a user and month, all in"),
        (End(PATCH, figure=Decimal("14.0")), "14 days (days to install fixes)"),
        (End("sta_endpoints_per_tech", figure=Decimal(70)), "70 devices per technician"),
        (End(BACKUP, "never"), "Never restored"),
        (
            End(PATCH, "none"),
            "No deadline: when the maker of the software pushes it (days to install fixes)",
        ),
    ],
)
def test_the_ends_of_a_scale(end: End, said: str) -> None:
    assert end_in_words(end, shipped_catalog(), "USD") == said


def test_what_a_profile_is_for_and_where_the_answers_moved_it() -> None:
    profile = shipped_catalog().profiles[0]
    assert profile_in_words(profile, None) == (profile.title, f": {profile.summary}")
    assert profile_in_words(profile, (25.0, 18.4)) == (
        profile.title,
        ", moved by your answers: price is 18 % of the whole (it started at 25 %).",
    )
