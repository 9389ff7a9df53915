"""The search index of a site: the chunks with each word, and their words.

It is a format of this library, because a page that is opened from a folder can load scripts but no data: the libraries
that search in a browser hold their whole index in memory, which for a thousand texts is tens of megabytes, all of them
to be loaded before the first word is found. Here a search loads only the pieces that its words need, and the chunks
that are shown. Pagefind, for one, fetches its index and runs WebAssembly, which browsers refuse to a page that is
opened from a folder.

Words, their forms, and the order of what is found are those of :func:`itu_texts.collection.search.search`:
``search.js`` does the same. Behind the number of a chunk stands how much a word counts in it, which is what BM25 says,
as one sign. Filters are words behind "#", with the numbers of texts, and behind "@", with those of chunks.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from itu_texts.analysis.addressee_names import answering
from itu_texts.api.runs import in_runs
from itu_texts.collection.query_words import ONE_FORM, PARTED, is_stop_word, stemmers, tokens_of
from itu_texts.collection.schema import ABOVE
from itu_texts.collection.site.contents import CHUNKS, Contents
from itu_texts.collection.site.folder import Folder
from itu_texts.tree.addressees import CONCEPTS

_MOST = 250_000  # bytes of a piece
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LEVELS = "!#$%&()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_{|}~"  # how much a word counts, from little to much
_BITS = 6  # of these, beside the number
_MOST_COUNTED, _LENGTH = 2.2, 0.75  # the parameters of BM25 in SQLite, whose k1 is 1.2
_KEY = re.compile(r"([A-Z_]+);")
_TO = {each: [to for to in CONCEPTS if each in answering(to)] for each in CONCEPTS}
"""The addressees whose queries find the tasks of each addressee."""
# The texts without copies; latest editions come first
_TEXTS = """
SELECT t.id, t.name, t.title, t.language, t.note, t.page, t.is_latest, t.kind, w.body,
    nullif(substr(t.adopted, 1, 4), '')
FROM site.texts t LEFT JOIN site.works w ON w.id = t.work WHERE t.counts
ORDER BY NOT t.is_latest, t.adopted DESC, t.place
"""
_AVERAGE = "SELECT avg(length(words) + length(coalesce(title, '')) + length(coalesce(path, ''))) FROM chunks"


def write_index(contents: Contents, folder: Folder) -> None:
    """Write the index of a site."""
    index = _Index(contents, folder)
    passages = index.write("passages", ((number, _dumped(row)) for number, row in enumerate(index.passages())))
    texts = index.write("texts", ((number, _dumped(row)) for number, row in enumerate(index.texts)))
    known = {
        "passages": passages,
        "texts": texts,
        "words": index.write("words", index.words()),
        "forms": index.write("forms", _forms(index.postings, sorted(index.languages))),
        "firsts": index.firsts,
        "count": index.count,
        "levels": _LEVELS,
        "stop": sorted(word for word in index.postings if is_stop_word(word, index.languages)),
    }
    folder.write("search/contents.js", ['itu.put("contents",0,', _dumped(known), ");\n"])


class _Index:
    """The index, as it grows with each text."""

    def __init__(self, contents: Contents, folder: Folder) -> None:
        self._contents, self._folder = contents, folder
        self.postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        """Behind each word the numbers of chunks, and how much it counts there; behind "#" and "@" those of filters."""
        self.texts: list[list[str]] = []
        self.firsts: list[int] = []  # the number of the first chunk of each text
        self.languages: set[str] = set()
        self.count = 0
        [self._average] = contents.column(_AVERAGE)

    def passages(self) -> Iterator[list[Any]]:
        """Yield the chunks as they are shown, each after its words are known."""
        for text, name, title, language, note, page, *marks in self._contents.acts.rows(_TEXTS):
            self.firsts.append(self.count)
            self.languages.add(self._contents.acts._bound(language))
            named = zip(("latest", "kind", "body", "year"), marks, strict=True)
            for each in (language, *(f"{mark}:{value}" for mark, value in named if value)):
                self.postings[f"#{each}"].append(len(self.texts) << _BITS)
            begin = page.partition("#")[0]
            for href, address, words, told, role, above in self._contents.acts.rows(CHUNKS, {"text": text}):
                self._add(words, above, told)
                self._mark(role, told)
                shown = [len(self.texts), href.removeprefix(begin), address, words.replace(PARTED, "")]
                yield [*shown, told] if told else shown
                self.count += 1
            self.texts.append([name, title, language, note, begin])

    def _add(self, words: str, above: str, told: str) -> None:
        """Add the words of a chunk, with those above it and the names of those who have a task in it."""
        size = (len(words) + len(above)) / self._average
        said = Counter(tokens_of(words))
        said.update(_counted_above(above))
        said.update(_counted_above(told))
        for word, many in said.items():
            self.postings[word].append(self.count << _BITS | _level(many, size))

    def _mark(self, role: str, told: str) -> None:
        """Add a chunk to the filters for its role, and for those whose queries find its tasks."""
        addressees = {f"@to:{to}" for key in _KEY.findall(told) for to in _TO.get(key, ())}
        for each in addressees | ({f"@{role}"} if role else set()):
            self.postings[each].append(self.count << _BITS)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield the words in their order, each with its numbers, those of many numbers several times."""
        for word in sorted(self.postings):
            for numbers in _written(self.postings[word]):
                yield word, f"{_dumped(word)},{_dumped(numbers)}"

    def write(self, kind: str, entries: Iterable[tuple[Any, str]]) -> list[Any]:
        """Write the pieces of a kind; return the first key of each."""
        begin = []
        runs = in_runs(entries, lambda entry: len(entry[1].encode("utf-8", "replace")) + 1, _MOST)
        for number, run in enumerate(runs):
            content = ",".join(said for _, said in run)
            self._folder.write(f"search/{kind}-{number}.js", [f'itu.put("{kind}",{number},[', content, "]);\n"])
            begin.append(run[0][0])
        return begin


@lru_cache(1 << 10)
def _counted_above(words: str) -> Counter[str]:
    return Counter({word: ABOVE * many for word, many in Counter(tokens_of(words)).items()})


def _level(many: int, size: float) -> int:
    """Return how much a word counts that a chunk has some times, for its length, as BM25 says."""
    counted = many / (many + (_MOST_COUNTED - 1) * (1 - _LENGTH + _LENGTH * size))
    return int(counted * (len(_LEVELS) - 1))


def _written(numbers: Sequence[int]) -> Iterator[str]:
    """Yield the numbers of a word, each as the step from the one before; many come in several pieces."""
    for run in in_runs(zip(numbers, (0, *numbers), strict=False), lambda _: 4, _MOST // 2):
        steps = [(number >> _BITS) - (before >> _BITS if at else 0) for at, (number, before) in enumerate(run)]
        yield "".join(
            f"{_base36(step)}{_LEVELS[number & (1 << _BITS) - 1]}" for step, (number, _) in zip(steps, run, strict=True)
        )


def _forms(words: Iterable[str], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the other forms of each word that has some, in the order of the words."""
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    written = [word for word in words if len(word) > ONE_FORM and word[0].isalpha()]
    for stem in stemmers(languages):
        for _, group in groupby(sorted(written, key=stem), key=stem):
            alike = dict.fromkeys(group)
            for word in alike if len(alike) > 1 else ():
                forms[word] |= alike
    for word in sorted(forms):
        others = " ".join(other for other in forms[word] if other != word)
        yield word, f"{_dumped(word)},{_dumped(others)}"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
