"""Files whose structure is random, and spoiled texts of the United Nations: leaves, addresses, JSON and Akoma Ntoso hold."""

import gzip
import json
import random

from generated import KINDS, check_file
from invariants import check, check_document
from test_mutations import spoil
from together import check_all, for_all, tries

import itu_texts

LINES = {
    "a lowered letter behind a tag": "g<i><sub>n</sub>",
    "a tag in a label": "إذ تضع في اعتبارها 1<b>1 X",
    "a tag in a label of a list": "resolves\n1<b>)</b> to row;\n2) to rest.",
}


@for_all("kind", KINDS)
def test_random_files(kind):
    """``python tests/generated.py 10000`` tries more."""
    check_all(((f"{kind} {number}", f"{kind} {number}") for number in range(tries(24))), check_file)


def test_characters_that_stand_for_others_lie_in_leaves():
    check_all(LINES.items(), check)


def returns(document):
    """Check that Akoma Ntoso gives the outline back; XML has no control characters."""
    back = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), name="boats.xml")
    assert itu_texts.to_outline(back) == itu_texts.to_outline(document)


@for_all(
    "text",
    [
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n29 July 2021\nDistr.:\n1. Decides to row.\n",
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n1. Decides to row;\n29 July 2021\n2. Decides to rest.\n",
        "79/990. Boats\nThe General Assembly,\nRecalling its boats,\n1. Decides to row.\n41st plenary meeting\n29 July 2021\n",
    ],
)
def test_a_date_amid_a_text_stays_there(text):
    document = itu_texts.parse(text)
    assert any(isinstance(block, itu_texts.nodes.History) for block in document.texts[0].body)
    returns(document)


@for_all("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_spoiled_texts_of_the_united_nations(shared, language):
    with gzip.open(shared / "real" / "un" / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]

    def check_seed(seed):
        chance = random.Random(f"{language} {seed}")
        each = chance.choice(texts)
        text = "\n".join([*each["cover"], each["text"], *each["closing"]])[: chance.choice((600, 1500, 4000))]
        document = itu_texts.parse(spoil(text, chance).replace("\x07", ""))
        check_document(document)
        returns(document)

    check_all(((str(seed), seed) for seed in range(tries(15))), check_seed)
