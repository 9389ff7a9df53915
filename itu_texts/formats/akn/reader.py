"""Reads Akoma Ntoso: each block is a line, whose class and depth the file states, and the parser makes the tree.

A statement of others, such as a resolution of the United Nations, is read by its words, as plain text is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from xml.etree.ElementTree import Element

from attrs import evolve

from itu_texts.errors import InputError, ReadError
from itu_texts.formats.akn.published import ABOUT, DIVISIONS, LANGUAGES, LIBRARY, PARTING, number_of, published_in
from itu_texts.formats.akn.reader_lines import LETTERS, Lines, read_xml, with_text, words_of
from itu_texts.formats.composing import Limits
from itu_texts.language.grammar import languages
from itu_texts.language.writing import ANY
from itu_texts.parsing import language_of, parse_read, tokens
from itu_texts.parsing.frames import parse_stated
from itu_texts.tree import nodes
from itu_texts.tree.addresses import is_label
from itu_texts.tree.diagnostics import make_diagnostic
from itu_texts.tree.nodes import Document
from itu_texts.tree.nodes.blocks import KINDS
from itu_texts.tree.readings import Evidence, HeaderRow, SourceText
from itu_texts.tree.walking import walk

# ----------------------------------------------------------------------
# Reads the blocks of any file: each with a number is an item, each with a heading a division.

STRUCTURES = frozenset(("quotedStructure", "embeddedStructure", "popup", "subFlow", "foreign"))
"""Elements among words that contain blocks."""
INLINE = frozenset(
    (
        *("ref", "mref", "rref", "mod", "mmod", "rmod", "remark", "recordedTime", "vote", "outcome", "ins"),
        *("del", "omissis", "embeddedText", "opinion", "placeholder", "fillIn", "decoration", "b", "i", "a", "u"),
        *("sub", "sup", "abbr", "span", "docType", "docNumber", "docProponent", "docDate", "legislature"),
        *("session", "shortTitle", "docAuthority", "docPurpose", "docCommittee", "docIntroducer", "docStage"),
        *("docStatus", "docJurisdiction", "docketNumber", "date", "time", "person", "organization", "concept"),
        *("object", "event", "location", "process", "role", "term", "quantity", "def", "entity", "courtType"),
        *("neutralCitation", "party", "judge", "lawyer", "signature", "argument", "inline", "quotedText"),
        *("noteRef", "authorialNote", "br", "eol", "eop", "img", "docTitle", "affectedDocument"),
        *("relatedDocument", "change"),
    )
)
"""Elements that are part of a line."""
ANNEXES = ("annex", "appendix", "attachment")
_DIVISIONS = {
    **dict.fromkeys(("part", "book", "tome", "title", "subpart"), "part"),
    **dict.fromkeys(("chapter", "subchapter"), "chapter"),
    "article": "article",
    **dict.fromkeys(("section", "division"), "section"),
}
"""The kind of division, by the name of a level with a heading; any other level is a subsection."""
_HEADS = ("num", "heading", "subheading")
_NEVER = frozenset((*_HEADS, "meta", "authorialNote", "noteRef"))
_WORDS = frozenset(
    ("p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "docTitle", "from", "narrative")
)
"""Elements that hold words and no blocks."""
_BEHIND_LABEL = " –—−-"


def heads(element: Element, *names: str) -> list[Element]:
    """Return the number and the headings of a level, or the elements directly in it with other names."""
    return [child for child in element if child.tag in (names or _HEADS)]


class Blocks(Lines):
    """Reads blocks."""

    def blocks(self, element: Element, *, deeper: int = 1) -> None:
        """Read the blocks in an element, below the line before them."""
        self.depth += deeper
        for child in within(element):
            self.block(child)
        self.depth -= deeper

    def block(self, element: Element) -> None:
        """Read a block."""
        if element.tag == "table":
            self.table(element)
        elif element.tag not in _WORDS and element.tag not in INLINE:
            self.level(element)
        elif _holds_blocks(element):  # a quotation
            self.blocks(element, deeper=0)
        else:
            self.paragraph(element)

    def paragraph(self, element: Element) -> None:
        """Read an element with words."""
        self.part(element)
        if not self.is_empty or self.said:
            self.token(tokens.ParagraphToken(self.start, self.length))

    def level(self, element: Element) -> None:
        """Read a level: a division if it has headings, an item if it has a number, or only blocks."""
        named = [element] if element.tag == "crossHeading" else heads(element)
        titled = any(each.tag in ("heading", "subheading", "crossHeading") for each in element.iter())
        if named and (titled or any(each.tag != "num" for each in named)):  # an item cannot hold headings
            number = next((words_of(each) for each in named if each.tag == "num"), None)
            kind = "annex" if element.tag == "attachment" else _DIVISIONS.get(element.tag, "subsection")
            self.part(*named)
            self.heading(kind, number)
            self.blocks(element if element is not named[0] else Element(""))
        elif named:
            self.item(element)
        else:
            self.blocks(element, deeper=0)

    def heading(self, kind: str, number: str | None) -> None:
        """Make the words written last the heading of an annex or a division."""
        if kind in ANNEXES:
            self.token(tokens.AnnexToken(self.start, self.length, 0, kind, number, None))
        else:
            self.token(tokens.DivisionToken(self.start, self.length, 0, kind, number))

    def item(self, element: Element) -> None:
        """Read a level whose number and first words are one line; a number that is no label is among these."""
        label, start, begin = self.labelled(heads(element, "num"), first_line(element, take=True))
        self.token(self.item_token(element, label, start, begin))
        self.blocks(element)

    def item_token(self, element: Element, label: str, start: int, begin: int) -> tokens.Token:
        """Return the token of an item."""
        if is_label(label.rstrip(_BEHIND_LABEL) or label):
            return tokens.LabelledToken(start, self.length, 0, label, begin)
        return tokens.ParagraphToken(start, self.length)

    def table(self, element: Element) -> None:
        """Read a table, after its caption."""
        for caption in heads(element, "caption"):
            self.paragraph(caption)
        rows = [self._row(row) for row in element.iter() if row.tag == "tr" and row.get("class") != "none"]
        start, end = (rows[0][0], rows[-1][1]) if rows else (self.length, self.length)
        self.token(tokens.TableToken(start, end, 0, tuple(rows)))

    def _row(self, element: Element) -> tokens.Row:
        found = [*element] if element.get("class") != "empty" else []
        cells: list[tuple[int, int, str]] = []
        for cell in found:
            self.separate(" \t" if cells else self.before)
            text = self.part(*([*cell] if heads(cell, "p") else [cell]))
            cells.append((self.start, self.length, text))
        self.before = "\n" if cells else self.before
        start = cells[0][0] if cells else self.length
        end = max((stop for _, stop, text in cells if text), default=start)
        row = (start, end, tuple((min(first, end), min(stop, end), text) for first, stop, text in cells))
        return HeaderRow(row) if {cell.tag for cell in found} == {"th"} else row


def within(element: Element) -> Iterator[Element]:
    """Yield the content of an element without its number and headings; loose words become a paragraph."""
    loose = with_text("p", element.text)
    for child in (*_flat(element), Element("meta")):
        if child.tag in INLINE:
            loose.append(child)
            continue
        if len(loose) or (loose.text or "").strip():
            yield loose
        loose = with_text("p", child.tail)
        if child.tag not in _NEVER:
            yield child


def _flat(element: Element) -> Iterator[Element]:
    """Yield the elements in an element; an inline one that holds blocks is divided into its words and these."""
    for child in element:
        if child.tag in INLINE and _holds_blocks(child):
            yield from _words(child.text)
            yield from _flat(child)
            yield from _words(child.tail)
        else:
            yield child


def _words(text: str | None) -> list[Element]:
    return [with_text("span", text)] if text and text.strip() else []


def first_line(element: Element, *, take: bool = False) -> list[Element]:
    """Return the paragraph that begins a level; none if something else begins it.

    :param take: whether to take it out.
    """
    first = next((child for child in element if child.tag not in _HEADS), None)
    if first is not None and first.tag in ("content", "intro", "list"):
        return first_line(first, take=take)
    if first is None or first.tag not in ("p", "listIntroduction") or _holds_blocks(first):
        return []
    if take:
        element.remove(first)
    return [first]


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in STRUCTURES for each in element.iter())


_CODES = {three: code for code, three in LANGUAGES.items()}
_KNOWN = (nodes.Text, nodes.Amendment, nodes.Division, nodes.Annex, nodes.Provision, nodes.Clause, nodes.Agenda)
_NO_TEXT = "no text was found: check that this is the right file and that it is complete"
_NAMED = ("identification", "signatures", "amendment")
"""What a container is by its name; others are clauses."""
_OF_DESIGNATION = frozenset(("docStage", "docType", "docNumber", "docStatus"))
_LINES = {"history": tokens.HistoryToken, "reference": tokens.HeadingReferenceToken}
_ENTRY = {"designation": tokens.EntryNameToken, "title": tokens.EntryTitleToken, "page": tokens.EntryPageToken}
_ACTION = re.compile(r"\b(?:ADD|MOD|SUP|NOC)\b")
_BY_WORDS = {"TABLE": "rows", "FOOTNOTE": "mark", "ANCHOR": "mark", "ANNEX": "kind", "DIVISION": "kind"}
"""What a file states of lines whose words decide otherwise: the types of tokens, and their attribute that counts."""


class Own(Blocks):
    """Reads the files that this library writes."""

    def __init__(self, root: Element) -> None:
        super().__init__(root)
        self.depths: dict[str, int] = {}
        """The depth of a marker by the eId of its component or attachment, to which others may belong."""
        self.kind = ""
        """The kind of the text that is read."""
        self.component = Element("")
        """The component or attachment that is read."""
        self.readers: dict[str, Callable[[Element], object]] = {
            **dict.fromkeys(("doc", "documentCollection"), self.document),
            **dict.fromkeys(("component", "attachment"), self.belonging),
            **dict.fromkeys(("blockContainer", "point", "indent", "item"), self.item),
            **dict.fromkeys(("paragraph", "alinea"), self.paragraph_or_clause),
            **dict.fromkeys((*DIVISIONS, ".preamble", ".protocol", *(f".{kind}" for kind in ANNEXES)), self.division),
            "statement": self.statement,
            "debateReport": self.agenda,
            "coverPage": self.cover,
            ".identification": partial(self.blocks, deeper=0),
            ".statement": self.statement,
            "formula": lambda element: self.line(tokens.FormulaToken, *element),
            "container": self.clause,
            "blockList": self.block_list,
            "tocItem": self.entry,
            ".contents": self.contents,
            ".cover": self.cover,
            ".amendment": self.amendment,
            ".note": self.note,
            ".reasons": partial(self.numbered, tokens.ReasonsToken, "label"),
            ".provision": partial(self.numbered, tokens.ProvisionToken, "number"),
            ".signatures": partial(self.numbered, tokens.SignaturesToken, ""),
        }
        """What reads an element, by its name, or by its class with a stop before it."""

    def block(self, element: Element) -> None:
        says = element.get("name" if element.tag in ("hcontainer", "container") else "class")
        is_named = element.tag in ("hcontainer", "tblock", "interstitial") or says in _NAMED
        if element.tag == "hcontainer" and element.get("refersTo"):
            self.clause(element)
        elif (read := self.readers.get(f".{says}" if is_named else element.tag)) is not None:
            read(element)
        else:
            super().block(element)

    def paragraph(self, element: Element) -> None:
        words = self.part(element)
        kind = _LINES.get(
            element.get("class", ""), tokens.TitleToken if "docTitle" in self.said else tokens.ParagraphToken
        )
        if kind is tokens.ParagraphToken and not _OF_DESIGNATION.isdisjoint(self.said):
            self.token(self.designation(words))
        elif not self.is_empty or self.said:
            self.token(kind(self.start, self.length))

    def designation(self, words: str) -> tokens.Token:
        """Return the token of the name of a text; its parts are known if a cover or another file stated them."""
        kind = self.kind if self.kind in KINDS and self.kind != "text" else ""
        said = {name: part for name, (_, part) in self.said.items()}
        is_known = said.get("docType", words) == words
        named = tokens.Named(kind, said.get("docNumber"), said.get("docStatus")) if is_known else None
        return tokens.DesignationToken(self.start, self.length, 0, kind=kind, said=named)

    def numbered(self, kind: Callable[..., tokens.Token], name: str, element: Element, deeper: int = 0) -> None:
        """Read a level whose number is a line by itself, with the conferences that changed a provision.

        :param name: the attribute of the token for the number.
        """
        numbers = heads(element, "num")
        number = self.part(*numbers)
        token = self.token(kind(self.start, self.length, 0, **({name: number} if name else {})), deeper)
        for history in filter(None, (each.get("history") for each in numbers)):
            self.before = " "
            self.part(with_text("num", history.replace("; ", " ")))
            self.around.append(tokens.MarginNoteToken(self.start, self.length, token.start))
        self.before = " " if number else "\n"
        self.blocks(element, deeper=deeper + 1)

    # ------------------------------------------------------------------ documents

    def statement(self, element: Element) -> None:
        """Read a text, and the page before it."""
        for cover in heads(element, "coverPage"):
            self.cover(cover)
            element.remove(cover)
        outer, self.kind = self.kind, element.get("name", "").removesuffix("Draft")
        self.token(tokens.TextOpenToken(self.length, self.length))
        self.blocks(element)
        self.kind = outer

    def cover(self, element: Element) -> None:
        """Read the lines of a cover, and those between it and a text."""
        self.line(tokens.CoverToken)
        for child in within(element):
            if child.tag == "blockContainer":
                self.blocks(child, deeper=0)
            elif self.part(child):
                self.token(tokens.CoverLineToken(self.start, self.length), deeper=1)

    def document(self, element: Element) -> None:
        """Read a document in another: an annex, a part of a collection, or what has no heading."""
        kind, lines = element.get("name", ""), element.findall("preface/container/*")
        if kind not in (*ANNEXES, *DIVISIONS, "preamble", "protocol"):
            self.blocks(element, deeper=0)
            return
        headed = lines[:1] if lines and lines[0].find("docType") is not None and not lines[0].get("class", "") else []
        for line in headed:
            element.findall("preface/container")[0].remove(line)
        eid = self.component.get("eId", "")
        if eid.rpartition("__")[2].startswith("cmp_") or element.tag != "doc":  # the work has its number
            named = element.find("meta/identification/FRBRWork/FRBRnumber")
            eid = named.get("value", "").replace("-", "_", 1).replace("_nn-", "_nn_") if named is not None else ""
        self.headed(kind, headed, eid)
        self.blocks(element)

    def division(self, element: Element) -> None:
        """Read a division."""
        # The eId of a preamble has no number of it
        kind, eid = (element.tag, element.get("eId", "")) if element.tag in DIVISIONS else (element.get("name", ""), "")
        self.headed(kind, heads(element, "num"), eid, heads(element, "heading", "subheading"))
        self.blocks(element)

    def headed(self, kind: str, lines: list[Element], eid: str, below: Sequence[Element] = ()) -> None:
        """Write the heading of an annex or a division, and its title, which may be on its line."""
        titles = [title for line in lines if (title := line.find("docTitle")) is not None]
        for line in lines:
            for title in line.findall("docTitle"):
                line.remove(title)
        words = self.part(*lines)
        goes_on = titles or PARTING in self.said
        self.heading(kind, number_in(words, eid))
        self.before = " " if goes_on else "\n"
        for title in (*titles, *below):
            made = _LINES["reference"] if title.tag == "subheading" else tokens.TitleToken
            self.line(made, title, deeper=1)

    def belonging(self, element: Element) -> None:
        """Read a component or an attachment, at the depth of the marker to which it belongs."""
        outer, around = self.depth, self.component
        self.depth = self.depths.get(element.get("refersTo", "").lstrip("#"), outer - 1) + 1
        self.component = element
        self.depths[element.get("eId", "")] = self.depth
        if heads(element, "num"):
            self.amendment(element)
        else:
            self.blocks(element, deeper=0)
        self.depth, self.component = outer, around

    # ------------------------------------------------------------------ agendas and lists of contents

    def agenda(self, element: Element) -> None:
        """Read an agenda."""
        self.line(tokens.AgendaToken, *element.findall("preface/container/*"))
        for each in element.findall("mainBody/paragraph"):
            self.numbered(tokens.AgendaItemToken, "label", each, deeper=1)

    def contents(self, element: Element) -> None:
        """Read a list of contents."""
        self.line(tokens.ContentsToken, *(heads(element, "heading") or heads(self.component, "heading")))
        self.blocks(element)

    def entry(self, element: Element) -> None:
        """Read the entry of a text, each part of which has an element."""
        reference = element.find("ref")
        for each in element if reference is None else reference:
            part = each.get("name", "").removeprefix(ABOUT)
            if part in _ENTRY:
                self.line(_ENTRY[part], each, deeper=part != "designation")
                self.before = " "
        self.before = "\n"

    # ------------------------------------------------------------------ clauses and items

    def clause(self, element: Element) -> None:
        """Read a clause, whose heading and blocks have an element of their own in a preamble."""
        block = element.find("tblock") if element.tag == "container" else None
        holder = block if block is not None else element
        heading = heads(holder, "heading")
        if not heading and _begins_with_verb(holder):
            self.item(holder)
            return
        role = "operative" if element.get("refersTo", "").endswith("operative") else "preamble"
        label, start, begin = self.labelled(heads(holder, "num"), heading)
        known = element.get("name", "") != "clause"
        self.token(tokens.HeadingToken(start, self.length, 0, role, known, sure=True, label=label or None, words=begin))
        self.before = "\n"
        self.blocks(holder)

    def paragraph_or_clause(self, element: Element) -> None:
        """Read a paragraph: an item, a clause that begins with its verb, or words without a number."""
        if heads(element, "num") or element.find("content") is None or _begins_with_verb(element):
            self.item(element)
        else:
            self.blocks(element, deeper=0)

    def item_token(self, element: Element, label: str, start: int, begin: int) -> tokens.Token:
        place, verb = self.said.get("verb", (-1, ""))
        if place != begin:
            return super().item_token(element, label, start, begin)
        role, end = "operative" if element.tag == "paragraph" else "preamble", begin + len(verb)
        return tokens.HeadingToken(start, self.length, 0, role, end, sure=False, label=label, words=begin)

    def note(self, element: Element) -> None:
        """Read a note."""
        label, start, begin = self.labelled(heads(element, "num"), first_line(element, take=True))
        self.token(tokens.NoteToken(start, self.length, 0, label, begin))
        self.blocks(element, deeper=0)

    def block_list(self, element: Element) -> None:
        """Read a list, words that open one, or entries."""
        if element.get("class", "") == "entries":
            for each in element.findall("item/p"):
                self.entry(each)
        elif element.find("listIntroduction") is not None:
            self.item(element)
        else:
            self.blocks(element, deeper=0)

    def amendment(self, element: Element) -> None:
        """Read a marker and what it amends; in a preamble, it stands in a block before this."""
        names, block = element.get("class", "").split(), element.find("tblock")
        holder = block if block is not None else element
        if block is not None:
            block.extend(child for child in element if child is not block)
        marker = " ".join(map(words_of, heads(holder, "num")))
        if {"provision", "proposal"} & {*names} or _ACTION.search(marker):
            kind: Callable[..., tokens.Token] = partial(tokens.MarkerToken, of_provision="provision" in names)
        else:
            kind = partial(tokens.ChangeToken, action=names[0].upper() if names else "NOC")
        self.numbered(kind, "", holder)


def _begins_with_verb(element: Element) -> bool:
    """Return whether the first words of a level are in the letters of a verb."""
    firsts = (line[0] for line in first_line(element) if len(line) and not (line.text or "").strip())
    return any(first.tag == "span" and first.get("class") in LETTERS.values() for first in firsts)


def number_in(heading: str, eid: str) -> str | None:
    """Return the number of a division or an annex: the words of its heading that its eId contains."""
    number = eid.rpartition("__")[2].partition("_")[2]
    if not number or number.startswith("nn_"):
        return None
    words = heading.split()
    runs = (" ".join(words[place : place + count]) for count in (1, 2, 3) for place in range(len(words)))
    bare = (run.strip(" .,:;–—") for run in runs)
    return next((each for each in bare if number_of(each) and f"{number}_".startswith(f"{number_of(each)}_")), number)


def read_akn(data: bytes, name: str, limits: Limits, language: str = ANY) -> Document:
    """Return the document of an Akoma Ntoso file, with its tracked changes.

    The text is composed of the words of the file, one block on each line; spans are offsets in this text.

    :param language: the language of a file that names none, as in :func:`itu_texts.parse_file`.
    :raises ReadError: if it is not Akoma Ntoso, is not well-formed, declares entities, or is beyond a limit.
    """
    root = read_xml(data, name, limits)
    main = next(iter(root), None) if root.tag == "akomaNtoso" else None
    if main is None:
        raise ReadError(f"{name}: an XML file that is not Akoma Ntoso; save it as text, a web page or a Word file")
    try:
        document = _document(root, main, language, own=_is_own(main))
    except RecursionError:
        raise ReadError(f"{name}: elements are nested too deeply") from None
    except InputError:  # another program has changed its structure
        root = read_xml(data, name, limits)
        document = _document(root, root[0], language, own=False)
    said = document.diagnostics
    if not any(isinstance(each, _KNOWN) for each in walk(document)):
        said = (make_diagnostic("no-text", _NO_TEXT, document.span),)
    return evolve(document, diagnostics=said, published=published_in(main))


def _is_own(main: Element) -> bool:
    named = main.find("meta/identification")
    return named is not None and named.get("source", "") == f"#{LIBRARY}"


def _document(root: Element, main: Element, language: str, *, own: bool) -> Document:
    file = Own(root) if own else Blocks(root)
    file.block(main)
    reading = file.finish()
    stated = main.find("meta/identification/FRBRExpression/FRBRlanguage")
    code = stated.get("language", "") if stated is not None else ""
    code = _CODES.get(code, code) if _CODES.get(code, code) in languages() else language_of(reading.text, language)
    if main.tag == "statement" and not _is_own(main):
        return parse_read(_by_words(reading, [*(each for _, each in file.tokens), *file.around]), code)
    return parse_stated(reading, file.tokens, file.around, code)


def _by_words(reading: SourceText, stated: list[tokens.Token]) -> SourceText:
    """Return the reading of a file whose words decide, except where it states headings, tables and notes."""
    evidence = [each._replace(kind="verb") for each in reading.evidence if each.kind in LETTERS]
    for token in stated:
        if token.type in _BY_WORDS:
            value = getattr(token, _BY_WORDS[token.type])
            evidence.append(Evidence(token.type.lower(), token.start, token.end, value))
    evidence = sorted((*reading.evidence, *evidence), key=lambda each: (each.start, -each.end))
    return reading._replace(evidence=tuple(evidence))
