"""Decides which candidates are clause headings, and divides lines at places that depend on the lines around them.

Evidence: the line before a heading ends a part of a sentence, or is blank; the line after it begins a body (a first
label, or "that", "to" ...). A heading on a line of its own with a known verb needs little evidence, one inside a
paragraph needs all of it. The others are references or parts of sentences.

``scan`` divides a line where something with a form of its own begins. Here lines are divided where the context decides:
words after a verb begin a body only if the verb is a heading. Recitals without labels in one paragraph are separated
too: "considering that boats leak; that oars float,".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from itu_texts.language import series
from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.series import LabelReading
from itu_texts.language.writing import (
    COMMA,
    STOPS,
    begins_capital,
    ending,
    is_in_capitals,
    past_blanks,
    uncapitalized,
    without_blanks,
)
from itu_texts.parsing.findings import Pass, RuleContext
from itu_texts.parsing.lexer import role_of
from itu_texts.parsing.parts import find_addressees
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.thresholds import LONGEST_SECTION, NEAR_TOKENS
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    PROSE,
    SOFT_BREAK,
    CandidateToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    ProvisionToken,
    Token,
    TokenTypes,
    WordsToken,
    divided,
)

# ---------------------------------------------------------------------- where lines are divided


def cut_heading(token: CandidateToken, text: str, lang: LanguagePatterns) -> tuple[HeadingToken, Token] | None:
    """Separate the heading of an operative clause from the body on its line; return ``None`` if there is no body."""
    instructs = lang.instructs(text, token.start)
    opened = lang.patterns[NAMES.INSTRUCTING_OPEN if instructs else NAMES.DECIDING_OPEN].match(text, token.verb_end)
    sure = token.gap >= HARD_BREAK
    if opened is None and sure and not instructs:
        opened = lang.patterns.DECISION_ALONE.match(text, token.verb_end)
    if opened is None or opened.end() >= token.end:
        return None
    heading = HeadingToken(token.start, opened.end(), token.gap, "operative", token.verb_end, sure=sure)
    return heading, _at(past_blanks(text, opened.end()), token.end, text, lang)


def _at(start: int, end: int, text: str, lang: LanguagePatterns) -> Token:
    """Return the rest of a line: words, or an item if they begin with a label."""
    form = lang.line.match(text, start)
    if form is not None and form.lastgroup == "ITEM":
        return LabelledToken(start, end, IN_LINE, form[0].rstrip(), min(form.end(), end))
    return WordsToken(start, end)


def cut_formula(token: Token, text: str, lang: LanguagePatterns) -> list[Token] | None:
    """Separate the formula from the title, or the first heading and its words, on the same line.

    :returns: the title, if any, the formula, and what follows it; ``None`` if the line contains no formula.
    """
    within = lang.patterns.FORMULA_WITHIN.search(text, token.start, token.end)
    if within is None:
        return None
    behind: list[Token] = []
    if within.end() < token.end:
        behind = _clause(past_blanks(text, within.end()), token.end, text, lang)
        if not behind:
            return None
    if within.start() == token.start:
        return [FormulaToken(token.start, within.end(), token.gap), *behind]
    title = WordsToken(token.start, without_blanks(text, within.start()), token.gap)
    return [title, FormulaToken(within.start(), within.end()), *behind]


def _clause(start: int, end: int, text: str, lang: LanguagePatterns) -> list[Token]:
    """Return a heading, and the words of its clause."""
    verb = lang.patterns.verb.match(text, start)
    if verb is None or verb.end() > end or not verb.lastgroup:
        return []
    rest = lang.rest(verb.lastgroup).match(text, verb.end())
    stop = without_blanks(text, rest.end() if rest is not None and rest.end() <= end else verb.end())
    role = "preamble" if verb.lastgroup == "PREAMBLE" else "operative"
    heading = HeadingToken(start, stop, IN_LINE, role, verb.end(), sure=True)
    return [heading] if stop >= end else [heading, _at(past_blanks(text, stop), end, text, lang)]


def cut_provision(token: Token, end: int, stop: int, text: str, lang: LanguagePatterns) -> list[Token]:
    """Separate the number of a provision, and the labels after it, from its line.

    :param end: where the number ends.
    :param stop: where the dash after it ends, or the same place without one.
    """
    parts: list[Token] = [ProvisionToken(token.start, stop, token.gap, text[token.start : end])]
    start = past_blanks(text, stop) if stop < token.end else stop
    while start < token.end:
        rest = _at(start, token.end, text, lang)
        second = (
            lang.line.match(text, rest.words) if isinstance(rest, LabelledToken) and rest.words < token.end else None
        )
        if second is None or second.lastgroup != "ITEM" or second[0].rstrip()[-1] != ")":
            return [*parts, rest]
        assert isinstance(rest, LabelledToken)
        label_end = start + len(rest.label)
        parts.append(LabelledToken(start, label_end, IN_LINE, rest.label, label_end))
        start = rest.words
    return parts


def has_recitals(copy: ReadingCopy, lang: LanguagePatterns) -> bool:
    """Return whether "that" follows a semicolon anywhere in a text."""
    return lang.patterns.NEXT_RECITAL.search(copy.text) is not None


def part_recitals(tokens: Iterable[Token], context: RuleContext) -> Iterator[Token]:
    """Yield the tokens of a text, with each recital without a label as a token of its own."""
    text = context.text
    following = context.lang.patterns.NEXT_RECITAL.finditer
    below = False  # whether only words without labels stand between the heading of a preamble and a token
    for token in tokens:
        kind = token.type
        if kind == "TEXT":
            if below and not token.level:  # type: ignore[attr-defined]  # words
                yield from divided(token, [found.end() for found in following(text, token.start, token.end)], text)
                continue
        elif kind == "HEADING":
            below = token.role == "preamble"  # type: ignore[attr-defined]  # a heading
        else:
            below = False
        yield token


_OPENERS: Final[TokenTypes] = frozenset(
    ("FORMULA", "ANNEX", "DIVISION", "PROVISION", "REASONS", "SIGNATURES")
)  # with prose below
_ALONE: Final[TokenTypes] = frozenset(("PREAMBLE_ALONE", "OPERATIVE_ALONE"))  # with it, if the line is a paragraph
_OPEN: Final = frozenset(("PREAMBLE_OPEN", "OPERATIVE_OPEN", "OPERATIVE_CAPITAL")) | _ALONE  # with the body on the line
_BEFORE_SENTENCES: Final[TokenTypes] = frozenset(("HEADING", "DESIGNATION"))  # what sentences stand behind, and titles
_OF_WORDS: Final[TokenTypes] = frozenset(  # lines that a file marks as other than headings
    ("BODY", "PLAIN", "NOTE", "CONTENTS_LINE", "DESIGNATION", "ANNEX", "DIVISION")
)


def classify_headings(tokens: Sequence[Token], context: RuleContext) -> list[Token]:
    """Turn each candidate into a heading, with its role, or into words, by the first rule that claims it."""
    judge = Judge(tokens, context)
    said, unsaid = 0, list[HeadingToken]()  # headings that a file marks, and those that it does not mark
    for place in [place for place, token in enumerate(tokens) if token.type not in PROSE]:
        token = tokens[place]
        judge.pass_up_to(place)
        made: Sequence[Token] = (token,)
        if isinstance(token, CandidateToken):
            made = judge.classify(token)
            heading = made[0]
            if isinstance(heading, HeadingToken):
                judge.begin(heading)
                if not heading.verb_end:
                    judge.report(heading)
                elif token.said in _OF_WORDS:
                    judge.report_style(heading)
                else:
                    unsaid.append(heading)
        elif token.type == "HEADING":  # marked by a file
            judge.has_lines = True
            said += 1
        elif token.type == "FORMULA" and isinstance(judge.before, HeadingToken):  # a body may look like a formula
            made = (_words(token),)
        for each in made:
            judge.pass_by(each)
    judge.pass_up_to(len(tokens))
    if said > 2 * len(unsaid):  # most are marked
        for heading in unsaid:
            judge.report_style(heading)
    return judge.made


HeadingDecision: TypeAlias = tuple[Token, ...] | None
"""The result for a candidate: a heading, with the words after it if they are separated, or words."""


class Judge(Pass):
    """Decides on one candidate at a time, from the tokens above and below it."""

    token: CandidateToken
    """The candidate."""
    after: Token | None
    """The token below it."""
    in_body: bool
    """Whether it follows words of a body, which must have ended there."""
    stopped: bool
    """Whether these words end with a stop."""

    def __init__(self, tokens: Sequence[Token], context: RuleContext) -> None:
        super().__init__(context)
        self.tokens = tokens
        self.place = -1
        """The place of the candidate among them."""
        self.made: list[Token] = []
        """The tokens above, classified."""
        self.role = "preamble"
        """The role of the last clause."""
        self.last_label = ""
        """The label of the last item of the clause."""
        self.named = False
        """Whether a designation stands above."""
        self.in_text = False
        """Whether a heading stands above: a line of words there is a paragraph, and may end without a stop."""
        self.has_lines = False
        """Whether a heading in the text has a line of its own."""
        self.heading: HeadingToken | None = None
        """The last heading of the text."""

    # ------------------------------------------------------------------ context

    @property
    def before(self) -> Token | None:
        """The token before, without page furniture."""
        return self.made[-1] if self.made else None

    def ahead(self, place: int) -> Token | None:
        """Return the token at a number of places behind the candidate; ``None`` after the end."""
        place += self.place + 1
        return self.tokens[place] if place < len(self.tokens) else None

    def pass_up_to(self, place: int) -> None:
        """Record the items and words before a candidate."""
        plain = self.tokens[self.place + 1 : place]
        items = (token.label for token in reversed(plain) if isinstance(token, LabelledToken))
        self.last_label = next(items, self.last_label)
        self.made += plain
        self.place = place

    def pass_by(self, token: Token) -> None:
        """Record a classified token."""
        kind = token.type
        if isinstance(token, HeadingToken):  # a file may have said that it is one
            self.role, self.last_label, self.heading = token.role, "", token
        elif kind in _OPENERS:
            self.in_text = True
            if kind == "FORMULA":
                self.role = "preamble"
        elif kind == "DESIGNATION":
            self.in_text = self.has_lines = False
            self.heading = None
            self.named = True
            self.role = "preamble"
        self.made.append(token)

    def begin(self, heading: HeadingToken) -> None:
        """Record that the candidate begins a clause."""
        self.in_text = self.in_text or self.named or heading.sure
        self.has_lines = self.has_lines or (self.token.gap > IN_LINE and self.token.form not in _OPEN)

    def report(self, heading: HeadingToken) -> None:
        """Report a heading with an unknown verb."""
        word, near = WORD.match(self.text, heading.start), self._near_verb()
        if word is None or not near:
            said = "is in the place of a clause heading, but its verb is unknown: check its spelling"
            self._report("unknown-verb", heading.start, heading.end, said)
            return
        said = f"is not a verb that opens a clause: did you mean “{near}”?"
        self._report("near-verb", heading.start, word.end(), said)

    def report_style(self, heading: HeadingToken) -> None:
        """Report a heading that a file does not mark, as it does the others."""
        said = "is the heading of a clause, but has another style: give it the style of the other headings"
        self._report("style-missing", heading.start, heading.end, said)

    def _report(self, code: str, start: int, end: int, said: str) -> None:
        self.reporter.report(code, f"“{' '.join(self.text[start:end].split())}” {said}", start, end)

    # ------------------------------------------------------------------ classification

    def classify(self, token: CandidateToken) -> tuple[Token, ...]:
        """Return a candidate as a heading, as one with the first words of the body after it, or as words."""
        self.token, self.after, before = token, self.ahead(0), self.before
        opens_softly = token.gap == SOFT_BREAK and token.form in _OPEN
        line_counts = self.in_text and not opens_softly  # as an end of what is before
        is_words = before is not None and before.type == "TEXT"
        self.in_body = before is not None and (before.type == "ITEM" or (is_words and not line_counts))
        self.stopped = not self.in_body or self._is_behind_stop
        if self.stopped and is_words and self.lang.runs_on and token.gap == IN_LINE:
            self.stopped = self.words.STOP.match(self.text, before.end) is not None  # type: ignore[union-attr]
        claim: HeadingDecision = None
        if token.said not in _OF_WORDS or self._is_lone():  # otherwise the file marks it as words
            claim = self.active.first("heading", token.start, self)
        return claim or (_words(token),)

    def _heading(self, role: str, *, sure: bool) -> HeadingDecision:
        token = self.token
        return (HeadingToken(token.start, token.end, token.gap, role, token.verb_end, sure=sure),)

    # ------------------------------------------------------------------ rules by which a candidate is words

    def stands_behind_label(self) -> HeadingDecision:
        before = self.before
        alone = isinstance(before, LabelledToken) and before.words >= before.end
        return (_words(self.token),) if alone and self.token.gap == IN_LINE else None

    def goes_on_with_sentence(self) -> HeadingDecision:
        return (_words(self.token),) if self.lang.runs_on and self._is_of_sentence() else None

    # ------------------------------------------------------------------ rules by which it is a heading

    def preamble_line(self) -> HeadingDecision:
        if self.token.form != "PREAMBLE_HEADING" or (self.role == "operative" and self._list_goes_on_below()):
            return None
        opens = self._surely_opens_body() or self._is_marked
        fits = self._ended or (self._below_title and opens)
        return self._heading("preamble", sure=opens) if fits else None

    def preamble_open(self) -> HeadingDecision:
        fits = self.token.form == "PREAMBLE_OPEN" and self.role == "preamble" and self._opened()
        return self._heading("preamble", sure=self._begins_apart) if fits else None

    def operative_line(self) -> HeadingDecision:
        if self.token.form != "OPERATIVE_HEADING":
            return None
        if self._is_marked:
            return self._heading("operative", sure=True) if self._instructs or not self._rest() else None
        fits = self._ended and self._whole_line()
        return self._heading("operative", sure=self._surely_opens_body()) if fits else None

    def cut_line(self) -> HeadingDecision:
        fits = self.token.form == "OPERATIVE_HEADING" and self._ended and self._firm()
        return cut_heading(self.token, self.text, self.lang) if fits else None

    def operative_wrapped(self) -> HeadingDecision:
        fits = self.token.form == "OPERATIVE_WRAPPED" and self._ended
        return self._heading("operative", sure=True) if fits else None

    def operative_open(self) -> HeadingDecision:
        opens = self.token.form == "OPERATIVE_OPEN" and self._opened() and self._firm() and not self._list_goes_on()
        return self._heading("operative", sure=self._begins_apart) if opens else None

    def verb_alone(self) -> HeadingDecision:
        token = self.token
        if token.form not in _ALONE or token.gap < HARD_BREAK or not (self.in_text or self._below_title):
            return None
        of_preamble = token.form == "PREAMBLE_ALONE"
        # a line with a capital directly below the name of a text is its title
        is_title = self.before is not None and self.before.type == "DESIGNATION" and self._begins_capital
        fits = self._opened() and not (of_preamble and (self.role != "preamble" or is_title))
        return self._heading("preamble" if of_preamble else "operative", sure=False) if fits else None

    def capital(self) -> HeadingDecision:
        """Claim a heading with a capital and its body on the line, if other headings of the text begin so."""
        below_formula = self.before is not None and self.before.type == "FORMULA"
        fits = self.token.form == "OPERATIVE_CAPITAL" and (self._capitals_begin or below_formula)
        opens = fits and self.stopped and self.token.gap >= HARD_BREAK
        return self._heading("operative", sure=False) if opens else None

    def unknown_verb(self) -> HeadingDecision:
        found = self.token.form == "HEADING_LIKE" and self._unknown_heading()
        return self._heading(self._role(), sure=False) if found else None

    # ------------------------------------------------------------------ evidence

    @property
    def _below_title(self) -> bool:
        """Whether a designation stands above, and no heading or formula since."""
        return self.named and not self.in_text

    @property
    def _ended(self) -> bool:
        """Whether the text before the candidate ends there."""
        return self.stopped or self.token.gap >= HARD_BREAK

    @property
    def _begins_apart(self) -> bool:
        """Whether it begins a line that no words of a body stand before."""
        return self.token.gap > IN_LINE and not self.in_body

    @property
    def _is_behind_stop(self) -> bool:
        return self.before is not None and ending(self.text, self.before.end) in STOPS

    @property
    def _is_marked(self) -> bool:
        """Whether it stands below an amendment marker, so that nothing need follow it: "SUP / resolves"."""
        return self.before is not None and self.before.type == "AMENDMENT" and self.token.gap > IN_LINE

    @property
    def _instructs(self) -> bool:
        return self.lang.instructs(self.text, self.token.start)

    @property
    def _begins_capital(self) -> bool:
        return begins_capital(self.text, self.token.start)

    @property
    def _capitals_begin(self) -> bool:
        """Whether the heading before begins with a capital."""
        return self.heading is not None and begins_capital(self.text, self.heading.start)

    def _rest(self) -> str:
        """Return the words after the verb."""
        return self.text[self.token.verb_end : self.token.end].strip(" \t:,")

    def _decides_further(self) -> bool:
        """Return whether the words after the verb go on with it: "resolves further"."""
        return self.words.DECIDING_FURTHER.match(self.text, self.token.verb_end) is not None

    def _is_lone(self) -> bool:
        """Return whether a line that a file marks as other than a heading may be one: a body follows it.

        A line in the style of titles must not follow a designation, begins with a capital only if the heading before
        does, and must continue in a known way.
        """
        token, after = self.token, self.after
        if after is None or isinstance(after, HeadingToken):
            return False
        if token.said == "CONTENTS_LINE":
            return self._surely_opens_body() and not (isinstance(after, WordsToken) and after.said)
        if token.said != "PLAIN":
            return True
        if (self._begins_capital and not self._capitals_begin) or (self._below_title and self.heading is None):
            return False
        goes_on = token.form == "OPERATIVE_HEADING" and self._rest() != ""
        return not goes_on or self._decides_further() or self._names_addressees()

    def _opened(self) -> bool:
        """Return whether a heading with the body on its line may begin there.

        A paragraph below the name of a text may begin with one, though the lines above lack a stop: they are the title,
        and the adopting body in a line that lost its comma.
        """
        if self.stopped or not self._below_title or self.token.gap < BLANK_LINE:
            return self.stopped
        start = past_blanks(self.text, self.token.end)
        return self.surely_opens(start) or self.token.form != "OPERATIVE_OPEN"

    def _is_of_sentence(self) -> bool:
        """Return whether a verb with words after it belongs to a sentence, in a language without blanks.

        After a heading it begins the body, and after the name of a text the title; inside a line it is no heading if
        other headings have lines of their own, unless a first label follows.
        """
        token, before, after = self.token, self.before, self.after
        if token.form == "OPERATIVE_HEADING":
            below = isinstance(before, HeadingToken) and token.gap > IN_LINE and self._instructs
            is_place = after is not None and after.type == "AMENDMENT"  # of what a marker below it amends
            return below and not is_place and not self._opens_body()
        if token.form not in _OPEN:
            return False
        if token.gap > IN_LINE:
            return before is not None and before.type in _BEFORE_SENTENCES and not self._opens_body()
        return (self.has_lines and not self._opens_body()) or self._list_goes_on()

    def _opens_body(self) -> bool:
        """Return whether the token below looks like the beginning of a body."""
        token = self.after
        if isinstance(token, LabelledToken):
            return series.first_of(series.readings(token.label)) is not None
        is_words = token is not None and token.type == "TEXT"
        return is_words and self.words.BODY_OPENS.match(self.text, token.start) is not None  # type: ignore[union-attr]

    def _surely_opens_body(self) -> bool:
        """Return the same below a known verb: any label with a bracket suffices."""
        return self._opens_body() or (isinstance(self.after, LabelledToken) and self.after.label[-1] == ")")

    def _list_goes_on(self) -> bool:
        """Return whether the label after one token without a label continues the list before it."""
        between, following = self.after, self.ahead(1)
        if between is None or between.type != "TEXT" or not isinstance(following, LabelledToken):
            return False
        return self._continues_list(series.readings(following.label))

    def _continues_list(self, readings: Iterable[LabelReading]) -> bool:
        """Return whether a label is the next of the list before the candidate."""
        last = series.readings(self.last_label) if self.last_label else ()
        return any(reading.path and reading.follows(other) for reading in readings for other in last)

    def _list_goes_on_below(self) -> bool:
        """Return whether the list before a line goes on behind a list that begins below the line.

        "2 that this programme continue, / taking into consideration: / a) the boats; / b) the oars; / 3 to assist": it
        is the rest of 2, for 3 follows that.
        """
        inner: LabelReading | None = None
        for place in range(NEAR_TOKENS):
            token = self.ahead(place)
            readings = series.readings(token.label) if isinstance(token, LabelledToken) else ()
            last, inner = inner, _next(inner, readings)
            if inner is None:
                return last is not None and self._continues_list(readings)
        return False

    def _firm(self) -> bool:
        """Return whether a verb at the beginning of a line, with the body after it, cannot belong to a sentence.

        A doubtful line break counts as none: then only verbs that sentences hardly use there are sure.
        """
        if not self.in_body or self.token.gap != SOFT_BREAK or self._instructs:
            return True
        adverb = self.words.ADVERB.match(self.text, self.token.start)
        start = adverb.end() if adverb else self.token.start
        return self.words.SWALLOWED_VERB.match(self.text, start) is not None

    def _whole_line(self) -> bool:
        """Return whether a line that begins with an operative verb is a heading up to its end."""
        token, after, instructs, rest = self.token, self.after, self._instructs, self._rest()
        if not rest or self._decides_further():
            return True
        if (
            instructs and isinstance(after, CandidateToken) and not self.lang.runs_on
        ):  # the body can only be on the line
            return cut_heading(token, self.text, self.lang) is None
        if self._opens_body():
            return instructs or (self.stopped and len(rest) < LONGEST_SECTION)
        if not instructs or after is None:
            return False
        apart = after.gap >= HARD_BREAK and token.gap >= HARD_BREAK
        return apart or (self._is_behind_stop and self._names_addressees())

    def _names_addressees(self) -> bool:
        """Return whether the words after a verb name only known addressees."""
        start, end = self.token.verb_end, self.token.end
        in_capitals = is_in_capitals(self.text[self.token.start : end])  # "INSTRUCTS THE SECRETARY-GENERAL"
        lang = self.lang.for_capitals if in_capitals else self.lang
        led = lang.patterns.ADDRESSEE_LED.match(self.text, start, end)
        told = find_addressees(self.text[led.end() if led else start : end].strip(" \t:,"), lang)
        return bool(told) and all(each.concept != "OTHER" for each in told)

    def _near_verb(self) -> str:
        """Return the known verb that is similar to the first word of a heading; an empty string for none."""
        word = WORD.match(self.text, self.token.start)
        return self.lang.near_verb(uncapitalized(word[0])) if word is not None else ""

    def _role(self) -> str:
        """Return the half of a text to which a heading with an unknown verb belongs."""
        near = self._near_verb()
        return role_of(self.lang.verb_form(near) if near else "", self.text[self.token.start :], self.lang)

    def _unknown_heading(self) -> bool:
        token, before, after = self.token, self.before, self.after
        if before is None or after is None or after.gap < SOFT_BREAK or token.gap < SOFT_BREAK:
            return False
        goes_on = before.type == "TEXT" and not self._is_behind_stop  # a sentence that was wrapped
        if token.gap != BLANK_LINE and (goes_on or (self.in_body and not self.stopped)):
            return False
        if isinstance(after, LabelledToken):
            return self._opens_body() and after.label[0] not in "–—-"
        apart = self.stopped and token.gap >= HARD_BREAK
        if self.stopped and self._near_verb():
            return self._opens_body() or (apart and ending(self.text, before.end) == COMMA)
        return apart and self._opens_body()


def _next(inner: LabelReading | None, readings: Sequence[LabelReading]) -> LabelReading | None:
    """Return the reading of a label that follows another one; without another, that with which a list may begin."""
    if inner is None:
        return series.first_of(readings)
    return next((each for each in readings if each.follows(inner)), None)


def _words(token: Token) -> WordsToken:
    return WordsToken(token.start, token.end, token.gap)
