"""No favourites: what is hidden until the rest is judged, who opened it when and why, and locked weights."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from msp_select.model.edits import logged, set_settings
from msp_select.model.log import LogKind
from msp_select.model.session import Session

Hidden = Literal["prices", "names", "marks"]


@dataclass(frozen=True)
class Veil:
    """One thing a session can hide: the setting, its value while hidden, and what the log says.

    `opens` and `closes` are the kinds of entries in the log, `opened` and `closed` their words.
    """

    setting: str
    while_hidden: bool
    opens: LogKind
    closes: LogKind
    opened: str
    closed: str


VEILS: dict[Hidden, Veil] = {
    "prices": Veil("sealed", True, "prices_opened", "prices_sealed", "prices opened", "prices sealed again"),
    "names": Veil("blind", True, "names_shown", "names_hidden", "names shown", "names hidden"),
    "marks": Veil(
        "marks_revealed", False, "marks_revealed", "marks_hidden", "marks revealed", "marks hidden again"
    ),
}


def is_hidden(session: Session, what: Hidden) -> bool:
    """Whether prices, names or the evaluators' marks are hidden now."""
    veil = VEILS[what]
    return bool(getattr(session.settings, veil.setting) == veil.while_hidden)


def reveal(session: Session, what: Hidden, at: dt.datetime, why: str = "") -> Session:
    """Open prices, names or marks and log it; the session itself where they are open already.

    The first opening of prices locks the weights: `settings.weights_locked` is that moment, for good.
    """
    if not is_hidden(session, what):
        return session
    veil = VEILS[what]
    fields: dict[str, object] = {veil.setting: not veil.while_hidden}
    if what == "prices" and session.settings.weights_locked is None:
        fields["weights_locked"] = at
    return logged(set_settings(session, **fields), at, veil.opens, veil.opened, why)


def hide(session: Session, what: Hidden, at: dt.datetime, why: str = "") -> Session:
    """Hide prices, names or marks (again) and log it; the session itself where they are hidden already."""
    if is_hidden(session, what):
        return session
    veil = VEILS[what]
    hidden = set_settings(session, **{veil.setting: veil.while_hidden})
    return logged(hidden, at, veil.closes, veil.closed, why)


def states_weights(session: Session) -> tuple[object, ...]:
    """What of the session itself sets weights, apart from the answers about the business."""
    return (session.weights, {evaluator.id: evaluator.weight for evaluator in session.evaluators})


def log_disagrees(session: Session) -> tuple[str, ...]:
    """Where the log says that something is hidden, open or locked and the settings say otherwise.

    Nothing is said of what was taken back after it: the log keeps that it was, not what it led to.
    """
    faults = []
    for what, veil in VEILS.items():
        said = None
        for entry in session.log:
            if entry.kind in (veil.opens, veil.closes):
                said = entry
            elif entry.kind in ("taken_back", "done_again"):
                said = None
        if said is not None and is_hidden(session, what) != (said.kind == veil.closes):
            now = "hidden" if is_hidden(session, what) else "open"
            faults.append(f'the last entry about {what} is "{said.what}", and the settings have them {now}')
    opened = any(entry.kind == VEILS["prices"].opens and entry.before for entry in session.log)
    if opened and session.settings.weights_locked is None:
        faults.append("prices were opened, which locks the weights, and the settings have them unlocked")
    return tuple(faults)
