"""Which candidate a person means who types an id, a name, or the letter it goes by."""

from __future__ import annotations

from msp_select.decision.panel.pseudonyms import hidden_id, hidden_names
from msp_select.did_you_mean import did_you_mean
from msp_select.errors import UsageError
from msp_select.model.scalars import shown
from msp_select.model.session import Session


def candidate_named(session: Session, name: str) -> str:
    """The id of the candidate of that id, or name in any case; while names are hidden, of that letter alone.

    Raises UsageError that lists who there is, by letters while names are hidden.
    """
    called = typed_for(session)
    for key, known in called.items():
        if name == known:
            return key
    names = hidden_names(session) if session.settings.blind else {c.id: c.name for c in session.candidates}
    folded = name.casefold()
    found = [key for key, known in names.items() if known.casefold() == folded]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"There is more than one candidate {shown(name)}.",
            f"Use the id: {' or '.join(called[key] for key in found)}.",
        )
    hint = did_you_mean(folded, called.values(), sentence=True)
    raise UsageError(f"There is no candidate {shown(name)}.{' ' if hint else ''}{hint}", whom(session))


def whom(session: Session) -> str:
    """What can be typed for a candidate, as the remedy of an error."""
    known = ", ".join(typed_for(session).values())
    return f"Use one of: {known}." if known else "Add a candidate first."


def typed_for(session: Session) -> dict[str, str]:
    """What to type for each candidate, by its id: the id itself, or its letter while names are hidden."""
    if not session.settings.blind:
        return {candidate.id: candidate.id for candidate in session.candidates}
    return {key: hidden_id(name) for key, name in hidden_names(session).items()}
