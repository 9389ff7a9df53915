"""Decides which candidates are clause headings, and which are references or parts of sentences.

Evidence: the line before a heading ends a part of a sentence, or is blank; the line after it begins a body (a first
label, or "that", "to" ...). A heading on a line of its own with a known verb needs little evidence, one inside a
paragraph needs all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.writing import COMMA, STOPS, begins_capital, ending, is_in_capitals, past_blanks, uncapitalized
from itu_texts.parsing.addressees import find_addressees
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.cuts import cut_heading
from itu_texts.parsing.stream import Reporter, RuleContext
from itu_texts.parsing.thresholds import LONGEST_SECTION, NEAR_TOKENS
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    CandidateToken,
    HeadingToken,
    LabelledToken,
    Token,
    TokenTypes,
    WordsToken,
)

_PLAIN: Final[TokenTypes] = frozenset(("ITEM", "TEXT"))  # most tokens
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
    text, reporter = context.text, context.reporter
    judge = Judge(tokens, text, context.lang, context.active)
    said, unsaid = 0, list[HeadingToken]()  # headings that a file marks, and those that it does not mark
    for place in [place for place, token in enumerate(tokens) if token.type not in _PLAIN]:
        token = tokens[place]
        judge.pass_up_to(place)
        made: Sequence[Token] = (token,)
        if isinstance(token, CandidateToken):
            made = judge.classify(token)
            heading = made[0]
            if isinstance(heading, HeadingToken):
                judge.begin(heading, token)
                if not heading.verb_end:
                    judge.report(heading, reporter)
                elif token.said in _OF_WORDS:
                    _report_style(heading, text, reporter)
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
            _report_style(heading, text, reporter)
    return judge.made


def _report_style(heading: HeadingToken, text: str, reporter: Reporter) -> None:
    words = " ".join(text[heading.start : heading.end].split())
    message = f"“{words}” is the heading of a clause, but has another style: give it the style of the other headings"
    reporter.report("style-missing", message, heading.start, heading.end)


HeadingDecision: TypeAlias = tuple[Token, ...] | None
"""The result for a candidate: a heading, with the words after it if they are separated, or words."""


class Case(NamedTuple):
    """A candidate with its context."""

    token: CandidateToken
    before: Token | None
    after: Token | None
    in_body: bool
    """Whether it follows words of a body, which must have ended there."""
    stopped: bool
    """Whether these words end with a stop."""

    @property
    def ended(self) -> bool:
        """Whether the text before it ends there."""
        return self.stopped or self.token.gap >= HARD_BREAK


class Judge:
    """Decides on one candidate at a time, from the tokens above."""

    def __init__(self, tokens: Sequence[Token], text: str, lang: LanguagePatterns, active: ActiveRules) -> None:
        self.active = active
        self.tokens = tokens
        self.place = -1
        """The place of the candidate among them."""
        self.made: list[Token] = []
        """The tokens above, classified."""
        self.text = text
        self.lang = lang
        self.instructs = lang.instructs
        self.words = lang.patterns
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

    @property
    def below_title(self) -> bool:
        """Whether a designation stands above, and no heading or formula since."""
        return self.named and not self.in_text

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

    def begin(self, heading: HeadingToken, candidate: CandidateToken) -> None:
        """Record that a candidate begins a clause."""
        self.in_text = self.in_text or self.named or heading.sure
        self.has_lines = self.has_lines or (candidate.gap > IN_LINE and candidate.form not in _OPEN)

    def report(self, heading: HeadingToken, reporter: Reporter) -> None:
        """Report a heading with an unknown verb."""
        near, text = self._near_verb(heading.start), self.text
        if near:
            word = WORD.match(text, heading.start)
            end = word.end() if word else heading.end
            message = f"“{text[heading.start : end]}” is not a verb that opens a clause: did you mean “{near}”?"
            reporter.report("near-verb", message, heading.start, end)
            return
        words = " ".join(text[heading.start : heading.end].split())
        message = f"“{words}” is in the place of a clause heading, but its verb is unknown: check its spelling"
        reporter.report("unknown-verb", message, heading.start, heading.end)

    # ------------------------------------------------------------------ classification

    def classify(self, token: CandidateToken) -> tuple[Token, ...]:
        """Return a candidate as a heading, as one with the first words of the body after it, or as words."""
        case = self._case(token)
        if token.said in _OF_WORDS and not self._is_lone(token, case.after):  # marked so by the file
            return (_words(token),)
        claim: HeadingDecision = self.active.first("heading", token.start, self, case)
        return claim or (_words(token),)

    def _case(self, token: CandidateToken) -> Case:
        before = self.before
        line_counts = self.in_text and not (
            token.gap == SOFT_BREAK and token.form in _OPEN
        )  # as an end of what is before
        in_body = before is not None and (before.type == "ITEM" or (before.type == "TEXT" and not line_counts))
        stopped = not in_body or ending(self.text, before.end) in STOPS  # type: ignore[union-attr]
        if stopped and self.lang.runs_on and token.gap == IN_LINE and before is not None and before.type == "TEXT":
            stopped = self.words.STOP.match(self.text, before.end) is not None
        return Case(token, before, self.ahead(0), in_body, stopped)

    # ------------------------------------------------------------------ rules by which a candidate is words

    def stands_behind_label(self, case: Case) -> HeadingDecision:
        before = case.before
        alone = isinstance(before, LabelledToken) and before.words >= before.end
        return (_words(case.token),) if alone and case.token.gap == IN_LINE else None

    def goes_on_with_sentence(self, case: Case) -> HeadingDecision:
        token = case.token
        of_sentence = self.lang.runs_on and self._is_of_sentence(token, case.before, case.after)
        return (_words(token),) if of_sentence else None

    # ------------------------------------------------------------------ rules by which it is a heading

    def preamble_line(self, case: Case) -> HeadingDecision:
        if case.token.form != "PREAMBLE_HEADING" or (self.role == "operative" and self._list_goes_on_below()):
            return None
        opens = self._surely_opens_body(case.after) or _is_marked(case)
        fits = case.ended or (self.below_title and opens)
        return (_heading(case.token, "preamble", sure=opens),) if fits else None

    def preamble_open(self, case: Case) -> HeadingDecision:
        token = case.token
        fits = token.form == "PREAMBLE_OPEN" and self.role == "preamble" and self._opened(case)
        return (_heading(token, "preamble", sure=token.gap > IN_LINE and not case.in_body),) if fits else None

    def operative_line(self, case: Case) -> HeadingDecision:
        token = case.token
        if token.form == "OPERATIVE_HEADING" and _is_marked(case):
            alone = self.instructs(self.text, token.start) or not self._rest(token)
            return (_heading(token, "operative", sure=True),) if alone else None
        if token.form != "OPERATIVE_HEADING" or not case.ended or not self._whole_line(token, case):
            return None
        return (_heading(token, "operative", sure=self._surely_opens_body(case.after)),)

    def cut_line(self, case: Case) -> HeadingDecision:
        token = case.token
        fits = token.form == "OPERATIVE_HEADING" and case.ended and self._firm(token, in_body=case.in_body)
        return cut_heading(token, self.text, self.lang) if fits else None

    def operative_wrapped(self, case: Case) -> HeadingDecision:
        fits = case.token.form == "OPERATIVE_WRAPPED" and case.ended
        return (_heading(case.token, "operative", sure=True),) if fits else None

    def operative_open(self, case: Case) -> HeadingDecision:
        token = case.token
        opens = token.form == "OPERATIVE_OPEN" and self._opened(case) and self._firm(token, in_body=case.in_body)
        if not opens or self._list_goes_on():
            return None
        return (_heading(token, "operative", sure=token.gap > IN_LINE and not case.in_body),)

    def verb_alone(self, case: Case) -> HeadingDecision:
        token = case.token
        if token.form not in _ALONE:
            return None
        of_preamble = token.form == "PREAMBLE_ALONE"
        in_matter = self.in_text or self.below_title
        fits = not of_preamble or (self.role == "preamble" and not self._is_title(token, case.before))
        if not self._opened(case) or not in_matter or not fits or token.gap < HARD_BREAK:
            return None
        return (_heading(token, "preamble" if of_preamble else "operative", sure=False),)

    def capital(self, case: Case) -> HeadingDecision:
        """Claim a heading with a capital and its body on the line, if other headings of the text begin so."""
        token = case.token
        begun = self.heading is not None and begins_capital(self.text, self.heading.start)
        fits = begun or (case.before is not None and case.before.type == "FORMULA")
        if token.form != "OPERATIVE_CAPITAL" or not fits or not case.stopped or token.gap < HARD_BREAK:
            return None
        return (_heading(token, "operative", sure=False),)

    def unknown_verb(self, case: Case) -> HeadingDecision:
        token = case.token
        found = token.form == "HEADING_LIKE" and self._unknown_heading(case)
        return (_heading(token, self._role(token), sure=False),) if found else None

    # ------------------------------------------------------------------ evidence

    def _is_lone(self, token: CandidateToken, after: Token | None) -> bool:
        """Return whether a line that a file marks as other than a heading may be one: a body follows it.

        A line in the style of titles must not follow a designation, begins with a capital only if the heading before
        does, and must continue in a known way.
        """
        if after is None or isinstance(after, HeadingToken):
            return False
        if token.said == "CONTENTS_LINE":
            return self._surely_opens_body(after) and not (isinstance(after, WordsToken) and after.said)
        if token.said != "PLAIN":
            return True
        begun = self.heading is not None and begins_capital(self.text, self.heading.start)
        if begins_capital(self.text, token.start) and not begun:
            return False
        goes_on = token.form == "OPERATIVE_HEADING" and bool(self.text[token.verb_end : token.end].strip(" \t:,"))
        further = self.words.DECIDING_FURTHER.match(self.text, token.verb_end)
        return not (self.below_title and self.heading is None) and (
            not goes_on or further is not None or self._names_addressees(token)
        )

    def _opened(self, case: Case) -> bool:
        """Return whether a heading with the body on its line may begin there."""
        return case.stopped or self._is_below_title(case.token)

    def _is_of_sentence(self, token: CandidateToken, before: Token | None, after: Token | None) -> bool:
        """Return whether a verb with words after it belongs to a sentence, in a language without blanks.

        After a heading it begins the body, and after the name of a text the title; inside a line it is no heading if
        other headings have lines of their own, unless a first label follows.
        """
        if token.form == "OPERATIVE_HEADING":
            below = isinstance(before, HeadingToken) and token.gap > IN_LINE and self.instructs(self.text, token.start)
            is_place = after is not None and after.type == "AMENDMENT"  # of what a marker below it amends
            return below and not is_place and not self._opens_body(after)
        if token.form not in _OPEN:
            return False
        if token.gap > IN_LINE:
            return before is not None and before.type in _BEFORE_SENTENCES and not self._opens_body(after)
        return (self.has_lines and not self._opens_body(after)) or self._list_goes_on()

    def _is_below_title(self, token: CandidateToken) -> bool:
        """Return whether a paragraph begins with a verb below the name of a text, where lines above may lack a stop.

        These lines are the title, and the adopting body in a line that lost its comma.
        """
        if not self.below_title or token.gap < BLANK_LINE:
            return False
        return token.form != "OPERATIVE_OPEN" or self._surely_goes_on(token)

    def _surely_goes_on(self, token: CandidateToken) -> bool:
        """Return whether the words after a heading surely begin a body."""
        start = past_blanks(self.text, token.end)
        return self.words.BODY_SURELY_OPENS.match(self.text, start) is not None

    def _is_title(self, token: CandidateToken, before: Token | None) -> bool:
        """Return whether a line with a capital stands directly below the name of a text."""
        return before is not None and before.type == "DESIGNATION" and begins_capital(self.text, token.start)

    def _opens_body(self, token: Token | None) -> bool:
        """Return whether a token looks like the beginning of a body."""
        if token is None:
            return False
        if isinstance(token, LabelledToken):
            return series.may_begin(token.label)
        return token.type == "TEXT" and self.words.BODY_OPENS.match(self.text, token.start) is not None

    def _surely_opens_body(self, token: Token | None) -> bool:
        """Return the same below a known verb: any label with a bracket suffices."""
        return self._opens_body(token) or (isinstance(token, LabelledToken) and token.label[-1] == ")")

    def _list_goes_on(self) -> bool:
        """Return whether the label after one token without a label continues the list before it."""
        between, following = self.ahead(0), self.ahead(1)
        if between is None or between.type != "TEXT" or not isinstance(following, LabelledToken) or not self.last_label:
            return False
        return any(
            reading.path and reading.follows(last)
            for reading in series.readings(following.label)
            for last in series.readings(self.last_label)
        )

    def _list_goes_on_below(self) -> bool:
        """Return whether the list before a line goes on behind a list that begins below the line.

        "2 that this programme continue, / taking into consideration: / a) the boats; / b) the oars; / 3 to assist": it
        is the rest of 2, for 3 follows that.
        """
        if not self.last_label:
            return False
        last, inner = series.readings(self.last_label), None
        for place in range(NEAR_TOKENS):
            token = self.ahead(place)
            if not isinstance(token, LabelledToken):
                return False
            readings = series.readings(token.label)
            if inner is None:
                inner = series.first_of(readings)
                if inner is None:
                    return False
                continue
            following = next((each for each in readings if each.follows(inner)), None)
            if following is None:
                return any(each.path and each.follows(other) for each in readings for other in last)
            inner = following
        return False

    def _firm(self, token: CandidateToken, *, in_body: bool) -> bool:
        """Return whether a verb at the beginning of a line, with the body after it, cannot belong to a sentence.

        A doubtful line break counts as none: then only verbs that sentences hardly use there are sure.
        """
        if not in_body or token.gap != SOFT_BREAK or self.instructs(self.text, token.start):
            return True
        adverb = self.words.ADVERB.match(self.text, token.start)
        start = adverb.end() if adverb else token.start
        return self.words.SWALLOWED_VERB.match(self.text, start) is not None

    def _whole_line(self, token: CandidateToken, case: Case) -> bool:
        """Return whether a line that begins with an operative verb is a heading up to its end."""
        _, before, after, _, stopped = case
        telling = self.instructs(self.text, token.start)
        rest = self._rest(token)
        if not rest or self.words.DECIDING_FURTHER.match(self.text, token.verb_end):
            return True
        if telling and isinstance(after, CandidateToken) and not self.lang.runs_on:  # the body can only be on the line
            return cut_heading(token, self.text, self.lang) is None
        if self._opens_body(after):
            return telling or (stopped and len(rest) < LONGEST_SECTION)
        if not telling or after is None:
            return False
        behind_stop = before is not None and ending(self.text, before.end) in STOPS
        return (after.gap >= HARD_BREAK and token.gap >= HARD_BREAK) or (behind_stop and self._names_addressees(token))

    def _rest(self, token: CandidateToken) -> str:
        """Return the words after the verb."""
        return self.text[token.verb_end : token.end].strip(" \t:,")

    def _names_addressees(self, token: CandidateToken) -> bool:
        """Return whether the words after a verb name only known addressees."""
        in_capitals = is_in_capitals(self.text[token.start : token.end])  # "INSTRUCTS THE SECRETARY-GENERAL"
        lang = self.lang.for_capitals if in_capitals else self.lang
        led = lang.patterns.ADDRESSEE_LED.match(self.text, token.verb_end, token.end)
        start = led.end() if led else token.verb_end
        told = find_addressees(self.text[start : token.end].strip(" \t:,"), lang)
        return bool(told) and all(each.concept != "OTHER" for each in told)

    def _near_verb(self, start: int) -> str:
        """Return the known verb that is similar to the first word of a heading; an empty string for none."""
        word = WORD.match(self.text, start)
        return self.lang.near_verb(uncapitalized(word[0])) if word is not None else ""

    def _role(self, token: CandidateToken) -> str:
        """Return the half of a text to which a heading with an unknown verb belongs."""
        near = self._near_verb(token.start)
        form = self.lang.verb_form(near) if near else ""
        if form:
            return "preamble" if form == "PREAMBLE" else "operative"
        return "preamble" if self.words.PREAMBLE_FORM.match(self.text, token.start) else "operative"

    def _unknown_heading(self, case: Case) -> bool:
        token, before, after, in_body, stopped = case
        if before is None or after is None or after.gap < SOFT_BREAK or token.gap < SOFT_BREAK:
            return False
        goes_on = before.type == "TEXT" and ending(self.text, before.end) not in STOPS  # a sentence that was wrapped
        if token.gap != BLANK_LINE and (goes_on or (in_body and not stopped)):
            return False
        if isinstance(after, LabelledToken):
            return self._opens_body(after) and after.label[0] not in "–—-"
        if stopped and self._near_verb(token.start):
            return self._opens_body(after) or (token.gap >= HARD_BREAK and ending(self.text, before.end) == COMMA)
        return token.gap >= HARD_BREAK and stopped and self._opens_body(after)


def _is_marked(case: Case) -> bool:
    """Return whether a line stands below an amendment marker, so that nothing need follow it: "SUP / resolves"."""
    return case.before is not None and case.before.type == "AMENDMENT" and case.token.gap > IN_LINE


def _heading(token: CandidateToken, role: str, *, sure: bool) -> HeadingToken:
    return HeadingToken(token.start, token.end, token.gap, role, token.verb_end, sure=sure)


def _words(token: Token) -> WordsToken:
    return WordsToken(token.start, token.end, token.gap)
