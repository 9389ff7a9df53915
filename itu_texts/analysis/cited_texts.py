"""Finds references to texts: their identifiers, parts of which the members of a list share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from itu_texts.analysis.cited import Group, Reference, ReferenceKind
from itu_texts.analysis.mentions import Member, Mention
from itu_texts.analysis.numbers import between
from itu_texts.analysis.places import Places, Whole
from itu_texts.errors import IdentifierError
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import OF_ASSEMBLIES, Identifier, Revision, kind_of, sector_of, status_of
from itu_texts.language.writing import is_letter
from itu_texts.tree.spans import Span

_SPACES = re.compile(r"\s+")


class TextFinder:
    """Finds the references to texts in the passages of one text.

    :param places: the places of the text, or of the document outside its texts.
    """

    def __init__(self, lang: LanguagePatterns, places: Places, whole: Whole) -> None:
        self.language: str = lang.language
        self.words = lang.patterns
        self.places = places
        self.whole = whole

    def references(self, mention: Mention, around: Sequence[Group | None], offset: int) -> list[Reference]:
        """Yield the references of a mention.

        :param around: the list or range of each member.
        :param offset: the offset of the passage in the source.
        """
        shared = self._shared_marks(mention.members, mention.mark)
        kind, sector, status, body = "recommendation", None, None, mention.body
        last = ""
        out: list[Reference] = []
        for member, mark, group in zip(mention.members, shared, around, strict=True):
            if member.sign is not None:
                groups = member.sign.groupdict()
                kind = kind_of(groups["kind"], self.language) if groups.get("kind") else "recommendation"
                sector = sector_of(groups.get("of_sector"))
                named = self.words.STATUS.match(member.sign[0])
                status = status_of(named[0], self.language) if named else None
                body = groups.get("body") or mention.body
            assert member.parts is not None
            sector = sector_of(member.parts["sector"]) or sector
            number = member.parts["number"]
            if is_letter(number):
                number = last[:-1] + number  # "44/116 B and C"
            if kind in OF_ASSEMBLIES and member.parts["sector"] and is_letter(number[:1]):
                kind, body = "recommendation", None  # "Resolution 5 and ITU-T X.509"
            numbers = [*(between(last, number) if member.to else ()), number]
            revision, printed = mark
            for each in numbers:
                stop = member.stop if printed else member.parts.start("mark")
                span = Span(member.start + offset, stop + offset)
                if each != number and group is not None:
                    span = group.span
                identifier = self._identifier(kind, each, sector, revision, status, body)
                out.append(
                    Reference(
                        ReferenceKind.TEXT,
                        span,
                        identifier=identifier,
                        body=_SPACES.sub(" ", body) if body else None,
                        target=self.whole.text(identifier),
                        group=group,
                    )
                )
            last = number
        return out

    def _identifier(
        self,
        kind: str,
        number: str,
        sector: str | None,
        revision: Revision | None,
        status: str | None,
        body: str | None,
    ) -> Identifier:
        identifier = Identifier.made(
            kind, number, language=self.language, sector=sector, revision=revision, status=status, cited=body
        )
        if identifier.body is None and body is not None and self.words.OWN_BODY.fullmatch(body):
            own = self.places.identifier
            return evolve(identifier, body=own.body if own else None)
        return identifier

    def _shared_marks(self, members: Sequence[Member], behind: str | None) -> list[tuple[Revision | None, bool]]:
        """Return the mark of each member, and whether its brackets hold a mark.

        A mark after a list belongs to all members.

        :param behind: the mark after the body that adopted the texts.
        """
        found: list[tuple[Revision | None, bool]] = []
        for member in members:
            mark = member.parts["mark"] if member.parts else None
            found.append(self._mark(mark) if mark else (None, True))
        if behind and found[-1][0] is None:
            found[-1] = self._mark(behind)[0], found[-1][1]
        starts = [index for index, member in enumerate(members) if not index or member.sign] + [len(members)]
        for start, end in pairwise(starts):
            if not any(mark for mark, _ in found[start : end - 1]):
                found[start:end] = [(found[end - 1][0], printed) for _, printed in found[start:end]]
        return found

    def _mark(self, mark: str) -> tuple[Revision | None, bool]:
        """Return the mark in some words, and whether there is one.

        Of several editions, the last: "WARC-92 and Rev.WRC-07".
        """
        ends = [0, *(joint.end() for joint in self.words.CITED_AND.finditer(mark))]
        for start in (0, ends[-1]):
            try:
                return Revision.parse(mark[start:], self.language), True
            except IdentifierError:
                continue
        return None, False
