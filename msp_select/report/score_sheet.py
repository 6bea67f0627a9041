"""The sheet of a workbook that computes: weights that can be typed over, and scores that follow them.

Its formulas are the program's own rules. A weight that is typed stands as it is, and the rest of its level is
scaled around it; what does not apply to a candidate is left empty, and its weight goes to what stands beside
it under the same heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from msp_select.decision.scoring.evaluation import GROUPS, Evaluation, Result
from msp_select.decision.scoring.problem import criterion_weights
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.edits import set_weights
from msp_select.phrases.en.labels import GROUPS as GROUP_WORDS
from msp_select.report.worksheet_style import print_across

SCORE = "Score"
HEADINGS = ("Pillar", "Criterion", "Weight", "Your weight", "Counts", "Of the whole")
WIDTHS = (12.5, 22, 6.5, 6.5, 6.5, 6.5)
PILLAR, CRITERION, WEIGHT, OWN, COUNTS, WHOLE, APPLIES, FIRST = range(8)  # columns; the last: candidates
NAMES_WIDTH = 11.3
AT_ONCE = 7  # candidates on one printed page, beside the weights
HEAD, ORDER, SCORES, PLACES, STANDING, TOP = 3, 4, 5, 6, 7, 8  # rows
HOW = (
    "Type a weight into a yellow cell, or empty it again: the scores follow. A weight that you type stands, "
    "and the others of its list are scaled around it, as in the program.",
    "Values go from 0 to 100. An empty one does not apply: its weight goes to the others of its pillar. The "
    "group of a candidate stays as it was when this file was made.",
)
HOW_SEALED = "Prices are sealed: their weight is kept, and counts for nobody."


@dataclass(frozen=True)
class Block:
    """Rows of weights that sum to one: where they begin, their keys, as they were found and as typed."""

    start: int
    keys: tuple[str, ...]
    found: Mapping[str, float]
    own: Mapping[str, float]

    @property
    def end(self) -> int:
        """The last row."""
        return self.start + len(self.keys) - 1

    def cells(self, column: int) -> str:
        """The cells of these rows in that column, as a formula names them."""
        return str(xl_range_abs(self.start, column, self.end, column))


class ScoreSheet:
    """Where everything stands on the sheet of these candidates."""

    def __init__(self, evaluation: Evaluation, shown: Sequence[Result]) -> None:
        self.evaluation, self.shown = evaluation, shown
        session, whole = evaluation.session, evaluation.whole
        own = session.weights
        found = resolve_weights(set_weights(session, pillars={}, criteria={}), whole)
        pillars = tuple(pillar.id for pillar in whole.questionnaires)
        self.pillars = Block(TOP, pillars, found.pillars, own.pillars)
        self.criteria: dict[str, Block] = {}
        row = self.pillars.end + 2
        for pillar in evaluation.catalog.questionnaires:
            keys = tuple(f"{pillar.id}.{criterion.id}" for criterion in pillar.criteria)
            typed = {f"{pillar.id}.{c}": w for c, w in own.criteria.get(pillar.id, {}).items()}
            self.criteria[pillar.id] = Block(row, keys, found.criteria, typed)
            row += len(keys)
        self.last = row - 1
        self.columns = range(FIRST, FIRST + len(shown))

    def row_of(self, pillar: str) -> int:
        """The row of a pillar's own weight and values."""
        return self.pillars.start + self.pillars.keys.index(pillar)

    def across(self, row: int) -> str:
        """That row's cells of all candidates."""
        return str(xl_range_abs(row, FIRST, row, self.columns[-1]))


