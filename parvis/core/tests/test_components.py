import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from parvis.core.cleaning import WordsField
from parvis.core.words import Words

pytestmark = [pytest.mark.urls("parvis.core.tests.urls"), pytest.mark.django_db]
LANGUAGES = ("en", "fr", "es", "ar")


def written(template, **context):
    return Template("{% load parvis %}" + template).render(Context(context)).strip()


def test_words_in_the_pages_language_are_bare_and_others_say_their_language():
    title = Words(fr="Données ouvertes", ar="بيانات")

    with override("fr"):
        assert written("{% words title %}", title=title) == "Données ouvertes"
    with override("en"):
        assert written("{% words title %}", title=title) == '<span lang="fr" dir="ltr">Données ouvertes</span>'


def test_a_span_between_moments_is_told_in_the_days_of_the_place():
    last_minute = datetime(2026, 11, 8, 4, 59, tzinfo=UTC)

    told = written(
        "{% span_of start end 'America/Toronto' %}", start=datetime(2026, 10, 10, 13, tzinfo=UTC), end=last_minute
    )
    assert "7 November 2026" in told


def test_words_are_never_html():
    title = Words(en="<b>Bold</b>", fr="<i>")

    with override("en"):
        assert written("{% words title %}", title=title) == "&lt;b&gt;Bold&lt;/b&gt;"
    assert "<i>" not in written("{% words title %}", title=Words(fr="<i>"))
    assert "<b>" not in written("{% name who %}{% words who %}{% paragraphs who %}", who="<b>Amina</b>")


def test_a_persons_text_keeps_its_lines_its_language_and_its_direction():
    html = written("{% person_text text 'ar' %}", text="سطر\nآخر\n\nفقرة <script>")

    assert html == '<div class="said" lang="ar" dir="rtl"><p>سطر<br>آخر</p><p>فقرة &lt;script&gt;</p></div>'


def test_a_text_in_an_unknown_language_lets_the_browser_find_its_direction():
    assert written("{% person_text text 'und' %}", text="ok") == '<div class="said" dir="auto"><p>ok</p></div>'


def test_a_moment_is_readable_by_people_and_by_machines():
    when = datetime(2018, 3, 31, 3, 59, tzinfo=UTC)

    with override("en"):
        html = written("{% moment when 'America/Toronto' %}", when=when)

    assert 'datetime="2018-03-30T23:59:00-04:00"' in html
    assert "Friday 30 March 2018, 23:59 (Toronto time)" in html
    assert written("{% moment nothing %}{% day nothing %}", nothing=None) == ""


def test_a_day_of_a_moment_is_that_of_its_place():
    when = datetime(2018, 3, 31, 3, 59, tzinfo=UTC)

    assert 'datetime="2018-03-30"' in written("{% day when 'America/Toronto' %}", when=when)
    assert 'datetime="2018-03-31"' in written("{% day when 'UTC' %}", when=when)
    assert "<b>30</b> <span>March 2018</span>" in written("{% date_block when %}", when=date(2018, 3, 30))


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(0, 10, "0"), (0, 0, "0"), (1, 100_000, "1"), (642, 1187, "54.1"), (12, 10, "100")]
)
def test_a_bar_shows_its_share_and_words_say_it(part, whole, width):
    html = written("{% share part whole %}", part=part, whole=whole)

    assert f'width="{width}%"' in html
    assert 'aria-hidden="true"' in html
    assert "answered" in html


def test_a_receipt_code_reads_from_left_to_right_everywhere():
    assert written("{% code '7K3M9QXT4C' %}").endswith('dir="ltr" translate="no">7K3M-9QXT-4C</code>')


def test_a_difference_is_said_in_words_too():
    html = written("{% diff 'due yearly' 'due monthly' 'en' %}")

    assert '<del><span class="unseen">[removed:] </span>yearly</del>' in html
    assert '<ins><span class="unseen">[added:] </span>monthly</ins>' in html


class Asked(forms.Form):
    words = WordsField(label="Your words", help_text="In any language.", max_length=100)
    name = forms.CharField(label="Name", required=False)
    email = forms.EmailField(label="E-mail", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_field_is_labelled_helped_and_says_when_it_is_optional():
    html = str(Asked())

    assert '<label for="id_words">Your words</label>' in html
    assert '<div class="help" id="id_words_helptext">In any language.</div>' in html
    assert re.search(r'<textarea name="words" dir="auto"[^>]* aria-describedby="id_words_helptext"', html)
    assert '<label for="id_name">Name <span class="optional">(optional)</span></label>' in html
    assert '<input type="email" name="email" dir="ltr"' in html


def test_what_is_too_long_is_told_not_cut():
    html = str(Asked())

    assert 'data-most="100"' in html
    assert "maxlength" not in re.search("<textarea.*?>", html).group()
    assert "At most 100 characters." in html


def test_errors_stand_in_a_summary_and_beside_their_field():
    html = str(Asked({"words": "", "kind": "c", "name": "Amina"}))

    assert '<a href="#id_words">Your words</a>' in html
    assert '<a href="#id_kind">Kind</a>' in html
    assert 'id="id_words_error"' in html
    assert re.search(r'<textarea[^>]* aria-invalid="true" aria-describedby="id_words_helptext id_words_error"', html)
    assert 'value="Amina"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_holds_no_inline_style_or_script(client, language):
    html = client.get(f"/{language}/gallery/").content.decode()

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert not re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", html)
    assert html.count("<h1") == 1


def test_every_page_links_to_itself_in_the_four_languages(client):
    html = client.get("/en/gallery/?q=%22%3E").content.decode()

    for language in LANGUAGES:
        assert f'hreflang="{language}" href="http' in html
        assert f'<a href="/{language}/gallery/?q=%22%3E" lang="{language}"' in html
    assert 'lang="ar" dir="rtl" hreflang="ar"' in html


def test_the_nav_says_where_one_is(client):
    assert 'href="/en/consultations/" aria-current="page"' in client.get("/en/consultations/").content.decode()


def test_a_missing_page_says_what_to_do(client):
    answer = client.get("/en/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_form_that_expired_gives_the_words_back():
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post("/en/gallery/", {"words": "Names before the signature.\n</textarea>", "kind": "a"})
    html = answer.content.decode()

    assert answer.status_code == 403
    assert "Names before the signature.\n&lt;/textarea&gt;" in html
    assert '<input type="hidden" name="kind" value="a">' in html
    assert "csrfmiddlewaretoken" in html


def test_words_sent_from_elsewhere_are_not_offered_to_be_sent():
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    html = client.post("/en/gallery/", {"words": "Words of somebody else, entirely."}).content.decode()

    assert "somebody else" not in html


def test_a_breakdown_gives_the_words_back_without_the_database(client):
    client.raise_request_exception = False
    words = {"words": "A long contribution that must not be lost."}
    answer = client.post("/fr/broken/", words, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 500
    assert "must not be lost" in answer.content.decode()
    assert 'lang="fr"' in answer.content.decode()
