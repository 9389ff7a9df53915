"""Texts beside Recommendations, and those that change one: their kinds, their identifiers, what they change."""

import pytest
from together import check_all, for_all

import itu_texts
from itu_texts import Amendment, Identifier, find

SECTIONS = "1\tScope\nBees.\n2\tHives\nWood.\n3\tLids\nFlat.\n"
# A title block, in the language: the kind, the identifier, the title
BLOCKS = {
    ("en", "Supplement 5 to ITU-T Y-series Recommendations\nBeehives in towns"): ("supplement", "ITU-T Y Suppl. 5"),
    ("fr", "Supplément 5 aux Recommandations UIT-T de la série Y\nLes ruches"): ("supplement", "ITU-T Y Suppl. 5"),
    ("es", "Suplemento 5 a las Recomendaciones UIT-T de la serie Y\nColmenas"): ("supplement", "ITU-T Y Suppl. 5"),
    ("ru", "Добавление 5 к Рекомендациям МСЭ-T серии Y\nУльи"): ("supplement", "ITU-T Y Suppl. 5"),
    ("zh", "ITU-T Y系列建议书 – 增补5\n城市蜂箱"): ("supplement", "ITU-T Y Suppl. 5"),
    ("ar", "الإضافة 5 إلى توصيات السلسلة Y لقطاع تقييس الاتصالات ITU-T\n\nخلايا النحل"): ("supplement", "ITU-T Y Suppl. 5"),
    ("en", "REPORT ITU-R M.9370-0\nBeehives in towns"): ("report", "Report ITU-R M.9370-0"),
    ("en", "Report ITU-R M.9370-0 (07/2015)\nBeehives in towns"): ("report", "Report ITU-R M.9370-0 (07/2015)"),
    ("fr", "RAPPORT UIT-R M.9370-0\nLes ruches"): ("report", "Report ITU-R M.9370-0"),
    ("es", "INFORME UIT-R M.9370-0\nColmenas"): ("report", "Report ITU-R M.9370-0"),
    ("ru", "ОТЧЕТ МСЭ-R M.9370-0\nУльи"): ("report", "Report ITU-R M.9370-0"),
    ("zh", "ITU-R M.9370-0 报告\n城市蜂箱"): ("report", "Report ITU-R M.9370-0"),
    ("en", "Technical Report ITU-T XSTR-BEES\nBeehives in towns"): ("technical_report", "Technical Report ITU-T XSTR-BEES"),
    ("en", "ITU-T Technical Paper HSTP.BEES (03/2019)\nBeehives"): (
        "technical_paper", "Technical Paper ITU-T HSTP.BEES (03/2019)"
    ),
    ("en", "Implementers' guide for ITU-T Rec. Y.4999 (2012)"): ("implementers_guide", "Implementers' guide ITU-T Y.4999"),
    ("en", "Recommendation ITU-T Y.4999 (2012) – Amendment 1\nBeehives"): (
        "amendment", "Recommendation ITU-T Y.4999 (2012) Amd. 1"
    ),
    ("en", "Recommendation ITU-T Y.4999\nBeehives\nCorrigendum 2 (02/2015)"): (
        "corrigendum", "Recommendation ITU-T Y.4999 Cor. 2 (02/2015)"
    ),
    ("fr", "Recommandation UIT-T Y.4999 (2012) – Corrigendum 2\nLes ruches"): (
        "corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 2"
    ),
    ("es", "Recomendación UIT-T Y.4999 (2012) – Enmienda 2\nColmenas"): (
        "amendment", "Recommendation ITU-T Y.4999 (2012) Amd. 2"
    ),
    ("ru", "Рекомендация МСЭ-T Y.4999 (2012) – Исправление 2\nУльи"): (
        "corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 2"
    ),
    ("en", "Erratum (03/2017) to Recommendation ITU-T Y.4999 (08/2016), Beehives in towns"): (
        "erratum", "Recommendation ITU-T Y.4999 (08/2016) Err. (03/2017)"
    ),
    ("zh", "ITU-T Y.4999 建议书\n城市蜂箱"): ("recommendation", "Recommendation ITU-T Y.4999"),
}  # fmt: skip
QUESTION = """QUESTION ITU-R 901-4/5
Beehives near antennas
The ITU Radiocommunication Assembly,
considering
that bees sing,
decides that the following Question should be studied
1 How loud do bees sing?
"""
NAMES = {
    "ITU-T A Suppl. 5 (05/2016)": (
        "UIT-T A Suppl. 5 (05/2016)",
        "МСЭ-T A Доб. 5 (05/2016)",
        "ITU-T A系列增补5（05/2016）",
    ),
    "Recommendation ITU-T G.999 (06/2012) Amd. 1 (10/2017)": (
        "Recommandation UIT-T G.999 (06/2012) Amd. 1 (10/2017)",
        "Рекомендация МСЭ-T G.999 (06/2012) Попр. 1 (10/2017)",
        "第ITU-T G.999号建议 (06/2012) 修正 1 (10/2017)",
    ),
    "Question 5/13": ("Question 5/13", "Вопрос 5/13", "第5/13号课题"),
    "Report ITU-R M.9370-0": ("Rapport UIT-R M.9370-0", "Отчет МСЭ-R M.9370-0", "第ITU-R M.9370-0号报告"),
    "Technical Paper ITU-T HSTP.BEES": (
        "Document technique UIT-T HSTP.BEES",
        "Технический документ МСЭ-T HSTP.BEES",
        None,
    ),
}
CHANGES = {
    "en": ("Replace clause 2 by:", "Add the following to clause 3:", "In clause 1, delete the second sentence."),
    "fr": ("Remplacer le paragraphe 2 par:", "Ajouter au paragraphe 3:", "Au paragraphe 1, supprimer la phrase."),
    "es": ("Sustitúyase la cláusula 2 por:", "Añádase a la cláusula 3:", "En la cláusula 1, suprímase la frase."),
    "ru": ("Заменить пункт 2 следующим:", "Добавить в пункт 3:", "В пункте 1, исключить фразу."),
    "zh": ("将第2节替换为:", "在第3节中增加:", "删除第1节第二句。"),
    "ar": ("يستعاض عن الفقرة 2 بما يلي:", "تضاف إلى الفقرة 3:", "تحذف الجملة من الفقرة 1."),
}
HEADS = {
    "en": "Recommendation ITU-T Y.4999 (2012) – Corrigendum 1\nBeehives",
    "fr": "Recommandation UIT-T Y.4999 (2012) – Corrigendum 1\nLes ruches",
    "es": "Recomendación UIT-T Y.4999 (2012) – Corrigéndum 1\nColmenas",
    "ru": "Рекомендация МСЭ-T Y.4999 (2012) – Исправление 1\nУльи",
    "zh": "ITU-T Y.4999 (2012) 建议书 – 勘误 1\n城市蜂箱",
    "ar": "التوصية ITU-T Y.4999 (2012) – التصويب 1\nخلايا النحل",
}


