"""The parser as an object: the rules and the grammars that texts are read with; and what they took each line for.

To explain a document, its text is parsed once more, and all that rules claim is recorded meanwhile: a claim that became
a node decided, the others were outranked. Nothing is recorded while a text is parsed for another purpose.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, get_args

from attrs import evolve, frozen

from itu_texts.api import iter_texts, parse, parse_bytes, parse_file
from itu_texts.api.batch import parse_many
from itu_texts.errors import AddressError, InputError, InputTypeError, ItuTextsError
from itu_texts.errors.arguments import checked
from itu_texts.formats.composing import DEFAULT, Limits, View
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.text.reader import read_text
from itu_texts.language.grammar import VERBS, lang_of, languages
from itu_texts.language.grammar.tables import fault_of, read, term_at
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import ANY, SEVERAL, Setting, bound, fold, setting
from itu_texts.parsing import parse_mixed, parse_read, tokens
from itu_texts.parsing.findings import Place, Rule, RuleClaim, keeping
from itu_texts.parsing.lexer import HEADINGS
from itu_texts.parsing.parts import ADDED_IN, add_concept
from itu_texts.parsing.rules import RULES, rules_for
from itu_texts.tree import nodes
from itu_texts.tree.addressees import AddresseeKind
from itu_texts.tree.addresses import address
from itu_texts.tree.nodes import Document, Node, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_AT_LINE = re.compile(r" at line (\d+)")  # Unexpected input at line 3069 column 15
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
                found = _AT_LINE.search(said)
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
        return parse_file(
            path, language=self.code(language), strict=strict, view=view, limits=limits, encoding=encoding
        )

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
        return parse_bytes(
            data, name, language=self.code(language), strict=strict, view=view, limits=limits, encoding=encoding
        )

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
        return parse_many(
            paths, executor=executor, language=self.code(language), strict=strict, view=view, encoding=encoding
        )

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


# ---------------------------------------------------------------------- what each line of a text was taken for

_GOES_ON = "more of the line above"
_CLASSES = {"TEXT": "Paragraph", "BREAK": _GOES_ON, "REFERENCE": "HeadingReference"} | dict.fromkeys(
    HEADINGS, "Heading"
)
"""By the types of tokens: the classes of the nodes that they become, where the names differ."""
_OUTRANKED = "this rule claims it, but another rule, or what stands around it, outranks that"
_LINE = regex(r"[^\r\n]*(?:\r\n|\n|\r|$)")


@frozen
class Considered:
    """An alternative, and why it was rejected."""

    taken_for: str
    """What the line would be, in the words of :attr:`Explanation.taken_for`."""
    rule: str
    """The name of the rule that decided against it; empty if no rule spoke for it."""
    reason: str
    """The reason, in a sentence."""


@frozen
class Explanation:
    """What a line was taken for, and why."""

    line: int
    """The number of the line, from 1."""
    span: Span
    """The line without the blanks around it; offsets in the text."""
    taken_for: str
    """The nodes that begin in the line, the outermost first, by their classes: "Item, Paragraph";
    or "more of the Paragraph above"."""
    address: str
    """The address of the outermost of these nodes that has one; empty if none has."""
    form: str
    """The terminal of ``grammars/shapes/lines.lark`` that the line matches."""
    rule: str
    """The name of the rule that decided last; empty if only the form of the line decided."""
    reason: str
    """What the rule takes for what, and why, in a sentence; empty if there is no rule."""
    considered: tuple[Considered, ...]
    """The alternatives: what the line would be without a rule that decided, and what other rules claimed in it."""


@checked
def explain(document: Document, at: str | int | None = None) -> tuple[Explanation, ...]:
    r"""Explain what each line of a document was taken for, by which rule, and which alternatives were rejected.

    The text is parsed once more, with a record of all that rules claim; this takes two to three times as long as
    parsing it.

    :param document: the result of :func:`parse` or :func:`parse_file`.
    :param at: an address (``"resolves 2"``) or a line number, to explain only the lines there.
    :raises InputError: if the document has no source, or no such line.
    :raises AddressError: if nothing stands at the address.

    >>> import itu_texts
    >>> document = itu_texts.parse("RESOLUTION 7\nBoats\nThe Council,\nresolves\n1 to row;\n2 to rest.")
    >>> [(line.taken_for, line.form) for line in explain(document, at="resolves 2")]
    [('Item, Paragraph', 'ITEM')]
    """
    if not document.source.text.strip():
        raise InputError(
            "explain() needs the text, which this document does not have: to_json(doc, source=True) keeps it"
        )
    wanted = _wanted(document, at)
    with keeping() as kept:
        found = _Lines(_again(document))
    claims: dict[int, list[RuleClaim]] = defaultdict(list)
    start = 0
    for copy, claimed in kept:  # stretches in one language each
        for claim in dict.fromkeys(claimed):
            claims[document.source.line_column(start + claim.start)[0]].append(
                claim._replace(start=start + claim.start)
            )
        start += len(copy.source)
    return tuple(_explained(document, found, wanted, claims))


def _wanted(document: Document, at: str | int | None) -> range:
    """Return the numbers of the lines to explain."""
    place = document.source.line_column
    last = place(len(document.source))[0]
    if at is None:
        return range(1, last + 1)
    if isinstance(at, int):
        if not 0 < at <= last:
            raise InputError(f"there is no line {at}: the text has {last}")
        return range(at, at + 1)
    node = document.at(at)
    return range(place(node.start)[0], place(max(node.start, node.end - 1))[0] + 1)


def _again(document: Document) -> Document:
    """Parse the source of the document again."""
    source = document.source
    if source.reading is not None:
        return parse_read(source.reading, document.language)
    return parse_mixed(
        source.text, bound(ANY, document.language) if document.language == SEVERAL else document.language
    )


class _Lines:
    """What the lines of a document are taken for.

    :param document: the document.
    """

    def __init__(self, document: Document) -> None:
        self.begun: dict[int, list[Node]] = defaultdict(list)
        """The nodes that begin in each line, in order."""
        self.at: dict[int, set[str]] = defaultdict(set)
        """The classes of the nodes that begin at each offset."""
        nodes = [node for node in (*walk(document), *document.furniture) if node.start < node.end]
        for node in sorted(nodes, key=lambda node: (node.start, -node.end)):
            self.at[node.start].add(type(node).__name__)
            if node is not document:
                self.begun[document.source.line_column(node.start)[0]].append(node)
        self._numbers = [*self.begun]

    def taken_for(self, line: int) -> str:
        """Return what a line is taken for."""
        if line in self.begun:
            return ", ".join(dict.fromkeys(type(node).__name__ for node in self.begun[line]))
        before = bisect_left(self._numbers, line)
        return f"more of the {type(self.begun[self._numbers[before - 1]][-1]).__name__} above" if before else ""


def _explained(
    document: Document, found: _Lines, wanted: range, claims: Mapping[int, Sequence[RuleClaim]]
) -> Iterator[Explanation]:
    lang = lang_of(document.main_language)
    text = fold(document.source.text)
    rules = {rule.name: (place, rule) for place, rule in enumerate(rules_for(document.language))}
    for number, (begin, end) in enumerate(_spans(text), 1):
        if number not in wanted or begin >= end:
            continue
        form = lang.line.match(text, begin)
        name = form.lastgroup or "TEXT" if form is not None else "TEXT"
        taken_for = found.taken_for(number)
        made = sorted(claims.get(number, ()), key=lambda claim: rules[claim.rule][0] if claim.rule in rules else 0)
        decided = [claim for claim in made if claim.rule in rules and _came_true(claim, found, number)]
        considered = dict.fromkeys(
            Considered(_named(claim.otherwise, claim, begin), claim.rule, rules[claim.rule][1].does)
            for claim in decided
            if _kinds(claim.otherwise) != _kinds(claim.what)
        )
        if name in (*VERBS, "HEADING_LIKE") and "Heading" not in taken_for and not decided:
            considered[Considered("Heading", "", "no rule for headings takes it for one")] = None
        for claim in made:
            if _kinds(claim.what) and not _came_true(claim, found, number):
                considered[Considered(_named(claim.what, claim, begin), claim.rule, _OUTRANKED)] = None
        rule = rules[decided[-1].rule][1] if decided else None
        yield Explanation(
            number,
            Span(begin, end),
            taken_for,
            _address(found.begun.get(number, ())),
            name,
            rule.name if rule else "",
            rule.does if rule else "",
            tuple(considered),
        )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Return the span of the words of each line; an empty span for a blank line."""
    start = 0
    for line in _LINE.findall(text):
        words = line.strip()
        begin = start + line.index(words) if words else start
        yield begin, begin + len(words)
        start += len(line)


def _kinds(types: str) -> list[str]:
    """Return the classes of nodes that types of tokens become; empty if there are none."""
    kinds = (_CLASSES.get(kind, kind.title().replace("_", "")) for kind in types.split(", "))
    return [*dict.fromkeys(kind for kind in kinds if kind == _GOES_ON or hasattr(nodes, kind))]


def _named(types: str, claim: RuleClaim, begin: int) -> str:
    """Return what a claim, or what it replaces, takes a place for, and where in the line that is."""
    kinds = ", ".join(_kinds(types)) or "Paragraph"
    return f"{kinds} at column {claim.start - begin + 1}" if claim.start > begin else kinds


def _came_true(claim: RuleClaim, found: _Lines, line: int) -> bool:
    """Return whether a node that a rule claimed begins in the line, or the line continues the one above as claimed."""
    kinds = _kinds(claim.what)
    return (kinds == [_GOES_ON] and line not in found.begun) or any(kind in found.at[claim.start] for kind in kinds)


def _address(nodes: Sequence[Node]) -> str:
    """Return the address of the outermost of some nodes that has one."""
    for node in nodes:
        with suppress(AddressError):
            return address(node)
    return ""
