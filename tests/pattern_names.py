"""The names of all patterns, for type checkers: ``python tests/pattern_names.py`` takes them from the grammars."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from itu_texts.language.grammar import lang_of, languages, tables
from itu_texts.language.grammar.families import concept

MODULE = Path(__file__).parents[1] / "itu_texts/language/grammar/names.py"
_BEGINNINGS = (
    "small",
    "capital",
    "bracket",
    "sign",
    "line",
)  # rules for the beginning of a line, by its first character
_MADE_BY = "`python tests/pattern_names.py` makes this file from the grammars."


def files() -> dict[Path, str]:
    """The content of the module with the names, and of its stub, which declares each to type checkers."""
    names = sorted({name for language in languages() for name in lang_of(language).patterns.texts})
    families = [name.removeprefix("family_").upper() for name in names if name.startswith("family_")]
    families.append("KIND_OF")  # which only grammars of users have
    beginnings = (tables.read(each).rules[rule] for each in languages() for rule in _BEGINNINGS)
    forms = sorted({concept(name) for rule in beginnings for name, *_ in rule})
    return {
        MODULE: f'''"""The names of the patterns of all languages.  {_MADE_BY}

The stub, ``names.pyi``, declares each of them, so that a type checker knows them.
"""

from typing import Generic, NewType, TypeVar

_T = TypeVar("_T")
Family = LineForm = str
PatternName = NewType("PatternName", str)


class PatternNames(Generic[_T]):
    """Has an attribute for each pattern: here its name."""

    def __getattr__(self, name: str) -> _T:
        if name not in KNOWN:
            raise AttributeError(f"no grammar has a pattern {{name!r}}", name=name, obj=self)
        return name


NAMES = PatternNames()
"""The names of the patterns: ``NAMES.THAT``."""
KNOWN = frozenset(
    """
{fill(" ".join(names), 118)}
""".split()  # noqa: SIM905
)
''',
        MODULE.with_suffix(".pyi"): f'''"""The names of the patterns of all languages.  {_MADE_BY}"""

from typing import Generic, Literal, NewType, TypeAlias, TypeVar

_T = TypeVar("_T")
Family: TypeAlias = Literal[
{"".join(f'    "{family}",{chr(10)}' for family in families)}]
LineForm: TypeAlias = Literal[
{"".join(f'    "{form}",{chr(10)}' for form in forms)}]
PatternName = NewType("PatternName", str)
NAMES: PatternNames[PatternName]
KNOWN: frozenset[str]

class PatternNames(Generic[_T]):
'''
        + "".join(f"    {name}: _T\n" for name in names),
    }


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, "utf-8")
