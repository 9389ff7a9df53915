"""The manual says what is so: each block of code in it, and in the README, runs and gives what it shows.

- ``python`` blocks run, and those of a page share their names; ``pycon`` blocks run and give what they show.
- ``console`` blocks hold commands behind ``$`` and what these print; ``...`` stands for anything.
- ``text`` blocks with a caption are files of that name, for the blocks below them.
- ``json`` blocks are JSON.
- A block that ends in a traceback means it, and says so with the class ``raises``; the error is one of the library's.
"""

import contextlib
import doctest
import io
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT
from together import refused

import itu_texts
from itu_texts.analysis.checks import RULES
from itu_texts.cli import main
from itu_texts.formats.table import WRITTEN

DOCS = ROOT / "docs"
PAGES = [*sorted(path for path in DOCS.rglob("*.md") if "_generated" not in path.parts), ROOT / "README.md"]
NOT_RUN = {
    "bash",
    "toml",
    "lark",
    "yaml",
    "xml",
    "bibtex",
    "elisp",
    "javascript",
    "lua",
    "{eval-rst}",
    "{toctree}",
    "{include}",
    "{literalinclude}",
    "{image}",
    "{figure}",
}
_FENCE = re.compile(r"(?ms)^(?P<fence>`{3,})(?P<language>[^\n]*)\n(?P<body>.*?)^(?P=fence)$")
_FLAGS = doctest.ELLIPSIS


class Block(NamedTuple):
    language: str
    caption: str
    body: str
    line: int
    raises: bool = False


def blocks_of(page: str) -> list[Block]:
    blocks = []
    for found in _FENCE.finditer(page):
        language, body = found["language"].strip(), found["body"]
        caption, raises = "", False
        if language.startswith("{code-block}"):
            language = language.removeprefix("{code-block}").strip()
            options = re.match(r"(?:^:.*\n)*\n?", body, re.MULTILINE)[0]
            caption = next(iter(re.findall(r"(?m)^:caption: (.*)$", options)), "")
            raises = ":class: raises\n" in options
            body = body[len(options) :]
        blocks.append(Block(language, caption, body, page.count("\n", 0, found.start("body")), raises))
    return blocks


def checked(want: str, got: str, where: str) -> None:
    example = doctest.Example("", want)
    checker = doctest.OutputChecker()
    if not checker.check_output(want, got, _FLAGS):
        pytest.fail(f"{where}: {checker.output_difference(example, got, _FLAGS)}")


def run_console(block: Block, where: str) -> None:
    """Run the commands of a block one after the other, and compare all that they print."""
    for command, want in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.body):
        checked(want, printed_by(command), f"{where} {command}")


def printed_by(command: str) -> str:
    """What a command prints, errors too."""
    program, *arguments = shlex.split(command)
    assert program == "itu-texts", command
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(arguments)
    out.flush()
    return out.buffer.getvalue().decode("utf-8").replace("\r\n", "\n")


def run_session(block: Block, where: str, names: dict) -> None:
    """Run what stands behind ``>>>``, and compare what it gives."""
    test = doctest.DocTestParser().get_doctest(block.body, names, where, where, block.line)
    said: list[str] = []
    failed = doctest.DocTestRunner(verbose=False, optionflags=_FLAGS).run(test, out=said.append, clear_globs=False)
    assert not failed.failed, "".join(said)
    assert test.examples, f"{where}: nothing to run"
    names.update(test.globs)


