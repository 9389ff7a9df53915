"""Tables of the grammar files, made when a wheel is built, so that Lark need not read the files at each start.

A wheel has an archive of the tables; in a checkout, Lark reads the files. A language with an own file of a
:class:`itu_texts.Parser` is always read from files, which the wheel has too. Each table is cached for the next run
(:mod:`itu_texts.language.pattern_cache`), under a name that says which files it was made from.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from itu_texts.errors import UnknownLanguageError
from itu_texts.language.grammar.beginnings import beginnings, first_words
from itu_texts.language.grammar.expanding import expand, families
from itu_texts.language.pattern_cache import keep, kept, regex, sealed, unsealed
from itu_texts.language.writing import bound, own_grammars

ARCHIVE = "tables.xz"
"""The file of a wheel that has all tables."""
_INDEX = "index"
_FORMAT = 4  # of marshal, which all Pythons from 3.4 on read
_KNOWN_BY = "\nKNOWN_BY: "
_KNOWN_BY_OTHER = "\nKNOWN_BY_"
_MARKER_WORD = "\nMARKER_WORD__"
_PHRASE = regex(r'"([^"]+)"')
_STRUCTURE = "structure"
_VERBS = ("GROUNDS", "INSTRUCTS", "DECIDES")  # the families of heading verbs


class Terminals(NamedTuple):
    """The content of the files of a grammar."""

    patterns: dict[str, str]
    """The terminals by name, as regular expressions, in the order in which the members of a family are tried."""
    rules: dict[str, list[list[str]]]
    """The expansions of each rule."""
    verbs: list[str]
    """The first words of the verbs of headings, sorted."""
    begins: dict[str, list[str]]
    """The first words of the forms of lines that begin with nothing else."""
    of: str
    """A digest of the files."""


class ParseTable(NamedTuple):
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


_ATTRIBUTES = f"{zlib.crc32(repr([*Terminals._fields, *ParseTable._fields]).encode()):08x}"
"""A digest of what a table holds: a version that keeps something else has files of its own in the cache."""


def folder() -> Path:
    """Return the folder of the grammars: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent / "grammars"


GRAMMARS = folder()
"""The folder of the library's grammar files, to copy from: ``languages/en.lark`` has the words of English."""


@lru_cache(maxsize=None, typed=True)
def languages(code: str = "") -> tuple[str, ...]:
    """Return the codes of the languages that have a grammar.

    :param code: a code whose setting may have more languages; those returned have the same setting.
    """
    found = _index() or (path.stem for path in (folder() / "languages").glob("*.lark"))
    return tuple(bound(each, code) for each in sorted({*found, *own_grammars(code)} - {_STRUCTURE}))


@cache
def _index() -> dict[str, tuple[str, list[str], list[str]]]:
    """Return, from a wheel, of each table the digest, the common words and the words for markers; else nothing."""
    return _archived(_INDEX) or {}


@lru_cache(maxsize=None, typed=True)
def known_by(language: str) -> tuple[str, ...]:
    """Return the common words that distinguish a language, found in its file without reading the whole grammar.

    Languages that are recognised by their letters have none.
    """
    own = _phrases(_KNOWN_BY, own_grammars(language).get(language, ""))
    if own or language not in languages():
        return own
    return tuple(_index()[language][1]) if language in _index() else _phrases(_KNOWN_BY, _words_file(language))


@cache
def known_without_grammar() -> dict[str, tuple[str, ...]]:
    """Return the words that distinguish languages without a grammar: ``grammars/others.lark``."""
    pieces = (folder() / "others.lark").read_text("utf-8").split(_KNOWN_BY_OTHER)[1:]
    return {piece[:2].lower(): tuple(_PHRASE.findall(piece)) for piece in pieces}


@cache
def marker_words() -> tuple[str, ...]:
    """Return the words of all languages for the markers of amendments, found in their files in the same way."""
    return tuple(phrase for language in languages() for phrase in _markers_of(language))


def _markers_of(language: str) -> Sequence[str]:
    return _index()[language][2] if language in _index() else _phrases(_MARKER_WORD, _words_file(language))


def _phrases(term: str, text: str) -> tuple[str, ...]:
    """Return the phrases of the terms in a language file that begin in some way."""
    lines = (below.partition("\n")[0] for below in f"\n{text}".split(term)[1:])
    return tuple(phrase for line in lines for phrase in _PHRASE.findall(line))


def _words_file(language: str) -> str:
    return (folder() / "languages" / f"{language}.lark").read_text("utf-8")


