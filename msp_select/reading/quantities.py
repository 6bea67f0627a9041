"""Amounts of money, percents, spans of time, multiples and counts in a text, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

QuantityKind = Literal["money", "percent", "duration", "multiple", "count"]
Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year", ""]


@dataclass(frozen=True)
class Quantity:
    """One quantity: `unit` of a span of time, `working` where it counts working time; its place in the text.

    A count has no unit: what it counts stands around it. `currency` is as written, `rough` says that the text
    gives it as about, from or up from, `part` is the two numbers that a share is of: "2 of 14".
    """

    kind: QuantityKind
    value: Decimal
    start: int
    end: int
    unit: Unit = ""
    working: bool = False
    currency: str = ""
    rough: bool = False
    part: tuple[Decimal, Decimal] | None = None

    @property
    def minutes(self) -> Decimal | None:
        """A span of time in minutes, a day as one of eight working hours."""
        per = {"minute": 1, "hour": 60, "day": 480, "week": 2400}.get(self.unit)
        return None if per is None else self.value * per

    @property
    def days(self) -> Decimal | None:
        """A span of time in days."""
        per = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}.get(self.unit)
        if self.unit == "hour":
            return self.value / 24
        return None if per is None else self.value * per

    @property
    def months(self) -> Decimal | None:
        """A span of time in months."""
        per = {"month": 1, "quarter": 3, "year": 12}.get(self.unit)
        return None if per is None else self.value * per


_ONES: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_FRACTIONS = {
    "half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25"), "fifth": Decimal("0.2"),
    "eighth": Decimal("0.125"), "two thirds": Decimal(2) / 3, "three quarters": Decimal("0.75"),
    "tenth": Decimal("0.1"), "twentieth": Decimal("0.05"),
}  # fmt: skip
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(reversed(_ONES))}|a|an)"
)
_REST = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(reversed(_ONES))})"
_WORDS = (
    rf"(?:{_SMALL} hundred(?: and {_SMALL}| {_REST})?|{_SMALL} thousand(?: {_SMALL} hundred)?|"
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(reversed(_ONES))})"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d\d|\d+(?:\.\d+)?)"
# An amount may also have points between thousands, and a comma before its two decimals; spaces part thousands
# only where such decimals follow: "£34 125" are two cells of a row.
_AMOUNT = (
    r"(?:\d{1,3}(?:[.'’]\d{3})+(?:[,.]\d\d)?(?![\d.,]?\d)|\d{1,3}(?:\s\d{3})+,\d\d(?![\d.,]?\d)|"
    r"\d+,\d\d(?![\d.,]?\d)|" + _DIGITS[3:]
)
_DOZEN = r"(?:half[ -]a[ -]dozen|(?:(?:a|one|two|three|four|five) )?dozen)"
_NUMBER = rf"(?:{_DIGITS}|{_DOZEN}|{_WORDS}(?:[ -]and[ -]a[ -]half)?)"
_AGAIN = r"(?:\(\s?[\w-]+(?: [\w-]+){0,2}\s?\)\s?)?"  # "30 (thirty) days"
_HALF = r"(?:½|(?: and| &)? a half\b)?"
_CURRENCY = r"(?:US\$|AUD?\$|A\$|C\$|NZ\$|\$|£|€|USD|GBP|AUD|EUR|CAD|NZD)"
_MONEY = re.compile(
    rf"(?P<c>{_CURRENCY})\s?(?P<n>{_AMOUNT})(?:\s?(?P<m>million|thousand|m|k)\b)?"
    rf"|\b(?P<n2>{_AMOUNT})\s?(?:(?P<m2>million|thousand|m|k)\s)?(?P<c2>USD|GBP|AUD|EUR|CAD|NZD|dollars|pounds|euros?)\b"
    rf"|\b(?P<w>{_WORDS}|a)\s(?:(?P<m3>million|thousand) )?(?P<c3>dollars|pounds|euros?)\b",
    re.I,
)
_SPANS = "minute|min|hour|hr|day|week|fortnight|month|mth|quarter|year|yr"
_PERCENT = re.compile(
    rf"\b(?P<n>{_NUMBER})\s?(?:\(\s?[\d.]+\s?%?\s?\)\s?)?{_AGAIN}"
    r"(?:%|per ?cent\b|percent\b|percentage points?\b)"
    rf"(?:\s?\(\s?[\d.]+\s?%?\s?\))?"
    r"|\b(?:a|one)[ -](?P<f>half|third|quarter|fifth|tenth|twentieth|eighth)\b"
    r"(?=(?:\sof|'s)\b(?!\sa?n?\s?hour))"
    r"|\b(?P<f2>half)\b(?=\s(?:of|the)\b(?!\san?\s?(?:hour|day)))"
    r"|\b(?P<f3>two[ -]thirds|three[ -]quarters)\b(?=\s(?:of|the)\b(?!\san?\s?hour))"
    rf"|\b(?P<part>{_NUMBER})\s(?:in(?: every)?|out of(?: every)?|of (?:the|our|these|those))\s"
    rf"(?P<whole>{_NUMBER})\b"
    rf"|^(?P<few>{_NUMBER})\s(?:of|from|out of)\s(?P<many>{_NUMBER})$"  # all of a cell
    # "nine technicians, of whom one left"; "61 firms; two went elsewhere"
    rf"|\b(?P<all>{_NUMBER})\s(?:[a-z'-]+\s){{0,3}}[a-z'-]+"
    rf"(?:,?\s(?:and )?of (?:whom|which|these|those|them),?|[;,])\s(?P<those>{_NUMBER})(?=\s(?:have |has )?"
    r"(?:left|went|moved|resigned|departed|quit|cancelled|ended|did not renew)\b)"
    rf"(?!\s?(?:%|per ?cent|{_SPANS})|[.,]\d)",
    re.I,
)
_UNITS = rf"(?P<u>{_SPANS})s?\b['’]?"
_DURATION = re.compile(
    r"\b(?P<named>half[ -]an?[ -]hour|half[ -]hour|"
    r"three[ -]quarters[ -]of[ -]an[ -]hour|quarter[ -]of[ -]an[ -]hour|"
    r"(?:an|one)[ -]hour[ -]and[ -]a[ -](?:half|quarter)|half[ -]a[ -]day)\b"
    rf"|\b(?P<n>{_NUMBER})(?P<half>{_HALF})\s?(?:\(\s?(?P<p>\d+)\s?\)\s?)?{_AGAIN}[- ]?"
    r"(?:full |clear |calendar |consecutive |further |preceding |additional |complete |straight |"
    r"more |extra |whole |of the |successive )?"
    rf"(?P<b>business |working |office |support |calendar )?{_UNITS}"
    r"|(?<![£$€\d.,])(?P<n3>\d{1,2}(?:\.\d)?)\s?h\b"
    r"|\b(?:a|an|one)[ -](?:full |single |calendar )?(?P<b2>business |working )?"
    r"(?P<u2>minute|hour|day|week|fortnight|month|quarter(?! of an? )|year)\b"
    r"|\b(?:within|inside|in|under) the (?P<u3>hour)\b"
    rf"|\b(?P<n5>{_NUMBER})\s?{_AGAIN}times (?:\w+ ){{0,2}}monthly\b"
    rf"|\b(?P<n4>{_NUMBER})\s?{_AGAIN}monthly\b(?=\s(?:fees|charges|instal+ments|payments|retainers|sums))",
    re.I,
)
_NAMED_SPANS = {
    "half an hour": 30, "half a hour": 30, "half hour": 30, "quarter of an hour": 15,
    "three quarters of an hour": 45,
    "an hour and a half": 90, "one hour and a half": 90,
    "an hour and a quarter": 75, "one hour and a quarter": 75,
    "half a day": 240,
}  # fmt: skip
_MULTIPLE_WORDS = {
    "time and a half": "1.5", "time and one half": "1.5", "time and a quarter": "1.25",
    "one and a half times": "1.5", "one and one half times": "1.5", "half as much again": "1.5",
    "half again": "1.5", "double time": "2", "double": "2", "doubled": "2", "doubles": "2", "twice": "2",
    "two times": "2", "triple time": "3", "triple": "3", "treble": "3", "three times": "3",
    "time and three quarters": "1.75", "rate and a half": "1.5", "time and a third": "1.33",
    "double time and a half": "2.5", "one and three quarter times": "1.75", "one and three quarters": "1.75",
    "one and a quarter times": "1.25", "two and a half times": "2.5", "one and a third times": "1.33",
}  # fmt: skip
_MULTIPLE_PHRASES = "|".join(
    sorted((word.replace(" ", "[ -]") for word in _MULTIPLE_WORDS), key=len, reverse=True)
)
_EXTRA = "loading|surcharge|uplift|premium|supplement"
_MULTIPLE = re.compile(
    r"(?<![\d.])(?P<n>[1-4](?:\.\d{1,2})?)\s?(?:x\b|×|times\b)|\bx\s?(?P<n2>[1-4](?:\.\d{1,2})?)\b"
    rf"|\b(?P<w>{_MULTIPLE_PHRASES})\b"
    rf"|\b(?:{_EXTRA})s?\b[^.;:%£$€]{{0,60}}?\s(?P<p>{_NUMBER})\s?(?:%|per ?cent)"
    rf"|\b(?P<p2>{_NUMBER})\s?(?:%|per ?cent)\s(?:\w+\s)?"
    rf"(?:{_EXTRA}|more\b|extra\b|higher\b|dearer\b|above\b|on top)"
    rf"|\b(?:increased|uplifted|raised|goes up|go up|rises?)\sby\s(?P<p5>{_NUMBER})\s?(?:%|per ?cent)"
    r"|\bmultiplied by\s(?P<n3>[1-4](?:\.\d{1,2})?)\b"
    rf"|\bplus\s(?P<p3>{_NUMBER})\s?(?:%|per ?cent)"
    rf"|\b(?P<p4>1[1-9]\d|2\d\d|300)\s?(?:%|per ?cent)",
    re.I,
)
_COUNT = re.compile(
    rf"(?<![\d£$€.,/])\b(?P<n>{_NUMBER})\b(?![\d%]|[.,]\d|\s?(?:%|per ?cent|[ap]\.?m\b))", re.I
)
_AND = re.compile(r"\s?(?:and\s|,\s)?")
_OF = re.compile(r"\sof\b", re.I)
_ONE_OF = re.compile(r"\sof\s(?:the|our|us|them|its|their|your|these|those)\b", re.I)
_ROUGH = re.compile(
    r"\b(?:from|about|around|approximately|approx\.?|roughly|circa|starting (?:at|from)|starts (?:at|from)|"
    r"estimated|some|typically|in the region of|c\.)\s*$|~\s*$",
    re.I,
)
_SPAN = re.compile(r"\b(?:within|inside|under|after|than|least|most|by|of|in|for|full|to|is|:)\s*$", re.I)
_WARNING = re.compile(
    r"['’]?\s?(?:s?['’]?\s)?(?:\w+\s)?(?:notice|before|beforehand|ahead|in advance|warning)\b", re.I
)
_LONG = {"min": "minute", "hr": "hour", "mth": "month", "yr": "year"}


def number_of(text: str) -> Decimal:
    """A number in digits or words (ValueError).

    >>> [number_of(one) for one in ("1,250.50", "thirty-six", "one hundred and twenty", "two and a half")]
    [Decimal('1250.50'), Decimal('36'), Decimal('120'), Decimal('2.5')]
    """
    text = text.strip().lower().replace("-", " ")
    if text[:1].isdigit():
        text = re.sub(r"['’\s]", "", text)
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\d+,\d\d", text):
            text = text.replace(".", "").replace(",", ".")
        return Decimal(text.replace(",", ""))
    if text.endswith("dozen"):
        of = text.removesuffix("dozen").strip()
        return Decimal(6) if of.startswith("half") else 12 * number_of(of or "one")
    total = current = Decimal(0)
    for word in text.replace(" and a half", " half").split():
        if word in _ONES or word in ("a", "an"):
            current += _ONES.get(word, 1)
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(current, Decimal(1)) * 100
        elif word == "thousand":
            total, current = total + max(current, Decimal(1)) * 1000, Decimal(0)
        elif word == "half":
            current += Decimal("0.5")
        elif word != "and":
            raise ValueError(text)
    return total + current


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order; a number without a unit is a bare count."""
    found = [*_money(text), *_percents(text), *_durations(text), *_multiples(text)]
    taken = [(one.start, one.end) for one in found if one.kind != "multiple" and not one.part]
    found += (one for one in _counts(text) if not any(start <= one.start < end for start, end in taken))
    return tuple(sorted(found, key=lambda one: (one.start, one.kind)))


