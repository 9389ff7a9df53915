"""Languages: each has words for the same concepts, and what is found is told the same in all of them."""

import re
import shutil
from collections import Counter
from itertools import pairwise

import pytest
from attrs import evolve
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from invariants import check
from together import check_all, for_all, refused, table

import itu_texts
from itu_texts import Identifier
from itu_texts.language.grammar import lang_of, languages, tables
from itu_texts.language.grammar.beginnings import WORD, ahead, beginnings, first_words
from itu_texts.language.grammar.expanding import expand
from itu_texts.language.grammar.patterns import read_terminals
from itu_texts.language.identifiers import known_as
from itu_texts.language.writing import as_latin, fold
from itu_texts.rows import ReferenceKind
from itu_texts.tree import nodes
from itu_texts.tree.nodes import Heading

GRAMMARS = ROOT / "grammars"
OTHERS = [code for code in languages() if code != "en"]
_DEFINED = re.compile(r"^([A-Z][A-Z0-9_]*)(?:\.\d+)?:", re.MULTILINE)


def _words(code: str) -> str:
    return (GRAMMARS / "languages" / f"{code}.lark").read_text("utf-8")


TEENS = ("THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN")
# What English has a word for and another language does not, or not as a phrase of its own.
WITHOUT = {
    "es": {"BEFORE_INFINITIVE"},  # "resuelve encargar"
    "fr": {"ORDINAL__SEVENTY", "ORDINAL__NINETY"},  # "soixante-dixième"
    "ar": {
        "KNOWN_BY",  # its letters tell it
        "NUMBERED_SESSION",  # the noun stands before the number
        *(f"ORDINAL__{name}" for name in ("ELEVEN", "TWELVE", *TEENS)),  # "الثالثة عشرة"
        "THE",  # glued to its word, as "بال" and "لل" are
        "BEFORE_INFINITIVE",  # "يقرر تكليف"
        "AT_LEAST",  # "قبل المؤتمر بخمسة أشهر": how long before stands behind
        "ITS_OWN",  # an ending of the noun
        "HOW_MANY__ONE",  # "شهر واحد", "شهرين"
        "HOW_MANY__TWO",
        "HOW_MANY__TWELVE",
        "TO_BE",
        "SOMEBODY",
        "PASSIVE",
        "RELATIVE",
        "SAID_OF_WHO",
        "KIND_SHORT__RECOMMENDATION",  # none are in use
        "KIND_SHORT__RESOLUTION",
        "KIND_SHORT__DECISION",
        "TWO_ARTICLES",
        "SEVERAL_DIRECTORS",
        "ONE_BUREAU",
    },
    "both": {
        "BUREAU_DIRECTOR",  # "Director" stands before the Bureau
        "INSTRUCTS__THANKS",  # those who are thanked are the body of the clause: DECIDES__THANKS
        "INSTRUCTS__CONGRATULATES",
        "INSTRUCTS__COMMENDS",
        "TO_INSTRUCT__GIVES_THE_VIEW",
        "DECIDES__CONTINUES",
        "THEREOF_WORD",
        "BEFORE_BODY",
        "BEGINS_BEFORE_VERB",  # "et" and "y" stand before verbs in the middle of a line too: BEFORE_VERB
        "BEFORE_GROUP_R",  # the Sector stands behind the study groups
        "BEFORE_GROUP_T",
        "BEFORE_GROUP_D",
        "BUREAUX",
        "ORDINAL_GOES_ON",
        "ADJECTIVE",  # adjectives stand behind
        "ADJECTIVE_LISTED",
        "NO_TASK",
    },
}
# Chinese has no articles, plurals, participles or infinitives, and no blanks to tell where a heading ends; its verbs
# that decide are the same words as those of the preamble, for many.
WITHOUT["zh"] = {
    "STOP_WORD",
    "IN_THIS_RESPECT",  # behind a comma: a form
    "TWO_ARTICLES",
    "MAY_BE_DOUBLED",  # characters are doubled freely
    "SEVERAL_DIRECTORS",
    "ONE_BUREAU",
    "TO_WHOM",
    *[
        "DECIDES__ACCEPTS",  # as ACCEPTING
        "DECIDES__CONDEMNS",  # as CONDEMNING: verbs have one form
        "DECIDES__DEMANDS",  # as REQUESTS
        "DECIDES__HOPES",  # as DESIRING
        "GROUNDS__ACTING",
        *{name for name in _DEFINED.findall(_words("en")) if name.startswith("ORDINAL__")},  # figures, or numerals
        "FELT_WITH",  # what is felt stands before the verb
        "ITS_OWN",
        "OWN_NOUN",
        "AS_NEEDED",  # what shows that nothing is conditional is glued to "如": a form
        "BUREAU_DIRECTOR",
        "ACTION_LINE_WORD",
        "ANNEX_KINDS__ANNEX",
        "ANNEX_KINDS__APPENDIX",
        "ANNEX_KINDS__ATTACHMENT",
        "ARTICLE",
        "AT_LEAST",
        "BEFORE_ALSO",
        "BEFORE_BODY",
        "BEFORE_DAY",
        "BEFORE_UNKNOWN_VERB",
        "BEHIND_LABEL",  # words run on
        "BEGINS_TASK",
        "BELONGS",
        "BODY_BEGINS",
        "BUREAUX",
        "BY_OCCASION",
        "CONFERENCE_ENDS",
        "CONFERENCE_GOES_ON",
        "COUNTED_FROM",
        "DECIDES__CONSIDERS",
        "DECIDES__CONTINUES",
        "DECIDES__EMPHASIZES",
        "DECIDES__NOTES",
        "DECIDES__REAFFIRMS",
        "DECIDES__RECOGNIZES",
        "DECIDES__REGRETS",
        "DECIDES__REITERATES",
        "DECIDES__SANCTIONS",
        "DECIDES__SUPPORTS",
        "DIRECTOR_OF",
        "DIVISION_KINDS__ARTICLE",
        "DIVISION_KINDS__CHAPTER",
        "DIVISION_KINDS__SECTION",
        "DIVISION_KINDS__SUBSECTION",
        "DOCUMENT_WORD",
        "GOAL_SHORT",
        "GOAL_WORD",
        "GOES_ON",
        "GOES_ON_BEHIND_MARK",
        "GROUP_OF_D",
        "GROUP_OF_R",
        "GROUP_OF_T",
        "HAS_BEEN",
        "HELD_IN",
        "INSTRUMENT_NOUN",
        "IN_WHICH",
        "IS_INSTRUCTED",
        "ITEM_WORD",
        "ITS",
        "KIND_SHORT__DECISION",
        "KIND_SHORT__RECOMMENDATION",
        "KIND_SHORT__RESOLUTION",
        "KINDS__DECISION",
        "KINDS__OPINION",
        "KINDS__RECOMMENDATION",
        "KINDS__RESOLUTION",
        "LEADS_TO_SECTION",
        "MANNER_AND_THAT",
        "NAME_LINK",
        "NEVER_LAST",
        "NOT",
        "NOT_BEHIND_ADDRESSEE",
        "NOT_BEHIND_VERB",
        "NOT_IN_NAME",
        "NO_HEADING_END",
        "NO_TASK",
        "NUMBERED_OTHERWISE",
        "NUMBER_SIGN_OF_SEVERAL",
        "OF_AGENDA",
        "OF_BUREAU",
        "OF_ITS",
        "OF_OWN_UNION",
        "OF_THE",
        "OF_YEAR",
        "ON_CONDITION",
        "OPENS_GROUNDS_BELOW",
        "ORDINAL_ENDS",
        "ORDINAL_GOES_ON",
        "ORDINARY",
        "OR_MORE",
        "PARTICIPLE",
        "PART_OF_YEAR",
        "PART_WORD",
        "PASSIVE",
        "PREAMBLE_OF",
        "PROVISION_NUMBERS",
        "PROVISION_WORD",
        "RARE_IN_SENTENCES",
        "RELATIVE",
        "SAID_OF_WHO",
        "SAYS",
        "SECTION_SIGN",
        "SENTENCE_VERB",
        "SIDE_BEHIND_COMMA",
        "SMALL_SECTION",
        "TAKES_TO",
        "TARGET_WORD",
        "INSTRUCTS__COMMENDS",
        "INSTRUCTS__CONGRATULATES",
        "INSTRUCTS__THANKS",
        "THAT",
        "THAT_ONE",
        "THE",
        "THEREOF_WORD",
        "THE_WORD",
        "THING_NUMBERED",
        "INSTRUCTED__AUTHORIZES",
        "INSTRUCTED__DIRECTS",
        "INSTRUCTED__ENCOURAGES",
        "INSTRUCTED__INSTRUCTS",
        "INSTRUCTED__INVITES",
        "INSTRUCTED__REQUESTS",
        "INSTRUCTED__URGES",
        "TO_BE",
        "TO_OCCASION",
        "TO_OR_OF",
        "SOMEBODY",
        "TO_INSTRUCT__GIVES_THE_VIEW",
        "UNFINISHED",
        "VERB_FORM",
        "WHICH_SESSION",
    ],
}
# Russian has no articles, and says "of" by endings
WITHOUT["ru"] = {
    "KIND_SHORT__RECOMMENDATION",  # "Рек." stands with the kinds, for it heads texts too
    "KIND_SHORT__RESOLUTION",
    "KIND_SHORT__DECISION",
    "SOMEBODY",  # nor words that begin another addressee
    "KNOWN_BY",  # its letters tell it
    "THE",
    "TWO_ARTICLES",
    "FORMULA_BEGINS",
    "BEFORE_INFINITIVE",
    "HAVING",  # one word: "рассмотрев"
    "GROUNDS_JOINED",  # a verb that is joined to another has the form of those that stand alone
}
# Of those that no other language has, Russian does
HAS = {"ru": {"BEGINS_BEFORE_VERB", "ADJECTIVE", "ADJECTIVE_LISTED"}}


