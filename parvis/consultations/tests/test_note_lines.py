"""What scribes type in one line."""

import pytest
from django.core.exceptions import ValidationError

from parvis.consultations.actions import take_note
from parvis.consultations.forms.notes import NotesForm, line_of, read_line
from parvis.consultations.tests.factories import make_themes

THEMES = ["parks", "contracts", "schools"]


@pytest.mark.parametrize(
    ("typed", "words", "themes", "people", "slip", "consent"),
    [
        ("More benches", "More benches", [], 1, None, ""),
        ("3: More benches", "More benches", ["schools"], 1, None, ""),
        ("1,3: More benches x12", "More benches", ["parks", "schools"], 12, None, ""),
        ("2:More benches #7", "More benches", ["contracts"], 1, 7, ""),
        ("More benches #7 x3 !2", "More benches", [], 3, 7, "signed"),
        ("More benches !1 ×4", "More benches", [], 4, None, "spoken"),
        ("٣: مقاعد أكثر ×١٢ #٧", "مقاعد أكثر", ["schools"], 12, 7, ""),
        ("10:30 is too late for the last bus", "10:30 is too late for the last bus", [], 1, None, ""),
        ("2030: a plan for all", "2030: a plan for all", [], 1, None, ""),
        ("Vote for x12 benches", "Vote for x12 benches", [], 1, None, ""),
        ("Idea: more benches", "Idea: more benches", [], 1, None, ""),
        ("x12", "", [], 12, None, ""),
    ],
)
def test_a_line_is_taken_apart(typed, words, themes, people, slip, consent):
    assert read_line(typed, THEMES) == (words, themes, people, slip, consent)


@pytest.mark.parametrize("typed", ["4: More benches", "0: More benches", "1,9: More benches"])
def test_a_theme_that_is_not_there_is_refused(typed):
    with pytest.raises(ValidationError, match="There is no theme"):
        read_line(typed, THEMES)


def test_a_note_is_given_back_as_it_would_be_typed(workshop, bruno):
    themes = make_themes(workshop.consultation, 3)
    said = read_line("1,3: More benches x12 !2", themes)
    note = take_note(workshop, by=bruno, **said._asdict())

    assert line_of(note, themes) == "1,3: More benches x12 !2"
    assert read_line(line_of(note, themes), themes) == said


def test_many_lines_have_a_key_each_and_the_same_when_sent_again():
    data = {"lines": "One\n\nTwo\r\nOne", "key": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"}
    forms = [NotesForm(data), NotesForm(data)]

    first, again = (list(form.typed()) for form in forms if form.is_valid())

    assert first == again
    assert [line for line, _key in first] == ["One", "Two", "One"]
    assert len({key for _line, key in first}) == 3
