"""The parser as an object: the rules and the grammars that texts are read with."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, get_args

from attrs import evolve, frozen

from itu_texts.api import iter_texts, parse, parse_bytes, parse_file
from itu_texts.api.batch import parse_many
from itu_texts.errors import InputError, InputTypeError, ItuTextsError
from itu_texts.errors.arguments import checked
from itu_texts.formats.composing import DEFAULT, Limits, View
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.text.reader import read_text
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.grammar.tables import fault_of, read, term_at
from itu_texts.language.writing import ANY, Setting, bound, setting
from itu_texts.parsing import tokens
from itu_texts.parsing.findings import Place, Rule
from itu_texts.parsing.parts import ADDED_IN, add_concept
from itu_texts.parsing.rules import RULES, rules_for
from itu_texts.tree.addressees import AddresseeKind

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from itu_texts.tree.nodes import Document, Text

_LINE = re.compile(r" at line (\d+)")  # Unexpected input at line 3069 column 15
_TYPES = {kind.type for kind in vars(tokens).values() if isinstance(kind, type) and issubclass(kind, tokens.Token)}
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Parser:
    r"""Reads texts by rules and grammars that a program gives; :func:`itu_texts.parse` is what one without any does.

    Its documents know by what they were read: all functions that take one find its words by the same grammars. So do
    worker processes, to which the text of the grammar files and the names of the functions of the rules are sent.
    Output does not keep the grammars: read JSON back with :meth:`from_json`.

    :param rules: all rules of the parser, in the order in which they are asked: those of ``Parser().rules`` with others
        added, left out or moved.
    :param grammars: a folder with a file ``<code>.lark`` for each language. If the library knows the language, the
        file adds to its words and forms (``INSTRUCTS__IMPLORES: "implores"``), and replaces a term with
        ``%override``; otherwise it has all words of a new language.
    :raises InputError: if ``rules`` are not rules, or two have the same name; if the folder has no such files; or if
        a file is not a grammar.
    :raises ReadError: if a file cannot be read.

    >>> import itu_texts
    >>> plain = itu_texts.Parser(rules=[rule for rule in itu_texts.Parser().rules if rule.name != "markup"])
    >>> plain.parse("resolves\n1 to **row**").at("resolves 1").text
    'to **row**'
    """

    @checked
    def __init__(self, *, rules: Iterable[Rule] | None = None, grammars: str | os.PathLike[str] | None = None) -> None:
        own = None if rules is None else tuple(rules)
        _see_rules(own or ())
        if own is not None:
            own = tuple([each if each in RULES else evolve(each, function=_GivenFunction(each)) for each in own])
        files = {} if grammars is None else _files(Path(grammars))
        self._setting: Setting | None = setting(tuple(files.items()), own) if files or own is not None else None
        for code, text in files.items():
            if wrong := fault_of(text):
                raise InputError(f"{Path(str(grammars), f'{code}.lark')}, {wrong}")
            try:
                read(self.code(code))
            except ItuTextsError:
                raise
            except Exception as error:  # of Lark, or of the engine of patterns
                said = str(error).replace(" in <string>", "")
                found = _LINE.search(said)
                place = term_at(code, text, said, int(found[1]) if found else None)
                said = said[: found.start()] if found else said
                file = f"{Path(str(grammars), f'{code}.lark')}{place}"
                said = said.removeprefix(f"{place.rpartition(' ')[2]}: ")
                raise InputError(f"{file}: {said} (%extend adds to a term, %override replaces it)") from None
            for added in ADDED_IN.findall(text):
                try:
                    add_concept(added, lang_of(self.code(code)))
                except ValueError as error:
                    kinds = ", ".join(AddresseeKind)
                    said = str(error).replace("not a valid AddresseeKind", f"none of {kinds}")
                    file = f"{Path(str(grammars), f'{code}.lark')}{term_at(code, text, f'KIND_OF__{added}', None)}"
                    raise InputError(f"{file}: {said}") from None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order in which they are asked."""
        asked = rules_for(self.code())
        return tuple([each.function.rule if isinstance(each.function, _GivenFunction) else each for each in asked])

    def code(self, language: str = ANY) -> str:
        """Return the code of a language for the parameter ``language`` of any function, which then uses this parser."""
        return bound(language, self._setting)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it reads."""
        return languages(self.code())

    @checked
    def parse(self, text: str, *, language: str = ANY, strict: bool = False) -> Document:
        """Parse a text, as :func:`itu_texts.parse` does."""
        return parse(text, language=self.code(language), strict=strict)

    @checked
    def parse_file(
        self,
        path: str | os.PathLike[str],
        *,
        language: str = ANY,
        strict: bool = False,
        view: View = "final",
        limits: Limits = DEFAULT,
        encoding: str | None = None,
    ) -> Document:
        """Parse a file, as :func:`itu_texts.parse_file` does."""
        code = self.code(language)
        return parse_file(path, language=code, strict=strict, view=view, limits=limits, encoding=encoding)

    @checked
    def parse_bytes(
        self,
        data: bytes,
        name: str = "input",
        *,
        language: str = ANY,
        strict: bool = False,
        view: View = "final",
        limits: Limits = DEFAULT,
        encoding: str | None = None,
    ) -> Document:
        """Parse the content of a file, as :func:`itu_texts.parse_bytes` does."""
        code = self.code(language)
        return parse_bytes(data, name, language=code, strict=strict, view=view, limits=limits, encoding=encoding)

    @checked
    def parse_many(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        executor: Executor | None = None,
        language: str = ANY,
        strict: bool = False,
        view: View = "final",
        encoding: str | None = None,
    ) -> Iterator[tuple[str, Document | ItuTextsError]]:
        """Parse many files, as :func:`itu_texts.parse_many` does; the functions of own rules stand in a module."""
        code = self.code(language)
        return parse_many(paths, executor=executor, language=code, strict=strict, view=view, encoding=encoding)

    @checked
    def iter_texts(
        self,
        source: str | os.PathLike[str] | IO[str] | IO[bytes],
        *,
        language: str = ANY,
        encoding: str | None = None,
    ) -> Iterator[Text]:
        """Yield the texts of a volume, as :func:`itu_texts.iter_texts` does."""
        return iter_texts(source, language=self.code(language), encoding=encoding)

    def from_json(self, text: str) -> Document:
        """Return the document in the JSON of one that this parser read, as :func:`itu_texts.from_json` does."""
        return document_of(text, self.code())


@frozen
class _GivenFunction:
    """The function of a rule that a program gives: an error in it, and a beginning that is none, name the rule."""

    rule: Rule

    def __call__(self, *about: Any) -> Any:
        with self._naming():
            made = self.rule.function(*about)
            if self.rule.place == "beginning" and made is not None:
                kind, end, verb_end = made
                if kind not in _TYPES or not about[1] < end <= len(about[0]) or not 0 <= verb_end <= end:
                    raise ValueError(f"{made!r:.60} is no type of line with its end and the end of its verb")
        return self._each(made) if isinstance(made, Iterator) else made

    def _each(self, made: Iterator[Any]) -> Iterator[Any]:
        with self._naming():
            yield from made

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Raise any error as one of ours.

        :raises InputError: in place of errors that are not of this library.
        """
        try:
            yield
        except ItuTextsError:
            raise
        except Exception as error:
            raise InputError(f"rule {self.rule.name!r:.40}: {type(error).__name__}: {error!s:.100}") from error


