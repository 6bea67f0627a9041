"""The workbook computes: its scores are formulas over weights that can be typed, and come out as ours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer
from msp_select.model.edits import edit_candidate, set_settings, set_weights, with_fields
from msp_select.model.session import Session
from msp_select.report import Options, render
from msp_select.report.ranking_json import ranking_document
from msp_select.report.score_sheet import HEAD, OWN, PLACES, SCORE, SCORES
from tests.libreoffice import converted, needs_libreoffice
from tests.report.reports import evaluated, example, scored, sealed
from tests.strategies import shipped_catalog

CLOSE = 1e-9


@dataclass(frozen=True)
class Case:
    """A session, and weights typed into its workbook: by pillar and by "pillar.criterion", in percent."""

    session: Session
    typed: Mapping[str, float] | None = None


def first(session: Session, count: int) -> Session:
    return with_fields(session, candidates=session.candidates[:count], favourite=None)


def many(session: Session, count: int) -> Session:
    """So many candidates, each with another share of the answers of one of the seven."""
    made = []
    for k in range(count):
        one = session.candidates[k % len(session.candidates)]
        answers = {key: a for n, (key, a) in enumerate(one.answers.items()) if (n + k) % 9 or k < 7}
        made.append(
            one.model_copy(update={"id": f"firm-{k}", "name": f"Firm {k} of many", "answers": answers})
        )
    return with_fields(session, candidates=tuple(made), favourite=None)


def silent_on_a_criterion(session: Session) -> Session:
    """The first candidate with a criterion of which nothing applies to it."""
    catalog, one = shipped_catalog(), session.candidates[0]
    leaves = Answer(state="not_applicable", reason="there is no contract", confirmed=True)
    inside = {key: leaves for key, q in catalog.questions.items() if catalog.criterion_key(q) == EXIT}
    return edit_candidate(session, one.id, answers=one.answers | inside)


EXIT = "transparency.exit"
DENTAL = example()
WHOLE = ("as-delivered", "sealed")  # all their pages are looked at
CASES = {
    "as-delivered": Case(DENTAL),
    "law-firm": Case(example("law-firm")),
    "two": Case(first(DENTAL, 2)),
    "forty": Case(many(DENTAL, 40)),
    "not-applicable": Case(silent_on_a_criterion(DENTAL)),
    "sealed": Case(sealed(DENTAL)),
    "blind": Case(set_settings(DENTAL, blind=True)),
    "a-pillar-typed": Case(DENTAL, {"price": 41.5}),
    "all-typed": Case(
        DENTAL,
        {"proactivity": 10, "transparency": 20, "staffing": 30, "price": 35, "security": 5},
    ),
    "too-much-typed": Case(DENTAL, {"proactivity": 80, "price": 60}),
    "nothing-for-price": Case(DENTAL, {"price": 0}),
    "criteria-typed": Case(DENTAL, {"price.level": 80, "transparency.exit": 0, "transparency.candour": 55}),
    "both-typed": Case(many(DENTAL, 40), {"staffing": 33, "staffing.capacity": 12.5, "price.freedom": 50}),
    "not-applicable-typed": Case(silent_on_a_criterion(DENTAL), {"staffing": 50, "transparency.exit": 60}),
    "sealed-typed": Case(sealed(DENTAL), {"staffing": 40, "staffing.stability": 70}),
}  # fmt: skip


def weighed(case: Case) -> Session:
    """The session with the typed weights as its own."""
    own = case.session.weights
    pillars, criteria = dict(own.pillars), {key: dict(of) for key, of in own.criteria.items()}
    for key, percent in (case.typed or {}).items():
        pillar, _, criterion = key.partition(".")
        if criterion:
            criteria.setdefault(pillar, {})[criterion] = percent
        else:
            pillars[pillar] = percent
    return set_weights(case.session, pillars=pillars, criteria=criteria)


def typed_in(evaluation: Evaluation, typed: Mapping[str, float]) -> Workbook:
    """The workbook with these weights typed into the rows of their titles, as a person would."""
    book = load_workbook(io.BytesIO(render(evaluation, "xlsx")))
    titles: dict[str, tuple[str, str | None]] = {}
    titles |= {pillar.id: (pillar.title, None) for pillar in evaluation.whole.questionnaires}
    for key, criterion in evaluation.catalog.criteria.items():
        titles[key] = (evaluation.catalog.pillar_of_criterion[key].title, criterion.title)
    rows = {(row[0].value, row[1].value): row for row in book[SCORE].iter_rows(min_row=HEAD + 2)}
    for key, percent in typed.items():
        rows[titles[key]][OWN].value = percent / 100
    return book


def by_name(data: bytes, row: int) -> dict[str, Any]:
    """That row of the sheet by the candidate's name."""
    page = load_workbook(io.BytesIO(data), data_only=True)[SCORE]
    names, cells = (
        list(page.iter_rows(min_row=HEAD + 1, max_row=HEAD + 1)),
        list(page.iter_rows(min_row=row + 1, max_row=row + 1)),
    )
    pairs = zip(names[0][OWN + 4 :], cells[0][OWN + 4 :], strict=True)
    return {str(name.value): cell.value for name, cell in pairs if name.value is not None}


