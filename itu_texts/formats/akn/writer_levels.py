"""Writes nodes: as blocks (``p``, ``blockList``) in preambles, as levels (``paragraph``, ``point``) elsewhere.

A level holds either ``content``, or ``intro``, further levels, and ``wrapUp``: blocks never stand beside levels.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from itu_texts.analysis.references import Group, GroupKind, Reference
from itu_texts.analysis.works import is_year, work_of
from itu_texts.formats.akn.published import ABOUT, DAYS_SAID, DIVISIONS, LINES, PARTING, PARTS, ROWS, SAID, camel
from itu_texts.formats.akn.writer_context import DOES, Writing
from itu_texts.formats.printed_lines import Call, Mark, Wrap, dress_marks, of_kind
from itu_texts.formats.xml_text import attribute, escape
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import days_named
from itu_texts.language.writing import fold, uncapitalized
from itu_texts.tree import nodes
from itu_texts.tree.addressees import AddresseeKind, places_in
from itu_texts.tree.nodes import (
    TEXT_KINDS,
    Amendment,
    Change,
    Clause,
    Entry,
    Heading,
    Insertion,
    Item,
    LabelStyle,
    Node,
    Paragraph,
    Role,
    SignatureBlock,
    Text,
)

# ----------------------------------------------------------------------
# Writes words and labels with their inline elements, and the lines that consist of them.

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
    nodes.Designation: lambda w, node, name, words: PARTS[name] if name in ROWS[nodes.Designation].parts else "",
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


_FIGURES = re.compile(r"\d\w*")
_UNNUMBERED = (LabelStyle.DASH, LabelStyle.BULLET)
_LINES = (nodes.Title, nodes.HeadingReference, nodes.History, nodes.Designation, nodes.Formula)
_OWN = (nodes.Provision, nodes.Division, Clause)
"""What an amendment amends by its own name: the eIds are not those of parts of the amendment."""


def fronts(blocks: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return the title and reference of an annex or a division, and the blocks that follow them."""
    heads = next((place for place, block in enumerate(blocks) if not isinstance(block, LINES)), len(blocks))
    return blocks[:heads], blocks[heads:]


def amendment_class(node: Amendment) -> str:
    """Return the class of an amendment: its action, the marks beside it, and what the marker names."""
    names = [node.action.lower()]
    names += ["editorial"] if node.editorial else []
    names += ["starred"] if node.starred else []
    return " ".join([*names, *(["provision"] if node.provision else ["proposal"] if node.proposal else [])])


# ---------------------------------------------------------------------- as blocks


def blocks(w: Writing, found: Sequence[Node]) -> str:
    """Return blocks as blocks; an empty paragraph if there are none."""
    out: list[str] = []
    for write, run in groupby(found, key=_writer_of_list):
        if write is not None:
            out.append(write(w, run))
        else:
            out += [_BLOCKS[type(node)](w, node) for node in run]
    return "".join(out) or "<p/>"


def _writer_of_list(block: Node) -> Callable[..., str] | None:
    """Return what writes the list of which a block is a member; ``None`` if it is in none."""
    if isinstance(block, nodes.Entry):
        return _entry_list
    return _block_list if isinstance(block, Item) and block.label else None


def _entry_list(w: Writing, found: Iterable[Any]) -> str:
    """Return the texts that an agenda names."""
    out = []
    with w.inside(None, w.count("list")) as eid:
        for each in found:
            mine = w.eids[id(each)] = w.eid("item", each.label)
            href, words = cited(w, each), entry(w, each)
            words = f'<ref href="{href}">{words}</ref>' if href else words
            out.append(f'<item eId="{mine}"><p>{words}</p></item>')
    return f'<blockList class="entries" eId="{eid}">{"".join(out)}</blockList>'


def _block_list(w: Writing, items: Iterable[Any], opening: Item | None = None, intro: str = "") -> str:
    with w.inside(opening, w.count("list")) as eid:
        return f'<blockList eId="{eid}">{intro}{"".join([_item(w, item) for item in items])}</blockList>'


def _item(w: Writing, item: Item) -> str:
    with w.inside(item, w.eid("item", item.label)) as eid:
        return f'<item eId="{eid}">{num_of(w, item)}{blocks(w, item.blocks)}</item>'


