"""Why on one page: short enough to be read, no figure without its unit, no term an owner would not know."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from msp_select.cli.explain import one_page_lines
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.explanation import Explanation, explain
from msp_select.store.session import load_session
from tests.cli.runs import run
from tests.strategies import shipped_catalog

LINES, COLUMNS = 45, 80
EXAMPLES = ("dental-practice", "design-studio", "law-firm")
CASES = Path(__file__).parent / "cases"
VEILS = {"open": (), "sealed": ("sealed",), "blind": ("blind",), "both": ("sealed", "blind")}
SETTINGS = [
    (name, veil)
    for name in (*(f"example:{one}" for one in EXAMPLES), *sorted(path.stem for path in CASES.glob("*.toml")))
    for veil in VEILS
]
UNEXPLAINED = (
    "expected loss", "regret", "tries", "simulation", "draws", "yardstick", "price scale", "coverage",
    "quick set", "core set", "gate", "pillar", "weights", "sureness", "caveat", "default", "acceptable",
    "rival", "contribution", "incumbent", "SLA",
)  # fmt: skip
UNITS = (
    "(fewer )?points?", "a month", "an hour", "hours?", "months?", "days?", "years?", "minutes?",
    "people", "devices", "things", "criteria", "clients?", "answers?", "requests?", "technicians?", "of 100",
    "of your must-haves",
)  # fmt: skip


@cache
def explained(name: str, veil: str) -> tuple[Evaluation, Explanation]:
    where = name if name.startswith("example:") else CASES / f"{name}.toml"
    session = load_session(where, shipped_catalog()).session
    changes = {what: what in VEILS[veil] for what in ("sealed", "blind")}
    settings = session.settings.model_copy(update=changes)
    found = evaluate(session.model_copy(update={"settings": settings}), shipped_catalog(), draws=1000)
    return found, explain(found)


def flowing(explanation: Explanation) -> str:
    """The page as one line."""
    return " ".join(" ".join(one_page_lines(explanation)).split())


@pytest.mark.parametrize(("name", "veil"), SETTINGS)
def test_it_is_one_page(name: str, veil: str) -> None:
    lines = [*one_page_lines(explained(name, veil)[1]), "", "More"]
    assert len(lines) <= LINES, "\n".join(lines)
    assert max(map(len, lines)) <= COLUMNS


@pytest.mark.parametrize(("name", "veil"), SETTINGS)
def test_the_first_line_names_whom_to_choose_and_how_close_it_is(name: str, veil: str) -> None:
    found, explanation = explained(name, veil)
    first = explanation.lines[0].sentence
    if found.measure == "quality":
        assert first == "Prices are sealed: this is the order of everything else."
        return
    assert found.verdict is not None
    assert any(result.name in first for result in found.results)
    if found.verdict.kind in ("clear", "narrow", "too_close", "open_must_haves"):
        assert found.results[0].name in first
        assert re.search(r"comes first in (about|practically|fewer)", first), first


@pytest.mark.parametrize(("name", "veil"), SETTINGS)
def test_no_figure_is_without_its_unit(name: str, veil: str) -> None:
    found, explanation = explained(name, veil)
    text = flowing(explanation)
    names = sorted((result.name for result in found.results), key=len, reverse=True)
    for word in (*names, *re.findall(r'"[^"]*"', text)):
        text = text.replace(word, "")  # names and answers are quoted as they are
    bare = [
        match.group()
        for match in re.finditer(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d", text)
        if not _has_unit(text, match)
    ]
    assert bare == []


def _has_unit(text: str, number: re.Match[str]) -> bool:
    """Money before it, or a unit behind it, which may be that of the figure it is held against."""
    before, after = text[: number.start()], text[number.end() :]
    unit = rf"\s*({'|'.join(UNITS)})\b|\s*%"
    return (
        bool(re.search(r"[A-Z]{3} $", before))
        or bool(re.match(unit, after))
        or bool(re.match(r", not [\d,.]*\d", after))
        or bool(re.match(r" of [\d.]+\)", after) or re.search(r" of $", before))
        or bool(re.search(r"points of $|all $", before))
    )


@pytest.mark.parametrize(("name", "veil"), SETTINGS)
def test_no_term_is_unexplained(name: str, veil: str) -> None:
    found, explanation = explained(name, veil)
    text = flowing(explanation)
    for name_ in (result.name for result in found.results):
        text = text.replace(name_, "")
    text = re.sub(r'"[^"]*"', "", text)
    assert [term for term in UNEXPLAINED if re.search(rf"\b{term}\b", text)] == []


@pytest.mark.parametrize(("name", "veil"), [one for one in SETTINGS if "sealed" in VEILS[one[1]]])
def test_nothing_of_a_price_stands_there_while_prices_are_sealed(name: str, veil: str) -> None:
    found, explanation = explained(name, veil)
    text = flowing(explanation)
    assert not re.search(rf"{found.session.currency} \d|cheapest", text)


def test_the_command_prints_the_page_and_names_the_way_to_the_rest() -> None:
    short, whole = run("explain", "example:law-firm"), run("explain", "example:law-firm", "--more")
    lines = short.out.splitlines()
    assert len(lines) <= LINES
    assert lines[-1].endswith("the same command with --more.")
    assert whole.out.splitlines()[: len(lines) - 1] == lines[:-1]
    explanation = explain(explained("example:law-firm", "open")[0])
    flat = " ".join(whole.out.split())
    assert all(finding.title in flat for finding in explanation.findings)
    assert f"More, in {len(explanation.findings)} parts" in lines[-1]
