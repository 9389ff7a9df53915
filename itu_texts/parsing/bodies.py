"""Parses the body of a text: its clauses, its annexes, and its end.

A text continues until something shows that it has ended. A line that may be after its end waits until the next lines
decide. What is open is one state: the containers, and the tokens that wait. Which amendment markers inside a clause
apply to its items is decided here too: "resolves / MOD A/1/2 / 1 to count boats;".
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    begins_capital,
    begins_small,
    ending,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.findings import Pass, RuleContext, TokenStream
from itu_texts.parsing.frames import Frames, terminal
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.leaves import Wording
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.thresholds import LINES_AHEAD, LONGEST_SECTION, NEAR_TOKENS, WIDEST_LINE
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    BLOCKS,
    HARD_BREAK,
    IN_LINE,
    PROSE,
    SOFT_BREAK,
    AnnexToken,
    DivisionToken,
    EntryNameToken,
    FormulaToken,
    HeadingToken,
    LabelledToken,
    ListingToken,
    MarkerToken,
    ParagraphToken,
    PartMarkerToken,
    ProvisionToken,
    SectionToken,
    TextOpenToken,
    Token,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree.diagnostics import Diagnostic

# ---------------------------------------------------------------------- markers inside a clause

_GO_ON: Final = (COMMA, SEMICOLON, COLON)  # the ends of items that others follow

_NUMBER: Final = regex(r"\d+")
# "1 and 2", "1 to 3", "a) et b)", "1和2": a word or a sign joins labels
_LABEL: Final = r"(?:\(?\d{1,3}(?:bis|ter)?[.)]?|\(?[a-z]{1,2}\))"
_LISTED: Final = regex(rf"{_LABEL}(?:\s*(?:[,;–—-]|[^\W\d_]{{1,5}})\s*{_LABEL})+")
_HEADS: Final[TokenTypes] = frozenset(("ANNEX", "TITLE", "REFERENCE"))  # tokens of an annex directly above a list


def belongs_to_clause(text: str, marker: Token, following: Token, behind: Token | None, frames: Frames) -> bool:
    """Return whether the tokens below a marker belong to the open clause, or to a list in an annex.

    :param following: the token below or beside the marker: an item, or the number of a provision.
    :param behind: the token after that one.
    """
    if frames.is_below("HEADING", "REASONS") and _begins_items(text, marker, following, behind, frames):
        return True
    return frames.holds(AnnexToken) and _continues_list(text, marker, following, behind, frames)


def _begins_items(
    text: str,
    marker: Token,
    following: Token,
    behind: Token | None,
    frames: Frames,
) -> bool:
    """Return whether items or words of the open clause stand below a marker, and not what follows the text.

    They begin with a small letter, are only a label, stand directly below the heading, or continue the list of the
    clause; and before the marker stands something that other items may follow: the heading, an item that ends with a
    comma or a semicolon, or the reasons for another.
    """
    is_labelled = isinstance(following, LabelledToken | ProvisionToken)
    if not (is_labelled if following.gap == IN_LINE else marker.type == "AMENDMENT"):
        return False
    follows = frames.is_below("REASONS") or frames.is_fresh or _lets_others_follow(text, frames.last)
    if not follows and not (isinstance(following, LabelledToken) and goes_on(following, forms_of(frames.labels))):
        return False
    item = item_of(following, behind, text) if isinstance(following, ProvisionToken) else None
    if item is not None and is_of_clause(item, text, frames.labels):
        return True
    if marker.type != "AMENDMENT":
        return False
    if isinstance(following, LabelledToken):
        shown = begins_small(text, following.words) or _is_label(text, following)
        return shown or frames.is_fresh or goes_on(following, forms_of(frames.labels))
    is_text = following.type == "TEXT"
    begins = is_text and frames.is_fresh and begins_small(text, following.start)
    return begins or ((is_text or following.type == "PROVISION") and _is_label(text, following))


def _continues_list(text: str, marker: Token, following: Token, behind: Token | None, frames: Frames) -> bool:
    """Return whether an item of a list, or of one announced directly above, stands below a marker in an annex."""
    last, labels = frames.last, frames.labels
    if marker.type != "AMENDMENT" or last is None:
        return False
    item = item_of(following, behind, text) if isinstance(following, ProvisionToken) else following
    if not isinstance(item, LabelledToken):
        return series.is_label(text[following.start : following.end].rstrip()) and bool(labels)
    if (last.type in _HEADS and series.first_forms(item.label)) or goes_on(item, forms_of(labels)):
        return True
    announced = _lets_others_follow(text, last) or last.type in _HEADS
    return _is_next(item, labels) or (announced and not isinstance(following, ProvisionToken))


def goes_on(item: LabelledToken, forms: Container[str]) -> bool:
    """Return whether an item continues a list whose labels have one of some forms."""
    return any(reading.form in forms for reading in series.readings(item.label) if not reading.first)


def forms_of(labels: Iterable[str]) -> set[str]:
    """Return the forms that some labels may have."""
    return {reading.form for label in {*labels} for reading in series.readings(label)}


def item_of(number: ProvisionToken, words: Token | None, text: str) -> LabelledToken | None:
    """Return the item whose label was taken for the number of a provision; ``None`` if nothing follows the label.

    :param words: the token after the number; if it is an item, only this item is below the label.
    """
    if words is None or words.gap != IN_LINE or words.type not in PROSE:
        return None
    label = text[number.start : number.end].rstrip()
    start, end = (words.start, words.end) if words.type == "TEXT" else (number.end, number.end)
    return LabelledToken(number.start, end, max(number.gap, HARD_BREAK), label, start)


def is_of_clause(item: LabelledToken, text: str, labels: Sequence[str]) -> bool:
    """Return whether a possible provision is an item of a clause, by small letters or by labels before its own."""
    return (item.words < item.end and begins_small(text, item.words)) or _is_next(item, labels)


def named_item(text: str, marker: Token) -> Token:
    """Return the item that a marker names only by its label, "SUP 2", or the list of several, "SUP 2 and 3"."""
    start = past_blanks(text, marker.start + len(text[marker.start : marker.end].split()[0]))
    label = text[start : marker.end]
    if not series.is_label(label):
        return WordsToken(start, marker.end, HARD_BREAK)
    return LabelledToken(start, marker.end, HARD_BREAK, label, marker.end)


def names_items(text: str, marker: Token, frames: Frames) -> bool:
    """Return whether a marker with numbers and no words after it names items of the open clause."""
    follows = frames.is_fresh or _lets_others_follow(text, frames.last)
    return follows and all(len(number) <= 2 for number in _NUMBER.findall(text, marker.start, marker.end))


def _is_next(item: LabelledToken, labels: Sequence[str]) -> bool:
    """Return whether the label of an item is the next one after the last of some labels."""
    known = [reading for label in labels[-LINES_AHEAD:] for reading in series.readings(label)]
    return any(reading.follows(other) for reading in series.readings(item.label) for other in known)


def _lets_others_follow(text: str, item: Token | None) -> bool:
    return item is not None and (ending(text, item.end) in _GO_ON or _is_label(text, item))


def _is_label(text: str, token: Token) -> bool:
    """Return whether a line is only a label, or a list of some."""
    words = text[token.start : token.end].strip()
    return series.is_label(words) or _LISTED.fullmatch(words) is not None


# ---------------------------------------------------------------------- the body of a text

_OPENERS: Final[TokenTypes] = frozenset(("FORMULA", "HEADING"))  # what the first clause of a text stands below
_FIGURES: Final = frozenset(("1", "1.", "1)"))  # first labels of operative lists
_FIRSTS: Final = _FIGURES | {"a)", "(a)", "(1)", "i)", "(i)"}
"""The first labels of a list whose clause may have lost its heading."""


class LostHeading(NamedTuple):
    """A clause without its heading."""

    role: str
    """Its role; empty if it has that of the clause before."""
    sure: bool
    """Whether it begins even if lines wait for the end of the text."""


def lost_heading(body: Body, token: Token) -> LostHeading | None:
    """Return the clause without heading that a token begins; ``None`` if it begins none.

    "1. Requests the Secretary-General" begins acts below recitals. Elsewhere the clause before has ended, and its list
    begins again; or it has no heading either, and after a blank line any list or body begins.
    """
    heading, last = body.frames.opener, body.frames.last
    if not isinstance(heading, HeadingToken) or last is None:
        return None
    stop = ending(body.text, last.end)
    apart = last is not heading and token.gap == BLANK_LINE and stop == COMMA
    lost = heading.start == heading.end
    if not isinstance(token, LabelledToken):
        return LostHeading("", False) if apart and lost and body.surely_opens(token.start) else None
    if not body.frames.operative and token.label in _FIGURES and _is_act(body, token.words):
        return LostHeading("operative", True)
    forms = series.first_forms(token.label)
    if last is heading or not forms:
        return None
    begun = series.readings(body.frames.labels[0]) if body.frames.labels else ()
    again = any(reading.form in forms for reading in begun)
    acts = token.label in _FIGURES  # recitals have letters, operative items have figures
    if token.gap >= SOFT_BREAK and stop in (FULL_STOP, COMMA):
        behind_grounds = heading.role == "preamble" and acts and stop == COMMA  # operative, whatever the words are
        if behind_grounds or body.surely_opens(token.words):
            behind_letters = bool(begun) and begun[0].style == "letter" and acts
            bare = not begun and _is_bare(body, last, longest=LONGEST_SECTION // (1 + behind_grounds))
            if again or (stop == COMMA and (behind_letters or (bare and acts))):
                return LostHeading("operative" if behind_letters else "", False)
    return LostHeading("", False) if apart and (lost or again) else None


def _is_act(body: Body, start: int) -> bool:
    """Return whether words begin with the verb of an operative clause, and a capital."""
    return begins_capital(body.text, start) and body.lang.verb_form(body.text, start) in ("INSTRUCTING", "DECIDING")


def _is_bare(body: Body, words: Token, longest: int) -> bool:
    """Return whether the words before a list are the whole of a clause: they open as a body does, or are long."""
    return words.type == "TEXT" and (body.surely_opens(words.start) or words.end - words.start > longest)


_WORDS: Final[TokenTypes] = frozenset(("ITEM", "TEXT", "PROVISION"))  # what may be words of a clause


class Body(Pass):
    """What is open: the containers, and a text from its formula or first heading on, if there is one."""

    opening: TextOpenToken | None = None
    """The token with which it begins; ``None`` if no text is open."""
    has_sections = False
    """Whether it has sections in place of clauses and no formula, as Recommendations of ITU-T."""
    awaits_sections = False
    """Whether its first section is known to follow further below."""
    is_named_only = False
    """Whether the open clause stands below a marker that suppresses it or leaves it unchanged."""
    lacking: list[Diagnostic]
    """What tells that the text has no formula above its first clause; it may stand below the recitals."""

    def __init__(self, tokens: Sequence[Token], context: RuleContext, wording: Wording, frames: Frames) -> None:
        super().__init__(context)
        self.stream = TokenStream(tokens)
        self.frames = frames
        self.put = Levels(frames, context, wording).put
        """Puts a token into the open containers."""
        self.fronts = Fronts(self.stream, frames, context)
        self.waiting: list[Token] = []
        """The tokens that wait: they may be the front of a text, or stand behind the end of the open one."""

    def put_all(self, tokens: Iterable[Token]) -> None:
        """Put some tokens into the open containers, one after the other."""
        for token in tokens:
            self.put(token)

    def flush(self) -> None:
        """Put the waiting tokens: they belong to what is open."""
        self.put_all(self.no_longer_waiting())

    def no_longer_waiting(self) -> list[Token]:
        """Return the waiting tokens, which wait no longer."""
        waiting, self.waiting = self.waiting, []
        return waiting

    def make_room(self, token: Token, *, divisions_too: bool) -> None:
        """Close the containers that a token does not belong to."""
        if isinstance(token, AnnexToken):
            self.frames.close(self.fronts.around(token), divisions_too=divisions_too)
            return
        if isinstance(token, SectionToken):  # sections hold those whose numbers are longer
            above = self.frames.within(AnnexToken)
            for depth, other in enumerate(self.frames.containers[above:], above):
                if isinstance(other, SectionToken) and not other.may_hold(token):
                    self.frames.close(depth)
                    break
        elif isinstance(token, DivisionToken) and token.kind == "protocol" and not self.frames.holds(TextOpenToken):
            self.frames.close(self.frames.outermost(AnnexToken))  # of the treaty
        self.frames.make_room(terminal(token), divisions_too=divisions_too)

    # ------------------------------------------------------------------ lists of contents

    def keeps_contents(self, listing: ListingToken) -> bool:
        """Return whether a listing is a list of contents of the open container; that of a volume names texts."""
        if listing.kind != "CONTENTS" or self.frames.top is None:
            return False
        if isinstance(self.frames.top, AnnexToken | DivisionToken) and not self.frames.takes("PARAGRAPH"):
            return False
        in_text = self.opening is not None and self.frames.opener is not None and not self.frames.is_below("HEADING")
        return in_text or not any(isinstance(member, EntryNameToken) for member in listing.members)

    # ------------------------------------------------------------------ texts

    def begin_body(self, opening: TextOpenToken) -> None:
        """Begin the body of a text, below its front."""
        self.opening, self.lacking = opening, []
        self.has_sections = self.awaits_sections = self.is_named_only = False

    def lacks_formula(self, token: Token) -> None:
        """Report that no formula stands above a line."""
        message = "no line says who adopts this text: add the formula below the title"
        self.lacking = [self.reporter.report("missing-formula", message, token.start, token.end)]

    def take_into_text(self, token: Token) -> bool:
        """Put a token into the text, after those that waited; return False if the text has ended before it."""
        kind = token.type
        if kind in BLOCKS and self.frames.is_below("HISTORY"):
            return False  # after the lines that close the text
        if kind == "ITEM" or kind == "TEXT":
            if self.frames.is_below("SIGNATURES") and not is_of_signatures(token):
                return False
            self._block(token)
        elif kind == "CHANGE" or (isinstance(token, FormulaToken) and token.within):
            self._put_behind_waiting(token)
            if kind == "FORMULA":
                self.reporter.retract(self.lacking)
        elif kind == "NOTE" or kind == "TABLE":
            self._unsure(token)
        elif isinstance(token, HeadingToken):
            self.flush()
            if self.lacking and self.words.RESOLVED_BELOW.match(self.text, token.start):  # by the council in its title
                self.reporter.retract(self.lacking)
                self.lacking = []
            self.begin_clause(token)
        elif kind == "REASONS" and self.frames.is_below("HEADING") and isinstance(self.frames.top, PartMarkerToken):
            self._put_behind_waiting(token)
        elif isinstance(token, ListingToken):
            if not self.keeps_contents(token):
                return False
            self._put_behind_waiting(token)
        elif isinstance(token, ProvisionToken) and (item := self._taken_for_provision(token, known=False)):
            return self.take_into_text(item)
        elif kind == "PROVISION":
            self._number(token)
        elif self._owns(token):
            self.flush()
            self._begin_part(token)
        else:
            return False
        return True

    def is_sure(self, token: Token) -> bool:
        """Return whether an item or words surely belong to the open clause, if no blank line stands above."""
        if isinstance(token, LabelledToken):
            return token.label not in _FIRSTS or self._lost_heading(token) is None
        return self.words.SOURCES.match(self.text, token.start) is None

    def _put_behind_waiting(self, token: Token) -> None:
        self.flush()
        self.put(token)

    def _block(self, token: Token) -> None:
        """Put an item or words of a clause, whose heading may be lost."""
        lost = self._lost_heading(token)
        if lost is not None and lost.sure:
            self.flush()
        elif self.waiting or self.frames.opener is None or self._may_be_behind_end(token):
            self._unsure(token)
            return
        if lost is not None:
            self._begin_without_heading(token, lost.role)
        self.put(token)

    def _lost_heading(self, token: Token) -> LostHeading | None:
        lost: LostHeading | None = self.active.first("clause", token.start, self, token)
        return lost

    def end_body(self) -> None:
        """Report what the text lacks at its end."""
        self._end_clause()
        last = self.frames.last
        if self.frames.opener is None and last is not None:
            message = "this text has no clauses: put each clause heading on a line of its own"
            self.reporter.report("no-clauses", message, last.end, last.end)

    # ------------------------------------------------------------------ clauses, annexes, divisions

    def begin_clause(self, heading: HeadingToken, marker: Token | None = None) -> None:
        """Begin a clause, which may be an amendment."""
        if marker is None or heading.start < heading.end:  # otherwise its items are below a marker in the clause before
            self._end_clause()
        if marker is None:
            self._leave_annex(heading)
        if marker is not None or self.frames.top is not self.opening:  # otherwise it stands in the text itself
            self._make_room_for_part(heading, marker)
        self.put(heading)
        self.is_named_only = marker is not None and self.words.NAMES_ONLY.match(self.text, marker.start) is not None

    def _leave_annex(self, heading: HeadingToken) -> None:
        """Close the open annex if a clause continues the text; a clause of the annex would be its first."""
        frames = self.frames
        if not frames.is_below("ANNEX", "DIVISION") or frames.holds_titles_only:
            return
        if heading.sure and frames.holds(AnnexToken) and heading.gap != IN_LINE:
            frames.close(frames.within(TextOpenToken))

    def _begin_part(self, token: Token, marker: Token | None = None) -> None:
        """Put an annex, a division or signatures, or a marker for one of them or for a clause."""
        if token.type == "AMENDMENT" or token.type == "AMENDED":
            following = self.stream.peek()
            if token.type == "AMENDED" and (following is None or following.gap != IN_LINE):
                self._begin_items(named_item(self.text, token), token)
                return
            amended = self.stream.take()
            if amended.type in _WORDS:
                self._begin_items(amended, token)
            elif isinstance(amended, HeadingToken):
                self.begin_clause(amended, token)
            else:
                self._begin_part(amended, token)
            return
        self._end_clause()
        self._make_room_for_part(token, marker)
        titled = isinstance(token, AnnexToken | DivisionToken) and token.type != "GROUP"
        self.put_all(self.fronts.headed(token) if titled else [token])  # type: ignore[arg-type]

    def _begin_items(self, token: Token, marker: Token) -> None:
        """Begin a clause without a heading for the items below a marker, which belong to the clause before it."""
        role = "operative" if self.frames.operative else "preamble"
        item = token
        if isinstance(token, ProvisionToken):
            item = self._taken_for_provision(token, known=True) or WordsToken(token.start, token.end, token.gap)
        if item.type == "TEXT" and series.is_label(label := self.text[item.start : item.end]):  # alone on its line
            item = LabelledToken(item.start, item.end, item.gap, label, item.end)
        if marker.type == "AMENDED":  # the marker holds the number
            marker = MarkerToken(marker.start, without_blanks(self.text, item.start), marker.gap)
        self.begin_clause(HeadingToken(item.start, item.start, item.gap, role, sure=False), marker)
        self.put(item)

    def _taken_for_provision(self, number: ProvisionToken, *, known: bool) -> Token | None:
        """Return the item whose label was taken for the number of a provision; its words are taken from the stream.

        :param known: whether it is known to be an item; otherwise the labels of the clause decide.
        """
        if not known and not self.frames.is_below("HEADING"):
            return None
        item = item_of(number, self.stream.peek(), self.text)
        if item is None or not (known or is_of_clause(item, self.text, self.frames.labels)):
            return None
        if item.end > number.end:
            self.stream.take()
        return item

    def _make_room_for_part(self, token: Token, marker: Token | None) -> None:
        """Close the containers that a part does not belong to, and begin its amendment, if it has a marker."""
        self.make_room(token, divisions_too=marker is not None)
        if marker is not None:
            self.put(PartMarkerToken(marker.start, marker.end, marker.gap, of_provision=marker.type == "AMENDED"))

    def _end_clause(self) -> None:
        heading = self.frames.opener
        if isinstance(heading, HeadingToken) and self.frames.is_fresh and not self.is_named_only:
            message = "there is nothing below this heading: add the clause, or remove the heading"
            self.reporter.report("empty-clause", message, heading.start, heading.end)

    def _owns(self, token: Token) -> bool:
        """Return whether an annex, a division, signatures or a marker continue the text."""
        following = self.stream.peek() if token.type in ("AMENDMENT", "AMENDED") else None
        if self.frames.opener is None:  # right below the front
            marked = following if following is not None and following.gap > IN_LINE else token
            return marked.type in ("ANNEX", "NUMBERED_SECTION") or (isinstance(marked, HeadingToken) and marked.sure)
        if token.type in ("ANNEX", "SIGNATURES", "HISTORY"):
            return True
        if isinstance(token, DivisionToken):
            return self._takes_division(token)
        if token.type == "AMENDED" and (following is None or following.gap != IN_LINE):
            named = self.frames.is_below("HEADING") and self.words.NAMES_ONLY.match(self.text, token.start) is not None
            return named and names_items(self.text, token, self.frames)
        if following is None:
            return False
        if isinstance(following, HeadingToken):  # of a new text, if recitals follow the operative part
            return following.sure and not (self.frames.operative and following.role == "preamble")
        if isinstance(following, DivisionToken):
            return self.frames.holds(DivisionToken) and self._takes_division(following)
        if self.frames.last is None or following.type not in _WORDS:
            return following.type == "ANNEX"
        about = (self.text, token, following, self.stream.peek(1), self.frames)
        return self.active.first("marker", token.start, *about) is not None

    def _takes_division(self, division: DivisionToken) -> bool:
        """Return whether a division belongs to the text, and does not follow one around the text.

        The grammar cannot decide this: it puts a division into the innermost container that may hold one.
        """
        text = self.frames.outermost(TextOpenToken)
        outer = next((each for each in self.frames.containers[text::-1] if isinstance(each, DivisionToken)), None)
        if outer is not None and not outer.may_hold(division):
            return False
        around = self.frames.around(division.terminal)
        return around is not None and around > text

    def _number(self, token: Token) -> None:
        """Put the number of a provision: it is a part of a sentence, if it is in no division."""
        if self.frames.is_below("DIVISION", "PROVISION"):
            self._put_behind_waiting(token)
            return
        following = self.stream.peek()
        end = token.end
        if following is not None and following.start < end:  # the number in a marker, which is repeated after it
            end = without_blanks(self.text, following.start)
        self._unsure(WordsToken(token.start, end, token.gap))

    def nests(self) -> bool:
        """Return whether a designation begins another text inside an annex that is still empty."""
        if not self.frames.is_below("ANNEX") or not self.frames.holds_titles_only:
            return False
        near = islice(self.stream.ahead(), NEAR_TOKENS)
        return next((token.type in _OPENERS for token in near if token.type != "TEXT"), False)

    def _begin_without_heading(self, token: Token, role: str = "") -> None:
        """Begin a clause whose heading was lost."""
        opener = self.frames.opener
        role = role or (opener.role if isinstance(opener, HeadingToken) else "preamble")
        end = token.start + len(token.label) if isinstance(token, LabelledToken) else token.end
        if opener is not None or not self.has_sections:
            message = "a clause begins here without a heading: add one above, or continue the numbering"
            self.reporter.report("missing-heading", message, token.start, end)
        self.begin_clause(HeadingToken(token.start, token.start, token.gap, role, sure=False))

    # ------------------------------------------------------------------ blocks, and the end of the text

    def _may_be_behind_end(self, token: Token) -> bool:
        """Return whether a line without a label may be after the end of the text."""
        frames = self.frames
        if token.type != "TEXT" or frames.last is None or frames.is_fresh or not frames.is_below("HEADING"):
            return False
        return (
            (token.gap >= BLANK_LINE or self.words.SOURCES.match(self.text, token.start) is not None)
            and not frames.holds(AnnexToken)
            and ending(self.text, frames.last.end) in (SEMICOLON, FULL_STOP, COMMA)
            and not begins_small(self.text, token.start)
            and not self.surely_opens(token.start)
        )

    def _unsure(self, token: Token) -> None:
        """Put a token before the first clause, or one that may be after the end."""
        if self.frames.opener is None:
            if token.type == "ITEM" and not self.awaits_sections:
                self._begin_without_heading(token)
                self.put(token)
            else:
                self.put(ParagraphToken(token.start, token.end, token.gap))
            return
        if isinstance(token, LabelledToken):
            waits = not goes_on(token, forms_of(self.frames.labels))
        else:
            waits = bool(self.waiting) or self._may_be_behind_end(token)
        if waits:
            self.waiting.append(token)
        else:
            self._put_behind_waiting(token)


def is_of_signatures(token: Token) -> bool:
    """Return whether a line may be part of the signatures: a name, a place and date."""
    return token.type == "TEXT" and token.end - token.start <= WIDEST_LINE
