"""The log is a chain: what was altered, removed or moved is found and named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.model.edits import logged
from msp_select.model.log import LogChain, LogEntry, check_log
from msp_select.model.session import Session
from msp_select.store.session import dump_session, parse_session
from tests.decision.sessions import session
from tests.strategies import moments, shipped_catalog, texts

AT = dt.datetime(2026, 11, 21, 14, 2, 11, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def kept(count: int, by_hand: int = 0) -> Session:
    """A session whose log has entries "step 1", "step 2", ...; the first so many written by hand."""
    found = session(log=[{"at": AT, "what": f"by hand {n + 1}"} for n in range(by_hand)])
    for number in range(count):
        found = logged(found, AT + number * MINUTE, "note", f"step {number + 1}", "because")
    return found


def faults(log: tuple[LogEntry, ...], chain: LogChain | None) -> tuple[str, ...]:
    return check_log(log, chain).faults


@given(st.integers(0, 5), st.integers(0, 3))
def test_a_log_that_only_grew_is_whole(count: int, by_hand: int) -> None:
    found = kept(count, by_hand)
    check = check_log(found.log, found.log_chain)
    assert check.whole
    assert (check.entries, check.outside) == (count + by_hand, by_hand)


def test_the_sentence_says_how_many_entries_came_by_hand() -> None:
    mixed, by_hand, own = kept(2, 1), kept(0, 2), kept(1)
    assert check_log(mixed.log, mixed.log_chain).sentence == (
        "the log is whole, 3 entries; the first 1 entry came by hand"
    )
    assert check_log(by_hand.log, by_hand.log_chain).sentence == (
        "the log was written by hand: nothing ties its 2 entries together"
    )
    assert check_log(own.log, own.log_chain).sentence == "the log is whole, 1 entry"


@pytest.mark.parametrize(
    "change",
    [
        {"what": "another"},
        {"why": "no reason"},
        {"why": ""},
        {"at": AT - dt.timedelta(days=1)},
        {"kind": "changed"},
        {"kind": None},
        {"weights": True},
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_an_altered_entry_is_named(change: dict[str, object], place: int) -> None:
    found = kept(4)
    log = [*found.log]
    log[place] = log[place].model_copy(update=change)
    assert faults(tuple(log), found.log_chain) == (f'entry {place + 1} ("{log[place].what}") was altered',)


def test_a_removed_entry_is_named_by_the_one_before_it() -> None:
    found = kept(4)
    without = found.log[:1] + found.log[2:]
    assert faults(without, found.log_chain) == (
        'what stood behind entry 1 ("step 1") was removed',
        "the session counts 4 entries, and 3 of them are there",
    )


def test_the_first_the_last_and_all_entries_are_missed_too() -> None:
    found = kept(3)
    counted = "the session counts 3 entries, and 2 of them are there"
    assert faults(found.log[1:], found.log_chain) == (
        'what stood before entry 1 ("step 2") was removed',
        counted,
    )
    assert faults(found.log[:-1], found.log_chain) == (
        'what stood behind entry 2 ("step 2") was removed',
        counted,
    )
    assert faults((), found.log_chain) == (
        "every entry was removed",
        "the session counts 3 entries, and 0 of them are there",
    )


def test_entries_that_changed_places_are_both_named() -> None:
    found = kept(4)
    first, second, third, fourth = found.log
    assert faults((first, third, second, fourth), found.log_chain) == (
        'entry 2 ("step 3") was moved: it was written as entry 3',
        'entry 3 ("step 2") was moved: it was written as entry 2',
    )


def test_an_entry_put_in_by_hand_is_named_and_the_rest_stays_whole() -> None:
    found = kept(3)
    slipped = LogEntry(at=AT, what="nobody saw this")
    assert faults((*found.log[:2], slipped, *found.log[2:]), found.log_chain) == (
        'entry 3 ("nobody saw this") was put in by hand: it carries no digest of the one before',
    )


def test_what_was_written_by_hand_before_the_chain_is_held_by_it() -> None:
    found = kept(1, by_hand=2)
    altered = (found.log[0].model_copy(update={"why": "later"}), *found.log[1:])
    said = "of the 2 entries by hand at the beginning one was altered or removed"
    assert faults(altered, found.log_chain) == (said,)


def test_an_entry_copied_to_a_second_place_is_named() -> None:
    found = kept(3)
    said = faults((*found.log, found.log[1]), found.log_chain)
    assert 'entry 4 ("step 2") was moved or copied: it belongs behind entry 1 ("step 1")' in said


def test_a_removed_entry_stays_missed_when_the_log_goes_on() -> None:
    found = kept(3)
    shortened = found.model_copy(update={"log": found.log[:-1]})
    later = logged(shortened, AT + 9 * MINUTE, "note", "step 4")
    assert faults(later.log, later.log_chain) == (
        'what stood behind entry 2 ("step 2") was removed',
        "the session counts 4 entries, and 3 of them are there",
    )


def test_a_session_that_lost_its_count_says_so() -> None:
    found = kept(2)
    said = "the session no longer says how many entries its log has, and the digest of the last"
    assert faults(found.log, None) == (said,)


@given(st.data())
def test_any_other_log_than_the_one_written_is_found_out(data: st.DataObject) -> None:
    found = kept(data.draw(st.integers(1, 5)), data.draw(st.integers(0, 2)))
    log = data.draw(st.lists(st.sampled_from(found.log), max_size=len(found.log) + 1).map(tuple))
    assert check_log(log, found.log_chain).whole == (log == found.log)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            moments(),
            texts(),
            texts(),
        ),
        max_size=4,
    )
)
def test_a_log_stays_whole_through_a_file(steps: list[tuple[dt.datetime, str, str]]) -> None:
    found = session()
    for at, what, why in steps:
        found = logged(found, at, "note", what, why)
    read = parse_session(dump_session(found), "a.toml", shipped_catalog())
    check = check_log(read.log, read.log_chain)
    assert (check.faults, check.entries, check.outside) == ((), len(steps), 0)