def ours(session: Session) -> dict[str, float]:
    """What `rank --json` says: the score, or the quality while prices are sealed."""
    told = ranking_document(scored(session, draws=0))
    key = "quality" if told["sealed"] else "score"
    return {row["name"]: row[key] for row in told["ranking"]}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Each case's workbook as LibreOffice works it out: stored without values, so that it has to."""
    folder = tmp_path_factory.mktemp("workbooks")
    files = []
    for name, case in CASES.items():
        files.append(folder / f"{name}-in.xlsx")
        book = typed_in(scored(case.session, draws=0), case.typed or {})
        for page in book.worksheets:
            if page.title != SCORE and name not in WHOLE:  # which takes half a second each
                book.remove(page)
        book.save(files[-1])
    out = tmp_path_factory.mktemp("recalculated")
    return {path.stem.removesuffix("-in"): path.read_bytes() for path in converted(files, Path(out), "xlsx")}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.typed is None])
def test_as_delivered_the_scores_are_those_of_rank(name: str) -> None:
    case = CASES[name]
    data = render(scored(case.session, draws=0), "xlsx")
    assert by_name(data, SCORES) == pytest.approx(ours(case.session), abs=CLOSE)
    assert load_workbook(io.BytesIO(data))[SCORE].cell(SCORES + 1, OWN + 5).data_type == "f"


@needs_libreoffice
@pytest.mark.parametrize("name", CASES)
def test_recalculated_the_scores_are_those_of_rank_with_the_same_weights(
    name: str, recalculated: dict[str, bytes]
) -> None:
    case = CASES[name]
    assert by_name(recalculated[name], SCORES) == pytest.approx(ours(weighed(case)), abs=CLOSE)


@needs_libreoffice
@pytest.mark.parametrize("name", CASES)
def test_typed_weights_count_as_in_the_program(name: str, recalculated: dict[str, bytes]) -> None:
    case = CASES[name]
    again = load_workbook(io.BytesIO(render(scored(weighed(case), draws=0), "xlsx")), data_only=True)[SCORE]
    found = load_workbook(io.BytesIO(recalculated[name]), data_only=True)[SCORE]
    for row in range(HEAD + 2, again.max_row + 1):
        for column in (OWN + 2, OWN + 3, OWN + 4):  # counts, of the whole, whether it applies to anybody
            was, now = again.cell(row, column).value, found.cell(row, column).value
            assert (now or 0) == pytest.approx(was or 0, abs=1e-12), (row, column)


@needs_libreoffice
def test_places_follow_the_scores_group_by_group(recalculated: dict[str, bytes]) -> None:
    for name in ("as-delivered", "forty", "nothing-for-price"):
        session = weighed(CASES[name])
        ranks = {row["name"]: row["rank"] for row in ranking_document(scored(session, draws=0))["ranking"]}
        assert by_name(recalculated[name], PLACES) == ranks


@needs_libreoffice
def test_no_cell_of_a_recalculated_workbook_is_an_error(recalculated: dict[str, bytes]) -> None:
    for name, data in recalculated.items():
        for page in load_workbook(io.BytesIO(data), data_only=True):
            errors = [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "e"]
            assert not errors, (name, page.title, errors)


