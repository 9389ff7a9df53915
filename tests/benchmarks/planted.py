"""Mistakes that drafters make, planted one at a time into sound texts: how many of them the library tells.

``python tests/benchmarks/planted.py [FOLDER ...]`` prints a table; FOLDERs hold real texts (*.txt), if there are any.
A mistake is seen if a diagnostic of one of its codes stands at its place, and said once if no other is new.
"""

import itertools
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import itu_texts
from benchmarks.sound_texts import LANGUAGES, sound_text
from itu_texts import Clause, Document, Item, Paragraph
from itu_texts.nodes import LabelStyle

_NOUNS = ("boats", "oars", "sails", "lamps", "bells", "ropes", "masts", "buoys", "anchors", "charts")
_VERBS = ("leak", "float", "sink", "drift", "break", "shine", "ring", "hold", "swing", "fade")
_GROUNDS = ("considering", "recognizing", "noting", "recalling", "bearing in mind", "taking into account")
_ORDERS = (
    "instructs the Secretary-General",
    "invites Member States",
    "requests the Council",
    "instructs the Director of the Radiocommunication Bureau",
)
_LONGEST = 120_000  # characters of a text that ends where it should


class Planted(NamedTuple):
    """A text with a mistake in it."""

    text: str
    start: int
    end: int
    """The stretch in which a diagnostic must begin."""
    edit: int
    grown: int
    """Where the text was changed, and by how many characters it is longer since: what stood behind has moved."""


class Kind(NamedTuple):
    """A kind of mistake."""

    name: str
    codes: frozenset[str]
    """Of the diagnostics that tell it."""
    plant: Callable[[Document], Iterator[Planted]]
    of_parser: bool = True
    """Whether the parser tells it, so that what else follows from it for the whole text does not count."""


# ---------------------------------------------------------------------- sound texts


def made(seed: int) -> str:
    """A resolution of a plenipotentiary conference, on invented matters."""
    chance = random.Random(seed)

    def phrase(lead: str) -> str:
        pieces = [f"{chance.choice(_NOUNS)} may {chance.choice(_VERBS)}" for _ in range(chance.randint(2, 7))]
        return f"{lead} " + " while ".join(pieces)

    def clause(heading: str, lead: str, label: Callable[[int], str], *, last: bool) -> list[str]:
        count = chance.choice((1, 2, 3, 4, 5, 8))
        end = "." if last else ","
        if count == 1:
            return [heading, phrase(lead) + end]
        return [heading, *(f"{label(n)} {phrase(lead)}{end if n == count - 1 else ';'}" for n in range(count))]

    lines = [
        f"RESOLUTION {100 + seed} (REV. LAKESIDE, 2022)",
        f"{chance.choice(_NOUNS).capitalize()} and {chance.choice(_NOUNS)} at sea",
        "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),",
    ]
    for heading in chance.sample(_GROUNDS, chance.randint(2, 4)):
        lines += clause(heading, "that", lambda n: f"{chr(97 + n)})", last=False)
    lines += clause("resolves", "that", lambda n: str(n + 1), last=False)
    orders = chance.sample(_ORDERS, chance.randint(1, 3))
    for heading in orders:
        lines += clause(heading, "to say that", lambda n: str(n + 1), last=heading is orders[-1])
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------- mistakes


def _lists(document: Document) -> Iterator[list[Item]]:
    """The lists of items that have places in a series."""
    for node in itu_texts.walk(document):
        items = [child for child in node.children if isinstance(child, Item)]
        if isinstance(node, Clause | Item) and len(items) > 1 and all(item.ordinal for item in items):
            yield items


def _replaced(document: Document, start: int, end: int, words: str, place: int = 0) -> Planted:
    text = document.source.text
    grown = len(words) - (end - start)
    return Planted(text[:start] + words + text[end:], start - place, start + len(words) + 1, end, grown)


def _is_at_line(document: Document, node: itu_texts.Node) -> bool:
    return node.start == 0 or document.source.text[node.start - 1] == "\n"


def doubled(document: Document, *styles: LabelStyle) -> Iterator[Planted]:
    """A label of one of some styles that stands twice."""
    for items in _lists(document):
        for before, item in itertools.pairwise(items):
            if _is_at_line(document, item) and item.style in styles:
                yield _replaced(document, item.start, item.start + len(item.label), before.label)


def skipped(document: Document) -> Iterator[Planted]:
    """An item that was left out."""
    text = document.source.text
    for items in _lists(document):
        for item, following in itertools.pairwise(items):
            if _is_at_line(document, item) and _is_at_line(document, following):
                left = text[: item.start] + text[following.start :]
                yield Planted(left, item.start, item.start + 8, following.start, item.start - following.start)


def swapped(document: Document) -> Iterator[Planted]:
    """Two items that changed places."""
    text = document.source.text
    for items in _lists(document):
        for one, two in itertools.pairwise(items):
            if not (_is_at_line(document, one) and _is_at_line(document, two)) or two is items[-1]:
                continue
            end = text.find("\n", two.end)
            first, second = text[one.start : two.start], text[two.start : end + 1]
            if end > 0 and first.endswith("\n"):
                yield Planted(text[: one.start] + second + first + text[end + 1 :], one.start, end + 1, end + 1, 0)


