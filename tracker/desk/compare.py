"""Two versions of a document compared, or two files."""

from pathlib import Path

from tracker.capture.warden import Caller, here
from tracker.config.config import Config
from tracker.desk.comparison import Comparison
from tracker.desk.files import read_document
from tracker.desk.gather import compared, until
from tracker.diff.differences import differences
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.version import Revision


def versions(
    archive: Archive, config: Config, document: str, old: str | None = None, new: str | None = None
) -> Comparison:
    """Two versions of a document; the latest without `new`, the one captured before it without `old`.

    UsageError where a name means nothing, where nothing came before, and where the old one is the later one.
    """
    after = archive.resolve(f"{document}@{new or 'latest'}")
    before = archive.resolve(f"{document}@{old}") if old else archive.before(after)
    if before is None:
        raise UsageError(f"{after.address} is the first version; there is nothing before it.")
    if old and before not in until(archive, after):
        numbers = f"{after.number} {before.number}"
        raise UsageError(
            f"{before.address} is later than {after.address}: write `tracker diff {after.name} {numbers}`."
        )
    return compared(archive, Revision(old=before, new=after), config)


def files(old: Path, new: Path, *, apart: Caller = here) -> Comparison:
    """Two files, HTML, PDF, Word, text, Markdown or JSON; no store is needed. UsageError where one cannot be read."""
    texts = read_document(old, apart=apart), read_document(new, apart=apart)
    found = differences(*texts)
    # Two files of the reader's own have no publisher who could have announced anything, and their names are no facts.
    facts = tuple(fact for fact in found.facts if fact.fact != "address")
    found = found.model_copy(update={"silent": False, "facts": facts})
    return Comparison(name=str(new), old=str(old), new=str(new), title=texts[1].title, found=found, texts=texts)
