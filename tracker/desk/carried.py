"""Carried: which persons' verdicts a site, a feed or a message tells others of. The store notes it before it happens.

A verdict that is withdrawn before that leaves no public correction; one that was carried does. What nobody noted counts as
carried: verdicts.toml itself is older than the note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.config.config import Config
from tracker.config.contradiction import Decisions
from tracker.config.decided import every, key
from tracker.config.release import Releases
from tracker.config.verdict import (
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
)

if TYPE_CHECKING:
    from tracker.links.link import Link


_LATER = (ChangeVerdict, NoteVerdict, ReleaseVerdict)
"""Kinds that came after the store began to note what was carried; no message rests on them."""


def of_site(config: Config) -> frozenset[str]:
    """The keys of what a site and its feeds carry: all that holds, is not disputed and need not be released any more.

    Of releases those by which something is carried.
    """
    known = Decisions.of(config.verdicts)
    releases = Releases.of(config.verdicts, config.settings.release_needs)
    told = (one for one in every(config.verdicts) if not one.withdrawn and releases.lets(one) and _is_shown(one))
    shown = {key(one) for one in told if not known.is_disputed(one)}
    by = (one for one in config.verdicts.release if not one.withdrawn and not shown.isdisjoint(one.decisions))
    return frozenset({*shown, *map(key, by)})


def _is_shown(verdict: Verdict) -> bool:
    """Whether others see anything of it: what a change is worth is the desk's own, its headline is not."""
    match verdict:
        case ChangeVerdict():
            return verdict.headline is not None
        case ReleaseVerdict():
            return False
        case _:
            return True


def of_links(config: Config, links: "Iterable[Link]") -> frozenset[str]:
    """The keys of the verdicts on which these confirmed links rest."""
    ids = {claim for link in links if link.standing == "confirmed" for claim in (link.earlier, link.later)}
    standing = (one for one in every(config.verdicts) if not one.withdrawn) if ids else ()
    return frozenset(key(one) for one in standing if not isinstance(one, _LATER) and not ids.isdisjoint(named(one)))


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
        case ReleaseVerdict(what=what) | NoteVerdict(about=what) if what[:2] in {"t-", "c-"} and "@" not in what:
            return frozenset({what.replace("t-", "c-", 1)})
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
        """Whether nobody noted if it was carried; of notes, headlines and releases that was noted from the first."""
        return not isinstance(verdict, _LATER) and (self.unsure is None or key(verdict) in self.unsure)

    def has(self, verdict: Verdict) -> bool:
        """Whether others may have seen it."""
        return self.is_unsure(verdict) or key(verdict) in self.noted
