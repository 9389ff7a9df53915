"""The examples, spoiled in many ways from a fixed seed: nothing may crash, be lost, or go on for ever."""

import random

from conftest import ROOT
from invariants import check, check_found
from legaldoc import comes_back
from together import check_all, for_all, tries

import itu_texts

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
_PIECES = [
    *("\n", "\n\n", " ", ";", ",", ":", "a)", "1 ", "2bis ", "– ", "(", "___", "-", "|", ">", "# ", "[", "*"),
    *("resolves", ", instructs the ", "ANNEX 1\n", "\nMOD 5.1 ", "ADD", "RESOLUTION 9 (LAKESIDE, 2019)\n", "• ", "1. "),
    *(
        "\t",
        "\r",
        "\f",
        "\x07",
        "\x00",
        "\u2028",
        "\u202e",
        "\u00ad",
        "\u200b",
        "\u0300",
        "\ud835",
        "&amp;",
        "<b>",
        "\n> ",
    ),
    *("ß", "İ", "ǰ", "ΐ", "ﬃ", "①", "²", "٣", "Ⅻ", "一、", "أ ) ", "https://x.example/", "A/RES/79", "S/PRST/2021"),
]


def spoil(text: str, rng: random.Random) -> str:
    """One to eight changes: characters lost, doubled or put in; lines lost, doubled, swapped or joined."""
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(text))
        kind = rng.randrange(7)
        if kind == 0:
            text = text[:at] + text[at + rng.randint(1, 30) :]
        elif kind == 1:
            text = text[:at] + rng.choice(_PIECES) * rng.choice([1, 1, 2]) + text[at:]
        elif kind == 2:
            text = text[:at] + text[at : at + 40] + text[at:]
        elif kind == 3:
            text = text[:at] + text[at:].replace("\n", " ", 1)
        else:
            lines = text.split("\n")
            line, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            if kind == 4:
                del lines[line]
            elif kind == 5:
                lines.insert(line, lines[other])
            else:
                lines[line], lines[other] = lines[other], lines[line]
            text = "\n".join(lines)
        text = text or "x"
    return text


@for_all("seed", range(tries(8)))
@for_all("file", EXAMPLES)
def test_spoiled(file, seed):
    rng = random.Random(f"{file.name} {seed}")
    for _ in range(8):
        check_found(check(spoil(file.read_text("utf-8"), rng)))


_SEPARATORS = ["\n"] * 4 + [
    "\n\n",
    " ",
    " ",
    "\t",
    "; ",
    ". ",
    ", ",
    "",
    "\x0c",
    "\n| ",
    "\n> ",
    "\n- ",
    "\r\n",
    "<br>",
]
_CASES = {
    language: [
        line.strip()
        for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "---"))
    ]
    for language, folder in {"en": "", **{code: code for code in ("ar", "es", "fr", "ru", "zh")}}.items()
}


def shuffled(lines: list[str], rng: random.Random) -> str:
    """Stretches of lines from anywhere, some of them cut, with anything between them."""
    made = []
    at = rng.randrange(len(lines))
    for _ in range(rng.randint(2, 60)):
        at = rng.randrange(len(lines)) if rng.random() < 0.35 else (at + 1) % len(lines)
        line = lines[at]
        cut = rng.randint(0, len(line))
        kind = rng.randrange(10)
        if kind == 0:
            line = line[:cut]
        elif kind == 1:
            line = line[cut:] + rng.choice("*_|#()[]:;.,-–\u00ad\u200b019AaIi ")
        made += (line, rng.choice(_SEPARATORS))
    return "".join(made)


@for_all("seed", range(tries(4)))
@for_all("language", _CASES)
def test_lines_of_the_cases_in_any_order(language, seed):
    rng = random.Random(f"{language} {seed}")
    for _ in range(tries(30)):
        check_found(check(shuffled(_CASES[language], rng), language=language))


