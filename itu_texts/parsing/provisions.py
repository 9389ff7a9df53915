"""Finds the numbers of the provisions of a treaty by their run, and turns them into tokens.

They precede the labels and words of provisions: at the beginning of a line or alone on one, with a stop, in brackets,
after the words of another, or without a blank before what follows. So do labels, counts and years. The numbers of
provisions run from article to article: the longest run decides for the whole instrument. Or they name their article
(``9.12A``).

``28A a bis) ...`` under an article is provision 28A with a label of its own. Below a marker, any number is a provision.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice, pairwise
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, FULL_STOP, SEMICOLON, begins_small, in_figures, is_number, past_blanks
from itu_texts.parsing.findings import Findings, Pass, RuleContext, TokenStream
from itu_texts.parsing.headings import cut_provision
from itu_texts.parsing.reading_copy import SILENT, ReadingCopy, at_lines
from itu_texts.parsing.thresholds import (
    AT_LINE,
    BEHIND_STOP,
    FEWEST,
    GLUED_TO_LABEL,
    GLUED_TO_WORDS,
    INSTRUMENTS,
    KNOWN,
    LOST_PROVISION,
    SKIPPED_PROVISIONS,
    SMALLEST_IN_BRACKETS,
    TITLE_LINES,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    PROSE,
    SOFT_BREAK,
    DivisionToken,
    LabelledToken,
    ListingToken,
    ProvisionToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)

_AT_LINE: Final = regex(r"^[^\S\n]*+(?=[(\d])", re.MULTILINE)
_ENDS: Final = r"[.;:,)”»\]—–-]"
# The sign before a figure, with the blanks between them; searching for the figure is fast
_BEHIND_STOP: Final = regex(rf"[(\d](?:(?<={_ENDS}[^\S\n].)|(?<={_ENDS}[^\S\n]{{2}}.)|(?<={_ENDS}[^\S\n]{{3}}.))")
_NAMING: Final = regex(r"^[^\S\n]*+(?=S?(?P<article>\d{1,3})\.[\dA-Z])", re.MULTILINE)
_END_OF_LINE: Final = regex(r"[^\S\n]*(?:\n|\Z)")
_BLANKS: Final = regex(r"[^\S\n]*")
_SIMPLIFIED: Final = "S"  # before the numbers of the Radio Regulations, from 1995 to 2000
# "9.12A" alone on the first line of a text: all that follows is of that article
_NAMING_FIRST: Final = regex(r"\s*S?(?P<article>\d{1,2})\.\d{1,3}[A-Z]*(?:\.\d{1,2})?[^\S\n]*\n")
_PARTS: Final = regex(r"\.(?P<number>\d+)(?P<letters>[A-Z]*)(?:\.(?P<part>\d+))?")
_WORD: Final = regex(r"[^\W\d_]{2}")
_SPACE: Final = regex(r"\s*")
_STOPS: Final = (FULL_STOP, SEMICOLON, COLON)


T = TypeVar("T")


class Numbers(NamedTuple):
    """The numbers of the provisions of a text."""

    places: dict[int, int]
    """The start and end of each."""
    joined: Sequence[tuple[int, int]]
    """The line breaks between a number or a label alone on its line and the words to which it belongs."""
    breaks: Sequence[int]
    """The blanks before numbers inside lines."""


class _Candidate(NamedTuple):
    """A possible number of a provision."""

    start: int
    end: int
    value: int
    suffix: str
    """The letters after the figures: ``A``, ``bis``."""
    weight: float
    """Its likelihood, from 0 to 1; more if it is known to be one."""
    at_line: bool
    labelled: bool
    """Whether a label follows it."""

    @property
    def order(self) -> tuple[int, str]:
        """Its order among those with the same figures."""
        return len(self.suffix), self.suffix


class Chain(NamedTuple):
    """Numbers of provisions or sections that follow one another."""

    weight: float
    last: Any
    """What has the last number."""
    before: Chain | None = None

    def members(self) -> list[Any]:
        """All that have a number, in their order."""
        part: Chain | None = self
        found = []
        while part is not None:
            found.append(part.last)
            part = part.before
        return found[::-1]


def keep_heavier(best: dict[T, Chain], key: T, found: Chain) -> None:
    """Put a chain in place of one that weighs less."""
    if key not in best or found.weight > best[key].weight:
        best[key] = found


def may_have_provisions(copy: ReadingCopy, lang: LanguagePatterns) -> bool:
    """Return whether an article begins in a text, or its first line is a number that names one."""
    return next(at_lines(lang.patterns.ARTICLE_BEGINS, copy.text), None) is not None


def number_provisions(found: Findings) -> None:
    """Find the numbers of provisions."""
    run_in = not (found.said.said or found.reading.lines)
    numbers = find_numbers(found.copy, found.lang, found.numbers, run_in=run_in)
    found.copy.blank(numbers.joined)
    found.copy.put(numbers.breaks, "\n")
    found.numbers = {**found.numbers, **numbers.places}
    ends = (found.copy.text.rfind("\n", 0, start) for start in numbers.places)
    begun = [end for end in ends if end >= 0]
    found.begun = {*found.begun, *begun}
    found.breaks |= dict.fromkeys(begun, HARD_BREAK)
    found.active.keep("provision-numbers", ((start, "PROVISION") for start in numbers.places))


def find_numbers(copy: ReadingCopy, lang: LanguagePatterns, known: Mapping[int, int], *, run_in: bool) -> Numbers:
    """Return the numbers of the provisions of a text.

    :param known: the start and end of known numbers.
    :param run_in: whether they may be inside lines.
    """
    text = copy.text
    articles = [*_articles(text, lang)]
    first = None if articles else _NAMING_FIRST.match(text)
    named = _naming_articles(text, lang, articles if first is None else [(-1, first["article"])])
    plain, bracketed = _Finder(text, lang, known, named, run_in=run_in).candidates()
    large = [each for each in bracketed if each.labelled and each.value >= SMALLEST_IN_BRACKETS]
    headings = [start for start, _ in articles]
    found = [*_runs(plain, headings, text), *_runs(bracketed, headings, text), *large]
    places = {each.start: each.end for each in found} or named
    joined = _joined(text, lang, places, {*headings}) if run_in else ()
    breaks = [each.start - 1 for each in found if run_in and not each.at_line and each.start not in known]
    return Numbers(places, joined, breaks)


def _articles(text: str, lang: LanguagePatterns) -> Iterator[tuple[int, str]]:
    """Yield where the headings of articles begin, with their numbers."""
    for found in at_lines(lang.patterns.ARTICLE_BEGINS, text):
        start = found.start("name")
        if start >= 0 and lang.line.of(text, start) == "DIVISION":
            parts = lang.patterns.DIVISION_PARTS.match(text, start)
            yield start, in_figures(parts["number"] if parts else "") or ""


class _Finder:
    """Finds possible numbers of provisions."""

    def __init__(
        self, text: str, lang: LanguagePatterns, known: Mapping[int, int], named: Mapping[int, int], *, run_in: bool
    ) -> None:
        self.text = text
        self.named = named
        self.known = known
        self.run_in = run_in
        self.words = lang.patterns

    def candidates(self) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return all candidates, and those of them in brackets, in order."""
        places = {found.end(): True for found in at_lines(_AT_LINE, self.text)}
        if self.run_in:
            places |= {each.start(): False for each in _BEHIND_STOP.finditer(self.text) if each.start() not in places}
        places |= {start: True for start in self.known if start not in places}
        plain: list[_Candidate] = []
        bracketed: list[_Candidate] = []
        done = 0
        for start in sorted(places):
            if start < done:  # the label after a number
                continue
            held = bracketed if self.text[start] == "(" else plain
            for each in self._at(start, at_line=places[start]):
                held.append(each)
                done = max(done, _BLANKS.match(self.text, each.end + 1).end() + 1)  # type: ignore[union-attr]
        return plain, bracketed

    def _at(self, start: int, *, at_line: bool) -> Iterator[_Candidate]:
        """Yield the possible numbers at a place; several if the figures of a label may follow without a blank."""
        text = self.text
        found = self.words.NUMBER_IN_RUN.match(text, start)
        if found is None or (self._is_label_of_marked(start) if at_line else self._is_marked(start)):
            return
        if start in self.known:
            yield _Candidate(start, self.known[start], int(found["value"]), found["more"], KNOWN, True, True)
            return
        like = self._weight(found, at_line=at_line)
        if like is not None:
            weight, labelled = like
            yield _Candidate(start, found.end(), int(found["value"]), found["more"], weight, at_line, labelled)
        if not at_line or found["open"] or start in self.named:
            return
        for end in range(start + 1, found.end("value")):
            if text[start] != "0" and self.words.GLUED_OWN_LABEL.match(text, end):
                yield _Candidate(start, end, int(text[start:end]), "", GLUED_TO_LABEL, True, True)
        if found["more"] and (glued := self.words.GLUED_NUMBER.match(text, start)):  # "9A crew"
            yield _Candidate(start, glued.end(), int(glued[0]), "", GLUED_TO_WORDS, True, False)

    def _is_marked(self, start: int) -> bool:
        """Return whether a marker stands directly before a place: "(MOD) 190"."""
        before = self.text[max(start - WORD_REACH, 0) : start].split()
        return bool(before) and self.words.MARKER.fullmatch(before[-1]) is not None

    def _is_label_of_marked(self, start: int) -> bool:
        """Return whether a figure is the label of a provision whose marker and number are on the line above."""
        above = self.text[max(start - WORD_REACH, 0) : start].rstrip()
        marker = self.words.MARKER.match(above, above.rfind("\n") + 1)
        begin = _BLANKS.match(above, marker.end()).end() if marker else len(above)  # type: ignore[union-attr]
        number = self.words.NUMBER_IN_RUN.match(above, begin)
        return number is not None and number.end() == len(above)

    def _weight(self, found: re.Match[str], *, at_line: bool) -> tuple[float, bool] | None:
        """Return the likelihood of a number, and whether a label follows it."""
        text, end = self.text, found.end()
        marked = text[end : end + 1] == SILENT or text[found.start() - 1 : found.start()] == SILENT
        stop = self.words.MARGIN_STOP.match(text, end)
        behind = stop.end() if stop else end
        if _END_OF_LINE.match(text, behind):
            return (AT_LINE, False) if at_line else None
        words = _BLANKS.match(text, behind).end()  # type: ignore[union-attr]
        if words == behind and not stop:
            glued = self.words.GLUED_NUMBER.match(text, found.start())
            label = self.words.GLUED_OWN_LABEL.match(text, end) is not None
            return (GLUED_TO_WORDS, label) if at_line and (label or (glued and glued.end() == end)) else None
        labelled = (
            self.words.OWN_LABEL.match(text, words) is not None or self.words.LONE_LABEL.match(text, words) is not None
        )
        is_count = self.words.GROUPED_FIGURES.match(text, found.start()) or (
            self.words.QUANTITY.match(text, words) and not labelled
        )
        tabbed = "\t" in text[behind:words]
        if is_count or (begins_small(text, words) and not (labelled or marked or tabbed)):
            return None
        if at_line and words == behind and not marked:  # "139.2. ...": the blank after the stop is lost
            return GLUED_TO_LABEL, False
        if at_line or marked:
            return AT_LINE, labelled
        ended = text[max(found.start() - WORD_REACH, 0) : found.start()].rstrip()[-1:] in _STOPS
        return (BEHIND_STOP, labelled) if ended or labelled else None


