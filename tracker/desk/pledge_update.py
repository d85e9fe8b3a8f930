"""Pledge update: what a round, an import or a verdict brought is put into the kept threads, and nothing else is touched.

The documents that are read otherwise now are read again; their stages are compared with those kept; only what these and the
changed verdicts can move is woven and told again (links/reweave.py), with names and weights as they were.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from tracker.claims.verdicts import concerns
from tracker.config.config import Config
from tracker.config.verdict import LinkVerdict, ThreadVerdict
from tracker.desk.gather import stages_of
from tracker.desk.pledge_codec import ids_of, read_thread, thread_row
from tracker.links.index import Terms
from tracker.links.kept_stage import KeptStage
from tracker.links.kept_stage import read as read_stage
from tracker.links.link import Thread
from tracker.links.nearness import NearFinder
from tracker.links.repeats import gathered
from tracker.links.reweave import Reweave
from tracker.links.score import Scorer
from tracker.links.stage import Stage, context_of, order_of
from tracker.links.thread import Pair, ToldLink, Woven
from tracker.links.turns import summary, words_in
from tracker.links.verdicts import StagePlaces, StageVerdicts, stages_named
from tracker.links.weave import marks
from tracker.store.archive import Archive
from tracker.store.woven import StageRow, WovenChange, WovenFault, WovenThreads

VERDICTS = "verdicts"
"""The fact in which the standing verdicts on links and threads are."""
DECIDED = "decided"
"""The fact in which the verdicts stand as they were understood."""
ROOM = 2**30
"""Numbers over which the stages of an index made anew are spread: a quarter of those there are, so that more can follow."""
_LAST = 2**32 - 1
LESS = 0.3
"""Share of the stages up to which what is new is woven in; of more all is woven, which is quicker then."""
_FEW = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = 2
"""Source and document: a stage of the store has both."""


class TooMuchFault(Exception):  # noqa: N818 - no error: all is woven
    """So much is new, or there is no number left for it, that weaving all is quicker."""


@dataclass(slots=True)
class _News:
    """What became different in the stages of the documents that were read again."""

    gone: list[int]
    come: list[KeptStage]
    amended: dict[int, Stage]
    """Stages that stand where they stood, with other versions or ids …"""
    were: dict[int, Stage]
    """… and as they were."""


class _Shelf:
    """The kept stages, a thread loaded at a time, and the new ones."""

    def __init__(self, kept: WovenThreads) -> None:
        self._kept = kept
        self.stages: dict[int, KeptStage] = {}
        self.home: dict[int, int] = {}
        """Stage → its thread as it was kept."""
        self.members: dict[int, list[int]] = {}
        self.told: dict[int, Thread] = {}
        """Threads as they were kept."""

    def __getitem__(self, number: int) -> KeptStage:
        if number not in self.stages:
            self._load(self._kept.thread_of(number))
        return self.stages[number]

    def mates(self, number: int) -> Sequence[int]:
        """The stages of its thread as it was kept."""
        self[number]
        return self.members[self.home[number]] if number in self.home else (number,)

    def put(self, number: int, stage: KeptStage) -> None:
        """A new one."""
        self.stages[number] = stage

    def _load(self, nth: int) -> None:
        bodies = self._kept.bodies([nth])
        if nth not in bodies:
            raise WovenFault
        thread = read_thread(bodies[nth])
        members = self._kept.mates(nth)
        rows = self._kept.stage_bodies(members)
        for number, claim in zip(members, thread.claims, strict=True):
            self.stages.setdefault(number, read_stage(rows[number], claim))
            self.home[number] = nth
        self.members[nth] = members
        self.told[nth] = thread


@dataclass(slots=True)
class PledgeUpdate:
    """Brings kept threads up to date inside one transaction. TooMuchFault, WovenFault, ValueError: all must be woven."""

    archive: Archive
    config: Config
    kept: WovenThreads
    change: WovenChange
    scorer: Scorer
    hear: Callable[[int], None]
    """Told how many stages are decided again."""

    def run(self, most: int) -> int:
        """Do so; how many stages there are then, at most so many."""
        shelf = _Shelf(self.kept)
        before = self.kept.papers()
        now = {paper_name(name): (name, mark_of(self.archive, self.config, name)) for name in self.archive.documents()}
        stale = [paper for paper, (_, mark) in now.items() if before.get(paper) != mark]
        lost = [paper for paper in before if paper not in now]
        papers = sorted({*stale, *lost, *self._papers_of_verdicts(shelf)})
        count = self.kept.count()
        news = _News([], [], {}, {})
        for paper in papers:
            self.hear(0)
            self._compare(paper, now[paper][0] if paper in now else None, shelf, news)
            if len(news.gone) + len(news.come) > max(_FEW, LESS * count):
                raise TooMuchFault
        count += len(news.come) - len(news.gone)
        if count > most:
            raise TooMuchFault
        come = self._numbered(news.come, shelf)
        self._put(news, come, shelf)
        decided = StageVerdicts.found(self.config.verdicts, self._places(shelf))
        most_again = max(_FEW, LESS * count)

        def hear(again: int) -> None:
            self.hear(again)
            if again > most_again:
                raise TooMuchFault

        work = Reweave(shelf, decided, self.scorer.weights, self.config.settings, self.config.people, hear=hear)
        work.remove(news.gone)
        self._amend(news, shelf, work)
        self._link(come, shelf, work)
        told = facts_of(decided)
        _ask_about_verdicts(json.loads(self.kept.fact(DECIDED) or b"{}"), json.loads(told), work, {*news.gone})
        work.run()
        self._tell(work, decided, shelf, come, news)
        self.change.put_facts({DECIDED: told, VERDICTS: told_verdicts(self.config)})
        self.change.put_papers({paper: now[paper][1] for paper in stale})
        self.change.drop_papers(lost)
        return count

    def _papers_of_verdicts(self, shelf: _Shelf) -> set[str]:
        """Documents of which another verdict than before names two claims: what is said twice there is read again."""
        known = {*json.loads(self.kept.fact(VERDICTS) or b"[]")}
        now = {*json.loads(told_verdicts(self.config))}
        places = self._places(shelf)
        found = set()
        for told in known ^ now:
            kind, _, body = told.partition(" ")
            verdict = (LinkVerdict if kind == "link" else ThreadVerdict).model_validate_json(body)
            papers = [paper_of(shelf[number].stage) for number in stages_named(verdict, places)]
            found |= {paper for paper in papers if papers.count(paper) > 1}
        return found

    def _compare(self, paper: str, name: tuple[str, str] | None, shelf: _Shelf, news: _News) -> None:
        known = {number: shelf[number] for number in self.kept.stages_of(paper)}
        found = self._read(name) if name else []
        where = {_place_of(one): number for number, one in known.items()}
        for one in found:
            number = where.pop(_place_of(one), None)
            if number is None:
                news.come.append(one)
            elif known[number].stage != one.stage:
                news.amended[number] = one.stage
                news.were[number] = known[number].stage
        news.gone += where.values()

    def _read(self, name: tuple[str, str]) -> list[KeptStage]:
        """The stages of a document as they are now, what repeats another joined to it."""
        ordered = stages_of(self.archive, self.config, name)
        names = self.scorer.names
        terms = [names.terms(one.claim.text, context_of(one.claim)) for one in ordered]
        asked = {one.claim.id: own for one, own in zip(ordered, terms, strict=True)}
        bare = [replace(one, context=frozenset()) for one in terms]
        decided = StageVerdicts.of(self.config.verdicts, ordered)
        joined = gathered(ordered, bare, self.scorer.weights, decided)
        return [KeptStage(one, asked[one.claim.id]) for one in joined]

    def _numbered(self, come: Sequence[KeptStage], shelf: _Shelf) -> dict[int, KeptStage]:
        """New stages with numbers between those of their neighbours in time."""
        ordered = sorted(come, key=lambda one: order_of(one.stage))
        behind = [self._behind(one.stage, shelf) for one in ordered]
        found: dict[int, KeptStage] = {}
        for last, group in groupby(zip(behind, ordered, strict=True), key=lambda one: one[0]):
            some = [one for _, one in group]
            following = self.kept.next_to(last)
            behind_all = max(1, ROOM // (self.kept.count() + 1))
            step = behind_all if following is None else (following - last) // (len(some) + 1)
            if step < 1 or last + step * len(some) > _LAST:
                raise TooMuchFault
            found |= {last + step * nth: one for nth, one in enumerate(some, start=1)}
        return found

    def _behind(self, stage: Stage, shelf: _Shelf) -> int:
        """The number of the last kept stage before it; 0 where none is."""
        at = moment(stage.at)
        mine = order_of(stage)
        together = [number for number in self.kept.said_at(at) if order_of(shelf[number].stage) < mine]
        last = max(together, default=None) if together else self.kept.last_before(at)
        return 0 if last is None else last

    def _put(self, news: _News, come: Mapping[int, KeptStage], shelf: _Shelf) -> None:
        """The rows by which stages are found: without those that are gone, with the new ones."""
        words: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number in news.gone:
            shelf.mates(number)
            for stem in shelf[number].terms.stems:
                words[stem][0].append(number)
        for number, one in come.items():
            shelf.put(number, one)
            for stem in one.terms.stems:
                words[stem][1].append(number)
        for number in news.gone:
            stage = shelf[number].stage
            self.change.drop_stage(number, stage.ids | stage.former)
        for number, one in come.items():
            self.change.put_stage(self._row(number, number, one))
        for number, stage in news.amended.items():
            shelf[number].stage = stage
        for word, (gone, new) in sorted(words.items()):
            self.change.change_word(word, gone=gone, come=new)

    def _row(self, number: int, thread: int, one: KeptStage) -> StageRow:
        return stage_row(number, thread, one, self.scorer)

    def _places(self, shelf: _Shelf) -> StagePlaces:
        kept = self.kept
        return StagePlaces(
            lambda claim: kept.stage_with(claim, former=False),
            lambda claim: kept.stage_with(claim, former=True),
            kept.stages_of,
            _Texts(shelf),
        )

    def _amend(self, news: _News, shelf: _Shelf, work: Reweave) -> None:
        """Stages with other versions: told again, and woven again where they now stand, or no longer stand, with another."""
        for number in news.amended:
            work.tell(number)
            work.changed.add(number)
            mine, was = shelf[number].stage.versions, news.were[number].versions
            for other in self.kept.stages_of(paper_of(shelf[number].stage)) if mine != was else ():
                held = shelf[other].stage.versions
                before = news.were[other].versions if other in news.were else held
                if other != number and mine.isdisjoint(held) != was.isdisjoint(before):
                    work.ask(number)
                    work.ask(other)

    def _link(self, come: Mapping[int, KeptStage], shelf: _Shelf, work: Reweave) -> None:
        finder = NearFinder(self.scorer.weights, marks(self.config.settings), _Terms(shelf), self.kept.lengths)
        stems = {stem for one in come.values() for stem in one.terms.stems}
        postings = self.kept.words(stems)
        for number, one in come.items():
            near = finder.among(one.terms, lambda stem: postings.get(stem, ()))
            near.pop(number, None)
            work.add(number, near)

    def _tell(
        self,
        work: Reweave,
        decided: StageVerdicts,
        shelf: _Shelf,
        come: Mapping[int, KeptStage],
        news: _News,
    ) -> None:
        threads = work.threads()
        weave = work.woven(threads)
        woven = Woven(weave.stages, self.scorer, weave, decided, self.config.people)
        looked_at = {number for members in threads for number in members}
        looked_at |= {tie.stage for members in threads for tie in weave.candidates(members)}
        claims = {shelf[number].stage.claim.id: shelf[number].stage.claim for number in looked_at}
        last = LastHeld(self.archive).of(shelf[number].stage for number in looked_at)
        old = {shelf.home[number] for number in (*looked_at, *news.gone, *work.touched) if number in shelf.home}
        before = _flags(shelf.told[nth] for nth in old)
        rows = [
            (members, thread_row(thread, summary(thread, last, claims)))
            for members, thread in zip(threads, woven.of_members(threads, before=before), strict=True)
        ]
        inside = {number for members in threads for number in members}
        for nth in old:
            if nth in news.gone or not inside.isdisjoint(shelf.members[nth]):
                self.change.drop_thread(nth, [name for name, _ in ids_of(shelf.told[nth])])
        for members, row in rows:
            self.change.put_thread(members[0], row)
            self.change.set_thread(members, members[0])
        for number in sorted(work.changed - {*come} - {*news.gone}):
            if number in news.amended:
                was = news.were[number]
                thread = self.kept.thread_of(number)
                self.change.drop_stage(number, was.ids | was.former)
                self.change.put_stage(self._row(number, thread, shelf[number]))
            else:
                self.change.set_body(number, shelf[number].told())
        for number, one in come.items():
            self.change.set_body(number, one.told())


@dataclass(frozen=True, slots=True)
class LastHeld:
    """In which version words stood last."""

    archive: Archive

    def of(self, stages: Iterable[Stage]) -> dict[tuple[str, str, str], str]:
        """By document and words the last version, in order of capture, that has them."""
        orders: dict[tuple[str, ...], dict[str, tuple[datetime, int]]] = {}
        found = {}
        for stage in stages:
            paper = stage.entered[:-1]
            if paper not in orders:
                versions = self.archive.versions(*paper) if len(paper) == _NAMED else ()
                orders[paper] = {one.address: (one.captured_at, one.number) for one in versions}
            found[words_in(stage.claim)] = max(
                (version[-1] for version in stage.versions), key=orders[paper].__getitem__
            )
        return found


def stage_row(number: int, thread: int, one: KeptStage, scorer: Scorer) -> StageRow:
    """As it is kept."""
    stage = one.stage
    return StageRow(
        number,
        thread,
        paper_of(stage),
        moment(stage.at),
        scorer.weights.norm(one.terms.stems),
        one.told(),
        tuple(sorted(stage.ids)),
        tuple(sorted(stage.former)),
    )


def facts_of(decided: StageVerdicts, number: Callable[[int], int] = int) -> bytes:
    """What people said, as it was understood of the stages; `number` gives those that they are kept under."""
    told = {
        "relations": [
            [number(a), number(b), one.model_dump_json()] for (a, b), one in sorted(decided.relations.items())
        ],
        "disputes": [[number(a), number(b), *said] for (a, b), said in sorted(decided.disputes.items())],
        "names": [[number(at), name] for at, name in sorted(decided.names.items())],
        "pinned": [[number(at), name] for at, name in sorted(decided.pinned.items())],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def told_verdicts(config: Config) -> bytes:
    """The standing verdicts on links and threads."""
    links = (f"link {one.model_dump_json()}" for one in config.verdicts.link if not one.withdrawn)
    threads = (f"thread {one.model_dump_json()}" for one in config.verdicts.thread if not one.withdrawn)
    return json.dumps(sorted([*links, *threads]), ensure_ascii=False).encode()


def paper_name(name: tuple[str, str]) -> str:
    """A document as addresses of its versions begin."""
    source, document = name
    return source if document == "page" else f"{source}/{document}"


def paper_of(stage: Stage) -> str:
    """The document of a stage."""
    place = stage.claim.place
    return ((place and place.version) or "").rpartition("@")[0]


def mark_of(archive: Archive, config: Config, name: tuple[str, str]) -> str:
    """Another as soon as anything differs that the stages of a document are read from."""
    versions = archive.versions(*name)
    told = [(one.address, one.text_id, one.meta_id, one.url, one.captured_at.isoformat()) for one in versions]
    decided = [one.model_dump_json() for one in config.verdicts.claim if concerns(one, *name)]
    return hashlib.sha256(json.dumps([told, decided]).encode()).hexdigest()[:20]


def moment(at: datetime) -> int:
    """In microseconds."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def _place_of(one: KeptStage) -> tuple[object, ...]:
    """What must be equal for a stage to stand where it stood and to be near to what it was near to."""
    claim = one.stage.claim.model_copy(update={"also": (), "former": ()})
    return claim.model_dump_json(), one.stage.at, one.stage.entered, one.terms