def _opening(w: Writing, item: Item) -> str:
    """Return unlabelled words that open a list."""
    led = isinstance(item.blocks[0], Paragraph) if item.blocks else False
    below = item.blocks[led:]
    if below and all(isinstance(block, Item) and block.label for block in below):
        words = words_of(w, item.blocks[0]) if led else ""
        intro = f"<listIntroduction>{words}</listIntroduction>" if words or not led else ""
        return _block_list(w, below, item, intro or '<listIntroduction class="blank"/>')
    with w.inside(item, w.eid("item", "")) as eid:
        return f'<blockContainer eId="{eid}">{blocks(w, item.blocks)}</blockContainer>'


def _table(w: Writing, table: nodes.Table) -> str:
    """Return a table; a table without rows or cells gets an empty row, because the schema requires one."""
    eid = w.eids[id(table)] = w.count("table")
    rows = []
    for row in table.rows:
        name = "th" if row.header else "td"
        cells = "".join([f"<{name}><p>{words_of(w, cell)}</p></{name}>" for cell in row.cells])
        rows.append(f"<tr>{cells}</tr>" if cells else '<tr class="empty"><td/></tr>')
    return f'<table eId="{eid}">{"".join(rows) or """<tr class="none"><td/></tr>"""}</table>'


# ---------------------------------------------------------------------- as levels


def levels(w: Writing, found: Iterable[Node]) -> str:
    """Return the content of a clause, a division, an annex ..., in order."""
    return "".join([_LEVELS[type(node)](w, node) for node in found])


def _paragraph(w: Writing, node: Paragraph, element: str = "paragraph", ref: str = "para") -> str:
    eid = w.eids[id(node)] = w.eid(ref, "")
    return f'<{element} eId="{eid}"><content>{line(w, node)}</content></{element}>'


def _level_item(w: Writing, node: Item, element: str = "paragraph", ref: str = "para") -> str:
    return _filled(w, node, element, w.eid(ref, node.label), node.blocks, alone=bool(node.label))


def _alinea(w: Writing, node: Node) -> str:
    """Return a block between lists."""
    if isinstance(node, Paragraph | Item):
        return _LEVELS[type(node)](w, node, "alinea", "al")
    return (
        f"<alinea><content>{_table(w, node)}</content></alinea>" if isinstance(node, nodes.Table) else levels(w, [node])
    )


def _filled(w: Writing, node: Any, element: str, eid: str, found: Sequence[Node], *, alone: bool) -> str:
    """Return a level with blocks, and a number if it has one.

    :param alone: whether a paragraph may be its only content; a paragraph without a number is a block by itself.
    """
    num = num_of(w, node)
    places = [place for place, block in enumerate(found) if isinstance(block, Item)]
    with w.inside(node, eid):
        if places:
            first, last = places[0], places[-1] + 1
            inner = _lists(w, found[:first], found[first:last]) + _around("wrapUp", w, found[last:])
        elif alone:
            inner = f"<content>{blocks(w, found)}</content>"
        else:  # more than a paragraph, but it opens no list
            inner = f"<intro>{blocks(w, found[:1])}</intro>" + "".join([_alinea(w, block) for block in found[1:]])
    return f'<{element} eId="{eid}">{num}{inner}</{element}>'


def _around(element: str, w: Writing, found: Sequence[Node]) -> str:
    return f"<{element}>{blocks(w, found)}</{element}>" if found else ""


def _lists(w: Writing, head: Sequence[Node], found: Sequence[Node]) -> str:
    """Return sub-items and the blocks between them; the words before them open the first list."""
    out = []
    for kind, run in groupby(found, key=_kind_of_list):
        intro = _around("intro", w, head)
        if kind:
            with w.inside(None, w.count("list")) as eid:
                items = "".join([_level_item(w, item, kind, kind) for item in run])  # type: ignore[arg-type]
            out.append(f'<list eId="{eid}">{intro}{items}</list>')
        else:
            out += [intro, *(_alinea(w, block) for block in run)]
        head = ()
    return "".join(out)


def _kind_of_list(node: Node) -> str:
    """Return the element of an item in a list, which has points or indents; an empty string for other blocks."""
    if not isinstance(node, Item) or not node.label:
        return ""
    return "indent" if node.style in _UNNUMBERED else "point"


# ---------------------------------------------------------------------- clauses