def _forms(code: str) -> str:
    file = GRAMMARS / "shapes" / f"{code}.lark"  # a language without forms of its own has none
    return file.read_text("utf-8") if file.exists() else ""


def _common_forms() -> str:
    files = (file for file in sorted(GRAMMARS.glob("shapes/*.lark")) if file.stem not in languages())
    return "\n".join(file.read_text("utf-8") for file in files)


# ------------------------------------------------------------------ what a file of words holds

_PIECE = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|/(?P<pattern>(?:\\.|[^/\\\n])+)/')
_FORM = re.compile(r"\(\?(?:<?[=!])|\{[A-Z]")  # looks around, or is made of other terms


@for_all("code", languages())
def test_a_file_of_words_holds_no_forms(code):
    patterns = (piece["pattern"] for piece in _PIECE.finditer(_words(code)) if piece["pattern"])
    assert not [pattern for pattern in patterns if _FORM.search(pattern)]
    assert not re.findall(r"^%.*", _words(code), re.MULTILINE)


def _helper_terms(code: str) -> dict[str, str]:
    """The terms that are no members of families, each with the line above it."""
    lines = _words(code).splitlines()
    named = ((line, above) for above, line in pairwise(lines) if _DEFINED.match(line))
    return {name: above for line, above in named if "__" not in (name := line.partition(":")[0])}


