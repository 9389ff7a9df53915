"""Small files of any arrangement: styles, labels and breaks put side by side as no writer would, in each format.

The parts that a Word file needs are written by hand, for python-docx takes longer to make a file than the library to
read it.
"""

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from itu_texts.formats.composing import STYLES

__all__ = ["FORMATS", "Line", "arrangements", "to_word"]

_HEADINGS = (
    "resolves",
    "considering",
    "considering further",
    "instructs the Director of the Radiocommunication Bureau",
    "resolves to invite the Council",
    ", and further invites Member States to",
    "décide",
    "charge le Secrétaire général",
    "resuelve",
    "решает",
    "تقرر",
    "做出决议",
)
_LABELS = (
    "a) one;",
    "b)",
    "(c) three",
    "i)",
    "iv) x",
    "1",
    "1 one",
    "2 two;",
    "2bis",
    "1.1 three",
    "3.2.1",
    "– dash",
    "• x",
)
_LINES = (
    "to act:",
    "that it is so",
    "that it is so;",
    "where",
    "words",
    "Title",
    "words1",
    "* x",
    "RESOLUTION 7",
    "RESOLUTION 7 (REV. LAKESIDE, 2030)",
    "DECISION 12",
    "The ITU Council,",
    "ANNEX 1",
    "ANNEX 1 TO RESOLUTION 7",
    "Attachment 1",
    "(see resolves 2)",
    "ADD A/1/2",
    "MOD 24",
    "SUP",
    "MOD RESOLUTION 7",
    "ARTICLE 3",
    "CHAPTER I",
    "Section 2 – Of boats",
    "28A a bis) x",
    "Reasons: so it is.",
    "NOTE 1 – so it is",
    "IN WITNESS WHEREOF, we sign",
    "Agenda",
    "Contents",
    "Resolution 1 - Title ..... 3",
    "– 27 –",
    "_____",
    ":",
    ",",
    ";",
    ".",
)
_PIECES = (*_HEADINGS, *_LABELS, *_LABELS, *_LINES)
_BREAKS = (" ", "\n", "\t")


class Line(NamedTuple):
    """A paragraph: its style, by its number among those of the format, its list, and its words."""

    style: int
    level: int
    """In an automatic list, at a level from 1; 0 in none."""
    italic: bool
    words: str


def arrangements(seed: str, count: int) -> list[list[Line]]:
    """Some arrangements, the same for each seed."""
    made = random.Random(seed)
    return [[_line(made) for _ in range(made.choice((1, 1, 2, 2, 3, 4, 6)))] for _ in range(count)]


def _line(made: random.Random) -> Line:
    words = made.choice(_PIECES)
    while made.random() < 0.25:
        words += made.choice(_BREAKS) + made.choice(_PIECES)
    level = made.randint(1, 3) if made.random() < 0.15 else 0
    return Line(made.randrange(10_000) if made.random() < 0.75 else 0, level, made.random() < 0.1, words)


