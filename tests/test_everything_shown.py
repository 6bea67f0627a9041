"""Whatever is worked out for the owner is shown: each finding, warning and sheet, on every surface for it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from msp_select.cli.explain import explanation_lines
from msp_select.decision.advice.direction import keep_today, who_is_driving
from msp_select.decision.advice.warning_patterns import Caution, without_client
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.redaction import Viewer
from msp_select.model.candidate import Answer
from msp_select.model.edits import edit_candidate, set_answer, set_business
from msp_select.model.session import Session
from msp_select.phrases.explanation import Explanation, explain, in_words
from msp_select.phrases.handout import HANDOUTS, handout
from msp_select.phrases.names import Names
from msp_select.report import render
from msp_select.report.bidder_feedback import bidder_document
from msp_select.store.session import load_session
from msp_select.ui.widgets.findings_page import findings_page
from tests.cli.runs import run
from tests.strategies import shipped_catalog


def worst(session: Session) -> Session:
    """Everybody ties the client down, is paid by the hour, and nobody on the client's side owns it."""
    weak = ("ali_asked_goals", "tra_admin_access", "acc_exit_help", "pro_strategy_meeting", "pro_found_first")
    for candidate in session.candidates:
        for key in weak:
            question = shipped_catalog().questions[key]
            low = min(question.levels, key=lambda level: level.value).id if question.levels else Decimal(0)
            session = set_answer(session, candidate.id, key, Answer(value=low))
        session = set_answer(session, candidate.id, "pri_basis", Answer(value="hourly"))
    session = edit_candidate(session, session.candidates[0].id, kind="incumbent")
    session = set_business(session, "biz_sponsor", None)
    return set_business(session, "biz_own_duties", ())


@cache
def evaluation(name: str, *, made_worse: bool) -> Evaluation:
    session = load_session(f"example:{name}", shipped_catalog()).session
    return evaluate(worst(session) if made_worse else session, shipped_catalog(), draws=200)


def flat(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


def surfaces(found: Evaluation, explanation: Explanation) -> dict[str, str]:
    names = {result.id: result.name for result in found.results}
    page, _ = findings_page(explanation.findings, 100, names)
    return {
        "explain": flat("\n".join(explanation_lines(explanation))),
        "report": flat(render(found, "md").decode()),
        "why": flat("\n".join(line.content.plain for line in page)),
    }


CASES = [
    (name, worse) for name in ("dental-practice", "design-studio", "law-firm") for worse in (False, True)
]


@pytest.mark.parametrize(("name", "worse"), CASES)
def test_every_finding_and_warning_reaches_explain_report_and_why(name: str, worse: bool) -> None:
    found = evaluation(name, made_worse=worse)
    explanation = explain(found)
    cautions = who_is_driving(found, explanation.subject).cautions
    sentences = {finding.kind: finding.sentence for finding in explanation.findings}
    sentences |= {one.kind: in_words(one, Names.of(found)).sentence for one in cautions}
    if (agreement := found.catalog.agreement) is not None:
        sentences["liability"] = agreement.liability
    for surface, text in surfaces(found, explanation).items():
        missing = [kind for kind, sentence in sentences.items() if flat(sentence) not in text]
        assert not missing, (surface, missing)


@pytest.mark.parametrize("name", ["dental-practice", "design-studio", "law-firm"])
def test_what_would_keep_todays_provider_is_shown(name: str) -> None:
    found = evaluation(name, made_worse=True)
    wanted = keep_today(found)
    assert wanted
    changes = [row.text for row in in_words(wanted, Names.of(found)).rows]
    assert len(changes) == wanted.changes
    for surface, text in surfaces(found, explain(found)).items():
        assert all(flat(change) in text for change in changes), surface


def test_the_sessions_above_have_every_warning_there_is() -> None:
    there = {
        caution.kind
        for name, worse in CASES
        for result in evaluation(name, made_worse=worse).results
        for caution in who_is_driving(evaluation(name, made_worse=worse), result.id).cautions
    }
    assert there == {caution.kind for caution in get_args(Caution)}


def test_driving_stands_near_the_top() -> None:
    for name, worse in CASES:
        kinds = [finding.kind for finding in explain(evaluation(name, made_worse=worse)).findings]
        assert kinds.index("driving") <= 3, kinds


def test_each_bidder_reads_what_is_said_of_it_and_nothing_of_the_client() -> None:
    found = evaluation("dental-practice", made_worse=True)
    for result in found.results:
        seen = evaluate(found.of, found.whole, viewer=Viewer("bidder", one=result.id), draws=0)
        page = repr(bidder_document(seen, result.id))
        driving, names = who_is_driving(found, result.id), Names.of(found)
        for caution in driving.cautions:
            theirs = "".join(in_words(one, names).sentence for one in without_client([caution]))
            assert theirs in page, caution.kind
            own = in_words(caution, names).sentence.replace(theirs, "").strip()
            assert not own or own not in page, caution.kind
        assert all(in_words(test, names).title in page for test in driving.tests)


def test_every_sheet_can_be_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = evaluation("dental-practice", made_worse=False)
    assert found.leader is not None
    for name in HANDOUTS:
        printed = flat(run("explain", "example:dental-practice", "--sheet", name, "--samples", "0").out)
        assert flat(handout(found, name, found.leader.id).title) in printed
        assert run("report", "example:dental-practice", "--sheet", name, "-o", f"{name}.md").status == 0
