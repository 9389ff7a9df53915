"""Collections: what is in them, what they answer, and what happens to them."""

import base64
import copy
import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
import word
from collected import in_memory, resolution, resolutions
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_bytes
from legaldoc import errors
from sites import BOATS, text
from strategies import few, outlines
from test_properties import _FRAGMENTS
from together import check_all, for_all, refused, tries

import itu_texts
from itu_texts import (
    AddressError,
    Amendment,
    Clause,
    Collection,
    IdentifierError,
    InputError,
    Provision,
    ReadError,
    chunks,
    find,
    parse,
    records,
    walk,
)
from itu_texts.analysis.columns import SCHEMA
from itu_texts.analysis.passages import length_of
from itu_texts.api import batch as batches
from itu_texts.cli import main
from itu_texts.collection.collection import rows_of
from itu_texts.collection.works import VIEWS
from itu_texts.nodes import Bold, Italic
from itu_texts.rows import Citation
from itu_texts.tree.addresses import Addresses, address
from itu_texts.tree.walking import all_words

_BOATS_LATER = (
    "considering\na) that boats leak badly;\nb) that the sharing of the spectrum is good for boats that sail on lakes,\n"
    "instructs the Secretary-General\n1 to count the boats by 31 December 2024;\n2 to mend them;\n3 to paint them."
)
_OARS = (
    "recalling\na) Resolution 7 (Lakeside, 2018);\n"
    "b) that the sharing of the spectrum is good for boats that sail on lakes,\n"
    "resolves\n1 to abrogate Resolution 10 (Lakeside, 2018) and Resolution 12 (Lakeside, 2018);\n2 to row,\n"
    "instructs the Director of the Radiocommunication Bureau\nto report to WRC-27."
)


@pytest.fixture
def acts():
    with Collection.open(":memory:") as acts:
        acts.add(parse(text(7, "LAKESIDE, 2018", BOATS)), name="7-2018")
        later = "(Pond, 2014; Lakeside, 2018; Rev. Harbour, 2022)\n"
        acts.add(parse(text(7, "REV. HARBOUR, 2022", _BOATS_LATER, line=later)), name="7-2022")
        acts.add(parse(text(8, "HARBOUR, 2022", _OARS, title="On oars")), name="8")
        acts.add(parse(text(10, "LAKESIDE, 2018", "resolves\nto sail.", title="On sails")), name="10")
        cites = "resolves\nto follow Resolution 10 (Lakeside, 2018)."
        acts.add(parse(text(11, "LAKESIDE, 2018", cites, title="On ropes")), name="11")
        yield acts


# ---------------------------------------------------------------------- editions


def test_a_day_may_be_a_date(acts):
    assert acts.mandates("SG", latest=date(2020, 1, 1)) == acts.mandates("SG", latest="2020-01-01") != []


def test_the_names_that_answers_give_are_taken(acts):
    beacons = "The World Radiocommunication Conference (City, 2023),\nrecalling\nResolution 2665 (XX) of the UN,\n"
    acts.add(parse(f"RESOLUTION 7 (WRC-23)\nOn beacons\n{beacons}resolves\nto shine."), name="wrc")
    acts.add(parse("RESOLUTION 7\nOn lamps\nThe Conference of Lakes,\nresolves\nto burn."), name="lakes")
    names = [row.work for row in acts.works()]
    assert {"Resolution 7 (PP)", "Resolution 7 (WRC)", "Resolution 7 (Conference of Lakes)"} <= {*names}
    for name in names:
        assert {row.work for row in acts.history(name)} == {name}
        assert acts.blame(name, "instructs the Secretary-General" if name == "Resolution 7 (PP)" else "resolves")
    assert [row.file for row in acts.cites(by="Resolution 7 (WRC)")] == ["wrc"]
    for row in acts.cites(by="Resolution 7 (WRC)"):
        assert row in acts.cites(of=row.cited)
    assert [row.file for row in acts.cites(of="Resolution 10 (PP)")] == ["11", "8"]
    refused(IdentifierError, "not a revision mark", acts.history, "Resolution 7 (PPP)")


def test_a_name_is_for_one_document(tmp_path):
    one, other = (parse(text(number, "LAKESIDE, 2018", BOATS)) for number in (7, 8))
    (tmp_path / "9.txt").write_text(text(9, "LAKESIDE, 2018", BOATS), "utf-8")
    with Collection.open(":memory:") as acts:
        for source in ([one, other], [one, tmp_path / "9.txt"], tmp_path / "9.txt", []):
            refused(InputError, "a name can be given only for one document: 'x'", acts.add, source, name="x")
        assert not acts.files
        assert acts.add([one], name="x").new == 1


# ---------------------------------------------------------------------- mandates, citations, words


def test_a_text_is_named_as_people_write_it(acts):
    wanted = acts.text("Resolution 7 (PP)").identifier
    assert [acts.text(name).identifier for name in ("res 7 pp", "RES. 7 (pp)", "resolution 7")] == [wanted] * 3
    assert acts.at("resolves of res. 8 pp").parent is acts.text("Resolution 8 (PP)")
    refused(
        InputError,
        r"has no Resolution 7 \(Busan, 2014\); there is Resolution 7 \(Lakeside, 2018\), ",
        acts.text,
        "Res. 7 (Busan 2014)",
    )


def test_signs_are_none_of_the_words_that_are_searched_for(acts):
    assert acts.search("boats (leak) AND?") == acts.search('"boats" leak and') != []


