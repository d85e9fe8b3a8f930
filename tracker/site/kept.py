"""Kept: what earlier builds found, beside the store, so that a build reads and compares only what is new.

Not history: it may be deleted at any time, and is found anew.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tracker.diff.differences import Differences
from tracker.errors import UsageError
from tracker.store.findings import Findings

_WAIT = 30.0
"""Seconds to wait for another build that writes what it found: what is known to be there is needed."""


class KeptBuilds:
    """By names that differ wherever what they name would."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = Findings(path, wait=_WAIT)
        self._known: set[str] = set()
        self._told: dict[str, bytes] = {}

    def recall(self, names: Iterable[str]) -> None:
        """See which of these summaries are there. They are read when they are needed, which few are."""
        self._known |= self._kept.known(names)

    def knows(self, name: str) -> bool:
        """Whether that summary is there."""
        return name in self._told or name in self._known

    def learn(self, found: Mapping[str, bytes]) -> None:
        """Take in summaries just made, and keep them."""
        self._told.update(found)
        self._kept.keep(found)

    def summaries(self, names: Iterable[str]) -> list[bytes]:
        """Those summaries, all of them known. UsageError where somebody deleted them meanwhile."""
        wanted = list(names)
        self._told.update(self._kept.get(name for name in wanted if name not in self._told))
        try:
            return [self._told[name] for name in wanted]
        except KeyError as error:
            raise UsageError(f"{self._path} was deleted while the site was built. Build it again.") from error

    def pages(self, section: str, key: str, find: Callable[[], list[tuple[str, str]]]) -> list[tuple[str, str]]:
        """Address and key of each page of a section, as they were noted last under that key; else found, and noted.

        One note a section: what was noted under another key is of no more use.
        """
        place = f"section {section}"
        with suppress(KeyError, ValueError, TypeError):  # nobody has noted anything yet, or somebody else's bytes
            known, told = json.loads(self._kept.get([place])[place])
            if known == key:
                return [(str(address), str(page_key)) for address, page_key in told]
        found = find()
        self._kept.keep({place: json.dumps([key, found]).encode("ascii")})
        return found

    def differences(self, name: str, find: Callable[[], Differences]) -> Differences:
        """What came with a version, in full: as it was kept, else found and kept.

        Only for the few that are exported in full: to compare takes longer than to read what was found.
        """
        name = f"differences {name}"
        with suppress(KeyError, ValueError):
            return Differences.model_validate_json(self._kept.get([name])[name])
        found = find()
        self._kept.keep({name: found.model_dump_json().encode()})
        return found
