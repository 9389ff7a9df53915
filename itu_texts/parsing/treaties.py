"""Provisions of treaties: the numbers in the margin, before the labels and words of the provisions themselves.

``28A  a bis) ...`` under an article is provision 28A with a label of its own.  Margin numbers run on from one
article to the next, in the order of the instrument; or they name their article (``9.12A``).  Without either sign
a number is a label like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import FULL_STOP, begins_small, is_letter, is_number, past_blanks
from itu_texts.parsing.cuts import cut_provision
from itu_texts.parsing.stream import LookAhead
from itu_texts.parsing.thresholds import (
    FAR_TOKENS,
    FEWEST,
    LARGEST_PROVISION,
    LETTERS_OF_SUFFIX,
    NEAR_TOKENS,
    SKIPPED_PROVISIONS,
    SMALLEST_IN_BRACKETS,
    TITLE_LINES,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    FURNITURE,
    IN_LINE,
    SOFT_BREAK,
    Bracket,
    Division,
    Provision,
    ProvisionMarker,
    Stray,
    Token,
    Words,
)

__all__ = ["NO_NUMBERS", "classify_provisions"]

NO_NUMBERS: Final[Mapping[int, int]] = MappingProxyType({})
_DIGITS: Final = regex(r"\d{1,4}")
_LETTERS: Final = regex(r"[^\W\d_]{2}")
_WORDS: Final = frozenset(("TEXT", "ITEM"))
_HEADINGS: Final = frozenset(("CANDIDATE", "HEADING"))  # of clauses, which hold no provisions
_SIMPLIFIED: Final = "S"  # before the numbers of the Radio Regulations, from 1995 to 2000
_OPENS: Final = "_OPEN"  # the end of the terminals that begin such lists
_AROUND_MARKER: Final = "()* "
_VALUE: Final = regex(rf"{_SIMPLIFIED}?(\d+)")


def classify_provisions(
    tokens: Iterator[Token],
    text: str,
    surface: Surface,
    known: Mapping[int, int] = NO_NUMBERS,
) -> Iterator[Token]:
    """Put the number of each provision before its words, and say of each section whether it holds articles.

    :param known: where the numbers begin and end that are known to be those of provisions.
    """
    stream = LookAhead(tokens)
    treaty = _Treaty(stream, text, surface, known)
    divided = False  # whether the heading of a division stands right above
    listed = False  # whether a cover, an agenda or a list of contents is open, which holds no provisions
    for token in stream:
        kind = token.type
        if isinstance(token, Bracket):
            listed = token.terminal.endswith(_OPENS)
        if listed or kind in FURNITURE or kind == "BRACKET":
            yield token
            continue
        if kind == "FORMULA" and divided:  # the title of an article: "The Plenipotentiary Conference"
            kind = "TEXT"
            token = Words(token.start, token.end, token.gap)
        divided = kind == "DIVISION"
        if isinstance(token, Division):
            yield treaty.divide(token)
        elif (kind == "AMENDMENT" or kind == "AMENDED") and treaty.comes_again(token):
            yield from treaty.once(token)
        elif kind == "AMENDED":
            if treaty.in_legend(token):
                yield Words(token.start, token.end, token.gap)
            else:
                yield token
                yield from treaty.amended(token)
        elif token.start in known or (kind in _WORDS and treaty.may_begin_with_number(token)):
            yield from treaty.words(token)
        else:
            if kind == "DESIGNATION" or kind == "FORMULA":
                treaty.active = False
            elif kind == "AMENDMENT":
                treaty.marked = treaty.active = True
                treaty.marker_end = token.end
            elif kind in _HEADINGS:
                treaty.marked = False
            yield token


class _Treaty:
    """Where in an instrument we are, and how its provisions are numbered."""

    def __init__(
        self,
        stream: LookAhead,
        text: str,
        surface: Surface,
        known: Mapping[int, int],
    ) -> None:
        self.known = known
        self.peek = stream.peek
        self.take = stream.take
        self.give_back = stream.give_back
        self.text = text
        self.surface = surface
        self.form_of = surface.line.match
        self.number = surface.words["PROVISION_NUMBER"].match
        self.listed = surface.words["ALL_PROVISIONS"].fullmatch
        self.dash = surface.words["MARGIN_DASH"].match
        self.grouped = surface.words["GROUPED_FIGURES"].match
        self.glued = surface.words["GLUED_NUMBER"].match
        self.bracketed = surface.words["BRACKETED_NUMBER"].match
        self.marker = surface.words["MARKER"].match
        self.sign = surface.words["SIGN_OF_PROVISIONS"].match
        self.suppressed = surface.words["SUPPRESSED"].match
        self.in_marker = surface.words["IN_MARGIN"].match
        self.behind_marked = surface.words["BEHIND_MARKED"].fullmatch
        self.active = False
        """Whether the tokens stand in a treaty."""
        self.in_legend = _Legends(stream.peek, text).holds
        self.article = ""
        """The number of the article that is open."""
        self.of_articles = False
        """Whether an article or a preamble stands above: without one, the numbers in sections are labels."""
        self.last = 0
        """The last number in the margin."""
        self.in_margin = False
        """Whether it was found that numbers stand in the margin."""
        self.labels = False
        """Whether it was found that the numbers in this division are labels."""
        self.marked = False
        """Whether an amendment marker stands right above."""
        self.marker_end = -1
        """Where the last of those ends."""
        self.number_end = 0
        """Where the last number in the margin ends."""

    # ------------------------------------------------------------------ divisions

    def divide(self, token: Division) -> Division:
        self.active = token.kind != "protocol"  # whose statements are numbered by themselves
        self.marked = self.labels = False
        self.of_articles = self.of_articles or token.kind in ("article", "preamble")
        if token.kind == "article":
            self.article = token.number or ""
        elif token.kind not in ("section", "subsection"):
            self.article = ""
        if token.kind == "section" and self._holds_articles():
            return Division(token.start, token.end, token.gap, token.kind, token.number, over_articles=True)
        return token

    def _holds_articles(self) -> bool:
        for place in range(TITLE_LINES):
            token = self.peek(place)
            if token is None or token.type not in ("TEXT", "DIVISION"):
                return False
            if isinstance(token, Division):
                return token.kind == "article"
        return False

    # ------------------------------------------------------------------ provisions

    def comes_again(self, token: Token) -> bool:
        """Whether a marker stands once more right behind itself, there with what it amends: "(SUP)  (SUP) 52"."""
        following = self.peek()
        if following is None or following.type != "AMENDED" or following.gap >= BLANK_LINE:
            return False
        again = self.marker(self.text, following.start)
        same = again is not None and again[0].strip(_AROUND_MARKER)
        return self.text[token.start : token.end].strip(_AROUND_MARKER) == same

    def once(self, token: Token) -> Iterator[Token]:
        """The second of two markers that are one; the first says nothing."""
        yield Stray(token.start, token.end, token.gap)
        following = self.take()
        self.give_back([ProvisionMarker(following.start, following.end, token.gap)])

    def amended(self, token: Token) -> Iterator[Token]:
        """The number of a provision that stands in its marker comes again behind that, if words follow it.

        They may stand below, unless the provision is suppressed.
        """
        self.active = True
        self.marked = False
        marker = self.marker(self.text, token.start)
        sign = self.sign(self.text, past_blanks(self.text, marker.end())) if marker else None
        number = self.in_marker(self.text, sign.end()) if sign else None
        if number is None or self.behind_marked(self.text, number.end(), token.end) is None:
            return
        if FULL_STOP not in number[0]:
            self.last = _value(number[0])
            self.in_margin = True
        following = self.peek()
        if following is None or following.type not in _WORDS:
            return
        if following.gap == IN_LINE or self.suppressed(self.text, token.start) is None:
            yield Provision(number.start(), token.end, IN_LINE, number[0].rstrip())

    def may_begin_with_number(self, token: Token) -> bool:
        """Whether a token of words stands where a number may: at the beginning of a line, or beside a marker."""
        beside = self.marked and self._is_behind(self.marker_end, token.start)
        return self.active and (token.gap >= SOFT_BREAK or beside)

    def words(self, token: Token) -> list[Token]:
        """A line in a treaty: with a provision's number, if one stands there."""
        marked, self.marked = self.marked, False
        end = self._number_end(token, marked=marked) if self._may_be_number(token.start) else 0
        if not end:
            return [token]
        self.number_end = end
        dash = self.dash(self.text, end)
        whole = token
        while dash is not None and token.end < dash.end() and (following := self.peek()) is not None:
            if following.start > dash.end() or following.type not in _WORDS:
                break
            token = self.take()
        return cut_provision(
            Words(whole.start, token.end, whole.gap), end, dash.end() if dash else end, self.text, self.surface
        )

    def _may_be_number(self, start: int) -> bool:
        text = self.text
        if start not in self.known and self._is_behind(self.number_end, start):  # "14 2.1 ...": the label of what 14 is
            return False
        return (
            is_number(text[start])
            or text[start] == "("
            or (text[start] == _SIMPLIFIED and is_number(text[start + 1 : start + 2]))
        )

    def _is_behind(self, end: int, start: int) -> bool:
        """Whether something begins on the line of the number that ends at a place, with nothing but blanks between."""
        between = self.text[end : min(start, end + WORD_REACH)]
        return start - end < WORD_REACH and between.isspace() and "\n" not in between

    def _number_end(self, token: Token, *, marked: bool) -> int:
        """Where the number of a provision ends that begins a line; 0 if none does."""
        start = token.start
        if start in self.known:
            self.active = self.in_margin = True
            self.last = self.last if FULL_STOP in self.text[start : self.known[start]] else _value(self.text, start)
            return self.known[start]
        if self.text[start] == "(":
            return self._bracketed_end(start)
        if self.grouped(self.text, start):  # "5 250-5 275 kHz"
            return 0
        expected = str(self.last + 1)
        glued = self.glued(self.text, start)
        if self.in_margin and self.text.startswith(expected, start):  # in some copies glued to what follows
            behind = start + len(expected)
            if glued.end() == behind if glued else self._is_glued_label(behind):
                self.last += 1
                return behind
        if glued and not self.in_margin and int(glued[0]) == self.last + 1:
            self.in_margin = True
            self.last += 1
            return glued.end()
        if self.surface.runs_on and not self.last and (first := self._first_glued(token)):
            self.in_margin = True
            self.last = int(self.text[start:first])
            return first
        number = self.number(self.text, start)
        if number is None or number.end() > token.end or self._is_in_sentence(number.end(), token):
            return 0
        if marked and (listed := self.listed(self.text, start, token.end)) and listed.end() > number.end():
            return 0  # "11.3 - 11.5": what the marker amends, and no words
        whole, _, part = number[0].partition(FULL_STOP)
        digits = _value(whole)
        if part:
            return number.end() if digits == _value(self.article) or marked else 0
        if marked or whole != str(digits):  # behind a marker, or 28A
            if not (marked or self.last <= digits <= self.last + SKIPPED_PROVISIONS):
                return 0
            if not (marked or self.in_margin) and is_letter(number[0][-LETTERS_OF_SUFFIX:]):  # "2 bis": of a list
                return 0
        elif not self._runs_on(digits, token, number.end()):
            return 0
        self.in_margin = True
        self.last = digits
        return number.end()

    def _bracketed_end(self, start: int) -> int:
        """Where a number in brackets ends, if it is that of a provision, which has its own label behind it."""
        number = self.bracketed(self.text, start)
        digits = _value(self.text, start + 1) if number is not None else 0
        if number is None or not (
            digits >= SMALLEST_IN_BRACKETS or 0 < self.last < digits <= self.last + SKIPPED_PROVISIONS
        ):
            return 0
        self.last = digits
        return number.end()

    def _is_in_sentence(self, end: int, token: Token) -> bool:
        """Whether a number at the start of a line goes on as a sentence does: "218 above"."""
        behind = past_blanks(self.text, end) if end < token.end else end
        if not begins_small(self.text, behind) or "\t" in self.text[end:behind]:
            return False
        return not self._is_label(behind)

    def _is_label(self, start: int) -> bool:
        form = self.form_of(self.text, start)
        return form is not None and form.lastgroup == "ITEM"

    def _is_own_label(self, start: int) -> bool:
        """Whether the label of an article's paragraph begins here: 1.1 in article 1."""
        own = f"{self.article}."
        return bool(self.article) and self.text.startswith(own, start) and is_number(self.text[start + len(own)])

    def _is_glued_label(self, start: int) -> bool:
        """Whether a label begins here, right behind the number of its provision: "1371." is 137 1."""
        return self._is_own_label(start) or (self.surface.runs_on and self._is_label(start))

    def _first_glued(self, token: Token) -> int:
        """Where the first number of all ends, if it is glued to what follows: the next two stand below; else 0."""
        text, start = self.text, token.start
        digits = _DIGITS.match(text, start)
        for end in range(digits.end() if digits else start, start, -1):
            if self._glued_behind(start, end) and self._are_below(int(text[start:end])):
                return end
        return 0

    def _glued_behind(self, start: int, end: int) -> bool:
        """Whether words, or a label, begin right behind what may be a number."""
        glued = self.glued(self.text, start)
        return (glued is not None and glued.end() == end) or self._is_label(end)

    def _are_below(self, number: int) -> bool:
        """Whether the two numbers behind one begin lines below."""
        wanted = number + 1
        for place in range(NEAR_TOKENS):
            ahead = self.peek(place)
            if ahead is None:
                break
            if ahead.gap >= SOFT_BREAK and self.text.startswith(str(wanted), ahead.start):
                wanted += 1
        return wanted > number + 2

    def _runs_on(self, digits: int, token: Token, end: int) -> bool:
        """Whether a number is the next in the margin, and not the label of a paragraph of an article."""
        if not self.last < digits <= (self.last + SKIPPED_PROVISIONS if self.last else LARGEST_PROVISION):
            return False
        if self.in_margin:
            return True
        following = self.peek(0)
        labelled = following is not None and following.gap == IN_LINE and following.type == "ITEM"
        if following is not None and labelled and not _LETTERS.search(self.text, end, following.start):
            return True  # "2 1.1 a)"
        if following is not None and self._is_own_label(following.start) and self._is_behind(end, following.start):
            return True  # "61 10.1", the first of all
        if end < token.end and self._is_label(past_blanks(self.text, end)):  # "1 1 1)"
            return True
        if self.last:
            return False
        # the first of all: do the numbers run on into the next article?
        if self.labels or not self.of_articles:
            return False
        self.labels = True
        seen = digits
        divided = False
        for place in range(FAR_TOKENS):
            ahead = self.peek(place)
            if ahead is None or ahead.type in ("DESIGNATION", "FORMULA"):
                return False
            if ahead.type == "DIVISION":
                divided = True
            elif ahead.gap >= SOFT_BREAK and (number := self.number(self.text, ahead.start)) is not None:
                if is_number(number[0]) and seen < int(number[0]) <= seen + SKIPPED_PROVISIONS:
                    seen = int(number[0])
                    if divided:
                        return True
                elif divided:
                    return False
        return False


