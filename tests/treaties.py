"""Invented treaties in six languages, in each form in which people have the provisions of one."""

import re
from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

import itu_texts

ARTICLES = {
    "en": "ARTICLE {}",
    "fr": "ARTICLE {}",
    "es": "ARTÍCULO {}",
    "ru": "СТАТЬЯ {}",
    "ar": "المادة {}",
    "zh": "第{}条",
}
TITLES = {
    "en": ("Purposes of the Club", "Members", "Crews and boats", "The Council", "Accounts", "Rest"),
    "fr": ("Objet du Club", "Les membres", "Équipages et bateaux", "Le Conseil", "Comptes", "Repos"),
    "es": ("Objeto del Club", "Los miembros", "Tripulaciones y barcas", "El Consejo", "Cuentas", "Descanso"),
    "ru": ("Цели Клуба", "Члены", "Экипажи и лодки", "Совет", "Счета", "Отдых"),
    "ar": ("أهداف النادي", "الأعضاء", "الأطقم والقوارب", "المجلس", "الحسابات", "الراحة"),
    "zh": ("俱乐部的宗旨", "成员", "船员和船只", "理事会", "账目", "休息"),
}
# Openings of lists, items of lists, and paragraphs
OPENINGS = {
    "en": ("The Members of the Club shall have these rights:", "The Council, which meets each spring, shall:"),
    "fr": ("Les Membres du Club ont les droits suivants:", "Le Conseil, qui se réunit au printemps, doit:"),
    "es": ("Los Miembros del Club tendrán los derechos siguientes:", "El Consejo, que se reúne en primavera, deberá:"),
    "ru": ("Члены Клуба имеют следующие права:", "Совет, который собирается весной, должен:"),
    "ar": ("لأعضاء النادي الحقوق التالية:", "يقوم المجلس الذي يجتمع كل ربيع بما يلي:"),
    "zh": ("俱乐部的成员享有下列权利：", "每年春季开会的理事会应："),
}
ITEMS = {
    "en": (
        "to row on all lakes, in accordance with the number 3 of these rules",
        "to keep a boat of 12 oars by the shore",
        "to name one rower for each boat and each year",
        "to approve the accounts of the years 2019 and 2020",
    ),
    "fr": (
        "ramer sur tous les lacs, conformément au numéro 3 des présentes règles",
        "garder une barque de 12 rames près de la rive",
        "nommer un rameur pour chaque barque et chaque année",
        "approuver les comptes des années 2019 et 2020",
    ),
    "es": (
        "remar en todos los lagos, de conformidad con el número 3 de estas reglas",
        "guardar una barca de 12 remos cerca de la orilla",
        "nombrar un remero para cada barca y cada año",
        "aprobar las cuentas de los años 2019 y 2020",
    ),
    "ru": (
        "грести на всех озерах в соответствии с пунктом 3 настоящих правил",
        "держать лодку с 12 веслами у берега",
        "назначать одного гребца на каждую лодку и на каждый год",
        "утверждать счета за 2019 и 2020 годы",
    ),
    "ar": (
        "التجديف في جميع البحيرات وفقا للرقم 3 من هذه القواعد",
        "الاحتفاظ بقارب له 12 مجدافا قرب الشاطئ",
        "تسمية مجدف لكل قارب ولكل سنة",
        "الموافقة على حسابات عامي 2019 و2020",
    ),
    "zh": (
        "按照本规则第3款在所有湖泊上划船",
        "在岸边保留一只有12支桨的船",
        "每年为每只船指定一名划手",
        "批准2019和2020两年的账目",
    ),
}
PARAGRAPHS = {
    "en": (
        "The Club consists of crews, each of which has a boat of its own and no other.",
        "Each crew shall row at least 30 days of the year, unless the lake is frozen. It shall rest on the others.",
        "A crew that leaves the Club shall give back its boat within 6 months.",
    ),
    "fr": (
        "Le Club se compose d'équipages, dont chacun a une barque et n'en a pas d'autre.",
        "Chaque équipage rame 30 jours par an au moins, sauf si le lac est gelé. Il se repose les autres jours.",
        "Un équipage qui quitte le Club rend sa barque dans les 6 mois.",
    ),
    "es": (
        "El Club se compone de tripulaciones, cada una de las cuales tiene una barca y ninguna otra.",
        "Cada tripulación remará al menos 30 días al año, salvo que el lago se hiele. Descansará los demás.",
        "La tripulación que abandone el Club devolverá su barca dentro de los 6 meses.",
    ),
    "ru": (
        "Клуб состоит из экипажей, каждый из которых имеет одну лодку и не имеет другой.",
        "Каждый экипаж гребет не менее 30 дней в году, если озеро не замерзло. В другие дни он отдыхает.",
        "Экипаж, который покидает Клуб, возвращает лодку в течение 6 месяцев.",
    ),
    "ar": (
        "يتألف النادي من أطقم لكل منها قارب واحد لا غير.",
        "يجدف كل طاقم 30 يوما في السنة على الأقل ما لم تتجمد البحيرة. ويستريح في الأيام الأخرى.",
        "على الطاقم الذي يترك النادي أن يعيد قاربه خلال 6 أشهر.",
    ),
    "zh": (
        "俱乐部由船员组成，每组船员只有一只船。",
        "除湖面封冻外，每组船员每年至少划船30天。其余各日休息。",
        "离开俱乐部的船员应在6个月内交还其船只。",
    ),
}
LEAST = 60  # characters in a line, at which one is broken
NAMING = re.compile(r"\d+\.\d")  # the article, as the numbers of the Radio Regulations name it
ENOUGH = 0.95  # the share of provisions
NUMERALS = "零一二三四五六七八九十"


