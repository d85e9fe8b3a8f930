"""What strangers called wrong or of no use is not told: the same rule in other words, or two rules that share some."""

import pytest

from tracker.diff.flags import flags

_NOT_TOLD = [
    # a limit that limits nothing
    (
        "crews have met a standard equal to a grade 4 in trials of rowing",
        "that all crews have met a standard equal to a grade 4 in trials of rowing, and",
        "scope",
    ),
    ("The 3 new piers in the bay are lit at night.", "The 4 piers in the bay are lit at night.", "scope"),
    ("moor here without a permit", "only moor here with a permit", "scope"),
    (
        "We will only pay for ropes used, up to the cap, when towing boats of the fleet.",
        "We will pay for ropes used, up to the cap, when towing boats of the fleet.",
        "scope",
    ),
    (
        "A berth is let subject, up to a fee of £9, to any crew.",
        "A berth is let subject to a fee of £9 to any crew.",
        "scope",
    ),
    (
        "Ports pay £9 for each sound boat in a home dock",
        "Ports pay £9 per sound boat in home docks and sound yards",
        "scope",
    ),
    (
        "Gates may be left open (as long as they are not fire gates).",
        "Gates may be left open (if they are not fire gates).",
        "scope",
    ),
    (
        "This only covers crews on tour who meet one of these rules:",
        "This section covers crews who meet these rules:",
        "scope",
    ),
    # a condition in other words, in the lead-in, or gone with its act
    (
        "You will also be given a rope and a flag if you pass these trials.",
        "you will be given a rope.",
        "scope",
    ),
    (
        "If the cox trains with a club, sign in to the crew register to tell us if they:",
        "Sign in to the crew register to change your club.",
        "scope",
    ),
    (
        "The harbour notes hold rules for rowers that you may also use at sea and will be of great worth if you run races.",
        "The harbour notes hold rules that you may use at sea.",
        "scope",
    ),
    (
        "Rowers who train for a race held on one river may, where possible, be lent a boat to row on a like river.",
        "Rowers who train for a race held on one river may need to row on a like river.",
        "scope",
    ),
    (
        "Crews should learn from the best coaches of the league, including where possible from coaches with a Gold badge.",
        "Crews should learn from the best coaches of the league.",
        "scope",
    ),
    (
        "Berths can be booked online or by telephone for those without access to a computer.",
        "You can book berths online or by telephone if you do not have access to a computor.",
        "scope",
    ),
    (
        "The quay stays shut once the storm (RED7) warnings are lifted.",
        "The quay stays shut once the RED7 warnings are lifted.",
        "scope",
    ),
    (
        "Say, if applicable, how the crew is paid by the club.",
        "If relevant, say how the crew is paid by the club.",
        "scope",
    ),
    (
        "air the cabin as far as possible and whenever possible, by hatch or fan",
        "air the cabin whenever possible, by hatch or fan",
        "scope",
    ),
    (
        "Move them to a cabin, depending on the age of the rower and with the apt care of an adult.",
        "Move them to a cabin, depending on the age and needs of the rower or cox, with apt care of an adult.",
        "scope",
    ),
    # dates of two things, of a report, or that were there before
    (
        "£4 million for buoys was announced on 2 June 2031 as part of the plan for quays to be spent over five years.",
        "As part of the plan for quays, it was announced in May 2032 that the money for buoys lasts until 2034.",
        "date",
    ),
    (
        "This explains the changed rules for log books of the fleet and should be used from 24 August 2031.",
        "This explains the changed rules, which will come into force from 9 August 2032, for log books of the fleet.",
        "date",
    ),
    (
        "to fund tugs for the fleet from now to the end of June 2032",
        "to fund tugs for the fleet from May 2031 to the end of June 2032",
        "date",
    ),
    ("case studies of ports run well", "case studies of ports run well seen through our visits, from 2031", "date"),
    (
        "Sirens will also be given to all ports from September, so crews hear of fog.",
        "Sirens are being given to ports, so crews hear of fog.",
        "date",
    ),
    ("Rowers who are ill should not train at the quay.", "From 8 March, all rowers should train at the quay.", "date"),
    (
        "As the quay is open, ports should, if they can, test ropes by a day which lets crews choose a boat.",
        "The quay is open, we therefore advised ports, in July 2031, to test ropes by a day which let crews choose a boat.",
        "date",
    ),
    (
        "ports must file the return in full by post to the board, more notes on the return will be out in the coming months",
        "ports must file the return in full by post to the board",
        "date",
    ),
    (
        "Trials run from May 2031 until the end of March 2032 and checks stay suspended until April 2032.",
        "Trials run from May 2031 until the end of March 2032, with checks suspended during that time.",
        "date",
    ),
    ("Harbour notes: rules for rowers", "Harbour notes on rules for rowers - February 2032", "date"),
    # as firm, another tense, a report, an effect, a lead-in without its act
    (
        "Crews must report the result to the port as soon as they land.",
        "Crews need to report the result to the port as soon as they land.",
        "modality",
    ),
    ("Crews will need to moor in line with the code.", "Crews must moor in line with the code.", "modality"),
    (
        "You are required to take in every boat named in the plan.",
        "You must take in every boat named in the plan.",
        "modality",
    ),
    ("This will cut the noise among the boats outside.", "This will help cut the noise among the boats.", "modality"),
    (
        "At times ports will encounter crews who cannot keep watch.",
        "You may encounter crews who cannot keep watch.",
        "modality",
    ),
    (
        "We make clear that crews should try to limit the boats they use in a week.",
        "making clear that crews and coxes should:",
        "modality",
    ),
    (
        "The rules should only be needed for trials where the port asks for them in its plan.",
        "In July 2031 we advised that the rules would be needed for trials where the port asks for them in its plan.",
        "modality",
    ),
    (
        "We are asking ports to make the payments from their own funds.",
        "Ports should be making the payments from their own funds.",
        "modality",
    ),
    ("We would encourage everyone to carry a flare.", "We encourage everyone to carry a flare.", "modality"),
    ("rules for ports during the great flood", "consider the rules for ports during the great flood", "modality"),
    # numbers that are labels, known, or say of whom a clause is
    (
        "The 3 rules for oars are that by the end crews can row:",
        "It is a rule that by the end crews can row:",
        "number",
    ),
    (
        "For help with a bid please write to the port desk.",
        "For help with a bid in round 2 please write to the port desk.",
        "number",
    ),
    (
        "Where these boats are at anchor, they are paid by the log.",
        "Where these boats are let to 14 to 16 year olds and are at anchor, they are paid by the log.",
        "number",
    ),
    # no doers, or doers of two acts
    (
        "An inspection should be taken as done on the first day of the inspection.",
        "A full examination should be taken as done on the first day of the full examination.",
        "actor",
    ),
    (
        "A private club may act as the lead of a group that asks for a new pier, however, we take no bids for loans.",
        "We will consider bids from private clubs (acting as the lead) for a new pier where this is good value.",
        "actor",
    ),
    (
        "Rowers must still wear a vest on the ferry.",
        "Rowers, aged 11 and over, and coxes must wear a vest on the ferry.",
        "actor",
    ),
]


