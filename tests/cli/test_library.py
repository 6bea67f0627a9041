"""`library` and `match` as a person and as a program use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from tests.cli.runs import run
from tests.store.test_library import ACME
from tests.test_imports import modules_after

DENTAL = "example:dental-practice"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of the worked example's providers."""
    path = tmp_path / "library"
    for candidate in ("vexley-pyke", "tarnhollow", "ninefold"):
        assert run("library", "add", DENTAL, "--library", str(path), "--candidate", candidate).status == 0
    return path


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """The worked example's client with nobody under consideration yet."""
    from msp_select.model.edits import with_fields
    from msp_select.store.session import new_session_file

    example = load_session(DENTAL, load_catalog()).session
    new_session_file(tmp_path / "s.toml", with_fields(example, candidates=(), favourite=""))
    return tmp_path / "s.toml"


def test_a_match_of_the_examples_own_providers_ranks_them_as_the_example_does(
    folder: Path, session: Path
) -> None:
    document = json.loads(run("match", str(session), "--library", str(folder), "--json").out)
    ranking = json.loads(run("rank", DENTAL, "--json", "--samples", "0").out)["ranking"]
    scores = {row["id"]: row["score"] for row in ranking}
    assert document["schema"] == "msp-select/match/1"
    assert set(document) == {
        "schema", "title", "as_of", "sealed", "wanted", "on_file", "left_out", "shortlist", "matches",
    }  # fmt: skip
    assert {row["id"]: row["score"] for row in document["matches"]} == {
        key: scores[key] for key in ("vexley-pyke", "ninefold", "tarnhollow")
    }
    assert document["shortlist"] == ["ninefold", "vexley-pyke"]
    assert set(document["matches"][0]) == {
        "rank", "id", "name", "group", "score", "quality", "claimed", "proven", "possible", "coverage",
        "failed_must_haves", "open_must_haves", "aged_answers", "why",
    }  # fmt: skip
    third = next(row for row in ranking if row["id"] == "tarnhollow")
    first_failed = load_catalog().questions[third["failed_must_haves"][0]].short
    assert document["matches"][2]["why"][0].startswith(f'Fails the must-have "{first_failed}"')


def test_the_chosen_ones_are_put_into_the_session_and_the_log_says_so(folder: Path, session: Path) -> None:
    done = run("match", str(session), "--library", str(folder), "--take", "vexley-pyke", "--take", "ninefold")
    assert done.status == 0
    assert "Vexley & Pyke is in the session as vexley-pyke, with " in done.out
    stored = load_session(session, load_catalog()).session
    assert [c.id for c in stored.candidates] == ["vexley-pyke", "ninefold"]
    assert [entry.what for entry in stored.log[-2:]] == [
        'taken from the library: "Vexley & Pyke"',
        'taken from the library: "Ninefold Harrow"',
    ]
    assert "the log is whole" in run("check", str(session)).out
    again = run("match", str(session), "--library", str(folder), "--take", "ninefold")
    assert "Ninefold Harrow is in the session already" in again.out
    assert load_session(session, load_catalog()).session == stored


def test_what_has_changed_since_is_one_command(folder: Path, session: Path) -> None:
    run("match", str(session), "--library", str(folder), "--take", "ninefold")
    same = run("library", "changes", str(session), "--library", str(folder))
    assert same.out == "Ninefold Harrow, taken on 2026-11-21: nothing has changed.\n"
    path = folder / "ninefold.toml"
    path.write_text(path.read_text("utf-8").replace('"Ninefold Harrow"', '"Ninefold & Co"'), "utf-8")
    changed = run("library", "changes", str(session), "--library", str(folder)).out
    assert changed.splitlines()[-3:] == [
        "  name", "    session: Ninefold Harrow", "    library: Ninefold & Co",
    ]  # fmt: skip
    path.unlink()
    gone = run("library", "changes", str(session), "--library", str(folder)).out
    assert "no longer on file" in gone


