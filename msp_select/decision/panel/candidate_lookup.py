"""Which candidate a person means who types an id, a name, or the letter it goes by."""

from __future__ import annotations

from msp_select.decision.panel.pseudonyms import hidden_id, hidden_names
from msp_select.decision.refusal import Namesakes, NoSuchCandidate
from msp_select.model.session import Session


def candidate_named(session: Session, name: str) -> str:
    """The id of the candidate of that id, or name in any case; while names are hidden, of that letter alone.

    Refused by NoSuchCandidate or Namesakes, who list who there is, by letters while names are hidden.
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
        raise Namesakes(name, tuple(called[key] for key in found))
    raise NoSuchCandidate(name, tuple(called.values()))


def typed_for(session: Session) -> dict[str, str]:
    """What to type for each candidate, by its id: the id itself, or its letter while names are hidden."""
    if not session.settings.blind:
        return {candidate.id: candidate.id for candidate in session.candidates}
    return {key: hidden_id(name) for key, name in hidden_names(session).items()}
