"""What a page says of itself: its list of updates, its title, a name put in another's place all over it."""

import pytest

from tracker.diff.change import Change
from tracker.diff.compare import compare
from tracker.extract import plain
from tracker.render.words import flag_words


def _changes(old: str, new: str) -> tuple[Change, ...]:
    pages = (plain.read(f"# Harbour notes for 14 to 16 year olds\n\n{text}\n") for text in (old, new))
    return compare(*pages)


def _flags(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(flag.name, flag.old, flag.new) for change in _changes(old, new) for flag in change.flags]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "## Latest updates\n\nUpdated notes on:\n\n- mooring by night",
            "## Latest updates\n\nUpdated notes on:\n\n- mooring by night to tell of new port advice from 24 May",
        ),
        (
            "## Changes to the previous version\n\n- a word on vests of 12 to 17 year olds",
            "## Changes to the previous version\n\n- a word on vests of under 18 year olds",
        ),
        ("On 18 May we updated the rules on ropes and flags.", "On 26 May we updated the rules on ropes and flags."),
        ("Help for 14 to 16 year olds is paid by the log.", "Help is paid by the log."),
    ],
)
def test_an_entry_of_the_pages_own_log_and_what_its_title_says_raise_no_flag(old: str, new: str) -> None:
    """The date of an edit is nobody's deadline; under another heading the same words are told."""
    assert _flags(old, new) == []


def test_the_same_words_under_another_heading_are_told() -> None:
    """Only a log is passed over."""
    old = "## Latest rules\n\nThe port charges for the mooring of boats by night."
    new = "## Latest rules\n\nThe port will charge for the mooring of boats by night from 24 May."

    assert ("date", "", "from 24 May") in _flags(old, new)


def test_two_events_of_a_table_are_two_events() -> None:
    """Another day, another host: nothing was moved; of one host the day was."""
    table = "| Day | Event |\n|---|---|\n| {} (16:00) | Come to a talk {} on keeping watch at sea by night |"
    moved = _flags(table.format("30 June 2032", "at Gull House"), table.format("14 July 2032", "at Gull House, online"))
    other = _flags(table.format("30 June 2032", "at Gull House"), table.format("14 July 2032", "at Tern Hall, online"))

    assert [flag for flag in moved if flag[0] == "date"] == [("date", "30 June 2032", "14 July 2032")]
    assert [flag for flag in other if flag[0] == "date"] == []


def test_a_renaming_of_the_whole_page_is_told_once() -> None:
    """Under its first sentence, with how often; two of a kind are told each."""
    text = (
        "Ask {0} for a berth.\n\nThe {0} rules on ropes hold.\n\nSend your log to {0} in May.\n\n"
        "Write to {1} for a flag.\n\nAsk {1} for a map."
    )
    told = [flag for change in _changes(text.format("PBN", "RQT"), text.format("SSAW", "LDK")) for flag in change.flags]

    assert [(flag.old, flag.new, flag.times) for flag in told] == [
        ("PBN", "SSAW", 3),
        ("RQT", "LDK", 1),
        ("RQT", "LDK", 1),
    ]
    assert flag_words(told[0])[1] == "“PBN” → “SSAW”, in 3 sentences"
    assert flag_words(told[1])[1] == "“RQT” → “LDK”"
