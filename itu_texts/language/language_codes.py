"""The codes of languages, of one that is to be detected and of several; and what texts are read with.

A :class:`Code` carries the grammars and rules of a :class:`itu_texts.Parser`. The parser gives it to its documents, so
that all that reads the language of a document or node reads its words with the same grammars.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""The languages of the ITU, by code."""
ANY = "auto"
"""Used in place of a code if the language is to be detected."""
SEVERAL = "mul"
"""The code of ISO 639-2 for a document in several languages."""


class Code(str):
    """The code of a language that a parser with own grammars or rules reads. It is equal to the code alone.

    Each setting has a subclass, so that caches of functions of a language, which are ``typed``, keep settings apart.
    """

    __slots__ = ()
    setting: ClassVar[Setting]

    def __reduce__(self) -> tuple[Any, ...]:
        return bound, (str(self), self.setting)


class Setting:
    """What texts are read with besides the grammars of the package: own grammar files, and own rules of the parser."""

    def __init__(self, grammars: tuple[tuple[str, str], ...], rules: tuple[Any, ...] | None) -> None:
        self.grammars: Mapping[str, str] = dict(grammars)
        """The text of the own file of each language."""
        self.rules = rules
        """All rules of the parser, in order; ``None`` for those of the package."""
        self.code = type("Code", (Code,), {"setting": self, "__slots__": ()})

    def __reduce__(self) -> tuple[Any, ...]:
        return setting, (tuple(self.grammars.items()), self.rules)


@cache
def setting(grammars: tuple[tuple[str, str], ...], rules: tuple[Any, ...] | None) -> Setting:
    """Return a setting; what comes back from another process is the same object."""
    return Setting(grammars, rules)


def bound(code: str, to: object) -> str:
    """Return the code of a language with a setting, or with that of another code."""
    known = to if isinstance(to, Setting) else getattr(to, "setting", None)
    return known.code(code) if known is not None else code


def own_grammars(code: str) -> Mapping[str, str]:
    """Return the texts of the own grammar files that a code carries, by language."""
    return code.setting.grammars if isinstance(code, Code) else {}
