"""The grammars: found, read with the words of a language, and built once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from lark import Lark

from itu_texts.errors import UnknownLanguageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from lark.lexer import TerminalDef

__all__ = ["Surface", "languages", "structure", "surface"]


def _folder() -> Traversable:
    """The grammars: inside an installed package, beside it in a checkout."""
    installed = files("itu_texts") / "grammars"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "grammars"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there is a grammar for."""
    names = (entry.name for entry in (_folder() / "languages").iterdir())
    return tuple(sorted(name.removesuffix(".lark") for name in names if name.endswith(".lark")))


@frozen
class Surface:
    """What may stand where, in one language: the terminals of ``lines.lark``, ready to match."""

    line: re.Pattern[str]
    """At the start of a line; the name of the group that matched is the form of the line."""
    within: re.Pattern[str]
    """In a line: the candidates for labels, headings, annexes and page furniture."""
    after_dash: re.Pattern[str]
    """In a line, from a dash between blanks on."""
    line_begins: re.Pattern[str]
    """At the start of a line that may be an item, a heading or the like, and not the rest of a paragraph."""
    words: dict[str, re.Pattern[str]]
    """The other terminals of the language, by name."""


@cache
def surface(language: str) -> Surface:
    """The surface grammar with the words of a language.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages():
        raise UnknownLanguageError(language, languages())
    folder = _folder()
    text = (folder / "lines.lark").read_text("utf-8") + (folder / "languages" / f"{language}.lark").read_text("utf-8")
    lark = Lark(text, parser="lalr", lexer="basic", start=["line", "after_stop", "after_mark", "after_dash", "words"])
    terminals = {terminal.name: terminal for terminal in lark.terminals}

    def alternatives(rule: str) -> list[TerminalDef]:
        names = {r.expansion[-1].name for r in lark.rules if r.origin.name == rule}
        return sorted((terminals[name] for name in names), key=lambda t: (-t.priority, t.name))

    def forms(rule: str, leaving_out: str = "") -> str:
        return "|".join(
            f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in alternatives(rule) if t.name != leaving_out
        )

    def lead(name: str) -> str:
        return terminals[name].pattern.to_regexp()

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.MULTILINE)

    return Surface(
        line=pattern(forms("line")),
        within=pattern(f"{lead('BREAK')}(?:{lead('STOP')}(?:{forms('after_stop')})|{forms('after_mark')})"),
        after_dash=pattern(f"{lead('DASH')}(?:{forms('after_dash')})"),
        line_begins=pattern(rf"[^\S\n]*(?:{forms('line', leaving_out='TEXT')})"),
        words={t.name: pattern(t.pattern.to_regexp()) for t in alternatives("words")},
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
        lexer="basic",
        start="document",
        keep_all_tokens=True,
        maybe_placeholders=False,
        transformer=builder,
    )
