"""Akoma Ntoso 3.0 (OASIS LegalDocML), in the profile of AKN4UN, the guidelines of the United Nations system."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile
from typing import Any

from itu_texts.analysis.works import (
    Work,
    assembly_of,
    first_words,
    number_of_work,
    treaty_of,
    treaty_of_others,
    treaty_work,
    unknown_work,
    words_of_name,
    work_of,
)
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.published import LANGUAGES, NAMESPACE, OURS, number_of
from itu_texts.formats.akn.writer_context import (
    DOES,
    GivenMetadata,
    Resolver,
    Scope,
    Writing,
    identification,
    language_of,
    meta,
    published_of,
    say_amended,
)
from itu_texts.formats.akn.writer_levels import (
    amendment_class,
    blocks,
    container,
    entries,
    formula,
    fronts,
    levels,
    line,
    modifies,
    named,
    num_of,
    words_of,
)
from itu_texts.formats.printed_lines import find_marks
from itu_texts.language.grammar import lang_of
from itu_texts.tree import nodes
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.base import kept
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
from itu_texts.tree.walking import walk

# ----------------------------------------------------------------------
# Writes documents: texts as statements, treaties as acts, annexes as attachments of both, and collections of these.

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
    for are_documents, run in groupby(found, key=is_document):
        matter = [*run]
        runs += [("document", [block]) for block in matter] if are_documents else [("matter", matter)]
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


_ABOVE = (nodes.Paragraph, nodes.Item, nodes.Note, nodes.Table, nodes.Contents)
"""The nodes that may precede a text on its page."""
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ACTOR = re.compile(r"[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[\w.-]+")


@checked
def to_akn(
    node: Document | Text,
    *,
    references: bool = True,
    resolve: Resolver | None = None,
    instrument: str | None = "rr",
    anonymous: bool = False,
    date: str | None = None,
    actor: str | None = None,
    number: str | None = None,
    language: str | None = None,
    as_of: str | None = None,
) -> str:
    r"""Return a document, or one text of it, as Akoma Ntoso.

    The output is always valid under the strict schema. Without its tags it is the text, word for word, except for page
    furniture, and :func:`itu_texts.parse_file` gives an equal outline. Characters that XML does not allow (control
    characters, lone surrogates) become U+FFFD. The same tree gives the same bytes.

    :param node: a document, or a text.
    :param references: whether to look for references, which takes longer than all other work; a document without its
        source has none.
    :param resolve: returns the official address of the text with an :class:`~itu_texts.Identifier`, or ``None``.
        References lead there, and a text names its own address as an alias. By default, references are IRIs that are
        made from the identifiers.
    :param instrument: the treaty to which bare numbers in a text of a radio conference refer: ``rr``, the Radio
        Regulations; ``None`` leaves them plain words.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param date: the date of adoption, ``2022-10-14``, if the text does not state it.
    :param actor: the adopting body, in the form of IRIs: ``itu-pp``.
    :param number: the last step of the IRI: ``res-5``.
    :param language: the language, three letters of ISO 639-2.
    :param as_of: the day at which a consolidated text was in this form, ``2026-11-27``; the expression has this date.
    :raises InputError: if ``node`` is neither a document nor a text, or another argument has a wrong form.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to rest")
    >>> '<paragraph eId="resolves_1__para_2"><num>2</num><content><p>to rest</p></content></paragraph>' in to_akn(doc)
    True
    """
    for name, value, form in (
        ("date", date, _DATE),
        ("actor", actor, _ACTOR),
        ("number", number, _NUMBER),
        ("as_of", as_of, _DATE),
    ):
        if value is not None and not form.fullmatch(value):
            raise InputError(f"{name}={value!r:.40} cannot be part of an IRI")
    return written(
        node,
        references=references,
        resolve=resolve,
        instrument=instrument,
        anonymous=anonymous,
        language=language,
        as_of=as_of or "",
        given=GivenMetadata(date, actor, number),
    )[0]


def written(
    node: Document | Text, *, references: bool, language: str | None = None, **options: Any
) -> tuple[str, Writing]:
    """Return the Akoma Ntoso of a document or a text, and the names of its nodes; see :func:`to_akn`."""
    document = node.document if isinstance(node, Document | Text) else None
    if document is None:
        raise InputTypeError(f"to_akn() takes a document or a text of one, not a {type(node).__name__}")
    lang = lang_of(document.language_at(node.start) if isinstance(node, Text) else document.main_language)
    language = language or language_of(lang.language if isinstance(node, Text) else document.language)
    marks = find_marks(document, node, cite=references and len(document.source) >= document.end)
    w = Writing(node, marks, lang, language=language, **options)
    blocks: tuple[Node, ...] = node.blocks if isinstance(node, Document) else (node,)
    *above, last = blocks or (node,)
    if isinstance(last, Text) and all(isinstance(block, _ABOVE) for block in above[isinstance(blocks[0], Cover) :]):
        xml = statement(w, last, above)
    elif len(blocks) == 1 and isinstance(blocks[0], Agenda):
        xml = agenda(w, blocks[0])
    else:
        xml = act(w, blocks) if is_treaty(blocks) else collection(w, document)
    ours = f' xmlns:itu="{OURS}"' if w.has_own_names else ""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"{ours}>'
    return f"{head}{w.fill(xml)}</akomaNtoso>\n", w


def iter_akn(document: Document, *, references: bool = True, resolve: Resolver | None = None) -> Iterator[str]:
    """Yield the Akoma Ntoso of a document in one piece, because its metadata are known only at the end.

    The parameters and errors are those of :func:`to_akn`.
    """
    yield to_akn(document, references=references, resolve=resolve)


_LANGUAGE = re.compile(r"/[a-z]{3}@(?=/|$)")  # in the names of chunks: "/akn/un/.../res-7/eng@/!main#resolves_2"
_AGAIN = re.compile(r"~\d+$")  # behind the name of a chunk that occurs twice


class Places:
    """The names of the nodes of a document. The document is written once to find them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._links = written(document, references=False)[1]
        self._addresses = addresses_of(document)

    def eid(self, node: Node) -> str:
        """Return the eId of a node in the Akoma Ntoso of its document, or of the innermost node that has one."""
        return next((found for each in (node, *node.ancestors) if (found := self._links.eids.get(id(each)))), "")

    def iri(self, node: Node) -> str | None:
        """Return the IRI of a node: that of its work, followed by the eId if the node is a part of a work."""
        scope, inside = self._inside(node)
        return f"{scope.work.iri}{inside}" if scope.work.iri is not None else None

    def name(self, node: Node) -> tuple[str, str]:
        """Return the IRI of the work of a node, and its place there; for a work without an IRI the end of one."""
        scope, inside = self._inside(node)
        return scope.work.iri or f"{scope.work.actor}/{scope.work.number}", inside

    def chunk_name(self, node: Node, start: int) -> str:
        """Return the name of a chunk, which has the language of its words.

        :param node: its first node.
        :param start: where it begins in the source.
        """
        work, inside = self.name(node)
        return f"{work}/{LANGUAGES.get(self.document.language_at(start), 'und')}@{inside}"

    def _inside(self, node: Node) -> tuple[Scope, str]:
        """Return the work in which a node stands, and its place there; empty for the work itself."""
        around = next(each for each in (node, *node.ancestors) if id(each) in self._links.scopes)
        scope = self._links.scopes[id(around)]
        eid = self.eid(node).removeprefix(scope.prefix) if node is not around else ""
        if not eid or f"{eid}__" == scope.prefix:
            return scope, ""
        return scope, f"/!{eid.replace('__', '/')}" if isinstance(node, Annex) else f"/!main#{eid}"

    def named(self, node: Node) -> dict[str, str]:
        """Return the ``eid`` and the ``address`` of a node, as far as it has them."""
        found = {"eid": self._links.eids.get(id(node), ""), "address": self._addresses.known(node)}
        return {name: value for name, value in found.items() if value}