def bare_amount(text: str) -> Decimal | None:
    """The number that is all of a table's cell, such as "138.00"; None where there is something else.

    >>> bare_amount("1,450.00"), bare_amount("38 users")
    (Decimal('1450.00'), None)
    """
    text = text.strip()
    return number_of(text) if re.fullmatch(_DIGITS, text) else None


def _rough(text: str, start: int) -> bool:
    return bool(_ROUGH.search(text[max(0, start - 25) : start]))


def _money(text: str) -> Iterator[Quantity]:
    for found in _MONEY.finditer(text):
        written = found["n"] or found["n2"] or found["w"]
        scale = (found["m"] or found["m2"] or found["m3"] or "").lower()
        value = number_of(written) * {"": 1, "m": 1_000_000, "million": 1_000_000}.get(scale, 1_000)
        currency = (found["c"] or found["c2"] or found["c3"]).upper()
        yield Quantity(
            "money", value, found.start(), found.end(), currency=currency, rough=_rough(text, found.start())
        )


def _percents(text: str) -> Iterator[Quantity]:
    for found in _PERCENT.finditer(text):
        share = found["f"] or found["f2"] or found["f3"]
        part = None
        few_, many_ = (
            found["part"] or found["those"] or found["few"],
            found["whole"] or found["all"] or found["many"],
        )
        if few_:
            part = number_of(few_), number_of(many_)
            few, many = part
            if not few < many <= 1000 or many < 3:
                continue
            value = (few / many * 100).quantize(Decimal("0.1"))
            value = value.to_integral_value() if value % 1 == 0 else value
        else:
            value = _FRACTIONS[share.lower().replace("-", " ")] * 100 if share else number_of(found["n"])
        rough = _rough(text, found.start())
        yield Quantity("percent", value, found.start(), found.end(), rough=rough, part=part)


