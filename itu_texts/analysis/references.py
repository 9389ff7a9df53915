"""References: what a text cites, typed, and where that is if it stands in the text itself."""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from attrs import frozen

from itu_texts.addresses import resolve
from itu_texts.errors import AddressError, IdentifierError, InputError
from itu_texts.identifiers import Identifier, Revision
from itu_texts.nodes import Amendment, Annex, Clause, Division, Document, Node, Paragraph, Provision, Text
from itu_texts.parsing.grammar import Surface, surface
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.spans import Span
from itu_texts.walk import find, walk

__all__ = ["Reference", "ReferenceKind", "references"]


class ReferenceKind(enum.StrEnum):
    """What is cited."""

    TEXT = "text"
    """A resolution, decision, recommendation, opinion, report or question."""
    CLAUSE = "clause"
    """A clause, or an item of one: ``resolves 2``."""
    ARTICLE = "article"
    PROVISION = "provision"
    """A numbered provision: ``No. 9.12A``."""
    APPENDIX = "appendix"
    ANNEX = "annex"
    SECTION = "section"
    """``§ 4.2.1``."""


@frozen
class Reference:
    """One thing cited; lists and ranges give one for each member."""

    kind: ReferenceKind
    span: Span
    """Of the member of the list, or of the whole range that it lies in; for the first, with the words before it."""
    number: str | None = None
    """Of an article, provision, appendix, annex or section."""
    identifier: Identifier | None = None
    """Of a text; for a clause or an annex, the text that it is said to stand in."""
    body: str | None = None
    """The body that is said to have adopted a text."""
    instrument: str | None = None
    """The instrument that an article or a provision is said to belong to: Constitution, Convention ..."""
    address: str | None = None
    """Of a clause: as :meth:`Text.at` takes it, for one of the same text."""
    target: Node | None = None
    """What is cited, if it stands in the same text, or the same treaty."""
    problem: str | None = None
    """Why nothing was found where something in the same text is cited."""


_KINDS = {
    "ARTICLES_CITED": ReferenceKind.ARTICLE,
    "PROVISIONS_CITED": ReferenceKind.PROVISION,
    "APPENDICES_CITED": ReferenceKind.APPENDIX,
    "ANNEXES_CITED": ReferenceKind.ANNEX,
    "SECTIONS_CITED": ReferenceKind.SECTION,
}
_NUMBERS = {
    ReferenceKind.ARTICLE: re.compile(r"\d+[A-Z]?\b"),
    ReferenceKind.PROVISION: re.compile(r"\d+(?:\.\d+)*[A-Z]{0,2}(?:\.\d+)?(?:bis|ter)?\b(?!\s*[kMG]?Hz|[-–]\d)"),
    ReferenceKind.APPENDIX: re.compile(r"\d+[A-Z]?\b"),
    ReferenceKind.ANNEX: re.compile(r"(?:\d+[A-Z]?|[A-Z]|[IVX]{1,4})\b"),
    ReferenceKind.SECTION: re.compile(r"\d+(?:\.\d+)*[a-z]?(?:\s[a-z]\))?"),
}
_TEXT_NUMBER = re.compile(
    r"(?P<sector>ITU[-‑][RTD]\s+)?(?P<number>\[[^\]\n]{1,30}\]|[A-Z]{1,5}[./-]?\d(?:[\w/.-]*\w)?|\d(?:[\w/.-]*\w)?)"
    r"(?P<mark>\s*\((?:[Rr][Ee][Vv]|[A-Z]|\d{4})[^()]*\d[^()]*\))?\*{0,3}"
)
_ITEM = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:bis|ter)?\b(?!\s*[MGk]?Hz)(?:\s?[a-z]{1,2}\))*|\(?[a-z]{1,2}(?:bis)?\))(?:\s?[ivx]+\))*"
)
_BEHIND_VERB = re.compile(r"\s+(?P<who>[^,;:()]{2,160}?)(?=\s+\d{1,3}\b|\s+\(?[a-z]\))")
_SPACES = re.compile(r"\s+")


def references(root: Node) -> Iterator[Reference]:
    """The references in a node and below, in the order of the text; found one by one, as they are asked for.

    :param root: a node of a document that was parsed (not read from JSON without its source).
    :raises InputError: if the document has no source.
    """
    document = root if isinstance(root, Document) else root.document
    if document is None or len(document.source) < document.end:
        raise InputError("references are found in the source, which this document does not have")
    words = surface(document.language)
    treaty = _treaty(document)
    for paragraph in find(root, Paragraph):
        text = next((above for above in paragraph.ancestors if isinstance(above, Text)), None)
        yield from _Finder(_shown(document, paragraph), paragraph.start, text, words, treaty).find()


def _treaty(document: Document) -> dict[tuple[ReferenceKind, str], Node]:
    """The articles and provisions of a document outside its texts, by their numbers; the first of each counts."""
    found: dict[tuple[ReferenceKind, str], Node] = {}
    blocks = [block for block in document.blocks if isinstance(block, Division | Annex | Amendment)]
    for node in (node for block in blocks for node in walk(block)):
        if isinstance(node, Provision):
            found.setdefault((ReferenceKind.PROVISION, node.number), node)
        elif isinstance(node, Division) and node.kind == "article" and node.number:
            found.setdefault((ReferenceKind.ARTICLE, node.number), node)
    return found


