"""An argument of a wrong type is an error of ours at every public function; a right one costs nothing."""

import inspect
import pickle

import pytest
from together import for_all, refused

import itu_texts
from itu_texts import Collection, Identifier, InputError, ItuTextsError
from itu_texts.errors.arguments import _expected, checked

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
