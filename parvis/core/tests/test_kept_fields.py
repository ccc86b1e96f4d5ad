"""Fields of empty forms are made once, and never shown to whom they are not for."""

from django import forms
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from parvis.core.kept_fields import KeptField


class FormOfMany(forms.Form):
    """A form that thousands open."""

    bound_field_class = KeptField
    words = forms.CharField(label=_("Your words"))
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args, places=("Lyon",), **options):
        super().__init__(*args, **options)
        self.fields["place"].choices = [(place, place) for place in places]


def shown(form):
    return (
        engines["django"]
        .from_string("{{ form.words.as_field_group }}{{ form.place.as_field_group }}")
        .render({"form": form})
    )


def test_an_empty_form_is_made_once(monkeypatch):
    first = shown(FormOfMany())
    monkeypatch.setattr(forms.TextInput, "render", lambda *_args, **_options: 1 / 0)

    assert shown(FormOfMany()) == first


def test_each_form_shows_its_own():
    assert "Lyon" in shown(FormOfMany())
    assert "Lyon" not in shown(FormOfMany(places=["Dakar"]))
    assert "salma@" in shown(FormOfMany(initial={"words": "salma@example.org"}))
    assert "salma@" not in shown(FormOfMany())


def test_what_was_typed_is_kept_for_nobody():
    typed = shown(FormOfMany({"words": "Mine", "place": "Nowhere"}))
    assert "Mine" in typed
    assert "has-error" in typed
    assert "Mine" not in shown(FormOfMany())


def test_each_language_has_its_own():
    english = shown(FormOfMany())
    with translation.override("fr"):
        assert shown(FormOfMany()) != english
