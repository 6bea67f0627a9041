"""The scalars the model is made of; each checks what comes from outside, once."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from msp_select.errors import UNSAFE

MAX_TEXT = 4_000
MAX_NAME = 200
MAX_MONTHS = 600  # of a term, or of a part of it
MAX_DAYS = 3_660  # of notice: ten years
MAX_ITEMS = 1_000  # of a list that people write; longer ones are a mistake or an attack
MAX_DRAWS = 1_000_000
MAX_MARKS = 8  # combining marks one letter may carry
MAX_NUMBER = Decimal(10) ** 15
MAX_AMOUNT = 10**12  # of money, in any currency
MAX_QUANTITY = 10**6  # hours, days, months, people
MAX_RATE = 1_000  # percent that may be over a hundred, multiples
FIRST_YEAR, LAST_YEAR = 1970, 2199
MAX_BITS = 256  # a longer integer is not even turned into a decimal, which would take its time

T = TypeVar("T")
Evidence = Literal["said", "written", "contract", "seen", "confirmed", "measured"]
State = Literal["answered", "unknown", "refused", "not_applicable"]
Size = Literal["quick", "core", "full"]
EVIDENCE: tuple[Evidence, ...] = ("said", "written", "contract", "seen", "confirmed", "measured")
STATED: tuple[Evidence, ...] = EVIDENCE[:-1]
"""What anybody can say of an answer; `measured` is written only by what came after signing."""
SIZES: tuple[Size, ...] = ("quick", "core", "full")


def one_lower(grade: Evidence) -> Evidence:
    """The evidence grade below; there is none below "said"."""
    return EVIDENCE[max(EVIDENCE.index(grade) - 1, 0)]


# A sequence goes as a whole (colour, title, link), or its letters would stay behind as text; but only a real
# one, from its beginning to its end: a lone control character is mostly a letter read in the wrong encoding,
# and what follows it is text. So a sequence begun by a single character (9b, 9d) has to have its digits.
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]+[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\)|\x9d[0-9]+;[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[()][AB0-2]|\x1b#[3-68]"
)
_UNSEEN = ("Cf", "Cc", "Mn", "Me", "Zs", "Zl", "Zp")  # formats, marks and blanks
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters by category, and yet nothing to see
_UNSAFE = re.compile(f"[{UNSAFE}]")


class Frozen(BaseModel):
    """A value that never changes and knows every key it may have."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


def clean_text(text: str) -> str:
    """`text` without what could drive a terminal or turn the reading direction; NFC, line ends as `\\n`."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub("", _ESCAPE_SEQUENCE.sub("", text))
    return _with_few_marks(unicodedata.normalize("NFC", text))


def _with_few_marks(text: str) -> str:
    """No more combining marks on a letter than any script puts there: a flood covers the lines around."""
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(letter)
    return text if len(kept) == len(text) else "".join(kept)


def is_seen(letter: str) -> bool:
    """Whether a letter leaves anything on the screen by itself."""
    return letter not in _BLANK and unicodedata.category(letter) not in _UNSEEN


def name_fault(name: str) -> str:
    """What is wrong with a name, in a sentence, or nothing."""
    if not any(map(is_seen, clean_text(name))):
        return "A name needs at least one letter."
    return "" if len(name) <= MAX_NAME else f"That is too long: at most {MAX_NAME} characters."


def shown(value: Any) -> str:
    """A value as a message may show it: cleaned, on one line and cut; what holds others is only named."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        return "a number with that many digits"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = " ".join(clean_text(text).split())
    return text if len(text) <= 60 else text[:57] + "..."


def to_text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text", "{found} is not a text in quotes", {"found": shown(value)})
    text = clean_text(value)
    if len(text) > MAX_TEXT:
        raise PydanticCustomError(
            "text",
            "{count} characters are too many, at most {most}",
            {"count": len(text), "most": MAX_TEXT},
        )
    return text


