"""What comments and guides cite can be opened by whoever has the checkout."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from shareddata import ABSENT, summary

ROOT = Path(__file__).parents[1]
STUDIES = ROOT / "docs" / "studies"
_PATH = re.compile(
    r"(?<![\w/.-])(?:docs|scripts|tests|tracker|config)/[\w/-]+\.(?:py|md|toml|sh|json|svg|tsv\.gz)\b(?![*{])"
)
_STUDY = re.compile(r"docs/studies/([\w-]+)\.md(?: (\d+(?:\.\d+)?))?((?:(?:, | and )\d+(?:\.\d+)?)*)")
_DATA = re.compile(r"\b[\w-]+\.(?:jsonl\.xz|jsonl|json|tsv)\b")
_OF_A_WORKING_FOLDER = ("config/", "tests/browser/axe")
"""Paths of what a user or a tool makes."""


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    """Every file of ours that cites, with its lines joined: a citation may be broken over two."""
    return tuple(_read())


def _read() -> Iterator[tuple[str, str]]:
    ours = (ROOT / room for room in ("tracker", "scripts", "tests", "docs"))
    for file in sorted(chain((ROOT / "README.md",), *(one.rglob("*") for one in ours))):
        if file.suffix in {".py", ".toml", ".md", ".sh"} and "gold" not in file.parts:
            yield str(file.relative_to(ROOT)), re.sub(r"\s*\n\s*(?:# )?", " ", file.read_text("utf-8"))


def test_every_path_that_is_cited_is_there() -> None:
    """In code, comments and guides."""
    wrong = {
        (where, path)
        for where, text in _texts()
        for path in _PATH.findall(text)
        if not path.endswith("/text.md") and not path.startswith(_OF_A_WORKING_FOLDER) and not (ROOT / path).exists()
    }

    assert wrong == set()


def test_every_study_that_is_cited_has_the_section() -> None:
    """`linking.md 2.3` is a heading, or the third point of section 2."""
    sections = {file.stem: _sections(file.read_text("utf-8")) for file in STUDIES.glob("*.md")}
    cited = [
        (where, name, section)
        for where, text in _texts()
        for name, first, more in _STUDY.findall(text)
        for section in (first, *re.findall(r"[\d.]+", more))
    ]

    assert len(cited) > 60
    assert [one for one in cited if one[2] not in sections.get(one[1], {})] == []


def test_every_file_of_data_that_is_named_is_described() -> None:
    """Data that is not in the checkout is named only where docs/studies/README.md says what it holds and whose it is."""
    described = set(_DATA.findall((STUDIES / "README.md").read_text("utf-8")))
    named = {
        name
        for _, text in _texts()
        for name in re.findall(r"\b(?:pledge|claim|gold|seed|dfe)-[\w-]+\.(?:jsonl\.xz|jsonl|json|tsv)\b", text)
    }

    assert {"pledge-pairs.json", "pledge-threads.json"} <= named
    assert named <= described


@pytest.mark.parametrize(("skipped", "told"), [(1, "1 test needs"), (29, "29 tests need")])
def test_the_run_says_how_many_did_not_run(skipped: int, told: str) -> None:
    """One line for all of them."""
    assert summary(skipped) == f"{told} the shared data: absent"
    assert ABSENT == "the shared data is absent"


def test_only_one_file_knows_where_the_shared_data_lies() -> None:
    """So that a test which reads it carries the marker, and none skips in a way of its own."""
    knowing = {
        file.name
        for file in (ROOT / "tests").rglob("test_*.py")
        if re.search(r'/ "shared"|\.\./shared', file.read_text("utf-8")) and file.name != Path(__file__).name
    }

    assert knowing == set()


def _sections(text: str) -> set[str]:
    """Numbers of the headings, and of the points below them; "" for the whole."""
    found, section = {""}, ""
    for line in text.splitlines():
        if heading := re.match(r"#+ (\d+(?:\.\d+)?)", line):
            section = heading[1]
            found.add(section)
        elif point := re.match(r"(\d+)\. ", line):
            found.add(f"{section}.{point[1]}")
    return found
