"""Writes the language properties of Word files: names of languages, directions and fonts.

Word distinguishes Western, East Asian and complex scripts, with a language and a font for each (ECMA-376, part 1:
``lang`` 17.3.2.20, ``rFonts`` 17.3.2.26, ``bidi`` 17.3.1.6, ``rtl`` 17.3.2.30).
"""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.language.writing import direction, stretches_by_direction

__all__ = ["directed", "fonts", "italic", "language_tag", "paragraph_direction"]

_WESTERN = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
_EAST_ASIAN = {"zh": "zh-CN"}
_COMPLEX = {"ar": "ar-SA"}
_TIMES = "Times New Roman"
_SONG, _KAI = "SimSun", "KaiTi"


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
