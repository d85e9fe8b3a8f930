"""Words for people do not accuse."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tracker.diff.change import Flag
from tracker.links.link import LinkFlag
from tracker.render.words import LINK_WORDS, flag_words, said_of

_TRACKER = Path(__file__).parents[2] / "tracker"
_ACCUSING = re.compile(
    r"\b(?:soften\w*|softer|water(?:s|ed|ing) down|backtrack\w*|u-turns?|silent edits?"
    r"|quiet(?:ly)? (?:edit|chang|remov|drop)\w*"
    r"|broken? (?:promise|pledge)s?|breaks? (?:a |its |the )?(?:promise|pledge)s?|renege\w*|ditch\w*|secretly)\b",
    re.IGNORECASE,
)
_ROOMS = ("render", "cli")


def _said() -> Iterator[tuple[str, str]]:
    """Every text of more than one word in what is shown, without docstrings, and the pages of the site."""
    for path in (
        path for room in _ROOMS for path in sorted((_TRACKER / room).rglob("*.py")) if "demo" not in path.parts
    ):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
                and " " in node.value
            ):
                yield f"{path.name}:{node.lineno}", node.value
    for path in sorted((_TRACKER / "render").rglob("*.html")):
        yield path.name, path.read_text(encoding="utf-8")


def test_no_output_accuses() -> None:
    """Of all texts that tracker shows none takes a change for a motive."""
    assert [(where, found[0]) for where, text in _said() if (found := _ACCUSING.search(text))] == []


def test_each_flag_of_a_link_has_words_of_its_own() -> None:
    """The bare name is for programs: people are told what is so."""
    assert not {name for name, words in LINK_WORDS.items() if name == words} - {"reworded", "merged", "split", "moved"}


def test_a_condition_is_told_as_added_or_no_longer_there() -> None:
    """Of a change and of a link alike."""
    gained = {"old": "", "new": "if funds allow", "kind": "condition"}
    lost = {"old": "if funds allow", "new": "", "kind": "condition"}

    assert flag_words(Flag.model_validate({"name": "scope", **gained})) == ("condition added", "“if funds allow”")
    assert said_of(LinkFlag.model_validate({"name": "softened", **gained})) == "condition added"
    assert said_of(LinkFlag.model_validate({"name": "strengthened", **lost})) == "condition no longer there"
