"""Tables of the grammar files, made when a wheel is built, so that Lark need not read the files at each start.

A wheel has the tables and no grammar files. Where the files are, as in a checkout, a table names those that it was made
from. If it does not match them, or if there is no table, Lark reads the files, and the table is cached for the next run
(:mod:`itu_texts.language.cache`).
"""

from __future__ import annotations

import lzma
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
    "write_index",
]

_TABLES = "tables"
_SUFFIX = ".table"
_INDEX = "languages.index"
_FORMAT = 4  # of marshal, which all Pythons from 3.4 on read
_HEAD = 1500  # characters at the beginning of a language file, which contain its common words
_KNOWN_BY = regex(r"^KNOWN_BY: (.*)", re.MULTILINE)
_MARKER_WORD = regex(r"^MARKER_WORD__\w+: (.*)", re.MULTILINE)
_PHRASE = regex(r'"([^"]+)"')
_STRUCTURE = "structure"
_VERBS = ("GROUNDS", "INSTRUCTS", "DECIDES")  # the families of heading verbs


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
    return tuple(_index()) or tuple(sorted(path.stem for path in (folder() / "languages").glob("*.lark")))


@cache
def _index() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the common words and marker words of each language from the index of a wheel; nothing in a checkout."""
    path = folder() / _TABLES / _INDEX
    return marshal.loads(path.read_bytes()) if path.is_file() else {}


@cache
def known_by(language: str) -> tuple[str, ...]:
    """Return the common words that distinguish a language, found in its file without reading the whole grammar.

    Languages that are recognised by their letters have none.
    """
    if language in _index():
        return _index()[language][0]
    with (folder() / "languages" / f"{language}.lark").open(encoding="utf-8") as file:
        head = file.read(_HEAD)
    line = _KNOWN_BY.search(head)
    return tuple(_PHRASE.findall(line[1])) if line else ()


@cache
def marker_words() -> tuple[str, ...]:
    """Return the words of all languages for the markers of amendments, found in their files in the same way."""
    return tuple(phrase for language in languages() for phrase in _markers_of(language))


def _markers_of(language: str) -> tuple[str, ...]:
    if language in _index():
        return _index()[language][1]
    lines = _MARKER_WORD.findall((folder() / "languages" / f"{language}.lark").read_text("utf-8"))
    return tuple(phrase for line in lines for phrase in _PHRASE.findall(line))


def read(language: str) -> Terminals:
    """Return the terminals and rules of a language, from its table if that matches the files, otherwise from the files.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages():
        raise UnknownLanguageError(language, languages())
    digest, made = _made(language, _files(language), _read_terminals)
    return Terminals(**made, of=digest)


def read_parse_table() -> ParseTable:
    """Return the parse table of the structure grammar."""
    _, made = _made(_STRUCTURE, _structure_files(), _read_structure)
    return ParseTable(**made | {"rules": [(name, size, origin) for name, size, origin in made["rules"]]})


def write_all(into: Path) -> None:
    """Write all tables to a folder, in a format that is fast to load."""
    made = {language: (_files(language), _read_terminals) for language in languages()}
    made[_STRUCTURE] = (_structure_files(), _read_structure)
    for name, (files, read_files) in made.items():
        (into / f"{name}{_SUFFIX}").write_bytes(_dumped(_digest(files), read_files(_texts(files)), pack=True))
    write_index(into)


def write_index(into: Path) -> None:
    """Write the index of a folder of tables: what detection needs of each language without reading its table."""
    index = {language: (known_by(language), _markers_of(language)) for language in languages()}
    (into / _INDEX).write_bytes(marshal.dumps(index, _FORMAT))


def _made(
    name: str, files: list[Path], read_files: Callable[[list[str]], dict[str, Any]]
) -> tuple[str, dict[str, Any]]:
    """Return a digest of some files, and their content: from the table of a wheel, the cache, or the files."""
    path = folder() / _TABLES / f"{name}{_SUFFIX}"
    digest = _digest(files)
    kept_as = f"{name}-{digest.replace(' ', '-')}{_SUFFIX}"
    for content in (path.read_bytes() if path.is_file() else None, kept(kept_as)):
        made: dict[str, Any] = marshal.loads(content) if content else {"of": ""}
        if made["of"] == digest or (made["of"] and not files):
            table = made["table"]
            return made["of"], marshal.loads(lzma.decompress(table)) if isinstance(table, bytes) else table
    table = read_files(_texts(files))
    keep(kept_as, _dumped(digest, table))
    return digest, table


def _dumped(digest: str, table: dict[str, Any], *, pack: bool = False) -> bytes:
    """Return the content of the file of a table.

    :param pack: whether the table is compressed, as in a wheel.
    """
    packed = lzma.compress(marshal.dumps(table, _FORMAT)) if pack else table
    return marshal.dumps({"of": digest, "table": packed}, _FORMAT)


def _files(language: str) -> list[Path]:
    """Return the common forms, the words, and then the forms of the language, which may override common ones.

    A wheel has no files.
    """
    name = f"{language}.lark"
    shapes = sorted(path for path in (folder() / "shapes").glob("*.lark") if path.stem not in languages())
    own = folder() / "shapes" / name
    return [path for path in (*shapes, folder() / "languages" / name, own) if path.is_file()]


def _structure_files() -> list[Path]:
    path = folder() / "structure.lark"
    return [path] if path.is_file() else []


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