def test_a_criterion_that_does_not_apply_is_empty_and_not_nought() -> None:
    session = CASES["not-applicable"].session
    evaluation = scored(session, draws=0)
    page = load_workbook(io.BytesIO(render(evaluation, "xlsx")))[SCORE]
    name = session.candidates[0].name
    column = next(at for at, cell in enumerate(page[HEAD + 1], start=1) if cell.value == name)
    title = evaluation.catalog.criteria[EXIT].title
    row = next(at for at, row in enumerate(page.iter_rows(), start=1) if row[1].value == title)
    assert page.cell(row, column).value is None
    assert page.cell(row, OWN + 3).value is not None


def test_money_and_percentages_are_numbers_and_ranges_have_a_cell_for_each_end() -> None:
    evaluation = evaluated()
    book = load_workbook(io.BytesIO(render(evaluation, "xlsx")))
    head, *rows = [[cell.value for cell in row] for row in book["Costs"].iter_rows(min_row=2)]
    assert not [title for title in head if "lowest to highest" in str(title)]
    for row in rows:
        result = next(one for one in evaluation.results if one.name == row[0])
        assert result.costs is not None
        for what, found in (("Cash", result.costs.cash), ("Total", result.costs.total)):
            assert found is not None
            ends = [row[head.index(title)] for title in (f"{what}, lowest", what, f"{what}, highest")]
            assert ends == pytest.approx([float(found.low), float(found.middle), float(found.high)])
    answered = [cell.value for cell in book["Ranking"][2]].index("Answered") + 1
    shown = book["Ranking"].cell(3, answered)
    assert shown.number_format.endswith("%")
    assert shown.value == evaluation.results[0].coverage


def test_a_sum_that_is_only_known_in_part_is_told_in_its_column() -> None:
    session = example()
    business = {key: value for key, value in session.business.items() if key != "biz_hourly_pay"}
    bid = Bid(basis="per_user", per_user=Decimal(9_000))  # in a currency that nothing has a default in
    session = edit_candidate(with_fields(session, currency="XOF", business=business), "vexley-pyke", bid=bid)
    book = load_workbook(io.BytesIO(render(scored(session, draws=0), "xlsx")))
    row = next(
        row for row in book["Costs"].iter_rows(min_row=3, values_only=True) if row[0] == "Vexley & Pyke"
    )
    assert [cell for cell in row if isinstance(cell, str) and cell.startswith("at least")]


def test_pictures_are_the_workbooks_own_charts_of_its_own_cells() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(render(evaluated(), "xlsx"))) as book:
        charts = [book.read(name).decode() for name in book.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    assert f"<c:f>{SCORE}!$H${SCORES + 1}:$N${SCORES + 1}</c:f>" in charts[0]
    assert charts[1].count("<c:ser>") == 5
    with zipfile.ZipFile(io.BytesIO(render(scored(sealed(example())), "xlsx"))) as book:
        assert len([name for name in book.namelist() if "charts/chart" in name]) == 1


def test_a_sealed_workbook_knows_no_price() -> None:
    session = sealed(example())
    dearer = session
    for one in session.candidates:
        if one.bid is not None:
            bid = one.bid.model_copy(update={"onboarding": Decimal(99_000)})
            dearer = edit_candidate(dearer, one.id, bid=bid)
    assert dearer != session
    assert render(scored(session), "xlsx") == render(scored(dearer), "xlsx")


@pytest.mark.parametrize("options", [Options(bidder="vexley-pyke"), Options(sheet="scorecard")])
def test_what_is_for_one_bidder_or_to_take_along_has_no_scores_of_all(options: Options) -> None:
    book = load_workbook(io.BytesIO(render(evaluated(), "xlsx", options=options)))
    assert not {SCORE, "Charts"} & set(book.sheetnames)


def test_every_page_prints_across_with_its_headings_and_never_too_small() -> None:
    book = load_workbook(io.BytesIO(render(scored(many(example(), 40), draws=0), "xlsx")))
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows is not None
        widths = [page.column_dimensions[key].width for key in page.column_dimensions]
        if page.title == SCORE:
            assert page.print_title_cols == "$A:$G"
            assert [one.id for one in page.col_breaks.brk] == [14, 21, 28, 35, 42]
            assert (page.page_setup.scale or 0) >= 70
        else:
            assert sum(widths) <= 142