class Given(NamedTuple):
    """A provision as it was written down."""

    article: int
    number: str
    label: str
    words: str
    dashes: tuple[str, ...]
    """The items below it that have no numbers."""
    conference: str

    @property
    def own(self) -> str:
        """The label and the words."""
        return f"{self.label} {self.words}".strip()


def treaty(language: str, *, first: int = 1) -> list[Given]:
    """The provisions of an invented treaty.

    :param first: the first number of all.
    """
    found: list[Given] = []
    numbers = count(first)
    openings, items, paragraphs = OPENINGS[language], ITEMS[language], PARAGRAPHS[language]
    stop = "。" if language == "zh" else "."
    semicolon = {"zh": "；", "ar": "؛"}.get(language, ";")
    for article in range(1, len(TITLES[language]) + 1):
        labels = count(1)
        for turn in range(3):
            words = paragraphs[(article + turn) % len(paragraphs)]
            alone = article == 2 and turn == 0  # a paragraph without a label
            found.append(Given(article, str(next(numbers)), "" if alone else f"{next(labels)}.", words, (), ""))
            if turn != 1:
                continue
            opening = openings[article % len(openings)]
            changed = "PP-98" if article % 2 else ""
            found.append(Given(article, str(next(numbers)), f"{next(labels)}.", opening, (), changed))
            for place, item in enumerate(items):
                last = place == len(items) - 1
                dashes = tuple(f"– {each}{semicolon}" for each in items[:2]) if place == 1 and article == 3 else ()
                end = ":" if dashes else stop if last else semicolon
                number = str(next(numbers))
                found.append(Given(article, number, f"{'abcd'[place]})", f"{item}{end}", dashes, changed))
                if place == 0 and article in (4, 5):  # one that a conference added
                    found.append(Given(article, f"{number}A", "a bis)", f"{items[2]}{semicolon}", (), "PP-02"))
    return found


# ---------------------------------------------------------------------- the forms


def _wrapped(words: str, between: str = "\n") -> str:
    """Words in lines, with what stands between two."""
    lines = [""]
    for word in words.split(" "):
        if len(lines[-1]) > LEAST:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return between.join(lines)


LINES = {
    "margin": "{number} {own}",
    "dashed": "{number}— {own}",  # as a program read it from a scan
    "points": "- {number} {own}",
    "stop": "{number}. {own}",
    "stop, in lines": "{numbered lines}",
    "alone": "{number}\n{lines}",
    "apart": "{number}\n\n{own}",
    "stacked": "{number}{label line}\n{lines of words}",
    "starred": "*{number}* {own}",
    "conference": "*{number}{ conference}* {starred label}{words}",  # "*73 PP-98* a*bis*) to row ..."
    "noted": "{number}{conference line}\n{lines}",
    "glued": "{number}{own}",
    "bracketed": "({number}) {own}",
    "tabbed": "{number}\t{own}",
    "bold": "**{number}** {own}",
}


def _line(given: Given, form: str) -> str:
    """A provision as one of the forms has it."""
    return LINES[form].format_map(
        {
            "number": given.number,
            "own": given.own,
            "words": given.words,
            "lines": _wrapped(given.own),
            "lines of words": _wrapped(given.words),
            "numbered lines": _wrapped(f"{given.number}. {given.own}", "\n\n"),
            "label line": given.label and f"\n{given.label}",
            "starred label": given.label and f"{given.label.replace(' bis', '*bis*')} ",
            " conference": given.conference and f" {given.conference}",
            "conference line": given.conference and f"\n{given.conference}",
        }
    )