@for_all("code", languages())
def test_a_helper_term_says_what_a_reader_of_the_language_checks(code):
    terms = _helper_terms(code)
    bare = [name for name, above in terms.items() if not re.match(r"// .{10,}", above)]
    assert not bare, f"{code}.lark needs a comment above each of these, as en.lark has it: {bare}"
    assert len(terms) > 150, "helper terms are missing: en.lark has them"


def test_a_helper_term_says_the_same_in_all_languages():
    said: dict[str, set[str]] = {}
    for code in languages():
        for name, above in _helper_terms(code).items():
            said.setdefault(name, set()).add(above)
    assert not {name: comments for name, comments in said.items() if len(comments) > 1}


# ------------------------------------------------------------------ what languages have in common


@for_all("code", OTHERS)
def test_a_language_has_words_for_the_concepts_that_english_has(code):
    missing = {*_DEFINED.findall(_words("en"))} - {*_DEFINED.findall(_words(code) + _forms(code))}
    # a verb of an assembly stands in the family in which texts of ITU have it, if they do in the language
    missing = {name for name in missing if not name.startswith(("ACTS__", "RECITES__"))}
    without = (WITHOUT.get(code, set()) | (WITHOUT["both"] if code != "zh" else set())) - HAS.get(code, set())
    advice = f"give {code}.lark a phrase for each, or list it in WITHOUT in this file:"
    assert not missing - without, f"{advice} {sorted(missing - without)}"
    assert not without - missing, f"{code}.lark has a phrase: take these out of WITHOUT: {sorted(without - missing)}"


@for_all("code", languages())
def test_no_phrase_matches_nothing(code):
    words = lang_of(code).patterns
    for name in _DEFINED.findall(_words(code)):
        assert not getattr(words, name).fullmatch(""), name


@for_all("file", sorted(GRAMMARS.rglob("*.lark")))
def test_no_line_is_too_long_to_read(file):
    assert not [line for line in file.read_text("utf-8").splitlines() if len(line.encode()) > 160]


_MEMBER = re.compile(r"^([A-Z_]+?)__([A-Z_]+): (.*(?:\n +\|.*)*)", re.MULTILINE)
_PHRASE = re.compile(r'"([^"]+)"i?')


_NOT_ALONE = ("ADDRESSEE", "NAME", "NAME_OF")  # what is told by more than its words; what is printed, never matched


@for_all("code", languages())
def test_each_phrase_tells_its_concept(code):
    words = lang_of(code)
    for family, concept, phrases in _MEMBER.findall(_words(code)):
        for phrase in map(str.strip, phrases.split("|") if "(" not in phrases else ()):
            if family not in _NOT_ALONE and (alone := _PHRASE.fullmatch(phrase)):
                assert words.concept(alone[1], family) == concept, phrase


@for_all("code", languages())
def test_what_a_language_names_is_used(code):
    text = _common_forms() + _words(code) + _forms(code)
    python = "\n".join(file.read_text("utf-8") for file in (ROOT / "itu_texts").rglob("*.py"))
    python += " ".join(re.findall(r"family_\w+", python)).upper()
    times = Counter(re.findall(r"\w+", text))
    for name in _DEFINED.findall(_words(code) + _forms(code)):
        family = name.partition("__")[0]
        used = times[family] - 1 if name == family else times[name] + times[family]
        assert used > 0 or name in python, name


# ------------------------------------------------------------------ the same text in all languages

TEXTS = {
    "en": """RESOLUTION 9 (REV. DUBAI, 2030)
Boats
The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2030),
recalling further
a) Resolution 155 (WRC-15) of the Plenipotentiary Conference;
b) No. 118 of the Convention,
instructs the Secretary-General, in collaboration with the Directors of the three Bureaux
1 to see Annex 1 to this Resolution;
2 to act on recalling further a),
resolves
that this be done,
invites Member States, Sector Members and Academia
to act on instructs the Secretary-General 2.
ANNEX 1 TO RESOLUTION 9 (REV. DUBAI, 2030)
Oars
1 Oars are long.
""",
    "fr": """RÉSOLUTION 9 (RÉV. DUBAÏ, 2030)
Bateaux
La Conférence de plénipotentiaires de l’Union internationale des télécommunications (Dubai, 2030),
rappelant en outre
a) la Résolution 155 (CMR-15) de la Conférence de plénipotentiaires;
b) le numéro 118 de la Convention,
charge le Secrétaire général, en collaboration avec les Directeurs des trois Bureaux
1 de voir l'Annexe 1 à la présente Résolution;
2 de donner suite au point a) du rappelant en outre,
décide
que cela soit fait,
invite les États Membres, les Membres des Secteurs et les établissements universitaires
à donner suite au charge le Secrétaire général 2.
ANNEXE 1 DE LA RÉSOLUTION 9 (RÉV. DUBAÏ, 2030)
Rames
1 Les rames sont longues.
""",
    "es": """RESOLUCIÓN 9 (REV. DUBAI, 2030)
Barcos
La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Dubai, 2030),
recordando además
a) la Resolución 155 (CMR-15) de la Conferencia de Plenipotenciarios;
b) el número 118 del Convenio,
encarga al Secretario General, en colaboración con los Directores de las tres Oficinas
1 que vea el Anexo 1 a la presente Resolución;
2 que dé curso al recordando además a),
resuelve
que así se haga,
invita a los Estados Miembros, los Miembros de los Sectores y las Instituciones Académicas
a dar curso al encarga al Secretario General 2.
ANEXO 1 A LA RESOLUCIÓN 9 (REV. DUBAI, 2030)
Remos
1 Los remos son largos.
""",
    "zh": """第9号决议(2030年,迪拜,修订版)
船只
国际电信联盟全权代表大会（2030年，迪拜），
进一步忆及
a) 全权代表大会第155号决议（WRC-15）；
b) 《公约》第118款，
责成秘书长与三个局的主任协作
1 参见本决议附件1；
2 根据进一步忆及a)采取行动，
做出决议
应予实施，
请成员国、部门成员和学术成员
根据责成秘书长2采取行动。
第9号决议（2030年，迪拜，修订版）附件1
桨
1 桨很长。
""",
    "ru": """РЕЗОЛЮЦИЯ 9 (ПЕРЕСМ. ДУБАЙ, 2030 Г.)
Лодки
Полномочная конференция Международного союза электросвязи (Дубай, 2030 г.),
напоминая далее
a) Резолюцию 155 (ВКР-15) Полномочной конференции;
b) п. 118 Конвенции,
поручает Генеральному секретарю в сотрудничестве с Директорами трех Бюро
1 рассмотреть Приложение 1 к настоящей Резолюции;
2 действовать согласно пункту a) раздела напоминая далее,
решает
сделать это,
предлагает Государствам-Членам, Членам Секторов и Академическим организациям
действовать согласно пункту 2 раздела поручает Генеральному секретарю.
ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ 9 (ПЕРЕСМ. ДУБАЙ, 2030 Г.)
Весла
1 Весла длинные.
""",
    "ar": """القرار 9 (المراجَع في دبي، 2030)
القوارب
إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (دبي، 2030)،
إذ يذكّر كذلك
أ ) بالقرار 155 (WRC-15) الصادر عن مؤتمر المندوبين المفوضين؛
ب) بالرقم 118 من الاتفاقية،
يكلف الأمين العام، بالتعاون مع مديري المكاتب الثلاثة
1 بأن ينظر في الملحق 1 بهذا القرار؛
2 باتخاذ ما يلزم بشأن الفقرة أ ) من إذ يذكّر كذلك،
يقرر
أن يتم ذلك،
يدعو الدول الأعضاء وأعضاء القطاعات والهيئات الأكاديمية
إلى العمل بالفقرة 2 من يكلف الأمين العام.
الملحق 1 بالقرار 9 (المراجَع في دبي، 2030)
المجاديف
1 المجاديف طويلة.
""",
}


