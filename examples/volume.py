"""List the texts of a volume, one at a time, with what marks them: python examples/volume.py [FILE]"""

import sys
from pathlib import Path

import itu_texts


def main(path: str) -> None:
    for text in itu_texts.iter_texts(path):
        marker = text.amendment.marker if text.amendment else ""
        print(f"{marker:16} {text.identifier or text.kind}: {text.title}, {len(text.clauses)} clauses")


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(Path(__file__).with_name("session.txt"))])