def _clauses(document: Document) -> Iterator[tuple[Clause, Clause]]:
    for text in document.texts:
        for before, clause in zip(text.clauses, text.clauses[1:], strict=False):
            if clause.heading is not None and _is_at_line(document, clause):
                yield before, clause


def beheaded(document: Document, *, below_numbers: bool) -> Iterator[Planted]:
    """A heading that was left out before "1", where a list of numbers stands above, or something else."""
    for before, clause in _clauses(document):
        first = clause.blocks[0] if clause.blocks else None
        numbered = isinstance(first, Item) and first.label.rstrip(".)") == "1" and _is_at_line(document, first)
        last = before.blocks[-1]
        if numbered and (isinstance(last, Item) and last.style is LabelStyle.NUMBER) is below_numbers:
            yield _replaced(document, clause.start, first.start, "")


def misspelt(document: Document, kind: type) -> Iterator[Planted]:
    """A verb with two letters changed, before a paragraph or an item."""
    for _, clause in _clauses(document):
        heading, first = clause.heading, clause.blocks[0] if clause.blocks else None
        if isinstance(first, kind) and _is_at_line(document, first) and heading is not None and heading.verb:
            start = heading.start + heading.text.find(heading.verb)
            verb = heading.verb
            place = len(verb) // 2
            wrong = verb[: place - 1] + verb[place] + verb[place - 1] + verb[place + 1 :]
            if wrong != verb and document.source.text[start : start + len(verb)] == verb:
                yield _replaced(document, start, start + len(verb), wrong, place=start - heading.start)


def base_form(document: Document) -> Iterator[Planted]:
    """A verb in another form: "instruct the Secretary-General"."""
    for _, clause in _clauses(document):
        heading = clause.heading
        if heading is not None and heading.verb and heading.verb.endswith("s") and " " not in heading.verb:
            stop = heading.start + len(heading.verb)
            if document.source.text[heading.start : stop] == heading.verb:
                yield _replaced(document, stop - 1, stop, "", place=len(heading.verb))


def odd_number(document: Document) -> Iterator[Planted]:
    """A stray comma in the number of a text: "RESOLUTION 1,2 (Lakeside, 2030)"."""
    for text in document.texts:
        named = text.designation
        found = re.search(r"\d+(?= )", document.source.text[named.start : named.end]) if named is not None else None
        if named is not None and found is not None:
            place = named.start + found.start() + 1
            yield _replaced(document, place, place, ",5", place=place - named.start)


def ruled(document: Document) -> Iterator[Planted]:
    """A rule and the mark of a note above a heading; the words above wear the same mark."""
    for text in document.texts:
        for clause in text.clauses[1:]:
            above = document.source.text[: clause.start].rstrip()
            if _is_at_line(document, clause) and above[-1] in ",;.":
                yield _replaced(document, len(above) - 1, clause.start, f"1{above[-1]}\n______\n1 ")


def without_formula(document: Document) -> Iterator[Planted]:
    """A formula that was left out."""
    for text in document.texts:
        if text.formula is not None and text.clauses and _is_at_line(document, text.formula):
            planted = _replaced(document, text.formula.start, text.formula.end + 1, "")
            yield planted._replace(start=text.start)


KINDS = (
    Kind(
        "a doubled number",
        frozenset({"numbering-repeat"}),
        lambda document: doubled(document, LabelStyle.NUMBER, LabelStyle.DECIMAL),
    ),
    Kind("a doubled letter", frozenset({"numbering-repeat"}), lambda document: doubled(document, LabelStyle.LETTER)),
    Kind("an item left out", frozenset({"numbering-gap"}), skipped),
    Kind("two items swapped", frozenset({"numbering-disorder"}), swapped),
    Kind('a heading left out before "1"', frozenset({"missing-heading"}), partial(beheaded, below_numbers=True)),
    Kind("the same, below letters", frozenset({"missing-heading"}), partial(beheaded, below_numbers=False)),
    Kind(
        "a misspelt verb before a paragraph",
        frozenset({"near-verb", "unknown-verb"}),
        partial(misspelt, kind=Paragraph),
    ),
    Kind("a misspelt verb before an item", frozenset({"near-verb", "unknown-verb"}), partial(misspelt, kind=Item)),
    Kind("a verb in another form", frozenset({"near-verb", "unknown-verb"}), base_form),
    Kind("a formula left out", frozenset({"missing-formula"}), without_formula),
)
OF_NAMES = (
    Kind("a number that cannot be read", frozenset({"odd-number"}), odd_number),
    Kind("a rule above a heading", frozenset({"text-in-footnote"}), ruled),
)
"""What follows from these for the rest of the text is told as well."""


# ---------------------------------------------------------------------- mistakes against the rules of drafting


def _ended(document: Document, place: str, sign: str) -> Iterator[Planted]:
    """Another stop, by its place among ";,.", or none, at the end of items, of clauses, or of the text."""
    own = LANGUAGES[document.language].stops
    instead = own[";,.".index(sign)] if sign else ""
    for text in document.texts:
        for clause in text.clauses:
            is_last = clause is text.clauses[-1]
            items = [each for each in itu_texts.walk(clause) if isinstance(each, Item) and not each.items]
            ends = [item.end for item in items if item.end != clause.end] if place == "item" else []
            ends += [clause.end] if place in ("last", clause.role.value) and is_last is (place == "last") else []
            if sign == "." and place != "item" and document.language == "zh":
                ends = []  # 。 may end a clause
            for end in ends:
                if document.source.text[end - 1] in own and document.source.text[end - 1] != instead:
                    yield _replaced(document, end - 1, end, instead, place=24)


