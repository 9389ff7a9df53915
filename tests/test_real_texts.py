"""Real texts, which are no part of the project: scores against hand-made outlines, and what must hold of all texts."""

import gzip
import html
import json
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence

import bipm
import pytest
import typeset
import word
from arrangements import FORMATS, arrangements
from benchmarks.relatives import printed, relatives, wrong
from generated import KINDS, check_file
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariants import check, check_document, check_leaves, check_spans
from invariants import check as parsed
from printing import LANGUAGES, PRINTS, paragraphs
from test_cases import cases
from test_mutations import spoil
from together import check_all, for_all, some, tries
from word import new, save

import itu_texts
from itu_texts import Document, Severity
from itu_texts.tree import nodes

LEAST = {"clean": 0.99, "wrapped": 0.98, "joined": 0.97, "raw": 0.96}


@for_all("variant", LEAST)
@for_all("collection", ["wrc", "pp18"])
def test_outlines(shared, collection, variant):
    import outline_score as scorer

    right = wanted = found = 0
    for gold_file in sorted((shared / "gold" / collection).glob("*.gold.txt")):
        gold = gold_file.read_text("utf-8")
        if variant == "raw":
            text = gold_file.with_name(gold_file.name.replace(".gold.", ".raw.")).read_text("utf-8")
        else:
            text = scorer.render(gold, variant, gold_file.name)
        expected = scorer.nodes(gold)
        got = scorer.nodes(itu_texts.to_outline(check(text)))
        right += sum((expected & got).values())
        wanted += sum(expected.values())
        found += sum(got.values())
    assert 2 * right / (wanted + found) >= LEAST[variant]


@for_all("collection", ["wrc", "pp18"])
def test_resolutions_have_no_errors(shared, collection):
    files = sorted((shared / "corpus" / collection).glob("*.txt"))
    assert files
    for file in files:
        document = check(file.read_text("utf-8"))
        assert document.texts, file.name
        assert not [found for found in document.diagnostics if found.severity is Severity.ERROR], file.name


def test_all_other_texts_keep_every_character(shared):
    files = sorted([*shared.glob("corpus/*/*.txt"), *shared.glob("lexicon/samples/*/*.txt")])
    others = [file for file in files if file.parent.name not in ("wrc", "pp18")]
    assert others
    for file in others:
        check(file.read_text("utf-8"))


def test_the_first_text(shared):
    first, second = check((shared / "seed" / "seed.txt").read_text("utf-8")).texts
    assert first.title == "International Telecommunication Service Traffic Termination and Exchange"
    assert [clause.heading.text for clause in first.clauses] == ["considering that", "noting that"]
    assert [len(clause.items) for clause in first.clauses] == [3, 2]
    assert second.title == (
        "Special measures for landlocked developing countries and small island developing states for access to "
        "international optical fibre networks"
    )
    assert [(clause.heading.text, len(clause.items)) for clause in second.clauses] == [("", 4)]
    assert (second.amendment.action, second.amendment.proposal) == ("ADD", "B2/49/1")


def test_each_marker_of_an_amending_instrument(shared):
    """The markers are the same in all languages; the patterns here are blunt, but these lines are plain."""
    text = (shared / "corpus" / "treaty" / "es-pp98-minneapolis-amendments.txt").read_text("utf-8")
    number = r"(\d+[A-Z]*(?:bis|ter)?(?: [ay] \d+)?(?= |$))"  # one, or as far as two words say
    lines = re.findall(rf"(?m)^(\(?)(ADD|MOD|SUP|NOC)\b\)? ?{number}? ?((?:(?! MOD \d).)*)", text)
    expected = [
        (action, bool(bracket), provision.replace(" a ", "-").replace(" y ", ", ") or None)
        for bracket, action, provision, _ in lines
    ]
    found = list(itu_texts.find(check(text), itu_texts.Amendment))
    run_in = [each for each in found if text[each.start - 1 : each.start] not in ("", "\n")]
    assert [each.provision for each in run_in] == ["247", "470"]  # two stand in the line of another
    found = [each for each in found if each not in run_in]
    assert [(each.action, each.editorial, each.provision) for each in found] == expected
    for each, (*_, words) in zip(found, lines, strict=True):
        source = each.document.source[each.span]
        assert source.startswith(each.marker)
        assert source[len(each.marker) :].lstrip().startswith(words.strip())


