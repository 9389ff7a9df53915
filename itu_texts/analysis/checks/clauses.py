"""The checks of the form of clauses, items, annexes and texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from itu_texts.analysis.checks.drafts import Draft, Found, number_printed
from itu_texts.analysis.passages import Passage, passage_of, words_at
from itu_texts.analysis.references import ReferenceKind
from itu_texts.language.grammar import NAMES
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON, STOPS, fold, runs_on, stop_as_printed
from itu_texts.tree.base import Role
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Annex, Clause, Document, Heading, Item, LabelStyle, Node, Note, Paragraph, Table, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, find

_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED_LINE = re.compile(r"\n(\d{1,4})(?=(?:\.| ?[-–—]) ?\w)")
_SHORTEST = 20  # characters; shorter words may be repeated by chance
_SHORTEST_TEXT = 80  # characters; shorter texts may well be repeated
_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT, ReferenceKind.APPENDIX))
_USUAL = {Role.PREAMBLE: LabelStyle.LETTER, Role.OPERATIVE: LabelStyle.NUMBER}
_STOPS = " ;,."


def clause_numbers(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each numbered clause, as assemblies have them, whose number does not follow that of the one before."""
    found = ((clause, _NUMBER.match(clause.label)) for clause in draft.clauses_in(text))
    numbered = [(clause, int(number[0])) for clause, number in found if number is not None]
    for (before, last), (clause, number) in pairwise(numbered):
        if number in (last + 1, 1):  # a part of a text may begin again
            continue
        span = Span(clause.start, clause.start + len(number_printed(clause)))
        begun = _NUMBERED_LINE.search(draft.document.source.text, before.start + 1, clause.start)
        if begun is not None:  # a line with a wrong number, which is no clause
            number, span = int(begun[1]), Span(*begun.span(1))
        code = "gap" if number > last else "repeat" if number == last else "disorder"
        yield Found(span, (number, last), code=f"numbering-{code}")


