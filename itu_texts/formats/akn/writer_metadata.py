"""The metadata of documents: what identifies them, what they amend, what their publisher says of them."""

from __future__ import annotations

import re

from itu_texts.analysis.iris import Date, date_of
from itu_texts.formats.akn.published import classified, course, votes
from itu_texts.formats.akn.rows import LANGUAGES
from itu_texts.formats.akn.writer_context import Scope, Writing
from itu_texts.formats.xml_text import attribute
from itu_texts.language.dates import adopted_on
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Node, Text
from itu_texts.tree.published import Published

DOES = {"ADD": "insertion", "MOD": "substitution", "SUP": "repeal"}
"""The type of modification for each action of an amendment."""
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?)?")


def language_of(code: str) -> str:
    """Return the three letters of ISO 639-2 for a language; ``und`` for an unknown one."""
    return LANGUAGES.get(code, code if re.fullmatch(r"[a-z]{3}", code) else "und")


def identification(
    w: Writing, scope: Scope, component: str = "main", text: Text | None = None, shown_as: str = ""
) -> str:
    """Return the identification of a document, or of a component of one.

    :param component: ``main``, ``annex_1``, ``annex_1/appendix_2``.
    :param text: the text that the document is.
    :param shown_as: its number as printed.
    """
    work = scope.work
    as_of = w.as_of if scope.amended else ""
    iri, undated = work.name, work.undated.name
    expression = f"{iri}/{w.language}@{as_of}"
    date = f'<FRBRdate date="{work.date.whole}" name="{work.date.name}"/>'
    made = f'<FRBRdate date="{as_of}" name="consolidation"/>' if as_of else date
    others = [each for each in dict.fromkeys(_dates_of(text)) if each.date != work.date.date]
    more = "".join(f'<FRBRdate date="{each.whole}" name="{each.name}"/>' for each in others)
    official = w.official(text.identifier) if text is not None else ""
    aliases = (("undated", undated if undated != iri else ""), ("official", official))
    alias = "".join(f'<FRBRalias value="{value}" name="{name}"/>' for name, value in aliases if value)
    shown_as = text.designation.text if text is not None and text.designation else shown_as
    shown = f' showAs="{attribute(shown_as)}"' if shown_as else ""
    author = f'<FRBRauthor href="{scope.author}"/>'
    return (
        f'<identification source="{scope.library}"><FRBRWork><FRBRthis value="{iri}/!{component}"/>'
        f'<FRBRuri value="{iri}"/>{alias}{date}{more}{author}<FRBRcountry value="un"/>'
        f'<FRBRsubtype value="{work.subtype}"/><FRBRnumber value="{work.number}"{shown}/></FRBRWork>'
        f'<FRBRExpression><FRBRthis value="{expression}/!{component}"/><FRBRuri value="{expression}"/>{made}{author}'
        f'<FRBRlanguage language="{w.language}"/></FRBRExpression>'
        f'<FRBRManifestation><FRBRthis value="{expression}/!{component}.xml"/><FRBRuri value="{expression}.xml"/>{made}'
        f'<FRBRauthor href="{scope.library}"/><FRBRformat value="xml"/></FRBRManifestation></identification>'
    )


def _dates_of(text: Text | None) -> list[Date]:
    """Return the dates of adoption and revision in the history line of a text."""
    revisions = text.history.revisions if text is not None and text.history else ()
    known = [each for each in (date_of(adopted_on(revision)) for revision in revisions) if each.name != "unknown"]
    return [Date(each.date, "revisionYear" if place else "adoptionYear") for place, each in enumerate(known)]


def meta(scope: Scope, named: str, published: Published) -> str:
    """Return the metadata of a document that is complete by itself.

    :param named: its identification.
    :param published: what its publisher says of it.
    """
    events = [*scope.events]
    if scope.tracked:
        date = next((each for each in scope.dates if _DATE.fullmatch(each)), scope.work.date.whole)
        events.append(f'<eventRef date="{date}" source="{scope.library}" type="amendment"/>')
    changes = {"active": scope.modifications, "passive": [*scope.amended, *scope.tracked]}
    parts = {
        "lifecycle": "".join(events),
        "workflow": course(published),
        "analysis": "".join(
            f"<{name}Modifications>{''.join(found)}</{name}Modifications>" for name, found in changes.items() if found
        )
        + votes(published),
    }
    more = "".join(f'<{name} source="{scope.library}">{inner}</{name}>' for name, inner in parts.items() if inner)
    subjects, terms = classified(published, scope.library), scope.terms
    return f'<meta>{named}{subjects}{more}<references source="{scope.library}">{terms}</references></meta>'


def say_amended(w: Writing, node: Node, scope: Scope) -> None:
    """Record what was amended in a consolidated text, and by which proposal."""
    document = node.document
    for each in document.amended if document is not None else ():
        if id(each) in w.amended or not (node.start <= each.start and each.end <= node.end):
            continue
        w.amended.add(id(each))
        source, date = scope.amending(each.marker), scope.work.date.whole
        scope.events[f'<eventRef date="{date}" source="{scope.library}" type="generation"/>'] = None
        scope.events[f'<eventRef date="{w.as_of or date}" source="{source}" type="amendment"/>'] = None
        eid = _amended_place(w, node, each)
        destination = f"#{eid}" if eid else scope.work.name
        what = DOES.get(each.action, "substitution")
        scope.amended.append(
            f'<textualMod type="{what}"><source href="{source}"/><destination href="{destination}"/></textualMod>'
        )


def _amended_place(w: Writing, node: Node, stretch: nodes.Amended) -> str:
    """Return the eId of the smallest node that contains a stretch of a text."""
    eid = ""
    below: Node | None = node
    while below is not None:
        eid = w.eids.get(id(below), eid)
        if below.span == stretch.span and id(below) in w.eids:
            break
        inside = (each for each in below.children if each.start <= stretch.start and stretch.end <= each.end)
        below = next(inside, None)
    return eid


def published_of(w: Writing, node: Node) -> Published:
    """Return what its publisher says of a document that is written, of all of it or of its only text."""
    document = node.document if not w.prefix else None
    is_whole = document is not None and (node is document or len(document.texts) == 1)
    return document.published if document is not None and is_whole else Published()
