"""Repeats: what one version of a document promises twice in other words is one stage with several places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tracker.claims.claim import Claim, Restatement
from tracker.links.index import SimilarityIndex, StemWeights, Terms
from tracker.links.stage import Paper, Stage
from tracker.links.verdicts import StageVerdicts

AGAIN = 0.60
"""Score from which two claims of one version are one, if kind, firmness and polarity are the same and the numbers of one
are among those of the other. Of 61 such in fourteen real manifestos two were read as no repeats; between .5 and .6 many are
neighbours in a list."""


def gathered(
    stages: Sequence[Stage], terms: Sequence[Terms], weights: StemWeights, decided: StageVerdicts
) -> tuple[Stage, ...]:
    """The stages in order without those that repeat another of their document; that one has their ids and places.

    The one kept stands in every version in which the other does; of equals it is the one with more numbers, then the
    first. What a person called different stays apart.
    """
    papers: dict[Paper, list[int]] = defaultdict(list)
    for place, stage in enumerate(stages):
        papers[stage.entered[:-1]].append(place)
    into: dict[int, int] = {}
    for members in papers.values():
        if len(members) > 1:
            into |= _repeated(members, stages, terms, weights, decided)
    whole = dict(enumerate(stages))
    for other, kept in sorted(into.items()):
        whole[kept] = _with(whole[kept], stages[other])
    return tuple(stage for place, stage in sorted(whole.items()) if place not in into)


def _repeated(
    members: Sequence[int],
    stages: Sequence[Stage],
    terms: Sequence[Terms],
    weights: StemWeights,
    decided: StageVerdicts,
) -> dict[int, int]:
    """Stage → the stage that it repeats, which itself repeats none."""
    into: dict[int, int] = {}
    index = SimilarityIndex(weights)
    ordered = sorted(members, key=lambda one: (-len(stages[one].versions), -len(terms[one].numbers), one))
    for stage in ordered:
        found = index.scores(terms[stage], floor=AGAIN)
        for kept in (ordered[at] for at in sorted(found, key=lambda at: (-found[at], at))):
            apart = decided.apart(min(stage, kept), max(stage, kept))
            if kept not in into and not apart and _is_same(stages[kept], stages[stage], terms[kept], terms[stage]):
                into[stage] = kept
                break
        index.add(terms[stage])
    return into


def _is_same(kept: Stage, other: Stage, held: Terms, asked: Terms) -> bool:
    return (
        other.versions <= kept.versions and asked.numbers <= held.numbers and _binds(kept.claim) == _binds(other.claim)
    )


def _binds(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.strength, claim.polarity, claim.told, claim.speaker


def _with(kept: Stage, other: Stage) -> Stage:
    """The stage with the other's ids; with its places too, where both were read in one version."""
    claim, again = kept.claim, other.claim
    here = kept.entered == other.entered
    places = (Restatement(text=again.text, start=again.start, end=again.end), *again.also) if here else ()
    former = dict.fromkeys((*claim.former, *sorted(other.ids), *again.former))
    told = claim.model_copy(update={"also": (*claim.also, *places), "former": tuple(former)})
    return replace(kept, claim=told, ids=kept.ids | other.ids, former=kept.former | other.ids | other.former)
