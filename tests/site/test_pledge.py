"""Pages of pledges."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.claims.claim import Claim, Deadline
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict
from tracker.desk.published import Published
from tracker.links.absence import Absence, Holding
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.site.evidence import at_words
from tracker.site.pledge import PledgeSet, pledge_pages

Made = Callable[..., Claim]
Rules = Callable[..., Published]
FIRST = "We will build 40 owl boxes in every village by 2026."
THEN = "We aim to build up to 60 owl boxes in villages."


@pytest.fixture
def thread(claim: Made, rules: Rules) -> Thread:
    """Two stages that a person confirmed."""
    by = Deadline(text="by 2026", start=44, end=51)
    one, two = claim(FIRST, 1).model_copy(update={"deadline": by}), claim(THEN, 3, strength=2, words="aim to")
    verdict = LinkVerdict(earlier=one.id, later=two.id, relation="same", by="Ada", why="the same boxes")
    (found,) = rules(link=[verdict]).threads(threads([one, two], verdicts=[verdict]))
    return found


def _pages(found: Thread, site: SimpleNamespace, **more: Any) -> dict[str, LexborHTMLParser]:
    absences, rules = more.pop("absences", {}), more["rules"]
    made = pledge_pages(PledgeSet([found], absences), site=site, rules=rules)
    return {one.address: LexborHTMLParser(one.content()) for one in made}


def _page(found: Thread, site: SimpleNamespace, **more: Any) -> LexborHTMLParser:
    return _pages(found, site, **more)[f"pledges/{found.id}.html"]


def test_each_stage_is_a_line_with_its_blanks_shown(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """When, who, verb, number, who is covered, by when, paid by; what is not said is said not to be."""
    rows = _page(thread, site, rules=rules()).css("table.stages tbody tr")

    cells = [[cell.text(strip=True) for cell in row.css("th, td")] for row in rows]
    assert cells == [
        [
            "seen 1 Jan 2024",
            "Owls",
            "will build",
            "40",
            "owl boxes in every village",
            "by 2026",
            "not stated",
            "plan@1",
        ],
        [
            "seen 1 Mar 2024",
            "Owls",
            "aim to build",
            "60",
            "owl boxes in villages",
            "not stated",
            "not stated",
            "plan@3",
        ],
    ]


def test_the_later_wording_is_marked_against_the_one_it_follows(
    thread: Thread, site: SimpleNamespace, rules: Rules
) -> None:
    """Old words struck out, new ones underlined, what it means in words, and why the two are linked."""
    stage = _page(thread, site, rules=rules()).css(".timeline > li")[1]

    assert [one.text() for one in stage.css("del")] == ["will", "40", "every village by 2026"]
    assert [one.text() for one in stage.css("ins")] == ["aim to", "up to 60", "villages"]
    assert "less firm wording: “will” → “aim to”" in stage.text()
    assert "Why it is linked: confirmed by a person: decided by Ada: the same boxes" in stage.text()


def test_evidence_leads_to_the_version_at_the_words(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """The link goes to the page of the version and to the sentence in it."""
    link = _page(thread, site, rules=rules()).css_first("table.stages a[href^='../sources']").attributes["href"]

    assert link == (
        "../sources/plan/page/v1.html#:~:text=We%20will%20build%2040%20owl,in%20every%20village%20by%202026."
    )


def test_signs_that_browsers_read_in_a_fragment_are_written_as_codes() -> None:
    """A dash, a comma and an ampersand belong to the words."""
    assert at_words("A well-kept, dear & free wood") == "#:~:text=A%20well%2Dkept%2C%20dear%20%26%20free%20wood"


def test_the_picture_says_in_words_what_it_shows(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """Firmness and number of each stage stand in its description."""
    picture = _page(thread, site, rules=rules()).css_first("figure svg")

    assert picture.attributes["role"] == "img"
    assert picture.css_first("desc").text() == (
        "Firmness: seen 1 Jan 2024, Owls: 4 of 6, seen 1 Mar 2024, Owls: 2 of 6; "
        "Number: seen 1 Jan 2024, Owls: 40, seen 1 Mar 2024, Owls: up to 60."
    )
    assert not picture.css("[style]")


def test_what_is_not_found_is_said_with_its_day(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """Never that it was dropped."""
    seen = datetime(2024, 6, 1, 5, tzinfo=UTC)
    holding = Holding(source="plan", document="page", version="plan@4", as_of=seen)
    page = _page(thread, site, rules=rules(), absences={thread.id: Absence(searched=(holding,))})

    assert page.css_first(".absence").text() == "Not found in this 1 source as of 1 Jun 2024: plan@4 (1 Jun 2024)."


def test_every_earlier_id_leads_on(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """A stage that was cited as a pledge of its own still has a page, with a plain link."""
    pages = _pages(thread, site, rules=rules())
    other = f"pledges/t-{thread.claims[1].id.removeprefix('c-')}.html"

    assert pages[other].css_first("main a").attributes["href"] == f"{thread.id}.html"
    assert pages[other].css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={thread.id}.html"


def test_a_suggestion_is_marked_as_one(claim: Made, site: SimpleNamespace, rules: Rules) -> None:
    """A likely link says that a machine suggested it and nobody checked."""
    one, two = claim(FIRST, 1), claim("We will build 40 owl boxes in every village.", 3)
    found = next(thread for thread in threads([one, two]) if len(thread.claims) == 2)

    stage = _page(found, site, rules=rules()).css(".timeline > li")[1]

    assert stage.css_first(".suggestion").text().startswith("Machine suggestion, not checked")


def test_of_a_source_that_may_not_be_handed_on_only_extracts_are_shown(
    thread: Thread, site: SimpleNamespace, rules: Rules
) -> None:
    """Also where its words are compared."""
    page = _page(thread, site, rules=rules(free=False, settings=Settings(extract_characters=20)))

    assert [one.text(strip=True) for one in page.css("blockquote")] == ["We will build 40…", "We aim to build up…"]
    assert "villages" not in page.css(".words")[0].text()


def test_words_of_the_web_stay_words(
    claim: Made, site: SimpleNamespace, rules: Rules, hostile_words: tuple[str, ...]
) -> None:
    """No element, handler or address of the page comes from a claim, a name or a reason."""
    claims = [claim(f"We will plant 40 {one} trees.", 1 + at % 9, publisher=one, year=2000 + at)
              for at, one in enumerate(hostile_words)]  # fmt: skip
    links = [LinkVerdict(earlier=one.id, later=two.id, relation="same", by="<b>x", why="<img src=x onerror=y>")
             for one, two in pairwise(claims)]  # fmt: skip
    found = next(iter(rules(link=links).threads(threads(claims, verdicts=links))))
    known = "html head meta title link script body a header nav ul ol li main h1 h2 h3 p code dl dt dd div figure svg "
    known += "desc text path circle figcaption span table thead tbody tr th td blockquote del ins footer"

    page = _page(found.model_copy(update={"name": hostile_words[0], "aliases": hostile_words}), site, rules=rules())

    assert {node.tag for node in page.css("*")} <= set(known.split())
    assert not [name for node in page.css("*") for name in node.attributes if name.startswith(("on", "style"))]
    assert all((node.attributes["href"] or "").startswith(("#", "../")) or (node.attributes["href"] or "").startswith("t-")
               for node in page.css("a"))  # fmt: skip


def test_the_same_threads_give_the_same_bytes_and_keys(thread: Thread, site: SimpleNamespace, rules: Rules) -> None:
    """A key that differs where the page does, and only there."""
    one, two = (list(pledge_pages(PledgeSet([thread], {}), site=site, rules=rules())) for _ in range(2))
    other = list(pledge_pages(PledgeSet([thread.model_copy(update={"name": "Boxes"})], {}), site=site, rules=rules()))

    assert [(page.address, page.key, page.content()) for page in one] == [
        (page.address, page.key, page.content()) for page in two
    ]
    assert one[1].key != other[1].key
