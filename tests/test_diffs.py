"""Two editions compared: what was planted is found, layout is no difference, and tracked changes make either text."""

import gzip
import io
import json
import random
import re
import zipfile
from collections import Counter
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import lxml.html
import pytest
import typeset
import word
from benchmarks.aligned import score
from benchmarks.consecutive import applied, consecutive
from benchmarks.differences import editions
from collected import resolution
from conftest import ROOT, SHARED
from drafts import draft, edited
from exported import made_up
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_document, check_spans
from libreoffice import settled
from pages import Parsed
from plants import many, outline, planted
from real_plants import planted_in
from strategies import few, outlines, plain, styles
from timing import grows_no_faster, seconds, takes_at_most
from together import cases_in, check_all, for_all, refused, sections, some, tries

import itu_texts
from itu_texts import InputError, apply, compare, diff, edit, parse, parse_bytes, parse_file, to_outline, to_text
from itu_texts.cli import main
from itu_texts.revision.aligning import align, mismatches, pair
from itu_texts.revision.comparing import REPORTS as COMPARED
from itu_texts.revision.diffs import REPORTS, html_report, json_report, text_report
from itu_texts.revision.lines import printed_lines, sequence, tokens
from itu_texts.revision.redlines import merged, redline, to_docx
from itu_texts.rows import DifferenceKind, WordChange
from itu_texts.tree.walking import all_words

OLD = (
    "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\nconsidering\na) that boats leak;\nb) that oars break,\n"
    "resolves\n1 to count the boats of the lake;\n2 to rest,\ninstructs the Secretary-General\nto report.\n"
)
NEW = (
    "RESOLUTION 7 (REV. LAKESIDE, 2030)\nBoats and oars\nThe ITU Council,\nconsidering\na) that boats leak;\n"
    "b) that oars break;\nc) that sails tear in storms,\nresolves\n1 to count all boats of the lake,\n"
    "instructs the Director of the Radiocommunication Bureau\nto report.\n"
)


def _kinds(found):
    return [each.kind.value for each in found]


# ---------------------------------------------------------------------- what is found


CASES = Path(__file__).with_name("differences.txt")


def _pairs_of_cases():
    """Of each case in tests/differences.txt: its title, the older text, the newer one, the report of what differs."""
    return [
        (case.partition("\n")[0], [body for _, body in sections(case.rstrip() + "\n")]) for case in cases_in(CASES)[1:]
    ]


def test_what_differs_is_told_and_makes_the_newer_text():
    """Applied, and as tracked changes that are accepted; rejected, these make the older one."""

    def check(case):
        old, new = map(parse, case[:2])
        found = diff(old, new)
        assert "".join(text_report(found)) == case[2]
        assert len(new.footnotes) == len(new.anchors)
        data = to_docx(found, old)
        makes = [(apply(found, old), new), (_read(data, "original"), old), (_read(data, "final"), new)]
        for made, wanted in makes:
            assert (to_outline(made), _notes(made)) == (to_outline(wanted), _notes(wanted))

    check_all(_pairs_of_cases(), check)


def test_words_have_their_places_in_both_wordings():
    found = diff(parse(OLD), parse(NEW))[4]
    assert [
        (change.kind, found.old_text[change.old.slice], found.new_text[change.new.slice]) for change in found.words
    ] == [
        ("kept", "to count", "to count"),
        ("deleted", "the", ""),
        ("inserted", "", "all"),
        ("kept", "boats of the lake", "boats of the lake"),
        ("deleted", ";", ""),
        ("inserted", "", ","),
    ]
    assert all(isinstance(change, WordChange) for change in found.words)


ONE = "resolves\n1 to count the boats that lie in the harbour and to paint them white;\n2 to rest"


def test_what_is_the_same_can_be_listed_too():
    assert {*_kinds(diff(parse(ONE), parse(ONE), unchanged=True))} == {"unchanged"}
    assert DifferenceKind.UNCHANGED == "unchanged"


def test_signs_that_mean_the_same_are_no_difference():
    assert diff(parse("resolves\nto use the boat's oars – all"), parse("resolves\nto use the boat’s oars — all")) == []


