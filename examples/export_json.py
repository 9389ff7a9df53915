"""Write the clause tree of a text file as JSON: ``python export_json.py resolution.txt``."""

import sys

import itu_texts


def main(path: str) -> None:
    document = itu_texts.parse_file(path)
    print(itu_texts.to_json(document, indent=2))
    for found in document.diagnostics:
        line, column = document.source.line_column(found.span.start)
        print(f"{path}:{line}:{column}: {found.severity} {found.message}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