_DRAFTING: dict[str, dict[str, tuple[str, str]]] = {
    "missing-and": {
        language: (rf"(?<={semicolon}) {word}$", "")
        for language, semicolon, word in (("en", ";", "and"), ("fr", ";", "et"), ("es", ";", "y"), ("ru", ";", "и"))
    },
    "header": {
        "en": (r"DUBAI, 2018(?=\)\n\w+ and)", "BUSAN, 2014"),
        "fr": (r"DUBAÏ, 2018(?=\)\nE)", "BUSAN, 2014"),
        "es": (r"DUBÁI, 2018(?=\)\nM)", "BUSÁN, 2014"),
        "ru": (r"ДУБАЙ, 2018(?= Г.\)\nР)", "ПУСАН, 2014"),
        "zh": (r"2018年，迪拜(?=，修订版）\n\w+的维护)", "2014年，釜山"),
        "ar": (r"دبي، 2018(?=\)\nصيانة)", "بوسان، 2014"),
    },
    "year": {
        "en": (r"(?<=Busan, )2014", "2018"),
        "fr": (r"(?<=Busan, )2014", "2018"),
        "es": (r"(?<=Busán, )2014", "2018"),
        "ru": (r"(?<=Пусан, )2014", "2018"),
        "zh": (r"2014(?=年，釜山)", "2018"),
        "ar": (r"(?<=بوسان، )2014", "2018"),
    },
    "meeting": {
        "en": (r"(?<=\()WRC-15", "Rev.WRC-21"),
        "fr": (r"CMR-15", "Rév.CMR-21"),
        "es": (r"CMR-15", "Rev.CMR-21"),
        "ru": (r"ВКР-15", "Пересм. ВКР-21"),
        "zh": (r"WRC-15", "WRC-21"),
        "ar": (r"WRC-15", "WRC-21"),
    },
    "no year": {
        "en": (r"(?<=Busan), 2014", ""),
        "fr": (r"(?<=Busan), 2014", ""),
        "es": (r"(?<=Busán), 2014", ""),
        "ru": (r"(?<=Пусан), 2014 г.", ""),
        "ar": (r"(?<=بوسان)، 2014", ""),
    },
    "annex": {
        "en": (r"(?<=ANNEX 1 TO RESOLUTION )\d+", "99"),
        "fr": (r"(?<=ANNEXE 1 DE LA RÉSOLUTION )\d+", "99"),
        "es": (r"(?<=ANEXO 1 A LA RESOLUCIÓN )\d+", "99"),
        "ru": (r"(?<=ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ )\d+", "99"),
        "zh": (r"(?<=\n第)\d+(?=号决议（2018年，迪拜，修订版）附件)", "99"),
        "ar": (r"(?<=الملحق 1 بالقرار )\d+", "99"),
    },
    "old annex": {
        "en": (r"(?<=ANNEX 1 TO RESOLUTION .. .REV. )DUBAI, 2018", "BUSAN, 2014"),
        "fr": (r"(?<=ANNEXE 1 DE LA RÉSOLUTION .. .RÉV. )DUBAÏ, 2018", "BUSAN, 2014"),
        "es": (r"(?<=ANEXO 1 A LA RESOLUCIÓN .. .REV. )DUBÁI, 2018", "BUSÁN, 2014"),
        "ru": (r"(?<=ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ .. .ПЕРЕСМ. )ДУБАЙ, 2018", "ПУСАН, 2014"),
        "zh": (r"2018年，迪拜(?=，修订版）附件)", "2014年，釜山"),
        "ar": (r"(?<=الملحق 1 بالقرار .. .المراجَع في )دبي، 2018", "بوسان، 2014"),
    },
    "body": {
        "en": (
            r"Plenipotentiary Conference of the International Telecommunication Union",
            "World Radiocommunication Conference",
        ),
        "fr": (
            r"Conférence de plénipotentiaires de l'Union internationale des télécommunications",
            "Conférence mondiale des radiocommunications",
        ),
        "es": (
            r"Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones",
            "Conferencia Mundial de Radiocomunicaciones",
        ),
        "ru": (r"Полномочная конференция Международного союза электросвязи", "Всемирная конференция радиосвязи"),
        "zh": (r"国际电信联盟全权代表大会", "世界无线电通信大会"),
        "ar": (r"مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات", "المؤتمر العالمي للاتصالات الراديوية"),
    },
    "bureau": {
        "en": (r"(?<=Director of the )Telecommunication Development", "Broadcasting"),
        "fr": (r"(?<=Bureau )de développement des télécommunications", "de la radiodiffusion"),
        "es": (r"(?<=Oficina de )Desarrollo de las Telecomunicaciones", "Radiodifusión"),
    },
    "group": {
        "en": (r"(?<=Study Group )\d+", "27"),
        "fr": (r"(?<=études )17", "27"),
        "es": (r"(?<=Estudio )17", "27"),
        "ru": (r"17(?=-й)", "27"),
        "zh": (r"(?<=第)17(?=研)", "27"),
    },
    "article": {
        "en": (r"(?<=Article )\d+(?= of the (?:Constitution|Convention|Radio Regulations)(?! on\b))", "74"),
        "fr": (r"(?<=article )14", "74"),
        "es": (r"(?<=Artículo )14", "74"),
        "ru": (r"(?<=Статью )14", "74"),
        "zh": (r"(?<=第)14(?=条)", "74"),
        "ar": (r"(?<=بالمادة )14", "74"),
    },
    "plural": {
        "en": (
            r"Director of the Telecommunication Development Bureau",
            "Directors of the Telecommunications Development Bureaux",
        ),
        "fr": (r"le Directeur du Bureau", "les Directeurs du Bureau"),
        "es": (r"al Director de la Oficina", "a los Directores de la Oficina"),
        "ru": (r"Директору Бюро", "Директорам Бюро"),
    },
    "members": {
        "en": (r"Member States", "Member states"),
        "fr": (r"États Membres(?= pr)", "états Membres"),
        "es": (r"Estados Miembros", "Estados miembros"),
        "ru": (r"Государства-Члены", "Государства-члены"),
    },
    "addressee": {
        "en": (r"(?<=^instructs) the Director of .*", ""),
        "fr": (r"(?<=^charge) le Directeur du .*", ""),
        "es": (r"(?<=^encarga) al Director de .*", ""),
        "ru": (r"(?<=^поручает) Директору .*", ""),
    },
    "without to": {
        "en": (r"(?<=2 )to (?=count)", ""),
        "fr": (r"(?<=2 )de (?=compter)", ""),
        "ru": (r"(?<=2 )считать", "счет"),
    },
    "-ing": {
        "en": (r"(?<=2 )to count", "counting"),
        "fr": (r"(?<=2 )de compter", "en comptant"),
        "es": (r"(?<=2 )que cuente", "contando"),
        "ru": (r"(?<=2 )считать", "считая"),
    },
    "no annex cited": {
        "en": (r" of Annex 1 to this Resolution(?=,)", ""),
        "fr": (r" de l'Annexe 1 de la présente Résolution(?=,)", ""),
        "es": (r" del Anexo 1 a la presente Resolución(?=,)", ""),
        "ru": (r" из Приложения 1 к настоящей Резолюции(?=,)", ""),
        "zh": (r"本决议附件1所列的", ""),
        "ar": (r" المبينة في الملحق 1 بهذا القرار", ""),
    },
    "decision": {
        "en": (r"(?<=this )Resolution", "Decision"),
        "fr": (r"(?<=présente )Résolution(?=,)", "Décision"),
        "es": (r"(?<=presente )Resolución", "Decisión"),
        "ru": (r"(?<=настоящей )Резолюции", "Рекомендации"),
        "ar": (r"(?<=بهذا )القرار", "المقرر"),
    },
    "range": {
        "en": (r"118 to 120", "120 to 118"),
        "fr": (r"118 à 120", "120 à 118"),
        "es": (r"118 a 120", "120 a 118"),
        "ru": (r"118–120", "120–118"),
        "zh": (r"118至120", "120至118"),
    },
    "near place": {
        "en": ("Busan(?=, 2014)", "Busann"),
        "fr": ("Busan(?=, 2014)", "Busann"),
        "es": ("Busán(?=, 2014)", "Buzán"),
        "ru": ("Пусан(?=, 2014)", "Пуссан"),
        "ar": ("بوسان(?=، 2014)", "بوسانن"),
    },
    "no comma": {
        "en": ("(?<=Busan),(?= 2014)", ""),
        "fr": ("(?<=Busan),(?= 2014)", ""),
        "es": ("(?<=Busán),(?= 2014)", ""),
        "ru": ("(?<=Пусан),(?= 2014)", ""),
        "zh": ("(?<=2014年)，(?=釜山)", ""),
        "ar": ("(?<=بوسان)،(?= 2014)", ""),
    },
    "no stop": {
        "en": (r"(?<=\(Rev)\.", ""),
        "fr": (r"(?<=\(Rév)\.", ""),
        "es": (r"(?<=\(Rev)\.", ""),
        "ru": (r"(?<=\(Пересм)\.", ""),
    },
    "later": {
        "en": ("Busan, 2014", "Bucharest, 2022"),
        "fr": ("Busan, 2014", "Bucarest, 2022"),
        "es": ("Busán, 2014", "Bucarest, 2022"),
        "ru": ("Пусан, 2014", "Бухарест, 2022"),
        "zh": ("2014年，釜山", "2022年，布加勒斯特"),
        "ar": ("بوسان، 2014", "بوخارست، 2022"),
    },
    "conference": {
        "en": ("the report for", "the report to WRC-24 for"),
        "fr": ("le rapport (?=2019)", "le rapport à la CMR-24 "),
        "es": ("el informe (?=2019)", "el informe a la CMR-24 "),
        "ru": ("отчет (?=17)", "отчет для ВКР-24 и "),
        "zh": ("年的报告", "年提交WRC-24的报告"),
        "ar": ("بتقرير الفترة", "بتقرير WRC-24 للفترة"),
    },
    "direction": {
        "en": ("every year", "as in recalling a) below"),
        "fr": ("chaque année", "selon le point a) du rappelant ci-dessous"),
        "es": ("cada año", "según el recordando a) infra"),
        "ru": ("каждый год", "согласно пункту a) раздела напоминая, ниже"),
        "zh": (r"每年", "忆及a)以下"),
        "ar": (r"كل سنة", "الفقرة أ ) من وإذ يذكّر أدناه"),
    },
    "lone colon": {
        "en": (r";(?=\n3 to publish)", ":"),
        "fr": (r";(?=\n3 de publier)", ":"),
        "es": (r";(?=\n3 que publique)", ":"),
        "ru": (r";(?=\n3 публиковать)", ":"),
        "zh": (r"；(?=\n3 公布)", "："),
        "ar": (r"؛(?=\n3 بنشر)", ":"),
    },
    "group of sector": {
        "en": ("ITU-T Study Group 17", "Study Group 12 of ITU-D"),
        "fr": ("Commission d'études 17", "Commission d'études 12 de l'UIT-D"),
        "es": ("Comisión de Estudio 17", "Comisión de Estudio 12 del UIT-D"),
    },
    "phrase": {
        "en": ("that Member States lend", "that Member State are to lend"),
        "fr": ("les États Membres(?= pr)", "chaque États Membres"),
        "es": ("los Estados Miembros(?= pr)", "cada Estados Miembros"),
        "ru": ("Государства-Члены одалживают", "Государства-Члены должен одолжить"),
        "zh": ("成员国出借", "成员国们出借"),
        "ar": (r"الدول الأعضاء(?= \S+ المبينة)", "الدول العضو"),
    },
    "doubled words": {
        "en": ("of the ports", "of the of the ports"),
        "fr": ("chaque année", "chaque année chaque année"),
        "es": ("cada año", "cada año cada año"),
        "ru": ("каждый год", "каждый год каждый год"),
        "ar": ("كل سنة", "كل سنة كل سنة"),
    },
    "cut off": {
        "en": (r"none\.$", "the."),
        "fr": (r"qui en manquent\.", "des."),
        "es": (r"quienes no tienen\.", "los del."),
        "ru": (r"тем, у кого их нет\.", "тем, у кого нет для."),
        "zh": ("出借。", "出借，以及。"),
        "ar": (r"ليس لديه منها\.", "ليس لديه من."),
    },
    "remark": {
        "en": ("2019-2023", "[to be checked by Keeper]"),
        "fr": ("2019-2023", "[à vérifier]"),
        "es": ("2019-2023", "[pendiente de verificar]"),
        "ru": ("2019–2023", "[проверить]"),
        "zh": ("2019-2023", "[待核实]"),
        "ar": ("2019-2023", "[يرجى التحقق]"),
    },
    "coming": {
        "en": ("2019-2023", "(text to come)"),
        "fr": ("2019-2023", "(texte à venir)"),
        "es": ("2019-2023", "(texto pendiente)"),
        "ru": ("2019–2023", "(требует уточнения)"),
    },
    "to editor": {
        "en": ("2019-2023", "NOTE TO EDITOR: a lamp"),
        "fr": ("2019-2023", "Note au traducteur"),
        "es": ("2019-2023", "NOTA AL TRADUCTOR"),
        "ru": ("2019–2023", "Примечание для редактора"),
        "zh": ("2019-2023", "编辑请注意"),
        "ar": ("2019-2023", "ملاحظة للمحرر"),
    },
    "field": {
        "en": ("2019-2023", "Error! Reference source not found."),
        "fr": ("2019-2023", "Erreur ! Source du renvoi introuvable."),
        "es": ("2019-2023", "¡Error! No se encuentra el origen de la referencia."),
        "ru": ("2019–2023", "Ошибка! Источник ссылки не найден."),
        "zh": ("2019-2023", "错误!未找到引用源。"),
        "ar": ("2019-2023", "خطأ! لم يتم العثور على مصدر المرجع."),
    },
    "bookmark": {
        "en": ("2019-2023", "Error! Bookmark not defined."),
        "fr": ("2019-2023", "Erreur ! Signet non défini."),
        "es": ("2019-2023", "¡Error! Marcador no definido."),
        "ru": ("2019–2023", "Ошибка! Закладка не определена."),
        "zh": ("2019-2023", "错误！未定义书签。"),
        "ar": ("2019-2023", "خطأ! الإشارة المرجعية غير معرّفة."),
    },
    "provision": {
        "en": ("118 to 120", "118 and 999"),
        "fr": ("118 à 120", "118 et 999"),
        "es": ("118 a 120", "118 y 999"),
        "ru": ("118–120", "118 и 999"),
        "zh": ("118至120", "118和999"),
    },
}
_SAID = {
    "day": (
        "31 June 2019",
        "31 juin 2019",
        "31 de junio de 2019",
        "31 июня 2019 года",
        "2019年6月31日",
        "31 حزيران/يونيه 2019",
    ),
    "days": (
        "28 to 24 May 2019",
        "28 au 24 mai 2019",
        "28 al 24 de mayo de 2019",
        "28 по 24 мая 2019 года",
        "2019年5月28日至24日",
        "28 إلى 24 أيار/مايو 2019",
    ),
    "years in words": ("2023 to 2019", "2023 à 2019", "2023 a 2019", "2023 по 2019", "2023年至2019", "2023 إلى 2019"),
    "two numbers": ("three (4) years", "trois (4) ans", "tres (4) años", "три (4) года", "三（4）年", "ثلاث (4) سنوات"),
    "charter": (
        "Article 155 of the Charter of the United Nations, and",
        "l'Article 155 de la Charte des Nations Unies, et",
        "Artículo 155 de la Carta de las Naciones Unidas, y",
        "статьи 155 Устава Организации Объединенных Наций",
        "《世界人权宣言》第45条",
        "المادة 155 من ميثاق الأمم المتحدة",
    ),
    "note": (
        "[Note: a lamp]",
        "[Note: une lampe]",
        "[Nota: un faro]",
        "[Примечание: лампа]",
        "[注：灯]",
        "[ملاحظة: مصباح]",
    ),
    "wrong form": (
        "to gives the",
        "conformément des lampes",
        "de conformidad del faro",
        "в соответствии к",
    ),
    "two alphabets": ("lаmps", "lаmpes", "fаros", "лaмпы"),
}
"""What is planted in place of "2019-2023" in each language, in the order of :data:`LANGUAGES`."""
_DRAFTING |= {
    name: {
        language: ("2019[-–]2023", words)
        for language, words in zip(("en", "fr", "es", "ru", "zh", "ar"), said, strict=False)
    }
    for name, said in _SAID.items()
}
_COMMON = {
    "letter for a figure": (r"2019[-–]2023", "2O19"),
    "year to be filled in": (r"2019[-–]2023", "20XX"),
    "two stops": (r"(?<=[^\W\d_]{4})([;；؛])$", r"\g<1>."),
    "lone bracket": (r"2019[-–]2023", "lamp) "),
    "band": (r"2019[-–]2023", "120-110 MHz"),
    "unit": (r"2019[-–]2023", "110 Mhz "),
    "entity": (r"2019[-–]2023", "A&amp;B"),
    "no colon": (r"[:：](?=\n(?:a\)|أ \)))", ""),
    "formula": (r"(?<=[\d.]\))[,،](?=\n)", ""),
    "years": (r"2019([-–])2023", r"2023\g<1>2019"),
    "to be filled in": (r"2019[-–]2023", "[TBD]"),
    "empty brackets": (r"2019[-–]2023", "[ ]"),
    "open bracket": (r"(?<=[^\n\d][(（][^\d()（）\n]{3})([^\d()（）\n]*)[)）]", r"\g<1>"),
    "open quotation": (r"(?<=(?<!\w)(?:“|«|\"|”(?=[\u0600-\u06ff])))([^“”«»\"\n]*)[“”»\"]", r"\g<1>"),
    "mark": (r"(?<=[^\W\d]{3}) \((?=\w+ \w+ \w+\))", "² ("),
    "doubled word": (r"(?<=[^\W\d] )([^\W\dA-Z]{2,})(?= [^\W\d]+[;,؛،])", r"\g<1> \g<1>"),
}


