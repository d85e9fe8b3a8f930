"""The pledge index: the threads of the whole record, kept beside the store and read one by one.

Kept is what was woven for exactly this record, these verdicts, settings and rules. Where anything else is asked for it is
woven anew: with names and weights as they were when the index was made, so that only what is new is compared with all the
rest, until `tracker reindex`, until claims have doubled, or until a rule differs.
"""

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from tracker.claims.claim import Claim
from tracker.config.config import Config
from tracker.desk.pledge_codec import read_brief, read_thread, thread_row
from tracker.errors import UsageError
from tracker.later import later
from tracker.links.link import Link, Thread
from tracker.links.turns import ThreadSummary, summary
from tracker.store.archive import Archive
from tracker.store.layout import THREADS
from tracker.store.woven import StageRow, WovenFault, WovenRow, WovenThreads

if TYPE_CHECKING:
    from tracker.desk import finding, gather, pledge_update
    from tracker.links import index as links_index
    from tracker.links import kept_stage, score, search, stage
    from tracker.links import names as links_names
    from tracker.links import thread as links_thread
    from tracker.links.names import Names
    from tracker.links.score import Scorer
    from tracker.links.stage import Stage
    from tracker.links.thread import Woven
else:
    pledge_update = later("tracker.desk.pledge_update")
    links_index = later("tracker.links.index")
    links_names = later("tracker.links.names")
    score = later("tracker.links.score")
    search = later("tracker.links.search")
    stage = later("tracker.links.stage")
    links_thread = later("tracker.links.thread")
    kept_stage = later("tracker.links.kept_stage")
    finding = later("tracker.desk.finding")
    gather = later("tracker.desk.gather")


DOUBLED = 2
"""Times as many claims as the weights were learnt from, from which they are learnt anew."""
_SNAPSHOT = "snapshot"
_FEW, _MOST = 5, 500
"""Threads with all the words of a question, below which others are looked at; and how many of those."""
Answer = TypeVar("Answer")
Tick = Callable[[int], None]
Step = Callable[[str, str, int | None], Tick]
"""Begins a step of the work: what it does, what it counts, how many there are. Gives what is told of each."""


DECIDING = {"claim_confidence", "likely", "review", "across", "window_years"}
"""Settings by which threads are woven. Another pace of rounds, or a new name of the site, leaves what is kept."""


def quietly(_does: str, _counts: str, _total: int | None) -> Tick:
    """Tells nobody."""
    return lambda _: None


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """Names and weights as they were when the index was made."""

    groups: tuple[tuple[str, ...], ...]
    declared: tuple[str, ...]
    counts: Mapping[str, int]
    claims: int
    voices: Sequence[tuple[int, Mapping[str, int]]]

    @classmethod
    def of(cls, scorer: "Scorer", claims: int) -> "_Snapshot":
        return cls(
            scorer.names.groups, tuple(sorted(scorer.names.declared)), scorer.weights.own, claims, scorer.weights.voices
        )

    @classmethod
    def read(cls, told: bytes) -> "_Snapshot":
        groups, declared, counts, claims, voices = json.loads(zlib.decompress(told))
        return cls(tuple(map(tuple, groups)), tuple(declared), counts, claims, voices)

    def told(self) -> bytes:
        return zlib.compress(
            json.dumps(
                [self.groups, self.declared, dict(sorted(self.counts.items())), self.claims, self.voices]
            ).encode(),
            1,
        )

    @property
    def scorer(self) -> "Scorer":
        names = links_names.Names(groups=self.groups, declared=frozenset(self.declared))
        return score.Scorer(names=names, weights=links_index.StemWeights.counted(self.counts, self.claims, self.voices))