RUN_IN = {"run in": "{} {}", "run in, starred": "*{}* {}", "run in, stop": "{}. {}"}
MARKED = {"marked": "MOD {} {}", "marked below": "MOD {}\n{}", "marked, run in": "MOD {} {}"}
CELLS = {
    "cell": lambda given: [f"| MOD {given.number} {given.label} | {given.words} |"],
    "cells": lambda given: [f"| MOD | {given.number} | {given.own} |"],
    "cell, own label": lambda given: [f"| **MOD {given.number}** | {given.own} |"],
    "cell, lines": lambda given: [f"| MOD {given.number} {given.label} | {_wrapped(given.words)} |"],
    "cell, lines, noted": lambda given: [
        f"| MOD {given.number}\n{given.conference or 'PP-98'} | {_wrapped(given.own)} |"
    ],
}
FORMS = (*LINES, *RUN_IN, *MARKED, *CELLS)


def heading(language: str, article: int, *, numeral: bool = False) -> str:
    return ARTICLES[language].format(NUMERALS[article] if numeral else article)


def written(given: list[Given], language: str, form: str) -> str:
    """A treaty in one of the forms."""
    pages: list[str] = []
    for article, title in enumerate(TITLES[language], 1):
        held = [each for each in given if each.article == article]
        numeral = language == "zh" and form in ("stop", "alone", "margin")
        named = heading(language, article, numeral=numeral)
        mark = "### " if "*" in form or form in ("starred", "conference", "bold", "cell") else ""
        pages += [f"{named}、{title}"] if numeral else [f"{mark}{named}", title]
        if form in RUN_IN:
            pages.append(" ".join(part for each in held for part in _in_line(each, RUN_IN[form])))
        elif form in MARKED:
            lines = [[MARKED[form].format(each.number, each.own), *each.dashes] for each in held]
            joined = " " if form == "marked, run in" else "\n\n"
            pages.append(joined.join("\n\n".join(each) if joined != " " else " ".join(each) for each in lines))
        elif form in CELLS:
            rows = []
            for each in held:
                *above, last = CELLS[form](each)
                rows += [*above, last[:-2] + "".join(f"<br>{dash}" for dash in each.dashes) + " |"]
            pages.append("\n".join(rows))
        else:
            pages += [line for each in held for line in (_line(each, form), *each.dashes)]
    return "\n\n".join(pages) + "\n"


def _in_line(given: Given, form: str) -> list[str]:
    return [form.format(given.number, given.own), *given.dashes]


# ---------------------------------------------------------------------- what is found


def norm(words: str) -> str:
    return "".join(re.findall(r"\w+", words.casefold()))


def truth(given: list[Given]) -> dict[str, tuple[int, str]]:
    """By number: the article and the words of each provision."""
    return {each.number: (each.article, norm(f"{each.own}{''.join(each.dashes)}")) for each in given}


def found(text: str | itu_texts.Document, language: str) -> dict[str, tuple[int, str]]:
    """The same, as the library reads them."""
    document = itu_texts.parse(text, language=language) if isinstance(text, str) else text
    numbers = _articles(document)
    said: dict[str, tuple[int, str]] = {}
    for node in itu_texts.walk(document):
        if isinstance(node, itu_texts.Provision):
            number = "".join(node.number.strip("(). ").split())
            amended = node.parent if isinstance(node.parent, itu_texts.Amendment) else None
            below = (
                [block for each in amended.blocks for block in getattr(each, "blocks", (each,))]
                if amended
                else node.blocks
            )
            words = norm("".join(itu_texts.to_outline(each) for each in below))
            said.setdefault(number, (_article(node, numbers), words))
    return said


def _articles(document: itu_texts.Document) -> Mapping[str, int]:
    return {NUMERALS[place]: place for place in range(1, 11)}


def _article(node: itu_texts.Node, numbers: Mapping[str, int]) -> int:
    above = node.parent
    while above is not None and not (isinstance(above, itu_texts.Division) and above.kind == "article"):
        above = above.parent
    number = (above.number or "") if isinstance(above, itu_texts.Division) else ""
    return numbers.get(number) or (int(number) if number.isdecimal() else 0)


def share(given: list[Given], language: str, form: str) -> tuple[float, list[str]]:
    """Which share of the provisions of a treaty is found in a form, and the numbers of the others."""
    wanted, seen = truth(given), found(written(given, language, form), language)
    missed = [number for number in wanted if seen.get(number) != wanted[number]]
    wrong = len(seen.keys() - wanted.keys())
    return 1 - (len(missed) + wrong) / len(wanted), missed
