"""Carries out what an amending document says in words, in the drafts of the base.

What an instruction names must be there, and only once; otherwise nothing is done.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

from attrs import evolve

from itu_texts.api import parse
from itu_texts.errors import LabelError
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import fold, past_blanks
from itu_texts.revision.lines import Line, Lines, copy_of
from itu_texts.revision.merging import Source, Tree, proposed
from itu_texts.revision.numbering import Renumbering
from itu_texts.revision.proposals import Instruction, Order, Part
from itu_texts.revision.targets import core, is_before
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Division,
    Document,
    Item,
    Node,
    Paragraph,
    Provision,
    Text,
    Title,
)
from itu_texts.tree.walking import all_words, find, walk

_LABELLED: Final = (Item, Clause, Provision, Division)
_HALVES: Final = ("OPERATIVE", "PREAMBLE")
_IN_LINE: Final = ("SENTENCE", "TITLE")  # parts of a line
_BESIDE = ("behind", "ahead")  # places of words beside others
_ENDS = ",.;:،؛。"


class Named:
    """The parts of a text, as instructions name them.

    :param text: the text, or the whole document.
    :param is_clause_named: whether the instruction may name a clause by its heading.
    """

    def __init__(self, text: Line, lang: LanguagePatterns, *, is_clause_named: bool) -> None:
        self._text, self.lang, self._is_clause_named = text, lang, is_clause_named

    @cached_property
    def _clauses(self) -> list[Line]:
        return [each for each in self._text.below if each.is_a(Clause)]

    @property
    def names(self) -> list[tuple[str, int]]:
        """The names of clauses, the longest first, each with the number of the first clause that has it."""
        found: dict[str, int] = {}
        for number, each in enumerate(self._clauses if self._is_clause_named else ()):
            heading = each.heading
            for name in (fold(heading.text).rstrip(" ,:،"), fold(heading.get("verb"))):
                found.setdefault(name, number)
        return sorted(((name, number) for name, number in found.items() if name), key=lambda pair: -len(pair[0]))

    def find(self, path: Sequence[Part]) -> list[Line]:
        """Return the drafts that a path names, in their order; none if that is not certain."""
        several = next((each for each in path if len(each.labels) > 1), None)
        if several is None:
            return self._one(path)
        named = (evolve(several, labels=(label,)) for label in several.labels)
        paths = ([one if each is several else each for each in path] for one in named)
        found = [there for one_path in paths for there in self._one(one_path)]
        if len(found) != len(several.labels) or len({each.parent for each in found}) != 1:
            return []
        places = [found[0].beside.index(each) for each in found]
        return [*found[0].beside[places[0] : places[1] + 1]] if several.is_range else found

    def _one(self, path: Sequence[Part]) -> list[Line]:
        """Return the one draft that a path with one label each names; none if there is none, or several."""
        parts = [each for each in path if each.kind not in ("TEXT", *_IN_LINE)]
        is_text = all(self._is(self._text, each) for each in path if each.kind == "TEXT")
        if not (parts and is_text):
            return [self._text] if is_text else []
        ordinal = next((each for each in parts if each.nth), None)
        if ordinal is not None:
            return self._by_order(ordinal, [each for each in parts if each is not ordinal])
        in_annex = any(each.kind == "ANNEX" for each in parts)
        found = [
            each
            for each in self._text.below
            if in_annex == any(above.is_a(Annex) for above in each.around) and self._is_named(each, parts)
        ]
        # The item that is all of a provision is not without its number: "83 2 Oil is stored"
        found = [*dict.fromkeys(map(_with_number, found))]
        return found if len(found) == 1 else []

    def _is_named(self, there: Line, parts: Sequence[Part]) -> bool:
        """Return whether a draft is the innermost of some parts, and the others are around it."""
        own = [part for part in parts if self._is(there, part)]
        around = [*there.around][1:]
        return any(
            all(any(self._is(above, other) for above in around) for other in parts if other is not part) for part in own
        )

    def _is(self, there: Line, part: Part) -> bool:
        """Return whether a draft is what a part names by its label."""
        label = core(part.labels[0]).lstrip("(") if part.labels else ""
        match part.kind:
            case "CLAUSE":
                return there.is_a(Clause) and there.heading.text == self._clauses[part.clause].heading.text
            case "ANNEX":
                return there.is_a(Annex) and label in ("", core(there.label))
            case "TEXT":
                return there is self._text and label in (
                    "",
                    *(core(each.label) for each in there.parts.get("front", ())),
                )
            case "OPERATIVE" | "PREAMBLE" if there.get("role") != part.kind.lower():
                return False
        is_kind = part.kind != "ARTICLE" or (there.is_a(Division) and there.get("kind") == "article")
        return is_kind and there.is_a(_LABELLED) and "" != _label(there) == label

    def _by_order(self, part: Part, around: Sequence[Part]) -> list[Line]:
        """Return the part that is told by its order: "the second preambular paragraph"."""
        if part.kind in _HALVES:
            found = [each for each in self._clauses if each.get("role") == part.kind.lower() and not around]
        else:
            holder = self._one(around) if around and part.kind == "UNIT" else []
            found = [each for there in holder for each in there.parts.get("blocks", ())]
            found = found if {type(each.node) for each in found} in ({Item}, {Paragraph}) else []
        at = part.nth if part.nth < 0 else part.nth - 1
        return [found[at]] if -len(found) <= at < len(found) else []


def _with_number(there: Line) -> Line:
    """Return the provision whose only part a draft is; otherwise the draft."""
    above = there.parent
    return above if above is not None and above.is_a(Provision) and above.parts["blocks"] == [there] else there


def words_line(target: Line) -> Line | None:
    """Return the draft with the words of a part; ``None`` if it has several lines of them."""
    spoken = [each for each in target.below if each.has_text]
    if target.is_a(Clause):
        spoken = spoken[1:] if all(each.is_a(Paragraph) for each in spoken[1:]) else []
    return spoken[0] if len(spoken) == 1 else None


def title_of(target: Line) -> Line | None:
    """Return the title of a text or a part, or its heading."""
    members = target.parts["front" if "front" in target.parts else "blocks"]
    title = next((each for each in members if each.is_a(Title)), None)
    return title or next(iter(target.parts.get("heading", ())), None)


def places(words: str, target: Line, start: int, end: int, lang: LanguagePatterns) -> list[tuple[Line, int, int]]:
    """Return where some words stand in a part and in what is below it, as whole words.

    :param start: where the search begins in each line; it ends at *end*.
    """
    inner = r"\s+".join(map(re.escape, words.split()))
    before, behind = (r"\w" if each.isalnum() and not lang.runs_on else "" for each in (words[:1], words[-1:]))
    pattern = re.compile((f"(?<!{before})" if before else "") + inner + (f"(?!{behind})" if behind else ""))
    spoken = (each for each in target.below if each.has_text)
    found = ((each, *match.span()) for each in spoken for match in pattern.finditer(each.text))
    return [place for place in found if start <= place[1] and place[2] <= end]


def sentence(text: str, nth: int, lang: LanguagePatterns) -> tuple[int, int] | None:
    """Return where a sentence begins and ends, with its stop; ``None`` if there is none of that number."""
    folded = fold(text)
    stops = re.finditer(r"(?:[.!?؟]+(?=\s+[^\W\d_a-zà-ÿа-я])|。(?=.))", text)
    cuts = [found.end() for found in stops if not lang.ends_abbreviation(folded, found.end())]
    ends = [*cuts, len(text)]
    starts = [0, *(past_blanks(text, end) for end in cuts)]
    at = nth if nth < 0 else nth - 1
    return (starts[at], ends[at]) if len(ends) > 1 and -len(ends) <= at < len(ends) else None


def cut(text: str, start: int, end: int, new: str = "") -> str:
    """Return a line in which new words stand in place of others, with the blanks and the last sign that it needs."""
    before, after = text[:start], text[end:]
    if not new:
        if not after.strip() and text[-1:] in _ENDS and before.rstrip()[-1:] in _ENDS:  # the last sentence
            return before.rstrip().rstrip(_ENDS) + text[-1]
        before = before.rstrip() if not after[:1].isalnum() and after[:1] != " " else before
        after = after.lstrip() if before.endswith(" ") or not before else after
    elif not after and text[-1:] in _ENDS and new[-1:] != text[-1]:
        new = new.rstrip(_ENDS) + text[-1]
    return before + new + after


def _with_near(order: Order, near: str, new: str, *, lang: LanguagePatterns) -> str:
    """Return new words, with those that they stand behind or ahead of; alone if they replace these."""
    blank = "" if lang.runs_on or new[:1] in _ENDS else " "
    return {"behind": near + blank + new, "ahead": new + blank + near}.get(order.place, new)


def appended(text: str, new: str, lang: LanguagePatterns) -> str | None:
    """Return a line with words at its end, before its last sign, or as a sentence behind it."""
    sign, blank = text[-1:] if text[-1:] in _ENDS else "", "" if lang.runs_on or new[:1] in _ENDS else " "
    if sign == ":" or not any(map(str.isalnum, new)):
        return None
    is_sentence = new[-1:] in ".。" and not new[:1].islower()
    if is_sentence:
        return text[: len(text) - len(sign)] + (sign if sign in ".。" else ".") + blank + new.rstrip(_ENDS) + sign
    return text[: len(text) - len(sign)] + blank + new.rstrip(sign or " ") + sign


def _first_words(base: Document) -> frozenset[str]:
    """Return the words with which the headings of clauses begin."""
    return frozenset(words[0] for clause in find(base, Clause) if (words := _words(clause.heading.text)))


def _words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return re.findall(r"\w+", fold(text).lower())


class Instructed:
    """Carries out the orders of one amending document."""

    def __init__(
        self, tree: Tree, drafts: Lines, base: Document, suppress: Callable[[Source, Line, str], None]
    ) -> None:
        self._tree, self._drafts, self._base, self._suppress = tree, drafts, base, suppress
        self._lists = Renumbering(base, drafts)
        self._list: Line | None = None  # that of the part that was changed last

    def _named(self, text: Line, instruction: Instruction) -> Named:
        """Return the parts of a text; its clauses by name only if the instruction has the first word of such a name."""
        first = kept(self._base, "first words of headings", lambda: _first_words(self._base))
        is_named = bool(first) and (instruction.lang.runs_on or not first.isdisjoint(_words(instruction.words)))
        return Named(text, instruction.lang, is_clause_named=is_named)

    def carry_out(self, source: Source, instruction: Instruction, text: Line, context: tuple[Part, ...]) -> bool:
        """Do what an instruction orders; return whether all of it could be done.

        An order that cannot be done changes nothing, and ends the instruction; those before it are done.

        :param source: the marker above it; one without words takes the action of the instruction.
        :param context: what a line before it names: "Paragraph 2".
        """
        named = self._named(text, instruction)
        orders = instruction.read(named.names)
        if context and orders:
            orders = [order for each in orders if (order := _within(context, each, named)) is not None]
        return bool(orders) and all(self._carry_out(source, order, instruction, named) for order in orders)

    def context(self, instruction: Instruction, text: Line, before: tuple[Part, ...]) -> tuple[Part, ...]:
        """Return what a line names, and nothing else: "Paragraph 2", in what one before it names if it stands there."""
        named = self._named(text, instruction)
        row = instruction.row(named.names)
        if not {*row.letters} <= {"p", ",", "-"}:
            return ()
        path = tuple(part for each in row.values if isinstance(each, tuple) for part in each)
        return (*before, *path) if named.find((*before, *path)) else path

    def at(self, source: Source, instruction: Instruction, text: Line, lines: list[str]) -> bool:
        """Do what a marker orders for the part that the line below it names: "SUP", "resolves 2"."""
        path = self.context(instruction, text, ())
        action = source.amendment.action
        if not path or action not in ("SUP", "MOD") or (action == "MOD") != bool(lines):
            return False
        named = self._named(text, instruction)
        return self._carry_out(source, Order(action, path), evolve(instruction, new=lines), named)

    def _carry_out(self, source: Source, order: Order, instruction: Instruction, named: Named) -> bool:
        """Do what one order says; return whether that could be done."""
        if not source.amendment.marker:
            action = order.action if order.action in ("ADD", "SUP") else "MOD"
            source = Source(Amendment(start=0, end=0, marker="", action=action), source.document)
        lines = [order.new] if order.new is not None else instruction.new
        if (order.new is not None and instruction.new) or (order.action == "SUP" and lines):
            return False
        if order.old or order.near or next(_in_line(order), None) is not None:
            return self._reword(source, order, lines, named)
        found = named.find(order.path) if order.path else []
        match order.action:
            case "RENUMBER":
                return self._renumber()
            case "SUP":
                for each in found:
                    self._list = each.parent
                    self._suppress(source, each, f"“{instruction.words}”")
                return bool(found)
            case "MOVE":
                return self._move(source, order, found, named)
            case "MOD":
                return bool(lines) and len(found) == 1 and self._replace(source, found[0], lines, named)
            case _:
                return bool(lines) and self._add(source, order, lines, named)

    # ------------------------------------------------------------------ words of a line

    def _reword(self, source: Source, order: Order, lines: Sequence[str], named: Named) -> bool:
        """Change words of a line, a sentence or a title."""
        scope, sought = self._scope(order, named), [*filter(None, (*order.old, order.near))]
        is_title = not sought and any(each.kind == "TITLE" for each in order.path)
        can = {"ADD": bool(order.near) and order.place in _BESIDE, "MOD": True, "SUP": not is_title}
        if scope is None or not can.get(order.action) or len(lines) != (order.action != "SUP"):
            return False
        found = [places(words, *scope, named.lang) for words in sought]
        if not all(len(each) == 1 or (each and order.everywhere and order.old) for each in found):
            return False
        made: dict[Line, str] = {}
        for line, start, end in sorted(chain(*found) if sought else [scope], key=lambda place: place[1:], reverse=True):
            text = made.get(line, line.text)
            new = _with_near(order, text[start:end], *lines, lang=named.lang) if lines else ""
            is_plain = is_title or (sought and lines)  # otherwise blanks and the last sign are mended
            made[line] = text[:start] + new + text[end:] if is_plain else cut(text, start, end, new)
        if order.old and not all(any(map(str.isalpha, text)) for text in made.values()):
            return False
        return all(self._write(source, line, text) for line, text in made.items())

    def _scope(self, order: Order, named: Named) -> tuple[Line, int, int] | None:
        """Return the draft with the words that an order is about, and where in its line they begin and end."""
        found, parts = named.find(order.path), [*_in_line(order)]
        if len(found) != 1 or len(parts) > 1:
            return None
        is_title = bool(parts) and parts[0].kind == "TITLE"
        there = title_of(found[0]) if is_title else words_line(found[0]) if parts else found[0]
        if there is None or is_title or not parts:
            return (there, 0, sys.maxsize) if there is not None else None
        span = sentence(there.text, parts[0].nth, named.lang)
        return (there, *span) if span is not None and (not found[0].is_a(Clause) or span[0]) else None

    def _write(self, source: Source, line: Line, text: str) -> bool:
        self._tree.reword(source, line, text)
        return True

    # ------------------------------------------------------------------ parts of a text

    def _replace(self, source: Source, target: Line, lines: Sequence[str], named: Named) -> bool:
        """Replace a part by another."""
        self._list = target.parent
        nodes = self._read(target, lines, named)
        if nodes is not None and len(nodes) == 1 and _label(nodes[0]) == _label(target):
            made = proposed(nodes[0], (), {}, self._base.main_language, of_list=True)
            self._tree.merge(source, target, made, whole=True, author=None)
            return True
        line = words_line(target)
        label, words = _without_label(lines[0], named.lang)
        if line is None or len(lines) > 1 or target.is_a(Clause) or (label and core(label) != _label(target)):
            return False
        return self._write(source, line, words)

    def _add(self, source: Source, order: Order, lines: Sequence[str], named: Named) -> bool:
        """Add words at the end of a line, or parts."""
        label = next((each.labels[0] for each in order.part if each.labels), "")
        if order.place in ("ends", "begins"):
            found = named.find(order.at[0] if order.at else order.path)
            line = words_line(found[0]) if len(found) == 1 else None
            if line is None or len(lines) > 1 or order.place == "begins" or _without_label(lines[0], named.lang)[0]:
                return False
            text = appended(line.text, lines[0], named.lang)
            return text is not None and self._write(source, line, text)
        if not order.place:
            return self._add_by_label(source, order.part, lines, named)
        found = [there for path in order.at for there in named.find((*order.path, *path))]
        target = found[0] if len(found) == (2 if order.place == "amid" else 1) else None
        if target is None or target.parent is None:
            return False
        beside = pairwise(target.parent.parts[target.attribute])
        if len(found) > 1 and not any(one is target and other is found[1] for one, other in beside):
            return False
        return self._put(source, target, lines, named, label, after=order.place != "ahead")

    def _add_by_label(self, source: Source, part: Sequence[Part], lines: Sequence[str], named: Named) -> bool:
        """Add a part where its label belongs: "Insert a new resolves 1bis"."""
        own = next((each for each in part if each.labels and each.kind not in ("ANNEX", "ARTICLE")), None)
        label = own.labels[0] if own is not None else _without_label(lines[0], named.lang)[0]
        if not label or (own is not None and len(own.labels) != 1):
            return False
        holder = named.find([each for each in part if each is not own])
        members = [each for there in holder for part_ in ("body", "blocks") for each in there.parts.get(part_, ())]
        lower = [each for each in members if _label(each) and is_before(_label(each), core(label))]
        return bool(lower) and self._put(source, lower[-1], lines, named, label, after=True)

    def _put(
        self, source: Source, target: Line, lines: Sequence[str], named: Named, label: str, *, after: bool
    ) -> bool:
        """Put new parts beside one of the same class."""
        if label and not _without_label(lines[0], named.lang)[0]:
            lines = [f"{label} {lines[0]}", *lines[1:]]
        new = self._drafted(source, target, lines, named)
        if not new or target.parent is None or (label and _label(new[0]) != core(label).lstrip("(")):
            return False
        there = {_label(each) for each in target.parent.parts[target.attribute]} - {""}
        if not there.isdisjoint(map(_label, new)):
            return False
        self._list = target.parent
        for each in new:
            self._tree.mark(source, each)
            target.put_beside(each, after=after or each is not new[0])
            target = each
        return True

    def _drafted(self, source: Source, target: Line, lines: Sequence[str], named: Named) -> list[Line]:
        """Return new words as drafts of parts like another one."""
        nodes = self._read(target, lines, named)
        if nodes is not None:
            made = (proposed(each, (), {}, self._base.main_language, of_list=True) for each in nodes)
            return [self._tree.add(source, each) for each in made]
        if not target.is_a(Clause) or len(lines) > 1:
            return []
        label, words = _without_label(lines[0], named.lang)  # "2 bis. Urges": an assembly counts without *bis*
        heading = target.heading
        made_one = copy_of(target, label=label)
        made_one.put(copy_of(heading, text=words), "heading")
        return [made_one]

    def _read(self, target: Line, lines: Sequence[str], named: Named) -> list[Node] | None:
        """Return new words as parts like another one, as they are read in its place; ``None`` if they are not."""
        label, _ = _without_label(lines[0], named.lang)
        own = target.label
        if own and (not label if target.is_a(Item) else target.is_a(Provision) and core(label) != core(own)):
            lines = [f"{own} {lines[0]}", *lines[1:]]
        around = [*target.around]
        text = next((each for each in around if each.is_a(Text)), None)
        heads = [each for each in text.parts["front"] if each.has_text] if text is not None else []
        holder = next((each for each in around[1:] if each.is_a((Clause, Division, Annex))), None)
        if holder is not None:
            heads += [*holder.parts["heading"], *(each for each in holder.parts["blocks"] if each.is_a(Title))]
        context = [each.text for each in heads]
        read = parse("\n".join((*context, *lines)), language=self._base.language)
        alike = (each for each in walk(read) if type(each) is type(target.node))
        found = [each for each in alike if all(type(above) is not type(target.node) for above in each.ancestors)]
        behind = found[-len(lines) :] if target.is_a(Clause) else found
        words_read = "".join(map(all_words, behind)).split()
        return behind if behind and "".join(words_read) == "".join("".join(lines).split()) else None

    def _move(self, source: Source, order: Order, found: Sequence[Line], named: Named) -> bool:
        """Move a part before or behind another one of its list."""
        at = named.find(order.at[0])
        if len(found) != 1 or len(at) != 1 or found[0] is at[0] or found[0].parent is not at[0].parent:
            return False
        self._tree.watch()
        at[0].put_beside(found[0], after=order.place == "behind")
        self._list = at[0].parent
        self._tree.mark(source, found[0])
        return True

    def _renumber(self) -> bool:
        """Number the list anew in which something was changed last."""
        if self._list is None or all(not each.is_a(Item) for each in self._list.children):
            return False
        self._tree.watch()
        self._lists.forget()
        try:
            self._lists.renumber(self._list)
        except LabelError:
            return False
        return True


def _within(context: tuple[Part, ...], order: Order, named: Named) -> Order | None:
    """Return an order about a part of what a line before it names, or one about another part like that."""
    inside = evolve(order, path=(*context, *order.path))
    if order.action == "RENUMBER" or named.find(inside.path):
        return inside
    return order if order.path and {each.kind for each in context} <= {"", "UNIT", "OPERATIVE", "PREAMBLE"} else None


def _in_line(order: Order) -> Iterator[Part]:
    """Yield the parts that an order names in a line: a sentence, a title."""
    return (each for each in order.path if each.kind in _IN_LINE)


def _label(there: Line | Node) -> str:
    """Return the label of a part, as labels are compared."""
    return core(getattr(there, "label", None) or getattr(there, "number", None) or "").lstrip("(")


def _without_label(line: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return the label with which new words begin, and the words."""
    found = lang.patterns.NEW_LABEL.match(fold(line))
    return (line[: found.end("label")], line[found.end() :]) if found is not None else ("", line)