class PledgeIndex:
    """Threads of the whole record. Whatever is asked first brings the index up to date. Close it when done."""

    def __init__(self, archive: Archive, config: Config, *, step: Step = quietly) -> None:
        """`step` is told what takes long."""
        self._archive = archive
        self._config = config
        self._step = step
        # What is kept is of the whole record, so threads of what others may see are woven for this once.
        self._kept = WovenThreads(None if archive.out_of_sight() else archive.folder / THREADS)
        self._is_ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()

    # ---- reading

    def threads(self, *, least: int = 1) -> tuple[Thread, ...]:
        """Those of so many stages at least, by their earliest claims; candidates have no reasons and flags yet."""
        return self._ask(lambda kept: tuple(map(read_thread, kept.bodies(least=least).values())))

    def ids(self) -> tuple[str, ...]:
        """Of all threads, in their order."""
        return tuple(thread.id for thread in self.threads())

    def thread(self, asked: str) -> Thread | None:
        """The thread of that id; of a claim since joined to an older one, the thread it is in now."""
        return next(iter(self.led([asked])), None)

    @property
    def is_current(self) -> bool:
        """Whether what is kept is of the record as it is, so that nothing need be woven."""
        return self._is_ready or self._kept.key() == self._key

    def claim(self, asked: str) -> Claim | None:
        """The claim of that id, as it stood first; None for one that no thread has under this id."""
        found = self.led([asked])
        return next((claim for thread in found for claim in thread.claims if claim.id == asked), None)

    def find(self, words: str) -> tuple[Thread, ...]:
        """The thread of that id; else the threads that answer the words, best first."""
        exact = self.thread(words)
        return (exact,) if exact else search.find(words, self.near(words), (), names=self.names)

    def told(self, threads: Sequence[Thread]) -> tuple[Thread, ...]:
        """The same with reasons and flags on their candidates, for whoever shows these."""
        links = iter(self.tell([link for thread in threads for link in thread.candidates]))
        return tuple(
            thread.model_copy(update={"candidates": tuple(next(links) for _ in thread.candidates)})
            for thread in threads
        )

    def tell(self, links: Sequence[Link]) -> tuple[Link, ...]:
        """Candidates with their reasons and flags."""
        wanted = {claim for link in links for claim in (link.earlier, link.later)}
        known = {claim.id: claim for thread in self.led(sorted(wanted)) for claim in thread.claims}
        scorer = self._ask(_snapshot).scorer if links else None
        return tuple(
            links_thread.told(link, known[link.earlier], known[link.later], scorer) for link in links if scorer
        )

    def teller(self) -> Callable[[Link, Claim, Claim], Link]:
        """What gives a candidate of two claims its reasons and flags, ready to be asked again and again."""
        scorer = self._ask(_snapshot).scorer
        return lambda link, earlier, later: links_thread.told(link, earlier, later, scorer)

    def led(self, ids: Sequence[str]) -> list[Thread]:
        """The threads to which these ids of threads or claims lead, each once."""
        return self._ask(lambda kept: [read_thread(body) for body in kept.bodies(kept.led(ids).values()).values()])

    def near(self, words: str) -> tuple[Thread, ...]:
        """Threads that may answer the words: those with all of them, and where these are few those with all but one."""
        return self._ask(lambda kept: tuple(map(read_thread, kept.bodies(_with_words(kept, words)).values())))

    @property
    def names(self) -> "Names":
        """Declared and mined names of the whole record, as they were when it was last woven anew."""
        return self._ask(_snapshot).scorer.names

    def summaries(self) -> tuple[ThreadSummary, ...]:
        """Of all threads, by their earliest claims: what a list says of them."""
        return self._ask(lambda kept: tuple(map(read_brief, kept.briefs())))

    def _ask(self, question: Callable[[WovenThreads], Answer]) -> Answer:
        """The answer of what is kept; of what is woven anew where that is damaged."""
        try:
            return question(self._ready())
        except (WovenFault, ValueError, zlib.error):
            self._kept.remove()
            self._weave(anew=True)
            return question(self._kept)

    # ---- keeping

    def update(self) -> None:
        """Bring what is kept up to date. Where nobody has asked for threads yet nothing is kept, and nothing is done."""
        if self._kept.key() is not None:
            self._ready()

    def remake(self) -> int:
        """Weave all anew, with names and weights learnt anew: how many threads."""
        self._weave(anew=True)
        self._is_ready = True
        return self._ask(lambda kept: len(kept.bodies()))

    def _ready(self) -> WovenThreads:
        if not self._is_ready:
            if self._kept.key() != self._key:
                self._weave()
            self._is_ready = True
        return self._kept

    @cached_property
    def _key(self) -> str:
        verdicts = self._config.verdicts.model_dump_json(exclude={"change", "note", "release"})  # no thread is moved
        return f"{self._base} {_digest(verdicts)} {self._archive.newest() or '-'}"

    @cached_property
    def _base(self) -> str:
        """For what notes of an earlier weave rest on: rules, settings, people and declared names."""
        config = self._config
        aliases = "".join(one.model_dump_json() for one in config.verdicts.alias)
        settings = config.settings.model_dump_json(include=DECIDING)
        told = (config.people.model_dump_json(), settings, aliases)
        return _digest(finding.rules(), _link_rules(), *told)

    def _weave(self, *, anew: bool = False) -> None:
        known = None if anew else self._known()
        if known and self._updated(known):
            return
        ordered = self._stages()
        if known and len(ordered) > DOUBLED * known.claims:
            self._step(
                f"Claims have doubled since {known.claims:,}: recalculating the weights", "claims", len(ordered)
            )(len(ordered))
            known = None
        woven = links_thread.Woven.of(
            ordered,
            verdicts=self._config.verdicts,
            aliases=self._config.verdicts.alias,
            settings=self._config.settings,
            people=self._config.people,
            scorer=known.scorer if known else None,
            hear=self._step("Linking claims into threads", "claims", len(ordered)),
        )
        snapshot = known or _Snapshot.of(woven.scorer, len(ordered))
        del ordered
        if not self._keep(self._kept, woven, snapshot):
            self._kept.close()
            self._kept = WovenThreads(None)  # A folder that cannot be written to: for this once.
            self._keep(self._kept, woven, snapshot)

    def _known(self) -> "_Snapshot | None":
        """What the kept threads were woven with, where the same rules hold."""
        if not (self._kept.key() or "").startswith(f"{self._base} "):
            return None
        with suppress(WovenFault, ValueError, zlib.error):
            return _snapshot(self._kept)
        return None

    def _updated(self, known: "_Snapshot") -> bool:
        """Whether what is new could be put into what is kept, all of it or nothing."""
        tick = self._step("Updating threads", "claims", None)
        with suppress(WovenFault, pledge_update.TooMuchFault, ValueError, KeyError, zlib.error, sqlite3.Error):
            with self._kept.changing() as change:
                pledge_update.PledgeUpdate(self._archive, self._config, self._kept, change, known.scorer, tick).run(
                    DOUBLED * known.claims
                )
                change.put_key(self._key)
            return True
        return False

    def _keep(self, kept: WovenThreads, woven: "Woven", snapshot: "_Snapshot") -> bool:
        weave, stages, near = woven.weave, woven.stages, woven.nearness
        if near is None:
            raise WovenFault
        number = len(weave.joined)
        room = pledge_update.ROOM // (number + 2)
        update = pledge_update.LastHeld(self._archive)
        last = update.of(stages[at] for at in range(number))
        claims = {stages[at].claim.id: stages[at].claim for at in range(number)}
        threads = weave.threads()
        home = {member: members[0] for members in threads for member in members}
        tick = self._step("Telling what changed from stage to stage", "threads", len(threads))

        def rows() -> Iterator[tuple[int, WovenRow]]:
            for nth, (members, thread) in enumerate(zip(threads, woven.of_members(threads), strict=True), start=1):
                yield kept_stage.number_of(members[0], room), thread_row(thread, summary(thread, last, claims))
                tick(nth)

        def stage_rows() -> Iterator[StageRow]:
            keeping = self._step("Keeping what was linked", "claims", number)
            for at in range(number):
                keeping(at)
                one = kept_stage.spread(
                    kept_stage.KeptStage(stages[at], weave.terms[at], near.pairs[at], weave.joined[at]), room
                )
                yield pledge_update.stage_row(
                    kept_stage.number_of(at, room), kept_stage.number_of(home[at], room), one, woven.scorer
                )

        papers = {
            pledge_update.paper_name(name): pledge_update.mark_of(self._archive, self._config, name)
            for name in self._archive.documents()
        }
        return kept.keep(
            self._key,
            rows(),
            stages=stage_rows,
            words=lambda: ((stem, [kept_stage.number_of(at, room) for at in held]) for stem, held in near.words()),
            facts={
                _SNAPSHOT: snapshot.told(),
                pledge_update.VERDICTS: pledge_update.told_verdicts(self._config),
                pledge_update.DECIDED: pledge_update.facts_of(woven.decided, lambda at: kept_stage.number_of(at, room)),
            },
            papers=papers,
        )

    def _stages(self) -> "tuple[Stage, ...]":
        every = gather.every_version(self._archive)
        finding.find_beside(
            self._archive,
            every,
            self._config.people,
            floor=self._config.settings.claim_confidence,
            tick=self._step("Finding claims", "versions", len(every)),
        )
        tick = self._step("Reading claims", "versions", len(every))
        return stage.in_order(gather.each_stage(self._archive, self._config, tick))


