"""What a candidate costs, and another figure in the place of one of ours."""

from __future__ import annotations

import click

from msp_select.cli.explain import sheet_lines
from msp_select.cli.plain.candidates import whose
from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.decision.findings.changed_costs import changed_costs
from msp_select.decision.handouts.cost_sheet import Assumed, CostSheet, cost_sheet
from msp_select.open_session import OpenSession
from msp_select.phrases.en import cost_figures
from msp_select.phrases.explanation import in_words
from msp_select.phrases.handout import handout
from msp_select.phrases.names import Names
from msp_select.ui.other_figure import FOR_ALL, FOR_ONE, OtherFigure


def walk_costs(work: OpenSession) -> None:
    """The costs of one candidate, then one figure after the other until Enter alone."""
    if not work.session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    candidate = whose(work)
    for line in sheet_lines(handout(work.evaluation(draws=0), "costs", candidate)):
        click.echo(line)
    while (fact := cost_sheet(work.evaluation(draws=0), candidate)).assumed:
        one = _which(work, fact)
        if one is None:
            return
        _replace(work, candidate, one)


def _which(work: OpenSession, fact: CostSheet) -> Assumed | None:
    names = Names.of(work.evaluation(draws=0))
    tell()
    for number, one in enumerate(fact.assumed, 1):
        moves = f"; moves the total by {cost_figures.swing(one, names)}" if one.swing else ""
        whose_is = cost_figures.held_by(one, names, fact.candidate)
        told = f"{cost_figures.assumed_called(one, names)}: {cost_figures.assumed_value(one, names)}"
        tell(f"{number}  {told}, {whose_is}{moves}", indent="     ")
    while True:
        typed = ask("Another figure for which (Enter alone: the menu)")
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(fact.assumed):
            return fact.assumed[int(typed) - 1]
        tell(f"Type a number from 1 to {len(fact.assumed)}.")


def _replace(work: OpenSession, candidate: str, one: Assumed) -> None:
    before = work.evaluation(draws=0)
    other = OtherFigure.of(one, candidate, Names.of(before))
    if not other.for_all:
        whom = [f"{other.whom}. {FOR_ONE}", f"for everybody. {FOR_ALL}"]
        for_all = choose("For whom", counted(whom), default="1") == "2"
        other = OtherFigure.of(one, candidate, Names.of(before), for_all=for_all)
    wanted = other.wanted
    if usual := wanted.usual_in_words(source=True):
        tell(usual, indent="    ")
    typed = ask(f"{other.question}{f' [{other.now}]' if other.now else ''} (Enter alone: our figure)")
    number = number_meant(typed, wanted) if typed else None
    if typed and number is None:
        tell("Left as it was.")
        return
    session = other.taken(work.session, number)
    if session != work.session:
        work.change(session, f"{other.asked}, {other.whom}")
    now = work.evaluation(draws=0)
    tell(in_words(changed_costs(before, now, candidate), Names.of(now)).sentence)
