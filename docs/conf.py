"""How Sphinx builds the manual."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docutils import nodes  # noqa: E402
from pygments.lexers.special import TextLexer  # noqa: E402
from sphinx import addnodes  # noqa: E402
from sphinx.application import Sphinx  # noqa: E402
from sphinx.util.logging import getLogger  # noqa: E402

import itu_texts  # noqa: E402
from itu_texts.cli import COMMANDS  # noqa: E402
from itu_texts.formats.json.schema import SCHEMA_VERSION  # noqa: E402

logger = getLogger(__name__)

project = "itu_texts"
author = "The itu_texts developers"
copyright = author  # noqa: A001
release = version = itu_texts.__version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_copybutton", "myst_nb"]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore_regex = [
    # What is not ours: the names of Python's own library and of others, and aliases that only signatures show.
    ("py:class", r"(?!itu_texts\b).*"),
    ("py:data", r"typing\..*"),
    # ... and what is no part of the interface, or part of it under a shorter name.
    ("py:class", r"itu_texts\..*\.(N|R|Opening|OutlineLine|Origins|Partners|Addresses|Reference|Adopted)"),
]
suppress_warnings = ["myst.header", "ref.python"]  # "date" is the name of attributes too

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
add_module_names = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # the tests run the notebooks, and compare what they give with what they show

copybutton_prompt_text = r">>> |\.\.\. |\$ "  # a copy has the commands, without prompts and output
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = f"itu_texts {release}"
html_static_path = ["_static"]
html_copy_source = False
html_show_sphinx = False


# ---------------------------------------------------------------------- pages that are made of the code


def _schema_page() -> str:
    """A section for each object of the JSON, with its members."""
    schema = itu_texts.json_schema()
    lines = ["# The JSON Schema", "", schema.get("description", ""), "", f"Version {SCHEMA_VERSION}."]
    lines += ["`itu-texts parse --to schema` prints it for programs; this is the same for people.", ""]
    lines += ["{download}`The schema as a file <schema.json>`", ""]
    for name, described in sorted(schema["$defs"].items()):
        lines += [f"## {name}", "", described.get("description", ""), ""]
        if "properties" in described:
            lines += ["| member | value | what it is |", "|---|---|---|"]
            needed = described.get("required", ())
            for member, value in described["properties"].items():
                told = value.get("description", "").replace("\n", " ").replace("|", "\\|")
                mark = " (always)" if member in needed else ""
                lines.append(f"| `{member}`{mark} | {_value(value)} | {told} |")
            lines.append("")
        else:
            lines += [_value(described), ""]
    return "\n".join(lines)


def _value(value: dict[str, Any]) -> str:
    """What a member may be, in a word or two."""
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return " or ".join(f"`{json.dumps(each)}`" for each in value["enum"])
    for several in ("anyOf", "oneOf"):
        if several in value:
            return " or ".join(_value(each) for each in value[several])
    if value.get("type") == "array":
        return f"array of {_value(value['items'])}" if isinstance(value.get("items"), dict) else "array"
    kind = value.get("type", "anything")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _commands_page() -> str:
    """A section for each command, with its help."""
    lines = ["# The options of commands", "", "What `itu-texts COMMAND --help` says of each command.", ""]
    for command in COMMANDS:
        parser = argparse.ArgumentParser(prog=f"itu-texts {command.name}", description=command.help)
        command.add_arguments(parser)
        lines += [f"## {command.name}", "", "```text", parser.format_help().rstrip(), "```", ""]
    return "\n".join(lines)


def _write_pages() -> None:
    made = HERE / "reference" / "_generated"
    made.mkdir(exist_ok=True)
    (made / "schema.json").write_text(json.dumps(itu_texts.json_schema(), indent=1), "utf-8")
    (made / "schema.md").write_text(_schema_page(), "utf-8")
    (made / "commands.md").write_text(_commands_page(), "utf-8")


_write_pages()


# ---------------------------------------------------------------------- code that fails


def _warn_of_tracebacks(_: Sphinx, page: nodes.document) -> None:
    """Warn of each block of code that shows a traceback, but for those of the class ``raises``, which mean it."""
    for block in page.findall(nodes.literal_block):
        if "Traceback (most recent call last)" in block.astext() and "raises" not in block["classes"]:
            logger.warning("a block of code ends in a traceback that it does not mean", location=block)


def _anchor_by_short_names(app: Sphinx, doctree: nodes.document) -> None:
    """Give each object an anchor with the name of each package that shows it: the source of a module links to one."""
    for signature in doctree.findall(addnodes.desc_signature):
        packages = ("itu_texts", "itu_texts.nodes", "itu_texts.rows")
        names = {f"{package}.{signature.get('fullname')}" for package in packages}
        signature["ids"] += sorted(names - {*signature["ids"]})


def setup(app: Sphinx) -> None:
    """Tell Sphinx of Lark's grammars, which it shows as they are, what to look for in pages, and of anchors."""
    app.add_lexer("lark", TextLexer)
    app.connect("doctree-read", _warn_of_tracebacks)
    app.connect("doctree-read", _anchor_by_short_names)