def thread_of(index: PledgeIndex, asked: str) -> Thread:
    """The thread of that id. UsageError where there is none."""
    thread = index.thread(asked)
    if thread is None:
        raise UsageError(f"There is no thread {asked[:40]!r} in the record; `tracker pledges` prints the ids.")
    return thread


def claims_named(archive: Archive, config: Config, ids: Sequence[str]) -> list[Claim]:
    """The claims of these ids, each as it stood first. UsageError where there is none of one.

    Read from what is kept where it is of the record as it is, else from every text.
    """
    with PledgeIndex(archive, config) as index:
        known = [index.claim(asked) for asked in ids] if index.is_current else []
    found = [claim for claim in known if claim]
    if len(found) == len(ids):
        return found
    every = gather.all_claims(archive, config)
    return [gather.claim_of(every, asked) for asked in ids]


def _snapshot(kept: WovenThreads) -> "_Snapshot":
    fact = kept.fact(_SNAPSHOT)
    if fact is None:
        raise WovenFault
    return _Snapshot.read(fact)


def _with_words(kept: WovenThreads, words: str) -> list[int]:
    parts = search.asked_stems(words, _snapshot(kept).scorer.names, frozenset(kept.all_words()))
    postings = kept.words({stem for part in parts for stem in part})
    home = kept.threads_of()
    where = [{home.get(nth, nth) for stem in part for nth in postings.get(stem, ())} for part in parts]
    if not any(where):
        return []
    every = set.intersection(*where)
    if len(every) >= _FEW or len(where) == 1:
        return sorted(every)
    rarest = sorted(filter(None, where), key=len)
    times = Counter(nth for one in where for nth in one)
    others = (nth for nth in sorted(set().union(*rarest[:2])) if times[nth] >= len(where) - 1 and nth not in every)
    return sorted([*every, *islice(others, _MOST)])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


@cache
def _link_rules() -> str:
    """A name for the rules by which claims are linked and flagged: another as soon as a file of theirs differs."""
    seed = hashlib.sha256()
    house = Path(__file__).parents[1]
    for room in ("links", "wording/shift", "config"):
        for file in sorted((house / room).iterdir()):
            if file.suffix in {".py", ".toml", ".gz"}:
                seed.update(file.name.encode() + b"\0" + file.read_bytes())
    return seed.hexdigest()[:20]
