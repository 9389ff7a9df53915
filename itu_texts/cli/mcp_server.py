"""The server for agents (Model Context Protocol): tools that read a collection, and nothing else.

Each tool is a method of :class:`Tools`; its docstring and its parameters are what a client is told. All answers carry
IRI, address, file and offsets, so that each can be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import wraps
from typing import Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from itu_texts import Collection, InputError, ItuTextsError, __version__, diff
from itu_texts.collection import collection as locating
from itu_texts.collection import works
from itu_texts.revision.diffs import summary
from itu_texts.rows import Difference
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.walking import all_words

_MOST_ROWS = 100  # rows of an answer
_PAGE = 20_000  # characters of words at once
_PARTS = 200  # parts of a text that are listed
_INSTRUCTIONS = """\
Texts of the International Telecommunication Union and of other assemblies, by their structure. Name a text as texts
cite it ("Resolution 71 (Rev. Dubai, 2018)"; without an edition it is the last one), and a place by its address:
"Annex 1 / 2". Each answer has the IRI, the address, the file and the offsets of what it tells; quote these. Rows come
with the "count" of all; "next" is the "start" of those that follow. The standing of a text is what the texts of this
collection say, and "ground" has the words that say it; without a ground it is not known. Check quotations with
"verify" before you rely on them. The collection has {works} texts, in
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
        start: int = 0,
    ) -> Row:
        """Find the clauses and items that have some words, the best first.

        query: words, or a question as it is asked; a star ends the beginning of words, spectr*. role: only preambles
        or operative clauses. identifier: only this text. language: en, fr, es, ru, zh, ar. latest: only texts that are
        not shown as superseded or ended.
        """
        hits: Sequence[Any] = self._acts.search(query, role=role, language=language, limit=None, latest=latest or None)
        if identifier is not None:
            named = {each.edition.identifier for each in works.editions(self._acts, identifier, language)}
            hits = [row for row in hits if row.identifier in named]
        return _page(hits, lambda row: {"iri": row.id, **row._asdict(), "id": None, "snippet": None}, limit, start)

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
        to: str | None = None,
        words: str | None = None,
        latest: bool = False,
        since: str | None = None,
        before: str | None = None,
        overdue: bool = False,
        language: str | None = None,
        limit: int = 10,
        start: int = 0,
    ) -> Row:
        """List tasks: who is instructed, invited or requested to do what, until when, by which text.

        addressee: a name or short name in any language ("Director of the BR", "Council"), or none for all. to: only
        tasks whose words name this body or office, as "to report to the Council". words: only tasks with all these
        words, in any form. latest: only texts that are not shown as superseded or ended. since: only texts adopted on
        that day or in that year, or later. before: only tasks that are due before this day, month or year begins, or up
        to the end of a conference, "WRC-27"; what recurs is due on each of its dates. overdue: only tasks whose date is
        past and does not recur.
        """
        rows = self._acts.mandates(
            addressee,
            to=to,
            words=words,
            latest=latest or None,
            since=since,
            before=before,
            overdue=overdue,
            language=language,
        )
        return _page(rows, self._placed, limit, start)

    def cites(
        self,
        of: str | None = None,
        by: str | None = None,
        broken: bool = False,
        outdated: bool = False,
        on: str | None = None,
        language: str | None = None,
        limit: int = 10,
        start: int = 0,
    ) -> Row:
        """List what texts cite.

        of: only the places that cite a text, an instrument or a part of one: "Resolution 71", "No. 5.340". by: only
        what this text cites. broken: only places that are not there. outdated: only editions that are superseded, and
        texts that have ended, on the day "on", today by default; "why" says by what.
        """
        rows = self._acts.cites(of=of, by=by, broken=broken, outdated=outdated, on=on, language=language)
        return _page(rows, self._placed, limit, start)

    def diff(
        self, identifier: str, earlier: str | None = None, language: str | None = None, limit: int = 50, start: int = 0
    ) -> Row:
        """Compare an edition of a text with the one before it, or with another edition.

        identifier: the newer edition; without an edition the last one. earlier: the older edition, as texts cite it.
        """
        new = works.edition(self._acts, identifier, language)
        before = [row for row in works.others(self._acts, new) if row.status is None and row.day < new.day]
        if earlier is None and not before:
            raise InputError(f"the collection has no edition before {new.edition.identifier}")
        old = before[-1] if earlier is None else works.edition(self._acts, earlier, new.edition.language)
        found = diff(*(works.text_of(self._acts, row) for row in (old, new)))

        def row_of(each: Difference) -> Row:
            sides = {"old": (old, each.old), "new": (new, each.new)}
            places = {
                name: locating.place_of(self._acts, row.edition.file, node)
                for name, (row, node) in sides.items()
                if node is not None
            }
            old_words = " ".join(each.lines) if each.new is None else each.old_text
            new_words = " ".join(each.lines) if each.old is None else each.new_text
            return {"kind": str(each.kind), **places, "old_words": old_words, "new_words": new_words}

        compared = {
            name: {part: getattr(row.edition, part) for part in ("identifier", "standing", "file")}
            for name, row in (("old", old), ("new", new))
        }
        return {**compared, "summary": summary(found), **_page(found, row_of, limit, start)}

    def verify(self, citation: str, words: str, language: str | None = None) -> Row:
        """Check whether a text says some words at a place.

        citation: "Resolution 71 (Rev. Dubai, 2018), resolves 3", or an IRI. words: the words that are said to stand
        there; ... for what is left out. "said" is whether they stand there, apart from capitals and punctuation;
        "words" is all that stands there: read it, for a part of a sentence may say something else than the whole.
        "elsewhere" and "other_editions" are where else they stand.
        """
        return locating.verify(self._acts, *locating.find(self._acts, citation, language=language), words)

    def _placed(self, row: Any) -> Row:
        return {**row._asdict(), **locating.place_of_row(self._acts, row)}


