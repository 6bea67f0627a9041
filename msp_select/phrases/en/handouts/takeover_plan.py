"""The takeover plan: before what not to give notice, what is not secured yet, and every step in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msp_select.decision.handouts.takeover_plan import Backing, Security, Step, TakeoverPlan
from msp_select.model.service_agreement import Party, TakeoverDay, TakeoverTask
from msp_select.phrases.en import answers, own_obligations
from msp_select.phrases.en.handouts.contract_checklist import IN_HOUSE
from msp_select.phrases.en.labels import NOT_ASKED
from msp_select.phrases.en.words import capital, count, listed, verb
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

TODAY = "today's provider"
NOTHING_BEARS = "nothing was asked that bears on it"
DAYS = (
    "Days count from the day you sign, or from the day of the change, which is usually 30 to 60 days later. "
    "What is not done in time moves every step after it."
)
RENEWAL = "If today's contract would renew itself before that, bring the restore forward, not the notice."
NOBODY_ASKED = (
    "Today's provider is not among the candidates, so nobody has asked it. "
    "If nobody looks after your IT today, its steps fall away."
)
SEALED = "Prices are sealed, so answers about price are left out."
AT_HOME = "Settle it at home first."
UNSECURED: Mapping[Security, str] = {
    "open": "not yet: see above",
    "word_only": "on their word alone: see above",
    "sealed": "not known while prices are sealed",
}


def takeover_plan(fact: TakeoverPlan, names: Names) -> Sheet:
    """What is not secured, what rests on words alone, then who does what when."""
    new, old = names.candidate(fact.candidate), _old(fact, names)
    return Sheet(
        name=fact.name,
        title=f"Takeover plan: from {old} to {new}" if fact.old else f"Takeover plan: {new}",
        intro=_intro(fact, names),
        tables=filled(
            *_to_secure(fact, names),
            Table(
                "The plan, step by step",
                ("Step", "Who", "When", "Only after", "Done when", "Secured", "What you said"),
                tuple(_row(step, fact, names) for step in fact.steps),
            ),
        ),
        notes=said(*_notes(fact, names)) if fact.steps else (),
    )


def _intro(fact: TakeoverPlan, names: Names) -> str:
    if fact.stays:
        return f"{names.candidate(fact.candidate)} looks after you today and stays, so nothing is taken over."
    if not fact.steps:
        return "There is no list of tasks for a takeover in this catalog."
    notice = ""
    if fact.not_before is not None:
        before, task = fact.number(fact.not_before), _text(_task(fact.not_before, names).task, fact, names)
        notice = f"Do not give notice to {_old(fact, names)} before step {before} is done: {task}. "
    n = sum(step.security == "open" for step in fact.steps)
    if not n:
        return notice.rstrip()
    return (
        f"{notice}{n} of {count(len(fact.steps), 'step')} {verb(n, 'is', 'are')} not secured yet; "
        f"{verb(n, 'it stands', 'they stand')} first."
    )


def _notes(fact: TakeoverPlan, names: Names) -> Iterator[str]:
    yield IN_HOUSE if fact.in_house else ""
    yield DAYS
    yield RENEWAL if fact.not_before is not None else ""
    if fact.failed:
        yield (
            f"{names.candidate(fact.candidate)} fails {count(fact.failed, 'must-have')}: "
            "settle that before you sign; the negotiation sheet says how."
        )
    yield "" if fact.old else NOBODY_ASKED
    yield SEALED if fact.sealed else ""


# ---- What is still to be secured


def _to_secure(fact: TakeoverPlan, names: Names) -> Iterator[Table]:
    """The steps that are open, then those on words alone; what to get is said once, at the first of them."""
    told: dict[str, int] = {}
    heads: tuple[tuple[Security, str, str], ...] = (
        ("open", "Not secured yet: settle this first", "What is missing"),
        ("word_only", "On their word alone: get it written down or shown", "What they said"),
    )
    for security, title, column in heads:
        steps = [step for step in fact.steps if step.security == security]
        rows = tuple(
            (_step(step, fact, names), _missing(step, fact, names), _to_get(step, fact, names, told))
            for step in steps
        )
        yield Table(title, ("Step", column, "What to get"), rows)


def _missing(step: Step, fact: TakeoverPlan, names: Names) -> str:
    """What is said so far where it does not secure the step, and what nobody was asked."""
    parts = [_lacking(step.lacks, names)] if step.lacks is not None else []
    unasked: dict[str | None, list[str]] = {}
    for backing in _unsecured(step):
        short = names.catalog.questions[backing.question].short
        if not backing.asked:
            unasked.setdefault(backing.of, []).append(f'"{short}"')
            continue
        assert backing.of is not None
        found = answers.found(names, backing.of, backing.question)
        sure = f' "{found}" ({answers.how_sure(backing.evidence)})' if backing.evidence else f" {found}"
        parts.append(f"{_whose(backing, fact, names)}{short}:{sure}")
    for of, shorts in unasked.items():
        whom = NOT_ASKED if of == fact.candidate else f"{_named(of, names)} was not asked"
        parts.append(f"{whom}: {listed(shorts)}")
    return "; ".join(parts) or NOTHING_BEARS


def _lacking(question_id: str, names: Names) -> str:
    question = names.catalog.business.question(question_id)
    assert question is not None, question_id
    given = question_id in names.session.business
    answer = own_obligations.answer(names, question_id) if given else own_obligations.PROMISED["not_answered"]
    return f'your own answer to "{question.text}": {answer}'


def _to_get(step: Step, fact: TakeoverPlan, names: Names, told: dict[str, int]) -> str:
    here = fact.number(step.task)
    first = {sentence: told.setdefault(sentence, here) for sentence in _asks(step, fact, names)}
    new = [sentence for sentence, where in first.items() if where == here]
    before = [str(where) for where in dict.fromkeys(first.values()) if where != here]
    if before:
        new.append(f"As in {verb(len(before), 'step', 'steps')} {listed(before)}.")
    return " ".join(new) or f"Agree it with {_who(step, fact, names)}, with a date."


def _asks(step: Step, fact: TakeoverPlan, names: Names) -> Iterator[str]:
    if step.lacks is not None:
        yield AT_HOME
    for backing in _unsecured(step):
        question = names.catalog.questions[backing.question]
        if backing.of != fact.candidate:
            yield _text(_task(step.task, names).settle, fact, names)
        elif backing.security == "open":
            rule = names.must_haves.get(question.id, question.must_have)
            yield (rule.cure if rule and backing.below else "") or question.better or question.ask
        elif question.promise:
            where = "Make it a goal of the job" if fact.in_house else "Get it into the contract"
            yield f'{where}: "{question.promise}".'
        else:
            yield f"Have it shown: {question.evidence}"


def _unsecured(step: Step) -> list[Backing]:
    """What is open first, then what rests on words."""
    found = [backing for backing in step.backings if backing.security != "secured"]
    return sorted(found, key=lambda backing: backing.security == "word_only")


# ---- The steps


def _row(step: Step, fact: TakeoverPlan, names: Names) -> tuple[str, ...]:
    after = [str(fact.number(task)) for task in step.after]
    return (
        _step(step, fact, names),
        capital(_who(step, fact, names)),
        capital(when(step.first, step.last)),
        f"{verb(len(after), 'Step', 'Steps')} {listed(after)}" if after else "",
        _text(_task(step.task, names).done, fact, names),
        UNSECURED.get(step.security) or _secured(step, fact, names),
        "; ".join(own_obligations.answer(names, question) for question in step.said),
    )


def _secured(step: Step, fact: TakeoverPlan, names: Names) -> str:
    each = (
        f"{_whose(backing, fact, names)}{names.catalog.questions[backing.question].short} "
        f"({answers.how_sure(backing.evidence)})"
        for backing in step.backings
    )
    return f"yes: {'; '.join(each)}"


def _whose(backing: Backing, fact: TakeoverPlan, names: Names) -> str:
    """Whose answer it is, where it is not the chosen candidate's."""
    return "" if backing.of == fact.candidate else f"{_named(backing.of, names)}, "


