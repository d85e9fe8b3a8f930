"""What the scripts of the site do with data, run by node where there is one, and what they may not do at all."""

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tracker.site.search_index import packed, shard, words

ASSETS = Path(str(files("tracker.site"))) / "assets"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed: the scripts' own functions are not run")
LINES = [
    ["paragraph", "We will build 40 owl boxes."],
    ["paragraph", "We aim to build 40 owl boxes."],
    ["paragraph", "The wood is shut."],
    ["paragraph", "Jays bury acorns."],
    ["h2", "We will build 40 owl boxes."],
]


def _run(script: str, expression: str, *given: Any) -> Any:
    program = (
        f"const it = require({json.dumps(str(ASSETS / script))}); const given = {json.dumps(given)};"
        f"console.log(JSON.stringify({expression}))"
    )
    done = subprocess.run([NODE or "node", "-e", program], capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def _kinds(old: list[int], new: list[int]) -> list[tuple[str, int | None, int | None, bool]]:
    rows = _run("compare.js", "it.align(...given)", old, new, LINES)
    return [(row["kind"], row["old"], row["new"], row["moved"]) for row in rows]


@needs_node
def test_a_reworded_sentence_stands_beside_its_old_words() -> None:
    """What is alike and stands between the same neighbours is one sentence."""
    assert _kinds([0, 2], [1, 2]) == [("changed", 0, 1, False), ("same", 2, 2, False)]


@needs_node
def test_a_heading_is_never_taken_for_a_reworded_paragraph() -> None:
    """Even in the same words."""
    assert _kinds([0], [4]) == [("removed", 0, None, False), ("added", None, 4, False)]


@needs_node
def test_a_sentence_that_moved_is_not_news() -> None:
    """It went in one place and came in another: both say so."""
    assert _kinds([3, 0, 2], [0, 2, 3]) == [
        ("removed", 3, None, True),
        ("same", 0, 0, False),
        ("same", 2, 2, False),
        ("added", None, 3, True),
    ]


@needs_node
def test_the_rows_of_a_comparison_tell_both_texts_whole() -> None:
    """Whatever the order of lines, each side reads as its version does."""
    old, new = [0, 3, 2, 2, 4, 0], [2, 1, 4, 3, 3, 2]
    rows = _kinds(old, new)

    assert [row[1] for row in rows if row[1] is not None] == old
    assert [row[2] for row in rows if row[2] is not None] == new


@needs_node
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "We will recruit 6,500 new teachers.",
            "We aim to recruit up to 6,500 teachers.",
            [["same", "We "], ["old", "will "], ["new", "aim to "], ["same", "recruit "], ["new", "up to "],
             ["same", "6,500 "], ["old", "new "], ["same", "teachers."]],
        ),
        ("Owls sleep.", "Jays bury acorns.", [["old", "Owls sleep."], ["new", "Jays bury acorns."]]),
        ("Owls sleep.", "Owls sleep.", [["same", "Owls sleep."]]),
        ("", "Owls sleep.", [["old", ""], ["new", "Owls sleep."]]),
    ],
)  # fmt: skip
def test_words_are_marked_and_letters_are_not(old: str, new: str, expected: list[list[str]]) -> None:
    """Both whole where they share too little."""
    found = _run("compare.js", "it.differ(...given)", old, new)

    assert [run[:2] for run in found if run[1]] == [run for run in expected if run[1]]
    assert "".join(run[-1] for run in found if run[0] != "new") == old
    assert "".join(run[1] for run in found if run[0] != "old") == new


@needs_node
def test_a_comparison_can_be_linked() -> None:
    """`#2..5` names two versions; what is not there, or no such address, names none."""
    asked = "given[0].map((hash) => it.chosen(hash, [1, 2, 5]))"
    assert _run("compare.js", asked, ["#2..5", "#5..2", "#2..7", "#v2", "#2..5<b>"]) == [
        [2, 5],
        [5, 2],
        None,
        None,
        None,
    ]


@needs_node
def test_the_browser_finds_the_words_that_the_index_has() -> None:
    """Words, files and steps are the same on both sides."""
    texts = ["Keir’s 6,500 cafés; £1.5bn, teachers' DAY_ONE", "x" * 100, "Ünïcode — naïve 漢字 3½", "don't can’t"]
    found = _run("search.js", "given[0].map((text) => it.words(text))", texts)

    assert found == [words(text) for text in texts]
    flat = [word for one in found for word in one]
    assert _run("search.js", "given[0].map((word) => it.shard(word))", flat) == [shard(word) for word in flat]
    assert _run("search.js", "it.unpack(given[0])", packed([0, 7, 40, 5000])) == [0, 7, 40, 5000]


