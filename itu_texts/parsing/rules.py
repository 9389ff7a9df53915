"""The rules of the parser, in the order in which they are asked."""

from __future__ import annotations

from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.parsing import parsed, preparing
from itu_texts.parsing.agendas import classify_session
from itu_texts.parsing.amended_items import begins_items
from itu_texts.parsing.annexes import Annexes
from itu_texts.parsing.asking import Rule
from itu_texts.parsing.assemblies import classify_paragraphs, has_assembly
from itu_texts.parsing.break_offs import break_offs
from itu_texts.parsing.captions import Captions
from itu_texts.parsing.cuts import cut_formula
from itu_texts.parsing.dashed import dashed_tables
from itu_texts.parsing.headings import Judge
from itu_texts.parsing.hidden import HiddenLabels
from itu_texts.parsing.layouts import judge_texts
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.line_breaks import LineBreaks
from itu_texts.parsing.lost_headings import begins_anew
from itu_texts.parsing.markup import read_markup
from itu_texts.parsing.note_ends import end_of_note
from itu_texts.parsing.note_rules import read_note_rules
from itu_texts.parsing.paragraphs import Paragraphs
from itu_texts.parsing.sections import classify_sections
from itu_texts.parsing.stacked import read_stacks
from itu_texts.parsing.titles import Titles
from itu_texts.parsing.treaties import classify_provisions
from itu_texts.parsing.unnumbered_titles import UnnumberedTitles

__all__ = ["RULES"]


