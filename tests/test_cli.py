"""The command line, as a process and in process."""

import inspect
import json
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from together import for_all, refused

import itu_texts
from itu_texts import Collection, Identifier, InputError, ItuTextsError
from itu_texts.cli import main
from itu_texts.cli.calls import in_format, width_of
from itu_texts.errors.arguments import _expected, checked


def run(*arguments: str, **options):
    return subprocess.run(
        [sys.executable, "-m", "itu_texts", *arguments], capture_output=True, text=True, encoding="utf-8", **options
    )


def test_parse_writes_json(examples):
    done = run("parse", str(examples / "resolution.txt"))
    assert done.returncode == 0
    assert itu_texts.from_json(done.stdout) == itu_texts.parse_file(examples / "resolution.txt")
    assert done.stderr == ""


def test_parse_writes_a_file(examples, tmp_path):
    out = tmp_path / "out.json"
    assert main(["parse", str(examples / "proposal.txt"), "--indent", "2", "-o", str(out)]) == 0
    assert out.read_text("utf-8") == itu_texts.to_json(itu_texts.parse_file(examples / "proposal.txt"), 2) + "\n"


def test_many_files_give_a_line_each(examples, ran):
    files = sorted(map(str, examples.glob("*.txt")))
    lines = ran(0, ["parse", *files]).out.splitlines()
    assert [itu_texts.from_json(line) for line in lines] == [itu_texts.parse_file(file) for file in files]


def test_outline(examples, ran):
    assert ran(0, ["parse", str(examples / "from_pdf.txt"), "--to", "outline"]).out == itu_texts.to_outline(
        itu_texts.parse_file(examples / "from_pdf.txt")
    )


def test_standard_input(examples):
    text = (examples / "resolution.txt").read_text("utf-8")
    done = run("parse", "--to", "outline", "-", input=text)
    assert done.stdout == itu_texts.to_outline(itu_texts.parse(text))
    assert run("check", "-", input="Prose.").stdout.startswith("<stdin>:1:1: error no-text")


def test_schema(ran):
    assert json.loads(ran(0, ["parse", "--to", "schema"]).out) == itu_texts.json_schema()


