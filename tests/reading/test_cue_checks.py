"""What `check` says of the phrases that documents are read by."""

from __future__ import annotations

from pathlib import Path

from msp_select.reading.cue_checks import cue_faults, cues_of
from msp_select.store.files import data_files
from tests.cli.runs import run
from tests.strategies import shipped_catalog


def test_no_shipped_phrase_is_written_twice_in_its_list_or_can_match_nothing() -> None:
    catalog = shipped_catalog().with_cues
    assert catalog.reading is not None
    faults = [
        fault
        for file in (*catalog.questionnaires, catalog.reading)
        for fault in cue_faults(list(cues_of(file)))
        if fault.kind != "several"
    ]
    assert faults == []


def test_a_phrase_written_twice_for_two_targets_or_matching_nothing_is_named() -> None:
    found = {
        (fault.kind, fault.phrase, fault.of)
        for fault in cue_faults(
            [
                (("bid.monthly", "cues"), "in total"),
                (("bid.monthly", "cues"), "in total"),
                (("bid.per_user", "cues"), "in total"),
                (("bid.per_user", "unless"), "per_user"),
            ]
        )
    }
    assert found == {
        ("twice", "in total", ("bid.monthly.cues",)),
        ("several", "in total", ("bid.monthly", "bid.per_user")),
    } | {("matchless", "per_user", ("bid.per_user.unless",))}


def test_check_names_what_is_odd_about_the_phrases_of_a_file(tmp_path: Path) -> None:
    rules = tmp_path / "reading.toml"
    shipped = next(path for path in data_files("questionnaires") if path.name == "reading.toml")
    text = shipped.read_text("utf-8")
    rules.write_text(text.replace('"dear", ', '"dear", "dear", ', 1))
    done = run("check", str(rules))
    assert done.status == 0
    assert "sound rules to read documents by" in done.out
    assert "“dear” is written twice in summary.headings" in done.out
