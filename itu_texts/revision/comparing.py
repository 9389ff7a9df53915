"""Compares several proposals on one text, clause by clause, and reports what they make of it.

A report is a table, a page, or a Word file. The amendments of a consolidation can be applied in the Word file of the
base, of which the rest is left unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from attrs import field, frozen

from itu_texts.api import parse_bytes
from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.html.page import filled
from itu_texts.formats.table import ROWS
from itu_texts.formats.tables.text import json_array
from itu_texts.formats.word.writer import docx_words, package, style_id
from itu_texts.formats.writing import iter_rows
from itu_texts.language.writing import direction, utf8
from itu_texts.revision.consolidating import Consolidation, Target
from itu_texts.revision.diffs import Difference, DifferenceKind, Matching, diff, differences_of_pairs, runs_of
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.lines import printed_lines
from itu_texts.revision.proposals import instructions
from itu_texts.revision.targets import reasons_of
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Amendment, Document, Node
from itu_texts.tree.walking import all_words, find, walk


@frozen(kw_only=True)
class Proposed:
    """The words that one or more proposals give a place."""

    proposals: tuple[int, ...]
    """The numbers of the proposals, from 1."""
    kind: DifferenceKind
    """The kind of difference from the base."""
    text: str
    """The proposed words; empty for a suppression."""
    difference: Difference = field(repr=False)
    """The difference of the first of these proposals, with its words."""
    reasons_of: tuple[tuple[int, str], ...] = ()
    """The reasons, each with the number of the proposal that gives them."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons, without the numbers of the proposals."""
        return tuple(reasons for _, reasons in self.reasons_of)


@frozen(kw_only=True)
class Comparison:
    """A place of the base, and what the proposals make of it."""

    address: str | None
    """The address in the base, or in a proposal for an addition; ``None`` if there is none."""
    node: Node | None = field(repr=False)
    """The node of the base; ``None`` for an addition."""
    text: str
    """The words of the base."""
    kept_by: tuple[int, ...]
    """The numbers of the proposals that leave it unchanged, from 1; not of those that are about another text."""
    proposed: tuple[Proposed, ...]
    """The other proposals, those with the same words together."""


@checked
def compare(base: Document, *proposals: Document, whole: bool = False) -> list[Comparison]:
    """Compare several proposals on one text.

    :param base: the text in force.
    :param proposals: documents with amendments (ADD, MOD, SUP, NOC) to it, or complete revised texts.
    :param whole: whether a proposal with markers is the complete new text, so that what it does not repeat goes.
    :returns: the places that a proposal changes, in the order of the base; an addition stands after the node that it
        follows.
    :raises InputError: if one of them is not a document.
    """
    for each in (base, *proposals):
        if not isinstance(each, Document):
            raise InputTypeError(f"compare() takes documents, not a {type(each).__name__}")
    return compared(base, proposals, whole=whole)[0]


def compared(
    base: Document, proposals: Sequence[Document], *, whole: bool = False
) -> tuple[list[Comparison], list[tuple[int, Diagnostic]]]:
    """Return the places of :func:`compare`, and what is not applied, each with the number of its proposal."""
    problems: list[tuple[int, Diagnostic]] = []
    places: dict[int | str, tuple[tuple[int, bool], list[tuple[int, Difference, str]]]] = {}
    about: list[int] = []
    for number, proposal in enumerate(proposals, 1):
        last = 0
        found, told = _differences(base, proposal, whole=whole)
        about += [number] if found else []
        problems += ((number, each) for each in told)
        for difference, reasons in found:
            if difference.old is not None:
                last = difference.old.start
            if difference.kind is DifferenceKind.UNCHANGED:
                continue
            added = difference.new_address or words_of(difference.new)
            key = id(difference.old) if difference.old is not None else added
            _, changes = places.setdefault(key, ((last, difference.old is None), []))
            changes.append((number, difference, reasons))
    return [_comparison(changes, about) for _, changes in sorted(places.values(), key=itemgetter(0))], problems


def _differences(
    base: Document, proposal: Document, *, whole: bool
) -> tuple[list[tuple[Difference, str]], list[Diagnostic]]:
    """Return the differences between the base and a proposal, each with its reasons, and what is not applied.

    A suppression and an addition stay two differences, even if they share words. A proposal that names nothing of the
    base has none, not even that a part is unchanged.
    """
    in_words = not any(isinstance(each, Target) for each in proposal.blocks) and any(
        each.tells for each in instructions(proposal)
    )
    if not in_words and not any(find(proposal, Amendment)):
        return [(each, "") for each in diff(base, proposal, unchanged=True)], []
    made = Consolidation(base, proposal, whole=whole)
    problems = [each for each in made.problems if each.code != "left-unchanged"]
    if not made.is_about_base:
        return [], problems
    told: list[tuple[Difference, str]] = []
    for each in differences_of_pairs(made.partners(), unchanged=True):
        node = each.new or each.old
        sources = made.sources(node) if node is not None else ()
        reasons = filter(None, (reasons_of(source.amendment) for source in sources))
        told.append((each, " ".join(dict.fromkeys(reasons))))
    return told, problems


