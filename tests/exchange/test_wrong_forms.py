"""A form that was rearranged is read all the same; one that is not for here is refused, whole or by row."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from msp_select.errors import UsageError
from msp_select.exchange import bidder_sheet, read_answers, with_answers
from msp_select.exchange.receipt import Received
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_answer
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.session import Session
from msp_select.phrases.en.notes import beside_note, note_in_words
from tests.decision.sessions import answer, candidate, catalog, catalog_of
from tests.exchange.returned import (
    AT,
    CHOICE,
    MONEY,
    NUMBER,
    edited,
    fill,
    form,
    form_csv,
    item,
    one,
    read,
    row_of,
)

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def answered(of: Session) -> bytes:
    return fill(fill(form(of), NUMBER, answer=14), CHOICE, answer="Never restored")


def taken(found: Received) -> dict[str, str]:
    return {row.question: row.said for row in found.good}


WHOLE = {NUMBER: "14 days", CHOICE: "Never restored"}


def test_rows_and_columns_may_be_moved_and_titles_rewritten() -> None:
    of = one()

    def rearrange(book: Any, page: Any) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        order = [8, 5, 2, 0, 7, 6, 1, 4, 3]
        for number, row in enumerate([rows[1], *reversed(rows[3:])], start=4):
            for column, source in enumerate(order, start=3):
                page.cell(number, column).value = row[source]
        page.title = "My answers"
        book.move_sheet(page, -1)

    found = read(edited(answered(of), rearrange), of)
    assert (taken(found), found.whole) == (WHOLE, True)
    assert 'The page "Questions" is now called "My answers"; it was read all the same.' in found.notes


def test_without_the_hidden_row_the_titles_tell_the_columns_and_without_both_their_order() -> None:
    of = one()

    def without_keys(_: Any, page: Any) -> None:
        page.delete_rows(2)

    def without_headings(_: Any, page: Any) -> None:
        page.delete_rows(1, 3)

    for edit, note in ((without_keys, False), (without_headings, True)):
        found = read(edited(answered(of), edit), of)
        assert (taken(found), found.whole) == (WHOLE, True)
        said = "No heading row was found; the columns were taken in the order of the form."
        assert (said in found.notes) is note


def test_deleted_rows_are_named_and_the_others_taken() -> None:
    of = one()
    data = edited(answered(of), lambda _, page: page.delete_rows(row_of(page, "pro_vuln_scan")))
    found = read(data, of)
    assert (taken(found), found.whole) == (WHOLE, True)
    assert "Rows of the form that are not in the file: searches for weak spots." in found.notes


def test_a_form_without_its_ids_is_no_form() -> None:
    of = one()
    found = read(edited(answered(of), lambda _, page: page.delete_cols(1)), of)
    assert found.blocked == (
        "no row has the id of a question: this is not the form, or its hidden column of ids was removed",
    )
    assert found.good == ()


def test_a_form_without_its_answers_is_no_form() -> None:
    of = one()
    found = read(edited(answered(of), lambda _, page: page.delete_cols(AT["answer"])), of)
    assert found.blocked == ('the column "Your answer" is missing',)


def rewrite_id(question: str, to: str) -> Any:
    def edit(_: Any, page: Any) -> None:
        page.cell(row_of(page, question), 1).value = to

    return edit


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("pro_patch_dayz", 'there is no question "pro_patch_dayz"; did you mean "pro_patch_days"?'),
        ("pro_patch_coverage", "the question is there 2 times; expected once"),
        ("tra_report_readable", "this question is for the owner to answer, not for a bidder"),
        (None, "there is an answer, but no question id in the hidden first column"),
    ],
)
def test_an_edited_id_is_refused_by_its_row(to: Any, reason: str) -> None:
    of = one()
    data = answered(of)
    found = read(edited(data, rewrite_id(NUMBER, to)), of)
    assert taken(found) == {CHOICE: "Never restored"}
    assert reason in [row.reason for row in found.refused]


def test_an_id_moved_to_another_row_does_not_carry_the_answer_with_it() -> None:
    of = one()
    data = edited(answered(of), rewrite_id("pro_patch_coverage", "pro_swap"))
    found = read(edited(data, rewrite_id(NUMBER, "pro_patch_coverage")), of)
    asked = catalog().questions["pro_patch_coverage"].ask
    assert item(found.refused, "pro_patch_coverage").reason == (
        f"its id belongs to another question, or another version of it; here: {asked}"
    )


def test_a_question_that_has_changed_since_is_refused_and_the_version_named() -> None:
    of = one()
    pillars = [
        _changed(pillar) if pillar.id == "proactivity" else pillar for pillar in catalog().questionnaires
    ]
    newer = Catalog.model_validate(
        dict(catalog_of(pillars)) | {"entries": [
            entry.model_copy(update={"version": "2.1"}) if entry.id == "proactivity" else entry
            for entry in catalog().entries
        ]}
    )  # fmt: skip
    found = read_answers(answered(of), "acme.xlsx", of, newer)
    assert taken(found) == {CHOICE: "Never restored"}
    assert item(found.refused, NUMBER).reason.endswith("here: Within how many weeks?")
    assert (
        "The questionnaire proactivity has changed since the form was made (version 2.0 then, 2.1 now)."
        in (found.notes)
    )


def _changed(pillar: Questionnaire) -> Questionnaire:
    questions = tuple(
        q.model_copy(update={"ask": "Within how many weeks?", "unit": "weeks"}) if q.id == NUMBER else q
        for q in pillar.questions
    )
    return pillar.model_copy(update={"questions": questions})


def test_a_form_of_questions_that_are_not_here_at_all_is_named() -> None:
    of = one()
    only = catalog_of([pillar for pillar in catalog().questionnaires if pillar.id == "security"])
    found = read_answers(answered(of), "acme.xlsx", of, only)
    assert found.good == ()
    assert 'there is no question "pro_patch_days"' in item(found.refused, NUMBER).reason


def test_another_bidders_form_is_refused_as_a_whole() -> None:
    of = one()
    assert read(answered(of), of, "borough").blocked == (
        'the form was made for the candidate "acme", not for "borough"',
    )
    gone = Session.model_validate(dict(of) | {"candidates": (candidate("borough"),)}, by_name=True)
    assert read(answered(of), gone).blocked == (
        'the form was made for the candidate "acme", and there is none of that id here',
    )


def test_another_clients_form_is_refused_as_a_whole_but_a_new_title_is_only_named() -> None:
    made = one(title="Law firm", created=dt.date(2026, 1, 2))
    assert read(answered(made), one()).blocked == (
        'the form was made for another selection, "Law firm" of 2026-01-02',
    )
    renamed = read(answered(one(title="A tset")), one())
    assert renamed.whole
    assert 'The form was made when the selection was called "A tset".' in renamed.notes


def test_a_blank_form_belongs_to_whom_its_receiver_says() -> None:
    of = one()
    data = fill(bidder_sheet(of, catalog(), None, "core"), NUMBER, answer=14)
    with pytest.raises(UsageError) as caught:
        read(data, of)
    assert caught.value.message == "acme.xlsx: does not say which bidder it comes from"
    assert caught.value.remedy == "Add --candidate ID. Use one of: acme, borough."
    assert read(data, of, "borough").candidate == "borough"


def test_prices_asked_for_in_another_currency_are_refused() -> None:
    data = fill(form(one(currency="GBP")), "pri_onboarding", answer=100)
    (row,) = read(data, one()).refused
    assert row.reason == (
        "the form asked for prices in another currency, or with other tax, than the session has now"
    )


def test_two_pages_of_questions_are_not_guessed_between() -> None:
    of = one()
    found = read(edited(answered(of), lambda book, page: book.copy_worksheet(page)), of)
    assert found.blocked == (
        'the pages "Questions" and "Questions Copy" both hold questions: which one counts cannot be told',
    )


def test_what_is_taken_is_logged_with_the_file_and_its_digest() -> None:
    of = one({CHOICE: "once_or_twice_a_year"})
    found = read(answered(of), of)
    after = with_answers(of, found, catalog(), NOON, by="J. Smith")
    answers = after.candidate("acme").answers
    assert answers[NUMBER] == answer(14, evidence="written", by="J. Smith")
    assert answers[CHOICE].value == "never"
    assert after.candidate("borough") == of.candidate("borough")
    assert after.log[-1].what == (
        f'Acme IT: answers received from "acme.xlsx" (sha256 {found.digest}), given by J. Smith. '
        f"New: pro_patch_days. Changed: pro_backup_test. Left blank: {', '.join(_blank(found))}."
    )


def test_a_price_replaces_the_answer_that_it_was_not_known() -> None:
    of = one({"pri_onboarding": answer(state="unknown")})
    data = fill(form(of), "pri_onboarding", answer=900, instead=None, note="two days of work")
    after = with_answers(of, read(data, of), catalog(), NOON).candidate("acme")
    assert after.bid is not None
    assert after.bid.onboarding == 900
    assert {note_in_words(given) for given in after.answers.values()} == {"left blank"}
    assert "pri_onboarding" not in after.answers
    assert (after.note, after.remarks) == ("", {"onboarding": "two days of work"})
    assert beside_note(after, of) == 'From the bidder, beside "To get started": two days of work'
    again = with_answers(of, read(data, of), catalog(), NOON)
    assert read(data, again).good == ()


def test_nothing_taken_is_nothing_logged() -> None:
    of = one()
    assert with_answers(of, read(form(of, None), of, "acme"), catalog(), NOON) is of


def _blank(found: Received) -> list[str]:
    return [item.question for item in found.left_blank]


def test_what_a_bidder_leaves_blank_in_its_own_form_was_asked_and_not_answered() -> None:
    """Leaving a row empty, deleting it and saying "we do not know" come to the same."""
    of = one({MONEY: answer(state="refused")})
    data = edited(answered(of), lambda _, page: page.delete_rows(row_of(page, "pro_vuln_scan")))
    found = read(data, of)
    asked = {q.id for q in catalog().questions_in("full") if q.asked_of == "bidder"}
    assert set(_blank(found)) == asked - {CHOICE, NUMBER, MONEY}
    after = with_answers(of, found, catalog(), NOON)
    answers = after.candidate("acme").answers
    assert set(answers) == asked, "nothing that was asked stays as if nobody had"
    blank = answer(state="unknown", blank=True, by="the bidder")
    assert {answers[question] == blank for question in _blank(found)} == {True}
    assert answers[MONEY].state == "refused", "what stands is not overwritten"
    again = read(data, after)
    assert (again.left_blank, again.good) == ((), ())
    form_of_them = form_csv(after)
    assert "left blank" not in "".join("".join(row) for row in form_of_them)


def test_a_form_made_for_anybody_says_nothing_of_what_this_bidder_was_asked() -> None:
    of = one()
    found = read(fill(form(of, None), NUMBER, answer=14), of, "acme")
    assert found.left_blank == ()
    assert list(with_answers(of, found, catalog(), NOON).candidate("acme").answers) == [NUMBER]


def test_an_answer_that_comes_after_a_blank_keeps_nothing_of_it() -> None:
    of = one()
    after = with_answers(of, read(form(of), of), catalog(), NOON)
    given = item(read(answered(of), after).changed, NUMBER).answer
    assert given is not None
    assert (str(given.value), given.blank, note_in_words(given)) == ("14", False, "")


def test_no_form_can_say_that_the_owner_agrees() -> None:
    """A bidder's "does not apply" counts once the owner agrees; another reason has to be agreed to anew."""
    instead = "Does not apply to us (say why in the note)"
    of = one()
    data = fill(form(of), "pro_vuln_scan", instead=instead, note="no machines")
    after = with_answers(of, read(data, of), catalog(), NOON)
    first = after.candidate("acme").answers["pro_vuln_scan"]
    assert (first.state, first.confirmed, first.counts_as) == ("not_applicable", False, "unknown")
    agreed = set_answer(after, "acme", "pro_vuln_scan", first.model_copy(update={"confirmed": True}))
    same = with_answers(agreed, read(data, agreed), catalog(), NOON)
    assert same.candidate("acme").answers["pro_vuln_scan"].confirmed
    other = fill(form(of), "pro_vuln_scan", instead=instead, note="none of your business")
    changed = with_answers(agreed, read(other, agreed), catalog(), NOON)
    assert not changed.candidate("acme").answers["pro_vuln_scan"].confirmed
