"""The thresholds of the parser: lengths, distances and counts.  Its other modules have no numbers of their own.

The docstring of each threshold gives its unit, its meaning, and what goes wrong if it is smaller or larger.
"""

from __future__ import annotations

from typing import Final

# ---------------------------------------------------------------------- lengths of lines

WIDEST_LINE: Final = 130
"""Columns.  The widest line of a page; a wider line was not wrapped, and is neither a running head nor a signature.

At half the value, wrapped texts keep their line breaks; at twice the value, short paragraphs count as wrapped lines.
"""
SHORTEST_LINE: Final = 30
"""Columns.  The shortest line that can count as full; titles and items are often shorter.

At half the value, short lines run together; at twice the value, texts in narrow columns keep their line breaks.
"""
FULL_LINE: Final = 60
"""Columns.  The shortest line that may have been wrapped if nothing shows the width of the page.

At half the value, short lines that end a paragraph run together; at twice the value, wrapped sentences stay apart.
"""
RARE: Final = 20
"""Lines or characters.  One in this many may exceed the width of a page, for example in a table.

With a smaller value, texts that are not wrapped get a width; with a larger one, a single
long line hides that a text is wrapped.
"""

# ---------------------------------------------------------------------- lengths of phrases

LONGEST_PHRASE: Final = 320
"""Characters.  The longest phrase without a stop: a heading, a title, an entry of contents or an item within a line.

Titles of resolutions have up to 305, headings with several addressees up to 216.  At half the value, long titles
and lists in a line are missed; with a larger value, paragraphs that lack a stop become headings.
"""
LONGEST_SECTION: Final = 100
"""Characters.  The longest section heading, or other short entry, that is recognised by its form alone.

At half the value, headings of annexes become paragraphs; at twice the value, items of lists become headings.  Words
longer than half the value may be a wrapped line, or introduce a list.
"""
LONGEST_CONFERENCE: Final = 6
"""Characters.  The longest short name of a conference before its year, as in "WMDCR-27"; a longer one is a word.

There is a pattern for each length, so a larger value costs time.
"""
YEAR: Final = 4
"""Characters.  The digits of a year: "2030-2027" is a range, and "20-9" is a day or the name of a text."""

# ---------------------------------------------------------------------- distances in a line and in the text

WORD_REACH: Final = 40
"""Characters.  How far from a place to look for the word, or after spaces for the label, that decides what it is.

A noun that takes a number is shorter, even with an article and an adjective.  It bounds the time for each figure.
"""
WORD_BEFORE_NUMBER: Final = 20
"""Characters.  How far before a number to look for its noun, if a label may be hidden in a sentence.

With a larger value, "1 that boats in Region 2 that leak" in Markdown would be two items.
"""
LINE_REACH: Final = 200
"""Characters.  How far from a place to look in its line for a margin note, a number or the name of a text.

A smaller value misses a number before the words of a wide page.  Without a bound, the time would grow with the square
of the length of the line.
"""
PAGE: Final = 4000
"""Characters.  A full page: how far back to look for a missed label, or for the beginning of the preamble of a treaty.

With a smaller value, long preambles are cut.  It bounds the time for each label that skips another.
"""
JOINED_PAGE: Final = 1500
"""Characters.  The average length of the lines of a text whose lines are whole pages; full pages are longer.

With a smaller value, a text of long paragraphs counts as one, and is cut at words that look like headings.
"""
JOINED_PAGE_RUN_ON: Final = 500
"""Characters.  The same in a language without blanks between words, such as Chinese."""
LONGEST_TEXT: Final = 30_000
"""Characters.  The longest single text: a footnote is not further from its mark; a longer text may be a volume.

With a smaller value, notes at the end of a long text are not found; with a larger one, numbers in one text refer to
the notes of the next.
"""
LONGEST_SEARCH: Final = 100_000
"""Characters.  How much is searched at once for the mark of a note on a later page, or for the layout of a text.

It bounds the time.  The beginning of a volume shows its layout, so the whole volume and its parts are read alike.
"""