def _substituted(name: str, before: int = 0, after: int = 0) -> Callable[[Document], Iterator[Planted]]:
    """Plant by a pattern: the words that it finds give way to others.

    :param before: how many characters before the place a diagnostic may begin.
    :param after: how many after it: it may be about what no longer agrees with the place.
    """

    def plant(document: Document) -> Iterator[Planted]:
        pattern, instead = _COMMON.get(name) or _DRAFTING[name].get(document.language, ("(?!)", ""))
        if name == "doubled word" and document.language == "zh":
            return
        begin = document.texts[0].clauses[0].start if name == "doubled word" else 0
        for found in re.compile(pattern, re.MULTILINE).finditer(document.source.text, begin):
            planted = _replaced(document, *found.span(), found.expand(instead), place=before)
            yield planted._replace(end=planted.end + after)

    return plant


def without_and(document: Document) -> Iterator[Planted]:
    """No "and" before the last of the items below an item, in a text in which all such lists have one.

    In real texts about one list in eight has one, so that it is no mistake elsewhere.
    """
    planted = [*_substituted("missing-and", 24)(document)]
    if len(planted) == sum(isinstance(items[0].parent, Item) for items in _lists(document)) > 1:
        yield from planted


def doubled_heading(document: Document) -> Iterator[Planted]:
    """A heading with the words of the one before it."""
    for before, clause in _clauses(document):
        if clause.role is before.role and document.language != "zh":
            yield _replaced(document, clause.start, clause.heading.end, document.source[before.heading.span])


