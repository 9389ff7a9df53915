"""No arrangement of styles, labels and breaks in a file raises, and none loses a character."""

from arrangements import FORMATS, arrangements
from invariants import check_leaves, check_spans
from together import for_all, tries

import itu_texts

_COUNT = 250  # a batch


@for_all("batch", range(tries(3)))
@for_all("suffix", FORMATS)
def test_any_arrangement_is_read(suffix: str, batch: int):
    failed = []
    for lines in arrangements(f"{suffix} {batch}", _COUNT):
        try:
            document = itu_texts.parse_bytes(FORMATS[suffix](lines), f"x.{suffix}", view="marked")
            check_spans(document)
            check_leaves(document)
            itu_texts.to_text(document)
        except Exception as error:
            failed.append((lines, error))
    if failed:
        lines, error = min(failed, key=lambda each: sum(len(line.words) + 9 for line in each[0]))
        raise AssertionError(f"{len(failed)} of {_COUNT}, among them {lines}") from error
