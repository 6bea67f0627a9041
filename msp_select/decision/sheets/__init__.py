"""What the owner takes to the table: one function a handout, each from an evaluation and a candidate's id."""

from __future__ import annotations

from collections.abc import Callable

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.sheets.agenda import agenda
from msp_select.decision.sheets.contract import contract
from msp_select.decision.sheets.duties import duties
from msp_select.decision.sheets.negotiation import negotiation
from msp_select.decision.sheets.scorecard import scorecard
from msp_select.decision.sheets.sheet import Handout

SHEETS: dict[str, Callable[[Evaluation, str], Handout]] = {
    "negotiation": negotiation,
    "contract": contract,
    "duties": duties,
    "scorecard": scorecard,
    "agenda": agenda,
}
