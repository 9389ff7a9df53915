"""The paragraph styles and the language properties of a Word file, with the names and the look of ITU's templates.

The measures are those of the templates of conferences: Times New Roman of 12 points, tab stops at 2.0, 3.3 and 4.0 cm.
Word distinguishes Western, East Asian and complex scripts, with a language and a font for each (ECMA-376, part 1:
``lang`` 17.3.2.20, ``rFonts`` 17.3.2.26, ``bidi`` 17.3.1.6, ``rtl`` 17.3.2.30).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itu_texts.formats.style_names import ANNEXES, DIVISIONS, TEXTS
from itu_texts.language.writing import direction, stretches_by_direction

_TABS = (1134, 1871, 2268)  # twips, from the left margin
_SIZE = 24  # half points
_WESTERN = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
_EAST_ASIAN = {"zh": "zh-CN"}
_COMPLEX = {"ar": "ar-SA"}
_TIMES = "Times New Roman"
_SONG, _KAI = "SimSun", "KaiTi"
_HEADED = (*TEXTS.values(), *map(str.capitalize, ANNEXES))


class Style(NamedTuple):
    """A paragraph style; lengths are in twips, sizes of letters in half points."""

    before: int = 120
    after: int = 0
    left: int = 0
    hanging: int = 0
    size: int = _SIZE
    bold: bool = False
    italic: bool = False
    centred: bool = False
    keeps: bool = False
    """Whether it stays on the page of the next paragraph."""
    tabs: tuple[int, ...] = _TABS
    based_on: str = "Normal"


_NUMBER = Style(before=480, after=80, size=28, centred=True, keeps=True)
_TITLE = Style(before=240, after=240, size=28, bold=True, centred=True, keeps=True)
_REFERENCE = Style(after=240, centred=True, keeps=True)
_LEVELS = ((1134, 1134), (1871, 737), (2268, 397))  # of lists: the indent of words, the hanging of labels


def _enumeration(level: int) -> Style:
    left, hanging = _LEVELS[level - 1] if level <= len(_LEVELS) else (2268 + 397 * (level - len(_LEVELS)), 397)
    return Style(before=80, left=left, hanging=hanging, tabs=tuple(sorted({left, *_TABS})))


STYLES: dict[str, Style] = {
    "Normal": Style(based_on=""),
    **{f"{kind}_No": _NUMBER for kind in _HEADED},
    **{f"{kind}_title": _TITLE for kind in _HEADED},
    **{f"{kind}_ref": _REFERENCE for kind in _HEADED},
    **{f"{kind}_No": _NUMBER._replace(size=_SIZE) for kind in DIVISIONS.values()},
    **{f"{kind}_title": _TITLE._replace(size=_SIZE) for kind in DIVISIONS.values()},
    **{f"heading {level}": Style(before=280, left=1134, hanging=1134, bold=True, keeps=True) for level in range(1, 10)},
    "Call": Style(before=160, left=1134, italic=True, keeps=True),
    **{f"enumlev{level}": _enumeration(level) for level in range(1, 10)},
    "Note": Style(before=80, tabs=(284, *_TABS)),
    "Proposal": Style(before=240, bold=True, keeps=True),
    "Reasons": Style(tabs=(1588, 1985)),
    "toc 1": Style(before=60, left=567, hanging=567, tabs=(567,)),
    "Table_text": Style(before=40, after=40, size=20, tabs=(284, 567)),
    "Table_head": Style(before=80, after=80, size=20, bold=True, centred=True, keeps=True),
    "footnote text": Style(before=80, left=255, hanging=255, size=20, tabs=(255,)),
    "footer": Style(before=0, size=18, centred=True),
}
"""The styles by their names."""


def style_id(name: str) -> str:
    """Return the identifier of a style: its name without blanks and underscores."""
    return name.replace(" ", "").replace("_", "")


def _style_xml(name: str, style: Style, language: str) -> str:
    paragraph = "<w:bidi/>" if not style.based_on and direction(language) == "rtl" else ""
    paragraph += f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>'
    paragraph += f'<w:ind w:left="{style.left}" w:hanging="{style.hanging}"/>' if style.left else ""
    paragraph += '<w:jc w:val="center"/>' if style.centred else ""
    tabs = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in style.tabs if not style.centred)
    keeps = "<w:keepNext/><w:keepLines/>" if style.keeps else ""
    letters = italic(language) if style.italic else "<w:b/><w:bCs/>" if style.bold else ""
    letters += f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size != _SIZE else ""
    default = "" if style.based_on else ' w:default="1"'
    based = f'<w:basedOn w:val="{style_id(style.based_on)}"/>' if style.based_on else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{keeps}{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}{paragraph}</w:pPr>"
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def style_parts(language: str) -> dict[str, str]:
    """Return the styles as XML, by their names.

    :param language: the code of the language of most of the text.
    """
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    table = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return {name: _style_xml(name, style, language) for name, style in STYLES.items()} | {
        "footnote reference": '<w:style w:type="character" w:styleId="footnotereference">'
        f'<w:name w:val="footnote reference"/>{raised}</w:style>',
        "Table Grid": '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{table}</w:tblBorders></w:tblPr></w:style>",
    }


def styles_xml(namespace: str, language: str) -> str:
    """Return the part of a Word file that contains the styles.

    :param namespace: the declaration of the prefix ``w``.
    :param language: the code of the language of most of the text.
    """
    defaults = f'{fonts(language)}<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>{language_tag(language)}'
    return (
        f"<w:styles {namespace}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(style_parts(language).values())}</w:styles>"
    )


def language_tag(language: str) -> str:
    """Return the run property for the language of words.

    :param language: the code of the language.
    """
    if language in _EAST_ASIAN:
        return f'<w:lang w:val="en-GB" w:eastAsia="{_EAST_ASIAN[language]}"/>'
    if language in _COMPLEX:
        return f'<w:lang w:val="en-GB" w:bidi="{_COMPLEX[language]}"/>'
    return f'<w:lang w:val="{_WESTERN.get(language, language)}"/>'


def fonts(language: str) -> str:
    """Return the run property for the fonts of a document that is mostly in a language."""
    east = _SONG if language in _EAST_ASIAN else _TIMES
    return f'<w:rFonts w:ascii="{_TIMES}" w:hAnsi="{_TIMES}" w:eastAsia="{east}" w:cs="{_TIMES}"/>'


def italic(language: str) -> str:
    """Return the run properties of italics; in Chinese, those of the font that ITU uses in their place."""
    return f'<w:rFonts w:eastAsia="{_KAI}"/>' if language in _EAST_ASIAN else "<w:i/><w:iCs/>"


def paragraph_direction(language: str, around: str) -> str:
    """Return the property of a paragraph with another direction than the text around it; otherwise nothing.

    :param around: the code of the language of the document.
    """
    own = direction(language)
    if own == direction(around):
        return ""
    return "<w:bidi/>" if own == "rtl" else '<w:bidi w:val="0"/>'


def directed(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text in one direction, each with its run property; signs follow their line."""
    for stretch, way in stretches_by_direction(text, direction(language)):
        yield stretch, "<w:rtl/>" if way == "rtl" else ""