def _form_feed(text: str, words: Surface) -> bool:
    return "\x0c" in text


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "note-rules",
        "file",
        "A row of dashes above the mark of a footnote that words call is the rule above footnotes.",
        read_note_rules,
        "",
        "",
    ),
    Rule(
        "markup",
        "file",
        "Signs of Markdown and HTML are no words of the text.",
        read_markup,
        "",
        "",
    ),
    Rule(
        "dashed-tables",
        "file",
        "In Markdown a row of dashes in columns is the rule of a table.",
        dashed_tables,
        "",
        "",
    ),
    Rule(
        "stacked-labels",
        "file",
        "Labels that stand above one another belong to the paragraphs below them.",
        read_stacks,
        "",
        "",
    ),
    Rule(
        "page-marks",
        "text",
        "Numbers that count up, each with a listing comma, are the marks of pages.",
        preparing.page_marks,
        "",
        "",
    ),
    Rule(
        "page-edges",
        "text",
        "Beside a form feed, numbers that count the pages and lines that come again are page furniture.",
        preparing.page_edges,
        "",
        "",
        _form_feed,
    ),
    Rule(
        "running-heads",
        "text",
        "Lines that come again at about a page's distance, with a number that counts on, are page furniture.",
        preparing.running_heads,
        "",
        "",
    ),
    Rule(
        "joined-pages",
        "text",
        "In a page that is one line, the name of a text, the formula and grounds begin lines.",
        preparing.joined_pages,
        "",
        "",
    ),
    Rule(
        "spaced-lines",
        "text",
        "Where a blank line stands behind every printed line, a sentence goes on behind it.",
        preparing.spaced_lines,
        "",
        "",
    ),
    Rule(
        "margins",
        "text",
        "A conference and its year beside a number are the margin of a provision.",
        preparing.margins,
        "",
        "",
    ),
    Rule(
        "allocations",
        "text",
        "Below a line that names the three Regions stands a table of frequencies.",
        preparing.allocations,
        "",
        "",
    ),
    Rule(
        "provisions-in-lines",
        "text",
        "Numbers that grow from one article to the next are those of provisions, wherever they stand in lines.",
        preparing.provisions,
        "",
        "",
    ),
    Rule(
        "tables",
        "text",
        "Lines that tabs, pipes or columns of blanks part into equal cells are a table.",
        preparing.tables,
        "",
        "",
    ),
    Rule(
        "wraps",
        "text",
        "In a wrapped text a line goes on in the next if its first word would not have fitted.",
        preparing.wraps,
        "",
        "",
    ),
    Rule(
        "layout-per-text",
        "break",
        "Each text of a volume may be wrapped at a column of its own, or not at all.",
        judge_texts,
        "",
        "",
    ),
    Rule(
        "provision-lines",
        "text",
        "Where the provisions of a treaty run on, each begins a line.",
        preparing.provision_lines,
        "",
        "",
    ),
    Rule(
        "footnotes",
        "text",
        "Below a rule, at the foot of a page or behind a mark stands a footnote.",
        preparing.footnotes,
        "",
        "",
    ),
    Rule(
        "note-ends",
        "break",
        "A footnote goes on below its first line if that was wrapped, or a list stands below it.",
        end_of_note,
        "",
        "",
    ),
    Rule(
        "note-marks",
        "text",
        "A figure or sign that a word wears calls the footnote with that mark.",
        preparing.note_marks,
        "",
        "",
    ),
    Rule(
        "break-offs",
        "line",
        "Behind a stop in a line a label, a heading or page furniture may begin.",
        break_offs,
        "",
        "",
    ),
    Rule(
        "section-labels",
        "line",
        "In Annex A a label such as A.1 is that of a section.",
        scan,
        "",
        "",
    ),
    Rule(
        "near-verbs",
        "line",
        "A word that is nearly a verb of headings is a misspelt one.",
        Judge.unknown_verb,
        "",
        "",
    ),
    Rule(
        "numbered-paragraphs",
        "tokens",
        "Below the formula of an assembly of the United Nations each paragraph is a clause.",
        classify_paragraphs,
        "assemblies: In a text of the Security Council a verb that is not known begins a clause",
        "un/en",
        has_assembly,
    ),
    Rule(
        "sections",
        "tokens",
        "In an annex a label begins a section wherever its series speaks for it.",
        classify_sections,
        "",
        "",
    ),
    Rule(
        "captions",
        "tokens",
        "The heading of a section ends where a sentence begins behind it.",
        Captions,
        "",
        "",
    ),
    Rule(
        "paragraphs",
        "tokens",
        "In a section that runs on, sentences behind an item or a colon are paragraphs.",
        Paragraphs,
        "",
        "",
    ),
    Rule(
        "lists-of-texts",
        "tokens",
        "Covers, agendas and lists of contents name texts, and open none.",
        classify_session,
        "",
        "",
    ),
    Rule(
        "provisions",
        "tokens",
        "In an article a number that goes on with those before is that of a provision.",
        classify_provisions,
        "",
        "",
    ),
    Rule(
        "begins-sentence",
        "heading",
        "A verb behind a doubtful break, with the first words of a sentence before it, opens no clause.",
        Judge.begins_sentence,
        "",
        "",
    ),
    Rule(
        "stands-in-list",
        "heading",
        "A verb behind a doubtful break, behind which the list above goes on, opens no clause.",
        Judge.stands_in_list,
        "",
        "",
    ),
    Rule(
        "stands-behind-label",
        "heading",
        "A verb right behind a label is the words of the item.",
        Judge.stands_behind_label,
        "",
        "",
    ),
    Rule(
        "style-of-words",
        "heading",
        "A line in the style of words is a heading only alone, with a body below it.",
        Judge.has_style_of_words,
        "",
        "",
    ),
    Rule(
        "goes-on-with-sentence",
        "heading",
        "Where words run on without blanks, a verb with words behind it may go on with a sentence.",
        Judge.goes_on_with_sentence,
        "",
        "",
    ),
    Rule(
        "grounds-line",
        "heading",
        "A verb of grounds on a line of its own, behind what has ended, is a heading.",
        Judge.preamble_line,
        "",
        "",
    ),
    Rule(
        "stray-stop",
        "heading",
        "A verb alone on its line with a stop behind it is a heading if a body stands below it.",
        Judge.stray_stop,
        "",
        "",
    ),
    Rule(
        "grounds-open",
        "heading",
        "A verb of grounds with the body on its line is a heading, in the preamble and behind a stop.",
        Judge.preamble_open,
        "",
        "",
    ),
    Rule(
        "marked-line",
        "heading",
        "Below a marker of an amendment a line with a verb is a heading, whatever stands below it.",
        Judge.marked_line,
        "",
        "",
    ),
    Rule(
        "operative-line",
        "heading",
        "A line that begins with an operative verb is a heading if a body stands below it.",
        Judge.operative_line,
        "",
        "",
    ),
    Rule(
        "cut-line",
        "heading",
        "A line that begins with an operative verb and goes on with a body is cut behind the heading.",
        Judge.cut_line,
        "",
        "",
    ),
    Rule(
        "operative-wrapped",
        "heading",
        "A heading that goes on in the next line, up to a first label, is one heading.",
        Judge.operative_wrapped,
        "",
        "",
    ),
    Rule(
        "operative-open",
        "heading",
        "An operative verb with the body on its line is a heading behind a stop.",
        Judge.operative_open,
        "",
        "",
    ),
    Rule(
        "verb-alone",
        "heading",
        "In a text a paragraph that begins with a verb, and has no sign of a body, is a clause.",
        Judge.verb_alone,
        "",
        "",
    ),
    Rule(
        "capital",
        "heading",
        "A verb with a capital is a heading where other headings of the text begin so.",
        Judge.capital,
        "",
        "",
    ),
    Rule(
        "unknown-verb",
        "heading",
        "A line in the place of a heading, with a body below it, is a heading whose verb is unknown.",
        Judge.unknown_verb,
        "",
        "",
    ),
    Rule(
        "formula-in-line",
        "front",
        "The formula that stands in the line of the title, or of the first heading, is cut off.",
        cut_formula,
        "",
        "",
    ),
    Rule(
        "annexes",
        "front",
        "An appendix lies in the annex that it names, or that is open.",
        Annexes,
        "",
        "",
    ),
    Rule(
        "titles",
        "front",
        "The short line below the heading of an annex or a division is its title.",
        Titles,
        "",
        "",
    ),
    Rule(
        "lost-headings",
        "front",
        "A list that begins anew behind a clause that has ended is a clause whose heading was lost.",
        begins_anew,
        "",
        "",
    ),
    Rule(
        "amended-items",
        "front",
        "Items below a marker in a clause belong to that clause.",
        begins_items,
        "",
        "",
    ),
    Rule(
        "unnumbered-titles",
        "list",
        "In an annex a few words without a stop, behind a sentence, are the heading of a section.",
        UnnumberedTitles,
        "",
        "",
    ),
    Rule(
        "hidden-labels",
        "list",
        "The label that a list misses stands in the words before the label that skips it.",
        HiddenLabels,
        "",
        "",
    ),
    Rule(
        "line-breaks",
        "break",
        "Behind a doubtful break a line goes on if no stop ends the one before.",
        LineBreaks,
        "",
        "",
    ),
    Rule(
        "odd-names",
        "document",
        "A line that begins like the name of a text, and names none, has a number that cannot be read.",
        parsed.odd_names,
        "",
        "",
    ),
    Rule(
        "lone-heads",
        "document",
        "A running head that comes but once, and names no text of the file, may name one itself.",
        parsed.lone_heads,
        "",
        "",
    ),
    Rule(
        "other-language",
        "document",
        "A text without clauses is in another language if most of its small words are.",
        parsed.foreign,
        "",
        "",
    ),
    Rule(
        "visual-order",
        "document",
        "Words, ranges and labels of Arabic that run the wrong way are copied in the order of the page.",
        parsed.reversed_words,
        "",
        "",
    ),
)
