"""Must-haves: what passes, what fails, what stays open, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.decision.matching.match_gates import outcomes_of_answers
from msp_select.decision.scoring.answer_arrays import answer_columns
from msp_select.decision.scoring.must_haves import Gate, gates
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import MustHave, NoNumber
from msp_select.phrases.en.answers import found_in_words, wanted_in_words
from tests.decision.sessions import answer, candidate, catalog, catalog_of


def gate(question: str, rule: MustHave, someone: Candidate) -> Gate:
    (found,) = gates(someone, {question: rule}, catalog())
    return found


BACKUP = MustHave(at_least=Decimal(50), cure="Get a test.")
PATCHES = MustHave(at_most=Decimal(30))


@pytest.mark.parametrize(
    ("question", "rule", "given", "outcome"),
    [
        ("pro_backup_test", BACKUP, answer("quarterly"), "passed"),
        ("pro_backup_test", BACKUP, answer(state="refused"), "failed"),
        ("pro_backup_test", BACKUP, answer(state="unknown"), "open"),
        ("pro_backup_test", BACKUP, None, "open"),
        ("pro_backup_test", BACKUP, answer(state="not_applicable", reason="no server"), "open"),
        (
            "pro_backup_test",
            BACKUP,
            answer(state="not_applicable", reason="no server", confirmed=True),
            "not_applicable",
        ),
        ("pro_patch_days", PATCHES, answer(30), "passed"),
        ("pro_patch_days", PATCHES, answer(Decimal("30.1")), "failed"),
        ("pro_patch_days", PATCHES, answer("none"), "failed"),
    ],
)
def test_the_claimed_answer_decides(question: str, rule: MustHave, given: object, outcome: str) -> None:
    levels = {level.value: level.id for level in catalog().questions["pro_backup_test"].levels}
    if given == answer("quarterly"):
        given = answer(levels[50])
    someone = candidate("a", {question: given} if given is not None else {})
    assert gate(question, rule, someone).outcome == outcome
    in_columns = must_have_column(question, rule, someone, catalog())
    assert in_columns == ("passed" if outcome == "not_applicable" else outcome)


@pytest.mark.parametrize(("worth", "passes"), [(100, "passed"), (99, "failed")])
def test_none_instead_of_a_number_passes_only_as_the_best_answer_for_one_and_for_a_library(
    worth: int, passes: str
) -> None:
    changed = catalog_of(
        pillar.model_copy(
            update={
                "questions": tuple(
                    q.model_copy(update={"none": NoNumber.model_validate({"label": "None", "value": worth})})
                    if q.id == "pro_patch_days"
                    else q
                    for q in pillar.questions
                )
            }
        )
        for pillar in catalog().questionnaires
    )
    someone, rules = candidate("a", {"pro_patch_days": "none"}), {"pro_patch_days": PATCHES}
    assert gates(someone, rules, changed)[0].outcome == passes
    assert must_have_column("pro_patch_days", PATCHES, someone, changed) == passes


def must_have_column(question: str, rule: MustHave, someone: Candidate, changed: Catalog) -> str:
    """The outcome as a library has it: failed, open or neither."""
    asked = changed.questions[question]
    columns = answer_columns([someone.answers], [asked])
    failed, open_ = outcomes_of_answers([(0, asked, rule)], columns.of_question(0))
    return "failed" if failed[0, 0] else "open" if open_[0, 0] else "passed"


def test_evidence_does_not_move_a_gate() -> None:
    said = candidate("a", {"pro_patch_days": answer(14, evidence="said")})
    confirmed = candidate("a", {"pro_patch_days": answer(14, evidence="confirmed")})
    assert gate("pro_patch_days", PATCHES, said).outcome == "passed"
    assert gate("pro_patch_days", PATCHES, confirmed).outcome == "passed"


def test_a_failed_gate_says_what_was_found_what_was_wanted_and_what_cures_it() -> None:
    question, someone = catalog().questions["pro_patch_days"], candidate("a", {"pro_patch_days": 45})
    failed = gate(question.id, MustHave(at_most=Decimal(30), cure="Get 30 days."), someone)
    found, wanted = found_in_words(someone, question), wanted_in_words(question, failed.rule)
    assert (found, wanted) == (f"45 {question.unit}", f"30 {question.unit} or less")
    assert failed.rule.cure == "Get 30 days."


def test_a_price_that_must_be_there_is_open_until_it_is_and_never_asked_of_own_people() -> None:
    rule = MustHave(answered=True)
    assert gate("pri_monthly", rule, candidate("a")).outcome == "open"
    assert gate("pri_monthly", rule, candidate("a", bid={"basis": "flat"})).outcome == "open"
    assert (
        gate("pri_monthly", rule, candidate("a", bid={"basis": "per_user", "per_user": 0})).outcome
        == "passed"
    )
    assert (
        gate("pri_monthly", rule, candidate("a", bid={"basis": "hourly", "hourly_rate": 145})).outcome
        == "passed"
    )
    assert gate("pri_monthly", rule, candidate("a", kind="in_house")).outcome == "not_applicable"
