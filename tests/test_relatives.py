"""Texts of other assemblies: recitals above, acts below, and a formula by what stands below it."""

from benchmarks.relatives import printed, relatives, wrong
from invariants import check as parsed
from together import check_all, for_all, some

import itu_texts


def test_recitals_acts_and_numbers_of_each_form_are_in_place():
    def check(relative):
        assert wrong(relative, parsed(relative.text, language="auto")) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


def test_each_form_stays_in_place_when_its_paragraphs_are_set_apart():
    def check(relative):
        apart = relative.text.replace("\n", "\n\n")
        lines = tuple((kind, start + place) for place, (kind, start) in enumerate(relative.lines))
        moved = relative._replace(text=apart, lines=lines)
        assert wrong(moved, itu_texts.parse(apart, language=relative.language)) == []

    check_all(((f"{each.name} {each.language}", each) for each in relatives()), check)


def test_the_paragraphs_of_a_report_around_its_drafts_are_told():
    report = next(each for each in relatives() if (each.name, each.language) == ("report", "en"))
    found = itu_texts.parse(report.text).diagnostics
    assert [each.code for each in found] == ["unrecognised-block", "text-after-end"]
    assert report.text[found[1].span.start :].startswith("9. The Third Committee also recommends")


@for_all("apart", [False, True])
@for_all("width", [30, 42, 53])
def test_old_prints_and_narrow_columns_keep_their_paragraphs(width, apart):
    def check(relative):
        narrow = printed(relative, width, apart=apart)
        assert wrong(narrow, itu_texts.parse(narrow.text, language=relative.language)) == []

    check_all(((each.language, each) for each in relatives() if each.name == "print"), check)


def test_numbered_paragraphs_of_any_assembly_come_back_from_word():
    def check(relative):
        document = itu_texts.parse(relative.text, language=relative.language)
        read = itu_texts.parse_bytes(itu_texts.to_docx(document), name="a.docx", language=relative.language)
        assert itu_texts.to_outline(read) == itu_texts.to_outline(document)

    labelled = [each for each in relatives() if each.name in ("health", "labour", "flight", "african", "environment")]
    check_all(((f"{each.name} {each.language}", each) for each in some(labelled, 3)), check)


def test_a_printed_statement_has_its_formula_on_several_lines():
    def check(relative):
        lines = printed(relative, 75, apart=True)
        assert wrong(lines, itu_texts.parse(lines.text, language=relative.language)) == []

    statements = [each for each in relatives() if each.name in ("statement", "statement-plain")]
    check_all(((f"{each.name} {each.language}", each) for each in statements), check)