_MARKED = re.compile(r"^(ADD|MOD|SUP) (\d+[A-Z]*) (?=\S)(?![a-z]{1,2} \d)(.*)$", re.MULTILINE)
_FORMS = {
    "as they are": r"\1 \2 \3",
    "notes behind": r"\1 \2 PP-98 \3",
    "notes below": r"\1 \2\nPP-98\n\3",
    "emphasis": r"**\1** *\2 PP-98* \3",
    "cells": r"| \1 \2\nPP-98 | \3 |",
    "cells without a frame": r"\1 \2\nPP-98 | \3",
    "four columns": r"| \1 | \2 | PP-98 | \3 |",
}


@for_all("form", some(_FORMS, 3))
def test_provisions_of_a_treaty_in_another_language(shared, form):
    text = (shared / "corpus" / "treaty" / "es-pp98-minneapolis-amendments.txt").read_text("utf-8")
    numbers = [marked[2] for marked in _MARKED.finditer(text)]
    document = check(_MARKED.sub(_FORMS[form], text))
    amended = {each.provision for each in itu_texts.find(document, itu_texts.Amendment)}
    provisions = list(itu_texts.find(document, itu_texts.Provision))
    assert sum(number in amended for number in numbers) >= 0.97 * len(numbers)
    assert len({each.number for each in provisions} & {*numbers}) >= 0.95 * len({*numbers})
    assert len(provisions) <= 1.1 * len(numbers)
    if form != "as they are":
        assert sum(each.history == ("PP-98",) for each in provisions) >= 0.97 * len(numbers)


@for_all("language, word", [("en", "RESOLUTION"), ("fr", "RÉSOLUTION")])
def test_the_verbs_of_other_bodies(shared, language, word):
    """Their clauses are a paragraph each; some have no verb, and some are tables."""
    files = sorted((shared / "corpus" / "bipm" / language).glob("*.yml"))
    seen = [each for file in files for made in bipm.texts(file, word) for each in bipm.found(*made)]
    assert len(seen) > 500
    assert sum(seen) / len(seen) >= 0.96


# ---------------------------------------------------------------------- laws of prints: the tree of an invented text and that of its print are equal, in six languages


_POINT = re.compile(r"(?m)^(\t*)[•◦▪*o+#–—-] (?=\S)")


# Too few lines of a text are full to show that it is wrapped, or no stop is before a label within a line
UNCLEAR = {
    *(("a_blank_line_behind_each", "lights", language) for language in LANGUAGES if language != "zh"),
    *((f"number_of_each_fifth_line{behind}", "lanterns", "zh") for behind in ("", "_behind")),
    *(("points_on_wrapped_lines", "lights", language) for language in ("en", "es", "zh")),
    ("soft_hyphens", "lanterns", "fr"),
    ("decomposed", "lights", "ar"),
    ("labels_above_words", "lights", "en"),
    ("labels_in_boxes", "lights", "en"),
    ("labels_queued", "lights", "ru"),
    ("labels_queued", "lanterns", "zh"),
}


def outline(document: itu_texts.Document) -> str:
    """An outline without the bullets of points."""
    return _POINT.sub(r"\1", itu_texts.to_outline(document))


def read(name: str, language: str, text: str) -> itu_texts.Document:
    suffix = PRINTS[name].suffix
    if not suffix:
        return itu_texts.parse(text, language=language)
    return itu_texts.parse_bytes(text.encode(), f"print{suffix}", language=language)


@for_all("text", ["lanterns", "lights"])
@for_all("name", PRINTS)
def test_the_tree_of_a_print_is_that_of_the_text(name, text):
    def check(language: str) -> None:
        lines = paragraphs(text, language)
        clean = itu_texts.parse("\n".join(line.text for line in lines), language=language)
        found = read(name, language, PRINTS[name].make(lines))
        assert outline(found).casefold() == outline(clean).casefold()
        assert [str(each.identifier) for each in found.texts] == [str(each.identifier) for each in clean.texts]

    known = [language for language in PRINTS[name].needs.split() or LANGUAGES if (name, text, language) not in UNCLEAR]
    if known:
        check_all([(language, language) for language in some(known, 2, len(name) % 2) or known[:1]], check)