def _read(code: str) -> itu_texts.Text:
    assert code in TEXTS, f"translate the English text of TEXTS in this file into {code}"
    document = itu_texts.parse(TEXTS[code], language=code)
    assert not document.diagnostics
    (text,) = document.texts
    return text


def _shape(node: itu_texts.Node) -> list[object]:
    return [type(node).__name__, getattr(node, "ordinal", None), *map(_shape, node.children)]


@for_all("code", languages())
def test_a_text_has_one_tree_in_all_languages(code):
    mine, english = _read(code), _read("en")
    assert _shape(mine) == _shape(english)
    assert mine.identifier == english.identifier
    assert [clause.role for clause in mine.clauses] == [clause.role for clause in english.clauses]
    assert known_as(mine.formula.place) == known_as(english.formula.place)
    assert mine.formula.year == english.formula.year


def _addressees(text: itu_texts.Text) -> list[list[str]]:
    return [[addressee.concept for addressee in clause.heading.addressees] for clause in text.clauses]


@for_all("code", languages())
def test_so_have_addressees_and_tasks(code):
    assert _addressees(_read(code)) == [[], ["SG"], [], ["MEMBER_STATES", "SECTOR_MEMBERS", "ACADEMIA"]]
    told = [task.addressee.concept for task in itu_texts.who_does_what(_read(code)) if not task.force]
    assert told == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS", "ACADEMIA"]


@for_all("code", languages())
def test_so_have_references(code):
    found = [*itu_texts.references(_read(code))]
    if code == "zh":  # names the whole before its part
        found[1:3] = found[2], found[1]
    assert [(cited.kind, cited.number, cited.identifier, cited.target is not None) for cited in found] == [
        ("text", None, itu_texts.Identifier.parse("Resolution 155 (WRC-15)"), False),
        ("provision", "118", None, False),
        ("instrument", None, None, False),
        ("annex", "1", None, True),
        ("clause", None, None, True),
        ("clause", None, None, True),
    ]
    assert (found[4].target.style, found[4].target.ordinal) == ("letter", 1)
    assert (found[5].target.style, found[5].target.ordinal) == ("number", 2)


# ------------------------------------------------------------------ texts in another language


@for_all("code", TEXTS)
@for_all("read_as", languages())
def test_a_text_in_another_language_is_reported(code, read_as):
    found = [
        each for each in itu_texts.parse(TEXTS[code], language=read_as).diagnostics if each.code == "wrong-language"
    ]
    assert bool(found) == (code != read_as)
    for each in found:
        assert f"({code})" in each.message
        assert each.message.endswith(f"({read_as}): read it with --language {code}")
        assert each.severity == "warning"


@for_all("text", ["", "Prose.", "RESOLUTION 5\nBoats", "1 x\n2 y"])
def test_what_is_in_no_language_is_not(text):
    assert "wrong-language" not in [found.code for found in itu_texts.parse(text).diagnostics]


_MARKED = """القَرَارُ 5 (المُراجَع في جِنيف، 2014)

أضواء المنارات

إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (جنيف، 2014)،

يُقَرِّرُ أَنْ يُكَلِّفَ الأَمِينَ العـــامّ

1	بأن يعد قائمة بالمنارات وفقاً للقَرار 7 (المراجَع في جنيف، 2010)؛
"""
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")


