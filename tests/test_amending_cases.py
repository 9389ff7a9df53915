"""Cases of amending in six languages and all forms, through the command line: text, Word with tracked changes, provisions.

A case has what comes out, the exit code, and what the report must say. The texts are invented, in the manner of the ITU and
of the United Nations.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

import pytest
import word
from together import check_all, some

import itu_texts
from itu_texts.cli import main

_CHANGED = re.compile(r"(\{\+.*?\+\}|\{-.*?-\})")


class Case(NamedTuple):
    """A base, its proposals, and what must come out."""

    name: str
    kind: str
    base: str
    proposals: list[str]
    want: str | None
    exit: int = 0
    says: str = ""
    language: str = "en"
    form: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    exits: tuple[int, ...] = ()
    """Other exit codes that are as good."""


def _tracked(text: str) -> bytes:
    """A Word file: {+new+} and {-old-} words, and +| and -| before paragraphs, are tracked changes."""
    document, numbers = word.new(), itertools.count(1)

    def run(words: str, change: str, tag: str = "t") -> str:
        made = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        at = f'w:id="{next(numbers)}" w:author="Lake" w:date="2026-01-01T00:00:00Z"'
        return f"<w:{change} {at}>{made}</w:{change}>" if change else made

    for line in text.splitlines():
        whole = {"+|": "ins", "-|": "del"}.get(line[:2], "")
        tag = "delText" if whole == "del" else "t"
        if whole:
            mark = f'<w:{whole} w:id="{next(numbers)}" w:author="Lake" w:date="2026-01-01T00:00:00Z"/>'
            word.paragraph(document, f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" + run(line[2:], whole, tag))
            continue
        parts = (part for part in _CHANGED.split(line) if part)
        word.paragraph(
            document,
            "".join(
                run(part[2:-2], "ins") if part.startswith("{+") else
                run(part[2:-2], "del", "delText") if part.startswith("{-") else run(part, "")
                for part in parts
            ),
        )  # fmt: skip
    return word.save(document)


def _norm(text: str) -> list[str]:
    shown = re.sub(r"[\u200e\u200f\u202a-\u202e]", "", text).replace("\xa0", " ")
    return [" ".join(line.split()) for line in shown.splitlines() if line.strip()]


CASES: list[Case] = []


def case(name, kind, base, proposals, want, exit=0, says="", lang="en", form=(), args=(), absent=(), keep=(), alts=()):
    exits = tuple(each[1] for each in alts if each[0] in (None, want))
    CASES.append(
        Case(name, kind, base, proposals, want, exit, says or "", lang, form, args, tuple(absent), tuple(keep), exits)
    )


def sub(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return "\n".join(line for line in text.split("\n") if line.strip())


L = {}
L["en"] = {
    "head": "RESOLUTION 31 (REV. RIVERTON, 2014)",
    "new": "RESOLUTION 31 (REV. HILLTOP, 2018)",
    "older": "RESOLUTION 31 (RIVERMOUTH, 2010)",
    "other": "RESOLUTION 9 (RIVERTON, 2014)",
    "title": "Lamps of small harbours",
    "formula": "The World Telecommunication Development Conference (Riverton, 2014),",
    "g1": "recalling",
    "g1i": ["a) the report of the Director on lamps;", "b) the habits of gulls,"],
    "g2": "noting",
    "g2i": ["a) that lamps are lit by hand;", "b) that hands are few;", "c) that nights do not wait,"],
    "d": "resolves",
    "di": [
        "1 to draw up a register of lamps;",
        "2 to offer training in two regions;",
        "3 to report on resolves 1 each year,",
    ],
    "i": "instructs the Secretary-General",
    "ii": ["1 to send lamps to the islands;", "2 to report to the Council."],
    "w": ("two regions", "three regions"),
    "w1": ("a register", "a public register"),
    "w2": ("of lamps;", "of lamps and buoys;"),
    "wx": ("two regions", "four regions"),
    "add": "2bis to paint the lamps;",
    "addl": "2bis",
    "add3": "4 to sell old lamps,",
    "unch": "(unchanged)",
    "reasons": "Reasons: Lamps are dear.",
    "rw": "dear",
    "cl": "considering",
    "cli": "that moons are weak,",
    "sup2": "1 and 2",
    "suprange": "1 to 2",
    "annex": "ANNEX TO RESOLUTION 31 (REV. RIVERTON, 2014)",
    "annext": "Rules for lamps",
    "anni": ["1 Lamps are of brass.", "2 Glass is washed weekly."],
    "rep": "Replace resolves 2 by the following:",
    "dele": "Delete resolves 2.",
    "ins": "Insert after resolves 2 a new item:",
    "wordsub": ("In resolves 2, replace “two regions” by “three regions”."),
    "delw": "In resolves 1, delete the words “of lamps”.",
}
L["fr"] = {
    "head": "RÉSOLUTION 31 (RÉV. RIVERAINE, 2014)",
    "new": "RÉSOLUTION 31 (RÉV. COLLINE, 2018)",
    "older": "RÉSOLUTION 31 (EMBOUCHURE, 2010)",
    "other": "RÉSOLUTION 9 (RIVERAINE, 2014)",
    "title": "Lampes des petits ports",
    "formula": "La Conférence mondiale de développement des télécommunications (Riveraine, 2014),",
    "g1": "rappelant",
    "g1i": ["a) le rapport du Directeur sur les lampes;", "b) les habitudes des mouettes,"],
    "g2": "notant",
    "g2i": [
        "a) que les lampes sont allumées à la main;",
        "b) que les mains sont rares;",
        "c) que la nuit n'attend pas,",
    ],
    "d": "décide",
    "di": [
        "1 d'établir un registre des lampes;",
        "2 d'offrir une formation dans deux régions;",
        "3 de faire rapport chaque année,",
    ],
    "i": "charge le Secrétaire général",
    "ii": ["1 d'envoyer des lampes aux îles;", "2 de faire rapport au Conseil."],
    "w": ("deux régions", "trois régions"),
    "w1": ("un registre", "un registre public"),
    "w2": ("des lampes;", "des lampes et des bouées;"),
    "wx": ("deux régions", "quatre régions"),
    "add": "2bis de peindre les lampes;",
    "addl": "2bis",
    "unch": "(sans changement)",
    "reasons": "Motifs: Les lampes sont chères.",
    "rw": "chères",
    "cl": "considérant",
    "cli": "que la lune est faible,",
    "sup2": "1 et 2",
    "suprange": "1 à 2",
    "annex": "ANNEXE DE LA RÉSOLUTION 31 (RÉV. RIVERAINE, 2014)",
    "annext": "Règles pour les lampes",
    "anni": ["1 Les lampes sont en laiton.", "2 Le verre est lavé chaque semaine."],
    "rep": "Remplacer le point 2 du décide par ce qui suit:",
    "dele": "Supprimer le point 2 du décide.",
    "ins": "Insérer après le point 2 du décide un nouveau point:",
    "wordsub": "Au point 2 du décide, remplacer «deux régions» par «trois régions».",
    "delw": "Au point 1 du décide, supprimer les mots «des lampes».",
}
L["es"] = {
    "head": "RESOLUCIÓN 31 (REV. RIBERA, 2014)",
    "new": "RESOLUCIÓN 31 (REV. COLINA, 2018)",
    "older": "RESOLUCIÓN 31 (RÍA, 2010)",
    "other": "RESOLUCIÓN 9 (RIBERA, 2014)",
    "title": "Lámparas de los puertos pequeños",
    "formula": "La Conferencia Mundial de Desarrollo de las Telecomunicaciones (Ribera, 2014),",
    "g1": "recordando",
    "g1i": ["a) el informe del Director sobre las lámparas;", "b) las costumbres de las gaviotas,"],
    "g2": "observando",
    "g2i": ["a) que las lámparas se encienden a mano;", "b) que las manos son pocas;", "c) que la noche no espera,"],
    "d": "resuelve",
    "di": ["1 establecer un registro de lámparas;", "2 ofrecer formación en dos regiones;", "3 informar cada año,"],
    "i": "encarga al Secretario General",
    "ii": ["1 que envíe lámparas a las islas;", "2 que informe al Consejo."],
    "w": ("dos regiones", "tres regiones"),
    "w1": ("un registro", "un registro público"),
    "w2": ("de lámparas;", "de lámparas y boyas;"),
    "wx": ("dos regiones", "cuatro regiones"),
    "add": "2bis pintar las lámparas;",
    "addl": "2bis",
    "unch": "(sin cambios)",
    "reasons": "Motivos: Las lámparas son caras.",
    "rw": "caras",
    "cl": "considerando",
    "cli": "que la luna es débil,",
    "sup2": "1 y 2",
    "suprange": "1 a 2",
    "annex": "ANEXO A LA RESOLUCIÓN 31 (REV. RIBERA, 2014)",
    "annext": "Reglas para las lámparas",
    "anni": ["1 Las lámparas son de latón.", "2 El vidrio se lava cada semana."],
    "rep": "Sustitúyase el punto 2 del resuelve por el siguiente:",
    "dele": "Suprímase el punto 2 del resuelve.",
    "ins": "Insértese después del punto 2 del resuelve un nuevo punto:",
    "wordsub": "En el punto 2 del resuelve, sustitúyase «dos regiones» por «tres regiones».",
    "delw": "En el punto 1 del resuelve, suprímanse las palabras «de lámparas».",
}
L["ru"] = {
    "head": "РЕЗОЛЮЦИЯ 31 (ПЕРЕСМ. РЕЧНОЙ, 2014 г.)",
    "new": "РЕЗОЛЮЦИЯ 31 (ПЕРЕСМ. ХОЛМ, 2018 г.)",
    "older": "РЕЗОЛЮЦИЯ 31 (УСТЬЕ, 2010 г.)",
    "other": "РЕЗОЛЮЦИЯ 9 (РЕЧНОЙ, 2014 г.)",
    "title": "Лампы малых портов",
    "formula": "Всемирная конференция по развитию электросвязи (Речной, 2014 г.),",
    "g1": "напоминая",
    "g1i": ["a) отчет Директора о лампах;", "b) привычки чаек,"],
    "g2": "отмечая,",
    "g2i": ["a) что лампы зажигают вручную;", "b) что рук мало;", "c) что ночь не ждет,"],
    "d": "решает",
    "di": ["1 составить реестр ламп;", "2 предложить обучение в двух регионах;", "3 представлять отчет каждый год,"],
    "i": "поручает Генеральному секретарю",
    "ii": ["1 направить лампы на острова;", "2 представить отчет Совету."],
    "w": ("двух регионах", "трех регионах"),
    "w1": ("составить реестр", "составить открытый реестр"),
    "w2": ("ламп;", "ламп и буев;"),
    "wx": ("двух регионах", "четырех регионах"),
    "add": "2bis покрасить лампы;",
    "addl": "2bis",
    "unch": "(без изменений)",
    "reasons": "Основания: Лампы дороги.",
    "rw": "дороги",
    "cl": "учитывая,",
    "cli": "что луна слаба,",
    "sup2": "1 и 2",
    "suprange": "1–2",
    "annex": "ПРИЛОЖЕНИЕ К РЕЗОЛЮЦИИ 31 (ПЕРЕСМ. РЕЧНОЙ, 2014 г.)",
    "annext": "Правила для ламп",
    "anni": ["1 Лампы изготовлены из латуни.", "2 Стекло моют каждую неделю."],
    "rep": "Заменить пункт 2 раздела решает следующим:",
    "dele": "Исключить пункт 2 раздела решает.",
    "ins": "Включить после пункта 2 раздела решает новый пункт:",
    "wordsub": "В пункте 2 раздела решает заменить слова «двух регионах» словами «трех регионах».",
    "delw": "В пункте 1 раздела решает исключить слово «ламп».",
}
L["zh"] = {
    "head": "第31号决议（2014年，河口，修订版）",
    "new": "第31号决议（2018年，山顶，修订版）",
    "older": "第31号决议（2010年，江口）",
    "other": "第9号决议（2014年，河口）",
    "title": "小型港口的灯",
    "formula": "世界电信发展大会（2014年，河口），",
    "g1": "忆及",
    "g1i": ["a) 主任关于灯的报告；", "b) 海鸥的习惯，"],
    "g2": "注意到",
    "g2i": ["a) 灯由人工点亮；", "b) 人手不足；", "c) 黑夜不等人，"],
    "d": "做出决议",
    "di": ["1 编制灯的登记册；", "2 在两个区域提供培训；", "3 每年提交报告，"],
    "i": "责成秘书长",
    "ii": ["1 向岛屿发送灯；", "2 向理事会报告。"],
    "w": ("两个区域", "三个区域"),
    "w1": ("编制灯", "编制公开的灯"),
    "w2": ("登记册；", "登记册和浮标册；"),
    "wx": ("两个区域", "四个区域"),
    "add": "2bis 为灯上漆；",
    "addl": "2bis",
    "unch": "（无变化）",
    "reasons": "理由：灯很贵。",
    "rw": "很贵",
    "cl": "考虑到",
    "cli": "月亮很弱，",
    "sup2": "1和2",
    "suprange": "1-2",
    "annex": "第31号决议（2014年，河口，修订版）附件",
    "annext": "灯的规则",
    "anni": ["1 灯由黄铜制成。", "2 玻璃每周清洗。"],
    "rep": "将做出决议2替换为：",
    "dele": "删除做出决议2。",
    "ins": "在做出决议2之后插入：",
    "wordsub": "在做出决议2中，将“两个区域”改为“三个区域”。",
    "delw": "在做出决议1中，删除“登记册”一词。",
}
L["ar"] = {
    "head": "القرار 31 (المراجَع في ريفرتون، 2014)",
    "new": "القرار 31 (المراجَع في هيلتوب، 2018)",
    "older": "القرار 31 (ريفرماوث، 2010)",
    "other": "القرار 9 (ريفرتون، 2014)",
    "title": "مصابيح الموانئ الصغيرة",
    "formula": "إن المؤتمر العالمي لتنمية الاتصالات (ريفرتون، 2014)،",
    "g1": "إذ يذكر",
    "g1i": ["أ ) بتقرير المدير عن المصابيح؛", "ب) بعادات النوارس،"],
    "g2": "وإذ يلاحظ",
    "g2i": ["أ ) أن المصابيح تضاء باليد؛", "ب) أن الأيدي قليلة؛", "ج) أن الليل لا ينتظر،"],
    "d": "يقرر",
    "di": ["1 وضع سجل للمصابيح؛", "2 تقديم تدريب في إقليمين؛", "3 تقديم تقرير كل سنة،"],
    "i": "يكلف الأمين العام",
    "ii": ["1 بإرسال مصابيح إلى الجزر؛", "2 بتقديم تقرير إلى المجلس."],
    "w": ("إقليمين", "ثلاثة أقاليم"),
    "w1": ("سجل للمصابيح", "سجل علني للمصابيح"),
    "w2": ("للمصابيح؛", "للمصابيح والعوامات؛"),
    "wx": ("إقليمين", "أربعة أقاليم"),
    "add": "2 مكرراً طلاء المصابيح؛",
    "addl": "2 مكرراً",
    "unch": "(بدون تغيير)",
    "reasons": "الأسباب: المصابيح غالية.",
    "rw": "غالية",
    "cl": "إذ يضع في اعتباره",
    "cli": "أن القمر ضعيف،",
    "sup2": "1 و2",
    "suprange": "1-2",
    "annex": "الملحق بالقرار 31 (المراجَع في ريفرتون، 2014)",
    "annext": "قواعد المصابيح",
    "anni": ["1 تصنع المصابيح من النحاس.", "2 يغسل الزجاج كل أسبوع."],
    "rep": "يستعاض عن الفقرة 2 من يقرر بما يلي:",
    "dele": "تحذف الفقرة 2 من يقرر.",
    "ins": "تضاف بعد الفقرة 2 من يقرر فقرة جديدة:",
    "wordsub": 'في الفقرة 2 من يقرر، يستعاض عن "إقليمين" بعبارة "ثلاثة أقاليم".',
    "delw": 'في الفقرة 1 من يقرر، تحذف عبارة "للمصابيح".',
}


def base(code, annex=False):
    x = L[code]
    lines = [
        x["head"],
        x["title"],
        x["formula"],
        x["g1"],
        *x["g1i"],
        x["g2"],
        *x["g2i"],
        x["d"],
        *x["di"],
        x["i"],
        *x["ii"],
    ]
    if annex:
        lines += [x["annex"], x["annext"], *x["anni"]]
    return "\n".join(lines)


def drop(t, *ls):
    out = t.split("\n")
    for line in ls:
        out.remove(line)
    return "\n".join(out)


for code, x in L.items():
    B = base(code)
    BA = base(code, annex=True)
    HH = "\n".join([x["head"], x["title"], x["formula"]])
    W = sub(B, x["w"])

    def p(body, clause=x["d"], mark="MOD LAK/12/1", front=HH):
        return f"{front}\n{clause}\n{mark}\n{body}"

    def n(s, code=code):
        return f"{s}-{code}"

    di = x["di"]
    g2i = x["g2i"]
    # 1 omission
    case(
        n("dots-clause"),
        "ellipsis",
        B,
        [f"MOD LAK/12/1\n{HH}\n…\n{x['d']}\n…\n{di[1].replace(*x['w'])}\n…"],
        W,
        lang=code,
        absent=["…"],
    )
    case(
        n("dots-brackets"),
        "ellipsis",
        B,
        [f"MOD LAK/12/1\n{HH}\n[...]\n{x['d']}\n{di[0]}\n{di[1].replace(*x['w'])}\n[…]\n"],
        W,
        lang=code,
        absent=["[", "…"],
    )
    case(
        n("unchanged"),
        "ellipsis",
        B,
        [
            f"MOD LAK/12/1\n{HH}\n{x['g1']}\n{x['unch']}\n{x['g2']}\n{x['unch']}\n{x['d']}\n{di[0]}\n{di[1].replace(*x['w'])}\n{di[2]}\n{x['i']}\n{x['unch']}\n"
        ],
        W,
        lang=code,
        absent=[x["unch"]],
    )
    case(
        n("noc-in-place"),
        "ellipsis",
        B,
        [
            f"MOD LAK/12/1\n{HH}\nNOC\n{x['g1']}\nNOC\n{x['g2']}\nMOD\n{x['d']}\n{di[0]}\n{di[1].replace(*x['w'])}\n{di[2]}\nNOC\n{x['i']}"
        ],
        W,
        lang=code,
        absent=["NOC"],
    )
    case(
        n("dots-in-item"),
        "ellipsis",
        B,
        ["MOD LAK/12/1\n" + sub(B, (g2i[0], g2i[0].partition(")")[0] + ") …"), x["w"])],
        W,
        lang=code,
        absent=["…"],
    )
    case(n("omit-item"), "omission", B, ["MOD LAK/12/1\n" + drop(W, g2i[1])], W, exit=1, lang=code, says="b|ب")
    case(
        n("omit-clause"),
        "omission",
        B,
        ["MOD LAK/12/1\n" + drop(W, x["g1"], *x["g1i"])],
        W,
        exit=1,
        lang=code,
        says=x["g1"],
    )
    case(n("omit-annex"), "omission", BA, ["MOD LAK/12/1\n" + W], sub(BA, x["w"]), exit=1, lang=code)
    case(n("whole"), "whole", B, ["MOD LAK/12/1\n" + drop(W, g2i[1])], drop(W, g2i[1]), lang=code, args=("--whole",))
    # words
    case(
        n("reasons"),
        "words",
        B,
        [p(di[1].replace(*x["w"]) + "\n" + x["reasons"])],
        W,
        lang=code,
        absent=[x["rw"], "LAK"],
    )
    case(n("mod-item"), "MOD", B, [p(di[1].replace(*x["w"]))], W, lang=code)
    case(
        n("add-bis"), "ADD", B, [p(x["add"], mark="ADD LAK/12/2")], sub(B, (di[1], di[1] + "\n" + x["add"])), lang=code
    )
    case(
        n("add-existing"),
        "target",
        B,
        [p("2 " + x["cli"], mark="ADD LAK/12/2")],
        B,
        exit=1,
        says=x["cli"].rstrip(",،，"),
        lang=code,
    )
    case(n("sup-item"), "SUP", B, [p("2", mark="SUP LAK/12/2")], drop(B, di[1]), lang=code)
    case(
        n("sup-two"),
        "SUP",
        B,
        [p(x["sup2"], clause=x["i"], mark="SUP")],
        None,
        lang=code,
        absent=[x["ii"][0], x["ii"][1]],
        alts=[(B, 1, None)],
    )
    case(
        n("sup-range"),
        "SUP",
        B,
        [f"{HH}\n{x['i']}\nSUP LAK/12/3\n{x['suprange']}"],
        None,
        lang=code,
        absent=[x["ii"][0], x["ii"][1]],
        alts=[(B, 1, None)],
    )
    case(
        n("noc-differs"),
        "NOC",
        B,
        [p(di[1].replace(*x["wx"]), mark="NOC LAK/12/4")],
        B,
        exit=1,
        says=x["wx"][1],
        lang=code,
    )
    case(n("noc-same"), "NOC", B, [p(di[1], mark="NOC LAK/12/4")], B, exit=1, lang=code, alts=[(B, 0, None)])
    # target
    case(
        n("other-text"),
        "target",
        B,
        [p(di[1].replace(*x["w"])).replace(x["head"], x["other"])],
        B,
        exit=1,
        says="9",
        lang=code,
    )
    case(
        n("other-text-mod"),
        "target",
        B,
        ["MOD LAK/12/1\n" + W.replace(x["head"], x["other"])],
        B,
        exit=1,
        says="9",
        lang=code,
    )
    case(
        n("older-edition"),
        "target",
        B,
        [p(di[1].replace(*x["w"])).replace(x["head"], x["older"])],
        B,
        exit=1,
        says="2010",
        lang=code,
    )
    case(
        n("new-edition"),
        "target",
        B,
        ["MOD LAK/12/1\n" + W.replace(x["head"], x["new"])],
        W.replace(x["head"], x["new"]),
        lang=code,
    )
    case(n("no-label"), "target", B, [p("9 " + x["cli"])], B, exit=1, says="9", lang=code)
    case(n("nothing"), "nothing", B, ["\n".join(x["title"] for _ in range(2))], B, exit=1, says="p1", lang=code)
    case(n("unmarked-same"), "nothing", B, [B], B, exit=1, says="p1", lang=code)
    # several
    a = p(di[0].replace(*x["w1"]))
    b = p(di[0].replace(*x["w2"]), mark="MOD BAY/2/1")
    both = sub(B, (di[0], di[0].replace(*x["w1"]).replace(*x["w2"])))
    case(n("two-words"), "several", B, [a, b], both, lang=code)
    case(n("two-words-rev"), "several", B, [b, a], both, lang=code)
    case(
        n("conflict"),
        "several",
        B,
        [p(di[1].replace(*x["w"])), p(di[1].replace(*x["wx"]), mark="MOD BAY/2/1")],
        None,
        exit=1,
        says=x["w"][1] + r"[\s\S]*" + x["wx"][1] + "|" + x["wx"][1] + r"[\s\S]*" + x["w"][1],
        lang=code,
    )
    case(n("twice"), "several", B, [a, a], sub(B, x["w1"]), exit=1, says="p2|p1|LAK", lang=code)
    case(
        n("sup-and-mod"),
        "several",
        B,
        [p("2", mark="SUP BAY/2/2"), p(di[1].replace(*x["w"]))],
        None,
        exit=1,
        says=x["w"][1],
        lang=code,
        keep=[x["w"][1]],
    )
    case(
        n("insert-same-place"),
        "several",
        B,
        ["MOD LAK/12/1\n" + sub(B, (x["d"], f"{x['cl']}\n{x['cli']}\n{x['d']}")), p(x["add"], mark="ADD BAY/2/1")],
        sub(B, (x["d"], f"{x['cl']}\n{x['cli']}\n{x['d']}"), (di[1], di[1] + "\n" + x["add"])),
        lang=code,
    )
    # tracked
    T = B.replace(x["w"][0], "{{-{}-}}{{+{}+}}".format(*x["w"]))
    case(n("tracked-base"), "tracked", B, [T], W, form=("docx", "docx"), lang=code)
    case(n("tracked-mod"), "tracked", B, ["MOD LAK/12/1\n" + T], W, form=("docx", "docx"), lang=code)
    case(
        n("tracked-strike-item"),
        "tracked",
        B,
        ["MOD LAK/12/1\n" + B.replace(g2i[1], "-|" + g2i[1])],
        drop(B, g2i[1]),
        form=("docx", "docx"),
        lang=code,
    )
    case(
        n("tracked-strike-base"),
        "tracked",
        B,
        [B.replace(g2i[1], "-|" + g2i[1]).replace(di[0], di[0] + "\n+|1bis " + x["cli"])],
        sub(drop(B, g2i[1]), (di[0], di[0] + "\n1bis " + x["cli"])),
        form=("docx", "docx"),
        lang=code,
    )
    case(
        n("tracked-other-base"),
        "tracked",
        B,
        [T.replace(g2i[1], g2i[1].replace(g2i[1][-1], " 1953" + g2i[1][-1]))],
        None,
        exit=1,
        says="1953|2014|differ",
        form=("docx", "docx"),
        lang=code,
    )
    case(
        n("tracked-other-text"),
        "tracked",
        B,
        [T.replace(x["head"], x["other"])],
        B,
        exit=1,
        says="9",
        form=("docx", "docx"),
        lang=code,
    )
    case(n("tracked-text"), "tracked", B, [T], W, form=("text", "docx"), lang=code)
    # prose
    case(
        n("prose-replace"), "prose", B, [f"{x['head']}\n{x['rep']}\n“{di[1].replace(*x['w'])}”"], W, lang=code, alts=[]
    )
    case(n("prose-delete"), "prose", B, [f"{x['head']}\n{x['dele']}"], drop(B, di[1]), lang=code, alts=[])
    case(
        n("prose-insert"),
        "prose",
        B,
        [f"{x['head']}\n{x['ins']}\n“{x['add']}”"],
        sub(B, (di[1], di[1] + "\n" + x["add"])),
        lang=code,
        alts=[],
    )
    case(n("prose-words"), "prose", B, [f"{x['head']}\n{x['wordsub']}"], W, lang=code, alts=[])
    case(n("prose-delwords"), "prose", B, [f"{x['head']}\n{x['delw']}"], None, lang=code, alts=[])
x = L["en"]
B = base("en")
HH = "\n".join([x["head"], x["title"], x["formula"]])
# parts: UN, provisions
TR = "ARTICLE 5\nBoats\n60 1 Boats float.\n61 2 Oars break.\n62 3 Sails tear.\n63 4 Nets rot.\nARTICLE 6\nLamps\n64 1 Lamps shine in storms.\n65 2 Bells ring."
case(
    "treaty-range",
    "provisions",
    TR,
    ["ARTICLE 5\nSUP LAK/1/1\n61 to 63"],
    drop(TR, "61 2 Oars break.", "62 3 Sails tear.", "63 4 Nets rot."),
)
case(
    "treaty-mod",
    "provisions",
    TR,
    ["MOD 64 1 Lamps shine in fog.\nReasons: Fog is thick."],
    sub(TR, ("in storms", "in fog")),
    absent=["thick"],
)
case(
    "treaty-pp98",
    "provisions",
    TR,
    ["MOD 64 PP-98 1 Lamps shine in fog."],
    sub(TR, ("in storms", "in fog")),
    absent=["PP-98"],
)
case(
    "treaty-dots",
    "provisions",
    TR,
    ["MOD LAK/1/1\nARTICLE 6\nLamps\n...\n65 2 Bells sing."],
    sub(TR, ("ring", "sing")),
    absent=["..."],
)
case(
    "treaty-omit",
    "provisions",
    TR,
    ["MOD LAK/1/1\nARTICLE 6\nLamps\n65 2 Bells sing."],
    sub(TR, ("ring", "sing")),
    exit=1,
    says="64",
)
case("treaty-taken", "provisions", TR, ["ADD 65 3 Boats sing."], TR, exit=1, says="sing")
case("treaty-missing", "provisions", TR, ["MOD 99 3 Boats sing."], TR, exit=1, says="sing")
case("treaty-noc", "provisions", TR, ["NOC 64 1 Lamps shine in fog."], TR, exit=1, says="fog")
case(
    "treaty-order",
    "provisions",
    TR,
    ["ADD LAK/1/1\n65A 3 Bells sleep.\nADD LAK/1/2\n65B 4 Bells wake."],
    TR + "\n65A 3 Bells sleep.\n65B 4 Bells wake.",
)
UN = """77/226.
Lamps of small harbours
The General Assembly,
Recalling its resolution 70/1 of 25 September 2015 on harbours,
Noting with concern that lamps are lit by hand,
Convinced that nights do not wait,
1. Calls upon all States to light their lamps;
2. Requests the Secretary-General to report on lamps at its seventy-ninth session;
3. Decides to include in the provisional agenda of its seventy-ninth session the item entitled “Lamps”."""
UW = sub(UN, ("light their lamps", "light and clean their lamps"))
UT = UN.replace("light their", "light {+and clean +}their")
case("un-tracked", "UN", UN, [UT], UW, form=("docx", "docx"))
case("un-tracked-text", "UN", UN, [UT], UW, form=("text", "docx"))
case("un-mod", "UN", UN, ["MOD LAK/1/1\n" + UW], UW)
case("un-whole", "UN", UN, [UW], UW, args=("--whole",))
case(
    "un-tracked-two",
    "UN",
    UN,
    [UT, UN.replace("on lamps at", "on lamps{+ and buoys+} at")],
    sub(UW, ("on lamps at", "on lamps and buoys at")),
    form=("docx",) * 3,
)
case(
    "un-strike",
    "UN",
    UN,
    [
        UN.replace("Convinced that", "-|Convinced that").replace(
            "2. Requests", "+|1 bis. Encourages Member States to paint lamps;\n2. Requests"
        )
    ],
    sub(
        UN,
        ("Convinced that nights do not wait,", ""),
        ("2. Requests", "1 bis. Encourages Member States to paint lamps;\n2. Requests"),
    ),
    form=("docx", "docx"),
)
case("un-omit", "UN", UN, ["MOD LAK/1/1\n" + drop(UW, "Convinced that nights do not wait,")], UW, exit=1)
case(
    "un-prose", "UN", UN, ["77/226. Lamps of small harbours\nDelete paragraph 2."], drop(UN, UN.split("\n")[7]), alts=[]
)
case(
    "un-prose-insert",
    "UN",
    UN,
    [
        "77/226. Lamps of small harbours\nInsert after paragraph 1 the following:\n“1 bis. Encourages Member States to paint lamps;”"
    ],
    sub(UN, ("2. Requests", "1 bis. Encourages Member States to paint lamps;\n2. Requests")),
    alts=[],
)


# documents on documents
def p(body, clause=x["d"], mark="MOD LAK/12/1"):
    return f"{HH}\n{clause}\n{mark}\n{body}"


di = x["di"]
case(
    "revision",
    "documents",
    B,
    [
        "Document 12-E\n" + p("2 to offer training in four regions;"),
        "Revision 1 to\nDocument 12-E\n" + p("2 to offer training in five regions;"),
    ],
    sub(B, ("two regions", "five regions")),
    exit=1,
    says="LAK/12/1",
)
case(
    "revision-rev",
    "documents",
    B,
    [
        "Revision 1 to\nDocument 12-E\n" + p("2 to offer training in five regions;"),
        "Document 12-E\n" + p("2 to offer training in four regions;"),
    ],
    sub(B, ("two regions", "five regions")),
    exit=1,
    says="LAK/12/1",
)
case(
    "revision-drops",
    "documents",
    B,
    [
        "Document 12-E\n"
        + p("2 to offer training in four regions;")
        + "\nMOD LAK/12/2\n3 to report on resolves 1 each month,",
        "Revision 1 to\nDocument 12-E\n" + p("2 to offer training in five regions;"),
    ],
    sub(B, ("two regions", "five regions")),
    exit=1,
    says="LAK/12/2|month",
)
case(
    "addenda",
    "documents",
    B,
    [
        "Addendum 1 to\nDocument 12-E\n" + p("2 to offer training in four regions;", mark="MOD LAK/12A1/1"),
        "Addendum 2 to\nDocument 12-E\n" + p("1 to draw up a public register of lamps;", mark="MOD LAK/12A2/1"),
    ],
    sub(B, ("two regions", "four regions"), ("a register", "a public register")),
)
case(
    "corrigendum",
    "documents",
    B,
    [
        "Document 12-E\n"
        + p("2 to offer training in four regions;")
        + "\nMOD LAK/12/2\n3 to report on resolves 1 each month,",
        "Corrigendum 1 to\nDocument 12-E\n" + p("2 to offer training in five regions;"),
    ],
    sub(B, ("two regions", "five regions"), ("each year", "each month")),
    exit=1,
    says="LAK/12/1",
)
case("dup-doc", "documents", B, ["MOD LAK/1/1\n" + sub(B, x["w"])] * 2, sub(B, x["w"]), exit=1)
case(
    "order-new",
    "order",
    B,
    [
        "MOD LAK/12/1\n"
        + sub(
            B,
            (di[2], "21 to sweep;\n22 to scrub;\n" + di[2]),
        )
    ],
    None,
    lang="en",
)
case(
    "order-para",
    "order",
    B + "\nANNEX TO RESOLUTION 31 (REV. RIVERTON, 2014)\nRules\n17 Lamps shine.\n18 Bells ring.",
    [
        "MOD LAK/12/1\n"
        + B
        + "\nANNEX TO RESOLUTION 31 (REV. RIVERTON, 2014)\nRules\n17 Lamps shine.\nOn nets\n21 Nets are dried.\n22 Nets are mended.\n18 Bells ring."
    ],
    B
    + "\nANNEX TO RESOLUTION 31 (REV. RIVERTON, 2014)\nRules\n17 Lamps shine.\nOn nets\n21 Nets are dried.\n22 Nets are mended.\n18 Bells ring.",
)
case("sup-cited", "cited", B, [p("1", mark="SUP LAK/12/3")], drop(B, di[0]), exit=1, says="resolves 1")
case(
    "thousands",
    "printing",
    B.replace("two regions", "inclusion 6,678 or so"),
    [p("3 to report on resolves 1 each month,")],
    sub(B, ("two regions", "inclusion 6,678 or so"), ("each year", "each month")),
)


def q(id, text, want, exit=0, says="", base=B, lang="en"):
    case(id, "prose2", base, [text], want, exit=exit, says=says, lang=lang)


h = x["head"] + "\n"
q("for-read", h + "In resolves 2, for “two” read “three”.", sub(B, ("two regions", "three regions")))
q("for-read-line", h + "In line 3, for “two regions” read “three regions”.", sub(B, ("two regions", "three regions")))
q("substitute", h + "Substitute the word “three” for “two” in resolves 2.", sub(B, ("two regions", "three regions")))
q(
    "insert-words",
    h + "In resolves 1, insert “and buoys” after “lamps”.",
    sub(B, ("register of lamps", "register of lamps and buoys")),
)
q("ambiguous", h + "Replace item 2 by the following:\n“2 to sleep;”", B, 1, "sleep")
q("missing", h + "Delete resolves 9.", B, 1, "resolves 9")
q("of-annex", h + "Delete paragraph 2 of the annex.", B, 1, "annex")
q("other-text", x["other"] + "\nDelete resolves 2.", B, 1, "resolves 2")
q(
    "two-one-bad",
    h + "Delete resolves 2.\nImprove the text as discussed, and correct the spelling of names.",
    drop(B, di[1]),
    1,
    "Improve|spelling",
)
q(
    "both",
    h + "Delete resolves 2.\nIn resolves 1, replace “lamps” by “bells”.",
    sub(drop(B, di[1]), ("register of lamps", "register of bells")),
)
q("twice-words", h + "Replace “lamps” by “bells”.", B, 1, "bells")
q(
    "un-replace",
    "77/226.\nReplace paragraph 2 by the following:\n“2. Requests the Secretary-General to rest;”",
    sub(UN, ("to report on lamps at its seventy-ninth session", "to rest")),
    base=UN,
)
q(
    "un-preamb",
    "77/226.\nInsert after the first preambular paragraph a new paragraph:\n“Noting also that bells ring,”",
    sub(UN, ("Noting with concern", "Noting also that bells ring,\nNoting with concern")),
    base=UN,
)
q("delete-clause", h + "Delete “noting”.", None, 1)
q("with-sub", h + "Replace resolves 2 by:\n“2 to offer training:\na) by day;\nb) by night;”",
  sub(B, (di[1], "2 to offer training:\na) by day;\nb) by night;")))  # fmt: skip
q("prov", "Delete No. 62.", drop(TR, "62 3 Sails tear."), base=TR)
q("prov-mod", "In No. 64, replace “storms” by “fog”.", sub(TR, ("storms", "fog")), base=TR)
q("intro", h + "The Committee met twice.\nDelete resolves 2.", drop(B, di[1]))

for each in ("Delete the second sentence of", "Delete the footnote to", "Do not delete", "Delete the heading of"):
    q(f"no-whole-{each}", f"{h}{each} resolves 2.", None, 1, each)
q("a-past-proposal", h + "The proposal to delete resolves 2 was rejected.", None, 1, "rejected")
q("but-quoted", h + "Delete resolves 2, except the words “two regions”.", None, 1, "except")
q(
    "a-sentence-by",
    h + "Replace the last sentence of resolves 2 by:\n“Regions are large.”",
    None,
    1,
    "Regions are large",
)
q("everything-behind", h + "In resolves 2, delete everything after “two regions”.", None, 1, "everything")


# ---------------------------------------------------------------------- parts of a text, and what is said in words

BELLS = """RESOLUTION 57 (LAKESIDE, 2019)
Ferry bells
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2019),
considering
a) that ferries ring bells at night;
b) that:
i) bells of iron crack in winter;
ii) bells of brass are dear;
c) that passengers sleep badly,
resolves
1 to keep a list of bells:
1.1 by port;
1.2 by tone;
2 to ring each bell once a day;
3 to review this list every four years.
ANNEX 1 TO RESOLUTION 57 (LAKESIDE, 2019)
Tones of bells
1 Scope
This annex gives tones.
2 Tones
2.1 Bells of brass ring at 440 Hz.
2.2 Bells of iron ring at 660 Hz.
3 Care
Bells are oiled in spring."""
FRONT = "\n".join(BELLS.split("\n")[:3])
ANNEX = "ANNEX 1 TO RESOLUTION 57 (LAKESIDE, 2019)"
CLOCHES = """RÉSOLUTION 57 (BORD DU LAC, 2019)
Cloches des bacs
La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bord du Lac, 2019),
considérant
a) que les bacs sonnent la nuit;
b) que le laiton est cher;
c) que les passagers dorment mal,
décide
1 de tenir une liste des cloches;
2 de sonner chaque cloche une fois par jour."""
KOLOKOLA = """РЕЗОЛЮЦИЯ 57 (ОЗЕРНЫЙ, 2019 г.)
Колокола паромов
Полномочная конференция Международного союза электросвязи (Озерный, 2019 г.),
учитывая,
a) что паромы звонят ночью;
b) что латунь дорога;
c) что пассажиры плохо спят,
решает
вести список колоколов."""
HARBOURS = {
    "en": """78/301.
