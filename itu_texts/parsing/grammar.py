"""The structure grammar, built once."""

from __future__ import annotations

from functools import cache

from lark import Lark

from itu_texts.grammar.patterns import NoLexer
from itu_texts.grammar.tables import folder

__all__ = ["structure"]


@cache
def structure() -> Lark:
    """The structure grammar."""
    text = (folder() / "structure.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer=NoLexer, start="document", keep_all_tokens=True, maybe_placeholders=False)
