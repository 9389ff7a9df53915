"""The command line, as a process and in process."""

import csv
import inspect
import io
import json
import os
import pickle
import subprocess
import sys

import pytest
from conftest import ROOT
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


def test_json_is_read_as_a_document(examples, tmp_path, capsys, ran):
    file = tmp_path / "text.json"
    assert main(["parse", str(examples / "from_pdf.txt"), "-o", str(file)]) == 0
    for command in (["parse"], ["mandates"]):
        said = []
        for each in (file, examples / "from_pdf.txt"):
            assert main([*command, str(each), "--to", "outline" if "parse" in command else "csv"]) == 0
            said.append(capsys.readouterr().out.replace(str(each), "FILE"))
        assert said[0] == said[1]
    file.write_text('{"name": "boats"}', "utf-8")
    assert "text.json: $: not a document" in ran(2, ["parse", "--to", "outline", str(file)]).err


def test_check_names_places(examples, ran):
    out = ran(0, ["check", str(examples / "proposal.txt"), str(examples / "resolution.txt")]).out
    assert "proposal.txt:18:1: warning unknown-verb " in out
    assert "resolution.txt" not in out
    assert out.splitlines()[-1] == "4 problems in 1 of 2 files"


def test_check_names_references_that_lead_nowhere(tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text("RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row, given resolves 7.\n")
    assert main(["check", str(text)]) == 0
    told = f"{text}:5:15: warning unresolved-reference the text has no “resolves 7”: add it, or correct the reference"
    assert told in capsys.readouterr().out.splitlines()


def test_check_finds_errors(tmp_path, ran):
    prose = tmp_path / "prose.txt"
    prose.write_text("A fine day.\n", "utf-8")
    assert f"{prose}:1:1: error no-text " in ran(1, ["check", str(prose)]).out


def test_cites(examples, ran):
    rows = list(csv.DictReader(ran(0, ["cites", "--to", "csv", str(examples / "resolution.txt")]).out.splitlines()))
    assert [(row["cited_kind"], row["cited_number"], row["cited"]) for row in rows[:3]] == [
        ("text", "12", "Resolution 12 (Port Sorrow, 2018)"),
        ("text", "m.9999", "Recommendation ITU-R M.9999"),
        ("annex", "1", ""),
    ]


def test_standard_input(examples):
    text = (examples / "resolution.txt").read_text("utf-8")
    done = run("parse", "--to", "outline", "-", input=text)
    assert done.stdout == itu_texts.to_outline(itu_texts.parse(text))
    assert run("check", "-", input="Prose.").stdout.startswith("<stdin>:1:1: error no-text")


def test_strict(examples, ran):
    assert main(["parse", "--strict", str(examples / "resolution.txt")]) == 0
    assert "unknown-verb" in ran(1, ["parse", "--strict", str(examples / "proposal.txt")]).err


def test_a_bad_file_does_not_stop_the_others(examples, tmp_path, ran):
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\x81\x00\x01" * 40)
    captured = ran(2, ["parse", "--to", "outline", str(binary), str(examples / "from_pdf.txt")])
    assert captured.out.startswith("DECISION 77")
    assert "x.bin" in captured.err


def test_mandates_of_a_file(examples, ran):
    rows = list(csv.DictReader(io.StringIO(ran(0, ["mandates", "--to", "csv", str(examples / "resolution.txt")]).out)))
    told = ["DIR_BR", "ADMINISTRATIONS", "SG", *["MEMBER_STATES", "SECTOR_MEMBERS"] * 2, "DIR_BR"]
    assert [row["addressee"] for row in rows] == told
    assert {(row["identifier"], row["edition"]) for row in rows} == {
        ("Resolution 999 (Rev. Harbourtown, 2022)", "Rev. Harbourtown, 2022")
    }
    assert {
        row["addressee"]
        for row in csv.DictReader(
            io.StringIO(ran(0, ["mandates", "--to", "csv", str(examples / "resolution.txt"), "BR"]).out)
        )
    } == {"DIR_BR"}
    assert "did you mean" in ran(2, ["mandates", str(examples / "resolution.txt"), "Directr of the BR"]).err


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

_OLD = (
    "RESOLUTION 312 (LAKESIDE, 2018)\nOn boats\nThe Conference of Lakes (Lakeside, 2018),\nconsidering\n"
    "that boats leak,\nresolves\n1 to count the boats;\n2 to mend the oars of all boats at once;\n"
    "3 to report on the state of all boats every year.\n"
)
_NEW = (
    _OLD.replace("2 to mend the oars of all boats at once;\n", "").replace("3 to", "2 to").replace("every", "twice a")
)
_NO_TEXT = "no ITU text was found: no line is the name of a text (“RESOLUTION 5”), a formula (“The ITU Council,”) or a heading (“considering”); check that this is the right file and that it is complete"
_IN_ENGLISH = "this text seems to be in English (en), not French (fr): read it with --language en"


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Files in the folder that is worked in: two editions, and one without a text."""
    for name, words in (("old.txt", _OLD), ("new.txt", _NEW), ("empty.txt", "")):
        (tmp_path / name).write_text(words, "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("parse --to outline no-such-file.txt", "no-such-file.txt: No such file"),
        (f"parse {ROOT / 'itu_texts/language/grammar'}", "it has no files that can be parsed"),
        ("parse --to outline --language xx -", "no grammar for language 'xx'"),
        ("parse", "name a FILE to parse"),
        ("parse --to json old.txt new.txt", "one JSON file holds one document: name a folder with -o, or ask for"),
        ("parse old.txt --indent -1", "--indent: not a number, 0 or more: '-1'"),
        ("outline a.txt", "no command outline any more: use parse FILE --to outline"),
        ("ponder", "invalid choice"),
        ("", "required"),
        ("parse - -o no/such/folder/out.json", "No such file"),
        ("consolidate old.txt new.txt --date 2026-11-25 -o out.txt", "--date is that of tracked changes: it needs"),
    ],
)
def test_wrong_calls(texts, command, message, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"resolves\nto act\n")))
    try:
        returned = main(command.split())
    except SystemExit as ended:  # of those that are told by the standard library
        returned = ended.code
    said = capsys.readouterr()
    assert (returned, said.out) == (2, "")
    assert message in said.err


@pytest.mark.parametrize(
    "command",
    [
        "mandates",
        "mandates --jobs 2 new.txt",
        "parse --to outline",
        "parse",
        "parse --to markdown",
        "parse --to csv",
        "view --no-browser -o v.html",
    ],
)
@pytest.mark.parametrize(
    ("rest", "message"),
    [("empty.txt", f"empty.txt: {_NO_TEXT}"), ("old.txt --language fr", f"old.txt: {_IN_ENGLISH}"), ("old.txt", "")],
)
def test_files_that_are_not_read_as_was_meant_are_told(texts, ran, command, rest, message):
    said = ran(0, [*command.split(), *rest.split()]).err
    assert message in said if message else "itu-texts" not in said  # but that nothing was found


@pytest.mark.parametrize("command", ["diff", "compare", "consolidate"])
def test_files_that_are_compared_and_not_read_are_told(texts, capsys, command):
    main([command, "old.txt", "empty.txt"])
    assert f"itu-texts: empty.txt: {_NO_TEXT}\n" in capsys.readouterr().err


def test_a_text_without_words_of_its_own_has_no_line_of_them(texts, ran):
    removed, *words = ran(1, ["diff", "old.txt", "empty.txt"]).out.splitlines()
    assert removed == "removed RESOLUTION 312 (LAKESIDE, 2018)"
    assert words == [f"    - {line}" for line in _OLD.splitlines()]


def test_check_tells_on_standard_output_only(texts, ran):
    said = ran(1, ["check", "empty.txt"])
    assert _NO_TEXT in said.out
    assert not said.err


def test_a_file_that_amends_nothing_is_told(texts, ran):
    assert ran(1, ["consolidate", "old.txt", "new.txt"]).err == (
        "itu-texts: nothing-amended: nothing of new.txt is applied: check that it is the right file\n"
    )


def test_what_could_not_be_consolidated_is_told_with_the_name_of_the_file(texts, ran, tmp_path):
    (tmp_path / "amending.txt").write_text("ARTICLE 5\n\nMOD A/1/1\n\n99\t1 Boats.\n", "utf-8")
    said = ran(1, ["consolidate", "old.txt", "amending.txt"]).err
    assert "'MOD A/1/1' of amending.txt amends" in said
    assert "document 1" not in said


def test_a_corrigendum_in_words_is_no_unread_file_and_the_report_is_json_too(texts, ran, tmp_path):
    (tmp_path / "cor.txt").write_text("Delete resolves 2.\nDelete footnote 4.\n", "utf-8")
    (tmp_path / "base.txt").write_text(
        "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n\nresolves\n1 to row;\n2 to sail;\n", "utf-8"
    )
    assert [
        line.split()[1] for line in ran(1, ["consolidate", "base.txt", "cor.txt", "-o", "made.txt"]).err.splitlines()
    ] == ["not-understood:"]
    said = ran(1, ["consolidate", "base.txt", "cor.txt", "--report", "json"])
    gone, told = json.loads(said.out)
    assert gone == {
        "kind": "made", "action": "SUP", "file": "cor.txt", "address": "resolves 2", "text": "2 to sail;"
    }  # fmt: skip
    assert (told["kind"], told["code"]) == ("told", "not-understood")
    assert "cor.txt says “Delete footnote 4.”" in told["message"]
    assert not said.err


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("diff", "1 the editions differ;"),
        ("check", "1 errors are reported (with --warnings-as-errors: errors or warnings);"),
        ("parse", "1 --strict found warnings or errors in a text;"),
        ("works", "exit codes: 0 success; 2 a wrong call, or a file that cannot be read"),
        ("collect", "--output OUT the collection, which is made"),
    ],
)
def test_help_says_what_exit_codes_mean(capsys, command, found):
    refused(SystemExit, None, main, [command, "--help"])
    assert found in " ".join(capsys.readouterr().out.split())


def test_a_folder_is_not_named_like_a_file(texts, ran, tmp_path):
    assert (
        "one Word file holds one document: name a folder with -o"
        in ran(2, ["parse", "old.txt", "new.txt", "-o", "z.docx"]).err
    )
    assert not (tmp_path / "z.docx").exists()
    (tmp_path / "z.docx").mkdir()
    assert main(["parse", "old.txt", "new.txt", "-o", "z.docx"]) == 0
    assert main(["parse", "old.txt", "new.txt", "--to", "docx", "-o", "z"]) == 0
    assert (tmp_path / "z" / "old.docx").is_file()


def test_what_is_relabelled_and_reworded_is_printed_once(texts, ran):
    assert ran(1, ["diff", "old.txt", "new.txt"]).out == (
        "removed resolves 2\n    - to mend the oars of all boats at once;\n"
        "relabelled resolves 3 -> resolves 2\n"
        "reworded resolves 3 -> resolves 2\n    to report on the state of all boats [-every-] {+twice a+} year.\n"
    )
    assert ran(1, ["diff", "old.txt", "new.txt", "--level", "clause"]).out.count("twice a year") == 1
    assert (
        ran(1, ["diff", "old.txt", "new.txt", "--to", "html"]).out.count("<ins> twice a</ins>") == 2
    )  # beside the old words, and with them


@pytest.mark.parametrize(
    "call",
    [itu_texts.who_does_what, itu_texts.references, itu_texts.leaves, lambda given: itu_texts.apply([], given)],
)
def test_what_is_no_document_is_refused(call):
    with pytest.raises(itu_texts.InputError, match=r"document.*not (.*a str|'x')"):
        list(call("x"))


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
