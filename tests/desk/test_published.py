"""What may be shown to everybody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.decided import every, key, note_id
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import (
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
    Verdicts,
)
from tracker.config.watches import Watches
from tracker.desk.carried import Carried, of_links, of_site
from tracker.desk.published import SUGGESTION, Published
from tracker.desk.releasing import on_thread, to_release
from tracker.links.link import Thread
from tracker.links.thread import threads

FIRST = "We will teach every pupil to swim before the age of eleven."
SECOND = "Every pupil will learn to swim by eleven, with 300 new swimming instructors."
THIRD = "Every pupil will learn to swim by twelve, with 250 new swimming instructors."
OTHER = "We will plant a thousand trees beside the canal."
LONG = "We will build owl boxes in every village, " + "and in every wood, " * 20 + "by the end of the year."


def claim(text: str, source: str, month: int) -> Claim:
    """A claim of a page of its own, published in a month of 2026."""
    at = datetime(2026, month, 1, tzinfo=UTC)
    place = Place(source=source, document="page", version=f"{source}@1", publisher="wood", published=at, first_seen=at)
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4, place=place
    )


CLAIMS = [claim(FIRST, "one", 1), claim(SECOND, "two", 2), claim(THIRD, "three", 3), claim(OTHER, "four", 4)]


def same(earlier: int, later: int, **more: object) -> LinkVerdict:
    """Ada's word that two of the claims are the same pledge."""
    words = {"earlier_words": CLAIMS[earlier].text, "later_words": CLAIMS[later].text}
    told = {"by": "Ada", "earlier": CLAIMS[earlier].id, "later": CLAIMS[later].id, "relation": "same"}
    return LinkVerdict.model_validate({**told, **words, **more})


def rules(*, suggestions: bool = False, **verdicts: object) -> Published:
    """The rules of a folder with a free and a closed source."""
    told = {"publisher": "wood", "publisher_type": "other", "kind": "html", "url": "https://example.org/"}
    sources = (
        HtmlSource.model_validate({"id": "free", "licence": "OGL-UK-3.0", **told}),
        HtmlSource.model_validate({"id": "closed", **told}),
    )
    config = Config(
        sources=sources, settings=Settings(), people=People(), verdicts=Verdicts.model_validate(verdicts),
        watches=Watches(),
    )  # fmt: skip
    return Published.of(config, suggestions=suggestions)


def found(mine: Published) -> tuple[Thread, ...]:
    """The threads as the folder's verdicts have them."""
    return threads(CLAIMS, verdicts=mine.config.verdicts)


def shown(mine: Published) -> list[tuple[str, list[str]]]:
    """Id and wordings of what is shown."""
    return [(thread.id, [one.text for one in thread.claims]) for thread in mine.threads(found(mine))]


def test_what_a_machine_links_is_not_published() -> None:
    """Nor are claims that nobody looked at; where suggestions are asked for, both are, marked as such."""
    mine, asked = rules(), rules(suggestions=True)
    (swim, _) = found(mine)

    assert [link.standing for link in swim.links] == ["likely", "likely"]
    assert (shown(mine), mine.thread(swim), mine.claims(CLAIMS)) == ([], None, ())
    assert asked.threads(found(asked)) == found(asked)
    assert asked.claims(CLAIMS) == tuple(CLAIMS)
    assert asked.label(CLAIMS[0]) == SUGGESTION == "machine suggestion, not checked"


def test_a_pledge_is_published_with_the_stages_that_a_person_joined() -> None:
    """The third stage, which a score alone holds there, is left out; the thread keeps its id."""
    mine = rules(link=(same(0, 1),))
    (whole, _) = found(mine)

    assert len(whole.claims) == 3
    assert shown(mine) == [(whole.id, [FIRST, SECOND])]
    assert mine.claims(CLAIMS) == (CLAIMS[0], CLAIMS[1])
    assert mine.label(CLAIMS[0]) is None
    assert mine.confirmed_on(CLAIMS[0]) is None


def test_it_is_known_since_when_a_claim_is_confirmed() -> None:
    """By the first word of any person on it."""
    said = (same(0, 1, on=date(2026, 5, 2)), same(1, 2, on=date(2026, 4, 1)))

    assert rules(link=said).confirmed_on(CLAIMS[1]) == date(2026, 4, 1)
    assert rules(link=said).confirmed_on(CLAIMS[3]) is None


def test_stages_that_persons_joined_elsewhere_are_not_linked_by_a_machine() -> None:
    """Of a thread whose first claim nobody confirmed, the confirmed part is shown; the thread's id leads to it."""
    mine = rules(link=(same(1, 2),))
    (whole, _) = found(mine)
    shown_thread = mine.thread(whole)

    assert shown_thread is not None
    assert len(whole.claims) == 3
    assert shown_thread.id == f"t-{CLAIMS[1].id[2:]}"
    assert shown_thread.redirects == (whole.id,)
    assert [one.text for one in shown_thread.claims] == [SECOND, THIRD]
    assert [link.standing for link in shown_thread.links] == ["confirmed"]
    assert (shown_thread.links[0].earlier, shown_thread.candidates) == (CLAIMS[1].id, ())


