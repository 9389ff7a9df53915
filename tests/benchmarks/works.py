"""All that the library does with a document, and documents of many kinds and any size to do it with.

The functions are found by their signatures, so a new one is measured too.
"""

import inspect
import io
import itertools
import operator
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import itu_texts
from itu_texts import Collection, Document, Node, Text
from itu_texts.formats.table import FORMATS
from itu_texts.formats.tables.rows import COLUMNS
from itu_texts.revision.aligning import align
from itu_texts.revision.diffs import diff_page
from itu_texts.revision.redlines import to_docx as compared_in_word

__all__ = ["KINDS", "WORKS", "Given", "fresh", "given"]

_HEADS = {
    "en": "RESOLUTION {} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\n",
    "zh": "第{}号决议（2019年，Lakeside）\n船只\n国际电信联盟理事会，\n",
    "ar": "القرار {} (Lakeside، 2019)\nالقوارب\nإن مجلس الاتحاد،\n",
}
_HEADINGS = {
    "en": "instructs the Director of lake {n}\n1 to act on resolves {n} and Resolution {n};\n2 to row;\n",
    "zh": "责成第{n}湖主任\n1 根据做出决议{n}和第{n}号决议清点船只；\n2 划船；\n",
    "ar": "يكلف مدير البحيرة {n}\n1 بالعمل وفقاً للقرار {n}؛\n2 بالتجديف؛\n",
}
_ITEMS = {
    "en": "{n} that the boats of lake {n} are counted before 1 May 2021, as in resolves {n};\n",
    "zh": "{n} 根据第{n}号决议在2021年5月1日之前清点第{n}湖的船只；\n",
    "ar": "{n} أن تُحصى قوارب البحيرة {n} قبل 1 مايو 2021؛\n",
}
_RESOLVES = {"en": "resolves\n", "zh": "做出决议\n", "ar": "يقرر\n"}
_ANNEXES = {
    "en": "ANNEX {nA} TO RESOLUTION 9\nOars of lake {n}\n1 Oars are long, see § 4 above and Annex {nA}.\n",
    "zh": "附件{nA}\n第{n}湖的船桨\n1 船桨很长，见附件{nA}。\n",
    "ar": "الملحق {nA}\nمجاديف البحيرة {n}\n1 المجاديف طويلة، انظر الملحق {nA}.\n",
}
_PROVISIONS = {
    "en": "{n} {n}. The boats of No. {n} and of Article 7 are counted.\n",
    "zh": "{n} {n} 根据第{n}款清点船只。\n",
    "ar": "{n} {n} تُحصى قوارب الرقم {n}.\n",
}
_ARTICLES = {"en": "ARTICLE 1\nBoats\n", "zh": "第1条\n船只\n", "ar": "المادة 1\nالقوارب\n"}
_AMENDMENTS = {
    "en": "MOD LAK/7/{n}\ninstructs the Director of lake {n}\nto count the boats of lake {n}\nReasons: They leak.\n",
    "zh": "MOD LAK/7/{n}\n责成第{n}湖主任\n清点第{n}湖的船只\n理由：船只漏水。\n",
    "ar": "MOD LAK/7/{n}\nيكلف مدير البحيرة {n}\nبإحصاء قوارب البحيرة {n}\nالأسباب: لأنها تتسرب.\n",
}
_SECTIONS = "{n} Boats of lake {n}\n{n}.1 General\nThe boats of clause {n}.1 shall be counted, see Table {n}.\n"
_SKIFFS = {"en": ("boats", "skiffs"), "zh": ("船只", "小船"), "ar": ("قوارب", "زوارق")}


def _repeated(text: str) -> Callable[[int], str]:
    """A text for each number from 1 on; an annex, whose number has two figures at most, has a letter behind them."""
    return lambda count: "".join(
        text.replace("{n}", str(n)).replace("{nA}", f"{n // 26 + 1}{chr(ord('A') + n % 26)}")
        for n in range(1, count + 1)
    )


def _in_one_text(code: str, below: str, above: str = "") -> Callable[[int], str]:
    repeated = _repeated(below)
    return lambda count: _HEADS[code].format(9) + above + repeated(count)


