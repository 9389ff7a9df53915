"""The tree of lxml, as far as the reader and the writer of Word files use it.

Prefixes, their declarations and the order of attributes stay as they are, because Word needs them (``mc:Ignorable``).
Entities are forbidden. Comments and processing instructions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

_DEPTH = 256  # of elements, as libxml2 has it
_HUGE = 4096
_IMPLIED = "implied"  # an attribute of the elements that a page does not have
_LEFT_OUT = ("tbody", "colgroup")  # those of them that libxml2 does not add
_XML = "http://www.w3.org/XML/1998/namespace"
_STEP = re.compile(r"(/{0,2})((?:\{[^}]*\})?[^/{}]+)")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_VALUE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


class LxmlError(Exception):
    """Raised for what cannot be read."""


class XMLSyntaxError(LxmlError, SyntaxError):
    """Raised for what is not XML, nests too deeply or declares entities."""


class XMLParser:
    """The options of a parser."""

    def __init__(self, *, huge_tree: bool = False, remove_blank_text: bool = False, **_: object) -> None:
        self.most = _HUGE if huge_tree else _DEPTH
        self.remove_blank_text = remove_blank_text


class HTMLParser:
    """Reads web pages, as browsers do it; comments are left out."""

    def __init__(self, **_: object) -> None:
        pass


class Element:
    """An element with its words, the words behind it, and its children."""

    __slots__ = ("_at", "_inside", "_names", "_prefix", "_up", "attrib", "tag", "tail", "text")

    def __init__(
        self, tag: str, attrib: Mapping[str, str] | None = None, nsmap: Mapping[str | None, str] | None = None
    ):
        self.tag = tag
        self.attrib = dict(attrib or {})
        self.text: str | None = None
        self.tail: str | None = None
        self._names = dict(nsmap or {})  # the prefixes that are declared here
        self._prefix: str | None = None
        self._up: Element | None = None
        self._inside: list[Element] = []
        self._at = 0  # its place among the children of its parent, unless these have changed

    # ------------------------------------------------------------------ values

    def get(self, name: str, default: str | None = None) -> str | None:
        return self.attrib.get(name, default)

    def set(self, name: str, value: str) -> None:
        self.attrib[name] = value

    def keys(self) -> list[str]:
        return [*self.attrib]

    def items(self) -> list[tuple[str, str]]:
        return [*self.attrib.items()]

    @property
    def nsmap(self) -> dict[str | None, str]:
        """All prefixes that are declared here and above."""
        names: dict[str | None, str] = {}
        for each in reversed([self, *self.iterancestors()]):
            names |= each._names
        return names

    @property
    def prefix(self) -> str | None:
        return self._prefix

    # ------------------------------------------------------------------ a list of children

    def __len__(self) -> int:
        return len(self._inside)

    def __bool__(self) -> bool:
        return bool(self._inside)

    def __iter__(self) -> Iterator[Element]:
        return iter([*self._inside])

    def __getitem__(self, at):
        return self._inside[at]

    def __setitem__(self, at, new) -> None:
        inside = [*self._inside]
        inside[at] = new
        for each in self._inside:
            each._up = None
        self._inside = []
        self.extend(inside)

    def index(self, child: Element) -> int:
        if child._up is not self:
            raise ValueError("not a child of this element")
        if not (child._at < len(self._inside) and self._inside[child._at] is child):
            for at, each in enumerate(self._inside):
                each._at = at
        return child._at

    def insert(self, at: int, new: Element) -> None:
        if new._up is not None:
            new._up.remove(new)
        new._up = self
        self._inside.insert(at, new)
        new._at = max(at, 0)

    def append(self, new: Element) -> None:
        self.insert(len(self._inside), new)

    def extend(self, new: Iterable[Element]) -> None:
        for each in [*new]:
            self.append(each)

    def remove(self, child: Element) -> None:
        del self._inside[self.index(child)]
        child._up = None

    def replace(self, old: Element, new: Element) -> None:
        self.insert(self.index(old), new)
        self.remove(old)

    def addnext(self, new: Element) -> None:
        if new is self:
            return
        if new._up is not None:
            new._up.remove(new)
        new.tail, self.tail = (new.tail or "") + (self.tail or "") or None, None
        self._up.insert(self._up.index(self) + 1, new)

    def addprevious(self, new: Element) -> None:
        if new is self:
            return
        if new._up is not None:
            new._up.remove(new)
        self._up.insert(self._up.index(self), new)

    def makeelement(self, tag: str, attrib: Mapping[str, str] | None = None, nsmap=None) -> Element:
        return Element(tag, attrib, nsmap)

    def __deepcopy__(self, _: object) -> Element:
        made = self._copy()
        made._names = self.nsmap
        stack = [(self, made)]
        while stack:
            old, new = stack.pop()
            new._inside = [each._copy() for each in old._inside]
            for at, each in enumerate(new._inside):
                each._up, each._at = new, at
            stack += zip(old._inside, new._inside, strict=True)
        return made

    def _copy(self) -> Element:
        made = Element(self.tag, self.attrib, self._names)
        made.text, made.tail, made._prefix = self.text, self.tail, self._prefix
        return made

    # ------------------------------------------------------------------ walking

    def getparent(self) -> Element | None:
        return self._up

    def getroottree(self) -> _Tree:
        return _Tree([self, *self.iterancestors()][-1])

    def getnext(self) -> Element | None:
        return next(self.itersiblings(), None)

    def getprevious(self) -> Element | None:
        return next(self.itersiblings(preceding=True), None)

    def iter(self, *tags: str) -> Iterator[Element]:
        stack = [self]
        while stack:
            each = stack.pop()
            if not tags or each.tag in tags:
                yield each
            stack.extend(reversed(each._inside))

    def itertext(self) -> Iterator[str]:
        stack: list[Element | str] = [self]
        while stack:
            each = stack.pop()
            if isinstance(each, str):
                yield each
                continue
            if each.text:
                yield each.text
            for inner in reversed(each._inside):
                stack += [inner.tail, inner] if inner.tail else [inner]

    def iterchildren(self, *tags: str) -> Iterator[Element]:
        return (each for each in [*self._inside] if not tags or each.tag in tags)

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        each = self._up
        while each is not None:
            if not tags or each.tag in tags:
                yield each
            each = each._up

    def itersiblings(self, *tags: str, preceding: bool = False) -> Iterator[Element]:
        if self._up is None:
            return
        beside, at, step = self._up._inside, self._up.index(self), -1 if preceding else 1
        while 0 <= (at := at + step) < len(beside):
            if not tags or beside[at].tag in tags:
                yield beside[at]

    def iterfind(self, path: str) -> Iterator[Element]:
        found: Iterable[Element] = [self]
        for deep, tag in _STEP.findall(path):
            if tag == ".":
                continue
            below = (each.iter if deep == "//" else each.iterchildren for each in found)
            given = () if tag == "*" else (tag,)
            found = [each for walk in below for each in walk(*given) if walk is not each.iter]
        return iter([*found])

    def findall(self, path: str) -> list[Element]:
        return [*self.iterfind(path)]

    def find(self, path: str) -> Element | None:
        return next(self.iterfind(path), None)

    def findtext(self, path: str, default: str | None = None) -> str | None:
        found = self.find(path)
        return default if found is None else found.text or ""


class _Tree:
    """The tree of an element."""

    def __init__(self, root: Element) -> None:
        self._root = root

    def getroot(self) -> Element:
        return self._root


# ---------------------------------------------------------------------- reading


class _Reader:
    """Makes the elements of a file."""

    def __init__(self, parser: XMLParser) -> None:
        self.parser = parser
        self.root: Element | None = None
        self.open: list[Element] = []
        self.words: list[str] = []
        self.declared: dict[str | None, str] = {}
        made = expat.ParserCreate(namespace_separator="}")
        made.namespace_prefixes = True
        made.buffer_text = True
        made.ordered_attributes = True
        made.StartElementHandler, made.EndElementHandler = self.start, self.end
        made.CharacterDataHandler = self.words.append
        made.StartNamespaceDeclHandler = lambda prefix, uri: self.declared.__setitem__(prefix, uri or "")
        made.EntityDeclHandler = self.entity
        self.expat = made

    def read(self, data: bytes) -> Element:
        try:
            self.expat.Parse(data, True)
        except expat.ExpatError as error:
            made = XMLSyntaxError(str(error))
            made.msg = str(error)
            raise made from None
        assert self.root is not None
        return self.root

    def entity(self, *_: object) -> None:
        raise XMLSyntaxError("entities are forbidden")

    def start(self, name: str, values: list[str]) -> None:
        self.put(closing=False)
        tag, prefix = _named(name)
        new = Element(tag, None, self.declared)
        new._prefix = prefix
        new.attrib = {_named(key)[0]: value for key, value in zip(values[::2], values[1::2], strict=True)}
        self.declared = {}
        if self.open:
            self.open[-1].append(new)
        else:
            self.root = new
        self.open.append(new)
        if len(self.open) > self.parser.most:
            raise XMLSyntaxError(f"Excessive depth in document: {self.parser.most}")

    def end(self, _: str) -> None:
        self.put(closing=True)
        self.open.pop()

    def put(self, *, closing: bool) -> None:
        """Put the words since the last tag where they stand."""
        words = "".join(self.words)
        self.words.clear()
        if not words or not self.open:
            return
        around = self.open[-1]
        if self.parser.remove_blank_text and not words.strip() and (around._inside or not closing):
            return
        _put(around, words)


def _named(name: str) -> tuple[str, str | None]:
    """The tag of a name as expat gives it, ``uri}local}prefix``, and the prefix."""
    uri, *rest = name.split("}")
    return (f"{{{uri}}}{rest[0]}", rest[1] if len(rest) > 1 else None) if rest else (uri, None)


def fromstring(data: bytes | str, parser: XMLParser | HTMLParser | None = None) -> Element:
    """Read XML, or a web page.

    :raises XMLSyntaxError: if it is none, nests too deeply, or declares entities.
    """
    if isinstance(parser, HTMLParser):
        return _page(data if isinstance(data, str) else bytes(data).decode())
    return _Reader(parser or XMLParser()).read(data.encode() if isinstance(data, str) else bytes(data))


def _page(text: str) -> Element:
    """The elements of a web page."""
    from html5lib import html5parser

    token = html5parser.impliedTagToken
    html5parser.impliedTagToken = lambda name, *given: {**token(name, *given), "data": {_IMPLIED: ""}}
    try:
        whole = html5parser.parse(f"<!doctype html>{text}", treebuilder="etree", namespaceHTMLElements=False)
    finally:
        html5parser.impliedTagToken = token
    above = Element("")
    stack = [(whole, above)]
    while stack:
        each, into = stack.pop()
        if isinstance(each, str):
            _put(into, each)
        elif isinstance(each.tag, str):  # no comment
            inner = into
            if each.attrib.pop(_IMPLIED, None) is None or each.tag not in _LEFT_OUT:
                inner = Element(each.tag, each.attrib)
                into.append(inner)
            for below in reversed(each):
                stack += [(below.tail, inner), (below, inner)] if below.tail else [(below, inner)]
            _put(inner, each.text or "")
    [root] = above
    above.remove(root)
    return root


def _put(around: Element, words: str) -> None:
    """Put words at the end of an element."""
    if not words:
        return
    if around._inside:
        around._inside[-1].tail = (around._inside[-1].tail or "") + words
    else:
        around.text = (around.text or "") + words


# ---------------------------------------------------------------------- writing


def strip_elements(root: Element, *tags: str, with_tail: bool = True) -> None:
    """Take elements out of a tree with what they hold, and the words behind them if the tail is meant too."""
    for element in list(root.iter(*tags)):
        above, before = element.getparent(), element.getprevious()
        above.remove(element)
        _put_behind(before, above, "" if with_tail else element.tail)


def strip_tags(root: Element, *tags: str) -> None:
    """Put what elements of a tree hold in their places; the root stays."""
    for element in list(root.iter(*tags)):
        if element is root:
            continue
        above, before, inside = element.getparent(), element.getprevious(), list(element)
        at = above.index(element)
        above.remove(element)
        _put_behind(before, above, element.text)
        for place, child in enumerate(inside, at):
            above.insert(place, child)
        _put_behind(inside[-1] if inside else before, above, element.tail)


def _put_behind(before: Element | None, above: Element, words: str | None) -> None:
    """Put words behind an element, or at the beginning of the one above if there is none before."""
    if words and before is not None:
        before.tail = (before.tail or "") + words
    elif words:
        above.text = (above.text or "") + words


def tostring(
    given: Element | _Tree,
    *,
    encoding: str = "UTF-8",
    xml_declaration: bool = False,
    standalone: bool | None = None,
) -> bytes:
    """Write an element and all in it."""
    root = given.getroot() if isinstance(given, _Tree) else given
    out: list[str] = []
    if xml_declaration:
        alone = f" standalone='{'yes' if standalone else 'no'}'" if standalone is not None else ""
        out.append(f"<?xml version='1.0' encoding='{encoding}'{alone}?>\n")
    above = root._up.nsmap if root._up is not None else {}
    stack: list[tuple[Element | str, dict[str | None, str]]] = [(root, above if isinstance(given, _Tree) else {})]
    while stack:
        each, names = stack.pop()
        if isinstance(each, str):
            out.append(each)
            continue
        inner = {**names}
        declared = {
            key: uri for key, uri in (each._names if each is not root else each.nsmap).items() if names.get(key) != uri
        }
        inner |= declared
        tag = _written(each.tag, inner, declared, each._prefix)
        values = "".join(
            f' {_written(key, inner, declared, None, value=True)}="{_escaped(value, _IN_VALUE)}"'
            for key, value in each.attrib.items()
        )
        spaces = "".join(
            f' xmlns{f":{key}" if key else ""}="{_escaped(uri, _IN_VALUE)}"' for key, uri in declared.items()
        )
        text = _escaped(each.text or "", _IN_TEXT)
        tail = _escaped(each.tail or "", _IN_TEXT) if each is not root else ""
        if not text and not each._inside:
            out.append(f"<{tag}{spaces}{values}/>{tail}")
            continue
        out.append(f"<{tag}{spaces}{values}>{text}")
        stack.append((f"</{tag}>{tail}", names))
        stack.extend((child, inner) for child in reversed(each._inside))
    return "".join(out).encode(encoding, "xmlcharrefreplace")


def _written(
    tag: str,
    names: dict[str | None, str],
    declared: dict[str | None, str],
    prefix: str | None,
    *,
    value: bool = False,
) -> str:
    """A name with its prefix, which is declared if it is not yet."""
    if tag[:1] != "{":
        return tag
    uri, _, local = tag[1:].partition("}")
    if uri == _XML:
        return f"xml:{local}"
    if names.get(prefix) == uri and (prefix or not value):
        return f"{prefix}:{local}" if prefix else local
    known = next((key for key, each in names.items() if each == uri and (key or not value)), "")
    if known == "":
        known = next(f"ns{number}" for number in range(len(names) + 1) if f"ns{number}" not in names)
        names[known] = declared[known] = uri
    return f"{known}:{local}" if known else local


def _escaped(words: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in words) if any(sign in words for sign in signs) else words
