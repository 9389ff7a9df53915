"""Reads the parts of the words of headings, fronts, markers and covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from itu_texts.language.grammar import NAMES, Family, LanguagePatterns, PatternName, lang_of, languages
from itu_texts.language.identifiers import kind_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, FULL_STOP, as_latin, fold, is_in_capitals, narrow, uncapitalized
from itu_texts.parsing.addressees import find_addressees, part_side_phrases
from itu_texts.parsing.covers import cover_line, history_line, told
from itu_texts.parsing.thresholds import REMEMBERED
from itu_texts.parsing.tokens import SYMBOL, DesignationToken, HeadingToken, MarkerToken, Token
from itu_texts.tree.base import Part

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
