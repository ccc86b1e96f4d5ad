"""What is typed to write a report: its texts, sections and sentences, comments and replies, errata."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.analysis.models import FoundTheme
from parvis.consultations.forms.speaking import themes_of
from parvis.consultations.models import Consultation
from parvis.core.cleaning import WordsField
from parvis.core.editing import EditingForm
from parvis.core.words import MultilingualFormField
from parvis.heard.models import LONGEST_COMMENT, Comment, Heard, Report, Section

LONGEST, LONGEST_TITLE = 8_000, 160
NUMBERS = "{contributions} {people} {share} {copies}"


def written_in(consultation: Consultation, **options: Any) -> MultilingualFormField:
    """Ask for a text in the official languages, and offer those of the site."""
    texts: dict[str, Any] = {"widget": forms.Textarea, "max_length": LONGEST, "required": True} | options
    return MultilingualFormField(
        languages=consultation.place.writing_languages,
        official_languages=consultation.cycle.official_languages,
        **texts,
    )


def title_in(consultation: Consultation, **options: Any) -> MultilingualFormField:
    """Ask for a title."""
    line = {"label": _("Title"), "widget": forms.TextInput, "max_length": LONGEST_TITLE}
    return written_in(consultation, **line | options)


class WrittenForm(EditingForm):
    """A form of texts in several languages: which of them is mandatory is said in words, not by the browser."""

    use_required_attribute = False


class BeginForm(WrittenForm):
    """The title under which a report is begun."""

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data, initial={"title": {"en": "What we heard", "fr": "Ce que nous avons entendu"}})
        self.fields["title"] = title_in(consultation)


class ReportForm(WrittenForm):
    """The texts around what was heard."""

    def __init__(self, report: Report, data: Any = None) -> None:
        names = ("title", "introduction", "method")
        super().__init__(data, saved={name: getattr(report, name) for name in names}, zone=report.consultation.zone)
        self.fields["title"] = title_in(report.consultation)
        self.fields["introduction"] = written_in(
            report.consultation,
            label=_("Introduction"),
            required=False,
            help_text=_("What was asked, of whom and when, in a few sentences."),
        )
        self.fields["method"] = written_in(
            report.consultation,
            label=_("Note on the method"),
            required=False,
            help_text=_(
                "Who read, how themes were named, what you are not sure of. What the site knows stands there by itself."
            ),
        )


class SectionForm(WrittenForm):
    """The title of a section."""

    def __init__(self, section: Section, data: Any = None) -> None:
        consultation = section.report.consultation
        super().__init__(data, saved={"title": section.title}, zone=consultation.zone)
        self.fields["title"] = title_in(consultation)


class NewSectionForm(WrittenForm):
    """A section: of what kind, on which theme, and how it is called."""

    kind = forms.ChoiceField(label=_("It tells of"), choices=Section.Kind.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(label=_("Its contributions come from"), required=False)

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data, initial={"kind": Section.Kind.THEME})
        self.found = {f"found-{each.pk}": each for each in FoundTheme.objects.alive().filter(consultation=consultation)}
        self.themes = {f"theme-{each.pk}": each for each in themes_of(consultation)}
        self.fields["source"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            ("", _("the whole consultation")),
            (_("Themes that were found"), [(key, str(each)) for key, each in self.found.items()]),
            (_("Themes of the cycle"), [(key, str(each.name)) for key, each in self.themes.items()]),
        ]
        self.fields["title"] = title_in(consultation)

    @property
    def said(self) -> dict[str, Any]:
        """Return what `add_section` takes."""
        source = self.cleaned_data["source"]
        sources = {"found": self.found.get(source), "theme": self.themes.get(source)}
        return {name: self.cleaned_data[name] for name in ("kind", "title")} | sources


class StatementForm(WrittenForm):
    """A sentence: how it begins, and what people write after that."""

    frame = forms.ChoiceField(label=_("What people do"), choices=Heard.Frame.choices)

    def __init__(self, consultation: Consultation, data: Any = None, statement: Heard | None = None) -> None:
        saved = {"frame": statement.frame, "prose": statement.prose} if statement else None
        super().__init__(data, saved=saved, zone=consultation.zone)
        self.fields["prose"] = written_in(
            consultation,
            label=_("What was heard"),
            help_text=format_lazy(
                _("How many say it stands before your words by itself. For a number inside them write: {numbers}"),
                numbers=NUMBERS,
            ),
            max_length=2_000,
        )


class CommentForm(forms.Form):
    """What somebody says of a draft."""

    words = WordsField(
        label=_("Your comment"),
        help_text=_("It is published with the report, under your role and without your name."),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language()})


class ReplyForm(forms.Form):
    """What became of a comment, and why."""

    outcome = forms.ChoiceField(label=_("What became of it"), choices=Comment.Outcome.choices, widget=forms.RadioSelect)
    reply = WordsField(
        label=_("Your reply"),
        help_text=_("Say what you changed, or why you did not. It is published with the comment."),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, comment: Comment, data: Any = None) -> None:
        said = {"outcome": comment.outcome, "reply": comment.reply}
        super().__init__(data, initial=said | {"language": comment.reply_language or get_language()})


class ErratumForm(WrittenForm):
    """What was wrong, and what is right."""

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        self.fields["wrong"] = written_in(consultation, label=_("What was wrong"), max_length=2_000)
        self.fields["right"] = written_in(consultation, label=_("What is right"), max_length=2_000)
