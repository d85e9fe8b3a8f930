"""From what a person names (a version, a change, a claim, a stage) to its Citation."""

from collections.abc import Sequence
from hashlib import sha256

from tracker.claims.claim import Claim
from tracker.claims.known import role_on
from tracker.config.config import Config
from tracker.desk import address
from tracker.desk.citation import Citation, CitationItem, CitationVersion, Excerpt
from tracker.desk.comparison import Comparison
from tracker.desk.gather import all_claims, compared, document
from tracker.desk.notes import Notebook
from tracker.desk.pledge_index import PledgeIndex, claims_named, thread_of
from tracker.desk.published import Published
from tracker.desk.remarks import REREAD, of_change, of_claim, of_link, of_version
from tracker.diff.change import Change, Side
from tracker.errors import UsageError
from tracker.extract.document import Document
from tracker.links.link import Link, Thread
from tracker.links.turns import said_at
from tracker.patterns import deferred
from tracker.store.archive import Archive
from tracker.store.version import Revision, Version

_CLAIM = deferred(r"c-[a-z2-7]{10}")
_STAGE = deferred(r"(t-[a-z2-7]{10})(?:/(?:([0-9]{1,6})|(c-[a-z2-7]{10})))?")


class CitationFinder:
    """Looks things up in one store, for one site."""

    def __init__(self, archive: Archive, config: Config) -> None:
        self._archive = archive
        self._config = config
        self._published = Published.of(config, for_desk=True)
        self._notes = Notebook.of(config, for_desk=False)
        self._publishers = {source.id: source.publisher for source in config.sources}
        self._claims: dict[tuple[str, str], tuple[Claim, ...]] = {}

    def cite(self, asked: str) -> Citation:
        """The citation. UsageError, with the next step, where nothing has that name."""
        if _CLAIM.fullmatch(asked):
            (claim,) = claims_named(self._archive, self._config, [asked])
            return Citation(asked=asked, cited=(self._claim(claim),), notes=self._notes.on_claim(claim))
        if found := _STAGE.fullmatch(asked):
            return self._stages(asked, *found.groups())
        name, hash_, change = asked.partition("#")
        version = self._archive.resolve(name)
        if hash_:
            notes = self._notes.on_change(f"{version.address}#{change}")
            return Citation(asked=asked, cited=(self._change(version, change),), notes=notes)
        notes = self._notes.on_version(version.source, version.name)
        return Citation(asked=asked, cited=(self._version(version),), notes=notes)

    def version(self, asked: str) -> Version:
        """The version that is named, of a change the one that came with it. UsageError where nothing has that name."""
        return self._archive.resolve(asked.partition("#")[0])

    def changes(self, asked: str) -> tuple[tuple[str, Change], ...]:
        """The changes that came with a version, each with the id by which it is cited."""
        found = self._compared(self.version(asked))
        return tuple(zip(address.change_ids(found.found.changes), found.found.changes, strict=True))

    def cite_changes(self, asked: str) -> Citation:
        """Every change that came with a version and says something new, in reading order."""
        version = self.version(asked)
        found = self._compared(version)
        ids = [name for name, change in self.changes(asked) if not change.noise]
        return Citation(asked=asked, cited=tuple(self._change(version, one, found) for one in ids))

    def stages(self, thread: Thread) -> tuple[CitationItem, ...]:
        """Every stage of a pledge, cited, in time order."""
        links: Sequence[Link | None] = (None, *thread.links)
        return tuple(self._claim(claim, thread, link) for claim, link in zip(thread.claims, links, strict=True))

    # ---- what is cited

    def _version(self, version: Version) -> CitationItem:
        before = self._archive.before(version)
        ours = version.kind == "reextract"
        size = self._compared(version).size if before and not ours else None
        return self._of(
            version,
            kind="version",
            permalink=address.version(version.source, version.document, version.number),
            between=Revision(old=before, new=version).between if before and not ours else None,
            remarks=of_version(version, document(self._archive, version), size),
        )

    def _change(self, version: Version, asked: str, found: Comparison | None = None) -> CitationItem:
        found = found or self._compared(version)
        ids = list(address.change_ids(found.found.changes))
        if asked not in ids or found.revision is None:
            raise UsageError(
                f"No change {asked[:40]!r} came with {version.address}; "
                f"`tracker cite {version.address} --list` names them all."
            )
        change = found.found.changes[ids.index(asked)]
        shown = self._published.extracts.change(version.source, change)
        page = address.change(version.source, version.document, version.number)
        return self._of(
            version,
            kind="change",
            id=asked,
            permalink=f"{page}#{asked}",
            between=found.between,
            change=change.kind,
            old=self._side(found.revision.old, change.old, _words(change, shown, "old"), found.texts[0]),
            new=self._side(found.revision.new, change.new, _words(change, shown, "new"), found.texts[1]),
            remarks=of_change(found, change),
        )

    def _claim(self, claim: Claim, thread: Thread | None = None, link: Link | None = None) -> CitationItem:
        """A claim where it was first captured, or a stage of a pledge with what ties it to the stages before."""
        having = self._having(claim)
        version, last = having[0], having[-1]
        claim = next(one for one in self._beside(claim) if one.id == claim.id and _at(one) == version.address)
        before = self._archive.before(version)
        text = document(self._archive, version)
        return self._of(
            version,
            kind="stage" if thread else "claim",
            id=claim.id,
            permalink=self._pledge_page(claim, thread)
            or address.version(version.source, version.document, version.number),
            between=Revision(old=before, new=version).between if before and version.kind != "reextract" else None,
            speaker=self._speaker(claim, version, text),
            new=self._passage(
                version, claim.text, self._published.extracts.claim(claim).text, (claim.start, claim.end)
            ),
            still=self._seen(last) if last != version else None,
            remarks=(
                *((REREAD,) if version.kind == "reextract" else ()),
                *of_claim(self._published.extracts.claim(claim), self._config.verdicts, self._published),
                *of_link(link, self._published),
            ),
        )

    def _stages(self, asked: str, thread_id: str, number: str | None, claim_id: str | None) -> Citation:
        with PledgeIndex(self._archive, self._config) as index:
            thread = thread_of(index, thread_id)
        links: Sequence[Link | None] = (None, *thread.links)
        stages = list(zip(thread.claims, links, strict=True))
        if number and not 1 <= int(number) <= len(stages):
            raise UsageError(f"{thread_id} has {len(stages)} stages; `tracker trace {thread_id}` shows them.")
        if number:
            stages = [stages[int(number) - 1]]
        elif claim_id:
            stages = [stage for stage in stages if stage[0].id == claim_id]
            if not stages:
                raise UsageError(f"{claim_id} is not a stage of {thread_id}; `tracker trace {thread_id}` shows them.")
        cited = tuple(self._claim(claim, thread, link) for claim, link in stages)
        notes = self._notes.in_thread(thread)
        return Citation(asked=asked, pledge=thread.id, name=thread.name, cited=cited, notes=notes)

    # ---- parts

    def _of(self, version: Version, *, permalink: str, **told: object) -> CitationItem:
        """What every kind says of the page it stands on."""
        text = document(self._archive, version)
        publisher = self._publishers.get(version.source) or text.publisher or version.source
        return CitationItem.model_validate(
            {
                "id": None,
                "publisher": self._config.people.full_name(publisher),
                "title": text.title or version.title,
                "url": text.url or version.url,
                "published": text.published,
                "precision": text.precision,
                "updated": text.updated,
                "speaker": None,
                "old": None,
                "new": None,
                "version": self._seen(version, text),
                "permalink": self._link(permalink),
                **told,
            }
        )

    def _seen(self, version: Version, text: Document | None = None) -> CitationVersion:
        text = text or document(self._archive, version)
        raw, copy = self._archive.raw(version), self._archive.saved(version)
        picture = self._archive.picture(version)
        return CitationVersion(
            version=version.address,
            title=text.title or version.title,
            url=text.url or version.url,
            captured_at=version.captured_at,
            last_seen=version.last_seen,
            seen_by=version.seen_by,
            seen_in=version.seen_in,
            saved_by=version.saved_by,
            commit=version.commit,
            text_sha256=sha256(text.text.encode()).hexdigest(),
            raw_sha256=None if raw is None else sha256(raw).hexdigest(),
            picture_sha256=None if picture is None else sha256(picture).hexdigest(),
            permalink=self._link(address.version(version.source, version.document, version.number)),
            saved=copy.address if copy else None,
        )

    def _side(self, version: Version, side: Side | None, shown: str, read: Document) -> Excerpt | None:
        """Words of a comparison. It may have read the page anew: then they are looked for in the text as recorded."""
        if side is None:
            return None
        recorded = document(self._archive, version).text
        if read.text == recorded:
            return self._passage(version, side.text, shown, (side.start, side.end))
        at = recorded.find(side.text)
        return self._passage(version, side.text, shown, (at, at + len(side.text)) if at >= 0 else None)

    def _passage(self, version: Version, words: str, shown: str, span: tuple[int, int] | None) -> Excerpt:
        """Offsets are those of all the words, also where only an extract of them is shown."""
        start, end = span or (None, None)
        return Excerpt(words=shown, cut=shown != words, start=start, end=end, seen=self._seen(version))

    def _speaker(self, claim: Claim, version: Version, text: Document) -> str | None:
        """Who says it, with what they were then; None where it is the publisher itself."""
        own = {self._publishers.get(version.source), text.publisher}
        names = {self._config.people.full_name(one).casefold() for one in own if one}
        if not claim.speaker or self._config.people.full_name(claim.speaker).casefold() in names:
            return None
        role = role_on(self._config.people, claim.speaker, said_at(claim), claim.speaker_role)
        return f"{claim.speaker} ({role})" if role else claim.speaker

    def _pledge_page(self, claim: Claim, thread: Thread | None) -> str | None:
        """Where the site shows a stage; None where it does not: only what a person confirmed has a page."""
        shown = Published.of(self._config).threads([thread]) if thread else ()
        return next((f"{address.pledge(one.id)}#{claim.id}" for one in shown if claim in one.claims), None)

    def _link(self, page: str) -> str | None:
        site = self._config.settings.site
        return f"{site.rstrip('/')}/{page}" if site else None

    def _compared(self, version: Version) -> Comparison:
        before = self._archive.before(version)
        if before is None:
            raise UsageError(f"{version.address} is the first version captured: nothing came before it to differ from.")
        if version.kind == "reextract":
            raise UsageError(
                f"{version.address} is tracker’s re-reading of the previous version: the page did not change."
            )
        return compared(self._archive, Revision(old=before, new=version), self._config)

    def _having(self, claim: Claim) -> list[Version]:
        """The versions in which a claim stands, in order of capture."""
        held = {_at(one) for one in self._beside(claim) if one.id == claim.id}
        place = claim.place
        captured = self._archive.captured(place.source or "", place.document or "") if place else ()
        return [version for version in captured if version.address in held]

    def _beside(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims of all versions of its document."""
        name = (claim.place and claim.place.source) or "", (claim.place and claim.place.document) or ""
        if name not in self._claims:
            self._claims[name] = all_claims(self._archive, self._config, [name])
        return self._claims[name]


def _words(change: Change, shown: Change, mark: str) -> str:
    """One side of a change as it may be shown: whole, or around what differs."""
    whole, cut = (change.old, shown.old) if mark == "old" else (change.new, shown.new)
    if whole is None or cut is None:
        return ""
    if cut.text == whole.text or not shown.words:
        return cut.text
    return "".join(word.text for word in shown.words if word.mark in {"same", mark}).strip()


def _at(claim: Claim) -> str | None:
    return claim.place.version if claim.place else None
