"""The thresholds of the parser: how long, how far, how many, how often.  No other module of it has numbers of its own.

Below each stands its unit, what it is, and why it is no smaller and no larger.  Where a number was found by trial, it says
on which texts.
"""

from __future__ import annotations

from typing import Final

# ---------------------------------------------------------------------- how long a line is

WIDEST_LINE: Final = 130
"""Columns.  The widest line of a page: what is longer was not wrapped, and is no running head and no signature.

A page of A4 in letters of 10 points has up to 110, the pages of PDF files that were laid out broadly up to 125.  With
fewer, wrapped texts of such pages stay broken; with more, paragraphs of one sentence count as lines of a page.
"""
SHORTEST_LINE: Final = 30
"""Columns.  The shortest line that may be full.

Titles and items of lists are shorter; with more, pages of two columns and notes in small columns stay broken.
"""
FULL_LINE: Final = 60
"""Columns.  A line that may have been wrapped, where the width of the page is not known.

With 30, the lines of Spanish titles and signatures run together; with 80, those of a typewritten page stay apart.
"""
RARE: Final = 20
"""Lines.  One in so many may be an exception to the width of a page: a table in it, a line that stands out.

With fewer, a text with many tables is wrapped at their width; with more, one long line makes a wrapped text unwrapped.
"""
AVERAGE_LINE: Final = WIDEST_LINE * RARE // (RARE - 1) + 1
"""Columns, with the line end.  If lines are longer on the average, over one in ``RARE`` characters are in too wide lines.

It follows from these two; it only saves the time to measure each line.
"""

# ---------------------------------------------------------------------- how long words are

LONGEST_PHRASE: Final = 320
"""Characters.  The longest heading, title or entry of a list of contents, and the longest phrase of a list in a line.

Titles of resolutions have up to 290; a heading that tells five addressees has as many.  What is longer is a paragraph,
which would become a heading if it lacks a stop.
"""
LONGEST_SECTION: Final = 100
"""Characters.  The longest heading of a section, of a few words, where no more than its form shows that it is one.

With fewer, headings of reports become paragraphs; with 250, two sentences of resolutions of the corpus become headings.
Words as long as half of it may be a line that was wrapped, or lead in to a list.
"""
LONGEST_JOINT: Final = 8
"""Characters.  The longest end of an item that joins the next to it: "; and/or"."""
LONGEST_NUMBER: Final = 8
"""Characters.  The longest number of an annex with its stop, at the beginning of a label: "XXVIII."."""
LONGEST_CONFERENCE: Final = 6
"""Characters.  The longest short name of a conference before its year: "CAMR-", "WTDC-", "RRC-"; none has more."""
LETTERS_OF_SUFFIX: Final = 3
"""Characters.  Those of the shortest suffix of a number, "bis" or "ter"; the letters of "28AB" are fewer."""
YEAR: Final = 4
"""Characters.  The figures of a year."""
RULE: Final = 5
"""Characters.  The shortest rule of dashes above notes, as the pattern has it; three dashes are a rule of Markdown."""

# ---------------------------------------------------------------------- how far is looked in a line and in the text

WORD_REACH: Final = 40
"""Characters.  How far beside a place one looks for the word, with its adjective, or the blanks that decide about it.

The longest words that name numbered things, with an article, have 30.  With more, the word of a phrase before decides.
"""
LINE_REACH: Final = 200
"""Characters.  How far beside a place one looks in its line for the margin, or for the name of a text.

A line that is a paragraph may be as long as a page; without a bound, time would grow with the square of its length.
"""
PAGE: Final = 4000
"""Characters.  A full page: how far a missed label or the preamble of a treaty may begin above what shows it.

With less, the grounds of a preamble are lost; with more, labels of another list are found, at the cost of time.
"""
SHORTEST_PAGE: Final = 500
"""Characters.  The shortest page between two of its numbers; with less, the numbers of short items count pages."""
LONGEST_PAGE: Final = 9000
"""Characters.  The longest page between two of its numbers, in two columns of small print.

With more, a figure that stands alone in each chapter counts pages.
"""
JOINED_PAGE: Final = 1500
"""Characters.  A line that is a whole page, on the average of a text.

Pages of volumes have 2000 to 4000, but the first and the last of a text less; paragraphs have up to 1000.
"""
LONGEST_TEXT: Final = 30_000
"""Characters.  How far below what calls it a footnote stands: at the end of a text, some ten pages.

Longer texts are volumes, whose notes stand with each text.  Without a bound, a number of the next text calls it.
"""
LONGEST_SEARCH: Final = 100_000
"""Characters.  How far above what calls it a footnote stands, which was printed once for several pages; and how much
of the beginning of a text shows how its lines were broken.

It bounds the time: marks such as "*" are looked for in all of it.
"""

# ---------------------------------------------------------------------- how many units and lines stand between

