"""Clause headings that texts have, in all languages: the same concept and the same addressees.

``editions/headings.tsv`` has a row for each concept and those who are told: the ways in which each language says it.
"""

from together import check_all, for_all, table

import itu_texts

_COLUMNS, *_LINES = table("editions/headings.tsv")
ROWS = [dict(zip(_COLUMNS, line, strict=True)) for line in _LINES]
CODES = ["ar", "en", "es", "fr", "ru", "zh"]
DIRECTORS = ["DIR_BR", "DIR_TSB", "DIR_BDT"]
DECIDING = {"RESOLVES", "RECOMMENDS", "APPROVES", "EMPHASIZES", "NOTES", "HOPES", "THANKS"}

# What stands above a clause, the beginnings of others, and the words of a body: that something is so, and to do it.
FRAMES = {
    "en": ("RESOLUTION 7 (LAKESIDE, 2030)\n\nBoats\n\nThe ITU Council,", "considering", "resolves", "that boats float", "to count boats"),
    "fr": ("RÉSOLUTION 7 (LAKESIDE, 2030)\n\nBateaux\n\nLe Conseil,", "considérant", "décide", "que les bateaux flottent", "de compter les bateaux"),
    "es": ("RESOLUCIÓN 7 (LAKESIDE, 2030)\n\nBarcos\n\nEl Consejo,", "considerando", "resuelve", "que los barcos flotan", "que cuente los barcos"),
    "ru": ("РЕЗОЛЮЦИЯ 7 (ЛЕЙКСАЙД, 2030 Г.)\n\nЛодки\n\nСовет,", "учитывая", "решает", "что лодки плавают", "подсчитать лодки"),
    "zh": ("第7号决议（2030年，湖滨）\n\n船只\n\n理事会，", "考虑到", "做出决议", "船只漂浮在水上", "统计船只"),
    "ar": ("القرار 7 (ليكسايد، 2030)\n\nالقوارب\n\nإن المجلس،", "إذ يضع في اعتباره", "يقرر", "أن القوارب تطفو", "بإحصاء القوارب"),
}  # fmt: skip


def _headings(code):
    for row in ROWS:
        for heading in filter(None, (each.strip() for each in row[code].split(" | "))):
            yield f"{row['concept']}: {heading}", (heading, row)


def _clause(code, heading, body, *, preamble):
    """The clause of a text that has this heading, with two paragraphs of the body; and the text."""
    above, considering, resolves, so, _ = FRAMES[code]
    labels = ("a)", "b)") if preamble else ("1", "2")
    clause = f"{heading}\n\n{labels[0]}\t{body};\n\n{labels[1]}\t{body},"
    first = f"{considering}\n\n{so},"
    last = f"{resolves}\n\n{so}."
    parts = [above, first, clause, last] if preamble else [above, first, f"{resolves}\n\n{so},", clause, last]
    document = itu_texts.parse("\n\n".join(parts), language=code)
    assert not document.diagnostics
    assert len(document.texts[0].clauses) == len(parts) - 1
    return document.texts[0].clauses[1 if preamble else 2]


@for_all("code", CODES)
def test_a_heading_tells_the_same_in_all_languages(code):
    check_all(_headings(code), lambda case: _tells_the_same(*case, code))


def _tells_the_same(heading, row, code):
    told = [who for name in row["told"].split() for who in (DIRECTORS if name == "DIRECTORS" else [name])]
    preamble = not told and row["concept"] not in DECIDING
    clause = _clause(code, heading, FRAMES[code][4] if told else FRAMES[code][3], preamble=preamble)
    assert clause.role == ("preamble" if preamble else "operative")
    assert clause.heading.concept == row["concept"]
    assert [who.concept for who in clause.heading.addressees] == told
    assert len(clause.items) == 2
