"""A review at a terminal: keys in, verdicts out."""

import io
import json
import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from rich.console import Console

from tracker.claims.claim import Claim, Place, claim_id
from tracker.cli.review import keys as key_reader
from tracker.cli.review.journal import Journal
from tracker.cli.review.session import ReviewSession, overtaken
from tracker.config.decided import key
from tracker.config.load import load_verdicts
from tracker.config.verdict import LinkVerdict, ReleaseVerdict, Verdicts
from tracker.desk.waiting import ClaimOffer, LinkOffer, Settling, Waiting, seeded
from tracker.links.link import Link, Thread
from tracker.render.card import CardPlace
from tracker.render.console import console as made_console
from tracker.render.review_card import around_claim, claim_card, context_card, help_card, link_card, thread_pages

Run = Callable[..., tuple[int, str]]
Typing = Callable[[str], AbstractContextManager[None]]
WORDS = "owl rook heron finch robin plover linnet siskin curlew avocet dunlin gannet".split()


def claim(number: int, text: str | None = None) -> Claim:
    """A claim of a page of its own."""
    words = text or f"We will build {number + 3} {WORDS[number % len(WORDS)]} {WORDS[number * 5 % 12]} boxes."
    source = f"plan-{number}"
    place = Place(source=source, document="page", version=f"{source}@1", publisher="owls")
    return Claim(
        id=claim_id(source, "page", words, 0),
        kind="pledge",
        text=words,
        start=0,
        end=len(words),
        strength=4,
        place=place,
    )


def links(folder: Path) -> tuple[LinkVerdict, ...]:
    """What was decided of links."""
    return load_verdicts(folder / "config").link


def offer(one: Claim, other: Claim, thread: str) -> LinkOffer:
    """A likely link in that thread."""
    link = Link(earlier=one.id, later=other.id, relation="same", standing="likely", score=0.5, reasons=("shared: owl",))
    return LinkOffer(link, one, other, thread, f"Boxes {thread}", "likely", 3, 1)


def chain(first: int, number: int) -> tuple[Thread, list[LinkOffer]]:
    """A thread of so many claims, each linked to the one before it."""
    claims = [claim(first + at) for at in range(number)]
    name = f"t-{claims[0].id[2:]}"
    offers = [offer(claims[at], claims[at + 1], name) for at in range(number - 1)]
    return Thread(id=name, name=None, claims=tuple(claims), links=tuple(one.link for one in offers)), offers


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Callable[..., ReviewSession]]:
    """A session of Ada's over two threads of three and four claims, and one unsure claim; again: the next one."""
    opened: list[Journal] = []

    def begin(*, held: Verdicts | None = None, extra: tuple[LinkOffer, ...] = ()) -> ReviewSession:
        for one in opened:
            one.close()
        threads, offers = zip(chain(0, 3), chain(3, 4), strict=True)
        unsure = ClaimOffer(threads[0].claims[0], threads[0].id)
        waiting = Waiting(tuple(one for mine in offers for one in mine), (unsure,), 0, 2)
        journal = Journal(tmp_path / "review" / "ada.jsonl")
        opened[:] = [journal]
        return ReviewSession.of(
            waiting, (*waiting.links, *extra), held or Verdicts(), journal, by="Ada", threads=threads
        )

    yield begin
    for one in opened:
        one.close()


def decide(mine: ReviewSession, relation: str) -> LinkOffer:
    """Answer the link that is asked about."""
    asked = mine.current()
    assert isinstance(asked, LinkOffer)
    assert mine.relate([asked], relation) == ()  # type: ignore[arg-type]
    return asked


def test_each_answer_leads_to_the_next_question(session: Callable[..., ReviewSession]) -> None:
    """Links by thread, then claims, then nothing; all of it is staged and nothing is asked twice."""
    mine = session()
    asked = [decide(mine, "same") for _ in range(5)]
    last = mine.current()

    assert len({one.id for one in asked}) == 5
    assert [one.thread for one in asked] == sorted((one.thread for one in asked), key=[*mine.threads].index)
    assert isinstance(last, ClaimOffer)
    mine.judge(last, is_one=True)
    assert mine.current() is None
    assert (mine.staged, mine.progress) == (6, (6, 6))


