"""Writes documents: texts as statements, treaties as acts, annexes as attachments of both, and collections of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, takewhile
from typing import Any

from itu_texts.analysis.assemblies import assembly_of
from itu_texts.analysis.iris import (
    Work,
    first_words,
    number_of_work,
    treaty_of,
    treaty_of_others,
    treaty_work,
    unknown_work,
    words_of_name,
    work_of,
)
from itu_texts.formats.akn.rows import number_of
from itu_texts.formats.akn.writer_context import Scope, Writing
from itu_texts.formats.akn.writer_levels import amendment_class, blocks, container, fronts, levels, modifies, named
from itu_texts.formats.akn.writer_metadata import DOES, identification, meta, published_of, say_amended
from itu_texts.formats.akn.writer_words import cited, entries, entry, formula, line, num_of, words_of
from itu_texts.tree import nodes
from itu_texts.tree.nodes import (
    Agenda,
    Amendment,
    Annex,
    Clause,
    Contents,
    Cover,
    Division,
    Document,
    Entry,
    Formula,
    Heading,
    History,
    Node,
    Role,
    SignatureBlock,
    Text,
    Title,
)  # fmt: skip

_LOOSE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Reasons, nodes.SignatureBlock)


def is_document(node: Node) -> bool:
    """Return whether a node is a document inside another: a text, an annex, or a marker above one."""
    if isinstance(node, Amendment):
        return any(is_document(block) for block in node.blocks)
    return isinstance(node, Annex | Text | Agenda | Cover)


def in_preamble(node: Node) -> bool:
    """Return whether a part of a text may stand in its preamble: a recital, a marker above some, the formula."""
    if isinstance(node, Amendment):
        are_clauses = all(isinstance(each, Clause) and in_preamble(each) for each in node.blocks)
        return bool(node.blocks) and node.reasons is None and are_clauses
    return isinstance(node, Formula) or (isinstance(node, Clause) and node.role is Role.PREAMBLE)


def is_treaty(blocks: Sequence[Node]) -> bool:
    """Return whether the blocks of a document are those of one treaty."""
    if any(_holds_texts(block) or isinstance(block, Text | Agenda | Contents | Cover) for block in blocks):
        return False
    first = next((place for place, block in enumerate(blocks) if is_document(block)), len(blocks))
    return any(not isinstance(block, _LOOSE) for block in blocks[:first])


def _holds_texts(node: Node) -> bool:
    """Return whether a division, an annex or a marker contains texts outside annexes."""
    within = {Annex: (Amendment,), Division: (Amendment, Division), Amendment: (Amendment, Division)}.get(type(node))
    blocks: Sequence[Node] = node.children if within else ()
    return any(isinstance(each, Text) or (isinstance(each, within or ()) and _holds_texts(each)) for each in blocks)


def document(w: Writing, node: Node) -> str:
    """Return a node that is a document by itself."""
    match node:
        case Text():
            return statement(w, node)
        case Annex() | Division() if _holds_texts(node) or isinstance(node, Division):
            work = unknown_work("documentCollection", "collection", _name_of_part(w, node))
            opening = f'documentCollection name="{node.kind}"'
            heads, rest = _heads_and_rest(node)
            return _complete(w, node, opening, work, lambda: _front(w, heads) + _collection(w, rest), node.heading.text)
        case Annex():
            work = unknown_work("doc", node.kind, _name_of_part(w, node))
            heads, rest = _heads_and_rest(node)
            return _complete(w, node, f'doc name="{node.kind}"', work, lambda: _front(w, heads) + body(w, rest))
        case Agenda():
            return agenda(w, node)
        case Contents():
            return (
                f'<interstitial eId="{w.prefix}interstitial" class="contents">{entries(w, node.blocks)}</interstitial>'
            )
    assert isinstance(node, Cover)
    return f'<interstitial eId="{w.prefix}interstitial" class="cover">{_cover_lines(w, node)}</interstitial>'


def _complete(
    w: Writing,
    node: Node,
    opening: str,
    work: Work,
    inside: Callable[[], str],
    shown_as: str = "",
    beside: Sequence[Node] = (),
) -> str:
    """Return a document that is complete by itself. Its metadata are known only when the rest has been written.

    :param node: the node that is written; ``beside`` are further nodes.
    :param opening: the start tag without its brackets.
    :param inside: returns all that follows the metadata.
    :param shown_as: its number as printed.
    """
    text = node if isinstance(node, Text) else None
    work = work if w.prefix else w.given.of(work)
    scope = Scope(work, w.prefix, w.lang, text.formula.body if text and text.formula else "")
    scope.is_assembly = text is not None and bool(assembly_of(text, w.lang))
    whole = () if w.prefix else (node.document,)
    w.scopes.update((id(each), scope) for each in (node, *beside, *whole))
    outer, around = w.scope, w.around
    w.scope, w.around = scope, w.prefix
    inner = inside()
    say_amended(w, node, scope)
    w.scope, w.around = outer, around
    contains = ' contains="multipleVersions"' if scope.tracked else ""
    about = meta(scope, identification(w, scope, text=text, shown_as=shown_as), published_of(w, node))
    return f"<{opening}{contains}>{about}{inner}</{opening.split(' ', 1)[0]}>"


def _name_of_part(w: Writing, node: Annex | Division) -> str:
    """Return the name of an annex or a part that is a document: its number, and its title."""
    words = words_of_name(node.title or node.heading.text)
    number = number_of(node.number or "")
    return w.works.new(f"{node.kind}-{number}_{words}" if number else f"{node.kind}-nn-{words}")


# ---------------------------------------------------------------------- fronts


def _front(w: Writing, lines: Sequence[Node]) -> str:
    """Return the first lines of a document; a heading and a title on one line are one paragraph."""
    if not lines:
        return ""
    eid = w.count("identification")
    out: list[str] = []
    for above, each in zip((None, *lines), lines, strict=False):
        shown = _front_part(w, each)
        if isinstance(above, Heading) and above.separator and isinstance(each, Title):
            shown = f"{out.pop().removesuffix('</p>')} {shown.removeprefix('<p>')}"
        out.append(shown)
    return f'<preface><container name="identification" eId="{eid}">{"".join(out)}</container></preface>'


def _front_part(w: Writing, node: Node) -> str:
    """Return a part of a front: a line, the formula, a list of contents."""
    if isinstance(node, Formula):
        return formula(w, node)
    return named(w, node, "tblock") if isinstance(node, Contents) else line(w, node)


def _heads_and_rest(node: Annex | Division) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return the heading of an annex or a division with its title and its reference, and the blocks that follow."""
    heads, rest = fronts(node.blocks)
    return (*((node.heading,) if node.heading.text else ()), *heads), rest


