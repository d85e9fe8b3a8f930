"""Whose words: transcripts, ministers, judging cues, signatures; and nobody where the text names nobody."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.claims.saying import sayings
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]
FEES = "We will open 40 owl hubs."


def read(text: str, publisher: str | None = None, kind: str | None = None) -> Document:
    """A page of anybody."""
    return plain.read(f"# News\n\n{text}\n", publisher=publisher, publisher_type=kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"KEIR STARMER: {FEES}", ("Keir Starmer", "Labour")),
        (f"RISHI SUNAK: {FEES}", ("Rishi Sunak", "Conservatives")),
        (f"DAVEY: “{FEES}”", ("Ed Davey", "Liberal Democrats")),
        (f"The Secretary of State for Education (Petra Quill): {FEES}", ("Petra Quill", "DfE")),
    ],
)
def test_a_transcript_gives_each_his_own_words(text: str, said: tuple[str, str]) -> None:
    """Also in the paper of another party, which only prints them."""
    (found,) = find_claims(read(text, "Labour", "party"))

    assert (found.speaker, found.actor) == said
    assert find_quotes(read(text, "Labour", "party"))[-1].speaker == said[0]


def test_the_floor_stays_with_whoever_has_it(party: Read) -> None:
    """Until the next label or heading; Hansard’s constituency and party are no part of the name."""
    document = read(
        f"The Secretary of State for Education (Petra Quill): I thank the House.\n\n{FEES}\n\n"
        "Alma Reed (Ely) (Con): How many?\n\nPetra Quill: We will open 12 by 2028.\n\n"
        "## Division\n\nThe hubs will open in May."
    )

    quotes = {one.text: one.speaker for one in find_quotes(document)}
    claims = {one.text.rpartition(": ")[2]: one.speaker for one in find_claims(document)}

    assert quotes["How many?"] == "Alma Reed"
    assert claims[FEES] == "Petra Quill"
    assert claims["We will open 12 by 2028."] == "Petra Quill"
    assert claims.get("The hubs will open in May.") is None


def test_a_heading_with_a_colon_is_no_label(party: Read) -> None:
    """A manifesto’s “Energy:”, however often, and its capitals give the floor to nobody."""
    document = party(
        "Owl Hubs: We will open 40 of them.\n\nEnergy: We will fund 12 mills.\n\nEnergy: We will fund 9 dams.\n\n"
        "GREEN NEW DEAL: We will insulate 900 schools.\n\nFresh Air: We will plant 80 trees."
    )

    assert [one.speaker for one in find_claims(document)] == ["Liberal Democrats"] * 5


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize("dash", ["―", "—", "–"])
def test_whoever_signs_a_quotation_said_it(gap: str, dash: str) -> None:
    """Behind a dash, on its line or the next."""
    document = read(f"“We will restore every penny of the owl grant.”{gap}{dash} Ed Davey", "Post", "press")

    assert [one.speaker for one in find_quotes(document)] == ["Ed Davey"]


@pytest.mark.parametrize(
    "text",
    [
        "Ed Davey condemned the plan as a “cruel and needless cut” to schools.",
        "Ed Davey attacked ministers over “promises broken again and again”.",
        "Ed Davey denounced the “year of empty classrooms” in Leeds.",
        "Ed Davey likened the levy to “a tax on owls”.",
        "Describing the plan as “a betrayal”, Ed Davey said he would oppose it.",
    ],
)
def test_judging_verbs_report_what_is_quoted(text: str) -> None:
    """A part quotation has the speaker of the verb that judges, and binds nobody."""
    document = read(text, "Post", "press")

    assert [one.speaker for one in find_quotes(document) if one.direct] == ["Ed Davey"]


def test_without_quotation_marks_they_report_nothing() -> None:
    """“Attacked” is then a deed."""
    assert find_quotes(read("Ed Davey attacked ministers in Leeds.", "Post", "press")) == ()


@pytest.mark.parametrize(
    ("publisher", "kind", "actor"),
    [("DfE", "department", "DfE"), ("Post", "press", "DfE"), ("Conservatives", "party", "Conservatives")],
)
def test_a_minister_speaks_by_his_office_and_by_the_channel(publisher: str, kind: str, actor: str) -> None:
    """Also one of whom no list knows: for the department, in the party’s own channel for the party; under his whole name."""
    document = read("Education Secretary Odo Marsh said: “We will open 40 owl hubs.”", publisher, kind)

    (found,) = find_claims(document)

    assert (found.speaker, found.actor) == ("Odo Marsh", actor)


def test_an_office_before_the_name_belongs_to_the_subject() -> None:
    """What follows “said” is reported, not the office."""
    (found,) = find_quotes(
        read("The Secretary of State for Education, Odo Marsh, said we will open 40 hubs.", "Post", "press")
    )

    assert (found.speaker, found.text) == ("Odo Marsh", "we will open 40 hubs.")


@pytest.mark.parametrize(
    "text",
    [
        "Hubs will be paid according to the treatments they give.",
        "The owl fund, which was promised in 2024, will open in May.",
        "We support calls for a levy on owls.",
        "There are reasons why ministers said so. We will open 40 hubs.",
    ],
)
def test_nobody_is_made_a_speaker(party: Read, text: str) -> None:
    """A need, a passive, “we support calls”: no attribution is invented."""
    speakers = {one.speaker for one in find_claims(party(text))} | {one.speaker for one in find_quotes(party(text))}

    assert speakers <= {"Liberal Democrats", "government", "ministers", None}


def test_a_speech_is_its_speaker_s(department: Read) -> None:
    """Whom the page names gives it, without titles; the department is bound."""
    speech = department(FEES).model_copy(update={"document_type": "speech", "author": "The Rt Hon Petra Quill MP"})

    (found,) = find_claims(speech)

    assert (found.speaker, found.actor) == ("Petra Quill", "DfE")


def test_one_body_has_one_name() -> None:
    """Whatever form the text has, the publisher’s; of a short name the full one."""
    long = read("The DfE will open 40 hubs.", "Department for Education", "department")
    short = read("The SNP will open 40 hubs.", "snp", "party")

    assert [one.actor for one in find_claims(long)] == ["Department for Education"]
    assert [one.actor for one in find_claims(short)] == ["SNP"]


def test_nobody_has_the_words_of_whoever_speaks_next() -> None:
    """A host, and a name that no list has, take the floor too; once among paragraphs without labels, as nobody."""
    interview = (
        "HOST: How many?\n\nANN LEE: We will build 40 boxes.\n\nHOST: It was 90 before.\n\nANN LEE: It was not.\n"
    )
    found = {one.text: one.speaker for one in sayings(plain.read(interview))}

    assert found["It was 90 before."] == "Host"
    assert found["We will build 40 boxes."] == "Ann Lee"
    mixed = "# Boxes\n\nANN LEE: We will build 40.\n\nZork Qua: They built 90.\n\nThe hall fell silent.\n\nIt rained.\n"
    assert {one.text: one.speaker for one in sayings(plain.read(mixed))}["Zork Qua: They built 90."] is None


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Wardens believe the new grid will ease the load on heads.", "Wardens", "the new grid will ease"),
        ("Ministers insist that the queue will end.", "government", "the queue will end"),
        ("One in six roofs leaks, a survey by the guild has found.", "survey", "One in six roofs leaks"),
        ("The report concludes that half of all trusts have no plan.", "report", "half of all trusts have no plan"),
        ("The tribunal heard that the school had ignored three letters.", "tribunal", "had ignored three letters"),
        ("The party is calling for lunches to be free to all.", "party", "lunches to be free"),
    ],
)
def test_words_retold_without_marks_have_a_speaker(text: str, speaker: str, words: str) -> None:
    """Verbs as several people have them, and what is found out, shown or heard."""
    (found,) = find_quotes(read(text, "Classroom Post", "press"))

    assert words in found.text
    assert not found.direct
    assert found.speaker is not None
    assert speaker.lower() in found.speaker.lower()


@pytest.mark.parametrize("text", ["We believe every school will be full.", "I hope that the roof will hold."])
def test_what_we_believe_retells_nobody(text: str) -> None:
    """The words are the text’s own already."""
    assert [one for one in find_quotes(read(text, "Labour", "party")) if one.cue] == []


def test_a_department_does_not_commit_another_government() -> None:
    """What it says the Scottish Government will do is a report, and binds that government."""
    (found,) = find_claims(read("The Scottish Government will test 40 owl hubs.", "DfE", "department"))

    assert (found.kind, found.actor, found.told) == ("report", "Scottish Government", "inferred")


def test_a_clause_is_nobody_who_speaks() -> None:
    """Words before “are committed to” that have a verb of their own are no name."""
    text = "UKIP supports the old custom of asking Parliament before our owls are committed to the field."

    assert [one.speaker for one in find_quotes(read(text, "UKIP", "party")) if one.cue] == []
    assert all(one.speaker == "UKIP" for one in find_claims(read(text, "UKIP", "party")))
