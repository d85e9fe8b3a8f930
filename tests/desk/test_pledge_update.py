"""What is put into the kept threads one by one is what weaving all with the same names and weights gives."""

import random
import shutil
from pathlib import Path
from typing import cast

import pytest
from pledgeshelf import Shelf, config

from tracker.claims.claim import Claim
from tracker.config.verdict import ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict, Verdicts
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.pledge_update import PledgeUpdate, TooMuchFault
from tracker.links.link import Thread
from tracker.links.thread import Woven
from tracker.links.turns import ThreadSummary
from tracker.store.archive import Archive

WORDS = "nursery meal bus library roof pool trip choir grant coach tablet orchard fee uniform breakfast tutor".split()
VERBS = "build fund open mend plan double keep end".split()
Told = tuple[tuple[Thread, ...], tuple[ThreadSummary, ...]]


def sentence(draw: random.Random) -> str:
    """Of few words, so that many are near to many."""
    words = " ".join(draw.choices(WORDS, k=draw.randint(2, 5)))
    place = draw.choice(("towns", "villages", "Wales", "cities"))
    return f"We {draw.choice(('will', 'aim to'))} {draw.choice(VERBS)} {draw.randint(2, 5)}00 {words} in {place}."


def paper(draw: random.Random) -> tuple[str, str, str]:
    """Of one of three parties, or a further version of one."""
    text = " ".join(sentence(draw) for _ in range(draw.randint(1, 6)))
    return draw.choice(("red", "blue", "green")), str(draw.randint(2010, 2018)), text


def verdict(draw: random.Random, claims: list[Claim]) -> Verdict:
    """Something that a person says of some claims."""
    one, other, third = draw.sample(claims, 3)
    at, words = (one.place and one.place.version) or "", one.text
    kind = draw.randint(0, 9)
    if kind < 6:
        relation = draw.choice(("same", "same", "different", "related"))
        return LinkVerdict(by=draw.choice(("Ada", "Ben")), earlier=one.id, later=other.id, relation=relation)
    thread = f"t-{one.id[2:]}"
    if kind == 6:
        return ThreadVerdict(by="Ada", thread=thread, name="A name")
    if kind == 7:
        return ThreadVerdict(by="Ada", thread=thread, join=f"t-{other.id[2:]}")
    if kind == 8:
        return ThreadVerdict(by="Ada", thread=thread, split=(other.id, third.id))
    return ClaimVerdict(by="Ada", does="drop", at=at, words=words, claim=one.id)


def verdicts_of(said: list[Verdict]) -> Verdicts:
    """By kind."""
    return Verdicts(
        claim=tuple(one for one in said if isinstance(one, ClaimVerdict)),
        link=tuple(one for one in said if isinstance(one, LinkVerdict)),
        thread=tuple(one for one in said if isinstance(one, ThreadVerdict)),
    )


def told(shelf: Shelf, said: list[Verdict]) -> Told:
    """Threads and what a list says of them."""
    decided = config()
    object.__setattr__(decided, "verdicts", verdicts_of(said))
    with PledgeIndex(cast("Archive", shelf), decided) as index:
        return index.threads(), index.summaries()


def whole(shelf: Shelf, said: list[Verdict], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """The same, with all woven, by the names and weights that are kept in the folder."""
    here, shelf.folder = shelf.folder, folder

    def never(_update: PledgeUpdate, _most: int) -> int:
        raise TooMuchFault

    with monkeypatch.context() as patch:
        patch.setattr(PledgeUpdate, "run", never)
        found = told(shelf, said)
    shelf.folder = here
    return found


@pytest.mark.parametrize("seed", range(4))
def test_step_by_step_is_all_at_once(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of any year, further versions, verdicts given and withdrawn: nothing is woven whole, and all is equal."""
    draw = random.Random(seed)
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    shelf = Shelf(here, [paper(draw) for _ in range(20)])
    said: list[Verdict] = []
    threads, _ = told(shelf, said)
    for _ in range(12):
        for path in here.iterdir():
            shutil.copy(path, there)
        claims = [claim for thread in threads for claim in thread.claims]
        match draw.randint(0, 4):
            case 0 | 1:
                shelf.put(*paper(draw))
            case 2 | 3:
                said.append(verdict(draw, claims))
            case _ if said:
                said.remove(draw.choice(said))
        with monkeypatch.context() as patch:
            patch.setattr(Woven, "of", _never)
            found = told(shelf, said)

        assert found == whole(shelf, said, there, monkeypatch)
        threads = found[0]
    assert sum(len(thread.claims) > 1 for thread in threads) > 5
    assert sum(len(thread.candidates) for thread in threads) > 5


def _never(*_some: object, **_more: object) -> None:
    raise AssertionError("All was woven again.")