def _cover_lines(w: Writing, cover: Cover) -> str:
    return "".join([line(w, each) for each in cover.lines]) or "<p/>"


# ---------------------------------------------------------------------- texts


def statement(w: Writing, text: Text, above: Sequence[Node] = ()) -> str:
    """Return a text.

    :param above: the nodes before it in its file: a cover, and other lines.
    """
    work = work_of(None, w.lang, text=text)
    work = work if text.number else work._replace(number=w.works.new(work.number))
    opening = f'statement name="{text.kind}{"Draft" if text.claims.is_draft else ""}"'
    return _complete(w, text, opening, work, lambda: _page_above(w, above) + _text(w, text))


def _text(w: Writing, text: Text) -> str:
    lines, parts = text.front, text.body
    named_at = next((place for place, each in enumerate(lines) if isinstance(each, Formula)), len(lines))
    grounds = [*takewhile(in_preamble, parts)]
    front = _front(w, lines[:named_at])
    preamble = [_front_part(w, each) for each in lines[named_at:]]
    preamble += [formula(w, each) if isinstance(each, Formula) else container(w, each) for each in grounds]
    shown = f"<preamble>{''.join(preamble)}</preamble>" if preamble else ""
    return front + shown + body(w, parts[len(grounds) :])


def _page_above(w: Writing, found: Sequence[Node]) -> str:
    """Return the page before a text."""
    if not found:
        return ""
    cover, rest = (_cover_lines(w, found[0]), found[1:]) if isinstance(found[0], Cover) else ("", found)
    if rest:
        with w.inside(None, w.count("above")) as eid:
            cover += f'<blockContainer class="above" eId="{eid}">{blocks(w, rest)}</blockContainer>'
    return f"<coverPage>{cover}</coverPage>"