def test_a_thread_falls_into_the_parts_that_persons_made() -> None:
    """A stage that a person took for a claim, and that only a score holds in the thread, is a pledge of its own."""
    alone = ClaimVerdict(by="Ada", does="fix", claim=CLAIMS[2].id, words=THIRD, at="three@1", kind="pledge")
    mine = rules(link=(same(0, 1),), claim=(alone,))

    assert len(found(mine)[0].claims) == 3
    assert shown(mine) == [(f"t-{CLAIMS[0].id[2:]}", [FIRST, SECOND]), (f"t-{CLAIMS[2].id[2:]}", [THIRD])]


def test_a_first_and_a_last_stage_joined_by_a_person_stand_side_by_side() -> None:
    """What is said of the last one is said against the first, not against the stage between that is not shown."""
    mine = rules(link=(same(0, 2),))
    (shown_thread,) = mine.threads(found(mine))

    assert [one.text for one in shown_thread.claims] == [FIRST, THIRD]
    assert shown_thread.links[0].earlier == CLAIMS[0].id


def test_a_withdrawn_or_contrary_verdict_publishes_nothing() -> None:
    """What a person took back is no longer confirmed."""
    assert shown(rules(link=(same(0, 1, withdrawn=True),))) == []
    assert shown(rules(link=(same(0, 1, relation="different"),))) == []


def test_a_thread_that_a_person_named_begins_with_a_confirmed_claim() -> None:
    """A claim that a person added or set right is confirmed as well, also after a new reading gave it another id."""
    named = rules(thread=(ThreadVerdict(by="Ada", thread=f"t-{CLAIMS[3].id[2:]}", name="Canal trees"),))
    fixed = ClaimVerdict(by="Ada", does="fix", claim="c-aaaaaaaaaa", words=OTHER, at="four@7", kind="pledge")
    dropped = ClaimVerdict(by="Ada", does="drop", claim=CLAIMS[0].id, words=FIRST, at="one@1")

    assert shown(named) == [(f"t-{CLAIMS[3].id[2:]}", [OTHER])]
    assert rules(claim=(fixed, dropped)).claims(CLAIMS) == (CLAIMS[3],)


def test_a_namesake_is_not_confirmed() -> None:
    """An id alone vouches for nothing where the verdict's words are others."""
    namesake = CLAIMS[0].model_copy(update={"text": OTHER})

    assert rules(link=(same(0, 1),)).claims([namesake]) == ()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([(0, 1, "same", "Ada"), (1, 2, "same", "Ada")], [{FIRST, SECOND, THIRD}]),
        ([(0, 1, "same", "Ada"), (0, 1, "different", "Ben"), (1, 2, "same", "Ada")], [{SECOND, THIRD}]),
        ([(0, 1, "different", "Ben"), (0, 1, "same", "Ada")], []),
        ([(0, 1, "same", "Ada"), (1, 2, "same", "Ada"), (0, 2, "different", "Ben")], [{FIRST}, {SECOND}, {THIRD}]),
    ],
)
def test_what_two_people_see_otherwise_is_not_published(
    said: list[tuple[int, int, str, str]], shown: list[set[str]]
) -> None:
    """Neither the link, nor what would join claims that somebody keeps apart; what nobody disputes stays."""
    mine = rules(
        link=tuple(
            same(one, other, relation=relation, by=by, on=date(2026, 3, day))
            for day, (one, other, relation, by) in enumerate(said, 1)
        )
    )

    parts = [{claim.text for claim in part.claims} for part in mine.threads(found(mine))]

    assert sorted(map(sorted, parts)) == sorted(map(sorted, shown))


ROOT = f"t-{CLAIMS[0].id[2:]}"
NAME = ThreadVerdict(thread=ROOT, name="Swimming", words=CLAIMS[0].text, at="one@1", by="Ada")
DISPUTED = LinkVerdict(earlier=CLAIMS[0].id, later=CLAIMS[1].id, relation="different", by="Ben")


def held_back(*let: Verdict, suggestions: bool = False, link: tuple[LinkVerdict, ...] = ()) -> Published:
    """The rules where one person must release: Ada has confirmed two links and a name, and let through some of that."""
    links = link or (same(0, 1), same(1, 2))
    release = (ReleaseVerdict(what=ROOT, decisions=tuple(map(key, let)), by="Ada"),) if let else ()
    config = rules(link=links, thread=(NAME,), release=release).config
    return Published.of(replace(config, settings=Settings(release_needs=1)), suggestions=suggestions)


