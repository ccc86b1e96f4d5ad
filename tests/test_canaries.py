"""What is private stands on no page, in no file, letter or line of the log, for whoever may not read it."""

import base64
import html
import io
import itertools
import logging
import re
from collections import Counter, deque
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, path, resolve

from parvis.asks.models import Ask
from parvis.consultations.models import Consultation, Contribution
from parvis.core.models import OutgoingMessage
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.record.models import Checkpoint, Entry
from tests.canaries import plant

# Tells pytest-django to make the database of the tests; what the module plants lies under what each test does.
pytestmark = pytest.mark.django_db
ROLES = ["", "anyone", "member", "reviewer", "responder", "moderator", "convener elsewhere", "convener", "support unit"]
# Of each kind of page reached by links.
MOST_OF_A_KIND = 3
_LINKS = re.compile(r'(?:href|src|action)="([^"#]+)"')
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")


@pytest.fixture(scope="module")
def log():
    """All that is written to the log from here on."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    loggers = [logging.getLogger(name) for name in ("", "django", "parvis")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lines
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture(scope="module")
def world(log, django_db_setup, django_db_blocker):
    """A place at work, planted once for all the tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


def shown(text):
    """Return a text with what is encoded in it made plain."""
    plain = unquote(html.unescape(text))
    decoded = []
    for found in _ENCODED.findall(text):
        whole = found.rstrip("=")
        whole = whole[: len(whole) - (len(whole) % 4 == 1)]
        decoded.append(base64.b64decode(whole + "===", altchars=b"-_").decode("utf-8", "replace"))
    return "\n".join([text, plain, *decoded]).casefold()


def found_in(text, words):
    """Return which of `words` a text shows."""
    plain = shown(text)
    return {word for word in words if word.casefold() in plain}


def gaps_filled(most=1000):
    """What the gaps of addresses may hold, by the name of the gap, from what is in the database; `most` entries."""
    receipts = [str(each) for each in (*Contribution.objects.all(), *Ask.objects.all())]
    slugs = [*Consultation.objects.values_list("slug", flat=True), *Cycle.objects.values_list("slug", flat=True)]
    slugs += Place.objects.values_list("slug", flat=True)
    return {
        "slug": slugs,
        "cycle": list(Cycle.objects.values_list("slug", flat=True)),
        "receipt": receipts,
        "code": receipts,
        "seq": list(Entry.objects.order_by("-seq").values_list("seq", flat=True)[:most]),
        "name": [f"entries/000.p/{size}" for size in Checkpoint.objects.values_list("size", flat=True)],
        "uuid": list(OutgoingMessage.objects.values_list("uuid", flat=True))[:3],
    }


def addresses(known, resolver=None, before="/"):
    """Every address of the site, those with gaps filled by all that is known; a new route is among them by itself."""
    for pattern in (resolver or get_resolver()).url_patterns:
        pieces = _filled(str(pattern.pattern), known)
        for piece in pieces:
            if isinstance(pattern, URLResolver):
                yield from addresses(known, pattern, before + piece)
            elif isinstance(pattern, URLPattern):
                yield before + piece


def _filled(text, known):
    names = re.findall(r"<(?:\w+:)?(\w+)>", text)
    for values in itertools.product(*(known.get(name, [1]) for name in names)):
        filled = iter(values)
        yield re.sub(r"<[^>]+>", lambda _gap, filled=filled: str(next(filled)), text)


def walk(client, starts):
    """Yield the address and the answer of every start, and of pages of every kind the answers lead to."""
    waiting, known, kinds = deque(starts), set(starts), Counter()
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        yield address, answer
        links = [answer["Location"]] if answer.has_header("Location") else []
        if answer["Content-Type"].startswith("text/html"):
            links += _LINKS.findall(answer.content.decode())
        for link in links:
            target = urldefrag(urljoin(f"http://testserver{address}", html.unescape(link)))[0]
            kind = _kind(target)
            if target.startswith(("http://testserver/", "http://localhost:8000/")) and kind and target not in known:
                known.add(target)
                kinds[kind] += 1
                if kinds[kind] <= MOST_OF_A_KIND:
                    waiting.append(urlsplit(target)._replace(scheme="", netloc="").geturl())


def _kind(address):
    try:
        return resolve(urlsplit(address).path).view_name + ("?" if urlsplit(address).query else "")
    except Resolver404:
        return ""


def leaks(client, words, starts):
    """Return each word that an answer shows, and where."""
    found = set()
    for address, answer in walk(client, starts):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = f"{answer.headers}\n{answer.cookies}\n{body.decode('utf-8', 'replace')}"
        found |= {(word, address) for word in found_in(text, words)}
    return found


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_for_them(world, role):
    client = Client(REMOTE_ADDR="198.51.100.1")
    if role:
        client.force_login(world.people[role])
    words = world.unreadable_to(role)
    person = world.people.get(role)
    own = {person.public_name, person.email.partition("@")[0]} if person else set()

    assert not leaks(client, words - own, sorted(set(addresses(gaps_filled(most=3 if role else 1000)))))


def test_searching_for_what_is_private_finds_as_much_as_searching_for_nonsense(world):
    client = Client()
    pages = ("/en/consultations/works/?q={}", "/en/consultations/works/similar/?words={}", "/en/asks/?q={}")
    pages += ("/en/record/?q={}", "/en/commitments/?q={}", "/en/answers/?q={}")
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    words = [word for word in world.secrets if word.startswith("zq")]

    def found(page, word):
        return token.sub("", client.get(page.format(word)).content.decode().replace(word, "…"))

    for page in pages:
        nothing = found(page, "zqnil")
        assert not [word for word in words if found(page, word) != nothing], page


def test_no_letter_tells_what_its_reader_may_not_read(world):
    for message in OutgoingMessage.objects.all():
        said = "\n".join((message.subject, message.text, message.html, str(message.headers)))
        own = {word for word in world.secrets if word in message.to or not word.startswith("zq")}
        reader = next((role for role, person in world.people.items() if person.email == message.to), "")
        assert not found_in(said, world.unreadable_to(reader) - own), message.kind


def test_the_log_tells_nothing_private(world, log):
    hidden = Contribution.objects.get(status="hidden")
    for address in (f"/en/receipts/{hidden}/support/", f"/en/receipts/{hidden}/tell-me/", "/en/sign-in/"):
        Client().post(address, {"email": "zqsubscriberkx@nowhere@"})

    assert not found_in(log.getvalue(), world.secrets)


def test_every_secret_was_planted(world):
    assert len(world.secrets) > 40
    assert Person.objects.filter(email="zqsupporterkx@example.org", supports__isnull=False).exists()
    doubtful = Contribution.objects.get(signs__score=8)
    assert (doubtful.status, doubtful.clarifications.get().reply) == ("published", "zqassurancekx")


@login_not_required
def careless(request, receipt):
    """A page that tells too much, for who writes to whom."""
    return HttpResponse(", ".join(Person.objects.values_list("email", flat=True)))


urlpatterns = [path("careless/<str:receipt>/", careless)]


@pytest.mark.urls(__name__)
def test_a_new_page_that_tells_too_much_is_noticed(world):
    found = {word for word, _where in leaks(Client(), world.unreadable_to(""), sorted(set(addresses(gaps_filled()))))}

    assert {"zqsupporterkx", "zqauthorkx", "zqmailmoderatorkx"} <= found
