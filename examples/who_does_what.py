"""List the tasks of a text and their addressees: ``python who_does_what.py resolution.txt``."""

import sys

import itu_texts


def main(path: str) -> None:
    for task in itu_texts.who_does_what(itu_texts.parse_file(path)):
        print(f"{task.addressee.concept:10} {task.verb:10} {task.address}: {task.text}")


if __name__ == "__main__":
    main(sys.argv[1])