def places_of(node: Node) -> Places:
    """Return the names of the nodes in the document of a node.

    :raises InputError: if the node stands in no document.
    """
    document = node.document if isinstance(node, Node) else None
    if document is None:
        raise InputTypeError(f"only a document, or a part of one, has an IRI, not a {type(node).__name__}")
    return kept(document, "places of Akoma Ntoso", lambda: Places(document))


@checked
def eid(node: Node) -> str:
    """Return the eId of a node in the Akoma Ntoso of its document: ``resolves_1__para_2``.

    It is the one that :func:`itu_texts.to_akn` writes. A node without an eId, such as a heading, has that of the node
    around it. The eId of a document, and of a text that is a file by itself, is empty.

    :raises InputError: if the node stands in no document.
    """
    return places_of(node).eid(node)


@checked
def iri(node: Node) -> str | None:
    r"""Return the IRI of a text, or of a place in one.

    A citation of the text has the same IRI in Akoma Ntoso, and an edge of :func:`itu_texts.graph` leads to it. A text
    has none if nothing says when it was adopted or, for a draft, issued.

    :raises InputError: if the node stands in no document.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nresolves\n1 to row;\n2 to rest")
    >>> iri(doc.texts[0])
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7'
    >>> iri(doc.at("resolves 2"))
    '/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7/!main#resolves_1__para_2'
    """
    return places_of(node).iri(node)


def node_at(node: Node, name: str) -> Node | None:
    """Return the node with an IRI in the document of a node, also by the name of a chunk, which has the language.

    :returns: ``None`` if none has it.
    """
    places = places_of(node)

    def made() -> dict[str, Node]:
        found: dict[str, Node] = {}
        first, *others = walk(places.document)
        for each in (*others, first):  # the IRI of a document is that of its only text
            found.setdefault("".join(places.name(each)), each)
            found.setdefault(places.chunk_name(each, each.start), each)
        return found

    known = kept(places.document, "nodes by their IRIs", made)
    once = _AGAIN.sub("", name)
    return known.get(once) or known.get(_LANGUAGE.sub("", once))
