"""Time grows with the text and no faster, whatever the text; the benchmark measures it finely."""

from __future__ import annotations

import time

import pytest
from benchmarks.growth import TEXTS

import itu_texts


def _seconds(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.process_time()
        itu_texts.parse(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_as_long(name):
    small, large = TEXTS[name](1000), TEXTS[name](4000)
    itu_texts.parse(small)
    assert _seconds(large) < 8 * max(_seconds(small), 0.002)
