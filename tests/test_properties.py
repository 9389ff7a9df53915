"""What holds of all texts: made-up outlines come back, and any characters at all do no harm."""

from hypothesis import example, given
from hypothesis import strategies as st
from invariants import check, check_found
from strategies import Outline, few, outlines, styles, to_outline

import itu_texts
from itu_texts.language.grammar import languages


@given(outlines(), styles)
def test_an_outline_comes_back_in_every_style(outline: Outline, style):
    document = check(style(outline))
    assert itu_texts.to_outline(document) == to_outline(outline)
    assert not [found for found in document.diagnostics if found.severity != "info"]


@given(outlines(), styles)
def test_what_is_printed_is_parsed_to_the_same_tree(outline: Outline, style):
    document = itu_texts.parse(style(outline))
    printed = itu_texts.to_outline(document).replace("\t", "")
    assert itu_texts.parse(printed).texts == document.texts


_FRAGMENTS = st.sampled_from(
    [
        "RESOLUTION 7 (REV. X, 2020)",
        "Draft new resolution [A-1]: Title",
        "The World Radiocommunication Conference (X, 2020),",
        "considering",
        "resolves to invite the",
        "instructs the Director",
        ", further invites Member States to",
        "a)",
        "(b)",
        "iv)",
        "z)",
        "1",
        "2bis",
        "1.1",
        "3.2.1",
        "–",
        "•",
        "that it is so;",
        "to do:",
        "where",
        ",",
        ";",
        ":",
        ".",
        "– 27 –",
        "RES7-2",
        "_____ 1 note",
        "ANNEX 1 TO RESOLUTION 7",
        "ADD A/1/2",
        "SUP",
        "MOD 24 1 1) x",
        "ADD 3A a bis) x",
        "SUP 219 to 221",
        "SUP 35, 36 and 37",
        "(MOD) Title",
        "NOC",
        "MOD ARTICLE 3",
        "SUP RESOLUTION 5 (X, 2000)",
        "PREAMBLE",
        "CHAPTER I",
        "ARTICLE 3",
        "Section 2 – Of things",
        "28A a bis) x",
        "2 1.1 a) x",
        "ANNEX 2",
        "APPENDIX TO ANNEX 1",
        "Attachment 1",
        "(see resolves 2)",
        "Reasons: so it is.",
        "NOTE 1 – so it is",
        "IN WITNESS WHEREOF, we sign",
        "Done at X, 1 May 2000",
        "Agenda",
        "1. Opening",
        "Contents",
        "Resolution 1 - Title",
        "RESOLUTION 1 (X, 2000) Title ..... 3",
        "Second series of texts submitted by editorial committee to the plenary meeting",
        "Annex: 3 pages",
        "Document 49-E",
        "| a | b |",
        "|---|---|",
        "one\ttwo\tthree",
        "one      two      three",
        "words1",
        "words*",
        "* x",
        "¹ X",
        "_____\n1 Note. 2 Other",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        " ",
        "\f",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\x00",
        "\u2028",
        "é中ё",
    ]
)


@given(st.builds(str.join, st.sampled_from(["", " "]), st.lists(_FRAGMENTS, max_size=60)))
@example("_____ \n1 x\n2 y")
@example("considering\na)\n\ufeff\n_____ 1 Note\nAnnex: 3 pages")
@example("ADD A/1/2\nCHAPTER I\nconsidering\n:\nto do:\nx")
@example("RESOLUTION 1: \nThe ITU Council,\n\na) x")
def test_fragments_in_any_order(text: str):
    check(text)


_IN_OTHER_LANGUAGES = st.sampled_from(
    [
        "RÉSOLUTION 7 (RÉV. X, 2020)",
        "R 1141 (C-1999) Titre",
        "L’Assemblée des radiocommunications,",
        "considérant",
        "Considérant qu’il",
        "décide d’inviter le",
        ", et invite aussi les Membres à",
        "charge le Directeur du",
        "demande aux administrations de prendre",
        "attire l'attention des Membres sur",
        "ANNEXE 1 DE LA RÉSOLUTION 7",
        "voir le point 2 du décide",
        "Motifs: ainsi.",
        "RESOLUCION XX",
        "RESOLUCIÓN 7 DE LA CONFERENCIA",
        "La CONFERENCIA:",
        "CONSIDERANDO",
        "Considerando que",
        "INSTA TAMBIEN a los gobiernos a que",
        "resuelve encargar al",
        ", y pide al Consejo que",
        "encarga al Director de la",
        "ANEXO A LA RESOLUCIÓN 7",
        "ARTÍCULO 3 (CS)",
        "Artículo 3 1) a)",
        "MOD 24 abis) x",
        "como dice el punto 2 del resuelve",
        "*Invita al",
        "Consejo*",
        "una línea que sigue\n\nen la otra línea que sigue\n\nen una más",
        "a)",
        "1.",
        "1. Pide al",
        "–",
        ",",
        ";",
        ":",
        "\n",
        "\n\n",
        " ",
        "\u200b",
    ]
)


@given(st.lists(_IN_OTHER_LANGUAGES, max_size=60).map(" ".join), st.sampled_from(["es", "fr"]))
def test_fragments_of_other_languages(text: str, language: str):
    document = check(text, language=language)
    check_found(document)
    for task in itu_texts.who_does_what(document):
        assert task.addressee.concept in itu_texts.CONCEPTS


@given(st.text(max_size=400), st.sampled_from(languages()))
def test_any_characters(text: str, language: str):
    check(text, language=language)


@given(st.text(alphabet="ab1.)(;:,–- \n\t", max_size=200))
def test_any_labels(text: str):
    check("resolves\n" + text)


@given(outlines(), st.integers(0, 10_000), st.sampled_from(["\u200b", "\x02", "\u00ad", "\ufeff", "\r"]))
def test_stray_characters_do_not_move_spans(outline: Outline, place: int, stray: str):
    text = "".join(f"{line}\n" for line in to_outline(outline).replace("\t", "").split("\n"))
    place %= len(text) + 1
    document = check(text[:place] + stray + text[place:])
    for item in itu_texts.find(document, itu_texts.Item):
        assert document.source[item.span].startswith(item.label)


@few
@given(st.integers(1, 6), outlines())
def test_texts_in_a_row(count: int, outline: Outline):
    text = "".join(f"{line}\n" for line in to_outline(outline).replace("\t", "").splitlines())
    document = check("\n".join([text] * count))
    assert len(document.texts) == count
    assert all(text == document.texts[0] for text in document.texts)
