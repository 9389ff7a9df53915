"""Files whose structure is random, and spoiled texts of the United Nations: leaves, addresses, JSON and Akoma Ntoso hold."""

import gzip
import html
import json
import random
import re
from collections import Counter
from collections.abc import Sequence

import typeset
import word
from arrangements import FORMATS, arrangements
from generated import KINDS, check_file
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariants import check, check_document, check_leaves, check_spans
from test_mutations import spoil
from together import check_all, for_all, tries

import itu_texts
from itu_texts import Document
from itu_texts.tree import nodes

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


def read(data: bytes | str, name: str) -> Document:
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
    check_words(lines, read(as_markdown(lines), "boats.md"))


@given(TEXTS)
@settings(max_examples=15)
def test_html(lines: list[str]) -> None:
    check_words(lines, read(as_html(lines), "boats.html"))


@given(TEXTS)
@settings(max_examples=15)
def test_asciidoc(lines: list[str]) -> None:
    check_words(lines, read(as_asciidoc(lines), "boats.adoc"))


@given(TEXTS)
@settings(max_examples=6)
def test_word(lines: list[str]) -> None:
    check_words(lines, read(as_word(lines), "boats.docx"))


@given(TEXTS)
@settings(max_examples=10)
def test_akoma_ntoso(lines: list[str]) -> None:
    written = itu_texts.to_akn(itu_texts.parse("\n".join(lines), language="en"))
    shown = Counter(WORD.findall(re.sub(r"<[^>]*>", " ", html.unescape(written.partition("</meta>")[2]))))
    check_words([*shown.elements()], read(written, "boats.xml"))


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
