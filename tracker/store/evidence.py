"""Evidence: the git objects that tie a version's text and bytes to its commit, and that commit to the end of its round.

They can be checked with plain git: a commit's id is the hash of what it says, so it also fixes its parents and its tree,
and the tree fixes the text. Blobs are left out: they are the files themselves.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from tracker.store import layout, trailers
from tracker.store.git import REF, Git
from tracker.store.reader import Reader, entries, tree_of
from tracker.store.record import from_json
from tracker.store.version import Version

MOST = 5_000
"""Commits from a version to the end of its round; the chain of a longer round ends there, and `closed` is None."""
_KEPT_OF_ANSWER = ("Http-Status", "ETag", "Last-Modified", "Charset", "Url", "Final-Url", "Fetched-At")


class Sighting(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The record of the round that saw a text last."""

    path: str
    """E.g. `runs/2026/08/20260817T060002Z.json`, in the tree of that commit."""
    commit: str
    record: bytes


class Evidence(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Of one version."""

    folder: str
    """Where its text and metadata lie in the commit's tree, e.g. `docs/dfe-rise/page`."""
    chain: tuple[str, ...]
    """Ids of the commits from the version's own to the one that closed its round, oldest first."""
    closed: str | None
    """Id of the commit that closed the round: what `tracker snapshot` prints as the head of store.git."""
    objects: Mapping[str, bytes]
    """`<id>.commit` or `<id>.tree`, with the bytes that git hashes."""
    sighting: Sighting | None
    """None where nobody saw the text after its capture, or only an import did."""


def facts(reader: Reader, version: Version) -> dict[str, str]:
    """What the commit of a version says of its capture."""
    return trailers.read(reader.commit(version.commit).decode("utf-8", "replace").partition("\n\n")[2])


def headers(reader: Reader, version: Version) -> dict[str, str]:
    """What is kept of the answer that its body came with, by the names of headers, and its status."""
    found = facts(reader, version)
    return {name: found[name] for name in _KEPT_OF_ANSWER if name in found}


def evidence(git: Git, reader: Reader, version: Version, *, rounds: Sequence[str]) -> Evidence:
    """What proves a version. `rounds` are blobs of run records, one of which may have seen it last. StoreError."""
    listed = git.run("diff-tree", "--root", "--no-commit-id", "--name-only", "-r", version.commit).decode("utf-8")
    folder = listed.partition("\n")[0].rpartition("/")[0]
    closed = _writer(git, version.run) or version.commit
    chain = (version.commit, *_between(git, version.commit, closed))
    objects = {f"{one}.commit": reader.commit(one) for one in chain}
    objects.update(_trees(reader, version.commit, folder))
    seen = _sighting(git, reader, version, rounds)
    if seen:
        objects[f"{seen.commit}.commit"] = reader.commit(seen.commit)
        objects.update(_trees(reader, seen.commit, seen.path.rpartition("/")[0]))
    whole = closed if closed in chain else None
    return Evidence(folder=folder, chain=chain, closed=whole, objects=objects, sighting=seen)


def _writer(git: Git, run: str) -> str | None:
    """The commit that last wrote the record of a round, or of the decision that has its id."""
    paths = [layout.run_path(run, tree) for tree in (layout.RUNS, layout.DECISIONS)]
    return git.run("log", "-1", "--format=%H", REF, "--", *paths).decode("ascii").strip() or None


def _between(git: Git, first: str, last: str) -> list[str]:
    """The commits after one up to another, oldest first."""
    return git.run("rev-list", "--reverse", f"{first}..{last}").decode("ascii").split()[:MOST]


def _trees(reader: Reader, commit: str, folder: str) -> Iterator[tuple[str, bytes]]:
    """The trees from a commit's root to a folder, so that git can walk to the files in it."""
    tree = tree_of(reader.commit(commit))
    for name in (*folder.split("/"), None):
        body = reader.tree(tree)
        yield f"{tree}.tree", body
        if name is not None:
            tree = next(oid.hex() for entry, oid in entries(body) if entry == name.encode("utf-8"))


def _sighting(git: Git, reader: Reader, version: Version, rounds: Sequence[str]) -> Sighting | None:
    name = f"{version.source}/{version.document}"
    for blob in rounds if version.last_seen > version.captured_at else ():
        body = reader.blob(blob)
        record = from_json(body)
        second = record.unchanged.get(name, record.recorded.get(name))
        if second is not None and int((version.last_seen - record.started).total_seconds()) == second:
            commit = _writer(git, record.id)
            return Sighting(path=layout.run_path(record.id), commit=commit, record=body) if commit else None
    return None
