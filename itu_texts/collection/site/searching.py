"""The search index of a site: the passages of each word, and their words.

It is a format of this library, because a page that is opened from a folder can load scripts but no data: the libraries
that search in a browser hold their whole index in memory, which for a thousand texts is tens of megabytes, all of them
to be loaded before the first word is found. Here a search loads only the pieces that its words need, and the passages
that are shown.

Pagefind, for one, fetches its index and runs WebAssembly, which browsers refuse to a page that is opened from a folder.

Words are split and normalised in the same way here and in ``search.js``: small letters without accents, and without the
"s" of a plural; each Chinese or Japanese character with the next. A title counts most, then a short passage. Words of a
title also count for the other passages of its text: "titles" has the numbers of the first passages of texts. "forms"
has the other forms of a word (see :mod:`itu_texts.collection.searching`). Filters are words behind "#".
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from itu_texts.api.runs import in_runs
from itu_texts.collection.query_words import stemmers
from itu_texts.collection.site.folder import Folder

_MOST = 250_000  # bytes of a piece
_WORD = re.compile(r"[^\W_]+")
_RUNS_ON = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_PLURAL = re.compile(r"([a-z]{2,}[a-hj-rtv-z])s")
_TITLE, _BRIEF = "!", "'"  # behind the number of a passage that is a title, or has few words
_FEW = 12  # words
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchedText(NamedTuple):
    """A text in which passages are found."""

    name: str
    title: str
    language: str
    is_latest: bool
    standing: str
    page: str
    """The path of its page in the site."""
    marks: tuple[str, ...] = ()
    """What filters ask for: ``kind:resolution``, ``body:PP``, ``year:2018``."""


class Passage(NamedTuple):
    """A title, heading, item or paragraph."""

    href: str
    """The path of the page, with its fragment."""
    address: str
    role: str
    words: str
    addressees: tuple[str, ...] = ()
    """The keys of those who have a task in it."""


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text, as in the index.

    >>> [*words_of("Économie d’énergie, 频谱管理")]
    ['economie', 'd', 'energie', '频谱', '谱管', '管理', '理']
    """
    plain = text.lower()
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in marked if not unicodedata.category(char).startswith("M"))
    for found in _WORD.finditer(plain):
        word = found[0]
        if word.isascii() or not _RUNS_ON.search(word):
            plural = _PLURAL.fullmatch(word)
            yield plural[1] if plural else word
            continue
        done = 0
        for run in _RUNS_ON.finditer(word):
            if run.start() > done:
                yield word[done : run.start()]
            yield from (run[0][at : at + 2] for at in range(len(run[0])))
            done = run.end()
        if done < len(word):
            yield word[done:]


class Index:
    """The index of a site that is being made; passages are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("L"))
        self._titles: dict[str, array[int]] = defaultdict(lambda: array("L"))
        self._texts: list[list[Any]] = []
        self._passages: list[list[Any]] = []
        self._weights: list[str] = []
        self._firsts: list[int] = []
        """The number of the first passage of each text."""
        self._languages: set[str] = set()

    def add(self, text: SearchedText, passages: Iterable[Passage]) -> None:
        """Add the passages of a text."""
        number = len(self._texts)
        self._firsts.append(len(self._passages))
        self._languages.add(text.language)
        self._texts.append([text.name, text.title, text.language, "" if text.is_latest else text.standing, text.page])
        of_text = [text.language, *(["latest"] if text.is_latest else []), *text.marks]
        for word in {*words_of(text.title)}:
            self._titles[word].append(self._firsts[-1])
        for passage in passages:
            at = len(self._passages)
            self._passages.append([number, passage.href.removeprefix(text.page), passage.address, passage.words])
            of_passage = [passage.role] if passage.role else []
            marks = (f"#{mark}" for mark in (*of_text, *of_passage, *(f"to:{each}" for each in passage.addressees)))
            words = [*words_of(passage.words)]
            self._weights.append(_TITLE if passage.words == text.title else _BRIEF if len(words) <= _FEW else "")
            for word in {*words, *marks}:
                self._postings[word].append(at)

    def write(self, folder: Folder) -> list[str]:
        """Write the pieces of the index, and return their paths."""
        names: list[str] = []

        def put(kind: str, pieces: Iterable[tuple[Any, str]]) -> list[Any]:
            """Write the pieces of a kind; return the first key of each."""
            begin = []
            for number, (first, content) in enumerate(pieces):
                names.append(f"search/{kind}-{number}.js")
                folder.write(names[-1], [f'itu.put("{kind}",{number},', content, ");\n"])
                begin.append(first)
            return begin

        contents = {
            "words": put("words", _entries(self._words(self._postings))),
            "titles": put("titles", _entries(self._words(self._titles))),
            "forms": put("forms", _entries(self._forms())),
            "passages": put("passages", _rows(self._passages)),
            "texts": put("texts", _rows(self._texts)),
            "firsts": self._firsts,
            "count": len(self._passages),
        }
        names.append("search/contents.js")
        folder.write(names[-1], ['itu.put("contents",0,', _dumped(contents), ");\n"])
        return names

    def _words(self, postings: Mapping[str, array[int]]) -> Iterator[tuple[str, str]]:
        """Yield the words in order, each with the numbers of its passages.

        A word with many passages comes several times.
        """
        for word in sorted(postings):
            numbers = postings[word]
            pieces: list[str] = []
            size = last = 0
            for number in numbers:
                pieces.append(_base36(number - last) + self._weights[number])
                last = number
                size += len(pieces[-1]) + 1
                if size > _MOST // 2:
                    yield word, ",".join(pieces)
                    pieces, size, last = [], 0, 0
            if pieces:
                yield word, ",".join(pieces)

    def _forms(self) -> Iterator[tuple[str, str]]:
        """Yield the other forms of each word that has some, in the order of the words."""
        forms: dict[str, list[str]] = defaultdict(list)
        for stem in stemmers(self._languages):
            alike: dict[str, list[str]] = defaultdict(list)
            for word in (word for word in self._postings if word[0].isalpha()):
                alike[stem(word)].append(word)
            for words in (each for each in alike.values() if len(each) > 1):
                for word in words:
                    forms[word] += (each for each in words if each != word and each not in forms[word])
        yield from ((word, " ".join(forms[word])) for word in sorted(forms))


def _entries(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pieces with words and their passages, each with its first word."""
    return _filled(((word, f"{_dumped(word)},{_dumped(numbers)}") for word, numbers in words))


def _rows(rows: Sequence[list[Any]]) -> Iterator[tuple[int, str]]:
    """Yield pieces with rows, each with the number of its first row."""
    return _filled((number, _dumped(row)) for number, row in enumerate(rows))


def _filled(entries: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    for run in in_runs(entries, lambda entry: len(entry[1].encode("utf-8", "replace")) + 1, _MOST):
        yield run[0][0], f"[{','.join(content for _, content in run)}]"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