_BROKEN = (
    # a marker inside a word
    "1SUP 7 PP-98",
    "аMOD 1 ПК-98",
    # a colon behind the number of a provision
    "MOD 6:\nBoats float.",
    # a protocol in the annex of a text
    "resolves\n1 to act.\nANNEX 1\nFINAL PROTOCOL\nBoats float.",
    # a marker that is no amendment, in an article of a text
    "considering\na) that\n\nARTICLE 6\n; 1 T\nMOD 9 a",
    # a table before a label that runs on
    "ANNEX\nC\t4\ne\t. R\n4",
    # the names of two sections with nothing between them; that of a part with a letter that may be a label
    "ANNEX TO RESOLUTION Section 1 Section 2– S",
    "ANNEX TO RESOLUTION; PART A – G",
    # a bracket, and a tab behind it, before a paragraph of an assembly
    "The General Assembly,\nNoting boats,\n(\tRows boats",
    # signs in words, in labels and in numbers
    "MOD 7\u00ad9 F",
    "MOD 9 a\nRe\u00adasons: R",
    "ARTICLE 5\ni\u200bi\n>",
    # a number with nothing behind it, below the formula of an assembly
    "The General Assembly,\n1",
    # an item below the formula that stands below the recitals
    "75/326.\nRecalling the boats,\nThe General Assembly,\na) oars;\nb) sails",
    "75/326.\nRecalling the boats,\nThe General Assembly,\n3. oars;\nb) sails",
    "75/326.\nRappelant les bateaux,\nL’Assemblée générale,\na)",
    # signs of markup in lines that are set apart, and two programs' signs in one
    "tps://*e*",
    "#TPS://\n>A",
    "-1\x08 tps://",
    "- CONSIDERANDO\nY \n-|CONSIDERANDO DE",
    # bullets with nothing behind them, or with figures that are no numbers
    "-\t– ",
    "• ①先熄大灯；\n• ②后熄小灯，\n",
    # cells with silent signs in them
    "|\n&mp;|-",
    "Name\tSize\nBoat\tbig&amp;\nLamp\tsmall&amp;",
    # names in capitals or letters that have no small form of their length, and with their signs written otherwise
    "invites ß\no",
    "resolves İ\nto row\ninvites the ǰ ΐ İ\nto row",
    "renouvelle &mp; et t que",
    "considering\na) so,\ninstructs the Se\u0300cretary-General&amp;\nto row",
    # the stop behind the number of a section, and two blanks in a label
    "Recommendation ITU-T X.1\n\nBoats\n\n1. Scope\n\nBoats.\n\n2.\tTerms\n\nNone.\n\n3. Oars\n\n3.1. Long\n\nOars.",
    "resolves\nأ  ) x",
    # a Recommendation in an article; a stray sign behind the number of a paragraph
    "ARTICLE 1\nITU-T X.1\nB\n1 Sp\n3 Te\n3.1Boa",
    "Совет,\rпринимая\tа)\r1 \x02x",
    # a recital of an assembly with a number
    "The General Assembly,\nRecalling boats,\n(a) Welcoming oars,\nMindful of ferrymen,\n1. Requests the Council to row.",
    # a rule behind the verb of a recital; labels in queues that share a line; the sign that silence has in the reading copy
    "The General Assembly,\nNoting_____ 1 x\nto row",
    "-\n-\n#\n-\n;\nnv",
    "considering\na) oars\x1f;\nb) sails",
    # a name that begins with the sign between two names; a letter with its accent behind it
    "resolves\na) to row;\n,statÉ\n1 x\nARTICLE 5\n,sraO\na) x",
    "Invita a\u0301\nlos remeros ",
    # a label alone above words that stand apart from it
    "第9号决议（20）附件\n1. 赞扬以",
    # a list whose last item but one has no words; half the symbol of a statement; a footnote with a word twice
    "The Lake Conference,\nresolves\n– а) \n(a\nа)",
    "S/PRST/2021\nBoats\nThe Security Council,\nNoting boats,\n1. Decides to row.",
    "The ITU Council,\nconsidering\na) that rowers1 row,\nresolves\nto row.\n_____\n1 Rowers row row boats.",
)


def _holds(text: str) -> None:
    """All that must hold of a text holds, also of what is found in it and of its Akoma Ntoso."""
    document = check(text)
    check_found(document)
    comes_back(document, itu_texts.to_akn(document))


def test_texts_that_once_broke_an_invariant():
    check_all(((text, text) for text in _BROKEN), _holds)
