"""JSON: its shape, the way back, and what is said of JSON that is wrong."""

import gc
import json
import pickle
import random
import re
from typing import get_args, get_origin

import pytest
from attrs import evolve, fields
from cattrs.errors import BaseValidationError
from conftest import ROOT
from invariants import check_json, is_valid
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from together import for_all, refused, tries

import itu_texts
from itu_texts import InputError, InputTypeError, JSONError
from itu_texts.formats.json.schema import DATA, NODES, SCHEMA_VERSION, is_value, iter_json, kinds, members, tag
from itu_texts.tree.readings import Origin, Origins
from itu_texts.tree.spans import Source

GOLDEN = ROOT / "tests" / "golden" / "schema.json"

TEXT = """RESOLUTION 999 (REV. LAKESIDE, 2022)
Boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),
considering further
a) that boats leak:
i) at sea;
ii) in port,
instructs the Secretary-General and the Director of the Radiocommunication Bureau
to mend them
"""


def test_the_json_reads_like_the_text():
    assert itu_texts.to_dict(itu_texts.parse(TEXT)) == {
        "type": "document",
        "schema": SCHEMA_VERSION,
        "language": "en",
        "span": [0, len(TEXT)],
        "blocks": [
            {
                "type": "resolution",
                "number": "999",
                "revision": "REV. LAKESIDE, 2022",
                "title": "Boats",
                "span": [0, len(TEXT) - 1],
                "front": [
                    {
                        "type": "designation",
                        "text": "RESOLUTION 999 (REV. LAKESIDE, 2022)",
                        "kind": "resolution",
                        "number": "999",
                        "revision": "REV. LAKESIDE, 2022",
                        "span": [0, 36],
                        "parts": [
                            {"name": "kind", "start": 0, "end": 10},
                            {"name": "number", "start": 11, "end": 14},
                            {"name": "revision", "start": 16, "end": 35},
                        ],
                    },
                    {"type": "title", "text": "Boats", "span": [37, 42]},
                    {
                        "type": "formula",
                        "text": "The Plenipotentiary Conference of the International Telecommunication Union "
                        "(Lakeside, 2022),",
                        "body": "Plenipotentiary Conference",
                        "place": "Lakeside",
                        "year": 2022,
                        "span": [43, 136],
                        "parts": [
                            {"name": "body", "start": 4, "end": 30},
                            {"name": "place", "start": 77, "end": 85},
                            {"name": "year", "start": 87, "end": 91},
                        ],
                    },
                ],
                "body": [
                    {
                        "type": "clause",
                        "role": "preamble",
                        "span": [137, 200],
                        "heading": {
                            "type": "heading",
                            "text": "considering further",
                            "verb": "considering",
                            "concept": "CONSIDERING",
                            "span": [137, 156],
                        },
                        "blocks": [
                            {
                                "type": "item",
                                "label": "a)",
                                "style": "letter",
                                "span": [157, 200],
                                "blocks": [
                                    {"type": "paragraph", "text": "that boats leak:", "span": [160, 176]},
                                    {
                                        "type": "item",
                                        "label": "i)",
                                        "style": "roman",
                                        "span": [177, 187],
                                        "blocks": [{"type": "paragraph", "text": "at sea;", "span": [180, 187]}],
                                    },
                                    {
                                        "type": "item",
                                        "label": "ii)",
                                        "style": "roman",
                                        "span": [188, 200],
                                        "blocks": [{"type": "paragraph", "text": "in port,", "span": [192, 200]}],
                                    },
                                ],
                            }
                        ],
                    },
                    {
                        "type": "clause",
                        "role": "operative",
                        "span": [201, 295],
                        "heading": {
                            "type": "heading",
                            "text": "instructs the Secretary-General and the Director of the Radiocommunication Bureau",
                            "verb": "instructs",
                            "concept": "INSTRUCTS",
                            "span": [201, 282],
                            "addressees": [
                                {"concept": "SG", "text": "the Secretary-General", "span": [211, 232]},
                                {
                                    "concept": "DIR_BR",
                                    "text": "the Director of the Radiocommunication Bureau",
                                    "span": [237, 282],
                                },
                            ],
                        },
                        "blocks": [{"type": "paragraph", "text": "to mend them", "span": [283, 295]}],
                    },
                ],
            }
        ],
    }


