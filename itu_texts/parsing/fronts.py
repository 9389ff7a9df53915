"""Classifies what stands above clauses: the lines of fronts and the titles of annexes and divisions; places annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from itu_texts.language.writing import (
    COLON,
    COMMA,
    SEPARATORS,
    STOPS,
    begins_capital,
    begins_small,
    is_in_capitals,
    is_letter,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.findings import Pass, RuleContext, TokenStream
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.lexer import annex_kind
from itu_texts.parsing.thresholds import (
    DEEPEST_ANNEX,
    FAR_TOKENS,
    LONGEST_PHRASE,
    LONGEST_SECTION,
    NEAR_TOKENS,
    TITLE_LINES,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    BLOCKS,
    IN_LINE,
    PROSE,
    AnnexToken,
    DesignationToken,
    DivisionToken,
    HeadingReferenceToken,
    HeadingToken,
    HistoryToken,
    LabelledToken,
    ListingToken,
    MarkerToken,
    ParagraphToken,
    SectionToken,
    TextOpenToken,
    TitleToken,
    Token,
    TokenTypes,
    WordsToken,
    with_end,
)

_AFTER_FRONT: Final[TokenTypes] = frozenset(("FORMULA", "NUMBERED_SECTION", "DESIGNATION", "ANNEX"))
_FIRST_SECTION: Final = ("1", "1.")  # the label of a first section


class Fronts(Pass):
    """Classifies the lines above clauses, and finds the place of an annex."""

    def __init__(self, stream: TokenStream, frames: Frames, context: RuleContext) -> None:
        super().__init__(context)
        self.stream = stream
        self.frames = frames

    # ------------------------------------------------------------------ fronts

    def title_line(self, waiting: Sequence[Token]) -> int:
        """Return where the title begins in a front without a designation: the lines directly before the formula."""
        begin = len(waiting)
        while begin and waiting[begin - 1].type == "TEXT" and len(waiting) - begin < FAR_TOKENS:
            begin -= 1
            if not (self._label(waiting[begin]) or (begin and self._is_rest(waiting[begin - 1], waiting[begin]))):
                begin += 1
                break
        if self._labelled(waiting[begin:]):
            return begin
        begin = len(waiting)
        while begin and len(waiting) - begin < TITLE_LINES:
            token = waiting[begin - 1]
            if token.type != "TEXT" or self.text[token.end - 1] in STOPS:
                break
            begin -= 1
            if token.gap == BLANK_LINE or self.names_draft([token]):
                break
        return begin

    def with_sponsors(self, waiting: list[Token], begin: int) -> int:
        """Join the lines of those who submit a draft, above its title; return where the front begins with them.

        "Albania, Chile, / Ruritania: draft resolution": all but the last line end with a comma or a colon.

        :param begin: where the front begins: at its designation, its title or the last of these lines.
        """
        at = begin
        while at and waiting[at - 1].type == "TEXT" and self.text[waiting[at - 1].end - 1] in (COMMA, COLON):
            at -= 1
        if begin == len(waiting) or not self.names_draft(waiting[at : begin + 1]):
            return begin
        first = waiting[at]
        waiting[at : begin + 1] = [WordsToken(first.start, waiting[begin].end, first.gap, said="history")]
        return at

    def names_draft(self, lines: Sequence[Token]) -> bool:
        """Return whether lines say whose draft a text is: "Albania, Chile, / Ruritania: draft resolution"."""
        apart = any(each.gap == BLANK_LINE for each in lines[1:])
        shown = self.text[lines[0].start : lines[-1].end].replace("\n", " ")
        return not apart and self.words.SAID_SPONSORS.match(shown) is not None

    def named_only(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the front of a text that is only named: its designation, and the lines below up to a blank one.

        :param tokens: a designation, and the tokens after it.
        """
        end = 1
        while end < len(tokens) and end <= TITLE_LINES and tokens[end].type in PROSE:
            if tokens[end].gap == BLANK_LINE and end > 1:
                break
            if tokens[end].gap > IN_LINE and self.text[tokens[end].end - 1] in STOPS:
                break
            end += 1
        return tokens[:end]

    def is_left_out(self, named: DesignationToken) -> bool:
        """Return whether the text below its name has no formula and no heading, as Recommendations of ITU-T.

        A file marks such texts; elsewhere their first section shows it: "1 Scope".
        """
        if named.is_title:
            return True
        following = filter(lambda token: not isinstance(token, ListingToken), self.stream.ahead())
        ahead = [*islice(following, NEAR_TOKENS)]
        if named.sections:
            first = next((each.type for each in islice(following, FAR_TOKENS) if each.type in _AFTER_FRONT), "")
            return bool(ahead) and ahead[0].type == "TEXT" and not _holds_opener(ahead) and first != "FORMULA"
        if len(ahead) < 2 or ahead[0].type != "TEXT" or ahead[1].type not in BLOCKS:
            return False
        return (named.known or self._begins_sections(named, ahead[1])) and not _holds_opener(ahead)

    def _begins_sections(self, named: DesignationToken, first: Token) -> bool:
        """Return whether a text named in capitals begins with its first section, a few words without a stop.

        :param first: the token below the title.
        """
        if not isinstance(first, LabelledToken) or first.label not in _FIRST_SECTION or first.words >= first.end:
            return False
        if first.end - first.start > LONGEST_SECTION or self.text[first.end - 1] in STOPS:
            return False
        return begins_capital(self.text, first.words) and is_in_capitals(self.text[named.start : named.end])

    def name(self, front: Sequence[Token], opener: Token) -> list[Token]:
        """Classify the lines of a front: its title is the last run of lines without a blank one.

        After the title there may be other content, as in Recommendations, with lines of its own kind.

        :param opener: the formula or first heading of the text.
        """
        if self._labelled(front):
            return self._by_labels(front)
        lines = range(2, len(front))  # below the designation and a title
        below = (at for at in lines if isinstance(front[at], ListingToken) or self.is_further_content(front[at]))
        matter = next(below, len(front))
        begin, end = self._title(front, matter)
        front = self._parted(front)
        title = self._words(front[begin:end])
        named: list[Token] = []
        goes_on = False  # whether the line before may continue in the next: a title, or other content
        for index, token in enumerate(front):
            if goes_on and (begin <= index < end or (index > matter and token.gap == IN_LINE)):
                last = named[-1]
                named[-1] = type(last)(last.start, token.end, last.gap)
                continue
            goes_on = False
            if isinstance(token, DesignationToken | ListingToken):
                named.append(token)
            elif begin <= index < end:
                named.append(TitleToken(token.start, token.end, token.gap))
                goes_on = True
            elif self._is_adoption(token) or (
                title and (end <= index < matter or (index < begin and self._is_history(token)))
            ):
                named.append(HistoryToken(token.start, token.end, token.gap))
            else:
                named.append(ParagraphToken(token.start, token.end, token.gap))
                goes_on = index > matter
                if not goes_on and title and self._words([token]) == title:
                    self.reporter.report(
                        "doubled-title", "the title is here and again below: remove one of them", token.start, token.end
                    )
                elif index == 1 and token.gap == IN_LINE and isinstance(front[0], DesignationToken):
                    message = "what stands behind the number here is no part of it, and is not the title"
                    self.reporter.report("odd-number", message, front[0].start, token.end)
        untitled = any(self.words.UNTITLED.match(self.text, token.start) for token in front)
        if (
            not title
            and not untitled
            and not any(isinstance(each, DesignationToken) and each.is_title for each in front)
        ):
            self.reporter.report(
                "missing-title", "this text has no title: add one below its number", opener.start, opener.end
            )
        return named

    def _label(self, token: Token) -> re.Match[str] | None:
        """Return the label of a line above the formula of a debating club: "FORUM:", "QUESTION OF:"."""
        return self.words.FRONT_LINE.match(self.text, token.start, token.end) if token.type == "TEXT" else None

    def _labelled(self, front: Sequence[Token]) -> bool:
        """Return whether the lines of a front have such labels, one of them that of its topic."""
        labels = [label for label in map(self._label, front) if label is not None]
        return len(labels) > 1 and any(label["topic"] for label in labels)

    def _is_rest(self, above: Token, token: Token) -> bool:
        """Return whether a line is the rest of the one above: "SUBMITTED BY: Norway, / Chile", "TOPIC: / Lamps"."""
        label = self._label(above)
        goes_on = self.text[above.end - 1] == COMMA or begins_small(self.text, token.start)
        return (token.gap < BLANK_LINE and goes_on) or (label is not None and label.end() >= above.end)

    def _by_labels(self, front: Sequence[Token]) -> list[Token]:
        """Classify the lines of a front with labels: the topic is the title, and who submits it its history."""
        named: list[Token] = []
        kind: type[Token] = ParagraphToken
        titled = False
        for index, token in enumerate(front):
            label, start, gap = self._label(token), token.start, token.gap
            if isinstance(token, DesignationToken | ListingToken):
                named.append(token)
                continue
            is_rest = label is None and index > 0 and self._is_rest(front[index - 1], token)
            if is_rest and type(named[-1]) is kind:
                named[-1] = kind(named[-1].start, token.end, named[-1].gap)
                continue
            if label is not None and label["topic"] and not titled:
                named.append(ParagraphToken(start, without_blanks(self.text, label.end()), gap))
                kind, titled, start, gap = TitleToken, True, label.end(), IN_LINE
            elif not is_rest:
                kind = HistoryToken if label is not None and label["by"] else ParagraphToken
            if start < token.end:
                named.append(kind(start, token.end, gap))
        return named

    def _title(self, front: Sequence[Token], matter: int) -> tuple[int, int]:
        """Return the lines of the title, above the history and other content."""
        end = matter
        while end and self._is_history(front[end - 1]):
            end -= 1
        begin = end
        while begin and front[begin - 1].type not in ("DESIGNATION", "GROUP", "LISTING") and end - begin < TITLE_LINES:
            begin -= 1
            if front[begin].gap == BLANK_LINE:
                break
        while begin + 1 < end and self._is_history(front[begin]) and front[begin].gap > IN_LINE:
            begin += 1  # "(amended in 1992)" may stand above the title
        return begin, end

    def _parted(self, front: Sequence[Token]) -> list[Token]:
        """Return the lines, with a colon or dash between a designation and a title on its line added to the first."""
        parted = list(front[:1])
        for _, token in pairwise(front):
            above = parted[-1]
            start = past_separator(token, self.text)
            if start:
                parted[-1] = with_end(above, token.start + 1)
                token = WordsToken(start, token.end)
            parted.append(token)
        return parted

    def is_further_content(self, token: Token) -> bool:
        """Return whether a line begins other content of a front: "Scope", "Keywords"."""
        return token.type == "TEXT" and self.words.FRONT_MATTER.match(self.text, token.start, token.end) is not None

    def _words(self, tokens: Sequence[Token]) -> str:
        return " ".join(self.text[token.start : token.end] for token in tokens).strip(" :–—-").casefold()

    def _is_adoption(self, token: Token) -> bool:
        """Return whether a line states when an assembly adopted the text, which then has no title."""
        return (
            isinstance(token, WordsToken)
            and self.words.ADOPTION_LINE.match(self.text, token.start, token.end) is not None
        )

    def _is_history(self, token: Token) -> bool:
        """Return whether a line is the history below the title: (City, 2002; City, 2006)."""
        if not isinstance(token, WordsToken):
            return False
        return (
            token.said == "history"
            or self._is_adoption(token)
            or (self.text[token.start] == "(" and self.text[token.end - 1] == ")")
        )

    # ------------------------------------------------------------------ titles below headings

    def headed(self, heading: AnnexToken | DivisionToken) -> list[Token]:
        """Return the heading, with the references and the title directly below or after it."""
        title = self.stream.peek()
        if not isinstance(heading, SectionToken):
            claim: list[Token] | None = self.active.first("title", heading.start, self, heading)
            return claim or [heading]
        if not isinstance(title, WordsToken) or title.said != "title":
            return [heading]
        self.stream.take()
        return [heading, TitleToken(title.start, title.end, title.gap)]

    def with_titles(self, heading: AnnexToken | DivisionToken) -> list[Token]:
        """Return the same for all headings except those of sections, whose titles are known."""
        heads: list[Token] = [heading]
        while (token := self.stream.peek()) is not None:
            if isinstance(token, LabelledToken) and token.gap == IN_LINE and token.label in SEPARATORS:
                self.stream.take()
                token = WordsToken(token.start, token.end, token.gap)  # "PART I – Title"
                self.stream.give_back([token])
            if token.type != "TEXT":
                break
            if self._is_reference(token):
                heads.append(HeadingReferenceToken(token.start, token.end, token.gap))
                self.stream.take()
                continue
            end = self._title_end(token)
            if end:
                while (line := self.stream.peek()) is not None and line.start < end:
                    self.stream.take()
                start = token.start
                if len(heads) == 1 and (behind := past_separator(token, self.text)):
                    heads[0] = with_end(heading, start + 1)
                    start = behind
                heads.append(TitleToken(start, end, token.gap))
            break
        return heads

    def _is_reference(self, token: Token) -> bool:
        if isinstance(token, WordsToken) and token.said == "reference":
            return True
        return self.words.REFERENCE.match(self.text, token.start, token.end) is not None

    def _title_end(self, token: Token) -> int:
        """Return where the title that a token begins ends; 0 if there is none."""
        text = self.text
        following = self.stream.peek(1)
        end = token.end
        place = 1
        while following is not None and following.type == "TEXT" and IN_LINE < following.gap < BLANK_LINE:
            if not begins_small(text, following.start) or following.end - token.start > LONGEST_PHRASE:
                break
            end = following.end  # the next line of the title
            place += 1
            following = self.stream.peek(place)
        alone = following is None or following.gap > IN_LINE or following.type == "ITEM"
        if end - token.start > LONGEST_PHRASE or text[end - 1] in STOPS or not alone:
            return 0
        if begins_small(text, token.start) or text[token.end - 1] in STOPS:
            return 0
        return end

    # ------------------------------------------------------------------ the place of an annex among the open containers

    def around(self, annex: AnnexToken) -> int:
        """Return how many containers stay open around an annex.

        "Appendix to Annex 2" is in that annex. Without such words, an annex of the same kind as an open one follows it,
        and one of another kind is in it.
        """
        containers = self.frames.containers
        named = self.words.ANNEX_PARTS.match(annex.target) if annex.target else None
        text = self._text_of(annex.target)
        claim: int | None = self.active.first("annex", annex.start, self, annex, named, text)
        depth = claim if claim is not None else text + 1
        while depth > text + 1 and isinstance(containers[depth - 1], MarkerToken):  # a marker owns one node
            depth -= 1
        return min(depth, text + 1 + DEEPEST_ANNEX)

    def in_annex(self, annex: AnnexToken, named: re.Match[str] | None, text: int) -> int | None:
        """Return the same for an annex that is in another one or follows it."""
        containers = self.frames.containers
        open_kinds = {each.kind for each in containers[text + 1 :] if isinstance(each, AnnexToken)}
        for depth in range(len(containers) - 1, text, -1):
            other = containers[depth]
            if not isinstance(other, AnnexToken):
                continue
            if named is not None:
                number = (named["number"] or "").upper()
                if other.kind == annex_kind(named) and number in ("", (other.number or "").upper()):
                    is_itself = annex.kind == other.kind and annex.number == other.number
                    return depth + (not is_itself)
            elif annex.target is None and annex.kind not in open_kinds:
                return depth + (not _are_apart(other, annex))
            elif annex.target is None and other.kind == annex.kind:
                return depth
        return None

    def _text_of(self, target: str | None) -> int:
        """Return the index of the text of an annex, -1 for none: the named one, or the outermost."""
        texts = [
            (depth, each.number) for depth, each in enumerate(self.frames.containers) if isinstance(each, TextOpenToken)
        ]
        if target is not None:
            for depth, number in reversed(texts):
                if number and number in target.replace("(", " ").split():
                    return depth
        return texts[0][0] if texts else -1


def past_separator(token: Token, text: str) -> int:
    """Return where the words after a colon or dash between a token and a heading on its line begin; 0 without one."""
    start = token.start
    if token.gap == IN_LINE and text[start] in SEPARATORS and token.end > start + 1:
        return past_blanks(text, start + 1)
    return 0


def _holds_opener(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens contain a formula or a heading, with only lines of words before it."""
    for token in tokens:
        if token.type not in ("TEXT", "FORMULA", "HEADING"):
            return False
        if token.type == "FORMULA" or (isinstance(token, HeadingToken) and token.sure):
            return True
    return False


def _are_apart(annex: AnnexToken, appendix: AnnexToken) -> bool:
    """Return whether an appendix is beside an annex: Recommendations have Annexes A, B ... and Appendices I, II ...

    Source: the author's guide for ITU-T Recommendations (A.1000).
    """
    letter = annex.number is not None and len(annex.number) == 1 and is_letter(annex.number)
    of_romans = (appendix.number or "").strip("IVX") == ""
    return annex.kind == "annex" and letter and appendix.kind == "appendix" and of_romans