@for_all(
    "text, said",
    [
        ("| Boat | Oars |\n|---|---|\n| Gull | 2 |\n| Tern | 4 |\n", "table"),
        ("CONTENTS\nLamps of boats ........ 3\nOars of boats ........ 12\nSails of boats ........ 15\n", "contents"),
        ("The boats are many.\n", "right file"),
        ("The boats are many.\nRecalling the lamps,\n", "begins like a clause"),
    ],
)
def test_what_may_help_is_said_where_no_text_is_found(text, said):
    (found,) = [each for each in itu_texts.parse(text, language="en").diagnostics if each.code == "no-text"]
    assert said in found.message


def test_lost_line_ends_are_told():
    lines = paragraphs("lanterns", "en")
    codes = [
        [each.code for each in read(name, "en", PRINTS[name].make(lines)).diagnostics]
        for name in ("one_line", "wrapped")
    ]
    assert ["lost-line-ends" in found for found in codes] == [True, False]


@for_all("end", ["– 3\n ", "- a)", "• 1.\n", "a)\nb)\n", "-- \n", "1\n2\n\n"])
def test_labels_without_words_at_the_end_are_read(end):
    text = "RESOLUTION 9 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\nto row.\n"
    assert "to row." in itu_texts.to_outline(itu_texts.parse(text + end, language="en"))


# ---------------------------------------------------------------------- a line of which a file says nothing is judged as a line of plain text is: text, Word file and web page give one tree


_OF_FILES = ("span", "source", "origins", "diagnostics")  # what differs between files: places
_INVENTED = """\
RESOLUTION 21 (REV. LAKESIDE, 2030)

Lights of boats and piers

The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),

recalling
a)\tResolution 9 (Rev. Lakeside, 2026) of the Plenipotentiary Conference, on oars;
b)\tthat lights1 are of two kinds:
i)\tthose that turn;
ii)\tthose that do not;
c)\tNo. 118 of the Constitution,

resolves
1 that all piers shall be lit; 2 that each light shall be
a) seen from the water;
b) kept by somebody;
3\tto keep a list:
Pier\tLight\tKeeper
North\tgreen\tAnn
South\tred\tBob

instructs the Director of the Radiocommunication Bureau
to count the lights.
_______________
1 These include lamps.

ANNEX 1 (TO RESOLUTION 21 (REV. LAKESIDE, 2030))
How lights are kept
1 General
1.1 A keeper cleans the glass.
1.2 A keeper trims the wick, at least:
–\tin the evening;
–\tin the morning.
2 Oil
Oil is kept cool."""
_PROVISIONS = """\
CONSTITUTION OF THE LAKE UNION
CHAPTER I
Basic Provisions
ARTICLE 1
Purposes of the Union
1\t1\tThe purposes of the Union are:
2\ta)\tto keep the lights;
3 PP-98\tb)\tto count the boats.
4\t2\tTo this end the Union shall in particular row.
MOD LKS/4/1
5\t3\tThe Union shall rest."""
_RECOMMENDATION = """\
RECOMMENDATION ITU-R LK.77-1
Lamps on small boats
(Question ITU-R 5/9)
(2018-2022)
Scope
This Recommendation is about lamps.
The ITU Radiocommunication Assembly,
considering
a) that boats are small;
b) that lamps are heavy,
recommends
1 that lamps should be light;
2 that the method in Annex 1 should be used.
Annex 1
Method
1 Introduction
Lamps are weighed.
2 Weighing
2.1 A lamp is put on the scales."""


def in_word(text: str) -> bytes:
    """A Word file without styles: each line of the text a paragraph."""
    document = new()
    for line in text.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    return save(document)


def in_html(text: str) -> bytes:
    """The same as a web page."""
    lines = (html.escape(line) or "<br>" for line in text.rstrip("\n").split("\n"))
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


def bare(document: itu_texts.Document) -> object:
    """The JSON of a document without places, and without the byte order mark."""

    def of(value: object) -> object:
        if isinstance(value, dict):
            return {name: of(each) for name, each in value.items() if name not in _OF_FILES}
        if isinstance(value, list):
            return [of(each) for each in value if not (isinstance(each, dict) and each.get("text") == "\ufeff")]
        return value.removeprefix("\ufeff") if isinstance(value, str) else value

    made = of(json.loads(itu_texts.to_json(document)))
    assert isinstance(made, dict)
    return {name: value for name, value in made.items() if value}


