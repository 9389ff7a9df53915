"""Finds the numbers by which United Nations texts cite others: 77/15, 2585 (2021), 2200 A (XXI), A/HRC/RES/54/10.

The body of a number is known from its form; otherwise it is the one named last before it, or the one that adopts the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from attrs import evolve

from itu_texts.analysis.assemblies import session_of
from itu_texts.analysis.references.model import Reference, ReferenceKind
from itu_texts.analysis.references.places import Whole
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import BODIES, STATEMENT_SYMBOL, Identifier, Revision, kind_by_number
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import as_latin, in_figures
from itu_texts.tree.nodes import Node
from itu_texts.tree.spans import Span

_DOCUMENT = regex(
    r"[ASE](?<![0-9A-Za-z/.-].)/(?!(?:HRC/)?(?:RES|PRST)/)(?:[A-Z]{1,6}[./-]?)*\d"
    r"(?:[0-9A-Za-z./-]*[0-9A-Za-z])?(?: ?\(\d{4}\))?"
)
# "S/PRST/2021/9", "A/HRC/PRST/OS/1"; not "S/PRST/2021"
_STATEMENT = regex(rf"(?<![0-9A-Za-z/.-]){STATEMENT_SYMBOL.pattern}")
_NAME = 80  # characters of a body before what it adopted
_LETTER = 12  # characters behind a number, for its letter or session
_GAP = regex(r"(?<=\d)(?=[A-Z]\b|\()|(?<=[A-Z])(?=\()")
_HEAD = regex(r"(?:E?S-)?\d[\d/]*")


class Citations:
    """The resolutions and documents that the words of a passage cite.

    :param shown: the words, folded, each at its offset.
    :param own: the assembly that adopts the text.
    """

    def __init__(self, shown: str, passage: Node, own: str, lang: LanguagePatterns, whole: Whole) -> None:
        self.shown = shown
        self.start: int = passage.start
        self.own = own
        self.whole = whole
        self.language: str = lang.language
        words = lang.patterns
        self.words = words
        self.cited = words.ASSEMBLY_CITED

    def of(self, known: Iterable[Reference]) -> Iterator[Reference]:
        """Yield the references that are known, each with its body, and those by number only."""
        taken: list[Span] = []
        texts: dict[Span, Reference] = {}
        for each in sorted(known, key=lambda each: each.of is not None):
            if self._counts(each):
                continue
            mended = self._mended(each)
            if mended.kind == ReferenceKind.TEXT:
                texts[each.span] = mended
            elif each.of is not None and each.of.span in texts:
                owner = texts[each.of.span]
                mended = evolve(mended, identifier=owner.identifier, of=owner)
            taken.append(mended.span)
            yield mended
        if "/" not in self.shown and "(" not in self.shown:
            return
        for found in (found for each in (self.cited, _DOCUMENT, _STATEMENT) for found in each.finditer(self.shown)):
            span = Span(self.start + found.start(), self.start + found.end())
            if any(each.start < span.end and span.start < each.end for each in taken):
                continue
            taken.append(span)
            if found.re is _DOCUMENT:
                yield _document(found[0], span)
            else:
                identifier = self._identifier(found) if found.re is self.cited else Identifier.parse(found[0])
                if found.re is self.cited and found["of_council"] and identifier.body != "ECOSOC":  # a period
                    continue
                yield Reference(ReferenceKind.TEXT, span, identifier=identifier, target=self.whole.text(identifier))

    def _counts(self, known: Reference) -> bool:
        """Whether a reference is none: "World Water Development Report 2020", "general comment No. 1"."""
        if known.kind == ReferenceKind.PROVISION:
            return self.words.COUNTED_PARAGRAPH.match(self.shown, known.span.start - self.start) is None
        identifier = known.identifier
        return identifier is not None and identifier.kind == "report" and identifier.sector is None

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Where the names of assemblies end, and which it is; "its resolutions" are those of the one that adopts."""
        named = ((found.end(), found.lastgroup or "") for found in self.words.family_assembly.finditer(self.shown))
        its = (found.end() for found in self.words.CITES_OWN.finditer(self.shown) if found["within"] is None)
        return sorted((*named, *((end, self.own) for end in its)))

    def _mended(self, known: Reference) -> Reference:
        """A reference as texts of assemblies mean it: "п. 8" is a paragraph, "..., A/79/131" a document."""
        identifier = known.identifier
        if known.kind == ReferenceKind.PROVISION:
            return evolve(known, kind=ReferenceKind.SECTION)
        if identifier is not None and _DOCUMENT.fullmatch(identifier.number or ""):
            if known.kind == ReferenceKind.TEXT:
                return _document(identifier.number or "", known.span)
            return evolve(known, identifier=None, target=None)
        if known.kind != ReferenceKind.TEXT or identifier is None or identifier.sector is not None:
            return known
        head = _HEAD.search(in_figures(identifier.number) or "")
        found = self.cited.search(self.shown, known.span.start - self.start, known.span.end - self.start + _LETTER)
        if found is not None and head is not None and head[0] in found[0]:
            identifier = self._identifier(found, identifier, known.span.start - self.start)
            end = max(known.span.end, self.start + found.end())
            known = evolve(known, span=Span(known.span.start, end))
        return evolve(known, identifier=identifier, target=known.target or self.whole.text(identifier))

    def _identifier(
        self, found: re.Match[str], named: Identifier | None = None, start: int | None = None
    ) -> Identifier:
        """The identifier of a number.

        :param named: what the words say of its kind and body.
        :param start: where the words before it begin.
        """
        body = BODIES.get(found["symbol"] or "") or ("UNSC" if found["of_year"] else None)
        if (
            body is None
            and named is not None
            and named.body not in ("COUNCIL", "UNSC", found["of_session"] and "ECOSOC")
        ):
            body = named.body
        if body is None:
            is_council = named is not None and named.body == "COUNCIL" and found["of_council"]
            body = "ECOSOC" if is_council else self._body(found, found.start() if start is None else start)
        number = found["of_session"] or found["of_council"] or found["of_old"] or found["of_year"]
        made = _identifier(body, number, self.language)
        return made if named is None else evolve(made, kind=named.kind)

    def _body(self, found: re.Match[str], start: int) -> str:
        """Return the body of a number: the one after it, otherwise the one named last, otherwise the adopting body.

        Empty for other bodies than these.
        """
        behind = self._body_behind(found.end())
        if behind is not None:
            return behind
        last = next((body for end, body in reversed(self._named) if end <= start), "")
        if found["of_old"]:
            return "UNGA"
        if self.words.ANOTHER_BODY_BEFORE.search(self.shown, max(0, start - _NAME), start):
            return ""
        if found["of_council"]:
            return last if last == "ECOSOC" else ""
        if last not in ("UNGA", "UNHRC"):  # the Economic and Social Council counts by years
            last = "UNHRC" if self.own == "UNHRC" else "UNGA"
        session = found["of_session"].partition("/")[0]
        return "UNGA" if last == "UNHRC" and session.isdecimal() and not session_of(last, int(session)) else last

    def _body_behind(self, position: int) -> str | None:
        """Return the body after a number, or after the list that it begins; empty for other bodies."""
        behind = self.words.ADOPTED_BEHIND.match(self.shown, position)
        if behind is not None:
            named = self.words.family_assembly.match(self.shown, behind.end())
            if named is not None:
                return named.lastgroup or ""
            if self.words.ANOTHER_BODY.match(self.shown, behind.end()):
                return ""
        joined = self.words.CITED_ON.match(self.shown, position)
        following = self.cited.match(self.shown, joined.end()) if joined is not None else None
        return self._body_behind(following.end()) if following is not None else None


def _document(symbol: str, span: Span) -> Reference:
    """Return the citation of a document by its symbol, as which it has an identifier: S/2022/940."""
    return Reference(ReferenceKind.DOCUMENT, span, number=symbol, identifier=Identifier.parse(symbol))


@lru_cache(maxsize=4096, typed=True)
def _identifier(body: str, number: str, language: str) -> Identifier:
    """The identifier of a number of a body, whose number tells whether it is a decision; of another body if empty."""
    number = as_latin(number)
    head, _, year = number.removesuffix(")").partition("(")
    if year.isdecimal() and len(year) == len("2021"):
        made = Identifier.made("resolution", head.strip(), language=language, revision=Revision(years=(int(year),)))
    else:
        made = Identifier.made("resolution", _GAP.sub(" ", number), language=language)
    return evolve(made, kind=kind_by_number(body, number), body=body or None)
