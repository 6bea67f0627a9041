"""What makes no sense for a kind of candidate, or for the business, is not asked, counted or held."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from msp_select.decision.business.rounds import ROUNDS, asked_in_round, open_in_round
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Result
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.exchange.form import form_of
from msp_select.exchange.marks_form import marks_form
from msp_select.model.candidate import CandidateKind
from msp_select.model.conditions import Conditions
from msp_select.model.edits import with_fields
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import BusinessValue, Session
from msp_select.phrases.en.weighting import step_sentence
from msp_select.ui.progress import asked_questions
from tests.decision.sessions import answer, candidate, catalog, session
from tests.decision.test_match import figures, matched, provider, taken

KINDS: tuple[CandidateKind, ...] = ("provider", "incumbent", "in_house", "shared")
ANN = Evaluator(id="ann", name="Ann")
CLOUD, RIGHTS = "pro_cloud_backup", "sec_partner_rights"


def unfit(kind: CandidateKind) -> set[str]:
    return {
        question.id
        for question in catalog().questions.values()
        if question.not_for is not None and kind in question.not_for.kinds
    }


def result(of: Session) -> Result:
    return evaluate(of, catalog(), draws=0).results[0]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_for_a_kind_is_asked_of_it_nowhere(kind: CandidateKind) -> None:
    someone = candidate("acme", kind=kind)
    of = session(someone)
    every = set(catalog().questions)
    asked = {question.id for question in asked_questions(of, catalog(), someone)}
    assert every - asked == unfit(kind)
    out = form_of(of, catalog(), "acme", "full")
    sent = {line.question.id for line in out.lines}
    prices = {line.question.bid_field for line in out.prices}
    assert not prices & {catalog().questions[question].bid_field for question in unfit(kind)}
    assert sent == {q for q in asked if catalog().questions[q].asked_of == "bidder"}
    form = marks_form(with_fields(of, evaluators=[ANN]), catalog(), ANN).decode()
    assert all(f"[marks.acme.{question}]" not in form for question in unfit(kind))


def test_some_question_is_not_for_own_staff_and_some_not_for_today_s_provider() -> None:
    assert len(unfit("in_house")) > len(unfit("incumbent")) > 0
    assert not unfit("provider")
    assert not unfit("shared")


@pytest.mark.parametrize(("kind", "worst"), list(product(("in_house", "incumbent"), (True, False))))
def test_an_answer_to_what_is_not_asked_counts_and_fails_nowhere(kind: CandidateKind, worst: bool) -> None:
    given = {}
    for key in unfit(kind):
        question = catalog().questions[key]
        if question.bid_field:
            continue
        numbers = sorted(question.value, key=lambda point: point[1])
        given[key] = question.levels[-1].id if question.levels else numbers[0][0]
    without = session(candidate("acme", {"pro_patch_days": 14}, kind=kind))
    everything = {"pro_patch_days": 14} | (given if worst else {})
    on = {key: {"at_least": 50, "on": True} for key in given if catalog().questions[key].kind == "choice"}
    of = session(candidate("acme", everything, kind=kind), must_haves=on)
    found = result(of)
    assert found.score == pytest.approx(result(without).score)
    assert not {gate.question for gate in found.gates} & given.keys()
    assert found.left_out == 0


def test_the_owner_reads_of_each_kind_what_makes_sense_of_it() -> None:
    for question in catalog().questions.values():
        assert question.text_to("provider") == question.text
    asked = catalog().questions["pro_backup_test"]
    assert "your own people" in asked.text_to("in_house")
    assert "last twelve months" in asked.text_to("incumbent")


def test_while_names_are_hidden_a_form_for_marks_does_not_tell_who_is_whom() -> None:
    of = session(
        candidate("acme", kind="incumbent", token="t1"),
        candidate("borough", token="t2"),
        evaluators=[ANN],
        settings={"blind": True},
    )
    lines = marks_form(of, catalog(), ANN).decode().splitlines()
    asked = [line.partition(": ")[2] for line in lines if line.startswith("# ") and ": " in line]
    both = [text for text in set(asked) if asked.count(text) == 2]
    owners = [q.text for q in catalog().questions.values() if q.asked_of == "owner"]
    assert set(owners) <= set(both)


def test_what_today_s_provider_did_here_the_owner_has_seen() -> None:
    level = {"pro_backup_test": "quarterly_sample", "sta_vetting": "all_three_on_record"}
    for kind, grades in (("incumbent", ("seen", "said")), ("provider", (None, None))):
        found = result(session(candidate("acme", level, kind=kind))).candidate.answers
        assert tuple(found[key].evidence for key in level) == grades
    said = answer("quarterly_sample", evidence="said")
    kept = result(session(candidate("acme", {"pro_backup_test": said}, kind="incumbent")))
    assert kept.candidate.answers["pro_backup_test"].evidence == "said"


@pytest.mark.parametrize(
    ("where", "gone"),
    [
        ("microsoft", set()),
        ("google", {RIGHTS}),
        ("elsewhere", {CLOUD, RIGHTS}),
        ("own_server", {CLOUD, RIGHTS}),
    ],
)
def test_where_mail_and_files_are_decides_which_questions_apply(where: str, gone: set[str]) -> None:
    business = {"biz_mail_files": where, "biz_data_loss": "one_hour"}
    of = session(candidate("acme", {CLOUD: "recycle_bin", RIGHTS: "highest_no_end"}), business=business)
    asked = {question.id for question in asked_questions(of, catalog(), of.candidates[0])}
    assert {CLOUD, RIGHTS} - asked == gone
    found = result(of)
    for question in gone:
        outside = found.candidate.answers[question]
        assert (outside.state, outside.confirmed) == ("not_applicable", True)
        assert outside.reason == Conditions.of(of, catalog()).off[question] != ""
    weights = resolve_weights(of, catalog())
    assert (CLOUD in weights.must_haves) == (CLOUD not in gone)
    assert (CLOUD in {gate.question for gate in found.failed}) == (CLOUD not in gone)
    moved = [step for step in weights.steps if step.question == "biz_mail_files"]
    assert {step.target for step in moved} == gone
    assert all("is not asked of anybody because" in step_sentence(step, catalog()) for step in moved)
    assert CLOUD not in gone or CLOUD not in {
        s.target for s in weights.steps if s.question == "biz_data_loss"
    }


def test_taken_back_it_is_asked_again() -> None:
    business = {"biz_mail_files": "own_server", "biz_data_loss": "one_hour"}
    of = session(
        candidate("acme", {CLOUD: "recycle_bin"}),
        business=business,
        weights={"undone": [f"biz_mail_files.{CLOUD}"]},
    )
    assert CLOUD in {gate.question for gate in result(of).failed}
    (step,) = [s for s in resolve_weights(of, catalog()).steps if s.key == f"biz_mail_files.{CLOUD}"]
    assert step.undone


@pytest.mark.parametrize("where", ["microsoft", "google", "own_server"])
def test_a_match_leaves_out_what_an_evaluation_leaves_out(where: str) -> None:
    client = session(business={"biz_mail_files": where, "biz_data_loss": "quarter_hour"})
    on_file = provider("acme", {CLOUD: "recycle_bin", RIGHTS: "least_dated_reviewed", "pro_patch_days": 7})
    (match,) = matched(client, on_file).matches
    (found,) = taken(client, on_file).results
    failed, open_ = (tuple(gate.question for gate in gates) for gates in (found.failed, found.open))
    scores = found.score, found.quality, found.claimed, found.possible, found.proven, found.coverage
    assert figures(match) == (*scores, found.group, failed, open_)


def test_a_helper_question_is_asked_only_where_it_helps() -> None:
    asked = {q.id for q in catalog().business.asked({})}
    assert {"biz_idle_share", "biz_sales_hour"} <= asked
    assert not asked & {"biz_margin", "biz_plans_date", "biz_app_2", "biz_inhouse_role", "biz_sponsor_name"}
    known: dict[str, BusinessValue] = {
        "biz_downtime_hour": Decimal(900),
        "biz_sales_hour": Decimal(50),
        "biz_plans": ("new_site",),
    }
    asked = {q.id for q in catalog().business.asked(known)}
    # The helpers of an hour that is given are not asked, nor what hangs on them.
    assert not asked & {"biz_idle_share", "biz_sales_hour", "biz_lost_share", "biz_margin"}
    assert {"biz_plans_date", "biz_project_hours"} <= asked
    assert "biz_plans_date" not in {q.id for q in catalog().business.asked({"biz_plans": ("nothing",)})}


def test_an_answer_that_is_not_asked_for_counts_as_none_and_stays_in_the_file() -> None:
    of = session(candidate("acme"), business={"biz_project_hours": 400, "biz_plans": ["nothing"]})
    assert business_inputs(of, catalog(), ()).planned_project_hours is None
    planned = with_fields(of, business=of.business | {"biz_plans": ("sale",)})
    assert business_inputs(planned, catalog(), ()).planned_project_hours is not None
    assert of.business["biz_project_hours"] == 400


def test_the_rounds_hold_every_question_that_is_asked_once() -> None:
    of = session(business={"biz_users": 12, "biz_sponsor": "owner"})
    rounds = [asked_in_round(of, catalog(), number) for number in ROUNDS]
    ids = [question.id for each in rounds for question in each]
    assert sorted(ids) == sorted(question.id for question in catalog().business.asked(of.business))
    assert len(rounds[0]) == 12
    assert [q.id for q in rounds[0] if q not in open_in_round(of, catalog(), 1)] == ["biz_users"]
    assert "biz_sponsor_name" in [q.id for q in rounds[2]]
