"""Every address of the site: private until it says otherwise, safe headers, no change without the token of a form."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.decorators.csrf import csrf_exempt

from parvis.people.tests.factories import make_person

EXAMPLES = {
    "slug": "nothing",
    "str": "nothing",
    "int": "7",
    "path": "nothing",
    "uuid": "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
}


def routes(resolver=None, before=""):
    """Every route as (address with its gaps filled by examples, view)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + example(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield f"/{address}", pattern.callback


def example(pattern):
    """A piece of an address with each gap filled."""
    text = str(pattern)
    if hasattr(pattern, "converters") and "<" in text:
        return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: EXAMPLES.get(gap[1] or "str", "nothing"), text)
    return re.sub(r"\(\?P<\w+>[^)]*\)", "nothing", text).replace("^", "").replace("$", "").replace("\\Z", "")


def is_public(view):
    """Whether a view says @login_not_required."""
    return not getattr(view, "login_required", True)


ROUTES = sorted(dict(routes()).items())
PRIVATE = [address for address, view in ROUTES if not is_public(view)]
# The one exemption there may ever be is unsubscribing in one click, which mail programs do without a form.
WITHOUT_TOKEN: set[str] = set()


def test_there_are_public_and_private_routes():
    assert len(PRIVATE) > 3
    assert len(ROUTES) - len(PRIVATE) > 3


@pytest.mark.django_db
@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_private_page_sends_a_stranger_to_sign_in(client, address, method):
    response = getattr(client, method)(address)
    assert (response.status_code, "/sign-in/" in response.get("Location", "")) == (302, True)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address, _view in ROUTES if address not in WITHOUT_TOKEN])
def test_nothing_is_received_without_the_token_of_a_form(address):
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address, _view in ROUTES])
def test_every_answer_carries_the_headers_of_safety(client, address):
    response = client.get(address)
    assert response.status_code < 500
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Referrer-Policy"] in {"strict-origin-when-cross-origin", "same-origin", "no-referrer"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address, _view in ROUTES if not address.startswith("/record/")])
def test_what_is_shown_to_the_keeper_is_kept_by_no_cache(client, address):
    client.force_login(make_person("Dana", is_keeper=True))
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "x y", ""])
def test_a_request_for_another_site_is_refused(client, host):
    for address in ("/", "/en/", "/en/sign-in/", "/record/checkpoint"):
        answer = client.get(address, headers={"Host": host, "X-Forwarded-Host": "localhost"})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()
    assert client.get("/en/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [address for address, view in ROUTES if is_public(view) and address.startswith("/en/")]
)
def test_every_public_page_answers_in_every_language(client, address):
    for language, _name in settings.LANGUAGES:
        response = client.get(address.replace("/en/", f"/{language}/", 1))
        assert response.status_code < 500
        if response.status_code == 200 and "text/html" in response["Content-Type"]:
            page = response.content.decode()
            if "<html" in page:
                assert f'lang="{language}"' in page[:500]
                assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page[:500]


@csrf_exempt
@login_not_required
def careless(request, **_gaps):
    """What the tests above would notice."""
    return HttpResponse()


urlpatterns = [path("careless/<slug:slug>/<int:year>/", careless)]


@pytest.mark.urls(__name__)
def test_a_page_that_takes_forms_without_their_token_is_noticed():
    [(address, view)] = routes()
    assert is_public(view)
    assert address == "/careless/nothing/7/"
    assert Client(enforce_csrf_checks=True).post(address).status_code == 200
