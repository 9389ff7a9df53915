"""Sound resolutions on invented matters in six languages, in which nothing is odd."""

import random
from typing import NamedTuple

__all__ = ["LANGUAGES", "Words", "sound_text"]


class Words(NamedTuple):
    """What a resolution in a language is made of."""

    nouns: str
    verbs: str
    front: str
    grounds: str
    """The verbs of four clauses of the preamble."""
    says: str
    """How an item says that nouns do something: "that {noun} {verb}"."""
    quotes: str
    recital: str
    operative: str
    tasks: str
    invitation: str
    annex: str
    stops: str = ";,."


LANGUAGES: dict[str, Words] = {
    "en": Words(
        "boats oars sails lamps bells ropes masts buoys anchors charts",
        "leak float sink drift break shine ring hold swing fade",
        "RESOLUTION {n} (REV. DUBAI, 2018)\n{Noun} and {noun}\nThe Plenipotentiary Conference of the International "
        "Telecommunication Union (Dubai, 2018),",
        "considering|recognizing|noting|bearing in mind",
        "that {noun} {verb} in {place}",
        "that {noun} (old and new) are called “quiet” in the north",
        "recalling\na) Resolution 5 (Rev. Busan, 2014) of this Conference, on {noun};\nb) Article 14 of the Constitution "
        "and Nos. 118 to 120 of the Convention;\nc) the report for 2019-2023 of ITU-T Study Group 17;\n"
        "d) Resolution 49 (WRC-15) of the world radiocommunication conference,",
        "resolves\n1 that {noun} are of three kinds:\na) those that {verb};\nb) those that are {verb}ing; and\nc) all others;\n"
        "2 that {noun} have:\na) a name; and\nb) a keeper;\n3 that Member States lend the {noun} of Annex 1 to this Resolution,",
        "instructs the Director of the Telecommunication Development Bureau\n1 to mend the {noun} of the ports;\n"
        "2 to count {noun} every year;\n3 to publish the list of {noun},",
        "invites Member States\nto lend their {noun} to those who have none.",
        "ANNEX 1 TO RESOLUTION {n} (REV. DUBAI, 2018)\nList of {noun}\n1 Red {noun}.\n2 Green {noun}.",
    ),
    "fr": Words(
        "les_bateaux les_rames les_voiles les_lampes les_cloches les_cordes les_phares les_ancres",
        "coulent flottent brillent tournent cassent sonnent tiennent",
        "RÉSOLUTION {n} (RÉV. DUBAÏ, 2018)\nEntretien des {Noun}\nLa Conférence de plénipotentiaires de l'Union "
        "internationale des télécommunications (Dubaï, 2018),",
        "considérant|reconnaissant|notant|ayant à l'esprit",
        "que {noun} {verb} dans {place}",
        "que {noun} (anciens et nouveaux) ont un surnom, «tranquilles», dans le nord",
        "rappelant\na) la Résolution 5 (Rév. Busan, 2014) de la présente Conférence;\nb) l'article 14 de la Constitution "
        "et les numéros 118 à 120 de la Convention;\nc) le rapport 2019-2023 de la Commission d'études 17;\n"
        "d) la Résolution 49 (CMR-15) de la conférence mondiale des radiocommunications,",
        "décide\n1 que {noun} sont de trois sortes:\na) ceux qui {verb};\nb) ceux du port; et\nc) tous les autres;\n"
        "2 que {noun} ont:\na) un nom; et\nb) un gardien;\n3 que les États Membres prêtent {noun} de l'Annexe 1 de la présente "
        "Résolution,",
        "charge le Directeur du Bureau de développement des télécommunications\n1 de réparer {noun} des ports;\n"
        "2 de compter {noun} chaque année;\n3 de publier la liste,",
        "invite les États Membres\nà prêter {noun} à ceux qui en manquent.",
        "ANNEXE 1 DE LA RÉSOLUTION {n} (RÉV. DUBAÏ, 2018)\nListe\n1 Voir {noun} rouges.\n2 Voir {noun} verts.",
    ),
    "es": Words(
        "los_barcos los_remos los_faros los_mapas los_cabos los_puertos los_botes",
        "flotan brillan giran suenan navegan resisten",
        "RESOLUCIÓN {n} (REV. DUBÁI, 2018)\nMantenimiento de {Noun}\nLa Conferencia de Plenipotenciarios de la Unión "
        "Internacional de Telecomunicaciones (Dubái, 2018),",
        "considerando|reconociendo|observando|teniendo presente",
        "que {noun} {verb} en {place}",
        "que {noun} (viejos y nuevos) tienen un apodo, «tranquilos», en el norte",
        "recordando\na) la Resolución 5 (Rev. Busán, 2014) de la presente Conferencia;\nb) el Artículo 14 de la Constitución "
        "y los números 118 a 120 del Convenio;\nc) el informe 2019-2023 de la Comisión de Estudio 17;\n"
        "d) la Resolución 49 (CMR-15) de la conferencia mundial de radiocomunicaciones,",
        "resuelve\n1 que {noun} son de tres clases:\na) los que {verb};\nb) los del norte; y\nc) los demás;\n"
        "2 que {noun} tengan:\na) un nombre; y\nb) un guardián;\n3 que los Estados Miembros presten {noun} del Anexo 1 a la "
        "presente Resolución,",
        "encarga al Director de la Oficina de Desarrollo de las Telecomunicaciones\n1 que repare {noun} rotos;\n"
        "2 que cuente {noun} cada año;\n3 que publique la lista,",
        "invita a los Estados Miembros\na que presten {noun} a quienes no tienen.",
        "ANEXO 1 A LA RESOLUCIÓN {n} (REV. DUBÁI, 2018)\nLista\n1 Véanse {noun} rojos.\n2 Véanse {noun} verdes.",
    ),
    "ru": Words(
        "лодки весла паруса лампы колокола канаты мачты якоря",
        "текут плавают тонут блестят звенят висят",
        "РЕЗОЛЮЦИЯ {n} (ПЕРЕСМ. ДУБАЙ, 2018 Г.)\nРемонт и {Noun}\nПолномочная конференция Международного союза электросвязи "
        "(Дубай, 2018 г.),",
        "учитывая|признавая|отмечая|принимая во внимание",
        "что {noun} {verb} в {place}",
        'что {noun} (старые и новые) имеют прозвище "тихие" на севере',
        "напоминая\na) Резолюцию 5 (Пересм. Пусан, 2014 г.) настоящей Конференции;\nb) Статью 14 Устава и пп. 118–120 "
        "Конвенции;\nc) отчет 17-й Исследовательской комиссии за 2019–2023 годы;\nd) Резолюцию 49 (ВКР-15) всемирной "
        "конференции радиосвязи,",
        "решает\n1 что {noun} бывают трех видов:\na) те, которые {verb};\nb) те, что на севере; и\nc) остальные;\n"
        "2 что {noun} имеют:\na) название; и\nb) смотрителя;\n3 что Государства-Члены одалживают {noun} из Приложения 1 "
        "к настоящей Резолюции,",
        "поручает Директору Бюро развития электросвязи\n1 чинить {noun} в портах;\n2 считать {noun} каждый год;\n"
        "3 публиковать список,",
        "предлагает Государствам-Членам\nодалживать {noun} тем, у кого их нет.",
        "ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ {n} (ПЕРЕСМ. ДУБАЙ, 2018 Г.)\nСписок\n1 Красные {noun}.\n2 Зеленые {noun}.",
    ),
    "zh": Words(
        "船只 船桨 船帆 灯火 钟铃 绳索 桅杆 浮标",
        "漏水 漂浮 下沉 断裂 发光 摇摆",
        "第{n}号决议（2018年，迪拜，修订版）\n{Noun}的维护\n国际电信联盟全权代表大会（2018年，迪拜），",
        "考虑到|认识到|注意到|铭记",
        "{noun}在{place}{verb}",
        "{noun}（新旧不一）在北方称为“安静”",
        "忆及\na) 全权代表大会第5号决议（2014年，釜山，修订版）；\nb) 《组织法》第14条和《公约》第118至120款；\n"
        "c) 第17研究组2019-2023年的报告；\nd) 世界无线电通信大会第49号决议（WRC-15），",
        "做出决议\n1 {noun}分为三种：\na) {verb}的；\nb) 北方的；\nc) 其他的；\n2 {noun}具有：\na) 名称；\nb) 看守人；\n"
        "3 成员国出借本决议附件1所列的{noun}，",
        "责成电信发展局主任\n1 修理各港口的{noun}；\n2 每年清点{noun}；\n3 公布清单，",
        "请成员国\n向没有{noun}的各方出借。",
        "第{n}号决议（2018年，迪拜，修订版）附件1\n{noun}清单\n1 红色的{noun}。\n2 绿色的{noun}。",
        "；，。",
    ),
    "ar": Words(
        "القوارب المجاديف الأشرعة المصابيح الأجراس الحبال المراسي",
        "تتسرب تطفو تغرق تلمع تدور تنكسر",
        "القرار {n} (المراجَع في دبي، 2018)\nصيانة {Noun}\nإن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (دبي، 2018)،",
        "إذ يضع في اعتباره|وإذ يدرك|وإذ يلاحظ|وإذ يأخذ في الحسبان",
        "أن {noun} {verb} في {place}",
        'أن {noun} (القديمة والجديدة) لها لقب "الهادئة" في الشمال',
        "وإذ يذكّر\nأ ) بالقرار 5 (المراجَع في بوسان، 2014) الصادر عن هذا المؤتمر؛\nب) بالمادة 14 من الدستور؛\n"
        "ج) بتقرير الفترة 2019-2023؛\nد ) بالقرار 49 (WRC-15) الصادر عن المؤتمر العالمي للاتصالات الراديوية،",
        "يقرر\n1 أن تكون {noun} على ثلاثة أنواع:\nأ ) التي {verb}؛\nب) التي في الشمال؛\nج) الأخرى؛\n2 أن يكون لكل منها:\n"
        "أ ) اسم؛\nب) حارس؛\n3 أن تعير الدول الأعضاء {noun} المبينة في الملحق 1 بهذا القرار،",
        "يكلف مدير مكتب تنمية الاتصالات\n1 بإصلاح {noun} في الموانئ؛\n2 بإحصاء {noun} كل سنة؛\n3 بنشر القائمة،",
        "يدعو الدول الأعضاء\nإلى إعارة {noun} لمن ليس لديه منها.",
        "الملحق 1 بالقرار {n} (المراجَع في دبي، 2018)\nقائمة {noun}\n1 الحمراء من {noun}.\n2 الخضراء من {noun}.",
        "؛،.",
    ),
}
"""The words by language."""

