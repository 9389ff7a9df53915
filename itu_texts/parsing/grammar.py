"""The grammars: found, read with the words of a language, and built once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from lark import Lark
from lark.lexer import Lexer

from itu_texts.errors import UnknownLanguageError

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import TerminalDef, Token

__all__ = ["Surface", "languages", "structure", "surface"]


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


class _Words(Mapping[str, "re.Pattern[str]"]):
    """The terminals that the passes look up, each compiled when it is first used."""

    def __init__(self, terminals: Mapping[str, TerminalDef]) -> None:
        self._terminals = terminals
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._patterns:
            self._patterns[name] = re.compile(self._terminals[name].pattern.to_regexp(), re.MULTILINE)
        return self._patterns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terminals)

    def __len__(self) -> int:
        return len(self._terminals)


@frozen
class Surface:
    """What may stand where, in one language: the terminals of ``lines.lark``, ready to match."""

    line: re.Pattern[str]
    """At the start of a line; the name of the group that matched is the form of the line."""
    within: re.Pattern[str]
    """In a line: the candidates for labels, headings, annexes and page furniture."""
    after_dash: re.Pattern[str]
    """In a line, from a dash between blanks on."""
    words: Mapping[str, re.Pattern[str]]
    """The terminals that are looked up one by one, by name."""


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
    lark = Lark(text, parser="lalr", lexer=_NoLexer, start=["line", "after_stop", "after_mark", "after_dash", "words"])
    terminals = {terminal.name: terminal for terminal in lark.terminals}

    def alternatives(rule: str) -> list[TerminalDef]:
        names = {r.expansion[-1].name for r in lark.rules if r.origin.name == rule}
        return sorted((terminals[name] for name in names), key=lambda t: (-t.priority, t.name))

    def forms(rule: str) -> str:
        return "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in alternatives(rule))

    def lead(name: str) -> str:
        return terminals[name].pattern.to_regexp()

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.MULTILINE)

    return Surface(
        line=pattern(forms("line")),
        within=pattern(f"{lead('BREAK')}(?:{lead('STOP')}(?:{forms('after_stop')})|{forms('after_mark')})"),
        after_dash=pattern(f"{lead('DASH')}(?:{forms('after_dash')})"),
        words=_Words({t.name: t for t in alternatives("words")}),
    )


@cache
def structure(builder: Any) -> Lark:
    """The structure grammar, with what is to be built of each rule.

    :param builder: a Lark transformer, applied while parsing; ``None`` for plain parse trees.
    """
    text = (_folder() / "structure.lark").read_text("utf-8")
    return Lark(
        text,
        parser="lalr",
        lexer=_NoLexer,
        start="document",
        keep_all_tokens=True,
        maybe_placeholders=False,
        transformer=builder,
    )
