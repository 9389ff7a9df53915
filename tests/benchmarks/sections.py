"""The sections of Recommendations, in each form that a Word file takes: ``python tests/benchmarks/sections.py FOLDER``.

FOLDER holds NAME.docx and what programs made of each: NAME.txt, NAME.html, NAME.pdf (LibreOffice), NAME.layout.txt and
NAME.plain.txt (pdftotext with and without ``-layout``).  ``--make`` makes those that are missing.  The truth is the
paragraphs of the Word file in the styles Heading 1 to 9 that print a number ("7.1.2 Title").  Of each form is printed

=======  ========================================================================
found    the share of them that a line of the outline names
content  ... and below which something stands
depth    ... and which stand in the section, or the annex, whose number they go on with
=======  ========================================================================

``--misses N`` names up to N that are missing.
"""

from __future__ import annotations

import argparse
import collections
import re
import subprocess
from pathlib import Path

import docx

import itu_texts

FORMS = ("docx", "txt", "html", "pdf", "layout.txt", "plain.txt")


def norm(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))[:50]


def truth(path: Path) -> list[tuple[str, str]]:
    """The number and the words of each heading of a Word file."""
    found = []
    for paragraph in docx.Document(str(path)).paragraphs:
        if re.match(r"(?i)heading ?\d", paragraph.style.name):
            parts = re.match(r"\s*([A-Z0-9IVX]+(?:\.\d+)*)\s+(\S.*)", paragraph.text)
            if parts:
                found.append((parts[1], norm(f"{parts[1]} {parts[2]}")))
    return found


def lines_of(path: Path) -> dict[str, list[tuple[bool, set[str]]]]:
    """Of each line of an outline: whether something stands below it, and the numbers of what it stands in."""
    lines = [line for line in itu_texts.to_outline(itu_texts.parse_file(path)).splitlines() if line.strip()]
    depths = [len(line) - len(line.lstrip("\t")) for line in lines]
    where = collections.defaultdict(list)
    above: list[str] = []
    for place, line in enumerate(lines):
        above[depths[place] :] = [line.strip()]
        deeper = place + 1 < len(lines) and depths[place + 1] > depths[place]
        where[norm(line)].append((deeper, {word for each in above[:-1] for word in each.split()[:2]}))
    return where


def make(path: Path) -> None:
    """Make what is missing of the forms of a Word file."""
    for form, to in (("txt", "txt:Text:UTF8"), ("html", "html"), ("pdf", "pdf")):
        if not path.with_suffix(f".{form}").exists():
            command = ["soffice", "--headless", "--convert-to", to, "--outdir", path.parent, path]
            subprocess.run(command, check=True, capture_output=True)
    for form, options in (("layout.txt", ["-layout"]), ("plain.txt", [])):
        target = path.with_suffix(f".{form}")
        if not target.exists():
            subprocess.run(["pdftotext", *options, path.with_suffix(".pdf"), target], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    for form in FORMS:
        tally: collections.Counter[str] = collections.Counter()
        misses = []
        for word in sorted(arguments.folder.glob("*.docx")):
            if arguments.make:
                make(word)
            path = word.with_suffix(f".{form}")
            if not path.exists():
                continue
            where = lines_of(path)
            for number, words in truth(word):
                parent = number.rpartition(".")[0]
                seen = where.get(words, [])
                right = any(deeper and (not parent or parent in parents) for deeper, parents in seen)
                tally.update(of=1, found=bool(seen), content=any(deeper for deeper, _ in seen), depth=right)
                if not right:
                    misses.append(f"{word.stem} {words}{'' if seen else ' (not found)'}")
        if tally["of"]:
            shares = ", ".join(f"{what} {tally[what] / tally['of']:.3f}" for what in ("found", "content", "depth"))
            print(f"{form:12}{shares} of {tally['of']}", *misses[: arguments.misses], sep="\n    ")


if __name__ == "__main__":
    main()