def test_the_user_s_own_vectors_are_joined(acts):
    """The order of words and that of the vectors, each by the reciprocals of its ranks."""
    every = acts.search("boats", limit=None)
    others = [row for row in records(acts.document("8"), "chunks") if row["id"] not in {hit.id for hit in every}]
    asked = []

    def near(question):
        asked.append(question)
        return [others[0]["id"], every[2].id, "/no/such/chunk", f"{every[3].id}@{every[3].file}"]

    found = acts.search("boats", vectors=near, limit=None)
    assert asked == ["boats"]
    assert found[0].id == every[2].id  # in both orders
    assert {hit.id for hit in found} == {*(hit.id for hit in every), others[0]["id"]}
    assert found[1].id == every[3].id
    assert {hit.id for hit in found[2:4]} == {every[0].id, others[0]["id"]}  # the first of one order each
    assert acts.search("boats", vectors=near, kind="decision") == []
    assert acts.search("zeppelins", vectors=lambda question: [every[0].id]) == [
        every[0]._replace(snippet=every[0].words[:160])
    ]
    assert acts.search("boats", vectors=lambda question: [], limit=3) == every[:3]


def test_words_are_found_in_all_their_forms_with_and_without_the_stemmers(monkeypatch):
    """The index is the same; without stemmers, words that begin alike count."""
    from itu_texts.collection import naming

    texts = {
        "en": ("studies of ferries", "study", "The Conference studied the ferry."),
        "fr": ("Conférences", "conférence", "La Conférence étudie les bacs."),
        "es": ("evaluaciones", "evaluación", "La Conferencia hizo evaluaciones."),
        "ru": ("исследования", "исследований", "Конференция начала исследования."),
    }
    with Collection.open(":memory:") as acts:
        for language, (_, _, words) in texts.items():
            verbs = {"en": "noting", "fr": "notant", "es": "observando", "ru": "отмечая"}
            acts.add(parse(f"RESOLUTION 7 (LAKESIDE, 2018)\nX\n{verbs[language]}\na) {words}", language=language))
        for stemmers in (naming._STEMMERS, {}):
            naming._stem_in.cache_clear()
            monkeypatch.setattr(naming, "_STEMMERS", stemmers)
            for language, (asked, form, _) in texts.items():
                for word in (asked, form):
                    assert [hit.language for hit in acts.search(word, language=language)] == [language], (
                        word,
                        stemmers,
                    )
    naming._stem_in.cache_clear()


def test_a_front_outranks_no_answer(acts):
    """Its words are those of the title, which counts for every clause below it."""
    found = acts.search("What about the sails?", limit=None)
    ranks = [hit.address for hit in found if hit.identifier.startswith("Resolution 10")]
    assert ranks.index("resolves") < ranks.index("front [1]")


def test_what_a_search_finds_are_the_chunks_of_the_documents(acts):
    for hit in acts.search("boats"):
        document = acts.document(hit.file)
        [row] = [row for row in records(document, "chunks") if row["id"] == hit.id]
        shared = {*row} & {*hit._fields} - {"file", "identifier"}
        assert {name: row[name] or "" for name in shared} == {name: getattr(hit, name) or "" for name in shared}
        assert " ".join(document.source.text[hit.start : hit.end].split()) == hit.words


def test_a_search_with_a_limit_gives_the_best_of_all(acts):
    everything = acts.search("boats", limit=None)
    assert len(everything) > 4
    assert acts.search("boats", limit=4) == everything[:4]


_FAILED = "SELECT path, error FROM files WHERE error IS NOT NULL ORDER BY path"


def _steps(acts, ask):
    """How much SQLite does for a question, in hundreds of its instructions."""
    steps = []
    acts._connection.set_progress_handler(lambda: steps.append(1) and None, 100)
    try:
        ask(acts)
    finally:
        acts._connection.set_progress_handler(None, 0)
    return len(steps)


def test_what_there_is_none_of_is_not_looked_for_in_all_rows():
    asked = {
        "citing": lambda acts: acts.cites(of="Resolution 99999"),
        "mandates": lambda acts: acts.mandates("ITU_D"),
    }
    with Collection.open(":memory:") as acts:
        counts = {name: [] for name in asked}
        for count in (20, 60):
            acts.add([parse(words) for _, words in resolutions(count)])
            for name, ask in asked.items():
                counts[name].append(_steps(acts, ask))
        assert all(more <= few + 5 for few, more in counts.values()), counts


@pytest.mark.long
def test_outdated_citations_are_looked_for_in_latest_editions_only():
    """What old editions cite is old as they are, and there are more of them."""
    with in_memory([parse(resolution(number, 4, 30)) for number in range(1, 30)]) as acts:
        before = _steps(acts, lambda acts: acts.cites(outdated=True))
        for edition in (1, 2, 3):
            acts.add([parse(resolution(number, edition, 30)) for number in range(1, 30)])
        assert _steps(acts, lambda acts: acts.cites(outdated=True, language="fr")) < 2 * before


_LAKES = """第{0}号决议（2018年，Lakeside）
湖泊上的船
国际电信联盟理事会，
考虑到
*a)* 湖泊上的船只需要进行定期检查并且报告；
*b)* 桨是由木头制成的，
做出决议
1 对湖泊上的船只进行清点；
2 休息。
"""


def test_words_that_run_on_are_found(tmp_path):
    with Collection.open(tmp_path / "acts.db") as acts:
        for number in (3, 4):
            acts.add(parse(_LAKES.format(number), language="zh"), name=f"{number}-zh")
        acts.add(parse(text(7, "LAKESIDE, 2018", BOATS)), name="7")
        hits = acts.search("船只", role="operative")
        assert [(hit.address, hit.snippet) for hit in hits] == [
            ("做出决议", "做出决议 1 对湖泊上的[船只]进行清点； 2 休息。")
        ] * 2
        for query in ('"的船"', "船 (湖)", "清点?", "船"):
            assert acts.search(query, language="zh"), query
        assert not acts.search("船桨")
        assert [hit.address for hit in acts.search("湖泊上的船要检查吗", language="zh")][:2] == ["考虑到"] * 2
        assert not acts.search("船只", language="en")
        [duplicate] = acts.duplicates(language="zh")
        assert duplicate.words == "湖泊上的船只需要进行定期检查并且报告；"
        assert acts.remove("3-zh")
        assert acts.remove("4-zh")
        assert not acts.search("船") + acts.search("桨") + acts.search("休")
        acts._connection.execute("INSERT INTO chunk_index (chunk_index) VALUES ('integrity-check')")
        assert acts._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _refused(acts, query):
    """Why a query is refused; empty if it is answered."""
    try:
        assert isinstance(list(acts.search(query, role="operative")), list)
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("query", ["", "  ", "AND", "boats AND", "(boats", '"', "*", "a*", None, "a NEAR b NEAR c"])
def test_any_query_is_answered_or_refused(acts, query):
    why = _refused(acts, query)
    assert not why or "search" in why


