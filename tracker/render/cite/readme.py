"""How to check a bundle with unzip, sha256sum and git alone. A test runs these very commands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class BundleVersion(NamedTuple):
    """What is said of one version."""

    folder: str
    """Its files in the bundle."""
    path: str
    """Its folder in the tree of the commit."""
    commit: str
    closed: str | None
    body: bool
    picture: bool
    seen: tuple[str, str] | None
    """(commit, path) of the record of the round that saw it last."""


def readme(checked: Sequence[BundleVersion], *, private: Sequence[str]) -> str:
    """The whole file."""
    return "\n".join(_parts(checked, private)) + "\n"


def _parts(checked: Sequence[BundleVersion], private: Sequence[str]) -> Iterator[str]:
    yield _HEAD
    if private:
        yield _PRIVATE.format(sources=", ".join(private))
    yield _WHAT
    yield _CHECK
    for one in checked:
        yield from _one(one)
    yield _PROVES


def _one(one: BundleVersion) -> Iterator[str]:
    yield f"For {one.folder}:"
    yield ""
    yield f"    commit={one.commit} path={one.path} files={one.folder}"
    yield "    # the commit names this very text and metadata"
    for name in ("text.md", "meta.json"):
        yield _same(f"git rev-parse $commit:$path/{name}", _id(name))
    yield "    # and the SHA-256 of the text"
    yield f'    [ "$({_trailer("Content-SHA256")})  -" = "$(sha256sum < $files/text.md)" ] && echo same'
    if one.body:
        yield "    # and the page as it was received"
        yield _same(_trailer("Raw-Blob"), _id("body"))
    if one.picture:
        yield "    # and the picture of the page"
        yield _same(_trailer("Picture-Blob"), _id("picture.png"))
    if one.closed:
        yield "    # it was recorded before the commit that was printed at the end of its round"
        yield f"    git merge-base --is-ancestor $commit {one.closed} && echo same"
    if one.seen:
        yield "    # the record of the round that saw this text last is part of a commit"
        yield _same(f"git rev-parse {one.seen[0]}:{one.seen[1]}", _id("last-seen.json"))
    yield ""


def _same(recorded: str, found: str) -> str:
    return f'    [ "$({recorded})" = "$({found})" ] && echo same'


def _id(name: str) -> str:
    return f"git hash-object --no-filters $files/{name}"


def _trailer(key: str) -> str:
    return f"git log --no-walk --format='%(trailers:key={key},valueonly,separator=)' $commit"


_HEAD = """\
Evidence for a citation
=======================

citation.txt says what is cited. This bundle holds what it rests on, as tracker recorded it. You can check it without
tracker: you need unzip, sha256sum and git (2.31 or newer), and a shell such as sh or bash.
"""
_PRIVATE = """\
NOT TO BE PUBLISHED. The bundle holds whole pages of {sources}, whose licence does not allow copies to be handed on
(redistribute in config/sources.toml). Keep it as your own evidence, and show short extracts only.
"""
_WHAT = """\
What is in it
-------------

citation.txt, .md, .json, .csl.json: the citation in four forms

versions/SOURCE/DOCUMENT/N/, for each version:
- body: the page as received, byte for byte (not there where no bytes were kept); what a person saved from a browser
  is without that person's account, and citation.txt says so
- picture.png: the page as a browser showed it at that moment (only where the source keeps pictures)
- headers.txt: what was kept of the answer it came with
- text.md: its text as tracker read it, a sentence a line; offsets of the citation count its characters
- meta.json: what the page says beside its text: dates, notes, attachments
- last-seen.json: the record of the round that saw this text last, where that was a later one

objects/: git's commits, from that of each version to the end of its round, and the trees that lead to the files
shallow: commits whose parent is not in the bundle
SHA-256SUMS: hashes of all these files

Commits also name other documents of the same round, with title and address: a chain cannot leave links out.
"""
_CHECK = """\
How to check it
---------------

In the folder into which you unpacked it (unzip ZIP -d FOLDER; cd FOLDER):

    # nothing was damaged on the way: each file is OK
    sha256sum --check --strict SHA-256SUMS

    # put the objects and files into an empty repository; a name that is not the hash of its bytes is told
    git init --quiet --bare --object-format=sha1 check.git
    cp shallow check.git/shallow
    export GIT_DIR=check.git
    for file in objects/*; do name=${file#objects/}; id=$(git hash-object -w --no-filters -t "${name#*.}" "$file"); \
[ "$id" = "${name%.*}" ] || echo "WRONG: $file"; done
    for file in versions/*/*/*/*; do git hash-object -w --no-filters "$file" > /dev/null; done

Now each of the following tests prints “same”; one that prints nothing has failed.
"""
_PROVES = """\
What this proves, and what it does not
--------------------------------------

A commit's id is a hash of all it says: its time of capture, its text and every commit before it. Anyone who has the
id that a round printed at its end (in a CI log, an email, a colleague's copy) can be sure that nothing leading up to it
was written later.
The bundle alone cannot prove that the clock was right or that the page said so: for that compare it with other witnesses,
such as a web archive's copy, where citation.txt names one. git's ids are SHA-1, hardened against known collisions; the
SHA-256 of each text stands in its commit too.
"""
