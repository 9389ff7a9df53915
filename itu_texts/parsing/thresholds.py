"""The thresholds of the parser: how long, how far, how many.  No other module of it has numbers of its own.

Below each stands its token, what it is, and what goes wrong if it is smaller or larger.
"""

from __future__ import annotations

from typing import Final

# ---------------------------------------------------------------------- how long a line is

WIDEST_LINE: Final = 130
"""Columns.  The widest line of a page; a wider one was not wrapped, and is no running head and no signature.

With half of it, wrapped texts keep their line breaks; with twice, short paragraphs count as wrapped lines.
"""
SHORTEST_LINE: Final = 30
"""Columns.  The shortest line that may be full; titles and items are often shorter.

With half of it, short lines run together; with twice, texts in narrow columns keep their line breaks.
"""
FULL_LINE: Final = 60
"""Columns.  A line that may have been wrapped where nothing shows the width of the page.

With half of it, short lines that end a paragraph run together; with twice, wrapped sentences stay apart.
"""
RARE: Final = 20
"""Lines or characters.  One in so many may exceed the width of a page, as a table does.

With fewer, texts that are not wrapped get a width; with more, one long line hides that a text is wrapped.
"""
AVERAGE_LINE: Final = WIDEST_LINE * RARE // (RARE - 1) + 1
"""Columns.  If lines are longer on the average, over one character in ``RARE`` is in lines that are too wide.

It follows from the two, and saves the time to measure each line.
"""

# ---------------------------------------------------------------------- how long words are

LONGEST_PHRASE: Final = 320
"""Characters.  The longest phrase without a stop: a heading, a title, an entry of contents, an item within a line.

Titles of resolutions have up to 305, headings with several addressees up to 216.  With half of it, long titles and
lists in a line are missed; with more, paragraphs that lack a stop become headings.
"""
LONGEST_SECTION: Final = 100
"""Characters.  The longest heading of a section, or other short entry, that only its form shows to be one.

With half of it, headings of annexes become paragraphs; with twice, items of lists become headings.  Words longer than
half of it may be a line that was wrapped, or lead in to a list.
"""
LONGEST_CONFERENCE: Final = 6
"""Characters.  The longest short name of a conference before its year, as in "WMDCR-27"; longer ones are words.

A pattern is made for each length, so that each more costs time.
"""
YEAR: Final = 4
"""Characters.  The figures of a year, by which "2030-2027" is a range and "20-9" a day, or the name of a text."""
RULE: Final = 5
"""Characters.  The shortest rule of dashes above notes, as its pattern has it; three dashes are a rule of Markdown."""

# ---------------------------------------------------------------------- how far to look in a line and in the text

WORD_REACH: Final = 40
"""Characters.  How far beside a place to look for the word, or behind blanks for the label, that decides about it.

Words that name numbered things are shorter, with an article and an adjective.  It bounds the time for each figure.
"""
WORD_BEFORE_NUMBER: Final = 20
"""Characters.  How far before a number to look for the word that takes it, where a label may be hidden in a sentence.

With more, Markdown's "1 that boats in Region 2 that leak" would be two items.
"""
LINE_REACH: Final = 200
"""Characters.  How far beside a place to look in its line for its margin, its number, or the name of a text.

Less would miss a number before the words of a wide page.  Without a bound, time would grow with the square of a line.
"""
PAGE: Final = 4000
"""Characters.  A full page: how far above what shows it a missed label, or the preamble of a treaty, may begin.

With less, long preambles are cut; it bounds the time for each label that skips another.
"""
JOINED_PAGE: Final = 1500
"""Characters.  The average line of a text whose lines are whole pages.

With less, a text of long paragraphs counts as such, and is cut at words like those of headings; full pages have more.
"""
SHORTEST_PAGE: Final = 500
"""Characters.  The shortest page between two of its numbers; with less, the numbers of short items count pages."""
LONGEST_PAGE: Final = 9000
"""Characters.  The longest page between two of its numbers: small print in two columns.

With more, figures that stand alone in chapters count pages.
"""
LONGEST_TEXT: Final = 30_000
"""Characters.  The longest single text: a footnote stands no further below its call; what is longer may be a volume.

With less, notes at the end of a long text are not found; with more, numbers in one text call the notes of the next.
"""
LONGEST_SEARCH: Final = 100_000
"""Characters.  How much is searched at once: for the call of a note on a later page, for the layout of a text.

It bounds the time; the beginning of a volume shows its layout, so that it is read alike whole and in parts.
"""

# ---------------------------------------------------------------------- how many tokens and lines may stand between

