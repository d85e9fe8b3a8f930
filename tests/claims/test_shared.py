"""How the rules do on the shared data, where it lies beside the checkout; nothing of it is copied."""

import json
from typing import Any

import pytest
from shareddata import ARTICLE, SHARED

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.extract import plain
from tracker.extract.document import Document

KINDS = {"news": "press", "party": "party", "dfe": "department", "parliament": "parliament"}
PUBLISHERS = {"press": "Newspaper", "party": "Labour", "department": "DfE", "parliament": "Parliament"}

pytestmark = pytest.mark.shared_data(ARTICLE, "data/claim-labels.json", "data/seed-labels.json")


def _labels(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "data" / name).read_text(encoding="utf-8"))
    return found


def _seed() -> Document:
    text = (SHARED / ARTICLE).read_text(encoding="utf-8")
    return plain.read(text, publisher="Schools Week", publisher_type="press")


def _alone(label: dict[str, Any]) -> Document:
    kind = KINDS[label["kind"]]
    return plain.read(f"# News\n\n{label['sentence']}\n", publisher=PUBLISHERS[kind], publisher_type=kind)


def test_labelled_sentences_read_alone_keep_their_floor() -> None:
    """Pledges (reports counted) by sentence: precision at least .95, recall at least .80 on the 107 labels."""
    labels = _labels("claim-labels.json")

    found = [any(claim.kind in {"pledge", "report"} for claim in find_claims(_alone(label))) for label in labels]

    hits = sum(got and label["is_pledge"] for got, label in zip(found, labels, strict=True))
    assert hits / sum(found) >= 0.95
    assert hits / sum(label["is_pledge"] for label in labels) >= 0.80


def test_labelled_sentences_keep_their_floor_when_nobody_says_who_published_them() -> None:
    """The same floors, read as bare text: docs/claims.md tells the figures by type."""
    labels = _labels("claim-labels.json")

    found = [any(c.kind in {"pledge", "report"} for c in find_claims(plain.read(one["sentence"]))) for one in labels]

    hits = sum(got and label["is_pledge"] for got, label in zip(found, labels, strict=True))
    assert hits / sum(found) >= 0.95
    assert hits / sum(label["is_pledge"] for label in labels) >= 0.80


def test_the_seed_article_gets_its_labels_right() -> None:
    """At least 26 of the 27 labelled sentences hold a claim exactly where the label says so."""
    labels, document = _labels("seed-labels.json"), _seed()

    claims = [" ".join(claim.text.split()) for claim in find_claims(document)]

    right = [any(c in " ".join(one["sentence"].split()) for c in claims) == one["is_claim"] for one in labels]
    assert sum(right) >= 26


def test_the_pledge_of_the_seed_has_its_speaker_and_nothing_comes_from_the_furniture() -> None:
    """The teams are pledged by the leader for the party, and no claim stands below the article."""
    document = _seed()

    claims = find_claims(document)

    first = claims[0]
    assert (first.kind, first.speaker, first.actor, first.strength) == ("pledge", "Keir Starmer", "Labour", 5)
    assert "regional improvement teams" in first.text
    assert max(claim.end for claim in claims) < document.text.index("first-aid approach", first.end)


def test_the_quotations_of_the_seed_have_their_speakers() -> None:
    """Of the 18 quotations in double marks all but the one without a cue have the speaker the article gives."""
    document = _seed()

    direct = [quote for quote in find_quotes(document) if quote.direct and quote.text.startswith("“")]

    speakers = [quote.speaker for quote in direct]
    assert len(direct) == 18
    assert speakers.count("Sir David Carter") == 4
    assert speakers.count("Steve Rollett") == 4
    assert speakers.count("Anne-Marie Canning") == 4
    assert speakers.count(None) == 1
