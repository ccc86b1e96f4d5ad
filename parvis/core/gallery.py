"""Every component in every state on one page: what designers, testers and tools look at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from parvis.core.editing import EditingForm
from parvis.core.overtaken import Overtaken, Saving, changes_since, marks_of
from parvis.core.pages import KeysetPage
from parvis.core.words import MultilingualFormField, Words

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
ARABIC = "نريد أن نعرف من يملك الشركات التي تفوز بالعقود العامة، وأن تُنشر الأسماء قبل التوقيع لا بعده."
ENGLISH = "Names before the signature, not after.\nWe asked for this in 2016 too.\n\nPlease do not make us ask again."
CODE = "7K3M9QXT4C"
ZONE = "America/Toronto"
MOMENT = datetime(2018, 3, 31, 3, 59, tzinfo=UTC)


class Sample(forms.Form):
    """One field of every kind a page asks with."""

    words = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("In your own words, in any language. Do not write anything you want to keep private."),
        widget=forms.Textarea(attrs={"rows": 5, "data-similar": "?similar=1", "data-similar-in": "similar"}),
        max_length=5000,
    )
    public_name = forms.CharField(label=_("Name to show"), required=False, max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only to tell you when there is an answer. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        required=False,
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", "—"), ("owners", _("Beneficial ownership"))])
    kind = forms.ChoiceField(
        label=_("You speak…"),
        choices=[("person", _("for yourself")), ("organisation", _("for an organisation"))],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        choices=[("a", _("Beneficial ownership")), ("b", _("Open contracting")), ("c", LONG_WORD)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = MultilingualFormField(
        label=_("Title"),
        languages=["en", "fr", "ar"],
        required_languages=["en", "fr"],
        official_languages=["en", "fr"],
    )
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    agreed = forms.BooleanField(label=_("A second person has read this"))


class Edited(EditingForm):
    """A form that changes what somebody else changed meanwhile."""

    title = MultilingualFormField(label=_("Title"), languages=["en", "fr", "ar"])
    closes_at = forms.DateTimeField(label=_("Closes"))


class Filters(forms.Form):
    """Filters as a plain GET form."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("Every theme")), ("o", _("Owners"))])
    answer = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[("", pgettext_lazy("answers", "All")), ("late", pgettext_lazy("answers", "Late"))],
    )


@dataclass(frozen=True)
class Line:
    """A line of the record, as a step of a trail links to it."""

    seq: int
    href: str = "#"
    is_proven: bool = True


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    if "similar" in request.GET:
        return render(request, "core/_similar.html", {"rows": SIMILAR})
    sent = {"wrong-words": ARABIC, "wrong-email": "amina@", "wrong-title_en": "Owners", "wrong-theme": "none"}
    bound = Sample(sent, prefix="wrong")
    asking = {"blank": Sample(), "bound": bound, "overtaken": _overtaken(), "filters": Filters()}
    return render(request, "core/gallery.html", _samples() | asking)


def _overtaken() -> Edited:
    shown = {"title": {"en": "Owners", "fr": "Propriétaires"}, "closes_at": None}
    saved = {"title": {"en": "Who owns what?", "fr": "À qui est quoi ?"}, "closes_at": MOMENT}
    typed = {"edited-title_en": "Who owns companies?", "edited-title_fr": "Propriétaires", "edited-title_ar": LONG_WORD}
    form = Edited(typed | {"edited-closes_at": "2018-04-30 12:00"}, saved=shown, zone=ZoneInfo(ZONE), prefix="edited")
    if form.is_valid():
        changes = changes_since(marks_of(shown), saved, form.cleaned_data)
        form.show_both(Overtaken(changes, saved, Saving(str(_("a convener")), MOMENT, "#")))
    return form


def _samples() -> dict[str, Any]:
    return {
        "long_word": LONG_WORD,
        "arabic": ARABIC,
        "english": ENGLISH,
        "receipt": CODE,
        "zone": ZONE,
        "moment": MOMENT,
        "foreign": Words(fr="La propriété effective des entreprises"),
        "steps": STEPS,
        "origin": ORIGIN,
        "figures": FIGURES,
        "phases": PHASES,
        "asks": ASKS,
        "lines": LINES,
        "duties": DUTIES,
        "similar": SIMILAR,
        "bars": BARS,
        "tabs": TABS,
        "coverage": {"published": 1187, "read": 1187, "answered": 642, "quoted": 96, "late": 31, "median_days": 23},
        "paging": KeysetPage([], "42"),
        "form_steps": [_("Write"), _("Check"), _("Receipt")],
        "old": "Owners are published yearly, as a PDF, by the Minister.",
        "new": "Owners are published within 30 days of signature, as open data, by the Minister.",
        "markdown": MARKDOWN,
    }