# ---------------------------------------------------------------------- distances in tokens and lines

MARGIN_SHARE: Final = 0.8
"""Share.  Of the lines between the first and the last that have a number, if the numbers count the lines.

With a smaller value, the labels of short paragraphs do; with a larger one, lines without a number hide the others.
"""
SIGNS_OF_WRAPS: Final = 5
"""Lines.  One in this many that is full, and goes on in the next, shows that lines with a number each are no list."""
LINES_COUNTED: Final = 5
"""Lines.  Numbers that stand at so many lines or more from each other count them even if there are two only."""
NEARBY: Final = 3
"""Tokens or lines.  How many may separate two that belong together: blank lines, page furniture, parts of a name.

With a smaller value, a page number separates them; with a larger one, unrelated lines are joined.
"""
FURTHER_LINES: Final = 2
"""Tokens or lines.  How many more a heading or an entry may have, or how many titles and bands a table.

With a larger value, the first words below a heading become part of it.
"""
LINES_ABOVE: Final = 8
"""Lines.  How many of no known form may stand on a cover between two of known forms: the title of an item in columns.

With a smaller value, a long title parts a cover; with a larger one, words below a cover belong to it.
"""
LONGEST_COVER_LINE: Final = 6000
"""Characters.  The longest line of a cover: the names of all that submit a draft.  It bounds the time.
"""
EDGE_LINES: Final = 2
"""Lines.  How many at the head or the foot of a page may be furniture: a page number and a running head.

With a larger value, headings that recur near the edges of pages are furniture.
"""
TITLE_LINES: Final = 4
"""Tokens or lines.  The length of a title.

With a smaller value, wrapped titles are cut; with a larger one, words above a title become part of it.
"""
NEAR_TOKENS: Final = 10
"""Tokens.  How many may separate a designation from the formula or the first heading: title, history, notes.

As many are searched for the numbers that follow a first provision.  With a smaller value, texts with a long history
are not found; with a larger one, a text that is only named takes the formula of the next.
"""
FRONT_REACH: Final = 800
"""Characters.  How far below the number of a text to look for the formula that tells whose text it is.

A front has a title, dates and sponsors.  A larger value finds the formula of the next text of a volume.
"""
FAR_TOKENS: Final = 400
"""Tokens.  How far to look ahead for what explains a first token, such as a formula after a list of contents.

With a smaller value, long lists of contents are plain paragraphs.  It bounds the time for documents of other kinds.
"""
STRETCH: Final = 2000
"""Tokens.  How much of an annex is divided into sections at once.  It bounds memory; lists break at its end."""
LINES_AHEAD: Final = 60
"""Lines or labels.  The longest run that is read at once: a note, a row of a table, earlier items.

With a smaller value, long rows are cut.  It bounds the time for a row that never ends.
"""
HEAD_WORDS: Final = 24
"""Tokens.  The most words of the head of a page that is one line: the name and the title of a text, with its number."""
JOINED_BREAKS: Final = 4
"""Line breaks.  A text with fewer may be a page in one line; with 3, a text of a few short lines is not examined."""

# ---------------------------------------------------------------------- sufficient numbers

LEAST_OF_RANGE: Final = 100
"""Number.  From this on, what stands before a dash in Arabic words begins a range, and no part of "16-4".

Targets of goals are written so, up to 17; pages and numbers of provisions beyond 100 are ranges.
"""

