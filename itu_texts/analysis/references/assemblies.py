"""Finds the numbers by which United Nations texts cite others: 77/15, 2585 (2021), 2200 A (XXI), A/HRC/RES/54/10.

The body of a number is known from its form; otherwise it is the one named last before it, or the one that adopts the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from attrs import evolve

from itu_texts.analysis.assemblies import session_of
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import BODIES, STATEMENT_SYMBOL, Identifier, Revision, kind_by_number
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import as_latin, in_figures

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


def may_be_numbers(shown: str) -> bool:
    """Return whether numbers of assemblies may stand in some words."""
    return "/" in shown or "(" in shown


class Assembly:
    """What the numbers in a passage of a text mean that an assembly adopts.

    :param shown: the words, folded.
    :param own: the assembly.
    """

    def __init__(self, shown: str, lang: LanguagePatterns, own: str) -> None:
        self.shown = shown
        self.own = own
        self.language: str = lang.language
        self.words = lang.patterns
        self.cited = lang.patterns.ASSEMBLY_CITED

    def numbers_alone(self) -> Iterator[tuple[Identifier, int, int]]:
        """Yield the resolutions and documents that are cited by number only, and where."""
        for found in self.cited.finditer(self.shown):
            identifier = self._identifier(found)
            if identifier.body == "ECOSOC" or not found["of_council"]:  # otherwise a period
                yield identifier, *found.span()
        for form in (_DOCUMENT, _STATEMENT):
            yield from ((Identifier.parse(found[0]), *found.span()) for found in form.finditer(self.shown))

    def counts_paragraph(self, start: int) -> bool:
        """Return whether a number sign stands before that of a paragraph: "п. 8", and not "general comment No. 1"."""
        return self.words.COUNTED_PARAGRAPH.match(self.shown, start) is not None

    def meant(self, named: Identifier, start: int, stop: int) -> tuple[Identifier | None, int]:
        """Return what a text that is named in full is, and where it ends: "Report ..., A/79/131" is a document.

        It is none if a report is only named: "World Water Development Report 2020".
        """
        if named.kind == "report" and named.sector is None:
            return None, stop
        if _DOCUMENT.fullmatch(named.number or ""):
            return Identifier.parse(named.number or ""), stop
        head = _HEAD.search(in_figures(named.number) or "") if named.sector is None else None
        found = self.cited.search(self.shown, start, stop + _LETTER) if head is not None else None
        if found is None or head is None or head[0] not in found[0]:
            return named, stop
        return self._identifier(found, named, start), max(stop, found.end())

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Where the names of assemblies end, and which it is; "its resolutions" are those of the one that adopts."""
        named = ((found.end(), found.lastgroup or "") for found in self.words.family_assembly.finditer(self.shown))
        its = (found.end() for found in self.words.CITES_OWN.finditer(self.shown) if found["within"] is None)
        return sorted((*named, *((end, self.own) for end in its)))

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