def write_score_sheet(
    page: Any, styles: Mapping[str, Any], evaluation: Evaluation, shown: Sequence[Result]
) -> ScoreSheet:
    """The sheet with its formulas, each beside the value it has as delivered."""
    sheet = ScoreSheet(evaluation, shown)
    title = f"{evaluation.measure.capitalize()} from 0 to 100, by weights that you can change"
    page.write_string(0, 0, title, styles["title"])
    page.set_row(0, 24)
    told = [*HOW, *([HOW_SEALED] if evaluation.session.settings.sealed else [])]
    page.merge_range(1, 0, 1, FIRST + AT_ONCE - 1, "", styles["text"])
    page.write_string(1, 0, "\n".join(told), styles["text"])
    page.set_row(1, 15.0 * (len(told) + 1))
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        style = styles["head" if column <= CRITERION else "head-number"]
        page.write_string(HEAD, column, heading, style)
        page.set_column(column, column, width)
    page.set_column(APPLIES, APPLIES, None, None, {"hidden": True})
    page.set_column(FIRST, sheet.columns[-1], NAMES_WIDTH)
    page.set_row(HEAD, 15.0 * max(2, *(-(-len(result.name) // 9) for result in shown)))
    page.set_row(ORDER, None, None, {"hidden": True})
    rows = {SCORES: evaluation.measure.capitalize(), PLACES: "Place by it", STANDING: "Group"}
    for row, words in rows.items():
        page.write_string(row, PILLAR, words, styles["strong"])
    page.set_row(STANDING, 30)
    _weights(page, styles, sheet)
    for column, result in zip(sheet.columns, shown, strict=True):
        page.write_string(HEAD, column, result.name, styles["head-number"])
        _candidate(page, styles, sheet, column, result)
    values = (TOP, FIRST, sheet.last, sheet.columns[-1])
    page.conditional_format(*values, HEAT)
    page.freeze_panes(HEAD + 1, FIRST)
    print_across(page, heading=HEAD, width=sum(WIDTHS) + NAMES_WIDTH * AT_ONCE)
    page.repeat_columns(0, FIRST - 1)
    page.set_v_pagebreaks(list(range(FIRST + AT_ONCE, sheet.columns[-1] + 1, AT_ONCE)))
    return sheet


HEAT = {
    "type": "3_color_scale",
    "min_type": "num", "min_value": 0, "min_color": "#F4B6A6",
    "mid_type": "num", "mid_value": 50, "mid_color": "#FFF6D5",
    "max_type": "num", "max_value": 100, "max_color": "#9FD3A8",
}  # fmt: skip


def _weights(page: Any, styles: Mapping[str, Any], sheet: ScoreSheet) -> None:
    evaluation = sheet.evaluation
    counts = resolve_weights(evaluation.session, evaluation.whole)
    whole = dict(zip(evaluation.problem.criteria, criterion_weights(evaluation.problem), strict=True))
    applying = {key for result in evaluation.results for key, value in result.criteria.items() if value}
    _block(page, styles, sheet.pillars, counts.pillars)
    for row, pillar in enumerate(evaluation.whole.questionnaires, start=sheet.pillars.start):
        page.write_string(row, PILLAR, pillar.title, styles["strong"])
        block = sheet.criteria.get(pillar.id)
        if block is None:
            page.write_number(row, APPLIES, 0, styles["count"])
            continue
        formula = f"=--(SUMPRODUCT({block.cells(COUNTS)},{block.cells(APPLIES)})>0)"
        applies = any(counts.criteria[key] > 0 for key in applying.intersection(block.keys))
        page.write_formula(row, APPLIES, formula, styles["count"], int(applies))
        _block(page, styles, block, counts.criteria)
        for at, key in enumerate(block.keys, start=block.start):
            page.write_string(at, PILLAR, pillar.title, styles["text"])
            title = evaluation.catalog.criteria[key].title
            page.write_string(at, CRITERION, title, styles["text"])
            if len(title) > WIDTHS[CRITERION] + 3:  # most letters are narrower than a figure
                page.set_row(at, 30)
            page.write_number(at, APPLIES, int(key in applying), styles["count"])
            formula = _of_the_whole(sheet, pillar.id, at)
            page.write_formula(at, WHOLE, formula, styles["percent"], float(whole[key]))


def _block(page: Any, styles: Mapping[str, Any], block: Block, counts: Mapping[str, float]) -> None:
    for row, key in enumerate(block.keys, start=block.start):
        page.write_number(row, WEIGHT, block.found[key] / 100, styles["percent"])
        if key in block.own:
            page.write_number(row, OWN, block.own[key] / 100, styles["typed"])
        else:
            page.write_blank(row, OWN, None, styles["typed"])
        page.write_formula(row, COUNTS, _counts(block, row), styles["percent"], counts[key] / 100)
    page.data_validation(
        block.start, OWN, block.end, OWN,
        {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
         "error_title": "Not a weight", "error_message": "A percentage from 0 % to 100 %, or nothing."},
    )  # fmt: skip


def _counts(block: Block, row: int) -> str:
    """What a weight counts: as typed, else its part of what the typed ones leave."""
    found, own = xl_rowcol_to_cell(row, WEIGHT), xl_rowcol_to_cell(row, OWN)
    typed, free = f"SUM({block.cells(OWN)})", _free(block)
    return (
        f"=IF(OR({typed}>1,{free}<=0),"
        f"IF(ISNUMBER({own}),IF({typed}>0,{own}/{typed},0),0),"
        f"IF(ISNUMBER({own}),{own},{found}*(1-{typed})/{free}))"
    )


def _free(block: Block) -> str:
    """The sum of the weights over which nothing is typed."""
    return f"SUMPRODUCT({block.cells(WEIGHT)},1-ISNUMBER({block.cells(OWN)}))"


def _mean(weights: str, values: str, otherwise: str) -> str:
    """The mean of what is a number, by its weights."""
    total = f"SUMPRODUCT({weights},--ISNUMBER({values}))"
    return f"=IF({total}>0,SUMPRODUCT({weights},{values})/{total},{otherwise})"


def _candidate(page: Any, styles: Mapping[str, Any], sheet: ScoreSheet, column: int, result: Result) -> None:
    for pillar, block in sheet.criteria.items():
        for row, key in enumerate(block.keys, start=block.start):
            value = result.criteria[key]
            if value is not None:
                page.write_number(row, column, value.point, styles["points"])
        values = xl_range_abs(block.start, column, block.end, column)
        at = sheet.row_of(pillar)
        found = result.pillars[pillar]
        known = "" if found is None else found.point
        page.write_formula(at, column, _mean(block.cells(COUNTS), values, '""'), styles["points"], known)
    values = xl_range_abs(sheet.pillars.start, column, sheet.pillars.end, column)
    page.write_formula(
        SCORES, column, _mean(sheet.pillars.cells(COUNTS), values, "0"), styles["total"], result.score
    )
    page.write_number(ORDER, column, GROUPS.index(result.group), styles["count"])
    mine, score = xl_rowcol_to_cell(ORDER, column), xl_rowcol_to_cell(SCORES, column)
    orders, scores = sheet.across(ORDER), sheet.across(SCORES)
    # Rounded: two sums of the same figures may differ in their last digit.
    place = f"=1+SUMPRODUCT(({orders}<{mine})+({orders}={mine})*(ROUND({scores},9)>ROUND({score},9)))"
    page.write_formula(PLACES, column, place, styles["count"], _place(sheet.shown, result))
    page.write_string(STANDING, column, GROUP_WORDS[result.group].words, styles["right"])


def _place(shown: Iterable[Result], result: Result) -> int:
    """Its place by the score, group by group."""

    def standing(one: Result) -> tuple[int, float]:
        return GROUPS.index(one.group), -round(one.score, 9)

    return 1 + sum(standing(other) < standing(result) for other in shown)


def _of_the_whole(sheet: ScoreSheet, pillar: str, row: int) -> str:
    """What a criterion weighs of the whole: one that applies to nobody weighs nothing."""
    block, pillars = sheet.criteria[pillar], sheet.pillars
    at = xl_rowcol_to_cell(sheet.row_of(pillar), COUNTS)
    own, applies = xl_rowcol_to_cell(row, COUNTS), xl_rowcol_to_cell(row, APPLIES)
    within = f"SUMPRODUCT({block.cells(COUNTS)},{block.cells(APPLIES)})"
    total = f"SUMPRODUCT({pillars.cells(COUNTS)},{pillars.cells(APPLIES)})"
    return f"=IF({within}*{total}>0,{at}/{total}*{own}*{applies}/{within},0)"
