"""Files of texts: what cannot be read is said in a sentence with its row; words and sentences are found in every script."""

import json

import pytest

from parvis.analysis.engine.language import Language, language_of
from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.engine.textfiles import Theme, read_json, read_texts, read_themes
from parvis.analysis.engine.texts import Text, place_of, sentences_of, texts_of, tokens_of


@pytest.fixture
def file(tmp_path):
    """Write a file and return where it is."""

    def write(text, name="texts.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return path

    return write


def jsonl(*rows):
    return "\n".join(json.dumps(row) for row in rows)


def test_the_same_texts_are_read_from_csv_and_from_jsonl(file):
    table = 'id,text,language,theme,author,at\na,"Open it,\nplease",en,t1,ana,2026-05-21\nb,Ouvrez,fr-CA,,bo,2026-05-21T10:00:00+02:00\n'
    lines = jsonl(
        {"id": "b", "text": "Ouvrez", "language": "fr", "author": "bo", "at": "2026-05-21T08:00Z"},
        {"id": "a", "text": "Open it,\nplease", "language": "en", "theme": "t1", "author": "ana", "at": "2026-05-21"},
    )

    texts = read_texts(file("\ufeff" + table))

    assert texts.each == read_texts(file(lines, "texts.jsonl")).each
    assert texts.digest() == read_texts(file(lines, "texts.jsonl")).digest()
    assert {text.id: text.at for text in texts.each} == {"a": 1779321600, "b": 1779350400}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "texts.csv is empty."),
        ("id,text\n", "texts.csv holds no texts."),
        ("id;text\n1;x\n", "The columns of texts.csv are not separated by commas."),
        ("id,words\n1,x\n", "texts.csv has no column text; its columns are id, words."),
        ("id,text,id\n1,x,1\n", "texts.csv has the column id twice."),
        ("id,text\n1,x\n1,y\n", "Row 3: the id 1 stands there twice."),
        ("id,text\nNaN,x\n", "Row 2: id is missing."),
        ("id,text\n1,a,b\n", "Row 2 has 3 cells, the first row 2."),
        ("id,text\n1\0,a\n", "Row 2: id holds the character NUL."),
        ("id,text,language\n1,a,French\n", "Row 2: the language is “French”; it must be a code such as fr."),
        (
            "id,text,at\n1,a,soon\n",
            "Row 2: at is “soon”; it must be a date such as 2026-05-21, with a time or without.",
        ),
        ('{"id": 1, "text": "x"}', "texts.csv looks like JSONL; such a file is named .jsonl."),
        (b"id,text\n1,\xe9\n", "texts.csv is not written in UTF-8."),
    ],
)
def test_a_table_that_cannot_be_read_is_said_in_a_sentence(file, text, sentence):
    with pytest.raises(Unreadable) as told:
        read_texts(file(text))

    assert str(told.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"id": 1, "text": NaN}', "Row 1 is not an object of JSON: NaN is no number."),
        ('\n{"id": 1}', "Row 2 has no text; it has id."),
        ("[1]", "Row 1 is not an object of JSON."),
        ('{"id": 1, "text": ["x"]}', "Row 1: text is no text."),
        ('{"id": 1, "text": "\\ud800"}', "Row 1: text holds half a character."),
    ],
)
def test_a_line_that_cannot_be_read_is_said_in_a_sentence(file, text, sentence):
    with pytest.raises(Unreadable) as told:
        read_texts(file(text, "texts.jsonl"))

    assert str(told.value) == sentence


def test_what_holds_no_word_is_left_out_and_told(file):
    texts = read_texts(
        file(jsonl(*({"id": i, "text": t} for i, t in enumerate(["😀😀", "", "12!", "nan", "yes"]))), "t.jsonl")
    )

    assert texts.ids == ["4"]
    assert texts.left_out == dict.fromkeys("0123", "no_words")


def test_other_columns_are_left_out_and_told(file):
    assert read_texts(file("id,text,email\n1,x,y\n")).columns_left_out == ("email",)


