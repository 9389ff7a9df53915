"""Sites as tests see them: a collection with all that a site shows, and what must hold of every site."""

from collections import Counter
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from conftest import ROOT

import itu_texts
from itu_texts import Collection, parse

LARGEST = 1_000_000  # bytes that no page, and no piece of the index, goes beyond
_TEXT = (
    "RESOLUTION {number} ({mark})\n{title}\n{line}"
    "The Plenipotentiary Conference of the International Telecommunication Union ({place}),\n{body}\n"
)
BOATS = (
    "considering\na) that boats leak;\nb) that the sharing of the spectrum is good for boats that sail on lakes,\n"
    "instructs the Secretary-General\n1 to count the boats by 31 December 2020;\n2 to mend them."
)
BOATS_LATER = (
    "considering\na) that boats leak badly;\nb) that the sharing of the spectrum is good for boats that sail on lakes,\n"
    "recalling\nResolution 8 (Harbour, 2022), and Resolution 99 (Harbour, 2022), which nobody has,\n"
    "instructs the Secretary-General\n1 to count the boats by 31 December 2024;\n2 to mend them;\n3 to paint them."
)
OARS = (
    "recalling\na) Resolution 7 (Lakeside, 2018);\nb) Resolution 10 (Lakeside, 2018) and Resolution 7 (Rev. Harbour, 2022),\n"
    "resolves\nto row,\ninstructs the Director of the Radiocommunication Bureau\nto report to WRC-27."
)
SAILS = "recalling\nResolution 8 (Harbour, 2022),\nresolves\nto sail to Café <Süd> & back, 频谱管理."
HOSTILE = 'resolves\nto mind "><script>alert(1)</script>, </script> and {{ 7 * 7 }}.'


def text(number, mark, body, *, title="On boats", line=""):
    place = mark.removeprefix("REV. ").title()
    return _TEXT.format(number=number, mark=mark, title=title, line=line, place=place, body=body)


LINE = "(Pond, 2014; Lakeside, 2018; Rev. Harbour, 2022)\n"
TEXTS = {
    "7-2018.txt": text(7, "LAKESIDE, 2018", BOATS),
    "7-2022.txt": text(7, "REV. HARBOUR, 2022", BOATS_LATER, line=LINE),
    "8.txt": text(8, "HARBOUR, 2022", OARS, title="On oars"),
    "10.txt": text(10, "LAKESIDE, 2018", SAILS, title="On sails"),
    "con.txt": text(11, "LAKESIDE, 2018", HOSTILE, title="On <b>hostile</b> words"),
    "none.txt": "A paragraph of no text.\n",
    "session.txt": (ROOT / "examples" / "session.txt").read_text("utf-8"),
    **{f"{file.name}": file.read_text("utf-8") for file in sorted((ROOT / "tests" / "editions").glob("lights.*.txt"))},
}


def filled(path=":memory:") -> Collection:
    """A collection of editions that cite one another, of a text in all languages, and of what is no text."""
    acts = Collection.open(path)
    for name, words in TEXTS.items():
        acts.add(parse(words, language="auto"), name=f"texts/{name}")
    return acts


class Read:
    """A site that was written."""

    def __init__(self, folder: Path) -> None:
        import lxml.html  # which those who want only the texts may lack

        self.folder = folder
        self.pages = {
            str(file.relative_to(folder)): lxml.html.parse(str(file)).getroot()
            for file in sorted(folder.rglob("*.html"))
        }

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        return {name: page.xpath("//@id") for name, page in self.pages.items()}

    def target(self, name: str, href: str) -> tuple[str, str]:
        """The page that a link of a page leads to, and the place there."""
        path, _, place = href.partition("#")
        goal = (self.folder / name).parent / unquote(path) if path else self.folder / name
        return str(goal.resolve().relative_to(self.folder.resolve())), unquote(place)

    def words(self, name: str) -> str:
        return " ".join(self.pages[name].text_content().split())

    def check(self) -> int:
        """What must hold of every site; gives the number of its links."""
        count = 0
        for name, page in self.pages.items():
            assert [each for each, times in Counter(self.ids[name]).items() if times > 1] == [], name
            for href in page.xpath("//a/@href"):
                goal, place = self.target(name, href)
                assert goal in self.pages or (goal.endswith(".csv") and (self.folder / goal).is_file()), (name, href)
                assert not place or place in self.ids[goal], (name, href)
                count += 1
            loaded = [*page.xpath("//@src | //link/@href | //@srcset | //object | //iframe | //embed | //image")]
            scripts = [each.rpartition("/")[2] for each in loaded if not str(each).startswith("data:")]
            assert scripts in ([], ["search.js"], ["table.js"]), name
            assert page.xpath("//form/@action") in ([], ["search.html"])
            assert not page.xpath("//@*[starts-with(name(), 'on')]")
        for file in self.folder.rglob("*"):
            assert not file.is_file() or file.stat().st_size <= LARGEST or file.suffix == ".csv", file
            assert not file.is_file() or b"/1900-01-01/" not in file.read_bytes(), file
        return count


def written(acts: Collection, folder: Path, **options) -> Read:
    itu_texts.write_site(acts, folder, **options)
    return Read(folder)