def test_marks_of_vowels_and_what_stretches_a_word_may_stand_behind_any_letter():
    told = []
    for text in (_MARKED, _MARKS.sub("", _MARKED)):
        doc = itu_texts.parse(text)
        told.append(
            (
                doc.texts[0].identifier,
                [
                    (heading.concept, [each.concept for each in heading.addressees])
                    for heading in itu_texts.find(doc, Heading)
                ],
                [found.identifier for found in itu_texts.references(doc)],
            )
        )
    assert told[0] == told[1]
    identifier, headings, cited = told[0]
    assert str(identifier) == "Resolution 5 (Rev. Geneva, 2014)"
    assert headings[-1] == ("INSTRUCTS", ["SG"])
    assert [str(each) for each in cited] == ["Resolution 7 (Rev. Geneva, 2010)"]


def test_what_stretches_a_word_stands_at_its_end_in_a_folded_text():
    assert fold("العـــامّ، وفقاً") == "العامــــ, وفقاـ"
    assert fold("هـ )") == "هـ )"


@given(st.text(alphabet="اأبلقه ـًَّ،1a\n", max_size=60))
def test_a_folded_text_is_as_long_as_the_text(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@for_all(
    "language, words, named",
    [
        ("zh", "ITU-R第88/8号课题", "Question ITU-R 88/8"),
        ("en", "Question ITU-R 88/8", "Question ITU-R 88/8"),
        ("fr", "la Question UIT-R 88/8", "Question ITU-R 88/8"),
    ],
)
def test_questions_are_cited_in_a_language_with_plurals_and_in_one_without(language, words, named):
    [found] = itu_texts.references(itu_texts.parse(f"{words}.", language=language))
    assert str(found.identifier) == named


# ---------------------------------------------------------------------- what is peculiar to Russian: cases, commas, letters that look like Latin ones, blanks that copies lost


TEXT = """РЕЗОЛЮЦИЯ 9 (ПЕРЕСМ. ДУБАЙ, 2030 Г.)
Лодки
Полномочная конференция Международного союза электросвязи (Дубай, 2030 г.),
учитывая ,
а) что вДокументе С97/59 и своеРешение 304 сказано о лодках;
b) п. 145А Устава и пункт а) раздела учитывая, выше,
решает, что
1 лодки следует чинить;
2 весла следует менять,
поручает Генеральному секретарю и Директорам трех Бюро
1 ежегодно чинить лодки;
2 представить отчет до 2031 года,
просит Директора Бюро развития электросвязи
купить весла.
"""


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(TEXT)


@for_all(
    "asked, found",
    [
        ("решает 2", "решает 2"),
        ("решает, что 2", "решает 2"),
        ("resolves 2", "решает 2"),
        ("considering a)", "учитывая а)"),
        ("учитывая b)", "учитывая b)"),
        ("instructs the Secretary-General 2", "поручает Генеральному секретарю и Директорам трех Бюро 2"),
        ("instructs 2", "поручает Генеральному секретарю и Директорам трех Бюро 2"),
    ],
)
def test_addresses_in_russian_and_in_english(document, asked, found):
    assert itu_texts.address(document.at(asked)) == found


def test_an_address_that_is_none(document):
    refused(itu_texts.AddressError, None, document.at, "invites 2")


def test_references(document):
    found = [
        (str(cited.kind), cited.number, str(cited.identifier or cited.address))
        for cited in itu_texts.references(document)
    ]
    assert found == [
        ("document", "C97/59", "None"),
        ("text", None, "Decision 304"),
        ("provision", "145A", "None"),
        ("instrument", None, "None"),
        ("clause", None, "учитывая а)"),
    ]


def test_who_is_told_in_which_case_and_when(document):
    told = [
        (task.addressee.concept, [str(when.kind) for when in task.when]) for task in itu_texts.who_does_what(document)
    ]
    everybody = ["SG", "DIR_BR", "DIR_TSB", "DIR_BDT"]
    assert told == [
        ("NOT_NAMED", []),  # what boats and oars should be
        ("NOT_NAMED", []),
        *((concept, ["recurrence"]) for concept in everybody),
        *((concept, ["date"]) for concept in everybody),
        ("DIR_BDT", []),
    ]


IDENTIFIERS = [
    ("РЕЗОЛЮЦИЯ 99 (ПЕРЕСМ. ГВАДАЛАХАРА, 2010 Г.)", "Resolution 99 (Rev. Guadalajara, 2010)"),
    ("Резолюция 35 (Пересм. ВКР-19)", "Resolution 35 (Rev.WRC-19)"),
    ("Решение 12 (Дубай, 2018 г.)", "Decision 12 (Dubai, 2018)"),
    ("Резолюция МСЭ-R 2-8 (Женева, 2019 г.)", "Resolution ITU-R 2-8 (Geneva, 2019)"),
    ("Проект новой Резолюции [ABC-1] (ВКР-27)", "Draft new resolution [ABC-1] (WRC-27)"),
    ("Реш. 495 (С-2000)", "Decision 495 (C-2000)"),
    ("Резолюция 145А (Киото, 1994 г.)", "Resolution 145A (Kyoto, 1994)"),
]


@for_all("russian, english", IDENTIFIERS)
def test_an_identifier_is_the_same_in_all_languages(russian, english):
    found = Identifier.parse(russian, "ru")
    assert found == Identifier.parse(english)
    assert hash(found) == hash(Identifier.parse(english))
    assert str(found) == english
    for code in ("en", "fr", "es", "ru"):
        assert Identifier.parse(found.format(code), code) == found


def test_an_identifier_in_the_language_that_is_asked_for():
    named = Identifier.parse("Resolution 77 (Rev. Dubai, 2018)")
    assert named.format("ru") == "Резолюция 77 (Пересм. Дубай, 2018 г.)"
    assert named.format("fr") == "Résolution 77 (Rév. Dubaï, 2018)"
    assert named.format("es") == "Resolución 77 (Rev. Dubái, 2018)"
    assert named.format("en") == "Resolution 77 (Rev. Dubai, 2018)"
    refused(itu_texts.UnknownLanguageError, None, named.format, "xx")


@for_all("place", ["Женева", "Genève", "Ginebra", "日内瓦", "جنيف"])
def test_names_of_places_are_one_in_all_languages(place):
    assert itu_texts.nodes.Revision(place=place, year=2019) == itu_texts.nodes.Revision(place="Geneva", year=2019)
    assert itu_texts.nodes.Revision(place=place, year=2019) != itu_texts.nodes.Revision(place="Dubai", year=2019)


@for_all(
    "printed, folded",
    [
        ("п. 145А и 197Н", "п. 145A и 197H"),
        ("С97/59, СА30", "C97/59, CA30"),
        ("(С-2000)", "(C-2000)"),
        ("А/RES/31/139", "A/RES/31/139"),
        ("ВКР-27, АР-19, ПК-98", "ВКР-27, АР-19, ПК-98"),
        ("В 2010 г. А в СССР", "В 2010 г. А в СССР"),
    ],
)
def test_letters_in_numbers_are_latin(printed, folded):
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)


