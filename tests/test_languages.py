"""Languages: each has words for the same concepts, and what is found is told the same in all of them."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import itu_texts
from itu_texts.language.conferences import known_as
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.writing import fold
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


@pytest.mark.parametrize("code", languages())
def test_a_file_of_words_holds_no_forms(code):
    patterns = (piece["pattern"] for piece in _PIECE.finditer(_words(code)) if piece["pattern"])
    assert not [pattern for pattern in patterns if _FORM.search(pattern)]
    assert not re.findall(r"^%.*", _words(code), re.MULTILINE)


def _helper_terms(code: str) -> dict[str, str]:
    """The terms that are no members of families, each with the line above it."""
    lines = _words(code).splitlines()
    named = ((line, above) for above, line in pairwise(lines) if _DEFINED.match(line))
    return {name: above for line, above in named if "__" not in (name := line.partition(":")[0])}


@pytest.mark.parametrize("code", languages())
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


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_words_for_the_concepts_that_english_has(code):
    missing = {*_DEFINED.findall(_words("en"))} - {*_DEFINED.findall(_words(code) + _forms(code))}
    # a verb of an assembly stands in the family in which texts of ITU have it, if they do in the language
    missing = {name for name in missing if not name.startswith(("ACTS__", "RECITES__"))}
    without = (WITHOUT.get(code, set()) | (WITHOUT["both"] if code != "zh" else set())) - HAS.get(code, set())
    advice = f"give {code}.lark a phrase for each, or list it in WITHOUT in this file:"
    assert not missing - without, f"{advice} {sorted(missing - without)}"
    assert not without - missing, f"{code}.lark has a phrase: take these out of WITHOUT: {sorted(without - missing)}"


@pytest.mark.parametrize("code", languages())
def test_no_phrase_matches_nothing(code):
    words = lang_of(code).patterns
    for name in _DEFINED.findall(_words(code)):
        assert not getattr(words, name).fullmatch(""), name


@pytest.mark.parametrize("file", sorted(GRAMMARS.rglob("*.lark")), ids=lambda file: file.stem)
def test_no_line_is_too_long_to_read(file):
    assert not [line for line in file.read_text("utf-8").splitlines() if len(line.encode()) > 160]


_MEMBER = re.compile(r"^([A-Z_]+?)__([A-Z_]+): (.*(?:\n +\|.*)*)", re.MULTILINE)
_PHRASE = re.compile(r'"([^"]+)"i?')


_NOT_ALONE = ("ADDRESSEE", "NAME", "NAME_OF")  # what is told by more than its words; what is printed, never matched


@pytest.mark.parametrize("code", languages())
def test_each_phrase_tells_its_concept(code):
    words = lang_of(code)
    for family, concept, phrases in _MEMBER.findall(_words(code)):
        for phrase in map(str.strip, phrases.split("|") if "(" not in phrases else ()):
            if family not in _NOT_ALONE and (alone := _PHRASE.fullmatch(phrase)):
                assert words.concept(alone[1], family) == concept, phrase


@pytest.mark.parametrize("code", languages())
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


@pytest.mark.parametrize("code", languages())
def test_a_text_has_one_tree_in_all_languages(code):
    mine, english = _read(code), _read("en")
    assert _shape(mine) == _shape(english)
    assert mine.identifier == english.identifier
    assert [clause.role for clause in mine.clauses] == [clause.role for clause in english.clauses]
    assert known_as(mine.formula.place) == known_as(english.formula.place)
    assert mine.formula.year == english.formula.year


def _addressees(text: itu_texts.Text) -> list[list[str]]:
    return [[addressee.concept for addressee in clause.heading.addressees] for clause in text.clauses]


@pytest.mark.parametrize("code", languages())
def test_so_have_addressees_and_tasks(code):
    assert _addressees(_read(code)) == [[], ["SG"], [], ["MEMBER_STATES", "SECTOR_MEMBERS", "ACADEMIA"]]
    told = [task.addressee.concept for task in itu_texts.who_does_what(_read(code)) if not task.force]
    assert told == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS", "ACADEMIA"]


@pytest.mark.parametrize("code", languages())
def test_so_have_references(code):
    text = _read(code)
    found = [*itu_texts.references(text)]
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


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("read_as", languages())
def test_a_text_in_another_language_is_reported(code, read_as):
    found = [
        each for each in itu_texts.parse(TEXTS[code], language=read_as).diagnostics if each.code == "wrong-language"
    ]
    assert bool(found) == (code != read_as)
    for each in found:
        assert f"({code})" in each.message
        assert each.message.endswith(f"({read_as}): read it with --language {code}")
        assert each.severity == "warning"


@pytest.mark.parametrize("text", ["", "Prose.", "RESOLUTION 5\nBoats", "1 x\n2 y"])
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


@pytest.mark.parametrize(
    ("language", "words", "named"),
    [
        ("zh", "ITU-R第88/8号课题", "Question ITU-R 88/8"),
        ("en", "Question ITU-R 88/8", "Question ITU-R 88/8"),
        ("fr", "la Question UIT-R 88/8", "Question ITU-R 88/8"),
    ],
)
def test_questions_are_cited_in_a_language_with_plurals_and_in_one_without(language, words, named):
    [found] = itu_texts.references(itu_texts.parse(f"{words}.", language=language))
    assert str(found.identifier) == named
