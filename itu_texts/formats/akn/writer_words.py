"""Writes words and labels with their inline elements, and the lines that consist of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from itu_texts.analysis.iris import is_year, work_of
from itu_texts.analysis.references import Group, GroupKind, Reference
from itu_texts.formats.akn.rows import ABOUT, DAYS_SAID, PARTING, PARTS, ROWS, SAID
from itu_texts.formats.akn.writer_context import Writing
from itu_texts.formats.inline_markup import Wrap, dress_marks
from itu_texts.formats.passage_marks import Call, Mark, of_kind
from itu_texts.formats.xml_text import attribute, escape
from itu_texts.language.dates import days_named
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import fold, uncapitalized
from itu_texts.tree import nodes
from itu_texts.tree.addressees import AddresseeKind, places_in
from itu_texts.tree.nodes import Change, Entry, Heading, Insertion, Node

_STOPS = " :,،，："


def words_of(w: Writing, node: Node, wraps: Sequence[Wrap] = ()) -> str:
    """Return the words of a node, with elements around some of them."""
    text: str = node.text  # type: ignore[attr-defined]
    return _dressed(w, text, w.marks.get((id(node), False), ()), wraps)


def label_of(w: Writing, node: Node, label: str) -> str:
    """Return the label of a node."""
    return _dressed(w, label, w.marks.get((id(node), True), ()), (), at_end=True)


def num_of(w: Writing, node: Node) -> str:
    """Return the number of a node, the attribute that its row names, such as a label; nothing if it has none.

    The conferences that changed a provision are not part of its number.
    """
    label = getattr(node, ROWS[type(node)].num, "")
    history: tuple[str, ...] = getattr(node, "history", ()) if label else ()
    w.has_own_names = w.has_own_names or bool(history)
    conferences = f' itu:history="{attribute("; ".join(history))}"' if history else ""
    return f"<num{conferences}>{label_of(w, node, label)}</num>" if label else ""


def heading_of(w: Writing, heading: Heading) -> str:
    """Return the heading of a clause with its addressees; in United Nations texts, the verb is in italics."""
    wraps = []
    if w.scope.is_assembly:
        wraps.append(Wrap(0, len(verb_phrase(heading, w.lang)), '<span class="italic">', "</span>"))
    for start, end, addressees in places_in(heading.text, heading.start, heading.addressees):
        name = "role" if addressees[0].kind is AddresseeKind.OFFICE else "organization"
        refers = " ".join(dict.fromkeys(w.scope.addressee(each) for each in addressees))
        wraps.append(Wrap(start, end, f'<{name} refersTo="{refers}">', f"</{name}>"))
    return words_of(w, heading, wraps)


def verb_phrase(heading: Heading, lang: LanguagePatterns) -> str:
    """Return the verb of a heading with its adverbs, without addressees and a stop: *Requests*, *Recalling also*."""
    addressees = places_in(heading.text, heading.start, heading.addressees)
    end = min((start for start, *_ in addressees), default=len(heading.text))
    small = uncapitalized(fold(heading.text))
    heads = [pattern.match(small) for pattern in (lang.patterns.ACT_HEAD, lang.patterns.RECITAL_HEAD)]
    verb = max((head.end() for head in heads if head is not None), default=end)
    return heading.text[: min(end, verb)].rstrip(_STOPS)


# ---------------------------------------------------------------------- inline elements


def _dressed(w: Writing, text: str, marks: Sequence[Mark], wraps: Sequence[Wrap], *, at_end: bool = False) -> str:
    if not (marks or wraps):
        return escape(text)
    calls: Any = {"call": partial(_call, w), "change": partial(_tracked, w), "struck": partial(_struck, w)}
    return dress_marks(text, marks, [*wraps, *_cited(w, marks)], at_end=at_end, **calls)


def _call(w: Writing, call: Call) -> str:
    """Return the footnote at its first call, or a reference to it at a later one."""
    if call.note is None:
        return ""
    known = w.scope.notes.get(id(call.note))
    says = f'marker="{attribute(call.mark)}" placement="bottom"'
    if known is not None:
        return f'<noteRef href="#{known}" {says}/>'
    eid = w.scope.notes[id(call.note)] = w.count("authorialNote", w.scope.prefix)
    first = w.notes.setdefault(id(call.note), eid)
    said = f' wId="{first}"' * (first != eid) + ' class="uncalled"' * (call.anchor is None)
    return f'<authorialNote eId="{eid}"{said} {says}><p>{words_of(w, call.note)}</p></authorialNote>'


def _struck(w: Writing, change: Change) -> str:
    """Return an empty element for a label that another one has replaced."""
    w.has_own_names = True
    name, says = _tracked(w, change)
    return f'<{name}{says} class="label" itu:label="{attribute(change.text)}"/>'


def _tracked(w: Writing, change: Change, goes_on: bool = False) -> tuple[str, str]:
    """Return the name of the element of a tracked change, or of a piece of one, and its attributes."""
    name, kind = ("ins", "insertion") if isinstance(change, Insertion) else ("del", "repeal")
    eid, scope = w.count(name, w.scope.prefix), w.scope
    scope.tracked.append(
        f'<textualMod type="{kind}"><source href="{scope.library}"/><destination href="#{eid}"/></textualMod>'
    )
    parts = [] if w.anonymous else [part for part in (change.author, change.date) if part]
    scope.dates += [change.date] if parts and change.date else ()
    title = f' title="{attribute(", ".join(parts))}"' if parts else ""
    return name, f' eId="{eid}"{title}' + (' class="continued"' if goes_on else "")


def _cited(w: Writing, marks: Sequence[Mark]) -> Iterator[Wrap]:
    """Yield the references in some words; the members of a list are one reference."""
    linked: list[tuple[Mark, Sequence[Reference], str, str]] = []
    for mark, cited in of_kind(marks, tuple):
        first, last = (w.link(reference) for reference in (cited[0], cited[-1]))
        if first and last:
            linked.append((mark, cited, first, last))
    for _, run in groupby(linked, key=lambda each: _list_of(each[1][0]) or object()):
        group = [*run]
        if len(group) > 1:
            yield Wrap(group[0][0].start, group[-1][0].end, "<mref>", "</mref>")
        for mark, references, first, last in group:
            is_range = len(references) > 1
            opening, closing = (
                (f'<rref from="{first}" upTo="{last}">', "</rref>") if is_range else (f'<ref href="{first}">', "</ref>")
            )
            yield Wrap(mark.start, mark.end, opening, closing, 1)


def _list_of(reference: Reference) -> Group | None:
    """Return the list that contains a reference, or its range."""
    group = reference.group
    return group.within if group is not None and group.kind is GroupKind.RANGE else group


# ---------------------------------------------------------------------- lines


def line(w: Writing, node: Node) -> str:
    """Return a line with the elements that its row defines."""
    row = ROWS[type(node)]
    shown = w.led.pop(id(node), "") + parted(w, node)
    if row.around:
        shown = f"<{row.around}>{shown}</{row.around}>"
    if row.name:
        return f'<p class="{row.name}">{shown}</p>'
    return f"<p>{shown}</p>" if shown else '<p class="blank"/>'


def parted(w: Writing, node: Any) -> str:
    """Return the words of a line, with elements around the parts that say something."""
    if isinstance(node, Heading):  # of an annex or a division, with the sign between it and a title on its line
        parting = f' <inline name="{PARTING}">{escape(node.separator)}</inline>' if node.separator else ""
        return words_of(w, node) + parting
    said = _ELEMENTS.get(type(node))
    if said is None:
        return words_of(w, node)
    wraps = [
        Wrap(part.start, min(part.end, len(node.text)), f"<{opening}>", f"</{opening.split()[0]}>")
        for part in node.parts
        if part.start < len(node.text) and (opening := said(w, node, part.name, node.text[part.start : part.end]))
    ]
    shown = words_of(w, node, wraps)
    return shown if wraps or not isinstance(node, nodes.Designation) else f"<docType>{shown}</docType>"


def _of_line(w: Writing, node: Node, name: str, words: str) -> str:
    """Return the start tag for what a line of a cover or a closing says."""
    if name not in DAYS_SAID:
        return SAID.get(name, "")
    known = (days for lang in (w.lang, lang_of("en")) for days in days_named(fold(words), lang))
    day = next((day for day, *_ in known), None)
    return f'docDate date="{day}"' if day is not None else ""


def _of_designation(w: Writing, node: Node, name: str, words: str) -> str:
    return PARTS[name] if name in ROWS[nodes.Designation].parts else ""


def _of_formula(w: Writing, node: nodes.Formula, name: str, words: str) -> str:
    place = w.scope.location(node.place) if name == "place" and node.place else ""
    said = {
        "body": f'organization refersTo="{w.scope.author}"',
        "place": f'location refersTo="{place}"' if place else "",
        "year": f'date date="{node.year}-01-01"' if node.year and is_year(node.year) else "",
    }
    return said.get(name, "")


_ELEMENTS: dict[type[Node], Callable[..., str]] = {
    nodes.CoverLine: _of_line,
    nodes.History: _of_line,
    nodes.Designation: _of_designation,
    nodes.Formula: _of_formula,
}
"""The classes of lines that have parts, each with what returns the start tag of a part, without its brackets."""


def formula(w: Writing, node: nodes.Formula) -> str:
    """Return the formula of a text."""
    eid = w.eids[id(node)] = w.count("formula")
    return f'<formula name="enactingFormula" eId="{eid}"><p>{parted(w, node)}</p></formula>'


# ---------------------------------------------------------------------- entries


def entries(w: Writing, blocks: Sequence[Node]) -> str:
    """Return the content of a list of contents."""
    out: list[str] = []
    for named, run in groupby(blocks, key=lambda block: isinstance(block, Entry)):
        if not named:
            out += [line(w, each) for each in run]
            continue
        eid = w.count("toc")
        items = [(cited(w, each) or f"#{eid}", entry(w, each)) for each in run if isinstance(each, Entry)]
        shown = "".join([f'<tocItem level="1" href="{href}">{words}</tocItem>' for href, words in items])
        out.append(f'<toc eId="{eid}">{shown}</toc>')
    return "".join(out) or "<p/>"


def cited(w: Writing, entry: Entry) -> str:
    """Return the IRI of the text of an entry; an empty string if it has no number."""
    identifier = entry.identifier
    if identifier is None or not identifier.number:
        return ""
    return w.official(identifier) or work_of(identifier, w.lang, around=w.scope.work.actor).name


def entry(w: Writing, entry: Entry) -> str:
    """Return the words of an entry: its label, its designation, its title, and the page."""
    parts = {
        "label": label_of(w, entry, entry.label) if entry.label else None,
        "designation": parted(w, entry.designation),
        "title": words_of(w, entry.title) if entry.title else None,
        "page": label_of(w, entry.page, entry.page.number) if entry.page else None,
    }
    return " ".join(
        f'<inline name="{ABOUT}{name}">{shown}</inline>' for name, shown in parts.items() if shown is not None
    )
