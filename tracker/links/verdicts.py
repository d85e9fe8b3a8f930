"""Stage verdicts: what people said about links and threads, looked up by stage. It outranks every score."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from tracker.claims.verdicts import is_part, is_same
from tracker.config.verdict import Alias, LinkVerdict, ThreadVerdict, Verdict, Verdicts
from tracker.links.stage import Stage
from tracker.wording.fold import numbers, stems

Relation = Literal["same", "related", "different"]
Pair = tuple[int, int]
CLEAR = 2
"""A part is meant when it shares so many times more words with the other side of a verdict than any other part."""


@dataclass(frozen=True, slots=True)
class StageVerdicts:
    """For each stage, by its place in time, the other stages it was called the same as, related to, different from."""

    relations: Mapping[Pair, LinkVerdict] = field(default_factory=dict)
    """Keyed by (earlier, later): the verdict that holds, the last one given."""
    disputes: Mapping[Pair, tuple[str, ...]] = field(default_factory=dict)
    """What each person says of a pair on which they disagree."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Stage → the name of the thread that began with it."""
    pinned: Mapping[int, str] = field(default_factory=dict)
    """Stage → the thread id that a person has used for it, which it keeps whatever is found before it later."""
    aliases: tuple[Alias, ...] = ()
    moved: frozenset[str] = frozenset()
    """Ids that verdicts name of claims which now have another: of a cut sentence, the part that was meant."""
    again: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Ids that verdicts name of cut sentences, and the parts between which a person must decide again."""
    _same: Mapping[int, frozenset[int]] = field(default_factory=dict)
    _agreed: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, verdicts: Verdicts | Iterable[Verdict], stages: Sequence[Stage]) -> "StageVerdicts":
        """Withdrawn verdicts and those on claims that are not here are left out; of two on one pair the later holds."""
        return cls.found(verdicts, StagePlaces.of(stages))

    @classmethod
    def found(cls, verdicts: Verdicts | Iterable[Verdict], places: "StagePlaces") -> "StageVerdicts":
        """The same of stages that are looked up."""
        standing = [verdict for verdict in _flat(verdicts) if not verdict.withdrawn]
        finder = _Finder(places)
        threads = sorted((one for one in standing if isinstance(one, ThreadVerdict)), key=_day)
        links = sorted((one for one in standing if isinstance(one, LinkVerdict)), key=_day)
        said = [*_linked(links, finder), *_rearranged(threads, finder)]
        splits = [(verdict, finder.all(verdict)) for verdict in threads if verdict.split]
        relations = _overruled(dict(sorted(said, key=lambda one: _day(one[1]))), splits)
        roots = [(finder.root(verdict), verdict) for verdict in threads]
        disputes = _disputes(said)
        return cls(
            relations=relations,
            disputes=disputes,
            names={root: verdict.name for root, verdict in roots if root is not None and verdict.name},
            pinned={root: verdict.thread for root, verdict in roots if root is not None and not verdict.split},
            aliases=tuple(verdict for verdict in standing if isinstance(verdict, Alias)),
            moved=frozenset(finder.moved - finder.again.keys()),
            again=dict(sorted(finder.again.items())),
            _same=_components(pair for pair, verdict in relations.items() if verdict.relation == "same"),
            _agreed=_undisputed(relations, disputes),
        )

    def relation(self, earlier: int, later: int) -> Relation | None:
        """What a person said about these two stages."""
        verdict = self.relations.get((earlier, later))
        return verdict.relation if verdict else None

    def same(self, stage: int) -> frozenset[int]:
        """All stages that verdicts join to this one, directly or through others; itself not among them."""
        return self._same.get(stage, frozenset()) - {stage}

    def agreed(self, stage: int) -> frozenset[int]:
        """The same without what two people see otherwise: only this is published."""
        return self._agreed.get(stage, frozenset()) - {stage}

    def apart(self, earlier: int, later: int) -> bool:
        """Whether a person said that the two are not the same pledge."""
        return self.relation(earlier, later) in {"related", "different"}


class TextByNumber(Protocol):
    """Finds what a stage says."""

    def __getitem__(self, number: int, /) -> str:
        """The words of the stage of that number."""


@dataclass(frozen=True, slots=True)
class StagePlaces:
    """Where the claims are that verdicts name: functions, so that none need be loaded that is not asked for."""

    by_id: Callable[[str], int | None]
    """The stage that has a claim of that id; of several the latest."""
    by_former: Callable[[str], int | None]
    """The stage that had one."""
    paper: Callable[[str], Sequence[int]]
    """The stages of a document, in time order."""
    texts: TextByNumber

    @classmethod
    def of(cls, stages: Sequence[Stage]) -> "StagePlaces":
        """Of stages that are all there."""
        papers: dict[str, list[int]] = defaultdict(list)
        for index, stage in enumerate(stages):
            place = stage.claim.place
            if place and place.version:
                papers[place.version.rpartition("@")[0]].append(index)
        return cls(
            {claim: index for index, stage in enumerate(stages) for claim in stage.ids}.get,
            {claim: index for index, stage in enumerate(stages) for claim in stage.former}.get,
            lambda name: papers.get(name, ()),
            [stage.claim.text for stage in stages],
        )


class _Finder:
    """Finds the stage that a verdict means: by id, else by the words in their document.

    A sentence that has been cut since is several stages: then the words on the other side of the verdict tell which
    part was meant. Where they do not, nobody is guessed at: the verdict waits in `again`.
    """

    def __init__(self, places: StagePlaces) -> None:
        self._places = places
        self._texts = places.texts
        self.moved: set[str] = set()
        self.again: dict[str, tuple[int, ...]] = {}
        """By the id that a verdict names: of a claim that is now another, and of one that could be several now."""

    def one(self, claim: str, words: str | None, at: str | None, near: str | None = None) -> int | None:
        """The stage, or None where neither the id nor the words are here, or two could be meant."""
        known = self._places.by_id(claim)
        if known is not None:
            return known
        here = self._places.paper(at.rpartition("@")[0]) if words and at else []
        same = next((index for index in here if is_same(self._texts[index], words or "")), None)
        if same is not None:
            return same
        parts = [index for index in here if is_part(self._texts[index], words or "")]
        if len(parts) > 1 and (clear := _nearest([self._texts[index] for index in parts], near)) is not None:
            parts = [parts[clear]]
        if len(parts) > 1:
            self.again[claim] = tuple(parts)
            return None
        found = parts[0] if parts else self._places.by_former(claim)
        if found is not None:
            self.moved.add(claim)
        return found

    def root(self, verdict: ThreadVerdict) -> int | None:
        """The stage with which the thread began; of a cut sentence the part that opens it, unless the name tells."""
        claim = _claim_of(verdict.thread)
        near = " ".join([verdict.name or "", *verdict.other_words])
        return self.lead(claim, self.one(claim, verdict.words, verdict.at, near))

    def lead(self, claim: str, found: int | None) -> int | None:
        """A thread's id must lead somewhere: where nothing else tells, to the part that opens the old sentence."""
        return self._places.by_former(claim) if found is None else found

    def all(self, verdict: ThreadVerdict) -> list[int]:
        """The stages of the claims that it splits off."""
        words, places = [*verdict.other_words], [*verdict.other_at]
        found = [
            self.one(
                claim,
                words[number] if number < len(words) else None,
                places[number] if number < len(places) else None,
                near=" ".join(other for at, other in enumerate(words) if at != number),
            )
            for number, claim in enumerate(verdict.split)
        ]
        return sorted({stage for stage in found if stage is not None})


