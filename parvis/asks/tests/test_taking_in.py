"""Posts become asks: each once, read, and with nothing kept that is not needed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.asks import actions
from parvis.asks.actions.taking_in import preview
from parvis.asks.models import Ask, AskKey, Route
from parvis.asks.posts import Post
from parvis.asks.tests.factories import PERU, make_country, make_post, take_in, take_in_one
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record import entries_of, opened


def test_a_post_becomes_an_ask_that_says_where_it_goes(ghana, salma):
    ask = take_in_one("#myNAPask #Ghana Publish the register of beneficial owners", by=salma)

    assert (ask.kind, ask.countries, ask.language, ask.status) == ("proposal", ["GH"], "en", "received")
    route = ask.routes.get()
    assert (route.place, route.to, route.routed_at) == (ghana, Route.To.CONTRIBUTIONS, None)


def test_the_record_tells_of_it_and_only_commits_to_its_words(ghana, salma):
    ask = take_in_one("#OGPcocreate #Ghana When does the forum meet?", by=salma)

    entry = entries_of(ask).get()
    assert (entry.verb, entry.role, entry.facts["countries"]) == ("ask.received", "support unit", ["GH"])
    assert "forum" not in entry.leaf
    assert "social.example" not in entry.leaf
    assert opened(entry, "text")["value"] == ask.text


def test_the_author_of_a_post_is_not_kept(ghana, salma):
    post = make_post(author="@kofi@social.example", link="https://social.example/p/1", uri="https://social.example/p/1")
    actions.take_in([post], by=salma)

    assert [ask for ask in Ask.objects.values() if "kofi" in str(ask)] == []


def test_the_same_list_brought_in_again_adds_nothing(ghana, salma):
    posts = [make_post(), make_post("#OGPcocreate #Ghana Another?"), make_post(link="", uri="")]
    first = actions.take_in(posts, by=salma)
    again = actions.take_in(posts, by=salma)

    assert (len(first.new), again.new, again.already_there) == (3, [], 3)
    assert [ask.pk for _post, ask in again.asks] == [ask.pk for _post, ask in first.asks]
    assert Ask.objects.count() == 3


def test_one_post_found_on_two_servers_is_one_ask(ghana, salma):
    uri = "https://social.example/users/kofi/statuses/1"
    taken = actions.take_in([make_post(uri=uri), make_post(uri=uri)], by=salma)

    assert (len(taken.new), taken.already_there) == (1, 1)


def test_marks_of_campaigns_in_a_link_do_not_make_another_post(ghana, salma):
    link = "https://Social.example/p/1"
    posts = [make_post(uri="", link=link), make_post(uri="", link="https://social.example/p/1/?utm_source=x#top")]

    assert len(actions.take_in(posts, by=salma).new) == 1


def test_who_says_the_same_is_marked_as_repeating_the_first(ghana, salma):
    first, again, other = take_in(
        "#myNAPask #Ghana Publish contracts!",
        "#mynapask #GHANA publish contracts",
        "#myNAPask #Kenya Publish contracts!",
        by=salma,
    )
    later = take_in_one("RT @x #myNAPask #Ghana Publish contracts", by=salma)

    assert [ask.duplicate_of for ask in (first, again, other, later)] == [None, first, None, first]


CONTRACTS = "Publish every public contract with its amendments in one file that all of us can read"


def test_who_says_nearly_the_same_is_marked_as_repeating_the_first(ghana, salma):
    first, moved, elsewhere, other = take_in(
        f"#myNAPask #Ghana {CONTRACTS}",
        "#myNAPask #Ghana In one file that all of us can read, publish evry public contract with its amendments!",
        f"#myNAPask #Kenya {CONTRACTS}",
        "#myNAPask #Ghana Let the forum of the plan meet in the north as well, and not in the capital alone",
        by=salma,
    )
    later = take_in_one(f"Dear minister, #myNAPask #Ghana {CONTRACTS.upper()} 🙏", by=salma)
    same_as_a_repeat = take_in_one(f"RT {moved.text}", by=salma)

    repeats = [ask.duplicate_of for ask in (first, moved, elsewhere, other, later, same_as_a_repeat)]
    assert repeats == [None, first, None, None, first, first]


def test_what_was_taken_back_leaves_no_keys(ghana, salma):
    first = take_in_one(f"#myNAPask #Ghana {CONTRACTS}", by=salma)
    actions.withdraw(first, by=salma)
    later = take_in_one(f"#myNAPask #Ghana {CONTRACTS}, please", by=salma)

    assert (first.keys.count(), later.duplicate_of) == (0, None)


def test_a_text_sent_by_many_is_looked_up_once(ghana, salma):
    take_in(*(f"#myNAPask #Ghana {CONTRACTS}, says number {number}" for number in range(50)), by=salma)

    assert AskKey.objects.values("ask").distinct().count() == 1


@pytest.mark.parametrize("text", ["", " ", "… !", "\u202e\u200f", "x" * 5001, "y" * 10_000_000])
def test_a_post_without_words_or_too_long_is_refused_with_a_sentence(ghana, salma, text):
    taken = actions.take_in([make_post(text), make_post()], by=salma)

    assert len(taken.new) == 1
    [(_post, reason)] = taken.refused
    assert str(reason).endswith(".")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "not a link"])
def test_only_the_address_of_a_page_is_a_link(ghana, salma, link):
    assert actions.take_in([make_post(link=link)], by=salma).new == []


def test_what_hides_in_a_text_is_taken_out(ghana, salma):
    ask = take_in_one("#OGPcocreate #Ghana\x00 when\u202e is it?", by=salma)

    assert ask.text == "#OGPcocreate #Ghana when is it?"


def test_a_country_without_a_place_here_has_no_route(ghana, salma):
    ask = take_in_one("#OGPcocreate #Ghana #Kenya When?", by=salma)

    assert ask.countries == ["GH", "KE"]
    assert [route.place for route in ask.routes.all()] == [ghana]


def test_local_governments_are_known_by_the_names_the_site_gives_them(ghana, salma):
    ottawa = make_country(slug="ottawa", iso="", kind="local", name={"en": "Ottawa"})
    ask = take_in_one("#OGPcocreate #Ottawa When?", by=salma)

    assert [route.place for route in ask.routes.all()] == [ottawa]


def test_the_language_the_author_declared_decides_where_words_are_few(ghana, salma):
    taken = actions.take_in([make_post("#OGPcocreate #Ghana ok?", language="fr")], by=salma)

    assert taken.new[0].language == "fr"


@pytest.mark.parametrize("who", ["amina", "nobody"])
def test_a_participant_brings_nothing_in(ghana, who):
    by = make_person("Amina") if who == "amina" else None
    with pytest.raises(Refused):
        actions.take_in([make_post()], by=by)


def test_a_convener_brings_asks_in(ghana, bruno):
    assert len(actions.take_in([make_post()], by=bruno).new) == 1


def test_looking_first_does_nothing(ghana, salma):
    taken = preview([make_post()], by=salma)

    assert taken.new[0].countries == ["GH"]
    assert (Ask.objects.count(), Route.objects.count()) == (0, 0)
    assert not entries_of(taken.new[0]).exists()


def test_five_hundred_posts_take_as_many_queries_as_five(ghana, salma):
    make_country(**PERU)
    texts = ("#OGPcocreate #Ghana When is day {n}?", "#myNAPask #Perú Publicar el contrato {n} cada mes", "Said twice")

    def queries(count, start):
        posts = [make_post(texts[n % 3].format(n=start + n)) for n in range(count)]
        with CaptureQueriesContext(connection) as seen:
            actions.take_in(posts, by=salma)
        return len(seen)

    few = queries(6, 0)
    assert queries(500, 1000) <= few + 2
    assert Ask.objects.count() == 506
    assert few < 16


def test_a_post_says_what_connectors_promise():
    post = Post("at://did/app.bsky.feed.post/1", "https://bsky.app/profile/x/post/1", "words")

    assert (post.posted_at, post.author, post.language, post.network) == (None, "", "", "")
