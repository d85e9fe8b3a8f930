"""The kept threads are those of the record, whatever came first and whoever died meanwhile."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from pledgeshelf import PAPERS, Shelf, config

from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict
from tracker.desk import pledge_index, pledge_update
from tracker.desk.gather import all_claims
from tracker.desk.pledge_index import DECIDING, PledgeIndex, claims_named
from tracker.errors import UsageError
from tracker.links.link import Thread
from tracker.links.search import find
from tracker.links.stage import Stage
from tracker.links.thread import Woven, threads
from tracker.links.turns import turns
from tracker.store.layout import THREADS
from tracker.store.woven import WovenThreads

if TYPE_CHECKING:
    from tracker.store.archive import Archive


def index_of(shelf: Shelf, *links: LinkVerdict) -> PledgeIndex:
    """Its pledge index."""
    return PledgeIndex(cast("Archive", shelf), config(*links))


def told(shelf: Shelf, *links: LinkVerdict) -> tuple[Thread, ...]:
    """Every thread as the kept index tells it."""
    with index_of(shelf, *links) as index:
        return index.told(index.threads())


def plainly(shelf: Shelf, *links: LinkVerdict) -> tuple[Thread, ...]:
    """Every thread woven from all claims at once."""
    held = config(*links)
    claims = [one for one in all_claims(cast("Archive", shelf), held) if one.is_claim]
    return threads(claims, verdicts=held.verdicts, settings=held.settings, people=held.people)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Six papers of three parties."""
    return Shelf(tmp_path)