KINDS: dict[str, Callable[[int], str]] = {
    f"{name} {code}": made
    for code in ("en", "zh", "ar")
    for name, made in {
        "clauses": _in_one_text(code, _HEADINGS[code]),
        "items": _in_one_text(code, _ITEMS[code], _RESOLVES[code]),
        "annexes": _in_one_text(code, _ANNEXES[code], _RESOLVES[code] + _ITEMS[code].format(n=1)),
        "provisions": lambda count, code=code: _ARTICLES[code] + _repeated(_PROVISIONS[code])(count),
        "amendments": _in_one_text(code, _AMENDMENTS[code]),
        "texts": _repeated(_HEADS[code].format("{n}") + _HEADINGS[code]),
    }.items()
} | {
    "sections": lambda count: "Recommendation ITU-T X.9\nBoats\n" + _repeated(_SECTIONS)(count),
    "paragraphs": _in_one_text("en", "The boats of lake {n} shall float, as Annex 1 says.\n", "resolves\n1 to row;\nANNEX 1\nBoats\n"),
    "articles": _repeated("ARTICLE {n}\nBoats of lake {n}\n{n} {n}. The boats of No. {n} and Article {n} float.\n"),
    "amended provisions": _repeated("MOD LAK/7/{n}\n{n} {n}. The boats of No. {n} float.\nReasons: They do.\n"),
    "amended texts": _repeated("MOD LAK/7/{n}\n" + _HEADS["en"].format("{n}") + _HEADINGS["en"]),
    "footnotes": _in_one_text("en", "{n} to help countries1 and others2;\n_____ 1 These. 2 Those.\n", "resolves\n"),
    "tables": _in_one_text("en", "Table {n} – Boats\n| Lake | Boats |\n|--|--|\n| {n} | {n} |\nwords\n", "resolves\n1 to row;\nANNEX 1\nBoats\n"),
    "pages": _in_one_text("en", "{n} to row;\n– {n} –\n", "resolves\n"),
    "one item": _in_one_text("en", "see Resolution {n} and resolves 1 ", "resolves\n1 to row, "),
    "nested items": _in_one_text("en", "{n} to act:\na) to row:\ni) to sail;\nii) to rest;\nb) to wait;\n", "resolves\n"),
    "the same headings": _in_one_text("en", "considering\na) that considering a) holds, as resolves 1 says;\nresolves\n1 to row;\n"),
    "the same items": _in_one_text("en", "a) that resolves a) holds and resolves 2 does;\n", "resolves\n"),
    "the same annexes": _in_one_text("en", "ANNEX 1\nOars\n1 See Annex 1 to this Resolution and § 1.\n", "resolves\n1 to row;\n"),
    "the same texts": _repeated(_HEADS["en"].format(9) + "resolves\n1 to act on resolves 1 and Resolution 9;\n"),
    "the same markers": _in_one_text("en", "MOD LAK/7/1\nresolves\n1 to row;\n"),
    "an annex without a title": _in_one_text("en", "{n} The boats of lake {n} float, as Annex 1 says.\n", "resolves\n1 to row;\nANNEX 1\n"),
    "an article of paragraphs": lambda count: "ARTICLE 1\n" + _repeated("The boats of lake {n} float.\n\n")(count),
    "a section of paragraphs": lambda count: "Recommendation ITU-T X.9\nBoats\n1 Scope\n" + _repeated("The boats of clause 1 float.\n\n")(count),
    "allocations": lambda count: "Region 1\tRegion 2\tRegion 3\n" + "1-2\tFIXED 5.1\t3-4\n" * count,
}  # fmt: skip
"""By name, what makes a text of so many parts."""


class Given(NamedTuple):
    """What the functions are given."""

    document: Document
    other: Document
    """The same with other words in some places."""
    amending: Document
    """A proposal with amendments to it."""
    nodes: tuple[Node, ...]


@cache
def given(kind: str, count: int) -> Given:
    """What the functions are given, of a kind, with so many parts."""
    text = KINDS[kind](count)
    code = kind[-2:] if kind[-2:] in _SKIFFS else "en"
    old, new = _SKIFFS[code]
    lines = text.splitlines(keepends=True)
    other = "".join(line.replace(old, new) if place % 7 == 0 else line for place, line in enumerate(lines))
    start = text.split("\n", 1)[0].split("1")[0]
    amending = (
        other
        if "MOD" in text
        else re.sub(f"(?m)^(?={re.escape(start)}\\d)" if start else "^(?=[0-9])", "MOD LAK/7/1\n", other)
    )
    document = itu_texts.parse(text, language=code)
    return Given(
        document,
        itu_texts.parse(other, language=code),
        itu_texts.parse(amending, language=code),
        tuple(itu_texts.walk(document)),
    )


Work = Callable[[Given], object]


def _all(found: object) -> object:
    return [*found] if isinstance(found, Iterator) else found


def _of_each(kind: type[Node], function: Callable[[Any], object]) -> Work:
    """The same function for each node of a class that has what it asks for."""

    def work(to: Given) -> None:
        for node in to.nodes:
            if isinstance(node, kind):
                with suppress(itu_texts.ItuTextsError):
                    _all(function(node))

    return work


