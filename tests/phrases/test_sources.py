"""Where an answer or a figure stands is said behind it: in Why, on the sheets, in Compare, in the report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select import report
from msp_select.decision.advice.where_it_stands import where_it_stands
from msp_select.decision.checks.checks import checks
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.edits import edit_candidate, set_answer, set_bid, set_settings, with_fields
from msp_select.model.session import Session
from msp_select.phrases.en.comparison_table import side_by_side
from msp_select.phrases.explanation import explain
from msp_select.phrases.handout import handout
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet
from msp_select.report.explanation_json import explanation_document
from tests.decision.sessions import DAY, answer, catalog
from tests.reading.made import BACKUP, PROMISE, RISE, before, sitting


def read(*, undecided: bool = False) -> Session:
    """Larkspan with what was accepted of its proposal, the other with one answer."""
    began = before()
    now, session = sitting(began), began
    for one in now.asked:
        if one.key in ("bid.monthly", "acc_p1_response") and (undecided or one.key == "bid.monthly"):
            continue
        level = "quarterly_sample" if one.levels else None
        session = now.accepted(session, one, one.places[0], value=level)
    if undecided:
        session = now._with_undecided(session)
    session = set_answer(session, "other", "pro_backup_test", answer("never", evidence="written"))
    return with_fields(session, size="full")


def cells(sheet: Sheet) -> str:
    return "\n".join(cell for table in sheet.tables for row in table.rows for cell in row)


WHERE = f'(larkspan.pdf, page 3: "{BACKUP}")'


def test_why_says_the_page_and_the_words_behind_an_answer_and_behind_a_figure() -> None:
    found = explain(evaluate(read(), catalog(), draws=50), subject="larkspan", against="other")
    told = "\n".join(f"{one.sentence}\n" + "\n".join(row.text for row in one.rows) for one in found.findings)
    assert f'report sent to the client" {WHERE}' in told
    assert '(larkspan.pdf, page 6: "On each anniversary Larkspan may increase' in told


@pytest.mark.parametrize("name", ["negotiation", "contract"])
def test_the_sheets_say_it_too(name: str) -> None:
    assert WHERE in cells(handout(evaluate(read(), catalog(), draws=0), name, "larkspan"))


def test_compare_says_it_beside_the_answer() -> None:
    rows = {row.key: row for row in side_by_side(evaluate(read(), catalog(), draws=0))}
    cell = next(one for one in rows["pro_backup_test"].cells if one.candidate == "larkspan")
    assert cell.source == WHERE
    assert next(one for one in rows["pro_backup_test"].cells if one.candidate == "other").source == ""


def test_what_was_changed_since_says_what_it_was_read_as() -> None:
    session = set_bid(read(), "larkspan", {"yearly_rise": Decimal(3)})
    found = explain(evaluate(session, catalog(), draws=50), subject="larkspan")
    told = "\n".join(f"{one.sentence}\n" + "\n".join(row.text for row in one.rows) for one in found.findings)
    assert "(read as 5 % a year in larkspan.pdf, page 6, changed since)" in told


def test_the_report_has_an_annex_of_every_place_and_so_has_json() -> None:
    evaluation = evaluate(read(), catalog(), draws=50)
    text = report.render(evaluation, "md").decode()
    assert "Where it stands" in text
    table = text.split("Where it stands")[-1]
    assert RISE in table
    found = explanation_document(evaluation, explain(evaluation))["sources"]
    assert {"candidate", "target", "value", "evidence", "document", "page", "quote"} <= set(found[0])
    assert len(found) == len(where_it_stands(evaluation)) > 5


def test_two_places_are_a_finding_and_a_point_of_the_negotiation() -> None:
    evaluation = evaluate(read(undecided=True), catalog(), draws=50)
    finding = explain(evaluation, subject="larkspan").finding("says_two_things")
    assert finding is not None
    assert "The documents of Larkspan say two things about one point" in finding.sentence
    assert "One of them is open. Until one is chosen it counts as said and no more." in finding.sentence
    asked = (
        "Larkspan.pdf, page 4 says 60 minutes, larkspan.pdf, page 2 says 15 minutes. "
        "Which goes into the contract?"
    )
    assert finding.rows[0].text == asked
    assert PROMISE in str(finding.figures["places"])
    assert asked in cells(handout(evaluation, "negotiation", "larkspan"))
    assert explain(evaluation, subject="other", against="larkspan").finding("says_two_things") is not None


def test_an_offer_with_tax_or_past_its_day_is_named() -> None:
    session = set_bid(read(), "larkspan", {"vat": "included", "valid_until": DAY.replace(day=1)})
    evaluation = evaluate(session, catalog(), draws=0)
    kinds = [fact.kind for fact in checks(evaluation.session, evaluation.catalog, evaluation.business)]
    assert {"tax_differs", "offer_lapsed"} <= set(kinds)
    session = set_bid(session, "larkspan", {"vat": "excluded", "valid_until": DAY})
    evaluation = evaluate(session, catalog(), draws=0)
    kinds = [fact.kind for fact in checks(evaluation.session, evaluation.catalog, evaluation.business)]
    assert not {"tax_differs", "offer_lapsed"} & set(kinds)


def test_the_notice_a_bid_states_decides_the_last_day_for_notice() -> None:
    sheet = handout(evaluate(read(), catalog(), draws=0), "contract", "larkspan")
    assert any("60 days before a term of three years" in note for note in sheet.notes)


def test_hidden_names_and_sealed_prices_are_hidden_in_sources_too() -> None:
    session = set_settings(read(), blind=True)
    evaluation = evaluate(session, catalog(), draws=50)
    told = report.render(evaluation, "md").decode()
    assert "document A" in told
    assert "arkspan" not in told.replace("larkspan", "") or "larkspan.pdf" not in told
    sealed = evaluate(set_settings(read(), sealed=True), catalog(), draws=50)
    targets = {one.target for one in where_it_stands(sealed)}
    assert targets == {"acc_p1_response", "pro_backup_test"}


def test_sources_are_the_owners_alone() -> None:
    session = read()
    bare = edit_candidate(session, "larkspan", sources={}, documents=())
    names = [Names.of(evaluate(one, catalog(), draws=0)) for one in (session, bare)]
    assert names[0].candidate("larkspan") == names[1].candidate("larkspan")
