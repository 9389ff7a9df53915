"""The structure grammar, built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from lark import Lark

from itu_texts.grammar.patterns import NoLexer
from itu_texts.grammar.tables import folder

__all__ = ["structure"]


@cache
def structure(builder: Any) -> Lark:
    """The structure grammar, with what is to be built of each rule.

    :param builder: a Lark transformer, applied while parsing; ``None`` for plain parse trees.
    """
    text = (folder() / "structure.lark").read_text("utf-8")
    lark = Lark(
        text,
        parser="lalr",
        lexer=NoLexer,
        start="document",
        keep_all_tokens=True,
        maybe_placeholders=False,
        transformer=builder,
    )
    for rule in lark.rules:  # their names are tokens, which compare slowly; the parser looks one up at each reduction
        rule.origin.name = str(rule.origin.name)
    return lark