class _Legends:
    """The lists that say what each marker means."""

    def __init__(self, peek: Callable[[int], Token | None], text: str) -> None:
        self.peek = peek
        self.text = text
        self.end = 0
        """Where the last of them ends."""

    def holds(self, token: Token) -> bool:
        """Whether a marker stands in a list that says what each of them means: "ADD  Addition" ..."""
        if token.start < self.end:
            return True
        seen = {self._action(token)}
        if any(is_number(char) for action in seen for char in action):
            return False
        place = end = 0
        while (following := self.peek(place)) is not None:
            if (
                following.type == "AMENDED"
                and IN_LINE < following.gap < BLANK_LINE
                and (action := self._action(following)) not in seen
            ):
                if any(is_number(char) for char in action):
                    return False
                seen.add(action)
                end = following.end
            elif following.type not in _WORDS or (following.gap > IN_LINE and place):
                break
            place += 1
        if len(seen) < FEWEST:
            return False
        self.end = end
        return True

    def _action(self, token: Token) -> str:
        """The marker as it stands, with what follows it in the token."""
        return " ".join(self.text[token.start : token.end].split())


def _value(number: str, start: int = 0) -> int:
    """What a number is worth without its letters, the number itself or what stands at a place; -1 if it is none."""
    digits = _VALUE.match(number, start)
    return int(digits[1]) if digits else -1