def test_parts_are_compared_and_other_things_are_not():
    old, new = parse(OLD), parse(NEW)
    assert _kinds(diff(old.at("resolves"), new.at("resolves"))) == ["reworded", "removed"]
    refused(InputError, r"diff\(\): old is Node, not ", diff, OLD, new)


def test_99_of_100_planted_differences_come_back():
    wrong = []
    for name, before, (after, kinds, said) in planted(seed=7, count=tries(200)):
        found = diff(parse(plain(before)), parse(plain(after)))
        told = [kind for kind in _kinds(found) if kind != "relabelled" or kinds == ["relabelled"]]
        speaks = any(said in (each.new_text if each.new is not None else each.old_text) for each in found)
        wrong += [] if told == kinds and speaks else [(name, _kinds(found), said)]
    assert len(wrong) <= tries(200) // 100, wrong


@for_all("collection", ["wrc", "pp18"])
def test_so_do_those_of_each_kind_in_real_texts(shared, collection):
    rng = random.Random(3)
    wrong, counts = [], Counter()
    for file in some(sorted((shared / "corpus" / collection).glob("*.txt"))[:20:2], 2, 1):
        document = itu_texts.edit(parse(file.read_text("utf-8"))).finish()
        if diff(document, itu_texts.edit(document).finish()):
            continue  # a text out of a PDF that is read otherwise once it is printed
        for kind, before, after, besides in planted_in(document, rng):
            told = [each for each in _kinds(diff(before, after)) if each not in besides - {kind}]
            counts[kind] += 1
            wrong += [] if told == [kind] else [(file.name, kind, told[:5])]
    assert {*counts} >= {*(kind.value for kind in DifferenceKind)} - {"unchanged", "designation"}
    assert len(wrong) * 100 <= counts.total(), wrong


# ---------------------------------------------------------------------- layout is no difference


@given(outlines(), styles)
def test_layout_is_no_difference(made, style):
    assert diff(parse(plain(made)), parse(style(made))) == []


@for_all("number", [3, 7, 58])
@for_all("page", [{}, {"width": 130, "height": 182}, {"width": 148, "height": 210, "hyphenate": "true"}])
def test_nor_is_that_of_a_pdf(number, page):
    """Lines that are wide apart, columns that are none, hyphens at the ends of lines."""
    old = parse(resolution(number, 4).replace("relevant provisions", "most-relevant provisions ..."))
    pdf = typeset.pdf(typeset.source(to_outline(old), **page))
    assert diff(old, itu_texts.parse_bytes(pdf, "boats.pdf")) == []


@given(made_up)
def test_nothing_differs_from_itself(document):
    assert diff(document, document) == []
    assert diff(document, parse(document.source.text)) == []


@for_all("variant", ["wrapped", "joined"])
@for_all("collection", ["wrc", "pp18"])
def test_nor_is_that_of_real_texts(shared, collection, variant):
    import outline_score as scorer

    files = sorted((shared / "gold" / collection).glob("*.gold.txt"))
    differing = {}
    for file in files:
        old, new = (parse(scorer.render(file.read_text("utf-8"), each, file.name)) for each in ("clean", variant))
        found = diff(old, new)
        if found:
            differing[file.name] = [(each.kind.value, each.old_text[:60], each.new_text[:60]) for each in found][:3]
    assert len(differing) * 100 <= 3 * len(files), differing


# ---------------------------------------------------------------------- what differs, made again


def _pairs(seed, count):
    """Texts that differ in some places, and some that have little in common."""
    rng = random.Random(seed)
    for number in range(count):
        old = outline(rng)
        new = many(rng, old, rng.randrange(1, 6)) if number % 3 else outline(rng)
        yield parse(plain(old)), parse(plain(new))


def test_applied_differences_give_the_new_text():
    for old, new in _pairs(5, tries(40)):
        made = apply(diff(old, new), old)
        check_document(made)
        assert to_outline(made) == to_outline(parse(to_text(new)))


@given(made_up, made_up)
def test_so_do_those_of_texts_that_have_little_in_common(old, new):
    assert to_outline(apply(diff(old, new), old)) == to_outline(parse(to_text(new)))