def test_letters_that_look_like_latin_ones():
    assert as_latin("асеорху") == "aceopxy"
    assert as_latin("бвгд") == "бвгд"


# ---------------------------------------------------------------------- the grammars: how words and shapes become patterns, and what must hold of the files


LABEL_RULE = "line: LABEL\n"


def pattern(name, *lines):
    terminals, _ = read_terminals([LABEL_RULE + "LABEL: /x/\n" + "\n".join(lines)])
    return re.compile(expand(terminals)[name], re.MULTILINE)


# ---------------------------------------------------------------------- the conventions of the files


_MIND = ('IN_MIND: "in mind"',)
_BLANKS = ("A: /of the/", "B: /of ?the/", "C: /of[ ]the/")
_THAT = ('THAT: "that" | "so that"', "OPENS: /(?={THAT} )\\w+/")
_ABLE = ('TAKES: "able" | "in a position"', "TO: /(?<={TAKES}) to/", "NOT_TO: /(?<!{TAKES}) to/")
_FIT = ('TAKES: ("able" | "fit") " now"? | "in a " ("state" | "position")', "TO: /(?<={TAKES}) to/")
_NOTE = ('VERB__TAKES: "takes"', 'VERB__TAKES_NOTE: "takes note"', "LINE: /{VERB}$/")
_SHAPE = ('KIND: "resolution"', "NUMBER: /\\d+/", 'NAMED: KIND " " NUMBER', 'SMALL: "a"')
CONVENTIONS = {
    "a blank stands for any blanks of a line": ("IN_MIND", _MIND, ("in mind", "in \t mind"), ("in\nmind", "inmind")),
    "so does a blank in a pattern": ("A", _BLANKS, ("of   the",), ("ofthe",)),
    "an optional blank may be none": ("B", _BLANKS, ("ofthe", "of  the"), ()),
    "a blank in a set is one": ("C", _BLANKS, ("of the",), ("of  the",)),
    "a name in braces stands for that terminal": ("OPENS", _THAT, ("that it is",), ("what it is",)),
    "phrases of any length may stand behind": (
        "TO",
        _ABLE,
        ("those able to", "those in a position to"),
        ("those unable to",),
    ),
    "or may not": ("NOT_TO", _ABLE, ("those unable to",), ("those able to",)),
    "phrases with groups may stand behind": (
        "TO",
        _FIT,
        [f"those {each} to" for each in ("able", "able now", "fit", "fit now", "in a state", "in a position")],
        ("those in a now to",),
    ),
    "a family stands for its members, the longest first": ("LINE", _NOTE, ("takes note",), ("takes notes",)),
    "a name that a language lacks matches nothing": ("LINE", ("LINE: /{THE}x/",), (), ("the x x",)),
    "and may be left out": ("LINE", ("LINE: /(?:{THE} )?x/",), ("x",), ()),
    "a language overrides": ("NAMED", (*_SHAPE, '%override NAMED: "第" NUMBER "号" KIND'), ("第7号resolution",), ()),
    "a language extends": ("SMALL", (*_SHAPE, '%extend SMALL: "б"'), ("б", "a"), ()),
}


def test_conventions_of_the_files():
    def holds(case):
        name, lines, found, missed = case
        known = pattern(name, *lines)
        assert (all(map(known.search, found)), any(map(known.search, missed))) == (True, False)

    check_all(CONVENTIONS.items(), holds)


# ---------------------------------------------------------------------- the files


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
def test_all_patterns_compile(language):
    patterns = lang_of(language).patterns  # those that another test has compiled are not compiled anew
    for name in tables.read(language).patterns:
        try:
            assert getattr(patterns, name).groups >= 0
        except re.error as error:
            pytest.fail(f"{name}: {error}")


def test_a_language_has_its_own_forms_and_those_of_no_other():
    french, english = tables.read("fr").patterns, tables.read("en").patterns
    assert "UP_TO_DE" in french
    assert "UP_TO_DE" not in english
    assert re.fullmatch(french["FORMULA_ENDS"], "(Genève, 2010),")
    assert french["BARE"] != english["BARE"]


def test_a_language_may_have_no_forms_of_its_own(tmp_path, monkeypatch):
    for name in ("shapes", "languages"):
        shutil.copytree(ROOT / "grammars" / name, tmp_path / name)
    (tmp_path / "shapes" / "en.lark").unlink()
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "kept", lambda name: None)
    monkeypatch.setattr(tables, "keep", lambda name, content: None)
    patterns = tables.read("en").patterns
    assert re.fullmatch(patterns["INSTRUCTS__INSTRUCTS"], "instructs")
    assert not re.search(patterns["NOT_AS_NEEDED"], "if so")  # a name that is not defined matches nothing