@needs_node
def test_a_search_finds_other_forms_of_a_word() -> None:
    """Plural and tense do not matter; forms of one word lie in one file."""
    forms = [["pledge", "pledges", "pledged"], ["policy", "policies"], ["hire", "hiring"], ["team", "teams"]]
    found = _run("search.js", "given[0].map((group) => group.map(it.stem))", forms)

    assert [len(set(group)) for group in found] == [1, 1, 1, 1]
    assert all(len({shard(word) for word in group}) == 1 for group in forms)


@needs_node
def test_a_phrase_must_stand_there_in_order() -> None:
    """Small words count for nothing, quoted ones for their order."""
    asked = _run("search.js", 'it.ask(given[0], new Set(["the"]))', "the “hit squads” pledge")
    assert asked == {"phrases": [["hit", "squads"]], "words": ["hit", "squads", "pledge"]}
    holds = "given.map((text) => it.holds(text, ['hit', 'squads']))"
    assert _run("search.js", holds, "Teacher ‘hit squads’.", "Squads hit.") == [True, False]


@needs_node
def test_sentences_with_most_of_the_words_come_first() -> None:
    """Of equals the newer."""
    assert _run("search.js", "it.rank(given)", [1, 2, 3], [2, 3, 3]) == {"most": 2, "numbers": [3, 2]}
    assert _run("search.js", "it.rank(given)", [], []) == {"most": 0, "numbers": []}


def _row(text: str, *, number: float | str = "", **facets: list[str]) -> list[Any]:
    given = {"publisher": ["Owls"], "kind": ["pledge"], "firm": ["4"], "topic": [], **facets}
    return [text, [[["text", text], ["link", "plan", "x.html"]]], list(given.values()), [number]]


NAMES = ["publisher", "kind", "firm", "topic"]


@needs_node
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"words": "oaks plant"}, ["plant oaks"]),
        ({"words": "ELMS"}, ["fell élms"]),
        ({"words": "elms", "publisher": "Owls"}, []),
        ({"firm": "4"}, ["plant oaks"]),
        ({"topic": "wood", "kind": "pledge"}, ["fell élms"]),
        ({}, ["plant oaks", "fell élms"]),
    ],
)
def test_a_list_is_filtered_by_all_that_is_asked(wanted: dict[str, str], expected: list[str]) -> None:
    """Words in any order, accents or not; publisher, kind, firmness or more, topic."""
    rows = [_row("plant oaks"), _row("fell élms", publisher=["Jays"], firm=["2"], topic=["wood", "crime"])]

    assert _run("lists.js", "it.choose(...given).map((row) => row[0])", rows, wanted, NAMES, ["firm"]) == expected


@needs_node
@pytest.mark.parametrize(("down", "expected"), [(False, ["b", "c", "a"]), (True, ["c", "b", "a"])])
def test_blanks_stand_last_whichever_way_a_list_is_sorted(*, down: bool, expected: list[str]) -> None:
    """Numbers by their value."""
    rows = [_row("a"), _row("b", number=750), _row("c", number=6500)]

    assert _run("lists.js", "it.sort(...given).map((row) => row[0])", rows, 0, down) == expected


@needs_node
@pytest.mark.parametrize(
    ("hash_", "expected"),
    [
        ("#publisher=Liberal+Democrats&sort=-when", {"publisher": "Liberal Democrats", "sort": "-when"}),
        ("#words=6%2C500+%26+more&__proto__=x&other=y", {"words": "6,500 & more"}),
        ("#c-abcdefgh23", {"id": "c-abcdefgh23"}),
        ("", {}),
    ],
)
def test_what_is_chosen_can_be_linked(hash_: str, expected: dict[str, str]) -> None:
    """A fragment that names choices is read back; names that the list does not have choose nothing."""
    assert _run("lists.js", "it.asked(...given)", hash_, NAMES) == expected


@needs_node
def test_the_link_of_a_choice_leads_back_to_it() -> None:
    """Whatever is in it; what is not chosen does not stand there."""
    chosen = {"words": "a&b = “c” #d", "publisher": "", "topic": "Early years", "sort": "when"}
    told = _run("lists.js", "it.asked('#' + it.fragment(given[0]), given[1])", chosen, NAMES)

    assert told == {name: value for name, value in chosen.items() if value}


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_a_script_makes_no_markup_of_text_and_asks_no_other_site(path: Path) -> None:
    """No way of the language to turn text into markup or program; no request but for scripts beside the page."""
    text = path.read_text(encoding="utf-8")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|\.style\b|cssText|setTimeout\(['\"]|"
        r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?:|import\(|srcdoc|DOMParser"
    )
    assert not re.findall(forbidden, text)


def test_all_scripts_together_are_small() -> None:
    """32 KB before compression; a page loads two of them at the most."""
    assert sum(path.stat().st_size for path in ASSETS.glob("*.js")) < 32 * 1024