def _durations(text: str) -> Iterator[Quantity]:
    """Spans of time; hours with minutes behind them, such as "2 hours 20 minutes", are one."""
    whole: Quantity | None = None
    for one in _single_durations(text):
        if whole is not None:
            near = _AND.fullmatch(text[whole.end : one.start])
            if near and (whole.unit, one.unit) == ("hour", "minute"):
                minutes = whole.value * 60 + one.value
                whole = replace(whole, value=minutes, end=one.end, unit="minute")
                continue
            yield whole
        whole = one
    if whole is not None:
        yield whole


def _single_durations(text: str) -> Iterator[Quantity]:
    for found in _DURATION.finditer(text):
        start, end = found.span()
        working = bool((found["b"] or found["b2"] or "").strip().lower() not in ("", "calendar"))
        if found["named"]:
            minutes = _NAMED_SPANS[re.sub(r"[ -]+", " ", found["named"].lower())]
            yield Quantity("duration", Decimal(minutes), start, end, "minute")
            continue
        if found["n4"] or found["n5"]:
            yield Quantity("duration", number_of(found["n4"] or found["n5"]), start, end, "month")
            continue
        if found["n3"]:
            yield Quantity("duration", Decimal(found["n3"]), start, end, "hour")
            continue
        spans = _SPAN.search(text[max(0, start - 12) : start]) or (
            _WARNING.match(text[end:]) and not text[:start].rstrip()[-1:].isdigit()
        )
        if found["u2"] and not spans:
            continue  # "an hour" after a price is what the price is for
        unit = (found["u"] or found["u2"] or found["u3"]).lower()
        if unit == "quarter" and _OF.match(text[end:]):
            continue  # "three quarters of the fee" is a share
        value = number_of(found["p"] or found["n"]) if found["n"] else Decimal(1)
        if found["half"]:
            value += Decimal("0.5")
        if unit == "fortnight":
            unit, value = "day", value * 14
        name: Unit = _LONG.get(unit, unit)  # type: ignore[assignment]
        yield Quantity("duration", value, start, end, name, working, rough=_rough(text, start))


