"""Writes words and labels with their inline elements, and the lines that consist of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from itu_texts.analysis.iris import is_year, work_of
from itu_texts.analysis.references import Group, GroupKind, Reference
from itu_texts.formats.akn.rows import ABOUT, DAYS_SAID, PARTING, PARTS, ROWS, SAID
from itu_texts.formats.akn.writer_scope import Ids, Links, Scope
from itu_texts.formats.inline_markup import Wrap, dress_marks
from itu_texts.formats.passage_marks import Call, Mark, Marks, of_kind
from itu_texts.formats.xml_text import attribute, escape
from itu_texts.language.dates import days_named
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import fold, uncapitalized
from itu_texts.tree import nodes
from itu_texts.tree.addressees import AddresseeKind, places_in
from itu_texts.tree.nodes import Change, Entry, Heading, Insertion, Node

_STOPS = " :,،，："


def verb_phrase(heading: Heading, lang: LanguagePatterns) -> str:
    """Return the verb of a heading with its adverbs, without addressees and a stop: *Requests*, *Recalling also*."""
    addressees = places_in(heading.text, heading.start, heading.addressees)
    end = min((start for start, *_ in addressees), default=len(heading.text))
    small = uncapitalized(fold(heading.text))
    heads = [form.match(small) for form in (lang.patterns.ACT_HEAD, lang.patterns.RECITAL_HEAD)]
    verb = max((head.end() for head in heads if head is not None), default=end)
    return heading.text[: min(end, verb)].rstrip(_STOPS)


class Words:
    """Writes words.

    :param marks: their marks.
    """

    def __init__(self, marks: Marks, ids: Ids, links: Links, lang: LanguagePatterns, scope: Scope) -> None:
        self.marks = marks
        self.ids = ids
        self.links = links
        self.lang = lang
        self.scope = scope
        """The document that is written."""
        self.anonymous = False
        self.ours = False
        """Whether an attribute of the project's own namespace was written."""
        self.notes: dict[int, str] = {}
        """The footnotes, each with its first eId: one that several documents call stands in each of them."""

    def of(self, node: Node) -> str:
        """Return the words of a node."""
        return self.wrapped(node, [])

    def named(self, heading: Heading) -> str:
        """Return the heading of an annex or a division, with the sign between it and a title on its line."""
        parting = heading.separator
        return self.of(heading) + (f' <inline name="{PARTING}">{escape(parting)}</inline>' if parting else "")

    def wrapped(self, node: Node, wraps: list[Wrap]) -> str:
        """Return the words of a node, with elements around some of them."""
        text: str = node.text  # type: ignore[attr-defined]
        marks = self.marks.get((id(node), False), [])
        return self._marked(text, marks, wraps) if marks or wraps else escape(text)

    def label(self, node: Node, label: str) -> str:
        """Return the label of a node."""
        marks = self.marks.get((id(node), True)) if self.marks else None
        return escape(label) if marks is None else self._marked(label, marks, [], at_end=True)

    def num(self, node: Node) -> str:
        """Return the number of a node, the attribute that its row names, such as a label; nothing if it has none.

        The conferences that changed a provision are not part of its number.
        """
        label = getattr(node, ROWS[type(node)].num, "")
        if not label:
            return ""
        history: tuple[str, ...] = getattr(node, "history", ())
        self.ours = self.ours or bool(history)
        conferences = f' itu:history="{attribute("; ".join(history))}"' if history else ""
        return f"<num{conferences}>{self.label(node, label)}</num>"

    def heading(self, heading: Heading) -> str:
        """Return the heading of a clause with its addressees; in United Nations texts, the verb is in italics."""
        wraps = []
        if self.scope.is_assembly:
            wraps.append(Wrap(0, len(verb_phrase(heading, self.lang)), '<span class="italic">', "</span>"))
        for start, end, addressees in places_in(heading.text, heading.start, heading.addressees):
            name = "role" if addressees[0].kind is AddresseeKind.OFFICE else "organization"
            refers = " ".join(dict.fromkeys(self.scope.addressee(each) for each in addressees))
            wraps.append(Wrap(start, end, f'<{name} refersTo="{refers}">', f"</{name}>"))
        return self.wrapped(heading, wraps)

    # ------------------------------------------------------------------ inline elements

    def _marked(self, text: str, marks: Sequence[Mark], wraps: list[Wrap], *, at_end: bool = False) -> str:
        wraps = [*wraps, *self._cited(marks)]
        return dress_marks(
            text, marks, wraps, call=self._call, change=self._tracked, struck=self._struck, at_end=at_end
        )

    def _call(self, call: Call) -> str:
        """Return the footnote at its first call, or a reference to it at a later one."""
        if call.note is None:
            return ""
        known = self.scope.notes.get(id(call.note))
        mark = attribute(call.mark)
        if known is not None:
            return f'<noteRef href="#{known}" marker="{mark}" placement="bottom"/>'
        eid = self.scope.notes[id(call.note)] = self.ids.counted(f"{self.scope.prefix}authorialNote")
        first = self.notes.setdefault(id(call.note), eid)
        said = f' wId="{first}"' * (first != eid) + ' class="uncalled"' * (call.anchor is None)
        return (
            f'<authorialNote eId="{eid}"{said} marker="{mark}" placement="bottom">'
            f"<p>{self.of(call.note)}</p></authorialNote>"
        )

    def _struck(self, change: Change) -> str:
        """Return an empty element for a label that another one has replaced."""
        self.ours = True
        name, says = self._tracked(change, False)
        return f'<{name}{says} class="label" itu:label="{attribute(change.text)}"/>'

    def _tracked(self, change: Change, goes_on: bool) -> tuple[str, str]:
        """Return the name of the element of a tracked change, and its attributes."""
        name, kind = ("ins", "insertion") if isinstance(change, Insertion) else ("del", "repeal")
        eid = self.ids.counted(f"{self.scope.prefix}{name}")
        self.scope.tracked.append(
            f'<textualMod type="{kind}"><source href="{self.scope.library}"/><destination href="#{eid}"/></textualMod>'
        )
        parts = [] if self.anonymous else [part for part in (change.author, change.date) if part]
        if parts and change.date:
            self.scope.dates.append(change.date)
        title = f' title="{attribute(", ".join(parts))}"' if parts else ""
        return name, f' eId="{eid}"{title}' + (' class="continued"' if goes_on else "")

    # ------------------------------------------------------------------ references

    def _cited(self, marks: Sequence[Mark]) -> Iterator[Wrap]:
        """Yield the references in some words; the members of a list are one reference."""
        known: list[tuple[Mark, Sequence[Reference], str, str]] = []
        for mark, cited in of_kind(marks, tuple):
            first, last = (self.links.of(reference, self.scope) for reference in (cited[0], cited[-1]))
            if first and last:
                known.append((mark, cited, first, last))
        for group in _lists(known):
            if len(group) > 1:
                yield Wrap(group[0][0].start, group[-1][0].end, "<mref>", "</mref>")
            for mark, those, first, last in group:
                if len(those) > 1:
                    yield Wrap(mark.start, mark.end, f'<rref from="{first}" upTo="{last}">', "</rref>", 1)
                else:
                    yield Wrap(mark.start, mark.end, f'<ref href="{first}">', "</ref>", 1)