STEPS = [
    {
        "title": _("Received, and published"),
        "at": date(2018, 3, 7),
        "words": _("Typed in by a scribe, checked by a second person."),
        "entries": [Line(9112), Line(9140)],
    },
    {
        "title": _("Read with 19 others"),
        "at": date(2018, 3, 16),
        "words": _("Nineteen people said something close to this, in three languages."),
        "entries": [Line(9201)],
    },
    {
        "title": _("Answered: accepted in part"),
        "at": date(2018, 4, 20),
        "by": _("by Finance Canada, on time"),
        "template": "core/_sample_answer.html",
        "entries": [Line(9822, is_proven=False)],
    },
    {
        "title": _("Written into commitment 3"),
        "at": date(2018, 6, 11),
        "href": "#",
        "template": "core/_sample_diff.html",
    },
    {
        "state": "late",
        "title": _("The first milestone is 41 days late"),
        "at_words": _("Due 31 March 2019, owed by Innovation, Science and Economic Development"),
        "words": _("The last report says: “consultation with provinces under way”."),
    },
    {"state": "to-come", "title": _("Result"), "words": _("Reviewed independently after 31 August 2020.")},
]
ORIGIN = [
    {"state": "source", "href": "#", "title": CODE, "at": date(2018, 3, 7), "words": _("Said on paper, in Arabic")},
    {"state": "source", "href": "#", "title": "4P2W6RTN8H", "at": date(2018, 3, 9), "words": _("Said on the web")},
    {
        "title": _("Commitment 3"),
        "at": date(2018, 6, 11),
        "words": _("Owners are published, as open data."),
        "href": "#",
    },
]
FIGURES = [
    {"number": 1204, "words": _("received, by 5 channels"), "href": "#"},
    {"number": 1187, "words": pgettext_lazy("contributions", "published")},
    {"number": 642, "words": _("answered, with a reason")},
    {"number": 31, "words": _("answers late"), "is_late": True},
    {"number": 0, "words": _("hidden, each with its reason")},
]
PHASES = [
    {"name": _("Call"), "starts_on": date(2018, 1, 15), "ends_on": date(2018, 3, 30), "state": "done"},
    {
        "name": _("What we heard"),
        "starts_on": date(2018, 4, 1),
        "ends_on": date(2018, 4, 30),
        "state": "now",
        "gone": 60,
    },
    {"name": _("Draft plan"), "starts_on": date(2018, 5, 1), "ends_on": date(2018, 6, 15)},
    {"name": _("Two years of work"), "starts_on": date(2018, 9, 1), "ends_on": date(2020, 8, 31)},
]
ASKS = [
    {
        "href": "#",
        "title": _("Which commitments would make a difference to you by 2020?"),
        "words": _("Fifteen themes are on the table. Are they the right ones? What is missing?"),
        "part": 642,
        "whole": 1187,
        "closes_at": MOMENT,
        "zone": ZONE,
    },
    {
        "href": "#",
        "title": Words(fr="Qui possède vraiment les entreprises : que faut-il publier ?"),
        "part": 203,
        "whole": 223,
        "late": _("3 answers are late"),
        "late_by": _("Finance Canada owes them since 12 March."),
    },
    {"href": "#", "title": _("Open government and women: a feminist reading"), "note": _("Notes are being read")},
]
LINES = [
    {
        "at": datetime(2018, 3, 7, 18, tzinfo=UTC),
        "zone": ZONE,
        "href": "#",
        "title": _("Open data in a changing technology landscape"),
        "words": _("Workshop · Calgary, 13:00 · 4 places left"),
    },
    {"at": date(2018, 3, 15), "title": _("Policies everyone can shape"), "words": _("Online · waiting list open")},
]
DUTIES = [
    {"href": "#", "title": _("Answer 3 contributions on beneficial ownership"), "due": date(2018, 3, 12), "is_late": True,
     "words": _("Routed to Finance Canada by Bruno")},
    {"href": "#", "title": _("Read 14 contributions that wait to be published"), "due": date(2018, 3, 20)},
    {"href": "#", "title": _("Confirm the theme “Access to information”")},
]  # fmt: skip
SIMILAR = [
    {"href": "#", "words": ARABIC, "language": "ar", "supports": 12},
    {"href": "#", "words": "Publish the names of owners as open data.", "language": "en", "supports": 1},
]
BARS = [
    {"words": _("Web"), "number": 804, "href": "#"},
    {"words": _("Workshops"), "number": 311},
    {"words": _("Paper"), "number": 72},
    {"words": _("E-mail"), "number": 17, "is_late": True},
    {"words": _("Telephone"), "number": 0},
]
TABS = [
    {"href": "#", "words": _("Newest"), "is_current": True, "count": 1187},
    {"href": "#", "words": _("Most supported")},
    {"href": "#", "words": _("In a fair random order")},
]
MARKDOWN = """# A heading of the text

The plan has **three** parts, and [one annex](https://example.org/annex).

1. What we heard
2. What we promise

| Year | Promises |
|---|---|
| 2016 | 22 |
| 2018 | 10 |

> Names before the signature, not after.
"""
