"""A small session in a folder of its own, with the user's folders inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_select.model.catalog import Catalog
from msp_select.store.session import StoredSession, load_session
from tests.strategies import shipped_catalog

SMALL = """schema = 1
title = "Small"
created = 2026-11-20
as_of = 2026-11-21

[[candidates]]
id = "acme"
name = "Acme"

[candidates.answers.pro_patch_days]
value = 14
"""


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folders, empty: `config`, `state` and `cache` inside the one returned."""
    for kind in ("config", "state", "cache"):
        monkeypatch.setenv(f"MSP_SELECT_{kind.upper()}_DIR", str(tmp_path / "own" / kind))
    return tmp_path / "own"


@pytest.fixture
def catalog() -> Catalog:
    """The shipped catalog."""
    return shipped_catalog()


@pytest.fixture
def file(tmp_path: Path, own_folders: Path) -> Path:
    """A session file that a person wrote."""
    assert own_folders.is_relative_to(tmp_path)
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def stored(file: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> StoredSession:
    """That session, opened from its own folder under its bare name."""
    monkeypatch.chdir(file.parent)
    return load_session("small.toml", catalog)
