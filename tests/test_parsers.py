"""Parsers with own rules and own grammars: what they read, that others do not, and that all functions follow."""

import pickle
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from together import for_all

import itu_texts
from itu_texts import Parser, Rule
from itu_texts.api import batch
from itu_texts.cli import main
from itu_texts.language.grammar import tables
from itu_texts.language.grammar.tables import GRAMMARS
from itu_texts.parsing.rules import RULES
from itu_texts.tree.addressees import ADDED

HARBOUR = """RESOLUTION 7
Lamps on the quay
The ITU Council,
noting
a) that it is dark;
implores the Harbour Master
1 to light the lamps;
2 to report to the Council in 2031,
resolves
to meet again.
"""
WORDS = """INSTRUCTS__IMPLORES: "implores"
%extend ADDRESSEE__SG: "Harbour Master"
"""
STUB = """KNOWN_BY: "da" | "jangwa" | "bahari"
THE: "le"
KIND__RESOLUTION: "uamuzi"i
GROUNDS__CONSIDERING: "ukizingatia"
INSTRUCTS__INSTRUCTS: "inaagiza"
DECIDES__RESOLVES: "inaamua"
ADDRESSEE__SG: "katibu"
NAME__SG: "katibu"
"""
SWAHILI = """UAMUZI 7
Taa da bandari
ukizingatia
a) jangwa da bahari;
b) bahari da jangwa;
inaamua
1 da jangwa;
2 bahari;
inaagiza katibu
1 jangwa da bahari;
2 da taa.
"""
PILCROW = re.compile(r"¶ ?\d{1,3} (?=\S)")


def begins_with_pilcrow(text, start, lang):
    label = PILCROW.match(text, start)
    return ("ITEM", label.end(), 0) if label else None


OWN = Rule("pilcrows", "beginning", "A pilcrow with a number is the label of an item.", begins_with_pilcrow)
PILCROWS = "resolves\n¶ 1 to row;\n¶ 2 to sail"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("own")
    (place / "en.lark").write_text(WORDS, "utf-8")
    (place / "sw.lark").write_text(STUB, "utf-8")
    return place


@pytest.fixture(scope="module")
def parser(folder):
    return Parser(grammars=folder)


def tasks(document):
    return [
        (task.verb, task.addressee.concept if task.addressee else None, task.item.label)
        for task in itu_texts.who_does_what(document)
    ]


def test_a_parser_without_own_rules_and_grammars_is_parse():
    assert Parser().parse(HARBOUR) == itu_texts.parse(HARBOUR)
    assert type(Parser().parse(HARBOUR).language) is str
    assert Parser().languages == itu_texts.languages()
    assert Parser().rules == RULES


def test_own_words_of_a_known_language_are_read_by_that_parser_alone(parser):
    for _ in range(2):  # caches keep them apart, whoever asks first
        assert [*tasks(parser.parse(HARBOUR))[:2]] == [("implores", "SG", "1"), ("implores", "SG", "2")]
        assert not any(verb == "implores" for verb, *_ in tasks(itu_texts.parse(HARBOUR)))
    document = parser.parse(HARBOUR)
    assert document.language == "en"
    assert document.at("implores the Harbour Master 1").text == "to light the lamps;"