def test_a_decision_removes_what_it_implies(session: Callable[..., ReviewSession]) -> None:
    """A pair that others have joined is not asked about, nor a pledge's link through what was called different."""
    first, second, third = (claim(at) for at in range(3))
    mine = session(extra=(offer(first, third, "t-aaaaaaaaaa"),))
    decide(mine, "same")
    decide(mine, "same")

    assert mine.progress[0] == 3
    settling = Settling.of([])
    settling.add(LinkVerdict(earlier=first.id, later=second.id, relation="same", by="Ada"))
    settling.add(LinkVerdict(earlier=second.id, later=third.id, relation="different", by="Ada"))
    assert settling.is_settled(offer(first, third, "t-aaaaaaaaaa"))


def test_an_answer_is_undone_and_asked_again(session: Callable[..., ReviewSession]) -> None:
    """One after another, also what was put off; at the beginning there is nothing to undo."""
    mine = session()
    first = decide(mine, "same")
    second = mine.current()
    assert second is not None
    mine.put_off(second)

    assert mine.current() != second
    mine.undo()
    assert mine.current() == second
    mine.undo()
    assert mine.current() == first
    assert (mine.undo(), mine.staged) == (None, 0)


def test_all_links_of_a_pledge_are_decided_together(session: Callable[..., ReviewSession]) -> None:
    """Each verdict says so; one undo takes all of them back."""
    mine = session()
    asked = mine.current()
    assert isinstance(asked, LinkOffer)
    mine.relate(mine.siblings(asked), "same")

    (event,) = mine.journal.events
    assert [one.together for one in event.verdicts if isinstance(one, LinkVerdict)] == [True, True]
    mine.undo()
    assert mine.staged == 0


def test_what_a_kill_leaves_is_taken_up(session: Callable[..., ReviewSession], tmp_path: Path) -> None:
    """Every answer that was given stands, a line that was cut is passed over, and what was put off comes last."""
    mine = session()
    decide(mine, "same")
    late = mine.current()
    assert late is not None
    mine.put_off(late)
    decide(mine, "different")
    path = tmp_path / "review" / "ada.jsonl"
    whole = path.read_bytes()
    for cut in (b"", b'{"did": "decided", "items": ["c-', b"\n", b'{"did": "undo"'):
        mine.journal.close()
        path.write_bytes(whole + cut)
        again = session()
        assert again.staged == 2
        assert again.offers[-1] == late
        assert again.current() not in {None, late}
    again.journal.written()
    assert [one.did for one in session().journal.events] == ["later"]


def test_what_contradicts_is_told_before_it_is_staged(session: Callable[..., ReviewSession]) -> None:
    """Another's decision, or an own one of this session; what was decided meanwhile is found at the end."""
    _, offers = chain(0, 3)
    ben = LinkVerdict(earlier=offers[0].earlier.id, later=offers[1].later.id, relation="different", by="Ben")
    mine = session(held=Verdicts(link=(ben,)))
    decide(mine, "same")
    asked = next(one for one in mine.offers if one.id == offers[1].id)
    assert isinstance(asked, LinkOffer)

    assert [one.old for one in mine.relate([asked], "same")] == [ben]
    assert mine.staged == 1
    assert mine.relate([asked], "same", anyway=True) == ()
    late = LinkVerdict(earlier=offers[0].earlier.id, later=offers[0].later.id, relation="different", by="Cal")
    assert list(overtaken(mine, Verdicts(link=(ben, late)))) == [0]


def test_known_wrong_links_are_counted_and_never_kept() -> None:
    """One in twenty, the same for whoever comes back; no verdict is made of any."""
    offers = [one for first in range(0, 240, 4) for one in chain(first, 3)[1]]
    mixed = seeded(offers, by="Ada")

    wrong = [one for one in mixed if one.seeded]
    assert len(wrong) == round(len(offers) / 20)
    assert mixed == seeded(offers, by="Ada")
    assert [one for one in mixed if not one.seeded] == offers
    assert all(one.earlier.id != one.later.id for one in wrong)