Quiet harbours
The General Assembly,
Noting with concern that ferries ring bells at night,
1. Welcomes the report of the Secretary-General on quiet harbours;
2. Urges Member States to tune their bells;
3. Calls upon all ports:
(a) To ring softly;
(b) To ring seldom;
4. Decides to remain seized of the matter.
104th plenary meeting
2 June 2024""",
    "fr": """78/301.
Ports calmes
L'Assemblée générale,
Notant avec préoccupation que les bacs sonnent la nuit,
1. Accueille avec satisfaction le rapport du Secrétaire général sur les ports calmes;
2. Engage les États Membres à accorder leurs cloches;
3. Décide de rester saisie de la question.
104e séance plénière
2 juin 2024""",
    "es": """78/301.
Puertos tranquilos
La Asamblea General,
Observando con preocupación que los transbordadores suenan de noche,
1. Acoge con beneplácito el informe del Secretario General sobre los puertos tranquilos;
2. Insta a los Estados Miembros a que afinen sus campanas;
3. Decide seguir ocupándose de la cuestión.
104ª sesión plenaria
2 de junio de 2024""",
}
QUIET = HARBOURS["en"]


def part(name, base, proposal, *pairs, want="", **more):
    case(name, "parts", base, [proposal], want or sub(base, *pairs), **more)


part(
    "one-of-the-items-below",
    BELLS,
    f"MOD X/1/1\n{FRONT}\nconsidering\n...\nb) that:\n...\nii) bells of brass are too dear;\n...",
    ("are dear", "are too dear"),
)
part(
    "items-below-without-that-above",
    BELLS,
    f"MOD X/1/1\n{FRONT}\n...\nresolves\n...\n1.2 by tone and by age;\n...",
    ("by tone", "by tone and by age"),
)
part(
    "one-section-of-an-annex",
    BELLS,
    f"MOD X/1/1\n{FRONT}\n...\n{ANNEX}\nTones of bells\n...\n2.2 Bells of iron ring at 700 Hz.\n...",
    ("660", "700"),
)
part(
    "numbers-in-an-annex-below-a-marker",
    BELLS,
    f"MOD X/1/1\n{ANNEX}\n...\n3 Care\nBells are oiled in autumn.",
    ("in spring", "in autumn"),
)
for name, said in (("a", "SECTION 4\nMOD X/1/1\n"), ("the", "SECTION 4\nMOD "), ("the-only", "MOD X/1/1\n")):
    part(
        f"{name}-number-of-a-section",
        BELLS.replace("ANNEX 1 TO RESOLUTION 57 (LAKESIDE, 2019)", "SECTION 4"),
        f"{said}2.1 Bells of brass ring at 450 Hz.",
        ("440", "450"),
    )
part(
    "a-range-unchanged",
    CLOCHES,
    "MOD X/1/1\n"
    + "\n".join(CLOCHES.split("\n")[:3])
    + "\nconsidérant\na) à c) (sans changement)\ndécide\n1 (inchangé)\n2 de sonner chaque cloche deux fois par jour.",
    ("une fois", "deux fois"),
    lang="fr",
)
part(
    "letters-suppressed",
    KOLOKOLA,
    "\n".join(KOLOKOLA.split("\n")[:4]) + "\nSUP X/1/1\na) и b)",
    ("a) что паромы звонят ночью;\nb) что латунь дорога;\n", ""),
    lang="ru",
)
BOTES = """RESOLUCIÓN 57 (LAGO, 2019)
Campanas
La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Lago, 2019),
resuelve
1 llevar una lista de campanas;
2 tocar cada campana una vez al día."""
ZHONG = """第57号决议(2019年,湖畔)
渡船钟
国际电信联盟全权代表大会(2019年,湖畔),
做出决议
1 保存钟的清单;
2 每天敲钟一次。"""
AJRAS = """القرار 57 (البحيرة، 2019)
الأجراس
إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (البحيرة، 2019)،
يقرر
1 الاحتفاظ بقائمة الأجراس؛
2 قرع كل جرس كل يوم."""
for tongue, base, sayings in (
    ("fr", CLOCHES, ("Supprimer la dernière phrase du point 2 du décide.", "Ne pas supprimer le point 2 du décide.")),
    ("ru", KOLOKOLA, ("Исключить второе предложение пункта b).", "Не исключить пункт b).")),
    ("es", BOTES, ("Suprímase la segunda frase del punto 2 del resuelve.", "No suprimir el punto 2 del resuelve.")),
    ("zh", ZHONG, ("删除做出决议第2段第二句。", "不删除做出决议第2段。")),
    ("ar", AJRAS, ("تحذف الجملة الثانية من الفقرة 2 من يقرر.", "لا تحذف الفقرة 2 من يقرر.")),
):
    for each in sayings:
        part(each, base, base.split("\n")[0] + "\n" + each, want=base, exit=1, says=re.escape(each), lang=tongue)
for dots in ("…", "[...]", "..."):
    part(
        f"dots-below-a-formula-{dots}",
        QUIET,
        f"MOD\n78/301. Quiet harbours\nThe General Assembly,\n{dots}\n2. Urges Member States to muffle their bells;\n{dots}",
        ("tune", "muffle"),
    )
part(
    "dots-between-a-recital-and-a-paragraph",
    HARBOURS["es"],
    "MOD\n78/301. Puertos tranquilos\nLa Asamblea General,\nObservando con honda "
    "preocupación que los transbordadores suenan de noche,\n…\n3. Decide seguir ocupándose activamente de la cuestión.\n…",
    ("con preocupación", "con honda preocupación"),
    ("ocupándose", "ocupándose activamente"),
    lang="es",
)
part(
    "dots-in-a-short-text",
    HARBOURS["fr"],
    "MOD\n78/301. Ports calmes\nL'Assemblée générale,\n[…]\n2. Engage vivement les États Membres à "
    "accorder leurs cloches;\n[…]",
    ("Engage les", "Engage vivement les"),
    lang="fr",
)
part(
    "a-point-with-dots-around-it",
    QUIET,
    "MOD\n78/301. Quiet harbours\nThe General Assembly,\n…\n3. Calls upon all ports:\n…\n(b) To ring very seldom;\n…",
    ("ring seldom", "ring very seldom"),
)


def said(name, words, *pairs, base=QUIET, title="78/301. Quiet harbours\n", **more):
    case(name, "said", base, [title + words], sub(base, *pairs), **more)


said(
    "said-before",
    "Insert before paragraph 2 a new paragraph:\n1 bis. Thanks the gulls;",
    ("2. Urges", "1 bis. Thanks the gulls;\n2. Urges"),
)
said("said-words-before", "In paragraph 2, insert “all” before “Member States”.", ("Urges Member", "Urges all Member"))
said(
    "said-twice",
    "In paragraph 2, replace the words “muffle their bells” with “tune their bells”.",
    exit=1,
    says="muffle",
)
said("said-the-other-way", "In paragraph 2, substitute “muffle” for “tune”.", ("tune", "muffle"))
said("said-and-made", "In paragraph 2, substitute “tune” for “muffle”.", exit=1, says="muffle")
said(
    "said-in-french",
    "Rectificatif\nParagraphe 2\nAu lieu de « accorder », lire « assourdir »",
    ("accorder", "assourdir"),
    base=HARBOURS["fr"],
    title="78/301. Ports calmes\n",
    lang="fr",
)
said(
    "said-in-spanish",
    "Párrafo 2\nDonde dice «afinen» debe decir «afinen bien»",
    ("afinen", "afinen bien"),
    base=HARBOURS["es"],
    title="78/301. Puertos tranquilos\n",
    lang="es",
)
said("said-of-no-words", "In paragraph 2, replace “paint their bells” by “muffle their bells”.", exit=1, says="paint")

# ---------------------------------------------------------------------- what a marker names, however it is laid out

BASE57, X = "RESOLUTION 57 (LAKESIDE, 2019)\n", "MOD X/1/1\n"


def laid(name, proposal, *pairs, base=BELLS, **more):
    case(name, "laid out", base, [proposal], sub(base, *pairs), **more)


DAY = ("once a day", "twice a day")
laid("noc-in-a-clause", f"{X}{BASE57}...\nresolves\nNOC 1\n2 to ring each bell twice a day;\nNOC 3\n...", DAY)
laid("noc-of-several", f"{X}{BASE57}...\nresolves\nNOC 1\n2 to ring each bell twice a day;\n3 (NOC)\n...", DAY)
laid("noc-of-letters", f"{X}{BASE57}considering\nNOC a)\nb) that bells:", ("b) that:", "b) that bells:"))
laid("dots-behind-a-label", f"{X}{BASE57}...\nresolves\n1 ...\n2 ... twice a day;\n...", ("once", "once twice"))
laid("labels-before-noc", f"{X}{BASE57}...\nresolves\n1 and 2 NOC\n3 to review this list each year.\n...",
     ("every four years", "each year"))  # fmt: skip
laid("a-point-of-an-item", f"{BASE57}considering\n{X}b) that:\nii) bells of brass crack;\n...",
     ("bells of brass are dear", "bells of brass crack"))  # fmt: skip
laid("a-point-suppressed", f"{BASE57}considering\nSUP X/1/1\nb) ii)", ("ii) bells of brass are dear;\n", ""))
laid("a-point-without-the-words-above", f"{BASE57}considering\n{X}b) ii) bells of brass crack;",
     ("bells of brass are dear", "bells of brass crack"), exit=1, says="iron crack")  # fmt: skip
laid("an-item-without-a-stop", f"{BASE57}considering\n{X}a) that ferries ring\nMOD X/1/2\nc) that nobody sleeps,",
     ("ferries ring bells at night;", "ferries ring"), ("passengers sleep badly", "nobody sleeps"))  # fmt: skip
laid("a-clause-that-says-also", f"{BASE57}ADD X/1/1\nconsidering also\nthat winters are long,",
     ("resolves\n1 to", "considering also\nthat winters are long,\nresolves\n1 to"))  # fmt: skip
LONG = "a) that ferries ring bells at night, and that their sound carries over the water to the houses of all keepers of lights"
laid("unchanged-behind-a-long-line", f"{X}{BASE57}...\nconsidering\n{LONG}\n(unchanged)",
     ("a) that ferries ring bells at night;", LONG))  # fmt: skip
laid("suppressed-with-a-range-in-its-words", f"{BASE57}considering\nSUP X/1/1\na) that ferries ring at 87-108 dB;",
     ("a) that ferries ring at 87-108 dB;\n", ""), base=sub(BELLS, ("ring bells at night", "ring at 87-108 dB")))  # fmt: skip
laid("words-below-a-marker", f"{BASE57}resolves\n{X}In 2, replace “once” by “twice”.", DAY)
laid("a-part-below-a-marker", f"{BASE57}{X}resolves 2\nto ring each bell twice a day;", DAY)
laid("suppressed-by-name", f"{BASE57}SUP X/1/1\nresolves 2", ("2 to ring each bell once a day;\n", ""))
# what stands below a heading under the marker, or behind it, names items and no whole clause
laid(
    "suppressed-below-a-heading-of-its-own",
    f"{BASE57}SUP X/1/1\nresolves\n2",
    ("2 to ring each bell once a day;\n", ""),
)
laid("suppressed-below-a-heading-with-its-words", f"{BASE57}SUP X/1/1\nresolves\n2 to ring each bell once a day;",
     ("2 to ring each bell once a day;\n", ""))  # fmt: skip
laid("left-below-a-heading-of-its-own", f"{BASE57}NOC X/1/1\nresolves\n2\nSUP X/1/2\nconsidering\na)",
     ("a) that ferries ring bells at night;\n", ""))  # fmt: skip
for tongue, formula, heading, named, also, listed in (
    ("en", "The Plenipotentiary Conference (Lakeside, 2019),", "noting", "a) to c)", "c) - d)", "a) and c)"),
    ("fr", "La Conférence de plénipotentiaires (Lakeside, 2019),", "notant", "a) à c)", "c) – d)", "a) et c)"),
    ("es", "La Conferencia de Plenipotenciarios (Lakeside, 2019),", "observando", "a) a c)", "c)-d)", "a) y c)"),
    ("ru", "Полномочная конференция (Лейксайд, 2019 г.),", "отмечая,", "a) до c)", "c)–d)", "a) и c)"),
    ("zh", "全权代表大会(2019年,湖畔),", "注意到", "a)至c)", "c)-d)", "a)和c)"),
):
    head = {"fr": "RÉSOLUTION 57", "es": "RESOLUCIÓN 57", "ru": "РЕЗОЛЮЦИЯ 57", "zh": "第57号决议"}.get(
        tongue, "RESOLUTION 57"
    )
    items = ["a) aaa bbb;", "b) ccc ddd;", "b)bis kkk lll;", "c) eee fff;", "d) ggg hhh;", "e) iii jjj,"]
    listing = "\n".join((head, formula, heading, *items))
    for name, words, gone in (("to", named, items[:4]), ("dash", also, items[3:5]), ("and", listed, items[::3][:2]),
                              ("comma", "a), c)", items[::3][:2]), ("one", "b)", items[1:2])):  # fmt: skip
        pairs = [(f"{each}\n", "") for each in gone]
        laid(
            f"labels-{name}-{tongue}",
            f"{head}\n{formula}\n{heading}\nSUP X/1/1\n{words}",
            *pairs,
            base=listing,
            lang=tongue,
        )
        told = {"exit": 1, "says": "noting a\\), c"} if (tongue, name) == ("en", "comma") else {}
        laid(
            f"labels-{name}-behind-{tongue}",
            f"{head}\n{formula}\nSUP X/1/1\n{heading} {words}",
            *(pairs if not told else ()),
            base=listing,
            lang=tongue,
            **told,
        )
        laid(
            f"labels-{name}-below-{tongue}",
            f"{head}\n{formula}\nSUP X/1/1\n{heading}\n{words}",
            *pairs,
            base=listing,
            lang=tongue,
        )
# the whole of which only a part is shown stays
for shown in ("resolves\n2", "Ferry bells\nresolves\n2 to ring each bell once a day;", "...\nresolves\n2\n..."):
    laid(f"part-of-a-text-{len(shown)}", f"SUP X/1/1\n{BASE57}{shown}", exit=1, says="only a part of it")
laid("a-label-in-the-place-of-a-title", f"SUP X/1/1\n{BASE57}2", exit=1, says="“2”")
for shown in ("resolves 2", "considering a) and b)"):
    laid(
        f"part-as-a-title-{shown}",
        f"SUP X/1/1\n{BASE57}{shown}",
        exit=1,
        says=f"only a part of it .“{re.escape(shown)}”",
    )
laid("a-title-with-a-number", f"SUP X/1/1\n{sub(BELLS, ('Ferry bells', 'Ferry bells of 2'))}", (sub(BELLS, ("Ferry bells", "Ferry bells of 2")), ""),
     base=sub(BELLS, ("Ferry bells", "Ferry bells of 2")))  # fmt: skip
laid("a-text-with-dots", f"SUP X/1/1\n{BASE57}Ferry bells\n...", (BELLS, ""))
laid("part-of-an-annex", f"{BASE57}SUP X/1/1\nANNEX 1 TO RESOLUTION 57 (LAKESIDE, 2019)\n2", exit=1, says="only a part")
laid("part-of-an-article", "SUP ARTICLE 6\n64", base=TR, exit=1, says="only a part")
laid("an-article-with-dots", "SUP ARTICLE 6\nLamps\n...", (TR[TR.index("\nARTICLE 6") :], ""), base=TR)
laid("suppressed-and-another-with-its-words", f"{BASE57}considering\nSUP X/1/1\na) that ferries ring bells at night;\n"
     "c) that passengers sleep badly,", ("a) that ferries ring bells at night;\n", ""), exit=1, says="passengers")  # fmt: skip
laid("a-range-but-for-one", "SUP 61-63 (except 62)", ("\n61 2 Oars break.\n62 3 Sails tear.\n63 4 Nets rot.", ""), base=TR,
     exit=1, says="except 62")  # fmt: skip
laid(
    "other-words-below-a-number",
    "SUP 62\n3 Sails sing.",
    ("62 3 Sails tear.\n", ""),
    base=TR,
    exit=1,
    says="3 Sails sing",
)
laid("its-words-below-a-number", "SUP 62\n3 Sails tear.", ("62 3 Sails tear.\n", ""), base=TR)
laid(
    "some-of-its-words-behind-a-number",
    "SUP 62 and 63\n3 Sails tear.",
    ("\n62 3 Sails tear.\n63 4 Nets rot.", ""),
    base=TR,
)
# in Word, tracked changes strike what stands below a SUP
struck = {
    "item": ("resolves\nSUP X/1/1\n-|3 to review this list every four years.", "3 to review this list every four years.\n"),
    "items": ("considering\nSUP X/1/1\n-|a) that ferries ring bells at night;\n-|c) that passengers sleep badly,",
              "a) that ferries ring bells at night;\n", "c) that passengers sleep badly,\n"),
    "words": ("resolves\nSUP X/1/1\n2 {-to ring each bell once a day;-}", "2 to ring each bell once a day;\n"),
    "clause": ("SUP X/1/1\n" + "\n".join("-|" + line for line in BELLS.split("\n")[3:9]), "\n".join(BELLS.split("\n")[3:9])),
    "annex": ("SUP X/1/1\n" + "\n".join("-|" + line for line in BELLS.split("\n")[15:]), "\n".join(BELLS.split("\n")[15:])),
}  # fmt: skip
for name, (words, *gone) in struck.items():
    laid(f"struck-{name}", BASE57 + words, *((each, "") for each in gone), form=("docx", "docx"))
laid("struck-before-a-new-marker", f"{BASE57}considering\nSUP X/1/1\n-|a) that ferries ring bells at night;\n+|NOC X/1/2\n"
     "c) that passengers sleep badly,", form=("docx", "docx"), exit=1, says="SUP X/1/1")  # fmt: skip
# a line that only looks like a marker stays words of what is above it, and is told
for like in (
    "MOD:",
    "X/1/2: MOD",
    "MOD (X/1/2)",
    "MOD/X/1/2",
    "MOD item 3",
    "Proposal 2: MOD",
):
    laid(f"like-a-marker-{like.replace('/', '-')}", f"{BASE57}resolves\n{X}2 to ring each bell twice a day;\n{like}\n3 to review this list.",
         ("once a day;", f"twice a day;\n{like}"), (" every four years", ""), exit=1, says=re.escape(like))  # fmt: skip


def beside(name, proposal, *pairs, base=BELLS, exit=0, **more):
    case(name, "beside", base, [proposal], None if exit else sub(base, *pairs), exit=exit, **more)


# what else is on the line of a marker: its number in a list of proposals, brackets, other papers, a dash
TWO = (("once a day", "twice a day"), ("four years", "five years"))
for first, second in (
    ("1. MOD X/1/1", "2. MOD X/1/2"),
    ("1) MOD X/1/1", "2) MOD X/1/2"),
    ("[MOD] X/1/1", "[MOD] X/1/2"),
    ("MOD X/1/1, Y/8/3", "MOD X/1/2, Y/8/4"),
    ("X/1/1 – MOD", "X/1/2 – MOD"),
):
    beside(f"on-the-line-{first.replace('/', '-')}",
         f"{BASE57}resolves\n{first}\n2 to ring each bell twice a day;\n{second}\n3 to review this list every five years.", *TWO)  # fmt: skip
beside("numbered-markers-of-provisions", "1. MOD X/1/1\n62 3 Sails burst.\n2. SUP X/1/2\n63", ("Sails tear", "Sails burst"),
     ("\n63 4 Nets rot.", ""), base=TR)  # fmt: skip
beside("number-of-a-marker-again", "MOD 62\n62 3 Sails burst.", base=TR, exit=1, says="62 3 Sails burst.*again")
beside(
    "number-of-a-marker-again-and-more",
    "MOD 62\n62 3 Sails burst.\nADD 65A\n65A 4 Bells rust.",
    base=TR,
    exit=1,
    says="65A 4 Bells rust.*again",
)
beside(
    "numbered-marker-with-its-provision",
    "1. MOD 62 3 Sails burst.\n2. MOD 63 4 Nets dry.",
    base=TR,
    exit=1,
    says="2\\.",
)
for former in ("MOD 62 (ex 61A)\n3 Sails burst.", "MOD 62 (ex-61A) 3 Sails burst."):
    beside(f"former-number-{former[:15]}", former, ("Sails tear", "Sails burst"), base=TR)
# lines below a marker that are no words of a text: remarks, and alternatives
for aside in (
    "Note by the secretariat: This is as in 2014.",
    "Note from the Secretariat: This is as in 2014.",
    "[Editor's note: check with the French text.]",
    "Editorial note: check with the French text.",
    "(to be checked)",
    "or",
    "Option 2: to ring no bell;",
    "[Alternative B]",
):
    beside(
        f"aside-{aside[:12]}",
        f"{BASE57}resolves\n{X}2 to ring each bell twice a day;\n{aside}",
        exit=1,
        says=re.escape(aside),
    )
beside("alternatives-of-an-addition", "ADD 65A\nOption 1: 3 Bells sleep.\nOption 2: 3 Bells wake.", base=TR, exit=1,
     says="Option 2.*one wording")  # fmt: skip
beside("asides-fr", f"{chr(10).join(CLOCHES.split(chr(10))[:3])}\ndécide\n{X}2 de sonner deux fois;\nNote du secrétariat: texte de 2014.",
     base=CLOCHES, lang="fr", exit=1, says="Note du secr")  # fmt: skip
laid("like-a-marker-at-the-end", f"{BASE57}resolves\n{X}2 to ring each bell twice a day;\nSUP item 3",
     ("once a day;", "twice a day;\nSUP item 3"), exit=1, says="SUP item 3")  # fmt: skip
laid("words-of-markers", f"{BASE57}resolves\n{X}2 to ring each bell twice a day, and to ADD no bell;",
     ("once a day;", "twice a day, and to ADD no bell;"))  # fmt: skip
# the line of a paper that names the text that it changes
for cover, pairs in (("Corrigendum 1 to Resolution 57 (Lakeside, 2019)", (DAY,)), ("Corrigendum to Resolution 58", ()),
                     ("Corrigendum 1 to Decision 57", ()), ("Corrigendum 2 to Resolution 57 (Rev. Rivertown, 2010)", ())):  # fmt: skip
    told = {} if pairs else {"exit": 1, "says": "once"}
    laid(f"paper-{cover.replace(' ', '-')}", f"{cover}\nIn resolves 2, replace “once” by “twice”.", *pairs, **told)
laid(
    "paper-fr",
    "Corrigendum 1 à la Résolution 58\nSupprimer le point 2 du décide.",
    base=CLOCHES,
    lang="fr",
    exit=1,
    says="point 2",
)
# a blank before the bracket of a label
laid("labels-to-ar", f"{AJRAS.split(chr(10))[0]}\nإذ يلاحظ\nSUP X/1/1\nأ ) إلى ج)",
     ("أ ) أن السفن كثيرة؛\nب) أن الماء عميق؛\nج) أن الليل طويل؛\n", ""),
     base=sub(AJRAS, ("يقرر", "إذ يلاحظ\nأ ) أن السفن كثيرة؛\nب) أن الماء عميق؛\nج) أن الليل طويل؛\nد ) أن الجرس قديم،\nيقرر")),
     lang="ar")  # fmt: skip
laid("words-below-a-marker-told", f"{BASE57}resolves\n{X}In 2, replace “never” by “twice”.", exit=1, says="never")
laid(
    "a-number-of-another-article",
    "MOD X/1/1\nARTICLE 5\n...\n65 2 Bells sing.\n...",
    base=TR,
    exit=1,
    says="65 2 Bells sing",
)
laid("dots-behind-two-labels", "MOD 64 1 ... in fog.", ("in storms", "in fog"), base=TR)


def _check(case: Case, folder, monkeypatch, capsys) -> None:
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    forms = case.form or ("text",) * (1 + len(case.proposals))
    files = []
    for name, text, form in zip(("base", "p1", "p2"), (case.base, *case.proposals), forms, strict=False):
        files.append(f"{name}.{'docx' if form == 'docx' else 'txt'}")
        (folder / files[-1]).write_bytes(_tracked(text) if form == "docx" else (text + "\n").encode())
    capsys.readouterr()
    code = main(["consolidate", *files, "--to", "text", "-o", "out.txt", *case.args])
    said = capsys.readouterr().err
    made = (folder / "out.txt").read_text("utf-8")
    if case.want is not None:
        assert _norm(made) == _norm(case.want)
    assert code in (case.exit, *case.exits), said
    assert said or not code
    assert re.search(case.says, said), said
    assert not [words for words in case.absent if words in made]
    assert all(words in made or words in said for words in case.keep)


@pytest.mark.parametrize("kind", sorted({case.kind for case in CASES}))
def test_amending(kind, tmp_path, monkeypatch, capsys):
    cases = [case for case in CASES if case.kind == kind]
    part = 3 if len(cases) > 20 else 1
    check_all(
        ((case.name, case) for case in some(cases, part)),
        lambda case: _check(case, tmp_path / case.name, monkeypatch, capsys),
    )


@pytest.mark.parametrize("name", ["wrc", "pp18"])
def test_what_a_proposal_on_a_real_text_does_not_repeat_stays(shared, name):
    paths = some(sorted((shared / "gold" / name).glob("*.gold.txt")), 6)

    def check(path):
        text = next(iter(itu_texts.parse(path.read_text("utf-8"), language="en").texts))
        base = itu_texts.parse(itu_texts.to_text(text), language="en")
        items = [each for each in itu_texts.find(base, itu_texts.Item) if len(each.text.split()) > 4]
        left, changed = items[len(items) // 3], items[-1]
        source = base.source.text
        word = max(changed.text.split(), key=len)
        at = source.rindex(word, changed.start, changed.end)
        words = source[:at] + "XYZZY" + source[at + len(word) :]
        proposal = itu_texts.parse("MOD LAK/1/1\n" + words[: left.start] + words[left.end :], language="en")
        dots = itu_texts.parse("MOD LAK/1/1\n" + words[: left.start] + "…" + words[left.end :], language="en")
        made = itu_texts.consolidate(base, proposal)
        assert "XYZZY" in made.source.text
        assert sorted(itu_texts.to_text(made).replace("XYZZY", word).split()) == sorted(itu_texts.to_text(base).split())
        assert "left-unchanged" in [each.code for each in made.diagnostics]
        assert itu_texts.to_text(itu_texts.consolidate(base, dots)) == itu_texts.to_text(made)
        assert "amended-twice" in [each.code for each in itu_texts.consolidate(made, dots).diagnostics]
        noc = itu_texts.consolidate(base, itu_texts.parse("NOC LAK/1/1\n" + words, language="en"))
        assert itu_texts.to_text(noc) == itu_texts.to_text(itu_texts.consolidate(base))

    check_all(((path.name, path) for path in paths), check)
