"""Files written before codes stood beside the words: they open, verify, show the same and are saved on."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.exchange import bidder_csv
from msp_select.model.disclosure import hide, log_disagrees, reveal
from msp_select.model.edits import logged, set_pillar_weight
from msp_select.model.library_copy import provider_of
from msp_select.model.log import LogEntry, check_log
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.phrases.en.library_changes import differences
from msp_select.phrases.en.notes import beside_note, note_in_words
from msp_select.phrases.explanation import explain
from msp_select.store.migrations import with_notes_read
from msp_select.store.providers import dump_provider, parse_provider
from msp_select.store.scored_with import as_scored
from msp_select.store.session import dump_session, new_session_file, parse_session
from tests.decision.sessions import answer, candidate, session
from tests.strategies import shipped_catalog

OLD = Path(__file__).parent.parent / "data" / "before_codes"
AT = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def old() -> Session:
    """A session as a program without codes saved it: hidden, opened, undone, received, locked."""
    return parse_session((OLD / "session.toml").read_bytes(), "old.toml", shipped_catalog())


def reread(session: Session) -> Session:
    return parse_session(dump_session(session), "again.toml", shipped_catalog())


# -- the log ---------------------------------------------------------------------------------------------


def test_an_entry_without_a_kind_is_known_by_its_words(old: Session) -> None:
    assert [(entry.what.split(" (")[0], entry.kind, entry.weights) for entry in old.log] == [
        ("weights and price references set with Marta", None, True),
        ('Acme IT: answers received from "acme.xlsx"', None, False),
        ("names hidden", "names_hidden", False),
        ("prices opened", "prices_opened", False),
        ("taken back: prices opened", "taken_back", False),
        ("done again: prices opened", "done_again", False),
        ("weights changed: weight of price", None, True),
        ("taken back: weight of price", "taken_back", True),
        ("weights changed: weight of price", None, True),
        ('Acme IT: answers received from "acme.xlsx"', None, False),
        ("names shown", "names_shown", False),
        ('taken from the library: "Featherweight IT"', None, True),  # as it was read then
    ]


def test_the_chain_of_a_log_without_kinds_is_whole_and_finds_what_is_altered(old: Session) -> None:
    check = check_log(old.log, old.log_chain)
    assert (check.faults, check.entries, check.outside) == ((), 12, 1)
    assert log_disagrees(old) == ()
    altered = (*old.log[:3], old.log[3].model_copy(update={"what": "prices looked at"}), *old.log[4:])
    assert check_log(altered, old.log_chain).faults == ('entry 4 ("prices looked at") was altered',)


def test_a_kind_put_to_an_old_entry_by_hand_is_an_alteration() -> None:
    text = (OLD / "session.toml").read_text("utf-8")
    forged = text.replace('what = "names hidden"', 'kind = "note"\nwhat = "names hidden"')
    read = parse_session(forged.encode(), "old.toml", shipped_catalog())
    assert check_log(read.log, read.log_chain).faults == ('entry 3 ("names hidden") was altered',)


def test_a_kind_taken_from_a_new_entry_is_an_alteration(old: Session) -> None:
    text = dump_session(hide(old, "prices", AT, "a new bid")).decode()
    assert text.count('kind = "prices_sealed"\n') == 1
    read = parse_session(text.replace('kind = "prices_sealed"\n', "").encode(), "s.toml", shipped_catalog())
    assert check_log(read.log, read.log_chain).faults == ('entry 13 ("prices sealed again") was altered',)


def test_the_record_of_an_old_log_says_what_it_said(old: Session) -> None:
    found = next(
        f for f in explain(evaluate(old, shipped_catalog(), draws=200)).findings if f.kind == "record"
    )
    assert found.sentence == (
        "Weights were set on 18 November 2026 at 09:00 (UTC); "
        "prices were opened on 21 November 2026 at 09:04 (UTC), with four changes of weights since."
    )
    assert found.figures["changes_after_opening"] == 4
    assert found.figures["prices_opened_at"] == "2026-11-21T09:04:00+00:00"


def test_an_old_log_goes_on_with_kinds_and_stays_whole(old: Session) -> None:
    later = reread(reveal(hide(old, "prices", AT, "a new bid"), "prices", AT, "all bids are in"))
    assert later.log[:12] == old.log
    assert [entry.kind for entry in later.log[12:]] == ["prices_sealed", "prices_opened"]
    assert check_log(later.log, later.log_chain).whole
    assert log_disagrees(later) == ()


def test_the_words_of_an_entry_with_a_kind_mean_nothing(old: Session) -> None:
    name = 'taken from the library: "Featherweight: prices opened"'
    later = reread(logged(old, AT, "taken_from_library", name))
    assert (later.log[-1].kind, later.log[-1].weights) == ("taken_from_library", False)


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("Prices opened with Marta", "prices_opened"),
        ("prices sealed again", "prices_sealed"),
        ("marks revealed", "marks_revealed"),
        ("marks hidden again", "marks_hidden"),
        ("Names hidden", None),
        ("met them", None),
    ],
)
def test_an_entry_by_hand_is_read_as_before(old: Session, what: str, kind: str | None) -> None:
    by_hand = old.model_copy(update={"log": (LogEntry(at=AT, what=what),), "log_chain": None})
    (entry,) = reread(by_hand).log
    assert (entry.kind, entry.weights) == (kind, False)


# -- notes -------------------------------------------------------------------------------------------------


def table(**fields: Any) -> dict[str, Any]:
    """An answer as the file said it, with the keys it is read with."""
    made: dict[str, Any] = with_notes_read({"answers": {"q": fields}})["answers"]["q"]
    return made


def test_what_stood_in_the_notes_of_an_old_file_stands_in_keys_of_its_own(old: Session) -> None:
    answers = old.candidate("acme").answers
    days = answers["pro_patch_days"]
    assert (days.note, days.offer) == ("I doubt it", "contract")
    assert days.bidder == "clause 7.2\nand the annex"
    assert (answers["pro_backup_test"].note, answers["pro_backup_test"].bidder) == ("", "not yet")
    blank = {key for key, answer in answers.items() if answer.blank}
    assert len(blank) == 43
    assert all((answers[key].state, answers[key].note) == ("unknown", "") for key in blank)


def test_the_notes_of_an_old_file_are_shown_in_the_words_they_were_written_in(old: Session) -> None:
    written = tomllib.loads((OLD / "session.toml").read_text("utf-8"))
    moved = ("dunmore", "pro_patch_coverage")  # its age stood behind the bidder's part
    for one in written["candidates"]:
        for question, said in one["answers"].items():
            shown = note_in_words(old.candidate(one["id"]).answers[question])
            if (one["id"], question) == moved:
                assert sorted(shown.split("\n")) == sorted(said["note"].split("\n"))
            else:
                assert shown == said.get("note", "")


def test_an_aged_answer_of_an_old_file_knows_its_true_grade(old: Session) -> None:
    dunmore = old.candidate("dunmore")
    day = dt.date(2026, 11, 21)
    assert {key: (answer.evidence, answer.filed, answer.aged) for key, answer in dunmore.answers.items()} == {
        "pro_patch_days": ("written", "contract", day),
        "pro_backup_test": ("said", "said", day),
        "pro_patch_coverage": ("contract", "seen", day),
        "sta_turnover": (None, None, None),
    }
    provider = parse_provider((OLD / "provider.toml").read_bytes(), "provider.toml", shipped_catalog())
    coverage = provider.answers["pro_patch_coverage"]
    assert (coverage.note, coverage.offer, coverage.bidder) == ("", "contract", "see the report")
    assert differences(old, dunmore, provider, shipped_catalog()) == ()
    assert provider_of(dunmore, old, provider).answers == provider.as_candidate().answers


def test_an_old_session_saved_on_is_read_back_equal_and_to_the_same_bytes(old: Session) -> None:
    saved = dump_session(old)
    again = parse_session(saved, "again.toml", shipped_catalog())
    assert again == old
    assert dump_session(again) == saved
    for words in ("Offered as proof", "From the bidder: clause", "left blank", "Answered on"):
        assert words not in saved.decode()


def test_an_old_provider_saved_on_is_read_back_equal_and_to_the_same_bytes() -> None:
    old = parse_provider((OLD / "provider.toml").read_bytes(), "provider.toml", shipped_catalog())
    saved = dump_provider(old)
    assert parse_provider(saved, "again.toml", shipped_catalog()) == old
    assert dump_provider(parse_provider(saved, "again.toml", shipped_catalog())) == saved


def test_the_form_of_an_old_session_sends_the_bidders_part_and_nothing_of_the_owners(old: Session) -> None:
    sheet = bidder_csv(old, shipped_catalog(), "acme", "core").decode("utf-8-sig")
    for told in ("clause 7.2", "and the annex", "A term in the contract", "not yet"):
        assert told in sheet
    assert not [word for word in ("I doubt it", "left blank") if word in sheet]
    dunmore = bidder_csv(old, shipped_catalog(), "dunmore", "full").decode("utf-8-sig")
    assert "see the report" in dunmore
    assert "over a year" not in dunmore


@pytest.mark.parametrize(
    ("note", "owner", "said"),
    [
        ("clause 7.2", "clause 7.2", {}),
        ("I said: From the bidder: x", "I said: From the bidder: x", {}),
        ("From the bidder: x\ny", "", {"bidder": "x\ny"}),
        ("mine\nand mine\nFrom the bidder: x", "mine\nand mine", {"bidder": "x"}),
        ("Offered as proof: you may come and look at it.", "", {"offer": "seen", "bidder": ""}),
        ("Offered as proof: Our word in this sheet\nFrom the bidder: x", "", {"bidder": "x"}),
        ("mine\r\nFrom the bidder: x", "mine", {"bidder": "x"}),
        (
            "a\nOffered as proof: an oath\nFrom the bidder: x",
            "a",
            {"bidder": "Offered as proof: an oath\nFrom the bidder: x"},
        ),
        ("left blank", "left blank", {}),  # beside a value
    ],
)
def test_a_note_is_read_by_its_marks(note: str, owner: str, said: dict[str, str]) -> None:
    read = table(value=14, note=note)
    assert read.pop("note", "") == owner
    assert read == {"value": 14} | said


AGED = "Answered on 2025-03-01, over a year before 2026-11-21: counts as written instead of contract."


@pytest.mark.parametrize(
    ("note", "owner", "bidder"),
    [
        (AGED, "", ""),
        (f"mine\n{AGED}", "mine", ""),
        (f"mine\n{AGED}\nFrom the bidder: x", "mine", "x"),
        (f"mine\nFrom the bidder: x\n{AGED}", "mine", "x"),
    ],
)
def test_an_age_is_read_wherever_it_was_written(note: str, owner: str, bidder: str) -> None:
    read = table(value=14, evidence="written", note=note, dated=dt.date(2025, 3, 1))
    assert (read.get("note", ""), read.get("bidder", "")) == (owner, bidder)
    assert (read["filed"], read["aged"]) == ("contract", dt.date(2026, 11, 21))


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence": "seen", "dated": dt.date(2025, 3, 1)},  # the owner has looked since
        {"evidence": "written", "dated": dt.date(2025, 3, 2)},
        {"evidence": "written"},
    ],
)
def test_an_age_that_no_longer_counts_stays_a_note(fields: dict[str, Any]) -> None:
    assert table(value=14, note=AGED, **fields) == {"value": 14, "note": AGED} | fields


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"value": 14}, "From the bidder: I made that up"),
        ({"value": 14}, "mine\nOffered as proof: A term in the contract"),
        ({"state": "unknown"}, "left blank"),
        ({"value": 14, "evidence": "written", "dated": dt.date(2025, 3, 1)}, AGED),
    ],
)
def test_what_an_owner_writes_today_is_never_taken_for_a_bidders(said: dict[str, Any], note: str) -> None:
    mine = session(candidate("acme", {"pro_patch_days": answer(**said, note=note)}))
    again = reread(mine)
    assert again == mine
    assert dump_session(again) == dump_session(mine)
    assert note.split("\n")[-1] not in _noted(bidder_csv(again, shipped_catalog(), "acme", "full"))


def _noted(form: bytes) -> str:
    """What a form says for the question about patches, and nothing of what can be chosen."""
    rows = csv.reader(io.StringIO(form.decode("utf-8-sig"), newline=""))
    return " ".join(next(row for row in rows if row and row[0] == "pro_patch_days")[5:])


LEFT_OUT = (
    "The rate card on file is in EUR, VAT excluded; this session counts in USD, VAT excluded: ask for prices."
)


def test_a_rate_card_that_was_left_out_is_known_by_the_reference(old: Session) -> None:
    dunmore = old.candidate("dunmore")
    assert dunmore.library is not None
    assert (dunmore.note, dunmore.library.currency, dunmore.library.vat) == (
        "Met at a fair.",
        "EUR",
        "excluded",
    )
    assert beside_note(dunmore, old) == LEFT_OUT


def test_those_words_in_todays_note_stay_the_owners() -> None:
    reference = {"id": "acme", "digest": "ab", "taken": dt.date(2026, 11, 21)}
    mine = session(candidate("acme", note=LEFT_OUT, library=reference))
    assert reread(mine) == mine
    assert dump_session(reread(mine)) == dump_session(mine)


# -- what moves the weights is logged as such, whatever it is called ----------------------------------------


def test_every_way_to_move_locked_weights_counts_as_a_change_of_them(tmp_path: Path, old: Session) -> None:
    today = as_scored(old, shipped_catalog())  # what the questions say today is no change from outside
    work = OpenSession(new_session_file(tmp_path / "s.toml", today), shipped_catalog(), clock=lambda: AT)
    work.change(set_pillar_weight(work.session, "price", 50), "a third more", why="the bank insists")
    work.undo()
    work.redo()
    work.restore(work.versions()[-1], why="back to what we had")
    assert [(entry.kind, entry.weights) for entry in work.session.log[12:]] == [
        ("changed", True),
        ("taken_back", True),
        ("done_again", True),
        ("restored", True),
    ]
    assert work.problem is None
    assert check_log(work.session.log, work.session.log_chain).whole