def test_kinds_are_known_by_their_title_blocks():
    def read(case):
        language, block = case
        (text,) = itu_texts.parse(f"{block}\n{SECTIONS}", language=language).texts
        assert (text.kind, str(text.identifier)) == BLOCKS[case]
        assert len(text.divisions) == 3

    check_all(((case[1], case) for case in BLOCKS), read)


def test_a_question_of_itu_r_has_clauses():
    (text,) = itu_texts.parse(QUESTION).texts
    assert (text.kind, str(text.identifier), len(text.clauses)) == ("question", "Question ITU-R 901-4/5", 2)


@for_all("name", NAMES)
def test_identifiers_are_printed_in_each_language_and_read_back(name):
    identifier = Identifier.parse(name)
    assert str(identifier) == name
    assert Identifier.parse(str(identifier)) == identifier
    for language, printed in zip(("fr", "ru", "zh"), NAMES[name], strict=True):
        assert printed in (identifier.format(language), None)


def test_short_names_are_read():
    assert str(Identifier.parse("ITU-T G.Imp999")) == "Implementers' guide ITU-T G.999"
    assert str(Identifier.parse("A.Sup5")) == "ITU-T A Suppl. 5"


@for_all("language", CHANGES)
def test_what_a_corrigendum_changes_is_an_amendment(language):
    replace, add, delete = CHANGES[language]
    source = f"{HEADS[language]}\n{replace}\n2 Wood.\n{add}\nLids.\n{delete}\n"
    document = itu_texts.parse(source, language=language)
    found = [*find(document, Amendment)]
    assert [(each.action, each.marker) for each in found] == [("MOD", replace), ("ADD", add), ("SUP", delete)]
    assert [len(each.blocks) for each in found] == [1, 1, 0]
    assert document.texts[0].kind == "corrigendum"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "docx", "akn", "json"])
def test_they_come_back(form, tmp_path):
    document = itu_texts.parse(f"{HEADS['en']}\n{CHANGES['en'][0]}\nWood.\n{CHANGES['en'][1]}\nLids.\n")
    made = itu_texts.export(document, form)
    path = tmp_path / {"text": "text.txt", "markdown": "text.md", "akn": "text.xml"}.get(form, f"text.{form}")
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    again = itu_texts.parse_file(path)
    (text,) = again.texts
    assert (text.kind, str(text.identifier)) == ("corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 1")
    assert [each.marker for each in find(again, Amendment)] == [*CHANGES["en"][:2]]


def test_the_lines_above_an_erratum_are_its_cover():
    above = "GENERAL SECRETARIAT OF LAKES\n\nLakeside, 28 March 2017\n\n"
    name = "Subject: Erratum (03/2017) to Recommendation ITU-T Y.4999 (08/2016), Beehives in towns\n\n"
    document = itu_texts.parse(f"{above}{name}In clause 2, replace the words by:\n\nBees are cold.\n")
    assert document.texts[0].kind == "erratum"
    assert not document.diagnostics


def test_signs_in_code_and_pages_of_contents_are_no_mistakes():
    front = "Recommendation ITU-T Y.4999\nBees\nContents\n\tPage\n1\tScope\t1\n2\tForms of requests\t12\n3\tWax\t14\n"
    body = "1\tScope\nThe signs are '(', '\"' and ')', but (this.\n2\tForms of requests\nFlat.\n3\tWax\nFlat.\n"
    document = itu_texts.parse(f"{front}Recommendation ITU-T Y.4999\nBees\n{body}", language="en")
    (found,) = itu_texts.check(document)
    assert (found.code, document.source[found.span]) == ("unclosed", "(")
    assert document.source.text[found.span.end :].startswith("this")
