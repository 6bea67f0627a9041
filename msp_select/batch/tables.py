"""What a run writes down: its tables, with types that no value decides, as CSV or as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msp_select.model.spreadsheet_safety import looks_like_formula
from msp_select.store.atomic_write import atomic_write

Kind = Literal["text", "number", "whole", "flag"]
Row = Sequence[Any]
Rows = dict[str, list[list[Any]]]
ROW_GROUP = 122_880
SQL_TYPES: Mapping[Kind, str] = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "whole": "BIGINT",
    "flag": "BOOLEAN",
}


class Column(NamedTuple):
    """A column and what is in it; any value may be missing."""

    name: str
    kind: Kind


class Written(NamedTuple):
    """A table as it was written: `sha256` of the file, `contents` of the values whatever the file is."""

    file: str
    rows: int
    sha256: str
    contents: str


def _columns(**kinds: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for kind, names in kinds.items() for name in names.split())  # type: ignore[arg-type]


def _in_order(order: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    by_name = {column.name: column for column in columns}
    return tuple(by_name[name] for name in order.split())


FAILURES = _columns(text="file stage why")
EVERYBODY = _in_order(
    "client provider rank group score quality claimed proven coverage",
    _columns(text="client provider group", whole="rank", number="score quality claimed proven coverage"),
)
MATCH_TABLES: Mapping[str, tuple[Column, ...]] = {
    "clients": _in_order(
        "client title digest currency users sealed blind on_file fit left_out_region left_out_sector"
        " left_out_size acceptable too_few_answers not_acceptable first first_value lead cut_gap shakiest",
        _columns(
            text="client title digest currency first",
            flag="sealed blind",
            whole="on_file fit left_out_region left_out_sector left_out_size acceptable too_few_answers"
            " not_acceptable",
            number="users first_value lead cut_gap shakiest",
        ),
    ),
    "shortlists": _in_order(
        "client provider name listed rank group score quality claimed proven coverage price_proven"
        " price_claimed aged failed open list_share",
        _columns(
            text="client provider name group",
            flag="listed",
            whole="rank aged failed open",
            number="score quality claimed proven coverage price_proven price_claimed list_share",
        ),
    ),
    "must_haves": _columns(text="client must_have", whole="failed alone open"),
    "answers": _columns(text="client question", whole="lifted", number="mean_gain"),
    "providers": _in_order(
        "provider name digest matched acceptable too_few_answers not_acceptable listed first best_rank"
        " hardest_must_have alone",
        _columns(
            text="provider name digest hardest_must_have",
            whole="matched acceptable too_few_answers not_acceptable listed first best_rank alone",
        ),
    ),
    "failures": FAILURES,
}
RERANK_TABLES: Mapping[str, tuple[Column, ...]] = {
    "changes": _in_order(
        "session first_before first_after changed_first tau list_changed verdict_before verdict_after"
        " largest_move moved moved_by",
        _columns(
            text="session first_before first_after verdict_before verdict_after moved moved_by",
            flag="changed_first list_changed",
            number="tau largest_move",
        ),
    ),
    "rankings": _in_order(
        "session side candidate rank group score quality claimed proven coverage",
        _columns(
            text="session side candidate group", whole="rank", number="score quality claimed proven coverage"
        ),
    ),
    "failures": FAILURES,
}


def has_parquet() -> bool:
    """Whether what writes Parquet is installed."""
    return find_spec("duckdb") is not None


def write_table(
    folder: Path, name: str, columns: Sequence[Column], rows: Sequence[Row], database: Any
) -> Written:
    """Write a table whole or not at all, in the order of its rows: Parquet by a `database`, else CSV."""
    lines = [_line([column.name for column in columns])]
    lines += map(_line, rows)
    plain = "".join(lines).encode()
    if database is not None:
        data = _parquet(folder, name, columns, plain, database)
    else:  # a text such as "=1+1" must not be counted by a spreadsheet
        data = "".join([lines[0], *(_line(list(map(_safe, row))) for row in rows)]).encode()
    file = f"{name}.{'csv' if database is None else 'parquet'}"
    atomic_write(folder / file, data)
    return Written(file, len(rows), sha256(data).hexdigest(), sha256(plain).hexdigest())


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and looks_like_formula(value) else value


def _line(row: Row) -> str:
    return ",".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    """A value in the one way in which it is written: text in quotes, nothing where it is missing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f'"{value.replace(chr(34), chr(34) * 2)}"'
    return ("true" if value else "false") if isinstance(value, bool) else repr(value)


def _parquet(folder: Path, name: str, columns: Sequence[Column], plain: bytes, database: Any) -> bytes:
    source, target = folder / f".{name}.plain", folder / f".{name}.parquet"
    try:
        source.write_bytes(plain)
        kept = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        database.execute(f"COPY (SELECT * FROM {read_csv(source, columns)}) TO {_text(target)} {kept}")
        return target.read_bytes()
    finally:
        source.unlink(missing_ok=True)
        target.unlink(missing_ok=True)


def connected() -> Any:
    """A database in memory that gives the same bytes on every number of processors."""
    import duckdb

    return duckdb.connect(config={"threads": 1})


def read_csv(path: Path, columns: Sequence[Column]) -> str:
    """The SQL that reads one of our CSV files with the types of its table."""
    types = ", ".join(f"'{column.name}': '{SQL_TYPES[column.kind]}'" for column in columns)
    return (
        f"read_csv({_text(path)}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        f" allow_quoted_nulls = false, auto_detect = false, strict_mode = true, columns = {{{types}}})"
    )


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def table_files(folder: Path, tables: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """The file of each table that is there."""
    for name in tables:
        for path in (folder / f"{name}.parquet", folder / f"{name}.csv"):
            if path.exists():
                yield name, path
                break


def source_of(path: Path, columns: Sequence[Column]) -> str:
    """The SQL that reads a table's file, whichever it is."""
    return f"read_parquet({_text(path)})" if path.suffix == ".parquet" else read_csv(path, columns)