@given(st.text(alphabet="ab \"()*^:-+ANDORTE/19\0'é", max_size=20))
def test_no_query_gives_an_error_of_the_library(query):
    with Collection.open(":memory:") as acts:
        why = _refused(acts, query)
        assert not why or "search" in why


# ---------------------------------------------------------------------- answers


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A collection of which some answers are longer than what is read of them at once."""
    path = tmp_path_factory.mktemp("made") / "many.db"
    with Collection.open(path) as acts:
        acts.add([parse(words) for _, words in resolutions(60)])
    return path


@pytest.fixture(scope="module")
def not_kept():
    """The same texts, in a collection that is in no file."""
    with in_memory([parse(words) for _, words in resolutions(60)]) as acts:
        yield acts


_LONG = {
    "works": lambda acts: acts.works(latest=True),
    "mandates": lambda acts: acts.mandates(),
    "mandates in force": lambda acts: acts.mandates("COUNCIL", latest=True),
    "mandates by name": lambda acts: acts.mandates("secretary-GENERAL"),
    "deadlines": lambda acts: acts.mandates(before="2024"),
    "citing": lambda acts: acts.cites(of="Resolution 7"),
    "cited by": lambda acts: acts.cites(by="Resolution 7"),
    "outdated": lambda acts: acts.cites(outdated=True),
    "search": lambda acts: acts.search("the", limit=None),
    "duplicates": lambda acts: acts.duplicates(limit=None),
}


@pytest.mark.parametrize("question", _LONG)
def test_what_is_not_kept_answers_the_same(made, not_kept, question):
    with Collection.open(made, write=False) as kept:
        assert [row[:-1] for row in _LONG[question](not_kept)] == [row[:-1] for row in _LONG[question](kept)]


def test_a_writer_sees_what_it_has_not_written_yet(folder, tmp_path):
    seen = []
    with Collection.open(tmp_path / "acts.db") as acts:
        acts.add(folder, workers=1, progress=lambda number, total, name: seen.append(len(acts.mandates())))
        assert seen == sorted({*seen})
        assert seen[-1] == len(acts.mandates())


# ---------------------------------------------------------------------- files


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "texts"
    for name, words in resolutions(20):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
    return folder


def _rows(acts):
    return acts.mandates(), acts.cites(outdated=True), acts.works(), acts.duplicates(), acts.history("Resolution 3")


def test_only_what_changed_is_read_again(folder, tmp_path, monkeypatch):
    with Collection.open(tmp_path / "acts.db") as acts:
        added = acts.add(folder)
        assert (added.new, added.unchanged) == (len(acts.files), 0)
        before = _rows(acts)
        file = min(folder.rglob("*.txt"))
        words = file.read_text("utf-8")
        file.write_text(words.replace("instructs the Council", "invites the Council") + "\nto rest\n", "utf-8")
        added = acts.add(folder)
        assert (added.new, added.unchanged) == (1, len(acts.files) - 1)
        file.write_text(words, "utf-8")
        os.utime(file, (0, 0))
        acts.add(folder)
        assert [sorted(map(str, rows)) for rows in _rows(acts)] == [sorted(map(str, rows)) for rows in before]
        monkeypatch.setattr(batches, "run", None)  # an add that finds all unchanged calls no worker
        assert acts.add([folder, file]).unchanged == len(acts.files)


def test_the_order_of_adding_does_not_matter(folder):
    names = [str(file) for file in sorted(folder.rglob("*.txt"))]
    with Collection.open(":memory:") as one, Collection.open(":memory:") as other:
        one.add(names)
        for name in random.Random(1).sample(names, len(names)):
            other.add(name)
        assert [sorted(rows) for rows in _rows(one)[:3]] == [sorted(rows) for rows in _rows(other)[:3]]
        assert _rows(one)[4] == _rows(other)[4]


def test_files_that_are_gone_are_taken_out_if_asked(folder, tmp_path):
    with Collection.open(tmp_path / "acts.db") as acts:
        acts.add(folder)
        gone = acts.files[0]
        Path(gone).unlink()
        assert acts.add(folder).gone == 0
        assert acts.add(folder, prune=True).gone == 1
        assert gone not in acts.files
        broken = folder / "broken.docx"
        broken.write_bytes(b"PK\3\4 no")
        assert acts.add(folder).failed
        broken.unlink()
        assert acts.rows(_FAILED)
        assert acts.add(folder, prune=True).gone == 1
        assert not acts.rows(_FAILED)


def test_a_file_that_cannot_be_read_is_told(folder, tmp_path):
    (folder / "broken.docx").write_bytes(b"PK\3\4 no")
    with Collection.open(tmp_path / "acts.db") as acts:
        added = acts.add(folder)
        assert [name for name, _ in added.failed] == [str(folder / "broken.docx")]
        assert acts.rows(_FAILED) == added.failed
        refused(InputError, r"broken\.docx", acts.document, folder / "broken.docx")
        refused(ReadError, None, acts.add, tmp_path / "nowhere")


def test_documents_come_back(acts):
    assert acts.document("7-2018").texts[0].title == "On boats"
    assert acts.add(parse(text(7, "LAKESIDE, 2018", BOATS)), name="7-2018").unchanged == 1
    refused(InputError, "has no 77", acts.document, "77")


@pytest.mark.long
def test_processes_give_the_same_rows(folder, tmp_path):
    with Collection.open(":memory:") as one, Collection.open(tmp_path / "acts.db") as other:
        one.add(folder, workers=1)
        other.add(folder, workers=2)
        assert _rows(one) == _rows(other)


@given(outlines())
@settings(max_examples=tries(30))
def test_addresses_of_many_nodes_are_those_of_each(outline):
    from strategies import joined

    document = parse(joined(outline))
    many = Addresses()
    for node in walk(document):
        try:
            expected = address(node)
        except AddressError:
            refused(AddressError, None, many.of, node)
        else:
            assert many.of(node) == expected


# ---------------------------------------------------------------------- what happens to a file


def test_a_collection_is_read_while_it_is_written(folder, tmp_path):
    path = tmp_path / "acts.db"
    with Collection.open(path) as acts:
        acts.add(folder / "2006")
        before = len(acts.files)
        seen = []

        def look(number, total, name):
            with Collection.open(path, write=False) as reader:
                seen.append(len(reader.files))
                assert reader.search("boats")

        acts.add(folder, progress=look)
        assert set(seen) == {before}
        with Collection.open(path, write=False) as reader:
            assert len(reader.files) > before


def test_reading_changes_nothing(folder, tmp_path):
    path = tmp_path / "acts.db"
    refused(InputError, "no such collection", Collection.open, path, write=False)
    with Collection.open(path) as acts:
        acts.add(folder)
    content = path.read_bytes()
    with Collection.open(path, write=False) as acts:
        with pytest.raises(InputError, match="readonly"):
            acts.add(parse(text(7, "LAKESIDE, 2018", BOATS)))
        assert acts.works()
    assert path.read_bytes() == content
    with pytest.raises(InputError):
        acts.works()  # closed


_WRITER = """
import sys
from itu_texts import Collection
with Collection.open(sys.argv[1]) as acts:
    while True:
        acts.add(sys.argv[2], workers=1, progress=lambda *done: print(*done, flush=True))
        for file in acts.files[::2]:
            acts.remove(file)
