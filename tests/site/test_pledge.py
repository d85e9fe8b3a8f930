"""Pages of pledges."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.claims.claim import Claim, Deadline
from tracker.config.decided import key
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict, NoteVerdict, ReleaseVerdict, ThreadVerdict
from tracker.desk.published import Published
from tracker.links.absence import Absence, Holding
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.site.evidence import at_words
from tracker.site.frame import Site
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


def _pages(found: Thread, site: Site, **more: Any) -> dict[str, LexborHTMLParser]:
    rules, told = more.pop("rules"), {"absences": {}, **more}
    made = pledge_pages(PledgeSet([found], as_of="1 Jun 2024", **told), site=site, rules=rules)
    return {one.address: LexborHTMLParser(one.content()) for one in made if one.address.startswith("pledges/")}


def _page(found: Thread, site: Site, **more: Any) -> LexborHTMLParser:
    return _pages(found, site, **more)[f"pledges/{found.id}.html"]


def _text(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_each_stage_says_what_it_states_and_nothing_of_the_rest(thread: Thread, site: Site, rules: Rules) -> None:
    """Verb, number, who is covered, by when, paid by: what is not stated is left away, not repeated."""
    page = _page(thread, site, rules=rules())

    assert _text(page, ".timeline h3") == ["seen 1 Jan 2024 · Owls", "seen 1 Mar 2024 · Owls"]
    assert [_text(stage, ".cells dd") for stage in page.css(".timeline > li")] == [  # type: ignore[arg-type]
        ["will build", "40", "owl boxes in every village", "by 2026"],
        ["aim to build", "60", "owl boxes in villages"],
    ]
    assert "not stated" not in page.html.lower()  # type: ignore[union-attr]


def test_stages_are_folded_below_what_changed(thread: Thread, site: Site, rules: Rules) -> None:
    """What changed comes first; each stage keeps its id, by which it was cited."""
    page = _page(thread, site, rules=rules())

    assert page.css_first("details.stages").attributes.get("open", "closed") == "closed"
    assert [one.attributes["id"] for one in page.css("details.stages .timeline > li")] == [
        claim.id for claim in thread.claims
    ]
    assert page.html.index('class="turns"') < page.html.index('class="timeline"')  # type: ignore[union-attr]


def test_a_turn_has_both_wordings_its_evidence_and_a_citation(thread: Thread, site: Site, rules: Rules) -> None:
    """Old and new words, where each stands, an address of its own, and a text to be copied."""
    site = replace(site, base="https://example.org/watch/")
    turn = _page(thread, site, rules=rules()).css_first(".turns > li")
    later = thread.claims[1].id

    assert turn.attributes["id"] == f"turn-{later}"
    assert "will → aim to" in turn.css_first(".said").text()
    assert [one.attributes["href"].split("#")[0] for one in turn.css(".words ~ p a, .pair a")] == [
        "../sources/plan/page/v1.html", "../sources/plan/page/v3.html"
    ]  # fmt: skip
    assert turn.css_first("pre").text() == (
        f"Owls, seen 1 Jan 2024: “{FIRST}” (The plan, plan@1); later Owls, seen 1 Mar 2024: “{THEN}” (The plan, plan@3). "
        f"https://example.org/watch/pledges/{thread.id}.html#{later}"
    )


@pytest.mark.parametrize(
    ("later", "marks"),
    [
        ("We aim to build 40 owl boxes in every village by 2026.", ["will", "aim to"]),
        ("Owl boxes, some of them, we aim to have one day, up to 60.", []),
    ],
)
def test_words_are_marked_only_where_most_are_shared(
    claim: Made, site: Site, rules: Rules, later: str, marks: list[str]
) -> None:
    """Marks all over two sentences hide what changed: those stand side by side."""
    one, two = claim(FIRST, 1), claim(later, 3, strength=2, words="aim to")
    verdict = LinkVerdict(earlier=one.id, later=two.id, relation="same", by="Ada")
    (found,) = rules(link=[verdict]).threads(threads([one, two], verdicts=[verdict]))

    page = _page(found, site, rules=rules())

    assert _text(page, ".turns :is(del, ins)") == marks
    assert bool(page.css(".pair")) is not bool(marks)


def test_why_a_stage_is_linked_stands_with_it(thread: Thread, site: Site, rules: Rules) -> None:
    """What it means in words, and who decided so."""
    stage = _page(thread, site, rules=rules()).css(".timeline > li")[1]

    assert "less firm wording: “will” → “aim to”" in stage.text()
    assert "Why it is linked: confirmed by a person: decided by Ada: the same boxes" in stage.text()


def test_evidence_leads_to_the_version_at_the_words(thread: Thread, site: Site, rules: Rules) -> None:
    """The link goes to the page of the version and to the sentence in it."""
    link = _page(thread, site, rules=rules()).css_first(".timeline a[href^='../sources']").attributes["href"]

    assert link == (
        "../sources/plan/page/v1.html#:~:text=We%20will%20build%2040%20owl,in%20every%20village%20by%202026."
    )


def test_signs_that_browsers_read_in_a_fragment_are_written_as_codes() -> None:
    """A dash, a comma and an ampersand belong to the words."""
    assert at_words("A well-kept, dear & free wood") == "#:~:text=A%20well%2Dkept%2C%20dear%20%26%20free%20wood"


def test_the_life_line_is_also_a_list_in_words(thread: Thread, site: Site, rules: Rules) -> None:
    """Pictures are hidden from who listens; the list beside them says the same, in time order."""
    figure = _page(thread, site, rules=rules()).css_first("figure.life")

    assert [" ".join(one.text().split()) for one in figure.css("ol li")] == [
        "seen 1 Jan 2024, Owls: will, owl boxes in every village, 40",
        "seen 1 Mar 2024, Owls: aim to, owl boxes in villages, up to 60",
    ]
    assert {one.attributes["aria-hidden"] for one in figure.css("figure > svg")} == {"true"}
    assert not figure.css("[style]")


def test_the_head_is_a_persons_or_a_quotation(thread: Thread, site: Site, rules: Rules) -> None:
    """Without a person's words: a quotation, whose it is, from when until when; no verb of ours."""
    summary = NoteVerdict(
        about=thread.id, kind="summary", text="More boxes, less firmly.\nSixty at most.", by="Ada", on=date(2024, 4, 1)
    )
    let = ReleaseVerdict(what=thread.id, decisions=(key(summary),), by="Ben")
    name = ThreadVerdict(thread=thread.id, name="Owl boxes", by="Ben")

    plain, told = (_page(thread, site, rules=rules(**more)) for more in ({}, {"note": [summary], "release": [let]}))
    named = _page(thread.model_copy(update={"name": "Owl boxes"}), site, rules=rules(thread=[name]))

    assert _text(plain, "h1, .lead") == [f"“{FIRST}”", "Owls, 1 Jan 2024 to 1 Mar 2024"]
    assert _text(told, "h1, .lead") == ["More boxes, less firmly.", "Sixty at most. Summary by Ada, 1 Apr 2024"]
    assert _text(named, "h1, main > .faint")[:2] == ["Owl boxes", "Headline by Ben"]


