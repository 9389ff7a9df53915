"""No result depends on how much of a volume is read at once."""

import pytest

import itu_texts
from itu_texts.api import volumes

PAGED = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row boats on lakes that are calm and on the wide
17
rivers that flow into them and then out of them;
2 to rest on the banks of lakes that are calm and of the

– 4 –
wide rivers that flow into them and then out of them;
3 to sing on the banks of lakes that are calm and of the
18
wide rivers that flow.
"""


@pytest.mark.parametrize(("size", "count"), [(1, 2), (7, 3), (300, 5)])
def test_volumes_in_blocks(size, count, monkeypatch, tmp_path):
    file = tmp_path / "volume.txt"
    file.write_text(PAGED * count, "utf-8")
    whole = [text.at("resolves 2").text for text in itu_texts.iter_texts(file)]
    monkeypatch.setattr(volumes, "_BLOCK", size)
    assert [text.at("resolves 2").text for text in itu_texts.iter_texts(file)] == whole
    assert len(whole) == count
