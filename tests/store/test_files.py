"""Where things are, and that the program's own files are never written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.errors import FileError, UsageError
from msp_select.model.catalog import Catalog
from msp_select.model.slug import slug
from msp_select.store import files
from msp_select.store.files import example_names, sheets_name, shipped_folder
from msp_select.store.reach import Reach
from msp_select.store.session import StoredSession, load_session, new_session_file, save_session


def test_an_example_opens_and_is_never_written(catalog: Catalog, own_folders: Path, tmp_path: Path) -> None:
    assert not own_folders.exists()
    for name in example_names():
        stored = load_session(f"example:{name}", catalog)
        before = stored.path.read_bytes()
        with pytest.raises(FileError) as caught:
            save_session(stored, stored.session)
        assert (
            caught.value.message == f"example:{name}: not saved: it is part of the program and stays as it is"
        )
        assert caught.value.remedy == f"Work on a copy: msp-select new FILE --from example:{name}"
        assert stored.path.read_bytes() == before
        copy = new_session_file(tmp_path / f"{name}.toml", stored.session)
        assert load_session(copy.path, catalog).session == stored.session


def test_an_example_that_does_not_exist(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dental-practice", "law-firm"):
        (tmp_path / f"{name}.toml").touch()
    monkeypatch.setattr(files, "examples_folder", lambda: tmp_path)
    for name, hint in (("dental-practise", "Did you mean example:dental-practice? "), ("../../x", "")):
        with pytest.raises(UsageError) as caught:
            load_session(f"example:{name}", catalog)
        assert caught.value.message == f"example:{name}: there is no such example"
        assert caught.value.remedy == f"{hint}There are: example:dental-practice, example:law-firm."


def test_nothing_new_is_written_among_the_programs_own_files(stored: StoredSession) -> None:
    for folder in (shipped_folder("questionnaires"), shipped_folder("weights"), files.examples_folder()):
        path = folder / "mine.toml"
        with pytest.raises(FileError) as caught:
            new_session_file(path, stored.session)
        assert caught.value.message == f"{path}: not saved: that place belongs to the program"
        assert not path.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/x", "a/b", "CON", "...", "", "ÄÖÜ", "=1+1", "x" * 300, "\x1b[31m"]
)
def test_a_slug_is_one_plain_short_name(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= 60
    assert made.isascii()
    assert made == made.lower()
    assert all(letter.isalnum() or letter == "-" for letter in made)


def test_each_folder_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("config", "state", "cache"):
        folder = getattr(files, f"{kind}_folder")
        monkeypatch.setenv(f"MSP_SELECT_{kind.upper()}_DIR", str(tmp_path / kind))
        assert folder() == tmp_path / kind
        monkeypatch.delenv(f"MSP_SELECT_{kind.upper()}_DIR")
        assert "msp-select" in folder().parts


ALIKE = st.text("ab-. A_é:", min_size=1).map(lambda name: f"{name}.toml") | st.text("ab-.A", min_size=1)


@given(ALIKE, ALIKE)
def test_no_two_sessions_share_a_folder_of_sheets(one: str, other: str) -> None:
    assert (sheets_name(one) == sheets_name(other)) == (one == other)


def test_a_plain_name_has_a_plain_folder_and_is_out_of_reach_of_one_like_it(tmp_path: Path) -> None:
    assert sheets_name("clients/hill-dental.toml") == "hill-dental-sheets"
    mine, like_mine = tmp_path / "hill-dental.toml", tmp_path / "Hill Dental.toml"
    for file, other in ((mine, like_mine), (like_mine, mine)):
        assert Reach.of(file).may_write(tmp_path / sheets_name(file.name) / "vexley.html")
        assert not Reach.of(file).may_see(tmp_path / sheets_name(other.name) / "vexley.html")
