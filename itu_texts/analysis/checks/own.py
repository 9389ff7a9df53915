"""The checks that a program or an installed package adds to those of the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import field, frozen

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.packages import brought
from itu_texts.tree.diagnostics import CODES, Diagnostic, Fix, Severity
from itu_texts.tree.nodes import Document
from itu_texts.tree.spans import Span

ENTRY_POINTS = "itu_texts.checks"
"""The group of entry points by which a package adds checks to the command: each is a check, or several."""
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Finding = tuple[Span, str] | tuple[Span, str, Sequence[Fix]]
"""What the function of a check yields: a place, a sentence that says what to do, and the replacements that mend it."""


@frozen
class Check:
    r"""A check of one's own, for the parameter ``rules`` of :func:`itu_texts.check`, and ``check --rules FILE``.

    :raises InputError: if the code is one of the library, or is not in small letters with hyphens; or if there is no
        such severity.

    >>> import itu_texts
    >>> def wills(document):
    ...     for node in itu_texts.find(document, itu_texts.Item):
    ...         if node.text.startswith("will "):
    ...             yield node.blocks[0].span, "say what is to be done: “to …”"
    >>> rule = Check("bare-will", "warning", "an item that begins with “will”", wills)
    >>> doc = itu_texts.parse("resolves\n1 will row;\n2 to rest")
    >>> [(each.code, doc.source[each.span]) for each in itu_texts.check(doc, rules=[rule]) if each.code == rule.code]
    [('bare-will', 'will row;')]
    """

    code: str
    """The code of its diagnostics: ``bare-will``."""
    severity: Severity = field(converter=Severity)
    """How serious they are: ``info``, ``warning`` or ``error``."""
    meaning: str
    """What they mean: “an item that begins with “will””."""
    find: Callable[[Document], Iterable[Finding]]
    """The function that finds them: it takes a document, and yields a place, a sentence that says what to do, and, if
    there is one right answer, the replacements that mend it."""

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(str(self.code)) or self.code in CODES:
            why = "the library has it" if self.code in CODES else "write it in small letters, with hyphens"
            raise InputError(f"{self.code!r:.40} is no code for a check of your own: {why}")

    def diagnostics(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the function finds in a document.

        :raises InputError: if the function fails, gives a place outside the document, or words or fixes that are none.
        """
        try:
            found = [(Span(*span), message, tuple(*fixes)) for span, message, *fixes in self.find(document)]
        except Exception as error:
            raise InputError(f"the check {self.code} fails: {type(error).__name__}: {error}") from error
        for span, message, made in found:
            if not isinstance(message, str) or not all(isinstance(fix, Fix) for fix in made):
                raise InputTypeError(
                    f"the check {self.code} yields a place, a string and perhaps a list of Fix objects"
                )
            for each in (span, *(Span(*fix.span) for fix in made)):
                if not 0 <= each.start <= each.end <= document.end:
                    outside = f"{[*each]} is outside the document, which has {document.end} characters"
                    raise InputError(f"{self.code}: {outside}")
            yield Diagnostic(code=self.code, severity=self.severity, message=message, span=span, fixes=made)


def installed() -> tuple[Check, ...]:
    """Return the checks of installed packages, by their entry points.

    :raises InputError: if an entry point cannot be loaded, or names something else.
    """
    return tuple(brought(ENTRY_POINTS, _checks))


def _checks(named: Check | Iterable[Check]) -> Sequence[Check]:
    found = [named] if isinstance(named, Check) else [*named]
    for each in found:
        if not isinstance(each, Check):
            raise InputTypeError(f"a check is an itu_texts.Check, not a {type(each).__name__}")
    return found
