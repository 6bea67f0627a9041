"""What was saved is what is read: for every valid session, byte for byte."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.errors import MspSelectError
from msp_select.model.scalars import clean_text
from msp_select.model.session import Session
from msp_select.store.session import dump_session, parse_session
from tests.strategies import sessions, shipped_catalog


def test_an_old_file_opens_and_saves_as_it_was_written() -> None:
    written = (Path(__file__).parent.parent / "data" / "session-schema1.toml").read_bytes()
    session = parse_session(written, "old.toml", shipped_catalog())
    assert session.candidate("vexley-pyke").answers["pro_patch_days"].value == 14
    assert dump_session(session) == written


@settings(max_examples=60)
@given(sessions())
def test_a_session_reads_back_equal_and_saves_to_the_same_bytes(session: Session) -> None:
    written = dump_session(session)
    read = parse_session(written, "a.toml", shipped_catalog())
    assert read == session
    assert dump_session(read) == written


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_session_or_one_clean_error(data: bytes) -> None:
    _one_clean_error(data)


@settings(max_examples=80)
@given(sessions(most=1), st.data())
def test_a_damaged_session_gives_a_session_or_one_clean_error(session: Session, data: st.DataObject) -> None:
    written = dump_session(session)
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, min(len(written), start + 30)))
    middle = data.draw(
        st.binary(max_size=5) | st.sampled_from([b"nan", b"[[", b'"', b"{", b"1e999", b"= = ="])
    )
    _one_clean_error(written[:start] + middle + written[end:])


def _one_clean_error(data: bytes) -> None:
    try:
        parse_session(data, "a.toml", shipped_catalog())
    except MspSelectError as error:
        refusal = error
    else:
        return
    assert refusal.remedy.endswith(".")
    for line in refusal.message.split("\n"):
        assert line.startswith(("a.toml:", "... and "))
        assert clean_text(line) == line