@pytest.mark.parametrize("how", ["bytes", "file", "many", "texts", "json", "pickle"])
def test_however_a_text_comes(parser, how, tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_text(HARBOUR, "utf-8")
    document = parser.parse(HARBOUR)
    if how == "bytes":
        document = parser.parse_bytes(HARBOUR.encode())
    elif how == "file":
        document = parser.parse_file(path, language="en")
    elif how == "many":
        [(_, document)] = parser.parse_many([path])
    elif how == "texts":
        [text] = parser.iter_texts(path)
        document = text.document
    elif how == "json":
        document = parser.from_json(itu_texts.to_json(document, source=True))
    else:
        document = pickle.loads(pickle.dumps(document))
    assert tasks(document)[:2] == [("implores", "SG", "1"), ("implores", "SG", "2")]


def test_a_new_language(parser):
    assert parser.languages == ("ar", "en", "es", "fr", "ru", "sw", "zh")
    assert "sw" not in itu_texts.languages()
    document = parser.parse(SWAHILI)
    assert document.language == "sw"
    assert tasks(document) == [("inaagiza", "SG", "1"), ("inaagiza", "SG", "2")]
    assert [str(clause.role) for clause in itu_texts.find(document, itu_texts.Clause)] == [
        "preamble",
        "operative",
        "operative",
    ]
    assert parser.from_json(itu_texts.to_json(document, source=True)) == document
    assert parser.parse_bytes(itu_texts.to_json(document, source=True).encode(), "a.json").language == "sw"
    with pytest.raises(itu_texts.JSONError, match="no grammar for language 'sw'"):
        itu_texts.from_json(itu_texts.to_json(document))
    with pytest.raises(itu_texts.UnknownLanguageError, match="sw"):
        parser.parse(SWAHILI, language="xx")


def test_a_volume_in_an_own_language_and_another(parser):
    document = parser.parse(HARBOUR + "\n" + SWAHILI * 3)
    assert document.language == "mul"
    assert {stretch.code for stretch in document.languages} == {"en", "sw"}
    assert [verb for verb, *_ in tasks(document)][:3] == ["implores", "implores", "inaagiza"]


def test_rules_are_added_and_left_out():
    own = Parser(rules=(OWN, *RULES))
    document = own.parse(PILCROWS)
    assert [item.label for item in itu_texts.find(document, itu_texts.Item)] == ["¶ 1", "¶ 2"]
    assert not [*itu_texts.find(itu_texts.parse(PILCROWS), itu_texts.Item)]
    [line] = itu_texts.explain(document, at=2)
    assert (line.rule, line.reason) == ("pilcrows", OWN.does)
    plain = Parser(rules=[rule for rule in RULES if rule.name != "markup"])
    assert plain.parse("resolves\n1 to **row**").at("resolves 1").text == "to **row**"
    assert itu_texts.explain(plain.parse("resolves\n1 to **row**"), at=1)
    assert pickle.loads(pickle.dumps(document)) == document


def test_other_processes_read_with_the_same_grammars(parser, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(HARBOUR, "utf-8")
    names = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    found = [*batch.run(names, batch.Job(batch.Parsed(), parser.code()), workers=2)]
    assert [tasks(result.pieces[0])[0] for result in found] == [("implores", "SG", "1")] * 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rules": ["markup"]}, "a rule of the parser is an itu_texts.Rule, not a str"),
        ({"rules": [Rule("mine", "nowhere", "x", print)]}, "its place is one of file, text"),
        ({"rules": [*RULES, RULES[0]]}, "the name is that of another rule"),
        ({"rules": [Rule("mine", "file", "x", None)]}, "its function cannot be called"),
        ({"grammars": "no such folder"}, "a folder with a file <code>.lark"),
    ],
)
def test_what_is_no_rule_and_no_folder_is_told(given, said):
    with pytest.raises(itu_texts.InputError, match=re.escape(said)):
        Parser(**given)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("en", "KNOWN_BY: ", "en.lark"),
        ("x", WORDS, "en.lark, pt.lark"),
        ("en", 'THE: "ye"\n', "THE"),
        (
            "en",
            '// Lamps\nINSTRUCTS__IMPLORES: LAMPS | "begs"\n',
            "line 2: INSTRUCTS__IMPLORES: no term has the name LAMPS",
        ),
        ("en", 'instructs__implores: "implores"\n', "line 1: instructs__implores: the names of terms are in capitals"),
        ("en", '  INSTRUCTS__IMPLORES: "implores"\n', "line 1: INSTRUCTS__IMPLORES: blanks stand before the name"),
        ("en", "\nINSTRUCTS__IMPLORES: “implores”\n", "line 2: INSTRUCTS__IMPLORES: '“implores”' is no phrase"),
        ("sw", STUB + "INSTRUCTS__IMPLORES: 'omba'\n", "line 9: INSTRUCTS__IMPLORES: \"'omba'\" is no phrase"),
        (
            "en",
            'ADDRESSEE__LAMPS: "Lamps"\nKIND_OF__LAMPS: "boss"\n',
            "KIND_OF__LAMPS: 'boss' is none of office, bureau",
        ),
    ],
)
def test_what_is_no_grammar_is_told(tmp_path, name, text, said):
    (tmp_path / f"{name}.lark").write_text(text, "utf-8")
    with pytest.raises(itu_texts.InputError, match=said):
        Parser(grammars=tmp_path)


def test_a_file_may_begin_with_a_byte_order_mark_and_have_comments(tmp_path):
    (tmp_path / "en.lark").write_text(f"# Words of the HARBOUR\n{WORDS}", "utf-8-sig")
    [first, _] = itu_texts.who_does_what(Parser(grammars=tmp_path).parse(HARBOUR))
    assert first.verb == "implores"


def test_a_form_is_replaced_by_one_that_looks_at_a_group_of_another(tmp_path):
    [form] = re.findall(
        r"^TEXT_NUMBER_CITED.*$", (GRAMMARS / "shapes/references.lark").read_text("utf-8"), re.MULTILINE
    )
    (tmp_path / "en.lark").write_text(f"%override {form}\n", "utf-8")
    assert "(?(bracket)" in form
    assert Parser(grammars=tmp_path).parse(HARBOUR) == itu_texts.parse(HARBOUR)


