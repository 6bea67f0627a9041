"""How the bidders' answers come, in sheets or typed: asked once, before the first question is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.decision.advice.owners_part import who_can_answer
from msp_select.model.edits import with_fields
from msp_select.model.sheets import is_asked_how
from msp_select.phrases.en.bidders import CHOSEN, HOW, ROADS, who_answers
from msp_select.ui.widgets.dialogs import Choose

if TYPE_CHECKING:
    from msp_select.model.session import AnswersBy
    from msp_select.ui.app import SelectApp


def asked_how(app: SelectApp) -> bool:
    """Whether that is asked now; the answer brings the place up to date. Once, unless undone."""
    work = app.work
    if work is None or work.read_only or app.how_asked is work or not is_asked_how(work.session):
        return False
    app.how_asked = work

    def chosen(road: str | None) -> None:
        by: AnswersBy = "sheets" if road == "sheets" else "hand"
        app.change(with_fields(work.session, answers_by=by), CHOSEN[by])

    title = f"{who_answers(who_can_answer(work.session, work.catalog))}"
    app.push_screen(Choose(title, list(ROADS.items()), hint=HOW), chosen)
    return True