def _in_our_time(day: dt.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError(
            "day",
            "{found} is not in the years {first} to {last}",
            {"found": shown(day), "first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise PydanticCustomError(
            "day", "{found} is not a date such as 2026-11-20, without quotes", {"found": shown(value)}
        )
    _in_our_time(value)
    return value


def _moment(value: Any) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        raise PydanticCustomError(
            "moment",
            "{found} is not a date with a time such as 2026-11-20T14:02:11Z, without quotes",
            {"found": shown(value)},
        )
    _in_our_time(value)
    return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def _name(value: Any) -> str:
    name = " ".join(to_text(value).split())
    if not any(map(is_seen, name)):
        raise PydanticCustomError("name", "a name must have at least one visible character")
    if len(name) > MAX_NAME:
        raise PydanticCustomError(
            "name",
            "a name of {count} characters is too long, at most {most}",
            {"count": len(name), "most": MAX_NAME},
        )
    return name


def _identifier(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,79}", text):
        raise PydanticCustomError(
            "id",
            "{found} is not an id: small letters, digits, - and _ only, at most 80",
            {"found": shown(value)},
        )
    return text


def to_number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number", "{found} is not a number", {"found": shown(value)})
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise PydanticCustomError("number", "a number with that many digits is not accepted")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise PydanticCustomError("number", "{found} is not a finite number", {"found": str(number).lower()})
    if number.copy_abs() > MAX_NUMBER:  # which, unlike abs, knows no largest exponent
        raise PydanticCustomError("number", "{found} is too large, at most 10^15", {"found": f"{number:.3g}"})
    if len(number.as_tuple().digits) > 40 or -int(number.as_tuple().exponent) > 20:
        raise PydanticCustomError("number", "a number with that many digits is not accepted")
    return number


def _amount(value: Any) -> Decimal:
    amount = to_number(value)
    if amount < 0:
        raise PydanticCustomError("amount", "{found} is below zero", {"found": str(amount)})
    return amount


def _no_more_than(most: int) -> Callable[[Any], Decimal]:
    """A reader of amounts up to `most`: what is larger is a slip, and would drown every other figure."""

    def read(value: Any) -> Decimal:
        amount = _amount(value)
        if amount > most:
            raise PydanticCustomError(
                "amount", "{found} is too large here, at most {most}", {"found": shown(amount), "most": most}
            )
        return amount

    return read


def _weight(value: Any) -> float:
    return float(_amount(value))


def _share(value: Any) -> float:
    value = _amount(value)
    if value > 1:
        raise PydanticCustomError("share", "{found} is not a share from 0 to 1", {"found": str(value)})
    return float(value)


def _points(value: Any) -> float:
    value = _amount(value)
    if value > 100:
        raise PydanticCustomError("points", "{found} is not a value from 0 to 100", {"found": str(value)})
    return float(value)


def _percent(value: Any) -> Decimal:
    percent = _amount(value)
    if percent > 100:
        raise PydanticCustomError(
            "percent", "{found} is not a percentage from 0 to 100", {"found": str(percent)}
        )
    return percent


def _count(value: Any) -> int:
    return _whole_number(_amount(value))


def _whole_number(value: Any) -> int:
    number = to_number(value)
    if number != number.to_integral_value():
        raise PydanticCustomError("count", "{found} is not a whole number", {"found": str(number)})
    return int(number)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise PydanticCustomError("flag", "{found} is not true or false", {"found": shown(value)})
    return value


def _months(value: Any) -> int:
    return _at_most(_count(value), MAX_MONTHS, "months")


def _days(value: Any) -> int:
    return _at_most(_count(value), MAX_DAYS, "days")


def _at_most(found: int, most: int, unit: str) -> int:
    if found > most:
        raise PydanticCustomError(
            "too_long",
            "{found} is too large here, at most {most} {unit}",
            {"found": found, "most": most, "unit": unit},
        )
    return found


def _draws(value: Any) -> int:
    draws = _count(value)
    if draws > MAX_DRAWS:
        raise PydanticCustomError(
            "draws",
            "{found} tries are too many, at most {most}",
            {"found": shown(value), "most": MAX_DRAWS},
        )
    return draws


Day = Annotated[dt.date, BeforeValidator(_day)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
Text = Annotated[str, BeforeValidator(to_text)]
Name = Annotated[str, BeforeValidator(_name)]
Id = Annotated[str, BeforeValidator(_identifier)]
Number = Annotated[Decimal, BeforeValidator(to_number)]
Amount = Annotated[Decimal, BeforeValidator(_no_more_than(MAX_AMOUNT))]
Quantity = Annotated[Decimal, BeforeValidator(_no_more_than(MAX_QUANTITY))]
Rate = Annotated[Decimal, BeforeValidator(_no_more_than(MAX_RATE))]
Percent = Annotated[Decimal, BeforeValidator(_percent)]
Weight = Annotated[float, BeforeValidator(_weight)]
Share = Annotated[float, BeforeValidator(_share)]
Points = Annotated[float, BeforeValidator(_points)]
Count = Annotated[int, BeforeValidator(_count)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Months = Annotated[int, BeforeValidator(_months)]
Days = Annotated[int, BeforeValidator(_days)]
Draws = Annotated[int, BeforeValidator(_draws)]
Several = Annotated[tuple[T, ...], Field(max_length=MAX_ITEMS)]
Flag = Annotated[bool, BeforeValidator(_flag)]
