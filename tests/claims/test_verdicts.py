"""What a person says about claims holds over what was read."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.place import placed
from tracker.claims.verdicts import added, concerns, mended
from tracker.config.verdict import ClaimVerdict
from tracker.extract.document import Document

Read = Callable[[str], Document]
MISSED = "40 hubs for bats by 2027"
TEXT = f"We will open 12 owl hubs in every town. More good news: {MISSED}. The wood will be dark."


def said(does: str, words: str, **more: object) -> ClaimVerdict:
    """A verdict of Ada's on a claim of source ld."""
    return ClaimVerdict.model_validate({"does": does, "words": words, "at": "ld@1", "by": "Ada", **more})


def claims_of(document: Document, *verdicts: ClaimVerdict) -> tuple[Claim, ...]:
    """What is found in it, with the verdicts."""
    return mended(placed(added(document, find_claims(document), verdicts), source="ld", document="page"), verdicts)


def test_a_missed_claim_is_added_by_its_words(party: Read) -> None:
    """A claim that the rules missed stands at its place in the document, with its amounts and who decided its kind."""
    document = party(TEXT)

    claims = claims_of(document, said("add", MISSED, kind="aspiration", speaker="Bat Person"))

    (claim,) = [one for one in claims if one.text == MISSED]
    assert document.text[claim.start : claim.end] == MISSED
    assert (claim.kind, claim.speaker, claim.actor) == ("aspiration", "Bat Person", "Liberal Democrats")
    assert [quantity.text for quantity in claim.quantities] == ["40"]
    assert claim.deadline is not None
    assert [one.start for one in claims] == sorted(one.start for one in claims)


def test_words_that_are_not_there_add_nothing(party: Read) -> None:
    """A version without the words has no such claim; a claim that was found is not added twice."""
    document = party(TEXT)
    found = find_claims(document)

    assert added(document, found, [said("add", "90 hubs for bats"), said("add", found[0].text)]) == found


def test_a_non_claim_is_dropped(party: Read) -> None:
    """What a person calls no claim is gone, by its id or by its words after another reading; others stay."""
    claims = claims_of(party(TEXT))
    first = claims[0]
    rest = tuple(one for one in claims if one.id != first.id)

    assert claims_of(party(TEXT), said("drop", first.text, claim=first.id)) == rest
    assert claims_of(party(TEXT), said("drop", first.text.rstrip("."), claim="c-abcdefgh23")) == rest
    assert claims_of(party(TEXT), said("drop", first.text, withdrawn=True)) == claims


def test_a_claim_is_set_right(party: Read) -> None:
    """Speaker, actor, kind and day as a person says; the later of two verdicts has the last word."""
    first = claims_of(party(TEXT))[0]

    claim = claims_of(
        party(TEXT),
        said("fix", first.text, claim=first.id, speaker="Ed", on=date(2026, 2, 2)),
        said("fix", first.text, claim=first.id, speaker="Ann", actor="Bats", kind="report", published=date(2023, 7, 6)),
    )[0]

    assert (claim.speaker, claim.actor, claim.kind, claim.id) == ("Ed", "Bats", "report", first.id)
    assert claim.place is not None
    assert (claim.place.published, claim.place.precision) == (datetime(2023, 7, 5, 23, tzinfo=UTC), "day")


def test_a_verdict_belongs_to_its_document() -> None:
    """A verdict at ld@1 is about the only document of ld, one at ld/a-1@2 about that one."""
    assert concerns(said("drop", "x"), "ld", "page")
    assert not concerns(said("drop", "x"), "ld", "a-1")
    assert concerns(said("drop", "x", at="ld/a-1@2"), "ld", "a-1")