def _comparison(found: list[tuple[int, Difference, str]], about: Sequence[int]) -> Comparison:
    first = found[0][1]
    gone = any(difference.kind is DifferenceKind.REMOVED for _, difference, _ in found)
    changed = {number for number, *_ in found}
    return Comparison(
        address=first.old_address if first.old is not None else first.new_address,
        node=first.old,
        text=words_of(first.old) if gone else first.old_text or words_of(first.old),
        kept_by=tuple(number for number in about if number not in changed) if first.old else (),
        proposed=tuple(_grouped(found)),
    )


def _grouped(found: list[tuple[int, Difference, str]]) -> Iterator[Proposed]:
    """Group the proposals with the same words."""
    groups: dict[tuple[str, str], list[tuple[int, Difference, str]]] = {}
    for each in found:
        words = words_of(each[1].new)
        groups.setdefault((each[1].kind.value, words), []).append(each)
    for (_, words), group in groups.items():
        yield Proposed(
            proposals=tuple(number for number, *_ in group),
            kind=group[0][1].kind,
            text=words,
            difference=group[0][1],
            reasons_of=tuple((number, reasons) for number, _, reasons in group if reasons),
        )


def words_of(node: Node | None) -> str:
    """Return all words of a node, with its labels."""
    return "" if node is None else all_words(node)


_TITLE = "Proposals compared"
_HEADS = ("address", "base", "proposals", "change", "words", "reasons")
_WIDTH = 15400  # of a table in a Word file, in twips
_MOST = 6  # proposals in a table
_FEW = 4  # proposals for which letters are small
_LARGE, _SMALL = 18, 16  # half points
_NEAR = '<w:spacing w:before="20" w:after="20"/>'
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
_PLACE, _ASIDE = '<w:b/><w:color w:val="595959"/>', '<w:i/><w:color w:val="595959"/>'
# The run properties of words by kind of change
_LOOKS = {
    "kept": "",
    "deleted": '<w:strike/><w:color w:val="B00020"/>',
    "inserted": '<w:color w:val="0B6B2E"/><w:u w:val="single"/>',
}


