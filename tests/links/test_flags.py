"""What became different between two statements of one pledge."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.links.flags import evidence, flags

TABLE = [
    ("We will open 40 reading rooms.", "We will open 40 reading rooms.", {"repeated"}),
    ("We will: open 40 reading rooms.", "• We will open 40 reading rooms", {"repeated"}),
    ("We will open “family hubs”.", 'We will open "family hubs".', {"repeated"}),
    ("We will mend school roofs.", "We will repair the roofs of schools.", {"reworded"}),
    ("We aim to mend every school roof.", "We will mend every school roof.", {"strengthened"}),
    ("Ministers would ban vapes near schools.", "Ministers will ban vapes near schools.", {"strengthened"}),
    ("We will consult on a phone ban.", "We will introduce a phone ban.", {"strengthened"}),
    ("We will offer swimming lessons.", "We guarantee swimming lessons.", {"strengthened"}),
    ("We will offer music, where possible.", "We will offer music.", {"strengthened"}),
    ("We will mend every school roof.", "We hope to mend every school roof.", {"softened"}),
    ("We will replace old boilers.", "We will consider replacing old boilers.", {"softened"}),
    ("We will fund new minibuses.", "We will fund new minibuses in due course.", {"softened", "redated"}),
    ("We will train tutors.", "We will train tutors, subject to consultation.", {"softened"}),
    ("We will recruit tutors.", "We will recruit 900 tutors.", {"quantified"}),
    ("We will invest in playgrounds.", "We will invest £25m in playgrounds.", {"quantified"}),
    ("We will recruit 900 tutors.", "We will recruit tutors.", {"dequantified"}),
    ("We will recruit 900 tutors.", "We will recruit 1,200 tutors.", {"quantity_up"}),
    ("We will spend £1.5bn on repairs.", "We will spend £1.2 billion on repairs.", {"quantity_down"}),
    ("Pupils will get 20 hours of sport.", "Pupils will get thirty hours of sport.", {"quantity_up"}),
    ("We will train 900 tutors by 2027.", "We will train 900 tutors by 2029.", {"redated"}),
    ("We will train tutors by May 2027.", "We will train tutors.", {"redated"}),
    ("We will train tutors.", "We will train tutors within 100 days.", {"redated"}),
    ("We will feed every pupil.", "We will feed pupils.", {"narrowed"}),
    ("Every nursery will get a garden.", "Up to 90 nurseries will get a garden.", {"narrowed", "quantified"}),
    ("We will put 40 pianos in every town.", "We will put 40 pianos in towns.", {"narrowed"}),
    ("Labour has pledged to mend roofs.", "Labour will mend roofs.", {"reworded"}),
    ("Teams will work with more than 600 towns.", "Teams are now working with more than 200 towns.", {"reworded"}),
    ("We will fund free transport.", "We will fund transport.", {"narrowed"}),
    ("We will pay fees for students.", "We will pay fees for disadvantaged students.", {"narrowed"}),
    ("We will hire 900 new tutors.", "We will hire 900 new tutors in rural areas.", {"narrowed"}),
    ("We will feed pupils.", "We will feed all pupils.", {"widened"}),
    ("Every primary school will have a nurse.", "Every infant school will have a nurse.", {"reworded"}),
    ("We will mend roofs of primary schools.", "We will mend roofs of schools.", {"widened"}),
    ("We will hire 900 new tutors.", "We will hire 900 more tutors.", {"widened"}),
    (
        "We will hire 900 new tutors.",
        "We will hire 900 more tutors across schools and colleges.",
        {"widened"},
    ),
    ("We will build libraries.", "We will not build libraries in schools.", {"reversed", "narrowed"}),
    ("We will build school libraries.", "We will not build school libraries.", {"reversed"}),
    ("We will open summer schools.", "Summer schools will be scrapped.", {"reversed"}),
    ("We will open summer schools.", "Ministers will not go ahead with the scheme.", {"reversed"}),
    ("We will scrap the swimming test.", "We will keep the swimming test.", {"reversed"}),
    ("We will train 900 tutors.", "We have trained 900 tutors.", {"delivered"}),
    ("We will introduce a books grant.", "We will continue to pay the books grant.", {"delivered"}),
    ("A ban will be introduced.", "The ban is now in force.", {"delivered"}),
    ("The swimming test will be abolished.", "The swimming test has been abolished.", {"delivered"}),
    ("The roofs of barns will be fully restored.", "The roofs of barns have now been restored.", {"delivered"}),
    (
        "The barn will be a part of the Wool Office.",
        "The Corn Board has been replaced by the Wool Office.",
        {"reworded"},
    ),
    ("Invitations to barns will be sent.", "We have made further agreements with barns.", {"reworded"}),
    ("This will build on the stalls we launched.", "We have launched stalls.", {"reworded"}),
    ("The stalls will be open to all.", "The stalls will be open, whether they are provided by barns.", {"reworded"}),
    ("We will help owls find barns.", "Should markets be cancelled, we will help owls find barns.", {"reworded"}),
    (
        "We will work with millers so that flour is sold.",
        "In the unlikely event that fairs are cancelled, we will work with millers so that flour is sold.",
        {"reworded"},
    ),
    (
        "We will not publish a list of corn prices in autumn.",
        "Fairs in the autumn were cancelled, and we would not publish any list of corn prices in autumn.",
        {"widened"},
    ),
    ("We will open summer schools.", "Summer schools have been withdrawn.", {"reversed"}),
    (
        "We will work with millers so that flour is sold.",
        "Fairs were withdrawn; we will work with millers so that flour is sold.",
        {"reworded"},
    ),
    ("Their notice will end on 5 August 2021.", "Their notice will now end on 5 August.", {"reworded"}),
    ("We will open clubs for every child aged two.", "We will open clubs from two years.", {"reworded"}),
    ("We will hire 900 tutors.", "We will hire 900 more and ensure they teach music.", {"reworded"}),
    ("We will mend roofs.", "In the next parliament we will mend roofs.", {"reworded"}),
    (
        "We set an ambitious goal of a piano in each school.",
        "We set an ambitious long-term goal of a piano in each school.",
        {"softened"},
    ),
    ("On current pupil forecasts, we will open nine clubs.", "We will open nine clubs.", {"strengthened"}),
    ("Provide access to pianos in schools.", "We will provide access to pianos in our schools.", {"reworded"}),
    (
        "We will fund parks, ponds, woods and heaths near schools.",
        "Money goes to ponds, we will see to that.",
        {"narrowed"},
    ),
    ("We will cancel fees and restore grants.", "We will restore grants for students.", {"narrowed"}),
    ("We will restore grants for students.", "We will cancel fees and restore grants.", {"widened"}),
    ("We will pay fees, provided they stay.", "We will pay fees.", {"widened"}),
    ("We will hold a review of childcare.", "A review of childcare is still needed.", {"reworded"}),
    ("We will train cooks (including bakers) for schools.", "We will train cooks for schools.", {"reworded"}),
    ("We know that music matters: pupils will sing daily.", "Pupils will sing daily.", {"reworded"}),
]


@pytest.mark.parametrize(("earlier", "later", "expected"), TABLE)
def test_what_changed(earlier: str, later: str, expected: set[str]) -> None:
    """A rewording shows what it does to the promise, and nothing else."""
    found = flags(earlier, later)

    assert found == expected


def test_the_quiet_change_is_in_the_noun() -> None:
    """The number stays and the thing counted does not: the flag carries both phrases."""
    found = evidence("We will hire 900 new tutors.", "We will hire 900 more tutors across schools and colleges.")

    assert [(flag.name, flag.old, flag.new) for flag in found] == [
        ("widened", "900 new tutors", "900 more tutors across schools and colleges")
    ]


def test_words_before_and_after() -> None:
    """A softer verb, a smaller number and a later date are shown in the document’s own words."""
    found = evidence("We will open 300 nurseries by 2026.", "We aim to open up to 200 nurseries by autumn 2028.")

    assert {(flag.name, flag.old, flag.new) for flag in found} == {
        ("softened", "will", "aim to"),
        ("quantity_down", "300", "200"),
        ("redated", "by 2026", "by autumn 2028"),
        ("narrowed", "", "up to"),
    }


@pytest.mark.parametrize(
    ("earlier", "later", "way"),
    [
        ("Clubs open by May 2027.", "Clubs open by 2029.", "later"),
        ("Clubs open from autumn 2027.", "Clubs open from May 2027.", "earlier"),
        ("Clubs open by 2026/27.", "Clubs open by 2029/30.", "later"),
        ("Clubs open by May 2027.", "Clubs open.", "dropped"),
        ("Clubs open.", "Clubs open by May 2027.", "added"),
        ("Clubs open by the end of the year.", "Clubs open by May 2027.", "other"),
        ("Clubs open by 2027.", "Clubs open by May 2027.", "other"),
    ],
)
def test_which_way_a_date_moved(earlier: str, later: str, way: str) -> None:
    """Earlier, later, added or dropped; where the words do not tell, nothing is claimed."""
    (flag,) = [flag for flag in evidence(earlier, later) if flag.name == "redated"]

    assert flag.redating == way


def test_a_report_shifts_will_to_would() -> None:
    """A newspaper’s “would” for a party’s “will” softens nothing."""
    found = flags("We will mend every school roof.", "Labour said it would mend every school roof.")

    assert "softened" not in found


SENTENCE = st.lists(
    st.sampled_from(
        "We will aim to not open scrap 300 £5m every new nurseries schools by 2027 in England ( ’ “ .".split()
    ),
    max_size=14,
).map(" ".join)


@given(SENTENCE, SENTENCE)
@settings(max_examples=50, deadline=None)
def test_there_is_always_a_flag(earlier: str, later: str) -> None:
    """Any two statements have a flag, each name comes from the evidence, and a statement repeats itself."""
    found = evidence(earlier, later)

    assert found
    assert {flag.name for flag in found} == flags(earlier, later)
    assert flags(earlier, earlier) == {"repeated"}


@pytest.mark.parametrize("piece", ["We will open 5 schools. ", "a", "every school in England ", "if we would ", "1-a-"])
def test_a_monstrous_statement_takes_linear_time(piece: str) -> None:
    """Thirty thousand characters of one promise over and over: its verbs, amounts and words are not all set side by side."""
    text = piece * (30_000 // len(piece))
    began = time.process_time()

    evidence(f"We will {text}", f"We may {text} by 2030")

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "We will create an owl loan scheme to give advice to veterans of the barn.",
            "Our policy will help veterans of the barn by offering owl loans and advice.",
        ),
        ("We will legislate to protect the owl meadows.", "In our last plan we promised to legislate for owl meadows."),
        (
            "Leaving the wood will not mean that the rights of owls are removed.",
            "We will protect the rights of owls in any wood.",
        ),
        (
            "We should not use barn money for the night watch.",
            "We will make sure that barn money is not used for watch.",
        ),
        (
            "There is a thread that links open barns and dry nests.",
            "We will continue to promote dry nests in open barns.",
        ),
    ],
)
def test_verbs_of_other_things_turn_nothing(earlier: str, later: str) -> None:
    """A verb that helps, a promise told again, a denial on both sides, an adjective: nothing is firmer or reversed."""
    assert not flags(earlier, later) & {"softened", "strengthened", "reversed", "delivered"}


def test_near_copies_tell_even_loose_verbs_apart() -> None:
    """Where nothing else differs, "will support" for "will" is the news."""
    earlier, later = (
        "We will rebuild the old barns of the valley.",
        "We will support rebuilding the old barns of the valley.",
    )
    assert "softened" in flags(earlier, later)
    assert "reversed" in flags("We will introduce a tax on barns.", "We will not introduce a tax on barns.")


def test_what_a_number_is_added_to_is_not_compared() -> None:
    """The 11 million are planted already; the promise is one million, then one million more."""
    earlier = "We will plant up to 1 million trees in the valley."
    later = "In addition to the 11 million trees that stand, we will plant 1 million trees in the valley."
    assert not flags(earlier, later) & {"quantity_up", "quantity_down"}


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("if the council agrees", "only if the council agrees", "softened"),
        ("if a majority of schools agree", "if all schools agree", "softened"),
        ("subject to consultation", "subject to consultation and a vote of the council", "softened"),
        ("if all schools agree", "if a majority of schools agree", "strengthened"),
        ("if the council agrees", "provided that the budget allows", "reworded"),
        ("if the council agrees", "if the council agrees", None),
        ("unless the council objects", "unless every council objects", None),
    ],
)
def test_a_condition_in_another_ones_place_is_told(earlier: str, later: str, told: str | None) -> None:
    """Harder where more must be met, easier where less; where the words do not tell which, that it is another one."""
    found = evidence(f"We will open 30 nests in old barns {earlier}.", f"We will open 30 nests in old barns {later}.")

    assert [flag.name for flag in found if flag.kind == "condition" and flag.old and flag.new] == (
        [told] if told else []
    )


def test_the_year_of_a_starting_point_is_no_date_of_a_pledge() -> None:
    """From 12 hours in 2007 to 16: nothing was promised for 2007."""
    earlier = "We will raise free owl care to 16 hours a week."
    assert "redated" not in flags(earlier, "We have raised free owl care from 12 hours in 2007 to 16 hours a week.")
    assert "redated" in flags(earlier, "We will raise free owl care in 2007 to 16 hours a week.")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("We will plough 100 per cent of all barn rents back.", "We will plough all barn rents back."),
        (
            "We will protect old barns and other sites which shape our valley.",
            "We will protect old barns and other sites.",
        ),
        (
            "We will help the owl wardens of the north.",
            "We will help, providing the fullest support to owl wardens of the north.",
        ),
        ("We will keep a zone of 200 miles for owls.", "We will keep a 200-mile Owl Zone."),
    ],
)
def test_another_way_to_say_it_is_no_change(earlier: str, later: str) -> None:
    """All for 100 per cent, a clause that only describes, help that is full, a zone by its width."""
    assert not flags(earlier, later) & {"quantified", "dequantified", "narrowed", "widened", "softened", "strengthened"}


def test_what_somebody_else_wants_is_no_firmness_of_ours() -> None:
    """The head wants to, and we will: only our own verb is set beside another."""
    earlier = "We will publish guidance that backs every head who wants to ban phones."
    found = evidence(earlier, "We will legislate so that every school bans phones.")

    assert not [flag for flag in found if "wants" in flag.old]


def test_what_comes_step_by_step_is_less_firm() -> None:
    """To phase a thing in is to leave open when it is there; the other way round it is firmer."""
    whole, steps = "We will scrap the toll on the bridge.", "We will gradually scrap the toll on the bridge."

    assert flags(whole, steps) == {"softened"}
    assert flags(steps, whole) == {"strengthened"}