@given(st.integers(0, 99), made_up, made_up)
def test_any_of_the_differences_can_be_made(seed, old, new):
    rng = random.Random(seed)
    kept = [each for each in diff(old, new) if rng.random() < 0.5]
    made = apply(kept, old)
    assert to_outline(_read(to_docx(kept, old), "original")) == to_outline(old)
    check_spans(made)
    ours, theirs, those = ({word for word, *_ in tokens(each.source.text)} for each in (old, new, made))
    assert those <= ours | theirs


def test_of_a_line_the_label_or_the_words_alone_can_be_changed():
    old, new = parse("resolves\n1 to row;\n2 to sail"), parse("resolves\n1 to row;\n3 to sail by night")
    found = diff(old, new)
    assert _kinds(found) == ["relabelled", "reworded"]
    made = [apply([each], old) for each in found]
    assert [to_outline(each).splitlines()[-1] for each in made] == ["\t3 to sail", "\t2 to sail by night"]


def test_some_of_the_differences_can_be_made():
    old, new = parse(OLD), parse(NEW)
    made = apply([each for each in diff(old, new) if each.kind == "reworded"], old)
    assert made.at("resolves 1").text == "to count all boats of the lake,"
    assert made.at("resolves 2").text == "to rest,"
    assert to_outline(apply([], old)) == to_outline(old)


def test_differences_belong_to_their_document():
    old, new = parse(OLD), parse(NEW)
    with pytest.raises(InputError, match="these are differences of another document"):
        apply(diff(old, new), parse(OLD))
    with pytest.raises(InputError, match="these are differences of another document"):
        to_docx(diff(old, new), new)


def _read(data, view):
    return itu_texts.parse_bytes(data, "x.docx", view=view)


def test_as_tracked_changes_they_give_both_texts():
    for old, new in _pairs(11, tries(40)):
        data = to_docx(diff(old, new), old, author="A. Rower", date="2030-05-01T10:00:00Z")
        for view, wanted in (("original", old), ("final", new)):
            assert sequence(printed_lines(_read(data, view))) == sequence(printed_lines(wanted)), to_outline(
                _read(data, view)
            )


@few
@given(made_up, made_up)
def test_so_they_do_for_texts_that_have_little_in_common(old, new):
    data = to_docx(diff(old, new), old)
    assert to_outline(_read(data, "original")) == to_outline(old)
    assert to_outline(_read(data, "final")) == to_outline(new)


def _notes(document):
    """The footnotes in the order in which they are called, with the words that call them."""
    return [(each.footnote.text, document.source.text[: each.start].split()[-1]) for each in document.anchors]


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize("accepted", [True, False])
def test_libreoffice_makes_either_text_of_them(tmp_path, accepted):
    texts = [*_pairs(23, tries(24)), *((parse(old), parse(new)) for _, (old, new, _) in _pairs_of_cases())]
    files = [to_docx(diff(old, new), old, author="A. Rower", date="2030-05-01T10:00:00Z") for old, new in texts]
    for data, (old, new) in zip(settled(tmp_path, files, accepted=accepted), texts, strict=True):
        made, wanted = _read(data, "marked"), new if accepted else old
        assert made.changes == ()
        assert (to_outline(made), _notes(made)) == (to_outline(wanted), _notes(wanted))


def test_tracked_changes_have_their_author():
    old, new = parse(OLD), parse(NEW)
    document = merged(diff(old, new), old, author="A. Rower", date="2030-05-01T10:00:00Z")
    assert {(each.author, each.date) for each in document.changes} == {("A. Rower", "2030-05-01T10:00:00Z")}
    assert merged([], old).changes == ()


# ---------------------------------------------------------------------- time


def _long(count, *, changed):
    lines = [
        f"{n} to count {'all ' if changed and n % 10 == 0 else ''}the boats of lake {n} and of lake {n * 7 % 1000};\n"
        for n in range(1, count + 1)
        if not changed or n % 13
    ]
    return parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n" + "".join(lines))


@pytest.mark.long
@pytest.mark.parametrize(
    "work", [diff, lambda old, new: apply(diff(old, new), old), lambda old, new: to_docx(diff(old, new), old)]
)
def test_time_grows_with_the_texts_and_no_faster(work):
    @cache
    def texts(count):
        return _long(count, changed=False), _long(count, changed=True)

    assert len(diff(*texts(400))) > 50
    assert grows_no_faster(lambda pair: work(*pair), texts, 400)


