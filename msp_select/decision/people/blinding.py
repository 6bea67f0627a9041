"""Names hidden: a candidate is "Provider A" wherever its name would stand; no figure changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session

Hide = Callable[[str], str]

_OPTION = re.compile(r"[a-z0-9][a-z0-9_-]*")  # the id of an option is no text
LEAST = 4  # letters a single word of a name needs to be taken for the name itself
# Words that firms share: alone they name nobody, and replacing them would garble a sentence.
_GENERIC = """
    account basic business care client cloud company computer computers computing consulting data device
    devices digital direct expert experts first global group help house incumbent information internal
    international line local managed management national network networks office online partner partners
    people person plus prime professional provider reliable secure security service services simple smart
    software solution solutions studio support system systems team tech technical technologies technology
    that their they this today today's trust with your
"""


def letters(at: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def hidden_names(session: Session) -> dict[str, str]:
    """The name each candidate goes by while names are hidden, by its id: in the order of the session."""
    return {candidate.id: f"Provider {letters(at)}" for at, candidate in enumerate(session.candidates)}


def hidden_id(name: str) -> str:
    """The id that goes with a hidden name: "provider-a"."""
    return name.lower().replace(" ", "-")


def blinded(session: Session, *, ids: bool = False) -> Session:
    """The session as it may be shown: names hidden if its settings say so, else the session itself.

    `ids` hides the ids too, for what leaves the program; whoever edits by id keeps them.
    """
    return without_names(session, ids=ids) if session.settings.blind else session


def without_names(session: Session, *, ids: bool = False) -> Session:
    """The session with every candidate's name replaced, in all texts; `ids` as in `blinded`.

    In a text these count as the name: the whole name, the id, the name run together as in an address, and
    each telling word of it written with a capital letter. A nickname or a misspelt name stays.
    """
    names = hidden_names(session)
    called = {key: hidden_id(name) if ids else key for key, name in names.items()}
    hide = _hiding(session, names)
    return session.model_copy(
        update={
            "title": hide(session.title),
            "paid_by": hide(session.paid_by),
            "business": {
                key: hide(value) if isinstance(value, str) and not _OPTION.fullmatch(value) else value
                for key, value in session.business.items()
            },
            "candidates": tuple(_candidate(c, called[c.id], names[c.id], hide) for c in session.candidates),
            "evaluators": tuple(_evaluator(one, called, hide) for one in session.evaluators),
            "log": tuple(
                entry.model_copy(update={"what": hide(entry.what), "why": hide(entry.why)})
                for entry in session.log
            ),
        }
    )


def _candidate(candidate: Candidate, called: str, name: str, hide: Hide) -> Candidate:
    bid = candidate.bid
    if bid is not None and bid.modules:
        modules = tuple(module.model_copy(update={"name": hide(module.name)}) for module in bid.modules)
        bid = bid.model_copy(update={"modules": modules})
    return candidate.model_copy(
        update={
            "id": called,
            "name": name,
            "note": hide(candidate.note),
            "bid": bid,
            "answers": {key: _answer(answer, hide) for key, answer in candidate.answers.items()},
            "library": candidate.library if called == candidate.id else None,
        }
    )


def _answer(answer: Answer, hide: Hide) -> Answer:
    texts = {"note": answer.note, "reason": answer.reason, "by": answer.by}
    if not any(texts.values()):
        return answer
    return answer.model_copy(update={key: hide(text) for key, text in texts.items()})


def _evaluator(evaluator: Evaluator, called: Mapping[str, str], hide: Hide) -> Evaluator:
    marks = {
        called[candidate]: {
            question: mark.model_copy(update={"note": hide(mark.note)}) for question, mark in given.items()
        }
        for candidate, given in evaluator.marks.items()
    }
    return evaluator.model_copy(update={"marks": marks})


def _hiding(session: Session, names: Mapping[str, str]) -> Hide:
    """One pass over a text, so that what has been put in is never replaced again."""
    whole: dict[str, str] = {}
    words: dict[str, str] = {}
    for candidate in session.candidates:
        hidden = names[candidate.id]
        run_together = re.sub(r"[\W_]+", "", candidate.name).lower()
        for written in (candidate.name.lower(), candidate.id, run_together):
            if len(written) >= LEAST:
                whole.setdefault(written, hidden)
        telling = [word for word in re.findall(r"\w+", candidate.name) if _tells(word)]
        for word in dict.fromkeys((candidate.name, *telling)):
            words[word] = hidden if words.get(word, hidden) == hidden else "one of the providers"
    if not words:
        return lambda text: text
    found = re.compile(rf"(?<!\w)(?:(?i:{_any_of(whole)})|{_any_of(words)})(?!\w)")

    def replaced(match: re.Match[str]) -> str:
        text = " ".join(match.group().split())
        return whole.get(text.lower()) or words.get(text) or "one of the providers"

    return lambda text: found.sub(replaced, text)


def _tells(word: str) -> bool:
    return len(word) >= LEAST and word[0].isupper() and word.lower() not in _GENERIC.split()


def _any_of(written: Iterable[str]) -> str:
    """A pattern for any of them, the longest first; of none, what matches nothing."""
    longest = sorted(written, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest) or r"(?!)"
