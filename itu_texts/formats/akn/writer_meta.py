"""Writes the metadata of a document: its identification in FRBR, its references, and its modifications."""

from __future__ import annotations

import re

from itu_texts.analysis.iris import Date, date_of
from itu_texts.formats.akn.terms import LANGUAGES
from itu_texts.formats.akn.writer_scope import Scope
from itu_texts.formats.xml_text import attribute
from itu_texts.tree.nodes import Text

__all__ = ["dates_of", "identification", "language_of", "meta"]

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?)?")


def language_of(code: str) -> str:
    """Return the three letters of ISO 639-2 for a language; ``und`` for an unknown one."""
    return LANGUAGES.get(code, code if re.fullmatch(r"[a-z]{3}", code) else "und")


def dates_of(text: Text) -> list[Date]:
    """Return the dates of adoption and revision in the history line of a text."""
    found = [date_of(revision) for revision in text.history.revisions] if text.history else []
    known = [each for each in found if each.name != "unknown"]
    return [Date(each.date, "revisionYear" if place else "adoptionYear") for place, each in enumerate(known)]


def identification(
    scope: Scope,
    language: str,
    component: str,
    *,
    shown_as: str = "",
    dates: list[Date] | None = None,
    official: str = "",
) -> str:
    """Return the identification of a document, or of a component of one.

    :param component: ``main``, ``annex_1``, ``annex_1/appendix_2``.
    :param shown_as: its number as printed.
    :param dates: further dates of its history.
    :param official: its official address.
    """
    work = scope.work
    iri, undated = work.iri, work.undated.iri
    expression = f"{iri}/{language}@{scope.as_of}"
    date = f'<FRBRdate date="{work.date.date}" name="{work.date.name}"/>'
    made = f'<FRBRdate date="{scope.as_of}" name="consolidation"/>' if scope.as_of else date
    others = [each for each in dict.fromkeys(dates or []) if each.date != work.date.date]
    more = "".join(f'<FRBRdate date="{each.date}" name="{each.name}"/>' for each in others)
    alias = f'<FRBRalias value="{undated}" name="undated"/>' if undated != iri else ""
    alias += f'<FRBRalias value="{official}" name="official"/>' if official else ""
    shown = f' showAs="{attribute(shown_as)}"' if shown_as else ""
    author = f'<FRBRauthor href="{scope.author}"/>'
    return (
        f'<identification source="{scope.library}"><FRBRWork><FRBRthis value="{iri}/!{component}"/>'
        f'<FRBRuri value="{iri}"/>{alias}{date}{more}{author}<FRBRcountry value="un"/>'
        f'<FRBRsubtype value="{work.subtype}"/><FRBRnumber value="{work.number}"{shown}/></FRBRWork>'
        f'<FRBRExpression><FRBRthis value="{expression}/!{component}"/><FRBRuri value="{expression}"/>{made}{author}'
        f'<FRBRlanguage language="{language}"/></FRBRExpression>'
        f'<FRBRManifestation><FRBRthis value="{expression}/!{component}.xml"/><FRBRuri value="{expression}.xml"/>{made}'
        f'<FRBRauthor href="{scope.library}"/><FRBRformat value="xml"/></FRBRManifestation></identification>'
    )


def meta(scope: Scope, named: str) -> str:
    """Return the metadata of a document that is complete by itself.

    :param named: its identification.
    """
    parts = [named]
    events = [*scope.events]
    if scope.tracked:
        date = next((each for each in scope.dates if _DATE.fullmatch(each)), scope.work.date.date)
        events.append(f'<eventRef date="{date}" source="{scope.library}" type="amendment"/>')
    if events:
        parts.append(f'<lifecycle source="{scope.library}">{"".join(events)}</lifecycle>')
    passive = [*scope.amended, *scope.tracked]
    if scope.modifications or passive:
        parts.append(f'<analysis source="{scope.library}">')
        if scope.modifications:
            parts.append(f"<activeModifications>{''.join(scope.modifications)}</activeModifications>")
        if passive:
            parts.append(f"<passiveModifications>{''.join(passive)}</passiveModifications>")
        parts.append("</analysis>")
    parts.append(f'<references source="{scope.library}">{scope.terms}</references>')
    return f"<meta>{''.join(parts)}</meta>"