def test_an_equal_document_comes_back():
    document = itu_texts.parse(TEXT)
    again = itu_texts.from_json(itu_texts.to_json(document, indent=2))
    assert again == document
    assert again.texts[0].clauses[0].items[0].items[1].parent is again.texts[0].clauses[0].items[0]
    assert len(again.source) == 0


def test_the_source_comes_back_where_it_was_asked_for():
    again = itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT), source=True))
    assert again.source.text == TEXT


def test_other_documents_are_not_equal():
    document = itu_texts.parse(TEXT)
    assert itu_texts.from_json(itu_texts.to_json(document).replace("at sea", "at lea")) != document
    assert evolve(document, language="fr") != document


@for_all("indent", [None, 0, 2])
def test_the_pieces_are_the_whole(indent):
    document = itu_texts.parse(TEXT + "\nSome prose.\n– 3 –\n" + TEXT)
    for each in (document, itu_texts.parse("")):
        whole = json.dumps(itu_texts.to_dict(each), ensure_ascii=False, indent=indent)
        assert "".join(iter_json(each, indent)) == itu_texts.to_json(each, indent) == whole


MIXED = """RESOLUTION 9 (REV. LAKESIDE, 2019)*
Boats for developing countries1
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2019),
considering
a) that boats leak2, as Resolution 7 (Rev. Lakeside, 2015) says;
b) that Annex 1 to this Resolution and resolves 1 below apply,
resolves
1 that boats be mended:
i) by day;
ii) by night;
2 to instruct the Director of the Radiocommunication Bureau to report by 31 December 2026,
instructs the Secretary-General and the Directors of the Bureaux, in consultation with the Council
to report to WRC-27.
_______________
* For oars see Resolution 10.
1 These include the least developed ones.
2 At sea.
– 7 –
ANNEX 1 TO RESOLUTION 9 (REV. LAKESIDE, 2019)
Parts
1 General
1.1 Boats float. See § 1.2 and Article 5.
1.2 Oars:
a) long;
b) short.

RÉSOLUTION 12 (LAC, 2019)
Bateaux
La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Lac, 2019),
considérant
que les bateaux fuient et que les rames flottent,
charge le Secrétaire général
de réparer les bateaux avant la fin de 2027.
"""


def _stretch(code, start, end):
    return {"type": "language", "code": code, "span": [start, end]}


def _text(data):
    return data["blocks"][0]


def _clause(data, index):
    return data["blocks"][0]["body"][index]


