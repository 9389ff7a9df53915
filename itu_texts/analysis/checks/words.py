"""The checks of words: phrases, doubled words, spelling, brackets, notes, ranges, values, cut sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import eq
from typing import Any

from itu_texts.analysis.checks.drafts import IN_ANY_CASE, WORD, Draft, Found, Phrase
from itu_texts.analysis.passages import Passage, nodes_of, passage_of
from itu_texts.analysis.references import GroupKind, Reference
from itu_texts.analysis.tasks import tasks_of
from itu_texts.analysis.times import number_of
from itu_texts.language.grammar import lang_of
from itu_texts.language.grammar.beginnings import WORD as LETTERS
from itu_texts.language.grammar.beginnings import is_near, nearest
from itu_texts.language.identifiers import day_named, kind_of
from itu_texts.language.writing import STOPS, as_latin, begins_capital, fold, may_begin_sentence
from itu_texts.tree.base import kept
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Clause, Document, Item, Paragraph, Text
from itu_texts.tree.spans import overlaps

# ---------------------------------------------------------------------- phrases


def unfilled(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report brackets without words, or with placeholders, except in an example."""
    (words, match), named = phrase, phrase.match[0]
    if not ("x" in named.lower() and words.lang.patterns.IN_EXAMPLE.search(words.text, 0, match.start())):
        yield Found(phrase.span, (named,))


