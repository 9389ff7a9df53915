"""The terminals and rules of a language as tables, made when a wheel is built, so that Lark need not read the grammar.

A table says of which grammar files it was made.  Where it is of others, as in a checkout that was changed, or where
there is none, Lark reads the files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

from itu_texts.errors import UnknownLanguageError

__all__ = ["Terminals", "folder", "languages", "read", "write"]

_TABLES = "tables"


@frozen
class Terminals:
    """What the files of a grammar say."""

    patterns: dict[str, str]
    """The terminals by name, as regular expressions, in the order in which the members of a family are tried."""
    rules: dict[str, list[list[str]]]
    """The expansions of each rule."""


def folder() -> Path:
    """The grammars: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent / "grammars"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there is a grammar for."""
    return tuple(sorted(path.stem for path in (folder() / "languages").glob("*.lark")))


def read(language: str) -> Terminals:
    """The terminals and rules of a language, from its table or, where that is not of these files, from the files.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages():
        raise UnknownLanguageError(language, languages())
    texts = _texts(language)
    import json

    table = folder() / _TABLES / f"{language}.json"
    if table.is_file():
        made = json.loads(table.read_text("utf-8"))
        if made["of"] == _digest(texts):
            return Terminals(made["patterns"], made["rules"])
    return _from_files(texts)


def write(language: str, path: Path) -> None:
    """Write the table of a language to a file."""
    import json

    texts = _texts(language)
    found = _from_files(texts)
    made = {"of": _digest(texts), "patterns": found.patterns, "rules": found.rules}
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _texts(language: str) -> list[str]:
    """The shapes, and then the words, which may override some of them."""
    files = [*sorted((folder() / "shapes").glob("*.lark")), folder() / "languages" / f"{language}.lark"]
    return [file.read_text("utf-8") for file in files]


def _digest(texts: list[str]) -> str:
    import hashlib

    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _from_files(texts: list[str]) -> Terminals:
    from itu_texts.grammar.patterns import read_terminals  # Lark is not needed where there is a table

    return Terminals(*read_terminals(texts))