def test_two_texts_of_200_clauses_are_compared_in_a_few_times_the_time_of_reading_them():
    old, new = editions(200, 3)
    assert len(diff(old, new)) > 100

    def reading():
        return seconds(lambda texts: [*map(parse, texts)], (old.source.text, new.source.text))

    assert takes_at_most(4, lambda: seconds(lambda texts: diff(*texts), (old, new)), reading)


def test_so_it_does_where_all_is_the_same():
    def texts(count):
        head = "RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n"
        return parse(head + "– to row;\n" * count), parse(
            head + "– to row;\n" * (count // 2) + "– to sail;\n" * (count // 2)
        )

    assert grows_no_faster(lambda pair: diff(*pair), texts, 1_000)


# ---------------------------------------------------------------------- reports


def test_a_report_in_text_may_have_whole_wordings():
    whole = "".join(text_report(diff(parse(OLD), parse(NEW)), words=False))
    assert (
        "reworded resolves 1\n    - to count the boats of the lake;\n    + to count all boats of the lake,\n" in whole
    )


def test_a_report_in_json():
    said = json.loads("".join(json_report(diff(parse(OLD), parse(NEW)))))
    assert said[3] == {
        "kind": "added",
        "new": {
            "address": "considering c)",
            "label": "c)",
            "span": said[3]["new"]["span"],
            "text": "that sails tear in storms,",
        },
    }
    assert [each["kind"] for each in said[4]["words"]] == ["kept", "deleted", "inserted", "kept", "deleted", "inserted"]
    assert "words" not in json.loads("".join(json_report(diff(parse(OLD), parse(NEW)), words=False)))[4]
    assert json.loads("".join(json_report([]))) == []


def test_a_report_as_a_page():
    hostile = NEW.replace("all boats", '"><script>alert(1)</script>')
    page = "".join(html_report(diff(parse(OLD), parse(hostile), unchanged=True)))
    root = lxml.html.document_fromstring(page)
    assert not root.xpath("//script | //@src | //@href[not(starts-with(., 'data:'))]")
    rows = root.xpath("//tr[@class='reworded']")
    assert [" ".join(each.text_content().split()) for each in rows[-1].xpath("td[@class='old' or @class='new']")] == [
        "resolves 1 1 to count the boats of the lake;",
        'resolves 1 1 to count "><script>alert(1)</script> of the lake,',
    ]
    assert [each.text.strip() for each in rows[-1].xpath("td[@class='both']//del")][:1] == ["the boats"]
    assert root.xpath("//summary/text()")[0].endswith(" unchanged")
    assert "There are no differences." in "".join(html_report([]))


def test_whole_wordings_in_a_page():
    root = lxml.html.document_fromstring("".join(html_report(diff(parse(OLD), parse(NEW)), words=False)))
    both = root.xpath("//tr[@class='reworded']")[-1].xpath("td[@class='both']//del | td[@class='both']//ins")
    assert [each.text for each in both] == ["to count the boats of the lake;", "to count all boats of the lake,"]


@given(st.sampled_from([*REPORTS]), made_up, made_up)
def test_every_report_of_any_texts(name, old, new):
    assert "".join(REPORTS[name](diff(old, new, unchanged=name == "html"))) or not diff(old, new)


def _words_of(text):
    return Counter(word for word, *_ in tokens(text) if any(map(str.isalnum, word)))


def _strings(value):
    if isinstance(value, dict | list):
        return [each for part in (value.values() if isinstance(value, dict) else value) for each in _strings(part)]
    return [value] if isinstance(value, str) else []


def test_each_report_has_every_word_that_is_added_or_removed(shared):
    texts = [
        *((path.name, path.read_text("utf-8"), None) for path in sorted((shared / "gold").glob("*/*.raw.txt"))[::4]),
        *_of_the_united_nations(shared),
    ]

    def check(pair):
        old, new = (
            parse(re.sub(r"(?<=[a-z])\d\b", "", text), language=language or "auto") for _, text, language in pair
        )
        was, now = (_words_of("\n".join(map(all_words, each.blocks))) for each in (old, new))
        differing = (was - now) | (now - was)
        found = diff(old, new)
        page = "".join(html_report(diff(old, new, unchanged=True)))
        reports = {
            "text": re.sub(r"\[-|-\]|\{\+|\+\}", " ", "".join(text_report(found))),
            "whole": "".join(text_report(found, words=False)),
            "json": "\n".join(_strings(json.loads("".join(json_report(found))))),
            "html": lxml.html.document_fromstring(page).text_content(),
            "csv": COMPARED["csv"](compare(old, new), ["new"]).decode(),
        }
        assert {name for name, said in reports.items() if differing - _words_of(said)} == set()

    pairs = [pair for pair in pairwise(texts) if pair[0][2] == pair[1][2]]
    check_all([(f"{pair[0][0]} and {pair[1][0]}", pair) for pair in some(pairs, 3)], check)


def _of_the_united_nations(shared):
    for language in ("en", "fr", "ar", "zh"):
        with gzip.open(shared / "real" / "un" / f"{language}.jsonl.gz") as file:
            rows = [json.loads(line) for line in islice(file, 0, 40, 10)]
        yield from ((row["id"], row["text"], language) for row in rows)


def test_the_page_of_what_was_merged_shows_both():
    old, new = parse(OLD), parse(NEW)
    page = Parsed(merged(diff(old, new), old))
    assert re.sub(r"\W+", "", "".join(page.root.xpath("//*[@id='resolves-1']//del/text()"))) == "the"
    assert [each.strip() for each in page.root.xpath("//*[@id='resolves-1']//ins/text()")] == ["all", ","]


def test_the_page_says_in_which_language_and_direction_the_words_run():
    old, new = (parse(f"يقرر\n1 {words} القوارب؛\n2 أن يبلغ المجلس.", language="ar") for words in ("أن يعد", "أن يحصي"))
    html = "".join(html_report(itu_texts.diff(old, new, unchanged=True)))
    assert '<td class="new" lang="ar" dir="rtl">' in html
    assert 'lang="en" dir="rtl"' not in html


# ---------------------------------------------------------------------- resolutions of an assembly on one matter, session after session: what differs, applied to the older, is the newer


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


@for_all("language", LANGUAGES)
def test_so_do_those_of_real_texts(language, shared):
    pairs = [*consecutive(language)][5:7]
    for older, newer, old, new in pairs:
        expected, found = applied(old, new, language)
        assert found == expected, (older, newer)


@for_all("language", [each for each in LANGUAGES if each != "en"])
def test_paragraphs_of_two_languages_pair(language, shared):
    works = ("unga/75-100", "unga-hrc/54-10")
    right, wanted = (sum(column) for column in zip(*(score("en", language, work) for work in works), strict=True))
    assert right >= 0.99 * wanted > 0


if __name__ == "__main__":
    written = [
        "".join([f"{title}\n--- old\n{old}--- new\n{new}--- found\n", *text_report(diff(parse(old), parse(new)))])
        for title, (old, new, _) in _pairs_of_cases()
    ]
    CASES.write_text("\n".join(written), "utf-8")


# ---------------------------------------------------------------------- differences as tracked changes of real Word files: accepted they give the new words, rejected the old ones


REAL = sorted((SHARED / "real" / "word").glob("*.docx"))
PICTURE = re.compile(r"\[picture(?:: [^\]]*)?\]")


def _words(document, *, outline=True):
    """The words of a document in their order, and those of its footnotes; not pictures, rules and missing headings."""
    body = to_outline(document) if outline else document.source.text[: document.blocks[-1].end]
    notes = [note.text for note in document.footnotes]
    found = tokens(re.sub(r"(?m)^\s*\(\)$", "", PICTURE.sub(" ", "\n".join([body, *notes]))))
    return [each for each, *_ in found if each != "_"]


def _same(one, other):
    """Whether two documents have the same words; a number that looks like that of a page is only in the source."""
    return any(_words(one, outline=each) == _words(other, outline=each) for each in (True, False))


def _xml(data):
    with zipfile.ZipFile(data) as file:
        return file.read("word/document.xml").decode()


def _check(old, new):
    made = redline(diff(old, new), old, author="A. Rower")
    before = parse_file(old.origins.original.path, view="original")  # without the tracked changes that it has
    for view, wanted in (("final", new), ("original", before)):
        assert _same(parse_bytes(made.data, "x.docx", view=view), wanted)
    return made


def _saved(tmp_path, document, change):
    """A file with some edits, as another author would send it."""
    made = edit(document)
    change(made)
    made.save(tmp_path / "new.docx")
    return parse_file(tmp_path / "new.docx")


# ---------------------------------------------------------------------- the law


@pytest.mark.long
@for_all("pair", some(list(zip(REAL, [*REAL[5:], *REAL[:5]], strict=True))[1:], 6))
def test_real_files_of_different_texts_hold_the_law(shared, pair):
    _check(*map(parse_file, pair))


@pytest.mark.long
def test_so_do_files_that_were_edited(shared, tmp_path):
    def check(path):
        document = parse_file(path)
        made, _ = edited(document, Random(f"{path.name} again"), 5)
        made.save(tmp_path / "new.docx")
        _check(document, parse_file(tmp_path / "new.docx"))

    wtsa = SHARED / "corpus" / "wtsa" / "res1-hammamet-2016.docx"
    check_all([(path.name, path) for path in (wtsa, *some(REAL[1:], 8))], check)


# ---------------------------------------------------------------------- what it shows


@pytest.fixture
def old(tmp_path):
    (tmp_path / "old.docx").write_bytes(draft())
    return parse_file(tmp_path / "old.docx")


def test_a_paragraph_that_moves_is_shown_as_one_that_moves(tmp_path, old):
    new = _saved(tmp_path, old, lambda made: made.move("resolves 1", after="resolves 3"))
    (tmp_path / "out.docx").write_bytes(_check(old, new).data)
    xml = _xml(tmp_path / "out.docx")
    names = [re.findall(rf'<w:move{side}RangeStart [^>]*w:name="([^"]*)"', xml) for side in ("From", "To")]
    assert names[0]
    assert sorted(names[0]) == sorted(names[1])
    numbers = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|move\w+RangeStart|rPrChange|pPrChange) [^>]*w:id="(\d+)"', xml)
    assert len(numbers) == len({*numbers})


