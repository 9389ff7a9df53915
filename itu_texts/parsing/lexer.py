"""The lexer: makes tokens from lines, each with the form of its first characters.

A token begins at the start of a line, or inside a line where a label, a heading or page furniture may begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, TypeAlias, get_args

from itu_texts.language.grammar import VERBS_ANYWHERE, LanguagePatterns
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import LONGEST_LABEL
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEPARATORS,
    begins_capital,
    in_figures,
    is_in_capitals,
    is_letter,
    is_number,
    past_blanks,
    uncapitalized,
    without_blanks,
)
from itu_texts.parsing.findings import PLAIN, ActiveRules, Lines
from itu_texts.parsing.thresholds import LONGEST_PHRASE
from itu_texts.parsing.tokens import (
    FURNITURE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AgendaToken,
    AnnexToken,
    Annotation,
    CandidateToken,
    ContentsToken,
    CoverToken,
    DesignationToken,
    DivisionToken,
    FootnoteToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    MarkerToken,
    NoteToken,
    PageNumberToken,
    ProvisionMarkerToken,
    ReasonsToken,
    RunningHeadToken,
    SignaturesToken,
    StrayToken,
    TableToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree.spans import overlaps

BreakOff: TypeAlias = tuple[TokenType, int, int, int, int]
"""A possible beginning inside a line: its type, its start and end (for an item, where its words begin), the end of the
words before it, and the end of its verb. A plain tuple, because there are many.
"""

# The types of tokens of terminals of the grammar: those of the same name, and others
TYPES: Final[dict[str, TokenType]] = {
    **{name: name for name in get_args(TokenType)},
    "NUMBERED_TITLE": "DESIGNATION",
    "STATEMENT_TITLE": "DESIGNATION",
    "ASSEMBLY_FORMULA": "FORMULA",
    "DECISION_FORMULA": "FORMULA",
    "STATEMENT_FORMULA": "FORMULA",
    "DRAFT_DESIGNATION": "DESIGNATION",
    "CAPITAL_DESIGNATION": "DESIGNATION",
    "DESIGNATION_IN_LINE": "DESIGNATION",
    "SOURCES_WITHIN": "TEXT",
    "TITLED_ANNEX": "ANNEX",
    "PROPOSAL_FIRST": "AMENDMENT",
    "PROPOSAL_LAST": "AMENDMENT",
    "PROVISION_MARKED": "AMENDED",
    "TITLE_MARKED": "AMENDED",
    "PART_MARKED": "AMENDMENT",
    "LONE_LABEL": "ITEM",
    "LABEL_WITHIN": "ITEM",
    "LABEL_BEHIND": "ITEM",
    "JOINED_LABEL_WITHIN": "ITEM",
    "DASH_AT_END": "ITEM",
    "BULLET_WITHIN": "ITEM",
    "DASH_WITHIN": "ITEM",
    "ANNEX_WITHIN": "ANNEX",
    "REASONS_WITHIN": "REASONS",
    "AMENDMENT_WITHIN": "AMENDMENT",
    "PROVISION_WITHIN": "AMENDED",
    "PAGE_WITHIN": "PAGE_NUMBER",
    "PAGED_HEAD": "RUNNING_HEAD",
    "NAMED_HEAD": "RUNNING_HEAD",
    "FILE_HEAD": "RUNNING_HEAD",
    "PAGE_AND_HEAD_WITHIN": "RUNNING_HEAD",
    "HEAD_AND_PAGE_WITHIN": "RUNNING_HEAD",
    "PREAMBLE_LINE": "PREAMBLE_HEADING",
    "PREAMBLE_OPEN": "PREAMBLE_OPEN",
    "GROUNDS_ALONE": "PREAMBLE_ALONE",
    "PREAMBLE_SWALLOWED": "PREAMBLE_OPEN",
    "PREAMBLE_BEHIND_AT_END": "PREAMBLE_OPEN",
    "PREAMBLE_GLUED": "PREAMBLE_OPEN",
    "INSTRUCTING_LINE": "OPERATIVE_HEADING",
    "INSTRUCTING_WRAPPED": "OPERATIVE_WRAPPED",
    "INSTRUCTING_WRAPPED_BEFORE_LABEL": "OPERATIVE_WRAPPED",
    "INSTRUCTING_OPEN": "OPERATIVE_OPEN",
    "DECIDING_AND": "OPERATIVE_HEADING",
    "DECIDING_LINE": "OPERATIVE_HEADING",
    "DECIDING_OPEN": "OPERATIVE_OPEN",
    "DECISION_ALONE": "OPERATIVE_ALONE",
    "DECIDING_GLUED": "OPERATIVE_OPEN",
}
_VERBS: Final = frozenset(VERBS_ANYWHERE)
_BEHIND: Final = {
    "INSTRUCTING_BEHIND": "INSTRUCTING_WITHIN",
    "DECIDING_BEHIND": "DECIDING_WITHIN",
}
_DASH: Final = regex(r"[\w)][^\S\n][–—-][^\S\n]+(?=[A-Z])")
LABEL_ENDS: Final = ").\t"  # a number before one of these is a label, whatever follows
_MARKS: Final = frozenset(("PAGE_WITHIN", "BULLET_WITHIN", "DASH_WITHIN", "DESIGNATION_IN_LINE"))


def break_offs(
    text: str, annotations: Sequence[Annotation], lang: LanguagePatterns, said: Sequence[tuple[int, int]] = ()
) -> Iterator[BreakOff]:
    """Yield the beginnings inside lines, in order.

    :param annotations: the annotations of the text.
    :param said: the lines that a file classifies, in order: nothing begins inside one.
    """
    found = _all_break_offs(text, annotations, lang)
    return (each for each in found if not overlaps(said, each[1], each[1] + 1)) if said else found


def _all_break_offs(text: str, annotations: Sequence[Annotation], lang: LanguagePatterns) -> Iterator[BreakOff]:
    """Yield the same, wherever they stand."""
    breaks = [*lang.patterns.within.finditer(text)]  # all together, which is measurably faster
    if lang.patterns.DOCUMENT_NUMBER_ENDS.search(text):
        breaks = sorted((*lang.patterns.after_word.finditer(text), *breaks), key=re.Match.start)
    if " - " in text:
        breaks = sorted((*breaks, *lang.patterns.after_dash.finditer(text)), key=re.Match.start)
    notes = [annotation for annotation in annotations if annotation.type == "FOOTNOTE"][::-1]
    for matched in breaks:
        while notes and notes[-1].start <= matched.start():
            yield from _note_in_line(text, notes.pop())
        name: str = matched.lastgroup  # type: ignore[assignment]
        before, end = matched.span()
        if name in _MARKS:
            if name != "DASH_WITHIN" or _is_one_of_several(text, before, end):
                start = without_blanks(text, end) - 1 if name == "DASH_WITHIN" else before
                yield (TYPES[name], start, end, without_blanks(text, start), 0)
            continue
        stop = before + 1
        if text[stop] == "]":
            stop += 1
        start = past_blanks(text, stop)
        if name == "JOINED_LABEL_WITHIN":
            stop = lang.patterns.CONNECTIVE.match(text, start).end()  # type: ignore[union-attr]
            start = past_blanks(text, stop)
        if TYPES.get(name) == "ITEM":
            if not _is_no_label(text, start, end, stop, lang):
                yield ("ITEM", start, end, stop, 0)
        elif name in _VERBS or name in _BEHIND:
            rest = lang.rest(_BEHIND.get(name, name)).match(text, end)
            if rest is not None:
                yield (TYPES[rest.lastgroup or ""], start, rest.end(), stop, end)
        else:
            yield (TYPES[name], start, end, stop, 0)
    for note in reversed(notes):
        yield from _note_in_line(text, note)


def _note_in_line(text: str, note: Annotation) -> Iterator[BreakOff]:
    """Yield a footnote, if it does not begin its line."""
    if text[text.rfind("\n", 0, note.start) + 1 : note.start].strip():
        yield (note.type, note.start, note.end, without_blanks(text, note.start), 0)


def _is_one_of_several(text: str, start: int, end: int) -> bool:
    """Return whether a dash in a line has another one near it: "Care - Wash - Dry", unlike "Table 1 – Title"."""
    near = max(0, start - LONGEST_PHRASE)
    begin = max(near, text.rfind("\n", near, start) + 1)
    stop = min(len(text), end + LONGEST_PHRASE)
    line_end = text.find("\n", end, stop)
    another = _DASH.search(text, begin, start) or _DASH.search(text, end, stop if line_end < 0 else line_end)
    return another is not None


def _is_no_label(text: str, start: int, end: int, stop: int, lang: LanguagePatterns) -> bool:
    """Return whether an apparent label after a stop is not one.

    Figures may be a quantity, or the number of an article and the like; a letter with a full stop is a label only
    after a semicolon or a colon.
    """
    if text[end - 2] == FULL_STOP and is_letter(text[start]):
        return text[stop - 1] in (COMMA, FULL_STOP)
    if not is_number(text[start + (text[start] == "[")]):
        return False
    if text[end - 2] not in LABEL_ENDS and lang.patterns.QUANTITY.match(text, end):
        return True
    return text[stop - 1] == FULL_STOP and lang.ends_abbreviation(text, stop)


Beginning: TypeAlias = tuple[TokenType, int, int]
"""The beginning of a line: its type, its end (for an item, where its words begin), and the end of its verb."""

_LINE: Final = regex(r"^[^\S\n]*+([^\n]*\S)", re.MULTILINE)
_DIVISIONS: Final = ("part", "chapter", "section", "subsection", "article", "preamble", "protocol")
_NUMBER_WORDS: Final = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")  # concepts
_ANNEXES: Final = ("annex", "appendix", "attachment")
_TOKENS: Final = {  # of the types without further attributes
    kind.type: kind
    for kind in (
        AgendaToken,
        ContentsToken,
        CoverToken,
        FormulaToken,
        MarkerToken,
        PageNumberToken,
        ProvisionMarkerToken,
        RunningHeadToken,
        SignaturesToken,
    )
}
_WHOLE_LINES: Final = frozenset(("PREAMBLE_LINE", "INSTRUCTING_LINE", "DECIDING_LINE", "DECIDING_AND"))
_GROUNDS: Final = frozenset(("PREAMBLE_OPEN", "GROUNDS_ALONE"))  # with the body on the line
_OPENED: Final = frozenset(("INSTRUCTING_OPEN", "DECIDING_OPEN", "DECISION_ALONE"))  # the same for operative clauses
HEADINGS: Final[TokenTypes] = frozenset(
    (
        "PREAMBLE_HEADING",
        "PREAMBLE_OPEN",
        "PREAMBLE_ALONE",
        "OPERATIVE_HEADING",
        "OPERATIVE_WRAPPED",
        "OPERATIVE_OPEN",
        "OPERATIVE_ALONE",
        "OPERATIVE_CAPITAL",
        "HEADING_LIKE",
    )
)
"""The forms of possible headings of clauses."""
_NO_FORM: Final[TokenTypes] = frozenset(("LEVEL", "PARAGRAPH"))  # annotations that do not state the form of a line
_LONE: Final[TokenTypes] = frozenset(("PREAMBLE_HEADING", "OPERATIVE_HEADING"))  # alone on their lines
_SURE: Final[TokenTypes] = FURNITURE | {"QUOTED", "HISTORY", "REFERENCE", "ITEM", "TABLE", "AMENDED"}
"""What a file says rightly of a line, though it looks like the heading of a clause, alone on its line."""
_WORDS: Final[TokenTypes] = frozenset(("PLAIN", "HISTORY", "REFERENCE", "CONTENTS_LINE"))
"""What it says of words, of any form."""
_NO_HEADINGS: Final[TokenTypes] = frozenset(("BODY", "QUOTED", "NOTE"))
"""What it says of lines of any form but that of a heading."""
# The number in a heading, whatever its language
_NUMBER: Final = regex(r"\d+(?:[.\u2011-]\d+)*[A-Z]?|\b[IVX]+\b|\b[A-Z]\b")
_RULE: Final = "_ \t\n"  # the signs of a rule, with the blanks around it


class _Scanner:
    """The forms of one text."""

    def __init__(self, lines: Lines, lang: LanguagePatterns, active: ActiveRules) -> None:
        self.text = lines.text
        self.lang = lang
        self.annotations = {
            annotation.start: annotation for annotation in lines.annotations if annotation.type not in _NO_FORM
        }
        self.line = lang.line.match
        self.rest = lang.rest
        self.words = lang.patterns
        self.active = active
        annotations = [*self.annotations.values()]
        begun: list[BreakOff] = []
        for rule in active.at("line"):
            found = [*rule.function(lines.text, annotations, lang, lines.said)]
            active.keep(rule.name, ((each[1], each[0]) for each in found))
            begun += found
        size = len(self.text)
        self.within = iter([*sorted(begun, key=itemgetter(1)), ("", size, size, size, 0)])
        """The beginnings inside lines, in order, and one behind the text."""

    def at(self, start: int, *, known: bool = True) -> Beginning:
        """Return the form at the start of a line, or after words that were separated: its type, and two offsets.

        The first is the end of the form (for an item, where its words begin), the second that of its verb.
        """
        if known and self.annotations and start in self.annotations:
            return self._known(self.annotations[start])
        first = self.text[start]
        matched = self.line(self.text, start)
        name: str = matched.lastgroup  # type: ignore[union-attr, assignment]  # TEXT matches anything
        end = matched.end()  # type: ignore[union-attr]
        if name == "ITEM":
            counts = self.text[end - 2] not in LABEL_ENDS and self.words.QUANTITY.match(self.text, end)
            if counts and (is_number(first) or (first == "[" and is_number(self.text[start + 1]))):
                return ("TEXT", start, 0)
            return ("ITEM", end, 0)
        if name == "TEXT":
            if begins_capital(first) or first == "(":
                return self._capitalised(start)
            lone = first in SEPARATORS and self.words.LONE_DASH.match(self.text, start)
            return ("ITEM", start + 1, 0) if lone else self._claimed(start)
        if name in _VERBS:
            whole = self._capitalised(start) if begins_capital(first) else None
            if whole is not None and whole[0] != "TEXT":
                return whole
            rest = self.rest(name).match(self.text, end)
            if rest is not None:
                return (TYPES[rest.lastgroup or ""], rest.end(), end)
            like = self.words.HEADING_LIKE.match(self.text, start)
            return ("HEADING_LIKE", like.end(), end) if like is not None else ("TEXT", start, 0)
        return (TYPES[name], end, 0)

    def _known(self, annotation: Annotation) -> Beginning:
        """Return the form of a line with an annotation."""
        start, end = annotation.start, annotation.end
        if annotation.type == "HEADING":
            verb = self.line(uncapitalized(self.text[start:end]))
            known = verb is not None and verb.lastgroup in _VERBS
            return ("HEADING", end, start + verb.end() if known and verb is not None else 0)
        said, (kind, stop, verb_end) = annotation.type, (form := self.at(start, known=False))
        whole = stop >= end and verb_end > 0
        if said == "EMPHASIS":
            return ("HEADING", end, verb_end) if kind in HEADINGS and whole else form
        if kind in _LONE and whole and said not in _SURE:
            return form
        if said in _NO_HEADINGS and kind not in HEADINGS:
            return form
        if said in _WORDS or said in _NO_HEADINGS:
            return ("TEXT", start, 0)
        return (said, start if said == "ITEM" else end, 0)  # the label of an item stands elsewhere

    def _capitalised(self, start: int) -> Beginning:
        """Return the form of a line with a capital, or in capitals: a heading if it is one in small letters."""
        line, end, _ = self.text[start : start + LONGEST_PHRASE].partition("\n")
        small = uncapitalized(line) + end
        verb = self.words.verb.match(small)
        if verb is not None and verb.lastgroup is not None:
            rest = self.rest(verb.lastgroup).match(small, verb.end())
            if rest is not None and rest.lastgroup in _GROUNDS:
                return ("PREAMBLE_ALONE", start + rest.end(), start + verb.end())
            if rest is not None and (rest.lastgroup in _WHOLE_LINES or small[rest.end() - 1] == COLON):
                return (TYPES[rest.lastgroup or ""], start + rest.end(), start + verb.end())
            if rest is not None and rest.lastgroup in _OPENED:
                return ("OPERATIVE_CAPITAL", start + rest.end(), start + verb.end())
        if is_in_capitals(line):  # "THE PLENIPOTENTIARY CONFERENCE (LAKESIDE, 2030),"
            formula = self.lang.for_capitals.patterns.FORMULA.match(self.text, start)
            if formula is not None:
                return ("FORMULA", formula.end(), 0)
        return self._claimed(start)

    def _claimed(self, start: int) -> Beginning:
        """Return the form that the first rule claims for a line without a form of its own."""
        return self.active.first("beginning", start, self.text, start, self.lang) or ("TEXT", start, 0)

    def token(self, kind: TokenType, start: int, end: int, gap: int, verb_end: int) -> Token:
        """Return a token for words with a form of their own."""
        said = self.annotations.get(start)
        if kind in HEADINGS:
            return CandidateToken(start, end, gap, kind, verb_end, said=said.type if said is not None else "")
        if kind in _TOKENS:
            return _TOKENS[kind](start, end, gap)
        if kind == "HEADING":
            role = role_of(self.lang.verb_form(self.text, start), self.text[start:end], self.lang)
            return HeadingToken(start, end, gap, role, verb_end, sure=True)
        if kind == "DESIGNATION":
            return DesignationToken(start, end, gap, known=said is not None, kind=said.label if said else "")
        if kind == "ANNEX":
            referring = self.words.REFERENCE_ON_LINE.match(self.text, end)  # "Annex 1 (to Resolution 9)"
            parts = self.words.ANNEX_PARTS.match(self.text, start, referring.end() if referring else end)
            if parts is None and said is not None:  # in words of another language
                return AnnexToken(start, end, gap, said.label or "annex", self._number(start, end), None)
            below = self.words.REFERENCE_BELOW.match(self.text, end)
            target = (parts["target"] if parts else None) or (below["target"] if below else None)
            return AnnexToken(
                start, end, gap, annex_kind(parts), in_figures(parts["number"]) if parts else None, target
            )
        if kind == "DIVISION":
            parts = self.words.DIVISION_PARTS.match(self.text, start, end)
            if parts is None:
                return DivisionToken(start, end, gap, said.label if said else "", self._number(start, end))
            return division_of(parts, start, end, gap, self.lang)
        if kind == "REASONS":
            return ReasonsToken(start, end, gap, self.text[start:end])
        if kind == "TABLE":
            return TableToken(start, end, gap, said.rows if said else ())
        assert kind == "FOOTNOTE"
        if not self.text[start:end].strip(_RULE):  # no note stands below it
            return StrayToken(start, end, gap)
        return FootnoteToken(start, end, gap, said.label if said else "")

    def _number(self, start: int, end: int) -> str | None:
        """Return the number in a heading of a known kind, if it has one."""
        found = _NUMBER.search(self.text, start, end)
        return found[0] if found else None

    def label_behind(self, end: int) -> tuple[int, int] | None:
        """Return a label in brackets directly after another: its place and its words.

        :param end: where the first label ends.
        """
        matched = self.line(self.text, end)
        if matched is None or matched.lastgroup != "ITEM":
            return None
        return matched.span() if matched[0].rstrip()[-1] == ")" else None


def role_of(verb_form: str, words: str, lang: LanguagePatterns) -> str:
    """Return the half of a text to which a heading belongs, from the form of its verb, or from its words without one.

    :param verb_form: PREAMBLE, INSTRUCTING or DECIDING; empty if the verb is unknown.
    """
    is_preamble = verb_form == "PREAMBLE" or (not verb_form and lang.patterns.PREAMBLE_FORM.match(uncapitalized(words)))
    return "preamble" if is_preamble else "operative"


def annex_kind(parts: re.Match[str] | None) -> str:
    """Return the kind of annex in the parts of a name: ``annex``, ``appendix`` or ``attachment``."""
    return next((kind for kind in _ANNEXES if parts and parts[kind]), "annex")


def division_of(parts: re.Match[str], start: int, end: int, gap: int, lang: LanguagePatterns) -> DivisionToken:
    """Return the division with the parts of a name: its kind, and its number in figures."""
    kind = next(name for name in _DIVISIONS if parts[name])
    number = "".join((parts.groupdict().get("place") or parts["number"] or "").split())  # "5 bis" is 5bis
    word = lang.concept(number, "NUMBER_WORD")
    return DivisionToken(
        start, end, gap, kind, str(_NUMBER_WORDS.index(word) + 1) if word else in_figures(number or None)
    )


def nearly_begins_heading(text: str, start: int, lang: LanguagePatterns) -> Beginning | None:
    """Return a line as one like a heading, if its first word is similar to a known verb: "recomends Member States"."""
    word = WORD.match(text, start) if not begins_capital(text, start) else None
    if word is None or not lang.near_verb(uncapitalized(word[0])):
        return None
    like = lang.patterns.HEADING_NEARLY.match(text, start)  # no stop stands in it
    return ("HEADING_LIKE", like.end(), 0) if like is not None else None


def scan(lines: Lines, lang: LanguagePatterns, active: ActiveRules) -> tuple[list[Token], list[Token]]:
    """Cut a text into tokens; return those of its words, and those of page furniture.

    The beginning of a line decides its type, and where the next token of the line may begin. This is the inner loop of
    the parser, and therefore one function.
    """
    text = lines.text
    scanner = _Scanner(lines, lang, active)
    within = scanner.within
    candidate = next(within)
    known = lines.known
    tokens: list[Token] = []
    furniture: list[Token] = []
    put = tokens.append
    done = 0
    after_furniture = False
    for line in _LINE.finditer(text):
        start, end_of_line = line.span(1)
        if end_of_line <= done:
            continue
        if start < done:  # a form that went on into this line
            start = past_blanks(text, done)
            gap = IN_LINE
        else:
            gap = lines.gap_below_furniture(start) if after_furniture else lines.gap(start, done)
        kind, end, verb_end = scanner.at(start)
        while True:
            after_furniture = False
            if kind == "TEXT" or kind == "ITEM" or kind == "NOTE":
                while candidate[1] < end or candidate[1] == start:
                    candidate = next(within)
                if kind == "ITEM" and ")" in text[end : end + LONGEST_LABEL] and (second := scanner.label_behind(end)):
                    # "1 1) ...": a label that has nothing but another behind it
                    label = text[start:end].rstrip()
                    put(LabelledToken(start, start + len(label), gap, label, start + len(label)))
                    gap = IN_LINE
                    start, end = second
                    continue
                whole = candidate[-2] >= end_of_line
                done = end_of_line if whole else candidate[-2]
                line_known = known.get(start, PLAIN)
                if kind == "ITEM":
                    label = text[start:end].rstrip() or scanner.annotations[start].label
                    put(LabelledToken(start, done, gap, label, end, line_known.level))
                elif kind == "NOTE":
                    put(NoteToken(start, done, gap, text[start:end].rstrip(), end, line_known.level))
                else:
                    put(WordsToken(start, done, gap, line_known.level, said=line_known.said))
                if whole:
                    break
                kind, start, end, _, verb_end = candidate
                candidate = next(within)
                gap = IN_LINE
                continue
            done = without_blanks(text, end)
            after_furniture = kind in FURNITURE
            (furniture if after_furniture else tokens).append(scanner.token(kind, start, done, gap, verb_end))
            gap = SOFT_BREAK if after_furniture else IN_LINE
            if done >= end_of_line:
                break
            start = past_blanks(text, done)
            marked = kind == "AMENDMENT"
            kind, end, verb_end = scanner.at(start)
            if marked and verb_end > start:  # "SUP resolves": a heading begins a line of its own
                gap = HARD_BREAK
    return tokens, furniture
