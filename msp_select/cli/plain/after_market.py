"""Stay or go by ordinary prompts: against whom, how far ahead, and what speaks for either."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msp_select.cli.after import SignedFile
from msp_select.cli.plain.prompts import answered, ask, choose, counted, tell
from msp_select.cli.stay import market_of, tell_stay
from msp_select.decision.after.market import comparison_anew
from msp_select.decision.after.review import after_signing
from msp_select.decision.after.stay_or_go import stay_or_go
from msp_select.decision.refusal import Refusal
from msp_select.errors import shown_path
from msp_select.model.session import Session
from msp_select.phrases.en.after import place
from msp_select.phrases.en.refusals import refusal_in_words
from msp_select.store.session import new_session_file
from msp_select.ui.typed_values import months_ahead_of, whole

FEWEST_TO_TICK = 3  # of two, some are one or all
SEALED = "Prices are sealed: staying and leaving can be compared once they are open, in the menu."


def walk_market(found: SignedFile) -> None:
    """Ask whom to compare with, say what speaks for either, and keep the comparison where that is wanted."""
    if found.session.settings.sealed:
        tell(SEALED)
        return
    today = found.signed.candidate
    others = [one for one in found.session.candidates if one.id != today and one.kind != "incumbent"]
    words = [place.ALL_OTHERS, *(one.name for one in others)]
    some = [("s", place.SOME_OTHERS)] if len(others) >= FEWEST_TO_TICK else []
    more = [*some, ("o", place.OTHER_SESSION)]
    at = choose(place.AGAINST_WHOM, [*counted(words), *more], default="1")
    session = _other_session(found) if at == "o" else found.session
    if session is None:
        return
    only: tuple[str, ...] = ()
    if at == "s":
        numbers = answered(place.WHICH_OTHERS, partial(_numbers, most=len(words)))
        only = tuple(others[one - 2].id for one in numbers or ())
    elif at.isdecimal() and at != "1":
        only = (others[int(at) - 2].id,)
    usual = found.catalog.agreed.judging.window_months
    window = answered(f"{place.HOW_FAR_AHEAD} (Enter: {usual})", months_ahead_of)
    after = after_signing(found.session, found.signed, found.catalog, found.counted.day)
    try:
        compared = stay_or_go(after, session, found.catalog, against=only, window=window)
    except Refusal as refusal:
        message, remedy = refusal_in_words(refusal, "prompts")
        tell(f"{message} {remedy}")
        return
    tell_stay(compared)
    tell(place.KEEP_HINT)
    name = ask("Keep it as a new session: in which file, ending in .toml (Enter: not)")
    if name:
        path = Path(name).expanduser()
        path = path if path.suffix == ".toml" else path.with_name(f"{path.name}.toml")
        new_session_file(path, comparison_anew(session, after, found.catalog))
        tell(place.kept_anew(shown_path(path)))


def _numbers(text: str, most: int) -> tuple[int, ...]:
    """The numbers of some newcomers, as they were typed (ValueError)."""
    found = tuple(dict.fromkeys(map(whole, text.replace(",", " ").split())))
    if not all(2 <= one <= most for one in found):
        raise ValueError(place.WHICH_OTHERS)
    return found


def _other_session(found: SignedFile) -> Session | None:
    name = ask(f"{place.WHICH_MARKET} (Enter: none)")
    if not name:
        return None
    session = market_of(str(Path(name).expanduser()), found)
    if session.settings.sealed or session.settings.blind:
        tell(f"{place.MARKET_HIDDEN} {place.MARKET_HIDDEN_SO}")
        return None
    return session
