"""Say in another language what somebody said, and keep the words that translations keep to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions
from parvis.consultations.forms.translating import GlossaryForm, TranslationForm
from parvis.consultations.glossaries import terms_in
from parvis.consultations.letters import DeadLink, read_translation
from parvis.consultations.models import Contribution, Translation
from parvis.consultations.queries.translations import Original, original_of, translated
from parvis.consultations.rules import may_convene, may_translate, may_withdraw_translation
from parvis.consultations.translators import ask_machine, is_there
from parvis.consultations.views.asking import contribution_of, dead_link, token_page, visible_consultation
from parvis.core.dates import language_words
from parvis.core.editing import filled
from parvis.core.rules import Refused, Verdict
from parvis.people.models import Person


@dataclass(frozen=True)
class Work:
    """A text that is translated into one language: what is shown beside it, and what whoever is there may do."""

    subject: Any
    original: Original
    language: str
    standing: Translation | None
    zone: tzinfo
    may_keep: Verdict
    may_withdraw: Verdict
    keep: Callable[..., Translation]
    withdraw: Callable[..., bool]
    may_ask_machine: bool
    tabs: list[dict[str, Any]]


@never_cache
def translate(request: HttpRequest, receipt: str) -> HttpResponse:
    """Translate a contribution into a language, correct its translation, or take that away."""
    contribution = contribution_of(receipt)
    may_translate(request.user, contribution).admit()
    languages = contribution.consultation.place.writing_languages
    tabs, language = into_which(request, languages, contribution.language)
    return work_on(request, _work(contribution, request.user, language, tabs=tabs))


@token_page
def correct_translation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an author, by the link of a letter, correct how their words were translated, or take that away."""
    try:
        contribution, author, language = _theirs(token)
    except DeadLink as dead:
        return dead_link(request, dead)
    may_translate(author, contribution).admit()
    return work_on(request, _work(contribution, author, language))


def _theirs(token: str) -> tuple[Contribution, Person, str]:
    """Return what a link is about; it is dead once they have gone, or are not its author any more."""
    code, author, language = read_translation(token)
    found = Contribution.objects.select_related("consultation__cycle__place", "author")
    contribution = found.filter(code=code, author=author, author__is_active=True).first()
    if contribution is None or contribution.author is None:
        raise DeadLink
    return contribution, contribution.author, language


def _work(contribution: Contribution, by: Person, language: str, tabs: list[dict[str, Any]] | None = None) -> Work:
    standing = Translation.objects.of(contribution).filter(language=language).first()
    return Work(
        subject=contribution,
        original=original_of(contribution),
        language=language,
        standing=standing,
        zone=contribution.consultation.zone,
        may_keep=may_translate(by, contribution, standing),
        may_withdraw=may_withdraw_translation(by, contribution),
        keep=partial(actions.translate, contribution, by=by, language=language),
        withdraw=partial(actions.withdraw_translation, contribution, by=by, language=language),
        may_ask_machine=tabs is not None and is_there(),
        tabs=tabs or [],
    )


def into_which(request: HttpRequest, languages: list[str], original: str) -> tuple[list[dict[str, Any]], str]:
    """Return the tabs of the languages to translate into, and the one that is chosen."""
    offered = [code for code in languages if code != original]
    chosen = request.GET.get("to") or get_language() or ""
    language = chosen if chosen in offered else offered[0]
    tabs = [
        {
            "href": f"{request.path}?to={code}",
            "words": language_words(code),
            "is_current": code == language,
            "count": None,
        }
        for code in offered
    ]
    return tabs, language


def work_on(request: HttpRequest, work: Work) -> HttpResponse:
    """Show a text beside its translation, and do what is asked; when that is settled, show the text."""
    step = request.POST.get("step", "") if request.method == "POST" else ""
    standing = work.standing.words if work.standing else ""
    typed = request.POST if step == "keep" else None
    form = TranslationForm(work.original, work.language, standing, typed, zone=work.zone)
    if step and _did(request, work, step, form):
        return redirect(work.subject)
    words, language, glossary = work.original
    context = {
        "work": work,
        "form": form,
        "standing": translated(work.original, work.standing) if work.standing else None,
        "terms": terms_in(words, language, work.language, glossary),
    }
    return render(request, "consultations/translate.html", context, status=422 if form.errors else form.status)


def _did(request: HttpRequest, work: Work, step: str, form: TranslationForm) -> bool:
    """Do one thing; tell whether it is settled, which it is not when a person still has to read what a machine made."""
    try:
        if step == "machine" and work.may_ask_machine:
            words, language, _glossary = work.original
            form.begin_with(ask_machine(words, source=language, target=work.language))
        elif step == "withdraw":
            work.withdraw()
            messages.success(request, _("The translation is taken away. The original stands."))
            return True
        elif filled(form, lambda typed: work.keep(**typed)):
            messages.success(
                request, _("Kept. It is shown to whoever reads in this language, with the original beside it.")
            )
            return True
    except Refused as refusal:
        messages.error(request, str(refusal))
    return False


@never_cache
def glossary(request: HttpRequest, slug: str) -> HttpResponse:
    """Let conveners say which words translations keep to."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    form = GlossaryForm(consultation, request.POST if request.method == "POST" else None)
    if filled(
        form,
        lambda typed: actions.change_glossary(
            consultation, by=request.user, glossary=form.terms, seen=typed.get("seen")
        ),
    ):
        messages.success(request, _("The glossary is changed."))
        return redirect("glossary", consultation.slug)
    status = 422 if form.errors else form.status
    return render(request, "consultations/glossary.html", {"consultation": consultation, "form": form}, status=status)