@for_all(
    "change, path, message",
    [
        (lambda d: d.update(type="paper"), "$", "not a document"),
        (lambda d: d.update(schema="1.0"), "$.schema", "version '1.0'"),
        (lambda d: d.update(schema="2.0"), "$.schema", "version '2.0'"),
        (lambda d: d.update(schema="4.0"), "$.schema", "version '4.0'"),
        (lambda d: d.update(schema=3), "$.schema", "version 3"),
        (lambda d: d.pop("schema"), "$.schema", "version None"),
        (lambda d: d.update(file=3), "$.file", "string"),
        (lambda d: d.update(digest=3), "$.digest", "string"),
        (lambda d: d.update(blocks=3), "$.blocks", "iterable"),
        (lambda d: d.update(colour="red"), "$", "colour"),
        (lambda d: d.pop("span"), "$", "span"),
        (lambda d: d.pop("language"), "$.language", "'language' is missing"),
        (lambda d: d.update(language="de"), "$.language", "no grammar for language 'de'"),
        (lambda d: d.update(languages=[_stretch("fr", 0, 5)]), "$.languages", "only a document in several languages"),
        (
            lambda d: d.update(language="mul", languages=[_stretch("fr", 0, 5), _stretch("de", 5, 9)]),
            "$.languages[1].code",
            "no grammar for language 'de'",
        ),
        (
            lambda d: d.update(language="mul", languages=[_stretch("fr", 0, 5), _stretch("en", 4, 9)]),
            "$.languages[1].span",
            "before the end of the one before",
        ),
        (lambda d: _text(d)["span"].__setitem__(1, 10**30), "$.blocks[0]", "two offsets"),
        (lambda d: _text(d).update(type="ode"), "$.blocks[0]", "'ode'"),
        (lambda d: _text(d).update(type=["resolution"]), "$.blocks[0]", "unexpected type"),
        (lambda d: _text(d).update(start=0), "$.blocks[0]", "'start' is not a member of this object"),
        (lambda d: _text(d).update(number="998"), "$.blocks[0]", "'number' is '998'"),
        (lambda d: _text(d).pop("span"), "$.blocks[0]", "span"),
        (lambda d: _text(d)["front"].append("x"), "$.blocks[0].front[3]", "object"),
        (
            lambda d: _text(d)["front"][0].update(kind="ode"),
            "$.blocks[0].front[0]",
            "kind of a Designation is one of text, resolution",
        ),
        (lambda d: _text(d)["front"][1].pop("text"), "$.blocks[0].front[1].text", "missing"),
        (lambda d: _clause(d, 1).update(role="chorus"), "$.blocks[0].body[1].role", "chorus"),
        (lambda d: _clause(d, 1).update(blocks=[3]), "$.blocks[0].body[1].blocks[0]", "object"),
        (lambda d: _clause(d, 1).update(blocks=[{"type": "clause"}]), "$.blocks[0].body[1].blocks[0]", "clause"),
        (lambda d: _clause(d, 0)["heading"].update(text=4), "$.blocks[0].body[0].heading.text", "str"),
        (lambda d: _clause(d, 0)["heading"].pop("type"), "$.blocks[0].body[0].heading", "type"),
        (lambda d: _clause(d, 0).update(span=[1]), "$.blocks[0].body[0]", "two offsets"),
        (lambda d: _clause(d, 0).update(span=[1, "2"]), "$.blocks[0].body[0]", "two offsets"),
        (
            lambda d: _clause(d, 1)["heading"]["addressees"].append({"concept": "CREW", "text": "the crew"}),
            "$.blocks[0].body[1].heading.addressees[2]",
            "'concept' must be in",
        ),
        (
            lambda d: _clause(d, 1)["heading"].update(addressees=["the crew"]),
            "$.blocks[0].body[1].heading.addressees[0]",
            "object",
        ),
    ],
)
def test_wrong_json_is_told_with_its_path(change, path, message):
    data = itu_texts.to_dict(itu_texts.parse(TEXT))
    change(data)
    with pytest.raises(JSONError, match=re.escape(message)) as error:
        itu_texts.from_json(json.dumps(data))
    assert error.value.path == path


OTHERS = [None, True, -1, 2, 1.5, 10**30, "", "de", "mul", "²", "\ud800", [], {}, [0, 10**9]]