FEWEST_SURE: Final = 2
"""Occurrences.  How many make a strong sign certain: rows of dashes, headings in capitals, words in reverse order.

A single one is often an accident; with three, annexes with two sections lose their headings.
"""
FEWEST: Final = 3
"""Occurrences.  How many make a weak sign certain: wraps, margin notes, articles, cells, contents.

Two may agree by chance; with four, short texts are read as if they had no such sign.
"""
MANY: Final = 8
"""Occurrences.  How many make a very weak sign certain: wraps of lines of different lengths, numbers of provisions.

With a smaller value, lists of short lines become wrapped paragraphs, and years become provisions; with a larger one,
short texts are missed.
"""
EXCEPTION: Final = 10
"""Occurrences.  One in this many may be an exception to what the others show, such as a heading among wrapped lines.

With a smaller value, a text that is half of another kind is read like the rest; with a larger one, one table hides what
the other lines show.
"""
OFTEN: Final = 3
"""Occurrences.  One in this many shows that all are page furniture: a line on a third of the pages, or in sentences.

Left and right pages, and chapters, have different heads; with a larger value, section headings occur as often.
"""

# ---------------------------------------------------------------------- labels and numbers

SKIPPED_LABELS: Final = 3
"""Places.  How far ahead in its series a label may be, if the labels between were lost or moved.

With a smaller value, lists that lost two items break; with a larger one, figures in sentences become labels.
"""
MISSED_LABELS: Final = 8
"""Places.  How many labels that a list skipped may follow out of order.  It bounds what is kept for each list."""
SKIPPED_PROVISIONS: Final = 30
"""Numbers.  How many a treaty may skip if provisions were suppressed.

With a smaller value, a series ends where a revision removed an article; with a larger one, amounts in sentences
continue it.
"""
SMALLEST_IN_BRACKETS: Final = 10
"""Number.  The smallest number in brackets that may be a provision by itself; smaller ones are labels, as "(3)"."""

INSTRUMENTS: Final = 12
"""Occurrences.  How many series of numbers are sought in a file, which may contain a constitution and a convention."""
KNOWN: Final = 2.0
"""Weight.  A number known to be that of a provision counts twice as much as one at the beginning of a line."""
AT_LINE: Final = 1.0
"""Weight.  A number at the beginning of a line, followed by words.  The other weights are relative to it."""
BEHIND_STOP: Final = 0.7
"""Weight.  A number after a stop within a line; with a smaller value, a list of labels outweighs a series of them."""
GLUED_TO_WORDS: Final = 0.7
"""Weight.  A number joined to its words, as programs write it that lose a tab."""
GLUED_TO_LABEL: Final = 0.6
"""Weight.  A number joined to a label: each digit may belong to either."""
LOST_PROVISION: Final = 0.4
"""Weight.  What a series loses if numbers are missing: less than the smallest weight of a number."""

# ---------------------------------------------------------------------- tables of frequencies

HEAD_ROWS: Final = 5
"""Rows.  The first rows of a table of allocations, one of which names the Regions, below titles and bands.

With a larger value, a table that names the Regions in its body counts as one.
"""

# ---------------------------------------------------------------------- depths

DEEPEST_LIST: Final = 32
"""Levels.  The deepest list.  A deeper one continues at this level, with a diagnostic.

Of a hundred items, 99 are no deeper than 4.  Without a bound, a damaged text may exceed the recursion limit of Python.
"""
DEEPEST_ANNEX: Final = 9
"""Levels.  How deep annexes nest.  Deeper ones follow the last, to limit recursion; texts have up to 3."""
SECTION_LEVELS: Final = 9
"""Levels.  How many levels headings have in a file, as Word has nine heading styles.  Levels of lists follow them."""
INDENT_TOLERANCE: Final = 100
"""Twentieths of a point.  How much the indents of paragraphs of one level may differ: 5 points.

With a smaller value, items with slightly different tabs are on different levels; with a larger one, a nested list is on
the level of the list around it.
"""

# ---------------------------------------------------------------------- numbered sections

