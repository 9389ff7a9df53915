"""Time grows with the text and no faster, whatever the text; the benchmark measures it finely."""

from __future__ import annotations

import time

import pytest
from benchmarks.growth import TEXTS

import itu_texts


def _seconds(text: str) -> float:
    start = time.process_time()
    itu_texts.parse(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_as_long(name):
    small, large = TEXTS[name](1000), TEXTS[name](4000)
    itu_texts.parse(small)
    runs = [(_seconds(small), _seconds(large)) for _ in range(4)]  # by turns: machines are noisy
    assert min(long for _, long in runs) < 8 * max(min(short for short, _ in runs), 0.002)
