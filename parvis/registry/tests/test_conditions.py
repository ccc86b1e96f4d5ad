"""What a listing must say, told by field."""

import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of
from parvis.record.models import Entry
from parvis.registry.actions import add_listing, change_listing, name_code
from parvis.registry.codes import lists
from parvis.registry.conditions import shown_of
from parvis.registry.tests.factories import make_listing, said

OLD = datetime.date(2018, 1, 1)
ONE = Words(en="https://example.org/")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subjects": []}, "Subjects: choose at least one"),
        ({"audiences": []}, "Who is asked: choose at least one"),
        ({"description": Words(en="Only here")}, "Description: write this in français too"),
        ({"title": Words(fr="Rivières")}, "Title: write this in English too"),
        ({"is_high_profile": True}, "Why it is of high profile"),
        ({"report": ONE}, "Link to the report: write this in every official language or in none; français is missing"),
        ({"remarks": Words(fr="Rien")}, "Remarks: write this in every official language or in none"),
        (
            {"page": Words(en="javascript:alert(1)")},
            "Page of the consultation: what stands there in English is not the address of a page",
        ),
        ({"contact_email": "nobody"}, "Contact e-mail: this is not an e-mail address"),
        ({"subjects": ["ZZ"]}, "Subjects: there is no code “ZZ”"),
        ({"rationale": ["EN"]}, "there is no code “EN”"),
        ({"ends_on": datetime.date(2017, 1, 1)}, "Last day: it comes before the first day"),
        ({"number": "A,1"}, "no comma"),
    ],
)
def test_what_is_missing_is_told_with_its_field(place, bruno, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        add_listing(place, by=bruno, **said(**fields))


def test_what_ended_by_2018_may_say_less(place, bruno):
    less = {"subjects": [], "audiences": [], "description": Words(), "starts_on": OLD, "ends_on": OLD}
    assert make_listing(place, by=bruno, **less).pk
    with pytest.raises(Refused, match="Description"):
        make_listing(place, by=bruno, **less | {"ends_on": OLD + datetime.timedelta(days=1)})


def test_numbers_are_given_in_order_and_never_twice(place, bruno):
    assert [make_listing(place, by=bruno).number for _each in range(2)] == ["C-0000001", "C-0000002"]
    assert make_listing(place, by=bruno, number="CCC0249").number == "CCC0249"
    with pytest.raises(Refused, match="already"):
        make_listing(place, by=bruno, number="CCC0249")


@pytest.mark.django_db
def test_the_lists_have_all_their_codes_and_the_same_code_means_two_things():
    known = lists()
    assert [len(known[name]) for name in ("subject", "audience", "rationale")] == [54, 76, 7]
    assert [known[name]["PD"].name["en"] for name in ("subject", "audience")] == [
        "Persons with disabilities",
        "People with disabilities",
    ]


def test_the_support_unit_adds_and_retires_codes_and_what_carries_one_keeps_it(place, bruno):
    listing = make_listing(place, by=bruno)
    with pytest.raises(Refused):
        name_code("subject", "FS", by=bruno, name={"en": "Fish"})
    unit = make_person("Noor", is_support_unit=True)
    code = name_code("subject", "FS", by=unit, name={"en": "Fish", "fr": "Poissons"}, is_retired=True)
    name_code("subject", "FS", by=unit, name={"en": "Fish", "fr": "Poissons"}, is_retired=True)
    assert len(entries_of(code)) == 1
    assert not lists()["subject"]["FS"].is_offered
    change_listing(listing, by=bruno, contact_email="rivers@example.org")
    assert listing.codes("subject") == ["EN", "FS"]


def test_nobody_writes_over_what_they_have_not_seen(place, bruno):
    listing = make_listing(place, by=bruno)
    seen = marks_of(shown_of(listing))
    change_listing(listing, by=make_convener(place, "Dana"), seen=seen, subjects=["AG"])
    with pytest.raises(Overtaken):
        change_listing(listing, by=bruno, seen=seen, subjects=["TX"])
    assert listing.codes("subject") == ["AG"]


def test_the_record_tells_what_changed_and_no_address(place, bruno):
    listing = make_listing(place, by=bruno)
    change_listing(listing, by=bruno, contact_email="rivers@example.org", subjects=["EN"])
    change_listing(listing, by=bruno, contact_email="rivers@example.org", subjects=["EN"])
    assert [entry.facts for entry in entries_of(listing)][1:] == [{"changed": ["contact_email", "subjects"]}]


@pytest.mark.django_db
def test_codes_come_out_of_a_file_all_or_none(tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text("list,code,name_en,name_fr,retired\nsubject,SPC,Space,Espace,\nsubject,FS,Fish,Poissons,yes\n")
    for _each in range(2):
        call_command("import_codes", file)
    assert lists()["subject"]["SPC"].name["fr"] == "Espace"
    assert Entry.objects.filter(verb="registry_code.named").count() == 2
    file.write_text("list,code,name_en\nsubject,TWO,Two\nnowhere,X,X\n")
    with pytest.raises(CommandError, match="Line 3"):
        call_command("import_codes", file)
    assert "TWO" not in lists()["subject"]
