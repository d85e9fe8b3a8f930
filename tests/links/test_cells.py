"""A stage as one line of a table, and the three figures of a thread."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim
from tracker.links.cells import cells, main_unit
from tracker.links.figures import Figures, figures
from tracker.links.link import Thread

Make = Callable[..., Claim]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will hire 900 new tutors in rural areas.", ("will hire", "900", "new tutors in rural areas", "")),
        (
            "Music for every primary pupil, paid for by a levy on bells.",
            ("Music", "", "every primary pupil", "paid for by a levy on bells"),
        ),
        ("We aim to mend roofs of old schools.", ("aim to mend", "", "old schools", "")),
        ("We will open clubs, at a cost of £3 million.", ("will open", "£3 million", "", "at a cost of £3 million")),
        ("Owls.", ("Owls", "", "", "")),
    ],
)
def test_the_cells_of_a_stage(claim: Make, text: str, expected: tuple[str, ...]) -> None:
    """Verb, number, who is covered and who pays, in the stage's own words; blank where it does not say."""
    found = cells(claim(text))

    assert (found.verb, found.number, found.covered, found.paid) == expected


def staged(claims: list[Claim]) -> Thread:
    """A thread of these claims; its links do not matter here."""
    return Thread(id="t-aaaaaaaaaa", name=None, claims=tuple(claims), links=())


def of(made: Claim, kind: str, publisher_type: str) -> Claim:
    """The claim as one of that kind by such a publisher."""
    assert made.place is not None
    place = made.place.model_copy(update={"publisher_type": publisher_type})
    return made.model_copy(update={"kind": kind, "place": place})


def test_three_figures_apart(claim: Make) -> None:
    """Promised by the party, announced by the department, claimed as delivered: each by itself, with the whole."""
    found = figures(
        staged(
            [
                of(claim("We will open clubs in 17,000 schools for £9m."), "pledge", "party"),
                of(claim("The first 750 schools of about 17,000 will open clubs in April."), "pledge", "department"),
                of(claim("Clubs have opened in more than 700 schools."), "delivery", "department"),
            ]
        )
    )

    assert found.promised is not None
    assert found.announced is not None
    assert found.delivered is not None
    assert (found.promised.text, found.promised.of) == ("17,000", None)
    assert (found.announced.text, found.announced.of) == ("750", "17,000")
    assert found.delivered.text == "more than 700"


def test_no_figure_is_made_up(claim: Make) -> None:
    """A thread that counts nothing has none; pounds are not set beside schools."""
    assert figures(staged([claim("We will mend roofs.")])) == Figures()
    many = [claim("We will open 9 clubs."), claim("We will open 8 clubs for £2m.")]
    assert main_unit(many) == ("count", "club")


def test_who_is_written_to_is_promised_nothing(claim: Make) -> None:
    """Letters that offer help promise nothing to those who get them; what the press reports yields to what was said."""
    found = figures(
        staged(
            [
                of(
                    claim("Rangers will work with more than 600 barns, backed by an initial £2m."),
                    "pledge",
                    "department",
                ),
                of(claim("Rangers will work with 200 barns."), "pledge", "press"),
                of(claim("Rangers are now working with 200 barns."), "pledge", "department"),
                of(claim("Rangers will offer help to 2,092 barns."), "pledge", "press"),
            ]
        )
    )

    assert found.promised is not None
    assert found.promised.text == "more than 600"
    assert found.announced is None
    assert found.delivered is not None
    assert found.delivered.text == "200"
