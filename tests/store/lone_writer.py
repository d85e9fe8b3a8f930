"""A process that makes a store, lets itself be disturbed, writes two rounds at a fixed time and says both heads.

Arguments: FOLDER [hooks|attributes|owner HOSTILE-FOLDER].
"""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from tracker.store.archive import Archive
from tracker.store.git import Git
from tracker.store.record import RunRecord
from tracker.store.version import Entry

START = datetime(2024, 6, 1, tzinfo=UTC)
NOBODY = 65534
TEXT = "# Plan\n\nLabour’s plan – £1.5bn.\r\nTrailing \t\n$Id$\nWe will keep the cap.\n"


def main(folder: Path, disturb: str = "", hostile: Path = Path()) -> None:
    """Two rounds of one document."""
    Archive.create(folder, now=lambda: START).close()
    for name in ("store.git", "raw.git"):
        disturb_repository(folder / name, disturb, hostile)
    with Archive(folder, now=lambda: START) as archive:
        for nth in (1, 2):
            run = f"20240601T00000{nth}Z"
            text = f"{TEXT}Round {nth}.\n".encode()
            made = Entry(
                source="party", document="page", kind="content", title="Plan – £1.5bn", text=text, meta=b"{}\n",
                raw=text + b"\0", url="https://example.org/", final_url="https://example.org/", status=200,
                fetched_at=START, extractor="tracker-html/1", config_key="0123456789ab",
            )  # fmt: skip
            (version,) = archive.write([made], RunRecord(id=run, started=START, finished=START, tracker="0.1.0"))
            if archive.text(version).encode() != text or archive.raw(version) != text + b"\0":
                raise SystemExit("the text was altered")
        print(archive.head(), Git(folder / "raw.git").head())  # noqa: T201 - this is how the test knows


def disturb_repository(repository: Path, disturb: str, hostile: Path) -> None:
    """What another program, or another person, did to a repository."""
    if disturb == "hooks":
        shutil.copytree(hostile, repository / "hooks", dirs_exist_ok=True)
    elif disturb == "attributes":
        (repository / "info").mkdir(exist_ok=True)
        (repository / "info" / "attributes").write_text(
            "* filter=party text eol=crlf ident working-tree-encoding=UTF-16\n"
        )
    elif disturb == "owner":
        for path in (repository, *repository.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3], *map(Path, sys.argv[3:4]))
