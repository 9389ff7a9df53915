"""A language that a folder adds: all that the library does with a document works, whatever its grammar leaves out."""

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress

import pattern_names
import pytest
from invariants import check_addressees, check_addresses, check_leaves, check_spans
from together import check_all

import itu_texts
from itu_texts.cli import main
from itu_texts.formats.table import FORMATS
from itu_texts.formats.tables.rows import COLUMNS
from itu_texts.language.grammar import lang_of
from itu_texts.tree.addressees import ADDED

STUB = """// The common words by which the language is told
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
def parser(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    (folder / "pt.lark").write_text(STUB, "utf-8")
    yield itu_texts.Parser(grammars=folder)
    ADDED.clear()  # as in a program without this language


def test_outline_tasks_and_detection(parser):
    document = parser.parse(TEXT)
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
    for each in (document, parser.parse(ASSEMBLY, language="pt")):
        for holds in (check_spans, check_leaves, check_addresses, check_addressees):
            holds(each)
        assert parser.from_json(itu_texts.to_json(each)) == each


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
def test_all_that_is_done_with_a_document_takes_it(parser, text):
    document, other = (parser.parse(each, language="pt") for each in (text, text.replace("lâmpadas", "velas")))

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
    (tmp_path / "pt.lark").write_text(f"{STUB}{line}\n", "utf-8")
    with pytest.raises(itu_texts.InputError, match=re.escape(f"pt.lark, {said}")):
        itu_texts.Parser(grammars=tmp_path)


@pytest.mark.parametrize("empty", ["", "// nothing\n"])
def test_an_empty_grammar_is_an_error(tmp_path, empty):
    (tmp_path / "pt.lark").write_text(empty, "utf-8")
    with pytest.raises(itu_texts.InputError, match=re.escape("pt.lark, line 1: it has no terms")):
        itu_texts.Parser(grammars=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_grammar_may_have_any_encoding_and_line_ends(tmp_path, encoding):
    (tmp_path / "pt.lark").write_bytes(STUB.replace("\n", "\r\n").encode(encoding))
    assert itu_texts.Parser(grammars=tmp_path).parse(TEXT).texts[0].title == "Barcos e remos"


def test_names_of_patterns():
    """They are those of the grammars, and there are no others."""
    assert pattern_names.STUB.read_text("utf-8") == pattern_names.stub()
    with pytest.raises(AttributeError, match="no grammar has a pattern 'MIS_SPELT'"):
        lang_of("en").patterns.MIS_SPELT  # noqa: B018


def test_a_language_of_one_word_has_all_patterns(tmp_path):
    (tmp_path / "zz.lark").write_text('KIND__RESOLUTION: "zuz"\n', "utf-8")
    parser = itu_texts.Parser(grammars=tmp_path)
    patterns = lang_of(parser.code("zz")).patterns
    assert all(isinstance(getattr(patterns, name), re.Pattern) for name in pattern_names.known())
    for holds in (check_spans, check_leaves, check_addresses):
        holds(parser.parse("ZUZ 7\nzuz\n1 a 3 March 2031", language="zz"))


@pytest.mark.parametrize(
    ("words", "text", "named"),
    [
        ('KIND__RESOLUTION: "rezolucja"i', "REZOLUCJA 7 (Łódź, 2022)\nŚluzy\npostanawia\nże łodzie", "Łódź"),
        ('KIND__RESOLUTION: "karar"i', "KARAR 7 (İzmir, 2022)\nŞamandıralar\nkararlaştırır\nbir fener", "İzmir"),
        ('KIND__RESOLUTION: "ψήφισμα"i', "ΨΗΦΙΣΜΑ 7 (Λίμνη, 2022)\nΒάρκες\nαποφασίζει\nνα ανάψουν", "Λίμνη"),
    ],
)
def test_names_begin_with_the_capitals_of_any_latin_or_greek_alphabet(tmp_path, words, text, named):
    decides = text.split("\n")[2]
    (tmp_path / "zz.lark").write_text(f'{words}\nDECIDES__RESOLVES: "{decides}"\n', "utf-8")
    [found] = itu_texts.Parser(grammars=tmp_path).parse(text, language="zz").texts
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
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("italian")
    (folder / "words").mkdir()
    (folder / "words" / "it.lark").write_text(ITALIAN, "utf-8")
    for name, text in zip("ab", EDITIONS, strict=True):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    yield folder
    ADDED.clear()


@pytest.mark.long
def test_commands_take_texts_in_the_language_of_a_folder(folder, tmp_path, capsysbinary):
    one, other = folder / "a.txt", folder / "b.txt"
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
        code = main([*map(str, call), "--grammars", str(folder / "words")])
        said = capsysbinary.readouterr()
        assert code in (0, 1), said.err

    check_all([(" ".join(map(str, call)), call) for call in calls], check)


def test_a_collection_keeps_the_words_that_its_texts_were_read_with(folder, tmp_path, capsys, ran):
    acts = str(tmp_path / "acts.db")
    add = ["collect", str(folder), "-o", acts, "--grammars", str(folder / "words")]
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
    (folder / "words" / "it.lark").write_text(f'{ITALIAN}TO: "di"\n', "utf-8")
    assert "2 read" in "".join(ran(0, add))  # with the changed words


def test_documents_bring_their_words_into_a_collection(folder):
    parser = itu_texts.Parser(grammars=folder / "words")
    with itu_texts.Collection.open(":memory:") as collection:
        collection.add([parser.parse(text) for text in EDITIONS])
        assert {collection.document(name).language for name in collection.files} == {"it"}
        assert collection.text("Resolution 7").title == "Barche e lampioni"
