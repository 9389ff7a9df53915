"""Reads the lines of an AsciiDoc file as blocks: sections, paragraphs, items, tables and captions."""

import html
import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from attrs import define, field

from itu_texts.formats.composing import BOLD, ITALIC, Allowance, Mark, Words, whole_number
from itu_texts.language.series import letters, roman
from itu_texts.language.writing import lowered, picture, raised, runs_on

# ----------------------------------------------------------------------
# Converts the words of AsciiDoc as they are printed: without mark-up, with references and footnotes.

_HOLD, _HELD = "\ufdd0", "\ufdd1"  # around the number of words that are put in at the end; no text has these signs
_LOOKS = {"\ufdd2": BOLD, "\ufdd3": ITALIC}  # before words in such letters
_CLOSES = "\ufdd4"  # behind them
_SIGN = re.compile("(\ufdd0\\d+\ufdd1|[\ufdd2-\ufdd4])")
# "\_", "++a_b++", "[[[a,1]]]", "[[a]]", "<<a,words>>", "(((i)))", "((i))", "{{a,term}}", "link:a.html[words]",
# "footnote:a[Words.]", "https://a.example[words]", "{name}"
_TAKEN = re.compile(
    r"(?P<sign>[\ufdd0-\ufdd4])"
    r"|\\(?P<escaped>[_*`#^~+<\[\]{}|\\]|(?:footnote|link|xref|stem|pass):)"
    r"|\+\+\+(?P<pass3>[^+]+)\+\+\+|\+\+(?P<pass2>[^+]+)\+\+|(?<![\w+])\+(?P<pass1>[^+\s](?:[^+]*[^+\s])?)\+(?![\w+])"
    r"|\[\[\[(?P<entry>[^\[\],]+)(?:,(?P<printed>[^\[\]]*))?\]\]\]"
    r"|\[\[(?P<anchor>[^\[\],]+)(?:,[^\[\]]*)?\]\]"
    r"|<<(?P<reference>[^<>]+)>>"
    r"|\(\(\((?P<hidden>[^()]*)\)\)\)|\(\((?P<index>[^()]+)\)\)"
    r"|\{\{(?P<concept>[^{}]+)\}\}"
    r"|(?<![\w:])(?P<macro>link|mailto|xref|stem|latexmath|asciimath|image|icon|kbd|btn|menu|pass|add|del|smallcap|strike"
    r"|underline|smallcaps|keyword|term|concept|symbol|anchor|bookmark|indexterm2?|index|bibterm|date|std-link|ruby|lang"
    r"|hash|fn):(?P<target>[^\s\[\]]*)\["
    r"|footnote(?:ref)?:(?P<note>[\w.-]*)\["
    r"|(?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]+)\["
    r"|\{(?P<attribute>[a-zA-Z][\w-]*)\}"
)
_EMPHASIS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"(?:\[[^\[\]\s]*\])?\*\*([^*]+)\*\*", "\ufdd2\\1\ufdd4"),
        (r"(?:\[[^\[\]\s]*\])?__([^_]+)__", "\ufdd3\\1\ufdd4"),
        (r"(?:\[[^\[\]\s]*\])?(?<![\w*\\:;}])\*(?=\S)([^*]+)(?<=\S)\*(?!\w)", "\ufdd2\\1\ufdd4"),
        (r"(?:\[[^\[\]\s]*\])?(?<![\w\\:;}])_(?=\S)([^_]+)(?<=\S)_(?!\w)", "\ufdd3\\1\ufdd4"),
        (r"``([^`]+)``", r"\1"),
        (r"(?<![\w\"'`])`(?=\S)([^`]+)(?<=\S)`(?![\w\"'`])", r"\1"),
        (r"(?:\[[.\w%-]*\])##([^#]+)##", r"\1"),
        (r"(?:\[[.\w%-]*\])#(?=\S)([^#]+)(?<=\S)#(?!\w)", r"\1"),
        (r"(?<!\w)#(?=[^\s#])([^#]+)(?<=\S)#(?!\w)", r"\1"),
        (r"\^([^\s^]+)\^", lambda found: raised(found[1])),
        (r"~([^\s~]+)~", lambda found: lowered(found[1])),
        (r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});", lambda found: html.unescape(found[0])),
    )
)
_TYPED = (('"`', "“"), ('`"', "”"), ("'`", "‘"), ("`'", "’"), (" -- ", " – "))
_BRACKET = re.compile(r"\\?[\[\]]")
_BREAK = re.compile(r" \+\n|(?<=\S) \+$")
_LOCALITY = re.compile(r"\b([a-z]+)=")
_VALUES = {
    **dict.fromkeys(("blank", "empty", "zwsp", "wj"), ""),
    "sp": " ",
    "nbsp": "\u00a0",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "plus": "+",
    "vbar": "|",
    "startsb": "[",
    "endsb": "]",
    "caret": "^",
    "asterisk": "*",
    "tilde": "~",
    "backslash": "\\",
    "backtick": "`",
    "apos": "'",
    "quot": '"',
    "deg": "°",
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "cpp": "C++",
}
_UNSEEN = frozenset(("anchor", "bookmark", "index", "indexterm", "icon"))
_TAKEN_AS_THEY_ARE = frozenset(("stem", "latexmath", "asciimath", "pass"))
_CHANGES: dict[str, Mark] = {"add": ("insertion", (None, None)), "del": ("deletion", (None, None))}
_COST = 50  # characters: what putting in an attribute costs beside its words
_DEEPEST = 40  # macros and attributes in one another


