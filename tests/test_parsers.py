"""Parsers with own rules and own grammars: what they read, that others do not, and that all functions follow."""

import inspect
import pickle
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pattern_names
import pytest
from collected import in_memory
from invariants import check_addressees, check_addresses, check_leaves, check_spans
from together import check_all, for_all, refused

import itu_texts
from itu_texts import Parser, Rule
from itu_texts.api import batch
from itu_texts.cli import main
from itu_texts.formats.table import FORMATS
from itu_texts.formats.tables.rows import COLUMNS
from itu_texts.language.grammar import lang_of, tables
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
    refused(itu_texts.UnknownLanguageError, "sw", parser.parse, SWAHILI, language="xx")


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
    found = [*batch.run(names, batch.Job(batch.document_itself, parser.code()), workers=2)]
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
    refused(itu_texts.InputError, re.escape(said), Parser, **given)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("en", "KNOWN_BY: ", "en.lark"),
        ("x", WORDS, "en.lark, pt.lark"),
        ("en", 'THE: "ye"\n', "THE"),
        ("en", "\nINSTRUCTS__IMPLORES: “implores”\n", "line 2: INSTRUCTS__IMPLORES: '“implores”' is no phrase"),
    ],
)
def test_what_is_no_grammar_is_told(tmp_path, name, text, said):
    (tmp_path / f"{name}.lark").write_text(text, "utf-8")
    refused(itu_texts.InputError, said, Parser, grammars=tmp_path)


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
    assert said in refused(itu_texts.InputError, r"^rule 'mine': ", parser.parse, "resolves\n¶ 1 to row")


def test_a_rule_that_fails_while_it_yields_is_named():
    def tokens(given, context):
        yield given[0]
        raise ZeroDivisionError

    parser = itu_texts.Parser(rules=[itu_texts.Rule("mine", "tokens", "Says.", tokens), *itu_texts.Parser().rules])
    refused(itu_texts.InputError, r"^rule 'mine': ZeroDivisionError", parser.parse, "resolves\n1 to row")


# ---------------------------------------------------------------------- a language that a grammar_folder adds: all that the library does with a document works, whatever its grammar leaves out


LANGUAGE_STUB = """// The common words by which the language is told
KNOWN_BY: "que" | "da" | "do" | "dos" | "das" | "não" | "para" | "uma" | "ao" | "pelo"
THE: "o" | "a" | "os" | "as"
THAT: "que"
AND: "e"
OF: "de" | "do" | "da" | "dos" | "das"
KIND__RESOLUTION: "resolução"i
KIND__DECISION: "decisão"i
ANNEX_KIND__ANNEX: "anexo"i
FORMULA_BEGINS: "A" | "O"
BODY_BEGINS: "Conferência" | "Assembleia" | "Conselho"
ADOPTING_BODY: "Conferência" | "Assembleia" | "Conselho"
ADOPTS__UNGA: "A Assembleia Geral"
GROUNDS__CONSIDERING: "considerando"
GROUNDS__RECALLING: "recordando"
DECIDES__RESOLVES: "resolve" | "decide"
INSTRUCTS__INSTRUCTS: "encarrega"
INSTRUCTS__INVITES: "convida"
INSTRUCTS__REQUESTS: "solicita"
TO_INSTRUCT__INVITES: "convidar"
TO_WHOM: "ao" | "à" | "aos" | "às"
OPENS_TASK: "a"
TO: "a"
ADDRESSEE__SG: "Secretário-Geral"
ADDRESSEE__COUNCIL: "Conselho"
ADDRESSEE__HARBOUR_MASTER: "Capitão do Porto"
KIND_OF__HARBOUR_MASTER: "office"
NAME__SG: "Secretário-Geral"
"""
TEXT = """RESOLUÇÃO 7 (Lagoa, 2022)
Barcos e remos
A Conferência da União (Lagoa, 2022),
considerando
a) que os barcos não têm remos;
b) que as lâmpadas da ilha são poucas,
recordando
a Resolução 5 (Lagoa, 2018),
resolve
1 que os barcos tenham remos;
2 convidar o Conselho a contar as lâmpadas até 2030,
encarrega o Secretário-Geral
1 a contar os barcos;
2 a informar o Conselho,
convida o Capitão do Porto
a acender as lâmpadas.
ANEXO
Lista dos barcos
1 Barcos da ilha
Os barcos da ilha são para uma pessoa.
"""
ASSEMBLY = """79/999. Faróis
A Assembleia Geral,
Recordando a sua resolução 78/1,
1. Solicita ao Secretário-Geral que conte as lâmpadas;
2. Decide continuar.
"""


