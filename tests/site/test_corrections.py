"""The page of corrections."""

from collections.abc import Container
from datetime import date
from types import SimpleNamespace

from tracker.config.config import Config
from tracker.config.correction import Corrections
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, ClaimVerdict, LinkVerdict, ThreadVerdict, Verdicts
from tracker.config.watches import Watches
from tracker.desk.published import Published
from tracker.site.corrections import corrections

ONE, TWO, THREAD = "c-aaaaaaaaaa", "c-bbbbbbbbbb", "t-aaaaaaaaaa"
WORDS = "We will plant 400 trees."
SITE = SimpleNamespace(name="tracker", window="Seen only while watched.", has=None, base=None)


def page(
    *, contact: str | None = "desk@example.org", notes: tuple[dict[str, object], ...] = (), has: Container[str] = (),
    **verdicts: object,
) -> str:  # fmt: skip
    """The page of a folder with those verdicts and notes."""
    config = Config(
        sources=(), settings=Settings(contact=contact), people=People(), watches=Watches(),
        verdicts=Verdicts.model_validate(verdicts), corrections=Corrections.model_validate({"correction": notes}),
    )  # fmt: skip
    at, _, make = corrections(Published.of(config), site=SITE, has=has)
    assert at == "corrections/index.html"
    return make().decode()


def link(relation: str, day: int, **more: object) -> LinkVerdict:
    """What Ada said of two claims on a day of May."""
    told = {"by": "Ada", "on": date(2026, 5, day), "earlier": ONE, "later": TWO, "relation": relation, **more}
    return LinkVerdict.model_validate(told)


def test_without_corrections_it_says_so_and_how_to_reach_us() -> None:
    """A page that is there from the first day."""
    told = page()

    assert "Nothing had to be corrected so far." in told
    assert '<a href="mailto:desk@example.org">desk@example.org</a>' in told
    assert '<a href="https://example.org/desk">' in page(contact="https://example.org/desk")
    assert "nobody who publishes this site has given an address here" in page(contact=None)


def test_a_withdrawn_verdict_is_told_with_who_when_and_why() -> None:
    """With the words that it was about and the versions in which they stand."""
    told = page(
        link=(link("same", 2, withdrawn=True, why="two schemes", earlier_words=WORDS, earlier_at="plan@2"),),
        alias=(Alias(by="Ben", names=("tree plan", "wood scheme"), withdrawn=True),),
        has={"sources/plan/page/v2.html"},
    )

    assert "<b>2 May 2026</b>, Ada: Withdrawn: that these two are the same pledge." in told
    assert f"“{WORDS}”" in told
    assert "The reason had been: two schemes" in told
    assert '<a href="../sources/plan/page/v2.html">plan@2</a>' in told
    assert f"{ONE}, <a" in told
    assert "<b>no date</b>, Ben: Withdrawn: that these are names of one thing: tree plan, wood scheme." in told


def test_a_rejection_after_a_confirmation_is_a_correction() -> None:
    """One that nobody had confirmed is not: it was never published."""
    changed = "These two were held to be the same pledge; they are different pledges."

    assert changed in page(link=(link("same", 2), link("different", 9)))
    assert changed in page(link=(link("same", 2), link("different", 2)))
    assert changed not in page(link=(link("different", 9),))
    assert changed not in page(link=(link("different", 2), link("same", 9)))
    assert "Nothing had to be corrected" in page(link=(link("same", 2), link("same", 9)))


def test_claims_and_threads_that_were_set_right_are_told() -> None:
    """A claim that is none, one that another person made, a thread taken apart; not one that had been missed."""
    told = page(
        claim=(
            ClaimVerdict(by="Ada", does="drop", words=WORDS, at="plan@1"),
            ClaimVerdict(by="Ada", does="fix", words=WORDS, at="plan@1", kind="aspiration", speaker="The <i>Mayor</i>"),
            ClaimVerdict(by="Ada", does="add", words="We will also dig.", at="plan@1"),
        ),
        thread=(
            ThreadVerdict(by="Ada", thread=THREAD, split=(TWO,)),
            ThreadVerdict(by="Ada", thread=THREAD, name="Trees"),
        ),
    )

    assert "This was read as a claim and is not one." in told
    assert "it is an aspiration, said by The &lt;i&gt;Mayor&lt;/i&gt;." in told
    assert "they are a pledge of their own" in told
    assert told.count("<li>\n") == 3


def test_notes_of_a_person_stand_with_what_was_wrong_and_what_stands_now() -> None:
    """Newest first among the verdicts, linked to the pages that are there."""
    note = {
        "on": date(2026, 5, 5),
        "about": (THREAD, "claims/index.html"),
        "wrong": "The <b>day</b>.",
        "now": "Another.",
    }

    told = page(
        notes=(note,),
        link=(link("same", 2, withdrawn=True), link("related", 9, withdrawn=True)),
        has={"claims/index.html"},
    )

    assert "<b>5 May 2026</b>: The &lt;b&gt;day&lt;/b&gt;." in told
    assert "Now: Another." in told
    assert f'About: {THREAD}, <a href="../claims/index.html">claims/index.html</a>' in told
    assert told.index("9 May 2026") < told.index("5 May 2026") < told.index("2 May 2026")


def test_words_of_a_source_that_allows_no_copies_are_an_extract() -> None:
    """A correction is no way round the rule."""
    long = f"We will plant {'many and ' * 60}more trees."

    told = page(claim=(ClaimVerdict(by="Ada", does="drop", words=long, at="closed@1"),))

    assert long not in told
    assert "…”" in told