def _paths(value, path=()):
    """The places of all that stands in some JSON."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _paths(inner, (*path, key))


def _replaced(value, path, other):
    """The same JSON with something else at a place."""
    if not path:
        return other
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], other)
    return copy


def _used(document):
    for use in (
        itu_texts.references,
        itu_texts.who_does_what,
        itu_texts.to_outline,
        itu_texts.to_json,
        itu_texts.to_text,
    ):
        try:
            for each in use(document):
                assert use is not itu_texts.who_does_what or isinstance(each.when, tuple)
        except itu_texts.ItuTextsError:
            assert use is itu_texts.references  # there is no source any more


@for_all("seed", range(2 * tries(2)))
def test_whatever_stands_in_json_it_is_refused_or_can_be_used(seed):
    data = itu_texts.to_dict(itu_texts.parse(MIXED if seed % 2 else TEXT), source=True)
    paths = [*_paths(data)]
    chance = random.Random(seed)
    accepted = 0
    for _ in range(700):
        changed = _replaced(data, chance.choice(paths), chance.choice(OTHERS))
        try:
            document = itu_texts.from_json(json.dumps(changed))
        except JSONError:
            continue
        accepted += 1
        _used(document)
    assert accepted > 50


def test_the_schema_as_it_is_compiled_takes_and_refuses_the_same_as_jsonschema():
    def any_of(validator, schemas, instance, _):
        """As that of the library, which goes through the whole of an object even if its type is another."""
        if not any(validator.evolve(schema=schema).is_valid(instance) for schema in schemas):
            yield ValidationError(f"{instance!r:.200} is none of {schemas}")

    schema = itu_texts.json_schema()
    Draft202012Validator.check_schema(schema)
    validator = extend(Draft202012Validator, {"anyOf": any_of})(schema)
    data = itu_texts.to_dict(itu_texts.parse(MIXED))
    paths = [*_paths(data)]
    chance = random.Random(7)
    tried = [data, *(_replaced(data, chance.choice(paths), chance.choice(OTHERS)) for _ in range(60))]
    found = [is_valid(each) for each in tried]
    assert found == [validator.is_valid(each) for each in tried]
    assert found[0]
    assert sum(found) < 30


@for_all("to", ["text", "markdown", "html"])
def test_marks_of_notes_that_are_not_there(to):
    data = itu_texts.to_dict(itu_texts.parse(MIXED), source=True)
    for piece in data["furniture"]:
        if piece["type"] == "footnote_anchor":
            piece["note"] = 7
    assert "developing countries" in itu_texts.export(itu_texts.from_json(json.dumps(data)), to)


def test_parts_of_a_document_by_themselves():
    document = itu_texts.parse(TEXT)
    whole = itu_texts.to_dict(document)["blocks"][0]
    (text,) = document.texts
    assert itu_texts.to_dict(text) == whole
    assert json.loads(itu_texts.to_json(text.clauses[0])) == whole["body"][0]
    assert itu_texts.to_outline(text) == itu_texts.to_outline(document)
    assert (
        itu_texts.to_outline(document.at("considering further a)"))
        == "a) that boats leak:\n\ti) at sea;\n\tii) in port,\n"
    )


def test_what_is_no_part_of_a_document():
    for wrong in (itu_texts.parse(TEXT).source, "resolves", None):
        refused(InputError, None, itu_texts.to_dict, wrong)
    refused(InputError, None, itu_texts.to_outline, "resolves")
    refused(InputTypeError, None, itu_texts.from_json, None)


@for_all("text", ["", "{", "[]", "3", "null", '{"type": "document"}', "[" * 100_000])
def test_what_is_no_document(text):
    refused(JSONError, None, itu_texts.from_json, text)


def test_json_that_is_nested_too_deeply():
    item = '{"type": "item", "label": "a)", "style": "letter", "span": [0, 1], "blocks": ['
    for depth in (300, 100_000):
        data = itu_texts.to_json(itu_texts.parse("")).replace(
            '"blocks": []', f'"blocks": [{item * depth}{"]}" * depth}]'
        )
        refused(JSONError, None, itu_texts.from_json, data)


def test_every_node_class_is_in_the_schema():
    gc.collect()  # classes with slots are made twice, and the first of each is garbage

    def below(kind):
        for each in kind.__subclasses__():
            if each.__module__.startswith("itu_texts"):
                yield each
                yield from below(each)

    abstract = {itu_texts.nodes.Furniture, itu_texts.nodes.Change, itu_texts.nodes.Emphasis, itu_texts.Annex.__base__}
    assert set(NODES) == set(below(itu_texts.Node)) - abstract
    objects = itu_texts.json_schema()["$defs"]
    for kind in NODES:
        assert objects[tag(kind)]["properties"]["type"]["const"] == tag(kind)
        attributes = {each.name for each in fields(kind) if each.init} - {"start", "end"}
        assert attributes <= set(objects[tag(kind)]["properties"])


def test_the_schema_describes_each_object_and_member():
    for name, object_schema in itu_texts.json_schema()["$defs"].items():
        assert object_schema["description"], name
        for member, schema in object_schema.get("properties", {}).items():
            assert "$ref" in schema or schema["description"], (name, member)


def test_the_schema_is_the_golden_one():
    """After a change that is meant, ``itu-texts parse --to schema > tests/golden/schema.json`` writes it anew."""
    assert itu_texts.json_schema() == json.loads(GOLDEN.read_text("utf-8"))


def test_every_member_is_written_and_read():
    document = Sampler().sample(itu_texts.Document)
    written = itu_texts.to_json(document, source=True)
    again = itu_texts.from_json(written)
    assert (again, again.origins, str(again.source)) == (document, document.origins, str(document.source))
    assert itu_texts.to_json(again, source=True) == written
    check_json(document)
    found = list(objects(json.loads(written)))
    for kind in NODES:
        names = {name for each in found if each.get("type") == tag(kind) for name in each}
        assert names >= {each.name for each in members(kind) if not each.derived}, kind


class Sampler:
    """Makes an object of each class that may stand in a document; the first of each has all that it may have."""

    def __init__(self) -> None:
        self.met = set()

    def sample(self, kind):
        full = kind not in self.met
        self.met.add(kind)
        node = issubclass(kind, itu_texts.Node)
        values = {
            each.name: self.value(each)
            for each in members(kind)
            if (full or each.required) and not each.derived and not (node and each.name == "span")
        }
        whole = (0, 11) if kind is itu_texts.Document else (3, 3)
        return kind(**values, **(dict(zip(("start", "end"), whole, strict=True)) if node else {}))

    def value(self, member):
        if get_origin(member.type) is tuple:
            (wanted, _) = get_args(member.type)
            return ("a phrase",) if wanted is str else tuple(self.sample(kind) for kind in kinds(wanted))
        if member.options:
            return next(option for option in member.options if option != member.default)
        if member.type == DATA:
            return {"topic": "lamps"}
        plain = {
            str: "some words",
            int: 7,
            bool: True,
            itu_texts.nodes.Span: itu_texts.nodes.Span(3, 3),
            Source: Source("Boats leak."),
            Origins: Origins((0, 5), (Origin(paragraph=1, element="p"), Origin(page=2, line=3))),
        }
        codes = {"language": "mul", "code": "en"}
        if member.name in codes:
            return codes[member.name]
        if member.type in plain:
            return plain[member.type]
        return next(iter(member.type)) if is_value(member.type) else self.sample(kinds(member.type)[0])


def objects(value):
    """All objects in JSON."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


