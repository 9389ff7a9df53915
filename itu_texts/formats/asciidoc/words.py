"""Converts the words of AsciiDoc as they are printed: without mark-up, with references and footnotes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from attrs import define, field

from itu_texts.formats.limits import Allowance
from itu_texts.formats.marked_words import BOLD, ITALIC, Mark, Words
from itu_texts.language.scripts import lowered, picture, raised
from itu_texts.language.writing import runs_on

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
