"""What strangers marked wrong when they read claims drawn from real pages, each as a short invented sentence."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


def test_items_that_complete_a_clause_are_no_claims(party: Read) -> None:
    """The sentence that they complete is the claim."""
    found = find_claims(party("We will fund 40 clubs which:\n\n- are open to all\n- will help children to swim"))

    assert [one.text for one in found] == ["We will fund 40 clubs which:"]


def test_items_of_what_is_ensured_are_claims(party: Read) -> None:
    """Behind “ensure that” each item is a promise."""
    found = find_claims(party("We will ensure that:\n\n- every school has a nurse\n- no library closes"))

    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "We would encourage all visitors to take a test.",
        "I encourage everyone to read these rules, and to keep them in mind.",
        "We strongly advise schools to lock their gates.",
        "The new body will be a vital part of the service.",
        "I want to take this opportunity to thank every teacher.",
        "This will not always be an easy journey.",
        "Minister speaks on plans to help pupils this summer.",
    ],
)
def test_advice_praise_and_thanks_are_no_claims(department: Read, text: str) -> None:
    """Nobody is bound by what others are asked to do, nor by what a thing is."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will restore control of our borders.", "aspiration"),
        ("We will give people more control over their schools.", "aspiration"),
        ("We will introduce a Kindness Code to improve the quality of care.", "pledge"),
        ("We will review the press codes, seeking commitments to fairness.", "pledge"),
        ("We will ensure 24-hour cover at our ports.", "pledge"),
        ("We will aspire to give everyone the chance to swim.", "aspiration"),
        ("We will encourage cycle parking in new housing.", "aspiration"),
        ("Green levies will be designed to underpin our strategy.", "aspiration"),
        ("We will update the form when the rules come into force.", "pledge"),
        ("We will vote against cuts to social security.", "pledge"),
        ("We will commit to tackling the problem of litter.", "aspiration"),
    ],
)
def test_a_pledge_is_weighed_by_what_is_done_to_what(party: Read, text: str, kind: str) -> None:
    """Its own object counts, not what a purpose, a clause or the subject names."""
    assert [one.kind for one in find_claims(party(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("To cut abuse, the Moor Office will fund 40 centres.", "Moor Office"),
        ("The Department for Moors, Fens and Sport (DMFS) and the Moor Office will fund 40 places.",
         "Department for Moors, Fens and Sport and the Moor Office"),
        ("The Moor Office, working with the College of Fens, will consider a levy.", "Moor Office"),
        ("The DfE and the Moor Office will fund 40 places.", "DfE"),
        ("The UK will not fund any new project.", "government"),
        ("Checks by the exam boards will provide two safeguards.", "exam boards"),
    ],
)  # fmt: skip
def test_another_department_is_bound_itself(department: Read, text: str, actor: str) -> None:
    """A page that tells what the others will do does not bind its publisher."""
    assert [one.actor for one in find_claims(department(text))] == [actor]


def test_a_short_form_is_the_body_that_the_page_explains(department: Read) -> None:
    """“The MPF will …” after “the Moor Park Foundation (MPF)”."""
    found = find_claims(department("The Moor Park Foundation (MPF) began in 1990. MPF will run 40 trials."))

    assert found[-1].actor == "Moor Park Foundation"


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will bring forward legislation on fares.", 6, "will … legislation"),
        ("We will introduce the Fair Fares Bill.", 6, "will … bill"),
        ("We will introduce a fund for the gas bill.", 4, "will"),
        ("The scheme will actively seek out 300 poor pupils.", 4, "will"),
        ("We will also: - Encourage a Buy Local campaign", 1, "will … encourage"),
        ("Our job is to make our schools the best.", 2, "job is to"),
        ("We would abolish the levy, as the Moor Institute asked.", 3, "would"),
    ],
)
def test_the_verb_that_binds_tells_how_firmly(party: Read, text: str, strength: int, words: str) -> None:
    """A bill is in law, encouraging stays encouraging, and an aim is none the firmer for its “is to”."""
    (found,) = find_claims(party(text))

    assert (found.strength, found.strength_words) == (strength, words)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We will revoke the licence of those who have won it by fraud and remove them from the list.",
         ["We will revoke the licence of those who have won it by fraud", "remove them from the list."]),
        ("We will fund clubs who teach and help them swim.", ["We will fund clubs who teach and help them swim."]),
        ("We will fund credit unions and local exchanges, and research the growth of local money.",
         ["We will fund credit unions and local exchanges", "research the growth of local money."]),
        ("Not all can pay, which is why we will fund 40 places.", ["we will fund 40 places."]),
        ("We will support work on safety but we believe that it is enough.", ["We will support work on safety"]),
        ("FAIR FARES FOR ALL We will cap bus fares at £2.", ["We will cap bus fares at £2."]),
        ("Extend help for new trees The Moor Party will abolish the levy.", ["The Moor Party will abolish the levy."]),
        ("We will support small shops by: - Cutting rates by 20 per cent from £50,000 There are too many rules.",
         ["We will support small shops by: - Cutting rates by 20 per cent from £50,000"]),
    ],
)  # fmt: skip
def test_words_are_cut_where_a_reader_would_cut_them(party: Read, text: str, cut: list[str]) -> None:
    """At a verb that cannot belong to the clause before it, behind a heading and behind a reason."""
    assert [one.text for one in find_claims(party(text)) if one.text in cut] == cut


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Details of the fund for 2028 will be published in May 2027.", "in May 2027"),
        ("In 2028, the fund will be doubled.", "In 2028"),
        ("The offer will open from the 2027 to 2028 financial year.", "from the 2027 to 2028 financial year"),
        ("This government has built 40 schools.", None),
        ("We will update the handbook to reflect the 2020 edition on 1 September 2020.", "on 1 September 2020"),
        ("We will support the new hubs, which are due to launch in November 2027.", None),
        ("We will give patients a diagnosis within 28 days by 2029.", "by 2029"),
    ],
)
def test_the_deadline_is_of_the_verb(department: Read, text: str, words: str | None) -> None:
    """A time inside the subject waits for one behind the verb, and a government is no time."""
    (found,) = find_claims(department(text))

    assert (found.said_when or None) == words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We will pay it in the 2027 to 2028 financial year.", ("2027-04-01", "2028-03-31")),
        ("We will pay it during the academic year of 2027 to 2028.", ("2027-09-01", "2028-08-31")),
        ("We will pay it in 2027 to 2028.", ("2027-04-01", "2028-08-31")),
    ],
)
def test_the_year_that_the_words_name_has_its_own_days(department: Read, text: str, days: tuple[str, str]) -> None:
    """A financial year ends in March, a school year in August."""
    (found,) = find_claims(department(text))

    assert found.deadline is not None
    assert (found.deadline.earliest, found.deadline.latest) == days


