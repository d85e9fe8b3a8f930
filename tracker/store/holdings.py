"""Holdings: everything recorded, to look at."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.later import later
from tracker.store import layout, lookup, state
from tracker.store.batch import PICTURE_BLOB
from tracker.store.chronicle import Chronicle
from tracker.store.decision import Decision
from tracker.store.failing import FailureStreak, Recovery, Streak, SuspectStreak
from tracker.store.outlook import Outlook
from tracker.store.reader import MOST_AHEAD
from tracker.store.record import Discovery, KeptBody, RunRecord, Save, Validators, from_json, read_as
from tracker.store.repositories import Repositories
from tracker.store.version import Revision, Version

if TYPE_CHECKING:
    from tracker.store import address, utterance
    from tracker.store import evidence as proof
    from tracker.store.evidence import Evidence
    from tracker.store.utterance import Utterance
else:  # what finds words and explains addresses: a round asks for neither
    address, proof, utterance = map(
        later, ("tracker.store.address", "tracker.store.evidence", "tracker.store.utterance")
    )


class Holdings:
    """What a store in a folder (`snapshots/`) holds. One thread at a time. Close it when done.

    Every method raises StoreError when the store is damaged, with what to do.
    """

    def __init__(self, folder: Path, *, outlook: Outlook | None = None) -> None:
        """With an `outlook` only what others may see; it is for reading alone."""
        self.folder = folder.resolve()
        self.outlook = outlook
        self._open = Repositories(self.folder, outlook)
        self._tallied: tuple[str | None, dict[str, lookup.SourceTally]] | None = None
        """What was counted last, and at which head of git."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and let go of the files."""
        self._open.close()

    def held_sources(self) -> frozenset[str]:
        """Sources of which any text or body is, or ever was, in the store: also of suspects, failures or pictures alone."""
        return frozenset({source for source, _ in self.documents()} | self._open.beside())

    def documents(self, source: str | None = None) -> tuple[tuple[str, str], ...]:
        """(source, document) of everything recorded, sorted."""
        return lookup.documents(self._open.index, source)

    def out_of_sight(self) -> tuple[Version, ...]:
        """What the outlook leaves out, in order of recording; nothing without one."""
        return lookup.out_of_sight(self._open.index) if self.outlook else ()

    def latest(self, source: str, document: str) -> Version | None:
        """The version that stands: the one captured last, but for imports from between two of its sightings."""
        return lookup.latest(self._open.index, source, document)

    def versions(self, source: str, document: str) -> tuple[Version, ...]:
        """All versions of a document, in order of recording."""
        return lookup.recorded(self._open.index, source, document)

    def each_version(self, source: str, document: str) -> Iterator[Version]:
        """The same one by one: those of a page that has changed ten thousand times need not be in memory."""
        return lookup.each_recorded(self._open.index, source, document)

    def captured(self, source: str, document: str) -> tuple[Version, ...]:
        """All versions of a document, in order of capture: what was imported stands where it belongs."""
        return lookup.captured(self._open.index, source, document)

    def texts(self, source: str, document: str) -> tuple[tuple[int, str], ...]:
        """(number, id of the text) of all versions of a document, in order of capture."""
        return lookup.texts(self._open.index, source, document)

    def chronicle(self, source: str | None = None, document: str | None = None) -> Chronicle:
        """All versions, or those of a source or document, newest first."""
        return Chronicle(self._open.index, source, document)

    def before(self, version: Version) -> Version | None:
        """The version captured before that one; None before the first."""
        return lookup.before(self._open.index, version)

    def imported(self, source: str, document: str) -> dict[str, str]:
        """What came of each capture that others made, by `20240102T030405Z web.archive.org`."""
        return state.imported(self._open.index, f"{source}/{document}")

    def highest(self, source: str, document: str | None) -> dict[str, int]:
        """The highest number of a version of each document, also of those that were purged."""
        return lookup.highest(self._open.index, source, document)

    def read_without(self, source: str, document: str | None) -> dict[str, int]:
        """Of each reader with a mark: how many versions up to it are not of that source or document."""
        return lookup.read_without(self._open.index, source, document)

    def holds(self, covers: Callable[[str], bool]) -> bool:
        """Whether a file that either repository holds now is one of those."""
        return any(map(covers, self._open.paths()))

    def resolve(self, text: str) -> Version:
        """The version that an address names. UsageError, with near misses, when there is none."""
        return address.resolve(self._open.index, text)

    def text(self, version: Version) -> str:
        """Its text.md."""
        return self._open.texts.blob(version.text_id).decode("utf-8")

    def meta(self, version: Version) -> bytes:
        """Its meta.json."""
        return self._open.texts.blob(version.meta_id)

    def read_each(self, versions: Sequence[Version]) -> Iterator[tuple[str, bytes]]:
        """The text.md and meta.json of each, in order; git looks for texts ahead, and facts that all share are read once."""
        reader = self._open.texts
        facts: dict[str, bytes] = {}
        for first in range(0, len(versions), MOST_AHEAD):
            some = versions[first : first + MOST_AHEAD]
            facts = {one: facts.get(one) or reader.blob(one) for one in dict.fromkeys(each.meta_id for each in some)}
            reader.expect(each.text_id for each in some)
            for each in some:
                yield reader.blob(each.text_id).decode("utf-8"), facts[each.meta_id]

    def raw(self, version: Version) -> bytes | None:
        """The body that it came from, as received; None where none was kept."""
        return None if version.raw_id is None else self._open.bodies.blob(version.raw_id)

    def picture_id(self, version: Version) -> str | None:
        """The blob of the picture of its page; None where none was kept."""
        return proof.facts(self._open.texts, version).get(PICTURE_BLOB)

    def picture(self, version: Version) -> bytes | None:
        """The page as a browser showed it, a PNG; None where none was kept."""
        blob = self.picture_id(version)
        return None if blob is None else self._open.bodies.blob(blob)

    def pictured(self) -> frozenset[tuple[str, str]]:
        """(source, document) of everything of which a version has a picture."""
        return self._open.pictured()

    def final_url(self, version: Version) -> str:
        """Where its body came from in the end, after redirects."""
        return proof.facts(self._open.texts, version).get("Final-Url", version.url)

    def evidence(self, version: Version) -> "Evidence":
        """The git objects by which a version can be proved without this program."""
        rounds = state.rounds_until(self._open.index, version.last_seen)
        return proof.evidence(self._open.store, self._open.texts, version, rounds=rounds)

    def headers(self, version: Version) -> dict[str, str]:
        """What is kept of the answer that its body came with, by the names of headers, and its status."""
        return proof.headers(self._open.texts, version)

    def suspect(self, source: str, document: str) -> bytes | None:
        """The last body that did not look like the page; None where there was none."""
        found = self._open.holds(layout.suspect_path(source, document))
        return None if found is None else self._open.bodies.blob(found)

    def revisions(
        self,
        *,
        since: datetime | None = None,
        run: str | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> tuple[Revision, ...]:
        """Versions that follow another, with that other, oldest first.

        Captured since, recorded in that round, or recorded after the version of that commit.
        """
        return tuple(self.each_revision(since=since, run=run, source=source, after=after))

    def each_revision(
        self,
        *,
        since: datetime | None = None,
        run: str | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> Iterator[Revision]:
        """The same one by one: a long list need not be in memory."""
        found = lookup.pairs(self._open.index, since=since, run=run, source=source, after=after)
        return (Revision(old=old, new=new) for old, new in found if old)

    def firsts(
        self,
        *,
        since: datetime | None = None,
        run: str | None = None,
        source: str | None = None,
        after: str | None = None,
    ) -> tuple[Version, ...]:
        """Versions that follow no other, chosen in the same way."""
        found = lookup.pairs(self._open.index, since=since, run=run, source=source, after=after)
        return tuple(new for old, new in found if not old)

    def last_change(self, kinds: Collection[str]) -> Version | None:
        """Of the versions of these kinds that follow another, the one that was captured last."""
        return lookup.last_change(self._open.index, kinds)

    def span_of(self, kinds: Collection[str]) -> tuple[int, datetime | None]:
        """How many versions of these kinds there are, and when the earliest of them was captured."""
        return lookup.span_of(self._open.index, kinds)

    def said(
        self, words: str, *, source: str | None = None, limit: int | None = None, exact: bool = False
    ) -> "tuple[Utterance, ...]":
        """Sentences with all these words, in any version; the earliest first. UsageError when there is no word.

        In whatever form (`squad` finds “squads”, `6500` “6,500”), unless `exact`; in quotation marks as it stands.
        """
        return utterance.find(self._open.index, words, source=source, limit=limit, exact=exact)

    def meant(self, words: str) -> dict[str, tuple[str, ...]]:
        """For each of these words that stands nowhere, as it was written: words that differ from it by a slip."""
        return utterance.meant(self._open.index, words)

    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Every sentence of the record, each once a document, with its number."""
        return utterance.sentences(self._open.index)

    def beginning(self, starts: Sequence[str]) -> tuple[tuple[int, str], ...]:
        """The sentences of the record in which a word begins with one of these, each with its number."""
        return utterance.beginning(self._open.index, starts)

    def said_by(self, numbers: Sequence[int]) -> "tuple[Utterance, ...]":
        """The sentences of those numbers with the versions that said them; the earliest first."""
        return utterance.said_by(self._open.index, numbers)

    def all_said(self) -> "tuple[Utterance, ...]":
        """Every sentence of the record with the versions that said it first and last, all at once."""
        return utterance.everything(self._open.index, self._open.texts)

    def unread(self) -> int:
        """How many damaged texts `said` does not know of."""
        return utterance.unread(self._open.index)

    # ---- rounds and what they learned

    def runs(self, limit: int | None = None) -> tuple[RunRecord, ...]:
        """Records of rounds, newest first."""
        return tuple(from_json(self._open.texts.blob(blob)) for blob in state.run_blobs(self._open.index, limit=limit))

    def last_round(self) -> RunRecord | None:
        """The record of the last round that asked a publisher."""
        blobs = state.run_blobs(self._open.index)
        return next((one for one in map(from_json, map(self._open.texts.blob, blobs)) if one.asked), None)

    def run(self, run: str) -> RunRecord:
        """The record of one round. UsageError when there is none."""
        return from_json(self._open.texts.blob(state.run_blob(self._open.index, run)))

    def validators(self, source: str, document: str) -> Validators | None:
        """What to send so that the server may answer 304, as learned last."""
        return state.validators(self._open.index, f"{source}/{document}")

    def met(self, source: str) -> dict[str, Discovery]:
        """The further documents that a source has led to, by document: they stay watched."""
        return state.met(self._open.index, source)

    def saves(self, source: str, document: str) -> dict[int, Save]:
        """What a web archive answered when it was asked to save versions of a document, by their number."""
        return state.saves(self._open.index, f"{source}/{document}")

    def saved(self, version: Version) -> Save | None:
        """The copy of a version's page at a web archive; what we read anew ourselves is the page of the version before."""
        return state.saved(self._open.index, version)

    def save_pauses(self) -> tuple[Save, ...]:
        """Answers by which a web archive asked to be left alone for a while."""
        return state.paused(self._open.index)

    def failures(self) -> dict[str, FailureStreak]:
        """Everything that is failing now, by the name that run records use: `source` or `source/document`."""
        return state.failures(self._open.index)

    def failing(self, source: str, document: str | None) -> FailureStreak | None:
        """Since when, how often and why a document, or with None a source as such, has failed; None if it has not."""
        return self.failures().get(source if document is None else f"{source}/{document}")

    def failing_since(self, source: str, document: str | None) -> datetime | None:
        """The start of the first round of those in a row that failed."""
        found = self.failing(source, document)
        return found.since if found else None

    def suspects(self) -> dict[str, SuspectStreak]:
        """Everything that did not look like the page and waits for a decision, by `source/document`."""
        return state.suspects(self._open.index)

    def streaks(self) -> dict[str, Streak]:
        """Everything that has had no good capture lately, failing or suspect, by the name that run records use."""
        return state.streaks(self._open.index)

    def in_trouble(self, source: str, document: str) -> bool:
        """Whether the last round that asked for a document had no good capture of it."""
        return state.in_trouble(self._open.index, f"{source}/{document}")

    def recovered(self) -> dict[str, Recovery]:
        """Names whose trouble the latest good capture has ended."""
        return state.recovered(self._open.index)

    def tally(self) -> dict[str, lookup.SourceTally]:
        """Of each source of which anything is held: how many documents and versions, and its last change."""
        self._open.index.sync()
        head = self._open.index.head()
        if self._tallied is None or self._tallied[0] != head:  # a million rows are gone through: not for each who asks
            self._tallied = head, lookup.tally(self._open.index)
        return self._tallied[1]

    def body(self, kept: KeptBody) -> bytes:
        """A body that was kept because it did not look like the page."""
        return self._open.bodies.blob(kept.blob)

    def checked(self) -> dict[str, datetime]:
        """When each source or document was asked for last, by the name that run records use."""
        return state.checked(self._open.index)

    def acknowledged(self) -> dict[str, date]:
        """Known failures, by the name that run records use, with the last day until which they are no news."""
        return state.acknowledged(self._open.index)

    def mark(self, reader: str) -> str | None:
        """The commit of the last version that a reader has been shown."""
        return state.mark(self._open.index, reader)

    def told(self, target: str) -> dict[str, datetime]:
        """The troubles, with their start, that a target of notifications has been told of and not yet the end of."""
        return state.told(self._open.index, target)

    def carried(self) -> frozenset[str]:
        """The keys of the verdicts that a site, a feed or a message has carried to others."""
        return state.carried(self._open.index)

    def newest(self) -> str | None:
        """The commit of the version that was recorded last: where a reader who saw everything puts the mark."""
        return lookup.newest(self._open.index)

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided outside rounds, newest first."""
        return tuple(read_as(Decision, self._open.texts.blob(blob)) for blob in state.decision_blobs(self._open.index))

    def head(self) -> str | None:
        """The newest commit of store.git: printed somewhere public, it is a witness that nothing was rewritten."""
        return self._open.store.head()

    def heads(self) -> dict[str, str]:
        """The newest commit of both repositories by name: printed somewhere public, they are witnesses."""
        return self._open.heads()
