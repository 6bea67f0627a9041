"""Older files open, newer ones are refused with both numbers, and the old file is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from msp_select.errors import FileFaults
from msp_select.model.catalog import Catalog
from msp_select.model.session import SCHEMA
from msp_select.store.migrations import STEPS, migrated
from msp_select.store.session import StoredSession, load_session, save_session
from msp_select.store.toml import parse_toml


def rename_title(data: dict[str, Any]) -> dict[str, Any]:
    return {("title" if key == "name" else key): value for key, value in data.items()}


def add_size(data: dict[str, Any]) -> dict[str, Any]:
    return {"size": "full", **data}


def test_steps_are_taken_one_at_a_time() -> None:
    steps = {1: rename_title, 2: add_size}
    one = parse_toml(b'schema = 1\nname = "T"\n', "a.toml")
    two = parse_toml(b'schema = 2\ntitle = "T"\n', "a.toml")
    today = {"schema": 3, "title": "T", "size": "full"}
    assert migrated(one, steps, newest=3) == today
    assert migrated(two, steps, newest=3) == today
    assert one.data == {"schema": 1, "name": "T"}


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (
            b"schema = 7\n",
            "a.toml:1: schema: the file has schema 7, this program knows up to 1",
            "Update msp-select, then open the file again.",
        ),
        (b"", "a.toml:1: schema: is missing; expected schema = 1", "Write schema = 1 as the first line."),
        (
            b"\nschema = true\n",
            "a.toml:2: schema: is not a schema number; expected 1",
            "Write schema = 1 as the first line.",
        ),
        (
            b"schema = 0\n",
            "a.toml:1: schema: is not a schema number; expected 1",
            "Write schema = 1 as the first line.",
        ),
    ],
)
def test_a_schema_the_program_does_not_know(text: bytes, what: str, remedy: str) -> None:
    with pytest.raises(FileFaults) as caught:
        migrated(parse_toml(text, "a.toml"))
    assert (caught.value.message, caught.value.remedy) == (what, remedy)


def test_there_is_a_step_from_every_older_schema() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))


def test_the_first_save_keeps_the_old_file_beside_the_new(
    stored: StoredSession, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = stored.path.read_bytes()
    monkeypatch.setattr("msp_select.store.session.SCHEMA", 2)
    saved = save_session(stored, stored.session)
    assert Path("small.schema1.toml").read_bytes() == old
    save_session(replace(saved, schema_on_disk=1), stored.session)
    assert Path("small.schema1.toml").read_bytes() == old
    assert load_session("small.toml", catalog).session == stored.session
