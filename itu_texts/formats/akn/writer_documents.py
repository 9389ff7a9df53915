"""Writes documents: texts as statements, treaties as acts, annexes as attachments of both, and collections of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
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
from itu_texts.formats.akn.writer_context import DOES, Scope, Writing, identification, meta, published_of, say_amended
from itu_texts.formats.akn.writer_levels import amendment_class, blocks, container, fronts, levels, modifies, named
from itu_texts.formats.akn.writer_words import entries, formula, line, num_of, words_of
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
    Formula,
    Heading,
    History,
    Node,
    Role,
    SignatureBlock,
    Text,
    Title,
)  # fmt: skip

_FRONT: dict[type[Node], Callable[..., str]] = {
    Formula: formula,
    Contents: partial(named, element="tblock"),
    Clause: container,
    Amendment: container,
}
"""What writes the parts of fronts and preambles that are no lines."""
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
    if isinstance(node, Text):
        return statement(w, node)
    if isinstance(node, Annex | Division):
        return _part_of_collection(w, node)
    if isinstance(node, Agenda):
        return agenda(w, node)
    says = "contents" if isinstance(node, Contents) else "cover"
    inner = entries(w, node.blocks) if isinstance(node, Contents) else cover_lines(w, node)
    return f'<interstitial eId="{w.prefix}interstitial" class="{says}">{inner}</interstitial>'


def _part_of_collection(w: Writing, node: Annex | Division) -> str:
    """Return an annex or a part that follows neither a text nor a treaty, and may hold texts."""
    words, number = words_of_name(node.title or node.heading.text), number_of(node.number or "")
    name = w.works.new(f"{node.kind}-{number}_{words}" if number else f"{node.kind}-nn-{words}")
    heads, rest = _heads_and_rest(node)
    if isinstance(node, Annex) and not _holds_texts(node):
        work = unknown_work("doc", node.kind, name)
        return _complete(w, node, f'doc name="{node.kind}"', work, lambda: _front(w, heads) + body(w, rest))
    work = unknown_work("documentCollection", "collection", name)
    opening = f'documentCollection name="{node.kind}"'
    return _complete(w, node, opening, work, lambda: _front(w, heads) + _collection(w, rest), node.heading.text)


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
    outer = (w.scope, w.around, w.path)
    w.scope, w.around, w.path = scope, w.prefix, "main"
    inner = inside()
    say_amended(w, node, scope)
    w.scope, w.around, w.path = outer
    contains = ' contains="multipleVersions"' if scope.tracked else ""
    about = meta(scope, identification(w, scope, text=text, shown_as=shown_as), published_of(w, node))
    return f"<{opening}{contains}>{about}{inner}</{opening.split(' ', 1)[0]}>"


# ---------------------------------------------------------------------- fronts


def _front(w: Writing, lines: Sequence[Node]) -> str:
    """Return the first lines of a document; a heading and a title on one line are one paragraph."""
    if not lines:
        return ""
    eid = w.count("identification")
    out: list[str] = []
    for above, each in zip((None, *lines), lines, strict=False):
        shown = _FRONT.get(type(each), line)(w, each)
        if isinstance(above, Heading) and above.separator and isinstance(each, Title):
            shown = f"{out.pop().removesuffix('</p>')} {shown.removeprefix('<p>')}"
        out.append(shown)
    return f'<preface><container name="identification" eId="{eid}">{"".join(out)}</container></preface>'


def _heads_and_rest(node: Annex | Division) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return the heading of an annex or a division with its title and its reference, and the blocks that follow."""
    heads, rest = fronts(node.blocks)
    return (*((node.heading,) if node.heading.text else ()), *heads), rest


def cover_lines(w: Writing, cover: Any) -> str:
    """Return the lines of a cover."""
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
    preamble = "".join([_FRONT.get(type(each), line)(w, each) for each in (*lines[named_at:], *grounds)])
    shown = f"<preamble>{preamble}</preamble>" if preamble else ""
    return front + shown + body(w, parts[len(grounds) :])


def _page_above(w: Writing, found: Sequence[Node]) -> str:
    """Return the page before a text."""
    if not found:
        return ""
    cover, rest = (cover_lines(w, found[0]), found[1:]) if isinstance(found[0], Cover) else ("", found)
    if rest:
        with w.inside(None, w.count("above")) as eid:
            cover += f'<blockContainer class="above" eId="{eid}">{blocks(w, rest)}</blockContainer>'
    return f"<coverPage>{cover}</coverPage>"


def body(w: Writing, found: Sequence[Node], element: str = "mainBody") -> str:
    """Return what follows the front of a document: levels, signatures, annexes and what follows them."""
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
    behind = _parts(w, "attachment", found[first:])
    return f"{shown}<attachments>{behind}</attachments>" if behind else shown


# ---------------------------------------------------------------------- components of collections, attachments