def assert_same(document: itu_texts.Document, text: itu_texts.Document) -> None:
    """Two documents have the same outline, and the same JSON but for places."""
    assert itu_texts.to_outline(document) == itu_texts.to_outline(text)
    assert bare(document) == bare(text)


_TEXTS = [
    *((text, "en") for text in (_INVENTED, _PROVISIONS, _RECOMMENDATION)),
    *((text, language) for _, (text, language, _) in some([*cases()][::3], 3) if "\x0c" not in text),
]


@pytest.mark.long
@for_all("text, language", _TEXTS)
def test_files_that_say_nothing_are_judged_as_text(text, language):
    parsed = itu_texts.parse(text, language=language)
    for made in (in_word, in_html):
        assert_same(itu_texts.parse_bytes(made(text), language=language), parsed)


@pytest.mark.libreoffice
def test_what_libreoffice_makes_of_a_file_is_judged_as_the_file(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    shown = [case for case in _TEXTS if not case[0].startswith("*")]  # no emphasis behind its mark
    texts = {str(number): values for number, values in enumerate(some(shown, 6))}
    for name, (text, _) in texts.items():
        (tmp_path / f"{name}.docx").write_bytes(in_word(text))
    for kind in ("txt:Text", "html"):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        files = map(str, sorted(tmp_path.glob("*.docx")))
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), *files]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=100)
    for name, (_, language) in texts.items():
        word = itu_texts.parse_file(tmp_path / f"{name}.docx", language=language)
        for kind in ("txt", "html"):
            assert_same(itu_texts.parse_file(tmp_path / f"{name}.{kind}", language=language), word)


@for_all(
    "text, language",
    (
        (_PROVISIONS, "en"),
        (_INVENTED, "en"),
        ("Статья 8\nЛодки\n(198) a) весла;\n(199) б) черпаки.\n", "ru"),
    ),
)
def test_a_byte_order_mark_changes_nothing(text, language):
    marked = itu_texts.parse(f"\ufeff{text}", language=language)
    assert itu_texts.to_outline(marked) == itu_texts.to_outline(itu_texts.parse(text, language=language))


# ---------------------------------------------------------------------- texts of other assemblies: recitals above, acts below, and a formula by what stands below it


def test_recitals_acts_and_numbers_of_each_form_are_in_place():
    def check(relative):
        assert wrong(relative, parsed(relative.text, language="auto")) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


def test_each_form_stays_in_place_when_its_paragraphs_are_set_apart():
    def check(relative):
        apart = relative.text.replace("\n", "\n\n")
        lines = tuple((kind, start + place) for place, (kind, start) in enumerate(relative.lines))
        moved = relative._replace(text=apart, lines=lines)
        assert wrong(moved, itu_texts.parse(apart, language=relative.language)) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


def test_the_paragraphs_of_a_report_around_its_drafts_are_told():
    report = next(each for each in relatives() if (each.name, each.language) == ("report", "en"))
    found = itu_texts.parse(report.text).diagnostics
    assert [each.code for each in found] == ["unrecognised-block", "text-after-end"]
    assert report.text[found[1].span.start :].startswith("9. The Third Committee also recommends")


@for_all("apart", [False, True])
@for_all("width", [30, 42, 53])
def test_old_prints_and_narrow_columns_keep_their_paragraphs(width, apart):
    def check(relative):
        narrow = printed(relative, width, apart=apart)
        assert wrong(narrow, itu_texts.parse(narrow.text, language=relative.language)) == []

    check_all(((each.language, each) for each in relatives() if each.name == "print"), check)


def test_numbered_paragraphs_of_any_assembly_come_back_from_word():
    def check(relative):
        document = itu_texts.parse(relative.text, language=relative.language)
        read = itu_texts.parse_bytes(itu_texts.to_docx(document), name="a.docx", language=relative.language)
        assert itu_texts.to_outline(read) == itu_texts.to_outline(document)

    labelled = [each for each in relatives() if each.name in ("health", "labour", "flight", "african", "environment")]
    check_all(((f"{each.name} {each.language}", each) for each in some(labelled, 3)), check)


def test_a_printed_statement_has_its_formula_on_several_lines():
    def check(relative):
        lines = printed(relative, 75, apart=True)
        assert wrong(lines, itu_texts.parse(lines.text, language=relative.language)) == []

    statements = [each for each in relatives() if each.name in ("statement", "statement-plain")]
    check_all(((f"{each.name} {each.language}", each) for each in statements), check)


