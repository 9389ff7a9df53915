"""The grammars: found, read with the words of a language, and built once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from lark import Lark
from lark.lexer import Lexer

from itu_texts.errors import UnknownLanguageError

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import Token

__all__ = ["Forms", "Surface", "in_small", "languages", "structure", "surface"]

_VERBS = ("PREAMBLE", "TELLING", "DECIDING", "PREAMBLE_WITHIN", "TELLING_WITHIN", "DECIDING_WITHIN")
_LONGEST_VERB = 60  # characters, with what tells which form it has
_RULES = (
    *(
        "line",
        "small",
        "capital",
        "after_stop",
        "after_mark",
        "after_dash",
        "verb",
        "words",
        "addressee",
        "bureau",
        "reference",
    ),
    *(f"after_{verb.lower()}" for verb in _VERBS),
)


def _folder() -> Path:
    """The grammars: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent / "grammars"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there is a grammar for."""
    return tuple(sorted(path.stem for path in (_folder() / "languages").glob("*.lark")))


class _NoLexer(Lexer):
    """In place of Lark's lexer: units come from the passes, and the surface is matched with its terminals."""

    def __init__(self, conf: LexerConf) -> None:
        pass

    def lex(self, *_: Any) -> Iterator[Token]:
        return iter(())


class _Patterns(dict[str, "re.Pattern[str]"]):
    """Patterns by name, each compiled when it is first looked up."""

    def __init__(self, texts: Mapping[str, str], flags: re.RegexFlag = re.MULTILINE) -> None:
        super().__init__()
        self._texts = texts
        self._flags = flags

    def __missing__(self, name: str) -> re.Pattern[str]:
        pattern = self[name] = re.compile(self._texts[name], self._flags)
        return pattern

    def ignoring_case(self) -> _Patterns:
        return _Patterns(self._texts, self._flags | re.IGNORECASE)


@frozen
class Forms:
    """The forms that lines may have, by what they begin with."""

    small: re.Pattern[str]
    capital: re.Pattern[str]
    any: re.Pattern[str]

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The form at a place in a text; ``None`` at its end."""
        first = text[start : start + 1]
        if first.islower():
            return self.small.match(text, start)
        return (self.capital if first.isupper() else self.any).match(text, start)


def in_small(line: str) -> str:
    """A line that may be a heading, in small letters: its first letter or word, or all of it, as much is in capitals.

    Each character keeps its place; a line with one that has no place of its own in small letters stays as it is.
    """
    word, blank, rest = line.partition(" ")
    if line.isupper():
        small = line.lower()
    else:
        small = (word.lower() if word.isupper() else word[:1].lower() + word[1:]) + blank + rest
    return small if len(small) == len(line) else line


@frozen
class Surface:
    """What may stand where, in one language: the terminals of ``lines.lark``, ready to match."""

    line: Forms
    """At the start of a line; the name of the group that matched is the form of the line."""
    within: re.Pattern[str]
    """In a line: the candidates for labels, headings, annexes and page furniture."""
    after_dash: re.Pattern[str]
    """In a line, from a dash between blanks on."""
    rest: Mapping[str, re.Pattern[str]]
    """By the form that a verb was found as (PREAMBLE, TELLING_WITHIN ...): behind it, how far a heading goes."""
    words: _Patterns
    """The terminals that are looked up one by one, by name."""
    read: dict[tuple[object, ...], tuple[Any, ...]] = field(factory=dict, eq=False, repr=False)
    """What headings and the like were found to say, by their type and words: they are few, and come again."""

    @cached_property
    def for_capitals(self) -> Surface:
        """The same for lines all in capitals: what is looked up by name is found in any letters."""
        return evolve(self, words=self.words.ignoring_case(), read={})

    def tells(self, text: str, start: int = 0) -> bool:
        """Whether a verb that takes an addressee stands here, in any letters."""
        if text[start : start + 1].isupper():
            text, start = in_small(text[start : start + _LONGEST_VERB]), 0
        form = self.line.match(text, start)
        return form is not None and form.lastgroup == "TELLING"


@cache
def surface(language: str) -> Surface:
    """The surface grammar with the words of a language.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages():
        raise UnknownLanguageError(language, languages())
    folder = _folder()
    files = (folder / "lines.lark", folder / "languages" / f"{language}.lark")
    text = "".join(file.read_text("utf-8") for file in files)
    lark = Lark(text, parser="lalr", lexer=_NoLexer, start=[*_RULES])
    terminals = {terminal.name: terminal for terminal in lark.terminals}

    def regexp(name: str) -> str:
        return terminals[name].pattern.to_regexp()

    def names(rule: str) -> list[str]:
        return [r.expansion[-1].name for r in lark.rules if r.origin.name == rule]

    def in_order(found: list[str]) -> str:
        # The group that tells which it was is empty, and stands last: a pattern that begins with a group is slow
        # to find that its first character is another.
        return "|".join(f"(?:{regexp(name)})(?P<{name}>)" for name in found)

    def forms(rule: str) -> str:
        return in_order(sorted({*names(rule)}, key=lambda name: (-terminals[name].priority, name)))

    after_break = f"(?:{regexp('STOP')}(?:{forms('after_stop')})|{regexp('MARK')}(?:{forms('after_mark')}))"
    return Surface(
        line=Forms(*(re.compile(forms(rule), re.MULTILINE) for rule in ("small", "capital", "line"))),
        within=re.compile(regexp("BREAK") + after_break, re.MULTILINE),
        after_dash=re.compile(f"{regexp('DASH')}(?:{forms('after_dash')})", re.MULTILINE),
        rest=_Patterns({verb: forms(f"after_{verb.lower()}") for verb in _VERBS}),
        words=_Patterns(
            {name: regexp(name) for name in names("words")}
            | {rule: in_order(names(rule)) for rule in ("verb", "addressee", "bureau", "reference")}
        ),
    )


@cache
def structure() -> Lark:
    """The structure grammar."""
    text = (_folder() / "structure.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer=_NoLexer, start="document", keep_all_tokens=True, maybe_placeholders=False)
