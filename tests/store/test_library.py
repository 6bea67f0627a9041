"""Provider files: read with their faults, written whole, aged on their way into a session."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.errors import FileFaults, MspSelectError, UsageError
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.edits import new_session
from msp_select.model.library_copy import aged, as_filed, copied, provider_of, take
from msp_select.model.provider import Provider, year_before
from msp_select.model.scalars import EVIDENCE
from msp_select.model.session import Session
from msp_select.phrases.en.library_changes import differences
from msp_select.phrases.en.notes import money_left_out, note_in_words
from msp_select.store.earlier_versions import previous_versions
from msp_select.store.library import library_faults, new_or_open, open_library, put
from msp_select.store.providers import dump_provider, parse_provider, read_provider, write_provider
from msp_select.store.session import dump_session, parse_session
from tests.strategies import ids, providers, sessions, shipped_catalog

AS_OF = dt.date(2026, 11, 21)
ACME = """schema = 1
id = "acme"
name = "Acme"
dated = 2026-03-01

[profile]
regions = ["north"]

[answers.pro_patch_days]
value = 14
evidence = "contract"
"""


def acme(**fields: Any) -> Provider:
    return parse_provider(ACME.encode(), "acme.toml", shipped_catalog()).model_copy(update=fields)


def client(**fields: Any) -> Session:
    return new_session("Client", AS_OF).model_copy(update=fields)


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(FileFaults) as caught:
        parse_provider(text.encode(), "acme.toml", shipped_catalog())
    return caught.value.faults


@settings(max_examples=30)
@given(providers(shipped_catalog(), "acme"))
def test_a_provider_reads_back_equal_and_saves_to_the_same_bytes(provider: Provider) -> None:
    written = dump_provider(provider)
    read = parse_provider(written, "acme.toml", shipped_catalog())
    assert read == provider
    assert dump_provider(read) == written


@settings(max_examples=80)
@given(st.binary(max_size=300) | st.just(ACME.encode()), st.data())
def test_any_bytes_give_a_provider_or_one_clean_error(written: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(written)))
    middle = data.draw(st.binary(max_size=5) | st.sampled_from([b"nan", b"[[", b'"', b"= = ="]))
    try:
        parse_provider(written[:start] + middle + written[start + 9 :], "a.toml", shipped_catalog())
    except MspSelectError as error:
        refusal = error
    else:
        return
    assert refusal.remedy.endswith(".")
    assert all(line.startswith(("a.toml:", "... and ")) for line in refusal.message.split("\n"))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "dated = 2026-03-01\n",
            "",
            "acme.toml:8: answers.pro_patch_days: the answer has no date; expected dated = 2026-11-20 here, "
            "or once at the top for all",
        ),
        (
            "pro_patch_days",
            "pro_patch_day",
            'acme.toml:9: answers.pro_patch_day: there is no question "pro_patch_day"; did you mean '
            '"pro_patch_days"?',
        ),
        (
            "value = 14",
            'value = "soon"',
            'acme.toml:10: answers.pro_patch_days.value: "soon" is not a number of days',
        ),
        (
            "value = 14",
            "value = 1.2345678901234567",
            "acme.toml:10: answers.pro_patch_days.value: 1.2345678901234567 has more than 15 digits",
        ),
        (
            'regions = ["north"]',
            "smallest_client = 9\nlargest_client = 5",
            "acme.toml:7: profile.smallest_client: 9 is above largest_client = 5",
        ),
        ("regions", "region", 'acme.toml:7: profile.region: unknown key; did you mean "regions"?'),
        ("schema = 1\n", "", "acme.toml:1: schema: is missing; expected schema = 1"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(old: str, new: str, fault: str) -> None:
    assert faults(ACME.replace(old, new)) == (fault,)


def test_check_names_the_faults_of_all_files_and_an_id_used_twice(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "a.toml").write_text(ACME, "utf-8")
    (tmp_path / "b.toml").write_text("# another\n" + ACME, "utf-8")
    (tmp_path / "c.toml").write_text(ACME.replace("14", "nan"), "utf-8")
    (tmp_path / "notes.txt").write_text("not a provider", "utf-8")
    sound, found = library_faults(tmp_path, catalog)
    assert sound == 1
    assert found[0] == f'{tmp_path}/b.toml:3: id: "acme" is already used by {tmp_path}/a.toml'
    assert found[1].startswith(f"{tmp_path}/c.toml:10: answers.pro_patch_days.value: ")
    assert [row.file for row in open_library(tmp_path, catalog).rows] == ["a.toml"]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (dt.date(2026, 11, 21), dt.date(2025, 11, 21)),
        (dt.date(2028, 2, 29), dt.date(2027, 2, 28)),
        (dt.date(2029, 2, 28), dt.date(2028, 2, 28)),
    ],
)
def test_a_year_is_a_calendar_year(day: dt.date, before: dt.date) -> None:
    assert year_before(day) == before
    made = Answer(value="x", evidence="seen", dated=before)
    assert aged(made, "none", shipped_catalog(), day) == made
    older = made.model_copy(update={"dated": before - dt.timedelta(days=1)})
    assert aged(older, "none", shipped_catalog(), day).evidence == "contract"


def test_an_old_answer_says_what_age_did_to_it_and_the_file_keeps_its_grade() -> None:
    old = acme(dated=dt.date(2025, 11, 20))
    taken = copied(client(), old, "abc", shipped_catalog()).answers["pro_patch_days"]
    assert taken.evidence == "written"
    assert (taken.note, taken.filed, taken.aged) == ("", "contract", AS_OF)
    assert note_in_words(taken) == (
        "Answered on 2025-11-20, over a year before 2026-11-21: counts as written instead of contract."
    )
    assert old.answers["pro_patch_days"].evidence == "contract"
    fresh = copied(client(), acme(), "abc", shipped_catalog()).answers["pro_patch_days"]
    assert (fresh.evidence, fresh.note, fresh.dated) == ("contract", "", dt.date(2026, 3, 1))


@pytest.mark.parametrize("grade", EVIDENCE)
def test_age_can_be_taken_back(grade: Any) -> None:
    filed = Answer(value="x", evidence=grade, note="As told.\nTwice.", dated=dt.date(2020, 1, 1))
    lowered = aged(filed, "none", shipped_catalog(), AS_OF)
    assert lowered.evidence == EVIDENCE[max(EVIDENCE.index(grade) - 1, 0)]
    assert as_filed(lowered) == filed


@settings(max_examples=15)
@given(sessions(most=2), providers(shipped_catalog(), "acme"))
def test_a_taken_provider_travels_with_the_session_and_comes_back_as_it_was_filed(
    session: Session, provider: Provider
) -> None:
    taken = take(session, provider, "abc", shipped_catalog())
    copy = taken.candidates[-1]
    assert taken.candidates[:-1] == session.candidates
    assert parse_session(dump_session(taken), "s.toml", shipped_catalog()) == taken
    assert differences(taken, copy, provider, shipped_catalog()) == ()
    back = provider_of(copy, taken, provider)
    assert back.profile == provider.profile
    assert back.bid == provider.bid
    assert copied(session, back, "abc", shipped_catalog()).answers == copy.answers


def test_what_changed_since_is_listed_with_both_sides() -> None:
    session = take(client(), acme(), "abc", shipped_catalog())
    now = acme(
        name="Acme & Daughters",
        answers={
            "pro_patch_days": Answer(value=7, evidence="contract", dated=dt.date(2026, 11, 1)),
            "pro_backup_test": Answer(state="refused", dated=dt.date(2026, 11, 1)),
        },
    )
    found = differences(session, session.candidates[0], now, shipped_catalog())
    assert [(one.path, one.here, one.library) for one in found] == [
        ("name", "Acme", "Acme & Daughters"),
        ("answers.pro_patch_days", "14, contract, 2026-03-01", "7, contract, 2026-11-01"),
        ("answers.pro_backup_test", "", "refused, 2026-11-01"),
    ]


def test_a_rate_card_in_another_currency_stays_behind_and_the_note_says_so() -> None:
    bid = {"basis": "flat", "monthly": 1000}
    euros = Provider.model_validate(dict(acme()) | {"bid": bid, "currency": "EUR"}, by_name=True)
    copy = copied(client(), euros, "abc", shipped_catalog())
    assert copy.bid is None
    assert copy.note == ""
    assert money_left_out(copy, client()) == (
        "The rate card on file is in EUR, VAT excluded; this session counts in USD, VAT excluded: "
        "ask for prices."
    )
    assert provider_of(copy, client(), euros).bid == euros.bid


def test_a_provider_is_taken_once_and_gets_an_id_of_its_own() -> None:
    session = take(client(), acme(), "abc", shipped_catalog())
    with pytest.raises(ValueError):
        take(session, acme(), "abc", shipped_catalog())
    other = take(session, acme(id="acme-2"), "abc", shipped_catalog())
    assert [c.id for c in other.candidates] == ["acme", "acme-2"]


def test_what_is_on_file_is_replaced_only_when_asked_and_its_old_text_is_kept(
    tmp_path: Path, own_folders: Path, catalog: Catalog
) -> None:
    assert own_folders.is_relative_to(tmp_path)
    folder = tmp_path / "library"
    assert [outcome for _, outcome in put(new_or_open(folder, catalog), [acme()], catalog)] == ["added"]
    before = (folder / "acme.toml").read_bytes()
    library = open_library(folder, catalog)
    assert [outcome for _, outcome in put(library, [acme()], catalog)] == ["unchanged"]
    with pytest.raises(UsageError) as caught:
        put(library, [acme(id="new"), acme(note="other")], catalog)
    assert caught.value.message == f'{folder}/acme.toml: not saved: "acme" is on file and differs'
    assert [path.name for path in folder.glob("*.toml")] == ["acme.toml"]
    replaced = put(library, [acme(note="other")], catalog, replace=True)
    assert [outcome for _, outcome in replaced] == ["replaced"]
    assert read_provider(folder / "acme.toml", catalog).provider.note == "other"
    assert previous_versions(folder / "acme.toml")[0].read() == before


@settings(max_examples=20)
@given(ids() | st.sampled_from(["con", "lpt1", "a" * 80]))
def test_every_id_has_a_file_name(tmp_path_factory: pytest.TempPathFactory, provider_id: str) -> None:
    folder = tmp_path_factory.mktemp("library")
    library = new_or_open(folder, shipped_catalog())
    list(put(library, [acme(id=provider_id)], shipped_catalog()))
    assert open_library(folder, shipped_catalog()).find(provider_id).name == "Acme"
    assert [p.stem for p in folder.glob("*.toml")] not in (["con"], ["lpt1"])


@pytest.mark.skipif(os.name != "posix", reason="needs fork and kill")
def test_an_import_killed_at_any_moment_leaves_whole_files_and_can_be_repeated(
    tmp_path: Path, catalog: Catalog
) -> None:
    folder = tmp_path / "library"
    firms = [acme(id=f"firm-{n:02d}", name=f"Firm {n}", note="word " * 300) for n in range(40)]
    whole = {dump_provider(firm) for firm in firms}
    list(put(new_or_open(folder, catalog), firms[:1], catalog))
    chance = random.Random(7)
    for _ in range(12):
        _killed(lambda: _import(folder, firms, catalog), after=chance.uniform(0.0, 0.25))
        for path in folder.glob("*.toml"):
            assert path.read_bytes() in whole
        sound, found = library_faults(folder, catalog)
        assert (found, sound) == ((), len(list(folder.glob("*.toml"))))
    outcomes = [outcome for _, outcome in put(open_library(folder, catalog), firms, catalog)]
    assert len(outcomes) == 40
    assert "replaced" not in outcomes
    assert len(open_library(folder, catalog).rows) == 40


def _import(folder: Path, firms: list[Provider], catalog: Catalog) -> None:
    for _ in put(open_library(folder, catalog), firms, catalog):
        pass


def _killed(act: Callable[[], None], after: float) -> None:
    """Run `act` in a process of its own and kill it."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "acme.toml"
    write_provider(path, acme())
    before = path.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(MspSelectError) as caught:
        write_provider(path, acme(note="new"))
    monkeypatch.undo()
    assert caught.value.message == f"{path}: not saved: the disk is full"
    assert path.read_bytes() == before
    assert read_provider(path, catalog).provider == acme()