def doubled_clause(document: Document) -> Iterator[Planted]:
    """A clause that stands twice."""
    for clause in (clause for text in document.texts for clause in text.clauses[:-1]):
        if document.language != "zh":
            yield _replaced(document, clause.end, clause.end, "\n" + document.source[clause.span])


def doubled_item(document: Document) -> Iterator[Planted]:
    """Words of an item that stand in the next one too."""
    for items in _lists(document):
        for before, item in itertools.pairwise(items):
            if not (before.items or item.items) and len(before.text) > 24 and item.end != item.parent.end:
                yield _replaced(
                    document, item.blocks[0].start, item.end, document.source[before.blocks[0].span], place=8
                )


def emptied(document: Document) -> Iterator[Planted]:
    """A label without words."""
    for items in _lists(document):
        for item in items[1:-1]:
            if not item.items:
                yield _replaced(document, item.start, item.end, item.label)


def out_of_order(document: Document) -> Iterator[Planted]:
    """An operative clause before one of the preamble."""
    source = document.source.text
    for text in document.texts:
        for before, clause in itertools.pairwise(text.clauses):
            if before.role is not clause.role and before is not text.clauses[0]:
                swapped = source[clause.start : clause.end] + "\n" + source[before.start : before.end]
                yield Planted(
                    source[: before.start] + swapped + source[clause.end :], before.start, clause.end, clause.end, 0
                )


