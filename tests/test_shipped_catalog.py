"""The shipped catalog against the question bank it was made from: nothing lost, twice or misplaced."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.strategies import shipped_catalog

BANK = tomllib.loads((Path(__file__).parent / "data" / "question_bank.toml").read_text("utf-8"))


def test_every_question_stands_in_its_criterion_exactly_once() -> None:
    found: dict[str, set[str]] = {}
    for question in shipped_catalog().questions.values():
        found.setdefault(shipped_catalog().criterion_key(question), set()).add(question.id)
    assert found == {place: set(ids) for place, ids in BANK["arrangement"].items()}
    everything = [q.id for pillar in shipped_catalog().questionnaires for q in pillar.questions]
    assert len(everything) == len(set(everything)) == 95


def test_the_sizes_are_those_of_the_bank() -> None:
    questions = shipped_catalog().questions.values()
    assert {q.id for q in questions if q.in_size("quick")} == set(BANK["quick"])
    assert {q.id for q in questions if q.in_size("core")} == set(BANK["core"])
    assert (len(BANK["quick"]), len(BANK["core"])) == (29, 50)


def test_every_business_question_of_the_bank_is_asked() -> None:
    asked = [question.id for question in shipped_catalog().business.questions]
    assert set(asked) >= set(BANK["business"])
    assert len(asked) == len(set(asked))


def test_every_question_is_whole() -> None:
    for question in shipped_catalog().questions.values():
        for part in ("short", "text", "ask", "why", "evidence", "red_flag", "source"):
            assert getattr(question, part).strip(), f"{question.id} has no {part}"
        assert question.must_have is None or question.must_have.cure, f"{question.id} names no cure"


def test_no_level_means_that_nobody_answered() -> None:
    for question in shipped_catalog().questions.values():
        for level in question.levels:
            words = level.label.lower()
            for silence in ("won't say", "will not say", "cannot say", "unknown", "refuses to"):
                assert silence not in words, f"{question.id}: {level.label}"


def test_every_profile_names_pillars_that_sum_to_100() -> None:
    pillars = {pillar.id for pillar in shipped_catalog().questionnaires}
    shipped = "balanced regulated growing lean always_on hands_off four_pillars price_only"
    assert {profile.id for profile in shipped_catalog().profiles} == set(shipped.split())
    for profile in shipped_catalog().profiles:
        assert set(profile.pillars) == pillars, profile.id
        assert abs(sum(profile.pillars.values()) - 100) < 1e-9, profile.id


def test_every_effect_and_every_cover_names_something_that_exists() -> None:
    catalog = shipped_catalog()
    weighed = {p.id for p in catalog.questionnaires} | set(catalog.criteria) | set(catalog.questions)
    inputs = {a.id for a in catalog.assumptions.assumptions} | {q.feeds for q in catalog.business.questions}
    for question in catalog.business.questions:
        options = [option.effects for option in question.options] + [r.effects for r in question.ranges]
        for effect in (effect for effects in options for effect in effects):
            if effect.weight:
                assert effect.weight in weighed, f"{question.id}: {effect.weight}"
            if effect.must_have:
                rule = catalog.questions[effect.must_have].must_have
                assert rule is not None, f"{question.id}: {effect.must_have} has no cure to offer"
            if effect.input:
                assert effect.input in inputs, f"{question.id}: {effect.input}"
    asked = {question.id for question in catalog.business.questions}
    for profile in catalog.profiles:
        assert set(profile.covers) <= asked, profile.id
        assert set(profile.questions) <= set(catalog.questions), profile.id
