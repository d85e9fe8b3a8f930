"""A verdict on a link: the two claims are looked up, put in time order and kept with their words."""

from typing import Literal

from tracker.cli.deciding import claim_of, record, today, told, version_of, who, words_of
from tracker.cli.gather import all_claims
from tracker.cli.world import World
from tracker.config.verdict import LinkVerdict
from tracker.errors import UsageError
from tracker.links.stage import stages

SAID = {"same": "are the same pledge", "related": "are related", "different": "are different pledges"}


def decide(
    world: World,
    one: str,
    other: str,
    relation: Literal["same", "related", "different"],
    *,
    why: str | None,
    by: str | None,
) -> int:
    """Record it and show which claims it is about: 0."""
    if one == other:
        raise UsageError(f"{one[:40]!r} is given twice; name two claims.")
    with world.archive() as archive:
        claims = all_claims(archive, world.config)
    meant = [claim_of(claims, one), claim_of(claims, other)]
    earlier, later = (stage.claim for stage in stages(meant)) if len(stages(meant)) > 1 else meant
    verdict = LinkVerdict(
        earlier=earlier.id,
        later=later.id,
        relation=relation,
        earlier_words=words_of(earlier),
        earlier_at=version_of(earlier),
        later_words=words_of(later),
        later_at=version_of(later),
        by=who(by),
        on=today(),
        why=why,
    )
    record(world, verdict)
    world.say(told(earlier), told(later), SAID[relation])
    return 0
