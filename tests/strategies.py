"""Random sessions and catalogs, valid ones, for properties that must hold for all of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from msp_select.model.bid_fields import BASIS, FIELDS
from msp_select.model.business import BusinessQuestion
from msp_select.model.catalog import Catalog
from msp_select.model.documents import OtherPlace
from msp_select.model.provider import Provider
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE, SIZES, name_fault
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog

Draw = st.DrawFn

BASES = ("per_user", "per_device", "tiered", "flat", "block", "hourly", "shared", "in_house")
MONEY = ("monthly", "per_user", "per_server", "onboarding", "hourly_rate", "exit_fee")


@cache
def shipped_catalog() -> Catalog:
    """The catalog that travels with the program."""
    return load_catalog()


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """Any text, with what breaks things over-represented."""
    nasty = st.sampled_from(
        [
            '"""',
            "'''",
            "\\",
            "[b]",
            "[[x]]",
            "# no",
            "a = 1",
            "\t",
            "\n\n",
            "é",
            "👩‍💻",
            "עברית",
            "=1+1",
            "\x1b[31m",
        ]
    )
    return st.lists(nasty | st.text(max_size=8), max_size=5).map(lambda parts: "".join(parts)[:most])


def names() -> st.SearchStrategy[str]:
    """A name with something to see in it."""
    return texts().filter(lambda text: not name_fault(text))


def ids() -> st.SearchStrategy[str]:
    """An id as the files allow it."""
    return st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)


def days() -> st.SearchStrategy[dt.date]:
    """A day of our time, as the files allow it."""
    return st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31))


def moments() -> st.SearchStrategy[dt.datetime]:
    """A moment of our time, in UTC."""
    return st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2199, 12, 31), timezones=st.just(dt.UTC))


def amounts() -> st.SearchStrategy[Decimal]:
    """An amount of money or a plain number, exact."""
    return st.decimals(0, 10**7, places=2) | st.integers(0, 10**6).map(Decimal)


def quantities() -> st.SearchStrategy[Decimal]:
    """A number of people, hours or minutes, exact."""
    return st.decimals(0, 10**6, places=2)


def numbers(low: Decimal, high: Decimal) -> st.SearchStrategy[Decimal]:
    """An exact number from `low` to `high`, ends included."""
    return st.sampled_from([low, high]) | st.decimals(low, high, allow_nan=False, places=2).filter(
        lambda number: low <= number <= high
    )


def owners_notes() -> st.SearchStrategy[str]:
    """What an owner notes, also in words that once stood for a bidder's."""
    marks = ("From the bidder: no", "Offered as proof: A term in the contract", "left blank")
    return texts() | st.sampled_from(marks)


@st.composite
def answers(draw: Draw, question: Question) -> dict[str, Any]:
    """An answer that question allows, in any state, as a file would say it."""
    state = draw(
        st.sampled_from(["answered", "answered", "answered", "unknown", "refused", "not_applicable"])
    )
    answer: dict[str, Any] = {"note": draw(owners_notes()), "by": draw(texts(10)), "bidder": draw(texts())}
    answer |= draw(st.fixed_dictionaries({}, optional={"offer": st.sampled_from(EVIDENCE[2:])}))
    if state == "answered" and not question.bid_field:
        answer["value"] = draw(_values(question))
        answer |= draw(st.fixed_dictionaries({}, optional={"evidence": st.sampled_from(EVIDENCE)}))
        answer |= draw(st.fixed_dictionaries({}, optional={"dated": days()}))
    elif state == "not_applicable":
        answer |= {"state": state, "reason": "why: " + draw(texts())}
    else:
        answer["state"] = "unknown" if state == "answered" else state
    return answer


def _values(question: Question) -> st.SearchStrategy[Any]:
    if question.kind == "choice":
        return st.sampled_from([level.id for level in question.levels])
    low, high = question.range or (Decimal(0), Decimal(1000))
    none = [st.just("none")] if question.none else []
    return st.one_of(numbers(low, high), *none)


