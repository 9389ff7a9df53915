"""Finds references to clauses: a heading, with labels before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itu_texts.analysis.mentions import CLAUSES, HAVE_CLAUSES, Member, Mention, Mentions
from itu_texts.analysis.numbers import ITEM, LETTERS, UNDER_NUMBER, between
from itu_texts.analysis.places import Places
from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.writing import is_number
from itu_texts.parsing.addressees import find_addressees, part_side_phrases
from itu_texts.tree.nodes import Clause

_BEHIND_VERB = re.compile(rf"\s+(?P<who>[^,;:()]{{2,160}}?)(?=\s+{ITEM.pattern}(?:[\s,;.:)]|$))")
# ... if the labels precede the verb: "item 2 of instructs the Council"
_UP_TO_STOP = re.compile(r"\s+(?P<who>[^,;:.()\n]{2,160})")
_SPACES = re.compile(r"\s+")


class ClauseReader:
    """Reads the mentions of a passage, including those of clauses.

    :param by_verb: whether clauses are cited by their verbs, as texts of assemblies of the United Nations never do.
    """

    def __init__(self, lang: LanguagePatterns, places: Places, *, by_verb: bool) -> None:
        self._by_verb = by_verb
        self._printed = ""
        self._shown = ""
        self._lang = lang
        self._patterns = lang.patterns
        self._places = places
        self.mentions = Mentions(lang, self.read)

    def chains(self, printed: str, shown: str) -> Iterator[list[Mention]]:
        """Return the mentions of a passage, in order.

        :param printed: the words as printed, each at its offset.
        :param shown: the same words with ASCII signs in place of equivalent ones.
        """
        self._printed = printed
        self._shown = shown
        return self.mentions.chains(shown)

    def read(self, matched: re.Match[str]) -> Mention | None:
        """Return the clauses that are cited at a position; ``None`` if the words are a sentence that continues."""
        if not self._by_verb:
            return None
        if matched.lastgroup != "POINTS_CITED":
            return self._clauses(matched)
        labels = tuple(self.mentions.listed(ITEM, matched.end(), matched))
        joined = self._patterns.POINTS_OF.match(self._shown, labels[-1].stop) if labels else None
        verb = self.mentions.begin(joined.end()) if joined else None
        if verb is None or verb.lastgroup not in CLAUSES:
            return None
        return self._clauses(verb, labels)

    def _clauses(self, matched: re.Match[str], before: tuple[Member, ...] = ()) -> Mention | None:
        """Return the clauses whose heading begins at a position.

        :param before: the labels before the heading.
        """
        name, clauses, end = self._heading(matched, labelled=bool(before))
        blank = _SPACES.match(self._shown, end)
        pointed = None if before else self._patterns.BEFORE_LABELS.match(self._shown, end)
        if before:
            closing = self._patterns.POINTS_CLOSE.match(self._shown, end)  # "point 2 of “resolves”"
            end = closing.end() if closing else end
            members = (*before[:-1], before[-1]._replace(stop=end))
        else:
            led = pointed or blank
            listed = self.mentions.listed(ITEM, led.end() if led else end, matched)
            members = tuple(listed) if led or self._lang.runs_on else ()
        stop = end if before or not members else members[-1].stop
        part = self._patterns.CLAUSE_PART.match(self._shown, end) if not members else None
        behind = self.mentions.behind(part.end() if part else stop)
        mention = Mention(
            matched.lastgroup or "",
            members or (Member("", matched.start(), end),),
            part.end() if part else stop,
            behind,
            heading=name,
            clauses=clauses,
        )
        surely = part is not None or (pointed is not None and bool(members))
        return mention if self._is_cited(mention, bool(members), surely, matched.start()) else None

    def _is_cited(self, mention: Mention, labelled: bool, surely: bool, start: int) -> bool:
        behind = mention.behind
        may_be = labelled or mention.name != "PREAMBLE_CITED" or self._is_led_to(mention.name, start)
        if surely or (labelled and mention.clauses) or (may_be and self._is_of_a_text(mention.end, labelled=labelled)):
            return True  # "compte tenu de la Résolution 5" is a sentence
        if behind.that or ((behind.placed or behind.here) and (labelled or mention.clauses)):
            return True
        led_to = self._is_led_to(mention.name, start)
        if labelled:  # not a sentence: "taking into account a) the weather and b) the tide", "supports 8 cards"
            counts = is_number(mention.members[-1].words) and not self._patterns.NOTHING_COUNTED.match(
                self._shown, mention.end
            )
            return led_to or not (self._lang.runs_on or counts or self._goes_on(mention.end))
        ends = self._patterns.HEADING_ENDS.match(self._shown, mention.end) is not None
        return bool(mention.clauses) and led_to and ends

    def _is_led_to(self, name: str, start: int) -> bool:
        """Return whether a word before a position introduces a clause: "under"."""
        if self._patterns.CITES_A_CLAUSE.match(self._shown, start):
            return True
        return name != "PREAMBLE_CITED" and self._patterns.CITES_A_VERB.match(self._shown, start) is not None

    def _is_of_a_text(self, position: int, *, labelled: bool) -> bool:
        """Return whether a text follows that the clauses belong to."""
        if self._shown[position : position + 1] != " ":
            return False
        link = self._patterns[NAMES.JOINED_TO if labelled else NAMES.JOINED_BY_OF].match(self._shown, position)
        found = self.mentions.begin(link.end()) if link else None
        return found is not None and found.lastgroup in HAVE_CLAUSES

    def _goes_on(self, position: int) -> bool:
        """Return whether words follow that begin a body."""
        blank = _SPACES.match(self._shown, position)
        return blank is not None and self._patterns.BODY_OPENS.match(self._shown, blank.end()) is not None

    def _heading(self, matched: re.Match[str], *, labelled: bool) -> tuple[str, list[Clause], int]:
        """Return the heading that is cited: the longest at the position, or one with the same verb and addressees.

        :param labelled: whether labels stand before it.
        """
        start, end = matched.span()
        clauses, stop = self._places.heading_at(self._shown, start)
        if clauses and stop >= end:
            return _plain(self._printed[start:stop]), clauses, stop
        verb = _plain(matched[0])
        led = self._patterns.LED_TO_WHOM.match(self._shown, end)
        behind = self._patterns.CITED_INSTRUCTED.match(self._shown, end)
        at = led.end() - 1 if led else end
        behind = behind or _BEHIND_VERB.match(self._shown, at)
        behind = behind or (_UP_TO_STOP.match(self._shown, at) if labelled else None)
        if behind is None or matched.lastgroup != "INSTRUCTING_CITED":
            return verb, [], end
        who, stop = behind["who"], behind.end()
        if labelled and (addressees_end := self._addressees_end(behind)):
            who, stop = self._shown[behind.start("who") : addressees_end], addressees_end
        named, _ = part_side_phrases(who, self._lang)
        concepts = tuple(each.concept for each in find_addressees(named.strip(), self._lang))
        found = self._places.with_instruction(verb, concepts)
        if found:
            return found[0].heading.text, found, stop
        if set(concepts) <= {"OTHER"} or self._patterns.DOING.search(named):
            return verb, [], end  # a noun, as in "requests for assistance 2", or a sentence
        return _plain(self._printed[start:stop]), [], stop

    def _addressees_end(self, behind: re.Match[str]) -> int:
        """Return where the last addressee with a known name ends, before a text that is cited there.

        0 if there is none.
        """
        start, end = behind.span("who")
        text = self._patterns.TEXTS_CITED.search(self._shown, start)
        end = min(end, text.start("kind")) if text else end
        return max((name.end() for name in self._patterns.addressee.finditer(self._shown, start, end)), default=0)


def labels_of(members: Sequence[Member]) -> list[list[str]]:
    """Return the labels that each member of a list stands for.

    The end of a range also stands for those between the ends.

    A letter after a number with a letter is below that number: "7a), b) and c)".
    """
    if len(members) == 1:
        return [[members[0].words]]
    found: list[list[str]] = []
    number = ""
    last = ""
    for label, _, _, to, *_ in members:
        under = bool(number) and LETTERS.fullmatch(label) is not None
        whole = f"{number}{label}" if under else label
        all_between = between(last, label if under else label.removeprefix(number)) if to else []
        found.append([f"{number}{each}" if under and not each.startswith(number) else each for each in all_between])
        found[-1].append(whole)
        below = UNDER_NUMBER.match(whole)
        number = below[1] if below else ""
        last = whole
    return found


def _plain(words: str) -> str:
    return _SPACES.sub(" ", words)
