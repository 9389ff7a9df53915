"""What amends a text in words: each instruction is carried out, or quoted in the report."""

from __future__ import annotations

import re

import pytest
from together import check_all

from itu_texts import consolidate, parse, to_text
from itu_texts.revision.consolidation.consolidating import PROBLEMS

BASES = {
    "en": """RESOLUTION 44 (LAKESIDE, 2021)
Lanterns of the ferries
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2021),
considering
a) that ferries carry lanterns of tin;
b) that tin rusts. Rust is red. It spreads in winter;
c) that oil is dear,
resolves
1 to keep a list of lanterns;
2 to trim each wick once a week;
3 to offer training:
a) by day;
b) by night;
4 to review this list every four years,
instructs the Secretary-General
to report on lanterns of tin.
ANNEX 1 TO RESOLUTION 44 (LAKESIDE, 2021)
Sizes of lanterns
1 Scope
This annex gives sizes.
2 Sizes
2.1 Small lanterns burn one hour.
2.2 Large lanterns burn two hours.""",
    "un": """79/412.
Quiet lanterns
The General Assembly,
Recalling its resolution 70/1 of 25 September 2015 on ferries,
Noting with concern that lanterns smoke,
1. Welcomes the report of the Secretary-General on lanterns;
2. Urges Member States to trim their wicks;
3. Calls upon all ports:
(a) To burn clean oil;
(b) To burn little oil;
4. Decides to remain seized of the matter.""",
    "treaty": """ARTICLE 7
Lanterns
80 1 Lanterns shine. They are trimmed each night.
81 2 Wicks burn.
ARTICLE 8
Oil
82 1 Oil is bought in spring.
83 2 Oil is stored in barrels.""",
    "fr": """RÉSOLUTION 44 (BORD DU LAC, 2021)
Lanternes des bacs
La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bord du Lac, 2021),
considérant
a) que les bacs portent des lanternes;
b) que l'étain rouille. La rouille est rouge;
c) que l'huile est chère,
décide
1 de tenir une liste des lanternes;
2 de tailler chaque mèche une fois par semaine;
3 de revoir cette liste,
charge le Secrétaire général
de faire rapport.""",
    "es": """RESOLUCIÓN 44 (LAGO, 2021)
Faroles
La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Lago, 2021),
considerando
a) que los transbordadores llevan faroles;
b) que el estaño se oxida. El óxido es rojo;
c) que el aceite es caro,
resuelve
1 llevar una lista de faroles;
2 cortar cada mecha una vez por semana;
3 revisar esta lista.""",
    "ru": """РЕЗОЛЮЦИЯ 44 (ОЗЕРНЫЙ, 2021 г.)
Фонари паромов
Полномочная конференция Международного союза электросвязи (Озерный, 2021 г.),
учитывая,
a) что паромы несут фонари;
b) что олово ржавеет. Ржавчина красная;
c) что масло дорого,
решает
1 вести список фонарей;
2 подрезать каждый фитиль раз в неделю;
3 пересматривать этот список.""",
    "zh": """第44号决议(2021年,湖畔)
渡船灯
国际电信联盟全权代表大会(2021年,湖畔),
考虑到
a) 渡船带灯;
b) 锡会生锈;
c) 灯油昂贵,
做出决议
1 保存灯的清单;
2 每周修剪灯芯一次;
3 审查该清单。""",
    "ar": """القرار 44 (البحيرة، 2021)
الفوانيس
إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (البحيرة، 2021)،
إذ يضع في اعتباره
أ ) أن العبارات تحمل الفوانيس؛
ب) أن القصدير يصدأ؛
ج) أن الزيت غال،
يقرر
1 الاحتفاظ بقائمة الفوانيس؛
2 تقليم كل فتيل مرة في الأسبوع؛
3 مراجعة هذه القائمة.""",
}
"""Texts on lanterns, by language; of the United Nations, and a treaty."""

TITLES = {name: text.split("\n")[0] for name, text in BASES.items() if name != "treaty"} | {"treaty": ""}

MADE: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
"""The text, the instruction, and what it replaces."""
TOLD: list[tuple[str, str]] = []
"""The text, and an instruction that changes nothing and is quoted."""


def made(name: str, words: str, *pairs: tuple[str, str]) -> None:
    MADE.append((name, words, pairs))


