"""Bundle: a zip with everything that a citation rests on, which can be checked without this program.

Same citation, same bytes (see `packed`).
Names are constants, ids of git and slugs of our own: nothing from a page becomes one.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from pydantic import BaseModel

from tracker.desk.citation import Citation
from tracker.patterns import deferred
from tracker.render.cite.bibliography import as_csl
from tracker.render.cite.forms import as_markdown, as_text
from tracker.render.cite.readme import BundleVersion, readme
from tracker.render.packed import packed
from tracker.store.evidence import Evidence

SUMS: Final = "SHA-256SUMS"
_PARENT = deferred(rb"^parent ([0-9a-f]{40})$", re.MULTILINE)


class Proof(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A version with its files, as the store gives them."""

    source: str
    document: str
    number: int
    text: bytes
    meta: bytes
    body: bytes | None
    picture: bytes | None
    headers: Mapping[str, str]
    evidence: Evidence

    @property
    def folder(self) -> str:
        """Where its files lie in the bundle."""
        return f"versions/{self.source}/{self.document}/{self.number}"


def bundle(citation: Citation, proofs: Sequence[Proof], *, private: Sequence[str]) -> bytes:
    """The zip. `private` are the sources among them whose pages may not be handed on: the bundle says so."""
    files = dict(_files(citation, proofs))
    files["README.txt"] = readme([_checked(one) for one in proofs], private=private).encode()
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return packed({**files, SUMS: sums.encode()})


def _files(citation: Citation, proofs: Sequence[Proof]) -> Iterator[tuple[str, bytes]]:
    yield "citation.txt", _lines(as_text(citation))
    yield "citation.md", _lines(as_markdown(citation))
    yield "citation.json", _json(citation.model_dump(mode="json"))
    yield "citation.csl.json", _json(as_csl(citation))
    for proof in proofs:
        yield f"{proof.folder}/text.md", proof.text
        yield f"{proof.folder}/meta.json", proof.meta
        yield f"{proof.folder}/headers.txt", _lines(f"{name}: {value}" for name, value in proof.headers.items())
        if proof.body is not None:
            yield f"{proof.folder}/body", proof.body
        if proof.picture is not None:
            yield f"{proof.folder}/picture.png", proof.picture
        if proof.evidence.sighting:
            yield f"{proof.folder}/last-seen.json", proof.evidence.sighting.record
    objects = {name: body for proof in proofs for name, body in proof.evidence.objects.items()}
    yield from ((f"objects/{name}", body) for name, body in objects.items())
    yield "shallow", _lines(_without_parents(objects))


def _without_parents(objects: Mapping[str, bytes]) -> list[str]:
    """Commits whose parent is not in the bundle: git is told so, and does not look for it."""
    commits = {name.partition(".")[0]: body for name, body in objects.items() if name.endswith(".commit")}
    parents = {name: {found.decode() for found in _PARENT.findall(body)} for name, body in commits.items()}
    return sorted(name for name, found in parents.items() if found - commits.keys())


def _checked(proof: Proof) -> BundleVersion:
    found = proof.evidence
    return BundleVersion(
        folder=proof.folder,
        path=found.folder,
        commit=found.chain[0],
        closed=found.closed,
        body=proof.body is not None,
        picture=proof.picture is not None,
        seen=(found.sighting.commit, found.sighting.path) if found.sighting else None,
    )


def _lines(lines: Iterator[str] | Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=True) + "\n").encode("ascii")