def _rows(compared: Sequence[Comparison], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each place with each of its wordings, that of the base first if a proposal keeps it."""
    for place in compared:
        address = place.address or ""
        if place.kept_by:
            yield address, place.text, _named(place.kept_by, names), "kept", place.text, ""
        for each in place.proposed:
            change = "suppressed" if each.kind == "removed" else each.kind.value
            reasons = "\n".join(_reasons(each, names))
            yield address, place.text, _named(each.proposals, names), change, each.text, reasons


def _named(numbers: Sequence[int], names: Sequence[str]) -> str:
    return ", ".join(names[number - 1] if number <= len(names) else str(number) for number in numbers)


def _reasons(proposed: Proposed, names: Sequence[str]) -> Iterator[str]:
    """Yield the reasons for a wording, with the proposals that give them if there are several."""
    for number, reasons in proposed.reasons_of:
        yield f"{_named((number,), names)}: {reasons}" if len(proposed.proposals) > 1 else reasons


def _table(name: str, compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pieces = iter_rows(name, dict.fromkeys(_HEADS, str), _rows(compared, names))
    return b"".join(utf8(piece) if isinstance(piece, str) else piece for piece in pieces)


def _docx(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    """Return a Word file with a column for each proposal beside the base; many proposals make several tables."""
    language = next((place.node.language for place in compared if place.node is not None), None) or "en"
    groups = [range(first + 1, min(first + _MOST, len(names)) + 1) for first in range(0, max(len(names), 1), _MOST)]
    tables = (_columns(compared, names, numbers, language) for numbers in groups)
    head = f'<w:p><w:pPr><w:pStyle w:val="{style_id("Table_head")}"/></w:pPr>{docx_words(_TITLE, "en")}</w:p>'
    return package(head + "".join(each + _GAP for each in tables), "", _TITLE, language, landscape=True)


def _columns(compared: Sequence[Comparison], names: Sequence[str], numbers: Sequence[int], language: str) -> str:
    """Return a table of the base and some proposals, without the places that all of these keep."""
    width = _WIDTH // (len(numbers) + 1)
    size = f'<w:sz w:val="{_LARGE if len(numbers) < _FEW else _SMALL}"/>'

    def cell(words: Iterable[tuple[str, str]], style: str = "Table_text") -> str:
        lines = (
            "<w:r><w:br/></w:r>".join(docx_words(line, language, looks + size) for line in text.split("\n"))
            for looks, text in words
        )
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{_NEAR}</w:pPr>{"".join(lines)}</w:p>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'

    heads = ("Text in force", *(_named((number,), names) for number in numbers))
    rows = [
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(cell([('', head)], 'Table_head') for head in heads)}</w:tr>"
    ]
    for place in compared:
        proposed = [[*_proposed(place, number)] for number in numbers]
        if any(proposed):
            base = [(_PLACE, f"{place.address or ''}\n"), ("", place.text)]
            kept = ([(_ASIDE, "kept")] if number in place.kept_by else [] for number in numbers)
            cells = (cell(each or other) for each, other in zip(proposed, kept, strict=True))
            rows.append(f"<w:tr>{cell(base)}{''.join(cells)}</w:tr>")
    mirrored = "<w:bidiVisual/>" if direction(language) == "rtl" else ""
    looks = f'<w:tblStyle w:val="TableGrid"/>{mirrored}<w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    grid = f'<w:gridCol w:w="{width}"/>' * len(heads)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _proposed(place: Comparison, number: int) -> Iterator[tuple[str, str]]:
    """Yield the words that a proposal gives a place, with what it does and its reasons, each with its looks."""
    for each in place.proposed:
        if number in each.proposals:
            yield _PLACE, f"{'suppressed' if each.kind == 'removed' else each.kind.value}\n"
            yield from ((_LOOKS[kind], words) for kind, words in _runs(each))
            yield from ((_ASIDE, f"\nReasons: {reasons}") for other, reasons in each.reasons_of if other == number)


def _html(compared: Sequence[Comparison], names: Sequence[str]) -> bytes:
    pages = filled(
        __package__,
        "compared.html",
        (__package__, "compared.css"),
        title=_TITLE,
        compared=compared,
        named=lambda numbers: _named(numbers, names),
        runs=_runs,
        reasons=lambda proposed: _reasons(proposed, names),
    )
    return utf8("".join(pages))


def _runs(proposed: Proposed) -> list[tuple[str, str]]:
    """Return the words of a proposal, in runs with the kind of change of each."""
    difference = proposed.difference
    return runs_of(difference, words_of(difference.old) if difference.new is None else proposed.text)


def consolidation_json(made: Consolidation, files: Sequence[str]) -> Iterator[str]:
    """Yield an array with an object for each part that an amendment made or took away, and for each problem.

    :param files: the names of the base and of the amending documents.
    """
    return json_array(_consolidation_rows(made, files))


def _consolidation_rows(made: Consolidation, files: Sequence[str]) -> Iterator[dict[str, Any]]:
    addresses = Addresses()
    changed = ((node, source, source.amendment.action) for node, source in made.changed)
    gone = ((each.line.origin, each.source, "SUP") for each in made.gone)
    for node, source, action in (*(each for each in changed if each[2] != "SUP"), *gone):
        row = {
            "kind": "made",
            "action": action,
            "marker": source.amendment.marker,
            "file": files[source.document],
            "address": addresses.known(node),
            "text": all_words(node),
        }
        yield {name: value for name, value in row.items() if value}
    for problem in made.problems:
        yield {"kind": "told", "code": problem.code, "message": with_files(problem.message, files)}


def with_files(message: str, files: Sequence[str]) -> str:
    """Return a message with the names of files in place of the numbers of documents."""
    return re.sub(r"\bdocument (\d+)\b", lambda found: files[int(found[1])], message)


REPORTS: dict[str, Callable[[Sequence[Comparison], Sequence[str]], bytes]] = {
    **{name: partial(_table, name) for name in ROWS},
    "html": _html,
    "docx": _docx,
}
"""The formats by name; each takes the comparisons and the names of the proposals."""


def consolidated_file(
    base: Document,
    *amending: Document,
    names: Sequence[str] = (),
    tracked: bool = False,
    date: str | None = None,
    whole: bool = False,
    made: Consolidation | None = None,
) -> bytes:
    """Return the Word file of a base with amendments applied, as :func:`itu_texts.consolidate` applies them.

    :param names: the names of the amending documents, for changes of amendments without a number.
    :param tracked: whether the changes are tracked changes under the number of each amendment: ``B2/49/1``. A document
        changes the words of earlier ones, so that both changes show.
    :param date: the date of the tracked changes.
    :param whole: whether a proposal is the complete new text.
    :param made: the consolidation of all of them, if it has been made.
    :raises InputError: if the base was not read from a file that can be changed in place.
    :raises ReadError: if that has changed since, is protected or signed, or a change cannot be made in it.
    """
    data, here = original_of(base), base
    path = base.origins.original.path if base.origins.original is not None else ""
    steps: list[tuple[int, Document]] = []
    if tracked or made is None:
        made = Consolidation(base, *amending, whole=whole, after_each=lambda *step: steps.append(step))
    for number, step in (*(steps if tracked else ()), (len(amending), made.document)):
        authors = _authors(made, number, names[number - 1] if names else f"document {number}", date)
        was = Matching(printed_lines(here), printed_lines(step)).nodes
        data, _ = rewritten(data, here, step, was, authors if tracked else lambda _: None)
        here = parse_bytes(data, path, language=base.language)
    return data


def _authors(made: Consolidation, number: int, name: str, date: str | None) -> Callable[[Node], By]:
    """Return what gives the author of the change of a node that is new, gone or different, from one document."""
    gone = {
        all_words(node): each.source.amendment.marker
        for each in made.gone
        if each.source.document == number
        for node in walk(each.line.origin)
    }

    def by(node: Node) -> By:
        known = [each.marker for each in node.amended_by if each.amending == number]
        marker = known[-1] if known else gone.get(all_words(node), "")
        return By(marker.partition(" ")[2].strip() or name, date)  # the number of a proposal follows the action

    return by
