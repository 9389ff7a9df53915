"""The server for agents (Model Context Protocol): tools that read a collection, and nothing else.

Each tool is a method of :class:`Tools`; its docstring and its parameters are what a client is told. All answers carry
IRI, address, file and offsets, so that each can be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import islice
from threading import Lock
from typing import Any, Literal

import itu_texts
from itu_texts import Collection, ItuTextsError
from itu_texts.collection import locating, works
from itu_texts.errors import InputError
from itu_texts.formats.loading import load
from itu_texts.revision.diffs.reports import summary
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import all_words

_MOST = 200  # rows of an answer
_PAGE = 20_000  # characters of words at once
_PARTS = 200  # parts of a text that are listed
_INSTRUCTIONS = """\
Texts of the International Telecommunication Union and of other assemblies, by their structure. Name a text as texts
cite it ("Resolution 71 (Rev. Dubai, 2018)"; without an edition it is the last one), and a place by its address:
"Annex 1 / 2". Each answer has the IRI, the address, the file and the offsets of what it tells; quote these. The
standing of a text is what the texts of this collection say, and "ground" has the words that say it; without a ground
it is not known. Check quotations with "verify" before you rely on them. The collection has {works} texts, in
{languages}."""

Row = dict[str, Any]
_NAMES = ("search", "read", "mandates", "cites", "diff", "verify")


class Tools:
    """The tools of the server."""

    def __init__(self, acts: Collection) -> None:
        self._acts = acts

    def search(
        self,
        query: str,
        role: Literal["preamble", "operative"] | None = None,
        identifier: str | None = None,
        language: str | None = None,
        latest: bool = False,
        limit: int = 10,
    ) -> Row:
        """Find the clauses and items that have some words, the best first.

        query: words, or a question as it is asked; a star ends the beginning of words, spectr*. role: only preambles
        or operative clauses. identifier: only this text. language: en, fr, es, ru, zh, ar. latest: only texts that are
        not shown as superseded or ended.
        """
        named = (
            None
            if identifier is None
            else {each.edition.identifier for each in works.editions(self._acts, identifier, language)}
        )
        hits = (
            {"iri": row.id, **{name: value for name, value in row._asdict().items() if name != "id"}}
            for row in self._acts.search(query, role=role, language=language, limit=None, latest=latest or None)
            if named is None or row.identifier in named
        )
        return _rows(hits, limit)

    def read(self, place: str, address: str = "", language: str | None = None, start: int = 0) -> Row:
        """Read the words of a text, or of a place in it, with its standing and the ground for that.

        place: "Resolution 71 (Rev. Dubai, 2018)", "Resolution 71 (Rev. Dubai, 2018), resolves 3", or an IRI of another
        answer. address: a place in it: "resolves 3", "Annex 1 / 2". start: go on from this character of the words,
        where an answer has a "next". "parts" are the addresses below the place.
        """
        row, node = locating.find(self._acts, place, address, language)
        words = all_words(node)
        end = max(start, 0) + _PAGE
        known = addresses_of(node).known
        below = [*filter(None, (known(each) for each, _ in node.outline_line.below))]
        answer = {**locating.told(self._acts, row, node), "words": words[max(start, 0) : end], "parts": below[:_PARTS]}
        return {**answer, "next": end} if end < len(words) else answer

    def mandates(
        self,
        addressee: str | None = None,
        latest: bool = True,
        since: str | None = None,
        before: str | None = None,
        language: str | None = None,
        limit: int = 50,
    ) -> Row:
        """List tasks: who is instructed, invited or requested to do what, until when, by which text.

        addressee: a name or short name in any language ("Director of the BR", "Council"), or none for all. latest: only
        texts that are not shown as superseded or ended. since: only texts adopted on that day or in that year, or
        later. before: only tasks with a date on that day or before.
        """
        rows = self._acts.mandates(addressee, latest=latest or None, since=since, before=before, language=language)
        return _rows(self._placed(rows), limit)

    def cites(
        self,
        of: str | None = None,
        by: str | None = None,
        broken: bool = False,
        outdated: bool = False,
        language: str | None = None,
        limit: int = 50,
    ) -> Row:
        """List what texts cite.

        of: only the places that cite a text, an instrument or a part of one: "Resolution 71", "No. 5.340". by: only
        what this text cites. broken: only places that are not there. outdated: only editions that were superseded, and
        texts that had ended, when they were cited.
        """
        rows = self._acts.cites(of=of, by=by, broken=broken, outdated=outdated, language=language)
        return _rows(self._placed(rows), limit)

    def diff(self, identifier: str, earlier: str | None = None, language: str | None = None, limit: int = 100) -> Row:
        """Compare an edition of a text with the one before it, or with another edition.

        identifier: the newer edition; without an edition the last one. earlier: the older edition, as texts cite it.
        """
        new = works.edition(self._acts, identifier, language)
        before = [row for row in works.others(self._acts, new) if row.status is None and row.day < new.day]
        if earlier is None and not before:
            raise InputError(f"the collection has no edition before {new.edition.identifier}")
        old = before[-1] if earlier is None else works.edition(self._acts, earlier, new.edition.language)
        found = itu_texts.diff(*(works.text_of(self._acts, row) for row in (old, new)))
        rows = (
            {
                "kind": str(each.kind),
                "old": locating.place_of(self._acts, old.edition.file, each.old) if each.old is not None else None,
                "old_words": " ".join(each.lines) if each.new is None else each.old_text,
                "new": locating.place_of(self._acts, new.edition.file, each.new) if each.new is not None else None,
                "new_words": " ".join(each.lines) if each.old is None else each.new_text,
            }
            for each in found
        )
        editions = [
            {"identifier": row.edition.identifier, "standing": row.edition.standing, "file": row.edition.file}
            for row in (old, new)
        ]
        return {"old": editions[0], "new": editions[1], "summary": summary(found), **_rows(rows, limit)}

    def verify(self, citation: str, words: str, language: str | None = None) -> Row:
        """Check whether a text says some words at a place.

        citation: "Resolution 71 (Rev. Dubai, 2018), resolves 3", or an IRI. words: the words that are said to stand
        there; ... for what is left out. "said" is whether they stand there, apart from capitals and punctuation;
        "words" is all that stands there: read it, for a part of a sentence may say something else than the whole.
        "elsewhere" and "other_editions" are where else they stand.
        """
        return locating.verify(self._acts, *locating.find(self._acts, citation, language=language), words)

    def _placed(self, rows: Iterable[Any]) -> Iterator[Row]:
        return ({**row._asdict(), **locating.place_of_row(self._acts, row)} for row in rows)


def _rows(rows: Iterable[Row], limit: int) -> Row:
    """Return the first rows, and whether there are more; if there are none, a sentence that says so."""
    most = max(1, min(limit, _MOST))
    found = [*islice(rows, most + 1)]
    told = (
        {} if found else {"told": "Nothing was found in this collection, which does not say that no other text has it."}
    )
    return {"rows": found[:most], "more": len(found) > most, **told}


def serve(collection: str) -> None:
    """Serve a collection on standard input and output, until the client ends.

    :raises MissingExtraError: if the extra is not installed.
    """
    with Collection.open(collection, write=False) as acts:
        server = load("mcp.server:MCPServer", "servers for agents", "mcp")
        error = load("mcp.server.mcpserver.exceptions:ToolError")
        hints = load("mcp.types:ToolAnnotations")(read_only_hint=True, open_world_hint=False)
        sql = "SELECT (SELECT count(*) FROM works), coalesce(group_concat(DISTINCT language), '') FROM texts"
        [(works, spoken)] = acts.rows(sql)
        told = _INSTRUCTIONS.format(works=works, languages=", ".join(sorted(spoken.split(","))))
        made = server("itu-texts", version=itu_texts.__version__, instructions=told, log_level="WARNING")
        tools, lock = Tools(acts), Lock()
        for name in _NAMES:
            made.tool(annotations=hints)(_told(getattr(tools, name), error, lock))
        made.run()


def _told(tool: Callable[..., Row], error: type[Exception], lock: Lock) -> Callable[..., Row]:
    """Return a tool that tells the client what is wrong with a call; the connection is used by one call at a time."""

    @wraps(tool)
    def called(*given: Any, **named: Any) -> Row:
        try:
            with lock:
                return tool(*given, **named)
        except ItuTextsError as wrong:
            raise error(str(wrong)) from None

    return called
