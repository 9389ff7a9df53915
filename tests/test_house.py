"""The weight of the house: no room has more statements than `house.toml` allows it."""

import house


def test_no_room_is_above_its_limit():
    most = house.limits()
    assert {room: count for room, count in house.weights().items() if count > most[room]} == {}


def test_the_rooms_together_are_the_package():
    now, most = house.weights(), house.limits()
    assert now.keys() == most.keys()
    assert sum(now.values()) - now["tests"] == 2 * now["package"]


def test_docstrings_and_docs_of_fields_weigh_nothing():
    assert house.statements('"""A module."""\n\nx: int = 1\n"""What it is."""\n\n\ndef f():\n    """It does."""\n') == 2