def stages_named(verdict: LinkVerdict | ThreadVerdict, places: StagePlaces) -> list[int]:
    """The stages of the claims that a verdict names, as far as they are here."""
    finder = _Finder(places)
    if isinstance(verdict, LinkVerdict):
        found = [
            finder.one(verdict.earlier, verdict.earlier_words, verdict.earlier_at, near=verdict.later_words),
            finder.one(verdict.later, verdict.later_words, verdict.later_at, near=verdict.earlier_words),
        ]
    else:
        found = [finder.root(verdict), *finder.all(verdict)]
    return [stage for stage in found if stage is not None]


def _nearest(texts: Sequence[str], near: str | None) -> int | None:
    """Which of the texts shares most of what only one of them has with the words near it; None where two could be it."""
    said = [{*stems(text), *numbers(text)} for text in texts]
    common, wanted = set.intersection(*said), {*stems(near or ""), *numbers(near or "")}
    counts = [len((one - common) & wanted) for one in said]
    best = max(counts)
    return counts.index(best) if best and sum(CLEAR * one > best for one in counts) == 1 else None


def _flat(verdicts: Verdicts | Iterable[Verdict]) -> list[Verdict]:
    if isinstance(verdicts, Verdicts):
        return [*verdicts.link, *verdicts.thread, *verdicts.alias]
    return list(verdicts)