# ---------------------------------------------------------------------- Word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = ("Normal", *STYLES, "Proposal", "Reasons", "List Paragraph")
_NUMBERING = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, (form, text) in enumerate((("decimal", "%1"), ("lowerLetter", "%2)"), ("bullet", "–")))
)
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{part}+xml"/>' for part in ("styles", "numbering")
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATIONS}/numbering" Target="numbering.xml"/></Relationships>',
    "word/styles.xml": f"<w:styles {_W}>"
    + "".join(
        f'<w:style w:type="paragraph" w:default="{int(not place)}" w:styleId="s{place}"><w:name w:val="{name}"/></w:style>'
        for place, name in enumerate(_STYLES)
    )
    + "</w:styles>",
    "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{_NUMBERING}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
}
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def to_word(lines: Sequence[Line]) -> bytes:
    """A Word file."""
    body = "".join(map(_paragraph, lines))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, xml in _PARTS.items():
            package.writestr(name, xml)
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def _paragraph(line: Line) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{line.level - 1}"/><w:numId w:val="1"/></w:numPr>' if line.level else ""
    slant = "<w:rPr><w:i/></w:rPr>" if line.italic else ""
    words = escape(line.words)
    for sign, element in _SIGNS.items():
        words = words.replace(sign, f'</w:t>{element}<w:t xml:space="preserve">')
    return (
        f'<w:p><w:pPr><w:pStyle w:val="s{line.style % len(_STYLES)}"/>{listed}</w:pPr>'
        f'<w:r>{slant}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


# ---------------------------------------------------------------------- web pages

_BLOCKS = (
    *(
        "<p>{}</p>",
        "<div>{}</div>",
        "<h1>{}</h1>",
        "<h2>{}</h2>",
        "<h4>{}</h4>",
        "<blockquote>{}</blockquote>",
        "{}<br>",
    ),
    *("<ol><li>{}</li></ol>", "<ul><li>{}</li></ul>", '<ol type="a"><li>{}</ol>', "<li>{}</li>", "<ol><li>{}"),
    *("</ol>{}", "<td>{}</td>", "<table><tr><td>{}</td></tr></table>", "<table><tr><td>1</td><td>{}</td></tr></table>"),
    *("<dl><dt>{}<dd>x</dl>", "<center><b>{}</b></center>", "<sup>{}</sup>", "<footer>{}</footer>", "<p hidden>{}</p>"),
    *("<ins>{}</ins>", "<p><del>{}</del></p>", "<hr>{}", '<p><a href="#f1">{}</a></p>', '<p id="f1">{}</p>'),
    *(f'<p class="{style}">{{}}</p>' for style in STYLES),
    *(f'<p class="Mso{style}">{{}}</p>' for style in ("Normal", "FootnoteText")),
)


def _to_html(lines: Sequence[Line]) -> bytes:
    """A web page."""
    body = ""
    for line in lines:
        words = escape(line.words).replace("\n", "<br>")
        words = f"<i>{words}</i>" if line.italic else words
        words = _BLOCKS[line.style % len(_BLOCKS)].format(words)
        body += "<ol>" * line.level + ("<li>" if line.level else "") + words + "</ol>" * line.level
    return f"<html><body>{body}</body></html>".encode()


# ---------------------------------------------------------------------- Akoma Ntoso

_ELEMENTS = (
    *(
        "<p>{}</p>",
        "<heading>{}</heading>",
        "<num>{}</num>",
        "<crossHeading>{}</crossHeading>",
        "<content><p>{}</p></content>",
    ),
    *("<paragraph><num>{}</num></paragraph>", "<paragraph><num>{}</num><content><p>x</p></content></paragraph>"),
    *(
        "<article><num>{}</num><heading>x</heading></article>",
        "<chapter><heading>{}</heading></chapter>",
        "<wrapUp>{}</wrapUp>",
    ),
    *(
        "<hcontainer><heading>{}</heading><content><p/></content></hcontainer>",
        "<p><num>{}</num></p>",
        "<list>{}</list>",
    ),
    *("<blockList><listIntroduction>{}</listIntroduction><item><num>a)</num></item></blockList>", "<item>{}</item>"),
    *("<table><tr><td>{}</td><td/></tr></table>", "<table><tr><th><p>{}</p></th></tr><tr/></table>", "<td>{}</td>"),
    *("<p><docTitle>{}</docTitle></p>", "<recital><num>a)</num><p>{}</p></recital>", "<recitals><p>{}</p></recitals>"),
    *('<p>x<authorialNote marker="1"><p>{}</p></authorialNote></p>', '<p>{}<noteRef href="#n" marker="1"/></p>'),
    *(
        "<p><ins>{}</ins></p>",
        "<p><del>{}</del></p>",
        "<quotedStructure><p>{}</p></quotedStructure>",
        "<toc><tocItem>{}</tocItem></toc>",
    ),
    *(
        "<p><mod>x<quotedText>{}</quotedText></mod></p>",
        "<ref>{}</ref>",
        "<p><i>{}</i></p>",
        "<attachment><doc>{}</doc></attachment>",
    ),
    *(
        "<attachments><p>{}</p></attachments>",
        "<point><intro><p>{}</p></intro><alinea/></point>",
        "<conclusions>{}</conclusions>",
    ),
)
_DOCUMENTS = ("statement", "act", "doc", "bill", "amendment", "documentCollection", "debate")
_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def _to_akn(lines: Sequence[Line]) -> bytes:
    """A file of Akoma Ntoso."""
    made = []
    for line in lines:
        words = escape(line.words).replace("\n", "<eol/>")
        words = f"<i>{words}</i>" if line.italic else words
        words = _ELEMENTS[line.style % len(_ELEMENTS)].format(words)
        made.append("<section>" * line.level + words + "</section>" * line.level)
    name, where = _DOCUMENTS[lines[0].style % len(_DOCUMENTS)], ("body", "preface", "preamble")[lines[-1].style % 3]
    body = f"<{where}>{''.join(made)}</{where}>"
    return f'<akomaNtoso xmlns="{_AKN}"><{name}>{body}</{name}></akomaNtoso>'.encode()


# ---------------------------------------------------------------------- AsciiDoc

_MARKED = (
    *("{}", "\n{}", "== {}", "=== {}", "===== {}", "* {}", ". {}", "a. {}", "i. {}", "- {}", "** {}", ".. {}", "+\n{}"),
    *(
        "NOTE: {}",
        "[NOTE]\n{}",
        ".{}\n",
        "|===\n|{}\n|===",
        "|===\n|{}|x",
        "----\n{}\n----",
        "====\n{}\n====",
        "--\n{}\n--",
    ),
    *(
        "[abstract]\n== {}",
        "[appendix]\n== {}",
        "[%unnumbered]\n{}",
        "[heading=x]\n{}",
        "_{}_\n",
        "*_{}_*\n",
        "x footnote:[{}]",
    ),
    *(
        "{}::\n",
        "{}:: x",
        ":x: {}",
        "[[a]]\n{}",
        "<<a,{}>>",
        "add:[{}]",
        "del:[{}]\n",
        "image::x.png[{}]",
        "////\n{}\n////",
    ),
    *(
        "[start=3]\n. {}",
        "[quote]\n{}",
        "____\n{}\n____",
        "'''\n{}",
        "<<<\n{}",
        "// {}",
        "{} +\n",
        "[preface]\n== {}",
        "[[b]]{}",
    ),
)
_FRONTS = ("= Boats\n", "= Boats\n:doctype: resolution\n:docnumber: 7\n", "= Boats\n:docnumber: 2\n:language: fr\n")


def _to_asciidoc(lines: Sequence[Line]) -> bytes:
    """A file of AsciiDoc."""
    made = [_FRONTS[lines[0].style % len(_FRONTS)]]
    for line in lines:
        words = f"_{line.words}_" if line.italic else line.words
        made.append("*" * line.level + " " * bool(line.level) + _MARKED[line.style % len(_MARKED)].replace("{}", words))
    return "\n".join(made).encode()


FORMATS: dict[str, Callable[[Sequence[Line]], bytes]] = {
    "docx": to_word,
    "html": _to_html,
    "xml": _to_akn,
    "adoc": _to_asciidoc,
}
"""By the suffix of a file: what makes one."""