def test_what_has_changed_keeps_sealed_prices_and_hidden_names(folder: Path, session: Path) -> None:
    run("match", str(session), "--library", str(folder), "--take", "ninefold")
    run("hide", str(session), "prices", "--why", "first the rest")
    path = folder / "ninefold.toml"
    path.write_text(path.read_text("utf-8").replace("monthly = ", "monthly = 1"), "utf-8")
    changed = run("library", "changes", str(session), "--library", str(folder))
    assert changed.out.splitlines()[0] == "Prices are sealed: they are not compared."
    assert "bid." not in changed.out
    run("hide", str(session), "names", "--why", "no favourites")
    hidden = run("library", "changes", str(session), "--library", str(folder))
    assert (hidden.status, hidden.out) == (2, "")
    assert "Ninefold" not in hidden.err


def test_a_match_loads_no_interface_and_a_list_from_its_index_no_numpy(folder: Path) -> None:
    run("library", "list", "--library", str(folder))
    assert not {"textual", "rich"} & modules_after("match", DENTAL, "--library", str(folder))
    assert not {"textual", "numpy"} & modules_after("library", "list", "--library", str(folder))


def test_while_names_are_hidden_a_match_shows_none_and_takes_by_letter(folder: Path, session: Path) -> None:
    run("hide", str(session), "names", "--why", "no favourites")
    done = run("match", str(session), "--library", str(folder))
    assert done.status == 0
    for name in ("Vexley", "vexley", "Ninefold", "ninefold", "Tarnhollow"):
        assert name not in done.out
    best = json.loads(run("match", str(session), "--library", str(folder), "--json").out)["shortlist"][0]
    taken = run("match", str(session), "--library", str(folder), "--take", best)
    assert "Provider A is in the session as provider-a" in taken.out
    assert load_session(session, load_catalog()).session.candidates[0].name == "Ninefold Harrow"


def test_while_prices_are_sealed_a_match_shows_quality_alone(folder: Path, session: Path) -> None:
    run("hide", str(session), "prices", "--why", "first the rest")
    done = run("match", str(session), "--library", str(folder))
    assert "Prices are sealed: the order is by quality" in done.out
    document = json.loads(run("match", str(session), "--library", str(folder), "--json").out)
    assert [row["score"] for row in document["matches"]] == [None] * 3


def test_a_further_must_have_can_be_held_and_an_unknown_one_is_refused(folder: Path, session: Path) -> None:
    done = run("match", str(session), "--library", str(folder), "--must-have", "sec_mfaa")
    assert done.status == 2
    assert 'there is no question "sec_mfaa"; did you mean "sec_mfa"?' in done.err
    held = run("match", str(session), "--library", str(folder), "--must-have", "sec_mfa", "--json")
    assert held.status == 0


def test_a_file_is_added_listed_shown_and_checked(tmp_path: Path) -> None:
    file, folder = tmp_path / "given.toml", str(tmp_path / "library")
    file.write_text(ACME, "utf-8")
    assert run("library", "add", str(file), "--library", folder).out == "Acme (acme): added.\n"
    listed = run("library", "list", "--library", folder).out.splitlines()
    assert listed[1].split() == ["acme", "Acme", "north", "-", "-", "1", "2026-03-01"]
    assert (
        json.loads(run("library", "list", "--library", folder, "--json").out)["providers"][0]["id"] == "acme"
    )
    shown = run("library", "show", "Acme", "--library", folder).out
    assert "14 days, contract, 2026-03-01" in shown
    assert run("library", "check", "--library", folder).out == f"{folder}: 1 provider is sound.\n"
    (tmp_path / "library" / "bad.toml").write_text("schema = 2\n", "utf-8")
    checked = run("library", "check", "--library", folder)
    assert checked.status == 1
    assert f"{folder}/bad.toml:1: schema: " in checked.err
    left_out = run("library", "list", "--library", folder)
    assert left_out.status == 0
    assert "1 file has faults and is left out: bad.toml" in left_out.err


def test_a_missing_library_and_a_missing_provider_are_told_with_a_remedy(
    tmp_path: Path, folder: Path
) -> None:
    done = run("match", DENTAL, "--library", str(tmp_path / "none"))
    assert (done.status, done.err.splitlines()) == (
        2,
        [
            f"{tmp_path}/none: there is no such file or folder",
            "Name the folder of your provider files; msp-select library add makes a new one.",
        ],
    )
    done = run("library", "show", "nine-fold", "--library", str(folder))
    assert done.status == 2
    assert 'Did you mean "ninefold"?' in done.err


