"""One programme under several names."""

import pytest

from tracker.config.verdict import Alias
from tracker.links.names import Names

TEAMS = ("regional reading squads", "book brigades", "READ", "READ teams")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Labour’s “book-brigades” will start in May", ["book-brigades"]),
        ("A book  brigade came", ["book  brigade"]),
        ("The READ teams and READ", ["READ teams", "READ"]),
        ("Pupils read books; brigades of readers", []),
        ("REGIONAL READING SQUADS", ["REGIONAL READING SQUADS"]),
        ("scrapbook brigades", []),
        ("BOOK-BRIGADE", ["BOOK-BRIGADE"]),
    ],
)
def test_names_are_found(text: str, surfaces: list[str]) -> None:
    """Phrases match whole words in any case, the longest first; a name in capitals matches capitals alone."""
    names = Names.of([TEAMS])

    found = names.found(text)

    assert [naming.surface for naming in found] == surfaces
    assert {naming.canonical for naming in found} <= {TEAMS[0]}


def test_acronyms_are_mined() -> None:
    """What one text explains holds for all; an acronym explained in two ways stands for neither."""
    texts = ["The School Roof Fund (SRF) opens", "Safe Routes First (SRF) opens", "Early Language Plan (ELP) grows"]

    names = Names.of(texts=texts)

    assert names.canonicals("ELP money") == {"Early Language Plan"}
    assert not names.canonicals("SRF money")


def test_groups_with_a_common_name_are_one() -> None:
    """Two declarations that share a name make one group, and a withdrawn one makes none."""
    withdrawn = Alias(by="Ada", names=("book brigades", "swim corps"), withdrawn=True)

    names = Names.of([("a plan", "b plan"), TEAMS, ("b plan", "c plan"), withdrawn])

    assert names.groups == (("a plan", "b plan", "c plan"), TEAMS)


def test_a_name_adds_the_canonical_stems() -> None:
    """Both texts get the stems of the first name and share the programme itself."""
    names = Names.of([TEAMS])

    one, other = names.terms("Book brigades arrive."), names.terms("READ teams will arrive.")

    assert {"region", "squad"} <= one.stems & other.stems
    assert f"={TEAMS[0]}" in one.stems & other.stems
