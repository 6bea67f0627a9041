"""The report of a run: sentences with their figures, each from one SQL statement that is shown with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msp_select.batch.run import MANIFEST, SCHEMA
from msp_select.batch.tables import (
    MATCH_TABLES,
    RERANK_TABLES,
    connected,
    has_parquet,
    source_of,
    table_files,
)
from msp_select.errors import UsageError, shown_path
from msp_select.phrases.en.batch_report import HEADS, LIMITS, NOBODY, PARTS, SQL

REPORT_SCHEMA = "msp-select/batch-report/1"
OF_MATCH = ("never_listed", "must_haves", "answers", "concentration", "how_sure", "against", "failures")
OF_RERANK = ("changes", "helped", "failures")


def statements() -> dict[str, str]:
    """The statements of `report.sql` by name."""
    text = Path(__file__).with_name("report.sql").read_text("utf-8")
    found = re.split(r"^-- ([a-z_]+\.(?:summary|table))\n", text, flags=re.MULTILINE)
    return {name: sql.strip() for name, sql in zip(found[1::2], found[2::2], strict=True)}


def batch_report(out: Path, against: Path | None = None) -> dict[str, Any]:
    """What a run came to, as plain data (UsageError where there is no run, or DuckDB is missing)."""
    if not has_parquet():
        raise UsageError(
            "A report needs DuckDB, which is not installed.",
            'pip install "msp-select[parquet]" brings it; the tables themselves can be read without it.',
        )
    manifest = manifest_of(out)
    command = manifest["command"]
    other = None if against is None else manifest_of(against)
    if other is not None and other["command"] != command:
        raise UsageError(
            f"{shown_path(against)}: that run is a {other['command']}, this one a {command}",
            "Give two runs of the same command.",
        )
    tables = MATCH_TABLES if command == "match" else RERANK_TABLES
    files, sql = manifest["files"]["number"], statements()
    with connected() as database:
        for prefix, folder in (("", out), ("before_", against)):
            for name, path in [] if folder is None else table_files(folder, tables):
                database.execute(
                    f"CREATE VIEW {prefix}{name} AS SELECT * FROM {source_of(path, tables[name])}"
                )
        wanted = OF_MATCH if command == "match" else OF_RERANK
        parts = [_part(database, name, sql) for name in wanted if name != "against" or against is not None]
    providers = manifest.get("library", {}).get("files", 0)
    return {
        "schema": REPORT_SCHEMA,
        "command": command,
        "title": HEADS[command].format(files=files, providers=providers),
        "key": manifest["key"],
        "against": None if other is None else other["key"],
        "parts": parts,
        "limits": LIMITS,
    }


def manifest_of(out: Path) -> dict[str, Any]:
    """The manifest of a complete run (UsageError where there is none)."""
    try:
        found: dict[str, Any] = json.loads((out / MANIFEST).read_text("utf-8"))
        if found["schema"] != SCHEMA:
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            f"{shown_path(out)}: there is no complete run in it",
            "msp-select batch status says how far it is; the same command again goes on from there.",
        ) from None
    return found


def _part(database: Any, name: str, sql: Mapping[str, str]) -> dict[str, Any]:
    words = PARTS[name]
    summary = next(_rows(database, sql[f"{name}.summary"]), None)
    return {
        "id": name,
        "title": words.title,
        "sentence": NOBODY if summary is None else words.says(summary),
        "figures": summary or {},
        "rows": list(_rows(database, sql[f"{name}.table"])),
        "sql": {"figures": sql[f"{name}.summary"], "rows": sql[f"{name}.table"]},
    }


def _rows(database: Any, statement: str) -> Iterator[dict[str, Any]]:
    found = database.execute(statement)
    names = [column[0] for column in found.description]
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))


def report_page(found: Mapping[str, Any]) -> str:
    """The report as one page that needs nothing from elsewhere."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["figure"] = _figure
    return environment.get_template("report.html.jinja").render(report=found, sql_words=SQL)


def _figure(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