NEARBY: Final = 3
"""Tokens or lines.  How many may stand between two that belong together: blank lines, page furniture, parts of a name.

With fewer, a figure on a page parts them; with more, a thing is joined to what stands below the next.
"""
FURTHER_LINES: Final = 2
"""Tokens or lines.  In how many more a heading or an entry goes on, or a title and a band stand above a table.

With more, the first words below a heading become part of it.
"""
EDGE_LINES: Final = 2
"""Lines.  Those at the head or the foot of a page that may be furniture: a page number and a running head.

With more, headings that come again near the edges of pages are furniture.
"""
TITLE_LINES: Final = 4
"""Tokens or lines.  Those of a title.  With fewer, wrapped titles are cut; with more, words above it belong to it."""
NEAR_TOKENS: Final = 10
"""Tokens.  How many may stand between a designation and the formula or the first heading: title, history, notes.

So many are looked at for the numbers behind a first provision, too.  With fewer, texts with a long history are not
found; with more, a text that is only named takes the formula of the next.
"""
FAR_TOKENS: Final = 400
"""Tokens.  How far to look for what shows what a first one is, such as a formula below contents.

With fewer, long lists of contents are loose paragraphs; it bounds the time in documents of other kinds.
"""
STRETCH: Final = 2000
"""Tokens.  How much of an annex is cut into sections together; it bounds memory, and lists break where it ends."""
LINES_AHEAD: Final = 60
"""Lines or labels.  The longest run read together: a note, a row of a table, a stack of labels, the items above one.

With fewer, long rows are cut; it bounds the time for a row that never ends.
"""
JOINED_BREAKS: Final = 4
"""Line breaks.  A text with fewer may be a page in one line; with 3, a text of a few short lines is not looked at."""

# ---------------------------------------------------------------------- how many are enough

FEWEST_SURE: Final = 2
"""Occurrences.  Of a sign that is nearly sure: rows of dashes, headings in capitals, words that run the wrong way.

A single one is often an accident; with three, annexes of two sections lose their headings.
"""
FEWEST: Final = 3
"""Occurrences.  Of a doubtful sign: wraps, notes in a margin, articles, running heads, cells, entries with pages.

Two agree by chance; with four, short texts are read as if they had no such sign.
"""
MANY: Final = 8
"""Occurrences.  Of a sign of which each may be something else: wraps of lines that differ, numbers of provisions.

With fewer, lists of short lines are wrapped paragraphs, and years are provisions; with more, short texts are missed.
"""
EXCEPTION: Final = 10
"""Occurrences.  One in so many may be an exception to what the others show, as a heading among wrapped lines is.

With fewer, texts of which half is of another kind are read as the rest; with more, one table hides what all lines show.
"""
OFTEN: Final = 3
"""Occurrences.  One in so many shows that all are page furniture: a line on a third of the pages, or within sentences.

Left and right pages, and chapters, have heads of their own; with more, headings of sections come as often.
"""

# ---------------------------------------------------------------------- labels and numbers

SKIPPED_LABELS: Final = 3
"""Places.  How far ahead in its series a label may be, where those between were lost or moved.

With fewer, lists that lost two items break; with more, figures in sentences become labels.
"""
MISSED_LABELS: Final = 8
"""Places.  How many that a list skipped may yet come, out of order; it bounds what is kept for each list."""
FIRST_LABELS: Final = 2
"""Number.  Figures alone on lines that begin with no larger one may be labels above their words, not page numbers."""
SKIPPED_PROVISIONS: Final = 30
"""Numbers.  How many a treaty may skip where provisions were suppressed.

With fewer, a run ends where a revision took out an article; with more, sums in sentences go on with it.
"""
SMALLEST_IN_BRACKETS: Final = 10
"""Number.  The smallest in brackets that may be that of a provision by itself; smaller ones are labels, as "(3)"."""

INSTRUMENTS: Final = 12
"""Occurrences.  How many runs of numbers are looked for in a file, which may hold a constitution and a convention."""
KNOWN: Final = 2.0
"""Weight.  Of a number that is known to be that of a provision, as twice that of one at the beginning of a line."""
AT_LINE: Final = 1.0
"""Weight.  Of a number at the beginning of a line with words behind it, by which the others are measured."""
BEHIND_STOP: Final = 0.7
"""Weight.  Of a number behind a stop in a line; with less, runs of them lose to a list of labels at lines."""
GLUED_TO_WORDS: Final = 0.7
"""Weight.  Of a number that words are glued to, as a program glues them that loses a tab."""
GLUED_TO_LABEL: Final = 0.6
"""Weight.  Of a number that a label is glued to: each figure of the two may be of either."""
LOST_PROVISION: Final = 0.4
"""Weight.  What a run loses where numbers are missing: less than the least that a number adds."""

# ---------------------------------------------------------------------- tables of frequencies

HEAD_ROWS: Final = 5
"""Rows.  Those among which a table of allocations names the Regions: below titles, bands and tokens.

With more, a table that names them in its body is one.
"""

