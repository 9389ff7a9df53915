"""Classifies the paragraphs of texts of United Nations assemblies and others, each a clause, whatever its verb.

Below the formula, a paragraph is a recital, and one with the next number is operative; other labels are those of
points. A short line without a stop, above a number, is a subheading of the paragraphs below it. A line that names a
body is a formula because of what stands below it; some conferences have theirs between recitals and acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Final, NamedTuple

from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import LabelReading, readings, roman
from itu_texts.language.writing import (
    COLON,
    COMMA,
    QUOTES,
    STOPS,
    begins_capital,
    begins_small,
    columns,
    ending,
    in_figures,
    is_in_capitals,
    is_letter,
    is_number,
    past_blanks,
    uncapitalized,
    without_blanks,
)
from itu_texts.parsing.findings import Break, Pass, RuleContext, TokenStream
from itu_texts.parsing.reading_copy import SILENT, LineTable, ReadingCopy, at_lines, lines_of
from itu_texts.parsing.thresholds import (
    FAR_TOKENS,
    FEWEST,
    FULL_LINE,
    LONGEST_PHRASE,
    NEAR_TOKENS,
    WIDEST_LINE,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    SYMBOL,
    DesignationToken,
    DivisionToken,
    EndToken,
    FormulaToken,
    GroupToken,
    HeadingToken,
    HistoryToken,
    LabelledToken,
    Token,
    TokenTypes,
    WordsToken,
)

ROMAN: Final = "I"  # the sign of roman numbers
_PART: Final = regex(r"[^\W\d_a-z]\.?")  # "B", above the formula of the second part of a resolution
# "1. Requests", and with a sign that items of the ITU do not have: "(1) Requests", "I. REQUESTS"
_FIRST_ACT: Final = regex(rf"\n\s*(?P<sign>\(|(?=I))?[1١I][.)]{SILENT}*[ \t]+")
_APART: Final[TokenTypes] = frozenset(("ANNEX", "FORMULA", "TABLE"))  # tokens that are not paragraphs, and end them
_NAMES: Final = (NAMES.DESIGNATION, NAMES.NAMED, NAMES.CAPITAL_DESIGNATION, NAMES.DRAFT_DESIGNATION)
_LABEL: Final = regex(r",? ?(?:\(?[^\W\d_]\)|1[.)]? )")  # behind the heading of a clause of the ITU


def has_assembly(copy: ReadingCopy, lang: LanguagePatterns) -> bool:
    """Return whether a text contains the formula of an assembly."""
    return any(_signs(copy.table, lang))


def _signs(table: LineTable, lang: LanguagePatterns) -> Iterator[bool]:
    """Yield whether a text has each sign of such a formula; those that are found faster come first."""
    text, words = table.text, lang.patterns
    named = words.ADOPTS.search(text) is not None
    yield named and words.ASSEMBLY_OPENS.search(text) is not None
    meets = words.MEETING_SIGN.search(text) is not None
    yield meets and not named and words.ASSEMBLY_OPENS.search(text) is not None
    joined = text.replace("\n", " ") if meets else ""  # what was decided at a meeting may be said on several lines
    yield any(sign.search(joined) for sign in (words.STATEMENT_SIGN, words.DECISION_OPENS))
    sure = (words.RESOLVED_BELOW, *((words.DECISION_SENTENCE,) if named else ()))
    yield any(True for form in sure for _ in at_lines(form, text))
    yield any(end_of_formula(line, lang) for line in table.at(words.BODY_LINE, table.not_small))
    yield _has_no_front(text, lang)


def _has_no_front(text: str, lang: LanguagePatterns) -> bool:
    """Return whether a text begins with the recitals of an assembly: "Recalling the Charter, / 1. Decides to rest"."""
    line = _phrase(text, past_blanks(text, 0))
    led = lang.patterns.LED.match(line)
    first = uncapitalized(line[led.end() :] if led is not None else line)
    head = lang.patterns.RECITAL_HEAD.match(first)
    begins = head is not None and head.end() < len(first.rstrip(STOPS)) and (led is not None or begins_capital(line))
    return begins and _has_acts_below(text, past_blanks(text, 0), lang)


def _phrase(text: str, start: int) -> str:
    """Return the first words of a line from a place on."""
    return text[start : start + LONGEST_PHRASE].partition("\n")[0]


def end_of_formula(line: re.Match[str], lang: LanguagePatterns) -> int:
    """Return where the line ends that names a body above its recitals or acts; 0 if a line is no such formula.

    "THE ASSEMBLY,", "The Commission:", "The Conference" alone. A verb that opens what is below is known, unless a stop
    ends the line. Below the formula of the ITU, a verb has no capital, or stands alone on its line.
    """
    text, start, words = line.string, line.start(), lang.patterns
    below = words.BELOW_BODY.match(text, line.end())
    if below is None:
        return 0
    of_itu = words.FORMULA.match(text, start) or lang.for_capitals.patterns.FORMULA.match(text, start)
    if of_itu is not None and words.PLACE_AND_YEAR.search(of_itu[0]) is not None:
        return 0
    begin = below.end()
    rest = _phrase(text, begin)
    small = uncapitalized(rest)
    led = below["lead"] or below["first"] or below["count"] or text[begin - 1] == SILENT  # as a dash is
    small_verb = begins_small(rest) and not led and words.HEAD_BEGINS.match(rest) is None
    name, capitals = line[0].strip(STOPS + " "), is_in_capitals(line[0])
    is_verb = any(form.match(uncapitalized(name)) for form in (words.RECITAL_HEAD, words.ACT_HEAD, words.PREAMBLE_FORM))
    if is_verb or (small_verb and not _has_acts_below(text, begin, lang)):
        return 0
    itself = below["first"] and is_letter(rest[:1]) and name.casefold() in rest[: 2 * len(name)].casefold()
    alone = not line["stop"] and not (line["article"] or capitals or below["first"])  # as a subheading is
    head = words.RECITAL_HEAD.match(small) or (None if below["lead"] else words.ACT_HEAD.match(small))
    behind = rest[head.end() :] if head is not None else ""
    known = len(behind.strip(STOPS + " ")) >= FEWEST and _LABEL.match(behind) is None
    sure = line["stop"] and not begins_small(rest) and (below["first"] or words.PREAMBLE_FORM.match(small))
    if not itself and (alone or (below["count"] and not capitals) or not (known or sure)):
        return 0
    is_other = below["first"] or (head is None and words.verb.match(small) is None)
    is_other = is_other or (known and _has_acts_below(text, begin, lang))
    return 0 if of_itu is not None and not is_other and _is_named(text, start, lang) else line.end()


def _has_acts_below(text: str, start: int, lang: LanguagePatterns) -> bool:
    """Return whether the first number below recitals leads an act, in a form that items of the ITU do not have.

    "recalling the lamps, / 1. requests the Council", "Recalling the lamps, / I. REQUESTS", "(1) Requests".

    :param start: where the first recital begins.
    """
    number = _FIRST_ACT.search(text, start - 1, start + FAR_TOKENS * WIDEST_LINE)
    if number is None:
        return False
    acts = lang.patterns.ACT_HEAD.match
    above = [text[begin:end] for begin, end in lines_of(text, start, number.start())]
    behind = uncapitalized(_phrase(text, past_blanks(text, number.end())))
    act = acts(behind)
    is_led = number["sign"] is not None or begins_small(text, number.end()) or past_blanks(text, 0) == start
    if act is None or act.end() >= len(behind) or not is_led or (above and above[-1][-1] not in STOPS):
        return False
    return not any(acts(uncapitalized(line[:LONGEST_PHRASE])) for line in above)


def _is_named(text: str, start: int, lang: LanguagePatterns) -> bool:
    """Return whether the name of a text stands above its formula, and no title of a text of an assembly between."""
    words = lang.patterns
    for _ in range(NEAR_TOKENS):
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
        line = past_blanks(text, start)  # the signs of a heading are blank
        titled = words.ASSEMBLY_TITLE.match(text, line) is not None
        named = any(words[form].match(text, line) for form in _NAMES)
        if titled or named or not start:
            return named and not titled
    return False


def classify_paragraphs(tokens: Iterable[Token], context: RuleContext) -> Iterable[Token]:
    """Turn each paragraph below the formula of an assembly into a clause; other tokens stay as they are.

    Such a text has no numbers of provisions.
    """
    context.numbers = {}
    return _Paragraphs(TokenStream(tokens), context).all()


def begins_head(text: str, start: int, lang: LanguagePatterns) -> bool:
    """Return whether a verb that may begin a paragraph stands at a place, with a capital if the alphabet has any.

    So it may behind a body that quotation marks open: "“The Security Council welcomes".
    """
    if text[start : start + 1] in QUOTES and verb_told(text, start, start + LONGEST_PHRASE, lang) is not None:
        return True
    if lang.patterns.HEAD_BEGINS.match(text, start) is None:
        return False
    small = uncapitalized(text[start : start + WORD_REACH])
    return any(form.match(small) for form in (lang.patterns.RECITAL_HEAD, lang.patterns.ACT_HEAD))


def begins_behind_stop(line: str, words: str, lang: LanguagePatterns) -> bool:
    """Return whether such a verb begins the words below a full line that ends with a stop."""
    return ending(line, len(line)) in STOPS and begins_head(words, 0, lang)


def end_of_heading(
    text: str, start: int, end: int, role: str, lang: LanguagePatterns, verb_end: int = 0
) -> tuple[int, bool]:
    """Return where the heading of a paragraph ends, after the verb and its addressees, and whether the verb is known.

    :param verb_end: the end of the verb, if the file marks it.
    """
    words = lang.patterns
    small = uncapitalized(text[start : min(end, start + LONGEST_PHRASE)])
    head = (words.ACT_HEAD if role == "operative" else words.RECITAL_HEAD).match(small)
    if verb_end:
        stop = verb_end
    elif head is not None:
        stop = start + head.end()
    else:
        first = words.FIRST_WORD.match(text, start, end)
        return (first.end() if first is not None else end), False
    if role == "operative" and lang.instructs(small) and not words.REMINDING.match(small):
        instructed = words.INSTRUCTED_IN_PARAGRAPH.match(text, stop, end)
        stop = instructed.end() if instructed is not None else stop
    behind = words.HEAD_STOP.match(text, stop, end)
    return (behind.end() if behind is not None else stop), head is not None


def verb_told(text: str, start: int, end: int, lang: LanguagePatterns) -> int | None:
    """Return where the verb begins in a paragraph that tells what was decided or said; ``None`` if none is known.

    "At its 12th meeting, the Committee decided", "“The Council requests"; behind the body, another word may be one.
    """
    found = lang.patterns.TOLD_HEAD.match(text, start, end)
    if found is not None:
        return found.start("verb")
    before = lang.patterns.TOLD_BEFORE.match(text, start, end)
    return before.end() if before is not None and before["body"] and before.end() < end else None


def is_in_paragraph(context: RuleContext, at: Break) -> bool:
    """Return whether a line continues a paragraph of an assembly: the one above is full, and no verb begins another."""
    text, end, start = context.text, at.before.end, at.token.start
    if at.within != "paragraph":
        return False
    soft = at.token.gap == SOFT_BREAK
    full = (soft and not context.lines.is_loose(start)) or columns(
        text[text.rfind("\n", 0, end) + 1 : end]
    ) >= FULL_LINE
    if not full:
        return begins_no_paragraph(text, at.stop, start, context.lang)
    if at.stop == COMMA or (at.stop in STOPS and soft):
        return not begins_head(text, start, context.lang)
    return at.stop not in STOPS


def begins_no_paragraph(text: str, stop: str, start: int, lang: LanguagePatterns) -> bool:
    """Return whether a line below a comma or no stop can begin no paragraph, however short the line above is.

    It begins with the number of a cited text, "79/10 of 1 December 2031", or with a small letter, though verbs may have
    such behind a comma in some languages; in a language without blanks, with any sign but a verb.

    :param stop: with what the line above ends.
    """
    if stop in STOPS and stop != COMMA:
        return False
    if is_number(text[start]):
        return True
    if begins_small(text, start):
        words, small = lang.patterns, uncapitalized(text[start : start + WORD_REACH])
        verb = words.HEAD_BEGINS.match(text, start) or words.RECITAL_HEAD.match(small)
        return stop not in STOPS or (verb is None and words.ACT_HEAD.match(small) is None)
    return lang.runs_on and stop not in STOPS and not begins_head(text, start, lang)


def _sign(token: LabelledToken) -> str:
    """Return how operative paragraphs are numbered, by the first: "(1)", "1)", "1.", "I."."""
    return token.label[0] if token.label[0] in f"({ROMAN}" else token.label[-1]


class _Formula(NamedTuple):
    """A line that may be a formula."""

    known: bool
    """Whether it names an assembly that is known."""
    told: bool
    """Whether it tells in a sentence what was decided or said."""
    ends: bool
    """Whether recitals or acts stand below it."""


BEHIND_VERB: Final = " ,:،，："  # signs between a verb and the words after it


class _Paragraphs(Pass):
    def __init__(self, stream: TokenStream, context: RuleContext) -> None:
        super().__init__(context)
        self.stream = stream
        self.verbs = context.verbs
        self.made: list[Token] = []
        """The tokens so far, classified."""
        self.open = _has_no_front(self.text, self.lang)
        """Whether the tokens are paragraphs of an assembly."""
        self.number = 0
        """The number of the last operative paragraph."""
        self.sign = ""
        """The sign behind such numbers, without blanks; "(" for those in brackets, "I" for roman ones."""
        self.titled = False
        """Whether the number or the name of a text of an assembly stands above, and the formula below."""
        self.named = 0
        """How many tokens may still be the front of a text that is named above."""
        self.outside = 0
        """The number of the last paragraph of what holds the texts: of a report, above a draft in it."""
        self.headed = False
        """Whether the line above is the kind of a text, alone: "Decision"."""
        self.closed = False
        """Whether the line above says at which meeting the text was adopted."""
        self.formulas: dict[int, _Formula | None] = {}
        """What is known of lines ahead that may be formulas, by their places."""
        self.told = False
        """Whether its paragraphs tell in sentences what was decided or said."""
        self.above = self.acting = False
        """Whether the formula stands below the recitals, and whether what has no number is an act."""
        self.listing = False
        """Whether the numbers below a verb that stands alone are those of its items: "RESOLVES:"."""
        self.voting = False
        """Whether the lines are those of a vote, up to the one that closes its brackets."""
        self.titled_below = False
        """Whether the line above may be the title of another text."""
        self.bare = self.colon = False
        """Whether a verb alone in its paragraph stands directly above, and whether a colon does."""
        self.last: dict[str, LabelReading] = {}
        """The last label of each form below the last operative paragraph: that of "b." of "a." and "b."."""
        self.wrapped = all(columns(line) <= WIDEST_LINE for line in self.text.split("\n"))
        """Whether lines are not whole paragraphs, so that a line end may be a wrap."""

    def all(self) -> list[Token]:
        for token in self.stream:
            self.named = max(0, self.named - 1)
            if token.type == "FORMULA" and self._is_sentence(token):
                token = WordsToken(token.start, token.end, token.gap)
            formula = self._formula_at(token)
            self.formulas.pop(token.start, None)
            if formula is not None and self._may_begin(formula) and (formula.known or not self._is_of_treaty()):
                self.made.append(self._formula(token, formula))
            elif name := self._name(token):
                self.made += name
            elif self.named and self._is_recital_above(token):
                self._open(True)
                self.above = True
                self._paragraph(token)
            elif self.named and (decides := self.words.DECISION_SENTENCE.match(self.text, token.start)):
                self._decision(token, past_blanks(self.text, decides.end()))
            elif self.titled:  # it may begin with a verb
                self.made.append(WordsToken(token.start, self._end_of_line(token), token.gap))
            elif self.open and (token.type == "FORMULA" or token.type not in _APART):
                if self._is_behind(token):
                    self.made.append(EndToken(token.start, token.start))
                    self.stream.give_back([token])
                    self._open(False)
                    continue
                self._paragraph(token)
            else:
                self.open = False
                self._look_outside(token)
                self.made.append(token)
        return self.made

    def _open(self, opens: bool) -> None:
        """Begin the paragraphs of a text, or end those of the one above."""
        self.open, self.number, self.sign, self.named = opens, 0, "", 0
        self.titled = self.above = self.acting = self.listing = self.voting = self.bare = self.colon = False
        self.closed = False

    def _formula_at(self, token: Token) -> _Formula | None:
        """Return what a line says that is the formula of some body, which may only show by what stands below it."""
        if token.type != "FORMULA" and (token.type != "TEXT" or token.gap < SOFT_BREAK):
            return None
        if token.start not in self.formulas:
            line = self.words.BODY_LINE.match(self.text, token.start)
            ends = line is not None and end_of_formula(line, self.lang) > 0
            quoted = self.told and self.colon and self.text[token.start] in QUOTES
            may_be = ends or quoted or token.type == "FORMULA"
            opens = self.words.ASSEMBLY_OPENS.match(self.text, token.start + quoted) if may_be else None
            found = _Formula(opens is not None, opens is not None and opens["told"] is not None, ends)
            self.formulas[token.start] = found if ends or opens is not None or token.type == "FORMULA" else None
        return self.formulas[token.start]

    def _is_sentence(self, token: Token) -> bool:
        """Return whether a line that names an assembly goes on in a sentence: "The Council, / which met on Tuesday"."""
        end = self.text.find("\n", token.end)
        below = self.words.BELOW_BODY.match(self.text, max(end, 0))
        if self.titled or below is None or self.words.ASSEMBLY_FORMULA.match(self.text, token.start) is None:
            return False
        begin = below.end()
        is_led = below["first"] or below["count"] or below["lead"] or not begins_small(self.text, begin)
        return not is_led and begins_no_paragraph(self.text, COMMA, begin, self.lang)

    def _is_of_treaty(self) -> bool:
        """Return whether articles stand below recitals ahead, and no act: "Have agreed as follows: / Article 1"."""
        above: Token | None = None
        for token in islice(self.stream.ahead(), FAR_TOKENS):
            if isinstance(token, DesignationToken | LabelledToken | FormulaToken):
                break
            if isinstance(token, DivisionToken) and above is not None:
                words = uncapitalized(self.text[above.start : above.end])
                return token.kind == "article" and self.words.ACT_HEAD.match(words) is None
            above = token if token.gap > IN_LINE else above
        return False

    def _may_begin(self, formula: _Formula) -> bool:
        """Return whether a line may be a formula where it stands: in a text without a title for another, few are."""
        return formula.known or not self.open or self.titled_below or (self.above and not self.acting)

    def _formula(self, token: Token, formula: _Formula) -> Token:
        """Begin the text below a formula; one that stands below the recitals of its text goes on with it.

        So does one below a sentence that tells of a text: "the Council decided to adopt the following text:".
        """
        if (self.above and not self.acting) or (self.told and self.open and self.colon):
            self.acting, self.told, self.number = self.above, False, 0
            return FormulaToken(token.start, self._end_of_line(token), token.gap, within=True)
        self.told = formula.told
        named = self.titled or self.headed or self._is_quoted_below(token)
        is_news = self.told and not named  # minutes and news say so too
        self._open(not is_news and (formula.known or formula.ends))
        self.colon = self.told and ending(self.text, token.end) == COLON
        if token.type != "FORMULA":
            return FormulaToken(token.start, self._end_of_line(token), token.gap)
        return WordsToken(token.start, token.end, token.gap) if is_news else token

    def _is_quoted_below(self, token: Token) -> bool:
        """Return whether what a president said for a council stands below: "“The Security Council welcomes ..."."""
        below = self.stream.peek()
        if below is None or below.gap < SOFT_BREAK or ending(self.text, token.end) != COLON:
            return False
        return verb_told(self.text, below.start, below.end, self.lang) is not None

    def _decision(self, token: Token, behind: int) -> None:
        """Begin a text that is one sentence, such as "The General Assembly decides to rest".

        :param behind: where its verb begins.
        """
        self._open(True)
        self.told = True
        self.made.append(FormulaToken(token.start, without_blanks(self.text, behind), token.gap))
        self._paragraph(WordsToken(behind, token.end))

    def _is_behind(self, token: Token) -> bool:
        """Return whether a line stands behind the text, and goes on with what holds it, such as a report.

        It has the next number there: "8. The Committee recommends ...", and below the draft "9. It also recommends
        ...". Below a line that says when the text was adopted, all but an act stands behind it.
        """
        if self.closed and not self.voting:
            acts = self._acts(token) if isinstance(token, LabelledToken) else self._role(token, token.end) != ""
            closes = self.words.CLOSING_LINE.match(self.text, token.start) is not None
            return token.gap >= SOFT_BREAK and not (acts or closes or begins_small(self.text, token.start))
        number = self._figure(token)
        is_next = 0 < self.outside == number - 1 != self.number
        return is_next and isinstance(token, LabelledToken) and not self._acts(token)

    def _look_outside(self, token: Token) -> None:
        """See the number of a paragraph of a report, and whether it announces a draft: "the following decision:"."""
        self.outside = self._figure(token) or self.outside
        forms = (self.words.family_kind, self.words.family_kinds)
        self.headed = any(form.fullmatch(self.text, token.start, token.end) for form in forms)
        if ending(self.text, token.end) == COLON:
            last = max(token.start, token.end - LONGEST_PHRASE)
            if self.words.TEXTS_FOLLOW.search(self.text, last, token.end) is not None:
                self.named = NEAR_TOKENS

    def _figure(self, token: Token) -> int:
        """Return the number that leads a paragraph, whatever stands below which number; 0 for none."""
        label = self.words.PARAGRAPH_NUMBER.fullmatch(token.label) if isinstance(token, LabelledToken) else None
        return int(in_figures(label["number"]) or 0) if label is not None else 0

    def _name(self, token: Token) -> list[Token]:
        """Return the tokens that name a text: "79/999", "ABC99.4 Lamps"; an empty list for others."""
        if isinstance(token, DesignationToken):
            titled = self.words.ASSEMBLY_TITLE.match(self.text, token.start) is not None
            if self.open and not titled and (token.gap < HARD_BREAK or not self._has_formula_below()):
                return []
            self._open(False)
            self.titled, self.named = titled, NEAR_TOKENS
            return [token]
        symbol = self.words.SYMBOL_LINE.match(self.text, token.start) if token.gap >= SOFT_BREAK else None
        if symbol is None or self.named or not self._has_formula_below(titled=self.text[symbol.end() :][:1] != "\n"):
            return []
        end = self._end_of_line(token)
        self._open(False)
        self.titled, self.named = True, NEAR_TOKENS
        behind = past_blanks(self.text, symbol.end())
        name = DesignationToken(token.start, symbol.end(), token.gap, kind=SYMBOL)
        return [name, WordsToken(behind, end)] if behind < end else [name]

    def _end_of_line(self, token: Token) -> int:
        """Take the other tokens on the line of a token; return where they end."""
        end = token.end
        while (more := self.stream.peek()) is not None and more.gap == IN_LINE:
            end = max(end, self.stream.take().end)
        return end

    def _has_formula_below(self, *, titled: bool = False) -> bool:
        """Return whether a formula, or recitals that stand above one, are near, and no other name of a text.

        :param titled: whether the title stands on the line of the name.
        """
        near = takewhile(lambda token: token.type != "DESIGNATION", islice(self.stream.ahead(), NEAR_TOKENS))
        return any(
            self._formula_at(token) or ((place or titled) and self._is_recital_above(token))
            for place, token in enumerate(near)
        )

    def _is_recital_above(self, token: Token) -> bool:
        """Return whether a line below the name of a text is a recital: "WHEREAS lamps are dim; and", "2. NOTING"."""
        line = _phrase(self.text, self._led(token)).rstrip()
        head = self.words.RECITAL_HEAD.match(uncapitalized(line))
        ends = len(line) >= FULL_LINE or self.words.RECITAL_ENDS.search(line) is not None
        return token.gap >= SOFT_BREAK and head is not None and begins_capital(line) and ends

    def _paragraph(self, token: Token) -> None:
        """Add a paragraph with all tokens of its lines."""
        token = self._behind_roman(token)
        if isinstance(token, LabelledToken):
            self._keep(token.label)
        rest = self._rest(token)
        end = rest[-1].end if rest else token.end
        points = [each for each in rest if isinstance(each, LabelledToken) and each.label.endswith(")")]
        stop = without_blanks(self.text, points[0].start) if points else end
        self._begun(token, stop)
        stops = [without_blanks(self.text, each.start) for each in points[1:]]
        for point, stop in zip(points, [*stops, end], strict=False):
            self.made.append(LabelledToken(point.start, stop, point.gap, point.label, point.words, point.level))

    def _keep(self, label: str) -> None:
        """Keep a label that begins a list, or goes on with one, for those below."""
        self.last.update(
            (each.form, each) for each in readings(label) if each.path and (each.first or self._follows(each))
        )

    def _follows(self, reading: LabelReading) -> bool:
        return reading.form in self.last and reading.follows(self.last[reading.form])

    def _behind_roman(self, token: Token) -> Token:
        """Return a line that the next roman number and the verb of an act begin with that number: "II. INVITES"."""
        label = f"{roman(self.number + 1).upper()}." if self.sign in ("", ROMAN) else ""
        if isinstance(token, LabelledToken) or not label or not self.text.startswith(label, token.start):
            return token
        begin = past_blanks(self.text, token.start + len(label))
        labelled = LabelledToken(token.start, token.end, token.gap, label, begin)
        return labelled if self._acts(labelled) else token

    def _rest(self, token: Token) -> list[Token]:
        """Return the tokens ahead that belong to the paragraph."""
        rest: list[Token] = []
        before = token
        while (following := self.stream.peek()) is not None and self._goes_on(before, following):
            before = self.stream.take()
            rest.append(before)
        return rest

    def _goes_on(self, before: Token, token: Token) -> bool:
        """Return whether a line continues the paragraph before it."""
        goes_on = self._may_go_on(before, token) and not self._stands_for_others(token)
        return goes_on and self.words.CLOSING_LINE.match(self.text, token.start) is None

    def _stands_for_others(self, token: Token) -> bool:
        """Return whether a line stands for paragraphs that an amendment does not repeat: "..."."""
        return self.words.NOT_REPEATED.fullmatch(self.text, token.start, token.end) is not None

    def _may_go_on(self, before: Token, token: Token) -> bool:
        """Return whether a line may continue the paragraph before it, by what parts the two and by how it begins."""
        if token.gap == IN_LINE or self.words.BREAK_WITHIN.match(self.text, before.end):
            return True
        label = token.label if isinstance(token, LabelledToken) else ""
        # "a. To mend lamps,\nb. To count oars": the next label, whatever the line above ends with
        is_next = label != "" and any(reading.path and self._follows(reading) for reading in readings(label))
        is_numbered = label.endswith(")") or is_next or self._number(token) is not None
        if is_numbered or token.type == "NOTE" or self._is_begun(token):
            return False
        stop = ending(self.text, before.end)
        if token.gap == BLANK_LINE:  # whatever the other lines: "Calls upon Member States to mend / their piers"
            return not label and stop not in STOPS and begins_small(self.text, token.start)
        above = self.text[max(before.start, before.end - WORD_REACH) : before.end].rstrip()
        ends = self.words.RECITAL_ENDS.search(above) if label else None  # "; and"
        if ends is not None and ends[0][0] != COMMA:
            return False
        if token.gap == HARD_BREAK and not self.wrapped:
            return not label and begins_no_paragraph(self.text, stop, token.start, self.lang)
        return self.context.goes_on(token, before, "paragraph")

    def _is_begun(self, token: Token) -> bool:
        """Return whether a verb in capitals or other letters, or behind a label as in recitals, begins a paragraph."""
        begin = self._led(token)
        first = next(iter(self.text[begin : begin + LONGEST_PHRASE].split(None, 1)), "")  # a label may be alone
        apart = (len(first) > 1 and is_in_capitals(first)) or (begin > token.start and not self.number)
        return begin in self.verbs or (apart and self._role(token, begin + LONGEST_PHRASE) != "")

    def _number(self, token: Token) -> int | None:
        """Return the number of an operative paragraph, if a token begins with one."""
        if not isinstance(token, LabelledToken):
            return None
        found = self.words.PARAGRAPH_NUMBER.fullmatch(token.label)
        if found is None:
            is_next = token.label == f"{roman(self.number + 1).upper()}." and self.sign in ("", ROMAN)
            return self.number + 1 if is_next and ending(self.text, token.end) in STOPS else None
        number = int(in_figures(found["number"]) or 0)
        lists = self.colon and (self.bare or self.acting)  # "Noting:", and not "Considering that lamps are out:"
        is_led = (
            (found["stop"] != ")" and self.sign != ROMAN)
            or self.sign == _sign(token)
            or (
                not (self.sign or lists)
                and self._acts(token)
                and not (found["open"] and self._acts(token, NAMES.RECITAL_HEAD))
            )
        )
        follows = number > self.number and (found["stop"] or number == self.number + 1)
        return number if follows and is_led else None

    def _acts(self, token: LabelledToken, form: PatternName = NAMES.ACT_HEAD) -> bool:
        """Return whether the words behind a label begin with a verb of acts, or of recitals."""
        small = uncapitalized(self.text[token.words : token.words + LONGEST_PHRASE])
        return self.words[form].match(small) is not None

    def _begun(self, token: Token, end: int) -> None:
        """Add the heading of a paragraph and its words, or another token."""
        number = self._number(token)
        self.titled_below = False
        closing = self.words.CLOSING_LINE.match(self.text, token.start)
        if closing is not None or self.voting:
            begun = closing is not None and closing["begun"] is not None
            self.voting = begun or (self.voting and self.text[end - 1] != "]")
            self.closed = self.closed or self.text[token.start] != "["
            self.made.append(HistoryToken(token.start, end, token.gap))
        elif isinstance(token, LabelledToken):
            self._labelled(token, end, number)
        elif self.told:
            verb = verb_told(self.text, token.start, end, self.lang)
            self._clause(token, token.start, end, "operative", "", verb)
        else:
            self._unlabelled(token, end)

    def _unlabelled(self, token: Token, end: int) -> None:
        """Add a subheading, the rest of a paragraph, or a recital or an act without a label."""
        role, stands = self._role(token, end), self._stands_for_others(token)
        if not stands and self._is_subheading(token, end) and (self.number or not role):
            self.titled_below, self.above = True, False
            self.made.append(GroupToken(token.start, end, token.gap, "section", None))
        elif stands or self.number or (self.bare and not role):
            self.made.append(WordsToken(token.start, end, token.gap))
            self.bare = self.bare and (stands or self.colon)  # "BEARING IN MIND:\nThat lamps differ;\nThat ..."
        else:
            role = role or ("operative" if self.acting else "preamble")
            led = self._led(token)
            label = self.text[token.start : led].strip("*_(").strip()
            self._clause(token, led if label else token.start, end, role, label, led)
            self.acting = self.acting or role == "operative"
            self.listing = role == "operative" and (self.bare or self.colon)

    def _labelled(self, token: LabelledToken, end: int, number: int | None) -> None:
        """Add a recital with a label, an operative paragraph, or an item.

        :param number: that of an operative paragraph.
        """
        recites = not (self.number or self.acting or self.colon) and (number is None or self.above)
        recites = recites and self._acts(token, NAMES.RECITAL_HEAD)
        acts = not recites and number is not None and (not self.listing or self._acts(token))
        if token.words >= end or not (recites or acts):
            self.made.append(LabelledToken(token.start, end, token.gap, token.label, token.words, token.level))
            return
        if acts:
            self.number, self.sign, self.last = number or 0, self.sign or _sign(token), {}
        self._clause(token, token.words, end, "operative" if acts else "preamble", token.label)

    def _led(self, token: Token) -> int:
        """Return where the words of a paragraph begin behind a dash, a letter or a bracket: "(Having seen"."""
        led = self.words.LED.match(self.text, token.start)
        return led.end() if led is not None else token.start

    def _role(self, token: Token, end: int) -> str:
        """Return the role of a paragraph without a number, by its verb; an empty string for an unknown verb.

        The only operative paragraph of a text has no number.
        """
        begin = self._led(token)
        small = uncapitalized(self.text[begin : min(end, begin + LONGEST_PHRASE)])
        recital, act = self.words.RECITAL_HEAD.match(small), self.words.ACT_HEAD.match(small)
        return "preamble" if recital is not None else "operative" if act is not None else ""

    def _is_subheading(self, token: Token, end: int) -> bool:
        """Return whether a short line without a stop heads what is below, or is the letter of a part: "B."."""
        is_part = _PART.fullmatch(self.text, token.start, end) is not None
        line = self.text[max(token.start, end - WORD_REACH) : end]
        stops = ending(self.text, end) in STOPS or self.words.RECITAL_ENDS.search(line) is not None  # "; and"
        following = self.stream.peek()
        is_long = end - token.start > LONGEST_PHRASE or (stops and not is_part)
        if is_long or following is None or following.gap < SOFT_BREAK:
            return False
        formula = self._formula_at(following) if is_part else None
        return (not stops and following.type not in _APART) or (formula is not None and formula.ends)

    def _verb_end(self, start: int, end: int) -> int:
        """Return where the letters of a verb end that a file sets apart; 0 if it does not, or for a whole paragraph."""
        verb_end = self.verbs.get(start)
        if verb_end is None:
            return 0
        stop = start + len(self.text[start:verb_end].rstrip(BEHIND_VERB))
        in_word = is_letter(self.text[stop - 1 : stop + 1]) and not self.lang.runs_on
        is_whole = stop >= start + len(self.text[start:end].rstrip(" ,;.:"))
        return 0 if stop == start or in_word or is_whole else stop

    def _clause(self, token: Token, start: int, end: int, role: str, label: str, verb: int | None = None) -> None:
        """Add a heading, which contains the verb and its addressees, and the words after it."""
        begin = verb or start
        stop, known = end_of_heading(self.text, begin, end, role, self.lang, self._verb_end(begin, end))
        if not known and (verb is not None or not self.told):
            message = f"“{self.text[verb or start : stop]}” begins a paragraph, but is not a known verb"
            self.reporter.report("unknown-verb", message, verb or start, stop)
        sure_end = stop if known else 0
        self.made.append(
            HeadingToken(token.start, stop, token.gap, role, sure_end, sure=True, label=label, words=start)
        )
        self.bare, self.colon = stop >= end, ending(self.text, end) == COLON
        if stop < end:
            self.made.append(WordsToken(past_blanks(self.text, stop), end))