@pytest.fixture(scope="module")
def new_parser(tmp_path_factory):
    grammar_folder = tmp_path_factory.mktemp("languages")
    (grammar_folder / "pt.lark").write_text(LANGUAGE_STUB, "utf-8")
    yield itu_texts.Parser(grammars=grammar_folder)
    ADDED.clear()  # as in a program without this language


def test_outline_tasks_and_detection(new_parser):
    document = new_parser.parse(TEXT)
    assert document.language == "pt"
    [text] = document.texts
    assert [clause.heading.text for clause in text.clauses] == [
        "considerando",
        "recordando",
        "resolve",
        "encarrega o Secretário-Geral",
        "convida o Capitão do Porto",
    ]
    assert [(task.addressee.concept, task.addressee.kind) for task in itu_texts.who_does_what(document)] == [
        ("SG", "office"),
        ("SG", "office"),
        ("HARBOUR_MASTER", "office"),
    ]
    for each in (document, new_parser.parse(ASSEMBLY, language="pt")):
        for holds in (check_spans, check_leaves, check_addresses, check_addressees):
            holds(each)
        assert new_parser.from_json(itu_texts.to_json(each)) == each


def _all_of(document, other):
    """What is done with a document: public functions that need no more, properties, formats, kinds of rows, differences."""
    for name in itu_texts.__all__:
        function = getattr(itu_texts, name)
        if inspect.isfunction(function):
            first, *others = [*inspect.signature(function).parameters.values(), None, None][:2]
            needed = others[0] is not None and others[0].default is inspect.Parameter.empty
            if first is not None and "Document" in str(first.annotation) and not needed and "page" not in name:
                yield name, lambda function=function: function(document)
    for name, row in FORMATS.items():
        if row.writer.function and row.writer.options != ("rows",):
            yield f"export {name}", lambda name=name: itu_texts.export(document, name)
    for what in COLUMNS:
        yield f"rows {what}", lambda what=what: itu_texts.records(document, what)
    yield "diff", lambda: itu_texts.diff(document, other)
    yield "chunks of each text", lambda: [itu_texts.address(node) for node in itu_texts.walk(document.texts[0])]
    for node in itu_texts.walk(document):
        for name, _ in inspect.getmembers(type(node), lambda found: isinstance(found, property)):
            yield f"{type(node).__name__}.{name}", lambda node=node, name=name: getattr(node, name)


@pytest.mark.parametrize("text", [TEXT, ASSEMBLY], ids=["conference", "assembly"])
def test_all_that_is_done_with_a_document_takes_it(new_parser, text):
    document, other = (new_parser.parse(each, language="pt") for each in (text, text.replace("lâmpadas", "velas")))

    def check(work):
        with suppress(itu_texts.ItuTextsError):  # which says what it needs: a Word file, a text with sections
            found = work()
            assert not isinstance(found, Iterator) or sum(1 for _ in found) >= 0

    check_all(_all_of(document, other), check)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('INSTRUCTS__X "implora"', "line 29: INSTRUCTS__X: a colon is missing"),
        ('INSTRUCS__X: "implora"', "line 29: INSTRUCS__X: there is no family INSTRUCS; INSTRUCTS was meant?"),
        ('TO_WHON: "ao"', "line 29: TO_WHON: no form uses this term; TO_WHOM was meant?"),
        ('INSTRUCTS__X: "implora" OFF', "line 29: INSTRUCTS__X: no term has the name OFF; OF was meant?"),
        ('OF: "de"', "line 29: OF: the name stands in line 6 too"),
        ("DECIMAL: /9/", "line 29: DECIMAL: Terminal 'DECIMAL' defined more than once"),
        ('ADDRESSEE__CREW: "tripulação"\nKIND_OF__CREW: "crew"', "line 30: KIND_OF__CREW: 'crew' is none of office"),
        ('KIND_OF__NOBODY: "office"', "line 29: KIND_OF__NOBODY: there is no ADDRESSEE__NOBODY"),
        ("INSTRUCTS__X: /implora(/", "line 29: INSTRUCTS__X: missing )"),
        ("INSTRUCTS__X: /x?/", "line 29: INSTRUCTS__X: the pattern may match nothing"),
        ('INSTRUCTS__X: "implora', "line 29: INSTRUCTS__X: '\"implora' is no phrase in quotes"),
        ("INSTRUCTS__X: implora", "line 29: INSTRUCTS__X: 'implora' is no phrase in quotes"),
        ("INSTRUCTS__X: 'implora'", "line 29: INSTRUCTS__X: \"'implora'\" is no phrase in quotes"),
        ("INSTRUCTS__X: /implora", "line 29: INSTRUCTS__X: '/implora' is no phrase in quotes"),
        ('INSTRUCTS__X: "a" |', "line 29: INSTRUCTS__X: no word stands at its end"),
        ('INSTRUCTS__X: "a" || "b"', "line 29: INSTRUCTS__X: no word stands before |"),
        ('INSTRUCTS__X: ("a" | "b"', "line 29: INSTRUCTS__X: a bracket is not closed"),
        ('INSTRUCTS__X: "a")', "line 29: INSTRUCTS__X: a bracket is closed that is not open"),
        ('INSTRUCTS__X: "a" INSTRUCTS__X', "line 29: INSTRUCTS__X: Recursion"),
        ('%extend INSTRUCTS__NOT: "a"', "line 29: INSTRUCTS__NOT: Can't extend"),
        ("%import common.WORD", "line 29: %import: only %extend and %override"),
        ('\tINSTRUCTS__X: "a"', "line 29: INSTRUCTS__X: blanks stand before the name"),
        ('instructs: "a"', "line 29: instructs: the names of terms are in capitals"),
        ('INSTRUCTS__X: "a\x00b"', "line 29: INSTRUCTS__X: '\"a\\x00b\"' is no phrase"),
    ],
)
def test_an_error_names_file_line_and_term(tmp_path, line, said):
    (tmp_path / "pt.lark").write_text(f"{LANGUAGE_STUB}{line}\n", "utf-8")
    refused(itu_texts.InputError, re.escape(f"pt.lark, {said}"), itu_texts.Parser, grammars=tmp_path)


