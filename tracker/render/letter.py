"""Letter: a round as an e-mail: the text of one screen, under a subject by which a mailbox sorts what came."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from tracker.render.safe import safe

if TYPE_CHECKING:
    from tracker.desk.digest import Digest

_LONGEST = 120
"""Characters of a subject; mailboxes show fewer."""


def subject(folder: str, found: "Digest", firsts: int) -> str:
    """`tracker watch changed: dfe-rise (3 changes)`: the folder, then what happened; our own words and ids alone."""
    seen = f"first seen: {firsts} document{'' if firsts == 1 else 's'}"
    said = found.subject if found else seen if firsts else "note"
    return safe(f"tracker {folder} {said}")[:_LONGEST]


def letter(to: str, about: str, body: str) -> bytes:
    """The whole message; whatever the text holds, it is plain text."""
    made = EmailMessage(policy=SMTP)
    made["To"] = to
    made["Subject"] = about
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body)
    return made.as_bytes()
