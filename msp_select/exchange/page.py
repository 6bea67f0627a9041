"""The form as one web page: a bidder's questions or an evaluator's marks, in a file or at the server."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from msp_select.exchange import instructions
from msp_select.exchange.answer_cells import CHOOSE
from msp_select.exchange.cell_values import may_be_share
from msp_select.exchange.form import Form, Line, fingerprint
from msp_select.exchange.form_csv import csv_head, typed_answer
from msp_select.exchange.form_labels import (
    MADE_WITH,
    OFFERS,
    PAGE,
    cell_text,
    choices,
    instead,
    labels_of,
    plain,
)
from msp_select.exchange.marks_form import Place, ToMark, marks_head, marks_question
from msp_select.exchange.marks_workbook import PILLAR, WEIGHT
from msp_select.exchange.price_rows import is_price_row, takes_lines
from msp_select.model.answer_kinds import KINDS
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.letterhead import Letterhead, in_colour
from msp_select.model.number_text import in_digits
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT

FIGURE = r"-?\d{1,15}(\.\d{1,6})?"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question on the page, and as little of it as who answers may know.

    `choices` and `states` are words by id; `pattern` and `example` what each part of a typed answer looks
    like, where it is no plain figure; `low` and `high` the range; `in_file` what the file that is sent back
    holds before the answer, or what its row is known by.
    """

    id: str
    heading: str
    ask: str
    how: str
    in_file: str
    choices: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    example: str = ""
    low: str = ""
    high: str = ""
    lines: bool = False
    share: bool = False
    proven: bool = False
    noted: bool = True
    answer: str = ""
    instead: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """What a page shows, and the file it makes: what it is called and how it begins.

    `format` says how the file goes on; `same` are its lines that say whose it is.
    `look` and `logo` are of whoever sends it.
    """

    title: str
    lead: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    offers: Mapping[str, str]
    questions: tuple[Asked, ...]
    without_scripts: str
    format: str
    file: str
    head: str
    same: tuple[str, ...]
    look: Letterhead = field(default_factory=Letterhead)
    logo: bytes = b""

    @property
    def key(self) -> str:
        """Under what a browser keeps the answers: another selection, person or size has another one."""
        return sha256(self.head.encode()).hexdigest()[:16]


def bidder_page(form: Form, name: str = "bidder") -> AnswerPage:
    """The page of a bidder, who is called `name` in the name of the file."""
    stamp = {**form.stamp, MADE_WITH: PAGE}
    same = {key: stamp[key] for key in ("title", "created", "candidate")}
    lines = (*form.lines, *form.prices)
    return AnswerPage(
        title=instructions.title(form),
        lead=(*filter(None, [instructions.sent_by(form)]), *instructions.of_the_page(form)),
        facts=form.facts,
        offers=OFFERS,
        questions=tuple(map(_of_line, lines)),
        without_scripts=instructions.WITHOUT_SCRIPTS,
        format="csv",
        file=instructions.page_file(name),
        head=csv_head(stamp),
        same=tuple(csv_head(same).splitlines()[1:]),
        look=form.look,
        logo=form.logo,
    )


def evaluator_page(form: ToMark) -> AnswerPage:
    """The page of one of several people who mark the candidates."""
    weights = (
        _typed(
            WEIGHT,
            id=f"{PILLAR}/{pillar.id}",
            heading=instructions.WEIGHTS,
            ask=f"{pillar.title}: {pillar.summary}",
            how=_figure(WEIGHT),
            in_file=f"{pillar.id} = ",
            answer="" if (weight := form.evaluator.pillars.get(pillar.id)) is None else f"{weight:g}",
            noted=False,
        )
        for pillar in form.pillars
    )
    head = marks_head(form)
    said = ("session", "created", "evaluator")
    return AnswerPage(
        title=instructions.marks_title(form.evaluator.name),
        lead=(f"Selection: {form.title}", *instructions.MARKS),
        facts=(),
        offers={},
        questions=(*map(_to_mark, form.places), *weights),
        without_scripts=instructions.WITHOUT_SCRIPTS,
        format="toml",
        file=instructions.marks_file(form.evaluator.id),
        head=head,
        same=tuple(line for line in head.splitlines() if line.partition(" = ")[0] in said),
    )