def _see_rules(rules: tuple[Any, ...]) -> None:
    """Check the rules that a program gives.

    :raises InputError: if one is not a rule, or has the name of another.
    """
    names: set[str] = set()
    for rule in rules:
        if not isinstance(rule, Rule):
            raise InputTypeError(f"a rule of the parser is an itu_texts.Rule, not a {type(rule).__name__}")
        if rule.place not in get_args(Place):
            raise InputError(f"rule {rule.name!r:.40}: its place is one of {', '.join(get_args(Place))}")
        if not callable(rule.function) or rule.name in names:
            what = "the name is that of another rule" if rule.name in names else "its function cannot be called"
            raise InputError(f"rule {rule.name!r:.40}: {what}")
        names.add(rule.name)


def _files(folder: Path) -> dict[str, str]:
    """Return the text of each grammar file of a folder, by the code of its language.

    :raises InputError: if there is none, or the name of one is not the code of a language.
    """
    try:
        found = sorted(folder.glob("*.lark"))
    except OSError as error:
        raise InputError(f"{str(folder)!r:.40}: {error.strerror}") from None
    for path in found:
        if not _CODE.fullmatch(path.stem):
            raise InputError(f"{path}: the file of a language is named by its code: en.lark, pt.lark, en-GB.lark")
    if not found:
        raise InputError(f"{folder}: a folder with a file <code>.lark for each language was expected")
    return {path.stem: read_text(path).removeprefix("\ufeff") for path in found}  # of Windows editors
