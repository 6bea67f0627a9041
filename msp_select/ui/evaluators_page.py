"""What the page of evaluators says, in lines: who marks, what is hidden, where they differ; and the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from msp_select.model.log import check_log
from msp_select.model.session import Session
from msp_select.phrases.en.words import capital
from msp_select.ui.hide_and_reveal import BY_ID, TITLES, state_in_words
from msp_select.ui.literal_text import fitted, literal, padded, wrapped
from msp_select.ui.widgets.selectable_lines import Line

if TYPE_CHECKING:
    from msp_select.decision.panel.mean_marks import GivenMark, MarkedQuestion
    from msp_select.decision.robustness.panel_agreement import Panel
    from msp_select.phrases.finding import Finding
    from msp_select.phrases.names import Names

INDENT = "   "


@dataclass(frozen=True)
class Judged:
    """What several people's marks come to, as far as it may be shown: `marked` without sealed questions."""

    session: Session
    panel: Panel | None
    finding: Finding | None
    marked: Sequence[MarkedQuestion]
    names: Names

    @property
    def missing(self) -> str:
        """Who has not marked everything yet, in a sentence; nothing where all have."""
        late = [p for p in self.panel.progress if p.given < p.asked] if self.panel is not None else []
        if self.panel is None or not late:
            return ""
        return f"{late[0].name} has {late[0].given} of {late[0].asked} marks" + (
            f", and {len(late) - 1} more are not done. " if len(late) > 1 else ". "
        )


def key_of(marked: MarkedQuestion) -> str:
    """The key of the line of a question somebody marked."""
    return f"mark:{marked.candidate}:{marked.question.id}"


def page(
    session: Session,
    judged: Judged | None,
    account: Sequence[str],
    width: int,
    links: Mapping[str, str],
    *,
    everything: bool,
) -> list[Line]:
    """The whole page; `everything` lists the marks that lie together too.

    `links` is how far each person is with a link, in words by their id.
    """
    return [
        *_people(session, judged, width, links),
        Line(Content("")),
        *_fairness(session, width),
        *_account(account, width),
        *_judgement(judged, width, everything=everything),
    ]


def _people(session: Session, judged: Judged | None, width: int, links: Mapping[str, str]) -> Iterator[Line]:
    yield Line(Content.styled(" Who marks", "bold"))
    if not session.evaluators:
        text = (
            "Nobody yet. a adds a person; h then writes the form they fill in, i gives them a link to one, "
            "and t takes it back in."
        )
        yield from (Line(literal(f"{INDENT}{line}")) for line in wrapped(text, width - 4))
        return
    name = min(max(len(one.name) for one in session.evaluators), width - 40)
    progress = {p.id: p for p in judged.panel.progress} if judged is not None and judged.panel else {}
    for one in session.evaluators:
        done = progress.get(one.id)
        far = f"{done.given} of {done.asked} marks" if done is not None else "…"
        own = ", own weights" if one.pillars else ""
        text = f"{INDENT}{padded(one.name, name)}  counts {one.weight:g}".ljust(name + 18)
        yield Line(literal(f"{text}  {far}{own}"), f"person:{one.id}")
        if words := links.get(one.id):
            yield Line(literal(f"{INDENT}  {words}", "$text-muted"), of=f"person:{one.id}")


def _fairness(session: Session, width: int) -> Iterator[Line]:
    yield Line(Content.styled(" No favourites", "bold"))
    for what in ("marks", "names", "prices"):
        words = fitted(state_in_words(session, BY_ID[what]), width - 14)
        yield Line(literal(f"{INDENT}{TITLES[BY_ID[what]]:<9}{words}"), f"veil:{what}")
    yield Line(literal(f"{INDENT}{'Log':<9}{fitted(log_sentence(session), width - 14)}"), "log:")


def _account(account: Sequence[str], width: int) -> Iterator[Line]:
    if account:
        yield Line(Content(""))
    for text in account:
        for k, line in enumerate(wrapped(text, width - 4)):
            yield Line(literal(f"{' ' if k == 0 else INDENT}{line}", "$text-accent"))


def _judgement(judged: Judged | None, width: int, *, everything: bool) -> Iterator[Line]:
    if judged is None or judged.finding is None or judged.panel is None:
        return
    finding = judged.finding
    yield Line(Content(""))
    yield from (Line(literal(f" {line}", "bold")) for line in wrapped(finding.title, width - 2))
    yield from (Line(literal(f" {line}")) for line in wrapped(finding.sentence, width - 2))
    if not judged.panel.revealed:
        return
    # The finding ends with a row for each flagged question; those stand below with all others.
    for row in finding.rows[: len(finding.rows) - sum(m.flagged for m in judged.marked)]:
        text = f"{row.label}: {row.text}"
        for k, line in enumerate(wrapped(text, width - 6)):
            yield Line(literal(f"{INDENT}{'' if k == 0 else '  '}{line}"))
    yield from _marks(judged, width, everything=everything)


def _marks(judged: Judged, width: int, *, everything: bool) -> Iterator[Line]:
    from msp_select.phrases.en.panel_agreement import marked_label, marks_words

    flagged = sorted((m for m in judged.marked if m.flagged), key=lambda m: -m.spread)
    together = [m for m in judged.marked if not m.flagged]
    groups = [("Far apart: talk about them, then agree with Enter", flagged)]
    if everything:
        groups.append(("The other marks", together))
    for title, group in groups:
        if group:
            yield Line(Content(""))
            yield Line(Content.styled(f" {title}", "bold"))
        for marked in group:
            label = f"{'! ' if marked.flagged else '  '}{marked_label(marked, judged.names)}"
            yield Line(literal(f" {fitted(label, width - 2)}"), key_of(marked))
            lines = wrapped(marks_words(marked), width - 8)
            yield from (Line(literal(f"      {line}", "$text-muted")) for line in lines)
    if together and not everything:
        yield Line(Content(""))
        count = f"{len(together)} more {'answer' if len(together) == 1 else 'answers'}"
        yield Line(literal(f" {count} marked alike: e shows everything.", "$text-muted"))


def originals(given: Sequence[GivenMark]) -> str:
    """Everybody's mark with what they noted, for whoever agrees on one."""
    said = [
        f"{one.name} {one.value:.0f}" + (f' ("{one.mark.note}")' if one.mark.note else "") for one in given
    ]
    return "; ".join(said) + "."


def log_sentence(session: Session) -> str:
    """Whether the log is whole, in a sentence."""
    if not session.log and session.log_chain is None:
        return "nothing is logged yet"
    check = check_log(session.log, session.log_chain)
    return check.sentence if check.whole else f"NOT WHOLE: {check.faults[0]}"


def log_paragraphs(session: Session, shown: Session) -> list[str]:
    """The log to read, as `shown` has its texts, and whether that of the session is whole."""
    check = check_log(session.log, session.log_chain)
    faults = check.faults if session.log or session.log_chain is not None else ()
    first = [f"NOT WHOLE: {fault}." for fault in faults] or [f"{capital(log_sentence(session))}."]
    entries = [
        f"{entry.at:%Y-%m-%d %H:%M}  {entry.what}{f': {entry.why}' if entry.why else ''}"
        for entry in shown.log
    ]
    return [*first, *entries]
