"""A language that a folder adds: all that the library does with a document works, whatever its grammar leaves out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from invariants import check_addressees, check_addresses, check_leaves, check_spans
from together import check_all

import itu_texts
from itu_texts.formats.table import FORMATS
from itu_texts.formats.tables.rows import COLUMNS
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


def test_checks_tell_what_they_find(parser):
    drafted = parser.parse(TEXT.replace("1 a contar", "1 a contar os  os"))
    assert [found.code for found in itu_texts.check(drafted)] == [found.code for found in itu_texts.check(drafted)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('INSTRUCTS__IMPLORES "implora"', "pt.lark, line 29: INSTRUCTS__IMPLORES"),
        ('INSTRUCS__IMPLORES: "implora"', "pt.lark, line 29: INSTRUCS__IMPLORES"),
        ('TO_WHON: "ao"', "pt.lark, line 29: TO_WHON"),
        ('ADDRESSEE__CREW: "tripulação"\nKIND_OF__CREW: "crew"', "pt.lark: KIND_OF__CREW: 'crew'"),
        ("INSTRUCTS__IMPLORES: /implora(/", "pt.lark, line 29: INSTRUCTS__IMPLORES"),
    ],
)
def test_an_error_names_file_line_and_term(tmp_path, line, said):
    (tmp_path / "pt.lark").write_text(f"{STUB}{line}\n", "utf-8")
    with pytest.raises(itu_texts.InputError, match=re.escape(said)):
        itu_texts.Parser(grammars=tmp_path)
