"""Reads amendments in words: "Replace resolves 2 by the following:", "In paragraph 5, for “red” read “green”".

Such instructions stand in corrigenda and errata, and in reports of committees. The action is that of the verb, the
target is a label, with the heading of its clause, or words in quotation marks that occur once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import field, frozen

from itu_texts.language.grammar import Surface, surface
from itu_texts.language.writing import COLON, fold
from itu_texts.revision.consolidation.targets import core
from itu_texts.revision.editing.drafts import Draft
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Item, Provision
from itu_texts.tree.walking import outline_nodes, own_words

_QUOTED = re.compile(r"[“«„\"]\s*([^“”«»„\"]+?)\s*[”»“\"]")
_QUOTES = "“”«»„\"' "
_MOST = 2  # labels in an instruction: "paragraph 2 c)"


@frozen
class Instruction:
    """A sentence that says what is changed, and the new words below it."""

    words: str
    unquoted: str
    """The sentence without its words in quotation marks, and without the lines and pages that it names."""
    action: str
    """``ADD``, ``MOD`` or ``SUP``; empty for a line that says nothing of the kind."""
    surface: Surface
    """The words of its language."""
    new: list[str] = field(factory=list)
    """The lines below it, without those that are only quotation marks."""

    @property
    def labels(self) -> list[str]:
        """The labels in it."""
        return [found[0] for found in self.surface.patterns["LABEL_SAID"].finditer(self.unquoted)]

    @property
    def is_ahead(self) -> bool:
        """Whether the new words are to stand before what it names."""
        return self.surface.patterns["AHEAD_SAID"].search(self.unquoted) is not None

    @property
    def is_of_part(self) -> bool:
        """Whether it is about a part of what it names: "Delete the second sentence of paragraph 2"."""
        return self.surface.patterns["PART_SAID"].search(self.unquoted) is not None

    @property
    def has_reserve(self) -> bool:
        """Whether it does not simply say what is changed: "Do not delete paragraph 2"."""
        return self.surface.patterns["RESERVE_SAID"].search(self.unquoted) is not None

    @property
    def quoted(self) -> list[str]:
        """The words in quotation marks."""
        return _QUOTED.findall(self.words)


def instructions(document: Document) -> Iterator[Instruction]:
    """Yield the instructions of a document, and the lines before them without an action."""
    words = surface(document.main_language)
    last = Instruction("", "", "", words)
    for node in outline_nodes(document):
        line = own_words(node)
        said = words.patterns["ON_LINE"].sub("", fold(_QUOTED.sub("“”", line)))
        found = None if line.startswith((*_QUOTES,)) else words.patterns["CHANGE_TOLD"].search(said)
        awaits = not last.new and fold(last.words).rstrip().endswith(COLON)
        if line and last.action and (awaits or found is None):
            last.new.extend([line] if line.strip(_QUOTES) else ())
            continue
        yield last
        last = Instruction(line, said, words.concept(found["change"], "CHANGING") if found else "", words)
    yield last


def target_of(said: Instruction, text: Draft) -> Draft | None:
    """Return what an instruction names by its label, or by the heading of a clause; ``None`` if that is not certain."""
    words = said.unquoted
    labels = said.labels[: _MOST + 1]
    in_annex = said.surface.patterns["ANNEX_SAID"].search(words) is not None
    clauses = [(_named(each, words), each) for each in text.below if each.type is Clause]
    longest = max((length for length, _ in clauses), default=0)
    named = [each for length, each in clauses if length == longest > 0]
    if not labels:
        return named[0] if len(named) == 1 else None
    if said.action == "ADD":
        labels = labels[:1] if len(labels) < _MOST or not any(_is(each, labels[1]) for each in text.below) else labels
    if len(labels) > _MOST:
        return None
    found = [
        each
        for each in text.below
        if _is(each, labels[-1])
        and in_annex == any(above.type is Annex for above in each.around)
        and (not named or any(above in named for above in each.around))
        and all(any(_is(above, label) for above in [*each.around][1:]) for label in labels[:-1])
    ]
    return found[0] if len(found) == 1 else None


def _named(clause: Draft, words: str) -> int:
    """Return the length of the name of a clause that stands in some words; 0 if none does."""
    heading = clause.parts["heading"][0].values
    names = {fold(heading["text"]).rstrip(" ,:،"), fold(heading["verb"])} - {""}
    stands = (name for name in names if re.search(rf"(?<![a-zà-ÿа-я]){re.escape(name)}(?![a-zà-ÿа-я])", words))
    return max(map(len, stands), default=0)


def _is(each: Draft, label: str) -> bool:
    own = each.values.get("label" if each.type in (Item, Clause) else "number") or ""
    return each.type in (Item, Provision, Clause, Division) and bool(own) and core(own) == core(label).lstrip("(")


def _places(words: str, target: Draft) -> list[tuple[Draft, int]]:
    """Return where some words stand in a draft and those below it."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    spoken = (each for each in target.below if "text" in each.values)
    return [(each, found.start()) for each in spoken for found in pattern.finditer(each.values["text"])]


def changed(said: Instruction, target: Draft | None, whole: Draft) -> tuple[Draft, str] | None:
    """Return the draft whose words an instruction changes, and its new words; ``None`` if that is not certain.

    :param target: what it names; without it, the whole text is searched if the instruction has no label.
    """
    quoted = said.quoted
    if said.action == "MOD" and said.surface.patterns["FORMER_LAST"].search(said.unquoted):
        quoted = quoted[::-1]
    inside = target or (None if said.labels else whole)
    found = [(words, *at[0]) for words in quoted if inside and len(at := _places(words, inside)) == 1]
    if len(found) != 1 or len(quoted) != (1 if said.action == "SUP" else 2):
        return None
    [(words, there, place)] = found
    if said.action == "MOD" and words != quoted[0]:
        return None
    text, end = there.values["text"], place + len(words)
    new = "" if said.action == "SUP" else next((each for each in quoted if each != words), words)
    if said.action == "ADD":
        new = (" " if " " in text else "").join((new, words) if said.is_ahead else (words, new))
    before, after = text[:place], text[end:]
    if not new:
        before = before.rstrip() if not after[:1].isalnum() and after[:1] != " " else before
        after = after.lstrip() if before.endswith(" ") or not before else after
    made = before + new + after
    return (there, made) if any(map(str.isalpha, made)) else None


def without_label(said: Instruction, line: str, target: Draft | None = None) -> tuple[str, str]:
    """Return the label with which new words begin, and the words, without quotation marks."""
    words = line.strip(_QUOTES)
    found = said.surface.patterns["NEW_LABEL"].match(fold(words))
    if found is None or (target is not None and not _is(target, found["label"])):
        return "", words
    return words[: found.end("label")], words[found.end() :]


def copied(target: Draft, label: str, words: str) -> Draft:
    """Return a new draft like another, with other words: an item beside an item, a clause beside a clause."""
    parts: dict[str, list[Draft]] = {name: [] for name in target.parts}
    made = Draft(
        target.type, {**target.values, "label": label} if "label" in target.values else dict(target.values), parts
    )
    first = next(each for each in target.below if "text" in each.values)
    if first is target:
        made.values["text"] = words
    else:
        made.put(
            Draft(first.type, {**first.values, "text": words}, {name: [] for name in first.parts}), first.attribute
        )
    return made
