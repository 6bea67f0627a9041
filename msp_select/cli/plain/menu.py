"""The menu of the plain walk, and the places that show rather than ask."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import click

from msp_select.cli.explain import finding_lines, one_page_lines, sheet_lines
from msp_select.cli.plain.after import walk_after
from msp_select.cli.plain.bidders import walk_bidders
from msp_select.cli.plain.business import walk_business, walk_weights
from msp_select.cli.plain.candidates import walk_candidates
from msp_select.cli.plain.costs import walk_costs
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.cli.plain.questions import walk_questions
from msp_select.cli.plain.told import Told, told_once
from msp_select.cli.rank import ranking_lines
from msp_select.decision.business.rounds import asked_in_round
from msp_select.errors import FileError, MspSelectError, ReasonNeeded, shown_path
from msp_select.model.disclosure import reveal
from msp_select.model.favourite import is_to_be_asked, set_favourite
from msp_select.open_session import OpenSession
from msp_select.phrases.en.favourite import BESIDE, NOBODY, NONE_NOTED, NOTED, QUESTION
from msp_select.phrases.explanation import explain
from msp_select.phrases.handout import handout
from msp_select.store.session import new_session_file
from msp_select.ui.export_table import SHEETS
from msp_select.ui.progress import answered_of_asked, left_before_prices

PLACES: dict[str, tuple[str, str, Callable[[OpenSession], None]]] = {}  # the title, what of it is of prices
OPENING, COSTS = "7", "8"


def open_plain(reference: str) -> None:
    """Walk through a session by ordinary prompts; whatever ends it, every answer is saved or kept apart."""
    work = OpenSession.open(reference, keep_unsaved=True)
    told: int | None = None
    stopped: BaseException | None = None
    with told_once() as from_now_on_deaf:
        try:
            try:
                walk(work)
            finally:
                from_now_on_deaf()
        except Told as signal_number:
            told = signal_number.args[0]
        except (click.Abort, KeyboardInterrupt, EOFError) as stop:
            stopped = stop
        finally:
            work.after_save = None  # nobody may be there any more to read it
            work.close()
    if told is not None:
        raise click.exceptions.Exit(128 + told)
    if work.problem is not None:
        raise FileError(work.problem.message, f"{work.problem.remedy} {work.kept_words}")
    if stopped is not None:
        raise click.Abort from None


def walk(work: OpenSession) -> None:
    """Show the menu until the user leaves; every answer is saved when it is given, or it is said why not."""
    session = work.session
    tell(session.title)
    kept = f"Kept in {shown_path(work.reference)}."
    tell("Changes are not kept: this is an example." if work.read_only else kept)
    for change in work.changed_outside:
        tell(change.sentence)
    work.after_save = _Saving(work).report
    _offer_recovered(work)
    while True:
        click.echo()
        here = [key for key in PLACES if _is_offered(work, key)]
        choices = [(key, f"{_title(work, key)}{_how_far(work, key)}") for key in here]
        key = choose("Where to", [*choices, ("u", "Undo the last change"), ("q", "Leave")])
        if key == "q":
            saved = work.problem is None
            if _may_leave(work):
                if saved and not work.read_only:
                    file = shown_path(work.reference)
                    tell(f"Saved in {file}. Go on with: msp-select open {shlex.quote(file)} --plain")
                return
        elif key == "u":
            undone = work.undo()
            tell(f"Taken back: {undone}." if undone else "There is nothing to take back.")
        else:
            PLACES[key][-1](work)


class _Saving:
    """Says at once when a change could not be saved, and when it is saved again; silence means saved."""

    def __init__(self, work: OpenSession) -> None:
        self._work = work
        self._told = ""

    def report(self) -> None:
        problem = self._work.problem
        if problem is None:
            if self._told:
                tell("Everything is saved again.")
        elif problem.message == self._told:
            tell("Still not saved.")
        else:
            tell(f"Not saved: {problem.message}")
            tell(f"{problem.remedy} {self._work.kept_words}")
        self._told = "" if problem is None else problem.message


def _may_leave(work: OpenSession) -> bool:
    if work.problem is not None:
        work.save()  # perhaps the trouble is over
    if work.problem is None:
        return True
    options = [
        ("c", "save under another name and leave"),
        *([("l", "leave: it is kept apart, and offered at the next start")] if work.recovery else []),
        ("x", "throw away what is not saved, and leave"),
        ("s", "stay"),
    ]
    said = choose("Not everything is saved", options, default="s")
    if said == "x":
        work.give_up()
    elif said == "c":
        return _saved_as(work)
    return said != "s"


def _saved_as(work: OpenSession) -> bool:
    """Save under a name that is typed; False where that could not be."""
    name = ask("Where to keep it")
    if not name:
        return False
    path = Path(name).expanduser()
    path = path if path.suffix == ".toml" else path.with_name(f"{path.name}.toml")
    try:
        new_session_file(path, work.session)
    except MspSelectError as error:
        tell(f"{error.message}. {error.remedy}")
        return False
    work.give_up()
    tell(f"Saved in {shown_path(path)}. Go on with: msp-select open {shlex.quote(shown_path(path))} --plain")
    return True


def _offer_recovered(work: OpenSession) -> None:
    """What an earlier run could not save, one copy after the other: taken, removed, or kept for later."""
    options = [("y", "yes, take it"), ("l", "later"), ("x", "no, and remove it")]
    for recovery, answers in work.recovered():
        tell(recovery.sentence(answers, work.now()))
        said = choose("Take it into the session", options, default="y")
        if said == "x":
            recovery.discard()
        elif said == "y":
            try:
                work.recover(recovery)
            except ReasonNeeded as needed:
                why = ask(f"{needed.message} Why change them")
                if why:
                    work.recover(recovery, why=why)
            return


def _result(work: OpenSession) -> None:
    if not work.session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    _ask_favourite(work)
    for line in ranking_lines(work.evaluation(), bars=False):
        click.echo(line)


def _why(work: OpenSession) -> None:
    if not work.session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    _ask_favourite(work)
    explanation = explain(work.evaluation())
    for line in one_page_lines(explanation):
        click.echo(line)
    if ask("Type more for everything behind this page (Enter alone goes back)").strip().lower() == "more":
        for line in finding_lines(explanation.findings):
            click.echo(line)


def _costs(work: OpenSession) -> None:
    _ask_favourite(work)  # what another figure moves tells the order
    walk_costs(work)


def _sheets(work: OpenSession) -> None:
    """Read one of the sheets to take along, about one candidate: the first in the ranking on Enter."""
    leader = work.evaluation(draws=0).leader
    if leader is None:
        tell("There is no candidate yet: add one first.")
        return
    ids = [candidate.id for candidate in work.shown.candidates]
    options = counted([candidate.name for candidate in work.shown.candidates])
    whose = ids[int(choose("Whose sheet", options, default=str(ids.index(leader.id) + 1))) - 1]
    names = list(SHEETS)
    chosen = choose("Which sheet", counted([f"{title}: {what}" for title, what in SHEETS.values()]))
    for line in sheet_lines(handout(work.evaluation(draws=0), names[int(chosen) - 1], whose)):
        click.echo(line)


def _ask_favourite(work: OpenSession) -> None:
    """Once, before the first result; Enter alone names nobody."""
    if work.read_only or not is_to_be_asked(work.session):
        return
    tell(QUESTION)
    tell(BESIDE)
    ids = ["", *(candidate.id for candidate in work.shown.candidates)]
    options = counted([NOBODY, *(candidate.name for candidate in work.shown.candidates)])
    favourite = ids[int(choose("Your favourite", options, default="1")) - 1]
    work.change(set_favourite(work.session, favourite), NOTED if favourite else NONE_NOTED)


def _open_prices(work: OpenSession) -> None:
    left = left_before_prices(work.session, work.catalog)
    why = ""
    if left:
        missing = "1 answer is" if left == 1 else f"{left} answers are"
        tell(f"{missing} still missing. A price once seen colours every answer after it.")
        why = ask("Why open the prices now (Enter alone leaves them sealed)")
        if not why:
            return
    work.change(reveal(work.session, "prices", work.now(), why), "prices opened")
    tell("The prices are open; the log says so.")


def _is_offered(work: OpenSession, key: str) -> bool:
    if key not in (OPENING, COSTS):
        return True
    return work.catalog.knows_prices and (key == COSTS or work.shown.settings.sealed)


def _title(work: OpenSession, key: str) -> str:
    title, of_price, _ = PLACES[key]
    return f"{title}{of_price}" if work.catalog.knows_prices else title


def _how_far(work: OpenSession, key: str) -> str:
    session = work.session
    if key == "1":
        questions = work.catalog.business.asked(session.business)
        if not session.business:
            return f" ({len(asked_in_round(session, work.catalog, 1))} questions to begin with)"
        return f" ({sum(q.id in session.business for q in questions)} of {len(questions)} answered)"
    if key == "2":
        return f" (profile: {session.weights.profile})"
    if key == "3":
        return f" ({len(session.candidates)})"
    if key == "4":
        done, asked = answered_of_asked(session, work.catalog)
        return f" ({done} of {asked} answered)"
    return ""


PLACES |= {
    "1": ("Your business", "", walk_business),
    "2": ("What matters", "", walk_weights),
    "3": ("Candidates", " and their prices", walk_candidates),
    "4": ("Questions", "", walk_questions),
    "b": ("Ask the bidders", "", walk_bidders),
    "5": ("Result", "", _result),
    "6": ("Why", ", and why not the cheapest", _why),
    OPENING: ("Open the prices", "", _open_prices),
    COSTS: ("Costs", ", and what we assumed in them", _costs),
    "9": ("Sheets to take along", "", _sheets),
    "a": ("After signing", "", walk_after),
}