def test_a_known_wrong_link_that_is_confirmed_is_told(session: Callable[..., ReviewSession]) -> None:
    """Whether it was noticed; the pledge's links around it are staged without it."""
    wrong = offer(claim(0), claim(40), chain(0, 3)[0].id)
    wrong = LinkOffer(wrong.link, wrong.earlier, wrong.later, wrong.thread, wrong.name, "likely", 3, 1, seeded=True)
    mine = session(extra=(wrong,))
    asked = mine.current()
    assert isinstance(asked, LinkOffer)
    mine.relate(mine.siblings(asked), "same")

    assert mine.noticed == (0, 1)
    assert mine.staged == 2
    mine.undo()
    mine.relate([wrong], "different")
    assert mine.noticed == (1, 1)
    assert mine.staged == 2


# ---- cards


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_every_card_fits_its_screen(size: tuple[int, int]) -> None:
    """Whatever stands in it: long words, markup, what a terminal would obey."""
    width, height = size
    screen = made_console(io.StringIO(), {"COLUMNS": str(width)})
    hostile = "[red]We will \x1b[31m build " + "many " * 200 + "boxes."
    thread, offers = chain(0, 9)
    bad = offer(claim(50, hostile), claim(51, f"Never: {hostile}"), thread.id)
    place = CardPlace("Ada", 3, 140, 20, 2, 1, 8, note="because " * 40)
    cards = [
        link_card(bad, place, screen, height),
        claim_card(ClaimOffer(bad.earlier, thread.id), place, screen, height),
        *thread_pages([*offers, bad], place, screen, height),
        context_card(
            [(around_claim(bad.earlier), [(hostile, True)] * 7), (around_claim(bad.later), [("x", False)])],
            screen,
            height,
        ),
        help_card(screen, height),
    ]

    for card in cards:
        assert len(card) == height
        assert all(line.cell_len <= width for line in card)
        assert not any("\x1b" in line.plain for line in card)


