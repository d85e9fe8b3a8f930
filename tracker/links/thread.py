"""Threads: claims joined into the life of one pledge, the same whatever the order they are given in.

A claim is held against threads, not against single claims: right thread first .78 with one phrasing known, .91 with
five, where pairs alone stop at an average precision of .78 (docs/studies/linking.md 3).
"""

from collections.abc import Iterable, Sequence

from tracker.claims.claim import Claim, Place
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, Verdict, Verdicts
from tracker.links.flags import between
from tracker.links.link import Link, LinkFlag, Standing, Thread
from tracker.links.names import Names
from tracker.links.repeats import gathered
from tracker.links.score import Scorer, share_right
from tracker.links.stage import Stage, stages
from tracker.links.verdicts import StageVerdicts
from tracker.links.voice import voice
from tracker.links.weave import Member, Weave

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
    decided = StageVerdicts.of(verdicts, ordered)
    texts = [stage.claim.text for stage in ordered]
    names = Names.of((*aliases, *decided.aliases), sorted(texts))
    scorer = Scorer.of(texts, names, voices=[stage.publisher for stage in ordered])
    ordered = gathered(ordered, [names.terms(text) for text in texts], scorer.weights, decided)
    decided = StageVerdicts.of(verdicts, ordered)
    weave = Weave.of(ordered, decided, scorer, settings, people)
    return tuple(_Teller(ordered, decided, scorer, weave, people).thread(members) for members in weave.threads())


def by_id(known: Iterable[Thread], thread_id: str) -> Thread | None:
    """The thread of that id. An id whose claim has since been joined to an older one finds the thread it is in now."""
    claim = f"c-{thread_id.removeprefix('t-')}"
    found = [
        thread
        for thread in known
        if thread_id in {thread.id, *thread.redirects} or any(claim in {one.id, *one.former} for one in thread.claims)
    ]
    return min(found, key=lambda thread: thread.id != thread_id, default=None)


class _Teller:
    """Turns what was woven into threads with reasons and flags."""

    def __init__(
        self, ordered: Sequence[Stage], decided: StageVerdicts, scorer: Scorer, weave: Weave, people: People
    ) -> None:
        self._people = people
        self._stages = ordered
        self._claims = [stage.claim for stage in ordered]
        self._decided = decided
        self._scorer = scorer
        self._weave = weave

    def thread(self, members: Sequence[int]) -> Thread:
        claims = tuple(self._claims[member] for member in members)
        known = [self._decided.pinned[member] for member in members if member in self._decided.pinned]
        thread_id = known[0] if known else _thread_id(claims[0])
        names = self._scorer.names
        used = sorted({name for claim in claims for name in names.canonicals(claim.text) & names.declared})
        return Thread(
            id=thread_id,
            name=next((self._decided.names[member] for member in members if member in self._decided.names), None),
            claims=claims,
            links=tuple(
                self._link(self._follows(members[:at], members[at]), members[at]) for at in range(1, len(members))
            ),
            candidates=tuple(self._candidate(found) for found in self._weave.candidates(members)),
            related=tuple(self._related(*pair) for pair in self._related_pairs(members)),
            disputed=tuple(self._disputed(*pair) for pair in self._disputed_pairs(members)),
            redirects=tuple(
                other for other in dict.fromkeys([*known, *self._former(members[0])]) if other != thread_id
            ),
            aliases=tuple(name for group in names.groups if group[0] in used for name in group),
        )

    def _former(self, first: int) -> list[str]:
        """Ids under which it would have been known while the sentence of its first claim was not cut."""
        return [f"t-{claim.removeprefix('c-')}" for claim in sorted(self._stages[first].former)]

    def _follows(self, before: Sequence[int], later: int) -> int:
        """The stage whose words a later one is held against: of its own document, of its publisher, or the nearest.

        Against whatever came last in time, a party's page "lost" the date that only the department had given, and
        "gained" it again one stage on.
        """
        place = self._claims[later].place or Place()
        own = [one for one in before if _same_paper(self._claims[one].place or Place(), place)]
        voice = [one for one in before if place.publisher and _publisher(self._claims[one]) == place.publisher]
        member = self._weave.member(later)
        if member.confirmed and member.nearest in before:
            return member.nearest
        if own or voice:
            return (own or voice)[-1]
        return member.nearest if member.nearest in before else before[-1]

    def _link(self, earlier: int, later: int) -> Link:
        member = self._weave.member(later)
        standing: Standing = "confirmed" if member.confirmed else "likely"
        return self._told(earlier, later, member, standing)

    def _candidate(self, found: Member) -> Link:
        return self._told(found.nearest, found.stage, found, "review")

    def _related_pairs(self, members: Sequence[int]) -> list[tuple[int, int]]:
        pairs = sorted(pair for pair, verdict in self._decided.relations.items() if verdict.relation == "related")
        return [pair for pair in pairs if pair[0] in members]

    def _related(self, earlier: int, later: int) -> Link:
        member = Member(stage=later, nearest=earlier, score=0.0, confirmed=True)
        return self._told(earlier, later, member, "confirmed").model_copy(update={"relation": "related"})

    def _disputed_pairs(self, members: Sequence[int]) -> list[tuple[int, int]]:
        """What one person calls the same and the last word keeps apart."""
        return [
            pair
            for pair, said in self._decided.disputes.items()
            if pair[0] in members and pair[1] not in members and any(word.endswith(": same") for word in said)
        ]

    def _disputed(self, earlier: int, later: int) -> Link:
        return self._told(earlier, later, Member(stage=later, nearest=earlier, score=0.0), "review")

    def _told(self, earlier: int, later: int, member: Member, standing: Standing) -> Link:
        before, after = self._claims[earlier], self._claims[later]
        score = round(self._scorer.between(before, after), 4)
        flags = between(before, after, names=self._scorer.names)
        return Link(
            earlier=before.id,
            later=after.id,
            relation="same",
            standing=standing,
            score=score,
            share_right=share_right(score),
            reasons=(*self._verdict(earlier, later), *self._reasons(earlier, later, member), *_crossing(flags)),
            flags=flags,
            voice=voice(before.place or Place(), after.place or Place(), self._people),
            disputed=self._decided.disputes.get((earlier, later), ()),
        )

    def _verdict(self, earlier: int, later: int) -> list[str]:
        verdict = self._decided.relations.get((earlier, later))
        if verdict is None:
            return []
        return [f"decided by {verdict.by}" + (f": {verdict.why}" if verdict.why else "")]

    def _reasons(self, earlier: int, later: int, member: Member) -> tuple[str, ...]:
        """The words shared with the claim before; with the nearest one of the thread where the one before has none."""
        reasons = self._scorer.reasons(self._claims[earlier].text, self._claims[later].text)
        if member.nearest in {earlier, later} or member.confirmed:
            return reasons
        nearest = self._claims[member.nearest]
        return (*reasons, f"nearest in the thread: “{nearest.text}”")


def _thread_id(claim: Claim) -> str:
    return f"t-{claim.id.removeprefix('c-')}"


def _same_paper(one: Place, other: Place) -> bool:
    return bool(one.source) and (one.source, one.document) == (other.source, other.document)


def _publisher(claim: Claim) -> str | None:
    return claim.place.publisher if claim.place else None


def _crossing(flags: Iterable[LinkFlag]) -> list[str]:
    return [f"carried on from {flag.old} to {flag.new}" for flag in flags if flag.name == "attributed_on"]