def missing_addressees(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report each heading with only a verb that needs an addressee, if the body begins with an infinitive."""
    words, heading = words_at(clause).patterns, clause.heading
    is_bare = not heading.addressees and heading.text.rstrip(" ,:") == heading.verb
    begun = (fold(_unlabelled(each)).lstrip() for each in clause.blocks)
    if is_bare and words.INSTRUCTING_VERB.fullmatch(fold(heading.verb)) and any(map(words.TO_DO.match, begun)):
        yield Found(heading.span, (heading.text,))


def repeated_headings(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each heading that another clause of the text already has."""
    seen = set()
    for clause in text.clauses:
        name = fold(clause.heading.name).casefold().rstrip(",")
        if name in seen and clause.heading.text:
            yield Found(clause.heading.span, (clause.heading.name,))
        seen.add(name)


def repeated_clauses(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each clause of another body with the words of an earlier one."""
    told: set[str] = set()
    for clause in () if draft.is_in_union(text.start) else draft.clauses_in(text):
        words = _plain(clause)
        if words in told and len(words) >= _SHORTEST_TEXT:
            yield Found(Span(clause.start, clause.heading.end))
        told.add(words)


def repeated_items(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report each item with the words of an earlier one of its clause."""
    items = [each for each in draft.below(clause) if isinstance(each, Item)]
    begun = [fold(item.text).casefold().strip(_STOPS) for item in items]  # a quick test
    times = Counter(begun)
    first: dict[str, Item] = {}
    for item in (item for item, words in zip(items, begun, strict=True) if times[words] > 1):
        text = _plain(item)
        is_first = first.setdefault(text, item) is item
        if not (is_first or len(text) < _SHORTEST or words_at(item).patterns.LEFT_OUT.search(text)):
            yield Found(item.span, (draft.place(first[text]),))


def _plain(node: Clause | Item) -> str:
    """Return the words of a clause or an item for comparison: in small letters, without its label and last stop."""
    return fold(_unlabelled(node)).casefold().strip(_STOPS)


def _unlabelled(node: Node) -> str:
    return all_words(node).removeprefix(getattr(node, "label", ""))


def empty_items(draft: Draft, item: Item) -> Iterator[Found]:
    """Report each label without words."""
    if item.label and not item.text.strip(_STOPS) and not _unlabelled(item).strip(_STOPS):
        yield Found(item.span, (item.label,))


def item_forms(draft: Draft, found: tuple[Clause, Sequence[Item]]) -> Iterator[Found]:
    """Report the one item of an operative list that does not begin with an infinitive, if its neighbours do."""
    clause, items = found
    words = words_at(clause).patterns if clause.role is Role.OPERATIVE and len(items) > 2 else None
    if words is not None and words.text(NAMES.TO_DO):
        others = [each for each in items if not words.TO_DO.match(fold(each.text))]
        folded = fold(others[0].text) if len(others) == 1 and not others[0].items else ""
        if folded and not (words.THAT.match(folded) or words.TASK_BEHIND_COMMA.search(folded)):
            start = others[0].blocks[0].start
            yield Found(Span(start, start + len(folded.split()[0])))


def clause_order(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the first of the clauses that stand in the wrong half of a text: those of which there are fewer."""
    roles = [clause.role for clause in text.clauses]
    if not any(one is Role.OPERATIVE and other is Role.PREAMBLE for one, other in pairwise(roles)):
        return
    first = roles.index(Role.OPERATIVE)
    last = len(roles) - 1 - roles[::-1].index(Role.PREAMBLE)
    early = [place for place in range(first, last) if roles[place] is Role.OPERATIVE]
    late = [place for place in range(first, last + 1) if roles[place] is Role.PREAMBLE]
    heading = text.clauses[(early if len(early) <= len(late) else late)[0]].heading
    yield Found(heading.span, (heading.name,))


def label_styles(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report the first label of each clause with figures in the preamble, or letters in the operative part."""
    usual, other = _USUAL[clause.role], _USUAL[Role.OPERATIVE if clause.role is Role.PREAMBLE else Role.PREAMBLE]
    if len(clause.items) > 1 and all(item.style is other for item in clause.items):
        item = clause.items[0]
        says = "letters: a), b)" if usual is LabelStyle.LETTER else "figures: 1, 2"
        yield Found(Span(item.start, item.start + len(item.label)), (says,))


def uncited_annexes(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each annex of a text that nothing in the text refers to."""
    cited: dict[int, set[object]] = defaultdict(set)
    for each in draft.cited:
        if each.kind in _ANNEXES:
            cited[id(draft.text_of(each.span.start))].add(each.number if each.target is None else id(each.target))
    for text in draft.texts:
        for annex in text.annexes:
            if cited[id(text)].isdisjoint((id(annex), annex.number, None)):
                yield Found(annex.heading.span, (draft.place(annex),))


def duplicate_texts(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each text with the name or the words of an earlier one.

    Proposals of several members to amend one text are different texts, and so are two editions.
    """
    named: dict[object, Text] = {}
    texts_by_words: dict[str, Text] = {}
    source = document.source
    texts = [text for text in document.texts if text.clauses]  # not only its name, as at the end of an extract
    for text in texts if len(texts) > 1 else ():
        words = " ".join(source[text.span].split())
        first = texts_by_words.setdefault(words, text) if len(words) >= _SHORTEST_TEXT else text
        what = "the same words are already"
        if first is text and text.identifier is not None and text.amendment is None:
            named_so = named.setdefault(text.identifier, text)
            first = named_so if _are_alike(text, named_so) else text
            what = f"another {text.identifier} is"
        if first is not text:
            line, _column = source.line_column(first.start)
            where = f"in line {line}" if document.origins.at(first.start) is None else "further up"
            end = text.front[0].end if text.front else text.start
            yield Found(Span(text.start, end), (what, where))


def _are_alike(text: Text, other: Text) -> bool:
    """Return whether two texts share half of their clauses, unlike a page header that a program printed again."""
    mine, its = ({clause.heading.name for clause in each.clauses} for each in (text, other))
    return 2 * len(mine & its) >= max(len(mine), len(its))


# ----------------------------------------------------------------------
# The checks of stops and other signs: at the end of items, clauses and texts, before lists, and where none belongs.

_ASKED = {"item-stop": SEMICOLON, "clause-stop": COMMA, "final-stop": FULL_STOP}
_CLOSING = "”\"»)]'"
_FEWEST = 3  # clauses that show how a half of a text ends its clauses
_MANY = 3  # times as many clauses end so as otherwise, or signs are those of the language
_BLOCKS = (Paragraph, Note, Table, Annex)
_MOST_SHOWN = 24  # characters of the last word, which is shown
_JOINING = re.compile(r"(?<=[;,:]) ?[^\W\d]+(?:/[^\W\d]+)?\Z")  # "; and", ", and/or"

# ---------------------------------------------------------------------- the stop of a place


def stops(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the items, clauses and texts that do not end with the stop of their place.

    A text in which most places lack their stop follows another convention, and is left alone. A text of another body
    is held to the stop with which nearly all of its own clauses of a half end.
    """
    if not draft.is_in_union(text.start):
        yield from _unlike_others(draft, text)
        return
    ends = [*_ends(draft, text)]
    lists: dict[int, list[Passage]] = defaultdict(list)
    for code, words in ends:
        if code == "item-stop" and words.node.parent is not None:
            lists[id(words.node.parent.parent)].append(words)
    bare = [items for items in lists.values() if len(items) > 2 and not any(map(stop_of, items[:-1]))]  # lists of names
    names = {id(words) for items in bare for words in items}
    wrong = [(code, words) for code, words in ends if id(words) not in names and not _may_end(code, words)]
    if len(wrong) == 1 or 3 * len(wrong) <= len(ends) - len(names):
        yield from (_wrong(draft, code, words) for code, words in wrong)


def _unlike_others(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the clauses of a text that end with another stop than nearly all others of their half, and its own end."""
    halves: dict[Role, list[Passage]] = defaultdict(list)
    last = None
    for clause in draft.clauses_in(text):
        block = next(each for each in reversed(draft.below(clause)) if not isinstance(each, Heading))
        words = passage_of(block) if isinstance(block, Paragraph) else None
        last = words if words is not None and not _is_cut_short(words) else None
        ends_part = clause.parent is not text and clause.parent is not None and clause.parent.children[-1] is clause
        if last is not None and not (ends_part and stop_of(last) == FULL_STOP):  # "... the oceans.⏎Climate change"
            halves[clause.role].append(last)
    for ends in halves.values():
        found = Counter(stop_of(each) for each in ends if each is not last)
        usual = max(found, key=found.__getitem__, default="")
        kept = (usual, COLON, COMMA)  # the last ground may end with a comma
        other = [each for each in ends if each is not last and stop_of(each) not in kept[: 2 + (each is ends[-1])]]
        if usual and found[usual] >= max(_FEWEST, _MANY * len(other)):
            for each in other:
                yield _wrong(draft, "clause-stop", each, usual)
            if last is ends[-1] and usual != FULL_STOP != stop_of(last):
                yield _wrong(draft, "final-stop", last)


def _ends(draft: Draft, text: Text) -> Iterator[tuple[str, Passage]]:
    """Yield the last words of the items and clauses of a text, each with the code of the rule for its stop."""
    clauses = text.clauses
    for clause in clauses:
        blocks = [each for each in draft.below(clause) if isinstance(each, _BLOCKS)]
        for block, after in pairwise((*blocks, None)):
            above = block.parent if isinstance(block, Paragraph) else None
            if not isinstance(block, Paragraph) or above is None:
                continue
            is_item = isinstance(above, Item) and above.blocks[-1] is block
            if after is None or (is_item and _opens_item(block, after)):
                words, ends = passage_of(block), "final-stop" if clause is clauses[-1] else "clause-stop"
                if not _is_cut_short(words):
                    yield "item-stop" if after is not None else ends, words


def _is_cut_short(words: Passage) -> bool:
    """Return whether some words end with a sign of omission, or in the middle of a sentence, which is told as such."""
    left_out = words.lang.patterns.ENDS_LEFT_OUT.search(words.text, max(0, len(words.text) - _MOST_SHOWN))
    return (left_out or words.cut_off) is not None


def _opens_item(words: Node, after: Node) -> bool:
    """Return whether an item with a label begins after the words of another, instead of more words of its own."""
    above = after.parent
    return isinstance(above, Item) and bool(above.label) and not any(each is above for each in words.ancestors)


def _may_end(code: str, words: Passage) -> bool:
    """Return whether some words end with a stop that may stand at their place."""
    may_be = _ASKED[code] + COLON + (FULL_STOP if code == "clause-stop" and words.lang.language == "zh" else "")
    stop = stop_of(words)
    return bool(stop) and stop in may_be


def stop_of(words: Passage) -> str:
    """Return the stop at the end of some words, before quotation marks, brackets and "and"; empty if there is none."""
    place = _place(words.text)
    return words.text[place : place + 1] if place >= 0 else ""


def _place(text: str) -> int:
    """Return the offset of the stop at the end of some words; -1 if there is none."""
    end = len(text.rstrip())
    behind = _JOINING.search(text, max(0, end - _MOST_SHOWN), end)
    end = behind.start() if behind is not None else end
    while end and text[end - 1] in _CLOSING and text[end - 2 : end - 1] in (*STOPS, *_CLOSING):
        end -= 1
    return end - 1 if end and text[end - 1] in STOPS else -1


def _wrong(draft: Draft, code: str, words: Passage, usual: str = "") -> Found:
    """Return the report of a line that lacks its stop.

    :param usual: the stop that it must have, if it is not the one that its code asks for.
    """
    source, node = draft.document.source, words.node
    found, asked = stop_of(words), stop_as_printed(usual or _ASKED[code], words.lang.language)
    span = _last_word(source.text, node)
    at = _place(fold(source[node.span]))
    where = node.start + at if at >= 0 else span.end
    printed = source.text[where : where + 1] if found else ""
    is_clear = (at >= 0) == bool(found)  # unless the mark of a note hides the stop
    fixes = (Fix(Span(where, where + len(printed)), asked),) if is_clear else ()
    return Found(span, (f"“{asked}” instead of “{printed}”" if found else f"“{asked}”",), fixes, code)


def _last_word(source: str, words: Node) -> Span:
    """Return the span of the last word, with its stop."""
    end = words.start + len(source[words.start : words.end].rstrip())
    start = end - 1
    while start > words.start and not source[start - 1].isspace() and end - start < _MOST_SHOWN:
        if runs_on(source[start - 1]) and end - start > 1:
            break
        start -= 1
    return Span(start, end)


# ---------------------------------------------------------------------- "and" before the last item


def missing_ands(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the one list below an item that has no "and" before its last item, if there are others and all have it."""
    before_last = [below[-2] for item in draft.items_in(text) if len(below := item.items) > 1]
    last = [passage_of(words[-1]) for item in before_last if (words := [*find(item, Paragraph)])]
    without = [words for words in last if not words.lang.patterns.ENDS_JOINED.search(words.text)]
    if len(without) == 1 and len(last) > 1:
        word, span = without[0].lang.phrase(NAMES.AND), _last_word(draft.document.source.text, without[0].node)
        yield Found(span, (word,), (Fix(Span(span.end, span.end), f" {word}"),))


# ---------------------------------------------------------------------- colons before lists


def missing_colons(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each item that has items below and ends with no colon.

    A text in which a third of them have none follows another convention, and is left alone.
    """
    both = (pair for item in draft.items_in(text) for pair in pairwise(item.children))
    leads = [passage_of(one) for one, other in both if isinstance(one, Paragraph) and isinstance(other, Item)]
    without = [each for each in leads if stop_of(each) in ("", COMMA)]  # other stops end a sentence
    if without and (3 * len(without) <= len(leads) or len(without) == 1 < len(leads)):
        yield from (_colon(draft, each) for each in without)


def colons_before_nothing(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each item that ends with a colon and has no items below, if another follows it."""
    for item in draft.items_in(text):
        last = item.children[-1] if item.children else None
        words = passage_of(last) if isinstance(last, Paragraph) else None
        if words is not None and item.parent is not None and words.text.rstrip().endswith(COLON):
            beside = (each for each in reversed(item.parent.children) if isinstance(each, Item))
            yield from (_colon(draft, words) for each in islice(beside, 1) if each.start > item.start)


def _colon(draft: Draft, words: Passage) -> Found:
    """Return the report of a colon at the end of some words: one that is missing there, or one too many."""
    end = words.node.start + len(draft.document.source[words.node.span].rstrip())
    return Found(Span(max(words.node.start, end - 12), end), (stop_as_printed(COLON, words.lang.language),))


# ---------------------------------------------------------------------- signs

_SMALL = "a-zß-öø-ÿœа-яё"
_SIGNS = re.compile(
    "|".join(
        (
            # "boats;." "boats,," of two alphabets; "boats.." but not "boats..."
            r"(?P<two_stops>(?<=[^\W\d_]|[”»)\]])(?:([,،，；;؛]) ?(?!\2)[.。,،，；;؛]|(?<!\.)\.\.|。。)(?![.\w]))",
            # "boats , oars"
            r"(?P<blank>(?<=[^\W\d_]{3})[ \t][,،，.](?= [^\W\d_]))",
            # "boats,oars", "boats.Oars"
            rf"(?P<no_blank>(?<=[{_SMALL}]{{3}})[,;](?=[{_SMALL}]{{3}})|(?<=[{_SMALL}]{{4}})\.(?=[A-ZÀ-ÞА-Я][{_SMALL}]{{2}}))",
            # "bоats" with a Cyrillic о
            r"(?P<two_alphabets>(?<![^\W_])(?!(?:[A-ZА-Я]{1,5})(?![^\W_]))(?:[A-Za-z]+[а-яА-ЯёЁ]|[а-яА-ЯёЁ]+[A-Za-z])[A-Za-zа-яА-ЯёЁ]*)",
            # "2O30" with a letter, "2٠30" with figures of two alphabets
            r"(?P<no_number>(?<![0-9A-Za-z.])(?:(?=\d*[OoОо])[12][\dOoОо]{3}|(?=\d*[0-9][٠-٩]|\d*[٠-٩][0-9])\d+)(?!\.?[0-9A-Za-z]))",
            # "cafÃ©", "R&amp;D", "<<<<<<<"
            r"(?P<program>[ÃÂ][\x80-\xbf]|â€.?|\ufffd|&(?:amp|nbsp|lt|gt|quot|#\d{2,5});|<{7}|>{7}|={7})",
        )
    )
)
# A quick test of words before they are read with the above: the second of two stops or of a blank and a stop, a stop
# before letters, a figure beside a letter or a figure of another alphabet, what a program left
_MAY_BE = re.compile(
    r"[,،，；;؛.。0-9٠-٩ÃÂâ\ufffd&<>=](?:(?<=[ \t,،，；;؛.。ÃÂâ\ufffd&<>=][,،，；;؛.。])|(?<=[,;.])(?=[^\W\d_]{3})"
    r"|(?<=[0-9])(?=[OoОо٠-٩])|(?<=[٠-٩])(?=[0-9])|(?<=[ÃÂ])(?=[\x80-\xbf])|(?<=[â\ufffd&<>=]))"
)
_MIXED = {  # whether letters of two alphabets follow one another; that of which a text has fewer is sought
    is_cyrillic: re.compile(f"[{one}](?:(?<=[{other}].)|(?=[{other}]))")
    for is_cyrillic, one, other in ((True, "A-Za-z", "а-яА-ЯёЁ"), (False, "а-яА-ЯёЁ", "A-Za-z"))
}
_OTHERS = {  # the comma and the semicolon that a language does not have, behind a word of it
    "ar": (re.compile(r"(?<=[ء-ي])[,;](?=\s)"), re.compile("[،؛]"), str.maketrans(",;", "،؛")),
    "zh": (re.compile(r"(?<=[一-鿿])[,;](?=[一-鿿])"), re.compile("[，；]"), str.maketrans(",;", "，；")),
}
_LATIN = (re.compile(rf"[،，؛；。](?<=[{_SMALL}].)"), re.compile("[,;.]"), str.maketrans("،，؛；。", ",,;;."))
_MESSAGES = {
    "two_stops": "“{}”: two stops behind one word: keep one of them",
    "blank": "no blank stands before “{}”: delete it",
    "no_blank": "a blank is missing behind “{}”: add it",
    "two_alphabets": "“{}” has letters of two alphabets that look alike: type it again",
    "no_number": "“{}” has a letter among its figures, or figures of two alphabets: type it again",
    "program": "a program left “{}” here: write what it stands for",
}


def stray_signs(draft: Draft, document: Document) -> Iterator[Found]:
    """Report signs that do not belong where they stand."""
    source = document.source.text
    may_be = [found.start() for found in _MAY_BE.finditer(source)]
    mixed = [form for form in map(_MIXED.get, {joined.lang.language == "ru" for joined in draft.joined}) if form]
    may_be = sorted(may_be + [found.start() for form in mixed for found in form.finditer(source)])
    for words in draft.words:
        start, end = words.node.span
        if bisect_left(may_be, start) == bisect_left(may_be, end):
            continue
        for found in _SIGNS.finditer(source, start, end):
            name, sign = found.lastgroup or "", found[0].strip()
            instead = {"blank": sign, "no_blank": f"{sign} "}.get(name)
            yield _found(found, _MESSAGES[name].format(sign), instead)


def foreign_stops(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the few stops of another alphabet in a text."""
    source = draft.document.source.text
    other, own, instead_of = _OTHERS.get(text.language or "en", _LATIN)
    strays = [*other.finditer(source, *text.span)]
    if strays and _MANY * len(strays) <= len(own.findall(source, *text.span)):
        for found in strays:
            sign = found[0].translate(instead_of)
            yield _found(found, f"“{found[0]}” is a sign of another language: write “{sign}”", sign)


def _found(found: re.Match[str], message: str, instead: str | None) -> Found:
    span = Span(*found.span())
    return Found(span, (message,), () if instead is None else (Fix(span, instead),))