LONGEST_TITLE: Final = 160
"""Characters.  The longest section title on the line of its number; anything longer is a numbered paragraph.

The longest in 15 Recommendations has 118.
"""
SECTIONS_AT_LEAST: Final = 3
"""Headings.  How many increasing numbers in the body of a text are section numbers; in an annex, one title suffices."""
SKIPPED_SECTIONS: Final = 3
"""Numbers.  How many section numbers in a row may be missing.

With a smaller value, a series ends where a program lost headings; with a larger one, figures in tables continue it.
"""
SKIPPED_SECTION: Final = 0.7
"""Weight.  What a series of numbers loses if one is missing: less than what a title adds."""
LIKE_TITLE: Final = 1.0
"""Weight.  What a line that looks like a title adds.  The other weights are relative to it."""
UNLIKE_TITLE: Final = 0.0
"""Weight.  What a number alone on its line adds, without a title below it."""
LIKE_SECTION: Final = 0.5
"""Weight.  What a numbered paragraph, or a title in small letters, in a numbered section adds."""
SIGN: Final = 0.05
"""Weight.  What a line that looks like an item, or an entry of a list of contents, adds."""

# ---------------------------------------------------------------------- amounts at a time

SAMPLE: Final = 400
"""Lines.  How many of the widest lines show the width of a page; with a smaller value, contents decide for the rest."""
REMEMBERED: Final = 4096
"""Headings.  How many are cached with their analysis.  It bounds the memory of a program that runs for long."""

# ---------------------------------------------------------------------- two columns of print

GUTTER: Final = 2
"""Characters.  The narrowest gutter between two columns; with 1, blanks between words may stand below each other."""
MIDDLE: Final = 0.25
"""Share.  Of the width of a page: the gutter is further from either edge; with less, a column of labels is one."""
NARROWEST_COLUMN: Final = 20
"""Characters.  The average length of the lines of a column of prose; the cells of tables are shorter."""

# ---------------------------------------------------------------------- pages whose lines have places

PAGE_MARGIN: Final = 0.12
"""Share.  The part of the height of a page, at its head and at its foot, that has page numbers and running heads.

With a smaller value, heads of two lines become text; with a larger one, the first words of pages may be heads.
"""
MARGIN_LINES: Final = 3
"""Lines.  How many at the head or the foot of a page may be furniture, if the places of lines are known."""
HEAD_SIZE: Final = 0.9
"""Share.  Of the size of the text below: smaller words set apart above it are the head of the page."""
SMALL_TYPE: Final = 0.95
"""Share.  Of the size of the text: smaller type may be that of a footnote.

With a smaller value, notes in nearly the same size become text; with a larger one, text becomes notes if sizes
differ by rounding.
"""
LARGE_TYPE: Final = 1.05
"""Share.  Of the size of the text: larger type is not that of a footnote."""
SAME_PLACE: Final = 3.0
"""Points.  How far apart things in the same place may be: less than an indent, more than a rounding error."""
SIZE_DIFFERS: Final = 0.6
"""Points.  The smallest difference between two sizes of type that a reader sees."""
LOOSEST_LINES: Final = 1.45
"""Share.  Of the size: the largest distance between lines of a paragraph; if larger, paragraphs run together."""
LEADING: Final = 1.2
"""Share.  Of the size, or of the usual distance: the largest distance from one line of a paragraph to the next."""
HEIGHT_OF_LINES: Final = 0.9
"""Share.  Of the size: the smallest distance between two lines; anything nearer is on the same line."""
COMMON_GAP: Final = 50
"""Line breaks.  A distance that one in this many has is the usual distance between the lines of a paragraph."""
USUAL_SIZE: Final = 10.0
"""Points.  The assumed size of the text of a file that does not state it."""
FULL_SHARE: Final = 0.85
"""Share.  Of the width of a column: a line that ends before this, at the end of a sentence, ends a paragraph."""
MUCH_OF_PAGE: Final = 0.33
"""Share.  Of the height of a page: footnotes that take up more are reported, because they may be text in small type."""
INDENT_UNITS: Final = 20
"""Numbers.  Twentieths of a point in a point; the indents of bullets are given in twentieths."""