def misnamed(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a Sector with the short name of another."""
    short = phrase.match.lastgroup or 0
    yield Found(phrase.within.span(*phrase.match.span(short)), (phrase.match[short],))


_GROUPS = {"R": 11, "P": 11, "T": 21, "D": 2}  # the highest numbers that study groups of the Sectors have had


def no_group(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a study group with a number that does not exist."""
    named = phrase.match.groupdict()
    if int(named["number"]) > _GROUPS[as_latin(named["sector"] or named.get("sector_behind") or "T")]:
        yield Found(phrase.span, (named["number"],))


_LEAP = "2000"  # a year with a 29 February, for dates without a year


def impossible_day(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a day that its month does not have: "31 June"."""
    (words, named) = phrase
    if named["day"] and day_named(named, named["year"] or _LEAP, words.lang) is None:
        yield Found(phrase.span, (named[0].strip(),))


def number_said_twice(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a number in words with another one in figures behind it: "three (4)"; "a (2)" is a label."""
    number, figures = number_of(phrase.match["count"], phrase.within.lang), phrase.match["figures"]
    if number not in (1, int(figures)):
        yield Found(phrase.span, (phrase.match["count"], number, figures))


def other_kind(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a phrase that calls a text by the name of another kind of text."""
    words, match = phrase
    text, kind = draft.text_of(words.node.start), kind_of(match["kind"], words.lang.language)
    is_name = may_begin_sentence(match["kind"]) and words.text[0] not in '"“«'
    if text is not None and is_name and text.kind != "text" and kind not in ("text", text.kind):
        yield Found(phrase.span, (text.kind, match[0]))


def runs_back(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a range of years, days or frequencies whose end is before its beginning."""
    is_visual = phrase.within.lang.language == "ar" and phrase.match["word"] is None  # ``visual-order`` tells those
    start, end = phrase.match["start"].split(), phrase.match["end"].split()
    start = start if len(end) > 1 else start[-1:]  # "2 100-102 GHz" may be a label and a band
    if not is_visual and float("".join(start)) > float("".join(end)):
        yield Found(phrase.span)


# ---------------------------------------------------------------------- doubled words


def doubled_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each word, comma or semicolon that occurs twice in a row, except what a language doubles, and names.

    A name is a word with a capital that occurs nowhere alone, or behind no small word, as in tables and signatures.
    """
    source = document.source.text
    words = ((each, each.lang.patterns.DOUBLED) for each in _with_repeats(draft))
    forms = ((joined, joined.lang.patterns.DOUBLED_SIGN) for joined in draft.joined)
    signs = ((each, form) for joined, form in forms for each in joined.with_any(form))
    for each, form in (*words, *signs):
        for found in form.finditer(each.text):
            word = found["word"]
            behind_small = each.text[max(0, found.start() - 2) : found.start()].rstrip()[-1:].islower()
            if not begins_capital(word) or (behind_small and source.count(word) > 2 * source.count(found[0])):
                fix = Fix(each.span(*found.span("again")), "")
                yield Found(each.span(*found.span()), (word,), (fix,))


def _with_repeats(draft: Draft) -> Sequence[Passage]:
    """Return the passages in which one, two or three words may stand twice in a row: a quick test."""
    words, found = draft.single_words, dict[int, Passage]()
    for count in (1, 2, 3):
        for again in re.finditer(b"\1" * count, bytes(map(eq, words, words[count:]))):
            passage, _ = draft.single_word(again.start())
            found[id(passage)] = passage
    return [*found.values()]


# ---------------------------------------------------------------------- brackets and quotation marks

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_BRACKETS = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_OPENERS = {")": "(", "]": "["}
_CLOSES_WORD = re.compile(r"[^\W\d_]{4}(?<![^\0-\u024f][A-Za-z])\Z")  # not "上述考虑到b)", which is a label
_SOME_LABEL = re.compile(r"(?<![\w(])\w{1,3}\)")  # "(see b) above)": the label has closed the bracket
_TURNED = {"“": "”", "”": "“"}
_LABEL = re.compile(r"(?<![\w(])\w{1,3}\)\Z")  # "considering a)" closes no bracket of a paragraph above
_TYPED = '"'
_SIGN_ALONE = re.compile(r"(?<![^\W_])'[^\w\s]'(?![^\W_])")  # a sign that is meant as such: '('


def unclosed(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each bracket or quotation mark without the one that closes it, and each bracket that closes nothing."""
    open_signs: list[tuple[str, Passage, int]] = []
    typed: list[tuple[str, Passage, int]] = []
    for words in draft.words_in.get(id(text), ()):
        shown = _SIGN_ALONE.sub("   ", words.text) if "'" in words.text else words.text
        for found in _BRACKETS.finditer(shown):
            place, sign = found.start(), found[0]
            if words.lang.language == "ar":  # mirrored signs
                sign = _TURNED.get(sign, sign)
            at = next((at for at in range(len(open_signs) - 1, -1, -1) if _PAIRS[open_signs[at][0]] == sign), -1)
            if sign in _PAIRS:
                open_signs.append((sign, words, place))
            elif at >= 0 and (open_signs[at][1] is words or not _LABEL.search(shown, 0, place + 1)):
                del open_signs[at]
            elif at < 0 and sign in _OPENERS and _closes_word(shown, place):
                message = f"“{sign}” closes nothing: delete it, or add “{_OPENERS[sign]}”"
                yield Found(words.span(place, place + 1), (message,))
        if shown.count(_TYPED) % 2:
            typed.append((_TYPED, words, _left_open(shown)))
    for sign, words, place in (*open_signs, *(typed if len(typed) == 1 else ())):
        message = f"“{sign}” is not closed: add “{_PAIRS.get(sign, sign)}”"
        yield Found(words.span(place, place + 1), (message,))


def _closes_word(text: str, place: int) -> bool:
    """Return whether a bracket stands behind a word, and no label above it may have closed the one that it closes."""
    return _CLOSES_WORD.search(text, 0, place) is not None and _SOME_LABEL.search(text, 0, place) is None


def _left_open(text: str) -> int:
    """Return the place of the typed quotation mark that is not closed: the next one opens too, or it is the last."""
    places = [place for place, sign in enumerate(text) if sign == _TYPED]
    behind_word = [place > 0 and (text[place - 1].isalnum() or text[place - 1] in STOPS) for place in places]
    pairs = zip(places, behind_word, behind_word[1:], strict=False)
    return next((place for place, here, there in pairs if not (here or there)), places[-1])


# ---------------------------------------------------------------------- notes

_SIGNS = re.compile(r"(?<=[^\W\d_]{3})(?P<mark>[¹²³⁴-⁹]{1,2})")
# "boats¹", "boats2", "boats**"
_RAISED = re.compile(
    r"(?<=[^\W\d_]{3})(?P<mark>[¹²³⁴-⁹]{1,2}|(?<=[a-z]{5})[1-9](?![\w.])|(?<![*\w][*])\*{1,3}(?![\w*]))"
)
_MAY_BE_RAISED = re.compile(r"[¹²³⁴-⁹*1-9](?<![^a-z][1-9])")  # a quick test of the words


def notes_without_marks(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each footnote that no mark refers to."""
    called = {anchor.note for anchor in document.anchors}
    for place, note in enumerate(document.footnotes):
        if place not in called and note.mark:
            yield Found(note.span, (note.mark,))


def marks_without_notes(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each mark of a footnote, after a word, that is not the mark of one."""
    raised = _RAISED if document.footnotes else _SIGNS
    for words in (each for joined in draft.joined for each in joined.with_any(_MAY_BE_RAISED)):
        for found in raised.finditer(words.text) if isinstance(words.node, Paragraph) else ():
            yield Found(words.span(*found.span()), (found["mark"],))


# ---------------------------------------------------------------------- ranges of references


def reversed_references(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each range of references whose end is before its beginning."""
    ranges: dict[Any, list[Reference]] = {}
    for reference in draft.cited:
        if reference.group is not None and reference.group.kind is GroupKind.RANGE:
            ranges.setdefault(reference.group, []).append(reference)
    for group, members in ranges.items():
        if len(members) != 2 or document.language_at(group.span.start) == "ar":  # "4-2" is read from the right
            continue
        first, last = map(_number, members)
        if len(first) == len(last) and first > last:  # "7.3.2.2-1" is the number of a table
            yield Found(group.span)


def _number(reference: Reference) -> tuple[int, ...]:
    """Return the figures of a number that is cited: 9 and 12 for "No. 9.12"."""
    return tuple(map(int, re.findall(r"\d{1,18}", reference.number or reference.address or "")))


# ---------------------------------------------------------------------- sentences that end too early


def cut_off_sentences(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each sentence that ends with a word that no sentence ends with: "the boats of the"."""
    for node in draft.below(text):
        last = node.children[-1] if node.children and isinstance(node, Clause | Item) else None
        words = passage_of(last) if isinstance(last, Paragraph) else None
        found = words.cut_off if words is not None else None
        if words is None or found is None or not any(isinstance(each, Clause) for each in (node, *node.ancestors)):
            continue
        # "..., and" before the next clause, as other bodies write
        if draft.is_in_union(text.start) or not words.lang.patterns.AND.fullmatch(found[0].strip(" \n")):
            yield Found(words.span(*found.span()), (found[0].strip(),))


# ---------------------------------------------------------------------- spelling

# It knows only the words of the text: "Telecommuncations" where others are right.

_BREAKS = (" ", "- ")  # what parts a word in two by mistake
_SHORTEST = 7  # letters; shorter words may differ in one letter and both be right
_SHORTEST_PART = 3
_ENDING = 3  # letters, which differ in right forms of one word: "grands", "grandes"
_LEFT = _ENDING - 1  # letters of the ending in which not even one of two swapped letters stands
_FEWEST = 2  # times that the other word stands behind the same word
_BOTH = re.compile(b"(?=\1\1)")  # two places that are marked, one behind the other


def misspelt_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each word that occurs once and lacks, repeats or swaps a letter of one that stands elsewhere in its place.

    "Its place" is behind the same word.
    """
    common: dict[str, list[str]] = defaultdict(list)  # by the letters that such a slip leaves in their places
    for word, count in draft.times.items():
        if count >= _FEWEST and len(word) >= _SHORTEST:
            common[word[0] + word[-_LEFT:]].append(word)
    once = [word for word, count in draft.times.items() if count == 1 and len(word) >= _SHORTEST - 1]
    alike = ((word, common[word[0] + word[-_LEFT:]]) for word in once if word[0] + word[-_LEFT:] in common)
    near = {word: meant for word, words in alike if (meant := [each for each in words if _is_near(word, each)])}
    pairs = Counter(pairwise(draft.single_words)) if near else Counter()
    for at, (before, word) in enumerate(pairwise(draft.single_words) if near else ()):
        found = next((meant for meant in near.get(word, ()) if pairs[before, meant] >= _FEWEST), "")
        if found and before:
            within, place = draft.single_word(at + 1)
            start, end = [*WORD.finditer(within.text)][place].span()
            yield Found(within.span(start, end), (within.text[start:end], found))


def _is_near(word: str, other: str) -> bool:
    """Return whether a word is another with a letter more or less, or with two swapped, not in its ending."""
    shorter, longer = sorted((word, other), key=len)
    places = range(1, len(longer) - _ENDING)
    if len(shorter) == len(longer):
        return any(word[:at] + word[at + 1] + word[at] + word[at + 2 :] == other for at in places)
    return len(shorter) + 1 == len(longer) and any(longer[:at] + longer[at + 1 :] == shorter for at in places)


def broken_words(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each blank in a word that occurs without it: "reso lution"."""
    once = {word for word, count in draft.times.items() if count == 1}
    for both in _BOTH.finditer(bytes(map(once.__contains__, draft.single_words))):
        parts = draft.single_words[both.start() : both.start() + 2]
        if "".join(parts) in draft.times and min(map(len, parts)) >= _SHORTEST_PART:
            within, place = draft.single_word(both.start())
            before, behind = [*WORD.finditer(within.text)][place : place + 2]
            if within.text[before.end() : behind.start()] in _BREAKS and behind[0][0].islower():
                start, end, meant = before.start(), behind.end(), before[0] + behind[0]
                span = within.span(start, end)
                yield Found(span, (within.text[start:end], meant), (Fix(span, meant),))


# ----------------------------------------------------------------------
# The check for addressees whose names are nearly right: "the Secretary General", "Member states".

_JOIN = re.compile(r"(?<=\w)[ \u2011-](?=\w)")  # a blank or a hyphen between two words
_NO_NAMES = ("OTHER", "ORGANIZATION")
_ARTICLES = 1  # words before the name: "the"
_MOST_CHANGES = 6  # joins and plurals that are tried in a name
_SHORT = 3  # letters of words that have no capital in a name
_LONG = re.compile(rf"[^\W\d_]{{{_SHORT + 1},}}")
_PLURAL = re.compile(r"\w{3}s(?=\s)")
_EITHER_CASE = ("fr",)  # languages in which ITU prints "États membres" too


def asked_addressees(draft: Draft, document: Document) -> Sequence[Found]:
    """Report each addressee of a heading or a task without a known name that is close to a known name.

    And the Director of a Bureau that does not exist, if somebody asks them something.
    """
    return kept(document, "addressees with wrong names", lambda: sorted(_asked(draft), key=lambda found: found.span))


def _asked(draft: Draft) -> Iterator[Found]:
    document = draft.document
    clauses = (node for node in nodes_of(document) if isinstance(node, Clause))
    in_headings = (each for clause in clauses for each in clause.heading.addressees)
    in_tasks = (task.addressee for task in tasks_of(document))
    for addressee in dict.fromkeys((*in_headings, *in_tasks)):
        printed, span = addressee.text, addressee.span
        words = lang_of(document.language_at(span.start))
        name = words.name(addressee.concept)  # "Secretary General" is known too, and no name
        is_known = addressee.concept != "OTHER"
        meant = printed.replace(name.replace("-", " "), name) if is_known else _meant(printed, words.language)
        is_common = printed.islower() and meant.lower() == printed  # "the secretariat" of a convention
        if is_common and not draft.is_in_union(span.start):
            continue
        if meant and meant.split() != printed.split():
            fixes = (Fix(span, meant),) if document.source[span] == printed else ()
            yield Found(span, (printed, meant), fixes, "near-addressee")
        elif not is_known and words.patterns.BUREAU_AND_DIRECTOR.match(fold(printed)):
            yield Found(span, (printed,), code="unknown-body")


def half_in_capitals(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report Member States and Sector Members with one small letter."""
    printed, meant, language = phrase.match[0], _in_capitals(phrase.match[0]), phrase.within.lang
    known = (language.patterns[form] for form in IN_ANY_CASE)
    is_known = language.language in _EITHER_CASE and any(form.fullmatch(printed) for form in known)
    if not is_known and printed not in (meant, printed.lower(), printed.upper()):
        for found in beside_tasks(draft, phrase):
            yield found._replace(words=(printed, meant), fixes=(Fix(found.span, meant),))


def beside_tasks(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a wrong name where no addressee with a wrong name stands."""
    told = [found.span for found in asked_addressees(draft, draft.document)]
    if not overlaps(told, *phrase.span):
        yield Found(phrase.span, (phrase.match[0],))


@lru_cache(maxsize=4096, typed=True)
def _meant(words: str, language: str) -> str:
    """Return the name that some words are close to; an empty string if there is none."""
    known = lang_of(language).patterns.addressee
    for variant in _variants(words, language):
        found = known.search(variant)
        if found is None or found.lastgroup in _NO_NAMES:  # "the Council of Rowers"
            continue
        before = variant[: found.start()]
        if found.end() == len(variant) and len(before.split()) <= _ARTICLES and "-" not in before:
            return variant
    return ""


def _variants(words: str, language: str) -> Iterator[str]:
    """Yield the words as they may have been meant: with hyphens for blanks, in other case, without a slip."""
    for each in dict.fromkeys((words, _spelt(words, language), _spelt(words, language, inflected=True))):
        for joined in (each, *_changed(each)):
            yield joined
            yield _in_capitals(joined)
            yield _in_capitals(joined, 1)


def _changed(words: str) -> Iterator[str]:
    """Yield the words with a hyphen for one blank, a blank for one hyphen, or one in the singular: "Members States"."""
    for joint in islice(_JOIN.finditer(words), _MOST_CHANGES):
        for other in ("-",) if joint[0] == " " else (" ", ""):
            yield words[: joint.start()] + other + words[joint.end() :]
    for plural in islice(_PLURAL.finditer(words), _MOST_CHANGES):
        yield words[: plural.end() - 1] + words[plural.end() :]


def _in_capitals(words: str, most: int = 0) -> str:
    """Return the words with capitals for those of more than three letters.

    :param most: the number of words, from the first: "Secrétaire général"; 0 for all.
    """
    return _LONG.sub(lambda word: word[0][0].upper() + word[0][1:], words, count=most)


@lru_cache(maxsize=4096, typed=True)
def _names(language: str) -> tuple[str, ...]:
    """Return the longer words in the names of addressees."""
    return tuple(sorted(set(re.findall(r"[^\W\d_]{5,}", lang_of(language).patterns.addressee.pattern))))


def _spelt(words: str, language: str, *, inflected: bool = False) -> str:
    """Return the words, each that is close to a word of a name replaced by it.

    :param inflected: whether names contain only the stems of words, which any ending may follow.
    """
    names = _names(language)

    def spelt(word: re.Match[str]) -> str:
        if len(word[0]) <= _SHORT + 1:
            return word[0]
        return _of_stem(word[0], names) if inflected else nearest(word[0], names) or word[0]

    return LETTERS.sub(spelt, words)


def _of_stem(word: str, names: tuple[str, ...]) -> str:
    """Return a word with the stem that its stem is close to: "Генералному"; otherwise the word itself."""
    if any(word.startswith(name) for name in names):
        return word
    for name in names:
        for end in range(len(name) - 1, min(len(name) + 2, len(word))):
            if is_near(word[:end], name):
                return name + word[end:]
    return word