# ---------------------------------------------------------------------- the longest run


def _runs(candidates: Sequence[_Candidate], articles: Sequence[int], text: str) -> list[_Candidate]:
    """Return the numbers of provisions among candidates: the longest run, and those of other instruments.

    :param articles: the places of the headings of articles.
    """
    found: list[_Candidate] = []
    stretches = [candidates]
    for _ in range(INSTRUMENTS):
        stretch = stretches.pop() if stretches else ()
        run = _longest(stretch, articles, text)
        if not (len(run) > 1 or _is_in_margin(run, text)) or not _decides(run, stretch, articles):
            continue
        found += run
        starts = {each.start for each in run}
        places = [place for place, each in enumerate(stretch) if each.start in starts]
        between = (stretch[one + 1 : other] for one, other in pairwise((-1, *places, len(stretch))))
        stretches += [gap for gap in between if _go_through_articles(gap, articles)]
    return found


def _is_in_margin(run: Sequence[_Candidate], text: str) -> bool:
    """Return whether the only number of a run is in a margin: before a tab, or before the number of a paragraph."""
    if not run or not run[0].labelled:
        return False
    behind = text[run[0].end : run[0].end + 2]
    return behind[:1] == "\t" or (behind[:1] == " " and is_number(behind[1:]))


def _go_through_articles(candidates: Sequence[_Candidate], articles: Sequence[int]) -> bool:
    """Return whether there is the heading of an article among some candidates."""
    return len(candidates) > 1 and _article(candidates[0], articles) != _article(candidates[-1], articles)