def _multiples(text: str) -> Iterator[Quantity]:
    for found in _MULTIPLE.finditer(text):
        start, end = found.span()
        if found["w"]:
            word = re.sub(r"[ -]+", " ", found["w"].lower())
            if word in ("twice", "three times", "two times") and re.match(
                r"\s(?:a|per|each|every|yearly|monthly)\b", text[end:], re.I
            ):
                continue  # how often, not how many times as much
            value = Decimal(_MULTIPLE_WORDS[word])
        elif found["n"] or found["n2"] or found["n3"]:
            if re.match(r"\s(?:a|per|each|every|yearly)\b", text[end:], re.I):
                continue
            value = Decimal(found["n"] or found["n2"] or found["n3"])
        elif found["p4"]:
            value = number_of(found["p4"]) / 100
        else:
            value = 1 + number_of(found["p"] or found["p2"] or found["p3"] or found["p5"]) / 100
        yield Quantity("multiple", value, start, end)


def _counts(text: str) -> Iterator[Quantity]:
    for found in _COUNT.finditer(text):
        if found["n"].lower() == "one" and _ONE_OF.match(text[found.end() :]):
            continue  # "one of our engineers", "not one of them" count nothing
        yield Quantity(
            "count", number_of(found["n"]), found.start(), found.end(), rough=_rough(text, found.start())
        )
