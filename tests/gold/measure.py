"""How the claims and quotations found in the gold articles measure up; used by the tests here and scripts/quality.py."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.extract import plain
from tracker.extract.document import Document

FOLDER = Path(__file__).parent
COUNTED = frozenset({"pledge", "report"})
"""Kinds that count as pledges in labelled data (docs/design.md)."""

Label = dict[str, Any]
Found = tuple[Label, list[Claim]]


@dataclass(frozen=True)
class Article:
    """A document, its labelled sentences ("none" too), and every quotation in double marks with its speaker."""

    name: str
    held: bool
    document: Document
    labels: tuple[Label, ...]
    quotes: tuple[Label, ...]


def articles() -> tuple[Article, ...]:
    """Every article of this folder, by name."""
    return tuple(_article(path) for path in sorted(FOLDER.glob("*.toml")))


def _article(path: Path) -> Article:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    held, labels, quotes = table.pop("held", False), tuple(table.pop("sentence")), tuple(table.pop("quote", ()))
    document = plain.read(path.with_suffix(".md").read_text(encoding="utf-8"), **table)
    return Article(name=path.stem, held=held, document=document, labels=labels, quotes=quotes)


def digest() -> str:
    """SHA-256 over names and bytes of all articles and labels."""
    seen = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("*-*.md")]):
        seen.update(path.name.encode() + b"\x00" + path.read_bytes())
    return seen.hexdigest()


def measure(chosen: Iterable[Article]) -> dict[str, float]:
    """Every figure, shares to three digits; `n_…` counts what a share is of."""
    chosen = tuple(chosen)
    found = [pair for article in chosen for pair in matched(article)]
    return {"articles": len(chosen), **_claims(found), **_fields(found), **_quotes(chosen)}


def matched(article: Article) -> Iterator[Found]:
    """Each labelled sentence with the claims that touch it."""
    claims = [claim for claim in find_claims(article.document) if claim.is_claim]
    for label in article.labels:
        (sentence,) = (s for s in article.document.sentences if s.text.startswith(label["begins"]))
        yield label, [claim for claim in claims if claim.start < sentence.end and claim.end > sentence.start]


def _claims(found: list[Found]) -> dict[str, float]:
    meant = {at for at, (label, _) in enumerate(found) if label["claim"] != "none"}
    got = {at for at, (_, claims) in enumerate(found) if claims}
    pledged = {at for at, (label, _) in enumerate(found) if label["claim"] in COUNTED}
    taken = {at for at, (_, claims) in enumerate(found) if any(claim.kind in COUNTED for claim in claims)}
    return {
        "sentences": len(found),
        "n_claims": len(meant),
        "n_found": len(got),
        "precision": _share(len(meant & got), len(got)),
        "recall": _share(len(meant & got), len(meant)),
        "pledge_precision": _share(len(pledged & taken), len(taken)),
        "pledge_recall": _share(len(pledged & taken), len(pledged)),
        "kind": _share(sum(kind_right(label, claims) for label, claims in found), len(found)),
    }


def kind_right(label: Label, claims: list[Claim]) -> bool:
    """Whether one of the claims is of the labelled kind, or there is none where there should be none."""
    return not claims if label["claim"] == "none" else any(claim.kind == label["claim"] for claim in claims)


FIELDS = ("speaker", "actor", "strength", "polarity", "deadline", "quantities")


def _fields(found: list[Found]) -> dict[str, float]:
    """Of the found claims whose label tells the field: the share that has it right."""
    figures: dict[str, float] = {}
    for field in FIELDS:
        told = [(label, claims) for label, claims in found if label["claim"] != "none" and claims and field in label]
        figures[f"n_{field}"] = len(told)
        figures[field] = _share(sum(field_right(field, label, claims) for label, claims in told), len(told))
    return figures


def field_right(field: str, label: Label, claims: list[Claim]) -> bool:
    """Whether some claim of the sentence has the labelled value; quantities are compared over all of them."""
    if field == "quantities":
        return sorted(one.text for claim in claims for one in claim.quantities) == sorted(label[field])
    if field == "deadline":
        return any(label[field] in [one.text for one in claim.when] for claim in claims)
    return any(getattr(claim, field) == label[field] for claim in claims)


def _quotes(chosen: tuple[Article, ...]) -> dict[str, float]:
    meant: dict[tuple[str, int, int], str | None] = {}
    found: dict[tuple[str, int, int], str | None] = {}
    for article in chosen:
        for label in article.quotes:
            start, end = _place(article.document.text, label["text"])
            meant[article.name, start, end] = label.get("speaker")
        for quote in find_quotes(article.document):
            if quote.direct and quote.text.startswith("“"):
                found[article.name, quote.start, quote.end] = quote.speaker
    hits = [key for key in meant if key in found]
    return {
        "n_quotes": len(meant),
        "quote_precision": _share(len(hits), len(found)),
        "quote_recall": _share(len(hits), len(meant)),
        "quote_speaker": _share(sum(found[key] == meant[key] for key in hits), len(hits)),
    }


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand; in `document.text` each sentence has a line, and a block quote's begin with “> ”."""
    pattern = r"\s(?:> )?".join(map(re.escape, words.split()))
    (match,) = re.finditer(pattern, text)
    return match.span()


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0
