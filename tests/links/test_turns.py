"""What turned in the life of a pledge, in a few words."""

from collections.abc import Callable
from itertools import pairwise

from tracker.claims.claim import Claim
from tracker.config.verdict import LinkVerdict
from tracker.links.link import Thread
from tracker.links.naming import name_of
from tracker.links.thread import threads
from tracker.links.turns import last_held, summary, turns

Make = Callable[..., Claim]


def linked(*claims: Claim) -> Thread:
    """One thread of these, as a person holds it."""
    said = [LinkVerdict(earlier=one.id, later=other.id, relation="same", by="Ada") for one, other in pairwise(claims)]
    (found,) = threads(claims, verdicts=said)
    return found


def by(made: Claim, publisher_type: str) -> Claim:
    """The claim as one of such a publisher."""
    assert made.place is not None
    return made.model_copy(update={"place": made.place.model_copy(update={"publisher_type": publisher_type})})


def said(thread: Thread) -> list[str]:
    """The phrases of all turns."""
    return [turn.said for turn in turns(thread)]


def test_firmness_dates_numbers_and_conditions(claim: Make) -> None:
    """Both wordings, or what says that nothing stands there; a date that goes is no date, never dropped."""
    old = claim("We will build 40 owl boxes in every village by 2027.", "2024-01-01", publisher="Owls", document="plan")
    new = claim(
        "If funds allow, we aim to build 30 owl boxes in villages.", "2024-01-01", publisher="Owls", document="plan",
        version=2, seen="2025-01-01",
    )  # fmt: skip

    found = said(linked(old, new))

    assert "will → aim to" in found
    assert {"40 → 30", "by 2027 → no date"} <= set(found)
    assert all(turn.counts and turn.standing == "confirmed" and turn.who == "Owls" for turn in turns(linked(old, new)))


def test_a_condition_that_grew_harder_is_told_so(claim: Make) -> None:
    """It is no mere rewording: the turn counts, and says which way."""
    words = ("if the council agrees", "only if the council agrees", "provided that funds allow")
    told = [
        claim(
            f"We will build 40 owl boxes in every village {when}.", "2024-01-01", publisher="Owls", document="plan",
            version=number, seen=f"202{3 + number}-01-01",
        )
        for number, when in enumerate(words, start=1)
    ]  # fmt: skip
    found = [turn for turn in turns(linked(*told)) if "condition" in turn.said]

    assert [turn.said for turn in found] == [
        "harder condition: if the council agrees → only if the council agrees",
        "another condition: only if the council agrees → provided that funds allow",
    ]
    assert all(turn.counts for turn in found)


def test_being_committed_to_what_one_will_do_is_a_turn(claim: Make) -> None:
    """It binds in other words; nothing says that it binds less, so it is neither firmer nor less firm."""
    old = claim(
        "The council will recruit 600 owl rangers for dark barns.", "2024-01-01", publisher="Owls", document="plan"
    )
    new = claim(
        "The council is committed to having 600 owl rangers for dark barns.", "2024-01-01", publisher="Owls",
        document="plan", version=2, seen="2025-01-01",
    )  # fmt: skip
    found = turns(linked(old, new))

    assert [turn.said for turn in found] == ["will recruit → is committed to having"]
    assert found[0].counts
    assert {turn.name for turn in found} == {"reworded"}


def test_a_number_turns_across_voices(claim: Make) -> None:
    """What one page promised and another says to be so by now meet; whom letters are sent to is no part of it."""
    plan = by(
        claim("Owl rangers will work with more than 600 dark barns.", "2024-01-01", publisher="Woods"), "department"
    )
    press = by(claim("Owl rangers will work with more than 200 barns.", "2025-01-01", publisher="Gazette"), "press")
    now = by(
        claim("Owl rangers are now working with more than 200 dark barns.", "2025-01-02", publisher="Woods"),
        "department",
    )
    letters = by(
        claim("Owl rangers will offer help to 2,092 barns this year.", "2026-01-01", publisher="Gazette"), "press"
    )

    thread = linked(plan, press, now, letters)
    numbers = [turn for turn in turns(thread) if turn.name.startswith("quantity")]

    assert [(turn.said, turn.who) for turn in numbers] == [("more than 600 planned → more than 200 so far", "Woods")]
    assert not any("2,092" in phrase for phrase in said(thread))


def test_a_number_that_only_tells_where_it_began_is_no_turn(claim: Make) -> None:
    """Of "from 12 hours to 16 hours" the second is reached; a share of one thing is no share of another."""
    plan = claim("We will give 30 hours of free owl care a week.", "2015-01-01", publisher="Owls", document="plan")
    done = claim(
        "We have increased free owl care from 12.5 hours in 2007 to 16 hours a week.", "2017-01-01", publisher="Owls",
        document="leaflet",
    )  # fmt: skip
    more = claim("We will spend an extra 40% on barns each year.", "2015-01-01", publisher="Owls", document="plan")
    share = claim("We will spend 2 per cent of GDP on barns each year.", "2017-01-01", publisher="Owls", document="two")

    assert "30 hours planned → 16 hours so far" in said(linked(plan, done))
    assert not any("12.5" in phrase for phrase in said(linked(plan, done)))
    assert not any(turn.name.startswith("quantity") for turn in turns(linked(more, share)))