def _heading(w: Writing, clause: Clause) -> str:
    """Return the number and heading of a clause, as far as it has them."""
    number = num_of(w, clause)
    return f"{number}<heading>{heading_of(w, clause.heading)}</heading>" if clause.heading.text else number


def _led_by_heading(w: Writing, clause: Clause) -> Sequence[Node]:
    """Return the blocks of a clause whose heading is on the line of the first, as in United Nations texts."""
    heading, found = clause.heading, clause.blocks
    if not (found and isinstance(found[0], Paragraph)):
        found = (Paragraph(start=heading.end, end=heading.end, text=""), *found)
    parting = " " if found[0].text and not w.lang.runs_on else ""
    w.led[id(found[0])] = heading_of(w, heading) + parting
    return found


def _clause(w: Writing, clause: Clause) -> str:
    is_operative = clause.role is Role.OPERATIVE
    if w.scope.is_assembly and clause.heading.text:
        element = "paragraph" if is_operative else "alinea"
        return _filled(w, clause, element, w.through("para", clause.label), _led_by_heading(w, clause), alone=True)
    name = camel(clause.heading.verb or "") or "clause"
    with w.inside(clause, w.count(name)) as eid:
        part = w.scope.part("OPERATIVE" if is_operative else "PREAMBULAR")
        inner = _heading(w, clause) + levels(w, clause.blocks)
        return f'<hcontainer name="{name}" eId="{eid}" refersTo="{part}">{inner}</hcontainer>'


def container(w: Writing, node: Node) -> str:
    """Return a clause of the preamble as a block, or a marker with such a clause."""
    if isinstance(node, Amendment):
        outer = w.prefix
        with w.inside(node, w.count("amendment")) as eid:
            quoted = _quoted(w, node, eid, outer, container)
        inner = f"{quoted}</tblock>" if node.action in DOES else f"<p/></tblock>{quoted}"
        opening = f'<container name="amendment" class="{amendment_class(node)}" eId="{eid}">'
        return f"{opening}<tblock>{num_of(w, node)}{inner}</container>"
    assert isinstance(node, Clause)
    name = camel(node.heading.verb or "") or "clause"
    with w.inside(node, w.count(name)) as eid:
        if w.scope.is_assembly and node.heading.text:
            name = attribute(verb_phrase(node.heading, w.lang))
            inner = blocks(w, _led_by_heading(w, node))
            inner = f"<tblock>{num_of(w, node)}{inner}</tblock>" if node.label else inner
        else:
            inner = f"<tblock>{_heading(w, node)}{blocks(w, node.blocks)}</tblock>"
        return f'<container name="{name}" eId="{eid}">{inner}</container>'


# ---------------------------------------------------------------------- treaties


def _division(w: Writing, division: nodes.Division | nodes.Annex) -> str:
    kind = division.kind
    ref = DIVISIONS.get(kind)
    number = f"<num>{parted(w, division.heading)}</num>" if division.heading.text else ""
    heads, rest = fronts(division.blocks)
    eid = w.through(ref, division.number) if ref == "art" else w.eid(ref, division.number) if ref else w.count(kind)
    opening, element = (kind, kind) if ref else (f'hcontainer name="{kind}"', "hcontainer")
    with w.inside(division, eid):
        shown = "".join(f"<{ROWS[type(head)].head}>{words_of(w, head)}</{ROWS[type(head)].head}>" for head in heads)
        return f'<{opening} eId="{eid}">{number}{shown}{levels(w, rest)}</{element}>'


def _provision(w: Writing, provision: nodes.Provision) -> str:
    with w.inside(provision, w.through("provision", provision.number)) as eid:
        has_items = any(isinstance(block, Item) for block in provision.blocks)
        num = num_of(w, provision)
        inner = levels(w, provision.blocks) if has_items else _around("content", w, provision.blocks)
        return f'<hcontainer name="provision" eId="{eid}">{num}{inner}</hcontainer>'


# ---------------------------------------------------------------------- amendments, notes, reasons, signatures


def _amendment(w: Writing, node: Amendment) -> str:
    is_quoted, outer = bool(node.blocks) and node.action in DOES, w.prefix
    with w.inside(node, w.count("amendment")) as eid:
        num = num_of(w, node)
        inner = _quoted(w, node, eid, outer, lambda w, block: levels(w, [block]))
        if node.reasons is not None:
            inner += named(w, node.reasons, "tblock" if is_quoted else "hcontainer")
    inner = f"<content>{inner}</content>" if is_quoted else inner
    return f'<hcontainer name="amendment" class="{amendment_class(node)}" eId="{eid}">{num}{inner}</hcontainer>'