@define
class WordsOfFile:
    """Converts the words of a file, and counts its footnotes."""

    references: Mapping[str, str]
    """What is printed for an anchor."""
    attributes: Mapping[str, str]
    allowance: Allowance
    view: str = "final"
    notes: list[tuple[str, Words]] = field(factory=list)
    """The marks and words of the footnotes that were called and not yet taken."""
    count: int = 0
    named: dict[str, str] = field(factory=dict)
    """The marks of footnotes that have names."""
    depth: int = 0
    held: list[tuple[str, tuple[Mark, ...]]] = field(factory=list)
    """The words that are put in at the end, with their marks."""

    def printed(self, raw: str) -> Words:
        """Return the words of a paragraph or a part of one, as they are printed."""
        made = Words()
        looks: list[Mark] = []
        for part in _SIGN.split(_plain(self._deeper(raw))):
            if part in _LOOKS:
                looks.append(_LOOKS[part])
            elif part == _CLOSES:
                del looks[-1:]
            else:
                text, marks = self.held[int(part[1:-1])] if part[:1] == _HOLD else (part, ())
                if text:
                    made.add(text, *marks, *looks)
        return made

    def _deeper(self, raw: str) -> str:
        """Replace all mark-up by signs for what is put in at the end; none if it nests too deep."""
        if self.depth > _DEEPEST:
            return self._hold(raw)
        self.depth += 1
        try:
            return "".join(self._replaced(raw))
        finally:
            self.depth -= 1

    def _replaced(self, raw: str) -> list[str]:
        out: list[str] = []
        place = 0
        while (found := _TAKEN.search(raw, place)) is not None:
            out.append(raw[place : found.start()])
            inside, place = "", found.end()
            if found[0].endswith("[") and found["escaped"] is None:
                inside, place = _bracketed(raw, place)
            if found["note"] is not None:
                out[-1] = out[-1].rstrip()
            out.append(self._replacement(found, inside))
        return [*out, raw[place:]]

    def _hold(self, words: str, *marks: Mark) -> str:
        """Keep words until the end, and return the sign for them."""
        self.held.append((words, marks))
        return f"{_HOLD}{len(self.held) - 1}{_HELD}"

    def _replacement(self, found: re.Match[str], inside: str) -> str:
        kind = found.lastgroup or ""
        value = found[kind]
        match kind:
            case "attribute":
                return self._attribute(value, found[0])
            case "anchor" | "hidden":
                return ""
            case "entry" | "printed":
                return self._hold(f"[{value.strip() or found['entry'].strip()}]")
            case "reference":
                name, _, words = value.partition(",")
                return self._reference(name, words)
            case "index":
                return value
            case "concept":
                return value.split(",")[-1].strip()
            case "note":
                return self._footnote(found[0], value, inside)
            case "target" | "url":
                return self._macro(found["macro"] or "link", value, inside)
        return self._hold(value)

    def _attribute(self, name: str, whole: str) -> str:
        if (sign := _VALUES.get(name.lower())) is not None:
            return self._hold(sign) if sign else ""
        value = self.attributes.get(name.lower())
        if value is None or self.depth > _DEEPEST:
            return self._hold(whole)
        self.allowance.take(whole, len(value) + _COST)
        return self._deeper(value)

    def _reference(self, name: str, words: str) -> str:
        name = name.strip().removeprefix("#")
        if words.strip():  # "clause=5" is "clause 5"
            before = "" if name in self.references else self._hold(f"[{name}] ")
            return before + self._deeper(_LOCALITY.sub(r"\1 ", words.strip()))
        printed = self.references.get(name) or f"[{name}]"
        self.allowance.take(f"<<{name}>>", len(printed))
        return self._hold(printed)

    def _macro(self, name: str, target: str, inside: str) -> str:
        """Return the replacement of a macro with words in square brackets."""
        if name in _UNSEEN:
            return ""
        if name == "xref":
            return self._reference(target, inside)
        if name in _TAKEN_AS_THEY_ARE:
            return self._hold(inside)
        if name in _CHANGES:
            if self.view == "marked":
                return self._hold(self.printed(inside).text, _CHANGES[name])
            return "" if (name == "add") == (self.view == "original") else self._deeper(inside)
        words = inside.split(",")[0].strip().strip('"').rstrip("^")
        if name == "image":
            return self._hold(picture(self.printed(words).text))
        if name in ("link", "mailto"):
            return self._deeper(words) if words else self._hold(target)
        return self._deeper(inside or target)

    def _footnote(self, whole: str, name: str, inside: str) -> str:
        """Count a footnote, unless it is called again by its name, and return the sign for its mark."""
        if whole.startswith("footnoteref"):
            name, _, inside = inside.partition(",")
        mark = self.named.get(name.strip(), "")
        if not mark:
            self.count += 1
            mark = str(self.count)
            if name.strip():
                self.named[name.strip()] = mark
            self.notes.insert(len(self.notes), (mark, self.printed(inside)))  # those in its words come behind it
        return self._hold(mark, ("anchor", mark))


