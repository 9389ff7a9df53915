"""A form feed with a ruled note beside it leaves the rest of a volume as it is."""

import pytest

import itu_texts

NOTE = "_____\n1 As amended.\n"


def resolution(number: int) -> str:
    return (
        f"RESOLUTION {number} (LAKESIDE, 2022)\nBoats of class {number}\nThe World Conference (Lakeside, 2022),\n"
        "considering\na) that boats1 leak;\nb) that oars float,\n"
        "resolves\n1 to count boats;\n2 to count oars.\n"
    )


VOLUME = "".join(resolution(number) for number in range(1, 5))
LINES = VOLUME.count("\n")


@pytest.mark.parametrize("put_in", [f"\f{NOTE}", f"{NOTE}\f", f"\f\n{NOTE}\n", f"\f{NOTE}\f", "\f_____\n"])
def test_one_note_between_pages_takes_nothing_else(put_in: str) -> None:
    lines = VOLUME.splitlines(keepends=True)
    for place in range(1, LINES):
        document = itu_texts.parse("".join((*lines[:place], put_in, *lines[place:])))
        assert [text.number for text in document.texts] == ["1", "2", "3", "4"], place
        assert [len(text.clauses) for text in document.texts] == [2] * 4, place


@pytest.mark.parametrize("texts", [1, 3, 10])
def test_the_rest_of_a_volume_stays(texts: int) -> None:
    above = "".join(resolution(number) for number in range(1, texts + 1))
    below = "".join(resolution(number) for number in range(texts + 1, 12))
    document = itu_texts.parse(f"{above}\f{NOTE}{below}")
    assert [text.number for text in document.texts] == [str(number) for number in range(1, 12)]
    (note,) = document.footnotes
    assert note.text == "As amended."


def test_a_page_of_notes_stays_whole() -> None:
    page = "RESOLUTION 5\nBoats\nresolves\n1 to count boats1;\n_____\n1 A note of two paragraphs.\n\nThis one too.\n\f"
    document = itu_texts.parse(f"{page}2 to count oars.\n")
    assert [item.text for item in itu_texts.find(document, itu_texts.Item)] == ["to count boats;", "to count oars."]
    assert document.footnotes[0].text == "A note of two paragraphs. This one too."