def test_all_is_asked_only_when_every_wording_was_on_screen() -> None:
    """Over several pages; the keys that decide stand on the last alone."""
    screen = made_console(io.StringIO(), {"COLUMNS": "80"})
    _, offers = chain(0, 12)
    pages = [
        "\n".join(line.plain for line in page)
        for page in thread_pages(offers, CardPlace("Ada", 0, 9, 1, 0), screen, 24)
    ]

    assert len(pages) > 1
    assert ["all are one pledge" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    for one in offers:
        assert any(one.earlier.text in page for page in pages)


# ---- the command


def test_keys_decide_what_commands_would(birds: Run, tmp_path: Path, typing: Typing) -> None:
    """The same verdicts, name and reason among them; the end says how many and where."""
    with typing("tone bill\rynra?xcx"):
        assert birds("review")[0] == 130
    assert not (tmp_path / "config" / "verdicts").exists()
    with typing("NOwl boxes\rq"):
        code, said = birds("review")

    assert code == 0
    assert "decisions kept in" in said
    held = load_verdicts(tmp_path / "config")
    assert [one.relation for one in held.link] == ["same", "different", "related"]
    assert [one.why for one in held.link] == ["one bill", None, None]
    assert [one.name for one in held.thread] == ["Owl boxes"]
    assert "Owl boxes" in birds("pledges", "--all", "--full")[1]
    assert birds("undo", "--last", "4")[0] == 0
    for one in held.link:
        words = (
            ["reject"]
            if one.relation == "different"
            else ["confirm", *(["--related"] if one.relation == "related" else [])]
        )
        assert birds(*words, one.earlier, one.later, *(["--why", one.why] if one.why else []))[0] == 0
    again = [one for one in links(tmp_path) if not one.withdrawn]
    assert [one.model_copy(update={"on": None}) for one in again] == [
        one.model_copy(update={"on": None}) for one in held.link
    ]


def test_all_of_a_pledge_takes_two_keys(birds: Run, tmp_path: Path, typing: Typing) -> None:
    """After which they stand as confirmed together."""
    with typing("ayq"):
        assert birds("review")[0] == 0

    assert links(tmp_path)
    assert "decided by Ada" in (said := birds("pledges", "--format", "json")[1]) or "confirmed together by Ada" in said


def test_a_search_and_a_filter_narrow(birds: Run, tmp_path: Path, typing: Typing) -> None:
    """To what has the words; where nothing is left everything comes again."""
    with typing("/curlew\ryq"):
        birds("review")
    (found,) = links(tmp_path)
    assert "curlew" in str(found.earlier_words)
    with typing("fnobody\rnq"):
        birds("review")
    assert len(links(tmp_path)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a pty")
def test_killed_at_a_real_terminal_nothing_is_lost(birds: Run, tmp_path: Path) -> None:
    """Three keys, SIGKILL, and again: the three stand, and are written once."""
    home = Path(__file__).parents[2]

    def begin() -> tuple[int, int]:
        number, terminal = pty.fork()
        if not number:
            os.chdir(tmp_path)
            os.environ.update(TERM="xterm", COLUMNS="80", LINES="24", PYTHONPATH=str(home), TRACKER_BY="Ada")
            os.execv(sys.executable, [sys.executable, "-m", "tracker", "review"])  # noqa: S606 - our own
        return number, terminal

    def until(terminal: int, words: bytes) -> str:
        said, last = b"", time.monotonic() + 60
        while words not in said and time.monotonic() < last and select.select([terminal], [], [], 60)[0]:
            try:
                said += os.read(terminal, 65_536)
            except OSError:
                break
        return said.decode()

    number, terminal = begin()
    for pressed in (b"y", b"n", b"r", b""):
        assert "? keys" in until(terminal, b"? keys")
        os.write(terminal, pressed)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    os.close(terminal)
    assert not (tmp_path / "config" / "verdicts").exists()
    number, terminal = begin()
    assert "3 not written yet" in until(terminal, b"? keys")
    os.write(terminal, b"q")
    until(terminal, b"takes them back")
    os.waitpid(number, 0)
    os.close(terminal)
    assert [one.relation for one in links(tmp_path)] == ["same", "different", "related"]


def test_a_line_is_typed_and_mended() -> None:
    """Backspace takes a letter back, Escape all of it."""
    for typed, found in (("ab\x7fc\r", "ac"), ("  a  b \n", "a b"), ("ab\x1b", None), ("\x7fa\x01b\r", "ab")):
        waiting = list(typed)
        assert key_reader.line(lambda left=waiting: left.pop(0), "? ", lambda _: None) == found  # type: ignore[misc]


def test_the_count_is_there_for_programs(birds: Run, tmp_path: Path) -> None:
    """How much waits, and where it was written."""
    told = json.loads(birds("review", "--export", str(tmp_path / "x.csv"), "--format", "json")[1])

    assert told["schema"] == "tracker.waiting/1"
    assert told["links"] >= len(WORDS)
    assert isinstance(made_console(io.StringIO(), {}), Console)


def test_what_waits_is_told_where_people_look(birds: Run, tmp_path: Path) -> None:
    """`pledges`, `status` and `report` say how many are shown, how many links wait, and how to decide; then fewer."""
    pledges = birds("pledges")[1]

    assert "0 of " in pledges
    assert "wait: tracker review." in " ".join(pledges.split())
    assert "wait: tracker review." in " ".join(birds("report", str(tmp_path / "site"), "--jobs", "1")[1].split())
    assert "links wait for a decision: tracker review" in " ".join(birds("status")[1].split())
    threads = json.loads(birds("pledges", "--format", "json")[1])["threads"]
    birds("confirm", "--thread", next(one["id"] for one in threads if len(one["claims"]) > 1))
    assert "1 of " in birds("pledges", "--all")[1]


def test_status_links_nothing_to_tell_it(birds: Run) -> None:
    """Where the threads are not known yet it says nothing of them, and is as quick as before."""
    assert "tracker review" not in birds("status")[1]


def test_a_link_is_confirmed_and_released_with_one_key(session: Callable[..., ReviewSession]) -> None:
    """With what holds of the claims that are joined by then, and no more; one undo takes back both."""
    mine = session()
    decide(mine, "same")
    asked = mine.current()
    assert isinstance(asked, LinkOffer)
    assert mine.relate([asked], "same", release=True) == ()

    first, second = mine.journal.events
    link, release = second.verdicts
    assert isinstance(release, ReleaseVerdict)
    assert (release.what, set(release.decisions)) == (asked.thread, {key(first.verdicts[0]), key(link)})
    mine.undo()
    other = next(one for one in mine.offers if isinstance(one, LinkOffer) and one.thread != asked.thread)
    mine.relate([other], "same", release=True)
    link, release = mine.journal.events[-1].verdicts
    assert isinstance(release, ReleaseVerdict)
    assert release.decisions == (key(link),)