def _parts(w: Writing, element: str, found: Sequence[Node], of: str = "") -> str:
    """Return one element for each document, and for each run of other blocks; a marker above one is its number.

    :param element: ``component``, or ``attachment``.
    :param of: the eId of that to whose marker they belong.
    """
    out: list[str] = []
    divided = _runs if element == "component" else _annexes
    for kind, run in divided(found):
        marker = run[0] if kind == "document" else None
        if not isinstance(marker, Amendment):
            out.append(_part(w, element, kind, run, of))
            continue
        kind, run = next(iter(divided(marker.blocks)))
        if kind == "matter" or isinstance(run[0], Amendment):
            kind, run = "matter", []
        out.append(_part(w, element, kind, run, of, marker))
        reasons = (marker.reasons,) if marker.reasons is not None else ()
        out.append(_parts(w, element, (*marker.blocks[len(run) :], *reasons), w.eids[id(marker)]))
    return "".join(out)


def _annexes(found: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Return annexes and other documents, and the runs of other blocks after them."""
    runs: list[tuple[str, list[Node]]] = []
    for block in found:
        if is_document(block) or not runs or runs[-1][0] == "document":
            runs.append(("document" if is_document(block) else "matter", [block]))
        else:
            runs[-1][1].append(block)
    return runs


def _part(w: Writing, element: str, kind: str, run: Sequence[Node], of: str, marker: Amendment | None = None) -> str:
    first = run[0] if kind == "document" else None
    is_component = element == "component"
    name = "matter" if first is None else getattr(first, "kind", type(first).__name__.lower())
    number = first.number if isinstance(first, Annex | Text) else None
    eid = w.count("cmp" if is_component else name) if is_component or first is None else w.eid(name, number)
    path = eid.removeprefix(w.prefix)
    says = f' eId="{eid}"' + (f' class="{amendment_class(marker)}"' if marker is not None else "")
    num = num_of(w, marker) if marker is not None else ""
    with w.inside(None if is_component and marker is not None else first, eid):
        inner = _component(w, kind, run) if is_component else _attachment(w, run, name, path)
    if marker is not None:
        w.eids[id(marker)] = eid
        _changes(w, marker, first, eid, in_collection=is_component)
    belongs = f' refersTo="#{of}"' if of else ""
    return f"<{element}{says}{belongs}>{num}{inner}</{element}>"


def _component(w: Writing, kind: str, run: Sequence[Node]) -> str:
    if kind == "treaty":
        return act(w, run)
    if kind != "document":
        inner = blocks(w, run) if run else ""
        return f'<interstitial eId="{w.prefix}interstitial"' + (f">{inner}</interstitial>" if run else "/>")
    heading = run[0].heading if isinstance(run[0], Contents) else None
    return (f"<heading>{words_of(w, heading)}</heading>" if heading is not None else "") + document(w, run[0])


def _attachment(w: Writing, run: Sequence[Node], name: str, path: str) -> str:
    """Return an annex, or blocks after one, whose metadata only name the work that it is a part of; or a document."""
    first = run[0] if run else None
    if first is not None and is_document(first) and not isinstance(first, Annex):
        return document(w, first)
    around, outer = w.around, w.path
    w.around, w.path = w.prefix, path if outer == "main" else f"{outer}/{path}"
    meta = f"<meta>{identification(w, w.scope, w.path)}</meta>"
    if isinstance(first, Annex):
        heads, rest = _heads_and_rest(first)
        inner = _front(w, heads) + body(w, rest)
    else:
        inner = f"<mainBody>{levels(w, run) or '<p/>'}</mainBody>"
    w.around, w.path = around, outer
    return f'<doc name="{name}">{meta}{inner}</doc>'


def _changes(w: Writing, node: Amendment, text: Node | None, eid: str, *, in_collection: bool) -> None:
    """Record that a marker changes a document; a text in a collection, in whichever edition."""
    if in_collection and text is None:
        return
    if not (in_collection and isinstance(text, Text)) or node.action == "NOC":
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


# ---------------------------------------------------------------------- treaties, agendas


def act(w: Writing, found: Sequence[Node]) -> str:
    """Return parts of a treaty: divisions, provisions, amendments, and annexes after them."""
    words = first_words(*found)
    treaty = treaty_of(words, w.lang)
    work = treaty_work(treaty) if treaty else treaty_of_others(w.works.new(number_of_work("treaty", None, words)))
    first, *beside = found
    return _complete(w, first, 'act name="treaty"', work, lambda: body(w, found, "body"), beside=beside)


def agenda(w: Writing, node: Agenda) -> str:
    """Return the agenda of a meeting."""
    work = unknown_work("debateReport", "agenda", number_of_work("agenda", None, node.heading.text))

    def inside() -> str:
        eid, heading = w.count("identification"), words_of(w, node.heading)
        title = f'<container name="identification" eId="{eid}"><p><docTitle>{heading}</docTitle></p></container>'
        return f"<preface>{title}</preface><mainBody>{levels(w, node.items) or '<p/>'}</mainBody>"

    return _complete(w, node, 'debateReport name="agendaListing"', work, inside)


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
        above = f"<coverPage>{cover_lines(w, cover)}</coverPage>" if cover is not None else ""
        return above + _collection(w, found[cover is not None :])

    shown = (cover.number or "") if cover else ""
    return _complete(w, whole, 'documentCollection name="collection"', work, inside, shown)


def _collection(w: Writing, found: Sequence[Node]) -> str:
    return f"<collectionBody>{_parts(w, 'component', found) or _part(w, 'component', 'loose', (), '')}</collectionBody>"


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
