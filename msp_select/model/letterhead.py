"""A consultant's own letterhead: what stands on the documents that leave the house."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from msp_select.model.scalars import Frozen, Text, shown

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: of text on its ground
DARK_GROUND, DARK_INK = "#14171b", "#8fc3ec"  # of every page in the dark
INTRODUCTION = 400  # letters that leave room on the first page


def _accent(value: Any) -> str:
    """A colour in six hexadecimal digits, dark enough for headings on white."""
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError(
            "accent", "{found} is not a colour such as #1d4f76", {"found": shown(value)}
        )
    found = contrast(value, "#ffffff")
    if found < LEAST_CONTRAST:
        raise PydanticCustomError(
            "accent",
            "{colour} is too light to read on white: its contrast is {found}, {least} or more is needed",
            {"colour": value, "found": f"{found:.1f}", "least": str(LEAST_CONTRAST)},
        )
    return value.lower()


class Letterhead(Frozen):
    """Who a document is by and for, and how it looks; `logo` names a PNG or SVG file beside it."""

    name: Text = ""
    firm: Text = ""
    address: Text = ""
    prepared_for: Text = ""
    logo: Text = ""
    accent: Annotated[str, BeforeValidator(_accent)] = "#1d4f76"
    introduction: Annotated[Text, Field(max_length=INTRODUCTION)] = ""
    disclaimer: Text = ""
    paper: Literal["a4", "letter"] = "a4"

    @property
    def prepared_by(self) -> str:
        """Name, firm and address on one line."""
        return ", ".join(part for part in (self.name, self.firm, self.address) if part)


Own = tuple[Letterhead, bytes]
"""A letterhead with its logo as PNG, b"" where there is none."""


class LetterheadFile(Frozen):
    """The file that holds it."""

    consultant: Letterhead


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb", 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str, ground: str) -> str:
    """The colour mixed with as little white as makes it readable on a dark ground."""
    for share in range(0, 101, 5):
        mixed = "#" + "".join(f"{round(part + (255 - part) * share / 100):02x}" for part in _parts(colour))
        if contrast(mixed, ground) >= LEAST_CONTRAST:
            return mixed
    return "#ffffff"


def in_colour(style: str, accent: str) -> str:
    """A style sheet of the program's with that accent for the usual one, lighter on the dark ground."""
    usual = Letterhead().accent
    if accent == usual:
        return style
    return style.replace(usual, accent).replace(DARK_INK, lightened(accent, DARK_GROUND))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
