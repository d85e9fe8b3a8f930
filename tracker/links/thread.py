"""Threads: claims joined into the life of one pledge, the same whatever the order they are given in.

A claim is held against threads, not against single claims: right thread first .78 with one phrasing known, .91 with
five, where pairs alone stop at an average precision of .78 (docs/studies/linking.md 3).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.claims.claim import Claim, Place
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, Verdict, Verdicts
from tracker.links.flags import between
from tracker.links.index import StemWeights
from tracker.links.link import Link, LinkFlag, Standing, Thread, Voice
from tracker.links.names import Names
from tracker.links.nearness import Nearness
from tracker.links.repeats import gathered
from tracker.links.score import Scorer, share_right
from tracker.links.stage import Stage, context_of, stages
from tracker.links.verdicts import StageVerdicts
from tracker.links.voice import voice
from tracker.links.weave import Hear, Member, Numbered, Weave, unheard

_DEFAULTS = Settings()
_NOBODY = People()


def threads(
    claims: Iterable[Claim],
    *,
    verdicts: Verdicts | Iterable[Verdict] = (),
    aliases: Iterable[Alias | Sequence[str]] = (),
    settings: Settings = _DEFAULTS,
    people: People = _NOBODY,
) -> tuple[Thread, ...]:
    """Every claim in exactly one thread; threads in the order of their earliest claims.

    Left out are procedures, which are no claims, and what is less sure than `settings.claim_confidence`.
    Equal words in several versions of one document are one stage, its earliest claim, and so is what one version promises
    twice in other words. A person's `same` joins whatever
    the score, `different` and `related` keep apart. Never joined by a score are two claims of one document version, claims
    further apart than `window_years`, a party's claim with a thread that another party speaks in, and claims for different
    nations. What two parties promise alike is offered only with `settings.across`. `people` says which party governed when.
    """
    ordered = stages([one for one in claims if one.is_claim and one.confidence >= settings.claim_confidence])
    woven = Woven.of(ordered, verdicts=verdicts, aliases=aliases, settings=settings, people=people)
    return tuple(woven.threads(told=True))


def told(link: Link, earlier: Claim, later: Claim, scorer: Scorer) -> Link:
    """A link that waits for review with its reasons and flags, for whoever shows it: of a hundred one is looked at."""
    flags = _of_two_bodies(between(earlier, later, names=scorer.names), link.voice)
    reasons = (*scorer.reasons(earlier.text, later.text), *_crossing(flags))
    return link.model_copy(update={"reasons": reasons, "flags": flags})


def by_id(known: Iterable[Thread], thread_id: str) -> Thread | None:
    """The thread of that id. An id whose claim has since been joined to an older one finds the thread it is in now."""
    claim = f"c-{thread_id.removeprefix('t-')}"
    found = [
        thread
        for thread in known
        if thread_id in {thread.id, *thread.redirects} or any(claim in {one.id, *one.former} for one in thread.claims)
    ]
    return min(found, key=lambda thread: thread.id != thread_id, default=None)


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ToldLink:
    """Flags, and the claims between which they were found."""

    earlier: Claim
    later: Claim
    flags: tuple[LinkFlag, ...]


_NEVER_TOLD: Mapping[Pair, ToldLink] = {}


@dataclass(frozen=True, slots=True)
class Woven:
    """Stages and what was woven of them, to be told as threads."""

    stages: Numbered[Stage]
    scorer: Scorer
    weave: Weave
    decided: StageVerdicts
    people: People
    nearness: Nearness | None = None
    """Where all is woven: which are near to each other, and which words stand where."""

    @classmethod
    def of(
        cls,
        ordered: Sequence[Stage],
        *,
        verdicts: Verdicts | Iterable[Verdict] = (),
        aliases: Iterable[Alias | Sequence[str]] = (),
        settings: Settings = _DEFAULTS,
        people: People = _NOBODY,
        scorer: Scorer | None = None,
        hear: Hear = unheard,
    ) -> "Woven":
        """Of stages in time order, as `stages` gives them. `hear` is told how many are woven in.

        `scorer`: names and weights that stay what they were; without it they are learnt from these stages.
        """
        decided = StageVerdicts.of(verdicts, ordered)
        names = (
            scorer.names
            if scorer
            else Names.of((*aliases, *decided.aliases), sorted(stage.claim.text for stage in ordered))
        )
        terms = [names.terms(stage.claim.text, context_of(stage.claim)) for stage in ordered]
        scorer = scorer or Scorer(names, StemWeights(terms, voices=[stage.publisher for stage in ordered]))
        bare = [replace(one, context=frozenset()) for one in terms]
        asked = dict(zip((stage.claim.id for stage in ordered), terms, strict=True))
        ordered = gathered(ordered, bare, scorer.weights, decided)
        terms = [asked[stage.claim.id] for stage in ordered]
        del asked, bare
        decided = StageVerdicts.of(verdicts, ordered)
        weave, near = Weave.of(ordered, terms, decided, scorer.weights, settings=settings, people=people, hear=hear)
        return cls(ordered, scorer, weave, decided, people, near)

    def threads(self, *, told: bool, before: Mapping[Pair, ToldLink] = _NEVER_TOLD) -> Iterator[Thread]:
        """In the order of their earliest claims. Without `told` no candidate has its reasons and flags yet.

        `before` are links of which the flags were told before, by the ids of their claims.
        """
        return self.of_members(self.weave.threads(), told=told, before=before)

    def of_members(
        self, threads: Iterable[Sequence[int]], *, told: bool = False, before: Mapping[Pair, ToldLink] = _NEVER_TOLD
    ) -> Iterator[Thread]:
        """The threads of these stages, each in time order."""
        teller = _Teller(self, told=told, before=before)
        return (teller.thread(members) for members in threads)


class _Teller:
    """Turns what was woven into threads with reasons and flags."""

    def __init__(self, woven: Woven, *, told: bool, before: Mapping[Pair, ToldLink]) -> None:
        self._before = before
        self._people = woven.people
        self._stages = woven.stages
        self._claims = _ClaimsOf(woven.stages)
        self._decided = woven.decided
        self._scorer = woven.scorer
        self._weave = woven.weave
        self._tells_candidates = told
        self._related_of = _by_first(
            pair for pair, verdict in self._decided.relations.items() if verdict.relation == "related"
        )
        self._disputed_of = _by_first(
            pair for pair, said in self._decided.disputes.items() if any(word.endswith(": same") for word in said)
        )

    def thread(self, members: Sequence[int]) -> Thread:
        """One thread, by its members in time order."""
        claims = tuple(self._claims[member] for member in members)
        known = [self._decided.pinned[member] for member in members if member in self._decided.pinned]
        thread_id = known[0] if known else _thread_id(claims[0])
        return Thread(
            id=thread_id,
            name=next((self._decided.names[member] for member in members if member in self._decided.names), None),
            claims=claims,
            links=tuple(
                self._link(self._follows(members[:at], members[at]), members[at]) for at in range(1, len(members))
            ),
            candidates=tuple(self._candidate(found) for found in self._weave.candidates(members)),
            related=tuple(self._related(*pair) for pair in self._pairs(self._related_of, members)),
            disputed=tuple(
                self._disputed(*pair) for pair in self._pairs(self._disputed_of, members) if pair[1] not in members
            ),
            redirects=tuple(
                other for other in dict.fromkeys([*known, *self._former(members[0])]) if other != thread_id
            ),
            aliases=self._aliases(claims),
        )

    def _aliases(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        names = self._scorer.names
        if not names.declared:
            return ()
        used = {name for claim in claims for name in names.canonicals(claim.text) & names.declared}
        return tuple(name for group in names.groups if group[0] in used for name in group)

    def _former(self, first: int) -> list[str]:
        """Ids under which it would have been known while the sentence of its first claim was not cut."""
        return [f"t-{claim.removeprefix('c-')}" for claim in sorted(self._stages[first].former)]

    def _follows(self, before: Sequence[int], later: int) -> int:
        """The stage whose words a later one is held against: of its own document, of its publisher, or the nearest.

        Before all these comes the one to which a person held it.

        Against whatever came last in time, a party's page "lost" the date that only the department had given, and
        "gained" it again one stage on.
        """
        place = self._claims[later].place or Place()
        own = [one for one in before if place.is_in_document_of(self._claims[one].place or Place())]
        voice = [one for one in before if place.publisher and _publisher(self._claims[one]) == place.publisher]
        member = self._weave.member(later)
        said = [one for one in before if self._is_said(one, later)]
        if said:
            return said[-1]
        if own or voice:
            return (own or voice)[-1]
        return member.nearest if member.nearest in before else before[-1]

    def _is_said(self, earlier: int, later: int) -> bool:
        """Whether a person called these very two the same."""
        verdict = self._decided.relations.get((earlier, later))
        return verdict is not None and verdict.relation == "same"

    def _link(self, earlier: int, later: int) -> Link:
        member = self._weave.member(later)
        standing: Standing = "confirmed" if member.confirmed else "likely"
        return self._told(earlier, later, member, standing)

    def _candidate(self, found: Member) -> Link:
        before, after = self._claims[found.nearest], self._claims[found.stage]
        link = self._light(found.nearest, found.stage, "review")
        return told(link, before, after, self._scorer) if self._tells_candidates else link

    @staticmethod
    def _pairs(pairs: Mapping[int, Sequence[tuple[int, int]]], members: Sequence[int]) -> list[tuple[int, int]]:
        return sorted(pair for member in members for pair in pairs.get(member, ()))

    def _related(self, earlier: int, later: int) -> Link:
        member = Member(stage=later, nearest=earlier, score=0.0, confirmed=True)
        return self._told(earlier, later, member, "confirmed").model_copy(update={"relation": "related"})

    def _disputed(self, earlier: int, later: int) -> Link:
        return self._told(earlier, later, Member(stage=later, nearest=earlier, score=0.0), "review")

    def _told(self, earlier: int, later: int, member: Member, standing: Standing) -> Link:
        link = self._light(earlier, later, standing)
        flags = _of_two_bodies(self._flags(self._claims[earlier], self._claims[later]), link.voice)
        reasons = (*self._verdict(earlier, later), *self._reasons(earlier, later, member), *_crossing(flags))
        return link.model_copy(update={"reasons": reasons, "flags": flags})

    def _flags(self, earlier: Claim, later: Claim) -> tuple[LinkFlag, ...]:
        before = self._before.get((earlier.id, later.id))
        if before and (_told_by(before.earlier), _told_by(before.later)) == (_told_by(earlier), _told_by(later)):
            return before.flags
        return between(earlier, later, names=self._scorer.names)

    def _light(self, earlier: int, later: int, standing: Standing) -> Link:
        """Without reasons and flags, which take a hundred times as long as all the rest."""
        before, after = self._claims[earlier], self._claims[later]
        score = round(self._scorer.weights.score(self._weave.terms[earlier], self._weave.terms[later]), 4)
        return Link(
            earlier=before.id,
            later=after.id,
            relation="same",
            standing=standing,
            score=score,
            share_right=share_right(score),
            reasons=(),
            voice=voice(before.place or Place(), after.place or Place(), self._people),
            disputed=self._decided.disputes.get((earlier, later), ()),
        )

    def _verdict(self, earlier: int, later: int) -> list[str]:
        verdict = self._decided.relations.get((earlier, later))
        if verdict is None:
            return []
        how = "confirmed together by" if verdict.together and verdict.relation == "same" else "decided by"
        return [f"{how} {verdict.by}" + (f": {verdict.why}" if verdict.why else "")]

    def _reasons(self, earlier: int, later: int, member: Member) -> tuple[str, ...]:
        """The words shared with the claim before; with the nearest one of the thread where the one before has none."""
        reasons = self._scorer.reasons(self._claims[earlier].text, self._claims[later].text)
        if member.nearest in {earlier, later} or member.confirmed:
            return reasons
        nearest = self._claims[member.nearest]
        return (*reasons, f"nearest in the thread: “{nearest.text}”")


@dataclass(frozen=True, slots=True)
class _ClaimsOf:
    stages: Numbered[Stage]

    def __getitem__(self, number: int) -> Claim:
        return self.stages[number].claim


def _thread_id(claim: Claim) -> str:
    return f"t-{claim.id.removeprefix('c-')}"


def _by_first(pairs: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        found[pair[0]].append(pair)
    return found


def _told_by(claim: Claim) -> tuple[object, ...]:
    """What flags are read from."""
    return claim.text, claim.lead_in, _publisher(claim)


def _publisher(claim: Claim) -> str | None:
    return claim.place.publisher if claim.place else None


def _of_two_bodies(flags: Sequence[LinkFlag], told: Voice) -> tuple[LinkFlag, ...]:
    """The flags; what a department said under an earlier name is its own, and carried on by nobody."""
    return tuple(flag for flag in flags if flag.name != "attributed_on" or told != "own")


def _crossing(flags: Iterable[LinkFlag]) -> list[str]:
    return [f"carried on from {flag.old} to {flag.new}" for flag in flags if flag.name == "attributed_on"]
