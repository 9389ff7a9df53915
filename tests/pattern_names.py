"""The names of all patterns, for type checkers: ``python tests/pattern_names.py`` takes them from the grammars."""

from pathlib import Path

from itu_texts.language.grammar import languages, names, tables
from itu_texts.language.grammar.expanding import concept, families

STUB = Path(names.__file__).with_suffix(".pyi")
_BEGINNINGS = (
    "small",
    "capital",
    "bracket",
    "sign",
    "line",
)  # rules for the beginning of a line, by its first character


def known() -> list[str]:
    """All names: of terminals, rules and families."""
    terminals = {name for language in languages() for name in tables.read(language).patterns}
    of_families = (f"family_{each.lower()}" for each in families(terminals))
    return sorted({*terminals, *tables.read("en").rules, "within", *of_families})


def stub() -> str:
    """The stub of the module with the names, which declares each."""
    members = [*sorted(families(known())), "KIND_OF"]  # which only grammars of users have
    beginnings = (tables.read(each).rules[rule] for each in languages() for rule in _BEGINNINGS)
    forms = sorted({concept(name) for rule in beginnings for name, *_ in rule})
    return f'''"""The names of the patterns of all languages, which `python tests/pattern_names.py` takes from the grammars."""

from typing import Generic, Literal, NewType, TypeAlias, TypeVar

_T = TypeVar("_T")
Family: TypeAlias = Literal[
{"".join(f'    "{family}",{chr(10)}' for family in members)}]
LineForm: TypeAlias = Literal[
{"".join(f'    "{form}",{chr(10)}' for form in forms)}]
PatternName = NewType("PatternName", str)
NAMES: PatternNames[PatternName]

class PatternNames(Generic[_T]):
{"".join(f"    {name}: _T{chr(10)}" for name in known())}'''


if __name__ == "__main__":
    STUB.write_text(stub(), "utf-8")
