"""The front page of a whole site: what a stranger sees first."""

import json
import re
from pathlib import Path
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser

from tracker.cli.main import main


class Folder(Protocol):
    """As of conftest.py."""

    root: Path

    def round(self, day: int, texts: dict[str, str], **facts: object) -> None:
        """A round."""

    def report(self, name: str = "site", *options: str) -> Path:
        """A build."""

    def page(self, address: str) -> LexborHTMLParser:
        """A page."""

    def told(self, address: str = "index.html", within: str = "main") -> str:
        """Its text."""

    def tree(self, name: str = "site") -> dict[str, bytes]:
        """Its files."""


EVIL = "'\"><img src=x onerror=alert(1)><script>alert(1)</script>"
BASE = "https://example.org/watch/"
NAMED = {
    "site_name": "Wood <watch>", "site_keeper": "The Owl Desk", "site_contact": "owls@example.org",
    "site_about": "What is planned for the wood.\n\nAnd who said so.", "site_imprint": "Promoted by A. Owl, 1 Oak Lane",
}  # fmt: skip


def say(folder: Folder, **settings: str) -> None:
    """Set these."""
    told = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    (folder.root / "config" / "settings.toml").write_text(told, encoding="utf-8")


def meta(folder: Folder, address: str) -> dict[str, str]:
    """What a messenger or a search engine is told of it."""
    nodes = folder.page(address).css("head meta[content]")
    return {
        str(node.attributes.get("property") or node.attributes.get("name")): str(node.attributes["content"])
        for node in nodes
    }


def changed(folder: Folder, version: str) -> list[str]:
    """The ids of the changes that came with it, by its page."""
    source, _, rest = version.partition("/")
    document, _, number = rest.partition("@")
    nodes = folder.page(f"changes/{source}/{document}/{number}.html").css("article.change[id]")
    return [str(node.attributes["id"]) for node in nodes]


def decide(folder: Folder, words: str) -> None:
    """What a person decided."""
    with (folder.root / "config" / "verdicts.toml").open("a", encoding="utf-8") as file:
        file.write(words)


def headline(change: str, words: str) -> str:
    """One of Ada's."""
    told = f'[[change]]\nchange = "{change}"\nworth = "line"\nheadline = {json.dumps(words)}\nby = "Ada"\n'
    return f"{told}on = 2024-06-05\n"


def test_a_stranger_reads_what_it_is_and_who_keeps_it(folder: Folder) -> None:
    """Name, paragraph, keeper and contact come before anything else; in the footer of every page the imprint as well."""
    say(folder, **NAMED)
    folder.report()
    told = folder.told()

    assert told.startswith(
        "Wood <watch> What is planned for the wood. And who said so. Kept by The Owl Desk · owls@example.org ·"
    )
    assert folder.page("index.html").css_first("title").text() == "Wood <watch>"
    for address in folder.tree():
        if address.endswith(".html"):
            foot = folder.told(address, "footer")
            assert "Kept by The Owl Desk · owls@example.org" in foot, address
            assert "Promoted by A. Owl, 1 Oak Lane" in foot, address
            assert folder.page(address).css_first("header .name").text() == "Wood <watch>", address


def test_without_settings_plain_words_stand_there(folder: Folder) -> None:
    """Nobody is named where nobody was, and the heading says what the site is, not what the program is called."""
    folder.report()
    told = folder.told()

    assert told.startswith("What is published, and how its words change A record of what parties and public bodies")
    assert "Who keeps this site is not stated" in told
    assert "Kept by" not in folder.told("index.html", "footer")


def test_words_of_settings_are_words_whatever_they_are(folder: Folder) -> None:
    """Markup in a name, paragraph, keeper or imprint is shown, never obeyed; nor does it end an attribute."""
    say(folder, **dict.fromkeys(("site_name", "site_keeper", "site_about", "site_imprint"), EVIL))
    folder.report("site", "--base", BASE)

    for address in folder.tree():
        if address.endswith(".html"):
            found = folder.page(address)
            assert not found.css("img, [onerror]"), address
            assert all(node.attributes.get("src") and not node.text() for node in found.css("script")), address
    assert EVIL in folder.told()
    assert meta(folder, "index.html")["og:site_name"] == EVIL
    assert meta(folder, "index.html")["description"] == EVIL


def test_titles_with_markup_stay_titles(empty: Folder) -> None:
    """In every place that a document's title reaches: heading, card, description and what a messenger shows."""
    empty.round(0, {"pond/page": f"# {EVIL}\n\nWe will dig 40 ponds.\n"})
    empty.round(1, {"pond/page": f"# {EVIL}\n\nWe aim to dig 30 ponds.\n"})
    empty.report("site", "--base", BASE)

    for address in ("index.html", "changes/index.html", "sources/pond/page/index.html", "sources/pond/page/v2.html"):
        assert not empty.page(address).css("img, [onerror]"), address
    assert EVIL in empty.page("sources/pond/page/v2.html").css_first("h1").text()
    assert meta(empty, "sources/pond/page/v2.html")["og:title"] == f"Version 2: {EVIL}"