@pytest.mark.long
def test_the_kind_that_a_file_says_last_holds(tmp_path):
    kinds = []
    for said in ("", 'KIND_OF__WARDEN: "body"'):
        (tmp_path / "en.lark").write_text(f'ADDRESSEE__WARDEN: "Lamp Warden"\n{said}\n', "utf-8")
        document = Parser(grammars=tmp_path).parse(
            HARBOUR.replace("implores the Harbour Master", "instructs the Lamp Warden")
        )
        kinds.append({task.addressee.kind for task in itu_texts.who_does_what(document)})
    del ADDED["WARDEN"]
    assert kinds == [{"other"}, {"body"}]


def test_threads_may_use_different_parsers_at_once(parser):
    own = Parser(rules=[OWN, *RULES])
    works = [
        (each, text) for each in (parser, own, itu_texts) for text in (HARBOUR, "resolves\n¶ 1 to row;\n¶ 2 to rest")
    ]

    def read(work):
        document = work[0].parse(work[1])
        return itu_texts.to_json(document), [task.verb for task in itu_texts.who_does_what(document)]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            made = [*pool.map(read, works * 4)]
    finally:
        sys.setswitchinterval(interval)
    assert made == [read(work) for work in works] * 4
    assert len({each for each, _ in made}) > 3


def test_the_command_takes_a_folder_of_grammars(folder, tmp_path, capsys, ran):
    (tmp_path / "harbour.txt").write_text(HARBOUR, "utf-8")
    (tmp_path / "taa.txt").write_text(SWAHILI, "utf-8")
    assert "implores" in ran(0, ["mandates", str(tmp_path / "harbour.txt"), "--grammars", str(folder)]).out
    assert (
        main(["parse", "--to", "outline", str(tmp_path / "taa.txt"), "--grammars", str(folder), "--language", "sw"])
        == 0
    )
    assert "inaamua\n\t1 da jangwa;" in capsys.readouterr().out
    assert (
        "a folder with a file <code>.lark"
        in ran(2, ["parse", "--to", "outline", str(tmp_path / "taa.txt"), "--grammars", str(tmp_path)]).err
    )


def test_a_wheel_has_the_files_that_own_grammars_add_to(tmp_path, monkeypatch, parser):
    expected = tables.read(parser.code("en"))
    wheel = tmp_path / "grammars"
    shutil.copytree(GRAMMARS, wheel)
    (wheel / tables.ARCHIVE).touch()
    index = {code: ("digest", [], []) for code in itu_texts.languages()}
    monkeypatch.setattr(tables, "_index", lambda: index)
    monkeypatch.setattr(tables, "folder", lambda: wheel)
    monkeypatch.setattr(tables, "kept", lambda name: None)
    monkeypatch.setattr(tables, "keep", lambda name, content: None)
    monkeypatch.setattr(tables, "_archived", lambda name: {"patterns": {}, "rules": {}})
    assert tables.read(parser.code("en")) == expected
    assert tables.read("en").of == "digest"


@for_all(
    "result, said",
    [
        (5, "TypeError"),
        (("ITEM",), "ValueError"),
        (("NOSUCH", 12, 0), "no type of line"),
        (("ITEM", 10**9, 0), "no type of line"),
        (("ITEM", 3, 0), "no type of line"),
        (("ITEM", 12, -1), "no type of line"),
        (KeyError("boom"), "KeyError: 'boom'"),
    ],
)
def test_a_rule_that_fails_is_named(result, said):
    def begins(text, start, lang):
        if isinstance(result, Exception):
            raise result
        return result

    rule = itu_texts.Rule("mine", "beginning", "Says.", begins)
    parser = itu_texts.Parser(rules=[rule, *itu_texts.Parser().rules])
    assert parser.rules == (rule, *itu_texts.Parser().rules)
    with pytest.raises(itu_texts.InputError, match=r"^rule 'mine': ") as told:
        parser.parse("resolves\n¶ 1 to row")
    assert said in str(told.value)


def test_a_rule_that_fails_while_it_yields_is_named():
    def tokens(given, context):
        yield given[0]
        raise ZeroDivisionError

    parser = itu_texts.Parser(rules=[itu_texts.Rule("mine", "tokens", "Says.", tokens), *itu_texts.Parser().rules])
    with pytest.raises(itu_texts.InputError, match=r"^rule 'mine': ZeroDivisionError"):
        parser.parse("resolves\n1 to row")