def _flags(threads: Iterable[Thread]) -> dict[Pair, ToldLink]:
    """Of every link that was told before, its flags."""
    found: dict[Pair, ToldLink] = {}
    for thread in threads:
        known = {claim.id: claim for claim in thread.claims}
        for link in thread.links:
            found[link.earlier, link.later] = ToldLink(known[link.earlier], known[link.later], link.flags)
    return found


def _ask_about_verdicts(
    before: Mapping[str, Sequence[Sequence[object]]],
    now: Mapping[str, Sequence[Sequence[object]]],
    work: Reweave,
    gone: Collection[int],
) -> None:
    """Stages of which people say something else than before are woven again, or told again where that moves nothing."""
    for kind, does in (
        ("relations", work.ask),
        ("relations", work.tell),
        ("disputes", work.tell),
        ("names", work.tell),
        ("pinned", work.tell),
    ):
        size = 2 if kind in {"relations", "disputes"} else 1
        known, held = ({tuple(one[:size]): one for one in told.get(kind, ())} for told in (before, now))
        for key in known.keys() | held.keys():
            if known.get(key) != held.get(key):
                for stage in key:
                    if isinstance(stage, int) and stage not in gone:
                        does(stage)


@dataclass(frozen=True, slots=True)
class _Texts:
    shelf: _Shelf

    def __getitem__(self, number: int) -> str:
        return self.shelf[number].stage.claim.text


@dataclass(frozen=True, slots=True)
class _Terms:
    shelf: _Shelf

    def __getitem__(self, number: int) -> Terms:
        return self.shelf[number].terms
