"""Treaties and resolutions with instruments that amend them, as hypothesis makes them: invented, in six languages."""

from collections.abc import Callable

from attrs import evolve, field, frozen
from hypothesis import strategies as st

ARTICLES = {
    "en": "ARTICLE {}", "fr": "ARTICLE {}", "es": "ARTÍCULO {}", "ru": "СТАТЬЯ {}", "zh": "第{}条", "ar": "المادة {}",
}  # fmt: skip
TITLES = {"en": "Boats", "fr": "Bateaux", "es": "Barcos", "ru": "Лодки", "zh": "船只", "ar": "القوارب"}
_WORDS = {
    "en": ("boats", "oars", "sails", "lamps", "bells", "float", "break", "shine", "ring", "sink"),
    "fr": ("bateaux", "rames", "voiles", "lampes", "cloches", "flottent", "cassent", "brillent", "sonnent", "coulent"),
    "es": ("barcos", "remos", "velas", "faros", "campanas", "flotan", "rompen", "brillan", "suenan", "hunden"),
    "ru": ("лодки", "весла", "паруса", "лампы", "колокола", "плывут", "ломаются", "светят", "звонят", "тонут"),
    "zh": ("船只", "木桨", "风帆", "灯塔", "铃铛", "漂浮", "断裂", "发光", "鸣响", "沉没"),
    "ar": ("قوارب", "مجاديف", "أشرعة", "مصابيح", "أجراس", "تطفو", "تنكسر", "تضيء", "ترن", "تغرق"),
}


@frozen
class Provision:
    """A numbered provision: its number, the label of its own, its words."""

    number: str
    label: str
    words: str


@frozen
class Change:
    """An amendment of a provision, or of an item, as an instrument says it."""

    action: str
    what: Provision
    proposal: str
    layout: str = ""


@frozen
class Case:
    """A base, what amends it, and what each amendment is to make of it."""

    language: str
    base: str
    amending: str
    changes: tuple[Change, ...]
    before: dict[str, str] = field(factory=dict)
    """The words of the base by number, or by label."""


@st.composite
def sentences(draw: st.DrawFn, language: str) -> str:
    """Some words that begin with a capital, where there are any, and end with a stop."""
    words = draw(st.lists(st.sampled_from(_WORDS[language]), min_size=3, max_size=9))
    said = ("" if language == "zh" else " ").join(words)
    return said[0].upper() + said[1:] + ("。" if language == "zh" else ".")


def _one_line(change: Change) -> str:
    return f"{change.action} {change.what.number} {change.what.label} {change.what.words}"


def _tabs(change: Change) -> str:
    return f"{change.action}\t{change.what.number}\t{change.what.label}\t{change.what.words}"


def _words_below(change: Change) -> str:
    return f"{change.action} {change.what.number} {change.what.label}\n\n{change.what.words}"


def _words_on_next_line(change: Change) -> str:
    return f"{change.action} {change.what.number} {change.what.label}\n{change.what.words}"


def _all_below(change: Change) -> str:
    return f"{change.action} {change.what.number}\n\n{change.what.label} {change.what.words}"


def _proposal(change: Change) -> str:
    return f"{change.action}\t{change.proposal}\n\n{change.what.number}\t{change.what.label} {change.what.words}"


def _bold(change: Change) -> str:
    return f"**{change.action} {change.what.number}** {change.what.label}\n\n{change.what.words}"


def _bold_marker(change: Change) -> str:
    return f"**{change.action}** {change.what.number} {change.what.label} {change.what.words}"


def _pipes(change: Change) -> str:
    return f"| {change.action} {change.what.number} | {change.what.label} {change.what.words} |"


def _columns(change: Change) -> str:
    return f"| {change.action} | {change.what.number} | {change.what.label} {change.what.words} |"


LAYOUTS: dict[str, Callable[[Change], str]] = {
    each.__name__.strip("_"): each
    for each in (
        _one_line, _tabs, _words_below, _words_on_next_line, _all_below, _proposal, _bold, _bold_marker, _pipes, _columns,
    )
}  # fmt: skip
MARKDOWN = ("bold", "bold_marker", "pipes", "columns")


def _said(changes: list[Change], layout: str) -> str:
    pieces = []
    for change in changes:
        gone = change.action in ("SUP", "NOC")
        if not gone:
            pieces.append(LAYOUTS[layout](change))
        elif layout == "proposal":
            pieces.append(f"{change.action}\t{change.proposal}\n\n{change.what.number}")
        elif layout == "pipes":
            pieces.append(f"| {change.action} {change.what.number} | |")
        elif layout == "columns":
            pieces.append(f"| {change.action} | {change.what.number} | |")
        else:
            pieces.append(f"{change.action} {change.what.number}")
    if layout in ("pipes", "columns"):
        rule = "|---|---|" if layout == "pipes" else "|---|---|---|"
        return "\n".join([pieces[0], rule, *pieces[1:]])
    return "\n\n".join(pieces)