counts = st.integers(1, 99)
OTHER_TERMS: dict[str, st.SearchStrategy[Any]] = {
    "evidence": st.sampled_from(EVIDENCE),
    "term_months": counts,
    "price_held_months": counts,
    "free_months": counts,
    "first_months": counts,
    "first_monthly": amounts(),
    "discount_percent": numbers(Decimal(0), Decimal(100)),
    "discount_months": counts,
    "ceiling_monthly": amounts(),
    "visit_fee": amounts(),
    "visits": quantities(),
    "shortest_minutes": quantities(),
    "hours_known": quantities(),
    "notice_days": counts,
    "vat": st.sampled_from(("excluded", "included")),
    "valid_until": days(),
    "groups": st.tuples(st.fixed_dictionaries({"id": ids(), "users": counts, "per_user": amounts()})),
}


@st.composite
def bids(draw: Draw) -> dict[str, Any]:
    """Money terms as a file would say them; what is not drawn is not known."""
    bid: dict[str, Any] = {"basis": draw(st.sampled_from(BASES))}
    bid |= draw(st.fixed_dictionaries({}, optional={field: amounts() for field in MONEY}))
    times = st.decimals(0, 1000, places=2)
    terms = {"rise_capped": st.booleans(), "after_hours_multiple": times}
    bid |= draw(st.fixed_dictionaries({}, optional=terms))
    module = st.fixed_dictionaries({"name": names()}, optional={"monthly": amounts(), "per_user": amounts()})
    modules = draw(st.lists(module, max_size=2))
    bid |= draw(st.fixed_dictionaries({}, optional=OTHER_TERMS))
    if "per_user" not in bid and draw(st.booleans()):
        bid["bands"] = [{"up_to": draw(st.integers(0, 99)), "per_user": draw(amounts())}]
        bid["bands"].append({"per_user": draw(amounts())})
    person = draw(
        st.none() | st.fixed_dictionaries({}, optional={"salary": amounts(), "people": quantities()})
    )
    return bid | ({"modules": modules} if modules else {}) | ({"own_person": person} if person else {})


@st.composite
def candidates(draw: Draw, catalog: Catalog, candidate_id: str, most: int = 12) -> dict[str, Any]:
    """One candidate with up to `most` answers, as a file would say it."""
    candidate: dict[str, Any] = {"id": candidate_id, "name": draw(names()), "note": draw(texts())}
    candidate["kind"] = draw(st.sampled_from(["provider", "incumbent", "in_house", "shared"]))
    bid = draw(st.none() | bids())
    if bid is not None:
        candidate["bid"] = bid
    asked = draw(st.lists(st.sampled_from(list(catalog.questions.values())), max_size=most, unique_by=_id))
    candidate["answers"] = {
        question.id: draw(answers(question))
        for question in asked
        if not (bid and question.bid_field and question.bid_field in bid)
    }
    taken = st.fixed_dictionaries({"id": ids(), "digest": texts(12), "taken": days()})
    if catalog.knows_prices:
        terms = st.sampled_from((BASIS.name, *FIELDS))
        candidate["remarks"] = draw(st.dictionaries(terms, texts(), max_size=2))
    sent = st.fixed_dictionaries(
        {"size": st.sampled_from(SIZES)},
        optional={
            "sent": days(),
            "back": days(),
            "questions": st.lists(st.sampled_from(list(catalog.questions)), max_size=3, unique=True),
        },
    )
    optional = {"library": taken, "sheets": st.lists(sent, max_size=2)}
    candidate["documents"] = draw(st.lists(_documents(), max_size=2, unique_by=_id_of))
    if read := [document["id"] for document in candidate["documents"]]:
        keys = st.sampled_from([*(f"bid.{field}" for field in FIELDS), *catalog.questions])
        candidate["sources"] = draw(st.dictionaries(keys, _sources(read), max_size=4))
    return candidate | draw(st.fixed_dictionaries({}, optional=optional))


def _id_of(table: dict[str, Any]) -> Any:
    return table["id"]