def test_what_no_person_has_read_is_listed_as_that_and_no_other_way(folder: Folder) -> None:
    """Under its own heading; once a person has decided on a change it stands there no more, released or not."""
    folder.report()
    assert "Most changed by our score, not yet read by a person" in folder.told()
    assert "Changes that a person has read" not in folder.told()
    assert not folder.page("index.html").css(".card")
    listed = [str(node.attributes["href"]) for node in folder.page("index.html").css("ol.scored a")]
    first = next(one for one in listed if one.startswith("changes/wood/owls/2.html#"))

    decide(folder, "".join(headline(f"wood/owls@2#{one}", "Not for all yet") for one in changed(folder, "wood/owls@2")))
    folder.report()

    assert first not in [node.attributes["href"] for node in folder.page("index.html").css("a")]
    assert "Not for all yet" not in "".join(map(str, folder.tree().values()))


def test_a_released_headline_becomes_a_card_with_the_words_that_turned(folder: Folder) -> None:
    """With the document, both days, who wrote it, and the words before and after; the link leads to the change."""
    folder.report()
    change = next(
        one
        for one in changed(folder, "wood/owls@2")
        if "30" in folder.told("changes/wood/owls/2.html", f'[id="{one}"]')
    )
    decide(folder, headline(f"wood/owls@2#{change}", "Ten boxes <b>fewer</b>"))
    assert main(["-C", str(folder.root), "release", f"wood/owls@2#{change}", "--by", "Ben"]) == 0

    folder.report()

    card = folder.page("index.html").css_first("section[aria-labelledby=read] .card")
    told = re.sub(r"\s+", " ", card.text(separator=" "))
    assert card.css_first("a").attributes["href"] == f"changes/wood/owls/2.html#{change}"
    assert card.css_first("h3").text() == "Ten boxes <b>fewer</b>"
    assert {(one.css_first("del").text(), one.css_first("ins").text()) for one in card.css(".turned")} == {
        ("40", "30"), ("will", "aim to"),
    }  # fmt: skip
    assert "changed between 2 Jun 2024 and 3 Jun 2024 · Headline by Ada, 5 Jun 2024" in told


def test_the_week_ends_with_the_newest_change_whenever_it_is_built(empty: Folder) -> None:
    """Seven days before it, and not before today; of each document the weightiest, ten at the most."""
    empty.round(0, {"pond/page": "# Pond\n\nWe will dig 40 ponds.\n", "wood/old": "# Old\n\nWe will plant 9 oaks.\n"})
    empty.round(1, {"wood/old": "# Old\n\nWe will plant 7 oaks.\n"})
    empty.round(9, {"pond/page": "# Pond\n\nWe will dig 30 ponds.\n"}, unchanged=("wood/old",))
    empty.round(300, {}, unchanged=("wood/old", "pond/page"))
    empty.report()
    told = empty.told("index.html", "section[aria-labelledby=scored]")

    assert "Seen 3 Jun 2024 to 10 Jun 2024" in told
    assert "Pond" in told
    assert "Old" not in told


def test_at_most_ten_stand_in_the_list(empty: Folder) -> None:
    """However many documents changed, and the same edit in several of them once."""
    names = [f"wood/paper-{number:02}" for number in range(15)]
    empty.round(0, {name: f"# Paper {name}\n\nWe will plant {at + 50} oaks.\n" for at, name in enumerate(names)})
    empty.round(1, {name: f"# Paper {name}\n\nWe will plant {at + 20} oaks.\n" for at, name in enumerate(names)})
    empty.round(2, {name: f"# Paper {name}\n\nWe aim to plant {at + 20} oaks.\n" for at, name in enumerate(names)})
    empty.report()

    assert len(empty.page("index.html").css("ol.scored > li")) == 10


def test_ways_in_stand_there_only_where_their_pages_do(folder: Folder) -> None:
    """No heading without a list behind it, and no link of the menu that leads nowhere."""
    folder.report()
    there = folder.tree()
    links = [str(node.attributes["href"]) for node in folder.page("index.html").css("a[href]")]

    assert ("By topic" in folder.told()) == ("topics/index.html" in there)
    assert ("By party and department" in folder.told()) == ("publishers/index.html" in there)
    assert [one for one in links if "://" not in one and not one.startswith(("#", "mailto:"))
            and one.partition("#")[0] not in there] == []  # fmt: skip


def test_places_of_the_former_front_are_there_still(folder: Folder) -> None:
    """What was watched, what needs a caveat, and what was seen for the first time were cited by these ids."""
    folder.report()

    for name in ("window", "troubled", "firsts"):
        assert folder.page("index.html").css_first(f"#{name}"), name
