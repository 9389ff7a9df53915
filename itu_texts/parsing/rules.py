"""The rules of the parser, in the order in which they are asked.

To add one, add a row here; CONTRIBUTING says how. ``tests/test_rules.py`` checks for each rule that its case and its
witness change without it.
"""

from __future__ import annotations

from typing import Final

from itu_texts.language.writing import Code
from itu_texts.parsing import parsed
from itu_texts.parsing.agendas import classify_session
from itu_texts.parsing.assemblies import begins_behind_stop, classify_paragraphs, has_assembly, is_in_paragraph
from itu_texts.parsing.bodies import belongs_to_clause, lost_heading
from itu_texts.parsing.findings import Rule, RuleContext
from itu_texts.parsing.footnotes import end_of_note, find_footnotes, find_note_marks, read_note_rules
from itu_texts.parsing.fronts import Fronts
from itu_texts.parsing.headings import Judge, cut_formula, has_recitals, part_recitals
from itu_texts.parsing.layout import close_up, reflow, report_columns
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.lexer import break_offs, nearly_begins_heading
from itu_texts.parsing.margins import find_margins, join_labels, read_margins, read_points
from itu_texts.parsing.markup import read_letters, read_markup
from itu_texts.parsing.numbered_sections import names_sector, with_numbered_sections
from itu_texts.parsing.pages import find_pages, part_pages, set_apart, silence_page_marks
from itu_texts.parsing.provisions import classify_provisions, may_have_provisions, number_provisions
from itu_texts.parsing.sections import Cutter, classify_sections
from itu_texts.parsing.tables import find_allocations, find_tables


