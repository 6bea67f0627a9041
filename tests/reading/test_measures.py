"""What `read` finds in whole proposals, held to bars: in those its cues were written from, and in others."""

from __future__ import annotations

import pytest

from msp_select.reading.reading import Reading
from tests.reading.readings import measured, quotes, reading_of, truths, verbatim

# Share, of what, at least: in the documents the cues began with, and in those that are in other words.
BARS = (
    ("values found", "values", 0.95, 0.70),
    ("said to need a look", "needing a look", 1.0, 0.80),
    ("proposed right", "proposed", 0.93, 0.88),
    ("plain right", "plain", 0.98, 0.95),
    ("passages in three", "passages", 0.97, 0.80),
    ("passages first", "passages", 0.90, 0.70),
    ("levels right", "levels", 0.95, 0.85),
    ("contradictions found", "contradictions", 0.80, 0.33),
    ("contradictions told right", "contradictions told", 0.70, 0.70),
    ("absent told", "absent", 0.95, 0.90),
)
FOLDERS = ("open", "held_out")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_stands_there_is_found_and_what_is_proposed_stands_there(folder: str) -> None:
    n = measured(folder)
    missed = [
        f"{part}: {n[part]} of {n[whole]}, at least {bars[FOLDERS.index(folder)]:.0%}"
        for part, whole, *bars in BARS
        if n[whole] == 0 or n[part] / n[whole] < bars[FOLDERS.index(folder)]
    ]
    assert missed == []
    assert n["traps taken"] == 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_quote_stands_word_for_word_on_its_page(folder: str) -> None:
    found = list(quotes(folder))
    assert len(found) > 500
    assert [find.quote for truth, find in found if not verbatim(truth, find)] == []


def test_a_find_in_a_pdf_names_the_page_it_stands_on() -> None:
    for truth in truths("open"):
        if truth.data["kind"] == "pdf" and truth.data["has_text"]:
            right = {one["target"]: one["page"] for one in truth.data["values"]}
            found = {find.target: find.page for find in reading_of(truth.path).finds if find.kind == "value"}
            assert {target: found.get(target) for target in right} == right


def test_a_doubtful_find_says_why_and_a_plain_one_has_nothing_to_say() -> None:
    for _, find in quotes("open"):
        assert (find.sure == "doubtful") == bool(find.why)


def test_a_scan_is_named_page_by_page_and_nothing_is_proposed() -> None:
    scan = reading("marlipins-scan")
    document = scan.documents[0]
    assert document.pages_without_text == (1, 2)
    assert document.notes[0].startswith(
        "Pages 1 and 2 are pictures. Ask for the file the bidder made it from"
    )
    assert scan.finds == ()


def test_contradicting_places_are_shown_together_and_neither_is_plain() -> None:
    found = reading("larkspan")
    told = next(one for one in found.contradictions if one.target == "acc_p1_response")
    assert (told.one.value, told.one.page) == (60, 4)  # where the bidder binds itself comes first
    assert (told.other.value, told.other.page) == (15, 2)
    assert "60" in told.sentence
    assert "15" in told.sentence
    assert all(find.sure == "doubtful" for find in found.finds if find.target == "acc_p1_response")
    contradicted = {one.target for one in found.contradictions}
    kinds = [find.target in contradicted for find in found.finds]
    assert kinds == sorted(kinds, reverse=True)  # asked first


def test_a_year_and_the_tax_in_it_are_worked_out_in_sight() -> None:
    fee = next(find for find in reading("corvane").finds if find.target == "bid.monthly")
    assert fee.worked == "32,832 / 12 = 2,736; less 20% tax = 2,280"


def reading(name: str) -> Reading:
    return reading_of(next(one.path for one in truths("open") if one.path.name.startswith(name)))