@st.composite
def treaties(draw: st.DrawFn, language: str = "", layout: str = "") -> Case:
    """A treaty of a few articles, and an instrument that amends some of its provisions, all in one layout."""
    language = language or draw(st.sampled_from(sorted(ARTICLES)))
    layout = layout or draw(st.sampled_from(sorted(LAYOUTS)))
    number, base, amending = draw(st.integers(10, 300)), [], []
    changes: list[Change] = []
    before: dict[str, str] = {}
    for article in range(draw(st.integers(1, 3))):
        heading = f"{ARTICLES[language].format(article + 5)}\n\n{TITLES[language]}"
        lines, said = [], []
        for place in range(draw(st.integers(2, 5))):
            here = Provision(str(number), str(place + 1), draw(sentences(language)))
            before[here.number] = here.words
            lines.append(f"{here.number}\t{here.label} {here.words}")
            action = draw(st.sampled_from(("", "MOD", "MOD", "SUP", "NOC", "ADD")))
            if action:
                added = evolve(here, number=f"{number}A", label=f"{place + 1}bis") if action == "ADD" else here
                words = draw(sentences(language))
                words = words if words != here.words else f"{_WORDS[language][0]} {words}"
                proposal = f"LKS/3/{len(changes) + 1}"
                said.append(Change(action, evolve(added, words=words), proposal, layout))
                changes.append(said[-1])
            number += 1
        base.append("\n\n".join([heading, *lines]))
        if said:
            amending.append(f"{heading}\n\n{_said(said, layout)}")
    return Case(language, "\n\n".join(base) + "\n", "\n\n".join(amending) + "\n", tuple(changes), before)


FRONTS = {
    "en": ("RESOLUTION 7 (LAKESIDE, 2026)", "Boats", "The ITU Council,"),
    "fr": ("RÉSOLUTION 7 (LAKESIDE, 2026)", "Bateaux", "Le Conseil de l'UIT,"),
    "es": ("RESOLUCIÓN 7 (LAKESIDE, 2026)", "Barcos", "El Consejo de la UIT,"),
    "ru": ("РЕЗОЛЮЦИЯ 7 (LAKESIDE, 2026 г.)", "Лодки", "Совет МСЭ,"),
    "zh": ("第7号决议（LAKESIDE，2026年）", "船只", "国际电联理事会，"),
    "ar": ("القرار 7 (LAKESIDE, 2026)", "القوارب", "إن مجلس الاتحاد،"),
}
HEADINGS = {
    "en": ("considering", "recognizing", "resolves", "instructs the Secretary-General"),
    "fr": ("considérant", "reconnaissant", "décide", "charge le Secrétaire général"),
    "es": ("considerando", "reconociendo", "resuelve", "encarga al Secretario General"),
    "ru": ("учитывая", "признавая", "решает", "поручает Генеральному секретарю"),
    "zh": ("考虑到", "认识到", "做出决议", "责成秘书长"),
    "ar": ("إذ يضع في اعتباره", "وإذ يدرك", "يقرر", "يكلف الأمين العام"),
}


@st.composite
def phrases(draw: st.DrawFn, language: str, end: str = ";") -> str:
    """A few words of an item."""
    words = draw(st.lists(st.sampled_from(_WORDS[language]), min_size=4, max_size=8))
    led = {"en": "that ", "fr": "que ", "es": "que ", "ru": "что ", "zh": "", "ar": "أن "}[language]
    ends = {";": {"zh": "；", "ar": "؛"}, ",": {"zh": "，", "ar": "،"}}
    return led + ("" if language == "zh" else " ").join(words) + ends.get(end, {}).get(language, end)


Items = dict[str, dict[str, str]]
"""The words of items by heading and label."""


@st.composite
def resolutions(draw: st.DrawFn, language: str) -> Items:
    """The clauses of a resolution: two or more items below each heading."""
    made: Items = {}
    for place, heading in enumerate(HEADINGS[language]):
        count = draw(st.integers(2, 4))
        labels = [f"{'abcd'[each]})" if place < 2 else str(each + 1) for each in range(count)]
        made[heading] = {label: draw(phrases(language, ";" if label != labels[-1] else ",")) for label in labels}
    return made


def printed(language: str, items: Items, number: str = "") -> str:
    """A resolution as it is printed."""
    lines = [*FRONTS[language]]
    for heading, below in items.items():
        lines += [heading, *(f"{label}\t{words}" for label, words in below.items())]
    return "\n\n".join(lines) + "\n"
