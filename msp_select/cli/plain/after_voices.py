"""What the people say, and requests checked at random, by ordinary prompts."""

from __future__ import annotations

from functools import partial

from msp_select.cli.plain.prompts import answered, tell
from msp_select.cli.record_review import tell_drawn
from msp_select.decision.after.sample import drawn_requests, seed_of
from msp_select.model.after_edits import with_check, with_pulses
from msp_select.model.months import month_after, month_name
from msp_select.model.voices import Check, Pulse, PulseQuestion
from msp_select.open_session import OpenSession
from msp_select.phrases.en.after import asking
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.ui.typed_values import marks_of, month_of, whole

USUAL = 10  # requests checked, as the rule of figures that disagree has it


def put_in_voices(work: OpenSession) -> None:
    """How many gave which mark to each of the three questions; nothing is kept before the last."""
    asked = answered(f"{asking.PULSE_ASKED} (Enter: leave it)", day_from)
    if asked is None:
        return
    invited = answered(f"{asking.PULSE_INVITED} (Enter: not known)", whole)
    tell(asking.MARKS_HINT)
    pulse = Pulse(asked=asked, invited=invited)
    for question, text in asking.PULSE_QUESTIONS.items():
        title = f"{asking.PULSE_MARKS.format(question=text)} (Enter: leave it)"
        more = answered(title, partial(_with_marks, pulse, question))
        if more is None:
            return
        pulse = more
    work.change(with_pulses(work.session, (pulse,), work.now()), asking.pulse_of(date_words(asked)))
    tell(asking.pulse_kept(pulse))


def _with_marks(pulse: Pulse, question: PulseQuestion, text: str) -> Pulse:
    return Pulse.model_validate({**dict(pulse), question: marks_of(text)})


def check_at_random(work: OpenSession) -> None:
    """Draw requests of a month, and take in how many of them were wrong."""
    last = month_after(month_name(work.now().date()), -1)
    usual = max((one.month for one in work.session.months), default=last)
    month = answered(f"{asking.CHECK_MONTH} [{usual}]", month_of) or usual
    many = answered(f"{asking.CHECK_MANY} [{USUAL}]", _some) or USUAL
    seed = seed_of(month)
    drawn = drawn_requests(work.session, month, many)
    if drawn is None:
        tell(f"How many requests {month} had is not known: put in that month first to have them drawn.")
    else:
        many = len(drawn.places)
        tell_drawn(drawn, month, seed)

    def read(text: str) -> Check:
        return Check.model_validate({"month": month, "checked": many, "wrong": whole(text), "seed": seed})

    tell(asking.WRONG_HINT)
    check = answered(f"{asking.CHECK_WRONG} (Enter: not checked yet)", read)
    if check is not None:
        work.change(with_check(work.session, check, work.now()), asking.check_of(month_words(month)))
        tell(asking.check_kept(check))


def _some(text: str) -> int:
    many = whole(text)
    if not many:
        raise ValueError(asking.NOT_A_NUMBER)
    return many