def _day(verdict: Verdict) -> date:
    return verdict.on or date.min


def _claim_of(thread: str) -> str:
    return f"c-{thread.removeprefix('t-')}"


def _linked(verdicts: Iterable[LinkVerdict], finder: _Finder) -> Iterator[tuple[Pair, LinkVerdict]]:
    for verdict in verdicts:
        one = finder.one(verdict.earlier, verdict.earlier_words, verdict.earlier_at, near=verdict.later_words)
        other = finder.one(verdict.later, verdict.later_words, verdict.later_at, near=verdict.earlier_words)
        yield from _paired(one, other, verdict)


def _rearranged(verdicts: Iterable[ThreadVerdict], finder: _Finder) -> Iterator[tuple[Pair, LinkVerdict]]:
    """A join says "same" of two first claims; a split says "different" of the first and "same" among those split off."""
    for verdict in verdicts:
        root = finder.root(verdict)
        if verdict.join:
            words, at = next(iter(verdict.other_words), None), next(iter(verdict.other_at), None)
            claim = _claim_of(verdict.join)
            other = finder.lead(claim, finder.one(claim, words, at, near=verdict.words))
            yield from _paired(root, other, _as_link(verdict, "same"))
        apart = [stage for stage in finder.all(verdict) if stage != root]
        for stage in apart:
            yield from _paired(root, stage, _as_link(verdict, "different"))
            yield from _paired(apart[0], stage, _as_link(verdict, "same"))


def _paired(one: int | None, other: int | None, verdict: LinkVerdict) -> Iterator[tuple[Pair, LinkVerdict]]:
    if one is not None and other is not None and one != other:
        yield (min(one, other), max(one, other)), verdict


def _as_link(verdict: ThreadVerdict, relation: Relation) -> LinkVerdict:
    return LinkVerdict(
        earlier=_claim_of(verdict.thread),
        later=_claim_of(verdict.join) if verdict.join else verdict.split[-1],
        relation=relation,
        by=verdict.by,
        on=verdict.on,
        why=verdict.why,
        together=verdict.together,
    )


def _overruled(
    relations: Mapping[Pair, LinkVerdict], splits: Iterable[tuple[ThreadVerdict, Sequence[int]]]
) -> dict[Pair, LinkVerdict]:
    """Without the older "same" that would hold a split-off claim in the thread it was split from."""
    kept = dict(relations)
    for split, stages in splits:
        inside = set(stages)
        for pair, verdict in relations.items():
            if verdict.relation == "same" and len(inside & set(pair)) == 1 and _day(verdict) <= _day(split):
                kept.pop(pair, None)
    return kept


def _disputes(said: Iterable[tuple[Pair, LinkVerdict]]) -> dict[Pair, tuple[str, ...]]:
    """Pairs on which the last words of two people differ."""
    last: dict[Pair, dict[str, Relation]] = defaultdict(dict)
    for pair, verdict in said:
        last[pair][verdict.by] = verdict.relation
    return {
        pair: tuple(f"{person}: {relation}" for person, relation in sorted(people.items()))
        for pair, people in sorted(last.items())
        if len(set(people.values())) > 1
    }


def _undisputed(
    relations: Mapping[Pair, LinkVerdict], disputes: Mapping[Pair, tuple[str, ...]]
) -> dict[int, frozenset[int]]:
    """What verdicts join without any dispute: neither on a pair itself, nor on one that others would make one.

    Who calls A and C different disputes also that A and B, and B and C, are one: which of the two is wrong nobody knows.
    """
    groups = _components(
        pair for pair, verdict in relations.items() if verdict.relation == "same" and pair not in disputes
    )
    wrong: set[int] = set()
    for one, other in (*disputes, *(pair for pair, verdict in relations.items() if verdict.relation != "same")):
        if other in groups.get(one, frozenset()):
            wrong |= groups[one]
    return {stage: group for stage, group in groups.items() if stage not in wrong}


def _components(pairs: Iterable[Pair]) -> dict[int, frozenset[int]]:
    joined: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        group = (joined[one] | joined[other]) | {one, other}
        for member in group:
            joined[member] = group
    return {member: frozenset(group) for member, group in joined.items()}
