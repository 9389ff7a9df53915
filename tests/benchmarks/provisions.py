"""The provisions of treaties, in each form in which people have them: ``python tests/benchmarks/provisions.py [FOLDER]``.

An invented treaty in six languages is written in each form; printed is the share of its provisions that the library
finds with their number, in their article, with their words and no others.  Of the real texts below FOLDER (``../shared``)
is printed how many provisions are found, and how many lines begin as some do.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import treaties

import itu_texts

REAL = {
    "real/treaty/es-convention-1982.md": ("es", r"(?m)^\d{1,3}\. "),
    "corpus/treaty/es-pp98-minneapolis-amendments.txt": ("es", r"(?m)^(?:MOD|ADD|SUP|NOC)\*? \d"),
    "corpus/treaty/en-itr-1988.txt": ("en", r"(?m)^\d{1,3}(?=\D)"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--misses", help="the form of which the numbers that are missing are printed")
    arguments = parser.parse_args()
    print(f"{'':20}", *(f"{language:>6}" for language in treaties.ARTICLES))
    for form, found in treaties.shares():
        print(f"{form:20}", *(f"{share:6.2f}" for share in found.values()))
        if form == arguments.misses:
            for language in found:
                print("   ", language, *treaties.share(treaties.treaty(language), language, form)[1])
    for name, (language, begins) in REAL.items():
        path = arguments.folder / name
        if path.exists():
            text = path.read_text("utf-8")
            document = itu_texts.parse(text, language=language)
            count = sum(isinstance(each, itu_texts.Provision) for each in itu_texts.walk(document))
            marked = sum(isinstance(each, itu_texts.Amendment) for each in itu_texts.walk(document))
            print(f"{name}: {count} provisions, {marked} amendments, {len(re.findall(begins, text))} lines")
    pieces = sorted((arguments.folder / "real/rr").glob("*.txt"))
    numbered = [path for path in pieces if re.match(r"\d+\.\d", path.read_text("utf-8"))]
    own = 0
    for path in numbered:
        text = path.read_text("utf-8")
        first = re.match(r"\S+", text)
        document = itu_texts.parse(text)
        own += any(
            isinstance(n, itu_texts.Provision) and n.number == first[0] and n.blocks for n in itu_texts.walk(document)
        )
    if pieces:
        print(f"real/rr: {own} of {len(numbered)} provisions")


if __name__ == "__main__":
    main()