def called(mine: Published) -> list[tuple[str | None, list[str]]]:
    """Name and sources of what is shown."""
    threads = mine.threads(found(mine))
    return [(one.name, [claim.place.source or "" for claim in one.claims if claim.place]) for one in threads]


def test_nothing_is_shown_before_it_is_released() -> None:
    """Neither threads nor claims, nor is any document read for it; a folder that needs no release is as before."""
    assert (called(held_back()), held_back().claims(CLAIMS), held_back().places()) == ([], (), frozenset())
    free = rules(link=(same(0, 1), same(1, 2)), thread=(NAME,))
    assert called(free) == [("Swimming", ["one", "two", "three"])]


def test_a_stage_that_is_confirmed_later_waits_for_a_word_of_its_own() -> None:
    """Who let two stages through has not seen the third; nor the name."""
    assert called(held_back(same(0, 1))) == [(None, ["one", "two"])]
    assert called(held_back(same(0, 1), NAME)) == [("Swimming", ["one", "two"])]
    assert called(held_back(same(0, 1), same(1, 2), NAME)) == [("Swimming", ["one", "two", "three"])]


def test_what_somebody_disputes_is_hidden_at_once() -> None:
    """Without anybody's release of the dispute."""
    mine = held_back(same(0, 1), same(1, 2), link=(same(0, 1), same(1, 2), DISPUTED))
    assert all(names != ["one", "two", "three"] for _, names in called(mine))


def test_suggestions_show_what_waits_as_the_machine_had_it() -> None:
    """Not that a person confirmed it, nor what it was called, nor a reason of theirs."""
    (whole, _) = held_back(suggestions=True).threads(found(held_back()))
    assert [link.standing for link in whole.links] == ["likely", "likely"]
    assert (whole.name, [link.reasons for link in whole.links]) == (None, [(), ()])
    (whole, _) = held_back(same(0, 1), suggestions=True).threads(found(held_back()))
    assert [link.standing for link in whole.links] == ["confirmed", "likely"]


def test_a_site_carries_only_what_was_released() -> None:
    """So what was withdrawn before that leaves no correction; a release is carried with what it lets through."""
    assert of_site(held_back().config) == frozenset()
    mine = held_back(same(0, 1))
    assert of_site(mine.config) == {key(same(0, 1)), key(mine.config.verdicts.release[0])}


def test_a_private_note_is_never_taken_for_published() -> None:
    """Neither by a message that tells of its claim, nor where it stands in the shared file: else its text came out."""
    mine = held_back(same(0, 1))
    note = NoteVerdict(about=CLAIMS[0].id, text="In confidence.", by="Ada")
    config = replace(mine.config, verdicts=mine.config.verdicts.model_copy(update={"note": (note,)}))
    (swim, _) = found(mine)
    confirmed = [link.model_copy(update={"standing": "confirmed"}) for link in swim.links]
    assert key(same(0, 1)) in of_links(config, confirmed)
    assert key(note) not in of_links(config, confirmed) | of_site(config)
    assert not Carried.of(replace(config, shared=config.verdicts), frozenset()).has(note)
    assert not Carried().has(note)


def test_a_word_on_a_thread_covers_its_links_and_name() -> None:
    """As far as nobody disputes them; not those of another thread."""
    mine = held_back()
    (swim, trees) = found(mine)
    assert isinstance(swim, Thread)
    assert set(to_release(mine.config, ROOT, swim)) == {same(0, 1), same(1, 2), NAME}
    assert on_thread(trees, every(mine.config.verdicts)) == ()
    disputed = replace(mine.config, verdicts=Verdicts(link=(same(0, 1), same(1, 2), DISPUTED)))
    assert to_release(disputed, ROOT, swim) == (same(1, 2),)


def test_the_document_of_a_note_on_a_pledge_is_read_for_it() -> None:
    """Without its first words, which no one let through, the pledge would have another id and the note no place."""
    note = NoteVerdict(about=ROOT, text="Asked.", words="We will", at="press@1", by="Ada")
    mine = rules(note=(note,), release=(ReleaseVerdict(what=note_id(note), decisions=(key(note),), by="Ben"),))
    config = replace(mine.config, settings=Settings(release_needs=1))

    assert Published.of(config).places() == {"press"}


def test_what_is_only_related_to_a_released_pledge_stays_held_back() -> None:
    """The word on one pledge lets through its own wordings, and that the other is like it, not the other."""
    related = LinkVerdict(**{**same(1, 2).model_dump(), "relation": "related"})
    mine = held_back(same(0, 1), related, link=(same(0, 1), related))
    free = rules(link=(same(0, 1), related))

    assert called(mine) == [(None, ["one", "two"])]
    assert [one.place.source for one in mine.claims(CLAIMS) if one.place] == ["one", "two"]
    assert [one.place.source for one in free.claims(CLAIMS) if one.place] == ["one", "two", "three"]
