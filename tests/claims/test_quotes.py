"""Who is quoted."""

from collections.abc import Callable

import pytest

from tracker.claims.quotes import find_quotes
from tracker.extract.document import Document

Reader = Callable[[str], Document]

ONE_QUOTE = [
    ("“It is late,” said Mary Holt, head of Low Moor School.", "Mary Holt", "said", "high"),
    ("“It is late,” Mary Holt said.", "Mary Holt", "said", "high"),
    ("Mary Holt, the head of Low Moor School, said: “It is late.”", "Mary Holt", "said", "high"),
    ("The union’s leader, Abdul Karim, warned of a “lost decade” for reading.", "Abdul Karim", "warned", "high"),
    ("According to Mary Holt, the plan is “a long way off”.", "Mary Holt", "According to", "high"),
    ("The Department for Education said the figures were “wholly wrong”.", "DfE", "said", "high"),
    ("A spokesperson for Ofsted said the claim was “not one we recognise”.", "Ofsted", "said", "high"),
    ("Ministers have promised to “leave no school behind”.", "government", "promised", "high"),
    ("The “golden hour” begins at nine.", None, None, "low"),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "confidence"), ONE_QUOTE)
def test_the_speaker_of_a_quotation_is_named(
    press: Reader, text: str, speaker: str | None, cue: str | None, confidence: str
) -> None:
    """Cues before and after the words, bodies and groups are understood; scare quotes have no speaker."""
    document = press(text)

    (quote,) = find_quotes(document)

    assert (quote.speaker, quote.cue, quote.confidence) == (speaker, cue, confidence)
    assert quote.direct
    assert document.text[quote.start : quote.end] == quote.text


def test_surnames_and_pronouns_lead_to_the_full_name(press: Reader) -> None:
    """“Holt said” and “she said” are the Dame Mary Holt named in full before."""
    document = press(
        "Dame Mary Holt, a former head, said reading was “in crisis”.\n\n"
        "Holt said libraries were “closing every week”.\n\nShe said the answer was “not money alone”."
    )

    speakers = [quote.speaker for quote in find_quotes(document)]

    assert speakers == ["Dame Mary Holt"] * 3


def test_a_paragraph_of_quotation_goes_on_with_the_speaker_before(press: Reader) -> None:
    """A paragraph that is only a quotation belongs to the one who spoke before it, with medium confidence."""
    document = press("Mary Holt said heads were tired.\n\n“They have had enough of new plans every year.”")

    reported, direct = find_quotes(document)

    assert (reported.direct, reported.speaker) == (False, "Mary Holt")
    assert (direct.direct, direct.speaker, direct.confidence) == (True, "Mary Holt", "medium")


def test_nobody_is_guessed_after_a_paragraph_without_a_speaker(press: Reader) -> None:
    """A paragraph in between that quotes nobody ends the carrying."""
    document = press(
        "Mary Holt said heads were tired.\n\nThe bell rang at nine.\n\n“Enough of new plans every single year.”"
    )

    quotes = find_quotes(document)

    assert [quote.speaker for quote in quotes] == ["Mary Holt", None]


def test_a_quotation_over_several_paragraphs_keeps_its_speaker(press: Reader) -> None:
    """British papers leave the closing mark out until the last paragraph."""
    document = press("Mary Holt said: “We start with reading.\n\n“Then we come to numbers.”")

    speakers = [quote.speaker for quote in find_quotes(document)]

    assert speakers == ["Mary Holt", "Mary Holt"]


def test_the_place_of_the_speaker_is_kept(press: Reader) -> None:
    """The span of the speaker shows the words that name him."""
    document = press("“It is late,” said Mary Holt.")

    (quote,) = find_quotes(document)

    assert quote.speaker_start is not None
    assert document.text[quote.speaker_start : quote.speaker_end] == "Mary Holt"


ARTICLE = """
Sir David Carver, former national schools commissioner, was scathing. “It will not work,” he said.

Education minister Jo Marsh hit back. “We’ll open 40 hubs by May,” she said. “And we will go further.

“Every town will get one.”

"Straight quotes are fine," Marsh said.

The union’s general secretary, Paula Finch, called the plan “half-baked”.

‘We will strike if we must,’ Finch said.

Lib Dem schools spokesperson Munira Wilson spoke next. She said the Lib Dems would “fund a nurse in every school”.

In a statement, Labour said it would “look again” at them.

“This is nonsense,” said one head, who asked not to be named.
"""
SPEAKERS = [
    ("“It will not work,”", "Sir David Carver"),
    ("“We’ll open 40 hubs by May,”", "Jo Marsh"),
    ("“And we will go further.", "Jo Marsh"),
    ("“Every town will get one.”", "Jo Marsh"),
    ('"Straight quotes are fine,"', "Jo Marsh"),
    ("“half-baked”", "Paula Finch"),
    ("‘We will strike if we must,’", "Paula Finch"),
    ("“fund a nurse in every school”", "Munira Wilson"),
    ("“look again”", "Labour"),
    ("“This is nonsense,”", "head"),
]


@pytest.mark.parametrize(("words", "speaker"), SPEAKERS)
def test_names_pronouns_and_odd_marks_lead_to_their_speakers(press: Reader, words: str, speaker: str) -> None:
    """“She” is the minister just named and not Sir David; a quotation goes on over paragraphs; any mark will do."""
    found = {quote.text: quote.speaker for quote in find_quotes(press(ARTICLE)) if quote.direct}

    assert found[words] == speaker


def test_a_pronoun_that_fits_nobody_is_said_not_to_be_resolved(press: Reader) -> None:
    """“She” after a man alone stays “she”, and the confidence is not high."""
    (quote,) = find_quotes(press("Sir David Carver sat down.\n\n“It will not work,” she said."))

    assert (quote.speaker, quote.confidence) == ("she", "medium")


def test_words_before_a_statement_are_not_what_it_says(press: Reader) -> None:
    """Of “Asked about fees, a spokesman said the party would end them” the reported words are the last ones."""
    (quote,) = find_quotes(press("Asked about fees, a Labour spokesman said the party would end them."))

    assert (quote.text, quote.speaker, quote.direct) == ("the party would end them.", "Labour", False)
