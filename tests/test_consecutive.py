"""Resolutions of an assembly on one matter, session after session: what differs, applied to the older, is the newer."""

import pytest
from benchmarks.aligned import score
from benchmarks.consecutive import applied, consecutive
from hypothesis import given
from hypothesis import strategies as st
from strategies import few

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
FORMULAS = {
    "en": ("79/999. Lighthouses", "The General Assembly,"),
    "fr": ("79/999. Phares", "L’Assemblée générale,"),
    "zh": ("79/999. 灯塔", "大会，"),
    "ar": ("79/999 - المنارات", "إن الجمعية العامة،"),
}
RECITALS = {
    "en": ["Recalling its resolution 77/901,", "Deeply concerned that lamps go out,", "Noting the work of keepers,"],
    "fr": [
        "Rappelant sa résolution 77/901,",
        "Consciente que les lampes s’éteignent,",
        "Notant le travail des gardiens,",
    ],
    "zh": ["回顾其第77/901号决议，", "深为关切灯盏熄灭，", "注意到守灯人的工作，"],
    "ar": ["وإذ تشير إلى قرارها 77/901،", "وإذ يساورها القلق لانطفاء المصابيح،", "وإذ تلاحظ عمل الحراس،"],
}
ACTS = {
    "en": [
        "Takes note of the report;",
        "Requests the Secretary-General to count the lamps;",
        "Encourages Member States to help, and requests the Committee to report;",
        "Requests the Secretary-General:\n(a) To count the lamps;\n(b) To report;",
        "Decides to remain seized of the matter;",
    ],
    "fr": [
        "Prend note du rapport ;",
        "Prie le Secrétaire général de compter les lampes ;",
        "Encourage les États Membres à aider les gardiens ;",
        "Décide de rester saisie de la question ;",
    ],
    "zh": ["注意到报告；", "请秘书长清点灯盏；", "鼓励会员国借出灯盏；", "决定继续处理此案；"],
    "ar": ["تحيط علما بالتقرير؛", "تطلب إلى الأمين العام أن يحصي المصابيح؛", "تشجع الدول الأعضاء على المساعدة؛"],
}


def made(language: str, recitals: list[int], acts: list[int]) -> str:
    """A resolution of some recitals and paragraphs, which are numbered."""
    sign = " -" if language == "ar" else "."
    numbered = [f"{number}{sign} {ACTS[language][act]}" for number, act in enumerate(acts, 1)]
    return "\n".join((*FORMULAS[language], *(RECITALS[language][each] for each in recitals), *numbered, ""))


@few
@given(st.data(), st.sampled_from(sorted(FORMULAS)))
def test_the_differences_make_the_newer_text(data, language):
    chosen = [
        (
            data.draw(st.permutations(range(3)))[: data.draw(st.integers(1, 3))],
            data.draw(st.lists(st.integers(0, len(ACTS[language]) - 1), min_size=1, unique=True)),
        )
        for _ in range(2)
    ]
    expected, found = applied(*(made(language, *each) for each in chosen), language)
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_do_those_of_real_texts(language, shared):
    pairs = [*consecutive(language)][5:7]
    for older, newer, old, new in pairs:
        expected, found = applied(old, new, language)
        assert found == expected, (older, newer)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_paragraphs_of_two_languages_pair(language, shared):
    works = ("unga/75-100", "unga-hrc/54-10")
    right, wanted = (sum(column) for column in zip(*(score("en", language, work) for work in works), strict=True))
    assert right >= 0.99 * wanted > 0
