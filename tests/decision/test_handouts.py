"""The sheets an owner takes to the table: whole rows, whole sentences, nothing about price while sealed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.session import Session
from msp_select.phrases.handout import HANDOUTS, Sheet, Table, handout
from tests.decision.sessions import answer, candidate, catalog, catalog_of, session
from tests.strategies import sessions

NAME = "Alpine"


def evaluated(
    answers: dict[str, Any], *, kind: str = "provider", name: str = NAME, **fields: Any
) -> Evaluation:
    someone = candidate("alpine", answers, name=name, kind=kind)
    return evaluate(session(someone, **({"size": "core"} | fields)), catalog(), draws=0)


def sheet(which: str, answers: dict[str, Any], **fields: Any) -> Sheet:
    return handout(evaluated(answers, **fields), which, "alpine")


def table(found: Sheet, title: str) -> Table:
    return next(table for table in found.tables if table.title == title)


def row(found: Table, first: str) -> tuple[str, ...]:
    return next(row for row in found.rows if row[0] == first)


def titles(found: Sheet) -> list[str]:
    return [table.title for table in found.tables]


ANSWERS = {
    "pro_backup_test": answer("quarterly_with_drill", evidence="contract"),
    "pro_patch_days": answer(60, evidence="contract"),
    "pro_root_cause": "billed_again",
    "tra_report_frequency": "monthly",
    "acc_escalation": answer(state="refused"),
    "acc_p1_restore": answer(state="unknown"),
    "acc_consequences": answer("credits_or_leave", evidence="written"),
    "acc_notice_renewal": "renews_a_year_silent",
    "pri_escalator": 12,
    "sta_turnover": answer(state="not_applicable", reason="founded this year", confirmed=True),
}


# ---- Negotiation


def test_strengths_come_first_then_must_haves_then_requests() -> None:
    assert titles(sheet("negotiation", ANSWERS)) == [
        "What is good already",
        "Must-haves to settle before anything else",
        "Ask for better",
        "Good already: get it in writing, or shown",
    ]


def test_a_failed_must_have_comes_with_its_cure_and_the_document() -> None:
    question = catalog().questions["pro_patch_days"]
    assert question.must_have is not None
    must = table(sheet("negotiation", ANSWERS), "Must-haves to settle before anything else")
    assert must.columns == ("Question", "Now", "At least", "What to get", "Document to ask for")
    assert must.rows[0] == (
        question.text,
        "60 days",
        "30 days or less",
        question.must_have.cure,
        question.evidence,
    )
    assert all(now.startswith("open: ") for _, now, *_ in must.rows[1:])


def test_the_weakest_answers_by_weight_and_gap() -> None:
    better = table(sheet("negotiation", ANSWERS), "Ask for better")
    question = catalog().questions["pro_root_cause"]
    assert row(better, question.text)[:5] == (
        question.text,
        "The repeated work is billed each time",
        question.levels[0].label,
        question.better,
        question.evidence,
    )
    worth = [float(cells[-1]) for cells in better.rows]
    assert worth == sorted(worth, reverse=True)
    escalation = row(better, catalog().questions["acc_escalation"].text)
    assert escalation[1] == "they preferred not to say"


def test_worth_is_what_the_score_gains_once_it_is_in_the_contract() -> None:
    weak = evaluated({"pro_root_cause": "billed_again", "pro_monitoring": "nothing"})
    agreed = evaluated(
        {"pro_root_cause": answer("tracked_to_closure", evidence="contract")} | {"pro_monitoring": "nothing"}
    )
    worth = row(
        table(handout(weak, "negotiation", "alpine"), "Ask for better"),
        catalog().questions["pro_root_cause"].text,
    )
    assert float(worth[-1]) == pytest.approx(agreed.results[0].score - weak.results[0].score, abs=0.05)


def test_a_figure_is_asked_for_as_the_sentence_says() -> None:
    answers = {"acc_p1_response": 240, "acc_sla_met": 80, "sta_endpoints_per_tech": 400}
    better = table(sheet("negotiation", answers), "Ask for better")
    found = {cells[0]: cells[1:3] for cells in better.rows}
    questions = catalog().questions
    assert found[questions["acc_p1_response"].text] == ("240 minutes", "15 minutes or less")
    assert found[questions["acc_sla_met"].text] == (
        "80 % within the promised time",
        "95 % within the promised time or more",
    )
    assert found[questions["sta_endpoints_per_tech"].text][1] == "250 devices per technician or less"


def test_a_good_answer_that_is_only_said_is_asked_for_in_writing() -> None:
    found = table(sheet("negotiation", {"acc_p1_restore": 4}), "Good already: get it in writing, or shown")
    assert found.rows[0][:4] == (
        catalog().questions["acc_p1_restore"].text,
        "4 hours",
        "only said",
        "Please write this into the contract, just as you told us.",
    )
    fact = table(sheet("negotiation", {"sta_growth_gap": "technicians_kept_up"}), found.title).rows[0]
    assert fact[3:5] == ("Please show us the proof of this.", catalog().questions["sta_growth_gap"].evidence)
    sure = sheet("negotiation", {"acc_p1_restore": answer(4, evidence="contract")})
    assert "Good already: get it in writing, or shown" not in titles(sure)


def test_what_does_not_fit_and_what_was_never_asked_is_counted() -> None:
    core = [q for q in catalog().questions_in("core") if q.kind == "choice"]
    notes = sheet("negotiation", {q.id: min(q.levels, key=lambda level: level.value).id for q in core}).notes
    assert any(note.startswith("Not shown: ") and note.endswith(" points together.") for note in notes)
    scored = [q for q in catalog().questions_in("core") if q.kind != "money" and not q.bid_field]
    but_one = {q.id: answer(state="unknown") for q in scored[1:]}
    assert "One question has not been asked yet." in sheet("negotiation", but_one).notes
    assert (
        "Two questions have not been asked yet."
        in sheet("negotiation", {key: but_one[key] for key in list(but_one)[1:]}).notes
    )


def test_nothing_answered_leaves_only_what_is_open() -> None:
    assert titles(sheet("negotiation", {})) == ["Must-haves to settle before anything else"]


# ---- Contract


def test_each_promise_with_its_answer_firmness_proof_and_consequence() -> None:
    promises = table(sheet("contract", ANSWERS), "Promises")
    assert promises.columns == (
        "Promise",
        "Their answer today",
        "Ask for",
        "Firm or best effort",
        "Proof",
        "If it is missed",
    )
    missed = "money off the bill or the right to leave, not both (in writing, outside the contract)"
    questions = catalog().questions
    assert row(promises, "Restore a sample from backup and send the dated report") == (
        "Restore a sample from backup and send the dated report",
        questions["pro_backup_test"].level("quarterly_with_drill").label,  # type: ignore[union-attr]
        "keep it",
        "firm (in the contract)",
        questions["pro_backup_test"].evidence,
        missed,
    )
    assert row(promises, questions["pro_patch_days"].promise)[1:4] == (
        "60 days",
        "14 days or less",
        "firm (in the contract)",
    )
    assert row(promises, "Send the report unasked, at the agreed interval")[1:4] == (
        "Every month",
        "the same, in the contract",
        "best effort (only said)",
    )
    assert row(promises, questions["acc_p1_restore"].promise)[1:4] == (
        "they were asked and couldn't say",
        "8 hours or less",
        "not promised",
    )
    assert row(promises, questions["acc_p1_response"].promise)[1] == "not asked yet"
    assert row(promises, "Send the report unasked, at the agreed interval")[5] == "to be agreed"


def test_what_does_not_apply_is_left_out_of_the_promises() -> None:
    promises = table(sheet("contract", ANSWERS), "Promises")
    assert catalog().questions["sta_turnover"].promise not in [cells[0] for cells in promises.rows]


@pytest.mark.parametrize(
    ("given_answer", "missed"),
    [
        (None, "not known yet: ask"),
        (answer(state="unknown"), "not known yet: ask"),
        (answer(state="refused"), "they preferred not to say"),
        (answer(state="not_applicable", reason="an employee"), "does not apply"),
        (
            answer("goodwill", evidence="contract"),
            "nothing firm: goodwill, as the provider sees fit (in the contract)",
        ),
    ],
)
def test_what_follows_a_missed_promise(given_answer: Any, missed: str) -> None:
    answers = {"acc_consequences": given_answer} if given_answer is not None else {}
    promises = table(sheet("contract", answers), "Promises")
    assert row(promises, catalog().questions["pro_patch_days"].promise)[5] == missed


def test_the_expectation_box_sorts_the_promises() -> None:
    answers = {
        "pro_patch_days": answer(14, evidence="contract"),
        "tra_report_frequency": "monthly",
        "fit_sla_scope": "told_verbally",
    }
    box = table(sheet("contract", answers), "What to expect")
    assert box.rows[0] == ("Promised: it is in the contract", "quick security updates")
    assert box.rows[1] == ("Best effort: said, written elsewhere or seen", "reports sent unasked")
    assert "backups proved by restoring" in box.rows[2][1].split("; ")
    assert box.rows[3] == ("For which systems the promised times hold", "Told aloud")


def test_what_the_schedule_must_say_at_least_and_whether_it_does() -> None:
    found = table(
        sheet("contract", ANSWERS | {"acc_sla": "start_only"}),
        "What the promised times and results must say at least",
    )
    assert len(found.rows) == 11
    assert row(found, "Urgency")[2:] == ("in part (only said)", "Times to start only")
    assert row(found, "Whom to call next")[2:] == ("missing", "they preferred not to say")
    assert row(found, "Working again")[2:] == ("not known yet", "they were asked and couldn't say")


def test_the_clock_stops_where_you_are_late() -> None:
    business = {"biz_own_duties": ["access"]}
    clock = table(sheet("contract", {}, business=business), "What stops the clock when you are late")
    assert [cells[3] for cells in clock.rows] == [
        "you cannot promise this yet",
        "you can promise this",
        "you can promise this",
        "you can promise this",
        "",
    ]
    silent = table(sheet("contract", {}), "What stops the clock when you are late")
    assert silent.rows[0][3] == "not answered yet"


def test_liability_stays_with_the_business() -> None:
    assert (
        "Whatever you sign, your business stays answerable. When something goes wrong, regulators and "
        "customers usually turn to you, sometimes to the provider as well, never to the provider alone."
    ) in sheet("contract", {}).notes


@pytest.mark.parametrize(
    ("level", "term_months", "sentence"),
    [
        (
            "renews_a_year_silent",
            36,
            "Last date for notice: 2029-08-22 (90 days before a term of three years from 2026-11-21 ends, "
            "on 2029-11-20; put in the date of the signed contract).",
        ),
        (
            "monthly_or_30_days",
            12,
            "Last date for notice: 2027-10-21 (30 days before a term of one year from 2026-11-21 ends, "
            "on 2027-11-20; put in the date of the signed contract).",
        ),
        (
            "sixty_days_monthly",
            1,
            "Last date for notice: 2026-10-21 (60 days before a term of one month from 2026-11-21 ends, "
            "on 2026-12-20; put in the date of the signed contract). "
            "That day is past: ask for a shorter notice.",
        ),
        (
            "renews_for_years",
            36,
            "Last date for notice: not known yet. "
            "Ask how many days of notice the contract wants, and whether it renews itself.",
        ),
        (
            None,
            36,
            "Last date for notice: not known yet. "
            "Ask how many days of notice the contract wants, and whether it renews itself.",
        ),
    ],
)
def test_the_last_date_for_notice(level: str | None, term_months: int, sentence: str) -> None:
    answers = {"acc_notice_renewal": level} if level else {}
    assert sentence in sheet("contract", answers, term_months=term_months).notes


def test_a_term_that_ends_in_february_ends_on_its_last_day() -> None:
    notes = sheet(
        "contract", {"acc_notice_renewal": "monthly_or_30_days"}, term_months=3, as_of=dt.date(2026, 11, 30)
    ).notes
    assert any("ends, on 2027-02-28" in note for note in notes)


def test_ones_own_people_have_no_supply_contract() -> None:
    notes = sheet("contract", {}, kind="in_house").notes
    assert notes[0] == "Your own people sign no supply contract: use these lines as the goals of the job."
    assert "Last date for notice: none to watch; notice follows the employment contract." in notes


# ---- Duties


def test_both_sides_have_their_duties() -> None:
    business = {
        "biz_sponsor": "named_person",
        "biz_sponsor_name": "Marta [office]",
        "biz_own_duties": ["access"],
    }
    found = sheet("duties", {"sec_mfa": "most"}, business=business)
    both = table(found, "Who does what")
    assert both.columns == ("Area", "Alpine", "You")
    assert row(both, "Who answers")[2] == (
        "Marta [office]: owns the relationship, attends the reviews and says yes or no"
    )
    assert row(both, "Access") == (
        "Access",
        "Uses personal logins, protected by a second factor (a code on the phone besides the password) "
        "(today's answer: Most of them)",
        "Gives access on time to rooms, devices and accounts (you cannot promise this yet)",
    )
    assert row(both, "Backups")[1].endswith("(today's answer: not asked yet)")
    assert found.notes == (
        "Your side of the deal decides how far their promises reach. "
        "You cannot promise one duty yet: settle it at home first.",
        "While you are late with a duty, the provider's promised times stop; "
        "the contract checklist says how.",
    )


def test_two_duties_and_nobody_named() -> None:
    business = {"biz_sponsor": "nobody_yet", "biz_own_duties": ["access", "decisions"]}
    assert sheet("duties", {}, business=business).notes[:2] == (
        "Nobody is named yet to deal with the provider. "
        "Name a person before you sign, or the provider will set the course.",
        "Your side of the deal decides how far their promises reach. "
        "You cannot promise two duties yet: settle them at home first.",
    )


def test_an_owner_who_can_promise_everything() -> None:
    business = {"biz_sponsor": "owner", "biz_own_duties": ["all_promised"]}
    found = sheet("duties", {}, business=business)
    assert row(table(found, "Who does what"), "Who answers")[2] == (
        "The owner or manager: owns the relationship, attends the reviews and says yes or no"
    )
    assert len(found.notes) == 1
    assert "You have not said yet which duties you can promise." in sheet("duties", {}).notes


# ---- Scorecard


def test_every_measure_has_its_target_from_the_answers() -> None:
    answers = ANSWERS | {"acc_sla_met": answer(90, evidence="confirmed"), "pro_phishing": "quarterly"}
    targets = table(sheet("scorecard", answers), "Targets")
    assert [cells[0] for cells in targets.rows] == [
        "Hours of work lost",
        "Work started in the promised time",
        "Working again in the promised time",
        "Faults that came back",
        "Days until important security updates are installed",
        "Backups proved by restoring",
        "Backup copies late or missed",
        "Staff who fell for a practice fake e-mail",
        "Users who were satisfied",
    ]
    assert [cells[2:4] for cells in targets.rows] == [
        ("fewer than the average of the first three months", "starting figure: your first three months"),
        ("90 % or more; ask for 95 % or more", "their answer (confirmed by others)"),
        ("to be agreed (8 hours is a usual goal)", "they were asked and couldn't say"),
        ("fewer than the average of the first three months", "their answer sets no target"),
        ("60 days or less; ask for 14 days or less", "their answer (in the contract)"),
        ("1 sample a quarter, 1 full rehearsal a year", "their answer (in the contract)"),
        ("to be agreed (a day is the usual limit)", "not asked yet"),
        ("1 round a quarter, fewer clicks each time", "their answer (only said)"),
        ("to be agreed; ask your own people once a year", "not asked yet"),
    ]


def test_the_months_stand_blank() -> None:
    months = table(sheet("scorecard", {}), "Month by month")
    assert months.columns[:4] == ("Measure", "Before", "Dec 2026", "Jan 2027")
    assert months.columns[-1] == "Nov 2027"
    assert set(months.rows[0][1:]) == {""}


def test_reviews_after_90_days_and_every_year() -> None:
    found = sheet("scorecard", {}, term_months=24)
    assert [cells[:2] for cells in table(found, "Review dates").rows] == [
        ("2027-02-19", "First review, after 90 days: targets against results"),
        ("2027-11-21", "Yearly review: score the provider anew with the same questions"),
        ("2028-11-21", "Yearly review: score the provider anew with the same questions"),
    ]
    assert found.notes[-1] == (
        "Dates count from 2026-11-21; if the service starts later, move them by as many days."
    )


# ---- Agenda


def test_the_review_starts_from_what_both_sides_said() -> None:
    business = {
        "biz_plans": ["new_site", "rule_with_date"],
        "biz_plans_date": "New office, May 2027",
        "biz_growth": "up_to_20",
        "biz_sponsor": "owner",
    }
    answers = {"ali_looks_ahead": "nothing", "sta_endpoints_per_tech": 240}
    found = sheet("agenda", answers, business=business)
    items = table(found, "Agenda")
    assert row(items, "What is coming")[2:4] == (
        "plans: A new or bigger office; A new rule or certificate with a date; dates: New office, May 2027",
        "Nothing",
    )
    assert row(items, "Size and growth")[2:4] == (
        "number of people in three years: Up to 20% more",
        "a bill that shrinks with you: not asked yet; "
        "technicians with time for your devices: 240 devices per technician",
    )
    assert row(items, "The technology plan")[2:4] == ("", "not asked yet")
    assert row(items, "Where the business is going")[2] == "not answered yet"
    assert found.notes == (
        "Every three months, first on 2027-02-21, then on 2027-05-21, 2027-08-21 and 2027-11-21.",
    )


def test_a_review_without_anyone_who_decides() -> None:
    assert (
        "Nobody is named yet to deal with the provider. "
        "Without someone who decides, the review is a report." in sheet("agenda", {}).notes
    )


def test_duties_you_can_promise_are_no_item() -> None:
    found = sheet("agenda", {}, business={"biz_own_duties": ["all_promised"]})
    assert row(table(found, "Agenda"), "How working together feels")[2] == "not answered yet"


# ---- All of them


@pytest.mark.parametrize("which", HANDOUTS)
def test_brackets_and_quotes_in_a_name_stay_as_they_are(which: str) -> None:
    name = '[b]"Alp" & {answer}[/b] 100%'
    assert name in sheet(which, ANSWERS, name=name).title


@pytest.mark.parametrize("which", HANDOUTS)
def test_sealed_prices_leave_every_question_about_price_out(which: str) -> None:
    answers = {
        "pri_escalator": answer(11, evidence="contract"),
        "pri_extra_share": answer(47),
        "pri_exit_months": answer(9),
        "pri_flex": answer("minimum_above_today"),
        "pri_licences": answer("provider_name_locked"),
    }
    sealed = sheet(which, answers, settings={"sealed": True})
    text = "\n".join(cell for one in sealed.tables for cells in one.rows for cell in cells)
    questions = [q for q in catalog().questions.values() if catalog().is_price(q.id)]
    assert not [q.id for q in questions if q.text in text or (q.promise and q.promise in text)]
    locked = "paid to the end of their term when the client leaves"
    assert not any(one in text for one in ("11 % a year", "47 %", "9 months", "minimum charged", locked))
    open_ = sheet(which, answers)
    shown = "\n".join(cell for one in open_.tables for cells in one.rows for cell in cells)
    assert which in ("duties", "scorecard", "costs") or any(
        found in shown for found in ("11 % a year", "47 %", "9 months", locked)
    )


def test_a_sealed_sheet_says_that_price_is_left_out() -> None:
    sealed = {"sealed": True}
    assert sheet("contract", {}, settings=sealed).notes[-1] == (
        "Prices are sealed, so promises about price are left out."
    )
    assert sheet("negotiation", ANSWERS, settings=sealed).notes[-1] == (
        "Prices are sealed, so questions about price are left out, and points are points of quality."
    )


@pytest.mark.parametrize("which", HANDOUTS)
def test_a_catalog_without_an_agreement_still_gives_a_sheet(which: str) -> None:
    bare = catalog_of(catalog().questionnaires)
    assert bare.agreement is None
    found = evaluate(session(candidate("alpine", ANSWERS), size="core"), bare, draws=0)
    assert handout(found, which, "alpine").name == which


@given(sessions(most=2))
@settings(max_examples=25)
def test_every_row_has_a_cell_for_each_column(one: Session) -> None:
    evaluation = evaluate(one, catalog(), draws=0)
    for result in evaluation.results:
        for name in HANDOUTS:
            found = handout(evaluation, name, result.id)
            assert found.name == name
            assert all(one.rows for one in found.tables)
            assert {len(cells) == len(one.columns) for one in found.tables for cells in one.rows} <= {True}


def test_the_shipped_agreement_names_levels_and_options_that_exist() -> None:
    agreement, questions = catalog().agreement, catalog().questions
    assert agreement is not None
    for measure in agreement.measures:
        question = questions[measure.question] if measure.question else None
        assert all(question is not None and question.level(level) for level in measure.targets), measure.id
    assert agreement.notice is not None
    assert agreement.missed is not None
    for named in (agreement.notice.days, agreement.missed.words):
        about = agreement.notice if named is agreement.notice.days else agreement.missed
        assert all(questions[about.question].level(level) for level in named)
    assert set(agreement.missed.criteria) <= set(catalog().criteria)
    own = catalog().business.question("biz_own_duties")
    assert own is not None
    duties = [line.own for line in agreement.duties] + [line.own for line in agreement.clock]
    assert all(own.option(duty) for duty in duties if duty)
    assert {q.id for q in questions.values() if q.weight > 0} <= set(agreement.topics)
    assert all(questions[aim.question].kind == "number" for aim in agreement.aims)
