"""Texts of other assemblies: recitals above, acts below, and a formula by what stands below it."""

import pytest
from benchmarks.relatives import printed, relatives, wrong
from invariants import check as parsed
from together import check_all, some

import itu_texts


def test_recitals_acts_and_numbers_of_each_form_are_in_place():
    def check(relative):
        assert wrong(relative, parsed(relative.text, language="auto")) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


def test_each_form_stays_in_place_when_its_paragraphs_are_set_apart():
    def check(relative):
        apart = relative.text.replace("\n", "\n\n")
        lines = tuple((kind, start + place) for place, (kind, start) in enumerate(relative.lines))
        moved = relative._replace(text=apart, lines=lines)
        assert wrong(moved, itu_texts.parse(apart, language=relative.language)) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


@pytest.mark.parametrize(
    "text",
    [
        "The Council,\nHarbour Street 5,\nLampton\n",
        "The Lamp Council met on Monday.\nIt heard the keepers.\n1. Opening of the session\n2. Lamps\n",
        "The Committee:\nMs Oar (Ruritania), Mr Sail (Lampland)\n",
        "Group of Keepers\n1. Lamps are dim.\n2. Oil is dear.\n",
        "At the meeting the Committee took note of the report.\nThe Council then rose.\n",
    ],
)
def test_what_only_names_a_body_begins_no_text(text):
    assert itu_texts.parse(text).texts == ()


def test_a_text_whose_formula_has_no_comma_ends_the_one_above():
    first = "99/116. Oars\nThe General Assembly,\nRecalling its resolution 98/1,\n1. Decides to row.\n"
    second = "99/117. Lamps\nThe General Assembly\n1. Decides to rest;\n2. Requests the Council to rest.\n"
    texts = itu_texts.parse(first + second).texts
    assert [text.identifier.number for text in texts] == ["99/116", "99/117"]


def test_the_formula_between_recitals_and_acts_is_that_of_the_text():
    text = "Resolution XCIII.1\nMarshes\n1. RECALLING that frogs sleep;\n\nTHE CONFERENCE OF THE FROGS\n2. ADOPTS the plan.\n"
    [found] = itu_texts.parse(text).texts
    assert found.formula.body == "CONFERENCE OF THE FROGS"
    assert itu_texts.parse(text).diagnostics == ()


def test_the_general_assembly_of_others_is_not_that_of_the_united_nations():
    text = "AB/RES. 99 (XL-O/20)\nLAMPS\nTHE GENERAL ASSEMBLY,\nRECALLING that lamps shine;\nRESOLVES:\n1. To thank the keepers.\n"
    identifier = itu_texts.parse(text).texts[0].identifier
    assert (identifier.kind, identifier.number, identifier.body) == ("resolution", "AB/RES. 99 (XL-O/20)", None)


def test_a_formula_below_recitals_stays_there_in_all_formats():
    text = "Resolution XCIII.1\nMarshes\nRECALLING that frogs sleep;\nNOTING the fog; and\nTHE CONFERENCE OF THE FROGS\n1. ADOPTS the plan.\n"
    document = itu_texts.parse(text)
    assert document.texts[0].body.index(document.texts[0].formula) == 2
    written = {
        "frogs.xml": itu_texts.to_akn(document).encode(),
        "frogs.json": itu_texts.to_json(document).encode(),
        "frogs.docx": itu_texts.to_docx(document),
    }
    for name, data in written.items():
        assert itu_texts.to_outline(itu_texts.parse_bytes(data, name=name)) == itu_texts.to_outline(document)
    assert "THE CONFERENCE OF THE FROGS" in itu_texts.to_html(document)


def test_the_paragraphs_of_a_report_around_its_drafts_are_told():
    report = next(each for each in relatives() if (each.name, each.language) == ("report", "en"))
    found = itu_texts.parse(report.text).diagnostics
    assert [each.code for each in found] == ["unrecognised-block", "text-after-end"]
    assert report.text[found[1].span.start :].startswith("9. The Third Committee also recommends")


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("width", [30, 42, 53])
def test_old_prints_and_narrow_columns_keep_their_paragraphs(width, apart):
    def check(relative):
        narrow = printed(relative, width, apart=apart)
        assert wrong(narrow, itu_texts.parse(narrow.text, language=relative.language)) == []

    check_all(((each.language, each) for each in relatives() if each.name == "print"), check)


