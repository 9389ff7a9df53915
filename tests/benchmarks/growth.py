"""Texts of any size that are hard in one way or other; each takes a count and grows in proportion to it."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["TEXTS"]

_ORDINARY = """RESOLUTION {0} (REV. LAKESIDE, 2030)
Boats, and what becomes of them
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
a) that boats leak, and that those which leak are bailed by those who row them;
b) that there are boats which do not: i) those of iron; ii) those which are not in the water,
resolves
1 that leaks be stopped; 2 that bailers be kept in all boats,
instructs the Secretary-General
to report on leaks to the next conference. – {0} –
"""

TEXTS: dict[str, Callable[[int], str]] = {
    "ordinary": lambda n: "".join(_ORDINARY.format(i) for i in range(n // 8)),
    "ordinary, wrapped": lambda n: "".join(_ORDINARY.format(i) for i in range(n // 8)).replace(" that ", "\nthat "),
    "deep nesting": lambda n: "resolves\n" + "".join(f"{c}) x:\n" for c in ("a", "i", "1", "A") * (n // 4)),
    "deep nesting in a line": lambda n: "resolves\n1 x: " + "a) y: i) z: " * (n // 2),
    "one endless line": lambda n: "resolves " + "that the word goes on, and on; " * n,
    "one endless word": lambda n: "resolves\n1 " + "a" * (20 * n),
    "labels": lambda n: "resolves\n" + "".join(f"{i}) x;\n" for i in range(1, n + 1)),
    "the same label": lambda n: "resolves\n" + "a) x;\n" * n,
    "labels in a line": lambda n: "resolves\n1 x" + "; 2 to x" * n,
    "headings": lambda n: "considering\n" * n,
    "wrapped headings": lambda n: "instructs the Director of the\n" * n,
    "swallowed headings": lambda n: "resolves\n1 x" + ", resolves to invite the " * n,
    "a heading without end": lambda n: "resolves to invite the world of things and " * n,
    "brackets": lambda n: "([{" * (5 * n) + ")]}" * (5 * n),
    "stops": lambda n: ", " * (3 * n) + "; " * (3 * n),
    "blanks": lambda n: (" " * 50 + "\n") * n + " " * (20 * n) + "x",
    "rules": lambda n: "_____ 1 " * n + "_" * (20 * n),
    "dashes": lambda n: "– " * (3 * n) + " - A" * n,
    "designations": lambda n: "RESOLUTION 1\n" * n,
    "formulas": lambda n: "The World Radiocommunication Conference (X, 2000),\n" * (n // 2),
    "formulas without end": lambda n: "RESOLUTION 1 " + "The World Conference " * n,
    "annexes": lambda n: "resolves\nto act\n" + "ANNEX 1\nTitle\n" * n,
    "markers": lambda n: "MOD A/1/2\n" * n,
    "prose after a text": lambda n: (
        "DECISION 1\nT\nThe ITU Council,\ndecides\n1 to x;\n\n" + "Aaa bbb.\n\n2. ccc\n\n" * n
    ),
    "colons": lambda n: "resolves\nthat:\n" + "where:\n" * n,
    "stray characters": lambda n: "\0" * (5 * n) + "a\x01 b\u200b " * n,
    "short lines": lambda n: "x\n" * n,
    "numbers": lambda n: "1\n" * n,
}
