"""List who is told to do what: ``python who_does_what.py resolution.txt``."""

import sys

import itu_texts


def main(path: str) -> None:
    document = itu_texts.parse_file(path)
    for clause in itu_texts.find(document, itu_texts.Clause):
        for addressee in clause.heading.addressees:
            print(f"{addressee} ({clause.heading.verb})")
            for block in clause.blocks:
                print(f"    {itu_texts.address(block)}: {block.text}")


if __name__ == "__main__":
    main(sys.argv[1])