def _bracketed(raw: str, start: int) -> tuple[str, int]:
    """Return the words up to the closing bracket, and the place after it; all of the rest if there is none."""
    depth = 1
    for found in _BRACKET.finditer(raw, start):
        if found[0] == "[":
            depth += 1
        elif found[0] == "]" or (depth > 1 and found[0] == "\\]"):  # an inner bracket may be escaped
            depth -= 1
            if not depth:
                return raw[start : found.start()].replace("\\]", "]"), found.end()
    return raw[start:], len(raw)


def _plain(text: str) -> str:
    """Return words without signs of emphasis, with replacements such as dashes, and lines joined.

    A blank joins them unless the language writes none.
    """
    for pattern, made in _EMPHASIS:
        text = pattern.sub(made, text)
    for typed, printed in _TYPED:
        text = text.replace(typed, printed)
    lines = [line.strip() for line in text.split("\n") if line.strip()] if "\n" in text else [text]
    joints = (before and not (runs_on(before[-1]) and runs_on(line[0])) for before, line in pairwise(("", *lines)))
    return "".join(f" {line}" if joint else line for joint, line in zip(joints, lines, strict=True))


def is_emphasised(raw: str) -> bool:
    """Return whether a whole line is in italics."""
    whole = raw.strip().rstrip(",:")
    words = whole.strip("*_")
    before, _, behind = whole.partition(words) if words else ("", "", "")
    return "_" in before and "_" in behind and "_" not in words and "*" not in words


def segments(raw: str) -> list[str]:
    """Return a paragraph divided at its printed line breaks."""
    return [part for part in _BREAK.split(raw) if part and part.strip()]