BANDED = """name,bid.basis,bid.bands,bid.groups,bid.evidence,bid.term_months
Acme,per_user,up to 25: 110; above: 98,part-time: 6 at 60,said,24
"""


def test_price_bands_and_groups_are_one_cell_each(tmp_path: Path) -> None:
    file, folder = tmp_path / "firms.csv", str(tmp_path / "library")
    file.write_text(BANDED, "utf-8")
    assert run("library", "import", str(file), "--library", folder).status == 0
    shown = run("library", "show", "acme", "--library", folder).out
    assert "up to 25, per user 110; per user 98" in shown
    assert "id part-time, users 6, per user 60" in shown
    file.write_text(BANDED.replace("above: 98", "up to 20: 98"), "utf-8")
    wrong = run("library", "import", str(file), "--library", folder)
    assert wrong.err.startswith(f'{file}:2: bid: the last band has no "up_to": it is for all who are more')
    file.write_text(BANDED.replace("above: 98", "many"), "utf-8")
    odd = run("library", "import", str(file), "--library", folder)
    assert odd.err.startswith(f'{file}:2: bid.bands: "many" is not understood; expected a line such as')


CSV = """name;dated;regions;smallest_client;bid.basis;bid.per_user;evidence;pro_patch_days;pro_backup_test
Acme;2026-03-01;north|south;5;per_user;99,50;contract;14;unknown
Zeta & Co;2026-04-01;;;;;said;;refused
"""


def test_a_spreadsheet_is_imported_whole_and_can_be_imported_again(tmp_path: Path) -> None:
    file, folder = tmp_path / "firms.csv", str(tmp_path / "library")
    file.write_text(CSV.replace("99,50", "99.50"), "utf-8")
    done = run("library", "import", str(file), "--library", folder)
    assert done.out.splitlines() == [
        "The columns are separated by semicolons.", "2 added, 0 replaced, 0 unchanged.",
    ]  # fmt: skip
    shown = run("library", "show", "acme", "--library", folder).out
    for words in (
        "north, south",
        "per user  99.5",
        "14 days, contract, 2026-03-01",
        "they were asked and couldn't say",
    ):
        assert words in shown
    again = run("library", "import", str(file), "--library", folder)
    assert again.out.splitlines()[1] == "0 added, 0 replaced, 2 unchanged."


def test_a_spreadsheet_with_faults_is_named_cell_by_cell_and_nothing_is_imported(tmp_path: Path) -> None:
    file, folder = tmp_path / "firms.csv", tmp_path / "library"
    file.write_text(CSV.replace(";14;", ";soon;").replace("2026-04-01", "April"), "utf-8")
    done = run("library", "import", str(file), "--library", str(folder))
    assert done.status == 2
    assert done.err.splitlines() == [
        f'{file}:2: pro_patch_days: "soon" is not a number',
        f'{file}:3: dated: "April" is not a date such as 2026-11-20',
        "Mend the cells named above and try again; nothing was imported.",
    ]
    assert not folder.exists() or not list(folder.glob("*.toml"))
    file.write_text(CSV.replace("pro_patch_days", "pro_patch_day"), "utf-8")
    heading = run("library", "import", str(file), "--library", str(folder))
    assert heading.err.startswith(
        f'{file}:1: there is no column "pro_patch_day"; did you mean "pro_patch_days"?'
    )


def test_a_folder_is_imported_only_when_every_file_is_sound(tmp_path: Path, folder: Path) -> None:
    (folder / "bad.toml").write_text("schema = 1\n", "utf-8")
    target = tmp_path / "copy"
    done = run("library", "import", str(folder), "--library", str(target))
    assert done.status == 2
    assert f"{folder}/bad.toml:1: id: is missing" in done.err
    (folder / "bad.toml").unlink()
    done = run("library", "import", str(folder), "--library", str(target))
    assert done.out == "3 added, 0 replaced, 0 unchanged.\n"
