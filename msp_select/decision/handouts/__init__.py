"""What the owner takes to the table: one function a handout, each from an evaluation and a candidate's id."""

from __future__ import annotations

from collections.abc import Callable

from msp_select.decision.handouts.contract_checklist import contract_checklist
from msp_select.decision.handouts.cost_sheet import cost_sheet
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.handouts.negotiation import negotiation
from msp_select.decision.handouts.reference_call import call_sheet
from msp_select.decision.handouts.responsibilities import responsibilities
from msp_select.decision.handouts.review_agenda import review_agenda
from msp_select.decision.handouts.scorecard import scorecard
from msp_select.decision.handouts.takeover_plan import takeover_plan
from msp_select.decision.scoring.evaluation import Evaluation

HANDOUTS: dict[str, Callable[[Evaluation, str], Handout]] = {
    "negotiation": negotiation,
    "contract": contract_checklist,
    "takeover": takeover_plan,
    "duties": responsibilities,
    "scorecard": scorecard,
    "agenda": review_agenda,
    "costs": cost_sheet,
    "call": call_sheet,
}