@pytest.mark.parametrize("empty", ["", "// nothing\n"])
def test_an_empty_grammar_is_an_error(tmp_path, empty):
    (tmp_path / "pt.lark").write_text(empty, "utf-8")
    refused(itu_texts.InputError, re.escape("pt.lark, line 1: it has no terms"), itu_texts.Parser, grammars=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_grammar_may_have_any_encoding_and_line_ends(tmp_path, encoding):
    (tmp_path / "pt.lark").write_bytes(LANGUAGE_STUB.replace("\n", "\r\n").encode(encoding))
    assert itu_texts.Parser(grammars=tmp_path).parse(TEXT).texts[0].title == "Barcos e remos"


def test_names_of_patterns():
    """They are those of the grammars, and there are no others."""
    assert pattern_names.STUB.read_text("utf-8") == pattern_names.stub()
    with pytest.raises(AttributeError, match="no grammar has a pattern 'MIS_SPELT'"):
        lang_of("en").patterns.MIS_SPELT  # noqa: B018


def test_a_language_of_one_word_has_all_patterns(tmp_path):
    (tmp_path / "zz.lark").write_text('KIND__RESOLUTION: "zuz"\n', "utf-8")
    new_parser = itu_texts.Parser(grammars=tmp_path)
    patterns = lang_of(new_parser.code("zz")).patterns
    assert all(isinstance(getattr(patterns, name), re.Pattern) for name in pattern_names.known())
    for holds in (check_spans, check_leaves, check_addresses):
        holds(new_parser.parse("ZUZ 7\nzuz\n1 a 3 March 2031", language="zz"))


def test_names_begin_with_the_capitals_of_any_latin_or_greek_alphabet(tmp_path):
    words = 'KIND__RESOLUTION: "rezolucja"i | "karar"i | "ψήφισμα"i\n'
    (tmp_path / "zz.lark").write_text(
        f'{words}DECIDES__RESOLVES: "postanawia" | "kararlaştırır" | "αποφασίζει"\n', "utf-8"
    )
    parser = itu_texts.Parser(grammars=tmp_path)
    for text, named in (
        ("REZOLUCJA 7 (Łódź, 2022)\nŚluzy\npostanawia\nże łodzie", "Łódź"),
        ("KARAR 7 (İzmir, 2022)\nŞamandıralar\nkararlaştırır\nbir fener", "İzmir"),
        ("ΨΗΦΙΣΜΑ 7 (Λίμνη, 2022)\nΒάρκες\nαποφασίζει\nνα ανάψουν", "Λίμνη"),
    ):
        [found] = parser.parse(text, language="zz").texts
        assert (str(found.identifier), found.title) == (f"Resolution 7 ({named}, 2022)", text.split("\n")[1])


# ---------------------------------------------------------------------- commands and collections


ITALIAN = """KNOWN_BY: "che" | "della" | "delle" | "degli" | "dei" | "del" | "gli" | "le" | "la" | "di"
OF: "di" | "del" | "della" | "dei"
KIND__RESOLUTION: "risoluzione"i
ANNEX_KIND__ANNEX: "allegato"i
FORMULA_BEGINS: "La" | "Il"
BODY_BEGINS: "Conferenza" | "Consiglio"
ADOPTING_BODY: "Conferenza" | "Consiglio"
GROUNDS__CONSIDERING: "considerando"
DECIDES__RESOLVES: "decide"
INSTRUCTS__INSTRUCTS: "incarica"
OPENS_TASK: "di"
ADDRESSEE__SG: "Segretario generale"
ADDRESSEE__LAMPLIGHTER: "Lampionaio"
"""
EDITIONS = [
    f"""RISOLUZIONE 7 (Lagonero, {year})
Barche e lampioni
La Conferenza dell'Unione (Lagonero, {year}),
considerando
a) che le barche della laguna sono senza remi, secondo la Risoluzione 5 (Lagonero, 2014);
b) che i lampioni degli isolotti sono pochi,
decide
1 che le barche abbiano {oars};
2 che i lampioni siano accesi,
incarica il Segretario generale
di contare le barche,
incarica il Lampionaio
di accendere i lampioni.
"""
    for year, oars in (("2018", "remi"), ("2022", "remi nuovi"))
]


@pytest.fixture(scope="module")
def grammar_folder(tmp_path_factory):
    grammar_folder = tmp_path_factory.mktemp("italian")
    (grammar_folder / "words").mkdir()
    (grammar_folder / "words" / "it.lark").write_text(ITALIAN, "utf-8")
    for name, text in zip("ab", EDITIONS, strict=True):
        (grammar_folder / f"{name}.txt").write_text(text, "utf-8")
    yield grammar_folder
    ADDED.clear()


@pytest.mark.long
def test_commands_take_texts_in_the_language_of_a_folder(grammar_folder, tmp_path, capsysbinary):
    one, other = grammar_folder / "a.txt", grammar_folder / "b.txt"
    calls = [(name, one) for name in ("parse", "check", "mandates", "cites")]
    calls += [("parse", one, "--to", name) for name in ("outline", "explain")]
    calls += [(name, one, other) for name in ("diff", "consolidate", "compare")]
    calls += [("check", one, "--fix", "--select", "numbering-gap", "-o", tmp_path / "renumbered.txt")]
    calls += [
        ("parse", one, "--to", name, "-o", tmp_path / f"file.{name}")
        for name, row in FORMATS.items()
        if row.writer.function
    ]

    def check(call):
        code = main([*map(str, call), "--grammars", str(grammar_folder / "words")])
        said = capsysbinary.readouterr()
        assert code in (0, 1), said.err

    check_all([(" ".join(map(str, call)), call) for call in calls], check)


def test_a_collection_keeps_the_words_that_its_texts_were_read_with(grammar_folder, tmp_path, capsys, ran):
    acts = str(tmp_path / "acts.db")
    add = ["collect", str(grammar_folder), "-o", acts, "--grammars", str(grammar_folder / "words")]
    assert "2 read" in "".join(ran(0, add))
    ADDED.clear()  # as in a program that knows nothing of the language
    assert "RESOLUTION 7" in ran(0, ["search", acts, "lampioni"]).out.upper()
    assert "LAMPLIGHTER" in ran(0, ["mandates", acts, "--to", "json"]).out
    assert "2022" in ran(0, ["history", acts, "Resolution 7", "--blame", "decide 1"]).out
    assert main(["site", acts, "-o", str(tmp_path / "site")]) == 0
    assert "Barche e lampioni" in (tmp_path / "site" / "index.html").read_text("utf-8")
    with itu_texts.Collection.open(acts) as collection:
        [task] = [each for each in itu_texts.who_does_what(collection.text("Resolution 7")) if "Lamp" in str(each)]
        assert task.addressee.concept == "LAMPLIGHTER"
        assert [each.language for each in collection.history("Resolution 7") if each.file] == ["it", "it"]
    capsys.readouterr()
    assert "2 unchanged" in "".join(ran(0, add))
    (grammar_folder / "words" / "it.lark").write_text(f'{ITALIAN}TO: "di"\n', "utf-8")
    assert "2 read" in "".join(ran(0, add))  # with the changed words


def test_documents_bring_their_words_into_a_collection(grammar_folder):
    new_parser = itu_texts.Parser(grammars=grammar_folder / "words")
    with in_memory([new_parser.parse(text) for text in EDITIONS]) as collection:
        assert {collection.document(name).language for name in collection.files} == {"it"}
        assert collection.text("Resolution 7").title == "Barche e lampioni"
