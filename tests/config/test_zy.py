"""On which line things stand."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config.lines import find_lines, line_of

TEXT = '''\
# [[source]]
top = 1
[[source]]   # the first
id = "a"
notes = """
[[source]]
id = "not this one"
"""
drop = [
    "b",  # id = "nor this"
    "[[",
]

[[source]]
"id" = 'c'
name . first = { x = 1 }

[[person]]
[[person.roles]]
from = 2024-07-05
[[person.roles]]
from = 2024-07-06
[ other . "dotted.key" ]
y = "\\"# z"
'''

EXPECTED = [
    (("top",), 2),
    (("source", 0), 3),
    (("source", 0, "id"), 4),
    (("source", 0, "notes"), 5),
    (("source", 0, "drop"), 9),
    (("source", 0, "drop", 1), 9),
    (("source", 0, "path"), 3),
    (("source", 1), 14),
    (("source", 1, "id"), 15),
    (("source", 1, "name", "first", "x"), 16),
    (("person", 0, "roles", 0, "from"), 20),
    (("person", 0, "roles", 1, "from"), 22),
    (("other", "dotted.key", "y"), 24),
    (("nowhere",), None),
    ((), None),
]


@pytest.mark.parametrize(("place", "expected"), EXPECTED)
def test_a_place_has_the_line_it_was_written_on(place: tuple[str | int, ...], expected: int | None) -> None:
    """Texts, comments and lists that look like keys do not count; a key that is missing has its table's line."""
    tomllib.loads(TEXT)

    assert line_of(place, find_lines(TEXT)) == expected


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(["[[source]]", "a = 1", '"b" = """\nx"""', "# c", "", "d = [\n1\n]", "e.f = '['"])))
def test_every_table_is_found_in_order(pieces: list[str]) -> None:
    """Whatever TOML stands between them, the headers' lines are found, in order."""
    text = "".join(f"{piece}\n" for piece in pieces)
    headers = [number for number, line in enumerate(text.split("\n"), 1) if line == "[[source]]"]
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # a key twice

    lines = find_lines(text)

    assert [lines["source", number] for number in range(len(headers))] == headers
