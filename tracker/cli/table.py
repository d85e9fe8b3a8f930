"""Every command by its words, with the module that holds it and the first sentence of its help; and the groups.

`tracker --help` and a shell's completion need no more than this: a module is imported when its command is asked for.
The function has the words as its name (`sources add`: `sources_add`). Tests hold each summary equal to its docstring.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class CommandRow(NamedTuple):
    """Where a command is, and what `--help` says of it."""

    module: str
    """In `tracker.cli.commands`."""
    summary: str
    paged: bool = False
    """Its output is read from its top."""
    patient: bool = False
    """It does something: it ends that, though nobody reads what it says of it."""


COMMANDS: Final[Mapping[str, CommandRow]] = {
    "init": CommandRow("init", "Make a working folder: config/ with real, commented sources, and an empty store."),
    "demo": CommandRow(
        "demo", "Show the main job offline: eleven dates of a small web of our own, recorded, compared and followed."
    ),
    "snapshot": CommandRow("snapshot", "Run one round: ask every source, record what changed.", patient=True),
    "status": CommandRow("status", "Show how each source fares."),
    "accept": CommandRow("accept", "Record a suspect capture: it is the page after all.", patient=True),
    "dismiss": CommandRow("dismiss", "Put a suspect capture away: it is not the page.", patient=True),
    "acknowledge": CommandRow("acknowledge", "Say that a failing source is known.", patient=True),
    "log": CommandRow(
        "log",
        "Show the versions of a document, newest first: between which sightings each appeared, and how it was announced.",
        paged=True,
    ),
    "show": CommandRow("show", "Show one version: its text, one sentence a line.", paged=True),
    "blame": CommandRow(
        "blame",
        "Show of each sentence with which version it came, between which sightings, and what the publisher said then.",
        paged=True,
    ),
    "diff": CommandRow(
        "diff", "Show what changed between two versions, sentence by sentence, words marked.", paged=True
    ),
    "changes": CommandRow(
        "changes",
        "Show what is new in all sources, ranked: of the last 7 days, else the last change there was.",
        paged=True,
    ),
    "claims": CommandRow("claims", "Show claims: who commits whom to what, how firmly, how much, by when.", paged=True),
    "pledges": CommandRow(
        "pledges",
        "Show what became of the pledges: linked claims through time, what changed in each, the weightiest first.",
        paged=True,
    ),
    "trace": CommandRow(
        "trace",
        "Tell what became of a pledge, by any of its names: who said it first, what turned, and how it reads now.",
        paged=True,
    ),
    "compare": CommandRow(
        "compare",
        "Compare two documents by their commitments: which stand, which are reworded, not found, or new.",
        paged=True,
    ),
    "find": CommandRow("find", "Find who said something first, and who says it still.", paged=True),
    "cite": CommandRow(
        "cite", "Print a citation ready to paste: publisher, title, exact words, when, and how to check it."
    ),
    "report": CommandRow(
        "report",
        "Write a site of everything recorded: open its index.html, or put the folder on any web server.",
        patient=True,
    ),
    "notify": CommandRow(
        "notify",
        "Tell people by e-mail or chat (config/notify.toml) what they have not been told yet; each thing once.",
        patient=True,
    ),
    "confirm": CommandRow("confirm", "Confirm a link: two claims are the same pledge, whatever the score."),
    "reject": CommandRow("reject", "Reject a link: two claims are different pledges, whatever the score."),
    "withdraw": CommandRow(
        "withdraw",
        "Withdraw your verdicts on these claims, this thread or this name: they stay on record and no longer hold.",
    ),
    "alias": CommandRow(
        "alias",
        "Say that several names mean one and the same programme, so that its claims can be linked and found by each.",
    ),
    "push": CommandRow("push", "Send the record to a copy; never overwrite there.", patient=True),
    "pull": CommandRow("pull", "Continue from a copy: take over what it has.", patient=True),
    "reextract": CommandRow(
        "reextract",
        "Read the latest version of each document anew from the bytes it came from; ask nobody.",
        patient=True,
    ),
    "verify": CommandRow("verify", "Check that the record is whole and untouched."),
    "repair": CommandRow("repair", "Clear up after a crash, and make the index anew.", patient=True),
    "gc": CommandRow("gc", "Pack the store well; once a week is enough.", patient=True),
    "reindex": CommandRow(
        "reindex",
        "Make the index anew from git alone, find all claims again and weave them into threads, with weights learnt anew.",
        patient=True,
    ),
    "purge": CommandRow("purge", "Take a source out of the whole history: a takedown.", patient=True),
    "sources add": CommandRow("sources_add", "Add a source to config/sources.toml."),
    "sources list": CommandRow("sources", "List the declared sources."),
    "sources check": CommandRow("sources", "Check the config files offline; every fault is reported at once."),
    "sources try": CommandRow(
        "sources_try", "Ask for a source once and show what would be kept and what left out; record nothing."
    ),
    "import file": CommandRow(
        "import_file",
        "Record a page that a person saved, at the time when it was saved: the way for sites that refuse robots.",
        patient=True,
    ),
    "import git": CommandRow(
        "import_git",
        "Record the history of files in another git repository: scraped pages, or versions of Open Terms Archive.",
        patient=True,
    ),
    "import warc": CommandRow(
        "import_warc", "Record the captures of our sources that WARC files hold, matched by address.", patient=True
    ),
    "import wayback": CommandRow(
        "import_wayback",
        "Record what a web archive holds of a source's pages: seen then, by somebody else; not necessarily published then.",
        patient=True,
    ),
    "export warc": CommandRow(
        "export", "Write the bytes behind every version into a WARC file, for a replay tool or an archive."
    ),
    "schedule cron": CommandRow("schedule", "Print lines for a crontab."),
    "schedule systemd": CommandRow("schedule", "Print a systemd service and its timer."),
    "schedule github": CommandRow("schedule", "Print a workflow for GitHub Actions."),
    "claim add": CommandRow("claim", "Add a claim that was missed, by its exact words at a version."),
    "claim drop": CommandRow("claim", "Mark a claim as none."),
    "claim fix": CommandRow("claim", "Set right what was read wrongly of a claim: its kind, speaker, actor or day."),
    "thread name": CommandRow("thread", "Give a thread a name."),
    "thread join": CommandRow("thread", "Say that two threads are one pledge; the other's id goes on leading there."),
    "thread split": CommandRow(
        "thread", "Take claims out of a thread: they are a pledge of their own. The older part keeps the id."
    ),
}
"""In the order of `tracker --help`."""
GROUPS: Final[Mapping[str, str]] = {
    "sources": "What we watch.",
    "import": "History that others have kept: web archives, WARC files, git repositories, saved files.",
    "export": "The record in forms that others read.",
    "schedule": "Print what starts rounds unattended.",
    "claim": "Add a missed claim, drop a non-claim, fix what was read wrongly.",
    "thread": "Name, join or split threads.",
}
"""What each first word of two stands for."""
PAGED: Final = frozenset(words.split()[0] for words, row in COMMANDS.items() if row.paged)
PATIENT: Final = frozenset(words.split()[0] for words, row in COMMANDS.items() if row.patient)
