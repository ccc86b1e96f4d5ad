"""The page of a map: what everybody reads, in every state a voting can be in; the files; the convener's desk."""

import csv
import hashlib
import io

import pytest
from django.http import HttpResponse
from django.urls import reverse

from parvis.analysis.actions import ask_for_run
from parvis.analysis.computing import compute
from parvis.analysis.drawing import marks_by_letter, shades_of
from parvis.analysis.engine.tests.worlds import world
from parvis.analysis.models import Run, Standing
from parvis.analysis.tests.factories import make_opinions, vote_as
from parvis.people.tests.factories import make_person
from parvis.votes.cookies import remember
from parvis.votes.models import Statement, Vote, Voting
from parvis.votes.tests.factories import make_voting


def made(consultation):
    """Have the map of a consultation made, and return the run."""
    run = ask_for_run(consultation)
    compute(run.pk)
    return Run.objects.get(pk=run.pk)


def page(client, consultation, language="en", **asked):
    """Return the words of the map's page."""
    answer = client.get(f"/{language}/consultations/{consultation.slug}/map/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_there_is_no_map_page_without_voting(client, consultation):
    assert client.get(reverse("opinion_map", args=[consultation.slug])).status_code == 404


def test_before_the_first_map_the_page_says_when_it_will_be_there(client, consultation):
    make_voting(consultation, statements=["One."])
    assert "There is no map yet" in page(client, consultation)
    assert client.get(reverse("map_json", args=[consultation.slug])).status_code == 404


@pytest.mark.parametrize("n_people", [1, 2, 4])
def test_of_fewer_than_five_people_nothing_is_shown(client, consultation, n_people):
    make_opinions(consultation, n_people=n_people)
    made(consultation)

    said = page(client, consultation)

    assert "Fewer than five people have voted." in said
    assert "<svg role" not in said


@pytest.mark.parametrize(
    ("ways", "sentence"),
    [
        ({"n_people": 12}, "It is too early to speak of groups."),
        ({"n_people": 60, "readiness": 1.0}, "People differ by degree, not by camp."),
        ({"n_people": 60, "camps": 2}, "People fall into groups that vote differently."),
    ],
)
def test_the_page_says_whether_there_are_groups(client, consultation, ways, sentence):
    make_opinions(consultation, **ways)
    made(consultation)

    said = page(client, consultation)

    assert sentence in said
    assert ("What divides people" in said) == ("camps" in ways)


def test_when_everybody_agrees_the_page_says_so_and_draws_nothing(client, consultation):
    make_opinions(consultation)
    Vote.objects.update(value=1)
    made(consultation)

    said = page(client, consultation)

    assert "People vote nearly alike." in said
    assert "Where people stand" not in said
    assert "What most people agree on" in said


def test_each_group_has_a_shape_of_its_own_and_a_letter(client, consultation):
    make_opinions(consultation, camps=2)
    made(consultation)

    said = page(client, consultation)

    assert 'class="g0" d="M' in said
    assert 'class="g1" d="M' in said
    assert "Group A" in said
    assert "Group B" in said


@pytest.mark.parametrize(
    ("ids", "marks"),
    [(["A", "B"], [0, 1]), (["B", "A"], [1, 0]), (["A", "C"], [0, 2]), (["A", "I"], [0, 1]), (["AA", "A"], [1, 0])],
)
def test_a_group_keeps_its_shape_with_its_letter(ids, marks):
    found = marks_by_letter(ids)
    assert [found[each] for each in ids] == marks


@pytest.mark.parametrize(
    ("numbers", "shades"),
    [
        ([5, None, 80, 20], [("d0", 0, 0), ("d1", 5, 10), ("d2", 11, 20), ("d3", 21, 40), ("d4", 41, 80)]),
        ([5, 6], [("d3", 5, 5), ("d4", 6, 6)]),
        ([7, 7], [("d4", 7, 7)]),
        ([None], [("d0", 0, 0)]),
        ([], []),
    ],
)
def test_squares_are_shaded_in_steps_that_hold_each_so_many_times_more_people(numbers, shades):
    assert shades_of(numbers) == shades


def test_of_many_people_squares_are_drawn_and_their_shades_are_told(client, consultation, monkeypatch):
    monkeypatch.setattr("parvis.analysis.engine.shown.MOST_DOTS", 20)
    make_opinions(consultation, n_people=60, camps=2)
    run = made(consultation)
    html = page(client, consultation)
    assert "dots" not in run.told["picture"]
    assert html.count('<rect class="d0"') > 1
    assert "the stronger their colour, the more people stand there" in html
    assert "fewer than 5" in html
    assert "between groups" not in html


def test_votes_from_elsewhere_are_shown_with_where_they_come_from(client, consultation):
    voting = make_opinions(consultation)
    made(consultation)
    assert "brought in from elsewhere" not in page(client, consultation)
    Voting.objects.filter(pk=voting.pk).update(attribution="CC BY 4.0, https://compdemocracy.org <b>")
    html = page(client, consultation, after="0")
    assert 'href="https://compdemocracy.org"' in html
    assert "&lt;b&gt;" in html


def test_a_statement_that_was_hidden_since_is_nowhere_on_the_page(client, consultation):
    make_opinions(consultation, camps=2)
    made(consultation)
    consultation.statements.filter(number=2).update(status=Statement.Status.HIDDEN, reason="abuse", words="Insult!")

    assert "Insult!" not in page(client, consultation)
    assert "Insult!" not in client.get(reverse("map_csv", args=[consultation.slug])).content.decode()


def test_a_statement_of_which_nothing_may_be_told_takes_one_line(client, consultation):
    make_opinions(consultation, camps=2)
    Vote.objects.filter(statement__number=16).delete()
    run = made(consultation)
    assert run.told["groups"]
    last = page(client, consultation, after="15").partition("<tbody>")[2].partition("</tbody>")[0]
    assert "16. " in last
    assert last.count("fewer than 5, or kept back") == 1


def test_statements_come_in_pages(client, consultation):
    make_opinions(consultation, camps=2, n_statements=24)
    made(consultation)

    assert "These are 1 to 10 of 24" in page(client, consultation)
    assert "24. " in (last := page(client, consultation, after="20"))
    assert "These are 21 to 24 of 24" in last
    assert page(client, consultation, after="nonsense")
    assert page(client, consultation, after="99999")


def test_the_page_is_read_in_arabic(client, consultation):
    make_opinions(consultation, camps=2)
    consultation.statements.filter(number=1).update(words="ينبغي نشر كل عقد.", language="ar")
    made(consultation)

    said = page(client, consultation, "ar")

    assert 'dir="rtl"' in said
    assert "خريطة الآراء" in said


def test_the_file_is_what_the_record_says_it_is(client, consultation):
    make_opinions(consultation, camps=2)
    run = made(consultation)

    answer = client.get(reverse("map_json", args=[consultation.slug]))

    assert hashlib.sha256(answer.content).hexdigest() == run.digest
    assert run.digest in page(client, consultation)


def test_the_table_as_a_file_says_what_the_page_says(client, consultation):
    make_opinions(consultation, camps=2)
    run = made(consultation)
    consultation.statements.filter(number=1).update(words="=1+1")

    answer = client.get(reverse("map_csv", args=[consultation.slug]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    first = run.told["statements"][0]
    assert [row["group"] for row in rows[:3]] == ["everybody", "A", "B"]
    assert (rows[0]["words"], rows[0]["language"], rows[0]["voted"]) == ("'=1+1", "en", str(first["voted"]))
    told = {name: "" if first[name] is None else str(first[name]) for name in ("agree", "disagree", "pass")}
    assert rows[0] | told == rows[0]


def test_who_voted_sees_where_they_stand_and_no_cache_holds_it(client, consultation):
    make_opinions(consultation, camps=2)
    made(consultation)
    standing = Standing.objects.exclude(shown_group="").first()
    shared = client.get(reverse("opinion_map", args=[consultation.slug]))
    remembered = remember(HttpResponse(), standing.voter, consultation)
    client.cookies.update(remembered.cookies)

    own = client.get(reverse("opinion_map", args=[consultation.slug]))

    assert "public" in shared.headers["Cache-Control"]
    assert "You stand in the ring." not in shared.content.decode()
    assert "no-store" in own.headers["Cache-Control"]
    assert f'class="mine" cx="{standing.x}" cy="{standing.y}"' in own.content.decode()
    assert f"You vote most like group {standing.shown_group}." in own.content.decode()


def test_a_forged_cookie_shows_nobody(client, consultation):
    make_opinions(consultation, camps=2)
    made(consultation)
    client.cookies[f"voter-{consultation.pk}"] = "p1:forged"

    assert "You stand in the ring." not in page(client, consultation)


def test_a_page_costs_as_many_queries_whatever_the_number_of_statements(
    client, consultation, django_assert_max_num_queries
):
    make_opinions(consultation, camps=2, n_statements=16)
    made(consultation)
    page(client, consultation)
    with django_assert_max_num_queries(8):
        page(client, consultation, after="1")


def test_a_convener_asks_for_a_map_and_sees_how_far_it_is(client, consultation, bruno):
    make_opinions(consultation, camps=2)
    client.force_login(bruno)
    desk = reverse("runs", args=[consultation.slug])

    answer = client.post(desk, follow=True)

    assert "Map 1 is being made" in answer.content.decode()
    assert answer.headers["Refresh"]
    compute(Run.objects.get().pk)
    answer = client.get(desk)
    assert "Refresh" not in answer.headers
    assert "is being made" not in answer.content.decode()


def test_a_convener_stops_a_map(client, consultation, bruno):
    make_opinions(consultation, camps=2)
    client.force_login(bruno)
    run = ask_for_run(consultation, by=bruno)

    answer = client.post(reverse("cancel_run", args=[consultation.slug, run.number]), follow=True)

    assert "Stopped." in answer.content.decode()
    assert Run.objects.get().status == Run.Status.CANCELLED


def test_two_maps_are_compared(client, consultation, bruno):
    make_opinions(consultation, camps=2)
    made(consultation)
    vote_as(consultation, world(n_people=20, n_statements=16, camps=2), prefix="new")
    made(consultation)
    client.force_login(bruno)

    said = client.get(reverse("runs", args=[consultation.slug])).content.decode()

    assert "From map 1 to map 2" in said
    assert "60, now 80" in said


def test_the_desk_is_for_conveners(client, consultation):
    client.force_login(make_person("Amina"))
    assert client.get(reverse("runs", args=[consultation.slug])).status_code == 403
