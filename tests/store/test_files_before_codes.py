"""Files written before codes stood beside the words: they open, verify, show the same and are saved on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from msp_select.decision.evaluate import evaluate
from msp_select.model.changes import logged, set_pillar_weight
from msp_select.model.fairness import hide, log_disagrees, reveal
from msp_select.model.log import LogEntry, check_log
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain
from msp_select.store.session import dump_session, new_session_file, parse_session
from msp_select.work import Work
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
        "Nobody has said who paid for this session. Weights were set on 18 November 2026 at 09:00 (UTC); "
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


# -- what moves the weights is logged as such, whatever it is called ----------------------------------------


def test_every_way_to_move_locked_weights_counts_as_a_change_of_them(tmp_path: Path, old: Session) -> None:
    work = Work(new_session_file(tmp_path / "s.toml", old), shipped_catalog(), clock=lambda: AT)
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