def body(w: Writing, found: Sequence[Node], component: str = "main", element: str = "mainBody") -> str:
    """Return what follows the front of a document: levels, signatures, annexes and what follows them.

    :param component: the name of the document in its file: ``main``, ``annex_1``.
    """
    first = next((place for place, block in enumerate(found) if is_document(block)), len(found))
    before = found[:first]
    closing = len([*takewhile(lambda each: isinstance(each, History | SignatureBlock), reversed(before))])
    closed, closes = before[: first - closing], before[first - closing :]  # a date amid a text does not close it
    adopted = [each for each in closes if isinstance(each, History)]
    inside = [*closed, *(each for each in closes if not isinstance(each, History))]
    is_signed = inside and isinstance(inside[-1], SignatureBlock) and len(inside) > (element == "body")
    signed = [inside.pop()] if is_signed else []
    shown = levels(w, inside) or ("<p/>" if element == "mainBody" else '<hcontainer name="empty"/>')
    conclusions = [named(w, each, "container") for each in signed] + [line(w, each) for each in adopted]
    shown = f"<{element}>{shown}</{element}>"
    shown += f"<conclusions>{''.join(conclusions)}</conclusions>" if conclusions else ""
    behind = _attachments(w, found[first:], component)
    return f"{shown}<attachments>{behind}</attachments>" if behind else shown


# ---------------------------------------------------------------------- annexes


def _attachments(w: Writing, found: Sequence[Node], component: str, of: str = "") -> str:
    """Return annexes, whole texts, markers above these, and runs of other blocks after them.

    :param of: the eId of a marker to which they belong although it stands above another node.
    """
    out: list[str] = []
    for apart, run in groupby(found, key=is_document):
        for part in [(each,) for each in run] if apart else [(*run,)]:
            write = _under_marker if isinstance(part[0], Amendment) and apart else _attachment
            out.append(write(w, part, component, of))
    return "".join(out)


def _under_marker(w: Writing, found: Sequence[Node], component: str, of: str) -> str:
    """Return a marker above an annex or a text, then the reasons and other nodes that belong to it."""
    (node,) = found
    assert isinstance(node, Amendment)
    first = node.blocks[:1] if is_document(node.blocks[0]) and not isinstance(node.blocks[0], Amendment) else ()
    reasons = (node.reasons,) if node.reasons is not None else ()
    shown = _attachment(w, first, component, of, node)
    modifies(w, node, w.eids[id(node)])
    return shown + _attachments(w, (*node.blocks[len(first) :], *reasons), component, w.eids[id(node)])


def _attachment(w: Writing, found: Sequence[Node], component: str, of: str, marker: Amendment | None = None) -> str:
    """Return an annex, a whole text, or other blocks after an annex, with the marker above it."""
    alone = found[0] if found and is_document(found[0]) else None
    kind = "matter" if alone is None else getattr(alone, "kind", type(alone).__name__.lower())
    number = alone.number if isinstance(alone, Annex | Text) else None
    eid = w.eid(kind, number) if alone is not None else w.count(kind)
    path = eid.removeprefix(w.prefix)
    path = path if component == "main" else f"{component}/{path}"
    num = num_of(w, marker) if marker is not None else ""
    if marker is not None:
        w.eids[id(marker)] = eid
    with w.inside(alone, eid):
        inner = _doc(w, found, kind, path) if alone is None or isinstance(alone, Annex) else document(w, alone)
    return f"<attachment{_belonging(eid, of, marker)}>{num}{inner}</attachment>"


