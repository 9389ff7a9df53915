"""The check for texts that occur twice in a file."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Text
from itu_texts.tree.spans import Span

__all__ = ["duplicate_texts"]

_SHORTEST = 80  # characters; shorter texts may well be repeated


def duplicate_texts(draft: Draft) -> Iterator[Diagnostic]:
    """Report each text with the name or the words of an earlier one.

    Proposals of several members to amend one text are different texts, and so are two editions.
    """
    named: dict[object, Text] = {}
    texts_by_words: dict[str, Text] = {}
    source = draft.document.source
    for text in draft.document.texts:
        if not text.clauses:  # only its name, as at the end of an extract
            continue
        words = " ".join(source[text.span].split())
        first = texts_by_words.setdefault(words, text) if len(words) >= _SHORTEST else text
        what = "the same words are already"
        if first is text and text.identifier is not None and text.amendment is None:
            named_so = named.setdefault(text.identifier, text)
            first = named_so if _are_alike(text, named_so) else text
            what = f"another {text.identifier} is"
        if first is not text:
            line, _column = source.line_column(first.start)
            of_lines = draft.document.origins.at(first.start) is None
            where = f"in line {line}" if of_lines else "further up"
            end = text.front[0].end if text.front else text.start
            message = f"{what} {where}: delete one of the two, or renumber it"
            yield make_diagnostic("duplicate-text", message, Span(text.start, end))


def _are_alike(text: Text, other: Text) -> bool:
    """Return whether two texts share half of their clauses, unlike a page header that a program printed again."""
    mine, its = ({clause.heading.name for clause in each.clauses} for each in (text, other))
    return 2 * len(mine & its) >= max(len(mine), len(its))