def _article(candidate: _Candidate, articles: Sequence[int]) -> int:
    """Return the number of headings of articles before a candidate."""
    return bisect_left(articles, candidate.start)


def _longest(candidates: Iterable[_Candidate], articles: Sequence[int], text: str) -> list[_Candidate]:
    """Return the run of numbers with the greatest weight."""
    best: dict[int, Chain] = {}
    heaviest = Chain(0, None)
    for _, same in groupby(candidates, attrgetter("start")):
        chains = [_chain(each, best, heaviest, articles, text) for each in same]
        for longer in chains:
            keep_heavier(best, longer.last.value, longer)
        heaviest = max(heaviest, *chains, key=attrgetter("weight"))
    return heaviest.members() if best else []


def _chain(candidate: _Candidate, best: dict[int, Chain], heaviest: Chain, articles: Sequence[int], text: str) -> Chain:
    """Return the heaviest run that ends with a number; each missing number between two takes from its weight."""
    before: Chain | None = None
    most = 0.0
    for skipped in range(SKIPPED_PROVISIONS + 1):
        chain = best.get(candidate.value - skipped)
        again = chain is not None and not skipped and candidate.order <= chain.last.order
        if chain is None or (again and not _is_misprint(candidate, chain.last, articles, text)):
            continue
        lost = skipped - 1 if skipped else again
        weight = chain.weight - LOST_PROVISION * (1 + lost / SKIPPED_PROVISIONS) if lost else chain.weight
        if weight > most:
            before, most = chain, weight
        if weight >= heaviest.weight - LOST_PROVISION:
            break  # with more missing numbers, none weighs more
    return Chain(candidate.weight + most, candidate, before)