def in_letters(document: Document) -> Iterator[Planted]:
    """Letters before the items of an operative clause."""
    for text in document.texts:
        for clause in text.clauses[:-1]:
            if clause.role == "operative" and len(clause.items) > 1 and not any(item.items for item in clause.items):
                lines = document.source[clause.span].split("\n")
                labels = ["", *(("أ )", "ب)", "ج)", "د )") if document.language == "ar" else ("a)", "b)", "c)", "d)"))]
                pairs = zip(labels, lines, strict=False)
                lettered = "\n".join(re.sub(r"^(\s*)\d", rf"\g<1>{label}", line) for label, line in pairs)
                yield _replaced(document, clause.start, clause.end, lettered)


def uncalled_note(document: Document) -> Iterator[Planted]:
    """A footnote that nothing calls."""
    end = len(document.source.text)
    yield _replaced(document, end, end, "_____\n* " + document.source.text.split("\n")[1] + ".\n")


DRAFTING = (
    *(
        Kind(name, frozenset({code}), partial(_ended, place=place, sign=sign), of_parser=False)
        for name, code, place, sign in (
            ("no semicolon after an item", "item-stop", "item", ""),
            ("a comma after an item", "item-stop", "item", ","),
            ("a full stop in a list", "item-stop", "item", "."),
            ("a full stop in the preamble", "clause-stop", "preamble", "."),
            ("a semicolon at the end of a clause", "clause-stop", "operative", ";"),
            ("a full stop before the next clause", "clause-stop", "operative", "."),
            ("no comma at the end of a clause", "clause-stop", "preamble", ""),
            ("no full stop at the end", "final-stop", "last", ""),
            ("a comma at the end", "final-stop", "last", ","),
        )
    ),
    *(
        Kind(name, frozenset(codes.split()), _substituted(key, *reach), of_parser=False)
        for name, codes, key, *reach in (
            ("another edition in the header than in the formula", "formula-mismatch", "header", 0, 200),
            ("the formula of another body", "formula-mismatch", "body", 40),
            ("a mark with a wrong year", "unknown-conference", "year", 60),
            ("a mark of a conference that was not held", "unknown-conference", "meeting", 60),
            ("a mark without a year", "mark-without-year", "no year", 60),
            ("an annex headed for another text", "annex-heading", "annex", 60),
            ("an annex headed for an older edition", "annex-heading", "old annex", 60),
            ("a Bureau that does not exist", "unknown-body", "bureau", 60),
            ("a study group that does not exist", "unknown-body", "group", 60),
            ("an article that does not exist", "unknown-article", "article", 60),
            ("several Directors of one Bureau", "near-addressee", "plural", 20),
            ("a small letter in a name", "near-addressee", "members", 20),
            ("a heading without addressee", "missing-addressee", "addressee", 20),
            ('an item without "to"', "item-form", "without to", 4),
            ('an item with "-ing"', "item-form", "-ing", 4),
            ("an annex that nothing cites", "uncited-annex", "no annex cited", 0, 500),
            ("the name of another kind of text", "other-kind", "decision", 20),
            ("a range that runs back", "reversed-range", "range", 20),
            ("years that run back", "reversed-range visual-order", "years", 20),
            ("words to be filled in", "placeholder", "to be filled in", 20),
            ("empty brackets", "placeholder", "empty brackets", 20),
            ("a bracket left open", "unclosed", "open bracket", 60),
            ("a quotation mark left open", "unclosed", "open quotation", 60),
            ("a mark without a note", "mark-without-note", "mark", 4),
            ("a doubled word", "doubled-word", "doubled word", 4),
            ("a place nearly right", "unknown-conference", "near place", 60),
            ("a mark without its comma", "mark-form", "no comma", 60),
            ("a mark without its stop", "mark-form", "no stop", 60),
            ("an edition later than the text", "later-edition", "later", 60),
            ("a conference that was not held, in a sentence", "unknown-conference", "conference", 60),
            ('"below" for what stands above', "wrong-direction", "direction", 10, 60),
            ("items below without a colon", "colon", "no colon", 24),
            ("a colon without items", "colon", "lone colon", 24),
            ("a formula without its comma", "formula-stop", "formula", 200),
            ("a study group that a Sector does not have", "unknown-body", "group of sector", 20),
            ("a set phrase in another form", "set-phrase", "phrase", 20),
            ("two words that stand twice", "doubled-word", "doubled words", 20),
            ("a sentence that is cut off", "cut-off", "cut off", 20),
            ("a remark in brackets", "editorial-remark", "remark", 4),
            ("a text that is to come", "editorial-remark", "coming", 4),
            ("a note to the editor", "editorial-remark", "to editor", 4),
            ("a reference of Word that leads nowhere", "field-error", "field", 4),
            ("a bookmark of Word that is not defined", "field-error", "bookmark", 4),
            ("a day that does not exist", "impossible-date", "day", 4),
            ("days that run back", "reversed-range", "days", 12),
            ("years that run back, in words", "reversed-range", "years in words", 4),
            ("a number that says two things", "number-mismatch", "two numbers", 4),
            ("an article that the Charter does not have", "unknown-article", "charter", 4),
            ("a note of those who draft", "editorial-remark", "note", 4),
            ("a verb or a preposition in a wrong form", "set-phrase", "wrong form", 4),
            ("a letter of another alphabet", "stray-sign", "two alphabets", 4),
            ("a letter for a figure", "stray-sign", "letter for a figure", 4),
            ("a year to be filled in", "placeholder", "year to be filled in", 4),
            ("a stop behind a semicolon", "stray-sign item-stop", "two stops", 24),
            ("a bracket that closes nothing", "unclosed", "lone bracket", 8),
            ("a band that runs back", "reversed-range visual-order", "band", 4),
            ("a unit in wrong letters", "set-phrase", "unit", 4),
            ("what a program left", "stray-sign", "entity", 4),
            ("a provision that a treaty does not have", "unknown-article", "provision", 60, 20),
        )
    ),
    Kind('no "and" before the last sub-item', frozenset({"missing-and"}), without_and, of_parser=False),
    Kind("a heading that occurs twice", frozenset({"repeated-heading"}), doubled_heading, of_parser=False),
    Kind("a clause that occurs twice", frozenset({"repeated-heading"}), doubled_clause, of_parser=False),
    Kind("an item that occurs twice", frozenset({"repeated-words"}), doubled_item, of_parser=False),
    Kind("a label without words", frozenset({"empty-item"}), emptied, of_parser=False),
    Kind("an operative clause in the preamble", frozenset({"clause-order"}), out_of_order, of_parser=False),
    Kind("letters in place of figures", frozenset({"label-style"}), in_letters, of_parser=False),
    Kind("a note without a mark", frozenset({"note-without-mark"}), uncalled_note, of_parser=False),
)