@pytest.mark.long
def test_an_archive_says_what_the_files_say_and_is_the_same_from_the_same_files(tmp_path, monkeypatch):
    wheel = tmp_path / "wheel"
    others = {"ar.lark", "es.lark", "fr.lark", "ru.lark"}  # which would be made in the same way
    for path in [*(ROOT / "grammars").glob("*/*.lark"), *(ROOT / "grammars").glob("*.lark")]:
        if path.name not in others:
            link = tmp_path / path.relative_to(ROOT / "grammars")
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(path)
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "kept", lambda name: None)
    monkeypatch.setattr(tables, "keep", lambda name, content: None)

    def read():
        for each in (tables.languages, tables.known_by, tables._index):
            each.cache_clear()
        return (
            tables.languages(),
            tables.known_by("en"),
            tables.read("zh"),
            tables.read("en"),
            tables.read_parse_table(),
        )

    try:
        from_files = read()
        assert from_files[0] == ("en", "zh")
        wheel.mkdir()
        tables.write_archive(wheel / tables.ARCHIVE)
        tables.write_archive(tmp_path / "again")
        assert (tmp_path / "again").read_bytes() == (wheel / tables.ARCHIVE).read_bytes()
        monkeypatch.setattr(tables, "folder", lambda: wheel)
        assert read() == from_files
    finally:
        monkeypatch.undo()
        read()


def test_a_table_is_kept_for_the_next_run(tmp_path, monkeypatch):
    store = {}
    monkeypatch.setattr(tables, "kept", store.get)
    monkeypatch.setattr(tables, "keep", store.__setitem__)
    from_files = tables.read("en")
    assert len(store) == 1
    monkeypatch.setattr(tables, "_composed", None)
    assert tables.read("en") == from_files


# ---------------------------------------------------------------------- concepts


@for_all(
    "words, family, concept",
    [
        ("considering", "GROUNDS", "CONSIDERING"),
        ("taking  duly into account", "GROUNDS", "TAKING_INTO_ACCOUNT"),
        ("having considered", "GROUNDS", "HAVING_CONSIDERED"),
        ("having slept", "GROUNDS", ""),
        ("instructs", "INSTRUCTS", "INSTRUCTS"),
        ("RESOLUTION", "KIND", "RESOLUTION"),
        ("Annexes", "ANNEX_KINDS", "ANNEX"),
    ],
)
def test_concepts_of_phrases(words, family, concept):
    assert lang_of("en").concept(words, family) == concept


# ---------------------------------------------------------------------- first words


@for_all(
    "pattern, words",
    [
        ("resolves|decides", {"resolves", "decides"}),
        (r"\b(?:further +)?(?:resolves|is of)", {"further", "resolves", "is"}),
        (r"(?<!see )\[?(?i:Revised)\]? x|§§?", {"revised", "§"}),
        (r"(?:the )?(?=[A-Z])(?P<kind>Annex|Art(?:icles?)?)", {"the", "annex", "art", "article", "articles"}),
        ("Nos?\\.", {"no", "nos"}),
        ("a{0,1}b", {"ab", "b"}),
        ("d[ée]?cide|l['’]annexe", {"décide", "decide", "dcide", "l"}),
        ("(?:(?!)|x)y|(?!)z", {"xy"}),
        ("(?:[وف])?(?:ال|لل)قرار", {a + b + "قرار" for a in ("", "و", "ف") for b in ("ال", "لل")}),
    ],
)
def test_first_words(pattern, words):
    assert first_words(pattern) == words


@for_all("pattern", ["", "a?", r"\d+", "[a-z]+ing", "x|", r"\(so\)|so"])
def test_patterns_without_first_words(pattern):
    refused(ValueError, r"pattern|begins", first_words, pattern)


def test_a_look_ahead_for_words_and_signs():
    begins = re.compile(ahead({"resolves", "as", "decides", "décide", "("})).match
    assert all(map(begins, ["resolves", "RESOLVES", "Resolved", "as", "assembly", "Décidé", "decide", "(so)"]))
    assert not any(map(begins, ["results", "a", "decree", "[so]", "1", ""]))
    assert beginnings(r"\(so\)|x|[a-z]+ed") == {"(", "x", ""}


@for_all("language", languages())
def test_the_words_that_a_verb_in_a_line_may_begin_with(language):
    grammar = tables.read(language)
    adverbs = (beginnings(grammar.patterns[name]) for name in ("BEFORE_VERB", "BEGINS_BEFORE_VERB"))
    known = {*grammar.verbs}.union(*adverbs)
    for (verb,) in grammar.rules["after_stop_verbs"]:
        assert beginnings(grammar.patterns[verb]) <= known


@given(
    st.lists(
        st.sampled_from(
            [
                "Resolution 5",
                "No. 3",
                "the Annex to this Resolution",
                "resolves 2",
                "§ 4",
                "of",
                "and",
                "CS/Art. 4",
                "Section II",
                "draft new Resolution 7",
                "ITU-T A.5",
                "noting a) above",
                "[Revised]",
                "clause 3.1",
            ]
        ),
        max_size=12,
    )
)
def test_references_begin_with_known_words(pieces):
    text = " ".join(pieces)
    everywhere = {place for place in range(len(text)) if lang_of("en").patterns.reference.match(text, place)}
    assert _where_words_begin_references(text) == everywhere
    for beside in ("", "§", "–", "é", "Ж", "决", "《"):  # where there are other letters, words are cut in another way
        with_others = f"{text}{beside} {beside}{text}"
        found = {place.start() for place in lang_of("en").references.all(with_others)}
        assert found == _where_words_begin_references(with_others)


def _where_words_begin_references(text):
    references = lang_of("en").references
    return {
        word.start()
        for word in WORD.finditer(text)
        if word[0] in references.words and references.match(text, word.start())
    }