def _doc(w: Writing, found: Sequence[Node], name: str, component: str) -> str:
    """Return an annex, or blocks after one, whose metadata only name the work that it is a part of."""
    around, w.around = w.around, w.prefix
    first = found[0] if found else None
    if isinstance(first, Annex):
        heads, rest = _heads_and_rest(first)
        inner = _front(w, heads) + body(w, rest, component)
    else:
        inner = f"<mainBody>{levels(w, found) or '<p/>'}</mainBody>"
    w.around = around
    return f'<doc name="{name}"><meta>{identification(w, w.scope, component)}</meta>{inner}</doc>'


def _belonging(eid: str, of: str, marker: Amendment | None = None) -> str:
    """Return the attributes of a component: its eId, the class of its marker, and the marker to which it belongs."""
    given = f' class="{amendment_class(marker)}"' if marker is not None else ""
    return f' eId="{eid}"{given}' + (f' refersTo="#{of}"' if of else "")


# ---------------------------------------------------------------------- treaties, agendas


def act(w: Writing, found: Sequence[Node]) -> str:
    """Return parts of a treaty: divisions, provisions, amendments, and annexes after them."""
    words = first_words(*found)
    treaty = treaty_of(words, w.lang)
    work = treaty_work(treaty) if treaty else treaty_of_others(w.works.new(number_of_work("treaty", None, words)))
    first, *beside = found
    return _complete(w, first, 'act name="treaty"', work, lambda: body(w, found, element="body"), beside=beside)


def agenda(w: Writing, node: Agenda) -> str:
    """Return the agenda of a meeting."""
    work = unknown_work("debateReport", "agenda", number_of_work("agenda", None, node.heading.text))

    def inside() -> str:
        eid, heading = w.count("identification"), words_of(w, node.heading)
        title = f'<container name="identification" eId="{eid}"><p><docTitle>{heading}</docTitle></p></container>'
        items = "".join([_agenda_item(w, item) for item in node.items])
        return f"<preface>{title}</preface><mainBody>{items or '<p/>'}</mainBody>"

    return _complete(w, node, 'debateReport name="agendaListing"', work, inside)


def _agenda_item(w: Writing, item: nodes.AgendaItem) -> str:
    out = []
    with w.inside(item, w.eid("para", item.label)) as eid:
        num = num_of(w, item)
        for listed, run in groupby(item.blocks, key=lambda block: isinstance(block, Entry)):
            if listed:
                out.append(_entry_list(w, run))
            else:
                out += [line(w, block) for block in run]
    return f'<paragraph eId="{eid}">{num}<content>{"".join(out) or "<p/>"}</content></paragraph>'


def _entry_list(w: Writing, found: Iterable[Any]) -> str:
    out = []
    with w.inside(None, w.count("list")) as eid:
        for each in found:
            mine = w.eids[id(each)] = w.eid("item", each.label)
            href, words = cited(w, each), entry(w, each)
            words = f'<ref href="{href}">{words}</ref>' if href else words
            out.append(f'<item eId="{mine}"><p>{words}</p></item>')
    return f'<blockList class="entries" eId="{eid}">{"".join(out)}</blockList>'


# ---------------------------------------------------------------------- collections


def collection(w: Writing, whole: Document) -> str:
    """Return a document that contains more than one text."""
    found: Sequence[Node] = whole.blocks
    cover = found[0] if found and isinstance(found[0], Cover) else None
    texts = [block for block in found if isinstance(block, Text)]
    number = number_of_work(
        "doc", *((cover.number,) if cover is not None and cover.number else (None, first_words(*found)))
    )
    work = unknown_work("", "", number)
    if len(texts) == 1 and not (cover is not None and cover.number):
        work = work_of(None, w.lang, text=texts[0])
    work = work._replace(element="documentCollection", subtype="collection")

    def inside() -> str:
        above = f"<coverPage>{_cover_lines(w, cover)}</coverPage>" if cover is not None else ""
        return above + _collection(w, found[cover is not None :])

    shown = (cover.number or "") if cover else ""
    return _complete(w, whole, 'documentCollection name="collection"', work, inside, shown)