def _is_misprint(candidate: _Candidate, before: _Candidate, articles: Sequence[int], text: str) -> bool:
    """Return whether a repeated number may be two: labels follow, with words between and no heading."""
    is_apart = candidate.labelled and _WORD.search(text, before.end, candidate.start) is not None
    return is_apart and _article(candidate, articles) == _article(before, articles)


def _decides(run: Sequence[_Candidate], candidates: Sequence[_Candidate], articles: Sequence[int]) -> bool:
    """Return whether a run of numbers goes through articles, and does not consist of the labels in one.

    In most articles, the first number belongs to the run, while labels restart in each.
    """
    if run[0].weight >= KNOWN:
        return True
    starts = {each.start for each in run}
    firsts = [
        candidates[place].start in starts
        for start, end in pairwise((*articles, run[-1].end + 1))
        if (place := bisect_left(candidates, start, key=attrgetter("start"))) < len(candidates)
        and candidates[place].start < end
        and run[0].start < end
    ]
    agreeing = sum(firsts)
    differing = len(firsts) - agreeing
    if agreeing > 1:
        return agreeing > differing
    labelled = sum(each.labelled or bool(each.suffix) for each in run)
    return bool(agreeing) and not differing and 2 * labelled >= len(run)


# ---------------------------------------------------------------------- numbers that name their article


