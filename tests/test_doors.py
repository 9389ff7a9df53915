"""Every way into the library takes the language of the text, and says so where it has no grammar for it."""

import io

import pytest

import itu_texts
from itu_texts import UnknownLanguageError
from itu_texts.api import batch
from itu_texts.cli import main

COMMANDS = ("parse", "check", "mandates", "cites")


@pytest.fixture
def file(examples):
    return examples / "resolution.txt"


def _of_texts(texts):
    return [text.document.language for text in texts]


DOORS = {
    "parse": lambda file, **options: [itu_texts.parse(file.read_text("utf-8"), **options).language],
    "parse_file": lambda file, **options: [itu_texts.parse_file(file, **options).language],
    "parse_bytes": lambda file, **options: [itu_texts.parse_bytes(file.read_bytes(), **options).language],
    "iter_texts": lambda file, **options: _of_texts(itu_texts.iter_texts(file, **options)),
    "iter_texts of a stream": lambda file, **options: _of_texts(
        itu_texts.iter_texts(io.StringIO(file.read_text("utf-8")), **options)
    ),
    "a job": lambda file, **options: [(job := batch.Job(**options)).parse(job.read(str(file))).language],
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_a_language(file, door):
    assert DOORS[door](file) == DOORS[door](file, language="en") == ["en"]
    for language in itu_texts.languages():
        assert set(DOORS[door](file, language=language)) <= {language}
    with pytest.raises(UnknownLanguageError, match="no grammar for language 'xx'") as caught:
        DOORS[door](file, language="xx")
    assert caught.value.known == itu_texts.languages()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_a_language(file, command, capsys):
    for language in itu_texts.languages():
        assert main([command, "--language", language, str(file)]) in (0, 1)
        assert "grammar" not in capsys.readouterr().err
    assert main([command, "--language", "xx", str(file), str(file.parent)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("no grammar for language 'xx'; there is one for: ") == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_take_a_language(file, workers):
    jobs = batch.Job(language="xx")
    for result in batch.run([str(file)] * 2, jobs, workers):
        assert "no grammar for language 'xx'" in result.error


def test_the_json_keeps_the_language():
    document = itu_texts.Document(start=0, end=0, language="fr")
    assert itu_texts.from_json(itu_texts.to_json(document)).language == "fr"
    assert itu_texts.from_json(itu_texts.to_json(document)) != itu_texts.Document(start=0, end=0, language="en")
