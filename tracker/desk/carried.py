"""Carried: which persons' verdicts a site, a feed or a message tells others of. The store notes it before it happens.

A verdict that is withdrawn before that leaves no public correction; one that was carried does. What nobody noted counts as
carried: verdicts.toml itself is older than the note.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.config.config import Config
from tracker.config.contradiction import Decisions
from tracker.config.decided import every, key
from tracker.config.verdict import ChangeVerdict, ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict
from tracker.links.link import Link


def of_site(config: Config) -> frozenset[str]:
    """The keys of what a site and its feeds carry: all on pledges that holds, but for what is disputed and not shown."""
    known = Decisions.of(config.verdicts)
    told = (one for one in every(config.verdicts) if not isinstance(one, ChangeVerdict) and not one.withdrawn)
    return frozenset(key(one) for one in told if not known.is_disputed(one))


def of_links(config: Config, links: Iterable[Link]) -> frozenset[str]:
    """The keys of the verdicts on which these confirmed links rest."""
    ids = {claim for link in links if link.standing == "confirmed" for claim in (link.earlier, link.later)}
    standing = (one for one in every(config.verdicts) if not one.withdrawn) if ids else ()
    return frozenset(key(one) for one in standing if not ids.isdisjoint(named(one)))


def named(verdict: Verdict) -> frozenset[str]:
    """The ids of the claims that it is about, a thread by its first claim."""
    match verdict:
        case LinkVerdict():
            return frozenset({verdict.earlier, verdict.later})
        case ClaimVerdict():
            return frozenset({verdict.claim} if verdict.claim else ())
        case ThreadVerdict():
            threads = (verdict.thread, *((verdict.join,) if verdict.join else ()))
            return frozenset({*(one.replace("t-", "c-", 1) for one in threads), *verdict.split})
        case _:
            return frozenset()


@dataclass(frozen=True, slots=True)
class Carried:
    """What is known of which verdicts others have seen: keys that were noted, and those of which nobody noted anything."""

    noted: frozenset[str] = frozenset()
    unsure: frozenset[str] | None = None
    """None: nothing is known of any."""

    @classmethod
    def of(cls, config: Config, noted: frozenset[str]) -> "Carried":
        """What the store has noted; of the verdicts in verdicts.toml itself nothing is known."""
        return cls(noted, frozenset(map(key, every(config.shared))))

    def is_unsure(self, verdict: Verdict) -> bool:
        """Whether nobody noted if it was carried."""
        return self.unsure is None or key(verdict) in self.unsure

    def has(self, verdict: Verdict) -> bool:
        """Whether others may have seen it."""
        return self.is_unsure(verdict) or key(verdict) in self.noted