_FENCE = re.compile(r"--|([-.+/_*=])\1{3,}|```\w*|[|,:!]={3,}")  # "====": a line that opens or ends a block
_ENTRY = re.compile(r":(!?)([\w-]+)(!?):(?:[ \t]+(.*))?")
_AUTHOR = re.compile(r"[^<]*<[^<>\s]+@[^<>\s]+>.*|v?\d+(?:\.\d+)+,.*")
_UNREAD = re.compile(r"//(?!//+$).*|(?:ifdef|ifndef|endif)::[^\[]*\[\]|ifeval::\[.*\]")  # "// a comment", "ifdef::a[]"
_CONDITIONAL = re.compile(r"(?:ifdef|ifndef)::[^\[]*\[(.+)\]")  # "ifdef::a[words]": the words are always read
_SECTION = re.compile(r"(={1,7}|#{2,7})[ \t]+(\S.*?)(?:[ \t]+\1)?")
# "[[anchor]]", "[.role,start=3]", "[NOTE]", "[appendix]"; no text in square brackets
_ATTRIBUTES = re.compile(
    r"\[\[([^\[\],]+)(?:,[^\]]*)?\]\]"
    r"|\[(?!\[)(\s*(?:[.#%]|[^,=]*=|(?:[a-z][a-z_-]*|NOTE|TIP|IMPORTANT|WARNING|CAUTION)?\s*(?:[,.#%]|(?=\]$))).*)\]"
)
_ATTRIBUTE = re.compile(r"""\s*(?:([\w:-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'[^']*'|[^,]*)\s*(?:,|$)""")
# ".. words", "* words", "- [x] words", "1. words", "iv) words"
_ITEM = re.compile(
    r"[ \t]*(?:(\.{1,7}|\*{1,7}|-|•)|(\d{1,3}\.)|([a-z]\.)|([A-Z]\.)|([ivx]+\))|([IVX]+\)))"
    r"[ \t]+(?:\[[ xX*]\][ \t]+)?(?P<words>\S.*)"
)
_INCLUDE = re.compile(r"include::(.+?)\[.*\]")
_IMAGE = re.compile(r"(?:image|video|audio)::[^\[]*\[([^,]*).*\]")
_BARE = re.compile(r"(?:toc|bibliography|index)::?[^\[]*\[.*\]|'{3,}|<{3,}|-{3}|\*{3}")
_CAPTION = re.compile(r"\.([^. \t].*)")
_NOTE = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION|DANGER|EDITOR):[ \t]+")
_TERM = re.compile(r"[ \t]*(?!http)(\S.*?)::+(?:[ \t]+(\S.*))?")  # "CM:: Cable Modem"
_NOTES = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))
_FLAVOURED = frozenset(("resolution", "recommendation", "decision", "opinion", "recommendation-annex", "question"))
_SHOWN = frozenset("-.+`")  # the delimiters of blocks whose lines stay as they are
_CAPTIONED = frozenset(("table", "figure", "verbatim"))
_UNDERLINES = "=-~^+"
_STYLES = ("arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman")
_STYLES_OF_ITU = ("loweralpha", "arabic", "lowerroman", "upperalpha", "upperroman")
_NO_BULLETS = frozenset(("none", "no-bullet", "unstyled"))


@define
class Block:
    """A block of a file."""

    kind: str = ""
    """``section``, ``paragraph``, ``item``, ``note``, ``figure``, ``caption``, ``table``, ``verbatim``, ``unread``."""
    lines: list[str] = field(factory=list)
    """Its lines as they are written; for a title, a figure or an included file, its words."""
    line: int = 0
    level: int = 0
    """The level of a section, or of the list that contains the block."""
    label: str = ""
    """The number of a section, a figure or a table, the label of an item, or the name of a note."""
    title: str = ""
    """The title, from a line that begins with a full stop."""
    style: str = ""
    """The first word in square brackets above the block: ``appendix``, ``NOTE``, ``quote``, ``loweralpha``."""
    named: dict[str, str] = field(factory=dict)
    options: set[str] = field(factory=set)
    """Its options and its roles."""
    names: list[str] = field(factory=list)
    """Its anchors."""
    opens: bool = False
    """Whether a block is directly below this paragraph, like the body of a clause below its heading."""
    is_quoted: bool = False
    """Whether it is in a quotation."""

    @property
    def text(self) -> str:
        """Its lines joined."""
        return "\n".join(self.lines)


@define
class _List:
    """An open list."""

    marker: str
    count: int
    style: str
    is_of_steps: bool


