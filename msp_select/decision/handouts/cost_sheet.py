"""The costs of one candidate: what is said, what is added, and every figure of ours that can be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.costing.bid_defaults import LEFT_OUT, fields_instead
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.estimate import OURS, Estimate, Figure, known, total_of
from msp_select.decision.costing.total_cost import Costs, Line
from msp_select.decision.findings.amounts import deep
from msp_select.decision.findings.moved_default import with_default
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.bid import Bid
from msp_select.model.bid_keys import value_of

Part = Literal["fee", "extras", "added", "own_time", "risk"]
PARTS: tuple[Part, ...] = ("fee", "extras", "added", "own_time", "risk")
PAID: tuple[Part, ...] = ("fee", "extras", "added")
Unpriced = Literal["sealed", "not_asked", "no_users", "no_price"]
ABOVE = "above"  # the one row for all that is added to lines of which somebody has said a part
A_CENT = Decimal("0.005")  # half of one: what a division leaves over is no amount


@dataclass(frozen=True)
class CostRow:
    """A line of the cost table, or the part of it that is said, over the term.

    What is added by us to lines of which a part is said is one row, `ABOVE`: rises of prices, mostly.
    """

    line: str
    part: Part
    amount: Estimate
    figures: tuple[Figure, ...]

    @property
    def key(self) -> str:
        """The line and the part, for whoever points at it."""
        return f"{self.part}/{self.line}"

    @property
    def rests_on_ours(self) -> bool:
        """Whether a figure of ours is in it."""
        return any(figure.is_default for figure in self.figures)


@dataclass(frozen=True)
class Assumed:
    """A figure that is a default of ours, or stands in the place of one.

    `figure` as it counts for this candidate; `held`: whether it is ours, the owner's own for everybody, what
    this candidate's money terms say, or not known, because there is no default in this currency; `usual`: the
    default, as answers about the business move it, None where there is none. `field`: of the bid, where a
    figure for this candidate alone goes; empty where there is none. `swing`: how far the total moves from one
    end of a default to the other.
    """

    id: str
    figure: Figure | None
    held: Literal["ours", "everybody", "candidate", "not_known"]
    usual: Figure | None
    field: str
    swing: Decimal


@dataclass(frozen=True, kw_only=True)
class CostSheet(Handout):
    """Every line, low, middle and high, in the parts an owner thinks in, and what was assumed in them.

    `unpriced` is why there are no lines. `missing` are lines that could not be worked out: the sums are then
    the least it can be. `assumed`: the owner's own first, then ours, those that move the total
    most first, then what the money terms say in the place of one.
    """

    name: ClassVar[str] = "costs"
    unpriced: Unpriced | None
    in_house: bool
    months: int
    user_months: Decimal
    rows: tuple[CostRow, ...]
    missing: tuple[str, ...]
    assumed: tuple[Assumed, ...]

    def sum_of(self, *parts: Part) -> Estimate:
        """The sum of the rows of these parts."""
        return total_of(row.amount for row in self.rows if row.part in parts)

    @property
    def paid(self) -> Estimate:
        """All that is paid."""
        return self.sum_of(*PAID)

    @property
    def total(self) -> Estimate:
        """With lost time and risk."""
        return self.sum_of(*PARTS)

    @property
    def ours(self) -> Estimate:
        """What of the total is added by us, or rests on a figure of ours otherwise."""
        return total_of(row.amount for row in self.rows if row.part == "added" or _lost(row))


def _lost(row: CostRow) -> bool:
    return row.part not in PAID and row.rests_on_ours


def cost_sheet(evaluation: Evaluation, candidate_id: str) -> CostSheet:
    """What one candidate costs, line by line."""
    result, costs = evaluation.result(candidate_id), evaluation.result(candidate_id).costs
    unpriced = _why_unpriced(evaluation, costs)
    shown = costs if unpriced is None else None
    return CostSheet(
        candidate=candidate_id,
        unpriced=unpriced,
        in_house=result.candidate.kind == "in_house",
        months=evaluation.session.term_months,
        user_months=Decimal(0) if shown is None else shown.user_months,
        rows=() if shown is None else tuple(_rows(shown)),
        missing=() if shown is None else tuple(line.id for line in shown.missing),
        assumed=() if shown is None else _assumed(evaluation, result, shown),
    )


def _why_unpriced(evaluation: Evaluation, costs: Costs | None) -> Unpriced | None:
    if evaluation.session.settings.sealed:
        return "sealed"
    if not evaluation.catalog.knows_prices:
        return "not_asked"
    if evaluation.business.users is None:
        return "no_users"
    return "no_price" if costs is None else None


def _rows(costs: Costs) -> Iterator[CostRow]:
    said = {line.id: line.amount for line in costs.said_lines()}
    cash = [line for line in costs.lines if line.kind == "cash"]
    pairs = [(line, said.get(line.id, line.amount)) for line in cash]  # leaving today's provider is stated
    added: list[CostRow] = []
    above: list[Line] = []
    for line, stated in pairs:
        part: Part = "fee" if line.id in ("fees", "pay") else "extras"
        more = line.amount - stated
        if _is_nothing(more):
            yield CostRow(line.id, part, line.amount, line.figures)
        elif _is_nothing(stated):
            added.append(CostRow(line.id, "added", line.amount, line.figures))
        else:
            others = tuple(figure for figure in line.figures if not _stands_in(figure))
            yield CostRow(line.id, part, stated, others)
            above.append(replace(line, amount=more))
    if above:
        figures = (figure for line in above for figure in line.figures if _stands_in(figure))
        amount = total_of(line.amount for line in above)
        yield CostRow(ABOVE, "added", amount, tuple(dict.fromkeys(figures)))
    yield from added
    for line in costs.lines:
        if line.kind != "cash":
            lost: Part = "own_time" if line.kind == "own_time" else "risk"
            yield CostRow(line.id, lost, line.amount, line.figures)


def _is_nothing(amount: Estimate) -> bool:
    return max(abs(amount.low), abs(amount.middle), abs(amount.high)) < A_CENT


def _stands_in(figure: Figure) -> bool:
    """Whether it is, or rests on, a default for something the bid leaves out."""
    return any(one.id in LEFT_OUT and one.origin in OURS for one in (figure, *deep(figure.rests_on)))


def _assumed(evaluation: Evaluation, result: Result, costs: Costs) -> tuple[Assumed, ...]:
    usual, fields, bid = _usual(evaluation), fields_instead(result.candidate), result.candidate.bid
    stated = {name: field for name, field in fields.items() if value_of(field, bid) is not None}
    silent = {name: field for name, field in fields.items() if name not in stated}
    ours = [
        Assumed(
            figure.id,
            figure,
            "ours",
            evaluation.business.defaults[figure.id],
            silent.get(figure.id, ""),
            _swing(evaluation, result, figure),
        )
        for figure in _defaults_in(costs, evaluation)
    ]
    return (
        *_for_everybody(evaluation, silent, usual),
        *_not_known(evaluation, silent, costs),
        *sorted(ours, key=lambda one: -one.swing),
        *_for_the_candidate(bid, stated, usual),
    )


def _usual(evaluation: Evaluation) -> Mapping[str, Figure]:
    """The defaults as they are without anybody's own figures, moved by the answers about the business."""
    session = evaluation.session.model_copy(update={"assumptions": {}})
    return business_inputs(session, evaluation.catalog, evaluation.weights.inputs).defaults


