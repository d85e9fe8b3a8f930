"""The search index."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from tracker.config.settings import Settings
from tracker.config.verdict import Alias
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.site.search_index import search_pages
from tracker.site.search_words import MOST, packed, shard
from tracker.store.utterance import Utterance
from tracker.store.version import Version

Handed = Callable[[bytes, str], list[Any]]
Rules = Callable[..., Published]
TEAMS = Alias(names=("RISE teams", "hit squads"), by="Ada")


def _version(number: int, source: str = "plan") -> Version:
    return Version(
        source=source, document="page", number=number, kind="content" if number > 1 else "first", title="The plan",
        url="https://example.org/plan", captured_at=datetime(2024, number, 1, 5, tzinfo=UTC),
        last_seen=datetime(2024, number, 2, 5, tzinfo=UTC), commit="c" * 40, text_id="t" * 40, meta_id="m" * 40,
        raw_id=None, status=200, extractor="tracker-html/1", config_key="k", run="20240101T050000Z",
    )  # fmt: skip


def _said(sentence: str, first: int = 1, last: int = 4, *, there: bool = True, source: str = "plan") -> Utterance:
    return Utterance(
        source=source, document="page", sentence=sentence, first=_version(first, source), last=_version(last, source),
        there=there,
    )  # fmt: skip


def _made(
    said: list[Utterance], site: SimpleNamespace, handed: Handed, rules: Published, threads: tuple[Thread, ...] = ()
) -> dict[str, Any]:
    made = list(search_pages(said, threads, rules=rules, site=site))
    return {
        name: value
        for one in made
        if one.address.endswith(".js")
        for name, value in [handed(one.content(), "trackerSearch")]
    }


def test_a_word_leads_to_the_sentences_that_have_it(site: SimpleNamespace, handed: Handed, rules: Rules) -> None:
    """By number, in steps; the sentence with its first version, and its last where it went."""
    said = [_said("Owls sleep in oaks."), _said("Owls hunt.", 2), _said("An owl hunts.", 3, 3, there=False)]

    index = _made(said, site, handed, rules())

    assert index["words/ow"] == [["owl", "1 3", "", ""], ["owls", "1 1 1", "", ""]]
    assert index["said/0/0"] == [
        [1, "1 Jan 2024", 0, "", "Owls sleep in oaks.", 1],
        [2, "1 Feb 2024", 0, "", "Owls hunt.", 1],
        [3, "1 Mar 2024", 3, "1 Mar 2024", "An owl hunts.", 1],
    ]
    assert index["papers/0"] == [["plan", "page", "The plan", 4, 0, "https://example.org/plan"]]
    assert index["papers"] == [[0, 2024, 3]]
    assert index["about"]["who"] == [["owls", "owls"], ["-", "a source that is no longer declared"]]
    assert index["begins/o"] == "oaks1 owl1 owls2"


def test_a_pledge_is_found_by_its_other_names(
    site: SimpleNamespace, handed: Handed, rules: Rules, claim: Callable[..., Any]
) -> None:
    """“Hit squads” leads to the pledge whose own words say RISE teams."""
    thread = Thread(
        id="t-aaaaaaaaaa", name=None, claims=(claim("RISE teams will help.", 1),), links=(), aliases=TEAMS.names
    )

    index = _made([], site, handed, rules(alias=[TEAMS]), (thread,))

    assert ["squads", "", "", "1"] in index["words/sq"]
    assert index["pledges/0"] == [["t-aaaaaaaaaa", "RISE teams", "1 stage; also called RISE teams, hit squads"]]
    assert index["about"]["names"] == [["RISE teams", "hit squads"]]


def test_a_later_sentence_leaves_the_files_of_others_as_they_are(site: SimpleNamespace, rules: Rules) -> None:
    """What was recorded before keeps its number, so that a build writes few files anew."""
    said = [_said(f"Owl {at} sleeps.") for at in range(150)]

    before, after = (
        {one.address: one.key for one in search_pages(some, (), rules=rules(), site=site)}
        for some in (said, [*said, _said("Jays bury acorns.", 3)])
    )

    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "search/index.html", "search/about.js", "search/papers.js", "search/said/0/6.js", "search/words/ja.js",
        "search/words/bu.js", "search/words/ac.js", "search/begins/j.js", "search/begins/b.js", "search/begins/a.js",
        "search/ends/s.js", "search/ends/y.js",
    }  # fmt: skip


def test_words_of_one_file_are_split_where_they_are_many(site: SimpleNamespace, handed: Handed, rules: Rules) -> None:
    """By a third letter, so that a search loads little; the forms of a word stay together."""
    said = [_said(f"Teachers teach, tenants tend {at}.") for at in range(4000)]

    index = _made(said, site, handed, rules())

    assert sorted(name for name in index if name.startswith("words/te")) == ["words/tea", "words/ten"]
    assert [row[0] for row in index["words/tea"]] == ["teach", "teachers"]
    assert all(sum(map(len, row)) < MOST for row in index["words/tea"])


def test_the_index_is_the_same_whatever_the_order_of_sentences(site: SimpleNamespace, rules: Rules) -> None:
    """The record may hand them out in any order."""
    said = [_said(f"Owl {at} sleeps.", 1 + at % 3) for at in range(30)] + [_said("Jays.", source="wood")]

    one, other = ([(page.address, page.content()) for page in search_pages(some, (), rules=rules(), site=site)]
                  for some in (said, said[::-1]))  # fmt: skip

    assert one == other


def test_of_a_source_that_may_not_be_handed_on_few_sentences_are_in_the_index(
    site: SimpleNamespace, handed: Handed, rules: Rules, claim: Callable[..., Any]
) -> None:
    """So many a version, those with claims first, and cut; of the others there is a beginning, no more than half of it."""
    said = [_said("Owls sleep in hollow oaks."), _said("We will plant hollow oaks."), _said("Owls hoot.", 2)]
    mine = rules(free=False, settings=Settings(extract_characters=20, extract_changes=1))
    made = search_pages(said, (), [claim("We will plant hollow oaks.", 1)], rules=mine, site=site)
    index = {name: value for one in made if one.address.endswith(".js")
             for name, value in [handed(one.content(), "trackerSearch")]}  # fmt: skip

    assert [row[4:] for row in index["said/0/0"]] == [["Owls…", 0], ["We will plant…", 0], ["Owls hoot.", 1]]
    assert index["words/ho"] == [["hollow", "1 1 1", "", ""], ["hoot", "1 3", "", ""]]


def test_a_file_name_is_made_of_plain_letters() -> None:
    """Whatever the word, no path comes of it."""
    assert [shard(word, 2) for word in ("owls", "a", "éa", "7b", "漢字", "1.5")] == ["ow", "a_", "_a", "7b", "__", "1_"]
    assert packed([0, 1, 36, 36 * 36]) == "1 1 z z0"


def test_hostile_words_stay_in_their_strings(
    site: SimpleNamespace, handed: Handed, rules: Rules, hostile_words: tuple[str, ...]
) -> None:
    """No tag, no line separator, no name of a property: every file is one call with plain data."""
    said = [_said(one) for one in hostile_words]
    made = list(search_pages(said, (), rules=rules(), site=site))

    for one in made:
        if one.address.endswith(".js"):
            assert not set("<>&\u2028\u2029") & set(one.content().decode("ascii"))
    assert ["proto", "1 1", "", ""] in _made([_said("__proto__")], site, handed, rules())["words/pr"]
