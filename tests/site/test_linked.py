"""Claims as JSON-LD."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import LinkVerdict, Verdicts
from tracker.config.watches import Watches
from tracker.desk.published import Published
from tracker.extract.dates import moment
from tracker.links.thread import threads
from tracker.site.linked import claims, pledge

FIRST = "We will teach every pupil to swim before the age of eleven."
SECOND = "We aim to teach every pupil to swim before the age of twelve."
BASE = "https://example.org/watch"


def claim(text: str, source: str, *, version: int = 1, month: int = 1, speaker: str | None = None) -> Claim:
    """A claim in a version of a page, published on 5 May 2026."""
    at, precision = moment(date(2026, 5, 5))
    place = Place(
        source=source, document="page", version=f"{source}@{version}", publisher="wood", published=at, title="A plan",
        precision=precision, first_seen=datetime(2026, month, 1, tzinfo=UTC), url="https://example.org/plan?a=1&b=2",
    )  # fmt: skip
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4, place=place,
        speaker=speaker,
    )  # fmt: skip


ONE, TWO = claim(FIRST, "one", speaker="Ada Elm", month=2), claim(SECOND, "two", month=3)
OTHER = claim("We will build a pool in every town.", "one")
PEOPLE = {
    "publisher": ({"id": "wood", "name": "The Wood", "type": "party", "names": ("the party",)},),
    "person": ({"name": "Ada Elm", "names": ("Dame Ada Elm",)},),
}


def rules(*, suggestions: bool = False) -> Published:
    """The rules where a person joined two claims and the manifesto is free."""
    told = {"publisher": "wood", "publisher_type": "party", "kind": "html", "url": "https://example.org/"}
    same = LinkVerdict(by="Ada", earlier=ONE.id, later=TWO.id, relation="same")
    config = Config(
        sources=(HtmlSource.model_validate({"id": "one", "licence": "OGL-UK-3.0", "evidence": "manifesto", **told}),),
        settings=Settings(), people=People.model_validate(PEOPLE), verdicts=Verdicts(link=(same,)), watches=Watches(),
    )  # fmt: skip
    return Published.of(config, suggestions=suggestions)


def test_a_confirmed_claim_is_a_claim_of_schema_org() -> None:
    """Who said it in which work, where that stands and is archived, and under which licence."""
    (one, _) = claims([ONE, TWO], rules(), base=BASE)["@graph"]

    work = {
        "@type": "Report",
        "url": "https://example.org/plan?a=1&b=2",
        "name": "A plan",
        "identifier": "one@1",
        "datePublished": "2026-05-05",
        "publisher": {"@type": "Organization", "name": "The Wood"},
        "archivedAt": "https://example.org/watch/sources/one/page/v1.html",
        "creditText": "The Wood, OGL-UK-3.0",
    }
    assert one == {
        "@type": "Claim",
        "@id": f"https://example.org/watch/data/claims.jsonld#{ONE.id}",
        "identifier": ONE.id,
        "text": FIRST,
        "inLanguage": "en-GB",
        "author": {"@type": "Person", "name": "Ada Elm"},
        "datePublished": "2026-05-05",
        "firstAppearance": work,
        "appearance": [work],
    }


def test_only_confirmed_claims_are_told_and_no_verdict_on_them() -> None:
    """Not even where the site shows suggestions; and nobody rates a pledge here."""
    for mine in (rules(), rules(suggestions=True)):
        told = claims([ONE, OTHER, TWO], mine)

        assert [one["identifier"] for one in told["@graph"]] == [ONE.id, TWO.id]
        assert "ating" not in json.dumps(told)
        assert "ClaimReview" not in json.dumps(told)


def test_a_claim_that_stands_in_several_versions_is_told_once() -> None:
    """With each of them, the first one first, in whatever order they are given."""
    later = claim(FIRST, "one", version=4, month=9)
    older = claim(FIRST, "one", version=5, month=1)

    (told, _) = claims([later, ONE, older, TWO], rules())["@graph"]

    assert [one["identifier"] for one in told["appearance"]] == ["one@5", "one@1", "one@4"]
    assert told["firstAppearance"]["identifier"] == "one@5"
    assert claims([older, TWO, later, ONE], rules())["@graph"][0] == told


def test_without_a_site_ids_are_uuids() -> None:
    """And nothing is said of where the version is archived."""
    (one, _) = claims([ONE, TWO], rules())["@graph"]

    assert one["@id"].startswith("urn:uuid:")
    assert "archivedAt" not in one["firstAppearance"]


@pytest.mark.parametrize(
    ("speaker", "author"),
    [
        ("Dame Ada Elm", {"@type": "Person", "name": "Ada Elm"}),
        ("the party", {"@type": "Organization", "name": "The Wood"}),
        ("a spokesperson", "a spokesperson"),
        (None, None),
    ],
)
def test_an_author_is_what_is_known_of_the_speaker(speaker: str | None, author: Any) -> None:
    """A name that nobody declared is a name, of a person or of a body."""
    said = claim(FIRST, "one", speaker=speaker)

    assert claims([said, TWO], rules())["@graph"][0].get("author") == author


def test_a_pledge_lists_its_stages_in_their_order() -> None:
    """By the ids under which the claims are known."""
    (thread,) = rules().threads(threads([ONE, TWO], verdicts=rules().config.verdicts))

    listed, first, second = pledge(thread, [ONE, TWO], rules(), base=BASE)["@graph"]

    assert listed["@id"] == f"https://example.org/watch/pledges/{thread.id}.html"
    assert [item["item"]["@id"] for item in listed["itemListElement"]] == [first["@id"], second["@id"]]
    assert [first["identifier"], second["identifier"]] == [ONE.id, TWO.id]


def test_what_was_corrected_is_told() -> None:
    """Of a claim as schema.org's `correction`; of a pledge, which is a list there, as its description; else neither."""
    (thread,) = rules().threads(threads([ONE, TWO], verdicts=rules().config.verdicts))
    wrong = {ONE.id: ["Corrected on 1 Jun: the amount."], thread.id: ["Corrected: the name."]}

    def said(*names: str) -> list[str]:
        return [told for name in names for told in wrong.get(name, [])]

    listed, first, second = pledge(thread, [ONE, TWO], rules(), said)["@graph"]

    assert (listed["description"], first["correction"]) == ("Corrected: the name.", ["Corrected on 1 Jun: the amount."])
    assert "correction" not in second
    assert claims([ONE, TWO], rules(), said)["@graph"][0]["correction"] == first["correction"]
    assert "description" not in pledge(thread, [ONE, TWO], rules())["@graph"][0]


def test_a_source_that_allows_no_copies_is_an_extract_here_too() -> None:
    """The second source is not declared any more."""
    long = TWO.model_copy(update={"text": f"{SECOND[:-1]}{' and to dive' * 40}."})
    told = claims([long.model_copy(update={"id": TWO.id}), ONE], Published.of(rules().config))

    assert all(" and to dive" * 20 not in one["text"] for one in told["@graph"])