@pytest.mark.parametrize(("old", "new", "name"), _NOT_TOLD)
def test_the_same_rule_in_other_words_is_not_told(old: str, new: str, name: str) -> None:
    """No remark of that name; what else differs may be told."""
    assert [(flag.old, flag.new) for flag in flags(old, new) if flag.name == name] == []


_TOLD = [
    (
        "They must not land by night.",
        "They are advised not to land by night.",
        "modality",
        "must not",
        "are advised not to",
    ),
    (
        "Rules are backed by Ports Board North (PBN).",
        "Rules are backed by the Sea Safety Agency West (SSAW).",
        "name",
        "Ports Board North",
        "Sea Safety Agency West",
    ),
    (
        "The quay is let to crews of all clubs who race this summer.",
        "The quay is let to crews of all clubs who raced between the summer term of 2031 and the spring term of 2032.",
        "date",
        "this summer",
        "between the summer term of 2031 and the spring term of 2032",
    ),
    ("We will tax boats of the bay.", "We will tax all boats of the bay.", "scope", "", "all"),
    (
        "Masters may use the pier if the tide is low.",
        "Masters may use the pier if the wind is slack.",
        "scope",
        "if the tide is low",
        "if the wind is slack",
    ),
    (
        "Crews should land at the pier, where possible, with a pilot.",
        "Crews should land at the pier with a pilot.",
        "scope",
        "where possible",
        "",
    ),
    ("The board will clear the ice.", "The council will clear the ice.", "actor", "The board", "The council"),
]


@pytest.mark.parametrize(("old", "new", "name", "before", "after"), _TOLD)
def test_another_rule_is_told_with_both_its_sides(old: str, new: str, name: str, before: str, after: str) -> None:
    """What took another's place stands beside it; what came or went alone stands alone."""
    assert (before, after) in [(flag.old, flag.new) for flag in flags(old, new) if flag.name == name]