def told(name: str, *sayings: str) -> None:
    TOLD.extend((name, words) for words in sayings)


WICK = "2 to trim each wick once a week;"
# ---- English: a part and its new words
made("en", "Replace resolves 2 by the following:\n“2 to trim no wick;”", (WICK, "2 to trim no wick;"))
made("en", "Resolves 2 should read:\n“2 to trim no wick;”", (WICK, "2 to trim no wick;"))
made("en", "Resolves 2 shall be replaced by the following:\n2 to trim no wick;", (WICK, "2 to trim no wick;"))
made("en", "Replace resolves 2 with “to trim no wick;”", (WICK, "2 to trim no wick;"))
made("en", "Amend resolves 2 to read as follows:\n“2 to trim no wick;”", (WICK, "2 to trim no wick;"))
made(
    "en",
    "Replace resolves 3 by:\n“3 to offer lessons:\na) at dawn;\nb) at dusk;”",
    ("3 to offer training:\na) by day;\nb) by night;", "3 to offer lessons:\na) at dawn;\nb) at dusk;"),
)
made("en", "Replace the title by “Lamps of the ferries”.", ("Lanterns of the ferries", "Lamps of the ferries"))
made("en", "Replace the title by:\n“Lamps of the ferries”", ("Lanterns of the ferries", "Lamps of the ferries"))
made(
    "en",
    "In the annex, replace paragraph 2.2 by the following:\n“2.2 Large lanterns burn long.”",
    ("burn two hours", "burn long"),
)
# ---- additions
made(
    "en",
    "Insert a new resolves 1bis:\n“1bis to mend the lanterns;”",
    ("2 to trim", "1bis to mend the lanterns;\n2 to trim"),
)
made(
    "en",
    "Insert between resolves 1 and 2 the following new paragraph:\n“1bis to mend the lanterns;”",
    ("2 to trim", "1bis to mend the lanterns;\n2 to trim"),
)
made(
    "en",
    "After resolves 3, add the following:\n“3bis to mend:\na) tin;\nb) brass;”",
    ("4 to review", "3bis to mend:\na) tin;\nb) brass;\n4 to review"),
)
made(
    "en",
    "A new paragraph shall be inserted after resolves 1, reading:\n“1bis to mend the lanterns;”",
    ("2 to trim", "1bis to mend the lanterns;\n2 to trim"),
)
made("en", "Add at the end of resolves 1: “and of wicks”.", ("list of lanterns;", "list of lanterns and of wicks;"))
made(
    "en",
    "At the end of paragraph 2.2 of the annex, add “They are heavy.”",
    ("burn two hours.", "burn two hours. They are heavy."),
)
made("en", "In resolves 1, after the word “list” insert “and a map”.", ("a list of", "a list and a map of"))
made("en", "Insert the word “full” before “list” in resolves 1.", ("a list of lanterns", "a full list of lanterns"))
# ---- removals
made("en", "Delete resolves 1 and 2.", ("1 to keep a list of lanterns;\n" + WICK + "\n", ""))
made("en", "Resolves 2 is deleted.", (WICK + "\n", ""))
made("en", "Delete paragraph 2.", (WICK + "\n", ""))
made("en", "Delete resolves 3 b).", ("b) by night;\n", ""))
made(
    "en",
    "Delete paragraphs a) and b) of considering.",
    ("a) that ferries carry lanterns of tin;\nb) that tin rusts. Rust is red. It spreads in winter;\n", ""),
)
made("en", "Delete the second sentence of considering b).", (" Rust is red.", ""))
made("en", "In considering b), delete the last sentence.", (". It spreads in winter", ""))
made("en", "Replace the second sentence of considering b) by “Rust is brown.”", ("red", "brown"))
made("en", "In resolves 2, delete the words “once a week”.", (" once a week", ""))
made("en", "Delete the words “each” in resolves 2.", ("trim each wick", "trim wick"))
made("en", "Delete the annex.", (BASES["en"][BASES["en"].index("\nANNEX") :], ""))
# ---- words
made("en", "In resolves 2, replace “week” by “month”.", ("a week", "a month"))
made("en", "In resolves 2, replace the word ‘week’ by the word ‘month’.", ("a week", "a month"))
made("en", "In resolves 2, replace the words 'a week' with 'a month'.", ("a week", "a month"))
made("en", "In resolves 2, for “week” read “month”.", ("a week", "a month"))
made("en", "Resolves 2, line 1: for “week” read “month”", ("a week", "a month"))
made("en", "Replace the words “of tin” by “of brass” throughout.", ("of tin", "of brass"))
made("en", "Throughout the text, replace “of tin” by “of brass”.", ("of tin", "of brass"))
made("en", "Delete resolves 2. In resolves 4, replace “four” by “two”.", (WICK + "\n", ""), ("every four", "every two"))
made(
    "en",
    "1. Delete resolves 2;\n2. In resolves 4, replace “four” by “two”.",
    (WICK + "\n", ""),
    ("every four", "every two"),
)
made("en", "Resolves 4\nReplace “four” by “two”.", ("every four", "every two"))
# ---- moves and numbers
made("en", "Move resolves 2 to after resolves 4.", (WICK + "\n", ""), ("years,\n", "years,\n" + WICK + "\n"))
made(
    "en",
    "Delete resolves 2 and renumber the following paragraphs accordingly.",
    (WICK + "\n3 to", "2 to"),
    ("4 to review", "3 to review"),
)
made(
    "en",
    "Delete resolves 2.\nRenumber the remaining paragraphs accordingly.",
    (WICK + "\n3 to", "2 to"),
    ("4 to review", "3 to review"),
)
# ---- the United Nations
made("un", "Operative paragraph 2 should read:\n“2. Urges Member States to use gas;”", ("trim their wicks", "use gas"))
made(
    "un",
    "After paragraph 2, insert a new paragraph, reading:\n“2 bis. Thanks the keepers;”",
    ("3. Calls", "2 bis. Thanks the keepers;\n3. Calls"),
)
made("un", "Delete the second preambular paragraph.", ("Noting with concern that lanterns smoke,\n", ""))
made("un", "In the first preambular paragraph, for “ferries” read “boats”.", ("on ferries", "on boats"))
made("un", "Delete paragraph 3 (b).", ("(b) To burn little oil;\n", ""))
made("un", "Paragraph 2\nFor “trim” read “clean”", ("to trim", "to clean"))
made(
    "un",
    "In paragraph 2, line 1, insert the words “and cities” after the words “Member States”.",
    ("Member States", "Member States and cities"),
)
# ---- treaties, as the Council of Europe amends them
made(
    "treaty",
    "Article 7, paragraph 2, shall be replaced by the following:\n“81 2 Wicks burn well.”",
    ("burn.", "burn well."),
)
made("treaty", "Paragraph 2 of Article 8 shall be deleted.", ("\n83 2 Oil is stored in barrels.", ""))
made(
    "treaty",
    "In Article 8, paragraph 1, the word “spring” shall be replaced by the word “autumn”.",
    ("in spring", "in autumn"),
)
made("treaty", "The second sentence of paragraph 1 of Article 7 is deleted.", (" They are trimmed each night.", ""))
made("treaty", "Replace the title of Article 8 by “Oils”.", ("\nOil\n", "\nOils\n"))
# ---- French
MECHE = "2 de tailler chaque mèche une fois par semaine;"
made(
    "fr", "Remplacer le point 2 du décide par ce qui suit:\n« 2 de ne rien tailler; »", (MECHE, "2 de ne rien tailler;")
)
made(
    "fr",
    "Le point 2 du décide est remplacé par le texte suivant:\n« 2 de ne rien tailler; »",
    (MECHE, "2 de ne rien tailler;"),
)
made("fr", "Supprimer les points 1 et 2 du décide.", ("1 de tenir une liste des lanternes;\n" + MECHE + "\n", ""))
made("fr", "Le point 2 du décide est supprimé.", (MECHE + "\n", ""))
made(
    "fr",
    "Après le point 1 du décide, insérer un nouveau point libellé comme suit:\n« 1bis de réparer; »",
    (MECHE, "1bis de réparer;\n" + MECHE),
)
made("fr", "Au point 2 du décide, remplacer le mot « semaine » par le mot « mois ».", ("semaine", "mois"))
made("fr", "Au point 2 du décide, au lieu de « semaine » lire « mois ».", ("semaine", "mois"))
made("fr", "À l'alinéa b) du considérant, supprimer la deuxième phrase.", (". La rouille est rouge", ""))
made(
    "fr",
    "Ajouter à la fin du point 1 du décide : « et des mèches ».",
    ("des lanternes;\n2", "des lanternes et des mèches;\n2"),
)
made("fr", "Remplacer le titre par « Lampes des bacs ».", ("Lanternes des bacs", "Lampes des bacs"))
# ---- Spanish
MECHA = "2 cortar cada mecha una vez por semana;"
made(
    "es",
    "Sustitúyase el punto 2 del resuelve por el siguiente texto:\n«2 no cortar nada;»",
    (MECHA, "2 no cortar nada;"),
)
made("es", "Suprímase el punto 2 del resuelve.", (MECHA + "\n", ""))
made("es", "Se suprime el punto 2 del resuelve.", (MECHA + "\n", ""))
made(
    "es",
    "Insértese después del punto 1 del resuelve un nuevo punto:\n«1bis reparar;»",
    (MECHA, "1bis reparar;\n" + MECHA),
)
made("es", "En el punto 2 del resuelve, sustitúyase «semana» por «mes».", ("por semana", "por mes"))
made("es", "En el punto 2 del resuelve, donde dice «semana» debe decir «mes».", ("por semana", "por mes"))
made("es", "Suprímase la segunda frase del apartado b) del considerando.", (". El óxido es rojo", ""))
made("es", "Añádase al final del punto 1 del resuelve: «y mechas».", ("de faroles;", "de faroles y mechas;"))
# ---- Russian
FITIL = "2 подрезать каждый фитиль раз в неделю;"
made(
    "ru",
    "Заменить пункт 2 раздела решает следующим текстом:\n«2 ничего не подрезать;»",
    (FITIL, "2 ничего не подрезать;"),
)
made("ru", "Исключить пункт 2 раздела решает.", (FITIL + "\n", ""))
made(
    "ru",
    "После пункта 1 раздела решает включить новый пункт следующего содержания:\n«1bis чинить;»",
    (FITIL, "1bis чинить;\n" + FITIL),
)
made("ru", "В пункте 2 раздела решает слово «неделю» заменить словом «месяц».", ("неделю", "месяц"))
made("ru", "В пункте 2 раздела решает заменить слова «в неделю» словами «в месяц».", ("неделю", "месяц"))
made("ru", "В пункте 2 раздела решает вместо «неделю» читать «месяц».", ("неделю", "месяц"))
made("ru", "В пункте b) исключить второе предложение.", (". Ржавчина красная", ""))
made("ru", "В конце пункта 1 раздела решает добавить слова «и фитилей».", ("фонарей;", "фонарей и фитилей;"))
# ---- Chinese
made("zh", "将做出决议第2段替换为:\n“2 不修剪;”", ("2 每周修剪灯芯一次;", "2 不修剪;"))
made("zh", "删除做出决议第2段。", ("2 每周修剪灯芯一次;\n", ""))
made("zh", "在做出决议第1段之后插入新的一段:\n“1bis 修理灯;”", ("2 每周", "1bis 修理灯;\n2 每周"))
made("zh", "将做出决议第2段中的“每周”改为“每月”。", ("每周", "每月"))
made("zh", "做出决议第2段,将“每周”一词改为“每月”。", ("每周", "每月"))
made("zh", "在做出决议第2段“每周”之后插入“仔细”。", ("每周", "每周仔细"))
made("zh", "将标题改为“渡船的灯”。", ("\n渡船灯\n", "\n渡船的灯\n"))
# ---- Arabic
FATIL = "2 تقليم كل فتيل مرة في الأسبوع؛"
made("ar", "يستعاض عن الفقرة 2 من يقرر بما يلي:\n“2 عدم التقليم؛”", (FATIL, "2 عدم التقليم؛"))
made("ar", "تحذف الفقرة 2 من يقرر.", (FATIL + "\n", ""))
made(
    "ar",
    "تضاف بعد الفقرة 1 من يقرر فقرة جديدة نصها كما يلي:\n“1bis إصلاح الفوانيس؛”",
    (FATIL, "1bis إصلاح الفوانيس؛\n" + FATIL),
)
made("ar", "في الفقرة 2 من يقرر، يستعاض عن كلمة “الأسبوع” بكلمة “الشهر”.", ("الأسبوع", "الشهر"))
made("ar", "في الفقرة 2 من يقرر، تضاف عبارة “بعناية” بعد عبارة “فتيل”.", ("فتيل", "فتيل بعناية"))

