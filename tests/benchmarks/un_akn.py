"""How Akoma Ntoso of resolutions of the United Nations agrees with what they publish themselves.

Each text of ``FOLDER/*.jsonl.gz`` (``../shared/real/un``) is parsed with the lines of its cover and those below it, and
written.  Each file ``FOLDER/../akn/*.xml`` is read and written.  Compared are the IRI of the work, the names of the containers, the numbers of the paragraphs, and the labels
of the points below each, and of the files the marks of notes; *whole* are the texts in which all of these are equal, *named* the containers that have their
names.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import itu_texts

NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
MEASURES = ("iri", "containers", "paragraphs", "points", "whole", "named")
_NO_DATE = "/0001-01-01/"  # of a file that does not say when the text was adopted
_MARKS = re.compile(r"[^\w ]|[\u064b-\u0652\u0640]")


def bare(words: str) -> str:
    """A verb for comparison: without stops and marks, in small letters."""
    return _MARKS.sub("", words).casefold().strip()


def wanted(record: dict[str, Any]) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """What the mark-up says: the verbs of recitals, the numbers of paragraphs, and the points of each."""
    found: tuple[list[str], list[str], list[tuple[str, str]]] = ([], [], [])
    labels = {}
    for start, kind, label, verb, parent in record["nodes"]:
        labels[start] = label
        if kind == "recital":
            found[0].append(bare(verb))
        elif kind == "operative":
            found[1].append(bare(label))
        elif kind == "point":
            found[2].append((bare(labels.get(parent, "")), bare(label)))
    return found


def written(root: Any) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """The same of what was written."""
    preamble, body = root.find(f".//{NS}preamble"), root.find(f".//{NS}mainBody")
    containers = [bare(each.get("name")) for each in preamble.iter(f"{NS}container")] if preamble is not None else []
    points: list[tuple[str, str]] = []

    def number(element: Any) -> str:
        found = element.find(f"{NS}num")
        return bare("".join(found.itertext())) if found is not None else ""

    def below(element: Any, above: str) -> None:
        for child in element:
            here = above
            if child.tag in (f"{NS}point", f"{NS}indent", f"{NS}item"):
                points.append((above, number(child)))
                here = number(child)
            elif child.tag in (f"{NS}paragraph", f"{NS}container"):
                here = number(child)
            below(child, here)

    for part in (preamble, body):
        if part is not None:
            below(part, "")
    paragraphs = [number(each) for each in body.iter(f"{NS}paragraph")] if body is not None else []
    return containers, paragraphs, points


def compared(record: dict[str, Any]) -> Iterator[tuple[str, bool, Any, Any]]:
    """For each measure whether it is equal, what was written, and what is published."""
    text = "\n".join([*record["cover"], record["text"], *record["closing"]])
    xml = itu_texts.to_akn(itu_texts.parse(text, language=record["language"]), references=False)
    root = ElementTree.fromstring(xml)
    iri = _work(root)
    yield "iri", iri == record["iri"] or _NO_DATE in record["iri"], iri, record["iri"]
    for name, mine, theirs in zip(MEASURES[1:], written(root), wanted(record), strict=False):
        if name == "containers":  # where the mark-up says no verb, only the container counts
            mine = [verb if said else "" for verb, said in zip(mine, theirs, strict=False)] + mine[len(theirs) :]
        yield name, mine == theirs, mine, theirs


def records(folder: Path, every: int) -> Iterator[dict[str, Any]]:
    """The texts of a folder."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
        yield from map(json.loads, lines[::every])


def measured(folder: Path, every: int = 1) -> dict[str, dict[str, float]]:
    """The shares of equal texts, by language and measure."""
    counts: dict[str, Counter[str]] = {}
    for record in records(folder, every):
        count = counts.setdefault(record["language"], Counter())
        results = [*compared(record)]
        count.update(["texts", *(name for name, equal, *_ in results if equal)])
        count["whole"] += all(equal for _, equal, *_ in results)
        _, _, mine, theirs = results[1]
        count["of all"] += max(len(mine), len(theirs))
        count["named"] += sum(mine[place : place + 1] == [verb] for place, verb in enumerate(theirs))
    return {
        language: {name: count[name] / (count["of all"] if name == "named" else count["texts"]) for name in MEASURES}
        for language, count in counts.items()
    }


def of_files(folder: Path) -> dict[str, list[str]]:
    """For each published file what is not written as it is there; nothing if all is."""
    found = {}
    for file in sorted(folder.glob("*.xml")):
        published = ElementTree.fromstring(file.read_bytes())
        root = ElementTree.fromstring(itu_texts.to_akn(itu_texts.parse_file(file), references=False))
        theirs, mine = ((_work(each), *written(each), _notes(each)) for each in (published, root))
        names = (*MEASURES[:4], "notes")
        found[file.name] = [name for name, one, other in zip(names, mine, theirs, strict=True) if one != other]
    return found


def _work(root: Any) -> str:
    return str(root.find(f".//{NS}FRBRWork/{NS}FRBRuri").get("value")).rstrip("/")


def _notes(root: Any) -> list[str]:
    return [each.get("marker") for each in root.iter(f"{NS}authorialNote")]