def _defaults_in(costs: Costs, evaluation: Evaluation) -> Sequence[Figure]:
    """The defaults that are in a line that is not nothing, each once."""
    found: dict[str, Figure] = {}
    for line in costs.lines:
        if not line.amount.is_range and line.middle == 0:
            continue
        for figure in line.figures:
            for one in (figure, *deep(figure.rests_on)):
                if one.origin in OURS and one.id in evaluation.business.defaults:
                    found.setdefault(one.id, one)
    return tuple(found.values())


def _not_known(evaluation: Evaluation, silent: Mapping[str, str], costs: Costs) -> Iterator[Assumed]:
    """What lines may be missing for: amounts without a default in this currency that nobody has named."""
    if costs.missing:
        for name in (*silent, "hourly_pay"):
            if name not in evaluation.business.defaults and _is_needed(evaluation, name):
                yield Assumed(name, None, "not_known", None, silent.get(name, ""), Decimal(0))


def _is_needed(evaluation: Evaluation, name: str) -> bool:
    return name != "hourly_pay" or evaluation.business.hourly_pay is None


def _for_everybody(
    evaluation: Evaluation, fields: Mapping[str, str], usual: Mapping[str, Figure]
) -> Iterator[Assumed]:
    for name, figure in evaluation.business.defaults.items():
        if figure.origin == "own":
            yield Assumed(name, figure, "everybody", usual.get(name), fields.get(name, ""), Decimal(0))


def _for_the_candidate(
    bid: Bid | None, stated: Mapping[str, str], usual: Mapping[str, Figure]
) -> Iterator[Assumed]:
    """What the money terms say in place of a default of ours, each field once."""
    told = set[str]()
    for name, field in stated.items():
        value = value_of(field, bid)
        if value is not None and field not in told:
            told.add(field)
            figure = known(value, "bid", field.rpartition(".")[2])
            yield Assumed(name, figure, "candidate", usual.get(name), field, Decimal(0))


def _swing(evaluation: Evaluation, result: Result, figure: Figure) -> Decimal:
    """How far the total moves when that figure goes from its cheap end to its dear one."""
    if not figure.is_range:
        return Decimal(0)
    ends = [
        with_default(evaluation, figure.id, end, [result.id]).result(result.id).costs
        for end in (figure.low, figure.high)
    ]
    low, high = (Decimal(0) if costs is None else costs.known.middle for costs in ends)
    return abs(high - low)
