"""What is loaded when: a command pays only for what it does."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import msp_select
from msp_select.cli.program import COMMANDS

PACKAGE = Path(msp_select.__file__).parent
LOADED = """
import sys
from msp_select.cli import main
try:
    sys.exit(main({arguments!r}))
finally:
    print(*sys.modules, file=sys.stderr)
"""

# Everything is imported at the top of its module but for these: who, what is loaded when it is called, why.
WITHOUT_CLICK = "the version is told before click is loaded"
REFUSED = "pydantic, which the help does not need: only where something is refused"
INTERFACE = "Textual, only where the interface is opened"
MAY_NOT_COMPUTE = "numpy, which this does not always need"
SEVERAL_PEOPLE = "a fifth of what ranking takes, only where several people marked"
MAKER = "heavy or optional, only where such a file is made or read"
LOCK = "a tenth of what reading a session takes, only where a file is written"
NOT_ON_WINDOWS = "Windows has no such module"
SERVER = "aiohttp, an extra, only where something is served"
CLUSTER = "Dask, an extra, only where a cluster is named"
TABLES = "DuckDB, an extra, and what writes with it, only where a batch does"
BATCH = "what runs a batch, which the help of its commands does not need"
FORMATS = "the help lists the formats without making one"
LATE = {
    ("msp_select.cli", "msp_select.cli.program"): WITHOUT_CLICK,
    ("msp_select.cli.program", "msp_select.phrases.en.refusals"): REFUSED,
    ("msp_select.cli.start_ui", "msp_select.ui.app"): INTERFACE,
    ("msp_select.cli.start_ui", "msp_select.ui.leaving"): INTERFACE,
    ("msp_select.cli.open", "msp_select.cli.plain.menu"): MAY_NOT_COMPUTE,
    ("msp_select.cli.demo", "msp_select.cli.ranked_and_explained"): MAY_NOT_COMPUTE,
    ("msp_select.cli.calendar", "msp_select.exchange.calendar_file"): MAKER,
    ("msp_select.cli.marks", "msp_select.cli.marks_so_far"): MAY_NOT_COMPUTE,
    ("msp_select.cli.rank", "msp_select.phrases.explanation"): SEVERAL_PEOPLE,
    ("msp_select.open_session", "msp_select.decision.scoring.evaluate"): MAY_NOT_COMPUTE,
    ("msp_select.store.library", "msp_select.store.library_index_rows"): MAY_NOT_COMPUTE,
    ("msp_select.decision.weighting.elicitation", "msp_select.engine.weights"): MAY_NOT_COMPUTE,
    ("msp_select.report", "msp_select.report.rendering"): FORMATS,
    ("msp_select.phrases.en.answers", "msp_select.decision.scoring.reliance"): MAY_NOT_COMPUTE,
    ("msp_select.report.as_docx", "docx"): MAKER,
    ("msp_select.report.as_docx", "docx.enum.text"): MAKER,
    ("msp_select.report.as_docx", "docx.oxml"): MAKER,
    ("msp_select.report.as_docx", "docx.oxml.ns"): MAKER,
    ("msp_select.report.as_docx", "docx.shared"): MAKER,
    ("msp_select.report.as_docx", "typst"): MAKER,
    ("msp_select.report.as_pdf", "typst"): MAKER,
    ("msp_select.exchange.form_files", "msp_select.exchange.page"): MAKER,
    ("msp_select.store.svg_logo", "defusedxml.ElementTree"): MAKER,
    ("msp_select.store.svg_logo", "defusedxml.common"): MAKER,
    ("msp_select.store.svg_logo", "typst"): MAKER,
    ("msp_select.store.svg_logo", "xml.etree.ElementTree"): MAKER,
    ("msp_select.cli.serve", "msp_select.web.desk"): SERVER,
    ("msp_select.cli.serve", "msp_select.web.door"): SERVER,
    ("msp_select.cli.serve", "msp_select.web.server"): SERVER,
    ("msp_select.cli.start_ui", "msp_select.reading.reader_process"): INTERFACE,
    ("msp_select.cli.start_ui", "msp_select.store.reach"): INTERFACE,
    ("msp_select.exchange.marks_workbook", "xlsxwriter.workbook"): MAKER,
    ("msp_select.exchange.scorecard_form", "xlsxwriter.workbook"): MAKER,
    ("msp_select.exchange.workbook", "xlsxwriter.workbook"): MAKER,
    ("msp_select.exchange.xlsx_grid", "openpyxl"): MAKER,
    ("msp_select.reading.__main__", "msp_select.reading.pdf_pages"): MAKER,
    ("msp_select.reading.limits", "resource"): NOT_ON_WINDOWS,
    ("msp_select.batch.cluster", "dask"): CLUSTER,
    ("msp_select.batch.cluster", "distributed"): CLUSTER,
    ("msp_select.batch.cluster", "distributed.diagnostics.plugin"): CLUSTER,
    ("msp_select.batch.cluster", "distributed.scheduler"): CLUSTER,
    ("msp_select.batch.report", "jinja2"): TABLES,
    ("msp_select.batch.run", "duckdb"): TABLES,
    ("msp_select.batch.tables", "duckdb"): TABLES,
    ("msp_select.cli.batch", "msp_select.batch.client_rows"): BATCH,
    ("msp_select.cli.batch", "msp_select.batch.cluster"): CLUSTER,
    ("msp_select.cli.batch", "msp_select.batch.engines"): BATCH,
    ("msp_select.cli.batch", "msp_select.batch.report"): TABLES,
    ("msp_select.cli.batch", "msp_select.batch.rerank_rows"): BATCH,
    ("msp_select.cli.batch", "msp_select.batch.run"): BATCH,
    ("msp_select.cli.batch", "msp_select.batch.status"): BATCH,
    ("msp_select.cli.batch", "msp_select.batch.tables"): TABLES,
    ("msp_select.store.locking", "filelock"): LOCK,
}
# Modules that load what a table names, by its name.
BY_NAME = {
    "msp_select.cli.program": "the command that was called",
    "msp_select.report.rendering": "the format that was asked for",
    "msp_select.engine": "the module of a public name, when it is first used",
    "msp_select.engine.methods": "the method that was chosen",
    "msp_select.ui.places": "the screen that is gone to",
}
# The first picture is painted before these are loaded, so the interface may import late what brings
# them: both in what is there before a session is, elsewhere numpy alone.
BEFORE_A_SESSION = ("msp_select.ui.app", "msp_select.ui.screens.home")
WITHOUT_A_SESSION = {"numpy", "pydantic"}
WITH_A_SESSION = {"numpy"}


def name_of(file: Path) -> str:
    """The module in a file of the package."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {name_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")}


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, if it is an import."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            inside = f"{node.module}.{alias.name}"
            yield inside if inside in TREES else str(node.module)