# ---------------------------------------------------------------------- files whose structure is random, and spoiled texts of the United Nations: leaves, addresses, JSON and Akoma Ntoso hold


LINES = {
    "a lowered letter behind a tag": "g<i><sub>n</sub>",
    "a tag in a label": "إذ تضع في اعتبارها 1<b>1 X",
    "a tag in a label of a list": "resolves\n1<b>)</b> to row;\n2) to rest.",
}


@for_all("kind", KINDS)
def test_random_files(kind):
    """``python tests/generated.py 10000`` tries more."""
    check_all(((f"{kind} {number}", f"{kind} {number}") for number in range(tries(24))), check_file)


def test_characters_that_stand_for_others_lie_in_leaves():
    check_all(LINES.items(), check)


def returns(document):
    """Check that Akoma Ntoso gives the outline back; XML has no control characters."""
    back = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), name="boats.xml")
    assert itu_texts.to_outline(back) == itu_texts.to_outline(document)


@for_all(
    "text",
    [
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n29 July 2021\nDistr.:\n1. Decides to row.\n",
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n1. Decides to row;\n29 July 2021\n2. Decides to rest.\n",
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n1. Decides to row.\n41st plenary meeting\n29 July 2021\n",
    ],
)
def test_a_date_amid_a_text_stays_there(text):
    document = itu_texts.parse(text)
    assert any(isinstance(block, itu_texts.nodes.History) for block in document.texts[0].body)
    returns(document)