def test_lines_of_any_length_continue_their_paragraph():
    text = (
        "99/17. Lamps\n\nThe General Assembly,\n\n"
        "Recalling its resolutions\n93/11 of 5 December 2093,\n94/12 of 6 December 2094,\nentitled “Oars”, and\n"
        "the fog,\n\nNoting\nthe lamps,\n\n1. Decides, as in\n2095, to rest.\n"
    )
    clauses = itu_texts.find(itu_texts.parse(text), itu_texts.Clause)
    assert [clause.heading.text for clause in clauses] == ["Recalling", "Noting", "Decides,"]


def test_numbered_paragraphs_of_any_assembly_come_back_from_word():
    def check(relative):
        document = itu_texts.parse(relative.text, language=relative.language)
        read = itu_texts.parse_bytes(itu_texts.to_docx(document), name="a.docx", language=relative.language)
        assert itu_texts.to_outline(read) == itu_texts.to_outline(document)

    labelled = [each for each in relatives() if each.name in ("health", "labour", "flight", "african", "environment")]
    check_all(((f"{each.name} {each.language}", each) for each in some(labelled, 3)), check)


def test_a_council_that_resolves_in_its_title_needs_no_formula():
    text = "RESOLUTION 99-12\nLamps\nWHEREAS, lamps are dim; and\nNOW, THEREFORE, BE IT RESOLVED that they be lit.\n"
    assert itu_texts.parse(text).diagnostics == ()


def test_a_printed_statement_has_its_formula_on_several_lines():
    def check(relative):
        lines = printed(relative, 75, apart=True)
        assert wrong(lines, itu_texts.parse(lines.text, language=relative.language)) == []

    statements = [each for each in relatives() if each.name in ("statement", "statement-plain")]
    check_all(((f"{each.name} {each.language}", each) for each in statements), check)


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Adopted on 6 December 2027", "THE ASSEMBLY,\nRECALLING oil,\n1 ADOPTS the lamps;\n"),
        ("(adopted on 6 December 2027)", "THE ASSEMBLY,\nRECALLING oil,\n1 ADOPTS the lamps;\n"),
        (
            "Resolution adopted on 6 December 2027 during the tenth meeting",
            "THE ASSEMBLY,\nNOTING oil,\n1. ADOPTS it;\n",
        ),
        ("Adoptée le 6 décembre 2027", "L'ASSEMBLÉE,\nRAPPELANT l'huile,\n1 ADOPTE les lampes ;\n"),
        ("Aprobada el 6 de diciembre de 2027", "LA ASAMBLEA,\nRECORDANDO el aceite,\n1 APRUEBA los faros;\n"),
        ("Принята 6 декабря 2027 года", "АССАМБЛЕЯ,\nНАПОМИНАЯ о масле,\n1 ПРИНИМАЕТ фонари;\n"),
        ("2027年12月6日通过", "大会，\n忆及油，\n1. 通过灯的计划；\n"),
    ],
)
def test_the_line_that_says_when_a_text_was_adopted_is_no_title(line, below):
    label = below.split("\n")[2].split()[0]
    for front in (f"{line}\nLXX", f"LXX\n{line}"):
        document = itu_texts.parse(f"A.9999(40)\n{front}\n{below}")
        [text] = document.texts
        assert (text.title, [clause.label for clause in itu_texts.find(text, itu_texts.Clause)]) == ("LXX", ["", label])
        assert itu_texts.document_fields(document)["adopted"] == "2027-12-06"


@pytest.mark.parametrize(
    ("formula", "body"),
    [
        ("The Lamp Council (LC), meeting in Lampton on 2 March 2029,", "Lamp Council"),
        ("The Lamp Commission, at its 9th session;", "Lamp Commission"),
        (
            "The Ninth Session of the Lamp Commission, held in Lampton,",
            "Ninth Session of the Lamp Commission",
        ),
        ("The Congress of Keepers:", "Congress of Keepers"),
    ],
)
def test_the_body_of_a_formula_is_its_name_alone(formula, body):
    [text] = itu_texts.parse(f"Resolution 9/49-L\nLamps\n{formula}\nRecalling oil,\n1. Decides to rest.\n").texts
    assert (text.formula.text, text.formula.body) == (formula, body)