def test_words_of_another_item_weigh_little(claim: Make) -> None:
    """Lines that a program ran together hold hedges of other things; what is said to be done overtakes its wording."""
    plan = claim("We will end the postcode lottery for owl clinics.", "2015-01-01", publisher="Owls", document="plan")
    near = claim("We aim to end the postcode lottery for owl clinics.", "2017-01-01", publisher="Owls", document="two")
    run_on = claim(
        "Offer where possible swift access to food for every mouse, vole and shrew of the northern meadows and the southern "
        "fens, in every season of the year: end the postcode lottery for owl clinics.",
        "2017-01-01", publisher="Owls", document="three",
    )  # fmt: skip
    done = claim("We have ended the postcode lottery for owl clinics.", "2019-01-01", publisher="Owls", document="four")

    def weights(later: Claim) -> dict[str, float]:
        return {turn.name: turn.weight for turn in turns(linked(plan, later))}

    assert weights(near)["softened"] > 3 * weights(run_on)["softened"] > 0
    assert max(turns(linked(plan, done)), key=lambda turn: turn.weight).name == "delivered"


def test_times_counted_from_what_somebody_does_are_no_date(claim: Make) -> None:
    """For five years after qualifying, within five years of graduating: no deadline of the promise."""
    first = claim(
        "We will waive fees for owl doctors who work in barns for five years after qualifying.", "2015-01-01",
        publisher="Owls", document="plan",
    )  # fmt: skip
    second = claim(
        "We will waive fees for owl doctors who find work within two years of graduation.", "2017-01-01",
        publisher="Owls", document="two",
    )  # fmt: skip
    third = claim(
        "We will waive fees for owl doctors within two years of taking office.", "2019-01-01", publisher="Owls",
        document="three",
    )  # fmt: skip

    assert not any("date" in phrase for phrase in said(linked(first, second)))
    assert any("no date → within two years" in phrase for phrase in said(linked(second, third)))


def test_spelling_and_notes_are_noise(claim: Make) -> None:
    """A thread of which only the spelling was mended has no turn."""
    one = claim("We will make a committment to owls[^4] in every barn.", "2024-01-01", publisher="Owls")
    other = claim("We will make a commitment to owls in every barn.", "2025-01-01", publisher="Owls")

    told = summary(linked(one, other), {}, {})

    assert told.turns == ()
    assert told.noise
    assert told.weight == 0.0


def test_a_summary_counts_filters_and_keeps(claim: Make) -> None:
    """It comes back from JSON equal, and holds the last version with the words, not the last rewording."""
    old = claim("We will build 40 owl boxes by 2027.", "2024-01-01", publisher="Owls", document="plan")
    again = claim(
        "We will build 40 owl boxes by 2027.",
        "2024-01-01",
        document="plan",
        publisher="Owls",
        version=3,
        seen="2026-01-01",
    )
    press = by(claim("Owls promise 40 boxes by 2027.", "2024-02-01", publisher="Gazette", document="news"), "press")
    thread = linked(old, press)

    told = summary(thread, last_held([old, again, press]), {})

    assert told == type(told).model_validate_json(told.model_dump_json())
    assert told.held == ("plan@3",)
    assert (told.stages, told.publishers, told.sources) == (2, ("Owls", "Gazette"), ("plan", "news"))
    assert not told.counted  # the press reports it: another voice is no change


def test_names(claim: Make) -> None:
    """A person's name comes first; then the programme, its nickname in quotation marks; then what the members share."""
    barns = linked(
        by(claim("We will recruit 650 new barn wardens in every county.", "2024-01-01", publisher="Owls"), "party"),
        by(
            claim("The government will recruit 650 barn wardens by 2030.", "2025-01-01", publisher="Woods"),
            "department",
        ),
    )
    squads = threads(
        [
            by(claim("The ministry will send night squads to barns.", "2024-01-01", publisher="Gazette"), "press"),
            by(claim("Barn support teams will visit every barn.", "2024-02-01", publisher="Woods"), "department"),
        ],
        aliases=[("barn support teams", "night squads")],
    )[0]  # fmt: skip

    assert name_of(barns) == "650 barn wardens"
    assert name_of(barns.model_copy(update={"name": "Wardens"})) == "Wardens"
    assert name_of(squads) == "Barn support teams “night squads”"


def test_a_name_says_what_and_not_how_much(claim: Make) -> None:
    """What is named in quotation marks; no bare "30 hours", no "week of", no word left hanging."""

    def named(old: str, new: str) -> str:
        return name_of(linked(claim(old, "2015-01-01", document="plan"), claim(new, "2017-01-01", document="two")))

    hours = named(
        "We will build on this with 30 hours of free owl care.", "We will expand free owl care to 30 hours a week."
    )
    scheme = named(
        "We will create an 'Owls to Barns' scheme to help owls set up their own homes after leaving the nest.",
        "Our Owls to Barns policy will help owls set up their own homes after leaving the nest.",
    )
    week = named(
        "We back the plan of a week of free owl schooling.", "We have brought in a week of free owl schooling."
    )

    assert hours == "30 hours of free owl care"
    assert scheme == "Owls to Barns"
    assert week == "Free owl schooling"


