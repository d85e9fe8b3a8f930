"""How much a change is worth a reader's time."""

from tracker.diff.change import Change, Flag, Side, Word
from tracker.diff.rank import is_carried_on, rank

_SIDE = Side(text="We will open 750 clubs.", start=0, end=23)


def _reworded(*flags: Flag) -> Change:
    return Change(kind="reworded", old=_SIDE, new=_SIDE, words=(Word(mark="new", text="x"),), flags=flags)


def test_noise_is_near_nothing() -> None:
    """A difference of typography comes last."""
    assert rank(Change(kind="reworded", old=_SIDE, new=_SIDE, noise=True)) == (0.01, ("typography only",))


def test_a_flag_outranks_a_plain_rewording() -> None:
    """A changed number is worth more than other words, two flags more than one, and the reasons show the words."""
    number = Flag(name="number", old="750", new="500")
    modality = Flag(name="modality", old="will", new="aim to")

    plain, one, two = (rank(_reworded(*flags)) for flags in ((), (number,), (number, modality)))

    assert plain[0] < one[0] < two[0] <= 1
    assert two[1][:2] == ("number changed: 750 → 500", "firmness changed: will → aim to")


def test_a_removed_commitment_outranks_an_added_sentence() -> None:
    """What went away with a commitment and a number in it says so."""
    removed, why = rank(Change(kind="removed", old=_SIDE, new=None))
    added, _ = rank(Change(kind="added", old=None, new=Side(text="Lunch was late.", start=0, end=15)))

    assert removed > added
    assert why == ("a commitment removed: will", "removed", "a number removed: 750")


def test_a_heading_and_a_long_edit_count() -> None:
    """Headings and long edits add to the score."""
    long = _reworded().model_copy(update={"words": (Word(mark="new", text="word " * 30),)})

    heading = _reworded().model_copy(update={"part": "heading"})

    assert rank(long)[0] > rank(_reworded())[0]
    assert rank(heading)[0] > rank(_reworded())[0]


def test_a_mere_move_stays_low() -> None:
    """A sentence that only stands elsewhere is worth little."""
    assert rank(Change(kind="moved", old=_SIDE, new=_SIDE, moved=True))[0] < 0.1


def test_what_the_note_leaves_out_ranks_higher() -> None:
    """And the reason says so."""
    removed = Change(kind="removed", old=_SIDE, new=None)

    left_out, why = rank(removed.model_copy(update={"unmentioned": True}))

    assert left_out > rank(removed)[0]
    assert "the publisher’s note does not mention it" in why


def _lone(kind: str, text: str) -> Change:
    side = Side(text=text, start=0, end=len(text))
    return Change.model_validate(
        {"kind": kind, "old": side if kind == "removed" else None, "new": None if kind == "removed" else side}
    )


def test_money_counts_by_its_size_and_as_a_total() -> None:
    """New millions outrank new thousands; who may apply is no money given; steps and contacts come last."""
    said = (
        "A further £222 million goes to orchards, taking the total to £400 million.",
        "A further £222 million goes to orchards.",
        "A further £2,000 goes to orchards.",
        "Orchards with a turnover of £222 million may sell pears.",
        "You should ask your neighbour for a ladder.",
    )

    scores = [rank(_lone("added", text))[0] for text in said]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > scores[2] > scores[4]
    assert "an amount added: £400 million" in rank(_lone("added", said[0]))[1]


def test_the_difference_of_two_sums_is_told() -> None:
    """What a reader would work out."""
    flag = Flag(name="money", old="£20 million", new="£70 million")

    assert "amount of money changed: £20 million → £70 million (£50m more)" in rank(_reworded(flag))[1]


def test_the_share_that_changed_counts() -> None:
    """A sentence of which most is new stands above one with a word changed."""
    kept, new = Word(mark="same", text="word " * 20), Word(mark="new", text="other " * 20)
    little, much = (
        rank(_reworded().model_copy(update={"words": words}))[0]
        for words in ((kept, Word(mark="new", text="other")), (Word(mark="same", text="word"), new))
    )

    assert much > little


def test_what_ran_out_or_was_only_announced_counts_little() -> None:
    """A sum that came stands above one that went; a deadline that moved above a sentence whose days were over."""
    came = rank(_lone("added", "We will give £90 million to orchards."))[0]
    went, told = (
        rank(_lone("removed", text))
        for text in ("We will give £90 million to orchards.", "In May we announced £90 million for orchards.")
    )
    moved = _reworded(Flag(name="date", old="1 May 2026", new="12 June 2026")).model_copy(
        update={"new": Side(text="Apply for the grant by 12 June 2026.", start=0, end=36)}
    )
    over = _lone("removed", "From 29 March all orchards will open.").model_copy(update={"past": True})

    assert came > went[0] > told[0]
    assert told[1][-1] == "it tells what was announced or done"
    assert rank(moved)[0] > rank(over)[0]
    assert rank(over)[1][-1] == "its dates were past"