def test_the_piece_to_embed_says_what_where_from_and_as_of_when(thread: Thread, site: Site, rules: Rules) -> None:
    """Plain HTML without script, to be copied: it names keeper, address and edition."""
    site = replace(site, base="https://example.org/watch/", keeper="The Owlery")

    piece = LexborHTMLParser(_page(thread, site, rules=rules()).css("details.copied pre")[-1].text())

    address = f"https://example.org/watch/pledges/{thread.id}.html"
    assert [node.tag for node in piece.css("body *")] == [*("blockquote", "p", "br", "p", "br", "p", "small", "a")]
    assert piece.css_first("a").attributes == {"href": address}
    assert (
        f"As of 1 Jun 2024. From tracker, kept by The Owlery. {thread.id}, edition " in piece.css_first("small").text()
    )
    assert [FIRST in piece.text(), THEN in piece.text()] == [True, True]


def test_what_is_not_found_is_said_with_its_day(thread: Thread, site: Site, rules: Rules) -> None:
    """Never that it was dropped."""
    seen = datetime(2024, 6, 1, 5, tzinfo=UTC)
    holding = Holding(source="plan", document="page", version="plan@4", as_of=seen)
    page = _page(thread, site, rules=rules(), absences={thread.id: Absence(searched=(holding,))})

    assert page.css_first(".absence").text() == "Not found in this 1 source as of 1 Jun 2024: plan@4 (1 Jun 2024)."