def test_a_number_that_stands_on_both_sides_did_not_change(claim: Make) -> None:
    """Cut from 0.7 to 0.2, or repeal the 0.7 and cut to 0.2: the same two numbers in another order."""
    old = claim(
        "We will cut the owl budget from 0.7 per cent to 0.2 per cent of income.", "2015-01-01", document="plan"
    )
    new = claim(
        "We will repeal the law on 0.7 per cent of income and cut the owl budget to 0.2 per cent of income.",
        "2017-01-01",
        document="two",
    )

    assert not [turn for turn in turns(linked(old, new)) if turn.name in {"quantity_up", "quantity_down"}]


def test_an_acronym_for_its_own_long_form_is_no_new_name(claim: Make) -> None:
    """Only a name that a person declared renames a programme."""
    first = claim("We will close the Department for Nests and Owls (DNO).", "2010-01-01", document="old plan")
    second = claim("We will close DNO for good.", "2015-01-01", document="plan")
    third = claim("We will close the Department for Nests and Owls for good.", "2017-01-01", document="two")

    assert "renamed" not in {turn.name for turn in turns(linked(first, second, third))}


def test_what_ran_together_ahead_of_a_list_is_no_part_of_its_items(claim: Make) -> None:
    """An introduction that took in the list's first item lends the other items nothing of it."""

    def item(lead_in: str, when: str, document: str) -> Claim:
        made = claim("Abolish the yearly owl test for barns with nests", when, document=document)
        return made.model_copy(update={"lead_in": lead_in})

    old = item("We will: - Pay €1,000 for every barn", "2015-01-01", "plan")
    new = item("We will: - Protect services such as owl clubs, day care and home care", "2017-01-01", "two")

    assert not [turn for turn in turns(linked(old, new)) if turn.counts]


def likely(*claims: Claim) -> Thread:
    """One thread of these, which no person has seen."""
    found = linked(*claims)
    links = tuple(link.model_copy(update={"standing": "likely", "score": 0.6}) for link in found.links)
    return found.model_copy(update={"links": links})


def test_firmness_of_distant_wordings_counts_only_where_a_person_linked_them(claim: Make) -> None:
    """The rule is another body's, the commitment somebody else's: two sentences written anew say nothing of firmness."""
    old = claim(
        "We are near the Heath Club's aims: that each barn should spend two per cent of its corn on owls", "2015-01-01"
    )
    new = claim(
        "We will continue to meet the Heath commitment to spend 2 per cent of all our grain on owls", "2017-01-01"
    )

    def told(thread: Thread) -> set[str]:
        return {turn.name for turn in turns(thread) if turn.counts and turn.name in {"softened", "strengthened"}}

    assert not told(likely(old, new))
    assert told(linked(old, new))


def test_what_is_done_has_lost_no_date(claim: Make) -> None:
    """A promise for 2013 that is said to be kept needs none."""
    old = claim("We will meet the target of spending 0.7 per cent of all corn on owls by 2013.", "2010-01-01")
    new = claim(
        "We have delivered on our promises to meet the target of spending 0.7 per cent of all corn on owls.",
        "2015-01-01",
    )

    assert "redated" not in {turn.name for turn in turns(likely(old, new)) if turn.counts}


def test_a_number_that_still_stands_became_no_other(claim: Make) -> None:
    """Of two sums one is told again without the other: nothing fell; a rise "by" one sum "to" another is no fall either."""
    both = claim("We will spend £9 billion on mills and £2 billion on barns for farmers", "2021-01-01", publisher="x")
    one = claim("We will invest £2 billion in new barns for farmers", "2022-01-01", publisher="x")

    assert not [turn for turn in turns(linked(both, one)) if turn.name in {"quantity_up", "quantity_down"}]


def test_a_number_of_the_introduction_is_none_of_its_items(claim: Make) -> None:
    """Two editions of a list of aims, the second of which says how many there are."""
    old = claim("mend the roofs of barns", "2021-01-01", publisher="x", lead_in="We will:")
    new = claim("mend the roofs of the barns", "2022-01-01", publisher="x", lead_in="We have 4 aims for 2030. We will:")

    assert not [turn for turn in turns(linked(old, new)) if turn.name == "quantified"]


def test_what_a_change_would_not_tell_does_not_count(claim: Make) -> None:
    """A note of when it was done before is no date of the promise: it is told, and is no change of it."""
    old = claim(
        "We will work with the Millers' Guild so that bakers can be made aware of its advice on flour", "2021-01-01"
    )
    new = claim(
        "We will work with the Millers' Guild (as we did in 2020 and 2021) so that bakers are aware of its advice on flour",
        "2022-01-01",
    )

    told = [turn for turn in turns(likely(old, new)) if turn.name == "redated"]

    assert told
    assert not any(turn.counts for turn in told)
