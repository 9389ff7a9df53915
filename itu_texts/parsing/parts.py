"""Reads the parts of the words of headings, fronts, markers and covers.

The lines of covers, the lines below a text and its formula say a symbol, a session, a meeting, a day and a vote; the
words of a heading or an item name addressees, with phrases beside them. The names of texts that accompany
Recommendations, such as supplements and guides, or change them, are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import strptime
from typing import Any, Final, TypeAlias, cast

from attrs import evolve

from itu_texts.language.grammar import NAMES, Family, LanguagePatterns, PatternName, lang_of, languages
from itu_texts.language.identifiers import CHANGES, kind_of, named_beside
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COMMA,
    FULL_STOP,
    as_latin,
    begins_capital,
    bound,
    fold,
    is_in_capitals,
    is_letter,
    narrow,
    own_grammars,
    uncapitalized,
)
from itu_texts.parsing.thresholds import LONGEST_COVER_LINE, LONGEST_TITLE, REMEMBERED
from itu_texts.parsing.tokens import IN_LINE, PROSE, SYMBOL, DesignationToken, HeadingToken, MarkerToken, Named, Token
from itu_texts.tree.addressees import ADDED, CONCEPTS, Addressee, AddresseeKind, Concept
from itu_texts.tree.base import Part
from itu_texts.tree.nodes import Cover, CoverLine
from itu_texts.tree.spans import Span

# ---------------------------------------------------------------------- covers

_WHOLE: Final = (
    NAMES.SAID_ADOPTED,
    NAMES.SAID_SOURCE,
    NAMES.SAID_SPONSORS,
    NAMES.SAID_SERIES,
    NAMES.SAID_AUTHOR,
    NAMES.SAID_HELD,
    NAMES.SAID_REPORT,
    NAMES.SAID_PROPOSALS,
    NAMES.SAID_SERIES_OF,
    NAMES.SAID_SECTOR,
)
_NAMES: Final = {
    "document": "number",
    "submitted": "sponsors",
    "drafted": "draft",
    "author": "source",
    "reported": "source",
    "numbered": "number",
}
_ATTRIBUTES: Final[dict[str, Callable[[str], Any]]] = {
    "number": str, "series": str.lower, "submitted_by": str.lower, "submitted_to": str.lower, "annex_pages": int,
}  # fmt: skip
"""The parts of its lines that a cover has as attributes, and what makes their values."""
_OF_ASSEMBLY: Final = frozenset(("distribution", "publisher"))  # on covers of the United Nations
_DECIDED: Final = frozenset(("adopted", "draft"))
_ENGLISH: Final = "en"  # covers in Russian, Chinese and Arabic have "Distr.: General" and the day in English


def cover_line(shown: str, words: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a line of a cover; none if any of its words is of no known form.

    "United Nations A/RES/79/999" has two: the ``publisher`` and the ``number``.
    """
    if len(shown) > LONGEST_COVER_LINE:
        return ()
    line = fold(narrow(shown)).replace("\n", " ")
    for known in _known(words):
        for name in _WHOLE:
            whole = known.patterns[name].match(line)
            if whole is not None:
                return _said_parts(whole)
    found: list[Part] = []
    at = 0
    while at < len(line):
        said = next(filter(None, (known.patterns.SAID_ON_LINE.match(line, at) for known in _known(words))), None)
        if said is None:
            return ()
        found += _said_parts(said)
        at = len(line) - len(line[said.end() :].lstrip())
    return tuple(found)


def cover_of(lines: Sequence[CoverLine]) -> Cover:
    """Return the cover with some lines; those of no known form are the title of an item, or the author, by their place.

    The title stands below the item of the agenda; the author of a contribution to a conference below its language.
    """
    said = {
        part.name: _ATTRIBUTES[part.name](line.text[part.start : part.end])
        for line in lines
        for part in line.parts
        if part.name in _ATTRIBUTES
    }
    names = frozenset(part.name for line in lines for part in line.parts)
    return Cover(start=lines[0].start, end=lines[-1].end, lines=tuple(_by_place(lines, names)), **said)


