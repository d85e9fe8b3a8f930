"""Entries are taken out and changed by commands, and nothing else of the file is."""

import tomllib
from pathlib import Path

import pytest

from tracker.config.edited import below, put, replaced, with_key, without
from tracker.errors import UsageError

TEXT = """\
# What we watch.

# the first, [[source]]
[[source]]
id = "a"    # first
enabled = true # while it lasts
list = [
  "x",
]
# select = "main"

# [[source]]
# id = "perhaps later"

# the second
[[source]]
id = "b"
notes = \"\"\"
[[source]]
# no comment\"\"\"

[[source]]
id="c"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_is_taken_out_with_its_own_comments(number: int, end: str) -> None:
    """Those of the file and of other entries stay, byte for byte."""
    text = TEXT.replace("\n", end)

    left = without(text, "source", [number])

    entries = tomllib.loads(TEXT)["source"]
    assert tomllib.loads(left)["source"] == [one for at, one in enumerate(entries) if at != number]
    assert left.startswith(f"# What we watch.{end}")
    assert ("perhaps later" in left, "the first" in left, "select" in left) == (True, number != 0, number != 0)
    assert ("the second" in left) == (number != 1)
    assert all(line in text.splitlines(keepends=True) for line in left.splitlines(keepends=True))
    assert without(text, "source", [0, 1, 2]).startswith(f"# What we watch.{end}")


def test_a_key_is_set_in_its_place_or_below_the_header() -> None:
    """A comment behind the value stays there."""
    off = with_key(TEXT, "source", 0, "enabled", False)
    added = with_key(TEXT, "source", 2, "enabled", False)

    assert off == TEXT.replace("enabled = true #", "enabled = false #")
    assert added == TEXT.replace('[[source]]\nid="c"', '[[source]]\nenabled = false\nid="c"')


def test_entries_are_replaced_and_added() -> None:
    """What stands between them is left alone."""
    made = replaced(TEXT, "source", {0: '[[source]]\nid = "z"\n', 2: '[[source]]\nid = "y"\n'})

    assert [one["id"] for one in tomllib.loads(made)["source"]] == ["z", "b", "y"]
    assert 'id = "z"\n# select = "main"\n' in made
    assert below(made.rstrip(), ['[[source]]\nid = "w"\n']).endswith('id = "y"\n\n[[source]]\nid = "w"\n')


def test_a_file_that_would_not_read_as_meant_stays(tmp_path: Path) -> None:
    """Also one that is no TOML, and one in a folder that is not there."""
    path = tmp_path / "x.toml"
    path.write_text("a = 1\n")

    for text, expected in (("a = 2\n", {"a": 3}), ("a =", {})):
        with pytest.raises(UsageError, match="nothing was changed"):
            put(path, text, expected=expected)
    with pytest.raises(UsageError, match="nothing was changed"):
        put(tmp_path / "none" / "x.toml", "a = 1\n", expected={"a": 1})

    assert path.read_text() == "a = 1\n"
    assert list(tmp_path.iterdir()) == [path]