# ---------------------------------------------------------------------- how deep

DEEPEST_LIST: Final = 32
"""Levels.  The deepest list; one that would stand deeper goes on at this one, with a diagnostic.

Of a hundred items 99 lie no deeper than 4; without a bound, a damaged text nests until the stack of Python ends.
"""
DEEPEST_ANNEX: Final = 9
"""Levels.  Annexes in one another; deeper ones stand beside the last, or the stack would end.  Texts have up to 3."""
SECTION_LEVELS: Final = 9
"""Levels.  Those that headings have in a file, as Word has nine styles of them; lists are counted from there."""
INDENT_TOLERANCE: Final = 100
"""Twentieths of a point.  By how much the indents of paragraphs that stand below each other may differ: 5 points.

With less, items whose tabs differ a little stand apart; with more, a list is no deeper than the one around it.
"""

# ---------------------------------------------------------------------- numbered sections

LONGEST_TITLE: Final = 160
"""Characters.  The longest title of a section on the line of its number; what is longer is a numbered paragraph.

In 15 Recommendations the longest has 118.
"""
SECTIONS_AT_LEAST: Final = 2
"""Headings.  Numbers that go on with one another so often are those of sections in an annex; in a body, one more."""
SECTIONS_ALONE: Final = 6
"""Headings.  So many, in a text that names a Sector, tell a Recommendation, or the like, that no line names."""
SKIPPED_SECTION: Final = 0.7
"""Weight.  What a chain of numbers loses where one is missing: less than what a title adds."""
LIKE_TITLE: Final = 1.0
"""Weight.  What a line adds that is like a title, by which the others are measured."""
UNLIKE_TITLE: Final = 0.0
"""Weight.  What a number adds that stands alone on its line, with no title below it."""
LIKE_SECTION: Final = 0.5
"""Weight.  What a numbered paragraph adds, or a title in small letters, that stands in a section with a number."""
SIGN: Final = 0.05
"""Weight.  What a line adds that is like an item, or an entry of a list of contents."""

# ---------------------------------------------------------------------- how much at a time

SEARCHES: Final = 3
"""Characters.  So many are searched for one by one more quickly than together as a set; it changes nothing but time."""
BATCH: Final = 100
"""Tokens or lines.  How many are handled together, for one by one each costs a call; it changes nothing but time."""
SAMPLE: Final = 400
"""Lines.  How many widest lines of a text show the width of its page; with fewer, its contents decide for the rest."""
REMEMBERED: Final = 4096
"""Headings.  How many are remembered with what was read of them; it bounds the memory of a program that runs long."""

# ---------------------------------------------------------------------- on a page whose lines have places

PAGE_MARGIN: Final = 0.12
"""Share.  Of the height of a page, at its head and its foot, where page numbers and running heads stand.

With less, heads of two lines become text; with more, the first words of pages may be heads.
"""
MARGIN_LINES: Final = 3
"""Lines.  Those in the margin at the head or the foot of a page that may be furniture, where the places are known."""
HEAD_SIZE: Final = 0.9
"""Share.  Of the size of the text below: smaller words that stand apart above it are the head of the page."""
SMALL_TYPE: Final = 0.95
"""Share.  Of the size of the text: smaller type may be that of a footnote; with less, notes in nearly the same size
become text, with more, text is taken for notes where sizes differ by rounding."""
LARGE_TYPE: Final = 1.05
"""Share.  Of the size of the text: larger type is not that of a footnote."""
SAME_PLACE: Final = 3.0
"""Points.  How far apart things stand that are in one place; less than an indent, more than what rounding moves."""
SIZE_DIFFERS: Final = 0.6
"""Points.  By how much sizes differ that a reader sees to differ."""
LOOSEST_LINES: Final = 1.45
"""Share.  Of the size: how far apart the lines of a paragraph are at most; with more, paragraphs run together."""
LEADING: Final = 1.2
"""Share.  Of the size, or of the usual distance: from one line to the next in a paragraph, at most."""
HEIGHT_OF_LINES: Final = 0.9
"""Share.  Of the size: how far apart two lines are at least; what is nearer stands beside another."""
COMMON_GAP: Final = 50
"""Line breaks.  One in so many that is as wide as others shows how far the lines of paragraphs are apart."""
USUAL_SIZE: Final = 10.0
"""Points.  The size of the text of a file that says nothing of it."""
FULL_SHARE: Final = 0.85
"""Share.  Of the width of a column: a line that ends before that, with the end of a sentence, ends a paragraph."""
MUCH_OF_PAGE: Final = 0.33
"""Share.  Of the height of a page: footnotes that take up more are reported, for they may be text in small type."""
INDENT_UNITS: Final = 20
"""Numbers.  Twentieths of a point in a point, in which the indents of bullets are given."""
