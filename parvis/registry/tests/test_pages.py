"""The registry is read by everybody, and kept at the desk."""

import pytest
from django.test import Client

from parvis.consultations.tests.factories import make_consultation
from parvis.core.words import Words
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record.followers import follow
from parvis.registry.models import Listing
from parvis.registry.tests.factories import make_listing

DATA = {
    "number": "CCC0249", "title_en": "Rivers", "title_fr": "Rivières", "description_en": "Clean?",
    "description_fr": "Propres ?", "is_publishable": "on", "starts_on": "2026-05-15", "ends_on": "2026-05-30",
    "subjects": ["EN"], "audiences": ["GP", "YJ"], "departments": "hc-sc, ec",
}  # fmt: skip


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_one_finds_listings_by_words_and_by_each_list(client, place, bruno):
    make_listing(place, by=bruno, number="RIVERS", departments=["ec"])
    make_listing(
        place, by=bruno, number="TAXES", title=Words(en="Fair taxes", fr="Impôts justes"), subjects=["TX"], status="O"
    )
    make_listing(place, by=bruno, number="SECRET", is_publishable=False)
    follow()
    for query in (
        "q=propres rivieres&status=P",
        "subject=EN",
        "department=ec",
        "status=P",
        f"place={place.slug}&subject=FS",
    ):
        html = client.get(f"/en/registry/?{query}").content.decode()
        assert ("RIVERS" in html, "/TAXES/" in html, "SECRET" in html) == (True, False, False), query
    assert "/TAXES/" in client.get("/en/registry/?subject=nonsense&audience=GP").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_stands_in_them(client, place, bruno, count, django_assert_num_queries):
    for _each in range(count):
        make_listing(place, by=bruno)
        make_consultation(make_cycle(place))
    client.get("/en/registry/")
    with django_assert_num_queries(6):
        client.get("/en/registry/")
    desk = signed_in(bruno)
    url = f"/en/desk/registry/{place.slug}/"
    desk.get(url)
    with django_assert_num_queries(8):
        assert desk.get(url).status_code == 200


def test_a_page_tells_what_is_public_and_nothing_else(client, place, bruno):
    make_listing(place, by=bruno, number="RIVERS", contact_email="a@example.org", remarks=Words(en="Hush", fr="Chut"))
    html = client.get("/fr/registry/RIVERS/").content.decode()
    assert "Rivières propres" in html
    assert "Environnement" in html
    assert "a@example.org" not in html
    assert "Chut" not in html


def test_what_is_not_published_is_seen_by_its_conveners_alone(client, place, bruno):
    make_listing(place, by=bruno, number="SECRET", is_publishable=False)
    for reader, status in ((client, 404), (signed_in(make_convener(make_place())), 404), (signed_in(bruno), 200)):
        assert reader.get("/en/registry/SECRET/").status_code == status


def test_a_convener_adds_changes_and_moves_a_listing(place, bruno):
    desk, base = signed_in(bruno), f"/en/desk/registry/{place.slug}"
    again = desk.post(f"{base}/add/", DATA | {"is_high_profile": "on"})
    assert again.status_code == 422
    assert "choose at least one reason" in again.content.decode()
    assert desk.post(f"{base}/add/", DATA).url == f"{base}/CCC0249/"
    listing = Listing.objects.get()
    assert (listing.codes("department"), listing.codes("audience")) == (["hc-sc", "ec"], ["GP", "YJ"])
    desk.post(f"{base}/CCC0249/", DATA | {"departments": "ec"})
    desk.post(f"{base}/CCC0249/open/")
    assert desk.post(f"{base}/CCC0249/abandon/", {"reason": ""}).status_code == 422
    desk.post(f"{base}/CCC0249/end/")
    assert "report_fr" in desk.get(f"{base}/CCC0249/report/").content.decode()
    desk.post(f"{base}/CCC0249/report/", {"report_en": "https://e.org/en", "report_fr": "https://e.org/fr"})
    listing = Listing.objects.get()
    assert (listing.status, listing.has_report, listing.codes("department")) == ("CR", True, ["ec"])


def test_a_consultation_of_this_site_fills_in_its_listing(place, bruno):
    consultation = make_consultation(make_cycle(place))
    desk, base = signed_in(bruno), f"/en/desk/registry/{place.slug}"
    html = desk.get(f"{base}/add/?consultation={consultation.slug}").content.decode()
    assert f"/fr/consultations/{consultation.slug}/" in html
    assert str(consultation.title["fr"]) in html
    desk.post(f"{base}/add/?consultation={consultation.slug}", DATA)
    assert consultation.listing.number == "CCC0249"
    assert desk.get(f"{base}/add/?consultation={consultation.slug}").status_code == 404


def test_the_desk_is_for_those_who_convene_there(place, bruno):
    make_listing(place, by=bruno, number="RIVERS")
    for stranger in (make_person("Amina"), make_convener(make_place())):
        for path in ("", "add/", "file/", "file/consultations.csv", "RIVERS/", "RIVERS/open/"):
            assert signed_in(stranger).get(f"/en/desk/registry/{place.slug}/{path}").status_code == 403
    assert signed_in(bruno).get("/en/desk/registry/").url == f"/en/desk/registry/{place.slug}/"
    assert signed_in(make_person("Dana", is_keeper=True)).get("/en/desk/registry/").status_code == 200
