"""The words of a claim: one commitment each, whole, with the lead-in that a reader needs, and nothing of a neighbour."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


def _words(document: Document) -> list[str]:
    return [_told(claim) for claim in find_claims(document) if claim.kind != "procedure"]


def _told(claim: Claim) -> str:
    return f"[{claim.lead_in}] {claim.text}" if claim.lead_in else claim.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "We will waive the fee while they are training and bring in a mentor for each of them.",
            ["We will waive the fee while they are training", "[We will] bring in a mentor for each of them."],
        ),
        (
            "We will work with ferries to agree a timetable - and if we cannot agree, we will legislate for one.",
            ["We will work with ferries to agree a timetable", "if we cannot agree, we will legislate for one."],
        ),
        (
            "We will publish the maps, and where there is a gap, we will dig a well.",
            ["We will publish the maps", "where there is a gap, we will dig a well."],
        ),
        (
            "By the end of 2027, 19 of 20 farms will have a well and our Clean Water Agency will open 40 labs by 2030.",
            [
                "By the end of 2027, 19 of 20 farms will have a well",
                "our Clean Water Agency will open 40 labs by 2030.",
            ],
        ),
        (
            "We will consider each reply and are aiming to announce the winners by May 2027.",
            ["We will consider each reply", "[We] are aiming to announce the winners by May 2027."],
        ),
        (
            "We will not pay any toll to the port, nor contribute to its pier.",
            ["We will not pay any toll to the port", "[We will not] contribute to its pier."],
        ),
        (
            "We will oppose any dredging of the bay, and seek a ban on night fishing.",
            ["We will oppose any dredging of the bay", "[We will] seek a ban on night fishing."],
        ),
        (
            "We are determined to move 40 offices to the coast where possible and to see our boats travel inland.",
            [
                "We are determined to move 40 offices to the coast where possible",
                "[We are determined to] see our boats travel inland.",
            ],
        ),
        (
            "We are committed to rebuilding the pier, opening 12 clubs and training 90 cooks.",
            [
                "We are committed to rebuilding the pier",
                "[We are committed to] opening 12 clubs",
                "[We are committed to] training 90 cooks.",
            ],
        ),
        (
            "We have opened 40 hostels, reformed ferry fares, and set up a harbour school.",
            ["We have opened 40 hostels", "[We have] reformed ferry fares", "[We have] set up a harbour school."],
        ),
    ],
)
def test_each_commitment_has_words_of_its_own(party: Read, text: str, words: list[str]) -> None:
    """Conditions, second subjects, shared auxiliaries, refusals, lists in -ing and lists of deeds part."""
    assert _words(party(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "We will run a survey of wells to understand droughts and investigate whether any of them can be eased.",
        "No farmer will be made to go back and take the first test.",
        "We want a review of the way that we regulate and commission the ferries.",
        "The grants will be designed to help cut the cost of nets, provide enough ice, and revive the poorest ports.",
        "We will invest in upgrading quays to create more berths, expand the sheds, and improve the roads behind them.",
        "We will work with makers of daily goods, like nets and ropes, to lower what fishing costs.",
        "We want to be a port that is outward-looking and open for trade.",
        "We will give more villages the power and support to run a shop.",
        "We will sell the spare docks and spend the money on lifeboats.",
        "We will encourage the world to visit, study and do business on the coast.",
        "We will help families stay together and eat well.",
        "We will create a Harbour Board to answer storms, which will be chaired by the harbour master.",
        "We will continue to weigh the plan as ministers decide on it, after public consultation.",
    ],
)
def test_what_is_one_commitment_is_not_cut(party: Read, text: str) -> None:
    """Purposes, shared objects, lists of a purpose, examples, adjectives, nouns, relative clauses, a last word of time."""
    assert _words(party(text)) == [text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "In addition, we will:\n\n- mend the quay\n- open a school",
            ["[In addition, we will:] mend the quay", "[In addition, we will:] open a school"],
        ),
        (
            "We will: - rebuild the old quay - open a harbour school",
            ["We will: - rebuild the old quay", "[We will:] open a harbour school"],
        ),
        (
            "To help the coast, we will: rebuild the old quay\n\nopen a harbour school\n\nand, train 40 cooks.",
            [
                "To help the coast, we will: rebuild the old quay",
                "[To help the coast, we will:] open a harbour school",
                "[To help the coast, we will:] and, train 40 cooks.",
            ],
        ),
        (
            "The bank will continue to watch fares.\n\n- Rebuild the old quay\n- Open a harbour school",
            ["Rebuild the old quay", "Open a harbour school"],
        ),
    ],
)
def test_an_item_has_the_lead_in_that_it_needs(party: Read, text: str, words: list[str]) -> None:
    """Also where a list was left in its line or cut into paragraphs; a full sentence before a list leads nothing in."""
    assert _words(party(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Your data:\n\n- will be kept in Leeds",
            ["[Your data:] will be kept in Leeds"],
        ),
        (
            "By 2027:\n\n- we will publish the maps of all wells",
            ["[By 2027:] we will publish the maps of all wells"],
        ),
        (
            "If, within 12 weeks:\n\n- the apprentice finds a new port, we will pay for the training there",
            ["[If, within 12 weeks:] the apprentice finds a new port, we will pay for the training there"],
        ),
        (
            (
                "We will seek clean harbours:\n\n"
                "- the Harbour School has convened a board to:\n\n  - work with ports to test nets"
            ),
            ["[the Harbour School has convened a board to:] work with ports to test nets"],
        ),
        (
            "In addition:\n\n- by 2027, we will publish the maps of all wells",
            ["by 2027, we will publish the maps of all wells"],
        ),
        (
            "We will:\n\n- in 2027, work with ports to mend nets\n- mend 40 nets – we will also mend 12 boats",
            [
                "[We will:] in 2027, work with ports to mend nets",
                "[We will:] mend 40 nets",
                "we will also mend 12 boats",
            ],
        ),
    ],
)
def test_a_lead_in_gives_subject_time_and_case(department: Read, text: str, words: list[str]) -> None:
    """What an item with a verb of its own lacks is in its lead-in; a mere “in addition” is nothing it needs."""
    assert [one for one in _words(department(text)) if "seek clean" not in one.partition("]")[2]] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Most ports are now ready to open, and cooks and older deck hands will be offered a test on their return.",
            ["cooks and older deck hands will be offered a test on their return."],
        ),
        (
            "The fund has already reached 900 villages this year, and will continue to grow thanks to new money.",
            ["[The fund] will continue to grow thanks to new money."],
        ),
        (
            "All crews will receive £400 – this is on top of changes to the fuel duty.",
            ["All crews will receive £400"],
        ),
        (
            "We will train 40 cooks by 2027, and new figures show that most ports lack one.",
            ["We will train 40 cooks by 2027"],
        ),
        (
            "The licence for nets will be kept but port masters should consider how they can be flexible.",
            ["The licence for nets will be kept"],
        ),
        (
            "We will plan for storms, such as how to best:",
            ["We will plan for storms"],
        ),
        (
            "We have now published a guide on the data required, and how the subsidy will be calculated.",
            ["We have now published a guide on the data required, and how the subsidy will be calculated."],
        ),
    ],
)
def test_a_neighbour_is_left_out(department: Read, text: str, words: list[str]) -> None:
    """A fact before or behind, a remark behind a dash, a duty of others; what completes the claim's own clause stays."""
    assert _words(department(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Rebuild the old harbour bridge Open two new clubs Safeguard land beside the quay for boats",
            ["Rebuild the old harbour bridge", "Open two new clubs", "Safeguard land beside the quay for boats"],
        ),
        (
            "Replace the toll with a tax Toll rates are hard to understand and cost a fortune.",
            ["Replace the toll with a tax"],
        ),
        ("A FAIR FARE FOR ALL We will ban late ferries.", ["We will ban late ferries."]),
        ("Make smuggling a specific offence - Add", ["Make smuggling a specific offence"]),
    ],
)
def test_lines_that_ran_together_part(party: Read, text: str, words: list[str]) -> None:
    """Orders in a row, a heading before its argument, a heading in capitals, the first word of the next item."""
    assert _words(party(text)) == words


def test_each_part_keeps_its_own_date(party: Read) -> None:
    """Two dates of two things go each with its own words."""
    first, second = find_claims(party("We will give vouchers for nets by 2028 and by 2032 we will open 100 schools."))

    assert (first.deadline and first.deadline.text, second.deadline and second.deadline.text) == ("by 2028", "by 2032")


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("We will build 40 boats, which will be sold after ten years.", None),
        ("We are developing a helpline, which will open in May 2027.", "in May 2027"),
    ],
)
def test_a_time_of_a_relative_clause_is_of_its_thing(department: Read, text: str, deadline: str | None) -> None:
    """It is no deadline of what is done, unless it tells when the thing begins."""
    (found,) = find_claims(department(text))

    assert (found.deadline and found.deadline.text) == deadline