def test_every_earlier_id_leads_on(thread: Thread, site: Site, rules: Rules) -> None:
    """A stage that was cited as a pledge of its own still has a page, with a plain link."""
    pages = _pages(thread, site, rules=rules())
    other = f"pledges/t-{thread.claims[1].id.removeprefix('c-')}.html"

    assert pages[other].css_first("main a").attributes["href"] == f"{thread.id}.html"
    assert pages[other].css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={thread.id}.html"


def test_a_suggestion_is_marked_as_one(claim: Made, site: Site, rules: Rules) -> None:
    """A likely link says that a machine suggested it and nobody checked."""
    one, two = claim(FIRST, 1), claim("We will build 40 owl boxes in every village.", 3)
    found = next(thread for thread in threads([one, two]) if len(thread.claims) == 2)

    stage = _page(found, site, rules=rules()).css(".timeline > li")[1]

    assert stage.css_first(".suggestion").text().startswith("Machine suggestion, not checked")


def test_of_a_source_that_may_not_be_handed_on_only_extracts_are_shown(
    thread: Thread, site: Site, rules: Rules
) -> None:
    """Also where its words are compared."""
    page = _page(thread, site, rules=rules(free=False, settings=Settings(extract_characters=20)))

    assert [one.text(strip=True) for one in page.css(".timeline blockquote")] == [
        "We will build 40…",
        "We aim to build up…",
    ]
    assert "villages" not in "".join(part.text() for part in page.css("h1, .life, .turns, .words, .copied"))


def test_words_of_the_web_stay_words(claim: Made, site: Site, rules: Rules, hostile_words: tuple[str, ...]) -> None:
    """No element, handler or address of the page comes from a claim, a name or a reason."""
    claims = [claim(f"We will plant 40 {one} trees.", 1 + at % 9, publisher=one, year=2000 + at)
              for at, one in enumerate(hostile_words)]  # fmt: skip
    links = [LinkVerdict(earlier=one.id, later=two.id, relation="same", by="<b>x", why="<img src=x onerror=y>")
             for one, two in pairwise(claims)]  # fmt: skip
    found = next(iter(rules(link=links).threads(threads(claims, verdicts=links))))
    known = "html head meta title link script body a header nav ul ol li main h1 h2 h3 p code dl dt dd div figure svg "
    known += "text path circle figcaption span details summary pre blockquote del ins footer"

    page = _page(found.model_copy(update={"name": hostile_words[0], "aliases": hostile_words}), site, rules=rules())

    assert {node.tag for node in page.css("*")} <= set(known.split())
    assert not [name for node in page.css("*") for name in node.attributes if name.startswith(("on", "style"))]
    assert all((node.attributes["href"] or "").startswith(("#", "../")) or (node.attributes["href"] or "").startswith("t-")
               for node in page.css("a"))  # fmt: skip


def test_the_same_threads_give_the_same_bytes_and_keys(thread: Thread, site: Site, rules: Rules) -> None:
    """A key that differs where the page does, and only there."""
    one, two = (list(pledge_pages(PledgeSet([thread], {}), site=site, rules=rules())) for _ in range(2))
    other = list(pledge_pages(PledgeSet([thread.model_copy(update={"name": "Boxes"})], {}), site=site, rules=rules()))

    assert [(page.address, page.key, page.content()) for page in one] == [
        (page.address, page.key, page.content()) for page in two
    ]
    named = f"pledges/{thread.id}.html"
    assert {page.key for page in one if page.address == named} != {page.key for page in other if page.address == named}
