"""The pages of a timeline: planned at the desk, read by everybody, printed, followed."""

import datetime
import hashlib

import pypdfium2
import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Activity, TimelineVersion
from parvis.cycles.tests.factories import plan
from parvis.cycles.tests.test_timeline import REASON, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(cycle, bruno):
    """A cycle of one phase with two activities, published."""
    span = PhaseSpan(Words(en="Making", fr="Faire"), cycle.starts_on, cycle.ends_on)
    actions.change_phases(cycle, by=bruno, phases=[span])
    first = plan(cycle, bruno, "Drafting", phase=cycle.phases.get())
    approval = {"lead_days": 30, "approval": Words(en="Cabinet", fr="Conseil des ministres")}
    plan(cycle, bruno, "Review", kind="review", starts=50, depends_on=[first], **approval)
    return actions.publish_timeline(cycle, by=bruno)


def typed(**more):
    return {
        "title_en": "Drafting", "title_fr": "Rédaction", "kind": "drafting",
        "starts_on": "2031-01-01", "ends_on": "2031-01-31", "lead_days": "0",
    } | more  # fmt: skip


def test_a_convener_plans_moves_and_takes_off_an_activity(cycle, bruno, client):
    client.force_login(bruno)
    desk = f"{cycle.get_absolute_url()}edit/timeline/"
    assert client.post(f"{desk}add/", typed()).url == desk
    activity = Activity.objects.get()

    client.post(f"{desk}{activity.pk}/", typed(ends_on="2031-02-15"))
    activity.refresh_from_db()
    assert activity.ends_on == datetime.date(2031, 2, 15)
    client.post(f"{desk}{activity.pk}/", {"remove": "yes"})
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2030-12-31"}, "It ends on its first day or after it."),
        ({"lead_days": "30"}, "Say whose approval takes these days."),
        ({"starts_on": "31/31/31"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(cycle, bruno, client, wrong, sentence):
    client.force_login(bruno)
    body = client.post(f"{cycle.get_absolute_url()}edit/timeline/add/", typed(**wrong)).content.decode()
    assert sentence in body
    assert 'value="Rédaction"' in body


def test_whoever_saves_second_is_shown_what_the_first_saved(cycle, bruno, client):
    activity = plan(cycle, bruno)
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/timeline/{activity.pk}/"
    seen = client.get(path).context["form"]["seen"].value()
    actions.change_activity(activity, by=bruno, title=Words(en="Writing", fr="Rédiger"))

    answer = client.post(path, typed(seen=seen))

    assert answer.status_code == 409
    assert Activity.objects.get().title["en"] == "Writing"


def test_changes_are_published_with_their_reason(cycle, bruno, published, client):
    client.force_login(bruno)
    move(Activity.objects.first(), bruno, 3)
    path = f"{cycle.get_absolute_url()}edit/timeline/publish/"
    page = client.get(path)
    expected = page.context["form"]["expected"].value()

    assert "moved from" in page.content.decode()
    client.post(path, {"expected": expected})
    assert TimelineVersion.objects.count() == 1
    client.post(
        path, {"expected": expected, "reason_en": "The minister is away.", "reason_fr": "La ministre est absente."}
    )
    assert TimelineVersion.objects.count() == 2
    assert "The minister is away." in client.get(f"{cycle.get_absolute_url()}timeline/").content.decode()


def test_what_is_not_published_is_for_conveners_alone(cycle, bruno, published, client):
    plan(cycle, bruno, "Secret summit")
    path = f"{cycle.get_absolute_url()}timeline/"
    body = client.get(path).content.decode()
    assert "Secret summit" not in body
    assert "unpublished changes" not in body
    client.force_login(bruno)
    assert "unpublished changes" in client.get(path).content.decode()


def test_before_the_first_publication_the_page_says_so(cycle, client):
    assert "No timeline is published yet" in client.get(f"{cycle.get_absolute_url()}timeline/").content.decode()
    assert client.get(f"{cycle.get_absolute_url()}timeline/1/").status_code == 404


def test_an_earlier_version_is_kept_and_says_that_it_no_longer_holds(cycle, bruno, published, client):
    activity = Activity.objects.first()
    move(activity, bruno, 3)
    actions.change_activity(activity, by=bruno, title=Words(en="Writing", fr="Rédiger"))
    actions.publish_timeline(cycle, by=bruno, reason=REASON)

    body = client.get(published.get_absolute_url()).content.decode()
    assert "kept as it was published" in body
    assert ">Drafting" in body


def test_the_last_day_to_start_is_told(cycle, bruno, published, client):
    actions.change_plan_due(cycle, by=bruno, due_on=cycle.today() + datetime.timedelta(days=59))
    version = actions.publish_timeline(cycle, by=bruno, reason=REASON)
    body = client.get(version.get_absolute_url()).content.decode()
    assert "The last day we can start" in body
    # Of 60 days, today included, 5 are for drafting, 30 for Cabinet and 5 for review.
    assert "20 days are to spare" in body


def test_what_should_have_begun_is_told(cycle, bruno, client):
    plan(cycle, bruno, days=30)
    actions.change_plan_due(cycle, by=bruno, due_on=cycle.today() + datetime.timedelta(days=15))
    actions.publish_timeline(cycle, by=bruno)
    body = client.get(f"{cycle.get_absolute_url()}timeline/").content.decode()
    assert "it should have been set going by" in body


def test_the_data_has_the_digest_that_the_record_holds(published, client):
    content = client.get(published.get_absolute_url().removesuffix("/") + ".json").content
    assert hashlib.sha256(content).hexdigest() == published.digest


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_timeline_is_read_and_drawn_in_every_language(published, client, language):
    path = published.get_absolute_url().replace("/en/", f"/{language}/").removesuffix("/")
    assert client.get(f"{path}/").status_code == 200
    drawn = ElementTree.fromstring(client.get(f"{path}.svg").content)
    assert drawn.get("direction") == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_forty_activities_with_long_names_are_printed_on_one_page(cycle, bruno, client, language):
    for number in range(40):
        plan(cycle, bruno, f"{number} {'long words ' * 13}".strip(), starts=number * 5)
    version = actions.publish_timeline(cycle, by=bruno)
    path = version.get_absolute_url().replace("/en/", f"/{language}/").removesuffix("/")

    printed = pypdfium2.PdfDocument(client.get(f"{path}.pdf").content)

    assert len(printed) == 1
    told = printed[0].get_textpage().get_text_range().split()
    assert told.count("long") == 40 * 13
    assert told.count("39") == 1
    assert printed.is_tagged()


def test_a_hostile_title_stays_words(cycle, bruno, client):
    plan(cycle, bruno, '<script>alert(1)</script> & ]]> #panic("x")')
    version = actions.publish_timeline(cycle, by=bruno)
    path = version.get_absolute_url().removesuffix("/")
    assert b"<script>alert" not in client.get(f"{path}/").content
    ElementTree.fromstring(client.get(f"{path}.svg").content)
    assert client.get(f"{path}.pdf").content.startswith(b"%PDF")


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_one_activity_and_for_three(cycle, bruno, client):
    client.force_login(bruno)
    first = plan(cycle, bruno, "1")
    actions.publish_timeline(cycle, by=bruno)
    here = cycle.get_absolute_url()
    paths = [f"{here}timeline/", f"{here}calendar.ics", f"{here}edit/timeline/", f"{here}edit/timeline/publish/"]
    one = [queries_of(client, path) for path in paths]
    for number in (2, 3):
        plan(cycle, bruno, str(number), depends_on=[first])
        actions.publish_timeline(cycle, by=bruno, reason=REASON)
    assert [queries_of(client, path) for path in paths] == one
