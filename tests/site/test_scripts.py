"""What the scripts of the site do with data, run by node where there is one, and what they may not do at all."""

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from searching import CASES

from tracker.site.search_words import packed, shard
from tracker.wording.asking import asked, distance, passed_over, spelt, words
from tracker.wording.fold import STOP

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
def test_the_browser_asks_as_the_command_does() -> None:
    """What is asked, how words are spelt, in which file they stand and how far two are apart: the same on both sides."""
    texts = [case["ask"] for case in CASES] + [
        "Keir’s 6,500 cafés; teachers' DAY_ONE", "x" * 100, "Ünïcode — naïve 漢字", "the will", "the “Hit squads” a*",
        "£1.50 5km",
        "21st 2024/25 16-19 -5% 1,23 1,234,567.89", '“” "', "Q3½", "1" * 30, "2.5 million people, 3 hundred",
    ]  # fmt: skip
    found = _run("asking.js", "given[0].map((text) => it.ask(text, new Set(given[1])))", texts, sorted(STOP))

    told = [[(one["kind"], one["key"], one["written"]) for one in mine] for mine in found]
    assert told == [[tuple(one) for one in asked(text)] for text in texts]
    assert _run("asking.js", "given[0].map(it.spelt)", texts) == [spelt(text) for text in texts]
    over = [*texts, "will the Will levy the*", "we", "isn't the levy", '"the will" of the levy']
    named = _run("asking.js", "given[0].map((text) => it.passedOver(text, new Set(given[1])))", over, sorted(STOP))
    assert named == [list(passed_over(text)) for text in over]
    assert ["will"] in named
    flat = [word for text in texts for word in words(text)]
    for letters in (1, 2, 3):
        assert _run("asking.js", "given[0].map((word) => it.shard(word, given[1]))", flat, letters) == [
            shard(word, letters) for word in flat
        ]
    pairs = [
        ("team", "taem"),
        ("teachers", "techers"),
        ("recieve", "receive"),
        ("owl", "jays"),
        ("abcdefgh", "abdcefhg"),
    ]
    assert _run("asking.js", "given[0].map(([a, b]) => it.distance(a, b, 2))", pairs) == [
        distance(*two, 2) for two in pairs
    ]
    assert _run("asking.js", "it.unpack(given[0])", packed([0, 7, 40, 5000])) == [0, 7, 40, 5000]
    assert _run("asking.js", "it.spots(given[0])", "1 1 2,3 1") == [[0, [0, 2]], [3, [0]]]


@needs_node
def test_a_search_finds_other_forms_of_a_word() -> None:
    """Plural and tense do not matter; forms of one word lie in one file."""
    forms = [["pledge", "pledges", "pledged"], ["policy", "policies"], ["hire", "hiring"], ["team", "teams"]]
    found = _run("asking.js", "given[0].map((group) => group.map(it.stem))", forms)

    assert [len(set(group)) for group in found] == [1, 1, 1, 1]
    assert all(len({shard(word, 3) for word in group}) == 1 for group in forms)


@needs_node
def test_what_was_asked_is_marked() -> None:
    """Numbers however they are written, words in any form, a phrase where it stands as asked."""
    marks = "it.marked(given[0], it.ask(given[1], new Set())).filter((part) => part[1]).map((part) => part[0])"
    said = "We’ll pay £1.2 billion for 6,500 new teachers of hit squads."
    assert _run("asking.js", marks, said, "1.2bn teacher 6500") == ["£1.2 billion", "6,500", "teachers"]
    assert _run("asking.js", marks, said, "“hit squads” new*") == ["new", "hit", "squads"]
    assert _run("asking.js", marks, said, "“squads hit” 450") == []
    assert _run("asking.js", "it.marked(given[0], []).map((part) => part[0]).join('')", said) == said


@needs_node
def test_the_nearest_words_come_first_and_of_those_the_frequent() -> None:
    """Each with one figure for how frequent it is."""
    assert _run("asking.js", "it.near(given[0], given[1])", "techer", "teacher3 techies5 tether4") == [
        "tether",
        "teacher",
    ]
    assert _run("asking.js", "it.near(given[0], given[1])", "tean", "team2 teal5 tear5") == ["teal", "tear", "team"]


@needs_node
def test_sentences_with_most_of_what_is_asked_come_first_by_document() -> None:
    """The exact word weighs more than another form of it; of equals the document that is newer."""
    lists = "given[0].map((pairs) => new Map(pairs))"
    told = _run(
        "asking.js", f"(({{most, hits}}) => [most, [...hits]])(it.rank({lists}))", [[[1, 1], [2, 1]], [[2, 1], [3, 1]]]
    )
    assert told[0] == 2
    assert [place for place, _ in told[1]] == [2]
    assert _run("asking.js", f"it.rank({lists}).most", [[], []]) == 0
    by_paper = "it.byPaper(new Map(given[0]), new Map(given[1]))"
    said = [[1, 0.8], [2_000_000, 1], [2_000_001, 1], [3_000_004, 1]]
    assert _run("asking.js", by_paper, said, []) == [[2, [1, 0]], [3, [4]], [0, [1]]]
    assert _run("asking.js", by_paper, said, [[0, 1]])[0] == [0, [1]]


@needs_node
def test_a_search_can_be_linked_as_it_always_could() -> None:
    """`#words` stays; what narrows it stands beside; no address of any kind is a fault."""
    plain = {"q": "", "who": "", "kind": "", "from": "", "to": ""}
    narrowed = {**plain, "q": "a&b", "who": "dfe"}
    asked_for = [
        ("#hit%20squads", {"q": "hit squads"}),
        ("#q=a%26b&who=dfe&from=2024", {"q": "a&b", "who": "dfe", "from": "2024"}),
        ("", {}),
        ("#%", {}),
        ("#__proto__=1&q=x", {"q": "__proto__=1&q=x"}),
    ]
    assert _run("asking.js", "given[0].map(it.wanted)", [one for one, _ in asked_for]) == [
        {**plain, **want} for _, want in asked_for
    ]
    told = _run(
        "asking.js",
        "given[0].map(it.address)",
        [{**plain, "q": "hit squads"}, narrowed, plain],
    )
    assert told == ["#hit%20squads", "#q=a%26b&who=dfe", ""]


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
    """A page loads three of them at the most: 26 KB before compression."""
    sizes = sorted(path.stat().st_size for path in ASSETS.glob("*.js"))
    assert sum(sizes[-3:]) < 40 * 1024
    assert _size("theme.js") + _size("asking.js") + _size("search.js") < 26 * 1024


def _size(name: str) -> int:
    return (ASSETS / name).stat().st_size
