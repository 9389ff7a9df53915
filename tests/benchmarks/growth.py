"""Texts of any size that are hard in one way or other; each takes a count and grows in proportion to it."""

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
    "numbers of documents": lambda count: "\n".join(f"Document 9/{number}-E\nwords" for number in range(count)),
    "ordinary": lambda n: "".join(_ORDINARY.format(i) for i in range(n // 8)),
    "ordinary, wrapped": lambda n: "".join(_ORDINARY.format(i) for i in range(n // 8)).replace(" that ", "\nthat "),
    "deep nesting": lambda n: "resolves\n" + "".join(f"{c}) x:\n" for c in ("a", "i", "1", "A") * (n // 4)),
    "deep nesting in a line": lambda n: "resolves\n1 x: " + "a) y: i) z: " * (n // 2),
    "one endless line": lambda n: "resolves " + "that the word goes on, and on; " * n,
    "one endless word": lambda n: "resolves\n1 " + "a" * (20 * n),
    "a number of a proposal without end": lambda n: "A/RES/" + "1" * (8 * n),
    "a number of a text without end": lambda n: f"Resolution {'1' * (12 * n)} (Rev.WRC-{'1' * n})",
    "labels": lambda n: "resolves\n" + "".join(f"{i}) x;\n" for i in range(1, n + 1)),
    "labels above their words": lambda n: "resolves\n" + "a)\nb)\nto row;\nto rest;\n" * (n // 4),
    "labels above no words": lambda n: "resolves\n" + "a)\nb)\n1.\n" * (n // 3),
    "emphasis without end": lambda n: "# Boats\n\n" + "*boats of\nwood " * n,
    "the same label": lambda n: "resolves\n" + "a) x;\n" * n,
    "labels in a line": lambda n: "resolves\n1 x" + "; 2 to x" * n,
    "headings": lambda n: "considering\n" * n,
    "wrapped headings": lambda n: "instructs the Director of the\n" * n,
    "swallowed headings": lambda n: "resolves\n1 x" + ", resolves to invite the " * n,
    "a heading without end": lambda n: "resolves to invite the world of things and " * n,
    "headings with numbers in a line": lambda n: "resolves\n" + "boats resolves 1 that oars " * n,
    "headings with numbers behind stops": lambda n: "resolves\n1 x" + "; resolves 1 that oars " * n,
    "headings with letters in a line": lambda n: "resolves\n1 x" + "; considering a) oars " * n,
    "sentences with verbs": lambda n: "resolves\n1 x" + "; renews its request to row " * n,
    "brackets": lambda n: "([{" * (5 * n) + ")]}" * (5 * n),
    "stops": lambda n: ", " * (3 * n) + "; " * (3 * n),
    "blanks": lambda n: (" " * 50 + "\n") * n + " " * (20 * n) + "x",
    "rules": lambda n: "_____ 1 " * n + "_" * (20 * n),
    "dashes": lambda n: "– " * (3 * n) + " - A" * n,
    "designations": lambda n: "RESOLUTION 1\n" * n,
    "designations in a line": lambda n: "RESOLUTION 5 (LAKESIDE-15) " * n,
    "formulas": lambda n: "The World Radiocommunication Conference (X, 2000),\n" * (n // 2),
    "formulas without end": lambda n: "RESOLUTION 1 " + "The World Conference " * n,
    "annexes": lambda n: "resolves\nto act\n" + "ANNEX 1\nTitle\n" * n,
    "markers": lambda n: "MOD A/1/2\n" * n,
    "prose after a text": lambda n: (
        "DECISION 1\nT\nThe ITU Council,\ndecides\n1 to x;\n\n" + "Aaa bbb.\n\n2. ccc\n\n" * n
    ),
    "provisions that run on": lambda n: (
        "ARTICLE 1 Boats "
        + "".join(f"{i} a) Boats float. " + f"ARTICLE {i // 5 + 1} Oars " * (i % 5 == 4) for i in range(1, n // 3))
    ),
    "articles without an end": lambda n: "Article 1 Boats. Article 2 " * n,
    "numbers that begin anew": lambda n: "ARTICLE 1\nARTICLE 2\n" + "".join(f"{i % 7} A boat. " for i in range(n)),
    "heads of pages": lambda n: "".join("Boats float.\n" * 60 + f"{i} On boats\n\n\n" for i in range(n // 60)),
    "numbers alone in lines": lambda n: "".join(f"{i % 9}\n\n" for i in range(n)),
    "colons": lambda n: "resolves\nthat:\n" + "where:\n" * n,
    "blanks at the end": lambda n: "resolves\n1 x" + "\t" * (20 * n),
    "stray characters": lambda n: "\0" * (5 * n) + "a\x01 b\u200b " * n,
    "short lines": lambda n: "x\n" * n,
    "numbers": lambda n: "1\n" * n,
    "articles": lambda n: "".join(f"ARTICLE {i}\n\nTitle\n\n{i} 1 Boats float.\n\n" for i in range(1, n // 2)),
    "nested divisions": lambda n: "CHAPTER I\nSECTION 1\nARTICLE 1\n" * (n // 2),
    "provisions": lambda n: "ARTICLE 1\n" + "".join(f"{i} a) boats float;\n" for i in range(1, n)),
    "numbers that are no provisions": lambda n: "ARTICLE 1\n" + "7 Boats float.\n" * n,
    "nested annexes": lambda n: (
        "resolves\nto act\n" + "ANNEX 1\nTitle\nAPPENDIX TO ANNEX 1\nATTACHMENT TO APPENDIX\n" * (n // 2)
    ),
    "annexes to themselves": lambda n: "resolves\nto act\n" + "ANNEX 1 TO ANNEX 1\n" * n,
    "amended clauses": lambda n: "DECISION 1\nThe ITU Council,\n" + "MOD A/1/2\ndecides\nto act\n" * (n // 2),
    "suppressed texts": lambda n: "SUP A/1/2\n\nRESOLUTION 1\n\nTitle\n\n" * (n // 2),
    "reasons": lambda n: "ADD 3A x\nReasons: so it is.\n" * n,
    "notes": lambda n: "resolves\n1 to act:\n" + "NOTE 1 – so it is:\n" * n,
    "pipes": lambda n: "| a | b |\n" * n + "|" * (5 * n),
    "tabs": lambda n: "resolves\n" + "a\tb\tc\n" * n + "\t" * (5 * n),
    "columns": lambda n: "one      two      three\n" * n,
    "footnotes": lambda n: "resolves\n" + "1 to help countries1 and others2;\n_____ 1 These. 2 Those.\n" * (n // 2),
    "anchors": lambda n: "resolves\n1 to help" + " countries1" * n + "\n_____ 1 These.\n",
    "anchors between words": lambda n: "resolves\n1 x" + " that boats 2 sail well" * n + "\n_____ 2 These.\n",
    "footnotes without a rule": lambda n: "words*\n* Note.\n" * n,
    "footnotes at the feet of pages": lambda n: "words1 and words\n1 Note.\n– 7 –\n" * n,
    "numbers at the feet of pages": lambda n: "words1 and words\n" * n + "1 Note\n" * n + "2 Note\n– 7 –\n" * n,
    "texts with footnotes": lambda n: (
        "RESOLUTION 1 (X, 2000)\nwords1*\n_____ 1 Note.\nRESOLUTION 2\nwords2\n2 Note\n" * n
    ),
    "agenda": lambda n: "Agenda\n\n" + "".join(f"{i}. Item\n\nResolution {i} - Title\n\n" for i in range(1, n // 2)),
    "agendas without items": lambda n: "Agenda\nwords\nwords\nwords\n" * n,
    "contents": lambda n: "Contents\n" + "RESOLUTION 1 (X, 2000) Title ..... 3\n" * n,
    "contents with dots": lambda n: "Contents\n" + "".join(f"Section {i} – Title ....... {i}\n" for i in range(n)),
    "dots that lead to no page": lambda n: ". " * n + "." * n + "\n" + "words ....... \n" * n,
    "pages that go back": lambda n: "".join(f"Section {i} – Title ....... {n - i}\n" for i in range(n)),
    "document numbers": lambda n: "resolves\n1 to row" + " - 2/30 PP-02/56-E rest" * n,
    "notes in the margin": lambda n: "ARTICLE 1\n" + "MOD 90. – PP-98, PP-02. – 2. Words. ADD 91\nPP-98\n" * n,
    "glued labels and headings": lambda n: "resolves1to row" + ";2to row;a)by day,resolvesthat i. to rest" * n,
    "contents without entries": lambda n: "Contents\n\nRESOLUTION 1\n\n" * n,
    "covers": lambda n: "First series of texts\nAnnex: 3 pages\nwords\n" * n,
    "notes in margins": lambda n: "".join(f"MOD {i} PP-98 {i} Boats float.\n" for i in range(1, n)),
    "notes in margins in a line": lambda n: "ARTICLE 1\n" + "".join(f"{i} PP-98 a) x; " for i in range(1, n)),
    "notes below one another": lambda n: "MOD 1\n" + "PP-98\n" * n,
    "names that are no notes": lambda n: "resolves\n1 x" + " A PP-98" * n,
    "tables of provisions": lambda n: "".join(f"| MOD {i}\nPP-98 | a) x |\n" for i in range(1, n // 2)),
    "rows without an end": lambda n: "| MOD 1\n" * n,
    "cells of many lines": lambda n: "| MOD 1 | a" + "<br>b" * n + " |\n",
    "rows and pipes": lambda n: "|" * (10 * n) + "\n" + "a | b" * n,
    "stars and low lines": lambda n: "*a _b " * n + "**" * n + " _" * n + "__c__" * n,
    "emphasis in a line": lambda n: "# Boats\n\n" + "*boat* oars " * n,
    "emphasis": lambda n: "*a)* __b__ **c** " * n,
    "escapes": lambda n: "resolves\n" + "1\\. a\\;\n" * n,
    "notes of markup": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n // 2)),
    "links and tags": lambda n: "[a](b " * n + "[a](b)" * n + "<i>&amp;" * n,
    "allocations": lambda n: "Region 1\tRegion 2\tRegion 3\n1-2\tFIXED 5.1\t3-4\n" * (n // 2),
    "heads of allocations": lambda n: "Region 1\tRegion 2\tRegion 3\n" * n,
}