def rules_for(language: str) -> tuple[Rule, ...]:
    """Return the rules that read a text, those of the parser whose code this is."""
    own: tuple[Rule, ...] | None = language.setting.rules if isinstance(language, Code) else None
    return RULES if own is None else own


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "letters",
        "file",
        "Letters with their marks behind them and names of assemblies in capitals are read as usual ones.",
        read_letters,
        case="leads: An assembly and the verbs of its paragraphs in capitals",
        witness="Python: a text in which the marks stand behind their letters (NFD)",
    ),
    Rule(
        "two-columns",
        "file",
        "Two columns of print beside each other are reported, because their sentences cannot be read.",
        report_columns,
        case="leads: Two columns of print beside each other",
        witness="pdftotext -layout: a page in two columns",
    ),
    Rule(
        "line-numbers",
        "file",
        "Numbers before or behind lines that count them are no labels, and signs of quotation are no words.",
        read_margins,
        case="leads: The numbers of lines in the margin",
        witness="Word: a PDF with line numbers, by pdftotext -layout",
    ),
    Rule(
        "note-rules",
        "file",
        "A row of dashes above a footnote mark that the text uses is the rule above footnotes.",
        read_note_rules,
        case="es/texts: Una nota con asterisco bajo una raya de guiones, y un asterisco separado de su palabra",
        witness="gold/es/es-upaep90-30.raw.txt",
    ),
    Rule(
        "markup",
        "file",
        "Markdown and HTML signs are not part of the words.",
        read_markup,
        case="numbering: A figure that stands before a label in a line counts no page",
        witness="gold/fr/fr-upu64-c1.raw.txt",
    ),
    Rule(
        "points",
        "file",
        "A bullet says how deep a line stands: a heading, a recital or a label behind it is what it is without it.",
        read_points,
        case="leads: Clause headings that are points of a list",
        witness="pandoc: a page whose clause headings are points of a list",
    ),
    Rule(
        "joined-pages",
        "file",
        "If a page is one long line, names of texts, formulas, recitals and paragraphs begin new lines in it.",
        part_pages,
        case="texts: Pages of a volume in one line: recitals behind commas, and their sources",
        witness="gold/skeleton/ru-itu-council-d495.raw.txt",
    ),
    Rule(
        "page-marks",
        "text",
        "Increasing numbers, each followed by an enumeration comma, are page marks.",
        silence_page_marks,
        case="es/texts: Páginas numeradas, una en cada línea, con acentos perdidos",
        witness="gold/skeleton/es-itur-res12-1.raw.txt",
    ),
    Rule(
        "page-edges",
        "text",
        "Next to a form feed, increasing page numbers and repeated lines are page furniture.",
        find_pages,
        case="pages: Pages that end with form feeds: their numbers, and a head that comes again",
        witness="gold/es/es-imo-oprc90-res1.gold.txt in the print pdftotext_raw",
    ),
    Rule(
        "foreign-matter",
        "text",
        "The head and the end of a message, lines of a site, stamps and watermarks are no words of the text.",
        set_apart,
        case="leads: A message around a text",
        witness="gold/wrc/res223.gold.txt in the print mail_footer",
    ),
    Rule(
        "margins",
        "text",
        "A conference and its year next to a provision number are a margin note.",
        find_margins,
        case="treaties: The conference that changed a provision last stands behind its number, run "
        "in or below, with a marker or without",
        witness="corpus/treaty/es-pp98-minneapolis-amendments.txt",
    ),
    Rule(
        "provision-numbers",
        "text",
        "Numbers that increase from article to article are provision numbers.",
        number_provisions,
        case="treaties: Margin numbers run on from article to article; labels of their own behind them",
        witness="corpus/treaty/en-itr-1988.txt",
        needs=may_have_provisions,
    ),
    Rule(
        "spaced-lines",
        "text",
        "If every printed line is followed by a blank line, a sentence continues across blank lines.",
        close_up,
        case="es/headings: A blank line after every printed line, and emphasis over two of them",
        witness="gold/es/es-upaep95-02.raw.txt",
    ),
    Rule(
        "allocations",
        "text",
        "The lines below one that names the three Regions are a table of frequency allocations.",
        find_allocations,
        case="annexes: A table of frequencies, whose cells run over several lines",
        witness="real/rr/rr_article_231.txt",
    ),
    Rule(
        "tables",
        "text",
        "Lines divided into the same cells by tabs, pipes or columns of spaces are a table.",
        find_tables,
        case="annexes: Tables by pipes, tabs and columns, and what is none",
        witness="corpus/rarc/es-rio-1981.txt",
    ),
    Rule(
        "wraps",
        "text",
        "In wrapped text, a line continues on the next one if the first word there would not have fitted on it.",
        reflow,
        case="headings: Cross-references at the start of a line stay text",
        witness="real/rr/rr_article_109.txt",
    ),
    Rule(
        "assembly-heads",
        "wrap",
        "In a wrapped text of an assembly, a capitalized verb after a line that ends with a stop begins a paragraph.",
        begins_behind_stop,
        case="assemblies: A wrapped text of the General Assembly: a verb behind a stop begins a recital, "
        "where the line above it is full too",
        witness="real/un/en.jsonl.gz:0 in the print pdftotext_raw",
        needs=has_assembly,
    ),
    Rule(
        "lone-labels",
        "text",
        "A label on a line of its own belongs to the words below it.",
        join_labels,
        case="leads: Numbers of paragraphs on lines of their own",
        witness="pdfminer: hanging labels in boxes of their own",
    ),
    Rule(
        "footnotes",
        "text",
        "A footnote stands below a rule, at the foot of a page, or after a mark.",
        find_footnotes,
        case="annexes: Footnotes: marks glued, raised, starred; called twice; several below one rule",
        witness="gold/skeleton/ru-itu-council-d495.raw.txt",
    ),
    Rule(
        "note-ends",
        "note",
        "A footnote continues below its first line if that line was wrapped, or if a list follows.",
        end_of_note,
        case="pages: A footnote with a list",
        witness="LibreOffice and pdftotext -layout: the footnotes of a Word file in the lines of the page",
    ),
    Rule(
        "note-marks",
        "text",
        "A figure or sign attached to a word refers to the footnote with that mark.",
        find_note_marks,
        case="annexes: Footnotes: marks glued, raised, starred; called twice; several below one rule",
        witness="gold/es/es-upaep90-30.raw.txt",
    ),
    Rule(
        "break-offs",
        "line",
        "A label, a heading or page furniture may begin after a stop within a line.",
        break_offs,
        case="amendments: Proposals that a program ran together, with page numbers and the heads of their pages",
        witness="gold/skeleton/es-itur-res12-1.raw.txt",
    ),
    Rule(
        "near-verbs",
        "beginning",
        "A line whose first word nearly matches a heading verb is a heading with a misspelt verb.",
        nearly_begins_heading,
        case="drafting: A verb that is misspelt before a paragraph, and one in another form",
        witness="planted: a verb in another form",
    ),
    Rule(
        "numbered-paragraphs",
        "tokens",
        "Below the formula of a United Nations assembly, each paragraph is a clause.",
        classify_paragraphs,
        case="assemblies: In a text of the Security Council a verb that is not known begins a clause",
        witness="real/un/en.jsonl.gz:0",
        needs=has_assembly,
    ),
    Rule(
        "sections",
        "tokens",
        "In an annex, a label begins a section if the rest of its series supports this.",
        classify_sections,
        case="annexes: Sections of an annex with their headings",
        witness="corpus/wrc/res903.txt",
    ),
    Rule(
        "captions",
        "cuts",
        "A section heading ends where a sentence begins after it.",
        Cutter.captions,
        case="annexes: Sections of an annex with their headings",
        witness="corpus/wrc/res903.txt",
    ),
    Rule(
        "paragraphs",
        "paragraphs",
        "In a section of running text, sentences after an item or a colon are paragraphs.",
        Cutter.paragraphs,
        case="annexes: Sections that are sentences: the title ends before the first, run on behind the text",
        witness="gold/annexes/res349.raw.txt",
    ),
    Rule(
        "lists-of-texts",
        "tokens",
        "Covers, agendas and lists of contents name texts but do not begin them.",
        classify_session,
        case="session: An agenda with the texts that it names",
        witness="gold/wrc/res813.gold.txt",
    ),
    Rule(
        "provisions",
        "tokens",
        "In an article, a number that continues the series is a provision number.",
        classify_provisions,
        case="amendments: Provisions with their own labels, a title without a number, a range, and what is suppressed",
        witness="corpus/treaty/en-itr-1988.txt",
    ),
    Rule(
        "numbered-sections",
        "tokens",
        "In a text that names a Recommendation, increasing numbers before titles are section numbers.",
        with_numbered_sections,
        "texts: A Recommendation without a formula: its sections stand below the title",
        "real/word/rec-k.20-201810-i.docx",
        names_sector,
    ),
    Rule(
        "stands-behind-label",
        "heading",
        "A verb directly after a label is part of the item, not a heading.",
        Judge.stands_behind_label,
        case="numbering: Items that each begin with a verb, the last of which is one that tells somebody something",
        witness="gold/es/es-imo-oprc90-res1.gold.txt in the print pandoc_plain",
    ),
    Rule(
        "goes-on-with-sentence",
        "heading",
        "In text without spaces, a verb followed by words may continue a sentence.",
        Judge.goes_on_with_sentence,
        case="zh/headings: A verb in a sentence is no heading where the headings have lines of their own",
        witness="real/un/zh.jsonl.gz:0 in the print two_columns_layout",
    ),
    Rule(
        "grounds-line",
        "heading",
        "A preamble verb alone on its line is a heading if the text before it has ended.",
        Judge.preamble_line,
        case="amendments: Words like ADD in prose, in a legend and in a table amend nothing",
        witness="gold/skeleton/es-itur-res12-1.gold.txt",
    ),
    Rule(
        "grounds-open",
        "heading",
        "A preamble verb with the body on the same line is a heading if it is in the preamble and follows a stop.",
        Judge.preamble_open,
        case="amendments: Proposals that a program ran together, with page numbers and the heads of their pages",
        witness="gold/skeleton/es-itur-res12-1.raw.txt",
    ),
    Rule(
        "operative-line",
        "heading",
        "A line that begins with an operative verb is a heading if a body follows below.",
        Judge.operative_line,
        case="amendments: Words like ADD in prose, in a legend and in a table amend nothing",
        witness="gold/skeleton/es-itur-res12-1.gold.txt",
    ),
    Rule(
        "cut-line",
        "heading",
        "A line with an operative verb and its body is divided after the heading.",
        Judge.cut_line,
        case='headings: Recitals with a capital, and an operative part with two verbs and a verb behind "and further"',
        witness="corpus/rarc/es-rio-1981.txt",
    ),
    Rule(
        "operative-wrapped",
        "heading",
        "A heading that continues on the next line, up to a first label, is one heading.",
        Judge.operative_wrapped,
        case="headings: A heading wrapped over two lines, with the first item behind it",
        witness="corpus/wrc/res685.txt",
    ),
    Rule(
        "operative-open",
        "heading",
        "An operative verb with the body on the same line is a heading if it follows a stop.",
        Judge.operative_open,
        case="amendments: Proposals that a program ran together, with page numbers and the heads of their pages",
        witness="gold/skeleton/es-itur-res12-1.raw.txt",
    ),
    Rule(
        "verb-alone",
        "heading",
        "A paragraph of a text that begins with a verb, without other signs of a body, is a clause.",
        Judge.verb_alone,
        case="headings: Headings with a colon, and the body on their line",
        witness="gold/es/es-imo-marpol73-res2.raw.txt",
    ),
    Rule(
        "capital",
        "heading",
        "A capitalized verb is a heading if other headings of the text are capitalized too.",
        Judge.capital,
        case="headings: Headings that begin with a capital or stand in capitals, with their bodies on the line",
        witness="gold/es/es-imo-marpol73-res2.raw.txt",
    ),
    Rule(
        "unknown-verb",
        "heading",
        "A line in the position of a heading, with a body below it, is a heading with an unknown verb.",
        Judge.unknown_verb,
        case="drafting: A verb that is misspelt before a paragraph, and one in another form",
        witness="gold/wrc/res223.gold.txt in the print ocr",
    ),
    Rule(
        "formula-in-line",
        "formula",
        "A formula on the line of the title or of the first heading is separated from it.",
        cut_formula,
        case="amendments: Proposals that a program ran together, with page numbers and the heads of their pages",
        witness="gold/skeleton/zh-itu-council-d375-d495.raw.txt",
    ),
    Rule(
        "recitals",
        "clauses",
        'In a preamble without labels, each "that" after a semicolon begins a recital.',
        part_recitals,
        case="es/texts: Considerandos sin letras, en un solo párrafo",
        witness="gold/es/es-upaep90-02.gold.txt in the print one_line",
        needs=has_recitals,
    ),
    Rule(
        "annexes",
        "annex",
        "An appendix belongs to the annex that it names, or else to the current one.",
        Fronts.in_annex,
        case="annexes: Annexes in annexes, with titles and references, and a whole text in one",
        witness="real/word/rec-k.20-201810-i.docx",
    ),
    Rule(
        "titles",
        "title",
        "A short line below the heading of an annex or a division is its title.",
        Fronts.with_titles,
        case="amendments: Proposals: what stands behind a marker, up to its reasons",
        witness="real/rr/rr_article_231.txt",
    ),
    Rule(
        "lost-headings",
        "clause",
        "A list that starts again after a complete clause is a clause whose heading is missing.",
        lost_heading,
        case='drafting: A heading that was left out before "1"',
        witness="gold/es/es-imo-oprc90-res6.raw.txt",
    ),
    Rule(
        "amended-items",
        "marker",
        "Items below an amendment marker in a clause belong to that clause.",
        belongs_to_clause,
        case="amendments: Markers in a clause, above the items that they are for; the clauses behind them go on",
        witness="tools/amending_cases.py: sup-that-is-cited",
    ),
    Rule(
        "unnumbered-titles",
        "section",
        "In an annex, a few words without a stop, after a sentence, are a section heading.",
        Levels.stands_alone,
        case="annexes: Letters, and sections numbered by them",
        witness="gold/annexes/res343.raw.txt",
    ),
    Rule(
        "hidden-labels",
        "label",
        "A label missing from a list is sought in the words before the next label.",
        Levels.in_words,
        case="numbering: A label that no stop announces is found where the next one misses it: "
        "behind figures, at a line's start, in a sentence",
        witness="corpus/wrc/res221.txt",
    ),
    Rule(
        "line-breaks",
        "break",
        "At a doubtful line break, the paragraph continues if the line before does not end with a stop.",
        RuleContext.is_wrap,
        case="amendments: The conference that changed a provision, on a line of its own, belongs to it",
        witness="real/rr/rr_article_332.txt",
    ),
    Rule(
        "lines-in-paragraphs",
        "break",
        "In a wrapped text of an assembly, a paragraph continues after a full line, unless a verb begins a new one.",
        is_in_paragraph,
        case="assemblies: A wrapped text of the General Assembly: a verb behind a full line without a stop goes on "
        "with its paragraph",
        witness="real/un/en.jsonl.gz:0 in the print pdftotext_raw",
        needs=has_assembly,
    ),
    Rule(
        "amended-lines",
        "break",
        "An amended provision continues with items, words in small letters, and lines after a colon.",
        RuleContext.is_amended,
        case="amendments: Provisions with their own labels, a title without a number, a range, and what is suppressed",
        witness="corpus/treaty/es-pp98-minneapolis-amendments.txt",
    ),
    Rule(
        "odd-names",
        "document",
        "A line that begins like the name of a text but names none has a number that cannot be read.",
        parsed.odd_names,
        case="texts: A line that names a text, but for its number",
        witness="planted: a number that cannot be read",
    ),
    Rule(
        "lone-heads",
        "document",
        "A running head that occurs only once, and names no text of the file, may be the name of a text.",
        parsed.lone_heads,
        case="pages: A short name that looks like the head of a page but stands on no other one is "
        "reported, if it names no text of the file",
        witness="gold/skeleton/ru-itu-council-d495.gold.txt",
    ),
    Rule(
        "text-in-footnotes",
        "document",
        "A footnote that holds a heading, a formula, the name of a text or much of the text is reported.",
        parsed.text_in_footnotes,
        case="pages: A footnote whose mark the words above wear, and that holds a heading, is reported",
        witness="planted: a rule above a heading",
    ),
    Rule(
        "other-language",
        "document",
        "A text without clauses is in another language if most of its common words are.",
        parsed.foreign,
        case="fr/texts: An English text that is read as French",
        witness="gold/wrc/res813.gold.txt read as fr",
    ),
    Rule(
        "visual-order",
        "document",
        "Arabic words, ranges and labels in reverse order were copied as they appear on the page.",
        parsed.reversed_words,
        case="ar/headings: What is approved on the next line; a recital that begins as a formula would",
        witness="real/un/ar.jsonl.gz:225",
    ),
)