# ---------------------------------------------------------------------- what names a text, in all languages: equal, and printed in any of them so that it is read again


_COLUMNS, *_LINES = table("editions/identifiers.tsv")
ROWS = [dict(zip(_COLUMNS, line, strict=True)) for line in _LINES]
CODES = ["ar", "en", "es", "fr", "ru", "zh"]


@for_all("row", ROWS)
@for_all("code", CODES)
def test_a_name_is_the_same_in_all_languages(code, row):
    assert Identifier.parse(row[code], language=code) == Identifier.parse(row["en"])


@for_all("row", ROWS)
@for_all("code", CODES)
def test_a_name_that_is_printed_is_read_again(code, row):
    named = evolve(Identifier.parse(row["en"]), body=None)
    assert evolve(Identifier.parse(named.format(code), language=code), body=None) == named


def test_names_are_printed_as_they_are_written():
    named = Identifier.parse("Resolution 71 (Rev. Dubai, 2018)")
    assert named.format("ar") == "القرار 71 (المراجَع في دبي، 2018)"
    assert named.format("zh") == "第71号决议（2018年，迪拜，修订版）"
    assert named.format("ru") == "Резолюция 71 (Пересм. Дубай, 2018 г.)"
    assert named.format("fr") == "Résolution 71 (Rév. Dubaï, 2018)"


# What stands above the clauses of a text that has the name, as a draft
DRAFTS = {
    "en": "DRAFT NEW RESOLUTION [LAK-1]\n\nBoats\n\nThe ITU Council,\n\nresolves\n\nthat boats float.",
    "fr": "PROJET DE NOUVELLE RÉSOLUTION [LAK-1]\n\nBateaux\n\nLe Conseil,\n\ndécide\n\nque les bateaux flottent.",
    "es": "PROYECTO DE NUEVA RESOLUCIÓN [LAK-1]\n\nBarcos\n\nEl Consejo,\n\nresuelve\n\nque los barcos floten.",
    "ru": "ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [LAK-1]\n\nЛодки\n\nСовет,\n\nрешает\n\nчто лодки плавают.",
    "zh": "新决议草案[LAK-1]\n\n船只\n\n理事会，\n\n做出决议\n\n船只漂浮在水上。",
    "ar": "مشروع القرار الجديد [LAK-1]\n\nالقوارب\n\nإن المجلس،\n\nيقرر\n\nأن القوارب تطفو.",
}


@for_all("code", CODES)
def test_a_draft_is_one_in_all_languages(code):
    (text,) = itu_texts.parse(DRAFTS[code]).texts
    assert text.language == code
    assert text.identifier == itu_texts.parse(DRAFTS["en"]).texts[0].identifier
    assert text.identifier.status == "draft new"


# ---------------------------------------------------------------------- clause headings that texts have, in all languages: the same concept and the same addressees


_HEADING_COLUMNS, *_HEADING_LINES = table("editions/headings.tsv")
HEADING_ROWS = [dict(zip(_HEADING_COLUMNS, line, strict=True)) for line in _HEADING_LINES]
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
    for row in HEADING_ROWS:
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


# ---------------------------------------------------------------------- seven invented texts that together have every structure that plain text can have; two of them in all languages


FILES = {file.name.split(".")[0]: file for file in sorted((ROOT / "tests" / "editions").glob("*.en.txt"))}

# Classes that others are derived from; what only files and copies have; and what stands in few texts
NOT_THERE = {
    *("Change", "Furniture", "Node", "Text"),
    *("Amended", "Deletion", "Insertion", "Language", "MarginNote", "Markup"),
    *("Emphasis", "Bold", "Italic"),
    *("Entry", "HeadingReference", "Opinion", "PageReference", "RunningHead"),
    *("Comment", "Publication"),
}


@pytest.fixture(scope="module")
def documents():
    return {name: itu_texts.parse_file(file) for name, file in FILES.items()}


def test_there_are_seven_texts_and_none_has_an_oddity(documents):
    assert len(documents) == 7
    assert {name: [found.code for found in document.diagnostics] for name, document in documents.items()} == {
        name: [] for name in documents
    }


def test_they_have_every_structure(documents):
    found = {
        type(node).__name__
        for document in documents.values()
        for node in (*itu_texts.walk(document), *document.furniture)
    }
    classes = (getattr(nodes, name) for name in nodes.__all__)
    wanted = {each.__name__ for each in classes if isinstance(each, type) and issubclass(each, nodes.Node)}
    assert wanted - found == NOT_THERE


def test_they_have_labels_references_and_amendments_of_many_kinds(documents):
    every = [*documents.values()]
    styles = {item.style.value for document in every for item in itu_texts.find(document, itu_texts.Item)}
    assert {"letter", "number", "decimal", "roman", "bullet"} <= styles
    cited = {found.kind for document in every for found in itu_texts.references(document)}
    assert {
        ReferenceKind.TEXT,
        ReferenceKind.ARTICLE,
        ReferenceKind.PROVISION,
        ReferenceKind.INSTRUMENT,
        ReferenceKind.ANNEX,
        ReferenceKind.APPENDIX,
        ReferenceKind.CLAUSE,
        ReferenceKind.SECTION,
        ReferenceKind.TABLE,
        ReferenceKind.FIGURE,
        ReferenceKind.DOCUMENT,
    } <= cited
    actions = {each.action for document in every for each in itu_texts.find(document, itu_texts.Amendment)}
    assert actions == {"ADD", "MOD", "SUP", "NOC"}
    when = {time.kind for document in every for task in itu_texts.who_does_what(document) for time in task.when}
    assert {kind.value for kind in when} == {"date", "conference", "recurrence"}


@for_all("name", FILES)
def test_what_must_always_hold_holds(name):
    check(FILES[name].read_text("utf-8"))
