"""The evidence for a citation, gathered from the store and written as a new zip."""

from hashlib import sha256
from pathlib import Path

from tracker.config.config import Config
from tracker.desk.citation import Citation
from tracker.desk.pictured import is_hidden
from tracker.desk.redactor import Redactor
from tracker.errors import OutputError, UsageError
from tracker.render.cite.bundle import Proof, bundle
from tracker.store.archive import Archive
from tracker.store.version import Version


def write(path: Path, citation: Citation, archive: Archive, config: Config) -> tuple[str, tuple[str, ...]]:
    """(SHA-256 of the zip, sources in it that allow no copies to be handed on).

    OutputError where the file cannot be written; UsageError where it is there, or where a text in it holds words that are
    redacted: a bundle is the page as received.
    """
    versions = [archive.resolve(seen.version) for seen in citation.versions]
    redactor = Redactor.of(config.redactions.standing)
    if held := next((one.address for one in versions if _hidden(archive, one, redactor)), None):
        raise UsageError(
            f"{held} holds words that are redacted, and a bundle hands on the whole page; nothing was written. "
            "`tracker redact --list` names them."
        )
    free = {source.id for source in config.sources if source.redistributable}
    private = tuple(sorted({version.source for version in versions} - free))
    made = bundle(citation, [_proof(archive, version) for version in versions], private=private)
    new_file(path, made)
    return sha256(made).hexdigest(), private


def _proof(archive: Archive, version: Version) -> Proof:
    return Proof(
        source=version.source,
        document=version.document,
        number=version.number,
        text=archive.text(version).encode("utf-8"),
        meta=archive.meta(version),
        body=archive.raw(version),
        picture=archive.picture(version),
        headers=archive.headers(version),
        evidence=archive.evidence(version),
    )


def _hidden(archive: Archive, version: Version, redactor: Redactor) -> bool:
    """Whether the text of a version, or what its picture shows beside that, has words that are redacted."""
    if not redactor:
        return False
    picture = archive.picture(version)
    return redactor.hides(archive.text(version)) or (picture is not None and is_hidden(picture, redactor))


def new_file(path: Path, body: bytes) -> None:
    """Never over another file, and never half of one."""
    try:
        with path.open("xb") as file:
            try:
                file.write(body)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise UsageError(f"{path} already exists; nothing was overwritten. Give another name.") from None
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}.") from error