# ---- as other committees say it
made("en", "Delete resolves 2, and 4.", (WICK + "\n", ""), ("4 to review this list every four years,\n", ""))
made("en", "Delete resolves 2.\nReasons: Wicks are long.", (WICK + "\n", ""))
made("en", "Change the title to “Lamps”.", ("Lanterns of the ferries", "Lamps"))
made("en", "Delete the sentence “Rust is red.” in considering b).", (" Rust is red.", ""))
made("en", "Delete the last item of resolves.", ("4 to review this list every four years,\n", ""))
made("un", "In the second preambular paragraph, replace “Noting with concern” by “Deeply concerned”.",
     ("Noting with concern", "Deeply concerned"))  # fmt: skip
made("en", "Delete resolves 2–4.", (BASES["en"][BASES["en"].index(WICK) : BASES["en"].index("instructs")], ""))
made("en", "Resolves 2, first line: for “week” read “month”.", ("a week", "a month"))
made("en", "Replace “once a week” in resolves 2 with “twice a week”.", ("once", "twice"))
made("en", "In sub-item a) of resolves 3, replace “day” by “light”.", ("by day", "by light"))
made("en", "Add to considering:\n“d) that winters are long,”", ("dear,", "dear,\nd) that winters are long,"))
made("en", "Immediately after resolves 1, insert the following text:\n“1bis to mend;\n1ter to sell;”",
     (WICK, "1bis to mend;\n1ter to sell;\n" + WICK))  # fmt: skip