@pytest.mark.parametrize(
    "text",
    [
        "Only by that can we hope to solve the problem of waste.",
        "The transition to a clean economy - cheap, safe and fair - will create employment.",
        "We believe that such work should take place in a spirit of trust.",
        "A Fair Pension will result in:",
    ],
)
def test_hopes_effects_and_opinions_of_a_party_are_no_claims(party: Read, text: str) -> None:
    """Nothing is promised in them that somebody could look for."""
    assert find_claims(party(text)) == ()


def test_the_number_of_a_project_counts_nothing(department: Read) -> None:
    """“The 100,000 Lives Project” has its number for a name."""
    (found,) = find_claims(department("We will fund the 100,000 Lives Project with £40."))

    assert [one.text for one in found.quantities] == ["£40"]


def test_who_is_appointed_is_counted(department: Read) -> None:
    """“Appoint” does not end in the label “point”."""
    (found,) = find_claims(department("We will appoint 37 new mentors."))

    assert [one.text for one in found.quantities] == ["37"]


@pytest.mark.parametrize(
    "text",
    [
        "I promise I will continue to meet head teachers in each region.",
        "We will continue to support the election of school governors.",
    ],
)
def test_what_goes_on_is_kept(department: Read, text: str) -> None:
    """Also where another verb binds, or "continue" stands inside the words that do."""
    assert [one.polarity for one in find_claims(department(text), floor=0.0)] == ["keep"]
