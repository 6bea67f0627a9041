"""From the files a bidder sent to one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from msp_select.decision.panel.pseudonyms import hidden_names, hiding
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.reading_rules import ReadingRules
from msp_select.model.scalars import clean_text
from msp_select.model.session import Session
from msp_select.phrases.en import proposals as words
from msp_select.reading import contradictions
from msp_select.reading.blocks import Block, Parsed, RefusedDocument
from msp_select.reading.candidate_context import Counts
from msp_select.reading.contradictions import Disagreement
from msp_select.reading.evidence_index import Cues
from msp_select.reading.passages import Passage, PassageFinder
from msp_select.reading.phrases_in_text import PhraseIndex
from msp_select.reading.reader_process import parsed_apart
from msp_select.reading.reading import (
    Contradiction,
    Document,
    Find,
    OtherReading,
    PageText,
    Reading,
    SentFile,
    Side,
    Value,
    find_id,
)
from msp_select.reading.segments import Segment, Segmenter
from msp_select.reading.values import Chosen, Terms, chosen_values
from msp_select.reading.veils import is_price, without_sealed

GROUPS = ("price", "doc", "transparency", "proactivity", "staffing", "security")
"""In what order finds are asked for: money, terms, service, people, security."""
LINES_AROUND = 2


def read_documents(
    session: Session,
    catalog: Catalog,
    candidate_id: str,
    files: Sequence[SentFile],
    *,
    pages: tuple[int, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """What `files` say for that candidate; changes nothing.

    `pages` are the first and last to read of each document, from 1; `progress` is told how many pages
    of how many. A document that cannot be read is in the reading with its reason, not an error. While prices
    are sealed everything about them is only counted; names are masked where it is shown (`veils.as_shown`).
    """
    catalog = catalog.with_cues
    rules = catalog.reading
    assert rules is not None, "the shipped catalog has rules to read by"
    hide = None
    if session.settings.blind:
        hide = hiding(session.candidates, hidden_names(session), catalog.words)
    documents, segments = _read(rules, candidate_id, files, pages, progress, hide)
    found = _Found(session, catalog, rules, candidate_id, documents, segments)
    reading = Reading(
        candidate=candidate_id,
        documents=tuple(documents),
        finds=tuple(found.finds()),
        contradictions=found.contradictions,
        not_found=tuple(found.not_found()) if segments else (),
    )
    return without_sealed(reading, session, catalog)


def _read(
    rules: ReadingRules,
    candidate_id: str,
    files: Sequence[SentFile],
    pages: tuple[int, int] | None,
    progress: Callable[[int, int], None] | None,
    hide: Callable[[str], str] | None,
) -> tuple[list[Document], list[Segment]]:
    documents: list[Document] = []
    segments: list[Segment] = []
    segmenter = Segmenter(rules)
    for at, file in enumerate(files):
        head = {
            "id": f"{candidate_id}-{at + 1}",
            "name": file.name,
            "sha256": sha256(file.data).hexdigest(),
            "role": file.role,
        }
        try:
            parsed = parsed_apart(file.data, pages, progress)
        except RefusedDocument as refused:
            said = words.refused(refused.code, file.name, refused.figures)
            documents.append(Document(**head, kind=None, refused=said))  # type: ignore[arg-type]
            continue
        notes = [clean_text(words.note(code, figures)) for code, figures in parsed.notes]
        if parsed.without_text:
            notes.insert(0, words.without_text(parsed.without_text))
        documents.append(
            Document(
                **head,  # type: ignore[arg-type]
                kind=parsed.kind,  # type: ignore[arg-type]
                pages=parsed.pages,
                pages_without_text=tuple(parsed.without_text),
                unread=tuple(parsed.unread),
                notes=tuple(notes),
                texts=tuple(_texts(parsed)),
            )
        )
        found = segmenter.segments(parsed.blocks, at, file.role, parsed.kind)
        segments += found if hide is None else _without_names(found, parsed, segmenter, hide)
    return documents, segments


def _without_names(
    found: list[Segment], parsed: Parsed, segmenter: Segmenter, hide: Callable[[str], str]
) -> list[Segment]:
    """The segments to be read with names hidden, so that what is found and its order tell no name.

    Each says what stands in the document as well; where a name parts sentences otherwise, it is hidden in
    each sentence for itself.
    """
    hidden = (
        segmenter.segments(
            [_hidden(block, hide) for block in parsed.blocks], found[0].document, found[0].role, parsed.kind
        )
        if found
        else []
    )
    if len(hidden) != len(found):
        return [replace(one, text=hide(one.text), said=one.text) for one in found]
    pairs = zip(hidden, found, strict=True)
    return [replace(one, at=there.at, place=there.place, said=there.text) for one, there in pairs]


def _hidden(block: Block, hide: Callable[[str], str]) -> Block:
    return replace(
        block,
        text=hide(block.text),
        cells=list(map(hide, block.cells)),
        columns=list(map(hide, block.columns)),
        starts=[len(hide(block.text[:start])) for start in block.starts],
    )


def _texts(parsed: Parsed) -> Iterator[PageText]:
    """The text of each page, or part of a mail."""
    pages: dict[tuple[int, str], list[str]] = {}
    for block in parsed.blocks:
        text = "  ".join(cell for cell in block.cells if cell) if block.cells else block.text
        pages.setdefault((block.page, block.part), []).append(" ".join(clean_text(text).split("\n")))
    for (page, part), lines in pages.items():
        yield PageText(page=page, place=clean_text(part), lines=tuple(lines))


class _Found:
    """Everything found in the segments, put together as a reading."""

    def __init__(
        self,
        session: Session,
        catalog: Catalog,
        rules: ReadingRules,
        candidate: str,
        documents: Sequence[Document],
        segments: Sequence[Segment],
    ) -> None:
        self.session, self.rules, self.candidate = session, rules, candidate
        self.catalog = catalog.within(session.weights)
        self.documents, self.segments = documents, segments
        self.cues = Cues(rules)
        self.counts = Counts(
            _number(session, "biz_users"), _number(session, "biz_devices"), session.term_months
        )
        chosen = chosen_values(rules, self.cues, segments, Terms(session.currency, session.vat, self.counts))
        self.chosen = {target: one for target, one in chosen.items() if self._is_asked(target)}
        self.questions = [
            one for one in self.catalog.questions.values() if f"bid.{one.bid_field}" not in self._targets()
        ]
        self.passages = PassageFinder(self.questions, segments).passages() if segments else {}
        self._answers = {rule.target: rule.answers for rule in rules.fields if rule.answers}
        self.contradictions = tuple(self._contradictions())

    def _targets(self) -> list[str]:
        return [rule.target for rule in self.rules.fields if self._is_asked(rule.target)]

    def _is_asked(self, target: str) -> bool:
        """Whether a target belongs to this selection: not where its pillar is left out."""
        if target.startswith("bid."):
            return self.catalog.knows_prices
        return target.startswith("doc.") or target in self.catalog.questions

    # ---- finds

    def finds(self) -> Iterator[Find]:
        """All finds in the order in which a person is asked."""
        contradicted = {one.target for one in self.contradictions}
        found = [*self._values(), *self._terms(), *self._passages()]
        order = {target: at for at, target in enumerate((*self._targets(), *self.catalog.questions))}
        yield from sorted(
            found,
            key=lambda find: (
                find.target not in contradicted,
                self._group(find.target),
                not self._in_size(find.target),
                order.get(find.target, len(order)),
                find.rank,
            ),
        )

    def _group(self, target: str) -> int:
        pillar = self.catalog.pillar_of.get(target)
        name = "price" if target.startswith("bid.") else "doc" if target.startswith("doc.") else ""
        name = pillar.id if pillar is not None else name
        return GROUPS.index(name) if name in GROUPS else len(GROUPS)

    def _in_size(self, target: str) -> bool:
        question = self.catalog.questions.get(target)
        return question is None or question.in_size(self.session.size)

    def _values(self) -> Iterator[Find]:
        contradicted = {one.target for one in self.contradictions}
        for target, one in self.chosen.items():
            why = one.why
            if target in contradicted and not why:
                why = (words.CONTRADICTED,)
            yield self._find(
                target, one.best.segment, value=one.best.value, why=why, worked=one.best.worked, chosen=one
            )

    def _terms(self) -> Iterator[Find]:
        """Passages for what no figure is read for, such as until when an offer holds."""
        for rule in self.rules.fields:
            if rule.kind != "passage" or not self._is_asked(rule.target):
                continue
            index = PhraseIndex((rule.target, cue) for cue in rule.cues)
            places = [one for one in self.segments if one.zone != "quoted" and index.holds(one.words)]
            for rank, segment in enumerate(places[:1], 1):
                yield self._find(rule.target, segment, rank=rank, why=())

    def _passages(self) -> Iterator[Find]:
        for question, passages in self.passages.items():
            if question in self.chosen:
                continue
            for one in passages:
                yield self._find(question, one.segment, rank=one.rank, level=one.level, why=self._doubts(one))

    def _doubts(self, passage: Passage) -> tuple[str, ...]:
        if not passage.cued:
            return (words.BY_WORDS_ALONE,)
        hedged = self.cues.of(passage.segment).get(("", "hedge"))
        reasons = [words.HEDGED] if hedged else []
        if passage.segment.zone == "summary":
            reasons.append(words.SUMMARY_ONLY)
        return tuple(reasons)

    def _find(
        self,
        target: str,
        segment: Segment,
        *,
        value: Value | None = None,
        level: str | None = None,
        rank: int = 1,
        why: tuple[str, ...],
        worked: str = "",
        chosen: Chosen | None = None,
    ) -> Find:
        document = self.documents[segment.document]
        before, after = self._around(segment)
        return Find(
            id=find_id(document.sha256, target, value, segment.quote),
            kind="passage" if value is None else "value",
            target=target,
            value=value,
            level=level,
            rank=rank,
            sure="doubtful" if why else "plain",
            why=why,
            worked=worked,
            document=document.id,
            page=segment.page,
            place=segment.place,
            quote=segment.quote,
            zone=segment.zone,
            others=tuple(self._other(one.value, one.segment) for one in chosen.others[:5]) if chosen else (),
            before=before,
            after=after,
        )

    def _other(self, value: Value, segment: Segment) -> OtherReading:
        return OtherReading(
            value=value,
            document=self.documents[segment.document].id,
            page=segment.page,
            place=segment.place,
            quote=segment.quote,
            zone=segment.zone,
        )

    def _around(self, segment: Segment) -> tuple[str, str]:
        """The lines before and after on the same page."""
        at = segment.at - self.segments[0].at
        near = [
            one
            for one in self.segments[max(0, at - LINES_AROUND) : at + LINES_AROUND + 1]
            if one.document == segment.document and one.page == segment.page
        ]
        before = "\n".join(one.quote for one in near if one.at < segment.at)
        return before, "\n".join(one.quote for one in near if one.at > segment.at)

    # ---- what does not go together, and what is not there

    def _contradictions(self) -> Iterator[Contradiction]:
        told = [
            *contradictions.of_values(self.chosen, self.cues),
            *contradictions.of_promises(self.questions, self.segments, self.cues),
            *contradictions.with_file(self.chosen, self._noted()),
        ]
        if self.catalog.knows_prices:
            told += contradictions.of_sums(self.segments, self.cues, self.counts.users)
        told_of: set[str] = set()
        seen: set[tuple[int, int]] = set()
        noticed = [self._at(one.other) for one in told if one.target == "doc.notice_days"]
        for one in told:
            free = one.kind == "two_values" and one.other_value == 0  # "no lock-in" against a term
            if free and one.target == "doc.term_months" and self._at(one.other) in noticed:
                continue  # it says itself how much notice there is
            if (one.kind == "promise_and_restriction" or free) and (
                one.target in told_of or (self._at(one.one), self._at(one.other)) in seen
            ):
                continue
            told_of |= {one.target, self._answers.get(one.target, "")}
            told_of |= contradictions.SAME_MATTER.get(one.target, frozenset())
            seen.add((self._at(one.one), self._at(one.other)))
            yield self._contradiction(one)

    @staticmethod
    def _at(segment: Segment | None) -> int:
        return -1 if segment is None else segment.at

    def _contradiction(self, one: Disagreement) -> Contradiction:
        return Contradiction(
            kind=one.kind,
            target=one.target,
            one=self._side(one.one, one.one_value),
            other=self._side(one.other, one.other_value),
            sentence=words.contradiction(
                one.kind, one.one_value, one.other_value, count=one.target == "biz_users"
            ),
        )

    def _side(self, segment: Segment | None, value: Value | None) -> Side:
        if segment is None:
            return Side(document="", page=0, place="", value=value, quote="")
        document = self.documents[segment.document].id
        return Side(
            document=document, page=segment.page, place=segment.place, value=value, quote=segment.quote
        )

    def _noted(self) -> Mapping[str, Value]:
        """The figures that the file has of this candidate already, by target; none of the sealed ones."""
        candidate, sealed = self.session.candidate(self.candidate), self.session.settings.sealed
        noted: dict[str, Value] = {
            question: answer.value
            for question, answer in candidate.answers.items()
            if isinstance(answer.value, Decimal) and not (sealed and is_price(question, self.catalog))
        }
        if candidate.bid is not None and not sealed:
            terms = {f"bid.{name}": value for name, value in candidate.bid}
            terms["doc.term_months"] = terms.pop("bid.term_months")
            noted |= {
                target: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
                for target, value in terms.items()
                if isinstance(value, Decimal | int)
            }
        return noted

    def not_found(self) -> Iterator[str]:
        """The targets that nothing stands for: fields of the bid, terms, then questions."""
        for rule in self.rules.fields:
            target = rule.target
            if rule.kind == "passage" or not self._is_asked(target) or target in self.catalog.questions:
                continue
            if target not in self.chosen and target != "bid.rise_capped":
                yield target
        for question in self.questions:
            if question.asked_of == "bidder" and not self._stands(question):
                yield question.id

    def _stands(self, question: Question) -> bool:
        passages = self.passages.get(question.id, ())
        answered = {self._answers[target] for target in self.chosen if target in self._answers}
        return question.id in self.chosen or question.id in answered or any(one.cued for one in passages)


def _number(session: Session, key: str) -> Decimal | None:
    value = session.business.get(key)
    return value if isinstance(value, Decimal) else None
