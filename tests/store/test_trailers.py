"""Facts in commit messages."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.store import trailers

HOSTILE = "x\n\nSource-Id: forged\r\nUrl: http://evil\x00\x85\u2028Run-Id: 1"


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[A-Za-z0-9-]{1,20}", fullmatch=True), st.text(max_size=60)), st.text(max_size=99)
)
def test_facts_read_back_as_written(facts: dict[str, str], subject: str) -> None:
    """Each fact comes back as one line; nothing is added."""
    expected = {key: line for key, value in facts.items() if (line := trailers.one_line(value, 4000))}

    message = trailers.write(subject, facts).decode("utf-8")

    assert trailers.read(message) == expected


def test_no_value_forges_a_trailer() -> None:
    """Line breaks of any kind in a title or address make no second trailer, for us or for git."""
    message = trailers.write(HOSTILE, {"Source-Id": "party", "Url": HOSTILE, "ETag": HOSTILE})

    parsed = subprocess.run(["git", "interpret-trailers", "--parse"], input=message, capture_output=True, check=True)
    lines = parsed.stdout.decode().splitlines()
    assert (
        [line.partition(": ")[0] for line in lines]
        == ["Source-Id", "Url", "ETag"]
        == list(trailers.read(message.decode()))
    )
    assert lines[0] == "Source-Id: party"


@pytest.mark.parametrize("key", ["bad key", "bad_key", "", "Ké", "A:", "A\n"])
def test_a_key_that_git_would_not_take_is_a_bug(key: str) -> None:
    """One such key would void all others."""
    with pytest.raises(ValueError, match="cannot be the key"):
        trailers.write("x", {key: "value"})


def test_what_is_not_known_is_left_out() -> None:
    """No empty trailers."""
    assert trailers.write("x", {"ETag": None, "Url": "", "Run-Id": "1"}) == b"x\n\nRun-Id: 1\n"


def test_the_first_of_two_counts() -> None:
    """A line added below by another hand does not change a fact."""
    assert trailers.read("x\n\nRun-Id: 1\nRun-Id: 2\n") == {"Run-Id": "1"}
    assert trailers.read("Run-Id: 1\n") == {}
