"""A store full of hostile text: every command that prints page text, in every format, at a pipe, in colour and in CI.

Nothing comes out that a terminal or a runner would obey, no cell runs as a formula, and no command breaks.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import LONGEST, MARK, hostile_store
from markdown_it import MarkdownIt

from tracker.cli.main import main

OBEYED_BY_A_TERMINAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
"""Control characters but line end and tab, and marks that turn the direction of writing."""
OURS = re.compile("\x1b\\[[0-9;]*m")
"""Colours, which are ours: the texts' own escapes are visible characters by then."""
SHOWN = [
    "log",
    "log owls",
    "log --format json",
    "log --format csv",
    "show owls@2",
    "show owls@2 --meta",
    "show owls@2 --left-out",
    "blame owls",
    "blame owls --format json",
    "status",
    "status --format json",
    *(
        f"diff owls {layout}".rstrip()
        for layout in ("", "--word-diff", "--side-by-side", "--all", "--stat", "--context 2")
    ),
    *(f"diff owls --format {form}" for form in ("markdown", "csv", "json", "html")),
    *(f"changes --since 2024-05-01 {more}".rstrip() for more in ("", "--all", "--stat", "--added", "--watch houses")),
    *(f"changes --since 2024-05-01 --format {form}" for form in ("markdown", "csv", "json", "html")),
    *(f"claims owls@1 --format {form}" for form in ("text", "markdown", "csv", "json")),
    "claims owls@1 --explain",
    *(f"pledges --all --format {form}" for form in ("text", "markdown", "csv", "json")),
    *(f"trace owl --format {form}" for form in ("text", "markdown", "csv", "json")),
    "trace owl --full",
    "pledges --all --single --full",
    "claims owls@1 --full",
    "changes --since 2024-05-01 --full",
    *(f"compare owls@1 owls@3 --format {form}" for form in ("text", "markdown", "csv", "json")),
    "compare owls@1 owls@3 --full",
    "status owls",
    "doctor",
    "find owl",
    "find owl --full",
    "find owl --format json",
    "find owl --limit 0 --format csv",
    *(f"cite owls@3 --format {form}" for form in ("text", "markdown", "html", "bibtex", "csl-json", "ris", "json")),
    "cite owls@3 --list",
    *(f"brief {{thread}} --format {form}" for form in ("text", "markdown", "html", "json")),
    "sources list",
    "sources check",
    "verify",
    "notify --dry-run",
]
WAYS = {
    "pipe": {},
    "colour": {"FORCE_COLOR": "1", "TERM": "xterm-256color", "FORCE_HYPERLINK": "1"},
    "runner": {"CI": "true", "GITHUB_ACTIONS": "true"},
}
Run = Callable[..., str]
TARGETS = "\n".join(
    f'[[notify]]\nname = "{form}"\nurl_env = "NOBODY"\nformat = "{form}"\nscore = 0\n'
    for form in ("text", "markdown", "html")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, with words that are not quite so long: every command goes over them."""
    root = hostile_store(tmp_path_factory.mktemp("hostile") / "watch", longest=3_000).root
    (root / "config" / "notify.toml").write_text(TARGETS, encoding="utf-8")
    return root


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in one of the ways: all that it says."""
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def command(words: str, way: str = "pipe") -> str:
        for name, value in WAYS[way].items():
            monkeypatch.setenv(name, value)
        if "{thread}" in words:
            main(["-C", str(folder), "pledges", "--all", "--format", "json"])
            threads = json.loads(capsys.readouterr().out)["threads"]
            marked = [one["id"] for one in threads if all(MARK in claim["text"] for claim in one["claims"])]
            words = words.replace("{thread}", marked[0])
        code = main(["-C", str(folder), *words.split()])
        said = capsys.readouterr()
        assert code in {0, 3}, said.err
        return said.out + said.err

    return command


@pytest.mark.parametrize(
    ("words", "way"), [(words, way) for words in SHOWN for way in WAYS if way == "runner" or "--format" not in words]
)
def test_nothing_is_obeyed(run: Run, words: str, way: str) -> None:
    """No control character, no turned writing; for a runner no line that begins a command; colours only where asked for."""
    said = run(words, way).replace("\r\n", "\n")  # the line end of CSV, which is ours

    assert (
        MARK in said
        or not any(name in words for name in ("show", "diff ", "changes", "blame", "pledges"))
        or "--stat" in words
    )
    assert not OBEYED_BY_A_TERMINAL.search(OURS.sub("", said) if way == "colour" else said)
    if way == "runner":
        assert not [line for line in said.splitlines() if line.strip().startswith("::")]
        assert "##[" not in said
        assert "##vso[" not in said


@pytest.mark.parametrize("words", [one for one in SHOWN if one.endswith("csv")])
def test_no_cell_runs_as_a_formula(run: Run, words: str) -> None:
    """Spreadsheets run what begins with = + - @ or a tab; a cell of ours never does."""
    rows = list(csv.reader(io.StringIO(run(words))))

    assert len(rows) > 5
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]


@pytest.mark.parametrize("words", [one for one in SHOWN if one.endswith("json")])
def test_json_is_one_object_that_says_what_was_said(run: Run, words: str) -> None:
    """ASCII alone, and a program still reads the very words."""
    said = run(words)

    assert said.isascii()
    told = json.loads(said)
    assert MARK in said or "status" in words
    assert "csl" in words or str(told["schema"]).startswith("tracker.")


@pytest.mark.parametrize("words", [one for one in SHOWN if one.endswith("markdown")])
def test_markdown_stays_text(run: Run, words: str) -> None:
    """Read as GitHub reads it: no tag, no picture, no link that a page has made."""
    tokens = MarkdownIt("gfm-like").parse(run(words))
    inside = [child for token in tokens for child in token.children or ()]

    assert not [one for one in [*tokens, *inside] if one.type in {"html_block", "html_inline", "image", "fence"}]
    assert all(
        re.fullmatch(r"http://127\.0\.0\.1:1/[a-z]+|https://example\.org/owls/[a-z/0-9.#-]+", str(one.attrs["href"]))
        for one in inside
        if one.type == "link_open"
    )


@pytest.mark.parametrize("words", [one for one in SHOWN if one.endswith("html")])
def test_html_stays_text(run: Run, words: str) -> None:
    """No tag but ours, no handler, no address that is none."""
    said = run(words)

    assert not re.search(r"<(?:script|img|svg|iframe|object|form|input)\b|<[a-z]+[^>]*\son\w+=", said)
    assert not re.search(r'(?:href|src)="(?!https?://|#)', said)


def test_a_word_of_a_million_letters_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page with one is compared and shown, and a CI summary of it stays below what GitHub takes."""
    root = hostile_store(tmp_path / "watch", longest=LONGEST).root

    assert main(["-C", str(root), "changes", "--since", "2024-05-01", "--format", "markdown"]) == 0
    summary = capsys.readouterr().out
    assert main(["-C", str(root), "show", "owls@2"]) == 0

    assert len(summary.encode()) < 2**20
    assert "left out: they do not fit here" in summary
    assert "w" * LONGEST in capsys.readouterr().out
