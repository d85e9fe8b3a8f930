"""Who somebody is, and whether he can commit party or state."""

from collections.abc import Callable

import pytest

from tracker.claims.people import Cast, mentioned_in, standing_of
from tracker.config.person import People, Person
from tracker.extract.document import Document

Reader = Callable[[str], Document]

STANDINGS = [
    ("education secretary", "official"),
    ("the shadow schools minister", "official"),
    ("the party’s leader", "official"),
    ("a spokesperson for the trust", "outsider"),
    ("the union’s general secretary", "outsider"),
    ("former education secretary", "outsider"),
    ("a headteacher in Leeds", "outsider"),
    ("a passer-by", "unknown"),
]


@pytest.mark.parametrize(("words", "expected"), STANDINGS)
def test_offices_are_told_from_outsiders(words: str, expected: str) -> None:
    """Who holds no office, or no longer holds it, cannot commit anybody."""
    standing = standing_of(words)

    assert standing == expected


def test_the_party_is_the_one_named_last(press: Reader) -> None:
    """“The party” after Labour was named is Labour."""
    cast = Cast(press("Nothing here."))
    cast.meet(mentioned_in("The Conservatives disagree with Labour on this."))

    speaker = cast.who("The party")

    assert (speaker.name, speaker.standing, speaker.body) == ("Labour", "official", "Labour")


def test_a_role_beside_the_name_makes_an_official(press: Reader) -> None:
    """A person unknown to the lists is official by the office the document gives."""
    cast = Cast(press("Jo Marsh, the shadow schools minister, spoke. The head, Al Reid, listened."))

    assert cast.who("Marsh").standing == "official"
    assert cast.who("Jo Marsh").name == "Jo Marsh"
    assert cast.who("Al Reid").standing != "official"


def test_an_unknown_phrase_stays_as_it_stands(press: Reader) -> None:
    """What is neither person nor body keeps its words, without the article."""
    cast = Cast(press("Nothing here."))

    speaker = cast.who("the sector experts")

    assert (speaker.name, speaker.standing) == ("sector experts", "outsider")


def test_a_name_after_its_body_is_the_name_alone(press: Reader) -> None:
    """“The Nursery Union’s Daniel Holm” is Daniel Holm."""
    cast = Cast(press("The Nursery Union’s Daniel Holm disagreed."))

    assert cast.who("the Nursery Union’s Daniel Holm").name == "Daniel Holm"


def test_what_a_minister_has_done_is_not_what_she_is(press: Reader) -> None:
    """“Ada Lund, has apologised to parents” makes no parent of the education secretary."""
    cast = Cast(press("The education secretary, Ada Lund, has apologised to parents."))

    lund = cast.who("Lund")

    assert (lund.name, lund.standing, lund.body) == ("Ada Lund", "official", "DfE")


@pytest.mark.parametrize(
    ("office", "body"),
    [("The schools minister", "DfE"), ("The Welsh education minister", None), ("The chief inspector", "Ofsted")],
)
def test_an_office_speaks_for_its_own_body(press: Reader, office: str, body: str | None) -> None:
    """Whatever body was named last; a minister in Cardiff does not speak for the DfE."""
    cast = Cast(press(f"{office}, Ada Lund, spoke."))

    assert cast.who("Lund").body == body


def test_a_surname_that_two_share_names_neither(press: Reader) -> None:
    """An attribution that only one of them could have made is not guessed."""
    people = People(
        person=(
            Person(name="Ada Holm", publisher=None),
            Person(name="Ben Holm", publisher=None),
            Person(name="Cy Rudd"),
        )
    )
    cast = Cast(press("# News\n\nMr Holm and Mr Rudd met."), people)

    assert cast.who("Rudd").name == "Cy Rudd"
    assert cast.who("Holm").name == "Holm"
