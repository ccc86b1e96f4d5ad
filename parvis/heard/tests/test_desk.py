"""The desk where a report is written: forms that work without JavaScript, from the title to the signature."""

import pytest

from parvis.analysis.models import FoundTheme
from parvis.heard import actions
from parvis.heard.models import Comment, Erratum, Heard, Report
from parvis.heard.tests.factories import make_chipo, make_published, make_report, make_theme, only
from parvis.people.tests.factories import make_person


@pytest.fixture
def desk(client, consultation, bruno):
    """Bruno at his desk: what he sends to a page of it, and the answer."""
    client.force_login(bruno)

    def send(address="", **typed):
        response = client.post(f"/en/desk/heard/{consultation.slug}/{address}", typed)
        assert response.status_code == 302, response.content.decode()
        return client.get(response["Location"])

    return send


def test_a_report_is_written_with_forms(desk, consultation):
    theme, said = make_theme(consultation)
    desk(title_en="What we heard", title_fr="Ce que nous avons entendu")
    desk(kind="B", source=f"found-{theme.pk}", title_en="Benches", title_fr="Des bancs")
    desk("B1/", step="write", frame="ask", prose_en="A bench in every street.", prose_fr="Un banc par rue.")
    desk("B1/1/sources/", shown=[said[0].pk, said[1].pk], contribution=[said[0].pk])
    page = desk("B1/1/quotes/", quote=f"{said[0].pk}:0:27").content.decode()

    assert "Every street needs a bench." in page
    assert "5 contributions, by 5 people, ask for this:" in page
    desk("B1/1/", step="final", frame="ask", prose_en="{people} people want it.", prose_fr="{people} le veulent.")
    assert Heard.objects.get().is_final
    desk("texts/", title_en="What we heard", title_fr="Entendu", introduction_en="You spoke.", introduction_fr="Oui.")
    page = desk(step="discuss").content.decode()
    assert "Nothing: all numbers are as they were counted" in page


def test_what_a_run_chose_to_quote_is_proposed_first_and_as_a_proposal(client, consultation, bruno):
    report = make_report(consultation, bruno)
    last = only(report).contributions.order_by("pk").last()
    FoundTheme.objects.update(quotes=[[last.code, 0, 27]])
    client.force_login(bruno)
    page = client.get(f"/en/desk/heard/{consultation.slug}/B1/1/quotes/")
    (first, second, third), *others = page.context["page"].rows

    assert first.contribution == last
    assert [span.is_proposed for span in (first, second, third)] == [True, False, False]
    assert not any(span.is_proposed for spans in others for span in spans)
    assert page.content.decode().count("proposed by a program") == 1


def test_quoting_nothing_is_said(desk, consultation, bruno):
    make_report(consultation, bruno)
    assert "Nothing was ticked" in desk("B1/1/quotes/").content.decode()


def test_a_number_that_is_not_counted_is_refused_in_the_form(client, consultation, bruno):
    make_report(consultation, bruno)
    client.force_login(bruno)
    address = f"/en/desk/heard/{consultation.slug}/B1/1/"
    response = client.post(
        address, {"step": "final", "frame": "ask", "prose_en": "900 people want it.", "prose_fr": "x"}
    )

    assert response.status_code == 422
    assert "the number 900 is not counted from its contributions" in response.content.decode()
    assert "900 people want it." in response.content.decode()


def test_everything_there_is_can_be_opened(client, consultation, bruno):
    report = make_report(consultation, bruno)
    actions.discuss_report(report, by=bruno)
    comment = actions.comment_report(report, by=bruno, words="Say who pays.", language="en", statement=only(report))
    client.force_login(bruno)
    for address in (
        "",
        "texts/",
        "B1/",
        "B1/1/",
        "B1/1/sources/",
        "B1/1/quotes/",
        "comments/",
        f"comments/{comment.pk}/",
    ):
        assert client.get(f"/en/desk/heard/{consultation.slug}/{address}").status_code == 200, address


@pytest.mark.parametrize("address", ["", "texts/", "B1/", "B1/1/", "B1/1/sources/", "B1/1/quotes/", "comments/"])
def test_only_conveners_open_the_desk(client, consultation, bruno, address):
    make_report(consultation, bruno)
    client.force_login(make_person("Amina"))

    assert client.get(f"/en/desk/heard/{consultation.slug}/{address}").status_code == 403


def test_what_was_written_can_be_taken_out(desk, consultation, bruno):
    report = make_report(consultation, bruno)
    desk(f"B1/1/quotes/{only(report).quotes.get().pk}/drop/")
    desk("B1/1/", step="drop")
    desk("B1/", step="rename", title_en="Seats", title_fr="Sièges")
    desk("B1/", step="drop")

    assert not Heard.objects.standing().exists()


@pytest.mark.parametrize("address", ["comment", "correct"])
def test_who_comments_or_corrects_a_sentence_reads_its_numbers(client, consultation, bruno, chipo, address):
    report = make_report(consultation, bruno)
    actions.discuss_report(report, by=bruno)
    if address == "correct":
        actions.sign_report(report, by=chipo)
    client.force_login(bruno)
    page = client.get(f"/en/what-we-heard/{consultation.slug}/{address}/?on=B1.1").content.decode()

    assert "A bench in every street. 6 people say so." in page


def test_the_forum_comments_and_whoever_writes_replies(client, desk, consultation, bruno):
    report = make_report(consultation, bruno)
    desk(step="discuss")
    client.force_login(make_chipo(consultation.place, "member"))
    address = f"/en/what-we-heard/{consultation.slug}/"
    client.post(f"{address}comment/?on=B1.1", {"words": "Say who pays.", "language": "en"})
    client.force_login(bruno)
    desk(f"comments/{Comment.objects.get().pk}/", outcome="taken_up", reply="Now it does.", language="en")

    page = client.get(address).content.decode()
    assert "Say who pays." in page
    assert "Now it does." in page
    assert Comment.objects.get().statement == only(report)


def test_chipo_checks_and_signs(client, consultation, bruno, chipo):
    report = make_report(consultation, bruno)
    actions.discuss_report(report, by=bruno)
    client.force_login(chipo)
    address = f"/en/what-we-heard/{consultation.slug}/sign/"

    assert "Sign and publish" in client.get(address).content.decode()
    assert "Signed, and published." in client.post(address, follow=True).content.decode()
    assert Report.objects.get().is_published


def test_what_is_missing_stands_where_she_would_sign(client, consultation, bruno, chipo):
    report = actions.begin_report(consultation, by=bruno, title={"en": "What we heard"})
    actions.discuss_report(report, by=bruno)
    client.force_login(chipo)
    page = client.get(f"/en/what-we-heard/{consultation.slug}/sign/").content.decode()

    assert "Nothing was heard yet" in page
    assert "Sign and publish" not in page


def test_an_erratum_is_published_with_a_form(client, consultation, bruno, chipo):
    make_published(consultation, bruno, chipo)
    client.force_login(bruno)
    said = {"wrong_en": "Every street.", "right_en": "Every long street."}
    page = client.post(f"/en/what-we-heard/{consultation.slug}/correct/?on=B1.1", said, follow=True)

    assert "Every long street." in page.content.decode()
    assert Erratum.objects.get().statement.code == "B1.1"
