"""`read` as its user sees it: all that is found is shown, nothing is changed, what is hidden stays hidden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runs import Run, run
from tests.reading.readings import FOLDER

SESSION = """schema = 1
title = "Practice"
created = 2027-01-01
as_of = 2027-01-01
{settings}
[business]
biz_users = 38

[[candidates]]
id = "larkspan"
name = "Larkspan Technology Partners"
"""
PROPOSAL = FOLDER / "open" / "larkspan.pdf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "larkspan.pdf").write_bytes(PROPOSAL.read_bytes())
    (tmp_path / "msa.txt").write_text("TERMS\n\nThe initial term is 36 months.\n")
    return tmp_path


def read(*more: str, settings: str = "") -> Run:
    text = SESSION.format(settings=f"\n[settings]\n{settings} = true\n" if settings else "")
    Path("ours.toml").write_text(text)
    done = run("read", "ours.toml", *more)
    assert Path("ours.toml").read_text() == text
    return done


def found(*more: str, settings: str = "") -> Any:
    done = read(*more, "--json", settings=settings)
    assert done.status == 0, done.err
    return json.loads(done.out)


@pytest.mark.usefixtures("folder")
def test_the_list_shows_each_find_with_its_place_and_its_words() -> None:
    done = read("larkspan.pdf", "--candidate", "larkspan", "--list")
    assert done.status == 0
    lines = " ".join(done.out.split())
    assert "larkspan.pdf: six pages" in lines
    assert "Two places say different things: 60 and 15." in lines
    assert "larkspan.pdf, page 5: “Onboarding and network clean-up $4,800.00”" in lines
    assert "Nothing was changed" in lines


@pytest.mark.usefixtures("folder")
def test_the_json_is_as_its_schema_says() -> None:
    schema = json.loads((FOLDER.parent.parent / "docs" / "schemas" / "reading.json").read_text("utf-8"))
    for settings in ("", "sealed"):
        reading = found("larkspan.pdf", "--candidate", "larkspan", settings=settings)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(reading)] == []
    assert {find["state"] for find in reading["proposals"]} == {"proposed"}


@pytest.mark.usefixtures("folder")
def test_roles_are_given_by_document() -> None:
    reading = found("larkspan.pdf", "msa.txt", "--candidate", "larkspan", "--as", "contract:msa.txt")
    assert [(one["name"], one["role"]) for one in reading["documents"]] == [
        ("larkspan.pdf", "proposal"),
        ("msa.txt", "contract"),
    ]


@pytest.mark.usefixtures("folder")
def test_only_the_pages_asked_for_are_read() -> None:
    reading = found("larkspan.pdf", "--candidate", "larkspan", "--pages", "5")
    assert {find["page"] for find in reading["proposals"]} == {5}
    assert reading["documents"][0]["pages"] == 6


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("larkspan.pdf", "--candidate", "larkspam"), 'There is no candidate "larkspam"'),
        (("gone.pdf", "--candidate", "larkspan"), "gone.pdf"),
        (("msa.txt", "--candidate", "larkspan", "--as", "deal:msa.txt"), "there is no role deal"),
        (("msa.txt", "--candidate", "larkspan", "--as", "mail:x.txt"), "x.txt is not among the documents"),
        (("msa.txt", "--candidate", "larkspan", "--pages", "9-2"), "expected the first and the last page"),
        (("larkspan.pdf", "--candidate", "larkspan", "--pages", "7-9"), "There is no page 7"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_what_to_do(arguments: tuple[str, ...], says: str) -> None:
    done = read(*arguments, "--list")
    assert done.status == 2
    assert says in done.err
    assert len(done.err.splitlines()) == 2


@pytest.mark.usefixtures("folder")
def test_one_document_refused_does_not_hide_the_other() -> None:
    Path("empty.pdf").write_bytes(b"")
    done = read("empty.pdf", "msa.txt", "--candidate", "larkspan", "--json")
    assert done.status == 2
    reading = json.loads(done.out)
    assert [bool(one["refused"]) for one in reading["documents"]] == [True, False]
    assert [find["value"] for find in reading["proposals"] if find["target"] == "doc.term_months"] == [36]


@pytest.mark.usefixtures("folder")
def test_sealed_prices_are_counted_and_stand_nowhere() -> None:
    done = read("larkspan.pdf", "--candidate", "larkspan", "--json", settings="sealed")
    reading = json.loads(done.out)
    assert reading["withheld"] > 10
    assert "$" not in done.out
    assert not [find for find in reading["proposals"] if find["target"].startswith("bid.")]
    assert "acc_p1_response" in {find["target"] for find in reading["proposals"]}
    told = read("larkspan.pdf", "--candidate", "larkspan", "--list", settings="sealed").out
    assert f"{reading['withheld']} finds with prices wait until the prices are opened." in " ".join(
        told.split()
    )
    assert "$" not in told


@pytest.mark.usefixtures("folder")
def test_hidden_names_are_masked_in_documents_and_quotes() -> None:
    for how in ("--json", "--list"):
        done = read("larkspan.pdf", "--candidate", "provider-a", how, settings="blind")
        assert done.status == 0
        assert "larkspan" not in done.out.lower()
        assert "document A" in done.out
    reading = found("larkspan.pdf", "--candidate", "provider-a", settings="blind")
    quotes = [find["quote"] for find in reading["proposals"] if find["target"] == "bid.yearly_rise"]
    assert quotes[0].startswith("On each anniversary Provider A may increase the recurring fees")
