"""The pages of the record: the log, one entry with its proof, how to check us."""

import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.core import clock, context
from parvis.record import record, sentences, signing
from parvis.record.append import Subject
from parvis.record.models import Entry
from parvis.record.tests.factories import idea, receive, receive_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def liked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb and a kind of subject the record was taught to tell."""
    monkeypatch.setitem(sentences.SENTENCES, "idea.liked", "An idea was liked %(times)d times")
    monkeypatch.setitem(sentences.SUBJECTS, "idea", "idea of a test")
    monkeypatch.setitem(sentences.LINKS, "idea", lambda key: f"/ideas/{key}" if key != "SECRET" else None)
    monkeypatch.setitem(sentences.SPELLINGS, "idea", lambda key: f"№ {key}")
    monkeypatch.setitem(sentences.FACTS, ("idea", "times"), "number of times")


def numbers(html: str) -> list[int]:
    """The numbers of the entries a page of the log shows."""
    return [int(number) for number in re.findall(r'class="what" href="/en/record/(\d+)/"', html)]


def test_an_empty_log_says_what_will_be_here(client: Client):
    assert "Nothing has happened yet." in client.get("/en/record/").text


def test_the_log_shows_the_newest_first_and_goes_on_page_by_page(client: Client):
    receive_many(120)
    seen, address = [], "/en/record/"
    while address:
        html = client.get(address).text
        seen.append(numbers(html))
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = f"/en/record/{following[1]}" if following else ""

    assert [len(page) for page in seen] == [50, 50, 20]
    assert [number for page in seen for number in page] == list(range(119, -1, -1))


@pytest.mark.usefixtures("liked")
def test_the_log_tells_what_happened_in_plain_language(client: Client):
    record("idea.liked", Subject("idea", "A1"), role="convener", facts={"times": 3})
    record("idea.unheard_of", Subject("idea", "SECRET"))
    record("idea.liked", Subject("idea", "SECRET"))
    html = client.get("/en/record/").text

    assert "An idea was liked 3 times" in html
    assert 'idea of a test <a href="/ideas/A1"><bdi>№ A1</bdi></a>' in html
    assert "by a convener" in html
    # A verb nobody taught, and one whose facts are not what its sentence needs, are shown as they are.
    assert "idea.unheard_of" in html
    assert ">idea.liked<" in html
    assert "/ideas/SECRET" not in html


@pytest.mark.usefixtures("liked")
def test_the_record_leads_only_to_pages_its_reader_may_open(client: Client, monkeypatch: pytest.MonkeyPatch):
    asked: list[set[str]] = []
    monkeypatch.setitem(sentences.OPEN_TO, "idea", lambda keys, person: (asked.append(keys), keys & {"A1"})[1])
    for key in ("A1", "B2", "B2"):
        record("idea.liked", Subject("idea", key), facts={"times": 1})
    html = client.get("/en/record/").text

    assert 'href="/ideas/A1"' in html
    assert "<bdi>№ B2</bdi>" in html
    assert "/ideas/B2" not in html
    assert asked == [{"A1", "B2"}]
    assert "/ideas/B2" not in client.get("/en/record/1/").text


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("verb=idea.liked", [3, 1]),
        ("type=cycle", [2]),
        ("role=convener", [3]),
        ("type=contribution&key=MINE", [3, 0]),
        ("since=2026-03-02", [3, 2]),
        ("until=2026-03-01", [1, 0]),
        ("since=2026-03-02&until=2026-03-02", [2]),
        ("verb=idea.liked&since=2026-03-03", [3]),
        ("key=MINE", [3, 2, 1, 0]),
        ("since=2026-03-04", []),
        ("until=2026-02-28", []),
        ("verb=nothing.like_this", []),
        ("unknown=1", [3, 2, 1, 0]),
        ("after=junk", [3, 2, 1, 0]),
        ("after=99999999999999999999999", [3, 2, 1, 0]),
        ("since=2026-03-01&after=junk", [3, 2, 1, 0]),
        ("since=not-a-day", [3, 2, 1, 0]),
        ("since=0001-01-01&until=9999-12-31", [3, 2, 1, 0]),
    ],
)
def test_the_log_is_narrowed_by_what_who_and_when(client: Client, question: str, found: list[int]):
    told = [("idea.had", idea("MINE"), "anyone"), ("idea.liked", idea("B"), "anyone"),
            ("cycle.opened", Subject("cycle", "C"), "keeper"), ("idea.liked", idea("MINE"), "convener")]  # fmt: skip
    for day, (verb, subject, role) in zip([1, 1, 2, 3], told, strict=True):
        with clock.at(datetime(2026, 3, day, 12, tzinfo=UTC)):
            record(verb, subject, role=role)

    assert numbers(client.get(f"/en/record/?{question}").text) == found


def test_days_are_read_page_by_page_too(client: Client):
    receive_many(70)
    today = clock.now().date().isoformat()
    first = client.get(f"/en/record/?since={today}").text
    following = re.search(r'rel="next" href="([^"]+)"', first)

    assert following is not None
    second = client.get("/en/record/" + following[1].replace("&amp;", "&")).text
    assert numbers(first) + numbers(second) == list(range(69, -1, -1))


def test_what_makes_no_sense_in_a_filter_is_said(client: Client):
    assert "Enter a valid date." in client.get("/en/record/?since=2026-99-99").text


def test_nothing_that_is_typed_comes_back_as_markup(client: Client):
    record("idea.had", Subject("<xss-probe>", "<xss-probe>"), facts={"<xss-probe>": '"><xss-probe>'})
    for address in ("/en/record/?verb=<xss-probe>&type=<xss-probe>&role=<xss-probe>&key=<xss-probe>", "/en/record/0/"):
        assert "<xss-probe" not in client.get(address).text


def test_an_entry_waits_for_its_proof_until_the_next_checkpoint(client: Client):
    receive()
    assert "Not signed yet" in client.get("/en/record/0/").text
    assert "not signed yet" in client.get("/en/record/").text

    signing.sign_checkpoint()
    assert "Not signed yet" not in client.get("/en/record/0/").text
    assert "not signed yet" not in client.get("/en/record/").text


@pytest.mark.parametrize("seq", [0, 255, 256, 299])
def test_the_hashes_shown_lead_by_hand_to_the_root_that_was_signed(client: Client, seq: int):
    receive_many(300)
    checkpoint = signing.sign_checkpoint()
    html = client.get(f"/en/record/{seq}/").text
    steps = re.findall(r"<li>(Put .*?)</li>", html, re.DOTALL)
    hash_ = sha256(b"\0" + Entry.objects.get(seq=seq).leaf.encode()).digest()
    assert hash_.hex() in steps[0]
    for step in steps[1:]:
        sibling, result = (bytes.fromhex(text) for text in re.findall("[0-9a-f]{64}", step))
        hash_ = sha256(b"\1" + (sibling + hash_ if "this hash before" in step else hash_ + sibling)).digest()
        assert hash_ == result

    assert checkpoint is not None
    assert hash_ == bytes(checkpoint.root)


@pytest.mark.usefixtures("liked")
def test_an_entry_shows_its_facts_and_hides_what_it_commits_to(client: Client):
    record("idea.liked", Subject("idea", "A1"), facts={"times": 3, "themes": ["a", "b"]}, secrets={"words": "hush"})
    html = client.get("/en/record/0/").text

    assert "<dt>number of times</dt>" in html
    assert "What it commits to" in html
    assert Entry.objects.get().says["commitments"]["words"] in html
    assert "hush" not in html


@pytest.mark.parametrize("seq", ["1", "99999999999999999999999999"])
def test_an_entry_that_does_not_exist_is_not_found(client: Client, seq: str):
    receive()

    assert client.get(f"/en/record/{seq}/").status_code == 404


def test_the_page_on_checking_us_says_the_key_and_works_before_anything_is_signed(client: Client):
    assert "Nothing is signed yet." in client.get("/en/record/check/").text
    receive()
    checkpoint = signing.sign_checkpoint()

    assert checkpoint is not None
    html = client.get("/en/record/check/").text
    assert checkpoint.key in html
    assert "python3 verify.py http://localhost:8000</code>" in html


@pytest.mark.parametrize(
    "address", ["/en/record/", "/en/record/?since=2020-01-01", "/en/record/0/", "/en/record/check/"]
)
def test_a_page_costs_the_same_number_of_queries_however_much_happened(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
):
    # The foot of the page asks where the record stands every ten seconds: here, only at the first page.
    monkeypatch.setattr(context, "_STANDING_SECONDS", 10**9)

    def queries() -> int:
        receive()
        signing.sign_checkpoint()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    queries()
    few = queries()

    assert [queries(), queries()] == [few, few]
    assert few <= 8


@pytest.mark.parametrize("address", ["/en/record/", "/en/record/0/", "/en/record/check/"])
def test_an_unchanged_page_is_not_sent_twice(client: Client, address: str):
    receive()
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304

    signing.sign_checkpoint()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_page_exists_in_every_language(client: Client, language: str):
    receive()
    signing.sign_checkpoint()
    for page in ("", "0/", "check/"):
        assert client.get(f"/{language}/record/{page}").status_code == 200
