"""Site holdings: what the store and the configuration hold, read once for all pages of a site."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import TypeVar, cast

from tracker.capture.health import Health, health
from tracker.claims.claim import Claim
from tracker.config.config import Config
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.cropped import cropper
from tracker.desk.dates import minute
from tracker.desk.gather import all_claims, pledges
from tracker.desk.notes import Notebook, has_notes
from tracker.desk.pictured import PictureRules
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.published import Published
from tracker.desk.redactor import Redactor
from tracker.links.link import Thread
from tracker.render.notes import told as told_note
from tracker.site.frame import Site
from tracker.site.front import SourceHealth, fares
from tracker.site.history import has_change
from tracker.site.kept import KeptBuilds
from tracker.site.key import digest, making
from tracker.site.sources import SourceEntry, listed
from tracker.site.subject import Subject, subject
from tracker.site.summary import Summary
from tracker.store.archive import Archive
from tracker.store.layout import SUMMARIES
from tracker.store.utterance import Utterance
from tracker.store.version import NEWS, Revision, Version

_LATELY = 20
"""Run records among which the last round is looked for; the others are of imports and of our own re-reading."""
Found = TypeVar("Found")
Name = tuple[str, str]
"""(source, document)."""


@dataclass(frozen=True)
class SiteHoldings:
    """Handed to every section. `versions` are in order of capture."""

    archive: Archive
    config: Config
    site: Site
    suggestions: bool = False
    """Whether what no person has confirmed is shown, marked as that."""
    _summary_keys: dict[str, str] = field(default_factory=dict)
    """By the address of the new version: every page of a document asks for those of all its versions."""
    _once: dict[str, object] = field(default_factory=dict)

    @cached_property
    def versions(self) -> Mapping[Name, tuple[Version, ...]]:
        """Every document with its versions."""
        cut = self.redactor.model
        return {name: tuple(map(cut, self.archive.captured(*name))) for name in self.archive.documents()}

    @property
    def redactor(self) -> Redactor:
        """What takes out words that others no longer read."""
        return self.published.extracts.redactor

    def said(self) -> tuple[Utterance, ...]:
        """Every sentence of the record, as others may read it."""
        return tuple(map(self.redactor.model, self.archive.all_said()))

    @cached_property
    def pictured(self) -> frozenset[Name]:
        """Every document of which a version has a picture of its page."""
        return self.archive.pictured()

    @property
    def picture_rules(self) -> PictureRules:
        """What may be shown of those pictures."""
        return PictureRules(self.archive, self.redactor, self.config.settings.extract_characters)

    @cached_property
    def revisions(self) -> Mapping[str, "Step"]:
        """By the address of the new version: every version that has a page of what came with it."""
        found = {}
        for captured in self.versions.values():
            back = returned(captured)
            for old, new in pairwise(captured):
                if has_change(old, new):
                    found[new.address] = Step(Revision(old=old, new=new), back.get(new.number))
        return found

    @cached_property
    def as_of(self) -> datetime | None:
        """The start of the last round or the latest sighting, whichever is later: a site knows no other now."""
        asked = [one.started for one in self.archive.runs(limit=_LATELY) if one.asked][:1]
        seen = [one.last_seen for captured in self.versions.values() for one in captured]
        return max([*asked, *seen], default=None)

    @property
    def as_of_words(self) -> str:
        """The same for people."""
        return minute(self.as_of) if self.as_of else "never"

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Declared sources by id."""
        return {source.id: source for source in self.config.sources}

    @cached_property
    def health(self) -> tuple[Health, ...]:
        """How each declared source fares as of the last round."""
        if self.as_of is None:
            return ()
        return health(self.config.sources, self.archive, settings=self.config.settings, now=self.as_of)

    @cached_property
    def listed(self) -> tuple[SourceEntry, ...]:
        """Declared sources in their order; then those that are no longer declared."""
        mine: dict[str, list[tuple[Version, ...]]] = {}
        for (source, _), captured in self.versions.items():
            mine.setdefault(source, []).append(captured)
        names = [*self.sources, *sorted(mine.keys() - self.sources.keys())]
        return tuple(
            listed(name, self.sources.get(name), self.publisher(name), mine.get(name, ()))._replace(
                written=tuple(map(told_note, self.notes.on_source(name)))
            )
            for name in names
        )

    @cached_property
    def fares(self) -> Mapping[str, SourceHealth]:
        """The same health for people, by source."""
        told = fares(self.health, {one.id: one.title for one in self.listed})
        return {one.source: fare for one, fare in zip(self.health, told, strict=True)}

    def publisher(self, source_id: str) -> str:
        """A publisher's name for people."""
        source = self.sources.get(source_id)
        return self.config.people.name_of(source.publisher) if source else "a source that is no longer declared"

    @cached_property
    def publisher_names(self) -> Mapping[str, str]:
        """Of every publisher that is declared, or speaks in a source, by its id."""
        known = [one.id for one in self.config.people.publisher]
        ids = dict.fromkeys([*known, *(one.publisher for one in self.config.sources)])
        return {name: self.config.people.name_of(name) for name in ids}

    def subject(self, version: Version) -> Subject:
        """The document of a version, as pages speak of it."""
        return subject(version, self.sources.get(version.source), self.publisher(version.source))

    @cached_property
    def published(self) -> Published:
        """What may be shown to everybody."""
        return Published.of(self.config, suggestions=self.suggestions)

    @cached_property
    def confirmed(self) -> Published:
        """The same without what a machine suggests."""
        return Published.of(self.config)

    @cached_property
    def recent(self) -> tuple["Step", ...]:
        """What publishers did, newest first."""
        news = [step for step in self.revisions.values() if step.revision.new.kind in NEWS]
        return tuple(sorted(news, key=_newest))

    @cached_property
    def promised(self) -> tuple[tuple[Claim, ...], tuple[Thread, ...]]:
        """Claims and the threads that they form, confirmed or not: found once, they cost the most.

        Without suggestions only of the documents that persons' verdicts name and of what follows those: to read a text
        for claims takes 40 ms, which is minutes for thousands, and nothing of the others would be shown.
        """
        named = None if self.suggestions else Published.of(self.config).places()
        if named is None:
            claims = tuple(claim for claim in all_claims(self.archive, self.config) if claim.is_claim)
            with PledgeIndex(self.archive, self.config) as index:
                return claims, index.told(index.threads())
        after = self._after({name.partition("/")[0] for name in named})
        wanted = [name for name, captured in self.versions.items() if captured[0].name in named or name[0] in after]
        return pledges(self.archive, self.config, wanted)

    def _after(self, sources: set[str]) -> set[str]:
        """The sources that follow these, those that follow them, and so on: where a pledge would have to stand now."""
        after: set[str] = set()
        while found := {one.id for one in self.config.sources if {*sources, *after} & {*one.successor_of}} - after:
            after |= found
        return after

    @cached_property
    def notes(self) -> Notebook:
        """What persons wrote, and others may see."""
        return Notebook.of(self.config, for_desk=False)

    # ---- keys

    def written_key(self, version: Version) -> list[str]:
        """A name for what persons wrote on changes that came with it; nothing where nobody did."""
        found = self.notes.came_with(version.address) if has_notes(self.config, version.address) else {}
        return [repr(found)] if found else []

    def key(self, *parts: object) -> str:
        """A name for these values, for what makes the pages, and for their frame."""
        return digest(self._seed, *parts)

    def corrections_of(self, version: Version) -> list[str]:
        """What was corrected of a version or of what came with it."""
        pages = (address.version, address.change)
        return self.site.corrections_of(*(at(version.source, version.document, version.number) for at in pages))

    def page_key(self, page: str, key: str) -> str:
        """The key of a page together with what was corrected of it, which stands at its head."""
        told = self.site.corrections_of(page)
        return digest(key, told) if told else key

    def key_of(self, source_id: str) -> str:
        """A name for what is declared of a source and of who speaks there, and for the settings."""
        return self._source_keys.get(source_id, self._settings_key)

    def text_key(self, version: Version) -> list[object]:
        """What tells a version from every other; its commit holds all that is recorded with it."""
        return [version.number, version.commit]

    @cached_property
    def _seed(self) -> str:
        frame = replace(self.site, corrected={})  # of these a page has its own
        return digest(
            making(),
            *(sorted(value) if isinstance(value, frozenset) else value for value in astuple(frame)),
        )

    @cached_property
    def _settings_key(self) -> str:
        held = self.config
        taken_out = [one.model_dump_json() for one in held.redactions.standing]
        return digest(held.settings.model_dump_json(), held.people.model_dump_json(), *taken_out)

    @cached_property
    def _source_keys(self) -> Mapping[str, str]:
        return {one.id: digest(one.model_dump_json(), self._settings_key) for one in self.config.sources}

    # ---- what earlier builds found

    @cached_property
    def kept(self) -> KeptBuilds:
        """By summary keys."""
        return KeptBuilds(self.archive.folder / SUMMARIES)

    def summary_key(self, step: "Step") -> str:
        """A name for what is compared, and how."""
        at = step.revision.new.address
        if at not in self._summary_keys:
            self._summary_keys[at] = self._summary_key(step)
        return self._summary_keys[at]

    def _summary_key(self, step: "Step") -> str:
        old, new = step.revision.old, step.revision.new
        seen = old.last_seen.timestamp()
        cuts = [cropper()] if (new.source, new.document) in self.pictured else []
        told = self.text_key(old), self.text_key(new)
        return digest(making(), self.key_of(new.source), *told, seen, step.reverted, *cuts)

    def once(self, name: str, make: Callable[["SiteHoldings"], Found]) -> Found:
        """What several sections share and is costly: made when the first of them asks."""
        if name not in self._once:
            self._once[name] = make(self)
        return cast("Found", self._once[name])

    def summaries(self, steps: "Sequence[Step]") -> dict[int, Summary]:
        """What came with each of these versions of one document, by number. All of them were compared before."""
        found = self.kept.summaries(map(self.summary_key, steps))
        return {
            step.revision.new.number: Summary.model_validate_json(one) for step, one in zip(steps, found, strict=True)
        }

    def summary(self, step: "Step") -> Summary:
        """What came with a version, in short, as it may be shown."""
        return self.summaries([step])[step.revision.new.number]


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions that follow each other, and the earlier version whose text is back, if one is."""

    revision: Revision
    reverted: str | None = None


def _newest(step: Step) -> tuple[float, str]:
    return -step.revision.new.captured_at.timestamp(), step.revision.new.address


def returned(captured: tuple[Version, ...]) -> dict[int, str]:
    """By number of a version of the publisher's doing: the address of the latest earlier one with the very same text.

    Only where another text stood between them.
    """
    last: dict[str, int] = {}
    found = {}
    for place, one in enumerate(captured):
        before = last.get(one.text_id)
        if before is not None and one.text_id != captured[place - 1].text_id and one.kind in NEWS:
            found[one.number] = captured[before].address
        last[one.text_id] = place
    return found