def test_a_paragraph_that_moves_with_other_words_is_removed_and_added(tmp_path, old):
    """LibreOffice joins the paragraphs beside a move that has changes within."""
    words = old.at("resolves 1").text

    def change(made):
        made.move("resolves 1", after="resolves 3").replace("resolves 1", words.replace("boats", "small boats"))

    (tmp_path / "out.docx").write_bytes(_check(old, _saved(tmp_path, old, change)).data)
    xml = _xml(tmp_path / "out.docx")
    assert "RangeStart" not in xml
    assert "small" in words or re.findall(r"<w:ins [^>]*><w:r>(?:(?!</w:ins>).)*small", xml)


@pytest.mark.libreoffice
@pytest.mark.parametrize("accepted", [True, False])
def test_libreoffice_makes_either_text_of_a_move(tmp_path, accepted):
    text = (
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail by night;\n3 to rest.\n"
    )
    (tmp_path / "plain.docx").write_bytes(itu_texts.to_docx(parse(text)))
    before = parse_file(tmp_path / "plain.docx")

    def moved(made):
        made.move("resolves 2", before="resolves 1").replace("resolves 2", "to sail far by night;")

    after = _saved(tmp_path, before, moved)
    (made,) = settled(tmp_path, [_check(before, after).data], accepted=accepted)
    assert _words(parse_bytes(made, "x.docx")) == _words(after if accepted else before)