def _by_place(lines: Sequence[CoverLine], names: frozenset[str]) -> Iterator[CoverLine]:
    below = ""  # what a line of no known form says
    first = False  # whether the item of the agenda stands above
    for line in lines:
        here = {part.name for part in line.parts}
        if "agenda_item" in here:
            below = "agenda_title"
        elif "original" in here and "source" not in names and names.isdisjoint(_OF_ASSEMBLY):
            below = "source"
        elif here and not (
            here == {"source"}  # "Report of the International Court of Justice"
            and below == "agenda_title"
            and not names.isdisjoint(_OF_ASSEMBLY)
            and (first or not names.isdisjoint(_DECIDED))
        ):
            below = ""
        elif below:
            line = evolve(line, parts=(Part(below, 0, len(line.text)),))
        first = "agenda_item" in here
        yield line


def history_line(shown: str, lang: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a line that says when, where and by which votes a text was adopted, or whose draft it is.

    "42nd plenary meeting", "[Adopted by a recorded vote of 33 to 7, with 7 abstentions.]", "(Question ITU-R 201/3)"
    """
    line = fold(narrow(shown)).replace("\n", " ")
    found: tuple[Part, ...] = ()
    for name in (
        NAMES.SAID_ADOPTED,
        NAMES.SAID_SPONSORS,
        NAMES.SAID_FRONT,
        NAMES.SAID_VOTED,
        NAMES.SAID_MEETING,
    ):
        said = lang.patterns[name].match(line)
        found = _said_parts(said) if said is not None and not found else found
    for name in (NAMES.SAID_VOTE, NAMES.QUESTION_NUMBERED):
        said = lang.patterns[name].search(line, found[-1].end if found else 0)
        found = (*found, *_said_parts(said)) if said is not None else found
    return found


def told(shown: str, lang: LanguagePatterns) -> tuple[Part, ...]:
    """Return the parts of a formula that tells of a meeting: "At the 8999th meeting ..., held on 9 July 2021"."""
    said = lang.patterns.SAID_TOLD.match(fold(narrow(shown)))
    return _said_parts(said) if said is not None else ()


def _known(lang: LanguagePatterns) -> tuple[LanguagePatterns, ...]:
    return (lang,) if lang.language == _ENGLISH else (lang, lang_of(_ENGLISH))


def _said_parts(said: re.Match[str]) -> tuple[Part, ...]:
    """Return the places of the groups of a match, without the blanks around them, in their order."""
    found = []
    for name, value in said.groupdict().items():
        if value and value.strip():
            start = said.start(name) + len(value) - len(value.lstrip())
            found.append(Part(_NAMES.get(name, name), start, start + len(value.strip())))
    return tuple(sorted(found, key=lambda part: part.start))


# ---------------------------------------------------------------------- texts beside Recommendations

GUIDE: Final = "implementers_guide"
"""The kinds of texts whose name is their title."""

_LINE: Final = regex(r"(?m)^[^\S\n]*(?P<words>[^\n]*\S)[^\S\n]*$")
_KINDS: Final = {"AMD": "amendment", "CORR": "corrigendum", "ERR": "erratum"}
# "(04/2017)", on the cover or at the first foot
_DATE: Final = regex(r"(?m)\((?P<date>(?:0[1-9]|1[0-2])/(?:19|20)\d\d)\)[ \t]*$")


def read_name(line: str, lang: LanguagePatterns, *, declared: bool = False) -> Named | None:
    """Return the text that a line names, if it accompanies Recommendations or changes one; otherwise ``None``.

    :param declared: whether a file marks the line as the name of a text.
    """
    words, folded = lang.patterns, fold(line)
    changed = words.CHANGE_AND_NAME.match(folded)
    if changed is not None and (changed.end() == len(line) or folded[changed.end()] == COMMA):
        return _changed(changed[0], changed["number"], changed["base"], lang, changed.end())
    if len(line) > LONGEST_TITLE:
        return None
    beside = named_beside(folded, lang.language)
    if beside is not None:
        return Named(*beside, len(line))
    supplement = words.SUPPLEMENT_NAMED.fullmatch(folded)
    if supplement is not None:
        series = supplement["series"] or supplement["of_series"]
        return Named("supplement", f"ITU-T {series} Suppl. {supplement['number']}", supplement["dated"], len(line))
    changed = words.NAME_AND_CHANGE.fullmatch(folded)
    if changed is not None:
        found = _changed(changed[0], changed["number"], None, lang, changed.end())
        as_printed = line[changed.start("base") - 1 :] if changed["base"] else None
        return found._replace(edition=as_printed) if found and as_printed else found
    guide = words.GUIDE_TO.match(folded) if declared or words.GUIDE_FOR.match(folded) else None
    if guide is not None:
        return Named(GUIDE, guide["number"] and f"ITU-T {guide['number']}", None, len(line))
    return None


def _changed(shown: str, number: str, base: str | None, lang: LanguagePatterns, end: int) -> Named | None:
    """Return the Recommendation that is changed, with the mark of the change."""
    change = lang.patterns.CHANGE_NUMBERED.search(shown)
    if change is None:
        return None
    kind = _KINDS[lang.concept(change["change"], "CHANGE", "COUNTED")]
    return Named(kind, number, f"({base}) {change[0]}" if base else change[0], end)


def names_change(line: str, lang: LanguagePatterns) -> bool:
    """Return whether a line only names a change: "Corrigendum 2"."""
    return lang.patterns.CHANGE_NUMBERED.fullmatch(fold(line)) is not None


def change_on_cover(text: str, end: int, lang: LanguagePatterns) -> Named | None:
    """Return the change that lines above a place name: "Corrigendum 2", and on another line the changed edition."""
    alone = named = None
    cells = (cell for line in _LINE.finditer(text, 0, end) for cell in line["words"].split("\t") if cell.strip())
    for line in (" ".join(cell.split()) for cell in cells):
        found = read_name(line, lang)
        if found is not None and found.kind in CHANGES and found.end == len(line):
            named = named or found
        elif alone is None and names_change(line, lang):
            alone = _changed(line, "", None, lang, len(line))
    if alone is None:
        return None
    found = named or alone
    date = date_on_cover(text, end, lang)
    dated = f"{found.edition} ({date})" if date and not (found.edition or "").endswith(f"({date})") else found.edition
    return found._replace(edition=dated)


def date_on_cover(text: str, end: int, lang: LanguagePatterns) -> str | None:
    """Return the month and year on a cover: 04/2017."""
    dated = _DATE.search(text, 0, end)
    if dated is not None:
        return dated["date"]
    named = lang.patterns.COVER_DATE.search(fold(text[:end]))
    if named is None:
        return None
    month = strptime(lang.concept(named["month"], "MONTH"), "%B").tm_mon  # concepts are the names in English
    return f"{month:02}/{named['year']}"


def change_in(token: Token, text: str, lang: LanguagePatterns) -> str:
    """Return the action of words that change a text: MOD for "Replace clause 7.3 by"; empty for others."""
    if token.type not in PROSE or token.gap == IN_LINE:
        return ""
    words = fold(text[token.start : token.end])
    found = lang.patterns.CHANGE_BEGINS.match(words)
    return lang.concept(found["change"], "CHANGING") if found is not None else ""


# ---------------------------------------------------------------------- addressees

_ALL_DIRECTORS: Final = ("DIR_BR", "DIR_TSB", "DIR_BDT")
_AT_ENDS: Final = " ,،，、"
ADDED_IN: Final = regex(r"^ADDRESSEE__(\w+):", re.MULTILINE)
"""An addressee in an own grammar file."""
_BRACKETS: Final = regex(r"\([^()]*\)")


def part_side_phrases(words: str, lang: LanguagePatterns) -> tuple[str, tuple[str, ...]]:
    """Separate addressees from the phrases after them: "in consultation with ...", "as appropriate".

    A phrase between two addressees, "Member States, as appropriate, and Sector Members", is found too, but stays in its
    place.
    """
    shown = fold(words)
    starts = [matched.start() for matched in lang.patterns.SIDE_PHRASE.finditer(shown)]
    stop = starts[0] if starts else len(words)
    between = (matched.span() for matched in lang.patterns.ASIDE_WITHIN.finditer(shown, 0, stop))
    tail = lang.patterns.ADDRESSEE_TAIL
    behind = (
        (start, start + len(tail.sub("", shown[start:end])))
        for start, end in zip(starts, [*starts[1:], len(words)][: len(starts)], strict=True)
    )
    phrases = (words[start:end].strip(_AT_ENDS) for start, end in (*between, *behind))
    return words[:stop], tuple(phrase for phrase in phrases if phrase)


def find_addressees(words: str, lang: LanguagePatterns, offset: int = 0) -> tuple[Addressee, ...]:
    """Return the addressees that some words name, in order; unknown names are addressees of kind "other".

    :param offset: the offset of the words, to which the spans are relative.
    """
    offset += len(words) - len(words.lstrip())
    words = words.strip()
    shown = fold(words)
    listed = _Listed(shown, lang)
    found: list[Addressee] = []
    for start, end in listed.members():
        phrase = lang.patterns.ADDRESSEE_TAIL.sub("", shown[start:end]).rstrip(" ,")
        begin = start + len(phrase) - len(phrase.lstrip(" ,"))
        phrase = words[begin : start + len(phrase)]
        name = listed.head(start, end)
        concepts = _concepts(name, lang) if name else ("OTHER",)
        span = Span(offset + begin, offset + begin + len(phrase))
        found += (
            Addressee(cast("Concept", concept), phrase, span) for concept in concepts if any(map(is_letter, phrase))
        )
    return tuple(found)


class _Listed:
    """A list of addressees in folded words: the start, end and known name of each."""

    def __init__(self, words: str, lang: LanguagePatterns) -> None:
        self.words = words
        self.forms = lang.patterns
        self.names = list(self.forms.addressee.finditer(words))

    def members(self) -> list[tuple[int, int]]:
        """The members of the list.

        A separating word does not separate in a name, in brackets, or in the description of a member:
        "administrations that plan and build", "regional and international organizations".
        """
        words = self.words
        whole = [found.span() for found in (*self.names, *_BRACKETS.finditer(words))]
        members: list[tuple[int, int]] = []
        start = 0
        behind = ""  # the separator before the member
        separators = self.forms.ADDRESSEE_SEPARATOR.finditer(words)
        parting = (each for each in separators if not any(a < each.end() and each.start() < b for a, b in whole))
        for end, further, separator in (*((s.start(), s.end(), s[0]) for s in parting), (len(words), 0, "")):
            if members and self._goes_on(members[-1], start, end, behind):
                members[-1] = (members[-1][0], end)
            else:
                members.append((start, end))
            start, behind = further, separator
        return members

    def head(self, start: int, end: int) -> re.Match[str] | None:
        """Return the known name of a member: that of the Council in "the Council".

        There is none in "a group of the Council", and in "all concerned, including the Council".
        """
        more = self.forms.ADDRESSEE_SAYS_MORE.search(self.words, start, end)
        end = more.start() if more is not None and more.start() > start else end
        name = next((name for name in self.names if start <= name.start() < end), None)
        return None if name is None or self._has_of(start, name.start()) else name

    def _goes_on(self, member: tuple[int, int], start: int, end: int, separator: str) -> bool:
        """Return whether the words after a possible separator belong to the member before it."""
        weak = separator[0] != COMMA  # "and" alone
        if self.forms[NAMES.ADDRESSEE_GOES_ON_BEHIND_AND if weak else NAMES.ADDRESSEE_GOES_ON].match(self.words, start):
            return True
        if self.forms.ADDRESSEE_BEGINS.match(self.words, start):
            return False
        head = self.head(*member)
        named = any(start <= name.start() < end for name in self.names)
        if (weak or separator.strip() == COMMA) and self._lists(*member) and not (head and named):
            return True  # "all concerned, including Member States and Sector Members"
        adjective = NAMES.ADDRESSEE_ADJECTIVE if weak else NAMES.ADDRESSEE_ADJECTIVE_LISTED
        if head is None and self.forms[adjective].fullmatch(self.words, *member):
            return True  # "regional and international organizations"
        may_be_one = self.forms.ADDRESSEE_MAY_BE.match(self.words, start, end)  # "the club", "keepers", "UNESCO"
        if head is None and not named and self._has_of(*member) and may_be_one is None:
            return True  # "providers of equipment, services and ICTs"
        if not weak or named:
            return False
        if head is not None:
            said = self.words[head.end() : member[1]].strip()
            return bool(said) and self.forms.ADJECTIVE_BEHIND.fullmatch(said) is None
        is_name = self.forms.NAME_OF_SEVERAL.fullmatch(self.words, *member)
        if is_name and self.forms.ADDRESSEE_NAME_ENDS.fullmatch(self.words, start, end):
            return True  # "Consejo Consultivo y Ejecutivo"
        return begins_capital(self.words, start) and self._has_of(*member)

    def _lists(self, start: int, end: int) -> bool:
        return self.forms.ADDRESSEE_SAYS_MORE.search(self.words, start, end) is not None

    def _has_of(self, start: int, end: int) -> bool:
        return self.forms.ADDRESSEE_OF.search(self.words, start, end) is not None


def concepts_in(words: str, lang: LanguagePatterns) -> set[str]:
    """Return the concepts of the known addressees that a sentence names anywhere.

    What an unknown name says of a known one does not hide it: "the Council of the activities carried out".
    """
    names = [*lang.patterns.addressee.finditer(fold(words))]
    heads = (lang.patterns.addressee.fullmatch(each[0].partition(" ")[0]) for each in names)
    return {concept for name in (*names, *heads) if name is not None for concept in _concepts(name, lang)}


def _concepts(matched: re.Match[str], lang: LanguagePatterns) -> tuple[str, ...]:
    name = matched.lastgroup or ""
    if name == "DIRECTORS_ALL":
        return _ALL_DIRECTORS
    if name == "DIRECTORS_LISTED":
        return tuple(bureau.lastgroup or "" for bureau in lang.patterns.bureau.finditer(matched[0]))
    add_concept(name, lang)
    return (name,)


def add_concepts(code: str) -> None:
    """Add the concepts of the own grammars that a code carries."""
    for language, words in own_grammars(code).items():
        for name in ADDED_IN.findall(words):
            add_concept(name, lang_of(bound(language, code)))


def add_concept(name: str, lang: LanguagePatterns) -> None:
    """Add a concept that an own grammar has, with the kind that it says: ``KIND_OF__HARBOUR_MASTER: "office"``.

    What is said last holds, as when a person has changed the file.
    """
    kind = lang.phrase_for("KIND_OF", name)
    if name not in CONCEPTS and (kind or name not in ADDED):
        ADDED[name] = AddresseeKind(kind or "other")


# ---------------------------------------------------------------------- the words of tokens

_OF_PARAGRAPHS: Final[dict[str, tuple[PatternName, Family]]] = {
    "operative": (NAMES.ACT_HEAD, "ACTS"),
    "preamble": (NAMES.RECITAL_HEAD, "RECITES"),
}
"""By the role of a paragraph that is a clause: the form of its beginning, and the family of its verb."""
_BLANKS: Final = regex(r"\s+")
_BEHIND_BODY: Final = regex(r"[,(:;\n]")
_WORD: Final = regex(r"[^\W\d_]+")
_NO_LETTERS: Final = regex(r"[^A-Za-z]+")
_AROUND_REVISION: Final = "()/-– "
_MARKER: Final = regex(r"(?<!\S)\*?[(\[]?(?P<action>ADD|MOD|SUP|NOC)\*?[)\]]?\*?")
# The number of a text, whatever the language: "M.1036-6" with the Sector before it
_ANY_NUMBER: Final = regex(
    r"(?:[^\W\d_]{2,5}[-\u2011][^\W\d_]\s+)?(?:[A-Z]{1,5}[.-]?)?\d[\dA-Za-z./\u2011-]*(?<![./-])"
)


def read_parts(token: Token, shown: str, lang: LanguagePatterns) -> dict[str, Any]:
    """Return the parts of a heading, a designation, a formula, a marker or a line of a cover: attributes of its node.

    :param shown: its words as they are shown.
    """
    key = (token.type, shown, _besides(token))
    known = lang.read
    said = known.get(key)
    if said is None:
        shown = narrow(shown)
        read, names = _READERS[token.type]
        said = dict(zip(names, read(token, shown, lang), strict=True))
        if len(known) > REMEMBERED:
            known.clear()
        known[key] = said
    return said


def _besides(token: Token) -> str:
    """Return the attribute of a token that is known besides its words."""
    if isinstance(token, MarkerToken):
        return "provision" if token.of_provision else ""
    if isinstance(token, HeadingToken) and token.label is not None:
        return token.role
    return token.kind if isinstance(token, DesignationToken) else ""


def _heading(token: Any, shown: str, lang: LanguagePatterns) -> tuple[object, ...]:
    """Return the verb without its adverbs, its concept, the addressees, and the side phrases."""
    printed, shown = shown, fold(shown)
    small = uncapitalized(shown)
    if is_in_capitals(shown):  # "INSTRUCTS THE SECRETARY-GENERAL"
        lang = lang.for_capitals
    adverb = lang.patterns.ADVERB.match(small)
    start = adverb.end() if adverb else 0
    form, *families = (NAMES.verb,) if token.label is None else _OF_PARAGRAPHS[token.role]
    told_head = lang.patterns.TOLD_HEAD.match if token.label is not None else None  # "the General Assembly decided"
    known = lang.patterns[form].match(small) or (told_head(shown) if told_head else None)
    if known is None:
        before = lang.patterns.TOLD_BEFORE.match(shown) if token.label is not None else None
        start = before.end() if before is not None and before["body"] else start  # "“The Council has considered"
        # The first word behind adverbs, or of them
        return ([*shown[start:].split(None, 1), *shown.split(None, 1), ""][0], "", (), ())
    end = known.end()
    start, stop = (start, end) if token.label is None else known.span("verb")
    concept = lang.verb_concept(_BLANKS.sub(" ", small[start:stop]), *families)
    verb = _BLANKS.sub(" ", uncapitalized(printed)[start:stop])
    tells = lang.instructs(small[start:] if token.label is not None else small)
    recommended = None if tells else lang.patterns.RECOMMENDS_TO.match(shown, end)
    led = recommended or lang.patterns[NAMES.ADDRESSEE_LED if tells else NAMES.DECIDING_INSTRUCTS].match(shown, end)
    if not tells and led is None:
        return (verb, concept, (), ())
    begin = led.end() if led else end
    named, phrases = part_side_phrases(printed[begin : len(shown.rstrip(" \t:,"))], lang)
    addressees = find_addressees(named, lang, begin)
    is_other = not tells and not recommended and any(addressee.concept == "OTHER" for addressee in addressees)
    return (verb, concept, (), ()) if is_other else (verb, concept, addressees, phrases)


def _designation(token: Any, shown: str, lang: LanguagePatterns) -> tuple[object, ...]:
    """Return the kind, number, revision mark and status, with their places."""
    first = lang.patterns.DESIGNATION_PARTS.match(fold(shown))  # the number may precede the kind
    if first is None:
        kind, spans = _kind_first(token, shown, lang)
    else:
        kind = lang.concept(first["kind"], "KIND", "OTHER_KIND").lower() or "text"
        spans = {name: first.span(name) for name in ("status", "kind", "number", "revision")}
    parts = _parts(shown, spans, around_revision=_AROUND_REVISION if first is None else None)
    said = {part.name: shown[part.start : part.end] for part in parts}
    number = said.get("number")
    if first is not None and first.groupdict().get("sector"):
        number = f"{shown[slice(*first.span('sector'))]} {number}"
    mark = said["revision"].strip(_AROUND_REVISION) if "revision" in said else None
    return (kind, number, mark, said.get("status"), parts)


def _kind_first(token: Any, shown: str, lang: LanguagePatterns) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the kind, and the places of the parts that are there."""
    words, folded = lang.patterns, fold(shown)
    status = words.STATUS.match(folded)
    before = status or words.BODY_NAME.match(folded)
    start = before.end() if before else 0
    named = words.family_kind.match(folded, start)
    start = named.end() if named else start
    start = len(shown) - len(shown[start:].lstrip())
    number = (words.ASSEMBLY_NUMBER.match(folded) if named is None else None) or words.NUMBER.match(folded, start)
    if named is None and (named := words.family_other_kind.match(folded, start)) is not None:
        number = words.NUMBER.match(folded, named.end() + 1)
    kind = (named.lastgroup or "").lower() if named else "text"
    by_file = getattr(token, "kind", "")
    if by_file == SYMBOL:
        number = words.SYMBOL_NUMBER.match(folded, start) or _ANY_NUMBER.search(shown)
        pieces = _NO_LETTERS.split(number[0]) if number and kind == "text" else ()
        kind = next((of for piece in pieces if (of := kind_of(piece, "en")) != "text"), kind)
    elif kind == "text" and by_file:  # in words of another language
        kind, number = by_file, _ANY_NUMBER.search(shown)
    sign = words.ANY_NUMBER_SIGN.match(folded, *number.span()) if number else None
    revision = words.REVISION_BEHIND.search(folded, number.end() if number else start)
    found = {"status": status, "kind": named, "number": number, "revision": revision}
    spans = {name: matched.span() for name, matched in found.items() if matched}
    return kind, spans | ({"number": (sign.end(), spans["number"][1])} if sign else {})


def _formula(token: Any, shown: str, lang: LanguagePatterns) -> tuple[object, ...]:
    """Return the adopting body, the place and the year, with their places."""
    words = lang.for_capitals if is_in_capitals(shown) else lang
    folded = fold(shown).rstrip(" :;")
    matched = words.patterns.FORMULA_PARTS.match(folded)
    if matched is None:
        line = words.patterns.BODY_LINE.match(folded)
        led = line is not None and line["article"]  # "The Council of Keepers (COK), meeting in Lampton on 2 March"
        name = _BEHIND_BODY.split(shown[line.end("article") :], 1)[0] if line is not None and led else shown
        return (name.strip(" ,:;"), None, None, told(shown, lang))
    body, place = (shown[slice(*matched.span(name))] for name in ("body", "place"))
    year = matched["year"]
    parts = _parts(shown, {name: matched.span(name) for name in ("body", "place", "year")})
    return (_BLANKS.sub(" ", body).strip(), place or None, int(year) if year else None, (*parts, *told(shown, lang)))


def _parts(shown: str, spans: Mapping[str, tuple[int, int]], *, around_revision: str | None = None) -> tuple[Part, ...]:
    """Return the parts of some words that are there, without the blanks around them.

    :param around_revision: the signs around a mark that are not part of it; ``None`` for blanks alone.
    """
    found = []
    for name, (start, end) in spans.items():
        words = shown[start:end].strip(around_revision if name == "revision" else None)
        if words:
            start = shown.index(words, start)
            found.append(Part(name, start, start + len(words)))
    return tuple(found)


def _marker(token: Any, shown: str, lang: LanguagePatterns) -> tuple[object, ...]:
    """Return the action, whether it is editorial, whether it is starred, and its subject: a proposal or a provision."""
    matched = _MARKER.search(shown) or lang.patterns.MARKER.search(shown)
    start, end = matched.span() if matched is not None else (0, 0)
    known = matched["action"] if matched is not None and matched.re.pattern == _MARKER.pattern else None
    action = known or lang.concept(shown[start:end].rstrip("*"), "MARKER_WORD")
    about = shown[end:].strip() or shown[:start].rstrip(" –-")  # "2. MOD ROW/1/2", "ROW/1/2 – MOD"
    of_provision = token.of_provision
    about = as_latin(numbers_listed(about, lang)) if of_provision else _BLANKS.sub("", about).rstrip(FULL_STOP)
    named = about or None
    proposal, provision = (None, named) if of_provision else (named, None)
    marker = shown[start:end]
    return (action, "(" in marker, "*" in marker, proposal, provision)


def numbers_listed(words: str, lang: LanguagePatterns) -> str:
    """Return the numbers of provisions in some words, as ``166, 167`` or ``219-221``; the words if they have none.

    A word that joins them may be of another language than that in which a short document is read: "166 y 168".
    """
    numbers = lang.patterns.ALL_PROVISIONS.search(words)  # without "Nos." before them and a note after them

    def lists(word: str) -> bool:
        """Return whether a sign or a word between numbers makes a list, and not a range."""
        known = word.strip()
        if COMMA in word or lang.patterns.CONNECTIVE.search(word):
            return True
        is_other = _WORD.fullmatch(known) is not None and lang.patterns.TO.fullmatch(known) is None
        return is_other and any(lang_of(code).patterns.CONNECTIVE.fullmatch(known) for code in languages())

    return lang.patterns.PROVISIONS_JOINED.sub(
        lambda word: ", " if lists(word[0]) else "-", numbers[0] if numbers else words
    )


_Reader: TypeAlias = tuple[Callable[[Any, str, LanguagePatterns], tuple[object, ...]], tuple[str, ...]]
"""A function that reads the parts of some words, and the attributes that these parts are."""
_OF_NAMES: Final[_Reader] = (_designation, ("kind", "number", "revision", "status", "parts"))
_OF_MARKERS: Final[_Reader] = (_marker, ("action", "editorial", "starred", "proposal", "provision"))
_READERS: Final[dict[str, _Reader]] = {
    "HEADING": (_heading, ("verb", "concept", "addressees", "side_phrases")),
    "DESIGNATION": _OF_NAMES,
    "ENTRY_NAME": _OF_NAMES,
    "FORMULA": (_formula, ("body", "place", "year", "parts")),
    "AMENDMENT": _OF_MARKERS,
    "TEXT_AMENDMENT": _OF_MARKERS,
    "PART_AMENDMENT": _OF_MARKERS,
    "COVER_LINE": (lambda _, shown, lang: (cover_line(shown, lang),), ("parts",)),
    "HISTORY": (lambda _, shown, lang: (history_line(shown, lang),), ("parts",)),
}