def _documents() -> st.SearchStrategy[dict[str, Any]]:
    """A document as it was read."""
    return st.fixed_dictionaries(
        {
            "id": ids(),
            "name": names(),
            "sha256": st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
            "read": days(),
        },
        optional={
            "role": st.sampled_from(["proposal", "contract", "mail", "price_list"]),
            "pages": counts,
            "unread": st.lists(counts, max_size=3),
            "rejected": st.lists(texts(12), max_size=2),
        },
    )


def _says_something(place: dict[str, Any]) -> bool:
    """Whether this is another place at all."""
    return OtherPlace.model_validate(place) != OtherPlace()


@st.composite
def _sources(draw: Draw, documents: list[str]) -> dict[str, Any]:
    """Where something stands in one of these documents, and maybe what another place says."""
    value = amounts() | st.booleans() | days() | ids()
    place = {"document": st.sampled_from(documents)}
    beside = {"page": counts, "place": texts(), "quote": texts(), "value": value}
    against = draw(st.none() | st.fixed_dictionaries({}, optional=place | beside).filter(_says_something))
    flags = {"corrected": st.booleans(), "worked": texts()}
    source = draw(st.fixed_dictionaries(place, optional=beside | flags))
    return source if against is None else source | {"against": against, "undecided": draw(st.booleans())}


@st.composite
def providers(draw: Draw, catalog: Catalog, provider_id: str, most: int = 12) -> Provider:
    """A provider on file, its answers of any age."""
    one = draw(candidates(catalog, provider_id, most))
    lists = st.lists(names(), max_size=2)
    small, large = sorted(draw(st.tuples(st.integers(0, 900), st.integers(0, 900))))
    profile = {
        "regions": draw(lists),
        "sectors": draw(lists),
        "smallest_client": small,
        "largest_client": large,
    }
    kept = {key: one[key] for key in ("id", "name", "note", "remarks", "bid", "answers") if key in one}
    head = {
        "dated": draw(days()),
        "currency": draw(st.sampled_from(["USD", "USD", "EUR"])),
        "profile": profile,
    }
    return Provider.model_validate(kept | head)


def _id(question: Question) -> str:
    return question.id


@st.composite
def business_answers(draw: Draw, catalog: Catalog) -> dict[str, Any]:
    """Answers about the business, as a file would say them."""
    asked = draw(st.lists(st.sampled_from(catalog.business.questions), max_size=6, unique_by=lambda q: q.id))
    return {question.id: draw(_business_values(question)) for question in asked}


def _business_values(question: BusinessQuestion) -> st.SearchStrategy[Any]:
    options = [option.id for option in question.options]
    if question.kind == "choice":
        return st.sampled_from(options)
    if question.kind == "multiple":
        return st.lists(st.sampled_from(options), unique=True)
    if question.kind == "text":
        return texts()
    low, high = question.range or (Decimal(0), Decimal(10**6))
    return numbers(low, high)


@st.composite
def own_weights(draw: Draw, catalog: Catalog) -> dict[str, Any]:
    """A profile and figures of the user's own, as a file would say them."""
    weight = st.floats(0.01, 100, allow_subnormal=False).map(lambda value: round(value, 3))
    pillar = draw(st.sampled_from(catalog.questionnaires))
    criterion = draw(st.sampled_from(pillar.criteria))
    question = draw(st.sampled_from(list(catalog.questions)))
    return {
        "profile": draw(st.sampled_from([profile.id for profile in catalog.profiles])),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "pillars": st.fixed_dictionaries({pillar.id: weight}),
                    "criteria": st.fixed_dictionaries(
                        {pillar.id: st.fixed_dictionaries({criterion.id: weight})}
                    ),
                    "questions": st.fixed_dictionaries({question: weight}),
                },
            )
        ),
    }


