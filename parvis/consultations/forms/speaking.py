"""The form in which people speak."""

import secrets
import unicodedata
import uuid
from collections.abc import Hashable
from datetime import timedelta
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.contributions import THEME_GONE, require_few_links, require_words
from parvis.consultations.models import LONGEST_WORDS, Consultation, Contribution, Question
from parvis.consultations.signs import UNPROVEN
from parvis.core import clock
from parvis.core.cleaning import ChoicesField, LineField, WordsField
from parvis.core.detection import DETECTABLE, UNDETERMINED, detect
from parvis.core.kept_forms import row_of
from parvis.core.languages import SITE_LANGUAGES, language_name
from parvis.core.lookalikes import unstacked
from parvis.core.puzzles import puzzle_of, spend
from parvis.core.rules import Refused
from parvis.cycles.models import CycleTheme
from parvis.people.models import Person
from parvis.themes.models import Theme

SHORTEST_SECONDS, LONGEST_SECONDS = 3, 24 * 3600
_stamps = signing.Signer(salt="consultations.stamp")


class SpeakingForm(forms.Form):
    """What somebody says in a consultation; sent first to be looked at, then for good."""

    words = WordsField(
        label=_("Your words"),
        help_text=_("In your own words, in any language. One idea is enough."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write your idea in words: there is nothing to read here yet.")},
    )
    question = forms.ModelChoiceField(
        label=_("Which question do you answer?"),
        queryset=Question.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label=_("The whole of it"),
        error_messages={"invalid_choice": _("This question has been changed meanwhile: choose again.")},
    )
    themes = ChoicesField(
        label=_("Which themes does it speak to?"),
        help_text=_("As many as you like. Somebody will sort it if you choose none."),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": THEME_GONE, "invalid_pk_value": THEME_GONE},
    )
    kind = forms.ChoiceField(
        label=_("You speak as"), choices=[("", _("I would rather not say")), *Contribution.Kind.choices], required=False
    )
    organisation = LineField(
        label=_("Organisation you speak for"), required=False, max_length=160, help_text=_("It will be shown.")
    )
    public_name = LineField(
        label=_("Name to show"),
        required=False,
        max_length=120,
        help_text=_("Any name you like to be known by. Leave it empty to be shown as “somebody”."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only to tell you when there is an answer. It is never shown, and erased when you ask."),
    )
    language = forms.ChoiceField(label=_("The language of your words"), required=False)
    # People do not see this field; programs fill it in.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "data-private": True}),
    )
    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    # Filled in by puzzle.js.
    proof = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, consultation: Consultation, person: Person | None, data: Any = None, *, site: str = "") -> None:
        self.consultation = consultation
        starts = {"submission_key": uuid.uuid4(), "stamp": _new_stamp(consultation, site)}
        if person is not None:
            starts |= {"email": person.email}
        super().__init__(data, initial=starts)
        self._set_puzzle()
        self._offer_questions()
        self._offer_themes()
        self._offer_languages()
        self.fields["words"].widget.attrs |= {
            "data-similar": reverse("similar", args=[consultation.slug]),
            "data-similar-in": "similar",
        }

    def clean_words(self) -> str:
        """Refuse words that say nothing, or hold too many links."""
        try:
            require_words(self.cleaned_data["words"])
            require_few_links(self.cleaned_data["words"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None
        return str(self.cleaned_data["words"])

    @property
    def said(self) -> dict[str, Any]:
        """Return what `contribute` takes. The same form with the same words has the same key; other words, another."""
        said = {name: self.cleaned_data[name] for name in ("words", "kind", "organisation", "public_name", "email")}
        key = self.cleaned_data["submission_key"]
        return said | {
            "question": self.cleaned_data["question"] or self.only_question,
            "themes": list(self.cleaned_data["themes"]),
            "language": self.words_language,
            "page_language": get_language(),
            "submission_key": uuid.uuid5(key, said["words"]) if key else None,
        }

    @cached_property
    def words_language(self) -> str:
        """Return the language chosen, or else the one the words seem to be in."""
        return self.cleaned_data["language"] or detect(self.cleaned_data["words"], prior=get_language())[0]

    def noticed(self) -> list[str]:
        """Return the signs, by name, that a program rather than a person filled the form in. It is read, not refused."""
        is_timely = _is_timely(self.cleaned_data["stamp"], self.consultation)
        there = {
            "trap": bool(self.cleaned_data["website"]),
            "hasty": not is_timely,
            "unseen": self.lost_something_invisible,
            UNPROVEN: bool(settings.PUZZLE_BITS) and not (is_timely and self._spend_proof()),
        }
        return [name for name, is_there in there.items() if is_there]

    @property
    def lost_something_invisible(self) -> bool:
        """Tell whether characters that nobody sees, or stacks of marks, were taken out of the words."""
        typed = unicodedata.normalize("NFC", self.data.get("words", ""))
        gone = set(typed) - set(self.cleaned_data["words"])
        is_gone = any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in gone - set("\r\n\t"))
        return is_gone or unstacked(typed) != typed

    @property
    def only_question(self) -> Question | None:
        """Return the question, when there is only one to answer."""
        return self.questions[0] if len(self.questions) == 1 else None

    @property
    def offers_questions(self) -> bool:
        """Tell whether one may choose between questions."""
        return len(self.questions) > 1

    @property
    def offers_themes(self) -> bool:
        """Tell whether there are themes to choose from."""
        return bool(self.fields["themes"].choices)

    @property
    def kind_words(self) -> str:
        """Return as what the person speaks, in words."""
        return str(dict(self.fields["kind"].choices)[self.cleaned_data["kind"]])

    @property
    def language_choice(self) -> SafeString:
        """Return the choice of a language, with the one chosen or guessed already selected."""
        attributes = {"id": "id_language", "aria-describedby": "id_language_helptext"}
        return self.fields["language"].widget.render("language", self.words_language, attributes)

    def _set_puzzle(self) -> None:
        if settings.PUZZLE_BITS:
            stamp = self.data.get("stamp", "") or self.initial["stamp"]
            attributes = {"data-puzzle": puzzle_of(stamp), "data-bits": settings.PUZZLE_BITS, "autocomplete": "off"}
            self.fields["proof"].widget.attrs |= attributes

    def _spend_proof(self) -> bool:
        until = clock.now() + timedelta(seconds=LONGEST_SECONDS)
        return spend(self.cleaned_data["stamp"], self.cleaned_data["proof"], until=until)

    def _offer_questions(self) -> None:
        questions = self.consultation.questions.order_by("number")
        self.questions = list(questions)
        if self.offers_questions:
            self.fields["question"].queryset = questions

    def _offer_themes(self) -> None:
        self.fields["themes"].queryset = themes_of(self.consultation)

    def _offer_languages(self) -> None:
        self.fields["language"].choices = languages_of(self.consultation)


def languages_of(consultation: Consultation, *more: str) -> list[tuple[str, Any]]:
    """Return the languages one may say words are in: those of the place, of the site, and those we can tell."""
    codes = dict.fromkeys([*consultation.place.languages, *SITE_LANGUAGES, *DETECTABLE, *more])
    names = sorted((language_name(code), code) for code in codes if code != UNDETERMINED)
    return [*((code, name) for name, code in names), (UNDETERMINED, _("another language"))]


def themes_of(consultation: Consultation) -> QuerySet[Theme]:
    """Return the themes one may name in a consultation, in the order of its cycle."""
    standing = [status for status in CycleTheme.Status.values if status != CycleTheme.Status.DROPPED]
    themes = Theme.objects.filter(cycle_themes__cycle=consultation.cycle_id, cycle_themes__status__in=standing)
    return themes.order_by("cycle_themes__number", "pk")


class Stamp(NamedTuple):
    """What the stamp of a form says: of which consultation it is, when it was shown, and on which other site ("" for none)."""

    consultation: str
    moment: int
    site: str


def read_stamp(stamp: str) -> Stamp | None:
    """Return what the stamp of a form says, without asking the database; None when it is none of ours."""
    try:
        consultation, moment, site, _lot = _stamps.unsign(stamp).split(" ")
    except (signing.BadSignature, ValueError):
        return None
    return Stamp(consultation, int(moment), site)


def own_of(consultation: Consultation, site: str) -> dict[str, str]:
    """Return what is new in each empty form: its values, by what stands before them in the page."""
    stamp = _new_stamp(consultation, site)
    return {
        'name="submission_key" value=': str(uuid.uuid4()),
        'name="stamp" value=': stamp,
        "data-puzzle=": puzzle_of(stamp),
    }


def shown_in(consultation: Consultation) -> Hashable:
    """Return everything an empty form shows: as long as it is the same, so is the form. Two queries."""
    cycle = consultation.cycle
    questions = tuple(consultation.questions.order_by("number").values_list("pk", "words"))
    themes = tuple(themes_of(consultation).values_list("pk", "name"))
    return row_of(consultation), row_of(cycle), row_of(cycle.place), repr(questions), repr(themes)


def _new_stamp(consultation: Consultation, site: str) -> str:
    return _stamps.sign(f"{consultation.pk} {int(clock.now().timestamp())} {site} {secrets.token_urlsafe(9)}")


def _is_timely(stamp: str, consultation: Consultation) -> bool:
    said = read_stamp(stamp)
    if said is None or said.consultation != str(consultation.pk):
        return False
    return SHORTEST_SECONDS <= clock.now().timestamp() - said.moment <= LONGEST_SECONDS