def test_a_footnote_stays_behind_its_word(tmp_path, old):
    new = _saved(tmp_path, old, lambda made: made.add_footnote("considering a)", "Of wood.", after="that old"))
    new = _saved(tmp_path, new, lambda made: made.replace("resolves 1", "to count all boats and oars of lakes;"))
    made = parse_bytes(_check(old, new).data, "x.docx")
    assert [(note.text, note.anchors[0].offset) for note in made.footnotes] == [
        (note.text, note.anchors[0].offset) for note in new.footnotes
    ]


def test_what_it_cannot_show_is_named(tmp_path, old, capsys):
    def change(xml):
        return xml.replace(b"to row.", b"to row home.").replace(b"<w:b></w:b>", b"").replace(b"<w:b/>", b"")

    data = word.changed((tmp_path / "old.docx").read_bytes(), "word/document.xml", change)
    (tmp_path / "new.docx").write_bytes(data)
    made = redline(diff(old, parse_file(tmp_path / "new.docx")), old)
    assert any("formatting of “that old boats leak;”" in each for each in made.left_out), made.left_out
    assert main(["diff", str(tmp_path / "old.docx"), str(tmp_path / "new.docx"), "-o", str(tmp_path / "d.docx")]) == 1
    assert "not shown: formatting of" in capsys.readouterr().err


