"""The clauses of resolutions on weights and measures, as some files of the real texts have them: each with its verb's class."""

import re
from pathlib import Path
from typing import NamedTuple

import itu_texts

_RESOLUTION = re.compile(r"(?m)^- dates:\n(?:(?!- )(?:[ -].*)?\n)*")
_FIELD = re.compile(r"(?m)^  (?:- )?(?P<name>[a-z_]+): ?(?P<value>.*(?:\n(?:    +.*|[ \t]*(?=\n)))*)")
_ENTRY = re.compile(
    r"(?m)^  - (?:type: (?P<type>.+)\n(?:    date_effective: .*\n)?    )?message: ?(?P<message>.*(?:\n(?:      .*|[ \t]*(?=\n)))*)"
)


class Clause(NamedTuple):
    """A clause: the class of its verb, and where it begins in the text."""

    sort: str
    start: int


def texts(file: Path, word: str) -> list[tuple[str, list[Clause]]]:
    """The resolutions of a file, each as a text with its clauses.

    :param word: what a resolution is called.
    """
    made = []
    for found in _RESOLUTION.finditer(file.read_text("utf-8")):
        fields = {field["name"]: _words(field["value"]) for field in _FIELD.finditer(found[0])}
        text = f"{word} {fields['identifier']}\n\n{fields.get('title', '')}\n\n"
        clauses = []
        for entry in _ENTRY.finditer(found[0]):
            if entry["type"]:
                clauses.append(Clause(entry["type"], len(text)))
            text += _words(entry["message"]) + "\n\n"
        made.append((text, clauses))
    return made


def _words(value: str) -> str:
    """What a value of YAML says."""
    if value.startswith("|"):
        return "\n".join(line.strip() for line in value.split("\n")[1:]).strip()
    paragraphs = re.split(r"\n[ \t]*\n", value)
    plain = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    if plain[:1] == '"' == plain[-1:]:
        return plain[1:-1].replace("\\n", "\n").replace('\\"', '"').replace("\\ ", " ").strip()
    if plain[:1] == "'" == plain[-1:]:
        return plain[1:-1].replace("''", "'").strip()
    return plain.strip()


def found(text: str, clauses: list[Clause]) -> list[bool]:
    """Whether each clause was found, with a verb that is known; signs of emphasis may stand before it."""
    document = itu_texts.parse(text)
    known = {clause.span.start for clause in itu_texts.find(document, itu_texts.Clause) if clause.heading.concept}
    return [not known.isdisjoint(range(clause.start, clause.start + 4)) for clause in clauses]