def inside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Every statement and expression inside a function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from ast.walk(function)


def at_the_top(node: ast.AST) -> Iterator[str]:
    """The modules imported when this one is, not those named for their types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield from imported(child)
        yield from at_the_top(child)


def brought_by(module: str) -> set[str]:
    """Everything that is loaded with a module, itself included."""
    found, open_ = set[str](), [module]
    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ += [name.rpartition(".")[0]] if "." in name else []
            open_ += at_the_top(TREES[name]) if name in TREES else []
    return found


def late_imports() -> dict[str, set[str]]:
    """What the functions of each module import."""
    return {
        name: {module for node in inside_functions(tree) for module in imported(node)}
        for name, tree in TREES.items()
    }


def test_an_import_inside_a_function_stands_at_a_named_border() -> None:
    found = {
        (name, module)
        for name, modules in late_imports().items()
        if not name.startswith("msp_select.ui")
        for module in modules
    }
    assert found == set(LATE), "at the top, or into the table with its reason"


def test_the_interface_imports_late_what_would_keep_it_from_being_painted() -> None:
    before = {module for start in BEFORE_A_SESSION for module in brought_by(start)}
    for name, modules in late_imports().items():
        if name.startswith("msp_select.ui"):
            heavy = WITHOUT_A_SESSION if name in before else WITH_A_SESSION
            for module in modules:
                assert brought_by(module) & heavy, f"{name} can import {module} at its top"


def test_modules_loaded_by_name_are_named_in_a_table() -> None:
    loading = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__"))
    }
    assert loading == set(BY_NAME)


def test_a_command_is_the_function_of_its_name_in_the_module_of_its_name() -> None:
    for name in COMMANDS:
        body = TREES[f"msp_select.cli.{name}"].body
        assert name in [node.name for node in body if isinstance(node, ast.FunctionDef)]


def loaded_by(*arguments: str, **environment: str) -> tuple[str, set[str]]:
    """What one command prints and the modules it loads, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment,
    )
    return done.stdout, set(done.stderr.split())


def modules_after(*arguments: str) -> set[str]:
    """The modules loaded by one command."""
    return loaded_by(*arguments)[1]


@pytest.mark.parametrize("command", ["rank", "explain", "robustness"])
def test_scoring_commands_never_load_the_interface(command: str) -> None:
    loaded = modules_after(command, "example:design-studio", "--samples", "0")
    assert not {"textual", "rich", "aiohttp"} & loaded
    assert "msp_select.decision.scoring.evaluate" in loaded


def test_ranking_loads_no_handout_no_explanation_and_no_format() -> None:
    loaded = modules_after("rank", "example:design-studio", "--samples", "0")
    for unread in ("decision.handouts", "phrases.explanation", "phrases.en.language", "report.rendering"):
        assert f"msp_select.{unread}" not in loaded
    of_numpy = subprocess.run(
        [sys.executable, "-c", "import numpy, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )  # which brings it by itself before its second version
    ours = loaded - set(of_numpy.stdout.split())
    assert "numpy.ma" not in ours, "numpy.unique brings it: a set of a few levels is cheaper"


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    assert not {"textual", "rich", "numpy", "pydantic", "click"} & modules_after("--version")


def test_the_help_and_the_paths_need_no_words_of_the_model() -> None:
    assert not {"textual", "numpy", "pydantic"} & (modules_after("--help") | modules_after("paths"))


@pytest.mark.parametrize(
    "command", ["catalog", "check example:design-studio", "new --help", "read --help", "versions --help"]
)
def test_commands_about_files_do_not_compute(command: str) -> None:
    assert not {"textual", "numpy"} & modules_after(*command.split())


def test_commands_are_completed_from_the_table_without_loading_one() -> None:
    typed = {"COMP_WORDS": "msp-select re", "COMP_CWORD": "1"}
    said, loaded = loaded_by(_MSP_SELECT_COMPLETE="zsh_complete", **typed)
    told = said.splitlines()
    assert told[1::3] == [name for name in COMMANDS if name.startswith("re")]
    assert told[2::3] == [COMMANDS[name] for name in told[1::3]]
    assert not {name for name in loaded if name.removeprefix("msp_select.cli.") in COMMANDS}