def test_nul_in_a_text_is_read_as_a_space_and_told(file):
    texts = read_texts(file("id,text\n1,a\0b\n2,c\n"))

    assert texts.words[texts.row_of["1"]] == "a b"
    assert texts.repaired == ("1",)


def test_long_texts_and_marks_of_direction_are_read_whole(file):
    texts = read_texts(file(jsonl({"id": "a", "text": "\u200fنريد\u200e " + "x" * 20_000}), "t.jsonl"))

    assert len(texts.words[0]) > 20_000
    assert next(folded for folded, _written in tokens_of(texts.words[0])) == "نريد"


def test_texts_stand_in_one_order_whatever_the_file():
    rows = [Text(str(number), f"text {number}") for number in range(20)]

    assert texts_of(rows).each == texts_of(rows[::-1]).each
    assert texts_of(rows).digest() == texts_of(rows[::-1]).digest()


def test_people_are_counted_where_texts_name_them():
    assert texts_of([Text("1", "a", author="x"), Text("2", "b", author="x")]).people([0, 1]) == 1
    assert texts_of([Text("1", "a", author="x"), Text("2", "b")]).people([0, 1]) is None


def test_words_are_folded_and_kept_as_written():
    assert tokens_of("L’École, été!") == [("l'ecole", "L’École"), ("ete", "été")]
    assert [word for word, _written in tokens_of("公開合約")] == ["公開", "開合", "合約"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two!  Three", ["One.", "Two!", "Three"]),
        ("Is 3.5 enough? Yes.", ["Is 3.5 enough?", "Yes."]),
        ("هل هذا كاف؟ نعم.", ["هل هذا كاف؟", "نعم."]),
        ("公開。合約！", ["公開。", "合約！"]),
        ("\n A line\nAnother ", ["A line", "Another"]),
        ("A line that\ngoes on. And ends", ["A line that\ngoes on.", "And ends"]),
        ("The U.S. Senate votes. See v1.2. Yes.", ["The U.S. Senate votes.", "See v1.2.", "Yes."]),
        ("Leave the U.S.\nThen", ["Leave the U.S.", "Then"]),
        ("Leave the U.S.", ["Leave the U.S."]),
    ],
)
def test_sentences_are_found_where_they_stand(text, sentences):
    assert [text[begin:end] for begin, end in sentences_of(text)] == sentences


def test_themes_are_read_with_their_names(file):
    assert read_themes(file("id,name\nt1,Parks\nt2,Money\n")) == [Theme("t1", "Parks"), Theme("t2", "Money")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,name\nt1,Parks\n", "texts.csv has to name two themes at least."),
        ("id,name\nt1,Parks\nt1,Money\n", "Row 3: the theme t1 stands there twice."),
        ("id,name\nt1,\nt2,Money\n", "Row 2: name is missing."),
    ],
)
def test_themes_that_cannot_be_read_are_said_in_a_sentence(file, text, sentence):
    with pytest.raises(Unreadable) as told:
        read_themes(file(text))

    assert str(told.value) == sentence


def test_a_file_that_is_no_json_is_said_in_a_sentence(file):
    with pytest.raises(Unreadable, match=r"texts\.csv is not JSON"):
        read_json(file("id,text\n"))
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_json(file("").parent / "none.json")


def test_the_language_that_was_said_counts_and_one_that_cannot_be_told_is_a_value():
    assert language_of("Ouvrez les parcs", said="en") == Language("en", 1.0, guessed=False)
    assert language_of("Nous voulons savoir qui possède les entreprises").code == "fr"
    assert language_of("12").code == "und"
    assert language_of("ok 12", prior="es").code == "es"


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("l'eau propre", "De l’Eau propre, s’il vous plaît.", "l’Eau propre"),
        ("ecole", "La vieille École ferme.", "École"),
        ("أحمد".replace("أ", "ا"), "قال أحمد كلاماً", "أحمد"),
        ("公园", "修建公园", "公园"),
        ("the bus", "Bathe the dog. Then the bus leaves.", "the bus"),
        ("tram", "No such word.", None),
    ],
)
def test_words_that_count_are_found_again_where_they_stand(phrase, text, found):
    place = place_of(phrase, text)

    assert (text[slice(*place)] if place else None) == found