def test_progress_is_shown_on_a_terminal(examples, ran, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    files = sorted(map(str, examples.glob("*.txt")))
    assert f"1/{len(files)} " in ran(0, ["parse", "--to", "outline", *files]).err


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_that_has_had_enough(examples):
    command = f"{sys.executable} -m itu_texts parse --to outline {examples / 'resolution.txt'} {examples / 'resolution.txt'} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout == "RESOLUTION 999 (REV. HARBOURTOWN, 2022)\n"
    assert done.stderr == ""


@given(
    st.lists(st.lists(st.text("ab 船é\u0301", max_size=90), min_size=9, max_size=9), min_size=1, max_size=4),
    st.integers(40, 200),
)
def test_a_table_fits_its_terminal(rows, width):
    """No word of what it shows is cut off; some columns are left out."""
    names = ("work", "identifier", "title", "address", "words", "due", "ground", "standing", "file")
    lines = [*in_format("table", dict.fromkeys(names, str), rows, width)]
    assert all(width_of(line.rstrip("\n")) <= width for line in lines)
    said = "".join("".join(lines).split())
    assert all(
        "".join(row[names.index(name)].split()) in said for row in rows for name in ("identifier", "words", "due")
    )


def test_columns_stand_below_one_another_also_behind_chinese():
    rows = [("船和灯", "here"), ("boats", "there")]
    lines = [*in_format("table", {"title": str, "due": str}, rows)]
    assert [width_of(line[: line.index(word)]) for line, word in zip(lines, ("DUE", "here", "there"), strict=True)] == [
        8
    ] * 3
    assert width_of("船a\u0301") == 3


# ---------------------------------------------------------------------- what is not read as was meant, wrong calls


# ---------------------------------------------------------------------- an argument of a wrong type is an error of ours at every public function; a right one costs nothing


DOCUMENT = itu_texts.parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail.")
FUNCTIONS = [
    getattr(itu_texts, name)
    for name in itu_texts.__all__
    if inspect.isfunction(getattr(itu_texts, name)) and inspect.signature(getattr(itu_texts, name)).parameters
]


@for_all("function", FUNCTIONS)
@for_all("wrong", [None, 5, b"x", object(), [object()], "x\0y"])
def test_a_first_argument_of_a_wrong_type_is_our_error(function, wrong):
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    others = [
        "json" if "str" in str(each.annotation) else DOCUMENT
        for each in needed[1:]
        if each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    try:
        made = function(wrong, *others)
        if inspect.isgenerator(made):
            list(made)
    except ItuTextsError:
        pass


@for_all(
    "call, said",
    [
        (lambda: itu_texts.parse_file(None), "parse_file(): path is str | os.PathLike[str], not NoneType"),
        (lambda: itu_texts.parse_bytes(b"x", limits=5), "parse_bytes(): limits is Limits, not int"),
        (lambda: itu_texts.to_json(DOCUMENT, indent=2.5), "to_json(): indent is int | None, not float"),
        (lambda: itu_texts.parse("x", language=[]), "parse(): language is str, not list"),
        (lambda: list(itu_texts.walk("x")), "walk(): node is Node, not 'x'"),
        (lambda: list(itu_texts.leaves("x")), "leaves(): document is Document, not 'x'"),
        (lambda: [*itu_texts.who_does_what("x")], "tasks are found in a document or a part of one, not in a str"),
        (lambda: [*itu_texts.references("x")], "references are found in a document or a part of one, not in a str"),
        (lambda: itu_texts.apply([], "x"), "apply() takes a document, not a str"),
        (lambda: list(itu_texts.parse_many([], executor=5)), "parse_many(): executor is Executor | None, not int"),
        (lambda: Identifier.parse(None), "parse(): text is str, not NoneType"),
        (lambda: itu_texts.Parser(rules=5), "Parser(): rules is Iterable[Rule] | None, not int"),
        (lambda: itu_texts.Parser(grammars=5), "Parser(): grammars is str | os.PathLike[str] | None, not int"),
        (lambda: itu_texts.nodes.Visitor().visit(5), "Visitor takes a node, not a int"),
        (lambda: itu_texts.nodes.Transformer().transform("x"), "Transformer takes a node, not a str"),
        (
            lambda: itu_texts.find(DOCUMENT, "Item"),
            "find() takes a class of nodes, such as Item, not 'Item'",
        ),
        (
            lambda: Identifier.parse("Resolution 7").matches("Resolution 7"),
            "matches(): other is Identifier, not 'Resolution 7'",
        ),
        (lambda: itu_texts.edit(DOCUMENT).relabel("resolves 1", 5), "relabel(): label is str, not int"),
        (
            lambda: itu_texts.edit(DOCUMENT).add_footnote("resolves 1", 5, after="row"),
            "add_footnote(): words is str, not int",
        ),
        (
            lambda: itu_texts.edit(itu_texts.parse_bytes(b"1 to row", "a.txt")).save(5),
            "save(): path is str | os.PathLike[str] | IO[bytes], not int",
        ),
        (lambda: Collection.open(b"x"), "open(): path is str | os.PathLike[str], not bytes"),
        (lambda: Collection.open("\ud800.db"), "open(): path is str | os.PathLike[str], not '\\ud800.db'"),
    ],
)
def test_the_error_says_what_is_meant(call, said):
    assert refused(InputError, None, call) == said


def test_an_argument_too_many_is_told_by_python():
    with Collection.open(":memory:") as acts, pytest.raises(TypeError, match="takes 2 positional arguments but 3"):
        acts.add("a.txt", "b.txt")


def test_all_annotations_are_understood():
    """Those of methods too, whose modules have aliases that are strings."""
    public = [getattr(itu_texts, name) for name in dir(itu_texts) if not name.startswith("_")]
    methods = [method for kind in public if inspect.isclass(kind) for _, method in inspect.getmembers(kind)]
    tried = 0
    for function in filter(inspect.isroutine, (*public, *methods)):
        if hasattr(function, "__wrapped__"):
            called_with, types = _expected(function.__wrapped__)
            told = {*types, "self", "cls", "view", "what", "offsets"}  # the last three list their values
            assert called_with.parameters.keys() <= told, function
            tried += 1
    assert tried > 40


def test_a_fault_of_the_function_itself_is_not_hidden():
    @checked
    def faulty(words: str) -> int:
        return words + 1

    with pytest.raises(TypeError) as caught:
        faulty("x")
    assert not isinstance(caught.value, InputError)


def test_functions_are_sent_to_other_processes():
    assert all(pickle.loads(pickle.dumps(function)) is function for function in FUNCTIONS)