@st.composite
def session_data(draw: Draw, catalog: Catalog | None = None, most: int = 4) -> dict[str, Any]:
    """A valid session over the catalog (the shipped one by default), as a file would say it."""
    catalog = catalog or shipped_catalog()
    entry = st.fixed_dictionaries({"at": moments(), "what": texts(), "why": texts()})
    candidate_ids = draw(st.lists(ids(), max_size=most, unique=True))
    return {
        "schema": 1,
        "title": draw(names()),
        "created": draw(days()),
        "as_of": draw(days()),
        "size": draw(st.sampled_from(SIZES)),
        "currency": draw(st.sampled_from(["USD", "GBP", "EUR", "JPY", "KWD"])),
        "term_months": draw(st.integers(1, 120)),
        "paid_by": draw(texts()),
        "favourite": draw(st.none() | st.sampled_from(["", *candidate_ids])),
        "answers_by": draw(st.sampled_from([None, "sheets", "hand"])),
        "settings": {
            "sealed": draw(st.booleans()),
            "silence": draw(st.integers(0, 100)),
            "confidence": draw(st.sampled_from(["hardly", "fairly", "very"])),
            "seed": draw(st.integers(0, 2**31)),
        },
        "business": draw(business_answers(catalog)),
        "weights": draw(own_weights(catalog)),
        "candidates": [draw(candidates(catalog, candidate_id)) for candidate_id in candidate_ids],
        "log": draw(st.lists(entry, max_size=2)),
    }


def sessions(catalog: Catalog | None = None, most: int = 4) -> st.SearchStrategy[Session]:
    """Valid sessions over the catalog (the shipped one by default) with up to `most` candidates."""
    return session_data(catalog, most).map(Session.model_validate)


@st.composite
def catalogs(draw: Draw, pillars: int = 3) -> Catalog:
    """Small catalogs of up to `pillars` pillars, with questions of every kind."""
    base = shipped_catalog()
    built = [draw(_questionnaires(f"p{number}")) for number in range(draw(st.integers(1, pillars)))]
    profile = {
        **base.profiles[0].model_dump(
            by_alias=True, include={"schema_", "id", "title", "summary", "evidence"}
        ),
        "pillars": {pillar["id"]: draw(st.integers(1, 9)) for pillar in built},
    }
    business = base.business.model_dump(by_alias=True)
    business["questions"] = [
        {key: value for key, value in question.items() if key not in ("options", "ranges", "per")}
        for question in business["questions"]
        if question["kind"] in ("number", "money", "text")
    ]
    return Catalog.model_validate(
        {
            "questionnaires": built,
            "business": business,
            "profiles": [profile],
            "assumptions": base.assumptions.model_dump(by_alias=True),
        }
    )


@st.composite
def _questionnaires(draw: Draw, pillar: str) -> dict[str, Any]:
    criteria = [f"c{number}" for number in range(draw(st.integers(1, 3)))]
    questions = [
        draw(_questions(f"{pillar}_{criterion}_q{number}", criterion))
        for criterion in criteria
        for number in range(draw(st.integers(1, 4)))
    ]
    return {
        "schema": 1,
        "id": pillar,
        "version": "1.0",
        "title": pillar,
        "summary": "Made up",
        "criteria": [{"id": criterion, "title": criterion} for criterion in criteria],
        "questions": questions,
    }


@st.composite
def _questions(draw: Draw, question_id: str, criterion: str) -> dict[str, Any]:
    question: dict[str, Any] = {
        "id": question_id,
        "criterion": criterion,
        "weight": draw(st.integers(1, 3)),
        "sizes": draw(st.sampled_from([["quick", "core"], ["core"], []])),
        "asked_of": draw(st.sampled_from(["bidder", "owner"])),
        "text": "Is it so?",
        "short": "Being so",
        "ask": "Is it so?",
        "why": "It matters.",
    }
    points = st.integers(0, 100)
    if draw(st.booleans()):
        count = draw(st.integers(2, 5))
        levels = [{"id": f"l{number}", "value": draw(points), "label": "So"} for number in range(count)]
        return question | {"kind": "choice", "levels": levels}
    xs = sorted(draw(st.lists(st.integers(0, 200), min_size=2, max_size=5, unique=True)))
    number: dict[str, Any] = {
        "kind": "number",
        "unit": "days",
        "range": [0, 200],
        "value": [[x, draw(points)] for x in xs],
    }
    if draw(st.booleans()):
        number["none"] = {"label": "Not recorded", "value": draw(points)}
    return question | number