def _collection(w: Writing, found: Sequence[Node]) -> str:
    shown = _components(w, found)
    if not shown:
        eid = w.count("cmp")
        shown = f'<component eId="{eid}"><interstitial eId="{eid}__interstitial"/></component>'
    return f"<collectionBody>{shown}</collectionBody>"


def _components(w: Writing, found: Sequence[Node], of: str = "") -> str:
    """Return blocks as components: one for each document, and one for each run of loose blocks or parts of treaties.

    :param of: the eId of the component to whose marker they belong.
    """
    out: list[str] = []
    for kind, run in _runs(found):
        eid, first = w.count("cmp"), run[0]
        marker = first if kind == "document" and isinstance(first, Amendment) else None
        if marker is not None:
            out.append(_marked_component(w, marker, eid, of))
            continue
        with w.inside(first if kind == "document" else None, eid):
            heading = first.heading if isinstance(first, Contents) else None
            shown = f"<heading>{words_of(w, heading)}</heading>" if heading is not None else ""
            shown += document(w, first) if kind == "document" else _run(w, kind, run)
        out.append(f"<component{_belonging(eid, of)}>{shown}</component>")
    return "".join(out)


def _run(w: Writing, kind: str, run: Sequence[Node]) -> str:
    if kind == "treaty":
        return act(w, run)
    return f'<interstitial eId="{w.prefix}interstitial">{blocks(w, run)}</interstitial>'


def _marked_component(w: Writing, node: Amendment, eid: str, of: str) -> str:
    """Return a marker with what it amends; the reasons, and other nodes that belong to it, follow as components."""
    kind, run = next(iter(_runs(node.blocks)))
    first = run[0]
    with w.inside(node, eid):
        shown = num_of(w, node)
        if kind != "document":
            shown += _run(w, kind, run)
        elif isinstance(first, Amendment):
            run = []
            shown += f'<interstitial eId="{eid}__interstitial"/>'
        else:
            shown += document(w, first)
            _changes(w, node, first, eid)
    reasons = (node.reasons,) if node.reasons is not None else ()
    behind = _components(w, (*node.blocks[len(run) :], *reasons), eid)
    return f"<component{_belonging(eid, of, node)}>{shown}</component>{behind}"


def _changes(w: Writing, node: Amendment, text: Node, eid: str) -> None:
    """Record that a marker changes a text, in whichever edition."""
    if not isinstance(text, Text) or node.action == "NOC":
        modifies(w, node, eid)
        return
    work = w.scopes[id(text)].work
    new = f'<new href="{work.name}"/>' if node.action != "SUP" else ""
    known = text.identifier is not None and node.action != "ADD"
    there = work if node.action == "SUP" else work.undated  # an unknown earlier edition is modified
    destination = f'<destination href="{there.name}"/>' if known else "<destination/>"
    incomplete = "" if known else ' incomplete="true"'
    w.scope.modifications.append(
        f'<textualMod type="{DOES[node.action]}"{incomplete}><source href="#{eid}"/>{destination}{new}</textualMod>'
    )


def _runs(blocks: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Return blocks in runs: documents by themselves, consecutive loose blocks, and consecutive parts of treaties.

    Annexes after parts of treaties belong to them.
    """
    found: list[tuple[str, list[Node]]] = []
    for block in blocks:
        apart = is_document(block) or isinstance(block, Contents) or _holds_texts(block)
        kind = "document" if apart else "loose" if isinstance(block, _LOOSE) else "treaty"
        last, run = found[-1] if found else ("", [])
        behind = (
            kind == "document" and last == "treaty" and isinstance(block, Annex | Amendment) and not _holds_texts(block)
        )
        ended = last == "treaty" and is_document(run[-1])
        signed = isinstance(block, nodes.SignatureBlock) and last == "treaty"
        if behind or ((kind == last or signed) and kind != "document" and not ended):
            run.append(block)
        else:
            found.append((kind, [block]))
    return found