def _page(found: Sequence[Any], row_of: Callable[[Any], Row], limit: int, start: int) -> Row:
    """Return some rows without what is not known of them, the count of all, and where the next ones start."""
    begin = max(start, 0)
    end = begin + max(1, min(limit, _MOST_ROWS))
    known = (
        {name: value for name, value in row_of(each).items() if value not in (None, "")} for each in found[begin:end]
    )
    page: Row = {"rows": [*known], "count": len(found)}
    if end < len(found):
        page["next"] = end
    if not found:
        page["told"] = "Nothing was found in this collection, which does not say that no other text has it."
    return page


def serve(collection: str) -> None:
    """Serve a collection on standard input and output, until the client ends."""
    with Collection.open(collection, write=False) as acts:
        sql = "SELECT (SELECT count(*) FROM works), coalesce(group_concat(DISTINCT language), '') FROM texts"
        [(works, spoken)] = acts.rows(sql)
        told = _INSTRUCTIONS.format(works=works, languages=", ".join(sorted(spoken.split(","))))
        hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        tools = Tools(acts)
        made = [Tool.from_function(_told(getattr(tools, name)), annotations=hints) for name in _NAMES]
        for tool in made:  # an argument that there is not is an error
            tool.fn_metadata.arg_model.model_config["extra"] = "forbid"
            tool.fn_metadata.arg_model.model_rebuild(force=True)
            tool.parameters["additionalProperties"] = False
        MCPServer("itu-texts", version=__version__, instructions=told, tools=made, log_level="WARNING").run()


def _told(tool: Callable[..., Row]) -> Callable[..., Coroutine[Any, Any, Row]]:
    """Return a tool that tells the client what is wrong with a call; calls follow one another in one thread."""

    @wraps(tool)
    async def called(**named: Any) -> Row:
        try:
            return tool(**named)
        except ItuTextsError as wrong:
            raise ToolError(str(wrong)) from None

    return called