def test_sums_of_two_schemes_are_not_set_against_each_other() -> None:
    """Where the name changed with the sum, nobody got more."""
    sums = Flag(name="money", old="£20 million", new="£70 million")
    names = Flag(name="name", old="Pear Fund", new="Plum Fund")

    assert "amount of money changed: £20 million → £70 million" in rank(_reworded(sums, names))[1]


def _dated(old: str, new: str, before: str, after: str) -> float:
    change = Change(
        kind="reworded",
        old=Side(text=before, start=0, end=len(before)),
        new=Side(text=after, start=0, end=len(after)),
        words=(Word(mark="same", text="The notice"), Word(mark="old", text=before), Word(mark="new", text=after)),
        flags=(Flag(name="date", old=old, new=new),),
    )
    return rank(change)[0]


def test_hours_days_and_the_next_of_a_series_rank_below_a_deadline_that_moved() -> None:
    """They are of use to whoever looks them up, and no news."""
    moved = _dated("3 May 2027", "9 July 2027", "The notice is due by 3 May 2027.", "The notice is due by 9 July 2027.")
    days = _dated("3 May 2027", "9 May 2027", "The notice is due by 3 May 2027.", "The notice is due by 9 May 2027.")
    hours = _dated("4pm", "6pm", "The pier is open from noon until 4pm.", "The pier is open from noon until 6pm.")
    series = _dated(
        "31 May 2027",
        "30 June 2027",
        "The ninth notice holds until 31 May 2027.",
        "The tenth notice holds until 30 June 2027.",
    )

    assert max(days, hours, series) < moved


def test_what_is_proposed_and_who_will_serve_commits_nobody() -> None:
    """A word before a thing is no promise of it."""
    for text in ("We wrote about proposed harbour rules.", "Ann Rower will serve on the pier's board."):
        change = Change(kind="added", old=None, new=Side(text=text, start=0, end=len(text)))

        assert not [why for why in rank(change)[1] if why.startswith("a commitment")]


def test_a_sum_that_is_bound_otherwise_is_the_same_sum() -> None:
    """Another sum ranks higher."""
    bound, other = (
        rank(_reworded(Flag(name="money", old="£2,500", new=new, kind=kind)))[0]
        for new, kind in (("up to £2,500", "bound"), ("£3,500", None))
    )

    assert bound < other


def test_ages_small_counts_and_vague_times_weigh_nothing() -> None:
    """They stand in any guidance; many things, a share, and a day by which do count."""
    plain, *idle = (
        rank(_lone("added", f"Ferries will sail for crews {words}."))[0]
        for words in ("at ease", "aged 16", "in 4 boats", "as soon as possible")
    )
    telling = [
        rank(_lone("added", f"Ferries will sail for {words}."))[0]
        for words in ("450 crews", "30% of crews", "crews by 4 May 2031")
    ]

    assert set(idle) == {plain}
    assert min(telling) > plain


def test_what_went_with_a_page_that_was_carried_on_was_spent() -> None:
    """Three dates that became those of the next year show that it was carried on."""
    moved = [
        _reworded(Flag(name="date", old=f"1 {month} 2031", new=f"1 {month} 2032")) for month in ("May", "June", "July")
    ]

    assert is_carried_on(moved)
    assert not is_carried_on([*moved[:2], _reworded(Flag(name="date", old="1 July 2031", new="9 October 2033"))])


def test_a_pages_own_dates_and_sums_that_give_an_idea_weigh_little() -> None:
    """From when a page is valid, what its log says was edited, and what a course typically costs."""
    date = Flag(name="date", old="1 October 2031", new="6 January 2032")

    def dated(text: str) -> float:
        sides = [Side(text=text.format(day), start=0, end=60) for day in (date.old, date.new)]
        return rank(Change(kind="reworded", old=sides[0], new=sides[1], flags=(date,)))[0]

    def added(text: str) -> float:
        return rank(Change(kind="added", old=None, new=Side(text=text, start=0, end=len(text))))[0]

    assert dated("This guidance is valid from {}.") < dated("The licence is valid from {}.")
    assert added("updated the ropes section for ports that must close") < added(
        "moved the ropes for ports that must close"
    )
    assert added("Fees range from £12,000 to £22,000.") < added("Ports will get £12,000 to £22,000.")