@pytest.fixture
def woven(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many stages were woven each time that anything was."""
    counts: list[int] = []
    real = Woven.of

    def of(ordered: Sequence[Stage], **how: Any) -> Woven:
        counts.append(len(ordered))
        return real(ordered, **how)

    monkeypatch.setattr(Woven, "of", of)
    return counts


def test_kept_threads_are_the_threads(shelf: Shelf, woven: list[int]) -> None:
    """Told, they equal those woven from all claims; who asks again reads them, and no claim is loaded."""
    wanted = plainly(shelf)
    woven.clear()

    assert told(shelf) == wanted
    assert sum(len(one.claims) > 1 for one in wanted) >= 3
    assert told(shelf) == wanted
    assert len(woven) == 1


def test_threads_and_claims_by_id(shelf: Shelf, woven: list[int]) -> None:
    """Any member's id leads to its thread and every claim is found; ids that are none are refused."""
    with index_of(shelf) as index:
        for thread in index.threads():
            for claim in thread.claims:
                assert index.thread(f"t-{claim.id[2:]}") == thread
                assert index.claim(claim.id) == claim
                assert claims_named(cast("Archive", shelf), config(), [claim.id]) == [claim]
        assert index.thread("t-aaaaaaaaaa") is None
    with pytest.raises(UsageError):
        claims_named(cast("Archive", shelf), config(), ["c-aaaaaaaaaa"])
    assert len(woven) == 1


@pytest.mark.parametrize("words", ["school orchards", "librarys", "bus fare", "unicorns", "trees beside roads"])
def test_words_find_what_the_search_finds(shelf: Shelf, words: str) -> None:
    """Only threads with enough of the words are read, and they are those of the search through all."""
    claims = all_claims(cast("Archive", shelf), config())

    with index_of(shelf) as index:
        found = index.told(index.find(words))

    assert found == find(words, plainly(shelf), [one for one in claims if one.is_claim])


def test_a_verdict_and_a_new_version_are_woven_in(shelf: Shelf) -> None:
    """With names and weights as they were; after `remake` with those of all claims."""
    first = told(shelf)
    one, other = first[0].claims[0], first[-1].claims[-1]
    verdict = LinkVerdict(by="Ada", earlier=one.id, later=other.id, relation="same")

    joined = told(shelf, verdict)
    shelf.put("blue", "2021", "We will fund 300 school orchards. We will keep the bus fare for pupils at one pound.")
    grown = told(shelf, verdict)

    assert any({one.id, other.id} <= {claim.id for claim in thread.claims} for thread in joined)
    assert len([claim for thread in grown for claim in thread.claims]) == 14
    with index_of(shelf, verdict) as index:
        index.remake()
        assert index.told(index.threads()) == plainly(shelf, verdict)


def test_only_settings_that_decide_threads_weave_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those are all that is asked for while threads are woven and kept; the pace of rounds is none of them."""
    asked: set[str] = set()

    class Heard(Settings, frozen=True):
        def __getattribute__(self, name: str) -> Any:
            if name in Settings.model_fields:
                asked.add(name)
            return super().__getattribute__(name)

    held = config()
    with PledgeIndex(cast("Archive", shelf), replace(held, settings=Heard())) as index:
        index.remake()
        before = index.threads()
    assert asked == DECIDING

    slower = replace(held, settings=Settings(delay=9.0, site_name="Pledges"))
    monkeypatch.setattr(Woven, "of", lambda *_, **__: pytest.fail("all was woven again"))
    with PledgeIndex(cast("Archive", shelf), slower) as index:
        assert index.threads() == before


def test_claims_that_have_doubled_teach_new_weights(tmp_path: Path) -> None:
    """And it is said."""
    shelf, said = Shelf(tmp_path, PAPERS[:2]), list[str]()
    told(shelf)
    for paper in PAPERS[2:]:
        shelf.put(*paper)

    def step(does: str, _counts: str, _total: int | None) -> pledge_index.Tick:
        said.append(does)
        return lambda _: None

    with PledgeIndex(cast("Archive", shelf), config(), step=step) as index:
        found = index.told(index.threads())

    assert found == plainly(shelf)
    assert any("have doubled since 4" in one for one in said)


def test_every_order_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever came first and whenever somebody looked, `reindex` ends with equal rows; until then claims are equal."""
    wanted = kept(Shelf(tmp_path / "whole", _made(tmp_path / "whole")))
    draw = random.Random(5)
    for nth in range(50):
        papers = list(PAPERS)
        draw.shuffle(papers)
        shelf = Shelf(tmp_path / str(nth), papers[: draw.randint(2, 5)])
        shelf.folder.mkdir()
        with index_of(shelf) as index:
            index.threads()
        for paper in papers[len(shelf.documents()) :]:
            shelf.put(*paper)
        with index_of(shelf) as index:
            ids = {claim.id for thread in index.threads() for claim in thread.claims}

        assert len(ids) == 12
        assert kept(shelf) == wanted


def _made(folder: Path) -> tuple[tuple[str, str, str], ...]:
    folder.mkdir()
    return PAPERS


def kept(shelf: Shelf) -> dict[str, list[tuple[object, ...]]]:
    """All rows after a `reindex`, but for the name of the state, which names the newest version."""
    with index_of(shelf) as index:
        index.remake()
    db = sqlite3.connect(shelf.folder / THREADS)
    rows = {
        name: sorted(db.execute(f"select * from {name}").fetchall())  # noqa: S608 - our own names
        for name in ("thread", "brief", "led", "word", "fact", "stage", "claim", "paper")
    }
    db.close()
    return rows


def test_who_dies_while_keeping_leaves_what_was(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the next one weaves again: there is never half an index."""
    before = told(shelf)
    shelf.put("blue", "2021", "We will fund 300 school orchards.")

    with monkeypatch.context() as dying:
        dying.setattr(pledge_update, "thread_row", _die)
        with pytest.raises(KeyboardInterrupt), index_of(shelf) as index:
            index.threads()

    with closing(WovenThreads(shelf.folder / THREADS)) as left:
        assert len(left.bodies()) == len(before)
    assert len([claim for thread in told(shelf) for claim in thread.claims]) == 13


def test_a_list_is_read_without_the_threads(shelf: Shelf) -> None:
    """What a list says of each thread is kept beside it: the same as of the thread itself, with the last version."""
    shelf.put("red", "2020", "We will build 100 new libraries in towns.")
    with index_of(shelf) as index:
        every, briefs = index.threads(), index.summaries()

    assert [one.id for one in briefs] == [thread.id for thread in every]
    assert [one.turns for one in briefs] == [turns(thread) for thread in every]
    held = {version for one in briefs for version in one.held}
    assert "red-2020@2" in held
    assert "red-2020@1" in held  # the trees are in the first alone


def _die(_thread: Thread, _brief: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("harm", ["rubbish", "cut", "row", "folder"])
def test_what_is_damaged_or_cannot_be_kept_is_woven_again(shelf: Shelf, harm: str) -> None:
    """Nothing is missing then and nothing fails."""
    wanted = told(shelf)
    path = shelf.folder / THREADS
    match harm:
        case "rubbish":
            path.write_bytes(b"rubbish" * 1000)
        case "cut":
            path.write_bytes(path.read_bytes()[:9000])
        case "row":
            db = sqlite3.connect(path)
            with db:
                db.execute("update thread set body = x'00'")
            db.close()
        case _:
            shelf.folder /= "none"

    assert told(shelf) == wanted