class Counted(NamedTuple):
    """How mistakes of a kind fare."""

    planted: int
    seen: int
    once: int


def new_diagnostics(before: Document, planted: Planted, *, of_parser: bool = False) -> list[itu_texts.Diagnostic]:
    """What is told of a text with a mistake and was not told of it without."""
    told = {
        (each.code, each.span.start + (planted.grown if each.span.start >= planted.edit else 0))
        for each in (before.diagnostics if of_parser else _checked(before))
    }
    after = itu_texts.parse(planted.text, language=before.language)
    found = after.diagnostics if of_parser else itu_texts.check(after)
    return [each for each in found if (each.code, each.span.start) not in told]


@cache
def _checked(document: Document) -> tuple[itu_texts.Diagnostic, ...]:
    return itu_texts.check(document)


def count(kind: Kind, documents: Iterable[Document], show: int = 0, most: int | None = None) -> Counted:
    """Plant the mistakes of a kind, one at a time.

    :param most: how many to plant in each document, if not all.
    :param show: how many of those that are not seen, or not said once, to print.
    """
    planted = seen = once = 0
    for document in documents:
        for each in itertools.islice(kind.plant(document), most):
            planted += 1
            new = new_diagnostics(document, each, of_parser=kind.of_parser)
            hit = any(found.code in kind.codes and each.start <= found.span.start <= each.end for found in new)
            seen += hit
            once += hit and len(new) == 1
            if show and not (hit and len(new) == 1):
                show -= 1
                around = each.text[max(0, each.start - 120) : each.end + 120]
                print(
                    "-----", kind.name, [(n.code, n.message, n.span.start - each.start) for n in new], around, sep="\n"
                )
    return Counted(planted, seen, once)


