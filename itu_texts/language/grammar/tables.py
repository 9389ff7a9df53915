"""Tables of the grammar files, made when a wheel is built, so that Lark need not read the files at each start.

A table names the grammar files that it was made from. If it does not match the files, as in a modified checkout, or if
there is no table, Lark reads the files, and the table is cached for the next run (:mod:`itu_texts.language.cache`).
"""

from __future__ import annotations

import marshal
import re
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from itu_texts.errors import UnknownLanguageError
from itu_texts.language.cache import keep, kept
from itu_texts.language.grammar.beginnings import first_words
from itu_texts.language.grammar.families import families
from itu_texts.language.pattern_cache import regex

__all__ = [
    "ParseTable",
    "Terminals",
    "folder",
    "known_by",
    "languages",
    "marker_words",
    "read",
    "read_parse_table",
    "write_all",
]

_TABLES = "tables"
_SUFFIX = ".table"
_FORMAT = 4  # of marshal: all Pythons from 3.4 on read it, whichever wrote it
_HEAD = 1500  # characters of a language file, with its small words
_KNOWN_BY = regex(r"^KNOWN_BY: (.*)", re.MULTILINE)
_MARKER_WORD = regex(r"^MARKER_WORD__\w+: (.*)", re.MULTILINE)
_PHRASE = regex(r'"([^"]+)"')
_STRUCTURE = "structure"
_VERBS = ("GROUNDS", "INSTRUCTS", "DECIDES")  # the families of the verbs of headings


@frozen
class Terminals:
    """The content of the files of a grammar."""

    patterns: dict[str, str]
    """The terminals by name, as regular expressions, in the order in which the members of a family are tried."""
    rules: dict[str, list[list[str]]]
    """The expansions of each rule."""
    verbs: list[str]
    """The first words of the verbs of headings, sorted."""
    of: str
    """A digest of the files."""


@frozen
class ParseTable:
    """The LALR parse table of the structure grammar."""

    actions: list[dict[str, int]]
    """By state and terminal: the next state; or, counted down from -1, the rule that is complete."""
    gotos: list[dict[str, int]]
    """By state and rule: the next state."""
    rules: list[tuple[str, int, str]]
    """For each rule: what is made of it, the number of its members, and its name."""
    start: int
    end: int
    """The start state, and the state in which the whole document has been read."""


def folder() -> Path:
    """Return the folder of the grammars: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent / "grammars"


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a grammar."""
    return tuple(sorted(path.stem for path in (folder() / "languages").glob("*.lark")))


@cache
def known_by(language: str) -> tuple[str, ...]:
    """Return the common words that distinguish a language, found in its file without reading the whole grammar.

    Languages that are recognised by their letters have none.
    """
    with (folder() / "languages" / f"{language}.lark").open(encoding="utf-8") as file:
        head = file.read(_HEAD)
    line = _KNOWN_BY.search(head)
    return tuple(_PHRASE.findall(line[1])) if line else ()


@cache
def marker_words() -> tuple[str, ...]:
    """Return the words of all languages for the markers of amendments, found in their files in the same way."""
    lines = (_MARKER_WORD.findall(path.read_text("utf-8")) for path in sorted((folder() / "languages").glob("*.lark")))
    return tuple(phrase for found in lines for line in found for phrase in _PHRASE.findall(line))


def read(language: str) -> Terminals:
    """Return the terminals and rules of a language, from its table if that matches the files, otherwise from the files.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages():
        raise UnknownLanguageError(language, languages())
    files = _files(language)
    digest = _digest(files)
    return Terminals(**_made(language, files, digest, _read_terminals), of=digest)


def read_parse_table() -> ParseTable:
    """Return the parse table of the structure grammar."""
    files = _structure_files()
    made = _made(_STRUCTURE, files, _digest(files), _read_structure)
    return ParseTable(**made | {"rules": [(name, size, origin) for name, size, origin in made["rules"]]})


def write_all(into: Path) -> None:
    """Write all tables to a folder, in a format that is fast to load."""
    made = {language: (_files(language), _read_terminals) for language in languages()}
    made[_STRUCTURE] = (_structure_files(), _read_structure)
    for name, (files, read_files) in made.items():
        (into / f"{name}{_SUFFIX}").write_bytes(_dumped(_digest(files), read_files(_texts(files))))


def _made(
    name: str, files: list[Path], digest: str, read_files: Callable[[list[str]], dict[str, Any]]
) -> dict[str, Any]:
    """Return the content of some files: from the table of a wheel, from the cache, or from the files."""
    path = folder() / _TABLES / f"{name}{_SUFFIX}"
    kept_as = f"{name}-{digest.replace(' ', '-')}{_SUFFIX}"
    table: dict[str, Any]
    for content in (path.read_bytes() if path.is_file() else None, kept(kept_as)):
        made: dict[str, Any] = marshal.loads(content) if content else {"of": ""}
        if made["of"] == digest:
            table = made["table"]
            return table
    table = read_files(_texts(files))
    keep(kept_as, _dumped(digest, table))
    return table


def _dumped(digest: str, table: dict[str, Any]) -> bytes:
    return marshal.dumps({"of": digest, "table": table}, _FORMAT)


def _files(language: str) -> list[Path]:
    """Return the common forms, the words, and then the forms of the language, which may override common ones."""
    name = f"{language}.lark"
    shapes = sorted(path for path in (folder() / "shapes").glob("*.lark") if path.stem not in languages())
    own = folder() / "shapes" / name
    return [*shapes, folder() / "languages" / name, *([own] if own.is_file() else [])]


def _structure_files() -> list[Path]:
    return [folder() / "structure.lark"]


def _texts(files: list[Path]) -> list[str]:
    return [file.read_text("utf-8") for file in files]


def _digest(files: list[Path]) -> str:
    data = b"\0".join(file.read_bytes() for file in files)
    return f"{len(data)} {zlib.crc32(data):08x}"


# Lark is not needed where there is a table.


def _read_terminals(texts: list[str]) -> dict[str, Any]:
    from itu_texts.language.grammar.patterns import read_terminals

    patterns, rules = read_terminals(texts)
    members = families(patterns)
    verbs = {word for family in _VERBS for name in members.get(family, ()) for word in first_words(patterns[name])}
    return {"patterns": patterns, "rules": rules, "verbs": sorted(verbs)}


def _read_structure(texts: list[str]) -> dict[str, Any]:
    from itu_texts.language.grammar.structure import read_structure

    return read_structure("".join(texts))
