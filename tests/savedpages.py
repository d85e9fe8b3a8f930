"""A page of ours on which somebody is logged in, as real tools saved it (tests/data/saved), and looking for that person."""

import sqlite3
import subprocess
from pathlib import Path

SAVED = Path(__file__).parent / "data/saved"
PRIVATE = (b"tok-7f3a91c2e5d84b60aa17", b"jo.bloggs", b"Jo Bloggs")
OWLS = "We will build 450 owl boxes"
SOURCE = '[[source]]\nid = "plan"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\nurl = "http://127.0.0.1:8765/plan/"\n'


def private_in(folder: Path) -> list[str]:
    """Files of a folder, every git object and every row of SQLite there in which anything of the reader's account stands."""
    found = [
        str(one)
        for one in folder.rglob("*")
        if one.is_file() and "inbox" not in one.parts and any(word in one.read_bytes() for word in PRIVATE)
    ]
    for git in folder.rglob("*.git"):
        shown = subprocess.run(
            ["git", "-C", str(git), "cat-file", "--batch-all-objects", "--batch"], capture_output=True, check=True
        ).stdout
        found += [str(git) for word in PRIVATE if word in shown]
    for index in folder.rglob("*.sqlite"):
        with sqlite3.connect(index) as db:
            dump = "\n".join(db.iterdump()).encode()
        found += [str(index) for word in PRIVATE if word in dump]
    return found