def sound_texts(folders: Iterable[Path], most: int = 40) -> Iterator[Document]:
    """Real texts in which nothing is odd, but for those that run on into the rest of their volume."""
    found: dict[Path, int] = defaultdict(int)
    for folder in folders:
        for file in sorted(folder.glob("*.txt")):
            document = itu_texts.parse_file(file)
            sound = document.texts and not document.diagnostics and len(document.source.text) <= _LONGEST
            if found[folder] < most and sound:
                found[folder] += 1
                yield document


def table(documents: list[Document], kinds: Iterable[Kind], show: int = 0, most: int | None = None) -> None:
    """Print how many mistakes are seen."""
    for kind in kinds:
        planted, seen, once = count(kind, documents, show, most)
        share = f"{seen / planted:5.2f} {once / planted:5.2f}" if planted else "    -     -"
        print(f"  {kind.name:50} {planted:5} {share}")


def in_all_languages(count: int) -> list[Document]:
    """Return made texts, some in each language."""
    return [
        itu_texts.parse(sound_text(language, seed), language=language)
        for language in LANGUAGES
        for seed in range(count)
    ]


def main() -> None:
    show = int(sys.argv.pop(1).partition("=")[2]) if sys.argv[1:2] and sys.argv[1].startswith("--show=") else 0
    print("mistakes planted, the share that is seen, and that is said once")
    print("made texts")
    table([itu_texts.parse(made(seed)) for seed in range(12)], (*KINDS, *OF_NAMES), show)
    print("made texts in six languages")
    table(in_all_languages(5), DRAFTING, show, most=3)
    folders = [Path(name) for name in sys.argv[1:]]
    if folders:
        print("real texts")
        table([*sound_texts(folders)], (*KINDS, *OF_NAMES, *DRAFTING), show)


if __name__ == "__main__":
    main()
