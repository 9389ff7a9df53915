r"""The structure of the texts that the ITU adopts, as a typed syntax tree.

To read: parse, parse_file, parse_bytes, parse_many, iter_texts, from_json.

The tree: Document, Text, Clause, Item and the other classes of nodes.

To find nodes: find, walk, leaves, Visitor, address, and Document.at.

To query: references, who_does_what, records, chunks, graph, check; allocations of the Radio Regulations; definitions,
abbreviations, bibliography, requirements and exhibits of Recommendations.

To write: export, to_json, to_text, to_markdown, to_docx, to_html, to_akn.

To change and compare: edit, build, diff, apply, consolidate, compare, align.

Many texts: Collection, write_site.

Errors: ItuTextsError and its subclasses.

The other classes of the tree stand in itu_texts.nodes, those of rows and results in itu_texts.rows.

"help(itu_texts.parse)" and "help(itu_texts.Document)" explain a function or a class; "dir(itu_texts)" lists all names.

>>> import itu_texts
>>> doc = itu_texts.parse("resolves\n1 to study:\na) this;\nb) that;\n2 to report")
>>> print(itu_texts.to_outline(doc).expandtabs(4))
resolves
    1 to study:
        a) this;
        b) that;
    2 to report
<BLANKLINE>
"""

from functools import cache as _cache

__version__ = "0.3.0"


@_cache
def _homes() -> dict[str, str]:
    """Return the module of each public name, as ``__init__.pyi`` has them, which type checkers read."""
    import re
    from pkgutil import get_data

    names = (get_data(__name__, "__init__.pyi") or b"").decode()
    lists = re.findall(r"^from (\S+) import (\([^)]*\)|.*)", names, re.MULTILINE)
    return {name: home for home, given in lists for name in re.findall(r"(\w+) as", given)}


def __getattr__(name: str) -> object:
    """Import a name when it is first used."""
    if name == "__all__":
        return [*_homes()]
    if name not in _homes():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r:.40}")
    from importlib import import_module

    home = _homes()[name]
    found = (
        import_module(f"{home}.{name}")
        if home in (__name__, f"{__name__}.revision")
        else getattr(import_module(home), name)
    )
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names: functions and classes."""
    return [*_homes(), *(name for name in globals() if name.startswith("__"))]