def _lists(
    cited: Iterable[tuple[Mark, Sequence[Reference], str, str]],
) -> list[list[tuple[Mark, Sequence[Reference], str, str]]]:
    """Return references, with the members of each list together."""
    groups: list[list[tuple[Mark, Sequence[Reference], str, str]]] = []
    before: Group | None = None
    for each in cited:
        if before is not None and before == _list(each[1][0]):
            groups[-1].append(each)
        else:
            groups.append([each])
        before = _list(each[1][-1])
    return groups


def _list(reference: Reference) -> Group | None:
    """Return the list that contains a reference, or its range."""
    group = reference.group
    return group.within if group is not None and group.kind is GroupKind.RANGE else group


class Lines:
    """Writes lines."""

    def __init__(self, words: Words, put: Callable[[str], None]) -> None:
        self.words = words
        self.ids = words.ids
        self.links = words.links
        self.eids: dict[int, str] = words.links.eids
        self.put = put
        self._led: dict[int, str] = {}
        """By the identity of a paragraph: the XML that precedes it on its line."""

    def line(self, node: Node) -> str:
        """Return a line with the elements that its row defines."""
        row = ROWS[type(node)]
        shown = self._led.pop(id(node), "") + self._words_of(node)
        if row.around:
            shown = f"<{row.around}>{shown}</{row.around}>"
        if row.name:
            return f'<p class="{row.name}">{shown}</p>'
        return f"<p>{shown}</p>" if shown else '<p class="blank"/>'

    def _words_of(self, node: Node) -> str:
        """Return the words of a line, with elements around the parts that its row names."""
        if isinstance(node, nodes.Heading):
            return self.words.named(node)
        if isinstance(node, nodes.CoverLine | nodes.History):
            return self.words.wrapped(node, [*self._said(node)])
        if not isinstance(node, nodes.Designation):
            return self.words.of(node)
        wraps = [
            Wrap(part.start, min(part.end, len(node.text)), f"<{PARTS[part.name]}>", f"</{PARTS[part.name]}>")
            for part in node.parts
            if part.name in ROWS[type(node)].parts and part.start < len(node.text)
        ]
        shown = self.words.wrapped(node, wraps)
        return shown if wraps else f"<docType>{shown}</docType>"

    def _said(self, node: nodes.CoverLine | nodes.History) -> Iterator[Wrap]:
        """Yield the elements for what a line says of its document."""
        for part in node.parts:
            opening = SAID.get(part.name, "")
            if part.name in DAYS_SAID:
                words = fold(node.text[part.start : part.end])
                known = (self.words.lang, lang_of("en"))
                day = next((day for each in known for day, *_ in days_named(words, each)), None)
                opening = f'docDate date="{day}"' if day is not None else ""
            if opening and part.end <= len(node.text):
                yield Wrap(part.start, part.end, f"<{opening}>", f"</{opening.split()[0]}>")

    def formula(self, node: nodes.Formula, prefix: str) -> None:
        """Write the formula of a text."""
        scope = self.words.scope
        around = {"body": ("organization", f' refersTo="{scope.author}"')}
        if node.place and (place := scope.location(node.place)):
            around["place"] = ("location", f' refersTo="{place}"')
        if node.year and is_year(node.year):
            around["year"] = ("date", f' date="{node.year}-01-01"')
        wraps = [
            Wrap(part.start, part.end, f"<{name}{refers}>", f"</{name}>")
            for part in node.parts
            for name, refers in (around.get(part.name, ("", "")),)
            if name
        ]
        eid = self.eids[id(node)] = self.ids.counted(f"{prefix}formula")
        shown = self.words.wrapped(node, wraps)
        self.put(f'<formula name="enactingFormula" eId="{eid}"><p>{shown}</p></formula>')

    # ------------------------------------------------------------------ entries

    def entries(self, blocks: Sequence[Node], prefix: str) -> str:
        """Return the content of a list of contents."""
        out: list[str] = []
        for named, run in groupby(blocks, key=lambda block: isinstance(block, Entry)):
            if not named:
                out += map(self.line, run)
                continue
            eid = self.ids.counted(f"{prefix}toc")
            items = [(self.cited(each) or f"#{eid}", self.entry(each)) for each in run if isinstance(each, Entry)]
            shown = "".join([f'<tocItem level="1" href="{href}">{words}</tocItem>' for href, words in items])
            out.append(f'<toc eId="{eid}">{shown}</toc>')
        return "".join(out) or "<p/>"

    def cited(self, entry: Entry) -> str:
        """Return the IRI of the text of an entry; an empty string if it has no number."""
        identifier = entry.identifier
        if identifier is None or not identifier.number:
            return ""
        words = self.words
        return self.links.official(identifier) or work_of(identifier, words.lang, around=words.scope.work.actor).name

    def entry(self, entry: Entry) -> str:
        """Return the words of an entry: its label, its designation, its title, and the page."""
        words = self.words
        parts = {
            "label": words.label(entry, entry.label) if entry.label else None,
            "designation": self._words_of(entry.designation),
            "title": words.of(entry.title) if entry.title else None,
            "page": words.label(entry.page, entry.page.number) if entry.page else None,
        }
        inlines = [
            f'<inline name="{ABOUT}{name}">{shown}</inline>' for name, shown in parts.items() if shown is not None
        ]
        return " ".join(inlines)