def test_what_differs_beside_words_is_named_where_no_words_differ(tmp_path, old, ran):
    with zipfile.ZipFile(tmp_path / "old.docx") as file, zipfile.ZipFile(tmp_path / "new.docx", "w") as out:
        for name in file.namelist():
            out.writestr(name, file.read(name).replace(b"RES7", b"RES8"))
    new = parse_file(tmp_path / "new.docx")
    assert not diff(old, new)
    assert redline(diff(old, new), old).left_out == ("headers and footers",)
    names = [str(tmp_path / name) for name in ("old.docx", "new.docx", "d.docx")]
    assert "not shown: headers and footers" in ran(1, ["diff", *names[:2], "-o", names[2]]).err


def test_a_picture_is_named_and_the_rest_is_shown(tmp_path, old):
    picture = b'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></w:pict></w:r>'

    def change(xml):
        at = xml.index(b"</w:r>", xml.index(b"to row.")) + len(b"</w:r>")
        return xml[:at] + picture + xml[at:]

    data = word.changed((tmp_path / "old.docx").read_bytes(), "word/document.xml", change)
    (tmp_path / "new.docx").write_bytes(data)
    new = parse_file(tmp_path / "new.docx")
    assert "[picture]" in to_outline(new)
    assert "[picture]" in _check(old, new).left_out
    gone = _check(new, old)  # and one that goes is struck, alone
    assert not gone.left_out
    struck = re.findall(r"<w:del [^>]*>(?:(?!</w:del>).)*</w:del>", _xml(io.BytesIO(gone.data)))
    assert ["imagedata" in each for each in struck] == [False, True]  # the first one is the draft's own


# ---------------------------------------------------------------------- language editions beside each other: the same tree, and what is told where one lacks a part


EDITIONS = ROOT / "tests" / "editions"
CODES = ["ar", "en", "es", "fr", "ru", "zh"]
TEXTS = {"ferries": 170, "lights": 70}
"""The texts of which there are editions in all languages, and how many nodes they have at least."""


def _source(code: str, name: str = "lights") -> str:
    return (EDITIONS / f"{name}.{code}.txt").read_text("utf-8")


def _document(code: str, old: str = "", new: str = "", name: str = "lights") -> itu_texts.Document:
    source = _source(code, name)
    assert old in source
    return itu_texts.parse(source.replace(old, new) if old else source, language=code)


def _told(first: itu_texts.Document, second: itu_texts.Document) -> list[tuple[bool, str, str]]:
    return [(in_first, found.code, found.message) for in_first, found in mismatches(align(first, second))]


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_an_edition_has_no_oddity_and_tells_its_language(code, name):
    document = itu_texts.parse(_source(code, name))
    assert not document.diagnostics
    assert document.language == code
    assert document == _document(code, name=name)


@for_all("name", TEXTS)
@for_all("second", CODES)
@for_all("first", CODES)
def test_editions_align_node_by_node(first, second, name):
    pairs = align(_document(first, name=name), _document(second, name=name))
    assert not [*mismatches(pairs)]
    assert all(each.first is not None and each.second is not None for each in pairs)
    assert [type(each.first) for each in pairs] == [type(each.second) for each in pairs]
    assert len(pairs) > TEXTS[name]


