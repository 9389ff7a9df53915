"""What ``help()`` and ``dir()`` show: every public name, and an explanation of each of its attributes."""

import collections.abc
import importlib
import inspect
import re
import sys
import typing

import pytest
from together import for_all, refused

import itu_texts
from itu_texts import InputError, ItuTextsError
from itu_texts.nodes import Transformer, Visitor

PUBLIC = {name: getattr(itu_texts, name) for name in itu_texts.__all__} | vars(itu_texts.nodes) | vars(itu_texts.rows)
CLASSES = {name: found for name, found in PUBLIC.items() if isinstance(found, type)}
INSIDE = {"Query", "Readers", "Format", "Reader", "Writer"}  # how an answer is made, and what packages add


def test_a_star_gives_all_public_names():
    names = {}
    exec("from itu_texts import *", names)
    assert {*dir(itu_texts)} - {*names} <= {each for each in dir(itu_texts) if each.startswith("__")}
    assert {"Document", "parse", "Parser", "InputError"} <= {*names}


def types_in(wanted):
    if isinstance(wanted, type) and not typing.get_args(wanted):
        yield wanted
    for part in typing.get_args(wanted):
        for each in part if isinstance(part, list | tuple) else [part]:
            yield from types_in(each)


class Names(dict):
    """The names that an annotation of a module may use, those imported for types alone too."""

    def __init__(self, module):
        super().__init__(vars(sys.modules[module]))
        self.source = inspect.getsource(sys.modules[module])

    def __missing__(self, name):
        if name in PUBLIC:
            return PUBLIC[name]
        for module, names in re.findall(r"from (\S+) import (\([^)]*\)|.*)", self.source):
            if re.search(rf"\b{name}\b", names):
                return getattr(importlib.import_module(module), name)
        if name not in collections.abc.__all__:
            raise KeyError(name)
        return getattr(collections.abc, name)


def signatures():
    for name, found in PUBLIC.items():
        if inspect.isfunction(found):
            yield name, inspect.unwrap(found)
        elif isinstance(found, type):
            yield name, found
            for each, value in vars(found).items():
                value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
                if inspect.isfunction(value) and not each.startswith("_"):
                    yield f"{name}.{each}", inspect.unwrap(value)


def test_types_in_public_signatures_are_public():
    hidden = set()
    for name, found in signatures():
        for parameter, wanted in getattr(found, "__annotations__", {}).items():
            if parameter.startswith("_"):
                continue
            try:
                wanted = eval(wanted, {}, Names(found.__module__)) if isinstance(wanted, str) else wanted
            except TypeError:  # an alias that is a string
                continue
            for kind in types_in(wanted):
                if kind.__module__.startswith("itu_texts.") and kind.__name__ not in {*PUBLIC, *INSIDE}:
                    hidden.add(f"{kind.__name__} of {name}")
    assert not hidden


# ---------------------------------------------------------------------- errors

DOCUMENT = itu_texts.parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail.")
LONG = "x" * 100_000


def added():
    with itu_texts.Collection.open(":memory:") as acts:
        acts.add(LONG)


LONG_CALLS = {
    "explain": lambda: itu_texts.explain(DOCUMENT, LONG),
    "explain of a string": lambda: itu_texts.explain(LONG),
    "export": lambda: itu_texts.export(DOCUMENT, LONG),
    "an option": lambda: itu_texts.export(DOCUMENT, "json", **{LONG: 1}),
    "records": lambda: itu_texts.records(DOCUMENT, LONG),
    "at": lambda: DOCUMENT.at(LONG),
    "find": lambda: itu_texts.find(DOCUMENT, LONG),
    "language": lambda: itu_texts.parse("x", language=LONG),
    "view": lambda: itu_texts.parse_bytes(b"x", view=LONG),
    "encoding": lambda: itu_texts.parse_bytes(b"x", encoding=LONG),
    "Identifier": lambda: itu_texts.Identifier.parse(LONG),
    "parse_file": lambda: itu_texts.parse_file(LONG),
    "a kind": lambda: itu_texts.Table(start=0, end=1, rows=(), kind=LONG),
    "from_json": lambda: itu_texts.from_json(f'{{"type": "document", "schema": "{LONG}"}}'),
    "a rule": lambda: itu_texts.Parser(rules=[LONG]),
    "a folder": lambda: itu_texts.Parser(grammars=LONG),
    "a visitor": lambda: type("Wrong", (Visitor,), {f"visit_{LONG}": None}),
    "a collection": added,
}


@for_all("call", LONG_CALLS)
def test_messages_quote_little_of_what_was_given(call):
    with pytest.raises(ItuTextsError) as raised:
        LONG_CALLS[call]()
    assert len(str(raised.value)) < 600
    assert isinstance(raised.value, ValueError | TypeError | OSError | LookupError)


@for_all(
    "call, kind",
    [
        (lambda: itu_texts.export(DOCUMENT, "jsn"), ValueError),
        (lambda: itu_texts.records(DOCUMENT, "rows"), ValueError),
        (lambda: itu_texts.parse_bytes(b"x", view="finl"), ValueError),
        (lambda: itu_texts.Table(start=0, end=1, rows=(), kind="chart"), ValueError),
        (lambda: itu_texts.parse(5), TypeError),
        (lambda: itu_texts.export("x", "json"), TypeError),
        (lambda: itu_texts.find(DOCUMENT, "Clause"), TypeError),
        (lambda: itu_texts.check("x"), TypeError),
        (lambda: itu_texts.from_json(b"{}"), TypeError),
    ],
)
def test_a_bad_value_is_a_value_error_and_a_bad_type_a_type_error(call, kind):
    with pytest.raises(kind) as raised:
        call()
    assert isinstance(raised.value, InputError)
    assert isinstance(raised.value, TypeError) is (kind is TypeError)


# ---------------------------------------------------------------------- visitors


@for_all(
    "base, name, said",
    [
        (Visitor, "visit_clause", "did you mean visit_Clause?"),
        (Visitor, "visit_margin_note", "did you mean visit_MarginNote?"),
        (Visitor, "visit_Sentence", "no class of nodes has that name"),
        (Transformer, "transform_item", "did you mean transform_Item?"),
    ],
)
def test_a_method_that_is_never_called_is_told(base, name, said):
    refused(
        InputError,
        re.escape(f"Wrong.{name} would never be called: {said}"),
        type,
        "Wrong",
        (base,),
        {name: lambda self, node: None},
    )


def test_methods_of_all_classes_of_nodes_are_visited_and_others_are_left_alone():
    methods = {f"visit_{name}": None for name, kind in CLASSES.items() if issubclass(kind, itu_texts.Node)}
    type("Right", (Visitor,), {**methods, "visit_default": None, "visited": 0, "visit": Visitor.visit})


def test_a_transformer_makes_something_else_of_a_tree():
    class Outline(Transformer):
        def transform_Item(self, item, made):
            return {item.label: [each for each in made if each]}

        def transform_Paragraph(self, paragraph, made):
            return paragraph.text

    assert Outline().transform(DOCUMENT.at("resolves 1")) == {"1": ["to row;"]}
    assert Transformer().transform(DOCUMENT.at("resolves 1")) == [[]]


def test_the_concepts_for_type_checkers_are_all_concepts():
    assert typing.get_args(itu_texts.nodes.Concept) == (*itu_texts.CONCEPTS,)
    assert itu_texts.json_schema()["$defs"]["addressee"]["properties"]["concept"]["enum"] == [*itu_texts.CONCEPTS]