made("en", "Annex 1\nParagraph 2.1\nFor “one hour” read “a night”.", ("one hour", "a night"))
made(
    "en",
    "Delete resolves 2; and, in resolves 4, replace “four” by “two”.",
    (WICK + "\n", ""),
    ("every four", "every two"),
)
made("un", "Replace paragraph 3 by the following text:\n“3. Calls upon all ports:\n(a) To use gas;\n(b) To rest;”",
     ("To burn clean oil", "To use gas"), ("To burn little oil", "To rest"))  # fmt: skip
made("un", "Paragraph 2\nFor trim their wicks read use gas", ("trim their wicks", "use gas"))
made("un", "For paragraph 2, substitute\n2. Urges Member States to use gas;", ("trim their wicks", "use gas"))
made("un", "Title\nFor Quiet lanterns read Silent lanterns", ("Quiet", "Silent"))
made("treaty", "No. 82: replace “spring” by “autumn”.", ("spring", "autumn"))
made("fr", "Supprimer, au point 2 du décide, les mots « une fois par semaine ».", (" une fois par semaine", ""))
made("fr", "Remplacer « lanternes » par « lampes » dans tout le texte.", ("lanternes", "lampes"))
made("es", "El punto 2 del resuelve queda redactado como sigue:\n«2 descansar;»", (MECHA, "2 descansar;"))
made("ru", "Изменить заголовок на «Лампы паромов».", ("Фонари", "Лампы"))
made("ar", "تحذف الفقرتان 1 و2 من يقرر.", ("1 الاحتفاظ بقائمة الفوانيس؛\n" + FATIL + "\n", ""))

