"""Every command by its words, with the module that holds it and the first sentence of its help; and the groups.

`tracker --help` and a shell's completion need no more than this: a module is imported when its command is asked for.
The function has the words as its name (`sources add`: `sources_add`). Tests hold each summary equal to its docstring.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Part = Literal["everyday", "decide", "record", "care", "publish"]


class CommandRow(NamedTuple):
    """Where a command is, and what `--help` says of it."""

    module: str
    """In `tracker.cli.commands`."""
    summary: str
    part: Part = "everyday"
    """Under which heading of `--help` it stands."""
    paged: bool = False
    """Its output is read from its top."""
    patient: bool = False
    """It does something: it ends that, though nobody reads what it says of it."""


COMMANDS: Final[Mapping[str, CommandRow]] = {
    "init": CommandRow(
        "init", "Make a working folder: config/ with real, commented sources, and an empty store.", part="record"
    ),
    "demo": CommandRow(
        "demo",
        "Show the main job offline: eleven dates of a small example web.",
        part="record",
    ),
    "snapshot": CommandRow("snapshot", "Ask every source once and record what changed.", patient=True),
    "status": CommandRow("status", "Show how each source fares, and what waits for you."),
    "accept": CommandRow(
        "accept", "Record a suspect capture, or several: it is the page after all.", part="decide", patient=True
    ),
    "dismiss": CommandRow(
        "dismiss", "Put a suspect capture away, or several: it is not the page.", part="decide", patient=True
    ),
    "acknowledge": CommandRow(
        "acknowledge", "Say that a failing source is known, so that it no longer alarms.", part="decide", patient=True
    ),
    "log": CommandRow(
        "log",
        "Show the versions of a document, newest first, and how each was announced.",
        paged=True,
    ),
    "show": CommandRow("show", "Show one version: its text, one sentence a line.", paged=True),
    "blame": CommandRow(
        "blame",
        "Show for each sentence since which version it has stood there.",
        paged=True,
    ),
    "diff": CommandRow(
        "diff", "Show what changed between two versions, sentence by sentence, words marked.", paged=True
    ),
    "changes": CommandRow(
        "changes",
        "Show what is new in all sources, the most important first.",
        paged=True,
    ),
    "claims": CommandRow("claims", "Show claims: who commits whom to what, how firmly, how much, by when.", paged=True),
    "pledges": CommandRow(
        "pledges",
        "Show what became of the pledges: linked claims through time, what changed in each, the weightiest first.",
        paged=True,
    ),
    "pledges import": CommandRow("pledges_import", "Bring your own list of pledges and find each in the record."),
    "trace": CommandRow(
        "trace",
        "Tell what became of a pledge, by any of its names: who said it first, what changed, and how it reads now.",
        paged=True,
    ),
    "brief": CommandRow(
        "brief", "Write one pledge as a page for an editor: exact words, what changed, what is not known."
    ),
    "compare": CommandRow(
        "compare",
        "Compare two documents by their commitments: which stand, which are reworded, not found, or new.",
        paged=True,
    ),
    "find": CommandRow("find", "Find who said something first, and who says it still.", paged=True),
    "cite": CommandRow("cite", "Print a citation ready to paste, and how to check it."),
    "open": CommandRow("open_page", "Open a watched page, or the site, in a browser."),
    "report": CommandRow(
        "report",
        "Write a website of everything recorded.",
        part="publish",
        patient=True,
    ),
    "notify": CommandRow(
        "notify",
        "Tell people by e-mail or chat what is new; each thing once.",
        part="publish",
        patient=True,
    ),
    "follow": CommandRow("follow", "Be told what becomes of a pledge, claim or document.", part="publish"),
    "follow list": CommandRow("follow", "List what is followed, and who is told.", part="publish"),
    "follow stop": CommandRow("follow", "Stop following something.", part="publish"),
    "review": CommandRow(
        "review", "Decide what waits, one key a decision: changes, links, claims, suspect captures.", part="decide"
    ),
    "confirm": CommandRow("confirm", "Confirm a link: two claims, or several, are the same pledge.", part="decide"),
    "reject": CommandRow(
        "reject", "Reject a link: two claims, or each two of several, are different pledges.", part="decide"
    ),
    "note": CommandRow("note", "Write down a note, a reply or a status, with your name and the day.", part="decide"),
    "release": CommandRow(
        "release", "Let others see what was decided; without ids, list what waits for that.", part="decide"
    ),
    "undo": CommandRow("undo", "Take back your last decision, the last few, or those on some ids.", part="decide"),
    "withdraw": CommandRow(
        "withdraw",
        "Withdraw your verdicts: they stay on record and no longer count.",
        part="decide",
    ),
    "alias": CommandRow(
        "alias",
        "Say that several names mean the same programme.",
        part="decide",
    ),
    "push": CommandRow("push", "Send the record to a copy; never overwrite there.", part="care", patient=True),
    "pull": CommandRow("pull", "Continue from a copy: take over what it has.", part="care", patient=True),
    "reextract": CommandRow(
        "reextract",
        "Read the latest versions again from their stored bytes; ask nobody.",
        part="care",
        patient=True,
    ),
    "verify": CommandRow("verify", "Check that the record is whole and untouched.", part="care"),
    "doctor": CommandRow("doctor", "Look for what is wrong with this machine or folder.", part="care"),
    "repair": CommandRow("repair", "Clean up after a crash and rebuild the index.", part="care", patient=True),
    "gc": CommandRow("gc", "Compress the store; once a week is enough.", part="care", patient=True),
    "reindex": CommandRow(
        "reindex",
        "Rebuild the index from git, find all claims again and link them into threads.",
        part="care",
        patient=True,
    ),
    "purge": CommandRow("purge", "Delete a source from the whole history: a takedown.", part="care", patient=True),
    "redact": CommandRow(
        "redact",
        "Withhold a sentence or a person's name from what others read: site, feeds, exports, citations.",
        part="publish",
    ),
    "sources add": CommandRow("sources_add", "Add a source to config/sources.toml.", part="record"),
    "sources remove": CommandRow(
        "sources_edit", "Take a source out of config/sources.toml; its record stays.", part="record"
    ),
    "sources disable": CommandRow("sources_edit", "Stop asking a source until it is enabled again.", part="record"),
    "sources enable": CommandRow("sources_edit", "Ask a source again in each round.", part="record"),
    "sources list": CommandRow("sources", "List the declared sources.", part="record"),
    "sources check": CommandRow(
        "sources", "Check the config files offline; every fault is reported at once.", part="record"
    ),
    "sources try": CommandRow(
        "sources_try",
        "Fetch a source once and show what would be kept; record nothing.",
        part="record",
    ),
    "publisher add": CommandRow("publisher", "Add a publisher to config/people.toml.", part="record"),
    "inbox": CommandRow(
        "inbox",
        "Record pages that people saved from a browser: for sites that refuse programs.",
        part="record",
        patient=True,
    ),
    "import file": CommandRow(
        "import_file",
        "Record a page that a person saved: for sites that refuse robots.",
        part="record",
        patient=True,
    ),
    "import git": CommandRow(
        "import_git",
        "Record the history of files in another git repository.",
        part="record",
        patient=True,
    ),
    "import warc": CommandRow(
        "import_warc",
        "Record captures of our sources from WARC files, matched by address.",
        part="record",
        patient=True,
    ),
    "import wayback": CommandRow(
        "import_wayback",
        "Record what a web archive holds of a source's pages.",
        part="record",
        patient=True,
    ),
    "export warc": CommandRow(
        "export",
        "Write the bytes behind every version into a WARC file.",
        part="publish",
    ),
    "schedule cron": CommandRow("schedule", "Print lines for a crontab.", part="record"),
    "schedule systemd": CommandRow("schedule", "Print a systemd service and its timer.", part="record"),
    "schedule github": CommandRow("schedule", "Print a workflow for GitHub Actions.", part="record"),
    "claim add": CommandRow("claim", "Add a claim that was missed, by its exact words at a version.", part="decide"),
    "claim drop": CommandRow("claim", "Mark a claim as none, or several.", part="decide"),
    "claim fix": CommandRow(
        "claim", "Correct what was read wrongly of a claim: its kind, speaker, actor or day.", part="decide"
    ),
    "thread name": CommandRow("thread", "Give a thread a name.", part="decide"),
    "thread summary": CommandRow(
        "thread", "Tell a thread in one paragraph of your own; the last one holds.", part="decide"
    ),
    "thread join": CommandRow("thread", "Say that two threads, or several, are one pledge.", part="decide"),
    "thread split": CommandRow(
        "thread",
        "Take claims out of a thread: they are a pledge of their own.",
        part="decide",
    ),
}
"""In the order of `tracker --help`, under the heading of each one's part."""
PARTS: Final[Mapping[Part, str]] = {
    "everyday": "Every day: record a round, and read what came of it",
    "decide": "Decide: what a person settles",
    "record": "Record: what is watched, and where its history comes from",
    "publish": "Publish: for readers, in messages, for other programs",
    "care": "Care: the record itself",
}
"""The headings of `tracker --help`, in their order."""
FIRST_DAY: Final[Mapping[str, str]] = {
    "tracker init": "make a folder with real, commented sources",
    "tracker snapshot": "ask every source and record what is new",
    "tracker changes": "read what changed, the most important first",
    "tracker find 'new teachers'": "see who said something first",
    "tracker status": "see how each source fares and what waits for you",
}
"""The five commands of a first day, each with what it is for."""
GROUPS: Final[Mapping[str, str]] = {
    "sources": "The sources that are watched.",
    "publisher": "Who publishes.",
    "import": "History that others have kept.",
    "export": "The record for other programs.",
    "schedule": "Print a schedule that runs rounds automatically.",
    "claim": "Correct the list of claims.",
    "thread": "Name, sum up, join or split threads.",
}
"""What each first word of two stands for."""
PAGED: Final = frozenset(words.split()[0] for words, row in COMMANDS.items() if row.paged)
PATIENT: Final = frozenset(words.split()[0] for words, row in COMMANDS.items() if row.patient)