_PLACES = {
    "en": "spring|the harbour of the north|summer|the third month|winter",
    "fr": "le port du nord|la baie|le détroit|la brume|les îles",
    "es": "el puerto del norte|la bahía|el estrecho|la niebla|las islas",
    "ru": "порту на севере|заливе|проливе|тумане|море",
    "zh": "北方的港口|海湾之中|海峡之中|雾气之中|海岛附近",
    "ar": "ميناء الشمال|الخليج|المضيق|الضباب|الجزر",
}
_LABELS = {"ar": ("أ )", "ب)", "ج)", "د )")}


def sound_text(language: str, seed: int) -> str:
    """Return a resolution of a plenipotentiary conference."""
    chance = random.Random(f"{language} {seed}")
    words = LANGUAGES[language]
    nouns = [each.replace("_", " ") for each in words.nouns.split()]
    verbs, places = words.verbs.split(), _PLACES[language].split("|")
    semicolon, comma, _ = words.stops
    labels = _LABELS.get(language, ("a)", "b)", "c)", "d)"))

    def filled(template: str, place: str = "") -> str:
        noun = chance.choice(nouns)
        values = {"n": 60 + seed, "noun": noun, "Noun": noun.split()[-1], "verb": chance.choice(verbs), "place": place}
        return template.format(**values)

    def clause(heading: str, *, quoted: bool) -> str:
        said = [filled(words.says, place) for place in chance.sample(places, chance.randint(2, 4))]
        if quoted:
            said[-1] = filled(words.quotes)
        last = len(said) - 1
        items = [f"{labels[n]} {each}{comma if n == last else semicolon}" for n, each in enumerate(said)]
        return "\n".join((heading, *items))

    grounds = words.grounds.split("|")[: chance.randint(2, 4)]
    preamble = [clause(heading, quoted=n == 1) for n, heading in enumerate(grounds)]
    rest = (words.recital, words.operative, words.tasks, words.invitation, words.annex)
    begun, *others = map(filled, rest)
    preamble.insert(len(preamble) if language == "ar" else 1, begun)
    return "\n".join((filled(words.front), *preamble, *others)) + "\n"