@pytest.mark.parametrize(
    ("language", "lines", "body"),
    [
        ("en", ("FORUM: The Harbour Commission", "QUESTION OF: {}", "SUBMITTED BY: {}"), "THE HARBOUR COMMISSION,"),
        ("en", ("Committee: Harbours", "Topic: {}", "Sponsors: {}", "Signatories: Tidia"), "The Harbour Commission,"),
        ("fr", ("Forum : Les ports", "Question : {}", "Soumis par : {}"), "La Commission des ports,"),
        ("es", ("Comité: Puertos", "Tema: {}", "Presentado por: {}"), "La Comisión de Puertos,"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_the_topic_among_labelled_lines_is_the_title(language, lines, body, end):
    said = iter(("Lamps of small harbours", "Ruritania, Lampland"))
    front = end.join(line.format(next(said)) if "{}" in line else line for line in lines)
    acts = {"en": "Recalling the lamps,\n\n1. Calls upon", "fr": "Rappelant les lampes,\n\n1. Invite"}
    acts["es"] = "Recordando las lámparas,\n\n1. Invita"
    document = itu_texts.parse(f"{front}{end}{body}\n\n{acts[language]} Ruritania;\n", language=language)
    [text] = document.texts
    assert text.title == "Lamps of small harbours"
    history = [each for each in itu_texts.walk(text) if isinstance(each, itu_texts.nodes.History)]
    assert [
        part for each in history for part in [each.text[p.start : p.end] for p in each.parts if p.name == "sponsors"]
    ] == ["Ruritania, Lampland"]
    assert itu_texts.parse(itu_texts.to_text(document), language=language).texts[0].title == text.title


def test_the_wrapped_line_of_sponsors_is_one():
    front = "FORUM: Harbours\nQUESTION OF: Lamps of\nsmall harbours\nSUBMITTED BY: Ruritania,\nLampland\n"
    text = itu_texts.parse(
        f"{front}THE HARBOUR COMMISSION,\n\nRecalling oil,\n\n1. Calls upon Ruritania to row;\n"
    ).texts[0]
    assert text.title == "Lamps of small harbours"
    said = [each.text for each in itu_texts.walk(text) if isinstance(each, itu_texts.nodes.History)]
    assert said == ["SUBMITTED BY: Ruritania, Lampland"]


def test_a_single_line_with_a_label_stays_the_title():
    text = "Topic: lamps\nThe General Assembly,\nRecalling the lamps,\n1. Decides to rest.\n"
    assert itu_texts.parse(text).texts[0].title == "Topic: lamps"


@pytest.mark.parametrize("end", ["\n", "\n\n"])
@pytest.mark.parametrize("act", ["通过灯的计划；", "要求秘书长修灯；"])
def test_the_first_act_without_a_stop_behind_its_number_stands_below_a_recital(act, end):
    lines = ("A.9999(40)", "灯", "大会，", "忆及油，", f"1 {act}", "2 要求秘书长印发计划。")
    clauses = [*itu_texts.find(itu_texts.parse(end.join(lines) + "\n", language="zh"), itu_texts.Clause)]
    assert [clause.label for clause in clauses] == ["", "1", "2"]


@pytest.mark.parametrize("body", ["إن الجمعية العامة،", "إن المؤتمر،"])
def test_a_recital_of_what_was_heard_begins_one_of_its_own(body):
    text = f"القرار 12\nالمصابيح\n{body}\nوإذ يؤكد أهمية المصابيح،\nوبعد الاستماع إلى التقرير،\nيقرر ما يلي:\n"
    clauses = [*itu_texts.find(itu_texts.parse(text, language="ar"), itu_texts.Clause)]
    assert [clause.role.value for clause in clauses] == ["preamble", "preamble", "operative"]


@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_a_note_below_a_rule_is_no_part_of_the_last_act(end):
    lines = ("99/117. Lamps", "The General Assembly,", "Recalling oil,", "1. Requests the Council to row.", "_____")
    document = itu_texts.parse(end.join((*lines, "Note: The lamps are old.")) + "\n")
    assert [task.text for task in itu_texts.who_does_what(document)] == ["to row."]
    assert "Note: The lamps are old." in itu_texts.to_text(document)