told("en", "Add “;” at the end of resolves 4.", "Delete resolves 3 except b).", "Amend resolves 2 accordingly.",
     "In resolves 2, replace “week” by “month”, and delete resolves 4.", "Delete from “each” to “week” in resolves 2.",
     "Insert after resolves 2 resolves 4.", "Delete resolves 2 to trim each wick once a week.")  # fmt: skip
told("en",
     "Delete the third sentence of considering b), if agreed.",
     "Delete the fourth sentence of considering b).",
     "Replace the first three words of resolves 2 by “to cut each”.",
     "Delete footnote 1.", "Replace Table 2 by the following:\n“Lanterns”",
     "Delete resolves 2 unless Australia objects.", "Do not delete resolves 2.",
     "The proposal to delete resolves 2 was rejected.", "The Chair proposed to delete resolves 2.",
     "Resolves 2 has been deleted in the French version.", "It was suggested to replace “week” by “month”.",
     "Consider deleting resolves 2.", "Delete resolves 2 in the Russian version only.",
     "Delete either resolves 1 or resolves 2.", "Delete resolves 1 or 2.",
     "Replace “lanterns” by “lamps”.",
     "Replace “of tin” by “of brass” in the first two places.",
     "Delete a).",  "Delete resolves 9.", "Delete resolves 1 and 9.",
     "Delete resolves 2 to 9.",
     "In resolves 2, replace “month” by “year”.", "Insert after resolves 9:\n“9bis to rest;”",
     "Insert a new resolves 2:\n“2 to rest;”", "Add a new paragraph:\n“to rest”",
     "Replace paragraph 2.2 of Annex 2 by:\n“2.2 Lanterns burn.”",
     "Between resolves 1 and 4, insert:\n“1bis to rest;”",
     "Delete everything after “wick” in resolves 2.",
     "In resolves 2, delete “each” and insert “every” before “once”.",
     "Move resolves 2 to after resolves 9.", "Merge resolves 1 and 2.",
     "Swap resolves 1 and 2.", "Put resolves 2 in square brackets.",
     "Remove the square brackets around resolves 2.",
     "Delete Resolution 45.", "In Resolution 45, delete resolves 2.",
     "Replace resolves 2 by the text in Document 12.", "Replace resolves 2 by resolves 4.",
     "Align the French text with the English.",
     )  # fmt: skip