def _tasks(document, *, named_only):
    return [
        (task.addressee.concept, task.clause.heading.concept, [(when.kind, when.value) for when in task.when])
        for task in itu_texts.who_does_what(document)
        if not (named_only and task.addressee.concept == "NOT_NAMED")
    ]


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_editions_say_the_same(code, name):
    """How they are named and divided, what they cite, who does what by when."""
    # "que cada transbordador tenga una campana": no word of duty, as in "each ferry shall have a bell", which names nobody
    named_only = code in ("es", "ar")

    def told(document):
        text = document.texts[0]
        return (
            text.identifier,
            text.amendment and (text.amendment.action, text.amendment.proposal),
            [(clause.role, clause.heading.concept) for clause in text.clauses],
            [[who.concept for who in clause.heading.addressees] for clause in text.clauses],
            [(annex.kind, annex.number) for annex in itu_texts.find(document, itu_texts.Annex)],
            [(part.kind, part.number) for part in itu_texts.find(document, itu_texts.Division)],
            [item.ordinal for item in itu_texts.find(document, itu_texts.Item)],
            [len(table.rows) for table in itu_texts.find(document, itu_texts.Table)],
            [piece.mark for piece in document.footnotes],
            [text.identifier.format(language) for language in CODES],
            sorted((each.kind, each.number or "", str(each.identifier)) for each in itu_texts.references(document)),
            _tasks(document, named_only=named_only),
        )

    assert told(_document(code, name=name)) == told(_document("en", name=name))


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_each_node_is_in_one_pair(code, name):
    first, second = _document("en", name=name), _document(code, name=name)
    pairs = align(first, second)
    for document, found in ((first, [p.first for p in pairs]), (second, [p.second for p in pairs])):
        nodes = [id(node) for node in itu_texts.walk(document) if node is not document]
        assert sorted(id(node) for node in found if node is not None) == sorted(nodes)


_DIFFERENT = {
    ("fr", "c)\tque les quais ont besoin de feux de deux sortes:\n\ni)\tceux qui tournent;\n\nii)\tceux qui ne bougent pas;\n\n", ""):
        "lacks-partner: the French text lacks item c) of “considering”",
    ("es", "insta a las administraciones", "invita a las administraciones"):
        "differs-in-edition: the heading “urges administrations”: concept URGES here, INVITES in the other edition",
    ("ar", "وإذ يلاحظ كذلك\n\nأن أضواء كثيرة منطفئة،\n\n", ""):
        "lacks-partner: the Arabic text lacks the clause “noting further”",
    ("fr", "suite à la Résolution 12", "suite à la Résolution 13"):
        "differs-in-edition: the paragraph “to answer Resolution 12 (Rev. Lakeside, 2026) in full.”: cites resolution 12 here, "
        "resolution 13 in the other edition",
    ("fr", "d)\tque les États Membres les paient", "e)\tque les États Membres les paient"):
        "differs-in-edition: item d) of “considering”: ordinal 4 here, 5 in the other edition",
}  # fmt: skip


@for_all("changed, said", _DIFFERENT.items())
def test_what_differs_between_editions_is_told_once(changed, said):
    other, code, message = _document(*changed), *said.split(": ", 1)
    assert _told(_document("en"), other) == [(True, code, message)]
    if code == "lacks-partner":
        assert _told(other, _document("en")) == [(False, code, message)]


# ------------------------------------------------------------------ sequences


def _pair(first: str, second: str) -> list[tuple[str | None, str | None]]:
    return [*pair(first, second, lambda each: each, str.isupper)]


@for_all(
    "first, second, pairs",
    [
        ("", "", []),
        ("ab", "ab", ["aa", "bb"]),
        ("abc", "ac", ["aa", "b-", "cc"]),
        ("ac", "abc", ["aa", "-b", "cc"]),
        ("axc", "ayc", ["aa", "xy", "cc"]),
        ("aXc", "ayc", ["aa", "X-", "-y", "cc"]),
        ("abcd", "bcde", ["a-", "bb", "cc", "dd", "-e"]),
    ],
)
def test_pairs_of_a_sequence(first, second, pairs):
    assert [f"{one or '-'}{two or '-'}" for one, two in _pair(first, second)] == pairs


def test_long_sequences_take_time_that_grows_with_them():
    def paired(count: int) -> None:
        first = [*range(count)]
        second = [each for each in range(count) if each % 7]
        found = [*pair(first, second, lambda each: each, lambda _: None)]
        assert sum(two is None for _, two in found) == len(first) - len(second)

    assert grows_no_faster(paired, int, 20_000)


def test_so_do_the_addresses_of_pairs():
    def addresses(editions):
        return [(each.first_address, each.second_address) for each in align(*editions)]

    assert ("resolves", "resolves") in addresses(editions(50, 8))
    assert grows_no_faster(addresses, lambda count: editions(count, 8), 50)