# ---------------------------------------------------------------------- files


@for_all("indent", [None, 2])
@for_all("source", [True, False])
@for_all("name", ["text.json", "input", "text.txt"])
def test_a_file_of_ours_is_read_as_a_document(indent, source, name):
    document = itu_texts.parse(MIXED)
    written = itu_texts.to_json(document, indent, source=source)
    again = itu_texts.parse_bytes(written.encode(), name)
    assert again == document
    assert str(again.source) == (MIXED if source else "")
    assert itu_texts.parse_bytes(b"\xef\xbb\xbf" + written.encode(), name) == document


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"type": ', "text.json: $: not JSON"),
        ("", "text.json: $: not JSON"),
        ('{"name": "boats"}', "text.json: $: not a document"),
        (itu_texts.to_json(itu_texts.parse("")).replace("[]", "3"), r"text.json: $.blocks: "),
        (f"{itu_texts.to_json(itu_texts.parse(TEXT))}\n" * 2, "text.json: $: more than one document"),
    ],
)
def test_a_json_file_that_is_none_of_ours(tmp_path, text, sentence):
    file = tmp_path / "text.json"
    file.write_text(text, "utf-8")
    with pytest.raises(JSONError, match=f"^{re.escape(str(tmp_path))}/{re.escape(sentence)}") as error:
        itu_texts.parse_file(file)
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.path, again.name) == (str(error.value), error.value.path, str(file))
    assert not isinstance(
        getattr(error.value.__context__, "__context__", None), BaseValidationError
    )  # which cannot be sent


def test_text_that_begins_like_json_is_text():
    assert itu_texts.to_outline(itu_texts.parse_bytes(b'{"boats"} leak', "text.txt")) == '{"boats"} leak\n'
    assert itu_texts.to_outline(itu_texts.parse_bytes(b"{ boats } leak")) == "{ boats } leak\n"


def test_limits_of_json_files():
    with pytest.raises(itu_texts.ReadError, match="more than 100 markup characters"):
        itu_texts.parse_bytes(
            itu_texts.to_json(itu_texts.parse(TEXT)).encode(), limits=itu_texts.Limits(markup_characters=100)
        )


