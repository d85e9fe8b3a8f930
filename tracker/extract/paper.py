"""Papers: files of word processors and typesetters, told by how they begin or by what they are called."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from tracker.errors import ExtractError
from tracker.extract import docx, odt, pdf
from tracker.extract.border import border
from tracker.extract.container import PACKAGE
from tracker.extract.document import Document

READERS: dict[str, Callable[..., Document]] = {"pdf": pdf.read, "docx": docx.read, "odt": odt.read}
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes in which PDF readers look for the mark; some servers put lines before it."""
_ZIP = b"PK\x03\x04"


def kind_of(name: str, body: bytes = b"") -> str | None:
    """`pdf`, `docx` or `odt` by a file's content, else by its ending; None for anything else."""
    if _PDF in body[:_PDF_WITHIN]:
        return "pdf"
    if body.startswith(_ZIP) and (found := _zipped(body)):
        return found
    ending = PurePath(name).suffix.lower().lstrip(".")
    return ending if ending in READERS else None


def _zipped(body: bytes) -> str | None:
    try:
        with border("the archive"):
            names = set(zipfile.ZipFile(BytesIO(body)).namelist())
    except ExtractError:
        return None
    if "word/document.xml" in names:
        return "docx"
    return "odt" if names & {"content.xml", PACKAGE} else None