def _naming_articles(text: str, lang: LanguagePatterns, articles: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return the numbers at the beginning of lines that name their article: ``9.12A`` in Article 9.

    They increase; others are cells of tables, and references. Without a heading (at -1), they are alone on their lines.
    """
    number = lang.patterns.PROVISION_NUMBER.match
    headings = [start for start, _ in articles]
    named: dict[int, list[re.Match[str]]] = {}
    for line in at_lines(_NAMING, text):
        place = bisect_left(headings, line.end()) - 1
        if place >= 0 and articles[place][1].lstrip(_SIMPLIFIED) == line["article"]:
            found = number(text, line.end())
            if found is not None and (headings[place] >= 0 or _END_OF_LINE.match(text, found.end())):
                named.setdefault(place, []).append(found)
    return {each.start(): each.end() for numbers in named.values() for each in _growing(numbers)}


def _growing(numbers: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the longest increasing sequence of some numbers, and those without a place yet: ``5.A12``."""
    longest: list[tuple[tuple[int, str, int], Chain]] = []
    for each in numbers:
        parts = _PARTS.search(each[0])
        if parts is None:
            yield each
            continue
        key = (int(parts["number"]), parts["letters"], int(parts["part"] or 0))
        place = bisect_left(longest, key, key=itemgetter(0))
        before = longest[place - 1][1] if place else None
        longest[place : place + 1] = [(key, Chain(0, each, before))]
    if longest:
        yield from longest[-1][1].members()


def _joined(text: str, lang: LanguagePatterns, places: dict[int, int], headings: set[int]) -> list[tuple[int, int]]:
    """Return the breaks after numbers alone on their lines, and after labels alone below them.

    Below a number with a marker there may be more than one paragraph: its break stays.
    """
    label = lang.patterns.LONE_LABEL.match
    marker = lang.patterns.MARKER.match
    behind_number = lang.patterns.MARGIN_STOP.match
    joined: list[tuple[int, int]] = []
    for start, end in places.items():
        sign = behind_number(text, end)
        stop = sign.end() if sign else end
        above = text[max(start - WORD_REACH, 0) : start].rstrip()
        if marker(above, above.rfind("\n") + 1):
            continue
        while _END_OF_LINE.match(text, stop):
            words = _SPACE.match(text, stop).end()  # type: ignore[union-attr]
            if words >= len(text) or words in places or words in headings or marker(text, words):
                break
            if lang.patterns.PROPOSAL_FIRST.match(text, words):  # "25\nROW/5/1 MOD"
                break
            joined.append((stop, words))
            lone = label(text, words)
            stop = lone.end() if lone else words
    return joined


# ---------------------------------------------------------------------- the tokens of provisions

_HEADINGS: Final[TokenTypes] = frozenset(("CANDIDATE", "HEADING"))  # headings of clauses, which contain no provisions


def classify_provisions(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Put the number of each provision before its words, and determine whether each section contains articles."""
    return context.from_sign(tokens, lambda rest: _Treaty(TokenStream(rest), context).all())


class _Treaty(Pass):
    """The current place in an instrument, and the numbering of its provisions."""

    def __init__(self, stream: TokenStream, context: RuleContext) -> None:
        super().__init__(context)
        self.known = context.numbers
        self.stream = stream
        self.legend_end = 0
        """The end of the last list that explains the markers."""
        self.marker: Token | None = None
        """The amendment marker directly above."""

    def all(self) -> Iterator[Token]:
        above: TokenType = ""
        for token in self.stream:
            if isinstance(token, ListingToken):  # without provisions
                yield token
                continue
            if (
                token.type == "FORMULA" and above == "DIVISION"
            ):  # a title of an article: "The Plenipotentiary Conference"
                token = WordsToken(token.start, token.end, token.gap)
            above = token.type
            yield from self._classified(token)

    def _classified(self, token: Token) -> Iterable[Token]:
        """Return a token with the number of a provision in it or at its beginning."""
        if isinstance(token, DivisionToken):
            return [self._division(token)]
        if token.type == "AMENDED":
            in_legend = self._in_legend(token)
            return [WordsToken(token.start, token.end, token.gap)] if in_legend else self._amended(token)
        if token.start in self.known or (token.type in PROSE and self._is_below_marker(token)):
            return self._divided(token)
        if token.type == "AMENDMENT" or token.type in _HEADINGS:
            self.marker = token if token.type == "AMENDMENT" else None
        return [token]

    # ------------------------------------------------------------------ divisions

    def _division(self, token: DivisionToken) -> DivisionToken:
        self.marker = None
        return evolve(token, over_articles=True) if token.kind == "section" and self._holds_articles() else token

    def _holds_articles(self) -> bool:
        near = islice(self.stream.ahead(), TITLE_LINES)
        below = next((token for token in near if token.type != "TEXT"), None)
        return isinstance(below, DivisionToken) and below.kind == "article"

    # ------------------------------------------------------------------ provisions

    def _amended(self, token: Token) -> Iterator[Token]:
        """Yield the marker and, if words follow, the number of the provision in it.

        The words may be below, unless the provision is suppressed.
        """
        yield token
        self.marker = None
        marker = self.words.MARKER.match(self.text, token.start)
        begin = past_blanks(self.text, marker.end()) if marker else token.end
        sign = self.words.SIGN_OF_PROVISIONS.match(self.text, begin)
        number = self.words.IN_MARGIN.match(self.text, sign.end()) if marker and sign else None
        below = self.stream.peek()
        if (
            number is not None
            and self.words.BEHIND_MARKED.fullmatch(self.text, number.end(), token.end) is not None
            and (below is not None and below.type in PROSE)
            and (below.gap == IN_LINE or not self._names_only(token, number[0], below))
        ):
            yield ProvisionToken(number.start(), token.end, IN_LINE, number[0].rstrip())

    def _names_only(self, marker: Token, number: str, following: Token) -> bool:
        """Return whether the words below a marker are not those of its number: "NOC 1", with "2 to row" below it."""
        if self.words.SUPPRESSED.match(self.text, marker.start) is not None:
            return True
        if self.words.NAMES_ONLY.match(self.text, marker.start) is None:
            return False
        label = following.label if isinstance(following, LabelledToken) else ""
        goes_on = bool(label) and all(map(is_number, number + label)) and int(label) > int(number)
        return goes_on or self.words.NOT_REPEATED.fullmatch(self.text, following.start, following.end) is not None

    def _is_below_marker(self, token: Token) -> bool:
        """Return whether a token of words is below a marker, or behind it with only blanks between them."""
        if self.marker is None or token.gap >= SOFT_BREAK:
            return self.marker is not None
        between = self.text[self.marker.end : token.start][:WORD_REACH]
        return len(between) < WORD_REACH and between.isspace() and "\n" not in between

    def _divided(self, token: Token) -> list[Token]:
        """Return a line divided after the number of a provision, if it begins with one."""
        self.marker = None
        end = self.known.get(token.start, 0) or self._number_end(token)
        if not end:
            return [token]
        sign = self.words.MARGIN_STOP.match(self.text, end)
        stop = sign.end() if sign is not None else end
        whole = token
        while token.end < stop and (below := self.stream.peek()) and below.start <= stop and below.type in PROSE:
            token = self.stream.take()
        return cut_provision(WordsToken(whole.start, token.end, whole.gap), end, stop, self.text, self.lang)

    def _number_end(self, token: Token) -> int:
        """Return where the number of a provision below a marker ends; 0 if there is none."""
        text, start = self.text, token.start
        number = self.words.PROVISION_NUMBER.match(text, start)
        if number is None or number.end() > token.end or self.words.GROUPED_FIGURES.match(text, start):
            return 0
        end = number.end()
        # "11.3 - 11.5": what the marker amends, and no words
        is_listed = end < token.end and self.words.ALL_PROVISIONS.fullmatch(text, start, token.end) is not None
        return 0 if is_listed or self._is_in_sentence(end, token) else end

    def _is_in_sentence(self, end: int, token: Token) -> bool:
        """Return whether a number at the start of a line continues a sentence: "218 above"."""
        behind = past_blanks(self.text, end) if end < token.end else end
        if not begins_small(self.text, behind) or "\t" in self.text[end:behind]:
            return False
        return self.lang.line.of(self.text, behind) != "ITEM"

    # ------------------------------------------------------------------ legends

    def _in_legend(self, token: Token) -> bool:
        """Return whether a marker is in a list that explains the markers: "ADD  Addition" ..."""
        if token.start < self.legend_end:
            return True
        seen: set[str] = set()
        end = 0
        for ahead, following in enumerate(chain((token,), self.stream.ahead())):
            is_marker = following is token or (following.type == "AMENDED" and IN_LINE < following.gap < BLANK_LINE)
            action = " ".join(self.text[following.start : following.end].split()) if is_marker else ""
            if any(map(is_number, action)):
                return False
            if action and action not in seen:
                seen.add(action)
                end = following.end
            elif following.type not in PROSE or (following.gap > IN_LINE and ahead > 1):
                break
        if len(seen) < FEWEST:
            return False
        self.legend_end = end
        return True