def _shown(document: Document, paragraph: Paragraph) -> str:
    """The words of a paragraph with blanks for line ends and page furniture, each character in its place."""
    shown = re.sub(r"\s", " ", document.source[paragraph.span])
    begin = bisect_left(document.furniture, paragraph.start, key=lambda piece: piece.start)
    stop = bisect_right(document.furniture, paragraph.end, key=lambda piece: piece.end)
    for piece in document.furniture[begin:stop]:
        start, end = piece.start - paragraph.start, piece.end - paragraph.start
        shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown


class _Finder:
    """The references in the words of one paragraph."""

    def __init__(
        self,
        shown: str,
        offset: int,
        text: Text | None,
        words: Surface,
        treaty: dict[tuple[ReferenceKind, str], Node],
    ) -> None:
        self.shown = shown
        self.offset = offset
        self.text = text
        self.treaty = {} if text else treaty  # a text cites another instrument
        self.grammar = words
        self.words = words.words

    def find(self) -> Iterator[Reference]:
        position = 0
        while (matched := self.words["reference"].search(self.shown, position)) is not None:
            name = matched.lastgroup or ""
            if name == "TEXTS_CITED":
                found, position = self._texts(matched)
            elif name == "THE_ANNEX_CITED":
                found, position = [self._annex(matched.start(), matched.end(), None)], matched.end()
            elif name in _KINDS:
                found, position = self._numbers(matched, _KINDS[name])
            else:
                found, position = self._clauses(matched)
            yield from found

    def _span(self, start: int, end: int) -> Span:
        return Span(start + self.offset, end + self.offset)

    def _list(self, number: re.Pattern[str], position: int) -> tuple[list[tuple[str, int, int, bool]], int]:
        """The members of a list: their words, places, and whether the word before says that a range ends there."""
        found: list[tuple[str, int, int, bool]] = []
        to = False
        while (member := number.match(self.shown, position)) is not None and member.end() > position:
            found.append((member[0], member.start(), member.end(), to))
            position = member.end()
            step = self.words["CITED_TO"].match(self.shown, position)
            to = step is not None and number.match(self.shown, step.end()) is not None
            step = step if to else self.words["CITED_AND"].match(self.shown, position)
            if step is None or number.match(self.shown, step.end()) is None:
                break
            position = step.end()
        return found, found[-1][2] if found else position

    # ------------------------------------------------------------------ texts

    def _texts(self, matched: re.Match[str]) -> tuple[list[Reference], int]:
        found, end = self._list(_TEXT_NUMBER, matched.end())
        behind = self.words["OF_BODY"].match(self.shown, end)
        body = matched["body"] or (behind["body"] if behind else None)
        sector: str | None = None
        out = []
        for index, (cited, start, stop, _) in enumerate(found):
            parts = _TEXT_NUMBER.fullmatch(cited)
            assert parts is not None
            sector = parts["sector"].strip().replace("‑", "-") if parts["sector"] else sector
            mark = None
            if parts["mark"]:
                try:
                    mark = Revision.parse(_SPACES.sub(" ", parts["mark"]))
                except IdentifierError:
                    stop = start + parts.start("mark")
            identifier = Identifier(kind=matched["kind"].lower(), number=parts["number"], sector=sector, revision=mark)
            span = self._span(start if index else matched.start(), stop)
            out.append(Reference(ReferenceKind.TEXT, span, identifier=identifier, body=_plain(body)))
        return out, max(end, matched.end())

    def _identifier_behind(self, position: int) -> Identifier | None:
        """The text that something is said to belong to: "of Resolution 27"."""
        led = self.words["OF_ANOTHER_TEXT"].match(self.shown, position)
        named = self.words["reference"].match(self.shown, led.end()) if led else None
        if named is None or named.lastgroup != "TEXTS_CITED":
            return None
        found, _ = self._texts(named)
        return found[0].identifier if found else None

    # ------------------------------------------------------------------ articles, provisions, annexes ...

    def _numbers(self, matched: re.Match[str], kind: ReferenceKind) -> tuple[list[Reference], int]:
        found, end = self._list(_NUMBERS[kind], matched.end())
        behind = self.words["OF_INSTRUMENT"].match(self.shown, end)
        instrument = matched["instrument"] or (behind["instrument"] if behind else None)
        out: list[Reference] = []
        for index, (number, start, stop, to) in enumerate(found):
            start = matched.start() if not index else start
            if to:
                start = found[index - 1][1]
                between = _between(found[index - 1][0], number)
                out += (self._number(kind, self._span(start, stop), n, instrument) for n in between)
            if kind is ReferenceKind.ANNEX:
                out.append(self._annex(start, stop, number))
            else:
                out.append(self._number(kind, self._span(start, stop), number, instrument))
        return out, max(end, matched.end())

    def _number(self, kind: ReferenceKind, span: Span, number: str, instrument: str | None) -> Reference:
        """An article, a provision ...; in a treaty that names no other instrument, one of that treaty."""
        target = self.treaty.get((kind, number)) if instrument is None else None
        return Reference(kind, span, number, instrument=_plain(instrument), target=target)

    def _annex(self, start: int, end: int, number: str | None) -> Reference:
        span = self._span(start, end)
        if not self.words["OF_THIS_TEXT"].match(self.shown, end):
            return Reference(ReferenceKind.ANNEX, span, number, identifier=self._identifier_behind(end))
        annexes = self.text.annexes if self.text else ()
        target = next((annex for annex in annexes if _names(annex, number)), None)
        problem = None if target else f"the text has no annex {number}" if number else "the text has no annex"
        return Reference(ReferenceKind.ANNEX, span, number, target=target, problem=problem)

    # ------------------------------------------------------------------ clauses

    def _clauses(self, matched: re.Match[str]) -> tuple[list[Reference], int]:
        """Clauses of this text, or of another: a heading, then labels, or "above" and the like."""
        name, clause, end = self._heading(matched)
        blank = _SPACES.match(self.shown, end)
        found, stop = self._list(_ITEM, blank.end()) if blank else ([], end)
        stop = stop if found else end
        placed = self.words["ABOVE_OR_BELOW"].match(self.shown, stop)
        of_this = self.words["OF_THIS_TEXT"].match(self.shown, stop)
        other = self._identifier_behind(stop)
        if not found and not (clause and (placed or of_this)) and other is None:
            return [], matched.end()
        if not found:
            target = clause if other is None else None
            span = self._span(matched.start(), end)
            return [Reference(ReferenceKind.CLAUSE, span, identifier=other, address=name, target=target)], end
        out: list[Reference] = []
        for index, (label, start, finish, to) in enumerate(found):
            labels = [*(_between(found[index - 1][0], label) if to else ()), label]
            start = matched.start() if not index else found[index - 1][1] if to else start
            out += (self._clause(f"{name} {each}", self._span(start, finish), other) for each in labels)
        return out, stop

    def _clause(self, address: str, span: Span, other: Identifier | None) -> Reference:
        if other is not None:
            return Reference(ReferenceKind.CLAUSE, span, identifier=other, address=address)
        try:
            target = resolve(self.text, address) if self.text else None
        except AddressError as error:
            return Reference(ReferenceKind.CLAUSE, span, address=address, problem=str(error))
        return Reference(ReferenceKind.CLAUSE, span, address=address, target=target)

    def _heading(self, matched: re.Match[str]) -> tuple[str, Clause | None, int]:
        """The heading that is cited: the longest of this text that stands here, or one that tells the same."""
        start = matched.start()
        best: Clause | None = None
        end = matched.end()
        for clause in self.text.clauses if self.text else ():
            words = r"\s+".join(map(re.escape, clause.heading.text.split()))
            standing = re.compile(rf"{words}(?!\w)", re.IGNORECASE).match(self.shown, start) if words else None
            if standing and (best is None or standing.end() > end):
                best, end = clause, standing.end()
        if best is not None or matched.lastgroup != "TELLING_CITED":
            return _SPACES.sub(" ", self.shown[start:end]), best, end
        behind = _BEHIND_VERB.match(self.shown, end)
        if behind is None:
            return _SPACES.sub(" ", self.shown[start:end]), None, end
        named, _ = part_side_phrases(behind["who"], self.grammar)
        concepts = [each.concept for each in find_addressees(named.strip(), self.grammar)]
        verb = _SPACES.sub(" ", matched[0]).casefold()
        for clause in self.text.clauses if self.text else ():
            told = [each.concept for each in clause.heading.addressees]
            if told == concepts and clause.heading.text.casefold().startswith(verb):
                return clause.heading.text, clause, behind.end()
        if all(concept == "OTHER" for concept in concepts):  # a noun, as in "requests for assistance 2"
            return _SPACES.sub(" ", self.shown[start:end]), None, end
        return _SPACES.sub(" ", self.shown[start : behind.end()]), None, behind.end()


def _plain(words: str | None) -> str | None:
    return _SPACES.sub(" ", words) if words else None


def _names(annex: Annex, number: str | None) -> bool:
    """Whether the heading of an annex has a number."""
    return number is None or re.search(rf"\b{re.escape(number)}\b", annex.heading.text.split("(")[0]) is not None


def _between(first: str, last: str) -> list[str]:
    """What lies between the ends of a range of numbers or letters, without them."""
    one, two = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if one and two and one[1] == two[1] and int(one[2]) < int(two[2]) <= int(one[2]) + 200:
        return [f"{one[1]}{number}" for number in range(int(one[2]) + 1, int(two[2]))]
    one, two = re.fullmatch(r"(\(?)([a-z])(\))", first), re.fullmatch(r"(\(?)([a-z])(\))", last)
    if one and two and one[2] < two[2]:
        return [f"{one[1]}{chr(code)}{one[3]}" for code in range(ord(one[2]) + 1, ord(two[2]))]
    return []