"""


@pytest.mark.long
def test_a_writer_that_is_killed_leaves_whole_files(folder, tmp_path):
    path = tmp_path / "acts.db"
    for lines in (3, 25):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(folder)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(lines):
            writer.stdout.readline()
        time.sleep(0.01 * lines)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with Collection.open(path) as acts:
            with closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            for file in acts.files:
                assert acts.document(file).texts
                assert acts.mandates()
            acts.add(folder)
            with in_memory(folder) as other:
                assert sorted(acts.mandates()) == sorted(other.mandates())
                assert sorted(acts.works()) == sorted(other.works())
                assert sorted(acts.cites(outdated=True)) == sorted(other.cites(outdated=True))


def test_an_interruption_keeps_the_files_that_are_whole(folder, tmp_path):
    def interrupt(number, total, name):
        if number == 5:
            raise KeyboardInterrupt

    with Collection.open(tmp_path / "acts.db") as acts:
        refused(KeyboardInterrupt, None, acts.add, folder, progress=interrupt, workers=1)
        assert len(acts.files) == 5
        assert acts.add(folder).unchanged == 5


def test_a_full_disk_is_told_and_breaks_nothing(folder, tmp_path):
    path = tmp_path / "acts.db"
    with Collection.open(path) as acts:
        acts.add(folder / "2006")
        files = acts.files
        (pages,) = acts._connection.execute("PRAGMA page_count").fetchone()
        acts._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        refused(InputError, "full", acts.add, folder)
        assert acts.files == files
    with Collection.open(path) as acts:
        assert acts.files == files
        assert acts.add(folder).new
        assert acts._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\7" * 5000])
def test_what_is_no_collection_is_refused(tmp_path, content):
    path = tmp_path / "acts.db"
    path.write_bytes(content)
    for write in (True, False):
        refused(InputError, r"acts\.db: not a collection, or a damaged one", Collection.open, path, write=write)
    assert path.read_bytes() == content


def test_other_databases_are_left_alone(tmp_path):
    path = tmp_path / "acts.db"
    sqlite3.connect(path).execute("CREATE TABLE boats (name)").connection.close()
    refused(InputError, "not a collection of ITU texts", Collection.open, path)


def test_a_damaged_collection_gives_an_error_of_ours(folder, tmp_path):
    path = tmp_path / "acts.db"
    with Collection.open(path) as acts:
        acts.add(folder)
    content = bytearray(path.read_bytes())
    content[len(content) // 4 : -len(content) // 4] = bytes(len(content) - 2 * (len(content) // 4))
    path.write_bytes(content)
    refused(InputError, None, _all_of, path)


def _all_of(path):
    with Collection.open(path, write=False) as acts:
        return _rows(acts), [acts.document(file) for file in acts.files], acts.search("boats")


@pytest.mark.parametrize(("version", "made"), [(0, "an older"), (1, "an older"), (99, "a newer")])
def test_other_versions_are_refused(tmp_path, version, made):
    path = tmp_path / "acts.db"
    Collection.open(path).close()
    sqlite3.connect(path).execute(f"PRAGMA user_version = {version}").connection.close()
    refused(InputError, f"a collection of {made} version", Collection.open, path, write=False)


# ---------------------------------------------------------------------- the command line


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told(folder, tmp_path, capfd):
    path = str(tmp_path / "acts.db")
    assert main(["collect", str(folder), "-o", path]) == 0
    for asked in (["mandates", path], ["works", path, "--to", "csv"], ["parse", str(folder), "--to", "jsonl"]):
        assert main([*asked, "-o", "/dev/full"]) == 2
        assert "itu-texts: /dev/full: No space left on device\n" in capfd.readouterr().err


# ---------------------------------------------------------------------- many files at once


def test_a_collection_is_made_by_any_executor(folder, tmp_path):
    with Collection.open(":memory:") as one, Collection.open(":memory:") as other, ThreadPoolExecutor(2) as pool:
        one.add(folder)
        other.add(folder, executor=pool)
        assert _rows(one) == _rows(other)


def test_collect_runs_on_a_cluster(folder, tmp_path, monkeypatch):
    sent = []

    @contextmanager
    def cluster(address):
        class Counted(ThreadPoolExecutor):
            def submit(self, function, /, *given, **named):
                sent.append(address)
                return super().submit(function, *given, **named)

        with Counted(2) as pool:
            yield pool

    monkeypatch.setattr("itu_texts.cli.commands.cluster", cluster)
    assert main(["collect", str(folder), "-o", str(tmp_path / "acts.db"), "--dask", "tcp://somewhere:8786"]) == 0
    assert {*sent} == {"tcp://somewhere:8786"}
    with Collection.open(":memory:") as one, Collection.open(tmp_path / "acts.db") as other:
        one.add(folder)
        assert _rows(one) == _rows(other)


def test_a_script_without_a_guard_starts_no_processes(folder, tmp_path):
    for number in range(40):
        (folder / f"more{number}.txt").write_text(resolution(number, 4) * 5, "utf-8")
    script = tmp_path / "script.py"
    script.write_text(f"from itu_texts import parse_many\nprint(sum(1 for _ in parse_many({str(folder)!r})))\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=100, check=True)
    assert int(done.stdout) == len(batches.find_files([str(folder)]).names)


def test_what_has_all_words_that_say_something_comes_first_and_of_that_where_they_are_close(acts):
    said = "Director of BDT report to Council"
    for number, words in enumerate(
        (
            "Director of the Telecommunication Development Bureau\nto give the Council, each year, papers, and a report",
            "Director of the Telecommunication Development Bureau\nto report to the Council annually",
            "Secretary-General\nto report to the Council on what the Director of the Radiocommunication Bureau reports",
        ),
        80,
    ):
        acts.add(parse(f"RESOLUTION {number} (LAKESIDE, 2018)\nOn reports to the Council\ninstructs the {words}"))
    assert [hit.identifier[:13] for hit in acts.search(said)][:2] == ["Resolution 81", "Resolution 80"]


def test_a_question_finds_what_answers_it_in_other_forms_of_its_words(acts):
    found = acts.search("Who counted all boats that are leaking?", limit=5)
    assert {(hit.identifier[:12], hit.address.split()[0]) for hit in found[:4]} == {
        ("Resolution 7", "considering"),
        ("Resolution 7", "instructs"),
    }
    assert "[boats]" in found[0].snippet
    assert "[the]" not in found[0].snippet  # words that say nothing are not marked
    titled = acts.search("Which words are on sails?")  # "on sails" stands in the title only
    assert (titled[0].identifier, titled[0].address) == ("Resolution 10 (Lakeside, 2018)", "resolves")
    assert acts.search("zeppelins never explode") == []
    assert acts.search("boats zeppelins") == []  # two words are no question
    assert all(hit.role == "preamble" for hit in acts.search("do our boats leak badly?", role="preamble"))


# ---------------------------------------------------------------------- values of filters


def test_rows_that_nobody_reads_to_the_end_may_outlive_their_collection():
    with in_memory(parse("RESOLUTION 7 (DUBAI, 2018)\nBoats\nresolves\nto rest")) as acts:
        rows = acts._each_row("SELECT words FROM passages")
        assert next(rows)
    rows.close()  # as "itu-texts export acts.db | head -1" does


# ---------------------------------------------------------------------- the columns of answers


def test_an_answer_without_rows_knows_its_columns():
    with in_memory(parse("RESOLUTION 7 (DUBAI, 2018)\nBoats\nresolves\nto rest")) as acts:
        answers = [
            *(
                acts.cites(broken=True),
                acts.cites(outdated=True),
                acts.duplicates(),
                acts.mandates(),
                acts.search("whales"),
            ),
            *(acts.cites(of="Resolution 8"), acts.cites(by="Resolution 7")),
            *(acts.works(kind="decision"), acts.works(), acts.blame("Resolution 7", "resolves")),
        ]
    for answer in answers:
        assert all(answer.columns == row._fields for row in answer)
    assert [len(answer) for answer in answers[:8]] == [0] * 8
    assert answers[0].columns == Citation._fields
    assert copy.copy(answers[0]).columns == answers[0].columns
    cells = records(parse("to rest"), "cells")
    assert [*cells] == []
    assert "row" in cells.columns


# ---------------------------------------------------------------------- the conferences that changed a provision, as its margin has them, are in all formats that show a text


TEXTS = {
    "one": "MOD 90 PP-98 2 Rowing meetings shall be held each year by all members of the club.",
    "many": "MOD 3 PP-98 a) rowing;\n\n4 PP-98 b) rest;\n\n5 PP-98 c) sleep.\n\n6A PP-94 PP-98 Rowers rest.\n\n"
    "SUP 7 PP-98\n\nADD 8 PP-98 d) wait.",
    "a table": "| MOD 90 PP-98 | 2 Boats float. |\n|---|---|\n| MOD PP-98 | Oars of the Union |\n| 91 PP-94 | 3 Oars float. |\n",
}


def histories(document):
    return (
        [(each.number, each.history) for each in find(document, Provision)],
        [(each.marker, each.history) for each in find(document, Amendment)],
    )


FORMATS = {
    "text": lambda document: itu_texts.parse(itu_texts.to_text(document)),
    "wrapped text": lambda document: itu_texts.parse(itu_texts.to_text(document, 40)),
    "markdown": lambda document: itu_texts.parse_bytes(itu_texts.to_markdown(document).encode(), "a.md"),
    "docx": lambda document: itu_texts.parse_bytes(itu_texts.to_docx(document), "a.docx"),
    "akn": lambda document: itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "a.akn"),
    "json": lambda document: itu_texts.from_json(itu_texts.to_json(document)),
}


@for_all("name", FORMATS)
@for_all("text", TEXTS.values())
def test_no_format_loses_them(text, name):
    document = itu_texts.parse(text)
    assert any(history for _, history in histories(document)[0])
    again = FORMATS[name](document)
    assert histories(again) == histories(document)
    assert itu_texts.to_outline(again) == itu_texts.to_outline(document)


def test_akoma_ntoso_has_them_beside_the_words():
    xml = itu_texts.to_akn(itu_texts.parse(TEXTS["many"]))
    assert errors(xml) == []
    assert '<num itu:history="PP-94; PP-98">6A</num>' in xml
    assert "itu:history" not in itu_texts.to_akn(itu_texts.parse("MOD 90 2 Rowing meetings shall be held."))


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["", "PP-98", "PP-94 PP-98", "PP-2030"])), min_size=1))
def test_whatever_the_provisions(numbers):
    lines = [f"MOD {number} {history} Boats float.".replace("  ", " ") for number, history in numbers]
    document = itu_texts.parse("\n\n".join(lines))
    for name in ("text", "markdown", "akn"):
        assert histories(FORMATS[name](document)) == histories(document)


# ---------------------------------------------------------------------- rows of a whole collection as tables, and its views, which any program reads


FIRST = """RESOLUTION 7 (LAKESIDE, 2018)
Boats
The Conference of Lakes (Lakeside, 2018),
considering
Resolution 9 (Lakeside, 2014),
instructs the Secretary-General
to count the boats by 1 March 2031
"""
SECOND = FIRST.replace("(LAKESIDE, 2018)", "(REV. HARBOUR, 2022)").replace(
    "(Lakeside, 2018),\nc", "(Harbour, 2022),\nc"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "copy.txt").write_text(SECOND, "utf-8")
    with Collection.open(folder / "acts.db") as acts:
        acts.add(folder)
    return folder / "acts.db"


@pytest.mark.parametrize("view", VIEWS)
def test_a_program_without_the_library_reads_the_views(file, view):
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in rows.description]
        assert rows.fetchall()
    assert [name for name in names if name in SCHEMA] == [
        name for name in SCHEMA if name in names
    ] or view == "all_works"


@pytest.mark.parametrize("suffix", ["parquet", "xlsx", "jsonl", "json"])
def test_formats_by_suffix(file, tmp_path, suffix):
    goal = tmp_path / f"rows.{suffix}"
    assert main(["parse", str(file), "--rows", "references", "-o", str(goal)]) == 0
    assert goal.stat().st_size > 200


def test_what_is_no_table_is_refused(file, tmp_path, ran):
    assert "as a table" in ran(2, ["parse", str(file), "--to", "akn"]).err
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    assert "no records of 'works'" in ran(2, ["parse", str(tmp_path / "a.txt"), "--rows", "works", "--to", "csv"]).err
    with Collection.open(file, write=False) as acts, pytest.raises(InputError, match="there are: works"):
        rows_of(acts, "boats")


def test_rows_that_a_collection_has_not_are_not_offered(file):
    with Collection.open(file, write=False) as acts, pytest.raises(InputError) as told:
        rows_of(acts, "diagnostics")
    assert str(told.value).startswith("no rows of 'diagnostics' in a collection; there are: works")
    offered = str(told.value).rpartition(": ")[2].split(", ")
    with Collection.open(file, write=False) as acts:
        assert all(rows_of(acts, each)[0] for each in offered)


def test_names_of_chunks_are_those_of_one_chunk(file):
    with Collection.open(file, write=False) as acts:
        columns, values = rows_of(acts, "chunks")
        names = [row[[*columns].index("id")] for row in values]
        document = acts.document(acts.files[0])
    assert len({*names}) == len(names)
    assert [address(chunk.node) for chunk in chunks(document)]


# ---------------------------------------------------------------------- chunks: each word of the tree is in one, none is cut inside a sentence, and each has a name of its own


LONG = " ".join(f"Boats of lake {n} float well on all days." for n in range(40))
TEXT = f"""RESOLUTION 7 (REV. DUBAI, 2018)
Boats
The Plenipotentiary Conference (Dubai, 2018),
considering
a) that boats leak;
b) that Resolution 5 (Dubai, 2018) is on oars,
instructs the Secretary-General
1 to report by 1 March 2021 on boats;
2 {LONG};
3 to rest.
ANNEX 1
On lamps
1 Lamps shine.
| lamp | oil |
|---|---|
| one | two |
"""


@pytest.fixture(scope="module")
def document():
    return parse(TEXT)


def words_of(document, most):
    return " ".join(chunk.words for chunk in chunks(document, most))


@for_all("most", [1, 12, 100, 100_000])
def test_each_word_is_in_one_chunk(document, most):
    assert words_of(document, most) == all_words(document)


@few
@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join), st.integers(1, 60))
def test_so_it_is_in_any_text(text, most):
    document = parse(text)
    made = [*chunks(document, most)]
    assert sorted(" ".join(chunk.words for chunk in made).split()) == sorted(all_words(document).split())
    assert [chunk.span.start for chunk in made] == sorted(chunk.span.start for chunk in made)


def test_a_clause_that_is_short_is_one_chunk(document):
    first, second, third, *_ = chunks(document, 60)
    assert first.words.endswith("The Plenipotentiary Conference (Dubai, 2018),")
    assert isinstance(second.node, Clause)
    assert document.source[second.span].startswith("considering")
    assert third.words == "instructs the Secretary-General 1 to report by 1 March 2021 on boats;"


def test_a_long_item_is_cut_between_sentences(document):
    long = [chunk for chunk in chunks(document, 60) if "of lake" in chunk.words]
    assert len(long) > 3
    assert all(length_of(chunk.words) <= 60 for chunk in long)
    assert all(chunk.words.rstrip(";").endswith("days.") for chunk in long)
    assert [" ".join(document.source[chunk.span].split()) for chunk in long[:3]] == [chunk.words for chunk in long[:3]]
    assert [chunk.part for chunk in long] == [*range(1, len(long) + 1)]


@for_all(
    "text, cut",
    [
        ("resolves\nthat Nos. 5 and 6 of Art. 3 hold, e.g. here. That is so.", ["here.", "so."]),
        ("resolves\nthat Fig. 5 and Doc. X, i.e. The Book, hold for 5. (That is so.)", ["5.", "so.)"]),
        ("决定\n船舶漂浮。桨也漂浮。", ["漂浮。", "漂浮。"]),
    ],
)
def test_abbreviations_end_no_sentence(text, cut):
    said = [chunk.words for chunk in chunks(parse(text), 1)]
    assert [each.split()[-1][-len(end) :] for each, end in zip(said[-2:], cut, strict=True)] == cut


def test_rows_of_chunks_say_what_is_cited_and_asked(document):
    rows = [*records(document, "chunks", file="boats.txt")]
    assert len({row["id"] for row in rows}) == len(rows)
    [grounds] = [row for row in rows if row["role"] == "preamble"]
    assert grounds["cited"] == "Resolution 5 (Dubai, 2018)"
    tasks = [row for row in rows if row["addressee"]]
    assert {row["addressee"] for row in tasks} == {"SG"}
    assert [row["ends"] for row in tasks if row["ends"]] == ["2021-03-01"]
    assert [row["path"] for row in rows if "Lamps" in row["words"]] == [None]
    assert all(document.source[slice(row["start"], row["end"])] for row in rows)


def test_real_texts(shared):
    def check(file):
        document = itu_texts.parse_file(file)
        assert words_of(document, 100) == all_words(document)
        names = [row["id"] for row in records(document, "chunks", file=file.name)]
        assert len({*names}) == len(names)

    check_all([(file.name, file) for file in sorted((shared / "corpus" / "pp18").glob("*.txt"))], check)


@for_all("most", [0, -3, True])
def test_a_size_is_a_positive_number(document, most):
    refused(InputError, "positive", chunks, document, most)


# ---------------------------------------------------------------------- superscripts, subscripts, italics, bold letters and pictures: kept by the tree and by each format that has them


_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_WORDS = "that 10⁶ m² of CO₂ and x^{1/2} at f_{ref}, inter alia, are very large on the 19th;"


def _docx():
    document = word.new("Call")
    document.add_paragraph("resolves", style="Call")
    made = document.add_paragraph("1\tthat 10")
    for words, name in (
        *(("6", "superscript"), (" m", ""), ("2", "superscript"), (" of CO", ""), ("2", "subscript"), (" and x", "")),
        *(("1/2", "superscript"), (" at f", ""), ("ref", "subscript"), (", ", ""), ("inter", "italic"), (" ", "")),
        *(
            ("alia", "italic"),
            (", are ", ""),
            ("very large", "bold"),
            (" on the 19", ""),
            ("th", "superscript"),
            (";", ""),
        ),
    ):
        run = made.add_run(words)
        if name in ("italic", "bold"):
            setattr(run, name, True)
        elif name:
            setattr(run.font, name, True)
    document.add_paragraph("2\tto row.")
    return word.save(document)


_LINE = (
    "that 10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub> and x<sup>1/2</sup> at f<sub>ref</sub>, "
    "<i>inter alia</i>, are <b>very large</b> on the 19<sup>th</sup>;"
)
_FILES = {
    "docx": _docx,
    "html": lambda: f"<p><i>resolves</i></p><ol><li>{_LINE}</li><li>to row.</li></ol>".encode(),
    "xml": lambda: (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
        f"<paragraph><num>1</num><content><p>{_LINE}</p></content></paragraph></mainBody></doc></akomaNtoso>"
    ).encode(),
    "adoc": lambda: (
        b"= Boats\n\n_resolves_\n\n. that 10^6^ m^2^ of CO~2~ and x^1/2^ at f~ref~, _inter alia_, are *very large* "
        b"on the 19^th^;\n. to row.\n"
    ),
    "txt": lambda: (
        b"*resolves*\n\n1\\. that 10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub> and x<sup>1/2</sup> at f<sub>ref</sub>, "
        b"*inter alia*, are **very large** on the 19<sup>th</sup>;\n\n2\\. to row.\n"
    ),
}


def _emphasis(document):
    return [(type(each), each.text) for each in document.emphasis]


def _words(document):
    return next(node.text for node in itu_texts.find(document, itu_texts.Paragraph) if "10" in node.text)


@for_all("suffix", _FILES)
def test_they_are_kept_by_the_tree(suffix):
    document = check_bytes(_FILES[suffix](), f"x.{suffix}")
    assert _words(document) == _WORDS
    assert _emphasis(document) == [(Italic, "inter alia"), (Bold, "very large")]
    assert _WORDS in itu_texts.to_outline(document)


_WRITERS = {
    "docx": itu_texts.to_docx,
    "html": lambda document: itu_texts.to_html(document).encode(),
    "xml": lambda document: itu_texts.to_akn(document).encode(),
    "md": lambda document: itu_texts.to_markdown(document).encode(),
    "json": lambda document: itu_texts.to_json(document, source=True).encode(),
}


@for_all("suffix", _WRITERS)
def test_they_are_kept_by_each_format(suffix):
    document = itu_texts.parse_bytes(_docx(), "x.docx")
    again = itu_texts.parse_bytes(_WRITERS[suffix](document), f"x.{suffix}")
    assert _words(again).replace("\\", "") == _WORDS
    assert _emphasis(again) == [(Italic, "inter alia"), (Bold, "very large")]


def test_the_page_and_akoma_ntoso_cut_letters_at_references_and_changes():
    text = "resolves\n\n1\\. to row, *see considering a) and Resolution 9 (Lakeside, 2019)*, always;\n\n2\\. to rest.\n"
    document = itu_texts.parse(text)
    assert _emphasis(document) == [(Italic, "see considering a) and Resolution 9 (Lakeside, 2019)")]
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "x.xml")
    assert _emphasis(again) == _emphasis(document)


def test_marks_of_notes_stay_notes():
    page = (
        "<p>resolves</p><p>1 to row<sup>1</sup> 3 km<sup>3</sup>;</p><p>2 to rest.</p><hr><p><sup>1</sup> Softly.</p>"
    )
    document = itu_texts.parse_bytes(page.encode(), "x.html")
    assert [(anchor.text, anchor.footnote.text) for anchor in document.anchors] == [("¹", "Softly.")]
    assert document.at("resolves 1").text == "to row 3 km³;"


def test_lines_all_in_italics_are_none():
    document = itu_texts.parse("*resolves*\n\n1\\. *to row*;\n\n**Boats**\n")
    assert _emphasis(document) == [(Italic, "to row")]
    page = itu_texts.parse_bytes(b"<p><i>resolves</i></p><p><b>to row</b></p>", "x.html")
    assert not page.emphasis


_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@for_all(
    "xml, words",
    [
        ("<m:sSup><m:e>{10}</m:e><m:sup>{6}</m:sup></m:sSup>", "10⁶"),
        ("<m:sSub><m:e>{C}</m:e><m:sub>{2}</m:sub></m:sSub>", "C₂"),
        ("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "1/2"),
        ("<m:f><m:num>{a+b}</m:num><m:den>{2}</m:den></m:f>", "(a+b)/2"),
        ("<m:rad><m:deg/><m:e>{2n}</m:e></m:rad>", "√(2n)"),
        ("<m:d><m:e>{x}</m:e></m:d>", "(x)"),
    ],
)
def test_formulas_keep_their_sense(xml, words):
    document = word.new()
    inner = xml.replace("{", "<m:r><m:t>").replace("}", "</m:t></m:r>")
    word.paragraph(document, f"{word.run('that ')}<m:oMath {_MATH}>{inner}</m:oMath>{word.run(' is so')}")
    assert itu_texts.parse_bytes(word.save(document), "x.docx").source.text == f"that {words} is so\n"


# ---------------------------------------------------------------------- pictures, and what is left out


def _with_picture(description):
    document = word.new("Call")
    document.add_paragraph("resolves", style="Call")
    made = document.add_paragraph("1\tto row as in ")
    run = made.add_run()
    run.add_picture(io.BytesIO(_PNG))
    run._r.xpath(".//wp:docPr")[0].set("descr", description)
    made.add_run(" here;")
    document.add_paragraph("2\tto rest.")
    return document


@for_all("description, shown", [("A map of the lake", "[picture: A map of the lake]"), ("", "[picture]")])
def test_a_picture_leaves_its_description(description, shown):
    document = itu_texts.parse_bytes(word.save(_with_picture(description)), "x.docx")
    assert document.at("resolves 1").text == f"to row as in {shown} here;"
    page = f'<p>resolves</p><p>1 to row as in <img src="x.png" alt="{description}"> here;</p>'
    page = page.replace(' alt=""', "")
    assert f"as in {shown} here" in itu_texts.parse_bytes(page.encode(), "x.html").source.text
    adoc = f"= Boats\n\nTo row as in image:x.png[{description}] here.\n\nimage::x.png[{description}]\n"
    assert itu_texts.parse_bytes(adoc.encode(), "x.adoc").source.text.count(shown) == 2
    akn = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
        f'<p>as in <img src="x.png" alt="{description}"/> here</p></mainBody></doc></akomaNtoso>'
    )
    assert f"as in {shown} here" in itu_texts.parse_bytes(akn.encode(), "x.xml").source.text
    markdown = f"# RESOLUTION 7\n\n**Boats**\n\nas in ![{description}](x.png) here\n"
    assert f"as in {shown} here" in itu_texts.to_outline(itu_texts.parse(markdown))


def test_a_picture_that_only_adorns_a_page_leaves_nothing():
    page = '<p>resolves</p><p>to row<img src="x.png" alt=""><img src="y.png" width="1"></p>'
    assert itu_texts.parse_bytes(page.encode(), "x.html").source.text == "resolves\nto row\n"


def _rich():
    document = _with_picture("A map")
    document.sections[0].header.paragraphs[0].text = "Boats-E"
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Boat"
    shape = f'<w:r {word.W}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
    document.paragraphs[-1]._p.append(parse_xml(shape))
    comments = f'<w:comments {word.W}><w:comment w:id="0"><w:p>{word.run("No")}</w:p></w:comment></w:comments>'
    return word.save(document, comments=comments)


def test_what_is_left_out_is_said_once(tmp_path, ran):
    data = _rich()
    document = itu_texts.parse_bytes(data, "x.docx")
    assert document.left_out == ("comments", "drawings", "headers", "merged cells")
    assert itu_texts.from_json(itu_texts.to_json(document)) == document
    for name in ("a", "b"):
        (tmp_path / f"{name}.docx").write_bytes(data)
    (tmp_path / "c.html").write_text(
        "<table><tr><td rowspan='2'>x</td><td>y</td></tr><tr><td>z</td></tr></table>", "utf-8"
    )
    said = [
        line
        for line in ran(
            0, ["parse", "--to", "jsonl", str(tmp_path), "-o", str(tmp_path / "out.jsonl")]
        ).err.splitlines()
        if "left out of the output" in line
    ]
    first = str(tmp_path / "a.docx")
    assert said == [
        f"itu-texts: left out of the output: comments ({first} and 1 more), drawings ({first} and 1 more), "
        f"headers ({first} and 1 more), merged cells ({first} and 2 more)"
    ]


def test_nothing_is_said_where_all_is_written(tmp_path, ran):
    (tmp_path / "a.docx").write_bytes(word.save(_with_picture("A map")))
    assert (
        "left out of the output"
        not in ran(0, ["parse", "--to", "text", str(tmp_path / "a.docx"), "-o", str(tmp_path / "out.txt")]).err
    )


@for_all("write", [itu_texts.to_html, itu_texts.to_akn])
def test_markdown_with_tags_keeps_them_too(write):
    written = write(itu_texts.parse_bytes(_FILES["txt"](), "x.txt"))
    assert "<i>inter alia</i>" in written
    assert "<b>very large</b>" in written