def _quoted(w: Writing, node: Amendment, eid: str, outer: str, write: Callable[[Writing, Node], str]) -> str:
    """Return what an amendment adds or changes, as a quoted structure; the modification is recorded.

    :param outer: the prefix of the eIds around the amendment.
    """
    inner, mod, own = "", eid, w.prefix
    for block in node.blocks:
        w.prefix = outer if isinstance(block, _OWN) else own
        inner += write(w, block)
    w.prefix = own
    if node.blocks and node.action in DOES:
        mod = f"{eid}__mod_1"
        inner = f'<p><mod eId="{mod}"><quotedStructure eId="{mod}__qstr_1">{inner}</quotedStructure></mod></p>'
    modifies(w, node, mod)
    return inner


def modifies(w: Writing, node: Amendment, eid: str) -> None:
    """Record the modification that an amendment makes."""
    what = DOES.get(node.action)
    if what is None:
        return
    made = [w.eids[id(block)] for block in node.blocks if id(block) in w.eids]
    new = "".join(f'<new href="#{each}"/>' for each in (made[:1] if node.action != "SUP" else ()))
    w.scope.modifications.append(
        f'<textualMod type="{what}" incomplete="true"><source href="#{eid}"/><destination/>{new}</textualMod>'
    )


def named(w: Writing, node: Any, element: str = "hcontainer") -> str:
    """Return a node whose element has a ``name``: a note, a list of contents, reasons, signatures.

    :param element: ``hcontainer``, which is a level, or ``tblock`` or ``container``, which are blocks.
    """
    name = ROWS[type(node)].name
    figures = _FIGURES.search(node.label) if isinstance(node, nodes.Note) else None
    opening, closing = ("<content>", "</content>") if element == "hcontainer" else ("", "")
    with w.inside(node, w.eid(name, figures[0]) if figures else w.count(name)) as eid:
        num, inner = num_of(w, node), ""
        if isinstance(node, nodes.Note):
            inner = f"{opening}<p>{words_of(w, node)}</p>{closing}"
        elif isinstance(node, nodes.Contents):
            heading = f"<heading>{words_of(w, node.heading)}</heading>" if node.heading else ""
            inner = f"{heading}{opening}{entries(w, node.blocks)}{closing}"
        elif node.blocks or not opening:
            inner = f"{opening}{blocks(w, node.blocks)}{closing}"
        says = "class" if element == "tblock" else "name"
        return f'<{element} {says}="{name}" eId="{eid}">{num}{inner}</{element}>'


def _text(w: Writing, text: Text) -> str:
    """Return a text deep in a division of an annex, which is no document there."""
    with w.inside(text, w.count("statement")) as eid:
        return f'<hcontainer name="statement" eId="{eid}">{levels(w, (*text.front, *text.body))}</hcontainer>'


def _line_level(w: Writing, node: Node) -> str:
    eid = w.eids[id(node)] = w.count("line")
    return f'<hcontainer name="line" eId="{eid}"><content>{line(w, node)}</content></hcontainer>'


_BLOCKS: dict[type[Node], Callable[..., str]] = {
    Paragraph: line,
    Item: _opening,
    nodes.Table: _table,
    nodes.Note: partial(named, element="tblock"),
    nodes.Contents: partial(named, element="tblock"),
    nodes.Reasons: partial(named, element="tblock"),
    SignatureBlock: partial(named, element="tblock"),
}
"""What writes a node as a block."""
_LEVELS: dict[type[Node], Callable[..., str]] = {
    Paragraph: _paragraph,
    Item: _level_item,
    nodes.AgendaItem: _level_item,
    nodes.Table: lambda w, node: f"<paragraph><content>{_table(w, node)}</content></paragraph>",
    Clause: _clause,
    nodes.Division: _division,
    nodes.Annex: _division,
    nodes.Provision: _provision,
    Amendment: _amendment,
    **dict.fromkeys(TEXT_KINDS.values(), _text),
    **dict.fromkeys(_LINES, _line_level),
    **dict.fromkeys((nodes.Note, nodes.Contents, nodes.Reasons, SignatureBlock), named),
}
"""What writes a node as a level."""
