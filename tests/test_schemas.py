"""What machines read is as `docs/schemas/` says: the files follow the types, and real output the files."""

from __future__ import annotations

import copy
import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from msp_select.decision.handouts import HANDOUTS
from msp_select.model.session import Session
from msp_select.report import Options, render
from msp_select.report.as_csv import KEYS
from msp_select.report.ranking_json import ranking_document
from tests import schemas
from tests.cli.runs import run
from tests.report.reports import example, scored, sealed
from tests.report.test_workbook import many
from tests.test_recorded_outputs import RECORDED, SETTINGS, commands

NAMES = tuple(schemas.schemas())
OF = {
    "rank.json": "ranking",
    "explain.json": "explanation",
    "robustness.json": "robustness",
    "report.json": "report",
    "review.json": "review",
    "stay.json": "stay",
    "calendar.json": "calendar",
}
PRINTED = [
    (setting, output)
    for setting in SETTINGS
    for output in OF
    if output in commands(setting)
    and not (RECORDED / setting / output).read_text("utf-8").startswith("status ")
]


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((schemas.FOLDER / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def wrong(name: str, found: Any) -> list[str]:
    """What of it is not as its schema says: the place, and why."""
    return [
        f"{'.'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in validator(name).iter_errors(found)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_those_of_the_types(name: str) -> None:
    written = (schemas.FOLDER / f"{name}.json").read_text("utf-8")
    assert written == schemas.written(schemas.schemas()[name]), "python -m tests.schemas writes them anew"
    assert {path.stem for path in schemas.FOLDER.iterdir()} == set(NAMES)


@pytest.mark.parametrize(("setting", "output"), PRINTED)
def test_every_recorded_output_is_as_its_schema_says(setting: str, output: str) -> None:
    assert wrong(OF[output], json.loads((RECORDED / setting / output).read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["dental-practice", "design-studio", "law-firm"])
def test_every_example_prints_what_the_schemas_say(name: str) -> None:
    file = f"example:{name}"
    for command, schema in (("rank", "ranking"), ("explain", "explanation"), ("robustness", "robustness")):
        for options in ((), ("--method", "topsis"), ("--samples", "0")):
            assert wrong(schema, json.loads(run(command, file, "--json", *options).out)) == []
    for sheet in HANDOUTS:
        assert wrong("sheet", json.loads(run("explain", file, "--sheet", sheet, "--json").out)) == []


def test_a_library_and_a_match_are_as_their_schemas_say(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    for one in ("vexley-pyke", "ninefold"):
        done = run("library", "add", "example:dental-practice", "--candidate", one, "--library", library)
        assert done.status == 0
    assert wrong("library", json.loads(run("library", "list", "--library", library, "--json").out)) == []
    for file in ("example:design-studio", "example:dental-practice"):
        for options in ((), ("--region", "North", "--users", "20")):
            found = run("match", file, "--library", library, "--json", *options)
            assert wrong("match", json.loads(found.out)) == []


def sessions() -> dict[str, Session]:
    """Sessions of every shape: nobody, one, two, forty, sealed, all silent."""
    dental = example()
    few = {"favourite": None}
    return {
        "nobody": dental.model_copy(update={"candidates": (), **few}),
        "one": dental.model_copy(update={"candidates": dental.candidates[:1], **few}),
        "two": dental.model_copy(update={"candidates": dental.candidates[:2], **few}),
        "forty": many(dental, 40),
        "sealed": sealed(many(dental, 3)),
        "silent": dental.model_copy(
            update={"candidates": tuple(c.model_copy(update={"answers": {}}) for c in dental.candidates)}
        ),
        "without a price": dental.model_copy(
            update={"candidates": tuple(c.model_copy(update={"bid": None}) for c in dental.candidates)}
        ),
    }


@pytest.mark.parametrize("name", sessions())
def test_a_report_of_any_session_is_as_its_schema_says(name: str) -> None:
    evaluation = scored(sessions()[name], draws=100)
    found = json.loads(render(evaluation, "json"))
    assert wrong("report", found) == []
    for part in ("ranking", "explanation", "robustness"):
        assert found[part] is None or wrong(part, found[part]) == []
    for result in evaluation.results[:1]:
        assert (
            wrong("report", json.loads(render(evaluation, "json", options=Options(bidder=result.id)))) == []
        )


@pytest.mark.parametrize("output", ["rank.json", "explain.json", "robustness.json"])
def test_a_schema_lets_no_key_be_added_and_no_top_key_be_left_out(output: str) -> None:
    found = json.loads((RECORDED / "dental-practice-open" / output).read_text("utf-8"))
    for key in found:
        assert wrong(OF[output], {k: v for k, v in found.items() if k != key})
    more = copy.deepcopy(found)
    next(one for one in more.values() if isinstance(one, list) and one and isinstance(one[0], dict))[0][
        "new"
    ] = 1
    assert wrong(OF[output], more)
    assert wrong(OF[output], found | {"new": 1})


def test_a_finding_with_another_figure_is_not_as_its_schema_says() -> None:
    found = json.loads((RECORDED / "dental-practice-open" / "explain.json").read_text("utf-8"))
    found["findings"][1]["figures"]["made_up"] = 1
    assert wrong("explanation", found)


def test_the_columns_of_the_csv_file_are_the_same_whatever_it_holds() -> None:
    heads = set()
    for session in sessions().values():
        data = render(scored(session, draws=0), "csv").decode("utf-8-sig")
        heads.add(tuple(next(csv.reader(io.StringIO(data)))))
    assert len(heads) == 1
    (row,) = ranking_document(scored(sessions()["one"], draws=0))["ranking"]
    assert tuple(key for key in row if key != "rank_shares") == KEYS
