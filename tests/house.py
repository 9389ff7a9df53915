"""What each room weighs, in statements: ``python tests/house.py`` prints it, with ``--lower`` it lowers ``house.toml``.

A statement is an ``ast.stmt``; docstrings and the docs of fields are none.  The limits only fall: what moves to another
room carries its number along.
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS = Path(__file__).with_name("house.toml")


def _is_doc(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def statements(module: str) -> int:
    """The statements of a module, without its docstrings."""
    return sum(isinstance(node, ast.stmt) and not _is_doc(node) for node in ast.walk(ast.parse(module)))


def weights() -> dict[str, int]:
    """The statements of each room of the package, of all modules at its root, and of the tests."""
    found: Counter[str] = Counter()
    for path in (ROOT / "itu_texts").rglob("*.py"):
        inside = path.relative_to(ROOT / "itu_texts").parts
        found[inside[0] if len(inside) > 1 else "root"] += statements(path.read_text("utf-8"))
    found["package"] = found.total()
    found["tests"] = sum(statements(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("*.py"))
    return dict(found)


def limits() -> dict[str, int]:
    """The most that each may have."""
    return tomllib.loads(LIMITS.read_text("utf-8"))["statements"]


def lower() -> None:
    """Lower each limit to what is there now; raise none."""
    now = weights()
    text = LIMITS.read_text("utf-8")
    for room, limit in limits().items():
        text = re.sub(rf"(?m)^{room} = \d+$", f"{room} = {min(limit, now[room])}", text)
    LIMITS.write_text(text, "utf-8")


def main() -> None:
    if "--lower" in sys.argv:
        lower()
    most = limits()
    for room, count in weights().items():
        print(f"{room:12}{count:8,}{most[room]:8,}{count - most[room]:+8,}")


if __name__ == "__main__":
    main()
