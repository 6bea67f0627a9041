"""The takeover plan: what is not secured comes first, and no notice before the first restore."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from msp_select.decision.handouts.takeover_plan import TakeoverPlan, takeover_plan
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Candidate
from msp_select.model.service_agreement import TakeoverDay
from msp_select.model.session import Session
from msp_select.phrases.en.handouts.takeover_plan import when
from msp_select.phrases.handout import Sheet, Table, handout
from msp_select.store.session import load_session
from tests.cli.runs import run
from tests.decision.sessions import answer, candidate, catalog, session
from tests.strategies import sessions

OPEN = "Not secured yet: settle this first"
WORDS = "On their word alone: get it written down or shown"
PLAN = "The plan, step by step"
TASKS = {task.id: task for task in catalog().agreed.takeover}
ANSWERED = {  # what takes no step away, and names somebody
    "biz_regulated": ["health"],
    "biz_insured": "insured",
    "biz_mail_files": "microsoft",
    "biz_sponsor": "named_person",
    "biz_sponsor_name": "Ms Okafor",
}


def best(of: str, evidence: str, **changed: Any) -> dict[str, Any]:
    """The best answer to whatever secures a task, so well proved, but for the `changed` ones."""
    questions = {by.question for task in TASKS.values() for by in task.secured_by if by.of == of}
    found: dict[str, Any] = {}
    for key in questions:
        levels = catalog().questions[key].levels
        value = max(levels, key=lambda level: level.value).id if levels else 0
        found[key] = answer(value, evidence=evidence)
    return found | changed


def new(**changed: Any) -> Candidate:
    return candidate("merrow", best("new", "contract", **changed))


def old(**changed: Any) -> Candidate:
    return candidate("halver", best("old", "seen", **changed), kind="incumbent")


def evaluated(*candidates: Candidate, business: Mapping[str, Any] = ANSWERED, **fields: Any) -> Evaluation:
    return evaluate(session(*candidates, business=dict(business), **fields), catalog(), draws=0)


def sheet(*candidates: Candidate, of: str = "merrow", **fields: Any) -> Sheet:
    return handout(evaluated(*candidates, **fields), "takeover", of)


def plan(*candidates: Candidate, of: str = "merrow", **fields: Any) -> TakeoverPlan:
    return takeover_plan(evaluated(*candidates, **fields), of)


def table(found: Sheet, title: str) -> Table:
    return next(table for table in found.tables if table.title == title)


def titles(found: Sheet) -> list[str]:
    return [table.title for table in found.tables]


def step(found: Sheet, title: str, starts: str) -> tuple[str, ...]:
    """The row of the step whose task begins so, whatever its number."""
    return next(row for row in table(found, title).rows if row[0].partition(". ")[2].startswith(starts))


# ---- What comes first


def test_where_every_answer_is_good_and_proved_there_is_only_the_plan() -> None:
    found = sheet(new(), old())
    assert titles(found) == [PLAN]
    assert len(table(found, PLAN).rows) == len(TASKS)
    assert all(row[5].startswith("yes: ") for row in table(found, PLAN).rows)
    assert step(found, PLAN, "Start the new backup")[5] == (
        "yes: age of the newest copy (in the contract); cloud mail and files copied (in the contract); "
        "backup out of reach (in the contract)"
    )
    assert found.intro == (
        "Do not give notice to Halver before step 9 is done: "
        "Restore a sample from the new backup and let somebody of yours open it."
    )


def test_one_weak_answer_brings_its_steps_to_the_top_and_says_what_to_get() -> None:
    found = sheet(new(sec_caller_check=answer("voice_or_address", evidence="contract")), old())
    assert titles(found) == [OPEN, PLAN]
    question = catalog().questions["sec_caller_check"]
    assert question.must_have is not None
    assert table(found, OPEN).rows == (
        (
            "12. Agree the proof for resets, the list of telephone numbers and whom to ring when stuck",
            'check before a reset: "Goes by the voice, the e-mail address or the number on the display" '
            "(in the contract)",
            question.must_have.cure,
        ),
    )
    assert step(found, PLAN, "Agree the proof")[5] == "not yet: see above"
    assert found.intro.endswith(" 1 of 22 steps is not secured yet; it stands first.")


def test_what_is_good_but_only_said_comes_second_with_the_promise_to_get_into_the_contract() -> None:
    answers = {"tra_admin_access": answer("clients_own_tested"), "fit_main_app": answer("one_or_two_liaise")}
    found = sheet(new(**answers), old())
    assert titles(found) == [WORDS, PLAN]
    assert [row[0].partition(".")[0] for row in table(found, WORDS).rows] == ["2", "7", "16"]
    promise = catalog().questions["tra_admin_access"].promise
    assert table(found, WORDS).rows[0][2] == f'Get it into the contract: "{promise}".'
    assert table(found, WORDS).rows[1][2] == "Have it shown: A client on the same software whom you can ring."
    assert table(found, WORDS).rows[2][2] == "As in step 2."


@pytest.mark.parametrize(
    ("evidence", "first"),
    [("said", WORDS), ("written", WORDS), ("contract", PLAN), ("seen", PLAN), ("confirmed", PLAN)],
)
def test_only_what_is_more_than_a_word_secures_a_step(evidence: str, first: str) -> None:
    assert titles(sheet(candidate("merrow", best("new", evidence)), old()))[0] == first


@pytest.mark.parametrize(
    ("given_answer", "missing"),
    [
        (answer(state="unknown"), "wait: they were asked and couldn't say"),
        (answer(state="refused"), "wait: they preferred not to say"),
        (answer(state="not_applicable", reason="we run it"), "wait: does not apply: we run it, which you"),
    ],
)
def test_no_answer_secures_nothing(given_answer: Any, missing: str) -> None:
    found = sheet(new(sec_mfa=given_answer), old())
    row = step(found, OPEN, "Put the new remote-access")
    assert missing.replace("wait", "second factor") in row[1]


def test_of_the_answers_a_step_rests_on_the_missing_one_stands_before_the_one_on_words() -> None:
    answers = {"sec_remote_tool": answer("restricted_logged"), "sec_mfa": answer("most")}
    row = step(sheet(new(**answers), old()), OPEN, "Put the new remote-access")
    assert row[1].index("second factor: ") < row[1].index("their remote-access tool: ")


def test_what_was_not_asked_is_named_once_for_each_side() -> None:
    found = sheet(candidate("merrow"), candidate("halver", kind="incumbent"))
    assert titles(found) == [OPEN, PLAN]
    assert len(table(found, OPEN).rows) == len(TASKS)
    assert step(found, OPEN, "Hand over every master login")[1] == (
        'Halver was not asked: "master logins", "help when you leave" and "your papers and equipment list"; '
        'not asked yet: "plan for the takeover"'
    )


def test_a_must_have_that_is_stricter_than_the_task_keeps_it_open() -> None:
    answers = {"pro_takeover_plan": answer("dated_named", evidence="contract")}
    assert step(sheet(new(**answers), old()), PLAN, "Name one")[5].startswith("yes")
    strict = {"pro_takeover_plan": {"at_least": 100, "on": True}}
    assert step(sheet(new(**answers), old(), must_haves=strict), PLAN, "Name one")[5].startswith("not yet")


def test_a_plan_without_a_restore_test_names_a_person_but_does_not_secure_the_restore() -> None:
    found = sheet(new(pro_takeover_plan=answer("dated_named", evidence="contract")), old())
    assert [row[0].partition(".")[0] for row in table(found, OPEN).rows] == ["9", "17"]
    assert "a restore test before the old backup goes" in table(found, OPEN).rows[0][2]


def test_nobody_named_at_home_leaves_the_first_step_open() -> None:
    found = sheet(new(), old(), business=ANSWERED | {"biz_sponsor": "nobody_yet"})
    row = step(found, OPEN, "Name one person")
    assert row[1].endswith(": Nobody yet")
    assert row[2] == "Settle it at home first."
    unsaid = sheet(new(), old(), business={k: v for k, v in ANSWERED.items() if k != "biz_sponsor"})
    assert step(unsaid, OPEN, "Name one person")[1].endswith(": not answered yet")


# ---- Today's provider


def test_its_own_answers_secure_what_it_hands_over_and_the_chosen_ones_answers_do_not() -> None:
    weak = old(tra_admin_access=answer("provider_only"))
    row = step(sheet(new(), weak), OPEN, "Hand over every master login")
    assert row[1] == (
        'Halver, master logins: "Registered to the provider, or only the provider has the logins" (only said)'
    )
    assert row[2] == (
        "Get every master login, the description of your systems and the list of your equipment "
        "from Halver while it is still bound to help, with a date."
    )


def test_where_it_is_no_candidate_nobody_has_asked_it_and_the_sheet_says_so() -> None:
    found = sheet(new())
    assert found.title == "Takeover plan: Merrow"
    assert "Do not give notice to today's provider before step 9 is done" in found.intro
    assert 'today\'s provider was not asked: "master logins"' in step(found, OPEN, "Check that the web")[1]
    assert any(note.startswith("Today's provider is not among the candidates") for note in found.notes)
    assert not any("not among the candidates" in note for note in sheet(new(), old()).notes)


def test_where_it_stays_there_is_one_sentence() -> None:
    found = sheet(new(), old(), of="halver")
    assert found.intro == "Halver looks after you today and stays, so nothing is taken over."
    assert (found.tables, found.notes) == ((), ())


def test_of_two_todays_providers_the_one_that_stays_takes_over_from_the_other() -> None:
    other = candidate("quill", {}, kind="incumbent")
    found = sheet(old(), other, of="halver")
    assert found.title == "Takeover plan: from Quill to Halver"
    assert PLAN in titles(found)
    both = sheet(new(), old(), other)
    assert both.title == "Takeover plan: from Halver and Quill to Merrow"
    assert step(both, PLAN, "Stay reachable")[1] == "Halver and Quill"
    assert step(both, OPEN, "Stay reachable")[1] == 'Quill was not asked: "cost of leaving"'


def test_notice_is_secured_by_knowing_what_todays_contract_says_however_bad() -> None:
    bad = old(
        acc_notice_renewal=answer("renews_for_years", evidence="seen"),
        pri_exit_months=answer(12, evidence="seen"),
    )
    assert step(sheet(new(), bad), PLAN, "Give notice")[5].startswith("yes")
    unknown = old(acc_notice_renewal=answer(state="unknown"))
    assert step(sheet(new(), unknown), OPEN, "Give notice")[2].startswith("Read today's contract")


def test_ones_own_people_get_goals_of_the_job_and_no_papers_they_need_not_sign() -> None:
    own = candidate("own", best("new", "said"), kind="in_house")
    found = sheet(own, old(), of="own")
    asked = " ".join(row[2] for row in table(found, WORDS).rows)
    assert "Make it a goal of the job: " in asked
    assert "contract: " not in asked
    assert found.notes[0].startswith("Your own people sign no supply contract")
    assert "Sign the agreements" not in asked


# ---- What falls away


@pytest.mark.parametrize(
    ("business", "gone"),
    [
        ({"biz_regulated": ["none"]}, {"sign_papers"}),
        ({"biz_insured": "not_insured"}, {"insurer"}),
        ({"biz_regulated": ["none"], "biz_insured": "not_insured"}, {"sign_papers", "insurer"}),
    ],
)
def test_what_does_not_apply_to_the_business_is_left_out_and_nothing_waits_for_it(
    business: dict[str, Any], gone: set[str]
) -> None:
    found = plan(new(), old(), business=ANSWERED | business)
    assert {step.task for step in found.steps} == set(TASKS) - gone
    assert not gone & {before for step in found.steps for before in step.after}


def test_a_task_whose_answers_none_apply_falls_away_and_who_waited_for_it_waits_for_what_it_waited_for() -> (
    None
):
    away = {
        by.question: answer(state="not_applicable", reason="no", confirmed=True)
        for by in TASKS["new_backup"].secured_by
    }
    found = plan(new(**away), old())
    steps = {step.task: step for step in found.steps}
    assert "new_backup" not in steps
    assert set(steps["restore_first"].after) == set(TASKS["new_backup"].after)


def test_rights_at_microsoft_are_not_asked_of_a_firm_with_a_server_of_its_own() -> None:
    everywhere = repr(sheet(candidate("merrow"), business=ANSWERED | {"biz_mail_files": "own_server"}))
    assert "their rights at Microsoft" not in everywhere
    assert "their rights at Microsoft" in repr(sheet(candidate("merrow")))


# ---- When, and what waits for what


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (("signature", 0), ("signature", 0), "the day you sign"),
        (("signature", 0), ("signature", 1), "within 1 day of signing"),
        (("signature", 5), ("signature", 20), "from day 5 to day 20 after signing"),
        (("signature", 10), ("start", -7), "from 10 days after signing to 7 days before the change"),
        (("start", -1), ("start", -1), "1 day before the change"),
        (("start", 0), ("start", 0), "the day of the change"),
        (("start", 0), ("start", 14), "from the day of the change to 14 days after it"),
        (("start", 30), ("start", 30), "30 days after the change"),
    ],
)
def test_days_are_counted_from_what_an_owner_knows(
    first: tuple[str, int], last: tuple[str, int], words: str
) -> None:
    assert when(*(TakeoverDay.model_validate({"from": at, "day": day}) for at, day in (first, last))) == words


def test_notice_is_due_when_what_it_waits_for_is_done_whatever_day_is_written_for_it() -> None:
    found = sheet(new(), old())
    assert step(found, PLAN, "Give notice")[2:4] == ("7 days before the change", "Steps 1, 2, 3 and 9")
    assert step(found, PLAN, "Restore a sample")[2:4] == ("7 days before the change", "Step 8")


@given(sessions(most=3))
@settings(max_examples=25, deadline=None)
def test_whatever_was_answered_each_step_stands_once_behind_what_it_waits_for(one: Session) -> None:
    evaluation = evaluate(one, catalog(), draws=0)
    for result in evaluation.results:
        found = takeover_plan(evaluation, result.id)
        numbers = {step.task: found.number(step.task) for step in found.steps}
        for step in found.steps:
            assert all(numbers[before] < numbers[step.task] for before in step.after)
            assert step.first.order <= step.last.order
            due = [other.last.order for other in found.steps if other.task in step.after]
            assert all(order <= step.first.order for order in due)
        if found.notice is not None and found.not_before is not None:
            assert numbers[found.not_before] < numbers[found.notice]
            ahead = {step.task for step in found.steps if numbers[step.task] < numbers[found.notice]}
            assert {"keys", "owner_of_names", "restore_first"} & numbers.keys() <= ahead
        said = handout(evaluation, "takeover", result.id)
        rows = {one.title: [row[0] for row in one.rows] for one in said.tables}
        states = {PLAN: len(found.steps)} | {
            title: sum(step.security == security for step in found.steps)
            for title, security in ((OPEN, "open"), (WORDS, "word_only"))
        }
        assert {title: len(names) for title, names in rows.items()} == {t: n for t, n in states.items() if n}
        assert titles(said) == [title for title in (OPEN, WORDS, PLAN) if title in rows]
        assert set(rows.get(OPEN, [])) | set(rows.get(WORDS, [])) <= set(rows.get(PLAN, []))


# ---- Veils, names, other content


def test_sealed_prices_leave_a_step_that_hangs_on_one_undecided_and_whatever_they_say_the_same() -> None:
    sealed = {"sealed": True}
    good = sheet(new(), old(), settings=sealed)
    bad = sheet(
        new(pri_licences=answer("provider_name_locked", evidence="contract")),
        old(pri_exit_months=answer(24, evidence="seen"), pri_offboarding=answer(state="unknown")),
        settings=sealed,
    )
    assert good == bad
    assert step(good, PLAN, "List each licence")[5] == "not known while prices are sealed"
    assert step(good, PLAN, "Restore a sample")[5].startswith("yes")
    assert good.notes[-1] == "Prices are sealed, so answers about price are left out."


def test_hidden_names_hide_todays_provider_too() -> None:
    found = repr(sheet(new(), old(tra_admin_access="provider_only"), settings={"blind": True}))
    assert "Provider A" in found
    assert "Merrow" not in found
    assert "Halver" not in found


def test_a_name_that_looks_like_a_place_to_fill_in_stays_as_it_is() -> None:
    odd = candidate("merrow", best("new", "contract"), name="{old} & [b]{new}")
    found = sheet(odd, old())
    assert found.title == "Takeover plan: from Halver to {old} & [b]{new}"
    assert step(found, PLAN, "Hand over")[4] == "Each login tried by {old} & [b]{new}, and ticked off"


def test_who_fails_a_must_have_is_told_to_settle_that_first() -> None:
    found = sheet(new(sec_mfa=answer("not_required", evidence="contract")), old())
    assert any(
        note.startswith("Merrow fails one must-have: settle that before you sign") for note in found.notes
    )


def test_content_without_a_takeover_says_so_instead_of_an_empty_page() -> None:
    agreement = catalog().agreed.model_copy(update={"takeover": ()})
    bare = catalog().model_copy(update={"agreement": agreement})
    evaluation = evaluate(session(new()), bare, draws=0)
    assert handout(evaluation, "takeover", "merrow").intro == (
        "There is no list of tasks for a takeover in this catalog."
    )


# ---- The three examples, read as their owners


def example(name: str) -> Sheet:
    found = evaluate(load_session(f"example:{name}", catalog()).session, catalog(), draws=0)
    assert found.leader is not None
    return handout(found, "takeover", found.leader.id)


@pytest.mark.parametrize(
    ("name", "title", "open_", "words"),
    [
        ("dental-practice", "Takeover plan: Ninefold Harrow", "2 3 6 10 11 14 17 18 19", "5 7 21 22"),
        (
            "design-studio",
            "Takeover plan: Pennyloaf & Daughter",
            "2 3 4 5 6 7 8 9 10 11 12 13 14 16 17 18 19",
            "1 20",
        ),
        (
            "law-firm",
            "Takeover plan: from Halverstock Computing to Merrowdown IT",
            "2 3 6 9 11 14 17 18 19",
            "1 5 8 12 13 15 20 21 22",
        ),
    ],
)
def test_an_example_begins_with_what_its_owner_has_to_secure(
    name: str, title: str, open_: str, words: str
) -> None:
    found = example(name)
    assert found.title == title
    for heading, numbers in ((OPEN, open_), (WORDS, words)):
        assert " ".join(row[0].partition(".")[0] for row in table(found, heading).rows) == numbers
    assert all(all(row[:3]) and row[4] and row[5] for row in table(found, PLAN).rows)


@pytest.mark.parametrize("ending", ["html", "md", "xlsx", "json"])
@pytest.mark.parametrize("whose", ["merrowdown", "halverstock"])
def test_the_plan_is_a_document_in_every_format_even_where_nothing_is_taken_over(
    ending: str, whose: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(
        "report", "example:law-firm", "--sheet", "takeover", "--candidate", whose, "-o", f"out.{ending}"
    )
    assert done.status == 0, done.err
    if ending != "xlsx":
        text = (tmp_path / f"out.{ending}").read_text("utf-8")
        said = (
            "stays, so nothing is taken over"
            if whose == "halverstock"
            else "Not secured yet: settle this first"
        )
        assert said in text