def _added(to: Given) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "boats.txt")
        file.write_text(str(to.document.source), "utf-8")
        with Collection.open(Path(folder, "boats.db")) as collection:
            collection.add(file, workers=1)
            itu_texts.write_site(collection, Path(folder, "site"), workers=1)


def _edited(to: Given) -> Document:
    editor = itu_texts.edit(to.document)
    for node in to.nodes:
        if isinstance(node, itu_texts.Item) and node.text:
            editor.replace(node, f"{node.text} and sails")
    lists = (node for node in to.nodes if isinstance(node, itu_texts.Clause) and node.items)
    for clause in itertools.islice(lists, 1):
        editor.renumber(clause)
    return editor.finish()


def _from_bytes(to: Given, name: str) -> Document:
    """The same text, read from the bytes of a file."""
    data = itu_texts.to_docx(to.document) if name.endswith(".docx") else to.document.source.text.encode()
    return itu_texts.parse_bytes(data, name)


def _annotated(to: Given) -> bytes:
    document = _from_bytes(to, "x.docx")
    return itu_texts.annotate(document, document.diagnostics)


def _mended(to: Given) -> object:
    document = _from_bytes(to, "x.txt")
    return itu_texts.mend(document, itu_texts.check(document))


_OTHERWISE: dict[str, Work] = {
    "align": lambda to: [(each.first_address, each.second_address) for each in align(to.document, to.other)],
    "annotate": _annotated,
    "apply": lambda to: itu_texts.apply(itu_texts.diff(to.document, to.other), to.document),
    "compare": lambda to: itu_texts.compare(to.document, to.amending),
    "consolidate": lambda to: itu_texts.consolidate(to.document, to.amending),
    "diff": lambda to: itu_texts.diff(to.document, to.other),
    "diff_page": lambda to: diff_page(to.document, to.other),
    "edit": _edited,
    "file_place": lambda to: [itu_texts.file_place(to.document, node.span) for node in itu_texts.walk(to.document)],
    "find": lambda to: [*itu_texts.find(to.document, itu_texts.Item)],
    "graph": lambda to: itu_texts.graph([to.document, to.other]),
    "mend": _mended,
    "redline": lambda to: compared_in_word(itu_texts.diff(to.document, to.other), to.document),
    "with_data": lambda to: itu_texts.nodes.with_data(
        to.document, lambda node: {"label": getattr(node, "label", None)}
    ),
    "print_tree": lambda to: itu_texts.nodes.print_tree(to.document, file=io.StringIO()),
}
"""How the functions are called that need more than a document or a node."""
_IN_PARTS = ("export", "records")  # called for each format, and for each kind of rows
_OF_FILES = ("annotate", "file_place", "mend", "redline")  # called with a document that was read from a file


def _takes_document(function: object) -> bool:
    if not inspect.isfunction(function):
        return False
    annotations = (str(each.annotation) for each in inspect.signature(function).parameters.values())
    return any(re.search(r"\b(_?Documents?|Node|Text)\b", each) for each in annotations)


def _works() -> Iterator[tuple[str, Work]]:
    for name in itu_texts.__all__:
        function = getattr(itu_texts, name)
        if name in (*_IN_PARTS, *_OF_FILES) or not _takes_document(function):
            continue
        first, *others = inspect.signature(function).parameters.values()
        if name in _OTHERWISE:
            yield name, _OTHERWISE[name]
        elif any(each.default is each.empty for each in others):
            raise TypeError(f"how is {name}() called?")  # _OTHERWISE says it
        elif name in ("address", "eid", "iri"):
            yield f"{name} of each node", _of_each(Node, function)
        else:
            yield name, lambda to, function=function: _all(function(to.document))
            if "Node" in str(first.annotation) or "Text" in str(first.annotation):
                yield f"{name} of each text", _of_each(Text, function)
    for kind in (Node, Text, Document):
        for name, _ in inspect.getmembers(kind, lambda found: isinstance(found, property)):
            if not name.startswith("_") and (kind is Node or not hasattr(Node, name)):
                yield f"{name} of each {kind.__name__.lower()}", _of_each(kind, operator.attrgetter(name))
    for name, row in FORMATS.items():
        if row.writer.function and row.writer.options != ("rows",):
            yield f"export {name}", lambda to, name=name: itu_texts.export(to.document, name)
    for what in COLUMNS:
        yield f"rows {what}", lambda to, what=what: [*itu_texts.records(to.document, what)]
    yield "Collection.add", _added


WORKS: dict[str, Work] = dict(_works())
"""By name, what is done with what is given."""


def fresh(to: Given) -> Given:
    """The same, without the indexes that the documents keep."""
    for document in to[:3]:
        known = document.diagnostics  # which are found when they are first read
        document._indexes.clear()
        assert document.diagnostics is known
    return to
