"""Files that are not TOML, or not even text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config.load import load_sources

BROKEN: list[tuple[str | bytes, str]] = [
    ("\n[[source]]\nid = dfe\n", "sources.toml:3: not valid TOML: Invalid value, at column 6"),
    ("a = 1\na = 2\n", "sources.toml:2: not valid TOML: Cannot overwrite a value, at column 6"),
    ("a = [\n1,\n", "sources.toml:3: not valid TOML: Invalid value"),
    (b"# \xa3\n", "sources.toml:1: expected text in UTF-8; save the file as UTF-8"),
    ("a = " + "[" * 20000, "sources.toml:1: not valid TOML: nested too deeply or a number too long"),
    ("a = " + "9" * 5000, "sources.toml:1: not valid TOML: nested too deeply or a number too long"),
]


@pytest.mark.parametrize(("content", "expected"), BROKEN)
def test_a_file_that_is_not_toml_is_told_with_its_line(
    content: str | bytes, expected: str, faults_of: Callable[..., list[str]]
) -> None:
    """One fault: which file, which line, and what cannot be read there."""
    assert faults_of(load_sources, sources=content) == [expected]


def test_a_hostile_file_puts_nothing_on_the_terminal(faults_of: Callable[..., list[str]]) -> None:
    """Keys and values with escape sequences, and TOML that is broken by one, are shown escaped."""
    files = [
        '"\\u001b[2J" = 1',
        '[[source]]\nid = "\\u001b]0;x\\u0007"',
        "a = \x1b[2J",
        'a = {"\\u202e" = 1, "\\u202e" = 2}',
    ]

    for content in files:
        for told in faults_of(load_sources, sources=content):
            assert told.isprintable()


def test_a_mark_before_the_text_and_windows_line_ends_are_read(write: Callable[..., Path]) -> None:
    """What Notepad saves is read like any other file."""
    folder = write(sources=b"\xef\xbb\xbf# nothing\r\n")

    assert load_sources(folder) == ()


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path, faults_of: Callable[..., list[str]]) -> None:
    """A file that the system will not read is a fault like others."""
    (tmp_path / "sources.toml").mkdir()

    assert faults_of(load_sources) == ["sources.toml: expected a file that can be read (Is a directory)"]
