"""A transcript of forty statements beside the demonstration's record: right, altered and invented ones."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tracker.cli.main import main

PAID = "paid for by ending tax breaks for private schools."
BY = "by the end of this Parliament."
EXACT = [
    f"KEIR STARMER: Labour will recruit 6,500 new expert teachers in key subjects, {PAID}",
    "KEIR STARMER: Labour will set up new regional improvement teams to work with every struggling school.",
    "KEIR STARMER: We will not borrow for day-to-day spending.",
    "BRIDGET PHILLIPSON: We will replace single-word Ofsted judgments with a report card that parents can use.",
    f"BRIDGET PHILLIPSON: The government will recruit 6,500 additional teachers for schools and colleges {BY}",
    "BRIDGET PHILLIPSON: The teams will not inspect schools, and what they learn on a visit does not go to Ofsted.",
    "BRIDGET PHILLIPSON: We have appointed the first 20 advisers.",
    "RISHI SUNAK: The Conservatives will bring A-levels and T-levels together in a new Advanced British Standard.",
    "RISHI SUNAK: Every student will study some English and maths to the age of 18.",
    "KEIR STARMER: We will open 3,000 more nurseries in unused rooms of primary schools.",
]
"""The last is an item of a list under “We will:”."""
NEAR = [
    (
        "number",
        f"KEIR STARMER: Labour will recruit 8,500 new expert teachers in key subjects, {PAID}",
    ),
    ("number", "BRIDGET PHILLIPSON: RISE teams will work with more than 900 stuck schools, backed by £20 million."),
    ("money", "BRIDGET PHILLIPSON: RISE teams will work with more than 600 stuck schools, backed by £45 million."),
    ("number", "BRIDGET PHILLIPSON: RISE teams will be working with 477 stuck schools and over 200,000 children."),
    ("number", "RISHI SUNAK: We will give students at least 295 more hours with a teacher."),
    ("number", "BRIDGET PHILLIPSON: Teachers in state schools will receive a pay award of 7.5 per cent this year."),
    ("number", "BRIDGET PHILLIPSON: Numbers have grown by 3,346 in a year in special schools and colleges."),
    ("number", "RISHI SUNAK: Labour promised 40,000 teachers."),
    ("date", "BRIDGET PHILLIPSON: A report card will take their place from September 2027."),
    ("date", "BRIDGET PHILLIPSON: Targeted support will reach struggling schools by April 2028."),
    ("date", "RISHI SUNAK: We will extend mental health support teams to all schools and colleges by 2035."),
    ("date", "BRIDGET PHILLIPSON: The department will publish a delivery plan by March 2026."),
    ("date", "BRIDGET PHILLIPSON: The change takes effect on 1 June 2025."),
    (
        "modality",
        f"BRIDGET PHILLIPSON: The government aims to recruit 6,500 additional teachers for schools and colleges {BY}",
    ),
    ("modality", "KEIR STARMER: Labour may set up new regional improvement teams for every struggling school."),
    ("modality", "RISHI SUNAK: We plan to legislate to ban mobile phones during the school day in every school."),
    ("modality", "BRIDGET PHILLIPSON: We are working with 377 stuck schools."),
    ("negation", "KEIR STARMER: Labour will increase income tax, national insurance or VAT on working people."),
    (
        "actor",
        f"RISHI SUNAK: We will recruit 6,500 new expert teachers in key subjects, {PAID}",
    ),
    ("actor", "KEIR STARMER: Labour will introduce the Advanced British Standard, which brings A-levels together."),
    ("actor", "BRIDGET PHILLIPSON: Ofsted will write to every school that a team is to support, and to its trust."),
    ("scope", "KEIR STARMER: If the public finances allow, Labour will recruit 6,500 new teachers in key subjects."),
]
"""With what a reader must be told; `scope` for the condition."""
INVENTED = [
    "RISHI SUNAK: We have recruited 27,000 more nurses since 2010.",
    "RISHI SUNAK: Class sizes are the highest in Europe.",
    "KEIR STARMER: We will build 1.5 million homes in every part of the country.",
    "BRIDGET PHILLIPSON: University tuition fees will be abolished by 2030.",
    "RISHI SUNAK: Pupil numbers fell by 3 per cent last year.",
    "KEIR STARMER: The exclusion rate has doubled since 2015.",
    "BRIDGET PHILLIPSON: Every child will get a free laptop by Christmas.",
    "RISHI SUNAK: We spent £4 billion on school buildings.",
]


def test_forty_statements(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is held as it is, says what differs, and has its speaker; on one screen nothing is a cross or a fault."""
    file = tmp_path / "debate.txt"
    lines = [*EXACT, *(line for _, line in NEAR), *INVENTED]
    file.write_text("\n\n".join(lines), "utf-8")

    assert main(["-C", str(demo_folder), "trace", str(file), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["sayings"]
    assert main(["-C", str(demo_folder), "trace", str(file)]) == 0
    screen = capsys.readouterr().out.splitlines()

    assert len(told) == len(lines) == 40
    assert Counter(one["how"] for one in told) == {"exact": 10, "near": 22, "none": 8}
    for one, line in zip(told, lines, strict=True):
        assert f"{one['speaker'].upper()}: {one['text']}" == line
    for one, (name, _) in zip(told[len(EXACT) :], NEAR, strict=False):
        assert name in {flag["name"] for flag in one["differs"]}
        assert one["places"]
        assert one["cite"]
    assert not [flag for one in told[: len(EXACT)] for flag in one["differs"]]
    assert screen[0] == "40 statements checked: 10 exact, 22 near (22 with a difference), 8 not found."
    assert len(screen) <= 23
    assert screen[-2].startswith("8 not found in the 7 sources we hold, as of ")
    assert screen[-1].endswith("--full")
    assert not {"✗", "✘", "❌"} & set("".join(screen))


def test_words_given_to_another_say_so(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A department's sentence that a text gives to the party in government by name: the words are there, who is not."""
    file = tmp_path / "claim.txt"
    file.write_text("Labour said in 2023: “RISE teams will work with more than 600 stuck schools”.", "utf-8")

    assert main(["-C", str(demo_folder), "trace", str(file), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["sayings"]

    (quoted,) = [one for one in told if one["how"] == "exact"]
    assert [(flag["name"], flag["record"], flag["text"]) for flag in quoted["differs"]] == [("actor", "DfE", "Labour")]
