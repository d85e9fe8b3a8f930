"""People of config/people.toml on the day of a document."""

from datetime import UTC, date, datetime

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.known import role_on
from tracker.config.person import People, Person, Publisher, Role
from tracker.extract import plain

PEOPLE = People(
    publisher=(Publisher(id="forward", name="Forward Party", type="party"),),
    person=(
        Person(
            name="Ada Holm",
            publisher="forward",
            roles=(
                Role(title="Shadow Secretary of State for Education", from_=date(2021, 1, 1), to=date(2024, 7, 4)),
                Role(title="Secretary of State for Education", from_=date(2024, 7, 5)),
            ),
        ),
    ),
)


def _claim(published: str | None) -> Claim:
    document = plain.read(
        "# News\n\nAda Holm has promised to open 40 hubs.\n",
        publisher="Classroom Post",
        publisher_type="press",
        published=published,
    )
    (claim,) = find_claims(document, people=PEOPLE)
    return claim


@pytest.mark.parametrize(
    ("published", "role", "actor"),
    [
        ("2023-05-01", "Shadow Secretary of State for Education", "Forward Party"),
        ("2025-05-01", "Secretary of State for Education", "DfE"),
        ("2019-05-01", None, "Forward Party"),
        (None, None, "Forward Party"),
    ],
)
def test_a_role_is_that_of_the_day(published: str | None, role: str | None, actor: str) -> None:
    """In opposition she binds her party, in office her department; without a date no role is guessed."""
    claim = _claim(published)

    assert (claim.speaker, claim.speaker_role, claim.actor) == ("Ada Holm", role, actor)


def test_a_surname_on_the_list_is_enough() -> None:
    """“Holm” alone is Ada Holm, because the list knows one."""
    document = plain.read(
        "# News\n\nHolm said she would open 40 hubs.\n", publisher="Classroom Post", publisher_type="press"
    )

    (claim,) = find_claims(document, people=PEOPLE)

    assert claim.speaker == "Ada Holm"


def test_the_role_is_that_of_the_day_on_which_it_was_said() -> None:
    """A page of 2023 that quotes her in office in 2024: the date of its first version tells nothing of these words."""
    shadow, office = "Shadow Secretary of State for Education", "Secretary of State for Education"
    before, after = datetime(2023, 10, 1, tzinfo=UTC), datetime(2024, 9, 1, tzinfo=UTC)

    assert role_on(PEOPLE, "Ada Holm", before, None) == shadow
    assert role_on(PEOPLE, "Ada Holm", after, shadow) == office
    assert role_on(PEOPLE, "Ben Moth", after, "Spokesman") == "Spokesman"
    assert role_on(PEOPLE, "Ada Holm", None, "Spokeswoman") == "Spokeswoman"
