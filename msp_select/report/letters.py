"""What a reader takes for one letter: a sign with the marks and the unseen signs that belong to it."""

from __future__ import annotations

import unicodedata

from msp_select.model.scalars import is_seen

ATTACHED = ("Mn", "Mc", "Me", "Cf")  # marks, joiners, selectors of a picture's look

JOINERS = "\u200b\u200c\u200d"  # a place to break; letters kept apart; letters kept together
SELECTORS = ("VARIATION SELECTOR", "MONGOLIAN FREE", "COMBINING GRAPHEME JOINER", "KHMER VOWEL INHERENT")


def letters(text: str) -> list[str]:
    """The text in parts that are never torn apart."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for sign in text:
        if found and (unicodedata.category(sign) in ATTACHED and sign != "\u200b"):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def leaves_a_trace(sign: str) -> bool:
    """Whether a sign is to be seen, by itself or on the letter before it, or joins letters."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return not unicodedata.name(sign, "").startswith(SELECTORS)
    return is_seen(sign) or sign.isspace() or sign in JOINERS
