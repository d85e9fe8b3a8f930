"""Differences that say nothing new."""

import pytest

from tracker.diff.noise import noise_of


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("The “late” bus – 14 – stays.", 'The "late" bus - 14 - stays.', "typography"),
        ("It lasts four years, and ends.", "It lasts 4 years and ends", "typography"),
        ("Last updated: 3 May 2024", "Last updated: 9 June 2024, 9:30am", "date line"),
        ("Published 3 May 2024", "", "date line"),
        ("", "Page last reviewed on 12 March 2025", "date line"),
        ("4.3 How many schools are there?", "4.4 How many schools are there?", "numbering"),
        ("4.3 How many schools are there?", "How many schools are there?", "numbering"),
        ("(a) the school is full", "(b) the school is full", "numbering"),
        ("Step 2: Write to the council", "Step 3: Write to the council", "numbering"),
        ("", "Back to top", "furniture"),
        ("Print this page", "", "furniture"),
        ("Updated 2 hours ago", "Updated 3 days ago", "counter"),
        ("", "Share this 32", "counter"),
        ("The board met 2 hours ago.", "The board met 3 hours ago.", "counter"),
        ("14 comments", "21 comments", "counter"),
        ("Page generated in 0.2 s", "Page generated in 1.14 s", "counter"),
        ("A firm committment to accomodation.", "A firm commitment to accommodation.", "spelling"),
        ("They recieve an allowance.", "They receive an allowance.", "spelling"),
        ("A well being allowance.", "A wellbeing allowance.", "spelling"),
        ("Co-ordinators meet.", "Coordinators meet.", "spelling"),
        ("They organize it.", "They organise it.", "spelling"),
        ("The rules[^4] bind teachers.", "The rules[^teachers] bind teachers.", "footnote"),
        ("It fell¹ again.", "It fell again.", "footnote"),
    ],
)
def test_noise_is_known_by_its_kind(old: str, new: str, kind: str) -> None:
    """Both ways round."""
    assert noise_of(old, new) == noise_of(new, old) == kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4.3 million pupils were late.", "4.4 million pupils were late."),
        ("4.3 GCSEs a pupil", "4.4 GCSEs a pupil"),
        ("3 schools will close.", "4 schools will close."),
        ("The plan, updated 3 May 2024, will be kept.", "The plan, updated 4 May 2024, will be kept."),
        ("Applications close on 3 May 2024", "Applications close on 4 May 2024"),
        ("Applies from 3 May 2024", "Applies from 4 May 2024"),
        ("It costs £5.", "It costs 5."),
        ("The grant ended 2 years ago for schools.", "The grant ended for schools."),
        ("It drew 1,200 replies.", "It drew 1,300 replies."),
        ("The latter plan stays.", "The later plan stays."),
        ("A causal link was found.", "A casual link was found."),
        ("Buy 1 2 ton lorry.", "Buy 12 ton lorry."),
        ("It will affect them.", "It will effect them."),
        ("", "We will open clubs."),
    ],
)
def test_what_says_something_is_no_noise(old: str, new: str) -> None:
    """Figures, deadlines and sentences are listed."""
    assert noise_of(old, new) is None
    assert noise_of(new, old) is None