told("un", "Delete the fifth preambular paragraph.", "Delete paragraph 7.", "Delete operative paragraph (b).",
     "Paragraph 2 should be deleted if the sponsors agree.")  # fmt: skip
told("treaty", "Delete Article 9.", "Article 7, paragraph 5, shall be deleted.",
     "Paragraph 2 shall be deleted.")  # fmt: skip
told("fr", "Ne pas supprimer le point 2 du décide.", "Supprimer le point 9 du décide.",
     "Supprimer la troisième phrase de l'alinéa b) du considérant.", "Supprimer le point 2 du décide, sauf le mot « chaque ».",
     "Il est proposé de supprimer le point 2 du décide.")  # fmt: skip
told("es", "No suprimir el punto 2 del resuelve.", "Suprímase el punto 9 del resuelve.",
     "Suprímase el punto 2 del resuelve, salvo la palabra «cada».")  # fmt: skip
told("ru", "Не исключать пункт 2 раздела решает.", "Исключить пункт 9 раздела решает.",
     "Предложение исключить пункт 2 раздела решает было отклонено.")  # fmt: skip
told("zh", "不删除做出决议第2段。", "删除做出决议第9段。", "如果同意,删除做出决议第2段。", "删除做出决议第2段第三句。")
told("ar", "لا تحذف الفقرة 2 من يقرر.", "تحذف الفقرة 9 من يقرر.", "اقترح أن تحذف الفقرة 2 من يقرر.")


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200f", "").split())


def _applied(name: str, words: str) -> tuple[str, list[str]]:
    language = name if len(name) == 2 and name != "un" else "en"
    base = parse(BASES[name], language=language)
    amended = consolidate(base, parse(f"{TITLES[name]}\n{words}\n".lstrip(), language=language))
    return to_text(amended), [each.message for each in amended.diagnostics if each.code in PROBLEMS]


def _check_made(name: str, words: str, pairs: tuple[tuple[str, str], ...]) -> None:
    language = name if len(name) == 2 and name != "un" else "en"
    want = BASES[name]
    for old, new in pairs:
        assert old in want
        want = want.replace(old, new)
    text, problems = _applied(name, words)
    assert _plain(text) == _plain(to_text(parse(want, language=language))), problems
    assert not problems


def _check_told(name: str, words: str) -> None:
    language = name if len(name) == 2 and name != "un" else "en"
    text, problems = _applied(name, words)
    assert text == to_text(parse(BASES[name], language=language))
    said = " ".join(problems)
    assert all(_plain(word) in _plain(said) for word in re.findall(r"\w+", words)), problems


@pytest.mark.parametrize("name", BASES)
def test_what_is_understood_is_carried_out_and_nothing_else_changes(name):
    check_all(((f"{name}: {words}", (name, words, pairs)) for where, words, pairs in MADE if where == name),
              lambda case: _check_made(*case))  # fmt: skip


@pytest.mark.parametrize("name", BASES)
def test_what_is_not_understood_is_quoted_and_changes_nothing(name):
    check_all(((f"{name}: {words}", (name, words)) for where, words in TOLD if where == name),
              lambda case: _check_told(*case))  # fmt: skip