def read(language: str) -> Terminals:
    """Return the terminals and rules of a language, from the cache, the archive of a wheel, or its files.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in languages(language):
        raise UnknownLanguageError(language, languages(language))
    own = own_grammars(language).get(language)
    digest, made = _made(language, _texts(_files(language), own))
    return Terminals(**made, of=digest)


def fault_of(own: str) -> str:
    """Return what is wrong with an own language file, with its line and term; an empty string if nothing is found."""
    from itu_texts.language.grammar.patterns import fault

    files = (*(folder() / "shapes").glob("*.lark"), *(folder() / "languages").glob("*.lark"))
    return fault(own, "\n".join(path.read_text("utf-8") for path in files))


def term_at(language: str, own: str, said: str, line: int | None) -> str:
    """Return the line and the term of an own language file that an error of Lark is about, as far as it tells.

    :param line: the line in all files together, in which errors count.
    """
    from itu_texts.language.grammar.patterns import term_of

    above = sum(text.count(b"\n") + 1 for text in _texts(_files(language), "")[:-1])
    return term_of(own, said, None if line is None else line - above)


def read_parse_table() -> ParseTable:
    """Return the parse table of the structure grammar."""
    _, made = _made(_STRUCTURE, _texts([folder() / "structure.lark"]))
    return ParseTable(**made | {"rules": [(name, size, origin) for name, size, origin in made["rules"]]})


def write_archive(path: Path) -> None:
    """Write all tables to the archive of a wheel; the same files give the same bytes.

    The first line has the digests, and what is known of the languages without reading their tables; the parse table and
    those of the languages follow, each on a line, as Lark composes them. All are compressed together, for they are
    much alike.
    """
    import json
    import lzma  # needed only with a wheel, as in _archived

    files = {_STRUCTURE: _texts([folder() / "structure.lark"])}
    files |= {language: _texts(_files(language)) for language in languages()}
    words = {language: (known_by(language), _markers_of(language)) for language in languages()}
    index = {name: (_digest(texts), *words.get(name, ())) for name, texts in files.items()}
    tables = (_composed(name, texts) for name, texts in files.items())
    lines = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in (index, *tables))
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 0}]  # for text
    path.write_bytes(lzma.compress("\n".join(lines).encode(), filters=filters))


def _archived(name: str) -> Any:
    """Return a table of the archive of a wheel, or its index; ``None`` in a checkout."""
    path = folder() / ARCHIVE
    if not path.is_file():
        return None
    import json
    import lzma

    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        index = json.loads(next(lines))
        found = next((line for each, line in zip(index, lines, strict=False) if each == name), "")
    return json.loads(found) if found else index


def _made(name: str, texts: list[bytes]) -> tuple[str, dict[str, Any]]:
    """Return a digest of some files, and their content: from the cache, the files, or the archive of a wheel."""
    digest = _digest(texts) if texts else _index()[name][0]
    kept_as = f"{name}-{digest}-{_ATTRIBUTES}.grammar"
    with suppress(ValueError, EOFError, TypeError):
        return digest, marshal.loads(unsealed(kept(kept_as) or b""))
    table = _composed(name, texts)
    if name != _STRUCTURE:
        patterns = expand(table["patterns"])
        members = families(patterns)
        verbs: set[str] = set()
        for term in (term for family in _VERBS for term in members.get(family, ())):
            try:
                verbs |= first_words(patterns[term])
            except ValueError as error:
                raise ValueError(f"{term}: {error}") from None
        firsts = {name: beginnings(patterns[name]) for (name,) in table["rules"].get("line", ())}
        begins = {name: sorted(words) for name, words in firsts.items() if "" not in words}
        table |= {"patterns": patterns, "verbs": sorted(verbs), "begins": begins}
    keep(kept_as, sealed(marshal.dumps(table, _FORMAT)))
    return digest, table


def _files(language: str) -> list[Path]:
    """Return the common forms, the words, and then the forms of the language, which may override common ones."""
    name = f"{language}.lark"
    shapes = sorted(path for path in (folder() / "shapes").glob("*.lark") if path.stem not in languages())
    return [path for path in (*shapes, folder() / "languages" / name, folder() / "shapes" / name) if path.is_file()]


def _texts(files: list[Path], own: str | None = None) -> list[bytes]:
    """Return the texts of some files, and an own one behind them; none if a wheel has their table in its archive."""
    if own is None and (folder() / ARCHIVE).is_file():
        return []
    return [*(file.read_bytes() for file in files), *([] if own is None else [own.encode()])]


def _digest(texts: list[bytes]) -> str:
    data = b"\0".join(texts)
    return f"{len(data)}-{zlib.crc32(data):08x}"


def _composed(name: str, texts: list[bytes]) -> dict[str, Any]:
    """Return what Lark composes of the texts of some files; if there are none, what it composed for a wheel."""
    if not texts:
        composed: dict[str, Any] = _archived(name)
        return composed
    from itu_texts.language.grammar.patterns import read_structure, read_terminals  # Lark is not needed for a table

    files = [text.decode().replace("\r\n", "\n") for text in texts]
    if name == _STRUCTURE:
        return read_structure("".join(files))
    patterns, rules = read_terminals(files)
    return {"patterns": patterns, "rules": rules}
