"""Decides which amendment markers inside a clause apply to its items: "resolves / MOD A/1/2 / 1 to count boats;"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, begins_small, ending, past_blanks
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.thresholds import LINES_AHEAD
from itu_texts.parsing.tokens import (
    HARD_BREAK,
    IN_LINE,
    AnnexToken,
    LabelledToken,
    ProvisionToken,
    Token,
    TokenTypes,
    WordsToken,
)

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
    if words is None or words.gap != IN_LINE or words.type not in ("TEXT", "ITEM"):
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