_PLACED = "RESOLUTION 1 (LAKESIDE, 2022)\nBoats\nThe ITU Council,\ninstructs the Secretary-General\n1 to row;\n2 to rest.\n– 7 –\n"
_ELSEWHERE = {
    "$.span": ([0, 5], [0, 10**6], [3, 4], [1, len(_PLACED)]),
    "$.blocks[0].span": ([0, 5], [0, 10**6], [10**5, 10**6]),
    "$.blocks[0].body[0].heading.span": ([0, 10], [10**5, 10**6]),
    "$.blocks[0].body[0].heading.addressees[0].span": ([0, 0], [0, 10], [10**5, 10**6]),
    "$.blocks[0].body[0].blocks[1].span": ([0, 10], [20, 10**6]),
    "$.furniture[0].span": ([0, 10**6],),
}


@for_all("path, span", [(path, span) for path, spans in _ELSEWHERE.items() for span in spans])
def test_spans_that_are_none_of_the_source(path, span):
    data = itu_texts.to_dict(itu_texts.parse(_PLACED), source=True)
    assert itu_texts.from_json(json.dumps(data)).source.text == _PLACED
    found = data
    for step in re.findall(r"\w+", path)[:-1]:
        found = found[int(step) if step.isdigit() else step]
    found["span"] = span
    with pytest.raises(JSONError):
        itu_texts.from_json(json.dumps(data))


def test_spans_over_one_another():
    data = itu_texts.to_dict(itu_texts.parse(_PLACED), source=True)
    first, second = data["blocks"][0]["body"][0]["blocks"]
    first["span"], second["span"] = second["span"], first["span"]
    for item in (first, second):
        for paragraph in item["blocks"]:
            paragraph["span"] = item["span"]
    with pytest.raises(JSONError, match="overlaps"):
        itu_texts.from_json(json.dumps(data))


def test_spans_beyond_the_span_of_the_document_are_refused_without_a_source_too():
    written = json.loads(itu_texts.to_json(itu_texts.parse("RESOLUTION 1\nBoats\nresolves\nto row.\n", language="en")))
    written["span"] = [0, 5]
    with pytest.raises(itu_texts.JSONError, match="outside"):
        itu_texts.from_json(json.dumps(written))


def test_texts_have_their_claims_with_the_words_on_demand():
    document = itu_texts.parse("RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference,\nresolves\nto row\n")
    data = itu_texts.to_dict(document, addresses=True)
    assert is_valid(data)
    for claim in data["blocks"][0]["claims"]:
        told = getattr(document.texts[0], claim["field"])
        assert (claim["value"], claim["by"]) == (told.value, told.by.value)
        assert claim["words"] == document.source.text[slice(*claim["span"])]
    assert [each["field"] for each in data["blocks"][0]["claims"]] == ["identity", "adopted", "standing"]
    assert itu_texts.from_json(json.dumps(data)) == document
    data["blocks"][0]["claims"][0]["by"] = "hearsay"
    assert not is_valid(data)


def test_the_data_of_a_program_is_written_read_copied_and_pickled():
    kept = {"span": [9, 1], "data": {"tags": ["a", None, 1.5]}}  # names that JSON of documents has too
    doc = itu_texts.parse("resolves\n1 to light the lámps \U0001f6a4;\n2 to report")
    with_it = itu_texts.nodes.with_data(doc, lambda node: kept if isinstance(node, itu_texts.Item) else None)
    for again in (
        itu_texts.from_json(itu_texts.to_json(with_it)),
        itu_texts.from_json(itu_texts.to_json(with_it, source=True, offsets="utf-16")),
        pickle.loads(pickle.dumps(with_it)),
        itu_texts.nodes.with_data(with_it, lambda node: None),
    ):
        assert again == doc
        assert [node.data for node in itu_texts.walk(again) if node.data is not None] == [kept, kept]
    assert all(node.data is None for node in itu_texts.walk(doc))


@for_all(
    "data, message",
    [({"a": {1}}, "JSON cannot have"), ({"a": float}, "JSON cannot have"), (7, "data of a Paragraph cannot be")],
)
def test_data_that_json_cannot_have_is_told(data, message):
    with pytest.raises(itu_texts.InputTypeError, match=message):
        itu_texts.to_json(itu_texts.nodes.with_data(itu_texts.parse("lamps"), lambda node: data))


def test_data_that_is_no_object_is_not_read():
    with pytest.raises(itu_texts.JSONError, match="an object was expected"):
        itu_texts.from_json(itu_texts.to_json(itu_texts.parse("lamps"))[:-1] + ', "data": 7}')
