"""The shipped catalog against the question bank it was made from: nothing lost, nothing twice, nothing misplaced."""

from __future__ import annotations

from tests.strategies import shipped_catalog

# pillar, criterion -> its questions, as the design of the catalog lists them
ARRANGEMENT = {
    (
        "proactivity",
        "prevention",
    ): "pro_backup_test pro_patch_days pro_patch_coverage pro_vuln_scan pro_monitoring pro_asset_lifecycle pro_recovery_drill pro_phishing",
    ("proactivity", "causes"): "pro_found_first pro_root_cause pro_ticket_trend",
    ("proactivity", "planning"): "pro_strategy_meeting pro_roadmap ali_looks_ahead",
    (
        "proactivity",
        "direction",
    ): "ali_asked_goals ali_outcome_scorecard ali_explains_why ali_decision_rights ali_tailored",
    (
        "transparency",
        "reporting",
    ): "tra_report_readable tra_report_frequency tra_failures_shown tra_checkins tra_satisfaction",
    (
        "transparency",
        "open_books",
    ): "tra_ticket_access tra_documentation tra_admin_access tra_subcontractors tra_invoice",
    ("transparency", "candour"): "tra_breach_notice tra_references tra_last_mistake",
    ("transparency", "scope"): "tra_scope_list fit_standards fit_sla_scope fit_main_app fit_process",
    (
        "transparency",
        "commitments",
    ): "acc_sla acc_p1_response acc_p1_restore acc_avg_response acc_sla_met acc_consequences acc_escalation acc_liability acc_owner_change",
    ("transparency", "exit"): "acc_exit_cause acc_notice_renewal acc_exit_help",
    (
        "staffing",
        "capacity",
    ): "sta_tech_count sta_endpoints_per_tech sta_absence_cover sta_after_hours sta_workload",
    ("staffing", "stability"): "sta_turnover sta_tenure sta_growth_gap",
    (
        "staffing",
        "attention",
    ): "sta_clients_per_tech sta_our_rank sta_concentration sta_named_team sta_competitors",
    ("staffing", "competence"): "sta_skills sta_vetting",
    ("price", "level"): "pri_monthly pri_onboarding pri_rate pri_after_hours_x",
    (
        "price",
        "predictability",
    ): "pri_basis pri_extra_share pri_escalator pri_licences pri_projects pri_minimums",
    ("price", "freedom"): "pri_flex pri_exit_months pri_offboarding",
    ("price", "sustainability"): "pri_hours_budget",
    (
        "security",
        "protection",
    ): "sec_mfa sec_named_accounts sec_backup_isolated sec_detection sec_logs sec_incident_help",
    ("security", "assurance"): "sec_assurance sec_compliance_papers",
}

QUICK = {
    "pro_backup_test",
    "pro_patch_days",
    "pro_monitoring",
    "pro_root_cause",
    "pro_strategy_meeting",
    "tra_report_readable",
    "tra_ticket_access",
    "tra_admin_access",
    "tra_scope_list",
    "sta_endpoints_per_tech",
    "sta_turnover",
    "sta_growth_gap",
    "sta_our_rank",
    "sta_named_team",
    "pri_monthly",
    "pri_onboarding",
    "pri_rate",
    "pri_extra_share",
    "pri_hours_budget",
    "acc_sla",
    "acc_p1_response",
    "acc_avg_response",
    "acc_consequences",
    "acc_exit_help",
    "ali_asked_goals",
    "ali_outcome_scorecard",
    "ali_decision_rights",
    "sec_mfa",
    "sec_backup_isolated",
}
CORE = {
    "pro_backup_test",
    "pro_patch_days",
    "pro_monitoring",
    "pro_root_cause",
    "pro_strategy_meeting",
    "pro_phishing",
    "tra_report_readable",
    "tra_report_frequency",
    "tra_failures_shown",
    "tra_ticket_access",
    "tra_admin_access",
    "tra_scope_list",
    "tra_breach_notice",
    "tra_references",
    "sta_tech_count",
    "sta_endpoints_per_tech",
    "sta_turnover",
    "sta_growth_gap",
    "sta_our_rank",
    "sta_named_team",
    "sta_after_hours",
    "pri_monthly",
    "pri_basis",
    "pri_onboarding",
    "pri_rate",
    "pri_extra_share",
    "pri_escalator",
    "pri_exit_months",
    "pri_hours_budget",
    "acc_sla",
    "acc_p1_response",
    "acc_p1_restore",
    "acc_avg_response",
    "acc_sla_met",
    "acc_consequences",
    "acc_escalation",
    "acc_notice_renewal",
    "acc_exit_help",
    "ali_asked_goals",
    "ali_outcome_scorecard",
    "ali_explains_why",
    "ali_decision_rights",
    "ali_tailored",
    "fit_standards",
    "fit_main_app",
    "sec_mfa",
    "sec_assurance",
    "sec_backup_isolated",
    "sec_detection",
    "sec_compliance_papers",
}
BUSINESS = {
    "biz_users",
    "biz_devices",
    "biz_regulated",
    "biz_hours",
    "biz_downtime_hour",
    "biz_hourly_pay",
    "biz_data_loss",
    "biz_inhouse_it",
    "biz_sponsor",
    "biz_growth",
    "biz_plans",
    "biz_main_apps",
    "biz_tech_state",
    "biz_risk",
    "biz_past_pain",
    "biz_own_duties",
}


def test_every_question_stands_in_its_criterion_exactly_once() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for pillar in shipped_catalog().questionnaires:
        for question in pillar.questions:
            found.setdefault((pillar.id, question.criterion), set()).add(question.id)
    assert found == {place: set(ids.split()) for place, ids in ARRANGEMENT.items()}
    everything = [q.id for pillar in shipped_catalog().questionnaires for q in pillar.questions]
    assert len(everything) == len(set(everything)) == 86


def test_the_sizes_are_those_of_the_bank() -> None:
    questions = shipped_catalog().questions.values()
    assert {q.id for q in questions if q.in_size("quick")} == QUICK
    assert {q.id for q in questions if q.in_size("core")} == CORE
    assert (len(QUICK), len(CORE)) == (29, 50)


def test_every_business_question_of_the_bank_is_asked() -> None:
    asked = [question.id for question in shipped_catalog().business.questions]
    assert set(asked) >= BUSINESS
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
    wanted = [
        "balanced",
        "regulated",
        "growing",
        "lean",
        "always_on",
        "hands_off",
        "four_pillars",
        "price_only",
    ]
    assert {profile.id for profile in shipped_catalog().profiles} == set(wanted)
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