def page_bytes(page: AnswerPage) -> bytes:
    """The page as one file that asks nobody for anything: its style and its scripts stand in it."""
    data = _data(page, [{"id": one.id, "in_file": one.in_file} for one in page.questions])
    data |= {"file": page.file, "head": page.head, "same": page.same, "offers": page.offers, "choose": CHOOSE}
    style = in_colour(text_of("form.css"), page.look.accent)
    script = "".join(map(text_of, ("form.js", f"form_{page.format}.js", "form_file.js")))
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'none'; "
        f"{'img-src data:; ' if page.logo else ''}style-src {_digest(style)}; script-src {_digest(script)}"
    )
    return rendered(
        "form.html.j2",
        page=page,
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        logo=b64encode(page.logo).decode(),
        data=_script_json(data),
    )


def served_page(page: AnswerPage, revision: int) -> bytes:
    """The page as the server shows it, which keeps the answers; `revision` counts how often it has."""
    data = _data(page, [{"id": one.id} for one in page.questions]) | {"revision": revision}
    return rendered("form.html.j2", page=page, policy="", logo="", data=_script_json(data))


def rendered(template: str, **values: object) -> bytes:
    """A page of the package's templates."""
    return _environment().get_template(template).render(**values).encode()


@cache
def text_of(name: str) -> str:
    """A style or script of the package."""
    return (files("msp_select.exchange") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("msp_select.exchange"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _of_line(line: Line) -> Asked:
    question, states = line.question, {} if is_price_row(line.question) else instead(line.question)
    words = {key: cell_text(label) for key, label in choices(question).items()}
    return _typed(
        question,
        id=question.id,
        heading=line.heading,
        ask=question.ask,
        how=line.condition if question.levels else line.how,
        in_file=fingerprint(line.question),
        choices=words,
        states=states,
        proven=not is_price_row(question),
        answer=_key(words, line.answer) if question.levels else typed_answer(line),
        instead=_key(states, line.instead),
        evidence=_key(OFFERS, line.evidence),
        note=line.note,
    )


def _to_mark(place: Place) -> Asked:
    question, mark = place.question, place.mark
    value = "" if mark is None else in_digits(mark.value) if isinstance(mark.value, Decimal) else mark.value
    none = {"none": question.none.label} if question.none is not None else {}
    return _typed(
        question,
        id=f"{place.candidate}/{question.id}",
        heading=place.name,
        ask=place.text,
        how="" if question.levels else _figure(question),
        in_file=marks_question(place),
        choices=labels_of(question),
        states=none,
        answer="" if value in none else value,
        instead=value if value in none else "",
        note=mark.note if mark else "",
    )


def _typed(question: Question, **fields: object) -> Asked:
    """The entry with what its kind of question lets one type."""
    if takes_lines(question):
        lines = LISTED_FIELDS[question.bid_field]
        fields |= {
            # The same expression: only the marks of its groups are written differently.
            "pattern": lines.part.pattern.replace("(?P<", "(?<"),
            "example": lines.example,
            "lines": True,
        }
    elif not question.levels:
        share = may_be_share(Decimal("0.001"), question)
        fields |= {"pattern": rf"{FIGURE}( ?%)?", "share": True} if share else {}
        low, high = question.range or (Decimal(0) if KINDS[question.kind].money else None, None)
        fields |= {"low": "" if low is None else f"{low:f}", "high": "" if high is None else f"{high:f}"}
    make: Callable[..., Asked] = Asked
    return make(**fields)


def _figure(question: Question) -> str:
    between = f", from {plain(question.range[0])} to {plain(question.range[1])}" if question.range else ""
    return f"A number: {question.unit}{between}."


def _key(words: Mapping[str, str], said: object) -> str:
    return next((key for key, label in words.items() if label == said), "")


def _data(page: AnswerPage, items: Sequence[Mapping[str, str]]) -> dict[str, object]:
    return {"key": page.key, "figure": FIGURE, "longest": MAX_TEXT, "items": items}


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _script_json(data: object) -> Markup:
    """JSON that no text inside can close the script with."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)