def lay_out(folder) -> None:
    """Put the files that pages speak of into a folder: the examples, and those of the manual."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(DOCS / "files", folder, dirs_exist_ok=True)


def run_page(page, folder, monkeypatch) -> dict:
    """Run all blocks of a page in a folder of its own, and give the names that its Python made."""
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    names: dict = {"__name__": "manual"}
    for block in blocks_of(page.read_text("utf-8")):
        run_block(block, f"{page.name}:{block.line}", names)
    return names


def run_block(block: Block, where: str, names: dict) -> None:
    """Run a block in the folder that is the current one."""
    errors = re.findall(r"(?m)^Traceback \(most recent call last\):\n(?:[ ].*\n)*(\S*?):", block.body)
    assert bool(errors) == block.raises, (
        f"{where}: a traceback is shown by blocks of the class raises, and by no others"
    )
    assert all(hasattr(itu_texts, error.removeprefix("itu_texts.errors.")) for error in errors), f"{where}: {errors}"
    if block.language == "python":
        exec(compile("\n" * block.line + block.body, where, "exec"), names)
    elif block.language == "pycon":
        run_session(block, where, names)
    elif block.language == "console":
        run_console(block, where)
    elif block.language == "json":
        json.loads(block.body)
    elif block.language in ("text", ""):
        if block.caption:
            Path(block.caption).parent.mkdir(exist_ok=True)
            Path(block.caption).write_text(block.body, "utf-8")
    else:
        assert block.language.split()[0] in NOT_RUN, f"{where}: {block.language}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_page_run(page, tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(tmp_path)  # pages import the files that they show
    run_page(page, tmp_path, monkeypatch)


def test_a_block_that_is_wrong_is_seen(tmp_path, monkeypatch):
    error = "itu_texts.errors.InputError: parse() takes a string, not int; to read a file, call parse_file()"
    fails = f">>> import itu_texts\n>>> itu_texts.parse(5)\nTraceback (most recent call last):\n    ...\n{error}\n"
    shown = ">>> 1 / 0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
    wrong = (
        "pycon\n>>> 1 + 1\n3\n",
        "console\n$ itu-texts schema\nnone\n",
        "json\n{\n",
        f"pycon\n{fails}",
        f"{{code-block}} pycon\n:class: raises\n\n{shown}",
        "{code-block} pycon\n:class: raises\n\n>>> 1 + 1\n2\n",
    )
    for number, body in enumerate(wrong):
        page = tmp_path / f"{number}.md"
        page.write_text(f"# Page\n\n```{body}```\n")
        folder = tmp_path / str(number)
        folder.mkdir()
        refused((AssertionError, pytest.fail.Exception, ValueError), None, run_page, page, folder, monkeypatch)


def test_a_block_that_means_its_error_runs(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    error = "itu_texts.errors.UnknownLanguageError: no grammar for language 'tlh'; there is one for: ...\n"
    call = f">>> itu_texts.parse('x', language='tlh')\nTraceback (most recent call last):\n    ...\n{error}"
    page.write_text(f"```{{code-block}} pycon\n:class: raises\n\n>>> import itu_texts\n{call}```\n")
    run_page(page, tmp_path / "run", monkeypatch)


# ---------------------------------------------------------------------- diagnostics

DIAGNOSTICS = DOCS / "reference" / "diagnostics.md"
EXAMPLES = re.split(r"(?m)^## `([a-z-]+)`$", (ROOT / "tests" / "diagnostics.md").read_text("utf-8"))
SECTIONS = dict(zip(EXAMPLES[1::2], EXAMPLES[2::2], strict=True))


def diagnostics_table() -> str:
    """A row for each code; ``python tests/test_manual.py`` puts them into the page."""
    rows = ["| code | severity | what it means | texts |", "|---|---|---|---|"]
    for code, (severity, meaning) in itu_texts.CODES.items():
        rules = [rule for rule in RULES if rule.code == code]
        languages = {language for rule in rules for language in rule.languages}
        bodies = "all" if any(not rule.of_union for rule in rules) else "Union"
        only = f": {', '.join(sorted(languages))}" if len(languages) < 6 else ""
        rows.append(f'| <a id="{code}"></a>`{code}` | {severity} | {meaning} | {bodies + only if rules else ""} |')
    return "\n".join(rows) + "\n"


def test_the_diagnostics_are_those_of_the_code():
    assert DIAGNOSTICS.read_text("utf-8").endswith(diagnostics_table())
    assert [*SECTIONS] == [*itu_texts.CODES]


@pytest.mark.parametrize("code", itu_texts.CODES)
def test_each_diagnostic_has_a_text_that_gives_it(code, tmp_path, monkeypatch):
    """A block of text is checked as it stands; a block of Python leaves what it found in ``problems``."""
    section = SECTIONS[code]
    blocks = blocks_of(section)
    if any(block.language == "python" for block in blocks):
        page = tmp_path / "section.md"
        page.write_text(section, "utf-8")
        problems = run_page(page, tmp_path / "run", monkeypatch)["problems"]
    else:
        problems = itu_texts.check(itu_texts.parse(blocks[0].body))
    messages = [problem.message for problem in problems if problem.code == code]
    assert re.search(r"(?ms)^> (.*?)\n\n", section + "\n\n")[1].replace("\n> ", " ") == messages[0]


# ---------------------------------------------------------------------- the whole of the interface


def test_every_public_name_is_in_the_reference():
    pages = "\n".join(path.read_text("utf-8") for path in (DOCS / "reference" / "api").glob("*.md"))
    told = re.findall(r"(?m)^\.\. (?:auto\w+|py:data)::\s+([\w.]+)$", pages)
    assert len(told) == len({*told})
    public = {name for name in dir(itu_texts) if name not in ("nodes", "rows") and not name.startswith("__")}
    assert public <= {name.rpartition(".")[2] for name in told}


def test_every_format_is_on_the_page_of_exports():
    page = (DOCS / "how-to" / "exports.md").read_text("utf-8")
    table = "\n".join(re.findall(r"(?m)^\|.*\|$", page))
    assert {*WRITTEN} <= {*re.findall(r"`(\w+)`", table)}
    assert {row.suffixes[0] for row in WRITTEN.values()} <= {*re.findall(r"`(\.\w+)`", table)}


def test_the_citation_names_the_version():
    said = re.findall(r"(?m)^version: (.*)$", (ROOT / "CITATION.cff").read_text("utf-8"))
    assert said == [itu_texts.__version__]
    assert f"version = {{{itu_texts.__version__}}}" in (DOCS / "about" / "citing.md").read_text("utf-8")


# ---------------------------------------------------------------------- notebooks


@pytest.mark.long
@pytest.mark.jupyter
@pytest.mark.parametrize("path", sorted((DOCS / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_gives_the_output_that_it_shows(path, monkeypatch):
    why = "Jupyter is not here: pip install -e '.[marked]'"
    nbformat, nbclient = pytest.importorskip("nbformat", reason=why), pytest.importorskip("nbclient", reason=why)
    pytest.importorskip("ipykernel", reason=why)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shown = nbformat.read(path, as_version=4)
    assert any(cell.get("outputs") for cell in shown.cells)
    run = nbformat.from_dict(shown)
    nbclient.NotebookClient(run, timeout=100, resources={"metadata": {"path": str(path.parent)}}).execute()
    for was, now in zip(nbformat.read(path, as_version=4).cells, run.cells, strict=True):
        assert outputs(now) == outputs(was), was.source
        assert not any(output.output_type == "error" for output in was.get("outputs", ()))


def outputs(cell) -> tuple[str, list[str]]:
    """What a cell prints, however it came in pieces, and what it gives; not its HTML, which is that of pandas."""
    found = cell.get("outputs", ())
    printed = "".join(output["text"] for output in found if output.output_type == "stream")
    return printed, [output["data"]["text/plain"] for output in found if output.output_type != "stream"]


if __name__ == "__main__":
    DIAGNOSTICS.write_text(DIAGNOSTICS.read_text("utf-8").partition("| code |")[0] + diagnostics_table(), "utf-8")
