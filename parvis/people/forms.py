"""What people type about themselves and about each other's roles."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import LineField
from parvis.core.languages import language_name
from parvis.core.words import MultilingualFormField
from parvis.people.models import Organisation, Person, Role, SiteRole
from parvis.people.rules import kinds_given_by
from parvis.people.signing_in import clean_address
from parvis.places.models import Place


class AddressField(forms.EmailField):
    """An e-mail address, written the one way we keep it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Your e-mail address"))
        options.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        super().__init__(max_length=254, **options)

    def clean(self, value: Any) -> str:
        """Return the address in small letters."""
        return clean_address(super().clean(value))


class AddressForm(forms.Form):
    """Where to send the code."""

    email = AddressField(error_messages={"required": _("Write your e-mail address.")})


class CodeForm(forms.Form):
    """The code that was sent."""

    code = LineField(
        label=_("The code"),
        help_text=_("Eight digits. You can paste them."),
        max_length=40,
        error_messages={"required": _("Type the code from the message.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )


class ProfileForm(forms.ModelForm):
    """How a person is called here, and in which language we write to them."""

    public_name = LineField(
        label=_("Public name"),
        help_text=_("Shown only where you choose to sign what you say. It can be any name, or none."),
        required=False,
        max_length=120,
    )
    language = forms.ChoiceField(label=_("We write to you in"))
    wants_duties = forms.BooleanField(
        label=_("A letter each Monday with what awaits you"),
        help_text=_("Only while you hold a role, and only when something is late, due or coming."),
        required=False,
    )

    class Meta:
        model = Person
        fields = ["public_name", "language", "wants_duties"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = site_languages()


def site_languages() -> list[tuple[str, str]]:
    """Return the languages of the site by code, each under its own name."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


class InvitationForm(forms.Form):
    """Whom to invite to a place, as what, and for which institution."""

    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Institution or organisation"),
        help_text=_("Needed for those who answer; welcome for the others."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"))

    def __init__(self, *args: Any, place: Place, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [choice for choice in Role.Kind.choices if choice[0] in kinds_given_by(by, place)]
        self.fields["organisation"].queryset = place.organisations.all()
        self.fields["language"].choices = site_languages()

    def clean(self) -> dict[str, Any]:
        """Ask for an institution when somebody is to answer for one."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Role.Kind.RESPONDER and not cleaned.get("organisation"):
            self.add_error("organisation", _("Choose the institution this person answers for."))
        return cleaned


class SiteInvitationForm(forms.Form):
    """Whom to invite to a role for the whole site."""

    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(
        label=_("Role"), choices=SiteRole.Kind, initial=SiteRole.Kind.SUPPORT_UNIT, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=site_languages)


class EndForm(forms.Form):
    """When a role for the whole site ends."""

    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty to end the role at once."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class OrganisationForm(forms.Form):
    """An institution or organisation of a place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind, widget=forms.RadioSelect)

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = MultilingualFormField(
            label=_("Name"),
            languages=place.writing_languages,
            required_languages=place.languages,
            official_languages=place.languages,
            max_length=160,
        )
        self.order_fields(["name", "kind"])


class ErasureForm(forms.Form):
    """The last question before everything we know of a person is erased."""

    words = forms.ChoiceField(
        label=_("What you said here"),
        choices=[
            ("keep", _("Keep my words, without my name and without any link to me")),
            ("erase", _("Erase my words too; where they stood, only the date and any answer remain")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    email = AddressField(
        label=_("Type your e-mail address to confirm"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        self.person = person
        super().__init__(*args, **options)

    def clean_email(self) -> str:
        """Refuse any address but the person's own."""
        if self.cleaned_data["email"] != self.person.email:
            raise forms.ValidationError(_("This is not the address you sign in with."))
        return self.cleaned_data["email"]


class PasskeyNameForm(forms.Form):
    """What a passkey is called in the list of one's passkeys."""

    name = LineField(
        label=_("Name of this passkey"),
        help_text=_("So that you know it again: “My phone”, “Office computer”."),
        max_length=60,
    )