class Scanner:
    """Reads a file line by line."""

    def __init__(self, text: str) -> None:
        self.lines = re.split(r"\r\n?|\n", text)
        self.last = {line.rstrip(): at for at, line in enumerate(self.lines) if _FENCE.fullmatch(line.rstrip())}
        """The last place of each line that may end a block."""
        self.attributes: dict[str, str] = {}
        self.title = Block(line=1)
        """The title of the file."""
        self.blocks: list[Block] = []
        self.next = Block()
        """What is known of the next block."""
        self.open: Block | None = None
        """The paragraph or the item that the next line goes on with."""
        self.lists: list[_List] = []
        """The open lists, the innermost last."""
        self.base = 0
        """The number of lists around the open block, which contains these."""
        self.fenced: list[tuple[str, list[_List], int, bool]] = []
        """The delimiter of each open block, with the lists, their number and whether it was a quotation before it."""
        self.is_attached = False
        """Whether a plus sign joins the next block to the item before it."""
        self.after_blank = True
        self.note = ""
        """The name of the notes in the open block."""
        self.in_quotation = False
        self.at = 0
        while self.at < len(self.lines):
            self._take(self.lines[self.at].rstrip())
            self.at += 1
        self._captioned()

    @property
    def is_flavoured(self) -> bool:
        """Whether the file is printed in the manner of ITU texts."""
        kind = self.attributes.get("doctype", "").lower()
        return kind in _FLAVOURED or "mn-document-class" in self.attributes or "docnumber" in self.attributes

    # ------------------------------------------------------------------ lines

    def _take(self, line: str) -> None:
        """Read one line, by the first form of lines that it has."""
        if (conditional := _CONDITIONAL.fullmatch(line)) is not None:
            line = conditional[1]
        if _UNREAD.fullmatch(line) is not None:
            return
        forms = _FORMS if self.open is None else _FORMS_IN_PARAGRAPHS
        if not line:
            self.open = None
        elif not any(
            (found := form.fullmatch(line)) is not None and read(self, found) is not False for form, read in forms
        ):
            if self.open is None:
                self._paragraph(line)
            else:
                self.open.lines.append(line)
        self.after_blank = not line

    def _plus(self, _: re.Match[str]) -> bool:
        """Join what follows to an item."""
        if self.open is None and not self.base and not self.lists:
            return False
        if self.after_blank:
            del self.lists[max(len(self.lists) - 1, 1) :]  # what follows belongs to an item around it
        self.open, self.is_attached = None, True
        return True

    def _entry(self, found: re.Match[str]) -> None:
        """Read an attribute of the file, with the lines that continue it."""
        value = (found[4] or "").strip()
        while value.endswith(" \\") and self.at + 1 < len(self.lines):
            self.at += 1
            value = f"{value[:-2].rstrip()} {self.lines[self.at].strip()}"
        self.attributes[found[2].lower()] = value
        if found[1] or found[3]:
            del self.attributes[found[2].lower()]

    def _attributes(self, found: re.Match[str]) -> None:
        """Read attributes of the next block, or an anchor."""
        self.open = None
        if found[1]:
            self.next.names.append(found[1].strip())
            return
        for place, part in enumerate(_ATTRIBUTE.finditer(found[2].strip())):
            name, value = part[1], part[2].strip().strip("\"'")
            if name in ("options", "opts", "role"):
                self.next.options.update(re.split(r"[,\s]+", value))
            elif name == "id":
                self.next.names.append(value)
            elif name:
                self.next.named[name] = value
            elif not place:
                style, *others = re.split("(?=[.#%])", value)
                self.next.style = style.strip() or self.next.style
                for other in others:
                    (self.next.names.append if other[0] == "#" else self.next.options.add)(other[1:])

    def _underline(self, found: re.Match[str]) -> bool:
        """Read the line above as a title if this one underlines it: it is of the same length."""
        above, line = self.open, found[0]
        if above is None or above.kind != "paragraph" or len(above.lines) > 1 or abs(len(above.text) - len(line)) > 1:
            return False
        self.next = self.blocks.pop()
        self._section(_UNDERLINES.index(line[0]), above.text)
        return True

    def _section(self, level: int, title: str) -> None:
        self.open, self.lists, self.base = None, [], 0
        self.fenced, self.is_attached, self.note, self.in_quotation = [], False, "", False
        if level == 0 and not self.title.text and not self.blocks:
            self.title = Block(lines=[title], line=self.at + 1)
        else:
            self._add("section", ["" if title in ("{blank}", "{empty}") else title], level)

    def _item(self, found: re.Match[str]) -> bool:
        """Begin an item; in a paragraph, only if it is in a list."""
        if self.open is not None and not self.lists:
            return False
        kind = next(kind for kind in range(1, 7) if found[kind])
        marker, typed = (found[1], "") if kind == 1 else (f"typed {kind}", found[kind])
        label = self._label(self._list(marker), typed)
        self.open = self._add("item", [found["words"].strip()], self.base + len(self.lists), label)
        return True

    def _caption(self, found: re.Match[str]) -> None:
        self._captioned()
        self.next.title, self.next.line = found[1], self.at + 1

    def _note(self, found: re.Match[str]) -> bool:
        """Begin a note directly below another."""
        if self.open is None or self.open.kind != "note":
            return False
        self._paragraph(found[0])
        return True

    def _term(self, found: re.Match[str]) -> bool:
        """Begin a term directly below another."""
        if self.open is None or _TERM.fullmatch(self.lines[self.open.line - 1].rstrip()) is None:
            return False
        self._paragraph(found[0])
        return True

    def _paragraph(self, line: str) -> None:
        if self.after_blank and not self.is_attached:
            self.lists.clear()
        kind, label, begin = "note", "", self.at
        if (note := _NOTE.match(line)) is not None:
            label, line = note[1], line[note.end() :]
        elif self.next.style in _NOTES:
            label = self.next.style
        elif self.note:
            label, self.note = self.note, ""
        else:
            kind = "paragraph"
            line = self._term_and_words(line)
        self.open = self._add(kind, [line], self.base + len(self.lists), label)
        self.open.line = begin + 1

    def _term_and_words(self, line: str) -> str:
        """Return a line; for a term with what explains it, also on the next line, "Term: words"."""
        if (term := _TERM.fullmatch(line)) is None:
            return line
        below = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        if not term[2] and below and not any(form.fullmatch(below) for form in (_FENCE, _ITEM, _SECTION)):
            self.at += 1
            return f"{term[1]}: {below}"
        return f"{term[1]}: {term[2] or ''}"

    # ------------------------------------------------------------------ blocks

    def _add(self, kind: str, lines: list[str], level: int = 0, label: str = "") -> Block:
        """Add a block, with what is known of it; the title of most becomes a block of its own."""
        if kind not in _CAPTIONED:
            self._captioned()
        block, self.next = self.next, Block()
        block.kind, block.lines, block.line, block.level, block.label = kind, lines, self.at + 1, level, label
        block.is_quoted = self.in_quotation or block.style in ("quote", "verse")
        self.blocks.append(block)
        self.is_attached = False
        return block

    def _captioned(self) -> None:
        if self.next.title:
            self.blocks.append(Block("caption", [self.next.title], self.next.line))
            self.next.title = ""

    def _fence(self, found: re.Match[str]) -> None:
        """Read a line that opens or ends a block."""
        line, opens = found[0], self.open is not None and found[0] == "--"
        if self.open is not None:
            self.open.opens = opens
        self.open = None
        place = max((place for place, each in enumerate(self.fenced) if each[0] == line), default=-1)
        if place >= 0 and not self.is_attached:
            _, self.lists, self.base, self.in_quotation = self.fenced[place]
            self.note = ""
            del self.fenced[place:]
        elif line[0] in "|,:!" or line.startswith("////") or (line[0] in _SHOWN and line != "--"):
            self._raw("```" if line.startswith("```") else line)
        else:
            self._open_block(line, opens=opens)

    def _open_block(self, line: str, *, opens: bool) -> None:
        """Open a block that holds others."""
        if not self.is_attached and not opens:
            self.lists.clear()
        self._captioned()
        self.fenced.append((line, self.lists, self.base, self.in_quotation))
        self.base += len(self.lists) if self.is_attached else 0
        self.lists, self.is_attached = [], False
        self.note = self.next.style if self.next.style in _NOTES else ""
        ahead = self.lines[self.at + 1 : self.at + 5]
        held = ahead[: ahead.index(line)] if line in ahead else []
        is_indent = "" not in held and is_emphasised(" ".join(held))  # as pandoc writes a heading with an indent
        self.in_quotation |= (line.startswith("____") and not is_indent) or self.next.style == "quote"
        self.next = Block()

    def _raw(self, delimiter: str) -> None:
        """Read a block of lines up to the line that ends it; without such a line, the first line opens no block."""
        if self.last.get(delimiter, -1) <= self.at:
            return
        begin = self.at = self.at + 1
        while self.lines[self.at].rstrip() != delimiter:
            self.at += 1
        if delimiter[0] != "/":
            block = self._add("table" if delimiter[0] in "|,:!" else "verbatim", self.lines[begin : self.at])
            block.line = begin + 1
            if delimiter[0] in ",:":
                block.named["format"] = {",": "csv", ":": "dsv"}[delimiter[0]]
        self.is_attached = False

    # ------------------------------------------------------------------ lists

    def _list(self, marker: str) -> _List:
        """Return the list of an item by its marker, as the innermost open one."""
        place = next((place for place, each in enumerate(self.lists) if each.marker == marker), len(self.lists))
        begins = "start" in self.next.named or self.next.style != ""
        if place == len(self.lists) or (place == len(self.lists) - 1 and begins):
            self.lists[place:] = [self._begun(marker, self.lists[:place])]
        del self.lists[place + 1 :]
        return self.lists[place]

    def _begun(self, marker: str, around: list[_List]) -> _List:
        """Return a list that begins in others."""
        style, named = self.next.style, self.next.named
        is_of_steps = around[0].is_of_steps if around else named.get("class") == "steps" or "steps" in self.next.options
        if marker[0] == "." and style not in _STYLES:
            depth = self.base + sum(each.marker[0] == "." for each in around)
            styles = _STYLES_OF_ITU if self.is_flavoured and not is_of_steps else _STYLES
            style = styles[depth % len(styles)]
        return _List(marker, whole_number(named.get("start"), 1) - 1, style, is_of_steps)

    def _label(self, of: _List, typed: str) -> str:
        """Return the label of the next item of a list.

        It has the form of those in ITU texts, a) and 1) and i), or of AsciiDoc itself, 1. and a. and i.
        """
        of.count += 1
        if typed:
            return typed
        if of.marker[0] != ".":
            return "" if of.style in _NO_BULLETS else "–" if self.is_flavoured else "•"
        made = letters if of.style.endswith("alpha") else roman if of.style.endswith("roman") else str
        number = made(of.count)
        return (number.upper() if of.style.startswith("upper") else number) + (")" if self.is_flavoured else ".")


