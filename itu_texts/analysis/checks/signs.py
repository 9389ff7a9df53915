"""The check of signs: stops and blanks that do not stand together, letters of two alphabets, what a program left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from itu_texts.analysis.checks.drafts import Draft, Found
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Document, Text
from itu_texts.tree.spans import Span

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
_MANY = 3  # times as many signs are those of the language
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
