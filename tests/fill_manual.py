"""Put what commands and sessions give now into pages of the manual: ``python tests/fill_manual.py PAGE...``.

Look at what changed before you keep it: the tests then take it for right.
"""

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import test_manual as manual  # noqa: E402


def filled(block: manual.Block, names: dict) -> str:
    """The body of a block with what it gives."""
    if block.language == "console":
        commands = [line for line in block.body.splitlines() if line.startswith("$ ")]
        return "".join(f"{command}\n{manual.printed_by(command[2:])}" for command in commands)
    out = io.StringIO()
    for example in doctest.DocTestParser().get_examples(block.body):
        first, *more = example.source.splitlines()
        print(f">>> {first}", *(f"... {line}".rstrip() for line in more), sep="\n", file=out)
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(example.source, "page", "single"), names)
            except Exception as error:
                said = traceback.format_exception_only(error)[-1].strip()
                print("Traceback (most recent call last):", "    ...", said, sep="\n")
    return re.sub(r"(?m)^$(?=\n)", "<BLANKLINE>", out.getvalue())  # a blank line would end what is expected


def fill(page: Path) -> None:
    """Fill a page, which is run in a folder of its own."""
    text = page.read_text("utf-8")
    pieces, last, names = [], 0, {"__name__": "manual"}
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COLUMNS"] = "80"
        manual.lay_out(Path(folder))
        os.chdir(folder)
        for found in manual._FENCE.finditer(text):
            (block,) = manual.blocks_of(found[0])
            if block.language in ("console", "pycon"):
                end = found.end("body")
                start = end - len(block.body)  # behind the options
                pieces += [text[last:start], filled(block, names)]
                last = end
            else:
                manual.run_block(block, page.name, names)
        os.chdir(here)
    page.write_text("".join(pieces) + text[last:], "utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        fill(Path(name).resolve())