NEARBY: Final = 3
"""Units or lines.  How many may stand between two that belong together: blank lines, page numbers, parts of a name.

With fewer, page furniture parts them; with more, what stands behind another heading is taken for what was looked for.
"""
FURTHER_LINES: Final = 2
"""Units or lines.  In how many further ones a heading or an entry goes on: a title, the band of a table, a wrapped line.

With more, the first words below a heading become part of it.
"""
EDGE_LINES: Final = 2
"""Lines.  Those at the head and the foot of a page that may be furniture: a page number and a running head.

With more, the headings of short pages that come again are furniture.
"""
TITLE_LINES: Final = 4
"""Units.  The lines of a title.  With fewer, titles in three languages are cut; with more, a cover is part of them."""
NEAR_UNITS: Final = 10
"""Units.  How many may stand between a designation and the formula or the first heading: title, history, notes, reasons.

As many are looked at for the numbers that follow the first provision of a treaty.  With more, a text that is only named
takes the formula of the next.
"""
FAR_UNITS: Final = 400
"""Units.  How far one looks for what shows what the first of many is: the formula below a long front or a list of
contents, the numbers of the next article.

Contents of volumes have up to 300 lines.  It bounds the time that a long document of another kind takes.
"""
STRETCH: Final = 2000
"""Units.  How much of an annex is cut into sections together: more than any annex has, and it bounds memory."""
LINES_AHEAD: Final = 60
"""Lines or labels.  The longest run that is read together: of a note, of the row of a table, of a stack of labels, of
the items above an amended one.

Notes have up to 25, rows up to 40.  It bounds the time that a row takes which never ends.
"""
JOINED_BREAKS: Final = 4
"""Line breaks.  With fewer, a text may be one line that was a page; three stand in a text of a few short lines too."""

# ---------------------------------------------------------------------- how many are enough to believe it

FEWEST_SURE: Final = 2
"""Occurrences.  Of a sign that is nearly sure: a single one may be an accident; with three, short texts are missed."""
FEWEST: Final = 3
"""Occurrences.  Of a sign that is doubtful: wraps, notes in a margin, articles, running heads, cells, entries with pages.

Two often agree by chance; with four, most texts of one page are missed.
"""
MANY: Final = 8
"""Occurrences.  Of a sign of which each may well be something else: lines that may have been wrapped, numbers that may
be those of provisions.

With fewer, lists of short lines are wrapped paragraphs, and years are provisions; with more, texts of a page are missed.
"""
EXCEPTION: Final = 10
"""Occurrences.  One in so many may be an exception to what the others show: a heading among wrapped lines.

With fewer, a rule holds for texts that are half of another kind; with more, one table unsays it.
"""
OFTEN: Final = 3
"""Occurrences.  One in so many shows that all are page furniture: a line on a third of all pages, or within sentences.

Running heads change with the chapter, and every other page may have another; with more, headings come as often.
"""

# ---------------------------------------------------------------------- labels and numbers

SKIPPED_LABELS: Final = 3
"""Places.  How many a label may be ahead in its series: 7 behind 4, where the source lost labels.

With fewer, lists with two lost items break; with more, figures in sentences are labels.
"""
MISSED_LABELS: Final = 8
"""Places.  How many of those that a list skipped may yet come, in another order; it bounds what is remembered."""
FIRST_LABELS: Final = 2
"""Number.  Figures alone on lines that begin with one of these may be labels above their words, not page numbers."""
SKIPPED_PROVISIONS: Final = 30
"""Numbers.  How many a treaty may skip where provisions were suppressed.

The Constitution of 1992 as revised skips up to 25; with more, years and sums in sentences go on with the numbers.
"""
LARGEST_PROVISION: Final = 1200
"""Number.  The largest that begins the numbers of a text: the Convention has 1 to 528, older ones go on up to 1100.

With more, a year that begins a line is a provision.
"""
SMALLEST_IN_BRACKETS: Final = 10
"""Number.  The smallest in brackets that is that of a provision by itself; smaller ones are labels: "(3)"."""
TREATIES: Final = 8
"""Runs.  How many treaties a text that runs on has at most; it bounds the time."""
LEFT_OUT: Final = 0.3
"""Share.  Of what may be numbers of provisions or articles, how much may stand outside the run; of its steps, how many
may skip numbers.

Figures in sentences are up to a quarter; with more, the figures of any report are a run.
"""
DOUBTFUL: Final = 0.5
"""Weight.  Of a number that may as well be that of the word before it, or of a page: two of them outweigh a sure one.

The same is taken from a run for each step that skips numbers.
"""
BEARS_OUT: Final = 0.25
"""Weight.  What a stop before a number adds, and a label behind it: of two that may go on a run, the one with more wins.

Both together weigh no more than a doubtful number, so that the longer run is the better.
"""

# ---------------------------------------------------------------------- tables of frequencies

HEAD_ROWS: Final = 5
"""Rows.  Those of a table of allocations among which the Regions are named: the title, its bands, a unit above them.

With more, a table that names Regions in its body is one.
"""

# ---------------------------------------------------------------------- how deep

DEEPEST_LIST: Final = 32
"""Levels.  The deepest list; one that would stand deeper goes on at this one, with a diagnostic.

Lists of texts have up to 6; a damaged file without a bound nests until the interpreter's stack ends.
"""
DEEPEST_ANNEX: Final = 9
"""Levels.  Annexes in one another; those that would lie deeper stand beside the last.  Texts have up to 3."""
SECTION_LEVELS: Final = 9
"""Levels.  Those that headings have in a file, as Word has nine styles of them; those of lists are counted from there."""
INDENT_TOLERANCE: Final = 100
"""Twentieths of a point.  By how much indents of paragraphs may differ that stand below each other: 5 points.

Hanging indents of "9)" and "10)" differ by 3 to 4; the steps from list to list are 14 and more.
"""

# ---------------------------------------------------------------------- how much at a time

SEARCHES: Final = 3
"""Characters.  So many are searched for one by one more quickly than together with a class; measured on the corpus."""
BATCH: Final = 100
"""Lines or units.  How many are handled together: with fewer, each costs a call; with more, the whole waits in memory."""
SAMPLE: Final = 400
"""Lines.  How many of a text show the width of its page; with fewer, a long list of contents decides for all."""
REMEMBERED: Final = 4096
"""Headings.  How many are remembered with what was read of them; a volume of 187 texts has 1,500 that differ."""
