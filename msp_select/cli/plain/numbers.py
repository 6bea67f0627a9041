"""A number typed at a prompt: how it was read is said at once, and what has to be asked about it is asked."""

from __future__ import annotations

from decimal import Decimal

from msp_select.cli.plain.prompts import choose, counted, tell
from msp_select.phrases.en.typed_numbers import Wanted, far_question, read_number, shown_reading, which_of


def number_meant(typed: str, wanted: Wanted) -> Decimal | None:
    """The number typed; None where it is none, cannot be or is not meant, which is said."""
    reading = read_number(typed, wanted)
    if reading.fault:
        tell(reading.fault)
        return None
    number = reading.numbers[0]
    if len(reading.numbers) > 1:
        shown = [wanted.in_digits(one) for one in reading.numbers]
        number = reading.numbers[int(choose(which_of(reading.numbers, wanted), counted(shown))) - 1]
    elif wanted.in_digits(number) != typed:
        tell(shown_reading(typed, wanted), indent="  ")
    if far := far_question(number, wanted):
        tell(far)
        if choose("Keep it all the same", [("y", "yes"), ("n", "no")], default="n") == "n":
            return None
    return number