@for_all("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_spoiled_texts_of_the_united_nations(shared, language):
    with gzip.open(shared / "real" / "un" / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]

    def check_seed(seed):
        chance = random.Random(f"{language} {seed}")
        each = chance.choice(texts)
        text = "\n".join([*each["cover"], each["text"], *each["closing"]])[: chance.choice((600, 1500, 4000))]
        document = itu_texts.parse(spoil(text, chance).replace("\x07", ""))
        check_document(document)
        returns(document)

    check_all(((str(seed), seed) for seed in range(tries(15))), check_seed)


# ---------------------------------------------------------------------- no arrangement of styles, labels and breaks in a file raises, and none loses a character


_COUNT = 250  # a batch


@for_all("batch", range(tries(3)))
@for_all("suffix", FORMATS)
def test_any_arrangement_is_read(suffix: str, batch: int):
    failed = []
    for lines in arrangements(f"{suffix} {batch}", _COUNT):
        try:
            document = itu_texts.parse_bytes(FORMATS[suffix](lines), f"x.{suffix}", view="marked")
            check_spans(document)
            check_leaves(document)
            itu_texts.to_text(document)
        except Exception as error:
            failed.append((lines, error))
    if failed:
        lines, error = min(failed, key=lambda each: sum(len(line.words) + 9 for line in each[0]))
        raise AssertionError(f"{len(failed)} of {_COUNT}, among them {lines}") from error


# ---------------------------------------------------------------------- each word of a file stands in a block, in furniture that is such, or in the span of a diagnostic; in every reader


WORD = re.compile(r"[^\W\d_]{3,}")
PAGE = re.compile(r"[\W_]*(?:[^\W\d_]+\s+)?\d{1,4}(?:\s*[^\W\d]+\s*\d{1,4}|/\d{1,4})?[\W_]*")
OF_PAGE = re.compile(  # "RES7-2", "Res. 7", "CMR27/33-E" with its page: a head that stands once tells a page
    r"(?:[\W0]*|Page 0 )(?:[A-Z]+0-0|Res\. 0|[A-Z]{2,}0/0-[A-Z])(?: ?Page 0|[\W0]*)"
)
LONGEST = 120  # characters of a running head

LOST_LINES = st.sampled_from(
    [
        *(
            "RESOLUTION 7 (REV. LAKESIDE, 2020)",
            "RESOLUTION 12+34",
            "Decision 612/Rev.1",
            "Draft new resolution [A-1]: Sails",
        ),
        *(
            "Boats and oars",
            "The World Conference (Lakeside, 2020),",
            "ANNEX 1 TO RESOLUTION 7",
            "APPENDIX 2",
            "Attachment",
        ),
        *(
            "considering",
            "noting with satisfaction and appreciation",
            "resolves",
            "instructs the Director",
            "embraces boats",
        ),
        *(
            "a) that boats leak;",
            "b) that oars float,",
            "1 to count boats;",
            "2 to mend sails.",
            "3. requests the Council;",
        ),
        *(
            "i) lamps;",
            "– masts;",
            "• bells",
            "1.1 Ropes of boats",
            "(see resolves 2)",
            "c)",
            "5",
            "12 buoys were lost",
        ),
        *(
            "– 27 –",
            "RES7-2",
            "Page 4",
            "CMR27/33-E",
            "Res. 7",
            "Harbour news of the day",
            "27",
            "iii",
            "Lakeside, 2020 3",
        ),
        *(
            "_____",
            "_____ 1 A note on knots.",
            "* A note on sails.",
            "¹ A note on anchors.",
            "1 A note on charts",
            "[^1]: A note on lamps",
        ),
        *("ADD ABC/1/2", "MOD", "MOD 24 1 1) ropes", "SUP 35", "NOC", "Reasons: boats leak.", "NOTE 1 – boats leak."),
        *("CHAPTER I", "ARTICLE 3", "Section 2 – Of boats", "Agenda", "Contents", "Masts ..... 3", "Annex: 3 pages"),
        *(
            "IN WITNESS WHEREOF, we sign",
            "Done at Lakeside, 1 May 2000",
            "boats1 and oars* float",
            "Keywords: boats, oars",
        ),
        *("A sentence that goes on and on without any stop in it and is wrapped here or there", "and ends here."),
    ]
)
TEXTS = st.lists(LOST_LINES, min_size=1, max_size=25)


def in_blocks(document: Document) -> Counter[str]:
    """The words of a document that stand in its blocks, in furniture that is such, or in what is reported."""
    source = document.source.text
    reported = [found.span for found in document.diagnostics if found.span.end - found.span.start < len(source)]
    lost: Counter[str] = Counter()
    for piece in document.furniture:
        if is_furniture(piece, document) or any(
            span.start <= piece.span.start and piece.span.end <= span.end for span in reported
        ):
            continue
        lost.update(WORD.findall(source[slice(*piece.span)]))
    return Counter(WORD.findall(source)) - lost


def is_furniture(piece: nodes.Furniture, document: Document) -> bool:
    """Whether a piece of furniture is a line that comes again, a page number, a note, or signs alone."""
    words = document.source.text[slice(*piece.span)]
    if isinstance(piece, nodes.Footnote):
        return not any(begins_text(line) for line in words.splitlines()[1:])
    if isinstance(piece, nodes.PageNumber):
        return PAGE.fullmatch(words) is not None
    if isinstance(piece, nodes.RunningHead):
        shape = re.sub(r"\d+", "0", " ".join(words.split()))
        again = re.sub(r"\d+", "0", " ".join(document.source.text.split())).count(shape)
        return len(words) <= LONGEST and (again > 1 or OF_PAGE.fullmatch(shape) is not None)
    again = words.strip("()* ") in document.source.text[piece.span.end : piece.span.end + 300]  # "SUP SUP 52"
    return not isinstance(piece, nodes.StrayCharacters) or again or not WORD.search(words)


def begins_text(line: str) -> bool:
    """Whether a line names a text, or is a clause heading."""
    document = itu_texts.parse(f"{line}\na) boats;\nb) oars.\n", language="en")
    return any(text.designation or text.clauses[:1] for text in document.texts if text.body or text.designation)


def read_file(data: bytes | str, name: str) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return itu_texts.parse_bytes(raw, name=name, language="en")


def check_words(lines: Sequence[str], document: Document) -> None:
    missing = Counter(WORD.findall("\n".join(lines))) - in_blocks(document)
    assert not missing, (missing, document.furniture, document.diagnostics)


def as_markdown(lines: Sequence[str]) -> str:
    signs = ("", "# ", "**", "- ", "> ", "*")
    return "\n\n".join(
        f"{sign}{line}{sign if sign.startswith('*') else ''}"
        for sign, line in ((signs[len(line) % len(signs)], line) for line in lines)
    )


def as_html(lines: Sequence[str]) -> str:
    tags = ("p", "h2", "div", "blockquote", "td", "li", "em", "section", "pre", "dd", "figcaption")
    put = {
        "em": "<p><em>{}</em></p>",
        "td": "<table><tr><td>{}</td></tr></table>",
        "li": "<ol><li>{}</li></ol>",
        "dd": "<dl><dd>{}</dd></dl>",
    }
    body = (put.get(tag, f"<{tag}>{{}}</{tag}>").format(html.escape(line)) for tag, line in _each(tags, lines))
    return f"<html><body>{''.join(body)}</body></html>"


def as_asciidoc(lines: Sequence[str]) -> str:
    signs = ("", "== ", "* ", ". ", "|===\n|", "NOTE: ")
    body = (f"{sign}{line}{chr(10) + '|===' if sign[0:1] == '|' else ''}" for sign, line in _each(signs, lines))
    return "= Boats of the harbours\n\n" + "\n\n".join(body) + "\n"


def as_word(lines: Sequence[str]) -> bytes:
    styles = ("Normal", "Heading 1", "List Number", "Call", "enumlev1", "Res_No", "Title", "", "Note", "Footer")
    made = word.new("Call", "enumlev1", "Res_No", "Note")
    for style, line in _each(styles, lines):
        if style:
            made.add_paragraph(line.replace("\f", ""), style=style)
        else:
            made.add_table(1, 2).rows[0].cells[1].text = line
    return word.save(made)


def _each(forms: Sequence[str], lines: Sequence[str]) -> list[tuple[str, str]]:
    """Each line with a form, which its place and its length tell."""
    return [(forms[(len(line) + place) % len(forms)], line) for place, line in enumerate(lines)]


@given(TEXTS, st.sampled_from(("\n", "\n\n", "\n\f", " ")))
@example(["Harbour news of the day", "resolves", "a) that boats leak;", "Harbour news of the day"], "\n")
@example(["resolves", "1 to count boats;", "_____", "27", "instructs the Director", "and ends here."], "\n")
@example(["resolves", "_____ 1 A note on knots.", "RESOLUTION 7 (REV. LAKESIDE, 2020)", "resolves"], "\n\f")
def test_plain(lines: list[str], between: str) -> None:
    check_words(lines, itu_texts.parse(between.join(lines), language="en"))


@example(["Boats and oars", *["RESOLUTION 7 (REV. LAKESIDE, 2020)"] * 3, "Draft new resolution [A-1]: Sails"])
@given(TEXTS)
@settings(max_examples=15)
def test_markdown(lines: list[str]) -> None:
    check_words(lines, read_file(as_markdown(lines), "boats.md"))


@given(TEXTS)
@settings(max_examples=15)
def test_html(lines: list[str]) -> None:
    check_words(lines, read_file(as_html(lines), "boats.html"))


@given(TEXTS)
@settings(max_examples=15)
def test_asciidoc(lines: list[str]) -> None:
    check_words(lines, read_file(as_asciidoc(lines), "boats.adoc"))


@given(TEXTS)
@settings(max_examples=6)
def test_word(lines: list[str]) -> None:
    check_words(lines, read_file(as_word(lines), "boats.docx"))


@given(TEXTS)
@settings(max_examples=10)
def test_akoma_ntoso(lines: list[str]) -> None:
    written = itu_texts.to_akn(itu_texts.parse("\n".join(lines), language="en"))
    shown = Counter(WORD.findall(re.sub(r"<[^>]*>", " ", html.unescape(written.partition("</meta>")[2]))))
    check_words([*shown.elements()], read_file(written, "boats.xml"))


@for_all("seed", range(2))
def test_pdf(seed: int) -> None:
    kinds = ("that boats leak", "to count boats", "Sails and what becomes of them", "of the harbours", "with lamps")
    lines = [
        f"{kinds[(place + seed) % 5]} word{'abcdefghij'[place % 10]}{'klmnopqrst'[place // 10]}" for place in range(60)
    ]
    page = itu_texts.parse_bytes(typeset.pdf(typeset.source("\n".join(lines))), name="boats.pdf", language="en")
    check_words(lines, page)


def test_thousands_are_no_marks_of_footnotes():
    text = (
        "RESOLUTION 7 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n1 to count boats1 and oars2;\n"
        "2 to give the harbours 3,039 lamps.\n____\n1 Of wood.\n2 Of tin.\n3 Of iron.\n"
    )
    document = itu_texts.parse(text)
    assert "the harbours 3,039 lamps" in itu_texts.to_text(document)
    assert [mark.text for mark in document.anchors if mark.text == "3"] == []
