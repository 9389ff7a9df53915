"""One heading for each form that headings have: a verb, what says more of it, two that are joined, who is told.

Each stands alone on its line, above a list.
"""

import pytest

import itu_texts

PREAMBLE_TEXT = {
    "en": (
        "RESOLUTION 5 (LAKESIDE, 2022)\nBoats\nThe World Conference (Lakeside, 2022),\n",
        "a) that boats leak;\nb) that oars float,\nresolves\n1 to count boats;\n2 to count oars.\n",
    ),
    "fr": (
        "RÉSOLUTION 5 (LAC-VERT, 2022)\nBateaux\nLa Conférence des ports (Lac-Vert, 2022),\n",
        "a) que les bateaux fuient;\n"
        "b) que les rames flottent,\n"
        "décide\n"
        "1 de compter les bateaux;\n"
        "2 de compter les rames.\n",
    ),
    "es": (
        "RESOLUCIÓN 5 (LAGO, 2022)\nBarcos\nLa Conferencia de Puertos (Lago, 2022),\n",
        "a) que los barcos hacen agua;\n"
        "b) que los remos flotan,\n"
        "resuelve\n"
        "1 contar los barcos;\n"
        "2 contar los remos.\n",
    ),
    "ru": (
        "РЕЗОЛЮЦИЯ 5 (ОЗЕРСК, 2022 Г.)\nЛодки\nВсемирная конференция гаваней (Озерск, 2022 г.),\n",
        "a) что лодки протекают;\nb) что весла плавают,\nрешает\n1 пересчитать лодки;\n2 пересчитать весла.\n",
    ),
    "zh": (
        "第5号决议（2022年，湖城）\n船只\n世界无线电通信大会（2022年，湖城），\n",
        "a) 船只漏水；\nb) 船桨漂浮，\n做出决议\n1 清点船只；\n2 清点船桨。\n",
    ),
    "ar": (
        "القرار 5 (المدينة، 2022)\nالقوارب\nإن مؤتمر الموانئ (المدينة، 2022)،\n",
        "أ ) أن القوارب تتسرب؛\nب) أن المجاديف تطفو،\nيقرر\n1 حساب القوارب؛\n2 حساب المجاديف.\n",
    ),
}
OPERATIVE_TEXT = {
    "en": (
        "RESOLUTION 5 (LAKESIDE, 2022)\n"
        "Boats\n"
        "The World Conference (Lakeside, 2022),\n"
        "considering\n"
        "a) that boats leak;\n"
        "b) that oars float,\n",
        "1 to count boats;\n2 to count oars.\n",
    ),
    "fr": (
        "RÉSOLUTION 5 (LAC-VERT, 2022)\n"
        "Bateaux\n"
        "La Conférence des ports (Lac-Vert, 2022),\n"
        "considérant\n"
        "a) que les bateaux fuient;\n"
        "b) que les rames flottent,\n",
        "1 de compter les bateaux;\n2 de compter les rames.\n",
    ),
    "es": (
        "RESOLUCIÓN 5 (LAGO, 2022)\n"
        "Barcos\n"
        "La Conferencia de Puertos (Lago, 2022),\n"
        "considerando\n"
        "a) que los barcos hacen agua;\n"
        "b) que los remos flotan,\n",
        "1 que cuente los barcos;\n2 que cuente los remos.\n",
    ),
    "ru": (
        "РЕЗОЛЮЦИЯ 5 (ОЗЕРСК, 2022 Г.)\n"
        "Лодки\n"
        "Всемирная конференция гаваней (Озерск, 2022 г.),\n"
        "учитывая,\n"
        "a) что лодки протекают;\n"
        "b) что весла плавают,\n",
        "1 пересчитать лодки;\n2 пересчитать весла.\n",
    ),
    "zh": (
        "第5号决议（2022年，湖城）\n船只\n世界无线电通信大会（2022年，湖城），\n考虑到\na) 船只漏水；\nb) 船桨漂浮，\n",
        "1 清点船只；\n2 清点船桨。\n",
    ),
    "ar": (
        "القرار 5 (المدينة، 2022)\n"
        "القوارب\n"
        "إن مؤتمر الموانئ (المدينة، 2022)،\n"
        "إذ يضع في اعتباره\n"
        "أ ) أن القوارب تتسرب؛\n"
        "ب) أن المجاديف تطفو،\n",
        "1 حساب القوارب؛\n2 حساب المجاديف.\n",
    ),
}
PREAMBLE = {
    "en": """
noting with satisfaction and appreciation
noting with satisfaction
noting with appreciation and gratitude
noting with concern and regret
noting with deep concern
noting further with satisfaction
noting also with appreciation
further noting
also noting
further noting with appreciation
recognizing and noting
noting and appreciating
considering and recognizing
having considered and noted
having considered and approved
having noted with satisfaction
welcoming with satisfaction
recalling and reaffirming
taking note with appreciation
taking into account also
taking also into account
bearing in mind further
deeply concerned
mindful also
aware further
fully aware
noting in particular
recognizing in particular
recognizing, however
noting, however
noting moreover
conscious
strongly believing
noting with great satisfaction and deep appreciation
recognizing with gratitude and satisfaction
considering, in particular
noting furthermore
recognizing also, with concern
having regard to
in view of
acknowledging with thanks
emphasizing further and recalling
expressing its appreciation
expressing its gratitude and satisfaction
""",
    "fr": """
notant avec satisfaction et reconnaissance
notant avec satisfaction
notant avec une vive préoccupation
notant en outre avec satisfaction
notant également
notant aussi avec intérêt
reconnaissant et notant
considérant et reconnaissant
ayant examiné et noté
ayant pris note avec satisfaction
prenant note avec intérêt et satisfaction
prenant en considération
considérant en outre
reconnaissant toutefois
profondément préoccupé
tenant compte également
rappelant et réaffirmant
notant avec regret et préoccupation
pleinement consciente
""",
    "es": """
observando con satisfacción y reconocimiento
observando con satisfacción
observando con gran preocupación
observando además con satisfacción
observando también
reconociendo y observando
considerando y reconociendo
habiendo examinado y observado
tomando nota con satisfacción y agradecimiento
tomando nota con reconocimiento
considerando además
reconociendo no obstante
profundamente preocupada
teniendo en cuenta también
recordando y reafirmando
observando con pesar y preocupación
plenamente consciente
""",
    "ru": """
отмечая с удовлетворением и признательностью,
отмечая с удовлетворением,
отмечая с глубокой озабоченностью,
отмечая далее с удовлетворением,
отмечая также,
признавая и отмечая,
учитывая и признавая,
рассмотрев и отметив,
с удовлетворением и признательностью отмечая,
с удовлетворением отмечая,
учитывая далее,
признавая вместе с тем,
будучи глубоко обеспокоена,
принимая также во внимание,
напоминая и подтверждая,
отмечая с сожалением и озабоченностью,
""",
    "zh": """
满意和赞赏地注意到
满意并赞赏地注意到
满意地注意到
非常关切地注意到
进一步满意地注意到
还注意到
认识到并注意到
考虑到并认识到
经审议并注意到
赞赏地注意到
进一步考虑到
回顾并重申
遗憾和关切地注意到
亦认识到
""",
    "ar": """
وإذ يلاحظ مع الارتياح والتقدير
وإذ يلاحظ مع الارتياح
وإذ يلاحظ ببالغ القلق
وإذ يلاحظ كذلك مع الارتياح
وإذ يلاحظ أيضاً
وإذ يدرك ويلاحظ
وإذ يضع في اعتباره ويدرك
وقد نظر ولاحظ
وإذ يلاحظ مع التقدير
وإذ يضع في اعتباره كذلك
وإذ يذكر ويؤكد
وإذ يلاحظ مع الأسف والقلق
""",
}
OPERATIVE = {
    "en": """
resolves
resolves further
resolves also
further resolves
also resolves
resolves that
resolves unanimously
decides
confirms
recommends
resolves and instructs the Secretary-General
resolves and requests the Secretary-General
invites and encourages Member States
requests and urges Member States
instructs and authorizes the Secretary-General
urges and invites administrations
decides and declares
approves and adopts
continues to invite
continues to encourage Member States
further invites Member States
invites further the Council
further instructs the Secretary-General
also instructs the Secretary-General
instructs the Secretary-General, in consultation with the Directors of the Bureaux
instructs the Secretary-General, in close consultation and collaboration with the Directors of the three Bureaux
instructs the Director of the Radiocommunication Bureau, subject to available resources
instructs the Secretary-General, as chairman of the Coordination Committee
invites Member States, Sector Members, Associates and Academia
invites the 2027 world radiocommunication conference
resolves to instruct the Secretary-General
resolves to invite ITU-R
resolves further to instruct the Secretary-General
resolves to request and authorize the Secretary-General
urges strongly Member States
strongly urges Member States
invites in particular Member States
calls upon Member States
requests the Secretary-General and the Directors of the Bureaux, within their mandates
instructs the ITU Council at its next session
thanks
congratulates the Director of the Radiocommunication Bureau
instructs all Directors
invites regional organizations, in collaboration with ITU
appeals to Member States
expresses its appreciation
takes note with satisfaction
notes with satisfaction and appreciation
welcomes with appreciation
urges once again Member States
instructs again the Secretary-General
requests, in particular, the Council
""",
    "fr": """
décide
décide en outre
décide également
décide à l'unanimité
confirme
recommande
décide et charge le Secrétaire général
invite et encourage les États Membres
prie et exhorte les États Membres
charge et autorise le Secrétaire général
décide et déclare
invite en outre les États Membres
invite également les États Membres
charge en outre le Secrétaire général
charge le Secrétaire général, en consultation avec les Directeurs des Bureaux
charge le Secrétaire général, en étroite collaboration avec les Directeurs des trois Bureaux
invite les États Membres, les Membres de Secteur, les Associés et les établissements universitaires
décide de charger le Secrétaire général
décide d'inviter l'UIT-R
prend note avec satisfaction
prend note avec satisfaction et reconnaissance
exprime sa gratitude
invite instamment les États Membres
engage vivement les États Membres
""",
    "es": """
resuelve
resuelve además
resuelve también
resuelve por unanimidad
confirma
recomienda
resuelve y encarga al Secretario General
invita y alienta a los Estados Miembros
pide e insta a los Estados Miembros
encarga y autoriza al Secretario General
decide y declara
invita además a los Estados Miembros
invita asimismo a los Estados Miembros
encarga además al Secretario General
encarga al Secretario General, en consulta con los Directores de las Oficinas
encarga al Secretario General, en estrecha colaboración con los Directores de las tres Oficinas
invita a los Estados Miembros, a los Miembros de Sector, a los Asociados y a las Instituciones Académicas
resuelve encargar al Secretario General
resuelve invitar al UIT-R
toma nota con satisfacción
toma nota con satisfacción y agradecimiento
expresa su agradecimiento
insta encarecidamente a los Estados Miembros
""",
    "ru": """
решает
решает далее
решает также
далее решает
решает единогласно
подтверждает
рекомендует
решает и поручает Генеральному секретарю
предлагает и рекомендует Государствам-Членам
поручает и разрешает Генеральному секретарю
предлагает далее Государствам-Членам
далее предлагает Государствам-Членам
также поручает Генеральному секретарю
поручает Генеральному секретарю в консультации с Директорами Бюро
поручает Генеральному секретарю в тесном сотрудничестве с Директорами трех Бюро
предлагает Государствам-Членам, Членам Секторов, Ассоциированным членам и Академическим организациям
решает поручить Генеральному секретарю
решает предложить МСЭ-R
отмечает с удовлетворением
отмечает с удовлетворением и признательностью
выражает признательность
настоятельно призывает Государства-Члены
""",
    "zh": """
做出决议
进一步做出决议
一致做出决议
确认
建议
做出决议，责成秘书长
做出决议并责成秘书长
请并鼓励成员国
要求并敦促成员国
责成并授权秘书长
进一步请成员国
亦请成员国
还责成秘书长
责成秘书长与各局主任协商
责成秘书长与三个局的主任密切合作
请成员国、部门成员、部门准成员和学术成员
做出决议，请ITU-R
满意地注意到
强烈敦促成员国
""",
    "ar": """
يقرر
يقرر كذلك
يقرر أيضاً
يقرر بالإجماع
يؤكد
يوصي
يقرر ويكلف الأمين العام
يدعو ويشجع الدول الأعضاء
يطلب ويحث الدول الأعضاء
يكلف ويفوض الأمين العام
يدعو كذلك الدول الأعضاء
يكلف أيضاً الأمين العام
يكلف الأمين العام، بالتشاور مع مديري المكاتب
يكلف الأمين العام، بالتعاون الوثيق مع مديري المكاتب الثلاثة
يدعو الدول الأعضاء وأعضاء القطاعات والمنتسبين والهيئات الأكاديمية
يقرر تكليف الأمين العام
يقرر دعوة قطاع الاتصالات الراديوية
يحيط علماً مع الارتياح
يحث بقوة الدول الأعضاء
""",
}


def forms(table: dict[str, str]) -> list[tuple[str, str]]:
    """The forms of a table, each with its language."""
    return [(language, form) for language, lines in table.items() for form in lines.strip().splitlines()]


@pytest.mark.parametrize(("language", "form"), forms(PREAMBLE))
def test_a_heading_of_the_preamble(language: str, form: str) -> None:
    above, below = PREAMBLE_TEXT[language]
    (text,) = itu_texts.parse(f"{above}{form}\n{below}", language=language).texts
    first, second = text.clauses
    assert first.heading.text == form
    assert first.heading.concept
    assert (len(first.items), len(second.items)) == (2, 2)


@pytest.mark.parametrize(("language", "form"), forms(OPERATIVE))
def test_an_operative_heading(language: str, form: str) -> None:
    above, below = OPERATIVE_TEXT[language]
    (text,) = itu_texts.parse(f"{above}{form}\n{below}", language=language).texts
    first, second = text.clauses
    assert second.heading.text == form
    assert second.heading.concept
    assert (len(first.items), len(second.items)) == (2, 2)