def _named(candidate: str | None, names: Names) -> str:
    return TODAY if candidate is None else names.candidate(candidate)


def when(first: TakeoverDay, last: TakeoverDay) -> str:
    """The days a step is due, in words: "from day 5 to day 20 after signing", "7 days before the change"."""
    if first == last:
        return _day(last)
    if first.from_ != last.from_:
        return f"from {_day(first)} to {_day(last)}"
    if first.from_ == "start":
        return f"from {_day(first)} to {_days(last.day)} after it"
    days = f"from day {first.day} to day {last.day} after" if first.day else f"within {_days(last.day)} of"
    return f"{days} signing"


def _day(day: TakeoverDay) -> str:
    at = {"signature": "signing", "start": "the change"}[day.from_]
    if day.day == 0:
        return {"signature": "the day you sign", "start": "the day of the change"}[day.from_]
    return f"{_days(abs(day.day))} {'after' if day.day > 0 else 'before'} {at}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _step(step: Step, fact: TakeoverPlan, names: Names) -> str:
    return f"{fact.number(step.task)}. {_text(_task(step.task, names).task, fact, names)}"


def _task(task_id: str, names: Names) -> TakeoverTask:
    return next(task for task in names.agreement.takeover if task.id == task_id)


def _who(step: Step, fact: TakeoverPlan, names: Names) -> str:
    parties: dict[Party, str] = {
        "client": "you",
        "new": names.candidate(fact.candidate),
        "old": _old(fact, names),
    }
    return listed([parties[party] for party in _task(step.task, names).who])


def _old(fact: TakeoverPlan, names: Names) -> str:
    return listed([names.candidate(one) for one in fact.old]) or TODAY


def _text(text: str, fact: TakeoverPlan, names: Names) -> str:
    """A text of the content with the two providers by their names."""
    named = {"{new}": names.candidate(fact.candidate), "{old}": _old(fact, names)}
    return re.sub(r"\{(new|old)\}", lambda mark: named[mark[0]], text)
