"""The gold corpus: articles written and labelled by the authors, and how the claims found in them measure up."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class _Article:
    """A document and, for each labelled sentence, how it begins, the kind of claim ("none" too) and the speaker."""

    name: str
    document: Document
    labels: tuple[dict[str, str], ...]


@pytest.mark.parametrize("figure", ["sentences", "precision", "recall", "kind", "speaker"])
def test_the_gold_scores_do_not_sink(figure: str) -> None:
    """Each figure is at least what floors.json pins."""
    pinned = _floors()

    reached = _measure()

    assert reached[figure] >= float(pinned[figure]), f"{figure} sank; the figures now: {reached}"


def test_the_corpus_is_the_one_the_floors_were_measured_on() -> None:
    """Who changes an article or a label measures anew and says so."""
    pinned = _floors()

    now = _digest()

    assert now == pinned["digest"], "the gold corpus changed: measure again and set floors.json"


def _articles() -> Iterator[_Article]:
    """Every article of this folder, by name."""
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        labels = tuple(table.pop("sentence"))
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        yield _Article(name=path.stem, document=plain.read(text, **table), labels=labels)


def _digest() -> str:
    """SHA-256 over names and bytes of all articles and labels."""
    seen = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("*-*.md")]):
        seen.update(path.name.encode() + b"\x00" + path.read_bytes())
    return seen.hexdigest()


def _floors() -> dict[str, float | str]:
    """What is pinned."""
    pinned: dict[str, float | str] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    return pinned


def _measure() -> dict[str, float]:
    """Precision and recall of claims by sentence, shares of right kinds and of right speakers, each to three digits."""
    found = [(label, claims) for article in _articles() for label, claims in _matched(article)]
    meant = [(label, claims) for label, claims in found if label["claim"] != "none"]
    hits = [(label, claims) for label, claims in meant if claims]
    told = [(label, claims) for label, claims in hits if "speaker" in label]
    return {
        "sentences": len(found),
        "precision": round(len(hits) / sum(bool(claims) for _, claims in found), 3),
        "recall": round(len(hits) / len(meant), 3),
        "kind": round(sum(_kind_right(label, claims) for label, claims in found) / len(found), 3),
        "speaker": round(
            sum(any(c.speaker == label["speaker"] for c in claims) for label, claims in told) / len(told), 3
        ),
    }


def _matched(article: _Article) -> Iterator[tuple[dict[str, str], list[Claim]]]:
    claims = find_claims(article.document)
    for label in article.labels:
        (sentence,) = (s for s in article.document.sentences if s.text.startswith(label["begins"]))
        yield label, [claim for claim in claims if claim.start < sentence.end and claim.end > sentence.start]


def _kind_right(label: dict[str, str], claims: list[Claim]) -> bool:
    return not claims if label["claim"] == "none" else any(claim.kind == label["claim"] for claim in claims)