_Forms = tuple[tuple[re.Pattern[str], Callable[[Scanner, re.Match[str]], object]], ...]
_FORMS_IN_PARAGRAPHS: _Forms = (
    (re.compile(r"\+"), Scanner._plus),
    (re.compile(r"([=~^+-])\1{3,}"), Scanner._underline),
    (_FENCE, Scanner._fence),
    (_ATTRIBUTES, Scanner._attributes),
    (_SECTION, lambda file, found: file._section(len(found[1]) - 1, found[2])),
    (_ITEM, Scanner._item),
    (re.compile(f"{_NOTE.pattern}.*"), Scanner._note),
    (_TERM, Scanner._term),
)
_FORMS: _Forms = (
    *_FORMS_IN_PARAGRAPHS[:5],
    (_ENTRY, Scanner._entry),
    (_AUTHOR, lambda file, _: bool(file.title.text) and not file.blocks and not file.after_blank),  # below the title
    (_INCLUDE, lambda file, found: file._add("unread", [found[1]])),
    (_IMAGE, lambda file, found: file._add("figure", [found[1].strip().strip("\"'")])),
    (_BARE, lambda *_: True),
    (_CAPTION, Scanner._caption),
    (_ITEM, Scanner._item),
)
"""The forms of lines outside paragraphs and in them, and what reads each.

It returns ``False`` if the line has another form.
"""
